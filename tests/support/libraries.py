"""Folders of charts, each read once for all tests of a process: loaded charts are never changed."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sessioncore.codegen.load import load_library

ROOT = Path(__file__).resolve().parents[2]
MACHINES = ROOT / "machines"
SAMPLES = ROOT / "tests/codegen/charts"
WIRED = ROOT / "tests/codegen/wired"
REGIONS = ROOT / "tests/codegen/regions"

loaded = cache(load_library)
