"""Keys of protected media leave a redacted journal, and it still replays."""

from __future__ import annotations

import base64
import io
import re
from pathlib import Path
from typing import Any

import pytest

from sessioncore.core.redaction import redact
from sessioncore.core.redaction.messages import MessageRedactor
from sessioncore.core.redaction.placeholders import Placeholders
from sessioncore.core.replay import replay
from tests.support.journals import Script

KEY = base64.b64encode(b"thirty octets of master key+salt"[:30]).decode()
PASSWORD = "Pw" * 11
PRINT = "sha-256 " + ":".join(["C7"] * 32)
HEAD = "v=0\r\no=- 1 1 IN IP4 203.0.113.77\r\ns=-\r\nc=IN IP4 203.0.113.77\r\nt=0 0\r\n"
SDES = HEAD + f"m=audio 4000 RTP/SAVP 0\r\na=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}|2^20\r\n"
DTLS = HEAD + (
    f"m=audio 4000 UDP/TLS/RTP/SAVPF 0\r\na=fingerprint:{PRINT}\r\na=setup:actpass\r\na=rtcp-mux\r\n"
    f"a=ice-ufrag:abcd\r\na=ice-pwd:{PASSWORD}\r\na=tls-id:{'t1' * 12}\r\n"
)

WAYS = DTLS + (
    "a=ice-options:ice2\r\na=candidate:1 1 udp 2130706431 203.0.113.77 4000 typ host generation 0\r\n"
    "a=candidate:2 1 UDP 1694498815 203.0.113.78 5000 typ srflx raddr 203.0.113.77 rport 4000\r\n"
)


def test_candidates_are_elsewhere_and_checked_all_the_same(tmp_path: Path) -> None:
    script = Script(tmp_path / "x.journal", media_fingerprint=PRINT.replace("C7", "D8"), ice="full")
    script.incoming(sdp=WAYS)
    script.close()
    assert '"BeginChecks"' in (tmp_path / "x.journal").read_text()
    out = io.StringIO()
    assert redact(tmp_path / "x.journal", out, bytes(range(32))).diverged is None
    assert "203.0.113.7" not in out.getvalue()
    assert re.search(r"candidate:2 1 UDP 1694498815 \S+ 5000 typ srflx raddr \S+ rport 4000", out.getvalue())
    (tmp_path / "y.journal").write_text(out.getvalue())
    assert replay(tmp_path / "y.journal").same


@pytest.mark.parametrize("sdp", [SDES, DTLS], ids=["sdes", "dtls"])
def test_no_key_is_left_and_the_replay_is_clean(tmp_path: Path, sdp: str) -> None:
    settings: dict[str, Any] = {"sdes_over_clear_transport": True, "media_fingerprint": PRINT.replace("C7", "D8")}
    script = Script(tmp_path / "x.journal", **settings)
    script.incoming(sdp=sdp)
    script.close()
    original = (tmp_path / "x.journal").read_text()
    secrets = re.findall(r"inline:([A-Za-z0-9+/=]+)|ice-pwd:([A-Za-z0-9+/]+)|sha-256 ([0-9A-F:]+)", original)
    told = {word for found in secrets for word in found if word}
    assert len(told) >= 2, "those of both sides"
    out = io.StringIO()
    assert redact(tmp_path / "x.journal", out, bytes(range(32))).diverged is None
    assert [word for word in told if word in out.getvalue()] == []
    (tmp_path / "y.journal").write_text(out.getvalue())
    assert replay(tmp_path / "y.journal").same


@pytest.mark.parametrize(
    "line",
    [
        f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}",
        f"a=crypto:1 SOMETHING inline:{KEY} SECRET=1",
        f"a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:{KEY}x{KEY}{KEY}",
        f"a=crypto:{KEY}",
        f"a=fingerprint:{PRINT}",
        "a=fingerprint:nonsense C7:C7",
        f"a=ice-pwd:{KEY}",
        f"a=candidate:{KEY} 1 udp 1 C7:C7",
    ],
)
def test_whatever_a_peer_writes_there_is_another_thing_of_the_same_length(line: str) -> None:
    body = MessageRedactor(Placeholders(bytes(32))).datagram(
        f"INVITE sip:x SIP/2.0\r\nContent-Type: application/sdp\r\n\r\n{line}\r\n".encode()
    )
    made = body.decode().split("\r\n")[-2]
    assert len(made) == len(line)
    assert KEY not in made
    assert "C7:C7" not in made
