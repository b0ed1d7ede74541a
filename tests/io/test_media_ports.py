from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from sessioncore.base.errors import MediaError, Recovery
from sessioncore.io.media_ports import MediaPortPool


@pytest.fixture
def pool() -> Iterator[MediaPortPool]:
    made = MediaPortPool("127.0.0.1", count=4)
    yield made
    made.close()


def test_ports_are_even_and_ours_from_the_start(pool: MediaPortPool) -> None:
    ports = {pool.take() for _ in range(4)}
    assert len(ports) == 4
    assert all(port % 2 == 0 for port in ports)
    for port in ports:
        assert pool.socket(port).getsockname() == ("127.0.0.1", port)
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other, pytest.raises(OSError, match="in use"):
            other.bind(("127.0.0.1", port))


def test_the_odd_port_after_each_is_ours_too_until_the_pool_is_closed(pool: MediaPortPool) -> None:
    assert pool.open_control_sockets == pool.open_sockets == 4
    port = pool.take()
    control = pool.control_socket(port)
    assert control is not None
    assert control.getsockname() == ("127.0.0.1", port + 1)
    assert not control.getblocking()
    assert pool.control_socket(port + 1) is None
    pool.close()
    assert pool.open_control_sockets == 0
    assert control.fileno() == -1


def test_a_pair_of_which_one_is_taken_is_left_out() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        used = other.getsockname()[1]
        even = used - used % 2
        with pytest.raises(MediaError, match="no even port"):
            MediaPortPool("127.0.0.1", even, even + 1)
        without = MediaPortPool("127.0.0.1", even - 20, even + 20, rtcp=False)
        assert without.open_control_sockets == 0
        assert without.control_socket(without.take()) is None
        assert (even in [without.take() for _ in range(len(without))]) == (used % 2 == 1)
        without.close()


def test_an_exhausted_pool_says_so_and_when_to_come_again(pool: MediaPortPool) -> None:
    taken = [pool.take() for _ in range(4)]
    with pytest.raises(MediaError, match="all 4 media ports") as caught:
        pool.take()
    assert caught.value.recovery is Recovery.RETRY_AFTER
    pool.give_back(taken[2])
    assert pool.take() == taken[2]


def test_a_port_given_back_waits_for_all_the_others(pool: MediaPortPool) -> None:
    first = pool.take()
    pool.give_back(first)
    order = [pool.take() for _ in range(4)]
    assert order[-1] == first
    assert (pool.taken, len(pool)) == (4, 0)


def test_what_was_not_taken_cannot_be_given_back(pool: MediaPortPool) -> None:
    port = pool.take()
    pool.give_back(port)
    with pytest.raises(MediaError, match="was not taken"):
        pool.give_back(port)
    with pytest.raises(MediaError, match="not in the pool"):
        pool.socket(1)


def test_a_range_leaves_out_what_others_use() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as other:
        other.bind(("127.0.0.1", 0))
        used = other.getsockname()[1]
        used -= used % 2
        pool = MediaPortPool("127.0.0.1", used - 21, used + 21)
        ports = [pool.take() for _ in range(len(pool))]
        assert ports == sorted(ports)
        assert all(used - 20 <= port <= used + 20 and port % 2 == 0 for port in ports)
        if other.getsockname()[1] == used:
            assert used not in ports
        pool.close()
        few = MediaPortPool("127.0.0.1", used - 20, used + 20, count=3)
        assert few.open_sockets == 3
        few.close()


def test_closing_leaves_no_socket(pool: MediaPortPool) -> None:
    port = pool.take()
    bound = pool.socket(port)
    pool.close()
    pool.close()
    assert (pool.open_sockets, len(pool), pool.taken) == (0, 0, 0)
    assert bound.fileno() == -1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("localhost",), "not an IP address"),
        (("192.0.2.1",), "cannot bind"),
        (("127.0.0.1", 20_010, 20_000), "not a range"),
        (("127.0.0.1", 0, 20_000), "not a range"),
        (("127.0.0.1", 20_000, 70_000), "not a range"),
        (("127.0.0.1", 20_001, 20_001), "no even port"),
    ],
)
def test_a_pool_that_cannot_be_made_says_why(arguments: tuple[str, int, int], words: str) -> None:
    with pytest.raises(MediaError, match=words):
        MediaPortPool(*arguments)


def test_no_port_at_all_is_refused() -> None:
    with pytest.raises(MediaError, match="at least one"):
        MediaPortPool("127.0.0.1", count=0)


def test_a_port_is_taken_again_and_bound_where_it_is_not_of_the_pool(pool: MediaPortPool) -> None:
    port = pool.take()
    pool.give_back(port)
    pool.retake(port)
    with pytest.raises(MediaError, match="in use by another call"):
        pool.retake(port)
    other = MediaPortPool(pool.address, count=1)
    foreign = other.take()
    with pytest.raises(MediaError, match="in use by another program"):
        pool.retake(foreign)
    other.close()
    before = pool.open_sockets
    pool.retake(foreign)
    assert pool.socket(foreign).getsockname()[1] == foreign
    assert pool.open_sockets == before + 1
    pool.give_back(foreign)
    for wrong in (7, 70_000, foreign + 1):
        with pytest.raises(MediaError, match="is no media port"):
            pool.retake(wrong)
