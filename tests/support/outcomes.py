"""Plugin: what came of each test with a peer is kept in build/interop.json, which `tools/interop.py` reads.

The run that the workers of xdist report to writes it, once, when all is over.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

RECORD = Path(__file__).resolve().parents[2] / "build" / "interop.json"

_came: dict[str, dict[str, str]] = {}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep the outcome of the test itself, and whatever went wrong around it."""
    if report.nodeid.startswith("tests/interop/") and (report.when == "call" or report.outcome != "passed"):
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        name = report.nodeid.rpartition("@")[0] or report.nodeid  # without the group that xdist adds
        _came[name] = {"outcome": report.outcome, "date": today}


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Add what came of these tests to what is known of others."""
    if not _came or hasattr(session.config, "workerinput"):
        return
    known = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(json.dumps(known | _came, indent=1, sort_keys=True) + "\n", encoding="utf-8")
