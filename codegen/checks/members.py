"""The members of a cell by name: its parts (each chart of a one_of part on its own) and its kinds of transactions."""

from __future__ import annotations

import attrs

from ..diagnostics import Findings, quoted
from ..model import Chart, Library, PartSpec, Ref, ScopeSpec, Wiring
from ..plan import Plan


@attrs.frozen
class Member:
    """A chart in its place in a cell.

    name   as wires call it when it sends: the part, the chart's short name in a one_of part, the kind of a transaction
    scope  None for transactions
    """

    name: str
    chart: Chart
    scope: str | None
    part: PartSpec | None


@attrs.frozen
class Cell:
    """A wiring with its charts. `unclear` holds names whose chart is missing or broken: nothing is said about them."""

    wiring: Wiring
    library: Library
    plans: dict[str, Plan]
    members: tuple[Member, ...]
    unclear: frozenset[str]

    @property
    def outer(self) -> ScopeSpec:
        return next(iter(self.wiring.scopes.values()))

    @property
    def inner(self) -> ScopeSpec | None:
        return next(iter(list(self.wiring.scopes.values())[1:]), None)

    def senders(self, name: str) -> tuple[Member, ...]:
        """The members that are called so on the left of a wire."""
        return tuple(member for member in self.members if member.name == name)

    def addressed(self, name: str) -> tuple[Member, ...]:
        """The members that a receiver may mean: by member name, or all alternatives of a part."""
        exact = self.senders(name)
        return exact or tuple(member for member in self.members if member.part is not None and member.part.name == name)

    def in_part(self, scope: ScopeSpec | None, name: str) -> tuple[Member, ...]:
        """The members of a part of a scope, or the one alternative of a one_of part that is called so."""
        if scope is None:
            return ()
        here = [member for member in self.members if member.scope == scope.name]
        alternatives = tuple(member for member in here if member.part is not None and member.part.name == name)
        return alternatives or tuple(member for member in here if member.name == name)

    def creators(self, member: Member) -> tuple[str, ...]:
        """Names of the members that create this one: by an action (transactions), or by a wire (parts)."""
        found: dict[str, None] = {}
        if member.part is None:
            for other in self.members:
                if any(a.creates is not None and a.creates.name == member.name for a in other.chart.actions.values()):
                    found[other.name] = None
        else:
            for wire in self.wiring.wires:
                for receiver in wire.receivers:
                    if (
                        receiver.create
                        and receiver.selector in ("part", "dialog", "leg")
                        and member.part.name in receiver.targets
                    ):
                        found[wire.sender] = None
        return tuple(found)


def cell_of(wiring: Wiring, library: Library, plans: dict[str, Plan], report: Findings) -> Cell:
    """Find the charts of a wiring. SC611: a chart that does not exist; SC106: two members of one name."""
    members: list[Member] = []
    unclear: set[str] = set()

    def chart(ref: Ref, name: str) -> Chart | None:
        found = library.charts.get(ref.name)
        if found is None or found.name not in plans:
            unclear.add(name)
            if found is None and ref.name not in library.broken:
                report.unknown("SC611", ref.span, "chart", ref.name, (*library.charts, *library.broken))
        return found if name not in unclear else None

    for scope in wiring.scopes.values():
        for part in scope.parts.values():
            for ref in part.charts:
                name = part.name if part.kind != "one_of" else ref.name.rpartition("/")[2]
                found = chart(ref, name)
                if found is not None:
                    members.append(Member(name, found, scope.name, part))
                elif part.kind == "one_of":
                    unclear.add(part.name)
    for transaction in wiring.transactions.values():
        found = chart(transaction.chart, transaction.name)
        if found is not None:
            members.append(Member(transaction.name, found, None, None))
    seen: set[str] = {part.name for scope in wiring.scopes.values() for part in scope.parts.values()}
    for member in members:
        alone = member.part is not None and member.part.kind != "one_of"
        if member.name in seen and not alone:
            span = member.part.span if member.part is not None else wiring.transactions[member.name].span
            report.add("SC106", span, f"two members of the cell are called {quoted(member.name)}", "rename one of them")
        seen.add(member.name)
    return Cell(wiring, library, plans, tuple(members), frozenset(unclear))
