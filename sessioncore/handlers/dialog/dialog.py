"""The dialog, first receiver of requests inside it; owns identity, CSeq, route set and remote target.

Generated from machines/dialog/dialog.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 12, RFC5057
"""
# sessioncore: chart sha256=55de6282aff9c4abe4de8b7533754a0fa3172072df253a8a3aed65fb1cfe3289 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

EARLY: Final = 0  # made by a provisional response, or by an INVITE not yet answered
CONFIRMED: Final = 1  # made by a 2xx
TERMINATED: Final = 2  # every usage has ended; a request that comes late gets 481


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
    """2xx to our re-INVITE or UPDATE; signal of a chart beside this one."""

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


class Bye(Event):
    """BYE where not stale and not demanding, from the peer."""

    __slots__ = ("request",)
    NAME = "bye"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Reinvite(Event):
    """INVITE where not stale and not demanding, from the peer."""

    __slots__ = ("request",)
    NAME = "reinvite"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Update(Event):
    """UPDATE where not stale and not demanding, from the peer."""

    __slots__ = ("request",)
    NAME = "update"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Dialed(Event):
    """INFO where not stale and not demanding and carries_digits, from the peer (B5.14)."""

    __slots__ = ("request",)
    NAME = "dialed"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Query(Event):
    """OPTIONS where not stale and not demanding, from the peer."""

    __slots__ = ("request",)
    NAME = "query"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Inquiry(Event):
    """INFO where not stale and not demanding and not carries_digits, from the peer."""

    __slots__ = ("request",)
    NAME = "inquiry"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Letter(Event):
    """MESSAGE where not stale and not demanding, from the peer."""

    __slots__ = ("request",)
    NAME = "letter"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Prack(Event):
    """PRACK where not stale and not demanding, from the peer."""

    __slots__ = ("request",)
    NAME = "prack"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


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

    def acknowledges(self, event: Prack) -> bool:
        """Its RAck has the number of a reliable provisional response of ours."""

    def initiator(self, event: Reinvite) -> bool:
        """The INVITE that is still open is ours."""

    def carries_digits(self, event: Dialed) -> bool:
        """It is an INFO with digits for us."""

    def learn_invite(self, event: Started) -> None:
        """Identity, route set and target of the caller."""

    def learn_response(self, event: Progress | Confirm) -> None:
        """Identity, route set and target from a response that may make the dialog."""

    def learn_target(self, event: Refreshed | TargetRefreshed) -> None:
        """The remote target of a target refresh."""

    def note_request(
        self,
        event: DemandingRequest | Bye | Reinvite | Update | Dialed | Query | Inquiry | Letter | Prack | OtherRequest,
    ) -> None:
        """The peer's CSeq goes on."""

    def draw_retry_after(self, event: Reinvite | Update) -> None:
        """How long the peer shall wait."""

    def publish_digits(self, event: Dialed) -> None:
        """DigitReceived."""

    def payload_inquiry_received(self, event: Inquiry | Letter) -> InquiryReceived:
        """The payload of inquiry_received; reads only."""

    def payload_prack_received(self, event: Prack) -> PrackReceived:
        """The payload of prack_received; reads only."""

    def payload_respond(
        self, event: StaleRequest | DemandingRequest | Reinvite | Dialed | Query | Prack | OtherRequest
    ) -> Respond:
        """The payload of respond; reads only."""

    def payload_respond_overlap(self, event: Reinvite | Update) -> RespondOverlap:
        """The payload of respond_overlap; reads only."""

    def payload_respond_gone(
        self,
        event: StaleRequest
        | DemandingRequest
        | Bye
        | Reinvite
        | Update
        | Dialed
        | Query
        | Inquiry
        | Letter
        | Prack
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
    DIGEST = "55de6282aff9c4abe4de8b7533754a0fa3172072df253a8a3aed65fb1cfe3289"
    STATES = ("early", "confirmed", "terminated")
    FINAL = (False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "started": Started,
        "progress": Progress,
        "confirm": Confirm,
        "accepted": Accepted,
        "refreshed": Refreshed,
        "target_refreshed": TargetRefreshed,
        "ended": Ended,
        "send_dtmf": SendDtmf,
        "stale_request": StaleRequest,
        "demanding_request": DemandingRequest,
        "bye": Bye,
        "reinvite": Reinvite,
        "update": Update,
        "dialed": Dialed,
        "query": Query,
        "inquiry": Inquiry,
        "letter": Letter,
        "prack": Prack,
        "other_request": OtherRequest,
        "action_failed": ActionFailed,
    }
    COMMANDS = ((), ("send_dtmf",), ())
    DEFERS = (False, False, False)
    TIMERS = ()
    DETACHABLE = (False, False, False)

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
        if state == EARLY:  # machines/dialog/dialog.yaml:70
            if trace is not None:
                trace.row(self, "early.started", EARLY, EARLY)
            mark = len(cell.outbox)
            try:
                self.actions.learn_invite(event)
            except Exception as error:
                cell.action_failed(self, "learn_invite", error, mark)
        elif state == TERMINATED:
            # Ignored: the dialog is over (machines/dialog/dialog.yaml:98)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # confirmed
            # Never: the INVITE was answered already (machines/dialog/dialog.yaml:88)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE was answered already")

    def progress(self, event: Progress) -> None:
        """We call: a tagged 1xx; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:71
            if trace is not None:
                trace.row(self, "early.progress", EARLY, EARLY)
            mark = len(cell.outbox)
            try:
                self.actions.learn_response(event)
            except Exception as error:
                cell.action_failed(self, "learn_response", error, mark)
        else:  # confirmed, terminated
            # Ignored: the route set is frozen (machines/dialog/dialog.yaml:87)
            # Ignored: the dialog is over (machines/dialog/dialog.yaml:98)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def confirm(self, event: Confirm) -> None:
        """We call: a 2xx; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:72
            if trace is not None:
                trace.row(self, "early.confirm", EARLY, CONFIRMED)
            mark = len(cell.outbox)
            try:
                self.actions.learn_response(event)
            except Exception as error:
                cell.action_failed(self, "learn_response", error, mark)
            self.state = CONFIRMED
        else:  # confirmed, terminated
            # Ignored: the route set is frozen (machines/dialog/dialog.yaml:87)
            # Ignored: the dialog is over (machines/dialog/dialog.yaml:98)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def accepted(self, event: Accepted) -> None:
        """We are called: our 2xx leaves; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:73
            if trace is not None:
                trace.row(self, "early.accepted", EARLY, CONFIRMED)
            self.state = CONFIRMED
        elif state == TERMINATED:
            # Ignored: the dialog is over (machines/dialog/dialog.yaml:98)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # confirmed
            # Never: the INVITE was answered already (machines/dialog/dialog.yaml:88)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "the INVITE was answered already")

    def refreshed(self, event: Refreshed) -> None:
        """2xx to our re-INVITE or UPDATE; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):  # machines/dialog/dialog.yaml:57
            if trace is not None:
                trace.row(self, "refreshed", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.learn_target(event)
            except Exception as error:
                cell.action_failed(self, "learn_target", error, mark)
        else:  # terminated
            # Ignored: the dialog is over (machines/dialog/dialog.yaml:98)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def target_refreshed(self, event: TargetRefreshed) -> None:
        """We accepted the peer's re-INVITE or UPDATE; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):  # machines/dialog/dialog.yaml:58
            if trace is not None:
                trace.row(self, "target_refreshed", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.learn_target(event)
            except Exception as error:
                cell.action_failed(self, "learn_target", error, mark)
        else:  # terminated
            # Ignored: the dialog is over (machines/dialog/dialog.yaml:98)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def ended(self, event: Ended) -> None:
        """The last usage has ended; signal of a chart beside this one."""
        trace = self.cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:76
            if trace is not None:
                trace.row(self, "early.ended", EARLY, TERMINATED)
            self.state = TERMINATED
        elif state == CONFIRMED:  # machines/dialog/dialog.yaml:85
            if trace is not None:
                trace.row(self, "confirmed.ended", CONFIRMED, TERMINATED)
            self.state = TERMINATED
        else:  # terminated
            # Ignored: a fork that answered late was ended too (machines/dialog/dialog.yaml:99)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def send_dtmf(self, event: SendDtmf) -> None:
        """Digits for the peer; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CONFIRMED:  # machines/dialog/dialog.yaml:82
            if trace is not None:
                trace.row(self, "confirmed.send_dtmf", CONFIRMED, CONFIRMED)
            cell.raise_signal(self, DigitsWanted(event.command, event.digits, event.method, event.seconds, event.pause))
        elif state == TERMINATED:
            # Rejected: the call is over (machines/dialog/dialog.yaml:96)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is over")
        else:  # early
            # Rejected: the call is not up yet (machines/dialog/dialog.yaml:77)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "the call is not up yet")

    def stale_request(self, event: StaleRequest) -> None:
        """CSeq lower than one seen; * where stale, from the peer (B2.5)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):  # machines/dialog/dialog.yaml:63
            if trace is not None:
                trace.row(self, "stale_request", state, state)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:94
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
        if state in (EARLY, CONFIRMED):  # machines/dialog/dialog.yaml:59
            if trace is not None:
                trace.row(self, "demanding_request", state, state)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:94
            if trace is not None:
                trace.row(self, "terminated.demanding_request", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def bye(self, event: Bye) -> None:
        """BYE where not stale and not demanding, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:  # machines/dialog/dialog.yaml:74
            if trace is not None:
                trace.row(self, "early.bye", EARLY, EARLY)
            mark = len(cell.outbox)
            try:
                self.actions.note_request(event)
            except Exception as error:
                cell.action_failed(self, "note_request", error, mark)
            else:
                cell.raise_signal(self, ByeReceived(event.request))
        elif state == CONFIRMED:  # machines/dialog/dialog.yaml:83
            if trace is not None:
                trace.row(self, "confirmed.bye", CONFIRMED, CONFIRMED)
            mark = len(cell.outbox)
            try:
                self.actions.note_request(event)
            except Exception as error:
                cell.action_failed(self, "note_request", error, mark)
            else:
                cell.raise_signal(self, ByeReceived(event.request))
        else:  # terminated: machines/dialog/dialog.yaml:94
            if trace is not None:
                trace.row(self, "terminated.bye", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def reinvite(self, event: Reinvite) -> None:
        """INVITE where not stale and not demanding, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == EARLY:
            if self.actions.initiator(event):  # machines/dialog/dialog.yaml:75
                if trace is not None:
                    trace.row(self, "early.reinvite", EARLY, EARLY)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/dialog/dialog.yaml:75
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
            if self.asks.occupied(self):  # machines/dialog/dialog.yaml:84
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
            else:  # machines/dialog/dialog.yaml:84
                if trace is not None:
                    trace.row(self, "confirmed.reinvite#1", CONFIRMED, CONFIRMED)
                mark = len(cell.outbox)
                try:
                    self.actions.note_request(event)
                except Exception as error:
                    cell.action_failed(self, "note_request", error, mark)
                else:
                    cell.raise_signal(self, ReinviteReceived(event.request))
        else:  # terminated: machines/dialog/dialog.yaml:94
            if trace is not None:
                trace.row(self, "terminated.reinvite", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def update(self, event: Update) -> None:
        """UPDATE where not stale and not demanding, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):
            if self.asks.updating(self):  # machines/dialog/dialog.yaml:56
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
            else:  # machines/dialog/dialog.yaml:56
                if trace is not None:
                    trace.row(self, "update#1", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.note_request(event)
                except Exception as error:
                    cell.action_failed(self, "note_request", error, mark)
                else:
                    cell.raise_signal(self, UpdateReceived(event.request))
        else:  # terminated: machines/dialog/dialog.yaml:94
            if trace is not None:
                trace.row(self, "terminated.update", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def dialed(self, event: Dialed) -> None:
        """INFO where not stale and not demanding and carries_digits, from the peer (B5.14)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):  # machines/dialog/dialog.yaml:60
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
        else:  # terminated: machines/dialog/dialog.yaml:94
            if trace is not None:
                trace.row(self, "terminated.dialed", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def query(self, event: Query) -> None:
        """OPTIONS where not stale and not demanding, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):  # machines/dialog/dialog.yaml:55
            if trace is not None:
                trace.row(self, "query", state, state)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:94
            if trace is not None:
                trace.row(self, "terminated.query", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def inquiry(self, event: Inquiry) -> None:
        """INFO where not stale and not demanding and not carries_digits, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):  # machines/dialog/dialog.yaml:61
            if trace is not None:
                trace.row(self, "inquiry", state, state)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_inquiry_received"
                cell.raise_signal(self, self.actions.payload_inquiry_received(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:94
            if trace is not None:
                trace.row(self, "terminated.inquiry", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def letter(self, event: Letter) -> None:
        """MESSAGE where not stale and not demanding, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):  # machines/dialog/dialog.yaml:61
            if trace is not None:
                trace.row(self, "letter", state, state)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_inquiry_received"
                cell.raise_signal(self, self.actions.payload_inquiry_received(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:94
            if trace is not None:
                trace.row(self, "terminated.letter", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def prack(self, event: Prack) -> None:
        """PRACK where not stale and not demanding, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):
            if self.actions.acknowledges(event):  # machines/dialog/dialog.yaml:62
                if trace is not None:
                    trace.row(self, "prack", state, state)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_prack_received"
                    cell.raise_signal(self, self.actions.payload_prack_received(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/dialog/dialog.yaml:62
                if trace is not None:
                    trace.row(self, "prack#1", state, state)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
        else:  # terminated
            if self.actions.acknowledges(event):  # machines/dialog/dialog.yaml:95
                if trace is not None:
                    trace.row(self, "terminated.prack", TERMINATED, TERMINATED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_prack_received(event))
                except Exception as error:
                    cell.action_failed(self, "payload_prack_received", error, mark)
            else:  # machines/dialog/dialog.yaml:95
                if trace is not None:
                    trace.row(self, "terminated.prack#1", TERMINATED, TERMINATED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_gone(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_gone", error, mark)

    def other_request(self, event: OtherRequest) -> None:
        """A method that we do not take inside a dialog; from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (EARLY, CONFIRMED):  # machines/dialog/dialog.yaml:64
            if trace is not None:
                trace.row(self, "other_request", state, state)
            mark, step = len(cell.outbox), "note_request"
            try:
                self.actions.note_request(event)
                mark, step = len(cell.outbox), "payload_respond"
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, step, error, mark)
        else:  # terminated: machines/dialog/dialog.yaml:94
            if trace is not None:
                trace.row(self, "terminated.other_request", TERMINATED, TERMINATED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        trace = self.cell.trace
        state = self.state
        if trace is not None:
            trace.row(self, "action_failed", state, state)

    def classify_request(self, request: Request) -> Event:
        """Name the event of a request (BYE, INVITE, UPDATE, INFO, OPTIONS, MESSAGE, PRACK and others)."""
        method = request.method
        if method == "BYE":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            return Bye(request)
        if method == "INVITE":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            return Reinvite(request)
        if method == "UPDATE":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            return Update(request)
        if method == "INFO":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
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
            return Query(request)
        if method == "MESSAGE":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            return Letter(request)
        if method == "PRACK":
            as_stale_request = StaleRequest(request)
            if self.actions.stale(as_stale_request):
                return as_stale_request
            as_demanding_request = DemandingRequest(request)
            if self.actions.demanding(as_demanding_request):
                return as_demanding_request
            return Prack(request)
        as_stale_request = StaleRequest(request)
        if self.actions.stale(as_stale_request):
            return as_stale_request
        as_demanding_request = DemandingRequest(request)
        if self.actions.demanding(as_demanding_request):
            return as_demanding_request
        return OtherRequest(request)

    def receive_request(self, request: Request) -> None:
        """Handle a request as the one event that it is."""
        self.dispatch(self.classify_request(request))
