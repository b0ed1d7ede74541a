"""Mixes of streams: what a member's jitter buffer gives goes in every 20 ms, what the others say goes out to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.sound import (
    AdjustMix,
    JoinMix,
    LeaveMix,
    MixLevels,
    ReportMix,
)
from sessioncore.media.limits import FRAME_SECONDS
from sessioncore.media.sound.listening import Listener
from sessioncore.media.sound.mixer import Mixer
from sessioncore.media.sound.outgoing import ApplicationSource

if TYPE_CHECKING:
    from sessioncore.media.plane import MediaPlane
    from sessioncore.media.sound.sources import Source
    from sessioncore.media.stream import MediaStream

WAITING_SECONDS: Final = 0.1
"""So much of the mix waits for a member; more only while it may not send."""


@attrs.define(eq=False)
class _Member:
    state: MediaStream
    listener: Listener
    source: ApplicationSource
    before: Source | None
    before_text: str


@attrs.define(eq=False)
class Mix:
    """A mix of a plane; over when the last member has left."""

    name: str
    mixer: Mixer
    due: float
    tick: int = 0
    _members: dict[str, _Member] = attrs.field(factory=dict)
    _talkers: tuple[str, ...] = ()

    def run(self, plane: MediaPlane, now: float) -> float | None:
        """Mix what is due; after a stall only the last few frames."""
        gone = [name for name, member in self._members.items() if plane.find(name) is not member.state]
        for name in gone:
            self._drop(name)
        if not self._members:
            return None
        missed = max(0, int((now - self.due) / FRAME_SECONDS) - plane.limits.burst_packets)
        self.due += missed * FRAME_SECONDS
        count, rate = self.mixer.count, self.mixer.rate
        while self.due <= now:
            due = self.due
            heard = {
                name: member.listener.pull(count, due)
                for name, member in self._members.items()
                if member.listener.started or member.listener.process is not None
            }
            for name, samples in self.mixer.mix(heard).items():
                self._members[name].source.give(samples, rate)
            self.due += FRAME_SECONDS
        for member in self._members.values():
            if not member.state.tick:
                plane.resume(member.state, now)
        if (talkers := self.mixer.talkers()) != self._talkers or gone:
            self._talkers = talkers
            plane.tell(self.told(), now)
        return self.due

    def told(self) -> MixLevels:
        """How loud everybody is."""
        return MixLevels(self.name, tuple([(each.name, each.dbov, each.talking) for each in self.mixer.levels()]))

    def join(self, state: MediaStream, gain_db: float) -> None:
        """Let a stream hear the mix, and be heard."""
        self.mixer.join(state.name, gain_db)
        source = ApplicationSource(seconds=WAITING_SECONDS)
        made = _Member(state, Listener(self.mixer.rate), source, state.chosen, state.source_text)
        self._members[state.name] = made
        state.mixed = made.listener
        state.choose(source)
        state.source_text = "mix"

    def leave(self, state: MediaStream) -> None:
        """What was sent before is sent again, unless something else is by now."""
        member = self._members[state.name]
        self._drop(state.name)
        state.mixed = None
        if state.interrupting:
            if state.interrupted is member.source:
                state.interrupted = member.before
        elif state.chosen is member.source:
            state.choose(member.before)
        state.source_text = member.before_text
        state.gather()

    def _drop(self, name: str) -> None:
        del self._members[name]
        self.mixer.leave(name)


def carry_out(plane: MediaPlane, command: JoinMix | LeaveMix | AdjustMix | ReportMix, now: float) -> None:
    """Do what a mix is told; raises MediaError."""
    match command:
        case JoinMix():
            join_mix(plane, command, now)
        case LeaveMix():
            leave_mix(plane, command, now)
        case AdjustMix():
            adjust_mix(plane, command)
        case ReportMix():
            report_mix(plane, command, now)


def join_mix(plane: MediaPlane, command: JoinMix, now: float) -> None:
    """Take a stream into a mix, which begins with its first member; raises MediaError."""
    state = plane.get(command.stream)
    if not state.codec:
        raise MediaError("the stream is not configured yet")
    if state.mixed is not None:
        raise MediaError("the stream is in a mix already")
    mix = plane.chore(command.mix)
    if mix is None:
        mix = Mix(command.mix, Mixer(command.rate), now)
        mix.join(state, command.gain_db)
        plane.begin_chore(command.mix, mix, now)
    elif isinstance(mix, Mix):
        mix.join(state, command.gain_db)
    plane.resume(state, now)


def leave_mix(plane: MediaPlane, command: LeaveMix, now: float) -> None:
    """Take a stream out of its mix; raises MediaError."""
    mix = _of(plane, command.mix)
    state = plane.get(command.stream)
    if command.stream not in mix.mixer:
        raise MediaError("the stream is not in the mix")
    mix.leave(state)
    plane.resume(state, now)


def adjust_mix(plane: MediaPlane, command: AdjustMix) -> None:
    """Gain and muting of a member; raises MediaError."""
    mix = _of(plane, command.mix)
    if command.gain_db is not None:
        mix.mixer.gain(command.stream, command.gain_db)
    if command.is_muted is not None:
        mix.mixer.mute(command.stream, command.is_muted)


def report_mix(plane: MediaPlane, command: ReportMix, now: float) -> None:
    """Tell how loud everybody is; of a mix without members, nobody."""
    mix = plane.chore(command.stream)
    plane.tell(mix.told() if isinstance(mix, Mix) else MixLevels(command.stream, ()), now)


def _of(plane: MediaPlane, name: str) -> Mix:
    mix = plane.chore(name)
    if not isinstance(mix, Mix):
        raise MediaError("there is no such mix")
    return mix
