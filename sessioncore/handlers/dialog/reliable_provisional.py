"""One reliable provisional response of ours, sent again until its PRACK comes.

Generated from machines/dialog/reliable_provisional.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3262 3
"""
# sessioncore: chart sha256=6abd5b6517587d82c327e94294842e6001f2ed8210963e1bf5b0665409623298 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.statechart import Cell, Timer
    from sessioncore.wire.sip import Request, Response

require_abi(__name__, 1)

SENDING: Final = 0  # waiting for the PRACK
ANSWERING: Final = 1  # offer_answer reads the PRACK
STOPPED: Final = 2  # the INVITE is over; a PRACK that was under way is still answered
DONE: Final = 3  # acknowledged, or given up


class Sent(Event):
    """The 18x that has left; signal of a chart beside this one."""

    __slots__ = ("response",)
    NAME = "sent"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class Prack(Event):
    """Its RAck has the number of this response; signal of a chart beside this one."""

    __slots__ = ("request",)
    NAME = "prack"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Taken(Event):
    """What the PRACK carries was read, nothing is to be answered; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "taken"


TAKEN: Final = Taken()


class Answered(Event):
    """The offer in the PRACK is answered; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "answered"


ANSWERED: Final = Answered()


class Down(Event):
    """The INVITE was refused, or its dialog has ended; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "down"


DOWN: Final = Down()


class ResendDue(Event):
    """On every transport, and without a cap: give_up comes first; `resend` is due (B3.11)."""

    __slots__ = ()
    NAME = "resend_due"


RESEND_DUE: Final = ResendDue()


class GaveUp(Event):
    """`give_up` is due (B3.11)."""

    __slots__ = ()
    NAME = "gave_up"


GAVE_UP: Final = GaveUp()


class Lingered(Event):
    """A PRACK may still be under way; `linger` is due (B3.11)."""

    __slots__ = ()
    NAME = "lingered"


LINGERED: Final = Lingered()


class Described(Signal):
    """Tells the charts beside this one: described."""

    __slots__ = ("request",)
    NAME = "described"
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


class RespondGone(Signal):
    """Tells the charts beside this one: respond_gone."""

    __slots__ = ("response",)
    NAME = "respond_gone"
    FIELDS = ("response",)

    def __init__(self, response: Response) -> None:
        self.response = response


class PassedOn(Signal):
    """Tells the charts beside this one: passed_on."""

    __slots__ = ("request",)
    NAME = "passed_on"
    FIELDS = ("request",)

    def __init__(self, request: Request) -> None:
        self.request = request


class Acknowledged(Signal):
    """Tells the charts beside this one: acknowledged."""

    __slots__ = ()
    NAME = "acknowledged"


ACKNOWLEDGED: Final = Acknowledged()


class GivenUp(Signal):
    """Tells the charts beside this one: given_up."""

    __slots__ = ()
    NAME = "given_up"


GIVEN_UP: Final = GivenUp()


class ReliableProvisionalActions(Protocol):
    """What dialog/reliable_provisional asks of its hand-written actions."""

    def meant(self, event: Prack) -> bool:
        """Its RAck names the INVITE of this response, too."""

    def passing(self, event: Prack) -> bool:
        """It carries an offer, which the other side of a coupling answers."""

    def keep(self, event: Sent) -> None:
        """Remembers the response."""

    def resend(self, event: ResendDue) -> None: ...

    def forget(self, event: Prack | Down | GaveUp) -> None:
        """The response is not sent any more."""

    def forget_prack(self, event: Prack | Taken | Answered | Down | ActionFailed | GaveUp | Lingered) -> None:
        """It is answered."""

    def note_prack(self, event: Prack) -> None:
        """Keeps the PRACK until it is answered."""

    def payload_respond(self, event: Prack | Taken | Answered | Down | ActionFailed) -> Respond:
        """The payload of respond; reads only."""

    def payload_respond_gone(self, event: Prack) -> RespondGone:
        """The payload of respond_gone; reads only."""


class ReliableProvisional(Machine):
    """One reliable provisional response of ours, sent again until its PRACK comes."""

    __slots__ = ("_give_up", "_linger", "_resend")
    CHART = "dialog/reliable_provisional"
    KIND = "reliable_provisional"
    DIGEST = "6abd5b6517587d82c327e94294842e6001f2ed8210963e1bf5b0665409623298"
    STATES = ("sending", "answering", "stopped", "done")
    FINAL = (False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "sent": Sent,
        "prack": Prack,
        "taken": Taken,
        "answered": Answered,
        "down": Down,
        "action_failed": ActionFailed,
        "resend_due": ResendDue,
        "gave_up": GaveUp,
        "lingered": Lingered,
    }
    COMMANDS = ((),) * 4
    DEFERS = (False, False, False, False)
    TIMERS = ("resend", "give_up", "linger")
    DETACHABLE = (False, False, False, False)

    actions: ReliableProvisionalActions
    cell: Cell

    def __init__(self, actions: ReliableProvisionalActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)
        self._resend: Timer | None = None
        self._give_up: Timer | None = None
        self._linger: Timer | None = None

    def start(self) -> None:
        """Enter sending."""
        cell = self.cell
        self.state = SENDING
        self._resend = cell.arm(self, 0, cell.limits.T1)
        self._give_up = cell.arm(self, 1, 64 * cell.limits.T1)

    def sent(self, event: Sent) -> None:
        """The 18x that has left; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SENDING:  # machines/dialog/reliable_provisional.yaml:38
            if trace is not None:
                trace.row(self, "sending.sent", SENDING, SENDING)
            mark = len(cell.outbox)
            try:
                self.actions.keep(event)
            except Exception as error:
                cell.action_failed(self, "keep", error, mark)
        elif state == STOPPED:
            # Never: nothing more is sent (machines/dialog/reliable_provisional.yaml:64)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing more is sent")
        elif state == DONE:
            # Never: each response has a part of its own (machines/dialog/reliable_provisional.yaml:73)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "each response has a part of its own")
        else:  # answering
            # Never: offer_answer reads the PRACK in the macrostep that brings it
            # (machines/dialog/reliable_provisional.yaml:54)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "offer_answer reads the PRACK in the macrostep that brings it")

    def prack(self, event: Prack) -> None:
        """Its RAck has the number of this response; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SENDING:
            if self.actions.meant(event) and self.actions.passing(event):
                # machines/dialog/reliable_provisional.yaml:41
                if trace is not None:
                    trace.row(self, "sending.prack", SENDING, DONE)
                if self._resend is not None:
                    cell.cancel(self._resend)
                    self._resend = None
                if self._give_up is not None:
                    cell.cancel(self._give_up)
                    self._give_up = None
                mark = len(cell.outbox)
                try:
                    self.actions.forget(event)
                except Exception as error:
                    cell.action_failed(self, "forget", error, mark)
                else:
                    cell.raise_signal(self, PassedOn(event.request))
                    cell.raise_signal(self, ACKNOWLEDGED)
                self.state = DONE
                mark = len(cell.outbox)
                try:
                    self.actions.forget_prack(event)
                except Exception as error:
                    cell.action_failed(self, "forget_prack", error, mark)
            elif self.actions.meant(event):  # machines/dialog/reliable_provisional.yaml:42
                if trace is not None:
                    trace.row(self, "sending.prack#1", SENDING, ANSWERING)
                if self._resend is not None:
                    cell.cancel(self._resend)
                    self._resend = None
                if self._give_up is not None:
                    cell.cancel(self._give_up)
                    self._give_up = None
                mark, step = len(cell.outbox), "forget"
                try:
                    self.actions.forget(event)
                    mark, step = len(cell.outbox), "note_prack"
                    self.actions.note_prack(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                else:
                    cell.raise_signal(self, Described(event.request))
                self.state = ANSWERING
            else:  # machines/dialog/reliable_provisional.yaml:43
                if trace is not None:
                    trace.row(self, "sending.prack#2", SENDING, SENDING)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_gone(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_gone", error, mark)
        elif state == STOPPED:
            if self.actions.meant(event):  # machines/dialog/reliable_provisional.yaml:60
                if trace is not None:
                    trace.row(self, "stopped.prack", STOPPED, DONE)
                if self._linger is not None:
                    cell.cancel(self._linger)
                    self._linger = None
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond", error, mark)
                self.state = DONE
                mark = len(cell.outbox)
                try:
                    self.actions.forget_prack(event)
                except Exception as error:
                    cell.action_failed(self, "forget_prack", error, mark)
            else:  # machines/dialog/reliable_provisional.yaml:60
                if trace is not None:
                    trace.row(self, "stopped.prack#1", STOPPED, STOPPED)
                mark = len(cell.outbox)
                try:
                    cell.raise_signal(self, self.actions.payload_respond_gone(event))
                except Exception as error:
                    cell.action_failed(self, "payload_respond_gone", error, mark)
        elif state == DONE:  # machines/dialog/reliable_provisional.yaml:70
            if trace is not None:
                trace.row(self, "done.prack", DONE, DONE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond_gone(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond_gone", error, mark)
        else:  # answering
            # Never: offer_answer reads the PRACK in the macrostep that brings it
            # (machines/dialog/reliable_provisional.yaml:54)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "offer_answer reads the PRACK in the macrostep that brings it")

    def taken(self, event: Taken) -> None:
        """What the PRACK carries was read, nothing is to be answered; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING:  # machines/dialog/reliable_provisional.yaml:51
            if trace is not None:
                trace.row(self, "answering.taken", ANSWERING, DONE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            else:
                cell.raise_signal(self, ACKNOWLEDGED)
            self.state = DONE
            mark = len(cell.outbox)
            try:
                self.actions.forget_prack(event)
            except Exception as error:
                cell.action_failed(self, "forget_prack", error, mark)
        elif state == STOPPED:
            # Never: nothing more is sent (machines/dialog/reliable_provisional.yaml:64)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing more is sent")
        elif state == DONE:
            # Ignored: of the response after this one (machines/dialog/reliable_provisional.yaml:72)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # sending
            # Never: one at a time waits for its PRACK (machines/dialog/reliable_provisional.yaml:47)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "one at a time waits for its PRACK")

    def answered(self, event: Answered) -> None:
        """The offer in the PRACK is answered; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == ANSWERING:  # machines/dialog/reliable_provisional.yaml:51
            if trace is not None:
                trace.row(self, "answering.answered", ANSWERING, DONE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            else:
                cell.raise_signal(self, ACKNOWLEDGED)
            self.state = DONE
            mark = len(cell.outbox)
            try:
                self.actions.forget_prack(event)
            except Exception as error:
                cell.action_failed(self, "forget_prack", error, mark)
        elif state == STOPPED:
            # Never: nothing more is sent (machines/dialog/reliable_provisional.yaml:64)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "nothing more is sent")
        elif state == DONE:
            # Ignored: of the response after this one (machines/dialog/reliable_provisional.yaml:72)
            if trace is not None:
                trace.decided(self, event, "ignore")
        else:  # sending
            # Never: one at a time waits for its PRACK (machines/dialog/reliable_provisional.yaml:47)
            if trace is not None:
                trace.decided(self, event, "never")
            cell.never(self, event, "one at a time waits for its PRACK")

    def down(self, event: Down) -> None:
        """The INVITE was refused, or its dialog has ended; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SENDING:  # machines/dialog/reliable_provisional.yaml:45
            if trace is not None:
                trace.row(self, "sending.down", SENDING, STOPPED)
            if self._resend is not None:
                cell.cancel(self._resend)
                self._resend = None
            if self._give_up is not None:
                cell.cancel(self._give_up)
                self._give_up = None
            mark = len(cell.outbox)
            try:
                self.actions.forget(event)
            except Exception as error:
                cell.action_failed(self, "forget", error, mark)
            self.state = STOPPED
            self._linger = cell.arm(self, 2, 64 * cell.limits.T1)
        elif state == ANSWERING:  # machines/dialog/reliable_provisional.yaml:52
            if trace is not None:
                trace.row(self, "answering.down", ANSWERING, DONE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            self.state = DONE
            mark = len(cell.outbox)
            try:
                self.actions.forget_prack(event)
            except Exception as error:
                cell.action_failed(self, "forget_prack", error, mark)
        else:  # stopped, done
            # Ignored: it was stopped before (machines/dialog/reliable_provisional.yaml:63)
            # Ignored: it is done with (machines/dialog/reliable_provisional.yaml:72)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SENDING:  # machines/dialog/reliable_provisional.yaml:46
            if trace is not None:
                trace.row(self, "sending.action_failed", SENDING, DONE)
            if self._resend is not None:
                cell.cancel(self._resend)
                self._resend = None
            if self._give_up is not None:
                cell.cancel(self._give_up)
                self._give_up = None
            cell.raise_signal(self, GIVEN_UP)
            self.state = DONE
            mark = len(cell.outbox)
            try:
                self.actions.forget_prack(event)
            except Exception as error:
                cell.action_failed(self, "forget_prack", error, mark)
        elif state == ANSWERING:  # machines/dialog/reliable_provisional.yaml:53
            if trace is not None:
                trace.row(self, "answering.action_failed", ANSWERING, DONE)
            mark = len(cell.outbox)
            try:
                cell.raise_signal(self, self.actions.payload_respond(event))
            except Exception as error:
                cell.action_failed(self, "payload_respond", error, mark)
            else:
                cell.raise_signal(self, GIVEN_UP)
            self.state = DONE
            mark = len(cell.outbox)
            try:
                self.actions.forget_prack(event)
            except Exception as error:
                cell.action_failed(self, "forget_prack", error, mark)
        elif state == STOPPED:  # machines/dialog/reliable_provisional.yaml:62
            if trace is not None:
                trace.row(self, "stopped.action_failed", STOPPED, DONE)
            if self._linger is not None:
                cell.cancel(self._linger)
                self._linger = None
            self.state = DONE
            mark = len(cell.outbox)
            try:
                self.actions.forget_prack(event)
            except Exception as error:
                cell.action_failed(self, "forget_prack", error, mark)
        else:  # done: machines/dialog/reliable_provisional.yaml:71
            if trace is not None:
                trace.row(self, "done.action_failed", DONE, DONE)

    def resend_due(self, event: ResendDue) -> None:
        """On every transport, and without a cap: give_up comes first; `resend` is due (B3.11)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SENDING:  # machines/dialog/reliable_provisional.yaml:39
            if trace is not None:
                trace.row(self, "sending.resend_due", SENDING, SENDING)
            mark = len(cell.outbox)
            try:
                self.actions.resend(event)
            except Exception as error:
                cell.action_failed(self, "resend", error, mark)
        else:  # answering, stopped, done
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def gave_up(self, event: GaveUp) -> None:
        """`give_up` is due (B3.11)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == SENDING:  # machines/dialog/reliable_provisional.yaml:44
            if trace is not None:
                trace.row(self, "sending.gave_up", SENDING, DONE)
            if self._resend is not None:
                cell.cancel(self._resend)
                self._resend = None
            if self._give_up is not None:
                cell.cancel(self._give_up)
                self._give_up = None
            mark = len(cell.outbox)
            try:
                self.actions.forget(event)
            except Exception as error:
                cell.action_failed(self, "forget", error, mark)
            else:
                cell.raise_signal(self, GIVEN_UP)
            self.state = DONE
            mark = len(cell.outbox)
            try:
                self.actions.forget_prack(event)
            except Exception as error:
                cell.action_failed(self, "forget_prack", error, mark)
        else:  # answering, stopped, done
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def lingered(self, event: Lingered) -> None:
        """A PRACK may still be under way; `linger` is due (B3.11)."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == STOPPED:  # machines/dialog/reliable_provisional.yaml:61
            if trace is not None:
                trace.row(self, "stopped.lingered", STOPPED, DONE)
            if self._linger is not None:
                cell.cancel(self._linger)
                self._linger = None
            self.state = DONE
            mark = len(cell.outbox)
            try:
                self.actions.forget_prack(event)
            except Exception as error:
                cell.action_failed(self, "forget_prack", error, mark)
        else:  # sending, answering, done
            # Cannot be due: its timer does not run here.
            if trace is not None:
                trace.decided(self, event, "dropped")

    def timer_fired(self, timer: Timer) -> None:
        """A timer is due: call its event, unless it was stopped or replaced meanwhile."""
        index = timer.index
        if index == 0:  # resend
            if timer is not self._resend:
                return
            self.cell.rearm(timer, min(timer.interval * 2, 64 * self.cell.limits.T1))
            self.resend_due(RESEND_DUE)
        elif index == 1:  # give_up
            if timer is not self._give_up:
                return
            self._give_up = None
            self.gave_up(GAVE_UP)
        elif index == 2:  # linger
            if timer is not self._linger:
                return
            self._linger = None
            self.lingered(LINGERED)

    def armed_timers(self) -> tuple[tuple[str, Timer], ...]:
        """Name and timer of every timer that runs."""
        timers = (("resend", self._resend), ("give_up", self._give_up), ("linger", self._linger))
        return tuple((name, timer) for name, timer in timers if timer is not None)

    def restore_timer(self, name: str, timer: Timer) -> None:
        """Give back a running timer (from a snapshot); raises ValueError for a name that this chart does not have."""
        if name not in self.TIMERS:
            raise ValueError(f"{self.CHART} has no timer {name!r}")
        setattr(self, f"_{name}", timer)
