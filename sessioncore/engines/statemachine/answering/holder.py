"""The chart answering/holder, decided by statemachine.

Generated from machines/answering/holder.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=5436a04d00c2f36266f77705a41d0009defec748247ab5f0bad32147644f232f abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.answering import holder as default
from sessioncore.handlers.answering.holder import ANSWERS, HOLDS, RESUMES, RINGS
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.holder import Connected, Ended, Invited, Paused, Talked
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Holder(default.Holder):
    """answering/holder on statemachine; each method below is called by name from the table at the end."""

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

    def talked(self, event: Talked) -> None:
        send(self._chart, event)

    def paused(self, event: Paused) -> None:
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
        self._talk = cell.arm(self, 0, cell.limits.holder_delay)

    def _exit_talking(self, event: Ended | Talked) -> None:
        """Exit of talking."""
        cell = self.cell
        if self._talk is not None:
            cell.cancel(self._talk)
            self._talk = None

    def _do_talking_talked(self, event: Talked) -> None:
        """Row talking.talked."""
        cell = self.cell
        cell.raise_signal(self, HOLDS)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _enter_holding(self, event: Talked) -> None:
        """Entry of holding."""
        cell = self.cell
        self._pause = cell.arm(self, 1, cell.uniform(cell.limits.holder_delay, 2 * cell.limits.holder_delay, 0.01))

    def _exit_holding(self, event: Ended | Paused) -> None:
        """Exit of holding."""
        cell = self.cell
        if self._pause is not None:
            cell.cancel(self._pause)
            self._pause = None

    def _do_holding_paused(self, event: Paused) -> None:
        """Row holding.paused."""
        cell = self.cell
        cell.raise_signal(self, RESUMES)


CHART = Chart("AnsweringHolderChart", Holder, [
    Node("", initial=True),
    Node("waiting", initial=True, ways=(
        Way("invited", "answering", leaf="answering", row="waiting.invited", on="_do_waiting_invited"),
        Way("ended", "done", leaf="done", row="waiting.ended"),
        Way("connected", on="_never_1"),
        Way("talked", on="_dropped"),
        Way("paused", on="_dropped"),
    )),
    Node("answering", ways=(
        Way("connected", "talking", leaf="talking", row="answering.connected"),
        Way("ended", "done", leaf="done", row="answering.ended"),
        Way("invited", on="_never_2"),
        Way("talked", on="_dropped"),
        Way("paused", on="_dropped"),
    )),
    Node("talking", enter="_enter_talking", exit="_exit_talking", ways=(
        Way("talked", "holding", leaf="holding", row="talking.talked", on="_do_talking_talked"),
        Way("ended", "done", leaf="done", row="talking.ended"),
        Way("connected", on="_ignored"),
        Way("invited", on="_never_2"),
        Way("paused", on="_dropped"),
    )),
    Node("holding", enter="_enter_holding", exit="_exit_holding", ways=(
        Way("paused", "serving", leaf="serving", row="holding.paused", on="_do_holding_paused"),
        Way("ended", "done", leaf="done", row="holding.ended"),
        Way("connected", on="_ignored"),
        Way("invited", on="_never_2"),
        Way("talked", on="_dropped"),
    )),
    Node("serving", ways=(
        Way("ended", "done", leaf="done", row="serving.ended"),
        Way("connected", on="_ignored"),
        Way("invited", on="_never_2"),
        Way("talked", on="_dropped"),
        Way("paused", on="_dropped"),
    )),
    Node("done", ways=(
        Way("connected", on="_ignored"),
        Way("ended", on="_ignored"),
        Way("invited", on="_never_2"),
        Way("talked", on="_dropped"),
        Way("paused", on="_dropped"),
    )),
])
