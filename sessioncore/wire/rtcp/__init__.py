"""RTCP packets (RFC 3550 section 6): bytes to values and back."""

from sessioncore.wire.rtcp.extended import ExtendedReport, VoipMetrics
from sessioncore.wire.rtcp.pack import pack, pack_compound
from sessioncore.wire.rtcp.packet import (
    MAX_PACKETS,
    Bye,
    ReceiverReport,
    ReportBlock,
    RtcpPacket,
    SdesChunk,
    SenderReport,
    SourceDescription,
    middle_32,
    ntp_time,
)
from sessioncore.wire.rtcp.parse import parse_compound

__all__ = [
    "MAX_PACKETS",
    "Bye",
    "ExtendedReport",
    "ReceiverReport",
    "ReportBlock",
    "RtcpPacket",
    "SdesChunk",
    "SenderReport",
    "SourceDescription",
    "VoipMetrics",
    "middle_32",
    "ntp_time",
    "pack",
    "pack_compound",
    "parse_compound",
]
