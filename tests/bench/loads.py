"""Servers on one core, SIPp on the other: CPU per call, most calls per second, memory, and whether anything grows."""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import attrs

from tests.bench.measuring import Meter, memory_kb
from tests.interop.programs import ROOT, SESSIONCORE, Program
from tests.interop.sipp import Sipp
from tests.support.ports import HOST, free_port

SERVER_CORE, LOAD_CORE = 0, 1
TRIES = 3
LINGERING_S = 32.0
REALTIME: list[str] = []
"""A prefix such as chrt for server, SIPp and probe: on a machine that others use as well."""

BUFFERS = ("-buff_size", "4194304")

Say = Callable[[str], None]


class BenchError(Exception):
    """Something could not be measured; the text says what and why."""


@attrs.define
class Server:
    """A program under test, on its core."""

    name: str
    program: Program
    port: int
    folder: Path

    @property
    def process(self) -> int:
        """Its process id."""
        return self.program.process.pid


def on_core(core: int) -> tuple[str, ...]:
    """The beginning of a command that keeps to one core."""
    return (*REALTIME, "taskset", "-c", str(core))


@contextmanager
def server(name: str, *command: str) -> Iterator[Server]:
    """Run a program that says where it listens; killed at the end."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        program = Program(*on_core(SERVER_CORE), *command, folder=Path(folder), name="server")
        try:
            yield Server(name, program, program.listening_port(), Path(folder))
        finally:
            program.kill()


def ours(*options: str) -> tuple[str, ...]:
    """`sessioncore serve`, with two media ports where the calls need none."""
    ports = () if "--media-ports" in options else ("--media-ports", "2")
    return ("sessioncore", *SESSIONCORE, "serve", "--listen", f"udp:{HOST}:0", *ports, *options)


def aiosipua() -> tuple[str, ...]:
    """The yardstick."""
    return ("aiosipua", sys.executable, str(ROOT / "tests" / "bench" / "peer_aiosipua.py"), str(free_port()))


@attrs.frozen
class Load:
    """What a run at a fixed rate came to."""

    offered: float
    achieved: float
    calls: int
    failed: int
    """Calls that failed or never ended."""
    copies: int
    """Messages that were sent twice."""
    cpu_ms: float
    """CPU time of the server per call, in ms."""
    busy: float
    """Part of its core that the server used."""
    disturbed: bool
    """The host took more than 5 % of a core: the figures do not count."""

    @property
    def good(self) -> bool:
        """The server kept up."""
        return not self.failed and self.copies <= self.calls / 1000 and self.achieved >= 0.93 * self.offered


def start_calls(to: Server, rate: float, calls: int, *, user: str = "answer", hold: float = 0.0) -> Sipp:
    """Begin to call."""
    return Sipp(
        "load.xml", to.folder, target=to.port, user=user, calls=calls, rate=rate, hold=hold, prefix=on_core(LOAD_CORE),
        open_calls=max(200, int(rate * (2 + hold))), limit=calls / rate * 2 + hold + 15, options=BUFFERS,
    )  # fmt: skip


def load_once(to: Server, rate: float, seconds: float, *, user: str = "answer") -> Load:
    """Call at this rate and wait for the end."""
    calls = int(rate * seconds)
    meter = Meter(to.process)
    sipp = start_calls(to, rate, calls, user=user)
    outcome = sipp.wait()
    cpu, took = meter.cpu, meter.seconds
    failed = calls - outcome.succeeded
    done = max(1, outcome.succeeded)
    return Load(
        rate, outcome.rate, calls, failed, outcome.retransmissions, cpu / done * 1000, cpu / took, meter.disturbed
    )


def load(to: Server, rate: float, seconds: float, *, user: str = "answer") -> Load:
    """The same, again where the host disturbed it. Raises BenchError when it always does."""
    for _ in range(TRIES):
        found = load_once(to, rate, seconds, user=user)
        if not found.disturbed:
            return found
    raise BenchError(f"the host took more than 5 % of a core in {TRIES} runs with {to.name}")


def most_calls(say: Say, seconds: float, first: float) -> Load:
    """Double the rate, then halve the interval, until the best good rate is known to 8 %. A fresh server each time."""
    best: Load | None = None
    low, high, rate = 0.0, 0.0, first
    while not high or high / max(low, 1.0) > 1.08:
        found = attempt(rate, seconds)
        if not found.good:
            found = attempt(rate, seconds)  # one hiccup is not a limit
        say(f"{rate:.0f} calls/s: {'ok' if found.good else 'too many'}, {100 * found.busy:.0f} % of a core")
        if found.good:
            low, best = rate, found
        else:
            high = rate
        # The core's use says where the limit is; from there on in halves.
        rate = rate / max(found.busy, 0.4) * 0.97 if not high else (low + high) / 2
        if rate < 20:
            raise BenchError("not even 20 calls/s are answered")
        if best is not None and best.busy > 0.93 and not high:
            break
    assert best is not None
    return best


def attempt(rate: float, seconds: float) -> Load:
    """One run with a server of its own."""
    with server(*ours()) as one:
        return load(one, rate, seconds)


@attrs.frozen
class Latency:
    """Milliseconds, p50 and p99."""

    rang: tuple[float, float]
    answered: tuple[float, float]
    longest: float
    """The longest wait for a 180."""
    lost: int


class Probe:
    """`latency_program` beside the load."""

    def __init__(self, to: Server, seconds: float, rate: float = 40.0) -> None:
        script = str(ROOT / "tests" / "bench" / "latency_program.py")
        command = [*on_core(LOAD_CORE), sys.executable, script, str(to.port), "answer"]
        self._process = subprocess.Popen([*command, str(rate), str(seconds)], stdout=subprocess.PIPE, text=True)
        self._seconds = seconds

    def result(self) -> Latency:
        """Wait for its figures."""
        try:
            text, _ = self._process.communicate(timeout=self._seconds + 30)
        finally:
            self._process.kill()
        found = json.loads(text)
        return Latency(tuple(found["rang"][:2]), tuple(found["answered"][:2]), found["rang"][2], found["lost"])


@attrs.frozen
class Growth:
    """Whether cost or memory grows while calls come and go, from `from_s` on."""

    rate: float
    calls: int
    failed: int
    cpu_ms: float
    cpu_change: float
    """Last third against the first third: 0.01 is one per cent more."""
    memory_change: float
    """The same for memory."""
    memory_kb: int
    latency: Latency


def growth(say: Say, rate: float, from_s: float, calls: int) -> Growth:
    """Call at a fixed rate for `from_s` seconds, and then for so many calls more while everything is measured."""
    with server(*ours()) as one:
        counted_s = calls / rate
        total = int((from_s + counted_s + 2) * rate)
        sipp = start_calls(one, rate, total)
        try:
            started = time.monotonic()
            while (passed := time.monotonic() - started) < from_s:
                if not sipp.running:
                    raise BenchError("SIPp ended early")
                say(f"{rate:.0f} calls/s, {passed:.0f} of {from_s + counted_s:.0f} s, {memory_kb(one.process)} KB")
                time.sleep(min(10.0, from_s - passed))
            probe = Probe(one, min(counted_s, 15.0) - 1)
            samples = list(_samples(one, rate, counted_s, say))
            latency = probe.result()
            outcome = sipp.wait()
        finally:
            sipp.kill()
    kept = [sample for sample in samples if not sample.disturbed]
    third = len(kept) // 3
    if third < 2:
        raise BenchError("the host took more than 5 % of a core nearly all the time")
    return Growth(
        rate,
        calls,
        total - outcome.succeeded,
        statistics.mean(sample.cpu_ms for sample in kept),
        _change([sample.cpu_ms for sample in kept], third),
        _change([float(sample.memory) for sample in kept], third),
        kept[-1].memory,
        latency,
    )


@attrs.frozen
class _Sample:
    cpu_ms: float
    memory: int
    disturbed: bool


def _samples(one: Server, rate: float, seconds: float, say: Say) -> Iterator[_Sample]:
    """At least nine equal pieces of the time."""
    pieces = max(9, int(seconds / 5))
    end = time.monotonic()
    for n in range(pieces):
        meter = Meter(one.process)
        end += seconds / pieces
        time.sleep(max(0.0, end - time.monotonic()))
        sample = _Sample(meter.cpu / (rate * meter.seconds) * 1000, memory_kb(one.process), meter.disturbed)
        if n % 3 == 2:
            say(f"{sample.cpu_ms:.3f} ms per call, {sample.memory} KB")
        yield sample


def _change(values: list[float], third: int) -> float:
    return statistics.median(values[-third:]) / statistics.median(values[:third]) - 1


@attrs.frozen
class Held:
    """Calls that are up."""

    kb: float
    """Memory for each, those included that the last 64*T1 left behind."""
    pause: Latency | None
    """What calls beside them wait for; None: not measured."""


def held(say: Say, calls: int, rate: float, probe_s: float = 0.0) -> Held:
    """Bring so many calls up at a rate and look at the memory; then call beside them for `probe_s` seconds."""
    with server(*ours()) as one:
        load_once(one, rate, 0.5)
        before = memory_kb(one.process)
        lasts = calls / rate
        sipp = start_calls(one, rate, calls, hold=lasts + probe_s + 20)

        def up() -> int:
            return int(sipp.counts().get("CurrentCall", 0))

        try:
            started = time.monotonic()
            while up() < calls:
                if not sipp.running or time.monotonic() - started > lasts + 15:
                    raise BenchError(f"only {up()} of {calls} calls came up")
                say(f"{up()} of {calls} calls are up")
                time.sleep(min(10.0, lasts / 4))
            kb = (memory_kb(one.process) - before) / calls
            pause = Probe(one, probe_s).result() if probe_s else None
            return Held(kb, pause)
        finally:
            sipp.kill()


COSTS: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("nothing", "answer", ()),
    ("a media stream", "echo", ("--media-ports", "600")),
    ("the journal", "answer", ("--journal", "{folder}/journal")),
    ("a store (SQLite)", "answer", ("--store", "{folder}/calls.db")),
    ("the table of calls", "answer", ("--live",)),
)
"""What a program may switch on, who is called then, and how."""


def cost(user: str, options: tuple[str, ...], rate: float, seconds: float) -> Load:
    """Calls with something switched on."""
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, ExitStack() as stack:
        chosen = [option.replace("{folder}", folder) for option in options]
        one = stack.enter_context(server(*ours(*chosen)))
        load_once(one, rate, 1.0, user=user)
        return load(one, rate, seconds, user=user)


def with_media_and_journal(rate: float, seconds: float) -> Load:
    """The same calls with a media stream each and with everything written down."""
    options = ("--media-ports", "600", "--journal")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder, server(*ours(*options, f"{folder}/journal")) as one:
        return load(one, rate, seconds, user="echo")


def with_store(rate: float, seconds: float) -> tuple[Load, Latency]:
    """Every 2xx waits until its call is on the disk."""
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="bench-store-"))
        one = stack.enter_context(server(*ours("--store", f"{folder}/calls.db")))
        probe = Probe(one, seconds)
        found = load(one, rate, seconds)
        return found, probe.result()
