"""The states of a chart, their rows and decisions, from YAML nodes."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from . import notation
from .diagnostics import quoted
from .grammar import BEYOND, BLOCK, DECISIONS, HISTORY, PARALLEL, ROW, STATE
from .load_regions import check_regions, check_row, history_target
from .model import ALWAYS, DEFAULT, Block, Bound, Decision, DecisionKind, Ref, Row, Span, State
from .reading import Reader
from .source import Items, Node, Table, Text

_DECISIONS: tuple[DecisionKind, ...] = ("ignore", "reject", "defer", "never")
MOST_STATES = 200
MOST_ROWS = 2_000
MOST_TIMERS = 16
"""Of one state: each is stopped by every row that leaves it."""
MOST_EVENTLESS = 16
"""Of one state. Each runs under every event that leads to it, so they multiply."""
MOST_HELD = 8
"""Events that a cell holds back, of all its parts; no chart can say more."""


def load_states(reader: Reader, root: Table, keys: dict[str, Node], events: frozenset[str]) -> dict[str, State]:
    """Every state by path, the root ("") first; targets are resolved to paths."""
    loader = _Loader(reader, events)
    loader.state("", "", None, root, keys)
    if loader.written > MOST_ROWS:
        reader.findings.add("SC117", root.span, f"more than {MOST_ROWS} rows and decisions", "split the chart in two")
    states = {path: loader.resolved(state) for path, state in loader.states.items()}
    check_regions(reader.findings, states)
    return states


class _Loader:
    def __init__(self, reader: Reader, events: frozenset[str]) -> None:
        self._reader = reader
        self._events = events
        self.states: dict[str, State] = {}
        self.written = 0

    def state(self, path: str, name: str, parent: str | None, table: Table, keys: dict[str, Node]) -> None:
        """Read a state and, after it, its children."""
        reader = self._reader
        what = f"state {path}" if path else "the chart"
        prefix = f"{path}." if path else ""
        children = [(key, value) for key, value in reader.named(keys.get("states"), "state", builtins=True)]
        decided: dict[str, str] = {}
        state = State(
            name=name,
            path=path,
            doc=reader.text(keys.get("doc"), "doc"),
            parent=parent,
            children=tuple(prefix + key.value for key, _ in children),
            initial=reader.ref(keys.get("initial"), "initial"),
            final=reader.flag(keys.get("final"), "final"),
            enter=self._block(keys.get("enter"), "enter"),
            exit=self._block(keys.get("exit"), "exit"),
            timers=reader.refs(keys.get("timer"), "a timer"),
            rows=tuple(self._rows(path, keys.get("when"), decided)),
            decisions=tuple(
                decision for kind in _DECISIONS for decision in self._decisions(kind, keys.get(kind), decided)
            ),
            waivers=reader.waivers(keys.get("waits"), "waits"),
            kind="parallel" if reader.flag(keys.get("parallel"), "parallel") else "plain",
            span=table.span,
            always=tuple(self._always(path, keys.get("always"))),
            done=reader.ref(keys.get("done"), "done"),
        )
        self.states[path] = state
        if len(self.states) > MOST_STATES:
            if len(self.states) == MOST_STATES + 1:
                reader.findings.add("SC117", table.span, f"more than {MOST_STATES} states", "split the chart in two")
            return
        self._shape(state, what)
        for key, value in children:
            inside = f"state {prefix}{key.value}"
            given = reader.table(value, inside)
            if any(name.value == "history" for name, _ in given.entries):
                self._history(prefix + key.value, key, path, given)
                continue
            entries = reader.keys(given, inside, tuple(dict.fromkeys((*STATE.names, *PARALLEL.names))))
            self.state(prefix + key.value, key.value, path, attrs.evolve(_as_table(value), span=key.span), entries)

    def _history(self, path: str, key: Text, parent: str, table: Table) -> None:
        """Read a history state: what it keeps, and where it leads as long as there is nothing to keep."""
        reader = self._reader
        what = f"history {path}"
        entries = reader.keys(table, what, HISTORY.names, HISTORY.required)
        kind = reader.ref(entries.get("history"), "history")
        if kind is not None and kind.name not in ("shallow", "deep"):
            reader.findings.unknown("SC120", kind.span, "kind of history", kind.name, ("shallow", "deep"))
        if not parent:
            reader.findings.add(
                "SC120",
                key.span,
                f"{what} stands at the top, which is never left, so there is nothing to go back to",
                "put it into the compound state that is left and entered again",
            )
        row = {name: node for name, node in entries.items() if name not in ("history", "doc")}
        self.states[path] = State(
            name=key.value,
            path=path,
            doc=reader.text(entries.get("doc"), "doc"),
            parent=parent,
            children=(),
            initial=None,
            final=False,
            enter=Block(),
            exit=Block(),
            timers=(),
            rows=(),
            decisions=(),
            waivers=(),
            kind="history",
            span=key.span,
            deep=kind is not None and kind.name == "deep",
            default=self._made(f"{path}.{DEFAULT}", Ref(DEFAULT, key.span), row, key.span),
        )

    def _shape(self, state: State, what: str) -> None:
        add = self._reader.findings.add
        if state.kind == "parallel":
            if state.initial is not None:
                add(
                    "SC119",
                    state.initial.span,
                    f"{what} is parallel: all of its states are entered, not one of them",
                    "delete 'initial'",
                )
            if not state.children:
                add("SC119", state.span, f"{what} is parallel and has no states inside", "add its regions")
        elif state.children and state.initial is None and state.path:
            first = state.children[0].rpartition(".")[2]
            add("SC113", state.span, f"{what} has states inside but no 'initial'", f"add 'initial: {first}'")
        if not state.children and state.initial is not None and state.path:
            add("SC113", state.initial.span, f"{what} has an 'initial' but no states inside", "delete 'initial'")
        if len(state.timers) > MOST_TIMERS:
            add("SC117", state.span, f"{what} has more than {MOST_TIMERS} timers", "put some on states inside")
        if state.final and state.children:
            add("SC117", state.span, f"{what} is final and has states inside", "mark the inner states as final instead")

    def _block(self, node: Node | None, what: str) -> Block:
        if isinstance(node, Table):
            entries = self._reader.keys(node, what, BLOCK.names)
            return Block(
                self._reader.refs(entries.get("do"), "an action"),
                self._reader.refs(entries.get("signal"), "a signal"),
                self._reader.refs(entries.get("raise"), "an event"),
            )
        return Block(self._reader.refs(node, "an action"))

    def _names(self, key: Text, decided: dict[str, str], how: str) -> Iterator[Ref]:
        """The events of a row's or decision's key; each may be decided once in a state."""
        for piece in key.value.split(","):
            name = piece.strip()
            if name not in self._events:
                self._reader.findings.unknown("SC107", key.span, "event", name, self._events)
            elif name in decided:
                self._reader.findings.add(
                    "SC114",
                    key.span,
                    f"event {quoted(name)} is decided twice in this state: {decided[name]} and {how}",
                    "keep one of them",
                    "write several alternatives of a row as a list with 'if'",
                )
            else:
                decided[name] = how
                self.written += 1
                yield Ref(name, key.span)

    def _rows(self, path: str, node: Node | None, decided: dict[str, str]) -> Iterator[Row]:
        for key, value in self._reader.table(node, "when").entries:
            alternatives = value.values if isinstance(value, Items) else (value,)
            if not alternatives:
                self._reader.findings.add(
                    "SC104", value.span, f"{quoted(key.value)} has no row", "write {to: STATE} or {do: ACTION}"
                )
            for event in self._names(key, decided, "when"):
                self.written += len(alternatives)
                for number, alternative in enumerate(alternatives if self.written <= MOST_ROWS else ()):
                    row_id = f"{path}.{event.name}" if path else event.name
                    span = alternative.span if isinstance(value, Items) else key.span
                    row = self._row(row_id if number == 0 else f"{row_id}#{number}", event, alternative)
                    yield attrs.evolve(row, span=span)

    def _always(self, path: str, node: Node | None) -> Iterator[Row]:
        """The eventless transitions of a state."""
        alternatives = self._reader.items(node)
        if node is not None and len(alternatives) > MOST_EVENTLESS:
            self._reader.findings.add(
                "SC117", node.span, f"more than {MOST_EVENTLESS} eventless transitions of one state", "split the state"
            )
        for number, alternative in enumerate(alternatives[:MOST_EVENTLESS]):
            self.written += 1
            row_id = f"{path}.{ALWAYS}" if path else ALWAYS
            event = Ref(ALWAYS, alternative.span)
            row = self._row(row_id if number == 0 else f"{row_id}#{number}", event, alternative)
            if row.target is None:
                self._reader.findings.add(
                    "SC118",
                    row.span,
                    "an eventless transition leads to a state, else it would be taken for ever",
                    "add 'to: STATE'",
                    "put what it does into the rows or the entry that lead here",
                )
            yield row

    def _row(self, row_id: str, event: Ref, node: Node) -> Row:
        entries = self._reader.keys(self._reader.table(node, f"row {row_id}"), f"row {row_id}", ROW.names)
        return self._made(row_id, event, entries, node.span)

    def _made(self, row_id: str, event: Ref, entries: dict[str, Node], span: Span) -> Row:
        reader = self._reader
        return Row(
            id=row_id,
            event=event,
            conditions=notation.conditions(reader, entries.get("if"), "if"),
            target=reader.ref(entries.get("to"), "to"),
            internal=reader.flag(entries.get("internal"), "internal"),
            actions=reader.refs(entries.get("do"), "an action"),
            signals=reader.refs(entries.get("signal"), "a signal"),
            rules=reader.rules(entries.get("rule")),
            doc=reader.text(entries.get("doc"), "doc"),
            span=span,
            raises=reader.refs(entries.get("raise"), "an event"),
        )

    def _decisions(self, kind: DecisionKind, node: Node | None, decided: dict[str, str]) -> Iterator[Decision]:
        reader, shape = self._reader, DECISIONS[kind]
        for key, value in reader.table(node, kind).entries:
            entries: dict[str, Node] = {"why": value}
            if isinstance(value, Table):
                entries = reader.keys(value, f"{kind} {quoted(key.value)}", shape.names, shape.required)
            elif kind == "reject":
                reader.findings.add("SC103", value.span, "a rejection has a status", "write {status: 481, why: ...}")
            why = reader.text(entries.get("why"), "the reason", required=True)
            status = reader.whole(entries.get("status"), "status", 300, 699)
            rules = reader.rules(entries.get("rule"))
            bound = self._bound(value, entries)
            for event in self._names(key, decided, kind):
                yield Decision(kind, event, why, status, rules, key.span, bound)

    def _bound(self, node: Node, entries: dict[str, Node]) -> Bound | None:
        """`limit` and `beyond` of a deferral; what they may say for which event is checked with the names."""
        reader = self._reader
        beyond = entries.get("beyond")
        if "limit" not in entries and beyond is None:
            return None
        if "limit" not in entries or beyond is None:
            reader.findings.add(
                "SC103",
                node.span,
                "a bound of deferral has two sides: 'limit' says how many wait, 'beyond' what becomes of a further one",
                "write {why: ..., limit: 8, beyond: {status: 491, why: ...}}",
                "write {why: ..., limit: 8, beyond: drop}",
            )
            return None
        limit = reader.whole(entries["limit"], "limit", 1, MOST_HELD)
        if limit is None:
            return None
        if isinstance(beyond, Text) and beyond.value == "drop":
            return Bound(limit, None, "")
        if not isinstance(beyond, Table):
            reader.findings.add(
                "SC104",
                beyond.span,
                "beyond says neither 'drop' nor with which status the event is rejected",
                "write drop, or {status: 491, why: ...}",
            )
            return None
        keys = reader.keys(beyond, "beyond", BEYOND.names, BEYOND.required)
        status = reader.whole(keys.get("status"), "status", 300, 699)
        why = reader.text(keys.get("why"), "the reason", required=True)
        return Bound(limit, status, why) if status is not None and why else None

    def resolved(self, state: State) -> State:
        """The same state with `initial` and all targets as paths."""
        initial = state.initial
        if initial is not None:
            path = f"{state.path}.{initial.name}" if state.path else initial.name
            if path in state.children:
                initial = attrs.evolve(initial, name=path)
            else:
                children = [child.rpartition(".")[2] for child in state.children]
                self._reader.findings.unknown("SC113", initial.span, "initial state", initial.name, children)
                initial = None
        default = state.default
        if default is not None and default.target is not None:
            target = history_target(self._reader.findings, self.states, state, default.target)
            default = attrs.evolve(default, target=target)
        return attrs.evolve(
            state,
            initial=initial,
            default=default,
            rows=tuple(self._resolved_row(state, row) for row in state.rows),
            always=tuple(self._resolved_row(state, row) for row in state.always),
        )

    def _resolved_row(self, state: State, row: Row) -> Row:
        target = self._target(row.target) if row.target is not None else None
        if row.internal and target is not None and not target.name.startswith(f"{state.path}." if state.path else ""):
            self._reader.findings.add(
                "SC117",
                row.span,
                f"an internal row leads into its own state, but {quoted(target.name)} is outside {quoted(state.path)}",
                "delete 'internal'",
            )
        elif row.internal and target is None and row.target is None:
            self._reader.findings.add("SC117", row.span, "a row without 'to' is internal anyway", "delete 'internal'")
        if target is not None:
            check_row(self._reader.findings, self.states, state, row, target.name)
        return attrs.evolve(row, target=target)

    def _target(self, ref: Ref) -> Ref | None:
        paths = [path for path in self.states if path]
        found = [path for path in paths if path == ref.name]
        found = found or [path for path in paths if path.endswith(f".{ref.name}")]
        if len(found) == 1:
            return attrs.evolve(ref, name=found[0])
        if found:
            self._reader.findings.add(
                "SC112", ref.span, f"{quoted(ref.name)} may be {' or '.join(found)}", "write the whole path"
            )
        else:
            names = [*paths, *(path.rpartition(".")[2] for path in paths)]
            self._reader.findings.unknown("SC112", ref.span, "state", ref.name, names)
        return None


def _as_table(node: Node) -> Table:
    return node if isinstance(node, Table) else Table((), node.span)
