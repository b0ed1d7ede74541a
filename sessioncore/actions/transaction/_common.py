"""What the transactions share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.base.errors import LocalProtocolError

if TYPE_CHECKING:
    from sessioncore.actions.context import CellContext, Scope
    from sessioncore.effects import Send
    from sessioncore.statechart import Event

_OWN_STATUS = {"timed_out": 408, "cancel_timed_out": 408, "transport_failed": 503}


class TransactionActions:
    """Base of the actions of the four transactions."""

    __slots__ = ("_cell",)

    def __init__(self, scope: Scope) -> None:
        self._cell: CellContext = scope.cell

    def detach(self, cell: CellContext) -> None:
        """Live on without the call: in `cell`, and with no more than the last message (invariant 8)."""
        self._cell = cell


def last_sent(sent: Send | None) -> Send:
    """What was sent last, to be sent again as it is (RFC 3261 17.1.1.2). LocalProtocolError when nothing was sent."""
    if sent is None:
        raise LocalProtocolError("nothing was sent yet that could be sent again")
    return sent


def own_status(event: Event) -> int:
    """The status of a client transaction that ended without a final response.

    A time-out counts as 408 and a transport error as 503 (RFC 3261 8.1.3.1); a message that we could not send as 500.
    """
    return _OWN_STATUS.get(event.NAME, 500)
