"""session/session: the session as the application sees it, a projection of the other charts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.events import CallFailed, SessionStateChanged
from tests.support.peer import SERVICES, Call, Peer, audio


class TestStates:
    def test_a_call_that_we_place(self, peer: Peer) -> None:
        call = peer.dialed()
        assert peer.engine.state(call.session) == "dialing"
        call.respond(100)
        assert peer.engine.state(call.session) == "dialing"
        call.respond(180)
        assert peer.engine.state(call.session) == "ringing"
        call.respond(200, sdp=audio())
        assert peer.engine.state(call.session) == "connected"
        peer.command("hang_up", call.session)
        assert peer.engine.state(call.session) == "terminating"
        call.respond(200, to=peer.log[-1])
        assert peer.states() == ["dialing", "ringing", "connected", "terminating", "terminated"]
        peer.run_out()
        assert peer.engine.state(call.session) is None
        assert peer.engine.sessions() == []

    def test_a_call_that_we_get_is_up_with_the_ack(self, peer: Peer) -> None:
        call = peer.calling()
        assert peer.engine.state(call.session) == "ringing"
        peer.command("answer", call.session, source="silence")
        assert peer.engine.state(call.session) == "ringing"
        call.accept(peer.one("200 INVITE"))
        assert peer.engine.state(call.session) == "connected"

    def test_b4_6_hold_by_either_side_and_both(self, peer: Peer) -> None:
        call = peer.answered()
        assert call.invite is not None
        call.engine_tag = call.invite.from_tag
        peer.command("hold", call.session)
        call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly"))
        peer.take()
        assert peer.engine.state(call.session) == "on_hold"
        call.reinvite(audio("sendonly", version=2))
        call.ack(cseq=peer.one("200 INVITE").cseq)
        assert peer.engine.state(call.session) == "on_hold"
        peer.command("resume", call.session)
        call.respond(200, to=peer.one("INVITE"), sdp=audio("sendonly", version=3))
        peer.take()
        assert peer.engine.state(call.session) == "on_hold"
        call.reinvite(audio("sendrecv", version=4))
        call.ack(cseq=peer.one("200 INVITE").cseq)
        assert peer.engine.state(call.session) == "connected"
        assert peer.states() == ["dialing", "ringing", "connected", "on_hold", "connected"]

    def test_a_held_call_ends(self, peer: Peer) -> None:
        call = peer.called()
        call.reinvite(audio("inactive", version=2))
        call.ack(cseq=peer.one("200 INVITE").cseq)
        call.request("BYE")
        assert peer.states() == ["ringing", "connected", "on_hold", "terminated"]

    def test_a_failure_has_its_status(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(404)
        assert [(event.session, event.status) for event in peer.published(CallFailed)] == [(call.session, 404)]
        assert peer.states() == ["dialing", "failed"]

    def test_every_event_has_session_and_time(self, peer: Peer) -> None:
        call = peer.dialed()
        peer.advance(2.5)
        call.respond(180)
        first, second = peer.published(SessionStateChanged)
        assert (first.session, first.at) == (call.session, 1000.0)
        assert (second.session, second.at) == (call.session, 1002.5)
        call.respond(486)

    def test_nothing_is_built_that_nobody_subscribed_to(self, peer: Peer) -> None:
        peer.engine.subscribed.clear()
        call = peer.dialed()
        call.respond(486)
        assert peer.states() == []
        assert peer.published(CallFailed) == []


def _unknown(peer: Peer) -> Call:
    return Call(peer, session="no-such-session")


def _dialing(peer: Peer) -> Call:
    return peer.dialed()


def _trying(peer: Peer) -> Call:
    call = peer.dialed()
    call.respond(100)
    return call


def _ringing_out(peer: Peer) -> Call:
    call = peer.dialed()
    call.respond(180)
    return call


def _cancelling_early(peer: Peer) -> Call:
    call = peer.dialed()
    peer.command("hang_up", call.session)
    return call


def _cancelling(peer: Peer) -> Call:
    call = _ringing_out(peer)
    peer.command("hang_up", call.session)
    return call


def _connected_out(peer: Peer) -> Call:
    return peer.answered()


def _offering(peer: Peer) -> Call:
    call = peer.answered()
    peer.command("hold", call.session)
    return call


def _glare(peer: Peer) -> Call:
    call = _offering(peer)
    call.respond(491, to=peer.one("INVITE"))
    return call


def _held_by_us(peer: Peer) -> Call:
    call = _offering(peer)
    call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly"))
    return call


def _terminating(peer: Peer) -> Call:
    call = peer.answered()
    peer.command("hang_up", call.session)
    return call


def _terminated(peer: Peer) -> Call:
    call = peer.answered()
    peer.command("hang_up", call.session)
    call.respond(200, to=peer.one("BYE"))
    return call


def _failed(peer: Peer) -> Call:
    call = peer.dialed()
    call.respond(486)
    return call


def _deciding(peer: Peer) -> Call:
    return peer.calling()


def _ringing_in(peer: Peer) -> Call:
    call = peer.calling()
    peer.command("ring", call.session)
    return call


def _moratorium(peer: Peer) -> Call:
    call = peer.calling()
    peer.command("answer", call.session, source="silence")
    return call


def _releasing_in(peer: Peer) -> Call:
    call = _moratorium(peer)
    peer.command("hang_up", call.session)
    return call


def _turn(peer: Peer) -> Call:
    call = _moratorium(peer)
    peer.command("hold", call.session)
    return call


def _connected_in(peer: Peer) -> Call:
    return peer.called()


def _asked_to_modify(peer: Peer) -> Call:
    call = peer.called()
    call.reinvite(audio("sendonly", version=2))
    return call


def _acknowledging(peer: Peer) -> Call:
    call = _asked_to_modify(peer)
    peer.command("accept_modify", call.session)
    return call


def _held_by_peer(peer: Peer) -> Call:
    call = _acknowledging(peer)
    call.ack()
    return call


def _ended_by_peer(peer: Peer) -> Call:
    call = peer.called()
    call.request("BYE")
    return call


SCENES: dict[str, Callable[[Peer], Call]] = {
    name: scene for name, scene in globals().items() if name.startswith("_") and callable(scene) and name[1] != "_"
}
COMMANDS: list[tuple[str, dict[str, object]]] = [
    ("dial", {"target": "sip:x@192.0.2.2", "arguments": {}}),
    ("ring", {}),
    ("answer", {"source": "silence"}),
    ("decline", {"status": 486}),
    ("hang_up", {}),
    ("hold", {}),
    ("resume", {}),
    ("accept_modify", {}),
    ("decline_modify", {"status": 488}),
    ("sing", {}),
    ("hang_up", {"unknown": 1}),
    ("dial", {}),
]


class TestCommands:
    """Every application command in every state of a session gets exactly one result: `check_over` counts them."""

    @pytest.mark.parametrize("end", ["silence", "bye"])
    @pytest.mark.parametrize("command", COMMANDS, ids=lambda command: f"{command[0]}{len(command[1])}")
    @pytest.mark.parametrize("scene", SCENES.values(), ids=[name.strip("_") for name in SCENES])
    def test_one_result(
        self,
        make_peer: Callable[..., Peer],
        scene: Callable[[Peer], Call],
        command: tuple[str, dict[str, object]],
        end: str,
    ) -> None:
        peer = make_peer(ask_modifications=True)
        call = scene(peer)
        name, arguments = command
        number = peer.command(name, call.session, **arguments)
        if end == "bye" and call.call_id and call.session:
            if call.invite is not None:
                call.engine_tag = call.invite.from_tag
            call.request("BYE")
        peer.run_out()
        if name == "sing" or "unknown" in arguments or (name == "dial" and not arguments):
            assert [reply.outcome for reply in peer.replies(number)] == ["refused"]
        peer.check_over()
        (reply,) = peer.replies(number)
        assert reply.outcome in ("done", "refused", "failed", "superseded", "ended")
        assert reply.outcome != "failed" or reply.status is not None

    @pytest.mark.parametrize("scene", SCENES.values(), ids=[name.strip("_") for name in SCENES])
    def test_every_command_one_after_the_other(
        self, make_peer: Callable[..., Peer], scene: Callable[[Peer], Call]
    ) -> None:
        peer = make_peer(ask_modifications=True)
        call = scene(peer)
        for name, arguments in COMMANDS:
            peer.command(name, call.session, **arguments)
        peer.run_out()

    @pytest.mark.parametrize("user", ["echo", "answer", "tone", "ring", "busy", "decline", "hangup", "nobody"])
    @pytest.mark.parametrize("command", COMMANDS, ids=lambda command: f"{command[0]}{len(command[1])}")
    def test_one_result_where_a_chart_answers(
        self, make_peer: Callable[..., Peer], user: str, command: tuple[str, dict[str, object]]
    ) -> None:
        peer = make_peer(answering=SERVICES)
        call = peer.calling(user)
        name, arguments = command
        peer.command(name, call.session, **arguments)
        peer.run_out()
        assert peer.engine.session_count <= 1

    def test_a_refusal_says_what_would_do(self, peer: Peer) -> None:
        call = peer.calling()
        number = peer.command("sing", call.session)
        (reply,) = peer.replies(number)
        assert reply.outcome == "refused"
        assert {"ring", "answer", "decline", "hang_up"} <= set(reply.allowed)

    @pytest.mark.parametrize(
        "arguments",
        [
            {"target": 5, "arguments": {}},
            {"target": None, "arguments": {}},
            {"target": "sip:x@192.0.2.2", "arguments": None},
            {"target": "sip:x@192.0.2.2", "arguments": {"from": "\r\nInjected: yes"}},
            {"target": "sip:x@192.0.2.2", "arguments": {"display": "a\r\nInjected: yes"}},
            {"target": "sip:x@192.0.2.2", "arguments": {"next_hop": "nowhere:x"}},
            {"target": "sip:x@192.0.2.2\r\nInjected: yes", "arguments": {}},
        ],
        ids=str,
    )
    def test_dial_with_wrong_values(self, peer: Peer, arguments: dict[str, object]) -> None:
        session = peer.engine.env.session_id()
        number = peer.command("dial", session, **arguments)
        assert b"\r\nInjected" not in b"".join(seen.data for seen in peer.take())
        peer.run_out()
        assert len(peer.replies(number)) == 1
        peer.expected_failures = sum(n for key, n in peer.engine.counters.items() if key.startswith("action failed"))
