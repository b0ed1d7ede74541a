"""What is found in the sound of a stream: digits as tones, and voice."""

from __future__ import annotations

import builtins
import random
import wave
from array import array
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pytest

from sessioncore.base.media import (
    ConfigureStream,
    DigitReceived,
    MediaEvent,
    MediaFailed,
    OpenStream,
    SendDigits,
    VoiceChanged,
)
from sessioncore.media.codecs.coders import CODINGS
from sessioncore.media.codecs.g711 import audioop
from sessioncore.media.plane import MediaPlane
from sessioncore.media.telephony.voice import VoiceEar, pitch_strength
from sessioncore.testing.media import InlineMedia, Link, MediaNetwork, perfect_link, seeded_link
from tests.conftest import absent

START = 1_000.0
HERE, THERE = "192.0.2.1", "192.0.2.2"
SPEECH = Path("/usr/share/asterisk/sounds/en_US_f_Allison")
TALK = ConfigureStream("s", (THERE, 50_000), "PCMU", 0, (0,), None, True, True, "silence", 7)
EARS = attrs.evolve(TALK, remote=(HERE, 40_000), ssrc=8, inband_digits=True)


class Line:
    """HERE sends, THERE listens."""

    def __init__(self, listening: ConfigureStream = EARS, source: str = "silence", link: Link = perfect_link) -> None:
        self.told: list[MediaEvent] = []
        self.source = source
        self.network = MediaNetwork(START, link)
        self.here = InlineMedia(MediaPlane(), self.network, lambda event: None, address=HERE)
        self.there = InlineMedia(MediaPlane(), self.network, self.told.append, address=THERE)
        self.here.submit(OpenStream("s", 40_000))
        self.there.submit(OpenStream("s", 50_000))
        self.there.submit(listening)
        self.here.submit(attrs.evolve(TALK, source=source))

    def run(self, seconds: float) -> None:
        self.network.advance(self.network.now + seconds)

    @property
    def digits(self) -> str:
        found = [event for event in self.told if isinstance(event, DigitReceived)]
        assert {event.method for event in found} <= {"inband"}
        return "".join(event.digit for event in found)

    @property
    def voice(self) -> list[bool]:
        return [event.speaking for event in self.told if isinstance(event, VoiceChanged)]


@pytest.mark.parametrize("codec", [0, 8])
def test_digits_in_the_sound_are_told(codec: int) -> None:
    law = "PCMU" if codec == 0 else "PCMA"
    line = Line(attrs.evolve(EARS, codec=law, payload_type=codec, receive_payload_types=(codec,)))
    line.here.submit(attrs.evolve(TALK, codec=law, payload_type=codec, receive_payload_types=(codec,)))
    line.here.submit(SendDigits("s", "0123456789*#ABCD", "inband", 0.06, 0.06))
    line.run(3.0)
    assert line.digits == "0123456789*#ABCD"


OTHERS = [name for name in CODINGS if name not in ("PCMU", "PCMA")]
"""What has to be decoded for it."""


def coded(command: ConfigureStream, codec: str) -> ConfigureStream:
    ptime = 30 if codec == "G723" else 20
    more = {"payload_type": 96, "receive_payload_types": (96,), "formats": ((96, codec),), "ptime": ptime}
    return attrs.evolve(command, codec=codec, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("codec", OTHERS)
def test_digits_in_the_sound_of_every_codec_are_told(codec: str) -> None:
    """Made, coded, decoded and found; G.723.1 is a coder of speech, which keeps only longer tones."""
    line = Line(coded(EARS, codec))
    line.here.submit(coded(TALK, codec))
    seconds = 0.1 if codec == "G723" else 0.05
    line.here.submit(SendDigits("s", "0123456789*#ABCD", "inband", seconds, seconds))
    line.run(3.6)
    assert line.digits == "0123456789*#ABCD"


def test_a_digit_after_which_nothing_comes_is_told_all_the_same() -> None:
    """Who suppresses silence (RFC 3551 section 4.1) sends no packet that would end it."""
    line = Line()
    line.here.submit(SendDigits("s", "5", "inband", 0.2, 0.04))
    line.run(0.19)
    line.here.submit(attrs.evolve(TALK, send=False))
    line.run(0.4)
    assert line.digits == ""
    line.run(0.2)
    assert [(event.digit, event.seconds) for event in line.told if isinstance(event, DigitReceived)] == [
        ("5", pytest.approx(0.2, abs=0.03))
    ]
    line.here.submit(TALK)
    line.here.submit(SendDigits("s", "5", "inband", 0.1, 0.1))
    line.run(0.5)
    assert line.digits == "55"
    line.run(0.6)
    assert line.there.plane.chores == ()


def test_another_source_is_decoded_anew() -> None:
    """Of the first source only half a digit was heard; what its coder remembers would spoil the other's."""
    line = Line(coded(EARS, "G722"))
    for ssrc in (7, 8, 9):
        line.here.submit(attrs.evolve(coded(TALK, "G722"), ssrc=ssrc))
        line.here.submit(SendDigits("s", "159D", "inband", 0.05, 0.05))
        line.run(0.6)
    assert line.digits == "159D" * 3


def test_nobody_listens_who_was_not_asked_to() -> None:
    line = Line(attrs.evolve(EARS, inband_digits=False))
    line.here.submit(SendDigits("s", "123", "inband"))
    line.run(1.0)
    assert line.digits == ""


def test_a_renegotiation_in_the_middle_of_a_digit_does_not_split_it() -> None:
    line = Line()
    line.here.submit(SendDigits("s", "5", "inband", 0.4, 0.1))
    line.run(0.2)
    line.there.submit(EARS)
    line.run(0.5)
    assert line.digits == "5"


def test_packets_that_come_late_are_left_out() -> None:
    line = Line(link=seeded_link(4, delay=0.02, jitter=0.03))
    line.here.submit(SendDigits("s", "159", "inband", 0.3, 0.3))
    line.run(3.0)
    assert line.digits == "159"


def noise(seconds: float, dbov: float, seed: int = 1) -> bytes:
    chance = random.Random(seed)
    scale = 32768 * 10 ** (dbov / 20)
    return array("h", [round(chance.gauss(0, scale)) for _ in range(round(8000 * seconds))]).tobytes()


@pytest.mark.parametrize("dbov", [-60.0, -45.0, -35.0])
def test_noise_is_no_voice(dbov: float) -> None:
    assert VoiceEar().hear(noise(10.0, dbov)) == []


def coloured(tilt: float, dbov: float, seconds: float = 6.0) -> bytes:
    """Noise after a second of silence; its power falls by `tilt` times 6 dB an octave, from 100 Hz on."""
    count = round(8000 * seconds)
    spectrum = np.fft.rfft(np.random.default_rng(1).normal(0, 1, count))
    hertz = np.fft.rfftfreq(count, 1 / 8000)
    spectrum[hertz < 100] = 0
    wave_ = np.fft.irfft(spectrum / np.maximum(hertz, 1) ** tilt, count)
    wave_ *= 32768 * 10 ** (dbov / 20) / wave_.std()
    wave_[:8000] = 0
    return bytes(np.clip(wave_, -32768, 32767).astype(np.int16).tobytes())


@pytest.mark.parametrize("dbov", [-30.0, -20.0, -10.0])
@pytest.mark.parametrize("tilt", [0.0, 0.5, 1.0], ids=["white", "pink", "brown"])
def test_loud_noise_is_no_voice_even_where_it_begins_at_once_or_comes_in_bursts(tilt: float, dbov: float) -> None:
    steady = coloured(tilt, dbov)
    assert VoiceEar().hear(steady) == []
    bursts = b"".join(bytes(8000) if n % 4 == 3 else steady[n * 8000 : (n + 1) * 8000] for n in range(12))
    assert VoiceEar().hear(bursts) == []


@pytest.mark.peers
def test_speech_above_loud_noise_is_heard() -> None:
    """Speech of some -20 dBov in noise of -30."""
    sentence = bytes(16_000) + speech("agent-alreadyon.wav")
    heard = audioop.add(sentence, noise(len(sentence) / 16_000, -30.0)[: len(sentence)], 2)
    ear = VoiceEar()
    spoken = sum([ear.speaking for at in range(0, len(heard), 320) if ear.hear(heard[at : at + 320]) or True])
    assert spoken > 0.5 * len(sentence[16_000:]) / 320


@pytest.mark.parametrize(("hertz", "strong"), [(100, True), (200, True), (390, True), (0, False)])
def test_what_has_a_pitch(hertz: int, strong: bool) -> None:
    """Pulses like those of a voice have one, noise has none."""
    if hertz:
        pulses = np.zeros(320)
        pulses[:: 8000 // hertz] = 20_000
        samples = pulses.astype(np.int16).tobytes()
    else:
        samples = noise(0.04, -20.0)
    assert (pitch_strength(samples) > 0.9) is strong
    assert (pitch_strength(samples) < 0.2) is not strong
    assert pitch_strength(bytes(640)) == 0.0


def speech(name: str) -> bytes:
    if not SPEECH.is_dir():
        absent("no recorded speech (Debian package asterisk-core-sounds-en-wav)")
    with wave.open(str(SPEECH / name)) as file:
        return file.readframes(file.getnframes())


@pytest.mark.peers
@pytest.mark.parametrize("background", [-70.0, -50.0, -40.0])
def test_recorded_speech_begins_and_ends_once_for_each_sentence(background: float) -> None:
    """Two announcements with two seconds between them, in noise: told within 0.3 s, ended within a second."""
    sentence = speech("agent-alreadyon.wav")
    pause = bytes(32_000)
    clean = pause + sentence + pause + sentence + pause
    heard = audioop.add(clean, noise(len(clean) / 16_000, background)[: len(clean)], 2)
    ear, changes = VoiceEar(), []
    for at in range(0, len(heard), 320):
        changes += [(at / 16_000, speaking) for speaking in ear.hear(heard[at : at + 320])]
    length = len(sentence) / 16_000
    assert changes[0][1] is True
    assert changes[0][0] == pytest.approx(2.0, abs=0.5)
    assert changes[-1][1] is False
    assert changes[-1][0] == pytest.approx(4.0 + 2 * length + 0.3, abs=1.0)
    assert [speaking for _, speaking in changes] == [True, False] * (len(changes) // 2)
    assert 4 <= len(changes) <= 8


def written(path: Path, *parts: bytes) -> str:
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"".join(parts))
    return f"file:{path}"


@pytest.mark.peers
@pytest.mark.parametrize("codec", ["PCMU", *OTHERS])
def test_speech_through_every_codec_is_voice_and_no_digit(tmp_path: Path, codec: str) -> None:
    """One sentence, told as in the sound that was coded, within 0.2 s; talk-off: not one digit in all of it."""
    sentence = bytes(16_000) + speech("agent-alreadyon.wav") + bytes(16_000)
    ear, expected = VoiceEar(), []
    for at in range(0, len(sentence), 320):
        expected += [(at / 16_000, speaking) for speaking in ear.hear(sentence[at : at + 320])]
    line = Line(coded(attrs.evolve(EARS, voice_activity=True), codec), written(tmp_path / "speech.wav", sentence))
    line.here.submit(coded(attrs.evolve(TALK, source=line.source), codec))
    heard: list[tuple[float, bool]] = []
    for n in range(round(len(sentence) / 16_000 / 0.1) + 10):
        line.run(0.1)
        heard += [(n * 0.1, speaking) for speaking in line.voice[len(heard) :]]
    assert line.digits == ""
    assert len(heard) >= 2
    assert heard[0] == (pytest.approx(expected[0][0], abs=0.2), True)
    assert heard[-1] == (pytest.approx(expected[-1][0], abs=0.3), False)


@pytest.mark.peers
def test_a_voice_after_which_nothing_comes_has_ceased(tmp_path: Path) -> None:
    """The peer holds the call, or pauses without a packet; half a second later that is silence."""
    source = written(tmp_path / "speech.wav", speech("agent-alreadyon.wav"))
    line = Line(attrs.evolve(EARS, inband_digits=False, voice_activity=True), source)
    line.run(1.5)
    assert line.voice[-1] is True
    line.here.submit(attrs.evolve(TALK, source=source, send=False))
    line.run(0.45)
    assert line.voice[-1] is True
    line.run(0.15)
    assert line.voice[-1] is False


def test_without_the_library_the_stream_stays_as_it_was_and_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    known = builtins.__import__

    def without(name: str, *more: Any, **others: Any) -> Any:
        if name == "webrtcvad":
            raise ImportError(name)
        return known(name, *more, **others)

    monkeypatch.setattr(builtins, "__import__", without)
    line = Line(attrs.evolve(EARS, voice_activity=True))
    line.run(0.1)
    (failed,) = [event for event in line.told if isinstance(event, MediaFailed)]
    assert "sessioncore[vad]" in failed.reason
