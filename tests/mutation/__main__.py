"""`sessioncore mutate [CHART] [--sample N --seed S]`: do the tests notice mistakes in the charts?

Exit status 0 when at least 95 % of the mutants were caught and every survivor is listed in `survivors.json` with its
reason; 1 when not, or when a listed survivor is caught after all; 2 when nothing could be tried. In a sample a survivor
that is not listed counts among the 5 %.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from tests.mutation.choosing import ROOT, NoRecordError, read_record
from tests.mutation.worker import CONTROL, NO_END, all_mutants, shipped

HERE = Path(__file__).resolve().parent
SURVIVORS = HERE / "survivors.json"
RESULT = HERE / "result.json"
LEAST_CAUGHT = 0.95


def listed_survivors() -> dict[str, str]:
    """Mutants that no test can notice, by id, with the reason."""
    found: dict[str, str] = json.loads(SURVIVORS.read_text(encoding="utf-8"))
    return found


class Trial:
    """Mutants that are tried by several workers at once."""

    def __init__(self, wanted: list[str], workers: int) -> None:
        self._queue: SimpleQueue[str] = SimpleQueue()
        for each in wanted:
            self._queue.put(each)
        self.results: list[dict[str, Any]] = []
        self.faults: list[str] = []
        self._lock = threading.Lock()
        self._total = len(wanted)
        self._started = time.monotonic()
        self._said = 0.0
        self._workers = workers
        self._command = [sys.executable, "-m", "tests.mutation.worker"]

    def run(self) -> None:
        """Try all of them; raises KeyboardInterrupt as usual."""
        threads = [threading.Thread(target=self._work, daemon=True) for _ in range(self._workers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _work(self) -> None:
        pipe = subprocess.PIPE
        with subprocess.Popen(self._command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
            assert process.stdin is not None
            assert process.stdout is not None
            while True:
                try:
                    wanted = self._queue.get_nowait()
                except Empty:
                    break
                try:
                    process.stdin.write(wanted + "\n")
                    process.stdin.flush()
                    line = process.stdout.readline()
                except BrokenPipeError:
                    line = ""
                if not line:
                    self.faults.append(f"the worker ended at {wanted}")
                    break
                self._done(json.loads(line))
            process.stdin.close()

    def _done(self, result: dict[str, Any]) -> None:
        with self._lock:
            self.results.append(result)
            now = time.monotonic()
            done = len(self.results)
            if now - self._said < 5.0 and done < self._total:
                return
            self._said = now
            alive = sum(not each["by"] for each in self.results if not each["id"].endswith(CONTROL))
            rest = (now - self._started) / done * (self._total - done)
            print(f"{done:5} of {self._total} tried, {alive} survived, {rest:.0f} s to go", flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="sessioncore mutate", description="Do the tests notice mistakes in the charts?"
    )
    parser.add_argument("chart", nargs="?", metavar="CHART", help="mutants of one chart; default: of all")
    parser.add_argument("--sample", type=int, metavar="N", help="try N of them, chosen by the seed")
    parser.add_argument("--seed", type=int, default=1, metavar="S", help="chooses the sample (default 1)")
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), metavar="W", help="at once")
    parser.add_argument("--record", action="store_true", help="write the figures down for the documents")
    parser.add_argument("--list", action="store_true", help="only name the mutants")
    return parser.parse_args()


def main() -> int:
    """Run and report."""
    given = _arguments()
    charts = shipped()
    if given.chart is not None and given.chart not in charts:
        print(f"no chart is named {given.chart!r}; there are: {', '.join(sorted(charts))}", file=sys.stderr)
        return 2
    known = all_mutants(charts)
    wanted = [name for name, (chart, _) in known.items() if given.chart in (None, chart)]
    if given.sample is not None and given.sample < len(wanted):
        chosen = set(random.Random(given.seed).sample(wanted, given.sample))
        wanted = [name for name in wanted if name in chosen]
    if given.list:
        print("\n".join(wanted))
        return 0
    try:
        read_record({name: chart.digest for name, chart in charts.items()})
    except NoRecordError as error:
        print(f"sessioncore mutate: {error}", file=sys.stderr)
        return 2
    controls = [f"{name}{CONTROL}" for name in sorted({known[name][0] for name in wanted})]
    trial = Trial([*controls, *wanted], given.workers)
    started = time.monotonic()
    trial.run()
    return _report(trial, known, wanted, time.monotonic() - started, whole=given.sample is None, record=given.record)


def _report(
    trial: Trial, known: dict[str, Any], wanted: list[str], seconds: float, *, whole: bool, record: bool
) -> int:
    """Say what survived and whether it may."""
    faults = list(trial.faults)
    results = {each["id"]: each for each in trial.results}
    faults += [
        f"{name}: {each['by']} fails with the chart as it is"
        for name, each in results.items()
        if name.endswith(CONTROL) and each["by"]
    ]
    tried = [results[name] for name in wanted if name in results]
    survived = [each for each in tried if not each["by"]]
    listed = listed_survivors()
    unknown = sorted(set(listed) - set(known))
    faults += [f"survivors.json names no mutant: {name}" for name in unknown]
    for each in tried:
        if each["by"] and each["id"] in listed:
            faults.append(f"survivors.json lists what is caught by {each['by']}: {each['id']}")
    for each in sorted(survived, key=lambda each: each["id"]):
        place = known[each["id"]][1].place
        why = listed.get(each["id"])
        print(
            f"{'listed' if why else 'SURVIVED'} {place}: {each['id']} ({each['tests']} tests)"
            + (f": {why}" if why else "")
        )
        if not why and whole:
            faults.append(f"survived and is not listed: {each['id']}")
    caught = len(tried) - len(survived)
    if tried and caught < LEAST_CAUGHT * len(tried):
        faults.append(f"fewer than {LEAST_CAUGHT:.0%} were caught")
    slowest = sorted(tried, key=lambda each: -each["seconds"])[:3]
    print("slowest:", "; ".join(f"{each['id']} {each['seconds']:.1f} s" for each in slowest))
    endless = sum(each["by"] == NO_END for each in tried)
    share = f"{caught / len(tried):.1%}" if tried else "none"
    print(f"{caught} of {len(tried)} mutants caught ({share}), {endless} of them by their not ending; {seconds:.0f} s")
    for fault in faults:
        print(f"sessioncore mutate: {fault}", file=sys.stderr)
    if record and whole and not trial.faults:
        _record(tried, known)
    return int(bool(faults))


def _record(tried: list[dict[str, Any]], known: dict[str, Any]) -> None:
    """Write the figures down: for each chart and kind of mistake how many were tried and caught."""
    written: dict[str, Any] = json.loads(RESULT.read_text(encoding="utf-8")) if RESULT.exists() else {}
    counted: dict[str, dict[str, Counter[str]]] = {}
    for each in tried:
        chart, mutant = known[each["id"]]
        count = counted.setdefault(chart, {}).setdefault(mutant.operator, Counter(tried=0, caught=0))
        count.update(tried=1, caught=int(bool(each["by"])))
    for chart, operators in counted.items():
        written[chart] = {name: dict(count) for name, count in sorted(operators.items())}
    RESULT.write_text(json.dumps(dict(sorted(written.items())), indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
