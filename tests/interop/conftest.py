"""The media of all tests with peers is captured, and read by tshark at the end (`tests/support/captured.py`)."""

from __future__ import annotations

import pytest

from tests.conftest import find_peer


@pytest.fixture(autouse=True)
def captured(request: pytest.FixtureRequest) -> None:
    """The packets from now on are this test's."""
    if request.node.get_closest_marker("peers") is not None:
        request.getfixturevalue("captures").test = request.node.nodeid


@pytest.fixture
def sipp_is_there() -> None:
    find_peer("sipp")
