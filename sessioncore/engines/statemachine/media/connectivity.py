"""The chart media/connectivity, decided by statemachine.

Generated from machines/media/connectivity.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=a6e0c3fa12ff423503d8126f03e9956875b04ea0198c9dedd89b59e3335b5b54 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.media import connectivity as default
from sessioncore.handlers.media.connectivity import FAILED, GIVEN_UP, LOST_SIGNAL
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
    """media/connectivity on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter unchecked."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def agreed(self, event: Agreed) -> None:
        send(self._chart, event)

    def waived(self, event: Waived) -> None:
        send(self._chart, event)

    def shown(self, event: Shown) -> None:
        send(self._chart, event)

    def pair_nominated(self, event: PairNominated) -> None:
        send(self._chart, event)

    def checks_failed(self, event: ChecksFailed) -> None:
        send(self._chart, event)

    def consent_lost(self, event: ConsentLost) -> None:
        send(self._chart, event)

    def down(self, event: Down) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def overdue(self, event: Overdue) -> None:
        send(self._chart, event)

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

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it is agreed in the macrostep that makes it")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_checking(self, event: Agreed | Shown) -> None:
        """Entry of checking."""
        cell = self.cell
        self._patience = cell.arm(self, 0, cell.limits.connectivity)

    def _exit_checking(self, event: Agreed | Waived | PairNominated | ChecksFailed | Down | Overdue) -> None:
        """Exit of checking."""
        cell = self.cell
        if self._patience is not None:
            cell.cancel(self._patience)
            self._patience = None

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

    def _do_checking_shown(self, event: Shown) -> None:
        """Row checking.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, "begin", error, mark)

    def _do_checking_waived(self, event: Waived) -> None:
        """Row checking.waived."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.leave(event)
        except Exception as error:
            cell.action_failed(self, "leave", error, mark)

    def _do_connected_pair_nominated(self, event: PairNominated) -> None:
        """Row connected.pair_nominated."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.use(event)
        except Exception as error:
            cell.action_failed(self, "use", error, mark)

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

    def _do_connected_shown(self, event: Shown) -> None:
        """Row connected.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, "begin", error, mark)

    def _do_connected_waived(self, event: Waived) -> None:
        """Row connected.waived."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.leave(event)
        except Exception as error:
            cell.action_failed(self, "leave", error, mark)

    def _enter_restarting(self, event: Agreed) -> None:
        """Entry of restarting."""
        cell = self.cell
        self._patience = cell.arm(self, 0, cell.limits.connectivity)

    def _exit_restarting(self, event: Agreed | Waived | PairNominated | ChecksFailed | Down | Overdue) -> None:
        """Exit of restarting."""
        cell = self.cell
        if self._patience is not None:
            cell.cancel(self._patience)
            self._patience = None

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

    def _do_restarting_agreed(self, event: Agreed) -> None:
        """Row restarting.agreed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

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

    def _do_restarting_shown(self, event: Shown) -> None:
        """Row restarting.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, "begin", error, mark)

    def _do_restarting_waived(self, event: Waived) -> None:
        """Row restarting.waived."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.leave(event)
        except Exception as error:
            cell.action_failed(self, "leave", error, mark)

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

    def _do_lost_shown(self, event: Shown) -> None:
        """Row lost.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, "begin", error, mark)

    def _do_lost_waived(self, event: Waived) -> None:
        """Row lost.waived."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.leave(event)
        except Exception as error:
            cell.action_failed(self, "leave", error, mark)

    def _enter_recovering(self, event: Agreed) -> None:
        """Entry of recovering."""
        cell = self.cell
        self._patience = cell.arm(self, 0, cell.limits.connectivity)

    def _exit_recovering(self, event: Agreed | Waived | PairNominated | ChecksFailed | Down | Overdue) -> None:
        """Exit of recovering."""
        cell = self.cell
        if self._patience is not None:
            cell.cancel(self._patience)
            self._patience = None

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

    def _do_recovering_agreed(self, event: Agreed) -> None:
        """Row recovering.agreed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

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

    def _do_recovering_shown(self, event: Shown) -> None:
        """Row recovering.shown."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.begin(event)
        except Exception as error:
            cell.action_failed(self, "begin", error, mark)

    def _do_recovering_waived(self, event: Waived) -> None:
        """Row recovering.waived."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.leave(event)
        except Exception as error:
            cell.action_failed(self, "leave", error, mark)

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


CHART = Chart("MediaConnectivityChart", Connectivity, [
    Node("", initial=True),
    Node("unchecked", initial=True, ways=(
        Way("agreed", "checking", leaf="checking", row="unchecked.agreed", on="_do_unchecked_agreed"),
        Way("pair_nominated", on="_ignored"),
        Way("checks_failed", on="_ignored"),
        Way("consent_lost", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("down", on="_never_1"),
        Way("shown", on="_never_1"),
        Way("waived", on="_never_1"),
        Way("overdue", on="_dropped"),
    )),
    Node("checking", enter="_enter_checking", exit="_exit_checking", ways=(
        Way(
            "pair_nominated",
            "connected",
            leaf="connected",
            row="checking.pair_nominated",
            on="_do_checking_pair_nominated",
        ),
        Way("checks_failed", "broken", leaf="broken", row="checking.checks_failed", on="_do_checking_checks_failed"),
        Way("overdue", "broken", leaf="broken", row="checking.overdue", on="_do_checking_overdue"),
        Way("agreed", row="checking.agreed", conditions=("_if_unchanged",), on="_do_checking_agreed"),
        Way("agreed", "checking", leaf="checking", row="checking.agreed#1", on="_do_checking_agreed_1"),
        Way("shown", row="checking.shown", on="_do_checking_shown"),
        Way("waived", "waived", leaf="waived", row="checking.waived", on="_do_checking_waived"),
        Way("down", "closed", leaf="closed", row="checking.down"),
        Way("consent_lost", on="_ignored"),
        Way("action_failed", on="_ignored"),
    )),
    Node("connected", ways=(
        Way("pair_nominated", row="connected.pair_nominated", on="_do_connected_pair_nominated"),
        Way("agreed", row="connected.agreed", conditions=("_if_unchanged",), on="_do_connected_agreed"),
        Way("agreed", "restarting", leaf="restarting", row="connected.agreed#1", on="_do_connected_agreed_1"),
        Way("consent_lost", "lost", leaf="lost", row="connected.consent_lost", on="_do_connected_consent_lost"),
        Way("shown", "checking", leaf="checking", row="connected.shown", on="_do_connected_shown"),
        Way("waived", "waived", leaf="waived", row="connected.waived", on="_do_connected_waived"),
        Way("down", "closed", leaf="closed", row="connected.down"),
        Way("checks_failed", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("overdue", on="_dropped"),
    )),
    Node("restarting", enter="_enter_restarting", exit="_exit_restarting", ways=(
        Way(
            "pair_nominated",
            "connected",
            leaf="connected",
            row="restarting.pair_nominated",
            on="_do_restarting_pair_nominated",
        ),
        Way("checks_failed", "lost", leaf="lost", row="restarting.checks_failed", on="_do_restarting_checks_failed"),
        Way("overdue", "lost", leaf="lost", row="restarting.overdue", on="_do_restarting_overdue"),
        Way("agreed", row="restarting.agreed", conditions=("_if_unchanged",), on="_do_restarting_agreed"),
        Way("agreed", "restarting", leaf="restarting", row="restarting.agreed#1", on="_do_restarting_agreed_1"),
        Way("shown", row="restarting.shown", on="_do_restarting_shown"),
        Way("waived", "waived", leaf="waived", row="restarting.waived", on="_do_restarting_waived"),
        Way("down", "closed", leaf="closed", row="restarting.down"),
        Way("consent_lost", on="_ignored"),
        Way("action_failed", on="_ignored"),
    )),
    Node("lost", ways=(
        Way("agreed", row="lost.agreed", conditions=("_if_unchanged",), on="_do_lost_agreed"),
        Way("agreed", "recovering", leaf="recovering", row="lost.agreed#1", on="_do_lost_agreed_1"),
        Way("shown", "checking", leaf="checking", row="lost.shown", on="_do_lost_shown"),
        Way("waived", "waived", leaf="waived", row="lost.waived", on="_do_lost_waived"),
        Way("down", "closed", leaf="closed", row="lost.down"),
        Way("pair_nominated", on="_ignored"),
        Way("checks_failed", on="_ignored"),
        Way("consent_lost", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("overdue", on="_dropped"),
    )),
    Node("recovering", enter="_enter_recovering", exit="_exit_recovering", ways=(
        Way(
            "pair_nominated",
            "connected",
            leaf="connected",
            row="recovering.pair_nominated",
            on="_do_recovering_pair_nominated",
        ),
        Way("checks_failed", "lost", leaf="lost", row="recovering.checks_failed", on="_do_recovering_checks_failed"),
        Way("overdue", "lost", leaf="lost", row="recovering.overdue", on="_do_recovering_overdue"),
        Way("agreed", row="recovering.agreed", conditions=("_if_unchanged",), on="_do_recovering_agreed"),
        Way("agreed", "recovering", leaf="recovering", row="recovering.agreed#1", on="_do_recovering_agreed_1"),
        Way("shown", row="recovering.shown", on="_do_recovering_shown"),
        Way("waived", "waived", leaf="waived", row="recovering.waived", on="_do_recovering_waived"),
        Way("down", "closed", leaf="closed", row="recovering.down"),
        Way("consent_lost", on="_ignored"),
        Way("action_failed", on="_ignored"),
    )),
    Node("waived", ways=(
        Way("agreed", "recovering", leaf="recovering", row="waived.agreed", on="_do_waived_agreed"),
        Way("down", "closed", leaf="closed", row="waived.down"),
        Way("waived", on="_ignored"),
        Way("shown", on="_ignored"),
        Way("pair_nominated", on="_ignored"),
        Way("checks_failed", on="_ignored"),
        Way("consent_lost", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("overdue", on="_dropped"),
    )),
    Node("broken", ways=(
        Way("down", "closed", leaf="closed", row="broken.down"),
        Way("agreed", on="_ignored"),
        Way("shown", on="_ignored"),
        Way("waived", on="_ignored"),
        Way("pair_nominated", on="_ignored"),
        Way("checks_failed", on="_ignored"),
        Way("consent_lost", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("overdue", on="_dropped"),
    )),
    Node("closed", ways=(
        Way("agreed", on="_ignored"),
        Way("shown", on="_ignored"),
        Way("waived", on="_ignored"),
        Way("pair_nominated", on="_ignored"),
        Way("checks_failed", on="_ignored"),
        Way("consent_lost", on="_ignored"),
        Way("down", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("overdue", on="_dropped"),
    )),
])
