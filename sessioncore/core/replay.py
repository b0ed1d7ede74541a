"""Runs a journal on today's code and names the first effect that differs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs

from sessioncore import events as public_events
from sessioncore.base.environment import Environment
from sessioncore.base.errors import ConfigError, MediaError
from sessioncore.base.settings import Settings
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.core.journal import FORMAT, canonical, chart_hashes, digest, read_input
from sessioncore.handlers.limits import Limits


@attrs.frozen
class Difference:
    """The first effect that is not the journal's. `expected` or `actual` is None where there is no effect at `index`.

    input      number of the input, `cause` what it was, `now` its time
    index      which of its effects, from 0; -1 where the journal holds only a hash of them (`actual` is then all)
    """

    input: int
    cause: str
    now: float
    index: int
    expected: str | None
    actual: str | None

    def __str__(self) -> str:
        where = f"input {self.input} ({self.cause}) at {self.now:.3f} s"
        if self.index < 0:
            return f"{where}: its effects have another hash\n  journal: {self.expected}\n  now:     {self.actual}"
        expected = "nothing" if self.expected is None else self.expected
        actual = "nothing" if self.actual is None else self.actual
        return f"{where}, effect {self.index}\n  journal: {expected}\n  now:     {actual}"


@attrs.frozen
class ReplayResult:
    """What a replay came to.

    inputs      how many were run
    difference  the first one, or None: today's code does the same
    truncated   the file ends within a line, or an input has no effects: the program ended there
    changed     charts and wirings whose hash is not today's
    """

    inputs: int
    difference: Difference | None = None
    truncated: bool = False
    changed: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        return self.difference is None


class _ReplayedPorts:
    """Gives out the media ports that the journal says were taken."""

    def __init__(self) -> None:
        self.coming: list[int | None] = []

    def take(self) -> int:
        port = self.coming.pop(0) if self.coming else None
        if port is None:
            raise MediaError("the journal knows of no further media port here")
        return port

    def give_back(self, port: int) -> None:
        """Nothing was bound."""


def replay(path: Path | str, *, engine: str | None = None) -> ReplayResult:
    """Run the journal at `path`, on the engine that it names or on another one (`generated`, ...).

    Stops at the first difference. Raises ConfigError with file and line for what is no journal, and OSError.
    """
    entries = _entries(Path(path))
    lines = _Lines(Path(path), entries)
    header = lines.header()
    ports = _ReplayedPorts()
    today = Engine(
        _made(Settings, header["settings"]),
        Environment(bytes.fromhex(header["seed"]), ports, header["counter"]),
        _made(Limits, header["limits"]),
        engine=engine or header["engine"],
        answering=_answering(header["answering"]),
    )
    hashes = chart_hashes()
    before = header["charts"]
    changed = tuple(sorted(name for name in before.keys() | hashes.keys() if before.get(name) != hashes.get(name)))
    count = 0
    for entry in lines:
        if "now" not in entry:
            continue
        outcome = lines.outcome(entry["n"])
        ports.coming = list(outcome.get("ports", ())) if outcome else []
        count += 1
        if "restore" in entry:
            today.restore(entry["restore"], entry["now"])
            continue
        today.env.counter = entry.get("counter", today.env.counter)
        if "subscribed" in entry:
            today.subscribed = {getattr(public_events, name) for name in entry["subscribed"]}
        actual = canonical(today.feed(read_input(entry["input"]), entry["now"]))
        if outcome is not None and (found := _compare(entry, outcome, actual)) is not None:
            return ReplayResult(count, found, lines.truncated, changed)
    return ReplayResult(count, None, lines.truncated, changed)


def _compare(entry: dict[str, Any], outcome: dict[str, Any], actual: list[str]) -> Difference | None:
    value = entry["input"]
    cause = " ".join([value["type"], *([value["name"]] if "name" in value else [])])
    if "hash" in outcome:
        if outcome["hash"] == digest(actual):
            return None
        return Difference(entry["n"], cause, entry["now"], -1, outcome["hash"], "\n           ".join(actual))
    expected = [json.dumps(effect, sort_keys=True, separators=(",", ":")) for effect in outcome["effects"]]
    for index in range(max(len(expected), len(actual))):
        then = expected[index] if index < len(expected) else None
        now = actual[index] if index < len(actual) else None
        if then != now:
            return Difference(entry["n"], cause, entry["now"], index, then, now)
    return None


def _made(kind: Any, values: dict[str, Any]) -> Any:
    """A record of settings; what a journal of another version says and this one does not know is left out."""
    known = {field.name for field in attrs.fields(kind)}
    fitting = {key: tuple(item) if isinstance(item, list) else item for key, item in values.items() if key in known}
    return kind(**fitting)


def _answering(values: dict[str, Any]) -> AnsweringTable:
    users = {name: AnsweringRule(**rule) for name, rule in values["users"].items()}
    default = values["default"]
    return AnsweringTable(users, None if default is None else AnsweringRule(**default))


@attrs.frozen
class _Raw:
    number: int
    text: str


def _entries(path: Path) -> Iterator[_Raw]:
    with path.open(encoding="ascii", errors="surrogateescape") as stream:
        for number, text in enumerate(stream, 1):
            yield _Raw(number, text)


class _Lines:
    """The parsed lines of a journal, one ahead: whether an input has its effects shows on the next line."""

    def __init__(self, path: Path, raw: Iterator[_Raw]) -> None:
        self._path = path
        self._raw = raw
        self._next: dict[str, Any] | None = None
        self.truncated = False

    def header(self) -> dict[str, Any]:
        first = self._read()
        if first is None or first.get("journal") != FORMAT:
            raise ConfigError(f"{self._path}:1: this is no journal of format {FORMAT}")
        self._next = self._read()
        return first

    def __iter__(self) -> Iterator[dict[str, Any]]:
        while self._next is not None:
            entry, self._next = self._next, self._read()
            yield entry

    def outcome(self, number: int) -> dict[str, Any] | None:
        """The effects line of the input that was read last, or None: the program ended before."""
        follower = self._next
        if follower is None or follower.get("n") != number or "now" in follower:
            self.truncated = True
            return None
        return follower

    def _read(self) -> dict[str, Any] | None:
        raw = next(self._raw, None)
        if raw is None:
            return None
        try:
            entry = json.loads(raw.text)
        except ValueError:
            if not raw.text.endswith("\n"):
                self.truncated = True
                return None
            raise ConfigError(f"{self._path}:{raw.number}: this line is no JSON") from None
        if not isinstance(entry, dict):
            raise ConfigError(f"{self._path}:{raw.number}: this line is no table")
        return entry
