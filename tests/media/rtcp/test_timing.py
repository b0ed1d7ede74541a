from __future__ import annotations

import itertools
import math

import attrs
import pytest

from sessioncore.media.limits import MediaLimits
from sessioncore.media.rtcp.timing import COMPENSATION, HEADERS, Draws, RtcpTiming

SHORTEST, LONGEST = 2.5 / COMPENSATION, 7.5 / COMPENSATION


@attrs.define
class Script(Draws):
    """Draws what it was told to, again and again."""

    seed: str = ""
    numbers: tuple[float, ...] = (0.5,)

    def draw(self) -> float:
        number, self.numbers = self.numbers[0], (*self.numbers[1:], self.numbers[0])
        return number


def timing(*numbers: float, seed: str = "", **limits: float) -> RtcpTiming:
    draws = Script(numbers=numbers) if numbers else Draws(seed)
    return RtcpTiming(limits=MediaLimits(**limits), draws=draws, average_size=100.0)  # type: ignore[arg-type]


def sending_times(state: RtcpTiming, seconds: float) -> list[float]:
    """Drive `state` from 0 on."""
    times = []
    state.begin(0.0)
    while state.due <= seconds:
        now = state.due
        if state.expire(now):
            times.append(now)
            state.sent(80, now)
    return times


def test_draws_are_even_and_the_same_for_the_same_seed() -> None:
    one, again, other = Draws("a"), Draws("a"), Draws("b")
    drawn = [one.draw() for _ in range(4_000)]
    assert drawn == [again.draw() for _ in range(4_000)]
    assert drawn[:3] != [other.draw() for _ in range(3)]
    assert 0 <= min(drawn) < 0.002
    assert 0.998 < max(drawn) < 1
    assert sum(drawn) / 4_000 == pytest.approx(0.5, abs=0.02)


def test_intervals_stay_within_their_bounds_and_average_to_the_minimum() -> None:
    """B5.1."""
    times = sending_times(timing(seed="s"), 20_000.0)
    assert SHORTEST / 2 <= times[0] <= LONGEST / 2
    steps = [b - a for a, b in itertools.pairwise(times)]
    assert SHORTEST <= min(steps) < SHORTEST + 0.1
    assert LONGEST - 0.1 < max(steps) <= LONGEST
    # The compensation of section 6.3.1 is there to bring this about.
    assert sum(steps) / len(steps) == pytest.approx(5.0, rel=0.05)
    assert len(set(steps)) == len(steps)


def test_a_seed_gives_the_same_times_and_another_one_others() -> None:
    assert sending_times(timing(seed="s"), 100.0) == sending_times(timing(seed="s"), 100.0)
    assert sending_times(timing(seed="s"), 100.0)[0] != sending_times(timing(seed="t"), 100.0)[0]


def test_a_timer_that_runs_out_is_reconsidered() -> None:
    # Drawn: half the way at the beginning, then all of it at the expiry.
    """B5.1."""
    state = timing(0.5, 1.0, 0.0)
    state.begin(10.0)
    assert state.due == 10.0 + 2.5 / COMPENSATION
    assert not state.expire(state.due)
    assert state.due == 10.0 + 2.5 * 1.5 / COMPENSATION
    assert state.expire(state.due)
    state.sent(80, state.due)
    assert not state.initial
    assert state.last == 10.0 + 3.75 / COMPENSATION
    # The first packet is out: 5 s from now on, but this interval was still drawn before (appendix A.7).
    assert state.due - state.last == pytest.approx(2.5 / COMPENSATION)


@pytest.mark.parametrize(
    ("members", "senders", "we_sent", "seconds"),
    [
        # 100 octets at 500 octets/s: everybody shares alike when more than a quarter are senders.
        (2, 2, True, 5.0),
        (40, 40, True, 8.0),
        (40, 11, True, 8.0),
        # A quarter of the bandwidth is for the senders, the rest for the others.
        (200, 40, True, 32.0),
        (200, 40, False, 160 * 100 / 375),
        (200, 0, False, 200 * 100 / 375),
    ],
)
def test_the_deterministic_interval_is_that_of_the_rfc(
    members: int, senders: int, we_sent: bool, seconds: float
) -> None:
    state = timing()
    state.initial = False
    state.members, state.senders, state.we_sent = members, senders, we_sent
    assert state.deterministic == pytest.approx(seconds)


def test_the_reduced_minimum_is_that_of_the_session_bandwidth() -> None:
    assert timing(rtcp_reduced_minimum=True).minimum == 4.5
    assert timing(rtcp_reduced_minimum=True, session_bandwidth=360_000).minimum == 1.0
    assert timing(rtcp_reduced_minimum=True, session_bandwidth=64_000).minimum == 5.0
    assert timing(session_bandwidth=360_000).minimum == 5.0


def test_the_average_size_follows_what_is_sent_and_heard() -> None:
    state = timing()
    state.measure(132)
    assert state.average_size == 100 + (132 + HEADERS - 100) / 16
    before = state.average_size
    state.sent(0, 1.0)
    assert state.average_size == before
    state.sent(40, 1.0)
    assert state.average_size == before + (40 + HEADERS - before) / 16


def test_when_members_leave_the_next_packet_comes_earlier() -> None:
    """B5.1."""
    state = timing(0.5)
    state.members = 8
    state.begin(0.0)
    state.expire(state.due)
    state.sent(80, 100.0)
    due = state.due
    state.members = 2
    state.left(102.0)
    assert state.due == pytest.approx(102.0 + (due - 102.0) / 4)
    assert state.last == pytest.approx(102.0 - 2.0 / 4)
    assert state.members_before == 2
    again = state.due
    state.left(102.0)
    assert state.due == again


def test_the_compensation_is_the_rfc_s() -> None:
    assert math.isclose(COMPENSATION, 1.21828, abs_tol=1e-5)
