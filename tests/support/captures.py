"""What our end of the calls of tests sends and receives as media, read by tshark when all of them are over."""

from __future__ import annotations

import functools
import subprocess
import threading
import time
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs
import pytest

from sessioncore.io.media_runner import MediaRunner, PacketTap
from sessioncore.io.pcap import PcapWriter
from sessioncore.media.security.srtp import SrtpContexts

OUR_HOST, OUR_HOST_6 = "192.0.2.1", "2001:db8::1"
"""Stands for our end: the tap tells our port alone."""
SECRET_HOST = "198.51.100.1"
"""Stands for the peer where packets were protected: those who open and seal them do not know its address."""
SECRET_PORTS = 20_000

PATIENCE_S = 300.0
FIELDS = ("_ws.col.Protocol", "_ws.malformed", "_ws.expert.severity", "_ws.expert.message")
OF_RTP = ("RTP", "RTP EVENT", "AMR")
"""What tshark may call a packet of RTP."""
ERROR = 8_388_608
"""PI_ERROR of Wireshark's expert information."""

VERSION_2 = 2

# A watch inside another one sees alone.
_BEGIN, _SEAL, _OPEN = MediaRunner.__init__, SrtpContexts.seal, SrtpContexts.open


@attrs.frozen
class Seen:
    """One datagram of a test: as it was on the wire, or `opened`, what was in a protected one."""

    test: str
    at: float
    sent: bool
    port: int
    peer: tuple[str, int]
    data: bytes
    opened: bool = False


@attrs.define
class Captures:
    """One capture of all tests; `test` is the one that runs.

    What is no RTP or RTCP by its version (STUN, DTLS: RFC 7983) is left out. Protected packets are in it as they were
    before or after; on a port that protects, nothing may leave as it is, and what comes so is not taken. Of tests
    outside `tests/interop`, which send rubbish on purpose, only what we send is looked at.
    """

    path: Path
    test: str = ""
    _seen: deque[Seen] = attrs.field(factory=deque)
    _hidden: set[bytes] = attrs.field(factory=set)
    _ports: dict[tuple[str, int], int] = attrs.field(factory=dict)
    _lock: threading.Lock = attrs.field(factory=threading.Lock)

    @contextmanager
    def watching(self) -> Iterator[None]:
        """All media threads of this process are seen meanwhile, and what SRTP makes of their packets."""

        @functools.wraps(_BEGIN)
        def tapped(runner: MediaRunner, *given: Any, on_packet: PacketTap | None = None, **more: Any) -> None:
            _BEGIN(runner, *given, on_packet=self.tap(on_packet), **more)

        @functools.wraps(_SEAL)
        def sealed(contexts: SrtpContexts, packet: bytes, *, control: bool = False) -> bytes | None:
            protected = _SEAL(contexts, packet, control=control)
            if protected is not None:
                self.open(id(contexts), True, packet, protected, control=control)
            return protected

        @functools.wraps(_OPEN)
        def unsealed(contexts: SrtpContexts, packet: bytes, *, control: bool = False) -> bytes:
            plain = _OPEN(contexts, packet, control=control)
            self.open(id(contexts), False, plain, packet, control=control)
            return plain

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(MediaRunner, "__init__", tapped)
            patch.setattr(SrtpContexts, "seal", sealed)
            patch.setattr(SrtpContexts, "open", unsealed)
            yield

    def tap(self, more: PacketTap | None) -> PacketTap:
        """Return what sees packets, beside who wants to see them anyway."""

        def seen(at: float, sent: bool, port: int, address: tuple[str, int], data: bytes) -> None:
            with self._lock:
                self._seen.append(Seen(self.test, time.time(), sent, port, address, data))
            if more is not None:
                more(at, sent, port, address, data)

        return seen

    def open(self, contexts: int, sent: bool, plain: bytes, protected: bytes, *, control: bool) -> None:
        """Note what is in a protected packet; each pair of contexts has a pair of ports of its own in the capture."""
        with self._lock:
            self._hidden.add(protected)
            port = self._ports.setdefault((self.test, contexts), SECRET_PORTS + 2 * len(self._ports)) + control
            self._seen.append(Seen(self.test, time.time(), sent, port, (SECRET_HOST, port), plain, opened=True))

    def _chosen(self) -> tuple[list[Seen], list[str]]:
        """What belongs into the capture, and the tests that sent something in the clear that they were to protect."""
        packets = [each for each in self._seen if each.data and each.data[0] >> 6 == VERSION_2]
        protecting = {(each.test, each.port & ~1) for each in packets if each.data in self._hidden}
        chosen, told = [], []
        for each in packets:
            if not each.sent and "interop/" not in each.test:
                continue
            if each.opened or (each.test, each.port & ~1) not in protecting:
                chosen.append(each)
            elif each.sent and each.data not in self._hidden:
                told.append(f"{each.test}: sent in the clear: {each.data[:12].hex()}")
        return chosen, told

    def write(self) -> tuple[list[str], set[int], list[str]]:
        """Write the capture; return the test of each of its frames, the even ports of media, what is in the clear."""
        frames, ports = [], set()
        packets, told = self._chosen()
        with PcapWriter.create(self.path) as writer:
            for each in packets:
                ours = OUR_HOST_6 if ":" in each.peer[0] else OUR_HOST, each.port
                writer.write(each.at, *((ours, each.peer) if each.sent else (each.peer, ours)), each.data)
                frames.append(each.test)
                ports.add(each.port & ~1)
        return frames, ports, told

    def complaints(self, tshark: str) -> tuple[int, int, list[str]]:
        """How many RTP and RTCP packets tshark reads, and what it finds wrong in which test's packets."""
        frames, ports, told = self.write()
        if not frames:
            return 0, 0, told
        command = [tshark, "-r", str(self.path), "-n", "-T", "fields", "-E", "separator=|"]
        # By these numbers tshark would take it for the redundant audio of RFC 2198 and for telephone events.
        command += ["-d", "rtp.pt==99,amr", "-d", "rtp.pt==100,amr"]
        for port in sorted(ports):
            command += ["-d", f"udp.port=={port},rtp", "-d", f"udp.port=={port + 1},rtcp"]
        for field in FIELDS:
            command += ["-e", field]
        out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE_S).stdout
        kinds, complaints = Counter[str](), told
        for test, line in zip(frames, out.splitlines(), strict=True):
            kind, malformed, severities, message = line.split("|", 3)
            kinds[kind] += 1
            severe = [each for each in severities.split(",") if each and int(each, 0) >= ERROR]
            if malformed or severe or kind not in (*OF_RTP, "RTCP"):
                complaints.append(f"{test}: {kind}: {malformed}{message}")
        return sum(kinds[kind] for kind in OF_RTP), kinds["RTCP"], complaints
