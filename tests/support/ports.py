"""Ports of loopback for peers that have to be told theirs, without two test runs or two workers giving away the same.

A process takes a block of them for itself, by locking a file for as long as it lives: between "nobody has this port"
and the moment when the peer has it, nobody else of us asks for it. All lie outside what the system gives away itself.
"""

from __future__ import annotations

import contextlib
import fcntl
import functools
import itertools
import os
import random
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

HOST = "127.0.0.1"
BLOCKS = 20
SIGNALLING = range(10_000, 14_000)
MEDIA = range(16_000, 32_000)


@functools.cache
def block() -> int:
    """The number of this process's block. Raises RuntimeError when so many processes test that none is left."""
    folder = Path(tempfile.gettempdir()) / f"sessioncore-ports-{os.getuid()}"
    folder.mkdir(exist_ok=True)
    for number in random.sample(range(BLOCKS), BLOCKS):
        handle = os.open(folder / str(number), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
        with contextlib.suppress(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return number  # the handle stays open, and with it the lock
        os.close(handle)
    raise RuntimeError(f"{BLOCKS} processes test at the same time")


def part(ports: range) -> range:
    """What this process has of these."""
    size = len(ports) // BLOCKS
    return ports[block() * size : (block() + 1) * size]


@functools.cache
def _turns(ports: range) -> Iterator[int]:
    """One after the other, so that a port that was used lately comes last."""
    return itertools.cycle(part(ports))


def free_port() -> int:
    """A port on loopback that nobody has, over UDP or TCP; nor the one after it, which baresip takes for TLS."""
    turns = _turns(SIGNALLING[::2])
    return next(port for port in turns if not any(map(_is_taken, (port, port + 1))))


def free_media_port() -> int:
    """A port for SIPp's media: it takes this one and the one two above."""
    turns = _turns(MEDIA[::4])
    return next(port for port in turns if not (is_bound(port) or is_bound(port + 2)))


def media_ports() -> range:
    """The media ports of this process, for a peer that chooses among many."""
    return part(MEDIA)


def is_bound(port: int, host: str = HOST, kind: int = socket.SOCK_DGRAM) -> bool:
    """Whether a program has this port. Connections that wait out their end hinder no peer: each reuses addresses."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, kind) as probe:
        if kind == socket.SOCK_STREAM:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return True
    return False


def is_listening(port: int, kind: int = socket.SOCK_DGRAM) -> bool:
    """Whether a program that is to take this port has it, without binding it: in that moment the program could not."""
    names, state = (("udp", "udp6"), None) if kind == socket.SOCK_DGRAM else (("tcp", "tcp6"), "0A")
    for name in names:
        for line in Path("/proc/net", name).read_text(encoding="ascii").splitlines()[1:]:
            _, local, _, now, *_ = line.split()
            if local.endswith(f":{port:04X}") and state in (None, now):
                return True
    return False


def _is_taken(port: int) -> bool:
    return is_bound(port) or is_bound(port, kind=socket.SOCK_STREAM)
