"""DTLS associations by themselves: who they are made with, by which suite and version, and what disturbs them."""

from __future__ import annotations

import random
import time

import pytest
from cryptography.hazmat.primitives import hashes

from sessioncore.base.protection import KEY_SIZES
from sessioncore.media.security.dtls import DATAGRAM, Handshake, Identity

OURS, THEIRS, OTHER = Identity.make(), Identity.make(), Identity.make()
DTLS_1_0 = 0xFEFF


def pair(
    ours: Identity = OURS, theirs: Identity = THEIRS, *, expected: tuple[str, ...] = ()
) -> tuple[Handshake, Handshake]:
    """The DTLS client, which expects these fingerprints, and the server."""
    client = Handshake(ours, active=True, fingerprints=expected or (theirs.fingerprint,))
    return client, Handshake(theirs, active=False, fingerprints=(ours.fingerprint,))


def settle(client: Handshake, server: Handshake) -> list[bytes]:
    """Let both talk until they are silent; returns what was said."""
    said: list[bytes] = []
    client.begin()
    while client.outgoing or server.outgoing:
        for one, other in ((client, server), (server, client)):
            sent, one.outgoing[:] = list(one.outgoing), []
            said += sent
            for data in sent:
                other.take(data)
    return said


def spelled(identity: Identity, name: str, kind: hashes.HashAlgorithm) -> str:
    client, server = pair(theirs=identity)
    settle(client, server)
    certificate = client._connection.get_peer_certificate(as_cryptography=True)
    assert certificate is not None
    return f"{name} {certificate.fingerprint(kind).hex(':').upper()}"


def test_b5_10_both_have_the_same_keys_and_nobody_one_for_both_ways() -> None:
    client, server = pair()
    said = settle(client, server)
    assert client.suite == server.suite == "AEAD_AES_256_GCM"
    assert (client.our_key, client.their_key) == (server.their_key, server.our_key)
    assert client.our_key != client.their_key
    assert len(client.our_key) == KEY_SIZES[client.suite]
    assert max(map(len, said)) <= DATAGRAM
    assert client.our_key.hex() not in repr(client) + repr(vars(client).keys())


@pytest.mark.parametrize("suites", [("AES_CM_128_HMAC_SHA1_32",), ("AES_CM_128_HMAC_SHA1_80", "AEAD_AES_128_GCM")])
def test_b5_8_the_suite_is_the_best_that_both_have(suites: tuple[str, ...]) -> None:
    for client, server in (pair(theirs=Identity.make(suites)), pair(ours=Identity.make(suites))):
        settle(client, server)
        assert client.suite == server.suite == suites[-1]


def test_b5_10_without_a_common_suite_there_are_no_keys() -> None:
    one, other = Identity.make(("AEAD_AES_128_GCM",)), Identity.make(("AES_CM_128_HMAC_SHA1_32",))
    client, server = pair(one, other)
    settle(client, server)
    assert (client.suite, client.our_key, client.impostor) == ("", b"", False)
    assert "profile" in client.failure


def test_b5_10_no_version_before_1_2_is_spoken() -> None:
    """RFC 8827 6.5, RFC 8996."""
    old = Identity.make()
    old.context.set_min_proto_version(DTLS_1_0)
    old.context.set_max_proto_version(DTLS_1_0)
    old.context.set_cipher_list(b"ALL:@SECLEVEL=0")
    for client, server in (pair(ours=old), pair(theirs=old)):
        settle(client, server)
        assert client.suite == server.suite == ""


class TestFingerprints:
    """RFC 8122 5.1: the best hash that the description uses counts, of several certificates any."""

    def test_b5_10_another_certificate_is_an_impostor(self) -> None:
        client, server = pair(expected=(OTHER.fingerprint,))
        settle(client, server)
        assert client.impostor
        assert (client.suite, client.our_key) == ("", b"")
        assert server.suite  # it has no doubts, but hears nothing: the call ends

    @pytest.mark.parametrize(
        ("name", "kind"), [("sha-256", hashes.SHA256()), ("sha-384", hashes.SHA384()), ("sha-512", hashes.SHA512())]
    )
    def test_b5_10_every_good_hash_will_do(self, name: str, kind: hashes.HashAlgorithm) -> None:
        client, server = pair(expected=(spelled(THEIRS, name, kind),))
        settle(client, server)
        assert client.suite

    def test_b5_10_of_several_certificates_any_may_come(self) -> None:
        client, server = pair(expected=(OTHER.fingerprint, THEIRS.fingerprint))
        settle(client, server)
        assert client.suite

    def test_b5_10_a_worse_hash_does_not_make_up_for_a_better_one_that_differs(self) -> None:
        wrong = spelled(OTHER, "sha-512", hashes.SHA512())
        client, server = pair(expected=(THEIRS.fingerprint, wrong))
        settle(client, server)
        assert client.impostor


class TestDisturbed:
    def test_b5_10_a_farewell_in_the_middle_of_a_call_ends_no_keys(self) -> None:
        """What becomes of media is for those to decide who hear none; the keys are those that were made."""
        client, server = pair()
        settle(client, server)
        keys = client.our_key, client.their_key
        server._connection.shutdown()
        server._collect()
        for data in server.outgoing:
            client.take(data)
        assert (client.our_key, client.their_key, client.failure) == (*keys, "")

    def test_b5_10_who_asks_for_a_new_handshake_inside_an_association_gets_none(self) -> None:
        client, server = pair()
        settle(client, server)
        keys = server.our_key
        stranger, _ = pair(OTHER)
        stranger.begin()
        for data in stranger.outgoing:
            server.take(data)
        assert all(data[13:14] != b"\x02" for data in server.outgoing)  # no ServerHello
        assert (server.our_key, server.failure) == (keys, "")

    @pytest.mark.parametrize("seed", range(20))
    def test_b5_10_rubbish_and_copies_in_between_do_no_harm(self, seed: int) -> None:
        chance = random.Random(seed)
        client, server = pair()
        client.begin()
        seen: list[bytes] = []
        while client.outgoing or server.outgoing:
            for one, other in ((client, server), (server, client)):
                sent, one.outgoing[:] = list(one.outgoing), []
                seen += sent
                for data in sent:
                    other.take(b"\x16\xfe\xfd" + chance.randbytes(chance.randrange(60)))
                    other.take(b"\x17" + chance.randbytes(40))
                    other.take(data)
                    other.take(chance.choice(seen))
            if len(seen) > 500:
                break
        assert client.suite == server.suite != ""

    @pytest.mark.full
    def test_b5_10_over_a_link_that_loses_repeats_and_reorders(self) -> None:
        """Twelve at once, as OpenSSL keeps its time by the clock of the system: a fifth of all datagrams is lost."""
        chance = random.Random(7)
        both = [pair() for _ in range(12)]
        for client, _ in both:
            client.begin()
        until = time.monotonic() + 40
        while any(not one.done for two in both for one in two) and time.monotonic() < until:
            for client, server in both:
                for one, other in ((client, server), (server, client)):
                    if (wait := one.wait()) is not None and wait <= 0:
                        one.repeat()
                    sent, one.outgoing[:] = list(one.outgoing), []
                    chance.shuffle(sent)
                    for data in sent:
                        if chance.random() >= 0.2:
                            other.take(data)
                        if chance.random() < 0.1:
                            other.take(data)
            time.sleep(0.01)
        assert [one.suite for two in both for one in two] == ["AEAD_AES_256_GCM"] * 24
