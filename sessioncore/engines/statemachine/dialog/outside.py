"""The chart dialog/outside, decided by statemachine.

Generated from machines/dialog/outside.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=d15d9ed28a124fb9ddd43519116f33380873f38cacfd35908c2b63d818958572 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.dialog import outside as default
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
    """dialog/outside on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter waiting."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def hasty(self, event: Hasty) -> None:
        send(self._chart, event)

    def foreign_scheme(self, event: ForeignScheme) -> None:
        send(self._chart, event)

    def merged(self, event: Merged) -> None:
        send(self._chart, event)

    def orphan(self, event: Orphan) -> None:
        send(self._chart, event)

    def orphan_cancel(self, event: OrphanCancel) -> None:
        send(self._chart, event)

    def stray(self, event: Stray) -> None:
        send(self._chart, event)

    def demanding_request(self, event: DemandingRequest) -> None:
        send(self._chart, event)

    def unreadable(self, event: Unreadable) -> None:
        send(self._chart, event)

    def unanswerable(self, event: Unanswerable) -> None:
        send(self._chart, event)

    def surplus(self, event: Surplus) -> None:
        send(self._chart, event)

    def surplus_watch(self, event: SurplusWatch) -> None:
        send(self._chart, event)

    def unwelcome(self, event: Unwelcome) -> None:
        send(self._chart, event)

    def options(self, event: Options) -> None:
        send(self._chart, event)

    def message(self, event: Message) -> None:
        send(self._chart, event)

    def other_request(self, event: OtherRequest) -> None:
        send(self._chart, event)

    def conclude(self, event: Conclude) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def decision_missed(self, event: DecisionMissed) -> None:
        send(self._chart, event)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

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

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_deciding(self, event: Message) -> None:
        """Entry of deciding."""
        cell = self.cell
        self._decision = cell.arm(self, 0, cell.limits.message_decision)

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

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "it was answered")


CHART = Chart("DialogOutsideChart", Outside, [
    Node("", initial=True, ways=(
        Way("action_failed", "answered", leaf="answered", internal=True, row="action_failed", on="_do_action_failed"),
    )),
    Node("waiting", initial=True, ways=(
        Way("hasty", "answered", leaf="answered", row="waiting.hasty", on="_do_waiting_hasty"),
        Way(
            "foreign_scheme", "answered", leaf="answered", row="waiting.foreign_scheme", on="_do_waiting_foreign_scheme"
        ),
        Way("merged", "answered", leaf="answered", row="waiting.merged", on="_do_waiting_merged"),
        Way("orphan", "answered", leaf="answered", row="waiting.orphan", on="_do_waiting_orphan"),
        Way("orphan_cancel", "answered", leaf="answered", row="waiting.orphan_cancel", on="_do_waiting_orphan_cancel"),
        Way("stray", "answered", leaf="answered", row="waiting.stray", on="_do_waiting_stray"),
        Way(
            "demanding_request",
            "answered",
            leaf="answered",
            row="waiting.demanding_request",
            on="_do_waiting_demanding_request",
        ),
        Way("unreadable", "answered", leaf="answered", row="waiting.unreadable", on="_do_waiting_unreadable"),
        Way("unanswerable", "answered", leaf="answered", row="waiting.unanswerable", on="_do_waiting_unanswerable"),
        Way("surplus", "answered", leaf="answered", row="waiting.surplus", on="_do_waiting_surplus"),
        Way("surplus_watch", "answered", leaf="answered", row="waiting.surplus_watch", on="_do_waiting_surplus_watch"),
        Way("unwelcome", "answered", leaf="answered", row="waiting.unwelcome", on="_do_waiting_unwelcome"),
        Way("options", "answered", leaf="answered", row="waiting.options", on="_do_waiting_options"),
        Way(
            "message",
            "deciding",
            leaf="deciding",
            row="waiting.message",
            conditions=("_if_attended",),
            on="_do_waiting_message",
        ),
        Way("message", "answered", leaf="answered", row="waiting.message#1", on="_do_waiting_message_1"),
        Way("other_request", "answered", leaf="answered", row="waiting.other_request", on="_do_waiting_other_request"),
        Way("conclude", on="_reject_1"),
        Way("decision_missed", on="_dropped"),
    )),
    Node("deciding", enter="_enter_deciding", exit="_exit_deciding", ways=(
        Way("conclude", "answered", leaf="answered", row="deciding.conclude", on="_do_deciding_conclude"),
        Way(
            "decision_missed",
            "answered",
            leaf="answered",
            row="deciding.decision_missed",
            on="_do_deciding_decision_missed",
        ),
        Way("hasty", on="_ignored"),
        Way("foreign_scheme", on="_ignored"),
        Way("merged", on="_ignored"),
        Way("orphan", on="_ignored"),
        Way("orphan_cancel", on="_ignored"),
        Way("stray", on="_ignored"),
        Way("demanding_request", on="_ignored"),
        Way("unreadable", on="_ignored"),
        Way("unanswerable", on="_ignored"),
        Way("surplus", on="_ignored"),
        Way("surplus_watch", on="_ignored"),
        Way("unwelcome", on="_ignored"),
        Way("options", on="_ignored"),
        Way("message", on="_ignored"),
        Way("other_request", on="_ignored"),
    )),
    Node("answered", ways=(
        Way("hasty", on="_ignored"),
        Way("foreign_scheme", on="_ignored"),
        Way("merged", on="_ignored"),
        Way("orphan", on="_ignored"),
        Way("orphan_cancel", on="_ignored"),
        Way("stray", on="_ignored"),
        Way("demanding_request", on="_ignored"),
        Way("unreadable", on="_ignored"),
        Way("unanswerable", on="_ignored"),
        Way("surplus", on="_ignored"),
        Way("surplus_watch", on="_ignored"),
        Way("unwelcome", on="_ignored"),
        Way("options", on="_ignored"),
        Way("message", on="_ignored"),
        Way("other_request", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("conclude", on="_reject_2"),
        Way("decision_missed", on="_dropped"),
    )),
])
