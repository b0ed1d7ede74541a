"""Seeded calls between three engines: alice calls bob, who is registered at a server that couples the two.

python -m tests.simulation.coupled SEED     what happened in one seed
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterable
from typing import Any

import attrs

from sessioncore import events
from sessioncore.core.trace import TraceRecord
from sessioncore.effects import Address, Reply, Send
from sessioncore.inputs import Datagram
from sessioncore.testing.behaviour import END, Plan
from sessioncore.testing.harness import ALICE, BOB, Simulation
from sessioncore.testing.ladder import transitions
from tests.simulation.calls import leftovers, results
from tests.support.offers import OfferTracker, Sip

SEEDS = range(300)
LONG_RUN = range(300, 6_000)
"""Seeds of `make test-full` beyond those."""

APART = 20_000_000
"""These seeds make other calls than those of `tests.simulation.calls`."""

US: Address = ("192.0.2.3", 5060)
SETTLED = 45.0
"""Nobody wants anything any more, and what was wanted has failed or not, seconds before the end."""

REGISTER = (
    f"REGISTER sip:{US[0]} SIP/2.0\r\nVia: SIP/2.0/UDP {BOB[0]}:{BOB[1]};branch=z9hG4bKreg\r\nMax-Forwards: 70\r\n"
    f"From: <sip:bob@{US[0]}>;tag=r\r\nTo: <sip:bob@{US[0]}>\r\nCall-ID: reg\r\nCSeq: 1 REGISTER\r\n"
    f"Contact: <sip:bob@{BOB[0]}:{BOB[1]}>;expires=600\r\nContent-Length: 0\r\n\r\n"
)


class Diary:
    """What happened to three, a line each."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def sent(self, at: float, name: str, text: str, fate: str = "") -> None:
        self._lines.append(f"{at:9.3f} {name} --> {text} {fate}")

    def received(self, at: float, name: str, text: str, records: Iterable[TraceRecord] = ()) -> None:
        self._lines.append(f"{at:9.3f} {name} <-- {text}  {'; '.join(transitions(records))}")

    def happened(self, at: float, name: str, text: str, records: Iterable[TraceRecord] = ()) -> None:
        self._lines.append(f"{at:9.3f} {name} [{text}]  {'; '.join(transitions(records))}")

    def __str__(self) -> str:
        return "\n".join(self._lines)


class Coupled(Simulation):
    """Alice and bob, and a server between them at which bob is registered."""

    def __init__(self, seed: int, **options: Any) -> None:
        super().__init__(seed, **options)
        self.ladder: Any = Diary()
        rng = random.Random(f"server {seed}")
        own = {"registrar": "open", "ask_modifications": False}
        reliably = rng.choice(("off", "supported", "supported", "required"))
        self._settings = {**self._settings, **own, "reliable_provisionals": reliably}
        self.us = self._endpoint("us", US, None)
        self.endpoints = (self.alice, self.bob, self.us)
        self._at[US] = self.us
        self.called = US
        self.at(0.0, lambda: self.inject(self.us, REGISTER.encode(), BOB))


@attrs.frozen
class Call:
    """One call that has run out."""

    seed: int
    plan: Plan
    simulation: Coupled
    faults: list[str]


def plan_of(seed: int) -> Plan:
    """The plan of a seed, and what only couplings have trouble with: crossing changes, UPDATE, INFO, late offers."""
    rng = random.Random(f"coupled {seed}")
    plan = Plan.of(APART + seed)
    alice, bob = list(plan.alice), list(plan.bob)
    for side in (alice, bob):
        for _ in range(rng.choice((0, 0, 1, 2, 4))):
            side.append((rng.uniform(0, 40), rng.choice(("modify", "hold", "resume", "tell", "tell"))))
        if rng.random() < 0.3:
            asked = rng.uniform(1, 35)
            side += [(asked, "solicit"), (asked + rng.uniform(0.05, 4), "acknowledge")]
        if rng.random() < 0.4:
            asked = rng.uniform(1, 35)
            withdrawn = rng.choice(("withdraw", "withdraw elsewhere"))
            side += [(asked, rng.choice(("modify", "solicit"))), (asked + rng.uniform(0.01, 1.5), withdrawn)]
        if rng.random() < 0.3:
            side.append((rng.uniform(0, 40), "hang_up elsewhere"))
    if rng.random() < 0.5:
        together = rng.uniform(2, 35)
        alice.append((together, rng.choice(("hold", "modify", "solicit"))))
        bob.append((max(0.0, together + rng.uniform(-3, 0.3)), rng.choice(("hold", "modify"))))
    settings = {**plan.settings, "persist": False, "on_media_loss": "ignore", "infos": "take"}
    decides = plan.modify
    if rng.random() < 0.3:  # who is asked takes its time, so that what was asked can be withdrawn
        settings |= {"ask_modifications": True, "modify_method": "invite"}
        decides = rng.uniform(0.4, 2), rng.choice(("accept_modify", "decline_modify"))
    late = rng.random() < 0.3
    if late and rng.random() < 0.5:
        bob.append((rng.uniform(0, 1), "progress"))
    return attrs.evolve(
        plan,
        settings=settings,
        answering=None,
        alice=sorted(alice),
        bob=sorted(bob),
        late_offer=late,
        modify=decides,
        media_fails=None,
        # Time for what is wanted last to be settled before the end.
        profile=attrs.evolve(plan.profile, refusals=()),
    )


def play(seed: int) -> Call:
    """Play the call of a seed and check it."""
    plan = plan_of(seed)
    simulation = plan.begin(Coupled, subscribed=(events.CellError, events.InfoReceived))
    assert isinstance(simulation, Coupled)
    simulation.run(until=END - 0.001)
    before_end = _configured(simulation)
    changed = max((step.at for step in simulation.steps if _offers(step.effects)), default=0.0)
    simulation.run()
    faults = list(simulation.errors)
    for endpoint in simulation.endpoints:
        faults += leftovers(endpoint)
        faults += [fault for log in endpoint.commands if (fault := results(log))]
    faults += _tracked(simulation)
    faults += _passed(simulation)
    faults += _informed(simulation)
    faults += _reasoned(simulation)
    if END + simulation.start - changed > 33 and not _cut(plan):
        faults += before_end
    return Call(seed, plan, simulation, faults)


def _offers(effects: list[Any]) -> bool:
    """Whether a description leaves."""
    return any(isinstance(effect, Send) and Sip.of(effect.data).sdp for effect in effects)


def _cut(plan: Plan) -> bool:
    """Whether the link is so bad that a change may be known to one side alone."""
    return bool(plan.profile.outages) or plan.profile.loss >= 0.2


def _configured(simulation: Coupled) -> list[str]:
    """Where both are in one call and nothing is open, what one sends the other receives."""
    found = []
    for endpoint in (simulation.alice, simulation.bob):
        engine = endpoint.engine
        up = [session for session in engine.sessions() if engine.state(session) in ("connected", "on_hold")]
        found.append([made for stream, made in endpoint.media.configured.items() if stream.rpartition("/")[0] in up])
    alice, bob = found
    if len(alice) != 1 or len(bob) != 1:
        return []
    (one,), (other,) = alice, bob
    if (one.send, one.receive) == (other.receive, other.send):
        return []
    return [f"before the end: alice sends {one.send}, receives {one.receive}; bob {other.send}, {other.receive}"]


def _tracked(simulation: Coupled) -> list[str]:
    """Offers and answers in order on either side of each dialog, one final answer to each INVITE (RFC 3261, 3264)."""
    faults = []
    for endpoint, remote in (
        (simulation.alice, US),
        (simulation.bob, US),
        (simulation.us, ALICE),
        (simulation.us, BOB),
    ):
        tracker = OfferTracker(f"{endpoint.name} to {remote[0]}", asks=True)
        for step in simulation.steps:
            if step.endpoint is not endpoint:
                continue
            at = step.at - simulation.start
            sent = [effect.data for effect in step.effects if isinstance(effect, Send) and effect.remote == remote]
            if isinstance(step.input, Datagram) and step.input.source == remote:
                tracker.received(step.input.data, sent, at, taken=bool(step.records))
            for data in sent:
                tracker.sent(data, at)
        faults += tracker.faults
    return faults


def _passed(simulation: Coupled) -> list[str]:
    """What we say of media is what the other side has said, octet by octet."""
    faults = []
    said: dict[Address, set[str]] = {ALICE: set(), BOB: set()}
    other = {ALICE: BOB, BOB: ALICE}
    for step in simulation.steps:
        if step.endpoint is not simulation.us:
            continue
        if isinstance(step.input, Datagram):
            said[step.input.source].add(Sip.of(step.input.data).body)
        for effect in step.effects:
            if (
                isinstance(effect, Send)
                and (body := Sip.of(effect.data).body)
                and body not in said[other[effect.remote]]
            ):
                faults.append(f"{step.at - simulation.start:.3f} s: {effect.remote[0]} is told what nobody said")
    return faults


def _reasoned(simulation: Coupled) -> list[str]:
    """Why a side ends its call, or withdraws what it offered, is what the other side has said (RFC 3326), or that
    another telephone was quicker.
    """
    faults = []
    said: dict[Address, set[str]] = {ALICE: set(), BOB: set()}
    for step in simulation.steps:
        if step.endpoint is not simulation.us:
            continue
        if isinstance(step.input, Datagram) and (why := _reason(step.input.data)):
            said[step.input.source].add(why)
        for effect in step.effects:
            if isinstance(effect, Send) and (why := _reason(effect.data)):
                other = BOB if effect.remote == ALICE else ALICE
                if why not in said[other]:
                    faults.append(
                        f"{step.at - simulation.start:.3f} s: {effect.remote[0]} hears why nobody ended: {why}"
                    )
    return faults


def _reason(data: bytes) -> str:
    lines = data.partition(b"\r\n\r\n")[0].decode().split("\r\n")
    return next((line for line in lines if line.startswith("Reason:")), "")


def _informed(simulation: Coupled) -> list[str]:
    """An INFO that was answered 200 has reached the other side, and once."""
    faults = []
    for asker, other in ((simulation.alice, simulation.bob), (simulation.bob, simulation.alice)):
        done = [log for log in asker.commands if log.name == "tell" and _status(log.replies) == 200]
        given = [log for log in asker.commands if log.name == "tell"]
        heard = [event for event in other.published if isinstance(event, events.InfoReceived)]
        if not len(done) <= len(heard) <= len(given):
            faults.append(f"{asker.name} gave {len(given)} INFO, {len(done)} were taken, and {len(heard)} came")
    return faults


def _status(replies: list[tuple[float, Reply]]) -> int | None:
    return replies[0][1].status if replies else None


def main() -> None:
    call = play(int(sys.argv[1]))
    print(call.plan)
    print(call.simulation.ladder)
    print(*call.faults, sep="\n")


if __name__ == "__main__":
    main()
