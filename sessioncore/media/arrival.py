"""A datagram that comes for a stream: counted, told from others, and given to whoever hears it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.media.codecs.coders import find_coding
from sessioncore.media.codecs.g711 import transcode
from sessioncore.media.rtcp.reception import REFUSED
from sessioncore.wire.rtp.packet import FIXED_HEADER, PLAIN, looks_like_rtcp, parse_header

if TYPE_CHECKING:
    from sessioncore.media.limits import Address
    from sessioncore.media.stream import MediaStream


def take(stream: MediaStream, data: bytes | bytearray | memoryview, source: Address, now: float) -> bool:
    """Count a datagram; return whether it is media of the peer. Echo and the ring of heard audio are fed here."""
    size = len(data)
    if not 12 <= size <= stream.limits.datagram_size or data[0] != PLAIN or 192 <= data[1] <= 223:
        return _take_odd(stream, data, source, now)
    _, second, sequence, timestamp, ssrc = FIXED_HEADER.unpack_from(data)
    return _take_rtp(stream, data, source, now, second & 0x7F, sequence, timestamp, ssrc, 12, size)


def _take_odd(stream: MediaStream, data: bytes | bytearray | memoryview, source: Address, now: float) -> bool:
    """Anything but a bare twelve octet header before the payload."""
    if len(data) > stream.limits.datagram_size:
        stream.malformed += 1
    elif looks_like_rtcp(data):
        _take_rtcp(stream, data, source, now, muxed=True)
    elif (header := parse_header(data)) is None:
        stream.malformed += 1
    else:
        _, payload_type, sequence, timestamp, ssrc, _, start, end = header
        return _take_rtp(stream, data, source, now, payload_type, sequence, timestamp, ssrc, start, end)
    return False


def take_control(stream: MediaStream, data: bytes | bytearray | memoryview, source: Address, now: float) -> None:
    """Count a datagram that came for the port after ours, which is RTCP's."""
    if len(data) > stream.limits.datagram_size or not looks_like_rtcp(data):
        stream.malformed += 1
    else:
        _take_rtcp(stream, data, source, now, muxed=False)


def _take_rtcp(
    stream: MediaStream, data: bytes | bytearray | memoryview, source: Address, now: float, *, muxed: bool
) -> None:
    stream.rtcp += 1
    if stream.control.take(stream, data, source, now, muxed):
        # A peer that only listens still reports (RFC 3550 section 6): it is there, and wants what we send.
        stream.verified = True


def _take_rtp(
    stream: MediaStream,
    data: bytes | bytearray | memoryview,
    source: Address,
    now: float,
    payload_type: int,
    sequence: int,
    timestamp: int,
    ssrc: int,
    start: int,
    end: int,
) -> bool:
    if (
        source != stream.latched
        and (stream.peer is None or source[0] != stream.peer[0])
        and not _may_come_from(stream, source)
    ):
        stream.wrong_source += 1
        return False
    law = stream.laws.get(payload_type)
    if law is None:
        stream.wrong_payload_type += 1
        return False
    if source != stream.latched and not _learn(stream, source):
        stream.wrong_source += 1
        return False
    if law and law != stream.heard_law:
        stream.reception.retime(find_coding(law).clock_rate)
    extended = stream.reception.take(ssrc, sequence, timestamp, end - start, now, law != "")
    if extended < 0:
        if extended == REFUSED:
            stream.malformed += 1
        return False
    stream.verified = True
    stream.last_heard = now
    stream.last_payload_type = payload_type
    if law and stream.receiving and end > start:
        payload = bytes(data[start:end])
        if law != stream.heard_law:
            stream.heard.clear()
            stream.heard_law = law
        stream.heard.append(payload)
        if stream.echo is not None and stream.sending:
            stream.echo.push(extended, payload if law == stream.codec else transcode(payload, law, stream.codec))
        if stream.recorder is not None:
            stream.recorder.hear(ssrc, timestamp, law, payload, now)
        if stream.ears is not None:
            stream.ears.push(ssrc, timestamp, law, payload, now)
        for listener in stream.listeners:
            if (unheard := listener.push(ssrc, timestamp, law, payload, now)) and listener is stream.listeners[0]:
                stream.reception.discard(extended, unheard)
    elif payload_type == stream.noise_type:
        for listener in stream.listeners:
            listener.noise(bytes(data[start:end]))
    elif payload_type in stream.event_clocks and stream.receiving and stream.event_heard is not None:
        stream.event_heard(stream, ssrc, timestamp, bytes(data[start:end]), now)
    return True


def _may_come_from(stream: MediaStream, source: Address) -> bool:
    """Whether somebody on another host than we send to may be heard: whoever is first while nothing is agreed, then the
    host of signalling, and the one that was agreed after that.
    """
    if stream.awaiting:
        return stream.latched is None
    return source == stream.negotiated or (stream.latched is None and source[0] == stream.near)


def _learn(stream: MediaStream, source: Address) -> bool:
    """Symmetric RTP (RFC 4961): media goes to where it comes from, if that is on the negotiated host or that of
    signalling.

    The first port there wins; for a while the negotiated port may still take over; then nobody any more.
    """
    if stream.awaiting:
        stream.latched = source  # heard, but nothing goes there
        return True
    if stream.latched is None:
        stream.learned_at = stream.reception.packets
    elif source != stream.negotiated or stream.reception.packets - stream.learned_at >= stream.limits.learning_packets:
        return False
    stream.latched = stream.peer = source
    return True
