"""Two real engines and a wire in somebody's hand: nothing arrives and no timer fires unless the script says so.

This is where a way that the explorer found is played again: with whole messages, as a ladder, and written to journals.
`sessioncore.testing.script` offers it to tests.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import attrs

from sessioncore.base.environment import CountingPorts, Environment
from sessioncore.base.media import ConfigureStream
from sessioncore.base.settings import Settings
from sessioncore.core.bindings import Bindings
from sessioncore.core.engine import Engine
from sessioncore.core.journal import Journal, JournaledEngine
from sessioncore.core.ladder import Ladder, describe
from sessioncore.effects import Address, Ask, Media, Reply, Send
from sessioncore.exploration.leg import ARGUMENTS
from sessioncore.exploration.search import Step
from sessioncore.exploration.transaction import Classes
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import Command, Datagram, Input, Tick
from sessioncore.statechart import Machine
from sessioncore.wire.sip import Request, parse

ADDRESSES: dict[str, Address] = {"alice": ("192.0.2.1", 5060), "bob": ("192.0.2.2", 5060)}
START = 1_000.0
MOST_MESSAGES = 100
MOMENT = 0.001
"""Seconds between two steps."""


class NotPlayableError(Exception):
    """A step cannot be taken here: there is no such message under way, timer running, or session."""


@attrs.define(eq=False)
class UnderWay:
    """A datagram that was sent and has neither arrived nor been lost."""

    source: str
    target: str
    data: bytes
    name: str
    cseq: int


class Stage:
    """Plays steps. After each, `state(side, part)` tells where a chart stands and `errors` what went wrong so far.

    `sent` is everything that was sent, in order.

    seed      decides ids and waits
    classes   handler classes that stand in for the shipped ones, by chart
    journals  where what a side takes and does is written down, by side
    whole_hop hop-by-hop messages (ACK of a failure, answer to CANCEL) arrive by themselves, copies of what has arrived
              do not: what transactions do is left out, as in the model `usage`
    """

    def __init__(
        self,
        seed: int = 1,
        *,
        limits: Limits | None = None,
        settings: Mapping[str, Any] | None = None,
        classes: Classes | None = None,
        journals: Mapping[str, Journal] | None = None,
        whole_hop: bool = False,
    ) -> None:
        self.now = START
        self.ladder = Ladder("alice", "bob")
        self.errors: list[str] = []
        self.replies: list[tuple[str, Reply]] = []
        self.under_way: list[UnderWay] = []
        self.sent: list[UnderWay] = []
        self.sessions: dict[str, str] = {}
        self.open_media: dict[str, set[str]] = {side: set() for side in ADDRESSES}
        self.engines: dict[str, Engine] = {}
        self._feeds: dict[str, Callable[[Input, float], list[Any]]] = {}
        self._ways: dict[str, tuple[bool, bool]] = {}
        self._commands = 0
        self._dialer = ""
        self._arrived: set[bytes] = set()
        self._whole_hop = whole_hop
        for side, address in ADDRESSES.items():
            env = Environment(f"{side:<8}{seed:08d}".encode(), CountingPorts())
            made = Engine(Settings(address[0], address[1], **(settings or {})), env, limits, traced=True)
            made.on_error = self._error
            if classes:
                made.bindings = Bindings("generated")
                made.leg_bindings = made.bindings.leg
                for chart, machine_class in classes.items():
                    setattr(made.bindings.leg, "_" + chart.replace("/", "_"), machine_class)
            self.engines[side] = made
            journal = (journals or {}).get(side)
            self._feeds[side] = made.feed if journal is None else JournaledEngine(made, journal).feed

    def _error(self, session: str, what: str, where: str, error: BaseException | None) -> None:
        self.errors.append(f"{what} ({where})" + (f": {error}" if error is not None else ""))

    # -- steps ---

    def command(self, side: str, name: str, **arguments: Any) -> None:
        """An application gives a command; the arguments have usual values."""
        if name == "dial":
            self.sessions[side] = self.engines[side].env.session_id()
            self._dialer = side
            host, port = ADDRESSES["bob" if side == "alice" else "alice"]
            arguments = {"target": f"sip:callee@{host}:{port}", "arguments": {}, **arguments}
        if side not in self.sessions:
            raise NotPlayableError(f"{side} has no session to {name}")
        self._commands += 1
        given = {**ARGUMENTS.get(name, {}), **arguments}
        self._feed(side, Command(self._commands, self.sessions[side], name, given), name)

    def deliver(self, side: str, what: str, *, unfit: bool = False) -> None:
        """A message arrives. `what` is `INVITE` or `200 INVITE`; with a number, 0 is the call's first INVITE.

        unfit  its SDP is changed on the way, so that it does not suit
        """
        message = self._take(side, what)
        self._arrive(message, message.data.replace(b"m=audio", b"m=image") if unfit else message.data)

    def copy(self, side: str, what: str) -> None:
        """A message arrives, and a copy of it stays under way."""
        message = self._take(side, what)
        self.under_way.append(message)
        self._arrive(message, message.data)

    def lose(self, side: str, what: str) -> None:
        """A message on its way to a side is lost, with every copy of it."""
        lost = self._take(side, what)
        self.under_way = [each for each in self.under_way if each.data != lost.data]
        self.ladder.happened(self.now, side, f"LOST: {describe(lost.data)}")

    def inject(self, side: str, data: bytes, source: str) -> None:
        """A datagram that no engine sent arrives at a side, as from the other."""
        self._feed(side, Datagram(data, ADDRESSES[source]), describe(data))

    def timer(self, side: str, what: str) -> None:
        """Time passes until a timer (`invite_client.timer_b`) is due; what is due before it fires as well."""
        due = self._deadline(side, what)
        if due is None:
            raise NotPlayableError(f"{what} does not run at {side}")
        while due > self.now or self._deadline(side, what) == due:
            deadlines = [(at, name) for name in ADDRESSES if (at := self.engines[name].next_deadline()) is not None]
            at, name = min(deadlines)
            self.now = max(self.now, at)
            self._feed(name, Tick(), "time passes")

    def play(self, steps: Iterable[Step]) -> None:
        """Play what the explorer found. Raises NotPlayableError where the real engines have no such step."""
        for step in steps:
            self.step(step)

    def step(self, step: Step) -> None:
        """Play one step."""
        what, _, choice = step.what.partition(" (")
        if step.kind == "command":
            late = {"arguments": {"offer": "late"}} if choice else {}
            self.command(step.side, what, **late)
        elif step.kind == "deliver":
            self.deliver(step.side, what, unfit=bool(choice))
        elif step.kind == "copy":
            self.copy(step.side, what)
        elif step.kind == "lose":
            self.lose(step.side, what)
        elif step.kind == "timer":
            self.timer(step.side, what)
        else:
            raise NotPlayableError(f"{step}: there is no host here")

    def wait(self, seconds: float) -> None:
        """Time passes; timers that are due fire, messages stay under way."""
        end = self.now + seconds
        while True:
            deadlines = [(at, name) for name in ADDRESSES if (at := self.engines[name].next_deadline()) is not None]
            at, name = min(deadlines, default=(end + 1, ""))
            if at > end:
                self.now = max(self.now, end)
                return
            self.now = max(self.now, at)
            self._feed(name, Tick(), "time passes")

    def settle(self) -> None:
        """Let everything arrive that is under way, and what that brings; raises AssertionError when it never ends."""
        for _ in range(MOST_MESSAGES):
            if not self.under_way:
                return
            message = self.under_way.pop(0)
            self._arrive(message, message.data)
        raise AssertionError(f"no end of messages\n{self.ladder}")

    def run_out(self) -> None:
        """The network is dead from now on: what is under way is lost, and timers fire for three hours."""
        end = self.now + 3 * 3_600.0
        while not (self.quiet("alice") and self.quiet("bob")) and self.now < end:
            self.under_way.clear()
            deadlines = [(at, name) for name in ADDRESSES if (at := self.engines[name].next_deadline()) is not None]
            if not deadlines:
                return
            at, name = min(deadlines)
            self.now = max(self.now, at)
            self._feed(name, Tick(), "time passes")

    # -- what tests look at ---

    def wrong(self) -> list[str]:
        """What must not be when nothing is under way: defects reported, two sides that disagree, media left open."""
        ups = [self.state(side, "usage") == "established" for side in ADDRESSES]
        found = list(self.errors)
        if ups[0] != ups[1]:
            found.append("one side is established, the other is not")
        elif all(ups):
            ways = [self._ways.get(side, (False, False)) for side in ADDRESSES]
            if ways[0] != ways[1][::-1]:
                found.append("both are established and do not agree who sends")
        for side in ADDRESSES:
            if self.open_media[side] and not self.engines[side].session_count:
                found.append(f"{side} has media open and no session")
        return found

    def state(self, side: str, part: str) -> str:
        """State of a part (`usage`) or transaction (`invite_client`) of a side, "" where there is none."""
        return next((machine.state_name for machine in self._machines(side) if machine.part == part), "")

    def quiet(self, side: str) -> bool:
        """Whether nothing is left of any call at a side."""
        engine = self.engines[side]
        return not (engine.session_count or engine.transaction_count or engine.timer_count)

    # -- inside ---

    def _machines(self, side: str) -> Iterator[Machine]:
        engine = self.engines[side]
        for cell in engine.cells.values():
            yield from cell.leg.parts()
            for scope in cell.dialogs.values():
                yield from scope.parts()
        yield from list(engine.transactions.values())

    def _deadline(self, side: str, what: str) -> float | None:
        chart, _, timer = what.partition(".")
        found = [
            armed.deadline
            for machine in self._machines(side)
            if machine.CHART.rpartition("/")[2] == chart
            for name, armed in machine.armed_timers()
            if name == timer
        ]
        return min(found, default=None)

    def _take(self, side: str, what: str) -> UnderWay:
        words = what.split(" SDP ")[0].removesuffix(" of 2xx").split()
        number = int(words.pop()) if words[-1].isdigit() and len(words) > 1 else None
        name = " ".join(words)
        for index, message in enumerate(self.under_way):
            owner = message.target if message.name[0].isdigit() else message.source
            first = owner == self._dialer and message.cseq == 1
            if message.target == side and message.name == name and (number is None or (number == 0) == first):
                return self.under_way.pop(index)
        raise NotPlayableError(f"no {what} is under way to {side}")

    def _arrive(self, message: UnderWay, data: bytes) -> None:
        self._arrived.add(message.data)
        self._feed(message.target, Datagram(data, ADDRESSES[message.source]), describe(data))
        if self._whole_hop and message.name[:1] in "3456" and message.name.endswith(" INVITE"):
            self._pass("ACK", message.source)
        if self._whole_hop and message.name == "CANCEL":
            self._pass("200 CANCEL", message.source)

    def _pass(self, name: str, target: str) -> None:
        for index, message in enumerate(self.under_way):
            if message.name == name and message.target == target:
                self._arrive(self.under_way.pop(index), message.data)
                return

    def _feed(self, side: str, taken: Input, what: str) -> None:
        self.now += MOMENT
        engine = self.engines[side]
        before = len(engine.trace)
        effects = self._feeds[side](taken, self.now)
        records = engine.trace[before:]
        if isinstance(taken, Datagram):
            self.ladder.received(self.now, side, what, records)
        else:
            self.ladder.happened(self.now, side, what, records)
        for effect in effects:
            self._perform(side, effect)

    def _perform(self, side: str, effect: Any) -> None:
        if isinstance(effect, Send):
            message = parse(effect.data)
            name = message.method if isinstance(message, Request) else f"{message.status} {message.cseq.method}"
            target = next((each for each, address in ADDRESSES.items() if address == effect.remote), "")
            self.ladder.sent(self.now, side, describe(effect.data))
            known = any(each.data == effect.data for each in self.under_way)
            if self._whole_hop and name not in ("200 INVITE", "ACK"):
                known = known or effect.data in self._arrived
            self.sent.append(UnderWay(side, target, effect.data, name, message.cseq.number))
            if target and not known:
                self.under_way.append(UnderWay(side, target, effect.data, name, message.cseq.number))
        elif isinstance(effect, Reply):
            self.replies.append((side, effect))
        elif isinstance(effect, Ask):
            self.sessions[side] = effect.session
        elif isinstance(effect, Media):
            stream, kind = effect.command.stream, type(effect.command).__name__
            if kind == "OpenStream":
                self.open_media[side].add(stream)
            elif kind == "CloseStream":
                self.open_media[side].discard(stream)
            elif isinstance(effect.command, ConfigureStream):
                self._ways[side] = effect.command.send, effect.command.receive
