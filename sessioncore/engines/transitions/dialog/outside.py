"""The chart dialog/outside, decided by transitions.

Generated from machines/dialog/outside.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=d15d9ed28a124fb9ddd43519116f33380873f38cacfd35908c2b63d818958572 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.dialog import outside as default
from sessioncore.handlers.dialog.outside import WAITING
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.outside import (
        Conclude,
        DecisionMissed,
        DemandingRequest,
        ForeignScheme,
        Hasty,
        Merged,
        Message,
        Options,
        Orphan,
        OrphanCancel,
        OtherRequest,
        Stray,
        Surplus,
        SurplusWatch,
        Unanswerable,
        Unreadable,
        Unwelcome,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Outside(default.Outside):
    """dialog/outside on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def hasty(self, event: Hasty) -> None:
        MACHINE.fire(self, event)

    def foreign_scheme(self, event: ForeignScheme) -> None:
        MACHINE.fire(self, event)

    def merged(self, event: Merged) -> None:
        MACHINE.fire(self, event)

    def orphan(self, event: Orphan) -> None:
        MACHINE.fire(self, event)

    def orphan_cancel(self, event: OrphanCancel) -> None:
        MACHINE.fire(self, event)

    def stray(self, event: Stray) -> None:
        MACHINE.fire(self, event)

    def demanding_request(self, event: DemandingRequest) -> None:
        MACHINE.fire(self, event)

    def unreadable(self, event: Unreadable) -> None:
        MACHINE.fire(self, event)

    def unanswerable(self, event: Unanswerable) -> None:
        MACHINE.fire(self, event)

    def surplus(self, event: Surplus) -> None:
        MACHINE.fire(self, event)

    def surplus_watch(self, event: SurplusWatch) -> None:
        MACHINE.fire(self, event)

    def unwelcome(self, event: Unwelcome) -> None:
        MACHINE.fire(self, event)

    def options(self, event: Options) -> None:
        MACHINE.fire(self, event)

    def message(self, event: Message) -> None:
        MACHINE.fire(self, event)

    def other_request(self, event: OtherRequest) -> None:
        MACHINE.fire(self, event)

    def conclude(self, event: Conclude) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def decision_missed(self, event: DecisionMissed) -> None:
        MACHINE.fire(self, event)

    def _do_waiting_hasty(self, event: Hasty) -> None:
        """Row waiting.hasty."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_foreign_scheme(self, event: ForeignScheme) -> None:
        """Row waiting.foreign_scheme."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_merged(self, event: Merged) -> None:
        """Row waiting.merged."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_orphan(self, event: Orphan) -> None:
        """Row waiting.orphan."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_orphan_cancel(self, event: OrphanCancel) -> None:
        """Row waiting.orphan_cancel."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_stray(self, event: Stray) -> None:
        """Row waiting.stray."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_demanding_request(self, event: DemandingRequest) -> None:
        """Row waiting.demanding_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_unreadable(self, event: Unreadable) -> None:
        """Row waiting.unreadable."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_unanswerable(self, event: Unanswerable) -> None:
        """Row waiting.unanswerable."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_surplus(self, event: Surplus) -> None:
        """Row waiting.surplus."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_surplus_watch(self, event: SurplusWatch) -> None:
        """Row waiting.surplus_watch."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_unwelcome(self, event: Unwelcome) -> None:
        """Row waiting.unwelcome."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_waiting_options(self, event: Options) -> None:
        """Row waiting.options."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _if_attended(self, event: Message) -> bool:
        """Whether attended."""
        return self.actions.attended(event)

    def _do_waiting_message(self, event: Message) -> None:
        """Row waiting.message."""
        cell = self.cell
        mark, step = len(cell.outbox), "ask"
        try:
            self.actions.ask(event)
            mark, step = len(cell.outbox), "tell_message"
            self.actions.tell_message(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _enter_deciding(self, event: Message) -> None:
        """Entry of deciding."""
        cell = self.cell
        self._decision = cell.arm(self, 0, cell.limits.message_decision)

    def _do_waiting_message_1(self, event: Message) -> None:
        """Row waiting.message#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "tell_message"
        try:
            self.actions.tell_message(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_waiting_other_request(self, event: OtherRequest) -> None:
        """Row waiting.other_request."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "nothing was asked")

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _exit_deciding(self, event: Conclude | ActionFailed | DecisionMissed) -> None:
        """Exit of deciding."""
        cell = self.cell
        if self._decision is not None:
            cell.cancel(self._decision)
            self._decision = None

    def _do_deciding_conclude(self, event: Conclude) -> None:
        """Row deciding.conclude."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_deciding_decision_missed(self, event: DecisionMissed) -> None:
        """Row deciding.decision_missed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "it was answered")


MACHINE = FlatMachine(Outside, [
    Way("hasty", "waiting", "answered", row="waiting.hasty", before=("_do_waiting_hasty",)),
    Way("foreign_scheme", "waiting", "answered", row="waiting.foreign_scheme", before=("_do_waiting_foreign_scheme",)),
    Way("merged", "waiting", "answered", row="waiting.merged", before=("_do_waiting_merged",)),
    Way("orphan", "waiting", "answered", row="waiting.orphan", before=("_do_waiting_orphan",)),
    Way("orphan_cancel", "waiting", "answered", row="waiting.orphan_cancel", before=("_do_waiting_orphan_cancel",)),
    Way("stray", "waiting", "answered", row="waiting.stray", before=("_do_waiting_stray",)),
    Way(
        "demanding_request",
        "waiting",
        "answered",
        row="waiting.demanding_request",
        before=("_do_waiting_demanding_request",),
    ),
    Way("unreadable", "waiting", "answered", row="waiting.unreadable", before=("_do_waiting_unreadable",)),
    Way("unanswerable", "waiting", "answered", row="waiting.unanswerable", before=("_do_waiting_unanswerable",)),
    Way("surplus", "waiting", "answered", row="waiting.surplus", before=("_do_waiting_surplus",)),
    Way("surplus_watch", "waiting", "answered", row="waiting.surplus_watch", before=("_do_waiting_surplus_watch",)),
    Way("unwelcome", "waiting", "answered", row="waiting.unwelcome", before=("_do_waiting_unwelcome",)),
    Way("options", "waiting", "answered", row="waiting.options", before=("_do_waiting_options",)),
    Way(
        "message",
        "waiting",
        "deciding",
        row="waiting.message",
        conditions=("_if_attended",),
        before=("_do_waiting_message",),
        after=("_enter_deciding",),
    ),
    Way("message", "waiting", "answered", row="waiting.message#1", before=("_do_waiting_message_1",)),
    Way("other_request", "waiting", "answered", row="waiting.other_request", before=("_do_waiting_other_request",)),
    Way("conclude", "waiting", before=("_reject_1",)),
    Way("action_failed", "waiting", "answered", row="action_failed", before=("_do_action_failed",)),
    Way("decision_missed", "waiting", before=("_dropped",)),
    Way("hasty", "deciding", before=("_ignored",)),
    Way("foreign_scheme", "deciding", before=("_ignored",)),
    Way("merged", "deciding", before=("_ignored",)),
    Way("orphan", "deciding", before=("_ignored",)),
    Way("orphan_cancel", "deciding", before=("_ignored",)),
    Way("stray", "deciding", before=("_ignored",)),
    Way("demanding_request", "deciding", before=("_ignored",)),
    Way("unreadable", "deciding", before=("_ignored",)),
    Way("unanswerable", "deciding", before=("_ignored",)),
    Way("surplus", "deciding", before=("_ignored",)),
    Way("surplus_watch", "deciding", before=("_ignored",)),
    Way("unwelcome", "deciding", before=("_ignored",)),
    Way("options", "deciding", before=("_ignored",)),
    Way("message", "deciding", before=("_ignored",)),
    Way("other_request", "deciding", before=("_ignored",)),
    Way(
        "conclude", "deciding", "answered", row="deciding.conclude", before=("_exit_deciding", "_do_deciding_conclude")
    ),
    Way("action_failed", "deciding", "answered", row="action_failed", before=("_exit_deciding", "_do_action_failed")),
    Way(
        "decision_missed",
        "deciding",
        "answered",
        row="deciding.decision_missed",
        before=("_exit_deciding", "_do_deciding_decision_missed"),
    ),
    Way("hasty", "answered", before=("_ignored",)),
    Way("foreign_scheme", "answered", before=("_ignored",)),
    Way("merged", "answered", before=("_ignored",)),
    Way("orphan", "answered", before=("_ignored",)),
    Way("orphan_cancel", "answered", before=("_ignored",)),
    Way("stray", "answered", before=("_ignored",)),
    Way("demanding_request", "answered", before=("_ignored",)),
    Way("unreadable", "answered", before=("_ignored",)),
    Way("unanswerable", "answered", before=("_ignored",)),
    Way("surplus", "answered", before=("_ignored",)),
    Way("surplus_watch", "answered", before=("_ignored",)),
    Way("unwelcome", "answered", before=("_ignored",)),
    Way("options", "answered", before=("_ignored",)),
    Way("message", "answered", before=("_ignored",)),
    Way("other_request", "answered", before=("_ignored",)),
    Way("conclude", "answered", before=("_reject_2",)),
    Way("action_failed", "answered", before=("_ignored",)),
    Way("decision_missed", "answered", before=("_dropped",)),
])
