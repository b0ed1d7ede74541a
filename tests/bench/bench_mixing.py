"""CPU of a mix per 20 ms, the whole plane without sockets: packets in, jitter buffers, sums, coders, packets out.

    python tests/bench/bench_mixing.py [MEMBERS]

Run by hand; prints a line for each codec and rate.
"""

from __future__ import annotations

import sys
import time

import numpy as np

from sessioncore.base.media import (
    ConfigureStream,
    OpenStream,
)
from sessioncore.base.sound import (
    JoinMix,
)
from sessioncore.media.codecs.coders import find_coding
from sessioncore.media.limits import MediaLimits
from sessioncore.media.plane import MediaPlane
from sessioncore.wire.rtp.packet import pack_header

FRAMES = 250


def measure(members: int, codecs: tuple[str, ...], rate: int) -> float:
    """CPU seconds for 20 ms of a mix of so many, who all talk."""
    plane, now = MediaPlane(MediaLimits()), 1000.0
    said: list[tuple[str, int, int, bytes]] = []
    rng = np.random.default_rng(1)
    for n in range(members):
        name, codec = f"s{n}", codecs[n % len(codecs)]
        coding = find_coding(codec)
        count = coding.sample_rate // 50
        formats = ((96, codec),)
        plane.execute(OpenStream(name, 4000 + 2 * n), now)
        plane.execute(
            ConfigureStream(
                name, ("192.0.2.1", 5000), codec, 96, (96,), None, True, True, "silence", n + 1, formats=formats
            ),
            now,
        )
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


def main() -> None:
    members = int(sys.argv[1]) if len(sys.argv) > 1 else 50
    for codecs, rate in (
        (("PCMU",), 8000),
        (("PCMU", "PCMA"), 16000),
        (("PCMU", "L16/16000", "G722"), 16000),
        (("PCMU", "G722", "opus"), 48000),
        (("opus",), 48000),
    ):
        print(f"{members} members, {' '.join(codecs)} at {rate} Hz: {measure(members, codecs, rate) * 1000:.1f} ms")


if __name__ == "__main__":
    main()
