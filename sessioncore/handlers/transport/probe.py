"""A flow over UDP that a registration needs - a STUN binding request now and then keeps it, and shows when it has
failed.

Generated from machines/transport/probe.yaml; do not edit. Change the chart, then: sessioncore generate
RFC5626 4.4.2, RFC5626 8, RFC5389 7.2.1
"""
# sessioncore: chart sha256=2469afb026ac0571937e3ca669d01d12689ea92750816d85ab3ad1bc9bcda4d5 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import START, ActionFailed, Event, Machine, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Start, Timer

require_abi(__name__, 1)

RESTING: Final = 0  # the flow is as it was
ASKING: Final = 1  # a binding request is under way
ENDED: Final = 2  # not needed any more, or failed


class Answered(Event):
    """The server has told where our request came from; from the engine."""

    __slots__ = ("mapped",)
    NAME = "answered"
    FIELDS = ("mapped",)

    def __init__(self, mapped: tuple[str, int]) -> None:
        self.mapped = mapped


class Unreachable(Event):
    """The request could not be sent; from the engine."""

    __slots__ = ()
    NAME = "unreachable"


UNREACHABLE: Final = Unreachable()


class PauseOver(Event):
    """`pause` is due (T6)."""

    __slots__ = ()
    NAME = "pause_over"


PAUSE_OVER: Final = PauseOver()


class ResendDue(Event):
    """`resend` is due (T6)."""

    __slots__ = ()
    NAME = "resend_due"


RESEND_DUE: Final = ResendDue()


class NobodyAnswered(Event):
    """`limit` is due (T6)."""

    __slots__ = ()
    NAME = "nobody_answered"


NOBODY_ANSWERED: Final = NobodyAnswered()


class ProbeActions(Protocol):
    """What transport/probe asks of its hand-written actions."""

    def needed(self, event: PauseOver) -> bool:
        """The registration goes on."""

    def moved(self, event: Answered) -> bool:
        """It is not the address of the time before."""

    def ask(self, event: PauseOver) -> None: ...

    def ask_again(self, event: ResendDue) -> None:
        """The same octets."""

    def note_mapped(self, event: Answered) -> None:
        """Where we are seen."""

    def tell_failed(self, event: Answered | Unreachable | ActionFailed | NobodyAnswered) -> None:
        """The registration hears that its flow has failed."""

    def delay_pause(self, event: Start | Answered) -> float:
        """Seconds; kept within the bounds that the chart states."""


class Probe(Machine):
    """A flow over UDP that a registration needs - a STUN binding request now and then keeps it, and shows when it
    has failed.
    """

    __slots__ = ("_limit", "_pause", "_resend")
    CHART = "transport/probe"
    KIND = "probe"
    DIGEST = "2469afb026ac0571937e3ca669d01d12689ea92750816d85ab3ad1bc9bcda4d5"
    STATES = ("resting", "asking", "ended")
    FINAL = (False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "answered": Answered,
        "unreachable": Unreachable,
        "action_failed": ActionFailed,
        "pause_over": PauseOver,
        "resend_due": ResendDue,
        "nobody_answered": NobodyAnswered,
    }
    COMMANDS = ((),) * 3
    DEFERS = (False, False, False)
    TIMERS = ("pause", "resend", "limit")
    DETACHABLE = (True, True, True)

    actions: ProbeActions
    cell: Cell

    def __init__(self, actions: ProbeActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._pause: Timer | None = None
        self._resend: Timer | None = None
        self._limit: Timer | None = None

    def start(self) -> None:
        """Enter resting."""
        cell = self.cell
        self.state = RESTING
        mark = len(cell.outbox)
        try:
            delay = min(3600.0, max(1.0, self.actions.delay_pause(START)))
        except Exception as error:
            delay = 1.0
            cell.action_failed(self, "delay_pause", error, mark)
        self._pause = cell.arm(self, 0, delay)

    def answered(self, event: Answered) -> None:
        """The server has told where our request came from; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ASKING:
            if self.actions.moved(event):  # machines/transport/probe.yaml:37
                if trace is not None:
                    trace.row(self, "asking.answered", ASKING, ENDED)
                if self._resend is not None:
                    cell.cancel(self._resend)
                    self._resend = None
                if self._limit is not None:
                    cell.cancel(self._limit)
                    self._limit = None
                mark = len(cell.outbox)
                try:
                    self.actions.tell_failed(event)
                except Exception as error:
                    cell.action_failed(self, "tell_failed", error, mark)
                self.state = ENDED
            else:  # machines/transport/probe.yaml:37
                if trace is not None:
                    trace.row(self, "asking.answered#1", ASKING, RESTING)
                if self._resend is not None:
                    cell.cancel(self._resend)
                    self._resend = None
                if self._limit is not None:
                    cell.cancel(self._limit)
                    self._limit = None
                mark = len(cell.outbox)
                try:
                    self.actions.note_mapped(event)
                except Exception as error:
                    cell.action_failed(self, "note_mapped", error, mark)
                self.state = RESTING
                mark = len(cell.outbox)
                try:
                    delay = min(3600.0, max(1.0, self.actions.delay_pause(event)))
                except Exception as error:
                    delay = 1.0
                    cell.action_failed(self, "delay_pause", error, mark)
                self._pause = cell.arm(self, 0, delay)
        else:  # resting, ended
            # Ignored: a copy (machines/transport/probe.yaml:30)
            # Ignored: it is over (machines/transport/probe.yaml:42)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def unreachable(self, event: Unreachable) -> None:
        """The request could not be sent; from the engine."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ASKING:  # machines/transport/probe.yaml:38
            if trace is not None:
                trace.row(self, "asking.unreachable", ASKING, ENDED)
            if self._resend is not None:
                cell.cancel(self._resend)
                self._resend = None
            if self._limit is not None:
                cell.cancel(self._limit)
                self._limit = None
            mark = len(cell.outbox)
            try:
                self.actions.tell_failed(event)
            except Exception as error:
                cell.action_failed(self, "tell_failed", error, mark)
            self.state = ENDED
        else:  # resting, ended
            # Ignored: what could not be sent was answered meanwhile (machines/transport/probe.yaml:30)
            # Ignored: it is over (machines/transport/probe.yaml:42)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (RESTING, ASKING):  # machines/transport/probe.yaml:23
            if trace is not None:
                trace.row(self, "action_failed", state, ENDED)
            self._stop_timers()
            mark = len(cell.outbox)
            try:
                self.actions.tell_failed(event)
            except Exception as error:
                cell.action_failed(self, "tell_failed", error, mark)
            self.state = ENDED
        else:  # ended
            # Ignored: it is over (machines/transport/probe.yaml:42)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def pause_over(self, event: PauseOver) -> None:
        """`pause` is due (T6)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == RESTING:
            if self.actions.needed(event):  # machines/transport/probe.yaml:29
                if trace is not None:
                    trace.row(self, "resting.pause_over", RESTING, ASKING)
                if self._pause is not None:
                    cell.cancel(self._pause)
                    self._pause = None
                self.state = ASKING
                self._resend = cell.arm(self, 1, cell.limits.T1)
                self._limit = cell.arm(self, 2, cell.limits.probe_time)
                mark = len(cell.outbox)
                try:
                    self.actions.ask(event)
                except Exception as error:
                    cell.action_failed(self, "ask", error, mark)
            else:  # machines/transport/probe.yaml:29
                if trace is not None:
                    trace.row(self, "resting.pause_over#1", RESTING, ENDED)
                if self._pause is not None:
                    cell.cancel(self._pause)
                    self._pause = None
                self.state = ENDED
        else:  # asking, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def resend_due(self, event: ResendDue) -> None:
        """`resend` is due (T6)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ASKING:  # machines/transport/probe.yaml:36
            if trace is not None:
                trace.row(self, "asking.resend_due", ASKING, ASKING)
            mark = len(cell.outbox)
            try:
                self.actions.ask_again(event)
            except Exception as error:
                cell.action_failed(self, "ask_again", error, mark)
        else:  # resting, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def nobody_answered(self, event: NobodyAnswered) -> None:
        """`limit` is due (T6)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ASKING:  # machines/transport/probe.yaml:38
            if trace is not None:
                trace.row(self, "asking.nobody_answered", ASKING, ENDED)
            if self._resend is not None:
                cell.cancel(self._resend)
                self._resend = None
            if self._limit is not None:
                cell.cancel(self._limit)
                self._limit = None
            mark = len(cell.outbox)
            try:
                self.actions.tell_failed(event)
            except Exception as error:
                cell.action_failed(self, "tell_failed", error, mark)
            self.state = ENDED
        else:  # resting, ended
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # pause
            if timer is not self._pause:
                return
            self._pause = None
            self.pause_over(PAUSE_OVER)
        elif index == 1:  # resend
            if timer is not self._resend:
                return
            self.cell.rearm(timer, min(timer.interval * 2, 64 * self.cell.limits.T1))
            self.resend_due(RESEND_DUE)
        elif index == 2:  # limit
            if timer is not self._limit:
                return
            self._limit = None
            self.nobody_answered(NOBODY_ANSWERED)

    def _stop_timers(self) -> None:
        """Stop every timer that runs."""
        cell = self.cell
        if self._pause is not None:
            cell.cancel(self._pause)
            self._pause = None
        if self._resend is not None:
            cell.cancel(self._resend)
            self._resend = None
        if self._limit is not None:
            cell.cancel(self._limit)
            self._limit = None

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("pause", self._pause), ("resend", self._resend), ("limit", self._limit))
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
