"""The journal: every input of an engine with the effects it had, so that any run can be repeated on today's code.

A file of JSON lines. The first is the header: what the run stands on (hashes of charts and wirings, settings, limits,
seed). Then each input gets two lines of the same number: the input with its `now` before it is taken, ticks included,
and its effects afterwards, either in full or (compact form) as a hash. An input without effects line is one that the
program did not survive. Journals hold what peers said, credentials included: they are made with mode 0600.
"""

from __future__ import annotations

import base64
import contextlib
import functools
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Final, get_args

import attrs

from sessioncore.base import media as media_values
from sessioncore.base import relay as relay_values
from sessioncore.base.errors import MediaError
from sessioncore.core.wiring import SHIPPED, CallWiring
from sessioncore.effects import Effect, Publish
from sessioncore.events import JournalStopped, PublicEvent
from sessioncore.handlers import account as account_wiring
from sessioncore.handlers import binding as binding_wiring
from sessioncore.handlers import connection as connection_wiring
from sessioncore.handlers import outside as outside_wiring
from sessioncore.handlers import pair as pair_wiring
from sessioncore.handlers import probe as probe_wiring
from sessioncore.handlers import registrar as registrar_wiring
from sessioncore.handlers import request as request_wiring
from sessioncore.handlers import trunk as trunk_wiring
from sessioncore.handlers import watch as watch_wiring
from sessioncore.inputs import (
    Command,
    Datagram,
    FlowBroken,
    FlowClosed,
    FlowHeard,
    FlowOpened,
    Input,
    Located,
    MediaReported,
    RelayReported,
    SendFailed,
    ServerRecord,
    StreamMessage,
    Tick,
)

if TYPE_CHECKING:
    from sessioncore.base.environment import Gate, MediaPorts, Wallet
    from sessioncore.core.engine import Engine

FORMAT = 1
"""Version of the file's form."""


def plain(value: Any) -> Any:
    """A value of inputs or effects as JSON values: records become tables with their `type`, octets text or base64."""
    kind: Any = type(value)
    if kind in _AS_THEY_ARE:
        return value
    if kind is bytes:
        try:
            return {"text": value.decode("utf-8")}
        except UnicodeDecodeError:
            return {"base64": base64.b64encode(value).decode("ascii")}
    if kind is tuple or kind is list:
        return [plain(item) for item in value]
    if kind is dict:
        return {str(key): plain(item) for key, item in value.items()}
    record = {"type": kind.__name__}
    for name in _fields(kind):
        record[name] = plain(getattr(value, name))
    return record


_AS_THEY_ARE = frozenset({type(None), bool, int, float, str})


@functools.cache
def _fields(kind: type) -> tuple[str, ...]:
    """The fields of a record; raises TypeError for anything else."""
    if not attrs.has(kind):
        raise TypeError(f"{kind.__name__} has no place in a journal")
    return tuple(field.name for field in attrs.fields(kind))


def canonical(effects: Iterable[Effect]) -> list[str]:
    """Each effect as one line of text that is the same for equal effects, byte for byte."""
    return [_line(plain(effect)) for effect in effects]


def digest(lines: Iterable[str]) -> str:
    """A hash of canonical effects; the same effects in another order have another one."""
    made = hashlib.blake2b(digest_size=16)
    for line in lines:
        made.update(line.encode("utf-8", "surrogatepass"))
        made.update(b"\n")
    return made.hexdigest()


def chart_hashes(wiring: CallWiring = SHIPPED) -> dict[str, str]:
    """The hash of every wiring and of every chart in them, as generated code carries it."""
    hashes = wiring.hashes()
    outside = wiring.outside
    beside = {"outside": outside_wiring} if outside is None else {outside.name: outside.cell}
    for name, cell in {**_OTHERS, **beside}.items():
        hashes |= {f"{name}.wiring": cell.DIGEST, **cell.CHARTS}
    return dict(sorted(hashes.items()))


_OTHERS: dict[str, Any] = {
    "connection": connection_wiring,
    "request": request_wiring,
    "registrar": registrar_wiring,
    "account": account_wiring,
    "pair": pair_wiring,
    "binding": binding_wiring,
    "watch": watch_wiring,
    "trunk": trunk_wiring,
    "probe": probe_wiring,
}
_line: Callable[[Any], str] = json.JSONEncoder(sort_keys=True, separators=(",", ":")).encode
_entry: Callable[[dict[str, Any]], str] = json.JSONEncoder(separators=(",", ":")).encode


def _octets(value: dict[str, str]) -> bytes:
    return value["text"].encode() if "text" in value else base64.b64decode(value["base64"])


def _media_event(value: dict[str, Any]) -> Any:
    fields = {key: item for key, item in value.items() if key != "type"}
    if "statistics" in fields:
        statistics = {key: item for key, item in fields["statistics"].items() if key != "type"}
        fields["statistics"] = media_values.StreamStatistics(**statistics)
    return _MEDIA_EVENTS[value["type"]](**fields)


_MEDIA_EVENTS: Final = {kind.__name__: kind for kind in get_args(media_values.MediaEvent)}


def _relay_event(value: dict[str, Any]) -> Any:
    fields = {key: item for key, item in value.items() if key != "type"}
    if "body" in fields:
        fields["body"] = _octets(fields["body"])
    if "figures" in fields:
        figures = [{key: item for key, item in one.items() if key != "type"} for one in fields["figures"]]
        fields["figures"] = tuple([relay_values.RelayFigures(**one) for one in figures])
    return getattr(relay_values, value["type"])(**fields)


def _opened(it: dict[str, Any]) -> FlowOpened:
    names = tuple(it.get("names", ()))  # older journals have none
    return FlowOpened(it["flow"], tuple(it["remote"]), it["transport"], it["accepted"], names)


def _server(value: dict[str, Any]) -> ServerRecord:
    fields = {key: item for key, item in value.items() if key != "type"}
    return ServerRecord(**{**fields, "addresses": tuple(fields["addresses"])})


_READERS: dict[str, Callable[[dict[str, Any]], Input]] = {
    "Datagram": lambda it: Datagram(_octets(it["data"]), tuple(it["source"]), it["transport"]),
    "StreamMessage": lambda it: StreamMessage(_octets(it["data"]), tuple(it["source"]), it["transport"], it["flow"]),
    "FlowOpened": _opened,
    "FlowHeard": lambda it: FlowHeard(it["flow"], it["what"]),
    "FlowBroken": lambda it: FlowBroken(it["flow"], it["reason"], _octets(it["head"])),
    "FlowClosed": lambda it: FlowClosed(it["flow"], it["reason"]),
    "Located": lambda it: Located(it["lookup"], tuple(_server(record) for record in it["records"])),
    "Tick": lambda it: Tick(),
    "Command": lambda it: Command(it["id"], it["session"], it["name"], it["arguments"]),
    "MediaReported": lambda it: MediaReported(_media_event(it["event"])),
    "RelayReported": lambda it: RelayReported(_relay_event(it["event"])),
    "SendFailed": lambda it: SendFailed(tuple(it["remote"]), it["reason"], _octets(it["data"])),
}


def read_input(value: dict[str, Any]) -> Input:
    """The input that `plain` made `value` of; raises KeyError for what is none."""
    return _READERS[value["type"]](value)


class Journal:
    """Writes one journal to a text stream. `compact` keeps a hash of the effects instead of the effects."""

    def __init__(self, stream: IO[str], *, compact: bool = False) -> None:
        self._stream = stream
        self._compact = compact
        self._number = 0

    @classmethod
    def create(cls, path: Path | str, *, compact: bool = False) -> Journal:
        """A new file that only its owner may read; what was there before is replaced. Raises OSError."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
        descriptor = os.open(path, flags, 0o600)
        os.fchmod(descriptor, 0o600)  # a file that was there keeps its mode otherwise
        return cls(os.fdopen(descriptor, "w", encoding="ascii"), compact=compact)

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Write what is left and close the file. Raises OSError when that cannot be done; closed it is all the same."""
        self._stream.close()

    def header(self, engine: Engine, name: str = "generated") -> None:
        """The first line: everything that decides beside the inputs. `name` is the engine's (generated, ...)."""
        env = engine.env
        self._write(
            {
                "journal": FORMAT,
                "compact": self._compact,
                "engine": name,
                "charts": chart_hashes(engine.wiring),
                "settings": attrs.asdict(engine.settings),
                "limits": attrs.asdict(engine.limits),
                "answering": attrs.asdict(engine.answering),
                "seed": env.seed.hex(),
                "counter": env.counter,
                "now": engine.now,
            }
        )

    def input(
        self, taken: Input, now: float, *, subscribed: Iterable[str] | None = None, counter: int | None = None
    ) -> None:
        """An input that is about to be taken.

        `subscribed` where the event types that somebody wants have changed, `counter` where values were drawn meanwhile
        (session ids of calls to be dialed).
        """
        entry: dict[str, Any] = {"now": now, "input": plain(taken)}
        if subscribed is not None:
            entry["subscribed"] = sorted(subscribed)
        if counter is not None:
            entry["counter"] = counter
        self._numbered(entry)

    def restored(self, snapshot: dict[str, Any], now: float) -> None:
        """A session that was restored from a snapshot."""
        self._numbered({"now": now, "restore": snapshot})

    def effects(
        self,
        effects: Iterable[Effect],
        ports: Iterable[int | None] = (),
        drawn: Iterable[bytes] = (),
        answers: Iterable[tuple[str, str]] = (),
        candidates: Iterable[Sequence[str]] = (),
    ) -> None:
        """What the last input came to, and the media ports that were taken for it (None: there was none left).

        `drawn` are the random values it took, in a journal without a seed (`journal redact`). `answers` are what the
        wallet said: (a realm that it knows, ""), ("", credentials) and `DISPROVEN`; the gate (`CHALLENGED`, challenge).
        `candidates` are those of ports that were asked for, in their order.
        """
        lines = canonical(effects)
        entry: dict[str, Any] = {"n": self._number}
        if taken := list(ports):
            entry["ports"] = taken
        if values := [value.hex() for value in drawn]:
            entry["drawn"] = values
        if said := [list(answer) for answer in answers]:
            entry["answers"] = said
        if shown := [list(each) for each in candidates]:
            entry["candidates"] = shown
        if self._compact:
            entry["hash"] = digest(lines)
            self._write(entry)
        else:
            # The lines are JSON already: they become the last field as they are.
            self._stream.write(f'{_entry(entry)[:-1]},"effects":[{",".join(lines)}]}}\n')
        self._stream.flush()

    def _numbered(self, entry: dict[str, Any]) -> None:
        self._number += 1
        self._write({"n": self._number, **entry})

    def _write(self, entry: dict[str, Any]) -> None:
        self._stream.write(_entry(entry) + "\n")


class NotedPorts:
    """A port pool that notes what was taken from the pool behind it."""

    def __init__(self, ports: MediaPorts) -> None:
        self._ports = ports
        self.taken: list[int | None] = []
        self.shown: list[tuple[str, ...]] = []

    def take(self) -> int:
        try:
            port = self._ports.take()
        except MediaError:
            self.taken.append(None)
            raise
        self.taken.append(port)
        return port

    def retake(self, port: int) -> None:
        try:
            self._ports.retake(port)
        except MediaError:
            self.taken.append(None)
            raise
        self.taken.append(port)

    def give_back(self, port: int) -> None:
        self._ports.give_back(port)

    def candidates(self, port: int) -> tuple[str, ...]:
        found = self._ports.candidates(port)
        self.shown.append(found)
        return found


DISPROVEN: Final = ("", "disproven")
"""What a journal notes where the wallet said that a server does not know our secret."""
CHALLENGED: Final = "challenged"
"""Stands before a challenge that the gate wanted for a request inside a call."""


class NotedWallet:
    """Wallet and gate that note what those behind them said: realms, credentials and challenges, never a secret."""

    def __init__(self, wallet: Wallet, gate: Gate) -> None:
        self._wallet = wallet
        self._gate = gate
        self.said: list[tuple[str, str]] = []

    def knows(self, session: str, realm: str) -> bool:
        known = self._wallet.knows(session, realm)
        if known:
            self.said.append((realm, ""))
        return known

    def answer(self, session: str, challenge: str, method: str, uri: str, body: bytes) -> str:
        made = self._wallet.answer(session, challenge, method, uri, body)
        self.said.append(("", made))
        return made

    def disproves(self, session: str, sent: str, info: str, body: bytes) -> bool:
        found = self._wallet.disproves(session, sent, info, body)
        if found:
            self.said.append(DISPROVEN)
        return found

    def refusal(
        self, session: str, method: str, uri: str, credentials: Sequence[str], body: bytes, *, cseq: int, now: float
    ) -> tuple[str, ...]:
        found = self._gate.refusal(session, method, uri, credentials, body, cseq=cseq, now=now)
        self.said += [pair for one in found if (pair := (CHALLENGED, one)) not in self.said]
        return found


class JournaledEngine:
    """An engine whose every input and effect goes into a journal. All else is the engine's own (`engine`).

    A journal that cannot be written any more (the disk is full) ends there, for a run with gaps could not be repeated;
    calls go on. That is reported once: by `engine.on_error`, as a `JournalStopped`, and in `journal_error`. Raises
    OSError only when it is made and not even the header can be written.
    """

    def __init__(self, engine: Engine, journal: Journal, *, name: str = "generated") -> None:
        self.engine = engine
        self._journal: Journal | None = journal
        self._ports = NotedPorts(engine.env.ports)
        self._wallet = NotedWallet(engine.env.wallet, engine.env.gate)
        self._subscribed: set[type[PublicEvent]] = set()
        self._drawn = engine.env.counter
        self.journal_error = ""
        """Why the journal ended before the run did; "" while it has not."""
        journal.header(engine, name)
        engine.env.ports = self._ports
        engine.env.wallet = engine.env.gate = self._wallet

    def __getattr__(self, name: str) -> Any:
        return getattr(self.engine, name)

    def feed(self, input: Input, now: float) -> list[Effect]:
        """`Engine.feed`, written down."""
        journal = self._journal
        if journal is None:
            return self.engine.feed(input, now)
        subscribed = None
        if self.engine.subscribed != self._subscribed:
            self._subscribed = set(self.engine.subscribed)
            subscribed = {kind.__name__ for kind in self._subscribed}
        env = self.engine.env
        counter = env.counter if env.counter != self._drawn else None
        error = _failure(lambda: journal.input(input, now, subscribed=subscribed, counter=counter))
        effects = self.engine.feed(input, now)
        self._drawn = env.counter
        return self._taken(journal, effects, now, error)

    def next_deadline(self) -> float | None:
        """`Engine.next_deadline`."""
        return self.engine.next_deadline()

    def restore(self, snapshot: dict[str, Any], now: float) -> list[Effect]:
        """`Engine.restore`, written down; a snapshot that is refused leaves no trace in the journal."""
        journal = self._journal
        effects = self.engine.restore(snapshot, now)
        if journal is None:
            return effects
        error = _failure(lambda: journal.restored(snapshot, now))
        return self._taken(journal, effects, now, error)

    def _taken(self, journal: Journal, effects: list[Effect], now: float, error: OSError | None) -> list[Effect]:
        """Write the effects of an input that is written, or end the journal."""
        if error is None:
            noted, said = self._ports, self._wallet.said
            error = _failure(lambda: journal.effects(effects, noted.taken, answers=said, candidates=noted.shown))
        self._ports.taken.clear()
        self._ports.shown.clear()
        self._wallet.said.clear()
        if error is not None:
            self._stop(journal, error)
            if JournalStopped in self.engine.subscribed:
                effects.append(Publish(JournalStopped(session="", at=now, reason=self.journal_error)))
        return effects

    def _stop(self, journal: Journal, error: OSError) -> None:
        self._journal = None
        self.journal_error = error.strerror or str(error)
        with contextlib.suppress(OSError):
            journal.close()
        engine = self.engine
        engine.count("error: the journal stopped")
        if engine.on_error is not None:
            engine.on_error("", f"the journal stopped: {self.journal_error}; calls go on", "journal", None)


def _failure(write: Callable[[], None]) -> OSError | None:
    try:
        write()
    except OSError as error:
        return error
    return None
