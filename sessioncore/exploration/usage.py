"""Two call legs, an abstract transaction layer and the network between them, and an application on each side.

Alice dials, Bob is called; both may hang up, hold and resume whenever their leg takes the command, and of each command
one may be open at a time. Timers fire at any time while they run, whatever their lengths, but for three bounds that all
configurations keep or should: what gives up after 64*T1 does not while what it waits for is under way; a session timer
does not run out before a 2xx is given up; of a session timer the half comes before the whole. Whether an offer can be
answered and an answer fits is left open, so both are tried.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple

from sessioncore.base.settings import Settings
from sessioncore.exploration.channel import ChannelKind
from sessioncore.exploration.frozen import FRESH, Part, Side
from sessioncore.exploration.layer import KINDS
from sessioncore.exploration.leg import COMMANDS, Legs
from sessioncore.exploration.messages import Message
from sessioncore.exploration.search import Move, Step, StepKind
from sessioncore.exploration.transaction import Classes

ALICE, BOB = "alice", "bob"

FLOW = ("hold", "resume")
SERVING = ("invite_server", "non_invite_server", "reliable_answer")
END_TO_END = ("100 INVITE", "180 INVITE", "183 INVITE", "200 INVITE", "ACK")
"""Messages that no transaction sends again."""

EAGER = "invite_client.timer_m"
"""Of a re-INVITE it makes only forget an ACK that nobody asks for any more: when it may fire it does, at once."""

GIVE_UP = ("timer_b", "timer_f", "timer_x", "give_up")
"""Timers that fire only when messages are lost: over a channel that loses nothing all must end without them."""

ROOM: dict[ChannelKind, int] = {"lossy": 1, "fifo": 3}
"""Messages beyond the limit that fit where they answer what has arrived. Two full fifos would block each other."""


class Call(NamedTuple):
    """Two legs by number (see `CallModel.side`), and what is under way to each."""

    alice: int
    bob: int
    to_alice: tuple[Message, ...]
    to_bob: tuple[Message, ...]


class _Facts(NamedTuple):
    """What the model asks of a leg again and again.

    up           its session is up; quiet: and no change is under way
    ways         its stream sends, receives
    open_offer   an offer is open; unfulfilled: what its application wishes is not what is agreed
    glare        491 came, and it waits
    repeats      a 2xx is sent until its ACK comes
    timed        its parts that may do something by themselves
    servers      what serves or repeats at this side, with its state
    own          numbers of its own transactions that it still knows; of_peer: of those of the other side
    commands     what its application may do now
    """

    up: bool
    quiet: bool
    ways: tuple[bool, bool]
    open_offer: bool
    unfulfilled: bool
    glare: bool
    repeats: bool
    timed: tuple[Part, ...]
    servers: Mapping[tuple[str, Any], str]
    own: frozenset[int]
    of_peer: frozenset[int]
    commands: tuple[tuple[Any, ...], ...]


class _Outcome(NamedTuple):
    """What an input makes of a leg: its number after it, what it sends, faults, open choices in words."""

    side: int
    sent: tuple[Message, ...]
    faults: tuple[str, ...]
    choices: str


class CallModel:
    """The model of the INVITE usage. See `search.Model`.

    in_flight  how many messages may be under way each way before a side begins anything new
    open_changes  how many re-INVITEs of one side may be open: not answered, or their ACK not seen by the other side
    open_sdp   try offers that cannot be answered and answers that do not fit
    changes    hold and resume are among the commands
    dead       all copies of a request or response may be lost, so that transactions time out
    refreshes  the session timer runs
    late_offer the INVITE carries no offer: it comes in the 2xx, the answer in the ACK
    settings   of both engines (ask_modifications: the applications decide about changes)
    """

    def __init__(
        self,
        *,
        in_flight: int = 1,
        open_changes: int = 1,
        channel: ChannelKind = "lossy",
        open_sdp: bool = True,
        changes: bool = True,
        dead: bool = True,
        refreshes: bool = True,
        late_offer: bool = False,
        settings: Settings | None = None,
        classes: Classes | None = None,
    ) -> None:
        self.name = "INVITE usage"
        left_out = {"no hold": changes, "SDP always suits": open_sdp, "no session timer": refreshes}
        if channel == "lossy":
            left_out["transactions get through"] = dead
        self.bounds = ", ".join(
            [f"{in_flight} in flight each way", channel, *(what for what, there in left_out.items() if not there)]
        )
        settings = settings or Settings()
        told = {"late offer": late_offer, "changes are asked for": settings.ask_modifications}
        told["hold by UPDATE"] = settings.modify_method == "update"
        told["reliable provisional responses"] = settings.reliable_provisionals == "required"
        self.bounds += "".join(f", {what}" for what, there in told.items() if there)
        self._late = ("late offer",) if late_offer else ()
        self.can_fall_silent = channel == "lossy" and dead
        self._dead = dead
        self._refreshes = refreshes
        self._limit = in_flight
        self._open = open_changes
        self._channel = channel
        self._open_sdp = open_sdp
        self._commands = [name for name in COMMANDS if changes or name not in FLOW]
        self._legs = Legs(settings, classes)
        self._sides: list[Side] = []
        self._numbers: dict[Side, int] = {}
        self._facts: dict[int, _Facts] = {}
        self._taken: dict[tuple[int, tuple[Any, ...], tuple[int, ...]], tuple[_Outcome, ...]] = {}

    # -- search.Model ---

    def initial(self) -> Call:
        fresh = self._number(FRESH)
        return Call(fresh, fresh, (), ())

    def ended(self, state: Hashable) -> bool:
        assert isinstance(state, Call)
        stages = self.side(state.alice).stage, self.side(state.bob).stage
        return stages[0] == "gone" and stages[1] in ("gone", "fresh") and not state.to_alice and not state.to_bob

    def faults(self, state: Hashable) -> tuple[str, ...]:
        return ()

    def split(self, state: Hashable) -> str:
        assert isinstance(state, Call)
        alice, bob = self._facts_of(state.alice), self._facts_of(state.bob)
        if alice.up != bob.up:
            return f"{ALICE if alice.up else BOB} is established, the other side is not"
        if not alice.up or not (alice.quiet and bob.quiet) or state.to_alice or state.to_bob:
            return ""
        if alice.ways != bob.ways[::-1]:
            return "both are established and do not agree who sends"
        for name, facts in ((ALICE, alice), (BOB, bob)):
            if facts.open_offer:
                return f"{name} has an offer open that nobody will answer"
            if facts.unfulfilled:
                return f"{name} has told its application of a change that was not agreed"
        return ""

    def _facts_of(self, number: int) -> _Facts:
        facts = self._facts.get(number)
        if facts is None:
            side = self.side(number)
            facts = self._facts[number] = _facts(side, self._given_by_users(side))
        return facts

    def sights(self, state: Hashable) -> tuple[str, ...]:
        assert isinstance(state, Call)
        glare = self._facts_of(state.alice).glare, self._facts_of(state.bob).glare
        return ("glare on both sides",) if all(glare) else ("glare on one side",) if any(glare) else ()

    def moves(self, state: Hashable) -> Iterator[Move]:
        assert isinstance(state, Call)
        alice, bob = self._facts_of(state.alice), self._facts_of(state.bob)
        due = [(ALICE, *each) for each in self._due(alice, bob, state.to_bob, state.to_alice)]
        due += [(BOB, *each) for each in self._due(bob, alice, state.to_alice, state.to_bob)]
        for name, given, what in due:
            if what == EAGER and given[1][1]:
                yield from self._does(state, name, given, _step("timer", name, what))
                return
        yield from self._arrivals(state)
        for name, facts in ((ALICE, alice), (BOB, bob)):
            for given in facts.commands:
                if given[1] != "dial" or name == ALICE:
                    words = f"{given[1]} ({given[3]})" if len(given) > 3 else given[1]
                    yield from self._does(state, name, given, _step("command", name, words))
        for name, given, what in due:
            yield from self._does(state, name, given, _step("timer", name, what))

    def _due(
        self, facts: _Facts, other: _Facts, there: tuple[Message, ...], back: tuple[Message, ...]
    ) -> Iterator[tuple[tuple[Any, ...], str]]:
        for part in facts.timed:
            if part.where[0] == "session_timer" and (not self._refreshes or facts.repeats):
                continue
            for given, what in _due(part, other.servers, there, back):
                if self._channel == "lossy" or what.partition(".")[2] not in GIVE_UP:
                    yield given, what

    # -- kinds of moves ---

    def _arrivals(self, state: Call) -> Iterator[Move]:
        for name, channel in ((ALICE, state.to_alice), (BOB, state.to_bob)):
            for index, message in enumerate(channel):
                if index and self._channel == "fifo":
                    break
                rest = channel[:index] + channel[index + 1 :]
                left = state._replace(to_alice=rest) if name == ALICE else state._replace(to_bob=rest)
                yield from self._does(left, name, ("message", message), _step("deliver", name, message))
                if self._channel == "lossy" and (self._dead or message.name in END_TO_END):
                    yield Move(_step("lose", name, message), left)

    def _given_by_users(self, side: Side) -> tuple[tuple[Any, ...], ...]:
        """The commands that an application would give a leg, as inputs; a command's id is its place in `COMMANDS`."""
        if side.stage == "gone":
            return ()
        if side.stage == "fresh":
            return (("command", "dial", 1, *self._late),)
        possible = self._legs.commands(side)
        ids = {name: number for number, name in enumerate(COMMANDS, 1)}
        return tuple(
            [
                ("command", name, ids[name])
                for name in self._commands
                if name in possible and ids[name] not in side.commands and _sensible(name, side)
            ]
        )

    def _does(self, state: Call, name: str, given: tuple[Any, ...], step: Step) -> Iterator[Move]:
        for outcome in self._outcomes(state.alice if name == ALICE else state.bob, given, self._free(state, name)):
            if outcome.choices and not self._open_sdp:
                continue
            channel = state.to_bob if name == ALICE else state.to_alice
            if outcome.sent:
                if step.kind != "deliver" and len(channel) >= self._limit:
                    continue  # it begins something, and the network is busy
                fuller = self._put(channel, outcome.sent)
                if fuller is None:
                    continue
                channel = fuller
            if name == ALICE:
                after = Call(outcome.side, state.bob, state.to_alice, channel)
            else:
                after = Call(state.alice, outcome.side, channel, state.to_bob)
            told = _step(step.kind, name, f"{step.what} ({outcome.choices})") if outcome.choices else step
            yield Move(told, after, outcome.faults, given[1] == "dial")

    def _outcomes(self, number: int, given: tuple[Any, ...], numbers: tuple[int, ...]) -> tuple[_Outcome, ...]:
        """What an input makes of a leg; computed once."""
        key = number, given, numbers
        found = self._taken.get(key)
        if found is None:
            found = self._taken[key] = tuple(
                [
                    _Outcome(self._number(taken.side), taken.sent, taken.faults, ", ".join(taken.choices))
                    for taken in self._legs.take(self.side(number), given, numbers)
                ]
            )
        return found

    def _put(self, channel: tuple[Message, ...], sent: tuple[Message, ...]) -> tuple[Message, ...] | None:
        if self._channel == "lossy":
            sent = tuple(message for message in sent if message not in channel)
        if len(channel) + len(sent) > self._limit + ROOM[self._channel]:
            return None
        return (*channel, *sent) if self._channel == "fifo" else tuple(sorted((*channel, *sent)))

    # -- numbers ---

    def side(self, number: int) -> Side:
        """The leg behind a number."""
        return self._sides[number]

    def _number(self, side: Side) -> int:
        number = self._numbers.get(side)
        if number is None:
            number = self._numbers[side] = len(self._sides)
            self._sides.append(side)
        return number

    def _free(self, state: Call, name: str) -> tuple[int, ...]:
        """Numbers for re-INVITEs of a side that nobody knows of any more."""
        mine, peer = self._facts_of(state.alice), self._facts_of(state.bob)
        to_peer, to_me = state.to_bob, state.to_alice
        if name == BOB:
            mine, peer, to_peer, to_me = peer, mine, to_me, to_peer
        for number in range(1, self._open + 1):
            if number in mine.own or number in peer.of_peer:
                continue
            asked = any(message.number == number and message.is_request for message in to_peer)
            if not asked and not any(message.number == number and not message.is_request for message in to_me):
                return (number,)
        return ()


@cache
def _step(kind: StepKind, side: str, what: object) -> Step:
    return Step(kind, side, str(what))


def _sensible(command: str, side: Side) -> bool:
    """What no user does: ring twice, change while a change is open, hold what is held."""
    if command == "ring":
        return side.state("setup") == "setup.deciding"
    if command in FLOW:
        flow = [COMMANDS.index(name) + 1 for name in FLOW]
        out = side.find("modify_out")
        wish = out.get("direction") if out is not None else ""
        return not set(flow) & set(side.commands) and (wish == "sendonly") == (command == "resume")
    return True


def _due(
    part: Part, servers: Mapping[tuple[str, Any], str], there: tuple[Message, ...], back: tuple[Message, ...]
) -> Iterator[tuple[tuple[Any, ...], str]]:
    """The timers of a part that may fire now: what is given to the leg, and the timer's name.

    `servers` are the states of what serves at the other side, `there` and `back` what is under way to it and from it.
    """
    name, key = part.where
    if part.chart.startswith("transaction/"):
        yield from _of_layer(part, servers, there, back)
        return
    for timer in part.timers:
        if name == "reliable_answer":
            waiting = any(message.name == "200 INVITE" and message.number == key for message in there)
            acked = any(message.name == "ACK" and message.number == key for message in back)
            if waiting or (acked and timer == "give_up"):
                continue
        if name == "reliable_provisional":
            waiting = any(message.mark == str(key) for message in there)
            if waiting or (timer == "give_up" and any(message.mark.startswith(f"{key} ") for message in back)):
                continue
        if name == "session_timer" and timer == "deadline" and "half" in part.timers:
            continue
        yield ("timer", part.where, timer), f"{part.chart.rpartition('/')[2]}.{timer}"


def _of_layer(
    part: Part, servers: Mapping[tuple[str, Any], str], there: tuple[Message, ...], back: tuple[Message, ...]
) -> Iterator[tuple[tuple[Any, ...], str]]:
    name, number = part.where
    if name == "invite_server" and part.state == "trying":
        yield ("layer", part.where, "trying_due"), "invite_server.timer_trying"
    if not name.endswith("client"):
        return
    under_way = any(message.number == number and message.is_request for message in there)
    under_way = under_way or any(message.number == number and not message.is_request for message in back)
    if under_way or servers.get(("invite_server", number)) == "trying":
        return
    if part.state == "accepted":
        if ("reliable_answer", number) not in servers:
            yield ("layer", part.where, "forks_ended"), "invite_client.timer_m"
    elif part.state != "proceeding":
        timer = {"calling": "timer_b", "cancelling": "timer_x", "waiting": "timer_f"}[part.state]
        yield ("layer", part.where, "timed_out"), f"{name}.{timer}"


def _own(side: Side) -> Iterator[int]:
    """Numbers of a side's own transactions that it still knows."""
    for part in side.parts:
        if part.where[0].endswith("client"):
            yield part.where[1]
        if part.where[0] == "modify_out":
            yield from (number for number, _ in part.get("acks"))


def _of_peer(side: Side) -> Iterator[int]:
    """Numbers of the other side's transactions that a side still knows."""
    for part in side.parts:
        if part.where[0] in SERVING:
            yield part.where[1]
        if part.where[0] == "modify_in" and part.get("request") is not None:
            yield part.get("request").number


def _facts(side: Side, commands: tuple[tuple[Any, ...], ...]) -> _Facts:
    stream, out, offers = side.find("stream"), side.find("modify_out"), side.find("offer_answer")
    configured = stream.get("configured") if stream is not None else None
    up = side.state("usage") == "established" and out is not None and offers is not None
    holding = offers is not None and any(each.held_by_local for each in offers.get("streams"))
    return _Facts(
        up=up,
        quiet=side.state("modify_out") == "idle" and side.state("modify_in") == "idle",
        ways=(configured.send, configured.receive) if configured is not None else (False, False),
        open_offer=up and offers is not None and offers.state != "complete",
        unfulfilled=up and out is not None and holding != (out.get("direction") == "sendonly"),
        glare=side.state("modify_out") == "glare",
        repeats=side.find("reliable_answer") is not None,
        timed=tuple([part for part in side.parts if part.timers or part.where[0] in KINDS]),
        servers={part.where: part.state for part in side.parts if part.where[0] in SERVING},
        own=frozenset(_own(side)),
        of_peer=frozenset(_of_peer(side)),
        commands=commands,
    )


def call_models(in_flight: int = 1, classes: Classes | None = None, *, open_changes: int = 1) -> list[CallModel]:
    """The ways in which the INVITE usage is explored: each complete by itself, together in seconds.

    Setting up and ending over a network that may die, with session timers; hold and resume from both sides over one
    that loses and reorders; the same over one that keeps everything, where nobody may have to give up; that once more
    with applications that are asked about each change; the second once more by UPDATE; and setting up and ending with
    provisional responses that are acknowledged, over a network that loses and reorders (there also with a late offer),
    and over one that keeps all; and hold before the answer, by UPDATE.
    """
    tcp: dict[str, Any] = {"in_flight": in_flight, "channel": "fifo", "refreshes": False, "open_sdp": False}
    udp: dict[str, Any] = {"in_flight": in_flight, "dead": False, "refreshes": False, "open_sdp": False}
    asking, updating = Settings(ask_modifications=True), Settings(modify_method="update")
    reliably: dict[str, Any] = {"in_flight": in_flight, "classes": classes, "changes": False, "refreshes": False}
    reliably["settings"] = Settings(reliable_provisionals="required")
    early = Settings(reliable_provisionals="required", modify_method="update")
    return [
        CallModel(in_flight=in_flight, changes=False, open_changes=open_changes, classes=classes),
        CallModel(**udp, open_changes=open_changes, classes=classes),
        CallModel(**tcp, open_changes=open_changes, classes=classes),
        CallModel(**tcp, open_changes=open_changes, classes=classes, settings=asking),
        CallModel(**udp, open_changes=open_changes, classes=classes, settings=updating),
        CallModel(**reliably, dead=False),
        CallModel(**reliably, dead=False, late_offer=True),
        CallModel(**reliably, channel="fifo"),
        CallModel(**tcp, open_changes=open_changes, classes=classes, settings=early),
    ]
