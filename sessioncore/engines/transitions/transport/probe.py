"""The chart transport/probe, decided by transitions.

Generated from machines/transport/probe.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=2469afb026ac0571937e3ca669d01d12689ea92750816d85ab3ad1bc9bcda4d5 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.transport import probe as default
from sessioncore.handlers.transport.probe import RESTING
from sessioncore.statechart import START, require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.transport.probe import Answered, NobodyAnswered, PauseOver, ResendDue, Unreachable
    from sessioncore.statechart import ActionFailed, Event, Start

require_abi(__name__, 1)


class Probe(default.Probe):
    """transport/probe on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter resting."""
        self.state = RESTING
        self._enter_resting(START)

    def answered(self, event: Answered) -> None:
        MACHINE.fire(self, event)

    def unreachable(self, event: Unreachable) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def pause_over(self, event: PauseOver) -> None:
        MACHINE.fire(self, event)

    def resend_due(self, event: ResendDue) -> None:
        MACHINE.fire(self, event)

    def nobody_answered(self, event: NobodyAnswered) -> None:
        MACHINE.fire(self, event)

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

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _exit_resting(self, event: ActionFailed | PauseOver) -> None:
        """Exit of resting."""
        cell = self.cell
        if self._pause is not None:
            cell.cancel(self._pause)
            self._pause = None

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_failed(event)
        except Exception as error:
            cell.action_failed(self, "tell_failed", error, mark)

    def _if_needed(self, event: PauseOver) -> bool:
        """Whether needed."""
        return self.actions.needed(event)

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

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _if_moved(self, event: Answered) -> bool:
        """Whether moved."""
        return self.actions.moved(event)

    def _exit_asking(self, event: Answered | Unreachable | ActionFailed | NobodyAnswered) -> None:
        """Exit of asking."""
        cell = self.cell
        if self._resend is not None:
            cell.cancel(self._resend)
            self._resend = None
        if self._limit is not None:
            cell.cancel(self._limit)
            self._limit = None

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

    def _do_asking_unreachable(self, event: Unreachable) -> None:
        """Row asking.unreachable."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_failed(event)
        except Exception as error:
            cell.action_failed(self, "tell_failed", error, mark)

    def _do_asking_resend_due(self, event: ResendDue) -> None:
        """Row asking.resend_due."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.ask_again(event)
        except Exception as error:
            cell.action_failed(self, "ask_again", error, mark)

    def _do_asking_nobody_answered(self, event: NobodyAnswered) -> None:
        """Row asking.nobody_answered."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_failed(event)
        except Exception as error:
            cell.action_failed(self, "tell_failed", error, mark)


MACHINE = FlatMachine(Probe, [
    Way("answered", "resting", before=("_ignored",)),
    Way("unreachable", "resting", before=("_ignored",)),
    Way("action_failed", "resting", "ended", row="action_failed", before=("_exit_resting", "_do_action_failed")),
    Way(
        "pause_over",
        "resting",
        "asking",
        row="resting.pause_over",
        conditions=("_if_needed",),
        before=("_exit_resting",),
        after=("_enter_asking",),
    ),
    Way("pause_over", "resting", "ended", row="resting.pause_over#1", before=("_exit_resting",)),
    Way("resend_due", "resting", before=("_dropped",)),
    Way("nobody_answered", "resting", before=("_dropped",)),
    Way(
        "answered",
        "asking",
        "ended",
        row="asking.answered",
        conditions=("_if_moved",),
        before=("_exit_asking", "_do_asking_answered"),
    ),
    Way(
        "answered",
        "asking",
        "resting",
        row="asking.answered#1",
        before=("_exit_asking", "_do_asking_answered_1"),
        after=("_enter_resting",),
    ),
    Way("unreachable", "asking", "ended", row="asking.unreachable", before=("_exit_asking", "_do_asking_unreachable")),
    Way("action_failed", "asking", "ended", row="action_failed", before=("_exit_asking", "_do_action_failed")),
    Way("pause_over", "asking", before=("_dropped",)),
    Way("resend_due", "asking", row="asking.resend_due", before=("_do_asking_resend_due",)),
    Way(
        "nobody_answered",
        "asking",
        "ended",
        row="asking.nobody_answered",
        before=("_exit_asking", "_do_asking_nobody_answered"),
    ),
    Way("answered", "ended", before=("_ignored",)),
    Way("unreachable", "ended", before=("_ignored",)),
    Way("action_failed", "ended", before=("_ignored",)),
    Way("pause_over", "ended", before=("_dropped",)),
    Way("resend_due", "ended", before=("_dropped",)),
    Way("nobody_answered", "ended", before=("_dropped",)),
])
