"""The chart coupling/link, decided by transitions.

Generated from machines/coupling/link.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=d20435d4bcd2e589158b9276619c25ed10588eed8de566a5e5285c0d8022198e abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.coupling import link as default
from sessioncore.handlers.coupling.link import FREED, LINKED
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
    """coupling/link on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter linked."""
        self.state = LINKED

    def carry(self, event: Carry) -> None:
        MACHINE.fire(self, event)

    def progress(self, event: Progress) -> None:
        MACHINE.fire(self, event)

    def offered(self, event: Offered) -> None:
        MACHINE.fire(self, event)

    def answered(self, event: Answered) -> None:
        MACHINE.fire(self, event)

    def changed(self, event: Changed) -> None:
        MACHINE.fire(self, event)

    def acknowledged(self, event: Acknowledged) -> None:
        MACHINE.fire(self, event)

    def withdrawn(self, event: Withdrawn) -> None:
        MACHINE.fire(self, event)

    def flow_failed(self, event: FlowFailed) -> None:
        MACHINE.fire(self, event)

    def released(self, event: Released) -> None:
        MACHINE.fire(self, event)

    def told_why(self, event: ToldWhy) -> None:
        MACHINE.fire(self, event)

    def failed(self, event: Failed) -> None:
        MACHINE.fire(self, event)

    def refused(self, event: Refused) -> None:
        MACHINE.fire(self, event)

    def over(self, event: Over) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

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


MACHINE = FlatMachine(Link, [
    Way("carry", "linked", row="linked.carry", before=("_do_linked_carry",)),
    Way("progress", "linked", row="linked.progress", before=("_do_linked_progress",)),
    Way("offered", "linked", row="linked.offered", before=("_do_linked_offered",)),
    Way("answered", "linked", row="linked.answered", before=("_do_linked_answered",)),
    Way("changed", "linked", row="linked.changed", before=("_do_linked_changed",)),
    Way("acknowledged", "linked", row="linked.acknowledged", before=("_do_linked_acknowledged",)),
    Way("withdrawn", "linked", row="linked.withdrawn", before=("_do_linked_withdrawn",)),
    Way("flow_failed", "linked", row="linked.flow_failed", before=("_do_linked_flow_failed",)),
    Way("released", "linked", "loose", row="linked.released", before=("_do_linked_released",)),
    Way("told_why", "linked", row="linked.told_why", before=("_do_linked_told_why",)),
    Way("failed", "linked", "loose", row="linked.failed", before=("_do_linked_failed",)),
    Way("refused", "linked", "loose", row="linked.refused", before=("_do_linked_refused",)),
    Way("over", "linked", "loose", row="linked.over", before=("_do_linked_over",)),
    Way("action_failed", "linked", row="linked.action_failed"),
    Way("carry", "loose", before=("_ignored",)),
    Way("progress", "loose", before=("_ignored",)),
    Way("offered", "loose", before=("_ignored",)),
    Way("answered", "loose", before=("_ignored",)),
    Way("changed", "loose", before=("_ignored",)),
    Way("acknowledged", "loose", before=("_ignored",)),
    Way("withdrawn", "loose", before=("_ignored",)),
    Way("flow_failed", "loose", before=("_ignored",)),
    Way("released", "loose", before=("_ignored",)),
    Way("told_why", "loose", before=("_ignored",)),
    Way("failed", "loose", before=("_ignored",)),
    Way("refused", "loose", before=("_ignored",)),
    Way("over", "loose", before=("_ignored",)),
    Way("action_failed", "loose", before=("_ignored",)),
])
