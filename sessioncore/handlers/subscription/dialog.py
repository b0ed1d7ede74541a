"""The dialog of one subscription outside calls, first receiver of the requests inside it.

Generated from machines/subscription/dialog.yaml; do not edit. Change the chart, then: sessioncore generate
RFC6665 4.4.1, RFC3261 12
"""
# sessioncore: chart sha256=6a45932f9e7baa88d21f2e5943fde419ab938fe98f2d2790dd68a1c9ba8ee52a abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

UNBORN: Final = 0  # nothing is known of the other side
CONFIRMED: Final = 1  # both sides are known
TERMINATED: Final = 2  # a request that comes late gets 481


class Subscribed(Event):
    """We notify: the SUBSCRIBE makes the dialog; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "subscribed"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Confirm(Event):
    """We subscribe: a 2xx; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "confirm"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Forget(Event):
    """The subscription begins again, with another dialog; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "forget"


FORGET: Final = Forget()


class Over(Event):
    """The subscription has ended; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "over"


OVER: Final = Over()


class ForeignRequest(Event):
    """Of another fork; * where foreign, from the peer."""

    __slots__ = ("request",)
    NAME = "foreign_request"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class StaleRequest(Event):
    """CSeq lower than one seen; * where not foreign and stale, from the peer."""

    __slots__ = ("request",)
    NAME = "stale_request"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Notify(Event):
    """NOTIFY where not foreign and not stale, from the peer."""

    __slots__ = ("request",)
    NAME = "notify"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Subscribe(Event):
    """SUBSCRIBE where not foreign and not stale, from the peer."""

    __slots__ = ("request",)
    NAME = "subscribe"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class OtherRequest(Event):
    """A method that has no sense here; from the peer."""

    __slots__ = ("request",)
    NAME = "other_request"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class SubscribeArrived(Signal):
    """Tells the charts beside this one: subscribe_arrived."""

    __slots__ = ("request",)
    NAME = "subscribe_arrived"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class NotifyReceived(Signal):
    """Tells the charts beside this one: notify_received."""

    __slots__ = ("request",)
    NAME = "notify_received"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class SubscribeReceived(Signal):
    """Tells the charts beside this one: subscribe_received."""

    __slots__ = ("request",)
    NAME = "subscribe_received"
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


class DialogActions(Protocol):
    """What subscription/dialog asks of its hand-written actions."""

    def foreign(self, event: ForeignRequest) -> bool:
        """Its From tag is not that of the other side."""

    def stale(self, event: StaleRequest) -> bool:
        """Its CSeq is not higher than the last one of the peer."""

    def dropped(self, event: ActionFailed) -> bool:
        """What failed stood between a request and whoever would have answered it."""

    def learn_request(self, event: Subscribed) -> None:
        """Identity, route set and target of who subscribes."""

    def learn_response(self, event: Confirm) -> None:
        """Identity, route set and target of who notifies, from its 2xx."""

    def learn_notify(self, event: Notify) -> None:
        """Identity, route set and target of who notifies, from its NOTIFY."""

    def learn_target(self, event: Confirm | Notify | Subscribe) -> None:
        """The remote target of a target refresh."""

    def note_request(self, event: Notify | Subscribe | OtherRequest) -> None:
        """The peer's CSeq goes on."""

    def forget_dialog(self, event: Forget) -> None:
        """Nothing is known any more."""

    def payload_respond(
        self, event: ForeignRequest | StaleRequest | Notify | Subscribe | OtherRequest | ActionFailed
    ) -> Respond:
        """The payload of respond; reads only."""


class Dialog(Machine):
    """The dialog of one subscription outside calls, first receiver of the requests inside it."""

    __slots__ = ()
    CHART = "subscription/dialog"
    KIND = "dialog"
    DIGEST = "6a45932f9e7baa88d21f2e5943fde419ab938fe98f2d2790dd68a1c9ba8ee52a"
    STATES = ("unborn", "confirmed", "terminated")
    FINAL = (False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "subscribed": Subscribed,
        "confirm": Confirm,
        "forget": Forget,
        "over": Over,
        "foreign_request": ForeignRequest,
        "stale_request": StaleRequest,
        "notify": Notify,
        "subscribe": Subscribe,
        "other_request": OtherRequest,
        "action_failed": ActionFailed,
    }
    COMMANDS = ((),) * 3
    DEFERS = (False, False, False)
    TIMERS = ()
    DETACHABLE = (False, False, False)

    actions: DialogActions
    cell: Cell

    def __init__(self, actions: DialogActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter unborn."""
        self.state = UNBORN

    def subscribed(self, event: Subscribed) -> None:
        """We notify: the SUBSCRIBE makes the dialog; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNBORN:  # machines/subscription/dialog.yaml:45
            if trace is not None:
                trace.row(self, "unborn.subscribed", UNBORN, CONFIRMED)
            mark = len(cell.outbox)
            try:
                self.actions.learn_request(event)
            except Exception as error:
                cell.action_failed(self, "learn_request", error, mark)
            self.state = CONFIRMED
        else:  # confirmed, terminated
            # Never: one SUBSCRIBE makes one dialog (machines/subscription/dialog.yaml:56, 64)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "one SUBSCRIBE makes one dialog")

    def confirm(self, event: Confirm) -> None:
        """We subscribe: a 2xx; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNBORN:  # machines/subscription/dialog.yaml:46
            if trace is not None:
                trace.row(self, "unborn.confirm", UNBORN, CONFIRMED)
            mark = len(cell.outbox)
            try:
                self.actions.learn_response(event)
            except Exception as error:
                cell.action_failed(self, "learn_response", error, mark)
            self.state = CONFIRMED
        elif state == CONFIRMED:  # machines/subscription/dialog.yaml:53
            if trace is not None:
                trace.row(self, "confirmed.confirm", CONFIRMED, CONFIRMED)
            mark = len(cell.outbox)
            try:
                self.actions.learn_target(event)
            except Exception as error:
                cell.action_failed(self, "learn_target", error, mark)
        else:  # terminated
            # Ignored: the subscription is over (machines/subscription/dialog.yaml:63)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def forget(self, event: Forget) -> None:
        """The subscription begins again, with another dialog; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (UNBORN, CONFIRMED):  # machines/subscription/dialog.yaml:38
            if trace is not None:
                trace.row(self, "forget", state, UNBORN)
            mark = len(cell.outbox)
            try:
                self.actions.forget_dialog(event)
            except Exception as error:
                cell.action_failed(self, "forget_dialog", error, mark)
            self.state = UNBORN
        else:  # terminated
            # Ignored: the subscription is over (machines/subscription/dialog.yaml:63)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def over(self, event: Over) -> None:
        """The subscription has ended; signal of a chart beside this one."""
        trace = self.cell.trace
        state = self.state
        if state in (UNBORN, CONFIRMED):  # machines/subscription/dialog.yaml:39
            if trace is not None:
                trace.row(self, "over", state, TERMINATED)
            self.state = TERMINATED
        else:  # terminated
            # Ignored: the subscription is over (machines/subscription/dialog.yaml:63)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def foreign_request(self, event: ForeignRequest) -> None:
        """Of another fork; * where foreign, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if trace is not None:
            trace.row(self, "foreign_request", state, state)
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def stale_request(self, event: StaleRequest) -> None:
        """CSeq lower than one seen; * where not foreign and stale, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if trace is not None:
            trace.row(self, "stale_request", state, state)
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def notify(self, event: Notify) -> None:
        """NOTIFY where not foreign and not stale, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNBORN:  # machines/subscription/dialog.yaml:47
            if trace is not None:
                trace.row(self, "unborn.notify", UNBORN, CONFIRMED)
            mark = len(cell.outbox)
            try:
                self.actions.learn_notify(event)
            except Exception as error:
                cell.action_failed(self, "learn_notify", error, mark)
            else:
                cell.raise_signal(self, NotifyReceived(event.request))
            self.state = CONFIRMED
        elif state == CONFIRMED:  # machines/subscription/dialog.yaml:54
            if trace is not None:
                trace.row(self, "confirmed.notify", CONFIRMED, CONFIRMED)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "learn_target"
                self.actions.learn_target(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, NotifyReceived(event.request))
        else:  # terminated: machines/subscription/dialog.yaml:62
            if trace is not None:
                trace.row(self, "terminated.notify", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)

    def subscribe(self, event: Subscribe) -> None:
        """SUBSCRIBE where not foreign and not stale, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UNBORN:  # machines/subscription/dialog.yaml:48
            if trace is not None:
                trace.row(self, "unborn.subscribe", UNBORN, UNBORN)
            mark = len(cell.outbox)
            try:
                self.actions.note_request(event)
            except Exception as error:
                cell.action_failed(self, "note_request", error, mark)
            else:
                cell.raise_signal(self, SubscribeArrived(event.request))
        elif state == CONFIRMED:  # machines/subscription/dialog.yaml:55
            if trace is not None:
                trace.row(self, "confirmed.subscribe", CONFIRMED, CONFIRMED)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "learn_target"
                self.actions.learn_target(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            else:
                cell.raise_signal(self, SubscribeReceived(event.request))
        else:  # terminated: machines/subscription/dialog.yaml:62
            if trace is not None:
                trace.row(self, "terminated.subscribe", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)

    def other_request(self, event: OtherRequest) -> None:
        """A method that has no sense here; from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (UNBORN, CONFIRMED):  # machines/subscription/dialog.yaml:37
            if trace is not None:
                trace.row(self, "other_request", state, state)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/subscription/dialog.yaml:62
            if trace is not None:
                trace.row(self, "terminated.other_request", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (UNBORN, CONFIRMED):
            if self.actions.dropped(event):  # machines/subscription/dialog.yaml:40
                if trace is not None:
                    trace.row(self, "action_failed", state, state)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
            else:  # machines/subscription/dialog.yaml:40
                if trace is not None:
                    trace.row(self, "action_failed#1", state, state)
        else:  # terminated
            # Ignored: the subscription is over (machines/subscription/dialog.yaml:63)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def classify_request(self, request: Request) -> Event:
        """Name the event of a request (NOTIFY, SUBSCRIBE and others)."""
        method = request.method
        if method == "NOTIFY":
            as_foreign_request = ForeignRequest(request)
            if self.actions.foreign(as_foreign_request):
                return as_foreign_request
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            return Notify(request)
        if method == "SUBSCRIBE":
            as_foreign_request = ForeignRequest(request)
            if self.actions.foreign(as_foreign_request):
                return as_foreign_request
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            return Subscribe(request)
        as_foreign_request = ForeignRequest(request)
        if self.actions.foreign(as_foreign_request):
            return as_foreign_request
        as_stale_request = StaleRequest(request)
        if self.actions.stale(as_stale_request):
            return as_stale_request
        return OtherRequest(request)

    def receive_request(self, request: Request) -> None:
        """Handle a request as the one event that it is."""
        self.dispatch(self.classify_request(request))
