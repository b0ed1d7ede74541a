"""Coders and filters of PyAV (FFmpeg); imported only when a stream uses one."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from typing import Final, Literal

import av
import av.error
from av.audio.codeccontext import AudioCodecContext

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH

_MOST: Final = 48_000 * 3 * SAMPLE_WIDTH // 25
"""Octets of samples that one packet may decode to: 120 ms at 48 kHz, the longest of opus (RFC 6716 3.1)."""


def _context(codec: str, mode: Literal["r", "w"]) -> AudioCodecContext:
    context = av.CodecContext.create(codec, mode)
    assert isinstance(context, AudioCodecContext)
    return context


def _frame(data: bytes, rate: int, place: int) -> av.AudioFrame:
    frame = av.AudioFrame(format="s16", layout="mono", samples=len(data) // SAMPLE_WIDTH)
    plane = frame.planes[0]
    plane.update(data.ljust(plane.buffer_size, b"\0"))
    frame.sample_rate = rate
    frame.pts = place
    return frame


def _octets(frames: Iterable[av.AudioFrame]) -> bytes:
    return b"".join([bytes(frame.planes[0])[: frame.samples * SAMPLE_WIDTH] for frame in frames])


class AvEncoder:
    """Samples of one packet to its payload."""

    def __init__(self, codec: str, rate: int, options: dict[str, str], bit_rate: int = 0) -> None:
        self._rate = rate
        self._place = 0
        context = _context(codec, "w")
        context.sample_rate = rate
        context.layout = "mono"
        context.format = "s16"
        context.time_base = Fraction(1, rate)
        if bit_rate:
            context.bit_rate = bit_rate
        context.options = options
        try:
            context.open()
        except av.error.FFmpegError as error:
            raise MediaError(f"{codec} cannot be opened: {error.strerror}") from None
        self._context = context

    def __call__(self, data: bytes) -> bytes:
        frame = _frame(data, self._rate, self._place)
        self._place += frame.samples
        return b"".join([bytes(packet) for packet in self._context.encode(frame)])


class AvDecoder:
    """Payloads to samples."""

    def __init__(self, codec: str, rate: int) -> None:
        context = _context(codec, "r")
        context.sample_rate = rate
        context.layout = "mono"
        self._context = context

    def __call__(self, data: bytes) -> bytes:
        try:
            frames = self._context.decode(av.Packet(data))
        except av.error.FFmpegError:
            return b""  # a peer may send anything
        return _octets(frames)[:_MOST]


class AvResampler:
    """Samples at one rate to samples at another."""

    def __init__(self, source: int, target: int) -> None:
        self._source = source
        self._place = 0
        self._resampler = av.AudioResampler(format="s16", layout="mono", rate=target)

    def __call__(self, data: bytes) -> bytes:
        frame = _frame(data, self._source, self._place)
        self._place += frame.samples
        return _octets(self._resampler.resample(frame))
