"""Two call legs, an abstract transaction layer and the network between them, and an application on each side.

Alice dials, Bob is called; both may hang up, hold and resume whenever their leg takes the command, and of each command
one may be open at a time. Timers fire at any time while they run, whatever their lengths, but for three bounds that all
configurations keep or should: what gives up after 64*T1 does not while what it waits for is under way; a session timer
does not run out before a 2xx is given up; of a session timer the half comes before the whole. Whether an offer can be
answered and an answer fits is left open, so both are tried.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Any, NamedTuple

from sessioncore.base.settings import Settings
from sessioncore.exploration.channel import ChannelKind
from sessioncore.exploration.frozen import FRESH, Part, Side, Taken
from sessioncore.exploration.layer import KINDS
from sessioncore.exploration.leg import COMMANDS, Legs
from sessioncore.exploration.messages import Message
from sessioncore.exploration.search import Move, Step
from sessioncore.exploration.transaction import Classes

ALICE, BOB = "alice", "bob"

FLOW = ("hold", "resume")
END_TO_END = ("100 INVITE", "180 INVITE", "183 INVITE", "200 INVITE", "ACK")
"""Messages that no transaction sends again."""

EAGER = "invite_client.timer_m"
"""Of a re-INVITE it makes only forget an ACK that nobody asks for any more: when it may fire it does, at once."""

GIVE_UP = ("timer_b", "timer_f", "timer_x", "give_up")
"""Timers that fire only when messages are lost: over a channel that loses nothing all must end without them."""

ROOM = 1
"""Messages beyond the limit that fit where they answer what has arrived."""


class Call(NamedTuple):
    """Two legs by number (see `CallModel.side`), and what is under way to each."""

    alice: int
    bob: int
    to_alice: tuple[Message, ...]
    to_bob: tuple[Message, ...]


class _Facts(NamedTuple):
    """Of a leg: its session is up; no change is under way; its stream sends, receives; an offer is open; what its
    application wishes is not what is agreed."""

    up: bool
    quiet: bool
    ways: tuple[bool, bool]
    open_offer: bool
    unfulfilled: bool


class CallModel:
    """The model of the INVITE usage. See `search.Model`.

    in_flight  how many messages may be under way each way before a side begins anything new
    open_changes  how many re-INVITEs of one side may be open: not answered, or their ACK not seen by the other side
    open_sdp   try offers that cannot be answered and answers that do not fit
    changes    hold and resume are among the commands
    dead       all copies of a request or response may be lost, so that transactions time out
    refreshes  the session timer runs
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
        self.can_fall_silent = channel == "lossy" and dead
        self._dead = dead
        self._refreshes = refreshes
        self._limit = in_flight
        self._open = open_changes
        self._channel = channel
        self._open_sdp = open_sdp
        self._commands = [name for name in COMMANDS if changes or name not in FLOW]
        self._legs = Legs(settings or Settings(), classes)
        self._sides: list[Side] = []
        self._numbers: dict[Side, int] = {}
        self._facts: dict[int, _Facts] = {}

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
            facts = self._facts[number] = _facts(self.side(number))
        return facts

    def sights(self, state: Hashable) -> tuple[str, ...]:
        assert isinstance(state, Call)
        glare = [self.side(number).state("modify_out") == "glare" for number in (state.alice, state.bob)]
        return ("glare on both sides",) if all(glare) else ("glare on one side",) if any(glare) else ()

    def moves(self, state: Hashable) -> Iterator[Move]:
        assert isinstance(state, Call)
        due = [
            (name, given, what)
            for name, side, other, there, back in self._views(state)
            for part in side.parts
            if part.timers or part.where[0] in KINDS
            for given, what in self._due(part, side, other, there, back)
        ]
        for name, given, what in due:
            if what == EAGER and given[1][1]:
                yield from self._does(state, name, given, Step("timer", name, what))
                return
        yield from self._arrivals(state)
        for name, side, _, _, _ in self._views(state):
            yield from self._users(state, name, side)
        for name, given, what in due:
            yield from self._does(state, name, given, Step("timer", name, what))

    def _views(self, state: Call) -> tuple[tuple[str, Side, Side, tuple[Message, ...], tuple[Message, ...]], ...]:
        """For each side its name, its leg, the other leg, what is under way there and from there."""
        alice, bob = self.side(state.alice), self.side(state.bob)
        return (ALICE, alice, bob, state.to_bob, state.to_alice), (BOB, bob, alice, state.to_alice, state.to_bob)

    def _due(
        self, part: Part, side: Side, other: Side, there: tuple[Message, ...], back: tuple[Message, ...]
    ) -> Iterator[tuple[tuple[Any, ...], str]]:
        if part.where[0] == "session_timer" and (not self._refreshes or side.find("reliable_answer")):
            return
        for given, what in _due(part, other, there, back):
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
                yield from self._does(left, name, ("message", message), Step("deliver", name, str(message)))
                if self._channel == "lossy" and (self._dead or message.name in END_TO_END):
                    yield Move(Step("lose", name, str(message)), left)

    def _users(self, state: Call, name: str, side: Side) -> Iterator[Move]:
        if side.stage == "gone" or (side.stage == "fresh" and name == BOB):
            return
        possible = ("dial",) if side.stage == "fresh" else self._legs.commands(side)
        for command in self._commands:
            number = COMMANDS.index(command) + 1
            if command not in possible or number in side.commands or not _sensible(command, side):
                continue
            given = "command", command, number
            yield from self._does(state, name, given, Step("command", name, command))

    def _does(self, state: Call, name: str, given: tuple[Any, ...], step: Step) -> Iterator[Move]:
        number = state.alice if name == ALICE else state.bob
        for taken in self._legs.take(self.side(number), given, self._free(state, name)):
            if taken.choices and not self._open_sdp:
                continue
            after = self._sent(state, name, taken, begins=step.kind != "deliver")
            if after is None:
                continue
            told = step
            if taken.choices:
                told = Step(step.kind, step.side, f"{step.what} ({', '.join(taken.choices)})")
            yield Move(told, after, taken.faults, obliged=step.what == "dial")

    def _sent(self, state: Call, name: str, taken: Taken, *, begins: bool) -> Call | None:
        """The call after a side has taken an input; None when it begins something and the network is busy."""
        channel = state.to_bob if name == ALICE else state.to_alice
        if taken.sent:
            if begins and len(channel) >= self._limit:
                return None
            fuller = self._put(channel, taken.sent)
            if fuller is None:
                return None
            channel = fuller
        number = self._number(taken.side)
        if name == ALICE:
            return Call(number, state.bob, state.to_alice, channel)
        return Call(state.alice, number, channel, state.to_bob)

    def _put(self, channel: tuple[Message, ...], sent: tuple[Message, ...]) -> tuple[Message, ...] | None:
        if self._channel == "lossy":
            sent = tuple(message for message in sent if message not in channel)
        if len(channel) + len(sent) > self._limit + ROOM:
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
        mine, peer = self.side(state.alice), self.side(state.bob)
        to_peer, to_me = state.to_bob, state.to_alice
        if name == BOB:
            mine, peer, to_peer, to_me = peer, mine, to_me, to_peer
        used = {*_own(mine), *_of_peer(peer)}
        used.update(message.number for message in to_peer if message.is_request)
        used.update(message.number for message in to_me if not message.is_request)
        return tuple([number for number in range(1, self._open + 1) if number not in used])[:1]


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
    part: Part, other: Side, there: tuple[Message, ...], back: tuple[Message, ...]
) -> Iterator[tuple[tuple[Any, ...], str]]:
    """The timers of a part that may fire now: what is given to the leg, and the timer's name.

    `there` and `back` are what is under way to the other side and from it.
    """
    name, key = part.where
    if part.chart.startswith("transaction/"):
        yield from _of_layer(part, other, there, back)
        return
    for timer in part.timers:
        if name == "reliable_answer":
            waiting = any(message.name == "200 INVITE" and message.number == key for message in there)
            acked = any(message.name == "ACK" and message.number == key for message in back)
            if waiting or (acked and timer == "give_up"):
                continue
        if name == "session_timer" and timer == "deadline" and "half" in part.timers:
            continue
        yield ("timer", part.where, timer), f"{part.chart.rpartition('/')[2]}.{timer}"


def _of_layer(
    part: Part, other: Side, there: tuple[Message, ...], back: tuple[Message, ...]
) -> Iterator[tuple[tuple[Any, ...], str]]:
    name, number = part.where
    if name == "invite_server" and part.state == "trying":
        yield ("layer", part.where, "trying_due"), "invite_server.timer_trying"
    if not name.endswith("client"):
        return
    under_way = any(message.number == number and message.is_request for message in there)
    under_way = under_way or any(message.number == number and not message.is_request for message in back)
    servers = {each.where: each.state for each in other.parts}
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
        if part.where[0] in ("invite_server", "non_invite_server", "reliable_answer"):
            yield part.where[1]
        if part.where[0] == "modify_in" and part.get("request") is not None:
            yield part.get("request").number


def _facts(side: Side) -> _Facts:
    stream, out, offers = side.find("stream"), side.find("modify_out"), side.find("offer_answer")
    configured = stream.get("configured") if stream is not None else None
    if side.state("usage") != "established" or out is None or offers is None:
        return _Facts(False, False, (False, False), False, False)
    holding = any(each.held_by_local for each in offers.get("streams"))
    return _Facts(
        True,
        out.state == "idle" and side.state("modify_in") == "idle",
        (configured.send, configured.receive) if configured is not None else (False, False),
        offers.state != "complete",
        holding != (out.get("direction") == "sendonly"),
    )


def call_models(in_flight: int = 1, classes: Classes | None = None, *, open_changes: int = 1) -> list[CallModel]:
    """The ways in which the INVITE usage is explored: each complete by itself, together in seconds.

    Setting up and ending over a network that may die, with session timers; hold and resume from both sides over one
    that loses and reorders; the same over one that keeps everything, where nobody may have to give up.
    """
    return [
        CallModel(in_flight=in_flight, changes=False, open_changes=open_changes, classes=classes),
        CallModel(
            in_flight=in_flight,
            dead=False,
            refreshes=False,
            open_sdp=False,
            open_changes=open_changes,
            classes=classes,
        ),
        CallModel(
            in_flight=in_flight,
            channel="fifo",
            refreshes=False,
            open_sdp=False,
            open_changes=open_changes,
            classes=classes,
        ),
    ]
