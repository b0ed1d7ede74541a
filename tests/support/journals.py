"""A journal of calls whose peer says what a test wants it to say."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sessioncore.base.environment import Environment
from sessioncore.base.media import MediaFailed
from sessioncore.base.settings import Settings
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.core.journal import Journal, JournaledEngine
from sessioncore.effects import Address, Effect, Send
from sessioncore.events import SessionStateChanged
from sessioncore.inputs import Command, Datagram, MediaReported, Tick
from sessioncore.wire.sip import Message, Request, parse

LOCAL = ("198.51.100.20", 5060)
PEER = ("203.0.113.77", 5080)


class Script:
    """An engine with a journal, and a peer that is played by hand."""

    def __init__(
        self,
        path: Path,
        *,
        compact: bool = False,
        users: Iterable[str] = ("echo",),
        agent: str = "acme-pbx",
        **settings: Any,
    ) -> None:
        rules = {user: AnsweringRule("echo", "echo") for user in users}
        self.engine = Engine(
            Settings(address=LOCAL[0], port=LOCAL[1], user_agent=agent, **settings),
            Environment(b"a secret seed"),
            answering=AnsweringTable(rules),
        )
        self.engine.subscribed = {SessionStateChanged}
        self.journal = Journal.create(path, compact=compact)
        self.journaled = JournaledEngine(self.engine, self.journal)
        self.now = 1_700_000_000.0
        self.sent: list[Message] = []
        self._calls = 0

    def feed(self, taken: object, after: float = 0.125) -> list[Effect]:
        self.now += after
        effects = self.journaled.feed(taken, self.now)  # type: ignore[arg-type]
        self.sent += [parse(effect.data) for effect in effects if isinstance(effect, Send)]
        return effects

    def datagram(self, data: bytes, source: Address = PEER) -> None:
        self.feed(Datagram(data, source))

    def incoming(
        self,
        *,
        caller: str = "<sip:alice@203.0.113.77>",
        user: str = "echo",
        call_id: str = "one@203.0.113.77",
        headers: str = "",
        sdp: str = "",
    ) -> None:
        """A whole call from the peer, which hangs up."""
        body = sdp or (
            "v=0\r\no=- 1 1 IN IP4 203.0.113.77\r\ns=-\r\nc=IN IP4 203.0.113.77\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n"
        )
        uri = f"sip:{user}@{LOCAL[0]}"
        self._calls += 1
        serial = self._calls

        def request(method: str, number: int, to: str, text: str) -> bytes:
            data = text.encode()
            lines = [
                f"{method} {uri} SIP/2.0",
                f"Via: SIP/2.0/UDP {PEER[0]}:{PEER[1]};branch=z9hG4bK{method}{number}peer{serial}",
                "Max-Forwards: 70",
                f"From: {caller};tag=callertag99",
                f"To: {to}",
                f"Call-ID: {call_id}",
                f"CSeq: {number} {method}",
                f"Contact: <sip:alice@{PEER[0]}:{PEER[1]}>",
                *([headers] if headers else []),
                *(["Content-Type: application/sdp"] if data else []),
                f"Content-Length: {len(data)}",
            ]
            return "\r\n".join([*lines, "", ""]).encode() + data

        self.datagram(request("INVITE", 1, f"<{uri}>", body))
        self.feed(Tick(), 0.5)
        to = self.sent[-1].get("To") or ""
        self.datagram(request("ACK", 1, to, ""))
        self.feed(MediaReported(MediaFailed("nobody/0", f"{PEER[0]} is unreachable")))
        self.datagram(request("BYE", 2, to, ""))

    def outgoing(self, target: str, *, display: str, caller: str, answer: bytes) -> str:
        """A call to the peer, which answers with `answer` (headers after the common ones) and is hung up by us."""
        session = self.dialing(target, display=display, caller=caller, answer=answer)
        self.feed(Command(2, session, "hang_up", {}))
        self._answer("BYE", b"\r\n")
        return session

    def dialing(self, target: str, *, display: str, caller: str, answer: bytes) -> str:
        """The same, and it stays up."""
        session = "s00112233445566aa"
        host = f"{PEER[0]}:{PEER[1]}"
        arguments = {"from": caller, "display": display, "source": "tone:440", "next_hop": host}
        self.feed(Command(1, session, "dial", {"target": target, "arguments": arguments}))
        self._answer("INVITE", b"Contact: <sip:callee@203.0.113.77:5080>\r\n" + answer)
        return session

    def _answer(self, method: str, rest: bytes) -> None:
        [*_, request] = [one for one in self.sent if isinstance(one, Request) and one.method == method]
        names = ("Via", "From", "Call-ID", "CSeq")
        lines = ["SIP/2.0 200 OK", *(f"{name}: {request.get(name)}" for name in names)]
        to = request.get("To") or ""
        lines.append(f"To: {to}" if "tag=" in to else f"To: {to};tag=calleetag77")
        self.datagram("\r\n".join([*lines, ""]).encode() + rest)

    def close(self) -> None:
        """Let every timer run out, and end the file."""
        while (deadline := self.engine.next_deadline()) is not None:
            self.feed(Tick(), max(0.0, deadline - self.now))
        self.journal.close()
