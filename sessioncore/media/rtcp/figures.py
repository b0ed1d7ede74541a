"""Everything that is known of a stream, as figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.base.media import StreamStatistics
from sessioncore.media.codecs.coders import decode_all
from sessioncore.media.rtcp.metrics import buffering, listening, packet_time, unheard
from sessioncore.media.sound.tone import level_dbov, tone_hz

if TYPE_CHECKING:
    from sessioncore.media.stream import MediaStream


def measure(stream: MediaStream) -> StreamStatistics:
    """Measure and return everything; the tone costs about 0.1 ms."""
    reception, control = stream.reception, stream.control
    bursts = reception.burst_metrics
    heard = listening(stream, unheard(stream), control.round_trip) if reception.packets else None
    each = packet_time(stream)
    samples = decode_all(stream.heard_law, stream.heard)
    return StreamStatistics(
        sent_packets=stream.sent_packets,
        sent_octets=stream.sent_octets,
        received_packets=reception.packets,
        received_octets=reception.octets,
        lost=reception.lost,
        jitter=reception.jitter,
        tone_hz=tone_hz(samples),
        level_dbov=level_dbov(samples),
        duplicates=reception.duplicates,
        wrong_source=stream.wrong_source,
        wrong_payload_type=stream.wrong_payload_type,
        malformed=stream.malformed,
        rtcp=stream.rtcp,
        bad_rtcp=control.bad,
        sent_rtcp=control.sent,
        interval_loss=control.interval_loss,
        remote_loss=control.remote_loss,
        remote_lost=control.remote_lost,
        remote_jitter=control.remote_jitter,
        round_trip=control.round_trip,
        quality=control.judge.quality,
        burst_density=bursts.burst_density,
        gap_density=bursts.gap_density,
        burst_seconds=bursts.burst_length * each,
        gap_seconds=bursts.gap_length * each,
        r_factor=None if heard is None else heard.r_factor,
        mos=None if heard is None else heard.mos,
        remote_r_factor=control.remote_r_factor,
        remote_mos=control.remote_mos,
        discarded=reception.discarded,
        buffer_seconds=buffering(stream).nominal,
    )
