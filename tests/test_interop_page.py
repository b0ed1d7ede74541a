"""The matrix of peers names tests that exist, each with a peer and a feature."""

from __future__ import annotations

import re
from pathlib import Path

from tools.interop import FEATURES, PEERS, feature_of, page, peer_of


def test_every_test_of_the_page_exists(repository: Path) -> None:
    text = (repository / "docs" / "interop.md").read_text(encoding="utf-8")
    named = re.findall(r"`(tests/interop/\w+\.py)::(\w+)", text)
    assert len(named) > 50
    for file, test in set(named):
        assert f"def {test}(" in (repository / file).read_text(encoding="utf-8"), f"{file}::{test}"


def test_a_number_is_that_of_the_tests_that_passed() -> None:
    tests = ["tests/interop/test_pjsip.py::test_pjsip_is_called", "tests/interop/test_pjsip.py::test_calls"]
    came = {
        tests[0]: {"outcome": "passed", "date": "2026-01-01"},
        tests[1]: {"outcome": "failed", "date": "2026-01-02"},
    }
    text = page(tests, came)
    assert "Run on 2026-01-01 and 2026-01-02." in text
    assert "| calls, refusals, CANCEL, loss |  | 1 of 2 |" in text
    assert f"`{tests[1]}`: failed, 2026-01-02" in text


def test_tests_are_told_apart() -> None:
    assert peer_of("tests/interop/test_registered_calls.py::test_baresip_calls_pjsip") == ["PJSIP", "baresip"]
    assert feature_of("tests/interop/test_sipp_tcp.py::test_hold_and_resume") == "TCP, TLS, WebSocket"
    assert feature_of("tests/interop/test_pjsip.py::test_pjsip_is_called") == FEATURES[-1][0]
    assert set(PEERS) >= set(peer_of("tests/interop/test_browser.py::test_calls"))
