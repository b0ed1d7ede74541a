"""The dialog, first receiver of requests inside it; owns identity, CSeq, route set and remote target.

Generated from machines/dialog/dialog.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 12, RFC5057
"""
# sessioncore: chart sha256=ba781fd33c49e5efd1a586b94dea0a15c2f11f171d9fc912661046cd20073363 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

EARLY: Final = 0  # made by a provisional response, or by an INVITE not yet answered
CONFIRMED: Final = 1  # made by a 2xx
OUTLIVED: Final = 2  # the session has ended, and a subscription keeps the dialog
TERMINATED: Final = 3  # every usage has ended; a request that comes late gets 481


class Started(Event):
    """We are called: the INVITE makes the dialog; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "started"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Progress(Event):
    """We call: a tagged 1xx; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "progress"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Confirm(Event):
    """We call: a 2xx; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "confirm"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Accepted(Event):
    """We are called: our 2xx leaves; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "accepted"


ACCEPTED: Final = Accepted()


class Refreshed(Event):
    """2xx to our re-INVITE, UPDATE or SUBSCRIBE; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "refreshed"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class TargetRefreshed(Event):
    """We accepted the peer's re-INVITE or UPDATE; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "target_refreshed"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Ended(Event):
    """The last usage has ended; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "ended"


ENDED: Final = Ended()


class SendDtmf(Event):
    """Digits for the peer; from the application."""

    __slots__ = ("command", "digits", "method", "pause", "seconds")
    NAME = "send_dtmf"
    FIELDS = ("command", "digits", "method", "seconds", "pause")

    def __init__(self, command: int, digits: str, method: str, seconds: float, pause: float) -> None:
        self.command = command
        self.digits = digits
        self.method = method
        self.seconds = seconds
        self.pause = pause


class Watch(Event):
    """A subscription of ours in this dialog; `number` tells it from others; from the application."""

    __slots__ = ("arguments", "command", "number", "package")
    NAME = "watch"
    FIELDS = ("command", "number", "package", "arguments")

    def __init__(self, command: int, number: int, package: str, arguments: dict[str, str]) -> None:
        self.command = command
        self.number = number
        self.package = package
        self.arguments = arguments


class StaleRequest(Event):
    """CSeq lower than one seen; * where stale, from the peer (B2.5)."""

    __slots__ = ("request",)
    NAME = "stale_request"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class DemandingRequest(Event):
    """It requires an extension that we do not have; * where not stale and demanding, from the peer."""

    __slots__ = ("request",)
    NAME = "demanding_request"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class UnprovenRequest(Event):
    """Of somebody who has proven who it is, without good credentials; * where not stale and not demanding and
    unproven, from the peer.
    """

    __slots__ = ("request",)
    NAME = "unproven_request"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Bye(Event):
    """BYE where not stale and not demanding and not unproven, from the peer."""

    __slots__ = ("request",)
    NAME = "bye"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Reinvite(Event):
    """INVITE where not stale and not demanding and not unproven, from the peer."""

    __slots__ = ("request",)
    NAME = "reinvite"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Update(Event):
    """UPDATE where not stale and not demanding and not unproven, from the peer."""

    __slots__ = ("request",)
    NAME = "update"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Dialed(Event):
    """INFO where not stale and not demanding and not unproven and carries_digits, from the peer (B5.14)."""

    __slots__ = ("request",)
    NAME = "dialed"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Query(Event):
    """OPTIONS where not stale and not demanding and not unproven, from the peer."""

    __slots__ = ("request",)
    NAME = "query"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Inquiry(Event):
    """INFO where not stale and not demanding and not unproven and not carries_digits, from the peer."""

    __slots__ = ("request",)
    NAME = "inquiry"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Letter(Event):
    """MESSAGE where not stale and not demanding and not unproven, from the peer."""

    __slots__ = ("request",)
    NAME = "letter"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Prack(Event):
    """PRACK where not stale and not demanding and not unproven, from the peer."""

    __slots__ = ("request",)
    NAME = "prack"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Subscribe(Event):
    """SUBSCRIBE where not stale and not demanding and not unproven, from the peer."""

    __slots__ = ("request",)
    NAME = "subscribe"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Notify(Event):
    """NOTIFY where not stale and not demanding and not unproven, from the peer."""

    __slots__ = ("request",)
    NAME = "notify"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class UsageOver(Event):
    """A subscription inside the dialog has ended; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "usage_over"


USAGE_OVER: Final = UsageOver()


class OtherRequest(Event):
    """A method that we do not take inside a dialog; from the peer."""

    __slots__ = ("request",)
    NAME = "other_request"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class ByeReceived(Signal):
    """Tells the charts beside this one: bye_received."""

    __slots__ = ("request",)
    NAME = "bye_received"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class ReinviteReceived(Signal):
    """Tells the charts beside this one: reinvite_received."""

    __slots__ = ("request",)
    NAME = "reinvite_received"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class UpdateReceived(Signal):
    """Tells the charts beside this one: update_received."""

    __slots__ = ("request",)
    NAME = "update_received"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class DigitsWanted(Signal):
    """Tells the charts beside this one: digits_wanted."""

    __slots__ = ("command", "digits", "method", "pause", "seconds")
    NAME = "digits_wanted"
    FIELDS = ("command", "digits", "method", "seconds", "pause")

    def __init__(self, command: int, digits: str, method: str, seconds: float, pause: float) -> None:
        self.command = command
        self.digits = digits
        self.method = method
        self.seconds = seconds
        self.pause = pause


class InquiryReceived(Signal):
    """Tells the charts beside this one: inquiry_received."""

    __slots__ = ("cseq", "request")
    NAME = "inquiry_received"
    FIELDS = ("cseq", "request")

    def __init__(self, cseq: int, request: Request) -> None:
        self.cseq = cseq
        self.request = request


class SubscribeReceived(Signal):
    """Tells the charts beside this one: subscribe_received."""

    __slots__ = ("cseq", "request")
    NAME = "subscribe_received"
    FIELDS = ("cseq", "request")

    def __init__(self, cseq: int, request: Request) -> None:
        self.cseq = cseq
        self.request = request


class ResubscribeReceived(Signal):
    """For the subscription that the SUBSCRIBE of this number has begun."""

    __slots__ = ("cseq", "request")
    NAME = "resubscribe_received"
    FIELDS = ("cseq", "request")

    def __init__(self, cseq: int, request: Request) -> None:
        self.cseq = cseq
        self.request = request


class WatchWanted(Signal):
    """Tells the charts beside this one: watch_wanted."""

    __slots__ = ("arguments", "command", "number", "package")
    NAME = "watch_wanted"
    FIELDS = ("command", "number", "package", "arguments")

    def __init__(self, command: int, number: int, package: str, arguments: dict[str, str]) -> None:
        self.command = command
        self.number = number
        self.package = package
        self.arguments = arguments


class NotifyReceived(Signal):
    """For the subscription of ours with this number."""

    __slots__ = ("number", "request")
    NAME = "notify_received"
    FIELDS = ("number", "request")

    def __init__(self, number: int, request: Request) -> None:
        self.number = number
        self.request = request


class PrackReceived(Signal):
    """Tells the charts beside this one: prack_received."""

    __slots__ = ("request", "rseq")
    NAME = "prack_received"
    FIELDS = ("rseq", "request")

    def __init__(self, rseq: int, request: Request) -> None:
        self.rseq = rseq
        self.request = request


class Respond(Signal):
    """Tells the charts beside this one: respond."""

    __slots__ = ("response",)
    NAME = "respond"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class RespondOverlap(Signal):
    """Tells the charts beside this one: respond_overlap."""

    __slots__ = ("response",)
    NAME = "respond_overlap"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class RespondGone(Signal):
    """Tells the charts beside this one: respond_gone."""

    __slots__ = ("response",)
    NAME = "respond_gone"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class DialogActions(Protocol):
    """What dialog/dialog asks of its hand-written actions."""

    def stale(self, event: StaleRequest) -> bool:
        """Its CSeq is not higher than the last one of the peer."""

    def demanding(self, event: DemandingRequest) -> bool:
        """Its Require names an extension that we do not have."""

    def unproven(self, event: UnprovenRequest) -> bool:
        """Requests inside a call need credentials here, and it has none that are good."""

    def acknowledges(self, event: Prack) -> bool:
        """Its RAck has the number of a reliable provisional response of ours."""

    def initiator(self, event: Reinvite) -> bool:
        """The INVITE that is still open is ours."""

    def carries_digits(self, event: Dialed) -> bool:
        """It is an INFO with digits for us."""

    def unwatched(self, event: Subscribe) -> bool:
        """Nobody here tells of events."""

    def undecided(self, event: Subscribe) -> bool:
        """It is for a subscription in this dialog whose first SUBSCRIBE has no answer yet."""

    def watched(self, event: Subscribe) -> bool:
        """It is for a subscription that lives in this dialog."""

    def crowded(self, event: Subscribe) -> bool:
        """There are as many subscriptions in this dialog as we keep."""

    def kept(self, event: Ended | UsageOver) -> bool:
        """A subscription lives in this dialog."""

    def watching(self, event: Watch) -> bool:
        """We subscribe to this event here already, or the number is another's, or there are as many as we keep."""

    def awaited(self, event: Notify) -> bool:
        """It is for a subscription of ours that lives in this dialog."""

    def dropped(self, event: ActionFailed) -> bool:
        """What failed stood between a request and whoever would have answered it."""

    def learn_invite(self, event: Started) -> None:
        """Identity, route set and target of the caller."""

    def learn_response(self, event: Progress | Confirm) -> None:
        """Identity, route set and target from a response that may make the dialog."""

    def learn_target(self, event: Refreshed | TargetRefreshed) -> None:
        """The remote target of a target refresh."""

    def move_target(self, event: Subscribe | Notify) -> None:
        """The same of a target refresh that somebody else answers."""

    def note_request(
        self,
        event: DemandingRequest
        | UnprovenRequest
        | Bye
        | Reinvite
        | Update
        | Dialed
        | Query
        | Inquiry
        | Letter
        | Prack
        | Subscribe
        | Notify
        | OtherRequest,
    ) -> None:
        """The peer's CSeq goes on."""

    def draw_retry_after(self, event: Reinvite | Update) -> None:
        """How long the peer shall wait."""

    def publish_digits(self, event: Dialed) -> None:
        """DigitReceived."""

    def refuse_watch(self, event: Watch) -> None:
        """491."""

    def payload_inquiry_received(self, event: Inquiry | Letter) -> InquiryReceived:
        """The payload of inquiry_received; reads only."""

    def payload_subscribe_received(self, event: Subscribe) -> SubscribeReceived:
        """The payload of subscribe_received; reads only."""

    def payload_resubscribe_received(self, event: Subscribe) -> ResubscribeReceived:
        """The payload of resubscribe_received; reads only."""

    def payload_notify_received(self, event: Notify) -> NotifyReceived:
        """The payload of notify_received; reads only."""

    def payload_prack_received(self, event: Prack) -> PrackReceived:
        """The payload of prack_received; reads only."""

    def payload_respond(
        self,
        event: StaleRequest
        | DemandingRequest
        | UnprovenRequest
        | Reinvite
        | Dialed
        | Query
        | Prack
        | Subscribe
        | Notify
        | OtherRequest
        | ActionFailed,
    ) -> Respond:
        """The payload of respond; reads only."""

    def payload_respond_overlap(self, event: Reinvite | Update) -> RespondOverlap:
        """The payload of respond_overlap; reads only."""

    def payload_respond_gone(
        self,
        event: StaleRequest
        | DemandingRequest
        | UnprovenRequest
        | Bye
        | Reinvite
        | Update
        | Dialed
        | Query
        | Inquiry
        | Letter
        | Prack
        | Subscribe
        | Notify
        | OtherRequest,
    ) -> RespondGone:
        """The payload of respond_gone; reads only."""


class DialogAsks(Protocol):
    """What dialog/dialog asks of the charts beside it; the wiring answers."""

    def occupied(self, machine: Machine) -> bool:
        """A re-INVITE before has no final answer yet, or the offer of an UPDATE has not."""

    def updating(self, machine: Machine) -> bool:
        """The UPDATE before has no final answer yet."""


class Dialog(Machine):
    """The dialog, first receiver of requests inside it; owns identity, CSeq, route set and remote target."""

    __slots__ = ()
    CHART = "dialog/dialog"
    KIND = "dialog"
    DIGEST = "ba781fd33c49e5efd1a586b94dea0a15c2f11f171d9fc912661046cd20073363"
    STATES = ("early", "confirmed", "outlived", "terminated")
    FINAL = (False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "started": Started,
        "progress": Progress,
        "confirm": Confirm,
        "accepted": Accepted,
        "refreshed": Refreshed,
        "target_refreshed": TargetRefreshed,
        "ended": Ended,
        "send_dtmf": SendDtmf,
        "watch": Watch,
        "stale_request": StaleRequest,
        "demanding_request": DemandingRequest,
        "unproven_request": UnprovenRequest,
        "bye": Bye,
        "reinvite": Reinvite,
        "update": Update,
        "dialed": Dialed,
        "query": Query,
        "inquiry": Inquiry,
        "letter": Letter,
        "prack": Prack,
        "subscribe": Subscribe,
        "notify": Notify,
        "usage_over": UsageOver,
        "other_request": OtherRequest,
        "action_failed": ActionFailed,
    }
    COMMANDS = (("send_dtmf",), ("send_dtmf", "watch"), (), ())
    DEFERS = (False, False, False, False)
    TIMERS = ()
    DETACHABLE = (False, False, False, False)

    actions: DialogActions
    asks: DialogAsks
    cell: Cell

    def __init__(self, actions: DialogActions, asks: DialogAsks, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter early."""
        self.state = EARLY

    def started(self, event: Started) -> None:
        """We are called: the INVITE makes the dialog; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:92
            if trace is not None:
                trace.row(self, "early.started", EARLY, EARLY)
            mark = len(cell.outbox)
            try:
                self.actions.learn_invite(event)
            except Exception as error:
                cell.action_failed(self, "learn_invite", error, mark)
        elif state == TERMINATED:
            # Ignored: the dialog is over (machines/dialog/dialog.yaml:149)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # confirmed, outlived
            # Never: the INVITE was answered already (machines/dialog/dialog.yaml:122, 139)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE was answered already")

    def progress(self, event: Progress) -> None:
        """We call: a tagged 1xx; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:93
            if trace is not None:
                trace.row(self, "early.progress", EARLY, EARLY)
            mark = len(cell.outbox)
            try:
                self.actions.learn_response(event)
            except Exception as error:
                cell.action_failed(self, "learn_response", error, mark)
        else:  # confirmed, outlived, terminated
            # Ignored: the route set is frozen (machines/dialog/dialog.yaml:120, 136)
            # Ignored: the dialog is over (machines/dialog/dialog.yaml:149)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def confirm(self, event: Confirm) -> None:
        """We call: a 2xx; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:94
            if trace is not None:
                trace.row(self, "early.confirm", EARLY, CONFIRMED)
            mark = len(cell.outbox)
            try:
                self.actions.learn_response(event)
            except Exception as error:
                cell.action_failed(self, "learn_response", error, mark)
            self.state = CONFIRMED
        else:  # confirmed, outlived, terminated
            # Ignored: the route set is frozen (machines/dialog/dialog.yaml:120, 136)
            # Ignored: the dialog is over (machines/dialog/dialog.yaml:149)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def accepted(self, event: Accepted) -> None:
        """We are called: our 2xx leaves; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:95
            if trace is not None:
                trace.row(self, "early.accepted", EARLY, CONFIRMED)
            self.state = CONFIRMED
        elif state == TERMINATED:
            # Ignored: the dialog is over (machines/dialog/dialog.yaml:149)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # confirmed, outlived
            # Never: the INVITE was answered already (machines/dialog/dialog.yaml:122, 139)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE was answered already")

    def refreshed(self, event: Refreshed) -> None:
        """2xx to our re-INVITE, UPDATE or SUBSCRIBE; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if EARLY <= state <= OUTLIVED:  # machines/dialog/dialog.yaml:77
            if trace is not None:
                trace.row(self, "refreshed", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.learn_target(event)
            except Exception as error:
                cell.action_failed(self, "learn_target", error, mark)
        else:  # terminated
            # Ignored: the dialog is over (machines/dialog/dialog.yaml:149)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def target_refreshed(self, event: TargetRefreshed) -> None:
        """We accepted the peer's re-INVITE or UPDATE; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):  # machines/dialog/dialog.yaml:78
            if trace is not None:
                trace.row(self, "target_refreshed", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.learn_target(event)
            except Exception as error:
                cell.action_failed(self, "learn_target", error, mark)
        else:  # outlived, terminated
            # Ignored: the session is over (machines/dialog/dialog.yaml:137)
            # Ignored: the dialog is over (machines/dialog/dialog.yaml:149)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ended(self, event: Ended) -> None:
        """The last usage has ended; signal of a chart beside this one."""
        trace = self.cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:100
            if trace is not None:
                trace.row(self, "early.ended", EARLY, TERMINATED)
            self.state = TERMINATED
        elif state == CONFIRMED:
            if self.actions.kept(event):  # machines/dialog/dialog.yaml:118
                if trace is not None:
                    trace.row(self, "confirmed.ended", CONFIRMED, OUTLIVED)
                self.state = OUTLIVED
            else:  # machines/dialog/dialog.yaml:118
                if trace is not None:
                    trace.row(self, "confirmed.ended#1", CONFIRMED, TERMINATED)
                self.state = TERMINATED
        else:  # outlived, terminated
            # Ignored: it has ended already (machines/dialog/dialog.yaml:138)
            # Ignored: a fork that answered late was ended too (machines/dialog/dialog.yaml:150)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def send_dtmf(self, event: SendDtmf) -> None:
        """Digits for the peer; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:99
            if trace is not None:
                trace.row(self, "early.send_dtmf", EARLY, EARLY)
            cell.raise_signal(self, DigitsWanted(event.command, event.digits, event.method, event.seconds, event.pause))
        elif state == CONFIRMED:  # machines/dialog/dialog.yaml:107
            if trace is not None:
                trace.row(self, "confirmed.send_dtmf", CONFIRMED, CONFIRMED)
            cell.raise_signal(self, DigitsWanted(event.command, event.digits, event.method, event.seconds, event.pause))
        else:  # outlived, terminated
            # Rejected: the call is over (machines/dialog/dialog.yaml:134, 147)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")

    def watch(self, event: Watch) -> None:
        """A subscription of ours in this dialog; `number` tells it from others; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:
            # Rejected: the call is not up yet (machines/dialog/dialog.yaml:101)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is not up yet")
        elif state == CONFIRMED:
            if self.actions.watching(event):  # machines/dialog/dialog.yaml:116
                if trace is not None:
                    trace.row(self, "confirmed.watch", CONFIRMED, CONFIRMED)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse_watch(event)
                except Exception as error:
                    cell.action_failed(self, "refuse_watch", error, mark)
            else:  # machines/dialog/dialog.yaml:116
                if trace is not None:
                    trace.row(self, "confirmed.watch#1", CONFIRMED, CONFIRMED)
                cell.raise_signal(self, WatchWanted(event.command, event.number, event.package, event.arguments))
        else:  # outlived, terminated
            # Rejected: the call is over (machines/dialog/dialog.yaml:134, 147)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")

    def stale_request(self, event: StaleRequest) -> None:
        """CSeq lower than one seen; * where stale, from the peer (B2.5)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if EARLY <= state <= OUTLIVED:  # machines/dialog/dialog.yaml:83
            if trace is not None:
                trace.row(self, "stale_request", state, state)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:145
            if trace is not None:
                trace.row(self, "terminated.stale_request", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def demanding_request(self, event: DemandingRequest) -> None:
        """It requires an extension that we do not have; * where not stale and demanding, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if EARLY <= state <= OUTLIVED:  # machines/dialog/dialog.yaml:79
            if trace is not None:
                trace.row(self, "demanding_request", state, state)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:145
            if trace is not None:
                trace.row(self, "terminated.demanding_request", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def unproven_request(self, event: UnprovenRequest) -> None:
        """Of somebody who has proven who it is, without good credentials; * where not stale and not demanding and
        unproven, from the peer.
        """
        cell = self.cell
        trace = cell.trace
        state = self.state
        if EARLY <= state <= OUTLIVED:  # machines/dialog/dialog.yaml:84
            if trace is not None:
                trace.row(self, "unproven_request", state, state)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:145
            if trace is not None:
                trace.row(self, "terminated.unproven_request", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def bye(self, event: Bye) -> None:
        """BYE where not stale and not demanding and not unproven, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:96
            if trace is not None:
                trace.row(self, "early.bye", EARLY, EARLY)
            mark = len(cell.outbox)
            try:
                self.actions.note_request(event)
            except Exception as error:
                cell.action_failed(self, "note_request", error, mark)
            else:
                cell.raise_signal(self, ByeReceived(event.request))
        elif state == CONFIRMED:  # machines/dialog/dialog.yaml:108
            if trace is not None:
                trace.row(self, "confirmed.bye", CONFIRMED, CONFIRMED)
            mark = len(cell.outbox)
            try:
                self.actions.note_request(event)
            except Exception as error:
                cell.action_failed(self, "note_request", error, mark)
            else:
                cell.raise_signal(self, ByeReceived(event.request))
        elif state == OUTLIVED:  # machines/dialog/dialog.yaml:132
            if trace is not None:
                trace.row(self, "outlived.bye", OUTLIVED, OUTLIVED)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond_gone"
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:145
            if trace is not None:
                trace.row(self, "terminated.bye", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def reinvite(self, event: Reinvite) -> None:
        """INVITE where not stale and not demanding and not unproven, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:
            if self.actions.initiator(event):  # machines/dialog/dialog.yaml:97
                if trace is not None:
                    trace.row(self, "early.reinvite", EARLY, EARLY)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/dialog/dialog.yaml:97
                if trace is not None:
                    trace.row(self, "early.reinvite#1", EARLY, EARLY)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "draw_retry_after"
                    self.actions.draw_retry_after(event)
                    mark, step = len(cell.outbox), "payload_respond_overlap"
                    cell.raise_signal(self, self.actions.payload_respond_overlap(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == CONFIRMED:
            if self.asks.occupied(self):  # machines/dialog/dialog.yaml:109
                if trace is not None:
                    trace.row(self, "confirmed.reinvite", CONFIRMED, CONFIRMED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "draw_retry_after"
                    self.actions.draw_retry_after(event)
                    mark, step = len(cell.outbox), "payload_respond_overlap"
                    cell.raise_signal(self, self.actions.payload_respond_overlap(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/dialog/dialog.yaml:109
                if trace is not None:
                    trace.row(self, "confirmed.reinvite#1", CONFIRMED, CONFIRMED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_request(event)
                except Exception as error:
                    cell.action_failed(self, "note_request", error, mark)
                else:
                    cell.raise_signal(self, ReinviteReceived(event.request))
        elif state == OUTLIVED:  # machines/dialog/dialog.yaml:132
            if trace is not None:
                trace.row(self, "outlived.reinvite", OUTLIVED, OUTLIVED)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond_gone"
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:145
            if trace is not None:
                trace.row(self, "terminated.reinvite", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def update(self, event: Update) -> None:
        """UPDATE where not stale and not demanding and not unproven, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):
            if self.asks.updating(self):  # machines/dialog/dialog.yaml:76
                if trace is not None:
                    trace.row(self, "update", state, state)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "draw_retry_after"
                    self.actions.draw_retry_after(event)
                    mark, step = len(cell.outbox), "payload_respond_overlap"
                    cell.raise_signal(self, self.actions.payload_respond_overlap(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/dialog/dialog.yaml:76
                if trace is not None:
                    trace.row(self, "update#1", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.note_request(event)
                except Exception as error:
                    cell.action_failed(self, "note_request", error, mark)
                else:
                    cell.raise_signal(self, UpdateReceived(event.request))
        elif state == OUTLIVED:  # machines/dialog/dialog.yaml:132
            if trace is not None:
                trace.row(self, "outlived.update", OUTLIVED, OUTLIVED)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond_gone"
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:145
            if trace is not None:
                trace.row(self, "terminated.update", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def dialed(self, event: Dialed) -> None:
        """INFO where not stale and not demanding and not unproven and carries_digits, from the peer (B5.14)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):  # machines/dialog/dialog.yaml:80
            if trace is not None:
                trace.row(self, "dialed", state, state)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "publish_digits"
                self.actions.publish_digits(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == OUTLIVED:  # machines/dialog/dialog.yaml:132
            if trace is not None:
                trace.row(self, "outlived.dialed", OUTLIVED, OUTLIVED)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond_gone"
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:145
            if trace is not None:
                trace.row(self, "terminated.dialed", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def query(self, event: Query) -> None:
        """OPTIONS where not stale and not demanding and not unproven, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if EARLY <= state <= OUTLIVED:  # machines/dialog/dialog.yaml:75
            if trace is not None:
                trace.row(self, "query", state, state)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:145
            if trace is not None:
                trace.row(self, "terminated.query", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def inquiry(self, event: Inquiry) -> None:
        """INFO where not stale and not demanding and not unproven and not carries_digits, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):  # machines/dialog/dialog.yaml:81
            if trace is not None:
                trace.row(self, "inquiry", state, state)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_inquiry_received"
                cell.raise_signal(self, self.actions.payload_inquiry_received(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == OUTLIVED:  # machines/dialog/dialog.yaml:132
            if trace is not None:
                trace.row(self, "outlived.inquiry", OUTLIVED, OUTLIVED)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond_gone"
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:145
            if trace is not None:
                trace.row(self, "terminated.inquiry", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def letter(self, event: Letter) -> None:
        """MESSAGE where not stale and not demanding and not unproven, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):  # machines/dialog/dialog.yaml:81
            if trace is not None:
                trace.row(self, "letter", state, state)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_inquiry_received"
                cell.raise_signal(self, self.actions.payload_inquiry_received(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == OUTLIVED:  # machines/dialog/dialog.yaml:132
            if trace is not None:
                trace.row(self, "outlived.letter", OUTLIVED, OUTLIVED)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond_gone"
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:145
            if trace is not None:
                trace.row(self, "terminated.letter", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def prack(self, event: Prack) -> None:
        """PRACK where not stale and not demanding and not unproven, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):
            if self.actions.acknowledges(event):  # machines/dialog/dialog.yaml:82
                if trace is not None:
                    trace.row(self, "prack", state, state)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_prack_received"
                    cell.raise_signal(self, self.actions.payload_prack_received(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/dialog/dialog.yaml:82
                if trace is not None:
                    trace.row(self, "prack#1", state, state)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == OUTLIVED:  # machines/dialog/dialog.yaml:132
            if trace is not None:
                trace.row(self, "outlived.prack", OUTLIVED, OUTLIVED)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond_gone"
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated
            if self.actions.acknowledges(event):  # machines/dialog/dialog.yaml:146
                if trace is not None:
                    trace.row(self, "terminated.prack", TERMINATED, TERMINATED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_prack_received(event))
                except Exception as error:
                    cell.action_failed(self, "payload_prack_received", error, mark)
            else:  # machines/dialog/dialog.yaml:146
                if trace is not None:
                    trace.row(self, "terminated.prack#1", TERMINATED, TERMINATED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_gone(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_gone", error, mark)

    def subscribe(self, event: Subscribe) -> None:
        """SUBSCRIBE where not stale and not demanding and not unproven, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:98
            if trace is not None:
                trace.row(self, "early.subscribe", EARLY, EARLY)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == CONFIRMED:
            if self.actions.unwatched(event):  # machines/dialog/dialog.yaml:111
                if trace is not None:
                    trace.row(self, "confirmed.subscribe", CONFIRMED, CONFIRMED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif self.actions.undecided(event):  # machines/dialog/dialog.yaml:112
                if trace is not None:
                    trace.row(self, "confirmed.subscribe#1", CONFIRMED, CONFIRMED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif self.actions.watched(event):  # machines/dialog/dialog.yaml:113
                if trace is not None:
                    trace.row(self, "confirmed.subscribe#2", CONFIRMED, CONFIRMED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "move_target"
                    self.actions.move_target(event)
                    mark, step = len(cell.outbox), "payload_resubscribe_received"
                    cell.raise_signal(self, self.actions.payload_resubscribe_received(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif self.actions.crowded(event):  # machines/dialog/dialog.yaml:114
                if trace is not None:
                    trace.row(self, "confirmed.subscribe#3", CONFIRMED, CONFIRMED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/dialog/dialog.yaml:115
                if trace is not None:
                    trace.row(self, "confirmed.subscribe#4", CONFIRMED, CONFIRMED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "move_target"
                    self.actions.move_target(event)
                    mark, step = len(cell.outbox), "payload_subscribe_received"
                    cell.raise_signal(self, self.actions.payload_subscribe_received(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == OUTLIVED:
            if self.actions.undecided(event):  # machines/dialog/dialog.yaml:128
                if trace is not None:
                    trace.row(self, "outlived.subscribe", OUTLIVED, OUTLIVED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif self.actions.watched(event):  # machines/dialog/dialog.yaml:129
                if trace is not None:
                    trace.row(self, "outlived.subscribe#1", OUTLIVED, OUTLIVED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "move_target"
                    self.actions.move_target(event)
                    mark, step = len(cell.outbox), "payload_resubscribe_received"
                    cell.raise_signal(self, self.actions.payload_resubscribe_received(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/dialog/dialog.yaml:130
                if trace is not None:
                    trace.row(self, "outlived.subscribe#2", OUTLIVED, OUTLIVED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond_gone"
                    cell.raise_signal(self, self.actions.payload_respond_gone(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:145
            if trace is not None:
                trace.row(self, "terminated.subscribe", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def notify(self, event: Notify) -> None:
        """NOTIFY where not stale and not demanding and not unproven, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:85
            if trace is not None:
                trace.row(self, "notify", EARLY, EARLY)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        elif state == CONFIRMED:
            if self.actions.awaited(event):  # machines/dialog/dialog.yaml:117
                if trace is not None:
                    trace.row(self, "confirmed.notify", CONFIRMED, CONFIRMED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "move_target"
                    self.actions.move_target(event)
                    mark, step = len(cell.outbox), "payload_notify_received"
                    cell.raise_signal(self, self.actions.payload_notify_received(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/dialog/dialog.yaml:117
                if trace is not None:
                    trace.row(self, "confirmed.notify#1", CONFIRMED, CONFIRMED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        elif state == OUTLIVED:
            if self.actions.awaited(event):  # machines/dialog/dialog.yaml:131
                if trace is not None:
                    trace.row(self, "outlived.notify", OUTLIVED, OUTLIVED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "move_target"
                    self.actions.move_target(event)
                    mark, step = len(cell.outbox), "payload_notify_received"
                    cell.raise_signal(self, self.actions.payload_notify_received(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/dialog/dialog.yaml:131
                if trace is not None:
                    trace.row(self, "outlived.notify#1", OUTLIVED, OUTLIVED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:145
            if trace is not None:
                trace.row(self, "terminated.notify", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def usage_over(self, event: UsageOver) -> None:
        """A subscription inside the dialog has ended; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:
            # Never: nobody subscribes in an early dialog (machines/dialog/dialog.yaml:102)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody subscribes in an early dialog")
        elif state == OUTLIVED:
            if self.actions.kept(event):  # machines/dialog/dialog.yaml:133
                if trace is not None:
                    trace.row(self, "outlived.usage_over", OUTLIVED, OUTLIVED)
            else:  # machines/dialog/dialog.yaml:133
                if trace is not None:
                    trace.row(self, "outlived.usage_over#1", OUTLIVED, TERMINATED)
                self.state = TERMINATED
        else:  # confirmed, terminated
            # Ignored: the session keeps the dialog (machines/dialog/dialog.yaml:121)
            # Ignored: the dialog is over (machines/dialog/dialog.yaml:151)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def other_request(self, event: OtherRequest) -> None:
        """A method that we do not take inside a dialog; from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if EARLY <= state <= OUTLIVED:  # machines/dialog/dialog.yaml:86
            if trace is not None:
                trace.row(self, "other_request", state, state)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:145
            if trace is not None:
                trace.row(self, "terminated.other_request", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if self.actions.dropped(event):  # machines/dialog/dialog.yaml:87
            if trace is not None:
                trace.row(self, "action_failed", state, state)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
        else:  # machines/dialog/dialog.yaml:87
            if trace is not None:
                trace.row(self, "action_failed#1", state, state)

    def classify_request(self, request: Request) -> Event:
        """Name the event of a request (BYE, INVITE, UPDATE, INFO, OPTIONS, MESSAGE, PRACK, SUBSCRIBE, NOTIFY and
        others).
        """
        method = request.method
        if method == "BYE":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            as_unproven_request = UnprovenRequest(request)
            if self.actions.unproven(as_unproven_request):
                return as_unproven_request
            return Bye(request)
        if method == "INVITE":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            as_unproven_request = UnprovenRequest(request)
            if self.actions.unproven(as_unproven_request):
                return as_unproven_request
            return Reinvite(request)
        if method == "UPDATE":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            as_unproven_request = UnprovenRequest(request)
            if self.actions.unproven(as_unproven_request):
                return as_unproven_request
            return Update(request)
        if method == "INFO":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            as_unproven_request = UnprovenRequest(request)
            if self.actions.unproven(as_unproven_request):
                return as_unproven_request
            as_dialed = Dialed(request)
            if self.actions.carries_digits(as_dialed):
                return as_dialed
            return Inquiry(request)
        if method == "OPTIONS":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            as_unproven_request = UnprovenRequest(request)
            if self.actions.unproven(as_unproven_request):
                return as_unproven_request
            return Query(request)
        if method == "MESSAGE":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            as_unproven_request = UnprovenRequest(request)
            if self.actions.unproven(as_unproven_request):
                return as_unproven_request
            return Letter(request)
        if method == "PRACK":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            as_unproven_request = UnprovenRequest(request)
            if self.actions.unproven(as_unproven_request):
                return as_unproven_request
            return Prack(request)
        if method == "SUBSCRIBE":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            as_unproven_request = UnprovenRequest(request)
            if self.actions.unproven(as_unproven_request):
                return as_unproven_request
            return Subscribe(request)
        if method == "NOTIFY":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            as_unproven_request = UnprovenRequest(request)
            if self.actions.unproven(as_unproven_request):
                return as_unproven_request
            return Notify(request)
        as_stale_request = StaleRequest(request)
        if self.actions.stale(as_stale_request):
            return as_stale_request
        as_demanding_request = DemandingRequest(request)
        if self.actions.demanding(as_demanding_request):
            return as_demanding_request
        as_unproven_request = UnprovenRequest(request)
        if self.actions.unproven(as_unproven_request):
            return as_unproven_request
        return OtherRequest(request)

    def receive_request(self, request: Request) -> None:
        """Handle a request as the one event that it is."""
        self.dispatch(self.classify_request(request))
