"""Reliable provisional responses between two whole engines, while the network loses and reorders (RFC 3262).

Each message that may be missing is lost once, or all the time; the oracle of `tests/support/offers.py` watches both
sides in every one of them. Times are seconds; a link takes 0.02 s unless a rule says otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.testing.harness import BOB, Endpoint, Simulation
from sessioncore.testing.network import Rule, treat
from tests.simulation.calls import check
from tests.simulation.test_snapshots import replace

pytestmark = pytest.mark.simulation

REQUIRED = {"reliable_provisionals": "required"}
Make = Callable[..., Simulation]


def table(chart: str) -> AnsweringTable:
    return AnsweringTable(default=AnsweringRule(chart, "echo"))


@pytest.fixture
def simulate() -> Iterator[Make]:
    """Makes simulations with a call of alice's; at the end all is hung up, and nothing may be left or wrong."""
    made: list[Simulation] = []

    def make(*rules: Rule, chart: str = "rel", **options: Any) -> Simulation:
        simulation = Simulation(1, rules=rules, answering=table(chart), **options)
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


def times(simulation: Simulation, endpoint: Endpoint, name: str) -> list[float]:
    return [round(packet.sent_at - simulation.start, 3) for packet in endpoint.sent if packet.name == name]


def sent(endpoint: Endpoint) -> list[str]:
    return [packet.name for packet in endpoint.sent]


def states(simulation: Simulation) -> list[str | None]:
    return [
        endpoint.engine.state(session) for endpoint in simulation.endpoints for session in endpoint.engine.sessions()
    ]


def took(simulation: Simulation, chart: str, row: str) -> bool:
    records = [record for step in simulation.steps for record in step.records]
    return any((record.chart, record.row, record.decision) == (chart, row, "row") for record in records)


CONNECTED = ["connected", "connected"]


@pytest.mark.parametrize("chart", ["rel", "rel183", "fork", "early", "echo"])
def test_b3_11_nothing_is_lost(simulate: Make, chart: str) -> None:
    simulation = simulate(chart=chart, settings=REQUIRED)
    simulation.run(until=5)
    assert states(simulation) == CONNECTED
    acknowledged = sent(simulation.alice).count("PRACK")
    assert acknowledged == (2 if chart == "fork" else 1)
    assert sent(simulation.bob).count("200 PRACK") == acknowledged
    assert sent(simulation.bob).count("200 INVITE") == 1


@pytest.mark.parametrize("chart", ["rel", "rel183"])
@pytest.mark.parametrize(
    ("lost", "provisionals", "pracks"),
    [("18x", [0.02, 0.52], [0.54]), ("PRACK", [0.02, 0.52], [0.04, 0.54]), ("200 PRACK", [0.02], [0.04, 0.54])],
)
def test_b3_11_what_is_lost_once_comes_again(
    simulate: Make, chart: str, lost: str, provisionals: list[float], pracks: list[float]
) -> None:
    status = "183 INVITE" if chart == "rel183" else "180 INVITE"
    simulation = simulate(treat(status if lost == "18x" else lost), chart=chart)
    simulation.run(until=5)
    assert sorted(set(times(simulation, simulation.bob, status))) == provisionals
    assert times(simulation, simulation.alice, "PRACK") == pracks
    assert states(simulation) == CONNECTED


@pytest.mark.parametrize("lost", ["180 INVITE", "PRACK"])
def test_b3_11_what_never_comes_through_ends_the_invite(simulate: Make, lost: str) -> None:
    """RFC 3262 3: 64*T1 after the response a 5xx."""
    simulation = simulate(treat(lost, times=None))
    simulation.run(until=40)
    assert times(simulation, simulation.bob, "504 INVITE")[0] == 32.02
    assert simulation.alice.commands[0].status == (504 if lost == "PRACK" else 408)
    assert states(simulation) == []


def test_b3_11_the_answer_to_the_prack_is_never_heard(simulate: Make) -> None:
    """The call does not hang on it."""
    simulation = simulate(treat("200 PRACK", times=None))
    simulation.run(until=40)
    assert states(simulation) == CONNECTED
    assert took(simulation, "dialog/prack", "listening.finished#1")


def test_b3_11_the_200_overtakes_the_answer_to_the_prack(simulate: Make) -> None:
    simulation = simulate(treat("200 PRACK", 0.3), chart="rel183")
    simulation.run(until=3)
    assert states(simulation) == CONNECTED
    assert simulation.alice.media.configured


def test_b3_11_a_copy_that_the_network_made_is_not_acknowledged_again(simulate: Make) -> None:
    simulation = simulate(treat("180 INVITE", 0.02, 0.4), chart="ring", settings=REQUIRED)
    simulation.run(until=3)
    assert sent(simulation.alice).count("PRACK") == 1
    assert took(simulation, "dialog/prack", "listening.received#1")


def test_b3_11_cancel_crosses_the_response(simulate: Make) -> None:
    """Alice gives up when the 180 is under way: the PRACK never leaves, and bob's copies end with his 487."""
    simulation = simulate(treat("180 INVITE", 0.3, times=1), treat("100 INVITE", 0.02))
    session = simulation.alice.commands[0].session
    simulation.at(0.1, lambda: simulation.alice.command(session, "hang_up"))
    simulation.run(until=60)
    assert "PRACK" not in sent(simulation.alice)
    assert sent(simulation.bob).count("487 INVITE") == 1
    assert took(simulation, "dialog/reliable_provisional", "sending.down")
    assert took(simulation, "dialog/reliable_provisional", "stopped.lingered")


def test_b3_11_the_prack_crosses_our_refusal(simulate: Make) -> None:
    simulation = Simulation(1, rules=(treat("PRACK", 0.5),), settings=REQUIRED)
    bobs: list[str] = []

    def asked(ask: Any) -> None:
        bobs.append(ask.session)
        simulation.bob.command(ask.session, "ring")

    simulation.bob.on_ask = asked
    simulation.alice.dial()
    simulation.at(0.2, lambda: simulation.bob.command(bobs[0], "decline", status=486))
    simulation.run(until=100)
    assert took(simulation, "dialog/reliable_provisional", "stopped.prack")
    assert sent(simulation.bob)[-1] == "200 PRACK"
    assert check(simulation) == []


def test_b3_12_an_answer_that_was_lost_with_its_183_is_agreed_by_both(simulate: Make) -> None:
    simulation = simulate(treat("183 INVITE", times=2), chart="rel183")
    simulation.run(until=0.5)
    assert simulation.alice.media.configured == {}
    simulation.run(until=10)
    assert simulation.alice.media.configured
    assert states(simulation) == CONNECTED


@pytest.mark.parametrize("lost", ["180 INVITE", "PRACK", "200 PRACK"])
def test_b4_2_a_late_offer_that_travels_early_and_gets_lost(lost: str) -> None:
    simulation = Simulation(1, rules=(treat(lost),), answering=table("rel"), settings=REQUIRED)
    simulation.alice.dial(offer="late")
    simulation.run(until=5)
    assert states(simulation) == CONNECTED
    assert times(simulation, simulation.bob, "200 INVITE")[0] < 1
    bodies = [packet.data.partition(b"\r\n\r\n")[2] for packet in simulation.alice.sent if packet.name == "ACK"]
    assert bodies == [b""]
    simulation.alice.command(simulation.alice.commands[0].session, "hang_up")
    simulation.run()
    assert check(simulation) == []


def test_b3_11_a_restored_callee_still_waits_for_its_prack(simulate: Make) -> None:
    """Every part comes back from its snapshot while the response waits: numbers, timers, deferred answer."""
    simulation = simulate(treat("PRACK", times=3), chart="rel183")
    simulation.run(until=1.0)
    assert replace(simulation.bob) == 1
    simulation.run(until=20)
    assert states(simulation) == CONNECTED
    assert sent(simulation.bob).count("200 INVITE") == 1
    assert {packet.target for packet in simulation.alice.sent} == {BOB}
