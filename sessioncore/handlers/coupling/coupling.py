"""A call leg to leg - of a caller and each place where a registered user is, or of two sessions that a relay joins.

Generated from machines/coupling/coupling.yaml; do not edit. Change the chart, then: sessioncore generate
RFC3261 16.6, RFC3261 16.7, RFC3725 4.1, RFC7092
"""
# sessioncore: chart sha256=69b20e37797c8ce0bc1f34c2ca381e4f0507571c1be200aed0f6102bfdc6ef7a abi=1

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Protocol

from sessioncore.statechart import ActionFailed, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.base.coupling import Ending, Invitation
    from sessioncore.statechart import Cell

require_abi(__name__, 1)

WAITING: Final = 0  # the caller's leg is being made
CALLING_ASKING: Final = 1  # nobody has answered yet
CALLING_REVISING: Final = 2  # one side's early UPDATE waits for the other's answer
UP_TALKING: Final = 3  # the two talk
UP_CHANGING: Final = 4  # one side's offer waits for the other's answer
UP_SOLICITING: Final = 5  # one side asked for an offer, which the other is to make
UP_SETTLING: Final = 6  # one side has the other's offer; its ACK brings the answer
JOINING_OPENING: Final = 7  # the first one's peer is asked for an offer
JOINING_OFFERING: Final = 8  # the second one's peer is offered it; the first one's waits for its ACK
PARTING_FINISHING: Final = 9  # what is under way ends first
PARTING_RETURNING: Final = 10  # each peer is offered our own description
ENDED: Final = 11  # over, the legs end by themselves


class Join(Event):
    """The peers of two sessions are to hear each other through a relay; from the application."""

    __slots__ = ("command", "first", "second")
    NAME = "join"
    FIELDS = ("command", "first", "second")

    def __init__(self, command: int, first: str, second: str) -> None:
        self.command = command
        self.first = first
        self.second = second


class Separate(Event):
    """Each of them is to hear us again; from the application."""

    __slots__ = ("command",)
    NAME = "separate"
    FIELDS = ("command",)

    def __init__(self, command: int) -> None:
        self.command = command


class Invited(Event):
    """The caller's leg asks who answers; told by another cell."""

    __slots__ = ("call", "leg")
    NAME = "invited"
    FIELDS = ("leg", "call")

    def __init__(self, leg: str, call: Invitation) -> None:
        self.leg = leg
        self.call = call


class Progress(Event):
    """A callee rings, or shows its answer; told by another cell."""

    __slots__ = ("body", "leg")
    NAME = "progress"
    FIELDS = ("leg", "body")

    def __init__(self, leg: str, body: bytes) -> None:
        self.leg = leg
        self.body = body


class Offered(Event):
    """A callee offers in a reliable provisional response; told by another cell."""

    __slots__ = ("body", "leg")
    NAME = "offered"
    FIELDS = ("leg", "body")

    def __init__(self, leg: str, body: bytes) -> None:
        self.leg = leg
        self.body = body


class Answered(Event):
    """A callee answered; told by another cell."""

    __slots__ = ("body", "leg")
    NAME = "answered"
    FIELDS = ("leg", "body")

    def __init__(self, leg: str, body: bytes) -> None:
        self.leg = leg
        self.body = body


class Failed(Event):
    """A leg never came up; told by another cell."""

    __slots__ = ("leg", "status", "why")
    NAME = "failed"
    FIELDS = ("leg", "status", "why")

    def __init__(self, leg: str, status: int, why: Ending) -> None:
        self.leg = leg
        self.status = status
        self.why = why


class Over(Event):
    """A leg has ended; told by another cell."""

    __slots__ = ("leg", "why")
    NAME = "over"
    FIELDS = ("leg", "why")

    def __init__(self, leg: str, why: Ending) -> None:
        self.leg = leg
        self.why = why


class FlowFailed(Event):
    """The connection to a callee is gone; told by another cell."""

    __slots__ = ("leg",)
    NAME = "flow_failed"
    FIELDS = ("leg",)

    def __init__(self, leg: str) -> None:
        self.leg = leg


class ChangeAsked(Event):
    """A peer offers another session, by `INVITE`, `UPDATE` or `PRACK`; told by another cell."""

    __slots__ = ("body", "leg", "method")
    NAME = "change_asked"
    FIELDS = ("leg", "method", "body")

    def __init__(self, leg: str, method: str, body: bytes) -> None:
        self.leg = leg
        self.method = method
        self.body = body


class Changed(Event):
    """A peer took what it was offered; told by another cell."""

    __slots__ = ("body", "leg")
    NAME = "changed"
    FIELDS = ("leg", "body")

    def __init__(self, leg: str, body: bytes) -> None:
        self.leg = leg
        self.body = body


class Acknowledged(Event):
    """A peer's ACK, or PRACK, has answered what it was offered; told by another cell."""

    __slots__ = ("body", "leg", "offer")
    NAME = "acknowledged"
    FIELDS = ("leg", "body", "offer")

    def __init__(self, leg: str, body: bytes, offer: bytes) -> None:
        self.leg = leg
        self.body = body
        self.offer = offer


class Withdrawn(Event):
    """A peer cancels its re-INVITE; told by another cell."""

    __slots__ = ("leg", "reason")
    NAME = "withdrawn"
    FIELDS = ("leg", "reason")

    def __init__(self, leg: str, reason: str) -> None:
        self.leg = leg
        self.reason = reason


class Inquired(Event):
    """An INFO or MESSAGE of a peer; told by another cell."""

    __slots__ = ("arguments", "cseq", "leg", "method")
    NAME = "inquired"
    FIELDS = ("leg", "cseq", "method", "arguments")

    def __init__(self, leg: str, cseq: int, method: str, arguments: dict[str, str]) -> None:
        self.leg = leg
        self.cseq = cseq
        self.method = method
        self.arguments = arguments


class Fulfilled(Event):
    """A leg did what it was told to; told by another cell."""

    __slots__ = ("about", "leg", "order", "status")
    NAME = "fulfilled"
    FIELDS = ("leg", "order", "about", "status")

    def __init__(self, leg: str, order: str, about: int, status: int) -> None:
        self.leg = leg
        self.order = order
        self.about = about
        self.status = status


class Unfulfilled(Event):
    """A leg could not do what it was told to; told by another cell."""

    __slots__ = ("about", "leg", "order", "status")
    NAME = "unfulfilled"
    FIELDS = ("leg", "order", "about", "status")

    def __init__(self, leg: str, order: str, about: int, status: int) -> None:
        self.leg = leg
        self.order = order
        self.about = about
        self.status = status


class Unrelayed(Event):
    """The media relay is gone, or cannot take the call; signal of a chart beside this one."""

    __slots__ = ()
    NAME = "unrelayed"


UNRELAYED: Final = Unrelayed()


class Joining(Signal):
    """Tells the charts beside this one: joining."""

    __slots__ = ("first", "second")
    NAME = "joining"
    FIELDS = ("first", "second")

    def __init__(self, first: str, second: str) -> None:
        self.first = first
        self.second = second


class Closing(Signal):
    """The legs end, and what is between them."""

    __slots__ = ()
    NAME = "closing"


CLOSING: Final = Closing()


class CouplingActions(Protocol):
    """What coupling/coupling asks of its hand-written actions."""

    def joinable(self, event: Join) -> bool:
        """Both sessions are up, and nobody else's."""

    def joined(self, event: Failed | Over | Unrelayed) -> bool:
        """Two sessions were joined, and each of them stays when the other ends."""

    def busy(
        self, event: Separate | Failed | Over | ChangeAsked | Inquired | Fulfilled | Unfulfilled | Unrelayed
    ) -> bool:
        """An offer of ours is under way on one side."""

    def nobody(self, event: Invited) -> bool:
        """The user is nowhere."""

    def looping(self, event: Invited) -> bool:
        """The call has come round too often."""

    def offerless(self, event: ChangeAsked) -> bool:
        """There is no offer that could be passed on."""

    def mute(self, event: Progress) -> bool:
        """The INVITE had no offer, and what rings would have to bring one, or was shown already."""

    def undescribed(self, event: Answered) -> bool:
        """The INVITE had no offer, and neither has what the callee said."""

    def awaited(self, event: Answered) -> bool:
        """The INVITE had no offer, and the caller has not answered the callee's."""

    def from_caller(self, event: Failed | Over) -> bool:
        """It is the caller's leg."""

    def showing(self, event: Progress) -> bool:
        """It shows its answer, and no other callee could answer instead."""

    def another_fork(self, event: Progress | Offered | Answered) -> bool:
        """It differs from the description that the caller has been shown."""

    def of_callee(self, event: Progress | Offered | Answered | Failed | Over | FlowFailed) -> bool:
        """It is one of the callees that are still called."""

    def others(self, event: Failed | Over) -> bool:
        """Other callees are still called."""

    def unheard(self, event: FlowFailed) -> bool:
        """It has not said anything yet."""

    def another_flow(self, event: Failed | FlowFailed) -> bool:
        """Its flow failed, and the same telephone has another."""

    def more_places(self, event: Failed | Over) -> bool:
        """There are places of lower preference."""

    def of_pair(self, event: Failed | Over | ChangeAsked | Inquired) -> bool:
        """It is one of the two legs that talk."""

    def of_two(self, event: ChangeAsked) -> bool:
        """It is the caller, or the one callee that could answer."""

    def to_the_offer(self, event: Acknowledged) -> bool:
        """It answers what the callee that is called now has offered."""

    def of_asker(self, event: Acknowledged | Withdrawn) -> bool:
        """It is who asked for an offer."""

    def an_acceptance(self, event: Fulfilled) -> bool:
        """Who made the offer has its answer."""

    def a_refused_acceptance(self, event: Unfulfilled) -> bool:
        """Who made an offer has given up meanwhile."""

    def a_solicitation(self, event: Fulfilled | Unfulfilled) -> bool:
        """It is the re-INVITE without an offer that was passed on."""

    def a_change(self, event: Fulfilled | Unfulfilled) -> bool:
        """It is the change that the other side waits for."""

    def an_inquiry(self, event: Fulfilled | Unfulfilled) -> bool:
        """It is the INFO or MESSAGE that was passed on."""

    def note_joined(self, event: Join) -> None:
        """The two belong to this call from now on."""

    def refuse_join(self, event: Join) -> None: ...

    def ask_first(self, event: Join) -> None:
        """For a description that the other can be offered."""

    def offer_second(self, event: Fulfilled) -> None:
        """What the first one's peer has offered."""

    def settle_first(self, event: Fulfilled) -> None:
        """With what the second one's peer has answered."""

    def reply_joined(self, event: Fulfilled) -> None: ...

    def note_refused(self, event: Unfulfilled) -> None:
        """With which status."""

    def note_failed(self, event: Unrelayed) -> None:
        """The relay is of no use."""

    def note_gone(self, event: Failed | Over) -> None:
        """It hears nobody any more."""

    def note_separate(self, event: Separate) -> None:
        """Who asked for it."""

    def break_off(self, event: Separate | Failed | Over | Unfulfilled | Unrelayed) -> None:
        """Who asks for a change gets 488."""

    def note_done(self, event: Fulfilled | Unfulfilled) -> None:
        """An offer of ours has its answer, or was refused."""

    def let_go(
        self, event: Separate | Failed | Over | ChangeAsked | Inquired | Fulfilled | Unfulfilled | Unrelayed
    ) -> None:
        """Each peer is offered, or answered with, our own description."""

    def reply_separate(
        self,
        event: Separate | Failed | Over | ChangeAsked | Inquired | Fulfilled | Unfulfilled | Unrelayed | ActionFailed,
    ) -> None:
        """To who asked for the one or the other."""

    def note_call(self, event: Invited) -> None:
        """Who calls, and what it offers."""

    def dial_best(self, event: Invited | Failed | Over) -> None:
        """A leg to each place of the highest preference that was not tried."""

    def dial_other_flow(self, event: Failed | FlowFailed) -> None:
        """A leg to the same telephone over its next flow."""

    def note_heard(self, event: Progress) -> None:
        """That it has said something."""

    def carry_offer(self, event: Offered | Answered) -> None:
        """What the next early dialog offers."""

    def show_offer(self, event: Offered) -> None:
        """The callee's offer as it is, for the caller's PRACK to answer."""

    def ring_caller(self, event: Progress) -> None: ...

    def fork_caller(self, event: Progress | Offered | Answered) -> None:
        """One more early dialog, with another description."""

    def show_caller(self, event: Progress) -> None:
        """The callee's description as it is."""

    def answer_caller(self, event: Answered) -> None:
        """The callee's description as it is; the other callees are told to stop."""

    def note_failure(self, event: Failed | Over) -> None:
        """The best answer so far."""

    def refuse_caller(self, event: Failed | Over) -> None:
        """With the best answer of all as it came (RFC 3261 16.7)."""

    def refuse_early(self, event: Invited) -> None:
        """Before anybody is called."""

    def stop_callees(self, event: Failed | Over | Unrelayed | ActionFailed) -> None: ...

    def stop_leg(self, event: Answered) -> None: ...

    def stop_unheard(self, event: FlowFailed) -> None:
        """Nobody gets its INVITE."""

    def pass_offer(self, event: ChangeAsked) -> None:
        """To the other side, as it is."""

    def solicit_offer(self, event: ChangeAsked) -> None:
        """The other side is asked for an offer."""

    def pass_acknowledgement(self, event: Acknowledged) -> None:
        """To the other side, whose offer it answers."""

    def acknowledge_alone(self, event: Unfulfilled) -> None:
        """With what the peer of who has given up said before."""

    def put_back(self, event: Unfulfilled) -> None:
        """The other side is offered what its peer said before."""

    def withdraw_change(self, event: Withdrawn) -> None:
        """The other side's final answer then goes back."""

    def note_agreed(self, event: Fulfilled) -> None:
        """What a peer offered is what it said last."""

    def note_answer(self, event: Changed) -> None:
        """What the peer says last, in case it is the answer."""

    def pass_answer(self, event: Fulfilled) -> None:
        """To who asked, as it is."""

    def pass_inquiry(self, event: Inquired) -> None:
        """To the other side, as it is."""

    def refuse_inquiry(self, event: Inquired) -> None:
        """491."""

    def conclude_inquiry(self, event: Fulfilled | Unfulfilled) -> None:
        """With the other side's status."""

    def refuse_change(self, event: Unfulfilled) -> None:
        """With the other side's status."""

    def refuse_crossing(self, event: ChangeAsked) -> None:
        """491."""

    def refuse_early_change(self, event: ChangeAsked) -> None:
        """504: it would be for everybody who rings to answer."""

    def hang_up_other(self, event: Failed | Over | Unrelayed | ActionFailed) -> None: ...


class Coupling(Machine):
    """A call leg to leg - of a caller and each place where a registered user is, or of two sessions that a relay
    joins.
    """

    __slots__ = ()
    CHART = "coupling/coupling"
    KIND = "coupling"
    DIGEST = "69b20e37797c8ce0bc1f34c2ca381e4f0507571c1be200aed0f6102bfdc6ef7a"
    STATES = (
        "waiting",
        "calling.asking",
        "calling.revising",
        "up.talking",
        "up.changing",
        "up.soliciting",
        "up.settling",
        "joining.opening",
        "joining.offering",
        "parting.finishing",
        "parting.returning",
        "ended",
    )
    FINAL = (False, False, False, False, False, False, False, False, False, False, False, True)
    EVENTS: ClassVar[dict[str, type[Event]]] = {
        "join": Join,
        "separate": Separate,
        "invited": Invited,
        "progress": Progress,
        "offered": Offered,
        "answered": Answered,
        "failed": Failed,
        "over": Over,
        "flow_failed": FlowFailed,
        "change_asked": ChangeAsked,
        "changed": Changed,
        "acknowledged": Acknowledged,
        "withdrawn": Withdrawn,
        "inquired": Inquired,
        "fulfilled": Fulfilled,
        "unfulfilled": Unfulfilled,
        "unrelayed": Unrelayed,
        "action_failed": ActionFailed,
    }
    COMMANDS = (
        ("join",),
        (),
        (),
        ("separate",),
        ("separate",),
        ("separate",),
        ("separate",),
        ("separate",),
        ("separate",),
        ("separate",),
        ("separate",),
        (),
    )
    DEFERS = (False, False, False, False, True, True, True, False, False, False, False, False)
    TIMERS = ()
    DETACHABLE = (False, False, False, False, False, False, False, False, False, False, False, True)

    actions: CouplingActions
    cell: Cell

    def __init__(self, actions: CouplingActions, asks: object, cell: Cell) -> None:
        Machine.__init__(self, actions, asks, cell)

    def start(self) -> None:
        """Enter waiting."""
        self.state = WAITING

    def join(self, event: Join) -> None:
        """The peers of two sessions are to hear each other through a relay; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            if self.actions.joinable(event):  # machines/coupling/coupling.yaml:113
                if trace is not None:
                    trace.row(self, "waiting.join", WAITING, JOINING_OPENING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_joined(event)
                except Exception as error:
                    cell.action_failed(self, "note_joined", error, mark)
                else:
                    cell.raise_signal(self, Joining(event.first, event.second))
                self.state = JOINING_OPENING
                mark = len(cell.outbox)
                try:
                    self.actions.ask_first(event)
                except Exception as error:
                    cell.action_failed(self, "ask_first", error, mark)
            else:  # machines/coupling/coupling.yaml:113
                if trace is not None:
                    trace.row(self, "waiting.join#1", WAITING, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse_join(event)
                except Exception as error:
                    cell.action_failed(self, "refuse_join", error, mark)
                self.state = ENDED
                cell.raise_signal(self, CLOSING)
        else:
            # calling.asking, calling.revising, up.talking, up.changing, up.soliciting, up.settling, joining.opening,
            # joining.offering, parting.finishing, parting.returning, ended
            # Rejected: two are in this call already (machines/coupling/coupling.yaml:285)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 491, "two are in this call already")

    def separate(self, event: Separate) -> None:
        """Each of them is to hear us again; from the application."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UP_TALKING:  # machines/coupling/coupling.yaml:189
            if trace is not None:
                trace.row(self, "up.talking.separate", UP_TALKING, PARTING_FINISHING)
            mark = len(cell.outbox)
            try:
                self.actions.note_separate(event)
            except Exception as error:
                cell.action_failed(self, "note_separate", error, mark)
            self.state = PARTING_FINISHING
            mark = len(cell.outbox)
            try:
                self.actions.break_off(event)
            except Exception as error:
                cell.action_failed(self, "break_off", error, mark)
            self._always_parting_finishing(event)
        elif UP_CHANGING <= state <= UP_SETTLING:
            # Held back: one offer at a time (RFC 3264 4); its own turn comes right after
            # (machines/coupling/coupling.yaml:181)
            if trace is not None:
                trace.decided(self, event, "defer")
            cell.defer(self, event)
        elif state in (JOINING_OPENING, JOINING_OFFERING):  # machines/coupling/coupling.yaml:234
            if trace is not None:
                trace.row(self, "joining.separate", state, PARTING_FINISHING)
            mark = len(cell.outbox)
            try:
                self.actions.note_separate(event)
            except Exception as error:
                cell.action_failed(self, "note_separate", error, mark)
            self.state = PARTING_FINISHING
            mark = len(cell.outbox)
            try:
                self.actions.break_off(event)
            except Exception as error:
                cell.action_failed(self, "break_off", error, mark)
            self._always_parting_finishing(event)
        elif state == PARTING_FINISHING:  # machines/coupling/coupling.yaml:260
            if trace is not None:
                trace.row(self, "parting.separate", PARTING_FINISHING, PARTING_FINISHING)
            mark = len(cell.outbox)
            try:
                self.actions.note_separate(event)
            except Exception as error:
                cell.action_failed(self, "note_separate", error, mark)
            self._always_parting_finishing(event)
        elif state == PARTING_RETURNING:  # machines/coupling/coupling.yaml:260
            if trace is not None:
                trace.row(self, "parting.separate", PARTING_RETURNING, PARTING_RETURNING)
            mark = len(cell.outbox)
            try:
                self.actions.note_separate(event)
            except Exception as error:
                cell.action_failed(self, "note_separate", error, mark)
            self._always_parting_returning(event)
        else:  # waiting, calling.asking, calling.revising, ended
            # Rejected: nobody is joined (machines/coupling/coupling.yaml:285)
            if trace is not None:
                trace.decided(self, event, "reject")
            cell.reject(self, event, 481, "nobody is joined")

    def invited(self, event: Invited) -> None:
        """The caller's leg asks who answers; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:
            if self.actions.looping(event):  # machines/coupling/coupling.yaml:110
                if trace is not None:
                    trace.row(self, "waiting.invited", WAITING, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse_early(event)
                except Exception as error:
                    cell.action_failed(self, "refuse_early", error, mark)
                self.state = ENDED
                cell.raise_signal(self, CLOSING)
            elif self.actions.nobody(event):  # machines/coupling/coupling.yaml:111
                if trace is not None:
                    trace.row(self, "waiting.invited#1", WAITING, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse_early(event)
                except Exception as error:
                    cell.action_failed(self, "refuse_early", error, mark)
                self.state = ENDED
                cell.raise_signal(self, CLOSING)
            else:  # machines/coupling/coupling.yaml:112
                if trace is not None:
                    trace.row(self, "waiting.invited#2", WAITING, CALLING_ASKING)
                mark, step = len(cell.outbox), "note_call"
                try:
                    self.actions.note_call(event)
                    mark, step = len(cell.outbox), "dial_best"
                    self.actions.dial_best(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = CALLING_ASKING
        else:
            # calling.asking, calling.revising, up.talking, up.changing, up.soliciting, up.settling, joining.opening,
            # joining.offering, parting.finishing, parting.returning, ended
            # Ignored: a leg asks once (machines/coupling/coupling.yaml:146, 183)
            # Ignored: it is no call to anybody (machines/coupling/coupling.yaml:238, 264)
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def progress(self, event: Progress) -> None:
        """A callee rings, or shows its answer; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (CALLING_ASKING, CALLING_REVISING):
            if self.actions.showing(event) and self.actions.another_fork(event):  # machines/coupling/coupling.yaml:122
                if trace is not None:
                    trace.row(self, "calling.progress", state, state)
                mark, step = len(cell.outbox), "fork_caller"
                try:
                    self.actions.fork_caller(event)
                    mark, step = len(cell.outbox), "show_caller"
                    self.actions.show_caller(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif self.actions.showing(event):  # machines/coupling/coupling.yaml:123
                if trace is not None:
                    trace.row(self, "calling.progress#1", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.show_caller(event)
                except Exception as error:
                    cell.action_failed(self, "show_caller", error, mark)
            elif self.actions.of_callee(event) and self.actions.mute(event):  # machines/coupling/coupling.yaml:124
                if trace is not None:
                    trace.row(self, "calling.progress#2", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.note_heard(event)
                except Exception as error:
                    cell.action_failed(self, "note_heard", error, mark)
            elif self.actions.of_callee(event):  # machines/coupling/coupling.yaml:125
                if trace is not None:
                    trace.row(self, "calling.progress#3", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.ring_caller(event)
                except Exception as error:
                    cell.action_failed(self, "ring_caller", error, mark)
            else:  # machines/coupling/coupling.yaml:126
                if trace is not None:
                    trace.row(self, "calling.progress#4", state, state)
        else:
            # waiting, up.talking, up.changing, up.soliciting, up.settling, joining.opening, joining.offering,
            # parting.finishing, parting.returning, ended
            # Ignored: nobody was called yet (machines/coupling/coupling.yaml:115)
            # Ignored: it changes nothing (machines/coupling/coupling.yaml:184)
            # Ignored: both were up before (machines/coupling/coupling.yaml:239, 266)
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def offered(self, event: Offered) -> None:
        """A callee offers in a reliable provisional response; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (CALLING_ASKING, CALLING_REVISING):
            if self.actions.of_callee(event) and self.actions.another_fork(event):
                # machines/coupling/coupling.yaml:128
                if trace is not None:
                    trace.row(self, "calling.offered", state, state)
                mark, step = len(cell.outbox), "carry_offer"
                try:
                    self.actions.carry_offer(event)
                    mark, step = len(cell.outbox), "fork_caller"
                    self.actions.fork_caller(event)
                    mark, step = len(cell.outbox), "show_offer"
                    self.actions.show_offer(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            elif self.actions.of_callee(event):  # machines/coupling/coupling.yaml:129
                if trace is not None:
                    trace.row(self, "calling.offered#1", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.show_offer(event)
                except Exception as error:
                    cell.action_failed(self, "show_offer", error, mark)
            else:  # machines/coupling/coupling.yaml:130
                if trace is not None:
                    trace.row(self, "calling.offered#2", state, state)
        else:
            # waiting, up.talking, up.changing, up.soliciting, up.settling, joining.opening, joining.offering,
            # parting.finishing, parting.returning, ended
            # Ignored: nobody was called yet (machines/coupling/coupling.yaml:115)
            # Ignored: it changes nothing (machines/coupling/coupling.yaml:184)
            # Ignored: both were up before (machines/coupling/coupling.yaml:239, 266)
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def answered(self, event: Answered) -> None:
        """A callee answered; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING_ASKING:
            if self.actions.of_callee(event) and self.actions.undescribed(event):  # machines/coupling/coupling.yaml:152
                if trace is not None:
                    trace.row(self, "calling.asking.answered", CALLING_ASKING, CALLING_ASKING)
            elif self.actions.of_callee(event) and self.actions.awaited(event) and self.actions.another_fork(event):
                # machines/coupling/coupling.yaml:153
                if trace is not None:
                    trace.row(self, "calling.asking.answered#1", CALLING_ASKING, UP_SETTLING)
                mark, step = len(cell.outbox), "carry_offer"
                try:
                    self.actions.carry_offer(event)
                    mark, step = len(cell.outbox), "fork_caller"
                    self.actions.fork_caller(event)
                    mark, step = len(cell.outbox), "answer_caller"
                    self.actions.answer_caller(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = UP_SETTLING
            elif self.actions.of_callee(event) and self.actions.awaited(event):  # machines/coupling/coupling.yaml:154
                if trace is not None:
                    trace.row(self, "calling.asking.answered#2", CALLING_ASKING, UP_SETTLING)
                mark = len(cell.outbox)
                try:
                    self.actions.answer_caller(event)
                except Exception as error:
                    cell.action_failed(self, "answer_caller", error, mark)
                self.state = UP_SETTLING
            elif self.actions.of_callee(event) and self.actions.another_fork(event):
                # machines/coupling/coupling.yaml:155
                if trace is not None:
                    trace.row(self, "calling.asking.answered#3", CALLING_ASKING, UP_TALKING)
                mark, step = len(cell.outbox), "fork_caller"
                try:
                    self.actions.fork_caller(event)
                    mark, step = len(cell.outbox), "answer_caller"
                    self.actions.answer_caller(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = UP_TALKING
            elif self.actions.of_callee(event):  # machines/coupling/coupling.yaml:156
                if trace is not None:
                    trace.row(self, "calling.asking.answered#4", CALLING_ASKING, UP_TALKING)
                mark = len(cell.outbox)
                try:
                    self.actions.answer_caller(event)
                except Exception as error:
                    cell.action_failed(self, "answer_caller", error, mark)
                self.state = UP_TALKING
            else:  # machines/coupling/coupling.yaml:157
                if trace is not None:
                    trace.row(self, "calling.asking.answered#5", CALLING_ASKING, CALLING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.stop_leg(event)
                except Exception as error:
                    cell.action_failed(self, "stop_leg", error, mark)
        elif state == CALLING_REVISING:
            if self.actions.of_callee(event):  # machines/coupling/coupling.yaml:167
                if trace is not None:
                    trace.row(self, "calling.revising.answered", CALLING_REVISING, UP_CHANGING)
                mark = len(cell.outbox)
                try:
                    self.actions.answer_caller(event)
                except Exception as error:
                    cell.action_failed(self, "answer_caller", error, mark)
                self.state = UP_CHANGING
            else:  # machines/coupling/coupling.yaml:167
                if trace is not None:
                    trace.row(self, "calling.revising.answered#1", CALLING_REVISING, CALLING_REVISING)
                mark = len(cell.outbox)
                try:
                    self.actions.stop_leg(event)
                except Exception as error:
                    cell.action_failed(self, "stop_leg", error, mark)
        elif UP_TALKING <= state <= UP_SETTLING:  # machines/coupling/coupling.yaml:179
            if trace is not None:
                trace.row(self, "up.answered", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.stop_leg(event)
            except Exception as error:
                cell.action_failed(self, "stop_leg", error, mark)
        else:  # waiting, joining.opening, joining.offering, parting.finishing, parting.returning, ended
            # Ignored: nobody was called yet (machines/coupling/coupling.yaml:115)
            # Ignored: both were up before (machines/coupling/coupling.yaml:239, 266)
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def failed(self, event: Failed) -> None:
        """A leg never came up; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/coupling/coupling.yaml:114
            if trace is not None:
                trace.row(self, "waiting.failed", WAITING, ENDED)
            self.state = ENDED
            cell.raise_signal(self, CLOSING)
        elif state in (CALLING_ASKING, CALLING_REVISING):
            if self.actions.from_caller(event):  # machines/coupling/coupling.yaml:132
                if trace is not None:
                    trace.row(self, "calling.failed", state, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.stop_callees(event)
                except Exception as error:
                    cell.action_failed(self, "stop_callees", error, mark)
                self.state = ENDED
                cell.raise_signal(self, CLOSING)
            elif not self.actions.of_callee(event):  # machines/coupling/coupling.yaml:133
                if trace is not None:
                    trace.row(self, "calling.failed#1", state, state)
            elif self.actions.another_flow(event):  # machines/coupling/coupling.yaml:134
                if trace is not None:
                    trace.row(self, "calling.failed#2", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.dial_other_flow(event)
                except Exception as error:
                    cell.action_failed(self, "dial_other_flow", error, mark)
            elif self.actions.others(event):  # machines/coupling/coupling.yaml:135
                if trace is not None:
                    trace.row(self, "calling.failed#3", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.note_failure(event)
                except Exception as error:
                    cell.action_failed(self, "note_failure", error, mark)
            elif self.actions.more_places(event):  # machines/coupling/coupling.yaml:136
                if trace is not None:
                    trace.row(self, "calling.failed#4", state, state)
                mark, step = len(cell.outbox), "note_failure"
                try:
                    self.actions.note_failure(event)
                    mark, step = len(cell.outbox), "dial_best"
                    self.actions.dial_best(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/coupling/coupling.yaml:137
                if trace is not None:
                    trace.row(self, "calling.failed#5", state, ENDED)
                mark, step = len(cell.outbox), "note_failure"
                try:
                    self.actions.note_failure(event)
                    mark, step = len(cell.outbox), "refuse_caller"
                    self.actions.refuse_caller(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
                cell.raise_signal(self, CLOSING)
        elif UP_TALKING <= state <= UP_SETTLING:
            if self.actions.joined(event):  # machines/coupling/coupling.yaml:180
                if trace is not None:
                    trace.row(self, "up.failed", state, PARTING_FINISHING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_gone(event)
                except Exception as error:
                    cell.action_failed(self, "note_gone", error, mark)
                self.state = PARTING_FINISHING
                mark = len(cell.outbox)
                try:
                    self.actions.break_off(event)
                except Exception as error:
                    cell.action_failed(self, "break_off", error, mark)
                cell.recall(self)
                self._always_parting_finishing(event)
            elif self.actions.of_pair(event):  # machines/coupling/coupling.yaml:180
                if trace is not None:
                    trace.row(self, "up.failed#1", state, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.hang_up_other(event)
                except Exception as error:
                    cell.action_failed(self, "hang_up_other", error, mark)
                self.state = ENDED
                cell.raise_signal(self, CLOSING)
                cell.recall(self)
            else:  # machines/coupling/coupling.yaml:180
                if trace is not None:
                    trace.row(self, "up.failed#2", state, state)
        elif state in (JOINING_OPENING, JOINING_OFFERING):  # machines/coupling/coupling.yaml:233
            if trace is not None:
                trace.row(self, "joining.failed", state, PARTING_FINISHING)
            mark = len(cell.outbox)
            try:
                self.actions.note_gone(event)
            except Exception as error:
                cell.action_failed(self, "note_gone", error, mark)
            self.state = PARTING_FINISHING
            mark = len(cell.outbox)
            try:
                self.actions.break_off(event)
            except Exception as error:
                cell.action_failed(self, "break_off", error, mark)
            self._always_parting_finishing(event)
        elif state == PARTING_FINISHING:  # machines/coupling/coupling.yaml:259
            if trace is not None:
                trace.row(self, "parting.failed", PARTING_FINISHING, PARTING_FINISHING)
            mark = len(cell.outbox)
            try:
                self.actions.note_gone(event)
            except Exception as error:
                cell.action_failed(self, "note_gone", error, mark)
            self._always_parting_finishing(event)
        elif state == PARTING_RETURNING:  # machines/coupling/coupling.yaml:259
            if trace is not None:
                trace.row(self, "parting.failed", PARTING_RETURNING, PARTING_RETURNING)
            mark = len(cell.outbox)
            try:
                self.actions.note_gone(event)
            except Exception as error:
                cell.action_failed(self, "note_gone", error, mark)
            self._always_parting_returning(event)
        else:  # ended
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def over(self, event: Over) -> None:
        """A leg has ended; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == WAITING:  # machines/coupling/coupling.yaml:114
            if trace is not None:
                trace.row(self, "waiting.over", WAITING, ENDED)
            self.state = ENDED
            cell.raise_signal(self, CLOSING)
        elif state in (CALLING_ASKING, CALLING_REVISING):
            if self.actions.from_caller(event):  # machines/coupling/coupling.yaml:139
                if trace is not None:
                    trace.row(self, "calling.over", state, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.stop_callees(event)
                except Exception as error:
                    cell.action_failed(self, "stop_callees", error, mark)
                self.state = ENDED
                cell.raise_signal(self, CLOSING)
            elif not self.actions.of_callee(event):  # machines/coupling/coupling.yaml:140
                if trace is not None:
                    trace.row(self, "calling.over#1", state, state)
            elif self.actions.others(event):  # machines/coupling/coupling.yaml:141
                if trace is not None:
                    trace.row(self, "calling.over#2", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.note_failure(event)
                except Exception as error:
                    cell.action_failed(self, "note_failure", error, mark)
            elif self.actions.more_places(event):  # machines/coupling/coupling.yaml:142
                if trace is not None:
                    trace.row(self, "calling.over#3", state, state)
                mark, step = len(cell.outbox), "note_failure"
                try:
                    self.actions.note_failure(event)
                    mark, step = len(cell.outbox), "dial_best"
                    self.actions.dial_best(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/coupling/coupling.yaml:143
                if trace is not None:
                    trace.row(self, "calling.over#4", state, ENDED)
                mark, step = len(cell.outbox), "note_failure"
                try:
                    self.actions.note_failure(event)
                    mark, step = len(cell.outbox), "refuse_caller"
                    self.actions.refuse_caller(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
                cell.raise_signal(self, CLOSING)
        elif UP_TALKING <= state <= UP_SETTLING:
            if self.actions.joined(event):  # machines/coupling/coupling.yaml:180
                if trace is not None:
                    trace.row(self, "up.over", state, PARTING_FINISHING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_gone(event)
                except Exception as error:
                    cell.action_failed(self, "note_gone", error, mark)
                self.state = PARTING_FINISHING
                mark = len(cell.outbox)
                try:
                    self.actions.break_off(event)
                except Exception as error:
                    cell.action_failed(self, "break_off", error, mark)
                cell.recall(self)
                self._always_parting_finishing(event)
            elif self.actions.of_pair(event):  # machines/coupling/coupling.yaml:180
                if trace is not None:
                    trace.row(self, "up.over#1", state, ENDED)
                mark = len(cell.outbox)
                try:
                    self.actions.hang_up_other(event)
                except Exception as error:
                    cell.action_failed(self, "hang_up_other", error, mark)
                self.state = ENDED
                cell.raise_signal(self, CLOSING)
                cell.recall(self)
            else:  # machines/coupling/coupling.yaml:180
                if trace is not None:
                    trace.row(self, "up.over#2", state, state)
        elif state in (JOINING_OPENING, JOINING_OFFERING):  # machines/coupling/coupling.yaml:233
            if trace is not None:
                trace.row(self, "joining.over", state, PARTING_FINISHING)
            mark = len(cell.outbox)
            try:
                self.actions.note_gone(event)
            except Exception as error:
                cell.action_failed(self, "note_gone", error, mark)
            self.state = PARTING_FINISHING
            mark = len(cell.outbox)
            try:
                self.actions.break_off(event)
            except Exception as error:
                cell.action_failed(self, "break_off", error, mark)
            self._always_parting_finishing(event)
        elif state == PARTING_FINISHING:  # machines/coupling/coupling.yaml:259
            if trace is not None:
                trace.row(self, "parting.over", PARTING_FINISHING, PARTING_FINISHING)
            mark = len(cell.outbox)
            try:
                self.actions.note_gone(event)
            except Exception as error:
                cell.action_failed(self, "note_gone", error, mark)
            self._always_parting_finishing(event)
        elif state == PARTING_RETURNING:  # machines/coupling/coupling.yaml:259
            if trace is not None:
                trace.row(self, "parting.over", PARTING_RETURNING, PARTING_RETURNING)
            mark = len(cell.outbox)
            try:
                self.actions.note_gone(event)
            except Exception as error:
                cell.action_failed(self, "note_gone", error, mark)
            self._always_parting_returning(event)
        else:  # ended
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def flow_failed(self, event: FlowFailed) -> None:
        """The connection to a callee is gone; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (CALLING_ASKING, CALLING_REVISING):
            if self.actions.of_callee(event) and self.actions.unheard(event) and self.actions.another_flow(event):
                # machines/coupling/coupling.yaml:144
                if trace is not None:
                    trace.row(self, "calling.flow_failed", state, state)
                mark, step = len(cell.outbox), "stop_unheard"
                try:
                    self.actions.stop_unheard(event)
                    mark, step = len(cell.outbox), "dial_other_flow"
                    self.actions.dial_other_flow(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
            else:  # machines/coupling/coupling.yaml:144
                if trace is not None:
                    trace.row(self, "calling.flow_failed#1", state, state)
        else:
            # waiting, up.talking, up.changing, up.soliciting, up.settling, joining.opening, joining.offering,
            # parting.finishing, parting.returning, ended
            # Ignored: nobody was called yet (machines/coupling/coupling.yaml:115)
            # Ignored: it changes nothing (machines/coupling/coupling.yaml:184)
            # Ignored: both were up before (machines/coupling/coupling.yaml:239, 266)
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def change_asked(self, event: ChangeAsked) -> None:
        """A peer offers another session, by `INVITE`, `UPDATE` or `PRACK`; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING_ASKING:
            if self.actions.of_two(event):  # machines/coupling/coupling.yaml:159
                if trace is not None:
                    trace.row(self, "calling.asking.change_asked", CALLING_ASKING, CALLING_REVISING)
                mark = len(cell.outbox)
                try:
                    self.actions.pass_offer(event)
                except Exception as error:
                    cell.action_failed(self, "pass_offer", error, mark)
                self.state = CALLING_REVISING
            else:  # machines/coupling/coupling.yaml:159
                if trace is not None:
                    trace.row(self, "calling.asking.change_asked#1", CALLING_ASKING, CALLING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse_early_change(event)
                except Exception as error:
                    cell.action_failed(self, "refuse_early_change", error, mark)
        elif state == CALLING_REVISING:  # machines/coupling/coupling.yaml:171
            if trace is not None:
                trace.row(self, "calling.revising.change_asked", CALLING_REVISING, CALLING_REVISING)
            mark = len(cell.outbox)
            try:
                self.actions.refuse_crossing(event)
            except Exception as error:
                cell.action_failed(self, "refuse_crossing", error, mark)
        elif state == UP_TALKING:
            if self.actions.of_pair(event) and self.actions.offerless(event):  # machines/coupling/coupling.yaml:190
                if trace is not None:
                    trace.row(self, "up.talking.change_asked", UP_TALKING, UP_SOLICITING)
                mark = len(cell.outbox)
                try:
                    self.actions.solicit_offer(event)
                except Exception as error:
                    cell.action_failed(self, "solicit_offer", error, mark)
                self.state = UP_SOLICITING
            elif self.actions.of_pair(event):  # machines/coupling/coupling.yaml:190
                if trace is not None:
                    trace.row(self, "up.talking.change_asked#1", UP_TALKING, UP_CHANGING)
                mark = len(cell.outbox)
                try:
                    self.actions.pass_offer(event)
                except Exception as error:
                    cell.action_failed(self, "pass_offer", error, mark)
                self.state = UP_CHANGING
            else:  # machines/coupling/coupling.yaml:190
                if trace is not None:
                    trace.row(self, "up.talking.change_asked#2", UP_TALKING, UP_TALKING)
        elif state == UP_CHANGING:  # machines/coupling/coupling.yaml:204
            if trace is not None:
                trace.row(self, "up.changing.change_asked", UP_CHANGING, UP_CHANGING)
            mark = len(cell.outbox)
            try:
                self.actions.refuse_crossing(event)
            except Exception as error:
                cell.action_failed(self, "refuse_crossing", error, mark)
        elif state == UP_SOLICITING:  # machines/coupling/coupling.yaml:214
            if trace is not None:
                trace.row(self, "up.soliciting.change_asked", UP_SOLICITING, UP_SOLICITING)
            mark = len(cell.outbox)
            try:
                self.actions.refuse_crossing(event)
            except Exception as error:
                cell.action_failed(self, "refuse_crossing", error, mark)
        elif state == UP_SETTLING:  # machines/coupling/coupling.yaml:224
            if trace is not None:
                trace.row(self, "up.settling.change_asked", UP_SETTLING, UP_SETTLING)
            mark = len(cell.outbox)
            try:
                self.actions.refuse_crossing(event)
            except Exception as error:
                cell.action_failed(self, "refuse_crossing", error, mark)
        elif state in (JOINING_OPENING, JOINING_OFFERING):  # machines/coupling/coupling.yaml:235
            if trace is not None:
                trace.row(self, "joining.change_asked", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.refuse_crossing(event)
            except Exception as error:
                cell.action_failed(self, "refuse_crossing", error, mark)
        elif state == PARTING_FINISHING:  # machines/coupling/coupling.yaml:261
            if trace is not None:
                trace.row(self, "parting.change_asked", PARTING_FINISHING, PARTING_FINISHING)
            mark = len(cell.outbox)
            try:
                self.actions.refuse_crossing(event)
            except Exception as error:
                cell.action_failed(self, "refuse_crossing", error, mark)
            self._always_parting_finishing(event)
        elif state == PARTING_RETURNING:  # machines/coupling/coupling.yaml:261
            if trace is not None:
                trace.row(self, "parting.change_asked", PARTING_RETURNING, PARTING_RETURNING)
            mark = len(cell.outbox)
            try:
                self.actions.refuse_crossing(event)
            except Exception as error:
                cell.action_failed(self, "refuse_crossing", error, mark)
            self._always_parting_returning(event)
        else:  # waiting, ended
            # Ignored: nobody was called yet (machines/coupling/coupling.yaml:115)
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def changed(self, event: Changed) -> None:
        """A peer took what it was offered; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING_REVISING:  # machines/coupling/coupling.yaml:168
            if trace is not None:
                trace.row(self, "calling.revising.changed", CALLING_REVISING, CALLING_REVISING)
            mark = len(cell.outbox)
            try:
                self.actions.note_answer(event)
            except Exception as error:
                cell.action_failed(self, "note_answer", error, mark)
        elif state == UP_CHANGING:  # machines/coupling/coupling.yaml:201
            if trace is not None:
                trace.row(self, "up.changing.changed", UP_CHANGING, UP_CHANGING)
            mark = len(cell.outbox)
            try:
                self.actions.note_answer(event)
            except Exception as error:
                cell.action_failed(self, "note_answer", error, mark)
        elif state == UP_SOLICITING:  # machines/coupling/coupling.yaml:211
            if trace is not None:
                trace.row(self, "up.soliciting.changed", UP_SOLICITING, UP_SOLICITING)
            mark = len(cell.outbox)
            try:
                self.actions.note_answer(event)
            except Exception as error:
                cell.action_failed(self, "note_answer", error, mark)
        elif state in (JOINING_OPENING, JOINING_OFFERING):  # machines/coupling/coupling.yaml:231
            if trace is not None:
                trace.row(self, "joining.changed", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.note_answer(event)
            except Exception as error:
                cell.action_failed(self, "note_answer", error, mark)
        else:  # waiting, calling.asking, up.talking, up.settling, parting.finishing, parting.returning, ended
            # Ignored: nobody was called yet (machines/coupling/coupling.yaml:115)
            # Ignored: nothing of the caller's was put to it (machines/coupling/coupling.yaml:162)
            # Ignored: a refresh of ours (machines/coupling/coupling.yaml:196, 225)
            # Ignored: nothing goes on to the other side any more (machines/coupling/coupling.yaml:267)
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def acknowledged(self, event: Acknowledged) -> None:
        """A peer's ACK, or PRACK, has answered what it was offered; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING_ASKING:
            if self.actions.of_asker(event) and self.actions.to_the_offer(event):  # machines/coupling/coupling.yaml:158
                if trace is not None:
                    trace.row(self, "calling.asking.acknowledged", CALLING_ASKING, CALLING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.pass_acknowledgement(event)
                except Exception as error:
                    cell.action_failed(self, "pass_acknowledgement", error, mark)
            else:  # machines/coupling/coupling.yaml:158
                if trace is not None:
                    trace.row(self, "calling.asking.acknowledged#1", CALLING_ASKING, CALLING_ASKING)
        elif state == UP_SETTLING:
            if self.actions.of_asker(event):  # machines/coupling/coupling.yaml:221
                if trace is not None:
                    trace.row(self, "up.settling.acknowledged", UP_SETTLING, UP_TALKING)
                mark = len(cell.outbox)
                try:
                    self.actions.pass_acknowledgement(event)
                except Exception as error:
                    cell.action_failed(self, "pass_acknowledgement", error, mark)
                self.state = UP_TALKING
                cell.recall(self)
            else:  # machines/coupling/coupling.yaml:221
                if trace is not None:
                    trace.row(self, "up.settling.acknowledged#1", UP_SETTLING, UP_SETTLING)
        else:
            # waiting, calling.revising, up.talking, up.changing, up.soliciting, joining.opening, joining.offering,
            # parting.finishing, parting.returning, ended
            # Ignored: nobody was called yet (machines/coupling/coupling.yaml:115)
            # Ignored: no offer of a callee waits for it (machines/coupling/coupling.yaml:172)
            # Ignored: nothing of the other side's waits for it (machines/coupling/coupling.yaml:196, 206)
            # Ignored: nothing was offered yet (machines/coupling/coupling.yaml:216)
            # Ignored: of an exchange before (machines/coupling/coupling.yaml:240)
            # Ignored: nothing goes on to the other side any more (machines/coupling/coupling.yaml:267)
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def withdrawn(self, event: Withdrawn) -> None:
        """A peer cancels its re-INVITE; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == UP_CHANGING:
            if self.actions.of_asker(event):  # machines/coupling/coupling.yaml:205
                if trace is not None:
                    trace.row(self, "up.changing.withdrawn", UP_CHANGING, UP_CHANGING)
                mark = len(cell.outbox)
                try:
                    self.actions.withdraw_change(event)
                except Exception as error:
                    cell.action_failed(self, "withdraw_change", error, mark)
            else:  # machines/coupling/coupling.yaml:205
                if trace is not None:
                    trace.row(self, "up.changing.withdrawn#1", UP_CHANGING, UP_CHANGING)
        elif state == UP_SOLICITING:
            if self.actions.of_asker(event):  # machines/coupling/coupling.yaml:215
                if trace is not None:
                    trace.row(self, "up.soliciting.withdrawn", UP_SOLICITING, UP_SOLICITING)
                mark = len(cell.outbox)
                try:
                    self.actions.withdraw_change(event)
                except Exception as error:
                    cell.action_failed(self, "withdraw_change", error, mark)
            else:  # machines/coupling/coupling.yaml:215
                if trace is not None:
                    trace.row(self, "up.soliciting.withdrawn#1", UP_SOLICITING, UP_SOLICITING)
        else:
            # waiting, calling.asking, calling.revising, up.talking, up.settling, joining.opening, joining.offering,
            # parting.finishing, parting.returning, ended
            # Ignored: nobody was called yet (machines/coupling/coupling.yaml:115)
            # Ignored: no re-INVITE was passed on (machines/coupling/coupling.yaml:146)
            # Ignored: it has its answer (machines/coupling/coupling.yaml:196, 225)
            # Ignored: of an exchange before (machines/coupling/coupling.yaml:240)
            # Ignored: nothing goes on to the other side any more (machines/coupling/coupling.yaml:267)
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def inquired(self, event: Inquired) -> None:
        """An INFO or MESSAGE of a peer; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state in (CALLING_ASKING, CALLING_REVISING):  # machines/coupling/coupling.yaml:145
            if trace is not None:
                trace.row(self, "calling.inquired", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.refuse_inquiry(event)
            except Exception as error:
                cell.action_failed(self, "refuse_inquiry", error, mark)
        elif UP_TALKING <= state <= UP_SETTLING:
            if self.actions.of_pair(event):  # machines/coupling/coupling.yaml:178
                if trace is not None:
                    trace.row(self, "up.inquired", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.pass_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "pass_inquiry", error, mark)
            else:  # machines/coupling/coupling.yaml:178
                if trace is not None:
                    trace.row(self, "up.inquired#1", state, state)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "refuse_inquiry", error, mark)
        elif state in (JOINING_OPENING, JOINING_OFFERING):  # machines/coupling/coupling.yaml:236
            if trace is not None:
                trace.row(self, "joining.inquired", state, state)
            mark = len(cell.outbox)
            try:
                self.actions.refuse_inquiry(event)
            except Exception as error:
                cell.action_failed(self, "refuse_inquiry", error, mark)
        elif state == PARTING_FINISHING:  # machines/coupling/coupling.yaml:262
            if trace is not None:
                trace.row(self, "parting.inquired", PARTING_FINISHING, PARTING_FINISHING)
            mark = len(cell.outbox)
            try:
                self.actions.refuse_inquiry(event)
            except Exception as error:
                cell.action_failed(self, "refuse_inquiry", error, mark)
            self._always_parting_finishing(event)
        elif state == PARTING_RETURNING:  # machines/coupling/coupling.yaml:262
            if trace is not None:
                trace.row(self, "parting.inquired", PARTING_RETURNING, PARTING_RETURNING)
            mark = len(cell.outbox)
            try:
                self.actions.refuse_inquiry(event)
            except Exception as error:
                cell.action_failed(self, "refuse_inquiry", error, mark)
            self._always_parting_returning(event)
        else:  # waiting, ended
            # Ignored: nobody was called yet (machines/coupling/coupling.yaml:115)
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def fulfilled(self, event: Fulfilled) -> None:
        """A leg did what it was told to; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING_ASKING:
            if self.actions.an_acceptance(event):  # machines/coupling/coupling.yaml:160
                if trace is not None:
                    trace.row(self, "calling.asking.fulfilled", CALLING_ASKING, CALLING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_agreed(event)
                except Exception as error:
                    cell.action_failed(self, "note_agreed", error, mark)
            else:  # machines/coupling/coupling.yaml:160
                if trace is not None:
                    trace.row(self, "calling.asking.fulfilled#1", CALLING_ASKING, CALLING_ASKING)
        elif state == CALLING_REVISING:
            if self.actions.a_change(event):  # machines/coupling/coupling.yaml:169
                if trace is not None:
                    trace.row(self, "calling.revising.fulfilled", CALLING_REVISING, CALLING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.pass_answer(event)
                except Exception as error:
                    cell.action_failed(self, "pass_answer", error, mark)
                self.state = CALLING_ASKING
            else:  # machines/coupling/coupling.yaml:169
                if trace is not None:
                    trace.row(self, "calling.revising.fulfilled#1", CALLING_REVISING, CALLING_REVISING)
        elif state == UP_TALKING:
            if self.actions.an_inquiry(event):  # machines/coupling/coupling.yaml:191
                if trace is not None:
                    trace.row(self, "up.talking.fulfilled", UP_TALKING, UP_TALKING)
                mark = len(cell.outbox)
                try:
                    self.actions.conclude_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "conclude_inquiry", error, mark)
            elif self.actions.an_acceptance(event):  # machines/coupling/coupling.yaml:191
                if trace is not None:
                    trace.row(self, "up.talking.fulfilled#1", UP_TALKING, UP_TALKING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_agreed(event)
                except Exception as error:
                    cell.action_failed(self, "note_agreed", error, mark)
            else:  # machines/coupling/coupling.yaml:191
                if trace is not None:
                    trace.row(self, "up.talking.fulfilled#2", UP_TALKING, UP_TALKING)
        elif state == UP_CHANGING:
            if self.actions.an_inquiry(event):  # machines/coupling/coupling.yaml:202
                if trace is not None:
                    trace.row(self, "up.changing.fulfilled", UP_CHANGING, UP_CHANGING)
                mark = len(cell.outbox)
                try:
                    self.actions.conclude_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "conclude_inquiry", error, mark)
            elif self.actions.a_change(event):  # machines/coupling/coupling.yaml:202
                if trace is not None:
                    trace.row(self, "up.changing.fulfilled#1", UP_CHANGING, UP_TALKING)
                mark = len(cell.outbox)
                try:
                    self.actions.pass_answer(event)
                except Exception as error:
                    cell.action_failed(self, "pass_answer", error, mark)
                self.state = UP_TALKING
                cell.recall(self)
            else:  # machines/coupling/coupling.yaml:202
                if trace is not None:
                    trace.row(self, "up.changing.fulfilled#2", UP_CHANGING, UP_CHANGING)
        elif state == UP_SOLICITING:
            if self.actions.an_inquiry(event):  # machines/coupling/coupling.yaml:212
                if trace is not None:
                    trace.row(self, "up.soliciting.fulfilled", UP_SOLICITING, UP_SOLICITING)
                mark = len(cell.outbox)
                try:
                    self.actions.conclude_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "conclude_inquiry", error, mark)
            elif self.actions.a_solicitation(event):  # machines/coupling/coupling.yaml:212
                if trace is not None:
                    trace.row(self, "up.soliciting.fulfilled#1", UP_SOLICITING, UP_SETTLING)
                mark = len(cell.outbox)
                try:
                    self.actions.pass_answer(event)
                except Exception as error:
                    cell.action_failed(self, "pass_answer", error, mark)
                self.state = UP_SETTLING
            else:  # machines/coupling/coupling.yaml:212
                if trace is not None:
                    trace.row(self, "up.soliciting.fulfilled#2", UP_SOLICITING, UP_SOLICITING)
        elif state == UP_SETTLING:
            if self.actions.an_inquiry(event):  # machines/coupling/coupling.yaml:223
                if trace is not None:
                    trace.row(self, "up.settling.fulfilled", UP_SETTLING, UP_SETTLING)
                mark = len(cell.outbox)
                try:
                    self.actions.conclude_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "conclude_inquiry", error, mark)
            else:  # machines/coupling/coupling.yaml:223
                if trace is not None:
                    trace.row(self, "up.settling.fulfilled#1", UP_SETTLING, UP_SETTLING)
        elif state == JOINING_OPENING:  # machines/coupling/coupling.yaml:246
            if trace is not None:
                trace.row(self, "joining.opening.fulfilled", JOINING_OPENING, JOINING_OFFERING)
            self.state = JOINING_OFFERING
            mark = len(cell.outbox)
            try:
                self.actions.offer_second(event)
            except Exception as error:
                cell.action_failed(self, "offer_second", error, mark)
        elif state == JOINING_OFFERING:  # machines/coupling/coupling.yaml:252
            if trace is not None:
                trace.row(self, "joining.offering.fulfilled", JOINING_OFFERING, UP_TALKING)
            mark, step = len(cell.outbox), "settle_first"
            try:
                self.actions.settle_first(event)
                mark, step = len(cell.outbox), "reply_joined"
                self.actions.reply_joined(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = UP_TALKING
        elif state == PARTING_FINISHING:
            if self.actions.an_inquiry(event):  # machines/coupling/coupling.yaml:258
                if trace is not None:
                    trace.row(self, "parting.fulfilled", PARTING_FINISHING, PARTING_FINISHING)
                mark = len(cell.outbox)
                try:
                    self.actions.conclude_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "conclude_inquiry", error, mark)
                self._always_parting_finishing(event)
            else:  # machines/coupling/coupling.yaml:258
                if trace is not None:
                    trace.row(self, "parting.fulfilled#1", PARTING_FINISHING, PARTING_FINISHING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_done(event)
                except Exception as error:
                    cell.action_failed(self, "note_done", error, mark)
                self._always_parting_finishing(event)
        elif state == PARTING_RETURNING:
            if self.actions.an_inquiry(event):  # machines/coupling/coupling.yaml:258
                if trace is not None:
                    trace.row(self, "parting.fulfilled", PARTING_RETURNING, PARTING_RETURNING)
                mark = len(cell.outbox)
                try:
                    self.actions.conclude_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "conclude_inquiry", error, mark)
                self._always_parting_returning(event)
            else:  # machines/coupling/coupling.yaml:258
                if trace is not None:
                    trace.row(self, "parting.fulfilled#1", PARTING_RETURNING, PARTING_RETURNING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_done(event)
                except Exception as error:
                    cell.action_failed(self, "note_done", error, mark)
                self._always_parting_returning(event)
        else:  # waiting, ended
            # Ignored: nobody was called yet (machines/coupling/coupling.yaml:115)
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def unfulfilled(self, event: Unfulfilled) -> None:
        """A leg could not do what it was told to; told by another cell."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if state == CALLING_ASKING:
            if self.actions.a_refused_acceptance(event):  # machines/coupling/coupling.yaml:161
                if trace is not None:
                    trace.row(self, "calling.asking.unfulfilled", CALLING_ASKING, CALLING_REVISING)
                mark = len(cell.outbox)
                try:
                    self.actions.put_back(event)
                except Exception as error:
                    cell.action_failed(self, "put_back", error, mark)
                self.state = CALLING_REVISING
            else:  # machines/coupling/coupling.yaml:161
                if trace is not None:
                    trace.row(self, "calling.asking.unfulfilled#1", CALLING_ASKING, CALLING_ASKING)
        elif state == CALLING_REVISING:
            if self.actions.a_change(event):  # machines/coupling/coupling.yaml:170
                if trace is not None:
                    trace.row(self, "calling.revising.unfulfilled", CALLING_REVISING, CALLING_ASKING)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse_change(event)
                except Exception as error:
                    cell.action_failed(self, "refuse_change", error, mark)
                self.state = CALLING_ASKING
            else:  # machines/coupling/coupling.yaml:170
                if trace is not None:
                    trace.row(self, "calling.revising.unfulfilled#1", CALLING_REVISING, CALLING_REVISING)
        elif state == UP_TALKING:
            if self.actions.an_inquiry(event):  # machines/coupling/coupling.yaml:193
                if trace is not None:
                    trace.row(self, "up.talking.unfulfilled", UP_TALKING, UP_TALKING)
                mark = len(cell.outbox)
                try:
                    self.actions.conclude_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "conclude_inquiry", error, mark)
            elif self.actions.a_refused_acceptance(event):  # machines/coupling/coupling.yaml:194
                if trace is not None:
                    trace.row(self, "up.talking.unfulfilled#1", UP_TALKING, UP_CHANGING)
                mark = len(cell.outbox)
                try:
                    self.actions.put_back(event)
                except Exception as error:
                    cell.action_failed(self, "put_back", error, mark)
                self.state = UP_CHANGING
            else:  # machines/coupling/coupling.yaml:195
                if trace is not None:
                    trace.row(self, "up.talking.unfulfilled#2", UP_TALKING, UP_TALKING)
        elif state == UP_CHANGING:
            if self.actions.an_inquiry(event):  # machines/coupling/coupling.yaml:203
                if trace is not None:
                    trace.row(self, "up.changing.unfulfilled", UP_CHANGING, UP_CHANGING)
                mark = len(cell.outbox)
                try:
                    self.actions.conclude_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "conclude_inquiry", error, mark)
            elif self.actions.a_change(event):  # machines/coupling/coupling.yaml:203
                if trace is not None:
                    trace.row(self, "up.changing.unfulfilled#1", UP_CHANGING, UP_TALKING)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse_change(event)
                except Exception as error:
                    cell.action_failed(self, "refuse_change", error, mark)
                self.state = UP_TALKING
                cell.recall(self)
            else:  # machines/coupling/coupling.yaml:203
                if trace is not None:
                    trace.row(self, "up.changing.unfulfilled#2", UP_CHANGING, UP_CHANGING)
        elif state == UP_SOLICITING:
            if self.actions.an_inquiry(event):  # machines/coupling/coupling.yaml:213
                if trace is not None:
                    trace.row(self, "up.soliciting.unfulfilled", UP_SOLICITING, UP_SOLICITING)
                mark = len(cell.outbox)
                try:
                    self.actions.conclude_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "conclude_inquiry", error, mark)
            elif self.actions.a_solicitation(event):  # machines/coupling/coupling.yaml:213
                if trace is not None:
                    trace.row(self, "up.soliciting.unfulfilled#1", UP_SOLICITING, UP_TALKING)
                mark = len(cell.outbox)
                try:
                    self.actions.refuse_change(event)
                except Exception as error:
                    cell.action_failed(self, "refuse_change", error, mark)
                self.state = UP_TALKING
                cell.recall(self)
            else:  # machines/coupling/coupling.yaml:213
                if trace is not None:
                    trace.row(self, "up.soliciting.unfulfilled#2", UP_SOLICITING, UP_SOLICITING)
        elif state == UP_SETTLING:
            if self.actions.an_inquiry(event):  # machines/coupling/coupling.yaml:222
                if trace is not None:
                    trace.row(self, "up.settling.unfulfilled", UP_SETTLING, UP_SETTLING)
                mark = len(cell.outbox)
                try:
                    self.actions.conclude_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "conclude_inquiry", error, mark)
            elif self.actions.a_refused_acceptance(event):  # machines/coupling/coupling.yaml:222
                if trace is not None:
                    trace.row(self, "up.settling.unfulfilled#1", UP_SETTLING, UP_TALKING)
                mark = len(cell.outbox)
                try:
                    self.actions.acknowledge_alone(event)
                except Exception as error:
                    cell.action_failed(self, "acknowledge_alone", error, mark)
                self.state = UP_TALKING
                cell.recall(self)
            else:  # machines/coupling/coupling.yaml:222
                if trace is not None:
                    trace.row(self, "up.settling.unfulfilled#2", UP_SETTLING, UP_SETTLING)
        elif state in (JOINING_OPENING, JOINING_OFFERING):  # machines/coupling/coupling.yaml:232
            if trace is not None:
                trace.row(self, "joining.unfulfilled", state, PARTING_FINISHING)
            mark = len(cell.outbox)
            try:
                self.actions.note_refused(event)
            except Exception as error:
                cell.action_failed(self, "note_refused", error, mark)
            self.state = PARTING_FINISHING
            mark = len(cell.outbox)
            try:
                self.actions.break_off(event)
            except Exception as error:
                cell.action_failed(self, "break_off", error, mark)
            self._always_parting_finishing(event)
        elif state == PARTING_FINISHING:
            if self.actions.an_inquiry(event):  # machines/coupling/coupling.yaml:258
                if trace is not None:
                    trace.row(self, "parting.unfulfilled", PARTING_FINISHING, PARTING_FINISHING)
                mark = len(cell.outbox)
                try:
                    self.actions.conclude_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "conclude_inquiry", error, mark)
                self._always_parting_finishing(event)
            else:  # machines/coupling/coupling.yaml:258
                if trace is not None:
                    trace.row(self, "parting.unfulfilled#1", PARTING_FINISHING, PARTING_FINISHING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_done(event)
                except Exception as error:
                    cell.action_failed(self, "note_done", error, mark)
                self._always_parting_finishing(event)
        elif state == PARTING_RETURNING:
            if self.actions.an_inquiry(event):  # machines/coupling/coupling.yaml:258
                if trace is not None:
                    trace.row(self, "parting.unfulfilled", PARTING_RETURNING, PARTING_RETURNING)
                mark = len(cell.outbox)
                try:
                    self.actions.conclude_inquiry(event)
                except Exception as error:
                    cell.action_failed(self, "conclude_inquiry", error, mark)
                self._always_parting_returning(event)
            else:  # machines/coupling/coupling.yaml:258
                if trace is not None:
                    trace.row(self, "parting.unfulfilled#1", PARTING_RETURNING, PARTING_RETURNING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_done(event)
                except Exception as error:
                    cell.action_failed(self, "note_done", error, mark)
                self._always_parting_returning(event)
        else:  # waiting, ended
            # Ignored: nobody was called yet (machines/coupling/coupling.yaml:115)
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def unrelayed(self, event: Unrelayed) -> None:
        """The media relay is gone, or cannot take the call; signal of a chart beside this one."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if WAITING <= state <= JOINING_OFFERING:
            if self.actions.joined(event):  # machines/coupling/coupling.yaml:104
                if trace is not None:
                    trace.row(self, "unrelayed", state, PARTING_FINISHING)
                mark = len(cell.outbox)
                try:
                    self.actions.note_failed(event)
                except Exception as error:
                    cell.action_failed(self, "note_failed", error, mark)
                self.state = PARTING_FINISHING
                mark = len(cell.outbox)
                try:
                    self.actions.break_off(event)
                except Exception as error:
                    cell.action_failed(self, "break_off", error, mark)
                cell.recall(self)
                self._always_parting_finishing(event)
            else:  # machines/coupling/coupling.yaml:104
                if trace is not None:
                    trace.row(self, "unrelayed#1", state, ENDED)
                mark, step = len(cell.outbox), "stop_callees"
                try:
                    self.actions.stop_callees(event)
                    mark, step = len(cell.outbox), "hang_up_other"
                    self.actions.hang_up_other(event)
                except Exception as error:
                    cell.action_failed(self, step, error, mark)
                self.state = ENDED
                cell.raise_signal(self, CLOSING)
                cell.recall(self)
        else:  # parting.finishing, parting.returning, ended
            # Ignored: nobody needs it any more (machines/coupling/coupling.yaml:265)
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def action_failed(self, event: ActionFailed) -> None:
        """An action raised."""
        cell = self.cell
        trace = cell.trace
        state = self.state
        if WAITING <= state <= PARTING_FINISHING:  # machines/coupling/coupling.yaml:103
            if trace is not None:
                trace.row(self, "action_failed", state, ENDED)
            mark, step = len(cell.outbox), "stop_callees"
            try:
                self.actions.stop_callees(event)
                mark, step = len(cell.outbox), "hang_up_other"
                self.actions.hang_up_other(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = ENDED
            cell.raise_signal(self, CLOSING)
            cell.recall(self)
        elif state == PARTING_RETURNING:  # machines/coupling/coupling.yaml:103
            if trace is not None:
                trace.row(self, "action_failed", PARTING_RETURNING, ENDED)
            mark = len(cell.outbox)
            try:
                self.actions.reply_separate(event)
            except Exception as error:
                cell.action_failed(self, "reply_separate", error, mark)
            mark, step = len(cell.outbox), "stop_callees"
            try:
                self.actions.stop_callees(event)
                mark, step = len(cell.outbox), "hang_up_other"
                self.actions.hang_up_other(event)
            except Exception as error:
                cell.action_failed(self, step, error, mark)
            self.state = ENDED
            cell.raise_signal(self, CLOSING)
        else:  # ended
            # Ignored: it is over, and each leg was told (machines/coupling/coupling.yaml:284)
            if trace is not None:
                trace.decided(self, event, "ignore")

    def _always_parting_finishing(
        self, event: Separate | Failed | Over | ChangeAsked | Inquired | Fulfilled | Unfulfilled | Unrelayed
    ) -> None:
        """Eventless transitions of parting.finishing: the first whose conditions hold."""
        cell = self.cell
        trace = cell.trace
        if not self.actions.busy(event):  # machines/coupling/coupling.yaml:272
            if trace is not None:
                trace.row(self, "parting.finishing.always", PARTING_FINISHING, PARTING_RETURNING)
            self.state = PARTING_RETURNING
            mark = len(cell.outbox)
            try:
                self.actions.let_go(event)
            except Exception as error:
                cell.action_failed(self, "let_go", error, mark)
            self._always_parting_returning(event)

    def _always_parting_returning(
        self, event: Separate | Failed | Over | ChangeAsked | Inquired | Fulfilled | Unfulfilled | Unrelayed
    ) -> None:
        """Eventless transitions of parting.returning: the first whose conditions hold."""
        cell = self.cell
        trace = cell.trace
        if not self.actions.busy(event):  # machines/coupling/coupling.yaml:278
            if trace is not None:
                trace.row(self, "parting.returning.always", PARTING_RETURNING, ENDED)
            mark = len(cell.outbox)
            try:
                self.actions.reply_separate(event)
            except Exception as error:
                cell.action_failed(self, "reply_separate", error, mark)
            self.state = ENDED
            cell.raise_signal(self, CLOSING)
