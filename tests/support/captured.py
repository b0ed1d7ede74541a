"""Plugin: the fixture `captures`, which sees the media of the tests that ask for it; tshark reads it at the end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.conftest import find_peer
from tests.support.captures import Captures


@pytest.fixture(scope="session")
def captures(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Captures]:
    """Every media packet of our end in these tests; when the last is over, tshark has to read all of it."""
    kept = Captures(tmp_path_factory.mktemp("captures") / "media.pcap")
    with kept.watching():
        yield kept
    try:
        tshark = find_peer("tshark")
    except pytest.skip.Exception:
        return
    rtp, rtcp, complaints = kept.complaints(tshark)
    assert complaints == []
    print(f"\ntshark read {rtp} packets of RTP and {rtcp} of RTCP without complaint")
