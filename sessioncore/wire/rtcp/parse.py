"""Bytes to RTCP values: never raises, bounded by the datagram and by `MAX_PACKETS`."""

from __future__ import annotations

from sessioncore.wire.rtcp.extended import XR, parse_extended
from sessioncore.wire.rtcp.packet import (
    BLOCK,
    BYE,
    HEADER,
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


def parse_compound(data: bytes | bytearray | memoryview, *, reduced: bool = False) -> tuple[RtcpPacket, ...] | None:
    """Return the packets of a compound in their order, or None when `data` is not one.

    Checked as RFC 3550 appendix A.2 says: version 2 everywhere, an unpadded SR or RR first, padding only at the end,
    the lengths adding up to the datagram; and every packet of a known type must hold what its count promises. Packets
    of other types (APP, feedback) are skipped, extensions after the report blocks as well (section 6.4.3). With
    `reduced` any packet may be the first (RFC 5506 section 3.4.2).
    """
    size = len(data)
    packets: list[RtcpPacket] = []
    at = 0
    for _ in range(MAX_PACKETS):
        if at + 4 > size:
            return None
        first, kind, words = HEADER.unpack_from(data, at)
        end = at + 4 + 4 * words
        if first >> 6 != 2 or end > size:
            return None
        if at == 0 and not reduced and (first & 0x20 or kind not in (SR, RR)):
            return None
        stop = end
        if first & 0x20:
            padding = data[end - 1]
            stop -= padding
            if end != size or not padding or padding % 4 or stop < at + 4:
                return None
        if kind in _PARSERS:
            packet = _PARSERS[kind](data, at + 4, stop, first & 0x1F)
            if packet is None:
                return None
            packets.append(packet)
        at = end
        if at == size:
            return tuple(packets)
    return None


def _sender_report(data: bytes | bytearray | memoryview, start: int, stop: int, count: int) -> SenderReport | None:
    if start + 24 + 24 * count > stop:
        return None
    ntp, timestamp, packets, octets = SENDER.unpack_from(data, start + 4)
    blocks = _blocks(data, start + 24, count)
    return SenderReport(WORD.unpack_from(data, start)[0], ntp, timestamp, packets, octets, blocks)


def _receiver_report(data: bytes | bytearray | memoryview, start: int, stop: int, count: int) -> ReceiverReport | None:
    if start + 4 + 24 * count > stop:
        return None
    return ReceiverReport(WORD.unpack_from(data, start)[0], _blocks(data, start + 4, count))


def _blocks(data: bytes | bytearray | memoryview, start: int, count: int) -> tuple[ReportBlock, ...]:
    return tuple([_block(data, start + 24 * n) for n in range(count)])


def _block(data: bytes | bytearray | memoryview, at: int) -> ReportBlock:
    ssrc, losses, highest, jitter, last_sr, delay = BLOCK.unpack_from(data, at)
    lost = losses & 0xFFFFFF
    if lost & 0x800000:
        lost -= 0x1000000
    return ReportBlock(ssrc, losses >> 24, lost, highest, jitter, last_sr, delay)


def _source_description(
    data: bytes | bytearray | memoryview, start: int, stop: int, count: int
) -> SourceDescription | None:
    chunks = []
    at = start
    for _ in range(count):
        if at + 8 > stop:
            return None
        ssrc = WORD.unpack_from(data, at)[0]
        at += 4
        items = []
        while at < stop and data[at]:
            end = at + 2 + data[at + 1] if at + 2 <= stop else stop + 1
            if end > stop:
                return None
            items.append((data[at], bytes(data[at + 2 : end])))
            at = end
        if at >= stop:
            return None
        # Past the null octets, to the next word of the packet.
        at += 4 - (at - start) % 4
        chunks.append(SdesChunk(ssrc, tuple(items)))
    return SourceDescription(tuple(chunks))


def _bye(data: bytes | bytearray | memoryview, start: int, stop: int, count: int) -> Bye | None:
    at = start + 4 * count
    if at > stop:
        return None
    sources = tuple([WORD.unpack_from(data, start + 4 * n)[0] for n in range(count)])
    if at == stop:
        return Bye(sources)
    end = at + 1 + data[at]
    if end > stop:
        return None
    return Bye(sources, bytes(data[at + 1 : end]))


_PARSERS = {SR: _sender_report, RR: _receiver_report, SDES: _source_description, BYE: _bye, XR: parse_extended}
