"""Tones that mean something: what leaves as sound is measured against the recommendations."""

from __future__ import annotations

import math
from array import array

import attrs
import pytest

from sessioncore.base.errors import MediaError
from sessioncore.base.media import (
    ConfigureStream,
    DigitsSent,
    MediaEvent,
    MediaFailed,
    MediaFinished,
    OpenStream,
    PlayStream,
    SendDigits,
)
from sessioncore.media.codecs.g711 import decode
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.media.sound.sources import make_source
from sessioncore.media.sound.tone import level_dbov
from sessioncore.media.telephony.country_tones import NAMES, SIGNALS
from sessioncore.media.telephony.digit_ear import DigitEar
from sessioncore.media.telephony.signal_tones import (
    DIGIT_DBOV,
    HIGH_GROUP,
    LOW_GROUP,
    CadenceSource,
    digit_cadence,
    signal_cadence,
)

START = 1_000.0
TALK = ConfigureStream("s", ("192.0.2.2", 5000), "PCMU", 0, (0,), None, True, True, "tone:440", 7)


def level_at(samples: bytes, hertz: float, rate: int = 8000) -> float:
    """The level of one frequency in dBov."""
    values = array("h", samples)
    real = sum(value * math.cos(2 * math.pi * hertz * n / rate) for n, value in enumerate(values))
    imaginary = sum(value * math.sin(2 * math.pi * hertz * n / rate) for n, value in enumerate(values))
    amplitude = 2 * math.hypot(real, imaginary) / len(values)
    return 20 * math.log10(max(amplitude, 1e-9) / math.sqrt(2) / 32768)


def all_of(source: CadenceSource, rate: int = 8000) -> bytes:
    found = b""
    while (part := source.samples(rate, rate // 50, 0.0)) is not None:
        found += part
    return found


@pytest.mark.parametrize(
    ("digit", "low", "high"),
    [("1", 697, 1209), ("5", 770, 1336), ("9", 852, 1477), ("0", 941, 1336), ("#", 941, 1477), ("D", 941, 1633)],
)
@pytest.mark.parametrize("rate", [8000, 16000, 48000])
def test_a_digit_is_its_two_frequencies(digit: str, low: int, high: int, rate: int) -> None:
    """ITU-T Q.23."""
    samples = all_of(CadenceSource(digit_cadence(digit, 0.1, 0.1), DIGIT_DBOV, False), rate)
    sound, pause = samples[: rate // 10 * 2], samples[rate // 10 * 2 :]
    assert len(samples) == rate // 5 * 2
    assert level_at(sound, low, rate) == pytest.approx(DIGIT_DBOV, abs=0.3)
    assert level_at(sound, high, rate) == pytest.approx(DIGIT_DBOV, abs=0.3)
    assert all(level_at(sound, other, rate) < DIGIT_DBOV - 15 for other in {*LOW_GROUP, *HIGH_GROUP} - {low, high})
    assert not any(pause)


def test_the_busy_tone_of_germany() -> None:
    """ITU-T E.180 supplement 2: 425 Hz, 480 ms on and off, again and again."""
    source = make_source("signal:busy/de", MediaLimits())
    assert isinstance(source, CadenceSource)
    sound = b"".join([source.samples(8000, 160, 0.0) or b"" for _ in range(480)])
    loud = [level_dbov(sound[at : at + 320]) > -40 for at in range(0, len(sound), 320)]
    assert loud == ([True] * 24 + [False] * 24) * 10
    assert level_at(sound[: 160 * 20 * 2], 425) > -20


@pytest.mark.parametrize("country", sorted(SIGNALS))
def test_every_country_has_the_four_signals(country: str) -> None:
    """E.180 section 3 and 6: dial, ringing, busy and congestion tell themselves apart."""
    cadences = {name: signal_cadence(f"{name}/{country}") for name in ("dial", "ringing", "busy", "congestion")}
    assert len(set(cadences.values())) >= 3
    assert all(sum(seconds for _, seconds in cadence) <= 7 for cadence in cadences.values())
    assert sum(seconds for sound, seconds in cadences["ringing"] if not sound) >= 2


@pytest.mark.parametrize(
    ("text", "hertz", "times"),
    [
        ("busy/at", 420, (0.4, 0.4)),
        ("busy/se", 425, (0.25, 0.25)),
        ("ringing/hu", 425, (1.25, 3.75)),
        ("congestion/be", 425, (0.167, 0.167)),
        ("busy/cn", 450, (0.35, 0.35)),
        ("congestion/br", 425, (0.25, 0.25, 0.75, 0.25)),
        ("ringing/nz", 450, (0.4, 0.2, 0.4, 2.0)),
        ("waiting/us", 440, (0.3, 9.7)),
        ("record/pl", 1400, (0.4, 14.6)),
    ],
)
def test_tones_of_countries_sound_as_the_list_of_the_itu_says(text: str, hertz: int, times: tuple[float, ...]) -> None:
    """When it sounds and when it pauses, and the frequency of the first tone."""
    source = make_source(f"signal:{text}", MediaLimits())
    assert isinstance(source, CadenceSource)
    sound = b"".join([source.samples(8000, 80, 0.0) or b"" for _ in range(round(100 * sum(times)))])
    at, loud = 0, True
    for length in times:
        end = at + round(8000 * length)
        inner = sound[2 * (at + 160) : 2 * (end - 160)]
        assert (level_dbov(inner) > -20) is loud
        at, loud = end, not loud
    assert level_at(sound[: 2 * round(8000 * times[0])][:6400], hertz) > -18


def test_the_special_information_tone_is_three_in_a_row() -> None:
    """E.180: 950, 1400 and 1800 Hz, a third of a second each, then a second of silence; unless a country differs."""
    source = make_source("signal:information/us", MediaLimits())
    assert isinstance(source, CadenceSource)
    sound = b"".join([source.samples(8000, 80, 0.0) or b"" for _ in range(199)])
    for n, hertz in enumerate((950, 1400, 1800)):
        assert level_at(sound[5280 * n + 400 : 5280 * n + 4400], hertz) > -17
    assert not any(sound[2 * 7920 + 2 : 2 * 15900])


def test_every_name_is_that_of_some_country_and_no_other_is() -> None:
    assert {name for signals in SIGNALS.values() for name in signals} == set(NAMES)
    assert len(SIGNALS) >= 30


@pytest.mark.parametrize("text", ["signal:", "signal:busy", "signal:busy/xx", "signal:knock/de"])
def test_what_is_no_signal_is_refused_in_words(text: str) -> None:
    with pytest.raises(MediaError, match=r"signal tone|no time"):
        make_source(text, MediaLimits())


class Stream:
    """One stream that sends; what leaves is decoded and listened to."""

    def __init__(self, configured: ConfigureStream = TALK) -> None:
        self.plane = MediaPlane()
        self.now = START
        self.sound = b""
        self.events: list[MediaEvent] = []
        self.plane.execute(OpenStream("s", 4000), self.now)
        self.plane.execute(configured, self.now)

    def run(self, seconds: float) -> bytes:
        """What leaves in that time, as samples."""
        before, until = len(self.sound), self.now + seconds
        while self.now < until - 1e-9:
            self.now += 0.02
            packets, events = self.plane.poll(self.now)
            self.events += events
            self.sound += b"".join([decode("PCMU", data[12:]) for _, data, _ in packets])
        return self.sound[before:]

    def dial(self, digits: str, **more: float) -> None:
        self.plane.execute(SendDigits("s", digits, "inband", **more), self.now)


def heard(samples: bytes) -> str:
    return "".join(digit for digit, _ in DigitEar().hear(samples + bytes(800)))


@pytest.mark.parametrize("source", ["tone:440", "silence", "signal:busy/de"])
def test_digits_leave_as_tones_and_the_sound_goes_on_after_them(source: str) -> None:
    stream = Stream(attrs.evolve(TALK, source=source))
    stream.run(0.2)
    stream.dial("159D#", seconds=0.08, pause=0.08)
    assert heard(stream.run(1.2)) == "159D#"
    assert [event for event in stream.events if isinstance(event, DigitsSent | MediaFailed | MediaFinished)] == [
        DigitsSent("s")
    ]
    after = stream.run(0.4)
    if source == "tone:440":
        assert level_at(after, 440) == pytest.approx(-10.0, abs=0.5)
    if source == "silence":
        assert after == b""


def test_what_is_played_meanwhile_comes_after_the_digits() -> None:
    stream = Stream()
    stream.dial("12", seconds=0.1, pause=0.1)
    stream.plane.execute(PlayStream("s", "tone:880"), stream.now)
    stream.plane.execute(TALK, stream.now)
    assert heard(stream.run(0.42)) == "12"
    assert level_at(stream.run(0.4), 880) == pytest.approx(-10.0, abs=0.5)


def test_a_hold_ends_the_digits_and_resume_brings_the_sound_back() -> None:
    stream = Stream()
    stream.dial("123456", seconds=0.1, pause=0.1)
    stream.run(0.3)
    stream.plane.execute(attrs.evolve(TALK, send=False), stream.now)
    assert stream.run(0.3) == b""
    assert [event.what for event in stream.events if isinstance(event, MediaFailed)] == ["digits"]
    stream.plane.execute(TALK, stream.now)
    assert level_at(stream.run(0.4), 440) == pytest.approx(-10.0, abs=0.5)


def test_one_after_the_other_only() -> None:
    stream = Stream()
    stream.dial("1")
    stream.dial("2")
    stream.run(0.6)
    assert [event.what for event in stream.events if isinstance(event, MediaFailed)] == ["digits"]
    assert heard(stream.sound) == "1"
