"""Mixes of streams: what a member's jitter buffer gives goes in every 20 ms, what the others say goes out to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.media import MediaCommand, MediaFailed, PlayStream
from sessioncore.base.sound import AdjustMix, ControlPlayback, EndMix, JoinMix, LeaveMix, MixLevels, ReportMix
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH
from sessioncore.media.codecs.resample import Resampler
from sessioncore.media.limits import FRAME_SECONDS
from sessioncore.media.sound.containment import contain
from sessioncore.media.sound.listening import Listener
from sessioncore.media.sound.mixer import Mixer, factor_of
from sessioncore.media.sound.outgoing import ApplicationSource
from sessioncore.media.sound.playing import Playing, Reason, begin_playback, end_playback, named_list, steer
from sessioncore.media.sound.track import LINEAR

if TYPE_CHECKING:
    from sessioncore.media.plane import MediaPlane
    from sessioncore.media.sound.recorder import Recorder
    from sessioncore.media.sound.sources import Source
    from sessioncore.media.stream import MediaStream, Tap

WAITING_SECONDS: Final = 0.1
"""So much of the mix waits for a member whose packets are long, or late."""

IDLE_FRAMES: Final = 10
"""After so many without sound of the application a member hears the mix again."""

_PLAYED, _RECORDED = ":played", ":recorded"
"""Who is in the sums without being a member: what is played to all, and who hears all."""


@attrs.define(eq=False)
class MixSource:
    """What a member hears of the mix; nothing that the application could add to."""

    _waiting: ApplicationSource = attrs.field(factory=lambda: ApplicationSource(seconds=WAITING_SECONDS))

    def give(self, samples: bytes, rate: int, fetched: bool) -> None:
        """Take 20 ms; while nobody fetches them only the last ones are kept, so that no delay grows."""
        if not fetched:
            self._waiting.clear()
        self._waiting.give(samples, rate)

    def samples(self, rate: int, count: int, now: float) -> bytes:
        """The next `count`; b"" when there are none."""
        return self._waiting.samples(rate, count, now)

    def frame(self, codec: str) -> bytes:
        """The next 20 ms in a law of G.711."""
        return self._waiting.frame(codec)


@attrs.define(eq=False)
class _Member:
    state: MediaStream
    listener: Listener
    before: Source | None
    before_text: str
    playing: Playing | None
    source: MixSource = attrs.field(factory=MixSource)
    idle: int = 0

    def hear(self, samples: bytes, rate: int) -> None:
        """Give it what the others say; it hears that again when what was played instead is over."""
        state = self.state
        chosen = state.interrupted if state.interrupting else state.chosen
        self.source.give(samples, rate, chosen is self.source and state.tick != 0)
        is_idle = isinstance(chosen, ApplicationSource) and chosen.is_empty
        self.idle = self.idle + 1 if is_idle else 0
        if chosen is None or self.idle >= IDLE_FRAMES:
            self.enter()

    def enter(self) -> None:
        """Hear the mix, from now on or again."""
        self.state.choose(self.source)
        self.state.source_text = "mix"


@attrs.define(eq=False)
class Mix:
    """A mix of a plane; over when somebody leaves and fewer than `least` are left.

    It can be played to and recorded as a stream can: `playing` and `recorder` are what they are there.
    """

    name: str
    mixer: Mixer
    due: float
    least: int = 1
    tick: int = 0
    playing: Playing | None = None
    recorder: Recorder | None = None
    _resampler: Resampler | None = None
    _recorded: int = 0
    _members: dict[str, _Member] = attrs.field(factory=dict)
    _talkers: tuple[str, ...] = ()

    def __contains__(self, stream: object) -> bool:
        return stream in self._members

    def run(self, plane: MediaPlane, now: float) -> float | None:
        """Mix what is due; after a stall only the last few frames."""
        missed = max(0, int((now - self.due) / FRAME_SECONDS) - plane.limits.burst_packets)
        self.due += missed * FRAME_SECONDS
        if missed and self.recorder is not None:
            self._recorded += round(missed * FRAME_SECONDS * self.recorder.rate)
        while self.due <= now:
            self._mix(plane, self.due)
            self.due += FRAME_SECONDS
        for member in self._members.values():
            if not member.state.tick:
                plane.resume(member.state, now)
        if (talkers := self.mixer.talkers()) != self._talkers:
            self._talkers = talkers
            plane.tell(self.told(), now)
        return self.due if self._members else None

    def fail(self, plane: MediaPlane, now: float, reason: str) -> None:
        """Let everybody go on without it."""
        plane.tell(MediaFailed(self.name, reason, "mix"), now)
        self.end(plane, now)

    def _mix(self, plane: MediaPlane, due: float) -> None:
        count, rate = self.mixer.count, self.mixer.rate
        heard: dict[str, bytes] = {}
        for name, member in tuple(self._members.items()):
            if not member.listener.started and member.listener.process is None:
                continue
            try:
                heard[name] = member.listener.pull(count, due)
            except Exception as error:
                # What one peer sent costs nobody else the conference.
                contain(plane, name, error, due)
                self.leave(plane, member.state, due)
        if self.playing is not None:
            samples = self.playing.playlist.samples(rate, count, due)
            if samples is None:
                self.silence(plane, due)
            else:
                heard[_PLAYED] = samples
        mixed = self.mixer.mix(heard)
        for name, member in self._members.items():
            member.hear(mixed[name], rate)
        if self.recorder is not None:
            self._record(self.recorder, mixed[_RECORDED], due)

    def _record(self, recorder: Recorder, samples: bytes, due: float) -> None:
        if self._resampler is None:
            self._resampler = Resampler(self.mixer.rate, recorder.rate)
        ready = self._resampler.take(samples)
        recorder.hear(0, self._recorded, LINEAR, ready, due)
        self._recorded += len(ready) // SAMPLE_WIDTH

    def told(self) -> MixLevels:
        """How loud everybody is."""
        levels = [each for each in self.mixer.levels() if each.name in self._members]
        return MixLevels(self.name, tuple([(each.name, each.dbov, each.talking) for each in levels]))

    def join(self, plane: MediaPlane, state: MediaStream, gain_db: float, now: float) -> None:
        """Let a stream hear the mix, and be heard."""
        self.mixer.join(state.name, gain_db)
        before = state.interrupted if state.interrupting else state.chosen
        made = _Member(state, Listener(self.mixer.rate), before, state.source_text, state.playing)
        self._members[state.name] = made
        state.mixed = made.listener
        made.enter()
        plane.resume(state, now)
        plane.tell(self.told(), now)

    def leave(self, plane: MediaPlane, state: MediaStream, now: float) -> None:
        """What was sent before is sent again, unless something else is by now."""
        member = self._members.pop(state.name)
        self.mixer.leave(state.name)
        state.mixed = None
        if (state.interrupted if state.interrupting else state.chosen) is member.source:
            # A playback that something else has replaced meanwhile is over.
            state.choose(member.before if member.playing is state.playing else None)
            state.source_text = member.before_text
        state.gather()
        if plane.find(state.name) is state:
            plane.resume(state, now)
        plane.tell(self.told(), now)
        if len(self._members) < self.least:
            self.end(plane, now)

    def play(self, plane: MediaPlane, command: PlayStream, now: float) -> None:
        """Let all hear something, instead of what they are played now; raises MediaError."""
        playlist = named_list(command.source, plane.limits)
        self.silence(plane, now, "replaced")
        self.mixer.join(_PLAYED, is_prominent=True)
        begin_playback(plane, self, command.playback, playlist, now)

    def silence(self, plane: MediaPlane, now: float, reason: Reason = "ended") -> None:
        """Play nothing to them any more."""
        if end_playback(plane, self, now, reason):
            self.mixer.leave(_PLAYED)

    def tap(self, who: Tap, wants: bool) -> None:
        """A recorder came, or went: it gets all together, whichever side it is told to want."""
        self._resampler, self._recorded = None, 0
        self.mixer.leave(_RECORDED)
        if self.recorder is who:
            self.mixer.join(_RECORDED)

    def end(self, plane: MediaPlane, now: float) -> None:
        """Let everybody leave; what is played and recorded ends."""
        plane.end_chore(self.name)
        while self._members:
            self.leave(plane, next(iter(self._members.values())).state, now)
        self.silence(plane, now, "replaced")
        if self.recorder is not None:
            from sessioncore.media.sound.recording import end_recording  # imported when it began

            end_recording(plane, self, now)


def carry_out(plane: MediaPlane, command: MediaCommand, now: float) -> None:
    """Do what a mix is told; raises MediaError."""
    match command:
        case JoinMix():
            join_mix(plane, command, now)
        case LeaveMix():
            mix = find_mix(plane, command.mix)
            mix.leave(plane, _member(plane, mix, command.stream), now)
        case AdjustMix():
            adjust_mix(plane, command)
        case EndMix():
            ended = plane.chore(command.stream)
            if isinstance(ended, Mix):
                ended.end(plane, now)
        case ReportMix():
            asked = plane.chore(command.stream)
            told = asked.told() if isinstance(asked, Mix) else MixLevels(command.stream, ())
            plane.tell(attrs.evolve(told, asked=True), now)
        case PlayStream():
            find_mix(plane, command.stream).play(plane, command, now)
        case ControlPlayback():
            mix = find_mix(plane, command.stream)
            if steer(mix.playing, command):
                mix.silence(plane, now, "stopped")
        case _:
            raise MediaError(f"{type(command).__name__} is no command of a mix")


def join_mix(plane: MediaPlane, command: JoinMix, now: float) -> None:
    """Take a stream into a mix, which begins with its first member; raises MediaError and changes nothing."""
    state = plane.get(command.stream)
    if not state.codec:
        raise MediaError("the stream is not configured yet")
    mix = plane.chore(command.mix)
    if not isinstance(mix, Mix):
        mix = Mix(command.mix, Mixer(command.rate, command.background_db), now, max(1, command.least))
    if state.name in mix:
        raise MediaError("the stream is in the mix already")
    factor_of(command.gain_db)
    leave_any(plane, state, now)
    if plane.chore(command.mix) is not mix:
        plane.begin_chore(command.mix, mix, now)
    mix.join(plane, state, command.gain_db, now)


def leave_any(plane: MediaPlane, state: MediaStream, now: float) -> None:
    """Take a stream out of the mix that it is in, if it is in one."""
    if state.mixed is None:
        return
    for mix in plane.chores:
        if isinstance(mix, Mix) and state.name in mix:
            mix.leave(plane, state, now)


def adjust_mix(plane: MediaPlane, command: AdjustMix) -> None:
    """Gain, muting and deafness of a member; raises MediaError."""
    mix = find_mix(plane, command.mix)
    name = _member(plane, mix, command.stream).name
    if command.gain_db is not None:
        mix.mixer.gain(name, command.gain_db)
    if command.is_muted is not None:
        mix.mixer.mute(name, command.is_muted)
    if command.is_deaf is not None:
        mix.mixer.deafen(name, command.is_deaf)


def find_mix(plane: MediaPlane, name: str) -> Mix:
    """A mix that somebody is in; raises MediaError."""
    mix = plane.chore(name)
    if not isinstance(mix, Mix):
        raise MediaError("nobody is in the mix")
    return mix


def _member(plane: MediaPlane, mix: Mix, stream: str) -> MediaStream:
    state = plane.get(stream)
    if stream not in mix:
        raise MediaError("the stream is not in the mix")
    return state
