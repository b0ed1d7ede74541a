"""What the embedded relay costs for each packet, and how long a packet takes through it; headers are rewritten.

    python -m tests.bench.relay [SECONDS]

The relay's process runs on core 0, what sends and receives on core 1. Times are those of the kernel: a packet carries
when it left, and comes with when it arrived (SO_TIMESTAMPNS), so that a receiver that sleeps changes nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import os
import socket
import struct
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from sessioncore.base.relay import CloseRelay, DescriptionPassed, PassDescription, RelayEvent, RelayStopped
from sessioncore.io.embedded_relay import EmbeddedRelay
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.wire.rtp.packet import pack_header
from sessioncore.wire.sdp import parse_sdp
from tests.bench.loads import REALTIME
from tests.bench.measuring import cpu_seconds

HOST = "127.0.0.1"
RATE = 5_000
"""Packets per second at which latency is measured."""

BUSY = 40_000
"""Packets per second at which CPU time is measured."""

CALL_S = 0.1
REALTIME_PRIORITY = 10

_STAMP = struct.Struct("=q")
_NANOSECONDS = struct.Struct("=qq")
_SO_TIMESTAMPNS = getattr(socket, "SO_TIMESTAMPNS", 35)


@attrs.frozen
class Found:
    """Packets per second of CPU, and what a packet takes more than without a relay: ms, p50 and p99."""

    per_core: float
    added_ms: tuple[float, float]


def flood(mouth: socket.socket, target: tuple[str, int], seconds: float) -> None:
    """Packets of 172 octets, `BUSY` a second, so that another process on this core can take what comes."""
    os.sched_setaffinity(0, {1})
    packets = [pack_header(0, n, n * 160, 1) + bytes(160) for n in range(2_000)]
    start, sent = time.monotonic(), 0
    while (passed := time.monotonic() - start) < seconds:
        while sent < passed * BUSY:
            mouth.sendto(packets[sent % 2_000], target)
            sent += 1
        time.sleep(0.0005)


def drain(ear: socket.socket, seconds: float) -> None:
    """Take what comes: a packet that finds a full queue is cheaper than one that arrives."""
    os.sched_setaffinity(0, {1})
    ear.setblocking(True)
    ear.settimeout(0.1)
    buffer = bytearray(2_000)
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(TimeoutError):
            for _ in range(100):
                ear.recv_into(buffer)


def pace(mouth: socket.socket, target: tuple[str, int], seconds: float) -> None:
    """`RATE` packets a second, each with the time at which it leaves."""
    os.sched_setaffinity(0, {1})
    start = time.monotonic()
    for n in range(int(RATE * seconds)):
        while (wait := start + n / RATE - time.monotonic()) > 0:
            time.sleep(wait)
        head = pack_header(0, n & 0xFFFF, n * 160 & 0xFFFFFFFF, 1)
        mouth.sendto(head + _STAMP.pack(time.time_ns()) + bytes(152), target)


def latencies(ear: socket.socket) -> list[float]:
    """What has come, in ms on the way; the beginning is left out."""
    found: list[float] = []
    while True:
        try:
            data, ancillary, _, _ = ear.recvmsg(2_000, 64)
        except BlockingIOError:
            return sorted(found[200:])
        seconds, nanoseconds = _NANOSECONDS.unpack(ancillary[0][2])
        found.append((seconds * 1_000_000_000 + nanoseconds - _STAMP.unpack_from(data, 12)[0]) / 1e6)


def _child(work: Callable[..., None], *arguments: Any) -> multiprocessing.process.BaseProcess:
    process = multiprocessing.get_context("fork").Process(target=work, args=arguments)
    process.start()
    return process


async def _measured(ear: socket.socket, mouth: socket.socket, target: tuple[str, int], seconds: float) -> list[float]:
    process = _child(pace, mouth, target, seconds)
    await asyncio.to_thread(process.join)
    await asyncio.sleep(0.1)
    return latencies(ear)


def _described(bound: socket.socket) -> bytes:
    port = bound.getsockname()[1]
    return (f"v=0\r\no=- 1 1 IN IP4 {HOST}\r\ns=-\r\nc=IN IP4 {HOST}\r\nt=0 0\r\nm=audio {port} RTP/AVP 0\r\n").encode()


def _percentiles(found: list[float]) -> tuple[float, float]:
    return found[len(found) // 2], found[len(found) * 99 // 100]


async def _heard(ear: socket.socket, target: tuple[str, int], mouth: socket.socket) -> None:
    """The relay's process works, and knows that somebody is there: only then it sends more than a little."""
    mouth.setblocking(False)
    loop = asyncio.get_running_loop()
    for _ in range(100):
        ear.sendto(pack_header(0, 1, 1, 2), target)
        try:
            await asyncio.wait_for(loop.sock_recv(mouth, 2_000), 0.1)
        except TimeoutError:
            continue
        mouth.setblocking(True)
        return
    raise TimeoutError("the relay passes nothing on")


@contextlib.contextmanager
def _as_the_server() -> Iterator[None]:
    """What is started here has the priority that `--realtime` gives to the servers, as a relay of theirs would."""
    if REALTIME:
        os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(REALTIME_PRIORITY))
    try:
        yield
    finally:
        if REALTIME:
            os.sched_setscheduler(0, os.SCHED_OTHER, os.sched_param(0))


async def _calls(relay: EmbeddedRelay, rate: float) -> None:
    """So many calls a second that begin at the relay, and end there a tenth of a second later."""
    loop = asyncio.get_running_loop()
    start, begun = loop.time(), 0
    body = f"v=0\r\no=- 1 1 IN IP4 {HOST}\r\ns=-\r\nc=IN IP4 {HOST}\r\nt=0 0\r\nm=audio 9 RTP/AVP 0\r\n".encode()
    while True:
        while begun < (loop.time() - start) * rate:
            name = f"call {begun}"
            relay.submit(PassDescription(name, 1, "a", "", "offer", body, HOST))
            relay.submit(PassDescription(name, 2, "b", "a", "answer", body, HOST))
            loop.call_later(CALL_S, relay.submit, CloseRelay(name))
            begun += 1
        await asyncio.sleep(0.001)


async def _run(seconds: float, cpu: bool, calls: float) -> Found:
    theirs = MediaPortPool(HOST, count=2)
    mouth, ear = theirs.socket(theirs.take()), theirs.socket(theirs.take())
    ear.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
    ear.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 26)
    events: list[RelayEvent] = []
    over = asyncio.Event()

    def tell(event: RelayEvent) -> None:
        events.append(event)
        if isinstance(event, RelayStopped) and event.relay == "r":
            over.set()

    relay = EmbeddedRelay(MediaPortPool(HOST, count=2 + int(4 * calls * CALL_S)), tell, rewrite=True)
    begin: asyncio.Task[None] | None = None
    try:
        with _as_the_server():
            relay.start()
        os.sched_setaffinity(relay.engine.pid, {0})
        relay.submit(PassDescription("r", 1, "a", "", "offer", _described(mouth), HOST))
        relay.submit(PassDescription("r", 2, "b", "a", "answer", _described(ear), HOST))
        answer = events[-1]
        assert isinstance(answer, DescriptionPassed)
        target = HOST, parse_sdp(answer.body).media[0].port
        back = HOST, parse_sdp(events[0].body).media[0].port  # type: ignore[union-attr]
        await _heard(ear, back, mouth)
        if calls:
            begin = asyncio.create_task(_calls(relay, calls))
        direct = _percentiles(await _measured(ear, mouth, ear.getsockname(), seconds / 2))
        through = _percentiles(await _measured(ear, mouth, target, seconds))
        used = cpu_seconds(relay.engine.pid)
        if cpu:
            children = [_child(drain, ear, seconds), _child(flood, mouth, target, seconds)]
            for child in children:
                await asyncio.to_thread(child.join)
            used = cpu_seconds(relay.engine.pid) - used
        if begin is not None:
            begin.cancel()
            await asyncio.sleep(2 * CALL_S)
        relay.submit(CloseRelay("r"))
        await asyncio.wait_for(over.wait(), 5)
        stopped = next(one for one in events if isinstance(one, RelayStopped) and one.relay == "r")
        figures = stopped.figures[0]
        assert not figures.undelivered, figures
        packets = figures.packets - int(RATE * seconds)
        added = through[0] - direct[0], through[1] - direct[1]
        return Found(packets / used if cpu else 0.0, added)
    finally:
        await relay.stop()
        theirs.close()


def measure(seconds: float, *, cpu: bool = True, calls: float = 0.0) -> Found:
    """Both figures; without `cpu` the latency alone, with `calls` a second that begin and end at the relay."""
    return asyncio.run(_run(seconds, cpu, calls))


def main() -> None:
    found = measure(float(sys.argv[1]) if len(sys.argv) > 1 else 4.0)
    print(f"{found.per_core:,.0f} packets/s per core; added ms p50 / p99: {found.added_ms}")


if __name__ == "__main__":
    main()
