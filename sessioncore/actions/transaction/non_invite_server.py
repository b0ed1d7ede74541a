"""Actions of the non-INVITE server transaction (RFC 3261 17.2.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.transaction._common import TransactionActions, last_sent

if TYPE_CHECKING:
    from sessioncore.actions.context import CellContext, Scope
    from sessioncore.effects import Send
    from sessioncore.handlers.transaction.non_invite_server import Copy, Respond
    from sessioncore.wire.sip import Request


@attrs.define(weakref_slot=False)
class Slice:
    """The request, and the final response sent to it."""

    request: Request | None
    sent: Send | None = None


class Actions(TransactionActions):
    """Sends the final response and repeats it for copies of the request."""

    __slots__ = ("slice",)

    def __init__(self, scope: Scope, request: Request) -> None:
        super().__init__(scope)
        self.slice = Slice(request)

    def detach(self, cell: CellContext) -> None:
        super().detach(cell)
        self.slice.request = None

    def send_response(self, event: Respond) -> None:
        self.slice.sent = self._cell.send_response(event.response)
        self.slice.request = None  # nothing more is made of it

    def resend(self, event: Copy) -> None:
        self._cell.emit(last_sent(self.slice.sent))
