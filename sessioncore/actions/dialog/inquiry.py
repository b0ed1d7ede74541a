"""Actions of dialog/inquiry: the peer's INFO and MESSAGE inside a dialog (RFC 6086, RFC 3428)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from sessioncore.actions.dialog.outside import told
from sessioncore.actions.messages import answer, encoded, of_type
from sessioncore.actions.part import DialogPartActions
from sessioncore.effects import Ask, Tell
from sessioncore.events import InfoReceived, MessageReceived
from sessioncore.handlers.coupling import coupling as coupling_chart
from sessioncore.handlers.dialog import inquiry as chart

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request

_STATUS: Final = {"decision_missed": 480, "action_failed": 500}
BAD_INFO_PACKAGE: Final = 469


@attrs.define(weakref_slot=False)
class Slice:
    """The request, while the application decides."""

    request: Request | None = None


class Actions(DialogPartActions):
    """Chooses the status, and tells the application."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def untaken(self, event: chart.Received) -> bool:
        return event.request.method == "MESSAGE" and self.cell.settings.messages == "refuse"

    def foreign_package(self, event: chart.Received) -> bool:
        """Without a package it is an INFO as of old, whose sense the applications know (RFC 6086 9.1)."""
        package = _package(event.request)
        return package != "" and package not in self.cell.settings.info_packages

    def unreadable(self, event: chart.Received) -> bool:
        request = event.request
        if encoded(request):
            return True
        return request.method == "MESSAGE" and not of_type(request, self.cell.settings.message_types)

    def attended(self, event: chart.Received) -> bool:
        settings = self.cell.settings
        return (settings.messages if event.request.method == "MESSAGE" else settings.infos) == "ask"

    def coupled(self, event: chart.Received) -> bool:
        return self.scope.leg.link_slice is not None

    def pass_on(self, event: chart.Received) -> None:
        link, request = self.scope.leg.link_slice, event.request
        assert link is not None, "the guard `coupled` has seen it"
        self.slice.request = request
        said = coupling_chart.Inquired(self.cell.session, request.cseq.number, request.method, _as_it_is(request))
        self.cell.tell(Tell(link.coupling, "coupling", said))

    def ask(self, event: chart.Received) -> None:
        request = event.request
        self.slice.request = request
        details = {**_said(request), "cseq": request.cseq.number}
        self.cell.emit(Ask(self.cell.session, "message" if request.method == "MESSAGE" else "info", details))

    def tell(self, event: chart.Received) -> None:
        cell, request = self.cell, event.request
        if request.method == "MESSAGE":
            cell.publish(MessageReceived, lambda: MessageReceived(session=cell.session, at=cell.now, **_said(request)))
        else:
            cell.publish(InfoReceived, lambda: InfoReceived(session=cell.session, at=cell.now, **_said(request)))

    def reply_done(self, event: chart.Conclude) -> None:
        self.cell.reply(event.command, "done")

    def payload_respond(self, event: Event) -> chart.Respond:
        request: Request | None = getattr(event, "request", None) or self.slice.request
        assert request is not None, "what is answered has come"
        status = self._status(event)
        more = []
        if status == BAD_INFO_PACKAGE:
            more.append(("Recv-Info", ", ".join(self.cell.settings.info_packages)))
        return chart.Respond(answer(self.cell, request, status, self.scope.dialog_slice.local_tag, more))

    def _status(self, event: Event) -> int:
        if isinstance(event, chart.Conclude):
            return event.status
        if not isinstance(event, chart.Received):
            return _STATUS[event.NAME]
        if self.untaken(event):
            return 405
        if self.foreign_package(event):
            return BAD_INFO_PACKAGE
        if self.unreadable(event):
            return 415
        return 202 if event.request.method == "MESSAGE" and self.cell.settings.messages == "store" else 200


def _package(request: Request) -> str:
    return (request.get("Info-Package") or "").partition(";")[0].strip() if request.method == "INFO" else ""


_DESCRIBING: Final = (
    ("content_type", "Content-Type"),
    ("disposition", "Content-Disposition"),
    ("encoding", "Content-Encoding"),
    ("package", "Info-Package"),
)


def _as_it_is(request: Request) -> dict[str, str]:
    """Body and what describes it, as `dialog/exchange` takes them."""
    found = {name: request.get(header) for name, header in _DESCRIBING}
    arguments = {name: value for name, value in found.items() if value}
    return {**arguments, "body": request.body.decode("utf-8", "surrogateescape")}


def _said(request: Request) -> dict[str, Any]:
    """What the application is told."""
    if request.method == "MESSAGE":
        return told(request)
    return {
        "package": _package(request),
        "content_type": request.get("Content-Type") or "",
        "content": request.body,
    }
