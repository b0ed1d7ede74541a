from __future__ import annotations

import pytest

from sessioncore.base.errors import MediaError
from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaEvent,
    MediaStarted,
    MediaStopped,
    OpenStream,
    StreamStatistics,
)
from sessioncore.media.plane import MediaPlane
from sessioncore.testing.media import FakeMediaPorts, InlineMedia, Link, MediaNetwork, perfect_link, seeded_link

HERE, THERE = "192.0.2.1", "192.0.2.2"


def talk(link: Link, seconds: float = 10.0) -> tuple[StreamStatistics, StreamStatistics, list[MediaEvent]]:
    """Send a tone to an echo for so long; return the statistics of both and all events here."""
    network = MediaNetwork(1_000.0, link)
    ends: dict[str, StreamStatistics] = {}
    events: list[MediaEvent] = []

    def tell(event: MediaEvent) -> None:
        events.append(event)
        if isinstance(event, MediaStopped):
            ends[event.stream] = event.statistics

    here = InlineMedia(MediaPlane(), network, tell, address=HERE)
    there = InlineMedia(MediaPlane(), network, tell, address=THERE)
    here.submit(OpenStream("tone", 4000))
    there.submit(OpenStream("echo", 5000))
    here.submit(ConfigureStream("tone", (THERE, 5000), "PCMU", 0, (0,), None, True, True, "tone:440", 1))
    there.submit(ConfigureStream("echo", (HERE, 4000), "PCMU", 0, (0,), None, True, True, "echo", 2))
    network.advance(1_000.0 + seconds)
    here.stop()
    there.stop()
    assert (here.open_sockets, there.open_sockets) == (0, 0)
    return ends["tone"], ends["echo"], events


def test_a_perfect_network_loses_nothing() -> None:
    tone, echo, events = talk(perfect_link)
    assert (tone.sent_packets, echo.received_packets, echo.lost, echo.duplicates) == (501, 501, 0, 0)
    assert tone.received_packets == echo.sent_packets
    assert tone.received_packets >= 498
    assert tone.tone_hz == pytest.approx(440, abs=1)
    assert [type(event) for event in events] == [MediaStarted, MediaStarted, MediaStopped, MediaStopped]


def test_jitter_of_less_than_the_echo_holds_is_evened_out() -> None:
    tone, echo, _ = talk(seeded_link(4, delay=0.05, jitter=0.015))
    assert 0.001 < echo.jitter < 0.015
    assert (tone.lost, echo.lost) == (0, 0)
    # What the echo sends is paced by its own clock: only the way back shows in its jitter here.
    assert tone.received_packets >= 490
    assert tone.tone_hz == pytest.approx(440, abs=2)


def test_loss_and_repetition_are_counted_right() -> None:
    tone, echo, _ = talk(seeded_link(4, loss=0.1, duplication=0.1, delay=0.05), seconds=20.0)
    # The last packets are still on their way.
    assert echo.received_packets + echo.lost == pytest.approx(tone.sent_packets, abs=4)
    assert echo.lost == pytest.approx(100, abs=40)
    assert echo.duplicates == pytest.approx(90, abs=40)
    assert tone.received_packets + tone.lost == pytest.approx(echo.sent_packets, abs=4)
    assert tone.tone_hz == pytest.approx(440, rel=0.02)


def test_reordering_is_no_loss() -> None:
    tone, echo, _ = talk(seeded_link(4, delay=0.05, jitter=0.07))
    assert echo.lost <= 4
    assert echo.received_packets + echo.lost >= tone.sent_packets - 6


def test_a_seed_gives_the_same_conversation_again() -> None:
    first = talk(seeded_link(9, loss=0.2, duplication=0.1, jitter=0.05))
    assert first == talk(seeded_link(9, loss=0.2, duplication=0.1, jitter=0.05))
    assert first != talk(seeded_link(10, loss=0.2, duplication=0.1, jitter=0.05))


def test_time_stands_where_it_was_led_to() -> None:
    network = MediaNetwork(5.0)
    assert network.next_deadline() is None
    network.advance(7.5)
    assert network.now == 7.5


def test_a_recorder_sees_packets_of_both_directions() -> None:
    network = MediaNetwork()
    seen: list[tuple[float, bool, int, tuple[str, int], bytes]] = []
    here = InlineMedia(
        MediaPlane(), network, lambda event: None, address=HERE, on_packet=lambda *packet: seen.append(packet)
    )
    here.submit(OpenStream("a", 4000))
    here.submit(OpenStream("b", 4002))
    here.submit(ConfigureStream("a", (HERE, 4002), "PCMU", 0, (0,), None, True, True, "tone:440", 1))
    network.advance(0.03)
    assert [(at, sent, port, peer) for at, sent, port, peer, _ in seen] == [
        (0.0, True, 4000, (HERE, 4002)),
        (0.0, False, 4002, (HERE, 4000)),
        (0.02, True, 4000, (HERE, 4002)),
        (0.02, False, 4002, (HERE, 4000)),
    ]


def test_mistakes_of_a_test_are_loud() -> None:
    network = MediaNetwork()
    here = InlineMedia(MediaPlane(), network, lambda event: None, address=HERE)
    with pytest.raises(MediaError, match="is taken"):
        InlineMedia(MediaPlane(), network, lambda event: None, address=HERE)
    here.submit(OpenStream("a", 4000))
    with pytest.raises(MediaError, match="in use"):
        here.submit(OpenStream("b", 4000))
    here.submit(CloseStream("a"))
    here.submit(OpenStream("b", 4000))
    assert here.open_sockets == 1


def test_fake_ports_rotate_and_run_out() -> None:
    ports = FakeMediaPorts(4000, 2)
    assert (ports.take(), ports.take()) == (4000, 4002)
    with pytest.raises(MediaError, match="in use"):
        ports.take()
    ports.give_back(4000)
    with pytest.raises(MediaError, match="not taken"):
        ports.give_back(4000)
    assert (ports.taken, ports.take()) == (1, 4000)
