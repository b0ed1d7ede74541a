"""The chart negotiation/update_in, decided by transitions.

Generated from machines/negotiation/update_in.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=2ab9f2c2e5060d9c85fa050030063d5e8a0d8e9f6201d95c27593dc9a650436e abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.negotiation import update_in as default
from sessioncore.handlers.negotiation.update_in import ANSWER_WANTED, FREED, IDLE, ROLLBACK, Accepted, OfferIn
from sessioncore.statechart import START, require_abi

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
    """negotiation/update_in on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE
        self._enter_idle(START)

    def update(self, event: Update) -> None:
        MACHINE.fire(self, event)

    def answered(self, event: Answered) -> None:
        MACHINE.fire(self, event)

    def refused(self, event: Refused) -> None:
        MACHINE.fire(self, event)

    def offer_taken(self, event: OfferTaken) -> None:
        MACHINE.fire(self, event)

    def accept_update(self, event: AcceptUpdate) -> None:
        MACHINE.fire(self, event)

    def decline_update(self, event: DeclineUpdate) -> None:
        MACHINE.fire(self, event)

    def down(self, event: Down) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def undecided(self, event: Undecided) -> None:
        MACHINE.fire(self, event)

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

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "no UPDATE is open")

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

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the one before is answered in the same macrostep")

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

    def _do_answering_offer_taken(self, event: OfferTaken) -> None:
        """Row answering.offer_taken."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.ask(event)
        except Exception as error:
            cell.action_failed(self, "ask", error, mark)

    def _enter_deciding(self, event: OfferTaken) -> None:
        """Entry of deciding."""
        cell = self.cell
        self._decision = cell.arm(self, 0, cell.limits.update_decision)

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


MACHINE = FlatMachine(UpdateIn, [
    Way("update", "idle", row="idle.update", conditions=("_if_over",), before=("_do_idle_update",)),
    Way("update", "idle", row="idle.update#1", conditions=("_if_too_brief",), before=("_do_idle_update_1",)),
    Way(
        "update",
        "idle",
        row="idle.update#2",
        conditions=("_not_offers", "_if_confirmed"),
        before=("_do_idle_update_2",),
    ),
    Way("update", "idle", row="idle.update#3", conditions=("_not_offers",), before=("_do_idle_update_3",)),
    Way("update", "idle", row="idle.update#4", conditions=("_if_we_offer",), before=("_do_idle_update_4",)),
    Way("update", "idle", row="idle.update#5", conditions=("_not_settled",), before=("_do_idle_update_5",)),
    Way("update", "idle", row="idle.update#6", conditions=("_if_asks_application",), before=("_do_idle_update_6",)),
    Way("update", "idle", "answering", row="idle.update#7", before=("_do_idle_update_7",)),
    Way("answered", "idle", before=("_ignored",)),
    Way("refused", "idle", before=("_ignored",)),
    Way("offer_taken", "idle", before=("_never_1",)),
    Way("accept_update", "idle", before=("_reject_1",)),
    Way("decline_update", "idle", before=("_reject_1",)),
    Way("down", "idle", before=("_ignored",)),
    Way("action_failed", "idle", row="idle.action_failed"),
    Way("undecided", "idle", before=("_dropped",)),
    Way("update", "answering", before=("_never_2",)),
    Way(
        "answered",
        "answering",
        "idle",
        row="answering.answered",
        conditions=("_if_acknowledges",),
        before=("_do_answering_answered",),
        after=("_enter_idle",),
    ),
    Way(
        "answered",
        "answering",
        "idle",
        row="answering.answered#1",
        conditions=("_if_confirmed",),
        before=("_do_answering_answered_1",),
        after=("_enter_idle",),
    ),
    Way(
        "answered",
        "answering",
        "idle",
        row="answering.answered#2",
        before=("_do_answering_answered_2",),
        after=("_enter_idle",),
    ),
    Way(
        "refused",
        "answering",
        "idle",
        row="answering.refused",
        before=("_do_answering_refused",),
        after=("_enter_idle",),
    ),
    Way(
        "offer_taken",
        "answering",
        "deciding",
        row="answering.offer_taken",
        before=("_do_answering_offer_taken",),
        after=("_enter_deciding",),
    ),
    Way("accept_update", "answering", before=("_reject_1",)),
    Way("decline_update", "answering", before=("_reject_1",)),
    Way("down", "answering", before=("_never_2",)),
    Way(
        "action_failed",
        "answering",
        "idle",
        row="answering.action_failed",
        before=("_do_answering_action_failed",),
        after=("_enter_idle",),
    ),
    Way("undecided", "answering", before=("_dropped",)),
    Way("update", "deciding", before=("_never_3",)),
    Way("answered", "deciding", before=("_never_4",)),
    Way("refused", "deciding", before=("_never_4",)),
    Way("offer_taken", "deciding", before=("_never_4",)),
    Way(
        "accept_update",
        "deciding",
        "answering",
        row="deciding.accept_update",
        before=("_exit_deciding", "_do_deciding_accept_update"),
    ),
    Way(
        "decline_update",
        "deciding",
        "idle",
        row="deciding.decline_update",
        before=("_exit_deciding", "_do_deciding_decline_update"),
        after=("_enter_idle",),
    ),
    Way(
        "down",
        "deciding",
        "idle",
        row="deciding.down",
        before=("_exit_deciding", "_do_deciding_down"),
        after=("_enter_idle",),
    ),
    Way(
        "action_failed",
        "deciding",
        "idle",
        row="deciding.action_failed",
        before=("_exit_deciding", "_do_deciding_action_failed"),
        after=("_enter_idle",),
    ),
    Way(
        "undecided",
        "deciding",
        "idle",
        row="deciding.undecided",
        before=("_exit_deciding", "_do_deciding_undecided"),
        after=("_enter_idle",),
    ),
])
