"""One seeded call with everything that must hold of it, whatever the network did."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

import attrs

from sessioncore import events
from sessioncore.base.media import ConfigureStream
from sessioncore.effects import Publish, Reply, Send
from sessioncore.inputs import Datagram, FlowClosed, SendFailed
from sessioncore.testing.behaviour import END, Plan
from sessioncore.testing.harness import CommandLog, Endpoint, Simulation
from tests.support.offers import OfferTracker
from tests.support.watch import Watch

HERE = Path(__file__).resolve().parent
HASHES = HERE / "hashes.json"
LADDERS = HERE / "ladders"
DISAGREEMENTS = HERE / "disagreements.json"

SEEDS = range(2_000)
LONG_RUN = range(2_000, 20_000)
"""Seeds of `make test-full` beyond those: nothing is kept of them."""

FULL = (0, 12, 24, 36, 48, 60, 72, 84, 97, 109)
"""Seeds whose ladder and messages are kept in full."""

LINGERING = 64 * 0.5
"""64*T1: how long a BYE is sent again, and how long a link must be dead to excuse two sides that disagree."""

EVERY_EVENT = (
    events.SessionStateChanged,
    events.IncomingCall,
    events.CallFailed,
    events.MediaStarted,
    events.MediaSilent,
    events.MediaStopped,
    events.MediaFailed,
    events.MessageDropped,
    events.CellError,
)


@attrs.define
class Call:
    """A call that was played, and what is wrong with it."""

    seed: int
    plan: Plan
    simulation: Simulation
    faults: list[str]
    disagreement: str
    """Why the two sides do not agree, where the network excuses it; "" when they do."""

    @property
    def ladder(self) -> str:
        return f"seed {self.seed}: {self.plan.kind}\n{self.simulation.ladder}"

    def story(self) -> str:
        """What was sent, answered and published, to the last octet: the same as long as nothing changes."""
        lines = []
        for step in self.simulation.steps:
            for effect in step.effects:
                if isinstance(effect, Send):
                    text = effect.data.decode("utf-8", "surrogateescape").replace("\r\n", "\n")
                    lines.append(f"{step.at:.6f} {step.endpoint.name} sends to {effect.remote}\n{text}")
                elif isinstance(effect, Reply):
                    name = step.endpoint.commands[effect.command - 1].name
                    result = f"{effect.outcome} {effect.status} {effect.reason}"
                    lines.append(f"{step.at:.6f} {step.endpoint.name}: {effect.command} {name} {result}\n")
                elif isinstance(effect, Publish):
                    lines.append(f"{step.at:.6f} {step.endpoint.name} publishes {effect.event}\n")
        return "\n".join(lines)

    def hash(self) -> str:
        return hashlib.sha256(self.story().encode("utf-8", "surrogateescape")).hexdigest()[:16]


def play(
    seed: int,
    *,
    watched: bool = True,
    engine: str = "generated",
    at: Mapping[float, Callable[[Endpoint], object]] | None = None,
) -> Call:
    """Play the call of a seed and check it. `at` says what is done to both endpoints at certain times (seconds)."""
    return play_out(Plan.of(seed), watched=watched, engine=engine, at=at)


def play_out(
    plan: Plan,
    *,
    watched: bool = True,
    engine: str = "generated",
    at: Mapping[float, Callable[[Endpoint], object]] | None = None,
    begun: Callable[[Simulation], object] | None = None,
) -> Call:
    """Play a plan and check the call. `begun` is told the simulation before anything happens in it."""
    watch = Watch()
    simulation = plan.begin(engine=engine, subscribed=EVERY_EVENT, wrap=watch.wrap if watched else None)
    if begun is not None:
        begun(simulation)
    for when, do in (at or {}).items():
        for endpoint in simulation.endpoints:
            simulation.at(when, partial(do, endpoint))
    simulation.run(until=END - 0.001)
    before_end = len(simulation.steps)
    configured = [_live(endpoint) for endpoint in simulation.endpoints]
    simulation.run()
    faults = [*simulation.errors, *watch.faults]
    trackers = _offers(simulation, before_end, configured, faults, connections_break=bool(plan.cuts))
    for endpoint in simulation.endpoints:
        faults += leftovers(endpoint)
        faults += [fault for log in endpoint.commands if (fault := results(log))]
    # Results that were told when a process ended say nothing about the call.
    disagreement = "" if at else _agreement(simulation, trackers, faults)
    return Call(plan.seed, plan, simulation, faults, disagreement)


def _live(endpoint: Endpoint) -> list[ConfigureStream]:
    """How the streams of calls that are up are configured."""
    engine = endpoint.engine
    up = [session for session in engine.sessions() if engine.state(session) in ("connected", "on_hold")]
    return [made for stream, made in endpoint.media.configured.items() if stream.rpartition("/")[0] in up]


def check(simulation: Simulation) -> list[str]:
    """What is wrong with a directed call that has run out."""
    faults = list(simulation.errors)
    _offers(simulation, -1, [[], []], faults)
    for endpoint in simulation.endpoints:
        faults += leftovers(endpoint)
        faults += [fault for log in endpoint.commands if (fault := results(log))]
    return faults


def leftovers(endpoint: Endpoint) -> list[str]:
    engine, name = endpoint.engine, endpoint.name
    counts = {
        "sessions": engine.session_count,
        "transactions": engine.transaction_count,
        "timers": engine.timer_count,
        "open streams": len(endpoint.media.open),
        "lent media ports": endpoint.ports.taken,
        "reports of defects": sum(isinstance(event, events.CellError) for event in endpoint.published),
    }
    left = [f"{name} has {count} {what} left" for what, count in counts.items() if count]
    nevers = [
        f"{name}: {record.line} is never to happen"
        for step in endpoint.simulation.steps
        for record in step.records
        if step.endpoint is endpoint and record.decision == "never"
    ]
    return left + nevers + [f"{name}: {fault}" for fault in endpoint.media.faults]


def results(log: CommandLog) -> str:
    if len(log.replies) == 1:
        return ""
    return f"command {log.id} {log.name} of {log.session} has {len(log.replies)} results"


def _offers(
    simulation: Simulation,
    before_end: int,
    configured: list[list[ConfigureStream]],
    faults: list[str],
    *,
    connections_break: bool = False,
) -> dict[str, OfferTracker]:
    """Run the oracle over both sides; where all was settled before the end their media must fit together."""
    trackers = {endpoint.name: OfferTracker(endpoint.name, connections_break) for endpoint in simulation.endpoints}
    # Where the host refused a copy of an INVITE, one side gave up an offer that the other one may have answered.
    comparable = not simulation.network.profile.refusals
    for number, step in enumerate(simulation.steps):
        if number == before_end and comparable and all(tracker.settled() for tracker in trackers.values()):
            faults += _directions(configured)
        tracker = trackers[step.endpoint.name]
        sent = [effect.data for effect in step.effects if isinstance(effect, Send)]
        at = step.at - simulation.start
        if isinstance(step.input, Datagram):
            tracker.received(step.input.data, sent, at, taken=bool(step.records))
        elif isinstance(step.input, SendFailed):
            tracker.refused(step.input.data)
        elif isinstance(step.input, FlowClosed):
            tracker.connection_lost()
        for data in sent:
            tracker.sent(data, at)
    for tracker in trackers.values():
        faults += tracker.faults
    return trackers


def _directions(configured: list[list[ConfigureStream]]) -> list[str]:
    alice, bob = configured
    if len(alice) != 1 or len(bob) != 1:
        return []
    (one,), (other,) = alice, bob
    if (one.send, one.receive) == (other.receive, other.send):
        return []
    return [f"before the end: alice sends {one.send}, receives {one.receive}; bob {other.send}, {other.receive}"]


def _agreement(simulation: Simulation, trackers: dict[str, OfferTracker], faults: list[str]) -> str:
    """Both sides must tell the same story of the call; the reason why not, where the network is to blame."""
    alice = simulation.alice
    dial = next(log for log in alice.commands if log.name == "dial")
    finals = trackers["bob"].finals_sent
    excuses = _excuses(simulation)
    wrong = ""
    if dial.outcome == "done":
        if not any(status < 300 for status in finals):
            wrong = "the caller is connected, the callee never answered"
    elif any(status < 300 for status in finals) and not trackers["alice"].answered:
        wrong = "the callee answered, the caller never knew"
    elif dial.replies[0][1].status not in (408, 487, 503) and dial.status not in finals:
        wrong = f"the caller was told {dial.status}, the callee said {finals}"
    if not wrong:
        ends = [_ended(simulation, endpoint) for endpoint in simulation.endpoints]
        if None not in ends and dial.outcome == "done" and abs(ends[0] - ends[1]) > LINGERING:  # type: ignore[operator]
            wrong = f"the call ended {abs(ends[0] - ends[1]):.1f} s earlier on one side"  # type: ignore[operator]
    if wrong and not excuses:
        faults.append(wrong)
    return f"{wrong}: {excuses}" if wrong else ""


def _ended(simulation: Simulation, endpoint: Endpoint) -> float | None:
    """When a side's session was over, seconds from the start; of several the last, the others were only challenged."""
    ended = None
    for step in simulation.steps:
        if step.endpoint is endpoint:
            for record in step.records:
                if record.chart == "session/session" and record.target in ("terminated", "failed"):
                    ended = step.at - simulation.start
    return ended


def _excuses(simulation: Simulation) -> str:
    outages = [end - begin for begin, end in simulation.network.profile.outages]
    if any(length > LINGERING for length in outages):
        return "the link was dead over 64*T1"
    for step in simulation.steps:
        for record in step.records:
            if record.chart == "transaction/non_invite_client" and record.row.endswith(".timed_out"):
                return "a BYE timed out"
            if simulation.streams.used and record.row.endswith("waiting.transport_failed"):
                return "there was no connection for a BYE"
    if simulation.network.profile.refusals:
        return "the host refused to send"
    return ""


def kept() -> dict[str, str]:
    """The hashes that are kept, by seed."""
    found: dict[str, str] = json.loads(HASHES.read_text(encoding="utf-8"))
    return found


def disagreements() -> dict[str, str]:
    """The seeds whose two sides may disagree, and why."""
    found: dict[str, str] = json.loads(DISAGREEMENTS.read_text(encoding="utf-8"))
    return found


def full_text(call: Call) -> str:
    """What is kept of a call in full."""
    return f"{call.ladder}\n{call.story()}"
