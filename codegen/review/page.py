"""A comparison as Markdown, fit for a pull request comment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..diagnostics import Diagnostic
from .charts import Change, ChartChanges
from .library import Review
from .markdown import LONGEST, code, fitted

_SIGNS = {"added": "➕", "removed": "➖", "changed": "✏️", "renamed": "🏷️"}
_TOPICS = ("Chart", "States", "Transitions", "Decided without a transition", "Timers", "Declarations")
_MOST_FINDINGS = 30


def page(review: Review, old: str, new: str, pictures: Mapping[str, str], most: int = LONGEST) -> str:
    """The whole text, at most `most` characters. `pictures` are the files drawn: chart -> path in the output folder."""
    return fitted(_blocks(review, old, new, pictures), most)


def _blocks(review: Review, old: str, new: str, pictures: Mapping[str, str]) -> Iterator[str]:
    yield "### What changes in the charts\n"
    yield f"{code(old)} → {code(new)}: {summary(review)}\n"
    yield from _findings(review)
    for charts, kind, text in ((review.added, "added", "is new"), (review.removed, "removed", "is gone")):
        for chart in charts:
            size = f"{len(chart.leaves)} states, {len(chart.events)} events"
            about = f": {code(chart.doc)}" if chart.doc else ""
            yield f"#### {_SIGNS[kind]} {code(chart.name)} {text}\n\n{size}{about}{_drawn(chart.name, pictures)}\n"
    for changes in review.charts:
        yield from _chart(changes, pictures)
    for name in review.cells_added:
        yield f"#### {_SIGNS['added']} wiring {code(name)} is new\n"
    for name in review.cells_removed:
        yield f"#### {_SIGNS['removed']} wiring {code(name)} is gone\n"
    for wiring in review.wirings:
        yield f"#### Wiring {code(wiring.name)}\n"
        yield from (f"- {_SIGNS[kind]} {text}" for kind, text in wiring.changes)
        yield ""
    if review.tables:
        yield "#### Limits and rules\n"
        yield from (f"- {_table(*entry)}" for entry in review.tables)
        yield ""


def summary(review: Review) -> str:
    """One sentence on what differs."""
    parts = [
        (len(review.added), "chart added", "charts added"),
        (len(review.removed), "chart removed", "charts removed"),
        (len(review.renamed), "chart renamed", "charts renamed"),
        (sum(bool(each.changes) for each in review.charts), "chart changed", "charts changed"),
        (
            len(review.cells_added) + len(review.cells_removed) + len(review.wirings),
            "wiring changed",
            "wirings changed",
        ),
        (len(review.tables), "limit or rule changed", "limits or rules changed"),
    ]
    said = [f"{number} {one if number == 1 else many}" for number, one, many in parts if number]
    return (", ".join(said) or "nothing changes in meaning") + "."


def _findings(review: Review) -> Iterator[str]:
    """What the checks say now; the most important part, so it comes first."""
    if review.broken:
        yield f"**Cannot be read now:** {', '.join(code(name) for name in review.broken)}\n"
    if not review.new_findings and not review.old_findings:
        yield "The checks say the same as before.\n" if not review.empty else ""
        return
    if review.new_findings:
        yield f"**The checks now find {_counted(len(review.new_findings))}:**\n"
        yield from _listed(review.new_findings, "➕")
        yield ""
    if review.old_findings:
        yield f"**No longer found: {_counted(len(review.old_findings))}:**\n"
        yield from _listed(review.old_findings, "➖")
        yield ""


def _counted(number: int) -> str:
    return f"{number} error{'s' if number > 1 else ''}"


def _listed(found: Sequence[Diagnostic], sign: str) -> Iterator[str]:
    for item in found[:_MOST_FINDINGS]:
        yield f"- {sign} {item.rule} {code(str(item.span))}: {code(item.message)}"
    if len(found) > _MOST_FINDINGS:
        yield f"- and {len(found) - _MOST_FINDINGS} more"


def _chart(changes: ChartChanges, pictures: Mapping[str, str]) -> Iterator[str]:
    yield f"#### {code(changes.new.name)}\n"
    said = []
    if changes.cells is not None:
        differ, total = changes.cells
        said.append(f"{differ} of {total} cells (state × event) behave otherwise or are new.")
    yield " ".join(said) + _drawn(changes.new.name, pictures) + "\n"
    for topic in _TOPICS:
        lines = list(_lines(change for change in changes.changes if change.topic == topic))
        if lines:
            yield f"*{topic}*\n"
            yield from lines
            yield ""


def _lines(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        yield f"- {_SIGNS[change.kind]} {change.text}"


def _drawn(name: str, pictures: Mapping[str, str]) -> str:
    return f" Picture: {code(pictures[name])}." if name in pictures else ""


def _table(kind: str, name: str, old: str, new: str) -> str:
    if not old:
        return f"{_SIGNS['added']} {kind} {code(name)}: {code(new)}"
    if not new:
        return f"{_SIGNS['removed']} {kind} {code(name)}: {code(old)}"
    return f"{_SIGNS['changed']} {kind} {code(name)}: {code(new)} (was {code(old)})"
