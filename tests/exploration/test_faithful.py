"""The abstract call against the real one: the same steps, and every chart in the same state after each of them."""

from __future__ import annotations

import random
from collections.abc import Hashable, Iterator

import pytest

from sessioncore.exploration.frozen import Side
from sessioncore.exploration.search import Move, Step
from sessioncore.exploration.stage import START, Stage
from sessioncore.exploration.usage import Call, CallModel

PARTS = (
    "setup",
    "session",
    "dialog",
    "offer_answer",
    "usage",
    "session_timer",
    "modify_out",
    "modify_in",
    "stream",
)

STEPS = 80
SOON = 8.0
"""Seconds."""


SEEDS = range(60)


SENDING = "reliable_answer"
ENDING = ("hang_up", "decline")


def in_time(model: CallModel, state: Hashable, step: Step) -> bool:
    """Timers of the model fire in any order. In real time Bob's wait after 491 is over first, and copies come later."""
    assert isinstance(state, Call)
    glares = {name: model.side(number).state("modify_out") == "glare" for name, number in sides(state)}
    if step.kind != "timer" or step.what == "invite_client.timer_m":
        return step.kind != "timer"
    if step.what == "modify_out.glare_wait":
        return step.side == "bob" or not glares["bob"]
    waiting = [part for _, number in sides(state) for part in model.side(number).parts if part.where[0] == SENDING]
    return step.what == "reliable_answer.resend" and len(waiting) == 1 and not any(glares.values())


def sides(state: Call) -> tuple[tuple[str, int], tuple[str, int]]:
    return ("alice", state.alice), ("bob", state.bob)


def walk(seed: int) -> Iterator[tuple[CallModel, Move]]:
    """A random way through the model, by moves that can be taken in real time in any order; ends come late."""
    rng = random.Random(seed)
    model = CallModel(dead=False, refreshes=False, in_flight=1 + seed % 2)
    state: Hashable = model.initial()
    for _ in range(STEPS):
        moves = [move for move in model.moves(state) if in_time(model, state, move.step)]
        going_on = [
            move for move in moves if move.step.what.partition(" (")[0] not in ENDING and "(" not in str(move.step)
        ]
        if not moves:
            return
        move = rng.choice(going_on if going_on and rng.random() < 0.9 else moves)
        yield model, move
        state = move.state


def differences(stage: Stage, name: str, side: Side) -> list[str]:
    if side.stage != "live":
        return []
    pairs = [(part, side.state(part), stage.state(name, part)) for part in PARTS]
    return [f"{name} {part}: explored {ours!r}, real {real!r}" for part, ours, real in pairs if ours != real]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_random_way_is_the_same_on_real_engines(seed: int) -> None:
    stage = Stage(seed, whole_hop=True)
    taken = []
    for model, move in walk(seed):
        taken.append(str(move.step))
        stage.step(move.step)
        if stage.now - START > SOON:
            break  # the real transactions are about to give up, which the moves of the model leave out
        state = move.state
        assert isinstance(state, Call)
        found = differences(stage, "alice", model.side(state.alice))
        found += differences(stage, "bob", model.side(state.bob))
        assert not found, "\n".join([*found, *taken])
    assert len(taken) >= 3
    assert not stage.errors


def test_the_random_ways_lead_to_what_matters() -> None:
    """Else the comparison above would prove little."""
    seen = set()
    for seed in SEEDS:
        for model, move in walk(seed):
            state = move.state
            assert isinstance(state, Call)
            for _, number in sides(state):
                seen |= {(part, model.side(number).state(part)) for part in PARTS}
    for met in (
        ("usage", "moratorium"),
        ("usage", "mortal"),
        ("modify_out", "glare"),
        ("modify_out", "turn.waiting"),
        ("modify_in", "answering.acknowledging"),
        ("setup", "cancelling"),
        ("stream", "held"),
        ("offer_answer", "offer_sent"),
    ):
        assert met in seen
