"""Which names of one version of a chart are names of the other: states, events, guards, actions, signals and timers.

A name that is only in the old version and one that is only in the new are the same thing under another name when what
is said of them agrees by half or more: the transitions that they take part in, timers, places, texts (Jaccard index of
facts). What is found helps to find more, so a chart in which everything was renamed at once is still recognised.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

import attrs

from ..model import ALWAYS, DEFAULT, Block, Chart, Condition, Ref, Row, State

Names = Mapping[str, Mapping[str, str]]
"""Kind of name -> old name -> new name, of those that changed. States have their paths as names."""
KINDS = ("state", "event", "guard", "action", "signal", "timer")
ALIKE = 0.5
"""Share of facts that must agree."""
ALIKE_BLIND = 0.8
"""The same when unmatched names in the facts count as equal."""
_ROUNDS = 12
_MOST_PAIRS = 40_000
"""More unmatched pairs than this of one kind are not looked at: then it is another chart."""

Token = tuple[str, str]
Fact = tuple[object, ...]
_SELF = "•"

_KIND_OF_FIELD = {
    "actions": "action", "signals": "signal", "raises": "event", "event": "event", "target": "state",
    "initial": "state", "timers": "timer", "done": "event", "children": "state", "parent": "state", "path": "state",
}  # fmt: skip


def find_renames(old: Chart, new: Chart) -> Names:
    """What is called otherwise in the new version."""
    names: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
    blind = False
    for _ in range(_ROUNDS):
        found = False
        before = translated(old, names)
        known = {(kind, name) for kind in KINDS for name in named(before, kind)}
        known = known & {(kind, name) for kind in KINDS for name in named(new, kind)} if blind else set()
        facts, wanted = _by_token(before, known), _by_token(new, known)
        for kind in KINDS:
            have, want = named(before, kind), named(new, kind)
            lost = [name for name in have if name not in want]
            come = [name for name in want if name not in have]
            if len(lost) * len(come) > _MOST_PAIRS:
                continue
            for one, other in _pairs(kind, lost, come, facts, wanted, ALIKE_BLIND if blind else ALIKE):
                back = {now: was for was, now in names[kind].items()}
                names[kind][back.get(one, one)] = other
                found = True
        if not found and blind:
            break
        # Where nothing more is found, the names that are in one version only are no evidence against.
        blind = not found
    return {kind: dict(sorted(pairs.items())) for kind, pairs in names.items()}


def named(chart: Chart, kind: str) -> list[str]:
    """Every name of a kind, in the order of the document."""
    if kind == "state":
        return [path for path in chart.states if path]
    tables: dict[str, Mapping[str, object]] = {
        "event": chart.events, "guard": chart.guards, "action": chart.actions, "signal": chart.signals,
        "timer": chart.timers,
    }  # fmt: skip
    return list(tables[kind])


def translated(chart: Chart, names: Names) -> Chart:
    """The chart with its names replaced everywhere; states inside a renamed one move with it."""
    paths: dict[str, str] = {}
    for path, state in chart.states.items():
        prefix = f"{paths[state.parent]}." if state.parent else ""
        paths[path] = names.get("state", {}).get(path, prefix + state.name)
    maps = {**{kind: names.get(kind, {}) for kind in KINDS}, "state": paths}
    states = {}
    for state in chart.states.values():
        moved: State = _moved(state, "", maps)
        states[moved.path] = attrs.evolve(moved, name=moved.path.rpartition(".")[2])
    return attrs.evolve(
        chart,
        states=states,
        events=_table(chart.events, "event", maps),
        guards=_table(chart.guards, "guard", maps),
        actions=_table(chart.actions, "action", maps),
        signals=_table(chart.signals, "signal", maps),
        timers=_table(chart.timers, "timer", maps),
    )


def _table(entries: Mapping[str, Any], kind: str, maps: Names) -> dict[str, Any]:
    """Declarations of one kind under their new names."""
    names = {name: maps[kind].get(name, name) for name in entries}
    return {names[name]: attrs.evolve(_moved(entry, "", maps), name=names[name]) for name, entry in entries.items()}


def _moved(value: Any, field: str, maps: Names) -> Any:
    """A piece of the model with the names in it replaced; `field` is the attribute that holds it."""
    kind = _KIND_OF_FIELD.get(field)
    if isinstance(value, Ref):
        return attrs.evolve(value, name=maps[kind].get(value.name, value.name)) if kind else value
    if isinstance(value, str):
        return maps["state"].get(value, value) if kind == "state" else value
    if isinstance(value, Condition):
        name = maps["guard"].get(value.ref.name, value.ref.name)
        return attrs.evolve(value, ref=attrs.evolve(value.ref, name=name))
    if isinstance(value, tuple):
        return tuple(_moved(item, field, maps) for item in value)
    if not attrs.has(type(value)):
        return value
    fields = {each.name: getattr(value, each.name) for each in attrs.fields(type(value))}
    made = attrs.evolve(value, **{name: _moved(each, name, maps) for name, each in fields.items()})
    return _with_id(value, made, maps) if isinstance(value, Row) else made


def _with_id(old: Row, new: Row, maps: Names) -> Row:
    """The id of a row begins with its state's path and its event."""
    place, _, event = old.id.partition("#")[0].rpartition(".")
    number = old.id.partition("#")[2]
    path = maps["state"].get(place, place)
    name = maps["event"].get(event, event)
    return attrs.evolve(new, id=(f"{path}.{name}" if path else name) + (f"#{number}" if number else ""))


def _pairs(
    kind: str,
    lost: Sequence[str],
    come: Sequence[str],
    facts: Mapping[Token, Counter[Fact]],
    wanted: Mapping[Token, Counter[Fact]],
    least: float,
) -> Iterator[tuple[str, str]]:
    """Old and new names that are the same thing, the surest first."""
    scores = []
    for at, one in enumerate(lost):
        for place, other in enumerate(come):
            score = likeness(facts.get((kind, one), Counter()), wanted.get((kind, other), Counter()))
            if score >= least:
                scores.append((-score, abs(at - place), at, place, one, other))
    taken: set[tuple[int, str]] = set()
    for _, _, _, _, one, other in sorted(scores):
        if (0, one) not in taken and (1, other) not in taken:
            taken |= {(0, one), (1, other)}
            yield one, other


def likeness(one: Counter[Fact], other: Counter[Fact]) -> float:
    """Jaccard index; nothing is like nothing."""
    return (one & other).total() / (one | other).total() if one and other else 0.0


def _by_token(chart: Chart, known: Collection[Token]) -> dict[Token, Counter[Fact]]:
    """What is said of each name, with the name itself left open; and those not `known`, if any are."""
    found: dict[Token, Counter[Fact]] = {}
    for fact in facts_of(chart):
        for token in {item for item in fact if isinstance(item, tuple)}:
            said = tuple(
                _SELF if item == token
                else (item[0], "?") if known and isinstance(item, tuple) and item not in known
                else item
                for item in fact
            )  # fmt: skip
            found.setdefault(token, Counter())[said] += 1
    return found


def facts_of(chart: Chart) -> Iterator[Fact]:
    """The chart as small statements; names stand in them as (kind, name)."""
    for state in chart.states.values():
        yield from _of_state(state)
    for event in chart.events.values():
        me = ("event", event.name)
        yield "source", me, event.source
        yield "payload", me, tuple(field.name for field in event.payload).__repr__()
        for pattern in event.patterns:
            yield "message", me, pattern.kind, *pattern.methods, pattern.low, pattern.high
        yield from _doc(me, event.doc)
    for action in chart.actions.values():
        me = ("action", action.name)
        for word in ("emits", "opens", "closes"):
            for label in getattr(action, word):
                yield word, me, label
        yield from _doc(me, action.doc)
    for guard in chart.guards.values():
        yield "asks" if guard.ask else "guard", ("guard", guard.name)
        yield from _doc(("guard", guard.name), guard.doc)
    for signal in chart.signals.values():
        yield "payload", ("signal", signal.name), tuple(field.name for field in signal.payload).__repr__()
        yield from _doc(("signal", signal.name), signal.doc)
    for timer in chart.timers.values():
        me = ("timer", timer.name)
        yield "after", me, timer.after.text
        yield "fires", me, ("event", timer.event.name)
        yield from _doc(me, timer.doc)


def _of_state(state: State) -> Iterator[Fact]:
    me = ("state", state.path)
    if state.parent is not None:
        yield "inside", me, ("state", state.parent)
    if state.initial is not None:
        yield "initial", me, ("state", state.initial.name)
    if state.final:
        yield "final", me
    if state.done is not None:
        yield "done", me, ("event", state.done.name)
    yield from _doc(me, state.doc)
    for ref in state.timers:
        yield "timer", me, ("timer", ref.name)
    for place, block in (("enter", state.enter), ("exit", state.exit)):
        for kind, name in _does(block):
            yield place, me, (kind, name)
    for row in (*state.rows, *state.always, *([state.default] if state.default else [])):
        event = row.event.name if row.event.name in (ALWAYS, DEFAULT) else ("event", row.event.name)
        yield "when", me, event
        if row.target is not None:
            yield "to", me, event, ("state", row.target.name)
        for condition in row.conditions:
            yield "if", me, event, ("guard", condition.name), condition.negated
        for kind, name in _does(row):
            yield "do", me, event, (kind, name)
    for decision in state.decisions:
        yield decision.kind, me, ("event", decision.event.name)


def _does(block: Row | Block) -> Iterator[Token]:
    for ref in block.actions:
        yield "action", ref.name
    for ref in block.signals:
        yield "signal", ref.name
    for ref in block.raises:
        yield "event", ref.name


def _doc(me: Token, doc: str) -> Iterator[Fact]:
    """A text weighs as much as two other facts."""
    if doc:
        yield "doc", me, doc
        yield "says", me, doc
