"""The harness: one clock, effects performed in order, faults noticed."""

from __future__ import annotations

import pytest

from sessioncore.base.media import CloseStream, ConfigureStream, OpenStream
from sessioncore.effects import Ask
from sessioncore.events import SessionStateChanged
from sessioncore.testing import harness
from sessioncore.testing.behaviour import PROFILES, Plan
from sessioncore.testing.harness import ALICE, FakeMedia, NeverQuietError, PlaneMedia, Simulation
from sessioncore.testing.media import FakeMediaPorts


def answered(**options: object) -> tuple[Simulation, str, list[str]]:
    """A call that bob answers after a second; the list gets his session."""
    simulation = Simulation(3, **options)  # type: ignore[arg-type]
    called: list[str] = []

    def asked(ask: Ask) -> None:
        called.append(ask.session)
        simulation.after(1.0, lambda: simulation.bob.command(ask.session, "answer", source="silence"))

    simulation.bob.on_ask = asked
    return simulation, simulation.alice.dial(), called


def test_a_call_comes_up_is_hung_up_and_leaves_nothing() -> None:
    simulation, session, called = answered(subscribed=(SessionStateChanged,))
    simulation.run(until=2.0)
    assert simulation.alice.engine.state(session) == "connected"
    assert len(simulation.alice.media.open) == len(simulation.bob.media.open) == 1
    assert not simulation.alice.quiet
    simulation.bob.command(called[0], "hang_up")
    simulation.run()
    assert simulation.errors == []
    for endpoint in simulation.endpoints:
        assert endpoint.quiet
        assert not endpoint.media.open
        assert endpoint.ports.taken == 0
    (dial,) = simulation.alice.commands
    assert (dial.name, dial.outcome, dial.status) == ("dial", "done", 200)
    states = [event.state for event in simulation.alice.published if isinstance(event, SessionStateChanged)]
    assert states[-1] == "terminated"


def test_the_clock_stops_where_it_is_told() -> None:
    simulation, *_ = answered()
    simulation.run(until=0.5)
    assert simulation.now == simulation.start + 0.5
    assert simulation.bob.asks
    assert simulation.alice.commands[0].outcome is None


def test_planned_things_happen_in_order_of_time_then_of_planning() -> None:
    simulation = Simulation()
    done: list[str] = []
    for name, when in (("c", 2.0), ("a", 1.0), ("b", 1.0)):
        simulation.at(when, lambda name=name: done.append(name))
    simulation.run()
    assert done == ["a", "b", "c"]


def test_a_simulation_without_end_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harness, "LONGEST", 5.0)
    simulation, *_ = answered()
    with pytest.raises(NeverQuietError, match="seed 3: not quiet"):
        simulation.run()


def test_the_ladder_shows_messages_losses_and_transitions() -> None:
    simulation, *_ = answered(rules=(harness_rule(),))
    simulation.run(until=3.0)
    text = str(simulation.ladder)
    assert "|-- INVITE 1 SDP sendrecv -------->|  LOST" in text
    assert "bob: incoming arriving -> setup.deciding (invited)" in text
    assert "[dial done 200]" in text


def harness_rule() -> harness.Rule:
    from sessioncore.testing.network import treat

    return treat("INVITE", source=ALICE)


def test_the_fake_media_plane_notices_what_does_not_fit() -> None:
    told: list[object] = []
    media = FakeMedia(lambda after, event: told.append(event), FakeMediaPorts())
    configure = ConfigureStream("s/0", ("192.0.2.9", 4000), "PCMU", 0, (0,), None, True, False, "silence", 1)
    media.submit(configure)
    media.submit(OpenStream("s/0", 40_000))
    media.submit(OpenStream("s/0", 40_000))
    media.submit(CloseStream("other"))
    assert [fault.split(" ", 1)[1] for fault in media.faults] == [
        "was configured before it was opened, or after it was closed",
        "was opened twice",
        "was closed but not open",
    ]
    assert told == []


def test_real_media_planes_hear_each_other_and_fall_silent_on_hold() -> None:
    simulation = Simulation(3, plane=True)
    alice, bob = simulation.endpoints
    bob.on_ask = lambda ask: bob.command(ask.session, "answer", source="tone:660")
    session = alice.dial(source="tone:440")
    simulation.at(3.0, lambda: alice.command(session, "hold"))
    simulation.run(until=2.5)
    heard = []
    for endpoint in simulation.endpoints:
        assert isinstance(endpoint.media, PlaneMedia)
        (stream,) = endpoint.media.open
        heard.append((endpoint.media, stream))
    assert [round(media.report(stream).tone_hz) for media, stream in heard] == [660, 440]
    media, stream = heard[0]
    simulation.run(until=3.5)
    before = media.report(stream).received_packets
    assert before > 120
    simulation.run(until=5.0)
    assert media.report(stream).received_packets == before, "nothing comes while alice holds"
    alice.command(session, "hang_up")
    simulation.run()
    assert simulation.errors == []
    assert alice.quiet
    assert bob.quiet
    assert media.faults == []
    assert not media.open


def test_a_plan_is_the_same_for_the_same_seed() -> None:
    assert Plan.of(17) == Plan.of(17)
    assert Plan.of(17) != Plan.of(18)
    assert {Plan.of(seed).kind for seed in range(len(PROFILES))} == set(PROFILES)


def test_a_call_is_the_same_for_the_same_seed() -> None:
    stories = []
    for _ in range(2):
        simulation = Plan.of(6).begin()
        simulation.run()
        stories.append([(step.at, step.input, step.effects) for step in simulation.steps])
    assert stories[0] == stories[1]
