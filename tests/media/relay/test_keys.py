"""SRTP that ends at the relay: what either side is told of keys, and what becomes of packets. libsrtp is the judge."""

from __future__ import annotations

from itertools import count
from random import Random

import pytest
from pylibsrtp import Error, Policy, Session

from sessioncore.base.errors import MediaError
from sessioncore.base.protection import KEY_SIZES
from sessioncore.base.relay import Srtp
from sessioncore.media.relay.call import Aim, RelayedCall, RelayedLine
from sessioncore.media.relay.keys import LineKeys
from sessioncore.media.relay.plane import RelayPlane, Rewriting
from sessioncore.media.relay.port import RelayPort
from sessioncore.media.security.srtp import PROFILES, SrtpContexts
from sessioncore.wire.rtp.packet import pack_header
from sessioncore.wire.sdp import Attribute, MediaDescription, parse_sdp
from sessioncore.wire.sdp.crypto import Crypto, cryptos

SUITE = "AES_CM_128_HMAC_SHA1_80"
ALICE, BOB = ("192.0.2.1", 4000), ("192.0.2.2", 5000)
ALICE_KEY, BOB_KEY = b"A" * 30, b"B" * 30
REPORT = b"\x80\xc9\x00\x01\0\0\0\x09"


def sdp(
    host: str, protocol: str = "RTP/AVP", key: bytes = b"", tag: int = 1, port: int = 4000, more: str = ""
) -> bytes:
    keys = f"a=crypto:{Crypto(tag, SUITE, key).encode()}\r\n" if key else ""
    head = f"v=0\r\no=- 7 3 IN IP4 {host}\r\ns=-\r\nc=IN IP4 {host}\r\nt=0 0\r\n"
    return f"{head}m=audio {port} {protocol} 0\r\n{keys}{more}".encode()


def call(offers: Srtp | None) -> RelayedCall:
    numbers, drawn = count(1), count(1)

    def open_line(is_rtp: bool, plain: bool, clock_rate: int) -> RelayedLine:
        return RelayedLine(next(numbers), (100, 102))

    def make() -> LineKeys:
        assert offers is not None
        return LineKeys(offers, lambda size: bytes([next(drawn)]) * size)

    return RelayedCall("198.51.100.9", open_line, make_keys=make if offers is not None else None)


def take(relayed: RelayedCall, sender: str, kind: str, body: bytes) -> tuple[MediaDescription, list[Aim]]:
    host = ALICE[0] if sender == "a" else BOB[0]
    told, aims = relayed.take(sender, kind, parse_sdp(body), host)
    return parse_sdp(told).media[0], aims


def keys_of(media: MediaDescription) -> dict[str, bytes]:
    return {line.suite: line.key for line in cryptos(media)}


class TestDescriptions:
    @pytest.mark.parametrize(
        ("offers", "protocol", "suites"),
        [("plain", "RTP/AVP", ()), ("optional", "RTP/AVP", KEY_SIZES), ("required", "RTP/SAVP", KEY_SIZES)],
    )
    @pytest.mark.parametrize("key", [b"", ALICE_KEY])
    def test_m19_the_other_side_is_offered_what_is_configured(
        self, offers: Srtp, protocol: str, suites: tuple[str, ...], key: bytes
    ) -> None:
        told, _ = take(call(offers), "a", "offer", sdp(ALICE[0], "RTP/SAVP" if key else "RTP/AVP", key))
        assert (told.protocol, tuple(keys_of(told))) == (protocol, tuple(suites))
        assert key not in keys_of(told).values() or not key, "keys of one side are not for the other"

    def test_m19_rtp_here_and_srtp_there(self) -> None:
        relayed = call("required")
        offered, _ = take(relayed, "a", "offer", sdp(ALICE[0]))
        answer, aims = take(relayed, "b", "answer", sdp(BOB[0], "RTP/SAVP", BOB_KEY))
        assert (answer.protocol, cryptos(answer)) == ("RTP/AVP", ())
        first, second = [aim.protection for aim in aims]
        assert first is None
        assert second is not None
        assert (second.suite, second.our_key, second.their_key) == (SUITE, keys_of(offered)[SUITE], BOB_KEY)
        assert "B" * 30 not in repr(aims)
        assert second.our_key.decode() not in repr(relayed)

    def test_m19_srtp_here_and_rtp_there(self) -> None:
        relayed = call("plain")
        take(relayed, "a", "offer", sdp(ALICE[0], "RTP/SAVPF", ALICE_KEY, tag=7))
        answer, aims = take(relayed, "b", "answer", sdp(BOB[0], "RTP/AVPF"))
        (line,) = cryptos(answer)
        assert (answer.protocol, line.tag, line.suite) == ("RTP/SAVPF", 7, SUITE), (
            "RFC 4568 5.1.2: the tag of the offer"
        )
        first, second = [aim.protection for aim in aims]
        assert second is None
        assert first is not None
        assert (first.our_key, first.their_key) == (line.key, ALICE_KEY)

    def test_m19_who_takes_no_keys_that_are_optional_has_rtp(self) -> None:
        relayed = call("optional")
        take(relayed, "a", "offer", sdp(ALICE[0], "RTP/AVP", ALICE_KEY))
        answer, aims = take(relayed, "b", "answer", sdp(BOB[0]))
        assert (answer.protocol, len(cryptos(answer))) == ("RTP/AVP", 1), "who has offered keys beside RTP gets them"
        assert [aim.protection is not None for aim in aims] == [True, False]

    def test_m19_an_answer_without_the_keys_that_it_needs_is_none(self) -> None:
        relayed = call("required")
        take(relayed, "a", "offer", sdp(ALICE[0]))
        with pytest.raises(MediaError, match="does not say how the media is protected"):
            take(relayed, "b", "answer", sdp(BOB[0], "RTP/SAVP"))

    def test_m19_protection_is_not_taken_away(self) -> None:
        relayed = call("plain")
        take(relayed, "a", "offer", sdp(ALICE[0], "RTP/SAVP", ALICE_KEY))
        take(relayed, "b", "answer", sdp(BOB[0]))
        with pytest.raises(MediaError, match="would not be protected any more"):
            take(relayed, "a", "offer", sdp(ALICE[0]))

    def test_m19_keys_stay_in_what_is_offered_anew_by_either_side(self) -> None:
        relayed = call("required")
        take(relayed, "a", "offer", sdp(ALICE[0], "RTP/SAVP", ALICE_KEY))
        granted, aims = take(relayed, "b", "answer", sdp(BOB[0], "RTP/SAVP", BOB_KEY))
        before = [aim.protection for aim in aims]
        told, _ = take(relayed, "a", "offer", sdp(ALICE[0], "RTP/SAVP", ALICE_KEY))
        assert before[1] is not None
        assert keys_of(told) == {SUITE: before[1].our_key}, "RFC 4568 7.1.4"
        answer, aims = take(relayed, "b", "answer", sdp(BOB[0], "RTP/SAVP", BOB_KEY))
        assert (keys_of(answer), [aim.protection for aim in aims]) == (keys_of(granted), before)
        told, _ = take(relayed, "b", "offer", sdp(BOB[0], "RTP/SAVP", b"C" * 30))
        assert keys_of(told) == keys_of(granted)
        answer, aims = take(relayed, "a", "answer", sdp(ALICE[0], "RTP/SAVP", ALICE_KEY))
        assert keys_of(answer)[SUITE] != before[1].our_key, "a new key of the peer's brings a new one of ours"
        assert aims[0].protection == before[0]
        assert aims[1].protection is not None
        assert aims[1].protection.their_key == b"C" * 30

    def test_m19_a_line_that_is_refused_has_no_keys(self) -> None:
        relayed = call("required")
        take(relayed, "a", "offer", sdp(ALICE[0], "RTP/SAVP", ALICE_KEY))
        answer, aims = take(relayed, "b", "answer", sdp(BOB[0], "RTP/SAVP", port=0))
        assert (answer.port, answer.protocol, cryptos(answer)) == (0, "RTP/SAVP", ())
        assert [aim.protection for aim in aims] == [None, None]

    @pytest.mark.parametrize("protocol", ["UDP/TLS/RTP/SAVP", "RTP/SAVP", "udptl"])
    def test_m19_what_the_relay_cannot_end_passes_as_it_is(self, protocol: str) -> None:
        relayed = call("required")
        more = "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:short\r\na=fingerprint:sha-256 AA\r\n"
        told, _ = take(relayed, "a", "offer", sdp(ALICE[0], protocol, more=more))
        assert told.protocol == protocol
        assert [line.name for line in told.attributes] == ["crypto", "fingerprint"]
        answer, aims = take(relayed, "b", "answer", sdp(BOB[0], protocol, more="a=fingerprint:sha-256 BB\r\n"))
        assert answer.attributes == (Attribute("fingerprint", "sha-256 BB"),)
        assert [aim.protection for aim in aims] == [None, None]

    def test_m19_untouched_unless_it_is_configured(self) -> None:
        told, _ = take(call(None), "a", "offer", sdp(ALICE[0], "RTP/SAVP", ALICE_KEY))
        assert (told.protocol, keys_of(told)) == ("RTP/SAVP", {SUITE: ALICE_KEY})


def packet(sequence: int) -> bytes:
    return pack_header(0, sequence, sequence * 160, 9) + bytes(range(20))


class End:
    """A telephone's SRTP, by libsrtp itself."""

    def __init__(self, key: bytes, theirs: bytes) -> None:
        self._out = Session(Policy(key, Policy.SSRC_ANY_OUTBOUND, srtp_profile=PROFILES[SUITE]))
        self._in = Session(Policy(theirs, Policy.SSRC_ANY_INBOUND, srtp_profile=PROFILES[SUITE]))
        self.seal, self.seal_report = self._out.protect, self._out.protect_rtcp
        self.open, self.open_report = self._in.unprotect, self._in.unprotect_rtcp


class TestPackets:
    """Alice has RTP, Bob SRTP."""

    def line(self, rewriting: tuple[Rewriting, Rewriting] | None = None) -> tuple[RelayPort, ...]:
        plane = RelayPlane(make_contexts=SrtpContexts)
        ports = plane.open(1, True, rewriting)
        plane.aim(1, 0, ALICE, ALICE, ALICE[0], True, 0.0)
        plane.aim(1, 1, BOB, BOB, BOB[0], True, 0.0, (SUITE, ALICE_KEY, BOB_KEY))
        return ports

    def test_m19_rtp_becomes_srtp_and_srtp_rtp(self) -> None:
        alice, _, bob, _ = self.line()
        bobs = End(BOB_KEY, ALICE_KEY)
        for sequence in (65_534, 65_535, 0, 1):
            made = alice.take_protected(packet(sequence), ALICE, 0.0)
            assert made is not None
            assert (bobs.open(made[0]), made[1]) == (packet(sequence), BOB), "the roll-over is counted"
            assert made[0] != packet(sequence)
            assert bob.take_protected(bobs.seal(packet(sequence)), BOB, 0.0) == (packet(sequence), ALICE, alice)

    def test_m19_rtcp_too(self) -> None:
        alice, alice_control, _, bob_control = self.line()
        bobs = End(BOB_KEY, ALICE_KEY)
        for port in (alice, alice_control):
            made = port.take_protected(REPORT, ALICE, 0.0)
            assert made is not None
            assert bobs.open_report(made[0]) == REPORT
        assert bob_control.take_protected(bobs.seal_report(REPORT), BOB, 0.0) == (REPORT, ALICE, alice)

    def test_b5_12_headers_are_rewritten_before_they_are_protected(self) -> None:
        alice, *_ = self.line((Rewriting(0xAAAA), Rewriting(0xBBBB)))
        made = alice.take_protected(packet(1), ALICE, 0.0)
        assert made is not None
        assert End(BOB_KEY, ALICE_KEY).open(made[0])[8:12] == (0xAAAA).to_bytes(4, "big")

    def test_m19_what_is_not_authentic_or_came_before_passes_not_and_teaches_nothing(self) -> None:
        _, _, bob, _ = self.line()
        bobs = End(BOB_KEY, ALICE_KEY)
        elsewhere = (BOB[0], 49_000)
        sealed = bobs.seal(packet(1))
        forged = sealed[:-1] + bytes([sealed[-1] ^ 1])
        for data in (packet(1), forged, b"", b"\0" * 20, b"\x16" * 60, b"\x80", b"\x80\xc8" + bytes(40)):
            assert bob.take_protected(data, elsewhere, 0.0) is None
        assert (bob.malformed, bob.latched) == (7, None)
        assert bob.take_protected(sealed, ("203.0.113.9", 1), 0.0) is None
        assert bob.wrong_source == 1
        assert bob.take_protected(sealed, BOB, 0.0) is not None
        assert bob.take_protected(sealed, BOB, 0.0) is None
        assert bob.malformed == 8

    def test_m19_what_is_not_authentic_takes_no_call_over(self) -> None:
        """From Bob's own host, while he speaks and when he has been silent for long; only his keys move the sound."""
        alice, _, bob, bob_control = self.line()
        bobs, elsewhere = End(BOB_KEY, ALICE_KEY), (BOB[0], 49_000)
        assert bob.take_protected(bobs.seal(packet(1)), BOB, 0.0) is not None
        stranger = End(bytes(30), ALICE_KEY)
        for now in (0.1, 60.0):
            for data in (packet(2), stranger.seal(packet(int(now) + 3))):
                assert bob.take_protected(data, elsewhere, now) is None
        report = b"\x81\xcb\x00\x01" + bytes(4)
        for data in (report, stranger.seal_report(report)):
            assert bob_control.take_protected(data, elsewhere, 60.0) is None
        assert (bob.latched, bob.heard_at, bob.malformed, bob_control.malformed) == (BOB, 0.0, 4, 2)
        assert bob_control.latched is None
        made = alice.take_protected(packet(1), ALICE, 60.0)
        assert made is not None
        assert made[1] == BOB
        assert bob.take_protected(bobs.seal(packet(2)), elsewhere, 60.0) is not None
        made = alice.take_protected(packet(2), ALICE, 60.0)
        assert made is not None
        assert made[1] == elsewhere

    def test_any_octets_break_nothing_and_reach_nobody(self) -> None:
        _, _, bob, bob_control = self.line((Rewriting(1), Rewriting(2)))
        bobs, chance = End(BOB_KEY, ALICE_KEY), Random(2)
        for sequence in range(1_500):
            data = bytearray(
                chance.choice((bobs.seal(packet(sequence)), bobs.seal_report(REPORT), chance.randbytes(40)))
            )
            data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
            made = bytes(data[: chance.choice((len(data), chance.randrange(len(data))))])
            assert chance.choice((bob, bob_control)).take_protected(made, BOB, 0.0) is None
        assert (bob.packets, bob_control.packets, bob.latched) == (0, 0, None)

    def test_m19_what_leads_to_nobody_is_not_protected(self) -> None:
        plane = RelayPlane(make_contexts=SrtpContexts)
        alice, *_ = plane.open(1, True)
        plane.aim(1, 0, ALICE, ALICE, ALICE[0], True, 0.0)
        plane.aim(1, 1, None, None, BOB[0], True, 0.0, (SUITE, ALICE_KEY, BOB_KEY))
        assert alice.take_protected(packet(1), ALICE, 0.0) is None
        assert alice.undelivered == 1

    def test_m19_keys_that_are_no_more_are_used_no_more(self) -> None:
        plane = RelayPlane(make_contexts=SrtpContexts)
        ports = plane.open(1, True)
        plane.aim(1, 1, BOB, BOB, BOB[0], True, 0.0, (SUITE, ALICE_KEY, BOB_KEY))
        assert all(port.is_protected for port in ports)
        plane.aim(1, 1, BOB, BOB, BOB[0], True, 0.0)
        assert not any(port.is_protected or port.contexts for port in ports)

    def test_m19_a_key_of_before_opens_nothing_after_the_new_one_came(self) -> None:
        plane = RelayPlane(make_contexts=SrtpContexts)
        _, _, bob, _ = plane.open(1, True)
        plane.aim(1, 0, ALICE, ALICE, ALICE[0], True, 0.0)
        old, new = End(BOB_KEY, ALICE_KEY), End(b"C" * 30, b"D" * 30)
        plane.aim(1, 1, BOB, BOB, BOB[0], True, 0.0, (SUITE, ALICE_KEY, BOB_KEY))
        plane.aim(1, 1, BOB, BOB, BOB[0], True, 0.0, (SUITE, b"D" * 30, b"C" * 30))
        assert bob.take_protected(old.seal(packet(1)), BOB, 0.0) is not None
        made = bob.other.take_protected(packet(1), ALICE, 0.0)
        assert made is not None
        with pytest.raises(Error):
            old.open(made[0])
        assert new.open(made[0]) == packet(1)
        assert bob.take_protected(new.seal(packet(2)), BOB, 0.0) is not None
        assert bob.take_protected(old.seal(packet(3)), BOB, 0.0) is None
