"""Seeded registrations: a client and a registrar, a bad network, restarts, other addresses, an end.

python -m tests.simulation.registering SEED     the ladder of one seed
"""

from __future__ import annotations

import random
import sys

import attrs

from sessioncore.effects import Send
from sessioncore.events import RegistrationExpired, RegistrationStateChanged
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import Datagram
from sessioncore.testing.harness import ALICE, BOB, Simulation
from sessioncore.testing.network import LinkProfile
from tests.simulation.calls import leftovers, results
from tests.support.offers import Sip

SEEDS = range(300)
LONG_RUN = range(300, 6_000)
"""Seeds of `make test-full` beyond those."""

LAST = 1_200.0
"""When the client unregisters at the latest, seconds after the start."""

LINKS = (
    LinkProfile(),
    LinkProfile(loss=0.1, duplication=0.2, reordering=0.2),
    LinkProfile(loss=0.4),
    LinkProfile(duplication=0.4, reordering=0.4, overtaken=1.5, jitter=0.5),
    LinkProfile(outages=((100.0, 160.0), (400.0, 700.0))),
)
LATE = 2.0
"""What a registrar grants the client knows of so much later at most, where nothing is lost."""


@attrs.frozen
class Scene:
    """One registration that has run out."""

    simulation: Simulation
    faults: list[str]


def play(seed: int) -> Scene:
    """Play and check it."""
    chance = random.Random(f"registration {seed}")
    link = LINKS[seed % len(LINKS)]
    simulation = Simulation(
        seed,
        profile=link,
        limits=Limits(registration_least=60, registration_base=chance.choice((2, 30)), registration_retry_most=120),
        settings={"registrar": "open"},
        subscribed=(RegistrationStateChanged, RegistrationExpired),
    )
    alice = simulation.alice
    session = alice.engine.env.session_id()
    faults: list[str] = []
    restarts: list[float] = []
    contacts = [f"sip:bob@{ALICE[0]}:{5060 + number}" for number in range(4)]
    fields = {
        "address": f"sip:bob@{BOB[0]}",
        "registrar": f"sip:{BOB[0]}:{BOB[1]}",
        "arguments": {"contact": contacts[0], "expires": str(chance.choice((10, 60, 90, 300)))},
    }
    if chance.random() < 0.3:
        fields["arguments"] |= {"instance": "urn:uuid:1", "reg_id": "1"}  # type: ignore[operator]
    simulation.at(0.0, lambda: alice.command(session, "register", **fields))
    for number in range(chance.choice((0, 0, 1, 3))):
        contact = contacts[number + 1]
        simulation.at(chance.uniform(1, LAST), lambda contact=contact: _renew(simulation, session, contact))  # type: ignore[misc]
    for _ in range(chance.choice((0, 0, 1, 2))):
        simulation.at(chance.uniform(1, LAST), lambda: _restart(simulation, restarts))
    simulation.at(chance.uniform(5, LAST), lambda: _end(simulation, session))
    simulation.at(LAST, lambda: _end(simulation, session))
    for second in range(10, int(LAST), 10):
        simulation.at(second, lambda: _look(simulation, session, restarts, faults))
    simulation.run()
    faults += [*simulation.errors, *_requests(simulation)]
    for endpoint in simulation.endpoints:
        faults += leftovers(endpoint)
        faults += [fault for log in endpoint.commands if (fault := results(log))]
    if simulation.bob.engine.locations.users():
        faults.append("somebody is still registered")
    told = [event.state for event in alice.published if isinstance(event, RegistrationStateChanged)]
    if told.count("ended") != 1 or told[-1] != "ended":
        faults.append(f"the application was told {told}")
    if link == LINKS[0] and not restarts:
        if any(isinstance(event, RegistrationExpired) for event in simulation.bob.published):
            faults.append("it expired although nothing was lost")
        if "waiting" in told:
            faults.append(f"it waited although nothing was lost: {told}")
    return Scene(simulation, faults)


def _renew(simulation: Simulation, session: str, contact: str) -> None:
    if session in simulation.alice.engine.cells:
        simulation.alice.command(session, "renew", contact=contact)


def _end(simulation: Simulation, session: str) -> None:
    if session in simulation.alice.engine.cells:
        simulation.alice.command(session, "unregister")


def _restart(simulation: Simulation, restarts: list[float]) -> None:
    """The registrar begins anew and knows nobody."""
    simulation.bob.engine = simulation._endpoint("bob", BOB, None).engine
    restarts.append(simulation.now)


def _look(simulation: Simulation, session: str, restarts: list[float], faults: list[str]) -> None:
    """What the client believes is true: the registrar leads calls to its address until then."""
    cell = simulation.alice.engine.cells.get(session)
    if cell is None or cell.leg.client.state_name != "registered":
        return
    known, now = cell.leg.client_slice, simulation.now
    granted_at = max((at for at in _granted(simulation)), default=0.0)
    if known.until - now < 5 or any(at > granted_at - LATE for at in restarts):
        return
    bound = {one.binding.contact: one.until for one in simulation.bob.engine.locations.of("bob")}
    if known.contact not in bound:
        faults.append(f"{now - simulation.start:.0f} s: the client is registered, the registrar has {list(bound)}")
    elif bound[known.contact] < known.until - 33:
        faults.append(f"{now - simulation.start:.0f} s: the registrar forgets it before the client refreshes")


def _granted(simulation: Simulation) -> list[float]:
    """When 200 came to the client."""
    return [
        step.at
        for step in simulation.steps
        if step.endpoint is simulation.alice
        and isinstance(step.input, Datagram)
        and step.input.data.startswith(b"SIP/2.0 200")
    ]


def _requests(simulation: Simulation) -> list[str]:
    """CSeq grows, the Call-ID stays, and there is one REGISTER at a time (RFC 3261 10.2, 10.2.4)."""
    faults: list[str] = []
    open_branch, opened, last, call_ids = "", 0.0, 0, set()
    for step in simulation.steps:
        if step.endpoint is not simulation.alice:
            continue
        if isinstance(step.input, Datagram):
            heard = Sip.of(step.input.data)
            if heard.branch == open_branch and heard.status >= 200:
                open_branch = ""
        for effect in step.effects:
            if not isinstance(effect, Send) or (sip := Sip.of(effect.data)).branch == open_branch:
                continue
            call_ids.add(sip.call_id)
            if open_branch and step.at - opened < 31.9:
                faults.append(f"{step.at - simulation.start:.3f} s: a REGISTER before the answer to the one before")
            if sip.number <= last:
                faults.append(f"{step.at - simulation.start:.3f} s: CSeq {sip.number} after {last}")
            open_branch, opened, last = sip.branch, step.at, sip.number
    return faults if len(call_ids) == 1 else [*faults, f"Call-IDs {call_ids}"]


def main() -> None:
    scene = play(int(sys.argv[1]))
    print(scene.simulation.ladder)
    print(*scene.faults, sep="\n")


if __name__ == "__main__":
    main()
