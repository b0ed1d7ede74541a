"""Playbacks: what `PlayStream` plays under a number, so that it can be followed, paused, skipped and stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.media import (
    PlayStream,
)
from sessioncore.base.sound import (
    ControlPlayback,
    PlaybackFinished,
    PlaybackStarted,
)
from sessioncore.media.sound.playlist import Playlist
from sessioncore.media.sound.sources import make_source

if TYPE_CHECKING:
    from sessioncore.media.limits import MediaLimits
    from sessioncore.media.plane import MediaPlane


Reason: TypeAlias = Literal["ended", "stopped", "replaced"]


@attrs.define(eq=False)
class Playing:
    """A playback of a stream, or of a mix."""

    number: int
    playlist: Playlist


class Played(Protocol):
    """Somebody who is played something: a stream, or a mix."""

    name: str
    playing: Playing | None


def play(plane: MediaPlane, command: PlayStream, now: float) -> None:
    """Send another source; raises MediaError and changes nothing."""
    state = plane.get(command.stream)
    if not state.codec:
        raise MediaError("the stream is not configured yet")
    limits = state.limits
    playlist = named_list(command.source, limits) if command.playback else None
    source = playlist or make_source(command.source, limits)
    end_playback(plane, state, now, "replaced")
    if playlist is not None:
        begin_playback(plane, state, command.playback, playlist, now)
    state.choose(source)
    state.source_text = command.source
    plane.resume(state, now)


def named_list(text: str, limits: MediaLimits) -> Playlist:
    """What is played under a number, as a list; raises MediaError."""
    source = make_source(text if text.startswith("list:") else f"list:1,0:{text}", limits)
    assert isinstance(source, Playlist), "its name says so"
    return source


def begin_playback(plane: MediaPlane, played: Played, number: int, playlist: Playlist, now: float) -> None:
    """Tell each item of it when it begins."""
    played.playing = Playing(number, playlist)
    playlist.began = lambda place: plane.tell(PlaybackStarted(played.name, number, playlist.items[place], place), now)


def control_playback(plane: MediaPlane, command: ControlPlayback, now: float) -> None:
    """Pause, go on, skip or stop; of a playback that is over, nothing."""
    state = plane.get(command.stream)
    playing = state.playing
    if playing is not None and steer(playing, command):
        end_playback(plane, state, now, "stopped")
        playing.playlist.stop()
        if playing.playlist is (state.interrupted if state.interrupting else state.chosen):
            state.choose(None)


def steer(playing: Playing | None, command: ControlPlayback) -> bool:
    """Pause, go on or skip, if that is what is played; return whether it is to be stopped instead."""
    if playing is None or playing.number != command.playback:
        return False
    if command.action == "skip":
        playing.playlist.skip()
    elif command.action != "stop":
        playing.playlist.paused = command.action == "pause"
    return command.action == "stop"


def end_playback(plane: MediaPlane, played: Played, now: float, reason: Reason) -> bool:
    """A playback is over, whatever is sent now; return whether there was one."""
    playing, played.playing = played.playing, None
    if playing is None:
        return False
    plane.tell(PlaybackFinished(played.name, playing.number, reason, round(playing.playlist.played, 3)), now)
    return True
