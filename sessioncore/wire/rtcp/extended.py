"""RTCP extended reports: the VoIP metrics block both ways, other blocks skipped (RFC 3611)."""

from __future__ import annotations

import struct
from typing import Final

import attrs

XR: Final = 207
UNAVAILABLE: Final = 127
"""What R factors, scores and levels say where they are not known (section 4.7)."""

MOST_BLOCKS: Final = 31
"""VoIP metrics blocks of one packet that are read."""

_VOIP_METRICS: Final = 7
_BLOCK_HEADER: Final = struct.Struct("!BBH")
_METRICS: Final = struct.Struct("!IBBBBHHHHbbBBBBBBBBHHH")
_MAX_MS: Final = 0xFFFF


@attrs.frozen(kw_only=True)
class VoipMetrics:
    """How the sender of the report hears the source `ssrc`, in the units of the wire (section 4.7).

    Rates and densities are in 1/256 since the beginning, durations and delays in ms, levels in dBm0. R factors are 0 to
    100, scores ten times MOS; UNAVAILABLE for what is not known. `rx_config` tells concealment and jitter buffer
    (section 4.7.6), `jb_*` the jitter buffer's delays in ms.
    """

    ssrc: int
    loss_rate: int = 0
    discard_rate: int = 0
    burst_density: int = 0
    gap_density: int = 0
    burst_duration: int = 0
    gap_duration: int = 0
    round_trip: int = 0
    end_system_delay: int = 0
    signal_level: int = UNAVAILABLE
    noise_level: int = UNAVAILABLE
    residual_echo: int = UNAVAILABLE
    gmin: int = 16
    r_factor: int = UNAVAILABLE
    external_r_factor: int = UNAVAILABLE
    mos_listening: int = UNAVAILABLE
    mos_conversational: int = UNAVAILABLE
    rx_config: int = 0
    jb_nominal: int = 0
    jb_maximum: int = 0
    jb_absolute: int = 0


@attrs.frozen
class ExtendedReport:
    """XR (section 2) of `ssrc`; report blocks other than VoIP metrics are not kept."""

    ssrc: int
    metrics: tuple[VoipMetrics, ...] = ()


def pack_extended(report: ExtendedReport) -> bytes:
    """Return what follows the packet's first four octets; `struct.error` for a number that does not fit its field."""
    parts = [struct.pack("!I", report.ssrc)]
    for metrics in report.metrics:
        parts.append(_BLOCK_HEADER.pack(_VOIP_METRICS, 0, _METRICS.size // 4))
        parts.append(
            _METRICS.pack(
                metrics.ssrc,
                metrics.loss_rate,
                metrics.discard_rate,
                metrics.burst_density,
                metrics.gap_density,
                min(_MAX_MS, metrics.burst_duration),
                min(_MAX_MS, metrics.gap_duration),
                min(_MAX_MS, metrics.round_trip),
                min(_MAX_MS, metrics.end_system_delay),
                metrics.signal_level,
                metrics.noise_level,
                metrics.residual_echo,
                metrics.gmin,
                metrics.r_factor,
                metrics.external_r_factor,
                metrics.mos_listening,
                metrics.mos_conversational,
                metrics.rx_config,
                0,
                min(_MAX_MS, metrics.jb_nominal),
                min(_MAX_MS, metrics.jb_maximum),
                min(_MAX_MS, metrics.jb_absolute),
            )
        )
    return b"".join(parts)


def parse_extended(data: bytes | bytearray | memoryview, start: int, stop: int, count: int) -> ExtendedReport | None:
    """Read `data[start:stop]`; None when its blocks do not fill it (`count` is reserved here, section 2)."""
    if start + 4 > stop:
        return None
    (ssrc,) = struct.unpack_from("!I", data, start)
    found: list[VoipMetrics] = []
    at = start + 4
    while at < stop:
        if at + 4 > stop:
            return None
        kind, _, words = _BLOCK_HEADER.unpack_from(data, at)
        end = at + 4 + 4 * words
        if end > stop:
            return None
        # A block of another length than its type has is to be ignored (section 4.7).
        if kind == _VOIP_METRICS and 4 * words == _METRICS.size and len(found) < MOST_BLOCKS:
            found.append(_read_metrics(_METRICS.unpack_from(data, at + 4)))
        at = end
    return ExtendedReport(ssrc, tuple(found))


def _read_metrics(fields: tuple[int, ...]) -> VoipMetrics:
    known = list(attrs.fields_dict(VoipMetrics))
    # The octet between rx_config and the jitter buffer's delays is reserved.
    return VoipMetrics(**dict(zip(known, fields[:18] + fields[19:], strict=True)))
