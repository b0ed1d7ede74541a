from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.media.rtcp.reception import DUPLICATE, REFUSED, Reception


def feed(reception: Reception, sequences: list[int], ssrc: int = 1) -> list[int]:
    return [reception.take(ssrc, s & 0xFFFF, 160 * s & 0xFFFFFFFF, 160, s * 0.02, True) for s in sequences]


def test_an_even_flow_has_no_loss_and_no_jitter() -> None:
    reception = Reception()
    assert all(extended >= 0 for extended in feed(reception, list(range(10, 510))))
    assert (reception.packets, reception.octets, reception.lost, reception.duplicates) == (500, 80_000, 0, 0)
    assert reception.jitter == pytest.approx(0.0, abs=1e-6)


def test_loss_is_what_the_sequence_numbers_promised() -> None:
    """B5.2."""
    reception = Reception()
    feed(reception, [n for n in range(100) if n not in (5, 6, 50, 98)])
    assert (reception.packets, reception.lost) == (96, 4)


def test_sequence_numbers_wrap() -> None:
    """B5.2."""
    reception = Reception()
    extended = feed(reception, [n for n in range(65_500, 65_600) if n != 65_536])
    assert extended == sorted(extended)
    assert (reception.packets, reception.lost) == (99, 1)


def test_reordering_is_no_loss_and_a_late_packet_before_the_first_counts() -> None:
    reception = Reception()
    extended = feed(reception, [11, 10, 13, 12, 14])
    assert (reception.packets, reception.lost, reception.duplicates) == (5, 0, 0)
    assert sorted(extended) == [extended[1], extended[0], extended[3], extended[2], extended[4]]


def test_a_duplicate_hides_no_loss() -> None:
    reception = Reception()
    results = feed(reception, [1, 2, 2, 4, 1, 4])
    assert [r == DUPLICATE for r in results] == [False, False, True, False, True, True]
    assert (reception.packets, reception.lost, reception.duplicates) == (3, 1, 3)


def test_a_far_sequence_number_is_refused_once_and_believed_twice() -> None:
    reception = Reception()
    feed(reception, [1, 2, 3])
    assert feed(reception, [30_000]) == [REFUSED]
    assert feed(reception, [4])[0] > 0
    results = feed(reception, [40_000, 40_001, 40_002])
    assert results[0] == REFUSED
    assert results[2] == results[1] + 1
    assert (reception.packets, reception.lost) == (6, 0)


def test_counting_goes_on_over_a_change_of_ssrc() -> None:
    reception = Reception()
    first = feed(reception, [1, 2, 4], ssrc=1)
    second = feed(reception, [60_000, 60_002], ssrc=2)
    assert min(second) > max(first)
    assert (reception.packets, reception.lost, reception.ssrc) == (5, 2, 2)
    feed(reception, [100, 103], ssrc=1)
    assert (reception.packets, reception.lost, reception.ssrc) == (7, 4, 1)


def test_a_refused_number_does_not_count_for_another_ssrc() -> None:
    reception = Reception()
    feed(reception, [1, 2], ssrc=1)
    assert feed(reception, [30_000], ssrc=1) == [REFUSED]
    feed(reception, [10], ssrc=2)
    assert feed(reception, [30_001], ssrc=2) == [REFUSED]


def test_jitter_is_the_estimator_of_the_rfc() -> None:
    """B5.2."""
    reception = Reception()
    rng = random.Random(3)
    expected, before = 0.0, None
    for n in range(200):
        arrival = n * 0.02 + rng.random() * 0.03
        transit = arrival * 8000 - n * 160
        if before is not None:
            expected += (abs(transit - before) - expected) / 16
        before = transit
        reception.take(1, n, (n * 160 - 5_000) & 0xFFFFFFFF, 160, arrival, True)
    assert reception.jitter == pytest.approx(expected / 8000, rel=1e-6)
    assert 0.005 < reception.jitter < 0.02


def test_events_and_holds_do_not_count_as_jitter() -> None:
    reception = Reception()
    reception.take(1, 1, 160, 160, 0.02, True)
    # An event: the timestamp stands still.
    for n in range(2, 12):
        reception.take(1, n, 320, 4, 0.02 * n, False)
    reception.take(1, 12, 12 * 160, 160, 0.24, True)
    assert reception.jitter == pytest.approx(0.0, abs=1e-6)
    reception.pause()
    reception.take(1, 13, 13 * 160, 160, 60.0, True)
    assert reception.jitter == pytest.approx(0.0, abs=1e-6)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=200), st.integers(0, 0xFFFF))
def test_within_the_window_counts_are_those_of_a_set(order: list[int], base: int) -> None:
    reception = Reception()
    results = [reception.take(9, (base + n) & 0xFFFF, 0, 1, 0.0, True) for n in order]
    assert reception.packets == len(set(order))
    assert reception.duplicates == len(order) - len(set(order))
    assert reception.lost == max(order) - min(order) + 1 - len(set(order))
    offsets = {result - n for result, n in zip(results, order, strict=True) if result >= 0}
    assert len(offsets) == 1


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 0xFFFF)), max_size=300))
def test_counters_stay_sane_whatever_comes(packets: list[tuple[int, int]]) -> None:
    reception = Reception()
    for ssrc, sequence in packets:
        reception.take(ssrc, sequence, 0, 1, 0.0, True)
    assert 0 <= reception.packets <= len(packets)
    assert reception.lost >= 0
    assert reception.jitter >= 0


def test_progress_is_that_of_the_source_that_sends_now() -> None:
    reception = Reception()
    assert (reception.progress, reception.highest_sequence) == ((0, 0, 0), 0)
    feed(reception, [65_534, 65_535, 65_537], ssrc=1)
    assert (reception.progress, reception.highest_sequence) == ((1, 4, 3), 0x10001)
    feed(reception, [9, 7, 11], ssrc=2)
    # One came before the first; the other's count is not theirs.
    assert (reception.progress, reception.highest_sequence) == ((2, 5, 3), 11)
    feed(reception, [30_000, 30_001], ssrc=2)
    assert (reception.progress, reception.highest_sequence) == ((3, 1, 1), 30_001)
    assert reception.packets == 7
