"""Which edges of a picture lead back up, so that a chart reads from the top down and its start stands at the top."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from ..model import Chart

Edge = tuple[str, str]


def backward(chart: Chart, edges: Iterable[Edge], initial: Collection[str]) -> set[Edge]:
    """Edges (source path, target path) that lead back to a state on the way from the start.

    They have to be laid out the other way round: Graphviz would turn round whatever edges are fewer. Looked for among
    the children of each compound state, as Graphviz lays out clusters. `initial` holds the paths of initial children.
    """
    edges = list(edges)
    levels: dict[str, dict[str, list[str]]] = {
        state.path: {child: [] for child in state.children} for state in chart.states.values()
    }
    for source, target in edges:
        if place := _siblings(source, target):
            levels[place[0]][place[1]].append(place[2])
        elif source != target:
            # From any state inside: whatever stands beside the target leads to it.
            inner = next(child for child in levels[source] if target == child or target.startswith(f"{child}."))
            for child, targets in levels[source].items():
                if child != inner:
                    targets.append(inner)
    back: set[tuple[str, str, str]] = set()
    for level, following in levels.items():
        order = {child: number for number, child in enumerate(following)}
        for targets in following.values():
            targets.sort(key=lambda child: order[child])
        done: set[str] = set()
        for child in sorted(following, key=lambda child: child not in initial):
            back.update((level, source, target) for source, target in _returns(child, following, done))
    return {edge for edge in edges if _siblings(*edge) in back}


def _siblings(source: str, target: str) -> tuple[str, str, str] | None:
    """The innermost state around both ends, and its children that hold them; None where one end holds the other."""
    if not source:
        return None
    ways = source.split("."), target.split(".")
    for depth, (one, other) in enumerate(zip(*ways, strict=False)):
        if one != other:
            return ".".join(ways[0][:depth]), ".".join(ways[0][: depth + 1]), ".".join(ways[1][: depth + 1])
    return None


def _returns(start: str, following: Mapping[str, list[str]], done: set[str]) -> Iterator[Edge]:
    """Edges that close a cycle in a depth-first walk; `done` collects what was walked."""
    if start in done:
        return
    done.add(start)
    path = [start]
    stack = [iter(following[start])]
    while stack:
        step = next(stack[-1], None)
        if step is None:
            stack.pop()
            path.pop()
        elif step in path:
            yield path[-1], step
        elif step not in done:
            done.add(step)
            path.append(step)
            stack.append(iter(following[step]))
