"""Offers and answers of protected media: SDES (RFC 4568), DTLS (RFC 5763, 8842), profiles that stay."""

from __future__ import annotations

import base64
import itertools

import attrs
import pytest

from sessioncore.base.protection import KEY_SIZES, Protection
from sessioncore.wire.sdp import (
    PCMU,
    IceTerms,
    NotAcceptable,
    Origin,
    Preferences,
    SdpError,
    Security,
    SessionDescription,
    agreed,
    check_answer,
    check_offer,
    make_answer,
    make_offer,
    parse_sdp,
)
from sessioncore.wire.sdp.crypto import parse_crypto

US = Origin("-", 11, 1, "192.0.2.1")
PRINT = "sha-256 " + ":".join(["AB"] * 32)
THEIR_PRINT = "sha-256 " + ":".join(["CD"] * 32)
SUITE = "AES_CM_128_HMAC_SHA1_80"
BOTH = Security(sdes=True, fingerprint=PRINT)
KEY, NEW_KEY = base64.b64encode(bytes(range(30))).decode(), base64.b64encode(bytes(range(50, 80))).decode()
SAVP = f"m=audio 9000 RTP/SAVP 0|a=crypto:1 {SUITE} inline:{KEY}"
DTLS = f"m=audio 9000 UDP/TLS/RTP/SAVPF 0|a=fingerprint:{THEIR_PRINT}|a=setup:actpass|a=rtcp-mux"
_drawn = itertools.count(1)


def draw(size: int) -> bytes:
    """Each time others."""
    return next(_drawn).to_bytes(2) * (size // 2)


def wishes(security: Security | None = BOTH) -> Preferences:
    return Preferences((PCMU,), "192.0.2.1", (4000,), security=security)


def peer(*media: str) -> SessionDescription:
    text = "v=0\r\no=p 7 1 IN IP4 198.51.100.1\r\ns=-\r\nc=IN IP4 198.51.100.1\r\nt=0 0\r\n"
    return parse_sdp((text + "".join(line + "\r\n" for section in media for line in section.split("|"))).encode())


def answer(
    offer: SessionDescription,
    security: Security = BOTH,
    before: tuple[SessionDescription, SessionDescription] | None = None,
) -> SessionDescription:
    """Our answer; `before` are our description and the peer's that were agreed."""
    streams = agreed(*before) if before is not None else ()
    ours, theirs = before if before is not None else (None, None)
    check_offer(offer, wishes(security), previous_remote=theirs)
    made = make_answer(
        offer,
        wishes(security),
        origin=US,
        previous_local=ours,
        previous_remote=theirs,
        streams=streams,
        draw=draw,
    )
    check_answer(offer, made)
    assert parse_sdp(made.encode()).encode() == made.encode()
    return made


def offer(keying: object, before: tuple[SessionDescription, SessionDescription] | None = None) -> SessionDescription:
    security = attrs.evolve(BOTH, offers=keying)
    ours, theirs = before if before is not None else (None, None)
    streams = agreed(*before) if before is not None else ()
    return make_offer(
        wishes(security), origin=US, previous_local=ours, previous_remote=theirs, streams=streams, draw=draw
    )


def protection(ours: SessionDescription, theirs: SessionDescription) -> Protection:
    (stream,) = agreed(ours, theirs)
    assert stream.protection is not None
    return stream.protection


def refusal(text: str, security: Security | None) -> str:
    with pytest.raises(NotAcceptable) as caught:
        check_offer(peer(text), wishes(security))
    assert (caught.value.status, caught.value.code) == (488, 302)
    with pytest.raises(NotAcceptable):
        make_answer(peer(text), wishes(security), origin=US, draw=draw)
    return caught.value.reason


class TestCrypto:
    @pytest.mark.parametrize(
        "value",
        [
            f"1 {SUITE} inline:{KEY}",
            f"7 {SUITE} inline:{KEY}|2^20",
            f"7 {SUITE} inline:{KEY}|1048576 WSH=128",
            f"999999999 {SUITE} inline:{KEY} -X=1",
        ],
    )
    def test_what_we_can_obey_is_read(self, value: str) -> None:
        found = parse_crypto(value)
        assert found is not None
        assert (found.suite, found.key) == (SUITE, bytes(range(30)))

    @pytest.mark.parametrize(
        "value",
        [
            "",
            "1",
            f"1 {SUITE}",
            f"x {SUITE} inline:{KEY}",
            f"1234567890 {SUITE} inline:{KEY}",
            f"1 F8_128_HMAC_SHA1_80 inline:{KEY}",
            f"1 {SUITE} inline:{KEY[:-4]}",
            f"1 {SUITE} inline:{KEY}AAAA",
            f"1 AEAD_AES_128_GCM inline:{KEY}",
            f"1 {SUITE} inline:{KEY}|2^20|1:4",
            f"1 {SUITE} inline:{KEY};inline:{NEW_KEY}|1:4",
            f"1 {SUITE} inline:{KEY} UNENCRYPTED_SRTP",
            f"1 {SUITE} inline:{KEY} KDR=1",
            f"1 {SUITE} inline:{KEY}" + " -X" * 300,
        ],
    )
    def test_what_we_cannot_obey_or_read_is_none(self, value: str) -> None:
        """RFC 4568 6.3: a session parameter without a minus sign has to be obeyed."""
        assert parse_crypto(value) is None

    def test_no_key_is_in_any_text(self) -> None:
        description = peer(SAVP)
        made = answer(description)
        for value in (description, made, parse_crypto(f"1 {SUITE} inline:{KEY}"), protection(made, description)):
            assert KEY not in repr(value)
            assert repr(bytes(range(30))) not in repr(value)


class TestSdes:
    @pytest.mark.parametrize("profile", ["RTP/SAVP", "RTP/SAVPF"])
    @pytest.mark.parametrize("suite", sorted(KEY_SIZES))
    def test_b5_9_the_tag_comes_back_with_a_key_of_ours(self, profile: str, suite: str) -> None:
        theirs = bytes(KEY_SIZES[suite])
        line = f"m=audio 9000 {profile} 0|a=crypto:5 {suite} inline:{base64.b64encode(theirs).decode()}"
        asked = peer(line)
        made = answer(asked)
        assert made.media[0].protocol == profile
        (crypto,) = [one.value or "" for one in made.media[0].attributes if one.name == "crypto"]
        assert crypto.startswith(f"5 {suite} inline:")
        found = protection(made, asked)
        assert (found.suite, found.their_key, len(found.our_key)) == (suite, theirs, len(theirs))
        assert found.our_key != theirs

    def test_b5_9_the_offers_first_suite_that_we_have_is_taken(self) -> None:
        asked = peer(f"m=audio 9000 RTP/SAVP 0|a=crypto:1 X inline:{KEY}|a=crypto:2 {SUITE} inline:{KEY}")
        assert protection(answer(asked), asked).suite == SUITE

    def test_b5_9_our_offer_has_a_key_for_every_suite(self) -> None:
        ours = offer("sdes")
        lines = [one.value or "" for one in ours.media[0].attributes if one.name == "crypto"]
        assert [line.split()[:2] for line in lines] == [[str(n), suite] for n, suite in enumerate(KEY_SIZES, 1)]
        assert len({line.split()[2] for line in lines}) == 4
        theirs = peer(f"m=audio 9000 RTP/SAVP 0|a=crypto:1 {SUITE} inline:{KEY}")
        check_answer(ours, theirs)
        assert protection(ours, theirs).their_key == bytes(range(30))

    @pytest.mark.parametrize(
        "given",
        [
            "m=audio 9000 RTP/SAVP 0",
            f"m=audio 9000 RTP/SAVP 0|a=crypto:2 {SUITE} inline:{KEY}",
            f"m=audio 9000 RTP/SAVP 0|a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:{KEY}",
            "m=audio 9000 RTP/SAVP 0|a=crypto:1 X inline:x",
        ],
    )
    def test_b5_9_an_answer_names_one_of_the_offered_lines(self, given: str) -> None:
        ours, theirs = offer("sdes"), peer(given)
        with pytest.raises(SdpError) as caught:
            check_answer(ours, theirs)
        assert caught.value.reason == "answer_protection"
        assert agreed(ours, theirs) == ()

    def test_b5_9_a_new_key_is_answered_by_a_new_key_the_same_by_the_same(self) -> None:
        asked = peer(SAVP)
        first = answer(asked)
        again = answer(asked, before=(first, asked))
        assert protection(again, asked) == protection(first, asked)
        assert again.origin == first.origin
        changed = peer(SAVP.replace(KEY, NEW_KEY))
        renewed = protection(answer(changed, before=(first, asked)), changed)
        assert renewed.their_key == bytes(range(50, 80))
        assert renewed.our_key != protection(first, asked).our_key

    def test_b5_9_our_next_offer_keeps_keys_and_profile(self) -> None:
        asked = peer(SAVP)
        first = answer(asked)
        again = offer(None, before=(first, asked))
        assert again.media[0].protocol == "RTP/SAVP"
        assert protection(again, asked) == protection(first, asked)
        ours, theirs = offer("sdes"), peer(f"m=audio 9000 RTP/SAVP 0|a=crypto:1 {SUITE} inline:{KEY}")
        assert offer("sdes", before=(ours, theirs)) == ours

    def test_b5_9_keys_that_others_could_read_are_neither_taken_nor_sent(self) -> None:
        seen = attrs.evolve(BOTH, sdes=False)
        assert refusal(SAVP, seen) == "media_keys_in_clear"
        with pytest.raises(SdpError) as caught:
            make_offer(wishes(attrs.evolve(seen, offers="sdes")), origin=US, draw=draw)
        assert caught.value.reason == "media_keys_in_clear"


class TestProfiles:
    def test_b4_13_keys_beside_a_plain_profile_are_taken(self) -> None:
        """RFC 8643 3.1: opportunistic."""
        asked = peer(SAVP.replace("SAVP", "AVP"))
        made = answer(asked)
        assert made.media[0].protocol == "RTP/AVP"
        assert protection(made, asked).suite == SUITE

    @pytest.mark.parametrize("security", [attrs.evolve(BOTH, sdes=False), None])
    def test_b4_13_and_otherwise_it_is_plain_as_it_says(self, security: Security | None) -> None:
        asked = peer(SAVP.replace("SAVP", "AVP"))
        made = make_answer(asked, wishes(security), origin=US, draw=draw)
        assert made.media[0].attribute("crypto") is None
        assert agreed(made, asked)[0].protection is None

    @pytest.mark.parametrize("text", [SAVP, DTLS, "m=audio 9000 RTP/SAVP 0"])
    def test_b4_13_without_protection_of_ours_a_secure_profile_is_refused(self, text: str) -> None:
        assert refusal(text, None) == "not_acceptable_302"

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            ("m=audio 9000 RTP/SAVP 0", "media_keying"),
            ("m=audio 9000 RTP/SAVP 0|a=crypto:1 X inline:x", "media_keying"),
            ("m=audio 9000 UDP/TLS/RTP/SAVP 0", "media_keying"),
            (SAVP.replace("RTP/SAVP", "UDP/TLS/RTP/SAVP"), "media_keying"),
            (DTLS.replace("actpass", "holdconn"), "media_keying"),
            (DTLS.replace("sha-256", "sha-1"), "media_keying"),
            ("m=audio 9000 TCP/RTP/AVP 0", "media_profile"),
        ],
    )
    def test_b4_13_what_cannot_be_keyed_is_refused_and_never_answered_plain(self, text: str, reason: str) -> None:
        assert refusal(text, BOTH) == reason

    def test_b4_13_where_protection_is_required_a_plain_offer_is_refused(self) -> None:
        required = attrs.evolve(BOTH, required=True)
        assert refusal("m=audio 9000 RTP/AVP 0", required) == "media_unprotected"
        assert protection(answer(peer(SAVP), required), peer(SAVP)).keying == "sdes"

    def test_b4_13_a_protected_line_does_not_become_plain(self) -> None:
        asked = peer(SAVP)
        made = answer(asked)
        with pytest.raises(SdpError) as caught:
            answer(peer("m=audio 9000 RTP/AVP 0"), before=(made, asked))
        assert (caught.value.reason, caught.value.status) == ("media_downgrade", 488)
        answer(peer("m=audio 0 RTP/AVP 0"), before=(made, asked))


class TestDtls:
    @pytest.mark.parametrize(
        ("offered", "answered"), [("actpass", "active"), ("passive", "active"), ("active", "passive")]
    )
    def test_b5_10_the_role_is_the_other_one(self, offered: str, answered: str) -> None:
        asked = peer(DTLS.replace("actpass", offered))
        made = answer(asked)
        (line,) = made.media
        assert (line.protocol, line.attribute("setup"), line.attribute("fingerprint")) == (
            "UDP/TLS/RTP/SAVPF",
            answered,
            PRINT,
        )
        found = protection(made, asked)
        assert (found.keying, found.active, found.fingerprints) == ("dtls", answered == "active", (THEIR_PRINT,))

    def test_b5_10_every_offer_of_ours_says_actpass_and_shares_the_port_with_rtcp(self) -> None:
        ours = offer("dtls")
        (line,) = ours.media
        assert (line.protocol, line.attribute("setup"), line.terms.rtcp_mux) == ("UDP/TLS/RTP/SAVP", "actpass", True)
        for role in ("active", "passive"):
            theirs = peer(DTLS.replace("actpass", role).replace("SAVPF", "SAVP"))
            check_answer(ours, theirs)
            assert protection(ours, theirs).active is (role == "passive")
            again = offer(None, before=(ours, theirs))
            assert again == ours

    def test_b5_10_an_answer_that_leaves_the_role_open_leaves_it_to_us_as_before(self) -> None:
        """No answer should (RFC 5763 5); baresip repeats what it has offered once. The association stays."""
        asked = peer(DTLS)
        first = answer(asked)
        again = offer(None, before=(first, asked))
        check_answer(again, asked)
        assert protection(again, asked).active
        assert protection(again, asked).same_association(protection(first, asked))

    @pytest.mark.parametrize("lines", ["", "|a=setup:active", f"|a=fingerprint:{THEIR_PRINT}", "|a=fingerprint:x"])
    def test_b5_10_an_answer_without_certificate_or_role_does_not_fit(self, lines: str) -> None:
        ours = offer("dtls")
        with pytest.raises(SdpError) as caught:
            check_answer(ours, peer("m=audio 9000 UDP/TLS/RTP/SAVP 0" + lines))
        assert caught.value.reason == "answer_protection"

    def test_b5_10_an_association_that_stays_keeps_its_roles_whoever_offers(self) -> None:
        """RFC 8842 5.3: we were passive, and stay so when the peer's next offer leaves it open."""
        asked = peer(DTLS.replace("actpass", "active"))
        first = answer(asked)
        open_again = peer(DTLS)
        again = answer(open_again, before=(first, asked))
        assert again.media[0].attribute("setup") == "passive"
        other = peer(DTLS.replace(THEIR_PRINT, PRINT))
        assert answer(other, before=(first, asked)).media[0].attribute("setup") == "active"

    def test_b5_10_an_association_may_have_a_name(self) -> None:
        asked = peer(DTLS + "|a=tls-id:" + "t" * 20)
        first = answer(asked)
        ours = first.media[0].attribute("tls-id")
        assert ours is not None
        assert len(ours) >= 20
        assert answer(asked, before=(first, asked)).media[0].attribute("tls-id") == ours
        renewed = peer(DTLS + "|a=tls-id:" + "u" * 20)
        assert answer(renewed, before=(first, asked)).media[0].attribute("tls-id") != ours
        assert not protection(first, asked).same_association(protection(answer(renewed), renewed))

    def test_b5_10_another_role_is_another_association(self) -> None:
        """RFC 8842 4: then our name for it is another, too."""
        asked = peer(DTLS + "|a=tls-id:" + "t" * 20)
        first, turned = answer(asked), peer(DTLS.replace("actpass", "active") + "|a=tls-id:" + "t" * 20)
        again = answer(turned, before=(first, asked))
        assert again.media[0].attribute("setup") == "passive"
        assert again.media[0].attribute("tls-id") != first.media[0].attribute("tls-id")

    def test_b5_10_what_has_no_name_gets_none_in_a_later_offer(self) -> None:
        """RFC 8842 4: a name that was not there before would be another association."""
        asked = peer(DTLS)
        first = answer(asked)
        assert offer(None, before=(first, asked)).media[0].attribute("tls-id") is None

    @pytest.mark.parametrize("ours_offers", [True, False])
    def test_b5_20_with_another_certificate_of_ours_all_is_new(self, ours_offers: bool) -> None:
        text = TestIce.OFFER.replace("actpass", "active") + "|a=tls-id:" + "t" * 20
        asked = peer(text)
        first = answer(asked, TestIce.ICE)
        born_again = attrs.evolve(TestIce.ICE, fingerprint=PRINT.replace("AB", "99"))
        if ours_offers:
            again = make_offer(
                wishes(born_again),
                origin=US,
                previous_local=first,
                previous_remote=asked,
                streams=agreed(first, asked),
                draw=draw,
            )
        else:
            again = answer(asked, born_again, before=(first, asked))
        line, before = again.media[0], first.media[0]
        assert line.attribute("fingerprint") == PRINT.replace("AB", "99")
        assert line.attribute("setup") == ("actpass" if ours_offers else "passive")
        for name in ("tls-id", "ice-ufrag", "ice-pwd"):
            assert line.attribute(name) not in (None, before.attribute(name))
        assert line.attribute("mid") == "0"
        assert not protection(again, asked).same_association(protection(first, asked))

    def test_b5_10_the_certificate_may_be_named_for_the_whole_description(self) -> None:
        text = peer(DTLS).encode().decode().replace(f"a=fingerprint:{THEIR_PRINT}\r\n", "")
        asked = parse_sdp(text.replace("t=0 0\r\n", f"t=0 0\r\na=fingerprint:{THEIR_PRINT.lower()}\r\n").encode())
        assert protection(answer(asked), asked).fingerprints == (THEIR_PRINT,)


class TestIce:
    ICE = attrs.evolve(BOTH, ice=IceTerms("lite"))
    OFFER = DTLS + "|a=ice-ufrag:abcd|a=ice-pwd:" + "p" * 22 + "|a=mid:0"

    def test_the_answer_is_lite_with_one_candidate(self) -> None:
        asked = peer(self.OFFER)
        made = answer(asked, self.ICE)
        (line,) = made.media
        assert b"\r\na=ice-lite\r\nm=audio" in made.encode()
        assert line.attribute("candidate") == "1 1 udp 2130706431 192.0.2.1 4000 typ host"
        assert line.attribute("mid") == "0"
        assert len(line.attribute("ice-ufrag") or "") >= 4
        assert len(line.attribute("ice-pwd") or "") >= 22
        found = protection(made, asked)
        assert (found.has_ice, found.their_fragment) == (True, "abcd")
        assert answer(asked, self.ICE, before=(made, asked)) == made

    def test_another_fragment_begins_anew(self) -> None:
        asked, restarted = peer(self.OFFER), peer(self.OFFER.replace("abcd", "efgh"))
        made = answer(asked, self.ICE)
        again = answer(restarted, self.ICE, before=(made, asked))
        assert again.media[0].attribute("ice-ufrag") != made.media[0].attribute("ice-ufrag")

    def test_without_a_shared_port_or_a_password_there_is_none(self) -> None:
        for missing in ("|a=rtcp-mux", "|a=ice-pwd:" + "p" * 22):
            asked = peer(self.OFFER.replace(missing, ""))
            assert not protection(answer(asked, self.ICE), asked).has_ice

    def test_b4_6_the_address_of_who_uses_it_is_no_hold(self) -> None:
        text = peer(self.OFFER).encode().replace(b"c=IN IP4 198.51.100.1", b"c=IN IP4 0.0.0.0")
        asked = parse_sdp(text)
        (stream,) = agreed(answer(asked, self.ICE), asked)
        assert (stream.send, stream.receive, stream.held_by_remote) == (True, True, False)
