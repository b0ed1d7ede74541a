"""Measure, print the table of figures, and fail when a gate does.

    python -m tests.bench [--full] [--realtime] [SECTION ...]

Quick by default (about five minutes). The server runs on core 0 and the load on core 1; on a machine that others use,
`--realtime` (root) puts them first. The figures also go to bench.json.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import attrs

from tests.bench import bench_chart, bench_media, bench_mixing, coupled, loads, relay, small
from tests.bench.table import Gate, Report, Row

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "bench.json"

COUPLED_PART = 0.36
"""Of the rate of answered calls at half load: coupled calls take the server so much longer, and half its core, too."""

MOST_SAME_RATE = 800.0
"""Calls per second at which the yardstick and we are compared, unless our half load is less: its own half load."""
GROWTH_FROM_S = 64.0
MOST_CPU_GROWTH = 0.10
MOST_MEMORY_GROWTH = 0.02


@attrs.define
class Bench:
    """The sections share the report and the rate that is half load."""

    full: bool
    report: Report = attrs.field(factory=Report)
    half: float = 400.0
    """Half of the most calls per second; until that is measured, what any machine can do."""
    failed: dict[str, int] = attrs.field(factory=dict)
    started: float = attrs.field(factory=time.monotonic)

    def say(self, text: str) -> None:
        """Show that something happens."""
        print(f"{time.monotonic() - self.started:6.1f} s  {text}", file=sys.stderr, flush=True)

    def add(self, row: Row) -> None:
        """One more row."""
        self.report.rows.append(row)

    # -- sections ------------------------------------------------------------------------------------------------------

    def parts(self) -> None:
        """Single parts in this process."""
        self.say("parse, timers, imports, lingering calls, chart events")
        self.add(Row("parse_us", "parse, read, change, serialize: us per INVITE", small.parse_us(), 40, 20))
        events = bench_chart.measure(bench_chart.generated())
        machinery = events["transition, no actions"]
        self.add(Row("event_ratio", "chart event, machinery: times three empty calls", machinery[1], 4, 3))
        work = events["guard, action, one effect"][0]
        self.add(Row("event_us", "chart event with guard, action, effect: us", work, 1.2, 0.8))
        self.add(Row("timer_us", "timer armed and cancelled: us", small.timer_us(), 1.5, 0.8))
        self.add(Row("import_ms", "import of the runtime: ms CPU", small.import_ms(), 250, 120))
        self.add(Row("lingering_bytes", "bytes per call that lingers for 64*T1", small.lingering_bytes(), 1000, 600))

    def media(self) -> None:
        """RTP that is received, counted and answered."""
        self.say("RTP echo")
        seconds = 10.0 if self.full else 4.0
        # Few packets a second find caches cold and wake the thread for each: told beside the figure for many.
        runs = [bench_media.on_sockets(streams, seconds) for streams in (100, 400)]
        few, many = [cpu / packets * 1e6 for cpu, packets, _ in runs]
        row = Row("rtp_us", "RTP received, counted, answered: us CPU per packet, 400 streams", many, 15, 10)
        self.add(attrs.evolve(row, note=f"{few:.1f} with 100 streams"))

    def mixing(self) -> None:
        """Fifty who all talk and hear each other, of three codecs."""
        self.say("a mix of 50 members")
        found = bench_mixing.on_sockets(50, bench_mixing.EVERYTHING, 48_000, 60.0 if self.full else 6.0)
        text = "mix of 50 members (PCMU, G722, opus) at 48 kHz: % of a core"
        row = Row("mix_cpu", text, 100 * found.cpu)
        self.add(attrs.evolve(row, note=f"{100 * found.skipped:.2f} % of the frames left out"))
        self.add(Row("mix_late_ms", "the same: frames mixed after they were due: ms, p50 / p99", found.late_ms))
        least, most = found.others
        said = f"others {least:.2f} to {most:.2f} of what they said, oneself {found.own:.2f}"
        self.report.gates.append(Gate("all in a mix hear all others, not themselves", least > 0.5 > found.own, said))

    def most(self) -> None:
        """The most calls per second on one core."""
        self.say("most calls per second")
        best = loads.most_calls(self.say, 4.0 if self.full else 2.5, 1000.0)
        rate, note = best.offered, "runs of a few seconds"
        if self.full:
            self.say(f"{0.95 * rate:.0f} calls/s for 60 s")
            with loads.server(*loads.ours()) as one:
                long = loads.load(one, 0.95 * rate, 60.0)
            rate, note = (long.offered, "for 60 s") if long.good else (0.0, f"not kept up for 60 s: {long}")
        self.half = best.offered / 2
        self.add(Row("most_calls", "answering: calls/s on one core", rate, 1500, 3200, least=True, note=note))

    def yardstick(self) -> None:
        """aiosipua and we, one after the other, at the same rate."""
        seconds = 30.0 if self.full else 6.0
        rate = min(self.half, MOST_SAME_RATE)
        self.say(f"aiosipua and we at {rate:.0f} calls/s")
        with loads.server(*loads.aiosipua()) as one:
            other = loads.load(one, rate, seconds)
        with loads.server(*loads.ours()) as one:
            own = loads.load(one, rate, seconds)
        self.failed["beside aiosipua"] = own.failed
        self.add(Row("aiosipua_cpu_ms", f"aiosipua at {rate:.0f} calls/s: CPU ms per call", other.cpu_ms))
        self.add(Row("same_rate_cpu_ms", f"sessioncore at {rate:.0f} calls/s: CPU ms per call", own.cpu_ms))
        if other.failed > other.calls / 100:
            self.report.problems.append(f"aiosipua failed {other.failed} of {other.calls} calls: no yardstick")
        said = f"{own.cpu_ms:.3f} ms and {other.cpu_ms:.3f} ms"
        self.report.gates.append(Gate("no more CPU per call than aiosipua", own.cpu_ms <= other.cpu_ms, said))

    def steady(self) -> None:
        """A fixed rate at half load: cost, latency, and whether anything grows."""
        self.say(f"half load: {self.half:.0f} calls/s, from {GROWTH_FROM_S:.0f} s on")
        found = loads.growth(self.say, self.half, GROWTH_FROM_S, 200_000 if self.full else 20_000)
        self.failed["half load"] = found.failed + found.latency.lost
        self.add(Row("cpu_ms", "answering at half load: CPU ms per call", found.cpu_ms, 0.50, 0.25))
        self.add(Row("rang_ms", "INVITE to 180 at half load: ms, p50 / p99", found.latency.rang, (0.8, 3), (0.5, 2)))
        self.add(Row("answered_ms", "INVITE to 200 at half load: ms, p50 / p99", found.latency.answered))
        change = f"{100 * found.cpu_change:+.1f} % CPU per call, {100 * found.memory_change:+.1f} % memory"
        said = f"{change} over {found.calls} calls at {found.rate:.0f} calls/s"
        flat = found.cpu_change <= MOST_CPU_GROWTH and found.memory_change <= MOST_MEMORY_GROWTH
        self.report.gates.append(Gate("nothing grows", flat, said))

    def held(self) -> None:
        """Memory of calls that are up; they come slowly, so that few of them still have their INVITE's transaction."""
        calls, rate = (8_000, 60.0) if self.full else (4_000, 60.0)
        found = loads.held(self.say, calls, rate)
        self.add(Row("held_kb", "KB per held call, no media sockets", found.kb, 8, 4, note=f"{calls}, {rate:.0f}/s"))

    def pause(self) -> None:
        """Whether many calls that are up make the others wait."""
        calls = 50_000 if self.full else 5_000
        found = loads.held(self.say, calls, self.half, probe_s=20.0)
        assert found.pause is not None, "a probe was asked for"
        self.failed[f"beside {calls} held calls"] = found.pause.lost
        row = Row("pause_ms", f"longest wait for a 180 with {calls:,} held calls: ms", found.pause.longest, 50, 10)
        self.add(attrs.evolve(row, note=f"{found.kb:.1f} KB each; p50 / p99 {found.pause.rang}"))

    def costs(self) -> None:
        """What each thing that can be switched on costs a call."""
        rate, base = self.half / 2, 0.0
        for name, user, options in loads.COSTS:
            self.say(f"with {name} at {rate:.0f} calls/s")
            found = loads.cost(user, options, rate, 20.0 if self.full else 4.0)
            self.failed[f"with {name}"] = found.failed
            base = base or found.cpu_ms
            text = f"CPU ms per call with {name}, {rate:.0f} calls/s"
            self.add(Row(f"cost: {name}", text, found.cpu_ms, note=f"{found.cpu_ms - base:+.3f} ms"))

    def extras(self) -> None:
        """What media, journal and store cost."""
        seconds = 20.0 if self.full else 5.0
        rate = self.half / 2
        self.say(f"media and journal at {rate:.0f} calls/s")
        found = loads.with_media_and_journal(rate, seconds)
        self.failed["media and journal"] = found.failed
        self.add(Row("media_cpu_ms", "answering with media and journal: CPU ms per call", found.cpu_ms, 0.90, 0.50))
        self.say(f"store at {rate / 2:.0f} calls/s")
        found, latency = loads.with_store(rate / 2, seconds)
        self.failed["store"] = found.failed + latency.lost
        row = Row("stored_ms", "INVITE to 200 with a store: ms, p50 / p99", latency.answered, (3, 10), (1.5, 5))
        self.add(attrs.evolve(row, note=f"at {rate / 2:.0f} calls/s; {found.cpu_ms:.2f} ms CPU per call"))

    def coupled(self) -> None:
        """Calls to registered users, leg to leg."""
        rate, seconds = (100.0, 30.0) if self.full else (100.0, 6.0)
        self.say(f"coupled calls at {rate:.0f} calls/s")
        found = coupled.cost(rate, seconds)
        self.failed["coupled"] = found.failed
        row = Row("coupled_cpu_ms", "back-to-back: CPU ms per call", found.cpu_ms, 1.6, 0.8)
        self.add(attrs.evolve(row, note=f"at {rate:.0f} calls/s"))
        pairs = 2_000 if self.full else 1_000
        self.say(f"{pairs} coupled calls are held")
        kb = coupled.held_pair_kb(pairs, 50.0)
        self.add(Row("coupled_kb", "KB per held pair of legs", kb, 15, 8, note=f"{pairs} pairs"))

    def relay(self) -> None:
        """RTP that is passed on, with its headers rewritten."""
        seconds = 10.0 if self.full else 4.0
        self.say("relayed RTP")
        found = relay.measure(seconds)
        row = Row("relay_pps", "relay with header rewrite: packets/s per core", found.per_core, 80_000, 130_000, True)
        self.add(attrs.evolve(row, note=f"from CPU time, at {relay.BUSY:,} packets/s"))
        text = f"a relay adds at {relay.RATE:,} packets/s: ms, p50 / p99"
        self.add(Row("relay_ms", text, found.added_ms, (0.3, 2)))
        self.say("relayed RTP beside coupled calls")
        rate = self.half * COUPLED_PART
        with ThreadPoolExecutor(1) as pool:
            calls = pool.submit(coupled.cost, rate, seconds + 4.0)
            beside = relay.measure(seconds, cpu=False, calls=rate)
            self.failed["beside a relay"] = calls.result().failed
        row = Row("relay_beside_ms", "the same beside coupled calls: ms, p50 / p99", beside.added_ms, (5, 5))
        self.add(attrs.evolve(row, note=f"{rate:.0f} calls/s on its core and through it"))

    def finish(self) -> None:
        """The gate over all runs."""
        if self.failed:
            said = ", ".join(f"{name} {count}" for name, count in self.failed.items())
            self.report.gates.append(Gate("no failed call", not any(self.failed.values()), said))


SECTIONS: dict[str, Callable[[Bench], None]] = {
    "parts": Bench.parts,
    "media": Bench.media,
    "mixing": Bench.mixing,
    "most": Bench.most,
    "yardstick": Bench.yardstick,
    "steady": Bench.steady,
    "held": Bench.held,
    "pause": Bench.pause,
    "extras": Bench.extras,
    "costs": Bench.costs,
    "coupled": Bench.coupled,
    "relay": Bench.relay,
}


def main() -> int:
    """Exit status 0 when everything was measured and every gate holds."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure and print the table.")
    parser.add_argument("--full", action="store_true", help="long runs")
    parser.add_argument("--realtime", action="store_true", help="before everybody else on this machine (root)")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=f"of {', '.join(SECTIONS)}; default: all")
    arguments = parser.parse_args()
    if unknown := set(arguments.sections) - set(SECTIONS):
        parser.error(f"no such section: {', '.join(sorted(unknown))}")
    if shutil.which("sipp") is None:
        parser.error("SIPp is not installed (Debian package sip-tester)")
    if arguments.realtime:
        loads.REALTIME[:] = ["chrt", "-f", "10"]
    bench = Bench(arguments.full)
    for name, section in SECTIONS.items():
        if arguments.sections and name not in arguments.sections:
            continue
        try:
            section(bench)
        except (loads.BenchError, TimeoutError) as error:
            bench.report.problems.append(f"{name}: {error}")
    bench.finish()
    print(bench.report.text())
    about = {"python": platform.python_version(), "machine": platform.machine(), "full": arguments.full}
    bench.report.write(RESULTS, about)
    return 0 if bench.report.passed else 1


if __name__ == "__main__":
    sys.exit(main())
