"""Sound that one plane sends and another hears, on a virtual clock, and what is measured of it."""

from __future__ import annotations

import wave
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import attrs
import numpy as np
from numpy.typing import NDArray

from sessioncore.base.media import ConfigureStream, ListenStream, MediaAudio, MediaEvent, OpenStream
from sessioncore.media.codecs.coders import available_codecs
from sessioncore.media.plane import MediaPlane
from sessioncore.media.sound.listening import Listener
from sessioncore.media.sound.sound_file import read_sound
from sessioncore.testing.media import InlineMedia, MediaNetwork
from sessioncore.wire.sdp import FORMATS
from tests.conftest import absent

START = 1_800_000_000.0
HERE, THERE = "192.0.2.1", "192.0.2.2"
SPEECH = Path("/usr/share/asterisk/sounds/en/agent-newlocation.wav")

WIDE_SPEECH = SPEECH.with_suffix(".g722")

SPEECH_CODERS = ("AMR", "AMR/octet-align", "G723")
"""Codecs that keep what a voice sounds like and not its wave; they begin with silence, and make a tone 1 dB louder."""

WAVES = [codec for codec in available_codecs() if codec not in SPEECH_CODERS]
"""Those that keep the wave, and may be measured by it."""

Link = Callable[[bytes], Sequence[float]]
Wave = NDArray[np.float64]


def speech() -> Path:
    """A sentence of a woman, 8 kHz (Debian: asterisk-core-sounds-en-wav); the test is skipped where it is missing."""
    if not SPEECH.is_file():
        absent("no recorded speech: apt install asterisk-core-sounds-en-wav (tools/setup.sh --peers)")
    return SPEECH


def wide_speech() -> tuple[Path, Wave]:
    """The same sentence at 16 kHz with what is above 4 kHz (Debian: asterisk-core-sounds-en-g722), and its samples."""
    if not WIDE_SPEECH.is_file():
        absent("no wideband speech: apt install asterisk-core-sounds-en-g722 (tools/setup.sh --peers)")
    sound = read_sound(str(WIDE_SPEECH), 60)
    assert sound.rate == 16000
    return WIDE_SPEECH, np.frombuffer(sound.samples, dtype=np.int16).astype(float)


def samples_of(path: Path) -> Wave:
    with wave.open(str(path), "rb") as file:
        assert (file.getframerate(), file.getsampwidth(), file.getnchannels()) == (8000, 2, 1)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(float)


@attrs.define
class Heard:
    """What was heard from the first packet on, and by whom."""

    wave: Wave
    rate: int
    listener: Listener
    events: list[MediaEvent]
    frames: list[MediaAudio]


@attrs.define
class Talk:
    """Stream `a` here sends, stream `b` there is listened to."""

    network: MediaNetwork
    here: InlineMedia
    there: InlineMedia
    events: list[MediaEvent]

    @classmethod
    def begin(cls, sending: ConfigureStream, rate: int, link: Link | None = None) -> Talk:
        network = MediaNetwork(START, link or (lambda datagram: (0.02,)))
        events: list[MediaEvent] = []
        here = InlineMedia(MediaPlane(), network, events.append, address=HERE)
        there = InlineMedia(MediaPlane(), network, events.append, address=THERE)
        here.submit(OpenStream("a", 4000))
        there.submit(OpenStream("b", 5000))
        there.submit(attrs.evolve(sending, stream="b", remote=(HERE, 4000), source="silence", ssrc=2))
        there.submit(ListenStream("b", rate))
        here.submit(sending)
        return cls(network, here, there, events)

    def run(self, seconds: float) -> None:
        self.network.advance(self.network.now + seconds)

    def heard(self) -> Heard:
        frames = [event for event in self.events if isinstance(event, MediaAudio)]
        octets = b"".join([frame.samples for frame in frames if frame.heard])
        listener = self.there.plane._streams["b"].listener
        assert listener is not None
        rate = listener.rate
        wave = np.frombuffer(octets, dtype=np.int16).astype(float)
        others = [event for event in self.events if not isinstance(event, MediaAudio)]
        return Heard(wave, rate, listener, others, frames)


def sending(codec: str, source: str, **more: Any) -> ConfigureStream:
    """Stream `a` sends `source` as `codec`."""
    number = FORMATS[codec].payload_type
    formats = ((number, codec), *more.pop("formats", ()))
    numbers = tuple(number for number, _ in formats)
    return ConfigureStream(
        "a", (THERE, 5000), codec, number, numbers, None, True, True, source, 1, formats=formats, **more
    )


def hear(command: ConfigureStream, seconds: float, rate: int = 8000, link: Link | None = None) -> Heard:
    talk = Talk.begin(command, rate, link)
    talk.run(seconds)
    return talk.heard()


def level(wave: Wave) -> float:
    """In dBov: 0 is a square wave of full scale."""
    return float(20 * np.log10(np.sqrt(np.mean(wave**2)) / 32768 + 1e-9))


def tone(wave: Wave, rate: int) -> float:
    """The strongest frequency, in Hz."""
    spectrum = np.abs(np.fft.rfft(wave * np.hanning(len(wave))))
    return float(np.argmax(spectrum) * rate / len(wave))


def bands(wave: Wave, rate: int = 8000, highest: int = 3400, count: int = 12) -> NDArray[np.float64]:
    """The power in bands of one width from 200 Hz up, in dB."""
    size = 512
    pieces = [wave[at : at + size] * np.hanning(size) for at in range(0, len(wave) - size, size // 2)]
    power = np.mean([np.abs(np.fft.rfft(piece)) ** 2 for piece in pieces], axis=0)
    edges = np.linspace(200, highest, count + 1) / rate * size
    return np.array([10 * np.log10(power[int(low) : int(high)].sum()) for low, high in pairwise(edges)])


def place_in(wave: Wave, part: Wave) -> int:
    """Where `part` stands in `wave`, by all of it: a short piece of a voice fits a pitch period later as well."""
    size = 1 << (len(wave) + len(part)).bit_length()
    product = np.fft.rfft(wave, size) * np.conj(np.fft.rfft(part, size))
    return int(np.argmax(np.fft.irfft(product, size)[: len(wave)]))
