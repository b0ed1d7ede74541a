"""setup: what the application adds to our messages, who we say we are, and why a call ends."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.base.errors import ConfigError
from sessioncore.base.settings import Settings
from sessioncore.events import EndReason
from tests.support.peer import PEER, Call, Peer, audio

Make = Callable[..., Peer]
ELSEWHERE = 'SIP;cause=200;text="Call completed elsewhere"'


def dialed(peer: Peer, headers: dict[str, str] | None = None, **arguments: str) -> Call:
    """We call, with headers of the application."""
    session = peer.engine.env.session_id()
    target = f"sip:bob@{PEER[0]}:{PEER[1]}"
    number = peer.command("dial", session, target=target, arguments=arguments, headers=headers)
    return Call(peer, session=session, invite=peer.one("INVITE"), dial=number)


class TestReason:
    def test_b3_19_cancel_says_why(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180)
        peer.command("hang_up", call.session, reason=ELSEWHERE)
        cancel = peer.one("CANCEL")
        assert cancel["reason"] == ELSEWHERE
        call.respond(200, to=cancel)
        call.respond(487)

    def test_b3_19_also_where_it_waits_for_the_first_response(self, peer: Peer) -> None:
        call = peer.dialed()
        peer.command("hang_up", call.session, reason=ELSEWHERE)
        call.respond(100)
        cancel = peer.one("CANCEL")
        assert cancel["reason"] == ELSEWHERE
        call.respond(200, to=cancel)
        call.respond(487)

    def test_b3_19_the_bye_after_an_answer_that_crossed_says_it_too(self, peer: Peer) -> None:
        call = peer.dialed()
        call.respond(180)
        peer.command("hang_up", call.session, reason=ELSEWHERE)
        call.respond(200, to=peer.one("CANCEL"))
        call.respond(200, sdp=audio())
        ack, bye = peer.take()
        assert (ack.label, ack.has("Reason"), bye["reason"]) == ("ACK", False, ELSEWHERE)
        call.respond(200, to=bye)

    @pytest.mark.parametrize("ours", [True, False])
    def test_b3_19_bye_says_why(self, peer: Peer, ours: bool) -> None:
        call = peer.answered() if ours else peer.called()
        peer.command("hang_up", call.session, reason="Q.850;cause=16")
        peer.command("hang_up", call.session, reason="SIP;cause=500")
        bye = peer.one("BYE")
        assert bye["reason"] == "Q.850;cause=16", "the first reason is the one that was sent"
        call.respond(200, to=bye)

    def test_b3_19_without_one_there_is_none(self, peer: Peer) -> None:
        call = peer.answered()
        peer.command("hang_up", call.session)
        bye = peer.one("BYE")
        assert not bye.has("Reason")
        call.respond(200, to=bye)
        call = peer.dialed()
        call.respond(180)
        peer.command("hang_up", call.session)
        cancel = peer.one("CANCEL")
        assert not cancel.has("Reason")
        call.respond(200, to=cancel)
        call.respond(487)

    def test_b3_19_a_challenged_bye_keeps_it(self, peer: Peer) -> None:
        from sessioncore.api.wallet import Credentials, CredentialWallet

        peer.engine.env.wallet = CredentialWallet([Credentials("alice", "secret")])
        call = peer.answered()
        peer.command("hang_up", call.session, reason=ELSEWHERE)
        first = peer.one("BYE")
        call.respond(407, to=first, headers=['Proxy-Authenticate: Digest realm="r", nonce="n", qop="auth"'])
        again = peer.one("BYE")
        assert again["reason"] == ELSEWHERE
        assert again.has("Proxy-Authorization")
        call.respond(200, to=again)

    def test_b3_19_the_reasons_of_a_bye_are_told(self, peer: Peer) -> None:
        call = peer.called()
        call.request("BYE", headers=['Reason: SIP;cause=503;text="late"', "Reason: Q.850;cause=41"])
        told = [(event.method, event.protocol, event.cause, event.text) for event in peer.published(EndReason)]
        assert told == [("BYE", "SIP", 503, "late"), ("BYE", "Q.850", 41, "")]
        assert {event.session for event in peer.published(EndReason)} == {call.session}
        assert peer.labels() == ["200 BYE"]

    def test_b3_19_answered_elsewhere_is_told_before_the_call_is_over(self, peer: Peer) -> None:
        call = peer.calling()
        call.cancel(headers=[f"Reason: {ELSEWHERE}"])
        (told,) = peer.published(EndReason)
        assert (told.method, told.protocol, told.cause) == ("CANCEL", "SIP", 200)
        events = [effect.event for effect in peer.effects if hasattr(effect, "event")]
        assert events.index(told) < next(
            at for at, event in enumerate(events) if getattr(event, "state", "") == "terminated"
        )

    @pytest.mark.parametrize("line", ["Reason: ;;;", 'Reason: SIP;text="', "Subject: none"])
    def test_b3_19_a_bye_ends_the_call_whatever_its_reason_is(self, peer: Peer, line: str) -> None:
        call = peer.called()
        call.request("BYE", headers=[line])
        assert peer.labels() == ["200 BYE"]
        assert peer.published(EndReason) == []


class TestHeaders:
    def test_i3_of_the_application_in_the_invite_and_in_every_form_of_it(self, peer: Peer) -> None:
        call = dialed(peer, {"X-Case": "4711", "subject": "Ärger"})
        assert call.invite is not None
        assert (call.invite["x-case"], call.invite["subject"]) == ("4711", "Ärger")
        call.respond(302, headers=["Contact: <sip:c@192.0.2.3>"])
        again = peer.one("INVITE")
        assert (again["x-case"], again["subject"]) == ("4711", "Ärger")
        call.respond(486, to=again)

    def test_i3_what_is_no_header_ends_the_call_before_it_begins(self, peer: Peer) -> None:
        peer.expected_failures = 1
        session = peer.engine.env.session_id()
        target = f"sip:bob@{PEER[0]}:{PEER[1]}"
        number = peer.command("dial", session, target=target, arguments={}, headers={"X-A": "b\r\nVia: evil"})
        assert peer.labels() == []
        assert peer.outcome(number) == ("failed", 500)

    def test_i3_in_our_answer_and_only_there(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("ring", call.session)
        assert not peer.one("180 INVITE").has("X-Agent")
        peer.command("answer", call.session, source="silence", headers={"X-Agent": "7"})
        answer = peer.one("200 INVITE")
        assert answer["x-agent"] == "7"
        call.accept(answer)

    def test_i3_in_our_refusal(self, peer: Peer) -> None:
        call = peer.calling()
        peer.command("decline", call.session, status=503, headers={"Retry-After": "30"})
        refusal = peer.one("503 INVITE")
        assert refusal["retry-after"] == "30"
        call.ack_failure(refusal)

    def test_who_we_are_is_said_where_it_is_configured(self, make_peer: Make) -> None:
        peer = make_peer(user_agent="phone/1", server="desk/2")
        call = peer.called()
        answers = [seen for seen in peer.log if seen.status]
        assert [seen.all("Server") for seen in answers if seen.status == 200] == [["desk/2"]]
        assert call.session
        ours = peer.dialed()
        assert ours.invite is not None
        assert ours.invite["user-agent"] == "phone/1"
        ours.respond(486)
        silent = make_peer(user_agent="")
        ours = silent.dialed()
        assert ours.invite is not None
        assert not ours.invite.has("User-Agent")
        ours.respond(486)

    def test_retry_after_of_a_refusal_is_told(self, peer: Peer) -> None:
        for status, line, told in ((486, "Retry-After: 120 (lunch);duration=5", 120), (600, "Retry-After: x", None)):
            call = peer.dialed()
            call.respond(status, headers=[line])
            (reply,) = peer.replies(call.dial)
            assert (reply.outcome, reply.status, reply.retry_after) == ("failed", status, told)


class TestIdentity:
    def test_i1_we_vouch_before_those_that_we_trust(self, make_peer: Make) -> None:
        peer = make_peer(trusted_peers=("192.0.2.2", "198.51.100.0/24"))
        call = dialed(peer, asserted="sip:alice@example.com", privacy="id")
        assert call.invite is not None
        assert call.invite["p-asserted-identity"] == "<sip:alice@example.com>"
        call.respond(302, headers=["Contact: <sip:c@198.51.100.3>", "Contact: <sip:c@203.0.113.3>"])
        within = peer.one("INVITE")
        assert within["p-asserted-identity"] == "<sip:alice@example.com>"
        call.respond(486, to=within)
        beyond = peer.one("INVITE")
        assert not beyond.has("P-Asserted-Identity"), "it leaves our trust domain"
        assert beyond["privacy"] == "id"
        call.respond(486, to=beyond)

    def test_i1_and_before_nobody_else(self, peer: Peer) -> None:
        call = dialed(peer, asserted="sip:alice@example.com", preferred="tel:+12125551212")
        assert call.invite is not None
        assert not call.invite.has("P-Asserted-Identity")
        assert call.invite["p-preferred-identity"] == "<tel:+12125551212>"
        call.respond(486)

    @pytest.mark.parametrize("privacy", ["id", "header", "id;critical"])
    def test_i2_who_asks_for_privacy_is_not_named(self, peer: Peer, privacy: str) -> None:
        call = dialed(peer, privacy=privacy, display="Alice", **{"from": "sip:alice@example.com"})
        invite = call.invite
        assert invite is not None
        assert invite["from"].startswith('"Anonymous" <sip:anonymous@anonymous.invalid>;tag=')
        assert "alice" not in invite.data.decode().lower()
        assert not invite.has("User-Agent")
        assert invite["privacy"] == privacy
        assert invite.all("proxy-require") == (["privacy"] if "critical" in privacy else [])
        call.respond(486)

    def test_i2_none_asks_for_nothing(self, peer: Peer) -> None:
        call = dialed(peer, privacy="none", **{"from": "sip:alice@example.com"})
        assert call.invite is not None
        assert call.invite["from"].startswith("<sip:alice@example.com>;tag=")
        assert call.invite["privacy"] == "none"
        assert call.invite.has("User-Agent")
        call.respond(486)

    def test_i1_what_is_no_network_is_refused(self) -> None:
        with pytest.raises(ConfigError, match="trusted_peers"):
            Settings(trusted_peers=("proxy.example.com",))
        assert not Settings().trusts("192.0.2.2")
        assert Settings(trusted_peers=("2001:db8::/32",)).trusts("2001:db8::7")
        assert not Settings(trusted_peers=("192.0.2.2",)).trusts("nonsense")


class TestProof:
    def test_b7_9_our_2xx_says_what_the_verdict_says(self, make_peer: Make) -> None:
        peer = make_peer(authenticate=True)
        for info in ('rspauth="1"', None):
            call = peer.calling()
            peer.command("authenticate", call.session)
            more = {} if info is None else {"info": info}
            arguments = {"outcome": "genuine", "user": "alice", "challenges": [], "wait": 0.0, **more}
            peer.command("verdict", call.session, **arguments)
            peer.command("answer", call.session, source="silence")
            accepted = peer.one("200 INVITE")
            assert accepted.all("Authentication-Info") == ([] if info is None else [info])
            call.accept(accepted)
