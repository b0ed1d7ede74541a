"""Chance and ports, injected (invariant 2)."""

from __future__ import annotations

import re

import hypothesis.strategies as st
import pytest
from hypothesis import given

from sessioncore.base.environment import CountingPorts, Environment

SEED = b"test-seed"


def test_the_same_seed_gives_the_same_values() -> None:
    one, two = Environment(SEED), Environment(SEED)
    draws = [(env.tag(), env.branch(), env.call_id(), env.session_id(), env.number()) for env in (one, two)]
    assert draws[0] == draws[1]


def test_another_seed_gives_other_values() -> None:
    assert Environment(SEED).call_id() != Environment(b"other-seed").call_id()


def test_a_run_goes_on_where_another_stands() -> None:
    first = Environment(SEED)
    first.tag()
    second = Environment(first.seed, start=first.counter)
    assert second.tag() == first.tag()


@pytest.mark.parametrize("seed", [b"", b"short", b"x" * 65])
def test_a_seed_that_is_too_short_or_too_long(seed: bytes) -> None:
    with pytest.raises(ValueError, match="8 to 64"):
        Environment(seed)


def test_values_look_as_the_rfcs_want_them() -> None:
    env = Environment(SEED)
    assert re.fullmatch(r"[0-9a-f]{16}", env.tag())  # RFC 3261 19.3: at least 32 random bits
    assert re.fullmatch(r"z9hG4bK[0-9a-f]{20}", env.branch())  # 8.1.1.7
    assert re.fullmatch(r"[0-9a-f]{32}", env.call_id())
    assert re.fullmatch(r"s[0-9a-f]{16}", env.session_id())


def test_no_value_comes_twice() -> None:
    env = Environment(SEED)
    assert len({env.tag() for _ in range(10_000)}) == 10_000


def test_the_seed_is_secret() -> None:
    assert "test-seed" not in repr(Environment(SEED))
    assert repr(SEED) not in repr(Environment(SEED))


@given(st.integers(1, 64))
def test_numbers_have_the_bits_asked_for(bits: int) -> None:
    env = Environment(SEED)
    assert all(0 <= env.number(bits) < 2**bits for _ in range(20))


def test_uniform_reaches_both_ends_and_every_step() -> None:
    env = Environment(SEED)
    drawn = {round(env.uniform(2.1, 4.0, 0.01), 6) for _ in range(20_000)}
    assert (min(drawn), max(drawn), len(drawn)) == (2.1, 4.0, 191)


def test_uniform_over_one_value() -> None:
    assert Environment(SEED).uniform(0, 0, 1) == 0


def test_counting_ports_are_even_and_come_round() -> None:
    ports = CountingPorts(first=30000, count=6)
    assert [ports.take() for _ in range(4)] == [30000, 30002, 30004, 30000]
    ports.give_back(30000)
    assert ports.take() == 30002
