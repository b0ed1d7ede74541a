"""The chart transport/probe, decided by statemachine.

Generated from machines/transport/probe.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=2469afb026ac0571937e3ca669d01d12689ea92750816d85ab3ad1bc9bcda4d5 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.transport import probe as default
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.transport.probe import Answered, NobodyAnswered, PauseOver, ResendDue, Unreachable
    from sessioncore.statechart import ActionFailed, Event, Start

require_abi(__name__, 1)


class Probe(default.Probe):
    """transport/probe on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter resting."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def answered(self, event: Answered) -> None:
        send(self._chart, event)

    def unreachable(self, event: Unreachable) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def pause_over(self, event: PauseOver) -> None:
        send(self._chart, event)

    def resend_due(self, event: ResendDue) -> None:
        send(self._chart, event)

    def nobody_answered(self, event: NobodyAnswered) -> None:
        send(self._chart, event)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_failed(event)
        except Exception as error:
            cell.action_failed(self, "tell_failed", error, mark)

    def _enter_resting(self, event: Start | Answered) -> None:
        """Entry of resting."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(3600.0, max(1.0, self.actions.delay_pause(event)))
        except Exception as error:
            delay = 1.0
            cell.action_failed(self, "delay_pause", error, mark)
        self._pause = cell.arm(self, 0, delay)

    def _exit_resting(self, event: ActionFailed | PauseOver) -> None:
        """Exit of resting."""
        cell = self.cell
        if self._pause is not None:
            cell.cancel(self._pause)
            self._pause = None

    def _if_needed(self, event: PauseOver) -> bool:
        """Whether needed."""
        return self.actions.needed(event)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_asking(self, event: PauseOver) -> None:
        """Entry of asking."""
        cell = self.cell
        self._resend = cell.arm(self, 1, cell.limits.T1)
        self._limit = cell.arm(self, 2, cell.limits.probe_time)
        mark = len(cell.outbox)
        try:
            self.actions.ask(event)
        except Exception as error:
            cell.action_failed(self, "ask", error, mark)

    def _exit_asking(self, event: Answered | Unreachable | ActionFailed | NobodyAnswered) -> None:
        """Exit of asking."""
        cell = self.cell
        if self._resend is not None:
            cell.cancel(self._resend)
            self._resend = None
        if self._limit is not None:
            cell.cancel(self._limit)
            self._limit = None

    def _do_asking_resend_due(self, event: ResendDue) -> None:
        """Row asking.resend_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.ask_again(event)
        except Exception as error:
            cell.action_failed(self, "ask_again", error, mark)

    def _if_moved(self, event: Answered) -> bool:
        """Whether moved."""
        return self.actions.moved(event)

    def _do_asking_answered(self, event: Answered) -> None:
        """Row asking.answered."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_failed(event)
        except Exception as error:
            cell.action_failed(self, "tell_failed", error, mark)

    def _do_asking_answered_1(self, event: Answered) -> None:
        """Row asking.answered#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_mapped(event)
        except Exception as error:
            cell.action_failed(self, "note_mapped", error, mark)

    def _do_asking_nobody_answered(self, event: NobodyAnswered) -> None:
        """Row asking.nobody_answered."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_failed(event)
        except Exception as error:
            cell.action_failed(self, "tell_failed", error, mark)

    def _do_asking_unreachable(self, event: Unreachable) -> None:
        """Row asking.unreachable."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_failed(event)
        except Exception as error:
            cell.action_failed(self, "tell_failed", error, mark)


CHART = Chart("TransportProbeChart", Probe, [
    Node("", initial=True, ways=(
        Way("action_failed", "ended", leaf="ended", internal=True, row="action_failed", on="_do_action_failed"),
    )),
    Node("resting", initial=True, enter="_enter_resting", exit="_exit_resting", ways=(
        Way("pause_over", "asking", leaf="asking", row="resting.pause_over", conditions=("_if_needed",)),
        Way("pause_over", "ended", leaf="ended", row="resting.pause_over#1"),
        Way("answered", on="_ignored"),
        Way("unreachable", on="_ignored"),
        Way("resend_due", on="_dropped"),
        Way("nobody_answered", on="_dropped"),
    )),
    Node("asking", enter="_enter_asking", exit="_exit_asking", ways=(
        Way("resend_due", row="asking.resend_due", on="_do_asking_resend_due"),
        Way(
            "answered",
            "ended",
            leaf="ended",
            row="asking.answered",
            conditions=("_if_moved",),
            on="_do_asking_answered",
        ),
        Way("answered", "resting", leaf="resting", row="asking.answered#1", on="_do_asking_answered_1"),
        Way("nobody_answered", "ended", leaf="ended", row="asking.nobody_answered", on="_do_asking_nobody_answered"),
        Way("unreachable", "ended", leaf="ended", row="asking.unreachable", on="_do_asking_unreachable"),
        Way("pause_over", on="_dropped"),
    )),
    Node("ended", ways=(
        Way("answered", on="_ignored"),
        Way("unreachable", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("pause_over", on="_dropped"),
        Way("resend_due", on="_dropped"),
        Way("nobody_answered", on="_dropped"),
    )),
])
