"""`sessioncore explain SC402` and `sessioncore explain CHART.STATE`: what a finding means, and all about one state."""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from .diagnostics import did_you_mean, quoted
from .locate import NotFoundError, find_chart
from .model import Chart, Library, Rule, State, Wiring
from .plan import resolve_state
from .telling import block_words, decided, row_words, timer_words

TOLD, UNKNOWN = 0, 2
FINDINGS = Path(__file__).parent / "findings.md"
REFUSALS = Path(__file__).parent / "scxml" / "refusals.md"
"""What `sessioncore import` refuses."""


def main(arguments: Sequence[str]) -> int:
    """`explain SC402 | CHART.STATE`; returns 0 when told, 2 when there is no such thing."""
    parser = argparse.ArgumentParser(
        prog="sessioncore explain", description="What a rule of check means, or everything about a state or a chart."
    )
    parser.add_argument("what", metavar="SC402|CHART.STATE", help="a finding's rule, or e.g. invite_client.calling")
    try:
        what = parser.parse_args(arguments).what
    except SystemExit as stopped:
        return int(stopped.code or 0)
    try:
        print(explained(what))
    except NotFoundError as error:
        print(f"sessioncore explain: {error}", file=sys.stderr)
        return UNKNOWN
    return TOLD


def explained(what: str) -> str:
    """The text; raises `NotFoundError`."""
    if re.fullmatch(r"sc\d+", what, re.IGNORECASE | re.ASCII):
        known = {**rules(), **rules(REFUSALS)}
        if what.upper() not in known:
            raise NotFoundError(f"there is no rule {what.upper()}; there are {', '.join(known)}")
        return known[what.upper()]
    name, path = _split(what)
    _, library, chart = find_chart(name)
    if not path:
        return "\n".join(_chart(library, chart))
    state = resolve_state(chart, path)
    if state is None:
        guess = "; ".join(did_you_mean(path, [path for path in chart.states if path]))
        raise NotFoundError(f"{chart.name} has no state {quoted(path)}; {guess}")
    return "\n".join(_state(library, chart, state))


@cache
def rules(file: Path = FINDINGS) -> Mapping[str, str]:
    """Every rule of the checks (or of the import) and what there is to say of it, in Markdown."""
    text = file.read_text(encoding="utf-8")
    sections = re.split(r"^## (?=SC\d{3} )", text, flags=re.MULTILINE)[1:]
    return {section[:5]: section.strip() for section in sections}


def _split(what: str) -> tuple[str, str]:
    """`setup/incoming.setup.ringing` -> chart and state; a file has its ending."""
    if what.endswith(".yaml"):
        return what, ""
    head, slash, tail = what.rpartition("/")
    if ".yaml." in tail:
        name, _, path = tail.partition(".yaml.")
        return f"{head}{slash}{name}.yaml", path
    name, _, path = tail.partition(".")
    return f"{head}{slash}{name}", path


def _chart(library: Library, chart: Chart) -> Iterator[str]:
    yield f"{chart.name} ({chart.file}): {chart.doc}"
    if chart.spec:
        yield f"follows {', '.join(chart.spec)}"
    yield ""
    for state in chart.states.values():
        if state.path:
            kind = " (final)" if state.final else ""
            yield f"  {'  ' * state.path.count('.')}{state.name}{kind}" + (f": {state.doc}" if state.doc else "")
    yield ""
    yield f"stands in: {', '.join(_places(library, chart)) or 'no wiring'}"
    yield f"more: sessioncore explain {chart.name}.{chart.leaves[0].path}"


def _places(library: Library, chart: Chart) -> list[str]:
    return [f"{wiring.name}.{name}" for wiring in library.wirings.values() for name in sorted(_names(wiring, chart))]


def _names(wiring: Wiring, chart: Chart) -> set[str]:
    """What a wiring calls a chart: part, alternative, or kind of transaction."""
    found = {spec.name for spec in wiring.transactions.values() if spec.chart.name == chart.name}
    for scope in wiring.scopes.values():
        for part in scope.parts.values():
            if any(ref.name == chart.name for ref in part.charts):
                found |= {part.name} if part.kind != "one_of" else {part.name, chart.short_name}
    return found


def _state(library: Library, chart: Chart, state: State) -> Iterator[str]:
    yield f"{chart.name}.{state.path} ({state.span})" + (f": {state.doc}" if state.doc else "")
    around = [each for each in chart.ancestors(state.path) if each.path and each is not state]
    if around:
        yield f"  inside {', '.join(each.path for each in around)}"
    if state.kind == "parallel":
        yield f"  regions, all active at once: {', '.join(state.children)}"
    elif state.kind == "history":
        kept = "the state inside" if state.deep else "the child"
        yield f"  history: enters {kept} that {state.parent or 'the chart'} was last left from"
        if state.default is not None:
            yield f"  at first: {row_words(state.default)}"
    elif state.children:
        yield f"  holds {', '.join(state.children)}" + (f"; begins with {state.initial.name}" if state.initial else "")
    if state.done is not None:
        yield f"  done: raises {state.done.name}"
    if state.final:
        yield "  final: it may be collected, and still decides"
    for text, block in (("on entry", state.enter), ("on exit", state.exit)):
        if words := block_words(block):
            yield f"  {text}: {words}"
    for each in chart.ancestors(state.path):
        for ref in each.timers:
            where = "" if each is state else f" (of {each.path or 'the chart'})"
            yield f"  timer {timer_words(chart.timers[ref.name])}{where}"
    for waiver in state.waivers:
        yield f"  {waiver.rule} is right here: {waiver.why}"
    entered = [
        (origin.path or "the chart", row)
        for origin in chart.states.values()
        for row in (*origin.rows, *origin.always)
        if row.target is not None and row.target.name == state.path
    ]
    yield ""
    yield (
        "entered by:"
        if entered
        else "entered by: no row of its own" + (" (it is where the chart begins)" if chart.leaves[0] is state else "")
    )
    for path, row in entered:
        yield f"  {path} on {row.event.name}: {row_words(row)} ({row.span.file}:{row.span.line})"
    for row in state.always:
        yield f"without an event: {row_words(row)}"
    yield ""
    yield "on each event:"
    raised = _raised(library, chart)
    for event in chart.events.values():
        for origin, texts in decided(chart, state.path, event.name):
            inherited = "" if origin is state else f" [as {origin.path or 'the chart'} says]"
            yield f"  {event.name} (from {event.source}){inherited}"
            for text in texts:
                yield f"      {text}"
            for by in raised.get(event.name, ()):
                yield f"      raised by {by}"
    cited = _cited(chart, state)
    if cited:
        yield ""
        yield "rules:"
        for name in cited:
            yield f"  {_rule(name, library.rules.get(name))}"


def _raised(library: Library, chart: Chart) -> dict[str, list[str]]:
    """Event -> who raises it in the wirings."""
    found: dict[str, list[str]] = {}
    for wiring in library.wirings.values():
        mine = _names(wiring, chart)
        for wire in wiring.wires:
            for receiver in wire.receivers:
                for part, ref in receiver.targets.items():
                    if part in mine:
                        found.setdefault(ref.name, []).append(
                            f"{wire.sender}.{wire.signal.name} ({receiver.span.file}:{receiver.span.line})"
                        )
        for command in wiring.commands.values():
            if command.part in mine:
                found.setdefault(command.event.name, []).append(f"the command {command.name} ({wiring.name})")
    return {name: list(dict.fromkeys(texts)) for name, texts in found.items()}


def _cited(chart: Chart, state: State) -> list[str]:
    """Ids of the rules that stand behind what the state does."""
    found: list[str] = []
    for each in chart.ancestors(state.path):
        for row in (*each.rows, *each.always):
            found += [ref.name for ref in row.rules]
        for decision in each.decisions:
            found += [ref.name for ref in decision.rules]
        for timer in each.timers:
            found += [ref.name for ref in chart.timers[timer.name].rules]
    return list(dict.fromkeys(found))


def _rule(name: str, rule: Rule | None) -> str:
    return f"{name} ({', '.join(rule.sections)}): {rule.text}" if rule is not None else name
