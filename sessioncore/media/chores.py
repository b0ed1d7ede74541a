"""What a plane does beside carrying packets: what is played, recorded, processed and mixed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, Protocol

from sessioncore.base.errors import MediaError
from sessioncore.base.media import (
    DropDigits,
    ListenStream,
    MediaCommand,
    PlayStream,
    RecordStream,
    ReportStream,
    SendAudio,
    SendDigits,
)
from sessioncore.base.sound import (
    MIX_PREFIX,
    AdjustMix,
    ControlPlayback,
    ControlRecording,
    EndMix,
    JoinMix,
    LeaveMix,
    ProcessStream,
    ReportMix,
)
from sessioncore.media.sound.playing import control_playback, play
from sessioncore.media.telephony.dialing import drop_digits

if TYPE_CHECKING:
    from sessioncore.media.plane import MediaPlane


FAILURES: Final[dict[type[MediaCommand], Literal["play", "record", "report", "digits", "listen", "mix", "process"]]] = {
    ListenStream: "listen",
    SendAudio: "play",
    PlayStream: "play",
    ControlPlayback: "play",
    RecordStream: "record",
    ControlRecording: "record",
    ReportStream: "report",
    SendDigits: "digits",
    ProcessStream: "process",
    JoinMix: "mix",
    LeaveMix: "mix",
    AdjustMix: "mix",
    EndMix: "mix",
}
"""What a command is about, where that is not the stream itself."""


class Chore(Protocol):
    """Something with deadlines; `tick` is the plane's mark of the next one."""

    tick: int

    def run(self, plane: MediaPlane, now: float) -> float | None:
        """Do what is due; return when to come again, None when it is over."""
        ...

    def fail(self, plane: MediaPlane, now: float, reason: str) -> None:
        """Be over before its time, and tell why."""
        ...


def carry_out(plane: MediaPlane, command: MediaCommand, now: float) -> None:
    """Carry out a command that few calls ever need; raises MediaError.

    What only some programs use is imported with the first command that does.
    """
    match command:
        case PlayStream() | ControlPlayback() if command.stream.startswith(MIX_PREFIX):
            from sessioncore.media.sound import mixing

            mixing.carry_out(plane, command, now)
        case PlayStream():
            play(plane, command, now)
        case ControlPlayback():
            control_playback(plane, command, now)
        case DropDigits():
            drop_digits(plane.get(command.stream))
            plane.resume(plane.get(command.stream), now)
        case RecordStream() | ControlRecording():
            from sessioncore.media.sound import recording

            recording.carry_out(plane, command, now)
        case ProcessStream():
            from sessioncore.media.sound import processing

            processing.process(plane, command, now)
        case JoinMix() | LeaveMix() | AdjustMix() | EndMix() | ReportMix():
            from sessioncore.media.sound import mixing

            mixing.carry_out(plane, command, now)
        case _:
            raise MediaError(f"{type(command).__name__} is no command of a plane")
