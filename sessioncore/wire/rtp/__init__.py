"""RTP packets (RFC 3550): bytes to values and back."""

from sessioncore.wire.rtp.packet import RtpHeader, looks_like_rtcp, pack_header, parse_header

__all__ = ["RtpHeader", "looks_like_rtcp", "pack_header", "parse_header"]
