"""Which tests a mutant is shown to: those that took what is mistaken, as the stages of `make test` recorded it.

The choice depends on the record alone, never on times; only the order does: what is quick and near goes first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs

from sessioncore.codegen.mutants import Mutant

ROOT = Path(__file__).resolve().parent.parent.parent
RECORDS = ROOT / "build" / "rows"
STAGES = ("unit", "simulation")
KINDS = ("unit", "simulation")
"""Tests on real sockets take real time; an exploration takes as long as many mutants, and plants defects of its own."""

MOST_SEEDS = 25
"""Tests of one function with seeds as parameters."""
MOST_OTHERS = 60
"""Tests of other files than the chart's own."""

_SEED = re.compile(r"(.*::[a-z0-9_]*seed[a-z0-9_]*)\[(\d+)\]$")


class NoRecordError(Exception):
    """The stages that record have not run, or ran on other charts."""


@attrs.frozen
class Recorded:
    """A test that counts, with what it took."""

    nodeid: str
    seconds: float
    taken: frozenset[str]

    def near(self, chart: str) -> bool:
        """Whether it stands in the chart's own files."""
        return self.nodeid.startswith(f"tests/{chart.replace('/', '/test_')}")


def read_record(charts: dict[str, str]) -> list[Recorded]:
    """Every test of `KINDS` that counts; the record must be of charts with these digests, else `NoRecordError`."""
    found = []
    for stage in STAGES:
        file = RECORDS / f"{stage}.json"
        if not file.exists():
            raise NoRecordError(f"{file.relative_to(ROOT)} is missing: run `make test STAGES='{' '.join(STAGES)}'`")
        written = json.loads(file.read_text(encoding="utf-8"))
        if written["charts"] != charts:
            raise NoRecordError(f"{file.relative_to(ROOT)} was made with other charts: run `make test` again")
        for nodeid, test in written["tests"].items():
            if test["counts"] and test["kind"] in KINDS:
                found.append(_test(nodeid, test, written["names"]))
    return found


def _test(nodeid: str, test: dict[str, Any], names: list[str]) -> Recorded:
    return Recorded(nodeid, test["seconds"], frozenset(names[number] for number, _ in test["taken"]))


def choose(tests: Iterable[Recorded], chart: str, mutant: Mutant | None) -> list[Recorded]:
    """The tests to run, in order; for None (the chart without a mistake) those that are nearest."""
    needs = {f"{chart} {name}" for name in mutant.needs} if mutant is not None else set()
    first = {f"{chart} {name}" for name in mutant.first} if mutant is not None else set()
    beginning = f"{chart} "
    near, seeds, others = [], [], []
    for test in tests:
        if needs & test.taken if needs else any(name.startswith(beginning) for name in test.taken):
            seeded = _SEED.match(test.nodeid)
            if test.near(chart):
                near.append(test)
            elif seeded is not None:
                seeds.append((not first & test.taken, int(seeded[2]), test))
            else:
                others.append((not first & test.taken, len(test.taken), test.nodeid, test))
    chosen = [*near, *(entry[-1] for entry in sorted(others, key=lambda entry: entry[:-1])[:MOST_OTHERS])]
    chosen += [entry[-1] for entry in sorted(seeds, key=lambda entry: entry[:-1])[:MOST_SEEDS]]
    return sorted(chosen, key=lambda test: (not first & test.taken, not test.near(chart), test.seconds, test.nodeid))
