"""media/keying: keys that came with the descriptions, handshakes that end well or not, and what becomes of the call."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import attrs
import pytest

from sessioncore import events as public
from sessioncore.base.protection import MediaKeysLost, MediaSecured, MediaTampered, MediaUnsecured, Protection
from sessioncore.effects import Media
from sessioncore.handlers.media.keying import Keying
from sessioncore.inputs import MediaReported
from tests.support.alone import Alone
from tests.support.peer import Call, Peer, audio

SUITE = "AES_CM_128_HMAC_SHA1_80"
KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd"
NEW_KEY = KEY[::-1]
CRYPTO = f"a=crypto:1 {SUITE} inline:{KEY}"
PRINT = "sha-256 " + ":".join(["AB"] * 32)
ROLE = f"a=fingerprint:{PRINT.replace('AB', 'CD')}\r\na=setup:"


def savp(line: str = CRYPTO, **more: Any) -> str:
    return audio(more=[line], **more).replace("RTP/AVP", "RTP/SAVP")


def handshake(role: str, **more: Any) -> str:
    return audio(more=[ROLE + role, "a=rtcp-mux"], **more).replace("RTP/AVP", "UDP/TLS/RTP/SAVP")


@pytest.fixture
def secure(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(sdes_over_clear_transport=True, media_fingerprint=PRINT, ice="none")


def tell(peer: Peer, event: Any) -> None:
    peer.feed(MediaReported(event))


def keying(peer: Peer, call: Call) -> str:
    (scope,) = peer.engine.cells[call.session].dialogs.values()
    (machine,) = scope.keying.values()
    return machine.state_name


def called(peer: Peer, sdp: str) -> Call:
    call = peer.calling(sdp=sdp)
    peer.command("answer", call.session, source="silence")
    call.accept(peer.one("200 INVITE"))
    peer.take()
    return call


class TestKeysInDescriptions:
    def test_b5_9_they_are_there_at_once_and_told(self, secure: Peer) -> None:
        call = called(secure, savp())
        assert keying(secure, call) == "keyed"
        protection = secure.configured().protection
        assert protection is not None
        assert (protection.keying, protection.suite, protection.their_key) == ("sdes", SUITE, bytes(range(30)))
        assert [(e.keying, e.suite) for e in secure.published(public.MediaSecured)] == [("sdes", SUITE)]

    def test_b5_9_a_hold_changes_nothing_a_new_key_does(self, secure: Peer) -> None:
        call = called(secure, savp())
        before = secure.configured().protection
        assert before is not None
        call.reinvite(savp(direction="sendonly", version=2))
        call.ack()
        assert secure.configured().protection == before
        assert len(secure.published(public.MediaSecured)) == 1
        call.reinvite(savp(CRYPTO.replace(KEY, NEW_KEY), version=3))
        call.ack()
        after = secure.configured().protection
        assert after is not None
        assert after.their_key != before.their_key
        assert after.our_key != before.our_key
        assert (keying(secure, call), len(secure.published(public.MediaSecured))) == ("keyed", 2)

    def test_b5_9_our_keys_stay_in_what_we_offer_next(self, secure: Peer) -> None:
        call = called(secure, savp())
        ours = secure.configured().protection
        secure.command("hold", call.session)
        invite = secure.one("INVITE")
        assert "RTP/SAVP" in invite.media[0]
        call.respond(200, to=invite, sdp=savp(direction="recvonly", version=2))
        assert secure.configured().protection == ours

    def test_b5_9_b4_13_keys_in_the_clear_are_refused_and_that_is_told(self, peer: Peer) -> None:
        peer.calling(sdp=savp())
        refused = peer.one("488 INVITE")
        assert refused["warning"].startswith("302 ")
        (told,) = peer.published(public.MediaRefused)
        assert (told.reason, told.source) == ("keys_in_clear", "192.0.2.2")

    def test_b4_13_a_session_does_not_become_plain(self, secure: Peer) -> None:
        call = called(secure, savp())
        call.reinvite(audio(version=2))
        refused = secure.one("488 INVITE")
        call.ack_failure(refused)
        assert [told.reason for told in secure.published(public.MediaRefused)] == ["downgrade"]
        assert secure.engine.state(call.session) == "connected"
        assert secure.configured().protection is not None

    def test_b4_13_where_it_is_required_plain_offers_are_refused(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(media_security="required", media_keying="sdes", sdes_over_clear_transport=True)
        peer.calling()
        peer.one("488 INVITE")
        assert [told.reason for told in peer.published(public.MediaRefused)] == ["unprotected"]

    def test_b4_13_another_profile_is_no_matter_of_security(self, secure: Peer) -> None:
        secure.calling(sdp=audio().replace("RTP/AVP", "TCP/RTP/AVP"))
        secure.one("488 INVITE")
        assert secure.published(public.MediaRefused) == []

    def test_b5_8_forged_packets_are_told_of(self, secure: Peer) -> None:
        call = called(secure, savp())
        tell(secure, MediaTampered(f"{call.session}/0", 7))
        assert [told.packets for told in secure.published(public.MediaTampered)] == [7]

    def test_b5_9_after_a_restart_no_key_meets_the_ssrc_of_before(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(sdes_over_clear_transport=True)
        call = called(peer, savp())
        before = peer.configured()
        peer.restart(call.session)
        after = peer.configured()
        peer.effects = peer.effects[peer.effects.index(Media(before)) :]  # the process before has closed nothing
        assert before.protection is not None
        assert after.protection == attrs.evolve(before.protection, resumed=True)
        assert after.ssrc != before.ssrc


class TestHandshakes:
    def up(self, peer: Peer) -> Call:
        call = peer.dialed()
        assert call.invite is not None
        assert "UDP/TLS/RTP/SAVP" in call.invite.media[0]
        call.respond(200, sdp=handshake("active"))
        peer.take()
        return call

    @pytest.fixture
    def secure(self, make_peer: Callable[..., Peer]) -> Peer:
        return make_peer(media_keying="dtls", media_fingerprint=PRINT, ice="none")

    def test_b5_10_it_is_told_when_it_has_made_the_keys(self, secure: Peer) -> None:
        call = self.up(secure)
        assert keying(secure, call) == "shaking_hands"
        protection = secure.configured().protection
        assert protection is not None
        assert (protection.keying, protection.active) == ("dtls", False)
        assert secure.published(public.MediaSecured) == []
        tell(secure, MediaSecured(f"{call.session}/0", SUITE))
        assert keying(secure, call) == "keyed"
        assert [(e.keying, e.suite) for e in secure.published(public.MediaSecured)] == [("dtls", SUITE)]
        secure.advance(100)
        assert secure.engine.state(call.session) == "connected"

    def test_b5_10_another_certificate_ends_the_call(self, secure: Peer) -> None:
        call = self.up(secure)
        tell(secure, MediaUnsecured(f"{call.session}/0", "the certificate"))
        assert secure.labels() == ["BYE"]
        assert [told.reason for told in secure.published(public.MediaFailed)] == ["the certificate"]

    def test_b5_10_a_handshake_that_does_not_end_ends_the_call(self, secure: Peer) -> None:
        self.up(secure)
        secure.advance(19.9)
        assert secure.labels() == []
        secure.advance(0.2)
        assert secure.labels()[:1] == ["BYE"]

    def test_b5_10_before_the_answer_nobody_has_to_come_to_an_end_with_it(self, secure: Peer) -> None:
        """The called side rings for a minute, and one that shows its sound early begins with DTLS when it answers."""
        call = secure.dialed()
        call.respond(183, sdp=handshake("active"))
        assert keying(secure, call) == "greeting"
        secure.advance(60)
        call.respond(200, sdp=handshake("active"))
        assert keying(secure, call) == "shaking_hands"
        secure.take()
        secure.advance(19.9)
        assert secure.labels() == []
        secure.advance(0.2)
        assert secure.labels()[:1] == ["BYE"]

    def test_b5_10_b3_17_a_fork_that_was_not_heard_has_its_time_when_it_answers(self, secure: Peer) -> None:
        call = secure.dialed()
        other = attrs.evolve(call, tag="other")
        call.respond(183, sdp=handshake("active"))
        tell(secure, MediaSecured(f"{call.session}/0", SUITE))
        other.respond(183, sdp=handshake("active").replace("CD:CD", "EF:EF"))
        scopes = secure.engine.cells[call.session].dialogs
        states = {tag: [machine.state_name for machine in scope.keying.values()] for tag, scope in scopes.items()}
        assert states == {"peer-tag": ["keyed"], "other": ["greeting"]}
        secure.advance(60)
        secure.take()
        other.respond(200, sdp=handshake("active").replace("CD:CD", "EF:EF"))
        assert "BYE" not in secure.labels()
        protection = secure.configured().protection
        assert protection is not None
        assert "EF:EF" in protection.fingerprints[0]
        tell(secure, MediaSecured(f"{call.session}/0", SUITE))
        (machine,) = scopes["other"].keying.values()
        assert machine.state_name == "keyed"
        secure.advance(100)
        assert "BYE" not in secure.labels()

    def test_b5_10_an_impostor_before_the_answer_ends_the_call_as_soon_as_it_may(self, secure: Peer) -> None:
        call = secure.dialed()
        call.respond(183, sdp=handshake("active"))
        tell(secure, MediaUnsecured(f"{call.session}/0", "the certificate"))
        secure.take()
        call.respond(200, sdp=handshake("active"))
        assert secure.labels() == ["ACK", "BYE"]

    @pytest.mark.parametrize(("certificate", "least"), [("CD:CD", 4.9), ("EF:EF", 19.9)])
    def test_b5_10_only_another_association_has_its_time_anew(
        self, secure: Peer, certificate: str, least: float
    ) -> None:
        call = self.up(secure)
        call.engine_tag = call.invite.from_tag if call.invite is not None else ""
        secure.advance(15)
        call.reinvite(handshake("actpass", version=2).replace("CD:CD", certificate))
        call.ack()
        secure.take()
        secure.advance(least)
        assert secure.labels() == []
        secure.advance(0.2)
        assert secure.labels()[:1] == ["BYE"]

    def test_b5_10_a_hold_leaves_the_association_another_one_is_made_anew(self, secure: Peer) -> None:
        call = self.up(secure)
        tell(secure, MediaSecured(f"{call.session}/0", SUITE))
        call.engine_tag = call.invite.from_tag if call.invite is not None else ""
        (answer,) = [seen for seen in call.reinvite(handshake("actpass", version=2)) if seen.status == 200]
        call.ack()
        assert "a=setup:passive" in answer.sdp
        assert keying(secure, call) == "keyed"
        call.reinvite(handshake("actpass", version=3).replace("CD:CD", "EF:EF"))
        call.ack()
        assert keying(secure, call) == "shaking_hands"
        tell(secure, MediaSecured(f"{call.session}/0", SUITE))
        assert keying(secure, call) == "keyed"


class TestAfterARestart:
    @pytest.fixture
    def secure(self, make_peer: Callable[..., Peer]) -> Peer:
        return make_peer(media_keying="dtls", media_fingerprint=PRINT, ice="none")

    def restarted(self, peer: Peer, *, told: bool = True) -> Call:
        """A call whose process ended, in one that has another certificate; its media plane has seen that."""
        call = peer.dialed()
        call.respond(200, sdp=handshake("active"), headers=["Session-Expires: 1800;refresher=uac"])
        tell(peer, MediaSecured(f"{call.session}/0", SUITE))
        assert call.invite is not None
        call.engine_tag = call.invite.from_tag
        peer.take()
        peer.become(media_fingerprint=PRINT.replace("AB", "99"))
        peer.effects = [each for each in peer.effects if not isinstance(each, Media)]  # what is open ends with it
        peer.restart(call.session)
        if told:
            tell(peer, MediaKeysLost(f"{call.session}/0"))
        return call

    def test_b5_20_an_offer_with_the_new_certificate_brings_media_back(self, secure: Peer) -> None:
        call = self.restarted(secure)
        assert keying(secure, call) == "renewing"
        first, invite = call.invite, secure.one("INVITE")
        assert first is not None
        said, before = [[line for line in seen.sdp if line.startswith("a=")] for seen in (invite, first)]
        assert f"a=fingerprint:{PRINT.replace('AB', '99')}" in said
        assert "a=setup:actpass" in said
        (name,) = [line for line in said if line.startswith("a=tls-id:")]
        assert name not in before
        assert invite.media[0].split()[1] != first.media[0].split()[1]  # not the port of the association before
        call.respond(200, to=invite, sdp=handshake("active", version=2))
        assert keying(secure, call) == "shaking_hands"
        protection = secure.configured().protection
        assert protection is not None
        assert protection.our_fingerprint == PRINT.replace("AB", "99")
        tell(secure, MediaSecured(f"{call.session}/0", SUITE))
        assert keying(secure, call) == "keyed"
        secure.advance(200)
        assert secure.engine.state(call.session) == "connected"

    def test_b5_20_so_does_an_offer_of_the_peer_with_the_association_of_before(self, secure: Peer) -> None:
        call = self.restarted(secure)
        call.respond(491, to=secure.one("INVITE"))
        call.reinvite(handshake("actpass", version=2))
        answer = next(seen for seen in secure.take() if seen.label == "200 INVITE")
        assert f"a=fingerprint:{PRINT.replace('AB', '99')}" in answer.sdp
        assert keying(secure, call) == "shaking_hands"

    def test_b5_20_a_peer_that_does_not_take_it_is_hung_up(self, secure: Peer) -> None:
        call = self.restarted(secure)
        call.respond(500, to=secure.one("INVITE"))
        secure.advance(59)
        assert secure.labels() == ["ACK"]
        secure.advance(2)
        assert secure.labels()[:1] == ["BYE"]
        assert [told.reason for told in secure.published(public.MediaFailed)] == [
            "no new agreement has brought keys since the restart"
        ]

    def test_b5_20_b3_15_a_refresh_does_not_repeat_what_is_not_true_any_more(self, secure: Peer) -> None:
        self.restarted(secure, told=False)
        secure.advance(901)
        invite = secure.take()[0]
        assert invite.label == "INVITE"
        assert f"a=fingerprint:{PRINT.replace('AB', '99')}" in invite.sdp


DTLS = Protection("dtls")


class TestAlone:
    @pytest.mark.parametrize("state", ["shaking_hands", "keyed"])
    def test_b5_10_what_is_agreed_again_unchanged_changes_nothing(self, state: str) -> None:
        assert Alone(Keying, state, "unchanged", "by_handshake").on("agreed") == (state, ["note"], [])

    @pytest.mark.parametrize("state", ["unkeyed", "greeting", "shaking_hands", "keyed"])
    def test_b5_10_b5_9_what_is_agreed_anew(self, state: str) -> None:
        early = "greeting" if state in ("unkeyed", "greeting") else "shaking_hands"
        assert Alone(Keying, state, "by_handshake").on("agreed") == (early, ["note"], [])
        if state != "greeting":
            assert Alone(Keying, state, "by_handshake", "answered").on("agreed") == ("shaking_hands", ["note"], [])
        assert Alone(Keying, state).on("agreed") == ("keyed", ["note", "publish_keys"], [])

    @pytest.mark.parametrize(
        ("state", "event"),
        [
            ("greeting", "media_unsecured"),
            ("shaking_hands", "media_unsecured"),
            ("shaking_hands", "overdue"),
            ("keyed", "media_unsecured"),
        ],
    )
    def test_b5_10_without_keys_the_call_ends(self, state: str, event: str) -> None:
        assert Alone(Keying, state).on(event) == ("broken", ["publish_failed"], ["failed"])

    @pytest.mark.parametrize("state", ["shaking_hands", "keyed"])
    def test_b5_20_keys_that_are_lost_are_made_anew(self, state: str) -> None:
        assert Alone(Keying, state).on("media_keys_lost") == ("renewing", [], ["rekey"])

    def test_b5_20_b5_9_what_brings_keys_and_what_does_not(self) -> None:
        renewing = "renewing"
        assert Alone(Keying, renewing, "unchanged", "by_handshake").on("agreed") == (renewing, ["note"], [])
        assert Alone(Keying, renewing, "by_handshake").on("agreed") == ("shaking_hands", ["note"], [])
        assert Alone(Keying, renewing).on("agreed") == ("keyed", ["note", "publish_keys"], [])
        assert Alone(Keying, renewing).on("unrenewed") == ("broken", ["publish_failed"], ["failed"])
        for event in ("media_secured", "media_unsecured", "media_keys_lost"):
            assert Alone(Keying, renewing).on(event) == (renewing, [], [])

    def test_b5_10_its_time_begins_with_the_call(self) -> None:
        machine = Alone(Keying, "greeting")
        assert machine.on("media_keys_lost") == ("greeting", [], [])
        assert machine.on("up") == ("shaking_hands", [], [])
        assert Alone(Keying, "greeting").on("media_secured") == ("keyed", ["publish_secured"], [])
        for state in ("shaking_hands", "keyed", "renewing", "broken", "closed"):
            assert Alone(Keying, state).on("up") == (state, [], [])

    @pytest.mark.parametrize("state", ["greeting", "shaking_hands", "keyed", "renewing", "broken"])
    def test_the_end_of_the_session_is_the_end(self, state: str) -> None:
        assert Alone(Keying, state).on("down") == ("closed", [], [])

    def test_b5_10_broken_is_broken(self) -> None:
        for event in ("agreed", "media_secured", "media_unsecured", "media_keys_lost"):
            assert Alone(Keying, "broken").on(event) == ("broken", [], [])
