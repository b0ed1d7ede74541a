"""What we call with: which credentials answer whom, counts of nonces, and nothing of it in a repr."""

from __future__ import annotations

import pytest

from sessioncore.api import wallet as module
from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.base.errors import ConfigError
from sessioncore.wire.sip.digest import Challenge, is_answered_by, parse_authorization, secret_of

BAR = Challenge("bar", "n1", "SHA-512-256", ("auth-int",), userhash=True).encode()


def test_a_repr_has_no_password() -> None:
    credentials = Credentials("alice", "hunter2")
    wallet = CredentialWallet([credentials])
    wallet.give("s1", [credentials])
    assert "hunter2" not in repr(credentials) + repr(wallet)


def test_those_of_the_session_and_of_the_realm_come_first() -> None:
    wallet = CredentialWallet([Credentials("any", "1"), Credentials("bar", "2", "bar")])
    wallet.give("s1", [Credentials("own", "3")])
    users = [wallet._find(session, realm) for session in ("s0", "s1") for realm in ("foo", "bar")]
    assert [found.username for found in users if found] == ["any", "bar", "own", "own"]
    assert not CredentialWallet([Credentials("bar", "2", "bar")]).knows("s0", "foo")
    with pytest.raises(ConfigError):
        CredentialWallet().answer("s0", BAR, "INVITE", "sip:b@c", b"")


def test_an_answer_is_right_and_counts_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_NONCES", 2)
    wallet = CredentialWallet([Credentials("alice", "secret")])
    other = Challenge("bar", "n2", "MD5").encode()
    counts, tokens = [], set()
    for challenge in (BAR, BAR, other, BAR, Challenge("bar", "n3").encode(), other, BAR):
        made = parse_authorization(wallet.answer("s", challenge, "INVITE", "sip:b@c", b"body"))
        assert made is not None
        assert is_answered_by(made, secret_of(made.algorithm, "alice", "bar", "secret"), "INVITE", b"body")
        if made.nonce == "n1":
            counts.append(made.nc)
            tokens.add(made.cnonce)
    assert counts == [1, 2, 3, 1], "n1 was forgotten for two newer ones"
    assert len(tokens) == 4


def test_b7_11_what_cannot_be_compared_disproves_nothing() -> None:
    wallet = CredentialWallet([Credentials("alice", "secret", "bar")])
    sent = wallet.answer("s", Challenge("bar", "n1").encode(), "INVITE", "sip:b@c", b"")
    assert wallet.disproves("s", sent, 'rspauth="00"', b"")
    for given in (sent.replace('"bar"', '"foo"'), sent.replace("MD5", "SHA3"), "Basic YTpi"):
        assert not wallet.disproves("s", given, 'rspauth="00"', b"")
    for info in ('nextnonce="n2"', "", "rspauth", 'rspauth="00' + "x" * 9000):
        assert not wallet.disproves("s", sent, info, b"")


def test_credentials_of_sessions_that_are_gone_are_forgotten() -> None:
    alive = {"s2"}
    wallet = CredentialWallet(is_alive=alive.__contains__)
    for session in ("s1", "s2", "s3"):
        wallet.give(session, [Credentials(session, "x")])
    assert [wallet.knows(session, "r") for session in ("s1", "s2", "s3")] == [False, True, True]
