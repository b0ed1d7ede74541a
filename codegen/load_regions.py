"""What may stand where in charts with parallel and history states: SC119, SC120 and SC121.

Whatever SCXML allows and is refused here would make a chart harder to read than the second chart that says the same.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from .diagnostics import Findings, quoted
from .model import Ref, Row, State

States = Mapping[str, State]


def check_regions(findings: Findings, states: States) -> None:
    """SC119: what is no region, or no place for it."""
    for state in states.values():
        parent = states[state.parent] if state.parent is not None else None
        if parent is None or parent.kind != "parallel":
            continue
        if state.final:
            findings.add(
                "SC119",
                state.span,
                f"{quoted(state.path)} is a region of a parallel state, so it cannot be final itself",
                "put a final state into it",
            )
    for state in states.values():
        inside = [states[child].kind for child in state.children if child in states]
        if state.kind == "parallel" and inside and set(inside) == {"history"}:
            findings.add("SC119", state.span, f"{quoted(state.path)} is parallel and has no regions", "add them")


def check_row(findings: Findings, states: States, source: State, row: Row, target: str) -> None:
    """SC119: a row of a parallel state that is internal. SC121: a row that leads from one region into another."""
    if row.internal and source.kind == "parallel":
        findings.add(
            "SC119",
            row.span,
            f"a row of the parallel state {quoted(source.path)} leaves all of it, so it is not internal",
            "delete 'internal'",
            "put the row into the region that it changes",
        )
    for path in _around(states, source):
        inside = f"{path}."
        if states[path].kind != "parallel" or not target.startswith(inside):
            continue
        region = source.path[len(inside) :].partition(".")[0]
        if target[len(inside) :].partition(".")[0] != region:
            findings.add(
                "SC121",
                row.span,
                f"a row of the region {quoted(inside + region)} leads into another one, to {quoted(target)}",
                "raise an event that the other region takes",
                f"lead it to {quoted(path)}, which leaves all regions and enters them again",
            )
        return


def _around(states: States, state: State) -> list[str]:
    """The states around one, from inner to outer, without the root."""
    found = []
    while state.parent:
        state = states[state.parent]
        found.append(state.path)
    return found


def history_target(findings: Findings, states: States, history: State, ref: Ref) -> Ref | None:
    """The state that a history state leads to at first, as a path; SC120 when there is none, or not that one."""
    if not history.parent:
        return ref  # told already
    inside = f"{history.parent}."
    paths = [path for path in states if path.startswith(inside)]
    found = [path for path in paths if path in (ref.name, inside + ref.name)]
    found = found or [path for path in paths if path.endswith(f".{ref.name}")]
    if len(found) != 1:
        findings.unknown("SC120", ref.span, f"state inside {quoted(history.parent or '')}", ref.name, paths)
        return None
    target = states[found[0]]
    if target.kind == "history":
        findings.add("SC120", ref.span, f"{quoted(target.path)} is a history state, too", "name a state to stand in")
    elif not history.deep and target.parent != history.parent:
        findings.add(
            "SC120",
            ref.span,
            f"shallow history keeps a child of {quoted(history.parent or '')}; {quoted(target.path)} is further inside",
            "name the child around it",
            "write 'history: deep'",
        )
    return attrs.evolve(ref, name=found[0])
