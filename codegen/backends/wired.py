"""A wiring with its names resolved to parts and charts: what its backends (code, picture, table) have in common."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

import attrs

from ..model import Answer, Chart, Command, PartSpec, Receiver, ScopeSpec, Span, Wire, Wiring
from ..names import class_name, machine_class, module_alias
from ..plan import plan_chart, resolve_state


class WiringError(Exception):
    """A wiring that cannot be generated; `span` says where. The checks word most of these better, and earlier."""

    def __init__(self, span: Span, text: str) -> None:
        super().__init__(f"{span}: {text}")
        self.span = span
        self.text = text


@attrs.frozen
class Member:
    """One chart in one place of the cell: of a part (each alternative of a `one_of` part is a member) or a transaction.

    part   the part's name, or the transaction's kind
    name   unique in the cell: the part, and for an alternative the part and the chart (`setup_outgoing`)
    """

    part: str
    kind: Literal["one", "one_of", "many", "transaction"]
    chart: Chart
    scope: ScopeSpec | None

    @property
    def name(self) -> str:
        return f"{self.part}_{self.chart.short_name}" if self.kind == "one_of" else self.part

    @property
    def shown(self) -> str:
        """How a wiring names it."""
        return self.chart.short_name if self.kind == "one_of" else self.part

    @property
    def module(self) -> str:
        return module_alias(self.chart.name)

    @property
    def machine(self) -> str:
        """Its class, as another module writes it."""
        return f"{self.module}.{machine_class(self.chart)}"

    @property
    def asks_class(self) -> str:
        return f"{class_name(self.name)}Asks"

    @property
    def has_asks(self) -> bool:
        return any(guard.ask for guard in self.chart.guards.values())


class Wired:
    """The resolved wiring. Raises `WiringError` for names that lead nowhere."""

    def __init__(self, wiring: Wiring, charts: Mapping[str, Chart]) -> None:
        self.wiring = wiring
        outer = [scope for scope in wiring.scopes.values() if scope.key is None]
        inner = [scope for scope in wiring.scopes.values() if scope.key is not None]
        if len(outer) != 1 or len(inner) > 1:
            raise WiringError(wiring.span, "a cell has one scope without a key and at most one with a key")
        self.outer = outer[0]
        self.inner = inner[0] if inner else None
        self.parts: dict[str, PartSpec] = {}
        self.scope_of: dict[str, ScopeSpec] = {}
        self.members: list[Member] = []
        for scope in (self.outer, *inner):
            for part in scope.parts.values():
                if part.name in self.parts:
                    raise WiringError(part.span, f"two parts of the cell are named {part.name}")
                self.parts[part.name] = part
                self.scope_of[part.name] = scope
                for ref in part.charts:
                    self.members.append(Member(part.name, part.kind, _chart(charts, ref.name, ref.span), scope))
        for kind in wiring.transactions.values():
            if kind.name in self.parts:
                raise WiringError(kind.span, f"a part and a transaction are named {kind.name}")
            self.members.append(Member(kind.name, "transaction", _chart(charts, kind.chart.name, kind.span), None))
        names = [member.name for member in self.members]
        for member in self.members:
            if names.count(member.name) > 1:
                raise WiringError(wiring.span, f"two members of the cell are named {member.name}")

    @property
    def scopes(self) -> tuple[ScopeSpec, ...]:
        """The outermost scope, then the inner one where there is one."""
        return (self.outer,) if self.inner is None else (self.outer, self.inner)

    @property
    def charts(self) -> dict[str, Chart]:
        """Every chart of the cell by name, sorted."""
        found = {member.chart.name: member.chart for member in self.members}
        return {name: found[name] for name in sorted(found)}

    def named(self, name: str, span: Span) -> list[Member]:
        """The members that a name means: a part, a transaction, or an alternative by its chart's short name."""
        found = [member for member in self.members if member.part == name]
        if not found:
            found = [member for member in self.members if member.kind == "one_of" and member.chart.short_name == name]
        if not found:
            raise WiringError(span, f"no part, alternative or transaction is named {name}")
        return found

    def senders(self, wire: Wire) -> list[Member]:
        """Who raises the wire's signal: of a `one_of` part those alternatives that declare it."""
        found = [m for m in self.named(wire.sender, wire.span) if wire.signal.name in m.chart.signals]
        if not found:
            raise WiringError(wire.signal.span, f"{wire.sender} has no signal {wire.signal.name}")
        return found

    def receivers(self, receiver: Receiver) -> Iterator[tuple[Member, str]]:
        """Members and their events, in order."""
        for name, event in receiver.targets.items():
            for member in self.named(name, receiver.span):
                if event.name not in member.chart.events:
                    raise WiringError(event.span, f"{member.chart.name} has no event {event.name}")
                yield member, event.name

    def addressed(self, receiver: Receiver) -> tuple[PartSpec, list[tuple[Member, str]]]:
        """The part that a receiver other than origin and current means, with its alternatives and their events."""
        pairs = list(self.receivers(receiver))
        part = self.parts.get(pairs[0][0].part)
        if part is None or len(receiver.targets) != 1:
            raise WiringError(receiver.span, "only origin and current may be transactions, or several")
        return part, pairs

    def answers(self, member: Member) -> list[Answer]:
        return [answer for answer in self.wiring.answers if member in self.named(answer.sender, answer.span)]

    def taker(self, command: Command) -> list[Member]:
        """Who takes a command."""
        found = self.named(command.part, command.span)
        if (found[0].kind == "many") != (command.many_key is not None):
            raise WiringError(command.span, f"of many parts, and only there, a key says which {command.part} is meant")
        for member in found:
            if command.event.name not in member.chart.events:
                raise WiringError(command.event.span, f"{member.chart.name} has no event {command.event.name}")
        return found

    def ambiguous(self, member: Member) -> bool:
        """True when its chart does not tell which member it is."""
        return sum(other.chart is member.chart for other in self.members) > 1

    def text(self, receiver: Receiver, pairs: list[tuple[Member, str]] | None = None) -> str:
        """A receiver in words: `dialog[remote_tag].usage.answered`."""
        if receiver.selector in ("origin", "current"):
            return f"{receiver.selector}: " + ", ".join(f"{name}.{ref.name}" for name, ref in receiver.targets.items())
        ((part, event),) = receiver.targets.items()
        many = f"[{receiver.many_key}]" if receiver.many_key else ""
        prefix = {"leg": "leg.", "each": "each ", "part": "", "dialog": f"dialog[{receiver.key}]."}[receiver.selector]
        return f"{prefix}{part}{many}.{event.name}"


def _chart(charts: Mapping[str, Chart], name: str, span: Span) -> Chart:
    try:
        return charts[name]
    except KeyError:
        raise WiringError(span, f"there is no chart {name}") from None


def scope_class(scope: ScopeSpec) -> str:
    """`dialog` -> `DialogScope`."""
    return f"{class_name(scope.name)}Scope"


def notes(receiver: Receiver) -> list[str]:
    """What a receiver does besides getting its event."""
    found = [
        ("create", receiver.create),
        ("optional", receiver.optional),
        ("hands over current", receiver.hands_current),
        (f"for each of {receiver.for_each}", bool(receiver.for_each)),
        *((f"{field} from {source}", True) for field, source in receiver.renames.items()),
    ]
    return [text for text, there in found if there]


def leaves_of(chart: Chart, names: tuple[str, ...]) -> list[tuple[int, str]]:
    """Indexes and paths of the leaf states that the named (leaf or compound) states stand for, in document order."""
    paths = [state.path for name in names if (state := resolve_state(chart, name)) is not None]
    if not chart.plain:
        leaves = plan_chart(chart).leaves
        return [(leaf.index, leaf.path) for leaf in leaves if any(path in leaf.active for path in paths)]
    return [
        (index, leaf.path)
        for index, leaf in enumerate(chart.leaves)
        if any(leaf.path == path or leaf.path.startswith(f"{path}.") for path in paths)
    ]
