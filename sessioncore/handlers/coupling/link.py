"""A leg's end of a coupling - tells what its peer says, keeps what its peer is to be told.

Generated from machines/coupling/link.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 16.6, RFC7092
"""
# sessioncore: chart sha256=d20435d4bcd2e589158b9276619c25ed10588eed8de566a5e5285c0d8022198e abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

LINKED: Final = 0  # this leg is coupled
LOOSE: Final = 1  # the leg has ended


class Carry(Event):
    """The description that this leg's peer gets next; told by another cell."""

    __slots__ = ("body", "coupling", "flow")
    NAME = "carry"
    FIELDS = ("coupling", "body", "flow")

    def __init__(self, coupling: str, body: bytes, flow: int) -> None:
        self.coupling = coupling
        self.body = body
        self.flow = flow


class Progress(Event):
    """The peer rings, or shows its answer; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "progress"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Offered(Event):
    """The peer offers in a reliable provisional response; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "offered"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Answered(Event):
    """The peer answered; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "answered"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Changed(Event):
    """The peer took our re-INVITE; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "changed"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Acknowledged(Event):
    """The peer's ACK has answered our offer; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "acknowledged"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Withdrawn(Event):
    """The peer cancels its re-INVITE; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "withdrawn"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class FlowFailed(Event):
    """The connection that this leg was told to use is gone; told by another cell."""

    __slots__ = ()
    NAME = "flow_failed"


FLOW_FAILED: Final = FlowFailed()


class Released(Event):
    """The coupling lets this leg go, which is up and goes on by itself; told by another cell."""

    __slots__ = ()
    NAME = "released"


RELEASED: Final = Released()


class ToldWhy(Event):
    """BYE or CANCEL, perhaps with a Reason; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "told_why"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Failed(Event):
    """The peer's call never came up; signal of a chart beside this one."""

    __slots__ = ("status",)
    NAME = "failed"
    FIELDS = ("status",)

    def __init__(self, status: int) -> None:
        self.status = status


class Refused(Event):
    """Our call was refused, or never answered; signal of a chart beside this one."""

    __slots__ = ("response", "status")
    NAME = "refused"
    FIELDS = ("status", "response")

    def __init__(self, status: int, response: Response | None) -> None:
        self.status = status
        self.response = response


class Over(Event):
    """The call is over; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "over"


OVER: Final = Over()


class Freed(Signal):
    """What the leg says is its own again."""

    __slots__ = ()
    NAME = "freed"


FREED: Final = Freed()


class LinkActions(Protocol):
    """What coupling/link asks of its hand-written actions."""

    def keep(self, event: Carry) -> None:
        """The description is sent when the leg is told to."""

    def tell_progress(self, event: Progress) -> None: ...

    def tell_offered(self, event: Offered) -> None: ...

    def tell_answered(self, event: Answered) -> None: ...

    def tell_changed(self, event: Changed) -> None: ...

    def tell_acknowledged(self, event: Acknowledged) -> None: ...

    def tell_withdrawn(self, event: Withdrawn) -> None: ...

    def tell_flow_failed(self, event: FlowFailed) -> None: ...

    def let_go(self, event: Released) -> None:
        """Nothing is passed on any more."""

    def keep_reason(self, event: ToldWhy) -> None:
        """The other side is told why the call ends."""

    def tell_failed(self, event: Failed) -> None: ...

    def tell_refused(self, event: Refused) -> None: ...

    def tell_over(self, event: Over) -> None: ...


class Link(Machine):
    """A leg's end of a coupling - tells what its peer says, keeps what its peer is to be told."""

    __slots__ = ()
    CHART = "coupling/link"
    KIND = "link"
    DIGEST = "d20435d4bcd2e589158b9276619c25ed10588eed8de566a5e5285c0d8022198e"
    STATES = ("linked", "loose")
    FINAL = (False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "carry": Carry,
        "progress": Progress,
        "offered": Offered,
        "answered": Answered,
        "changed": Changed,
        "acknowledged": Acknowledged,
        "withdrawn": Withdrawn,
        "flow_failed": FlowFailed,
        "released": Released,
        "told_why": ToldWhy,
        "failed": Failed,
        "refused": Refused,
        "over": Over,
        "action_failed": ActionFailed,
    }
    COMMANDS = ((),) * 2
    DEFERS = (False, False)
    TIMERS = ()
    DETACHABLE = (False, True)

    actions: LinkActions
    cell: Cell

    def __init__(self, actions: LinkActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter linked."""
        self.state = LINKED

    def carry(self, event: Carry) -> None:
        """The description that this leg's peer gets next; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:41
            if trace is not None:
                trace.row(self, "linked.carry", LINKED, LINKED)
            mark = len(cell.outbox)
            try:
                self.actions.keep(event)
            except Exception as error:
                cell.action_failed(self, "keep", error, mark)
        else:  # loose
            # Ignored: the leg has ended (machines/coupling/link.yaml:60)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def progress(self, event: Progress) -> None:
        """The peer rings, or shows its answer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:42
            if trace is not None:
                trace.row(self, "linked.progress", LINKED, LINKED)
            mark = len(cell.outbox)
            try:
                self.actions.tell_progress(event)
            except Exception as error:
                cell.action_failed(self, "tell_progress", error, mark)
        else:  # loose
            # Ignored: the leg has ended (machines/coupling/link.yaml:60)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def offered(self, event: Offered) -> None:
        """The peer offers in a reliable provisional response; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:43
            if trace is not None:
                trace.row(self, "linked.offered", LINKED, LINKED)
            mark = len(cell.outbox)
            try:
                self.actions.tell_offered(event)
            except Exception as error:
                cell.action_failed(self, "tell_offered", error, mark)
        else:  # loose
            # Ignored: the leg has ended (machines/coupling/link.yaml:60)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def answered(self, event: Answered) -> None:
        """The peer answered; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:44
            if trace is not None:
                trace.row(self, "linked.answered", LINKED, LINKED)
            mark = len(cell.outbox)
            try:
                self.actions.tell_answered(event)
            except Exception as error:
                cell.action_failed(self, "tell_answered", error, mark)
        else:  # loose
            # Ignored: the leg has ended (machines/coupling/link.yaml:60)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def changed(self, event: Changed) -> None:
        """The peer took our re-INVITE; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:45
            if trace is not None:
                trace.row(self, "linked.changed", LINKED, LINKED)
            mark = len(cell.outbox)
            try:
                self.actions.tell_changed(event)
            except Exception as error:
                cell.action_failed(self, "tell_changed", error, mark)
        else:  # loose
            # Ignored: the leg has ended (machines/coupling/link.yaml:60)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def acknowledged(self, event: Acknowledged) -> None:
        """The peer's ACK has answered our offer; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:46
            if trace is not None:
                trace.row(self, "linked.acknowledged", LINKED, LINKED)
            mark = len(cell.outbox)
            try:
                self.actions.tell_acknowledged(event)
            except Exception as error:
                cell.action_failed(self, "tell_acknowledged", error, mark)
        else:  # loose
            # Ignored: the leg has ended (machines/coupling/link.yaml:60)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def withdrawn(self, event: Withdrawn) -> None:
        """The peer cancels its re-INVITE; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:47
            if trace is not None:
                trace.row(self, "linked.withdrawn", LINKED, LINKED)
            mark = len(cell.outbox)
            try:
                self.actions.tell_withdrawn(event)
            except Exception as error:
                cell.action_failed(self, "tell_withdrawn", error, mark)
        else:  # loose
            # Ignored: the leg has ended (machines/coupling/link.yaml:60)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def flow_failed(self, event: FlowFailed) -> None:
        """The connection that this leg was told to use is gone; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:48
            if trace is not None:
                trace.row(self, "linked.flow_failed", LINKED, LINKED)
            mark = len(cell.outbox)
            try:
                self.actions.tell_flow_failed(event)
            except Exception as error:
                cell.action_failed(self, "tell_flow_failed", error, mark)
        else:  # loose
            # Ignored: the leg has ended (machines/coupling/link.yaml:60)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def released(self, event: Released) -> None:
        """The coupling lets this leg go, which is up and goes on by itself; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:49
            if trace is not None:
                trace.row(self, "linked.released", LINKED, LOOSE)
            mark = len(cell.outbox)
            try:
                self.actions.let_go(event)
            except Exception as error:
                cell.action_failed(self, "let_go", error, mark)
            else:
                cell.raise_signal(self, FREED)
            self.state = LOOSE
        else:  # loose
            # Ignored: the leg has ended (machines/coupling/link.yaml:60)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def told_why(self, event: ToldWhy) -> None:
        """BYE or CANCEL, perhaps with a Reason; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:50
            if trace is not None:
                trace.row(self, "linked.told_why", LINKED, LINKED)
            mark = len(cell.outbox)
            try:
                self.actions.keep_reason(event)
            except Exception as error:
                cell.action_failed(self, "keep_reason", error, mark)
        else:  # loose
            # Ignored: the leg has ended (machines/coupling/link.yaml:60)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def failed(self, event: Failed) -> None:
        """The peer's call never came up; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:51
            if trace is not None:
                trace.row(self, "linked.failed", LINKED, LOOSE)
            mark = len(cell.outbox)
            try:
                self.actions.tell_failed(event)
            except Exception as error:
                cell.action_failed(self, "tell_failed", error, mark)
            self.state = LOOSE
        else:  # loose
            # Ignored: the leg has ended (machines/coupling/link.yaml:60)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def refused(self, event: Refused) -> None:
        """Our call was refused, or never answered; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:52
            if trace is not None:
                trace.row(self, "linked.refused", LINKED, LOOSE)
            mark = len(cell.outbox)
            try:
                self.actions.tell_refused(event)
            except Exception as error:
                cell.action_failed(self, "tell_refused", error, mark)
            self.state = LOOSE
        else:  # loose
            # Ignored: the leg has ended (machines/coupling/link.yaml:60)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def over(self, event: Over) -> None:
        """The call is over; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:53
            if trace is not None:
                trace.row(self, "linked.over", LINKED, LOOSE)
            mark = len(cell.outbox)
            try:
                self.actions.tell_over(event)
            except Exception as error:
                cell.action_failed(self, "tell_over", error, mark)
            self.state = LOOSE
        else:  # loose
            # Ignored: the leg has ended (machines/coupling/link.yaml:60)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        trace = self.cell.trace
        state = self.state
        if state == LINKED:  # machines/coupling/link.yaml:54
            if trace is not None:
                trace.row(self, "linked.action_failed", LINKED, LINKED)
        else:  # loose
            # Ignored: nobody is to be told any more (machines/coupling/link.yaml:61)
            if trace is not None:
                trace.decided(self, event, "ignore")
