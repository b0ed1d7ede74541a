"""What is found in the sound of a stream: digits as tones, and voice."""

from __future__ import annotations

import builtins
import random
import wave
from array import array
from pathlib import Path
from typing import Any

import attrs
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
from sessioncore.media.plane import MediaPlane
from sessioncore.media.voice import VoiceEar
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


def test_loud_noise_does_not_last() -> None:
    """A sudden noise may be taken for a voice; one that stays is background within seconds."""
    ear = VoiceEar()
    ear.hear(noise(5.0, -20.0))
    assert not ear.speaking
    assert ear.hear(noise(20.0, -20.0, 2)) == []


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
    from sessioncore.media.g711 import audioop

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


@pytest.mark.peers
def test_voice_of_a_stream_is_told(tmp_path: Path) -> None:
    path = tmp_path / "speech.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(bytes(16_000) + speech("agent-alreadyon.wav") + bytes(32_000))
    line = Line(attrs.evolve(EARS, inband_digits=False, voice_activity=True), f"file:{path}")
    line.run(12.0)
    assert line.voice[0] is True
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
