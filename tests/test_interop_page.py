"""The matrix of peers names tests that exist, each with a peer and a feature."""

from __future__ import annotations

import re
from pathlib import Path

from tools.interop import CODECS, FEATURES, FLAVOURS, PEERS, cells_of, feature_of, media_matrix, page, peer_of


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


def test_the_media_matrix_says_what_came_or_why_there_is_no_test() -> None:
    test = "tests/interop/test_codecs.py::test_m7_pjsip[L16/8000-it calls]"
    assert cells_of(test) == [("PJSIP", "L16/8000", "it calls")]
    lines = media_matrix([test], {test: {"outcome": "passed", "date": "2026-01-01"}})
    (row,) = [line for line in lines if line.startswith("| L16/8000 ")]
    assert re.fullmatch(r"\| L16/8000 \| no \(\d\) \| passed \|( no \(\d\) \|){4} `test_codecs.py` \|", row)
    assert len([line for line in lines if line.startswith("|")]) == 2 + len(CODECS) + len(FLAVOURS)


def test_every_cells_of_the_page_has_a_test_or_a_reason(repository: Path) -> None:
    """All that can be is tried: no field says that it was just not done."""
    text = (repository / "docs" / "interop.md").read_text(encoding="utf-8")
    matrix = text[text.index("## Media") : text.index("## The tests")]
    rows = [line.split("|")[2:-2] for line in matrix.splitlines() if line.startswith("| ")][1:]
    assert len(rows) == len(CODECS) + len(FLAVOURS)
    fields = [field.strip() for row in rows for field in row]
    assert all(field == "passed" or re.fullmatch(r"no \(\d\)", field) for field in fields)
    assert fields.count("passed") >= 36
