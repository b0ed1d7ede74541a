"""The DTLS handshake that makes SRTP keys (RFC 5763, RFC 5764), by OpenSSL: datagrams in, datagrams out."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Callable, Sequence
from typing import Final

import attrs
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from OpenSSL import SSL

from sessioncore.base.protection import KEY_SIZES

_PROFILES: Final = {
    b"SRTP_AEAD_AES_256_GCM": "AEAD_AES_256_GCM",
    b"SRTP_AEAD_AES_128_GCM": "AEAD_AES_128_GCM",
    b"SRTP_AES128_CM_SHA1_80": "AES_CM_128_HMAC_SHA1_80",
    b"SRTP_AES128_CM_SHA1_32": "AES_CM_128_HMAC_SHA1_32",
}
"""OpenSSL's names of the protection profiles (RFC 5764 4.1.2, RFC 7714 14.2), and those of the same suites in SDP."""
_SALT_SIZES: Final = {"AEAD_AES_256_GCM": 12, "AEAD_AES_128_GCM": 12}
_LABEL: Final = b"EXTRACTOR-dtls_srtp"
_HASHES: Final[dict[str, Callable[[], hashes.HashAlgorithm]]] = {
    "sha-512": hashes.SHA512,
    "sha-384": hashes.SHA384,
    "sha-256": hashes.SHA256,
}
"""The best first."""
_DTLS_1_2: Final = 0xFEFD
_CIPHERS: Final = b"ECDHE+AESGCM:ECDHE+CHACHA20"
DATAGRAM: Final = 1_200
"""Octets of a datagram at most, which every path carries."""
_RECORD_HEAD: Final = 13


@attrs.frozen(eq=False)
class Identity:
    """Our certificate, which signs itself: what counts is its fingerprint in SDP (RFC 5763 5)."""

    context: SSL.Context = attrs.field(repr=False)
    fingerprint: str

    @classmethod
    def make(cls, suites: Sequence[str] = tuple(_PROFILES.values())) -> Identity:
        """A new one, of a new P-256 key, which agrees on these crypto suites, the best one that both sides have. Its
        dates say nothing: it lives as long as the program.
        """
        return cls.load(key_and_certificate(), suites)

    @classmethod
    def load(cls, pem: bytes, suites: Sequence[str] = tuple(_PROFILES.values())) -> Identity:
        """That of a key and certificate that `key_and_certificate` has made."""
        key = serialization.load_pem_private_key(pem, None)
        assert isinstance(key, ec.EllipticCurvePrivateKey), "it is ours"
        made = x509.load_pem_x509_certificate(pem)
        context = SSL.Context(SSL.DTLS_METHOD)
        context.use_certificate(made)
        context.use_privatekey(key)
        # Whose certificate it is the fingerprint says, once the handshake is done.
        context.set_verify(SSL.VERIFY_PEER | SSL.VERIFY_FAIL_IF_NO_PEER_CERT, lambda *_: True)
        context.set_cipher_list(_CIPHERS)
        context.set_min_proto_version(_DTLS_1_2)
        context.set_tlsext_use_srtp(b":".join(name for name, suite in _PROFILES.items() if suite in suites))
        context.set_options(SSL.OP_NO_QUERY_MTU | SSL.OP_NO_RENEGOTIATION)
        return cls(context, f"sha-256 {_spelled(made.fingerprint(hashes.SHA256()))}")


def key_and_certificate() -> bytes:
    """A new P-256 key and its certificate, as PEM."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "sessioncore")])
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.datetime(2000, 1, 1, tzinfo=datetime.UTC))
        .not_valid_after(datetime.datetime(2099, 12, 31, tzinfo=datetime.UTC))
        .sign(key, hashes.SHA256())
    )
    encoding = serialization.Encoding.PEM
    secret = key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return secret + made.public_bytes(encoding)


class Handshake:
    """One DTLS association. What is to be sent gathers in `outgoing`; `failure` says why there will be no keys, and
    `impostor` that it was made with somebody else than the description names.

    OpenSSL keeps the time of its repetitions itself: `wait` asks it how long to sleep, `repeat` lets it look.
    """

    def __init__(self, identity: Identity, *, active: bool, fingerprints: tuple[str, ...]) -> None:
        self.fingerprints = fingerprints
        self.outgoing: list[bytes] = []
        self.failure = ""
        self.suite = ""
        self.impostor = False
        self.our_key = self.their_key = b""
        self._active = active
        self._connection = SSL.Connection(identity.context)
        self._connection.set_ciphertext_mtu(DATAGRAM)
        if active:
            self._connection.set_connect_state()
        else:
            self._connection.set_accept_state()

    @property
    def done(self) -> bool:
        """Whether it came to an end, a good one or not."""
        return bool(self.suite or self.failure)

    def begin(self) -> None:
        """Send the first flight, if it is ours."""
        if self._active:
            self._advance()

    def take(self, data: bytes) -> None:
        """A DTLS datagram of the peer; also after the end, when it repeats what it did not see answered."""
        if self.failure:
            return
        self._connection.bio_write(data)
        if self.suite:
            with contextlib.suppress(SSL.Error):
                self._connection.recv(1)
            self._collect()
        else:
            self._advance()

    def wait(self) -> float | None:
        """Seconds until `repeat`, None where nothing is to be repeated."""
        return None if self.done else self._connection.DTLSv1_get_timeout()

    def repeat(self) -> None:
        """Send the last flight again, where its time has come (RFC 6347 4.2.4)."""
        try:
            self._connection.DTLSv1_handle_timeout()
        except SSL.Error:
            self.failure = "the peer does not answer the DTLS handshake"
        self._collect()

    def _advance(self) -> None:
        try:
            self._connection.do_handshake()
        except SSL.WantReadError:
            pass
        except SSL.Error:
            self.failure = "the DTLS handshake failed"
        else:
            self._finish()
        self._collect()

    def _finish(self) -> None:
        suite = _PROFILES.get(self._connection.get_selected_srtp_profile(), "")
        if not self._is_named(self._connection.get_peer_certificate(as_cryptography=True)):
            self.impostor = True
            self.failure = "the peer's certificate is not the one that its description names"
        elif not suite:
            self.failure = "there is no common SRTP protection profile"
        else:
            self._derive(suite)

    def _is_named(self, certificate: x509.Certificate | None) -> bool:
        """Whether the description names this certificate, by the best hash that it uses: one that is named by a worse
        one alone could be another (RFC 8122 5.1).
        """
        best = next((name for name in _HASHES if any(one.startswith(name) for one in self.fingerprints)), "")
        if certificate is None or not best:
            return False
        return f"{best} {_spelled(certificate.fingerprint(_HASHES[best]()))}" in self.fingerprints

    def _derive(self, suite: str) -> None:
        """Client's key, server's key, client's salt, server's salt (RFC 5764 4.2)."""
        salt = _SALT_SIZES.get(suite, 14)
        key = KEY_SIZES[suite] - salt
        made = self._connection.export_keying_material(_LABEL, 2 * (key + salt))
        client = made[:key] + made[2 * key : 2 * key + salt]
        server = made[key : 2 * key] + made[2 * key + salt :]
        self.our_key, self.their_key = (client, server) if self._active else (server, client)
        self.suite = suite

    def _collect(self) -> None:
        """Make datagrams of what OpenSSL wrote, which runs its records together: whole ones, as many as fit."""
        written = b""
        while True:
            try:
                written += self._connection.bio_read(65_536)
            except SSL.Error:
                break
        at = start = 0
        while at + _RECORD_HEAD <= len(written):
            end = at + _RECORD_HEAD + int.from_bytes(written[at + 11 : at + 13])
            if end - start > DATAGRAM and at > start:
                self.outgoing.append(written[start:at])
                start = at
            at = end
        if at > start:
            self.outgoing.append(written[start:at])


def _spelled(digest: bytes) -> str:
    return digest.hex(":").upper()
