"""`sessioncore demo` as a person runs it; what it writes is judged by tshark and by a replay."""

from __future__ import annotations

import json
import re
import stat
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from sessioncore.core.replay import replay

pytestmark = pytest.mark.peers

MOST_S = 40.0
"""It takes five, where the machine has nothing else to do."""


def test_the_demo_shows_a_whole_call(tmp_path: Path, require_peer: Callable[[str], str]) -> None:
    tshark = require_peer("tshark")
    started = time.monotonic()
    command = [sys.executable, "-m", "sessioncore.cli", "demo", "--folder", str(tmp_path)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert time.monotonic() - started < MOST_S
    assert run.returncode == 0, run.stdout + run.stderr
    assert run.stderr == ""
    _check_ladder(run.stdout)
    _check_capture(tshark, tmp_path / "demo.pcap")
    journal = tmp_path / "demo.journal"
    assert stat.S_IMODE(journal.stat().st_mode) == 0o600
    result = replay(journal)
    assert result.same, result.difference
    assert result.inputs > 8
    _check_page(tmp_path / "demo.html")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo.html", "demo.journal", "demo.pcap"]


def _check_ladder(out: str) -> None:
    """The messages in their order, each with transitions of both sides, times going up."""
    messages = re.findall(r"(?m)^ +\d+\.\d{3}  \|(?:-- ([^>]*?) -+>|<-+ ([^>]*?) --)\|", out)
    said = [right or left for right, left in messages]
    assert [text for text in said if not text.startswith("100")] == [
        *("REGISTER 1", "401 REGISTER 1", "REGISTER 2", "200 REGISTER 2"),
        "INVITE 1 SDP sendrecv",
        "180 INVITE 1",
        "200 INVITE 1 SDP sendrecv",
        "ACK 1",
        "INVITE 2 SDP sendonly",
        "200 INVITE 2 SDP recvonly",
        "ACK 2",
        "INVITE 3 SDP sendrecv",
        "200 INVITE 3 SDP sendrecv",
        "ACK 3",
        "BYE 4",
        "200 BYE 4",
        *("REGISTER 3", "401 REGISTER 3", "REGISTER 4", "200 REGISTER 4"),
    ]
    assert re.search(r"> INVITE 1 SDP sendrecv\|  callee: incoming arriving -> setup.deciding \(invited\)", out)
    assert re.search(r"\|180 INVITE 1 < +\|  caller: invite_client calling -> proceeding.plain \(provisional\)", out)
    times = [float(found) for found in re.findall(r"(?m)^ +(\d+\.\d{3})  \|", out)]
    assert times == sorted(times)
    assert "BAD" not in out
    assert "registered with digest: sip:alice@127.0.0.1" in out
    assert "unregistered: the registration is ended" in out
    assert out.count("hears 660 Hz") == out.count("hears 440 Hz") == 2


def _check_page(path: Path) -> None:
    """Both ends' steps and charts, and what each end sounded like."""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    text = path.read_text()
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', text, re.DOTALL)
    assert found
    call, registration = json.loads(found[1])
    # Each of the four REGISTERs is a session of its own at the registrar; the page tells of them as one.
    verdicts = [step for step in registration["steps"] if step["label"] == "verdict"]
    assert [len(step["moves"]) > 1 for step in verdicts] == [True] * 4
    assert {(0, "registration/client"), (1, "registration/registrar")} <= {
        (one["side"], one["chart"]) for one in registration["charts"]
    }
    assert call["lifelines"] == ["caller", "callee"]
    messages = [(step["label"], step["origin"]) for step in call["steps"] if step["kind"] == "message"]
    assert [entry for entry in messages if not entry[0].startswith("100")] == [
        ("INVITE 1 SDP sendrecv", 0),
        ("180 INVITE 1", 1),
        ("200 INVITE 1 SDP sendrecv", 1),
        ("ACK 1", 0),
        ("INVITE 2 SDP sendonly", 0),
        ("200 INVITE 2 SDP recvonly", 1),
        ("ACK 2", 0),
        ("INVITE 3 SDP sendrecv", 0),
        ("200 INVITE 3 SDP sendrecv", 1),
        ("ACK 3", 0),
        ("BYE 4", 0),
        ("200 BYE 4", 1),
    ]
    charts = {(one["side"], one["chart"]) for one in call["charts"]}
    assert {(0, "setup/outgoing"), (1, "setup/incoming"), (0, "session/session"), (1, "session/session")} <= charts
    for side in ("0", "1"):
        heard = [level for _, level in call["levels"][side]]
        assert len(heard) > 50
        assert sum(abs(level + 10) < 1 for level in heard) > 0.8 * len(heard)


def _check_capture(tshark: str, path: Path) -> None:
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    command = [tshark, "-r", str(path), "-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE"]
    command += ["-T", "fields", "-E", "separator=|"]
    command += ["-e", "_ws.col.Protocol", "-e", "_ws.malformed", "-e", "_ws.expert.severity", "-e", "rtp.ssrc"]
    lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    protocols = Counter(line.split("|")[0] for line in lines)
    assert protocols["SIP/SDP"] + protocols["SIP"] >= 12
    assert protocols["RTP"] > 200
    assert set(protocols) <= {"SIP", "SIP/SDP", "RTP", "RTCP"}
    assert [line for line in lines if line.split("|")[1]] == []
    severities = {int(level) for line in lines for level in line.split("|")[2].split(",") if level}
    assert all(level < 0x600000 for level in severities), severities
    assert len({line.split("|")[3] for line in lines if line.startswith("RTP|")}) == 2
