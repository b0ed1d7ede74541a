"""The state x event matrix of one chart in Markdown: who decides each cell, how, and why, with the rules cited."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ..model import ALWAYS, Bound, Chart, Condition, Decision, Ref, Row, Rule
from ..plan import Branch, Cell, CellKind, Leaf, Plan
from .dotsyntax import link, one_line

_SPECIAL = re.compile(r"([\\`*_\[\]|~$])")


def chart_matrix(plan: Plan, rules: Mapping[str, Rule]) -> str:
    """The page `diagrams/<family>/<chart>.md`, ending in a newline. `rules` are those of the library."""
    return "\n".join(_Page(plan, rules).lines()) + "\n"


def plain(text: str) -> str:
    """Free text that Markdown and HTML show as it is, on one line."""
    shown = one_line(text, 600).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _SPECIAL.sub(r"\\\1", shown)


def counts(plan: Plan) -> Counter[str]:
    """Cells by who decides them: "here", "inherited", "ignored at the root", "dropped", "undecided"."""
    return Counter(_origin(plan, cell) for cell in plan.cells.values())


def _origin(plan: Plan, cell: Cell) -> str:
    if cell.kind in ("dropped", "undecided"):
        return cell.kind
    if cell.declared_in in plan.leaves[cell.leaf].atoms:
        return "here"
    return "ignored at the root" if not cell.declared_in and cell.kind == "ignore" else "inherited"


class _Page:
    """One page in the making; rows and decisions are numbered in the order of the document."""

    def __init__(self, plan: Plan, rules: Mapping[str, Rule]) -> None:
        self.plan = plan
        self.chart: Chart = plan.chart
        self.rules = rules
        self.up = self.chart.name.count("/") + 1
        entries: list[Row | Decision] = []
        for state in self.chart.states.values():
            entries += sorted(
                (*state.rows, *state.decisions, *state.always), key=lambda entry: (entry.span.line, entry.span.column)
            )
        self.numbers = {id(entry): number for number, entry in enumerate(entries, 1)}
        self.entries = entries
        self.places = {id(e): s.path for s in self.chart.states.values() for e in (*s.rows, *s.decisions, *s.always)}

    def lines(self) -> Iterator[str]:
        chart = self.chart
        file = plain(chart.file).replace("--", "")
        yield f"<!-- {file}; do not edit. Change the chart, then: sessioncore generate -->"
        yield f"# {chart.name}"
        yield ""
        if chart.doc:
            yield plain(chart.doc)
        if chart.spec:
            yield f"({plain(', '.join(chart.spec))})"
        yield f"[Picture]({chart.short_name}.svg) · [source]({link(self.up, chart.file)})"
        yield ""
        yield from self._summary()
        yield from self._matrix()
        yield from self._rows()
        yield from self._decisions()
        yield from self._timers()
        yield from self._guards()
        yield from self._rules()

    def _summary(self) -> Iterator[str]:
        """How many cells there are, who decides them, and how."""
        total = len(self.plan.cells)
        who = counts(self.plan)
        yield f"{len(self.plan.leaves)} states x {len(self.plan.events)} events = {total} cells."
        yield ""
        yield "| decided | cells | share |"
        yield "|---|--:|--:|"
        labels = {
            "here": "in the state itself", "inherited": "inherited from a compound state or the root",
            "ignored at the root": "ignored at the root", "dropped": "by rule: the timer does not run there" + (
                ", the event is not raised there" if self.plan.raising else ""
            ),
            "undecided": "**undecided**",
        }  # fmt: skip
        for key, label in labels.items():
            if who[key] or key in ("here", "inherited", "ignored at the root"):
                yield f"| {label} | {who[key]} | {who[key] / max(total, 1):.0%} |"
        how = Counter(cell.kind for cell in self.plan.cells.values())
        words: dict[CellKind, str] = {
            "rows": "by rows",
            "ignore": "ignored",
            "defer": "deferred",
            "reject": "rejected",
            "never": "never",
        }
        yield ""
        yield "How: " + ", ".join(f"{how[kind]} {word}" for kind, word in words.items() if how[kind]) + "."

    def _matrix(self) -> Iterator[str]:
        yield ""
        yield "## States and events"
        yield ""
        yield "→ leaves for a state, · stays, ↑ inherited from a compound state, ⇑ from the root,"
        yield "– the timer does not run. Numbers point into the lists below."
        if self.plan.always:
            yield "*always* follows an entry or a row; where it has no [guard] nothing stays, so nothing comes (–)."
        yield ""
        heads = (self._head(leaf) for leaf in self.plan.leaves)
        yield "| event | " + " | ".join(heads) + " |"
        yield "|---" * (len(self.plan.leaves) + 1) + "|"
        for event in self.plan.events:
            cells = (self._cell(self.plan.cell(leaf.index, event.name)) for leaf in self.plan.leaves)
            yield f"| **{event.name}** {event.source} | " + " | ".join(cells) + " |"
        if self.plan.always:
            after = (self._always(leaf) for leaf in self.plan.leaves)
            yield f"| *{ALWAYS}* | " + " | ".join(after) + " |"

    def _head(self, leaf: Leaf) -> str:
        """The name of a leaf: where regions meet one line each, and below what history states remember."""
        return leaf.path.replace("+", "<br>").replace("~", "<br>H: ") + (" (final)" if leaf.final else "")

    def _always(self, leaf: Leaf) -> str:
        """The eventless transitions of a leaf."""
        return "<br>".join(self._branch(branch, several=False) for branch in self.plan.always.get(leaf.index, ()))

    def _cell(self, cell: Cell) -> str:
        own = cell.declared_in in self.plan.leaves[cell.leaf].atoms
        mark = "" if own else "↑ " if cell.declared_in else "⇑ "
        if cell.kind == "undecided":
            return "**undecided**"
        if cell.kind == "dropped":
            return "–"
        if cell.decision is not None:
            status = f" {cell.decision.status}" if cell.decision.status else ""
            return f"{mark}{cell.kind}{status} {self._number(cell.decision)}"
        several = len(cell.branches) > 1
        return mark + "<br>".join(self._branch(branch, several) for branch in cell.branches)

    def _branch(self, branch: Branch, several: bool) -> str:
        guard = self._guard(branch.conditions, several)
        goes = f"→ {self._shown(branch.target)}" if branch.external else "·"
        return f"{guard} {goes} {' '.join(self._number(row) for row in branch.rows)}".strip()

    def _shown(self, leaf: int) -> str:
        return self.plan.leaves[leaf].shown.replace("+", " + ")

    @staticmethod
    def _guard(conditions: Sequence[Condition], several: bool) -> str:
        if conditions:
            return f"[{' and '.join(str(condition) for condition in conditions)}]"
        return "[else]" if several else ""

    def _number(self, entry: Row | Decision) -> str:
        return f"<sup>{self.numbers[id(entry)]}</sup>"

    def _source(self, entry: Row | Decision) -> str:
        return f"[{self.numbers[id(entry)]}]({link(self.up, self.chart.file, entry.span.line)})"

    def _rows(self) -> Iterator[str]:
        rows = [entry for entry in self.entries if isinstance(entry, Row)]
        if not rows:
            return
        yield ""
        yield "## Rows"
        yield ""
        yield "| | state | event | if | to | actions | signals | rules | |"
        yield "|--:|---|---|---|---|---|---|---|---|"
        for row in rows:
            same = [o for o in rows if self.places[id(o)] == self.places[id(row)] and o.event.name == row.event.name]
            fields = (
                self._place(row), row.event.name, self._guard(row.conditions, len(same) > 1),
                row.target.name if row.target else "", _names(row.actions),
                _names((*row.signals, *row.raises)), _names(row.rules),
                plain(row.doc),
            )  # fmt: skip
            yield f"| {self._source(row)} | " + " | ".join(fields) + " |"

    def _decisions(self) -> Iterator[str]:
        decisions = [entry for entry in self.entries if isinstance(entry, Decision)]
        if not decisions:
            return
        yield ""
        yield "## Decided otherwise"
        yield ""
        yield "| | state | event | decision | why | rules |"
        yield "|--:|---|---|---|---|---|"
        for decision in decisions:
            what = f"{decision.kind} {decision.status or ''}".strip() + _beyond(decision.bound)
            fields = (self._place(decision), decision.event.name, what, plain(decision.why), _names(decision.rules))
            yield f"| {self._source(decision)} | " + " | ".join(fields) + " |"

    def _place(self, entry: Row | Decision) -> str:
        return self.places[id(entry)] or "(any)"

    def _timers(self) -> Iterator[str]:
        if not self.plan.timers:
            return
        yield ""
        yield "## Timers"
        yield ""
        yield "| timer | runs in | after | again | reliable transport | event | rules | |"
        yield "|---|---|---|---|---|---|---|---|"
        for entry in self.plan.timers:
            timer = entry.timer
            reliable = "none" if timer.off_when_reliable else plain(timer.reliable.text) if timer.reliable else ""
            fields = (
                timer.name, ", ".join(state or "(any)" for state in entry.states), plain(timer.after.text),
                plain(timer.repeat.text) if timer.repeat else "", reliable, timer.event.name, _names(timer.rules),
                plain(timer.doc),
            )  # fmt: skip
            yield "| " + " | ".join(fields) + " |"

    def _guards(self) -> Iterator[str]:
        if not self.chart.guards:
            return
        yield ""
        yield "## Guards"
        yield ""
        for guard in self.chart.guards.values():
            asked = " (answered by the charts beside this one)" if guard.ask else ""
            yield f"- {guard.name}{asked}" + (f": {plain(guard.doc)}" if guard.doc else "")

    def _rules(self) -> Iterator[str]:
        """The rules that this chart cites, in natural order."""
        chart = self.chart
        cited: set[str] = set()
        for entry in (*self.entries, *chart.timers.values(), *chart.events.values()):
            cited.update(ref.name for ref in entry.rules)
        known = [self.rules[name] for name in sorted(cited, key=_natural) if name in self.rules]
        if not known:
            return
        yield ""
        yield "## Rules"
        yield ""
        for rule in known:
            sections = f" ({plain(', '.join(rule.sections))})" if rule.sections else ""
            yield f"- **{rule.id}**{sections}: {plain(rule.text)}"


def _names(refs: Sequence[Ref]) -> str:
    return ", ".join(ref.name for ref in refs)


def _beyond(bound: Bound | None) -> str:
    """What becomes of an event beyond the bound of its deferral."""
    if bound is None:
        return ""
    beyond = f"reject {bound.status} ({plain(bound.why)})" if bound.status is not None else "drop"
    return f", at most {bound.limit}, beyond: {beyond}"


def _natural(name: str) -> list[tuple[int, str]]:
    """B1.9 before B1.10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.findall(r"\d+|\D+", name)]
