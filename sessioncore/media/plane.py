"""The media plane: many streams, one queue of deadlines, no I/O."""

from __future__ import annotations

import heapq

from sessioncore.base.errors import MediaError
from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    DigitReceived,
    DigitsSent,
    ListenStream,
    MediaAudio,
    MediaCommand,
    MediaEvent,
    MediaFailed,
    MediaFinished,
    MediaReport,
    MediaSilent,
    MediaStarted,
    MediaStopped,
    OpenStream,
    ReportStream,
    SendAudio,
    SendDigits,
)
from sessioncore.media.agreement import expect
from sessioncore.media.arrival import take, take_control
from sessioncore.media.chores import FAILURES, carry_out
from sessioncore.media.codecs.resample import check_rate
from sessioncore.media.limits import FRAME_SECONDS, Address, MediaLimits
from sessioncore.media.liveness import alive_at, is_unreachable, resolve_collision
from sessioncore.media.schedule import Schedule
from sessioncore.media.sound.containment import contain, contain_chore, misled
from sessioncore.media.sound.playing import end_playback
from sessioncore.media.stream import MediaStream
from sessioncore.media.telephony.dialing import dial, ears_of, hang_up
from sessioncore.media.telephony.telephone_events import DigitReceiver

Packet = tuple[str, bytes, Address]
"""Stream, datagram, where it goes."""

_LONGEST_PERIOD = 86_400


class MediaPlane(Schedule):
    """Executes commands, takes datagrams, and says which packets and events are due.

    Nothing here blocks, reads a clock, draws a random number or raises on what a peer or a command says; what fails is
    told as `MediaFailed`. Not thread-safe: one thread drives a plane. The only files it touches are those that sources
    and recordings name.

    RTCP has a way of its own: after `execute` and `poll` the driver fetches `take_control` and sends that from the
    port after the stream's, `take_muxed` from the stream's own, and what comes there goes to `receive_control`. `wall`
    added to a time is seconds since 1970.
    """

    def __init__(self, limits: MediaLimits | None = None, *, wall: float = 0.0) -> None:
        Schedule.__init__(self, limits or MediaLimits())
        self.wall = wall
        self.control_waits = False
        """Whether `take_control` or `take_muxed` has something to give."""
        self._control: list[Packet] = []
        self._muxed: list[Packet] = []
        self._events: list[MediaEvent] = []
        self._now = 0.0

    def execute(self, command: MediaCommand, now: float) -> None:
        """Carry out `command`; events about it come with the next `poll`."""
        self._now = now
        try:
            match command:
                case OpenStream():
                    self._open(command)
                case ConfigureStream():
                    self._configure(command, now)
                case ReportStream():
                    self._report(command, now)
                case ListenStream():
                    self._listen(command, now)
                case SendAudio():
                    self.get(command.stream).send_audio(command.samples, command.rate)
                case SendDigits():
                    self._dial(command, now)
                case CloseStream():
                    self._close(command.stream, now)
                case _:
                    carry_out(self, command, now)
        except MediaError as error:
            self._events.append(MediaFailed(command.stream, error.message, FAILURES.get(type(command), "stream")))
        except Exception as error:
            misled(self, command, error, now)

    def receive(self, stream: str, data: bytes | bytearray | memoryview, source: Address, now: float) -> None:
        """Take a datagram that came for `stream` from `source`; the caller may overwrite `data` afterwards."""
        state = self._streams.get(stream)
        if state is None:
            return
        if take(state, data, source, now) and state.receiving and not state.started:
            state.started = True
            state.silent = False
            self._now = now
            self._events.append(MediaStarted(stream, state.reception.ssrc, state.last_payload_type))
            self._watch(state)
        if not state.tick and state.may_send:
            self._schedule(state, now)

    def receive_control(self, stream: str, data: bytes | bytearray | memoryview, source: Address, now: float) -> None:
        """Take a datagram that came from `source` for the port after that of `stream`: RTCP."""
        state = self._streams.get(stream)
        if state is None:
            return
        take_control(state, data, source, now)
        if not state.tick and state.may_send:
            self._schedule(state, now)

    def unreachable(self, stream: str, remote: Address, reason: str, now: float) -> None:
        """A packet of `stream` to `remote` did not arrive, as ICMP says; told when that lasts and nothing is heard."""
        state = self._streams.get(stream)
        if state is not None and is_unreachable(state, remote, now):
            self.tell(MediaFailed(stream, f"{remote[0]} port {remote[1]} takes no media: {reason}"), now)

    def take_control(self) -> list[Packet]:
        """Return the RTCP packets to send now, each from the port after its stream's."""
        packets, self._control = self._control, []
        self.control_waits = False
        return packets

    def take_muxed(self) -> list[Packet]:
        """Return the RTCP packets to send now from the streams' own ports (RFC 5761); before `take_control`."""
        packets, self._muxed = self._muxed, []
        return packets

    def poll(self, now: float) -> tuple[list[Packet], list[MediaEvent]]:
        """Return the packets to send now, in order, and what happened since the last call."""
        packets: list[Packet] = []
        deadlines = self._deadlines
        streams = self._streams
        while deadlines and deadlines[0][0] <= now:
            _, serial, name = heapq.heappop(deadlines)
            state = streams.get(name)
            if state is None:
                if name in self._chores:
                    self._do_chore(name, serial, now)
                continue
            try:
                if state.tick == serial:
                    state.tick = 0
                    goes_on = state.send(now, packets)
                    if state.dialed:
                        state.dialed = False
                        self._events.append(DigitsSent(name))
                    if goes_on:
                        self._schedule(state, now)
                    elif state.finished:
                        state.finished = False
                        self._source_ended(state, now)
                elif state.watch == serial:
                    state.watch = 0
                    self._look_after(state, now)
                elif state.control_tick == serial:
                    self._control_due(state, now)
                elif state.report_tick == serial:
                    self._events.append(MediaReport(name, state.statistics(), periodic=True))
                    missed = max(0, int((now - state.report_due) / state.report_every))
                    state.report_due += (missed + 1) * state.report_every
                    state.report_tick = self._arm(state, state.report_due)
                elif state.listen_tick == serial:
                    self._hear(state, now)
                elif state.digit_tick == serial:
                    self._event_over(state, now)
            except Exception as error:
                contain(self, name, error, now)
        events, self._events = self._events, []
        return packets, events

    def next_deadline(self) -> float | None:
        """Return when `poll` has something to do: a time that has passed when events wait, None when nothing is due."""
        if self._events:
            return self._now
        return self._deadlines[0][0] if self._deadlines else None

    def abandon(self) -> None:
        super().abandon()
        self._events.clear()
        self._control.clear()
        self._muxed.clear()
        self.control_waits = False

    def _open(self, command: OpenStream) -> None:
        if command.stream in self._streams:
            raise MediaError("the stream is open already")
        if len(self._streams) >= self.limits.streams:
            raise MediaError(f"{self.limits.streams} streams are open, the most that are allowed")
        state = MediaStream(command.stream, command.port, self.limits)
        state.event_heard = self._event_heard
        if command.formats:
            expect(state, command.formats)
        self._streams[command.stream] = state

    def _configure(self, command: ConfigureStream, now: float) -> None:
        state = self.get(command.stream)
        ssrc, known = state.ssrc, state.codec
        ears = ears_of(state, command, self)
        chosen = state.configured_source
        state.configure(command, now)
        state.ears = ears
        if state.playing is not None and state.configured_source != chosen:
            end_playback(self, state, now, "replaced")
        if known and state.ssrc != ssrc:
            self._say(state, state.control.bye(state, ssrc, now, self.wall))
            state.control.change_ssrc(state)
        if hang_up(state, another=bool(known) and state.ssrc != ssrc):
            self._events.append(MediaFailed(state.name, "digits cannot be sent any more", "digits"))
        self.resume(state, now)
        if state.receiving:
            self._watch(state)
        if not state.control_tick and state.control.timing is not None:
            state.control_tick = self._arm(state, state.control.timing.due)

    def tell(self, event: MediaEvent, now: float) -> None:
        """Let the next `poll` return an event."""
        self._now = now
        self._events.append(event)

    def resume(self, state: MediaStream, now: float) -> None:
        """Begin or cease to send."""
        if not state.may_send:
            state.tick = 0
        elif not state.tick:
            self._schedule(state, now)

    def _report(self, command: ReportStream, now: float) -> None:
        state = self.get(command.stream)
        every = command.every
        if every is None:
            self._events.append(MediaReport(state.name, state.statistics()))
        elif not every:
            state.report_tick = 0
        elif self.limits.report_seconds <= every <= _LONGEST_PERIOD:
            state.report_every, state.report_due = every, now + every
            state.report_tick = self._arm(state, state.report_due)
        else:
            raise MediaError(f"reports come every {self.limits.report_seconds} to {_LONGEST_PERIOD} s, not {every}")

    def _listen(self, command: ListenStream, now: float) -> None:
        state = self.get(command.stream)
        state.listen(check_rate(command.rate) if command.rate else 0)
        state.listen_due = now + FRAME_SECONDS
        state.listen_tick = self._arm(state, state.listen_due) if command.rate else 0

    def _hear(self, state: MediaStream, now: float) -> None:
        """Tell what was heard in 20 ms; after a stall only the last few of them."""
        listener = state.listener
        if listener is None:
            return
        missed = max(0, int((now - state.listen_due) / FRAME_SECONDS) - self.limits.burst_packets)
        state.listen_due += missed * FRAME_SECONDS
        while state.listen_due <= now:
            samples = listener.frame(state.listen_due)
            if state.capture is not None:
                state.capture.play(samples, listener.rate)
            self._events.append(MediaAudio(state.name, samples, listener.rate, listener.started))
            state.listen_due += FRAME_SECONDS
        state.listen_tick = self._arm(state, state.listen_due)

    def _dial(self, command: SendDigits, now: float) -> None:
        state = self.get(command.stream)
        dial(state, command)
        self.resume(state, now)

    def _source_ended(self, state: MediaStream, now: float) -> None:
        """A source came to its end: digits as tones, after which the sound goes on, or what was played."""
        if not state.interrupting:
            if not end_playback(self, state, now, "ended"):
                self._events.append(MediaFinished(state.name, state.source_text))
            return
        state.resume()
        self._events.append(DigitsSent(state.name))
        self.resume(state, now)

    def _event_heard(self, state: MediaStream, ssrc: int, timestamp: int, payload: bytes, now: float) -> None:
        """A packet of a telephone event came."""
        if state.digits is None:
            state.digits = DigitReceiver()
        clock_rate = state.event_clocks[state.last_payload_type]
        self._tell_digit(state, state.digits.take(ssrc, timestamp, payload, now, clock_rate), now)
        state.malformed += state.digits.take_refused()

    def _event_over(self, state: MediaStream, now: float) -> None:
        state.digit_tick = 0
        if state.digits is not None:
            self._tell_digit(state, state.digits.expire(now), now)

    def _tell_digit(self, state: MediaStream, ended: tuple[str, float] | None, now: float) -> None:
        if ended is not None:
            self.tell(DigitReceived(state.name, *ended, "rfc4733"), now)
        if state.digits is not None and not state.digit_tick and (due := state.digits.due) is not None:
            state.digit_tick = self._arm(state, due)

    def _control_due(self, state: MediaStream, now: float) -> None:
        control = state.control
        if (old := resolve_collision(state)) is not None:
            self._say(state, control.bye(state, old, now, self.wall))
            control.change_ssrc(state)
        if control.expire(state, now):
            self._say(state, control.report(state, now, self.wall))
            if (changed := control.assess(state, now)) is not None:
                self._events.append(changed)
        timing = control.timing
        state.control_tick = self._arm(state, timing.due) if timing is not None else 0

    def _say(self, state: MediaStream, report: tuple[bytes, Address] | None) -> None:
        # A driver without a second socket may never fetch them.
        waiting = self._muxed if state.control.muxed else self._control
        if report is not None and len(waiting) < self.limits.streams:
            waiting.append((state.name, *report))
            self.control_waits = True

    def _close(self, stream: str, now: float) -> None:
        state = self._streams.pop(stream, None)
        if state is None:
            return
        self._say(state, state.control.bye(state, state.ssrc, now, self.wall))
        if state.mixed is not None:
            from sessioncore.media.sound.mixing import leave_any  # imported when it joined

            leave_any(self, state, now)
        end_playback(self, state, now, "replaced")
        if state.recorder is not None:
            from sessioncore.media.sound.recording import end_recording  # imported when it began

            end_recording(self, state, now)
        self._events.append(MediaStopped(stream, state.statistics()))
        if self._crowded:
            self._forget()
        if not self._streams:
            self._deadlines.clear()
            self._chores.clear()

    def _do_chore(self, name: str, serial: int, now: float) -> None:
        chore = self._chores[name]
        if chore.tick != serial:
            return
        try:
            due = chore.run(self, now)
        except Exception as error:
            contain_chore(self, chore, error, now)
            due = None
        if due is None:
            self.end_chore(name)
        else:
            self._serial = chore.tick = self._serial + 1
            heapq.heappush(self._deadlines, (due, chore.tick, name))

    def _look_after(self, state: MediaStream, now: float) -> None:
        if not state.receiving:
            return
        if alive_at(state) + self.limits.silence_seconds > now:
            self._watch(state)
            return
        state.started = False
        state.silent = True
        self._events.append(MediaSilent(state.name, now - state.last_heard))
