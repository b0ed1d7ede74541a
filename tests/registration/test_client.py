"""registration/client: our registration, kept up as RFC 3261 10.2 and RFC 5626 4.5 say."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest

from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.effects import Locate
from sessioncore.events import RegistrationStateChanged, ServerDisproven
from sessioncore.handlers.limits import Limits
from sessioncore.handlers.registration.client import Client
from sessioncore.inputs import Located, ServerRecord
from tests.support.alone import Alone
from tests.support.peer import ENGINE, PEER, Peer, Seen, text_of
from tests.support.streams import StreamPeer

ALICE = "sip:alice@example.com"
REGISTRAR = f"sip:{PEER[0]}:{PEER[1]}"
CONTACT = f"sip:alice@{ENGINE[0]}:{ENGINE[1]}"
CHALLENGE = 'WWW-Authenticate: Digest realm="r", nonce="n{}", algorithm=MD5, qop="auth"'


class Registered:
    """A registration of the engine, and the registrar in the hand of the test."""

    def __init__(self, peer: Peer, **arguments: str) -> None:
        self.peer = peer
        self.session = peer.engine.env.session_id()
        given = {"contact": CONTACT, "expires": "600"} | arguments
        self.registering = peer.command("register", self.session, address=ALICE, registrar=REGISTRAR, arguments=given)
        self.request = peer.one("REGISTER")

    def answer(self, status: int = 200, *headers: str, contact: str | None = "", expires: int = 600) -> list[Seen]:
        """Answer the REGISTER; a 2xx lists its Contact with what is granted, unless told otherwise."""
        request = self.request
        lines = [f"SIP/2.0 {status} Whatever", f"Via: {request.all('via')[0]}", f"From: {request['from']}"]
        lines += [f"To: {request['to']};tag=registrar", f"Call-ID: {request['call-id']}", f"CSeq: {request['cseq']}"]
        if status == 200 and contact is not None:
            lines.append(contact or f"Contact: <{CONTACT}>;expires={expires}")
        self.peer.take()
        self.peer.send(text_of([*lines, *headers], None))
        return self.more()

    def more(self) -> list[Seen]:
        """What left since; the last REGISTER is the one to answer next."""
        seen = self.peer.take()
        self.request = next((one for one in reversed(seen) if one.label == "REGISTER"), self.request)
        return seen

    def wait(self, seconds: float) -> list[Seen]:
        self.peer.advance(seconds)
        return self.more()

    def until_register(self, most: float) -> float:
        """Seconds until the next REGISTER leaves."""
        began = self.peer.now
        while not self.more():
            deadline = self.peer.engine.next_deadline()
            assert deadline is not None
            assert deadline - began <= most, "no REGISTER"
            self.peer.advance(deadline - self.peer.now)
            self.peer.advance(0.0)
            if any(seen.label == "REGISTER" for seen in self.peer.log[self.peer._taken :]):
                break
        self.more()
        return self.peer.now - began

    @property
    def state(self) -> str:
        cell: Any = self.peer.engine.cells.get(self.session)
        return cell.leg.client.state_name if cell is not None else "ended"

    @property
    def outcome(self) -> tuple[str, int | None] | None:
        return self.peer.outcome(self.registering)

    def command(self, name: str, **arguments: Any) -> int:
        number = self.peer.command(name, self.session, **arguments)
        self.more()
        return number

    def end(self) -> None:
        """Unregister."""
        command = self.command("unregister")
        self.answer(contact=None)
        assert self.peer.outcome(command) == ("done", None)
        assert self.state == "ended"

    def states(self) -> list[tuple[str, int]]:
        return [(event.state, event.status) for event in self.peer.published(RegistrationStateChanged)]


@pytest.fixture
def registered(peer: Peer) -> Registered:
    made = Registered(peer)
    made.answer()
    return made


def numbers(requests: Sequence[Seen]) -> list[int]:
    return [request.cseq for request in requests]


class TestRegistering:
    def test_what_leaves(self, peer: Peer) -> None:
        """RFC 3261 10.2: no user in the Request-URI, To and From the address of record, no tag in To."""
        made = Registered(peer, display="Alice A.")
        request = made.request
        assert request.uri == REGISTRAR
        assert request["to"] == f"<{ALICE}>"
        assert request["from"].startswith(f'"Alice A." <{ALICE}>;tag=')
        assert request["contact"] == f"<{CONTACT}>;expires=600"
        assert (request.cseq, request["supported"]) == (1, "path")
        made.answer()
        assert (made.state, made.outcome, made.states()) == ("registered", ("done", 200), [("registered", 200)])
        made.end()
        assert made.request["contact"] == f"<{CONTACT}>;expires=0"
        assert made.states()[-1] == ("ended", 200)

    def test_b6_1_refreshes_keep_call_id_and_count_up(self, registered: Registered) -> None:
        first = registered.request
        for count in (2, 3):
            registered.until_register(600)
            request = registered.request
            assert (request.cseq, request["call-id"], request.from_tag) == (count, first["call-id"], first.from_tag)
            registered.answer()
        assert registered.state == "registered"
        registered.end()

    @pytest.mark.parametrize(
        ("lines", "seconds"),
        [
            (f"Contact: <{CONTACT}>;expires=100", 100),
            (f"Contact: <sip:other@192.0.2.9>;expires=9, <{CONTACT}>;expires=200", 200),
            (f"Contact: <{CONTACT}>\r\nExpires: 300", 300),
            (f"Contact: <{CONTACT}>;expires=none\r\nExpires: 300", 300),
        ],
    )
    def test_b6_1_what_our_own_contact_was_granted_counts(self, peer: Peer, lines: str, seconds: int) -> None:
        made = Registered(peer)
        made.answer(contact=lines)
        waited = made.until_register(seconds)
        assert seconds / 3 < waited < seconds
        made.answer()
        made.end()

    @pytest.mark.parametrize(
        "lines", [None, "Contact: <sip:other@192.0.2.9>;expires=600", f"Contact: <{CONTACT}>\r\nExpires: soon"]
    )
    def test_b6_1_a_200_without_our_contact_binds_nothing(self, peer: Peer, lines: str | None) -> None:
        made = Registered(peer)
        made.answer(contact=lines)
        assert made.state == "waiting"
        made.command("unregister")
        assert made.outcome == ("failed", 487)

    def test_b6_2_too_brief_is_asked_for_once_more_with_what_is_wanted(self, peer: Peer) -> None:
        made = Registered(peer)
        (again,) = made.answer(423, "Min-Expires: 1800")
        assert (again.cseq, again["contact"]) == (2, f"<{CONTACT}>;expires=1800")
        assert made.answer(423, "Min-Expires: 1800") == []
        assert (made.state, made.outcome) == ("ended", ("failed", 423))

    @pytest.mark.parametrize("headers", [[], ["Min-Expires: 600"], ["Min-Expires: much"], ["Min-Expires: 99999999999"]])
    def test_b6_2_but_not_where_it_would_not_help(self, peer: Peer, headers: list[str]) -> None:
        made = Registered(peer)
        assert made.answer(423, *headers) == []
        assert made.outcome == ("failed", 423)

    @pytest.mark.parametrize("status", [301, 400, 401, 403, 404, 407, 410, 420, 501, 603])
    def test_b6_2_what_is_refused_for_good_is_not_tried_again(self, peer: Peer, status: int) -> None:
        made = Registered(peer)
        made.answer(status)
        assert (made.state, made.outcome) == ("ended", ("failed", status))
        peer.run_out()
        assert peer.times("REGISTER") == [0.0]
        assert made.states() == [("ended", status)]

    def test_b6_2_nor_a_refresh(self, registered: Registered) -> None:
        registered.until_register(600)
        registered.answer(403)
        assert registered.states() == [("registered", 200), ("ended", 403)]
        assert registered.outcome == ("done", 200)


class TestKeepingUp:
    def test_b6_3_refreshed_before_it_ends_at_a_time_that_is_drawn(self, make_peer: Callable[..., Peer]) -> None:
        waits = []
        peer = make_peer()
        for _ in range(5):
            made = Registered(peer)
            made.answer()
            waits.append(made.until_register(600))
            made.answer()
            made.end()
        assert len(set(waits)) == 5, "RFC 5626 asks that clients do not come all at once"
        assert all(0.5 * 600 < wait <= 600 - 40 for wait in waits), "there is time to try again"

    def test_b6_3_a_short_one_in_time(self, peer: Peer) -> None:
        made = Registered(peer)
        made.answer(expires=60)
        assert 0 < made.until_register(60) <= 30.01
        made.answer()
        made.end()

    def test_b6_3_another_address_is_told_at_once_and_ends_the_old_one(self, registered: Registered) -> None:
        command = registered.command("renew", contact="sip:alice@198.51.100.7:5060")
        assert registered.request.all("contact") == [
            "<sip:alice@198.51.100.7:5060>;expires=600", f"<{CONTACT}>;expires=0",
        ]  # fmt: skip
        registered.answer(contact="Contact: <sip:alice@198.51.100.7:5060>;expires=600")
        assert registered.peer.outcome(command) == ("done", 200)
        registered.until_register(600)
        assert registered.request.all("contact") == ["<sip:alice@198.51.100.7:5060>;expires=600"]
        registered.answer(contact="Contact: <sip:alice@198.51.100.7:5060>;expires=600")
        registered.end()

    def test_one_register_at_a_time(self, peer: Peer) -> None:
        """RFC 3261 10.2: none before the final response to the one before."""
        made = Registered(peer)
        renewed = made.command("renew", contact="sip:alice@198.51.100.7")
        ended = made.command("unregister")
        assert peer.times("REGISTER") == [0.0]
        made.answer()
        assert made.request.all("contact")[0] == "<sip:alice@198.51.100.7>;expires=600"
        made.answer(contact="Contact: <sip:alice@198.51.100.7>;expires=600")
        assert peer.outcome(renewed) == ("done", 200)
        assert made.request["contact"] == "<sip:alice@198.51.100.7>;expires=0"
        again = made.command("unregister")
        made.answer(contact=None)
        assert peer.outcome(ended) == peer.outcome(again) == ("done", None)

    def test_b6_5_the_service_route_is_kept(self, registered: Registered) -> None:
        assert registered.peer.engine.cells[registered.session].leg.client_slice.route == []
        registered.until_register(600)
        registered.answer(200, "Service-Route: <sip:p1.example;lr>, <sip:p2.example;lr>")
        client = registered.peer.engine.cells[registered.session].leg.client_slice
        assert client.route == ["<sip:p1.example;lr>", "<sip:p2.example;lr>"]
        registered.until_register(600)
        registered.answer(200, "Service-Route: <sip:")
        assert client.route == []
        registered.end()

    def test_b6_5_and_is_the_route_of_a_call(self, peer: Peer) -> None:
        route = f"<sip:{PEER[0]}:{PEER[1]};lr>, <sip:p2.example;lr>"
        call = peer.dialed("sip:bob@far.example", route=route)
        assert call.invite is not None
        assert (call.invite["route"], call.invite.uri) == (route, "sip:bob@far.example")
        assert call.invite.remote == PEER
        call.respond(486)

    def test_removal_that_nobody_answers_ends_all_the_same(self, registered: Registered) -> None:
        command = registered.command("unregister")
        registered.peer.run_out()
        assert registered.peer.outcome(command) == ("done", None)
        assert registered.states()[-1][0] == "ended"


class TestTroubles:
    @pytest.mark.parametrize("status", [408, 480, 500, 503, 504])
    def test_b6_6_after_a_failure_it_waits_longer_and_longer(self, peer: Peer, status: int) -> None:
        """RFC 5626 4.5 with base time 30: half to all of 60, 120, 240 ... 1800 seconds."""
        made = Registered(peer)
        for most in (60, 120, 240, 480, 960, 1800, 1800):
            made.answer(status)
            assert (made.state, made.outcome) == ("waiting", None)
            assert most / 2 <= made.until_register(most) <= most
        made.answer()
        assert made.outcome == ("done", 200)
        made.until_register(600)
        made.answer(status)
        assert 30 <= made.until_register(60) <= 60, "a success begins anew"
        made.answer()
        made.end()

    def test_b6_6_nobody_answers(self, peer: Peer) -> None:
        made = Registered(peer)
        made.wait(32.1)
        assert (made.state, made.states()) == ("waiting", [("waiting", 408)])
        made.until_register(60)
        made.answer()
        made.end()

    def test_b6_7_not_before_retry_after(self, peer: Peer) -> None:
        made = Registered(peer)
        made.answer(503, "Retry-After: 300")
        assert made.until_register(1800) == pytest.approx(300, abs=0.02)
        made.answer(503, "Retry-After: 1000000")
        assert made.until_register(1800.1) == pytest.approx(1800, abs=0.02), "bounded: nobody is put off for ever"
        made.answer(503, "Retry-After: soon")
        assert 120 <= made.until_register(240) <= 240
        made.answer()
        made.end()

    def test_the_application_gives_up_while_it_waits(self, peer: Peer) -> None:
        made = Registered(peer)
        made.answer(503)
        command = made.command("unregister")
        assert (peer.outcome(command), made.outcome, made.state) == (("done", None), ("failed", 487), "ended")
        assert peer.times("REGISTER") == [0.0], "nothing is bound, so nothing is to be removed"

    def test_what_may_still_be_bound_is_removed(self, registered: Registered) -> None:
        registered.until_register(600)
        registered.answer(503)
        registered.end()
        assert registered.request["contact"].endswith(";expires=0")

    def test_another_address_is_reason_to_try_at_once(self, registered: Registered) -> None:
        registered.until_register(600)
        registered.answer(503)
        command = registered.command("renew", contact=CONTACT)
        registered.answer(403)
        assert registered.peer.outcome(command) == ("failed", 403)

    def test_a_request_that_cannot_be_made_fails(self, peer: Peer) -> None:
        peer.expected_failures = 1
        session = peer.engine.env.session_id()
        command = peer.command("register", session, address="nonsense", registrar=REGISTRAR, arguments={})
        assert peer.outcome(command) == ("failed", 500)


class TestCredentials:
    @pytest.fixture
    def known(self, peer: Peer) -> Peer:
        peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")], token=lambda: "c")
        return peer

    def test_b7_11_a_registrar_that_does_not_know_the_secret_is_told(self, known: Peer) -> None:
        made = Registered(known)
        made.answer(401, CHALLENGE.format(1))
        made.answer(200, 'Authentication-Info: rspauth="00", qop=auth')
        assert made.state == "registered"
        (told,) = known.published(ServerDisproven)
        assert told.method == "REGISTER"
        made.command("unregister")
        made.answer(contact=None)

    def test_b7_1_b6_8_a_challenge_is_answered_and_counts_up(self, known: Peer) -> None:
        made = Registered(known)
        (again,) = made.answer(401, CHALLENGE.format(1))
        assert (again.cseq, 'username="alice"' in again["authorization"]) == (2, True)
        assert f'uri="{REGISTRAR}"' in again["authorization"]
        made.answer()
        made.until_register(600)
        assert not made.request.has("authorization"), "nonces grow old: the next round begins without"
        (again,) = made.answer(401, CHALLENGE.format(2))
        assert 'nonce="n2"' in again["authorization"]
        made.answer()
        made.command("unregister")
        (again,) = made.answer(401, CHALLENGE.format(3))
        assert again["contact"].endswith(";expires=0")
        made.answer(contact=None)
        assert made.state == "ended"

    def test_b7_7_credentials_that_were_refused_end_it(self, known: Peer) -> None:
        made = Registered(known)
        made.answer(401, CHALLENGE.format(1))
        assert made.answer(401, CHALLENGE.format(2)) == []
        assert made.outcome == ("failed", 401)


class TestOutbound:
    FLOW: Sequence[str] = ()

    @pytest.fixture
    def streams(self) -> Iterator[StreamPeer]:
        peer = StreamPeer(udp=False)
        yield peer
        peer.check_over()

    @staticmethod
    def contact(transport: str = ";transport=tcp") -> str:
        return f"sip:alice@{ENGINE[0]}:{ENGINE[1]}{transport}"

    def test_b6_6_instance_and_number_are_told(self, peer: Peer) -> None:
        made = Registered(peer, instance="urn:uuid:1", reg_id="1")
        assert made.request["contact"] == f'<{CONTACT}>;+sip.instance="<urn:uuid:1>";reg-id=1;expires=600'
        assert made.request["supported"] == "path, outbound"
        made.answer(contact='Contact: <sip:alice@nat.example:1>;+sip.instance="<urn:uuid:1>";reg-id=1;expires=100')
        assert made.state == "registered", "the instance says that it is ours, whatever became of the URI"
        assert made.until_register(100) < 100
        made.answer(contact='Contact: <sip:a@b>;+sip.instance="<urn:uuid:1>";reg-id=2;expires=100')
        assert made.state == "waiting", "another flow of ours"
        made.end()

    def test_b6_6_where_the_first_hop_keeps_no_flow_it_does_without(self, peer: Peer) -> None:
        made = Registered(peer, instance="urn:uuid:1", reg_id="1")
        (again,) = made.answer(439)
        assert (again["contact"], again["supported"]) == (f"<{CONTACT}>;expires=600", "path")
        assert made.answer(439) == []
        assert made.outcome == ("failed", 439)

    def test_b6_6_a_flow_that_fails_is_made_again(self, streams: StreamPeer) -> None:
        made = Registered(streams, contact=self.contact())
        first = streams.flow
        granted = f"Contact: <{self.contact()}>;expires=600"
        made.answer(contact=granted)
        assert made.state == "registered"
        streams.lose()
        made.more()
        assert (made.state, made.request.cseq, streams.flow != first) == ("refreshing", 2, True)
        made.answer(contact=granted)
        assert made.state == "registered"
        made.end()

    def test_b6_6_and_where_it_cannot_it_is_tried_again_later(self, streams: StreamPeer) -> None:
        made = Registered(streams, contact=self.contact())
        made.answer(contact=f"Contact: <{self.contact()}>;expires=600")
        streams.accepts = False
        streams.lose()
        lost = [effect.flow for effect in streams.connects()][-1]
        streams.lose(lost, "refused")
        assert made.state == "waiting"
        streams.accepts = True
        assert 30 <= made.until_register(60) <= 60
        made.answer(contact=f"Contact: <{self.contact()}>;expires=600")
        made.end()

    @pytest.mark.parametrize(
        ("headers", "most"),
        [(["Flow-Timer: 40"], 40), (["Require: outbound"], 120), ([], None), (["Flow-Timer: x"], None)],
    )
    def test_t3_the_flow_is_pinged_where_the_registrar_keeps_it(
        self, streams: StreamPeer, headers: list[str], most: float | None
    ) -> None:
        """RFC 5626 4.4: as often as its Flow-Timer says."""
        made = Registered(streams, contact=self.contact())
        made.answer(200, *headers, contact=f"Contact: <{self.contact()}>;expires=3000")
        streams.advance(most or 130)
        assert len(streams.keep_alives()) == (most is not None)
        if most is not None:
            streams.hear("pong")
        made.end()

    def test_b6_6_a_flow_without_a_pong_is_made_again(self, streams: StreamPeer) -> None:
        made = Registered(streams, contact=self.contact())
        made.answer(200, "Flow-Timer: 60", contact=f"Contact: <{self.contact()}>;expires=3000")
        streams.advance(60 + 10.1)
        first = streams.disconnects()[0].flow
        made.more()
        assert (made.state, made.request.cseq, streams.flow != first) == ("refreshing", 2, True)
        made.answer(contact=f"Contact: <{self.contact()}>;expires=600")
        made.end()


ONE, TWO = "192.0.2.11", "192.0.2.12"
BOTH = (ServerRecord("udp", 5060, (ONE,), priority=1), ServerRecord("udp", 5060, (TWO,), priority=2))


class TestServers:
    """The registrar's name has several servers (RFC 3263)."""

    def begun(self, peer: Peer) -> tuple[str, int]:
        session = peer.engine.env.session_id()
        given = {"contact": CONTACT, "expires": "600"}
        command = peer.command("register", session, address=ALICE, registrar="sip:example.com", arguments=given)
        return session, command

    def locate(self, peer: Peer) -> Seen:
        """DNS answers; the REGISTER that leaves."""
        asked = [effect for effect in peer.effects if isinstance(effect, Locate)]
        peer.feed(Located(asked[-1].lookup, BOTH))
        return peer.one("REGISTER")

    def respond(self, peer: Peer, request: Seen, status: int, *headers: str) -> None:
        lines = [f"SIP/2.0 {status} Whatever", f"Via: {request.all('via')[0]}", f"From: {request['from']}"]
        lines += [f"To: {request['to']};tag=registrar", f"Call-ID: {request['call-id']}", f"CSeq: {request['cseq']}"]
        peer.send(text_of([*lines, *headers], None))

    @pytest.mark.parametrize("how", ["503", "silence", "unreachable"])
    def test_b6_7_the_next_server_gets_the_same_register(self, peer: Peer, how: str) -> None:
        session, command = self.begun(peer)
        first = self.locate(peer)
        assert first.remote == (ONE, 5060)
        if how == "503":
            self.respond(peer, first, 503)
        elif how == "silence":
            peer.advance(32.1)
        else:
            peer.fail_send(first)
        second = next(seen for seen in peer.take() if seen.remote == (TWO, 5060))
        assert (second.cseq, second["call-id"]) == (first.cseq, first["call-id"])
        assert second.branch != first.branch
        self.respond(peer, second, 200, f"Contact: <{CONTACT}>;expires=600")
        assert peer.outcome(command) == ("done", 200)
        self.end(peer, session)

    def end(self, peer: Peer, session: str) -> None:
        peer.command("unregister", session)
        self.respond(peer, self.locate(peer), 200)

    def test_b6_7_a_refresh_asks_dns_anew(self, peer: Peer) -> None:
        session, _ = self.begun(peer)
        first = self.locate(peer)
        self.respond(peer, first, 503)
        second = peer.one("REGISTER")
        assert second.remote == (TWO, 5060)
        self.respond(peer, second, 200, f"Contact: <{CONTACT}>;expires=60")
        assert len([one for one in peer.effects if isinstance(one, Locate)]) == 1
        peer.advance(30.1)
        assert peer.labels() == []
        refresh = self.locate(peer)
        assert (refresh.cseq, refresh["call-id"]) == (second.cseq + 1, second["call-id"])
        self.respond(peer, refresh, 200, f"Contact: <{CONTACT}>;expires=60")
        self.end(peer, session)

    def test_b6_7_another_answer_is_the_registrars(self, peer: Peer) -> None:
        _, command = self.begun(peer)
        self.respond(peer, self.locate(peer), 403)
        assert (peer.outcome(command), peer.labels()) == (("failed", 403), [])


class TestFlows:
    """Several flows of one instance (RFC 5626 4.2.1, 4.5)."""

    ROUTES = (f"<sip:{PEER[0]}:{PEER[1]};lr>", f"<sip:{PEER[0]}:5090;lr>")

    def begun(self, peer: Peer, **more: str) -> list[Registered]:
        given = {"instance": "urn:uuid:1", **more}
        return [
            Registered(peer, reg_id=str(number + 1), route=route, **given) for number, route in enumerate(self.ROUTES)
        ]

    def granted(self, number: int, expires: int = 600) -> str:
        return f'Contact: <{CONTACT}>;+sip.instance="<urn:uuid:1>";reg-id={number};expires={expires}'

    def test_b6_6_each_has_a_number_and_goes_through_its_proxy(self, peer: Peer) -> None:
        one, other = self.begun(peer)
        for number, made in ((1, one), (2, other)):
            assert f"reg-id={number};" in made.request["contact"]
            assert made.request["route"] == self.ROUTES[number - 1]
            assert made.request.uri == REGISTRAR
        assert one.request["call-id"] != other.request["call-id"]
        assert other.request.remote == (PEER[0], 5090)
        one.answer(contact=self.granted(1))
        other.answer(contact=self.granted(2))
        one.until_register(600)
        assert one.request["route"] == self.ROUTES[0]
        one.answer(contact=self.granted(1))
        one.end()
        other.end()

    def test_b6_6_while_another_stands_there_is_less_hurry(self, peer: Peer) -> None:
        """RFC 5626 4.5: base time 90 seconds, and 30 when all have failed."""
        one, other = self.begun(peer)
        one.answer(contact=self.granted(1, 7200))
        other.answer(503)
        assert other.state == "waiting"
        assert 90 <= other.until_register(180) <= 180
        other.answer(503)
        assert 180 <= other.until_register(360) <= 360
        other.answer(contact=self.granted(2, 7200))
        one.command("renew", contact=CONTACT)
        one.answer(503)
        assert 90 <= one.until_register(180) <= 180
        one.answer(403)
        other.command("renew", contact=CONTACT)
        other.answer(503)
        assert 30 <= other.until_register(60) <= 60, "no other stands any more"
        other.answer(403)

    def test_b6_6_another_instance_or_address_is_no_flow_of_ours(self, peer: Peer) -> None:
        one = Registered(peer, instance="urn:uuid:1", reg_id="1")
        one.answer(contact=self.granted(1))
        other = Registered(peer, instance="urn:uuid:2", reg_id="2")
        other.answer(503)
        assert 30 <= other.until_register(60) <= 60
        other.answer(403)
        one.end()


class TestAlone:
    def test_it_is_tried_again_with_a_new_address_or_a_timer(self) -> None:
        assert Alone(Client, "waiting").on("renew") == ("refreshing", ["note_renewal", "send_renewed"], [])
        assert Alone(Client, "waiting").on("retry_due") == ("refreshing", ["send_refresh"], [])

    @pytest.mark.parametrize("state", ["registering", "registered", "refreshing", "waiting", "unregistering"])
    def test_an_action_that_fails_ends_it_and_answers_who_waits(self, state: str) -> None:
        did = ["reply_refused", "reply_unregistered", "tell_ended"]
        assert Alone(Client, state).on("action_failed") == ("ended", did, [])

    @pytest.mark.parametrize(
        ("state", "event", "status"),
        [
            ("idle", "renew", 481),
            ("idle", "unregister", 481),
            ("registering", "register", 491),
            ("registered", "register", 491),
            ("refreshing", "register", 491),
            ("waiting", "register", 491),
            ("unregistering", "register", 481),
            ("unregistering", "renew", 481),
            ("ended", "renew", 481),
        ],
    )
    def test_commands_that_do_not_fit_are_refused(self, state: str, event: str, status: int) -> None:
        alone = Alone(Client, state)
        assert alone.on(event) == (state, [], [])
        assert alone.rejected == [(event, status)]

    @pytest.mark.parametrize("state", ["registering", "refreshing"])
    @pytest.mark.parametrize(("event", "after"), [("renew", "refreshing"), ("unregister", "unregistering")])
    def test_one_register_at_a_time(self, state: str, event: str, after: str) -> None:
        """RFC 3261 10.2: what is wished meanwhile is done after the final response."""
        alone = Alone(Client, state, "granted")
        assert alone.on(event) == (state, [], [])
        assert alone.on("finished")[0] == after

    def test_each_outcome_is_told(self) -> None:
        granted = ["note_granted", "reply_registered", "tell_registered"]
        assert Alone(Client, "refreshing", "granted").on("finished") == ("registered", granted, [])
        assert Alone(Client, "refreshing").on("finished") == ("waiting", ["note_failure", "tell_waiting"], [])
        gone = ["note_unregister", "reply_unregistered", "tell_ended"]
        assert Alone(Client, "waiting").on("unregister") == ("ended", gone, [])

    def test_what_comes_when_it_is_over(self) -> None:
        alone = Alone(Client, "ended")
        assert alone.on("unregister") == ("ended", ["note_unregister", "reply_unregistered"], [])
        assert alone.on("register") == ("ended", [], [])
        assert alone.rejected == [("register", 481)]

    @pytest.mark.parametrize("state", ["registering", "refreshing"])
    def test_flowless_and_too_brief_stay(self, state: str) -> None:
        assert Alone(Client, state, "flowless").on("finished") == (state, ["send_plain"], [])
        assert Alone(Client, state, "too_brief").on("finished") == (state, ["send_longer"], [])


def test_limits_of_the_wait(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(limits=Limits(registration_base=1, registration_retry_most=2))
    made = Registered(peer)
    made.answer(503)
    assert 1 <= made.until_register(2) <= 2
    made.answer()
    made.end()
