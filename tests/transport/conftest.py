"""Fixtures for tests of connections."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.support.streams import StreamPeer


@pytest.fixture
def make_stream_peer() -> Iterator[Callable[..., StreamPeer]]:
    """``make_stream_peer(**settings)`` gives an engine and its scripted peer; nothing of either may be left."""
    made: list[StreamPeer] = []

    def make(**options: Any) -> StreamPeer:
        made.append(StreamPeer(**options))
        return made[-1]

    yield make
    for peer in made:
        peer.check_over()


@pytest.fixture
def peer(make_stream_peer: Callable[..., StreamPeer]) -> StreamPeer:
    """An engine that takes TCP and TLS connections, and its scripted peer."""
    return make_stream_peer()
