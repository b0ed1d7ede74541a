"""Rows that seeds and races do not take: rare moments, each made on purpose."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sessioncore.base.media import MediaFailed
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.effects import Ask
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import MediaReported
from sessioncore.testing.harness import ALICE, BOB, Simulation
from sessioncore.testing.network import Rule, treat
from tests.simulation.calls import check

pytestmark = pytest.mark.simulation

HOLDER = AnsweringTable(default=AnsweringRule("holder", "echo"))
Make = Callable[..., Simulation]


@pytest.fixture
def simulate() -> Iterator[Make]:
    """Makes simulations with a call of alice's; at the end of the test all is hung up and nothing may be left."""
    made: list[Simulation] = []

    def make(*rules: Rule, seed: int = 1, **options: Any) -> Simulation:
        simulation = Simulation(seed, rules=rules, **options)
        made.append(simulation)
        simulation.alice.dial()
        return simulation

    yield make
    for simulation in made:
        for endpoint in simulation.endpoints:
            for session in endpoint.engine.sessions():
                endpoint.command(session, "hang_up")
        simulation.run()
        faults = check(simulation)
        assert not faults, f"{faults}\n{simulation.ladder}"


def took(simulation: Simulation, chart: str, row: str) -> bool:
    """Whether the row was taken by anybody."""
    records = [record for step in simulation.steps for record in step.records]
    return any((record.chart, record.row, record.decision) == (chart, row, "row") for record in records)


def give(simulation: Simulation, when: float, name: str, **arguments: Any) -> None:
    """A command of alice's for her one session."""
    session = simulation.alice.commands[0].session
    simulation.at(when, lambda: simulation.alice.command(session, name, **arguments))


def test_a_holder_whose_answer_is_never_acknowledged_is_done(simulate: Make) -> None:
    simulation = simulate(treat("ACK", times=None), answering=HOLDER)
    simulation.run()
    assert took(simulation, "answering/holder", "answering.ended")
    assert simulation.bob.quiet


def test_a_media_failure_after_the_hang_up_changes_nothing(simulate: Make) -> None:
    simulation = simulate(treat("BYE"), answering=AnsweringTable(default=AnsweringRule("answer", "echo")))
    give(simulation, 1.0, "hang_up")
    simulation.run(until=1.2)
    (stream,) = simulation.alice.media.open
    step = simulation.alice.feed(MediaReported(MediaFailed(stream, "no route")))
    assert took(simulation, "media/stream", "media_failed#1")
    assert step.effects == []


def holding(simulation: Simulation, *, seconds: float = 20.0) -> list[str]:
    """Let the holder do its work; returns the states of its modify_out, in order."""
    simulation.run(until=seconds)
    return [
        record.target
        for step in simulation.steps
        for record in step.records
        if step.endpoint is simulation.bob
        and record.chart == "negotiation/modify_out"
        and record.source != record.target
    ]


def test_b3_8_a_holder_in_glare_resumes_before_its_hold_came_through(simulate: Make) -> None:
    """Both hold at once; the holder's pause ends while it waits after the 491."""
    limits = Limits(holder_delay=0.3, glare_other_low=1.9, glare_other_high=1.9)
    simulation = simulate(answering=HOLDER, limits=limits)
    give(simulation, 0.37, "hold")
    assert "glare" in holding(simulation)
    assert took(simulation, "negotiation/modify_out", "glare.told_to_resume")


def test_a_holder_waits_for_its_turn_while_the_peer_changes_the_session(simulate: Make) -> None:
    """Alice's re-INVITE is answered but its ACK is late: the holder's hold and resume find the session disturbed."""
    simulation = simulate(treat("ACK", 3.0, 3.0, source=ALICE, skip=1, times=3), answering=HOLDER)
    give(simulation, 0.4, "hold")
    states = holding(simulation)
    assert states[0] == "turn.waiting"
    assert took(simulation, "negotiation/modify_out", "idle.told_to_hold#2")
    assert took(simulation, "negotiation/modify_out", "turn.told_to_resume")


def test_a_holder_that_holds_in_time_waits_with_its_resume(simulate: Make) -> None:
    """The holder has held; alice's re-INVITE, its ACK late, is open when it wants to resume."""
    limits = Limits(holder_delay=1.0)
    simulation = simulate(treat("ACK", 3.0, 3.0, source=ALICE, skip=1, times=3), answering=HOLDER, limits=limits)
    give(simulation, 1.5, "hold")
    holding(simulation)
    assert took(simulation, "negotiation/modify_out", "idle.told_to_resume#2")


def test_an_application_that_holds_for_the_holder_is_superseded_by_it(simulate: Make) -> None:
    """Where both want to change the session, the newer wish counts: in turn and in glare alike."""
    in_turn = simulate(treat("ACK", 3.0, 3.0, source=ALICE, skip=1, times=3), answering=HOLDER)
    give(in_turn, 0.1, "hold")
    in_turn.at(0.3, lambda: in_turn.bob.command(in_turn.bob.engine.sessions()[0], "resume"))
    holding(in_turn)
    assert took(in_turn, "negotiation/modify_out", "turn.told_to_hold")
    assert in_turn.bob.commands[0].outcome == "superseded"
    limits = Limits(glare_other_low=1.9, glare_other_high=1.9)
    in_glare = simulate(answering=HOLDER, limits=limits)
    give(in_glare, 0.2, "hold")
    in_glare.at(0.2, lambda: in_glare.bob.command(in_glare.bob.engine.sessions()[0], "hold"))
    holding(in_glare)
    assert took(in_glare, "negotiation/modify_out", "glare.told_to_hold")


def test_b3_15_a_refresh_waits_while_the_peer_changes_the_session(simulate: Make) -> None:
    """Alice refreshes at half of 90 s; bob's re-INVITE waits for her application then."""
    settings = {"ask_modifications": True, "session_refresh_method": "invite"}
    simulation = simulate(limits=Limits(session_expires=90.0, decision=60.0), settings=settings)
    called: list[str] = []

    def asked(ask: Ask) -> None:
        called.append(ask.session)
        simulation.bob.command(ask.session, "answer", source="silence")

    simulation.bob.on_ask = lambda ask: asked(ask) if ask.question == "incoming" else None
    simulation.at(44.9, lambda: simulation.bob.command(called[0], "hold"))
    simulation.run(until=46.0)
    assert took(simulation, "negotiation/modify_out", "idle.refresh#2")
    session = simulation.alice.commands[0].session
    simulation.alice.command(session, "accept_modify")
    simulation.bob.on_ask = lambda ask: simulation.bob.command(ask.session, "accept_modify")
    simulation.run(until=50.0)
    assert simulation.bob.commands[-1].outcome == "done"
    refreshes = [packet for packet in simulation.alice.sent if packet.name == "INVITE" and packet.target == BOB]
    assert len(refreshes) >= 2, "the refresh left when its turn came"
