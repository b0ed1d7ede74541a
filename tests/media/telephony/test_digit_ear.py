"""Digits as tones: found under what ITU-T Q.24 lets happen to them, and never in speech, noise or other tones."""

from __future__ import annotations

import random
import wave
from array import array
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.base.digits import TONES
from sessioncore.media.codecs.g711 import audioop, decode, encode
from sessioncore.media.telephony.digit_ear import BLOCK, DigitEar, goertzel, powers
from sessioncore.media.telephony.signal_tones import DIGIT_DBOV, SIGNALS, CadenceSource, digit_cadence
from tests.conftest import absent

SPEECH = Path("/usr/share/asterisk/sounds/en_US_f_Allison")


def sound(cadence: object, dbov: float = DIGIT_DBOV) -> bytes:
    source = CadenceSource(cadence, dbov, False)  # type: ignore[arg-type]
    found = b""
    while (part := source.samples(8000, 160, 0.0)) is not None:
        found += part
    return found


def dialed(digits: str, seconds: float = 0.05, pause: float = 0.05, dbov: float = DIGIT_DBOV) -> bytes:
    return sound(digit_cadence(digits, seconds, pause), dbov)


def heard(samples: bytes) -> str:
    return "".join(digit for digit, _ in DigitEar().hear(samples + bytes(800)))


def noise(count: int, dbov: float, seed: int = 1) -> bytes:
    chance = random.Random(seed)
    return array("h", [round(chance.gauss(0, 32768 * 10 ** (dbov / 20))) for _ in range(count)]).tobytes()


@pytest.mark.parametrize("codec", ["PCMU", "PCMA"])
@pytest.mark.parametrize("seconds", [0.04, 0.05, 0.1])
def test_every_digit_is_found(codec: str, seconds: float) -> None:
    """ITU-T Q.24: 40 ms and longer is a digit, with as long a pause."""
    assert heard(decode(codec, encode(codec, dialed(TONES, seconds, seconds)))) == TONES


def test_wherever_the_digit_begins_between_two_blocks() -> None:
    for lead in range(0, BLOCK, 7):
        assert heard(bytes(2 * lead) + dialed("8", 0.04)) == "8"


@pytest.mark.parametrize("dbov", [-10.0, -20.0, -30.0])
def test_levels_over_twenty_decibels(dbov: float) -> None:
    """ITU-T Q.24: from -3 down to -24 dBm0 and below for each frequency."""
    assert heard(dialed(TONES, dbov=dbov)) == TONES


def test_what_is_too_soft_or_too_short_is_no_digit() -> None:
    assert heard(dialed(TONES, dbov=-45.0)) == ""
    assert heard(sound(digit_cadence("5", 0.02, 0.1))) == ""


@pytest.mark.parametrize("twist", [-6, -3, 3, 6])
def test_frequencies_of_unequal_level(twist: int) -> None:
    """ITU-T Q.24: the two may differ by some decibels either way."""
    low, high = sound((((697,), 0.06), ((), 0.06))), sound((((1209,), 0.06), ((), 0.06)), DIGIT_DBOV - twist)
    assert heard(audioop.add(low, high, 2)) == "1"


def test_one_frequency_or_far_unequal_ones_are_no_digit() -> None:
    assert heard(sound((((697,), 0.2),))) == ""
    low, high = sound((((697,), 0.1),)), sound((((1209,), 0.1),), DIGIT_DBOV - 14)
    assert heard(audioop.add(low, high, 2)) == ""


def test_digits_in_noise() -> None:
    """15 dB below the digit's power."""
    digits = dialed(TONES * 4, 0.06, 0.06)
    assert heard(audioop.add(digits, noise(len(digits) // 2, DIGIT_DBOV + 3 - 15), 2)) == TONES * 4


def test_noise_and_the_tones_of_networks_are_no_digits() -> None:
    assert heard(noise(80_000, -20.0)) == ""
    for country in SIGNALS.values():
        for cadence in country.values():
            assert heard(sound(cadence)) == ""


def test_how_long_a_digit_lasted() -> None:
    ((digit, seconds),) = DigitEar().hear(dialed("5", 0.5, 0.1))
    assert (digit, seconds) == ("5", pytest.approx(0.5, abs=0.03))


@given(st.lists(st.integers(-32768, 32767), min_size=BLOCK, max_size=BLOCK))
def test_with_and_without_the_library_it_is_the_same(block: list[int]) -> None:
    ours, theirs = goertzel(block), powers(block)
    assert ours[1] == pytest.approx(theirs[1])
    assert ours[0] == pytest.approx(theirs[0], rel=1e-3, abs=1e-3 * max(1.0, theirs[1]))


@given(st.lists(st.binary(max_size=700).map(lambda data: data[: len(data) & ~1]), max_size=8))
def test_any_sound_in_pieces_of_any_length(pieces: list[bytes]) -> None:
    ear = DigitEar()
    in_pieces = [digit for piece in pieces for digit in ear.hear(piece)]
    assert in_pieces == DigitEar().hear(b"".join(pieces))


@pytest.mark.peers
def test_speech_is_not_taken_for_digits() -> None:
    """Talk-off: every announcement of Debian's asterisk-core-sounds-en-wav, 25 minutes, holds not one digit."""
    if not SPEECH.is_dir():
        absent("no recorded speech (Debian package asterisk-core-sounds-en-wav)")
    seconds, false = 0.0, []
    for path in sorted(SPEECH.rglob("*.wav")):
        with wave.open(str(path)) as file:
            samples = file.readframes(file.getnframes())
        seconds += len(samples) / 16_000
        false += [(path.name, digit) for digit in DigitEar().hear(samples)]
    assert seconds > 600
    assert false == []
