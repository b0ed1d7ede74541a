"""Which tone a recording holds, and how loud: Goertzel's algorithm over a range of frequencies."""

from __future__ import annotations

import math
import struct
import wave
from collections.abc import Iterator, Sequence
from pathlib import Path

RATE = 8000
FULL_SCALE = 32768.0
SILENCE_DBOV = -127.0
FREQUENCIES = range(200, 3600, 10)


def read_wave(path: Path) -> Sequence[int]:
    """The samples of a WAV file of 8 kHz, 16 bit, mono."""
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getsampwidth(), file.getnchannels()) == (RATE, 2, 1)
        octets = file.readframes(file.getnframes())
    return struct.unpack(f"<{len(octets) // 2}h", octets)


def is_complete(path: Path) -> bool:
    """Whether a WAV file's header knows how long the file is: whoever wrote it has closed it."""
    data = path.read_bytes()
    return int.from_bytes(data[4:8], "little") == len(data) - 8 > 0


def parts(samples: Sequence[int], size: int) -> Iterator[Sequence[int]]:
    """Parts of so many samples, each half of one before the next; the last comes first."""
    for end in range(len(samples), size - 1, -(size // 2)):
        yield samples[end - size : end]


def level(samples: Sequence[int]) -> float:
    """RMS in dBov: 0 is a square wave of full scale, -3.01 a sine of full scale."""
    power = sum(sample * sample for sample in samples) / len(samples) if samples else 0.0
    return 10 * math.log10(power / FULL_SCALE**2) if power else SILENCE_DBOV


def power_at(samples: Sequence[int], hz: float) -> float:
    """Mean power of the part of the samples that has this frequency."""
    factor = 2 * math.cos(2 * math.pi * hz / RATE)
    before = last = 0.0
    for sample in samples:
        before, last = last, sample + factor * last - before
    magnitude = last * last + before * before - factor * last * before
    return 2 * magnitude / len(samples) ** 2


def tone(samples: Sequence[int]) -> tuple[float, float]:
    """The strongest frequency in Hz (to 10 Hz) and its level in dBov; (0, level) when it is not nearly all there is."""
    if level(samples) < -60:
        return 0.0, level(samples)
    hz = max(FREQUENCIES, key=lambda candidate: power_at(samples, candidate))
    strength = power_at(samples, hz)
    whole = sum(sample * sample for sample in samples) / len(samples)
    return (float(hz) if strength > 0.8 * whole else 0.0), 10 * math.log10(strength / FULL_SCALE**2)
