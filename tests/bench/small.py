"""Figures of single parts, in this process: parsing, timers, imports, and what a call leaves behind."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from sessioncore.base.environment import CountingPorts, Environment
from sessioncore.base.settings import Settings
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.core.wheel import TimerWheel
from sessioncore.effects import Send
from sessioncore.inputs import Datagram, Tick
from sessioncore.statechart import Timer
from sessioncore.wire.sip import Request, Via, parse
from tests.interop.programs import ROOT

ROUNDS = 7
PEER = ("127.0.0.1", 5090)
WARM = 1500
CALLS = 4000
ARMED = 10_000

SDP = (
    "v=0\r\no=alice 2890844526 2890844526 IN IP4 192.0.2.101\r\ns=-\r\nc=IN IP4 192.0.2.101\r\nt=0 0\r\n"
    "m=audio 49172 RTP/AVP 0 8 101\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\n"
    "a=rtpmap:101 telephone-event/8000\r\na=fmtp:101 0-15\r\na=ptime:20\r\na=sendrecv\r\n"
)
INVITE = (
    "INVITE sip:answer@192.0.2.4:5060 SIP/2.0\r\n"
    "Via: SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bK776asdhds;rport\r\n"
    "Via: SIP/2.0/UDP 192.0.2.101:5060;branch=z9hG4bK4b43c2ff8;received=192.0.2.3\r\n"
    "Record-Route: <sip:192.0.2.9;lr>\r\n"
    "Max-Forwards: 70\r\n"
    'From: "Alice" <sip:alice@example.com>;tag=1928301774\r\n'
    "To: <sip:answer@192.0.2.4>\r\n"
    "Call-ID: a84b4c76e66710@192.0.2.101\r\n"
    "CSeq: 314159 INVITE\r\n"
    "Contact: <sip:alice@192.0.2.101:5060;transport=udp>\r\n"
    "User-Agent: bench/1.0\r\n"
    "Allow: INVITE, ACK, CANCEL, OPTIONS, BYE, REFER, NOTIFY, INFO, UPDATE, PRACK\r\n"
    "Supported: replaces, timer, 100rel\r\n"
    "Content-Type: application/sdp\r\n"
    f"Content-Length: {len(SDP)}\r\n\r\n{SDP}"
).encode()


def best_us(run: Callable[[], object], loops: int) -> float:
    """Microseconds of CPU per call of `run`, the best of several rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        for _ in range(loops):
            run()
        times.append(time.process_time() - start)
    return min(times) / loops * 1e6


def parse_us() -> float:
    """Parse an INVITE, read six headers as values, add a Via, change Contact and CSeq, serialize."""
    via = Via("UDP", "192.0.2.4", 5060, {"branch": "z9hG4bKbench"})

    def work() -> bytes:
        message = parse(INVITE)
        assert isinstance(message, Request)
        _ = (message.via, message.from_, message.to, message.call_id, message.cseq, message.contact)
        changed = message.with_top_via(via).replaced("Contact", "<sip:192.0.2.4:5060>")
        return changed.replaced("CSeq", "314160 INVITE").encode()

    return best_us(work, 2_000)


def timer_us() -> float:
    """Arm one timer, ask for the next deadline and cancel it, while 10,000 others run."""
    wheel = TimerWheel()
    owner: Any = SimpleNamespace()
    for n in range(ARMED):
        wheel.arm(Timer(owner, 0, 32.0, 32.0 + n / ARMED, wheel.next_sequence()))

    def work() -> None:
        timer = Timer(owner, 0, 0.5, 0.5, wheel.next_sequence())
        wheel.arm(timer)
        wheel.next_deadline()  # or it would never get its place: what one input arms and cancels costs less
        wheel.cancel(timer)

    found = best_us(work, 20_000)
    assert len(wheel) == ARMED
    return found


def import_ms() -> float:
    """CPU time to import what a program needs, its byte code written."""
    code = "import time; t = time.process_time(); import sessioncore.api; print((time.process_time() - t) * 1000)"
    command = [sys.executable, "-c", code]
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    runs = [
        subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True, env=environment) for _ in range(5)
    ]
    return min(float(run.stdout) for run in runs)


def lingering_bytes() -> float:
    """Bytes per call between its BYE and the end of its last timer, as Python's allocator counts them."""
    answering = AnsweringTable({"answer": AnsweringRule("answer")})
    engine = Engine(
        Settings(media=False, max_new_per_source=10**9), Environment(b"bench" * 8, CountingPorts()), answering=answering
    )
    now = 1_000.0
    tracemalloc.start()  # before the warm-up: what stays a fixed size must not count as growth when it is replaced
    for n in range(WARM):  # whatever is kept on first use, and the last thousand addresses
        whole_call(engine, f"warm{n}", now)
    engine.feed(Tick(), now + 100)
    assert engine.transaction_count == 0
    now += 200
    gc.collect()
    before, _ = tracemalloc.get_traced_memory()
    for n in range(CALLS):
        now += 0.001
        whole_call(engine, str(n), now)
    engine.next_deadline()  # as the program's loop asks after each batch: timers of the last calls get their places
    gc.collect()
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert engine.session_count == 0
    assert engine.transaction_count >= CALLS, "calls no longer linger"
    engine.feed(Tick(), now + 100)
    assert engine.transaction_count == 0
    return (after - before) / CALLS


def whole_call(engine: Engine, name: str, now: float) -> None:
    """INVITE, ACK, BYE of one call, each answered at once."""
    invite = INVITE.replace(b"a84b4c76e66710", name.encode()).replace(b"776asdhds", name.encode())
    effects = engine.feed(Datagram(invite, PEER), now)
    answer = parse(next(effect.data for effect in effects if isinstance(effect, Send) and b" 200 " in effect.data[:13]))
    for method, number in (("ACK", 314159), ("BYE", 314160)):
        request = Request(
            method,
            "sip:192.0.2.4:5060",
            [
                ("Via", f"SIP/2.0/UDP 192.0.2.9:5060;branch=z9hG4bK{name}{method};rport"),
                ("Max-Forwards", "70"),
                ("From", str(answer.get("From"))),
                ("To", str(answer.get("To"))),
                ("Call-ID", answer.call_id),
                ("CSeq", f"{number} {method}"),
            ],
        )
        engine.feed(Datagram(request.encode(), PEER), now)
