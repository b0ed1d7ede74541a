from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.media.sound.echo import CAPACITY, EchoQueue


def frame(n: int, size: int = 160) -> bytes:
    return bytes([n]) * size


def drain(queue: EchoQueue) -> list[bytes]:
    frames = []
    for _ in range(100):
        if (out := queue.pull()) is not None:
            frames.append(out)
        elif not queue:
            return frames
    raise AssertionError("the queue does not run dry")


def test_it_starts_with_two_frames_and_plays_one_per_tick() -> None:
    queue = EchoQueue()
    assert queue.pull() is None
    queue.push(1, frame(1))
    assert queue.pull() is None
    queue.push(2, frame(2))
    assert [queue.pull(), queue.pull(), queue.pull()] == [frame(1), frame(2), None]


def test_a_single_frame_is_played_after_one_tick_of_waiting() -> None:
    queue = EchoQueue()
    queue.push(1, frame(1))
    assert [queue.pull(), queue.pull()] == [None, frame(1)]


def test_after_running_dry_it_waits_again() -> None:
    queue = EchoQueue()
    for n in (1, 5):
        queue.push(n, frame(n))
        assert [queue.pull(), queue.pull(), queue.pull()] == [None, frame(n), None]


def test_packets_of_a_single_sample_are_bounded_in_number() -> None:
    queue = EchoQueue()
    for n in range(1_000):
        queue.push(n, b"x")
    assert len(queue) == 50


def test_overtaken_packets_are_put_right_and_late_ones_dropped() -> None:
    queue = EchoQueue()
    for n in (2, 1, 4, 3):
        queue.push(n, frame(n))
    assert drain(queue) == [frame(1), frame(2), frame(3), frame(4)]
    queue.push(2, frame(9))
    assert len(queue) == 0


def test_at_most_ten_frames_wait_and_the_oldest_give_way() -> None:
    queue = EchoQueue()
    for n in range(25):
        queue.push(n, frame(n))
    assert len(queue) == 10
    assert drain(queue) == [frame(n) for n in range(15, 25)]


def test_other_packet_lengths_are_cut_to_frames_without_loss() -> None:
    for size in (80, 240, 320, 400):
        queue = EchoQueue()
        sent = b"".join(frame(n, size) for n in range(4))
        for n in range(4):
            queue.push(n, frame(n, size))
        heard = b"".join(drain(queue))
        assert sent.startswith(heard)
        assert len(sent) - len(heard) < 160


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 1500), st.integers(0, 2)), max_size=100))
def test_it_stays_bounded_and_in_order(pushes: list[tuple[int, int, int]]) -> None:
    queue = EchoQueue()
    played = b""
    for sequence, size, pulls in pushes:
        queue.push(sequence, frame(sequence, size))
        assert len(queue) <= 50
        for _ in range(pulls):
            out = queue.pull()
            assert out is None or len(out) == 160
            played += out or b""
    rest = b"".join(drain(queue))
    # One packet may be longer than the whole queue, and a part of a frame waits beside it.
    assert len(rest) <= CAPACITY + 160
    played += rest
    assert list(played) == sorted(played)


@pytest.mark.parametrize("drift", [-0.0002, 0.0002])
def test_b5_13_twenty_minutes_with_a_clock_200_ppm_off(drift: float) -> None:
    """That is 240 ms, 12 packets: as many are left out, or as often it is waited, and no more waits than 80 ms."""
    queue, sent, frames, most = EchoQueue(), 0, 0, 0
    for n in range(60_000):
        while sent * (1 + drift) <= n:
            queue.push(sent, frame(1))
            sent += 1
        frames += queue.pull() is not None
        most = max(most, len(queue)) if n > 1_000 else 0
    assert most <= 4
    assert abs(frames - 60_000) <= 2 * 12 + 4
    assert abs(frames - sent) <= 2 * 12 + 4


def test_a_burst_does_not_stay() -> None:
    queue = EchoQueue()
    for n in range(9):
        queue.push(n, frame(1))
    for n in range(9, 2_000):
        queue.pull()
        queue.push(n, frame(1))
    assert len(queue) <= 3
