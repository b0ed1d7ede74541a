"""The chart negotiation/update_in, decided by statemachine.

Generated from machines/negotiation/update_in.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=2ab9f2c2e5060d9c85fa050030063d5e8a0d8e9f6201d95c27593dc9a650436e abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.negotiation import update_in as default
from sessioncore.handlers.negotiation.update_in import ANSWER_WANTED, FREED, ROLLBACK, Accepted, OfferIn
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.negotiation.update_in import (
        AcceptUpdate,
        Answered,
        DeclineUpdate,
        Down,
        OfferTaken,
        Refused,
        Undecided,
        Update,
    )
    from sessioncore.statechart import ActionFailed, Event, Start

require_abi(__name__, 1)


class UpdateIn(default.UpdateIn):
    """negotiation/update_in on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter idle."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def update(self, event: Update) -> None:
        send(self._chart, event)

    def answered(self, event: Answered) -> None:
        send(self._chart, event)

    def refused(self, event: Refused) -> None:
        send(self._chart, event)

    def offer_taken(self, event: OfferTaken) -> None:
        send(self._chart, event)

    def accept_update(self, event: AcceptUpdate) -> None:
        send(self._chart, event)

    def decline_update(self, event: DeclineUpdate) -> None:
        send(self._chart, event)

    def down(self, event: Down) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def undecided(self, event: Undecided) -> None:
        send(self._chart, event)

    def _enter_idle(self, event: Start | Answered | Refused | ActionFailed | DeclineUpdate | Down | Undecided) -> None:
        """Entry of idle."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.forget(event)
        except Exception as error:
            cell.action_failed(self, "forget", error, mark)

    def _if_over(self, event: Event) -> bool:
        """Whether over."""
        return self.asks.over(self)

    def _do_idle_update(self, event: Update) -> None:
        """Row idle.update."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_gone(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_gone", error, mark)

    def _if_too_brief(self, event: Update) -> bool:
        """Whether too_brief."""
        return self.actions.too_brief(event)

    def _do_idle_update_1(self, event: Update) -> None:
        """Row idle.update#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_too_brief(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_too_brief", error, mark)

    def _not_offers(self, event: Update) -> bool:
        """Whether not offers."""
        return not self.actions.offers(event)

    def _if_confirmed(self, event: Event) -> bool:
        """Whether confirmed."""
        return self.asks.confirmed(self)

    def _do_idle_update_2(self, event: Update) -> None:
        """Row idle.update#2."""
        cell = self.cell
        cell.raise_signal(self, Accepted(event.request))
        mark, step = len(cell.outbox), "payload_renewed"
        try:
            cell.raise_signal(self, self.actions.payload_renewed(event))
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_idle_update_3(self, event: Update) -> None:
        """Row idle.update#3."""
        cell = self.cell
        cell.raise_signal(self, Accepted(event.request))
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_early(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_early", error, mark)

    def _if_we_offer(self, event: Event) -> bool:
        """Whether we_offer."""
        return self.asks.we_offer(self)

    def _do_idle_update_4(self, event: Update) -> None:
        """Row idle.update#4."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_crossed(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_crossed", error, mark)

    def _not_settled(self, event: Event) -> bool:
        """Whether not settled."""
        return not self.asks.settled(self)

    def _do_idle_update_5(self, event: Update) -> None:
        """Row idle.update#5."""
        cell = self.cell
        mark, step = len(cell.outbox), "draw_retry_after"
        try:
            self.actions.draw_retry_after(event)
            mark, step = len(cell.outbox), "payload_respond_overlap"
            cell.raise_signal(self, self.actions.payload_respond_overlap(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_asks_application(self, event: Update) -> bool:
        """Whether asks_application."""
        return self.actions.asks_application(event)

    def _do_idle_update_6(self, event: Update) -> None:
        """Row idle.update#6."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_unasked(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_unasked", error, mark)

    def _do_idle_update_7(self, event: Update) -> None:
        """Row idle.update#7."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_request(event)
        except Exception as error:
            cell.action_failed(self, "note_request", error, mark)
        else:
            cell.raise_signal(self, OfferIn(event.request))

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

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no UPDATE is open")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _do_answering_offer_taken(self, event: OfferTaken) -> None:
        """Row answering.offer_taken."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.ask(event)
        except Exception as error:
            cell.action_failed(self, "ask", error, mark)

    def _if_acknowledges(self, event: Answered) -> bool:
        """Whether acknowledges."""
        return self.actions.acknowledges(event)

    def _do_answering_answered(self, event: Answered) -> None:
        """Row answering.answered."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_early(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_early", error, mark)
        else:
            cell.raise_signal(self, FREED)

    def _do_answering_answered_1(self, event: Answered) -> None:
        """Row answering.answered#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "persist"
        try:
            self.actions.persist(event)
            mark, step = len(cell.outbox), "payload_accepted"
            cell.raise_signal(self, self.actions.payload_accepted(event))
            mark, step = len(cell.outbox), "payload_renewed"
            cell.raise_signal(self, self.actions.payload_renewed(event))
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, FREED)

    def _do_answering_answered_2(self, event: Answered) -> None:
        """Row answering.answered#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "payload_accepted"
        try:
            cell.raise_signal(self, self.actions.payload_accepted(event))
            mark, step = len(cell.outbox), "payload_respond_early"
            cell.raise_signal(self, self.actions.payload_respond_early(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, FREED)

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

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the one before is answered in the same macrostep")

    def _enter_deciding(self, event: OfferTaken) -> None:
        """Entry of deciding."""
        cell = self.cell
        self._decision = cell.arm(self, 0, cell.limits.update_decision)

    def _exit_deciding(self, event: AcceptUpdate | DeclineUpdate | Down | ActionFailed | Undecided) -> None:
        """Exit of deciding."""
        cell = self.cell
        if self._decision is not None:
            cell.cancel(self._decision)
            self._decision = None

    def _do_deciding_accept_update(self, event: AcceptUpdate) -> None:
        """Row deciding.accept_update."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_done(event)
        except Exception as error:
            cell.action_failed(self, "reply_done", error, mark)
        else:
            cell.raise_signal(self, ANSWER_WANTED)

    def _do_deciding_decline_update(self, event: DeclineUpdate) -> None:
        """Row deciding.decline_update."""
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

    def _do_deciding_undecided(self, event: Undecided) -> None:
        """Row deciding.undecided."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_unasked(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_unasked", error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)
            cell.raise_signal(self, FREED)

    def _do_deciding_down(self, event: Down) -> None:
        """Row deciding.down."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_failure", error, mark)

    def _do_deciding_action_failed(self, event: ActionFailed) -> None:
        """Row deciding.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond_failure(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond_failure", error, mark)
        else:
            cell.raise_signal(self, ROLLBACK)
            cell.raise_signal(self, FREED)

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the dialog answers it")

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "its offer was read")


CHART = Chart("NegotiationUpdateInChart", UpdateIn, [
    Node("", initial=True),
    Node("idle", initial=True, enter="_enter_idle", ways=(
        Way("update", row="idle.update", conditions=("_if_over",), on="_do_idle_update"),
        Way("update", row="idle.update#1", conditions=("_if_too_brief",), on="_do_idle_update_1"),
        Way("update", row="idle.update#2", conditions=("_not_offers", "_if_confirmed"), on="_do_idle_update_2"),
        Way("update", row="idle.update#3", conditions=("_not_offers",), on="_do_idle_update_3"),
        Way("update", row="idle.update#4", conditions=("_if_we_offer",), on="_do_idle_update_4"),
        Way("update", row="idle.update#5", conditions=("_not_settled",), on="_do_idle_update_5"),
        Way("update", row="idle.update#6", conditions=("_if_asks_application",), on="_do_idle_update_6"),
        Way("update", "answering", leaf="answering", row="idle.update#7", on="_do_idle_update_7"),
        Way("action_failed", row="idle.action_failed"),
        Way("answered", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("down", on="_ignored"),
        Way("accept_update", on="_reject_1"),
        Way("decline_update", on="_reject_1"),
        Way("offer_taken", on="_never_1"),
        Way("undecided", on="_dropped"),
    )),
    Node("answering", ways=(
        Way("offer_taken", "deciding", leaf="deciding", row="answering.offer_taken", on="_do_answering_offer_taken"),
        Way(
            "answered",
            "idle",
            leaf="idle",
            row="answering.answered",
            conditions=("_if_acknowledges",),
            on="_do_answering_answered",
        ),
        Way(
            "answered",
            "idle",
            leaf="idle",
            row="answering.answered#1",
            conditions=("_if_confirmed",),
            on="_do_answering_answered_1",
        ),
        Way("answered", "idle", leaf="idle", row="answering.answered#2", on="_do_answering_answered_2"),
        Way("refused", "idle", leaf="idle", row="answering.refused", on="_do_answering_refused"),
        Way("action_failed", "idle", leaf="idle", row="answering.action_failed", on="_do_answering_action_failed"),
        Way("accept_update", on="_reject_1"),
        Way("decline_update", on="_reject_1"),
        Way("update", on="_never_2"),
        Way("down", on="_never_2"),
        Way("undecided", on="_dropped"),
    )),
    Node("deciding", enter="_enter_deciding", exit="_exit_deciding", ways=(
        Way(
            "accept_update",
            "answering",
            leaf="answering",
            row="deciding.accept_update",
            on="_do_deciding_accept_update",
        ),
        Way("decline_update", "idle", leaf="idle", row="deciding.decline_update", on="_do_deciding_decline_update"),
        Way("undecided", "idle", leaf="idle", row="deciding.undecided", on="_do_deciding_undecided"),
        Way("down", "idle", leaf="idle", row="deciding.down", on="_do_deciding_down"),
        Way("action_failed", "idle", leaf="idle", row="deciding.action_failed", on="_do_deciding_action_failed"),
        Way("update", on="_never_3"),
        Way("offer_taken", on="_never_4"),
        Way("answered", on="_never_4"),
        Way("refused", on="_never_4"),
    )),
])
