"""The chart transaction/invite_hop, decided by statemachine.

Generated from machines/transaction/invite_hop.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=2c75e6e2d5280250bb5156d598f99a0532fb5ff4536c5e2d82f54ab6155d792c abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.transaction import invite_hop as default
from sessioncore.handlers.transaction.invite_hop import OVER, Answered, Cancelled, Copy, Failed, Progress
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.transaction.invite_hop import (
        Accepted,
        AcceptedAgain,
        Cancel,
        ForksOver,
        Located,
        LookupMissed,
        Provisional,
        Refused,
    )
    from sessioncore.statechart import ActionFailed, Event, Start

require_abi(__name__, 1)


class InviteHop(default.InviteHop):
    """transaction/invite_hop on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter locating."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def located(self, event: Located) -> None:
        send(self._chart, event)

    def provisional(self, event: Provisional) -> None:
        send(self._chart, event)

    def accepted(self, event: Accepted) -> None:
        send(self._chart, event)

    def accepted_again(self, event: AcceptedAgain) -> None:
        send(self._chart, event)

    def refused(self, event: Refused) -> None:
        send(self._chart, event)

    def forks_over(self, event: ForksOver) -> None:
        send(self._chart, event)

    def cancel(self, event: Cancel) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def lookup_missed(self, event: LookupMissed) -> None:
        send(self._chart, event)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_failed(event))
        except Exception as error:
            cell.action_failed(self, "payload_failed", error, mark)

    def _enter_locating(self, event: Start) -> None:
        """Entry of locating."""
        cell = self.cell
        self._lookup = cell.arm(self, 0, cell.limits.lookup_time)
        mark = len(cell.outbox)
        try:
            self.actions.look_up(event)
        except Exception as error:
            cell.action_failed(self, "look_up", error, mark)

    def _exit_locating(self, event: Located | Cancel | ActionFailed | LookupMissed) -> None:
        """Exit of locating."""
        cell = self.cell
        if self._lookup is not None:
            cell.cancel(self._lookup)
            self._lookup = None

    def _if_reachable(self, event: Located) -> bool:
        """Whether reachable."""
        return self.actions.reachable(event)

    def _do_locating_located(self, event: Located) -> None:
        """Row locating.located."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_servers"
        try:
            self.actions.note_servers(event)
            mark, step = len(cell.outbox), "send_invite"
            cell.create_transaction(self, "invite_client", self.actions.send_invite(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_locating_located_1(self, event: Located) -> None:
        """Row locating.located#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_failed(event))
        except Exception as error:
            cell.action_failed(self, "payload_failed", error, mark)

    def _do_locating_lookup_missed(self, event: LookupMissed) -> None:
        """Row locating.lookup_missed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_failed(event))
        except Exception as error:
            cell.action_failed(self, "payload_failed", error, mark)

    def _do_locating_cancel(self, event: Cancel) -> None:
        """Row locating.cancel."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_failed(event))
        except Exception as error:
            cell.action_failed(self, "payload_failed", error, mark)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was sent yet")

    def _do_inviting_provisional(self, event: Provisional) -> None:
        """Row inviting.provisional."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)
        else:
            cell.raise_signal(self, Progress(event.response))

    def _do_inviting_accepted(self, event: Accepted) -> None:
        """Row inviting.accepted."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)
        else:
            cell.raise_signal(self, Answered(event.response))

    def _if_out_of_order(self, event: Refused) -> bool:
        """Whether out_of_order."""
        return self.actions.out_of_order(event)

    def _if_another(self, event: Refused) -> bool:
        """Whether another."""
        return self.actions.another(event)

    def _do_inviting_refused(self, event: Refused) -> None:
        """Row inviting.refused."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_failure"
        try:
            self.actions.note_failure(event)
            mark, step = len(cell.outbox), "send_invite"
            cell.create_transaction(self, "invite_client", self.actions.send_invite(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_inviting_refused_1(self, event: Refused) -> None:
        """Row inviting.refused#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_failure(event)
        except Exception as error:
            cell.action_failed(self, "note_failure", error, mark)
        else:
            cell.raise_signal(self, Failed(event.status, event.response))

    def _do_inviting_refused_2(self, event: Refused) -> None:
        """Row inviting.refused#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)
        else:
            cell.raise_signal(self, Failed(event.status, event.response))

    def _do_inviting_cancel(self, event: Cancel) -> None:
        """Row inviting.cancel."""
        cell = self.cell
        cell.raise_signal(self, Cancelled(event.why))

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "these follow a 2xx")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _do_ringing_provisional(self, event: Provisional) -> None:
        """Row ringing.provisional."""
        cell = self.cell
        cell.raise_signal(self, Progress(event.response))

    def _do_ringing_accepted(self, event: Accepted) -> None:
        """Row ringing.accepted."""
        cell = self.cell
        cell.raise_signal(self, Answered(event.response))

    def _do_ringing_refused(self, event: Refused) -> None:
        """Row ringing.refused."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_failure(event)
        except Exception as error:
            cell.action_failed(self, "note_failure", error, mark)
        else:
            cell.raise_signal(self, Failed(event.status, event.response))

    def _do_ringing_refused_1(self, event: Refused) -> None:
        """Row ringing.refused#1."""
        cell = self.cell
        cell.raise_signal(self, Failed(event.status, event.response))

    def _do_ringing_cancel(self, event: Cancel) -> None:
        """Row ringing.cancel."""
        cell = self.cell
        cell.raise_signal(self, Cancelled(event.why))

    def _do_cancelling_provisional(self, event: Provisional) -> None:
        """Row cancelling.provisional."""
        cell = self.cell
        cell.raise_signal(self, Progress(event.response))

    def _do_cancelling_accepted(self, event: Accepted) -> None:
        """Row cancelling.accepted."""
        cell = self.cell
        cell.raise_signal(self, Answered(event.response))

    def _do_cancelling_refused(self, event: Refused) -> None:
        """Row cancelling.refused."""
        cell = self.cell
        cell.raise_signal(self, Failed(event.status, event.response))

    def _do_answered_accepted_again(self, event: AcceptedAgain) -> None:
        """Row answered.accepted_again."""
        cell = self.cell
        cell.raise_signal(self, Copy(event.response))

    def _do_answered_forks_over(self, event: ForksOver) -> None:
        """Row answered.forks_over."""
        cell = self.cell
        cell.raise_signal(self, OVER)

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "its transaction has told that it was answered")


CHART = Chart("TransactionInviteHopChart", InviteHop, [
    Node("", initial=True, ways=(
        Way("action_failed", "ended", leaf="ended", internal=True, row="action_failed", on="_do_action_failed"),
    )),
    Node("locating", initial=True, enter="_enter_locating", exit="_exit_locating", ways=(
        Way(
            "located",
            "inviting",
            leaf="inviting",
            row="locating.located",
            conditions=("_if_reachable",),
            on="_do_locating_located",
        ),
        Way("located", "ended", leaf="ended", row="locating.located#1", on="_do_locating_located_1"),
        Way("lookup_missed", "ended", leaf="ended", row="locating.lookup_missed", on="_do_locating_lookup_missed"),
        Way("cancel", "ended", leaf="ended", row="locating.cancel", on="_do_locating_cancel"),
        Way("provisional", on="_never_1"),
        Way("accepted", on="_never_1"),
        Way("accepted_again", on="_never_1"),
        Way("refused", on="_never_1"),
        Way("forks_over", on="_never_1"),
    )),
    Node("inviting", ways=(
        Way("provisional", "ringing", leaf="ringing", row="inviting.provisional", on="_do_inviting_provisional"),
        Way("accepted", "answered", leaf="answered", row="inviting.accepted", on="_do_inviting_accepted"),
        Way(
            "refused",
            "inviting",
            leaf="inviting",
            row="inviting.refused",
            conditions=("_if_out_of_order", "_if_another"),
            on="_do_inviting_refused",
        ),
        Way(
            "refused",
            "ended",
            leaf="ended",
            row="inviting.refused#1",
            conditions=("_if_out_of_order",),
            on="_do_inviting_refused_1",
        ),
        Way("refused", "ended", leaf="ended", row="inviting.refused#2", on="_do_inviting_refused_2"),
        Way("cancel", "cancelling", leaf="cancelling", row="inviting.cancel", on="_do_inviting_cancel"),
        Way("located", on="_ignored"),
        Way("accepted_again", on="_never_2"),
        Way("forks_over", on="_never_2"),
        Way("lookup_missed", on="_dropped"),
    )),
    Node("ringing", ways=(
        Way("provisional", row="ringing.provisional", on="_do_ringing_provisional"),
        Way("accepted", "answered", leaf="answered", row="ringing.accepted", on="_do_ringing_accepted"),
        Way(
            "refused",
            "ended",
            leaf="ended",
            row="ringing.refused",
            conditions=("_if_out_of_order",),
            on="_do_ringing_refused",
        ),
        Way("refused", "ended", leaf="ended", row="ringing.refused#1", on="_do_ringing_refused_1"),
        Way("cancel", "cancelling", leaf="cancelling", row="ringing.cancel", on="_do_ringing_cancel"),
        Way("located", on="_ignored"),
        Way("accepted_again", on="_never_2"),
        Way("forks_over", on="_never_2"),
        Way("lookup_missed", on="_dropped"),
    )),
    Node("cancelling", ways=(
        Way("provisional", row="cancelling.provisional", on="_do_cancelling_provisional"),
        Way("accepted", "answered", leaf="answered", row="cancelling.accepted", on="_do_cancelling_accepted"),
        Way("refused", "ended", leaf="ended", row="cancelling.refused", on="_do_cancelling_refused"),
        Way("located", on="_ignored"),
        Way("cancel", on="_ignored"),
        Way("accepted_again", on="_never_2"),
        Way("forks_over", on="_never_2"),
        Way("lookup_missed", on="_dropped"),
    )),
    Node("answered", ways=(
        Way("accepted_again", row="answered.accepted_again", on="_do_answered_accepted_again"),
        Way("forks_over", "ended", leaf="ended", row="answered.forks_over", on="_do_answered_forks_over"),
        Way("provisional", on="_ignored"),
        Way("located", on="_ignored"),
        Way("cancel", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("accepted", on="_never_3"),
        Way("refused", on="_never_3"),
        Way("lookup_missed", on="_dropped"),
    )),
    Node("ended", ways=(
        Way("located", on="_ignored"),
        Way("provisional", on="_ignored"),
        Way("accepted", on="_ignored"),
        Way("accepted_again", on="_ignored"),
        Way("refused", on="_ignored"),
        Way("forks_over", on="_ignored"),
        Way("cancel", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("lookup_missed", on="_dropped"),
    )),
])
