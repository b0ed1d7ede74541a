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
from sessioncore.effects import Publish, Send
from sessioncore.events import ServerDisproven
from sessioncore.inputs import Command, Datagram
from sessioncore.testing.media import FakeMediaPorts

PEER = ("192.0.2.2", 5060)
COPIED = ("Via:", "From:", "To:", "Call-ID:", "CSeq:")
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
        kept = [line for line in head if line.startswith(COPIED)]
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


def test_b7_11_what_the_wallet_says_of_a_server_replays_redacted_too(tmp_path: Path) -> None:
    """A 2xx with a wrong rspauth: the wallet that judged it is not there in the replay."""
    path, out = tmp_path / "b.journal", io.StringIO()
    env = Environment(b"seed-of-test", FakeMediaPorts())
    env.wallet = CredentialWallet([Credentials("liddell", "rabbit-hole")], token=lambda: "cnonce-of-alice")
    made = Engine(Settings(), env)
    made.subscribed = {ServerDisproven}
    engine = JournaledEngine(made, journal := Journal.create(path))
    sent = engine.feed(Command(1, "s1", "dial", {"target": f"sip:bob@{PEER[0]}", "arguments": {}}), 1.0)
    for status, more in ((407, CHALLENGE), (200, 'Proxy-Authentication-Info: rspauth="00", qop=auth')):
        (invite,) = [effect for effect in sent if isinstance(effect, Send) and effect.label == "INVITE"]
        kept = [line for line in invite.data.decode().split("\r\n") if line.startswith(COPIED)]
        lines = [f"SIP/2.0 {status} So", *kept, more, f"Contact: <sip:bob@{PEER[0]}>", "", ""]
        sent = engine.feed(Datagram("\r\n".join(lines).encode(), PEER), 2.0)
    journal.close()
    assert [type(effect.event) for effect in sent if isinstance(effect, Publish)] == [ServerDisproven]
    assert replay(path).same
    assert redact(path, out, bytes(range(32))).diverged is None
    target = tmp_path / "redacted.journal"
    target.write_text(out.getvalue())
    assert replay(target).same


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
