"""Actions of negotiation/offer_answer: what is offered, what is agreed (RFC 3264, RFC 6337)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.coupling._passed import passed
from sessioncore.actions.dialog._reliability import EXTENSION
from sessioncore.actions.negotiation._descriptions import new_origin, nominated, preferences, restarts
from sessioncore.actions.negotiation._joined import foreign, own, rekeyed
from sessioncore.actions.part import DialogPartActions
from sessioncore.actions.setup._hiding import came_hidden, goes_on_hidden, went_hidden
from sessioncore.actions.setup._media import DISCARD_PORT
from sessioncore.base.errors import RemoteProtocolError
from sessioncore.events import MediaRefused
from sessioncore.handlers.negotiation import offer_answer as chart
from sessioncore.statechart import ActionFailed
from sessioncore.wire.sdp import (
    AgreedStream,
    CheckedStream,
    NotAcceptable,
    Origin,
    Preferences,
    ProtectedStream,
    SdpError,
    SessionDescription,
    agreed,
    check_answer,
    check_offer,
    make_answer,
    make_offer,
    parse_sdp,
)
from sessioncore.wire.sip import Request, Response

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope, LinkView
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Message


_EARLY = (chart.PreviewWanted, chart.PreviewIn, chart.EarlyWanted, chart.ReliableIn, chart.PrackIn)
"""What is agreed by these before the INVITE is answered; an UPDATE changes what was agreed by them."""


@attrs.define(weakref_slot=False)
class Slice:
    """`local` and `remote` are what media runs on; `open_local` and `open_remote` an exchange that is not settled.

    `sent` is the description that left last: o= versions and media lines count from there, agreed or not (RFC 3264 8).
    `debt` is the CSeq of an INVITE without offer: ours goes into its 2xx, and only that one's ACK can answer it.
    `hidden` says that the request came over TLS which that is, or which brought the offer that is open.
    `owed_answer` is our answer to an offer that came in a 2xx or in a reliable provisional response: the ACK or the
    PRACK carries it (RFC 3261 13.2.1, RFC 3262 5).
    """

    local: SessionDescription | None = None
    remote: SessionDescription | None = None
    open_local: SessionDescription | None = None
    open_remote: SessionDescription | None = None
    sent: SessionDescription | None = None
    origin: Origin | None = None
    streams: tuple[AgreedStream, ...] = ()
    debt: int | None = None
    hidden: bool = False
    owed_answer: bytes = b""


class Actions(DialogPartActions):
    """Reads and makes session descriptions; the port is the leg's, the wish of direction modify_out's."""

    __slots__ = ("_last_read", "slice")

    def __init__(self, scope: DialogScope) -> None:
        DialogPartActions.__init__(self, scope)
        self.slice = Slice()
        self._last_read: tuple[Message, SessionDescription] | None = None

    def _description(self, message: Message) -> SessionDescription:
        """The SDP of a message; guards and actions of one row read it once. Raises SdpError."""
        last = self._last_read
        if last is None or last[0] is not message:
            read = _description if self.scope.leg.link_slice is None else _passed
            last = self._last_read = message, read(message)
        return last[1]

    # -- guards ---

    def acceptable(self, event: _Offering) -> bool:
        return self._refusal(_message(event)) is None

    def offered(self, event: chart.OfferOut | chart.LateIn) -> bool:
        return self.scope.leg.setup_slice.offer is not None

    def offerless(self, event: chart.OfferIn) -> bool:
        return not event.request.body

    def bodiless(self, event: chart.ReliableIn | chart.PrackIn) -> bool:
        return not _message(event).body

    def passing(self, event: chart.UpdateIn | _Answering) -> bool:
        return self.scope.leg.link_slice is not None

    def settles_debt(self, event: chart.AnswerInAck) -> bool:
        return event.request.cseq.number == self.slice.debt

    def previewing(self, event: chart.PreviewIn) -> bool:
        return self.slice.local is None and bool(event.response.body) and self._fits(event.response)

    def settled_before(self, event: chart.AnswerIn | chart.ReliableIn) -> bool:
        invite = self.scope.leg.setup_slice.request
        if self.slice.local is None or invite is None or not self.scope.dialog_slice.initiator:
            return False
        return event.response.cseq == invite.cseq

    def fitting(self, event: _Answering) -> bool:
        return self._fits(_message(event))

    def _fits(self, message: Message) -> bool:
        offer = self.slice.open_local
        if offer is None:
            return False
        if self.scope.leg.link_slice is not None:
            return bool(message.body) and _is_sdp(message)
        try:
            check_answer(offer, self._description(message))
        except RemoteProtocolError:
            return False
        return True

    def first(self, event: Event) -> bool:
        return self.slice.local is None

    def _refusal(self, message: Message) -> tuple[int, str] | None:
        """Status and Warning that refuse an offer (RFC 3261 13.3.1.3), or None when it can be answered."""
        if not message.body:
            return 488, ""
        if self.scope.leg.link_slice is not None:
            if isinstance(message, Response) and not self._is_welcome(message):
                return 488, ""
            return None if _is_sdp(message) else (415, "")
        try:
            self._check(message)
        except NotAcceptable as error:
            return 488, error.warning(self.cell.settings.host_port)
        except SdpError as error:
            return error.status or 488, ""
        return None

    def _check(self, message: Message) -> None:
        """Raise SdpError where the offer in a message cannot be answered."""
        data, offer = self.slice, self._description(message)
        wanted = self._preferences(DISCARD_PORT, offer, message)
        check_offer(offer, wanted, previous_remote=data.remote, streams=data.streams)

    def _is_welcome(self, response: Response) -> bool:
        """Whether the other side of a coupling can answer what a response offers: of provisional ones that of the first
        fork that spoke, where the other side can acknowledge it.
        """
        setup = self.scope.leg.setup_slice
        if response.status >= 200:
            return True
        asked = setup.request is not None and EXTENSION in setup.request.supported
        return asked and setup.spoken_tag == self.scope.key

    # -- actions ---

    def note_leg_offer(self, event: chart.OfferOut) -> None:
        offer = self.scope.leg.setup_slice.offer
        self.slice.open_local = self.slice.sent = offer

    def make_offer(self, event: Event) -> None:
        data = self.slice
        link = self.scope.leg.link_slice
        if link is not None:
            agreed_before = data.local if self.scope.modify_out_slice.repeats else None
            data.open_local = data.sent = agreed_before or self._passed_on(link)
            return
        sent, port = data.sent, self.scope.leg.setup_slice.media_port
        certificate = self.cell.settings.media_fingerprint
        repeats = self.scope.modify_out_slice.repeats and not restarts(self.scope) and nominated(self.scope) is None
        if repeats and sent is not None and _in_force(sent, data.local, port, certificate):
            data.open_local = sent
            return
        offer = make_offer(
            self._offer_preferences(event),
            origin=self._origin(),
            previous_local=data.sent,
            previous_remote=data.remote,
            streams=data.streams,
            draw=self.cell.env.secret,
        )
        data.open_local = data.sent = offer

    def _passed_on(self, link: LinkView) -> SessionDescription:
        """What the other side of a coupling says; in a dialog that was up before, as a change of what we said."""
        if not link.joined:
            return passed(link.body)
        data, origin = self.slice, self._origin()
        version = (origin if data.sent is None else data.sent.origin).version + 1
        return foreign(link.body, attrs.evolve(origin, version=version), self.scope.modify_out_slice.direction)

    def take_over(self, event: chart.Freed) -> None:
        data = self.slice
        data.local, data.remote, data.sent = own(data.local), own(data.remote), own(data.sent)
        data.open_remote = own(data.open_remote)
        data.streams = rekeyed(data.streams, self.cell.env.secret)
        self._last_read = None

    def note_offer(self, event: chart.OfferIn | chart.UpdateIn | chart.AnswerIn | chart.ReliableIn) -> None:
        message = _message(event)
        self.slice.open_remote = self._description(message)
        self.slice.hidden = isinstance(message, Request) and came_hidden(message)

    def answer_late(self, event: chart.Acknowledge) -> None:
        offer = self._open_remote()
        answer = self._answer(offer)
        self._agree(answer, offer, local_offered=False)
        self.slice.owed_answer = answer.encode()

    def reply_done(self, event: chart.Acknowledge) -> None:
        self.cell.reply(event.command, "done")

    def note_debt(self, event: chart.OfferIn) -> None:
        self.slice.debt, self.slice.hidden = event.request.cseq.number, came_hidden(event.request)

    def make_answer(self, event: chart.AnswerWanted | chart.EarlyWanted | chart.UpdateIn | chart.UpdateWanted) -> None:
        offer = self._open_remote()
        self._agree(self._answer(offer), offer, local_offered=False)

    def make_preview(self, event: chart.PreviewWanted) -> None:
        data, offer = self.slice, self._open_remote()
        data.open_local = self._answer(offer)
        data.streams = agreed(data.open_local, offer, local_offered=False)

    def settle_preview(self, event: chart.AnswerWanted) -> None:
        local = self.slice.open_local
        assert local is not None, "make_preview comes first"
        self._agree(local, self._open_remote(), local_offered=False)

    def take_preview(self, event: chart.PreviewIn) -> None:
        data = self.slice
        assert data.open_local is not None, "the guard `previewing` has seen it"
        data.streams = agreed(data.open_local, self._description(event.response), local_offered=True)

    def answer_offer(self, event: chart.AnswerIn | chart.ReliableIn | chart.LateIn) -> None:
        self.slice.owed_answer = self._answer_at_once(event.response).encode()

    def answer_prack(self, event: chart.PrackIn) -> None:
        self._answer_at_once(event.request)

    def _answer_at_once(self, message: Message) -> SessionDescription:
        offer = self._description(message)
        answer = self._answer(offer, message)
        self._agree(answer, offer, local_offered=False)
        return answer

    def forget_owed(self, event: chart.AnswerIn | chart.ReliableIn) -> None:
        self.slice.owed_answer = b""

    def _open_remote(self) -> SessionDescription:
        offer = self.slice.open_remote
        assert offer is not None, "note_offer comes first"
        return offer

    def _answer(self, offer: SessionDescription, message: Message | None = None) -> SessionDescription:
        data = self.slice
        link = self.scope.leg.link_slice
        if link is not None:
            data.sent = self._passed_on(link)
            return data.sent
        answer = make_answer(
            offer,
            self._preferences(self.scope.leg.setup_slice.media_port, offer, message),
            origin=self._origin(),
            previous_local=data.sent,
            previous_remote=data.remote,
            streams=data.streams,
            draw=self.cell.env.secret,
        )
        data.sent = answer
        return answer

    def settle(self, event: _Answering) -> None:
        offer = self.slice.open_local
        assert offer is not None, "the guard `fitting` has seen it"
        self._agree(offer, self._description(_message(event)), local_offered=True)

    def _agree(self, local: SessionDescription, remote: SessionDescription, *, local_offered: bool) -> None:
        data, link = self.slice, self.scope.leg.link_slice
        # What is passed on agrees on nothing here: streams of a session that was joined wait as they are.
        is_passed = link is not None and link.joined
        streams = data.streams if is_passed else agreed(local, remote, local_offered=local_offered)
        if data.streams and not is_passed:
            live = {stream.index for stream in streams}
            streams += tuple([before.stopped() for before in data.streams if before.index not in live])
        data.streams = streams
        data.local, data.remote = local, remote
        data.open_local = data.open_remote = data.debt = None
        self._last_read = None  # a held call keeps no message

    def _preferences(self, port: int, offer: SessionDescription, message: Message | None) -> Preferences:
        """The wishes of direction and codecs as they are now, for the answer to the peer's offer: that in `message`, or
        the one that was noted.
        """
        keyed = any(media.terms.keyed for media in offer.media)
        return self._wishes(port, keyed and self._came_hidden(message))

    def _offer_preferences(self, event: Event) -> Preferences:
        """The same for our offer: in a 2xx it goes where the INVITE came from, else to the dialog's next hop."""
        keyed = self.cell.settings.media_keying == "sdes" or any(
            stream.protection is not None and stream.protection.suite for stream in self.slice.streams
        )
        in_request = isinstance(event, chart.OfferWanted)
        hidden = keyed and (self._goes_on_hidden if in_request else self.slice.hidden)
        return self._wishes(self.scope.leg.setup_slice.media_port, hidden, again=restarts(self.scope))

    def _wishes(self, port: int, hidden: bool, *, again: bool = False) -> Preferences:
        wish, setup = self.scope.modify_out_slice, self.scope.leg.setup_slice
        codecs = wish.codecs or setup.codecs
        more = {"hidden": hidden, "restarts": again, "guarded": setup.guarded}
        return preferences(self.cell, port, wish.direction, codecs, nominated=nominated(self.scope), **more)

    def _came_hidden(self, message: Message | None) -> bool:
        """Whether nobody reads an offer of the peer's on its way, and our answer on its own."""
        if message is None:
            return self.slice.hidden
        if isinstance(message, Request):
            return came_hidden(message)
        return went_hidden(self.cell, self.scope.leg.setup_slice.request) and self._goes_on_hidden

    @property
    def _goes_on_hidden(self) -> bool:
        """Whether nobody reads our next request on its way; looked at with the one that changes no number."""
        return goes_on_hidden(self.cell, self.scope.dialog_slice.new_request("ACK", cseq=1))

    def _origin(self) -> Origin:
        data = self.slice
        if data.origin is None:
            data.origin = data.sent.origin if data.sent is not None else new_origin(self.cell)
        return data.origin

    def publish_insecure(self, event: chart.OfferIn | chart.UpdateIn) -> None:
        cell, why = self.cell, self._insecure(event.request)
        if why:
            source = "" if cell.peer is None else cell.peer[0]
            cell.publish(
                MediaRefused, lambda: MediaRefused(session=cell.session, at=cell.now, source=source, reason=why)
            )

    def _insecure(self, message: Message) -> str:
        """What about the protection of its media keeps an offer from being taken; "" for nothing."""
        try:
            self._check(message)
        except SdpError as error:
            kind, _, why = error.reason.partition("_")
            return why if kind == "media" and why in _INSECURE else ""
        return ""

    def drop_offer(self, event: Event) -> None:
        self.slice.open_local = self.slice.open_remote = self.slice.debt = None

    # -- payloads ---

    def payload_expecting(self, event: Event) -> chart.Expecting:
        offer = self.slice.open_local
        assert offer is not None, "make_offer comes first"
        return chart.Expecting(tuple([codec for media in offer.media for codec in media.codecs()]))

    def payload_configure(self, event: Event) -> chart.Configure:
        streams = self.slice.streams
        if isinstance(event, _EARLY):
            streams = tuple([attrs.evolve(stream, early=True) for stream in streams])
        protected = tuple([ProtectedStream(one.index, one.protection) for one in streams if one.protection is not None])
        if not protected:
            return chart.Configure(streams, (), (), ())
        checks = [(one.index, one.protection.checks) for one in protected]
        checked = tuple([CheckedStream(index, each) for index, each in checks if each is not None])
        ways = self.scope.connectivity
        unchecked = tuple([one for one in protected if one.protection.checks is None and one.index in ways])
        return chart.Configure(streams, protected, checked, unchecked)

    def payload_previewed(self, event: Event) -> chart.Previewed:
        return chart.Previewed(self.scope.key)

    def payload_refused(self, event: Event) -> chart.Refused:
        if isinstance(event, chart.PrackIn):
            return chart.Refused(*(self._refusal(event.request) or (488, "")))
        refusal = self._refusal(event.request) if isinstance(event, chart.OfferIn) else None
        if isinstance(event, ActionFailed) and isinstance(event.error, NotAcceptable):
            # The application answers with codecs that the offer has not.
            refusal = 488, event.error.warning(self.cell.settings.host_port)
        elif isinstance(event, ActionFailed) and isinstance(event.error, SdpError):
            refusal = event.error.status or 500, ""  # our offer would show its keys
        return chart.Refused(*(refusal or (500, "")))

    def payload_update_refused(self, event: chart.UpdateIn) -> chart.UpdateRefused:
        return chart.UpdateRefused(*(self._refusal(event.request) or (500, "")))


def _in_force(sent: SessionDescription, local: SessionDescription | None, port: int, certificate: str) -> bool:
    """Whether what was said last is agreed, and true: a restored leg may have another port, and another certificate."""
    kept = all(media.attribute("fingerprint") in (None, certificate) for media in sent.media)
    return kept and sent == local and any(media.own_port == port for media in sent.media)


_INSECURE = ("keys_in_clear", "keying", "unprotected", "downgrade")
"""Refusals that whoever looks after security wants to know of; the others are mere incompatibility."""

_Offering = chart.OfferIn | chart.UpdateIn | chart.AnswerIn | chart.ReliableIn | chart.LateIn | chart.PrackIn
_Answering = chart.AnswerIn | chart.AnswerInAck | chart.ReliableIn | chart.PrackIn


def _message(event: _Offering | _Answering) -> Message:
    if isinstance(event, chart.AnswerIn | chart.ReliableIn | chart.LateIn):
        return event.response
    return event.request


def _description(message: Message) -> SessionDescription:
    """The body as SDP. Raises SdpError, also when the body is something else (RFC 3261 8.2.3)."""
    if not _is_sdp(message):
        raise SdpError("the body is no SDP", reason="not_sdp", status=415)
    return parse_sdp(message.body)


def _passed(message: Message) -> SessionDescription:
    """The body as it is, for a leg that passes it on."""
    return passed(message.body)


def _is_sdp(message: Message) -> bool:
    return message.content_type in (None, "application/sdp")
