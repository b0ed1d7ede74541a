"""rtpengine behind the interface of `base.relay`, by its ng protocol: bencoded tables over UDP, each with a cookie.

What is asked is sent again until it is answered or given up; rtpengine answers a cookie that it knows with what it said
before. Descriptions are rewritten there. It is asked about every relay now and then, so that an engine that has gone,
or that has forgotten a call, is noticed.
"""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
from collections.abc import Callable, Iterator
from typing import Any, Final, Literal

import attrs

from sessioncore.base.errors import MediaError
from sessioncore.base.relay import (
    CloseRelay,
    DescriptionNotPassed,
    DescriptionPassed,
    PassDescription,
    RelayCommand,
    RelayEvent,
    RelayFailed,
    RelayFigures,
    RelaySilent,
    RelayStopped,
    Srtp,
)
from sessioncore.io.bencode import decode, encode
from sessioncore.wire.sdp import SdpError, SessionDescription, parse_sdp
from sessioncore.wire.sdp.crypto import cryptos
from sessioncore.wire.sdp.relayed import is_relayable, is_rtp, with_ports, without_browsers

_COPIES: Final = (0.1, 0.3, 0.7, 1.2)
"""Seconds after one copy at which the next follows; after the last it is given up."""

_LOOK_SECONDS: Final = 5.0
"""Between two looks at a relay."""

_SILENCE: Final = 20.0
"""Seconds without a packet that are told."""

_MOST: Final = 20_000
"""Relays at a time."""

_KEYS: Final = ["pad", "no-NULL_HMAC_SHA1_80", "no-NULL_HMAC_SHA1_32"]
"""Of SDES: base64 to its end (RFC 3548 2.2), which some peers insist on, and no suite that hides nothing."""

_OFFERS: Final[dict[Srtp, dict[str, Any]]] = {
    "plain": {"transport-protocol": "RTP/AVP", "DTLS": "off", "rtcp-mux": ["demux"]},
    "optional": {
        "transport-protocol": "RTP/AVP",
        "DTLS": "off",
        "OSRTP": ["offer"],
        "SDES": _KEYS,
        "rtcp-mux": ["demux"],
    },
    "required": {"transport-protocol": "RTP/SAVP", "DTLS": "off", "SDES": _KEYS, "rtcp-mux": ["demux"]},
    "dtls": {"transport-protocol": "UDP/TLS/RTP/SAVPF", "ICE": "force", "rtcp-mux": ["offer"], "SDES": ["off"]},
}
"""What it offers to the other side in place of what it was told, see `media.relay.keys`."""

_PROTECTED: Final = ("required", "dtls")

_MESSAGE: Final = 65_535

Answer = dict[bytes, Any] | str
"""What rtpengine says, or why it is of no use."""


@attrs.define
class _Question:
    """One that waits for its answer."""

    data: bytes
    then: Callable[[Answer], None]
    copies: int = 0
    timer: asyncio.TimerHandle | None = None


@attrs.define
class _Relay:
    """One call at rtpengine: when it is looked at, and what each side of each line had sent then, and since when."""

    timer: asyncio.TimerHandle | None = None
    heard: dict[tuple[str, int], tuple[int, float]] = attrs.field(factory=dict)
    silent: set[tuple[str, int]] = attrs.field(factory=set)
    offers: Srtp | None = None
    """What a side is offered that has said nothing yet; None: what the other side says."""
    told: Srtp | None = None
    """How the last offer was made."""
    offered: tuple[str, Srtp] | None = None
    """Who has made it, and in what way."""
    speaks: dict[str, Srtp] = attrs.field(factory=dict)
    """In what way each side has its media, as agreed."""
    checks: set[str] = attrs.field(factory=set)
    """Who speaks of ICE."""


class RtpEngine:
    """A relay through the rtpengine that listens at `control` (host and port).

    With `offers` it ends the SRTP of either side, see `media.relay.keys` (`auto`: DTLS-SRTP for browsers, RTP for
    others), and keys stand in descriptions only with `sdes`; with None it does what it is configured for.
    """

    def __init__(
        self,
        control: tuple[str, int],
        on_event: Callable[[RelayEvent], None],
        *,
        look_seconds: float = _LOOK_SECONDS,
        silence_seconds: float = _SILENCE,
        offers: Srtp | Literal["auto"] | None = None,
        sdes: bool = True,
    ) -> None:
        self._control = control
        self._on_event = on_event
        self._offers, self._sdes = offers, sdes
        self._look_seconds, self._silence_seconds = look_seconds, silence_seconds
        self._socket: socket.socket | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._questions: dict[bytes, _Question] = {}
        self._relays: dict[str, _Relay] = {}
        self._prefix = secrets.token_hex(8)
        self._asked = 0

    def __len__(self) -> int:
        """Relays that are open."""
        return len(self._relays)

    @property
    def open_questions(self) -> int:
        """What is asked and not answered yet."""
        return len(self._questions)

    def start(self) -> None:
        """Open the socket in the running loop; MediaError when that cannot be."""
        family = socket.AF_INET6 if ":" in self._control[0] else socket.AF_INET
        made = socket.socket(family, socket.SOCK_DGRAM)
        try:
            made.setblocking(False)
            made.connect(self._control)
        except OSError as error:
            made.close()
            raise MediaError(f"rtpengine at {self._control[0]} cannot be reached: {error.strerror}") from None
        self._socket, self._loop = made, asyncio.get_running_loop()
        self._loop.add_reader(made.fileno(), self._readable)

    async def stop(self) -> None:
        """Have every call deleted, without waiting for an answer, and close."""
        for name in tuple(self._relays):
            self._forget(name)
            self._delete(name, ())
        questions, self._questions = self._questions, {}
        for question in questions.values():
            if question.timer is not None:
                question.timer.cancel()
        if self._socket is not None and self._loop is not None:
            self._loop.remove_reader(self._socket.fileno())
            self._socket.close()
            self._socket = None

    def submit(self, command: RelayCommand) -> None:
        """Carry out a command; its event comes later."""
        if isinstance(command, PassDescription):
            try:
                self._pass(command)
            except (MediaError, SdpError) as error:
                self._on_event(DescriptionNotPassed(command.relay, command.number, str(error)))
        elif isinstance(command, CloseRelay) and self._forget(command.relay):
            # What a deletion answers has no figures in it.
            self._ask("query", command.relay, lambda answer: self._delete(command.relay, _figures(answer)))

    def _delete(self, name: str, figures: tuple[RelayFigures, ...]) -> None:
        stopped = RelayStopped(name, figures)
        self._ask("delete", name, lambda answer: self._on_event(stopped), {"delete-delay": 0})

    # -- descriptions ---

    def _pass(self, command: PassDescription) -> None:
        name = command.relay
        description = parse_sdp(command.body)
        # What it cannot relay it leaves as it is, which would lead around it.
        ports = [media.port if is_relayable(media) else 0 for media in description.media]
        relay = self._relays.get(name)
        if relay is None:
            if len(self._relays) >= _MOST:
                raise MediaError("too many calls are relayed")
            configured = self._offers
            if configured == "auto":
                configured = "dtls" if command.browser else "plain"
            relay = _Relay(offers=command.srtp or configured)
        more = self._ordered(relay, command, description) if relay.offers is not None else {"ICE": "remove"}
        if name not in self._relays:
            self._relays[name] = relay
            self._look_later(name)
        kept = without_browsers(description) if relay.offers is not None else description
        body = with_ports(kept, ports).encode()
        relay.heard.clear()
        relay.silent.clear()
        # In an answer, too, the first tag is that of who offered.
        tags = (command.sender, command.receiver) if command.kind == "offer" else (command.receiver, command.sender)
        more |= {"sdp": body, "flags": ["trust-address"], "replace": ["origin"]}
        more |= {key: tag for key, tag in zip(("from-tag", "to-tag"), tags, strict=True) if tag}
        self._ask(command.kind, name, lambda answer: self._passed(command, answer), more)

    def _ordered(self, relay: _Relay, command: PassDescription, description: SessionDescription) -> dict[str, Any]:
        """How the other side's media is to be protected. MediaError where it would not be, though it was to be.

        Each side keeps what it has; who offers is answered as it has offered. Only who speaks of ICE has checks.
        """
        sender, spoken = command.sender, _spoken(description)
        # Those of sessions that are joined were agreed on where keys may stand.
        sdes = self._sdes or bool(command.srtp)
        if spoken == "required" and not sdes:
            raise MediaError("keys would go over a transport that others can read")
        sections = [description.attributes, *[media.attributes for media in description.media]]
        if any(one.name == "ice-ufrag" for section in sections for one in section):
            relay.checks.add(sender)
        if command.kind == "offer":
            if relay.speaks.get(sender) in _PROTECTED and spoken in ("plain", "optional"):
                raise MediaError("the media would not be protected any more")
            relay.told = relay.speaks.get(command.receiver, relay.offers)
            relay.offered = (sender, spoken) if spoken is not None else None
            more = {"ICE": "remove", **(_OFFERS[relay.told] if relay.told is not None else {})}
        else:
            if relay.told in _PROTECTED and spoken in ("plain", "optional"):
                raise MediaError("the answer does not say how the media is protected")
            if spoken is not None:
                relay.speaks[sender] = spoken
            if relay.offered is not None:
                relay.speaks[relay.offered[0]] = relay.offered[1]
            to = relay.offered[0] if relay.offered is not None else command.receiver
            more = {"ICE": "force" if to in relay.checks else "remove"}
        return more if sdes else {**more, "SDES": ["off"]}

    def _passed(self, command: PassDescription, answer: Answer) -> None:
        if command.relay not in self._relays:
            return
        body = answer.get(b"sdp") if isinstance(answer, dict) else None
        if isinstance(body, bytes):
            self._on_event(DescriptionPassed(command.relay, command.number, body))
        else:
            reason = answer if isinstance(answer, str) else "rtpengine does not say what the other side is to be told"
            self._on_event(DescriptionNotPassed(command.relay, command.number, reason))

    # -- what becomes of a relay ---

    def _look_later(self, name: str) -> None:
        assert self._loop is not None, "started"
        self._relays[name].timer = self._loop.call_later(self._look_seconds, self._look, name)

    def _look(self, name: str) -> None:
        self._ask("query", name, lambda answer: self._seen(name, answer))

    def _seen(self, name: str, answer: Answer) -> None:
        relay = self._relays.get(name)
        if relay is None or self._loop is None:
            return
        if isinstance(answer, str):
            # It has timed the call out, or is gone itself.
            self._forget(name)
            self._on_event(RelayFailed(name, answer))
            return
        self._look_later(name)
        now = self._loop.time()
        for figures in _figures(answer):
            key = figures.leg, figures.line
            before, since = relay.heard.get(key, (-1, now))
            if figures.packets != before:
                relay.heard[key] = figures.packets, now
                relay.silent.discard(key)
            elif now - since >= self._silence_seconds and key not in relay.silent and key in _expected(answer):
                relay.silent.add(key)
                self._on_event(RelaySilent(name, *key, now - since))

    def _forget(self, name: str) -> bool:
        relay = self._relays.pop(name, None)
        if relay is not None and relay.timer is not None:
            relay.timer.cancel()
        return relay is not None

    # -- questions and answers ---

    def _ask(
        self,
        command: str,
        name: str,
        then: Callable[[Answer], None],
        more: dict[str, Any] | None = None,
    ) -> None:
        self._asked += 1
        cookie = f"{self._prefix}{self._asked:x}".encode()
        about: dict[str, Any] = {"command": command, "call-id": f"{self._prefix}-{name}", **(more or {})}
        question = self._questions[cookie] = _Question(cookie + b" " + encode(about), then)
        self._send(cookie, question)

    def _send(self, cookie: bytes, question: _Question) -> None:
        if self._socket is None or self._loop is None:
            return
        if question.copies == len(_COPIES):
            del self._questions[cookie]
            question.then("rtpengine does not answer")
            return
        with contextlib.suppress(OSError):  # nobody listens there, as ICMP says: it may come back before we give up
            self._socket.send(question.data)
        question.timer = self._loop.call_later(_COPIES[question.copies], self._send, cookie, question)
        question.copies += 1

    def _readable(self) -> None:
        for _ in range(64):
            if self._socket is None:
                return
            try:
                data = self._socket.recv(_MESSAGE)
            except BlockingIOError:
                return
            except OSError:
                continue
            cookie, _, message = data.partition(b" ")
            question = self._questions.pop(cookie, None)
            if question is None:
                continue  # a second answer, or nobody's
            if question.timer is not None:
                question.timer.cancel()
            question.then(_read(message))


def _spoken(description: SessionDescription) -> Srtp | None:
    """In what way the first line of RTP is protected; None where there is none."""
    for media in description.media:
        if media.port and is_rtp(media):
            protocol = media.protocol.upper()
            if protocol.startswith("UDP/TLS/"):
                return "dtls"
            if "SAVP" in protocol:
                return "required"
            return "optional" if cryptos(media) else "plain"
    return None


def _read(message: bytes) -> Answer:
    try:
        answer = decode(message)
    except ValueError:
        return "rtpengine says what cannot be read"
    if not isinstance(answer, dict) or answer.get(b"result") != b"ok":
        said = answer.get(b"error-reason") if isinstance(answer, dict) else None
        text = said.decode("utf-8", "replace")[:200] if isinstance(said, bytes) else "no reason"
        return f"rtpengine refuses: {text}"
    return answer


def _figures(answer: Answer) -> tuple[RelayFigures, ...]:
    """What came from each side of each line; it does not tell what was lost."""
    found = []
    for leg, line, medium in _lines(answer):
        counted = [_table(stream.get(b"stats")) for stream in _tables(medium.get(b"streams"))]
        packets, octets, errors = [
            sum(_number(one.get(key), 0) for one in counted) for key in (b"packets", b"bytes", b"errors")
        ]
        found.append(RelayFigures(leg, line, packets, octets, undelivered=errors))
    return tuple(found)


def _expected(answer: Answer) -> set[tuple[str, int]]:
    """Who should send: both ways are open."""
    return {(leg, line) for leg, line, medium in _lines(answer) if _flags(medium) >= {b"send", b"recv"}}


def _lines(answer: Answer) -> Iterator[tuple[str, int, dict[bytes, Any]]]:
    """Side, number of the line (from 0) and what is said of it, for the lines that have ports."""
    for tag, side in _table(_table(answer).get(b"tags")).items():
        for medium in _tables(_table(side).get(b"medias")):
            if any(b"local port" in stream for stream in _tables(medium.get(b"streams"))):
                yield tag.decode("utf-8", "replace"), _number(medium.get(b"index"), 1) - 1, medium


def _flags(medium: dict[bytes, Any]) -> set[bytes]:
    flags = medium.get(b"flags")
    return {flag for flag in flags if isinstance(flag, bytes)} if isinstance(flags, list) else set()


# Whatever it says, what is of another kind than it should be is as if it was not there.


def _table(value: Any) -> dict[bytes, Any]:
    return value if isinstance(value, dict) else {}


def _tables(value: Any) -> list[dict[bytes, Any]]:
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _number(value: Any, default: int) -> int:
    return value if isinstance(value, int) else default
