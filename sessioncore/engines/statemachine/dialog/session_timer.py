"""The chart dialog/session_timer, decided by statemachine.

Generated from machines/dialog/session_timer.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=0857f12d5d2ba7cfce29f71090b5e91e58159ee593555c9335920360ac953f07 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.dialog import session_timer as default
from sessioncore.handlers.dialog.session_timer import EXPIRED, REFRESH
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.session_timer import Answered, Asked, Down, RefreshDue, Unrefreshed
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class SessionTimer(default.SessionTimer):
    """dialog/session_timer on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter untimed."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def asked(self, event: Asked) -> None:
        send(self._chart, event)

    def answered(self, event: Answered) -> None:
        send(self._chart, event)

    def down(self, event: Down) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def refresh_due(self, event: RefreshDue) -> None:
        send(self._chart, event)

    def unrefreshed(self, event: Unrefreshed) -> None:
        send(self._chart, event)

    def _if_unlimited(self, event: Asked) -> bool:
        """Whether unlimited."""
        return self.actions.unlimited(event)

    def _do_asked(self, event: Asked) -> None:
        """Row asked."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget(event)
        except Exception as error:
            cell.action_failed(self, "forget", error, mark)

    def _if_ours(self, event: Asked | Answered) -> bool:
        """Whether ours."""
        return self.actions.ours(event)

    def _do_asked_1(self, event: Asked) -> None:
        """Row asked#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn(event)
        except Exception as error:
            cell.action_failed(self, "learn", error, mark)

    def _do_asked_2(self, event: Asked) -> None:
        """Row asked#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn(event)
        except Exception as error:
            cell.action_failed(self, "learn", error, mark)

    def _do_answered(self, event: Answered) -> None:
        """Row answered."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn(event)
        except Exception as error:
            cell.action_failed(self, "learn", error, mark)

    def _do_answered_1(self, event: Answered) -> None:
        """Row answered#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn(event)
        except Exception as error:
            cell.action_failed(self, "learn", error, mark)

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_refreshing(self, event: Asked | Answered) -> None:
        """Entry of refreshing."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.session_most, max(cell.limits.refresh_least, self.actions.delay_refresh_time(event)))
        except Exception as error:
            delay = cell.limits.refresh_least
            cell.action_failed(self, "delay_refresh_time", error, mark)
        self._half = cell.arm(self, 0, delay)
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.session_most, max(cell.limits.refresh_least, self.actions.delay_expiry_time(event)))
        except Exception as error:
            delay = cell.limits.refresh_least
            cell.action_failed(self, "delay_expiry_time", error, mark)
        self._deadline = cell.arm(self, 1, delay)

    def _exit_refreshing(self, event: Asked | Answered | Down | Unrefreshed) -> None:
        """Exit of refreshing."""
        cell = self.cell
        if self._half is not None:
            cell.cancel(self._half)
            self._half = None
        if self._deadline is not None:
            cell.cancel(self._deadline)
            self._deadline = None

    def _do_refreshing_refresh_due(self, event: RefreshDue) -> None:
        """Row refreshing.refresh_due."""
        cell = self.cell
        cell.raise_signal(self, REFRESH)

    def _do_refreshing_unrefreshed(self, event: Unrefreshed) -> None:
        """Row refreshing.unrefreshed."""
        cell = self.cell
        cell.raise_signal(self, EXPIRED)

    def _enter_watching(self, event: Asked | Answered) -> None:
        """Entry of watching."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.session_most, max(cell.limits.refresh_least, self.actions.delay_expiry_time(event)))
        except Exception as error:
            delay = cell.limits.refresh_least
            cell.action_failed(self, "delay_expiry_time", error, mark)
        self._deadline = cell.arm(self, 1, delay)

    def _exit_watching(self, event: Asked | Answered | Down | Unrefreshed) -> None:
        """Exit of watching."""
        cell = self.cell
        if self._deadline is not None:
            cell.cancel(self._deadline)
            self._deadline = None

    def _do_watching_unrefreshed(self, event: Unrefreshed) -> None:
        """Row watching.unrefreshed."""
        cell = self.cell
        cell.raise_signal(self, EXPIRED)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


CHART = Chart("DialogSessionTimerChart", SessionTimer, [
    Node("", initial=True, ways=(
        Way(
            "asked",
            "untimed",
            leaf="untimed",
            internal=True,
            row="asked",
            conditions=("_if_unlimited",),
            on="_do_asked",
        ),
        Way(
            "asked",
            "refreshing",
            leaf="refreshing",
            internal=True,
            row="asked#1",
            conditions=("_if_ours",),
            on="_do_asked_1",
        ),
        Way("asked", "watching", leaf="watching", internal=True, row="asked#2", on="_do_asked_2"),
        Way(
            "answered",
            "refreshing",
            leaf="refreshing",
            internal=True,
            row="answered",
            conditions=("_if_ours",),
            on="_do_answered",
        ),
        Way("answered", "watching", leaf="watching", internal=True, row="answered#1", on="_do_answered_1"),
        Way("down", "closed", leaf="closed", internal=True, row="down"),
        Way("action_failed", row="action_failed"),
    )),
    Node("untimed", initial=True, ways=(
        Way("refresh_due", on="_dropped"),
        Way("unrefreshed", on="_dropped"),
    )),
    Node("refreshing", enter="_enter_refreshing", exit="_exit_refreshing", ways=(
        Way("refresh_due", row="refreshing.refresh_due", on="_do_refreshing_refresh_due"),
        Way("unrefreshed", "untimed", leaf="untimed", row="refreshing.unrefreshed", on="_do_refreshing_unrefreshed"),
    )),
    Node("watching", enter="_enter_watching", exit="_exit_watching", ways=(
        Way("unrefreshed", "untimed", leaf="untimed", row="watching.unrefreshed", on="_do_watching_unrefreshed"),
        Way("refresh_due", on="_dropped"),
    )),
    Node("closed", ways=(
        Way("asked", on="_ignored"),
        Way("answered", on="_ignored"),
        Way("down", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("refresh_due", on="_dropped"),
        Way("unrefreshed", on="_dropped"),
    )),
])
