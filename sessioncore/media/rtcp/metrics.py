"""What a stream's reception comes to for a listener: R and MOS by the E-model, and the VoIP metrics of RFC 3611."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.media.codecs.packet_time import packet_seconds
from sessioncore.media.limits import SAMPLE_RATE
from sessioncore.media.rtcp.emodel import codec_impairment, mos, rating
from sessioncore.media.sound.echo import CAPACITY, START_OCTETS
from sessioncore.media.sound.listening import LONGEST_SECONDS
from sessioncore.wire.rtcp import VoipMetrics

if TYPE_CHECKING:
    from sessioncore.media.stream import MediaStream

_CONCEALED: Final = 0b11 << 6
_UNCONCEALED: Final = 0b01 << 6
"""Section 4.7.6 of RFC 3611: what is lost is filled in (ours is the standard way), or is a gap."""

_ADAPTIVE: Final = 0b11 << 4
_FIXED: Final = 0b10 << 4
_UNKNOWN: Final = 0
_STEP_SECONDS: Final = 0.07
"""The step by which section 4.7.6 measures how fast a buffer adapts: from 30 to 100 ms."""


@attrs.frozen
class Buffering:
    """The jitter buffer of whoever hears a stream, in seconds, and how it works (RFC 3611 sections 4.7.6 and 4.7.7)."""

    nominal: float
    maximum: float
    absolute: float
    config: int


NO_BUFFER: Final = Buffering(0.0, 0.0, 0.0, _UNCONCEALED | _UNKNOWN)
"""Nobody listens: what comes is counted, measured, perhaps recorded, and waits for nobody."""

_ECHO: Final = Buffering(START_OCTETS / SAMPLE_RATE, START_OCTETS / SAMPLE_RATE, CAPACITY / SAMPLE_RATE, 0)


def buffering(stream: MediaStream) -> Buffering:
    """Return the figures of the buffer that the stream's sound goes through now."""
    if stream.listeners:
        nominal = min(LONGEST_SECONDS, max(0.0, stream.listeners[0].buffered))
        # A late packet stretches what is played by all that it is late, at once.
        rate = min(15, math.ceil(_STEP_SECONDS / (2 * packet_time(stream))))
        return Buffering(nominal, LONGEST_SECONDS, LONGEST_SECONDS, _CONCEALED | _ADAPTIVE | rate)
    if stream.echo is not None:
        return attrs.evolve(_ECHO, config=_UNCONCEALED | _FIXED)
    return NO_BUFFER


def packet_time(stream: MediaStream) -> float:
    """The seconds of sound in the last packet that was heard; before the first, in those that are sent."""
    return packet_seconds(stream.heard_law, stream.heard[-1]) if stream.heard else stream.frame_seconds


def end_system_delay(stream: MediaStream) -> float:
    """The delay inside both ends together, in seconds: a packet is filled at one, and waits at the other."""
    return packet_time(stream) + buffering(stream).nominal


@attrs.frozen
class Listening:
    """Ratings 0 to 100 and scores 1 to 4.5; those for a conversation count the delay, those for listening do not."""

    r_factor: float
    mos: float
    mos_listening: float


def listening(stream: MediaStream, loss: float, round_trip: float | None) -> Listening:
    """Rate what is heard with this part of packets lost (0 to 1); an unknown round trip (s) counts as none."""
    impairment = codec_impairment(stream.heard_law or stream.codec)
    ratio = stream.reception.burst_metrics.burst_ratio
    delay = (round_trip or 0.0) / 2 + end_system_delay(stream)
    r = rating(delay=delay, loss=loss, ie=impairment.ie, bpl=impairment.bpl, burst_ratio=ratio)
    bare = rating(loss=loss, ie=impairment.ie, bpl=impairment.bpl, burst_ratio=ratio)
    return Listening(r, mos(r), mos(bare))


def total_loss(stream: MediaStream) -> float:
    """The part of all packets that was lost since the stream was opened, 0 to 1."""
    expected = stream.reception.expected
    return min(1.0, stream.reception.lost / expected) if expected > 0 else 0.0


def total_discards(stream: MediaStream) -> float:
    """The part of all packets that came and were not heard, 0 to 1."""
    expected = stream.reception.expected
    return min(1.0, stream.reception.discarded / expected) if expected > 0 else 0.0


def unheard(stream: MediaStream) -> float:
    """The part of all packets that was not heard: to a listener, lost and discarded are the same (section 4.7.1)."""
    return min(1.0, total_loss(stream) + total_discards(stream))


def voip_metrics(stream: MediaStream) -> VoipMetrics | None:
    """Return the report block about the source that is heard; None before anything was."""
    reception = stream.reception
    if not reception.packets:
        return None
    bursts = reception.burst_metrics
    heard = listening(stream, unheard(stream), stream.control.round_trip)
    buffer, each = buffering(stream), packet_time(stream)
    return VoipMetrics(
        ssrc=reception.ssrc,
        loss_rate=_part(total_loss(stream)),
        discard_rate=_part(total_discards(stream)),
        burst_density=_part(bursts.burst_density),
        gap_density=_part(bursts.gap_density),
        burst_duration=round(1000 * bursts.burst_length * each),
        gap_duration=round(1000 * bursts.gap_length * each),
        round_trip=round(1000 * (stream.control.round_trip or 0.0)),
        end_system_delay=round(1000 * end_system_delay(stream)),
        r_factor=round(heard.r_factor),
        mos_listening=round(10 * heard.mos_listening),
        mos_conversational=round(10 * heard.mos),
        rx_config=buffer.config,
        jb_nominal=round(1000 * buffer.nominal),
        jb_maximum=round(1000 * buffer.maximum),
        jb_absolute=round(1000 * buffer.absolute),
    )


def _part(value: float) -> int:
    """0 to 1 in 1/256 (section 4.7.1): rounded down, and all of it is 255."""
    return min(255, int(256 * value))
