"""The journal: every input of an engine with the effects it had, so that any run can be repeated on today's code.

A file of JSON lines. The first is the header: what the run stands on (hashes of charts and wirings, settings, limits,
seed). Then each input gets two lines of the same number: the input with its `now` before it is taken, ticks included,
and its effects afterwards, either in full or (compact form) as a hash. An input without effects line is one that the
program did not survive. Journals hold what peers said, credentials included: they are made with mode 0600.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

import attrs

from sessioncore.core.entries import canonical, digest, plain
from sessioncore.core.noted import NotedPorts, NotedWallet
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
from sessioncore.inputs import Input

if TYPE_CHECKING:
    from sessioncore.core.engine import Engine

FORMAT = 1
"""Version of the file's form."""


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
_entry: Callable[[dict[str, Any]], str] = json.JSONEncoder(separators=(",", ":")).encode


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
