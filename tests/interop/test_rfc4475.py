"""The torture messages of RFC 4475, octet by octet, sent to a running server and fed to an engine.

What each may be answered with stands in expected.csv beside them.
"""

from __future__ import annotations

import csv
import random
import socket
from pathlib import Path

import attrs
import pytest

from sessioncore.api import SessionManager
from sessioncore.base.environment import Environment
from sessioncore.base.settings import Settings
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.effects import Send
from sessioncore.inputs import Datagram, Tick
from sessioncore.wire.sip import Request, Response, SipParseError, parse
from tests.interop.sipp import until

pytestmark = pytest.mark.peers

SIGNALLING = Settings(media=False)
ANSWER = AnsweringTable(default=AnsweringRule("answer", "none"))

DROPPED = {
    "dropped: stray_response": 3,
    "dropped: bad_contact": 2,
    "dropped: bad_content_length": 2,
    "dropped: bad_cseq": 2,
    "dropped: bad_to": 1,
    "dropped: bad_request_uri": 2,
    "dropped: bad_request_line": 3,
    "dropped: bad_uri": 1,
    "dropped: no_end_of_headers": 1,
    "dropped: bad_version": 1,
    "dropped: cseq_mismatch": 2,
    "dropped: bad_status": 1,
    "dropped: missing_header": 1,
    "dropped: repeated_header": 2,
}
"""What is counted of the 49: all that is refused while it is read, and three responses that answer nothing."""

OPTIONS = (
    "OPTIONS sip:x@127.0.0.1 SIP/2.0\r\nVia: SIP/2.0/UDP {host}:5060;branch=z9hG4bKalive{number}\r\n"
    "From: <sip:t@127.0.0.1>;tag=t\r\nTo: <sip:x@127.0.0.1>\r\nCall-ID: alive-{number}\r\n"
    "CSeq: {number} OPTIONS\r\nMax-Forwards: 70\r\nContent-Length: 0\r\n\r\n"
)


@attrs.frozen
class Torture:
    """One message and what RFC 4475 says of it."""

    name: str
    data: bytes
    parse: str
    allowed: tuple[str, ...]

    def allows(self, statuses: list[int]) -> bool:
        """Whether these final responses are right: exactly one of those allowed, or none at all."""
        if self.allowed == ("none",):
            return statuses == []
        return len(statuses) == 1 and any(_fits(statuses[0], word) for word in self.allowed)


def _fits(status: int, word: str) -> bool:
    if word == "4xx-not-400":
        return 400 < status < 500
    return status // 100 == int(word[0]) if word.endswith("xx") else status == int(word)


@pytest.fixture(scope="module")
def messages(data_folder: Path) -> list[Torture]:
    folder = data_folder / "rfc4475"
    with (folder / "expected.csv").open(newline="", encoding="utf-8") as file:
        return [
            Torture(name, (folder / f"{name}.dat").read_bytes(), row["parse"], tuple(row["uas_response"].split("|")))
            for row in csv.DictReader(file)
            for name in [row["name"]]
        ]


def finals(sent: list[bytes]) -> list[int]:
    """The statuses of the final responses among these datagrams, copies left out."""
    found = {}
    for data in sent:
        response = parse(data, strict=False)
        assert isinstance(response, Response), "nothing but responses was asked for"
        if response.status >= 200:
            found[data] = response.status
    return list(found.values())


def check(message: Torture, statuses: list[int]) -> None:
    assert message.allows(statuses), f"{message.name}: {statuses}, allowed: {message.allowed}"
    if message.parse == "invalid":
        assert all(status >= 300 for status in statuses), f"{message.name} is invalid and got {statuses}"


# -- an engine ---


def sent(engine: Engine, data: bytes) -> list[bytes]:
    effects = engine.feed(Datagram(data, ("127.0.0.1", 5999)), 1000.0)
    return [effect.data for effect in effects if isinstance(effect, Send)]


def test_an_engine_answers_as_expected_counts_the_garbage_and_ends_at_zero(messages: list[Torture]) -> None:
    engine = Engine(SIGNALLING, Environment(b"rfc 4475"), answering=ANSWER)
    errors: list[tuple[str, ...]] = []
    engine.on_error = lambda session, what, where, error: errors.append((session, what, where, repr(error)))
    assert len(messages) == 49
    for message in messages:
        check(message, finals(sent(engine, message.data)))
    assert errors == []
    assert engine.counters == DROPPED
    now = 1000.0
    while (deadline := engine.next_deadline()) is not None and now < 1500:
        now = max(now, deadline)
        for effect in engine.feed(Tick(), now):
            if isinstance(effect, Send) and effect.label.startswith("BYE"):
                request = parse(effect.data)
                assert isinstance(request, Request)
                engine.feed(Datagram(request.reply(200).encode(), effect.remote), now)
    assert (engine.session_count, engine.transaction_count, engine.timer_count) == (0, 0, 0)
    assert errors == []


# -- a server on a socket ---


class Line:
    """Sockets at an address of their own within 127/8, so that answers come whatever port a topmost Via names."""

    def __init__(self, ports: set[int]) -> None:
        self.host = f"127.{random.randrange(1, 255)}.{random.randrange(1, 255)}.{random.randrange(1, 255)}"
        self._sockets = [socket.socket(socket.AF_INET, socket.SOCK_DGRAM) for _ in ports]
        for made, port in zip(self._sockets, sorted({5060, *ports}), strict=True):
            made.bind((self.host, port))
            made.setblocking(False)
        self._seen: set[bytes] = set()
        self._number = 0

    def close(self) -> None:
        for made in self._sockets:
            made.close()

    def send(self, data: bytes, target: tuple[str, int]) -> None:
        self._sockets[0].sendto(data, target)

    def received(self) -> list[bytes]:
        """What came since the last time, without copies of answers to INVITE (two others are one transaction)."""
        found = []
        for made in self._sockets:
            while True:
                try:
                    data = made.recv(65535)
                except BlockingIOError:
                    break
                if data not in self._seen or b" INVITE\r\n" not in data:
                    self._seen.add(data)
                    found.append(data)
        return found

    async def until_alive(self, target: tuple[str, int]) -> list[bytes]:
        """Send OPTIONS and wait for its 200: by then all before it was read. Returns what else came."""
        self._number += 1
        self.send(OPTIONS.format(host=self.host, number=self._number).encode(), target)
        mark = f"Call-ID: alive-{self._number}\r\n".encode()
        came: list[bytes] = []

        def answered() -> bool:
            came.extend(self.received())
            return any(mark in data for data in came)

        await until(answered, "the answer to OPTIONS")
        (answer,) = [data for data in came if mark in data]
        assert answer.startswith(b"SIP/2.0 200 ")
        came.remove(answer)
        return came


def via_port(message: Torture) -> int:
    """The port of the topmost Via, which is where the answer goes."""
    try:
        return parse(message.data, strict=False).via.effective_port
    except SipParseError as error:
        return 5060 if error.partial is None else error.partial.via.effective_port


async def test_a_server_answers_as_expected_and_is_alive_after_all(messages: list[Torture]) -> None:
    line = Line({5060, *map(via_port, messages)})
    try:
        async with SessionManager(listen="udp:127.0.0.1:0", answering=ANSWER, settings=SIGNALLING) as manager:
            for message in messages:
                line.send(message.data, manager.local_address)
                check(message, finals(await line.until_alive(manager.local_address)))
            assert await line.until_alive(manager.local_address) == []
            assert manager.counters == DROPPED
    finally:
        line.close()
