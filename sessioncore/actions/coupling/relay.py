"""Actions of coupling/relay: descriptions go through a media relay before the coupling hears of them."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Any, Final, Literal, Protocol

import attrs

from sessioncore import events as public
from sessioncore.actions.coupling._places import places_of
from sessioncore.actions.part import PartActions
from sessioncore.base.relay import CloseRelay, PassDescription, Srtp
from sessioncore.effects import Order, Relay, Tell
from sessioncore.handlers.coupling import coupling as coupling_chart
from sessioncore.handlers.coupling import relay as chart
from sessioncore.wire.sip import SipUri, parse_uri

if TYPE_CHECKING:
    from sessioncore.actions.coupling.coupling import PairCell, PairScope
    from sessioncore.statechart import Event

    class RelayedCell(PairCell, Protocol):
        """The cell of a coupling whose media is relayed."""

        def host_of(self, leg: str) -> str:
            """The address that a leg's signalling comes from, or goes to; "" where that is not known."""

        def media_host(self, leg: str) -> str:
            """The address that the peer of a leg has its media at, as it said last; "" where that is not known."""

        def protected(self, leg: str) -> Srtp:
            """How the media of a leg that is up is protected, as an offer to it would say."""


_MOST_WAITING: Final = 256
"""Events that wait for a description in order; a call has a few at a time, however many are called."""

_DECLINE: Final = {"INVITE": "decline_modify", "UPDATE": "decline_update", "PRACK": "decline_update"}


@attrs.define(weakref_slot=False)
class Slice:
    """What goes through the relay.

    asked      what waits for its description, and under which `number` it was asked for
    waiting    what came since, in order
    caller     the leg of the caller, and whose answer the call is up with (`callee`, "" before)
    offerer    who has made the last offer
    is_open    the relay knows of the call
    srtp       what the other side is offered, where that is not as configured
    """

    asked: Event | None = None
    number: int = 0
    waiting: list[Event] = attrs.field(factory=list)
    caller: str = ""
    callee: str = ""
    offerer: str = ""
    is_open: bool = False
    srtp: Srtp | Literal[""] = ""


class Actions(PartActions):
    """Asks the relay, and hands on."""

    __slots__ = ("slice",)
    cell: RelayedCell

    def __init__(self, scope: PairScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    # -- guards ---

    def described(self, event: chart.Told) -> bool:
        """What a callee says when another has answered is not for the caller, who would hear the wrong one."""
        told, data = event.told, self.slice
        late = bool(data.callee) and isinstance(
            told, coupling_chart.Progress | coupling_chart.Offered | coupling_chart.Answered
        )
        return bool(_body(told)) and not late

    def crowded(self, event: chart.Told) -> bool:
        return len(self.slice.waiting) >= _MOST_WAITING

    def awaited(self, event: chart.Passed | chart.NotPassed) -> bool:
        return event.number == self.slice.number

    def of_change(self, event: chart.NotPassed | chart.NoReply) -> bool:
        return isinstance(self.slice.asked, coupling_chart.ChangeAsked)

    def unheard(self, event: chart.RelaySilent) -> bool:
        return self.cell.settings.on_media_loss == "end"

    # -- what goes through ---

    def note_joined(self, event: chart.Joined) -> None:
        """Keys go from end to end where both sides have some; else SRTP ends at the relay, and so does a handshake: the
        checks before it would lead around the relay.
        """
        data, cell = self.slice, self.cell
        data.caller, data.callee = event.first, event.second
        first, second = cell.protected(event.first), cell.protected(event.second)
        data.srtp = "" if first == second != "dtls" else second

    def ask(self, event: chart.Told) -> None:
        told: Any = event.told
        data, cell = self.slice, self.cell
        data.asked = told
        data.number += 1
        browser, toward = False, cell.media_host(data.callee) if data.callee and not data.is_open else ""
        if isinstance(told, coupling_chart.Invited):
            data.caller = told.leg
            uris = self._called_first(told.call.user)
            browser = bool(uris) and all(uri.transport in ("ws", "wss") for uri in uris)
            toward = _numeric(uris[0].host) if uris else ""
        answers = data.offerer not in ("", told.leg) and not isinstance(
            told, coupling_chart.ChangeAsked | coupling_chart.Offered
        )
        if not answers:
            data.offerer = told.leg
        # Before an answer it is open which of the callees an offer is for.
        receiver = data.callee if told.leg == data.caller else data.caller
        kind: Literal["offer", "answer"] = "answer" if answers else "offer"
        host = cell.host_of(told.leg)
        data.is_open = True
        asked = PassDescription(
            cell.session, data.number, told.leg, receiver, kind, _body(told), host, data.srtp, browser, toward
        )
        cell.emit(Relay(asked))

    def _called_first(self, user: str) -> list[SipUri]:
        """Where all are that will be called first: browsers are reached over WebSocket (RFC 7118 5)."""
        places, _ = places_of(self.cell, user)
        return [parse_uri(one.contact) for one in places if one.q == places[0].q]

    def hand_on(self, event: chart.Told) -> None:
        self._hand_on(event.told)

    def hand_on_passed(self, event: chart.Passed) -> None:
        told: Any = self.slice.asked
        self.slice.asked = None
        self._hand_on(_with_body(told, event.body))

    def keep(self, event: chart.Told) -> None:
        self.slice.waiting.append(event.told)

    def release(self, event: chart.Passed | chart.NotPassed | chart.NoReply) -> None:
        waiting, self.slice.waiting = self.slice.waiting, []
        for told in waiting:
            self.cell.tell(Tell(self.cell.session, "coupling", told))

    def _hand_on(self, told: Event) -> None:
        if isinstance(told, coupling_chart.Invited):
            self.slice.caller = told.leg
        if isinstance(told, coupling_chart.Answered):
            self.slice.callee = self.slice.callee or told.leg
        if isinstance(told, coupling_chart.ChangeAsked) and not told.body:
            self.slice.offerer = ""  # the next description is the offer that is asked for
        self.cell.tell(Tell(self.cell.session, "coupling", told, relayed=True))

    # -- what cannot be relayed ---

    def refuse_change(self, event: chart.NotPassed | chart.NoReply) -> None:
        asked: Any = self.slice.asked
        self.slice.asked = None
        self.cell.tell(Order(asked.leg, _DECLINE[asked.method], {"status": 488}, self.cell.session))

    def refuse_call(self, event: Event) -> None:
        """The coupling has not heard of a call whose INVITE waits here, and cannot refuse it."""
        asked = self.slice.asked
        if isinstance(asked, coupling_chart.Invited):
            self.cell.tell(Order(asked.leg, "decline", {"status": 503}, self.cell.session))

    def close(self, event: Event) -> None:
        if self.slice.is_open:
            self.cell.emit(Relay(CloseRelay(self.cell.session)))

    # -- what is published ---

    def publish_failed(self, event: chart.RelayFailed) -> None:
        self._publish_failed(event.reason)

    def publish_unpassed(self, event: chart.NotPassed | chart.NoReply) -> None:
        self._publish_failed(event.reason if isinstance(event, chart.NotPassed) else "the media relay says nothing")

    def _publish_failed(self, reason: str) -> None:
        session, now = self.slice.caller, self.cell.now
        self.cell.publish(public.RelayFailed, lambda: public.RelayFailed(session=session, at=now, reason=reason))

    def publish_silent(self, event: chart.RelaySilent) -> None:
        now = self.cell.now
        self.cell.publish(
            public.RelaySilent,
            lambda: public.RelaySilent(session=event.leg, at=now, line=event.line, seconds=event.seconds),
        )


def _numeric(host: str) -> str:
    """The IP address that stands in a URI; "" for a name."""
    bare = host.strip("[]")
    try:
        return str(ip_address(bare))
    except ValueError:
        return ""


def _body(told: Any) -> bytes:
    found: bytes = told.call.body if isinstance(told, coupling_chart.Invited) else getattr(told, "body", b"")
    return found


def _with_body(told: Any, body: bytes) -> Event:
    if isinstance(told, coupling_chart.Invited):
        return coupling_chart.Invited(told.leg, attrs.evolve(told.call, body=body))
    fields = {name: getattr(told, name) for name in told.FIELDS}
    made: Event = type(told)(**{**fields, "body": body})
    return made
