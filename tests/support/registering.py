"""REGISTER requests written by hand, and what is bound afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tests.support.peer import ENGINE, PEER, Peer, Seen, text_of

AOR = "sip:alice@example.com"
PHONE = f"<sip:alice@{PEER[0]}:{PEER[1]}>"
CHALLENGE = 'Digest realm="r", nonce="n", algorithm=SHA-256, qop="auth"'


def register(
    peer: Peer,
    *contacts: str,
    cseq: int = 1,
    call_id: str = "reg-1",
    to: str = AOR,
    uri: str = "sip:example.com",
    headers: Sequence[str] = (),
    vias: Sequence[str] = (),
    branch: str = "",
    tag: str = "",
    to_tag: str = "",
) -> list[Seen]:
    """Send one REGISTER, as if from a client that was started again; returns what comes at once."""
    branch = branch or peer.branch()
    lines = [
        f"REGISTER {uri} SIP/2.0",
        f"Via: SIP/2.0/UDP {PEER[0]}:{PEER[1]};branch={branch};rport",
        *[f"Via: {via}" for via in vias],
        "Max-Forwards: 70",
        f"From: <{to}>;tag={tag or branch[7:]}",
        f"To: <{to}>" + (f";tag={to_tag}" if to_tag else ""),
        f"Call-ID: {call_id}",
        f"CSeq: {cseq} REGISTER",
        *[f"Contact: {contact}" for contact in contacts],
        *headers,
    ]
    return peer.send(text_of(lines, None))


def answer(peer: Peer, *contacts: str, **more: Any) -> Seen:
    """The one answer to a REGISTER."""
    (seen,) = register(peer, *contacts, **more)
    return seen


def bound(seen: Seen) -> dict[str, int]:
    """URI to remaining seconds, as a 200 lists the bindings."""
    assert seen.status == 200, seen.start
    found = {}
    for line in seen.all("contact"):
        uri, _, params = line.partition(">")
        found[uri.lstrip("<")] = int(params.rpartition(";expires=")[2])
    return found


def verdict(peer: Peer, outcome: str, user: str = "alice", **more: Any) -> None:
    """Judge the credentials of the REGISTER that waits."""
    given = {"outcome": outcome, "user": user, "challenges": [CHALLENGE], "wait": 0.0} | more
    session = peer.asks()[-1].session
    assert peer.outcome(peer.command("verdict", session, **given)) == ("done", None)


__all__ = ["AOR", "CHALLENGE", "ENGINE", "PHONE", "answer", "bound", "register", "verdict"]
