"""The chart answering/early, decided by transitions.

Generated from machines/answering/early.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=a72f8be8dd8366b8a88bfe96126fbae4f0b36bbe037ea981d2eda56d6d440d2e abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.answering import early as default
from sessioncore.handlers.answering.early import ANSWERS, PROGRESSES, WAITING
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.early import Connected, Ended, Invited, MomentOver
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Early(default.Early):
    """answering/early on transitions; each method below is called by name from the table at the end."""

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
        cell.raise_signal(self, PROGRESSES)

    def _enter_playing(self, event: Invited) -> None:
        """Entry of playing."""
        cell = self.cell
        self._moment = cell.arm(self, 0, cell.limits.early_time)

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

    def _exit_playing(self, event: Connected | Ended | MomentOver) -> None:
        """Exit of playing."""
        cell = self.cell
        if self._moment is not None:
            cell.cancel(self._moment)
            self._moment = None

    def _do_playing_moment_over(self, event: MomentOver) -> None:
        """Row playing.moment_over."""
        cell = self.cell
        cell.raise_signal(self, ANSWERS)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


MACHINE = FlatMachine(Early, [
    Way(
        "invited",
        "waiting",
        "playing",
        row="waiting.invited",
        before=("_do_waiting_invited",),
        after=("_enter_playing",),
    ),
    Way("connected", "waiting", before=("_never_1",)),
    Way("ended", "waiting", "done", row="waiting.ended"),
    Way("moment_over", "waiting", before=("_dropped",)),
    Way("invited", "playing", before=("_never_2",)),
    Way("connected", "playing", "serving", row="playing.connected", before=("_exit_playing",)),
    Way("ended", "playing", "done", row="playing.ended", before=("_exit_playing",)),
    Way(
        "moment_over",
        "playing",
        "serving",
        row="playing.moment_over",
        before=("_exit_playing", "_do_playing_moment_over"),
    ),
    Way("invited", "serving", before=("_never_2",)),
    Way("connected", "serving", before=("_ignored",)),
    Way("ended", "serving", "done", row="serving.ended"),
    Way("moment_over", "serving", before=("_dropped",)),
    Way("invited", "done", before=("_never_2",)),
    Way("connected", "done", before=("_ignored",)),
    Way("ended", "done", before=("_ignored",)),
    Way("moment_over", "done", before=("_dropped",)),
])
