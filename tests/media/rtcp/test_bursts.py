"""Gaps and bursts, against the definition read literally over a list of what arrived."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.media.rtcp.bursts import GMIN, LATEST, BurstMetrics
from sessioncore.media.rtcp.reception import Reception


def feed(arrived: list[bool]) -> Reception:
    """A reception to which the packets came in their order; the first and the last arrive."""
    reception = Reception()
    for number, there in enumerate([True, *arrived, True]):
        if there:
            reception.take(1, (65_000 + number) & 0xFFFF, 160 * number, 160, number * 0.02, True)
    return reception


def as_defined(arrived: list[bool]) -> tuple[float, float, float]:
    """Burst density, gap density and mean burst length, word by word of RFC 3611 section 4.7.2 and appendix A.2.

    A burst is a longest stretch that begins and ends with a loss and holds no run of Gmin received packets; a loss
    alone among Gmin received ones on both sides is in a gap. Gmin received packets are thought before and after.
    """
    line = [True, *arrived, True]
    losses = [n for n, there in enumerate(line) if not there]
    groups: list[list[int]] = []
    for n in losses:
        if groups and n - groups[-1][-1] <= GMIN:
            groups[-1].append(n)
        else:
            groups.append([n])
    bursts = [group for group in groups if len(group) > 1]
    packets = sum(group[-1] - group[0] + 1 for group in bursts)
    lost = sum(len(group) for group in bursts)
    return (
        lost / packets if packets else 0.0,
        (len(losses) - lost) / (len(line) - packets),
        packets / len(bursts) if bursts else 0.0,
    )


@given(st.lists(st.booleans(), max_size=300) | st.lists(st.sampled_from([True] * 19 + [False]), max_size=600))
def test_b5_11_the_metrics_are_those_of_the_definition(arrived: list[bool]) -> None:
    metrics = feed(arrived).burst_metrics
    found = metrics.burst_density, metrics.gap_density, metrics.burst_length
    assert found == pytest.approx(as_defined(arrived))


def test_b5_11_fifteen_received_packets_do_not_end_a_burst_and_sixteen_do() -> None:
    """RFC 3611 section 4.7.2, the recommended Gmin of 16."""
    in_one = feed([False] + [True] * 15 + [False]).burst_metrics
    assert (in_one.burst_length, in_one.burst_density) == (17.0, pytest.approx(2 / 17))
    apart = feed([False] + [True] * 16 + [False]).burst_metrics
    assert (apart.burst_length, apart.burst_density) == (0.0, 0.0)
    assert apart.gap_density == pytest.approx(2 / 20)


def test_without_loss_all_is_one_gap_and_nothing_is_kept() -> None:
    reception = feed([True] * 98)
    assert reception.bursts is None
    assert reception.burst_metrics == BurstMetrics(gap_length=100)


def test_a_late_packet_was_not_lost() -> None:
    reception = Reception()
    for number in [1, 2, 5, 4, 6, 3, 7]:
        reception.take(1, number, 160 * number, 160, number * 0.02, True)
    assert reception.burst_metrics.burst_density == 0.0
    assert reception.burst_metrics.gap_density == 0.0


def test_what_came_too_late_to_be_heard_is_as_good_as_lost() -> None:
    """RFC 3611 section 4.7.2: lost or discarded."""
    reception = feed([False, True, True])
    assert reception.bursts is not None
    highest = 65_000 + (2 << 16) + 4
    reception.bursts.discarded(highest - 2)
    reception.bursts.discarded(highest - 2)
    metrics = reception.bursts.metrics(highest, 5)
    assert (metrics.burst_density, metrics.burst_length) == (pytest.approx(2 / 2), 2.0)


def test_random_loss_has_a_burst_ratio_of_about_one_and_paired_loss_about_two() -> None:
    """ITU-T G.107 section 7.5: BurstR is 1 where loss is random."""
    rng = random.Random(7)
    random_loss = [rng.random() >= 0.05 for _ in range(20_000)]
    assert feed(random_loss).burst_metrics.burst_ratio == pytest.approx(1.0, abs=0.1)
    paired = [there for _ in range(10_000) for there in [rng.random() >= 0.05] * 2]
    assert feed(paired).burst_metrics.burst_ratio == pytest.approx(2.0, abs=0.2)


def test_memory_is_bounded_however_much_is_lost() -> None:
    reception = Reception()
    for number in range(0, 2_000_000, 2_900):
        reception.take(1, number & 0xFFFF, 0, 160, number * 0.02, False)
    assert reception.bursts is not None
    assert len(reception.bursts._waiting) <= LATEST
    assert reception.burst_metrics.burst_density == pytest.approx(1.0, abs=0.01)
