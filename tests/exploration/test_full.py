"""Two messages in flight each way, as far as ten minutes go; with a bar, since it takes them."""

from __future__ import annotations

import faulthandler
import sys

import pytest

from sessioncore.exploration.pair import pair_models
from sessioncore.exploration.search import explore
from sessioncore.exploration.usage import call_models

pytestmark = [pytest.mark.full]

STATES = (700_000, 1_500_000, 200_000, 600_000, 200_000, 200_000, 200_000)
"""Of the models of `call_models`; bounded by states (1 KB each), so that every machine looks at the same ones."""


def bar(looked: int, waiting: int, depth: int) -> None:
    done = 30 * looked // max(1, looked + waiting)
    line = f"\r[{'#' * done}{'.' * (30 - done)}] {looked:,} states looked at, {waiting:,} waiting, depth {depth}  "
    print(line, end="", file=sys.__stderr__, flush=True)


@pytest.mark.parametrize("which", range(len(STATES)))
def test_two_in_flight(which: int) -> None:
    faulthandler.cancel_dump_traceback_later()  # it is meant to take long
    model = call_models(2, open_changes=2)[which]
    result = explore(model, most_states=STATES[which], progress=bar)
    print(f"\n{result.summary}", file=sys.__stderr__)
    assert not result.findings, "\n".join(map(str, result.findings))
    assert result.complete or which == 1, "only hold over UDP has more states than that"
    assert result.complete or result.states == STATES[which]


@pytest.mark.parametrize("method", ["INVITE", "BYE"])
def test_three_in_flight_between_transactions(method: str) -> None:
    for model in pair_models(method, 3):
        result = explore(model, progress=bar)
        assert result.complete, result.summary
        assert not result.findings, "\n".join(map(str, result.findings))
