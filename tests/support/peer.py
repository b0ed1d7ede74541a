"""A scripted SIP peer of one real engine on a virtual clock: every octet it sends is written by hand.

It shares no code with the product's parser and builder, so it cannot share their mistakes.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import Any

import attrs

from sessioncore import events as public
from sessioncore.base.environment import CountingPorts, Environment, MediaPorts
from sessioncore.base.errors import MediaError
from sessioncore.base.media import CloseStream, ConfigureStream, OpenStream
from sessioncore.base.settings import Settings
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.effects import Ask, Effect, Media, Publish, Reply, Send
from sessioncore.handlers.limits import Limits
from sessioncore.inputs import Command, Datagram, SendFailed, Tick

ENGINE = ("192.0.2.1", 5060)
PEER = ("192.0.2.2", 5080)
START = 1000.0
FORMATS = ("0 PCMU/8000", "8 PCMA/8000", "101 telephone-event/8000")

SERVICES = AnsweringTable(
    {
        "echo": AnsweringRule("echo", "echo"),
        "answer": AnsweringRule("answer"),
        "tone": AnsweringRule("tone", "tone:440"),
        "ring": AnsweringRule("ring"),
        "busy": AnsweringRule("busy"),
        "decline": AnsweringRule("decline"),
        "hangup": AnsweringRule("hangup"),
        "redirect": AnsweringRule("redirect"),
        "early": AnsweringRule("early", "tone:440"),
        "holder": AnsweringRule("holder", "tone:440"),
        "rel": AnsweringRule("rel"),
        "rel183": AnsweringRule("rel183", "tone:440"),
        "fork": AnsweringRule("fork"),
        "reinviter": AnsweringRule("reinviter", "echo"),
        "reinviter-bye": AnsweringRule("reinviter_bye", "echo"),
    },
    AnsweringRule("unknown"),
)
"""One user for every answering chart."""

ALL_EVENTS = {kind for kind in vars(public).values() if isinstance(kind, type) and issubclass(kind, public.PublicEvent)}


def audio(
    direction: str = "sendrecv",
    *,
    port: int = 30000,
    formats: Sequence[str] = FORMATS,
    address: str = PEER[0],
    version: int = 1,
    more: Sequence[str] = (),
) -> str:
    """A session description with one audio line; `more` are whole lines after it (another m= line, for example)."""
    numbers = " ".join(text.split()[0] for text in formats)
    lines = ["v=0", f"o=peer 77 {version} IN IP4 {PEER[0]}", "s=-", f"c=IN IP4 {address}", "t=0 0"]
    lines += [f"m=audio {port} RTP/AVP {numbers}", *[f"a=rtpmap:{text}" for text in formats]]
    lines += [f"a={direction}", *more]
    return "\r\n".join(lines) + "\r\n"


@attrs.define
class Seen:
    """One message that left the engine, taken apart by hand."""

    at: float
    remote: tuple[str, int]
    data: bytes
    start: str
    lines: list[tuple[str, str]]
    body: str

    @classmethod
    def read(cls, at: float, send: Send) -> Seen:
        head, _, body = send.data.partition(b"\r\n\r\n")
        start, *lines = head.decode().split("\r\n")
        pairs = [(name.strip().lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines)]
        seen = cls(round(at - START, 6), send.remote, send.data, start, pairs, body.decode("utf-8", "surrogateescape"))
        assert seen["content-length"] == str(len(body)), "Content-Length is that of the body"
        return seen

    def __getitem__(self, name: str) -> str:
        values = self.all(name)
        assert len(values) == 1, f"{name} stands {len(values)} times in {self.start}"
        return values[0]

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.lines if key == name.lower()]

    def has(self, name: str) -> bool:
        return bool(self.all(name))

    @property
    def status(self) -> int:
        """The status of a response, 0 for a request."""
        return int(self.start.split(" ")[1]) if self.start.startswith("SIP/2.0 ") else 0

    @property
    def method(self) -> str:
        """The method of a request; of a response that of its CSeq."""
        return self["cseq"].split(" ")[1] if self.status else self.start.split(" ")[0]

    @property
    def label(self) -> str:
        """`INVITE`, or `200 INVITE` for a response."""
        return f"{self.status} {self.method}" if self.status else self.method

    @property
    def uri(self) -> str:
        return self.start.split(" ")[1]

    @property
    def cseq(self) -> int:
        return int(self["cseq"].split(" ")[0])

    @property
    def branch(self) -> str:
        return self.all("via")[0].partition("branch=")[2].partition(";")[0].partition(",")[0]

    @property
    def from_tag(self) -> str:
        return self["from"].partition(";tag=")[2]

    @property
    def to_tag(self) -> str:
        return self["to"].partition(";tag=")[2]

    @property
    def sdp(self) -> list[str]:
        assert self["content-type"] == "application/sdp"
        return self.body.split("\r\n")[:-1]

    @property
    def origin(self) -> tuple[str, int]:
        """Session id and version of o=."""
        (line,) = [line for line in self.sdp if line.startswith("o=")]
        _, number, version, *_ = line[2:].split(" ")
        return number, int(version)

    @property
    def media(self) -> list[str]:
        """The m= lines."""
        return [line[2:] for line in self.sdp if line.startswith("m=")]

    @property
    def direction(self) -> str:
        found = [line[2:] for line in self.sdp if line[2:] in ("sendrecv", "sendonly", "recvonly", "inactive")]
        return found[0] if found else "sendrecv"


class NoPorts:
    """A pool in which no port is left."""

    def take(self) -> int:
        raise MediaError("all 0 media ports are in use")

    def give_back(self, port: int) -> None:
        raise AssertionError("nothing was taken")


class Peer:
    """The peer, the application, the clock and the network of one engine; all in the hand of the test."""

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        answering: AnsweringTable | None = None,
        ports: MediaPorts | None = None,
        engine: str = "generated",
        **settings: Any,
    ) -> None:
        own = {"address": ENGINE[0], "port": ENGINE[1]} | settings
        self._made = partial(Engine, Settings(**own), limits=limits, engine=engine, answering=answering, traced=True)
        self.engine = self._begin(Environment(b"test-seed", ports))
        self.now = START
        self.effects: list[Effect] = []
        self.log: list[Seen] = []
        self.expected_failures = 0
        """How many actions the test lets fail."""
        self.expected_errors: set[str] = set()
        """Error events that a peer may cause: it went beyond a limit."""
        self._taken = 0
        self._commands: list[int] = []
        self._branches = 0

    def _begin(self, env: Environment) -> Engine:
        self.errors: list[tuple[Any, ...]] = []
        engine = self._made(env)
        engine.subscribed = set(ALL_EVENTS)
        engine.on_error = lambda *report: self.errors.append(report)
        return engine

    def become(self, **settings: Any) -> None:
        """What is different when the engine is started again."""
        made = self._made
        self._made = partial(made.func, attrs.evolve(made.args[0], **settings), **made.keywords)

    def restart(self, session: str) -> None:
        """The engine's process ends, and another one takes the session from its snapshot."""
        snapshot = json.loads(json.dumps(self.engine.snapshot(session)))
        self.engine = self._begin(Environment(b"another-seed", CountingPorts(30_000)))
        self.effects += self.engine.restore(snapshot, self.now)

    # -- inputs

    def feed(self, item: Any) -> list[Effect]:
        effects = self.engine.feed(item, self.now)
        self.effects += effects
        self.log += [Seen.read(self.now, effect) for effect in effects if isinstance(effect, Send)]
        return effects

    def send(self, text: str | bytes, source: tuple[str, int] = PEER) -> list[Seen]:
        """One datagram to the engine; returns what it sends in turn."""
        data = text if isinstance(text, bytes) else text.encode()
        before = len(self.log)
        self.feed(Datagram(data, source))
        return self.log[before:]

    def command(self, name: str, session: str, **arguments: Any) -> int:
        number = len(self._commands) + 1
        self._commands.append(number)
        self.feed(Command(number, session, name, arguments))
        return number

    def advance(self, seconds: float) -> None:
        """Let time pass; the engine is ticked exactly at its deadlines."""
        until = self.now + seconds
        for _ in range(100_000):
            deadline = self.engine.next_deadline()
            if deadline is None or deadline > until:
                break
            self.now = max(self.now, deadline)
            self.feed(Tick())
        else:
            raise AssertionError("timers without end")
        self.now = until

    def run_out(self) -> None:
        """Let every timer run out; nobody says anything any more."""
        self.advance(10_000)

    def fail_send(self, seen: Seen) -> None:
        """The host reports that this datagram could not be sent."""
        self.feed(SendFailed(seen.remote, "unreachable", seen.data))

    # -- what came out

    def take(self) -> list[Seen]:
        """The messages since the last call."""
        found, self._taken = self.log[self._taken :], len(self.log)
        return found

    def labels(self) -> list[str]:
        """As `take`, but only what the messages are: `["INVITE", "200 BYE"]`."""
        return [seen.label for seen in self.take()]

    def one(self, label: str) -> Seen:
        """The one message of this kind since the last `take`, which this is too."""
        found = [seen for seen in self.take() if seen.label == label]
        assert len(found) == 1, f"{len(found)} x {label}"
        return found[0]

    def times(self, label: str) -> list[float]:
        """When messages of this kind left, in seconds since the start of the test."""
        return [seen.at for seen in self.log if seen.label == label]

    def replies(self, command: int) -> list[Reply]:
        return [effect for effect in self.effects if isinstance(effect, Reply) and effect.command == command]

    def outcome(self, command: int) -> tuple[str, int | None] | None:
        """Outcome and status of a command, None while it is open."""
        found = self.replies(command)
        assert len(found) <= 1, f"command {command} has {len(found)} results"
        return (found[0].outcome, found[0].status) if found else None

    def asks(self) -> list[Ask]:
        return [effect for effect in self.effects if isinstance(effect, Ask)]

    def published(self, kind: type[public.PublicEvent]) -> list[Any]:
        return [e.event for e in self.effects if isinstance(e, Publish) and isinstance(e.event, kind)]

    def states(self) -> list[str]:
        """The states of the sessions as the application was told."""
        return [event.state for event in self.published(public.SessionStateChanged)]

    def media(self) -> list[OpenStream | ConfigureStream | CloseStream]:
        return [effect.command for effect in self.effects if isinstance(effect, Media)]  # type: ignore[misc]

    def configured(self) -> ConfigureStream:
        """How media runs now."""
        return [command for command in self.media() if isinstance(command, ConfigureStream)][-1]

    def part(self, session: str, name: str) -> str:
        """The state of a part of a session: of the leg, or of its one dialog."""
        cell = self.engine.cells[session]
        if hasattr(cell.leg, name):
            return getattr(cell.leg, name).state_name
        (scope,) = cell.dialogs.values()
        return getattr(scope, name).state_name

    # -- calls

    def branch(self) -> str:
        self._branches += 1
        return f"z9hG4bKpeer{self._branches}"

    def dialed(self, target: str = f"sip:bob@{PEER[0]}:{PEER[1]}", **arguments: str) -> Call:
        """The engine calls the peer."""
        session = self.engine.env.session_id()
        command = self.command("dial", session, target=target, arguments=arguments)
        invite = self.one("INVITE")
        return Call(
            self,
            session=session,
            call_id=invite["call-id"],
            engine=invite["from"],
            engine_tag=invite.from_tag,
            target=invite["contact"].strip("<>"),
            invite=invite,
            dial=command,
        )

    def answered(self, **arguments: str) -> Call:
        """The engine has called the peer, which rang and answered; the call is up."""
        call = self.dialed(**arguments)
        call.respond(180)
        call.respond(200, sdp=audio())
        assert self.labels() == ["ACK"]
        assert self.engine.state(call.session) == "connected"
        return call

    def calling(self, user: str = "app", *, sdp: str | None = "", **more: Any) -> Call:
        """The peer calls the engine."""
        call = Call(self, call_id=f"call-{self.branch()}", engine=f"<sip:{user}@{ENGINE[0]}:{ENGINE[1]}>")
        call.user = user
        before = set(self.engine.sessions())
        call.send_invite(audio() if sdp == "" else sdp, **more)
        made = set(self.engine.sessions()) - before
        call.session = made.pop() if made else ""
        return call

    def called(self, user: str = "app", **more: Any) -> Call:
        """The peer has called the engine, whose application answered; the call is up."""
        call = self.calling(user, **more)
        call.answer = self.command("answer", call.session, source="silence")
        call.accept(self.one("200 INVITE"))
        assert self.labels() == []
        assert self.engine.state(call.session) == "connected"
        return call

    # -- the end of every test

    def check_over(self) -> None:
        """Nothing is left once everything has run out, and nothing happened that must not happen."""
        for session in self.engine.sessions():
            if self.engine.state(session) in ("connected", "on_hold"):
                self.command("hang_up", session)
        self.run_out()
        engine = self.engine
        errors = {key.removeprefix("error: ") for key in engine.counters if key.startswith("error: ")}
        assert errors == self.expected_errors
        assert {event.what for event in self.published(public.CellError)} == self.expected_errors
        assert [record.line for record in engine.trace if record.decision == "never"] == []
        failed = {key: count for key, count in engine.counters.items() if key.startswith("action failed:")}
        assert sum(failed.values()) == self.expected_failures, failed
        left = engine.session_count, engine.transaction_count, engine.timer_count, len(engine.legs)
        assert left == (0, 0, 0, 0), [(session, engine.state(session)) for session in engine.sessions()]
        assert (engine.lingering.transactions, list(engine.signals), engine.outbox) == ([], [], [])
        assert [len(table) for table in vars(engine.router).values() if isinstance(table, dict)] in ([], [0], [0, 0])
        for command in self._commands:
            assert len(self.replies(command)) == 1, f"command {command}: {self.replies(command)}"
        opened = [command.stream for command in self.media() if isinstance(command, OpenStream)]
        closed = [command.stream for command in self.media() if isinstance(command, CloseStream)]
        assert sorted(opened) == sorted(closed)


@attrs.define
class Call:
    """One call, with what the peer knows of the dialog. Every method sends at once and returns what comes back."""

    peer: Peer = attrs.field(repr=False)
    session: str = ""
    call_id: str = ""
    engine: str = ""
    engine_tag: str = ""
    target: str = f"sip:{ENGINE[0]}:{ENGINE[1]}"
    tag: str = "peer-tag"
    uri: str = f"<sip:peer@{PEER[0]}>"
    cseq: int = 100
    user: str = ""
    invite: Seen | None = None
    """The INVITE that the engine sent."""
    branch: str = ""
    """Of the last INVITE that the peer sent."""
    dial: int = 0
    answer: int = 0

    # -- the peer is called

    def respond(
        self,
        status: int,
        *,
        to: Seen | None = None,
        tag: str | None = None,
        sdp: str | None = None,
        contact: str | None = f"<sip:peer@{PEER[0]}:{PEER[1]}>",
        headers: Sequence[str] = (),
        via: str | None = None,
        cseq: str | None = None,
    ) -> list[Seen]:
        """Answer a request of the engine (the INVITE unless `to` says which), with what RFC 3261 8.2.6 has copied."""
        request = to if to is not None else self.invite
        assert request is not None
        tag = self.tag if tag is None else tag
        suffix = "" if status == 100 or not tag or request.to_tag else f";tag={tag}"
        lines = [f"SIP/2.0 {status} Whatever", f"Via: {via or request.all('via')[0]}"]
        lines += [f"From: {request['from']}", f"To: {request['to']}{suffix}"]
        lines += [f"Call-ID: {request['call-id']}", f"CSeq: {cseq or request['cseq']}"]
        if contact is not None and request.method in ("INVITE", "UPDATE") and 100 < status < 300:
            lines.append(f"Contact: {contact}")
        return self.peer.send(text_of([*lines, *headers], sdp))

    def respond_reliably(self, status: int, rseq: int, *, headers: Sequence[str] = (), **more: Any) -> list[Seen]:
        """A provisional response that wants a PRACK (RFC 3262 3)."""
        return self.respond(status, headers=["Require: 100rel", f"RSeq: {rseq}", *headers], **more)

    # -- the peer calls

    def prack(self, response: Seen, **more: Any) -> list[Seen]:
        """PRACK for a reliable provisional response of the engine."""
        self.engine_tag = response.to_tag
        self.target = response["contact"].strip("<>")
        return self.request("PRACK", headers=[f"RAck: {response['rseq']} {response['cseq']}"], **more)

    def send_invite(self, sdp: str | None, *, headers: Sequence[str] = (), **more: Any) -> list[Seen]:
        """The INVITE that begins a call, or another one like it."""
        self.branch = more.pop("branch", "") or self.peer.branch()
        return self.request("INVITE", sdp=sdp, headers=headers, branch=self.branch, cseq=self.cseq, **more)

    def accept(self, answer: Seen, **more: Any) -> list[Seen]:
        """Learn from the engine's 2xx and acknowledge it."""
        self.engine_tag = answer.to_tag
        self.target = answer["contact"].strip("<>")
        return self.ack(**more)

    def ack(self, *, cseq: int | None = None, **more: Any) -> list[Seen]:
        """The ACK of a 2xx: a branch of its own, the CSeq number of the INVITE."""
        return self.request("ACK", cseq=self.cseq if cseq is None else cseq, **more)

    def ack_failure(self, answer: Seen) -> list[Seen]:
        """The ACK of a 3xx-6xx: the INVITE's branch and CSeq number, To of the response."""
        return self.request("ACK", cseq=answer.cseq, branch=answer.branch, tag=answer.to_tag)

    def cancel(self, **more: Any) -> list[Seen]:
        """CANCEL of the last INVITE: its branch and CSeq number, its To."""
        return self.request("CANCEL", cseq=self.cseq, branch=self.branch, **more)

    def reinvite(self, sdp: str | None = "", **more: Any) -> list[Seen]:
        """An INVITE inside the dialog."""
        self.branch = self.peer.branch()
        return self.request("INVITE", sdp=audio() if sdp == "" else sdp, branch=self.branch, **more)

    def request(
        self,
        method: str,
        *,
        sdp: str | None = None,
        cseq: int | None = None,
        branch: str | None = None,
        tag: str | None = None,
        contact: str | None = f"<sip:peer@{PEER[0]}:{PEER[1]}>",
        headers: Sequence[str] = (),
        from_tag: str | None = None,
        source: tuple[str, int] = PEER,
        sent_by: str = f"{PEER[0]}:{PEER[1]}",
    ) -> list[Seen]:
        """A request of the peer; inside the dialog once the engine's tag is known, with the next CSeq unless given."""
        if cseq is None:
            self.cseq += 1
            cseq = self.cseq
        to = self.engine.partition(";tag=")[0]
        to_tag = self.engine_tag if tag is None else tag
        lines = [
            f"{method} {self.target if to_tag else to.strip('<>')} SIP/2.0",
            f"Via: SIP/2.0/UDP {sent_by};branch={branch or self.peer.branch()};rport",
            "Max-Forwards: 70",
            f"From: {self.uri};tag={self.tag if from_tag is None else from_tag}",
            f"To: {to}" + (f";tag={to_tag}" if to_tag else ""),
            f"Call-ID: {self.call_id}",
            f"CSeq: {cseq} {method}",
        ]
        if contact is not None and method in ("INVITE", "UPDATE"):
            lines.append(f"Contact: {contact}")
        return self.peer.send(text_of([*lines, *headers], sdp), source)


def text_of(lines: Sequence[str], sdp: str | None) -> str:
    """Header lines and a body as one message; a Content-Type among the lines stays the only one."""
    head = list(lines)
    body = sdp or ""
    if body and not any(line.lower().startswith("content-type:") for line in head):
        head.append("Content-Type: application/sdp")
    head.append(f"Content-Length: {len(body.encode())}")
    return "\r\n".join(head) + "\r\n\r\n" + body
