"""The chart answering/hangup, decided by statemachine.

Generated from machines/answering/hangup.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=ff25593f5f5b40b554e33b7032a861b0bf9578867d18aaa5a4e55628bc8f8974 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.answering import hangup as default
from sessioncore.handlers.answering.hangup import ANSWERS, HANGS_UP, RINGS
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.hangup import Connected, Ended, Invited, MomentOver
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Hangup(default.Hangup):
    """answering/hangup on statemachine; each method below is called by name from the table at the end."""

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

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


CHART = Chart("AnsweringHangupChart", Hangup, [
    Node("", initial=True),
    Node("waiting", initial=True, ways=(
        Way("invited", "answering", leaf="answering", row="waiting.invited", on="_do_waiting_invited"),
        Way("ended", "done", leaf="done", row="waiting.ended"),
        Way("connected", on="_never_1"),
        Way("moment_over", on="_dropped"),
    )),
    Node("answering", ways=(
        Way("connected", "talking", leaf="talking", row="answering.connected"),
        Way("ended", "done", leaf="done", row="answering.ended"),
        Way("invited", on="_never_2"),
        Way("moment_over", on="_dropped"),
    )),
    Node("talking", enter="_enter_talking", exit="_exit_talking", ways=(
        Way("moment_over", row="talking.moment_over", on="_do_talking_moment_over"),
        Way("ended", "done", leaf="done", row="talking.ended"),
        Way("connected", on="_ignored"),
        Way("invited", on="_never_2"),
    )),
    Node("done", ways=(
        Way("connected", on="_ignored"),
        Way("ended", on="_ignored"),
        Way("invited", on="_never_2"),
        Way("moment_over", on="_dropped"),
    )),
])
