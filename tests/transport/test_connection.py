"""transport/connection: the life of one connection, row by row (RFC 3261 18, RFC 5626 4.4.1)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.actions.transport.connection import MAX_WAITING
from sessioncore.effects import Connect, Disconnect, FlowSend, KeepAlive, Send
from sessioncore.handlers.limits import Limits
from sessioncore.handlers.transport import connection as chart
from sessioncore.inputs import FlowClosed, FlowOpened
from tests.support.alone import Alone
from tests.support.peer import PEER, SERVICES, Call, audio
from tests.support.streams import StreamPeer

TARGET = f"sip:bob@{PEER[0]}:{PEER[1]};transport=tcp"


def stranger(peer: StreamPeer) -> Call:
    return Call(peer, call_id="stranger", engine="<sip:app@192.0.2.1:5060>")


class TestConnecting:
    def test_t2_a_message_waits_until_the_connection_stands(self, peer: StreamPeer) -> None:
        peer.accepts = False
        session = peer.engine.env.session_id()
        command = peer.command("dial", session, target=TARGET, arguments={})
        (connect,) = peer.connects()
        assert connect == Connect(2, PEER, "tcp", "")
        assert (peer.state(2), peer.flows()) == ("connecting", [])
        peer.feed(FlowOpened(2, PEER, "tcp"))
        assert (peer.state(2), peer.flows()) == ("open.quiet", [2])
        peer.advance(32.1)
        assert peer.outcome(command) == ("failed", 408)

    def test_t2_later_messages_wait_for_the_same_connection_in_order(self, peer: StreamPeer) -> None:
        peer.accepts = False
        for _ in range(3):
            peer.command("dial", peer.engine.env.session_id(), target=TARGET, arguments={})
        assert len(peer.connects()) == 1
        peer.feed(FlowOpened(2, PEER, "tcp"))
        assert [seen.label for seen in peer.log] == ["INVITE"] * 3
        assert [seen["call-id"] for seen in peer.log] == [
            cell.leg.setup_slice.request.call_id for cell in peer.engine.cells.values()
        ]

    def test_b1_11_a_connection_that_is_refused_is_a_transport_error(self, peer: StreamPeer) -> None:
        peer.accepts = False
        command = peer.command("dial", peer.engine.env.session_id(), target=TARGET, arguments={})
        peer.feed(FlowClosed(2, "refused"))
        assert peer.outcome(command) == ("failed", 503)
        assert peer.state(2) == ""

    def test_t1_a_connection_that_takes_too_long_is_given_up(self, peer: StreamPeer) -> None:
        peer.accepts = False
        command = peer.command("dial", peer.engine.env.session_id(), target=TARGET, arguments={})
        peer.advance(4.9)
        assert peer.outcome(command) is None
        peer.advance(0.2)
        assert peer.outcome(command) == ("failed", 503)
        assert peer.disconnects() == [Disconnect(2, abort=True)]

    def test_t4_only_so_many_messages_wait(self, peer: StreamPeer) -> None:
        peer.accepts = False
        flows = peer.engine.flows
        flows._give(Send(b"", PEER, "tcp"))
        (cell,) = flows.cells.values()
        for _ in range(MAX_WAITING - 1):
            cell.tell(chart.MessageGiven(Send(b"SIP/2.0 200", PEER, "tcp")))
        assert not flows._returned
        cell.tell(chart.MessageGiven(Send(b"SIP/2.0 200", PEER, "tcp")))
        assert len(flows._returned) == 1
        flows.place()

    def test_b1_11_what_left_over_a_connection_that_never_said_a_word_did_not_arrive(self, peer: StreamPeer) -> None:
        """As when a server refuses our certificate after we have sent already (TLS 1.3)."""
        command = peer.command("dial", peer.engine.env.session_id(), target=TARGET, arguments={})
        assert peer.state(2) == "open.quiet"
        peer.lose(2)
        assert peer.outcome(command) == ("failed", 503)

    def test_a_request_that_was_heard_waits_for_its_answer_over_another_connection(self, peer: StreamPeer) -> None:
        """RFC 3261 18.2.2: the peer may open one for its response."""
        call = peer.dialed(TARGET)
        call.respond(100)
        peer.lose(2)
        peer.open()
        call.respond(486)
        assert peer.outcome(call.dial) == ("failed", 486)


class TestAccepted:
    def test_t4_a_peer_that_says_nothing_is_sent_away(self, peer: StreamPeer) -> None:
        flow = peer.open()
        peer.advance(31.9)
        assert peer.state(flow) == "open.fresh"
        peer.advance(0.2)
        assert peer.state(flow) == "closing"
        assert peer.disconnects() == [Disconnect(flow)]

    def test_t4_half_a_message_then_silence(self, peer: StreamPeer) -> None:
        flow = peer.open()
        peer.hear("begun")
        assert peer.state(flow) == "open.receiving"
        peer.advance(9.9)
        peer.hear("begun")
        assert peer.state(flow) == "open.receiving"
        peer.advance(0.2)
        assert peer.state(flow) == "closing"

    def test_a_message_in_time_ends_the_wait(self, peer: StreamPeer) -> None:
        flow = peer.open()
        peer.hear("begun")
        peer.advance(9.9)
        assert stranger(peer).request("OPTIONS")[0].status == 200
        peer.advance(20)
        assert peer.state(flow) == "open.quiet"

    def test_our_messages_do_not_give_a_slow_peer_more_time(self, make_stream_peer: Callable[..., StreamPeer]) -> None:
        peer = make_stream_peer(answering=SERVICES)
        call = peer.calling("answer")
        call.accept(peer.one("200 INVITE"))
        peer.hear("begun")
        peer.advance(9.9)
        peer.command("hang_up", call.session)
        assert peer.labels() == ["BYE"]
        peer.advance(0.2)
        assert peer.state() == "closing"

    @pytest.mark.parametrize("method", ["OPTIONS", "ACK"])
    def test_t4_a_message_without_a_length_is_answered_and_the_connection_closed(
        self, peer: StreamPeer, method: str
    ) -> None:
        flow = peer.open()
        head = (
            f"{method} sip:a@192.0.2.1 SIP/2.0\r\nVia: SIP/2.0/TCP {PEER[0]};branch=z9hG4bK1\r\nMax-Forwards: 70\r\n"
            f"From: <sip:b@{PEER[0]}>;tag=1\r\nTo: <sip:a@192.0.2.1>\r\nCall-ID: x\r\nCSeq: 1 {method}\r\n\r\n"
        )
        effects = peer.break_off("no_content_length", head.encode())
        labels = [effect.label for effect in effects]
        assert labels == (["4xx", "Disconnect"] if method == "OPTIONS" else ["Disconnect"])
        assert peer.engine.counters["dropped: no_content_length"] == 1
        assert peer.send(head) == []
        assert peer.state(flow) == "closing"

    @pytest.mark.parametrize("head", [b"", b"\xff\xfe\r\n\r\n", b"SIP/2.0 200 OK\r\n\r\n"])
    def test_what_cannot_be_answered_only_closes(self, peer: StreamPeer, head: bytes) -> None:
        peer.open()
        assert [effect.label for effect in peer.break_off("too_large", head)] == ["Disconnect"]

    def test_more_connections_than_allowed_are_sent_away(self, make_stream_peer: Callable[..., StreamPeer]) -> None:
        peer = make_stream_peer(max_connections=1)
        flow = peer.open()
        assert peer.feed(FlowOpened(77, PEER, "tcp", accepted=True)) == [Disconnect(77, abort=True)]
        command = peer.command("dial", peer.engine.env.session_id(), target=TARGET, arguments={})
        assert peer.outcome(command) == ("failed", 503)
        peer.lose(flow)


class TestKeepAlive:
    def test_t3_a_ping_is_answered(self, peer: StreamPeer) -> None:
        flow = peer.open()
        assert peer.hear("ping") == [KeepAlive(flow, "pong")]
        assert peer.hear("pong") == []

    def up(self, make: Callable[..., StreamPeer], **settings: bool) -> tuple[StreamPeer, Call]:
        peer = make(**settings)
        session = peer.engine.env.session_id()
        peer.command("dial", session, target=TARGET, arguments={})
        invite = peer.one("INVITE")
        call = Call(peer, session=session, call_id=invite["call-id"], engine=invite["from"], invite=invite)
        call.engine_tag, call.target = invite.from_tag, invite["contact"].strip("<>")
        contact = f"<sip:peer@{PEER[0]}:{PEER[1]};transport=tcp>"
        call.respond(200, sdp=audio(), contact=contact)
        assert peer.labels() == ["ACK"]
        return peer, call

    def test_t3_we_ping_what_a_call_needs_and_a_silent_flow_has_failed(
        self, make_stream_peer: Callable[..., StreamPeer]
    ) -> None:
        peer, call = self.up(make_stream_peer, keep_alive=True)
        peer.advance(94)
        assert (peer.state(), peer.keep_alives()) == ("open.idle", [])
        peer.advance(26)
        assert peer.keep_alives() == [KeepAlive(2, "ping")]
        assert peer.state() in ("open.pinging", "closed", "")
        peer.advance(11)
        assert (peer.state(2), peer.disconnects()) == ("", [Disconnect(2, abort=True)])
        peer.command("hang_up", call.session)
        assert [connect.flow for connect in peer.connects()] == [2, 4]

    def test_t3_a_pong_in_time_keeps_it(self, make_stream_peer: Callable[..., StreamPeer]) -> None:
        peer, _ = self.up(make_stream_peer, keep_alive=True)
        while not peer.keep_alives():
            peer.advance(1)
        peer.hear("pong")
        assert peer.state() == "open.idle"
        while len(peer.keep_alives()) < 2:
            peer.advance(1)
        peer.hear("pong")
        assert peer.state() == "open.idle"
        assert peer.disconnects() == []

    def test_t3_a_ping_is_no_pong(self, make_stream_peer: Callable[..., StreamPeer]) -> None:
        """RFC 5626 4.4.1: only the answer to our ping shows that the flow lives both ways."""
        peer, call = self.up(make_stream_peer, keep_alive=True)
        while not peer.keep_alives():
            peer.advance(1)
        peer.hear("ping")
        assert peer.state() == "open.pinging"
        assert peer.keep_alives() == [KeepAlive(2, "ping"), KeepAlive(2, "pong")]
        peer.advance(10.1)
        assert peer.disconnects() == [Disconnect(2, abort=True)]
        peer.command("hang_up", call.session)

    @pytest.mark.parametrize(("asked", "least", "most"), [(0, 95, 120), (60, 48, 60), (1, 8, 33)])
    def test_t3_a_flow_timer_says_how_often(
        self, make_stream_peer: Callable[..., StreamPeer], asked: float, least: float, most: float
    ) -> None:
        """RFC 5626 4.4: 80 to 100 % of it, whether or not peers in general answer pings; but no flood."""
        peer, call = self.up(make_stream_peer)
        peer.engine.flows.keep(2, asked)
        peer.advance(least - 0.2)
        assert peer.keep_alives() == []
        peer.advance(most - least + 0.4)
        assert len(peer.keep_alives()) == 1
        peer.hear("pong")
        first = len(peer.keep_alives())
        peer.advance(max(least, 8) - 0.2)
        assert len(peer.keep_alives()) == first
        peer.command("hang_up", call.session)

    def test_t3_a_flow_timer_that_comes_while_it_is_idle(self, make_stream_peer: Callable[..., StreamPeer]) -> None:
        peer, call = self.up(make_stream_peer)
        peer.advance(40)
        assert peer.state() == "open.idle"
        peer.engine.flows.keep(2, 20)
        peer.advance(20.1)
        assert peer.keep_alives() == [KeepAlive(2, "ping")]
        peer.command("hang_up", call.session)

    def test_t3_who_pings_us_wants_to_stay(self, peer: StreamPeer) -> None:
        flow = peer.open()
        stranger(peer).request("OPTIONS")
        for _ in range(6):
            peer.advance(120)
            peer.hear("ping")
        assert (peer.state(flow), len(peer.keep_alives())) == ("open.idle", 6)
        peer.advance(301)
        assert peer.state(flow) == "closing"

    def test_without_being_told_so_nobody_is_pinged(self, make_stream_peer: Callable[..., StreamPeer]) -> None:
        peer, _ = self.up(make_stream_peer)
        peer.advance(800)
        assert (peer.state(), peer.keep_alives()) == ("open.idle", [])


class TestIdle:
    def test_t2_idle_after_64_t1_and_closed_when_no_call_needs_it(self, peer: StreamPeer) -> None:
        stranger(peer).request("OPTIONS")
        flow = peer.flow
        peer.advance(31.9)
        assert peer.state(flow) == "open.quiet"
        peer.advance(0.2)
        assert peer.state(flow) == "open.idle"
        peer.advance(299.7)
        assert peer.state(flow) == "open.idle"
        peer.advance(0.3)
        assert peer.disconnects() == [Disconnect(flow)]
        peer.advance(4.5)
        assert peer.state(flow) == "closing"
        peer.advance(0.5)
        assert (peer.state(flow), peer.disconnects()[1:]) == ("", [Disconnect(flow, abort=True)])

    def test_the_end_of_what_we_closed(self, peer: StreamPeer) -> None:
        flow = peer.open()
        peer.advance(33)
        peer.lose(flow)
        assert peer.state(flow) == ""
        assert peer.disconnects() == [Disconnect(flow)]

    def test_t2_a_connection_stays_as_long_as_a_call_needs_it(
        self, make_stream_peer: Callable[..., StreamPeer]
    ) -> None:
        peer = make_stream_peer(limits=Limits(idle_time=40))
        call = peer.called()
        flow = peer.flow
        peer.advance(500)
        assert peer.state(flow) == "open.idle"
        assert call.request("INFO")[0].status == 200
        assert peer.state(flow) == "open.quiet"
        peer.advance(33)
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert peer.flows()[-1] == flow
        assert peer.state(flow) == "open.quiet"
        call.respond(200, to=bye)
        peer.advance(33 + 41)
        assert peer.state(flow) == "closing"

    def test_what_is_told_of_a_connection_that_is_gone_is_dropped(self, peer: StreamPeer) -> None:
        flow = peer.open()
        peer.lose(flow)
        peer.flow = flow
        assert [peer.hear("begun"), peer.break_off("too_large"), peer.lose(flow)] == [[], [], []]


def test_nothing_is_forwarded_while_a_connection_closes(peer: StreamPeer) -> None:
    """A call whose connection is being closed goes on over a new one."""
    call = peer.called()
    first = peer.flow
    peer.break_off("head_too_large")
    assert peer.state(first) == "closing"
    assert peer.feed(FlowOpened(first, PEER, "tcp")) == []
    peer.engine.flows.cells[first].tell(chart.MessageGiven(Send(b"SIP/2.0 200", PEER, "tcp")))
    assert len(peer.engine.flows._returned) == 1
    peer.command("hang_up", call.session)
    sent = [effect for effect in peer.effects if isinstance(effect, FlowSend)][-1]
    assert (sent.label, sent.flow) == ("BYE", 2)


def test_t3_a_registration_that_needs_an_idle_connection_changes_its_pings_only() -> None:
    assert Alone(chart.Connection, "open.idle").on("keeping_asked") == ("open.idle", ["note_keeping"], [])
