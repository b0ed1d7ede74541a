"""The chart authentication/caller, decided by statemachine.

Generated from machines/authentication/caller.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=350e6cbe87eeb4270b2c6cdfaac8083dc79b7b52e788eb8aa3abca32e8c52104 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.authentication import caller as default
from sessioncore.handlers.authentication.caller import PROVEN, UNPROVEN_SIGNAL
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
    """authentication/caller on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter unasked."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def wanted(self, event: Wanted) -> None:
        send(self._chart, event)

    def told_to_challenge(self, event: ToldToChallenge) -> None:
        send(self._chart, event)

    def authenticate(self, event: Authenticate) -> None:
        send(self._chart, event)

    def challenge(self, event: Challenge) -> None:
        send(self._chart, event)

    def verdict(self, event: Verdict) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def unjudged(self, event: Unjudged) -> None:
        send(self._chart, event)

    def penalty_over(self, event: PenaltyOver) -> None:
        send(self._chart, event)

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

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nobody asked")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _enter_checking(self, event: Wanted | Authenticate) -> None:
        """Entry of checking."""
        cell = self.cell
        self._judging = cell.arm(self, 0, cell.limits.verdict)
        mark = len(cell.outbox)
        try:
            self.actions.ask_verdict(event)
        except Exception as error:
            cell.action_failed(self, "ask_verdict", error, mark)

    def _exit_checking(self, event: Verdict | ActionFailed | Unjudged) -> None:
        """Exit of checking."""
        cell = self.cell
        if self._judging is not None:
            cell.cancel(self._judging)
            self._judging = None

    def _if_impatient(self, event: Verdict) -> bool:
        """Whether impatient."""
        return self.actions.impatient(event)

    def _do_checking_verdict(self, event: Verdict) -> None:
        """Row checking.verdict."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_verdict(event)
        except Exception as error:
            cell.action_failed(self, "note_verdict", error, mark)

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

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "the credentials are being judged")

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the verdict comes first")

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

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "it was given")

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

    def _do_unproven_wanted(self, event: Wanted) -> None:
        """Row unproven.wanted."""
        cell = self.cell
        cell.raise_signal(self, UNPROVEN_SIGNAL)

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

    def _do_authenticated_wanted(self, event: Wanted) -> None:
        """Row authenticated.wanted."""
        cell = self.cell
        cell.raise_signal(self, PROVEN)

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


CHART = Chart("AuthenticationCallerChart", Caller, [
    Node("", initial=True, ways=(
        Way("action_failed", "unproven", leaf="unproven", internal=True, row="action_failed", on="_do_action_failed"),
    )),
    Node("unasked", initial=True, ways=(
        Way("wanted", "checking", leaf="checking", row="unasked.wanted"),
        Way("authenticate", "checking", leaf="checking", row="unasked.authenticate", on="_do_unasked_authenticate"),
        Way("challenge", on="_reject_1"),
        Way("verdict", on="_reject_2"),
        Way("told_to_challenge", on="_never_1"),
        Way("unjudged", on="_dropped"),
        Way("penalty_over", on="_dropped"),
    )),
    Node("checking", enter="_enter_checking", exit="_exit_checking", ways=(
        Way(
            "verdict",
            "held_back",
            leaf="held_back",
            row="checking.verdict",
            conditions=("_if_impatient",),
            on="_do_checking_verdict",
        ),
        Way(
            "verdict",
            "authenticated",
            leaf="authenticated",
            row="checking.verdict#1",
            conditions=("_if_genuine",),
            on="_do_checking_verdict_1",
        ),
        Way("verdict", "unproven", leaf="unproven", row="checking.verdict#2", on="_do_checking_verdict_2"),
        Way("unjudged", "unproven", leaf="unproven", row="checking.unjudged", on="_do_checking_unjudged"),
        Way("wanted", on="_ignored"),
        Way("authenticate", on="_reject_3"),
        Way("challenge", on="_reject_3"),
        Way("told_to_challenge", on="_never_2"),
        Way("penalty_over", on="_dropped"),
    )),
    Node("held_back", enter="_enter_held_back", exit="_exit_held_back", ways=(
        Way(
            "penalty_over",
            "authenticated",
            leaf="authenticated",
            row="held_back.penalty_over",
            conditions=("_if_genuine",),
            on="_do_held_back_penalty_over",
        ),
        Way(
            "penalty_over",
            "unproven",
            leaf="unproven",
            row="held_back.penalty_over#1",
            on="_do_held_back_penalty_over_1",
        ),
        Way("wanted", on="_ignored"),
        Way("authenticate", on="_reject_3"),
        Way("challenge", on="_reject_3"),
        Way("verdict", on="_reject_4"),
        Way("told_to_challenge", on="_never_2"),
        Way("unjudged", on="_dropped"),
    )),
    Node("unproven", ways=(
        Way("challenge", "challenged", leaf="challenged", row="unproven.challenge", on="_do_unproven_challenge"),
        Way(
            "told_to_challenge",
            "challenged",
            leaf="challenged",
            row="unproven.told_to_challenge",
            on="_do_unproven_told_to_challenge",
        ),
        Way("wanted", row="unproven.wanted", on="_do_unproven_wanted"),
        Way("authenticate", row="unproven.authenticate", on="_do_unproven_authenticate"),
        Way("verdict", on="_reject_5"),
        Way("unjudged", on="_dropped"),
        Way("penalty_over", on="_dropped"),
    )),
    Node("challenged", ways=(
        Way("wanted", on="_ignored"),
        Way("told_to_challenge", on="_ignored"),
        Way("authenticate", on="_reject_6"),
        Way("challenge", on="_reject_6"),
        Way("verdict", on="_reject_6"),
        Way("unjudged", on="_dropped"),
        Way("penalty_over", on="_dropped"),
    )),
    Node("authenticated", ways=(
        Way("authenticate", row="authenticated.authenticate", on="_do_authenticated_authenticate"),
        Way("wanted", row="authenticated.wanted", on="_do_authenticated_wanted"),
        Way(
            "action_failed",
            "unproven",
            leaf="unproven",
            row="authenticated.action_failed",
            on="_do_authenticated_action_failed",
        ),
        Way("told_to_challenge", on="_ignored"),
        Way("challenge", on="_reject_7"),
        Way("verdict", on="_reject_8"),
        Way("unjudged", on="_dropped"),
        Way("penalty_over", on="_dropped"),
    )),
])
