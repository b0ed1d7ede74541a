"""What it costs that calls outlive the process: without a store, with a folder, with a database.

python -m tests.bench.persistence [CALLS_PER_SECOND [SECONDS]]

Two lines for each: CPU of the server per call, and the time from INVITE to 200 beside that load (p50, p99 in ms). The
200 waits until its snapshot is on the disk, so that the disk's own `fsync`, measured first, is a part of it.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.loads import BenchError, Latency, Load, Probe, load, ours, server

RATE, SECONDS = 200.0, 10.0


def fsync_ms(rounds: int = 100) -> tuple[float, float]:
    """p50 and p99 of writing 4 KB to the disk, in ms."""
    times = []
    with tempfile.TemporaryDirectory(prefix="bench-store-") as folder, open(Path(folder, "file"), "wb") as file:
        for _ in range(rounds):
            begun = time.perf_counter()
            file.write(bytes(4096))
            file.flush()
            os.fsync(file.fileno())
            times.append((time.perf_counter() - begun) * 1000)
    cuts = statistics.quantiles(times, n=100)
    return cuts[49], cuts[98]


def with_store(name: str | None, rate: float, seconds: float) -> tuple[Load, Latency]:
    """Calls at a fixed rate; `name` is that of the store, None for none."""
    with tempfile.TemporaryDirectory(prefix="bench-store-") as folder:
        options = () if name is None else ("--store", f"{folder}/{name}")
        with server(*ours(*options)) as one:
            probe = Probe(one, seconds)
            found = load(one, rate, seconds)
            return found, probe.result()


def main(arguments: list[str]) -> int:
    """Measure and print."""
    given = [float(argument) for argument in arguments]
    rate, seconds = (*given, *(RATE, SECONDS)[len(given) :])
    print(
        f"fsync of 4 KB: p50 {fsync_ms()[0]:.2f} ms, p99 {fsync_ms()[1]:.2f} ms; {rate:.0f} calls/s for {seconds:.0f} s"
    )
    base = None
    for what, name in (("no store", None), ("SQLite file", "calls.db"), ("folder of files", "calls")):
        try:
            found, latency = with_store(name, rate, seconds)
        except BenchError as error:
            print(f"{what}: not measured: {error}")
            continue
        base = found.cpu_ms if base is None else base
        p50, p99 = latency.answered
        print(f"{what:16} {found.cpu_ms:.3f} ms CPU per call ({found.cpu_ms - base:+.3f}), failed {found.failed}")
        print(f"{'':16} INVITE to 200: p50 {p50:.2f} ms, p99 {p99:.2f} ms, lost {latency.lost}", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
