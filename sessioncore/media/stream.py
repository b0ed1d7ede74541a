"""One RTP stream in both directions: what was agreed, what was sent, what was heard."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.media import ConfigureStream, StreamStatistics
from sessioncore.base.sound import ProcessStream
from sessioncore.media.agreement import check, end_awaiting, event_clocks, first_numbers, laws_of, remote_of
from sessioncore.media.codecs.coders import find_coding
from sessioncore.media.codecs.resample import check_rate
from sessioncore.media.limits import FRAME_SAMPLES, FRAME_SECONDS, SAMPLE_RATE, Address, MediaLimits
from sessioncore.media.rtcp.control import StreamControl
from sessioncore.media.rtcp.figures import measure
from sessioncore.media.rtcp.reception import Reception
from sessioncore.media.sound.echo import EchoQueue
from sessioncore.media.sound.listening import Listener
from sessioncore.media.sound.outgoing import ApplicationSource, CodedSource, coded
from sessioncore.media.sound.playing import Playing
from sessioncore.media.sound.sources import EchoSource, Source, make_source
from sessioncore.media.telephony.ears import SoundEars
from sessioncore.media.telephony.telephone_events import DigitReceiver, DigitSender
from sessioncore.wire.rtp.packet import FIXED_HEADER, PLAIN

if TYPE_CHECKING:
    from sessioncore.media.sound.processing import Capture
    from sessioncore.media.sound.recorder import Recorder

__all__ = ["Address", "MediaStream"]

_HEARD_FRAMES = 50
_TALKSPURT_GAP = 5
# In frames. Seconds since 1970 as a float are 0.24 us apart, which is 0.000012 frames.
_ROUNDING = 1e-4


class Tap(Protocol):
    """Who wants the sound that is sent."""

    def say(self, ssrc: int, timestamp: int, law: str, payload: bytes, now: float) -> None:
        """Take a packet that leaves."""
        ...


@attrs.define(eq=False)
class MediaStream:
    """State of one stream; `MediaPlane` owns it and decides when it sends.

    `negotiated` is the address that the SDP gave, `peer` where packets go, `latched` where valid ones come from; `near`
    is the host of signalling where that is another one. While `awaiting` our offer has no answer yet.

    `sequence` is the next to send. Frame n is due at `epoch + n * frame_seconds` and has the timestamp
    `timestamp + n * step`: one clock whether the stream sends or not, so nothing drifts and a hold passes in the
    timestamps too (RFC 3550 section 5.1). Another codec's clock or packet time goes on from where that one is.

    `source` is what the frames come from: what was chosen, or that through a coder (`coded`).
    """

    name: str
    port: int
    limits: MediaLimits

    negotiated: Address | None = None
    peer: Address | None = None
    latched: Address | None = None
    awaiting: bool = False
    near: str = ""
    codec: str = ""
    payload_type: int = 0
    laws: dict[int, str] = attrs.field(factory=dict)
    ssrc: int = 0
    sending: bool = False
    receiving: bool = False

    source: Source | None = None
    coded: CodedSource | None = None
    listeners: tuple[Listener, ...] = ()
    noise_type: int = -1
    step: int = FRAME_SAMPLES
    frame_seconds: float = FRAME_SECONDS
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
    most_unverified: int = 0
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
    taps: tuple[Tap, ...] = ()
    # The clocks of what we hear as telephone events, by payload type, and whom to tell of their packets.
    event_clocks: dict[int, int] = attrs.field(factory=dict)
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
    chosen: Source | None = None
    agreed: ConfigureStream | None = None
    listener: Listener | None = None
    mixed: Listener | None = None
    playing: Playing | None = None
    processing: tuple[ProcessStream, Callable[[str], None]] | None = None
    capture: Capture | None = None
    clock_rate: int = SAMPLE_RATE
    listen_tick: int = 0
    listen_due: float = 0.0
    configured_source: str = "silence"
    finished: bool = False
    send_event_type: int = -1
    dialed: bool = False
    interrupting: bool = False  # by digits as tones
    interrupted: Source | None = None
    early: bool = False
    # Since when ICMP tells that packets do not arrive (-1: they do), and whether that was told.
    refused_at: float = -1.0
    refused: bool = False
    given_ssrc: int = -1
    collided_with: Address | None = None
    # How many packets went to addresses of before that sent us nothing.
    strangers: dict[Address, int] = attrs.field(factory=dict)
    digits: DigitReceiver | None = None
    digit_tick: int = 0
    control: StreamControl = attrs.field(init=False)
    control_tick: int = 0
    report_every: float = 0.0
    report_due: float = 0.0
    report_tick: int = 0

    def __attrs_post_init__(self) -> None:
        self.control = StreamControl(self.limits)

    def configure(self, command: ConfigureStream, now: float) -> None:
        """Apply `command`, or raise MediaError and change nothing."""
        check(command)
        remote = remote_of(command.remote)
        coding = find_coding(command.codec)
        if command.ptime not in coding.packet_times:
            command = attrs.evolve(command, ptime=coding.fitting(command.ptime))
        source = self.interrupted if self.interrupting else self.chosen
        if command.source != self.configured_source:
            source = make_source(command.source, self.limits)
            self.source_text = self.configured_source = command.source

        if self.awaiting:
            end_awaiting(self, remote, command.near)
        moved = self.negotiated != remote
        where = command.rtcp_mux, command.rtcp_port
        first = not self.codec
        if first:
            self.epoch = now
            self.sequence, self.timestamp = first_numbers(self.name, command.ssrc)
        self._pace(coding.clock_rate, command.ptime)
        if moved:
            self._move(remote)
        limits = self.limits
        self.most_unverified = limits.unverified_elsewhere if command.elsewhere else limits.unverified_packets
        sending = command.send and self.peer is not None
        self.fresh = self.fresh or not sending or not self.sending
        self.sending = sending
        self.near = command.near
        if command.receive and (self.silent or not self.receiving):
            # Agreed anew: there is time again to be heard.
            self.last_heard = now
            self.silent = False
            self.reception.pause()
        self.receiving = command.receive
        paused = not (sending and command.receive)
        if isinstance(source, EchoSource) and (paused or command.codec != self.codec):
            # Nothing heard before a hold or in another law is played after it.
            source = EchoSource()
        if isinstance(source, ApplicationSource) and not sending:
            source.clear()
        self.agreed = command
        self.codec, self.payload_type = command.codec, command.payload_type
        if command.ssrc != self.given_ssrc:
            # One that was replaced after a collision stays replaced.
            self.ssrc = self.given_ssrc = command.ssrc
        self.choose(source)
        if self.interrupting:
            self._use(self.chosen)
        # A number keeps its meaning in a session (RFC 3264 8.3.2): what comes late of an earlier codec is still heard.
        self.laws |= laws_of(command)
        self.noise_type = next((number for number, name in command.formats if name == "CN"), -1)
        self.event_clocks = event_clocks(command, self.event_clocks)
        self.send_event_type = -1 if command.telephone_event is None else command.telephone_event
        self.control.extended, self.control.reduced = command.rtcp_xr, command.rtcp_reduced
        self.early = command.early
        if moved or first or where != self.control.where:
            self.control.where = where
            self.control.aim(self, command.cname, now)
        elif self.control.timing is None:
            self.control.begin(self, now)

    def _move(self, remote: Address | None) -> None:
        """Send to another address from now on; how much one got that sent us nothing is not forgotten."""
        full = len(self.strangers) >= self.limits.strangers
        if self.negotiated is not None and not self.verified and not full:
            self.strangers[self.negotiated] = self.unverified
        self.negotiated = self.peer = remote
        self.latched = None
        self.verified = False
        # Who names ever more of them, for us to send something to each, has exhausted what we send.
        most = self.limits.unverified_packets if full else 0
        self.unverified = self.strangers.pop(remote, most) if remote is not None else 0
        self.refused_at, self.refused = -1.0, False

    def choose(self, source: Source | None) -> None:
        """Send this from now on; after the digits that are being sent as tones."""
        if self.interrupting:
            self.interrupted = source
        else:
            self._use(source)

    def interrupt(self, source: Source) -> None:
        """Send `source` to its end instead of what is sent now."""
        self.interrupted, self.interrupting = self.chosen, True
        self._use(source)

    def resume(self) -> None:
        """Go on with what was interrupted."""
        source, self.interrupted, self.interrupting = self.interrupted, None, False
        self._use(source)

    def _use(self, source: Source | None) -> None:
        command = self.agreed
        assert command is not None, "configured first"
        self.chosen = source
        self.coded = coded(source, command, self.coded)
        self.source = self.coded or source
        self.echo = source.queue if isinstance(source, EchoSource) and self.coded is None else None
        self.gather()

    def send_audio(self, samples: bytes, rate: int) -> None:
        """Send what the application brings, unless nothing may be sent now; MediaError where that is not the source."""
        source = self.interrupted if self.interrupting else self.chosen
        if self.mixed is not None and not isinstance(source, ApplicationSource):
            # It was heard before, and then the mix again: now it is once more.
            source = ApplicationSource()
            self.choose(source)
        if not isinstance(source, ApplicationSource):
            raise MediaError("the source of the stream is not the application")
        samples, rate = samples[: len(samples) & ~1], check_rate(rate)
        if self.capture is not None:
            samples, rate = self.capture.take(samples, rate)
        if self.sending:
            source.give(samples, rate)

    def listen(self, rate: int) -> None:
        """Let somebody listen at this rate, 0 ends it."""
        self.listener = Listener(rate) if rate else None
        self.gather()

    def gather(self) -> None:
        """Note who listens."""
        echo = None
        if self.coded is not None and isinstance(self.chosen, EchoSource):
            rate = self.coded.coding.sample_rate
            if self.chosen.listener is None or self.chosen.listener.rate != rate:
                self.chosen.listener = Listener(rate)
            echo = self.chosen.listener
        if self.processing is not None:
            from sessioncore.media.sound.processing import attach  # imported when it was asked for

            attach(self)
        self.listeners = tuple([each for each in (self.listener, self.mixed, echo) if each is not None])

    def tap(self, who: Tap, wants: bool) -> None:
        """Let somebody get what is sent, or no more."""
        self.taps = tuple([each for each in self.taps if each is not who]) + ((who,) if wants else ())

    def _pace(self, clock_rate: int, ptime: int) -> None:
        """Take another clock or packet time: the next frame is due when it was, with the timestamp that it had."""
        step, seconds = clock_rate * ptime // 1000, ptime / 1000
        if (step, seconds) != (self.step, self.frame_seconds):
            self.epoch += self.frame * self.frame_seconds
            self.timestamp += self.frame * self.step
            self.last_sent -= self.frame
            self.frame = 0
            self.step, self.frame_seconds = step, seconds
        self.clock_rate = self.control.clock_rate = clock_rate

    @property
    def may_send(self) -> bool:
        """Sending is on, there is something to send and the address has not been silent for too long."""
        return (
            self.sending
            and (self.verified or self.unverified < self.most_unverified)
            and (self.dialing is not None or (self.source is not None and (self.echo is None or bool(self.echo))))
        )

    def align(self, now: float) -> float:
        """Step to the first frame that is not due before `now`; return when it is."""
        frame = math.ceil((now - self.epoch) / self.frame_seconds - _ROUNDING)
        if frame > self.frame:
            self.frame = frame
        return self.epoch + self.frame * self.frame_seconds

    def send(self, now: float, packets: list[tuple[str, bytes, Address]]) -> bool:
        """Append every packet due by `now`; return whether more are to come.

        After a stall only the last `burst_packets` frames' times are used: the timestamps keep real time.
        """
        source, peer = self.source, self.peer
        if peer is None or (source is None and self.dialing is None):
            return False
        seconds, step, through = self.frame_seconds, self.step, self.coded
        if through is not None:
            through.now = now
        behind = int((now - self.epoch) / seconds + _ROUNDING) - self.frame
        if behind >= self.limits.burst_packets:
            self.frame += behind - self.limits.burst_packets + 1
        while self.epoch + self.frame * seconds <= now:
            if not self.verified and self.unverified >= self.most_unverified:
                self.fresh = True
                return False
            payload = source.frame(self.codec) if source is not None else None
            frame = self.frame
            if self.dialing is not None and self._dial(self.dialing, peer, packets):
                continue
            if not payload:
                if payload is None and self.dialing is None and not self.echo:
                    if self.echo is None:
                        self.finished = source is not None
                        self.source = self.chosen = self.coded = None
                    return False
                self.frame = frame + 1
                continue
            # The marker begins a talkspurt (RFC 3551 section 4.1); a gap of a lost packet or two is none.
            marked = self.payload_type
            if through is not None and through.is_noise and self.agreed is not None:
                marked = self.agreed.comfort_noise or 0
            if self.fresh or frame - self.last_sent > _TALKSPURT_GAP:
                marked |= 0x80
                self.fresh = False
            timestamp = (self.timestamp + frame * step) & 0xFFFFFFFF
            header = FIXED_HEADER.pack(PLAIN, marked, self.sequence, timestamp, self.ssrc)
            self.unverified += 1
            packets.append((self.name, header + payload, peer))
            if self.taps and marked & 0x7F == self.payload_type:
                for tap in self.taps:
                    tap.say(self.ssrc, timestamp, self.codec, payload, now)
            self.sequence = (self.sequence + 1) & 0xFFFF
            self.last_sent = frame
            self.frame = frame + 1
            self.sent_packets += 1
            self.sent_octets += len(payload)
        return True

    def _dial(self, dialing: DigitSender, peer: Address, packets: list[tuple[str, bytes, Address]]) -> bool:
        """Send what is due of a telephone event; return whether the frame's time is spent by it."""
        now = self.timestamp + self.frame * self.step
        event = dialing.step(now, self.step)
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

    def statistics(self) -> StreamStatistics:
        """Measure and return everything; the tone costs about 0.1 ms."""
        return measure(self)
