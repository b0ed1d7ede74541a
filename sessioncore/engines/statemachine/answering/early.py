"""The chart answering/early, decided by statemachine.

Generated from machines/answering/early.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=a72f8be8dd8366b8a88bfe96126fbae4f0b36bbe037ea981d2eda56d6d440d2e abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.answering import early as default
from sessioncore.handlers.answering.early import ANSWERS, PROGRESSES
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.early import Connected, Ended, Invited, MomentOver
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Early(default.Early):
    """answering/early on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter waiting."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def invited(self, event: Invited) -> None:
        send(self._chart, event)

    def connected(self, event: Connected) -> None:
        send(self._chart, event)

    def ended(self, event: Ended) -> None:
        send(self._chart, event)

    def moment_over(self, event: MomentOver) -> None:
        send(self._chart, event)

    def _do_waiting_invited(self, event: Invited) -> None:
        """Row waiting.invited."""
        cell = self.cell
        cell.raise_signal(self, PROGRESSES)

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

    def _enter_playing(self, event: Invited) -> None:
        """Entry of playing."""
        cell = self.cell
        self._moment = cell.arm(self, 0, cell.limits.early_time)

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

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "a leg is called once")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


CHART = Chart("AnsweringEarlyChart", Early, [
    Node("", initial=True),
    Node("waiting", initial=True, ways=(
        Way("invited", "playing", leaf="playing", row="waiting.invited", on="_do_waiting_invited"),
        Way("ended", "done", leaf="done", row="waiting.ended"),
        Way("connected", on="_never_1"),
        Way("moment_over", on="_dropped"),
    )),
    Node("playing", enter="_enter_playing", exit="_exit_playing", ways=(
        Way("moment_over", "serving", leaf="serving", row="playing.moment_over", on="_do_playing_moment_over"),
        Way("connected", "serving", leaf="serving", row="playing.connected"),
        Way("ended", "done", leaf="done", row="playing.ended"),
        Way("invited", on="_never_2"),
    )),
    Node("serving", ways=(
        Way("ended", "done", leaf="done", row="serving.ended"),
        Way("connected", on="_ignored"),
        Way("invited", on="_never_2"),
        Way("moment_over", on="_dropped"),
    )),
    Node("done", ways=(
        Way("connected", on="_ignored"),
        Way("ended", on="_ignored"),
        Way("invited", on="_never_2"),
        Way("moment_over", on="_dropped"),
    )),
])
