"""The table of figures: what was measured beside what is to be reached, and the gates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import attrs

Value = float | tuple[float, float]


@attrs.frozen
class Row:
    """One figure; `measured`, `first` and `goal` are numbers, or p50 and p99. `least` means that more is better."""

    key: str
    figure: str
    measured: Value
    first: Value | None = None
    goal: Value | None = None
    least: bool = False
    note: str = ""

    @property
    def mark(self) -> str:
        """How far the figure has come: goal, first, or neither."""
        for name, wanted in (("goal", self.goal), ("first", self.first)):
            if wanted is not None and self._reaches(wanted):
                return name
        return "" if self.first is None else "not yet"

    def _reaches(self, wanted: Value) -> bool:
        pairs = zip(_pair(self.measured), _pair(wanted), strict=False)
        return all(have >= want if self.least else have <= want for have, want in pairs)


@attrs.define
class Gate:
    """What must hold; `said` is the figure behind it."""

    name: str
    holds: bool
    said: str


@attrs.define
class Report:
    """Rows and gates, in the order in which they came."""

    rows: list[Row] = attrs.field(factory=list)
    gates: list[Gate] = attrs.field(factory=list)
    problems: list[str] = attrs.field(factory=list)
    """What could not be measured, and why."""

    @property
    def passed(self) -> bool:
        """Everything was measured, and every gate holds."""
        return not self.problems and all(gate.holds for gate in self.gates)

    def text(self) -> str:
        """The table for people."""
        cells = [("figure", "measured", "first", "goal", "reached")]
        cells += [(row.figure, show(row.measured), show(row.first), show(row.goal), row.mark) for row in self.rows]
        widths = [max(len(line[n]) for line in cells) for n in range(5)]
        lines = [" | ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)) for line in cells]
        lines.insert(1, "-|-".join("-" * width for width in widths))
        lines += ["", *(f"{row.figure}: {row.note}" for row in self.rows if row.note), ""]
        lines += [f"gate {'holds ' if gate.holds else 'FAILS '} {gate.name}: {gate.said}" for gate in self.gates]
        lines += [f"not measured: {problem}" for problem in self.problems]
        return "\n".join(lines)

    def write(self, path: Path, about: dict[str, Any]) -> None:
        """The same for programs."""
        data = {**about, "rows": [attrs.asdict(row) | {"reached": row.mark} for row in self.rows]}
        data |= {"gates": [attrs.asdict(gate) for gate in self.gates], "problems": self.problems}
        path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def _pair(value: Value) -> tuple[float, ...]:
    return value if isinstance(value, tuple) else (value,)


def show(value: Value | None) -> str:
    """Three significant figures, p50 / p99."""
    if value is None:
        return ""
    return " / ".join(f"{part:,.0f}" if abs(part) >= 100 else f"{part:.3g}" for part in _pair(value))
