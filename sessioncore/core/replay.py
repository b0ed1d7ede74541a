"""Runs a journal on today's code and names the first effect that differs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from sessioncore import events as public_events
from sessioncore.base.environment import Environment
from sessioncore.base.errors import ConfigError, MediaError
from sessioncore.base.settings import Settings
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.core.entries import canonical, digest, read_input
from sessioncore.core.journal import FORMAT, chart_hashes
from sessioncore.core.noted import CHALLENGED, DISPROVEN
from sessioncore.core.trace import TraceRecord
from sessioncore.core.wiring import SHIPPED, CallWiring
from sessioncore.effects import Effect

if TYPE_CHECKING:
    from sessioncore.base.environment import MediaPorts
    from sessioncore.events import PublicEvent


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


class ReplayedPorts:
    """Gives out the media ports that the journal says were taken."""

    def __init__(self) -> None:
        self.coming: list[int | None] = []
        self.shown: list[tuple[str, ...]] = []

    def expect(self, outcome: dict[str, Any] | None) -> None:
        """What it is to give for the next input, as a journal has it."""
        self.coming = list(outcome.get("ports", ())) if outcome else []
        self.shown = [tuple(each) for each in outcome.get("candidates", ())] if outcome else []

    def take(self) -> int:
        port = self.coming.pop(0) if self.coming else None
        if port is None:
            raise MediaError("the journal knows of no further media port here")
        return port

    def retake(self, port: int) -> None:
        """The port is the journal's, or None where it could not be had."""
        self.take()

    def give_back(self, port: int) -> None:
        """Nothing was bound."""

    def candidates(self, port: int) -> tuple[str, ...]:
        return self.shown.pop(0) if self.shown else ()


class ReplayedWallet:
    """Says what wallet and gate of the run said."""

    def __init__(self) -> None:
        self._realms: set[str] = set()
        self._made: list[str] = []
        self._disproves = False
        self._challenges: tuple[str, ...] = ()

    def expect(self, answers: Iterable[tuple[str, str]]) -> None:
        """What it is to say for the next input, as a journal has it."""
        entries = [(realm, made) for realm, made in answers]
        self._realms = {realm for realm, made in entries if not made}
        self._made = [made for realm, made in entries if made and not realm and (realm, made) != DISPROVEN]
        self._challenges = tuple([made for realm, made in entries if made and realm == CHALLENGED])
        self._disproves = DISPROVEN in entries

    def knows(self, session: str, realm: str) -> bool:
        return realm in self._realms

    def answer(self, session: str, challenge: str, method: str, uri: str, body: bytes) -> str:
        if not self._made:
            raise ConfigError("the journal knows of no further credentials here")
        return self._made.pop(0)

    def disproves(self, session: str, sent: str, info: str, body: bytes) -> bool:
        return self._disproves

    def refusal(
        self, session: str, method: str, uri: str, credentials: Sequence[str], body: bytes, *, cseq: int, now: float
    ) -> tuple[str, ...]:
        return self._challenges


class GivenValues(Environment):
    """An environment whose values are told instead of drawn: for journals without a seed (`journal redact`).

    `coming` are the next values. Raises ValueError where there is none left: today's code draws more than the run did.
    """

    def __init__(self, ports: MediaPorts) -> None:
        super().__init__(bytes(8), ports)
        self.coming: list[bytes] = []

    @property
    def seed(self) -> bytes:
        return b""

    def _draw(self, size: int) -> bytes:
        self.counter += 1
        if not self.coming or len(self.coming[0]) != size:
            raise ValueError("the journal knows of no further random value here")
        return self.coming.pop(0)


@attrs.frozen
class RerunStep:
    """One input of a journal, taken again by today's code.

    `taken` is the input as the journal has it, `subscribed` the event types that are wanted from then on (None: as
    before), `effects` what it came to now, `records` the transitions (traced runs),
    `outcome` what the journal says about the effects, None where the program ended before it could. `restored` is the
    session that a snapshot brought back, in place of an input.
    """

    number: int
    now: float
    taken: dict[str, Any]
    effects: tuple[Effect, ...]
    records: tuple[TraceRecord, ...] = ()
    outcome: dict[str, Any] | None = None
    restored: str = ""
    subscribed: tuple[str, ...] | None = None


class Rerun:
    """Runs the journal at `path` again; iterate once for its steps.

    `engine` names another engine than the journal's; `wiring` is that of the calls in it; `traced` collects
    transitions; `environment` makes the source of
    values from seed, ports and counter. Raises ConfigError with file and line for what is no journal, and OSError.
    """

    def __init__(
        self,
        path: Path | str,
        *,
        engine: str | None = None,
        traced: bool = False,
        wiring: CallWiring = SHIPPED,
        environment: Callable[[bytes, MediaPorts, int], Environment] = Environment,
    ) -> None:
        self._lines = _Lines(Path(path), _entries(Path(path)))
        self.header = header = self._lines.header()
        self._ports = ReplayedPorts()
        self.environment = (
            environment(bytes.fromhex(header["seed"]), self._ports, header["counter"])
            if header["seed"]
            else GivenValues(self._ports)
        )
        self._wallet = self.environment.wallet = self.environment.gate = ReplayedWallet()
        self.engine = Engine(
            _made(Settings, header["settings"]),
            self.environment,
            _made(wiring.limits, header["limits"]),
            engine=engine or header["engine"],
            answering=_answering(header["answering"]),
            traced=traced,
            wiring=wiring,
        )

    @property
    def truncated(self) -> bool:
        """Whether the file ended within an input, as far as it was read."""
        return self._lines.truncated

    @property
    def changed(self) -> tuple[str, ...]:
        """Charts and wirings whose hash is not today's."""
        hashes, before = chart_hashes(self.engine.wiring), self.header["charts"]
        return tuple(sorted(name for name in before.keys() | hashes.keys() if before.get(name) != hashes.get(name)))

    def __iter__(self) -> Iterator[RerunStep]:
        for entry in self._lines:
            if "now" in entry:
                yield self._step(entry, self._lines.outcome(entry["n"]))

    def _step(self, entry: dict[str, Any], outcome: dict[str, Any] | None) -> RerunStep:
        self._ports.expect(outcome)
        self._wallet.expect(outcome.get("answers", ()) if outcome else ())
        number, now, engine = entry["n"], entry["now"], self.engine
        if "restore" in entry:
            effects = tuple(engine.restore(entry["restore"], now))
            return RerunStep(
                number, now, {"type": "restore"}, effects, outcome=outcome, restored=entry["restore"]["session"]
            )
        if isinstance(self.environment, GivenValues):
            self.environment.coming = [bytes.fromhex(value) for value in (outcome or {}).get("drawn", ())]
        else:
            engine.env.counter = entry.get("counter", engine.env.counter)
        if "subscribed" in entry:
            engine.subscribed = today_s_events(entry["subscribed"])
        effects = tuple(engine.feed(read_input(entry["input"]), now))
        records = tuple(engine.trace)
        engine.trace.clear()
        wanted = tuple(entry["subscribed"]) if "subscribed" in entry else None
        return RerunStep(number, now, entry["input"], effects, records, outcome, subscribed=wanted)


def today_s_events(names: Iterable[str]) -> set[type[PublicEvent]]:
    """The public event types of these names; raises AttributeError for one that is none (any more)."""
    return {getattr(public_events, name) for name in names}


def replay(path: Path | str, *, engine: str | None = None, wiring: CallWiring = SHIPPED) -> ReplayResult:
    """Run the journal at `path`, on the engine that it names or on another one (`generated`, ...).

    Stops at the first difference. Raises ConfigError with file and line for what is no journal, and OSError.
    """
    rerun = Rerun(path, engine=engine, wiring=wiring)
    count = 0
    for step in rerun:
        count += 1
        if step.outcome is not None and (found := _compare(step)) is not None:
            return ReplayResult(count, found, rerun.truncated, rerun.changed)
    return ReplayResult(count, None, rerun.truncated, rerun.changed)


def _compare(step: RerunStep) -> Difference | None:
    outcome, actual = step.outcome, canonical(step.effects)
    if outcome is None:
        return None
    cause = " ".join([step.taken["type"], *([step.taken["name"]] if "name" in step.taken else [])])
    if "hash" in outcome:
        if outcome["hash"] == digest(actual):
            return None
        return Difference(step.number, cause, step.now, -1, outcome["hash"], "\n           ".join(actual))
    expected = [json.dumps(effect, sort_keys=True, separators=(",", ":")) for effect in outcome["effects"]]
    for index in range(max(len(expected), len(actual))):
        then = expected[index] if index < len(expected) else None
        now = actual[index] if index < len(actual) else None
        if then != now:
            return Difference(step.number, cause, step.now, index, then, now)
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
