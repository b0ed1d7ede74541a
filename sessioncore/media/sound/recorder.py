"""Writes what a stream hears and says to a WAV file, in real time: what is missing is silence."""

from __future__ import annotations

import os
import stat
import struct
from typing import Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.sound import Sides
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH, audioop
from sessioncore.media.limits import SAMPLE_RATE
from sessioncore.media.sound.track import LATENESS_SECONDS, Track

FLUSH_SECONDS: Final = 0.5
"""So often the waiting packets are written."""

HEADER: Final = struct.Struct("<4sI8sIHHIIHH4sI")
_NATIVE_IS_LITTLE: Final = struct.pack("=H", 1) == struct.pack("<H", 1)


@attrs.define(eq=False)
class Recorder:
    """One recording. `hear` and `say` only queue; `flush`, called every half second, decodes and writes.

    `sides`: what is heard, what is said, both as left and right, or both in one. `identity` is the file's device and
    inode. The file can be read at any time: samples are written first, then the header that counts them.
    """

    path: str
    started: float
    most: int
    """Samples (of each channel) that are written at most."""
    identity: tuple[int, int]
    _descriptor: int = attrs.field(repr=False)
    sides: Sides = "heard"
    rate: int = SAMPLE_RATE
    heard: Track | None = None
    said: Track | None = None
    paused_at: float | None = None
    _written: int = 0

    def __attrs_post_init__(self) -> None:
        self.heard = None if self.sides == "sent" else Track(self.rate)
        self.said = None if self.sides == "heard" else Track(self.rate)

    @classmethod
    def create(
        cls,
        path: str,
        seconds: float,
        now: float,
        sides: Sides = "heard",
        rate: int = SAMPLE_RATE,
        octets: int | None = None,
    ) -> Recorder:
        """Create or empty the file at `path`, for its owner's eyes only; at most so much will be written.

        Raises MediaError in plain words, also when another recording in this process has the file.
        """
        most = round(seconds * rate)
        if octets is not None:
            most = min(most, max(0, octets - HEADER.size) // (SAMPLE_WIDTH * (2 if sides == "both" else 1)))
        try:
            # Without O_NONBLOCK a pipe that nobody reads would hang the media of all calls.
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NONBLOCK | os.O_NOFOLLOW, 0o600)
        except (OSError, ValueError) as error:
            raise MediaError(f"cannot record to {path!r}: {_words(error)}") from None
        status = os.fstat(descriptor)
        made = cls(path, now, most, (status.st_dev, status.st_ino), descriptor, sides, rate)
        if not stat.S_ISREG(status.st_mode):
            made.abandon()
            raise MediaError(f"cannot record to {path!r}: not a regular file")
        return made

    @property
    def lasts(self) -> float:
        """Seconds written."""
        return self._written / self.rate

    @property
    def full(self) -> bool:
        """As much as may be is written."""
        return self._written >= self.most

    @property
    def channels(self) -> int:
        """Two where both sides are kept apart."""
        return 2 if self.sides == "both" else 1

    def begin(self) -> None:
        """Empty the file and write its header; raises MediaError."""
        try:
            os.fchmod(self._descriptor, 0o600)
            os.ftruncate(self._descriptor, 0)
        except OSError as error:
            raise self._failed(error) from None
        self._write(b"")

    def hear(self, ssrc: int, timestamp: int, law: str, payload: bytes, now: float) -> None:
        """Queue a packet that came now."""
        if self.heard is not None and self.paused_at is None:
            self.heard.put(ssrc, timestamp, law, payload, round((now - self.started) * self.rate))

    def say(self, ssrc: int, timestamp: int, law: str, payload: bytes, now: float) -> None:
        """Queue a packet that leaves now."""
        if self.said is not None and self.paused_at is None:
            self.said.put(ssrc, timestamp, law, payload, round((now - self.started) * self.rate))

    def pause(self, now: float) -> None:
        """Write nothing of what comes now; the file's time stands still. May be repeated; raises MediaError."""
        if self.paused_at is None:
            self._write_until(round((now - self.started) * self.rate))
            self.paused_at = now

    def resume(self, now: float) -> None:
        """Go on where it was paused; may be repeated."""
        if self.paused_at is not None:
            self.started += now - self.paused_at
            self.paused_at = None
            for track in (self.heard, self.said):
                if track is not None:
                    track.forget()

    def flush(self, now: float) -> None:
        """Write what no late packet can change any more; raises MediaError."""
        if self.paused_at is None:
            self._write_until(round((now - self.started - LATENESS_SECONDS) * self.rate))

    def close(self, now: float) -> None:
        """Write the rest, exactly up to now, and close the file; raises MediaError, and then the file is closed too."""
        try:
            if self.paused_at is None:
                self._write_until(round((now - self.started) * self.rate))
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Close the file as it is; may be repeated."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _write_until(self, end: int) -> None:
        start, end = self._written, min(end, self.most)
        if end <= start:
            return
        heard = self.heard.take(start, end) if self.heard is not None else b""
        said = self.said.take(start, end) if self.said is not None else b""
        if self.sides == "both":
            samples = audioop.add(
                audioop.tostereo(heard, SAMPLE_WIDTH, 1, 0), audioop.tostereo(said, SAMPLE_WIDTH, 0, 1), SAMPLE_WIDTH
            )
        elif heard and said:
            samples = audioop.add(heard, said, SAMPLE_WIDTH)
        else:
            samples = heard or said
        self._write(samples if _NATIVE_IS_LITTLE else audioop.byteswap(samples, SAMPLE_WIDTH))

    def _write(self, samples: bytes) -> None:
        """Append to the file and bring its header up to date, so that it can be read whatever happens next."""
        width = SAMPLE_WIDTH * self.channels
        total = self._written * width + len(samples)
        header = HEADER.pack(
            b"RIFF",
            HEADER.size - 8 + total,
            b"WAVEfmt ",
            16,
            1,
            self.channels,
            self.rate,
            self.rate * width,
            width,
            8 * SAMPLE_WIDTH,
            b"data",
            total,
        )
        try:
            _write_all(self._descriptor, samples, HEADER.size + total - len(samples))
            _write_all(self._descriptor, header, 0)
        except OSError as error:
            raise self._failed(error) from None
        self._written = total // width

    def _failed(self, error: OSError) -> MediaError:
        return MediaError(f"cannot write the recording {self.path!r}: {_words(error)}")


def _write_all(descriptor: int, data: bytes, offset: int) -> None:
    while data:
        count = os.pwrite(descriptor, data, offset)
        data, offset = data[count:], offset + count


def _words(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
