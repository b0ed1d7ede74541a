"""A peer that is asked by OPTIONS, again and again, whether it is there.

Generated from machines/transport/trunk.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 11, RFC3261 11.1, RFC3261 8.1.3.1
"""
# sessioncore: chart sha256=21dea625f06e6dcd773d0ad5137ff13584f2a46b05a6f8079876283536d0d302 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

IDLE: Final = 0  # waiting for the command
ASKING: Final = 1  # OPTIONS sent for the first time: nobody knows yet
UP_RESTING: Final = 2
UP_CHECKING: Final = 3  # OPTIONS sent
DOWN_PAUSING: Final = 4
DOWN_PROBING: Final = 5  # OPTIONS sent
ENDED: Final = 6  # not watched any more


class Watch(Event):
    """The application wants to know; from the application."""

    __slots__ = ("arguments", "command", "interval", "target", "trunk")
    NAME = "watch"
    FIELDS = ("command", "trunk", "target", "interval", "arguments")

    def __init__(self, command: int, trunk: str, target: str, interval: float, arguments: dict[str, str]) -> None:
        self.command = command
        self.trunk = trunk
        self.target = target
        self.interval = interval
        self.arguments = arguments


class Unwatch(Event):
    """It does not any more; from the application."""

    __slots__ = ("command",)
    NAME = "unwatch"
    FIELDS = ("command",)

    def __init__(self, command: int) -> None:
        self.command = command


class Finished(Event):
    """The answer to our OPTIONS, or none came; signal of the part that created this one."""

    __slots__ = ("response", "status")
    NAME = "finished"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class PauseOver(Event):
    """`pause` is due (T7)."""

    __slots__ = ()
    NAME = "pause_over"


PAUSE_OVER: Final = PauseOver()


class TrunkActions(Protocol):
    """What transport/trunk asks of its hand-written actions."""

    def there(self, event: Finished) -> bool:
        """It answered, whatever it said, but not by 503."""

    def note_trunk(self, event: Watch) -> None:
        """What is watched, and how often."""

    def send_options(self, event: Watch | PauseOver) -> Request: ...

    def note_answer(self, event: Finished) -> None:
        """What it said, and how long that took."""

    def tell_up(self, event: Finished) -> None: ...

    def tell_down(self, event: Finished) -> None: ...

    def reply_done(self, event: Watch | Unwatch) -> None: ...

    def reply_failed(self, event: ActionFailed) -> None:
        """Watch: failed with 400."""

    def delay_interval(self, event: Finished) -> float:
        """Seconds; kept within the bounds that the chart states."""


class Trunk(Machine):
    """A peer that is asked by OPTIONS, again and again, whether it is there."""

    __slots__ = ("_pause",)
    CHART = "transport/trunk"
    KIND = "trunk"
    DIGEST = "21dea625f06e6dcd773d0ad5137ff13584f2a46b05a6f8079876283536d0d302"
    STATES = ("idle", "asking", "up.resting", "up.checking", "down.pausing", "down.probing", "ended")
    FINAL = (False, False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "watch": Watch,
        "unwatch": Unwatch,
        "finished": Finished,
        "action_failed": ActionFailed,
        "pause_over": PauseOver,
    }
    COMMANDS = (("watch",), ("unwatch",), ("unwatch",), ("unwatch",), ("unwatch",), ("unwatch",), ())
    DEFERS = (False, False, False, False, False, False, False)
    TIMERS = ("pause",)
    DETACHABLE = (False, False, False, False, False, False, True)

    actions: TrunkActions
    cell: Cell

    def __init__(self, actions: TrunkActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._pause: Timer | None = None

    def start(self) -> None:
        """Enter idle."""
        self.state = IDLE

    def watch(self, event: Watch) -> None:
        """The application wants to know; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:  # machines/transport/trunk.yaml:30
            if trace is not None:
                trace.row(self, "idle.watch", IDLE, ASKING)
            mark, step = len(cell.outbox), "note_trunk"
            try:
                self.actions.note_trunk(event)
                mark, step = len(cell.outbox), "reply_done"
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = ASKING
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_options(event))
            except Exception as error:
                cell.action_failed(self, "send_options", error, mark)
        elif state == ENDED:
            # Rejected: it is not watched any more (machines/transport/trunk.yaml:75)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "it is not watched any more")
        else:  # asking, up.resting, up.checking, down.pausing, down.probing
            # Rejected: one cell watches one peer (machines/transport/trunk.yaml:77)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "one cell watches one peer")

    def unwatch(self, event: Unwatch) -> None:
        """It does not any more; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if ASKING <= state <= DOWN_PROBING:  # machines/transport/trunk.yaml:24
            if trace is not None:
                trace.row(self, "unwatch", state, ENDED)
            if self._pause is not None:
                cell.cancel(self._pause)
                self._pause = None
            mark = len(cell.outbox)
            try:
                self.actions.reply_done(event)
            except Exception as error:
                cell.action_failed(self, "reply_done", error, mark)
            self.state = ENDED
        elif state == ENDED:
            # Rejected: it is not watched any more (machines/transport/trunk.yaml:75)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "it is not watched any more")
        else:  # idle
            # Rejected: nothing is watched yet (machines/transport/trunk.yaml:31)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nothing is watched yet")

    def finished(self, event: Finished) -> None:
        """The answer to our OPTIONS, or none came; signal of the part that created this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == IDLE:
            # Never: nothing was sent yet (machines/transport/trunk.yaml:32)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was sent yet")
        elif state == ASKING:
            if self.actions.there(event):  # machines/transport/trunk.yaml:38
                if trace is not None:
                    trace.row(self, "asking.finished", ASKING, UP_RESTING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_answer(event)
                except Exception as error:
                    cell.action_failed(self, "note_answer", error, mark)
                self.state = UP_RESTING
                mark = len(cell.outbox)
                try:
                    self.actions.tell_up(event)
                except Exception as error:
                    cell.action_failed(self, "tell_up", error, mark)
                mark = len(cell.outbox)
                try:
                    delay = min(86400.0, max(1.0, self.actions.delay_interval(event)))
                except Exception as error:
                    delay = 1.0
                    cell.action_failed(self, "delay_interval", error, mark)
                self._pause = cell.arm(self, 0, delay)
            else:  # machines/transport/trunk.yaml:38
                if trace is not None:
                    trace.row(self, "asking.finished#1", ASKING, DOWN_PAUSING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_answer(event)
                except Exception as error:
                    cell.action_failed(self, "note_answer", error, mark)
                self.state = DOWN_PAUSING
                mark = len(cell.outbox)
                try:
                    self.actions.tell_down(event)
                except Exception as error:
                    cell.action_failed(self, "tell_down", error, mark)
                mark = len(cell.outbox)
                try:
                    delay = min(86400.0, max(1.0, self.actions.delay_interval(event)))
                except Exception as error:
                    delay = 1.0
                    cell.action_failed(self, "delay_interval", error, mark)
                self._pause = cell.arm(self, 0, delay)
        elif state == UP_CHECKING:
            if self.actions.there(event):  # machines/transport/trunk.yaml:54
                if trace is not None:
                    trace.row(self, "up.checking.finished", UP_CHECKING, UP_RESTING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_answer(event)
                except Exception as error:
                    cell.action_failed(self, "note_answer", error, mark)
                self.state = UP_RESTING
                mark = len(cell.outbox)
                try:
                    delay = min(86400.0, max(1.0, self.actions.delay_interval(event)))
                except Exception as error:
                    delay = 1.0
                    cell.action_failed(self, "delay_interval", error, mark)
                self._pause = cell.arm(self, 0, delay)
            else:  # machines/transport/trunk.yaml:54
                if trace is not None:
                    trace.row(self, "up.checking.finished#1", UP_CHECKING, DOWN_PAUSING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_answer(event)
                except Exception as error:
                    cell.action_failed(self, "note_answer", error, mark)
                self.state = DOWN_PAUSING
                mark = len(cell.outbox)
                try:
                    self.actions.tell_down(event)
                except Exception as error:
                    cell.action_failed(self, "tell_down", error, mark)
                mark = len(cell.outbox)
                try:
                    delay = min(86400.0, max(1.0, self.actions.delay_interval(event)))
                except Exception as error:
                    delay = 1.0
                    cell.action_failed(self, "delay_interval", error, mark)
                self._pause = cell.arm(self, 0, delay)
        elif state == DOWN_PROBING:
            if self.actions.there(event):  # machines/transport/trunk.yaml:70
                if trace is not None:
                    trace.row(self, "down.probing.finished", DOWN_PROBING, UP_RESTING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_answer(event)
                except Exception as error:
                    cell.action_failed(self, "note_answer", error, mark)
                self.state = UP_RESTING
                mark = len(cell.outbox)
                try:
                    self.actions.tell_up(event)
                except Exception as error:
                    cell.action_failed(self, "tell_up", error, mark)
                mark = len(cell.outbox)
                try:
                    delay = min(86400.0, max(1.0, self.actions.delay_interval(event)))
                except Exception as error:
                    delay = 1.0
                    cell.action_failed(self, "delay_interval", error, mark)
                self._pause = cell.arm(self, 0, delay)
            else:  # machines/transport/trunk.yaml:70
                if trace is not None:
                    trace.row(self, "down.probing.finished#1", DOWN_PROBING, DOWN_PAUSING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_answer(event)
                except Exception as error:
                    cell.action_failed(self, "note_answer", error, mark)
                self.state = DOWN_PAUSING
                mark = len(cell.outbox)
                try:
                    delay = min(86400.0, max(1.0, self.actions.delay_interval(event)))
                except Exception as error:
                    delay = 1.0
                    cell.action_failed(self, "delay_interval", error, mark)
                self._pause = cell.arm(self, 0, delay)
        elif state == ENDED:
            # Ignored: nobody wants to know (machines/transport/trunk.yaml:76)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # up.resting, down.pausing
            # Never: no OPTIONS is under way (machines/transport/trunk.yaml:49, 65)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "no OPTIONS is under way")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if IDLE <= state <= DOWN_PROBING:  # machines/transport/trunk.yaml:25
            if trace is not None:
                trace.row(self, "action_failed", state, ENDED)
            if self._pause is not None:
                cell.cancel(self._pause)
                self._pause = None
            mark = len(cell.outbox)
            try:
                self.actions.reply_failed(event)
            except Exception as error:
                cell.action_failed(self, "reply_failed", error, mark)
            self.state = ENDED
        else:  # ended
            # Ignored: it is over (machines/transport/trunk.yaml:76)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def pause_over(self, event: PauseOver) -> None:
        """`pause` is due (T7)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UP_RESTING:  # machines/transport/trunk.yaml:48
            if trace is not None:
                trace.row(self, "up.resting.pause_over", UP_RESTING, UP_CHECKING)
            if self._pause is not None:
                cell.cancel(self._pause)
                self._pause = None
            self.state = UP_CHECKING
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_options(event))
            except Exception as error:
                cell.action_failed(self, "send_options", error, mark)
        elif state == DOWN_PAUSING:  # machines/transport/trunk.yaml:64
            if trace is not None:
                trace.row(self, "down.pausing.pause_over", DOWN_PAUSING, DOWN_PROBING)
            if self._pause is not None:
                cell.cancel(self._pause)
                self._pause = None
            self.state = DOWN_PROBING
            mark = len(cell.outbox)
            try:
                cell.create_transaction(self, "non_invite_client", self.actions.send_options(event))
            except Exception as error:
                cell.action_failed(self, "send_options", error, mark)
        else:  # idle, asking, up.checking, down.probing, ended
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

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("pause", self._pause),)
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
