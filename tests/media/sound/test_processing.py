"""Echo, noise and level, measured on recorded speech; each measurement has one beside it with all switched off."""

from __future__ import annotations

import builtins
import functools
import wave
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sessioncore.base.errors import MediaError
from sessioncore.base.media import ConfigureStream, ListenStream, MediaAudio, MediaFailed, OpenStream
from sessioncore.base.sound import JoinMix, ProcessStream
from sessioncore.media.codecs.g711 import decode, encode
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.media.sound import processing
from sessioncore.media.sound.processing import Processor
from sessioncore.wire.rtp.packet import pack_header
from tests.conftest import absent

SPEECH = Path("/usr/share/asterisk/sounds/en_US_f_Allison")
START = 1_000.0
PEER = ("192.0.2.9", 5004)
Wave = np.ndarray[Any, np.dtype[np.float64]]

pytest.importorskip("livekit")


@functools.cache
def speech(seconds: int, seed: int) -> Wave:
    """So many seconds of sentences, one after the other."""
    if not SPEECH.is_dir():
        absent("no recorded speech (Debian package asterisk-core-sounds-en-wav)")
    paths = [path for path in sorted(SPEECH.glob("*.wav")) if path.stat().st_size > 24_000]
    pieces: list[Wave] = []
    for at in np.random.default_rng(seed).permutation(len(paths)):
        with wave.open(str(paths[at]), "rb") as file:
            pieces.append(np.frombuffer(file.readframes(file.getnframes()), np.int16).astype(float))
        if sum(map(len, pieces)) >= seconds * 8000:
            break
    return np.concatenate(pieces)[: seconds * 8000]


def echo_of(far: Wave, delay: float) -> Wave:
    """What a room gives back of it: 10 dB less, later, over 50 ms."""
    count = round(delay * 8000)
    room = np.zeros(count + 400)
    room[count:] = np.random.default_rng(3).normal(0, 1, 400) * np.exp(-np.arange(400) / 80)
    return 0.32 * np.convolve(far, room / np.sqrt((room**2).sum()))[: len(far)]


def octets(sound: Wave) -> bytes:
    return bytes(np.clip(sound, -32768, 32767).astype(np.int16).tobytes())


def processed(near: Wave, far: Wave | None = None, **wanted: bool) -> Wave:
    """What comes out, 20 ms at a time; what was sent comes as packets."""
    made = Processor(8000, ProcessStream("s", **wanted), pytest.fail)
    pieces = []
    for n in range(len(near) // 160):
        if far is not None:
            made.say(1, 160 * n, "PCMU", encode("PCMU", octets(far[160 * n : 160 * n + 160])), START)
        pieces.append(made(octets(near[160 * n : 160 * n + 160])))
    return np.frombuffer(b"".join(pieces), np.int16).astype(float)


def powers(sound: Wave) -> Wave:
    return np.asarray((sound[: len(sound) // 160 * 160].reshape(-1, 160) ** 2).mean(axis=1) + 1e-3)


def decibels(power: Any) -> float:
    return float(10 * np.log10(np.mean(power)) - 20 * np.log10(32768))


@pytest.mark.parametrize("delay", [0.05, 0.2, 0.4])
def test_the_echo_is_taken_away(delay: float) -> None:
    """ERLE (ITU-T G.168) of the last 5 of 15 seconds; without the canceller it is nothing."""
    far = speech(15, 1)
    echo = echo_of(far, delay)
    left = decibels(powers(processed(echo, far, echo=True))[500:])
    control = decibels(powers(processed(echo, far, high_pass=True))[500:])
    was = decibels(powers(echo)[500:])
    assert was - control < 1
    assert was - left > 25


def test_who_speaks_at_the_same_time_is_still_heard() -> None:
    """Double talk: the near speech keeps its level and its spectrum over time, the echo below it does not stay."""
    far, near = speech(15, 1), speech(15, 2).copy()
    near[: 9 * 8000] = 0
    out = processed(echo_of(far, 0.1) + near, far, echo=True)
    first, talk = 9 * 50, np.flatnonzero(powers(near) > 1e4)
    assert decibels(powers(out)[talk]) == pytest.approx(decibels(powers(near)[talk]), abs=4)
    assert decibels(powers(out)[350:first]) < decibels(powers(echo_of(far, 0.1))[350:first]) - 20

    def bands(sound: Wave) -> Wave:
        frames = sound[first * 160 :].reshape(-1, 320) * np.hanning(320)
        power = np.abs(np.fft.rfft(frames))[:, 4:132] ** 2
        return np.asarray(np.log10(power.reshape(len(frames), 16, 8).sum(axis=2) + 1e4))

    alike = np.corrcoef(bands(out).ravel(), bands(near).ravel())[0, 1]
    # The far side alone is not like that.
    assert alike > 0.75 > np.corrcoef(bands(far).ravel(), bands(near).ravel())[0, 1]


@pytest.mark.parametrize("level", [200, 600])
def test_noise_goes_and_speech_stays(level: int) -> None:
    clean = speech(15, 2)
    noisy = clean + np.random.default_rng(5).normal(0, level, len(clean))
    talk, quiet = powers(clean) > 1e4, powers(clean) < 50
    talk[:200] = quiet[:200] = False  # it learns for a while

    def distance(sound: Wave) -> float:
        return decibels(powers(sound)[talk]) - decibels(powers(sound)[quiet])

    cleaned, control = processed(noisy, noise=True), processed(noisy)
    assert distance(control) == pytest.approx(distance(noisy), abs=0.1)
    assert distance(cleaned) > distance(noisy) + 8
    assert decibels(powers(cleaned)[talk]) == pytest.approx(decibels(powers(clean)[talk]), abs=2)


def test_soft_and_softer_speech_come_to_one_level() -> None:
    clean = speech(15, 2)
    talk = powers(clean) > 1e4
    talk[:250] = False
    levels = [decibels(powers(processed(clean * factor, gain=True))[talk]) for factor in (0.05, 0.1, 0.3)]
    assert max(levels) - min(levels) < 2
    assert -28 < min(levels) < max(levels) < -15
    assert decibels(powers(processed(clean * 0.05))[talk]) < -40


class Line:
    """A plane whose peer sends back what it gets, later; somebody may listen."""

    def __init__(self, *commands: Any, rate: int = 8000) -> None:
        self.plane = MediaPlane(MediaLimits(rtcp=False))
        self.now, self.events, self._n = START, [], 0  # type: tuple[float, list[MediaEvent], int]
        self.do(
            OpenStream("s", 4000),
            ConfigureStream("s", PEER, "PCMU", 0, (0,), None, True, True, "application", 1),
            *([ListenStream("s", rate)] if rate else []),
            *commands,
        )
        self._back: list[bytes] = [b"\xff" * 160] * 5

    def do(self, *commands: Any) -> None:
        for command in commands:
            self.plane.execute(command, self.now)

    def run(self, far: Wave) -> Wave:
        """Send this; what was heard meanwhile."""
        from sessioncore.base.media import SendAudio

        heard = []
        for n in range(len(far) // 160):
            self.do(SendAudio("s", octets(far[160 * n : 160 * n + 160]), 8000))
            packets, events = self.plane.poll(self.now)
            self._back += [data[12:] for _, data, _ in packets]
            self._n += 1
            echo = np.frombuffer(decode("PCMU", self._back.pop(0) if self._back else b"\xff" * 160), np.int16) * 0.3
            packet = pack_header(0, self._n, self._n * 160, 9) + encode("PCMU", octets(echo))
            self.plane.receive("s", packet, PEER, self.now)
            heard += [event.samples for event in events if isinstance(event, MediaAudio)]
            self.events += [event for event in events if not isinstance(event, MediaAudio)]
            self.now += 0.02
        return np.frombuffer(b"".join(heard), np.int16).astype(float)


def test_it_is_switched_on_and_off_while_the_call_goes_on() -> None:
    far, line = speech(12, 1), Line()
    before = decibels(powers(line.run(far[: 2 * 8000])))
    line.do(ProcessStream("s", echo=True))
    after = decibels(powers(line.run(far[2 * 8000 : 10 * 8000]))[200:])
    line.do(ProcessStream("s"))
    again = decibels(powers(line.run(far[10 * 8000 :])))
    assert after < min(before, again) - 25
    assert line.plane.find("s").taps == ()  # type: ignore[union-attr]


def test_who_listens_later_and_mixes_get_it_too() -> None:
    pytest.importorskip("numpy")
    far, line = speech(12, 1), Line(ProcessStream("s", echo=True, noise=True), rate=0)
    state = line.plane.get("s")
    assert state.taps == ()
    line.do(ListenStream("s", 16_000))
    assert [type(each) for each in state.taps] == [Processor]
    assert state.listener is not None
    assert state.listener.process is state.taps[0]
    line.do(ProcessStream("s", echo=True, noise=True))
    assert state.listener.process is state.taps[0]
    line.do(ListenStream("s", 44_100), JoinMix("s", "mix/1", 8000))
    line.run(far[:8000])
    assert state.mixed is not None
    assert [state.listener.process, state.mixed.process] == [None, state.taps[0]]
    failed = [event for event in line.events if isinstance(event, MediaFailed)]
    assert [(each.what, each.reason) for each in failed][:1] == [("process", "sound is not processed at 44100 Hz")]


def test_what_the_library_does_not_take_ends_the_processing_and_not_the_call(monkeypatch: pytest.MonkeyPatch) -> None:
    line = Line(ProcessStream("s", noise=True))
    line.run(speech(1, 1))
    listener = line.plane.get("s").listener
    assert listener is not None
    monkeypatch.setattr(listener.process, "_module", object())
    heard = line.run(speech(1, 1))
    assert decibels(powers(heard)) > -50
    failed = [event for event in line.events if isinstance(event, MediaFailed)]
    assert [each.what for each in failed] == ["process"]


def test_without_the_library_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    before = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "livekit":
            raise ImportError(name)
        return before(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(MediaError, match="aec"):
        processing.load_library()
    line = Line(ProcessStream("s", noise=True))
    line.run(np.zeros(320))
    assert [(each.what, "aec" in each.reason) for each in line.events if isinstance(each, MediaFailed)] == [
        ("process", True)
    ]
    with pytest.raises(MediaError, match="44100"):
        processing.check_processing(44_100)
