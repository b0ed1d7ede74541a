"""With an enemy's eye: what floods and monsters cost (invariant 9)."""

from __future__ import annotations

import time
import tracemalloc

import pytest

from sessioncore.base.environment import Environment
from sessioncore.base.settings import Settings
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.effects import Send
from sessioncore.inputs import Datagram
from tests.fuzz.fuzzer import PEER, SDP, request

RINGING = AnsweringTable(default=AnsweringRule("ring", "none"))
INVITE = request("INVITE", 1, 1, "", "b", SDP)


def engine(**settings: int) -> Engine:
    made = Engine(Settings(media=False, **settings), Environment(b"flooded!"), answering=RINGING)  # type: ignore[arg-type]
    made.on_error = lambda session, what, where, error: pytest.fail(f"{what} {where} {error!r}")
    return made


def feed(made: Engine, data: bytes) -> list[bytes]:
    return [effect.data for effect in made.feed(Datagram(data, PEER), 1000.0) if isinstance(effect, Send)]


@pytest.mark.parametrize(("method", "tag"), [("OPTIONS", ""), ("CANCEL", ""), ("BYE", "gone"), ("MESSAGE", "")])
def test_a_request_outside_dialogs_leaves_little(method: str, tag: str) -> None:
    """No cell, one transaction of less than 2,500 octets, and none beyond the bound."""
    flood = [request(method, number, 1, tag, f"x{number}") for number in range(2_000)]
    made = engine(max_transactions=1_500)
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        for data in flood:
            feed(made, data)
        held = tracemalloc.get_traced_memory()[0] - before
    finally:
        tracemalloc.stop()
    assert (len(made.cells), made.transaction_count) == (0, 1_500)
    assert made.counters == {"dropped: too_many_transactions": 500}
    assert held / 1_500 < 2_500


def test_an_ack_that_belongs_to_nothing_leaves_nothing() -> None:
    made = engine()
    for number in range(100):
        assert feed(made, request("ACK", number, 1, "gone", f"x{number}")) == []
    assert (made.session_count, made.transaction_count, made.timer_count) == (0, 0, 0)


def test_half_open_invites_stop_at_the_number_of_sessions() -> None:
    made = engine(max_sessions=50)
    answers = [feed(made, request("INVITE", number, 1, "", f"x{number}", SDP))[-1][8:11] for number in range(80)]
    assert answers == [b"180"] * 50 + [b"503"] * 30
    assert made.session_count == 50


def test_the_default_bounds_one_source() -> None:
    made = engine()
    most = made.settings.max_new_per_source
    told = most // 10
    answers = [feed(made, request("OPTIONS", number, 1, "", f"x{number}")) for number in range(most + told + 10)]
    assert [[one[8:11] for one in answer] for answer in answers] == [[b"200"]] * most + [[b"503"]] * told + [[]] * 10
    assert made.counters == {"told: source_too_fast": told, "dropped: source_too_fast": 10}


def with_head(more: bytes) -> bytes:
    return INVITE.replace(b"Max-Forwards: 70\r\n", b"Max-Forwards: 70\r\n" + more)


def with_media(more: bytes) -> bytes:
    return request("INVITE", 1, 1, "", "b", SDP + more)


MONSTERS = {
    "Via lines": with_head(b"Via: SIP/2.0/UDP h;branch=z9hG4bKx\r\n" * 240),
    "Vias in a line": with_head((b"Via: " + b",".join([b"SIP/2.0/UDP h"] * 500) + b"\r\n") * 8),
    "Record-Routes": with_head((b"Record-Route: " + b",".join([b"<sip:p;lr>"] * 500) + b"\r\n") * 10),
    "Contacts": with_head((b"Contact: " + b",".join([b"<sip:p>"] * 800) + b"\r\n") * 7),
    "parameters": with_head(b"X: a\r\nReferred-By: <sip:a@b" + b";a=b" * 900 + b">" + b";c=d" * 900 + b"\r\n"),
    "quotes": with_head(b"Record-Route: " + b'"\\"' * 2_700 + b"\r\n"),
    "commas": with_head(b"Record-Route: " + b"," * 8_000 + b"\r\n"),
    "brackets": with_head(b"Record-Route: " + b"<" * 8_000 + b"\r\n"),
    "folded": with_head(b"Subject: a\r\n" + b" " * 200 + b"b\r\n" + (b" " + b"b" * 240 + b"\r\n") * 230),
    "one line": with_head(b"X: " + b"y" * 60_000 + b"\r\n"),
    "m-lines": with_media(b"m=audio 6000 RTP/AVP 0 101\r\na=rtpmap:0 PCMU/8000\r\n" * 1_000),
    "attributes": with_media(b"a=rtpmap:0 PCMU/8000\r\n" * 2_500),
    "formats": with_media((b"m=audio 6000 RTP/AVP " + b" ".join(b"%d" % n for n in range(128)) + b"\r\n") * 120),
}


@pytest.mark.parametrize("name", MONSTERS)
def test_a_monster_is_decided_at_once(name: str) -> None:
    """Measured: 12 ms at most; what is quadratic over 60 kB takes seconds."""
    data = MONSTERS[name]
    assert len(data) < 65_536
    made = engine()
    began = time.process_time()
    sent = feed(made, data)
    assert time.process_time() - began < 0.5
    assert all(answer.startswith((b"SIP/2.0 180", b"SIP/2.0 4", b"SIP/2.0 513")) for answer in sent)
    assert sum(map(len, sent)) <= 2 * len(data)


@pytest.mark.parametrize("name", ["Record-Routes", "Contacts"])
def test_addresses_that_a_dialog_would_keep_are_bounded(name: str) -> None:
    made = engine()
    (answer,) = feed(made, MONSTERS[name])
    assert answer.startswith(b"SIP/2.0 400 ")
    assert made.counters == {"dropped: too_many_addresses": 1}
