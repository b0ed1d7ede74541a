"""The resolved, immutable model of charts, wirings, rules and limits: what the YAML says, with every position kept.

`load` builds it from YAML nodes; nothing here knows YAML, Python code or pictures. All collections keep the order of
the document, because that order is part of the meaning (alternatives, wires) and of the drawings.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from .model_cell import (
    Answer,
    Command,
    Exemption,
    Extension,
    PartSpec,
    Receiver,
    ScopeSpec,
    TransactionSpec,
    Wire,
    Wiring,
)
from .model_chart import (
    ALWAYS,
    DEFAULT,
    INSIDE,
    SIGNAL_SOURCES,
    Action,
    Block,
    Bound,
    Chart,
    Condition,
    Decision,
    DecisionKind,
    Delay,
    Domain,
    Event,
    Field,
    Guard,
    Limit,
    Pattern,
    Ref,
    Repeat,
    Row,
    Rule,
    Signal,
    Source,
    Span,
    State,
    Term,
    Timer,
    Waiver,
)

__all__ = [
    "ALWAYS",
    "DEFAULT",
    "INSIDE",
    "SIGNAL_SOURCES",
    "Action",
    "Answer",
    "Block",
    "Bound",
    "Chart",
    "Command",
    "Condition",
    "Decision",
    "DecisionKind",
    "Delay",
    "Domain",
    "Event",
    "Exemption",
    "Extension",
    "Field",
    "Guard",
    "Library",
    "Limit",
    "PartSpec",
    "Pattern",
    "Receiver",
    "Ref",
    "Repeat",
    "Row",
    "Rule",
    "ScopeSpec",
    "Signal",
    "Source",
    "Span",
    "State",
    "Term",
    "Timer",
    "TransactionSpec",
    "Waiver",
    "Wire",
    "Wiring",
]


@attrs.frozen
class Library:
    """Everything under one machines folder. `broken` names the charts and wirings left out for errors of structure.

    `shipped` and `shipped_limits` name the charts and limits that are not the folder's own, but sessioncore's: they are
    there when a wiring of the folder extends a shipped one.
    """

    charts: Mapping[str, Chart]
    wirings: Mapping[str, Wiring]
    rules: Mapping[str, Rule]
    limits: Mapping[str, Limit]
    broken: frozenset[str] = frozenset()
    shipped: frozenset[str] = frozenset()
    shipped_limits: frozenset[str] = frozenset()

    @property
    def empty(self) -> bool:
        """Whether there is nothing at all, not even something broken."""
        return not (self.charts or self.wirings or self.rules or self.limits or self.broken)

    @property
    def bases(self) -> dict[str, Chart]:
        """A chart of the folder -> the shipped chart in whose place a wiring puts it."""
        found = {}
        for wiring in self.wirings.values():
            for name, ref in wiring.extension.replaces.items() if wiring.extension is not None else ():
                if name in self.charts and ref.name not in self.shipped:
                    found[ref.name] = self.charts[name]
        return found
