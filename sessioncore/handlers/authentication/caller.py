"""Who calls us - by the digest credentials of the INVITE, judged outside, where the secrets are.

Generated from machines/authentication/caller.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 22.3, RFC7616, RFC8760
"""
# sessioncore: chart sha256=350e6cbe87eeb4270b2c6cdfaac8083dc79b7b52e788eb8aa3abca32e8c52104 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer

require_abi(__name__, 1)

UNASKED: Final = 0  # nobody has asked who calls
CHECKING: Final = 1  # the credentials are being judged
HELD_BACK: Final = 2  # judged, but told only when the penalty is over
UNPROVEN: Final = 3  # no credentials, or none that are good
CHALLENGED: Final = 4  # 401 or 407 sent; the next INVITE is another call
AUTHENTICATED: Final = 5  # we know who calls


class Wanted(Event):
    """The answering chart wants to know who calls; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "wanted"


WANTED: Final = Wanted()


class ToldToChallenge(Event):
    """The answering chart takes no call from nobody; signal of a chart beside this one."""

    __slots__ = ("status",)
    NAME = "told_to_challenge"
    FIELDS = ("status",)

    def __init__(self, status: int) -> None:
        self.status = status


class Authenticate(Event):
    """The application wants to know who calls; from the application."""

    __slots__ = ("command",)
    NAME = "authenticate"
    FIELDS = ("command",)

    def __init__(self, command: int) -> None:
        self.command = command


class Challenge(Event):
    """The application takes no call from nobody (401, 407); from the application."""

    __slots__ = ("command", "status")
    NAME = "challenge"
    FIELDS = ("command", "status")

    def __init__(self, command: int, status: int) -> None:
        self.command = command
        self.status = status


class Verdict(Event):
    """What became of our question; from the application."""

    __slots__ = ("challenges", "command", "info", "outcome", "user", "wait")
    NAME = "verdict"
    FIELDS = ("command", "outcome", "user", "challenges", "wait", "info")

    def __init__(
        self, command: int, outcome: str, user: str, challenges: list[str], wait: float, info: str | None = None
    ) -> None:
        self.command = command
        self.outcome = outcome
        self.user = user
        self.challenges = challenges
        self.wait = wait
        self.info = info


class Unjudged(Event):
    """Nobody judges, so it fails closed; `judging` is due (B7.8)."""

    __slots__ = ()
    NAME = "unjudged"


UNJUDGED: Final = Unjudged()


class PenaltyOver(Event):
    """Grows with each failure; `penalty` is due (B7.8)."""

    __slots__ = ()
    NAME = "penalty_over"


PENALTY_OVER: Final = PenaltyOver()


class Proven(Signal):
    """Tells the charts beside this one: proven."""

    __slots__ = ()
    NAME = "proven"


PROVEN: Final = Proven()


class Unproven(Signal):
    """Tells the charts beside this one: unproven."""

    __slots__ = ()
    NAME = "unproven"


UNPROVEN_SIGNAL: Final = Unproven()


class Challenged(Signal):
    """Tells the charts beside this one: challenged."""

    __slots__ = ("challenges", "status")
    NAME = "challenged"
    FIELDS = ("status", "challenges")

    def __init__(self, status: int, challenges: list[str]) -> None:
        self.status = status
        self.challenges = challenges


class CallerActions(Protocol):
    """What authentication/caller asks of its hand-written actions."""

    def impatient(self, event: Verdict) -> bool:
        """Its source or account has failed so often that it has to wait."""

    def genuine(self, event: Verdict | PenaltyOver) -> bool:
        """The credentials are somebody's, of a fresh nonce, and were not used before."""

    def ask_verdict(self, event: Wanted | Authenticate) -> None:
        """Are these credentials good?"""

    def note_command(self, event: Authenticate) -> None:
        """Keeps the command until the verdict."""

    def note_verdict(self, event: Verdict) -> None:
        """Keeps it; the verdict itself is taken."""

    def note_user(self, event: Verdict | PenaltyOver) -> None:
        """Remembers and tells who calls."""

    def tell_refused(self, event: Verdict | PenaltyOver) -> None:
        """Credentials were given and are not good."""

    def reply_proven(self, event: Authenticate | Verdict | PenaltyOver) -> None:
        """Authenticate: done."""

    def reply_unproven(self, event: Authenticate | Verdict | ActionFailed | Unjudged | PenaltyOver) -> None:
        """Authenticate: failed with 401."""

    def reply_challenged(self, event: Challenge) -> None:
        """Challenge: done."""

    def tell_challenged(self, event: ToldToChallenge | Challenge) -> None: ...

    def payload_challenged(self, event: ToldToChallenge | Challenge) -> Challenged:
        """The payload of challenged; reads only."""

    def delay_penalty_time(self, event: Verdict) -> float:
        """Seconds; kept within the bounds that the chart states."""


class Caller(Machine):
    """Who calls us - by the digest credentials of the INVITE, judged outside, where the secrets are."""

    __slots__ = ("_judging", "_penalty")
    CHART = "authentication/caller"
    KIND = "caller"
    DIGEST = "350e6cbe87eeb4270b2c6cdfaac8083dc79b7b52e788eb8aa3abca32e8c52104"
    STATES = ("unasked", "checking", "held_back", "unproven", "challenged", "authenticated")
    FINAL = (True, False, False, True, True, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "wanted": Wanted,
        "told_to_challenge": ToldToChallenge,
        "authenticate": Authenticate,
        "challenge": Challenge,
        "verdict": Verdict,
        "action_failed": ActionFailed,
        "unjudged": Unjudged,
        "penalty_over": PenaltyOver,
    }
    COMMANDS = (("authenticate",), ("verdict",), (), ("authenticate", "challenge"), (), ("authenticate",))
    DEFERS = (False, False, False, False, False, False)
    TIMERS = ("judging", "penalty")
    DETACHABLE = (False, False, False, False, False, False)

    actions: CallerActions
    cell: Cell

    def __init__(self, actions: CallerActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._judging: Timer | None = None
        self._penalty: Timer | None = None

    def start(self) -> None:
        """Enter unasked."""
        self.state = UNASKED

    def wanted(self, event: Wanted) -> None:
        """The answering chart wants to know who calls; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNASKED:  # machines/authentication/caller.yaml:40
            if trace is not None:
                trace.row(self, "unasked.wanted", UNASKED, CHECKING)
            self.state = CHECKING
            self._judging = cell.arm(self, 0, cell.limits.verdict)
            mark = len(cell.outbox)
            try:
                self.actions.ask_verdict(event)
            except Exception as error:
                cell.action_failed(self, "ask_verdict", error, mark)
        elif state == UNPROVEN:  # machines/authentication/caller.yaml:77
            if trace is not None:
                trace.row(self, "unproven.wanted", UNPROVEN, UNPROVEN)
            cell.raise_signal(self, UNPROVEN_SIGNAL)
        elif state == AUTHENTICATED:  # machines/authentication/caller.yaml:93
            if trace is not None:
                trace.row(self, "authenticated.wanted", AUTHENTICATED, AUTHENTICATED)
            cell.raise_signal(self, PROVEN)
        else:  # checking, held_back, challenged
            # Ignored: the verdict is on its way (machines/authentication/caller.yaml:57, 69)
            # Ignored: the call is over (machines/authentication/caller.yaml:87)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def told_to_challenge(self, event: ToldToChallenge) -> None:
        """The answering chart takes no call from nobody; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNASKED:
            # Never: nobody asked (machines/authentication/caller.yaml:45)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody asked")
        elif state == UNPROVEN:  # machines/authentication/caller.yaml:76
            if trace is not None:
                trace.row(self, "unproven.told_to_challenge", UNPROVEN, CHALLENGED)
            mark, step = len(cell.outbox), "tell_challenged"
            try:
                self.actions.tell_challenged(event)
                mark, step = len(cell.outbox), "payload_challenged"
                cell.raise_signal(self, self.actions.payload_challenged(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = CHALLENGED
        elif state in (CHALLENGED, AUTHENTICATED):
            # Ignored: the call is over (machines/authentication/caller.yaml:87)
            # Ignored: we know who calls (machines/authentication/caller.yaml:98)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # checking, held_back
            # Never: the verdict comes first (machines/authentication/caller.yaml:58, 70)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the verdict comes first")

    def authenticate(self, event: Authenticate) -> None:
        """The application wants to know who calls; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNASKED:  # machines/authentication/caller.yaml:41
            if trace is not None:
                trace.row(self, "unasked.authenticate", UNASKED, CHECKING)
            mark = len(cell.outbox)
            try:
                self.actions.note_command(event)
            except Exception as error:
                cell.action_failed(self, "note_command", error, mark)
            self.state = CHECKING
            self._judging = cell.arm(self, 0, cell.limits.verdict)
            mark = len(cell.outbox)
            try:
                self.actions.ask_verdict(event)
            except Exception as error:
                cell.action_failed(self, "ask_verdict", error, mark)
        elif state == UNPROVEN:  # machines/authentication/caller.yaml:78
            if trace is not None:
                trace.row(self, "unproven.authenticate", UNPROVEN, UNPROVEN)
            mark, step = len(cell.outbox), "note_command"
            try:
                self.actions.note_command(event)
                mark, step = len(cell.outbox), "reply_unproven"
                self.actions.reply_unproven(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == CHALLENGED:
            # Rejected: the call is over (machines/authentication/caller.yaml:85)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        elif state == AUTHENTICATED:  # machines/authentication/caller.yaml:92
            if trace is not None:
                trace.row(self, "authenticated.authenticate", AUTHENTICATED, AUTHENTICATED)
            mark, step = len(cell.outbox), "note_command"
            try:
                self.actions.note_command(event)
                mark, step = len(cell.outbox), "reply_proven"
                self.actions.reply_proven(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # checking, held_back
            # Rejected: the credentials are being judged (machines/authentication/caller.yaml:56, 67)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "the credentials are being judged")

    def challenge(self, event: Challenge) -> None:
        """The application takes no call from nobody (401, 407); from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNASKED:
            # Rejected: authenticate comes first (machines/authentication/caller.yaml:43)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "authenticate comes first")
        elif state == UNPROVEN:  # machines/authentication/caller.yaml:75
            if trace is not None:
                trace.row(self, "unproven.challenge", UNPROVEN, CHALLENGED)
            mark, step = len(cell.outbox), "reply_challenged"
            try:
                self.actions.reply_challenged(event)
                mark, step = len(cell.outbox), "tell_challenged"
                self.actions.tell_challenged(event)
                mark, step = len(cell.outbox), "payload_challenged"
                cell.raise_signal(self, self.actions.payload_challenged(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = CHALLENGED
        elif state == CHALLENGED:
            # Rejected: the call is over (machines/authentication/caller.yaml:85)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        elif state == AUTHENTICATED:
            # Rejected: we know who calls (machines/authentication/caller.yaml:96)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "we know who calls")
        else:  # checking, held_back
            # Rejected: the credentials are being judged (machines/authentication/caller.yaml:56, 67)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "the credentials are being judged")

    def verdict(self, event: Verdict) -> None:
        """What became of our question; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CHECKING:
            if self.actions.impatient(event):  # machines/authentication/caller.yaml:52
                if trace is not None:
                    trace.row(self, "checking.verdict", CHECKING, HELD_BACK)
                if self._judging is not None:
                    cell.cancel(self._judging)
                    self._judging = None
                mark = len(cell.outbox)
                try:
                    self.actions.note_verdict(event)
                except Exception as error:
                    cell.action_failed(self, "note_verdict", error, mark)
                self.state = HELD_BACK
                mark = len(cell.outbox)
                try:
                    delay = min(cell.limits.penalty, max(0.01, self.actions.delay_penalty_time(event)))
                except Exception as error:
                    delay = 0.01
                    cell.action_failed(self, "delay_penalty_time", error, mark)
                self._penalty = cell.arm(self, 1, delay)
            elif self.actions.genuine(event):  # machines/authentication/caller.yaml:53
                if trace is not None:
                    trace.row(self, "checking.verdict#1", CHECKING, AUTHENTICATED)
                if self._judging is not None:
                    cell.cancel(self._judging)
                    self._judging = None
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
                self.state = AUTHENTICATED
            else:  # machines/authentication/caller.yaml:54
                if trace is not None:
                    trace.row(self, "checking.verdict#2", CHECKING, UNPROVEN)
                if self._judging is not None:
                    cell.cancel(self._judging)
                    self._judging = None
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
                self.state = UNPROVEN
        elif state == HELD_BACK:
            # Rejected: it was given (machines/authentication/caller.yaml:68)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "it was given")
        elif state == UNPROVEN:
            # Rejected: it comes too late (machines/authentication/caller.yaml:80)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "it comes too late")
        elif state == CHALLENGED:
            # Rejected: the call is over (machines/authentication/caller.yaml:86)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        elif state == AUTHENTICATED:
            # Rejected: it was given (machines/authentication/caller.yaml:97)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "it was given")
        else:  # unasked
            # Rejected: nobody asked (machines/authentication/caller.yaml:44)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nobody asked")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if UNASKED <= state <= CHALLENGED:  # machines/authentication/caller.yaml:34
            if trace is not None:
                trace.row(self, "action_failed", state, UNPROVEN)
            self._stop_timers()
            mark = len(cell.outbox)
            try:
                self.actions.reply_unproven(event)
            except Exception as error:
                cell.action_failed(self, "reply_unproven", error, mark)
            else:
                cell.raise_signal(self, UNPROVEN_SIGNAL)
            self.state = UNPROVEN
        else:  # authenticated: machines/authentication/caller.yaml:94
            if trace is not None:
                trace.row(self, "authenticated.action_failed", AUTHENTICATED, UNPROVEN)
            mark = len(cell.outbox)
            try:
                self.actions.reply_unproven(event)
            except Exception as error:
                cell.action_failed(self, "reply_unproven", error, mark)
            else:
                cell.raise_signal(self, UNPROVEN_SIGNAL)
            self.state = UNPROVEN

    def unjudged(self, event: Unjudged) -> None:
        """Nobody judges, so it fails closed; `judging` is due (B7.8)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CHECKING:  # machines/authentication/caller.yaml:55
            if trace is not None:
                trace.row(self, "checking.unjudged", CHECKING, UNPROVEN)
            if self._judging is not None:
                cell.cancel(self._judging)
                self._judging = None
            mark = len(cell.outbox)
            try:
                self.actions.reply_unproven(event)
            except Exception as error:
                cell.action_failed(self, "reply_unproven", error, mark)
            else:
                cell.raise_signal(self, UNPROVEN_SIGNAL)
            self.state = UNPROVEN
        else:  # unasked, held_back, unproven, challenged, authenticated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def penalty_over(self, event: PenaltyOver) -> None:
        """Grows with each failure; `penalty` is due (B7.8)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == HELD_BACK:
            if self.actions.genuine(event):  # machines/authentication/caller.yaml:64
                if trace is not None:
                    trace.row(self, "held_back.penalty_over", HELD_BACK, AUTHENTICATED)
                if self._penalty is not None:
                    cell.cancel(self._penalty)
                    self._penalty = None
                mark, step = len(cell.outbox), "note_user"
                try:
                    self.actions.note_user(event)
                    mark, step = len(cell.outbox), "reply_proven"
                    self.actions.reply_proven(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, PROVEN)
                self.state = AUTHENTICATED
            else:  # machines/authentication/caller.yaml:65
                if trace is not None:
                    trace.row(self, "held_back.penalty_over#1", HELD_BACK, UNPROVEN)
                if self._penalty is not None:
                    cell.cancel(self._penalty)
                    self._penalty = None
                mark, step = len(cell.outbox), "tell_refused"
                try:
                    self.actions.tell_refused(event)
                    mark, step = len(cell.outbox), "reply_unproven"
                    self.actions.reply_unproven(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, UNPROVEN_SIGNAL)
                self.state = UNPROVEN
        else:  # unasked, checking, unproven, challenged, authenticated
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # judging
            if timer is not self._judging:
                return
            self._judging = None
            self.unjudged(UNJUDGED)
        elif index == 1:  # penalty
            if timer is not self._penalty:
                return
            self._penalty = None
            self.penalty_over(PENALTY_OVER)

    def _stop_timers(self) -> None:
        """Stop every timer that runs."""
        cell = self.cell
        if self._judging is not None:
            cell.cancel(self._judging)
            self._judging = None
        if self._penalty is not None:
            cell.cancel(self._penalty)
            self._penalty = None

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("judging", self._judging), ("penalty", self._penalty))
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
