"""Actions of the non-INVITE client transaction (RFC 3261 17.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog._challenges import judge_server
from sessioncore.actions.transaction._common import TransactionActions, last_sent, own_status
from sessioncore.handlers.transaction.non_invite_client import Answered, Finished

if TYPE_CHECKING:
    from sessioncore.actions.context import Scope
    from sessioncore.effects import Send
    from sessioncore.handlers.transaction.non_invite_client import ResendDue, TimedOut, TransportFailed
    from sessioncore.statechart import ActionFailed, Start
    from sessioncore.wire.sip import Request


@attrs.define(weakref_slot=False)
class Slice:
    """The request, and how it was sent."""

    request: Request
    sent: Send | None = None


class Actions(TransactionActions):
    """Sends a request and its copies."""

    __slots__ = ("slice",)

    def __init__(self, scope: Scope, request: Request) -> None:
        super().__init__(scope)
        self.slice = Slice(request)

    def use(self, request: Request) -> None:
        """Another form of the request, for another transport."""
        self.slice.request = request

    def send_request(self, event: Start) -> None:
        self.slice.sent = self._cell.send_request(self.slice.request)

    def resend(self, event: ResendDue) -> None:
        self._cell.emit(last_sent(self.slice.sent))

    def judge_server(self, event: Answered) -> None:
        """Whoever asked for the request has the response; whether its sender knows our secret is judged here once."""
        request, response = self.slice.request, event.response
        if response.status < 300:
            judge_server(self._cell, request.method, request.headers, response)

    def payload_finished(self, event: Answered | TimedOut | TransportFailed | ActionFailed) -> Finished:
        if isinstance(event, Answered):
            return Finished(event.response.status, event.response)
        return Finished(own_status(event), None)
