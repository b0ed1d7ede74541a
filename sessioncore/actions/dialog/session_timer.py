"""Actions of dialog/session_timer: who refreshes, and when (RFC 4028 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from sessioncore.actions.dialog._session_timer import session_expires
from sessioncore.actions.part import PartActions
from sessioncore.handlers.dialog import session_timer as chart

if TYPE_CHECKING:
    from sessioncore.statechart import Event


@attrs.define
class Slice:
    """The agreed interval in seconds (0: none), and whether our side refreshes."""

    interval: int = 0
    ours: bool = False


class Actions(PartActions):
    """Reads the 2xx that settles a session timer."""

    __slots__ = ("slice",)

    def __init__(self, scope: Any) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def unlimited(self, event: chart.Asked | chart.Answered) -> bool:
        return session_expires(event.response) is None

    def ours(self, event: chart.Asked | chart.Answered) -> bool:
        """We refresh when the refresher of the 2xx is the part that we have in this transaction (RFC 4028 7.2, 9)."""
        agreed = session_expires(event.response)
        refresher = agreed[1] if agreed is not None else ""
        if isinstance(event, chart.Asked):
            return refresher != "uas"
        return refresher == "uas"

    def learn(self, event: chart.Asked | chart.Answered) -> None:
        agreed = session_expires(event.response)
        self.slice.interval = agreed[0] if agreed is not None else 0
        self.slice.ours = self.ours(event)

    def forget(self, event: chart.Asked | chart.Answered) -> None:
        self.slice.interval = 0
        self.slice.ours = False

    def delay_refresh_time(self, event: Event) -> float:
        return self.slice.interval / 2

    def delay_expiry_time(self, event: Event) -> float:
        """The interval less the smaller of 32 s and a third of it (RFC 4028 10)."""
        interval = self.slice.interval
        return interval - min(32.0, interval / 3)
