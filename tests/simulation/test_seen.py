"""What journals of seeded calls are shown as, and what is left of them when they are redacted."""

from __future__ import annotations

from pathlib import Path

import pytest

from sessioncore.cli.page.html import page
from sessioncore.cli.page.journals import read_calls
from sessioncore.cli.page.recording import merge
from sessioncore.core.engine import Engine
from sessioncore.core.journal import Journal, JournaledEngine
from sessioncore.core.redaction import redact
from sessioncore.core.replay import replay
from sessioncore.testing.behaviour import Plan
from sessioncore.testing.harness import Simulation
from tests.simulation.calls import SEEDS

pytestmark = [pytest.mark.simulation, pytest.mark.golden]

KEY = bytes(range(32))


def journals(seed: int, folder: Path) -> tuple[Simulation, list[Path]]:
    """A seeded call, and what both ends wrote down."""
    paths: list[Path] = []

    def journaled(engine: Engine) -> JournaledEngine:
        paths.append(folder / f"{len(paths)}.journal")
        return JournaledEngine(engine, Journal.create(paths[-1], compact=seed % 2 == 0))

    simulation = Plan.of(seed).begin(wrap=journaled)
    simulation.run()
    return simulation, paths


@pytest.mark.parametrize("seed", range(SEEDS.start, SEEDS.stop, 10))
def test_a_redacted_journal_tells_of_the_same_run_about_nobody(seed: int, tmp_path: Path) -> None:
    for path in journals(seed, tmp_path)[1]:
        out = path.with_suffix(".redacted")
        with out.open("w") as target:
            done = redact(path, target, KEY)
        assert done.diverged is None
        result = replay(out)
        assert result.same, result.difference
        assert result.inputs == done.inputs
        assert "192.0.2." in path.read_text()
        assert "192.0.2." not in out.read_text()


@pytest.mark.parametrize("seed", range(SEEDS.start, SEEDS.stop, 20))
def test_both_ends_of_a_call_are_one_ladder(seed: int, tmp_path: Path) -> None:
    simulation, paths = journals(seed, tmp_path)
    calls = [read_calls(path).calls for path in paths]
    if not all(calls):
        return  # nothing of the call arrived
    merged = merge(calls[0][0], calls[1][0])
    # Every transition of both ends is in it, in the order in which that end made it.
    for side, endpoint in enumerate(simulation.endpoints):
        shown = [(m.record.part, m.record.row) for step in merged.steps for m in step.moves if m.side == side]
        noted = [(m.record.part, m.record.row) for step in calls[side][0].steps for m in step.moves]
        assert shown == noted, endpoint
    assert [step.order for step in merged.steps] == sorted(step.order for step in merged.steps)
    assert page([merged], "x").count('<li class="step ') == len(merged.steps)
