"""The chart transaction/invite_hop, decided by transitions.

Generated from machines/transaction/invite_hop.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=2c75e6e2d5280250bb5156d598f99a0532fb5ff4536c5e2d82f54ab6155d792c abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.transaction import invite_hop as default
from sessioncore.handlers.transaction.invite_hop import LOCATING, OVER, Answered, Cancelled, Copy, Failed, Progress
from sessioncore.statechart import START, require_abi

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
    """transaction/invite_hop on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter locating."""
        self.state = LOCATING
        self._enter_locating(START)

    def located(self, event: Located) -> None:
        MACHINE.fire(self, event)

    def provisional(self, event: Provisional) -> None:
        MACHINE.fire(self, event)

    def accepted(self, event: Accepted) -> None:
        MACHINE.fire(self, event)

    def accepted_again(self, event: AcceptedAgain) -> None:
        MACHINE.fire(self, event)

    def refused(self, event: Refused) -> None:
        MACHINE.fire(self, event)

    def forks_over(self, event: ForksOver) -> None:
        MACHINE.fire(self, event)

    def cancel(self, event: Cancel) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def lookup_missed(self, event: LookupMissed) -> None:
        MACHINE.fire(self, event)

    def _enter_locating(self, event: Start) -> None:
        """Entry of locating."""
        cell = self.cell
        self._lookup = cell.arm(self, 0, cell.limits.lookup_time)
        mark = len(cell.outbox)
        try:
            self.actions.look_up(event)
        except Exception as error:
            cell.action_failed(self, "look_up", error, mark)

    def _if_reachable(self, event: Located) -> bool:
        """Whether reachable."""
        return self.actions.reachable(event)

    def _exit_locating(self, event: Located | Cancel | ActionFailed | LookupMissed) -> None:
        """Exit of locating."""
        cell = self.cell
        if self._lookup is not None:
            cell.cancel(self._lookup)
            self._lookup = None

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

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was sent yet")

    def _do_locating_cancel(self, event: Cancel) -> None:
        """Row locating.cancel."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_failed(event))
        except Exception as error:
            cell.action_failed(self, "payload_failed", error, mark)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
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

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

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

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "these follow a 2xx")

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

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "its transaction has told that it was answered")

    def _do_answered_accepted_again(self, event: AcceptedAgain) -> None:
        """Row answered.accepted_again."""
        cell = self.cell
        cell.raise_signal(self, Copy(event.response))

    def _do_answered_forks_over(self, event: ForksOver) -> None:
        """Row answered.forks_over."""
        cell = self.cell
        cell.raise_signal(self, OVER)


MACHINE = FlatMachine(InviteHop, [
    Way(
        "located",
        "locating",
        "inviting",
        row="locating.located",
        conditions=("_if_reachable",),
        before=("_exit_locating", "_do_locating_located"),
    ),
    Way("located", "locating", "ended", row="locating.located#1", before=("_exit_locating", "_do_locating_located_1")),
    Way("provisional", "locating", before=("_never_1",)),
    Way("accepted", "locating", before=("_never_1",)),
    Way("accepted_again", "locating", before=("_never_1",)),
    Way("refused", "locating", before=("_never_1",)),
    Way("forks_over", "locating", before=("_never_1",)),
    Way("cancel", "locating", "ended", row="locating.cancel", before=("_exit_locating", "_do_locating_cancel")),
    Way("action_failed", "locating", "ended", row="action_failed", before=("_exit_locating", "_do_action_failed")),
    Way(
        "lookup_missed",
        "locating",
        "ended",
        row="locating.lookup_missed",
        before=("_exit_locating", "_do_locating_lookup_missed"),
    ),
    Way("located", "inviting", before=("_ignored",)),
    Way("provisional", "inviting", "ringing", row="inviting.provisional", before=("_do_inviting_provisional",)),
    Way("accepted", "inviting", "answered", row="inviting.accepted", before=("_do_inviting_accepted",)),
    Way("accepted_again", "inviting", before=("_never_2",)),
    Way(
        "refused",
        "inviting",
        "inviting",
        row="inviting.refused",
        conditions=("_if_out_of_order", "_if_another"),
        before=("_do_inviting_refused",),
    ),
    Way(
        "refused",
        "inviting",
        "ended",
        row="inviting.refused#1",
        conditions=("_if_out_of_order",),
        before=("_do_inviting_refused_1",),
    ),
    Way("refused", "inviting", "ended", row="inviting.refused#2", before=("_do_inviting_refused_2",)),
    Way("forks_over", "inviting", before=("_never_2",)),
    Way("cancel", "inviting", "cancelling", row="inviting.cancel", before=("_do_inviting_cancel",)),
    Way("action_failed", "inviting", "ended", row="action_failed", before=("_do_action_failed",)),
    Way("lookup_missed", "inviting", before=("_dropped",)),
    Way("located", "ringing", before=("_ignored",)),
    Way("provisional", "ringing", row="ringing.provisional", before=("_do_ringing_provisional",)),
    Way("accepted", "ringing", "answered", row="ringing.accepted", before=("_do_ringing_accepted",)),
    Way("accepted_again", "ringing", before=("_never_2",)),
    Way(
        "refused",
        "ringing",
        "ended",
        row="ringing.refused",
        conditions=("_if_out_of_order",),
        before=("_do_ringing_refused",),
    ),
    Way("refused", "ringing", "ended", row="ringing.refused#1", before=("_do_ringing_refused_1",)),
    Way("forks_over", "ringing", before=("_never_2",)),
    Way("cancel", "ringing", "cancelling", row="ringing.cancel", before=("_do_ringing_cancel",)),
    Way("action_failed", "ringing", "ended", row="action_failed", before=("_do_action_failed",)),
    Way("lookup_missed", "ringing", before=("_dropped",)),
    Way("located", "cancelling", before=("_ignored",)),
    Way("provisional", "cancelling", row="cancelling.provisional", before=("_do_cancelling_provisional",)),
    Way("accepted", "cancelling", "answered", row="cancelling.accepted", before=("_do_cancelling_accepted",)),
    Way("accepted_again", "cancelling", before=("_never_2",)),
    Way("refused", "cancelling", "ended", row="cancelling.refused", before=("_do_cancelling_refused",)),
    Way("forks_over", "cancelling", before=("_never_2",)),
    Way("cancel", "cancelling", before=("_ignored",)),
    Way("action_failed", "cancelling", "ended", row="action_failed", before=("_do_action_failed",)),
    Way("lookup_missed", "cancelling", before=("_dropped",)),
    Way("located", "answered", before=("_ignored",)),
    Way("provisional", "answered", before=("_ignored",)),
    Way("accepted", "answered", before=("_never_3",)),
    Way("accepted_again", "answered", row="answered.accepted_again", before=("_do_answered_accepted_again",)),
    Way("refused", "answered", before=("_never_3",)),
    Way("forks_over", "answered", "ended", row="answered.forks_over", before=("_do_answered_forks_over",)),
    Way("cancel", "answered", before=("_ignored",)),
    Way("action_failed", "answered", before=("_ignored",)),
    Way("lookup_missed", "answered", before=("_dropped",)),
    Way("located", "ended", before=("_ignored",)),
    Way("provisional", "ended", before=("_ignored",)),
    Way("accepted", "ended", before=("_ignored",)),
    Way("accepted_again", "ended", before=("_ignored",)),
    Way("refused", "ended", before=("_ignored",)),
    Way("forks_over", "ended", before=("_ignored",)),
    Way("cancel", "ended", before=("_ignored",)),
    Way("action_failed", "ended", before=("_ignored",)),
    Way("lookup_missed", "ended", before=("_dropped",)),
])
