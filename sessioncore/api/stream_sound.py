"""The sound of streams: what is played on them, heard from them, mixed, processed and recorded."""

from __future__ import annotations

import asyncio
from os import PathLike
from typing import TYPE_CHECKING

from sessioncore.api.audio import AudioFrame, AudioStream, frame_of
from sessioncore.api.mixing import Mix, Mixes
from sessioncore.api.playing import Playable, Playback
from sessioncore.api.recording import Recording, check_folder
from sessioncore.api.streams import Streams
from sessioncore.base.errors import MediaError
from sessioncore.base.media import PlayStream, RecordStream
from sessioncore.base.sound import ProcessStream, Sides
from sessioncore.media.codecs.resample import check_rate

if TYPE_CHECKING:
    from sessioncore.api.session import Session


class SoundStreams(Streams):
    """Streams with sound in the hands of a program."""

    def play(self, stream: str, source: str) -> None:
        """Send something else on an open stream, at once: a source of `ConfigureStream`. Raises MediaError.

        `MediaFinished` tells the end of a file, `MediaFailed` with `what` "play" that the source cannot be played.
        """
        self.port(stream)
        self._player.replaced(stream)
        self._sound.played(stream)
        self.submit(PlayStream(stream, source))

    async def play_list(self, stream: str, *items: Playable, times: int = 1, gap: float = 0.0) -> Playback:
        """As `Session.play`, on an open stream. Raises MediaError."""
        self.port(stream)
        made = await self._player.play(stream, items, times, gap)
        if not made.is_fed:
            self._sound.played(stream)
        return made

    def audio(self, stream: str, rate: int = 8000) -> AudioStream:
        """What an open stream hears from now on, 20 ms at a time, at `rate` Hz; for one reader. Raises MediaError.

        Frames that are not read within a second are lost, and counted in the next one.
        """
        self.port(stream)
        return self._sound.listen(stream, check_rate(rate))

    async def send_audio(self, stream: str, sound: AudioFrame | bytes, rate: int = 8000) -> None:
        """Send sound on an open stream, of any length: 16 bit, mono, at `rate` Hz. Raises MediaError.

        Waits while more than 0.1 s of it are still to be sent. It takes the place of what was played.
        """
        self.port(stream)
        frame = frame_of(sound, rate)
        check_rate(frame.rate)
        self._player.replaced(stream)
        await self._sound.send(stream, frame)

    def create_mix(self, rate: int = 16_000, background_db: float = 0.0, least: int = 1) -> Mix:
        """A mix whose members hear each other; nobody is in it yet. Who does not talk is heard `background_db` softer,
        0 to -40; when somebody leaves and fewer than `least` are left it ends. Raises MediaError for what cannot be,
        and without numpy.
        """
        self._mixes = self._mixes or Mixes(
            self.submit, self._member, self._sound.played, self._player, self._recordings
        )
        return self._mixes.create(rate, background_db, least)

    def _member(self, member: Session | str) -> str:
        """The stream of who is in a mix, or is to be; raises MediaError."""
        stream = member if isinstance(member, str) else next(iter(self.streams(member.id)), "")
        if not stream and not isinstance(member, str):
            raise MediaError("the session has no stream (yet, or any more)", session=member.id)
        self.port(stream)
        if stream not in self._configured:
            raise MediaError("nothing is agreed on for the stream yet")
        return stream

    def record(self, stream: str, path: str) -> None:
        """Write what an open stream hears to a WAV file, "" ends that; told by `MediaRecorded`. Raises MediaError."""
        self.port(stream)
        self.submit(RecordStream(stream, path))

    async def process_audio(self, wanted: ProcessStream) -> None:
        """As `Session.process_audio`, of an open stream. Raises MediaError."""
        self.port(wanted.stream)
        if wanted.side not in ("heard", "sent"):
            raise MediaError(f"what is processed is heard or sent, not {str(wanted.side)[:20]!r}")
        if wanted.wants:
            from sessioncore.media.sound.processing import load_library

            # Loading it takes a while, which neither calls nor their media wait for.
            await asyncio.get_running_loop().run_in_executor(None, load_library)
            self.port(wanted.stream)
        self.submit(wanted)

    def record_to(
        self,
        stream: str,
        path: str | PathLike[str],
        sides: Sides = "mixed",
        *,
        rate: int = 8000,
        seconds: float | None = None,
        octets: int | None = None,
    ) -> Recording:
        """As `Session.record`, of an open stream. Raises MediaError."""
        self.port(stream)
        return self._recordings.begin(stream, path, sides, rate, seconds, octets)

    def record_all(self, folder: str | PathLike[str] | None, sides: Sides = "both") -> None:
        """Record every stream that is set up from now on to a file of its own in a folder; None: no further one.

        Raises MediaError where the folder cannot be written to.
        """
        self._record_all = None if folder is None else (check_folder(folder), sides)
