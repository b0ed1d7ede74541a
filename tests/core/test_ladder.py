"""The text ladder, to the column."""

from __future__ import annotations

from sessioncore.core.ladder import Ladder, describe, transitions
from sessioncore.core.trace import TraceRecord

HEAD = (
    b"Via: SIP/2.0/UDP 192.0.2.1;branch=z9hG4bK1\r\n"
    b"From: <sip:a@x.invalid>;tag=1\r\nTo: <sip:b@x.invalid>\r\nCall-ID: c\r\n"
)
SDP = b"v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\na=sendonly\r\n"


def record(chart: str, row: str, source: str, target: str, decision: str = "row") -> TraceRecord:
    return TraceRecord(1, "x", "s1", "part", chart, row, source, target, decision)


def test_a_message_is_described_by_method_or_status_number_and_direction() -> None:
    invite = b"INVITE sip:b@x.invalid SIP/2.0\r\n" + HEAD + b"Max-Forwards: 70\r\nCSeq: 7 INVITE\r\n"
    with_sdp = invite + b"Content-Type: application/sdp\r\nContent-Length: %d\r\n\r\n" % len(SDP) + SDP
    assert describe(with_sdp) == "INVITE 7 SDP sendonly"
    assert describe(with_sdp.replace(b"a=sendonly", b"a=nothing!")) == "INVITE 7 SDP sendrecv"
    assert describe(invite + b"Content-Length: 0\r\n\r\n") == "INVITE 7"
    assert describe(b"SIP/2.0 487 Gone\r\n" + HEAD + b"CSeq: 7 INVITE\r\nContent-Length: 0\r\n\r\n") == "487 INVITE 7"
    assert describe(b"").startswith("unreadable: ")


def test_transitions_name_chart_states_and_event_and_leave_out_what_was_ignored() -> None:
    assert transitions(
        [
            record("setup/outgoing", "idle.dial", "idle", "setup.inviting"),
            record("media/stream", "held.configure#1", "held", "held"),
            record("dialog/dialog", "confirmed.progress", "confirmed", "confirmed", "ignore"),
            record("negotiation/modify_out", "offering.hold", "offering", "offering", "defer"),
        ]
    ) == [
        "outgoing idle -> setup.inviting (dial)",
        "stream held (configure)",
        "modify_out offering defers hold",
    ]


def test_the_diagram_has_two_lifelines_arrows_and_transitions_beside() -> None:
    ladder = Ladder("alice", "bob")
    move = record("setup/incoming", "arriving.invited", "arriving", "setup.deciding")
    second = record("session/session", "initializing.asked", "initializing", "ringing")
    ladder.happened(100.0, "alice", "dial")
    ladder.sent(100.0, "alice", "INVITE 1")
    ladder.sent(100.5, "alice", "INVITE 1", "LOST")
    ladder.received(100.75, "bob", "INVITE 1", [move, second])
    ladder.sent(101.25, "bob", "180 INVITE 1")
    ladder.received(101.5, "alice", "180 INVITE 1")
    ladder.happened(102.0, "bob", "timer")
    assert len(ladder) == 7
    assert str(ladder) == (
        "     time  alice                            bob\n"
        "    0.000  |[dial]                            |\n"
        "    0.000  |-- INVITE 1 --------------------->|\n"
        "    0.500  |-- INVITE 1 --------------------->|  LOST\n"
        "    0.750  |                        > INVITE 1|  bob: incoming arriving -> setup.deciding (invited)\n"
        "           |                                  |  bob: session initializing -> ringing (asked)\n"
        "    1.250  |<----------------- 180 INVITE 1 --|\n"
        "    1.500  |180 INVITE 1 <                    |\n"
        "    2.000  |                           [timer]|\n"
    )


def test_a_long_text_is_cut_to_its_column() -> None:
    ladder = Ladder("a", "b")
    ladder.sent(0.0, "a", "INVITE 1 " + "x" * 60)
    assert all(len(line) <= 11 + 36 for line in str(ladder).splitlines())


def test_an_empty_ladder_is_its_head() -> None:
    assert str(Ladder("a", "b")).count("\n") == 1


def test_times_go_up_whatever_the_order_in_which_two_sides_tell() -> None:
    ladder = Ladder("alice", "bob")
    ladder.happened(1.002, "alice", "timer")
    ladder.sent(1.0, "bob", "BYE 1")
    ladder.happened(1.0, "bob", "second of that time")
    rows = str(ladder).splitlines()[1:]
    assert [row.split()[0] for row in rows] == ["0.000", "0.000", "0.002"]
    assert ["BYE" in rows[0], "second" in rows[1], "timer" in rows[2]] == [True, True, True]
