"""The answering charts by themselves: a leg is called once, and what a service does comes in its order."""

from __future__ import annotations

import pytest

from sessioncore.handlers.answering.busy import Busy
from sessioncore.handlers.answering.decline import Decline
from sessioncore.handlers.answering.early import Early
from sessioncore.handlers.answering.holder import Holder
from sessioncore.handlers.answering.redirect import Redirect
from sessioncore.handlers.answering.reinviter import Reinviter
from sessioncore.handlers.answering.reinviter_bye import ReinviterBye
from sessioncore.handlers.answering.unknown import Unknown
from sessioncore.statechart import Machine
from tests.support.alone import Alone


@pytest.mark.parametrize(
    ("service", "signal"), [(Busy, "declines"), (Decline, "declines"), (Unknown, "declines"), (Redirect, "redirects")]
)
def test_a_service_that_turns_calls_away_is_done_with_its_answer(service: type[Machine], signal: str) -> None:
    machine = Alone(service, "waiting")
    assert machine.on("invited") == ("done", [], [signal])
    assert machine.machine.final


def test_early_media_comes_before_the_answer_unless_somebody_else_answers() -> None:
    machine = Alone(Early, "waiting")
    assert machine.on("invited") == ("playing", [], ["progresses"])
    assert machine.cell.running == ["moment"]
    assert machine.on("moment_over") == ("serving", [], ["answers"])
    assert Alone(Early, "playing").on("connected") == ("serving", [], []), "it was answered already"


def test_the_holder_rings_answers_holds_and_resumes() -> None:
    machine = Alone(Holder, "waiting")
    assert machine.on("invited") == ("answering", [], ["rings", "answers"])
    assert machine.on("connected") == ("talking", [], [])
    assert machine.on("talked") == ("holding", [], ["holds"])
    assert machine.on("paused") == ("serving", [], ["resumes"])
    assert machine.cell.running == []
    assert machine.on("ended") == ("done", [], [])


@pytest.mark.parametrize("service", [Reinviter, ReinviterBye])
def test_the_reinviters_ring_answer_and_offer_anew(service: type[Machine]) -> None:
    machine = Alone(service, "waiting")
    assert machine.on("invited") == ("answering", [], ["rings", "answers"])
    assert machine.on("connected") == ("talking", [], [])
    assert machine.cell.running == ["talk"]
    state = "serving" if service is Reinviter else "hurrying"
    assert machine.on("talked") == (state, [], ["reinvites"])
    if service is ReinviterBye:
        assert machine.on("reinvited") == ("serving", [], ["hangs_up"])
    assert machine.cell.running == []


@pytest.mark.parametrize(
    ("service", "state"),
    [
        *((Reinviter, state) for state in ("waiting", "answering", "talking", "serving")),
        *((ReinviterBye, state) for state in ("waiting", "answering", "talking", "hurrying", "serving")),
    ],
)
def test_the_reinviters_end_with_the_call(service: type[Machine], state: str) -> None:
    machine = Alone(service, state)
    assert machine.on("ended") == ("done", [], [])
    assert machine.machine.final
    assert machine.cell.running == []
