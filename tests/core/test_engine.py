"""The engine: inputs in, effects out, and nothing left (invariants 1, 2, 8, 9)."""

from __future__ import annotations

import gc
from collections.abc import Callable

import pytest

from sessioncore import events
from sessioncore.base import media
from sessioncore.base.environment import Environment
from sessioncore.base.settings import Settings
from sessioncore.core.engine import Engine
from sessioncore.effects import Reply, Send
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import Command, Datagram, MediaReported, SendFailed, Tick
from tests.support.peer import ALL_EVENTS, ENGINE, PEER, SERVICES, Peer, audio


def fresh(**options: object) -> Engine:
    return Engine(Settings(address=ENGINE[0]), Environment(b"test-seed"), **options)  # type: ignore[arg-type]


class TestFeed:
    def test_nothing_happens_to_an_engine_at_rest(self) -> None:
        engine = fresh()
        assert engine.feed(Tick(), 5.0) == []
        assert engine.next_deadline() is None
        assert (engine.session_count, engine.transaction_count, engine.timer_count) == (0, 0, 0)
        assert engine.sessions() == []
        assert engine.state("nobody") is None
        assert engine.trace == []

    def test_the_effects_are_handed_over_once(self, peer: Peer) -> None:
        call = peer.calling()
        effects = peer.feed(Command(77, call.session, "ring"))
        assert effects
        assert peer.feed(Tick()) == []
        peer._commands.append(77)
        effects.clear()
        call.cancel()

    def test_what_is_no_input_is_a_type_error(self) -> None:
        with pytest.raises(TypeError):
            fresh().feed("hello", 1.0)  # type: ignore[arg-type]

    def test_time_never_goes_back(self, peer: Peer) -> None:
        """A clock that was set back neither fires nor delays a timer wrongly."""
        call = peer.calling()
        deadline = peer.engine.next_deadline()
        peer.engine.feed(Tick(), 1.0)
        peer.engine.feed(Command(1, call.session, "ring"), 2.0)
        peer._commands.append(1)
        peer.effects.append(Reply(1, "done"))
        assert peer.engine.now == 1000.0
        assert peer.engine.next_deadline() is not None
        assert deadline is not None

    def test_a_late_tick_fires_everything_in_order(self, peer: Peer) -> None:
        """The host slept: copies of the INVITE and its time-out come in one go, and nothing breaks."""
        call = peer.dialed()
        peer.now += 3600
        peer.feed(Tick())
        peer.run_out()
        assert peer.outcome(call.dial) == ("failed", 408)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"\r\n\r\n",
            b"\x00" * 100,
            b"\xff\xfe" * 50,
            b"INVITE",
            b"INVITE sip:a@b SIP/2.0\r\n\r\n",
            b"SIP/2.0 200 OK\r\n\r\n",
            b"SIP/2.0 999 X\r\nVia: SIP/2.0/UDP x;branch=z9hG4bK1\r\n\r\n",
            b"GET / HTTP/1.1\r\n\r\n",
            b"INVITE sip:a@b SIP/2.0\r\n" + b"A: b\r\n" * 5000 + b"\r\n",
            b"x" * 70000,
        ],
        ids=lambda data: repr(data[:12]),
    )
    def test_noise_is_counted_and_dropped(self, peer: Peer, data: bytes) -> None:
        sent = peer.send(data)
        assert [seen.status for seen in sent] in ([], [400])
        assert [key.split(":")[0] for key in peer.engine.counters] == ["dropped"]
        assert peer.engine.session_count == 0

    def test_a_failed_send_about_nobody_is_ignored(self, peer: Peer) -> None:
        for data in (b"", b"noise", b"BYE sip:a@b SIP/2.0\r\n\r\n"):
            assert peer.feed(SendFailed(PEER, "unreachable", data)) == []

    def test_b1_11_a_response_that_cannot_be_sent_changes_nothing(self, peer: Peer) -> None:
        """RFC 6026 8.8: the server stays, and a copy of the request sends it again."""
        call = peer.calling()
        peer.command("ring", call.session)
        ringing = peer.one("180 INVITE")
        peer.fail_send(ringing)
        (again,) = call.send_invite(audio(), branch=call.branch)
        assert again.data == ringing.data
        call.cancel()


class TestDeterminism:
    def script(self, engine: str = "generated") -> tuple[list[object], list[str]]:
        peer = Peer(answering=SERVICES, engine=engine)
        call = peer.answered(source="tone:440")
        peer.command("hold", call.session)
        call.respond(491, to=peer.one("INVITE"))
        peer.advance(5)
        call.respond(200, to=peer.log[-1], sdp=audio("recvonly"))
        other = peer.calling("hangup")
        other.accept(peer.take()[-1])
        peer.advance(3)
        peer.command("hang_up", call.session)
        peer.check_over()
        return list(peer.effects), [record.line for record in peer.engine.trace]

    def test_same_inputs_and_seed_give_the_same_effects(self) -> None:
        assert self.script() == self.script()

    @pytest.mark.parametrize("engine", ["statemachine", "transitions"])
    def test_the_other_targets_give_the_same_effects(self, engine: str) -> None:
        assert self.script(engine) == self.script()

    def test_an_engine_that_is_none_is_refused(self) -> None:
        with pytest.raises(ValueError, match="generated"):
            fresh(engine="clockwork")

    def test_two_engines_share_nothing(self) -> None:
        one, two = Peer(), Peer()
        call = one.calling()
        assert two.engine.session_count == 0
        assert two.engine.counters == {}
        call.cancel()
        one.check_over()
        two.check_over()


class TestCommands:
    def test_an_unknown_session(self, peer: Peer) -> None:
        number = peer.command("hang_up", "nobody")
        assert peer.outcome(number) == ("refused", 481)

    def test_dial_into_a_session_that_is_there(self, peer: Peer) -> None:
        call = peer.dialed()
        number = peer.command("dial", call.session, target="sip:x@192.0.2.2", arguments={})
        assert peer.outcome(number) == ("refused", 491)
        call.respond(486)

    def test_a_session_id_can_be_used_again_after_its_end(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(486)
        again = peer.command("dial", call.session, target=f"sip:bob@{PEER[0]}:{PEER[1]}", arguments={})
        assert peer.outcome(again) is None
        assert peer.engine.state(call.session) == "dialing"

    def test_an_event_that_is_no_command_cannot_be_given(self, peer: Peer) -> None:
        call = peer.calling()
        for name in ("acked", "cancelled", "no_ack", "invited", "action_failed", "usage_ended", "dispatch", "__init__"):
            assert peer.outcome(peer.command(name, call.session)) == ("refused", 481)


class TestCollection:
    def test_invariant_8_a_thousand_calls_leave_nothing(self) -> None:
        peer = Peer(answering=SERVICES)
        peer.engine.trace_log = None
        users = ["echo", "busy", "hangup", "ring", "answer", "nobody"]
        for number in range(1000):
            call = peer.calling(users[number % len(users)])
            peer.advance(0.01)
            last = peer.take()[-1]
            if last.label == "200 INVITE":
                call.accept(last)
                call.request("BYE")
            elif last.status < 200:
                call.cancel()
                call.ack_failure(peer.take()[-1])
            else:
                call.ack_failure(last)
            peer.take()
        peer.check_over()

    def test_invariant_8_no_garbage_is_left_to_the_collector(self) -> None:
        peer = Peer()
        peer.engine.trace_log = None
        gc.collect()
        gc.disable()
        try:
            for _ in range(20):
                call = peer.answered()
                peer.command("hold", call.session)
                call.respond(200, to=peer.one("INVITE"), sdp=audio("recvonly"))
                peer.command("hang_up", call.session)
                call.respond(200, to=next(seen for seen in peer.take() if seen.method == "BYE"))
                other = peer.called()
                other.request("BYE")
                peer.take()
            peer.check_over()
            peer.log.clear()
            peer.effects.clear()
            del call, other
            gc.set_debug(gc.DEBUG_SAVEALL)
            gc.collect()
            left = [type(item).__name__ for item in gc.garbage if type(item).__module__.startswith("sessioncore")]
            assert left == []
        finally:
            gc.set_debug(0)
            gc.garbage.clear()
            gc.enable()

    def test_a_call_is_gone_long_before_its_last_timer(self, peer: Peer) -> None:
        """What a dead call keeps is one small transaction in a shared cell, not the call (invariant 8)."""
        call = peer.dialed()
        call.respond(486)
        assert peer.engine.session_count == 0
        assert peer.engine.transaction_count == 1
        assert peer.engine.timer_count == 1

    def test_two_timers_of_one_tick_of_which_the_first_ends_the_call(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(limits=Limits(no_answer=60, decision=60))
        for _ in range(5):
            peer.calling()
        peer.take()
        peer.now += 60
        peer.feed(Tick())
        assert sorted(set(peer.labels())) in (
            ["100 INVITE", "480 INVITE"],
            ["100 INVITE", "487 INVITE"],
        )
        assert peer.engine.session_count == 0


class TestLimits:
    def test_other_timer_values_are_used(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(limits=Limits(T1=0.1))
        call = peer.dialed()
        peer.advance(6.4)
        assert peer.times("INVITE") == [0.0, 0.1, 0.3, 0.7, 1.5, 3.1, 6.3]
        assert peer.outcome(call.dial) == ("failed", 408)

    @pytest.mark.parametrize("values", [{"T1": 0}, {"T1": -1}, {"T2": 1e9}, {"no_answer": float("nan")}])
    def test_values_out_of_bounds_are_refused(self, values: dict[str, float]) -> None:
        with pytest.raises(ValueError, match=next(iter(values))):
            Limits(**values)


def test_ipv6(make_peer: Callable[..., Peer]) -> None:
    peer = make_peer(address="2001:db8::1")
    session = peer.engine.env.session_id()
    peer.command("dial", session, target="sip:bob@[2001:db8::2]:5080", arguments={})
    invite = peer.one("INVITE")
    assert invite.remote == ("2001:db8::2", 5080)
    assert invite["contact"] == "<sip:[2001:db8::1]:5060>"
    assert invite["via"].startswith("SIP/2.0/UDP [2001:db8::1]:5060;")
    assert "c=IN IP6 2001:db8::1" in invite.sdp


def test_an_error_of_ours_is_counted_and_reported(peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    from sessioncore.handlers.dialog.dialog import Dialog

    call = peer.called()

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patch:
        patch.setattr(Dialog, "receive_request", broken)
        assert call.request("INFO") == []
    assert peer.engine.counters["error: ZeroDivisionError in a macrostep"] == 1
    assert [report[1] for report in peer.errors] == ["ZeroDivisionError in a macrostep"]
    peer.expected_errors = {"ZeroDivisionError in a macrostep"}
    call.request("INFO")
    assert peer.labels() == ["200 INFO"]


def test_every_public_event_is_known() -> None:
    assert {kind.__name__ for kind in ALL_EVENTS} >= {"SessionStateChanged", "IncomingCall", "CallFailed", "CellError"}


def test_a_datagram_gives_effects_of_the_same_feed(peer: Peer) -> None:
    call = peer.calling()
    text = (
        f"OPTIONS sip:{ENGINE[0]} SIP/2.0\r\nVia: SIP/2.0/UDP {PEER[0]};branch=z9hG4bKo\r\nFrom: <sip:a@b>;tag=1\r\n"
        f"To: <sip:{ENGINE[0]}>\r\nCall-ID: o\r\nCSeq: 1 OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
    )
    effects = peer.engine.feed(Datagram(text.encode(), PEER), peer.now)
    assert [effect.label for effect in effects if isinstance(effect, Send)] == ["2xx"]
    call.cancel()


def test_the_last_figures_of_a_stream_come_after_the_peer_has_ended_the_call(peer: Peer) -> None:
    call = peer.called()
    call.request("BYE")
    stream = peer.configured().stream
    peer.feed(MediaReported(media.MediaStopped(stream, media.StreamStatistics(received_packets=7))))
    (event,) = peer.published(events.MediaStopped)
    assert (event.session, event.stream, event.statistics.received_packets) == (call.session, stream, 7)
