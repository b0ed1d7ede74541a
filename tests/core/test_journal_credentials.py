"""Calls with credentials in journals: no secret is written, and they replay, redacted too."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.base.environment import Environment
from sessioncore.base.settings import Settings
from sessioncore.core.engine import Engine
from sessioncore.core.journal import Journal, JournaledEngine
from sessioncore.core.redaction import redact
from sessioncore.core.replay import replay
from sessioncore.effects import Ask, Effect, Publish, Send
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


class Closed:
    """A gate that lets nobody in."""

    def refusal(self, *_: Any, **__: Any) -> tuple[str, ...]:
        return ('Digest realm="wonderland", nonce="nonce-of-wonder", algorithm=SHA-256, qop="auth"',)


def test_b7_12_what_the_gate_says_replays_redacted_too(tmp_path: Path) -> None:
    path, out = tmp_path / "c.journal", io.StringIO()
    env = Environment(b"seed-of-test", FakeMediaPorts())
    env.gate = Closed()
    settings = Settings(authenticate=True, authenticate_inside=True)
    engine = JournaledEngine(Engine(settings, env), journal := Journal.create(path))
    sdp = "v=0\r\no=a 1 1 IN IP4 192.0.2.2\r\ns=-\r\nc=IN IP4 192.0.2.2\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"

    def request(method: str, cseq: int, tag: str = "", body: str = "") -> list[Effect]:
        lines = [f"{method} sip:bob@192.0.2.1 SIP/2.0", f"Via: SIP/2.0/UDP 192.0.2.2;branch=z9hG4bK{method}{cseq}"]
        lines += ["From: <sip:al@192.0.2.2>;tag=al", f"To: <sip:bob@192.0.2.1>{tag}", "Call-ID: c1"]
        lines += [f"CSeq: {cseq} {method}", "Contact: <sip:al@192.0.2.2>", "Content-Type: application/sdp"]
        lines += [f"Content-Length: {len(body)}", "", body]
        return engine.feed(Datagram("\r\n".join(lines).encode(), PEER), 1.0 + cseq)

    (ask,) = [effect for effect in request("INVITE", 1, body=sdp) if isinstance(effect, Ask)]
    engine.feed(Command(1, ask.session, "authenticate", {}), 2.1)
    verdict = {"outcome": "genuine", "user": "alice", "challenges": ["x"], "wait": 0.0}
    engine.feed(Command(2, ask.session, "verdict", verdict), 2.2)
    sent = engine.feed(Command(3, ask.session, "answer", {"source": "silence"}), 2.3)
    (ok,) = [effect.data.decode() for effect in sent if isinstance(effect, Send)]
    tag = ok.partition("\r\nTo: ")[2].partition("\r\n")[0].partition(";")[2]
    request("ACK", 1, f";{tag}")
    (refused,) = [effect for effect in request("BYE", 2, f";{tag}") if isinstance(effect, Send)]
    journal.close()
    assert refused.data.startswith(b"SIP/2.0 401 ")
    assert replay(path).same
    assert redact(path, out, bytes(range(32))).diverged is None
    assert "wonder" not in out.getvalue()
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
