"""A request outside every dialog that makes no call - answered at once.

Generated from machines/dialog/outside.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 8.2, RFC3261 9.2, RFC3261 12.2.2, RFC3261 20.1
"""
# sessioncore: chart sha256=ee5fef1db53d1cb829fbf23591c04f4ee61854c1648e6246dda2737047cad933 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

WAITING: Final = 0  # the request is being read
ANSWERED: Final = 1  # its transaction does the rest


class Merged(Event):
    """The same request came here on two ways; * where merged, from the peer."""

    __slots__ = ("request",)
    NAME = "merged"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Orphan(Event):
    """For a dialog that is not here; * where not merged and tagged, from the peer."""

    __slots__ = ("request",)
    NAME = "orphan"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class OrphanCancel(Event):
    """For an INVITE that is not here; CANCEL where not merged and not tagged, from the peer."""

    __slots__ = ("request",)
    NAME = "orphan_cancel"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class DemandingRequest(Event):
    """It requires an extension that we do not have; INVITE OPTIONS where not merged and not tagged and demanding,
    from the peer.
    """

    __slots__ = ("request",)
    NAME = "demanding_request"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Unanswerable(Event):
    """An INVITE whose answer could not carry SDP; INVITE where not merged and not tagged and not demanding and mute,
    from the peer.
    """

    __slots__ = ("request",)
    NAME = "unanswerable"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Surplus(Event):
    """An INVITE beyond the number of sessions that we take; INVITE where not merged and not tagged and not demanding
    and not mute, from the peer.
    """

    __slots__ = ("request",)
    NAME = "surplus"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Options(Event):
    """OPTIONS where not merged and not tagged and not demanding, from the peer."""

    __slots__ = ("request",)
    NAME = "options"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class OtherRequest(Event):
    """A method that we do not take outside a dialog; from the peer."""

    __slots__ = ("request",)
    NAME = "other_request"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Respond(Signal):
    """Tells the charts beside this one: respond."""

    __slots__ = ("response",)
    NAME = "respond"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class OutsideActions(Protocol):
    """What dialog/outside asks of its hand-written actions."""

    def merged(self, event: Merged) -> bool:
        """Another branch of the same request is being served."""

    def tagged(self, event: Orphan) -> bool:
        """It has a To tag."""

    def demanding(self, event: DemandingRequest) -> bool:
        """Its Require names an extension that we do not have."""

    def mute(self, event: Unanswerable) -> bool:
        """Its Accept leaves out SDP."""

    def payload_respond(
        self, event: Merged | Orphan | OrphanCancel | DemandingRequest | Unanswerable | Surplus | Options | OtherRequest
    ) -> Respond:
        """The payload of respond; reads only."""


class Outside(Machine):
    """A request outside every dialog that makes no call - answered at once."""

    __slots__ = ()
    CHART = "dialog/outside"
    KIND = "outside"
    DIGEST = "ee5fef1db53d1cb829fbf23591c04f4ee61854c1648e6246dda2737047cad933"
    STATES = ("waiting", "answered")
    FINAL = (False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "merged": Merged,
        "orphan": Orphan,
        "orphan_cancel": OrphanCancel,
        "demanding_request": DemandingRequest,
        "unanswerable": Unanswerable,
        "surplus": Surplus,
        "options": Options,
        "other_request": OtherRequest,
    }
    COMMANDS = ((),) * 2
    DEFERS = (False, False)
    TIMERS = ()
    DETACHABLE = (False, True)

    actions: OutsideActions
    cell: Cell

    def __init__(self, actions: OutsideActions, asks: object, cell: Cell) -> None:
        super().__init__(actions, asks, cell)

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def merged(self, event: Merged) -> None:
        """The same request came here on two ways; * where merged, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:27
            if trace is not None:
                trace.row(self, "waiting.merged", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:39)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def orphan(self, event: Orphan) -> None:
        """For a dialog that is not here; * where not merged and tagged, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:28
            if trace is not None:
                trace.row(self, "waiting.orphan", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:39)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def orphan_cancel(self, event: OrphanCancel) -> None:
        """For an INVITE that is not here; CANCEL where not merged and not tagged, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:29
            if trace is not None:
                trace.row(self, "waiting.orphan_cancel", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:39)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def demanding_request(self, event: DemandingRequest) -> None:
        """It requires an extension that we do not have; INVITE OPTIONS where not merged and not tagged and
        demanding, from the peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:30
            if trace is not None:
                trace.row(self, "waiting.demanding_request", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:39)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def unanswerable(self, event: Unanswerable) -> None:
        """An INVITE whose answer could not carry SDP; INVITE where not merged and not tagged and not demanding and
        mute, from the peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:31
            if trace is not None:
                trace.row(self, "waiting.unanswerable", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:39)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def surplus(self, event: Surplus) -> None:
        """An INVITE beyond the number of sessions that we take; INVITE where not merged and not tagged and not
        demanding and not mute, from the peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:32
            if trace is not None:
                trace.row(self, "waiting.surplus", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:39)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def options(self, event: Options) -> None:
        """OPTIONS where not merged and not tagged and not demanding, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:33
            if trace is not None:
                trace.row(self, "waiting.options", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:39)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def other_request(self, event: OtherRequest) -> None:
        """A method that we do not take outside a dialog; from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/dialog/outside.yaml:34
            if trace is not None:
                trace.row(self, "waiting.other_request", WAITING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # answered
            # Ignored: one request makes one cell (machines/dialog/outside.yaml:39)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def classify_request(self, request: Request) -> Event:
        """Name the event of a request (CANCEL, INVITE, OPTIONS and others)."""
        method = request.method
        if method == "CANCEL":
            as_merged = Merged(request)
            if self.actions.merged(as_merged):
                return as_merged
            as_orphan = Orphan(request)
            if self.actions.tagged(as_orphan):
                return as_orphan
            return OrphanCancel(request)
        if method == "INVITE":
            as_merged = Merged(request)
            if self.actions.merged(as_merged):
                return as_merged
            as_orphan = Orphan(request)
            if self.actions.tagged(as_orphan):
                return as_orphan
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            as_unanswerable = Unanswerable(request)
            if self.actions.mute(as_unanswerable):
                return as_unanswerable
            return Surplus(request)
        if method == "OPTIONS":
            as_merged = Merged(request)
            if self.actions.merged(as_merged):
                return as_merged
            as_orphan = Orphan(request)
            if self.actions.tagged(as_orphan):
                return as_orphan
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            return Options(request)
        as_merged = Merged(request)
        if self.actions.merged(as_merged):
            return as_merged
        as_orphan = Orphan(request)
        if self.actions.tagged(as_orphan):
            return as_orphan
        return OtherRequest(request)

    def receive_request(self, request: Request) -> None:
        """Handle a request as the one event that it is."""
        self.dispatch(self.classify_request(request))
