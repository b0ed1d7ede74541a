"""One address under which a registered user can be reached, from its first REGISTER to its removal or expiry.

Generated from machines/registration/binding.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 10.3, RFC5626 6
"""
# sessioncore: chart sha256=8394fe16837a50d8fc210b5ee306a0578e6e0e21a83f42b735395568a65ad858 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, require_abi

if TYPE_CHECKING:
    import sessioncore.base.registration
    from sessioncore.statechart import Cell, Timer

require_abi(__name__, 1)

VACANT: Final = 0  # made, and told nothing yet
BOUND: Final = 1  # calls are led here
GONE: Final = 2  # over


class Bind(Event):
    """The registrar was told of it, or told again; told by another cell."""

    __slots__ = ("binding",)
    NAME = "bind"
    FIELDS = ("binding",)

    def __init__(self, binding: sessioncore.base.registration.Binding) -> None:
        self.binding = binding


class Unbind(Event):
    """The registrar was told that it is over; told by another cell."""

    __slots__ = ("reason",)
    NAME = "unbind"
    FIELDS = ("reason",)

    def __init__(self, reason: str) -> None:
        self.reason = reason


class FlowFailed(Event):
    """The connection that it was registered over is gone; told by another cell."""

    __slots__ = ()
    NAME = "flow_failed"


FLOW_FAILED: Final = FlowFailed()


class Expired(Event):
    """The interval that the registrar granted; `lifetime` is due (B6.9)."""

    __slots__ = ()
    NAME = "expired"


EXPIRED: Final = Expired()


class BindingActions(Protocol):
    """What registration/binding asks of its hand-written actions."""

    def note(self, event: Bind) -> None:
        """What the REGISTER says of it; it can be recovered before the 200 leaves."""

    def tell_bound(self, event: Bind) -> None: ...

    def tell_unbound(self, event: Unbind) -> None: ...

    def tell_expired(self, event: Expired) -> None: ...

    def tell_failed(self, event: FlowFailed) -> None: ...

    def delay_granted(self, event: Bind) -> float:
        """Seconds; kept within the bounds that the chart states."""


class Binding(Machine):
    """One address under which a registered user can be reached, from its first REGISTER to its removal or expiry."""

    __slots__ = ("_lifetime",)
    CHART = "registration/binding"
    KIND = "binding"
    DIGEST = "8394fe16837a50d8fc210b5ee306a0578e6e0e21a83f42b735395568a65ad858"
    STATES = ("vacant", "bound", "gone")
    FINAL = (False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "bind": Bind,
        "unbind": Unbind,
        "flow_failed": FlowFailed,
        "action_failed": ActionFailed,
        "expired": Expired,
    }
    COMMANDS = ((),) * 3
    DEFERS = (False, False, False)
    TIMERS = ("lifetime",)
    DETACHABLE = (True, True, True)

    actions: BindingActions
    cell: Cell

    def __init__(self, actions: BindingActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._lifetime: Timer | None = None

    def start(self) -> None:
        """Enter vacant."""
        self.state = VACANT

    def bind(self, event: Bind) -> None:
        """The registrar was told of it, or told again; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == VACANT:  # machines/registration/binding.yaml:23
            if trace is not None:
                trace.row(self, "vacant.bind", VACANT, BOUND)
            mark, step = len(cell.outbox), "note"
            try:
                self.actions.note(event)
                mark, step = len(cell.outbox), "tell_bound"
                self.actions.tell_bound(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = BOUND
            mark = len(cell.outbox)
            try:
                delay = min(cell.limits.registration_most, max(0.01, self.actions.delay_granted(event)))
            except Exception as error:
                delay = 0.01
                cell.action_failed(self, "delay_granted", error, mark)
            self._lifetime = cell.arm(self, 0, delay)
        elif state == BOUND:  # machines/registration/binding.yaml:31
            if trace is not None:
                trace.row(self, "bound.bind", BOUND, BOUND)
            if self._lifetime is not None:
                cell.cancel(self._lifetime)
                self._lifetime = None
            mark, step = len(cell.outbox), "note"
            try:
                self.actions.note(event)
                mark, step = len(cell.outbox), "tell_bound"
                self.actions.tell_bound(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = BOUND
            mark = len(cell.outbox)
            try:
                delay = min(cell.limits.registration_most, max(0.01, self.actions.delay_granted(event)))
            except Exception as error:
                delay = 0.01
                cell.action_failed(self, "delay_granted", error, mark)
            self._lifetime = cell.arm(self, 0, delay)
        else:  # gone
            # Ignored: the registrar makes another one (machines/registration/binding.yaml:41)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def unbind(self, event: Unbind) -> None:
        """The registrar was told that it is over; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == BOUND:  # machines/registration/binding.yaml:32
            if trace is not None:
                trace.row(self, "bound.unbind", BOUND, GONE)
            if self._lifetime is not None:
                cell.cancel(self._lifetime)
                self._lifetime = None
            mark = len(cell.outbox)
            try:
                self.actions.tell_unbound(event)
            except Exception as error:
                cell.action_failed(self, "tell_unbound", error, mark)
            self.state = GONE
        else:  # vacant, gone
            # Ignored: nothing is bound yet (machines/registration/binding.yaml:25)
            # Ignored: it is gone (machines/registration/binding.yaml:40)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def flow_failed(self, event: FlowFailed) -> None:
        """The connection that it was registered over is gone; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == BOUND:  # machines/registration/binding.yaml:34
            if trace is not None:
                trace.row(self, "bound.flow_failed", BOUND, GONE)
            if self._lifetime is not None:
                cell.cancel(self._lifetime)
                self._lifetime = None
            mark = len(cell.outbox)
            try:
                self.actions.tell_failed(event)
            except Exception as error:
                cell.action_failed(self, "tell_failed", error, mark)
            self.state = GONE
        else:  # vacant, gone
            # Ignored: nothing is bound yet (machines/registration/binding.yaml:25)
            # Ignored: it is gone (machines/registration/binding.yaml:40)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        trace = self.cell.trace
        state = self.state
        if state == VACANT:  # machines/registration/binding.yaml:24
            if trace is not None:
                trace.row(self, "vacant.action_failed", VACANT, GONE)
            self.state = GONE
        elif state == BOUND:  # machines/registration/binding.yaml:35
            if trace is not None:
                trace.row(self, "bound.action_failed", BOUND, BOUND)
        else:  # gone
            # Ignored: nothing is left to do (machines/registration/binding.yaml:42)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def expired(self, event: Expired) -> None:
        """The interval that the registrar granted; `lifetime` is due (B6.9)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == BOUND:  # machines/registration/binding.yaml:33
            if trace is not None:
                trace.row(self, "bound.expired", BOUND, GONE)
            if self._lifetime is not None:
                cell.cancel(self._lifetime)
                self._lifetime = None
            mark = len(cell.outbox)
            try:
                self.actions.tell_expired(event)
            except Exception as error:
                cell.action_failed(self, "tell_expired", error, mark)
            self.state = GONE
        else:  # vacant, gone
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # lifetime
            if timer is not self._lifetime:
                return
            self._lifetime = None
            self.expired(EXPIRED)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("lifetime", self._lifetime),)
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
