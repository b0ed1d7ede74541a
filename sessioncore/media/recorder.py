"""Writes what a stream hears to a WAV file, in real time: what is missing is silence."""

from __future__ import annotations

import os
import stat
import struct
from typing import Final

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.media.coders import CODINGS, Coder
from sessioncore.media.g711 import CODECS, SAMPLE_WIDTH, audioop, decode
from sessioncore.media.limits import SAMPLE_RATE
from sessioncore.media.resample import Resampler

FLUSH_SECONDS: Final = 0.5
"""So often the waiting packets are written."""

_LATENESS: Final = SAMPLE_RATE
"""Samples that a packet may be early or late by its timestamp; beyond, its arrival says where it belongs."""

_MOST_WAITING: Final = 512
_HEADER: Final = struct.Struct("<4sI8sIHHIIHH4sI")
_NATIVE_IS_LITTLE: Final = struct.pack("=H", 1) == struct.pack("<H", 1)


@attrs.define(eq=False)
class Recorder:
    """One recording. `hear` only queues; `flush`, called every half second, decodes and writes.

    A packet's place is its timestamp, counted from the first one's arrival, so jitter and reordering leave no trace; a
    new source or a leap of the timestamps begins anew at the arrival. `identity` is the file's device and inode.
    """

    path: str
    started: float
    seconds: int
    identity: tuple[int, int]
    _descriptor: int = attrs.field(repr=False)
    _waiting: list[tuple[int, str, bytes]] = attrs.field(factory=list, repr=False)
    _written: int = 0
    _ssrc: int = -1
    _timestamp: int = 0
    _anchor: int = 0
    _law: str = ""
    _decoder: Coder | None = None
    _resampler: Resampler | None = None

    @classmethod
    def create(cls, path: str, seconds: int, now: float) -> Recorder:
        """Create or empty the file at `path`, for its owner's eyes only; at most `seconds` will be written.

        Raises MediaError in plain words, also when another recording in this process has the file.
        """
        try:
            # Without O_NONBLOCK a pipe that nobody reads would hang the media of all calls.
            descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_NONBLOCK | os.O_NOFOLLOW, 0o600)
        except (OSError, ValueError) as error:
            raise MediaError(f"cannot record to {path!r}: {_words(error)}") from None
        status = os.fstat(descriptor)
        made = cls(path, now, seconds, (status.st_dev, status.st_ino), descriptor)
        if not stat.S_ISREG(status.st_mode):
            made.abandon()
            raise MediaError(f"cannot record to {path!r}: not a regular file")
        return made

    @property
    def lasts(self) -> float:
        """Seconds written."""
        return self._written / SAMPLE_RATE

    @property
    def full(self) -> bool:
        """The longest time is written."""
        return self._written >= self.seconds * SAMPLE_RATE

    def begin(self) -> None:
        """Empty the file and write its header; raises MediaError."""
        try:
            os.fchmod(self._descriptor, 0o600)
            os.ftruncate(self._descriptor, 0)
        except OSError as error:
            raise self._failed(error) from None
        self._write(b"")

    def hear(self, ssrc: int, timestamp: int, law: str, payload: bytes, now: float) -> None:
        """Queue a packet that came now; when there are too many, it is left out."""
        if len(self._waiting) >= _MOST_WAITING:
            return
        arrival = round((now - self.started) * SAMPLE_RATE)
        # The difference of two 32-bit timestamps, signed.
        ahead = ((timestamp - self._timestamp + 0x80000000) & 0xFFFFFFFF) - 0x80000000
        clock = CODINGS[law].clock_rate
        place = self._anchor + (ahead if clock == SAMPLE_RATE else ahead * SAMPLE_RATE // clock)
        if ssrc != self._ssrc or abs(place - arrival) > _LATENESS:
            self._ssrc, self._timestamp, self._anchor = ssrc, timestamp, arrival
            place = arrival
        self._waiting.append((place, law, payload))

    def flush(self, now: float) -> None:
        """Write what no late packet can change any more; raises MediaError."""
        self._write_until(round((now - self.started) * SAMPLE_RATE) - _LATENESS)

    def close(self, now: float) -> None:
        """Write the rest, exactly up to now, and close the file; raises MediaError, and then the file is closed too."""
        try:
            self._write_until(round((now - self.started) * SAMPLE_RATE), exact=True)
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Close the file as it is; may be repeated."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    def _write_until(self, end: int, *, exact: bool = False) -> None:
        end = min(end, self.seconds * SAMPLE_RATE)
        ready = sorted([entry for entry in self._waiting if entry[0] < end], key=_place)
        self._waiting = [entry for entry in self._waiting if entry[0] >= end]
        pieces = []
        at = self._written
        for place, law, payload in ready:
            if place > at:
                pieces.append(bytes((place - at) * SAMPLE_WIDTH))
                at = place
            samples = self._decode(law, payload)[(at - place) * SAMPLE_WIDTH :]
            pieces.append(samples)
            at += len(samples) // SAMPLE_WIDTH
        if at < end:
            pieces.append(bytes((end - at) * SAMPLE_WIDTH))
        samples = b"".join(pieces)
        if exact or at > self.seconds * SAMPLE_RATE:
            samples = samples[: max(0, end - self._written) * SAMPLE_WIDTH]
        if samples:
            self._write(samples if _NATIVE_IS_LITTLE else audioop.byteswap(samples, SAMPLE_WIDTH))

    def _decode(self, law: str, payload: bytes) -> bytes:
        if law in CODECS:
            return decode(law, payload)
        if law != self._law:
            coding = CODINGS[law]
            self._law, self._decoder = law, coding.make_decoder()
            self._resampler = Resampler(coding.sample_rate, SAMPLE_RATE)
        assert self._decoder is not None, "made with the law"
        assert self._resampler is not None, "made with the law"
        return self._resampler.take(self._decoder(payload))

    def _write(self, samples: bytes) -> None:
        """Append to the file and bring its header up to date, so that it can be read whatever happens next."""
        total = self._written * SAMPLE_WIDTH + len(samples)
        header = _HEADER.pack(
            b"RIFF",
            _HEADER.size - 8 + total,
            b"WAVEfmt ",
            16,
            1,
            1,
            SAMPLE_RATE,
            SAMPLE_RATE * SAMPLE_WIDTH,
            SAMPLE_WIDTH,
            8 * SAMPLE_WIDTH,
            b"data",
            total,
        )
        try:
            _write_all(self._descriptor, samples, _HEADER.size + total - len(samples))
            _write_all(self._descriptor, header, 0)
        except OSError as error:
            raise self._failed(error) from None
        self._written = total // SAMPLE_WIDTH

    def _failed(self, error: OSError) -> MediaError:
        return MediaError(f"cannot write the recording {self.path!r}: {_words(error)}")


def _place(entry: tuple[int, str, bytes]) -> int:
    return entry[0]


def _write_all(descriptor: int, data: bytes, offset: int) -> None:
    while data:
        count = os.pwrite(descriptor, data, offset)
        data, offset = data[count:], offset + count


def _words(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
