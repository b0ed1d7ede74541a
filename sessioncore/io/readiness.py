"""Which of many sockets have something to read, without what `selectors` adds to each answer of epoll."""

from __future__ import annotations

import select
import selectors
import socket
from typing import Generic, Protocol, TypeVar

Entry = TypeVar("Entry")


class Readiness(Protocol[Entry]):
    """Sockets that are watched, each with an entry that `wait` returns when there is something to read."""

    def add(self, watched: socket.socket, entry: Entry) -> None:
        """Watch one more."""

    def remove(self, watched: socket.socket) -> None:
        """Watch it no more; before it is closed."""

    def wait(self, timeout: float | None) -> list[Entry]:
        """The entries of those that can be read, after at most `timeout` seconds; None waits for ever."""

    def close(self) -> None:
        """Give everything back."""


class _Epoll(Generic[Entry]):
    """Linux: a media thread asks some thousand times a second, and the wrapper costs as much as the question."""

    __slots__ = ("_entries", "_epoll")

    def __init__(self) -> None:
        self._epoll = select.epoll()
        self._entries: dict[int, Entry] = {}

    def add(self, watched: socket.socket, entry: Entry) -> None:
        number = watched.fileno()
        self._epoll.register(number, select.EPOLLIN)
        self._entries[number] = entry

    def remove(self, watched: socket.socket) -> None:
        number = watched.fileno()
        self._epoll.unregister(number)
        del self._entries[number]

    def wait(self, timeout: float | None) -> list[Entry]:
        entries = self._entries
        return [entries[number] for number, _ in self._epoll.poll(timeout)]

    def close(self) -> None:
        self._epoll.close()


class _Selector(Generic[Entry]):
    """Everywhere else."""

    __slots__ = ("_selector",)

    def __init__(self) -> None:
        self._selector = selectors.DefaultSelector()

    def add(self, watched: socket.socket, entry: Entry) -> None:
        self._selector.register(watched, selectors.EVENT_READ, entry)

    def remove(self, watched: socket.socket) -> None:
        self._selector.unregister(watched)

    def wait(self, timeout: float | None) -> list[Entry]:
        return [key.data for key, _ in self._selector.select(timeout)]

    def close(self) -> None:
        self._selector.close()


def readiness() -> Readiness[Entry]:
    """The cheapest that this system has."""
    return _Epoll() if hasattr(select, "epoll") else _Selector()
