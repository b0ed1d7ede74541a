"""Two protected planes on a lossless link: SDES, DTLS, checks of ICE, and what somebody else sends."""

from __future__ import annotations

import struct
from typing import Any

import attrs
import pytest

from sessioncore.base.media import (
    CloseStream,
    ConfigureStream,
    MediaEvent,
    MediaReport,
    MediaStarted,
    MediaStopped,
    OpenStream,
    ReportStream,
    StreamStatistics,
)
from sessioncore.base.protection import MediaKeysLost, MediaSecured, MediaTampered, MediaUnsecured, Protection
from sessioncore.media.security.dtls import Handshake, Identity
from sessioncore.media.security.secured import SecuredPlane
from sessioncore.media.security.shield import Shield
from sessioncore.wire.connectivity import _digest
from sessioncore.wire.rtcp import parse_compound

HERE, THERE, STRANGER = ("192.0.2.1", 4000), ("192.0.2.2", 5000), ("192.0.2.66", 6000)
SUITE = "AES_CM_128_HMAC_SHA1_80"
ONE, OTHER = bytes(range(30)), bytes(range(100, 130))
OURS, THEIRS = Identity.make(), Identity.make()


def told(remote: tuple[str, int], protection: Protection, ssrc: int) -> ConfigureStream:
    return ConfigureStream(
        "a", remote, "PCMU", 0, (0,), None, True, True, "tone:440", ssrc, rtcp_mux=True, protection=protection
    )


def sdes(ours: bytes, theirs: bytes) -> Protection:
    return Protection("sdes", SUITE, ours, theirs)


class Pair:
    """Two planes; what one sends reaches the other at once, unless `lost` says so."""

    def __init__(self, *, muxed: bool = True) -> None:
        self.now = 100.0
        self.muxed = muxed
        self.controls: list[bytes] = []
        self.planes = {HERE: SecuredPlane(identity=OURS), THERE: SecuredPlane(identity=THEIRS)}
        self.events: dict[tuple[str, int], list[MediaEvent]] = {HERE: [], THERE: []}
        self.sent: list[bytes] = []
        self.first_bytes: set[int] = set()
        for address, plane in self.planes.items():
            plane.execute(OpenStream("a", address[1]), self.now)

    def configure(self, where: tuple[str, int], command: ConfigureStream) -> None:
        self.planes[where].execute(attrs.evolve(command, rtcp_mux=self.muxed), self.now)

    def run(self, seconds: float) -> None:
        until = self.now + seconds
        while self.now < until:
            self.now = round(self.now + 0.01, 6)
            self.turn()

    def turn(self) -> None:
        for address, plane in self.planes.items():
            packets, events = plane.poll(self.now)
            self.events[address] += events
            for _, data, (host, port) in plane.take_control():
                self.controls.append(data)
                if (host, port - 1) in self.planes:
                    self.planes[host, port - 1].receive_control("a", data, (address[0], address[1] + 1), self.now)
            for _, data, remote in [*packets, *plane.take_muxed()]:
                self.sent.append(data)
                self.first_bytes.add(data[0])
                if remote in self.planes:
                    self.planes[remote].receive("a", data, address, self.now)

    def of(self, where: tuple[str, int], kind: type[Any]) -> list[Any]:
        return [event for event in self.events[where] if isinstance(event, kind)]

    def statistics(self, where: tuple[str, int] = THERE) -> StreamStatistics:
        plane = self.planes[where]
        plane.execute(ReportStream("a"), self.now)
        *others, report = plane.poll(self.now)[1]
        self.events[where] += others
        assert isinstance(report, MediaReport)
        return report.statistics


def with_sdes() -> Pair:
    pair = Pair()
    pair.configure(HERE, told(THERE, sdes(ONE, OTHER), 1))
    pair.configure(THERE, told(HERE, sdes(OTHER, ONE), 2))
    return pair


def dtls(active: bool, identity: Identity, **more: str) -> Protection:
    return Protection("dtls", active=active, fingerprints=(identity.fingerprint,), **more)


def with_dtls(theirs: Identity = THEIRS, *, muxed: bool = True) -> Pair:
    pair = Pair(muxed=muxed)
    pair.configure(HERE, told(THERE, dtls(True, theirs), 1))
    pair.configure(THERE, told(HERE, dtls(False, OURS), 2))
    return pair


def test_b5_8_sound_and_reports_pass_and_nobody_else_could_read_them() -> None:
    pair = with_sdes()
    pair.run(12.0)
    heard = pair.statistics()
    assert heard.received_packets > 590
    assert heard.lost == heard.unauthentic == heard.malformed == heard.bad_rtcp == 0
    assert abs(heard.tone_hz - 440) < 5
    assert heard.rtcp > 0
    assert all(len(data) in (12 + 160 + 10,) or 192 <= data[1] < 224 for data in pair.sent)


def test_b5_8_forged_packets_are_counted_told_of_seldom_and_never_heard() -> None:
    pair = with_sdes()
    pair.run(1.0)
    plane = pair.planes[THERE]
    before = pair.statistics().received_packets
    for number in range(200):
        plane.receive("a", struct.pack("!BBHII", 0x80, 0, number, 0, 9) + bytes(170), HERE, pair.now)
    assert pair.statistics().received_packets == before
    assert pair.statistics().unauthentic == 200
    plane.receive("a", b"\x80" + bytes(180), HERE, pair.now + 11.0)
    pair.now += 11.0
    pair.turn()
    assert [event.packets for event in pair.of(THERE, MediaTampered)] == [1, 200]
    plane.execute(CloseStream("a"), pair.now)
    pair.turn()
    (stopped,) = pair.of(THERE, MediaStopped)
    assert stopped.statistics.unauthentic == 201


def test_b5_8_what_comes_from_elsewhere_is_not_even_looked_at() -> None:
    pair = with_sdes()
    pair.run(0.5)
    pair.planes[THERE].receive("a", bytes.fromhex("8000") + bytes(180), STRANGER, pair.now)
    heard = pair.statistics()
    assert (heard.wrong_source, heard.unauthentic) == (1, 0)


@pytest.mark.parametrize("keying", ["sdes", "dtls"])
@pytest.mark.parametrize("near", ["", HERE[0]])
def test_b5_7_a_protected_peer_behind_a_nat_is_found_where_its_signalling_comes_from(keying: str, near: str) -> None:
    """RFC 4961: what it says of its address is of its own network; who has no keys is nobody at that host either."""
    pair = Pair()
    ours, theirs = (sdes(ONE, OTHER), sdes(OTHER, ONE)) if keying == "sdes" else (dtls(True, THEIRS), dtls(False, OURS))
    private = attrs.evolve(told(("198.51.100.9", 9), theirs, 2), elsewhere=True, near=near)
    pair.configure(THERE, private)
    pair.configure(HERE, told(THERE, ours, 1))
    pair.run(1.0)
    heard = pair.statistics(THERE).received_packets, pair.statistics(HERE).received_packets
    if near:
        assert min(heard) > 40
        pair.planes[THERE].receive("a", bytes.fromhex("8000") + bytes(180), (HERE[0], 9_999), pair.now)
        assert pair.statistics(THERE).unauthentic == 1
    else:
        assert heard == (0, 0)


def test_b5_9_new_keys_in_the_middle_lose_nothing() -> None:
    pair = with_sdes()
    pair.run(1.0)
    new = bytes(30)
    pair.configure(THERE, told(HERE, sdes(OTHER, new), 2))
    pair.run(0.3)
    pair.configure(HERE, told(THERE, sdes(new, OTHER), 1))
    pair.run(1.0)
    heard = pair.statistics()
    assert heard.received_packets > 110
    assert heard.lost == heard.unauthentic == 0


def test_keys_that_fit_no_suite_fail_the_stream_and_nothing_leaves() -> None:
    pair = Pair()
    pair.configure(HERE, told(THERE, Protection("sdes", SUITE, ONE, b"short"), 1))
    pair.run(0.5)
    assert pair.sent == []


def test_b5_10_a_handshake_makes_the_keys_and_media_waits_for_it() -> None:
    pair = with_dtls()
    pair.run(2.0)
    for where in (HERE, THERE):
        assert pair.of(where, MediaSecured) == [MediaSecured("a", "AEAD_AES_256_GCM")]
        heard = pair.statistics(where)
        assert heard.received_packets > 90
        assert heard.lost == heard.unauthentic == heard.malformed == 0
    assert 22 in pair.first_bytes  # DTLS handshake records went over the same port
    assert len(max(pair.sent, key=len)) <= 1_200


def test_b5_10_rtcp_on_the_next_port_has_an_association_and_keys_of_its_own() -> None:
    """RFC 5764 4.2."""
    pair = with_dtls(muxed=False)
    pair.run(12.0)
    reports = [data for data in pair.controls if data[0] >= 128]
    assert {data[0] for data in pair.controls if data[0] < 128} >= {22}
    assert all(data[0] < 64 or data[1] & 0x7F == 0 for data in pair.sent)  # RTP and its handshake, no RTCP
    for where in (HERE, THERE):
        assert len(pair.of(where, MediaSecured)) == 1
        heard = pair.statistics(where)
        assert heard.rtcp > 0
        assert heard.unauthentic == heard.bad_rtcp == heard.malformed == 0
    assert reports
    one, other = (pair.planes[HERE]._shields["a"], pair.planes[HERE]._controls["a"])
    assert one.contexts._ours != other.contexts._ours
    pair.planes[HERE].execute(CloseStream("a"), pair.now)
    pair.turn()
    assert len([data for data in pair.controls if data[0] >= 128]) == len(reports) + 1  # BYE
    assert (pair.planes[HERE]._controls, pair.planes[HERE]._shaking) == ({}, {})


def test_b5_10_nobody_reads_or_forges_rtcp_before_it_has_its_keys() -> None:
    pair = with_dtls(muxed=False)
    report = bytes.fromhex("80c9000100000001")
    pair.planes[THERE].receive_control("a", report, (HERE[0], HERE[1] + 1), pair.now)
    for data in (b"", report, b"\x16\xfe\xfd" + bytes(20), b"\xff" * 20, b"\x80" * 2_000):
        pair.planes[THERE].receive_control("a", data, STRANGER, pair.now)
    assert pair.statistics().rtcp == 0
    pair.run(1.0)
    pair.planes[THERE].receive_control("a", report, (HERE[0], HERE[1] + 1), pair.now)
    assert (pair.statistics().rtcp, pair.statistics().unauthentic) == (0, 1)


def test_b5_10_somebody_else_on_the_port_of_rtcp_ends_the_call_somebody_silent_does_not() -> None:
    pair = with_dtls(muxed=False)
    pair.planes[THERE]._controls.clear()  # a peer that knows no RTCP
    pair.run(1.0)
    assert pair.of(HERE, MediaUnsecured) == []
    assert pair.statistics(HERE).received_packets > 30
    pair = Pair(muxed=False)
    pair.configure(HERE, told(THERE, dtls(True, THEIRS), 1))
    impostor = Handshake(Identity.make(), active=False, fingerprints=())
    for _ in range(4):
        for _, data, remote in pair.planes[HERE].take_control():
            assert remote == (THERE[0], THERE[1] + 1)
            impostor.take(data)
        for data in impostor.outgoing:
            pair.planes[HERE].receive_control("a", data, (THERE[0], THERE[1] + 1), pair.now)
        impostor.outgoing.clear()
    pair.turn()
    (failed,) = pair.of(HERE, MediaUnsecured)
    assert "certificate" in failed.reason


def test_b5_10_when_a_later_agreement_shares_the_port_the_other_association_is_let_go() -> None:
    pair = with_dtls(muxed=False)
    pair.run(1.0)
    pair.muxed = True
    pair.configure(HERE, told(THERE, dtls(True, THEIRS), 1))
    pair.configure(THERE, told(HERE, dtls(False, OURS), 2))
    before = len(pair.controls)
    pair.run(12.0)
    assert len(pair.controls) == before
    assert pair.planes[HERE]._controls == {}
    assert pair.statistics().rtcp > 0


def early(pair: Pair, *, answer: Protection) -> None:
    """The peer is active and begins at once; its answer comes to us 0.3 s later."""
    pair.configure(THERE, told(HERE, dtls(True, OURS), 2))
    pair.run(0.3)
    pair.configure(HERE, told(THERE, answer, 1))
    pair.run(0.4)


@pytest.mark.parametrize("muxed", [True, False])
def test_b5_10_a_handshake_that_begins_before_the_answer_is_here_is_not_lost(muxed: bool) -> None:
    """RFC 5763 section 5: the offerer is ready for a client_hello before the answer; OpenSSL repeats it after 1 s."""
    pair = Pair(muxed=muxed)
    early(pair, answer=dtls(False, THEIRS))
    assert pair.of(HERE, MediaSecured) == pair.of(THERE, MediaSecured) == [MediaSecured("a", "AEAD_AES_256_GCM")]
    assert pair.statistics(HERE).received_packets > 10
    assert pair.statistics(HERE).malformed == 0
    assert all(shield.ready for shield in pair.planes[HERE]._controls.values())


def test_b5_10_of_a_handshake_that_nobody_agreed_to_little_is_kept_and_nothing_stays() -> None:
    plane = SecuredPlane(identity=OURS)
    plane.execute(OpenStream("a", 4000), 1.0)
    for _ in range(10):
        plane.receive("a", b"\x16" + bytes(40), STRANGER, 1.0)
        plane.receive_control("a", b"\x16" + bytes(40), STRANGER, 1.0)
    assert [len(kept) for kept in plane._early.values()] == [4]
    plane.execute(attrs.evolve(told(THERE, dtls(False, THEIRS), 1), protection=None), 1.1)
    assert plane._early == {}
    plane.receive("a", b"\x16" + bytes(40), THERE, 1.2)
    plane.execute(CloseStream("a"), 1.3)
    assert plane._early == {}


def test_b5_10_another_certificate_than_the_description_names_brings_no_media() -> None:
    pair = with_dtls(theirs=OURS)
    pair.run(1.0)
    (failed,) = pair.of(HERE, MediaUnsecured)
    assert "certificate" in failed.reason
    assert pair.of(HERE, MediaStarted) == []
    assert pair.statistics(HERE).sent_packets == 0


def test_b5_10_an_association_that_stays_is_not_made_again_another_is() -> None:
    pair = with_dtls()
    pair.run(1.0)
    pair.configure(HERE, attrs.evolve(told(THERE, dtls(True, THEIRS), 1), send=False))
    pair.run(0.5)
    assert len(pair.of(HERE, MediaSecured)) == 1
    pair.configure(THERE, told(HERE, dtls(False, OURS, association="b" * 20), 2))
    pair.configure(HERE, told(THERE, dtls(True, THEIRS, association="a" * 20), 1))
    pair.run(1.0)
    assert len(pair.of(HERE, MediaSecured)) == len(pair.of(THERE, MediaSecured)) == 2
    before = pair.statistics().received_packets
    pair.run(0.5)
    assert pair.statistics().received_packets > before + 20


def test_b5_20_the_certificate_of_another_process_makes_no_handshake_and_that_is_told() -> None:
    pair = Pair()
    pair.configure(HERE, told(THERE, attrs.evolve(dtls(True, THEIRS), our_fingerprint=THEIRS.fingerprint), 1))
    pair.configure(THERE, told(HERE, dtls(False, OURS), 2))
    pair.run(0.5)
    assert pair.of(HERE, MediaKeysLost) == [MediaKeysLost("a")]
    assert pair.sent == []
    pair.configure(HERE, told(THERE, attrs.evolve(dtls(True, THEIRS), our_fingerprint=OURS.fingerprint), 1))
    pair.run(1.0)
    assert len(pair.of(HERE, MediaKeysLost)) == 1
    assert pair.statistics().received_packets > 30


def test_b5_8_a_restored_call_finds_how_often_the_peers_counter_has_rolled_over() -> None:
    pair = with_sdes()
    pair.planes[HERE]._streams["a"].sequence = 65_520
    pair.run(1.0)
    heir = pair.planes[THERE] = SecuredPlane(identity=THEIRS)
    heir.execute(OpenStream("a", THERE[1]), pair.now)
    for _ in range(20):
        heir.receive("a", b"\x80" + bytes(180), HERE, pair.now)  # whoever knows no key holds it up for a moment
    pair.configure(THERE, told(HERE, attrs.evolve(sdes(OTHER, ONE), resumed=True), 3))
    for _ in range(20):
        heir.receive("a", b"\x80" + bytes(180), HERE, pair.now)
    pair.run(2.0)
    assert pair.statistics().received_packets > 80
    assert pair.statistics(HERE).unauthentic == 0


class SlowHandshake:
    """Stands for OpenSSL, whose clock no test can set: it wants to be looked at again after a second, and two."""

    done = failure = suite = ""

    def __init__(self) -> None:
        self.outgoing: list[bytes] = []
        self.waits = [1.0, 2.0]

    def begin(self) -> None:
        self.outgoing.append(b"\x16flight")

    def wait(self) -> float | None:
        return self.waits.pop(0) if self.waits else None

    repeat = begin


def test_b5_10_a_flight_that_nobody_answers_is_sent_again_when_its_time_has_come() -> None:
    pair = Pair()
    plane = pair.planes[HERE]
    shield = Shield("a", told(THERE, dtls(True, THEIRS), 1), dtls(True, THEIRS), handshake=SlowHandshake())  # type: ignore[arg-type]
    plane._shields["a"] = shield
    pair.configure(HERE, told(THERE, dtls(True, THEIRS), 1))
    assert [data for _, data, _ in plane.take_muxed()] == [b"\x16flight"]
    sent = []
    for _ in range(4):
        due = plane.next_deadline()
        if due is not None:
            pair.now = max(pair.now, due)
        plane.poll(pair.now)
        sent += [(round(pair.now - 100.0, 1), data) for _, data, _ in plane.take_muxed()]
    assert sent == [(1.0, b"\x16flight"), (3.0, b"\x16flight")]


def test_b5_10_what_shuts_an_association_of_before_down_turns_no_handshake_away() -> None:
    """RFC 9147 4.1, RFC 5764 5.1.2: a relay that has ended on the peer's host says goodbye late, from another port."""
    before = ("192.0.2.2", 5060)
    shield = Shield("a", told(THERE, dtls(True, THEIRS), 1), dtls(True, THEIRS))
    shield.agree(shield.command, shield.protection, OURS)
    shield.begin(100.0)
    for content_type, to in ((21, THERE), (23, THERE), (22, before)):
        shield.take_dtls(bytes([content_type, 0xFE, 0xFD]) + bytes(20), before, 100.0)
        assert shield.remote == to, "only a handshake says where its other end is"


def test_b5_10_a_handshake_of_before_that_repeats_itself_is_not_taken_for_the_new_one() -> None:
    """RFC 5763 4: the call moves to another port of that host while the old one still waits for an answer."""
    before = ("192.0.2.2", 5060)
    shield = Shield("a", told(before, dtls(True, THEIRS), 1), dtls(True, THEIRS))
    shield.agree(shield.command, shield.protection, OURS)
    shield.agree(told(THERE, dtls(True, THEIRS), 1), dtls(True, THEIRS), OURS)
    flight = bytes([22, 0xFE, 0xFD]) + bytes(20)
    shield.take_dtls(flight, before, 100.0)
    assert shield.remote == THERE
    other = (before[0], 7)
    shield.take_dtls(flight, other, 100.0)
    assert shield.remote == other, "a port that was never agreed may be that of a telephone behind a NAT"


def test_b5_10_plain_media_is_not_taken_before_there_are_keys() -> None:
    pair = Pair()
    pair.configure(THERE, told(HERE, dtls(False, OURS), 2))
    pair.planes[THERE].receive("a", struct.pack("!BBHII", 0x80, 0, 1, 0, 9) + bytes(160), HERE, pair.now)
    pair.run(0.1)
    assert pair.statistics().received_packets == 0
    assert pair.sent == []


def check(nominates: bool, fragments: str = "here:there", password: str = "p" * 22) -> bytes:
    """A connectivity check as RFC 8445 7.2 wants it, by hand."""
    body = struct.pack("!HH", 6, len(fragments)) + fragments.encode() + bytes(-len(fragments) % 4)
    body += struct.pack("!HHQ", 0x802A, 8, 7) + struct.pack("!HHI", 0x24, 4, 1)
    body += struct.pack("!HH", 0x25, 0) if nominates else b""
    head = struct.pack("!HHI12s", 1, len(body) + 24, 0x2112A442, b"transaction.")
    return head + body + struct.pack("!HH", 8, 20) + _digest(head + body, password)


ICE = {"our_fragment": "here", "our_password": "p" * 22, "their_fragment": "there"}


def test_checks_are_answered_and_the_nominated_address_is_the_peers() -> None:
    pair = Pair()
    pair.configure(HERE, told(("192.0.2.99", 9), dtls(False, THEIRS, **ICE), 1))
    pair.configure(THERE, told(HERE, dtls(True, OURS), 2))
    plane = pair.planes[HERE]
    plane.receive("a", check(False), THERE, pair.now)
    ((_, answer, target),) = plane.take_muxed()
    assert (answer[:2], target) == (b"\x01\x01", THERE)
    plane.receive("a", check(True), THERE, pair.now)
    pair.run(3.0)
    assert pair.of(HERE, MediaSecured) != []
    assert pair.statistics(THERE).received_packets > 40
    assert pair.statistics(HERE).received_packets > 40


@pytest.mark.parametrize("data", [check(True, password="wrong"), check(True, "here:other"), b"\0\1", b"\0" * 40])
def test_checks_that_are_not_the_peers_are_dropped(data: bytes) -> None:
    pair = Pair()
    pair.configure(HERE, told(("0.0.0.0", 9), dtls(False, THEIRS, **ICE), 1))
    pair.planes[HERE].receive("a", data, STRANGER, pair.now)
    pair.run(0.2)
    assert pair.sent == []
    assert pair.statistics(HERE).unauthentic == 1


def test_a_stream_that_is_opened_again_under_its_name_is_plain_at_first() -> None:
    pair = with_sdes()
    pair.run(0.5)
    pair.planes[THERE].execute(CloseStream("a"), pair.now)
    pair.planes[THERE].execute(OpenStream("a", THERE[1]), pair.now)
    pair.configure(THERE, attrs.evolve(told(HERE, sdes(OTHER, ONE), 2), protection=None))
    pair.planes[THERE].receive("a", struct.pack("!BBHII", 0x80, 0, 1, 0, 9) + bytes(160), HERE, pair.now)
    assert pair.statistics().received_packets == 1


def test_b5_10_a_flood_under_the_peers_address_holds_a_handshake_up_and_no_longer() -> None:
    """It is looked at as often as a handshake would need it; nothing is kept of it, and what follows is taken."""
    pair = Pair()
    pair.configure(THERE, told(HERE, dtls(False, OURS), 2))
    plane, sent = pair.planes[THERE], 0
    stranger = Handshake(Identity.make(), active=True, fingerprints=(THEIRS.fingerprint,))
    stranger.begin()
    for _ in range(2_000):
        plane.receive("a", b"\x16\xfe\xfd" + bytes(40), HERE, pair.now)
        plane.receive("a", stranger.outgoing[0], STRANGER, pair.now)
        sent += len(plane.take_muxed())
    assert sent == 0
    assert plane._shields["a"]._credit < 1
    assert pair.statistics().wrong_source == 2_000
    pair.now += 6.0
    pair.configure(HERE, told(THERE, dtls(True, THEIRS), 1))
    pair.run(1.0)
    assert pair.of(THERE, MediaSecured) != []


@pytest.mark.parametrize("data", [b"", b"\x40" * 30, b"\xff" * 30, b"\x16\xfe\xfd" + bytes(20), b"\x80" * 2_000])
def test_rubbish_harms_nobody(data: bytes) -> None:
    pair = with_dtls()
    pair.planes[THERE].receive("a", data, HERE, pair.now)
    pair.planes[THERE].receive_control("a", data, HERE, pair.now)
    pair.run(1.0)
    assert pair.statistics().received_packets > 40


def test_a_plain_stream_beside_is_as_ever() -> None:
    pair = Pair()
    pair.configure(HERE, attrs.evolve(told(THERE, sdes(ONE, OTHER), 1), protection=None))
    pair.configure(THERE, attrs.evolve(told(HERE, sdes(ONE, OTHER), 2), protection=None))
    pair.run(1.0)
    assert {len(data) for data in pair.sent if data[1] & 0x7F == 0} == {172}
    assert pair.statistics().received_packets > 45


def test_b5_8_who_stands_still_reports_under_the_keys_of_before() -> None:
    """Its peer's media goes elsewhere, to a relay: the description of that has no keys of ours."""
    pair = Pair()
    pair.configure(HERE, told(THERE, sdes(ONE, OTHER), 1))
    pair.configure(THERE, told(HERE, sdes(OTHER, ONE), 2))
    pair.run(1.0)
    pair.configure(HERE, attrs.evolve(told(THERE, sdes(ONE, OTHER), 1), send=False, receive=False, protection=None))
    before = len(pair.sent)
    pair.run(12.0)
    reports = [data for data in pair.sent[before:] if data[1] in (200, 201) and data[4:8] == b"\0\0\0\x01"]
    assert reports
    assert all(parse_compound(data, reduced=True) is None for data in reports)
