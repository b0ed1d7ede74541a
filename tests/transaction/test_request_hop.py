"""transaction/request_hop: the servers of a name, one after the other, for all requests but INVITE (RFC 3263 4.3)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.effects import Locate
from sessioncore.handlers.limits import Limits
from sessioncore.handlers.transaction.request_hop import RequestHop
from sessioncore.inputs import Located, ServerRecord
from tests.support.alone import Alone
from tests.support.peer import Call, Peer, audio

ONE, TWO = "192.0.2.11", "192.0.2.12"
BOTH = (ServerRecord("udp", 5060, (ONE,), priority=1), ServerRecord("udp", 5060, (TWO,), priority=2))
LIMITS = Limits()
TRANSACTION = 64 * LIMITS.T1


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer()


def locate(peer: Peer, *records: ServerRecord) -> None:
    """DNS answers the last question."""
    asked = [effect for effect in peer.effects if isinstance(effect, Locate)]
    peer.feed(Located(asked[-1].lookup, records))


class TestBye:
    """A BYE to a name of which no address is known, as after a restart without it."""

    def bye(self, peer: Peer, *records: ServerRecord) -> tuple[Call, int]:
        call = peer.dialed()
        call.respond(200, sdp=audio(), contact="<sip:bob@example.com>")
        peer.engine.cells[call.session].peer = None
        command = peer.command("hang_up", call.session)
        peer.take()
        locate(peer, *records)
        return call, command

    def test_b6_7_the_next_server_gets_the_same_bye(self, peer: Peer) -> None:
        call, command = self.bye(peer, *BOTH)
        first = peer.one("BYE")
        assert first.remote == (ONE, 5060)
        call.respond(503, to=first)
        second = peer.one("BYE")
        assert (second.remote, second.cseq, second.branch != first.branch) == ((TWO, 5060), first.cseq, True)
        call.respond(200, to=second)
        assert peer.outcome(command) == ("done", None)

    def test_b6_7_until_none_is_left(self, peer: Peer) -> None:
        _, command = self.bye(peer, *BOTH)
        peer.advance(2 * TRANSACTION + 1)
        assert {seen.remote for seen in peer.take()} == {(ONE, 5060), (TWO, 5060)}
        assert peer.outcome(command) == ("done", None)

    def test_b1_11_a_name_without_servers(self, peer: Peer) -> None:
        _, command = self.bye(peer)
        assert peer.outcome(command) == ("done", None)
        assert peer.labels() == []

    def test_t5_dns_that_does_not_answer(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(200, sdp=audio(), contact="<sip:bob@example.com>")
        peer.engine.cells[call.session].peer = None
        command = peer.command("hang_up", call.session)
        peer.advance(LIMITS.lookup_time - 0.1)
        assert peer.outcome(command) is None
        peer.advance(0.2)
        assert peer.outcome(command) == ("done", None)


class TestMessage:
    """A request outside every dialog, in a cell of its own."""

    def sent(self, peer: Peer) -> int:
        fields = {"method": "MESSAGE", "target": "sip:bob@example.com", "arguments": {}}
        number = peer.command("request", peer.engine.env.session_id(), **fields)
        peer.take()
        return number

    def test_b7_6_an_answer_is_the_answer(self, peer: Peer) -> None:
        number = self.sent(peer)
        locate(peer, *BOTH)
        Call(peer, call_id="", engine="").respond(404, to=peer.one("MESSAGE"))
        assert peer.outcome(number) == ("failed", 404) or peer.outcome(number) == ("done", 404)
        assert peer.labels() == []

    def test_b1_11_no_server(self, peer: Peer) -> None:
        number = self.sent(peer)
        locate(peer)
        assert peer.outcome(number) == ("failed", 503)


@pytest.mark.parametrize("state", ["locating", "requesting"])
def test_what_cannot_be_sent_is_told(state: str) -> None:
    assert Alone(RequestHop, state).on("action_failed") == ("ended", [], ["finished"])


@pytest.mark.parametrize("event", ["located", "settled", "action_failed"])
def test_b1_7_the_outcome_is_told_once(event: str) -> None:
    assert Alone(RequestHop, "ended", "reachable", "out_of_order", "another").on(event) == ("ended", [], [])


def test_t5_dns_is_asked_once() -> None:
    assert Alone(RequestHop, "requesting", "reachable").on("located") == ("requesting", [], [])


def test_b6_7_the_last_server_that_failed_is_remembered() -> None:
    assert Alone(RequestHop, "requesting", "out_of_order").on("settled") == ("ended", ["note_failure"], ["finished"])
    another = Alone(RequestHop, "requesting", "out_of_order", "another").on("settled")
    assert another == ("requesting", ["note_failure", "send_request"], [])


class TestAlone:
    """RFC 3263 4.3: servers are tried one after the other until one has answered, and the outcome is told once."""

    def test_t5_a_name_without_a_server_that_we_reach_is_the_end(self) -> None:
        assert Alone(RequestHop, "locating").on("located") == ("ended", [], ["finished"])

    def test_t5_the_first_server_gets_the_request(self) -> None:
        sent = Alone(RequestHop, "locating", "reachable").on("located")
        assert sent == ("requesting", ["note_servers", "send_request"], [])

    def test_b6_7_what_a_server_answers_is_the_answer_and_it_is_remembered(self) -> None:
        assert Alone(RequestHop, "requesting").on("settled") == ("ended", ["note_answer"], ["finished"])

    def test_b6_7_one_that_is_out_of_order_is_remembered_too(self) -> None:
        on = ("ended", ["note_failure"], ["finished"])
        assert Alone(RequestHop, "requesting", "out_of_order").on("settled") == on
        again = ("requesting", ["note_failure", "send_request"], [])
        assert Alone(RequestHop, "requesting", "out_of_order", "another").on("settled") == again
