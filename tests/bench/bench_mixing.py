"""A mix of many members: its CPU on one core, how late it is, what the members hear; each sends a tone of its own.

    python -m tests.bench.bench_mixing [MEMBERS] [SECONDS]

Run by hand; prints a line for each codec and rate: the whole plane without sockets (packets in, jitter buffers, sums,
coders, packets out), and on real sockets for so many seconds, with the mix on the first core and all who call on the
last.
"""

from __future__ import annotations

import multiprocessing
import os
import select
import socket
import sys
import time
from multiprocessing.connection import Connection
from unittest import mock

import attrs
import numpy as np

from sessioncore.base.media import (
    ConfigureStream,
    OpenStream,
)
from sessioncore.base.sound import (
    JoinMix,
)
from sessioncore.io.media_ports import MediaPortPool
from sessioncore.io.media_runner import MediaRunner
from sessioncore.media.codecs.coders import find_coding
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.media.sound.mixing import Mix
from sessioncore.wire.rtp.packet import pack_header

FRAMES = 250
HOST = "127.0.0.1"
FRAME = 0.02
SETTLE_SECONDS = 3.0
PEAK = 600
"""Of each tone; fifty of them fit into 16 bits."""

LOWEST_HZ, APART_HZ = 300, 60
WINDOWS = 5
EVERYTHING = ("PCMU", "G722", "opus")


def _configure(stream: str, codec: str, member: int, remote: tuple[str, int]) -> ConfigureStream:
    formats = ((96, codec),)
    return ConfigureStream(stream, remote, codec, 96, (96,), None, True, True, "silence", member + 1, formats=formats)


def plane_alone(members: int, codecs: tuple[str, ...], rate: int) -> float:
    """CPU seconds for 20 ms of a mix of so many, who all talk."""
    plane, now = MediaPlane(MediaLimits()), 1000.0
    said: list[tuple[str, int, int, bytes]] = []
    rng = np.random.default_rng(1)
    for n in range(members):
        name, codec = f"s{n}", codecs[n % len(codecs)]
        coding = find_coding(codec)
        count = coding.sample_rate // 50
        plane.execute(OpenStream(name, 4000 + 2 * n), now)
        plane.execute(_configure(name, codec, n, ("192.0.2.1", 5000)), now)
        plane.execute(JoinMix(name, "mix/1", rate), now)
        noise = rng.integers(-3000, 3000, count).astype(np.int16).tobytes()
        said.append((name, n, coding.clock_rate // 50, coding.make_encoder("", 20)(noise)))
    spent, left = 0.0, 0
    for frame in range(FRAMES):
        if frame == 25:
            spent = -time.process_time()
        for name, n, step, payload in said:
            packet = pack_header(96, frame, frame * step, n) + payload
            plane.receive(name, packet, ("192.0.2.1", 5000), now)
        left += len(plane.poll(now)[0])
        now += 0.02
    assert left > 0.95 * members * FRAMES
    return (spent + time.process_time()) / (FRAMES - 25)


@attrs.frozen
class Found:
    """One run. `cpu` is a part of a core; lateness in ms: of the sums, and of what comes to the members."""

    cpu: float
    late_ms: tuple[float, float]
    """How long after they were due frames were mixed, p50 and p99."""
    skipped: float
    """The part of the frames that was left out because it was too late."""
    arrived: float
    """The part of the packets that came to the members."""
    others: tuple[float, float]
    """The least and the most strength of somebody else's tone, 1 as it was sent."""
    own: float
    """The most strength of one's own tone."""


def hertz(member: int) -> int:
    """The tone of a member."""
    return LOWEST_HZ + APART_HZ * member


def _second(member: int, codec: str) -> list[bytes]:
    """A second of a member's tone, which can be repeated."""
    coding = find_coding(codec)
    rate = coding.sample_rate
    wave = np.rint(PEAK * np.sin(2 * np.pi * hertz(member) * np.arange(2 * rate) / rate)).astype(np.int16)
    encode, count = coding.make_encoder("", 20), rate // 50
    return [encode(wave[n * count : (n + 1) * count].tobytes()) for n in range(100)][50:]


def _speak_and_hear(
    peers: list[socket.socket], targets: list[int], codecs: list[str], seconds: float, core: int, pipe: Connection
) -> None:
    """All members: 50 packets a second of each, spread evenly; tell what came."""
    os.sched_setaffinity(0, {core})
    said = [_second(n, codec) for n, codec in enumerate(codecs)]
    steps = [find_coding(codec).clock_rate // 50 for codec in codecs]
    count = len(peers)
    heard: list[list[bytes]] = [[] for _ in peers]
    came: list[list[float]] = [[] for _ in peers]
    poll = select.epoll()
    by_number = {}
    for n, peer in enumerate(peers):
        peer.setblocking(False)
        poll.register(peer, select.EPOLLIN)
        by_number[peer.fileno()] = n
    start, n = time.monotonic(), 0
    while (now := time.monotonic()) < start + seconds:
        due = int((now - start) * 50 * count)
        while n < due:
            frame, which = divmod(n, count)
            stamp = frame * steps[which] & 0xFFFFFFFF
            packet = pack_header(96, frame & 0xFFFF, stamp, which + 1) + said[which][frame % 50]
            peers[which].sendto(packet, (HOST, targets[which]))
            n += 1
        for number, _ in poll.poll(0.001):
            which = by_number[number]
            data = peers[which].recv(2000)
            if data[1] & 0x7F == 96:
                heard[which].append(data[12:])
                came[which].append(time.monotonic())
    pipe.send(([each[-25 * WINDOWS - 25 :] for each in heard], came))


def on_sockets(members: int, codecs: tuple[str, ...], rate: int, seconds: float) -> Found:
    """Mix so many members, one core for the mix and another for all who call."""
    cores = sorted(os.sched_getaffinity(0))
    names = [codecs[n % len(codecs)] for n in range(members)]
    ports, theirs = MediaPortPool(HOST, count=members), MediaPortPool(HOST, count=members)
    peers = [theirs.socket(theirs.take()) for _ in range(members)]
    targets = [ports.take() for _ in range(members)]
    late: list[float] = []
    run = Mix.run

    def watched(mix: Mix, plane: MediaPlane, now: float) -> float | None:
        late.append(now - mix.due)
        return run(mix, plane, now)

    receiving, sending = multiprocessing.Pipe(duplex=False)
    speaking = multiprocessing.get_context("fork").Process(
        target=_speak_and_hear, args=(peers, targets, names, SETTLE_SECONDS + seconds, cores[-1], sending), daemon=True
    )
    runner = MediaRunner(MediaPlane(), ports, lambda event: None)
    with mock.patch.object(Mix, "run", watched):
        try:
            speaking.start()
            os.sched_setaffinity(0, {cores[0]})
            runner.start()
            for n, codec in enumerate(names):
                runner.submit(OpenStream(str(n), targets[n]))
                runner.submit(_configure(str(n), codec, n, peers[n].getsockname()))
                runner.submit(JoinMix(str(n), "mix/1", rate))
            time.sleep(SETTLE_SECONDS)
            late.clear()
            cpu, began = -time.process_time(), time.monotonic()
            time.sleep(seconds - 0.5)
            cpu, ended = cpu + time.process_time(), time.monotonic()
            lateness = np.array(late)
            heard, came = receiving.recv()
        finally:
            os.sched_setaffinity(0, cores)
            runner.stop()
            speaking.join()
            ports.close()
            theirs.close()
    frames = (ended - began) / FRAME
    others, own = _strengths(heard, names)
    left_out = np.maximum(0, (lateness / FRAME).astype(int) - MediaLimits().burst_packets).sum()
    return Found(
        cpu / (ended - began),
        (float(np.quantile(lateness, 0.5)) * 1000, float(np.quantile(lateness, 0.99)) * 1000),
        float(left_out) / frames,
        sum([sum([began < at < ended for at in each]) for each in came]) / (members * frames),
        others,
        own,
    )


def _strengths(heard: list[list[bytes]], codecs: list[str]) -> tuple[tuple[float, float], float]:
    """Least and most of the others' tones, and the most of one's own; medians of the last half seconds.

    A single one has the hole of any packet that the one core of all who call sent late.
    """
    others: list[float] = []
    own: list[float] = []
    for n, (payloads, codec) in enumerate(zip(heard, codecs, strict=True)):
        coding = find_coding(codec)
        decode, half = coding.make_decoder(), coding.sample_rate // 2
        wave = np.frombuffer(b"".join([decode(each) for each in payloads]), np.int16)
        windows = wave[-WINDOWS * half :].reshape(WINDOWS, half)
        # A bin of half a second is 2 Hz wide.
        bins = np.median(np.abs(np.fft.rfft(windows)) * 2 / half / PEAK, axis=0)
        for member in range(len(heard)):
            (own if member == n else others).append(float(bins[hertz(member) // 2]))
    return (min(others), max(others)), max(own)


def main() -> None:
    members = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 5.0
    for codecs, rate in (
        (("PCMU",), 8000),
        (("PCMU", "PCMA"), 16000),
        (("PCMU", "L16/16000", "G722"), 16000),
        (EVERYTHING, 48000),
        (("opus",), 48000),
    ):
        alone = plane_alone(members, codecs, rate)
        found = on_sockets(members, codecs, rate, seconds)
        print(
            f"{members} members, {' '.join(codecs)} at {rate} Hz: {alone * 1000:.1f} of 20 ms; on sockets "
            f"{100 * found.cpu:.0f} % of a core, late p50 / p99 {found.late_ms[0]:.1f} / {found.late_ms[1]:.1f} ms, "
            f"{100 * found.skipped:.2f} % left out, {100 * found.arrived:.1f} % of the packets arrive, "
            f"others heard {found.others[0]:.2f} to {found.others[1]:.2f}, oneself {found.own:.2f}",
            flush=True,
        )


if __name__ == "__main__":
    main()
