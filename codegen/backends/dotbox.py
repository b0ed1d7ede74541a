"""What is written in the picture of a chart: the lines of transitions and timers, and the contents of a state's box."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import attrs

from ..model import Block, Chart, Delay, Row, Span, State, Timer
from .dotsyntax import (
    Html,
    Word,
    cell,
    escaped,
    link,
    listed,
    paragraph,
    points,
    side_by_side,
    table,
    width,
    words,
    wrapped,
)
from .overlay import Mark, Overlay
from .palette import GREY, INK, PALE, SIGNAL, SOURCE_COLOURS

BOX_COLUMNS = 46
DETAIL = 9.0
TIMER = SOURCE_COLOURS["timer"]
_LEAST_OUTCOME = 20
"""Columns that an outcome shared by several events has at least beside them."""


def event_word(chart: Chart, row: Row) -> Word:
    """The event of a transition, in the colour of who raises it."""
    event = chart.events.get(row.event.name)
    return Word(row.event.name, colour=SOURCE_COLOURS[event.source] if event else INK)


def guarded(row: Row, otherwise: bool) -> list[Word]:
    """The guards of a transition in brackets."""
    if not row.conditions:
        return [Word("[else]", bold=True)] if otherwise else []
    parts = words(" and ".join(str(condition) for condition in row.conditions), bold=True)
    return [Word("[" + parts[0].text, bold=True), *parts[1:], Word("]", bold=True, glued=True)]


def outcome(block: Row | Block) -> list[Word]:
    """Actions in grey behind a slash, signals behind an arrow, then the chart's own events."""
    line: list[Word] = []
    if names := [ref.name for ref in block.actions]:
        parts = listed(names, colour=GREY)
        line += [Word("/ " + parts[0].text, colour=GREY), *parts[1:]]
    if names := [ref.name for ref in block.signals]:
        parts = listed(names, colour=SIGNAL)
        line += [Word("» " + parts[0].text, colour=SIGNAL), *parts[1:]]
    if names := [ref.name for ref in block.raises]:
        colour = SOURCE_COLOURS["internal"]
        line += [Word("raise", italic=True, colour=colour), *listed(names, colour=colour)]
    return line


def timer_line(timer: Timer) -> list[Word]:
    """A timer with its bounds and the event that it raises."""
    text = f"{timer.name}: {timer.after.text or _delay(timer.after)}"
    if timer.repeat is not None:
        text += f", again {timer.repeat.text}" if timer.repeat.text else f", again ×{timer.repeat.factor:g}"
    if timer.off_when_reliable:
        text += ", reliable: none"
    elif timer.reliable is not None:
        text += f", reliable: {timer.reliable.text or _delay(timer.reliable)}"
    return [*words(text, colour=TIMER), Word(f"→ {timer.event.name}", colour=TIMER)]


def _delay(delay: Delay) -> str:
    return delay.method or delay.kind


@attrs.frozen
class _Line:
    """One transition of a label: its event, its guards with what it does, and how the overlay wants it."""

    row: Row
    event: Sequence[Word]
    does: Sequence[Word]
    mark: Mark


@attrs.frozen
class Boxes:
    """Writes the labels of one chart's picture.

    initial  paths of the states that their compound state starts in
    written  ids of rows that lead to another state and stand in the box all the same
    least    least widths of boxes in points, by node
    """

    chart: Chart
    overlay: Overlay
    initial: Collection[str]
    written: Collection[str] = ()
    least: dict[str, float] = attrs.field(factory=dict)

    def link(self, span: Span) -> str:
        """The address of a line of the chart, relative to the picture."""
        return link(self.chart.name.count("/") + 1, self.chart.file, span.line)

    def state(self, state: State, heading: str = "") -> Html:
        """What stands in a state's box: name and purpose; entry, exit, timers; internal rows; decisions."""
        mark = self.overlay.of(f"state-{state.path}")
        name = (("H* " if state.deep else "H ") if state.kind == "history" else "") + state.name
        if state.parent and state.path in self.initial:
            name = "● " + name
        align = "LEFT" if state.children and state.path else "CENTER"
        title = heading or paragraph(mark.words([Word(name, bold=True)]), BOX_COLUMNS)
        head = [cell(title, align=align, size=11.5, width=self.width(state.path))]
        if state.doc and state.path:
            doc = paragraph(words(state.doc, colour=GREY), 40, align=align, indent="")
            head.append(cell(doc, align=align, size=DETAIL))
        rows = (*state.rows, *state.always)
        internal = [(state, row) for row in rows if row.target is None or row.id in self.written]
        return table(
            [head, [*self._blocks(state), *self._timers(state)], self.rows(internal, BOX_COLUMNS), self._decided(state)]
        )

    def width(self, node: str) -> str:
        """The least width of a box for its first cell, "" for any."""
        return f"{self.least[node]:.0f}" if node in self.least else ""

    def rows(self, rows: Sequence[tuple[State, Row]], columns: int) -> list[str]:
        """Transitions, one a line; those that do the same stand one below the other beside what they do."""
        cells = []
        for lines in self._alike(rows):
            done = attrs.evolve(lines[0].mark, sign="").words(lines[0].does)
            if len(lines) == 1:
                line = paragraph([*lines[0].event, *done], columns)
                cells.append(cell(line, size=DETAIL, **self._about(lines[0])))
                continue
            left, right = self._shares(lines, columns)
            written = [cell(paragraph(line.event, left), size=DETAIL, **self._about(line)) for line in lines]
            cells.append(side_by_side(written, paragraph(done, right, indent=""), DETAIL))
        return cells

    def points(self, rows: Sequence[tuple[State, Row]], columns: int) -> float:
        """How wide the lines of these transitions are drawn, generously."""
        widest = 0.0
        for lines in self._alike(rows):
            done = lines[0].does
            if len(lines) == 1:
                parts = wrapped([*lines[0].event, *done], columns)
                widest = max(widest, *(points(part, DETAIL) for part in parts))
            else:
                left, right = self._shares(lines, columns)
                heads = [points(part, DETAIL) for line in lines for part in wrapped(line.event, left)]
                tails = [points(part, DETAIL) for part in wrapped(done, right)]
                widest = max(widest, max(heads) + max(tails) + 12)
        return widest

    def _alike(self, rows: Sequence[tuple[State, Row]]) -> list[list[_Line]]:
        """Transitions by guards and what they do, in the order in which it first occurs; bare ones stand alone."""
        groups: dict[tuple[object, ...], list[_Line]] = {}
        for state, row in rows:
            key_of = row.id.partition("#")[0]
            alternatives = sum(other.id.partition("#")[0] == key_of for other in (*state.rows, *state.always))
            mark = self.overlay.of(f"row-{row.id}")
            does = [*guarded(row, not row.conditions and alternatives > 1), *outcome(row)]
            if row.target is not None and row.id in self.written:
                does.append(Word(f"→ {row.target.name}", bold=True))
            line = _Line(row, mark.words([event_word(self.chart, row)]), does, mark)
            key = (tuple(does), mark.colour, mark.struck) if does else (row.id,)
            groups.setdefault(key, []).append(line)
        return list(groups.values())

    @staticmethod
    def _shares(lines: Sequence[_Line], columns: int) -> tuple[int, int]:
        """How many columns the events and what they do get, side by side."""
        left = max(sum(width(word.text) + (not word.glued) for word in line.event) for line in lines)
        left = min(left, max(columns - _LEAST_OUTCOME, columns // 2))
        return left, max(columns - left, _LEAST_OUTCOME)

    def _about(self, line: _Line) -> dict[str, str]:
        """Id, link and tooltip of a transition's line."""
        row = line.row
        rules = ", ".join(rule.name for rule in row.rules)
        about = " ".join(part for part in (f"{row.id}.", row.doc, rules and f"({rules})") if part)
        tooltip = escaped(line.mark.about(about))
        return {"id": f"row-{row.id}", "href": self.link(row.span), "tooltip": tooltip}

    def _blocks(self, state: State) -> list[str]:
        cells = []
        for label, block in (("enter", state.enter), ("exit", state.exit)):
            if content := outcome(block):
                mark = self.overlay.of(f"{label}-{state.path or 'chart'}")
                line = mark.words([Word(label, italic=True), *content])
                cells.append(cell(paragraph(line, BOX_COLUMNS), size=DETAIL))
        if state.done is not None:
            colour = SOURCE_COLOURS["done"]
            line = [Word("done", italic=True, colour=colour), Word(f"→ {state.done.name}", colour=colour)]
            cells.append(cell(paragraph(line, BOX_COLUMNS), size=DETAIL))
        return cells

    def _timers(self, state: State) -> list[str]:
        cells = []
        for ref in state.timers:
            timer = self.chart.timers[ref.name]
            name = f"timer-{state.path or 'chart'}-{timer.name}"
            mark = self.overlay.of(name)
            line = mark.words([Word("timer", italic=True, colour=TIMER), *timer_line(timer)])
            about = " ".join((timer.doc, *(rule.name for rule in timer.rules))).strip() or timer.name
            more = {"id": name, "href": self.link(timer.span), "tooltip": escaped(mark.about(about))}
            cells.append(cell(paragraph(line, BOX_COLUMNS), size=DETAIL, **more))
        return cells

    def _decided(self, state: State) -> list[str]:
        """Deferred, ignored, rejected and impossible events, one line for each kind (and status)."""
        place = state.path or "chart"
        kinds: dict[str, list[list[Word]]] = {}
        reasons: dict[str, list[str]] = {}
        for kind in ("defer", "ignore", "reject", "never"):
            for decision in state.decisions:
                if decision.kind == kind:
                    name = f"{kind} {decision.status}" if decision.status else kind
                    mark = self.overlay.of(f"decided-{place}-{kind}-{decision.event.name}")
                    kinds.setdefault(name, []).append(mark.words([Word(decision.event.name, colour=PALE)]))
                    reasons.setdefault(name, []).append(mark.about(f"{decision.event.name}: {decision.why}"))
        cells = []
        for kind, events in kinds.items():
            line = [Word(kind, italic=True, colour=PALE), *_with_commas(events)]
            about = escaped(" | ".join(reasons[kind]))
            name = f"decided-{place}-{kind.replace(' ', '-')}"
            more = {"id": name, "href": self.link(state.span), "tooltip": about}
            cells.append(cell(paragraph(line, BOX_COLUMNS), size=DETAIL, **more))
        return cells


def _with_commas(items: Sequence[Sequence[Word]]) -> Iterable[Word]:
    """Texts one after the other, a comma behind each but the last."""
    for number, item in enumerate(items, 1):
        yield from item
        if number < len(items):
            yield Word(",", colour=PALE, glued=True)
