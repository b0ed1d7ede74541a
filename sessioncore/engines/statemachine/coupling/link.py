"""The chart coupling/link, decided by statemachine.

Generated from machines/coupling/link.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=d20435d4bcd2e589158b9276619c25ed10588eed8de566a5e5285c0d8022198e abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.coupling import link as default
from sessioncore.handlers.coupling.link import FREED
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.coupling.link import (
        Acknowledged,
        Answered,
        Carry,
        Changed,
        Failed,
        FlowFailed,
        Offered,
        Over,
        Progress,
        Refused,
        Released,
        ToldWhy,
        Withdrawn,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Link(default.Link):
    """coupling/link on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter linked."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def carry(self, event: Carry) -> None:
        send(self._chart, event)

    def progress(self, event: Progress) -> None:
        send(self._chart, event)

    def offered(self, event: Offered) -> None:
        send(self._chart, event)

    def answered(self, event: Answered) -> None:
        send(self._chart, event)

    def changed(self, event: Changed) -> None:
        send(self._chart, event)

    def acknowledged(self, event: Acknowledged) -> None:
        send(self._chart, event)

    def withdrawn(self, event: Withdrawn) -> None:
        send(self._chart, event)

    def flow_failed(self, event: FlowFailed) -> None:
        send(self._chart, event)

    def released(self, event: Released) -> None:
        send(self._chart, event)

    def told_why(self, event: ToldWhy) -> None:
        send(self._chart, event)

    def failed(self, event: Failed) -> None:
        send(self._chart, event)

    def refused(self, event: Refused) -> None:
        send(self._chart, event)

    def over(self, event: Over) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def _do_linked_carry(self, event: Carry) -> None:
        """Row linked.carry."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.keep(event)
        except Exception as error:
            cell.action_failed(self, "keep", error, mark)

    def _do_linked_progress(self, event: Progress) -> None:
        """Row linked.progress."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_progress(event)
        except Exception as error:
            cell.action_failed(self, "tell_progress", error, mark)

    def _do_linked_offered(self, event: Offered) -> None:
        """Row linked.offered."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_offered(event)
        except Exception as error:
            cell.action_failed(self, "tell_offered", error, mark)

    def _do_linked_answered(self, event: Answered) -> None:
        """Row linked.answered."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_answered(event)
        except Exception as error:
            cell.action_failed(self, "tell_answered", error, mark)

    def _do_linked_changed(self, event: Changed) -> None:
        """Row linked.changed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_changed(event)
        except Exception as error:
            cell.action_failed(self, "tell_changed", error, mark)

    def _do_linked_acknowledged(self, event: Acknowledged) -> None:
        """Row linked.acknowledged."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_acknowledged(event)
        except Exception as error:
            cell.action_failed(self, "tell_acknowledged", error, mark)

    def _do_linked_withdrawn(self, event: Withdrawn) -> None:
        """Row linked.withdrawn."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_withdrawn(event)
        except Exception as error:
            cell.action_failed(self, "tell_withdrawn", error, mark)

    def _do_linked_flow_failed(self, event: FlowFailed) -> None:
        """Row linked.flow_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_flow_failed(event)
        except Exception as error:
            cell.action_failed(self, "tell_flow_failed", error, mark)

    def _do_linked_released(self, event: Released) -> None:
        """Row linked.released."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.let_go(event)
        except Exception as error:
            cell.action_failed(self, "let_go", error, mark)
        else:
            cell.raise_signal(self, FREED)

    def _do_linked_told_why(self, event: ToldWhy) -> None:
        """Row linked.told_why."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.keep_reason(event)
        except Exception as error:
            cell.action_failed(self, "keep_reason", error, mark)

    def _do_linked_failed(self, event: Failed) -> None:
        """Row linked.failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_failed(event)
        except Exception as error:
            cell.action_failed(self, "tell_failed", error, mark)

    def _do_linked_refused(self, event: Refused) -> None:
        """Row linked.refused."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_refused(event)
        except Exception as error:
            cell.action_failed(self, "tell_refused", error, mark)

    def _do_linked_over(self, event: Over) -> None:
        """Row linked.over."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.tell_over(event)
        except Exception as error:
            cell.action_failed(self, "tell_over", error, mark)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")


CHART = Chart("CouplingLinkChart", Link, [
    Node("", initial=True),
    Node("linked", initial=True, ways=(
        Way("carry", row="linked.carry", on="_do_linked_carry"),
        Way("progress", row="linked.progress", on="_do_linked_progress"),
        Way("offered", row="linked.offered", on="_do_linked_offered"),
        Way("answered", row="linked.answered", on="_do_linked_answered"),
        Way("changed", row="linked.changed", on="_do_linked_changed"),
        Way("acknowledged", row="linked.acknowledged", on="_do_linked_acknowledged"),
        Way("withdrawn", row="linked.withdrawn", on="_do_linked_withdrawn"),
        Way("flow_failed", row="linked.flow_failed", on="_do_linked_flow_failed"),
        Way("released", "loose", leaf="loose", row="linked.released", on="_do_linked_released"),
        Way("told_why", row="linked.told_why", on="_do_linked_told_why"),
        Way("failed", "loose", leaf="loose", row="linked.failed", on="_do_linked_failed"),
        Way("refused", "loose", leaf="loose", row="linked.refused", on="_do_linked_refused"),
        Way("over", "loose", leaf="loose", row="linked.over", on="_do_linked_over"),
        Way("action_failed", row="linked.action_failed"),
    )),
    Node("loose", ways=(
        Way("carry", on="_ignored"),
        Way("progress", on="_ignored"),
        Way("offered", on="_ignored"),
        Way("answered", on="_ignored"),
        Way("changed", on="_ignored"),
        Way("acknowledged", on="_ignored"),
        Way("withdrawn", on="_ignored"),
        Way("flow_failed", on="_ignored"),
        Way("released", on="_ignored"),
        Way("told_why", on="_ignored"),
        Way("failed", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("over", on="_ignored"),
        Way("action_failed", on="_ignored"),
    )),
])
