"""The pool of UDP ports for RTP: bound at the start, lent out one call at a time."""

from __future__ import annotations

import errno
import ipaddress
import socket
from collections import deque

from sessioncore.base.errors import MediaError, Recovery

_LOWEST = 1024
_HIGHEST = 65535
_DEFAULT_COUNT = 100
_TRIES = 16


class MediaPortPool:
    """Even UDP ports on `address`, all bound by the constructor, so a port that is taken is certainly ours.

    With `low` and `high` these are the even ports from `low` to `high` that are free, at most `count` of them; without,
    `count` ports that the system chooses (default 100). A port given back goes to the end of the line: late packets of
    its last call find nobody for as long as possible. The odd ports (RTCP, RFC 3550 section 11) stay unbound.

    Raises MediaError when the address is not one of ours or no port can be bound. One thread takes and gives back; the
    media thread only looks sockets up.
    """

    def __init__(self, address: str, low: int = 0, high: int = 0, *, count: int | None = None) -> None:
        self.address = address
        self._sockets: dict[int, socket.socket] = {}
        self._taken: set[int] = set()
        try:
            self._family = socket.AF_INET6 if ipaddress.ip_address(address).version == 6 else socket.AF_INET
        except ValueError:
            raise MediaError(f"{address[:80]!r} is not an IP address to listen on") from None
        try:
            if low or high:
                self._bind_range(low, high, count)
            else:
                self._bind_any(_DEFAULT_COUNT if count is None else count)
        except OSError as error:
            self.close()
            raise MediaError(f"cannot bind media ports on {address}: {error.strerror}") from None
        if not self._sockets:
            raise MediaError(f"no even port from {low} to {high} on {address} is free")
        self._free = deque(self._sockets)

    def __len__(self) -> int:
        """Ports that can be taken now."""
        return len(self._free)

    @property
    def taken(self) -> int:
        """Ports that are lent out."""
        return len(self._taken)

    @property
    def open_sockets(self) -> int:
        """Sockets that are bound: all until `close`, then none."""
        return len(self._sockets)

    def take(self) -> int:
        """Lend out the port that has been free for longest; MediaError (recovery: retry later) when none is free."""
        if not self._free:
            raise MediaError(f"all {len(self._sockets)} media ports are in use", recovery=Recovery.RETRY_AFTER)
        port = self._free.popleft()
        self._taken.add(port)
        return port

    def give_back(self, port: int) -> None:
        """Return a port; MediaError when it was not taken."""
        if port not in self._taken:
            raise MediaError(f"media port {port} was not taken")
        self._taken.discard(port)
        self._free.append(port)

    def socket(self, port: int) -> socket.socket:
        """Return the non-blocking socket that is bound to `port`; MediaError when it is none of ours."""
        try:
            return self._sockets[port]
        except KeyError:
            raise MediaError(f"media port {port} is not in the pool") from None

    def close(self) -> None:
        """Close every socket; whoever used them has stopped. May be repeated."""
        for bound in self._sockets.values():
            bound.close()
        self._sockets.clear()
        self._taken.clear()
        self._free = deque()

    def _bind_range(self, low: int, high: int, count: int | None) -> None:
        if not _LOWEST <= low <= high <= _HIGHEST:
            raise MediaError(f"media ports {low}..{high} are not a range within {_LOWEST}..{_HIGHEST}")
        for port in range(low + low % 2, high + 1, 2):
            if count is not None and len(self._sockets) >= count:
                return
            self._try(port)

    def _bind_any(self, count: int) -> None:
        if count < 1:
            raise MediaError("a media port pool needs at least one port")
        for _ in range(_TRIES * count):
            if len(self._sockets) == count:
                return
            port = self._bind(0)
            if port % 2:
                self._sockets.pop(port).close()
                self._try(port - 1)

    def _try(self, port: int) -> None:
        """Bind `port` unless somebody else has it; a wrong address or too few descriptors is an error."""
        try:
            self._bind(port)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise

    def _bind(self, port: int) -> int:
        bound = socket.socket(self._family, socket.SOCK_DGRAM)
        try:
            bound.setblocking(False)
            bound.bind((self.address, port))
        except BaseException:
            bound.close()
            raise
        number: int = bound.getsockname()[1]
        self._sockets[number] = bound
        return number
