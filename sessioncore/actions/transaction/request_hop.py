"""Actions of transaction/request_hop: asks DNS, and sends the request to one server after the other (RFC 3263)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.actions.transaction._hops import HopActions, Slice, no_way
from sessioncore.handlers.transaction import request_hop as chart

if TYPE_CHECKING:
    from sessioncore.statechart import ActionFailed
    from sessioncore.wire.sip import Request

__all__ = ["Actions", "Slice"]


class Actions(HopActions):
    """Sends one request to the servers of a name until one of them says something."""

    __slots__ = ()

    def send_request(self, event: chart.Located | chart.Settled) -> Request:
        return self._next()

    def payload_finished(self, event: chart.Located | chart.LookupMissed | ActionFailed) -> chart.Finished:
        return chart.Finished(no_way(event), None)
