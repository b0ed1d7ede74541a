"""A redacted journal holds nothing of who called whom, and replays."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from sessioncore.base.errors import ConfigError
from sessioncore.core.redaction import Redaction, redact
from sessioncore.core.replay import replay
from sessioncore.events import DigitReceived
from sessioncore.inputs import Command
from sessioncore.wire.sip import Request
from tests.support.journals import PEER, Script

KEY = bytes(range(32))
IDENTITIES = [
    "alice.wonder", "alice", "wonder", "Wonderland", "pbx7.corp-secret.example", "corp-secret", "203.0.113.77",
    "198.51.100.20", "15557654321", "f81d4fae-7dec-11d0", "Liddell", "hunter2", "6629fae49393", "biloxi-realm",
    "dcd98b7102dd", "Jane Roe", "callertag99", "calleetag77", "INVITE1peer", "2001:db8:77:9::5", "bob.builder",
    "acme-pbx", "carroll", "echo-room", "s00112233445566aa", "callee", "X-Customer", "rabbit hole", "Zoë",
    "secret-suffix",
]  # fmt: skip
"""Everything about somebody that the script below says."""
HEADERS = "\r\n".join([
    'Authorization: Digest username="alice.wonder", realm="biloxi-realm", nonce="dcd98b7102dd", uri="sip:echo-room@x", '
    'response="6629fae49393a05397450978507c4ef1"',
    "X-Customer: Jane Roe, +15557654321",
    "Subject: down the rabbit hole with Zoë",
    'P-Asserted-Identity: "Liddell" <tel:+15557654321>, Wonderland '
    "<sip:alice.wonder:hunter2@pbx7.corp-secret.example;x=y>",
    "Record-Route: <sip:[2001:db8:77:9::5]:5062;lr>",
    "User-Agent: carroll/1.0",
    "Allow: INVITE, ACK, BYE",
])  # fmt: skip
SDP = (
    "v=0\r\no=carroll 1 1 IN IP4 203.0.113.77\r\ns=rabbit hole\r\ni=Liddell\r\nc=IN IP4 203.0.113.77\r\nt=0 0\r\n"
    "m=audio 4000 RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\n"
    "a=candidate:1 1 UDP 2130706431 203.0.113.77 4000 typ host\r\na=x-secret-suffix:hunter2\r\na=sendrecv\r\n"
)
ANSWER = (
    b"Server: carroll/2\r\nContent-Type: application/sdp\r\n\r\nv=0\r\no=- 1 1 IN IP4 203.0.113.77\r\ns=-\r\n"
    b"c=IN IP4 203.0.113.77\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"
)


def write(path: Path, *, compact: bool = False) -> None:
    script = Script(path, compact=compact, users=["echo-room"])
    script.incoming(
        caller='"Alice \\"Liddell\\" Wonderland" <sip:alice.wonder@pbx7.corp-secret.example>',
        user="echo-room",
        call_id="f81d4fae-7dec-11d0@pbx7.corp-secret.example",
        headers=HEADERS,
        sdp=SDP,
    )
    script.outgoing(
        "sip:bob.builder@203.0.113.77;x=secret-suffix",
        display="Alice Wonderland",
        caller="sip:alice.wonder@pbx7.corp-secret.example",
        answer=ANSWER,
    )
    script.datagram(b"REGISTER sip:corp-secret \xff\xfe alice.wonder\r\n\r\n")
    script.datagram(b"\x00alice.wonder\xff")
    script.close()


def redacted(path: Path, key: bytes = KEY) -> tuple[Redaction, str]:
    out = io.StringIO()
    done = redact(path, out, key)
    return done, out.getvalue()


@pytest.mark.parametrize("compact", [False, True])
def test_no_identity_is_left_and_the_replay_is_clean(tmp_path: Path, compact: bool) -> None:
    write(tmp_path / "x.journal", compact=compact)
    original = (tmp_path / "x.journal").read_text()
    for word in IDENTITIES:
        assert json.dumps(word)[1:-1].lower() in original.lower(), f"{word} is not even in the original"
    done, text = redacted(tmp_path / "x.journal")
    assert [word for word in IDENTITIES if json.dumps(word)[1:-1].lower() in text.lower()] == []
    assert b"a secret seed".hex() not in text
    (tmp_path / "y.journal").write_text(text)
    result = replay(tmp_path / "y.journal")
    assert result.same, result.difference
    assert done.diverged is None
    assert result.inputs == done.inputs == original.count('"now":') - 1
    assert len(text.splitlines()) == len(original.splitlines())


@pytest.mark.parametrize("engine", ["statemachine", "transitions"])
def test_it_replays_on_the_other_engines(tmp_path: Path, engine: str) -> None:
    write(tmp_path / "x.journal")
    (tmp_path / "y.journal").write_text(redacted(tmp_path / "x.journal")[1])
    assert replay(tmp_path / "y.journal", engine=engine).same


INFO = (
    "INFO {uri} SIP/2.0\r\nVia: SIP/2.0/UDP {host};branch=z9hG4bKi{n}\r\nFrom: <sip:alice@{host}>;tag=calleetag77\r\n"
    "To: {to}\r\nCall-ID: {call}\r\nCSeq: {n} INFO\r\nContent-Type: application/{kind}\r\n"
    "Content-Length: {size}\r\n\r\n{body}"
)


def test_digits_are_others_and_travel_as_they_did(tmp_path: Path) -> None:
    """A number that somebody dials may be as secret as a password."""
    script = Script(tmp_path / "x.journal")
    script.engine.subscribed = {DigitReceived}
    allowing = b"Allow: INVITE, UPDATE, INFO\r\n" + ANSWER
    session = script.dialing(f"sip:alice@{PEER[0]}", display="Alice", caller=f"sip:bob@{PEER[0]}", answer=allowing)
    invite = next(each for each in script.sent if isinstance(each, Request) and each.method == "INVITE")
    bodies = [("dtmf-relay", "Signal=4\r\nDuration=160\r\n"), ("dtmf-relay", "Signal= #\r\n"), ("dtmf", "11")]
    for n, (kind, body) in enumerate(bodies, 900):
        script.datagram(
            INFO.format(
                uri=(invite.get("Contact") or "").strip("<>"), host=PEER[0], n=n, to=invite.get("From"), kind=kind,
                call=invite.call_id, size=len(body), body=body,
            ).encode()
        )  # fmt: skip
    script.feed(Command(2, session, "send_dtmf", {"digits": "90210D", "method": "info", "seconds": 0.1, "pause": 0.1}))
    script.close()

    def heard(journal: str) -> list[str]:
        effects = [effect for line in journal.splitlines() for effect in json.loads(line).get("effects", ())]
        return [effect["event"]["digit"] for effect in effects if effect["type"] == "Publish"]

    before = (tmp_path / "x.journal").read_text()
    assert heard(before) == ["4", "#", "#"]
    done, text = redacted(tmp_path / "x.journal")
    assert done.diverged is None
    digit, *others = heard(text)
    assert (digit.isdigit(), digit == "4", others) == (True, False, ["#", "#"])
    assert "90210" in before
    assert "90210" not in text
    (tmp_path / "y.journal").write_text(text)
    assert replay(tmp_path / "y.journal").same


def test_what_was_equal_is_equal_and_what_was_said_keeps_its_shape(tmp_path: Path) -> None:
    write(tmp_path / "x.journal")
    before = [json.loads(line) for line in (tmp_path / "x.journal").read_text().splitlines()]
    after = [json.loads(line) for line in redacted(tmp_path / "x.journal")[1].splitlines()]
    assert after[0]["seed"] == ""
    assert after[0]["limits"] == before[0]["limits"]
    assert [line.get("now") for line in before] == [line.get("now") for line in after]
    assert [[effect["type"] for effect in line.get("effects", ())] for line in before] == [
        [effect["type"] for effect in line.get("effects", ())] for line in after
    ]
    invite = next(line for line in after if line.get("input", {}).get("type") == "Datagram")["input"]
    then = next(line for line in before if line.get("input", {}).get("type") == "Datagram")["input"]
    text, was = invite["data"]["text"], then["data"]["text"]
    assert len(text.encode()) == len(was.encode())
    assert [line.partition(":")[0] for line in text.split("\r\n")[1:9]] == [
        line.partition(":")[0] for line in was.split("\r\n")[1:9]
    ]
    for kept in (
        "SIP/2.0/UDP",
        "Max-Forwards: 70",
        "CSeq: 1 INVITE",
        "Allow: INVITE, ACK, BYE",
        "m=audio 4000 RTP/AVP 0 101",
        "a=fmtp:101 0-15",
    ):
        assert kept in text
    # The called user is one of the answering table's, as before.
    [user] = after[0]["answering"]["users"]
    assert f"INVITE sip:{user}@" in text


def test_another_key_gives_other_placeholders(tmp_path: Path) -> None:
    write(tmp_path / "x.journal")
    one, two = (redacted(tmp_path / "x.journal", key)[1] for key in (KEY, KEY[::-1]))
    assert one == redacted(tmp_path / "x.journal", KEY)[1]
    assert one != two


def test_a_journal_that_was_cut_off_stays_so(tmp_path: Path) -> None:
    write(tmp_path / "x.journal")
    lines = (tmp_path / "x.journal").read_text().splitlines(keepends=True)
    (tmp_path / "x.journal").write_text("".join(lines[:4]))
    (tmp_path / "y.journal").write_text(redacted(tmp_path / "x.journal")[1])
    result = replay(tmp_path / "y.journal")
    assert (result.inputs, result.same, result.truncated) == (2, True, True)


def test_a_redacted_journal_is_not_redacted_again(tmp_path: Path) -> None:
    write(tmp_path / "x.journal")
    (tmp_path / "y.journal").write_text(redacted(tmp_path / "x.journal")[1])
    with pytest.raises(ConfigError, match="redacted already"):
        redacted(tmp_path / "y.journal")


def test_a_value_that_is_missing_is_a_difference(tmp_path: Path) -> None:
    write(tmp_path / "x.journal")
    lines = redacted(tmp_path / "x.journal")[1].splitlines()
    first = next(number for number, line in enumerate(lines) if '"drawn"' in line)
    lines[first] = lines[first].replace('"drawn"', '"drown"')
    (tmp_path / "y.journal").write_text("\n".join(lines) + "\n")
    assert not replay(tmp_path / "y.journal").same


@pytest.mark.parametrize(
    ("name", "arguments", "method"),
    [
        ("request", {"method": "OPTIONS", "target": f"sip:alice@{PEER[0]}", "arguments": {}}, "OPTIONS"),
        ("modify", {"codecs": ["PCMA"], "direction": "", "method": "invite"}, "INVITE"),
        ("modify", {"codecs": [], "direction": "sendonly", "method": "update"}, "UPDATE"),
        ("tell", {"method": "MESSAGE", "arguments": {"body": "hi alice", "content_type": "text/plain"}}, "MESSAGE"),
        ("send_dtmf", {"digits": "1", "method": "info", "seconds": 0.1, "pause": 0.1}, "INFO"),
    ],
)
def test_what_a_command_does_is_nobodys_name(
    tmp_path: Path, name: str, arguments: dict[str, object], method: str
) -> None:
    script = Script(tmp_path / "x.journal")
    session = "s00112233445566aa"
    if name == "request":
        script.feed(Command(1, session, name, arguments))
    else:
        allowing = b"Allow: INVITE, UPDATE, INFO\r\n" + ANSWER
        script.dialing(f"sip:alice@{PEER[0]}", display="Alice", caller=f"sip:bob@{PEER[0]}", answer=allowing)
        script.feed(Command(2, session, name, arguments))
    assert isinstance(script.sent[-1], Request)
    assert script.sent[-1].method == method
    script.close()
    done, text = redacted(tmp_path / "x.journal")
    assert done.diverged is None
    assert "alice" not in text
    (tmp_path / "y.journal").write_text(text)
    assert replay(tmp_path / "y.journal").same
