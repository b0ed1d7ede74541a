"""Back-to-back calls: SIPp calls a user who is registered where another SIPp answers."""

from __future__ import annotations

import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.bench.loads import LOAD_CORE, BenchError, Load, Server, load_once, on_core, server, start_calls
from tests.bench.measuring import memory_kb
from tests.interop.programs import ROOT
from tests.interop.sipp import Sipp
from tests.support.ports import HOST

USER = "callee"
PATIENCE_S = 5.0
FIRST_PAIRS = 400


@contextmanager
def coupling(calls: int, limit: float) -> Iterator[Server]:
    """The server with its user registered at a SIPp that answers so many calls."""
    program = str(ROOT / "tests" / "bench" / "coupling_program.py")
    with server("coupling", sys.executable, program) as one:
        callee = Sipp(
            "uas_load.xml", one.folder, calls=calls, limit=limit, prefix=on_core(LOAD_CORE),
            options=("-buff_size", "4194304", "-timer_resol", "1"),
        )  # fmt: skip
        try:
            register(one.port, callee.port)
            yield one
        finally:
            callee.kill()


def register(port: int, contact: int) -> None:
    """Bind the user to the callee's port; raises BenchError."""
    lines = [
        f"REGISTER sip:{HOST}:{port} SIP/2.0",
        f"Via: SIP/2.0/UDP {HOST};branch=z9hG4bKbench;rport",
        f"From: <sip:{USER}@{HOST}:{port}>;tag=bench",
        f"To: <sip:{USER}@{HOST}:{port}>",
        "Call-ID: bench",
        "CSeq: 1 REGISTER",
        f"Contact: <sip:{USER}@{HOST}:{contact}>",
        "Max-Forwards: 70",
        "Content-Length: 0",
    ]
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as client:
        client.settimeout(PATIENCE_S)
        client.sendto("\r\n".join([*lines, "", ""]).encode(), (HOST, port))
        answer = client.recv(4096)
    if not answer.startswith(b"SIP/2.0 200 "):
        raise BenchError(f"nobody could be registered: {answer[:40]!r}")


def cost(rate: float, seconds: float) -> Load:
    """CPU of the server per coupled call at a fixed rate."""
    with coupling(int(rate * seconds), seconds * 2 + 20) as one:
        return load_once(one, rate, seconds, user=USER)


def held_pair_kb(pairs: int, rate: float) -> float:
    """KB per pair of legs that is up, a minute after the last one came: no transaction of its INVITEs is left.

    Others are up before them: what is remembered of the last thousand addresses is no pair's.
    """
    lasts = (FIRST_PAIRS + pairs) / rate
    with coupling(FIRST_PAIRS + pairs, lasts + 120) as one:
        sipp = start_calls(one, rate, FIRST_PAIRS + pairs, user=USER, hold=lasts + 60)

        def up(least: int) -> int:
            deadline = time.monotonic() + least / rate + 15
            while (count := int(sipp.counts().get("CurrentCall", 0))) < least:
                if not sipp.running or time.monotonic() > deadline:
                    raise BenchError(f"only {count} of {least} coupled calls came up")
                time.sleep(0.2)
            return count

        try:
            first = up(FIRST_PAIRS)
            before = memory_kb(one.process)
            counted = up(FIRST_PAIRS + pairs) - first
            time.sleep(35.0)
            return (memory_kb(one.process) - before) / counted
        finally:
            sipp.kill()
