"""Seeded calls between two engines over networks of every kind (issue 2, section 6).

python -m tests.simulation.play SEED      the ladder of one seed
python -m tests.simulation.record         writes the hashes, the full ladders and the list of disagreements anew
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sessioncore.core.engine import Engine
from sessioncore.core.journal import Journal, JournaledEngine
from sessioncore.core.replay import replay
from sessioncore.testing.behaviour import PROFILES, Plan
from tests.simulation.calls import FULL, LADDERS, SEEDS, Call, disagreements, full_text, kept, play

pytestmark = pytest.mark.simulation

REPEAT = "python -m tests.simulation.play"
RECORD = "if this is meant: python -m tests.simulation.record, and look at what changed in tests/simulation"


def show(call: Call, what: str) -> str:
    """What a failing seed prints."""
    return f"seed {call.seed}: {what}\n\n{call.ladder}\nplay it again: {REPEAT} {call.seed}"


@pytest.mark.parametrize("seed", SEEDS)
def test_a_seeded_call_ends_well_on_both_sides_and_tells_the_kept_story(seed: int) -> None:
    call = play(seed)
    assert not call.faults, show(call, "; ".join(call.faults))
    assert call.disagreement == disagreements().get(str(seed), ""), show(call, f"the sides differ; {RECORD}")
    assert call.hash() == kept().get(str(seed)), show(call, f"messages or results are not those kept; {RECORD}")


@pytest.mark.golden
@pytest.mark.parametrize("seed", FULL)
def test_the_full_story_of_ten_seeds_is_unchanged(seed: int) -> None:
    file = LADDERS / f"{seed:03}.txt"
    assert full_text(play(seed)).splitlines() == file.read_text(encoding="utf-8").splitlines(), RECORD


def test_every_kind_of_network_is_among_the_seeds() -> None:
    assert {Plan.of(seed).kind for seed in SEEDS} == set(PROFILES)
    assert {Plan.of(seed).kind for seed in FULL} >= {"plain", "loss 40 %", "everything", "short outages", "fast"}


def test_few_seeds_disagree_and_each_has_its_reason() -> None:
    listed = disagreements()
    assert len(listed) <= len(SEEDS) // 50
    assert all(reason.partition(": ")[2] for reason in listed.values())


ENGINE_SEEDS = range(50)


@pytest.mark.golden
@pytest.mark.parametrize("engine", ["statemachine", "transitions"])
@pytest.mark.parametrize("seed", ENGINE_SEEDS)
def test_every_engine_has_the_same_effects(seed: int, engine: str) -> None:
    ours, theirs = play(seed, watched=False), play(seed, watched=False, engine=engine)
    for one, other in zip(ours.simulation.steps, theirs.simulation.steps, strict=False):
        assert (one.at, one.input, one.effects) == (other.at, other.input, other.effects), show(ours, engine)
    assert len(ours.simulation.steps) == len(theirs.simulation.steps)
    assert ours.hash() == theirs.hash()


@pytest.mark.golden
@pytest.mark.parametrize("seed", range(SEEDS.start, SEEDS.stop, 5))
def test_the_journal_of_a_call_replays_without_a_difference(seed: int, tmp_path: Path) -> None:
    paths = []

    def journaled(engine: Engine) -> JournaledEngine:
        paths.append(tmp_path / f"{len(paths)}.journal")
        return JournaledEngine(engine, Journal.create(paths[-1], compact=seed % 2 == 0))

    simulation = Plan.of(seed).begin(wrap=journaled)
    simulation.run()
    for path, endpoint in zip(paths, simulation.endpoints, strict=True):
        result = replay(path)
        assert result.same, f"{result.difference}\n{REPEAT} {seed}"
        assert not result.truncated
        assert not result.changed
        assert result.inputs == sum(step.endpoint is endpoint for step in simulation.steps)


def test_the_kept_files_name_exactly_the_seeds() -> None:
    assert set(kept()) == {str(seed) for seed in SEEDS}
    assert {file.stem for file in LADDERS.glob("*.txt")} == {f"{seed:03}" for seed in FULL}
    assert json.dumps(kept()) != json.dumps(disagreements())
