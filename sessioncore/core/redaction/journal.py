"""A journal with placeholders: the run is made again on redacted inputs, and its effects are written anew.

Nothing of the effects, snapshots or hashes of the original is copied. The seed is left out, since whoever has it knows
the ids of a program that still runs; the values that were drawn from it stand in the file instead, the ids among them
replaced (`drawn`), so that replay needs no seed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

import attrs

from sessioncore.base.environment import Environment, MediaPorts
from sessioncore.base.errors import ConfigError
from sessioncore.base.relay import DescriptionNotPassed, DescriptionPassed, RelayEvent, RelayFailed, RelaySilent
from sessioncore.core.answering import AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.core.entries import plain, read_input
from sessioncore.core.journal import Journal
from sessioncore.core.noted import CHALLENGED, DISPROVEN
from sessioncore.core.redaction.messages import MessageRedactor
from sessioncore.core.redaction.placeholders import Placeholders
from sessioncore.core.replay import GivenValues, ReplayedPorts, ReplayedWallet, Rerun, RerunStep, today_s_events
from sessioncore.effects import Address
from sessioncore.inputs import (
    Command,
    Datagram,
    FlowBroken,
    FlowClosed,
    FlowOpened,
    Input,
    Located,
    MediaReported,
    RelayReported,
    SendFailed,
)
from sessioncore.wire.sip import MAGIC_COOKIE

_SOURCES = re.compile(r"silence|echo|none|tone:[0-9.]+")
_URIS = ("target", "from", "contact", "refer_to", "asserted", "preferred")
_KEPT = ("codec", "codecs", "suite", "quality", "what", "offer", "outcome", "privacy", "method", "direction")
"""Fields whose text is one of a few words of our own."""


@attrs.frozen
class Redaction:
    """What came of it: how many inputs, and the first one whose effects are of other kinds than the original's.

    From there on the redacted journal tells of another run (`diverged`), which can be replayed all the same.
    """

    inputs: int
    diverged: int | None = None


class _Noted(Environment):
    """Notes what is drawn, and whether it becomes an id (True) or a number that decides something (False)."""

    def __init__(self, seed: bytes, ports: MediaPorts | None = None, start: int = 0) -> None:
        super().__init__(seed, ports, start)
        self.noted: list[tuple[bytes, bool]] = []

    def _draw(self, size: int) -> bytes:
        value = super()._draw(size)
        self.noted.append((value, True))
        return value

    def number(self, bits: int = 32) -> int:
        made = super().number(bits)
        self.noted[-1] = (self.noted[-1][0], False)
        return made


def redact(path: Path, target: IO[str], key: bytes) -> Redaction:
    """Write the journal at `path` to `target` with placeholders made with `key` (16 to 64 random octets, secret).

    Raises ConfigError for what is no journal, is redacted already, or holds restored sessions; and OSError.
    """
    original = Rerun(path, environment=_Noted)
    if not isinstance(original.environment, _Noted):
        raise ConfigError(f"{path} is redacted already")
    run = _Run(original, target, key)
    for step in original:
        if step.restored:
            raise ConfigError(
                f"{path}: input {step.number} restores a session from a snapshot; that cannot be redacted"
            )
        run.take(step, original.environment.noted)
        original.environment.noted.clear()
    return Redaction(run.inputs, run.diverged)


class _Run:
    """The second engine, which is fed the same inputs with placeholders."""

    def __init__(self, original: Rerun, target: IO[str], key: bytes) -> None:
        self.inputs = 0
        self.diverged: int | None = None
        self._words = Placeholders(key)
        self._redactor = InputRedactor(self._words)
        self._ports = ReplayedPorts()
        self._values = GivenValues(self._ports)
        self._wallet = self._values.wallet = self._values.gate = ReplayedWallet()
        settings, answering = original.engine.settings, original.engine.answering
        host, text = self._words.host, self._words.text
        self._engine = Engine(
            attrs.evolve(
                settings,
                address=host(settings.address),
                media_address=host(settings.media_address),
                user_agent=text(settings.user_agent),
                server=text(settings.server),
                media_fingerprint=self._redactor.fingerprint(settings.media_fingerprint),
                trusted_peers=tuple([host(peer) for peer in settings.trusted_peers if "/" not in peer]),
            ),
            self._values,
            original.engine.limits,
            engine=original.header["engine"],
            answering=AnsweringTable({text(name): rule for name, rule in answering.users.items()}, answering.default),
        )
        self._journal = Journal(target, compact=original.header["compact"])
        self._journal.header(self._engine, original.header["engine"])

    def take(self, step: RerunStep, noted: list[tuple[bytes, bool]]) -> None:
        drawn = [self._value(value) if is_id else value for value, is_id in noted]
        taken = self._redactor.input(read_input(step.taken))
        self.inputs += 1
        if step.subscribed is not None:
            self._engine.subscribed = today_s_events(step.subscribed)
        self._journal.input(taken, step.now, subscribed=step.subscribed)
        if step.outcome is None:
            return
        ports = list(step.outcome.get("ports", ()))
        candidate = self._redactor.candidate
        shown = [[candidate(text) for text in each] for each in step.outcome.get("candidates", ())]
        self._ports.expect({"ports": ports, "candidates": shown})
        self._values.coming = list(drawn)
        answers = [self._redactor.answer(*said) for said in step.outcome.get("answers", ())]
        self._wallet.expect(answers)
        effects = self._engine.feed(taken, step.now)
        self._journal.effects(effects, ports, drawn, answers, shown)
        if self.diverged is None and [one.label for one in effects] != [one.label for one in step.effects]:
            self.diverged = step.number

    def _value(self, value: bytes) -> bytes:
        """Another id, by which the one in later inputs is replaced, too."""
        made = self._words.octets(value)
        self._words.know(value.hex(), made.hex())
        self._words.know("s" + value.hex(), "s" + made.hex())
        return made


class InputRedactor:
    """Puts placeholders into inputs."""

    def __init__(self, words: Placeholders) -> None:
        self._words = words
        self._messages = MessageRedactor(words)

    def input(self, taken: Input) -> Input:
        """The same input about somebody else."""
        if isinstance(taken, Datagram):
            return attrs.evolve(taken, data=self._messages.datagram(taken.data), source=self._address(taken.source))
        if isinstance(taken, SendFailed):
            return attrs.evolve(
                taken,
                remote=self._address(taken.remote),
                reason=self._words.text(taken.reason),
                data=self._messages.datagram(taken.data),
            )
        if isinstance(taken, FlowOpened):
            names = tuple(map(self._words.host, taken.names))
            return attrs.evolve(taken, remote=self._address(taken.remote), names=names)
        if isinstance(taken, FlowBroken):
            return attrs.evolve(taken, head=self._messages.datagram(taken.head))
        if isinstance(taken, FlowClosed):
            return attrs.evolve(taken, reason=self._words.text(taken.reason))
        if isinstance(taken, Command):
            session = self._words.text(taken.session)
            return attrs.evolve(taken, session=session, arguments=self._arguments(taken.arguments))
        if isinstance(taken, Located):
            hosts = [attrs.evolve(one, addresses=tuple(map(self._words.host, one.addresses))) for one in taken.records]
            return Located(self._branch(taken.lookup), tuple(hosts))
        if isinstance(taken, MediaReported):
            return MediaReported(self._report(taken.event))
        if isinstance(taken, RelayReported):
            return RelayReported(self._relayed(taken.event))
        return taken

    def fingerprint(self, value: str) -> str:
        """That of another certificate."""
        return self._messages.fingerprint(value)

    def candidate(self, value: str) -> str:
        """A candidate of ICE, elsewhere."""
        return self._messages.candidate(value)

    def answer(self, realm: str, made: str) -> tuple[str, str]:
        """What the wallet said, about somebody else."""
        if (realm, made) == DISPROVEN:
            return DISPROVEN
        if realm == CHALLENGED and made:
            return CHALLENGED, self._messages.header("WWW-Authenticate", made)
        return self._words.text(realm), self._messages.header("Authorization", made) if made else ""

    def _branch(self, branch: str) -> str:
        """One of ours: the cookie, then what was drawn."""
        return MAGIC_COOKIE + self._words.text(branch.removeprefix(MAGIC_COOKIE))

    def _address(self, address: Address) -> Address:
        return self._words.host(address[0]), address[1]

    def _report(self, event: Any) -> Any:
        kind = type(event)
        values = {field.name: getattr(event, field.name) for field in attrs.fields(kind)}
        return kind(**{name: self._reported(name, value) for name, value in values.items()})

    def _relayed(self, event: RelayEvent) -> RelayEvent:
        changed: dict[str, Any] = {"relay": self._words.text(event.relay)}
        if isinstance(event, DescriptionPassed):
            changed["body"] = self._messages.body(event.body.decode("utf-8", "replace")).encode()
        elif isinstance(event, DescriptionNotPassed | RelayFailed):
            changed["reason"] = self._words.text(event.reason)
        elif isinstance(event, RelaySilent):
            changed["leg"] = self._words.text(event.leg)
        else:
            changed["figures"] = tuple([attrs.evolve(one, leg=self._words.text(one.leg)) for one in event.figures])
        return attrs.evolve(event, **changed)

    def _reported(self, name: str, value: Any) -> Any:
        if not isinstance(value, str) or name in _KEPT:
            return value
        if name == "source":
            return self._source(value)
        if name == "digit":
            return self._messages.dialed(value)
        if name == "stream":
            session, slash, index = value.partition("/")
            return self._words.text(session) + slash + index
        return self._words.text(value)

    def _arguments(self, values: dict[str, Any]) -> dict[str, Any]:
        return {name: self._argument(name, value) for name, value in values.items()}

    def _argument(self, name: str, value: Any) -> Any:
        if isinstance(value, dict):
            headers = name == "headers"
            redacted: Callable[[str, Any], Any] = self._messages.header if headers else self._argument
            return {key: redacted(key, item) for key, item in value.items()}
        if isinstance(value, list):
            return [self._argument(name, item) for item in value]
        if not isinstance(value, str) or name in _KEPT:
            return plain(value)
        if name in _URIS:
            return self._messages.uri(value)
        if name == "digits":
            return self._messages.dialed(value)
        if name == "info":
            return self._messages.header("Authentication-Info", value)
        if name == "challenges":
            return self._messages.header("WWW-Authenticate", value)
        if name == "source":
            return self._source(value)
        if name == "next_hop":
            host, colon, port = value.rpartition(":")
            return self._words.host(host) + colon + port
        return self._words.text(value)

    def _source(self, value: str) -> str:
        if _SOURCES.fullmatch(value):
            return value
        kind, colon, rest = value.partition(":")
        return f"{kind}{colon}{self._words.text(rest)}" if kind == "file" else self._words.text(value)
