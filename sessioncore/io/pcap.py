"""Writes UDP datagrams to a capture file that Wireshark and tshark read: classic pcap, raw IP packets.

The file holds what was said, so it is made with mode 0600. Headers are made up for datagrams that a socket carried:
only addresses, ports, payload and time are true.
"""

from __future__ import annotations

import os
import socket
import struct
from pathlib import Path
from types import TracebackType
from typing import IO

from sessioncore.effects import Address

MAGIC_MICROSECONDS = 0xA1B2C3D4
VERSION = (2, 4)
SNAPSHOT_LENGTH = 65_535
LINKTYPE_RAW = 101
"""Packets begin with their IPv4 or IPv6 header (https://www.tcpdump.org/linktypes.html)."""

UDP = 17
HOP_LIMIT = 64


class PcapWriter:
    """One capture. `write` may be called in any order of time; readers show the order of writing."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._identification = 0
        stream.write(struct.pack("<IHHiIII", MAGIC_MICROSECONDS, *VERSION, 0, 0, SNAPSHOT_LENGTH, LINKTYPE_RAW))

    @classmethod
    def create(cls, path: Path | str) -> PcapWriter:
        """A new file that only its owner may read; what was there before is replaced. Raises OSError."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(path, flags, 0o600)
        os.fchmod(descriptor, 0o600)
        return cls(os.fdopen(descriptor, "wb"))

    def __enter__(self) -> PcapWriter:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        self._stream.close()

    def write(self, at: float, source: Address, target: Address, payload: bytes) -> None:
        """One datagram at `at` (seconds since the epoch). Addresses are numeric and of one family, else OSError.

        A payload that no single IP packet holds is cut.
        """
        version6 = ":" in source[0]
        family = socket.AF_INET6 if version6 else socket.AF_INET
        addresses = socket.inet_pton(family, source[0]) + socket.inet_pton(family, target[0])
        payload = payload[: SNAPSHOT_LENGTH - 48]
        length = 8 + len(payload)
        pseudo = addresses + (
            struct.pack("!IHBB", length, 0, 0, UDP) if version6 else struct.pack("!BBH", 0, UDP, length)
        )
        ports = struct.pack("!HHH", source[1], target[1], length)
        checksum = _checksum(pseudo + ports + b"\0\0" + payload) or 0xFFFF  # RFC 768: zero means none
        datagram = ports + struct.pack("!H", checksum) + payload
        packet = (self._header6 if version6 else self._header4)(addresses, length) + datagram
        seconds, micros = divmod(round(at * 1_000_000), 1_000_000)
        self._stream.write(struct.pack("<IIII", seconds, micros, len(packet), len(packet)) + packet)

    def _header4(self, addresses: bytes, length: int) -> bytes:
        self._identification = (self._identification + 1) & 0xFFFF
        fields = (0x45, 0, 20 + length, self._identification, 0x4000, HOP_LIMIT, UDP)
        before = struct.pack("!BBHHHBB", *fields)
        return before + struct.pack("!H", _checksum(before + b"\0\0" + addresses)) + addresses

    def _header6(self, addresses: bytes, length: int) -> bytes:
        return struct.pack("!IHBB", 6 << 28, length, UDP, HOP_LIMIT) + addresses


def _checksum(data: bytes) -> int:
    """The Internet checksum (RFC 1071)."""
    if len(data) % 2:
        data += b"\0"
    total: int = sum(struct.unpack(f"!{len(data) // 2}H", data))
    while total >> 16:
        total = (total & 0xFFFF) + (total >> 16)
    return ~total & 0xFFFF
