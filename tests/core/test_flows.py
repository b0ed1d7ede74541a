"""Which connection a message takes (RFC 3261 18.1.1, 18.2.2), and what the charts know of reliable transports."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from sessioncore.core.entries import plain, read_input
from sessioncore.core.flows import FlowCell
from sessioncore.effects import Connect, FlowSend
from sessioncore.inputs import Datagram, FlowBroken, FlowClosed, FlowHeard, FlowOpened, Input, StreamMessage
from tests.support.peer import ENGINE, PEER, audio, text_of
from tests.support.streams import StreamPeer

TCP = f"sip:bob@{PEER[0]}:{PEER[1]};transport=tcp"


@pytest.fixture
def make() -> Iterator[Callable[..., StreamPeer]]:
    """``make(**settings)`` gives an engine and its scripted peer; nothing of either may be left."""
    made: list[StreamPeer] = []

    def one(**options: Any) -> StreamPeer:
        made.append(StreamPeer(**options))
        return made[-1]

    yield one
    for peer in made:
        peer.check_over()


@pytest.fixture
def peer(make: Callable[..., StreamPeer]) -> StreamPeer:
    return make()


def options(*lines: str) -> str:
    return text_of(["OPTIONS sip:a@b SIP/2.0", "From: <sip:b@c>;tag=1", *lines], None)


def last(peer: StreamPeer) -> FlowSend:
    return [effect for effect in peer.effects if isinstance(effect, FlowSend)][-1]


class TestResponses:
    def test_b1_12_a_response_goes_over_the_connection_of_its_request(self, peer: StreamPeer) -> None:
        first, second = peer.open(50001), peer.open(50002)
        peer.flow = first
        call = peer.calling()
        peer.flow = second
        peer.command("answer", call.session, source="silence")
        assert last(peer).label == "2xx"
        assert last(peer).flow == first
        call.accept(peer.one("200 INVITE"))

    def test_t2_over_a_new_one_where_it_is_gone(self, peer: StreamPeer) -> None:
        """To the `received` address and the sent-by port, never to the port that the connection came from."""
        call = peer.calling()
        peer.lose()
        peer.command("answer", call.session, source="silence")
        assert peer.connects() == [Connect(2, PEER, "tcp")]
        assert (last(peer).label, last(peer).flow) == ("2xx", 2)
        call.accept(peer.one("200 INVITE"))

    def test_received_counts_and_not_what_the_via_says(self, peer: StreamPeer) -> None:
        call = peer.calling(sent_by="10.0.0.9:5070")
        peer.lose()
        peer.command("decline", call.session, status=486)
        assert [connect.remote for connect in peer.connects()] == [(PEER[0], 5070)]
        answer = peer.one("486 INVITE")
        assert answer.all("via")[0].endswith(f";rport={PEER[1]};received={PEER[0]}")
        call.ack_failure(answer)

    def test_a_2xx_is_repeated_over_the_new_connection(self, peer: StreamPeer) -> None:
        """RFC 3261 13.3.1.4: the 2xx is repeated on every transport, for the way to the caller may have datagrams."""
        call = peer.calling()
        peer.command("answer", call.session, source="silence")
        peer.lose()
        peer.advance(0.6)
        assert peer.times("200 INVITE") == [0.0, 0.5]
        assert last(peer).flow == 2
        call.accept(peer.take()[-1])

    def test_a_malformed_request_gets_its_400_over_its_connection(self, peer: StreamPeer) -> None:
        flow = peer.open()
        text = options(f"Via: SIP/2.0/TCP {PEER[0]};branch=z9hG4bK1", "To: <sip:a@b>", "Call-ID: 1", "CSeq: x OPTIONS")
        assert [seen.status for seen in peer.send(text)] == [400]
        assert last(peer).flow == flow


class TestReliable:
    """What tables of RFC 3261 17 say of reliable transports."""

    def test_b1_1_an_invite_is_not_repeated(self, peer: StreamPeer) -> None:
        command = peer.command("dial", peer.engine.env.session_id(), target=TCP, arguments={})
        peer.advance(31.9)
        assert (peer.times("INVITE"), peer.outcome(command)) == ([0.0], None)
        peer.advance(0.2)
        assert peer.outcome(command) == ("failed", 408)

    def test_b1_3_timer_d_is_zero(self, peer: StreamPeer) -> None:
        call = peer.dialed(TCP)
        call.respond(486)
        assert peer.labels() == ["ACK"]
        peer.advance(0.01)
        assert peer.engine.transaction_count == 0

    def test_b1_5_timer_g_never_and_timer_i_zero(self, peer: StreamPeer) -> None:
        call = peer.calling()
        peer.command("decline", call.session, status=603)
        answer = peer.one("603 INVITE")
        peer.advance(10)
        assert peer.times("603 INVITE") == [0.0]
        call.ack_failure(answer)
        peer.advance(0.01)
        assert peer.engine.transaction_count == 0

    def test_b1_6_a_bye_is_not_repeated_and_timers_j_and_k_are_zero(self, peer: StreamPeer) -> None:
        call = peer.called()
        peer.advance(33)
        call.request("INFO")
        peer.advance(0.01)
        assert peer.engine.transaction_count == 0
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        peer.advance(20)
        assert peer.times("BYE") == [bye.at]
        call.respond(200, to=bye)
        peer.advance(0.01)
        assert peer.engine.transaction_count == 0

    def test_over_udp_beside_it_all_is_as_ever(self, peer: StreamPeer) -> None:
        peer.command("dial", peer.engine.env.session_id(), target=f"sip:bob@{PEER[0]}:{PEER[1]}", arguments={})
        peer.advance(1.6)
        assert peer.times("INVITE") == [0.0, 0.5, 1.5]
        assert peer.connects() == []


class TestRequests:
    def test_t1_via_and_contact_name_the_transport(self, make: Callable[..., StreamPeer]) -> None:
        invite = make(tcp_port=5070).dialed(TCP).invite
        assert invite is not None
        assert invite["via"].startswith(f"SIP/2.0/TCP {ENGINE[0]}:5070;rport;branch=z9hG4bK")
        assert invite["contact"] == f"<sip:{ENGINE[0]}:5070;transport=tcp>"

    def test_b2_10_contact_of_the_answer_is_reachable_over_the_transport_of_the_call(self, peer: StreamPeer) -> None:
        call = peer.called()
        assert call.target == f"sip:{ENGINE[0]}:5060;transport=tcp"

    def test_sips_goes_over_tls_with_the_name_and_a_sips_contact(self, peer: StreamPeer) -> None:
        command = {"next_hop": f"{PEER[0]}:5061"}
        peer.transport = "tls"
        peer.command("dial", peer.engine.env.session_id(), target="sips:bob@example.com", arguments=command)
        assert peer.connects() == [Connect(2, (PEER[0], 5061), "tls", "example.com")]
        invite = peer.one("INVITE")
        assert invite["via"].startswith(f"SIP/2.0/TLS {ENGINE[0]}:5061;")
        assert invite["contact"] == f"<sips:{ENGINE[0]}:5061>"

    def test_connections_to_one_address_for_two_names_are_two(self, peer: StreamPeer) -> None:
        """A certificate that is good for one name says nothing of the other."""
        for name in ("one.example", "two.example", "one.example"):
            arguments = {"next_hop": f"{PEER[0]}:5061"}
            target = f"sip:bob@{name};transport=tls"
            peer.command("dial", peer.engine.env.session_id(), target=target, arguments=arguments)
        assert [connect.name for connect in peer.connects()] == ["one.example", "two.example"]
        assert peer.flows() == [2, 4, 2]

    def test_t2_a_connection_that_stands_is_used_again(self, peer: StreamPeer) -> None:
        for _ in range(3):
            peer.dialed(TCP)
        assert len(peer.connects()) == 1

    def test_t2_bye_uses_the_accepted_connection(self, peer: StreamPeer) -> None:
        """Whatever the Contact of a peer behind a NAT says."""
        contact = "<sip:peer@10.0.0.9:5060;transport=tcp>"
        call = peer.calling(contact=contact)
        peer.command("answer", call.session, source="silence")
        call.accept(peer.one("200 INVITE"))
        flow = peer.flow
        peer.command("hang_up", call.session)
        assert peer.one("BYE").uri == contact.strip("<>")
        assert (last(peer).flow, peer.connects()) == (flow, [])

    def test_t2_bye_goes_over_a_new_connection_when_the_old_one_is_lost(self, peer: StreamPeer) -> None:
        call = peer.called()
        peer.lose()
        peer.command("hang_up", call.session)
        assert peer.connects() == [Connect(2, PEER, "tcp")]
        assert (last(peer).label, last(peer).flow) == ("BYE", 2)

    def test_the_connection_of_a_proxy_that_keeps_out_is_not_the_peer_s(self, peer: StreamPeer) -> None:
        """Two Vias: what stands at the other end of the connection is not who wrote the Contact."""
        call = peer.calling(headers=["Via: SIP/2.0/TCP 10.0.0.9;branch=z9hG4bKfar"])
        peer.command("answer", call.session, source="silence")
        call.accept(peer.one("200 INVITE"))
        peer.command("hang_up", call.session)
        assert peer.connects() == [Connect(2, PEER, "tcp")]

    def test_a_later_request_of_the_peer_shows_its_new_connection(self, peer: StreamPeer) -> None:
        """B2.1: the dialog is known by its tags, so the peer may come by another connection."""
        call = peer.called()
        peer.lose()
        second = peer.open(50099)
        assert call.request("INFO")[0].status == 200
        peer.command("hang_up", call.session)
        assert (last(peer).label, last(peer).flow) == ("BYE", second)
        assert peer.connects() == []

    def test_a_contact_without_the_parameter_means_the_transport_of_the_dialog(self, peer: StreamPeer) -> None:
        call = peer.calling(contact=f"<sip:peer@{PEER[0]}>")
        peer.command("answer", call.session, source="silence")
        call.accept(peer.one("200 INVITE"))
        peer.command("hang_up", call.session)
        assert last(peer).label == "BYE"

    def test_a_transport_that_is_not_served_is_not_tried(self, make: Callable[..., StreamPeer]) -> None:
        peer = make(tls_port=None)
        peer.command("dial", peer.engine.env.session_id(), target=f"sip:bob@{PEER[0]};transport=tls", arguments={})
        assert peer.one("INVITE")["via"].startswith("SIP/2.0/UDP ")
        assert peer.connects() == []

    def test_without_udp_every_request_takes_tcp(self, make: Callable[..., StreamPeer]) -> None:
        peer = make(udp=False)
        peer.command("dial", peer.engine.env.session_id(), target=f"sip:bob@{PEER[0]}", arguments={})
        assert [connect.remote for connect in peer.connects()] == [(PEER[0], 5060)]
        assert peer.one("INVITE")["contact"] == f"<sip:{ENGINE[0]}:5060;transport=tcp>"


class TestLarge:
    LONG = f"sip:{'b' * 1_300}@{PEER[0]}:{PEER[1]}"

    def test_b1_13_a_large_request_leaves_udp(self, peer: StreamPeer) -> None:
        invite = peer.dialed(self.LONG).invite
        assert invite is not None
        assert len(invite.data) > 1300
        assert invite["via"].startswith("SIP/2.0/TCP ")
        assert peer.connects() == [Connect(2, PEER, "tcp")]

    def test_t1_it_goes_back_to_udp_where_there_is_no_connection(self, peer: StreamPeer) -> None:
        """RFC 3261 18.1.1, for peers that know UDP alone: with its copies, and Via and Contact as for UDP."""
        peer.accepts = False
        command = peer.command("dial", peer.engine.env.session_id(), target=self.LONG, arguments={})
        peer.advance(1)
        peer.feed(FlowClosed(2, "refused"))
        peer.advance(1.6)
        assert peer.times("INVITE") == [1.0, 1.5, 2.5]
        invite = peer.take()[0]
        assert invite["via"].startswith(f"SIP/2.0/UDP {ENGINE[0]}:5060;rport;")
        assert invite["contact"] == f"<sip:{ENGINE[0]}:5060>"
        assert peer.outcome(command) is None
        peer.advance(31)
        assert peer.outcome(command) == ("failed", 408)

    def test_what_the_uri_asks_for_is_not_changed(self, peer: StreamPeer) -> None:
        invite = peer.dialed(f"{self.LONG};transport=udp").invite
        assert invite is not None
        assert invite["via"].startswith("SIP/2.0/UDP ")

    def test_without_tcp_it_stays(self, make: Callable[..., StreamPeer]) -> None:
        invite = make(tcp_port=None).dialed(self.LONG).invite
        assert invite is not None
        assert invite["via"].startswith("SIP/2.0/UDP ")


class TestStrangeInputs:
    def test_messages_of_a_connection_that_nobody_knows(self, peer: StreamPeer) -> None:
        assert peer.feed(StreamMessage(b"OPTIONS", PEER, "tcp", 5)) == []

    def test_a_stream_s_via_names_its_transport_whatever_it_said(self, peer: StreamPeer) -> None:
        peer.open()
        text = options(
            f"Via: SIP/2.0/SCTP {PEER[0]};branch=z9hG4bK1",
            "To: <sip:a@b>",
            "Call-ID: 1",
            "CSeq: 1 OPTIONS",
            "Max-Forwards: 70",
        )
        assert [seen.status for seen in peer.send(text)] == [200]

    def test_a_datagram_that_says_tcp_makes_no_connection(self, peer: StreamPeer) -> None:
        """Else a forged datagram would have us connect to its victim."""
        text = options(
            "Via: SIP/2.0/TCP 198.51.100.7;branch=z9hG4bK1;rport",
            "To: <sip:a@b>",
            "Call-ID: 1",
            "CSeq: 1 OPTIONS",
            "Max-Forwards: 70",
        )
        (sent,) = peer.feed(Datagram(text.encode(), PEER))
        assert (type(sent).__name__, sent.remote) == ("Send", PEER)

    def test_connections_that_are_over_need_no_garbage_collection(self, peer: StreamPeer) -> None:
        def cells() -> int:
            return sum(type(found) is FlowCell for found in gc.get_objects())

        gc.collect()
        before = cells()
        gc.disable()
        try:
            for port in range(50_000, 50_050):
                peer.open(port)
                peer.hear("ping")
                peer.lose()
            peer.engine.next_deadline()  # timers that were stopped are forgotten at the next look at the clock
            assert cells() == before
        finally:
            gc.enable()

    def test_a_connection_forgets_users_that_are_over(self, peer: StreamPeer) -> None:
        peer.dialed(TCP)
        (cell,) = peer.engine.flows.cells.values()
        for number in range(1_000):
            cell.note_user(f"gone {number}")
        assert len(cell.users) < 100
        assert cell.is_needed()


def test_a_restored_call_goes_on_over_a_new_connection() -> None:
    """Connections are gone with the process; the dialog and the transport of its messages are not."""
    before, after = StreamPeer(), StreamPeer()
    call = before.called()
    snapshot = json.loads(json.dumps(before.engine.snapshot(call.session)))
    before.command("hang_up", call.session)
    after.engine.restore(snapshot, after.now)
    after.command("hang_up", call.session)
    assert after.connects() == [Connect(2, PEER, "tcp")]
    bye = after.one("BYE")
    call.peer = after
    call.respond(200, to=bye)
    assert after.engine.session_count == 0


def test_a_request_that_was_not_answered_yet_is_answered_over_a_new_connection() -> None:
    before, after = StreamPeer(ask_modifications=True), StreamPeer(ask_modifications=True)
    call = before.called()
    call.reinvite()
    snapshot = json.loads(json.dumps(before.engine.snapshot(call.session)))
    after.engine.restore(snapshot, after.now)
    after.command("accept_modify", call.session)
    assert after.connects() == [Connect(2, PEER, "tcp")]
    assert after.one("200 INVITE").status == 200


@pytest.mark.parametrize(
    "item",
    [
        StreamMessage(b"x\xff", PEER, "tls", 7),
        FlowOpened(3, PEER, "tcp", accepted=True),
        FlowHeard(3, "ping"),
        FlowBroken(3, "too_large", b"head"),
        FlowClosed(3, "reset"),
    ],
)
def test_inputs_of_connections_come_back_out_of_a_journal(item: Input) -> None:
    assert read_input(json.loads(json.dumps(plain(item)))) == item


def test_a_call_over_tcp_from_beginning_to_end(peer: StreamPeer) -> None:
    call = peer.dialed(TCP)
    call.respond(180)
    call.respond(200, sdp=audio())
    assert peer.labels() == ["ACK"]
    assert peer.engine.state(call.session) == "connected"
    peer.command("hang_up", call.session)
    call.respond(200, to=peer.one("BYE"))
    assert set(peer.flows()) == {2}
