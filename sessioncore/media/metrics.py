"""What a stream's reception comes to for a listener: R and MOS by the E-model, and the VoIP metrics of RFC 3611."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.media.emodel import codec_impairment, mos, rating
from sessioncore.media.limits import FRAME_SECONDS
from sessioncore.wire.rtcp import VoipMetrics

if TYPE_CHECKING:
    from sessioncore.media.stream import MediaStream

BUFFER_SECONDS: Final = 2 * FRAME_SECONDS
"""What waits before it is heard, to even out jitter."""

END_SYSTEM_SECONDS: Final = FRAME_SECONDS + BUFFER_SECONDS
"""The delay inside both ends together: a packet is filled at one, and waits at the other."""

_STANDARD_CONCEALMENT: Final = 0b11 << 6
"""Section 4.7.6 of RFC 3611: standard packet loss concealment, a jitter buffer of fixed size."""

_FIXED_BUFFER: Final = 0b10 << 4


@attrs.frozen
class Listening:
    """Ratings 0 to 100 and scores 1 to 4.5; those for a conversation count the delay, those for listening do not."""

    r_factor: float
    mos: float
    mos_listening: float


def listening(stream: MediaStream, loss: float, round_trip: float | None) -> Listening:
    """Rate what is heard with this part of packets lost (0 to 1); an unknown round trip (s) counts as none."""
    impairment = codec_impairment(stream.codec)
    ratio = stream.reception.burst_metrics.burst_ratio
    delay = (round_trip or 0.0) / 2 + END_SYSTEM_SECONDS
    r = rating(delay=delay, loss=loss, ie=impairment.ie, bpl=impairment.bpl, burst_ratio=ratio)
    bare = rating(loss=loss, ie=impairment.ie, bpl=impairment.bpl, burst_ratio=ratio)
    return Listening(r, mos(r), mos(bare))


def total_loss(stream: MediaStream) -> float:
    """The part of all packets that was lost since the stream was opened, 0 to 1."""
    expected = stream.reception.expected
    return min(1.0, stream.reception.lost / expected) if expected > 0 else 0.0


def voip_metrics(stream: MediaStream) -> VoipMetrics | None:
    """Return the report block about the source that is heard; None before anything was."""
    reception = stream.reception
    if not reception.packets:
        return None
    loss = total_loss(stream)
    bursts = reception.burst_metrics
    heard = listening(stream, loss, stream.control.round_trip)
    buffer = round(1000 * BUFFER_SECONDS)
    return VoipMetrics(
        ssrc=reception.ssrc,
        loss_rate=_part(loss),
        burst_density=_part(bursts.burst_density),
        gap_density=_part(bursts.gap_density),
        burst_duration=round(1000 * bursts.burst_length * FRAME_SECONDS),
        gap_duration=round(1000 * bursts.gap_length * FRAME_SECONDS),
        round_trip=round(1000 * (stream.control.round_trip or 0.0)),
        end_system_delay=round(1000 * END_SYSTEM_SECONDS),
        r_factor=round(heard.r_factor),
        mos_listening=round(10 * heard.mos_listening),
        mos_conversational=round(10 * heard.mos),
        rx_config=_STANDARD_CONCEALMENT | _FIXED_BUFFER,
        jb_nominal=buffer,
        jb_maximum=buffer,
        jb_absolute=buffer,
    )


def _part(value: float) -> int:
    """0 to 1 in 1/256 (section 4.7.1): rounded down, and all of it is 255."""
    return min(255, int(256 * value))
