"""The chart negotiation/modify_in, decided by statemachine.

Generated from machines/negotiation/modify_in.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=705dee51e1d128206c8328775c531c8eb6288c5923da059f06c1c762d47c0bc8 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.negotiation import modify_in as default
from sessioncore.handlers.negotiation.modify_in import ANSWER_WANTED, FREED, ROLLBACK, OfferIn, Withdrawn
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.negotiation.modify_in import (
        AcceptModify,
        Acked,
        AnswerReady,
        Cancelled,
        DeclineModify,
        Down,
        NoAck,
        OfferTaken,
        Refused,
        Reinvite,
        Undecided,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class ModifyIn(default.ModifyIn):
    """negotiation/modify_in on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter idle."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def reinvite(self, event: Reinvite) -> None:
        send(self._chart, event)

    def offer_taken(self, event: OfferTaken) -> None:
        send(self._chart, event)

    def refused(self, event: Refused) -> None:
        send(self._chart, event)

    def answer_ready(self, event: AnswerReady) -> None:
        send(self._chart, event)

    def accept_modify(self, event: AcceptModify) -> None:
        send(self._chart, event)

    def decline_modify(self, event: DeclineModify) -> None:
        send(self._chart, event)

    def cancelled(self, event: Cancelled) -> None:
        send(self._chart, event)

    def acked(self, event: Acked) -> None:
        send(self._chart, event)

    def no_ack(self, event: NoAck) -> None:
        send(self._chart, event)

    def down(self, event: Down) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def undecided(self, event: Undecided) -> None:
        send(self._chart, event)

    def _if_we_offer(self, event: Event) -> bool:
        """Whether we_offer."""
        return self.asks.we_offer(self)

    def _do_idle_reinvite(self, event: Reinvite) -> None:
        """Row idle.reinvite."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_too_brief(self, event: Reinvite) -> bool:
        """Whether too_brief."""
        return self.actions.too_brief(event)

    def _do_idle_reinvite_1(self, event: Reinvite) -> None:
        """Row idle.reinvite#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond_too_brief"
            cell.raise_signal(self, self.actions.payload_respond_too_brief(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_idle_reinvite_2(self, event: Reinvite) -> None:
        """Row idle.reinvite#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_request(event)
        except Exception as error:
            cell.action_failed(self, "note_request", error, mark)
        else:
            cell.raise_signal(self, OfferIn(event.request))

    def _if_unnoted(self, event: ActionFailed) -> bool:
        """Whether unnoted."""
        return self.actions.unnoted(event)

    def _do_idle_action_failed(self, event: ActionFailed) -> None:
        """Row idle.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_failure", error, mark)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "there is nothing to decide")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _do_answering_refused(self, event: Refused) -> None:
        """Row answering.refused."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_failure", error, mark)
        else:
            cell.raise_signal(self, FREED)

    def _do_answering_down(self, event: Down) -> None:
        """Row answering.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_failure", error, mark)

    def _do_answering_action_failed(self, event: ActionFailed) -> None:
        """Row answering.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_failure", error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)
            cell.raise_signal(self, FREED)

    def _enter_answering_deciding(self, event: Reinvite) -> None:
        """Entry of answering.deciding."""
        cell = self.cell
        self._decision = cell.arm(self, 0, cell.limits.decision)

    def _exit_answering_deciding(
        self, event: Refused | AnswerReady | DeclineModify | Cancelled | Down | ActionFailed | Undecided
    ) -> None:
        """Exit of answering.deciding."""
        cell = self.cell
        if self._decision is not None:
            cell.cancel(self._decision)
            self._decision = None

    def _if_asks_application(self, event: OfferTaken) -> bool:
        """Whether asks_application."""
        return self.actions.asks_application(event)

    def _do_answering_deciding_offer_taken(self, event: OfferTaken) -> None:
        """Row answering.deciding.offer_taken."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.ask(event)
        except Exception as error:
            cell.action_failed(self, "ask", error, mark)

    def _do_answering_deciding_offer_taken_1(self, event: OfferTaken) -> None:
        """Row answering.deciding.offer_taken#1."""
        cell = self.cell
        cell.raise_signal(self, ANSWER_WANTED)

    def _do_answering_deciding_accept_modify(self, event: AcceptModify) -> None:
        """Row answering.deciding.accept_modify."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, "reply_done", error, mark)
        else:
            cell.raise_signal(self, ANSWER_WANTED)

    def _do_answering_deciding_decline_modify(self, event: DeclineModify) -> None:
        """Row answering.deciding.decline_modify."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_done"
        try:
            self.actions.reply_done(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)
            cell.raise_signal(self, FREED)

    def _do_answering_deciding_undecided(self, event: Undecided) -> None:
        """Row answering.deciding.undecided."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_failure", error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)
            cell.raise_signal(self, FREED)

    def _do_answering_deciding_answer_ready(self, event: AnswerReady) -> None:
        """Row answering.deciding.answer_ready."""
        cell = self.cell
        mark, step = len(cell.outbox), "make_answer"
        try:
            self.actions.make_answer(event)
            mark, step = len(cell.outbox), "payload_accepted"
            cell.raise_signal(self, self.actions.payload_accepted(event))
            mark, step = len(cell.outbox), "payload_respond_success"
            cell.raise_signal(self, self.actions.payload_respond_success(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_coupled(self, event: Cancelled) -> bool:
        """Whether coupled."""
        return self.actions.coupled(event)

    def _do_answering_deciding_cancelled(self, event: Cancelled) -> None:
        """Row answering.deciding.cancelled."""
        cell = self.cell
        cell.raise_signal(self, Withdrawn(event.request))

    def _do_answering_deciding_cancelled_1(self, event: Cancelled) -> None:
        """Row answering.deciding.cancelled#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_failure", error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)
            cell.raise_signal(self, FREED)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the dialog answers it")

    def _if_latest(self, event: Acked | NoAck) -> bool:
        """Whether latest."""
        return self.actions.latest(event)

    def _do_answering_acknowledging_acked(self, event: Acked) -> None:
        """Row answering.acknowledging.acked."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget(event)
        except Exception as error:
            cell.action_failed(self, "forget", error, mark)
        else:
            cell.raise_signal(self, FREED)

    def _do_answering_acknowledging_no_ack(self, event: NoAck) -> None:
        """Row answering.acknowledging.no_ack."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget(event)
        except Exception as error:
            cell.action_failed(self, "forget", error, mark)
        else:
            cell.raise_signal(self, FREED)

    def _do_answering_acknowledging_reinvite(self, event: Reinvite) -> None:
        """Row answering.acknowledging.reinvite."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond_failure"
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_answering_acknowledging_reinvite_1(self, event: Reinvite) -> None:
        """Row answering.acknowledging.reinvite#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond_too_brief"
            cell.raise_signal(self, self.actions.payload_respond_too_brief(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_answering_acknowledging_reinvite_2(self, event: Reinvite) -> None:
        """Row answering.acknowledging.reinvite#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_request(event)
        except Exception as error:
            cell.action_failed(self, "note_request", error, mark)
        else:
            cell.raise_signal(self, OfferIn(event.request))

    def _do_answering_acknowledging_action_failed(self, event: ActionFailed) -> None:
        """Row answering.acknowledging.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_failure", error, mark)
        else:
            cell.raise_signal(self, FREED)

    def _if_unanswered(self, event: ActionFailed) -> bool:
        """Whether unanswered."""
        return self.actions.unanswered(event)

    def _do_answering_acknowledging_action_failed_1(self, event: ActionFailed) -> None:
        """Row answering.acknowledging.action_failed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_failure", error, mark)
        else:
            cell.raise_signal(self, FREED)

    def _do_answering_acknowledging_action_failed_2(self, event: ActionFailed) -> None:
        """Row answering.acknowledging.action_failed#2."""
        cell = self.cell
        cell.raise_signal(self, FREED)

    def _do_closed_reinvite(self, event: Reinvite) -> None:
        """Row closed.reinvite."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is over")


CHART = Chart("NegotiationModifyInChart", ModifyIn, [
    Node("", initial=True),
    Node("idle", initial=True, ways=(
        Way("reinvite", row="idle.reinvite", conditions=("_if_we_offer",), on="_do_idle_reinvite"),
        Way("reinvite", row="idle.reinvite#1", conditions=("_if_too_brief",), on="_do_idle_reinvite_1"),
        Way("reinvite", "answering", leaf="answering.deciding", row="idle.reinvite#2", on="_do_idle_reinvite_2"),
        Way("down", "closed", leaf="closed", row="idle.down"),
        Way("action_failed", row="idle.action_failed", conditions=("_if_unnoted",), on="_do_idle_action_failed"),
        Way("action_failed", row="idle.action_failed#1"),
        Way("offer_taken", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("answer_ready", on="_ignored"),
        Way("cancelled", on="_ignored"),
        Way("acked", on="_ignored"),
        Way("no_ack", on="_ignored"),
        Way("accept_modify", on="_reject_1"),
        Way("decline_modify", on="_reject_1"),
        Way("undecided", on="_dropped"),
    )),
    Node("answering", ways=(
        Way("refused", "idle", leaf="idle", row="answering.refused", on="_do_answering_refused"),
        Way("down", "closed", leaf="closed", row="answering.down", on="_do_answering_down"),
        Way("action_failed", "idle", leaf="idle", row="answering.action_failed", on="_do_answering_action_failed"),
    )),
    Node("answering.deciding", initial=True, enter="_enter_answering_deciding", exit="_exit_answering_deciding", ways=(
        Way(
            "offer_taken",
            row="answering.deciding.offer_taken",
            conditions=("_if_asks_application",),
            on="_do_answering_deciding_offer_taken",
        ),
        Way("offer_taken", row="answering.deciding.offer_taken#1", on="_do_answering_deciding_offer_taken_1"),
        Way("accept_modify", row="answering.deciding.accept_modify", on="_do_answering_deciding_accept_modify"),
        Way(
            "decline_modify",
            "idle",
            leaf="idle",
            row="answering.deciding.decline_modify",
            on="_do_answering_deciding_decline_modify",
        ),
        Way(
            "undecided", "idle", leaf="idle", row="answering.deciding.undecided", on="_do_answering_deciding_undecided"
        ),
        Way(
            "answer_ready",
            "answering.acknowledging",
            leaf="answering.acknowledging",
            row="answering.deciding.answer_ready",
            on="_do_answering_deciding_answer_ready",
        ),
        Way(
            "cancelled",
            row="answering.deciding.cancelled",
            conditions=("_if_coupled",),
            on="_do_answering_deciding_cancelled",
        ),
        Way(
            "cancelled",
            "idle",
            leaf="idle",
            row="answering.deciding.cancelled#1",
            on="_do_answering_deciding_cancelled_1",
        ),
        Way("acked", on="_ignored"),
        Way("no_ack", on="_ignored"),
        Way("reinvite", on="_never_1"),
    )),
    Node("answering.acknowledging", ways=(
        Way(
            "acked",
            "idle",
            leaf="idle",
            row="answering.acknowledging.acked",
            conditions=("_if_latest",),
            on="_do_answering_acknowledging_acked",
        ),
        Way("acked", row="answering.acknowledging.acked#1"),
        Way(
            "no_ack",
            "idle",
            leaf="idle",
            row="answering.acknowledging.no_ack",
            conditions=("_if_latest",),
            on="_do_answering_acknowledging_no_ack",
        ),
        Way("no_ack", row="answering.acknowledging.no_ack#1"),
        Way(
            "reinvite",
            row="answering.acknowledging.reinvite",
            conditions=("_if_we_offer",),
            on="_do_answering_acknowledging_reinvite",
        ),
        Way(
            "reinvite",
            row="answering.acknowledging.reinvite#1",
            conditions=("_if_too_brief",),
            on="_do_answering_acknowledging_reinvite_1",
        ),
        Way(
            "reinvite",
            "answering.deciding",
            leaf="answering.deciding",
            row="answering.acknowledging.reinvite#2",
            on="_do_answering_acknowledging_reinvite_2",
        ),
        Way("down", "closed", leaf="closed", row="answering.acknowledging.down"),
        Way(
            "action_failed",
            "idle",
            leaf="idle",
            row="answering.acknowledging.action_failed",
            conditions=("_if_unnoted",),
            on="_do_answering_acknowledging_action_failed",
        ),
        Way(
            "action_failed",
            "idle",
            leaf="idle",
            row="answering.acknowledging.action_failed#1",
            conditions=("_if_unanswered",),
            on="_do_answering_acknowledging_action_failed_1",
        ),
        Way(
            "action_failed",
            "idle",
            leaf="idle",
            row="answering.acknowledging.action_failed#2",
            on="_do_answering_acknowledging_action_failed_2",
        ),
        Way("offer_taken", on="_ignored"),
        Way("answer_ready", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("cancelled", on="_ignored"),
        Way("accept_modify", on="_reject_1"),
        Way("decline_modify", on="_reject_1"),
        Way("undecided", on="_dropped"),
    )),
    Node("closed", ways=(
        Way("reinvite", row="closed.reinvite", on="_do_closed_reinvite"),
        Way("offer_taken", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("answer_ready", on="_ignored"),
        Way("cancelled", on="_ignored"),
        Way("acked", on="_ignored"),
        Way("no_ack", on="_ignored"),
        Way("down", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("accept_modify", on="_reject_2"),
        Way("decline_modify", on="_reject_2"),
        Way("undecided", on="_dropped"),
    )),
])
