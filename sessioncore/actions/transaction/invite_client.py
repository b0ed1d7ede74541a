"""Actions of the INVITE client transaction (RFC 3261 17.1.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.transaction._common import TransactionActions, last_sent, own_status
from sessioncore.handlers.transaction.invite_client import Failed, Failure
from sessioncore.wire.sip import Request, ack_for_failure, cancel_for

if TYPE_CHECKING:
    from sessioncore.actions.context import Scope
    from sessioncore.effects import Send
    from sessioncore.handlers.transaction.invite_client import (
        Cancel,
        CancelTimedOut,
        ResendDue,
        TimedOut,
        TransportFailed,
    )
    from sessioncore.statechart import ActionFailed, Start


@attrs.define(weakref_slot=False)
class Slice:
    """The INVITE, and how it was sent."""

    request: Request
    sent: Send | None = None


class Actions(TransactionActions):
    """Sends the INVITE, its copies, the ACK of a failure; makes the CANCEL."""

    __slots__ = ("slice",)

    def __init__(self, scope: Scope, request: Request) -> None:
        super().__init__(scope)
        self.slice = Slice(request)

    def use(self, request: Request) -> None:
        """Another form of the request, for another transport."""
        self.slice.request = request

    def send_invite(self, event: Start) -> None:
        self.slice.sent = self._cell.send_request(self.slice.request)

    def resend(self, event: ResendDue) -> None:
        self._cell.emit(last_sent(self.slice.sent))

    def send_ack(self, event: Failure) -> None:
        """To the address and transport of the INVITE, whatever its names resolve to by now (RFC 3261 17.1.1.2)."""
        sent = last_sent(self.slice.sent)
        ack = ack_for_failure(self.slice.request, event.response)
        self._cell.emit(sent.carrying(ack.encode()))

    def send_cancel(self, event: Cancel) -> Request:
        return cancel_for(self.slice.request, event.why)

    def payload_failed(self, event: Failure | TransportFailed | ActionFailed | TimedOut | CancelTimedOut) -> Failed:
        if isinstance(event, Failure):
            return Failed(event.response.status, event.response)
        return Failed(own_status(event), None)
