"""What ICMP messages say about datagrams that a socket sent; Linux only, elsewhere nothing is heard of them."""

from __future__ import annotations

import select
import socket
import struct
from collections.abc import Iterator
from typing import Final

import attrs

_IP_RECVERR: Final = 11
_IPV6_RECVERR: Final = 25
_SO_EE_ORIGIN_ICMP: Final = 2
_SO_EE_ORIGIN_ICMP6: Final = 3
_EXTENDED_ERROR: Final = struct.Struct("=IBBBBII")


@attrs.frozen
class SendError:
    """One message of a socket's error queue: where the datagram went, the system's error number, what is quoted of it.

    `from_network` is False for errors of the system itself, which `sendto` has raised already. `unreachable` says that
    the datagram did not arrive, and that another would not either.
    """

    remote: tuple[str, int]
    number: int
    data: bytes
    from_network: bool
    unreachable: bool


def ask_for_errors(bound: socket.socket) -> bool:
    """Let the system queue what ICMP says about datagrams of this socket; False where it cannot."""
    if not hasattr(select, "epoll") or not hasattr(socket, "MSG_ERRQUEUE"):
        return False
    try:
        if bound.family == socket.AF_INET6:
            bound.setsockopt(socket.IPPROTO_IPV6, _IPV6_RECVERR, 1)
        else:
            bound.setsockopt(socket.IPPROTO_IP, _IP_RECVERR, 1)
    except OSError:
        return False
    return True


def read_errors(bound: socket.socket, most: int) -> Iterator[SendError]:
    """Take up to so many messages off the socket's error queue."""
    for _ in range(most):
        try:
            data, ancillary, _, remote = bound.recvmsg(2048, 512, socket.MSG_ERRQUEUE)
        except OSError:
            return
        for _, _, payload in ancillary:
            if len(payload) >= _EXTENDED_ERROR.size:
                number, origin, kind, code, *_ = _EXTENDED_ERROR.unpack_from(payload)
                from_network = origin in (_SO_EE_ORIGIN_ICMP, _SO_EE_ORIGIN_ICMP6)
                yield SendError(remote[:2], number, data, from_network, is_unreachable(origin, kind, code))
                break


def is_unreachable(origin: int, kind: int, code: int) -> bool:
    """Whether an ICMP message tells a failure in sending (RFC 3261 18.4).

    Time exceeded and source quench do not. "Fragmentation needed" does not either: the system remembers it, and the
    next copy gets through.
    """
    if origin == _SO_EE_ORIGIN_ICMP:
        return (kind == 3 and code != 4) or kind == 12
    return origin == _SO_EE_ORIGIN_ICMP6 and kind in (1, 4)
