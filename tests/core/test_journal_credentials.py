"""Calls with credentials in journals: no secret is written, and they replay, redacted too."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.base.environment import Environment
from sessioncore.base.settings import Settings
from sessioncore.core.engine import Engine
from sessioncore.core.journal import Journal, JournaledEngine
from sessioncore.core.redaction import redact
from sessioncore.core.replay import replay
from sessioncore.effects import Send
from sessioncore.inputs import Command, Datagram
from sessioncore.testing.media import FakeMediaPorts

PEER = ("192.0.2.2", 5060)
CHALLENGE = (
    'Proxy-Authenticate: Digest realm="wonderland", nonce="nonce-of-wonder", algorithm=SHA-256, qop="auth,auth-int"'
)


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A call that is challenged, tried again with credentials, and challenged once more."""
    path = tmp_path / "a.journal"
    env = Environment(b"seed-of-test", FakeMediaPorts())
    env.wallet = CredentialWallet([Credentials("liddell", "rabbit-hole")], token=lambda: "cnonce-of-alice")
    engine = JournaledEngine(Engine(Settings(), env), journal := Journal.create(path))
    at = 1.0
    sent = engine.feed(Command(1, "s1", "dial", {"target": f"sip:bob@{PEER[0]}", "arguments": {}}), at)
    for _ in range(2):
        (invite,) = [effect for effect in sent if isinstance(effect, Send) and effect.label == "INVITE"]
        head = invite.data.decode().split("\r\n")
        kept = [line for line in head if line.startswith(("Via:", "From:", "To:", "Call-ID:", "CSeq:"))]
        at += 1.0
        answer = "\r\n".join(["SIP/2.0 407 Proxy Authentication Required", *kept, CHALLENGE, "", ""])
        sent = engine.feed(Datagram(answer.encode(), PEER), at)
    journal.close()
    return path


def test_no_password_is_in_it_and_it_replays(journal: Path) -> None:
    text = journal.read_text()
    assert "rabbit-hole" not in text
    assert text.count("Proxy-Authorization: Digest") == 2, "the second INVITE, and the ACK of its 407"
    result = replay(journal)
    assert result.same, result.difference


def test_redacted_it_replays_and_names_nobody(journal: Path, tmp_path: Path) -> None:
    out = io.StringIO()
    done = redact(journal, out, bytes(range(32)))
    assert done.diverged is None
    for word in ("wonder", "liddell", "alice", "rabbit"):
        assert word not in out.getvalue()
    target = tmp_path / "redacted.journal"
    target.write_text(out.getvalue())
    assert out.getvalue().count("Proxy-Authorization: Digest") == 2
    assert replay(target).same
