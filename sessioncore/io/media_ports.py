"""The pool of UDP ports for RTP: bound at the start, lent out one call at a time."""

from __future__ import annotations

import errno
import ipaddress
import socket
import time
from collections import deque
from collections.abc import Callable
from itertools import islice
from typing import TypeAlias

from sessioncore.base.errors import MediaError, Recovery
from sessioncore.io.icmp import ask_for_errors

_LOWEST = 1024
_HIGHEST = 65535
_DEFAULT_COUNT = 100
_TRIES = 16

# In the class below `socket` is a method.
_Socket: TypeAlias = socket.socket


class MediaPortPool:
    """Even UDP ports on `address`, all bound by the constructor, so a port that is taken is certainly ours.

    With `low` and `high` these are the even ports from `low` to `high` that are free, at most `count` of them; without,
    `count` ports that the system chooses (default 100). A port given back goes to the end of the line: late packets of
    its last call find nobody for as long as possible, and for `quarantine` seconds it is lent to nobody. With each goes
    the odd port after it, for RTCP (RFC 3550 section 11), also where that is one above `high`. Without `rtcp` these
    stay unbound, and no RTCP is sent.

    Raises MediaError when the address is not one of ours or no port can be bound. One thread takes and gives back; the
    media thread only looks sockets up.
    """

    def __init__(
        self,
        address: str,
        low: int = 0,
        high: int = 0,
        *,
        count: int | None = None,
        rtcp: bool = True,
        quarantine: float = 0.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.address = address
        self._sockets: dict[int, socket.socket] = {}
        self._controls: dict[int, socket.socket] = {}
        self._rtcp = rtcp
        self._taken: set[int] = set()
        self.quarantine = quarantine
        self.advertised: dict[int, tuple[str, ...]] = {}
        """Where else a port is reached, as values of `a=candidate`, where somebody has found that out."""
        self.on_lent: Callable[[int, bool], None] | None = None
        """Called with a port and whether it was lent out (else it was given back)."""
        self._clock = clock
        self._returned: dict[int, float] = {}
        self.out_of_order = ""
        """Why no port is lent out any more, where nobody is left who could use one."""
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
        """RTP sockets that are bound: all until `close`, then none."""
        return len(self._sockets)

    @property
    def open_control_sockets(self) -> int:
        """RTCP sockets that are bound: as many as of RTP, or none."""
        return len(self._controls)

    def take(self) -> int:
        """Lend out the port that has been free for longest; MediaError (recovery: retry later) when none is free."""
        if self.out_of_order:
            raise MediaError(self.out_of_order)
        if not self._free:
            raise MediaError(f"all {len(self._sockets)} media ports are in use", recovery=Recovery.RETRY_AFTER)
        port = self._free[0]
        if self.quarantine and self._clock() - self._returned.get(port, -self.quarantine) < self.quarantine:
            # The one that was returned first; so are all that are free.
            raise MediaError("every free media port was used only just now", recovery=Recovery.RETRY_AFTER)
        self._free.popleft()
        self._lend(port)
        return port

    def _lend(self, port: int) -> None:
        self._taken.add(port)
        if self.on_lent is not None:
            self.on_lent(port, True)

    def next(self, count: int) -> list[int]:
        """The ports that are lent out next, if nobody asks for others."""
        return list(islice(self._free, count))

    def retake(self, port: int) -> None:
        """Lend out this port, bound now where it is not one of the pool's; MediaError when somebody has it.

        A call that is restored goes on where its peer sends to. The pool keeps the port when it is given back.
        """
        if port in self._taken:
            raise MediaError(f"media port {port} is in use by another call")
        if port not in self._sockets:
            if not _LOWEST <= port <= _HIGHEST or port % 2:
                raise MediaError(f"{port} is no media port")
            try:
                self._try(port)
            except OSError as error:
                raise MediaError(f"cannot bind media port {port} on {self.address}: {error.strerror}") from None
            if port not in self._sockets:
                raise MediaError(f"media port {port} on {self.address} is in use by another program")
        else:
            self._free.remove(port)
        self._lend(port)

    def give_back(self, port: int) -> None:
        """Return a port; MediaError when it was not taken."""
        if port not in self._taken:
            raise MediaError(f"media port {port} was not taken")
        self._taken.discard(port)
        self._free.append(port)
        if self.quarantine:
            self._returned[port] = self._clock()
        if self.on_lent is not None:
            self.on_lent(port, False)

    def socket(self, port: int) -> socket.socket:
        """Return the non-blocking socket that is bound to `port`; MediaError when it is none of ours."""
        try:
            return self._sockets[port]
        except KeyError:
            raise MediaError(f"media port {port} is not in the pool") from None

    def control_socket(self, port: int) -> _Socket | None:
        """Return the non-blocking socket that is bound to `port` + 1, None where there is none."""
        return self._controls.get(port)

    def candidates(self, port: int) -> tuple[str, ...]:
        """Where else a port is reached; nothing where that is not known."""
        return self.advertised.get(port, ())

    def close(self) -> None:
        """Close every socket; whoever used them has stopped. May be repeated."""
        for bound in (*self._sockets.values(), *self._controls.values()):
            bound.close()
        self._sockets.clear()
        self._controls.clear()
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
            # The system may choose either of the two; both are tried for.
            chosen = self._bind(0)
            port = chosen.getsockname()[1]
            chosen.close()
            self._try(port - port % 2)

    def _try(self, port: int) -> None:
        """Bind `port` and the one after it unless somebody has one; a wrong address, too few descriptors: an error."""
        made: list[_Socket] = []
        try:
            made = [self._bind(port)]
            if self._rtcp:
                made.append(self._bind(port + 1))
        except OSError as error:
            for bound in made:
                bound.close()
            if error.errno not in (errno.EADDRINUSE, errno.EACCES):
                raise
            return
        self._sockets[port] = made[0]
        if self._rtcp:
            self._controls[port] = made[1]

    def _bind(self, port: int) -> _Socket:
        bound = socket.socket(self._family, socket.SOCK_DGRAM)
        try:
            bound.setblocking(False)
            # Nothing listens there, no route: RTP that cannot arrive is told by ICMP.
            ask_for_errors(bound)
            bound.bind((self.address, port))
        except BaseException:
            bound.close()
            raise
        return bound
