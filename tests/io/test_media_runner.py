from __future__ import annotations

import select
import socket
import threading
import time
import wave
from collections.abc import Callable, Iterator
from pathlib import Path

import attrs
import pytest

from sessioncore.base.errors import MediaError
from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaEvent,
    MediaFailed,
    MediaRecorded,
    MediaReport,
    MediaStarted,
    MediaStopped,
    OpenStream,
    RecordStream,
    ReportStream,
    StreamStatistics,
)
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.io.media_runner import MediaRunner
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.wire.rtcp import (
    Bye,
    ReceiverReport,
    ReportBlock,
    SenderReport,
    middle_32,
    ntp_time,
    pack_compound,
    parse_compound,
)
from sessioncore.wire.rtp.packet import pack_header, parse_header

HOST = "127.0.0.1"
PATIENCE = 30.0


class Inbox:
    """Collects what the media thread calls back, and waits for it."""

    def __init__(self) -> None:
        self.events: list[MediaEvent] = []
        self._changed = threading.Condition()

    def __call__(self, event: MediaEvent) -> None:
        with self._changed:
            self.events.append(event)
            self._changed.notify_all()

    def wait(self, claim: Callable[[MediaEvent], bool]) -> MediaEvent:
        """Take out the first event that fulfils `claim`."""
        with self._changed:
            assert self._changed.wait_for(lambda: any(map(claim, self.events)), PATIENCE), self.events
            found = next(filter(claim, self.events))
            self.events.remove(found)
            return found


@attrs.define
class Stand:
    ports: MediaPortPool
    inbox: Inbox
    runner: MediaRunner

    def open(self, stream: str, remote: tuple[str, int], source: str = "silence", codec: str = "PCMU") -> int:
        port = self.ports.take()
        self.runner.submit(OpenStream(stream, port))
        self.configure(stream, remote, source, codec)
        return port

    def configure(self, stream: str, remote: tuple[str, int], source: str = "silence", codec: str = "PCMU") -> None:
        pt = {"PCMU": 0, "PCMA": 8}[codec]
        self.runner.submit(ConfigureStream(stream, remote, codec, pt, (pt,), None, True, True, source, 1))

    def report(self, stream: str) -> StreamStatistics:
        self.runner.submit(ReportStream(stream))
        event = self.inbox.wait(lambda e: isinstance(e, MediaReport) and e.stream == stream)
        assert isinstance(event, MediaReport)
        return event.statistics

    def await_report(self, stream: str, claim: Callable[[StreamStatistics], bool]) -> StreamStatistics:
        end = time.monotonic() + PATIENCE
        while not claim(statistics := self.report(stream)):
            assert time.monotonic() < end, statistics
            # Asking costs the media thread time; a packet takes 20 ms.
            threading.Event().wait(0.02)
        return statistics


@pytest.fixture
def pair() -> Iterator[tuple[socket.socket, socket.socket]]:
    """A peer's socket and the one on the port after it: nobody else's, as RTCP goes there."""
    ports = MediaPortPool(HOST, count=1)
    port = ports.take()
    control = ports.control_socket(port)
    assert control is not None
    for made in (ports.socket(port), control):
        made.settimeout(PATIENCE)
    yield ports.socket(port), control
    ports.close()


@pytest.fixture
def peer(pair: tuple[socket.socket, socket.socket]) -> socket.socket:
    return pair[0]


# The peer is there until all goodbyes are said.
@pytest.fixture
def stand(peer: socket.socket) -> Iterator[Stand]:
    ports = MediaPortPool(HOST, count=8)
    inbox = Inbox()
    made = Stand(ports, inbox, MediaRunner(MediaPlane(), ports, inbox))
    made.runner.start()
    yield made
    made.runner.stop()
    ports.close()
    assert not made.runner.running
    assert made.runner.open_sockets == 0
    assert ports.open_sockets == 0


@pytest.mark.parametrize("codec", ["PCMU", "PCMA"])
def test_a_tone_goes_to_an_echo_and_comes_back(stand: Stand, codec: str) -> None:
    echo = stand.ports.take()
    tone = stand.open("tone", (HOST, echo), "tone:440", codec)
    stand.runner.submit(OpenStream("echo", echo))
    stand.configure("echo", (HOST, tone), "echo", codec)
    heard = stand.await_report("tone", lambda s: s.received_packets >= 55)
    assert heard.tone_hz == pytest.approx(440, rel=0.01)
    assert heard.level_dbov == pytest.approx(-10, abs=0.5)
    assert heard.lost == 0
    stand.runner.submit(CloseStream("tone"))
    stand.runner.submit(CloseStream("echo"))
    stopped = stand.inbox.wait(lambda e: isinstance(e, MediaStopped) and e.stream == "echo")
    assert isinstance(stopped, MediaStopped)
    assert stopped.statistics.received_packets >= 55
    assert stand.runner.send_errors == 0


def test_packets_are_paced_by_the_clock(stand: Stand, peer: socket.socket) -> None:
    start = time.monotonic()
    stand.open("a", peer.getsockname(), "tone:440")
    headers = []
    for _ in range(26):
        header = parse_header(peer.recv(2_000))
        assert header is not None
        headers.append(header)
    passed = time.monotonic() - start
    assert [h.sequence for h in headers] == [(headers[0].sequence + n) & 0xFFFF for n in range(26)]
    steps = (headers[-1].timestamp - headers[0].timestamp) & 0xFFFFFFFF
    # On a busy machine this thread may see packets late, and frames may be left out; none leaves before its time.
    assert 25 * 160 <= steps <= passed * 8000 + 1


def test_the_first_packet_is_told(stand: Stand, peer: socket.socket) -> None:
    port = stand.open("a", peer.getsockname())
    stand.report("a")
    peer.sendto(pack_header(0, 1, 2, 77) + bytes(160), (HOST, port))
    assert stand.inbox.wait(lambda e: isinstance(e, MediaStarted)) == MediaStarted("a", 77, 0)


def test_what_came_before_the_stream_was_opened_is_dropped(stand: Stand, peer: socket.socket) -> None:
    ports = [stand.ports.take() for _ in range(8)]
    for port in ports:
        for n in range(5):
            peer.sendto(pack_header(0, n, 2, 66) + bytes(160), (HOST, port))
    stand.runner.submit(OpenStream("a", ports[3]))
    stand.configure("a", peer.getsockname())
    stand.report("a")
    peer.sendto(pack_header(0, 9, 2, 77) + bytes(160), (HOST, ports[3]))
    started = stand.inbox.wait(lambda e: isinstance(e, MediaStarted))
    assert started == MediaStarted("a", 77, 0)
    statistics = stand.report("a")
    assert (statistics.received_packets, statistics.wrong_source) == (1, 0)


def test_b4_8_what_comes_before_the_thread_looks_is_heard() -> None:
    """Who is told of a port may be faster than the media thread."""
    ports, inbox = MediaPortPool(HOST, count=1), Inbox()
    runner = MediaRunner(MediaPlane(), ports, inbox)
    port = ports.take()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
        peer.sendto(pack_header(0, 1, 160, 6) + bytes(160), (HOST, port))  # of an earlier call
        runner.submit(OpenStream("a", port, ((0, "PCMU"),)))
        for number in range(5):
            peer.sendto(pack_header(0, number, number * 160, 7) + bytes(160), (HOST, port))
        runner.start()
        try:
            started = inbox.wait(lambda event: isinstance(event, MediaStarted))
            assert started == MediaStarted("a", 7, 0)
        finally:
            runner.stop()
            ports.close()


def test_odd_datagrams_are_counted(stand: Stand, peer: socket.socket) -> None:
    port = stand.open("a", peer.getsockname())
    stand.report("a")
    for data in (b"", b"\x80", b"\x80" + bytes(4_000), b"\x80\xc9\x00\x01\x00\x00\x00\x01"):
        peer.sendto(data, (HOST, port))
    statistics = stand.await_report("a", lambda s: s.malformed + s.rtcp == 4)
    assert (statistics.malformed, statistics.rtcp) == (3, 1)


def test_nobody_listening_there_stops_nothing(stand: Stand, peer: socket.socket) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as gone:
        gone.bind((HOST, 0))
        nowhere = gone.getsockname()
    stand.open("a", nowhere, "tone:440")
    stand.open("b", peer.getsockname(), "tone:440")
    for _ in range(10):
        peer.recv(2_000)
    assert stand.report("a").sent_packets >= 9
    assert not any(isinstance(event, MediaFailed) for event in stand.inbox.events)


def test_an_address_that_cannot_be_sent_to_is_told_once(stand: Stand, peer: socket.socket) -> None:
    stand.open("a", ("2001:db8::1", 5004), "tone:440")
    stand.open("b", peer.getsockname(), "tone:440")
    failed = stand.inbox.wait(lambda e: isinstance(e, MediaFailed))
    assert isinstance(failed, MediaFailed)
    assert failed.reason.startswith("cannot send to 2001:db8::1 port 5004: ")
    for _ in range(5):
        peer.recv(2_000)
    assert stand.runner.send_errors >= 2
    assert not any(isinstance(event, MediaFailed) for event in stand.inbox.events)


def test_ports_that_are_not_ours_or_not_free_are_told(stand: Stand, peer: socket.socket) -> None:
    port = stand.open("a", peer.getsockname())
    stand.runner.submit(OpenStream("b", port))
    assert "in use" in str(stand.inbox.wait(lambda e: isinstance(e, MediaFailed)))
    stand.runner.submit(OpenStream("b", 1))
    assert "not in the pool" in str(stand.inbox.wait(lambda e: isinstance(e, MediaFailed)))
    stand.runner.submit(OpenStream("a", stand.ports.take()))
    assert "open already" in str(stand.inbox.wait(lambda e: isinstance(e, MediaFailed)))
    stand.runner.submit(CloseStream("a"))
    stand.runner.submit(OpenStream("b", port))
    stand.configure("b", peer.getsockname())
    assert stand.report("b").sent_packets == 0


def test_stopping_closes_every_stream_and_later_commands_are_dropped(stand: Stand, peer: socket.socket) -> None:
    for n in range(3):
        stand.open(f"s{n}", peer.getsockname(), "tone:440")
    stand.runner.stop()
    stopped = [event.stream for event in stand.inbox.events if isinstance(event, MediaStopped)]
    assert stopped == ["s0", "s1", "s2"]
    stand.runner.submit(OpenStream("late", stand.ports.take()))
    assert not stand.runner._commands
    stand.runner.stop()
    assert stand.runner.open_sockets == 0
    with pytest.raises(MediaError, match="starts once"):
        stand.runner.start()


def test_commands_given_before_stop_are_carried_out() -> None:
    ports = MediaPortPool(HOST, count=1)
    inbox = Inbox()
    entered, release = threading.Event(), threading.Event()

    def hold(event: MediaEvent) -> None:
        inbox(event)
        entered.set()
        release.wait(PATIENCE)

    runner = MediaRunner(MediaPlane(), ports, hold)
    runner.start()
    runner.submit(ReportStream("nobody"))
    assert entered.wait(PATIENCE)
    runner.submit(OpenStream("a", ports.take()))
    with pytest.raises(MediaError, match="did not end"):
        runner.stop(0.01)
    release.set()
    runner.stop()
    ports.close()
    assert [type(event) for event in inbox.events] == [MediaFailed, MediaStopped]


def test_a_runner_that_never_started_can_be_stopped() -> None:
    ports = MediaPortPool(HOST, count=1)
    runner = MediaRunner(MediaPlane(), ports, lambda event: None)
    runner.stop()
    runner.stop()
    ports.close()
    assert not runner.running


def test_a_hanging_callback_is_named_by_stop(peer: socket.socket) -> None:
    ports = MediaPortPool(HOST, count=1)
    entered, release = threading.Event(), threading.Event()

    def hang(event: MediaEvent) -> None:
        entered.set()
        release.wait(PATIENCE)

    runner = MediaRunner(MediaPlane(), ports, hang)
    runner.start()
    runner.submit(ReportStream("nobody"))
    assert entered.wait(PATIENCE)
    with pytest.raises(MediaError, match="did not end"):
        runner.stop(0.01)
    release.set()
    runner.stop()
    ports.close()
    assert not runner.running


def test_a_failing_callback_is_counted_and_media_goes_on(peer: socket.socket) -> None:
    ports = MediaPortPool(HOST, count=1)

    def fail(*arguments: object) -> None:
        raise RuntimeError("the loop is closed")

    runner = MediaRunner(MediaPlane(), ports, fail, on_packet=fail)
    runner.start()
    port = ports.take()
    runner.submit(OpenStream("a", port))
    runner.submit(ConfigureStream("a", peer.getsockname(), "PCMU", 0, (0,), None, True, True, "tone:440", 1))
    for _ in range(5):
        peer.recv(2_000)
    peer.sendto(pack_header(0, 1, 2, 77) + bytes(160), (HOST, port))
    runner.stop()
    ports.close()
    # Five packets seen leaving at least, and MediaStopped.
    assert runner.callback_errors >= 6


def test_a_recorder_sees_packets_both_ways(peer: socket.socket) -> None:
    ports = MediaPortPool(HOST, count=1)
    seen: list[tuple[float, bool, int, tuple[str, int], bytes]] = []
    inbox = Inbox()
    runner = MediaRunner(MediaPlane(), ports, inbox, on_packet=lambda *packet: seen.append(packet))
    runner.start()
    port = ports.take()
    runner.submit(OpenStream("a", port))
    runner.submit(ConfigureStream("a", peer.getsockname(), "PCMU", 0, (0,), None, True, True, "tone:440", 1))
    sent = peer.recv(2_000)
    heard = pack_header(0, 1, 2, 77) + bytes(160)
    peer.sendto(heard, (HOST, port))
    inbox.wait(lambda event: isinstance(event, MediaStarted))
    runner.stop()
    ports.close()
    assert seen[0][1:] == (True, port, peer.getsockname(), sent)
    assert (False, port, peer.getsockname(), heard) in [packet[1:] for packet in seen]
    assert [packet[0] for packet in seen] == sorted(packet[0] for packet in seen)


class Stalling:
    """A clock that is broken for so many readings."""

    def __init__(self) -> None:
        self.broken = 0

    def __call__(self) -> float:
        if self.broken:
            self.broken -= 1
            raise RuntimeError("no time")
        return time.monotonic()


def test_a_failing_thread_tells_every_stream_and_begins_anew(peer: socket.socket) -> None:
    ports, inbox, clock, plane = MediaPortPool(HOST, count=2), Inbox(), Stalling(), MediaPlane()
    runner = MediaRunner(plane, ports, inbox, clock=clock)
    runner.start()
    first, second = ports.take(), ports.take()
    towards = ConfigureStream("a", peer.getsockname(), "PCMU", 0, (0,), None, True, True, "tone:440", 1)
    try:
        runner.submit(OpenStream("a", first))
        runner.submit(towards)
        peer.recv(2_000)
        clock.broken = 1
        inbox.wait(lambda event: event == MediaFailed("a", "the media thread failed"))
        assert (runner.running, runner.open_sockets, plane.streams) == (True, 0, ())
        # The calls that there were have been told; the next one has media, on the same port.
        runner.submit(CloseStream("a"))
        while peer in select.select([peer], [], [], 0.05)[0]:
            peer.recv(2_000)
        runner.submit(OpenStream("b", first))
        runner.submit(attrs.evolve(towards, stream="b"))
        assert peer.recv(2_000)[1] & 0x7F == 0
        runner.submit(OpenStream("c", second))
        runner.submit(ReportStream("c"))
        inbox.wait(lambda event: isinstance(event, MediaReport) and event.stream == "c")
    finally:
        runner.stop()
        ports.close()


def test_a_thread_that_fails_again_and_again_gives_up_and_lends_no_port() -> None:
    ports, inbox, clock = MediaPortPool(HOST, count=2), Inbox(), Stalling()
    runner = MediaRunner(MediaPlane(), ports, inbox, clock=clock)
    runner.start()
    clock.broken = 100
    runner.submit(OpenStream("a", ports.take()))
    inbox.wait(lambda event: event == MediaFailed("a", "the media thread failed"))
    runner.stop()
    with pytest.raises(MediaError, match="the media thread failed"):
        ports.take()
    assert (runner.running, runner.open_sockets) == (False, 0)
    ports.close()


def test_a_clock_that_runs_out_ends_in_telling_every_stream(peer: socket.socket) -> None:
    ticks = iter(range(50))
    ports = MediaPortPool(HOST, count=1)
    inbox = Inbox()

    def clock() -> float:
        # Runs out, as a clock never should.
        return next(ticks) * 0.001

    runner = MediaRunner(MediaPlane(), ports, inbox, clock=clock)
    runner.start()
    runner.submit(OpenStream("a", ports.take()))
    runner.submit(ConfigureStream("a", peer.getsockname(), "PCMU", 0, (0,), None, True, True, "tone:440", 1))
    assert inbox.wait(lambda e: isinstance(e, MediaFailed)) == MediaFailed("a", "the media thread failed")
    # Who comes later is told as well, and not left in silence.
    runner.submit(OpenStream("b", 2))
    assert inbox.wait(lambda e: e.stream == "b") == MediaFailed("b", "the media thread failed")
    runner.stop()
    ports.close()
    assert (runner.running, runner.open_sockets) == (False, 0)


def test_a_mistake_in_the_sound_of_one_stream_ends_no_other(
    peer: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both ways: what is sent, and what is heard."""
    ports, inbox = MediaPortPool(HOST, count=3), Inbox()
    runner = MediaRunner(MediaPlane(), ports, inbox)
    runner.start()
    opened = {name: ports.take() for name in "abc"}

    def broken(self: object, *given: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr("sessioncore.media.telephony.signal_tones.CadenceSource.frame", broken)
    monkeypatch.setattr("sessioncore.media.sound.echo.EchoQueue.push", broken)
    sources = {"a": "tone:440", "b": "signal:busy/de", "c": "echo"}
    for name, port in opened.items():
        runner.submit(OpenStream(name, port))
        runner.submit(ConfigureStream(name, peer.getsockname(), "PCMU", 0, (0,), None, True, True, sources[name], 1))
    assert inbox.wait(lambda e: e.stream == "b") == MediaFailed("b", "its sound failed: ZeroDivisionError")
    peer.sendto(pack_header(0, 1, 160, 9) + bytes(160), (HOST, opened["c"]))
    assert inbox.wait(lambda e: e.stream == "c") == MediaFailed("c", "its sound failed: ZeroDivisionError")
    runner.submit(CloseStream("c"))
    assert isinstance(inbox.wait(lambda e: isinstance(e, MediaStopped)), MediaStopped)
    # Ten packets of the tone leave after that.
    runner.submit(ReportStream("a"))
    before = inbox.wait(lambda e: isinstance(e, MediaReport))
    assert isinstance(before, MediaReport)
    runner.submit(ReportStream("a", every=0.1))
    sent = before.statistics.sent_packets
    inbox.wait(lambda e: isinstance(e, MediaReport) and e.statistics.sent_packets > sent + 10)
    assert runner.running
    runner.stop()
    ports.close()


def quick(ports: MediaPortPool, inbox: Inbox, **options: object) -> MediaRunner:
    """A runner that reports some ten times a second."""
    return MediaRunner(MediaPlane(MediaLimits(rtcp_minimum_seconds=0.1)), ports, inbox, **options)  # type: ignore[arg-type]


def test_reports_leave_the_odd_port_and_a_goodbye_is_the_last(pair: tuple[socket.socket, socket.socket]) -> None:
    peer, control = pair
    ports, inbox = MediaPortPool(HOST, count=1), Inbox()
    seen: list[tuple[float, bool, int, tuple[str, int], bytes]] = []
    runner = quick(ports, inbox, on_packet=lambda *packet: seen.append(packet))
    runner.start()
    port = ports.take()
    runner.submit(OpenStream("a", port))
    runner.submit(ConfigureStream("a", peer.getsockname(), "PCMU", 0, (0,), None, True, True, "tone:440", 1))
    data, source = control.recvfrom(2_000)
    assert source == (HOST, port + 1)
    packets = parse_compound(data)
    assert packets is not None
    report = packets[0]
    assert isinstance(report, SenderReport)
    # The time of day, whatever clock the runner has.
    assert abs(report.ntp - ntp_time(time.time())) < 10 << 32
    # As if answered at once: what passed until it comes back is the round trip.
    answer = ReceiverReport(2, (block_of(report),))
    control.sendto(pack_compound([answer]), (HOST, port + 1))
    end = time.monotonic() + PATIENCE
    while (round_trip := statistics_of(runner, inbox).round_trip) is None:
        assert time.monotonic() < end
    assert 0 <= round_trip < 5
    runner.submit(CloseStream("a"))
    while True:
        last = parse_compound(control.recv(2_000))
        assert last is not None
        if isinstance(last[-1], Bye):
            break
    assert last[-1] == Bye((1,))
    runner.stop()
    ports.close()
    control.setblocking(False)
    with pytest.raises(BlockingIOError):
        control.recv(2_000)
    assert (True, port + 1, control.getsockname(), data) in [packet[1:] for packet in seen]
    assert (False, port + 1, control.getsockname(), pack_compound([answer])) in [packet[1:] for packet in seen]


def block_of(report: SenderReport) -> ReportBlock:
    return ReportBlock(report.ssrc, last_sr=middle_32(report.ntp))


def statistics_of(runner: MediaRunner, inbox: Inbox) -> StreamStatistics:
    runner.submit(ReportStream("a"))
    event = inbox.wait(lambda e: isinstance(e, MediaReport))
    assert isinstance(event, MediaReport)
    return event.statistics


def test_stopping_says_goodbye_too(pair: tuple[socket.socket, socket.socket]) -> None:
    peer, control = pair
    ports = MediaPortPool(HOST, count=1)
    runner = MediaRunner(MediaPlane(), ports, Inbox())
    runner.start()
    runner.submit(OpenStream("a", ports.take()))
    runner.submit(ConfigureStream("a", peer.getsockname(), "PCMU", 0, (0,), None, True, True, "tone:440", 1))
    peer.recv(2_000)
    runner.stop()
    ports.close()
    last = parse_compound(control.recv(2_000))
    assert last is not None
    assert last[-1] == Bye((1,))


def test_without_odd_ports_no_report_leaves(pair: tuple[socket.socket, socket.socket]) -> None:
    peer, control = pair
    ports, inbox = MediaPortPool(HOST, count=1, rtcp=False), Inbox()
    runner = quick(ports, inbox)
    runner.start()
    port = ports.take()
    runner.submit(OpenStream("a", port))
    runner.submit(ConfigureStream("a", peer.getsockname(), "PCMU", 0, (0,), None, True, True, "tone:440", 1))
    for _ in range(20):
        peer.recv(2_000)
    peer.sendto(pack_compound([ReceiverReport(2, (ReportBlock(1, 64),))]), (HOST, port))
    end = time.monotonic() + PATIENCE
    while statistics_of(runner, inbox).remote_loss != 0.25:
        assert time.monotonic() < end
    runner.stop()
    ports.close()
    control.setblocking(False)
    with pytest.raises(BlockingIOError):
        control.recv(2_000)


def test_a_recording_is_a_file_of_what_was_heard(stand: Stand, peer: socket.socket, tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    port = stand.open("a", peer.getsockname())
    stand.runner.submit(RecordStream("a", str(path)))
    stand.report("a")
    for n in range(10):
        peer.sendto(pack_header(0, n, 160 * n, 77) + bytes([0x10 + n]) * 160, (HOST, port))
    stand.await_report("a", lambda s: s.received_packets == 10)
    stand.runner.submit(CloseStream("a"))
    recorded = stand.inbox.wait(lambda e: isinstance(e, MediaRecorded))
    with wave.open(str(path), "rb") as file:
        assert recorded == MediaRecorded("a", str(path), file.getnframes() / 8000, True)
        assert any(file.readframes(file.getnframes()))


def test_a_peer_that_takes_no_media_is_told_by_icmp() -> None:
    """B5.4: nobody listens on its port, so packets come back as ICMP messages; that is a failure when it lasts."""
    ports, inbox = MediaPortPool(HOST, count=2), Inbox()
    runner = MediaRunner(MediaPlane(MediaLimits(unreachable_seconds=0.2)), ports, inbox)
    runner.start()
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as reserved:
        # Bound and closed: most probably nobody else's for the moment.
        reserved.bind((HOST, 0))
        nobody = reserved.getsockname()
    try:
        port = ports.take()
        runner.submit(OpenStream("s", port))
        runner.submit(ConfigureStream("s", nobody, "PCMU", 0, (0,), None, True, True, "tone:440", 1))
        event = inbox.wait(lambda e: isinstance(e, MediaFailed))
        assert isinstance(event, MediaFailed)
        assert event.what == "stream"
        assert f"{HOST} port {nobody[1]} takes no media" in event.reason
        assert runner.send_errors > 0
        # The thread sleeps between packets although messages keep coming: told once, and it still answers.
        runner.submit(ReportStream("s"))
        inbox.wait(lambda e: isinstance(e, MediaReport))
        assert not any(isinstance(e, MediaFailed) for e in inbox.events)
    finally:
        runner.stop()
        ports.close()
