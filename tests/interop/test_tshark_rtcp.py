"""What tshark makes of our RTCP: a seeded loss, a round trip and a goodbye, read by somebody else."""

from __future__ import annotations

import random
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from sessioncore.base.media import ConfigureStream, MediaEvent, MediaStopped, OpenStream, StreamStatistics
from sessioncore.io.pcap import PcapWriter
from sessioncore.media.plane import MediaPlane
from sessioncore.testing.media import InlineMedia, MediaNetwork
from sessioncore.wire.rtp.packet import looks_like_rtcp

START = 1_800_000_000.0
HERE, THERE = "192.0.2.1", "192.0.2.2"
SECONDS = 60.0
FIELDS = (
    "udp.srcport",
    "rtcp.pt",
    "rtcp.ssrc.fraction",
    "rtcp.ssrc.cum_nr",
    "rtcp.sdes.text",
    "rtcp.roundtrip-delay",
    "rtcp.timestamp.ntp",
    "_ws.expert.message",
    "_ws.malformed",
)

pytestmark = pytest.mark.peers


def conversation(path: Path, **more: bool) -> tuple[int, int, dict[str, StreamStatistics]]:
    """Let two planes talk, one losing 5 % of the other's packets, 50 of each 1,000; capture what `a` sees.

    Returns how many packets `a` sent until `b` left, how many of them were lost, and the statistics of both.
    """
    unlucky = frozenset(random.Random(11).sample(range(1_000), 50))
    counts = {"sent": 0, "lost": 0}
    ends: dict[str, StreamStatistics] = {}

    def link(datagram: bytes) -> Sequence[float]:
        if looks_like_rtcp(datagram) or datagram[8:12] != b"\0\0\0\x0a":
            return (0.025,)
        counts["sent"] += 1
        if counts["sent"] % 1_000 in unlucky:
            counts["lost"] += 1
            return ()
        return (0.025,)

    def tell(event: MediaEvent) -> None:
        if isinstance(event, MediaStopped):
            ends[event.stream] = event.statistics

    network = MediaNetwork(START, link)
    with PcapWriter.create(path) as writer:

        def tap(at: float, sent: bool, port: int, address: tuple[str, int], data: bytes) -> None:
            ours = (HERE, port)
            writer.write(at, *((ours, address) if sent else (address, ours)), data)

        here = InlineMedia(MediaPlane(), network, tell, address=HERE, on_packet=tap)
        there = InlineMedia(MediaPlane(), network, tell, address=THERE)
        here.submit(OpenStream("a", 40_000))
        there.submit(OpenStream("b", 50_000))
        here.submit(ConfigureStream("a", (THERE, 50_000), "PCMU", 0, (0,), None, True, True, "tone:440", 0xA, **more))
        there.submit(ConfigureStream("b", (HERE, 40_000), "PCMU", 0, (0,), None, True, True, "echo", 0xB, **more))
        network.advance(START + SECONDS)
        until_then = counts["sent"], counts["lost"]
        there.stop()
        network.advance(START + SECONDS + 1.0)
        here.stop()
    return *until_then, ends


def decoded(tshark: str, path: Path, fields: Sequence[str]) -> list[dict[str, str]]:
    """What tshark reads in every RTCP packet of a capture."""
    command = [tshark, "-r", str(path), "-Y", "rtcp", "-T", "fields", "-E", "separator=|"]
    for port in (40_000, 50_000):
        command += ["-d", f"udp.port=={port},rtp", "-d", f"udp.port=={port + 1},rtcp"]
    command += ["-o", "rtcp.show_roundtrip_calculation:TRUE"]
    for field in fields:
        command += ["-e", field]
    out = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    return [dict(zip(fields, line.split("|"), strict=True)) for line in out.splitlines()]


def test_tshark_reads_our_reports_without_complaint(tmp_path: Path, require_peer: Callable[[str], str]) -> None:
    path = tmp_path / "call.pcap"
    sent, lost, ends = conversation(path)
    assert sent >= 3_000
    assert lost / sent == pytest.approx(0.05, abs=0.0005)
    rows = decoded(require_peer("tshark"), path, FIELDS)
    assert len(rows) == ends["a"].sent_rtcp + ends["a"].rtcp
    assert [row for row in rows if row["_ws.malformed"]] == []
    # It measures round trips itself, from our LSR and DLSR, and says so as remarks.
    remarks = {row["_ws.expert.message"] for row in rows} - {""}
    assert all("round-trip delay" in remark for remark in remarks), remarks
    trips = [int(row["rtcp.roundtrip-delay"]) for row in rows if row["rtcp.roundtrip-delay"]]
    assert len(trips) >= 5
    # Seen here: answers of b to reports of a took there and back, and of a to b no time on the wire.
    assert set(trips) <= {0, 1, 49, 50, 51}
    assert {49, 50, 51} & set(trips)

    theirs = [row for row in rows if row["udp.srcport"] == "50001"]
    reporting = [row for row in theirs if row["rtcp.ssrc.cum_nr"]]
    assert 8 <= len(reporting) <= 30
    assert {row["rtcp.pt"] for row in theirs[:-1]} <= {"200,202", "201,202"}
    assert theirs[-1]["rtcp.pt"] == "200,202,203"
    assert {len(row["rtcp.sdes.text"]) for row in rows} == {16}
    assert len({row["rtcp.sdes.text"] for row in rows}) == 2
    cumulative = [int(row["rtcp.ssrc.cum_nr"]) for row in reporting]
    assert cumulative == sorted(cumulative)
    # A loss shows when a later packet comes; one or two were still on their way.
    assert lost - 2 <= cumulative[-1] <= lost
    assert cumulative[-1] / sent == pytest.approx(0.05, abs=0.01)
    fractions = [int(row["rtcp.ssrc.fraction"]) / 256 for row in reporting]
    assert sum(fractions) / len(fractions) == pytest.approx(0.05, abs=0.02)


XR_FIELDS = (
    "udp.srcport",
    "rtcp.pt",
    "rtcp.xr.bt",
    "rtcp.xr.bl",
    "rtcp.ssrc.identifier",
    "rtcp.ssrc.fraction",
    "rtcp.ssrc.discarded",
    "rtcp.xr.voipmetrics.burstdensity",
    "rtcp.xr.voipmetrics.gapdensity",
    "rtcp.xr.voipmetrics.burstduration",
    "rtcp.xr.voipmetrics.rtdelay",
    "rtcp.xr.voipmetrics.esdelay",
    "rtcp.xr.voipmetrics.gmin",
    "rtcp.xr.voipmetrics.rfactor",
    "rtcp.xr.voipmetrics.moslq",
    "rtcp.xr.voipmetrics.moscq",
    "rtcp.xr.voipmetrics.plc",
    "rtcp.xr.voipmetrics.jba",
    "rtcp.xr.voipmetrics.jbnominal",
    "_ws.malformed",
)


def test_b5_11_tshark_reads_our_voip_metrics(tmp_path: Path, require_peer: Callable[[str], str]) -> None:
    """The XR of the side that loses 5 %: its loss within a point, and ratings that fit its loss."""
    path = tmp_path / "call.pcap"
    sent, lost, ends = conversation(path, rtcp_xr=True, rtcp_reduced=True)
    rows = decoded(require_peer("tshark"), path, XR_FIELDS)
    assert [row for row in rows if row["_ws.malformed"]] == []
    theirs = [row for row in rows if row["udp.srcport"] == "50001" and "207" in row["rtcp.pt"].split(",")]
    assert len(theirs) >= 8
    # Compounds and packets of reduced size (RFC 5506) by turns.
    assert {row["rtcp.pt"] for row in theirs} == {"200,202,207", "200,207"}
    assert {(row["rtcp.xr.bt"], row["rtcp.xr.bl"], row["rtcp.xr.voipmetrics.gmin"]) for row in theirs} == {
        ("7", "8", "16")
    }
    last = theirs[-1]
    # The report block's fraction comes first, that of the VoIP metrics second.
    assert int(last["rtcp.ssrc.fraction"].split(",")[1]) / 256 == pytest.approx(lost / sent, abs=0.01)
    assert int(last["rtcp.xr.voipmetrics.rtdelay"]) == pytest.approx(50, abs=2)
    # The other end echoes: no concealment, a buffer of fixed size with 40 ms, and a packet's time.
    buffer = [last[f"rtcp.xr.voipmetrics.{field}"] for field in ("plc", "jba", "jbnominal", "esdelay")]
    assert [int(value, 0) for value in buffer] == [1, 2, 40, 60]
    assert 60 <= int(last["rtcp.xr.voipmetrics.rfactor"]) <= 85
    scores = [float(last[f"rtcp.xr.voipmetrics.mos{kind}"]) for kind in ("lq", "cq")]
    assert 3.0 <= scores[1] <= scores[0] <= 4.2
    assert ends["a"].remote_r_factor == float(last["rtcp.xr.voipmetrics.rfactor"])
