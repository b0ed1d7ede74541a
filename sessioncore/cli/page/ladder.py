"""The ladder of a page: one row a step, drawn in SVG, which opens without a script to transitions and message."""

from __future__ import annotations

from html import escape

from sessioncore.cli.page.recording import Call, Move, Step
from sessioncore.cli.page.shown import message_text, plain_text

EDGE = 7.0
"""Per cent of the width left and right of the outermost lifelines."""
MAX_LABEL = 44


def scene_names(call: Call) -> str:
    """The lifelines' names above the ladder."""
    count = len(call.lifelines)
    names = "".join(
        f'<text class="name side-{min(number, 2)}" x="{_x(number, count)}" y="15"'
        f' text-anchor="{_anchor(number, count)}">{_text(name)}</text>'
        for number, name in enumerate(call.lifelines)
    )
    return (
        f'<div class="names"><span>seconds</span><svg height="22" aria-hidden="true">{names}</svg>'
        '<span class="count">rows</span></div>'
    )


def row(call: Call, step: Step, index: int) -> str:
    """One step as a list item."""
    label = step.label if len(step.label) <= MAX_LABEL else step.label[: MAX_LABEL - 3] + "..."
    who = _who(call, step)
    time = f"{step.order - call.begin:.3f}"
    head = f'<time>{time}</time><svg class="wire" height="24" role="img" aria-label="{_text(f"{who}: {step.label}")}">'
    count = len(call.lifelines)
    lives = "".join(f'<line class="life" x1="{_x(n, count)}" x2="{_x(n, count)}" y2="24"/>' for n in range(count))
    drawn = _arrow(step, label, count) if step.kind == "message" else _mark(step, label, count)
    number = len(step.moves)
    badge = f'<span class="count" title="rows that the charts took">{number or ""}</span>'
    inside = _moves(call, step) + _raw(step)
    summary = f"<summary>{head}{lives}{drawn}</svg>{badge}</summary>"
    classes = f"step {step.kind} side-{step.origin if step.origin < 2 else 2}"
    return f'<li class="{classes}" data-step="{index}"><details>{summary}{inside}</details></li>'


def _who(call: Call, step: Step) -> str:
    name = call.lifelines[step.origin]
    return f"{name} to {call.lifelines[step.target]}" if step.kind == "message" else name


def _arrow(step: Step, label: str, count: int) -> str:
    start, end = _x(step.origin, count), _x(step.target, count)
    tip = "M0 0l-9 -4.5v9z" if step.target > step.origin else "M0 0l9 -4.5v9z"
    middle = (_per_cent(step.origin, count) + _per_cent(step.target, count)) / 2
    return (
        f'<line class="arrow" x1="{start}" x2="{end}" y1="17" y2="17"/>'
        f'<svg x="{end}" y="17" overflow="visible"><path class="tip" d="{tip}"/></svg>'
        f'<text class="label" x="{middle:.2f}%" y="12" text-anchor="middle">{_text(label)}</text>'
    )


def _mark(step: Step, label: str, count: int) -> str:
    right = count > 1 and step.origin == count - 1
    shift = "-10" if right else "10"
    word = f"{step.kind}: {label}" if step.kind not in ("restored", "failure") else label
    return (
        f'<circle class="mark" cx="{_x(step.origin, count)}" cy="12" r="4"/>'
        f'<text class="label" x="{_x(step.origin, count)}" dx="{shift}" y="16"'
        f' text-anchor="{"end" if right else "start"}">{_text(word)}</text>'
    )


def _moves(call: Call, step: Step) -> str:
    if not step.moves:
        return ""
    lines = "".join(f'<li class="side-{move.side}">{_move(call, move)}</li>' for move in step.moves)
    return f'<ol class="moves">{lines}</ol>'


def _move(call: Call, move: Move) -> str:
    record = move.record
    event = record.row.rpartition(".")[2].partition("#")[0]
    side = f"{_text(call.lifelines[move.side])}: " if call.sides > 1 else ""
    if record.decision != "row":
        return f"{side}<b>{_text(record.part)}</b> {_text(record.source)} {record.decision}s <i>{_text(event)}</i>"
    if record.source == record.target:
        return f"{side}<b>{_text(record.part)}</b> {_text(record.source)} <i>{_text(event)}</i>"
    arrow = f"{_text(record.source)} → {_text(record.target)}" if record.source else f"→ {_text(record.target)}"
    return f"{side}<b>{_text(record.part)}</b> {arrow} <i>{_text(event)}</i>"


def _raw(step: Step) -> str:
    if step.raw is None:
        return ""
    return f'<pre class="raw" tabindex="0">{escape(message_text(step.raw))}</pre>'


def _per_cent(number: int, count: int) -> float:
    return EDGE + (100 - 2 * EDGE) * number / max(1, count - 1)


def _x(number: int, count: int) -> str:
    return f"{_per_cent(number, count):.2f}%"


def _anchor(number: int, count: int) -> str:
    return "middle" if count > 2 else ("start" if number == 0 else "end")


def _text(text: str) -> str:
    return escape(plain_text(text))
