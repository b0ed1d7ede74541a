"""The chart media/connectivity, decided by transitions.

Generated from machines/media/connectivity.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=a6e0c3fa12ff423503d8126f03e9956875b04ea0198c9dedd89b59e3335b5b54 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.media import connectivity as default
from sessioncore.handlers.media.connectivity import FAILED, GIVEN_UP, LOST_SIGNAL, UNCHECKED
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.media.connectivity import (
        Agreed,
        ChecksFailed,
        ConsentLost,
        Down,
        Overdue,
        PairNominated,
        Shown,
        Waived,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Connectivity(default.Connectivity):
    """media/connectivity on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter unchecked."""
        self.state = UNCHECKED

    def agreed(self, event: Agreed) -> None:
        MACHINE.fire(self, event)

    def waived(self, event: Waived) -> None:
        MACHINE.fire(self, event)

    def shown(self, event: Shown) -> None:
        MACHINE.fire(self, event)

    def pair_nominated(self, event: PairNominated) -> None:
        MACHINE.fire(self, event)

    def checks_failed(self, event: ChecksFailed) -> None:
        MACHINE.fire(self, event)

    def consent_lost(self, event: ConsentLost) -> None:
        MACHINE.fire(self, event)

    def down(self, event: Down) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def overdue(self, event: Overdue) -> None:
        MACHINE.fire(self, event)

    def _do_unchecked_agreed(self, event: Agreed) -> None:
        """Row unchecked.agreed."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "begin"
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _enter_checking(self, event: Agreed | Shown) -> None:
        """Entry of checking."""
        cell = self.cell
        self._patience = cell.arm(self, 0, cell.limits.connectivity)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it is agreed in the macrostep that makes it")

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

    def _if_unchanged(self, event: Agreed) -> bool:
        """Whether unchanged."""
        return self.actions.unchanged(event)

    def _do_checking_agreed(self, event: Agreed) -> None:
        """Row checking.agreed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _exit_checking(self, event: Agreed | Waived | PairNominated | ChecksFailed | Down | Overdue) -> None:
        """Exit of checking."""
        cell = self.cell
        if self._patience is not None:
            cell.cancel(self._patience)
            self._patience = None

    def _do_checking_agreed_1(self, event: Agreed) -> None:
        """Row checking.agreed#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "begin"
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_checking_waived(self, event: Waived) -> None:
        """Row checking.waived."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.leave(event)
        except Exception as error:
            cell.action_failed(self, "leave", error, mark)

    def _do_checking_shown(self, event: Shown) -> None:
        """Row checking.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, "begin", error, mark)

    def _do_checking_pair_nominated(self, event: PairNominated) -> None:
        """Row checking.pair_nominated."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.use(event)
        except Exception as error:
            cell.action_failed(self, "use", error, mark)

    def _do_checking_checks_failed(self, event: ChecksFailed) -> None:
        """Row checking.checks_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)
        else:
            cell.raise_signal(self, FAILED)

    def _do_checking_overdue(self, event: Overdue) -> None:
        """Row checking.overdue."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)
        else:
            cell.raise_signal(self, FAILED)

    def _do_connected_agreed(self, event: Agreed) -> None:
        """Row connected.agreed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _do_connected_agreed_1(self, event: Agreed) -> None:
        """Row connected.agreed#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "begin"
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _enter_restarting(self, event: Agreed) -> None:
        """Entry of restarting."""
        cell = self.cell
        self._patience = cell.arm(self, 0, cell.limits.connectivity)

    def _do_connected_waived(self, event: Waived) -> None:
        """Row connected.waived."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.leave(event)
        except Exception as error:
            cell.action_failed(self, "leave", error, mark)

    def _do_connected_shown(self, event: Shown) -> None:
        """Row connected.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, "begin", error, mark)

    def _do_connected_pair_nominated(self, event: PairNominated) -> None:
        """Row connected.pair_nominated."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.use(event)
        except Exception as error:
            cell.action_failed(self, "use", error, mark)

    def _do_connected_consent_lost(self, event: ConsentLost) -> None:
        """Row connected.consent_lost."""
        cell = self.cell
        mark, step = len(cell.outbox), "cease"
        try:
            self.actions.cease(event)
            mark, step = len(cell.outbox), "publish_lost"
            self.actions.publish_lost(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, LOST_SIGNAL)

    def _do_restarting_agreed(self, event: Agreed) -> None:
        """Row restarting.agreed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _exit_restarting(self, event: Agreed | Waived | PairNominated | ChecksFailed | Down | Overdue) -> None:
        """Exit of restarting."""
        cell = self.cell
        if self._patience is not None:
            cell.cancel(self._patience)
            self._patience = None

    def _do_restarting_agreed_1(self, event: Agreed) -> None:
        """Row restarting.agreed#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "begin"
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_restarting_waived(self, event: Waived) -> None:
        """Row restarting.waived."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.leave(event)
        except Exception as error:
            cell.action_failed(self, "leave", error, mark)

    def _do_restarting_shown(self, event: Shown) -> None:
        """Row restarting.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, "begin", error, mark)

    def _do_restarting_pair_nominated(self, event: PairNominated) -> None:
        """Row restarting.pair_nominated."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.use(event)
        except Exception as error:
            cell.action_failed(self, "use", error, mark)

    def _do_restarting_checks_failed(self, event: ChecksFailed) -> None:
        """Row restarting.checks_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "cease"
        try:
            self.actions.cease(event)
            mark, step = len(cell.outbox), "publish_failed"
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, LOST_SIGNAL)

    def _do_restarting_overdue(self, event: Overdue) -> None:
        """Row restarting.overdue."""
        cell = self.cell
        mark, step = len(cell.outbox), "cease"
        try:
            self.actions.cease(event)
            mark, step = len(cell.outbox), "publish_failed"
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, LOST_SIGNAL)

    def _do_lost_agreed(self, event: Agreed) -> None:
        """Row lost.agreed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _do_lost_agreed_1(self, event: Agreed) -> None:
        """Row lost.agreed#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "begin"
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _enter_recovering(self, event: Agreed) -> None:
        """Entry of recovering."""
        cell = self.cell
        self._patience = cell.arm(self, 0, cell.limits.connectivity)

    def _do_lost_waived(self, event: Waived) -> None:
        """Row lost.waived."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.leave(event)
        except Exception as error:
            cell.action_failed(self, "leave", error, mark)

    def _do_lost_shown(self, event: Shown) -> None:
        """Row lost.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, "begin", error, mark)

    def _do_recovering_agreed(self, event: Agreed) -> None:
        """Row recovering.agreed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _exit_recovering(self, event: Agreed | Waived | PairNominated | ChecksFailed | Down | Overdue) -> None:
        """Exit of recovering."""
        cell = self.cell
        if self._patience is not None:
            cell.cancel(self._patience)
            self._patience = None

    def _do_recovering_agreed_1(self, event: Agreed) -> None:
        """Row recovering.agreed#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "begin"
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_recovering_waived(self, event: Waived) -> None:
        """Row recovering.waived."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.leave(event)
        except Exception as error:
            cell.action_failed(self, "leave", error, mark)

    def _do_recovering_shown(self, event: Shown) -> None:
        """Row recovering.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, "begin", error, mark)

    def _do_recovering_pair_nominated(self, event: PairNominated) -> None:
        """Row recovering.pair_nominated."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.use(event)
        except Exception as error:
            cell.action_failed(self, "use", error, mark)

    def _do_recovering_checks_failed(self, event: ChecksFailed) -> None:
        """Row recovering.checks_failed."""
        cell = self.cell
        mark, step = len(cell.outbox), "cease"
        try:
            self.actions.cease(event)
            mark, step = len(cell.outbox), "publish_failed"
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, GIVEN_UP)

    def _do_recovering_overdue(self, event: Overdue) -> None:
        """Row recovering.overdue."""
        cell = self.cell
        mark, step = len(cell.outbox), "cease"
        try:
            self.actions.cease(event)
            mark, step = len(cell.outbox), "publish_failed"
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, GIVEN_UP)

    def _do_waived_agreed(self, event: Agreed) -> None:
        """Row waived.agreed."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "begin"
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)


MACHINE = FlatMachine(Connectivity, [
    Way(
        "agreed",
        "unchecked",
        "checking",
        row="unchecked.agreed",
        before=("_do_unchecked_agreed",),
        after=("_enter_checking",),
    ),
    Way("waived", "unchecked", before=("_never_1",)),
    Way("shown", "unchecked", before=("_never_1",)),
    Way("pair_nominated", "unchecked", before=("_ignored",)),
    Way("checks_failed", "unchecked", before=("_ignored",)),
    Way("consent_lost", "unchecked", before=("_ignored",)),
    Way("down", "unchecked", before=("_never_1",)),
    Way("action_failed", "unchecked", before=("_ignored",)),
    Way("overdue", "unchecked", before=("_dropped",)),
    Way("agreed", "checking", row="checking.agreed", conditions=("_if_unchanged",), before=("_do_checking_agreed",)),
    Way(
        "agreed",
        "checking",
        "checking",
        row="checking.agreed#1",
        before=("_exit_checking", "_do_checking_agreed_1"),
        after=("_enter_checking",),
    ),
    Way("waived", "checking", "waived", row="checking.waived", before=("_exit_checking", "_do_checking_waived")),
    Way("shown", "checking", row="checking.shown", before=("_do_checking_shown",)),
    Way(
        "pair_nominated",
        "checking",
        "connected",
        row="checking.pair_nominated",
        before=("_exit_checking", "_do_checking_pair_nominated"),
    ),
    Way(
        "checks_failed",
        "checking",
        "broken",
        row="checking.checks_failed",
        before=("_exit_checking", "_do_checking_checks_failed"),
    ),
    Way("consent_lost", "checking", before=("_ignored",)),
    Way("down", "checking", "closed", row="checking.down", before=("_exit_checking",)),
    Way("action_failed", "checking", before=("_ignored",)),
    Way("overdue", "checking", "broken", row="checking.overdue", before=("_exit_checking", "_do_checking_overdue")),
    Way("agreed", "connected", row="connected.agreed", conditions=("_if_unchanged",), before=("_do_connected_agreed",)),
    Way(
        "agreed",
        "connected",
        "restarting",
        row="connected.agreed#1",
        before=("_do_connected_agreed_1",),
        after=("_enter_restarting",),
    ),
    Way("waived", "connected", "waived", row="connected.waived", before=("_do_connected_waived",)),
    Way(
        "shown",
        "connected",
        "checking",
        row="connected.shown",
        before=("_do_connected_shown",),
        after=("_enter_checking",),
    ),
    Way("pair_nominated", "connected", row="connected.pair_nominated", before=("_do_connected_pair_nominated",)),
    Way("checks_failed", "connected", before=("_ignored",)),
    Way("consent_lost", "connected", "lost", row="connected.consent_lost", before=("_do_connected_consent_lost",)),
    Way("down", "connected", "closed", row="connected.down"),
    Way("action_failed", "connected", before=("_ignored",)),
    Way("overdue", "connected", before=("_dropped",)),
    Way(
        "agreed",
        "restarting",
        row="restarting.agreed",
        conditions=("_if_unchanged",),
        before=("_do_restarting_agreed",),
    ),
    Way(
        "agreed",
        "restarting",
        "restarting",
        row="restarting.agreed#1",
        before=("_exit_restarting", "_do_restarting_agreed_1"),
        after=("_enter_restarting",),
    ),
    Way(
        "waived", "restarting", "waived", row="restarting.waived", before=("_exit_restarting", "_do_restarting_waived")
    ),
    Way("shown", "restarting", row="restarting.shown", before=("_do_restarting_shown",)),
    Way(
        "pair_nominated",
        "restarting",
        "connected",
        row="restarting.pair_nominated",
        before=("_exit_restarting", "_do_restarting_pair_nominated"),
    ),
    Way(
        "checks_failed",
        "restarting",
        "lost",
        row="restarting.checks_failed",
        before=("_exit_restarting", "_do_restarting_checks_failed"),
    ),
    Way("consent_lost", "restarting", before=("_ignored",)),
    Way("down", "restarting", "closed", row="restarting.down", before=("_exit_restarting",)),
    Way("action_failed", "restarting", before=("_ignored",)),
    Way(
        "overdue", "restarting", "lost", row="restarting.overdue", before=("_exit_restarting", "_do_restarting_overdue")
    ),
    Way("agreed", "lost", row="lost.agreed", conditions=("_if_unchanged",), before=("_do_lost_agreed",)),
    Way(
        "agreed", "lost", "recovering", row="lost.agreed#1", before=("_do_lost_agreed_1",), after=("_enter_recovering",)
    ),
    Way("waived", "lost", "waived", row="lost.waived", before=("_do_lost_waived",)),
    Way("shown", "lost", "checking", row="lost.shown", before=("_do_lost_shown",), after=("_enter_checking",)),
    Way("pair_nominated", "lost", before=("_ignored",)),
    Way("checks_failed", "lost", before=("_ignored",)),
    Way("consent_lost", "lost", before=("_ignored",)),
    Way("down", "lost", "closed", row="lost.down"),
    Way("action_failed", "lost", before=("_ignored",)),
    Way("overdue", "lost", before=("_dropped",)),
    Way(
        "agreed",
        "recovering",
        row="recovering.agreed",
        conditions=("_if_unchanged",),
        before=("_do_recovering_agreed",),
    ),
    Way(
        "agreed",
        "recovering",
        "recovering",
        row="recovering.agreed#1",
        before=("_exit_recovering", "_do_recovering_agreed_1"),
        after=("_enter_recovering",),
    ),
    Way(
        "waived", "recovering", "waived", row="recovering.waived", before=("_exit_recovering", "_do_recovering_waived")
    ),
    Way("shown", "recovering", row="recovering.shown", before=("_do_recovering_shown",)),
    Way(
        "pair_nominated",
        "recovering",
        "connected",
        row="recovering.pair_nominated",
        before=("_exit_recovering", "_do_recovering_pair_nominated"),
    ),
    Way(
        "checks_failed",
        "recovering",
        "lost",
        row="recovering.checks_failed",
        before=("_exit_recovering", "_do_recovering_checks_failed"),
    ),
    Way("consent_lost", "recovering", before=("_ignored",)),
    Way("down", "recovering", "closed", row="recovering.down", before=("_exit_recovering",)),
    Way("action_failed", "recovering", before=("_ignored",)),
    Way(
        "overdue", "recovering", "lost", row="recovering.overdue", before=("_exit_recovering", "_do_recovering_overdue")
    ),
    Way(
        "agreed",
        "waived",
        "recovering",
        row="waived.agreed",
        before=("_do_waived_agreed",),
        after=("_enter_recovering",),
    ),
    Way("waived", "waived", before=("_ignored",)),
    Way("shown", "waived", before=("_ignored",)),
    Way("pair_nominated", "waived", before=("_ignored",)),
    Way("checks_failed", "waived", before=("_ignored",)),
    Way("consent_lost", "waived", before=("_ignored",)),
    Way("down", "waived", "closed", row="waived.down"),
    Way("action_failed", "waived", before=("_ignored",)),
    Way("overdue", "waived", before=("_dropped",)),
    Way("agreed", "broken", before=("_ignored",)),
    Way("waived", "broken", before=("_ignored",)),
    Way("shown", "broken", before=("_ignored",)),
    Way("pair_nominated", "broken", before=("_ignored",)),
    Way("checks_failed", "broken", before=("_ignored",)),
    Way("consent_lost", "broken", before=("_ignored",)),
    Way("down", "broken", "closed", row="broken.down"),
    Way("action_failed", "broken", before=("_ignored",)),
    Way("overdue", "broken", before=("_dropped",)),
    Way("agreed", "closed", before=("_ignored",)),
    Way("waived", "closed", before=("_ignored",)),
    Way("shown", "closed", before=("_ignored",)),
    Way("pair_nominated", "closed", before=("_ignored",)),
    Way("checks_failed", "closed", before=("_ignored",)),
    Way("consent_lost", "closed", before=("_ignored",)),
    Way("down", "closed", before=("_ignored",)),
    Way("action_failed", "closed", before=("_ignored",)),
    Way("overdue", "closed", before=("_dropped",)),
])
