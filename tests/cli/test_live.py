"""serve --live: what is shown, and that nothing of it reaches the calls."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from rich.console import Console

from sessioncore.base.media import StreamStatistics
from sessioncore.cli.live import Seen, Writer, duration, table_of
from sessioncore.core.overview import CallView
from tests.cli.conftest import PATIENCE, program

Run = Callable[..., subprocess.CompletedProcess[str]]
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


def drawn(*rows: Seen, now: float = 100.0, count: int | None = None, room: int = 10) -> str:
    console = Console(width=140, color_system=None, force_terminal=False)
    with console.capture() as capture:
        table = table_of(
            {row.view.session: row for row in rows}, "here", len(rows) if count is None else count, room, now
        )
        console.print(table)
    return capture.get()


def test_a_row_tells_what_is_to_be_known() -> None:
    one = CallView("s1", "on_hold", "sip:a@192.0.2.1", "sip:echo@192.0.2.2", "PCMA", True, False)
    statistics = (StreamStatistics(sent_packets=70, received_packets=90, lost=10),)
    text = drawn(Seen(one, 35.0, statistics=statistics))
    for part in ("s1", "a@192.0.2.1", "echo@192.0.2.2", "on_hold", "1:05", "PCMA", "sends", "70", "90", "10 (10.0%)"):
        assert part in text
    assert "1 of 1 sessions" in text


def test_what_a_peer_wrote_neither_marks_up_nor_moves_the_cursor() -> None:
    text = drawn(Seen(CallView("s1", "ringing", "sip:[red]x[/red]\x1b[2J", "sip:\u202eb@h"), 99.0))
    assert "[red]x[/red]\\x1b[2J" in text
    assert "\\u{202e}b" in text
    assert "\x1b" not in text


def test_more_calls_than_rows_are_counted() -> None:
    rows = [Seen(CallView(f"s{number}", "connected"), 0.0) for number in range(3)]
    assert "3 of 8 sessions; 5 more are not shown" in drawn(*rows, count=8, room=3)


@pytest.mark.parametrize(("seconds", "text"), [(0, "0:00"), (61.9, "1:01"), (3661, "1:01:01"), (-1, "0:00")])
def test_durations(seconds: float, text: str) -> None:
    assert duration(seconds) == text


def test_a_terminal_that_stands_still_holds_nothing_up() -> None:
    still, written = threading.Event(), []

    def write(what: object) -> None:
        still.wait(PATIENCE)
        written.append(what)

    writer = Writer(write, 2)
    for number in range(100):
        writer.put(number)
    assert writer.dropped >= 97
    still.set()
    writer.close()
    assert 1 <= len(written) <= 3


def test_what_reads_the_lines_may_go() -> None:
    def broken(_: object) -> None:
        raise BrokenPipeError

    writer = Writer(broken, 1)
    writer.put("x")
    writer.put("y")
    writer.close()


def test_without_a_terminal_every_change_of_state_is_a_line(serve: Any, run: Run) -> None:
    server = serve("--live")
    assert run("call", server.uri("echo"), "--hangup-after", "0.3", "--play", "tone").returncode == 0
    assert server.end() == 0
    lines = []
    while (line := server.lines.get(timeout=PATIENCE)) is not None:
        lines.append(line)
    states = [line.split("  ")[1] for line in lines]
    assert states[-1] == "terminated"
    assert "connected" in states
    up = lines[states.index("connected")]
    assert re.fullmatch(
        r"s[0-9a-f]{16}  connected  sip:\S+ -> sip:echo@127\.0\.0\.1:\d+  PCMU sends, hears  \d\.\d s", up
    )
    assert len({line.split("  ")[0] for line in lines}) == 1


@pytest.mark.peers
def test_on_a_terminal_there_is_a_table(run: Run) -> None:
    ours, theirs = pty.openpty()
    command = program("serve", "--listen", "udp:127.0.0.1:0", "--media-ports", "4", "--live")
    process = subprocess.Popen(
        command, stdout=theirs, stderr=theirs, env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "160"}
    )
    os.close(theirs)
    seen = b""

    def read(wanted: str) -> str:
        nonlocal seen
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            text = _ESCAPES.sub("", seen.decode(errors="replace"))
            if re.search(wanted, text):
                return text
            if select.select([ours], [], [], 0.1)[0]:
                seen += os.read(ours, 65_536)
        raise AssertionError(f"{wanted!r} did not come: {seen[-2000:]!r}")

    try:
        read("0 of 0 sessions")
        found = re.search(r"listening on udp:127\.0\.0\.1:(\d+)", read(r"listening on udp:127\.0\.0\.1:\d+"))
        assert found
        call = subprocess.Popen(
            program("call", f"sip:echo@127.0.0.1:{found[1]}", "--play", "tone"),
            stdout=subprocess.DEVNULL,
        )
        read(r"echo@127\.0\.0\.1:\d+ +connected +\d:\d\d +PCMU +sends, hears +[1-9]\d* +[1-9]\d* +0")
        call.send_signal(signal.SIGINT)
        assert call.wait(PATIENCE) == 0
        read("terminated")
        process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        while process.poll() is None and time.monotonic() < deadline:
            if select.select([ours], [], [], 0.1)[0]:
                try:
                    seen += os.read(ours, 65_536)
                except OSError:
                    break
        assert process.wait(PATIENCE) == 0
        assert b"\x1b[?25h" in seen, "the cursor comes back"
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
        os.close(ours)


def test_the_terminal_library_is_loaded_for_it_only() -> None:
    code = "import sys, sessioncore.cli.serve; print([n for n in ('rich', 'sessioncore.cli.live') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout == "[]\n"
