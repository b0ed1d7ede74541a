"""The media of all tests with peers is captured, and read by tshark at the end."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

import pytest

from sessioncore.io.media_runner import MediaRunner, PacketTap
from tests.conftest import find_peer
from tests.interop.captures import Captures


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


@pytest.fixture
def sipp_is_there() -> None:
    find_peer("sipp")
