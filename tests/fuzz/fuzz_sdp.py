"""Fuzz target: SDP and offer/answer. `python -m tests.fuzz.fuzzing sdp`."""

from __future__ import annotations

from sessioncore.wire.sdp import (
    PCMA,
    PCMU,
    TELEPHONE_EVENT,
    Origin,
    Preferences,
    SdpError,
    agreed,
    check_answer,
    make_answer,
    make_offer,
    parse_sdp,
)

ORIGIN = Origin("-", 1, 1, "192.0.2.1")
OURS = Preferences((PCMU, PCMA, TELEPHONE_EVENT), "192.0.2.1", (20000,))


def one(data: bytes) -> None:
    """Any octets are a description or an SdpError; as an offer it gets a fitting answer, as an answer it is judged."""
    try:
        theirs = parse_sdp(data)
    except SdpError:
        return
    assert parse_sdp(theirs.encode()) == theirs
    try:
        answer = make_answer(theirs, OURS, origin=ORIGIN)
        assert len(answer.media) == len(theirs.media)
        check_answer(theirs, parse_sdp(answer.encode()))
        agreed(answer, theirs)
    except SdpError:
        pass
    try:
        offer = make_offer(OURS, origin=ORIGIN)
        check_answer(offer, theirs)
        agreed(offer, theirs)
    except SdpError:
        pass
