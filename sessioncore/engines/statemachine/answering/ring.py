"""The chart answering/ring, decided by statemachine.

Generated from machines/answering/ring.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=e8d6f8938940f4535765bcd3c9bde94451f2a332b67a128d001db1b3ba9bbfa8 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.answering import ring as default
from sessioncore.handlers.answering.ring import RINGS
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.ring import Connected, Ended, Invited
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class Ring(default.Ring):
    """answering/ring on statemachine; each method below is called by name from the table at the end."""

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

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it never answers, and a leg is called once")


CHART = Chart("AnsweringRingChart", Ring, [
    Node("", initial=True),
    Node("waiting", initial=True, ways=(
        Way("invited", "ringing", leaf="ringing", row="waiting.invited", on="_do_waiting_invited"),
        Way("ended", "done", leaf="done", row="waiting.ended"),
        Way("connected", on="_never_1"),
    )),
    Node("ringing", ways=(
        Way("ended", "done", leaf="done", row="ringing.ended"),
        Way("connected", on="_ignored"),
        Way("invited", on="_never_2"),
    )),
    Node("done", ways=(
        Way("ended", on="_ignored"),
        Way("connected", on="_never_3"),
        Way("invited", on="_never_3"),
    )),
])
