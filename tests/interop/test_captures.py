"""The look that tshark takes at all media of these tests does find what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sessioncore.wire.rtcp import ReceiverReport, ReportBlock, pack_compound
from sessioncore.wire.rtp.packet import pack_header
from tests.interop.captures import Captures

pytestmark = pytest.mark.peers

PEER = ("198.51.100.7", 5000)
SOUND = pack_header(0, 7, 160, 0xA) + bytes(160)
REPORT = pack_compound([ReceiverReport(0xB, (ReportBlock(0xA, 0, 0, 7, 0, 0, 0),))])
BINDING = bytes.fromhex("000100002112a442000102030405060708090a0b")
HANDSHAKE = bytes.fromhex("16fefd0000000000000000000c") + bytes(12)


def looked_at(tshark: str, path: Path, *packets: tuple[bool, int, bytes]) -> tuple[int, int, list[str]]:
    captures = Captures(path / "a.pcap", "this test")
    tap = captures.tap(None)
    for at, (sent, port, data) in enumerate(packets):
        tap(float(at), sent, port, (PEER[0], PEER[1] + port % 2), data)
    return captures.complaints(tshark)


def test_what_is_right_is_counted(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    """RTCP on its own port, on that of RTP (RFC 5761 section 4), and what is neither (RFC 7983 section 7)."""
    packets = [(True, 4000, SOUND), (False, 4000, SOUND), (True, 4001, REPORT), (False, 4000, REPORT)]
    others = [(False, 4000, BINDING), (True, 4000, HANDSHAKE)]
    assert looked_at(require_peer("tshark"), tmp_path, *packets, *others) == (2, 2, [])


@pytest.mark.parametrize(
    "wrong",
    [
        # Says that it has two report blocks, and has one; says that it is longer than it is; ends in its header.
        (4001, b"\x82" + REPORT[1:]),
        (4001, REPORT[:2] + b"\x00\x09" + REPORT[4:]),
        (4000, SOUND[:10]),
    ],
)
def test_what_is_wrong_is_told(require_peer: Callable[[str], str], tmp_path: Path, wrong: tuple[int, bytes]) -> None:
    port, data = wrong
    *_, complaints = looked_at(require_peer("tshark"), tmp_path, (True, 4000, SOUND), (False, port, data))
    assert [complaint.split(":")[0] for complaint in complaints] == ["this test"]


def test_what_is_encrypted_is_left_out(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    """RFC 3711 section 3.4: the first eight octets of SRTCP are in the clear."""
    hidden = REPORT[:8] + bytes(range(200, 224)) + b"\x80\0\0\1" + bytes(10)
    packets = [(True, 4000, SOUND), (True, 4001, hidden), (False, 4001, hidden), (True, 4002, SOUND)]
    assert looked_at(require_peer("tshark"), tmp_path, *packets) == (1, 0, [])
