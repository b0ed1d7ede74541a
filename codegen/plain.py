"""A chart's model as plain values in the shape of the chart language: what JSON holds, and YAML is written from.

It says what the model says, no more: reading it back gives the same model but for the places in the file. Targets and
initial states stand as the language writes them, conditions and delays in one spelling.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from .model import Action, Block, Chart, Decision, Delay, Domain, Event, Field, Pattern, Ref, Row, State, Term, Timer

Value = str | bool | Sequence["Value"] | Mapping[str, "Value"]


def chart_value(chart: Chart) -> dict[str, Value]:
    """The whole chart; what is empty is left out."""
    root = chart.root
    timed = {timer.event.name for timer in chart.timers.values()}
    events = {event.name: _event(event) for event in chart.events.values() if event.name not in timed}
    made: dict[str, Value] = {
        "chart": chart.name,
        "doc": chart.doc,
        "spec": list(chart.spec),
        "receives": [_domain(domain) for domain in chart.receives],
        "events": events,
        "guards": {guard.name: _explained(guard.doc) for guard in chart.guards.values() if not guard.ask},
        "asks": {guard.name: _explained(guard.doc) for guard in chart.guards.values() if guard.ask},
        "actions": {action.name: _action(action) for action in chart.actions.values()},
        "signals": {
            signal.name: _kept({"doc": signal.doc, "payload": _fields(signal.payload)})
            for signal in chart.signals.values()
        },
        "timers": {timer.name: _timer(timer) for timer in chart.timers.values()},
        "initial": root.initial.name if root.initial is not None else "",
    }
    said = _said(root)
    made |= {key: said.pop(key) for key in ("when", "always") if key in said}
    made["states"] = {chart.states[path].name: _state(chart, chart.states[path]) for path in root.children}
    return _kept(made | said)


def _kept(made: Mapping[str, Value]) -> dict[str, Value]:
    return {key: value for key, value in made.items() if value not in ("", False, [], {})}


def _one(values: Sequence[Value]) -> Value:
    return values[0] if len(values) == 1 else list(values)


def _names(refs: Iterable[Ref]) -> Value:
    return _one([ref.name for ref in refs])


def _explained(doc: str) -> dict[str, Value]:
    return _kept({"doc": doc})


def _fields(fields: Iterable[Field]) -> dict[str, Value]:
    return {field.name: field.type for field in fields}


def _event(event: Event) -> dict[str, Value]:
    return _kept(
        {
            "from": event.source,
            "message": [_pattern(pattern) for pattern in event.patterns],
            "where": [str(condition) for condition in event.where],
            "payload": {} if event.source == "failure" else _fields(event.payload),
            "rule": _names(event.rules),
            "doc": event.doc,
        }
    )


def _pattern(pattern: Pattern) -> str:
    methods = "|".join(pattern.methods)
    if pattern.kind == "request":
        return methods
    return f"{pattern.low} {methods}" if pattern.low == pattern.high else f"{pattern.low}-{pattern.high} {methods}"


def _domain(domain: Domain) -> str:
    without = f" except {' '.join(domain.excluded)}" if domain.excluded else ""
    return f"{domain.kind} {' '.join(domain.methods)}{without}"


def _action(action: Action) -> dict[str, Value]:
    return _kept(
        {
            "emits": list(action.emits),
            "creates": action.creates.name if action.creates is not None else "",
            "opens": list(action.opens),
            "closes": list(action.closes),
            "doc": action.doc,
        }
    )


def time_text(terms: Iterable[Term]) -> str:
    """`64*T1 + 0.5`, with all the digits that there are."""
    pieces = []
    for term in terms:
        number = f"{term.factor:.9f}".rstrip("0").rstrip(".")
        pieces.append(number if term.name is None else term.name if term.factor == 1 else f"{number}*{term.name}")
    return " + ".join(pieces)


def _delay(delay: Delay) -> Value:
    if delay.kind == "expression":
        return time_text(delay.terms)
    if delay.kind == "uniform":
        return {"uniform": [time_text(terms) for terms in (delay.low, delay.high, delay.step)]}
    name = delay.method.removeprefix("delay_")
    return {"from": name, "min": time_text(delay.low), "max": time_text(delay.high)}


def _timer(timer: Timer) -> dict[str, Value]:
    made: dict[str, Value] = {"after": _delay(timer.after)}
    if timer.repeat is not None:
        cap = time_text(timer.repeat.cap) if timer.repeat.cap is not None else ""
        made["repeat"] = _kept({"factor": f"{timer.repeat.factor:.9f}".rstrip("0").rstrip("."), "cap": cap})
    if timer.off_when_reliable:
        made["reliable"] = "none"
    elif timer.reliable is not None:
        made["reliable"] = _delay(timer.reliable)
    return made | _kept({"event": timer.event.name, "rule": _names(timer.rules), "doc": timer.doc})


def _block(block: Block) -> Value:
    if not block.signals and not block.raises:
        return _names(block.actions)
    return _kept({"do": _names(block.actions), "signal": _names(block.signals), "raise": _names(block.raises)})


def row_value(row: Row) -> dict[str, Value]:
    """One row, an eventless transition, or the default of a history state."""
    return _kept(
        {
            "if": _one([str(condition) for condition in row.conditions]),
            "to": row.target.name if row.target is not None else "",
            "internal": row.internal,
            "do": _names(row.actions),
            "signal": _names(row.signals),
            "raise": _names(row.raises),
            "rule": _names(row.rules),
            "doc": row.doc,
        }
    )


def decision_value(decision: Decision) -> dict[str, Value]:
    """One decision that is no row; its kind is told by where it stands."""
    made: dict[str, Value] = {"status": str(decision.status or ""), "why": decision.why}
    if decision.bound is not None:
        made["limit"] = str(decision.bound.limit)
        status, why = decision.bound.status, decision.bound.why
        made["beyond"] = "drop" if status is None else {"status": str(status), "why": why}
    return _kept(made | {"rule": _names(decision.rules)})


def _said(state: State) -> dict[str, Value]:
    """What a state says about events, and its waivers."""
    rows: dict[str, list[Value]] = {}
    for row in state.rows:
        rows.setdefault(row.event.name, []).append(row_value(row))
    made: dict[str, Value] = {"when": {event: _one(values) for event, values in rows.items()}}
    made["always"] = _one([row_value(row) for row in state.always])
    for kind in ("reject", "defer", "ignore", "never"):
        made[kind] = {each.event.name: decision_value(each) for each in state.decisions if each.kind == kind}
    made["waits"] = {waiver.rule: waiver.why for waiver in state.waivers}
    return _kept(made)


def _state(chart: Chart, state: State) -> dict[str, Value]:
    if state.default is not None:
        kind = "deep" if state.deep else "shallow"
        return _kept({"doc": state.doc, "history": kind} | row_value(state.default))
    made: dict[str, Value] = {
        "doc": state.doc,
        "parallel": state.kind == "parallel",
        "initial": state.initial.name.rpartition(".")[2] if state.initial is not None else "",
        "done": state.done.name if state.done is not None else "",
        "final": state.final,
        "enter": _block(state.enter),
        "exit": _block(state.exit),
        "timer": _names(state.timers),
    }
    inside = {chart.states[path].name: _state(chart, chart.states[path]) for path in state.children}
    return _kept(made | _said(state) | {"states": inside})
