"""The chart dialog/session_timer, decided by transitions.

Generated from machines/dialog/session_timer.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=0857f12d5d2ba7cfce29f71090b5e91e58159ee593555c9335920360ac953f07 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.dialog import session_timer as default
from sessioncore.handlers.dialog.session_timer import EXPIRED, REFRESH, UNTIMED
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.session_timer import Answered, Asked, Down, RefreshDue, Unrefreshed
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class SessionTimer(default.SessionTimer):
    """dialog/session_timer on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter untimed."""
        self.state = UNTIMED

    def asked(self, event: Asked) -> None:
        MACHINE.fire(self, event)

    def answered(self, event: Answered) -> None:
        MACHINE.fire(self, event)

    def down(self, event: Down) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def refresh_due(self, event: RefreshDue) -> None:
        MACHINE.fire(self, event)

    def unrefreshed(self, event: Unrefreshed) -> None:
        MACHINE.fire(self, event)

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

    def _do_asked_2(self, event: Asked) -> None:
        """Row asked#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.learn(event)
        except Exception as error:
            cell.action_failed(self, "learn", error, mark)

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


MACHINE = FlatMachine(SessionTimer, [
    Way("asked", "untimed", "untimed", row="asked", conditions=("_if_unlimited",), before=("_do_asked",)),
    Way(
        "asked",
        "untimed",
        "refreshing",
        row="asked#1",
        conditions=("_if_ours",),
        before=("_do_asked_1",),
        after=("_enter_refreshing",),
    ),
    Way("asked", "untimed", "watching", row="asked#2", before=("_do_asked_2",), after=("_enter_watching",)),
    Way(
        "answered",
        "untimed",
        "refreshing",
        row="answered",
        conditions=("_if_ours",),
        before=("_do_answered",),
        after=("_enter_refreshing",),
    ),
    Way("answered", "untimed", "watching", row="answered#1", before=("_do_answered_1",), after=("_enter_watching",)),
    Way("down", "untimed", "closed", row="down"),
    Way("action_failed", "untimed", row="action_failed"),
    Way("refresh_due", "untimed", before=("_dropped",)),
    Way("unrefreshed", "untimed", before=("_dropped",)),
    Way(
        "asked",
        "refreshing",
        "untimed",
        row="asked",
        conditions=("_if_unlimited",),
        before=("_exit_refreshing", "_do_asked"),
    ),
    Way(
        "asked",
        "refreshing",
        "refreshing",
        row="asked#1",
        conditions=("_if_ours",),
        before=("_exit_refreshing", "_do_asked_1"),
        after=("_enter_refreshing",),
    ),
    Way(
        "asked",
        "refreshing",
        "watching",
        row="asked#2",
        before=("_exit_refreshing", "_do_asked_2"),
        after=("_enter_watching",),
    ),
    Way(
        "answered",
        "refreshing",
        "refreshing",
        row="answered",
        conditions=("_if_ours",),
        before=("_exit_refreshing", "_do_answered"),
        after=("_enter_refreshing",),
    ),
    Way(
        "answered",
        "refreshing",
        "watching",
        row="answered#1",
        before=("_exit_refreshing", "_do_answered_1"),
        after=("_enter_watching",),
    ),
    Way("down", "refreshing", "closed", row="down", before=("_exit_refreshing",)),
    Way("action_failed", "refreshing", row="action_failed"),
    Way("refresh_due", "refreshing", row="refreshing.refresh_due", before=("_do_refreshing_refresh_due",)),
    Way(
        "unrefreshed",
        "refreshing",
        "untimed",
        row="refreshing.unrefreshed",
        before=("_exit_refreshing", "_do_refreshing_unrefreshed"),
    ),
    Way(
        "asked",
        "watching",
        "untimed",
        row="asked",
        conditions=("_if_unlimited",),
        before=("_exit_watching", "_do_asked"),
    ),
    Way(
        "asked",
        "watching",
        "refreshing",
        row="asked#1",
        conditions=("_if_ours",),
        before=("_exit_watching", "_do_asked_1"),
        after=("_enter_refreshing",),
    ),
    Way(
        "asked",
        "watching",
        "watching",
        row="asked#2",
        before=("_exit_watching", "_do_asked_2"),
        after=("_enter_watching",),
    ),
    Way(
        "answered",
        "watching",
        "refreshing",
        row="answered",
        conditions=("_if_ours",),
        before=("_exit_watching", "_do_answered"),
        after=("_enter_refreshing",),
    ),
    Way(
        "answered",
        "watching",
        "watching",
        row="answered#1",
        before=("_exit_watching", "_do_answered_1"),
        after=("_enter_watching",),
    ),
    Way("down", "watching", "closed", row="down", before=("_exit_watching",)),
    Way("action_failed", "watching", row="action_failed"),
    Way("refresh_due", "watching", before=("_dropped",)),
    Way(
        "unrefreshed",
        "watching",
        "untimed",
        row="watching.unrefreshed",
        before=("_exit_watching", "_do_watching_unrefreshed"),
    ),
    Way("asked", "closed", before=("_ignored",)),
    Way("answered", "closed", before=("_ignored",)),
    Way("down", "closed", before=("_ignored",)),
    Way("action_failed", "closed", before=("_ignored",)),
    Way("refresh_due", "closed", before=("_dropped",)),
    Way("unrefreshed", "closed", before=("_dropped",)),
])
