"""The chart answering/busy, decided by statemachine.

Generated from machines/answering/busy.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=624ee4fc119f2daf1c696d713bb655eca4cc0e5d80dec9af3a52814a5aacd61e abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.answering import busy as default
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.busy import Connected, Ended, Invited
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Busy(default.Busy):
    """answering/busy on statemachine; each method below is called by name from the table at the end."""

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
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_declines(event))
        except Exception as error:
            cell.action_failed(self, "payload_declines", error, mark)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it never answers")

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
        cell.never(self, event, "it never answers, and a leg is called once")


CHART = Chart("AnsweringBusyChart", Busy, [
    Node("", initial=True),
    Node("waiting", initial=True, ways=(
        Way("invited", "done", leaf="done", row="waiting.invited", on="_do_waiting_invited"),
        Way("ended", "done", leaf="done", row="waiting.ended"),
        Way("connected", on="_never_1"),
    )),
    Node("done", ways=(
        Way("ended", on="_ignored"),
        Way("connected", on="_never_2"),
        Way("invited", on="_never_2"),
    )),
])
