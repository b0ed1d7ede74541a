"""WAV files to play: 8 kHz, 16 bit, mono, of bounded length."""

from __future__ import annotations

import functools
import os
import stat
import sys
import wave

from sessioncore.base.errors import MediaError
from sessioncore.media.g711 import SAMPLE_WIDTH, audioop
from sessioncore.media.limits import SAMPLE_RATE


def read_wave(path: str, seconds: int) -> bytes:
    """Return the samples of the file at `path`, 16 bit in the machine's byte order.

    Raises MediaError in plain words when it cannot be read, has another format or lasts longer than `seconds`.
    """
    try:
        status = os.stat(path)
    except (OSError, ValueError) as error:
        raise MediaError(f"cannot read {path!r}: {_words(error)}") from None
    if not (stat.S_ISREG(status.st_mode) or stat.S_ISDIR(status.st_mode)):
        # A pipe that nobody writes to would hang the media of all calls.
        raise MediaError(f"cannot read {path!r}: not a regular file")
    return _read(path, seconds, status.st_mtime_ns, status.st_size)


# Many calls play the same few announcements; a changed file has another time or size.
@functools.lru_cache(maxsize=8)
def _read(path: str, seconds: int, changed: int, size: int) -> bytes:
    try:
        with wave.open(path, "rb") as file:
            if file.getnchannels() != 1 or file.getsampwidth() != SAMPLE_WIDTH or file.getframerate() != SAMPLE_RATE:
                raise MediaError(
                    f"{path!r} is {file.getframerate()} Hz, {8 * file.getsampwidth()} bit, {file.getnchannels()} "
                    f"channel(s); needed is {SAMPLE_RATE} Hz, {8 * SAMPLE_WIDTH} bit, 1 channel"
                )
            if file.getnframes() > seconds * SAMPLE_RATE:
                raise MediaError(f"{path!r} is longer than {seconds} s")
            samples = file.readframes(file.getnframes())
    except (OSError, EOFError, wave.Error) as error:
        raise MediaError(f"{path!r} is no WAV file that can be played: {_words(error)}") from None
    samples = samples[: len(samples) - len(samples) % SAMPLE_WIDTH]
    return samples if sys.byteorder == "little" else audioop.byteswap(samples, SAMPLE_WIDTH)


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror
    return str(error) or "it ends too early"
