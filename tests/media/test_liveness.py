"""B5.4: when the silence of a peer is a failure, and when it is not; what ICMP says of our packets."""

from __future__ import annotations

import attrs
import pytest

from sessioncore.base.media import ConfigureStream, MediaEvent, MediaFailed, MediaSilent, MediaStarted, OpenStream
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.wire.rtcp import ReceiverReport, SenderReport, pack_compound
from sessioncore.wire.rtp.packet import pack_header

START = 1_000.0
PEER, RTCP = ("192.0.2.2", 5000), ("192.0.2.2", 5001)
TALK = ConfigureStream(
    "s", PEER, "PCMU", 0, (0, 13, 101), 101, True, True, "tone:440", 7, receive_telephone_event=101
)  # fmt: skip


class Line:
    """One stream of a plane, and its peer by hand."""

    def __init__(self, **limits: float) -> None:
        self.plane = MediaPlane(MediaLimits(**limits))  # type: ignore[arg-type]
        self.now = START
        self.events: list[MediaEvent] = []
        self.number = 0
        self.plane.execute(OpenStream("s", 4000), self.now)
        self.plane.execute(TALK, self.now)

    def run(self, seconds: float) -> list[MediaEvent]:
        """Let time pass; the events in it."""
        before, until = len(self.events), self.now + seconds
        while self.now < until - 1e-9:
            self.now += 0.02
            self.events += self.plane.poll(self.now)[1]
        return self.events[before:]

    def send(self, payload_type: int = 0, payload: bytes = bytes(160)) -> None:
        self.number += 1
        data = pack_header(payload_type, self.number, 160 * self.number, 9) + payload
        self.plane.receive("s", data, PEER, self.now)

    def report(self, sent: int | None = None) -> None:
        """RTCP of the peer; with how many packets it has sent, or as one that sends none."""
        report = ReceiverReport(9) if sent is None else SenderReport(9, 1 << 40, 0, sent, 160 * sent)
        self.plane.receive_control("s", pack_compound([report]), RTCP, self.now)

    def refuse(self, remote: tuple[str, int] = PEER) -> list[MediaEvent]:
        """ICMP says that a packet did not arrive."""
        self.plane.unreachable("s", remote, "Connection refused", self.now)
        return self.run(0.02)


def silences(events: list[MediaEvent]) -> int:
    return sum(isinstance(event, MediaSilent) for event in events)


def failures(events: list[MediaEvent]) -> list[str]:
    return [event.reason for event in events if isinstance(event, MediaFailed)]


def test_b5_4_silence_after_sound_is_told_once() -> None:
    line = Line(silence_seconds=5.0)
    line.send()
    assert silences(line.run(4.9)) == 0
    assert silences(line.run(0.2)) == 1
    assert silences(line.run(60.0)) == 0


def test_b5_4_after_comfort_noise_a_peer_that_still_reports_is_there() -> None:
    """RFC 3389 section 5.2: during silence nothing need be sent; RTCP goes on (RFC 3550 section 6)."""
    line = Line(silence_seconds=5.0)
    line.send()
    line.send(13, b"\x40")
    for _ in range(10):
        assert silences(line.run(4.0)) == 0
        line.report()
    assert silences(line.run(4.9)) == 0
    assert silences(line.run(0.2)) == 1


@pytest.mark.parametrize(("payload_type", "payload"), [(0, bytes(160)), (101, b"\x01\x8a\x03\x20")])
def test_b5_4_reports_alone_are_no_sound(payload_type: int, payload: bytes) -> None:
    line = Line(silence_seconds=5.0)
    line.send(payload_type, payload)
    line.report(1)
    line.run(4.0)
    line.report(200)
    assert silences(line.run(1.2)) == 1


@pytest.mark.parametrize("says", [7, None], ids=["nothing more", "no sender"])
def test_b5_4_who_reports_that_it_sends_nothing_pauses(says: int | None) -> None:
    """RFC 3551 section 4.1: silence may be suppressed without any noise; RFC 3550 section 6.4 tells who sends."""
    line = Line(silence_seconds=5.0)
    line.send()
    line.report(7)
    line.run(2.0)
    for _ in range(5):
        line.report(says)
        assert silences(line.run(4.0)) == 0
    # It says that it sends again, and nothing comes.
    line.report(57)
    assert silences(line.run(5.1)) == 1


def test_b5_4_a_pause_ends_where_the_reports_do() -> None:
    line = Line(silence_seconds=5.0)
    line.send()
    line.report()
    assert silences(line.run(4.9)) == 0
    assert silences(line.run(0.2)) == 1


def test_b5_4_who_was_never_heard_is_silent_whatever_it_reports() -> None:
    line = Line(silence_seconds=5.0)
    for _ in range(2):
        line.report()
        line.run(2.4)
    assert silences(line.run(0.3)) == 1


def test_b5_4_what_is_agreed_anew_gives_time_again() -> None:
    line = Line(silence_seconds=5.0)
    assert silences(line.run(5.1)) == 1
    line.plane.execute(TALK, line.now)
    assert silences(line.run(4.9)) == 0
    assert silences(line.run(0.2)) == 1


def test_b5_4_packets_that_do_not_arrive_are_a_failure_when_it_lasts() -> None:
    line = Line(unreachable_seconds=3.0)
    assert failures(line.refuse()) == []
    line.run(2.9)
    assert failures(line.refuse()) == []
    line.run(0.2)
    (reason,) = failures(line.refuse())
    assert "192.0.2.2 port 5000 takes no media: Connection refused" in reason
    line.run(10.0)
    assert failures(line.refuse()) == []


def test_b5_4_who_is_heard_is_there_and_what_comes_after_a_failure_is_a_beginning() -> None:
    line = Line(unreachable_seconds=3.0)
    line.send()
    line.refuse()
    line.run(3.1)
    line.send()
    assert failures(line.refuse()) == []
    line.run(3.1)
    assert len(failures(line.refuse())) == 1
    line.events.clear()
    line.send()
    assert [event for event in line.run(0.04) if isinstance(event, MediaStarted)]


def test_another_address_or_stream_is_no_matter() -> None:
    line = Line(unreachable_seconds=0.0)
    for _ in range(3):
        assert failures(line.refuse(("192.0.2.2", 5001))) == []
    line.plane.unreachable("other", PEER, "Connection refused", line.now)
    assert failures(line.run(0.1)) == []


def test_b5_4_a_new_address_begins_anew() -> None:
    line = Line(unreachable_seconds=1.0)
    line.refuse()
    line.run(1.1)
    assert len(failures(line.refuse())) == 1
    moved = ("192.0.2.3", 5000)
    line.plane.execute(attrs.evolve(TALK, remote=moved), line.now)
    assert failures(line.refuse(moved)) == []
    line.run(1.1)
    assert len(failures(line.refuse(moved))) == 1
