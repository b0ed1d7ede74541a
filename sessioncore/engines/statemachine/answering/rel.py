"""The chart answering/rel, decided by statemachine.

Generated from machines/answering/rel.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=6f762a2a4830c12e16de5e5b29cf50ebccd771b388e9c1d4feb4040e3b298214 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.answering import rel as default
from sessioncore.handlers.answering.rel import ANSWERS, RINGS
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.rel import Connected, Ended, Invited
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Rel(default.Rel):
    """answering/rel on statemachine; each method below is called by name from the table at the end."""

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

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "a leg is called once")


CHART = Chart("AnsweringRelChart", Rel, [
    Node("", initial=True),
    Node("waiting", initial=True, ways=(
        Way("invited", "serving", leaf="serving", row="waiting.invited", on="_do_waiting_invited"),
        Way("ended", "done", leaf="done", row="waiting.ended"),
        Way("connected", on="_never_1"),
    )),
    Node("serving", ways=(
        Way("ended", "done", leaf="done", row="serving.ended"),
        Way("connected", on="_ignored"),
        Way("invited", on="_never_2"),
    )),
    Node("done", ways=(
        Way("connected", on="_ignored"),
        Way("ended", on="_ignored"),
        Way("invited", on="_never_2"),
    )),
])
