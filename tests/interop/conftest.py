"""What came of each test with a peer is kept in build/interop.json, from which `tools/interop.py` makes the matrix.

The media of all of them is captured, and read by tshark at the end.
"""

from __future__ import annotations

import datetime
import functools
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from sessioncore.io.media_runner import MediaRunner, PacketTap
from tests.conftest import find_peer
from tests.interop.captures import Captures

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


@pytest.fixture(scope="session")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Captures]:
    """Every media packet of our end in these tests; when the last is over, tshark has to read all of it."""
    kept = Captures(tmp_path_factory.mktemp("captures") / "media.pcap")
    begin = MediaRunner.__init__

    @functools.wraps(begin)
    def tapped(self: MediaRunner, *given: Any, on_packet: PacketTap | None = None, **more: Any) -> None:
        begin(self, *given, on_packet=kept.tap(on_packet), **more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(MediaRunner, "__init__", tapped)
        yield kept
    try:
        tshark = find_peer("tshark")
    except pytest.skip.Exception:
        return
    rtp, rtcp, complaints = kept.complaints(tshark)
    assert complaints == []
    print(f"\ntshark read {rtp} packets of RTP and {rtcp} of RTCP without complaint")


@pytest.fixture(autouse=True)
def captured(request: pytest.FixtureRequest) -> None:
    """The packets from now on are this test's."""
    if request.node.get_closest_marker("peers") is not None:
        request.getfixturevalue("captures").test = request.node.nodeid
