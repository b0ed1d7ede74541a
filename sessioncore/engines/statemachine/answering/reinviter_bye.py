"""The chart answering/reinviter_bye, decided by statemachine.

Generated from machines/answering/reinviter_bye.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=fd18dbe81ba18aff797536014f75533a011be2702cfbdffe4fb306ea4eafb705 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.answering import reinviter_bye as default
from sessioncore.handlers.answering.reinviter_bye import ANSWERS, HANGS_UP, REINVITES, RINGS
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.answering.reinviter_bye import Connected, Ended, Invited, Reinvited, Talked
    from sessioncore.statechart import Event

require_abi(__name__, 1)


class ReinviterBye(default.ReinviterBye):
    """answering/reinviter_bye on statemachine; each method below is called by name from the table at the end."""

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

    def reinvited(self, event: Reinvited) -> None:
        send(self._chart, event)

    def ended(self, event: Ended) -> None:
        send(self._chart, event)

    def talked(self, event: Talked) -> None:
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

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the call is not up yet")

    def _enter_talking(self, event: Connected) -> None:
        """Entry of talking."""
        cell = self.cell
        self._talk = cell.arm(self, 0, cell.limits.reinviter_delay)

    def _exit_talking(self, event: Ended | Talked) -> None:
        """Exit of talking."""
        cell = self.cell
        if self._talk is not None:
            cell.cancel(self._talk)
            self._talk = None

    def _do_talking_talked(self, event: Talked) -> None:
        """Row talking.talked."""
        cell = self.cell
        cell.raise_signal(self, REINVITES)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _do_hurrying_reinvited(self, event: Reinvited) -> None:
        """Row hurrying.reinvited."""
        cell = self.cell
        cell.raise_signal(self, HANGS_UP)


CHART = Chart("AnsweringReinviterByeChart", ReinviterBye, [
    Node("", initial=True),
    Node("waiting", initial=True, ways=(
        Way("invited", "answering", leaf="answering", row="waiting.invited", on="_do_waiting_invited"),
        Way("ended", "done", leaf="done", row="waiting.ended"),
        Way("connected", on="_never_1"),
        Way("reinvited", on="_never_1"),
        Way("talked", on="_dropped"),
    )),
    Node("answering", ways=(
        Way("connected", "talking", leaf="talking", row="answering.connected"),
        Way("ended", "done", leaf="done", row="answering.ended"),
        Way("invited", on="_never_2"),
        Way("reinvited", on="_never_3"),
        Way("talked", on="_dropped"),
    )),
    Node("talking", enter="_enter_talking", exit="_exit_talking", ways=(
        Way("talked", "hurrying", leaf="hurrying", row="talking.talked", on="_do_talking_talked"),
        Way("ended", "done", leaf="done", row="talking.ended"),
        Way("connected", on="_ignored"),
        Way("reinvited", on="_ignored"),
        Way("invited", on="_never_2"),
    )),
    Node("hurrying", ways=(
        Way("reinvited", "serving", leaf="serving", row="hurrying.reinvited", on="_do_hurrying_reinvited"),
        Way("ended", "done", leaf="done", row="hurrying.ended"),
        Way("connected", on="_ignored"),
        Way("invited", on="_never_2"),
        Way("talked", on="_dropped"),
    )),
    Node("serving", ways=(
        Way("ended", "done", leaf="done", row="serving.ended"),
        Way("connected", on="_ignored"),
        Way("reinvited", on="_ignored"),
        Way("invited", on="_never_2"),
        Way("talked", on="_dropped"),
    )),
    Node("done", ways=(
        Way("connected", on="_ignored"),
        Way("reinvited", on="_ignored"),
        Way("ended", on="_ignored"),
        Way("invited", on="_never_2"),
        Way("talked", on="_dropped"),
    )),
])
