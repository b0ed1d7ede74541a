"""What tells which sockets can be read: Linux's, and that of all others."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest

from sessioncore.io import readiness as module
from sessioncore.io.readiness import Readiness


@pytest.fixture(params=["_Epoll", "_Selector"])
def make(request: pytest.FixtureRequest) -> Callable[[], Readiness[str]]:
    if request.param == "_Epoll" and not hasattr(module.select, "epoll"):
        pytest.skip("this system has no epoll")
    found: Callable[[], Readiness[str]] = getattr(module, request.param)
    return found


def test_what_can_be_read_is_told_until_it_is_read_or_removed(make: Callable[[], Readiness[str]]) -> None:
    ready = make()
    pairs = {name: socket.socketpair() for name in ("first", "second")}
    for name, (reader, _) in pairs.items():
        ready.add(reader, name)
    assert ready.wait(0.0) == []
    for _, writer in pairs.values():
        writer.send(b"x")
    assert sorted(ready.wait(None)) == ["first", "second"]
    pairs["first"][0].recv(1)
    assert ready.wait(0.0) == ["second"]
    ready.remove(pairs["second"][0])
    assert ready.wait(0.0) == []
    ready.close()
    for reader, writer in pairs.values():
        reader.close()
        writer.close()


def test_linux_gets_its_own() -> None:
    made: Readiness[str] = module.readiness()
    assert hasattr(module.select, "epoll") == (type(made) is module._Epoll)
    made.close()
