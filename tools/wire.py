"""What SIPp shows of each rule, in which role of ours and over which transport, or why it cannot.

The data is `tests/interop/scenarios/shows.yaml`. What it says is checked by `findings`: every rule of the groups that a
wire may show has, for each role and transport, a scenario or a reason and never both; every scenario is listed, exists,
and is played by a test over the transports that it is listed for. `table` is a part of docs/wire.md.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import attrs
import yaml

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import tools.rules  # noqa: E402
from sessioncore.codegen.load import load_library  # noqa: E402
from tests.support.strength import KINDS  # noqa: E402

INTEROP = "tests/interop"
SCENARIOS = f"{INTEROP}/scenarios"
DATA = f"{SCENARIOS}/shows.yaml"

GROUPS = ("B1", "B2", "B3", "B4", "B6", "B7")
MORE = ("B9.1", "B9.2")
"""Groups and single rules that are about signalling between two ends."""

ROLES = {"call": "we call", "called": "we are called"}
TRANSPORTS = ("UDP", "TCP")

_NO_SCENARIO = ("messages.xml",)
_CALLED = re.compile(r"uas|registrar")
"""How a scenario begins in which SIPp is called: then we call."""
_TRANSPORT_NAMES = {"tcp", "transport"}
"""How tests call what they are parametrized by, or say over which transport SIPp speaks."""

Cell = tuple[str, str]


@attrs.frozen
class Shows:
    """The data: rules by scenario and cell of the table, reasons by rule and cell."""

    shown: Mapping[str, Mapping[Cell, frozenset[str]]]
    reasons: Mapping[str, Mapping[Cell, str]]

    @classmethod
    def of(cls, document: Mapping[str, Mapping[str, object]], roles: Mapping[str, tuple[str, ...]]) -> Shows:
        """Read it; `roles` are those of each scenario. Raises ValueError for what is no role or transport."""
        shown: dict[str, dict[Cell, frozenset[str]]] = {}
        for key, rules in document["shown"].items():
            scenario, over = _split(key)
            cells: dict[Cell, set[str]] = {
                (role, each): set() for role in roles.get(scenario, ()) for each in _transports(over)
            }
            assert isinstance(rules, list)
            for rule, only in (_split(str(rule)) for rule in rules):
                for (_, each), found in cells.items():
                    if each in _transports(only):
                        found.add(rule)
            shown[scenario] = {cell: frozenset(found) for cell, found in cells.items()}
        reasons: dict[str, dict[Cell, str]] = {}
        for rule, said in document["cannot"].items():
            assert isinstance(said, dict)
            for key, why in said.items():
                role, over = _split(key)
                if role not in ROLES:
                    raise ValueError(f"{DATA}: {rule}: {role!r} is none of {', '.join(ROLES)}")
                for each in _transports(over):
                    reasons.setdefault(rule, {})[role, each] = why
        return cls(shown, reasons)

    def scenarios(self, rule: str, cell: Cell) -> list[str]:
        """Those that show a rule in a role and over a transport."""
        return [scenario for scenario, cells in self.shown.items() if rule in cells.get(cell, ())]


def _split(text: str) -> tuple[str, str]:
    first, _, rest = text.partition(" ")
    return first, rest


def _transports(only: str) -> tuple[str, ...]:
    if only and only not in TRANSPORTS:
        raise ValueError(f"{DATA}: {only!r} is none of {', '.join(TRANSPORTS)}")
    return (only,) if only else TRANSPORTS


@cache
def roles() -> dict[str, tuple[str, ...]]:
    """Our roles in each scenario that there is: one for both asks its values for `we_call`."""
    found = {}
    for path in sorted((ROOT / SCENARIOS).glob("*.xml")):
        if path.name not in _NO_SCENARIO:
            both = "we_call" in path.read_text(encoding="utf-8")
            found[path.name] = tuple(ROLES) if both else ("call",) if _CALLED.match(path.name) else ("called",)
    return found


def shows() -> Shows:
    """What the data says."""
    return Shows.of(yaml.safe_load((ROOT / DATA).read_text(encoding="utf-8")), roles())


@cache
def concerned() -> tuple[str, ...]:
    """The rules that have to be shown, or to have reasons."""
    library, _ = load_library(ROOT / "machines")
    return tuple(rule for rule in library.rules if rule.partition(".")[0] in GROUPS or rule in MORE)


@cache
def played() -> dict[str, frozenset[str]]:
    """Over which transports tests play each scenario: over both where such a test names a transport at all."""
    found: dict[str, set[str]] = {}
    for path in sorted((ROOT / INTEROP).glob("*.py")):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                continue
            inner = list(ast.walk(node))
            texts = {one.value for one in inner if isinstance(one, ast.Constant) and isinstance(one.value, str)}
            for scenario in texts & roles().keys():
                found.setdefault(scenario, set()).update(_over(inner))
    return {scenario: frozenset(over) for scenario, over in found.items()}


def _over(inner: list[ast.AST]) -> tuple[str, ...]:
    """By the arguments `tcp` and `transport` of a test or of what it calls; a constant True stands for TCP alone."""
    fixed = [one.value for one in inner if isinstance(one, ast.keyword) and one.arg == "tcp"]
    if fixed and all(isinstance(value, ast.Constant) for value in fixed):
        return tuple({"TCP" if value.value else "UDP" for value in fixed if isinstance(value, ast.Constant)})
    if any(isinstance(one, ast.arg) and one.arg in _TRANSPORT_NAMES for one in inner):
        return TRANSPORTS
    positional = [one for one in inner if isinstance(one, ast.Call) and getattr(one.func, "id", "") in _PLAYERS]
    if any(isinstance(given, ast.Constant) and given.value is True for one in positional for given in one.args):
        return ("TCP",)
    return ("UDP",)


_PLAYERS = ("run", "calls")
"""Functions of tests whose argument True, or False, is the transport."""


def findings(said: Shows, rules: Sequence[str], played_over: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """What is wrong with the data; nothing if it is complete."""
    there = roles()
    for scenario in sorted(there.keys() - said.shown.keys()):
        yield f"{scenario} is not listed"
    for scenario in sorted(said.shown.keys() - there.keys()):
        yield f"{scenario} is listed, and there is none"
    for scenario, cells in said.shown.items():
        if not any(cells.values()):
            continue  # it is for something else, such as load
        for transport in sorted({each for _, each in cells} - played_over.get(scenario, frozenset())):
            yield f"{scenario} is listed for {transport}, and no test plays it over that"
    named = {rule for cells in said.shown.values() for found in cells.values() for rule in found} | said.reasons.keys()
    for rule in sorted(named - set(rules)):
        yield f"{rule} is no rule that a wire has to show"
    for rule in rules:
        for role in ROLES:
            for transport in TRANSPORTS:
                scenarios = said.scenarios(rule, (role, transport))
                reason = said.reasons.get(rule, {}).get((role, transport))
                where = f"{rule}, {ROLES[role]}, over {transport}"
                if not scenarios and not reason:
                    yield f"{where}: neither a scenario nor a reason"
                if scenarios and reason:
                    yield f"{where}: a reason why not, and {', '.join(scenarios)}"


def table() -> str:
    """The part of docs/wire.md: each rule with its charts, what its tests are worth and what SIPp shows of it."""
    library, _ = load_library(ROOT / "machines")
    cited, named, said = tools.rules.places(library), tools.rules.tests(), shows()
    rules = concerned()
    count = sum(bool(said.scenarios(rule, (role, each))) for rule in rules for role in ROLES for each in TRANSPORTS)
    cells = len(rules) * len(ROLES) * len(TRANSPORTS)
    lines = [f"{len(rules)} rules, {cells} cells: {count} shown by a scenario, {cells - count} with a reason.", ""]
    lines += ["| rule | charts | tests | we call | we are called |", "|---|---|---|---|---|"]
    for rule in rules:
        kinds = {one.kind for one in named.get(rule, [])}
        tests = ", ".join(kind for kind in KINDS if kind in kinds)
        row = [
            f"[{rule}](rules.md#{rule.lower().replace('.', '')})",
            ", ".join(dict.fromkeys(one.chart for one in cited.get(rule, []))),
            tests,
        ]
        lines.append(f"| {' | '.join([*row, *(_shown(said, rule, role) for role in ROLES)])} |")
    return "\n".join(lines)


def _shown(said: Shows, rule: str, role: str) -> str:
    by_scenario: dict[str, list[str]] = {}
    for transport in TRANSPORTS:
        for scenario in said.scenarios(rule, (role, transport)):
            by_scenario.setdefault(scenario, []).append(transport)
    parts = [
        f"[{scenario.removesuffix('.xml')}](../{SCENARIOS}/{scenario})"
        + ("" if len(over) == len(TRANSPORTS) else f" ({over[0]})")
        for scenario, over in by_scenario.items()
    ]
    whys: dict[str, list[str]] = {}
    for (who, transport), why in said.reasons.get(rule, {}).items():
        if who == role:
            whys.setdefault(why, []).append(transport)
    parts += [f"*{'' if len(over) == len(TRANSPORTS) else f'{over[0]}: '}{why}*" for why, over in whys.items()]
    return ", ".join(parts)
