"""The chart authentication/caller, decided by transitions.

Generated from machines/authentication/caller.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=350e6cbe87eeb4270b2c6cdfaac8083dc79b7b52e788eb8aa3abca32e8c52104 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.authentication import caller as default
from sessioncore.handlers.authentication.caller import PROVEN, UNASKED, UNPROVEN_SIGNAL
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.authentication.caller import (
        Authenticate,
        Challenge,
        PenaltyOver,
        ToldToChallenge,
        Unjudged,
        Verdict,
        Wanted,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Caller(default.Caller):
    """authentication/caller on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter unasked."""
        self.state = UNASKED

    def wanted(self, event: Wanted) -> None:
        MACHINE.fire(self, event)

    def told_to_challenge(self, event: ToldToChallenge) -> None:
        MACHINE.fire(self, event)

    def authenticate(self, event: Authenticate) -> None:
        MACHINE.fire(self, event)

    def challenge(self, event: Challenge) -> None:
        MACHINE.fire(self, event)

    def verdict(self, event: Verdict) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def unjudged(self, event: Unjudged) -> None:
        MACHINE.fire(self, event)

    def penalty_over(self, event: PenaltyOver) -> None:
        MACHINE.fire(self, event)

    def _enter_checking(self, event: Wanted | Authenticate) -> None:
        """Entry of checking."""
        cell = self.cell
        self._judging = cell.arm(self, 0, cell.limits.verdict)
        mark = len(cell.outbox)
        try:
            self.actions.ask_verdict(event)
        except Exception as error:
            cell.action_failed(self, "ask_verdict", error, mark)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nobody asked")

    def _do_unasked_authenticate(self, event: Authenticate) -> None:
        """Row unasked.authenticate."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_command(event)
        except Exception as error:
            cell.action_failed(self, "note_command", error, mark)

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "authenticate comes first")

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "nobody asked")

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_unproven(event)
        except Exception as error:
            cell.action_failed(self, "reply_unproven", error, mark)
        else:
            cell.raise_signal(self, UNPROVEN_SIGNAL)

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

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the verdict comes first")

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "the credentials are being judged")

    def _if_impatient(self, event: Verdict) -> bool:
        """Whether impatient."""
        return self.actions.impatient(event)

    def _exit_checking(self, event: Verdict | ActionFailed | Unjudged) -> None:
        """Exit of checking."""
        cell = self.cell
        if self._judging is not None:
            cell.cancel(self._judging)
            self._judging = None

    def _do_checking_verdict(self, event: Verdict) -> None:
        """Row checking.verdict."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_verdict(event)
        except Exception as error:
            cell.action_failed(self, "note_verdict", error, mark)

    def _enter_held_back(self, event: Verdict) -> None:
        """Entry of held_back."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            delay = min(cell.limits.penalty, max(0.01, self.actions.delay_penalty_time(event)))
        except Exception as error:
            delay = 0.01
            cell.action_failed(self, "delay_penalty_time", error, mark)
        self._penalty = cell.arm(self, 1, delay)

    def _if_genuine(self, event: Verdict | PenaltyOver) -> bool:
        """Whether genuine."""
        return self.actions.genuine(event)

    def _do_checking_verdict_1(self, event: Verdict) -> None:
        """Row checking.verdict#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_verdict"
        try:
            self.actions.note_verdict(event)
            mark, step = len(cell.outbox), "note_user"
            self.actions.note_user(event)
            mark, step = len(cell.outbox), "reply_proven"
            self.actions.reply_proven(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, PROVEN)

    def _do_checking_verdict_2(self, event: Verdict) -> None:
        """Row checking.verdict#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_verdict"
        try:
            self.actions.note_verdict(event)
            mark, step = len(cell.outbox), "tell_refused"
            self.actions.tell_refused(event)
            mark, step = len(cell.outbox), "reply_unproven"
            self.actions.reply_unproven(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, UNPROVEN_SIGNAL)

    def _do_checking_unjudged(self, event: Unjudged) -> None:
        """Row checking.unjudged."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_unproven(event)
        except Exception as error:
            cell.action_failed(self, "reply_unproven", error, mark)
        else:
            cell.raise_signal(self, UNPROVEN_SIGNAL)

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "it was given")

    def _exit_held_back(self, event: ActionFailed | PenaltyOver) -> None:
        """Exit of held_back."""
        cell = self.cell
        if self._penalty is not None:
            cell.cancel(self._penalty)
            self._penalty = None

    def _do_held_back_penalty_over(self, event: PenaltyOver) -> None:
        """Row held_back.penalty_over."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_user"
        try:
            self.actions.note_user(event)
            mark, step = len(cell.outbox), "reply_proven"
            self.actions.reply_proven(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, PROVEN)

    def _do_held_back_penalty_over_1(self, event: PenaltyOver) -> None:
        """Row held_back.penalty_over#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "tell_refused"
        try:
            self.actions.tell_refused(event)
            mark, step = len(cell.outbox), "reply_unproven"
            self.actions.reply_unproven(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, UNPROVEN_SIGNAL)

    def _do_unproven_wanted(self, event: Wanted) -> None:
        """Row unproven.wanted."""
        cell = self.cell
        cell.raise_signal(self, UNPROVEN_SIGNAL)

    def _do_unproven_told_to_challenge(self, event: ToldToChallenge) -> None:
        """Row unproven.told_to_challenge."""
        cell = self.cell
        mark, step = len(cell.outbox), "tell_challenged"
        try:
            self.actions.tell_challenged(event)
            mark, step = len(cell.outbox), "payload_challenged"
            cell.raise_signal(self, self.actions.payload_challenged(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_unproven_authenticate(self, event: Authenticate) -> None:
        """Row unproven.authenticate."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_command"
        try:
            self.actions.note_command(event)
            mark, step = len(cell.outbox), "reply_unproven"
            self.actions.reply_unproven(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_unproven_challenge(self, event: Challenge) -> None:
        """Row unproven.challenge."""
        cell = self.cell
        mark, step = len(cell.outbox), "reply_challenged"
        try:
            self.actions.reply_challenged(event)
            mark, step = len(cell.outbox), "tell_challenged"
            self.actions.tell_challenged(event)
            mark, step = len(cell.outbox), "payload_challenged"
            cell.raise_signal(self, self.actions.payload_challenged(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_5(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "it comes too late")

    def _reject_6(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is over")

    def _do_authenticated_wanted(self, event: Wanted) -> None:
        """Row authenticated.wanted."""
        cell = self.cell
        cell.raise_signal(self, PROVEN)

    def _do_authenticated_authenticate(self, event: Authenticate) -> None:
        """Row authenticated.authenticate."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_command"
        try:
            self.actions.note_command(event)
            mark, step = len(cell.outbox), "reply_proven"
            self.actions.reply_proven(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_7(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "we know who calls")

    def _reject_8(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "it was given")

    def _do_authenticated_action_failed(self, event: ActionFailed) -> None:
        """Row authenticated.action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.reply_unproven(event)
        except Exception as error:
            cell.action_failed(self, "reply_unproven", error, mark)
        else:
            cell.raise_signal(self, UNPROVEN_SIGNAL)


MACHINE = FlatMachine(Caller, [
    Way("wanted", "unasked", "checking", row="unasked.wanted", after=("_enter_checking",)),
    Way("told_to_challenge", "unasked", before=("_never_1",)),
    Way(
        "authenticate",
        "unasked",
        "checking",
        row="unasked.authenticate",
        before=("_do_unasked_authenticate",),
        after=("_enter_checking",),
    ),
    Way("challenge", "unasked", before=("_reject_1",)),
    Way("verdict", "unasked", before=("_reject_2",)),
    Way("action_failed", "unasked", "unproven", row="action_failed", before=("_do_action_failed",)),
    Way("unjudged", "unasked", before=("_dropped",)),
    Way("penalty_over", "unasked", before=("_dropped",)),
    Way("wanted", "checking", before=("_ignored",)),
    Way("told_to_challenge", "checking", before=("_never_2",)),
    Way("authenticate", "checking", before=("_reject_3",)),
    Way("challenge", "checking", before=("_reject_3",)),
    Way(
        "verdict",
        "checking",
        "held_back",
        row="checking.verdict",
        conditions=("_if_impatient",),
        before=("_exit_checking", "_do_checking_verdict"),
        after=("_enter_held_back",),
    ),
    Way(
        "verdict",
        "checking",
        "authenticated",
        row="checking.verdict#1",
        conditions=("_if_genuine",),
        before=("_exit_checking", "_do_checking_verdict_1"),
    ),
    Way(
        "verdict", "checking", "unproven", row="checking.verdict#2", before=("_exit_checking", "_do_checking_verdict_2")
    ),
    Way("action_failed", "checking", "unproven", row="action_failed", before=("_exit_checking", "_do_action_failed")),
    Way(
        "unjudged", "checking", "unproven", row="checking.unjudged", before=("_exit_checking", "_do_checking_unjudged")
    ),
    Way("penalty_over", "checking", before=("_dropped",)),
    Way("wanted", "held_back", before=("_ignored",)),
    Way("told_to_challenge", "held_back", before=("_never_2",)),
    Way("authenticate", "held_back", before=("_reject_3",)),
    Way("challenge", "held_back", before=("_reject_3",)),
    Way("verdict", "held_back", before=("_reject_4",)),
    Way("action_failed", "held_back", "unproven", row="action_failed", before=("_exit_held_back", "_do_action_failed")),
    Way("unjudged", "held_back", before=("_dropped",)),
    Way(
        "penalty_over",
        "held_back",
        "authenticated",
        row="held_back.penalty_over",
        conditions=("_if_genuine",),
        before=("_exit_held_back", "_do_held_back_penalty_over"),
    ),
    Way(
        "penalty_over",
        "held_back",
        "unproven",
        row="held_back.penalty_over#1",
        before=("_exit_held_back", "_do_held_back_penalty_over_1"),
    ),
    Way("wanted", "unproven", row="unproven.wanted", before=("_do_unproven_wanted",)),
    Way(
        "told_to_challenge",
        "unproven",
        "challenged",
        row="unproven.told_to_challenge",
        before=("_do_unproven_told_to_challenge",),
    ),
    Way("authenticate", "unproven", row="unproven.authenticate", before=("_do_unproven_authenticate",)),
    Way("challenge", "unproven", "challenged", row="unproven.challenge", before=("_do_unproven_challenge",)),
    Way("verdict", "unproven", before=("_reject_5",)),
    Way("action_failed", "unproven", "unproven", row="action_failed", before=("_do_action_failed",)),
    Way("unjudged", "unproven", before=("_dropped",)),
    Way("penalty_over", "unproven", before=("_dropped",)),
    Way("wanted", "challenged", before=("_ignored",)),
    Way("told_to_challenge", "challenged", before=("_ignored",)),
    Way("authenticate", "challenged", before=("_reject_6",)),
    Way("challenge", "challenged", before=("_reject_6",)),
    Way("verdict", "challenged", before=("_reject_6",)),
    Way("action_failed", "challenged", "unproven", row="action_failed", before=("_do_action_failed",)),
    Way("unjudged", "challenged", before=("_dropped",)),
    Way("penalty_over", "challenged", before=("_dropped",)),
    Way("wanted", "authenticated", row="authenticated.wanted", before=("_do_authenticated_wanted",)),
    Way("told_to_challenge", "authenticated", before=("_ignored",)),
    Way("authenticate", "authenticated", row="authenticated.authenticate", before=("_do_authenticated_authenticate",)),
    Way("challenge", "authenticated", before=("_reject_7",)),
    Way("verdict", "authenticated", before=("_reject_8",)),
    Way(
        "action_failed",
        "authenticated",
        "unproven",
        row="authenticated.action_failed",
        before=("_do_authenticated_action_failed",),
    ),
    Way("unjudged", "authenticated", before=("_dropped",)),
    Way("penalty_over", "authenticated", before=("_dropped",)),
])
