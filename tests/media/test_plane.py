from __future__ import annotations

import random
import wave
from pathlib import Path

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    ListenStream,
    MediaAudio,
    MediaEvent,
    MediaFailed,
    MediaReport,
    MediaSilent,
    MediaStarted,
    MediaStopped,
    OpenStream,
    ReportStream,
    StreamStatistics,
)
from sessioncore.media.codecs.g711 import CODECS, decode
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.media.sound.tone import tone_hz
from sessioncore.wire.rtp.packet import RtpHeader, pack_header, parse_header

START = 1_800_000_000.0
PEER = ("192.0.2.9", 5004)

TONE = ConfigureStream("s", PEER, "PCMU", 0, (0, 101), 101, True, True, "tone:440", 0xABCD, "", 101)
LISTEN = attrs.evolve(TONE, source="silence")
SILENT = MediaSilent("s", 3.0)
ECHO = attrs.evolve(TONE, source="echo")


@attrs.define
class Driver:
    """A plane, its clock and everything that left it."""

    plane: MediaPlane
    now: float = START
    sent: list[tuple[float, RtpHeader, bytes, tuple[str, int]]] = attrs.field(factory=list)
    events: list[MediaEvent] = attrs.field(factory=list)

    def poll(self) -> None:
        packets, events = self.plane.poll(self.now)
        for _, data, address in packets:
            header = parse_header(data)
            assert header is not None
            self.sent.append((self.now, header, data[12:], address))
        # Times since 1970 are exact to a quarter of a microsecond.
        self.events += [
            attrs.evolve(e, seconds=round(e.seconds, 3)) if isinstance(e, MediaSilent) else e for e in events
        ]

    def run(self, seconds: float) -> None:
        """Poll at every deadline for so long."""
        end = self.now + seconds
        while (due := self.plane.next_deadline()) is not None and due <= end:
            self.now = max(self.now, due)
            self.poll()
        self.now = end

    def do(self, *commands: OpenStream | ConfigureStream | CloseStream | ReportStream | ListenStream) -> None:
        for command in commands:
            self.plane.execute(command, self.now)

    def hear(
        self, n: int, *, payload: bytes = b"\x55" * 160, pt: int = 0, ssrc: int = 77, source: tuple[str, int] = PEER
    ) -> None:
        packet = pack_header(pt, n & 0xFFFF, n * 160 & 0xFFFFFFFF, ssrc) + payload
        self.plane.receive("s", packet, source, self.now)

    def statistics(self) -> StreamStatistics:
        self.do(ReportStream("s"))
        self.poll()
        report = self.events.pop()
        assert isinstance(report, MediaReport)
        return report.statistics


def driver(*commands: ConfigureStream, **limits: float) -> Driver:
    # RTCP has deadlines of its own: tests/media/rtcp/test_control.py.
    made = Driver(MediaPlane(MediaLimits(rtcp=False, **limits)))  # type: ignore[arg-type]
    made.do(OpenStream("s", 4000), *commands)
    return made


def test_packets_leave_every_20_ms_with_right_headers() -> None:
    run = driver(TONE)
    run.run(2.0)
    assert [round((at - START) * 1000, 3) for at, *_ in run.sent] == [20 * n for n in range(101)]
    first = run.sent[0][1]
    for n, (_, header, payload, address) in enumerate(run.sent):
        assert header.sequence == (first.sequence + n) & 0xFFFF
        assert header.timestamp == (first.timestamp + 160 * n) & 0xFFFFFFFF
        assert (header.ssrc, header.payload_type, header.marker) == (0xABCD, 0, n == 0)
        assert (len(payload), address) == (160, PEER)
    assert tone_hz(decode("PCMU", b"".join(payload for _, _, payload, _ in run.sent))) == pytest.approx(440, abs=1)


def test_the_schedule_never_drifts_however_late_the_polls_are() -> None:
    """B5.13."""
    run = driver(TONE, unverified_packets=5_000)
    rng = random.Random(2)
    for _ in range(5_000):
        due = run.plane.next_deadline()
        assert due is not None
        run.now = due + rng.random() * 0.015
        run.poll()
    for n, (at, header, _, _) in enumerate(run.sent):
        assert 0 <= at - (START + n * 0.02) < 0.016
        assert header.timestamp == (run.sent[0][1].timestamp + 160 * n) & 0xFFFFFFFF
    assert len(run.sent) == 5_000


def test_after_a_stall_a_few_packets_leave_and_timestamps_keep_real_time() -> None:
    """B5.13."""
    run = driver(TONE)
    run.run(0.1)
    before = run.sent[-1][1]
    count = len(run.sent)
    run.now += 1.0
    run.poll()
    late = [header for _, header, _, _ in run.sent[count:]]
    assert [header.sequence for header in late] == [(before.sequence + n) & 0xFFFF for n in (1, 2, 3)]
    assert [(header.timestamp - before.timestamp) & 0xFFFFFFFF for header in late] == [160 * n for n in (48, 49, 50)]
    assert [header.marker for header in late] == [True, False, False]
    run.run(0.11)
    assert run.sent[-1][1].timestamp == (before.timestamp + 160 * 55) & 0xFFFFFFFF
    assert not run.sent[-1][1].marker


def test_a_stall_of_two_packets_is_made_up_for() -> None:
    run = driver(TONE)
    run.run(0.1)
    before = run.sent[-1][1]
    count = len(run.sent)
    run.now += 0.061
    run.poll()
    late = [header for _, header, _, _ in run.sent[count:]]
    assert [(header.timestamp - before.timestamp) & 0xFFFFFFFF for header in late] == [160, 320, 480]
    assert not any(header.marker for header in late)


def test_hold_and_resume_keep_ssrc_sequence_and_the_media_clock() -> None:
    """B5.3."""
    run = driver(TONE)
    run.run(1.0)
    before = run.sent[-1][1]
    count = len(run.sent)
    run.do(attrs.evolve(TONE, send=False))
    run.run(7.003)
    assert len(run.sent) == count
    run.do(TONE)
    run.run(0.1)
    at, after, _, _ = run.sent[count]
    assert after.ssrc == before.ssrc
    assert after.sequence == (before.sequence + 1) & 0xFFFF
    assert after.marker
    assert not run.sent[count + 1][1].marker
    assert (after.timestamp - before.timestamp) & 0xFFFFFFFF == round((at - (START + 1.0)) * 8000)


def test_the_shortest_hold_ends_with_a_marker_too() -> None:
    run = driver(TONE)
    run.run(0.5)
    run.do(attrs.evolve(TONE, send=False), TONE)
    count = len(run.sent)
    run.run(0.1)
    assert [header.marker for _, header, _, _ in run.sent[count:]] == [True, False, False, False, False]


def test_repeated_configuration_changes_nothing_and_costs_nothing() -> None:
    run = driver(TONE)
    for _ in range(1_000):
        run.run(0.001)
        run.do(TONE)
    assert len(run.sent) == 50
    assert [header.marker for _, header, _, _ in run.sent].count(True) == 1
    assert len(run.plane._deadlines) == 2


def test_a_new_codec_and_address_go_on_without_a_break() -> None:
    run = driver(TONE)
    run.run(0.5)
    before = run.sent[-1][1]
    count = len(run.sent)
    run.do(attrs.evolve(TONE, codec="PCMA", payload_type=8, remote=("192.0.2.7", 6000)))
    run.run(0.5)
    _, after, _, address = run.sent[count]
    assert (after.sequence, after.timestamp) == (
        (before.sequence + 1) & 0xFFFF,
        (before.timestamp + 160) & 0xFFFFFFFF,
    )
    assert (after.payload_type, after.marker, address) == (8, False, ("192.0.2.7", 6000))
    heard = decode("PCMA", b"".join(payload for _, _, payload, _ in run.sent[count:]))
    assert tone_hz(heard) == pytest.approx(440, abs=2)


def test_sequence_and_timestamp_begin_anywhere_and_wrap() -> None:
    starts = set()
    for ssrc in range(20):
        run = driver(attrs.evolve(TONE, ssrc=ssrc))
        run.run(0)
        starts.add((run.sent[0][1].sequence, run.sent[0][1].timestamp))
    assert len({sequence for sequence, _ in starts}) == len({timestamp for _, timestamp in starts}) == 20
    run = driver(attrs.evolve(TONE))
    run.plane._streams["s"].sequence = 0xFFFF
    run.plane._streams["s"].timestamp = 0xFFFFFFFF
    run.run(0.02)
    assert [(h.sequence, h.timestamp) for _, h, _, _ in run.sent] == [(0xFFFF, 0xFFFFFFFF), (0, 159)]


@pytest.mark.parametrize("source", ["silence", "echo"])
def test_with_nothing_to_say_nothing_is_sent_and_nothing_is_due(source: str) -> None:
    run = driver(attrs.evolve(TONE, source=source, receive=False))
    run.run(10)
    assert run.sent == []
    assert run.plane.next_deadline() is None


def test_a_file_is_played_once_through_a_hold(tmp_path: Path) -> None:
    path = str(tmp_path / "a.wav")
    with wave.open(path, "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"".join(n.to_bytes(2, "little") * 160 for n in range(0, 32_000, 1_600)))
    play = attrs.evolve(TONE, source=f"file:{path}", receive=False)
    run = driver(play)
    run.run(0.19)
    run.do(attrs.evolve(play, send=False))
    run.run(1)
    run.do(play)
    run.run(1)
    assert len(run.sent) == 20
    assert len({payload for _, _, payload, _ in run.sent}) == 20
    assert run.plane.next_deadline() is None


@pytest.mark.parametrize("codec", CODECS)
def test_a_tone_comes_back_through_an_echo(codec: str) -> None:
    pt = {"PCMU": 0, "PCMA": 8}[codec]
    here = driver(attrs.evolve(TONE, codec=codec, payload_type=pt, receive_payload_types=(pt,), telephone_event=None))
    there = driver(attrs.evolve(ECHO, codec=codec, payload_type=pt, receive_payload_types=(pt,), ssrc=9))
    here.now += 0.005
    there.now += 0.015
    for n in range(100):
        here.run(0.02)
        there.run(0.02)
        for _, header, payload, _ in here.sent:
            there.hear(header.sequence, payload=payload, pt=pt)
        for _, header, payload, _ in there.sent:
            here.hear(header.sequence, payload=payload, pt=pt, ssrc=header.ssrc)
        # Two frames are held, from then on each step plays one.
        assert (len(here.sent), len(there.sent)) == ((1, 1) if n else (2, 0))
        here.sent.clear()
        there.sent.clear()
    statistics = here.statistics()
    assert statistics.tone_hz == pytest.approx(440, abs=1)
    assert statistics.level_dbov == pytest.approx(-10, abs=0.2)
    assert statistics.lost == 0
    assert statistics.received_packets >= 96
    assert there.statistics().sent_packets == statistics.received_packets


def test_echo_changes_the_law_where_the_two_directions_differ() -> None:
    run = driver(attrs.evolve(ECHO, codec="PCMA", payload_type=8, receive_payload_types=(0, 8)))
    for n in range(10):
        run.hear(n, payload=b"\x90" * 160, pt=0)
        run.run(0.02)
    assert {payload for _, _, payload, _ in run.sent} == {b"\xba" * 160}


def test_echo_uses_one_marker_though_packets_are_lost() -> None:
    run = driver(ECHO)
    for n in range(100):
        if n not in (20, 50, 51):
            run.hear(n)
        run.run(0.02)
    assert [header.marker for _, header, _, _ in run.sent].count(True) == 1
    run.run(1.0)
    for n in range(150, 155):
        run.hear(n)
        run.run(0.02)
    assert [header.marker for _, header, _, _ in run.sent].count(True) == 2


def test_what_is_heard_in_another_law_is_not_played() -> None:
    run = driver(attrs.evolve(ECHO, receive_payload_types=(0, 8)))
    for n in range(5):
        run.hear(n, payload=b"\x11" * 160)
    run.do(attrs.evolve(ECHO, codec="PCMA", payload_type=8, receive_payload_types=(0, 8)))
    for n in range(5, 10):
        run.hear(n, payload=b"\x22" * 160, pt=8)
    run.run(1)
    assert {payload for _, _, payload, _ in run.sent} == {b"\x22" * 160}


def test_what_is_heard_while_sending_is_off_is_not_played_later() -> None:
    run = driver(attrs.evolve(ECHO, send=False))
    for n in range(5):
        run.hear(n, payload=b"\x11" * 160)
    run.do(ECHO)
    for n in range(5, 10):
        run.hear(n, payload=b"\x22" * 160)
    run.run(1)
    assert {payload for _, _, payload, _ in run.sent} == {b"\x22" * 160}


def test_the_tone_is_that_of_the_last_second_in_its_own_law_and_not_of_a_hold() -> None:
    said = driver(TONE)
    said.run(0.99)
    both = attrs.evolve(LISTEN, receive_payload_types=(0, 8))
    run = driver(both)
    for n in range(50):
        run.hear(n, payload=b"\xd5\x55" * 80, pt=8)
    for n, (_, _, payload, _) in enumerate(said.sent[:40]):
        run.hear(50 + n, payload=payload)
    assert run.statistics().tone_hz == pytest.approx(440, abs=1)
    run.do(attrs.evolve(both, receive=False))
    for n in range(60):
        run.hear(90 + n, payload=b"\xff" * 160)
    assert run.statistics().tone_hz == pytest.approx(440, abs=1)


def test_holds_and_events_do_not_count_as_jitter() -> None:
    run = driver(LISTEN)
    for n in range(5):
        run.hear(n)
        run.now += 0.02
    for n in range(5, 10):
        run.plane.receive("s", pack_header(101, n, 5 * 160, 77) + b"\x20\0\0\0", PEER, run.now)
        run.now += 0.02
    run.do(attrs.evolve(LISTEN, receive=False))
    run.now += 60.0
    run.do(LISTEN)
    for n in range(10, 15):
        run.hear(n)
        run.now += 0.02
    statistics = run.statistics()
    assert statistics.received_packets == 15
    assert statistics.jitter == pytest.approx(0.0, abs=1e-6)


def test_what_is_heard_before_a_hold_is_not_played_after_it() -> None:
    run = driver(ECHO)
    for n in range(5):
        run.hear(n, payload=b"\x11" * 160)
    run.do(attrs.evolve(ECHO, send=False, receive=False), ECHO)
    for n in range(5, 10):
        run.hear(n, payload=b"\x22" * 160)
    run.run(1)
    assert {payload for _, _, payload, _ in run.sent} == {b"\x22" * 160}


def test_statistics_count_loss_duplicates_and_reordering() -> None:
    run = driver(LISTEN)
    order = [n for n in range(200) if n not in (30, 31, 120)]
    order[50], order[51] = order[51], order[50]
    order.insert(70, order[69])
    for n in order:
        run.now = START + n * 0.02
        run.hear(n)
    statistics = run.statistics()
    assert (statistics.received_packets, statistics.lost, statistics.duplicates) == (197, 3, 1)
    assert statistics.received_octets == 197 * 160
    assert statistics.jitter < 0.005


def test_b5_4_started_is_told_once_and_silence_once_until_media_comes_or_is_agreed_again() -> None:
    run = driver(LISTEN, silence_seconds=3.0)
    run.hear(1)
    run.hear(2)
    run.run(2.0)
    run.hear(3)
    run.run(10.0)
    assert run.events == [MediaStarted("s", 77, 0), SILENT]
    run.do(LISTEN)
    run.run(10.0)
    assert run.events[2:] == [SILENT]
    run.hear(4)
    run.run(3.5)
    assert run.events[3:] == [MediaStarted("s", 77, 0), SILENT]


def test_silence_is_told_when_nothing_ever_came() -> None:
    run = driver(LISTEN, silence_seconds=3.0)
    run.run(60.0)
    assert run.events == [SILENT]
    run.do(attrs.evolve(LISTEN, receive=False), LISTEN)
    run.run(60.0)
    assert run.events == [SILENT, SILENT]


def test_a_hold_is_no_silence_and_its_packets_are_no_start() -> None:
    """B5.4."""
    hold = attrs.evolve(LISTEN, receive=False)
    run = driver(LISTEN, silence_seconds=3.0)
    run.run(2.0)
    run.do(hold)
    run.run(60.0)
    run.hear(1)
    run.run(1.0)
    assert run.events == []
    assert run.statistics().received_packets == 1
    run.do(LISTEN)
    run.run(2.9)
    assert run.events == []
    run.run(0.2)
    assert run.events == [SILENT]


def test_another_host_is_never_heard() -> None:
    """B5.7."""
    run = driver(LISTEN)
    run.hear(1, source=("192.0.2.66", 5004))
    run.hear(2)
    run.hear(3, source=("192.0.2.66", 5004))
    statistics = run.statistics()
    assert (statistics.received_packets, statistics.wrong_source) == (1, 2)


def test_nothing_is_heard_before_the_address_is_known() -> None:
    run = driver()
    run.hear(1)
    assert run.statistics().wrong_source == 1
    run.do(attrs.evolve(LISTEN, remote=("0.0.0.0", 5004), send=True, source="tone:440"))
    run.hear(1, source=("0.0.0.0", 5004))
    run.run(1.0)
    assert run.statistics().wrong_source == 2
    assert run.sent == []


OFFERED = ((0, "PCMU"), (8, "PCMA"), (101, "telephone-event"))


def awaiting() -> Driver:
    made = Driver(MediaPlane(MediaLimits(rtcp=False)))
    made.do(OpenStream("s", 4000, OFFERED))
    return made


def test_b4_8_what_comes_before_the_answer_is_heard() -> None:
    """RFC 3264 5.1: the offerer is prepared to receive what it has offered, from the moment the offer has left."""
    run = awaiting()
    run.do(ListenStream("s", 8000))
    for number in range(1, 6):
        run.hear(number, pt=8)
        run.run(0.02)
    run.hear(6, pt=9)  # was not offered
    assert (run.statistics().received_packets, run.statistics().wrong_payload_type) == (5, 1)
    assert run.sent == []
    assert [event for event in run.events if isinstance(event, MediaAudio) and event.heard]
    run.do(attrs.evolve(LISTEN, send=True, source="tone:440"))
    run.hear(6)
    run.run(0.1)
    # It goes on with the answer: the same peer, counted from its first packet.
    statistics = run.statistics()
    assert (statistics.received_packets, statistics.lost, statistics.wrong_source) == (6, 0, 0)
    assert len([event for event in run.events if isinstance(event, MediaStarted)]) == 2
    assert {address for *_, address in run.sent} == {PEER}


def test_b4_8_b5_7_a_stranger_before_the_answer_is_nobody_after_it() -> None:
    stranger = ("192.0.2.66", 5004)
    run = awaiting()
    run.do(ListenStream("s", 8000))
    for number in range(100, 110):
        run.hear(number, source=stranger, ssrc=9)
    run.hear(1)  # one at a time
    assert (run.statistics().received_packets, run.statistics().wrong_source) == (10, 1)
    run.do(attrs.evolve(LISTEN, send=True, source="tone:440"))
    run.hear(2)
    run.hear(110, source=stranger, ssrc=9)
    run.run(0.1)
    statistics = run.statistics()
    assert (statistics.received_packets, statistics.lost, statistics.wrong_source) == (1, 0, 3)
    assert {address for *_, address in run.sent} == {PEER}


def test_b5_4_silence_is_counted_from_the_answer_on() -> None:
    run = awaiting()
    run.run(60)
    assert run.events == []
    run.do(LISTEN)
    run.run(run.plane.limits.silence_seconds - 0.1)
    assert run.events == []
    run.run(0.2)
    assert [type(event) for event in run.events] == [MediaSilent]


NEAR = ("203.0.113.7", 61_000)


def test_b5_7_a_peer_behind_a_nat_is_heard_and_sent_to_where_it_sends_from() -> None:
    """RFC 4961: it describes an address of its own network, and its packets come from where its signalling does."""
    run = driver(attrs.evolve(TONE, elsewhere=True, near=NEAR[0]))
    run.run(1.0)
    assert len(run.sent) == run.plane.limits.unverified_elsewhere
    run.hear(1, source=("198.51.100.1", 61_000))
    run.hear(1, source=NEAR)
    run.hear(2, source=(NEAR[0], 61_002))  # the first port there wins
    run.sent.clear()
    run.run(1.0)
    assert {address for *_, address in run.sent} == {NEAR}
    assert len(run.sent) >= 49
    assert (run.statistics().received_packets, run.statistics().wrong_source) == (1, 2)
    # Who was agreed may still turn out to be there, early, and then nobody else any more.
    run.hear(3)
    run.hear(4, source=NEAR)
    run.sent.clear()
    run.run(0.1)
    assert {address for *_, address in run.sent} == {PEER}
    assert (run.statistics().received_packets, run.statistics().wrong_source) == (2, 3)


def test_b5_7_without_a_host_of_signalling_only_the_agreed_one_is_heard() -> None:
    run = driver(attrs.evolve(TONE, elsewhere=True))
    run.hear(1, source=NEAR)
    assert run.statistics().wrong_source == 1


def test_another_port_is_learned_and_media_goes_there() -> None:
    """B5.7."""
    run = driver(TONE)
    learned = (PEER[0], 40_000)
    run.run(0.1)
    run.hear(1, source=learned)
    run.hear(2, source=(PEER[0], 40_002))
    run.run(0.1)
    assert {address for *_, address in run.sent[:5]} == {PEER}
    assert run.sent[-1][3] == learned
    assert run.statistics().wrong_source == 1
    run.do(TONE)
    run.run(0.1)
    assert run.sent[-1][3] == learned


def test_the_negotiated_port_takes_over_but_only_early() -> None:
    """B5.7."""
    learned = (PEER[0], 40_000)
    early = driver(TONE, learning_packets=10)
    for n in range(5):
        early.hear(n, source=learned)
    early.hear(5)
    early.hear(6, source=learned)
    early.run(0.1)
    assert early.sent[-1][3] == PEER
    assert early.statistics().wrong_source == 1

    late = driver(TONE, learning_packets=10)
    for n in range(10):
        late.hear(n, source=learned)
    late.hear(10)
    late.run(0.1)
    assert late.sent[-1][3] == learned
    assert late.statistics().wrong_source == 1


def test_a_new_address_is_learned_anew() -> None:
    run = driver(LISTEN)
    run.hear(1, source=(PEER[0], 40_000))
    run.do(attrs.evolve(LISTEN, remote=("192.0.2.10", 5004)))
    run.hear(2, source=(PEER[0], 40_000))
    run.hear(3, source=("192.0.2.10", 5004))
    statistics = run.statistics()
    assert (statistics.received_packets, statistics.wrong_source) == (2, 1)


def test_an_address_is_compared_as_the_kernel_writes_it() -> None:
    run = driver(attrs.evolve(LISTEN, remote=("2001:DB8:0::1", 5004)))
    run.hear(1, source=("2001:db8::1", 5004))
    assert run.statistics().received_packets == 1


def test_odd_datagrams_are_counted_and_dropped() -> None:
    run = driver(LISTEN, datagram_size=400)
    run.hear(1)
    run.hear(2, pt=96)
    run.hear(3, payload=bytes(389))
    for data in (b"", b"\x80", b"\x00" * 172, b"\x8f" + bytes(20), b"\xa0" + bytes(19) + b"\xff"):
        run.plane.receive("s", data, PEER, run.now)
    run.plane.receive("s", b"\x80\xc9\x00\x01\x00\x00\x00\x01", PEER, run.now)
    run.plane.receive("s", b"\x81\xc8\x00\x06" + bytes(24), PEER, run.now)
    run.plane.receive("s", b"\x80\xc8\x00\x06" + bytes(24), PEER, run.now)
    run.plane.receive("nobody", b"\x80" + bytes(171), PEER, run.now)
    statistics = run.statistics()
    assert (statistics.received_packets, statistics.wrong_payload_type) == (1, 1)
    assert (statistics.malformed, statistics.rtcp) == (6, 3)


def test_padding_extension_and_csrc_are_no_audio() -> None:
    run = driver(ECHO)
    for n in range(4):
        head = bytes([0xB1, 0]) + n.to_bytes(2, "big") + (n * 160).to_bytes(4, "big") + (77).to_bytes(4, "big")
        packet = head + b"CSRC" + b"\xbe\xde\x00\x01" + b"EXT!" + b"\x33" * 160 + b"\0\0\x03"
        run.plane.receive("s", packet, PEER, run.now)
        run.run(0.02)
    assert {payload for _, _, payload, _ in run.sent} == {b"\x33" * 160}
    assert run.statistics().received_octets == 640


def test_events_and_comfort_noise_are_heard_but_are_no_audio() -> None:
    run = driver(attrs.evolve(ECHO, receive_payload_types=(0, 13, 101)))
    for n in range(10):
        run.hear(n, pt=101 if n % 2 else 13, payload=b"\x01\x0a\x00\xa0")
        run.run(0.02)
    assert run.sent == []
    assert run.statistics().received_packets == 10
    assert MediaStarted("s", 77, 13) in run.events


def test_an_address_that_never_answers_gets_a_bounded_number_of_packets() -> None:
    run = driver(TONE, unverified_packets=50)
    run.run(10.0)
    assert len(run.sent) == 50
    before = run.sent[-1][1]
    run.hear(1, source=("192.0.2.66", 5004))
    run.run(10.0)
    assert len(run.sent) == 50
    run.hear(1)
    at = run.now
    run.run(4.99)
    assert len(run.sent) == 300
    first_at, after, _, _ = run.sent[50]
    assert (after.marker, after.sequence) == (True, (before.sequence + 1) & 0xFFFF)
    assert first_at - at < 0.021
    assert (after.timestamp - before.timestamp) & 0xFFFFFFFF == 160 * round((first_at - START) / 0.02 - 49)


def test_a_report_from_there_is_an_answer_too_and_a_new_address_begins_anew() -> None:
    run = driver(TONE, unverified_packets=50)
    run.run(5.0)
    run.plane.receive("s", b"\x80\xc9\x00\x01\x00\x00\x00\x01", ("192.0.2.66", 5004), run.now)
    run.run(1.0)
    assert len(run.sent) == 50
    run.plane.receive("s", b"\x80\xc9\x00\x01\x00\x00\x00\x01", PEER, run.now)
    run.run(5.0)
    assert len(run.sent) >= 299
    run.sent.clear()
    run.do(attrs.evolve(TONE, remote=("192.0.2.7", 6000)))
    run.run(10.0)
    assert [address for *_, address in run.sent] == [("192.0.2.7", 6000)] * 50


def test_the_default_bound_is_a_minute() -> None:
    run = driver(TONE)
    run.run(70.0)
    assert len(run.sent) == 3_000


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"codec": "G729"}, "G729"),
        ({"payload_type": 128}, "128"),
        ({"receive_payload_types": (0, -1)}, "-1"),
        ({"ssrc": 1 << 32}, "SSRC"),
        ({"remote": ("example.org", 5004)}, "not an IP address"),
        ({"remote": ("224.0.0.1", 5004)}, "multicast"),
        ({"remote": ("192.0.2.1", 70_000)}, "port"),
        ({"source": "file:/nowhere/to/be/found.wav"}, "No such file"),
        ({"source": "violin"}, "violin"),
    ],
)
def test_a_wrong_configuration_is_told_and_changes_nothing(change: dict[str, object], words: str) -> None:
    run = driver(TONE)
    run.run(1.0)
    run.do(attrs.evolve(TONE, **change))  # type: ignore[arg-type]
    run.run(1.0)
    assert len(run.events) == 1
    failed = run.events[0]
    assert isinstance(failed, MediaFailed)
    assert words in failed.reason
    assert len(run.sent) == 101
    assert {address for *_, address in run.sent} == {PEER}


def test_commands_out_of_place_are_told() -> None:
    run = driver(streams=1)
    run.do(OpenStream("s", 4002), OpenStream("t", 4002), attrs.evolve(TONE, stream="t"), ReportStream("t"))
    run.do(CloseStream("t"))
    run.poll()
    assert [type(event) for event in run.events] == [MediaFailed] * 4
    assert [event.stream for event in run.events] == ["s", "t", "t", "t"]


def test_closing_tells_the_statistics_and_leaves_nothing() -> None:
    run = driver(TONE)
    run.run(1.0)
    run.hear(1)
    run.do(CloseStream("s"))
    assert run.plane.next_deadline() == run.now
    run.run(1.0)
    stopped = run.events[-1]
    assert isinstance(stopped, MediaStopped)
    assert (stopped.statistics.sent_packets, stopped.statistics.sent_octets) == (51, 51 * 160)
    assert stopped.statistics.received_packets == 1
    assert run.plane.streams == ()
    assert run.plane.next_deadline() is None
    assert len(run.sent) == 51


def test_churn_leaves_no_deadlines_behind() -> None:
    run = driver(TONE)
    for n in range(5_000):
        run.do(OpenStream(f"c{n}", 4002), attrs.evolve(TONE, stream=f"c{n}"), CloseStream(f"c{n}"))
        run.run(0.001)
    assert run.plane.streams == ("s",)
    assert len(run.plane._deadlines) < 100
    run.do(CloseStream("s"))
    run.poll()
    assert run.plane._deadlines == []


def test_the_same_inputs_and_seed_give_the_same_packets() -> None:
    def trace() -> list[object]:
        run = driver(ECHO)
        rng = random.Random(8)
        for n in range(200):
            if rng.random() > 0.1:
                run.hear(n, payload=rng.randbytes(160))
            run.run(rng.random() * 0.04)
        return [*run.sent, *run.events]

    assert trace() == trace()


HOSTS = st.sampled_from([PEER, (PEER[0], 40_000), ("192.0.2.66", 5004), ("2001:db8::1", 5004)])
RTP_LIKE = st.builds(
    lambda first, second, rest: bytes([first, second]) + rest,
    st.sampled_from([0x80, 0x81, 0x8F, 0x90, 0xA0, 0xB2]),
    st.sampled_from([0, 8, 101, 128, 200, 201]),
    st.binary(max_size=400),
)


@settings(max_examples=300)
@given(
    st.lists(st.tuples(st.one_of(st.binary(max_size=40), RTP_LIKE, st.binary(max_size=1600)), HOSTS), max_size=30),
    st.sampled_from([TONE, ECHO, LISTEN, attrs.evolve(ECHO, codec="PCMA", payload_type=8)]),
)
def test_receiving_never_raises_and_every_datagram_is_counted(
    datagrams: list[tuple[bytes, tuple[str, int]]], command: ConfigureStream
) -> None:
    run = driver(command)
    for data, source in datagrams:
        run.plane.receive("s", bytearray(data), source, run.now)
        run.run(0.007)
    s = run.statistics()
    counted = s.received_packets + s.duplicates + s.wrong_source + s.wrong_payload_type + s.malformed + s.rtcp
    assert counted == len(datagrams)
    assert not any(isinstance(event, MediaFailed) for event in run.events)
