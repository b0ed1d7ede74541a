"""One REGISTER - read, judged, and done as a whole or not at all.

Generated from machines/registration/registrar.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 10.3, RFC3327, RFC5626 6
"""
# sessioncore: chart sha256=55e1e236bb3811456da2db6fdb7b91acb47a00a85713ab92a3fc07ec7bb7ec61 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

READING: Final = 0  # the request is being read
ASKING: Final = 1  # the credentials are being judged
DECIDING: Final = 2  # everything is known that decides
WEIGHING: Final = 3  # may it be done as a whole
UPDATING: Final = 4  # the bindings are being told
ANSWERED: Final = 5  # its transaction does the rest


class Register(Event):
    """REGISTER, from the peer."""

    __slots__ = ("request",)
    NAME = "register"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Proven(Event):
    """We know who registers; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "proven"


PROVEN: Final = Proven()


class Unproven(Event):
    """No credentials, or none that are good; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "unproven"


UNPROVEN: Final = Unproven()


class ToldToChallenge(Event):
    """Who registers has to prove who it is; signal of a chart beside this one."""

    __slots__ = ("challenges", "status")
    NAME = "told_to_challenge"
    FIELDS = ("status", "challenges")

    def __init__(self, status: int, challenges: list[str]) -> None:
        self.status = status
        self.challenges = challenges


class Decide(Event):
    """Nothing is left to ask; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "decide"


DECIDE: Final = Decide()


class Weigh(Event):
    """It makes sense, and is the sender's to ask; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "weigh"


WEIGH: Final = Weigh()


class Applied(Event):
    """Every binding has been told; told by another cell."""

    __slots__ = ()
    NAME = "applied"


APPLIED: Final = Applied()


class WantsProof(Signal):
    """Tells the charts beside this one: wants_proof."""

    __slots__ = ()
    NAME = "wants_proof"


WANTS_PROOF: Final = WantsProof()


class Challenges(Signal):
    """Tells the charts beside this one: challenges."""

    __slots__ = ("status",)
    NAME = "challenges"
    FIELDS = ("status",)

    def __init__(self, status: int) -> None:
        self.status = status


class DecideNow(Signal):
    """Tells the charts beside this one: decide_now."""

    __slots__ = ()
    NAME = "decide_now"


DECIDE_NOW: Final = DecideNow()


class WeighNow(Signal):
    """Tells the charts beside this one: weigh_now."""

    __slots__ = ()
    NAME = "weigh_now"


WEIGH_NOW: Final = WeighNow()


class Respond(Signal):
    """Tells the charts beside this one: respond."""

    __slots__ = ("response",)
    NAME = "respond"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class RegistrarActions(Protocol):
    """What registration/registrar asks of its hand-written actions."""

    def demanding(self, event: Register) -> bool:
        """Its Require names an extension that the registrar does not have."""

    def public(self, event: Register) -> bool:
        """Everybody may register here."""

    def foreign(self, event: Decide) -> bool:
        """To names no user of the host that is asked."""

    def stranger(self, event: Decide) -> bool:
        """The user that proved who it is registers somebody else."""

    def senseless(self, event: Decide) -> bool:
        """Its Contacts cannot be read, or do not go together."""

    def too_brief(self, event: Weigh) -> bool:
        """An interval is shorter than we accept."""

    def outdated(self, event: Weigh) -> bool:
        """It is older than what its Call-ID said of the same binding before."""

    def flowless(self, event: Weigh) -> bool:
        """It wants an outbound flow, but comes through a proxy that keeps none."""

    def crowded(self, event: Weigh) -> bool:
        """The user would have more bindings than we keep for one."""

    def exhausted(self, event: Weigh) -> bool:
        """There would be more bindings than we keep at all."""

    def inquiring(self, event: Decide) -> bool:
        """It has no Contact and changes nothing."""

    def note_request(self, event: Register) -> None:
        """Keeps the request."""

    def apply(self, event: Weigh) -> None:
        """Tells each binding what becomes of it, then this chart."""

    def payload_challenges(self, event: Unproven) -> Challenges:
        """The payload of challenges; reads only."""

    def payload_respond(self, event: Register | ToldToChallenge | Decide | Weigh | Applied | ActionFailed) -> Respond:
        """The payload of respond; reads only."""


class Registrar(Machine):
    """One REGISTER - read, judged, and done as a whole or not at all."""

    __slots__ = ()
    CHART = "registration/registrar"
    KIND = "registrar"
    DIGEST = "55e1e236bb3811456da2db6fdb7b91acb47a00a85713ab92a3fc07ec7bb7ec61"
    STATES = ("reading", "asking", "deciding", "weighing", "updating", "answered")
    FINAL = (False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "register": Register,
        "proven": Proven,
        "unproven": Unproven,
        "told_to_challenge": ToldToChallenge,
        "decide": Decide,
        "weigh": Weigh,
        "applied": Applied,
        "action_failed": ActionFailed,
    }
    COMMANDS = ((),) * 6
    DEFERS = (False, False, False, False, False, False)
    TIMERS = ()
    DETACHABLE = (False, False, False, False, False, True)

    actions: RegistrarActions
    cell: Cell

    def __init__(self, actions: RegistrarActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter reading."""
        self.state = READING

    def register(self, event: Register) -> None:
        """REGISTER, from the peer."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == READING:
            if self.actions.demanding(event):  # machines/registration/registrar.yaml:44
                if trace is not None:
                    trace.row(self, "reading.register", READING, ANSWERED)
                mark, step = len(cell.outbox), "note_request"
                try:
                    self.actions.note_request(event)
                    mark, step = len(cell.outbox), "payload_respond"
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ANSWERED
            elif self.actions.public(event):  # machines/registration/registrar.yaml:45
                if trace is not None:
                    trace.row(self, "reading.register#1", READING, DECIDING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_request(event)
                except Exception as error:
                    cell.action_failed(self, "note_request", error, mark)
                else:
                    cell.raise_signal(self, DECIDE_NOW)
                self.state = DECIDING
            else:  # machines/registration/registrar.yaml:46
                if trace is not None:
                    trace.row(self, "reading.register#2", READING, ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_request(event)
                except Exception as error:
                    cell.action_failed(self, "note_request", error, mark)
                else:
                    cell.raise_signal(self, WANTS_PROOF)
                self.state = ASKING
        else:  # asking, deciding, weighing, updating, answered
            # Ignored: one request makes one cell (machines/registration/registrar.yaml:57, 71, 86, 94, 101)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def proven(self, event: Proven) -> None:
        """We know who registers; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == READING:
            # Never: nothing was read yet (machines/registration/registrar.yaml:48)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was read yet")
        elif state == ASKING:  # machines/registration/registrar.yaml:53
            if trace is not None:
                trace.row(self, "asking.proven", ASKING, DECIDING)
            cell.raise_signal(self, DECIDE_NOW)
            self.state = DECIDING
        elif state == DECIDING:
            # Never: nobody is asked (machines/registration/registrar.yaml:73)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody is asked")
        elif state == ANSWERED:
            # Ignored: it was answered (machines/registration/registrar.yaml:102)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # weighing, updating
            # Never: it was decided (machines/registration/registrar.yaml:88, 95)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it was decided")

    def unproven(self, event: Unproven) -> None:
        """No credentials, or none that are good; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == READING:
            # Never: nothing was read yet (machines/registration/registrar.yaml:48)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was read yet")
        elif state == ASKING:  # machines/registration/registrar.yaml:54
            if trace is not None:
                trace.row(self, "asking.unproven", ASKING, ASKING)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_challenges(event))
            except Exception as error:
                cell.action_failed(self, "payload_challenges", error, mark)
        elif state == DECIDING:
            # Never: nobody is asked (machines/registration/registrar.yaml:73)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody is asked")
        elif state == ANSWERED:
            # Ignored: it was answered (machines/registration/registrar.yaml:102)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # weighing, updating
            # Never: it was decided (machines/registration/registrar.yaml:88, 95)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it was decided")

    def told_to_challenge(self, event: ToldToChallenge) -> None:
        """Who registers has to prove who it is; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == READING:
            # Never: nothing was read yet (machines/registration/registrar.yaml:48)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was read yet")
        elif state == ASKING:  # machines/registration/registrar.yaml:55
            if trace is not None:
                trace.row(self, "asking.told_to_challenge", ASKING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        elif state == DECIDING:
            # Never: nobody is asked (machines/registration/registrar.yaml:73)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody is asked")
        elif state == ANSWERED:
            # Ignored: it was answered (machines/registration/registrar.yaml:102)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # weighing, updating
            # Never: it was decided (machines/registration/registrar.yaml:88, 95)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it was decided")

    def decide(self, event: Decide) -> None:
        """Nothing is left to ask; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == READING:
            # Never: nothing was read yet (machines/registration/registrar.yaml:48)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was read yet")
        elif state == ASKING:
            # Never: it is not known who registers (machines/registration/registrar.yaml:59)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is not known who registers")
        elif state == DECIDING:
            if self.actions.foreign(event):  # machines/registration/registrar.yaml:65
                if trace is not None:
                    trace.row(self, "deciding.decide", DECIDING, ANSWERED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                self.state = ANSWERED
            elif self.actions.stranger(event):  # machines/registration/registrar.yaml:66
                if trace is not None:
                    trace.row(self, "deciding.decide#1", DECIDING, ANSWERED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                self.state = ANSWERED
            elif self.actions.inquiring(event):  # machines/registration/registrar.yaml:67
                if trace is not None:
                    trace.row(self, "deciding.decide#2", DECIDING, ANSWERED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                self.state = ANSWERED
            elif self.actions.senseless(event):  # machines/registration/registrar.yaml:68
                if trace is not None:
                    trace.row(self, "deciding.decide#3", DECIDING, ANSWERED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                self.state = ANSWERED
            else:  # machines/registration/registrar.yaml:69
                if trace is not None:
                    trace.row(self, "deciding.decide#4", DECIDING, WEIGHING)
                cell.raise_signal(self, WEIGH_NOW)
                self.state = WEIGHING
        elif state == ANSWERED:
            # Ignored: it was answered (machines/registration/registrar.yaml:102)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # weighing, updating
            # Never: it was decided (machines/registration/registrar.yaml:88, 95)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it was decided")

    def weigh(self, event: Weigh) -> None:
        """It makes sense, and is the sender's to ask; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ASKING:
            # Never: it is not known who registers (machines/registration/registrar.yaml:59)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it is not known who registers")
        elif state == DECIDING:
            # Never: nobody is asked (machines/registration/registrar.yaml:73)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nobody is asked")
        elif state == WEIGHING:
            if self.actions.too_brief(event):  # machines/registration/registrar.yaml:79
                if trace is not None:
                    trace.row(self, "weighing.weigh", WEIGHING, ANSWERED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                self.state = ANSWERED
            elif self.actions.outdated(event):  # machines/registration/registrar.yaml:80
                if trace is not None:
                    trace.row(self, "weighing.weigh#1", WEIGHING, ANSWERED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                self.state = ANSWERED
            elif self.actions.flowless(event):  # machines/registration/registrar.yaml:81
                if trace is not None:
                    trace.row(self, "weighing.weigh#2", WEIGHING, ANSWERED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                self.state = ANSWERED
            elif self.actions.crowded(event):  # machines/registration/registrar.yaml:82
                if trace is not None:
                    trace.row(self, "weighing.weigh#3", WEIGHING, ANSWERED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                self.state = ANSWERED
            elif self.actions.exhausted(event):  # machines/registration/registrar.yaml:83
                if trace is not None:
                    trace.row(self, "weighing.weigh#4", WEIGHING, ANSWERED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                self.state = ANSWERED
            else:  # machines/registration/registrar.yaml:84
                if trace is not None:
                    trace.row(self, "weighing.weigh#5", WEIGHING, UPDATING)
                mark = len(cell.outbox)
                try:
                    self.actions.apply(event)
                except Exception as error:
                    cell.action_failed(self, "apply", error, mark)
                self.state = UPDATING
        elif state == UPDATING:
            # Never: it was decided (machines/registration/registrar.yaml:95)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "it was decided")
        elif state == ANSWERED:
            # Ignored: it was answered (machines/registration/registrar.yaml:102)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # reading
            # Never: nothing was read yet (machines/registration/registrar.yaml:48)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing was read yet")

    def applied(self, event: Applied) -> None:
        """Every binding has been told; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UPDATING:  # machines/registration/registrar.yaml:93
            if trace is not None:
                trace.row(self, "updating.applied", UPDATING, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # reading, asking, deciding, weighing, answered
            # Ignored: nothing was told (machines/registration/registrar.yaml:47, 58, 72, 87)
            # Ignored: it was answered (machines/registration/registrar.yaml:102)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if READING <= state <= UPDATING:  # machines/registration/registrar.yaml:38
            if trace is not None:
                trace.row(self, "action_failed", state, ANSWERED)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = ANSWERED
        else:  # answered
            # Ignored: it was answered (machines/registration/registrar.yaml:103)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def classify_request(self, request: Request) -> Event:
        """Name the event of a request (REGISTER)."""
        return Register(request)

    def receive_request(self, request: Request) -> None:
        """Handle a request as the one event that it is."""
        self.dispatch(self.classify_request(request))
