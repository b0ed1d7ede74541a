"""The calls that a journal tells of: it is run again on today's code, with every transition noted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import attrs

from sessioncore.base.errors import ConfigError
from sessioncore.cli.page.recording import Call, Move, Step, message
from sessioncore.core.entries import read_input
from sessioncore.core.replay import Rerun, RerunStep
from sessioncore.core.trace import TraceRecord
from sessioncore.effects import Address, Send
from sessioncore.inputs import (
    Command,
    Datagram,
    FlowClosed,
    FlowHeard,
    FlowOpened,
    MediaReported,
    RelayReported,
    SendFailed,
    Tick,
)
from sessioncore.wire.sip import SipParseError, parse

OURSELVES = "sessioncore"
NO_CALL = "no call"
"""What has no Call-ID that can be read."""


@attrs.define
class JournalCalls:
    """The calls of one journal in order of their begin; `local` is the address of who wrote it."""

    local: Address
    calls: list[Call]
    truncated: bool = False
    changed: tuple[str, ...] = ()


def read_calls(path: Path, *, session: str | None = None, name: str = OURSELVES) -> JournalCalls:
    """Run the journal at `path` and sort what happened into calls; only `session` where that is given.

    Raises ConfigError for what is no journal or holds no such session, and OSError.
    """
    rerun = Rerun(path, traced=True)
    sorter = _Sorter(name)
    try:
        for step in rerun:
            sorter.take(step)
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise ConfigError(f"{path}: not a journal that can be run: {type(error).__name__}: {error}") from None
    calls = [call for call in sorter.calls.values() if call.steps]
    if session is not None:
        session = sorter.named(session)
        calls = [call for call in calls if call.name == session]
        if not calls:
            known = ", ".join(list(sorter.calls)[:5]) or "none"
            raise ConfigError(f"{path} holds no session {session[:80]!r}; sessions there: {known}")
    settings = rerun.engine.settings
    return JournalCalls((settings.address, settings.port), calls, rerun.truncated, rerun.changed)


class _Sorter:
    """Sorts steps into calls by session, and messages by the Call-ID that the session was seen with."""

    def __init__(self, name: str) -> None:
        self.calls: dict[str, Call] = {}
        self._name = name
        self._sessions: dict[str, str] = {}
        self._aliases: dict[str, str] = {}

    def named(self, session: str) -> str:
        """The name of a session's call: of several with one Call-ID (a challenge, then the proof) that of the first."""
        return self._aliases.get(session, session)

    def take(self, step: RerunStep) -> None:
        if step.restored:
            self._call(step.restored).steps.append(Step(step.now, "restored", 0, "restored from a snapshot"))
            return
        taken = read_input(step.taken)
        records: dict[str, list[TraceRecord]] = {}
        for record in step.records:
            records.setdefault(self.named(record.session), []).append(record)
        sends = [(_call_id(effect.data), effect) for effect in step.effects if isinstance(effect, Send)]
        if isinstance(taken, Datagram):
            sends = self._datagram(step, taken, records, sends)
        else:
            named = [session for session in records if session]
            only = named[0] if len(named) == 1 else ""
            if only:
                records[only] += records.pop("", [])  # what connections did for this call
            for session, theirs in records.items():
                self._happened(session, step.now, taken, theirs)
            if isinstance(taken, Command) and not records:
                self._happened(self.named(taken.session), step.now, taken, [])
            for call_id, _ in sends:
                if only and call_id:
                    self._know(call_id, only)
        for call_id, effect in sends:
            call = self._call(self._sessions.get(call_id, call_id or NO_CALL))
            peer = call.lifeline(_written(effect.remote))
            call.steps.append(message(step.now, 0, peer, effect.data, _written(effect.remote)))

    def _datagram(
        self,
        step: RerunStep,
        taken: Datagram,
        records: dict[str, list[TraceRecord]],
        sends: list[tuple[str, Send]],
    ) -> list[tuple[str, Send]]:
        call_id = _call_id(taken.data)
        mine = next((session for session in records if session), "")
        if mine and call_id:
            self._know(call_id, mine)
        name = self._sessions.get(call_id, mine or call_id or NO_CALL)
        if mine and mine not in self.calls and mine != name:
            self._aliases[mine] = name
            records[name] = records.pop(mine) + records.pop(name, [])
        call = self._call(name)
        source = _written(taken.source)
        made = message(step.now, call.lifeline(source), 0, taken.data, source)
        made.moves = [Move(0, record) for record in step.records if self.named(record.session) in ("", name)]
        call.steps.append(made)
        for session, theirs in records.items():
            if session not in ("", name):
                self._happened(session, step.now, taken, theirs)
        return [(found or call_id, effect) for found, effect in sends]

    def _know(self, call_id: str, session: str) -> None:
        """Whose a Call-ID is; a message that waited for its connection may have left before that was seen."""
        if call_id in self._sessions:
            return
        self._sessions[call_id] = session
        early = self.calls.pop(call_id, None)
        if early is not None:
            call = self._call(session)
            numbers = [call.lifeline(name) for name in early.lifelines]
            for step in early.steps:
                step.origin, step.target = numbers[step.origin], numbers[step.target]
                call.steps.append(step)

    def _happened(self, session: str, at: float, taken: Any, records: list[TraceRecord]) -> None:
        kind, label = _cause(taken, records)
        moves = [Move(0, record) for record in records]
        self._call(session or NO_CALL).steps.append(Step(at, kind, 0, label, moves=moves))

    def _call(self, name: str) -> Call:
        call = self.calls.get(name)
        if call is None:
            call = self.calls[name] = Call(name, [self._name])
        return call


def _cause(taken: Any, records: list[TraceRecord]) -> tuple[str, str]:
    if isinstance(taken, Command):
        return "command", taken.name
    if isinstance(taken, MediaReported | RelayReported):
        name = type(taken.event).__name__
        return "media", "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()
    if isinstance(taken, SendFailed):
        return "failure", f"cannot send to {_written(taken.remote)}"
    if isinstance(taken, Tick):
        cause = records[0].cause if records else ""
        return "timer", cause.removeprefix("timer").strip() or "time passed"
    if isinstance(taken, FlowOpened | FlowHeard | FlowClosed):
        return "timer", records[0].cause if records else ""
    return "failure", records[0].cause if records else ""


def _written(address: Address) -> str:
    host, port = address
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _call_id(data: bytes) -> str:
    try:
        return parse(data, strict=False).call_id
    except SipParseError:
        return ""
