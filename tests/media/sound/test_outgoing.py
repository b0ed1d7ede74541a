"""Sound on its way out: through coders, from the application, quiet left out, few packets to third parties."""

from __future__ import annotations

import wave
from itertools import pairwise
from pathlib import Path

import attrs
import numpy as np
import pytest

from sessioncore.base.media import (
    MediaFailed,
    MediaFinished,
    MediaReport,
    PlayStream,
    RecordStream,
    ReportStream,
    SendAudio,
    StreamStatistics,
)
from sessioncore.media.codecs.coders import available_codecs
from sessioncore.media.sound.outgoing import QUIET_PACKETS, ApplicationSource
from sessioncore.wire.rtp.packet import RtpHeader, parse_header
from tests.support.sounds import HERE, SPEECH_CODERS, THERE, Talk, level, sending, tone

CODECS = available_codecs()


def sine(seconds: float, rate: int = 8000, peak: int = 14654) -> bytes:
    return (peak * np.sin(2 * np.pi * 440 * np.arange(round(seconds * rate)) / rate)).astype(np.int16).tobytes()


def told(talk: Talk, who: str = "there") -> StreamStatistics:
    member, stream = (talk.here, "a") if who == "here" else (talk.there, "b")
    member.submit(ReportStream(stream))
    member.step()
    [report] = [event for event in talk.events if isinstance(event, MediaReport)][-1:]
    return report.statistics


def tapped(talk: Talk) -> list[tuple[float, RtpHeader]]:
    """The RTP packets that leave here from now on."""
    seen: list[tuple[float, RtpHeader]] = []

    def tap(at: float, sent: bool, port: int, address: tuple[str, int], data: bytes) -> None:
        if sent and port == 4000 and (header := parse_header(data)) is not None:
            seen.append((at, header))

    talk.here._on_packet = tap
    return seen


@pytest.mark.parametrize("codec", CODECS)
def test_an_echo_and_the_statistics_of_every_codec(codec: str) -> None:
    """Out as a tone, back as an echo: measured at both ends."""
    talk = Talk.begin(sending(codec, "tone:440"), 8000)
    talk.there.submit(attrs.evolve(sending(codec, "echo"), stream="b", remote=(HERE, 4000), ssrc=2))
    talk.run(3.0)
    for who in ("here", "there"):
        statistics = told(talk, who)
        if codec != "G723":  # what that makes of a tone is none
            assert statistics.tone_hz == pytest.approx(440, rel=0.02 if codec in SPEECH_CODERS else 0.01)
        # What codes voices makes a tone louder, each time.
        assert statistics.level_dbov == pytest.approx(-10, abs=3.5 if codec in SPEECH_CODERS else 0.6)
        assert (statistics.lost, statistics.malformed, statistics.wrong_payload_type) == (0, 0, 0)
        assert statistics.jitter < 0.002


@pytest.mark.parametrize("codec", CODECS)
def test_one_clock_over_a_change_of_codec(codec: str) -> None:
    """RFC 7160 4.1: SSRC and sequence go on, the timestamps from where they were, in the new clock."""
    talk = Talk.begin(sending("PCMU", "tone:440"), 8000)
    seen = tapped(talk)
    talk.run(0.5)
    talk.here.submit(sending(codec, "tone:440"))
    talk.run(0.5)
    steps = {
        (after.sequence - before.sequence & 0xFFFF, after.timestamp - before.timestamp & 0xFFFFFFFF)
        for (_, before), (_, after) in pairwise(seen)
    }
    assert steps == {(1, 160), (1, {"opus": 960, "L16/16000": 320, "G723": 240}.get(codec, 160))}
    assert len({header.ssrc for _, header in seen}) == 1
    assert len(seen) == (51 if codec != "G723" else 43)  # the first and the last included


@pytest.mark.parametrize("codec", ["L16/16000", "PCMU"])
def test_a_recording_is_the_same_whatever_the_codec(codec: str, tmp_path: Path) -> None:
    talk = Talk.begin(sending(codec, "tone:440"), 8000)
    path = tmp_path / "heard.wav"
    talk.there.submit(RecordStream("b", str(path)))
    talk.run(3.0)
    talk.there.submit(RecordStream("b", ""))
    with wave.open(str(path), "rb") as file:
        heard = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(float)
    assert len(heard) == pytest.approx(24_000, abs=200)
    assert tone(heard[4000:20000], 8000) == pytest.approx(440, abs=1)
    assert level(heard[4000:20000]) == pytest.approx(-10, abs=0.3)


class TestApplication:
    @pytest.mark.parametrize("codec", ["PCMA", *CODECS[2:]])
    @pytest.mark.parametrize("rate", [8000, 44100])
    def test_what_it_sends_is_heard(self, codec: str, rate: int) -> None:
        talk = Talk.begin(sending(codec, "application"), 8000)
        given = sine(2.0, rate)
        piece = rate // 50 * 2
        for n in range(100):
            talk.here.submit(SendAudio("a", given[n * piece : (n + 1) * piece], rate))
            talk.run(0.02)
        heard = talk.heard()
        steady = heard.wave[4000:12000]
        assert tone(steady, 8000) == pytest.approx(440, abs=1)
        assert level(steady) == pytest.approx(-10, abs=0.7 if codec in SPEECH_CODERS else 0.4)

    def test_nothing_is_sent_while_it_says_nothing_and_a_marker_begins_again(self) -> None:
        """RFC 3551 4.1."""
        talk = Talk.begin(sending("PCMU", "application"), 8000)
        seen = tapped(talk)
        talk.run(0.3)
        assert seen == []
        for _ in range(2):
            talk.here.submit(SendAudio("a", sine(0.1), 8000))
            talk.run(0.5)
        assert [header.marker for _, header in seen] == [True, *[False] * 4] * 2
        # The pause passes in the timestamps.
        assert seen[5][1].timestamp - seen[4][1].timestamp & 0xFFFFFFFF == pytest.approx(0.42 * 8000, abs=320)

    def test_what_is_too_little_for_a_packet_waits_for_more(self) -> None:
        """Pieces of 20 ms in packets of 30 ms: no packet has silence in its middle."""
        talk = Talk.begin(sending("L16/8000", "application", ptime=30), 8000)
        given = sine(1.0)
        for at in range(0, len(given), 320):
            talk.here.submit(SendAudio("a", given[at : at + 320], 8000))
            talk.run(0.02)
        heard = talk.heard().wave[800:6400]
        assert np.abs(np.diff(heard)).max() < 1.1 * 14654 * 2 * np.pi * 440 / 8000
        assert min(level(heard[at : at + 40]) for at in range(0, 5600, 40)) > -13

    def test_what_is_given_during_a_hold_is_not_sent_after_it(self) -> None:
        """Nor does it make all that comes later a second late."""
        agreed = sending("PCMU", "application")
        talk = Talk.begin(agreed, 8000)

        def say(peak: int) -> None:
            talk.here.submit(SendAudio("a", sine(0.02, peak=peak), 8000))
            talk.run(0.02)

        for _ in range(25):
            say(1_000)
        talk.here.submit(attrs.evolve(agreed, send=False))
        for _ in range(100):
            say(30_000)
        talk.here.submit(agreed)
        before = len(talk.heard().wave)
        for _ in range(50):
            say(1_000)
        after = talk.heard().wave[before:]
        assert np.abs(after).max() < 1_100
        assert level(after[-4000:]) == pytest.approx(-33.3, abs=0.5)

    def test_more_than_a_second_does_not_wait(self) -> None:
        source = ApplicationSource()
        for n in range(100):
            source.give(bytes([n, 0]) * 160, 8000)
        assert source.lost == 50
        assert source.samples(8000, 160, 0.0)[:2] == bytes([50, 0])

    def test_only_where_the_application_is_the_source(self) -> None:
        talk = Talk.begin(sending("PCMU", "tone:440"), 8000)
        talk.here.submit(SendAudio("a", bytes(320), 8000))
        talk.run(0.02)
        assert [event.what for event in talk.events if isinstance(event, MediaFailed)] == ["play"]
        talk.here.submit(PlayStream("a", "application"))
        talk.here.submit(SendAudio("a", bytes(321), 1))
        talk.run(0.02)
        assert len([event for event in talk.events if isinstance(event, MediaFailed)]) == 2

    def test_a_file_ends_through_a_coder_too(self, tmp_path: Path) -> None:
        path = tmp_path / "short.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(sine(0.5))
        talk = Talk.begin(sending("L16/16000", f"file:{path}"), 8000)
        talk.run(1.0)
        assert [event.source for event in talk.events if isinstance(event, MediaFinished)] == [f"file:{path}"]
        assert told(talk, "here").sent_packets == 25


class TestQuiet:
    """DTX: comfort noise in the place of what nobody would hear (RFC 3389)."""

    @pytest.mark.parametrize("codec", ["PCMU", "G722" if "G722" in CODECS else "L16/8000"])
    def test_quiet_is_told_once_and_then_left_out(self, codec: str) -> None:
        talk = Talk.begin(sending(codec, "application", comfort_noise=13, formats=((13, "CN"),)), 8000)
        seen = tapped(talk)
        for n in range(150):
            loud = n < 50 or n >= 100
            talk.here.submit(SendAudio("a", sine(0.02) if loud else sine(0.02, peak=30), 8000))
            talk.run(0.02)
        kinds = [header.payload_type for _, header in seen]
        assert kinds.count(13) == 1
        assert len(kinds) == pytest.approx(100 + QUIET_PACKETS + 1, abs=2)
        [after] = [seen[at + 1][1] for at, kind in enumerate(kinds) if kind == 13]
        assert after.marker
        heard = talk.heard()
        # In the middle of the quiet stretch: noise of the level that was told, -64 dBov or so, not silence.
        assert level(heard.wave[13_000:15_000]) == pytest.approx(-63.8, abs=5)
        assert level(heard.wave[-4_000:]) == pytest.approx(-10, abs=0.5)

    def test_opus_pauses_where_the_peer_prefers_that(self) -> None:
        """RFC 7587 3.1.3: a packet every 400 ms; the clock goes on, and nobody misses a packet."""
        pytest.importorskip("av")
        counts = []
        for parameters in ("usedtx=1", "useinbandfec=1"):
            talk = Talk.begin(sending("opus", "application", parameters=parameters), 8000)
            seen = tapped(talk)
            for n in range(200):
                talk.here.submit(SendAudio("a", sine(0.02, peak=14654 if n < 50 or n >= 150 else 30), 8000))
                talk.run(0.02)
            heard = talk.heard()
            assert level(heard.wave[-4_000:]) == pytest.approx(-10, abs=0.5)
            assert level(heard.wave[14_000:20_000]) < -55
            assert (told(talk).lost, heard.listener.late) == (0, 0)
            assert heard.listener.delay < 0.05
            counts.append(len(seen))
            spans = [after.timestamp - before.timestamp & 0xFFFFFFFF for (_, before), (_, after) in pairwise(seen)]
            assert max(spans) <= 48 * 400
        assert counts[0] == pytest.approx(100 + QUIET_PACKETS + 90 / 20, abs=3)
        assert counts[1] >= 198

    def test_without_agreement_everything_is_sent(self) -> None:
        talk = Talk.begin(sending("PCMU", "application"), 8000)
        seen = tapped(talk)
        for _ in range(50):
            talk.here.submit(SendAudio("a", bytes(320), 8000))
            talk.run(0.02)
        assert len(seen) >= 49


class TestUnverified:
    @pytest.mark.parametrize(("elsewhere", "most"), [(True, 25), (False, 500)])
    def test_few_packets_go_to_a_third_party_that_sends_nothing(self, elsewhere: bool, most: int) -> None:
        """Invariant 9: nobody may make us flood somebody else by naming its address in SDP."""
        talk = Talk.begin(sending("PCMU", "tone:440", elsewhere=elsewhere), 8000)
        talk.there.submit(attrs.evolve(sending("PCMU", "silence"), stream="b", remote=("0.0.0.0", 0)))
        seen = tapped(talk)
        talk.run(10.0)
        assert len(seen) == pytest.approx(most, abs=1)
        assert THERE == "192.0.2.2"

    def test_reports_count_too(self) -> None:
        """All that goes to the third party, from either port."""
        agreed = sending("PCMU", "tone:440", elsewhere=True)
        talk = Talk.begin(attrs.evolve(agreed, send=False), 8000)
        talk.there.stop()
        seen: list[bytes] = []
        talk.here._on_packet = lambda at, sent, port, address, data: seen.append(data)
        talk.run(40.0)
        assert 4 <= len(seen) <= 12
        talk.here.submit(agreed)
        talk.run(60.0)
        assert len(seen) == 25

    def test_no_address_gets_more_by_being_named_again_and_again(self) -> None:
        first = sending("PCMU", "tone:440", elsewhere=True)
        talk = Talk.begin(first, 8000)
        talk.there.stop()
        seen = tapped(talk)
        for turn in range(40):
            talk.here.submit(attrs.evolve(first, remote=(THERE, 5000 + 2 * (turn % 2))))
            talk.run(0.9)
        assert len(seen) == 2 * 25

    def test_many_addresses_do_not_make_many_packets(self) -> None:
        first = sending("PCMU", "tone:440", elsewhere=True)
        talk = Talk.begin(first, 8000)
        talk.there.stop()
        seen = tapped(talk)
        for turn in range(100):
            talk.here.submit(attrs.evolve(first, remote=(THERE, 6000 + 2 * turn)))
            talk.run(0.6)
        assert len(seen) <= 17 * 25
        stream = talk.here.plane._streams["a"]
        assert len(stream.strangers) <= 16

    def test_who_answers_is_sent_everything(self) -> None:
        talk = Talk.begin(sending("PCMU", "tone:440", elsewhere=True), 8000)
        talk.there.submit(attrs.evolve(sending("PCMU", "tone:600"), stream="b", remote=(HERE, 4000), ssrc=2))
        talk.run(2.0)
        assert told(talk, "here").sent_packets > 95
