from __future__ import annotations

import time

import pytest

from sessioncore.io.clock import Clock


def test_it_reads_as_a_date_and_never_goes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = Clock()
    assert clock() == pytest.approx(time.time(), abs=1)
    before = clock()
    # Somebody sets the system's clock back by an hour.
    monkeypatch.setattr(time, "time", lambda: before - 3600)
    assert clock() >= before
    values = [clock() for _ in range(1000)]
    assert values == sorted(values)
