"""setup: an INVITE takes the place of another call (RFC 3891)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.replacing import name_of
from sessioncore.events import CallReplaced, IncomingCall, MediaRefused
from sessioncore.handlers.setup.incoming import Incoming
from sessioncore.handlers.setup.outgoing import Outgoing
from tests.media.test_keying import savp
from tests.support.alone import Alone
from tests.support.peer import PEER, Call, Peer, audio

Make = Callable[..., Peer]
AUTH = AnsweringTable({"auth": AnsweringRule("auth", "echo")})


@pytest.fixture
def open_peer(make_peer: Make) -> Peer:
    """An engine that lets anybody replace a call who knows its tags."""
    return make_peer(replaces="any")


def header(call: Call, *, early_only: bool = False, swapped: bool = False) -> str:
    """Replaces for a dialog of the engine: to-tag is the engine's own tag, from-tag that of its peer."""
    ours, theirs = (call.tag, call.engine_tag) if swapped else (call.engine_tag, call.tag)
    return f"Replaces: {call.call_id};to-tag={ours};from-tag={theirs}" + (";early-only" if early_only else "")


def replacing(peer: Peer, line: str, **more: object) -> Call:
    """A new call of the peer, with Replaces; nothing of it is taken from the log yet."""
    return peer.calling(headers=[line], **more)


class TestReplacedCalls:
    @pytest.mark.parametrize("ours", [True, False])
    def test_b8_5_a_confirmed_dialog_ends_by_bye_once_the_new_one_is_answered(
        self, open_peer: Peer, ours: bool
    ) -> None:
        peer = open_peer
        old = peer.answered() if ours else peer.called()
        new = replacing(peer, header(old))
        assert peer.labels() == []
        assert peer.asks()[-1].details["replaces"] == old.session
        assert peer.published(IncomingCall)[-1].replaces == old.session
        peer.command("answer", new.session, source="silence")
        answer, bye = peer.take()
        assert (answer.label, answer["call-id"]) == ("200 INVITE", new.call_id)
        assert (bye.label, bye["call-id"]) == ("BYE", old.call_id)
        assert [(event.session, event.by) for event in peer.published(CallReplaced)] == [(old.session, new.session)]
        old.respond(200, to=bye)
        new.accept(answer)
        assert peer.engine.state(new.session) == "connected"
        assert peer.engine.state(old.session) in (None, "terminated")

    def test_b8_5_an_early_dialog_of_ours_ends_by_cancel(self, open_peer: Peer) -> None:
        peer = open_peer
        old = peer.dialed()
        old.respond(180)
        new = replacing(peer, header(old, early_only=True))
        peer.command("answer", new.session, source="silence")
        answer, cancel = peer.take()
        assert (answer.label, cancel.label) == ("200 INVITE", "CANCEL")
        new.accept(answer)
        old.respond(200, to=cancel)
        old.respond(487)
        assert peer.outcome(old.dial) == ("failed", 487)
        assert [event.session for event in peer.published(CallReplaced)] == [old.session]

    def test_b8_5_before_the_ack_the_bye_waits_for_it(self, open_peer: Peer) -> None:
        peer = open_peer
        old = peer.calling()
        peer.command("answer", old.session, source="silence")
        first = peer.one("200 INVITE")
        old.engine_tag = first.to_tag
        new = replacing(peer, header(old))
        peer.command("answer", new.session, source="silence")
        answer = peer.one("200 INVITE")
        new.accept(answer)
        assert peer.labels() == [], "RFC 3261 15: no BYE before the ACK"
        old.accept(first)
        bye = peer.one("BYE")
        old.respond(200, to=bye)

    def test_b8_5_who_declines_leaves_the_old_call_as_it_was(self, open_peer: Peer) -> None:
        peer = open_peer
        old = peer.answered()
        new = replacing(peer, header(old))
        peer.command("decline", new.session, status=486)
        new.ack_failure(peer.one("486 INVITE"))
        assert peer.engine.state(old.session) == "connected"
        assert peer.published(CallReplaced) == []

    def test_b8_5_the_old_call_may_end_before_the_new_one_is_answered(self, open_peer: Peer) -> None:
        peer = open_peer
        old = peer.answered()
        old.engine_tag = old.engine_tag or ""
        new = replacing(peer, header(old))
        old.request("BYE")
        peer.take()
        peer.command("answer", new.session, source="silence")
        new.accept(peer.one("200 INVITE"))
        assert peer.labels() == []
        assert peer.engine.state(new.session) == "connected"


class TestRefused:
    def test_b8_5_tags_the_wrong_way_round_name_nothing(self, open_peer: Peer) -> None:
        old = open_peer.answered()
        new = replacing(open_peer, header(old, swapped=True))
        new.ack_failure(open_peer.one("481 INVITE"))
        assert open_peer.engine.state(old.session) == "connected"

    @pytest.mark.parametrize(
        "line", ["Replaces: nobody;to-tag=1;from-tag=2", "Replaces: nobody;to-tag=1;from-tag=0;early-only"]
    )
    def test_b8_5_a_dialog_that_is_not_here_is_481(self, open_peer: Peer, line: str) -> None:
        new = replacing(open_peer, line)
        new.ack_failure(open_peer.one("481 INVITE"))

    def test_b8_5_the_peer_s_tag_counts_as_well(self, open_peer: Peer) -> None:
        old = open_peer.answered()
        new = replacing(open_peer, f"Replaces: {old.call_id};to-tag={old.engine_tag};from-tag=other")
        new.ack_failure(open_peer.one("481 INVITE"))

    def test_b8_5_an_early_dialog_that_the_peer_began_is_481(self, open_peer: Peer) -> None:
        peer = open_peer
        old = peer.calling()
        peer.command("ring", old.session)
        old.engine_tag = peer.one("180 INVITE").to_tag
        new = replacing(peer, header(old))
        new.ack_failure(peer.one("481 INVITE"))
        assert peer.engine.state(old.session) == "ringing"
        peer.command("decline", old.session, status=486)
        old.ack_failure(peer.one("486 INVITE"))

    def test_b8_5_one_that_is_being_ended_is_603(self, open_peer: Peer) -> None:
        peer = open_peer
        old = peer.answered()
        peer.command("hang_up", old.session)
        bye = peer.one("BYE")
        new = replacing(peer, header(old))
        new.ack_failure(peer.one("603 INVITE"))
        old.respond(200, to=bye)

    def test_b8_5_early_only_and_answered_is_486(self, open_peer: Peer) -> None:
        peer = open_peer
        old = peer.answered()
        new = replacing(peer, header(old, early_only=True))
        new.ack_failure(peer.one("486 INVITE"))
        assert peer.engine.state(old.session) == "connected"

    @pytest.mark.parametrize(
        "value", ["call", "a;to-tag=1", "a;to-tag=1;from-tag=2\r\nReplaces: b;to-tag=1;from-tag=2"]
    )
    def test_b8_5_what_cannot_be_read_is_400_and_leaves_nothing(self, open_peer: Peer, value: str) -> None:
        replacing(open_peer, f"Replaces: {value}")
        assert open_peer.labels() == ["400 INVITE"]

    def test_b8_5_nobody_by_default_who_has_not_proven_who_it_is(self, peer: Peer) -> None:
        old = peer.answered()
        new = replacing(peer, header(old))
        new.ack_failure(peer.one("403 INVITE"))
        assert peer.engine.state(old.session) == "connected"

    def test_b8_5_where_it_is_off_it_is_an_unknown_extension(self, make_peer: Make) -> None:
        peer = make_peer(replaces="off")
        old = peer.answered()
        assert old.invite is not None
        assert "replaces" not in old.invite["supported"]
        new = peer.calling(headers=[header(old), "Require: replaces"])
        refusal = peer.one("420 INVITE")
        assert refusal["unsupported"] == "replaces"
        new.ack_failure(refusal)
        ordinary = peer.calling(headers=[header(old)])
        peer.command("answer", ordinary.session, source="silence")
        ordinary.accept(peer.one("200 INVITE"))
        assert peer.engine.state(old.session) == "connected"


class TestProven:
    """Who has proven to be who is in the call may replace it."""

    def proven(self, peer: Peer, call: Call, user: str) -> None:
        asked = peer.command("authenticate", call.session)
        peer.command(
            "verdict",
            call.session,
            outcome="genuine" if user else "absent",
            user=user,
            challenges=["Digest x"],
            wait=0.0,
        )
        assert peer.outcome(asked) == (("done", None) if user else ("failed", 401))

    def in_call(self, peer: Peer, user: str) -> Call:
        call = peer.calling()
        self.proven(peer, call, user)
        peer.command("answer", call.session, source="silence")
        call.accept(peer.one("200 INVITE"))
        return call

    @pytest.mark.parametrize("who", ["alice", "mallory", ""])
    def test_b8_5_only_who_is_in_the_call(self, make_peer: Make, who: str) -> None:
        peer = make_peer(authenticate=True)
        old = self.in_call(peer, "alice")
        new = replacing(peer, header(old))
        self.proven(peer, new, who)
        answer = peer.command("answer", new.session, source="silence")
        if who == "alice":
            accepted, bye = peer.take()
            assert (accepted.label, bye.label) == ("200 INVITE", "BYE")
            new.accept(accepted)
            old.respond(200, to=bye)
        else:
            new.ack_failure(peer.one("403 INVITE"))
            assert peer.outcome(answer) == ("failed", 403)
            assert peer.engine.state(old.session) == "connected"

    def test_b8_5_a_call_of_somebody_unknown_is_nobody_s_to_replace(self, make_peer: Make) -> None:
        peer = make_peer(authenticate=True)
        old = self.in_call(peer, "")
        new = replacing(peer, header(old))
        new.ack_failure(peer.one("403 INVITE"))
        assert peer.engine.state(old.session) == "connected"

    def test_b8_5_an_answering_chart_lets_nobody_else_in_either(self, make_peer: Make) -> None:
        peer = make_peer(authenticate=True, answering=AUTH)
        old = self.in_call(peer, "alice")
        new = replacing(peer, header(old), user="auth")
        peer.command("verdict", new.session, outcome="genuine", user="mallory", challenges=["Digest x"], wait=0.0)
        refusal = peer.take()[-1]
        assert refusal.label == "403 INVITE"
        new.ack_failure(refusal)
        assert peer.engine.state(old.session) == "connected"


class TestCalling:
    def test_b8_5_b8_6_our_invite_names_the_dialog_as_its_other_end_knows_it(self, peer: Peer) -> None:
        old = peer.answered()
        assert old.invite is not None
        assert "replaces" in old.invite["supported"].split(", ")
        named = name_of(peer.engine, old.session)
        assert named is not None
        assert (named.call_id, named.to_tag, named.from_tag) == (old.call_id, old.tag, old.engine_tag)
        new = peer.dialed(replaces=named.encode())
        assert new.invite is not None
        assert new.invite["replaces"] == f"{old.call_id};to-tag={old.tag};from-tag={old.engine_tag}"
        assert new.invite["require"] == "replaces"
        new.respond(302, headers=["Contact: <sip:c@192.0.2.3>"])
        again = peer.one("INVITE")
        assert again["replaces"] == new.invite["replaces"]
        new.respond(200, to=again, sdp=audio())
        peer.take()
        old.request("BYE")
        assert peer.labels() == ["200 BYE"]
        assert name_of(peer.engine, old.session) is None
        assert name_of(peer.engine, "nobody") is None

    def test_b8_6_options_tells_it(self, peer: Peer) -> None:
        call = Call(peer, call_id="o1", engine=f"<sip:app@{PEER[0]}>")
        (answer,) = call.request("OPTIONS")
        assert "replaces" in answer["supported"].split(", ")


class TestAlone:
    @pytest.mark.parametrize("state", ["arriving", "setup.deciding", "setup.ringing", "releasing", "ended"])
    def test_b8_5_a_call_that_cannot_be_replaced_any_more_stays_as_it_is(self, state: str) -> None:
        assert Alone(Incoming, state).on("replaced") == (state, [], [])

    @pytest.mark.parametrize("state", ["idle", "cancelling", "releasing", "ended", "closed"])
    def test_b8_5_of_ours_likewise(self, state: str) -> None:
        assert Alone(Outgoing, state).on("replaced") == (state, [], [])

    def test_b8_5_one_that_waits_to_be_placed_again_ends(self) -> None:
        state, did, told = Alone(Outgoing, "setup.waiting").on("replaced")
        assert (state, told) == ("ended", ["call_over"])
        assert did == ["tell_replaced", "reply_abandoned", "reply_hung_up", "close_media"]


class TestProtected:
    """B4.13: nobody takes the place of a call whose media is protected with media that is not."""

    @pytest.fixture
    def old(self, make_peer: Make) -> Call:
        peer = make_peer(replaces="any", sdes_over_clear_transport=True)
        call = peer.calling(sdp=savp())
        peer.command("answer", call.session, source="silence")
        call.accept(peer.one("200 INVITE"))
        peer.take()
        return call

    def test_b8_5_b4_13_a_plain_offer_is_refused(self, old: Call) -> None:
        new = replacing(old.peer, header(old))
        new.ack_failure(old.peer.one("488 INVITE"))
        assert [told.reason for told in old.peer.published(MediaRefused)] == ["unprotected"]
        assert old.peer.engine.state(old.session) == "connected"

    def test_b8_5_b4_13_so_is_an_invite_to_which_our_offer_would_be_plain(self, old: Call) -> None:
        old.peer.expected_failures = 1  # no such offer can be made
        new = replacing(old.peer, header(old), sdp=None)
        old.peer.command("answer", new.session, source="silence")
        refused = old.peer.take()[-1]
        assert refused.label == "488 INVITE"
        new.ack_failure(refused)
        assert old.peer.engine.state(old.session) == "connected"

    def test_b8_5_a_protected_one_takes_it(self, old: Call) -> None:
        new = replacing(old.peer, header(old), sdp=savp(version=5))
        old.peer.command("answer", new.session, source="silence")
        answer, bye = old.peer.take()
        assert (answer.label, bye.label) == ("200 INVITE", "BYE")
        old.respond(200, to=bye)
        new.accept(answer)
        assert old.peer.configured().protection is not None
