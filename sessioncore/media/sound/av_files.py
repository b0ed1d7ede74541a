"""Sound files of any kind, by PyAV (FFmpeg); imported only when one is read."""

from __future__ import annotations

from typing import BinaryIO

import av
import av.error

from sessioncore.base.errors import MediaError
from sessioncore.media.codecs.g711 import SAMPLE_WIDTH
from sessioncore.media.sound.sound_file import Sound, check_form, too_long

_MOST_HZ = 48_000


def read_any(file: BinaryIO, seconds: int, name: str, form: str = "", hertz: int = 0) -> Sound:
    """Return the first sound stream of a file as mono, at its own rate (at most 48 kHz); raises MediaError.

    `form` is its format, and `hertz` its rate, where it does not say so itself.
    """
    pieces: list[bytes] = []
    octets = 0
    try:
        # A list of files, or an address, inside of a file is not followed.
        options = {"protocol_whitelist": "pipe"} | ({"sample_rate": str(hertz)} if hertz else {})
        with av.open(file, "r", format=form or None, options=options) as container:
            if not container.streams.audio:
                raise MediaError(f"{name} has no sound")
            stream = container.streams.audio[0]
            if not stream.codec_context:
                raise MediaError(f"{name} has sound of a kind that cannot be decoded")
            check_form(name, stream.rate or _MOST_HZ, stream.channels)
            rate = min(stream.rate or _MOST_HZ, _MOST_HZ)
            resampler = av.AudioResampler(format="s16", layout="mono", rate=rate)
            for frame in container.decode(stream):
                frame.pts = None
                for made in resampler.resample(frame):
                    piece = bytes(made.planes[0])[: made.samples * SAMPLE_WIDTH]
                    octets += len(piece)
                    pieces.append(piece)
                if octets > seconds * rate * SAMPLE_WIDTH:
                    raise too_long(name, seconds)
            for made in resampler.resample(None):
                pieces.append(bytes(made.planes[0])[: made.samples * SAMPLE_WIDTH])
    except (av.error.FFmpegError, ValueError) as error:
        words = getattr(error, "strerror", None) or str(error)
        raise MediaError(f"{name} is no sound file that can be played: {words}") from None
    return Sound(b"".join(pieces), rate)
