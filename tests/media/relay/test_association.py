"""DTLS-SRTP that ends at the relay: what either side is told, checks and handshakes, RTCP that is muxed on one side."""

from __future__ import annotations

from itertools import count
from typing import Any

import attrs
import pytest

from sessioncore.base.errors import MediaError
from sessioncore.base.protection import Protection
from sessioncore.base.relay import Srtp
from sessioncore.media.limits import Address
from sessioncore.media.relay.association import Association
from sessioncore.media.relay.call import Aim, RelayedCall, RelayedLine
from sessioncore.media.relay.keys import LineKeys
from sessioncore.media.relay.plane import RelayPlane
from sessioncore.media.relay.port import RelayPort
from sessioncore.media.security.dtls import Handshake, Identity, key_and_certificate
from sessioncore.media.security.srtp import SrtpContexts
from sessioncore.wire.rtp.packet import pack_header
from sessioncore.wire.sdp import Security, SessionDescription, parse_sdp
from sessioncore.wire.sdp.ice import IceTerms
from tests.media.security.test_secured import check

HERE = "198.51.100.9"
PHONE, BROWSER = ("192.0.2.1", 4000), ("192.0.2.2", 5000)
PHONE_CONTROL = ("192.0.2.1", 4001)
PACKET = pack_header(0, 1, 160, 9) + bytes(160)
REPORT = b"\x80\xc9\x00\x01\0\0\0\x09"
OURS, THEIRS = Identity.load(key_and_certificate()), Identity.make()
PLAIN = f"v=0\r\no=- 7 3 IN IP4 {PHONE[0]}\r\ns=-\r\nc=IN IP4 {PHONE[0]}\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"
FRAGMENT, PASSWORD = "abcd", "p" * 24


def browser(setup: str = "actpass", fingerprint: str = THEIRS.fingerprint, fragment: str = FRAGMENT) -> str:
    """As a browser says it: no address, RTCP muxed, the certificate for all lines at once."""
    head = "v=0\r\no=- 8 3 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
    head += f"a=fingerprint:{fingerprint}\r\na=setup:{setup}\r\nm=audio 9 UDP/TLS/RTP/SAVPF 111 0\r\n"
    head += "c=IN IP4 0.0.0.0\r\na=rtpmap:111 opus/48000/2\r\na=mid:0\r\na=extmap:1 urn:x\r\na=rtcp-fb:111 nack\r\n"
    return head + f"a=ice-ufrag:{fragment}\r\na=ice-pwd:{PASSWORD}\r\na=rtcp-mux\r\n"


def call(offers: Srtp) -> RelayedCall:
    numbers, drawn = count(1), count(1)
    security = Security(fingerprint=OURS.fingerprint, offers="dtls", ice=IceTerms("lite"))

    def make() -> LineKeys:
        return LineKeys(offers, lambda size: bytes([next(drawn)]) * size, security, (HERE, HERE))

    return RelayedCall(HERE, lambda *_: RelayedLine(next(numbers), (100, 102)), make_keys=make)


def take(relayed: RelayedCall, sender: str, kind: str, body: str) -> tuple[SessionDescription, list[Aim]]:
    told, aims = relayed.take(sender, kind, parse_sdp(body.encode()), "192.0.2.77")
    return parse_sdp(told), aims


def attributes(description: SessionDescription) -> set[str]:
    return {one.name for one in (*description.attributes, *description.media[0].attributes)}


def test_m16_keys_stand_in_no_description_where_others_read_it() -> None:
    """RFC 4568 9.1: an offer in a secure profile is refused, keys beside RTP are left out."""
    crypto = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:" + "QUFB" * 10 + "\r\n"
    drawn = count(1)
    keys = LineKeys("plain", lambda size: bytes([next(drawn)]) * size, sdes=False)
    (secure,) = parse_sdp((PLAIN.replace("RTP/AVP", "RTP/SAVP") + crypto).encode()).media
    with pytest.raises(MediaError, match="over a transport that others can read"):
        keys.offer(secure, 0)
    beside = parse_sdp((PLAIN + crypto).encode())
    told = keys.offer(beside.media[0], 0)
    answer = keys.answer(beside, parse_sdp(PLAIN.encode()), 0, parse_sdp(PLAIN.encode()).media[0], 1)
    assert [one.attribute("crypto") for one in (told, answer)] == [None, None]
    assert keys.agreed == [None, None]


class TestDescriptions:
    def test_m19_a_browser_calls_a_telephone(self) -> None:
        relayed = call("plain")
        offered, _ = take(relayed, "b", "offer", browser())
        (media,) = offered.media
        assert (media.protocol, media.port) == ("RTP/AVP", 102)
        connection = offered.connection_of(0)
        assert connection is not None
        assert connection.address == HERE, "no address is no hold"
        assert attributes(offered) == {"rtpmap"}, "nothing of a browser's is left"
        answer, aims = take(relayed, "p", "answer", PLAIN)
        (media,) = answer.media
        assert (media.protocol, media.port) == ("UDP/TLS/RTP/SAVPF", 100)
        assert media.attribute("fingerprint") == OURS.fingerprint
        assert media.attribute("candidate") == f"1 1 udp 2130706431 {HERE} 100 typ host"
        assert {"rtcp-mux", "ice-lite", "ice-ufrag", "ice-pwd", "setup", "mid"} <= attributes(answer)
        first, second = aims
        assert second.protection is None
        assert first.protection is not None
        assert first.protection.fingerprints == (THEIRS.fingerprint,)
        assert first.protection.their_fragment == FRAGMENT
        assert first.protection.our_password == media.attribute("ice-pwd")
        assert second.expected, "what the browser is to hear has to come"

    def test_m19_a_telephone_calls_a_browser(self) -> None:
        relayed = call("dtls")
        offered, _ = take(relayed, "p", "offer", PLAIN)
        (media,) = offered.media
        assert (media.protocol, media.port) == ("UDP/TLS/RTP/SAVPF", 102)
        assert media.attribute("setup") == "actpass"
        assert {"rtcp-mux", "ice-lite", "ice-ufrag", "fingerprint"} <= attributes(offered)
        answer, aims = take(relayed, "b", "answer", browser("active"))
        (media,) = answer.media
        assert (media.protocol, media.port) == ("RTP/AVP", 100)
        assert attributes(answer) == {"rtpmap"}
        assert [aim.protection is not None for aim in aims] == [False, True]
        assert aims[1].protection is not None
        assert not aims[1].protection.active

    def test_m19_an_association_stays_over_a_change(self) -> None:
        relayed = call("plain")
        take(relayed, "b", "offer", browser())
        before, first = take(relayed, "p", "answer", PLAIN)
        take(relayed, "b", "offer", browser())
        after, second = take(relayed, "p", "answer", PLAIN)
        assert after.media[0].attributes == before.media[0].attributes
        assert first[0].protection is not None
        assert second[0].protection is not None
        assert first[0].protection.same_association(second[0].protection)
        told, _ = take(relayed, "p", "offer", PLAIN)
        assert told.media[0].protocol == "UDP/TLS/RTP/SAVPF"
        assert told.media[0].attribute("ice-ufrag") == before.media[0].attribute("ice-ufrag")
        with pytest.raises(MediaError, match="would not be protected any more"):
            take(relayed, "b", "offer", PLAIN)

    def test_m19_an_answer_without_a_certificate_is_none(self) -> None:
        relayed = call("dtls")
        take(relayed, "p", "offer", PLAIN)
        with pytest.raises(MediaError, match="does not say how the media is protected"):
            take(relayed, "b", "answer", browser("active", "sha-256 00"))

    def test_a_line_that_is_refused_needs_no_keys(self) -> None:
        relayed = call("dtls")
        take(relayed, "p", "offer", PLAIN)
        answer, _ = take(relayed, "b", "answer", browser("active").replace("audio 9", "audio 0"))
        assert (answer.media[0].port, answer.media[0].protocol) == (0, "RTP/AVP")


@attrs.define
class Line:
    """A telephone and a browser at a relay, and the browser's end of its association."""

    plane: RelayPlane
    phone: RelayPort
    phone_control: RelayPort
    browser: RelayPort
    handshake: Handshake
    contexts: SrtpContexts = attrs.field(factory=SrtpContexts)
    now: float = 1.0

    @classmethod
    def open(cls, *, ice: bool = True, active: bool = False, fingerprint: str = THEIRS.fingerprint) -> Line:
        plane = RelayPlane(make_association=lambda: Association(OURS))
        phone, control, browser, _ = plane.open(1, True)
        line = cls(
            plane, phone, control, browser, Handshake(THEIRS, active=not active, fingerprints=(OURS.fingerprint,))
        )
        of_ice: dict[str, Any] = {"our_fragment": "ours", "our_password": "q" * 24, "their_fragment": FRAGMENT}
        agreed = Protection("dtls", active=active, fingerprints=(fingerprint,), **(of_ice if ice else {}))
        plane.aim(1, 0, PHONE, PHONE_CONTROL, PHONE[0], True, 0.0)
        remote = None if ice else BROWSER
        plane.aim(1, 1, remote, remote, BROWSER[0] if not ice else "", True, 0.0, None, agreed)
        return line

    def check(self, source: Address = BROWSER, password: str = "q" * 24) -> int:
        """A connectivity check with nomination; how many answers it has."""
        before = self.replies()
        assert before == []
        data = check(True, f"ours:{FRAGMENT}", password)
        assert self.browser.take_protected(data, source, self.now) is None
        return len([one for one in self.replies(keep=True) if one[0][0] < 4])

    def replies(self, *, keep: bool = False) -> list[tuple[bytes, Address]]:
        association = self.browser.association
        assert association is not None
        found = list(association.replies)
        if not keep:
            association.replies.clear()
        return found

    def shake(self, source: Address = BROWSER) -> None:
        """Both sides say what they have to say until nobody has anything."""
        self.handshake.begin()
        for _ in range(20):
            for data in self.handshake.outgoing:
                self.browser.take_protected(data, source, self.now)
            self.handshake.outgoing.clear()
            for data, to in self.replies():
                assert to == source
                if data[0] >= 20:
                    self.handshake.take(data)
        if self.handshake.suite:
            self.contexts.key(self.handshake.suite, self.handshake.our_key, self.handshake.their_key)


class TestPackets:
    @pytest.mark.parametrize("active", [False, True])
    def test_m19_sound_passes_once_checks_and_handshake_are_done(self, active: bool) -> None:
        line = Line.open(active=active)
        assert line.phone.take_protected(PACKET, PHONE, 1.0) is None, "there is neither an address nor a key"
        assert line.check() == 1
        line.shake()
        assert line.handshake.suite
        made = line.phone.take_protected(PACKET, PHONE, 1.0)
        assert made is not None
        assert (line.contexts.open(made[0]), made[1], made[2]) == (PACKET, BROWSER, line.browser)
        sealed = line.contexts.seal(PACKET)
        assert sealed is not None
        assert line.browser.take_protected(sealed, BROWSER, 1.0) == (PACKET, PHONE, line.phone)
        line.plane.shake(1.0)
        assert line.plane.shaking == set()

    def test_m19_rtcp_is_muxed_for_the_browser_alone(self) -> None:
        line = Line.open()
        line.check()
        line.shake()
        made = line.phone_control.take_protected(REPORT, PHONE_CONTROL, 1.0)
        assert made is not None
        assert (line.contexts.open(made[0], control=True), made[1], made[2]) == (REPORT, BROWSER, line.browser)
        sealed = line.contexts.seal(REPORT, control=True)
        assert sealed is not None
        assert line.browser.take_protected(sealed, BROWSER, 1.0) == (REPORT, PHONE_CONTROL, line.phone_control)

    def test_m19_without_ice_the_described_address_counts(self) -> None:
        line = Line.open(ice=False)
        line.shake(("203.0.113.5", 5000))
        assert not line.handshake.suite
        line = Line.open(ice=False)
        line.shake()
        assert line.handshake.suite

    def test_b5_10_a_check_without_our_password_moves_nothing(self) -> None:
        line = Line.open()
        assert line.check(password="x" * 24) == 0
        assert (line.browser.remote, line.browser.verified) == (None, False)
        assert line.check() == 1
        line.replies()
        elsewhere = ("203.0.113.5", 5000)
        assert line.check(elsewhere) == 1, "who knows it has moved"
        assert line.browser.remote == elsewhere

    def test_b5_10_another_certificate_is_told(self) -> None:
        line = Line.open(fingerprint=OURS.fingerprint)
        line.check()
        line.shake()
        assert line.plane.shake(1.0) == [(1, "the peer's certificate is not the one that its description names")]
        assert line.phone.take_protected(PACKET, PHONE, 1.0) is None

    def test_b5_10_who_is_the_client_speaks_first_and_waits_for_an_answer(self) -> None:
        line = Line.open(ice=False, active=True)
        (first,) = line.replies()
        assert (first[0][0], first[1]) == (22, BROWSER)
        line.plane.shake(0.5)
        assert line.replies() == [], "OpenSSL repeats it after a second"
        assert line.plane.shaking == {1}

    def test_what_is_agreed_again_keeps_address_and_keys(self) -> None:
        line = Line.open()
        line.check()
        line.shake()
        association = line.browser.association
        assert association is not None
        shield = association._shield  # type: ignore[attr-defined]
        line.plane.aim(1, 1, None, None, "", True, 2.0, None, shield.protection)
        assert line.browser.remote == BROWSER
        made = line.phone.take_protected(PACKET, PHONE, 2.0)
        assert made is not None
        assert line.contexts.open(made[0]) == PACKET
        line.plane.aim(1, 1, BROWSER, BROWSER, BROWSER[0], True, 2.0)
        assert line.browser.association is None
        assert not line.phone.is_protected

    def test_without_a_certificate_there_is_no_handshake(self) -> None:
        plane = RelayPlane()
        plane.open(1, True)
        with pytest.raises(MediaError, match="no certificate"):
            plane.aim(1, 1, BROWSER, BROWSER, "", True, 0.0, None, Protection("dtls"))
