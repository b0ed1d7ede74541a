"""The timer wheel against a sorted list: order of deadline, equal deadlines in order of arming (invariant 2)."""

from __future__ import annotations

from typing import Any

import hypothesis.strategies as st
from hypothesis import given

from sessioncore.core.wheel import LONG, SLOT, TimerWheel
from sessioncore.statechart import Timer


def timer(wheel: TimerWheel, deadline: float, interval: float = 0.0) -> Timer:
    nobody: Any = None
    return Timer(nobody, 0, interval, deadline, wheel.next_sequence())


def armed(*deadlines: float) -> tuple[TimerWheel, list[Timer]]:
    wheel = TimerWheel()
    timers = [timer(wheel, deadline) for deadline in deadlines]
    for each in timers:
        wheel.arm(each)
    return wheel, timers


def drain(wheel: TimerWheel, now: float) -> list[Timer]:
    fired: list[Timer] = []
    while due := wheel.due(now):
        fired += due
    return fired


def test_an_empty_wheel() -> None:
    wheel = TimerWheel()
    assert len(wheel) == 0
    assert wheel.next_deadline() is None
    assert wheel.due(1e9) == []


def test_nothing_is_due_too_early() -> None:
    wheel, (only,) = armed(10.0)
    assert wheel.next_deadline() == 10.0
    assert wheel.due(9.999999) == []
    assert wheel.due(10.0) == [only]
    assert len(wheel) == 0
    assert wheel.next_deadline() is None


def test_equal_deadlines_fire_in_order_of_arming() -> None:
    wheel, timers = armed(*[5.0] * 50)
    assert drain(wheel, 5.0) == timers


def test_deadlines_within_one_slot_fire_in_their_order() -> None:
    wheel, timers = armed(5 + SLOT * 0.9, 5 + SLOT * 0.1, 5 + SLOT * 0.5)
    assert drain(wheel, 6) == [timers[1], timers[2], timers[0]]


def test_the_part_of_a_slot_that_is_not_due_stays() -> None:
    wheel, (late, early) = armed(5 + SLOT * 0.9, 5 + SLOT * 0.1)
    assert drain(wheel, 5 + SLOT * 0.5) == [early]
    assert wheel.next_deadline() == 5 + SLOT * 0.9
    assert drain(wheel, 6) == [late]


def test_a_cancelled_timer_never_fires() -> None:
    wheel, (first, second) = armed(5.0, 5.0)
    wheel.cancel(first)
    wheel.cancel(first)
    assert len(wheel) == 1
    assert drain(wheel, 5) == [second]
    wheel.cancel(second)
    assert len(wheel) == 0


def test_the_next_deadline_follows_a_cancel() -> None:
    wheel, (first, _) = armed(5.0, 7.0)
    wheel.cancel(first)
    assert wheel.next_deadline() == 7.0


def test_a_timer_armed_again_counts_as_new() -> None:
    wheel, (first, second) = armed(5.0, 6.0)
    assert wheel.due(5.0) == [first]
    first.deadline, first.sequence = 6.0, wheel.next_sequence()
    wheel.arm(first)
    assert drain(wheel, 6.0) == [second, first]


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("arm"), st.floats(0, 100, allow_nan=False) | st.sampled_from([1.0, 1.01, 2.0, 2.5])),
        # A timer of a long interval; a restored one may be due soon all the same.
        st.tuples(st.just("arm long"), st.floats(0, 100, allow_nan=False) | st.sampled_from([1.0, 1.01, 2.0, 2.5])),
        st.tuples(st.just("cancel"), st.integers(0, 60)),
        st.tuples(st.just("pass"), st.floats(0, 10, allow_nan=False)),
    ),
    max_size=60,
)


@given(STEPS)
def test_it_agrees_with_a_sorted_list(steps: list[tuple[str, Any]]) -> None:
    wheel, model, made, now = TimerWheel(), list[Timer](), list[Timer](), 0.0
    for kind, value in steps:
        if kind.startswith("arm"):
            each = timer(wheel, now + value, 0.0 if kind == "arm" else 2 * LONG)
            wheel.arm(each)
            model.append(each)
            made.append(each)
        elif kind == "cancel":
            if made:
                each = made[value % len(made)]
                wheel.cancel(each)
                if each in model:
                    model.remove(each)
        else:
            now += value
            expected = sorted([t for t in model if t.deadline <= now], key=lambda t: (t.deadline, t.sequence))
            assert drain(wheel, now) == expected
            model = [t for t in model if t.deadline > now]
        assert len(wheel) == len(model)
        assert wheel.next_deadline() == min((t.deadline for t in model), default=None)


@given(st.lists(st.sampled_from([0.5, 0.5, 1.0, 32.0, 64.0]), min_size=1, max_size=40))
def test_equal_deadlines_in_any_mixture(delays: list[float]) -> None:
    wheel, timers = armed(*[1000 + delay for delay in delays])
    assert drain(wheel, 2000) == sorted(timers, key=lambda t: (t.deadline, t.sequence))


def test_long_timers_that_are_cancelled_leave_nothing_to_grow() -> None:
    """Invariant 8: every call arms timers of minutes (no answer, session refresh) and cancels them at once."""
    wheel, now = TimerWheel(), 1000.0
    for _ in range(20_000):
        now += 0.005
        for after in (180.0, 900.0, 1800.0):
            each = timer(wheel, now + after, after)
            wheel.arm(each)
            wheel.cancel(each)
        wheel.due(now)
    assert len(wheel) == 0
    assert len(wheel._slots) + len(wheel._heap) + len(wheel._long_slots) + len(wheel._long_heap) < 1000
