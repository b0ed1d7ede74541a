"""The declarations of a chart (events, actions, guards, signals, timers) from YAML nodes."""

from __future__ import annotations

from . import notation
from .chart_names import check_names
from .clashes import check_clashes
from .diagnostics import quoted
from .grammar import ACTION, CHART, EVENT, SIGNAL, TIMER
from .load_states import load_states
from .model import INSIDE, Action, Chart, Event, Field, Guard, Ref, Signal, Source, Span, Timer
from .reading import Reader
from .source import Document, Node, Table, Text

_SOURCES: dict[str, Source] = {
    "peer": "peer",
    "application": "application",
    "neighbour": "neighbour",
    "origin": "origin",
    "cell": "cell",
    "media": "media",
    "host": "host",
    "failure": "failure",
    "internal": "internal",
    "done": "done",
}
_FAILURE = "action_failed"
MOST_EVENTS = 120
MOST_DECLARED = 240
"""Actions, guards, signals or timers of one chart."""
MOST_QUESTIONS = 10
"""Guards under `where`: the classifier may have to ask each of them."""
MOST_BRACKETS = 4


def load_chart_document(reader: Reader, document: Document, file: str, name: str) -> Chart:
    """Build the chart called `name` (from its path); what is wrong goes to the reader's findings."""
    keys = reader.keys(document.root, "a chart", CHART.names, CHART.required)
    declared = keys.get("chart")
    if declared is not None and reader.text(declared, "chart") != name:
        reader.findings.add(
            "SC111",
            declared.span,
            f"the chart is called {quoted(reader.text(declared, 'chart'))}, its file says {quoted(name)}",
            f"write 'chart: {name}', or move the file",
        )
    span = declared.span if declared is not None else document.root.span
    guards, actions = _guards(reader, keys), _actions(reader, keys)
    events, timers = _events(reader, keys, span)
    signals = _signals(reader, keys)
    spec = tuple(" ".join(text.value.split()) for text in reader.texts(keys.get("spec"), "spec"))
    chart = Chart(
        name=name,
        doc=reader.text(keys.get("doc"), "doc", required=True),
        spec=spec,
        receives=notation.domains(reader, keys.get("receives")),
        events=events,
        actions=actions,
        guards=guards,
        signals=signals,
        timers=timers,
        states=load_states(reader, document.root, keys, frozenset(events)),
        file=file,
        digest=document.digest,
        span=span,
    )
    _bounds(reader, chart)
    check_clashes(reader.findings, chart)
    check_names(reader.findings, chart)
    return chart


def _bounds(reader: Reader, chart: Chart) -> None:
    """SC117: a chart so large that nobody reads it, and that would take long to check."""
    asked = {condition.name for event in chart.events.values() for condition in event.where}
    opened = {name for action in chart.actions.values() for name in (*action.opens, *action.closes)}
    declared = max(len(chart.actions), len(chart.guards), len(chart.signals), len(chart.timers))
    for what, number, most in (
        ("events", len(chart.events), MOST_EVENTS),
        ("actions, guards, signals or timers", declared, MOST_DECLARED),
        ("guards under 'where'", len(asked), MOST_QUESTIONS),
        ("names that actions open or close", len(opened), MOST_BRACKETS),
    ):
        if number > most:
            reader.findings.add(
                "SC117", chart.span, f"{number} {what}; at most {most} are possible", "split the chart in two"
            )


def _guards(reader: Reader, keys: dict[str, Node]) -> dict[str, Guard]:
    found: dict[str, Guard] = {}
    for section, ask in (("guards", False), ("asks", True)):
        for key, value in reader.named(keys.get(section), section[:-1]):
            if key.value in found:
                reader.findings.add(
                    "SC106", key.span, f"{quoted(key.value)} is a guard and an ask", "rename one of them"
                )
                continue
            doc: Node | None = value
            if isinstance(value, Table):
                doc = reader.keys(value, f"{section[:-1]} {key.value}", ("doc",)).get("doc")
            found[key.value] = Guard(key.value, reader.text(doc, "doc"), ask, key.span)
    return found


def _actions(reader: Reader, keys: dict[str, Node]) -> dict[str, Action]:
    found: dict[str, Action] = {}
    for key, value in reader.named(keys.get("actions"), "action"):
        if isinstance(value, Text):
            found[key.value] = Action(key.value, reader.text(value, "doc"), (), (), (), None, key.span)
            continue
        what = f"action {key.value}"
        entries = reader.keys(reader.table(value, what), what, ACTION.names)
        found[key.value] = Action(
            key.value,
            reader.text(entries.get("doc"), "doc"),
            reader.tokens(entries.get("emits"), "a kind of message or effect"),
            reader.tokens(entries.get("opens"), "the name of a bracket"),
            reader.tokens(entries.get("closes"), "the name of a bracket"),
            reader.ref(entries.get("creates"), "creates"),
            key.span,
        )
    return found


def _signals(reader: Reader, keys: dict[str, Node]) -> dict[str, Signal]:
    found: dict[str, Signal] = {}
    for key, value in reader.named(keys.get("signals"), "signal"):
        table = reader.table(value, f"signal {key.value}")
        described = {name.value for name, _ in table.entries} & set(SIGNAL.names)
        doc, fields = "", table
        # `{doc: ..., payload: {...}}` or the fields themselves; a field called payload or doc would need the long form.
        if described:
            entries = reader.keys(table, f"signal {key.value}", SIGNAL.names)
            doc = reader.text(entries.get("doc"), "doc")
            fields = reader.table(entries.get("payload"), f"the payload of {key.value}")
        found[key.value] = Signal(key.value, doc, notation.payload(reader, fields, key.value), key.span)
    return found


def _events(reader: Reader, keys: dict[str, Node], span: Span) -> tuple[dict[str, Event], dict[str, Timer]]:
    events: dict[str, Event] = {}
    for key, value in reader.named(keys.get("events"), "event"):
        event = _event(reader, key, value)
        if event is not None:
            events[key.value] = event
    declared = frozenset(events)
    timers: dict[str, Timer] = {}
    for key, value in reader.named(keys.get("timers"), "timer"):
        timer = _timer(reader, key, value)
        if timer is None:
            continue
        timers[key.value] = timer
        name = timer.event.name
        if name in declared:
            reader.findings.add(
                "SC106",
                timer.event.span,
                f"{quoted(name)} is declared under events, too",
                "delete it there: a timer declares its event",
            )
        elif name not in events:
            events[name] = Event(name, timer.doc, "timer", (), (), (), timer.rules, timer.event.span)
    return events, timers


def _event(reader: Reader, key: Text, value: Node) -> Event | None:
    what = f"event {key.value}"
    entries = reader.keys(reader.table(value, what), what, EVENT.names, EVENT.required)
    named = reader.ref(entries.get("from"), "from")
    if named is None:
        return None
    source = _SOURCES.get(named.name)
    if source is None:
        if named.name == "timer":
            reader.findings.add(
                "SC115",
                named.span,
                "a timer's event is declared by the timer",
                f"delete {quoted(key.value)} under events",
            )
        else:
            reader.findings.unknown("SC107", named.span, "source", named.name, _SOURCES)
        return None
    if source != "peer" and ("message" in entries or "where" in entries):
        reader.findings.add(
            "SC115",
            key.span,
            f"only events of the peer are messages; {quoted(key.value)} is from {source}",
            "delete 'message'",
        )
    if source in INSIDE and "payload" in entries:
        reader.findings.add(
            "SC122", key.span, f"{quoted(key.value)} is raised inside the chart and carries nothing", "delete 'payload'"
        )
    fields = notation.payload(reader, entries.get("payload"), key.value)
    if source == "failure":
        if key.value != _FAILURE or "payload" in entries:
            reader.findings.add(
                "SC115",
                key.span,
                f"the failure event is called {_FAILURE} and its payload is fixed",
                f"write '{_FAILURE}: {{from: failure}}'",
            )
        fields = (Field("action", "str", key.span), Field("error", "BaseException", key.span))
    elif key.value == _FAILURE:
        reader.findings.add("SC115", key.span, f"{_FAILURE} is from failure", f"write '{_FAILURE}: {{from: failure}}'")
    return Event(
        key.value,
        reader.text(entries.get("doc"), "doc"),
        source,
        fields,
        notation.patterns(reader, entries.get("message")),
        notation.conditions(reader, entries.get("where"), "where"),
        reader.rules(entries.get("rule")),
        key.span,
    )


def _timer(reader: Reader, key: Text, value: Node) -> Timer | None:
    what = f"timer {key.value}"
    entries = reader.keys(reader.table(value, what), what, TIMER.names, TIMER.required)
    event, after = entries.get("event"), notation.delay(reader, entries.get("after"), "after")
    if after is None or not isinstance(event, Text) or not reader.name(event, "event"):
        return None
    given = entries.get("reliable")
    off = isinstance(given, Text) and given.value == "none"
    return Timer(
        key.value,
        reader.text(entries.get("doc"), "doc"),
        Ref(event.value, event.span),
        after,
        None if off or given is None else notation.delay(reader, given, "reliable"),
        off,
        notation.repeat(reader, entries.get("repeat")),
        reader.rules(entries.get("rule")),
        key.span,
    )
