"""One process that tries mutants: pytest collects once, then every mutant is tried in a fork of the warm process.

Reads ids of mutants from standard input, one a line, and writes one JSON object for each: `{"id", "by", "seconds",
"tests"}`; `by` is the test that noticed, "" for a survivor. `CHART =` is the chart without a mistake, which all must
take for the shipped one.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import signal
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from types import FunctionType, SimpleNamespace
from typing import Any
from unittest.mock import ANY

import pytest
from hypothesis import Phase, settings

from sessioncore.codegen.backends.python import render
from sessioncore.codegen.load import load_library
from sessioncore.codegen.model import Chart
from sessioncore.codegen.mutants import Mutant, mutants
from sessioncore.codegen.names import machine_class
from sessioncore.codegen.plan import Plan, plan_chart
from tests.mutation.choosing import ROOT, choose, read_record

CONTROL = " ="
NO_END = "no end"
LEAST_CPU_S = 3.0
TIMES_LONGER = 10
"""A test that takes so much longer than when it was recorded does not end."""
MOST_MEMORY = 1 << 30
"""Octets that a mutant may take beyond what the warm process has."""

_COPIED = ("COMMANDS", "DEFERS", "FINAL", "DETACHABLE")


def shipped() -> dict[str, Chart]:
    """The charts of this checkout, by name."""
    library, _ = load_library(ROOT / "machines")
    return dict(library.charts)


def all_mutants(charts: dict[str, Chart]) -> dict[str, tuple[str, Mutant]]:
    """Every mutant by id, with the name of its chart, in order."""
    return {mutant.id: (name, mutant) for name in sorted(charts) for mutant in mutants(plan_chart(charts[name]))}


def put_in_place(chart: Chart, plan: Plan) -> None:
    """Let the shipped handler class of a chart do what the plan says, in this process."""
    module = importlib.import_module(f"sessioncore.handlers.{chart.name.replace('/', '.')}")
    name = machine_class(chart)
    space: dict[str, Any] = {"__name__": module.__name__}
    exec(compile(render(plan), f"<mutant of {chart.name}>", "exec"), space)
    mutant = space[name]
    # Its methods make and meet the events and signals of the shipped module, not others of the same name.
    space.update({key: value for key, value in vars(module).items() if not key.startswith("__")})
    target = getattr(module, name)
    for key, value in vars(mutant).items():
        if key in _COPIED or (isinstance(value, FunctionType) and not key.startswith("__")):
            setattr(target, key, value)


class Worker:
    """The plugin: instead of running what was collected, try the mutants that are asked for."""

    def __init__(self, output: int) -> None:
        self._output = os.fdopen(output, "w", encoding="utf-8")
        self.charts = shipped()
        self.mutants = all_mutants(self.charts)
        self.tests = read_record({name: chart.digest for name, chart in self.charts.items()})

    @property
    def files(self) -> list[str]:
        """The test files to collect."""
        return sorted({test.nodeid.partition("::")[0] for test in self.tests})

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Try one after the other, until there are no more."""
        if session.testsfailed:
            raise session.Interrupted("tests cannot be collected")
        items = {item.nodeid: item for item in session.items}
        _forget_what_was_kept(items.values())
        gc.collect()
        gc.freeze()
        for line in sys.stdin:
            print(json.dumps(self._try(line.rstrip("\n"), items)), file=self._output, flush=True)
        return True

    def _try(self, wanted: str, items: dict[str, pytest.Item]) -> dict[str, Any]:
        if wanted.endswith(CONTROL):
            name, mutant = wanted.removesuffix(CONTROL), None
        else:
            name, mutant = self.mutants[wanted]
        tests = choose(self.tests, name, mutant)
        if mutant is None:
            del tests[20:]
        chosen = [(items[test.nodeid], test.seconds) for test in tests if test.nodeid in items]
        started = time.monotonic()
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reading)
            self._child(name, mutant, chosen, writing)
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as pipe:
            noticed = pipe.read()
        _, status = os.waitpid(child, 0)
        if os.WIFSIGNALED(status):
            noticed = noticed or NO_END
        elif os.WEXITSTATUS(status) > 1:
            raise RuntimeError(f"{wanted}: {noticed}")
        return {"id": wanted, "by": noticed, "seconds": round(time.monotonic() - started, 3), "tests": len(chosen)}

    def _child(self, name: str, mutant: Mutant | None, items: list[tuple[pytest.Item, float]], writing: int) -> None:
        """Put the mutant in place and run tests until one fails; ends the process."""
        status = 2
        try:
            # The kernel ends what does not end: a mutant may go round for ever.
            signal.signal(signal.SIGPROF, signal.SIG_DFL)
            taken = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (taken + MOST_MEMORY, taken + MOST_MEMORY))
            chart = self.charts[name]
            put_in_place(chart, mutant.plan() if mutant is not None else plan_chart(chart))
            noticed = next((item.nodeid for item, seconds in items if not _passes(item, seconds)), "")
            os.write(writing, noticed.encode())
            status = 1 if noticed else 0
        except BaseException as error:
            os.write(writing, repr(error).encode())
        finally:
            os._exit(status)


def _passes(item: pytest.Item, seconds: float) -> bool:
    """Run one test as pytest does, without a report; it took so many seconds when it was recorded."""
    passed = True
    signal.setitimer(signal.ITIMER_PROF, LEAST_CPU_S + TIMES_LONGER * seconds)
    try:
        item.ihook.pytest_runtest_setup(item=item)
        item.ihook.pytest_runtest_call(item=item)
    except pytest.skip.Exception:
        pass
    except BaseException:
        passed = False
    try:
        item.ihook.pytest_runtest_teardown(item=item, nextitem=None)
    except BaseException:
        passed = False
    return passed


def _forget_what_was_kept(items: Iterable[Any]) -> None:
    """Seeded calls are judged by what must hold of them, not by what they were when they were recorded."""
    for module in {getattr(item, "module", None) for item in items}:
        if hasattr(module, "kept"):
            module.kept = lambda: SimpleNamespace(get=lambda _: ANY)


def main() -> int:
    """Exit status of pytest."""
    output = os.dup(1)
    nothing = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nothing, 1)
    os.set_inheritable(output, False)
    # What fails is not made smaller: nobody reads it.
    settings.register_profile("mutation", derandomize=True, deadline=None, phases=[Phase.explicit, Phase.generate])
    worker = Worker(output)
    arguments = ["-q", "-s", "-p", "no:cacheprovider", "-p", "no:xdist", "--tb=no", "--disable-warnings"]
    arguments += ["--hypothesis-profile=mutation"]
    return int(pytest.main([*arguments, *worker.files], plugins=[worker]))


if __name__ == "__main__":
    sys.exit(main())
