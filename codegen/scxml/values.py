"""The small data of SCXML documents: expressions through an allow-list of syntax, never evaluated as code.

An expression is parsed by Python's own parser after a few words of ECMAScript were translated, and every node of the
tree must be on the list below. What kind of value it has is inferred, so that an expression either cannot fail at run
time, or fails for certain (an unknown variable, `1 = 1`: SCXML then raises error.execution, and so do we), or is
refused. Where ECMAScript and Python would answer differently (coercion, chained comparisons, `null`) it is refused.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from typing import Literal

import attrs

Kind = frozenset[str]
"""What an expression may be: `int`, `float`, `str`, `bool`, `none`, and `list` of what `items` say."""
Dialect = Literal["ecmascript", "python", "c89", "null"]

INT, FLOAT, STR, BOOL, NONE = (frozenset({name}) for name in ("int", "float", "str", "bool", "none"))
NUMBER = INT | FLOAT
MOST_DEPTH = 30
MOST_DIGITS = 15
_TOKEN = re.compile(
    r"'[^'\\]*'|\"[^\"\\]*\"|===|!==|&&|\|\||!=|==|<=|>=|[A-Za-z_$][\w$]*|\d+(?:\.\d*)?|\.\d+|\s+|.", re.ASCII
)
_WORDS = {"&&": " and ", "||": " or ", "===": "==", "!==": "!=", "!": "~", "true": "True", "false": "False",
          "undefined": "None", "null": "None"}  # fmt: skip
_ASSIGNED = re.compile(r"(?P<left>.+?)(?<![=!<>])=(?!=)(?P<right>.+)", re.DOTALL)


class SureFailure(Exception):
    """Evaluating it raises error.execution whenever it is evaluated; the message says why."""


class Refused(Exception):
    """It cannot be taken over; `rule` is SC905 (syntax, names) or SC906 (it may fail, or the languages differ)."""

    def __init__(self, rule: str, message: str) -> None:
        super().__init__(message)
        self.rule = rule


@attrs.frozen
class Known:
    """What stands behind the names of an expression.

    kinds    variable -> kind; an unknown name is a sure failure
    items    variable -> kind of the items of a list
    code     variable -> how Python code reads it
    inside   answers In(ID) where the document settles it, else None; an unknown state is never active
    reading  ID -> how Python code asks whether the state is active
    fixed    variables whose value is known
    unset    variables that may not have come to be
    """

    dialect: Dialect
    kinds: Mapping[str, Kind]
    items: Mapping[str, Kind]
    code: Mapping[str, str]
    inside: Callable[[str], bool | None]
    reading: Callable[[str], str]
    fixed: Mapping[str, object] = attrs.Factory(dict)
    unset: frozenset[str] = frozenset()


def parse(text: str, dialect: Dialect) -> ast.expr:
    """The tree of an expression; raises `SureFailure` or `Refused`."""
    source = " ".join(text.split()) if dialect != "python" else text.strip()
    if not source:
        raise Refused("SC905", "an empty expression")
    if "\\" in source or not source.isprintable():
        raise Refused("SC905", "escapes and unprintable characters are not taken over")
    if dialect != "python":
        source = _translated(source)
    try:
        tree = ast.parse(source, mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        if _assigns_to_literal(source):
            raise SureFailure("a literal cannot be assigned to") from None
        raise Refused("SC905", "the expression is not understood") from None
    _bounded(tree)
    return tree


def _translated(source: str) -> str:
    pieces: list[str] = []
    for token in _TOKEN.findall(source):
        if token in ("~", "?", "and", "or", "not", "is", "in", "lambda", "if", "else", "None", "True", "False"):
            raise Refused("SC905", f"{token} is not taken over from this language")
        pieces.append(_WORDS.get(token, token))
    if re.search(r"(===|!==)\s*null\b|\bnull\s*(===|!==)", source):
        raise Refused("SC906", "null and undefined are one value here, which === would tell apart")
    if re.search(r"\bnull\b", source) and not re.search(r"(==|!=)\s*null\b|\bnull\s*(==|!=)", source):
        raise Refused("SC906", "null is only compared with == and !=")
    return "".join(pieces).strip()


def _assigns_to_literal(source: str) -> bool:
    match = _ASSIGNED.fullmatch(source)
    try:
        return match is not None and isinstance(ast.parse(match["left"].strip(), mode="eval").body, ast.Constant)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _bounded(tree: ast.expr) -> None:
    level: list[ast.AST] = [tree]
    for _ in range(MOST_DEPTH):
        level = [child for node in level for child in ast.iter_child_nodes(node)]
        if not level:
            return
    raise Refused("SC905", "the expression is nested too deeply")


def kind_of(tree: ast.expr, known: Known) -> Kind:
    """What an expression may be; raises `SureFailure` or `Refused`."""
    return _Kinds(known).of(tree)


class _Kinds:
    """The allow-list: what is not named here is refused."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.loose = known.dialect == "python"

    def of(self, tree: ast.expr) -> Kind:
        if isinstance(tree, ast.Constant):
            return self._constant(tree.value)
        if isinstance(tree, ast.Name):
            return self._name(tree.id)
        if isinstance(tree, ast.List):
            for item in tree.elts:
                self.of(item)
            return frozenset({"list"})
        if isinstance(tree, ast.BoolOp):
            first, *rest = tree.values
            kinds = self.truth(first)
            for value in rest:
                kinds = kinds | self._maybe(value, self.truth)
            return kinds
        if isinstance(tree, ast.UnaryOp):
            return self._unary(tree)
        if isinstance(tree, ast.BinOp):
            return self._binary(tree)
        if isinstance(tree, ast.Compare):
            return self._compare(tree)
        if isinstance(tree, ast.IfExp) and self.loose:
            self.truth(tree.test)
            return self._maybe(tree.body, self.of) | self._maybe(tree.orelse, self.of)
        if isinstance(tree, ast.Call):
            return self._call(tree)
        if isinstance(tree, ast.Attribute) and tree.attr == "length" and not self.loose:
            self._sized(tree.value)
            return INT
        raise Refused("SC905", f"{type(tree).__name__.lower()} is not on the list of what expressions may hold")

    def truth(self, tree: ast.expr) -> Kind:
        """The kind of an expression that is asked for its truth."""
        kind = self.of(tree)
        if "list" in kind and not self.loose:
            raise Refused("SC906", "an empty list is true in one language and false in the other")
        return kind

    def _maybe(self, tree: ast.expr, of: Callable[[ast.expr], Kind]) -> Kind:
        """A part that is not always evaluated: what fails for certain there may fail, as a whole."""
        try:
            return of(tree)
        except SureFailure as failure:
            raise Refused("SC906", f"it may fail: {failure}") from None

    def _constant(self, value: object) -> Kind:
        if isinstance(value, bool):
            return BOOL
        if isinstance(value, int) and len(str(value)) <= MOST_DIGITS:
            return INT
        if isinstance(value, float) and abs(value) < 1e15:
            return FLOAT
        if isinstance(value, str):
            return STR
        if value is None:
            return NONE
        raise Refused("SC905", "a literal of this kind is not taken over")

    def _name(self, name: str) -> Kind:
        if name in self.known.unset:
            raise Refused("SC906", f"{name} has a value only inside its <foreach>")
        if name in self.known.kinds:
            return self.known.kinds[name]
        if name.startswith("_"):
            raise Refused("SC905", f"the system variable {name} is not known here")
        raise SureFailure(f"there is no variable {name}")

    def _unary(self, tree: ast.UnaryOp) -> Kind:
        if isinstance(tree.op, ast.Not | ast.Invert):
            if isinstance(tree.op, ast.Invert) and self.loose:
                raise Refused("SC905", "~ is not taken over")
            self.truth(tree.operand)
            return BOOL
        kind = self.of(tree.operand)
        if not kind <= NUMBER:
            raise Refused("SC906", "a sign stands before what may be no number")
        return kind

    def _binary(self, tree: ast.BinOp) -> Kind:
        left, right = self.of(tree.left), self.of(tree.right)
        both = left | right
        if isinstance(tree.op, ast.Add) and both == STR:
            return STR
        if not both <= NUMBER:
            raise Refused("SC906", f"the operands may be {' and '.join(sorted(both))}, so it may fail")
        if isinstance(tree.op, ast.Add | ast.Sub | ast.Mult):
            return both
        divisor = tree.right.value if isinstance(tree.right, ast.Constant) else 0
        if not divisor:
            raise Refused("SC906", "what is divided by may be zero")
        if isinstance(tree.op, ast.Div) and self.known.dialect != "c89":
            return FLOAT
        if isinstance(tree.op, ast.FloorDiv | ast.Mod) and self.loose:
            return both
        raise Refused("SC905", "this operator is not taken over")

    def _compare(self, tree: ast.Compare) -> Kind:
        if len(tree.ops) > 1:
            raise Refused("SC905", "a comparison of more than two values")
        left, right, operator = self.of(tree.left), self.of(tree.comparators[0]), tree.ops[0]
        if isinstance(operator, ast.Is | ast.IsNot) and self.loose:
            if NONE in (left, right):
                return BOOL
            raise Refused("SC905", "'is' compares only with None")
        both = left | right
        if isinstance(operator, ast.Eq | ast.NotEq):
            alike = both <= NUMBER or both <= BOOL or both - NONE <= STR or both - NONE <= NUMBER
            if self.loose or alike or both - NONE <= BOOL:
                return BOOL
            raise Refused("SC906", f"it compares {' with '.join(sorted(both))}, which ECMAScript would convert")
        if isinstance(operator, ast.Lt | ast.LtE | ast.Gt | ast.GtE):
            if both <= NUMBER or both <= STR:
                return BOOL
            raise Refused("SC906", f"{' and '.join(sorted(both))} are not ordered, so it may fail")
        raise Refused("SC905", "this comparison is not taken over")

    def _call(self, tree: ast.Call) -> Kind:
        name = tree.func.id if isinstance(tree.func, ast.Name) else ""
        plain = not tree.keywords and len(tree.args) == 1
        if name == "In" and plain and isinstance(tree.args[0], ast.Constant) and isinstance(tree.args[0].value, str):
            return BOOL
        if name == "len" and plain and self.loose:
            self._sized(tree.args[0])
            return INT
        raise Refused("SC905", "functions are not called, but for In('state')")

    def _sized(self, tree: ast.expr) -> None:
        if not self.of(tree) <= STR | {"list"}:
            raise Refused("SC906", "it may have no length")


def items_of(tree: ast.expr, known: Known) -> Kind:
    """The kind of the items of a list; raises `Refused` when it may be no list, or a list of lists."""
    if kind_of(tree, known) != {"list"}:
        raise Refused("SC906", "it may be no list")
    if isinstance(tree, ast.Name):
        return known.items.get(tree.id, frozenset())
    if isinstance(tree, ast.List):
        kinds: Kind = frozenset()
        for item in tree.elts:
            kinds = kinds | kind_of(item, known)
        if "list" in kinds:
            raise Refused("SC905", "a list of lists is not taken over")
        return kinds
    raise Refused("SC905", "only a list or a variable is gone through")


def code(tree: ast.expr, known: Known) -> str:
    """The expression as Python, its variables read as `known.code` says."""
    return ast.unparse(ast.fix_missing_locations(_Written(known).visit(_copy(tree))))


def fold(tree: ast.expr, known: Known) -> object:
    """The value of an expression that needs nothing of run time; raises `LookupError` when it does."""
    if isinstance(tree, ast.Constant):
        return tree.value
    if isinstance(tree, ast.Name) and tree.id in known.fixed:
        return known.fixed[tree.id]
    if isinstance(tree, ast.List):
        return [fold(item, known) for item in tree.elts]
    if isinstance(tree, ast.UnaryOp):
        operand = fold(tree.operand, known)
        if isinstance(tree.op, ast.Not | ast.Invert):
            return not operand
        if isinstance(tree.op, ast.USub) and isinstance(operand, int | float):
            return -operand
    if isinstance(tree, ast.BoolOp):
        answer: object = None
        for value in tree.values:
            answer = fold(value, known)
            if bool(answer) != isinstance(tree.op, ast.And):
                return answer
        return answer
    if isinstance(tree, ast.Compare) and len(tree.ops) == 1 and isinstance(tree.ops[0], ast.Eq | ast.NotEq):
        same = fold(tree.left, known) == fold(tree.comparators[0], known)
        return same == isinstance(tree.ops[0], ast.Eq)
    if isinstance(tree, ast.BinOp) and isinstance(tree.op, ast.Add | ast.Sub):
        left, right = fold(tree.left, known), fold(tree.right, known)
        if isinstance(left, int | float) and isinstance(right, int | float):
            return left + right if isinstance(tree.op, ast.Add) else left - right
        if isinstance(left, str) and isinstance(right, str) and isinstance(tree.op, ast.Add):
            return left + right
    if isinstance(tree, ast.Call):
        assert isinstance(tree.args[0], ast.Constant)
        answer = known.inside(str(tree.args[0].value)) if getattr(tree.func, "id", "") == "In" else None
        if answer is not None:
            return answer
    raise LookupError("it depends on what happens")


def _copy(tree: ast.expr) -> ast.expr:
    return ast.parse(ast.unparse(tree), mode="eval").body


class _Written(ast.NodeTransformer):
    def __init__(self, known: Known) -> None:
        self._known = known

    def _read(self, text: str) -> ast.expr:
        return ast.parse(text, mode="eval").body

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self._read(self._known.code[node.id])

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        operand: ast.expr = self.visit(node.operand)
        return ast.UnaryOp(ast.Not() if isinstance(node.op, ast.Invert) else node.op, operand)

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        return ast.Call(ast.Name("len"), [self.visit(node.value)], [])

    def visit_Call(self, node: ast.Call) -> ast.expr:
        if getattr(node.func, "id", "") == "In":
            assert isinstance(node.args[0], ast.Constant)
            state = str(node.args[0].value)
            settled = self._known.inside(state)
            return ast.Constant(settled) if settled is not None else self._read(self._known.reading(state))
        return ast.Call(node.func, [self.visit(argument) for argument in node.args], [])
