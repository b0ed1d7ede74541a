"""Fuzz target: challenges and credentials of digest. `python -m tests.fuzz.fuzzing digest`."""

from __future__ import annotations

from sessioncore.wire.sip import SipParseError
from sessioncore.wire.sip.digest import answer_to, is_answered_by, parse_authorization, parse_challenges, secret_of


def one(data: bytes) -> None:
    """Any octets are challenges, credentials or a SipParseError; what was read can be written, read and answered."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        challenges = parse_challenges(text)
    except SipParseError:
        challenges = []
    for challenge in challenges:
        if len(challenge.encode()) <= len(text):  # written out it may be longer than what is read
            assert parse_challenges(challenge.encode()) == [challenge]
        if challenge.is_supported:
            secret = secret_of(challenge.algorithm, "u", challenge.realm, "p")
            made = answer_to(challenge, username="u", secret=secret, method="INVITE", uri="sip:a", nc=1, cnonce="c")
            assert is_answered_by(made, secret, "INVITE")
    try:
        credentials = parse_authorization(text)
    except SipParseError:
        return
    if credentials is not None:
        assert not is_answered_by(credentials, "0" * 32, "INVITE")
        if len(credentials.encode()) <= len(text):
            assert parse_authorization(credentials.encode()) == credentials
