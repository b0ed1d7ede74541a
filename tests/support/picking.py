"""Plugin: a run that wants the tests with one marker does not even read a file that does not name this marker."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

_one = re.compile(r"(\w+)(?: and not \w+)*").fullmatch
"""A marker expression whose tests all have the marker that it begins with."""


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Pass over it; markers stand nowhere but in the file of the test."""
    wanted = _one(config.option.markexpr or "")
    if wanted is None or not collection_path.match("test_*.py"):
        return None
    return True if wanted[1] not in collection_path.read_text(encoding="utf-8") else None
