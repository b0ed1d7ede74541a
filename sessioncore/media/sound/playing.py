"""Playbacks: what `PlayStream` plays under a number, so that it can be followed, paused, skipped and stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

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
    from sessioncore.media.plane import MediaPlane
    from sessioncore.media.stream import MediaStream


@attrs.define(eq=False)
class Playing:
    """A playback of a stream."""

    number: int
    playlist: Playlist


def play(plane: MediaPlane, command: PlayStream, now: float) -> None:
    """Send another source; raises MediaError and changes nothing."""
    state = plane.get(command.stream)
    if not state.codec:
        raise MediaError("the stream is not configured yet")
    text = command.source
    if command.playback and not text.startswith("list:"):
        text = f"list:1,0:{text}"
    source = make_source(text, state.limits)
    end_playback(plane, state, now, "replaced")
    if isinstance(source, Playlist) and command.playback:
        playing = state.playing = Playing(command.playback, source)
        source.began = lambda place: plane.tell(
            PlaybackStarted(state.name, playing.number, playing.playlist.items[place], place), now
        )
    state.choose(source)
    state.source_text = command.source
    plane.resume(state, now)


def control_playback(plane: MediaPlane, command: ControlPlayback, now: float) -> None:
    """Pause, go on, skip or stop; of a playback that is over, nothing."""
    state = plane.get(command.stream)
    playing = state.playing
    if playing is None or playing.number != command.playback:
        return
    if command.action == "stop":
        end_playback(plane, state, now, "stopped")
        playing.playlist.stop()
        if playing.playlist is (state.interrupted if state.interrupting else state.chosen):
            state.choose(None)
    elif command.action == "skip":
        playing.playlist.skip()
    else:
        playing.playlist.paused = command.action == "pause"


def end_playback(
    plane: MediaPlane, state: MediaStream, now: float, reason: Literal["ended", "stopped", "replaced"]
) -> bool:
    """A playback is over, whatever is sent now; return whether there was one."""
    playing, state.playing = state.playing, None
    if playing is None:
        return False
    plane.tell(PlaybackFinished(state.name, playing.number, reason, round(playing.playlist.played, 3)), now)
    return True
