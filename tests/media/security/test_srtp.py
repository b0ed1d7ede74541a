"""SRTP and SRTCP: the keys of RFC 3711 B.3, counters, replay and changes of keys."""

from __future__ import annotations

import hashlib
import hmac
import random
import struct

import pytest
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from sessioncore.base.errors import MediaError
from sessioncore.base.protection import KEY_SIZES
from sessioncore.media.security.srtp import MOST_ROLLS, WINDOW, ForgedError, ReplayedError, SrtpContexts

SUITE = "AES_CM_128_HMAC_SHA1_80"
MASTER = bytes.fromhex("E1F97A0D3E018BE0D64FA32C06DE41390EC675AD498AFEEBB6960B3AABE6")
SESSION_KEY = bytes.fromhex("C61E7A93744F39EE10734AFE3FF7A087")
SESSION_SALT = bytes.fromhex("30CBBC08863D8C85D49DB34A9AE1")
AUTH_KEY = bytes.fromhex("CEBE321F6FF7716B6FD4AB49AF256A156D38BAA4")
"""RFC 3711 B.3: a master key with its salt, and what is derived from them."""


def rtp(sequence: int, payload: bytes = b"x" * 160, ssrc: int = 0xCAFEBABE) -> bytes:
    return struct.pack("!BBHII", 0x80, 0, sequence, 0xDECAFBAD, ssrc) + payload


def pair(suite: str = SUITE) -> tuple[SrtpContexts, SrtpContexts]:
    one, other = bytes(range(KEY_SIZES[suite])), bytes(range(100, 100 + KEY_SIZES[suite]))
    here, there = SrtpContexts(), SrtpContexts()
    here.key(suite, one, other)
    there.key(suite, other, one)
    return here, there


def sealed(contexts: SrtpContexts, packet: bytes, *, control: bool = False) -> bytes:
    made = contexts.seal(packet, control=control)
    assert made is not None
    return made


def test_b5_8_a_packet_is_protected_as_rfc_3711_says() -> None:
    """Counter mode under the derived key, its counter from salt, SSRC and index (4.1.1); a tag over the whole (4.2)."""
    contexts = SrtpContexts()
    contexts.key(SUITE, MASTER, MASTER)
    packet = rtp(0x1234)
    made = sealed(contexts, packet)
    start = int.from_bytes(SESSION_SALT) << 16 ^ 0xCAFEBABE << 64 ^ 0x1234 << 16
    encryptor = Cipher(algorithms.AES(SESSION_KEY), modes.CTR(start.to_bytes(16))).encryptor()
    expected = packet[:12] + encryptor.update(packet[12:])
    tag = hmac.new(AUTH_KEY, expected + bytes(4), hashlib.sha1).digest()[:10]
    assert made == expected + tag


@pytest.mark.parametrize("suite", sorted(KEY_SIZES))
def test_b5_8_every_suite_there_and_back_rtcp_included(suite: str) -> None:
    here, there = pair(suite)
    report = bytes.fromhex("80c90001cafebabe")
    for sequence in range(3):
        assert there.open(sealed(here, rtp(sequence))) == rtp(sequence)
        assert there.open(sealed(here, report, control=True), control=True) == report


def test_b5_8_the_counter_goes_on_beyond_65_536_packets() -> None:
    here, there = pair()
    for number in range(65_500, 65_640):
        assert there.open(sealed(here, rtp(number & 0xFFFF))) == rtp(number & 0xFFFF)


def test_b5_8_another_ssrc_has_a_counter_of_its_own() -> None:
    here, there = pair()
    for sequence in (65_535, 0, 1):
        there.open(sealed(here, rtp(sequence)))
    assert there.open(sealed(here, rtp(7, ssrc=1))) == rtp(7, ssrc=1)


def test_b5_8_what_came_before_or_is_too_old_is_refused() -> None:
    here, there = pair()
    packets = [sealed(here, rtp(sequence)) for sequence in range(WINDOW + 2)]
    there.open(packets[1])
    with pytest.raises(ReplayedError):
        there.open(packets[1])
    there.open(packets[0])
    there.open(packets[-1])
    with pytest.raises(ReplayedError):
        there.open(packets[1])


@pytest.mark.parametrize("at", [1, 3, 8, 12, 100, -1])
def test_b5_8_no_octet_may_change(at: int) -> None:
    here, there = pair()
    packet = bytearray(sealed(here, rtp(1)))
    packet[at] ^= 1
    with pytest.raises(ForgedError):
        there.open(bytes(packet))


@pytest.mark.parametrize("packet", [b"", b"\x80", rtp(1), b"\x80" * 1500, b"\x80" * 3000])
def test_what_was_never_protected_is_refused(packet: bytes) -> None:
    with pytest.raises(ForgedError):
        pair()[1].open(packet)


def test_b5_9_a_new_key_of_the_peers_counts_and_the_old_one_until_it_is_used() -> None:
    here, there = pair()
    there.open(sealed(here, rtp(1)))
    late = sealed(here, rtp(2)), sealed(here, rtp(3))
    new, back = bytes(30), bytes(range(100, 130))
    here.key(SUITE, new, back)
    there.key(SUITE, back, new)
    assert there.open(late[0]) == rtp(2)
    assert there.open(sealed(here, rtp(4))) == rtp(4)
    with pytest.raises(ForgedError):
        there.open(late[1])


def test_b5_9_the_same_key_again_keeps_its_counters() -> None:
    here, there = pair()
    for number in range(65_530, 65_540):
        there.open(sealed(here, rtp(number & 0xFFFF)))
    before = sealed(here, rtp(10))
    here.key(SUITE, bytes(range(30)), bytes(range(100, 130)))
    there.key(SUITE, bytes(range(100, 130)), bytes(range(30)))
    assert there.open(before) == rtp(10)
    with pytest.raises(ReplayedError):
        there.open(before)
    assert there.open(sealed(here, rtp(11))) == rtp(11)


@pytest.mark.parametrize("lost", [1, 100, 30_000])
def test_b5_8_packets_that_are_lost_around_the_roll_over_do_no_harm(lost: int) -> None:
    here, there = pair()
    for number in (65_534 - lost // 2, 65_535 - lost // 2):
        there.open(sealed(here, rtp(number)))
    for number in range(65_536 - lost // 2, 65_536 + lost - lost // 2):
        sealed(here, rtp(number & 0xFFFF))
    for number in range(lost - lost // 2, lost - lost // 2 + 50):
        assert there.open(sealed(here, rtp(number))) == rtp(number)


def test_b5_8_what_comes_late_over_the_roll_over_is_still_opened_once() -> None:
    here, there = pair()
    packets = [sealed(here, rtp(number & 0xFFFF)) for number in range(65_500, 65_600)]
    for packet in packets[:10] + packets[60:] + packets[10:60]:
        there.open(packet)
    for packet in packets:
        with pytest.raises(ReplayedError):
            there.open(packet)


def test_b5_8_rtcp_is_encrypted_numbered_and_refused_without_its_tag() -> None:
    """RFC 3711 3.4: the E bit and an index that goes up by one with each packet."""
    here, there = pair()
    report = bytes.fromhex("80c90001cafebabe") + bytes(range(40))
    made = [sealed(here, report, control=True) for _ in range(3)]
    trailers = [int.from_bytes(one[-14:-10]) for one in made]
    assert [one >> 31 for one in trailers] == [1, 1, 1]
    assert [one - trailers[0] for one in trailers] == [0, 1, 2]
    assert all(bytes(range(40)) not in one for one in made)
    in_the_clear = bytearray(made[0])
    in_the_clear[-14] &= 0x7F
    for forged in (report, bytes(in_the_clear), made[0][:-1], made[0][:-10], b"", b"\x80\xc9"):
        with pytest.raises(ForgedError):
            there.open(forged, control=True)
    assert there.open(made[2], control=True) == there.open(made[0], control=True) == report
    with pytest.raises(ReplayedError):
        there.open(made[0], control=True)


@pytest.mark.parametrize("suite", sorted(KEY_SIZES))
@pytest.mark.parametrize("seed", range(5))
def test_b5_9_no_key_ever_meets_one_ssrc_and_number_twice(suite: str, seed: int) -> None:
    """Keys that change and come back, forks with SSRCs of their own: the same plain text never looks the same."""
    chance = random.Random(seed)
    size = KEY_SIZES[suite]
    keys, ssrcs = [chance.randbytes(size) for _ in range(4)], [1, 2]
    contexts, seen, sequence, reports = SrtpContexts(), set(), chance.randrange(65_536), 0
    for _ in range(2_000):
        if chance.random() < 0.1:
            contexts.key(suite, chance.choice(keys), chance.randbytes(size))
        if not contexts.keyed:
            continue
        if chance.random() < 0.2:
            sequence -= chance.randrange(3)  # nobody does that; if somebody did, it would not leave
        sequence = (sequence + chance.choice([1, 1, 1, 700])) & 0xFFFF
        made = contexts.seal(rtp(sequence, bytes(40), ssrc=chance.choice(ssrcs)))
        if made is not None:
            assert made[12:52] not in seen
            seen.add(made[12:52])
        if chance.random() < 0.2:
            reports += 1
            made = sealed(contexts, bytes.fromhex("80c90001") + b"\0\0\0\1" + bytes(40), control=True)
            assert made[8:48] not in seen
            seen.add(made[8:48])
    assert len(seen) > 500
    assert reports > 100
    assert len(contexts._outbound) == 4
    assert len(contexts._inbound) <= 8


def test_b5_9_a_key_of_the_peers_that_comes_back_opens_nothing_twice() -> None:
    here, there = pair()
    old = sealed(here, rtp(1))
    there.open(old)
    there.key(SUITE, bytes(range(100, 130)), bytes(30))
    there.key(SUITE, bytes(range(100, 130)), bytes(range(30)))
    with pytest.raises(ReplayedError):
        there.open(old)


class TestJoining:
    """After a restart: the key stands in the snapshot, how often the peer's counter has rolled over does not."""

    @pytest.mark.parametrize("suite", sorted(KEY_SIZES))
    @pytest.mark.parametrize(("rolls", "sequence"), [(1, 5), (2, 65_500), (MOST_ROLLS, 40_000)])
    def test_b5_8_it_is_found_out_and_counted_from_there(self, suite: str, rolls: int, sequence: int) -> None:
        here, there = pair(suite)
        packet = self.sent(here, (rolls << 16) + sequence)
        heir = SrtpContexts()
        heir.key(suite, there._ours[1], there._theirs[1], resumed=True)
        with pytest.raises(ForgedError):
            heir.open(packet)
        assert heir.join(bytes(len(packet))) is None
        assert heir.join(packet) == rtp(sequence)
        assert not heir.joins
        for number in range(sequence + 1, sequence + 100):
            assert heir.open(sealed(here, rtp(number & 0xFFFF))) == rtp(number & 0xFFFF)
        with pytest.raises(ReplayedError):
            heir.open(packet)

    def test_b5_8_who_has_not_rolled_over_is_heard_at_once(self) -> None:
        here, there = pair()
        heir = SrtpContexts()
        heir.key(SUITE, there._ours[1], there._theirs[1], resumed=True)
        assert heir.open(sealed(here, rtp(60_000))) == rtp(60_000)
        assert not heir.joins

    def test_b5_8_nothing_is_tried_in_a_call_that_was_not_restored(self) -> None:
        here, there = pair()
        packet = self.sent(here, (1 << 16) + 7)
        assert not there.joins
        assert there.join(packet) is None

    @staticmethod
    def sent(contexts: SrtpContexts, index: int) -> bytes:
        at = 0
        while at < index:
            sealed(contexts, rtp(at & 0xFFFF))
            at = min(at + 22_000, index)
        return sealed(contexts, rtp(at & 0xFFFF))


def test_without_keys_nothing_is_sealed_or_opened() -> None:
    contexts = SrtpContexts()
    assert not contexts.keyed
    assert contexts.seal(rtp(1)) is None
    with pytest.raises(ForgedError):
        contexts.open(rtp(1))
    with pytest.raises(MediaError):
        contexts.key(SUITE, bytes(30), bytes(29))
    with pytest.raises(MediaError):
        contexts.key("NULL", bytes(30), bytes(30))


def test_what_is_too_long_to_be_protected_is_not_sent() -> None:
    assert pair()[0].seal(rtp(1, bytes(1490))) is None


def test_no_key_is_in_its_text() -> None:
    here = SrtpContexts()
    here.key(SUITE, b"S" * 30, b"T" * 30)
    assert "SSS" not in repr(here)
    assert "TTT" not in repr(here)
