"""transaction/invite_hop: the servers of a name, one after the other (RFC 3263 4.3, RFC 2782, RFC 3261 21.5.4)."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator

import pytest

from sessioncore.actions.transaction._servers import MOST_SERVERS, in_order, retry_after
from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.base.environment import Environment
from sessioncore.core.entries import plain, read_input
from sessioncore.core.servers import MOST_REMEMBERED, Servers
from sessioncore.effects import Connect, Locate
from sessioncore.handlers.limits import Limits
from sessioncore.handlers.transaction.invite_hop import InviteHop
from sessioncore.inputs import FlowClosed, Located, ServerRecord
from sessioncore.wire.sip import Response
from tests.support.alone import Alone
from tests.support.peer import Call, Peer, Seen, audio
from tests.support.streams import StreamPeer

Make = Callable[..., Peer]
NAME = "sip:bob@example.com"
ONE, TWO, THREE = "192.0.2.11", "192.0.2.12", "192.0.2.13"
LIMITS = Limits()
TRANSACTION = 64 * LIMITS.T1


@pytest.fixture
def peer(make_peer: Make) -> Peer:
    return make_peer()


@pytest.fixture
def make_stream_peer() -> Iterator[Callable[[], StreamPeer]]:
    made: list[StreamPeer] = []

    def make() -> StreamPeer:
        made.append(StreamPeer())
        return made[-1]

    yield make
    for peer in made:
        peer.check_over()


def record(address: str, *, priority: int = 0, transport: str = "udp", port: int = 5060) -> ServerRecord:
    return ServerRecord(transport, port, (address,), priority=priority)


BOTH = (record(ONE, priority=1), record(TWO, priority=2))


def asked(peer: Peer) -> list[Locate]:
    return [effect for effect in peer.effects if isinstance(effect, Locate)]


def locate(peer: Peer, *records: ServerRecord) -> None:
    """DNS answers the last question."""
    peer.feed(Located(asked(peer)[-1].lookup, records))


def dialed(peer: Peer, *records: ServerRecord, target: str = NAME) -> tuple[Call, Seen]:
    """We call a name, and DNS answers; with the INVITE that leaves then."""
    session = peer.engine.env.session_id()
    peer.take()
    dial = peer.command("dial", session, target=target, arguments={})
    assert peer.labels() == []
    locate(peer, *(records or BOTH))
    invite = peer.one("INVITE")
    call = Call(peer, session=session, call_id=invite["call-id"], engine=invite["from"], engine_tag=invite.from_tag,
                target=invite["contact"].strip("<>"), invite=invite, dial=dial)  # fmt: skip
    return call, invite


def hop(peer: Peer, call: Call) -> str:
    """The state of the chart."""
    found = [one for one in peer.engine.cells[call.session].transactions if one.part == "invite_hop"]
    return found[0].state_name if found else ""


class TestLocating:
    def test_t5_dns_is_asked_and_the_first_server_gets_the_invite(self, peer: Peer) -> None:
        call, invite = dialed(peer)
        assert asked(peer) == [Locate(invite.branch, "example.com", None, "", False, ("udp",))]
        assert (invite.uri, invite.remote) == (NAME, (ONE, 5060))
        call.respond(404)
        assert peer.outcome(call.dial) == ("failed", 404)

    @pytest.mark.parametrize(
        ("target", "question"),
        [
            ("sip:bob@example.com:5070", ("example.com", 5070, "", False)),
            ("sip:bob@example.com;transport=TCP", ("example.com", None, "tcp", False)),
            ("sips:bob@example.com", ("example.com", None, "", True)),
        ],
    )
    def test_t5_the_question_says_all_that_the_uri_says(
        self, peer: Peer, target: str, question: tuple[str, int | None, str, bool]
    ) -> None:
        dial = peer.command("dial", peer.engine.env.session_id(), target=target, arguments={})
        (one,) = asked(peer)
        assert (one.host, one.port, one.transport, one.secure) == question
        locate(peer)
        assert peer.outcome(dial) == ("failed", 503)

    def test_b1_11_a_name_without_servers_is_a_transport_error(self, peer: Peer) -> None:
        dial = peer.command("dial", peer.engine.env.session_id(), target=NAME, arguments={})
        locate(peer)
        assert peer.outcome(dial) == ("failed", 503)
        assert peer.labels() == []

    def test_t5_dns_that_does_not_answer_is_given_up(self, peer: Peer) -> None:
        dial = peer.command("dial", peer.engine.env.session_id(), target=NAME, arguments={})
        peer.advance(LIMITS.lookup_time - 0.1)
        assert peer.outcome(dial) is None
        peer.advance(0.2)
        assert peer.outcome(dial) == ("failed", 503)
        locate(peer, *BOTH)  # too late: nobody waits
        assert peer.labels() == []

    def test_b3_6_hung_up_before_dns_answers_nothing_is_ever_sent(self, peer: Peer) -> None:
        session = peer.engine.env.session_id()
        dial = peer.command("dial", session, target=NAME, arguments={})
        hang_up = peer.command("hang_up", session)
        assert (peer.outcome(dial), peer.outcome(hang_up)) == (("failed", 487), ("done", None))
        locate(peer, *BOTH)
        assert peer.labels() == []

    def test_a_second_answer_changes_nothing(self, peer: Peer) -> None:
        call, _ = dialed(peer)
        for status, state in ((0, "inviting"), (180, "ringing"), (200, "answered")):
            if status:
                call.respond(status, sdp=audio() if status == 200 else None)
            assert hop(peer, call) == state
            peer.take()
            locate(peer, record(THREE))
            assert (peer.labels(), hop(peer, call)) == ([], state)
        peer.command("hang_up", call.session)
        call.respond(200, to=peer.one("BYE"))

    def test_a_journal_keeps_what_dns_said(self) -> None:
        said = Located("z9hG4bK1", (ServerRecord("tls", 5061, (ONE, TWO), 1, 10, 60),))
        assert read_input(json.loads(json.dumps(plain(said)))) == said


class TestNextServer:
    def test_b6_7_a_time_out_is_followed_by_the_next_server(self, peer: Peer) -> None:
        """RFC 3263 4.3: a new transaction, all else the same."""
        call, first = dialed(peer)
        peer.advance(TRANSACTION + 0.1)
        second = next(seen for seen in peer.take() if seen.remote == (TWO, 5060))
        assert second.branch != first.branch
        without = [pair for pair in first.lines if pair[0] != "via"]
        assert [pair for pair in second.lines if pair[0] != "via"] == without
        assert (second.body, second.start) == (first.body, first.start)
        call.respond(200, to=second, sdp=audio())
        assert peer.outcome(call.dial) == ("done", 200)
        peer.command("hang_up", call.session)
        call.respond(200, to=peer.take()[-1])

    def test_b6_7_503_is_followed_by_the_next_server_and_acknowledged(self, peer: Peer) -> None:
        call, first = dialed(peer)
        call.respond(503, tag="s1")
        ack, second = peer.take()
        assert (ack.label, ack.remote, ack.branch) == ("ACK", (ONE, 5060), first.branch)
        assert (second.label, second.remote) == ("INVITE", (TWO, 5060))
        call.respond(486, to=second)
        assert peer.outcome(call.dial) == ("failed", 486)

    def test_b6_7_a_transport_error_is_followed_by_the_next_server(self, peer: Peer) -> None:
        call, first = dialed(peer)
        peer.fail_send(first)
        second = peer.one("INVITE")
        assert second.remote == (TWO, 5060)
        peer.fail_send(second)
        assert peer.outcome(call.dial) == ("failed", 503)
        assert peer.labels() == []

    @pytest.mark.parametrize("status", [404, 486, 500, 603])
    def test_b6_7_another_answer_is_the_answer(self, peer: Peer, status: int) -> None:
        call, _ = dialed(peer)
        call.respond(status)
        assert peer.labels() == ["ACK"]
        assert peer.outcome(call.dial) == ("failed", status)

    def test_b6_7_a_100_is_no_answer_but_a_180_settles_it(self, peer: Peer) -> None:
        call, _ = dialed(peer)
        call.respond(100)
        call.respond(503)
        second = peer.take()[-1]
        assert second.remote == (TWO, 5060)
        call.respond(180, to=second)
        call.respond(180, to=second, tag="other")
        assert hop(peer, call) == "ringing"
        call.respond(503, to=second)
        assert peer.outcome(call.dial) == ("failed", 503)

    def test_b6_7_ringing_then_refused_by_the_callee(self, peer: Peer) -> None:
        call, _ = dialed(peer)
        call.respond(180)
        call.respond(486)
        assert peer.outcome(call.dial) == ("failed", 486)
        assert peer.labels() == ["ACK"]

    def test_b6_7_one_that_did_not_answer_comes_last_for_a_while(self, peer: Peer) -> None:
        call, first = dialed(peer)
        peer.fail_send(first)
        call.respond(486, to=peer.one("INVITE"))
        call, invite = dialed(peer)
        assert invite.remote == (TWO, 5060)
        call.respond(486, to=invite)
        peer.advance(LIMITS.server_rest + 0.1)
        call, invite = dialed(peer)
        assert invite.remote == (ONE, 5060)
        call.respond(486, to=invite)

    def test_b6_7_retry_after_is_obeyed(self, peer: Peer) -> None:
        """RFC 3261 21.5.4: no request to that server for so long, whoever wants to send one."""
        call, _ = dialed(peer, record(ONE))
        call.respond(503, headers=["Retry-After: 120 (in maintenance);duration=60"])
        assert peer.outcome(call.dial) == ("failed", 503)
        peer.take()
        for wait in (0.0, 119.0):
            peer.advance(wait)
            dial = peer.command("dial", peer.engine.env.session_id(), target=NAME, arguments={})
            locate(peer, record(ONE))
            assert peer.outcome(dial) == ("failed", 503)
            assert peer.labels() == []
        peer.advance(1.1)
        call, invite = dialed(peer, record(ONE))
        call.respond(486, to=invite)

    def test_b6_7_nobody_is_left_alone_for_ever(self, make_peer: Make) -> None:
        peer = make_peer(limits=Limits(server_rest_most=5))
        call, _ = dialed(peer, record(ONE))
        call.respond(503, headers=["Retry-After: 999999999"])
        peer.take()
        peer.advance(5.1)
        call, invite = dialed(peer, record(ONE))
        call.respond(486, to=invite)

    def test_b7_6_the_request_with_credentials_goes_to_the_server_that_asked(self, peer: Peer) -> None:
        peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
        call, _ = dialed(peer)
        call.respond(503)
        second = peer.take()[-1]
        call.respond(401, to=second, headers=['WWW-Authenticate: Digest realm="a", nonce="n", qop="auth"'])
        again = peer.take()[-1]
        assert (again.remote, again.has("Authorization"), len(asked(peer))) == ((TWO, 5060), True, 1)
        call.respond(486, to=again)


class TestCancel:
    def test_b1_10_cancel_goes_to_the_server_at_work(self, peer: Peer) -> None:
        call, _ = dialed(peer)
        call.respond(503)
        second = peer.take()[-1]
        call.respond(180, to=second)
        hang_up = peer.command("hang_up", call.session)
        cancel = peer.one("CANCEL")
        assert (cancel.remote, cancel.branch) == ((TWO, 5060), second.branch)
        assert hop(peer, call) == "cancelling"
        call.respond(200, to=cancel)
        call.respond(180, to=second, tag="late")
        call.respond(487, to=second)
        assert (peer.outcome(call.dial), peer.outcome(hang_up)) == (("failed", 487), ("done", None))

    def test_b3_6_once_cancelled_no_other_server_is_tried(self, peer: Peer) -> None:
        call, _ = dialed(peer)
        peer.command("hang_up", call.session)
        peer.command("hang_up", call.session)
        assert hop(peer, call) == "cancelling"
        peer.advance(TRANSACTION + 0.1)
        assert {seen.remote for seen in peer.take()} == {(ONE, 5060)} or peer.take() == []
        assert peer.outcome(call.dial) == ("failed", 487)

    def test_b3_5_a_2xx_crosses_the_cancel(self, peer: Peer) -> None:
        call, _ = dialed(peer)
        call.respond(180)
        peer.command("hang_up", call.session)
        cancel = peer.one("CANCEL")
        call.respond(200, sdp=audio())
        ack, bye = peer.take()
        assert (ack.label, bye.label) == ("ACK", "BYE")
        call.respond(200, to=cancel)
        call.respond(200, to=bye)
        assert peer.outcome(call.dial) == ("failed", 487)


class TestAnswered:
    def test_b3_2_every_copy_and_every_fork_is_heard_of(self, peer: Peer) -> None:
        call, _ = dialed(peer)
        call.respond(200, sdp=audio())
        assert peer.labels() == ["ACK"]
        call.respond(200, sdp=audio())
        assert peer.labels() == ["ACK"]
        call.respond(180, tag="ringing-still")
        call.respond(200, tag="fork", sdp=audio())
        ack, bye = peer.take()
        assert (ack.to_tag, bye.to_tag, bye.label) == ("fork", "fork", "BYE")
        call.respond(200, to=bye)
        assert hop(peer, call) == "answered"
        peer.advance(TRANSACTION + 0.1)
        assert hop(peer, call) == ""
        peer.command("hang_up", call.session)
        call.respond(200, to=peer.take()[-1])


class TestTransports:
    def test_t5_dns_names_the_transport_and_the_name_is_what_a_certificate_is_good_for(
        self, make_stream_peer: Callable[..., StreamPeer]
    ) -> None:
        peer = make_stream_peer()
        call, invite = dialed(peer, record(ONE, transport="tls", port=5071))
        assert peer.connects() == [Connect(2, (ONE, 5071), "tls", "example.com")]
        assert invite["via"].startswith("SIP/2.0/TLS ")
        assert invite["contact"].endswith(";transport=tls>")
        call.respond(486)

    def test_b6_7_a_connection_that_does_not_come_about_is_followed_by_the_next_server(
        self, make_stream_peer: Callable[..., StreamPeer]
    ) -> None:
        peer = make_stream_peer()
        peer.accepts = False
        session = peer.engine.env.session_id()
        dial = peer.command("dial", session, target=NAME, arguments={})
        locate(peer, record(ONE, transport="tcp"), record(TWO, priority=1))
        peer.feed(FlowClosed(2, "refused"))
        invite = peer.one("INVITE")
        assert (invite.remote, invite["via"].split()[0]) == ((TWO, 5060), "SIP/2.0/UDP")
        peer.fail_send(invite)
        assert peer.outcome(dial) == ("failed", 503)

    def test_t1_a_large_request_takes_tcp_to_the_same_server_and_goes_back(
        self, make_stream_peer: Callable[..., StreamPeer]
    ) -> None:
        peer = make_stream_peer()
        peer.accepts = False
        session = peer.engine.env.session_id()
        dial = peer.command("dial", session, target=NAME, arguments={"display": "x" * 1200})
        locate(peer, record(ONE))
        assert peer.connects() == [Connect(2, (ONE, 5060), "tcp")]
        peer.feed(FlowClosed(2, "refused"))
        invite = peer.one("INVITE")
        assert (invite.remote, invite["via"].split()[0]) == ((ONE, 5060), "SIP/2.0/UDP")
        peer.fail_send(invite)
        assert peer.outcome(dial) == ("failed", 503)


class TestOrder:
    def test_t5_by_rank_then_priority(self) -> None:
        records = [
            ServerRecord("tcp", 5060, (ONE,), rank=1, priority=0),
            ServerRecord("udp", 5060, (TWO, THREE), rank=0, priority=20),
            ServerRecord("udp", 5070, (ONE,), rank=0, priority=10),
        ]
        found = in_order(records, lambda most: 0)
        assert found == [("udp", ONE, 5070), ("udp", TWO, 5060), ("udp", THREE, 5060), ("tcp", ONE, 5060)]

    def test_t5_a_weight_is_how_often_a_server_comes_first(self) -> None:
        """RFC 2782: 75 % and 25 %; one of weight 0 hardly ever."""
        env = Environment(b"test-seed")
        weights = {ONE: 75, TWO: 25, THREE: 0}
        records = [ServerRecord("udp", 5060, (host,), weight=weight) for host, weight in weights.items()]
        first = Counter(in_order(records, lambda most: int(env.uniform(0, most, 1)))[0][1] for _ in range(2_000))
        assert 0.70 < first[ONE] / 2_000 < 0.80
        assert 0.20 < first[TWO] / 2_000 < 0.30
        assert first[THREE] < 60

    def test_every_server_comes_once_and_no_more_than_the_bound(self) -> None:
        records = [ServerRecord("udp", port, (ONE,), weight=port % 3) for port in range(5_060, 5_160)] * 2
        found = in_order(records, lambda most: most)
        assert len(found) == len(set(found)) == MOST_SERVERS

    @pytest.mark.parametrize(
        ("value", "seconds"), [("5", 5), (" 18000;duration=3600", 18000), ("120 (x)", 120), ("soon", 0), ("9" * 30, 0)]
    )
    def test_b6_7_how_retry_after_reads(self, value: str, seconds: int) -> None:
        assert retry_after(Response(503, headers=[("Retry-After", value)])) == seconds

    def test_only_so_many_servers_are_remembered(self) -> None:
        servers = Servers()
        for port in range(MOST_REMEMBERED + 1):
            servers.leave_alone(("udp", ONE, port), 10.0)
        assert not servers.is_left_alone(("udp", ONE, 0), 1.0)
        assert servers.is_left_alone(("udp", ONE, 1), 1.0)
        assert not servers.is_left_alone(("udp", ONE, 1), 10.0)


@pytest.mark.parametrize("state", ["locating", "inviting", "ringing", "cancelling"])
def test_what_cannot_be_sent_is_told(state: str) -> None:
    assert Alone(InviteHop, state).on("action_failed") == ("ended", [], ["failed"])


@pytest.mark.parametrize(
    "event", ["located", "provisional", "accepted", "refused", "forks_over", "cancel", "action_failed"]
)
def test_b1_7_the_outcome_is_told_once(event: str) -> None:
    assert Alone(InviteHop, "ended", "reachable", "out_of_order", "another").on(event) == ("ended", [], [])


@pytest.mark.parametrize(
    ("state", "event"), [("answered", "cancel"), ("answered", "action_failed"), ("cancelling", "located")]
)
def test_b1_10_too_late(state: str, event: str) -> None:
    assert Alone(InviteHop, state, "reachable").on(event) == (state, [], [])


class TestHandedOn:
    """Whoever sent the INVITE hears all that its transaction would have told it, and the transaction of its CANCEL."""

    @pytest.mark.parametrize(
        ("state", "holds", "event", "outcome"),
        [
            ("inviting", (), "provisional", ("ringing", ["note_answer"], ["progress"])),
            ("inviting", (), "accepted", ("answered", ["note_answer"], ["answered"])),
            ("inviting", (), "cancel", ("cancelling", [], ["cancelled"])),
            ("inviting", ("another",), "refused", ("ended", ["note_answer"], ["failed"])),
            ("inviting", ("out_of_order",), "refused", ("ended", ["note_failure"], ["failed"])),
            ("inviting", ("out_of_order", "another"), "refused", ("inviting", ["note_failure", "send_invite"], [])),
            ("ringing", (), "provisional", ("ringing", [], ["progress"])),
            ("ringing", (), "accepted", ("answered", [], ["answered"])),
            ("ringing", (), "cancel", ("cancelling", [], ["cancelled"])),
            ("ringing", ("another",), "refused", ("ended", [], ["failed"])),
            ("ringing", ("out_of_order", "another"), "refused", ("ended", ["note_failure"], ["failed"])),
            ("cancelling", (), "provisional", ("cancelling", [], ["progress"])),
            ("cancelling", (), "accepted", ("answered", [], ["answered"])),
            ("cancelling", ("out_of_order", "another"), "refused", ("ended", [], ["failed"])),
            ("answered", (), "accepted_again", ("answered", [], ["copy"])),
            ("answered", (), "forks_over", ("ended", [], ["over"])),
        ],
    )
    def test_b6_7_as_if_there_were_one_server(
        self, state: str, holds: tuple[str, ...], event: str, outcome: tuple[str, list[str], list[str]]
    ) -> None:
        assert Alone(InviteHop, state, *holds).on(event) == outcome


def test_t5_when_dns_has_answered_the_invite_is_under_way_or_the_call_is_over() -> None:
    there = Alone(InviteHop, "locating", "reachable").on("located")
    assert there == ("inviting", ["note_servers", "send_invite"], [])
    assert Alone(InviteHop, "locating").on("located") == ("ended", [], ["failed"])
