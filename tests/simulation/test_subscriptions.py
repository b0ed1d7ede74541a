"""Two whole engines and a bad network: alice subscribes, bob tells, either ends it (RFC 6665)."""

from __future__ import annotations

import random

import pytest

from sessioncore.effects import Ask
from sessioncore.events import Notified, SubscriptionEnded
from sessioncore.handlers.limits import Limits
from sessioncore.testing.harness import BOB, Simulation
from sessioncore.testing.network import LinkProfile

pytestmark = pytest.mark.simulation

SEEDS = range(300)
LINKS = (
    LinkProfile(),
    LinkProfile(loss=0.1, duplication=0.1, reordering=0.2),
    LinkProfile(loss=0.4),
)
LIMITS = Limits(subscription_default=120, subscription_least=60, subscription_retry=20)
EVENTS = (("presence", "text/plain"),)


class Scene:
    """One subscription for some minutes; what is told, when and how it ends follows from the seed."""

    def __init__(self, seed: int, engine: str = "generated") -> None:
        chance = random.Random(seed)
        self.simulation = Simulation(
            seed,
            profile=LINKS[seed % len(LINKS)],
            engine=engine,
            limits=LIMITS,
            settings={"event_packages": EVENTS},
            subscribed=(Notified, SubscriptionEnded),
        )
        self.alice, self.bob = self.simulation.endpoints
        self.bob.on_ask = self._asked
        self.content, self.at_end = "0", ""
        self.session = self.alice.engine.env.session_id()
        fields = {"target": f"sip:bob@{BOB[0]}:{BOB[1]}", "package": "presence", "arguments": {}}
        self.subscribed = self.alice.command(self.session, "subscribe", **fields)
        begin = self.simulation.now
        for number in range(1, chance.randrange(2, 8)):
            self.simulation.at(begin + chance.uniform(1, 300), lambda number=number: self._happens(str(number)))  # type: ignore[misc]
        self.by_bob = chance.random() < 0.4
        end = begin + chance.uniform(60, 400)
        self.simulation.at(end, self._bob_ends if self.by_bob else self._alice_ends)
        self.simulation.at(end + 2_000, self._alice_ends)  # where bob's end was lost on the way, and it was begun again

    def _asked(self, ask: Ask) -> None:
        self.simulation.after(0.05, lambda: self.bob.command(ask.session, "grant", content=self.content))

    def _happens(self, content: str) -> None:
        self.content = content
        for session in list(self.bob.engine.cells):
            self.bob.command(session, "update", content=content)

    def _bob_ends(self) -> None:
        self.at_end = self.at_end or self.content
        for session in list(self.bob.engine.cells):
            self.bob.command(session, "finish", reason="noresource", retry_after=0)

    def _alice_ends(self) -> None:
        self.at_end = self.at_end or self.content
        if self.session in self.alice.engine.cells:
            self.alice.command(self.session, "unsubscribe")

    def run(self) -> Scene:
        self.simulation.run()
        return self

    @property
    def told(self) -> list[str]:
        return [event.content.decode() for event in self.alice.published if isinstance(event, Notified)]


@pytest.mark.parametrize("seed", SEEDS)
def test_b8_8_a_seeded_subscription_ends_on_both_sides_and_what_is_told_is_true(seed: int) -> None:
    scene = Scene(seed).run()
    assert scene.simulation.errors == []
    for endpoint in scene.simulation.endpoints:
        assert endpoint.quiet, scene.simulation.ladder
        assert not endpoint.engine.legs
        for log in endpoint.commands:
            assert len(log.replies) == 1, f"{log.name}: {log.replies}"
    ends = [event for event in scene.alice.published if isinstance(event, SubscriptionEnded)]
    assert len(ends) == 1
    assert set(scene.told) <= {str(number) for number in range(10)}
    if scene.simulation.network.profile.loss == 0:
        assert scene.subscribed.outcome == "done"
        assert scene.told, "somebody who is there is told at once"
        assert scene.told[-1] == scene.at_end, "the last NOTIFY tells the newest state"


@pytest.mark.parametrize("engine", ["statemachine", "transitions"])
def test_every_engine_tells_the_same(engine: str) -> None:
    for seed in (1, 2, 3):
        assert Scene(seed, engine).run().told == Scene(seed).run().told
