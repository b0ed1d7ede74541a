"""media/digits in real calls of one engine: how digits leave, in what order, and that the command hears of it."""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from sessioncore import events as public
from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.base.media import DigitReceived, DigitsSent, MediaFailed, SendDigits
from sessioncore.handlers.media.digits import Digits
from sessioncore.inputs import MediaReported
from sessioncore.wire.sip.digest import is_answered_by, parse_authorization, secret_of
from tests.support.alone import Alone
from tests.support.peer import FORMATS, Call, Peer, audio

ALLOW_INFO = "Allow: INVITE, ACK, CANCEL, BYE, INFO"
NO_EVENTS = FORMATS[:2]


def up(peer: Peer, *, events: bool = True, headers: tuple[str, ...] = ()) -> Call:
    """A call of ours that is up."""
    call = peer.dialed()
    call.respond(200, sdp=audio(formats=FORMATS if events else NO_EVENTS), headers=headers)
    assert call.invite is not None
    call.engine_tag = call.invite.from_tag
    peer.take()
    return call


def dial(peer: Peer, call: Call, digits: str = "12", method: str = "", **more: float) -> int:
    arguments: dict[str, Any] = {"seconds": 0.1, "pause": 0.1} | more
    return peer.command("send_dtmf", call.session, digits=digits, method=method, **arguments)


def played(peer: Peer) -> list[SendDigits]:
    return [command for command in peer.media() if isinstance(command, SendDigits)]


def tell(peer: Peer, event: Any) -> None:
    peer.feed(MediaReported(event))


class TestInTheMedia:
    def test_b5_6_telephone_events_where_they_are_agreed(self, peer: Peer) -> None:
        call = up(peer, headers=(ALLOW_INFO,))
        command = dial(peer, call, "12#")
        stream = f"{call.session}/0"
        assert played(peer) == [SendDigits(stream, "12#", "rfc4733", 0.1, 0.1)]
        assert peer.outcome(command) is None
        tell(peer, DigitsSent(stream))
        assert peer.outcome(command) == ("done", None)
        assert peer.labels() == []

    def test_b5_6_tones_where_nothing_else_is_agreed(self, peer: Peer) -> None:
        call = up(peer, events=False)
        dial(peer, call)
        assert [command.method for command in played(peer)] == ["inband"]

    @pytest.mark.parametrize("method", ["rfc4733", "inband"])
    def test_the_application_may_choose(self, peer: Peer, method: str) -> None:
        call = up(peer, events=method == "inband", headers=(ALLOW_INFO,))
        dial(peer, call, method=method)
        assert [command.method for command in played(peer)] == [method]

    @pytest.mark.parametrize(
        ("events", "digits", "method"),
        [
            ("0-15", "1D", "rfc4733"),
            ("0-16", "1!", "rfc4733"),
            (None, "1D", "rfc4733"),
            ("0-11", "1#", "rfc4733"),
            ("0-11", "1D", "inband"),
            ("0-15", "1!", "inband"),
        ],
    )
    def test_b5_6_only_events_that_the_peer_takes(
        self, peer: Peer, events: str | None, digits: str, method: str
    ) -> None:
        """RFC 4733 2.4.1: others are not sent. Of tones the media plane says itself that a flash is none."""
        call = peer.dialed()
        listed = [] if events is None else [f"a=fmtp:101 {events}"]
        call.respond(200, sdp=audio(more=listed))
        dial(peer, call, digits)
        assert [command.method for command in played(peer)] == [method]

    def test_b5_6_an_event_that_the_peer_does_not_take_goes_in_info(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(200, sdp=audio(more=["a=fmtp:101 0-15"]), headers=[ALLOW_INFO])
        assert "a=fmtp:101 0-16" in (call.invite or peer.one("INVITE")).sdp
        peer.take()
        dial(peer, call, "!")
        assert peer.one("INFO").body.startswith("Signal=!")

    def test_b5_6_after_a_renegotiation_the_new_agreement_counts(self, peer: Peer) -> None:
        call = up(peer)
        (answer,) = [seen for seen in call.reinvite(audio(formats=NO_EVENTS)) if seen.status == 200]
        call.ack()
        assert "telephone-event" not in answer.body
        dial(peer, call)
        assert [command.method for command in played(peer)] == ["inband"]

    def test_what_the_media_plane_refuses_fails_and_is_no_failure_of_the_stream(self, peer: Peer) -> None:
        call = up(peer)
        command = dial(peer, call)
        tell(peer, MediaFailed(f"{call.session}/0", "the stream does not send now", "digits"))
        assert peer.outcome(command) == ("failed", 488)
        assert peer.published(public.MediaFailed) == []
        assert peer.engine.state(call.session) == "connected"

    def test_one_command_after_the_other(self, peer: Peer) -> None:
        call = up(peer)
        first, second = dial(peer, call, "1"), dial(peer, call, "2")
        assert [command.digits for command in played(peer)] == ["1"]
        tell(peer, DigitsSent(f"{call.session}/0"))
        assert [command.digits for command in played(peer)] == ["1", "2"]
        assert (peer.outcome(first), peer.outcome(second)) == (("done", None), None)
        tell(peer, DigitsSent(f"{call.session}/0"))
        assert peer.outcome(second) == ("done", None)

    def test_a_media_plane_that_says_nothing_is_not_waited_for(self, peer: Peer) -> None:
        call = up(peer)
        command = dial(peer, call, "12")
        peer.advance(5.3)
        assert peer.outcome(command) is None
        peer.advance(0.2)
        assert peer.outcome(command) == ("failed", 500)

    def test_the_end_of_the_call_ends_commands_that_run_and_that_wait(self, peer: Peer) -> None:
        call = up(peer)
        first, second = dial(peer, call, "1"), dial(peer, call, "2")
        call.request("BYE")
        assert (peer.outcome(first), peer.outcome(second)) == (("ended", None), ("ended", None))

    def test_before_anything_is_agreed_nothing_is_sent(self, peer: Peer) -> None:
        call = peer.dialed()
        early = dial(peer, call)
        assert peer.outcome(early) == ("refused", 481)
        assert played(peer) == []

    def test_b5_5_what_the_peer_dials_is_told(self, peer: Peer) -> None:
        call = up(peer)
        tell(peer, DigitReceived(f"{call.session}/0", "5", 0.1, "rfc4733"))
        assert [(event.digit, event.seconds, event.method) for event in peer.published(public.DigitReceived)] == [
            ("5", 0.1, "rfc4733")
        ]

    def test_b5_6_both_numbers_reach_the_media_plane(self, peer: Peer) -> None:
        """RFC 3264 6.1: we send under the peer's number, and receive under ours."""
        call = peer.dialed()
        call.respond(200, sdp=audio(formats=["0 PCMU/8000", "97 telephone-event/8000"]))
        configured = peer.configured()
        assert (configured.telephone_event, configured.receive_telephone_event) == (97, 101)
        assert 101 in configured.receive_payload_types


class TestInfo:
    def test_b5_14_one_info_after_the_other(self, peer: Peer) -> None:
        call = up(peer, events=False, headers=(ALLOW_INFO,))
        command = dial(peer, call, "1#", seconds=0.25)
        for digit, last in (("1", False), ("#", True)):
            info = peer.one("INFO")
            assert info["content-type"] == "application/dtmf-relay"
            assert info.body == f"Signal={digit}\r\nDuration=250\r\n"
            call.respond(200, to=info)
            assert peer.outcome(command) == (("done", None) if last else None)
        assert peer.labels() == []

    def test_b5_14_a_peer_that_reads_only_the_other_kind_of_body(self, peer: Peer) -> None:
        call = up(peer)
        command = dial(peer, call, "12", "info")
        call.respond(415, to=peer.one("INFO"))
        seen = [peer.one("INFO")]
        call.respond(200, to=seen[0])
        seen.append(peer.one("INFO"))
        call.respond(200, to=seen[1])
        assert [(info["content-type"], info.body) for info in seen] == [("application/dtmf", digit) for digit in "12"]
        assert peer.outcome(command) == ("done", None)

    @pytest.mark.parametrize("status", [405, 415, 501])
    def test_b5_14_a_refusal_fails_the_command_and_leaves_the_call(self, peer: Peer, status: int) -> None:
        call = up(peer)
        command = dial(peer, call, "12", "info")
        call.respond(status, to=peer.one("INFO"))
        if status == 415:
            call.respond(status, to=peer.one("INFO"))
        assert peer.outcome(command) == ("failed", status)
        assert peer.labels() == []
        assert peer.engine.state(call.session) == "connected"

    def test_an_info_that_is_never_answered_fails_by_timer_f(self, peer: Peer) -> None:
        call = up(peer)
        command = dial(peer, call, "12", "info")
        peer.advance(32.0)
        assert peer.outcome(command) == ("failed", 408)

    def test_the_end_of_the_call_ends_the_command(self, peer: Peer) -> None:
        call = up(peer)
        first, second = dial(peer, call, "12", "info"), dial(peer, call, "3", "info")
        info = peer.one("INFO")
        call.request("BYE")
        assert (peer.outcome(first), peer.outcome(second)) == (("ended", None), ("ended", None))
        call.respond(200, to=info)
        assert "INFO" not in peer.labels()

    @pytest.mark.parametrize(
        ("kind", "body", "heard"),
        [
            ("application/dtmf-relay", "Signal=5\r\nDuration=160\r\n", ("5", 0.16)),
            ("Application/DTMF-Relay", "Signal= *\nDuration= 250", ("*", 0.25)),
            ("application/dtmf-relay", "Duration=90\r\nSignal=11\r\n", ("#", 0.09)),
            ("application/dtmf-relay; charset=utf-8", "signal=d\r\n", ("D", 0.1)),
            ("application/dtmf-relay", "Signal=1\r\nDuration=99999999\r\n", ("1", 0.1)),
            ("application/dtmf-relay", "Signal=1\r\nDuration=999999\r\n", ("1", 60.0)),
            ("application/dtmf-relay", "Signal=!\r\nDuration=500\r\n", ("!", 0.5)),
            ("application/dtmf-relay", "Signal=16\r\nDuration=500\r\n", ("!", 0.5)),
            ("application/dtmf", "7", ("7", 0.1)),
            ("application/dtmf", "10\r\n", ("*", 0.1)),
        ],
    )
    def test_b5_14_digits_of_the_peer_are_told_and_answered(
        self, peer: Peer, kind: str, body: str, heard: tuple[str, float]
    ) -> None:
        call = up(peer)
        (answer,) = call.request("INFO", sdp=body, headers=[f"Content-Type: {kind}"])
        assert answer.label == "200 INFO"
        assert [(event.digit, event.seconds, event.method) for event in peer.published(public.DigitReceived)] == [
            (*heard, "info")
        ]

    @pytest.mark.parametrize(
        ("kind", "body"),
        [
            ("application/dtmf-relay", "Signal=\r\n"),
            ("application/dtmf-relay", "Signal=17\r\nDuration=1"),
            ("application/dtmf-relay", "5"),
            ("application/dtmf-relay", "Signal=5\r\n" + " " * 300),
            ("application/dtmf", "12345"),
            ("application/dtmf", "\u00b2"),
            ("text/plain", "5"),
        ],
    )
    def test_what_carries_no_digit_tells_none(self, peer: Peer, kind: str, body: str) -> None:
        call = up(peer)
        (answer,) = call.request("INFO", sdp=body, headers=[f"Content-Type: {kind}"])
        assert answer.method == "INFO"
        assert peer.published(public.DigitReceived) == []

    def test_b2_5_a_repeated_cseq_tells_no_digit(self, peer: Peer) -> None:
        call = up(peer)
        call.request("INFO", sdp="1", headers=["Content-Type: application/dtmf"], cseq=500)
        (answer,) = call.request("INFO", sdp="2", headers=["Content-Type: application/dtmf"], cseq=499)
        assert answer.status == 500
        assert [event.digit for event in peer.published(public.DigitReceived)] == ["1"]


WAITING = ("playing", "telling")


@pytest.mark.parametrize("state", WAITING)
def test_a_failing_action_fails_the_command(state: str) -> None:
    assert Alone(Digits, state).on("action_failed") == ("idle", ["reply_failed"], [])


def test_what_comes_when_nothing_waits_changes_nothing() -> None:
    for state, event in itertools.product(("idle", "closed"), ("sent", "unsent", "finished")):
        assert Alone(Digits, state).on(event) == (state, [], [])


def test_a_challenged_info_is_sent_once_more() -> None:
    assert Alone(Digits, "telling", "challenged").on("finished") == ("telling", ["send_answered"], [])


def test_the_end_comes_in_every_state() -> None:
    assert Alone(Digits, "idle").on("down") == ("closed", [], [])
    for state in WAITING:
        assert Alone(Digits, state).on("down") == ("closed", ["reply_ended"], [])
    assert Alone(Digits, "closed").on("wanted") == ("closed", ["refuse"], [])


def test_b7_1_a_challenged_info_is_sent_with_credentials(peer: Peer) -> None:
    """RFC 3261 22.2, 22.3: the same digit again, and the next one is a request of its own."""
    peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")], token=lambda: "c1")
    call = up(peer)
    command = dial(peer, call, "12", "info")
    first = peer.one("INFO")
    challenge = 'Proxy-Authenticate: Digest realm="bar", nonce="n1", algorithm=SHA-256, qop="auth"'
    call.respond(407, to=first, headers=[challenge])
    again = peer.one("INFO")
    (made,) = [parse_authorization(value) for value in again.all("Proxy-Authorization")]
    assert made is not None
    assert is_answered_by(made, secret_of("SHA-256", "alice", "bar", "secret"), "INFO")
    assert (again.body, again.cseq) == (first.body, first.cseq + 1)
    call.respond(200, to=again)
    following = peer.one("INFO")
    assert "Signal=2" in following.body
    call.respond(407, to=following, headers=[challenge])
    call.respond(200, to=peer.one("INFO"))
    assert peer.outcome(command) == ("done", None)


def test_b5_6_digits_that_are_not_sent_leave_the_way_free_for_the_next() -> None:
    assert Alone(Digits, "playing").on("unsent") == ("idle", ["reply_failed"], [])
    assert Alone(Digits, "playing", "heard").on("stuck") == ("idle", ["give_up", "reply_failed"], [])


@pytest.mark.parametrize(
    ("holds", "told"),
    [
        (("unreadable",), ("telling", ["send_plain"], [])),
        (("taken", "more"), ("telling", ["send_info"], [])),
        (("taken",), ("idle", ["reply_done"], [])),
        ((), ("idle", ["reply_failed"], [])),
    ],
)
def test_b5_14_one_info_after_the_other_and_then_the_next_may_come(
    holds: tuple[str, ...], told: tuple[str, list[str], list[str]]
) -> None:
    assert Alone(Digits, "telling", *holds).on("finished") == told
