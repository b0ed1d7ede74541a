"""transport/trunk: a peer that is watched by OPTIONS (RFC 3261 11)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.effects import Locate
from sessioncore.events import TrunkDown, TrunkUp
from sessioncore.handlers.limits import Limits
from sessioncore.handlers.transport.trunk import Trunk
from sessioncore.inputs import Located, ServerRecord
from tests.support.alone import Alone, Outcome
from tests.support.peer import PEER, Call, Peer, Seen

TARGET = f"sip:{PEER[0]}:{PEER[1]}"
TRANSACTION = 64 * Limits().T1


class Watched:
    """A watch of the engine, and the peer in the hand of the test."""

    def __init__(self, peer: Peer, target: str = TARGET, interval: float = 60) -> None:
        self.peer = peer
        self.session = peer.engine.env.session_id()
        fields = {"trunk": "carrier", "target": target, "interval": interval, "arguments": {}}
        self.command = peer.command("watch", self.session, **fields)

    @property
    def state(self) -> str:
        return str(self.peer.engine.cells[self.session].leg.trunk.state_name)

    def answer(self, status: int = 200, *, to: Seen | None = None) -> None:
        Call(self.peer, call_id="", engine="").respond(status, to=to if to is not None else self.peer.one("OPTIONS"))

    def told(self) -> list[tuple[str, int]]:
        found = [*self.peer.published(TrunkUp), *self.peer.published(TrunkDown)]
        return [(type(one).__name__, one.status) for one in sorted(found, key=lambda one: one.at)]

    def end(self) -> None:
        number = self.peer.command("unwatch", self.session)
        assert self.peer.outcome(number) == ("done", None)
        self.peer.run_out()
        assert self.session not in self.peer.engine.cells


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer()


@pytest.fixture
def watched(peer: Peer) -> Watched:
    return Watched(peer)


def test_t7_it_is_asked_at_once_and_then_at_intervals(watched: Watched) -> None:
    peer = watched.peer
    assert (peer.outcome(watched.command), watched.state) == (("done", None), "asking")
    first = peer.take()[-1]
    assert (first.label, first.uri, first.remote, first["accept"]) == ("OPTIONS", TARGET, PEER, "application/sdp")
    peer.advance(0.2)
    watched.answer(to=first)
    assert watched.state == "up.resting"
    (up,) = peer.published(TrunkUp)
    assert (up.name, up.target, up.status, round(up.round_trip, 3)) == ("carrier", TARGET, 200, 0.2)
    peer.advance(53.9)
    assert peer.labels() == []
    peer.advance(6.2)
    again = peer.take()[0]
    assert again["call-id"] != first["call-id"]
    assert watched.state == "up.checking"
    watched.answer(to=again)
    assert (watched.state, watched.told()) == ("up.resting", [("TrunkUp", 200)])
    watched.end()


@pytest.mark.parametrize("status", [200, 401, 404, 405, 486, 500])
def test_t7_whatever_it_says_it_is_there(watched: Watched, status: int) -> None:
    """RFC 3261 11.1: the status is that of an INVITE; that somebody answers is what we want to know."""
    watched.answer(status)
    assert (watched.state, watched.told()) == ("up.resting", [("TrunkUp", status)])
    watched.end()


def test_t7_503_or_silence_or_an_error_and_it_is_not_there(watched: Watched) -> None:
    peer = watched.peer
    watched.answer(503)
    assert (watched.state, watched.told()) == ("down.pausing", [("TrunkDown", 503)])
    peer.advance(60.1)
    assert watched.state == "down.probing"
    peer.advance(TRANSACTION)
    assert watched.state == "down.pausing"
    assert watched.told() == [("TrunkDown", 503)], "that it is still not there is no news"
    peer.take()
    peer.advance(60.1)
    peer.fail_send(peer.take()[0])
    assert watched.state == "down.pausing"
    peer.advance(60.1)
    watched.answer(to=peer.take()[0])
    assert watched.told() == [("TrunkDown", 503), ("TrunkUp", 200)]
    watched.end()


def test_t7_one_that_was_there_and_is_no_more(watched: Watched) -> None:
    watched.answer()
    watched.peer.advance(60.1 + TRANSACTION)
    assert (watched.state, watched.told()) == ("down.pausing", [("TrunkUp", 200), ("TrunkDown", 408)])
    watched.end()


def test_b6_7_its_name_is_looked_up_each_time_and_its_servers_tried(peer: Peer) -> None:
    watched = Watched(peer, "sip:carrier.example")

    def located(*hosts: str) -> None:
        asked = [effect for effect in peer.effects if isinstance(effect, Locate)]
        records = [ServerRecord("udp", 5060, (host,), priority=at) for at, host in enumerate(hosts)]
        peer.feed(Located(asked[-1].lookup, tuple(records)))

    located("192.0.2.11", "192.0.2.12")
    watched.answer(503)
    second = peer.one("OPTIONS")
    assert second.remote == ("192.0.2.12", 5060)
    watched.answer(to=second)
    assert watched.told() == [("TrunkUp", 200)]
    peer.advance(60.1)
    assert peer.labels() == []
    located()
    assert watched.told() == [("TrunkUp", 200), ("TrunkDown", 503)]
    watched.end()


@pytest.mark.parametrize("state", ["asking", "up.resting", "up.checking", "down.pausing", "down.probing"])
def test_it_ends_when_nobody_wants_to_know(state: str) -> None:
    assert Alone(Trunk, state).on("unwatch") == ("ended", ["reply_done"], [])
    again = Alone(Trunk, state)
    again.on("watch")
    assert (again.machine.state_name, again.rejected) == (state, [("watch", 491)])
    assert Alone(Trunk, state).on("action_failed") == ("ended", ["reply_failed"], [])


def test_what_cannot_be_watched_is_refused(peer: Peer) -> None:
    session = peer.engine.env.session_id()
    fields = {"trunk": "x", "target": TARGET, "interval": "soon", "arguments": {}}
    assert peer.outcome(peer.command("watch", session, **fields)) == ("failed", 400)
    peer.expected_failures = 2
    assert peer.outcome(peer.command("unwatch", peer.engine.env.session_id())) == ("refused", 481)


def test_what_is_over_stays_over() -> None:
    ended = Alone(Trunk, "ended")
    for event in ("watch", "unwatch", "finished", "action_failed"):
        assert ended.on(event)[:2] == ("ended", [])
    assert ended.rejected == [("watch", 481), ("unwatch", 481)]
    idle = Alone(Trunk, "idle")
    idle.on("unwatch")
    assert (idle.machine.state_name, idle.rejected) == ("idle", [("unwatch", 481)])


@pytest.mark.parametrize(
    ("state", "there", "told"),
    [
        ("asking", True, ("up.resting", ["note_answer", "tell_up"], [])),
        ("asking", False, ("down.pausing", ["note_answer", "tell_down"], [])),
        ("up.checking", True, ("up.resting", ["note_answer"], [])),
        ("up.checking", False, ("down.pausing", ["note_answer", "tell_down"], [])),
        ("down.probing", True, ("up.resting", ["note_answer", "tell_up"], [])),
        ("down.probing", False, ("down.pausing", ["note_answer"], [])),
    ],
)
def test_t7_every_answer_is_noted_and_a_change_is_told(state: str, there: bool, told: Outcome) -> None:
    """What was heard last is shown with the trunk, also where it is as it was."""
    assert Alone(Trunk, state, *["there"] * there).on("finished") == told
