"""What came of each test with a peer is kept in build/interop.json, from which `tools/interop.py` makes the matrix."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest

RECORD = Path(__file__).resolve().parents[2] / "build" / "interop.json"

_came: dict[str, dict[str, str]] = {}


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    if "tests/interop/" in report.nodeid and (report.when == "call" or report.outcome != "passed"):
        today = datetime.datetime.now(datetime.UTC).date().isoformat()
        _came[report.nodeid] = {"outcome": report.outcome, "date": today}


def pytest_sessionfinish(session: pytest.Session) -> None:
    if not _came:
        return
    known = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(json.dumps(known | _came, indent=1, sort_keys=True) + "\n", encoding="utf-8")
