"""The page `diagrams/README.md`: every picture small, by family, with its purpose, its table and its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from ..model import Wiring
from ..plan import Plan
from .dotsyntax import link, one_line

_COLUMNS = 3
_WIDTH = 270
"""Pixels of a small picture; three fit beside each other on GitHub."""


def index_page(plans: Mapping[str, Plan], wirings: Iterable[Wiring]) -> str:
    """The page, ending in a newline; GitHub shows it for the folder. Charts stand by family, in the order of names."""
    return "\n".join(_lines(plans, list(wirings))) + "\n"


def _lines(plans: Mapping[str, Plan], wirings: Sequence[Wiring]) -> Iterator[str]:
    yield "<!-- Do not edit. Change the charts, then: sessioncore generate -->"
    yield "# Pictures of the charts"
    yield ""
    yield "A click opens the picture: there every transition, timer and decision tells its reason as a tooltip,"
    yield "and leads to its line in the chart. The table lists every event in every state."
    if wirings:
        yield from _gallery("Cells: which charts stand together", [_of_wiring(wiring) for wiring in wirings])
    families: dict[str, list[str]] = {}
    for name in sorted(plans):
        families.setdefault(plans[name].chart.family, []).append(_of_chart(plans[name]))
    for family, cells in families.items():
        yield from _gallery(_text(family), cells)


def _gallery(title: str, cells: Sequence[str]) -> Iterator[str]:
    """A heading and a table; HTML, because Markdown has no sizes and no cells of several lines."""
    yield ""
    yield f"## {title}"
    yield ""
    yield "<table>"
    for start in range(0, len(cells), _COLUMNS):
        yield "<tr>"
        yield from cells[start : start + _COLUMNS]
        yield "</tr>"
    yield "</table>"


def _of_chart(plan: Plan) -> str:
    chart = plan.chart
    size = f"{_counted(len(plan.leaves), 'state')}, {_counted(len(plan.events), 'event')}"
    return _cell(chart.name, chart.doc, f"state chart {chart.name}", size, chart.file, "every event in every state")


def _of_wiring(wiring: Wiring) -> str:
    parts = sum(len(scope.parts) for scope in wiring.scopes.values())
    size = f"{_counted(parts, 'part')}, {_counted(len(wiring.wires), 'wire')}"
    return _cell(wiring.name, wiring.doc, f"wiring of the cell {wiring.name}", size, wiring.file, "every wire")


def _counted(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _cell(name: str, doc: str, alternative: str, size: str, file: str, table: str) -> str:
    """One picture; names are those of charts, hence harmless, texts and paths are escaped."""
    picture = f'<img src="{name}.svg" width="{_WIDTH}" alt="{_text(alternative)}">'
    return (
        f'<td width="33%" valign="top"><a href="{name}.svg">{picture}</a><br><b>{name}</b><br>{_text(doc)}<br>'
        f'<sub>{size} · <a href="{name}.md">{table}</a> · <a href="{link(1, file)}">source</a></sub></td>'
    )


def _text(text: str) -> str:
    """Free text that shows as it is, inside HTML inside Markdown."""
    shown = escape(one_line(text), quote=False)  # quotes follow below: `escape` would write them with a "#"
    return shown.translate({ord(char): f"&#{ord(char)};" for char in "\"'`*_[]|~$@#\\"})
