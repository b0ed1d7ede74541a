"""From a host name to an address, and from an address to the way there."""

from __future__ import annotations

import asyncio
import contextlib
import socket

from sessioncore.base.errors import TransportError
from sessioncore.effects import Address

DEFAULT_PORT = 5060


def is_numeric(host: str) -> bool:
    """Whether `host` is an IP address already (IPv6 without brackets)."""
    for family in (socket.AF_INET, socket.AF_INET6):
        with contextlib.suppress(OSError, ValueError):
            socket.inet_pton(family, host)
            return True
    return False


async def resolve(host: str, port: int | None = None, *, v6: bool | None = None) -> Address:
    """The first address of `host` (brackets of IPv6 are allowed), with port 5060 unless one is given.

    `v6` asks for one family. Raises TransportError (recovery: retry) when the name has no such address. Only A and AAAA
    records are looked up, by the system's own resolver.
    """
    host = host.strip("[]")
    family = socket.AF_UNSPEC if v6 is None else socket.AF_INET6 if v6 else socket.AF_INET
    number = port or DEFAULT_PORT
    if is_numeric(host):
        if v6 is not None and v6 != (":" in host):
            raise TransportError(f"{host} cannot be reached from an IPv{6 if v6 else 4} socket")
        return host, number
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, number, family=family, type=socket.SOCK_DGRAM)
    except (socket.gaierror, UnicodeError) as error:
        why = error.strerror if isinstance(error, socket.gaierror) else "not a host name"
        raise TransportError(f"no address found for {host[:255]!r}: {why}") from None
    if not found:
        raise TransportError(f"no address found for {host[:255]!r}")
    address = found[0][4]
    return str(address[0]), number


def local_address_towards(remote: Address) -> str:
    """Our address on the way to `remote`; nothing is sent. Raises TransportError when there is no way."""
    with socket.socket(socket.AF_INET6 if ":" in remote[0] else socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(remote)
        except OSError as error:
            raise TransportError(f"no way to {remote[0]}: {error.strerror or error}") from None
        return str(probe.getsockname()[0])
