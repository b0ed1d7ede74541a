"""The media relay of a coupling - what the legs say of their media goes through it before the coupling hears it.

Generated from machines/coupling/relay.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3264 8, RFC7092 3.2
"""
# sessioncore: chart sha256=dcae70b0dd619f70adec15a772addf8c6e52786fcc2b67ebd656722d010032f4 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Event, Timer

require_abi(__name__, 1)

PASSING: Final = 0  # what comes goes on, descriptions by way of the relay
ASKING: Final = 1  # the relay makes of a description what the other side gets
CLOSED: Final = 2  # nothing is relayed


class Told(Event):
    """Something for the coupling; told by another cell."""

    __slots__ = ("told",)
    NAME = "told"
    FIELDS = ("told",)

    def __init__(self, told: Event) -> None:
        self.told = told


class Passed(Event):
    """The description that the other side gets; from the media plane."""

    __slots__ = ("body", "number")
    NAME = "passed"
    FIELDS = ("number", "body")

    def __init__(self, number: int, body: bytes) -> None:
        self.number = number
        self.body = body


class NotPassed(Event):
    """It cannot be relayed; from the media plane."""

    __slots__ = ("number", "reason")
    NAME = "not_passed"
    FIELDS = ("number", "reason")

    def __init__(self, number: int, reason: str) -> None:
        self.number = number
        self.reason = reason


class RelayFailed(Event):
    """Nothing is relayed any more; from the media plane."""

    __slots__ = ("reason",)
    NAME = "relay_failed"
    FIELDS = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


class RelaySilent(Event):
    """Nothing comes from a side that should send; from the media plane."""

    __slots__ = ("leg", "line", "seconds")
    NAME = "relay_silent"
    FIELDS = ("leg", "line", "seconds")

    def __init__(self, leg: str, line: int, seconds: float) -> None:
        self.leg = leg
        self.line = line
        self.seconds = seconds


class Joined(Event):
    """Two sessions that are up are to be relayed; signal of a chart beside this one."""

    __slots__ = ("first", "second")
    NAME = "joined"
    FIELDS = ("first", "second")

    def __init__(self, first: str, second: str) -> None:
        self.first = first
        self.second = second


class Over(Event):
    """The coupling has ended; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "over"


OVER: Final = Over()


class NoReply(Event):
    """The relay says nothing; `reply` is due."""

    __slots__ = ()
    NAME = "no_reply"


NO_REPLY: Final = NoReply()


class Broken(Signal):
    """Without a relay there is no media."""

    __slots__ = ()
    NAME = "broken"


BROKEN: Final = Broken()


class RelayActions(Protocol):
    """What coupling/relay asks of its hand-written actions."""

    def crowded(self, event: Told) -> bool:
        """So much waits that order counts no more."""

    def described(self, event: Told) -> bool:
        """It carries a description that the other side is to get."""

    def awaited(self, event: Passed | NotPassed) -> bool:
        """It answers what was asked last."""

    def of_change(self, event: NotPassed | NoReply) -> bool:
        """It belongs to a change of a call that is up."""

    def unheard(self, event: RelaySilent) -> bool:
        """Media that is lost ends the call."""

    def ask(self, event: Told) -> None:
        """What the other side is to be told."""

    def hand_on(self, event: Told) -> None:
        """As it is."""

    def hand_on_passed(self, event: Passed) -> None:
        """With the relay's description."""

    def refuse_change(self, event: NotPassed | NoReply) -> None:
        """488, and the call goes on as it was."""

    def refuse_call(self, event: NotPassed | RelayFailed | ActionFailed | NoReply) -> None:
        """503 to the caller, where nobody was called yet."""

    def keep(self, event: Told) -> None:
        """It waits for what came before."""

    def release(self, event: Passed | NotPassed | NoReply) -> None:
        """What waited comes again, in order."""

    def note_joined(self, event: Joined) -> None:
        """Who they are, and how the second one's media is protected."""

    def close(self, event: NotPassed | RelaySilent | Over | ActionFailed | NoReply) -> None: ...

    def publish_failed(self, event: RelayFailed) -> None: ...

    def publish_unpassed(self, event: NotPassed | NoReply) -> None:
        """The relay failed: the description could not be passed."""

    def publish_silent(self, event: RelaySilent) -> None: ...


class Relay(Machine):
    """The media relay of a coupling - what the legs say of their media goes through it before the coupling hears it."""

    __slots__ = ("_reply",)
    CHART = "coupling/relay"
    KIND = "relay"
    DIGEST = "dcae70b0dd619f70adec15a772addf8c6e52786fcc2b67ebd656722d010032f4"
    STATES = ("passing", "asking", "closed")
    FINAL = (False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "told": Told,
        "passed": Passed,
        "not_passed": NotPassed,
        "relay_failed": RelayFailed,
        "relay_silent": RelaySilent,
        "joined": Joined,
        "over": Over,
        "action_failed": ActionFailed,
        "no_reply": NoReply,
    }
    COMMANDS = ((),) * 3
    DEFERS = (False, False, False)
    TIMERS = ("reply",)
    DETACHABLE = (False, False, True)

    actions: RelayActions
    cell: Cell

    def __init__(self, actions: RelayActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._reply: Timer | None = None

    def start(self) -> None:
        """Enter passing."""
        self.state = PASSING

    def told(self, event: Told) -> None:
        """Something for the coupling; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == PASSING:
            if self.actions.described(event):  # machines/coupling/relay.yaml:47
                if trace is not None:
                    trace.row(self, "passing.told", PASSING, ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.ask(event)
                except Exception as error:
                    cell.action_failed(self, "ask", error, mark)
                self.state = ASKING
                self._reply = cell.arm(self, 0, cell.limits.relay_reply)
            else:  # machines/coupling/relay.yaml:47
                if trace is not None:
                    trace.row(self, "passing.told#1", PASSING, PASSING)
                mark = len(cell.outbox)
                try:
                    self.actions.hand_on(event)
                except Exception as error:
                    cell.action_failed(self, "hand_on", error, mark)
        elif state == ASKING:
            if self.actions.crowded(event):  # machines/coupling/relay.yaml:63
                if trace is not None:
                    trace.row(self, "asking.told", ASKING, ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.hand_on(event)
                except Exception as error:
                    cell.action_failed(self, "hand_on", error, mark)
            else:  # machines/coupling/relay.yaml:63
                if trace is not None:
                    trace.row(self, "asking.told#1", ASKING, ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.keep(event)
                except Exception as error:
                    cell.action_failed(self, "keep", error, mark)
        else:  # closed: machines/coupling/relay.yaml:69
            if trace is not None:
                trace.row(self, "closed.told", CLOSED, CLOSED)
            mark = len(cell.outbox)
            try:
                self.actions.hand_on(event)
            except Exception as error:
                cell.action_failed(self, "hand_on", error, mark)

    def passed(self, event: Passed) -> None:
        """The description that the other side gets; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ASKING:
            if self.actions.awaited(event):  # machines/coupling/relay.yaml:55
                if trace is not None:
                    trace.row(self, "asking.passed", ASKING, PASSING)
                if self._reply is not None:
                    cell.cancel(self._reply)
                    self._reply = None
                mark, step = len(cell.outbox), "hand_on_passed"
                try:
                    self.actions.hand_on_passed(event)
                    mark, step = len(cell.outbox), "release"
                    self.actions.release(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = PASSING
            else:  # machines/coupling/relay.yaml:55
                if trace is not None:
                    trace.row(self, "asking.passed#1", ASKING, ASKING)
        else:  # passing, closed
            # Ignored: it came too late (machines/coupling/relay.yaml:49)
            # Ignored: it is over (machines/coupling/relay.yaml:71)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def not_passed(self, event: NotPassed) -> None:
        """It cannot be relayed; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ASKING:
            if not self.actions.awaited(event):  # machines/coupling/relay.yaml:57
                if trace is not None:
                    trace.row(self, "asking.not_passed", ASKING, ASKING)
            elif self.actions.of_change(event):  # machines/coupling/relay.yaml:58
                if trace is not None:
                    trace.row(self, "asking.not_passed#1", ASKING, PASSING)
                if self._reply is not None:
                    cell.cancel(self._reply)
                    self._reply = None
                mark, step = len(cell.outbox), "publish_unpassed"
                try:
                    self.actions.publish_unpassed(event)
                    mark, step = len(cell.outbox), "refuse_change"
                    self.actions.refuse_change(event)
                    mark, step = len(cell.outbox), "release"
                    self.actions.release(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = PASSING
            else:  # machines/coupling/relay.yaml:59
                if trace is not None:
                    trace.row(self, "asking.not_passed#2", ASKING, CLOSED)
                if self._reply is not None:
                    cell.cancel(self._reply)
                    self._reply = None
                mark, step = len(cell.outbox), "publish_unpassed"
                try:
                    self.actions.publish_unpassed(event)
                    mark, step = len(cell.outbox), "refuse_call"
                    self.actions.refuse_call(event)
                    mark, step = len(cell.outbox), "close"
                    self.actions.close(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, BROKEN)
                self.state = CLOSED
        else:  # passing, closed
            # Ignored: it came too late (machines/coupling/relay.yaml:49)
            # Ignored: it is over (machines/coupling/relay.yaml:71)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def relay_failed(self, event: RelayFailed) -> None:
        """Nothing is relayed any more; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (PASSING, ASKING):  # machines/coupling/relay.yaml:39
            if trace is not None:
                trace.row(self, "relay_failed", state, CLOSED)
            if self._reply is not None:
                cell.cancel(self._reply)
                self._reply = None
            mark, step = len(cell.outbox), "publish_failed"
            try:
                self.actions.publish_failed(event)
                mark, step = len(cell.outbox), "refuse_call"
                self.actions.refuse_call(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, BROKEN)
            self.state = CLOSED
        else:  # closed
            # Ignored: it is over (machines/coupling/relay.yaml:71)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def relay_silent(self, event: RelaySilent) -> None:
        """Nothing comes from a side that should send; from the media plane."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (PASSING, ASKING):
            if self.actions.unheard(event):  # machines/coupling/relay.yaml:40
                if trace is not None:
                    trace.row(self, "relay_silent", state, CLOSED)
                if self._reply is not None:
                    cell.cancel(self._reply)
                    self._reply = None
                mark, step = len(cell.outbox), "publish_silent"
                try:
                    self.actions.publish_silent(event)
                    mark, step = len(cell.outbox), "close"
                    self.actions.close(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, BROKEN)
                self.state = CLOSED
            else:  # machines/coupling/relay.yaml:40
                if trace is not None:
                    trace.row(self, "relay_silent#1", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.publish_silent(event)
                except Exception as error:
                    cell.action_failed(self, "publish_silent", error, mark)
        else:  # closed
            # Ignored: it is over (machines/coupling/relay.yaml:71)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def joined(self, event: Joined) -> None:
        """Two sessions that are up are to be relayed; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == PASSING:  # machines/coupling/relay.yaml:48
            if trace is not None:
                trace.row(self, "passing.joined", PASSING, PASSING)
            mark = len(cell.outbox)
            try:
                self.actions.note_joined(event)
            except Exception as error:
                cell.action_failed(self, "note_joined", error, mark)
        elif state == CLOSED:
            # Ignored: it is over (machines/coupling/relay.yaml:71)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # asking
            # Never: it is what begins (machines/coupling/relay.yaml:64)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is what begins")

    def over(self, event: Over) -> None:
        """The coupling has ended; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (PASSING, ASKING):  # machines/coupling/relay.yaml:41
            if trace is not None:
                trace.row(self, "over", state, CLOSED)
            if self._reply is not None:
                cell.cancel(self._reply)
                self._reply = None
            mark = len(cell.outbox)
            try:
                self.actions.close(event)
            except Exception as error:
                cell.action_failed(self, "close", error, mark)
            self.state = CLOSED
        else:  # closed
            # Ignored: it is over (machines/coupling/relay.yaml:71)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (PASSING, ASKING):  # machines/coupling/relay.yaml:42
            if trace is not None:
                trace.row(self, "action_failed", state, CLOSED)
            if self._reply is not None:
                cell.cancel(self._reply)
                self._reply = None
            mark, step = len(cell.outbox), "close"
            try:
                self.actions.close(event)
                mark, step = len(cell.outbox), "refuse_call"
                self.actions.refuse_call(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, BROKEN)
            self.state = CLOSED
        else:  # closed: machines/coupling/relay.yaml:70
            if trace is not None:
                trace.row(self, "closed.action_failed", CLOSED, CLOSED)

    def no_reply(self, event: NoReply) -> None:
        """The relay says nothing; `reply` is due."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ASKING:
            if self.actions.of_change(event):  # machines/coupling/relay.yaml:61
                if trace is not None:
                    trace.row(self, "asking.no_reply", ASKING, PASSING)
                if self._reply is not None:
                    cell.cancel(self._reply)
                    self._reply = None
                mark, step = len(cell.outbox), "publish_unpassed"
                try:
                    self.actions.publish_unpassed(event)
                    mark, step = len(cell.outbox), "refuse_change"
                    self.actions.refuse_change(event)
                    mark, step = len(cell.outbox), "release"
                    self.actions.release(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = PASSING
            else:  # machines/coupling/relay.yaml:62
                if trace is not None:
                    trace.row(self, "asking.no_reply#1", ASKING, CLOSED)
                if self._reply is not None:
                    cell.cancel(self._reply)
                    self._reply = None
                mark, step = len(cell.outbox), "publish_unpassed"
                try:
                    self.actions.publish_unpassed(event)
                    mark, step = len(cell.outbox), "refuse_call"
                    self.actions.refuse_call(event)
                    mark, step = len(cell.outbox), "close"
                    self.actions.close(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, BROKEN)
                self.state = CLOSED
        else:  # passing, closed
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # reply
            if timer is not self._reply:
                return
            self._reply = None
            self.no_reply(NO_REPLY)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("reply", self._reply),)
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
