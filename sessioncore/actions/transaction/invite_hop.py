"""Actions of transaction/invite_hop: asks DNS, and sends the INVITE to one server after the other (RFC 3263)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.actions.transaction._hops import HopActions, Slice, no_way
from sessioncore.handlers.transaction import invite_hop as chart

if TYPE_CHECKING:
    from sessioncore.statechart import ActionFailed
    from sessioncore.wire.sip import Request

__all__ = ["Actions", "Slice"]


class Actions(HopActions):
    """Sends one INVITE to the servers of a name until one of them says something."""

    __slots__ = ()

    def send_invite(self, event: chart.Located | chart.Refused) -> Request:
        return self._next()

    def payload_failed(self, event: chart.Located | chart.LookupMissed | chart.Cancel | ActionFailed) -> chart.Failed:
        return chart.Failed(no_way(event), None)
