"""Charts that were exported as SCXML, read back: what `export` writes, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ..diagnostics import Findings, quoted
from ..plain import Value
from .export import DECLARED, WHOLE
from .xml import Element

_CONDITION = re.compile(r"(!?)sc\.([a-z][a-z0-9_]*)\(\)", re.ASCII)
_ACTION = re.compile(r"sc\.([a-z][a-z0-9_]*)\(\)", re.ASCII)
_ORDER = ("doc", "parallel", "history", "initial", "done", "final", "enter", "exit", "timer", "when", "always", "to",
          "do", "signal", "raise", "reject", "defer", "ignore", "never", "waits", "states")  # fmt: skip
_ROOT = ("when", "always", "states", "reject", "defer", "ignore", "never", "waits")


def is_returned(root: Element) -> bool:
    """Whether a document was a chart of ours."""
    return bool(root.named("sc:chart"))


def returned(root: Element, name: str, findings: Findings) -> dict[str, Value] | None:
    """The chart in the shape of the language, called `name`; None when the document is not as `export` writes it."""
    before = findings.total
    reader = _Reader(findings)
    declared = reader.declared(root.named("sc:chart")[0])
    whole = root.named("state")
    if len(whole) != 1 or whole[0].get("id") != WHOLE or not isinstance(declared, dict):
        findings.add(
            "SC903", root.span, f"an exported chart has one state {WHOLE} and its declarations", "export it again"
        )
        return None
    state = reader.state(whole[0])
    made: dict[str, Value] = {"chart": name}
    made |= {key: declared[key] for key in DECLARED if key in declared}
    made["initial"] = state.get("initial", "")
    made |= {key: state[key] for key in _ROOT if key in state}
    return made if findings.total == before else None


class _Reader:
    def __init__(self, findings: Findings) -> None:
        self.findings = findings

    def _odd(self, element: Element, what: str) -> None:
        self.findings.add(
            "SC903", element.span, f"{quoted(what)} is not as an export writes it", "export the chart again"
        )

    def declared(self, element: Element) -> Value:
        if element.name == "sc:text":
            return element.get("value")
        if element.name == "sc:list":
            return [self.declared(child) for child in element.children]
        if element.name not in ("sc:map", "sc:chart"):
            self._odd(element, element.name)
        return {child.get("key"): self.declared(child) for child in element.children}

    def state(self, element: Element) -> dict[str, Value]:
        made: dict[str, Value] = {}
        if element.get("sc:doc"):
            made["doc"] = element.get("sc:doc")
        if element.name == "parallel":
            made["parallel"] = True
        if element.name == "final" or element.get("sc:final") == "true":
            made["final"] = True
        if element.get("initial"):
            made["initial"] = element.get("initial").rpartition(".")[2]
        if element.get("sc:done"):
            made["done"] = element.get("sc:done")
        if element.name == "history":
            made["history"] = element.get("type")
        for child in element.children:
            self._inside(element, child, made)
        return {key: made[key] for key in _ORDER if key in made}

    def _inside(self, element: Element, child: Element, made: dict[str, Value]) -> None:
        if child.name == "transition" and element.name == "history":
            made |= self.row(child)
        elif child.name == "transition":
            self._transition(child, made)
        elif child.name in ("onentry", "onexit"):
            timers = [each.get("id") for each in child.named("send") if "delayexpr" in each.attributes]
            block = self.block([each for each in child.children if "delayexpr" not in each.attributes])
            if timers:
                made["timer"] = timers
            if block:
                made["enter" if child.name == "onentry" else "exit"] = block
        elif child.name == "sc:waits":
            _table(made, "waits")[child.get("rule")] = child.get("why")
        elif child.name in ("state", "parallel", "final", "history"):
            _table(made, "states")[child.get("id").rpartition(".")[2]] = self.state(child)
        else:
            self._odd(child, child.name)

    def _transition(self, child: Element, made: dict[str, Value]) -> None:
        event = child.get("sc:event") or child.get("event")
        kind = child.get("sc:decision")
        if kind in ("ignore", "reject", "defer", "never"):
            _table(made, kind)[event] = _decision(child)
        elif kind:
            self._odd(child, kind)
        else:
            table = _table(made, "when") if event else made
            rows = table.setdefault(event or "always", [])
            assert isinstance(rows, list)
            rows.append(self.row(child))

    def row(self, element: Element) -> dict[str, Value]:
        made: dict[str, Value] = {}
        conditions: list[Value] = []
        for text in element.get("cond").split("&&") if element.get("cond") else ():
            match = _CONDITION.fullmatch(text.strip())
            if match is None:
                self._odd(element, text)
            else:
                conditions.append(f"not {match[2]}" if match[1] else match[2])
        if conditions:
            made["if"] = conditions
        if element.get("target"):
            made["to"] = element.get("target")
        if element.get("type") == "internal":
            made["internal"] = True
        made |= self.block(element.children)
        if element.get("sc:rule"):
            made["rule"] = element.get("sc:rule").split()
        if element.get("sc:doc"):
            made["doc"] = element.get("sc:doc")
        return made

    def block(self, elements: Sequence[Element]) -> dict[str, Value]:
        made: dict[str, list[Value]] = {"do": [], "signal": [], "raise": []}
        for element in elements:
            action = _ACTION.fullmatch(element.text.strip()) if element.name == "script" else None
            if action is not None:
                made["do"].append(action[1])
            elif element.name == "send" and element.get("target") == "#_parent":
                made["signal"].append(element.get("event"))
            elif element.name == "raise":
                made["raise"].append(element.get("event"))
            elif element.name != "cancel":
                self._odd(element, element.name)
        return {key: names for key, names in made.items() if names}


def _table(made: dict[str, Value], key: str) -> dict[str, Value]:
    table = made.setdefault(key, {})
    assert isinstance(table, dict)
    return table


def _decision(element: Element) -> dict[str, Value]:
    made: dict[str, Value] = {}
    for key in ("status", "why", "limit"):
        if element.get(f"sc:{key}"):
            made[key] = element.get(f"sc:{key}")
    beyond = element.get("sc:beyond")
    if beyond:
        made["beyond"] = "drop" if beyond == "drop" else {"status": beyond, "why": element.get("sc:beyond-why")}
    if element.get("sc:rule"):
        made["rule"] = element.get("sc:rule").split()
    return made
