"""Seeded calls in which a process is killed: its engine is dropped after a random effect, another one goes on.

python -m tests.simulation.recovering SEED      the ladder of one seed, and what is wrong with it
"""

from __future__ import annotations

import json
import random
import sys
from functools import partial
from typing import Any

import attrs

from sessioncore.base.media import ConfigureStream, MediaEvent
from sessioncore.core.values import decode
from sessioncore.effects import Ask, Effect, Persist, Send
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import Datagram, Input, MediaReported
from sessioncore.testing.harness import Endpoint, FakeMedia, Simulation, Step
from sessioncore.testing.network import LinkProfile
from sessioncore.wire.sip import Request, Response, parse

HANG_UP = 40.0
"""When one side hangs up, seconds after the start; long after the last kill."""
END = 80.0
"""When both sides hang up whatever is left."""
UP = ("connected", "on_hold")
LINKS = {
    "plain": LinkProfile(delay=0.02),
    "fast": LinkProfile(delay=0.0005),
    "loss": LinkProfile(loss=0.1, delay=0.02, jitter=0.03),
    "reordering": LinkProfile(delay=0.01, jitter=0.2, duplication=0.1),
}


class KilledError(Exception):
    """kill -9: nothing of the engine runs any more."""

    def __init__(self, victim: Victim) -> None:
        super().__init__(victim.endpoint.name)
        self.victim = victim


class Dead:
    """What stands in an engine's place while its process is gone: datagrams and commands go nowhere."""

    trace: list[Any] = []  # noqa: RUF012  # nobody writes it
    session_count = transaction_count = timer_count = 0

    def feed(self, taken: Any, now: float) -> list[Effect]:
        return []

    def next_deadline(self) -> float | None:
        return None

    def sessions(self) -> list[str]:
        return []

    def state(self, session: str) -> str | None:
        return None


@attrs.frozen
class Shape:
    """What must survive of a session: its state, our wish of direction, and what its streams were told."""

    state: str
    direction: str
    streams: tuple[ConfigureStream, ...]
    settled: bool
    """No offer, no answer and no end is under way on this side."""


def shape(endpoint: Endpoint, session: str) -> Shape:
    """As the charts of the endpoint's engine have it."""
    snapshot = endpoint.engine.snapshot(session)
    charts = {part["chart"]: part["state"] for part in snapshot["parts"]}
    wish = next((part["slice"]["direction"] for part in snapshot["parts"] if part["part"] == "modify_out"), "")
    wanted = {"negotiation/offer_answer": "complete", "negotiation/modify_out": "idle", "negotiation/modify_in": "idle"}
    settled = charts["session/session"] in UP and all(charts.get(name) == state for name, state in wanted.items())
    streams = tuple(decode(part["slice"]["configured"]) for part in snapshot["parts"] if part["part"] == "stream")
    return Shape(charts["session/session"], wish, streams, settled)


class Victim:
    """One side: counts what is performed, keeps what was stored, dies when told and lives again."""

    def __init__(self, run: Run, endpoint: Endpoint) -> None:
        self.run = run
        self.endpoint = endpoint
        self.store: dict[str, str] = {}
        self.performed = self.lives = 0
        self.times: list[float] = []
        """When each effect was performed."""
        self.kills: list[int] = []
        self.born = 0
        """How many commands had been given when this life began."""
        self.shapes: dict[str, list[Shape]] = {}
        """What each session looked like after every step since it was last settled."""
        self.highest: dict[tuple[str, str], tuple[int, set[str]]] = {}
        self._perform = endpoint.perform
        self._feed = endpoint.feed
        endpoint.perform = self.perform  # type: ignore[method-assign]
        endpoint.feed = self.feed  # type: ignore[method-assign]
        self._furnish()

    def feed(self, taken: Input) -> Step:
        step = self._feed(taken)
        if not isinstance(self.endpoint.engine, Dead):
            for session in self.endpoint.engine.sessions():
                found = shape(self.endpoint, session)
                self.shapes[session] = [found] if found.settled else [*self.shapes.get(session, ()), found]
        return step

    def perform(self, effect: Effect) -> None:
        if isinstance(effect, Persist):
            if effect.snapshot is None:
                self.store.pop(effect.session, None)
            else:
                self.store[effect.session] = json.dumps(effect.snapshot)
        elif isinstance(effect, Send):
            self._look_at_cseq(effect.data)
        self._perform(effect)
        self.performed += 1
        self.times.append(self.run.simulation.now)
        if self.kills and self.performed == self.kills[0]:
            self.kills.pop(0)
            raise KilledError(self)

    def _look_at_cseq(self, data: bytes) -> None:
        """B2.5: a new request has a higher number than any before it, whichever process sent that."""
        message = parse(data)
        if not isinstance(message, Request) or message.method in ("ACK", "CANCEL"):
            return
        key = message.call_id, message.from_.tag or ""
        number, branches = self.highest.get(key, (0, set()))
        branch = message.via.branch or ""
        if branch in branches:
            return
        if message.cseq.number <= number:
            self.run.faults.append(f"{self.endpoint.name}: {message.method} {message.cseq.number} after {number}")
        self.highest[key] = message.cseq.number, branches | {branch}

    def die(self, downtime: float) -> None:
        endpoint, simulation = self.endpoint, self.run.simulation
        sessions = endpoint.engine.sessions()
        allowed = {session: [*self.shapes.get(session, ()), shape(endpoint, session)] for session in sessions}
        simulation.ladder.happened(simulation.now, endpoint.name, "KILLED")
        self.lives += 1
        endpoint.engine = Dead()  # type: ignore[assignment]
        endpoint.media = FakeMedia(lambda after, event: None, endpoint.ports)
        simulation.after(downtime, lambda: self.rise(allowed))

    def rise(self, allowed: dict[str, list[Shape]]) -> None:
        """The process is started again with what was stored.

        A call that was up comes back as it last stood settled, or further in what was under way: never as it was
        before that.
        """
        endpoint, simulation, run = self.endpoint, self.run.simulation, self.run
        made = simulation._endpoint(endpoint.name, endpoint.address, None)
        made.engine.env.counter = 1_000_000 * self.lives
        endpoint.engine, endpoint.ports = made.engine, made.ports
        self.born = len(endpoint.commands)
        self._furnish()
        simulation.ladder.happened(simulation.now, endpoint.name, f"STARTED with {len(self.store)} calls")
        for text in list(self.store.values()):
            for effect in endpoint.engine.restore(json.loads(text), simulation.now):
                self.perform(effect)
        self.shapes = {}
        for session, shapes in allowed.items():
            if not shapes[0].settled or shapes[-1].state not in UP:
                continue
            run.compared += 1
            found = shape(endpoint, session) if session in self.store else None
            if found is not None:
                told = tuple(made for name, made in endpoint.media.configured.items() if name.startswith(session + "/"))
                found = attrs.evolve(found, streams=told)
            if found not in shapes:
                run.faults.append(f"{endpoint.name}: {session} was {shapes}, came back as {found}")

    def _furnish(self) -> None:
        """Media of this life; what the media of an earlier one still wanted to tell is lost with it."""
        endpoint, simulation, life = self.endpoint, self.run.simulation, self.lives

        def report(event: MediaEvent) -> None:
            if self.lives == life:
                endpoint.feed(MediaReported(event))

        endpoint.media = FakeMedia(lambda after, event: simulation.after(after, partial(report, event)), endpoint.ports)


class Run:
    """One seeded call: who is killed after which effect of his, who holds and resumes, who hangs up."""

    def __init__(self, seed: int, kills: dict[str, list[int]]) -> None:
        rng = random.Random(f"recovery {seed}")
        self.seed = seed
        self.faults: list[str] = []
        self.compared = 0
        """Sessions of which it was known how they had to come back."""
        self.ended = ""
        """Who ended a call that was up on both sides at `HANG_UP`; "" when it was not."""
        self.link = rng.choice(sorted(LINKS))
        self.simulation = Simulation(
            seed,
            profile=LINKS[self.link],
            limits=Limits(no_answer=20.0, decision=15.0, cseq_reserve=rng.choice((1.0, 3.0, 16.0))),
            settings={"persist": True},
        )
        self.victims = {endpoint.name: Victim(self, endpoint) for endpoint in self.simulation.endpoints}
        for name, when in kills.items():
            self.victims[name].kills = sorted(when)
        self._changes = {
            name: [(rng.uniform(0.5, 25), rng.choice(("hold", "resume"))) for _ in range(rng.choice((0, 1, 3, 6)))]
            for name in self.victims
        }
        self._ring, self._answer = rng.uniform(0, 0.5), rng.uniform(0.5, 2)
        self._ender = rng.choice(("alice", "bob"))
        self._downtimes = [rng.choice((0.0, 0.3, 2.0)) for _ in range(4)]

    def play(self) -> Run:
        """Play it to its end and look at everything that must hold."""
        simulation = self.simulation
        for endpoint in simulation.endpoints:
            endpoint.on_ask = partial(self._asked, endpoint)
        simulation.at(0.0, lambda: simulation.alice.dial(source="tone:440"))
        for name, changes in self._changes.items():
            for when, what in changes:
                simulation.at(when, partial(self._give, name, what))
        simulation.at(HANG_UP, self._hang_up)
        for name in self.victims:
            simulation.at(END, partial(self._give, name, "hang_up"))
        while True:
            try:
                simulation.run()
            except KilledError as killed:
                killed.victim.die(self._downtimes.pop())
            else:
                break
        self._look()
        return self

    def _asked(self, endpoint: Endpoint, ask: Ask) -> None:
        simulation = self.simulation
        simulation.after(self._ring, lambda: endpoint.command(ask.session, "ring"))
        simulation.after(self._answer, lambda: endpoint.command(ask.session, "answer", source="silence"))

    def _give(self, name: str, what: str) -> None:
        endpoint = self.victims[name].endpoint
        for session in endpoint.engine.sessions():
            endpoint.command(session, what)

    def _hang_up(self) -> None:
        """Where the call is up and settled on both sides, one BYE must end it."""
        engines = [victim.endpoint for victim in self.victims.values()]
        shapes = [shape(endpoint, session) for endpoint in engines for session in endpoint.engine.sessions()]
        if len(shapes) == 2 and all(one.settled for one in shapes):
            self.ended = self._ender
        self._give(self._ender, "hang_up")

    def _look(self) -> None:
        simulation, faults = self.simulation, self.faults
        faults += simulation.errors
        for name, victim in self.victims.items():
            endpoint = victim.endpoint
            engine = endpoint.engine
            left = {
                "sessions": engine.session_count,
                "transactions": engine.transaction_count,
                "timers": engine.timer_count,
                "streams": len(endpoint.media.open),
                "ports": endpoint.ports.taken,
                "snapshots": len(victim.store),
            }
            faults += [f"{name} has {count} {what} left" for what, count in left.items() if count]
            faults += [f"{name}: {fault}" for fault in endpoint.media.faults]
            for number, log in enumerate(endpoint.commands):
                # What a killed process has answered already may be ended again: nobody is there to hear it.
                results = [reply for _, reply in log.replies if number >= victim.born or reply.outcome != "ended"]
                if len(results) > 1 or (number >= victim.born and not results):
                    faults.append(f"{name}: command {log.id} {log.name} has {len(log.replies)} results")
        if self.ended:
            self._look_at_the_bye()

    def _look_at_the_bye(self) -> None:
        """B2.11: target, tags and CSeq were right, whoever had been killed: the answer is 200, and nothing else."""
        ender = self.victims[self.ended].endpoint
        answers = set()
        after = [step for step in self.simulation.steps if step.at >= self.simulation.start + HANG_UP]
        for step in after:
            if step.endpoint is ender and isinstance(step.input, Datagram):
                message = parse(step.input.data)
                if isinstance(message, Response) and message.cseq.method == "BYE":
                    answers.add(message.status)
        if answers != {200}:
            self.faults.append(f"the BYE of {self.ended} got {sorted(answers)}")


def run(seed: int) -> Run:
    """The call of a seed: first as it goes by itself, then with kills after effects that it is known to have."""
    calm = Run(seed, {}).play()
    assert not calm.faults, (calm.faults, str(calm.simulation.ladder))
    rng = random.Random(f"kills {seed}")
    names = rng.choice((("alice",), ("bob",), ("alice",), ("bob",), ("alice", "bob")))
    kills = {}
    for name in names:
        before = [n for n, at in enumerate(calm.victims[name].times, 1) if at < calm.simulation.start + HANG_UP]
        kills[name] = rng.sample(before, rng.choice((1, 1, 2)) if len(before) > 4 else 1)
    killed = Run(seed, kills)
    return killed.play()


def story(played: Run) -> str:
    """What a failing seed prints."""
    faults = "\n".join(played.faults)
    again = f"python -m tests.simulation.recovering {played.seed}"
    return f"seed {played.seed}, link {played.link}:\n{faults}\n\n{played.simulation.ladder}\nplay it again: {again}"


if __name__ == "__main__":
    found = run(int(sys.argv[1]))
    print(story(found))
    sys.exit(bool(found.faults))
