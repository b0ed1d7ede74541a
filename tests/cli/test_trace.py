from __future__ import annotations

import re
import stat
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sessioncore.cli import trace
from tests.support.journals import LOCAL, PEER, Script

HOSTILE = '"\u202e\x1b]0;owned\x07<script>" <sip:alice@203.0.113.77>'


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    script = Script(tmp_path / "x.journal")
    script.incoming(caller=HOSTILE)
    script.incoming(call_id="two@203.0.113.77")
    script.close()
    return tmp_path / "x.journal"


def sessions(text: str) -> list[str]:
    return re.findall(r"(?m)^(s[0-9a-f]{16}) with", text)


def test_it_prints_a_ladder_with_transitions_for_each_call(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert trace.run([str(journal)]) == 0
    out = capsys.readouterr().out
    assert len(sessions(out)) == 2
    assert re.search(
        r"<-+ INVITE 1 SDP sendrecv --\|  sessioncore: incoming arriving -> setup.deciding \(invited\)", out
    )
    assert re.search(r"\|-- 200 INVITE 1 SDP sendrecv -+>\|\n", out)
    assert re.search(r"<-+ BYE 2 --\|  sessioncore: dialog confirmed \(bye\)", out)
    assert out.count("203.0.113.77:5080, terminated") == 2
    assert not set(out) - set("\n") - {chr(code) for code in range(0x20, 0x7F)}


def test_one_session_of_a_journal(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    trace.run([str(journal)])
    _, second = sessions(capsys.readouterr().out)
    assert trace.run([second, "--journal", str(journal)]) == 0
    assert sessions(capsys.readouterr().out) == [second]


def test_page_and_capture_are_private_files(journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page, capture = tmp_path / "x.html", tmp_path / "x.pcap"
    page.write_text("old")
    page.chmod(0o644)
    assert trace.run([str(journal), "--html", str(page), "--pcap", str(capture)]) == 0
    assert [stat.S_IMODE(path.stat().st_mode) for path in (page, capture)] == [0o600, 0o600]
    assert page.read_text().startswith("<!doctype html>")
    packets = list(read_packets(capture.read_bytes()))
    out = capsys.readouterr().out
    assert len(packets) == len(re.findall(r"\|(?:--.*->|<-.*--)\|", out))
    times = [at for at, _, _, _ in packets]
    assert times == sorted(times)
    assert times[0] == pytest.approx(1_700_000_000.125)
    first = packets[0]
    assert first[1:3] == (PEER, LOCAL)
    assert first[3].startswith(b"INVITE sip:echo@198.51.100.20 SIP/2.0\r\n")
    assert {
        ends for _, *ends, _ in ((at, (source, target), data) for at, source, target, data in packets) for ends in ends
    } == {
        (PEER, LOCAL),
        (LOCAL, PEER),
    }


def read_packets(data: bytes) -> list[tuple[float, tuple[str, int], tuple[str, int], bytes]]:
    """Time, source, target and payload of each packet of a classic capture of raw IPv4."""
    at, found = 24, []
    while at < len(data):
        seconds, micros, size, _ = struct.unpack_from("<IIII", data, at)
        packet = data[at + 16 : at + 16 + size]
        ports = struct.unpack_from("!HH", packet, 20)
        hosts = [".".join(map(str, packet[start : start + 4])) for start in (12, 16)]
        found.append((seconds + micros / 1e6, (hosts[0], ports[0]), (hosts[1], ports[1]), packet[28:]))
        at += 16 + size
    return found


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["/nowhere/x.journal"], "No such file or directory; to show one session, say: --journal FILE"),
        (["s1", "--journal", "JOURNAL"], "holds no session 's1'"),
        (["JOURNAL", "--html", "/dev/null/x"], "cannot write /dev/null/x"),
        (["JOURNAL", "--pcap", "/dev/null/x"], "cannot write /dev/null/x"),
        (["TEXT"], "is no journal"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    journal: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], why: str
) -> None:
    (tmp_path / "text").write_text("{}\n")
    names = {"JOURNAL": str(journal), "TEXT": str(tmp_path / "text")}
    assert trace.run([names.get(word, word) for word in arguments]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith("sessioncore trace: ")
    assert why in line


def test_a_journal_that_was_cut_off_says_so(journal: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = journal.read_text().splitlines(keepends=True)
    journal.write_text("".join(lines[:8]))
    assert trace.run([str(journal)]) == 0
    assert "the journal ends within an input" in capsys.readouterr().out


def test_a_server_s_journal_as_a_program(
    serve: Callable[..., object], run: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    path = tmp_path / "serve.journal"
    server = serve("--journal", str(path))
    assert run("call", server.uri("echo"), "--hangup-after", "0.2").returncode == 0  # type: ignore[attr-defined]
    assert server.end() == 0  # type: ignore[attr-defined]
    done = run("trace", str(path), "--html", str(tmp_path / "x.html"))
    assert (done.returncode, done.stderr) == (0, "")
    assert "incoming arriving -> setup.deciding (invited)" in done.stdout
    assert "<svg" in (tmp_path / "x.html").read_text()
