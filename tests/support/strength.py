"""What a test is worth: how near to the world it is, and whether its expected outcome comes from outside the program.

The kinds, weakest first: *model* (charts and generated code explored alone), *unit* (one machine or one engine, virtual
clock), *simulation* (two engines, virtual clock), *wire* (real sockets, both ends ours), *interop* (an independent
program). A test whose expectation was recorded from the program, or generated from a chart, proves nothing about a row:
it is marked `golden`, or lies where all tests are of that sort.
"""

from __future__ import annotations

from collections.abc import Iterable

KINDS = ("model", "unit", "simulation", "wire", "interop")

_BEGINNINGS = {
    "tests/exploration/": "model",
    "tests/interop/test_rfc4475": "wire",
    "tests/io/": "wire",
    "tests/api/": "wire",
    "tests/cli/": "wire",
}

_PROVE_NO_ROW = (
    *("tests/codegen/", "tests/test_", "tests/bench/", "tests/mutation/"),
    *("tests/cli/page/", "tests/core/redaction/", "tests/core/test_journal", "tests/core/test_ladder"),
    *("tests/core/test_overview", "tests/core/test_trace", "tests/actions/test_views"),
)
"""The generator's own tests; documents, pictures and their freshness; what compares the program with itself."""


def kind(nodeid: str, markers: Iterable[str]) -> str:
    """Which kind a test is, from where it lies and how it is marked."""
    marked = set(markers)
    for beginning, each in _BEGINNINGS.items():
        if nodeid.startswith(beginning):
            return each
    if nodeid.startswith("tests/interop/"):
        return "interop" if "peers" in marked else "wire"
    return "simulation" if "simulation" in marked or nodeid.startswith("tests/simulation/") else "unit"


def counts(nodeid: str, markers: Iterable[str]) -> bool:
    """Whether rows that the test takes count as tested; those of a defect that is planted do not."""
    marked = {"golden", "fuzz"} & set(markers)
    return not (marked or nodeid.startswith(_PROVE_NO_ROW) or "planted" in nodeid)
