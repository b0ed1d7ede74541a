"""What a flood does to the calls of others: latency beside it, what the server takes of it, and what is left.

    python -m tests.bench.floods [SECONDS [realtime]]

The server, with limits that a small installation would set, on one core; flood and calls on the other.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import attrs

from tests.bench import loads
from tests.bench.loads import LOAD_CORE, Latency, Probe, on_core, ours, server
from tests.bench.measuring import Meter, memory_kb
from tests.interop.programs import ROOT
from tests.support.certificates import Authority
from tests.support.ports import HOST, free_port

LIMITS = "[limits]\nmax_new_per_source = 100\nmax_sessions = 2000\nmax_connections_per_source = 200\n"
FLOODS: tuple[tuple[str, str, float, str], ...] = (
    ("nothing", "", 0, "udp"),
    ("INVITE, never acknowledged, 5,000/s", "invite", 5_000, "udp"),
    ("REGISTER, 5,000/s", "register", 5_000, "udp"),
    ("noise, 10,000/s", "garbage", 10_000, "udp"),
    ("56 KB of headers, 300/s", "headers", 300, "udp"),
    ("1,000 TCP connections, an octet a second", "slow", 1_000, "tcp"),
    ("1,000 TCP connections that say nothing", "silent", 1_000, "tcp"),
    ("1,000 TLS handshakes that are not finished", "handshake", 1_000, "tls"),
)
"""What it is, the kind of `flood_program`, datagrams a second or connections, and where they go."""


@attrs.frozen
class Flooded:
    """What calls beside a flood have seen."""

    name: str
    latency: Latency
    busy: float
    """Part of its core that the server used."""
    memory_kb: int
    """What its memory grew by."""
    sent: int


def flood(
    name: str, kind: str, rate: float, transport: str, *, seconds: float, folder: Path, certificate: Path
) -> Flooded:
    """One flood, and calls from another address beside it."""
    config = folder / "limits.toml"
    users = '[users.answer]\nchart = "answer"\n\n'
    config.write_text(users + LIMITS)
    ports = {name: free_port() for name in ("tcp", "tls")}
    listen = [f"--listen={name}:{HOST}:{port}" for name, port in ports.items()]
    options = ["-c", str(config), f"--tls-certificate={certificate}", f"--tls-key={certificate.with_suffix('.key')}"]
    with server(*ours(*options, *listen)) as one:
        loads.load_once(one, 50, 1.0)
        before, meter = memory_kb(one.process), Meter(one.process)
        script = str(ROOT / "tests" / "bench" / "flood_program.py")
        port = one.port if transport == "udp" else ports[transport]
        command = [*on_core(LOAD_CORE), sys.executable, script, kind, HOST, str(port), str(seconds), str(rate)]
        enemy = subprocess.Popen(command, stdout=subprocess.PIPE, text=True) if kind else None
        probe = Probe(one, seconds - 1.0)
        latency = probe.result()
        said = enemy.communicate(timeout=30)[0] if enemy is not None else "0"
        return Flooded(name, latency, meter.cpu / meter.seconds, memory_kb(one.process) - before, int(said))


def main(arguments: list[str]) -> int:
    """Measure and print a table in Markdown."""
    seconds = float(arguments[0]) if arguments else 8.0
    if "realtime" in arguments:
        loads.REALTIME[:] = ["chrt", "-f", "10"]
    print("| flood | sent or opened | INVITE to 180 of others, p50 / p99 / longest ms | lost | core | memory grew by |")
    print("|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory(prefix="bench-") as made:
        folder = Path(made)
        certificate, _ = Authority.make(folder / "ca").sign("server", "IP:127.0.0.1")
        for name, kind, rate, transport in FLOODS:
            found = flood(name, kind, rate, transport, seconds=seconds, folder=folder, certificate=certificate)
            p50, p99 = found.latency.rang
            print(
                f"| {found.name} | {found.sent:,} | {p50:.2f} / {p99:.2f} / {found.latency.longest:.2f} "
                f"| {found.latency.lost} | {100 * found.busy:.0f} % | {found.memory_kb / 1024:.1f} MB |",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
