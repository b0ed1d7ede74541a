"""Telephone events between two planes on a virtual clock, and octet by octet against RFC 4733."""

from __future__ import annotations

import itertools
import random
import struct
from collections.abc import Callable, Sequence

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sessioncore.base.digits import DIGITS, MOST_DIGITS, check_digits
from sessioncore.base.errors import MediaError
from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    DigitMethod,
    DigitReceived,
    DigitsSent,
    DropDigits,
    MediaEvent,
    MediaFailed,
    MediaFinished,
    MediaStopped,
    OpenStream,
    SendDigits,
)
from sessioncore.media.plane import MediaPlane
from sessioncore.media.telephony.telephone_events import DIGITS_PER_SECOND, DigitReceiver, DigitSender
from sessioncore.testing.media import InlineMedia, Link, MediaNetwork, perfect_link, seeded_link
from sessioncore.wire.rtp.packet import pack_header, parse_header

START = 1_000.0
HERE, THERE = "192.0.2.1", "192.0.2.2"
TALK = ConfigureStream(
    "s", (THERE, 50_000), "PCMU", 0, (0, 101), 97, True, True, "tone:440", 7, receive_telephone_event=101
)


def events_of(packets: list[bytes], payload_type: int = 97) -> list[tuple[int, bool, int, int, bool, int]]:
    """(sequence, marker, timestamp, digit's code, end, duration) of every telephone event."""
    found = []
    for packet in packets:
        header = parse_header(packet)
        assert header is not None
        if header.payload_type == payload_type:
            code, flags, duration = struct.unpack("!BBH", packet[header.payload_start :])
            found.append((header.sequence, header.marker, header.timestamp, code, bool(flags & 0x80), duration))
    return found


class Line:
    """One sending stream at HERE and one that listens at THERE, and all that left HERE."""

    def __init__(self, link: Link = perfect_link, source: str = "tone:440", seconds: float = 0.2) -> None:
        self.sent: list[bytes] = []
        self.told: list[MediaEvent] = []
        self.heard: list[MediaEvent] = []

        def carry(datagram: bytes) -> Sequence[float]:
            return link(datagram)

        def tap(at: float, sent: bool, port: int, address: tuple[str, int], data: bytes) -> None:
            if sent and not port % 2:
                self.sent.append(data)

        self.network = MediaNetwork(START, carry)
        self.here = InlineMedia(MediaPlane(), self.network, self.told.append, address=HERE, on_packet=tap)
        self.there = InlineMedia(MediaPlane(), self.network, self.heard.append, address=THERE)
        self.here.submit(OpenStream("s", 40_000))
        self.there.submit(OpenStream("s", 50_000))
        self.here.submit(attrs.evolve(TALK, source=source))
        # The other way the numbers are the other way round (RFC 3264 section 6.1).
        self.there.submit(
            attrs.evolve(
                TALK, remote=(HERE, 40_000), source="silence", ssrc=8, receive_payload_types=(0, 97),
                telephone_event=101, receive_telephone_event=97,
            )
        )  # fmt: skip
        self.network.advance(START + seconds)

    def dial(self, digits: str, **more: float) -> None:
        self.here.submit(SendDigits("s", digits, "rfc4733", **more))

    def run(self, seconds: float) -> None:
        self.network.advance(self.network.now + seconds)

    @property
    def digits(self) -> str:
        return "".join(event.digit for event in self.heard if isinstance(event, DigitReceived))


def test_b5_5_one_event_on_the_wire() -> None:
    """RFC 4733 section 2.5.1: marked first, one timestamp, a growing duration, the end three times, all in sequence."""
    line = Line()
    line.dial("5", seconds=0.1)
    line.run(0.5)
    found = events_of(line.sent)
    assert [event[1] for event in found] == [True] + [False] * 6
    assert len({event[2] for event in found}) == 1
    assert {event[3] for event in found} == {5}
    assert [event[4] for event in found] == [False] * 4 + [True] * 3
    assert [event[5] for event in found] == [160, 320, 480, 640, 800, 800, 800]
    first = found[0][0]
    assert [event[0] for event in found] == [(first + n) & 0xFFFF for n in range(7)]
    assert line.digits == "5"
    assert [event.seconds for event in line.heard if isinstance(event, DigitReceived)] == [pytest.approx(0.1)]


def test_b5_5_the_clock_goes_on_after_the_event_and_no_sound_leaves_during_it() -> None:
    """RFC 4733 section 2.5.1.2; RFC 3550 section 5.1: the timestamp is that of the sampling instant."""
    line = Line()
    line.dial("5", seconds=0.1)
    line.run(0.5)
    headers = [parse_header(packet) for packet in line.sent]
    sound = [header.timestamp for header in headers if header is not None and header.payload_type == 0]
    steps = {after - before & 0xFFFFFFFF for before, after in itertools.pairwise(sound)}
    assert steps == {160, 160 * 8}
    sequence = [header.sequence for header in headers if header is not None]
    assert {after - before & 0xFFFF for before, after in itertools.pairwise(sequence)} == {1}
    assert [header.marker for header in headers if header is not None and header.payload_type == 0].count(True) == 1


def test_b5_5_a_long_event_is_split_and_heard_as_one() -> None:
    """RFC 4733 section 2.5.1.3: a segment lasts 0xFFFF, the next one begins where it ends and is not marked."""
    line = Line()
    line.dial("9", seconds=20.0)
    line.run(21.0)
    found = events_of(line.sent)
    stamps = sorted({event[2] for event in found}, key=[event[2] for event in found].index)
    assert [(after - before) & 0xFFFFFFFF for before, after in itertools.pairwise(stamps)] == [0xFFFF] * 2
    for stamp in stamps[:-1]:
        segment = [event for event in found if event[2] == stamp]
        assert segment[-1][5] == 0xFFFF
        assert not any(event[4] for event in segment)
    assert [event[1] for event in found].count(True) == 1
    assert [event[4] for event in found].count(True) == 3
    assert found[-1][5] == 160_000 - 2 * 0xFFFF
    assert [(event.digit, event.seconds) for event in line.heard if isinstance(event, DigitReceived)] == [
        ("9", pytest.approx(20.0))
    ]


def test_b5_6_each_direction_has_its_own_number() -> None:
    line = Line()
    line.there.submit(SendDigits("s", "1", "rfc4733"))
    line.dial("2")
    line.run(0.6)
    assert events_of(line.sent, 101) == []
    assert line.digits == "2"
    assert [event.digit for event in line.told if isinstance(event, DigitReceived)] == ["1"]


ALL = "".join(random.Random(5).choices(DIGITS, k=40))


@pytest.mark.parametrize("seed", range(8))
def test_b5_5_digits_are_exact_under_ten_percent_loss(seed: int) -> None:
    """Issue 6 point 6; with duplicates and reordering on top."""
    line = Line(seeded_link(seed, loss=0.10, duplication=0.05, delay=0.03, jitter=0.05))
    line.dial(ALL)
    line.run(len(ALL) * 0.22 + 1.0)
    assert line.digits == ALL


def test_b5_5_the_same_digit_again_and_again_is_told_so_often() -> None:
    line = Line(seeded_link(3, loss=0.10))
    line.dial("1111111111", seconds=0.06, pause=0.05)
    line.run(3.0)
    assert line.digits == "1111111111"


def test_a_stream_that_sends_nothing_else_dials_and_says_when_it_is_done() -> None:
    line = Line(source="silence")
    assert line.sent == []
    line.dial("12", seconds=0.1, pause=0.1)
    line.run(0.3)
    assert [event for event in line.told if isinstance(event, DigitsSent)] == []
    line.dial("3", seconds=0.1, pause=0.1)
    line.run(0.7)
    assert [event for event in line.told if isinstance(event, DigitsSent | MediaFailed | MediaFinished)] == [
        DigitsSent("s")
    ]
    assert line.digits == "123"
    assert len(events_of(line.sent)) == len(line.sent)


def test_an_event_whose_end_is_lost_ends_by_itself() -> None:
    """RFC 4733 section 2.5.2.2: a receiver does not wait for ever."""

    def without_ends(datagram: bytes) -> Sequence[float]:
        return () if datagram[1] & 0x7F == 97 and datagram[13] & 0x80 else (0.0,)

    line = Line(without_ends)
    line.dial("7")
    line.run(1.0)
    assert [(event.digit, event.seconds) for event in line.heard if isinstance(event, DigitReceived)] == [
        ("7", pytest.approx(0.08))
    ]


def test_b5_6_a_renegotiation_without_events_ends_the_dialing() -> None:
    line = Line()
    line.dial("123456")
    line.run(0.3)
    line.here.submit(attrs.evolve(TALK, telephone_event=None))
    line.run(1.0)
    assert [event.what for event in line.told if isinstance(event, MediaFailed)] == ["digits"]
    assert len(line.digits) < 6
    before = len(events_of(line.sent))
    line.run(1.0)
    assert len(events_of(line.sent)) == before


@pytest.mark.parametrize("method", ["rfc4733", "inband"])
def test_b5_16_digits_for_one_fork_never_go_to_another(method: DigitMethod) -> None:
    """Two forks share a port, and each is sent a source of its own."""
    line = Line(source="silence")
    line.here.submit(SendDigits("s", "123456", method))
    line.run(0.3)
    line.here.submit(attrs.evolve(TALK, source="silence", ssrc=9))
    line.sent.clear()
    line.run(2.0)
    assert [event.what for event in line.told if isinstance(event, MediaFailed)] == ["digits"]
    assert line.sent == []


@pytest.mark.parametrize("method", ["rfc4733", "inband"])
def test_digits_that_are_given_up_leave_no_more_and_the_sound_goes_on(method: DigitMethod) -> None:
    line = Line()
    line.here.submit(SendDigits("s", "123456", method))
    line.run(0.3)
    line.here.submit(DropDigits("s"))
    before = len(events_of(line.sent)), len(line.sent)
    line.run(1.0)
    assert [event for event in line.told if isinstance(event, DigitsSent | MediaFailed)] == []
    assert len(events_of(line.sent)) == before[0]
    assert len(line.sent) - before[1] == 50
    line.dial("7")
    line.run(0.6)
    assert line.digits.endswith("7")


def refused(command: SendDigits, configured: ConfigureStream | None = TALK) -> list[str]:
    plane = MediaPlane()
    plane.execute(OpenStream("s", 40_000), START)
    if configured is not None:
        plane.execute(configured, START)
    plane.execute(command, START)
    return [event.what for event in plane.poll(START)[1] if isinstance(event, MediaFailed)]


@pytest.mark.parametrize(
    "command",
    [
        SendDigits("s", ""),
        SendDigits("s", "12x"),
        SendDigits("s", "1" * (MOST_DIGITS + 1)),
        SendDigits("s", "1", "rfc4733", 0.01),
        SendDigits("s", "1", "rfc4733", 0.1, 600.0),
        SendDigits("other", "1"),
    ],
)
def test_what_cannot_be_dialed_is_refused(command: SendDigits) -> None:
    assert refused(command) == ["digits"]


def test_without_an_agreement_or_on_hold_nothing_is_dialed() -> None:
    assert refused(SendDigits("s", "1")) == []
    assert refused(SendDigits("s", "1"), attrs.evolve(TALK, telephone_event=None)) == ["digits"]
    assert refused(SendDigits("s", "1"), attrs.evolve(TALK, send=False)) == ["digits"]
    assert refused(SendDigits("s", "!")) == []
    assert refused(SendDigits("s", "!", "inband")) == ["digits"]


def test_only_so_many_digits_wait() -> None:
    sender = DigitSender()
    sender.add("1" * MOST_DIGITS, 0.1, 0.1)
    with pytest.raises(MediaError, match="wait"):
        sender.add("1", 0.1, 0.1)


def test_letters_may_be_small() -> None:
    assert check_digits("1a*#d!", 0.1, 0.1) == "1A*#D!"


def packet(code: int, duration: int, end: bool = False) -> bytes:
    return struct.pack("!BBH", code, 0x80 if end else 0, duration)


def test_b5_5_late_packets_of_an_event_that_ended_are_no_new_one() -> None:
    """RFC 4733 section 2.5.2: told apart by their timestamps."""
    receiver = DigitReceiver()
    assert receiver.take(1, 1600, packet(1, 160), 0.0) is None
    assert receiver.take(1, 3200, packet(2, 160), 0.1) == ("1", pytest.approx(0.02))
    assert receiver.take(1, 1600, packet(1, 800, True), 0.11) is None
    assert receiver.take(1, 3200, packet(2, 800, True), 0.12) == ("2", pytest.approx(0.1))
    assert receiver.take(1, 3200, packet(2, 800, True), 0.13) is None


def test_b5_5_timestamps_wrap() -> None:
    receiver = DigitReceiver()
    assert receiver.take(1, 0xFFFFFF00, packet(1, 800, True), 0.0) == ("1", pytest.approx(0.1))
    assert receiver.take(1, 0x00000100, packet(1, 800, True), 0.2) == ("1", pytest.approx(0.1))
    assert receiver.take(1, 0xFFFFFF00, packet(1, 800, True), 0.3) is None


def test_another_source_begins_anew() -> None:
    receiver = DigitReceiver()
    assert receiver.take(1, 9000, packet(1, 800, True), 0.0) is not None
    assert receiver.take(2, 100, packet(3, 160), 0.1) is None
    assert receiver.take(3, 50, packet(4, 800, True), 0.2) == ("3", pytest.approx(0.02))
    assert receiver.expire(0.3) is None
    assert receiver.expire(0.6) == ("4", pytest.approx(0.1))


@pytest.mark.parametrize("payload", [b"", b"\1\0\0", packet(17, 800, True), packet(255, 800, True)])
def test_other_events_and_fragments_are_no_digits(payload: bytes) -> None:
    assert DigitReceiver().take(1, 1, payload, 0.0) is None


@settings(max_examples=200)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.integers(0, 0xFFFFFFFF), st.binary(max_size=8), st.floats(0, 1e6)), max_size=40
    )
)
def test_no_packet_makes_an_error(packets: list[tuple[int, int, bytes, float]]) -> None:
    receiver = DigitReceiver()
    told = 0
    for ssrc, timestamp, payload, now in packets:
        told += receiver.take(ssrc, timestamp, payload, now) is not None
    assert told <= len(packets)


def lossy(drop: Callable[[int], bool]) -> Link:
    count = iter(range(1_000_000))

    def link(datagram: bytes) -> Sequence[float]:
        return () if drop(next(count)) else (0.0,)

    return link


def test_every_other_packet_lost_is_still_exact() -> None:
    line = Line(lossy(lambda n: n % 2 == 1))
    line.dial("0123456789*#ABCD")
    line.run(4.5)
    assert line.digits == "0123456789*#ABCD"


BESIDE = {
    "PCMU": (0, "telephone-event"),
    "G722": (9, "telephone-event"),
    "L16/16000": (98, "telephone-event/16000"),
    "opus": (96, "telephone-event/48000"),
}


def beside(command: ConfigureStream, codec: str, event: str = "") -> ConfigureStream:
    """The same with this codec; `receive_telephone_event` keeps its number."""
    number, name = BESIDE[codec]
    heard = command.receive_telephone_event
    assert heard is not None
    return attrs.evolve(
        command, codec=codec, payload_type=number, receive_payload_types=(number, heard),
        formats=((number, codec), (heard, event or name)),
    )  # fmt: skip


@pytest.mark.parametrize("codec", list(BESIDE))
def test_b5_6_beside_every_codec_with_its_clock(codec: str) -> None:
    """RFC 4733 section 2.1: durations count in the clock of the sound (of G.722 8,000: RFC 3551 4.5.2)."""
    line = Line()
    line.here.submit(beside(TALK, codec))
    there = attrs.evolve(TALK, remote=(HERE, 40_000), source="silence", ssrc=8, telephone_event=101)
    line.there.submit(beside(attrs.evolve(there, receive_telephone_event=97), codec))
    line.run(0.2)
    line.sent.clear()
    line.dial("5", seconds=0.1)
    line.run(0.5)
    clock = int(BESIDE[codec][1].partition("/")[2] or 8_000)
    assert [event[5] for event in events_of(line.sent)] == [clock // 50 * n for n in (1, 2, 3, 4, 5, 5, 5)]
    assert [(event.digit, event.seconds) for event in line.heard if isinstance(event, DigitReceived)] == [
        ("5", pytest.approx(0.1))
    ]


@pytest.mark.parametrize("event", ["telephone-event", "telephone-event/16000", "telephone-event/48000"])
def test_b5_6_what_the_peer_dials_may_have_another_clock_than_what_we_send(event: str) -> None:
    """An answer with several codecs lets the peer choose for each packet (RFC 3264 section 6.1): its events, too."""
    clock = int(event.partition("/")[2] or 8_000)
    plane = MediaPlane()
    plane.execute(OpenStream("s", 40_000), START)
    formats = ((96, "opus"), (0, "PCMU"), (106, "telephone-event/48000"), (101, event))
    plane.execute(
        attrs.evolve(
            TALK, codec="opus", payload_type=96, receive_payload_types=(96, 0, 106, 101), telephone_event=106,
            receive_telephone_event=106, formats=formats,
        ), START,
    )  # fmt: skip
    for number, rate in ((101, clock), (106, 48_000)):
        sound = packet(7, rate // 10, True)
        plane.receive("s", pack_header(number, number, 1_000 * number, 8) + sound, (THERE, 50_000), START + number)
    told = [each for each in plane.poll(START + 200)[1] if isinstance(each, DigitReceived)]
    assert [(each.digit, each.seconds) for each in told] == [("7", pytest.approx(0.1))] * 2


@pytest.mark.parametrize("step", [160, 320, 960])
def test_b5_5_segments_of_who_counts_in_whole_packets_are_one_event(step: int) -> None:
    """RFC 4733 section 2.5.1.3; what fits no more is left out instead of written as 0xFFFF."""
    receiver = DigitReceiver()
    segment, told = 5_000, []
    whole = 0xFFFF // step * step
    for place in range(step, 3 * whole, step):
        duration = (place - 1) % whole + 1
        told.append(receiver.take(1, segment + place - duration, packet(3, duration), place / 8_000))
    assert set(told) == {None}
    ended = receiver.take(1, segment + 2 * whole, packet(3, whole, True), 3 * whole / 8_000)
    assert ended == ("3", pytest.approx(3 * whole / 8_000))


def test_digits_without_end_are_told_no_faster_than_anybody_dials() -> None:
    """Each packet of a flood is a digit of its own; the first are told at once, as after a stall of the network."""
    plane = MediaPlane()
    plane.execute(OpenStream("s", 40_000), START)
    plane.execute(TALK, START)
    for n in range(5_000):
        sound = packet(n % 10, 400, True)
        plane.receive("s", pack_header(101, n, 160 * n, 8) + sound, (THERE, 50_000), START + n / 1_000)
    events = plane.poll(START + 5)[1]
    told = [event for event in events if isinstance(event, DigitReceived)]
    assert len(told) == pytest.approx(MOST_DIGITS + 5 * DIGITS_PER_SECOND, abs=2)
    assert "".join(event.digit for event in told).startswith("0123456789" * 6)
    plane.execute(CloseStream("s"), START + 5)
    (stopped,) = [event for event in plane.poll(START + 5)[1] if isinstance(event, MediaStopped)]
    assert stopped.statistics.malformed == 5_000 - len(told)


def test_b5_6_events_have_the_clock_of_the_sound_beside_them() -> None:
    """RFC 4733 section 2.1, RFC 7587 section 7: beside opus it is 48,000 Hz."""
    sender, receiver = DigitSender(), DigitReceiver(clock_rate=48_000)
    sender.add("5", 0.1, 0.1, 48_000)
    durations, heard = [], []
    for now in range(0, 20 * 960, 960):
        event = sender.step(now, 960)
        if event is not None:
            durations.append(struct.unpack("!BBH", event.payload)[2])
            heard.append(receiver.take(1, event.timestamp, event.payload, now / 48_000))
    assert durations == [960, 1920, 2880, 3840, 4800, 4800, 4800]
    assert [each for each in heard if each is not None] == [("5", pytest.approx(0.1))]
