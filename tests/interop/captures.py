"""What our end of the calls of these tests sends and receives as media, read by tshark when all of them are over."""

from __future__ import annotations

import subprocess
import threading
import time
from collections import Counter, deque
from pathlib import Path

import attrs

from sessioncore.io.media_runner import PacketTap
from sessioncore.io.pcap import PcapWriter
from sessioncore.wire.rtcp import parse_compound
from sessioncore.wire.rtp.packet import looks_like_rtcp

OUR_HOST, OUR_HOST_6 = "192.0.2.1", "2001:db8::1"
"""Stands for our end: the tap tells our port alone."""

PATIENCE_S = 300.0
FIELDS = ("_ws.col.Protocol", "_ws.malformed", "_ws.expert.severity", "_ws.expert.message")
OF_RTP = ("RTP", "RTP EVENT", "AMR")
"""What tshark may call a packet of RTP."""
ERROR = 8_388_608
"""PI_ERROR of Wireshark's expert information."""

VERSION_2 = 2


@attrs.define
class Captures:
    """One capture of all tests; `test` is the one that runs.

    What is no RTP or RTCP by its version (STUN, DTLS: RFC 7983) is left out, and so is all of a port whose own RTCP
    cannot be read by ourselves: it is encrypted.
    """

    path: Path
    test: str = ""
    _packets: deque[tuple[float, bool, int, tuple[str, int], bytes, str]] = attrs.field(factory=deque)
    _lock: threading.Lock = attrs.field(factory=threading.Lock)

    def tap(self, more: PacketTap | None) -> PacketTap:
        """Return what sees packets, beside who wants to see them anyway."""

        def seen(at: float, sent: bool, port: int, address: tuple[str, int], data: bytes) -> None:
            with self._lock:
                self._packets.append((time.time(), sent, port, address, data, self.test))
            if more is not None:
                more(at, sent, port, address, data)

        return seen

    def write(self) -> tuple[list[str], set[int]]:
        """Write the capture; return the test of each of its frames, and the even ports that media went through."""
        packets = [each for each in self._packets if each[4] and each[4][0] >> 6 == VERSION_2]
        encrypted = {
            (test, port & ~1)
            for _, sent, port, _, data, test in packets
            if sent and looks_like_rtcp(data) and parse_compound(data, reduced=True) is None
        }
        frames, ports = [], set()
        with PcapWriter.create(self.path) as writer:
            for at, sent, port, address, data, test in packets:
                if (test, port & ~1) in encrypted:
                    continue
                ours = OUR_HOST_6 if ":" in address[0] else OUR_HOST, port
                writer.write(at, *((ours, address) if sent else (address, ours)), data)
                frames.append(test)
                ports.add(port & ~1)
        return frames, ports

    def complaints(self, tshark: str) -> tuple[int, int, list[str]]:
        """How many RTP and RTCP packets tshark reads, and what it finds wrong in which test's packets."""
        frames, ports = self.write()
        if not frames:
            return 0, 0, []
        command = [tshark, "-r", str(self.path), "-n", "-T", "fields", "-E", "separator=|"]
        # By these numbers tshark would take it for the redundant audio of RFC 2198 and for telephone events.
        command += ["-d", "rtp.pt==99,amr", "-d", "rtp.pt==100,amr"]
        for port in sorted(ports):
            command += ["-d", f"udp.port=={port},rtp", "-d", f"udp.port=={port + 1},rtcp"]
        for field in FIELDS:
            command += ["-e", field]
        out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE_S).stdout
        kinds, complaints = Counter[str](), []
        for test, line in zip(frames, out.splitlines(), strict=True):
            kind, malformed, severities, message = line.split("|", 3)
            kinds[kind] += 1
            severe = [each for each in severities.split(",") if each and int(each, 0) >= ERROR]
            if malformed or severe or kind not in (*OF_RTP, "RTCP"):
                complaints.append(f"{test}: {kind}: {malformed}{message}")
        return sum(kinds[kind] for kind in OF_RTP), kinds["RTCP"], complaints
