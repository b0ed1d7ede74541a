"""Actions of the INVITE server transaction (RFC 3261 17.2.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.transaction._common import TransactionActions, last_sent
from sessioncore.handlers.transaction.invite_server import CancelAnswered

if TYPE_CHECKING:
    from sessioncore.actions.context import CellContext, Scope
    from sessioncore.effects import Send
    from sessioncore.handlers.transaction.invite_server import (
        Cancel,
        Copy,
        ResendDue,
        RespondFailure,
        RespondProvisional,
        RespondSuccess,
        TryingDue,
    )
    from sessioncore.wire.sip import Request


@attrs.define(weakref_slot=False)
class Slice:
    """The INVITE, the last response sent, and the To tag of our responses ("" while none had one)."""

    request: Request | None
    sent: Send | None = None
    to_tag: str = ""


class Actions(TransactionActions):
    """Sends the responses to an INVITE and repeats the last one."""

    __slots__ = ("slice",)

    def __init__(self, scope: Scope, request: Request) -> None:
        super().__init__(scope)
        self.slice = Slice(request)

    def send_trying(self, event: TryingDue) -> None:
        request = self.slice.request
        assert request is not None, "100 is sent long before the transaction can detach"
        self.slice.sent = self._cell.send_response(request.reply(100))

    def detach(self, cell: CellContext) -> None:
        super().detach(cell)
        self.slice.request = None

    def send_response(self, event: RespondProvisional | RespondSuccess | RespondFailure) -> None:
        data, response = self.slice, event.response
        sent = self._cell.send_response(response)
        data.to_tag = response.to.tag or data.to_tag
        if response.status >= 200:
            data.request = None  # nothing more is made of it
        # A 2xx is repeated by dialog/reliable_answer (RFC 6026 7.1).
        data.sent = None if 200 <= response.status < 300 else sent

    def resend(self, event: Copy | ResendDue) -> None:
        self._cell.emit(last_sent(self.slice.sent))

    def choose_tag(self, event: Cancel) -> None:
        """The answer to CANCEL has the To tag of the INVITE's responses, also of those to come (RFC 3261 9.2)."""
        if not self.slice.to_tag:
            request = event.request
            self.slice.to_tag = request.to.tag or self._cell.claimed(request.call_id) or self._cell.env.tag()

    def accept_cancel(self, event: Cancel) -> None:
        self._cell.send_response(event.request.reply(200, to_tag=self.slice.to_tag))

    def payload_cancel_answered(self, event: Cancel) -> CancelAnswered:
        return CancelAnswered(event.request.reply(200, to_tag=self.slice.to_tag))
