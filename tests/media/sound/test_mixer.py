"""The arithmetic of a mix: who hears whom, gains, saturation, talkers."""

from __future__ import annotations

import numpy as np
import pytest

from sessioncore.base.errors import MediaError
from sessioncore.media.sound.mixer import END_FRAMES, RATES, Mixer
from sessioncore.media.sound.tone import level_dbov

TONES = {"a": 440, "b": 660, "c": 880}


def tone(hertz: float, rate: int, n: int, level: float = 0.1) -> bytes:
    """Frame number n of a sine that goes on; `level` is its peak, 1 is full scale."""
    count = rate // 50
    at = np.arange(n * count, (n + 1) * count)
    return np.rint(32767 * level * np.sin(2 * np.pi * hertz * at / rate)).astype(np.int16).tobytes()


def strength(samples: bytes, hertz: float, rate: int) -> float:
    """The peak of one frequency in samples, 1 is full scale."""
    wave = np.frombuffer(samples, dtype=np.int16).astype(float)
    turn = np.exp(-2j * np.pi * hertz * np.arange(len(wave)) / rate)
    return float(2 * abs((wave * turn).mean()) / 32767)


def three(rate: int) -> Mixer:
    made = Mixer(rate)
    for name in TONES:
        made.join(name)
    return made


@pytest.mark.parametrize("rate", RATES)
def test_everybody_hears_the_others_and_not_themselves(rate: int) -> None:
    mixer, heard = three(rate), dict.fromkeys(TONES, b"")
    for n in range(10):
        for name, samples in mixer.mix({name: tone(hertz, rate, n) for name, hertz in TONES.items()}).items():
            assert len(samples) == 2 * rate // 50
            heard[name] += samples
    for name in TONES:
        for other, hertz in TONES.items():
            assert strength(heard[name], hertz, rate) == pytest.approx(0 if other == name else 0.1, abs=0.002)


def test_who_says_nothing_hears_all_and_two_are_a_call() -> None:
    mixer = three(8000)
    said = {"a": tone(440, 8000, 0), "b": tone(660, 8000, 0)}
    out = mixer.mix(said)
    assert (out["a"], out["b"]) == (said["b"], said["a"])
    both = np.frombuffer(said["a"], np.int16).astype(int) + np.frombuffer(said["b"], np.int16)
    assert np.frombuffer(out["c"], np.int16).tolist() == both.tolist()


def test_a_frame_that_is_too_short_or_too_long_is_made_to_fit() -> None:
    mixer = three(8000)
    said = tone(440, 8000, 0)
    assert mixer.mix({"a": said + b"xx"})["b"] == said
    assert mixer.mix({"a": said[:100]})["b"] == said[:100] + bytes(220)
    assert mixer.mix({"nobody": said})["b"] == bytes(320)


def test_gain_and_mute_change_what_the_others_hear_without_a_click() -> None:
    mixer = three(8000)
    mixer.gain("a", -6.0206)
    mixer.mix({"a": tone(400, 8000, 0)})
    out = mixer.mix({"a": tone(400, 8000, 1), "b": tone(600, 8000, 1)})
    assert strength(out["c"], 400, 8000) == pytest.approx(0.05, abs=0.002)
    assert strength(out["a"], 600, 8000) == pytest.approx(0.1, abs=0.002)
    mixer.mute("a")
    steady = np.full(160, 10_000, np.int16).tobytes()
    fading = np.frombuffer(mixer.mix({"a": steady})["c"], np.int16).astype(int)
    assert fading[0] == pytest.approx(5_000, abs=50)
    assert (abs(np.diff(fading)).max(), fading[-1]) == (pytest.approx(32, abs=2), 0)
    assert mixer.mix({"a": steady})["c"] == bytes(320)
    mixer.mute("a", False)
    mixer.mix({"a": steady})
    assert np.frombuffer(mixer.mix({"a": steady})["c"], np.int16)[0] == pytest.approx(5_000, abs=5)


def test_who_is_deaf_hears_nobody_and_is_heard_without_a_click() -> None:
    mixer = three(8000)
    steady = {"a": np.full(160, 10_000, np.int16).tobytes(), "b": tone(440, 8000, 0)}
    mixer.deafen("c")
    fading = np.frombuffer(mixer.mix({"a": steady["a"]})["c"], np.int16).astype(int)
    assert (fading[0], fading[-1]) == (10_000, 0)
    assert abs(np.diff(fading)).max() < 70
    out = mixer.mix({**steady, "c": tone(660, 8000, 0)})
    assert out["c"] == bytes(320)
    assert strength(out["a"], 660, 8000) == pytest.approx(0.1, abs=0.002)
    mixer.deafen("c", False)
    assert np.frombuffer(mixer.mix({"a": steady["a"]})["c"], np.int16)[0] == 0
    assert mixer.mix({"a": steady["a"]})["c"] == steady["a"]
    with pytest.raises(MediaError, match="not in the mix"):
        mixer.deafen("nobody")


def test_what_is_too_loud_is_turned_down_and_not_cut_off() -> None:
    """Ten at full scale: the shape of the sum stays (a sum that is cut off has harmonics); then it comes back."""
    mixer = Mixer(8000)
    names = [str(n) for n in range(10)]
    for name in (*names, "ear"):
        mixer.join(name)
    loud = b"".join(mixer.mix({name: tone(400, 8000, n, 0.9) for name in names})["ear"] for n in range(5))
    assert strength(loud, 400, 8000) == pytest.approx(32_000 / 32_767, abs=0.01)
    assert strength(loud, 1200, 8000) < 0.01
    back = [strength(mixer.mix({"0": tone(400, 8000, n, 0.2)})["ear"], 400, 8000) for n in range(80)]
    assert back == sorted(back)
    assert back[0] < 0.06
    assert back[-1] == pytest.approx(0.2, abs=0.001)


def test_levels_and_who_talks() -> None:
    mixer = three(16000)
    for n in range(10):
        mixer.mix({"a": tone(440, 16000, n, 0.5)})
    level = {each.name: each.dbov for each in mixer.levels()}
    # Half of full scale is 6.02 dB less, and a sine of full scale -3.01 dBov.
    assert (level["a"], level["b"]) == (pytest.approx(-9.03, abs=0.05), -127.0)
    assert mixer.talkers() == ("a",)
    for _ in range(END_FRAMES - 1):
        mixer.mix({"a": bytes(640)})
    assert mixer.talkers() == ("a",)
    mixer.mix({})
    assert mixer.talkers() == ()


def test_steady_noise_is_nobody_talking_and_a_voice_above_it_is() -> None:
    rng, mixer = np.random.default_rng(1), three(8000)
    told = []
    for _ in range(200):
        mixer.mix({"a": (rng.normal(0, 1000, 160)).astype(np.int16).tobytes()})
        told.append(mixer.talkers())
    assert told[-1] == ()
    for n in range(5):
        mixer.mix({"a": tone(440, 8000, n, 0.5)})
    assert mixer.talkers() == ("a",)
    mixer.mute("a")
    for n in range(END_FRAMES):
        mixer.mix({"a": tone(440, 8000, n, 0.5)})
    assert mixer.talkers() == ()


@pytest.mark.parametrize(("background_db", "expected"), [(0.0, -33.2), (-18.0, -51.2)])
def test_the_noise_of_many_does_not_add_up_where_it_is_turned_down(background_db: float, expected: float) -> None:
    """49 times white noise of -50 dBov is 16.9 dB more; who talks, and what all are played, stay as they are."""
    rng, mixer = np.random.default_rng(1), Mixer(8000, background_db)
    names = [str(n) for n in range(49)]
    for name in (*names, "talker", "ear"):
        mixer.join(name)
    mixer.join("played", is_prominent=True)
    noise = rng.normal(0, 32768 * 10 ** (-50 / 20), (60, 49, 160)).astype(np.int16)
    quiet, both = b"", b""
    for n in range(60):
        said = {name: noise[n, m].tobytes() for m, name in enumerate(names)}
        if n >= 30:
            said |= {"talker": tone(440, 8000, n, 0.2), "played": tone(660, 8000, n, 0.1)}
        heard = mixer.mix(said)["ear"]
        if 10 <= n < 30:
            quiet += heard
        elif n >= 40:
            both += heard
    assert level_dbov(quiet) == pytest.approx(expected, abs=0.5)
    assert strength(both, 440, 8000) == pytest.approx(0.2, abs=0.003)
    assert strength(both, 660, 8000) == pytest.approx(0.1, abs=0.003)


def test_members_come_and_go() -> None:
    mixer = three(8000)
    with pytest.raises(MediaError, match="already"):
        mixer.join("a")
    mixer.leave("b")
    mixer.leave("b")
    assert (mixer.members, len(mixer), "b" in mixer) == (("a", "c"), 2, False)
    assert mixer.mix({"a": bytes(320), "b": tone(660, 8000, 0)}) == {"a": bytes(320), "c": bytes(320)}
    with pytest.raises(MediaError, match="not in the mix"):
        mixer.gain("b", 3)
    with pytest.raises(MediaError, match="not in the mix"):
        mixer.mute("b")
    assert Mixer(8000).mix({}) == {}


def test_what_cannot_be() -> None:
    with pytest.raises(MediaError, match="11025"):
        Mixer(11_025)
    for softer in (1.0, -41.0, float("nan")):
        with pytest.raises(MediaError, match="softer"):
            Mixer(8000, softer)
    for gain in (41.0, -41.0, float("nan"), float("inf")):
        with pytest.raises(MediaError, match="gain"):
            Mixer().join("a", gain)
