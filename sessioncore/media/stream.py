"""One RTP stream in both directions: what was agreed, what was sent, what was heard."""

from __future__ import annotations

import hashlib
import ipaddress
import math
from collections import deque
from collections.abc import Callable

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.media import ConfigureStream, StreamStatistics
from sessioncore.media.control import StreamControl
from sessioncore.media.ears import SoundEars
from sessioncore.media.echo import EchoQueue
from sessioncore.media.g711 import CODECS, STATIC_PAYLOAD_TYPES, decode, transcode
from sessioncore.media.limits import FRAME_SAMPLES, FRAME_SECONDS, Address, MediaLimits
from sessioncore.media.metrics import listening, total_loss
from sessioncore.media.reception import REFUSED, Reception
from sessioncore.media.recorder import Recorder
from sessioncore.media.sources import EchoSource, Source, make_source
from sessioncore.media.telephone_events import DigitReceiver, DigitSender
from sessioncore.media.tone import level_dbov, tone_hz
from sessioncore.wire.rtp.packet import FIXED_HEADER, PLAIN, looks_like_rtcp, parse_header

__all__ = ["Address", "MediaStream"]

_COMFORT_NOISE = 13
_NO_AUDIO = ("telephone-event", "CN")
_HEARD_FRAMES = 50
_TALKSPURT_GAP = 5
# In frames. Seconds since 1970 as a float are 0.24 us apart, which is 0.000012 frames.
_ROUNDING = 1e-4


@attrs.define(eq=False)
class MediaStream:
    """State of one stream; `MediaPlane` owns it and decides when it sends.

    `negotiated` is the address that the SDP gave, `peer` where packets go, `latched` where valid ones come from.

    `sequence` is the next to send. Frame n is due at `epoch + n * 20 ms` and has the timestamp
    `timestamp + n * 160`: one clock for the stream's whole life, whether it sends or not, so nothing drifts and a hold
    passes in the timestamps too (RFC 3550 section 5.1).
    """

    name: str
    port: int
    limits: MediaLimits

    negotiated: Address | None = None
    peer: Address | None = None
    latched: Address | None = None
    codec: str = ""
    payload_type: int = 0
    laws: dict[int, str] = attrs.field(factory=dict)
    ssrc: int = 0
    sending: bool = False
    receiving: bool = False

    source: Source | None = None
    source_text: str = "silence"
    echo: EchoQueue | None = None
    epoch: float = 0.0
    sequence: int = 0
    timestamp: int = 0
    frame: int = 0
    last_sent: int = 0
    fresh: bool = True
    verified: bool = False
    unverified: int = 0
    tick: int = 0

    watch: int = 0
    last_heard: float = 0.0
    started: bool = False
    silent: bool = False
    reception: Reception = attrs.field(factory=Reception)
    learned_at: int = 0
    heard: deque[bytes] = attrs.field(factory=lambda: deque(maxlen=_HEARD_FRAMES))
    heard_law: str = ""
    last_payload_type: int = 0
    recorder: Recorder | None = None
    # What we hear as telephone events (-1: nothing), and whom to tell of their packets.
    event_type: int = -1
    event_heard: Callable[[MediaStream, int, int, bytes, float], None] | None = None
    dialing: DigitSender | None = None
    ears: SoundEars | None = None

    sent_packets: int = 0
    sent_octets: int = 0
    wrong_source: int = 0
    wrong_payload_type: int = 0
    malformed: int = 0
    rtcp: int = 0

    # From here on nothing that a packet touches.
    configured_source: str = "silence"
    finished: bool = False
    send_event_type: int = -1
    dialed: bool = False
    # What digits as tones are sent instead of.
    interrupting: bool = False
    interrupted: Source | None = None
    early: bool = False
    digits: DigitReceiver | None = None
    digit_tick: int = 0
    control: StreamControl = attrs.field(init=False)
    control_tick: int = 0
    record_tick: int = 0
    report_every: float = 0.0
    report_due: float = 0.0
    report_tick: int = 0

    def __attrs_post_init__(self) -> None:
        self.control = StreamControl(self.limits)

    def configure(self, command: ConfigureStream, now: float) -> None:
        """Apply `command`, or raise MediaError and change nothing."""
        _check(command)
        remote = _remote(command.remote)
        source = self.interrupted if self.interrupting else self.source
        if command.source != self.configured_source:
            source = make_source(command.source, self.limits)
            self.source_text = self.configured_source = command.source

        moved = self.negotiated != remote
        where = command.rtcp_mux, command.rtcp_port
        first = not self.codec
        if first:
            self.epoch = now
            self.sequence, self.timestamp = _first_numbers(self.name, command.ssrc)
        if moved:
            self.negotiated = self.peer = remote
            self.latched = None
            self.verified = False
            self.unverified = 0
        sending = command.send and self.peer is not None
        self.fresh = self.fresh or not sending or not self.sending
        self.sending = sending
        if command.receive and not self.receiving:
            self.last_heard = now
            self.silent = False
            self.reception.pause()
        self.receiving = command.receive
        paused = not (sending and command.receive)
        if isinstance(source, EchoSource) and (paused or command.codec != self.codec):
            # Nothing heard before a hold or in another law is played after it.
            source = EchoSource()
        self._choose(source)
        self.codec, self.payload_type, self.ssrc = command.codec, command.payload_type, command.ssrc
        # A number keeps its meaning in a session (RFC 3264 8.3.2): what comes late of an earlier codec is still heard.
        self.laws |= _laws(command)
        self.event_type = -1 if command.receive_telephone_event is None else command.receive_telephone_event
        self.send_event_type = -1 if command.telephone_event is None else command.telephone_event
        self.control.extended, self.control.reduced = command.rtcp_xr, command.rtcp_reduced
        self.early = command.early
        if moved or first or where != self.control.where:
            self.control.where = where
            self.control.aim(self, command.cname, now)
        elif self.control.timing is None:
            self.control.begin(self, now)

    def play(self, source: str) -> None:
        """Send `source` from its beginning, or raise MediaError and change nothing."""
        if not self.codec:
            raise MediaError("the stream is not configured yet")
        self._choose(make_source(source, self.limits))
        self.source_text = source

    def _choose(self, source: Source | None) -> None:
        if self.interrupting:
            self.interrupted = source
        else:
            self._use(source)

    def interrupt(self, source: Source) -> None:
        """Send `source` to its end instead of what is sent now."""
        self.interrupted, self.interrupting = self.source, True
        self._use(source)

    def resume(self) -> None:
        """Go on with what was interrupted."""
        source, self.interrupted, self.interrupting = self.interrupted, None, False
        self._use(source)

    def _use(self, source: Source | None) -> None:
        self.source = source
        self.echo = source.queue if isinstance(source, EchoSource) else None

    @property
    def may_send(self) -> bool:
        """Sending is on, there is something to send and the address has not been silent for too long."""
        return (
            self.sending
            and (self.verified or self.unverified < self.limits.unverified_packets)
            and (self.dialing is not None or (self.source is not None and (self.echo is None or bool(self.echo))))
        )

    def align(self, now: float) -> float:
        """Step to the first frame that is not due before `now`; return when it is."""
        frame = math.ceil((now - self.epoch) / FRAME_SECONDS - _ROUNDING)
        if frame > self.frame:
            self.frame = frame
        return self.epoch + self.frame * FRAME_SECONDS

    def send(self, now: float, packets: list[tuple[str, bytes, Address]]) -> bool:
        """Append every packet due by `now`; return whether more are to come.

        After a stall only the last `burst_packets` frames' times are used: the timestamps keep real time.
        """
        source, peer = self.source, self.peer
        if peer is None or (source is None and self.dialing is None):
            return False
        behind = int((now - self.epoch) / FRAME_SECONDS + _ROUNDING) - self.frame
        if behind >= self.limits.burst_packets:
            self.frame += behind - self.limits.burst_packets + 1
        while self.epoch + self.frame * FRAME_SECONDS <= now:
            if not self.verified and self.unverified >= self.limits.unverified_packets:
                self.fresh = True
                return False
            payload = source.frame(self.codec) if source is not None else None
            frame = self.frame
            if self.dialing is not None and self._dial(self.dialing, peer, packets):
                continue
            if payload is None:
                if self.dialing is None and not self.echo:
                    if self.echo is None:
                        self.finished = source is not None
                        self.source = None
                    return False
                self.frame = frame + 1
                continue
            # The marker begins a talkspurt (RFC 3551 section 4.1); a gap of a lost packet or two is none.
            marked = self.payload_type
            if self.fresh or frame - self.last_sent > _TALKSPURT_GAP:
                marked |= 0x80
                self.fresh = False
            timestamp = (self.timestamp + frame * FRAME_SAMPLES) & 0xFFFFFFFF
            header = FIXED_HEADER.pack(PLAIN, marked, self.sequence, timestamp, self.ssrc)
            self.unverified += 1
            packets.append((self.name, header + payload, peer))
            self.sequence = (self.sequence + 1) & 0xFFFF
            self.last_sent = frame
            self.frame = frame + 1
            self.sent_packets += 1
            self.sent_octets += len(payload)
        return True

    def _dial(self, dialing: DigitSender, peer: Address, packets: list[tuple[str, bytes, Address]]) -> bool:
        """Send what is due of a telephone event; return whether the frame's time is spent by it."""
        now = self.timestamp + self.frame * FRAME_SAMPLES
        event = dialing.step(now, FRAME_SAMPLES)
        if event is None:
            if dialing.is_done(now):
                self.dialing = None
                self.dialed = True
            return False
        # Marked is the first packet of an event, the sound after it is no new talkspurt (RFC 4733 section 2.5.1.1).
        marked = self.send_event_type | (0x80 if event.marker else 0)
        header = FIXED_HEADER.pack(PLAIN, marked, self.sequence, event.timestamp & 0xFFFFFFFF, self.ssrc)
        self.unverified += 1
        packets.append((self.name, header + event.payload, peer))
        self.sequence = (self.sequence + 1) & 0xFFFF
        self.last_sent = self.frame
        self.frame += 1
        self.sent_packets += 1
        self.sent_octets += len(event.payload)
        return True

    def take(self, data: bytes | bytearray | memoryview, source: Address, now: float) -> bool:
        """Count a datagram; return whether it is media of the peer. Echo and the ring of heard audio are fed here."""
        size = len(data)
        if not 12 <= size <= self.limits.datagram_size or data[0] != PLAIN or 192 <= data[1] <= 223:
            return self._take_odd(data, source, now)
        _, second, sequence, timestamp, ssrc = FIXED_HEADER.unpack_from(data)
        return self._take_rtp(data, source, now, second & 0x7F, sequence, timestamp, ssrc, 12, size)

    def _take_odd(self, data: bytes | bytearray | memoryview, source: Address, now: float) -> bool:
        """Anything but a bare twelve octet header before the payload."""
        if len(data) > self.limits.datagram_size:
            self.malformed += 1
        elif looks_like_rtcp(data):
            self._take_rtcp(data, source, now, muxed=True)
        elif (header := parse_header(data)) is None:
            self.malformed += 1
        else:
            _, payload_type, sequence, timestamp, ssrc, _, start, end = header
            return self._take_rtp(data, source, now, payload_type, sequence, timestamp, ssrc, start, end)
        return False

    def take_control(self, data: bytes | bytearray | memoryview, source: Address, now: float) -> None:
        """Count a datagram that came for the port after ours, which is RTCP's."""
        if len(data) > self.limits.datagram_size or not looks_like_rtcp(data):
            self.malformed += 1
        else:
            self._take_rtcp(data, source, now, muxed=False)

    def _take_rtcp(self, data: bytes | bytearray | memoryview, source: Address, now: float, *, muxed: bool) -> None:
        self.rtcp += 1
        if self.control.take(self, data, source, now, muxed):
            # A peer that only listens still reports (RFC 3550 section 6): it is there, and wants what we send.
            self.verified = True

    def _take_rtp(
        self,
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
        if source != self.latched and (self.peer is None or source[0] != self.peer[0]):
            self.wrong_source += 1
            return False
        law = self.laws.get(payload_type)
        if law is None:
            self.wrong_payload_type += 1
            return False
        if source != self.latched and not self._learn(source):
            self.wrong_source += 1
            return False
        extended = self.reception.take(ssrc, sequence, timestamp, end - start, now, law != "")
        if extended < 0:
            if extended == REFUSED:
                self.malformed += 1
            return False
        self.verified = True
        self.last_heard = now
        self.last_payload_type = payload_type
        if law and self.receiving and end > start:
            payload = bytes(data[start:end])
            if law != self.heard_law:
                self.heard.clear()
                self.heard_law = law
            self.heard.append(payload)
            if self.echo is not None and self.sending:
                self.echo.push(extended, payload if law == self.codec else transcode(payload, law, self.codec))
            if self.recorder is not None:
                self.recorder.hear(ssrc, timestamp, law, payload, now)
            if self.ears is not None:
                self.ears.push(ssrc, timestamp, law, payload, now)
        elif payload_type == self.event_type and self.receiving and self.event_heard is not None:
            self.event_heard(self, ssrc, timestamp, bytes(data[start:end]), now)
        return True

    def _learn(self, source: Address) -> bool:
        """Symmetric RTP (RFC 4961): media goes to where it comes from, if that is on the negotiated host.

        The first port there wins; for a while the negotiated port may still take over; then nobody any more.
        """
        if self.latched is None:
            self.learned_at = self.reception.packets
        elif source != self.negotiated or self.reception.packets - self.learned_at >= self.limits.learning_packets:
            return False
        self.latched = self.peer = source
        return True

    def statistics(self) -> StreamStatistics:
        """Measure and return everything; the tone costs about 0.1 ms."""
        reception, control = self.reception, self.control
        bursts = reception.burst_metrics
        heard = listening(self, total_loss(self), control.round_trip) if reception.packets else None
        samples = decode(self.heard_law, b"".join(self.heard))
        return StreamStatistics(
            sent_packets=self.sent_packets,
            sent_octets=self.sent_octets,
            received_packets=reception.packets,
            received_octets=reception.octets,
            lost=reception.lost,
            jitter=reception.jitter,
            tone_hz=tone_hz(samples),
            level_dbov=level_dbov(samples),
            duplicates=reception.duplicates,
            wrong_source=self.wrong_source,
            wrong_payload_type=self.wrong_payload_type,
            malformed=self.malformed,
            rtcp=self.rtcp,
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
            burst_seconds=bursts.burst_length * FRAME_SECONDS,
            gap_seconds=bursts.gap_length * FRAME_SECONDS,
            r_factor=None if heard is None else heard.r_factor,
            mos=None if heard is None else heard.mos,
            remote_r_factor=control.remote_r_factor,
            remote_mos=control.remote_mos,
        )


def _check(command: ConfigureStream) -> None:
    if command.codec not in CODECS:
        raise MediaError(f"no codec {command.codec!r}; known are {', '.join(CODECS)}")
    for payload_type in (command.payload_type, *command.receive_payload_types):
        if not 0 <= payload_type <= 127:
            raise MediaError(f"payload type {payload_type} is not in 0..127")
    if not 0 <= command.ssrc <= 0xFFFFFFFF:
        raise MediaError("the SSRC does not fit into 32 bits")
    if len(command.cname.encode(errors="backslashreplace")) > 255:
        raise MediaError("the CNAME is longer than 255 octets")


def _laws(command: ConfigureStream) -> dict[int, str]:
    """What each payload type that may arrive is; "" for what counts as heard but is no audio (RFC 4733, RFC 3389)."""
    laws = dict.fromkeys(command.receive_payload_types, command.codec)
    laws |= {number: name for number, name in STATIC_PAYLOAD_TYPES.items() if number in laws}
    for no_audio in (command.receive_telephone_event, _COMFORT_NOISE):
        if no_audio in laws:
            laws[no_audio] = ""
    for number, name in command.formats:
        laws[number] = "" if name in _NO_AUDIO else name
    return laws


def _first_numbers(stream: str, ssrc: int) -> tuple[int, int]:
    """Return where sequence and timestamp begin: anywhere (RFC 3550 section 5.1), as random as stream and SSRC are."""
    digest = hashlib.blake2b(f"{ssrc} {stream}".encode(errors="backslashreplace"), digest_size=6).digest()
    return int.from_bytes(digest[:2]), int.from_bytes(digest[2:])


def _remote(remote: Address) -> Address | None:
    """Return the address as the kernel writes it, None where nothing can be sent to (0.0.0.0, ::, port 0)."""
    host, port = remote
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        raise MediaError(f"the media address {host[:80]!r} is not an IP address") from None
    if address.is_multicast:
        raise MediaError(f"the media address {host[:80]} is a multicast group")
    if not 0 <= port <= 65535:
        raise MediaError(f"the media port {port} is not in 0..65535")
    return None if address.is_unspecified or not port else (str(address), port)
