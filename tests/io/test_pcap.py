"""The capture writer: its bytes by hand, and what tshark makes of them."""

from __future__ import annotations

import stat
import struct
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from sessioncore.io.pcap import PcapWriter
from sessioncore.wire.rtp.packet import pack_header

HERE, THERE = ("192.0.2.1", 5060), ("192.0.2.2", 5070)
OPTIONS = (
    b"OPTIONS sip:bob@192.0.2.2:5070 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1\r\nMax-Forwards: 70\r\n"
    b"From: <sip:a@192.0.2.1>;tag=1\r\nTo: <sip:bob@192.0.2.2>\r\nCall-ID: one\r\nCSeq: 1 OPTIONS\r\n"
    b"Content-Length: 0\r\n\r\n"
)


def ones_complement_sum(data: bytes) -> int:
    """All 16-bit words with end-around carry: 0xFFFF over data that holds its own checksum (RFC 1071)."""
    total = 0
    for high, low in zip(data[::2], (data + b"\0")[1::2], strict=False):
        total += high << 8 | low
        total = (total & 0xFFFF) + (total >> 16)
    return total


def packets(path: Path) -> list[tuple[int, int, bytes]]:
    """Seconds, microseconds and octets of every packet in a capture."""
    data = path.read_bytes()
    assert data[:24] == bytes.fromhex("d4c3b2a1 0200 0400 00000000 00000000 ffff0000 65000000")
    found, at = [], 24
    while at < len(data):
        seconds, micros, captured, length = struct.unpack_from("<IIII", data, at)
        assert captured == length
        found.append((seconds, micros, data[at + 16 : at + 16 + captured]))
        at += 16 + captured
    return found


def test_a_datagram_of_ipv4_has_true_lengths_and_checksums(tmp_path: Path) -> None:
    path = tmp_path / "one.pcap"
    with PcapWriter.create(path) as writer:
        writer.write(1_700_000_000.25, HERE, THERE, b"odd")
    ((seconds, micros, packet),) = packets(path)
    assert (seconds, micros) == (1_700_000_000, 250_000)
    assert len(packet) == 20 + 8 + 3
    assert struct.unpack_from("!H", packet, 2) == (31,)
    assert ones_complement_sum(packet[:20]) == 0xFFFF
    pseudo = packet[12:20] + struct.pack("!BBH", 0, 17, 11)
    assert ones_complement_sum(pseudo + packet[20:]) == 0xFFFF
    assert packet[-3:] == b"odd"


def test_a_datagram_of_ipv6_has_true_lengths_and_checksums(tmp_path: Path) -> None:
    path = tmp_path / "six.pcap"
    with PcapWriter.create(path) as writer:
        writer.write(1.0, ("2001:db8::1", 5060), ("2001:db8::2", 5060), b"even")
    ((_, _, packet),) = packets(path)
    assert packet[0] >> 4 == 6
    assert struct.unpack_from("!H", packet, 4) == (12,)
    pseudo = packet[8:40] + struct.pack("!IHBB", 12, 0, 0, 17)
    assert ones_complement_sum(pseudo + packet[40:]) == 0xFFFF


def test_only_the_owner_may_read_a_capture_also_where_there_was_a_file(tmp_path: Path) -> None:
    path = tmp_path / "old.pcap"
    path.write_bytes(b"before")
    path.chmod(0o644)
    PcapWriter.create(path).close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert packets(path) == []


def test_a_name_is_no_address(tmp_path: Path) -> None:
    with PcapWriter.create(tmp_path / "x.pcap") as writer, pytest.raises(OSError, match="address"):
        writer.write(1.0, ("localhost", 1), THERE, b"")


def test_tshark_reads_sip_and_rtp_without_complaint(tmp_path: Path, require_peer: Callable[[str], str]) -> None:
    tshark = require_peer("tshark")
    path = tmp_path / "call.pcap"
    with PcapWriter.create(path) as writer:
        writer.write(1.0, HERE, THERE, OPTIONS)
        for number in range(3):
            packet = pack_header(0, number, 160 * number, 7) + bytes(160)
            writer.write(1.02 + 0.02 * number, ("192.0.2.1", 40_000), ("192.0.2.2", 40_002), packet)
    command = [tshark, "-r", str(path), "-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE"]
    command += ["-d", "udp.port==40000,rtp", "-T", "fields", "-e", "_ws.col.Protocol", "-e", "_ws.expert.message"]
    out = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    assert [line.split("\t")[0] for line in out] == ["SIP", "RTP", "RTP", "RTP"]
    assert all(line.endswith("\t") for line in out), out
