"""What a module does to data that is not its own: writes through a scope or a slice, found in its syntax tree.

*Reached* is what stands behind a `*_slice` or somebody's `slice`; from actions also what stands behind `self.scope` and
`dialogs`, but not `self.slice`, which is theirs. Under a local name, in an attribute of `self`, or returned by a method
of the same module it is reached as well.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

MUTATORS = {
    *("append", "appendleft", "extend", "extendleft", "insert", "remove", "pop", "popleft", "popitem", "clear", "sort"),
    *("reverse", "rotate", "update", "setdefault", "add", "discard", "difference_update", "intersection_update"),
    *("symmetric_difference_update", "move_to_end", "__setitem__", "__delitem__", "__iadd__", "__ior__"),
}
PASSING = {
    *("iter", "next", "list", "tuple", "sorted", "reversed", "enumerate", "zip", "set"),
    *("getattr", "cast", "filter", "min", "max"),
}
"""Functions whose result holds what they were given."""

NEW_REQUEST = "self.scope.dialog_slice.new_request"


class Reach:
    """One module: of actions, or any other. `methods` are those that slices have."""

    def __init__(self, tree: ast.Module, *, actions: bool, methods: frozenset[str] = frozenset()) -> None:
        self._tree = tree
        self._actions = actions
        self._methods = methods
        self._attributes: set[str] = set()
        self._functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        self._names: dict[ast.AST, set[str]] = {function: set() for function in self._functions}
        before = -1
        while before != (before := len(self._attributes) + sum(map(len, self._names.values()))):
            for function in self._functions:
                self._learn(function)

    def writes(self) -> list[str]:
        """`line N: what is written` for each write to what is reached."""
        found = set()
        for function in self._functions:
            for node in ast.walk(function):
                found |= {(node.lineno, ast.unparse(node)) for node in self._written(node, self._names[function])}
        return [f"line {line}: {text}" for line, text in sorted(found)]

    def reads(self) -> set[str]:
        """The names of all attributes that are read of what is reached."""
        return {
            node.attr
            for function in self._functions
            for node in ast.walk(function)
            if isinstance(node, ast.Attribute)
            and isinstance(node.ctx, ast.Load)
            and self._reached(node.value, self._names[function])
        }

    def _learn(self, function: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        names = self._names[function]
        if self._actions and any(argument.arg == "scope" for argument in function.args.args):
            names.add("scope")
        for node in ast.walk(function):
            if isinstance(node, ast.Return) and node.value is not None and self._reached(node.value, names):
                self._attributes.add(function.name)
            for target, value in _bindings(node):
                if self._reached(value, names):
                    for each in _flat(target):
                        if isinstance(each, ast.Name):
                            names.add(each.id)
                        elif isinstance(each, ast.Attribute) and _is_self(each.value):
                            self._attributes.add(each.attr)

    def _reached(self, node: ast.AST, names: set[str]) -> bool:
        match node:
            case ast.Name(id=name):
                return name in names
            case ast.Attribute(value=base, attr="slice"):
                return not (self._actions and _is_self(base))
            case ast.Attribute(attr="cell"):
                return False  # what a cell offers to actions is theirs to call
            case ast.Attribute(value=base, attr=attr):
                if attr.endswith("_slice") or (self._actions and attr in ("scope", "dialogs")):
                    return True
                return (_is_self(base) and attr in self._attributes) or self._reached(base, names)
            case ast.Call(func=ast.Attribute(attr="new_request")):
                return False  # the request is the caller's
            case ast.Call(func=ast.Name(id=name), args=arguments):
                return (name in PASSING and any(self._reached(each, names) for each in arguments)) or (
                    name in self._attributes
                )
            case ast.Call(func=function):
                return self._reached(function, names)
            case ast.Subscript(value=base) | ast.Starred(value=base) | ast.NamedExpr(value=base):
                return self._reached(base, names)
            case ast.IfExp(body=first, orelse=second):
                return self._reached(first, names) or self._reached(second, names)
            case ast.BoolOp(values=several) | ast.Tuple(elts=several) | ast.List(elts=several):
                return any(self._reached(each, names) for each in several)
            case ast.GeneratorExp(elt=element) | ast.ListComp(elt=element):
                return self._reached(element, names)
        return False

    def _written(self, node: ast.AST, names: set[str]) -> Iterator[ast.expr]:
        match node:
            case (
                ast.Attribute(value=base, ctx=ast.Store() | ast.Del())
                | ast.Subscript(value=base, ctx=ast.Store() | ast.Del())
            ):
                if self._reached(base, names):
                    yield node
            case ast.AugAssign(target=ast.Name() as target):  # += of a list writes it in place
                if self._reached(target, names):
                    yield target
            case ast.Call(func=ast.Attribute(attr="__setattr__" | "__delattr__"), args=arguments):
                if any(self._reached(each, names) for each in arguments):
                    yield node
            case ast.Call(func=ast.Attribute(value=base, attr=attr) as function):
                changes = attr in MUTATORS or (attr in self._methods and ast.unparse(function) != NEW_REQUEST)
                if changes and self._reached(base, names):
                    yield node
            case ast.Call(func=ast.Name(id="setattr" | "delattr" | "vars"), args=[first, *_]):
                if self._reached(first, names):
                    yield node


def _is_self(node: ast.AST) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _bindings(node: ast.AST) -> Iterator[tuple[ast.expr, ast.expr]]:
    """Target and value of everything that binds a name."""
    match node:
        case ast.Assign(targets=targets, value=value):
            for target in targets:
                yield from _pairs(target, value)
        case ast.AnnAssign(target=target, value=ast.expr() as value):
            yield target, value
        case ast.NamedExpr(target=target, value=value):
            yield target, value
        case ast.For(target=target, iter=value) | ast.comprehension(target=target, iter=value):
            yield target, value
        case ast.withitem(context_expr=value, optional_vars=ast.expr() as target):
            yield target, value


def _pairs(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr]]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple) and len(target.elts) == len(value.elts):
        yield from zip(target.elts, value.elts, strict=True)
    else:
        yield target, value


def _flat(target: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, ast.Tuple | ast.List):
        for each in target.elts:
            yield from _flat(each)
    elif isinstance(target, ast.Starred):
        yield from _flat(target.value)
    else:
        yield target
