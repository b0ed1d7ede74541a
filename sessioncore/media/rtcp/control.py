"""RTCP of one stream: reports sent and heard, and what they tell about loss and delay (RFC 3550 section 6)."""

from __future__ import annotations

import base64
import hashlib
from collections import deque
from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.base.media import MediaQualityChanged
from sessioncore.media.limits import SAMPLE_RATE, Address, MediaLimits
from sessioncore.media.rtcp.metrics import listening, voip_metrics
from sessioncore.media.rtcp.quality import QualityJudge
from sessioncore.media.rtcp.timing import HEADERS, Draws, RtcpTiming
from sessioncore.wire.rtcp import (
    Bye,
    ExtendedReport,
    ReceiverReport,
    ReportBlock,
    RtcpPacket,
    SdesChunk,
    SenderReport,
    SourceDescription,
    middle_32,
    ntp_time,
    pack,
    pack_compound,
    parse_compound,
)

if TYPE_CHECKING:
    from sessioncore.media.stream import MediaStream

_CNAME: Final = 1
_FIRST_SIZE: Final = HEADERS + 56
_MEMBER_INTERVALS: Final = 5
_FRESH_INTERVALS: Final = 3
_CLOCKS_SECONDS: Final = 0.01
"""So much longer than there was time may a peer say that it waited: its clock may run fast, and is rounded."""


@attrs.define(eq=False)
class StreamControl:
    """What `MediaStream` keeps for RTCP; nothing of it is touched by an RTP packet.

    `target` is where reports go: the port after the RTP port (RFC 3550 section 11) or the one that was negotiated (RFC
    3605), or where the peer's come from if that is on the negotiated host (RFC 4961). `where` is what was negotiated:
    whether they share the port of RTP (RFC 5761), and the port. `timing` is None until there is somebody to report to.
    """

    limits: MediaLimits
    judge: QualityJudge = attrs.field(init=False)
    timing: RtcpTiming | None = None
    extended: bool = False
    reduced: bool = False
    cname: bytes = b""
    # Our SDES packet, which stays the same, and the SSRC it is of.
    _names: tuple[int, bytes] = (-1, b"")
    where: tuple[bool, int] = (False, 0)
    clock_rate: int = SAMPLE_RATE
    target: Address | None = None
    latched: bool = False
    unverified: int = 0
    sent: int = 0
    bad: int = 0
    heard_at: float = 0.0
    # The SSRC of the last report that came.
    met: int = -1
    peer_pauses: bool = False
    """Whether the last report of whom we hear says that it has sent nothing since the one before (section 6.4)."""
    _peer_sent: int = -1

    interval_loss: float = 0.0
    interval_discards: float = 0.0
    remote_loss: float | None = None
    remote_lost: int | None = None
    remote_jitter: float | None = None
    remote_r_factor: float | None = None
    remote_mos: float | None = None
    round_trip: float | None = None

    _members: dict[int, float] = attrs.field(factory=dict)
    # Our last sender reports, (middle of the NTP time, when): only one of these can be answered.
    _reports: deque[tuple[int, float]] = attrs.field(factory=lambda: deque(maxlen=4))
    # The peer's last sender report: SSRC, middle of its NTP time, when it came.
    _heard_sr: tuple[int, int, float] = (-1, 0, 0.0)
    _remote_at: float = 0.0
    # Packets sent at the last report and at the one before (section 6.4: who sent in between is a sender).
    _sent_marks: tuple[int, int] = (0, 0)
    # Packets and octets of earlier SSRCs of ours: an SR counts from the beginning of its own.
    _other_ssrcs: tuple[int, int] = (0, 0)
    _heard_marks: tuple[int, int] = (0, 0)
    # Restart of the reception, packets expected and received, as of the last report (appendix A.3).
    _prior: tuple[int, int, int] = (0, 0, 0)
    _expected: int = 0
    _discarded: int = 0

    def __attrs_post_init__(self) -> None:
        self.judge = QualityJudge(self.limits)

    def aim(self, stream: MediaStream, cname: str, now: float) -> None:
        """Take over the negotiated address; the first one begins the session (section 6.3.2)."""
        self._names = -1, b""
        self.cname = cname.encode(errors="backslashreplace") or draw_cname(stream.name, stream.ssrc)
        self.latched = False
        self.unverified = 0
        self.target = self._aimed(stream.negotiated)
        self.begin(stream, now)

    def begin(self, stream: MediaStream, now: float) -> None:
        """Begin to report, once, where there is somebody to report to and the session is confirmed."""
        if self.timing is None and self.target is not None and self.limits.rtcp and not stream.early:
            draws = Draws(f"rtcp {stream.ssrc} {stream.name}")
            self.timing = RtcpTiming(limits=self.limits, draws=draws, average_size=_FIRST_SIZE)
            self.timing.begin(now)

    @property
    def muxed(self) -> bool:
        """Whether RTCP shares the port of RTP."""
        return self.where[0]

    def _aimed(self, remote: Address | None) -> Address | None:
        muxed, port = self.where
        if remote is None or muxed:
            return remote
        port = port or remote[1] + 1
        return (remote[0], port) if port < 65536 else None

    # -- what the peer reports ---

    def take(
        self, stream: MediaStream, data: bytes | bytearray | memoryview, source: Address, now: float, muxed: bool
    ) -> bool:
        """Take a datagram that looks like RTCP; return whether it is a compound of the peer's host."""
        if stream.peer is None or source[0] != stream.peer[0] or (packets := self._parse(data)) is None:
            self.bad += 1
            return False
        if not muxed and not self.latched and self.target is not None:
            self.target, self.latched = source, True
        self.heard_at = now
        for packet in packets:
            if isinstance(packet, ExtendedReport):
                self._take_metrics(stream, packet)
            elif not isinstance(packet, SourceDescription):
                self._take_packet(stream, packet, now)
        if self.timing is not None:
            self.timing.measure(len(data))
            self.timing.members = 1 + len(self._members)
            if any(isinstance(packet, Bye) for packet in packets):
                self.timing.left(now)
        return True

    def _parse(self, data: bytes | bytearray | memoryview) -> tuple[RtcpPacket, ...] | None:
        return parse_compound(data, reduced=self.reduced)

    def _take_metrics(self, stream: MediaStream, report: ExtendedReport) -> None:
        """How the peer rates our sound; UNAVAILABLE is above every rating (RFC 3611 section 4.7.5)."""
        for metrics in report.metrics:
            if metrics.ssrc == stream.ssrc:
                self.remote_r_factor = float(metrics.r_factor) if metrics.r_factor <= 100 else None
                score = min(metrics.mos_conversational, metrics.mos_listening)
                self.remote_mos = score / 10 if 10 <= score <= 50 else None

    def _take_packet(self, stream: MediaStream, packet: SenderReport | ReceiverReport | Bye, now: float) -> None:
        if isinstance(packet, Bye):
            for ssrc in packet.sources:
                self._members.pop(ssrc, None)
            return
        self.met = packet.ssrc
        self._meet(stream, packet.ssrc, now)
        if packet.ssrc == stream.reception.ssrc:
            sent = packet.packets if isinstance(packet, SenderReport) else self._peer_sent
            self.peer_pauses, self._peer_sent = sent == self._peer_sent, sent
        if isinstance(packet, SenderReport):
            self._heard_sr = packet.ssrc, middle_32(packet.ntp), now
        for block in packet.blocks:
            if block.ssrc == stream.ssrc:
                self._take_block(block, now)

    def _take_block(self, block: ReportBlock, now: float) -> None:
        self._remote_at = now
        self.remote_loss = block.fraction_lost / 256
        self.remote_lost = block.cumulative_lost
        self.remote_jitter = block.jitter / self.clock_rate
        for middle, at in self._reports:
            if middle == block.last_sr:
                # A - LSR - DLSR of section 6.4.1; our own clock instead of its middle bits is finer.
                trip = now - at - block.delay_since_last_sr / 65536
                if trip > -_CLOCKS_SECONDS:
                    self.round_trip = max(0.0, trip)

    def _meet(self, stream: MediaStream, ssrc: int, now: float) -> None:
        if ssrc != stream.ssrc and (ssrc in self._members or len(self._members) < self.limits.rtcp_members):
            self._members[ssrc] = now

    # -- what we report ---

    def expire(self, stream: MediaStream, now: float) -> bool:
        """The timer ran out: bring the members up to date and return whether to report now."""
        timing = self.timing
        if timing is None:
            return False
        heard = stream.reception.packets
        if heard > self._heard_marks[0]:
            self._meet(stream, stream.reception.ssrc, now)
        timing.we_sent = stream.sent_packets > self._sent_marks[1]
        timing.senders = timing.we_sent + (heard > self._heard_marks[1])
        oldest = now - _MEMBER_INTERVALS * timing.deterministic
        for ssrc in [ssrc for ssrc, at in self._members.items() if at < oldest]:
            del self._members[ssrc]
        timing.members = 1 + len(self._members)
        return timing.expire(now)

    def report(self, stream: MediaStream, now: float, wall: float) -> tuple[bytes, Address] | None:
        """Return the compound that is due and where it goes; None while nobody can or wants to hear it.

        `wall` added to `now` is seconds since 1970.
        """
        timing = self.timing
        if timing is None:
            return None
        report = self._report(stream, stream.ssrc, now, wall)
        self._sent_marks = stream.sent_packets, self._sent_marks[0]
        self._heard_marks = stream.reception.packets, self._heard_marks[0]
        target = self._allowed(stream)
        data = b"" if target is None else self._packed(stream, report)
        timing.sent(len(data), now)
        return None if target is None else (data, target)

    def _packed(self, stream: MediaStream, report: SenderReport | ReceiverReport) -> bytes:
        """With SDES, and VoIP metrics where they are wanted; every other one reduced where that is (RFC 5506 3.4)."""
        parts = [pack_compound([report])]
        if not self.reduced or self.sent % 2:
            parts.append(self._description(stream.ssrc))
        if self.extended and (metrics := voip_metrics(stream)) is not None:
            parts.append(pack(ExtendedReport(stream.ssrc, (metrics,))))
        return b"".join(parts)

    def bye(self, stream: MediaStream, ssrc: int, now: float, wall: float) -> tuple[bytes, Address] | None:
        """Return the compound with which our source `ssrc` leaves; None when it never said anything (section 6.3.7)."""
        if self.timing is None or not (self.sent or stream.sent_packets) or (target := self._allowed(stream)) is None:
            return None
        report = pack_compound([self._report(stream, ssrc, now, wall)])
        return report + self._description(ssrc) + pack(Bye((ssrc,))), target

    def change_ssrc(self, stream: MediaStream) -> None:
        """Begin to count for a new SSRC of ours."""
        self._other_ssrcs = stream.sent_packets, stream.sent_octets
        self._sent_marks = stream.sent_packets, stream.sent_packets
        self._reports.clear()

    def assess(self, stream: MediaStream, now: float) -> MediaQualityChanged | None:
        """Judge the interval that the last report closed; None when the judgement stands, or on hold."""
        loss = jitter = -1.0
        if self._expected >= self.limits.quality_packets:
            loss, jitter = min(1.0, self.interval_loss + self.interval_discards), stream.reception.jitter
        timing = self.timing
        fresh = timing is not None and now - self._remote_at < _FRESH_INTERVALS * timing.minimum
        if timing is not None and timing.we_sent and fresh and self.remote_loss is not None:
            loss, jitter = max(loss, self.remote_loss), max(jitter, self.remote_jitter or 0.0)
        if loss < 0.0:
            return None
        score = listening(stream, loss, self.round_trip).mos
        if not self.judge.judge(loss, jitter, score):
            return None
        return MediaQualityChanged(stream.name, self.judge.quality, loss, jitter, self.round_trip, score)

    def _allowed(self, stream: MediaStream) -> Address | None:
        """Where the next report goes, and count it."""
        if self.target is None or not (
            stream.verified
            or (self.unverified < self.limits.unverified_reports and stream.unverified < stream.most_unverified)
        ):
            return None
        self.unverified += 1
        stream.unverified += 1
        self.sent += 1
        return stream.peer if self.muxed else self.target

    def _description(self, ssrc: int) -> bytes:
        """Our SDES packet."""
        if self._names[0] != ssrc:
            names = SourceDescription((SdesChunk(ssrc, ((_CNAME, self.cname),)),))
            self._names = ssrc, pack(names)
        return self._names[1]

    def _report(self, stream: MediaStream, ssrc: int, now: float, wall: float) -> SenderReport | ReceiverReport:
        block = self._block(stream, now)
        blocks = () if block is None else (block,)
        if stream.sent_packets > self._sent_marks[1]:
            ntp = ntp_time(now + wall)
            self._reports.append((middle_32(ntp), now))
            packets, octets = self._other_ssrcs
            return SenderReport(
                ssrc,
                ntp,
                stream.timestamp + int((now - stream.epoch) * stream.clock_rate) & 0xFFFFFFFF,
                stream.sent_packets - packets,
                stream.sent_octets - octets,
                blocks,
            )
        return ReceiverReport(ssrc, blocks)

    def _block(self, stream: MediaStream, now: float) -> ReportBlock | None:
        """Report on the source that was heard since the last report, if any was (section 6.4; appendix A.3)."""
        reception = stream.reception
        self._expected = 0
        if reception.packets == self._heard_marks[0]:
            return None
        generation, expected, received = reception.progress
        prior = self._prior if self._prior[0] == generation else (generation, 0, 0)
        self._prior = generation, expected, received
        self._expected = expected - prior[1]
        lost = max(0, self._expected - (received - prior[2]))
        self.interval_loss = lost / self._expected if self._expected > 0 else 0.0
        discarded, self._discarded = reception.discarded - self._discarded, reception.discarded
        self.interval_discards = discarded / self._expected if self._expected > 0 else 0.0
        ssrc, middle, at = self._heard_sr
        answered = ssrc == reception.ssrc
        return ReportBlock(
            ssrc=reception.ssrc,
            fraction_lost=min(255, int(256 * self.interval_loss)),
            cumulative_lost=expected - received,
            highest_sequence=reception.highest_sequence,
            jitter=min(0xFFFFFFFF, int(reception.jitter * reception.clock_rate)),
            last_sr=middle if answered else 0,
            delay_since_last_sr=max(0, min(0xFFFFFFFF, int((now - at) * 65536))) if answered else 0,
        )


def draw_cname(stream: str, ssrc: int) -> bytes:
    """Return 96 bits that say nothing of host or user, as random as stream and SSRC are (RFC 7022 section 4.2)."""
    text = f"cname {ssrc} {stream}".encode(errors="backslashreplace")
    return base64.b64encode(hashlib.blake2b(text, digest_size=12).digest())
