from __future__ import annotations

import pytest

from sessioncore.wire.sip.names import LIST_HEADERS, METHODS, SINGLE_HEADERS, canonical_name, reason_phrase


@pytest.mark.parametrize(
    ("name", "canonical"),
    [
        ("v", "Via"),
        ("I", "Call-ID"),
        ("x", "Session-Expires"),
        ("cseq", "CSeq"),
        ("cSEQ", "CSeq"),
        ("WWW-AUTHENTICATE", "WWW-Authenticate"),
        ("x-asterisk-hangupcause", "X-Asterisk-Hangupcause"),
        ("newfangled", "Newfangled"),
    ],
)
def test_names(name: str, canonical: str) -> None:
    assert canonical_name(name) == canonical


def test_tables_hold_canonical_names() -> None:
    for name in LIST_HEADERS | SINGLE_HEADERS:
        assert canonical_name(name) == name == canonical_name(name.upper())
    assert not LIST_HEADERS & SINGLE_HEADERS
    assert all(method.isupper() for method in METHODS)


@pytest.mark.parametrize(
    ("status", "phrase"),
    [(200, "OK"), (487, "Request Terminated"), (299, "OK"), (499, "Bad Request"), (699, "Failure")],
)
def test_phrases(status: int, phrase: str) -> None:
    assert reason_phrase(status) == phrase
