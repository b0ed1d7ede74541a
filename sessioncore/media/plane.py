"""The media plane: many streams, one queue of deadlines, no I/O."""

from __future__ import annotations

import heapq

from sessioncore.base.errors import MediaError
from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaCommand,
    MediaEvent,
    MediaFailed,
    MediaReport,
    MediaSilent,
    MediaStarted,
    MediaStopped,
    OpenStream,
    ReportStream,
)
from sessioncore.media.limits import MediaLimits
from sessioncore.media.stream import Address, MediaStream

Packet = tuple[str, bytes, Address]
"""Stream, datagram, where it goes."""

_SPARE_DEADLINES = 64


class MediaPlane:
    """Executes commands, takes datagrams, and says which packets and events are due.

    Nothing here blocks, reads a clock, draws a random number or raises on what a peer or a command says; what fails is
    told as `MediaFailed`. Not thread-safe: one thread drives a plane.
    """

    def __init__(self, limits: MediaLimits | None = None) -> None:
        self.limits = limits or MediaLimits()
        self._streams: dict[str, MediaStream] = {}
        self._events: list[MediaEvent] = []
        # (when, serial, stream): valid while the stream's `tick` or `watch` is that serial. Names, not objects, so that
        # what is closed is gone at once.
        self._deadlines: list[tuple[float, int, str]] = []
        self._serial = 0
        self._now = 0.0

    @property
    def streams(self) -> tuple[str, ...]:
        """The open streams."""
        return tuple(self._streams)

    def is_open(self, stream: str) -> bool:
        """Whether `stream` was opened and not closed since."""
        return stream in self._streams

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
                    self._events.append(MediaReport(command.stream, self._get(command.stream).statistics()))
                case CloseStream():
                    self._close(command.stream)
        except MediaError as error:
            self._events.append(MediaFailed(command.stream, error.message))

    def receive(self, stream: str, data: bytes | bytearray | memoryview, source: Address, now: float) -> None:
        """Take a datagram that came for `stream` from `source`; the caller may overwrite `data` afterwards."""
        state = self._streams.get(stream)
        if state is None:
            return
        if state.take(data, source, now) and state.receiving and not state.started:
            state.started = True
            state.silent = False
            self._now = now
            self._events.append(MediaStarted(stream, state.reception.ssrc, state.last_payload_type))
            self._watch(state)
        if not state.tick and state.may_send:
            self._schedule(state, now)

    def poll(self, now: float) -> tuple[list[Packet], list[MediaEvent]]:
        """Return the packets to send now, in order, and what happened since the last call."""
        packets: list[Packet] = []
        deadlines = self._deadlines
        streams = self._streams
        while deadlines and deadlines[0][0] <= now:
            _, serial, name = heapq.heappop(deadlines)
            state = streams.get(name)
            if state is None:
                continue
            if state.tick == serial:
                state.tick = 0
                if state.send(now, packets):
                    self._schedule(state, now)
            elif state.watch == serial:
                state.watch = 0
                self._look_after(state, now)
        events, self._events = self._events, []
        return packets, events

    def next_deadline(self) -> float | None:
        """Return when `poll` has something to do: a time that has passed when events wait, None when nothing is due."""
        if self._events:
            return self._now
        return self._deadlines[0][0] if self._deadlines else None

    def _open(self, command: OpenStream) -> None:
        if command.stream in self._streams:
            raise MediaError("the stream is open already")
        if len(self._streams) >= self.limits.streams:
            raise MediaError(f"{self.limits.streams} streams are open, the most that are allowed")
        self._streams[command.stream] = MediaStream(command.stream, command.port, self.limits)

    def _configure(self, command: ConfigureStream, now: float) -> None:
        state = self._get(command.stream)
        state.configure(command, now)
        if not state.may_send:
            state.tick = 0
        elif not state.tick:
            self._schedule(state, now)
        if state.receiving:
            self._watch(state)

    def _close(self, stream: str) -> None:
        state = self._streams.pop(stream, None)
        if state is None:
            return
        self._events.append(MediaStopped(stream, state.statistics()))
        if len(self._deadlines) > 2 * len(self._streams) + _SPARE_DEADLINES:
            self._forget()
        if not self._streams:
            self._deadlines.clear()

    def _forget(self) -> None:
        """Drop the deadlines of streams that are gone, so that churn costs no memory."""
        self._deadlines = [entry for entry in self._deadlines if self._live(entry)]
        heapq.heapify(self._deadlines)

    def _live(self, entry: tuple[float, int, str]) -> bool:
        state = self._streams.get(entry[2])
        return state is not None and entry[1] in (state.tick, state.watch)

    def _get(self, stream: str) -> MediaStream:
        try:
            return self._streams[stream]
        except KeyError:
            raise MediaError("no such stream is open") from None

    def _schedule(self, state: MediaStream, now: float) -> None:
        """Arm the next frame."""
        self._serial = state.tick = self._serial + 1
        heapq.heappush(self._deadlines, (state.align(now), state.tick, state.name))

    def _watch(self, state: MediaStream) -> None:
        """Arm the look-out for silence, once; the deadline moves on by itself while media comes."""
        if not state.watch and not state.silent:
            self._serial = state.watch = self._serial + 1
            due = state.last_heard + self.limits.silence_seconds
            heapq.heappush(self._deadlines, (due, state.watch, state.name))

    def _look_after(self, state: MediaStream, now: float) -> None:
        if not state.receiving:
            return
        if state.last_heard + self.limits.silence_seconds > now:
            self._watch(state)
            return
        state.started = False
        state.silent = True
        self._events.append(MediaSilent(state.name, now - state.last_heard))
