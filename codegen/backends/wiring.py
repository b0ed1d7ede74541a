"""From wirings to Python: `handlers/<cell>.py` (scopes, routes, asks, commands), `core/bindings.py` (factories).

The text comes from `templates/`, the bodies of its functions from `routes`. What the generated code asks of the cell
that runs it stands in the docstring of every generated cell module. The same wiring and charts give the same bytes.
"""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import attrs
import jinja2

from ..model import Answer, Chart, Command, Field, PartSpec, ScopeSpec, Span, Wiring
from ..names import ABI, class_name, comment, event_class, module_path, signal_class
from . import layout
from .payloads import Types
from .python import environment
from .routes import Route, ask_lines, command_lines
from .wired import Member, Wired, WiringError, scope_class

_TAKEN = ("Any", "Callable", "Cell", "CellRuntime", "ClassVar", "Event", "Iterator", "Machine", "Protocol", "Signal")

HANDLERS = "sessioncore.handlers"
ACTIONS = "sessioncore.actions"
ENGINES = "sessioncore.engines"


def _template(name: str) -> jinja2.Template:
    return environment().get_template(name, globals={"abi": ABI, "comment": comment})


def cell_module(
    wiring: Wiring, charts: Mapping[str, Chart], handlers: str = HANDLERS, shipped: Collection[str] = ()
) -> str:
    """The text of `handlers/<cell>.py`. Raises `WiringError`.

    `handlers` is the package of the charts' modules; those of `shipped` charts are sessioncore's.
    """
    wired = Wired(wiring, charts)
    modules = [member.module for member in wired.members]
    names = _Names([*modules, "any", "tuple", "require_abi"])
    routes = [
        _RouteText(Route(wired, wire, modules), names.new(f"{wire.sender}_{wire.signal.name}")) for wire in wiring.wires
    ]
    functions = {command.name: names.new(command.name) for command in wiring.commands.values()}
    payloads = [field.type for command in wiring.commands.values() for field in _fields(wired, command)]
    types = Types(payloads, {*_TAKEN, *names.used})
    scopes = [_scope(wired, scope) for scope in wired.scopes]
    has_many = any(part.kind == "many" for scope in wired.scopes for part in scope.parts.values())
    nobody = "NOBODY, " if has_many else ""
    imports = [
        *_imports(wired.charts, handlers, shipped),
        f"from sessioncore.statechart import {nobody}Cell, Event, Machine, Signal, require_abi",
    ]
    return _template("cell.py.jinja").render(
        wiring=wiring,
        imports=_sorted_imports(imports),
        typed_imports=_flat(types.imports({})),
        has_many=has_many,
        scopes=scopes,
        outer=scopes[0],
        inner=scopes[1] if len(scopes) > 1 else None,
        routes=routes,
        table=_table(routes),
        silent=_silent(wired),
        asks=[_asks(wired, member) for member in wired.members if member.has_asks],
        commands=[_command(wired, command, functions[command.name], types) for command in wiring.commands.values()],
        command_table=_dict(functions.items()),
        transactions=_dict((kind.name, f'"{kind.chart.name}"') for kind in wiring.transactions.values()),
        rejects=_dict(
            (member.part, f"{member.module}.{event_class(member.chart, spec.rejects.name)}")
            for member in wired.members
            if (spec := wiring.transactions.get(member.part)) is not None and spec.rejects is not None
        ),
        charts=[(name, _machine(wired, name)) for name in wired.charts],
        replaces=_dict((name, f'"{ref.name}"') for name, ref in wiring.extension.replaces.items())
        if wiring.extension is not None
        else None,
    )


def bindings_module(
    wirings: Iterable[Wiring],
    charts: Mapping[str, Chart],
    handlers: str = HANDLERS,
    actions: str = ACTIONS,
    engines: str = ENGINES,
    shipped: Collection[str] = (),
    limits: str = f"{HANDLERS}.limits",
) -> str:
    """The text of `core/bindings.py` for all wirings; `handlers`, `actions`, `engines` are packages.

    Of `shipped` charts everything is sessioncore's. `limits` is the module of the class of limits.
    """
    cells: list[dict[str, Any]] = []
    imports = ["from sessioncore.statechart import Machine, require_abi"]
    modules: dict[str, str] = {}
    for wiring in sorted(wirings, key=lambda item: item.name):
        wired = Wired(wiring, charts)
        imports += _imports(wired.charts, handlers, shipped)
        if wiring.extension is not None:
            imports.append("from sessioncore.core.wiring import CallWiring")
            imports.append(f"from {limits} import Limits")
        imports.append(f"from {handlers} import {wiring.name} as {wiring.name}_cell")
        for name in wired.charts:
            module = wiring.actions.get(name, module_path(ACTIONS if name in shipped else actions, name))
            if modules.setdefault(name, module) != module:
                raise WiringError(wiring.span, f"another wiring binds {name} to {modules[name]}")
        foreign = [name for name in wired.charts if name not in shipped or name in wiring.actions]
        own = [{"chart": name, "alias": name.replace("/", "_")} for name in foreign]
        cells.append({**_bound_cell(wired), "own": own})
    for name, module in modules.items():
        package, _, last = module.rpartition(".")
        alias = f"{name.replace('/', '_')}_actions"
        imports.append(f"from {package} import {last} as {alias}" if package else f"import {last} as {alias}")
    return _template("bindings.py.jinja").render(
        cells=cells,
        origin=textwrap.fill(f"Generated from {', '.join(cell['file'] for cell in cells)}; do not edit.", layout.WIDTH),
        slots=layout.bracketed(
            "__slots__ = (", sorted(['"engine"', *(f'"{cell["name"]}"' for cell in cells)]), ")", 1, one_each=True
        ),
        imports=_sorted_imports(imports),
        engines=engines,
        shipped_engines=ENGINES,
        own=sorted(name for name in modules if name not in shipped) if shipped else (),
    )


@attrs.frozen
class _Bound:
    """A member as `bindings.py` shows it; `head` is the first line of its factory."""

    part: str
    kind: str
    name: str
    chart: Chart
    module: str
    machine: str
    asks: str
    head: list[str]


def _bound_cell(wired: Wired) -> dict[str, Any]:
    wiring = wired.wiring
    module = f"{wiring.name}_cell"
    any_scope = " | ".join(f"{module}.{scope_class(scope)}" for scope in wired.scopes)
    bound = []
    for member in wired.members:
        if member.scope is None:
            given = [("self", ""), ("scope", any_scope), ("request", "Request")]
        else:
            given = [("self", ""), ("scope", f"{module}.{scope_class(member.scope)}"), ("key", "object = None")]
        asks = f"{module}.{_constant(member)}" if member.has_asks else "None"
        head = layout.signature(f"make_{member.name}", given, "Machine", 1)
        bound.append(
            _Bound(member.part, member.kind, member.name, member.chart, member.module, member.machine, asks, head)
        )
    charts = [next(item for item in bound if item.chart is chart) for chart in wired.charts.values()]
    slots = [f'"{name}"' for name in (*(f"_{item.module}" for item in charts), "parts", "transactions")]
    classes = [
        layout.bracketed(
            f"self._{item.module} = machine_class(", ["engine", f'"{item.chart.name}"', item.machine], ")", 2
        )
        for item in charts
    ]
    return {
        "name": wiring.name,
        "cls": f"{class_name(wiring.name)}Bindings",
        "module": module,
        "file": wiring.file,
        "digest": wiring.digest,
        "extends": wiring.extension is not None,
        "base": wiring.extension.root if wiring.extension is not None else "",
        "doc": comment(wiring.doc),
        "slots": layout.bracketed("__slots__ = (", slots, ")", 1, one_each=True),
        "classes": [line for lines in classes for line in lines],
        "parts": [item for item in bound if item.kind != "transaction"],
        "transactions": [item for item in bound if item.kind == "transaction"],
    }


class _Names:
    """Names of a module's functions, each different from the others and from the imported modules."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.used = set(taken)

    def new(self, wish: str) -> str:
        name, number = wish, 2
        while name in self.used:
            name, number = f"{wish}_{number}", number + 1
        self.used.add(name)
        return name


class _RouteText:
    """A route as the template shows it."""

    def __init__(self, route: Route, function: str) -> None:
        self.wire = route.wire
        self.function = function
        self.signal_types = route.signal_types
        given = [("cell", "CellRuntime"), ("sender", route.sender_type), ("signal", " | ".join(route.signal_types))]
        self.lines = [
            *layout.signature(function, given, "None", 0),
            *layout.indented(layout.docstring(comment(route.doc, 2000), 1)),
            *_place(route.wire.span),
            *route.lines,
        ]


def _place(span: Span) -> list[str]:
    return [f"    # {comment(str(span.file))}:{span.line}"]


def _table(routes: Sequence[_RouteText]) -> list[tuple[str, str]]:
    """Which function takes which signal class. A chart in two places of a cell has one signal class for both."""
    found: dict[str, str] = {}
    for text in routes:
        for signal in text.signal_types:
            if signal in found:
                wire = text.wire
                raise WiringError(
                    wire.span,
                    f"{wire.sender}.{wire.signal.name} and another wire start from the same chart's signal; "
                    "a chart that stands in two places of a cell cannot have different wires",
                )
            found[signal] = text.function
    return list(found.items())


def _silent(wired: Wired) -> list[tuple[str, list[str]]]:
    """Signals that nobody receives, and why."""
    return [
        (f"{member.module}.{signal_class(member.chart, exempt.ref.name)}", layout.comment(comment(exempt.why), 1))
        for exempt in wired.wiring.silent
        for member in wired.named(exempt.owner, exempt.span)
        if exempt.ref.name in member.chart.signals
    ]


def _scope(wired: Wired, scope: ScopeSpec) -> dict[str, Any]:
    parts = [
        {"name": part.name, "many": part.kind == "many", "slot": _slot(wired, part)} for part in scope.parts.values()
    ]
    slices = (f"{part.name}_slice" for part in scope.parts.values() if part.kind != "many")
    slots = {"cell", "key", *scope.parts, *slices}
    if scope.key is not None:
        slots.add("leg")
    with_scope = [
        f'("{part.name}", "{part.charts[0].name}")'
        for part in scope.parts.values()
        if part.kind == "one" and not part.optional
    ]
    choices = [
        "\n".join(layout.bracketed(f'"{part.name}": (', names, ",)" if len(names) == 1 else ")", 2))
        for part in scope.parts.values()
        if part.kind == "one_of" and (names := _strings(ref.name for ref in part.charts))
    ]
    many = [f'"{part.name}": {part.limit}' for part in scope.parts.values() if part.kind == "many"]
    each = f", one for each {scope.key}" if scope.key is not None else ""
    doc = f"Scope `{scope.name}`{each}: its parts (a machine or None; of many a mapping by key), "
    doc += "and the slice of each single one."
    if scope.closed_when:
        doc += f" Closed when: {comment(scope.closed_when, 400)}."
    return {
        "name": scope.name,
        "cls": scope_class(scope),
        "keyed": scope.key is not None,
        "head": layout.indented(
            [
                *layout.docstring(doc, 1),
                "",
                *layout.bracketed("__slots__ = (", _strings(sorted(slots)), ")", 1, one_each=True),
            ]
        ),
        "facts": [
            *_tuple("PARTS: ClassVar[tuple[str, ...]]", _strings(scope.parts)),
            *_tuple("WITH_SCOPE: ClassVar[tuple[tuple[str, str], ...]]", with_scope),
            *layout.bracketed("CHOICES: ClassVar[dict[str, tuple[str, ...]]] = {", choices, "}", 1, one_each=True),
            *layout.bracketed("MANY: ClassVar[dict[str, int | None]] = {", many, "}", 1),
        ],
        "parts": parts,
        "many_names": many,
        "limit": scope.limit,
    }


def _flat(sections: Iterable[Iterable[str]]) -> list[str]:
    """Sections of import lines under `if TYPE_CHECKING:`, an empty line between them."""
    lines: list[str] = []
    for section in sections:
        lines += ([""] if lines else []) + [part for line in section for part in line.split("\n")]
    return layout.indented(lines)


def _strings(names: Iterable[str]) -> list[str]:
    return [f'"{name}"' for name in names]


def _tuple(head: str, items: list[str]) -> list[str]:
    """A tuple in a class body; one item needs its comma."""
    return layout.bracketed(f"{head} = (", items, ",)" if len(items) == 1 else ")", 1)


def _slot(wired: Wired, part: PartSpec) -> str:
    """The attribute that holds a part's machine, or those of many by key."""
    types = [member.machine for member in wired.members if member.part == part.name]
    if part.kind == "many":
        return f"self.{part.name}: Mapping[Any, {types[0]}] = NOBODY"
    whole = f"self.{part.name}: {' | '.join((*types, 'None'))} = None"
    if len(whole) <= layout.WIDTH - 8:
        return whole
    rest = [f"    | {kind}" for kind in (*types[1:], "None")]
    return "\n        ".join((f"self.{part.name}: (", f"    {types[0]}", *rest, ") = None"))


def _asks(wired: Wired, member: Member) -> dict[str, Any]:
    taken = [other.module for other in wired.members]
    return {
        "cls": member.asks_class,
        "constant": _constant(member),
        "protocol": f"{member.machine}Asks",
        "shown": member.shown,
        "methods": [
            {
                "name": answer.ask.name,
                "lines": [
                    *layout.docstring(comment(_answer_text(answer)) + ".", 2),
                    *(line.removeprefix("    ") for line in _place(answer.span)),
                    *ask_lines(wired, answer, member, taken),
                ],
            }
            for answer in wired.answers(member)
        ],
    }


def _constant(member: Member) -> str:
    return f"{member.name.upper()}_ASKS"


def _fields(wired: Wired, command: Command) -> Iterable[Field]:
    return wired.taker(command)[0].chart.events[command.event.name].payload


def _answer_text(answer: Answer) -> str:
    return f"{'not ' if answer.negated else ''}in({', '.join(f'{answer.part}.{state}' for state in answer.states)})"


def _command(wired: Wired, command: Command, function: str, types: Types) -> dict[str, Any]:
    where = f"dialog[{'.'.join(command.key_of)}]." if command.key_of is not None else ""
    event = wired.taker(command)[0].chart.events[command.event.name]
    given = [("cell", "CellRuntime"), *types.parameters(event.payload, event.optional)]
    many = f"[{command.many_key}]" if command.many_key is not None else ""
    return {
        "lines": [
            *layout.signature(function, given, "tuple[Machine, Event] | None", 0),
            f'    """Command {command.name}: {where}{command.part}{many}.{command.event.name}."""',
            *_place(command.span),
            *command_lines(wired, command, [member.module for member in wired.members]),
        ]
    }


def _imports(charts: Mapping[str, Chart], handlers: str, shipped: Collection[str]) -> list[str]:
    lines = []
    for name in charts:
        package, _, last = module_path(HANDLERS if name in shipped else handlers, name).rpartition(".")
        lines.append(f"from {package} import {last} as {name.replace('/', '_')}")
    return lines


def _sorted_imports(lines: Iterable[str]) -> list[str]:
    """In the order of the project's linter: `import` first, then by module and name."""

    def order(line: str) -> tuple[bool, str, str]:
        words = line.split()
        return (words[0] == "from", words[1], words[3] if len(words) > 3 else "")

    return sorted(set(lines), key=order)


def _machine(wired: Wired, chart: str) -> str:
    return next(member.machine for member in wired.members if member.chart.name == chart)


def _dict(items: Iterable[tuple[str, str]]) -> str:
    """A dict literal over several lines; the values are Python already."""
    lines = [f'    "{key}": {value},' for key, value in items]
    return "\n".join(["{", *lines, "}"]) if lines else "{}"
