"""The look that tshark takes at all media of these tests does find what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sessioncore.media.security.srtp import SrtpContexts
from sessioncore.wire.rtcp import ReceiverReport, ReportBlock, pack_compound
from sessioncore.wire.rtp.packet import looks_like_rtcp, pack_header
from tests.support.captures import Captures

pytestmark = pytest.mark.peers

PEER = ("198.51.100.7", 5000)
SOUND = pack_header(0, 7, 160, 0xA) + bytes(160)
REPORT = pack_compound([ReceiverReport(0xB, (ReportBlock(0xA, 0, 0, 7, 0, 0, 0),))])
BINDING = bytes.fromhex("000100002112a442000102030405060708090a0b")
HANDSHAKE = bytes.fromhex("16fefd0000000000000000000c") + bytes(12)


def looked_at(tshark: str, path: Path, *packets: tuple[bool, int, bytes]) -> tuple[int, int, list[str]]:
    captures = Captures(path / "a.pcap", "tests/interop/this test")
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
    assert [complaint.split(":")[0] for complaint in complaints] == ["tests/interop/this test"]


def protected(path: Path, *packets: tuple[bool, bytes]) -> Captures:
    """Both ends of a protected stream have sent something: (whether it is ours, what), all on one port."""
    captures = Captures(path / "a.pcap", "tests/interop/this test")
    tap = captures.tap(None)
    key = bytes(range(30))
    with captures.watching():
        ours, theirs = SrtpContexts(), SrtpContexts()
        for contexts in (ours, theirs):
            contexts.key("AES_CM_128_HMAC_SHA1_80", key, key)
        for sent, data in packets:
            control = looks_like_rtcp(data)
            seal = SrtpContexts.seal.__wrapped__  # type: ignore[attr-defined]  # the peer's end is not ours to see
            hidden = ours.seal(data, control=control) if sent else seal(theirs, data, control=control)
            assert hidden is not None
            tap(0.0, sent, 4000, PEER, hidden)
            if not sent:
                assert ours.open(hidden, control=control) == data
    return captures


def test_what_was_protected_is_read_as_it_was(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    captures = protected(tmp_path, (True, SOUND), (True, REPORT), (False, REPORT))
    assert captures.complaints(require_peer("tshark")) == (1, 2, [])


def test_what_is_wrong_is_told_of_protected_packets_too(require_peer: Callable[[str], str], tmp_path: Path) -> None:
    captures = protected(tmp_path, (True, SOUND), (True, b"\x82" + REPORT[1:]))
    *_, complaints = captures.complaints(require_peer("tshark"))
    assert len(complaints) == 1


def test_what_leaves_in_the_clear_beside_is_told_what_comes_so_is_not(
    require_peer: Callable[[str], str], tmp_path: Path
) -> None:
    captures = protected(tmp_path, (True, SOUND))
    tap = captures.tap(None)
    tap(0.0, True, 4001, PEER, REPORT)
    tap(0.0, False, 4001, PEER, REPORT)
    rtp, rtcp, complaints = captures.complaints(require_peer("tshark"))
    assert (rtp, rtcp) == (1, 0)
    assert [complaint.split(": ")[1] for complaint in complaints] == ["sent in the clear"]


def test_of_tests_without_peers_only_what_we_send_is_looked_at(
    require_peer: Callable[[str], str], tmp_path: Path
) -> None:
    captures = Captures(tmp_path / "a.pcap", "tests/api/this test")
    tap = captures.tap(None)
    for sent in (True, False):
        tap(0.0, sent, 4000, PEER, SOUND)
        tap(0.0, sent, 4000, PEER, SOUND[:10])
    rtp, _, complaints = captures.complaints(require_peer("tshark"))
    assert (rtp, len(complaints)) == (1, 1)
