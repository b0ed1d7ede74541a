"""One kind of flood against a server, from 127.0.0.2, for so many seconds.

    python tests/bench/flood_program.py KIND HOST PORT SECONDS RATE

KIND is invite (nobody ever acknowledges), register, garbage, headers (64 KB of them), slow (TCP connections that send
an octet a second), silent (TCP connections that say nothing) or handshake (TLS that is begun and not finished). RATE
is datagrams a second, or connections. Prints how many were sent or opened.
"""

from __future__ import annotations

import contextlib
import random
import selectors
import socket
import ssl
import sys
import time
from collections.abc import Callable

ENEMY = "127.0.0.2"


def request(method: str, number: int, host: str, port: int, more: str = "") -> bytes:
    """A request of its own call."""
    return (
        f"{method} sip:answer@{host}:{port} SIP/2.0\r\n"
        f"Via: SIP/2.0/UDP {ENEMY}:5999;branch=z9hG4bKflood{number};rport\r\nMax-Forwards: 70\r\n"
        f"From: <sip:enemy@{ENEMY}>;tag=f{number}\r\nTo: <sip:answer@{host}>\r\nCall-ID: flood{number}@{ENEMY}\r\n"
        f"CSeq: 1 {method}\r\nContact: <sip:enemy@{ENEMY}:5999>\r\n{more}Content-Length: 0\r\n\r\n"
    ).encode()


def datagrams(make: Callable[[int], bytes], target: tuple[str, int], seconds: float, rate: float) -> int:
    """Send at a rate; what comes back is left where it is."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as made:
        made.bind((ENEMY, 0))
        start, sent = time.monotonic(), 0
        while (passed := time.monotonic() - start) < seconds:
            while sent < passed * rate:
                with contextlib.suppress(OSError):
                    made.sendto(make(sent), target)
                sent += 1
            time.sleep(0.001)
    return sent


def connections(target: tuple[str, int], seconds: float, count: int, each_second: bytes) -> int:
    """Open so many and keep them, opening another for each that ends."""
    held: set[socket.socket] = set()
    opened, end = 0, time.monotonic() + seconds
    watched = selectors.DefaultSelector()
    while time.monotonic() < end:
        for _ in range(min(count - len(held), 200)):
            made = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
            made.bind((ENEMY, 0))
            try:
                made.connect(target)
            except OSError:
                made.close()
                continue
            made.setblocking(False)
            held.add(made)
            watched.register(made, selectors.EVENT_READ)
            opened += 1
        for key, _ in watched.select(0.2):
            made = key.fileobj  # type: ignore[assignment]
            with contextlib.suppress(OSError):
                if made.recv(4096):
                    continue
            watched.unregister(made)
            held.discard(made)
            made.close()
        for made in held if each_second else ():
            with contextlib.suppress(OSError):
                made.send(each_second)
    return opened


def hello() -> bytes:
    """The first octets of a TLS handshake."""
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    talking = ssl.create_default_context().wrap_bio(incoming, outgoing, server_hostname="example.com")
    with contextlib.suppress(ssl.SSLWantReadError):
        talking.do_handshake()
    return outgoing.read()[:100]


def main() -> None:
    kind, host, port, seconds, rate = sys.argv[1], sys.argv[2], int(sys.argv[3]), float(sys.argv[4]), float(sys.argv[5])
    target = host, port
    chance = random.Random(1)
    noise = [chance.randbytes(chance.randrange(1, 1400)) for _ in range(200)]
    headers = "".join(f"X-{n}: {'y' * 100}\r\n" for n in range(500))
    if kind == "invite":
        done = datagrams(lambda n: request("INVITE", n, host, port), target, seconds, rate)
    elif kind == "register":
        done = datagrams(lambda n: request("REGISTER", n, host, port), target, seconds, rate)
    elif kind == "garbage":
        done = datagrams(lambda n: noise[n % len(noise)], target, seconds, rate)
    elif kind == "headers":
        done = datagrams(lambda n: request("INVITE", n, host, port, headers), target, seconds, rate)
    elif kind == "slow":
        done = connections(target, seconds, int(rate), b"I")
    elif kind == "silent":
        done = connections(target, seconds, int(rate), b"")
    elif kind == "handshake":
        done = connections(target, seconds, int(rate), hello())
    else:
        raise SystemExit(f"no such flood: {kind}")
    print(done)


if __name__ == "__main__":
    main()
