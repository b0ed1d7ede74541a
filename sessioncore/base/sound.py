"""More of what passes between an application and the media plane: playbacks and mixes (see `base.media`)."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import attrs

Sides: TypeAlias = Literal["heard", "sent", "both", "mixed"]
"""What is recorded: what the peer says, what it hears of us, both as left and right, or both in one."""


@attrs.frozen
class ControlPlayback:
    """Pause a playback, let it go on, skip the item that is played, or stop it; one that is over: nothing."""

    stream: str
    playback: int
    action: Literal["pause", "resume", "skip", "stop"]


MIX_PREFIX: Final = "mix/"
"""The names of mixes begin so: where a command names one as its stream, all who are in it are meant."""


@attrs.frozen
class JoinMix:
    """Let a configured stream hear the others of a mix, and be heard by them, with a gain in dB.

    It takes the place of what the stream sends, and leaves the mix that it was in. The mix begins with its first
    member, at `rate` Hz (8,000, 16,000, 24,000, 32,000 or 48,000), ends with its last one and tells `MixLevels`.
    While it lasts, `PlayStream` and `RecordStream` can name it. Who does not talk is heard `background_db` (0 to -40)
    softer in it, and it ends when fewer than `least` are left, as its first member says.
    """

    stream: str
    mix: str
    rate: int = 16_000
    gain_db: float = 0.0
    background_db: float = 0.0
    least: int = 1


@attrs.frozen
class LeaveMix:
    """Take a stream out of a mix; what it sent before is sent again. A stream that is closed leaves by itself."""

    stream: str
    mix: str


@attrs.frozen
class AdjustMix:
    """Say how loud a member is for the others, whether it is heard at all, and whether it hears; None: as before."""

    stream: str
    mix: str
    gain_db: float | None = None
    is_muted: bool | None = None
    is_deaf: bool | None = None


@attrs.frozen
class EndMix:
    """Let all members leave the mix `stream`; what is played to them and recorded of it ends. May be repeated."""

    stream: str


@attrs.frozen
class ReportMix:
    """Ask how loud the members of the mix `stream` are; answered by `MixLevels`."""

    stream: str


@attrs.frozen
class PlaybackStarted:
    """An item of a playback is played from now on: its source, and its place in the list (from 0)."""

    stream: str
    playback: int
    source: str
    place: int


@attrs.frozen
class PlaybackFinished:
    """A playback is over after so many seconds of sound: it ended, was stopped, or something else is sent instead."""

    stream: str
    playback: int
    reason: Literal["ended", "stopped", "replaced"]
    seconds: float


MixCommand: TypeAlias = JoinMix | LeaveMix | AdjustMix | EndMix | ReportMix


@attrs.frozen
class MixLevels:
    """Who is in the mix `stream`, and how loud: stream, level in dBov (the last 20 ms), whether it talks.

    Told when somebody joined, left, began or ceased to talk, and as the answer to `ReportMix` (`asked`).
    """

    stream: str
    members: tuple[tuple[str, float, bool], ...]
    asked: bool = False


@attrs.frozen
class ControlRecording:
    """Pause the recording of a stream, which leaves no gap in its file, or let it go on; without one: nothing."""

    stream: str
    action: Literal["pause", "resume"]


@attrs.frozen
class ProcessStream:
    """Let who listens to a stream (`ListenStream`, a mix) hear it without `echo` of what was sent, and without `noise`.

    `gain` brings speech to one level, `high_pass` takes away what lies below it. Without any of them that ends. For the
    side `sent` it is what the application gives (`SendAudio`) that is processed: the `echo` is of what it heard.
    """

    stream: str
    echo: bool = False
    noise: bool = False
    gain: bool = False
    high_pass: bool = False
    side: Literal["heard", "sent"] = "heard"

    @property
    def wants(self) -> bool:
        """Whether anything is to be done."""
        return self.echo or self.noise or self.gain or self.high_pass
