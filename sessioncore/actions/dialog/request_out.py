"""Actions of dialog/request_out: one request of ours outside every dialog (RFC 3261 8.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog._challenges import Answered, worth_answering
from sessioncore.actions.dialog._requests import OutsideActions, first_request
from sessioncore.actions.messages import accepted
from sessioncore.handlers.dialog import request_out as chart
from sessioncore.wire.sip import parse_name_addr

if TYPE_CHECKING:
    from typing import Any

    from sessioncore.actions.context import Scope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request

LARGEST_MESSAGE = 1_300
"""Octets of a MESSAGE, all of it, where congestion on the way is not controlled (RFC 3428 8)."""


@attrs.define(weakref_slot=False)
class Slice:
    """The request as it was sent last, the command that waits for its result, and what was tried.

    `wait` is how long the application waits, in seconds; 0 for the longest. `answered` are the challenges that were
    answered, `targets` a redirection's that are not `tried` yet.
    """

    command: int | None = None
    request: Request | None = None
    wait: float = 0
    targets: list[str] = attrs.field(factory=list)
    tried: list[str] = attrs.field(factory=list)
    answered: Answered = None


class Actions(OutsideActions):
    """Builds the request and tells what became of it."""

    __slots__ = ("slice",)
    slice: Slice

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def make_request(self, event: chart.Request) -> None:
        """A body is text in which octets that are no UTF-8 are escaped (`surrogateescape`)."""
        data, arguments = self.slice, event.arguments
        data.command = event.command
        data.wait = float(arguments.get("patience", 0))
        more = []
        if event.method == "OPTIONS":
            more.append(("Accept", accepted(self.cell.settings)))  # RFC 3261 11.1
        if "content_type" in arguments:
            more.append(("Content-Type", arguments["content_type"]))
        body = arguments.get("body", "").encode("utf-8", "surrogateescape")
        data.request = first_request(self.cell, event.method, event.target, arguments, more=more, body=body)
        data.tried.append(data.request.uri)

    def unmade(self, event: Event) -> bool:
        return self.slice.request is None

    def too_large(self, event: Event) -> bool:
        """Where we speak TCP, a large request takes it (RFC 3261 18.1.1)."""
        request = self._request
        if request.method != "MESSAGE" or "tcp" in self.cell.settings.ports:
            return False
        proxy = self.cell.settings.outbound_proxy
        hop = parse_name_addr(proxy).uri if proxy else request.request_uri
        route = len(f"Route: {proxy}\r\n") if proxy else 0
        over_udp = hop.scheme != "sips" and (hop.transport or "udp").lower() == "udp"
        return over_udp and len(request.encode()) + route > LARGEST_MESSAGE

    def send_request(self, event: Event) -> Request:
        return self._request

    def challenged(self, event: chart.Finished) -> bool:
        return bool(worth_answering(self.cell, event.status, event.response, self.slice.answered))

    def send_answered(self, event: chart.Finished) -> Request:
        data = self.slice
        found = worth_answering(self.cell, event.status, event.response, data.answered)
        data.answered = [*(data.answered or ()), *found]
        return self._again(self._request.uri)

    def delay_patience(self, event: Event) -> float:
        return self.slice.wait or self.cell.limits.request_limit

    def reply_answered(self, event: chart.Finished) -> None:
        response = event.response
        command, self.slice.command = self.slice.command, None
        if command is None:
            return
        if response is None:
            self.cell.reply(command, "failed", event.status, "no final response")
        else:
            self.cell.reply_with(command, response)

    def reply_too_large(self, event: Event) -> None:
        self._reply("refused", 513, f"a MESSAGE may have {LARGEST_MESSAGE} octets over UDP (RFC 3428 8)")

    def reply_late(self, event: chart.PatienceEnded) -> None:
        self._reply("failed", 408, "no final response in time")

    def reply_failed(self, event: Event) -> None:
        self._reply("failed", 500, "the request could not be made")

    def _reply(self, outcome: Any, status: int, reason: str) -> None:
        command, self.slice.command = self.slice.command, None
        if command is not None:
            self.cell.reply(command, outcome, status, reason)
