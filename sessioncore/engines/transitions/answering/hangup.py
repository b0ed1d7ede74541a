"""The chart answering/hangup, decided by transitions.

Generated from machines/answering/hangup.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=ff25593f5f5b40b554e33b7032a861b0bf9578867d18aaa5a4e55628bc8f8974 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.answering import hangup as default
from sessioncore.handlers.answering.hangup import ANSWERS, HANGS_UP, RINGS, WAITING
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.hangup import Connected, Ended, Invited, MomentOver
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Hangup(default.Hangup):
    """answering/hangup on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def invited(self, event: Invited) -> None:
        MACHINE.fire(self, event)

    def connected(self, event: Connected) -> None:
        MACHINE.fire(self, event)

    def ended(self, event: Ended) -> None:
        MACHINE.fire(self, event)

    def moment_over(self, event: MomentOver) -> None:
        MACHINE.fire(self, event)

    def _do_waiting_invited(self, event: Invited) -> None:
        """Row waiting.invited."""
        cell = self.cell
        cell.raise_signal(self, RINGS)
        cell.raise_signal(self, ANSWERS)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nobody answered yet")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "a leg is called once")

    def _enter_talking(self, event: Connected) -> None:
        """Entry of talking."""
        cell = self.cell
        self._moment = cell.arm(self, 0, cell.limits.hang_up_delay)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _exit_talking(self, event: Ended) -> None:
        """Exit of talking."""
        cell = self.cell
        if self._moment is not None:
            cell.cancel(self._moment)
            self._moment = None

    def _do_talking_moment_over(self, event: MomentOver) -> None:
        """Row talking.moment_over."""
        cell = self.cell
        cell.raise_signal(self, HANGS_UP)


MACHINE = FlatMachine(Hangup, [
    Way("invited", "waiting", "answering", row="waiting.invited", before=("_do_waiting_invited",)),
    Way("connected", "waiting", before=("_never_1",)),
    Way("ended", "waiting", "done", row="waiting.ended"),
    Way("moment_over", "waiting", before=("_dropped",)),
    Way("invited", "answering", before=("_never_2",)),
    Way("connected", "answering", "talking", row="answering.connected", after=("_enter_talking",)),
    Way("ended", "answering", "done", row="answering.ended"),
    Way("moment_over", "answering", before=("_dropped",)),
    Way("invited", "talking", before=("_never_2",)),
    Way("connected", "talking", before=("_ignored",)),
    Way("ended", "talking", "done", row="talking.ended", before=("_exit_talking",)),
    Way("moment_over", "talking", row="talking.moment_over", before=("_do_talking_moment_over",)),
    Way("invited", "done", before=("_never_2",)),
    Way("connected", "done", before=("_ignored",)),
    Way("ended", "done", before=("_ignored",)),
    Way("moment_over", "done", before=("_dropped",)),
])
