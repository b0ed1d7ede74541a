"""Run the stages of `make test`, each with its time beside its budget, and end with one closing line in pytest's form.

    python tools/run_tests.py [--full] [STAGE ...]

Stages run in order and a failing one does not hide the later ones. A budget is a promise to whoever waits, not a gate:
going over it is printed. Only a stage that takes three times its budget is taken for hung and stopped. ``--full`` has
no limits, shows every test by name and adds the long runs.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
HUNG_AFTER = 3.0  # times the budget
NO_TESTS_RAN = 5  # pytest's exit status
FULL_FUZZ_S = "400"  # what the tests of the fuzz stage share out among themselves, in the full run
GRACE_S = 20.0  # between asking a hung stage to stop and killing it

STATIC: dict[str, list[str]] = {
    "ruff": [sys.executable, "-m", "ruff", "check", "."],
    "mypy --strict": [sys.executable, "-m", "mypy"],
    "import-linter": [str(BIN / "lint-imports"), "--no-logo"],
    "generate --check": [str(BIN / "sessioncore"), "generate", "--check"],
    "check": [str(BIN / "sessioncore"), "check"],
}
MUTATE = [sys.executable, "-m", "tests.mutation"]
SAMPLE = {"200 mutants": [*MUTATE, "--sample", "200", "--seed", "1"]}
EVERY_MUTANT = {"every mutant": MUTATE}


@dataclass(frozen=True)
class Stage:
    """One part of the run: either commands or one pytest selection."""

    name: str
    budget_s: float
    selection: str | None = None
    """The marker expression; None for commands."""
    options: tuple[str, ...] = ()
    commands: Mapping[str, list[str]] = field(default_factory=dict)
    """What each is called, and its words."""


STAGES = (
    Stage("static", 120, commands=STATIC),
    # One worker more than cores: many of these tests wait for sockets, programs and what sounds.
    Stage("unit", 240, "not (simulation or peers or fuzz or full)", ("-n", "3", "--dist", "loadgroup")),
    # Two sides, a network and a virtual clock: seeded calls, the same as models that are explored to the end, and
    # random steps of every chart on every engine.
    Stage("simulation", 180, "simulation and not full", ("-n", "2")),
    # Runs the tests by what these two stages have recorded of them.
    Stage("mutation", 150, commands=SAMPLE),
    # They wait more than they work: calls run in real time.
    Stage("peers", 240, "peers and not full", ("-n", "2", "--dist", "loadgroup")),
    Stage("fuzz", 60, "fuzz and not full", ("-n", "2")),
)
LONG_RUNS = (Stage("mutants", 0, commands=EVERY_MUTANT), Stage("full", 0, "full"))


@dataclass
class Result:
    """What one stage came to; the counts carry pytest's words."""

    stage: Stage
    seconds: float = 0.0
    counts: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    """What failed apart from single tests: a command, a crash, an empty selection."""


def run(command: list[str], limit_s: float | None) -> tuple[int, bool]:
    """Run one command with our own output; returns its exit status and whether it had to be stopped."""
    process = subprocess.Popen(command, cwd=ROOT, start_new_session=True)
    try:
        return process.wait(limit_s), False
    except subprocess.TimeoutExpired:
        stop(process)
        return process.returncode, True
    except KeyboardInterrupt:
        stop(process)
        raise


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask as Ctrl-C does, so that pytest still reports what ran; then end the group, peers included."""
    with contextlib.suppress(ProcessLookupError, subprocess.TimeoutExpired):
        os.killpg(process.pid, signal.SIGINT)
        process.wait(GRACE_S)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def run_commands(result: Result, limit_s: float | None) -> None:
    """Every command of the stage runs, whatever the one before it said."""
    for label, command in result.stage.commands.items():
        print(f"-- {label}", flush=True)
        if shutil.which(command[0]) is None:
            result.faults.append(f"{label}: {command[0]} is not installed")
            continue
        status, stopped = run(command, limit_s)
        if stopped:
            result.faults.append(f"{label}: no end after {limit_s:.0f} s")
        elif status:
            result.faults.append(f"{label}: exit status {status}")


def run_pytest(result: Result, limit_s: float | None, extra: list[str]) -> None:
    """A stage of tests, counted from pytest's own report."""
    stage = result.stage
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", "-m", str(stage.selection), f"--junitxml={report}"]
        command += [*stage.options, *extra]
        status, stopped = run(command, limit_s)
        if report.exists():
            result.counts = count(report)
    if stopped:
        result.faults.append(f"no end after {limit_s:.0f} s")
    elif status == NO_TESTS_RAN:
        result.faults.append("no test is marked for this stage")
    elif status and not (result.counts["failed"] or result.counts["error"]):
        result.faults.append(f"pytest: exit status {status}")


def count(report: Path) -> Counter[str]:
    """Outcomes in a JUnit report, in pytest's words (an expected failure counts as skipped there)."""
    suite = ElementTree.parse(report).getroot().find("testsuite")
    if suite is None:
        return Counter(error=1)
    total, failed, error, skipped = (int(suite.get(key, "0")) for key in ("tests", "failures", "errors", "skipped"))
    return Counter(passed=total - failed - error - skipped, failed=failed, error=error, skipped=skipped)


def closing_line(results: list[Result], seconds: float) -> str:
    """The sum of all stages as pytest writes its own last line; a fault of a stage counts as an error."""
    total: Counter[str] = Counter()
    for result in results:
        total += result.counts
        total["error"] += len(result.faults)
    words = [
        f"{total[key]} {'errors' if key == 'error' and total[key] > 1 else key}"
        for key in ("failed", "passed", "skipped", "error")
        if total[key]
    ]
    clock = f" ({timedelta(seconds=int(seconds))})" if seconds >= 60 else ""
    return f" {', '.join(words) or 'no tests ran'} in {seconds:.2f}s{clock} ".center(100, "=")


def main() -> int:
    """Exit status 0 when every stage is clean."""
    parser = argparse.ArgumentParser(description="Run the stages of `make test`.")
    parser.add_argument("--full", action="store_true", help="no limits, tests by name, and the long runs")
    parser.add_argument("stages", nargs="*", metavar="STAGE", help="which to run (default: all)")
    arguments = parser.parse_args()
    stages = [*STAGES, *LONG_RUNS] if arguments.full else list(STAGES)
    names = [stage.name for stage in stages]
    unknown = set(arguments.stages) - set(names)
    if unknown:
        parser.error(f"no such stage: {', '.join(sorted(unknown))} (there are {', '.join(names)})")
    stages = [stage for stage in stages if not arguments.stages or stage.name in arguments.stages]
    extra = ["-v", "--hypothesis-profile=full"] if arguments.full else []
    if arguments.full:
        os.environ.setdefault("SESSIONCORE_FUZZ_SECONDS", FULL_FUZZ_S)

    # Tests start our programs hundreds of times: these are compiled once, outside the tree, whatever the shell says.
    compiled = tempfile.TemporaryDirectory(prefix="compiled-")
    os.environ |= {"PYTHONPYCACHEPREFIX": compiled.name, "PYTHONDONTWRITEBYTECODE": ""}

    results: list[Result] = []
    started = time.monotonic()
    for stage in stages:
        print(f"\n== stage {stage.name}" + (f" (budget {stage.budget_s:.0f} s)" if stage.budget_s else ""), flush=True)
        result = Result(stage)
        limit_s = None if arguments.full else stage.budget_s * HUNG_AFTER
        stage_started = time.monotonic()
        if stage.selection is None:
            run_commands(result, limit_s)
        else:
            run_pytest(result, limit_s, extra)
        result.seconds = time.monotonic() - stage_started
        results.append(result)

    print("\n== stages")
    for result in results:
        budget = f" of {result.stage.budget_s:4.0f} s" if result.stage.budget_s else ""
        over = "  OVER BUDGET" if 0 < result.stage.budget_s < result.seconds else ""
        outcome = "failed" if result.faults or result.counts["failed"] or result.counts["error"] else "ok"
        print(f"{result.stage.name:11} {outcome:6} {result.seconds:6.1f} s{budget}{over}")
        for fault in result.faults:
            print(f"            {fault}")
    print(closing_line(results, time.monotonic() - started), flush=True)
    return int(any(r.faults or r.counts["failed"] or r.counts["error"] for r in results))


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)
