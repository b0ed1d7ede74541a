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
    PartSpec,
    Receiver,
    ScopeSpec,
    TransactionSpec,
    Wire,
    Wiring,
)
from .model_chart import (
    ALWAYS,
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
    """Everything under one machines folder. `broken` names the charts and wirings left out for errors of structure."""

    charts: Mapping[str, Chart]
    wirings: Mapping[str, Wiring]
    rules: Mapping[str, Rule]
    limits: Mapping[str, Limit]
    broken: frozenset[str] = frozenset()
