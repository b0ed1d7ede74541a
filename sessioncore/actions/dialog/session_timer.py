"""Actions of dialog/session_timer: who refreshes, and when (RFC 4028 10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.dialog._session_timer import session_expires
from sessioncore.actions.part import DialogPartActions
from sessioncore.handlers.dialog import session_timer as chart

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Response


@attrs.define(weakref_slot=False)
class Slice:
    """The agreed interval in seconds (0: none), and whether our side refreshes."""

    interval: int = 0
    ours: bool = False


class Actions(DialogPartActions):
    """Reads the 2xx that settles a session timer."""

    __slots__ = ("_last_read", "slice")

    def __init__(self, scope: DialogScope) -> None:
        DialogPartActions.__init__(self, scope)
        self.slice = Slice()
        self._last_read: tuple[Response, tuple[int, str] | None] | None = None

    def _agreed(self, response: Response) -> tuple[int, str] | None:
        """Session-Expires of a 2xx; guards and actions of one row read it once."""
        last = self._last_read
        if last is None or last[0] is not response:
            last = self._last_read = response, session_expires(response)
        return last[1]

    def unlimited(self, event: chart.Asked | chart.Answered) -> bool:
        return self._agreed(event.response) is None

    def ours(self, event: chart.Asked | chart.Answered) -> bool:
        """We refresh when the refresher of the 2xx is the part that we have in this transaction (RFC 4028 7.2, 9)."""
        agreed = self._agreed(event.response)
        refresher = agreed[1] if agreed is not None else ""
        if isinstance(event, chart.Asked):
            return refresher != "uas"
        return refresher == "uas"

    def learn(self, event: chart.Asked | chart.Answered) -> None:
        agreed = self._agreed(event.response)
        self.slice.interval = agreed[0] if agreed is not None else 0
        self.slice.ours = self.ours(event)
        self._last_read = None

    def forget(self, event: chart.Asked | chart.Answered) -> None:
        self.slice.interval = 0
        self.slice.ours = False
        self._last_read = None

    def delay_refresh_time(self, event: Event) -> float:
        return self.slice.interval / 2

    def delay_expiry_time(self, event: Event) -> float:
        """The interval less the smaller of 32 s and a third of it (RFC 4028 10)."""
        interval = self.slice.interval
        return interval - min(32.0, interval / 3)
