"""The search itself, on models of a few states whose answers are known."""

from __future__ import annotations

from collections.abc import Hashable, Iterator

import attrs
import pytest

from sessioncore.exploration.channel import outcomes, put
from sessioncore.exploration.search import Move, Step, StepKind, explore


@attrs.frozen
class Toy:
    """States are numbers, moves a table; `over` are ends, `apart` states in which the sides disagree."""

    table: dict[int, list[tuple[StepKind, int]]]
    over: tuple[int, ...] = ()
    apart: tuple[int, ...] = ()
    bad: tuple[int, ...] = ()
    can_fall_silent: bool = False
    name: str = "toy"
    bounds: str = "none"

    def initial(self) -> Hashable:
        return 0

    def moves(self, state: Hashable) -> Iterator[Move]:
        assert isinstance(state, int)
        for kind, after in self.table.get(state, []):
            yield Move(Step(kind, "alice", f"{state} to {after}"), after)

    def ended(self, state: Hashable) -> bool:
        return state in self.over

    def faults(self, state: Hashable) -> tuple[str, ...]:
        return ("bad",) if state in self.bad else ()

    def split(self, state: Hashable) -> str:
        return "apart" if state in self.apart else ""

    def sights(self, state: Hashable) -> tuple[str, ...]:
        return ("one",) if state == 1 else ()


def found(model: Toy) -> dict[str, list[str]]:
    result = explore(model)
    assert result.complete
    return {finding.what: [step.what for step in finding.steps] for finding in result.findings}


def test_nothing_is_found_where_nothing_is_wrong() -> None:
    result = explore(Toy({0: [("deliver", 1)], 1: [("timer", 2)]}, over=(2,)))
    assert (result.states, result.moves, result.depth, result.findings) == (3, 2, 2, ())
    assert [sight.what for sight in result.sights] == ["one"]


def test_a_shortest_way_is_told() -> None:
    model = Toy({0: [("deliver", 1), ("deliver", 3)], 1: [("deliver", 2)], 2: [("deliver", 3)]}, over=(3,), bad=(3,))
    assert found(model) == {"bad": ["0 to 3"]}


def test_deadlock_is_a_state_that_is_no_end_and_has_no_way_on() -> None:
    model = Toy({0: [("deliver", 1), ("deliver", 2)]}, over=(2,))
    assert "deadlock" in next(iter(found(model)))


def test_going_round_for_ever_is_no_final_state() -> None:
    model = Toy({0: [("deliver", 1), ("deliver", 3)], 1: [("timer", 2)], 2: [("timer", 1)]}, over=(3,))
    assert found(model) == {"no final state can be reached": ["0 to 1"]}


def test_an_end_that_only_a_message_leads_to_is_none_for_a_dead_network() -> None:
    table: dict[int, list[tuple[StepKind, int]]] = {0: [("deliver", 1), ("timer", 0)]}
    assert found(Toy(table, over=(1,))) == {}
    assert found(Toy(table, over=(1,), can_fall_silent=True)) == {"with a dead network the timers never end it": []}


def test_a_disagreement_that_passes_is_none_and_one_that_only_a_user_mends_is_one() -> None:
    table: dict[int, list[tuple[StepKind, int]]] = {0: [("deliver", 1)], 1: [("timer", 2)]}
    assert found(Toy(table, over=(2,), apart=(1,))) == {}
    table[1] = [("command", 2)]
    assert found(Toy(table, over=(2,), apart=(1,))) == {"for ever: apart": ["0 to 1"]}


def test_what_was_not_looked_at_is_taken_to_be_well() -> None:
    result = explore(Toy({0: [("deliver", 1)], 1: [("deliver", 1)]}), most_states=1)
    assert not result.complete
    assert result.frontier == 1
    assert not result.findings


def test_progress_is_told_at_the_end() -> None:
    told: list[tuple[int, int, int]] = []
    explore(Toy({0: [("deliver", 1)]}, over=(1,)), progress=lambda *numbers: told.append(numbers))
    assert told == [(2, 0, 1)]


class TestChannel:
    def test_lossy_loses_what_it_cannot_take_and_knows_no_order(self) -> None:
        assert put(("b",), ["a", "c"], "lossy", 2) == ("a", "b")
        assert put(("a",), ["a"], "lossy", 2) == ("a",)
        assert list(outcomes(("a", "b"), "lossy")) == [
            ("deliver", "a", ("b",)),
            ("copy", "a", ("a", "b")),
            ("lose", "a", ("b",)),
            ("deliver", "b", ("a",)),
            ("copy", "b", ("a", "b")),
            ("lose", "b", ("a",)),
        ]

    def test_fifo_keeps_everything_and_blocks_when_full(self) -> None:
        assert put(("b",), ["a"], "fifo", 2) == ("b", "a")
        assert put(("b", "a"), ["c"], "fifo", 2) is None
        assert put(("b", "a"), ["c"], "fifo", 2, must=True) == ("b", "a", "c")
        assert put(("b", "a"), [], "fifo", 2) == ("b", "a")
        assert list(outcomes(("b", "a"), "fifo")) == [("deliver", "b", ("a",))]


@pytest.mark.parametrize(
    ("step", "text"),
    [
        (Step("deliver", "bob", "INVITE"), "INVITE arrives at bob"),
        (Step("lose", "bob", "ACK"), "ACK is lost on its way to bob"),
        (Step("timer", "alice", "invite_client.timer_b"), "alice: invite_client.timer_b is due"),
        (Step("command", "alice", "dial"), "alice: dial"),
    ],
)
def test_steps_read_as_sentences(step: Step, text: str) -> None:
    assert str(step) == text
