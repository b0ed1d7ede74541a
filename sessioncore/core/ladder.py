"""A ladder diagram in text: the messages between two sides in order of time, with the chart transitions beside each."""

from __future__ import annotations

from collections.abc import Iterable

import attrs

from sessioncore.core.trace import TraceRecord
from sessioncore.wire.sip import Message, Request, SipParseError, parse

WIDTH = 34
"""Columns between the two lifelines."""


def describe(data: bytes) -> str:
    """One SIP message in a few words: method or status, CSeq number, and the direction of its SDP."""
    try:
        message = parse(data)
        sequence = message.cseq
    except SipParseError as error:
        return f"unreadable: {error.reason}"
    words = [message.method if isinstance(message, Request) else f"{message.status} {sequence.method}"]
    words.append(str(sequence.number))
    if direction := _direction(message):
        words.append(direction)
    return " ".join(words)


def _direction(message: Message) -> str:
    if not message.body or not (message.content_type or "").startswith("application/sdp"):
        return ""
    found = [line for line in message.body.split(b"\r\n") if line in _DIRECTIONS]
    return "SDP " + (_DIRECTIONS[found[0]] if found else "sendrecv")


_DIRECTIONS = {f"a={name}".encode(): name for name in ("sendrecv", "sendonly", "recvonly", "inactive")}


def transitions(records: Iterable[TraceRecord]) -> list[str]:
    """What the charts did, a line each: `outgoing idle -> setup.inviting (dial)`; nothing for what was ignored."""
    lines = []
    for record in records:
        chart = record.chart.rpartition("/")[2]
        event = record.row.rpartition(".")[2].partition("#")[0]
        if record.decision == "row":
            move = f"{record.source} -> {record.target}" if record.source != record.target else record.source
            lines.append(f"{chart} {move} ({event})")
        elif record.decision != "ignore":
            lines.append(f"{chart} {record.source} {record.decision}s {event}")
    return lines


@attrs.frozen
class _Line:
    at: float
    side: int
    kind: str
    text: str
    beside: tuple[str, ...]


class Ladder:
    """Collects what happened at two sides; `str` of it is the diagram. Times are shown relative to the first entry."""

    def __init__(self, left: str, right: str) -> None:
        self._names = (left, right)
        self._lines: list[_Line] = []

    def sent(self, at: float, side: str, text: str, fate: str = "") -> None:
        """A message leaves `side`; `fate` says what the network does to it where that is not plain."""
        self._lines.append(_Line(at, self._names.index(side), "sent", text, (fate,) if fate else ()))

    def received(self, at: float, side: str, text: str, records: Iterable[TraceRecord] = ()) -> None:
        """A message arrives at `side`, which does what `records` say."""
        self._add(at, side, "received", text, records)

    def passed(self, at: float, side: str, text: str, records: Iterable[TraceRecord] = ()) -> None:
        """A message arrives at `side` from a peer that nothing more is known of: one line, with what `side` does."""
        self._add(at, side, "passed", text, records)

    def happened(self, at: float, side: str, text: str, records: Iterable[TraceRecord] = ()) -> None:
        """Something that is no message: a command, a timer, a report of the media plane, a result."""
        self._add(at, side, "happened", text, records)

    def _add(self, at: float, side: str, kind: str, text: str, records: Iterable[TraceRecord]) -> None:
        self._lines.append(_Line(at, self._names.index(side), kind, text, tuple(transitions(records))))

    def __len__(self) -> int:
        return len(self._lines)

    def __str__(self) -> str:
        left, right = self._names
        rows = [f"{'time':>9}  {left:<{WIDTH // 2}}{right:>{WIDTH - WIDTH // 2 + 2}}"]
        # What two sides tell of the same millisecond may come in turned round; those of one time keep their order.
        lines = sorted(self._lines, key=lambda line: line.at)
        start = lines[0].at if lines else 0.0
        for line in lines:
            middle = _arrow(line)
            rows.append(f"{line.at - start:9.3f}  |{middle}|  {self._beside(line, 0)}".rstrip())
            blank = f"{'':9}  |{'':{WIDTH}}|  "
            rows += [f"{blank}{self._beside(line, index)}" for index in range(1, len(line.beside))]
        return "\n".join(rows) + "\n"

    def _beside(self, line: _Line, index: int) -> str:
        if not line.beside:
            return ""
        name = f"{self._names[line.side]}: " if line.kind != "sent" else ""
        return f"{name}{line.beside[index]}"


def _arrow(line: _Line) -> str:
    text = line.text if len(line.text) <= WIDTH - 6 else line.text[: WIDTH - 9] + "..."
    if line.kind == "happened":
        return f"{f'[{text}]':<{WIDTH}}" if line.side == 0 else f"{f'[{text}]':>{WIDTH}}"
    if line.kind in ("sent", "passed"):
        to_the_right = line.side == (0 if line.kind == "sent" else 1)
        return f"{f'-- {text} ':-<{WIDTH - 1}}>" if to_the_right else f"<{f' {text} --':->{WIDTH - 1}}"
    return f"{f'> {text}':>{WIDTH}}" if line.side == 1 else f"{f'{text} <':<{WIDTH}}"
