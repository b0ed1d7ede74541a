"""RTCP values to bytes."""

from __future__ import annotations

from collections.abc import Sequence

from sessioncore.wire.rtcp.extended import XR, ExtendedReport, pack_extended
from sessioncore.wire.rtcp.packet import (
    BLOCK,
    BYE,
    HEADER,
    MAX_COUNT,
    MAX_PACKETS,
    RR,
    SDES,
    SENDER,
    SR,
    WORD,
    Bye,
    ReceiverReport,
    ReportBlock,
    RtcpPacket,
    SdesChunk,
    SenderReport,
    SourceDescription,
)

_LOST_MASK = 0xFFFFFF
_LOST_LIMIT = 1 << 23


def pack_compound(packets: Sequence[RtcpPacket]) -> bytes:
    """Return the packets as one datagram, without padding.

    ValueError unless the first is an SR or RR (RFC 3550 section 6.1) and counts and lengths fit their fields;
    `struct.error` for a number that does not. The cumulative number lost is clamped to its 24 bits (section 6.4.1).
    """
    if not packets or not isinstance(packets[0], SenderReport | ReceiverReport):
        raise ValueError("a compound packet begins with an SR or RR")
    if len(packets) > MAX_PACKETS:
        raise ValueError(f"more than {MAX_PACKETS} packets in a compound")
    return b"".join([pack(packet) for packet in packets])


def pack(packet: RtcpPacket) -> bytes:
    """Return one packet of a compound; errors as of `pack_compound`."""
    if isinstance(packet, SenderReport):
        sender = SENDER.pack(packet.ntp, packet.rtp_timestamp, packet.packets & 0xFFFFFFFF, packet.octets & 0xFFFFFFFF)
        return _framed(SR, len(packet.blocks), WORD.pack(packet.ssrc) + sender + _blocks(packet.blocks))
    if isinstance(packet, ReceiverReport):
        return _framed(RR, len(packet.blocks), WORD.pack(packet.ssrc) + _blocks(packet.blocks))
    if isinstance(packet, SourceDescription):
        return _framed(SDES, len(packet.chunks), b"".join([_chunk(chunk) for chunk in packet.chunks]))
    if isinstance(packet, ExtendedReport):
        return _framed(XR, 0, pack_extended(packet))
    return _framed(BYE, len(packet.sources), _bye(packet))


def _framed(kind: int, count: int, body: bytes) -> bytes:
    if count > MAX_COUNT:
        raise ValueError(f"more than {MAX_COUNT} entries in a packet")
    return HEADER.pack(0x80 | count, kind, len(body) // 4) + body


def _blocks(blocks: tuple[ReportBlock, ...]) -> bytes:
    return b"".join([_block(block) for block in blocks])


def _block(block: ReportBlock) -> bytes:
    if not 0 <= block.fraction_lost <= 255:
        raise ValueError("the fraction lost is not in 0..255")
    lost = max(-_LOST_LIMIT, min(block.cumulative_lost, _LOST_LIMIT - 1))
    return BLOCK.pack(
        block.ssrc,
        block.fraction_lost << 24 | lost & _LOST_MASK,
        block.highest_sequence,
        block.jitter,
        block.last_sr,
        block.delay_since_last_sr,
    )


def _chunk(chunk: SdesChunk) -> bytes:
    parts = [WORD.pack(chunk.ssrc)]
    for kind, text in chunk.items:
        if not 1 <= kind <= 255:
            raise ValueError("an SDES item's type is not in 1..255")
        parts.append(bytes((kind, _length(text))) + text)
    body = b"".join(parts)
    # One to four null octets end the list of items and fill up the word (section 6.5).
    return body + bytes(4 - len(body) % 4)


def _bye(packet: Bye) -> bytes:
    body = b"".join([WORD.pack(ssrc) for ssrc in packet.sources])
    if packet.reason:
        body += bytes((_length(packet.reason),)) + packet.reason
    return body + bytes(-len(body) % 4)


def _length(text: bytes) -> int:
    if len(text) > 255:
        raise ValueError("a text of more than 255 octets")
    return len(text)
