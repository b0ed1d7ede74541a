"""Actions of dialog/exchange: our INFO and MESSAGE inside a dialog (RFC 6086, RFC 3428)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog._challenges import Answered, credentials, worth_answering
from sessioncore.actions.dialog._endings import ends_session
from sessioncore.actions.part import DialogPartActions
from sessioncore.handlers.dialog import exchange as chart

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.statechart import ActionFailed
    from sessioncore.wire.sip import Request


@attrs.define(weakref_slot=False)
class Slice:
    """What is sent, the command that waits for the result, and the challenges that were answered."""

    command: int | None = None
    method: str = ""
    headers: list[tuple[str, str]] = attrs.field(factory=list)
    content_type: str = ""
    body: bytes = b""
    answered: Answered = None


class Actions(DialogPartActions):
    """Builds the request and tells what became of it."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def send_request(self, event: chart.Wanted) -> Request:
        """A body is text in which octets that are no UTF-8 are escaped (`surrogateescape`)."""
        data, arguments = self.slice, event.arguments
        data.command, data.method = event.command, event.method
        data.body = arguments.get("body", "").encode("utf-8", "surrogateescape")
        data.content_type = arguments.get("content_type", "")
        if "package" in arguments:
            data.headers.append(("Info-Package", arguments["package"]))
        disposition = arguments.get("disposition", "Info-Package" if "package" in arguments else "")  # RFC 6086 5.1
        if data.body and disposition:
            data.headers.append(("Content-Disposition", disposition))
        if data.body and "encoding" in arguments:
            data.headers.append(("Content-Encoding", arguments["encoding"]))
        return self._built([])

    def challenged(self, event: chart.Finished) -> bool:
        return bool(worth_answering(self.cell, event.status, event.response, self.slice.answered))

    def send_answered(self, event: chart.Finished) -> Request:
        data, uri = self.slice, self.scope.dialog_slice.request_uri
        found = worth_answering(self.cell, event.status, event.response, data.answered)
        data.answered = [*(data.answered or ()), *found]
        return self._built(credentials(self.cell, data.answered, data.method, uri, data.body))

    def _built(self, proofs: list[tuple[str, str]]) -> Request:
        data = self.slice
        return self.scope.dialog_slice.new_request(
            data.method, body=data.body, content_type=data.content_type, more=[*data.headers, *proofs]
        )

    def unknown_there(self, event: chart.Finished) -> bool:
        return ends_session(event.status)

    def reply_answered(self, event: chart.Finished) -> None:
        command, self.slice.command = self.slice.command, None
        if command is None:
            return
        if event.response is None:
            self.cell.reply(command, "failed", event.status, "no final response")
        else:
            self.cell.reply_with(command, event.response)

    def reply_failed(self, event: ActionFailed) -> None:
        command, self.slice.command = self.slice.command, None
        if command is not None:
            self.cell.reply(command, "failed", 500, "the request could not be made")
