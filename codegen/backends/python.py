"""The default target: one typed handler class per chart, as plain Python that reads as if written by hand."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Sized
from functools import cache
from pathlib import Path

import jinja2

from ..model import Chart, Event, Field, Signal
from ..names import (
    ABI,
    comment,
    event_class,
    event_constant,
    machine_class,
    module_path,
    signal_class,
    signal_constant,
)
from ..plan import START, Plan, PlanError
from ..reach import lingers
from . import layout
from .bodies import Bodies, always_method
from .classifying import classifier_body, shown_domain
from .clocks import stop_timer, timer_fired
from .payloads import Types, import_line

_REQUEST = "sessioncore.wire.sip.Request"
_FROM = {
    "peer": "from the peer",
    "application": "from the application",
    "neighbour": "signal of a chart beside this one",
    "origin": "signal of the part that created this one",
    "cell": "told by another cell",
    "timer": "a timer is due",
    "media": "from the media plane",
    "host": "from the engine",
    "failure": "an action raised",
    "internal": "raised by this chart",
    "done": "raised when a state of this chart is done",
}
_STATECHART = "sessioncore.statechart"


def render(plan: Plan, base: Chart | None = None, package: str = "") -> str:
    """The module of a chart; raises `PlanError` for a chart that `check` refuses.

    base  the chart of `package` in whose place this one stands: events and signals that are the same in both are that
          one's, so that its actions suit both
    """
    return _Module(plan, base, package).render()


@cache
def environment() -> jinja2.Environment:
    """The templates of all backends, each compiled once.

    Nothing is escaped here: text is made safe before it gets to a template.
    """
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent.parent / "templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=False,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


class _Module:
    def __init__(self, plan: Plan, base: Chart | None = None, package: str = "") -> None:
        self.plan = plan
        self.chart = chart = plan.chart
        self.base = base
        self.package = package
        for cell in plan.cells.values():
            if not cell.complete:
                where = plan.leaves[cell.leaf].shown
                here = chart.states[plan.leaves[cell.leaf].atoms[0]].span
                span = here if cell.kind == "undecided" else cell.branches[-1].row.span
                raise PlanError(span, f"{where} does not decide {cell.event} in every case")
        self.name = machine_class(chart)
        self.bodies = Bodies(plan)
        self.events = [event for event in plan.events if event.source != "failure"]
        self._unique_names()
        own = {event_class(chart, e.name) for e in plan.events} | {signal_class(chart, s) for s in chart.signals}
        fields = [field.type for value in self._payloads() if not self._shared(value) for field in value.payload]
        fields += [classifier.message_type for classifier in plan.classifiers]
        self.creates = any(action.creates for action in chart.actions.values())
        if self.creates:
            fields.append(_REQUEST)
        taken = {*own, self.name, "Cell", "Final", "TYPE_CHECKING", "Timer", "Start"}
        self.types = Types(fields, taken)

    def _unique_names(self) -> None:
        """Names that the rules of `names` cannot part (a state `a`, an event `A`) would silently replace each other."""
        chart = self.chart
        names = list(self.bodies.states)
        names += [event_class(chart, event.name) for event in self.plan.events]
        names += [event_constant(chart, event.name) for event in self.events if not event.payload]
        names += [signal_class(chart, signal) for signal in chart.signals]
        names += [signal_constant(chart, signal.name) for signal in chart.signals.values() if not signal.payload]
        if "stop_timers" in chart.timers:
            raise PlanError(
                chart.timers["stop_timers"].span, "stop_timers is a name of handler classes; rename the timer"
            )
        seen = {self.name, f"{self.name}Actions", f"{self.name}Asks"}
        for name in names:
            if name in seen:
                raise PlanError(chart.span, f"two states, events or signals would both be called {name} in Python")
            seen.add(name)

    def render(self) -> str:
        plan, chart = self.plan, self.chart
        doc = _sentence(chart.doc or f"Chart {chart.name}")
        made = f"Generated from {chart.file}; do not edit. Change the chart, then: sessioncore generate"
        spec = comment(", ".join(chart.spec), 400)
        template = environment().get_template("chart.py.jinja")
        methods = list(self._methods())  # these say which tables there are
        slots = [f"_{timer}" for timer in chart.timers] + (["_raised"] if plan.raising else [])
        return template.render(
            abi=ABI,
            chart=chart,
            header=self._header(doc, made, spec),
            imports=self._imports(),
            typing_imports=self._typing_imports(),
            states=[self._state(index) for index in range(len(plan.leaves))],
            values=self._values(),
            name=self.name,
            class_doc=layout.docstring(doc, 1),
            actions_doc=layout.docstring(f"What {chart.name} asks of its hand-written actions.", 1),
            action_methods=list(self._action_methods()),
            asks=[
                layout.signature(guard.name, [("self", ""), ("machine", "Machine")], "bool", 1)
                + layout.indented(layout.docstring(_sentence(guard.doc or guard.name), 2))
                for guard in chart.guards.values()
                if guard.ask
            ],
            slots=_assigned("__slots__ = ", sorted(slots)),
            class_values=list(self._class_values()),
            methods=methods,
            tables=[
                layout.bracketed(f"{name}: Final = {{", pairs, "}", 0, one_each=True)
                for name, pairs in self.bodies.tables.items()
            ],
            raising=plan.raising,
            timers=[each.timer.name for each in plan.timers],
            armed=layout.bracketed(
                "timers = (",
                [f'("{timer}", self._{timer})' for timer in chart.timers],
                _end(chart.timers),
                2,
                one_each=True,
            ),
        )

    def _header(self, doc: str, made: str, spec: str) -> list[str]:
        paragraphs = [doc, "", made, *([spec] if spec else [])]
        lines = [line for text in paragraphs for line in textwrap.wrap(text, layout.WIDTH - 3) or [""]]
        return [f'"""{lines[0]}', *lines[1:], '"""']

    def _imports(self) -> str:
        plan = self.plan
        names = {"Machine", "require_abi"}
        names |= {"Event"} | ({"Signal"} if self.chart.signals else set())
        if any(event.source == "failure" for event in plan.events):
            names.add("ActionFailed")
        if any("START" in line for line in self.bodies.start()):
            names.add("START")
        if self.plan.raising:
            names.add("take_raised")
        if not any(self._shared(value) for value in self._payloads()):
            return import_line(_STATECHART, names)
        assert self.base is not None
        package, _, last = module_path(self.package, self.base.name).rpartition(".")
        return f"from {package} import {last} as _base\n{import_line(_STATECHART, names)}"

    def _typing_imports(self) -> list[str]:
        names = {"Cell"}
        if self.plan.timers:
            names.add("Timer")
        reached = (self.plan.reach.actions, self.plan.reach.guards, self.plan.reach.payloads, self.plan.reach.delays)
        reaching = [*(events for table in reached for events in table.values()), *self.plan.triggers.values()]
        if any(START in events for events in reaching):
            names.add("Start")
        sections = self.types.imports({_STATECHART: names})
        return [line for number, section in enumerate(sections) for line in ([""] if number else []) + section]

    def _state(self, index: int) -> str:
        leaf = self.plan.leaves[index]
        doc = leaf.path if self.plan.several else comment(self.chart.states[leaf.path].doc, 80)
        return f"{self.bodies.states[index]}: Final = {index}" + (f"  # {doc}" if doc else "")

    def _shared(self, value: Event | Signal) -> bool:
        """Whether an event or signal is that of the chart in whose place this one stands."""
        if self.base is None:
            return False
        theirs: Event | Signal | None
        theirs = (self.base.events if isinstance(value, Event) else self.base.signals).get(value.name)
        shape = [(field.name, field.type) for field in value.payload]
        return theirs is not None and [(field.name, field.type) for field in theirs.payload] == shape

    def _payloads(self) -> list[Event | Signal]:
        """Events and signals, in order."""
        return [*self.events, *self.chart.signals.values()]

    def _values(self) -> list[list[str]]:
        """The classes of events and signals, those of another chart first."""
        aliases = []
        for value in self._payloads():
            if self.base is None or not self._shared(value):
                continue
            kind, constant = (
                (event_class, event_constant) if isinstance(value, Event) else (signal_class, signal_constant)
            )
            aliases.append(f"{kind(self.chart, value.name)} = _base.{kind(self.base, value.name)}")
            if not value.payload:
                ours, theirs = constant(self.chart, value.name), constant(self.base, value.name)
                aliases.append(f"{ours}: Final = _base.{theirs}")
        made = [self._event_value(event) for event in self.events if not self._shared(event)]
        made += [self._signal_value(name) for name, signal in self.chart.signals.items() if not self._shared(signal)]
        return [*([aliases] if aliases else []), *made]

    def _event_value(self, event: Event) -> list[str]:
        name = event_class(self.chart, event.name)
        constant = event_constant(self.chart, event.name)
        doc = self._event_doc(event)
        return self._value(name, "Event", event.name, event.payload, doc, constant, event.optional)

    def _event_doc(self, event: Event) -> str:
        said = [comment(event.doc).rstrip(".")] if event.doc else []
        text = ", ".join(f"{_pattern(p.low, p.high)}{' '.join(p.methods)}" for p in event.patterns)
        where = f" where {' and '.join(str(condition) for condition in event.where)}" if event.where else ""
        source = f"{text}{where}, {_FROM[event.source]}" if text else _FROM[event.source]
        if event.source == "timer":
            names = [timer.name for timer in self.chart.timers.values() if timer.event.name == event.name]
            source = f"{' or '.join(f'`{name}`' for name in names)} is due"
        rules = f" ({', '.join(ref.name for ref in event.rules)})" if event.rules else ""
        return _sentence("; ".join([*said, source]) + rules)

    def _signal_value(self, name: str) -> list[str]:
        signal = self.chart.signals[name]
        doc = _sentence(signal.doc or f"Tells the charts beside this one: {name}")
        return self._value(
            signal_class(self.chart, name), "Signal", name, signal.payload, doc, signal_constant(self.chart, name)
        )

    def _value(
        self,
        name: str,
        base: str,
        called: str,
        payload: tuple[Field, ...],
        doc: str,
        constant: str,
        optional: frozenset[str] = frozenset(),
    ) -> list[str]:
        fields = [field.name for field in payload]
        inside = [*layout.docstring(doc, 1), "", *_assigned("__slots__ = ", sorted(fields))]
        lines = [f"class {name}({base}):", *layout.indented([*inside, f"NAME = {layout.quoted(called)}"])]
        if not payload:
            return [*lines, "", "", f"{constant}: Final = {name}()"]
        parameters = [("self", ""), *self.types.parameters(payload, optional)]
        make = layout.signature("__init__", parameters, "None", 1)
        make += layout.indented([f"self.{field} = {field}" for field in fields])
        return [*lines, *layout.indented([*_assigned("FIELDS = ", fields), "", *make])]

    def _action_methods(self) -> Iterator[list[str]]:
        chart, reach = self.chart, self.plan.reach
        for name, events in reach.guards.items():
            yield self._method(name, events, "bool", chart.guards[name].doc)
        for name, events in reach.actions.items():
            returns = self.types.write(_REQUEST) if chart.actions[name].creates else "None"
            yield self._method(name, events, returns, chart.actions[name].doc)
        for name, events in reach.payloads.items():
            doc = f"The payload of {name}; reads only."
            yield self._method(f"payload_{name}", events, signal_class(chart, name), doc)
        for name, events in reach.delays.items():
            yield self._method(name, events, "float", "Seconds; kept within the bounds that the chart states.")

    def _method(self, name: str, events: Iterable[str], returns: str, doc: str) -> list[str]:
        parameters = [("self", ""), ("event", self._union(events))]
        if not doc:
            return layout.signature(name, parameters, returns, 1, ": ...")
        return [*layout.signature(name, parameters, returns, 1), *layout.indented(layout.docstring(_sentence(doc), 2))]

    def _union(self, events: Iterable[str]) -> str:
        return " | ".join("Start" if event == START else event_class(self.chart, event) for event in events)

    def _class_values(self) -> Iterator[str]:
        plan, chart = self.plan, self.chart
        yield f"CHART = {layout.quoted(chart.name)}"
        yield f"KIND = {layout.quoted(chart.short_name)}"
        yield f"DIGEST = {layout.quoted(chart.digest)}"
        yield from _assigned("STATES = ", [leaf.path for leaf in plan.leaves])
        yield from _flags("FINAL = ", [leaf.final for leaf in plan.leaves])
        yield "EVENTS: ClassVar[dict[str, type[Event]]] = {"
        for event in plan.events:
            yield f"    {layout.quoted(event.name)}: {event_class(chart, event.name)},"
        yield "}"
        if any(plan.commands):
            yield from _bracketed("COMMANDS = ", [_tuple(names) for names in plan.commands])
        else:
            yield f"COMMANDS = ((),) * {len(plan.leaves)}"
        yield from _flags("DEFERS = ", [bool(leaf.defers) for leaf in plan.leaves])
        yield from _assigned("TIMERS = ", chart.timers)
        yield from _flags("DETACHABLE = ", plan.detachable)
        if found := lingers(plan):
            pairs = ", ".join(f"{self.bodies.states[leaf]}: {timer}" for leaf, timer in found.items())
            yield f"LINGERS: ClassVar[dict[int, int]] = {{{pairs}}}"

    def _methods(self) -> Iterator[list[str]]:
        """The methods that follow from the chart, in its order."""
        plan, none = self.plan, "None"
        start = layout.docstring(f"Enter {plan.leaves[plan.start_leaf].path}.", 2)
        yield ["def start(self) -> None:", *layout.indented([*start, *self.bodies.start()])]
        for event in plan.events:
            parameters = [("self", ""), ("event", event_class(self.chart, event.name))]
            body = [*layout.docstring(self._event_doc(event), 2), *self.bodies.event(event.name)]
            yield [*layout.signature(event.name, parameters, none, 1), *layout.indented(body)]
        if plan.several and (events := next((found for found in plan.triggers.values() if found), ())):
            head = [("self", ""), ("event", self._union(events))]
            said = '"""Eventless transitions: the first whose conditions hold, if there is any."""'
            body = [said, *self.bodies.always_anywhere()]
            yield [*layout.signature("_always", head, none, 1), *layout.indented(body)]
        for leaf, events in plan.triggers.items():
            if events and not plan.several:
                head = [("self", ""), ("event", self._union(events))]
                said = f"Eventless transitions of {plan.leaves[leaf].path}: the first whose conditions hold."
                body = [*layout.docstring(said, 2), *self.bodies.always(leaf)]
                yield [*layout.signature(always_method(plan, leaf), head, none, 1), *layout.indented(body)]
        for classifier in plan.classifiers:
            kind = classifier.kind
            parameters = [("self", ""), (kind, self.types.write(classifier.message_type))]
            body = [*layout.docstring(f"Name the event of a {shown_domain(classifier)}.", 2)]
            body += classifier_body(plan, classifier)
            yield [*layout.signature(f"classify_{kind}", parameters, "Event", 1), *layout.indented(body)]
            body = [*layout.docstring(f"Handle a {kind} as the one event that it is.", 2)]
            body.append(f"self.dispatch(self.classify_{kind}({kind}))")
            yield [*layout.signature(f"receive_{kind}", parameters, none, 1), *layout.indented(body)]
        if plan.timers:
            body = ['"""A timer is due: call its event, unless it was stopped or replaced meanwhile."""']
            yield ["def timer_fired(self, timer: Timer) -> None:", *layout.indented(body + timer_fired(plan))]
        if self.bodies.stops_all:
            body = ['"""Stop every timer that runs."""', "cell = self.cell"]
            body += [line for each in plan.timers for line in stop_timer(each.timer.name)]
            yield ["def _stop_timers(self) -> None:", *layout.indented(body)]


def _end(items: Sized) -> str:
    """The end of a tuple."""
    return ",)" if len(items) == 1 else ")"


def _sentence(text: str) -> str:
    """Free text as a sentence: safe, with a capital and a full stop."""
    said = comment(text)
    said = said if said[:1] == "`" else said[:1].upper() + said[1:]
    return said if not said or said[-1] in ".!?" else f"{said}."


def _pattern(low: int, high: int) -> str:
    if not low:
        return ""
    if low == high:
        return f"{low} "
    if low % 100 == 0 and high % 100 == 99:
        return f"{low // 100}xx " if high - low == 99 else f"{low // 100}xx-{high // 100}xx "
    return f"{low}-{high} "


def _tuple(items: Iterable[str]) -> str:
    """A tuple of strings as source."""
    quoted = [layout.quoted(item) for item in items]
    return f"({quoted[0]},)" if len(quoted) == 1 else f"({', '.join(quoted)})"


def _bracketed(head: str, items: list[str]) -> list[str]:
    """`NAME = (a, b)`, one a line where it is long."""
    if len(items) == 1:
        return [f"{head}({items[0]},)"]
    return layout.bracketed(f"{head}(", items, ")", 1, one_each=True)


def _assigned(head: str, texts: Iterable[str]) -> list[str]:
    return _bracketed(head, [layout.quoted(text) for text in texts])


def _flags(head: str, flags: Iterable[bool]) -> list[str]:
    return _bracketed(head, [str(flag) for flag in flags])
