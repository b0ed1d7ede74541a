"""What somebody hears over a network with faults: in order, at a steady pace, gaps hidden, without undue delay."""

from __future__ import annotations

import random
from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessioncore.base.errors import MediaError
from sessioncore.base.media import ListenStream, MediaAudio, MediaFailed
from sessioncore.media.codecs.coders import CODINGS, available_codecs, find_coding, parse_parameters
from sessioncore.media.codecs.resample import Resampler, check_rate
from sessioncore.media.sound.listening import LONGEST_SECONDS, START_SECONDS, Listener, comfort_noise
from sessioncore.media.sound.stretch import Concealment, blend, period_of, shortened
from sessioncore.wire.sdp import FORMATS
from tests.support.sounds import START, WAVES, Talk, hear, level, sending, tone

STEEPEST = 10 ** (-10 / 20) * 32768 * 2**0.5 * 2 * np.pi * 440 / 8000
"""The steepest step of the tone: more is a click."""


def sine(hertz: float, count: int, rate: int = 8000) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    return (10_000 * np.sin(2 * np.pi * hertz * np.arange(count) / rate)).astype(np.int16)


class TestLoss:
    @pytest.mark.parametrize("codec", ["PCMU", "L16/16000"])
    def test_five_per_cent_of_lost_packets_make_no_click_and_no_hole(self, codec: str) -> None:
        chance = random.Random(5)
        heard = hear(sending(codec, "tone:440"), 6.0, link=lambda _: () if chance.random() < 0.05 else (0.02,))
        steady = heard.wave[4000:44000]
        assert tone(steady, 8000) == pytest.approx(440, abs=1)
        assert level(steady) == pytest.approx(-10, abs=0.4)
        assert np.abs(np.diff(steady)).max() < 1.3 * STEEPEST
        assert heard.listener.concealed == pytest.approx(0.05 * 6, abs=0.15)

    def test_what_is_lost_for_long_fades_into_silence_and_comes_back(self) -> None:
        def link(datagram: bytes) -> tuple[float, ...]:
            lost = 1.0 <= talk.network.now - START < 1.5
            return () if lost else (0.02,)

        talk = Talk.begin(sending("PCMU", "tone:440"), 8000, lambda datagram: link(datagram))
        talk.run(2.5)
        heard = talk.heard()
        assert level(heard.wave[9600:11200]) < -80
        assert level(heard.wave[-4000:]) == pytest.approx(-10, abs=0.3)
        assert np.abs(np.diff(heard.wave)).max() < 1.3 * STEEPEST


class TestJitter:
    def test_the_delay_grows_as_far_as_the_network_wants(self) -> None:
        chance = random.Random(7)
        heard = hear(sending("PCMU", "tone:440"), 12.0, link=lambda _: (0.02 + chance.random() * 0.12,))
        assert heard.listener.late < 15
        steady = heard.wave[-32000:]
        assert tone(steady, 8000) == pytest.approx(440, abs=1)
        assert level(steady) == pytest.approx(-10, abs=0.3)

    def test_b5_13_and_shrinks_again_afterwards(self) -> None:
        chance = random.Random(7)

        def link(datagram: bytes) -> tuple[float, ...]:
            return (0.02 + chance.random() * (0.2 if talk.network.now - START < 5 else 0.0),)

        talk = Talk.begin(sending("PCMU", "tone:440"), 8000, lambda datagram: link(datagram))
        talk.run(6.0)
        long = talk.heard().listener.delay
        talk.run(25.0)
        assert long > 0.1
        assert talk.heard().listener.delay < 0.06
        # Periods were left out, not samples: no click.
        assert np.abs(np.diff(talk.heard().wave[-100_000:])).max() < 1.3 * STEEPEST

    @pytest.mark.parametrize("drift", [-0.001, 0.001])
    def test_clocks_that_do_not_run_alike(self, drift: float) -> None:
        """A thousand ppm over a minute is 60 ms: neither does the buffer overflow, nor does it run dry all the time."""
        listener, payload, sent = Listener(8000), bytes([0x55]) * 160, 0
        for n in range(3_000):
            while (at := sent * 0.02 * (1 + drift)) <= n * 0.02:
                listener.push(1, sent * 160, "PCMU", payload, at)
                sent += 1
            listener.pull(160, n * 0.02)
        assert listener.delay < 0.08
        assert listener.concealed < 0.3

    @pytest.mark.parametrize("drift", [-0.0002, 0.0002])
    def test_b5_13_ten_minutes_with_a_clock_200_ppm_off(self, drift: float) -> None:
        """That is 120 ms, six packets: what waits neither grows nor leaves more than that to be filled."""
        listener, payload, sent = Listener(8000), bytes([0x55]) * 160, 0
        chance, delays = random.Random(17), []
        for n in range(30_000):
            while (at := sent * 0.02 * (1 + drift)) <= n * 0.02:
                listener.push(1, sent * 160, "PCMU", payload, at + chance.random() * 0.005)
                sent += 1
            listener.pull(160, n * 0.02)
            delays.append(listener.buffered)
        assert -0.01 <= min(delays[100:]) <= max(delays[100:]) <= 0.07
        assert listener.late <= 15
        assert listener.concealed <= 0.13

    def test_order_and_copies_change_nothing(self) -> None:
        chance = random.Random(9)
        plain = hear(sending("PCMU", "tone:440"), 2.0)
        mixed = hear(
            sending("PCMU", "tone:440"), 2.0, link=lambda _: (0.02, 0.02) if chance.random() < 0.3 else (0.02 + 0.0001,)
        )
        assert level(mixed.wave[4000:]) == pytest.approx(level(plain.wave[4000:]), abs=0.01)
        assert mixed.listener.concealed == 0.0

    def test_a_burst_after_a_stall_does_not_stay(self) -> None:
        listener = Listener(8000)
        for n in range(100):
            listener.push(1, n * 160, "PCMU", bytes(160), 10.0)
        assert listener.delay <= LONGEST_SECONDS
        listener.pull(160, 10.0)
        assert listener.delay <= 2 * START_SECONDS


class TestTraces:
    """Networks as they are, made by the clock: what they may cost, of twelve seconds of a tone."""

    @pytest.mark.parametrize(
        ("delay", "late", "filled"),
        [
            (lambda t: 0.02 + max(0.0, 0.2 - t % 3), 0, 0.3),  # stalls of 200 ms, after which all comes at once
            (lambda t: 0.02 + max(0.0, 0.4 - t % 5), 0, 0.3),
            (lambda t: 0.08 - t % 0.06, 0, 0.1),  # in batches of 60 ms, as over Wi-Fi
            (lambda t: 0.22 - t % 0.2, 0, 0.3),
            (lambda t: 0.085 if round(t * 50) % 10 == 0 else 0.02, 5, 0.15),  # one in ten overtaken by three
            (lambda t: 0.02 if t < 5 else 0.1, 0, 0.15),  # another route
            (lambda t: 0.1 if t < 5 else 0.02, 0, 0.0),
        ],
    )
    def test_what_only_comes_late_is_heard(self, delay: Callable[[float], float], late: int, filled: float) -> None:
        talk = Talk.begin(sending("PCMU", "tone:440"), 8000, lambda _: (delay(talk.network.now - START),))
        talk.run(12.0)
        heard = talk.heard()
        assert heard.listener.late <= late
        assert heard.listener.concealed <= filled
        assert np.abs(np.diff(heard.wave[4000:])).max() < 1.3 * STEEPEST
        assert tone(heard.wave[4000:], 8000) == pytest.approx(440, abs=2)

    @pytest.mark.parametrize(("bad", "good", "codec"), [(0.0175, 0.333, "PCMU"), (0.022, 0.2, "L16/16000")])
    def test_bursts_of_loss_cost_what_they_are_and_no_more(self, bad: float, good: float, codec: str) -> None:
        """By the model of Gilbert: 5 % in runs of three, 10 % in runs of five."""
        chance, state, lost = random.Random(1), [False], [0]

        def link(datagram: bytes) -> tuple[float, ...]:
            state[0] = chance.random() >= good if state[0] else chance.random() < bad
            lost[0] += state[0]
            return () if state[0] else (0.02,)

        heard = hear(sending(codec, "tone:440"), 12.0, link=link)
        assert heard.listener.late == 0
        assert heard.listener.concealed <= 0.02 * lost[0] + 0.05
        assert heard.listener.buffered < 0.08
        assert np.abs(np.diff(heard.wave[4000:])).max() < 1.3 * STEEPEST


class TestPauses:
    def test_comfort_noise_is_heard_until_sound_comes(self) -> None:
        """RFC 3389 3.1: the level is told in -dBov."""
        listener = Listener(8000)
        listener.push(1, 0, "PCMU", bytes([0xFF]) * 160, 0.0)
        listener.pull(160, 0.06)
        listener.noise(bytes([50]))
        noise = np.frombuffer(b"".join([listener.pull(160, 0.08 + n * 0.02) for n in range(20)]), dtype=np.int16)
        assert level(noise[1600:].astype(float)) == pytest.approx(-50, abs=1)
        assert listener.concealed == 0.0

    @pytest.mark.parametrize("level_db", [20, 60, 127])
    def test_its_level_is_the_one_told(self, level_db: int) -> None:
        made = np.frombuffer(comfort_noise(level_db, 16_000), dtype=np.int16).astype(float)
        assert len(made) == 16_000
        if level_db < 90:
            assert level(made) == pytest.approx(-level_db, abs=0.5)
        else:
            assert np.abs(made).max() <= 1

    @pytest.mark.parametrize(("codec", "silence"), [("opus", 1), ("AMR/octet-align", 7)])
    def test_a_coder_that_pauses_by_itself_leaves_noise_and_no_gap(self, codec: str, silence: int) -> None:
        """opus: the first octet alone; AMR: a description of silence (3GPP TS 26.092), after which nothing comes."""
        if codec not in available_codecs():
            pytest.skip("needs PyAV")
        coding = find_coding(codec)
        encoder, listener, now = coding.make_encoder("", 20), Listener(8000), 0.0
        noise = np.random.default_rng(1).normal(0, 100, coding.sample_rate).astype(np.int16)
        size, step = coding.sample_rate // 50, coding.clock_rate // 50
        for n in range(20):
            payload = encoder(noise[n * size : n * size + size].tobytes())
            if n == 19:
                payload = payload[:1] if codec == "opus" else bytes([0xF0, 8 << 3 | 4]) + bytes(5)
                assert len(payload) == silence
            listener.push(1, n * step, codec, payload, now)
            now += 0.02
            listener.pull(160, now)
        before = listener.concealed
        for _ in range(20):
            now += 0.02
            listener.pull(160, now)
        assert listener.concealed == before
        listener.push(1, 60 * step, codec, encoder(noise[:size].tobytes()), now)
        assert listener._noise == -1

    def test_before_the_first_packet_there_is_silence_that_nobody_sent(self) -> None:
        talk = Talk.begin(sending("PCMU", "silence"), 8000)
        talk.run(0.5)
        frames = talk.heard().frames
        assert len(frames) == 25
        assert all(frame.samples == bytes(320) and not frame.heard for frame in frames)


class TestPace:
    @pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 48_000])
    def test_a_second_has_as_many_samples_as_the_rate_says(self, rate: int) -> None:
        """Frames of 20 ms of 220.5 samples: else the peer's clock would seem to run 2,270 ppm too fast."""
        talk = Talk.begin(sending("PCMU", "tone:440"), rate)
        talk.run(10.0)
        frames = talk.heard().frames
        assert len(frames) == 500
        assert sum(len(frame.samples) for frame in frames) == 2 * 10 * rate
        assert talk.heard().listener.late == 0
        assert tone(talk.heard().wave[rate:], rate) == pytest.approx(440, abs=0.2)


class TestChange:
    def test_another_codec_goes_on_at_once(self) -> None:
        """B4.7: the same stream, another clock (RFC 7160 4.1)."""
        talk = Talk.begin(sending("PCMU", "tone:440", formats=((97, "L16/8000"), (98, "L16/16000"))), 8000)
        talk.run(1.0)
        for codec in ("L16/16000", "L16/8000"):
            talk.here.submit(sending(codec, "tone:440"))
            talk.run(1.0)
        heard = talk.heard()
        assert tone(heard.wave[-4000:], 8000) == pytest.approx(440, abs=2)
        assert level(heard.wave[4000:]) == pytest.approx(-10, abs=0.5)
        assert len(heard.wave) > 7_500 * 3

    @pytest.mark.parametrize(("before", "after"), [*pairwise((*WAVES, "PCMU"))])
    def test_b4_7_m7_there_is_no_hole_and_no_click_in_between(self, before: str, after: str) -> None:
        """No 5 ms are 15 dB quieter than the tone, nothing is filled in, and no more waits than before."""
        others = ((FORMATS[after].payload_type, after),)
        talk = Talk.begin(sending(before, "tone:440", formats=others), 16000)
        talk.run(1.5)
        then = talk.heard().listener.buffered
        talk.here.submit(sending(after, "tone:440", formats=((FORMATS[before].payload_type, before),)))
        talk.run(1.5)
        heard = talk.heard()
        steady = heard.wave[8000:]
        assert min(level(steady[at : at + 80]) for at in range(0, len(steady) - 80, 80)) > -25
        # opus begins with 6.5 ms of lookahead, which are quiet.
        assert np.abs(np.diff(steady)).max() < (4 if after == "opus" else 1.3) * STEEPEST / 2
        assert (heard.listener.concealed, heard.listener.late) == (0.0, 0)
        assert heard.listener.buffered == pytest.approx(then, abs=0.005)

    def test_what_waits_of_the_codec_before_is_bounded(self) -> None:
        listener, now = Listener(8000), 0.0
        for turn in range(200):
            law = ("PCMU", "L16/8000")[turn % 2]
            for n in range(3):
                listener.push(turn, n * 160, law, bytes([0x55]) * 160, now)
            listener.pull(16, now + 0.05)
            assert len(listener._ready) <= 2 * 8000 * (LONGEST_SECONDS + 0.06)
            now += 0.001

    def test_a_new_source_is_heard_from_its_beginning(self) -> None:
        listener = Listener(8000)
        listener.push(1, 0, "PCMU", bytes(160), 0.0)
        listener.push(2, 3_000_000_000, "PCMU", bytes([0xFF]) * 160, 1.0)
        assert listener.pull(160, 1.05) == bytes(320)
        assert listener.late == 0


class TestTools:
    def test_the_period_of_a_tone_is_one_of_its_periods(self) -> None:
        for hertz in (100, 200, 400):
            period = period_of(sine(hertz, 320).tobytes(), 8000)
            assert period % (8000 // hertz) in (0, 1, 8000 // hertz - 1)
        assert period_of(bytes(640), 8000) == 0
        assert period_of(b"", 8000) == 0

    def test_a_period_less_leaves_a_tone(self) -> None:
        made = np.frombuffer(shortened(sine(400, 320).tobytes(), 8000), dtype=np.int16).astype(float)
        assert 320 - 132 <= len(made) <= 320 - 20
        assert np.abs(np.diff(made)).max() < 1.2 * 10_000 * 2 * np.pi * 400 / 8000

    def test_a_blend_begins_with_one_and_ends_with_the_other(self) -> None:
        old, new = np.full(10, 1000, np.int16), np.full(20, -1000, np.int16)
        made = np.frombuffer(blend(old.tobytes(), new.tobytes()), dtype=np.int16)
        assert (made[0], made[-1], len(made)) == (1000, -1000, 20)
        assert blend(b"", new.tobytes()) == new.tobytes()

    def test_nothing_heard_before_is_concealed_by_silence(self) -> None:
        assert Concealment(8000).fill(80) == bytes(160)

    @pytest.mark.parametrize(("source", "target"), [(8000, 16000), (48000, 8000), (8000, 44100), (16000, 16000)])
    def test_a_resampled_tone_is_the_tone(self, source: int, target: int) -> None:
        resampler = Resampler(source, target)
        pieces = sine(440, source, source).reshape(50, -1)
        made = np.frombuffer(b"".join([resampler.take(piece.tobytes()) for piece in pieces]), dtype=np.int16)
        assert target * 0.97 < len(made) <= target
        assert tone(made[400:].astype(float), target) == pytest.approx(440, abs=2)

    @pytest.mark.parametrize("rate", [0, 3999, 200_000])
    def test_a_rate_that_is_none(self, rate: int) -> None:
        with pytest.raises(MediaError):
            check_rate(rate)

    def test_codecs_that_are_unknown_or_not_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        with pytest.raises(MediaError, match="G999"):
            find_coding("G999")
        monkeypatch.setattr("sessioncore.media.codecs.coders.has_av", lambda: False)
        assert "opus" not in available_codecs()
        assert {"PCMU", "PCMA", "L16/8000"} <= set(available_codecs())
        with pytest.raises(MediaError, match=r"sessioncore\[codecs\]"):
            find_coding("opus")

    def test_without_pyav_rates_are_changed_all_the_same(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("sessioncore.media.codecs.resample.has_av", lambda: False)
        heard = hear(sending("L16/16000", "tone:440"), 1.0)
        assert tone(heard.wave[2000:], 8000) == pytest.approx(440, abs=2)

    def test_parameters_are_read_whatever_they_are(self) -> None:
        assert parse_parameters("A=1; b=2;;c") == {"a": "1", "b": "2", "c": ""}
        assert len(parse_parameters(";".join(f"x{n}=1" for n in range(1000)))) == 32


@given(
    st.lists(
        st.tuples(
            st.integers(0, 2),
            st.integers(0, 0xFFFFFFFF),
            st.sampled_from(sorted(CODINGS)),
            st.binary(max_size=200),
            st.floats(0, 0.05),
        ),
        max_size=30,
    )
)
@settings(max_examples=60, deadline=None)
def test_nothing_that_is_heard_raises_and_the_pace_is_kept(packets: list[tuple[int, int, str, bytes, float]]) -> None:
    listener, now = Listener(8000), 100.0
    for ssrc, timestamp, law, payload, later in packets:
        if law not in available_codecs():
            continue
        listener.push(ssrc, timestamp, law, payload, now)
        listener.noise(payload)
        now += later
        assert len(listener.pull(160, now)) == 320
        assert listener.delay <= 2 * LONGEST_SECONDS + 0.1


def test_listening_again_and_not_at_all() -> None:
    talk = Talk.begin(sending("PCMU", "tone:440"), 16000)
    talk.run(0.2)
    talk.there.submit(ListenStream("b", 0))
    before = len([event for event in talk.events if isinstance(event, MediaAudio)])
    talk.run(0.2)
    assert len([event for event in talk.events if isinstance(event, MediaAudio)]) == before
    talk.there.submit(ListenStream("b", 1))
    talk.run(0.02)
    assert isinstance(talk.events[-1], MediaFailed)
    assert talk.events[-1].what == "listen"
