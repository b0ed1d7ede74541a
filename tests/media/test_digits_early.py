"""Digits before the answer: in early media both ways, in INFO where the early dialog allows it, to the fork heard."""

from __future__ import annotations

from typing import Any

import pytest

from sessioncore import events as public
from sessioncore.base.media import DigitReceived, DigitsSent, DropDigits, SendDigits
from sessioncore.handlers.media.digits import Digits
from sessioncore.inputs import MediaReported
from tests.support.alone import Alone
from tests.support.peer import FORMATS, Call, Peer, audio

ALLOW_INFO = "Allow: INVITE, ACK, CANCEL, BYE, INFO"
CAN_PRACK = "Supported: 100rel"
RELAYED = ["Content-Type: application/dtmf-relay"]


def dial(peer: Peer, call: Call, digits: str = "12", method: str = "") -> int:
    return peer.command("send_dtmf", call.session, digits=digits, method=method, seconds=0.1, pause=0.1)


def played(peer: Peer) -> list[tuple[str, str]]:
    return [(command.digits, command.method) for command in peer.media() if isinstance(command, SendDigits)]


def sent(peer: Peer, call: Call) -> None:
    peer.feed(MediaReported(DigitsSent(f"{call.session}/0")))


def told(peer: Peer) -> list[tuple[str, str]]:
    return [(event.digit, event.method) for event in peer.published(public.DigitReceived)]


class TestWeCall:
    @pytest.mark.parametrize("reliably", [False, True])
    def test_b5_16_events_into_early_media(self, peer: Peer, reliably: bool) -> None:
        call = peer.dialed()
        if reliably:
            (prack,) = call.respond_reliably(183, 1, sdp=audio())
            call.respond(200, to=prack)
        else:
            call.respond(183, sdp=audio())
        command = dial(peer, call)
        assert played(peer) == [("12", "rfc4733")]
        sent(peer, call)
        assert peer.outcome(command) == ("done", None)
        call.respond(200, sdp=None if reliably else audio())
        assert peer.engine.state(call.session) == "connected"
        dial(peer, call, "3")
        sent(peer, call)
        assert played(peer) == [("12", "rfc4733"), ("3", "rfc4733")]

    def test_b5_16_digits_go_on_over_the_answer(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(183, sdp=audio())
        command = dial(peer, call)
        call.respond(200, sdp=audio())
        assert peer.outcome(command) is None
        sent(peer, call)
        assert peer.outcome(command) == ("done", None)

    def test_b5_16_tones_where_early_media_has_no_events(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(183, sdp=audio(formats=FORMATS[:2]))
        dial(peer, call)
        assert played(peer) == [("12", "inband")]
        call.respond(486)

    def test_b5_16_in_info_where_the_peer_allows_it(self, peer: Peer) -> None:
        """RFC 6086 4.2.1: a request of the dialog, which a provisional response has made."""
        call = peer.dialed()
        call.respond(183, sdp=audio(formats=FORMATS[:2]), headers=[ALLOW_INFO])
        command = dial(peer, call)
        for digit in "12":
            info = peer.one("INFO")
            assert (info.to_tag, info.body.split("\r\n")[0]) == (call.tag, f"Signal={digit}")
            call.respond(200, to=info)
        assert peer.outcome(command) == ("done", None)
        call.respond(486)

    def test_b5_16_while_it_only_rings_there_is_info_or_nothing(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180)
        assert peer.outcome(dial(peer, call)) == ("refused", 481)
        (prack,) = call.respond_reliably(180, 1)
        call.respond(200, to=prack)
        assert peer.outcome(dial(peer, call)) == ("failed", 488)
        command = dial(peer, call, "5", "info")
        call.respond(200, to=peer.one("INFO"))
        assert peer.outcome(command) == ("done", None)
        assert played(peer) == []
        call.respond(486)

    def test_b5_16_to_the_fork_that_is_heard(self, peer: Peer) -> None:
        call = peer.dialed()
        for tag in ("one", "two"):
            call.respond(183, tag=tag, sdp=audio(formats=FORMATS[:2]), headers=[ALLOW_INFO])
        command = dial(peer, call, "7")
        info = peer.one("INFO")
        assert info.to_tag == "two"
        call.respond(200, to=info)
        assert peer.outcome(command) == ("done", None)
        call.respond(486)

    @pytest.mark.parametrize("method", ["rfc4733", "info"])
    def test_b5_16_a_call_that_fails_ends_the_digits(self, peer: Peer, method: str) -> None:
        call = peer.dialed()
        call.respond(183, sdp=audio(), headers=[ALLOW_INFO])
        first, second = dial(peer, call, "1", method), dial(peer, call, "2", method)
        info = peer.one("INFO") if method == "info" else None
        call.respond(486)
        assert (peer.outcome(first), peer.outcome(second)) == (("ended", None), ("ended", None))
        if info is not None:
            call.respond(481, to=info)

    def test_b5_16_another_fork_that_answers_gets_none_of_them(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(183, tag="one", sdp=audio(port=40001))
        command = dial(peer, call)
        before = peer.configured()
        call.respond(200, tag="two", sdp=audio(port=40002))
        assert peer.outcome(command) == ("failed", 480)
        # By another source the media plane knows that somebody else hears it now.
        assert peer.configured().ssrc != before.ssrc

    def test_b5_16_what_the_peer_dials_is_told(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(183, sdp=audio())
        peer.feed(MediaReported(DigitReceived(f"{call.session}/0", "5", 0.1, "rfc4733")))
        assert call.invite is not None
        call.engine_tag = call.invite.from_tag
        (answer,) = call.request("INFO", sdp="Signal=6\r\n", headers=RELAYED)
        assert answer.status == 200
        assert told(peer) == [("5", "rfc4733"), ("6", "info")]
        call.respond(486)


class TestWeAreCalled:
    def test_b5_16_events_into_early_media(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("progress", call.session, source="tone:440")
        assert peer.one("183 INVITE").sdp
        command = dial(peer, call)
        assert played(peer) == [("12", "rfc4733")]
        sent(peer, call)
        assert peer.outcome(command) == ("done", None)

    def test_b5_16_info_only_when_the_caller_has_the_dialog(self, peer: Peer) -> None:
        """A provisional response may be lost (RFC 3261 17.2.1); the PRACK of a reliable one shows that it came."""
        call = peer.calling(headers=[CAN_PRACK, ALLOW_INFO], sdp=audio(formats=FORMATS[:2]))
        peer.command("progress", call.session, source="tone:440")
        progress = peer.one("183 INVITE")
        assert peer.outcome(dial(peer, call)) == ("failed", 481)
        call.prack(progress)
        command = dial(peer, call, "9")
        info = peer.one("INFO")
        assert info.body.startswith("Signal=9")
        call.respond(200, to=info, tag="")
        assert peer.outcome(command) == ("done", None)

    def test_b5_16_while_it_only_rings_no_sound_is_agreed(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("ring", call.session)
        assert peer.outcome(dial(peer, call)) == ("failed", 488)
        assert played(peer) == []

    def test_b5_16_what_the_caller_dials_is_told(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("progress", call.session, source="silence")
        progress = peer.one("183 INVITE")
        call.engine_tag, call.target = progress.to_tag, progress["contact"].strip("<>")
        (answer,) = call.request("INFO", sdp="7", headers=["Content-Type: application/dtmf"])
        assert answer.status == 200
        peer.feed(MediaReported(DigitReceived(f"{call.session}/0", "8", 0.1, "rfc4733")))
        assert told(peer) == [("7", "info"), ("8", "rfc4733")]


def test_digits_of_which_nothing_is_heard_are_given_up(peer: Peer) -> None:
    """What leaves long after its command has failed would be dialed twice."""
    call = peer.answered()
    command = dial(peer, call)
    peer.advance(6.0)
    assert peer.outcome(command) == ("failed", 500)
    assert [each for each in peer.media() if isinstance(each, DropDigits)] == [DropDigits(f"{call.session}/0")]


def test_b5_16_digits_for_a_fork_that_is_not_heard_any_more() -> None:
    assert Alone(Digits, "playing").on("moved") == ("idle", ["reply_failed"], [])
    assert Alone(Digits, "idle").on("moved") == ("idle", [], [])
    assert Alone(Digits, "playing", "heard").on("moved") == ("playing", [], [])
    assert Alone(Digits, "telling").on("moved") == ("telling", [], [])
    # What the media plane sends now is another's.
    assert Alone(Digits, "playing").on("stuck") == ("idle", ["reply_failed"], [])


@pytest.mark.parametrize(
    ("holds", "outcome"),
    [
        (("early", "as_info", "unsure", "bare"), ("idle", ["refuse_unsure"], [])),
        (("early", "as_info", "bare"), ("telling", ["note_digits", "send_info"], [])),
        (("as_info", "unsure"), ("telling", ["note_digits", "send_info"], [])),
        (("early", "bare"), ("idle", ["refuse_bare"], [])),
        (("early", "unsure"), ("playing", ["note_digits", "play"], [])),
    ],
)
def test_b5_16_how_digits_leave(holds: tuple[str, ...], outcome: Any) -> None:
    assert Alone(Digits, "idle", *holds).on("wanted", digits="1", seconds=0.1, pause=0.1) == outcome
