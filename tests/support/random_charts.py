"""Random charts as YAML: small enough to be read when one fails, and with all that the language has.

`charts` is a strategy of Hypothesis, which makes a failing chart smaller; `chart_of_seed` is the same for a number, and
does not depend on what else is loaded (Hypothesis takes constants from all modules that it finds).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import attrs
import yaml
from hypothesis import strategies as st

T = TypeVar("T")
SIGNALS = ("sig_1", "sig_2", "sig_3")
OUTSIDE = ("go_1", "go_2", "go_3", "go_4")
RAISED = ("in_1", "in_2")
GUARDS = ("g1", "g2", "g3")
ACTIONS = ("act_1", "act_2", "act_3", "act_4", "act_5")
TIMERS = ("t1", "t2")
MOST_STATES = 11
LEAST_ODDS = 100


@attrs.define
class Node:
    """A state in the making."""

    name: str
    path: str
    parent: Node | None
    kind: str = "leaf"
    children: list[Node] = attrs.field(factory=list)
    entries: dict[str, Any] = attrs.field(factory=dict)

    def around(self) -> list[Node]:
        """The states around this one, from inner to outer."""
        return [self.parent, *self.parent.around()] if self.parent is not None else []


class Maker:
    """Draws one chart from whole numbers (both ends included). `several`: it may have parallel and history states."""

    def __init__(self, whole: Callable[[int, int], int], several: bool) -> None:
        self._whole = whole
        self._several = several
        self._made = 0
        self.done: list[str] = []
        self.nodes: list[Node] = []

    def chance(self, percent: int) -> bool:
        """True so often."""
        return self._whole(0, LEAST_ODDS - 1) >= LEAST_ODDS - percent

    def one(self, among: Sequence[T]) -> T:
        """One of these."""
        return among[self._whole(0, len(among) - 1)]

    def some(self, among: Sequence[T], most: int) -> list[T]:
        """Up to so many of these, each once, in any order."""
        left = list(among)
        return [left.pop(self._whole(0, len(left) - 1)) for _ in range(min(self._whole(0, most), len(left)))]

    def chart(self) -> dict[str, Any]:
        """The whole chart."""
        root = Node("", "", None, "compound")
        self._inside(root, self._whole(2, 4), 0)
        standing = [node for node in self.nodes if node.kind != "history"]
        for node in standing:
            self._fill(node)
        for timer in TIMERS:
            self.one(standing).entries.setdefault("timer", []).append(timer)
        states = {child.name: self._written(child) for child in root.children}
        events: dict[str, Any] = {name: {"from": "neighbour", "payload": {"many": "int"}} for name in OUTSIDE[:2]}
        events |= {name: {"from": "neighbour"} for name in OUTSIDE[2:]}
        events["hold"] = {"from": "application", "payload": {"command": "int"}}
        events |= {name: {"from": "internal"} for name in RAISED}
        events |= {name: {"from": "done"} for name in self.done}
        events["action_failed"] = {"from": "failure"}
        whole = {
            "chart": "random/made",
            "doc": "A chart that nobody wrote.",
            "events": events,
            "guards": dict.fromkeys(GUARDS, "d"),
            "actions": dict.fromkeys(ACTIONS, "d"),
            "signals": {"sig_1": {"many": "int"}, "sig_2": {}, "sig_3": {"command": "int"}},
            "timers": {
                "t1": {"after": 1, "event": "due_1"},
                "t2": {"after": 2, "repeat": {"factor": 1}, "reliable": "none", "event": "due_2"},
            },
            "initial": root.children[0].name,
            "states": states,
        }
        rest = [*OUTSIDE, *RAISED, *self.done, "action_failed", "due_1", "due_2"]
        rows = {name: self._rows(root, name) for name in self.some(rest, 2)}
        return whole | {
            "when": rows,
            "ignore": {name: "nothing to do" for name in rest if name not in rows},
            "reject": {"hold": {"status": 481, "why": "nobody wants it"}},
        }

    # ---- the tree

    def _inside(self, parent: Node, number: int, depth: int) -> None:
        for _ in range(number):
            if self._made >= MOST_STATES and parent.children:
                break
            self._made += 1
            name = f"n{self._made}"
            node = Node(name, f"{parent.path}.{name}" if parent.path else name, parent)
            parent.children.append(node)
            self.nodes.append(node)
            if depth < 3 and self._made < MOST_STATES and self.chance(45 if depth else 60):
                node.kind = "parallel" if self._several and self.chance(45) else "compound"
                self._inside(node, self._whole(1, 3), depth + 1)
        if depth and self._several and parent.kind == "compound" and self.chance(35):
            name = f"h{len(self.nodes)}"
            self.nodes.append(Node(name, f"{parent.path}.{name}", parent, "history"))
            parent.children.insert(self._whole(0, len(parent.children)), self.nodes[-1])

    def _fill(self, node: Node) -> None:
        entries = node.entries
        region = node.parent is not None and node.parent.kind == "parallel"
        for key in ("enter", "exit"):
            if self.chance(40):
                entries[key] = self._work(8)
        if node.kind == "leaf":
            if not region and self.chance(30):
                entries["final"] = True
        elif self.chance(50):
            entries["done"] = f"over_{len(self.done) + 1}"
            self.done.append(entries["done"])
        names = [*OUTSIDE, *RAISED, *self.done, "hold", "due_1", "due_2", "action_failed"]
        said = self.some(names, 5)
        rows = [name for name in said if self.chance(75)]
        entries["when"] = {name: self._rows(node, name) for name in rows}
        others = [name for name in said if name not in rows]
        entries["reject"] = {name: {"status": 491, "why": "busy"} for name in others if name == "hold"}
        held = [name for name in others if name in OUTSIDE and self.chance(40)]
        entries["defer"] = {name: self._defer() for name in held}
        entries["ignore"] = {name: "no matter" for name in others if name not in (*held, "hold")}
        # Only onwards, for in a circle they are refused.
        onwards = [aim for aim in self._aims(node) if aim.path > node.path and node not in aim.around()]
        onwards = [aim for aim in onwards if self.nodes.index(aim) > self.nodes.index(node) and aim.kind != "history"]
        if onwards and self.chance(20):
            entries["always"] = [self._work(10) | {"if": self._conditions(), "to": self.one(onwards).path}]

    def _defer(self) -> Any:
        return self.one(["later", {"why": "later", "limit": 2, "beyond": "drop"}])

    # ---- rows

    def _rows(self, node: Node, event: str) -> Any:
        rows = [self._row(node, event) | {"if": self._conditions()} for _ in range(self._whole(0, 2))]
        return [*rows, self._row(node, event)]

    def _row(self, node: Node, event: str) -> dict[str, Any]:
        # What is raised inside raises little again, for most of that would go round.
        row = self._work(3 if event in (*RAISED, *self.done) else 20)
        if self.chance(70):
            aims = self._aims(node)
            if aims:
                aim = self.one(aims)
                row["to"] = aim.path
                if node.kind == "compound" and node in aim.around() and self.chance(50):
                    row["internal"] = True
        return row

    def _work(self, raised: int) -> dict[str, Any]:
        work: dict[str, Any] = {"do": self.some(ACTIONS, 2), "signal": self.some(SIGNALS, 1)}
        if self.chance(raised):
            work["raise"] = [self.one(RAISED)]
        return {key: names for key, names in work.items() if names}

    def _conditions(self) -> list[str]:
        names = self.some(GUARDS, 2) or [GUARDS[0]]
        return [f"not {name}" if self.chance(30) else name for name in names]

    def _aims(self, node: Node) -> list[Node]:
        """The states to which a row may lead: not those in another region."""
        mine = [node, *node.around()]
        return [other for other in self.nodes if not self._across(mine, other)]

    @staticmethod
    def _across(mine: list[Node], other: Node) -> bool:
        theirs = [other, *other.around()]
        for at, state in enumerate(mine[1:], 1):
            if state.kind == "parallel" and state in theirs[1:]:
                return mine[at - 1] is not theirs[theirs.index(state) - 1]
        return False

    # ---- as YAML

    def _written(self, node: Node) -> dict[str, Any]:
        if node.kind == "history":
            assert node.parent is not None
            deep = self.chance(50)
            inside = [other for other in self.nodes if node.parent in other.around() and other.kind != "history"]
            aims = [other for other in inside if deep or other.parent is node.parent]
            return {"history": "deep" if deep else "shallow", "to": self.one(aims).path} | self._work(10)
        written = {key: value for key, value in node.entries.items() if value}
        if node.children:
            written["states"] = {child.name: self._written(child) for child in node.children}
        if node.kind == "parallel":
            written["parallel"] = True
        elif node.children:
            written["initial"] = node.children[0].name
        return written


@st.composite
def charts(draw: Callable[[Any], Any], several: bool = True) -> str:
    """One chart as YAML; `several` says whether it may have parallel and history states."""
    return written(Maker(lambda low, high: int(draw(st.integers(low, high))), several))


def chart_of_seed(seed: int, several: bool = True) -> str:
    """The same for a number."""
    return written(Maker(random.Random(seed).randint, several))


def written(maker: Maker) -> str:
    """A chart as YAML."""
    return yaml.safe_dump(maker.chart(), sort_keys=False)
