"""Files to play: WAV of any rate, and what PyAV reads (extra `[codecs]`), of bounded length; heard as mono."""

from __future__ import annotations

import io
import os
import stat
import sys
import threading
import wave
from typing import BinaryIO, Final
from weakref import WeakValueDictionary

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs.coders import has_av
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH, audioop
from sessioncore.media.codecs.resample import RATES

KEPT_OCTETS: Final = 64 * 1024 * 1024
"""Files read lately are kept in memory up to this size: many calls play the same few announcements."""

MOST_CHANNELS: Final = 8

BARE: Final = {
    ".g722": ("g722", 0),
    ".gsm": ("gsm", 0),
    ".ulaw": ("mulaw", 8_000),
    ".alaw": ("alaw", 8_000),
    ".sln": ("s16le", 8_000),
    ".sln16": ("s16le", 16_000),
}
"""Suffixes of files that begin with their sound at once, as prompts of telephone systems do: format of FFmpeg, rate."""

_LITTLE: Final = sys.byteorder == "little"


@attrs.frozen
class Sound:
    """Samples of 16 bit, mono, in the machine's byte order."""

    samples: bytes = attrs.field(repr=False)
    rate: int

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return len(self.samples) / SAMPLE_WIDTH / self.rate


class _Shelf:
    """What was read lately, the oldest first, and whatever somebody still holds. For any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._sounds: dict[tuple[str, int, int, int], Sound] = {}
        self._held: WeakValueDictionary[tuple[str, int, int, int], Sound] = WeakValueDictionary()
        self._octets = 0

    def get(self, key: tuple[str, int, int, int]) -> Sound | None:
        with self._lock:
            found = self._sounds.pop(key, None)
            if found is None:
                return self._held.get(key)
            self._sounds[key] = found
            return found

    def put(self, key: tuple[str, int, int, int], sound: Sound) -> None:
        with self._lock:
            if key in self._sounds:
                return
            self._sounds[key] = self._held[key] = sound
            self._octets += len(sound.samples)
            while self._octets > KEPT_OCTETS and len(self._sounds) > 1:
                self._octets -= len(self._sounds.pop(next(iter(self._sounds))).samples)


_shelf = _Shelf()


def read_sound(path: str, seconds: int) -> Sound:
    """Return what is in the file at `path`; a changed file (another time or size) is read again.

    Raises MediaError in plain words when it cannot be read, is no sound or lasts longer than `seconds`.
    """
    try:
        status = os.stat(path)
    except (OSError, ValueError) as error:
        raise MediaError(f"cannot read {path!r}: {_words(error)}") from None
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        # A pipe that nobody writes to would hang the media of all calls.
        raise MediaError(f"cannot read {path!r}: not a regular file")
    key = path, seconds, status.st_mtime_ns, status.st_size
    found = _shelf.get(key)
    if found is None:
        try:
            with open(path, "rb") as file:
                found = decode_sound(file, seconds, repr(path), os.path.splitext(path)[1].lower())
        except OSError as error:
            raise MediaError(f"cannot read {path!r}: {_words(error)}") from None
        _shelf.put(key, found)
    return found


def decode_sound(file: BinaryIO, seconds: int, name: str = "the file", suffix: str = "") -> Sound:
    """Return what an open file has, by its content, or by its suffix where it is one of `BARE`; raises MediaError and
    OSError.
    """
    start = file.read(12)
    file.seek(0)
    if not start:
        raise MediaError(f"{name} is empty")
    if start[:4] == b"RIFF" and start[8:] == b"WAVE":
        try:
            return _read_wave(file, seconds, name)
        except (EOFError, wave.Error, RuntimeError) as error:
            # A part that is said to end outside of the whole is a RuntimeError without words. WAV with another coding
            # than plain samples is PyAV's.
            if not (has_av() and "unknown format" in str(error)):
                raise MediaError(f"{name} is no sound file that can be played: {_words(error)}") from None
            file.seek(0)
    elif not has_av():
        raise MediaError(f"{name} is no WAV file; others need PyAV: pip install 'sessioncore[codecs]'")
    from sessioncore.media.sound.av_files import read_any

    return read_any(file, seconds, name, *BARE.get(suffix, ("", 0)))


def decode_octets(data: bytes, seconds: int) -> Sound:
    """Return what octets of a file have; raises MediaError."""
    return decode_sound(io.BytesIO(data), seconds)


def _read_wave(file: BinaryIO, seconds: int, name: str) -> Sound:
    with wave.open(file) as opened:
        rate, width, channels = opened.getframerate(), opened.getsampwidth(), opened.getnchannels()
        check_form(name, rate, channels, width)
        if opened.getnframes() > seconds * rate:
            raise too_long(name, seconds)
        data = opened.readframes(opened.getnframes())
    data = data[: len(data) - len(data) % (width * channels)]
    if width == 1:
        # Samples of 8 bit have no sign in WAV.
        data = audioop.bias(data, 1, 128)
    elif not _LITTLE:
        data = audioop.byteswap(data, width)
    if width != SAMPLE_WIDTH:
        data = audioop.lin2lin(data, width, SAMPLE_WIDTH)
    return Sound(_mono(data, channels), rate)


def check_form(name: str, rate: int, channels: int, width: int = SAMPLE_WIDTH) -> None:
    """Raise MediaError for what no sound file has, and what would cost much time or memory."""
    if rate not in RATES:
        raise MediaError(f"{name} has {rate} samples a second: {RATES.start} to {RATES.stop - 1} can be played")
    if width not in (1, 2, 3, 4) or not 1 <= channels <= MOST_CHANNELS:
        raise MediaError(
            f"{name} has {8 * width} bit and {channels} channels: at most 32 bit, {MOST_CHANNELS} channels"
        )


def too_long(name: str, seconds: int) -> MediaError:
    """The error of a file that lasts longer than is read at once."""
    return MediaError(f"{name} is longer than {seconds} s: cut it into several, or give its frames by an iterator")


def _mono(data: bytes, channels: int) -> bytes:
    """The mean of the channels."""
    if channels == 1:
        return data
    if channels == 2:
        return audioop.tomono(data, SAMPLE_WIDTH, 0.5, 0.5)
    count = len(data) // SAMPLE_WIDTH // channels
    view = memoryview(data).cast("h")
    mixed = bytes(count * SAMPLE_WIDTH)
    for channel in range(channels):
        part = view[channel::channels].tobytes()
        mixed = audioop.add(mixed, audioop.mul(part, SAMPLE_WIDTH, 1 / channels), SAMPLE_WIDTH)
    return mixed


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or "it ends too early"
