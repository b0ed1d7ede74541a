"""Actions of dialog/outside: the response to a request outside every dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from sessioncore.actions.messages import (
    SDP,
    allowed,
    answer,
    encoded,
    of_foreign_scheme,
    of_type,
    takes_sdp,
    unsupported,
)
from sessioncore.actions.negotiation._descriptions import capabilities
from sessioncore.actions.part import PartActions
from sessioncore.effects import Ask
from sessioncore.events import MessageReceived
from sessioncore.handlers.dialog import outside as chart

if TYPE_CHECKING:
    from sessioncore.actions.context import Scope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request

_STATUS: Final = {
    "hasty": 503,
    "foreign_scheme": 416,
    "merged": 482,
    "orphan": 481,
    "orphan_cancel": 481,
    "stray": 481,
    "demanding_request": 420,
    "unreadable": 415,
    "unanswerable": 406,
    "surplus": 503,
    "surplus_watch": 503,
    "options": 200,
    "message": 200,
    "other_request": 405,
    "decision_missed": 480,
    "action_failed": 500,
}
_STORED: Final = 202


@attrs.define(weakref_slot=False)
class Slice:
    """`merged` is a fact of the engine's tables: another branch of this request is being served (RFC 3261 8.2.2.2).

    `refusal` is the status that an INVITE for this user would get, 0 where it would be a call. `request` is kept
    while the application decides.
    """

    local_tag: str
    merged: bool = False
    is_hasty: bool = False
    refusal: int = 0
    request: Request | None = None


class Actions(PartActions):
    """Chooses the status."""

    __slots__ = ("slice",)

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.slice = Slice(self.cell.env.tag())

    def note_merged(self) -> None:
        """What the engine's tables say of the request; said before it comes."""
        self.slice.merged = True

    def note_hasty(self) -> None:
        """What the engine's count of its source says of the request; said before it comes."""
        self.slice.is_hasty = True

    def hasty(self, event: chart.Hasty) -> bool:
        return self.slice.is_hasty

    def note_refusal(self, status: int) -> None:
        """What an INVITE for the same user would get; said before the OPTIONS comes."""
        self.slice.refusal = status

    def foreign(self, event: chart.ForeignScheme) -> bool:
        return of_foreign_scheme(event.request)

    def merged(self, event: chart.Merged) -> bool:
        return self.slice.merged

    def tagged(self, event: chart.Orphan) -> bool:
        return event.request.to.tag is not None

    def taken(self, event: Event) -> bool:
        request: Request = event.request  # type: ignore[attr-defined]  # every event of the peer carries one
        return request.method in allowed(self.cell.settings).split(", ")

    def demanding(self, event: chart.DemandingRequest) -> bool:
        return bool(unsupported(self.cell.settings, event.request))

    def unreadable(self, event: chart.Unreadable) -> bool:
        """The body of an INVITE is read in its leg, where there is time for it."""
        request = event.request
        if encoded(request):
            return True
        if request.method == "INVITE":
            return False
        return not of_type(request, (SDP,) if request.method == "OPTIONS" else self.cell.settings.message_types)

    def mute(self, event: chart.Unanswerable) -> bool:
        return not takes_sdp(event.request)

    def refused(self, event: chart.Unwelcome) -> bool:
        return self.slice.refusal > 0

    def attended(self, event: chart.Message) -> bool:
        return self.cell.settings.messages == "ask"

    def tell_message(self, event: chart.Message) -> None:
        cell, request = self.cell, event.request
        cell.publish(MessageReceived, lambda: MessageReceived(session=cell.session, at=cell.now, **told(request)))

    def ask(self, event: chart.Message) -> None:
        self.slice.request = event.request
        self.cell.emit(Ask(self.cell.session, "message", told(event.request)))

    def reply_done(self, event: chart.Conclude) -> None:
        self.cell.reply(event.command, "done")

    def payload_respond(self, event: Event) -> chart.Respond:
        request: Request | None = getattr(event, "request", None) or self.slice.request
        assert request is not None, "what is answered has come"
        status, more, said = self._status(event), self._more(event), None
        if isinstance(event, chart.Options) and request.has("Accept") and takes_sdp(request):
            said = capabilities(self.cell, request)
        return chart.Respond(answer(self.cell, request, status, self.slice.local_tag, more, said))

    def _status(self, event: Event) -> int:
        if isinstance(event, chart.Conclude):
            return event.status
        if isinstance(event, chart.Unwelcome):
            return self.slice.refusal
        if isinstance(event, chart.Message) and self.cell.settings.messages == "store":
            return _STORED
        return _STATUS[event.NAME]

    def _more(self, event: Event) -> list[tuple[str, str]]:
        return [("Retry-After", "5")] if self._status(event) == 503 else []


def told(request: Request) -> dict[str, Any]:
    """What the application is told of a MESSAGE."""
    return {
        "sender": str(request.from_.uri),
        "recipient": request.uri,
        "content_type": request.get("Content-Type") or "",
        "content": request.body,
    }
