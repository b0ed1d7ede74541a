"""One SCXML document imported: read, converted, written, and checked as every other chart is."""

from __future__ import annotations

import re

import attrs

from ..checks import check_chart
from ..diagnostics import Diagnostic, Findings, ordered
from ..fmt import FormatError
from ..load_chart import load_chart_document
from ..model import Chart, Decision, Row, Span
from ..reading import Reader
from ..source import parse as parse_yaml
from ..written import chart_text
from . import xml
from .convert import Converted, convert
from .document import document
from .draft import RowDraft
from .events import heard
from .returned import is_returned, returned

_ROW = re.compile(r"\s+(\w+): [\[{]")
_STATE = re.compile(r"\s+(\w+):(?: \{\})?")
_UNNEEDED = re.compile(r"nothing here needs the waiver of (SC\d+) any more")
AS_IMPORTED = "as it stands in the SCXML document"
_MOST_ROUNDS = 20
_NEVER = re.compile(
    r"what is said here about '(?P<row>\w+)' never holds|'(?P<event>\w+)' cannot come here"
    r"|this alternative of '\w+' is never taken|this eventless transition of '[\w.]+' is never taken"
    r"|nothing raises '(?P<gone>\w+)'|state '[^']*' decides '(?P<same>\w+)' just as line"
    r"|guard '(?P<guard>\w+)' is declared|action '(?P<action>\w+)' is declared"
)
"""What SC202, SC205, SC207, SC303 and SC305 say of things that can be left out without a difference."""


@attrs.frozen
class Imported:
    """One document imported.

    text      the chart in YAML
    actions   the module of its actions, "" for a chart of ours that came back
    events    names in the document -> names in the chart; `states` likewise
    left_out  transitions that can never be taken and so are not in the chart
    """

    text: str
    actions: str
    chart: Chart
    events: dict[str, str]
    states: dict[str, str]
    left_out: tuple[str, ...] = ()


def import_document(data: bytes, file: str, name: str) -> tuple[Imported | None, list[Diagnostic]]:
    """The chart called `name` from the bytes of a document; None with findings SC9xx when it is refused."""
    findings = Findings()
    root = xml.parse(data, file, findings)
    if root is not None and is_returned(root):
        return _returned(root, file, name, findings)
    machine = document(root, file, findings) if root is not None else None
    made = convert(machine, name, findings) if machine is not None else None
    if made is None:
        return None, ordered(findings.items)
    chart, text = _checked(made, name, file, findings)
    if chart is None:
        return None, ordered(findings.items)
    actions = made.code.text(made.contents)
    return Imported(text, actions, chart, made.events, made.states, tuple(made.left_out)), []


def _returned(root: xml.Element, file: str, name: str, findings: Findings) -> tuple[Imported | None, list[Diagnostic]]:
    """A chart of ours that was exported; its actions are where they were."""
    value = returned(root, name, findings)
    if value is None:
        return None, ordered(findings.items)
    try:
        text = chart_text(value, f"machines/{name}.yaml")
    except FormatError as error:
        findings.add("SC912", Span(file, 1, 1), f"the chart cannot be written: {error}", "export it again")
        return None, ordered(findings.items)
    chart, found = _loaded(text, name, check=False)
    if chart is None:
        _report(file, text, found, findings)
        return None, ordered(findings.items)
    return Imported(text, "", chart, {}, {}), []


def _checked(made: Converted, name: str, file: str, findings: Findings) -> tuple[Chart | None, str]:
    """The chart as loaded and its text. What is found and can be waived is waived: the document says so."""
    for _ in range(_MOST_ROUNDS):
        try:
            text = chart_text(made.chart.value(), f"machines/{name}.yaml")
        except FormatError as error:
            findings.add("SC912", Span(file, 1, 1), f"the chart cannot be written: {error}", "rename what it names")
            return None, ""
        chart, found = _loaded(text, name)
        if chart is not None and not found:
            return chart, text
        left = found if chart is None else _Mending(made, chart).left(found)
        if left:
            found = left
            break
    _report(file, text, found, findings, made)
    return None, ""


def _report(file: str, text: str, found: list[Diagnostic], findings: Findings, made: Converted | None = None) -> None:
    """What is wrong with the chart that would be written, said of the document."""
    for item in found:
        lines = text.split("\n")[: item.span.line]
        findings.add(
            "SC912",
            _where(made, lines, file) if made is not None else Span(file, 1, 1),
            f"the chart that it would become is refused: {item.rule}: {item.message} ({lines[-1].strip()[:80]})",
            *item.fixes[:2],
        )


def _where(made: Converted, lines: list[str], file: str) -> Span:
    """The transition or the state of the document that the last of these lines of the chart comes from."""
    machine = made.contents.machine
    idents = {name: ident for ident, name in made.states.items() if ident}
    events = {name: event for event, name in made.events.items()}
    match = _ROW.match(lines[-1])
    row = match[1] if match is not None else ""
    for line in reversed(lines):
        state = _STATE.fullmatch(line)
        if state is None or state[1] not in idents:
            continue
        node = machine.nodes[idents[state[1]]]
        for each in node.transitions:
            if (row == "always" and not each.events) or (row in events and heard(each.events, events[row])):
                return each.span
        return node.span
    return Span(file, 1, 1)


def _loaded(text: str, name: str, *, check: bool = True) -> tuple[Chart | None, list[Diagnostic]]:
    findings = Findings()
    file = f"machines/{name}.yaml"
    source = parse_yaml(text.encode(), file, findings)
    if source is None:
        return None, findings.items
    chart = load_chart_document(Reader(findings), source, file, name)
    if findings.items:
        return None, findings.items
    return chart, check_chart(chart)[1] if check else []


class _Mending:
    """What is found in a chart that was just converted, mended in its draft."""

    def __init__(self, made: Converted, chart: Chart) -> None:
        self.made, self.chart = made, chart
        self.places: dict[Span, str] = {chart.span: ""}
        self.rows: dict[Span, tuple[list[RowDraft], RowDraft]] = {}
        for state in chart.states.values():
            draft = made.chart.root.named(state.name)
            if state.path:
                self.places.setdefault(state.span, state.path)
            said: list[Row | Decision] = [*state.rows, *state.always, *state.decisions]
            self.places |= {span: state.path for each in said for span in (each.event.span, each.span)}
            self.places |= {waiver.span: state.path for waiver in state.waivers}
            by_event: dict[str, list[Row]] = {}
            for row in state.rows:
                by_event.setdefault(row.event.name, []).append(row)
            lists = [(rows, draft.rows[event]) for event, rows in by_event.items()] + [(state.always, draft.always)]
            for rows, drafts in lists:
                self.rows |= {row.span: (drafts, each) for row, each in zip(rows, drafts, strict=True)}
        self.paths = {path: made.chart.root.named(state.name) for path, state in chart.states.items()}

    def left(self, found: list[Diagnostic]) -> list[Diagnostic]:
        """Mend what can be, and return the rest.

        What a state says just as the one around it goes first and alone: after that more of what stands around holds.
        """
        repeated = [item for item in found if item.rule == "SC303"]
        return [item for item in repeated or found if not self._one(item)]

    def _one(self, item: Diagnostic) -> bool:
        """Leave out what can never be taken, else waive what may be waived; False when neither is possible."""
        path = self.places.get(item.span, "")
        draft, code = self.paths[path], self.made.code
        never = _NEVER.match(item.message)
        if never is not None:
            if event := never["row"] or never["event"]:
                if draft.rows.pop(event, None) is not None and path and event in self.made.events.values():
                    self.made.left_out.append(f"{path} on {event}")
                if not path:
                    self.made.chart.ignored.pop(event, None)
            elif never["guard"] or never["action"]:
                code.guards.pop(never["guard"] or "", None)
                code.actions.pop(never["action"] or "", None)
            elif event := never["gone"]:
                self._forget(event)
            elif event := never["same"]:
                if not self._as_around(path, event):
                    return False
                draft.rows.pop(event, None)
            elif item.span in self.rows:
                rows, row = self.rows[item.span]
                rows[:] = [each for each in rows if each is not row]
                self.made.left_out.append(f"{path}, an alternative that leads to {row.to or 'no other state'}")
            self.made.declare()
            return True
        unneeded = _UNNEEDED.match(item.message)
        if unneeded is not None:
            draft.waits.pop(unneeded[1], None)
            return True
        if any("waits:" in fix for fix in item.fixes):
            draft.waits[item.rule] = AS_IMPORTED
            return True
        return False

    def _forget(self, event: str) -> None:
        """An event that nothing raises, for what raised it is never done."""
        self.made.chart.events.pop(event, None)
        self.made.chart.ignored.pop(event, None)
        for state in self.made.chart.root.everywhere():
            state.rows.pop(event, None)

    def _as_around(self, path: str, event: str) -> bool:
        """Whether the state around, which says the same about an event, would do the same here, too."""
        states = self.chart.states
        rows = [row for row in states[path].rows if row.event.name == event]
        for state in list(self.chart.ancestors(path))[1:]:
            if state.kind == "parallel":
                return False
            if any(row.event.name == event for row in state.rows):
                inside = f"{state.path}." if state.path else ""
                return not any(row.target is not None and row.target.name.startswith(inside) for row in rows)
        return False
