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
        Success,
        TimedOut,
        TransportFailed,
    )
    from sessioncore.statechart import ActionFailed, Start


@attrs.define(weakref_slot=False)
class Slice:
    """The INVITE, and how it was sent; neither once it is answered by a 2xx."""

    request: Request | None
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

    @property
    def _request(self) -> Request:
        request = self.slice.request
        assert request is not None, "no 2xx has come"
        return request

    def send_invite(self, event: Start) -> None:
        self.slice.sent = self._cell.send_request(self._request)

    def forget_invite(self, event: Success) -> None:
        self.slice.request = self.slice.sent = None

    def resend(self, event: ResendDue) -> None:
        self._cell.emit(last_sent(self.slice.sent))

    def send_ack(self, event: Failure) -> None:
        """To the address and transport of the INVITE, whatever its names resolve to by now (RFC 3261 17.1.1.2)."""
        sent = last_sent(self.slice.sent)
        ack = ack_for_failure(self._request, event.response)
        self._cell.emit(sent.carrying(ack.encode()))

    def send_cancel(self, event: Cancel) -> Request:
        return cancel_for(self._request, event.why)

    def payload_failed(self, event: Failure | TransportFailed | ActionFailed | TimedOut | CancelTimedOut) -> Failed:
        if isinstance(event, Failure):
            return Failed(event.response.status, event.response)
        return Failed(own_status(event), None)
