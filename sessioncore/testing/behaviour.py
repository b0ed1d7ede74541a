"""What two applications and a network do in one call, drawn from a seed: dial, ring, answer, hold, hang up at will."""

from __future__ import annotations

import random
from functools import partial
from typing import Any

import attrs

from sessioncore.base.media import MediaFailed, MediaSilent
from sessioncore.core.answering import CHARTS, AnsweringRule, AnsweringTable
from sessioncore.effects import Ask
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import MediaReported
from sessioncore.testing.harness import Endpoint, Simulation
from sessioncore.testing.network import LinkProfile

END = 70.0
"""When both applications hang up for good, seconds after the start."""

SERVICES = tuple(chart for chart in CHARTS if chart != "auth")
"""The charts that answer in these calls: nobody in them has an account that `auth` could ask for."""

PROFILES = (
    "plain",
    "jitter",
    "loss 5 %",
    "loss 20 %",
    "loss 40 %",
    "copies and reordering",
    "everything",
    "short outages",
    "dead link",
    "fast",
    "refused",
)


def link_of(kind: str, rng: random.Random) -> LinkProfile:
    """The link of one kind of network."""
    if kind == "plain":
        return LinkProfile(delay=0.02)
    if kind == "jitter":
        return LinkProfile(delay=0.01, jitter=0.3)
    if kind.startswith("loss"):
        return LinkProfile(loss=int(kind.split()[1]) / 100, delay=0.02, jitter=0.03)
    if kind == "copies and reordering":
        return LinkProfile(duplication=0.3, reordering=0.3, overtaken=0.8, delay=0.02, jitter=0.05)
    if kind == "everything":
        return LinkProfile(loss=0.1, duplication=0.1, reordering=0.2, overtaken=0.6, delay=0.05, jitter=0.2)
    if kind == "short outages":
        begins = [rng.uniform(0, END) for _ in range(4)]
        return LinkProfile(loss=0.02, outages=tuple((begin, begin + rng.uniform(0.5, 8)) for begin in begins))
    if kind == "dead link":
        begin = rng.uniform(0.5, END)
        return LinkProfile(outages=((begin, begin + rng.uniform(33, 120)),))
    if kind == "refused":
        begins = [rng.uniform(0, END) for _ in range(2)]
        return LinkProfile(refusals=tuple((begin, begin + rng.uniform(0.1, 3)) for begin in begins))
    return LinkProfile(delay=0.0005, jitter=0.0005)


_RELIABLY = ("off", *["supported"] * 6, *["required"] * 3)


@attrs.define
class Plan:
    """One seeded call. Times are seconds: `alice` and `bob` list (time, command), bob's from his being asked on.

    answering    the chart with which bob's table answers in his application's place
    modify       what both applications do about a re-INVITE, and after how long; None: nothing
    late_offer   alice's INVITE carries no offer
    transport    what alice calls over; everything else of the call follows it
    cuts         when every connection breaks
    media_fails  when bob's media plane reports silence or a failure of every open stream
    """

    seed: int
    kind: str
    profile: LinkProfile
    limits: Limits
    settings: dict[str, Any]
    answering: str | None
    alice: list[tuple[float, str]]
    bob: list[tuple[float, str]]
    modify: tuple[float, str] | None
    late_offer: bool
    media_fails: tuple[float, str] | None
    transport: str = "udp"
    cuts: tuple[float, ...] = ()

    @classmethod
    def of(cls, seed: int) -> Plan:
        """The plan of a seed: always the same."""
        rng, reliably = random.Random(f"call {seed}"), random.Random(f"reliably {seed}")
        kind = PROFILES[seed % len(PROFILES)]
        profile = link_of(kind, rng)
        limits = Limits(
            no_answer=rng.choice((3.0, 20.0, 45.0)),
            decision=rng.choice((2.0, 15.0, 45.0)),
            offer_limit=rng.choice((3.0, 20.0, 40.0)),
            session_expires=rng.choice((90.0, 1800.0)),
            hang_up_delay=rng.choice((0.3, 5.0)),
        )
        settings = {
            "persist": rng.random() < 0.3,
            "ask_modifications": rng.random() < 0.3,
            "media": rng.random() < 0.9,
            "on_media_loss": rng.choice(("end", "hold", "reinvite", "ignore")),
            "reliable_provisionals": reliably.choice(_RELIABLY),
        }
        apart = random.Random(f"methods {seed}")
        settings["modify_method"] = apart.choice(("invite", "update"))
        settings["session_refresh_method"] = apart.choice(("update", "update", "invite"))
        answering = rng.choice(SERVICES) if rng.random() < 0.2 else None
        hurry = 0.02 if kind == "fast" else 1.0
        alice = _changes(rng, hurry)
        if rng.random() < 0.25:
            alice.append((rng.uniform(0, 4) * hurry, "hang_up"))
        elif rng.random() < 0.5:
            alice.append((rng.uniform(3, 60) * hurry, "hang_up"))
        if rng.random() < 0.1:
            alice.append((rng.uniform(0, 4), "dial"))
        return cls(
            seed=seed,
            kind=kind,
            profile=profile,
            limits=limits,
            settings=settings,
            answering=answering,
            alice=sorted(alice),
            bob=_callee(rng, hurry),
            modify=_decision(rng, hurry),
            late_offer=rng.random() < 0.12,
            media_fails=(rng.uniform(2, 50), rng.choice(("silent", "failed"))) if rng.random() < 0.15 else None,
        )

    def begin(self, kind: type[Simulation] = Simulation, **options: Any) -> Simulation:
        """A simulation that will play the call as it runs. `options` go to it."""
        table = AnsweringTable(default=AnsweringRule(self.answering, "echo")) if self.answering is not None else None
        simulation = kind(
            self.seed, profile=self.profile, limits=self.limits, settings=self.settings, answering=table, **options
        )
        _Players(simulation, self).begin()
        return simulation


def _changes(rng: random.Random, hurry: float) -> list[tuple[float, str]]:
    """Holds and resumes, often close to one another."""
    changes = [(rng.uniform(0, 50) * hurry, rng.choice(("hold", "resume"))) for _ in range(rng.choice((0, 1, 3, 6)))]
    if changes and rng.random() < 0.5:
        changes.append((changes[0][0] + rng.uniform(0, 0.3) * hurry, rng.choice(("hold", "resume"))))
    return changes


def _callee(rng: random.Random, hurry: float) -> list[tuple[float, str]]:
    """What the called application does after it was asked."""
    plan = _changes(rng, hurry)
    kind = rng.random()
    if kind < 0.06:
        return plan  # it never decides
    if rng.random() < 0.8:
        plan.append((rng.uniform(0, 2) * hurry, "ring"))
    if rng.random() < 0.1:
        plan.append((rng.uniform(0, 3) * hurry, "ring"))
    if rng.random() < 0.2:
        plan.append((rng.uniform(0, 3) * hurry, "progress"))
    if rng.random() < 0.06:
        plan.append((rng.uniform(0, 3) * hurry, "redirect"))
    if kind < 0.16:
        plan.append((rng.uniform(0, 3) * hurry, "decline"))
    elif kind < 0.95:
        plan.append((rng.uniform(0, 5) * hurry, "answer"))
    if rng.random() < 0.1:
        plan.append((rng.uniform(0, 6) * hurry, "answer"))
    if rng.random() < 0.4:
        plan.append((rng.uniform(0, 60) * hurry, "hang_up"))
    return sorted(plan)


def _decision(rng: random.Random, hurry: float) -> tuple[float, str] | None:
    """What is done about a re-INVITE."""
    if rng.random() < 0.15:
        return None
    return rng.uniform(0, 1) * hurry, rng.choice(("accept_modify", "accept_modify", "accept_modify", "decline_modify"))


ARGUMENTS: dict[str, dict[str, Any]] = {
    # The first word is the command.
    "answer": {"source": "tone:440"},
    "progress": {"source": "tone:440"},
    "decline": {"status": 486},
    "redirect": {"contact": "sip:another@192.0.2.2:5060"},
    "decline_modify": {"status": 488},
    "modify": {"codecs": ["PCMA"], "direction": ""},
    "tell": {"method": "INFO", "arguments": {"content_type": "application/x-lamp", "body": "on"}},
    "hang_up elsewhere": {"reason": 'SIP;cause=200;text="Call completed elsewhere"'},
    "withdraw elsewhere": {"reason": 'SIP;cause=487;text="Never mind"'},
    "dial": {"target": "sip:bob@192.0.2.2:5060", "arguments": {}},
}


class _Players:
    """Carries a plan out. A command for a session that is gone is given all the same: it must be refused."""

    def __init__(self, simulation: Simulation, plan: Plan) -> None:
        self._simulation = simulation
        self._plan = plan
        self._dialed = ""

    def begin(self) -> None:
        simulation, plan = self._simulation, self._plan
        simulation.alice.on_ask = lambda ask: self._asked(simulation.alice, ask)
        simulation.bob.on_ask = lambda ask: self._asked(simulation.bob, ask)
        simulation.at(0.0, self._dial)
        if plan.answering is not None:
            for when, name in plan.bob:
                simulation.at(0.1 + when, partial(self._called_command, name))
        if plan.media_fails is not None:
            simulation.at(plan.media_fails[0], self._media_fails)
        for when in plan.cuts:
            simulation.at(when, simulation.streams.cut)
        simulation.at(END, self._end)

    def _dial(self) -> None:
        simulation = self._simulation
        alice = simulation.alice
        offer = "late" if self._plan.late_offer else ""
        self._dialed = alice.dial(transport=self._plan.transport, source="tone:440", offer=offer)
        for when, name in self._plan.alice:
            simulation.after(when, partial(self._give, alice, self._dialed, name))

    def _asked(self, endpoint: Endpoint, ask: Ask) -> None:
        simulation, plan = self._simulation, self._plan
        if ask.question == "modify":
            if plan.modify is not None:
                after, name = plan.modify
                simulation.after(after, partial(self._give, endpoint, ask.session, name))
            return
        for when, name in plan.bob:
            simulation.after(when, partial(self._give, endpoint, ask.session, name))

    def _media_fails(self) -> None:
        bob = self._simulation.bob
        for stream in list(bob.media.open):
            silent = self._plan.media_fails is not None and self._plan.media_fails[1] == "silent"
            bob.feed(MediaReported(MediaSilent(stream, 10.0) if silent else MediaFailed(stream, "no route")))

    def _called_command(self, name: str) -> None:
        """Where a table answers, the application knows of the call only by the list of sessions."""
        for session in self._simulation.bob.engine.sessions():
            self._give(self._simulation.bob, session, name)

    def _give(self, endpoint: Endpoint, session: str, name: str) -> None:
        endpoint.command(session, name.partition(" ")[0], **ARGUMENTS.get(name, {}))

    def _end(self) -> None:
        for endpoint in (self._simulation.alice, self._simulation.bob):
            for session in endpoint.engine.sessions():
                self._give(endpoint, session, "hang_up")
