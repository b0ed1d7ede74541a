"""The small support that generated handler classes stand on: the base classes of machines, events and signals, and the
contract of the cell that hosts them.

A *machine* is one chart at work. It is called with typed events, calls typed actions and raises typed signals;
everything it needs from outside (timers, the signal queue, deferral, the trace) it asks of its `cell`, which is a
`core.cell.Cell`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Final, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ABI = 1
"""Version of the contract between generated code and this module; the generator writes it into every header."""


NOBODY: Final[Mapping[Any, Any]] = MappingProxyType({})
"""What stands for the parts of which there may be many while there is none: most calls never have one of most kinds."""


class StaleHandlersError(ImportError):
    """Generated code was made by another generator version; the message names the command that mends it."""


def require_abi(module: str, abi: int) -> None:
    """Refuse generated code of another contract at import (raises `StaleHandlersError`)."""
    if abi != ABI:
        raise StaleHandlersError(
            f"{module} was generated for ABI {abi}, this runtime has ABI {ABI}; mend it with: sessioncore generate"
        )


class EndlessError(RuntimeError):
    """The events that a chart raises itself do not come to an end."""


class Event:
    """Base of every generated event. `NAME` is the event's name in its chart and the machine's method for it."""

    __slots__ = ()
    NAME: ClassVar[str] = ""
    FIELDS: ClassVar[tuple[str, ...]] = ()

    def __repr__(self) -> str:
        # Field values may be messages with credentials: only their types are shown.
        inner = ", ".join(f"{name}={type(getattr(self, name)).__name__}" for name in self.FIELDS)
        return f"{type(self).__name__}({inner})"


class Start(Event):
    """The event that an initial entry runs under."""

    __slots__ = ()
    NAME = "start"


START = Start()


class ActionFailed(Event):
    """An action raised: the typed failure event of every chart that has actions.

    request  what the machine serves and nobody has answered yet, None where there is no such request
    """

    __slots__ = ("action", "error", "request")
    NAME = "action_failed"
    FIELDS = ("action", "error")

    def __init__(self, action: str, error: BaseException, request: Any = None) -> None:
        self.action = action
        self.error = error
        self.request = request


MOST_RAISED = 1_000
"""Events of its own that a machine takes within one macrostep."""


def take_raised(machine: Machine, raised: list[Event]) -> None:
    """Hand a machine the events that it raised itself, first in first out, until none is left.

    Raises `EndlessError` beyond `MOST_RAISED`; what was still waiting is dropped.
    """
    for _ in range(MOST_RAISED):
        if not raised:
            return
        machine.dispatch(raised.pop(0))
    if raised:
        raised.clear()
        raise EndlessError(f"{machine.CHART} raises events without end in {machine.state_name}")


class Signal:
    """Base of every generated signal: what a chart tells the charts beside it."""

    __slots__ = ()
    NAME: ClassVar[str] = ""
    FIELDS: ClassVar[tuple[str, ...]] = ()


class Timer:
    """One armed timer of a machine. Identity is its generation: a firing that the machine does not hold is dropped.

    `place` is where the wheel keeps it, None when it does not run.
    """

    __slots__ = ("count", "deadline", "index", "interval", "machine", "place", "sequence")

    place: dict[Timer, None] | None

    def __init__(self, machine: Machine, index: int, interval: float, deadline: float, sequence: int) -> None:
        self.machine: Any = machine
        self.index = index
        self.interval = interval
        self.deadline = deadline
        self.sequence = sequence
        self.count = 0
        self.place = None


class Trace(Protocol):
    """Receives every row taken and every event decided otherwise, in order."""

    def row(self, machine: Machine, row: str, source: int, target: int) -> None: ...

    def decided(self, machine: Machine, event: Event, decision: str) -> None: ...


class Cell(Protocol):
    """What a machine may ask of the cell that hosts it."""

    limits: Any
    outbox: list[Any]
    trace: Trace | None

    def arm(self, machine: Machine, index: int, delay: float) -> Timer: ...

    def rearm(self, timer: Timer, interval: float) -> None:
        """Arm a repeating timer that has just fired again, `interval` seconds from now."""

    def cancel(self, timer: Timer) -> None: ...

    def uniform(self, low: float, high: float, step: float) -> float: ...

    def raise_signal(self, machine: Machine, signal: Signal) -> None: ...

    def create_transaction(self, machine: Machine, kind: str, request: Any) -> None: ...

    def defer(self, machine: Machine, event: Event) -> None: ...

    def held(self, machine: Machine, event: str) -> int:
        """How many events of a name the machine holds back."""

    def recall(self, machine: Machine) -> None:
        """A state that defers was left: what it held back goes to the front of the mailbox."""

    def reject(self, machine: Machine, event: Event, status: int, why: str) -> None: ...

    def never(self, machine: Machine, event: Event, why: str) -> None: ...

    def action_failed(self, machine: Machine, action: str, error: BaseException, mark: int) -> None:
        """Drop the effects from `mark` on and queue the failure event, to run next within this macrostep."""


class Machine:
    """Base of every generated handler class.

    state     integer, index into `STATES` (leaf states; with parallel or history states configurations of them, as
              `a.x+b.y~a.back=a.z`: active leaves, and what a history state keeps)
    part      the part's name in its scope, e.g. "setup", or the transaction's kind
    key       the part's key where there are many, else None
    origin    the machine that created this one, `current` the transaction that it serves or opened last
    reliable  True when its messages travel on a reliable transport (timers with `reliable:`)
    serial    number of the part in its cell, in order of creation
    """

    __slots__ = ("actions", "asks", "cell", "current", "key", "origin", "part", "reliable", "scope", "serial", "state")

    CHART: ClassVar[str] = ""
    KIND: ClassVar[str] = ""
    DIGEST: ClassVar[str] = ""
    STATES: ClassVar[tuple[str, ...]] = ()
    FINAL: ClassVar[tuple[bool, ...]] = ()
    EVENTS: ClassVar[dict[str, type[Event]]] = {}
    COMMANDS: ClassVar[tuple[tuple[str, ...], ...]] = ()
    DEFERS: ClassVar[tuple[bool, ...]] = ()
    TIMERS: ClassVar[tuple[str, ...]] = ()
    DETACHABLE: ClassVar[tuple[bool, ...]] = ()
    LINGERS: ClassVar[dict[int, int]] = {}
    """State -> index of the one timer that still runs and only makes the machine final, where it is detachable."""

    state: int

    def __init__(self, actions: Any, asks: Any, cell: Any) -> None:
        self.actions = actions
        self.asks = asks
        self.cell = cell
        self.scope: Any = None
        self.part = self.KIND
        self.key: Any = None
        self.origin: Machine | None = None
        self.current: Machine | None = None
        self.reliable = False
        self.serial = 0
        self.state = -1

    @property
    def state_name(self) -> str:
        return self.STATES[self.state] if self.state >= 0 else ""

    @property
    def final(self) -> bool:
        return self.state >= 0 and self.FINAL[self.state]

    def start(self) -> None:
        """Enter the initial state; the entry actions run under the event `Start`."""
        raise NotImplementedError

    def dispatch(self, event: Event) -> None:
        """Handle an event whose type is known only at run time."""
        handle: Callable[[Event], None] = getattr(self, event.NAME)
        handle(event)

    def receive_request(self, request: Any) -> None:
        """Name the event that a SIP request is in this chart (the generated classifier) and handle it."""
        raise NotImplementedError(f"{self.CHART} receives no requests")

    def receive_response(self, response: Any) -> None:
        """Name the event that a SIP response is in this chart (the generated classifier) and handle it."""
        raise NotImplementedError(f"{self.CHART} receives no responses")

    def timer_fired(self, timer: Timer) -> None:
        """A timer of this machine is due; a stale one is dropped."""
        raise NotImplementedError

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs (for snapshots)."""
        return ()

    def restore(self, state: str) -> None:
        """Put the machine into a state without running anything (from a snapshot)."""
        self.state = self.STATES.index(state)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give a restored machine back one of its running timers."""
        raise NotImplementedError
