"""CPU per RTP packet that is received, counted and answered by the echo, on real sockets. Run by hand; prints one line.

    python tests/bench/bench_media.py [STREAMS] [SECONDS]

A second process sends 50 packets a second to each stream; what is counted is this process's CPU time over the packets
it received. The figure beside it is the plane alone, without sockets.
"""

from __future__ import annotations

import multiprocessing
import multiprocessing.synchronize
import socket
import sys
import time

from sessioncore.base.media import CloseStream, ConfigureStream, MediaEvent, MediaStopped, OpenStream
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.io.media_runner import MediaRunner
from sessioncore.media.plane import MediaPlane
from sessioncore.wire.rtp.packet import pack_header

HOST = "127.0.0.1"


def configure(stream: str, remote: tuple[str, int]) -> ConfigureStream:
    return ConfigureStream(stream, remote, "PCMU", 0, (0, 101), 101, True, True, "echo", 1)


def generate(sockets: list[socket.socket], targets: list[int], stop: multiprocessing.synchronize.Event) -> None:
    """Send to every target each 20 ms, spread evenly, until told to stop."""
    payload = bytes(160)
    start, n, count = time.monotonic(), 0, len(targets)
    while not stop.is_set():
        due = int((time.monotonic() - start) * 50 * count)
        while n < due:
            tick, which = divmod(n, count)
            packet = pack_header(0, tick & 0xFFFF, tick * 160 & 0xFFFFFFFF, which) + payload
            sockets[which].sendto(packet, (HOST, targets[which]))
            n += 1
        time.sleep(0.001)


def on_sockets(streams: int, seconds: float) -> tuple[float, int, int]:
    """Return CPU seconds, packets received and packets sent."""
    ports = MediaPortPool(HOST, count=streams)
    # The peers have their odd ports too, where RTCP goes: what is nobody's may be another program's.
    theirs = MediaPortPool(HOST, count=streams)
    peers = []
    stopped: list[MediaStopped] = []

    def tell(event: MediaEvent) -> None:
        if isinstance(event, MediaStopped):
            stopped.append(event)

    runner = MediaRunner(MediaPlane(), ports, tell)
    runner.start()
    targets = []
    for n in range(streams):
        peer = theirs.socket(theirs.take())
        peers.append(peer)
        targets.append(ports.take())
        runner.submit(OpenStream(str(n), targets[n]))
        runner.submit(configure(str(n), peer.getsockname()))
    context = multiprocessing.get_context("fork")
    stop = context.Event()
    process = context.Process(target=generate, args=(peers, targets, stop))
    process.start()
    before = time.process_time()
    time.sleep(seconds)
    stop.set()
    cpu = time.process_time() - before
    process.join()
    runner.stop()
    ports.close()
    theirs.close()
    received = sum(event.statistics.received_packets for event in stopped)
    return cpu, received, sum(event.statistics.sent_packets for event in stopped)


def plane_alone(streams: int, ticks: int) -> tuple[float, int]:
    """Return CPU seconds and packets received and answered."""
    plane = MediaPlane()
    remote = ("192.0.2.1", 5004)
    for n in range(streams):
        plane.execute(OpenStream(str(n), 2 * n), n * 0.02 / streams)
        plane.execute(configure(str(n), remote), n * 0.02 / streams)
    names = [str(n) for n in range(streams)]
    packets = [memoryview(pack_header(0, tick & 0xFFFF, tick * 160, 1) + bytes(160)) for tick in range(ticks)]
    before = time.process_time()
    for tick, packet in enumerate(packets):
        for n, name in enumerate(names):
            now = 1.0 + tick * 0.02 + n * 0.02 / streams
            plane.receive(name, packet, remote, now)
            plane.poll(now)
    cpu = time.process_time() - before
    for name in names:
        plane.execute(CloseStream(name), 100.0)
    ends = [event for event in plane.poll(100.0)[1] if isinstance(event, MediaStopped)]
    assert sum(event.statistics.sent_packets for event in ends) >= (ticks - 3) * streams
    return cpu, ticks * streams


def main() -> None:
    streams = int(sys.argv[1]) if len(sys.argv) > 1 else 100
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 5.0
    cpu, packets, answered = on_sockets(streams, seconds)
    alone, count = plane_alone(streams, 200)
    print(
        f"media echo, {streams} streams, {seconds:.0f} s: {1e6 * cpu / packets:.1f} us CPU per packet "
        f"({packets / seconds:.0f} packets/s, {100 * answered / packets:.0f} % answered, "
        f"{100 * cpu / seconds:.0f} % of a core), plane alone {1e6 * alone / count:.1f} us"
    )


if __name__ == "__main__":
    main()
