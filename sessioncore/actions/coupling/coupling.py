"""Actions of coupling/coupling: who is called, what goes on to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import attrs

from sessioncore.actions.context import CellContext, Scope
from sessioncore.actions.coupling._joining import DECLINE, Joining
from sessioncore.actions.coupling._places import places_of
from sessioncore.base.coupling import SILENT, Ending, Invitation
from sessioncore.effects import Order, Tell
from sessioncore.handlers.coupling import coupling as chart
from sessioncore.handlers.coupling import link as link_chart
from sessioncore.wire.sip.reason import ANSWERED_ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from sessioncore.actions.coupling._places import Known
    from sessioncore.base.registration import Binding
    from sessioncore.statechart import Event

_UNAVAILABLE: Final = 480
_OF_OURS: Final = {401: 500, 407: 500, 503: 500}
"""What a callee asks of us, or says of its own load, is none of the caller's (RFC 3261 16.7 step 6)."""

_OF_ONE_LEG: Final = {401: 500, 407: 500, 408: 480, 481: 480, 503: 500}
"""Statuses of a request in one dialog that would say of the other what does not hold there."""
_ACCEPT: Final = {"INVITE": "accept_modify", "UPDATE": "accept_update", "PRACK": "accept_update"}
_FORKS: Final = 8
"""Descriptions that a caller is shown after the first, each in an early dialog of its own."""


class PairCell(CellContext, Protocol):
    """The cell of a coupling."""

    def bound(self, user: str) -> Sequence[Known]:
        """The bindings of a user, the oldest first."""

    def reaches(self, binding: Binding) -> bool:
        """Whether the flow of an outbound binding still stands."""

    def is_free(self, leg: str) -> bool:
        """Whether this is a session that is up and belongs to nobody else."""

    def changing(self, names: Sequence[str]) -> Sequence[str]:
        """The legs with an order of these names that waits for its end."""

    def owes_answer(self, leg: str) -> bool:
        """Whether the peer of a leg has made an offer that our ACK is to answer."""

    def speaks_for_another(self, leg: str) -> bool:
        """Whether what is agreed on a leg is the description of another's peer."""


class PairScope(Scope, Protocol):
    """The coupling's scope."""

    @property
    def cell(self) -> PairCell: ...


@attrs.define(weakref_slot=False)
class Slice:
    """Who is coupled.

    caller     the caller's leg; `call` is its INVITE until the call is up
    callees    the legs of those that are called; of one that answered it is the only one
    places     where each of them is, until one has answered
    heard      those that rang
    flows      other flows of telephones that are called, the newest first (RFC 5626 7)
    waiting    places that are called when those before have refused, best first
    best       the status that the caller gets if nobody answers, with what was `told` about it
    answer     what a peer said last while a change was open
    shown      the description that the caller has been shown before an answer, `forks` how many others were before
    asker      the leg whose peer waits for an answer to its offer, which came by `method`; "": who has given up
    offered    what it offers; b"" where it asks for an offer
    said       the description of each leg's peer that was agreed last

    Of two sessions that are joined, the first as `caller` and the second as the one of `callees`:

    is_joined  they are such
    commands   what waits for them to be joined, and `separating` for their separation
    gone       those that have ended
    busy       those with an offer of ours under way while they part
    why        what keeps them apart, with `best` as its status
    """

    caller: str = ""
    call: Invitation | None = None
    callees: list[str] = attrs.field(factory=list)
    places: dict[str, Binding] | None = None
    heard: tuple[str, ...] = ()
    flows: tuple[Binding, ...] = ()
    waiting: tuple[Binding, ...] = ()
    best: int = 0
    told: Ending = SILENT
    shown: bytes = b""
    forks: int = 0
    asker: str = ""
    method: str = ""
    offered: bytes = b""
    said: dict[str, bytes] = attrs.field(factory=dict)
    answer: bytes = b""
    is_joined: bool = False
    commands: tuple[int, ...] = ()
    separating: tuple[int, ...] = ()
    gone: tuple[str, ...] = ()
    busy: set[str] = attrs.field(factory=set)
    why: str = ""


class Actions(Joining):
    """Tells legs what to do."""

    __slots__ = ("slice",)
    cell: PairCell

    def __init__(self, scope: PairScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    # -- guards ---

    def nobody(self, event: chart.Invited) -> bool:
        return not places_of(self.cell, event.call.user)[0]

    def looping(self, event: chart.Invited) -> bool:
        return event.call.hops <= 0

    def offerless(self, event: chart.ChangeAsked) -> bool:
        return not event.body

    def mute(self, event: chart.Progress) -> bool:
        return not self._call.body and (self._call.reliable or bool(self.slice.shown))

    def awaited(self, event: chart.Answered) -> bool:
        return not self._call.body and not self.slice.said[self.slice.caller]

    def undescribed(self, event: chart.Answered) -> bool:
        return not self._call.body and not event.body and event.leg not in self.slice.said

    def from_caller(self, event: chart.Failed | chart.Over) -> bool:
        return event.leg == self.slice.caller

    def of_callee(self, event: _OfCallee) -> bool:
        return event.leg in self.slice.callees

    def showing(self, event: chart.Progress) -> bool:
        """One callee alone: the caller takes the description of a 183 for that of the answer (RFC 3261 13.2.1)."""
        data = self.slice
        if not event.body or not self._call.body or data.waiting:
            return False
        return data.callees == [event.leg] and data.forks < _FORKS

    def another_fork(self, event: chart.Progress | chart.Offered | chart.Answered) -> bool:
        """A 2xx cannot bring another offer after the one that the caller has answered."""
        shown = self.slice.shown
        if isinstance(event, chart.Answered) and not self._call.body and not self.awaited(event):
            return False
        return bool(shown and event.body) and event.body != shown

    def others(self, event: chart.Failed | chart.Over) -> bool:
        return len(self.slice.callees) > 1

    def more_places(self, event: chart.Failed | chart.Over) -> bool:
        return bool(self.slice.waiting) and self._status(event) < 600

    def of_pair(self, event: chart.ChangeAsked | chart.Inquired | chart.Failed | chart.Over) -> bool:
        return event.leg == self.slice.caller or event.leg in self.slice.callees

    def a_solicitation(self, event: chart.Fulfilled | chart.Unfulfilled) -> bool:
        return event.order == "solicit" and event.leg == self._other(self.slice.asker)

    def an_acceptance(self, event: chart.Fulfilled) -> bool:
        return event.order in _ACCEPT.values() and event.leg == self.slice.asker

    def a_refused_acceptance(self, event: chart.Unfulfilled) -> bool:
        return event.order in _ACCEPT.values() and event.leg == self.slice.asker

    def of_asker(self, event: chart.Acknowledged | chart.Withdrawn) -> bool:
        return event.leg == self.slice.asker

    def to_the_offer(self, event: chart.Acknowledged) -> bool:
        return event.offer == self.slice.shown

    def of_two(self, event: chart.ChangeAsked) -> bool:
        data = self.slice
        return len(data.callees) == 1 and not data.waiting and event.leg in (data.caller, data.callees[0])

    def a_change(self, event: chart.Fulfilled | chart.Unfulfilled) -> bool:
        return event.order == "modify" and event.leg == self._other(self.slice.asker)

    def an_inquiry(self, event: chart.Fulfilled | chart.Unfulfilled) -> bool:
        return event.order == "tell"

    # -- the call begins ---

    def note_call(self, event: chart.Invited) -> None:
        data = self.slice
        data.caller, data.call = event.leg, event.call
        data.said[event.leg] = event.call.body
        data.waiting, data.flows = places_of(self.cell, event.call.user)

    def unheard(self, event: chart.FlowFailed) -> bool:
        return event.leg not in self.slice.heard

    def another_flow(self, event: chart.Failed | chart.FlowFailed) -> bool:
        return self._next_flow(event) is not None

    def _next_flow(self, event: chart.Failed | chart.FlowFailed) -> Binding | None:
        """RFC 5626 7: after 430 or 408, or where the connection itself is gone; any other answer is the telephone's."""
        data, cell = self.slice, self.cell
        failed = data.places.get(event.leg) if data.places is not None else None
        if failed is None:
            return None
        gone = not cell.reaches(failed)
        if isinstance(event, chart.Failed):
            gone = event.status in (408, 430) or (gone and event.status == 503)
        if not gone:
            return None
        others = [one for one in data.flows if one.instance == failed.instance and cell.reaches(one)]
        return others[0] if others else None

    def dial_other_flow(self, event: chart.Failed | chart.FlowFailed) -> None:
        data, binding = self.slice, self._next_flow(event)
        assert binding is not None, "the guard has found it"
        data.flows = tuple([one for one in data.flows if one is not binding])
        data.callees.remove(event.leg)
        self._dial(binding, alone=not data.callees)

    def dial_best(self, event: Event) -> None:
        data = self.slice
        best = [binding for binding in data.waiting if binding.q == data.waiting[0].q]
        data.waiting = data.waiting[len(best) :]
        for binding in best:
            self._dial(binding, alone=len(best) == 1)

    def _dial(self, binding: Binding, *, alone: bool) -> None:
        cell, leg = self.cell, self.cell.env.session_id()
        self.slice.callees.append(leg)
        self.slice.places = {**(self.slice.places or {}), leg: binding}
        cell.tell(Tell(leg, "link", link_chart.Carry(cell.session, self._call.body, binding.flow)))
        self._order(leg, "dial", target=binding.contact, arguments=self._arguments(binding, alone=alone))

    def _arguments(self, binding: Binding, *, alone: bool) -> dict[str, Any]:
        """Of several callees each would bring an offer of its own."""
        call = self._call
        host, port = binding.source
        arguments = {"source": "none", "from": call.caller, "max_forwards": str(call.hops - 1)}
        arguments["next_hop"] = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        if alone and call.acknowledges:
            arguments["reliably"] = "yes"
        if call.display:
            arguments["display"] = call.display
        if binding.path:
            arguments["route"] = ", ".join(binding.path)
        return arguments

    @property
    def _call(self) -> Invitation:
        call = self.slice.call
        assert call is not None, "the call is noted before anybody is called"
        return call

    def refuse_early(self, event: chart.Invited) -> None:
        self._order(event.leg, "decline", status=483 if self.looping(event) else _UNAVAILABLE)

    # -- what callees tell ---

    def note_heard(self, event: chart.Progress) -> None:
        self.slice.heard = (*self.slice.heard, event.leg)

    def carry_offer(self, event: chart.Offered | chart.Answered) -> None:
        self._pass(self.slice.caller, event.body)

    def show_offer(self, event: chart.Offered) -> None:
        data = self.slice
        data.asker, data.offered, data.shown = data.caller, b"", event.body
        data.said[data.caller], data.said[event.leg] = b"", event.body
        self._pass(data.caller, event.body)
        self._order(data.caller, "progress", source="none")

    def ring_caller(self, event: chart.Progress) -> None:
        self.slice.heard = (*self.slice.heard, event.leg)
        self._order(self.slice.caller, "ring")

    def fork_caller(self, event: chart.Progress | chart.Offered | chart.Answered) -> None:
        self.slice.forks += 1
        self._order(self.slice.caller, "fork")

    def show_caller(self, event: chart.Progress) -> None:
        self.slice.shown = event.body
        self.slice.heard = (*self.slice.heard, event.leg)
        self._pass(self.slice.caller, event.body)
        self._order(self.slice.caller, "progress", source="none")

    def answer_caller(self, event: chart.Answered) -> None:
        data = self.slice
        for leg in data.callees:
            if leg != event.leg:
                self._order(leg, "hang_up", reason=str(ANSWERED_ELSEWHERE))
        data.callees, data.waiting, data.call = [event.leg], (), None
        data.places, data.flows, data.heard = None, (), ()
        if event.body:  # else it has answered in a reliable 183, which the caller was shown (RFC 3262 5)
            self._pass(data.caller, event.body)
        data.said[event.leg] = event.body or data.said.get(event.leg, data.shown)
        data.shown = b""
        if not data.said[data.caller]:
            data.asker, data.offered = data.caller, b""
        self._order(data.caller, "answer", source="none")

    def note_failure(self, event: chart.Failed | chart.Over) -> None:
        """RFC 3261 16.7 step 6: a 6xx wins, else the lowest class does; within it who came first."""
        data, status = self.slice, self._status(event)
        if event.leg in data.callees:
            data.callees.remove(event.leg)
            if not self._call.body:  # what it offered, and how the caller answered, is of no use for the next
                data.asker, data.said[data.caller] = "", b""
        if data.best < 600 and (not data.best or status >= 600 or status // 100 < data.best // 100):
            is_its_own = isinstance(event, chart.Failed) and event.status == status
            data.best, data.told = status, event.why if is_its_own else attrs.evolve(event.why, phrase="")

    def _status(self, event: chart.Failed | chart.Over) -> int:
        """Where we could not follow a redirection, the caller may."""
        status = event.status if isinstance(event, chart.Failed) else _UNAVAILABLE
        if status < 400:
            return status if event.why.contacts else _UNAVAILABLE
        return _OF_OURS.get(status, status)

    def refuse_caller(self, event: Event) -> None:
        data = self.slice
        self._order(data.caller, "decline", status=data.best, said=data.told)

    def stop_callees(self, event: Event) -> None:
        for leg in self.slice.callees:
            self._order(leg, "hang_up", **_why(event))
        self.slice.callees = []

    def stop_unheard(self, event: chart.FlowFailed) -> None:
        self._order(event.leg, "hang_up")

    def stop_leg(self, event: chart.Answered) -> None:
        self._order(event.leg, "hang_up", reason=str(ANSWERED_ELSEWHERE))

    # -- the session changes ---

    def pass_offer(self, event: chart.ChangeAsked) -> None:
        self._note_asker(event)
        self._offer(self._other(event.leg), event.body, event.method.lower())

    def solicit_offer(self, event: chart.ChangeAsked) -> None:
        self._note_asker(event)
        self._order(self._other(event.leg), "solicit", about=0)

    def _note_asker(self, event: chart.ChangeAsked) -> None:
        data = self.slice
        data.asker, data.method, data.offered, data.answer = event.leg, event.method, event.body, b""

    def withdraw_change(self, event: chart.Withdrawn) -> None:
        reason = {"reason": event.reason} if event.reason else {}
        self.cell.tell(Order(self._other(event.leg), "withdraw", reason, self.cell.session))

    def note_agreed(self, event: chart.Fulfilled) -> None:
        self.slice.said[event.leg] = self.slice.offered

    def put_back(self, event: chart.Unfulfilled) -> None:
        """Who made the last offer has given up: the other side, which took it, goes back."""
        data = self.slice
        data.method = ""
        self._offer(self._other(event.leg), data.said[event.leg], "")

    def pass_acknowledgement(self, event: chart.Acknowledged) -> None:
        self.slice.said[event.leg] = event.body
        self._acknowledge(event.leg)

    def acknowledge_alone(self, event: chart.Unfulfilled) -> None:
        self._acknowledge(event.leg)

    def _acknowledge(self, leg: str) -> None:
        other = self._other(leg)
        self._pass(other, self.slice.said[leg])
        self._order(other, "acknowledge")

    def note_answer(self, event: chart.Changed) -> None:
        if event.leg != self.slice.asker:
            self.slice.answer = event.body

    def pass_answer(self, event: chart.Fulfilled) -> None:
        """An answer, or the offer that was asked for; nobody waits for that of a side that was put back."""
        data = self.slice
        data.said[event.leg] = data.answer
        if data.method:
            self._pass(data.asker, data.answer)
            self._order(data.asker, _ACCEPT[data.method], about=0)
        data.answer = b""

    def refuse_change(self, event: chart.Unfulfilled) -> None:
        if self.slice.method:
            status = _OF_ONE_LEG.get(event.status, event.status)
            self._order(self.slice.asker, DECLINE[self.slice.method], status=status if 400 <= status <= 699 else 500)

    def refuse_crossing(self, event: chart.ChangeAsked) -> None:
        self._order(event.leg, DECLINE[event.method], status=491)

    def refuse_early_change(self, event: chart.ChangeAsked) -> None:
        """RFC 3311 5.2: an UPDATE cannot wait for somebody's decision; a re-INVITE can."""
        self._order(event.leg, DECLINE[event.method], status=504)

    # -- INFO and MESSAGE ---

    def pass_inquiry(self, event: chart.Inquired) -> None:
        other = self._other(event.leg)
        self._order(other, "tell", about=event.cseq, method=event.method, arguments=event.arguments)

    def refuse_inquiry(self, event: chart.Inquired) -> None:
        self._order(event.leg, "conclude", cseq=event.cseq, status=491)

    def conclude_inquiry(self, event: chart.Fulfilled | chart.Unfulfilled) -> None:
        """What is wrong between us and the other side is none of who asked."""
        status = _OF_ONE_LEG.get(event.status, event.status)
        self._order(self._other(event.leg), "conclude", cseq=event.about, status=status)

    # -- the end ---

    def hang_up_other(self, event: Event) -> None:
        leg = getattr(event, "leg", "")
        for one in (self.slice.caller, *self.slice.callees):
            if one and one != leg:
                self._order(one, "hang_up", **_why(event))

    # -- what legs are told ---

    def _other(self, leg: str) -> str:
        data = self.slice
        return data.callees[0] if leg == data.caller and data.callees else data.caller


def _why(event: Event) -> dict[str, Any]:
    """The argument of a command that passes on why one side has ended."""
    reason = event.why.reason if isinstance(event, chart.Failed | chart.Over) else ""
    return {"reason": reason} if reason else {}


_OfCallee = chart.Progress | chart.Offered | chart.Answered | chart.Failed | chart.Over | chart.FlowFailed
