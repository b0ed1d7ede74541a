"""Offer and answer as pure functions over descriptions (RFC 3264, RFC 6337); who keeps them is the caller's affair.

One audio codec per stream beside telephone-event and comfort noise, plain or protected (`security`). A line that we
cannot serve (video, text, another profile) is rejected in its place, so both sides count the same lines for ever. A
bundle is not joined: an answer without the group undoes it (RFC 9143 7.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache, partial
from typing import Final, Literal, TypeAlias

import attrs

from sessioncore.base.errors import LocalProtocolError
from sessioncore.base.protection import Protection
from sessioncore.wire.sdp.errors import NotAcceptable, SdpError
from sessioncore.wire.sdp.formats import beside, numbered, our_answer
from sessioncore.wire.sdp.ice import Draw, session_lines
from sessioncore.wire.sdp.lines import (
    REMEMBERED,
    assign_ports,
    granted,
    line,
    offer_line,
    own_connection,
    rejected_line,
)
from sessioncore.wire.sdp.model import (
    DIRECTIONS,
    Attribute,
    Codec,
    MediaDescription,
    Origin,
    SessionDescription,
    Terms,
)
from sessioncore.wire.sdp.security import (
    PLAIN,
    Security,
    check_answered,
    check_kept,
    granted_lines,
    keying_of,
    protection_of,
    uses_ice,
)

Muxing: TypeAlias = Literal["never", "accept", "offer"]
"""Whether RTCP shares the port of RTP (RFC 5761), say: never, where the peer offers it, or our offers ask for it."""

PACKET_TIMES: Final = range(10, 61, 10)
"""Milliseconds of sound in a packet that we can send; a peer that wants others gets 20 (RFC 3551 4.2)."""


@attrs.define(weakref_slot=False)
class Preferences:
    """What our side wants and has.

    `codecs` in our order, telephone-event among them where wanted; `address` is where we receive; `ports` one local RTP
    port for each audio stream we would serve; `direction` our wish, whatever the peer did to it; `ptime` in ms. With
    `own_order` an answer takes our first codec that is offered, not the offer's first that we have.
    """

    codecs: tuple[Codec, ...]
    address: str
    ports: tuple[int, ...]
    direction: str = "sendrecv"
    ptime: int = 20
    rtcp_mux: Muxing = "accept"
    own_order: bool = False
    rtcp_reports: Muxing = "accept"
    security: Security | None = None

    def __attrs_post_init__(self) -> None:
        if self.direction not in DIRECTIONS:
            raise LocalProtocolError("no such direction", allowed=DIRECTIONS)


@attrs.define(weakref_slot=False)
class AgreedStream:
    """One live stream as two descriptions define it, seen from our side.

    Payload types to send are the peer's numbers, those to receive ours (RFC 3264 6.1). `send` and `receive` are what we
    may do now. A hold is a side that will not receive. `formats` are all that may arrive, under our numbers; `ptime` is
    how many ms of sound the peer wants in a packet, `events` the telephone events it takes (its fmtp value). RTCP goes
    to `rtcp_port`, 0: the port after RTP's. `early`: the descriptions came before the answer to the INVITE.
    """

    index: int
    codec: Codec
    send_payload_type: int
    receive_payload_types: tuple[int, ...]
    telephone_event: int | None
    receive_telephone_event: int | None
    local_port: int
    remote_address: str
    remote_port: int
    send: bool
    receive: bool
    held_by_remote: bool
    held_by_local: bool
    formats: tuple[Codec, ...] = ()
    comfort_noise: int | None = None
    ptime: int = 20
    rtcp_mux: bool = False
    rtcp_port: int = 0
    rtcp_xr: bool = False
    rtcp_reduced: bool = False
    protection: Protection | None = None
    early: bool = False
    events: str = ""

    def stopped(self) -> AgreedStream:
        """The same when its line was removed: neither side sends (RFC 3264 8.2)."""
        return attrs.evolve(self, send=False, receive=False, held_by_remote=True)


def next_version(previous_local: SessionDescription | None, new: SessionDescription) -> SessionDescription:
    """`new` under the origin of our previous description, its version one higher exactly when anything differs (8)."""
    if previous_local is None:
        return new
    origin = previous_local.origin
    if not new.same_content(previous_local):
        origin = attrs.evolve(origin, version=origin.version + 1)
    return attrs.evolve(new, origin=origin)


def make_offer(
    prefs: Preferences,
    *,
    origin: Origin,
    previous_local: SessionDescription | None = None,
    previous_remote: SessionDescription | None = None,
    streams: Sequence[AgreedStream] = (),
    draw: Draw | None = None,
) -> SessionDescription:
    """Our offer: every codec, our own wish of direction, every line of before in its place (RFC 3264 5, 8; 6337 5.2.5).

    An audio line keeps its port; a spare port revives a rejected audio line (8.1), then adds lines. Payload numbers of
    the two last descriptions keep their codec, a codec in them its number (8.3.2); older ones are not remembered.
    `origin` counts only for the first description. `streams` are what was agreed before; `draw` gives keys.
    """
    if previous_local is None:
        lines = [offer_line(prefs, port, prefs.codecs, draw=draw) for port in prefs.ports]
    else:
        lines = []
        ports = assign_ports(prefs, previous_local, [media.kind == "audio" for media in previous_local.media])
        for index, (media, port) in enumerate(zip(previous_local.media, ports, strict=True)):
            if port:
                peer = None
                if previous_remote is not None and index < len(previous_remote.media):
                    peer = previous_remote.media[index]
                known = numbered(prefs.codecs, media, peer)
                lines.append(offer_line(prefs, port, known, media, _protection(streams, index), draw))
            else:
                lines.append(rejected_line(media))
        lines += [offer_line(prefs, port, prefs.codecs, draw=draw) for port in prefs.ports if port not in ports]
    return _description(prefs, origin, previous_local, lines)


def check_offer(
    offer: SessionDescription,
    prefs: Preferences,
    *,
    previous_remote: SessionDescription | None = None,
    streams: Sequence[AgreedStream] = (),
) -> None:
    """Raise what `make_answer` would raise for this offer; cheaper than making an answer to throw away."""
    if previous_remote is not None and len(offer.media) < len(previous_remote.media):
        raise SdpError("offer has fewer media lines than before", reason="media_lines_dropped", status=488)
    if any(stream.protection is not None for stream in streams):
        check_kept(offer, prefs.security)
    if not prefs.ports or not any(_choose(offer, index, prefs) for index in range(len(offer.media))):
        _explain_refusal(offer, prefs)


def make_answer(
    offer: SessionDescription,
    prefs: Preferences,
    *,
    origin: Origin,
    previous_local: SessionDescription | None = None,
    previous_remote: SessionDescription | None = None,
    streams: Sequence[AgreedStream] = (),
    draw: Draw | None = None,
) -> SessionDescription:
    """Our answer: line by line what we accept, the offer's payload numbers, its first codec that we have (RFC 3264 6).

    Raises NotAcceptable (488) when audio is offered and no audio line can be served, or there is none to be served;
    SdpError (488) when the offer drops lines of before (8). An offer that only disables its audio is answered.
    """
    if previous_remote is not None and len(offer.media) < len(previous_remote.media):
        raise SdpError("offer has fewer media lines than before", reason="media_lines_dropped", status=488)
    if any(stream.protection is not None for stream in streams):
        check_kept(offer, prefs.security)
    choices = [_choose(offer, index, prefs) for index in range(len(offer.media))]
    ports = assign_ports(prefs, previous_local, [bool(choice) for choice in choices])
    if not any(ports):
        _explain_refusal(offer, prefs)
    lines = []
    for index, (media, choice, port) in enumerate(zip(offer.media, choices, ports, strict=True)):
        if not port:
            lines.append(rejected_line(media))
            continue
        send, receive = _WAYS[prefs.direction]
        peer_sends, peer_receives = _offered_ways(offer, index)
        direction = _direction(send and peer_receives, receive and peer_sends)
        more: tuple[Attribute, ...] = ()
        if prefs.security is not None and (media.protocol != PLAIN or media.terms.keyed):
            known = _protection(streams, index)
            before = None
            if previous_local is not None and index < len(previous_local.media):
                before = previous_local.media[index]
            more = granted_lines(offer, index, prefs.security, known, prefs.address, port, before, draw)
        rtcp = granted(media.terms, prefs)
        lines.append(line(port, choice, direction, prefs.ptime, rtcp, media.protocol, more, prefs.address))
    return _description(prefs, origin, previous_local, lines)


def check_answer(offer: SessionDescription, answer: SessionDescription, *, directions: bool = True) -> None:
    """Raise SdpError (488) when `answer` breaks RFC 3264 6: lines, kinds, protocol, ports, formats, direction.

    Further formats beside an offered one are legal (6.1). `directions=False` lets pass a peer that answers a hold with
    sendrecv; `agreed` takes the intersection in any case.
    """
    if len(answer.media) != len(offer.media):
        raise _broken("answer_line_count", "answer has another number of media lines")
    for index, (asked, given) in enumerate(zip(offer.media, answer.media, strict=True)):
        if asked.kind != given.kind:
            raise _broken("answer_kind", "answer changes the kind of a media line")
        if given.rejected:
            continue
        if asked.rejected:
            raise _broken("answer_revives", "answer accepts a line that was offered with port 0")
        if asked.protocol != given.protocol:
            raise _broken("answer_protocol", "answer changes the transport protocol of a media line")
        if not _shares_format(asked, given):
            raise _broken("answer_formats", "answer accepts a line with none of its formats")
        check_answered(offer, answer, index)
        if directions:
            sends, receives = _WAYS[offer.direction_of(index)]
            peer_sends, peer_receives = _WAYS[answer.direction_of(index)]
            if (peer_sends and not receives) or (peer_receives and not sends):
                raise _broken("answer_direction", "answer takes a direction that was not offered")


def agreed(
    local: SessionDescription, remote: SessionDescription, *, local_offered: bool | None = None
) -> tuple[AgreedStream, ...]:
    """The live audio streams of two descriptions, ours and the peer's; rejected lines and unknown codecs left out.

    With several common codecs the peer's first counts, it is what it prefers to hear. Who offered decides what is a
    hold: an answer's restriction that the offer forced is none. Left None, any side that will not receive holds.
    """
    streams: list[AgreedStream] = []
    for index, (mine, theirs) in enumerate(zip(local.media, remote.media, strict=False)):
        connection = remote.connection_of(index)
        if mine.rejected or theirs.rejected or mine.kind != "audio" or theirs.kind != "audio" or connection is None:
            continue
        common = _common_ground(mine.terms, theirs.terms)
        if common is None:
            continue
        protection = protection_of(local, remote, index, offered=bool(local_offered))
        if protection is None and mine.protocol != PLAIN:
            continue
        sends, receives = _offered_ways(local, index)
        peer_sends, peer_receives = _offered_ways(remote, index)
        streams.append(
            common(
                index=index,
                local_port=mine.own_port,
                remote_address=connection.address.partition("/")[0],
                remote_port=theirs.port,
                send=sends and peer_receives,
                receive=receives and peer_sends,
                held_by_remote=not peer_receives and (sends or not local_offered),
                held_by_local=not receives and (peer_sends or local_offered is not False),
                protection=protection,
            )
        )
    return tuple(streams)


@lru_cache(maxsize=REMEMBERED)
def _common_ground(mine: Terms, theirs: Terms) -> partial[AgreedStream] | None:
    """What two sections agree on, whatever their ports and directions; None without a common audio codec."""
    wanted = {own.key for own in mine.codecs}
    common = [given for given in theirs.codecs if given.key in wanted]
    codec = next((given for given in common if given.is_audio), None)
    if codec is None:
        return None
    shared = {given.key for given in common}
    event = beside(common, codec, "telephone-event")
    my_event = beside(mine.codecs, codec, "telephone-event") if event is not None else None
    noise = beside(common, codec, "cn")
    return partial(
        AgreedStream,
        codec=codec,
        send_payload_type=codec.payload_type,
        receive_payload_types=tuple([own.payload_type for own in mine.codecs if own.key == codec.key]),
        telephone_event=None if event is None else event.payload_type,
        events="" if event is None else event.fmtp or "",
        receive_telephone_event=None if my_event is None else my_event.payload_type,
        formats=tuple([own for own in mine.codecs if own.key in shared]),
        comfort_noise=None if noise is None else noise.payload_type,
        ptime=_packet_time(theirs),
        rtcp_mux=mine.rtcp_mux and theirs.rtcp_mux,
        rtcp_port=theirs.rtcp_port,
        rtcp_xr=mine.voip_metrics and theirs.voip_metrics,
        rtcp_reduced=mine.rtcp_rsize and theirs.rtcp_rsize,
    )


# ---- directions


_WAYS: Final = {way: (way in ("sendrecv", "sendonly"), way in ("sendrecv", "recvonly")) for way in DIRECTIONS}
"""(sends, receives) of whoever wrote a direction."""


def _direction(send: bool, receive: bool) -> str:
    if send:
        return "sendrecv" if receive else "sendonly"
    return "recvonly" if receive else "inactive"


def _offered_ways(description: SessionDescription, index: int) -> tuple[bool, bool]:
    """(sends, receives) of whoever wrote a description; a null address cannot receive (RFC 3264 8.4), unless ICE finds
    another (RFC 8839 4.3.1).
    """
    sends, receives = _WAYS[description.direction_of(index)]
    connection = description.connection_of(index)
    null = connection is not None and connection.is_null
    return sends, receives and (not null or uses_ice(description, index))


# ---- codecs and payload numbers


def _choose(offer: SessionDescription, index: int, prefs: Preferences) -> tuple[Codec, ...]:
    """What we would answer to an offered line: one codec and what rides beside it; nothing when we cannot serve it."""
    media = offer.media[index]
    if not _is_servable(offer, index, prefs) or not _reachable(offer, index, prefs):
        return ()
    return _common(media.terms, prefs.codecs, prefs.own_order)


def _is_servable(offer: SessionDescription, index: int, prefs: Preferences) -> bool:
    """Whether a line is live audio, in a profile and with keys that we can take."""
    media = offer.media[index]
    if media.kind != "audio" or media.rejected:
        return False
    security = prefs.security
    if security is None or (media.protocol == PLAIN and not security.required and not media.terms.keyed):
        return media.protocol == PLAIN
    try:
        keying_of(offer, index, security)
    except SdpError:
        return False
    return True


def _reachable(offer: SessionDescription, index: int, prefs: Preferences) -> bool:
    """Whether the line's address is of our family: no packet gets from IPv4 to IPv6."""
    connection = offer.connection_of(index)
    return connection is None or connection.is_null or (":" in connection.address) == (":" in prefs.address)


@lru_cache(maxsize=REMEMBERED)
def _common(theirs: Terms, our_codecs: tuple[Codec, ...], own_order: bool) -> tuple[Codec, ...]:
    ours = {codec.key: codec for codec in our_codecs}
    common = [codec for codec in theirs.codecs if codec.key in ours]
    audio = [codec for codec in common if codec.is_audio]
    if not audio:
        return ()
    codec = audio[0]
    if own_order:
        ranks = [own.key for own in our_codecs]
        codec = min(audio, key=lambda given: ranks.index(given.key))
    noise, event = beside(common, codec, "cn"), beside(common, codec, "telephone-event")
    chosen = [item for item in (codec, noise, event) if item is not None]
    return tuple([our_answer(ours[item.key], item) for item in chosen])


def _packet_time(theirs: Terms) -> int:
    """Milliseconds of sound in a packet that the peer wants, within what it can take and we can send."""
    wanted = theirs.ptime or 20
    most = theirs.maxptime or wanted
    wanted = min(wanted, most)
    return wanted if wanted in PACKET_TIMES else 20


def _shares_format(asked: MediaDescription, given: MediaDescription) -> bool:
    offered = {codec.key for codec in asked.codecs()}
    if any(codec.key in offered for codec in given.codecs()):
        return True
    # Formats without a known mapping (T.38, static video) are compared as they stand.
    return bool(set(asked.formats) & set(given.formats)) and not given.codecs()


# ---- descriptions


def _description(
    prefs: Preferences, origin: Origin, previous: SessionDescription | None, lines: list[MediaDescription]
) -> SessionDescription:
    new = SessionDescription(origin, connection=own_connection(prefs.address), media=tuple(lines))
    if prefs.security is not None and any(media.attribute("ice-ufrag") for media in lines):
        new = attrs.evolve(new, attributes=session_lines(prefs.security.ice.role))
    return next_version(previous, new)


def _protection(streams: Sequence[AgreedStream], index: int) -> Protection | None:
    """How the line of this number was protected until now."""
    return next((stream.protection for stream in streams if stream.index == index), None)


def _broken(reason: str, why: str) -> SdpError:
    return SdpError(why, reason=reason, status=488)


def _explain_refusal(offer: SessionDescription, prefs: Preferences) -> None:
    """Raise NotAcceptable unless the offer asks for no live audio that we could have served (RFC 3261 20.43)."""
    audio = [media for media in offer.media if media.kind == "audio"]
    live = [media for media in audio if not media.rejected]
    if not live:
        if audio or not offer.media:
            return  # its audio is off, or it has no line at all: legal, and answered alike
        raise NotAcceptable(304, "Media type not available")
    if prefs.security is None and all(media.protocol != PLAIN for media in live):
        raise NotAcceptable(302, "Incompatible transport protocol")
    servable = [index for index in range(len(offer.media)) if _is_servable(offer, index, prefs)]
    if not servable:
        _explain_protection(offer, prefs.security)
    if not any(_reachable(offer, index, prefs) for index in servable):
        raise NotAcceptable(301, "Incompatible network address formats")
    raise NotAcceptable(305, "Incompatible media format")


def _explain_protection(offer: SessionDescription, security: Security | None) -> None:
    """Raise NotAcceptable with the reason for which the first live audio line cannot be taken as it is protected."""
    for index, media in enumerate(offer.media):
        if media.kind == "audio" and not media.rejected:
            try:
                keying_of(offer, index, security)
            except SdpError as error:
                text = "Incompatible transport protocol" if error.reason == "media_profile" else error.message
                raise NotAcceptable(302, text, reason=error.reason) from None
