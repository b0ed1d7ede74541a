"""Two machines folders compared: charts and wirings that came, went, were renamed or changed, and what checks say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import attrs

from ..diagnostics import Diagnostic
from ..model import Chart, Library, Limit
from .charts import ChartChanges, compare_charts
from .renames import ALIKE, facts_of, likeness
from .wirings import WiringChanges, compare_wirings

_MOST_PAIRS = 2_500


@attrs.frozen
class Review:
    """What differs.

    added, removed, renamed   charts; `renamed` old -> new
    charts, wirings           those in both versions that differ (of renamed charts all)
    cells_added, cells_removed wirings
    tables                    what changed in limits.yaml and rules.yaml: (kind, name, old text, new text)
    new_findings              what the checks say now and did not say before; `old_findings` the other way round
    broken                    charts and wirings that cannot be read now
    """

    added: tuple[Chart, ...]
    removed: tuple[Chart, ...]
    renamed: Mapping[str, str]
    charts: tuple[ChartChanges, ...]
    cells_added: tuple[str, ...]
    cells_removed: tuple[str, ...]
    wirings: tuple[WiringChanges, ...]
    tables: tuple[tuple[str, str, str, str], ...]
    new_findings: tuple[Diagnostic, ...]
    old_findings: tuple[Diagnostic, ...]
    broken: tuple[str, ...]

    @property
    def empty(self) -> bool:
        """True when nothing differs in meaning."""
        parts = (self.added, self.removed, self.renamed, self.charts, self.cells_added, self.cells_removed,
                 self.wirings, self.tables, self.new_findings, self.old_findings)  # fmt: skip
        return not any(parts)


def compare(old: tuple[Library, list[Diagnostic]], new: tuple[Library, list[Diagnostic]]) -> Review:
    """Compare two libraries, each with all that is wrong with it."""
    (before, had), (after, has) = old, new
    moved = _moved(before, after)
    both = [(name, moved.get(name, name)) for name in before.charts if moved.get(name, name) in after.charts]
    charts = [compare_charts(before.charts[was], after.charts[now]) for was, now in both]
    renames = {each.old.name: each.names for each in charts}
    wirings = [
        compare_wirings(wiring, after.wirings[name], renames, moved)
        for name, wiring in before.wirings.items()
        if name in after.wirings
    ]
    gone = {name for name in before.charts if name not in after.charts and name not in moved}
    come = {name for name in after.charts if name not in before.charts and name not in moved.values()}
    return Review(
        added=tuple(after.charts[name] for name in after.charts if name in come and name not in before.broken),
        removed=tuple(before.charts[name] for name in before.charts if name in gone and name not in after.broken),
        renamed=moved,
        charts=tuple(each for each in charts if each.changes or each.old.name != each.new.name),
        cells_added=tuple(n for n in after.wirings if n not in before.wirings and n not in before.broken),
        cells_removed=tuple(n for n in before.wirings if n not in after.wirings and n not in after.broken),
        wirings=tuple(each for each in wirings if each.changes),
        tables=tuple(_tables(before, after)),
        new_findings=tuple(_beyond(has, had, moved, False)),
        old_findings=tuple(_beyond(had, has, moved, True)),
        broken=tuple(sorted(after.broken)),
    )


def _moved(before: Library, after: Library) -> dict[str, str]:
    """Charts that are there under another name: those whose statements agree most."""
    lost = [chart for name, chart in before.charts.items() if name not in after.charts and name not in after.broken]
    come = [chart for name, chart in after.charts.items() if name not in before.charts and name not in before.broken]
    if len(lost) * len(come) > _MOST_PAIRS:
        return {}
    facts = {id(chart): Counter(facts_of(chart)) for chart in (*lost, *come)}
    scores = sorted(
        (-likeness(facts[id(one)], facts[id(other)]), one.name, other.name) for one in lost for other in come
    )
    moved: dict[str, str] = {}
    for score, one, other in scores:
        if -score >= ALIKE and one not in moved and other not in moved.values():
            moved[one] = other
    return moved


def _tables(before: Library, after: Library) -> list[tuple[str, str, str, str]]:
    """Limits and rules that came, went or changed."""
    found = []
    for kind, had, has in (
        ("limit", {n: _limit(each) for n, each in before.limits.items()},
         {n: _limit(each) for n, each in after.limits.items()}),
        ("rule", {n: f"{', '.join(each.sections)}: {each.text}" for n, each in before.rules.items()},
         {n: f"{', '.join(each.sections)}: {each.text}" for n, each in after.rules.items()}),
    ):  # fmt: skip
        for name in dict.fromkeys((*had, *has)):
            if had.get(name) != has.get(name):
                found.append((kind, name, had.get(name, ""), has.get(name, "")))
    return found


def _limit(limit: Limit) -> str:
    return f"{limit.default:g} {limit.unit}, from {limit.low:g} to {limit.high:g}"


def _beyond(these: list[Diagnostic], those: list[Diagnostic], moved: Mapping[str, str], old: bool) -> list[Diagnostic]:
    """Findings of the first that the second does not have; lines may have moved, charts have new names.

    old  says that the first are those of the old version.
    """

    def key(item: Diagnostic, of_old: bool) -> tuple[str, str, str]:
        file = item.span.file
        for was, now in moved.items() if of_old else ():
            file = file.replace(f"/{was}.yaml", f"/{now}.yaml")
        return file, item.rule, item.message

    have = Counter(key(item, not old) for item in those)
    found = []
    for item in these:
        if have[key(item, old)]:
            have[key(item, old)] -= 1
        else:
            found.append(item)
    return found
