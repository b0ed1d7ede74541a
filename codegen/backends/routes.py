"""The bodies of the functions in a cell's module: one per wire, per ask and per command, as plain statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from ..model import Answer, Command, PartSpec, Receiver, ScopeSpec, Wire
from ..names import event_class, event_constant, signal_class
from . import layout
from .wired import Member, Wired, WiringError, leaves_of, notes, scope_class

_OWN_NAMES = ("cell", "current", "each", "item", "kind", "machine", "origin", "scope", "sender", "signal", "target")


class Body:
    """Statements of one function, with its local names kept apart from each other and from the module's."""

    def __init__(self, taken: Iterable[str]) -> None:
        self.lines: list[str] = []
        self._level = 1
        self._taken = {*taken, *_OWN_NAMES, "tuple", "any"}
        self._locals: dict[str, tuple[str, str]] = {}
        self._declared: set[str] = set()

    def add(self, text: str) -> None:
        self.lines.append(layout.INDENT * self._level + text)

    @contextmanager
    def under(self, head: str) -> Iterator[None]:
        """Statements of a block."""
        self.add(head)
        self._level += 1
        yield
        self._level -= 1

    def call(self, head: str, arguments: Sequence[str], tail: str = "") -> None:
        """`head(arguments)tail`, over several lines where it is long."""
        for line in layout.bracketed(f"{head}(", arguments, f"){tail}", self._level):
            self.add(line)

    def local(self, part: str, use: str) -> str:
        """The local name for a machine of a part; another `use` of it (its type differs) gets another name."""
        name = part
        while name in self._taken or self._locals.get(name, (part, use)) != (part, use):
            name += "_"
        self._locals[name] = (part, use)
        return name

    def declare(self, name: str, kind: str, value: str) -> None:
        """`name: kind = value`, the type only the first time."""
        self.add(f"{name} = {value}" if name in self._declared else f"{name}: {kind} = {value}")
        self._declared.add(name)


def payload(member: Member, event: str, source: str, receiver: Receiver) -> tuple[str, list[str]]:
    """Constructor and arguments of an event, or its one instance where it carries nothing."""
    fields = member.chart.events[event].payload
    if not fields:
        return f"{member.module}.{event_constant(member.chart, event)}", []
    arguments = [f"{source}.{receiver.renames.get(field.name, field.name)}" for field in fields]
    return f"{member.module}.{event_class(member.chart, event)}", arguments


class Route:
    """The function of one wire."""

    def __init__(self, wired: Wired, wire: Wire, taken: Iterable[str]) -> None:
        self.wired = wired
        self.senders = wired.senders(wire)
        self.wire = wire
        self.body = Body(taken)
        self._own_scope = False
        self._items: dict[str, str] = {}
        self._write()

    @property
    def lines(self) -> list[str]:
        return self.body.lines

    @property
    def sender_type(self) -> str:
        return " | ".join(member.machine for member in self.senders)

    @property
    def signal_types(self) -> list[str]:
        return [f"{member.module}.{signal_class(member.chart, self.wire.signal.name)}" for member in self.senders]

    @property
    def doc(self) -> str:
        """The wire in words."""
        texts = []
        for receiver in self.wire.receivers:
            marks = notes(receiver)
            texts.append(self.wired.text(receiver) + (f" ({', '.join(marks)})" if marks else ""))
        return f"{self.wire.sender}.{self.wire.signal.name} -> " + (", ".join(texts) or "nobody") + "."

    def _write(self) -> None:
        receivers = list(self.wire.receivers)
        while receivers:
            first = receivers.pop(0)
            if first.selector == "dialog":
                group = [first]
                while receivers and receivers[0].selector == "dialog" and receivers[0].key == first.key:
                    group.append(receivers.pop(0))
                self._dialog(group)
            elif first.selector in ("origin", "current"):
                self._linked(first)
            elif first.selector == "each":
                with self.body.under("for each in tuple(cell.dialogs.values()):"):
                    self._deliver("each", self._inner(first), first)
            elif first.selector == "leg":
                self._deliver("cell.leg", self.wired.outer, first)
            else:
                self._same_scope(first)

    def _inner(self, receiver: Receiver) -> ScopeSpec:
        if self.wired.inner is None:
            raise WiringError(receiver.span, f"cell {self.wired.wiring.name} has no inner scope")
        return self.wired.inner

    def _same_scope(self, receiver: Receiver) -> None:
        part, _ = self.wired.addressed(receiver)
        scope = self.wired.scope_of[part.name]
        if scope is self.wired.outer:
            self._deliver("cell.leg", scope, receiver)
            return
        outsiders = [member for member in self.senders if member.scope is self.wired.outer]
        if outsiders:
            raise WiringError(receiver.span, f"{part.name} is not in the scope of {outsiders[0].shown}")
        if all(member.scope is scope for member in self.senders):
            if not self._own_scope:
                self.body.declare("scope", scope_class(scope), "sender.scope")
                self._own_scope = True
            self._deliver("scope", scope, receiver)
            return
        # A transaction lives in its creator's scope, which may be the outer one.
        if not self._own_scope:
            self.body.declare("scope", "Any", "sender.scope")
            self._own_scope = True
        with self.body.under("if scope is not cell.leg:"):
            self._deliver("scope", scope, receiver)
        if not receiver.optional:
            with self.body.under("else:"):
                self._missing(receiver)

    def _dialog(self, group: Sequence[Receiver]) -> None:
        """Receivers in one inner scope; it is looked up once, and made for the first of them that may."""
        scope = self._inner(group[0])
        self.body.add(f"target = cell.dialogs.get(signal.{group[0].key})")
        makers = [number for number, receiver in enumerate(group) if receiver.create]
        known, made = (group[: makers[0]], group[makers[0] :]) if makers else (group, [])
        if known:
            with self.body.under("if target is not None:"):
                for receiver in known:
                    self._deliver("target", scope, receiver)
            if not all(receiver.optional for receiver in known):
                with self.body.under("else:"):
                    for receiver in known:
                        if not receiver.optional:
                            self._missing(receiver)
        if not made:
            return
        with self.body.under("if target is None:"):
            self.body.add(f"target = cell.create_dialog(signal.{group[0].key})")
        with self.body.under("if target is not None:"):
            for receiver in made:
                self._deliver("target", scope, receiver)

    def _linked(self, receiver: Receiver) -> None:
        """The origin or the current transaction, by what it is."""
        body, link = self.body, receiver.selector
        body.declare(link, "Any", f"sender.{link}")
        pairs = list(self.wired.receivers(receiver))
        test = f"{link} is not None and {link}.CHART"
        if len(pairs) > 1:
            body.add(f'kind = {link}.CHART if {link} is not None else ""')
            test = "kind"
        for number, (member, event) in enumerate(pairs):
            where = f' and {link}.part == "{member.part}"' if self.wired.ambiguous(member) else ""
            with body.under(f'{"elif" if number else "if"} {test} == "{member.chart.name}"{where}:'):
                self._call(link, member, event, receiver)
        if not receiver.optional:
            with body.under("else:"):
                self._missing(receiver)

    def _deliver(self, scope: str, spec: ScopeSpec, receiver: Receiver) -> None:
        """One receiver in a scope that is there."""
        part, pairs = self.wired.addressed(receiver)
        if spec.parts.get(part.name) is not part:
            raise WiringError(receiver.span, f"scope {spec.name} has no part {part.name}")
        if part.kind == "many" and receiver.many_key is None:
            name = self.body.local(part.name, "each")
            with self.body.under(f"for {name} in tuple({scope}.{part.name}.values()):"):
                self._call(name, *pairs[0], receiver)
        elif part.kind == "many" and receiver.for_each:
            item = self._item(receiver.for_each)
            with self.body.under(f"for {item} in signal.{receiver.for_each}:"):
                self._found(scope, part, pairs, receiver, f"{item}.{receiver.many_key}")
        else:
            self._found(scope, part, pairs, receiver, f"signal.{receiver.many_key}" if part.kind == "many" else "None")

    def _found(self, scope: str, part: PartSpec, pairs: list[tuple[Member, str]], receiver: Receiver, key: str) -> None:
        """Look the machine up (or make it) and call it."""
        body = self.body
        if part.kind == "one_of":
            self._one_of(scope, part, pairs, receiver)
            return
        name = body.local(part.name, "optional")
        body.add(f"{name} = {scope}.{part.name}.get({key})" if part.kind == "many" else f"{name} = {scope}.{part.name}")
        # A plain part comes with its scope; `create` then speaks of the scope only.
        made = receiver.create and (part.kind == "many" or part.optional)
        if made:
            with body.under(f"if {name} is None:"):
                body.call(f"{name} = cell.create_part", [scope, f'"{part.name}"', key, f'"{pairs[0][0].chart.name}"'])
        with body.under(f"if {name} is not None:"):
            self._call(name, *pairs[0], receiver)
        if not receiver.optional and not made:
            with body.under("else:"):
                self._missing(receiver)

    def _one_of(self, scope: str, part: PartSpec, pairs: list[tuple[Member, str]], receiver: Receiver) -> None:
        """Whichever alternative is there, or, when the wire names an alternative, only that one."""
        body = self.body
        if receiver.create and receiver.selector != "dialog":
            raise WiringError(receiver.span, f"which alternative of {part.name} shall be created?")
        name = body.local(part.name, "any")
        body.declare(name, "Any", f"{scope}.{part.name}")
        if len(pairs) < len(part.charts):
            for number, (member, event) in enumerate(pairs):
                test = f'{name} is not None and {name}.CHART == "{member.chart.name}"'
                with body.under(f"{'elif' if number else 'if'} {test}:"):
                    self._call(name, member, event, receiver)
        else:
            with body.under(f"if {name} is not None:"):
                self._alternatives(name, pairs, receiver)
        if not receiver.optional:
            with body.under("else:"):
                self._missing(receiver)

    def _alternatives(self, name: str, pairs: list[tuple[Member, str]], receiver: Receiver) -> None:
        """Every alternative has an event class of its own; where there are many, the machine tells which."""
        shapes = {tuple(field.name for field in member.chart.events[event].payload) for member, event in pairs}
        if len(pairs) == 1 or (len(pairs) > 2 and len(shapes) == 1):
            self._call(name, *pairs[0], receiver, own_class=len(pairs) > 1)
            return
        for number, (member, event) in enumerate(pairs):
            last = number == len(pairs) - 1
            head = "else:" if last else f'{"elif" if number else "if"} {name}.CHART == "{member.chart.name}":'
            with self.body.under(head):
                self._call(name, member, event, receiver)

    def _call(self, name: str, member: Member, event: str, receiver: Receiver, own_class: bool = False) -> None:
        """Hand over, then the event (for each item, where the machine itself was not looked up by it)."""
        body = self.body
        if receiver.hands_current:
            body.add(f"cell.hand_current(sender, {name})")
        if receiver.for_each and not (member.kind == "many" and receiver.many_key):
            item = self._item(receiver.for_each)
            with body.under(f"for {item} in signal.{receiver.for_each}:"):
                self._event(name, member, event, receiver, item, own_class)
        else:
            source = self._item(receiver.for_each) if receiver.for_each else "signal"
            self._event(name, member, event, receiver, source, own_class)

    def _item(self, field: str) -> str:
        """The name of one item of a signal's field; items of another field are of another type."""
        if field not in self._items:
            self._items[field] = f"item_of_{field}" if self._items else "item"
        return self._items[field]

    def _event(self, name: str, member: Member, event: str, receiver: Receiver, source: str, own_class: bool) -> None:
        made, arguments = payload(member, event, source, receiver)
        if own_class:
            self.body.call(f'{name}.{event}({name}.EVENTS["{event}"]', arguments, ")")
        elif arguments:
            self.body.call(f"{name}.{event}({made}", arguments, ")")
        else:
            self.body.add(f"{name}.{event}({made})")

    def _missing(self, receiver: Receiver) -> None:
        self.body.add(f'cell.receiver_missing(sender, signal, "{self.wired.text(receiver)}")')


def ask_lines(wired: Wired, answer: Answer, member: Member, taken: Iterable[str]) -> list[str]:
    """The body of one ask: true when the asked part stands in one of the states."""
    body = Body(taken)
    part = wired.parts.get(answer.part)
    if part is None:
        raise WiringError(answer.span, f"no part is named {answer.part}")
    scope = wired.scope_of[part.name]
    if scope is wired.outer:
        body.declare("scope", scope_class(scope), "machine.scope.leg")
    elif member.scope is wired.outer:
        raise WiringError(answer.span, f"{part.name} is not in the scope of {member.shown}")
    elif member.scope is None:
        # A transaction lives in its creator's scope, which may be the outer one.
        body.declare("scope", "Any", "machine.scope")
        with body.under("if scope is scope.leg:"):
            body.add(f"return {answer.negated}")
    else:
        body.declare("scope", scope_class(scope), "machine.scope")
    name = body.local(part.name, "asked")
    charts = [other.chart for other in wired.members if other.part == part.name]
    found = [leaves_of(chart, answer.states) for chart in charts]
    if not any(found):
        raise WiringError(answer.span, f"{part.name} has no state {', '.join(answer.states)}")
    absent = f"{name} is None or" if answer.negated else f"{name} is not None and"
    if len(charts) > 1:
        paths = sorted({path for leaves in found for _, path in leaves})
        test = f"{name}.state_name {_among([repr(path) for path in paths], answer.negated)}".replace("'", '"')
        note = ""
    else:
        test = f"{name}.state {_among([str(index) for index, _ in found[0]], answer.negated)}"
        note = "  # " + ", ".join(path for _, path in found[0])
    if part.kind == "many":
        test = f"{name}.state {_among([str(index) for index, _ in found[0]], False)}"
        word = "not any" if answer.negated else "any"
        body.add(f"return {word}({test} for {name} in scope.{part.name}.values()){note}")
    else:
        body.add(f"{name} = scope.{part.name}")
        body.add(f"return {absent} {test}{note}")
    return [line.removeprefix(layout.INDENT) for line in body.lines]


def _among(values: list[str], negated: bool) -> str:
    if len(values) == 1:
        return f"{'!=' if negated else '=='} {values[0]}"
    return f"{'not in' if negated else 'in'} ({', '.join(values)})"


def command_lines(wired: Wired, command: Command, taken: Iterable[str]) -> list[str]:
    """The body of one command: find the part that takes it, build its event."""
    members = wired.taker(command)
    fields = members[0].chart.events[command.event.name].payload
    given = [field.name for field in fields]
    if "cell" in given:
        raise WiringError(command.span, "no field of a command's payload can be named cell")
    body = Body({*taken, *given})
    part = command.part if command.part in wired.parts else members[0].part
    scope = "cell.leg"
    if command.key_of is not None:
        owner, field = command.key_of
        data, scope = body.local(f"{owner}_slice", "slice"), body.local("dialog_scope", "scope")
        body.add(f"{data} = cell.leg.{owner}_slice")
        body.add(f"{scope} = cell.dialogs.get({data}.{field}) if {data} is not None else None")
        with body.under(f"if {scope} is None:"):
            body.add("return None")
    several = len(wired.parts[part].charts) > 1
    name = body.local(part, "any" if several else "optional")
    if several:
        body.declare(name, "Any", f"{scope}.{part}")
    elif command.many_key is not None:
        if command.many_key not in given:
            raise WiringError(command.span, f"{members[0].chart.name}.{command.event.name} has no {command.many_key}")
        body.add(f"{name} = {scope}.{part}.get({command.many_key})")
    else:
        body.add(f"{name} = {scope}.{part}")
    with body.under(f"if {name} is None:"):
        body.add("return None")
    for number, member in enumerate(members):
        event = member.chart.events[command.event.name]
        if [field.name for field in event.payload] != given:
            raise WiringError(command.span, f"the alternatives of {part} take different payloads")
        made = event_class(member.chart, event.name)
        arguments = ", ".join(given)
        constant = event_constant(member.chart, event.name)
        value = f"{member.module}.{made}({arguments})" if fields else f"{member.module}.{constant}"
        alone = len(members) < len(wired.parts[part].charts)
        if several and (alone or number < len(members) - 1):
            with body.under(f'if {name}.CHART == "{member.chart.name}":'):
                body.add(f"return {name}, {value}")
        else:
            body.add(f"return {name}, {value}")
    if several and len(members) < len(wired.parts[part].charts):
        body.add("return None")
    return body.lines
