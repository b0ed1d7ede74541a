"""The little notations inside charts: delays, message patterns, what a chart receives, payload types, conditions."""

from __future__ import annotations

import keyword
import re

from .diagnostics import quoted
from .grammar import COMPUTED, REPEAT, UNIFORM
from .model import Condition, Delay, Domain, Field, Pattern, Ref, Repeat, Span, Term
from .reading import NAME, Reader
from .source import Items, Node, Table, Text

_NUMBER = r"[0-9]{1,9}(?:\.[0-9]{1,9})?"
_LIMIT = r"[A-Za-z][A-Za-z0-9_]{0,63}"
_TERM = re.compile(rf"(?:({_NUMBER})(?:\s*\*\s*({_LIMIT}))?|({_LIMIT})(?:\s*\*\s*({_NUMBER}))?)", re.ASCII)
_METHOD = re.compile(r"\*|[A-Z]{2,20}", re.ASCII)
_STATUS = re.compile(r"([1-6])xx|([1-6][0-9]{2})", re.ASCII)
_TYPE_WORD = re.compile(r"\s*(?:([A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)|(\.\.\.)|([\[\],|]))", re.ASCII)
_MOST_TYPE = 200
LONGEST_DELAY = 7 * 86_400.0
"""Seconds. A timer of a call that runs longer than a week is a mistake."""


def terms(reader: Reader, node: Node | None, what: str) -> tuple[Term, ...] | None:
    """`64*T1`, `0.5`, `T1 + 2*T2`: seconds as a sum of numbers and configured names; None when malformed."""
    if node is None:
        return None
    found: list[Term] = []
    if isinstance(node, Text):
        for piece in node.value.split("+"):
            match = _TERM.fullmatch(piece.strip())
            if match is None:
                break
            number, name, first, after = match.groups()
            found.append(Term(float(number or after or 1), name or first))
        else:
            return tuple(found)
    shown = f" {quoted(node.value)}" if isinstance(node, Text) else ""
    reader.findings.add("SC108", node.span, f"{what}{shown} is not a time", "write seconds, or e.g. 64*T1 or T1 + 0.5")
    return None


def delay(reader: Reader, node: Node | None, what: str) -> Delay | None:
    """The `after:` of a timer."""
    if isinstance(node, Table):
        keys = reader.keys(node, what, (*UNIFORM.names, *COMPUTED.names))
        if "uniform" in keys:
            return _uniform(reader, node, keys["uniform"], what)
        source = keys.get("from")
        if not isinstance(source, Text) or not NAME.fullmatch(source.value):
            reader.findings.add(
                "SC104", node.span, f"{what} says neither 'uniform:' nor 'from:'", "write e.g. after: 64*T1"
            )
            return None
        for name in ("min", "max"):
            if name not in keys:
                reader.findings.add(
                    "SC103", node.span, f"a computed delay has no '{name}'", f"add '{name}:' so that it is bounded"
                )
        low, high = terms(reader, keys.get("min"), "min"), terms(reader, keys.get("max"), "max")
        if low is None or high is None:
            return None
        text = f"{source.value}, {words(low)} to {words(high)}"
        return Delay("computed", low=low, high=high, method=f"delay_{source.value}", text=text, span=node.span)
    found = terms(reader, node, what)
    if found is None or node is None:
        return None
    return Delay("expression", terms=found, text=words(found), span=node.span)


def _uniform(reader: Reader, table: Table, node: Node, what: str) -> Delay | None:
    if not isinstance(node, Items) or len(node.values) != 3 or len(table.entries) != 1:
        reader.findings.add(
            "SC104",
            node.span,
            f"{what}: a uniform draw is [lowest, highest, step] and nothing else",
            "write after: {uniform: [2.1, 4.0, 0.01]}",
        )
        return None
    low, high, step = (terms(reader, item, what) for item in node.values)
    if low is None or high is None or step is None:
        return None
    text = f"{words(low)} to {words(high)} in steps of {words(step)}"
    return Delay("uniform", low=low, high=high, step=step, text=text, span=table.span)


def words(found: tuple[Term, ...]) -> str:
    """Terms as text, in one spelling."""
    pieces = []
    for term in found:
        number = f"{term.factor:g}"
        pieces.append(number if term.name is None else term.name if term.factor == 1 else f"{number}*{term.name}")
    return " + ".join(pieces)


def repeat(reader: Reader, node: Node | None) -> Repeat | None:
    """`{factor: 2, cap: T2}`."""
    if node is None:
        return None
    keys = reader.keys(reader.table(node, "repeat"), "repeat", REPEAT.names)
    factor = reader.number(keys.get("factor"), "factor", 1, 10, 1)
    cap = terms(reader, keys["cap"], "cap") if "cap" in keys else None
    text = "repeats" if factor == 1 else f"times {factor:g}"
    return Repeat(factor, cap, text if cap is None else f"{text}, at most {words(cap)}")


def patterns(reader: Reader, node: Node | None) -> tuple[Pattern, ...]:
    """`1xx INVITE`, `3xx-6xx INVITE`, `401 *`, `BYE`, `INFO|OPTIONS`; a list or separated by commas."""
    found: list[Pattern] = []
    for text in reader.texts(node, "message"):
        for piece in text.value.split(","):
            pattern = _pattern(piece.replace("|", " ").split(), text.span)
            if pattern is None:
                reader.findings.add(
                    "SC109",
                    text.span,
                    f"{quoted(piece.strip())} is not a message",
                    "write a request as BYE",
                    "write a response as '2xx INVITE', '3xx-6xx INVITE' or '487 *'",
                )
            else:
                found.append(pattern)
    return tuple(found)


def _pattern(parts: list[str], span: Span) -> Pattern | None:
    if not parts:
        return None
    if not parts[0][:1].isdigit():
        return Pattern("request", tuple(parts), 0, 0, span) if _methods(parts) else None
    low, _, high = parts[0].partition("-")
    first, last = _STATUS.fullmatch(low), _STATUS.fullmatch(high or low)
    if first is None or last is None or not _methods(parts[1:]):
        return None
    lowest = int(first[2] or f"{first[1]}00")
    highest = int(last[2] or f"{last[1]}99")
    return Pattern("response", tuple(parts[1:]), lowest, highest, span) if lowest <= highest else None


def _methods(parts: list[str]) -> bool:
    return bool(parts) and all(_METHOD.fullmatch(part) for part in parts) and ("*" not in parts or len(parts) == 1)


def domains(reader: Reader, node: Node | None) -> tuple[Domain, ...]:
    """`receives:`, e.g. `request * except ACK CANCEL` or `response INVITE`."""
    found: list[Domain] = []
    for text in reader.texts(node, "receives"):
        parts = text.value.split()
        kind = parts[0] if parts else ""
        methods = parts[1:]
        excluded: list[str] = []
        if "except" in methods:
            cut = methods.index("except")
            methods, excluded = methods[:cut], methods[cut + 1 :]
        wellformed = _methods(methods) and "*" not in excluded
        if "except" in parts:
            wellformed = wellformed and methods == ["*"] and _methods(excluded)
        if not wellformed or kind not in ("request", "response"):
            reader.findings.add(
                "SC109",
                text.span,
                f"{quoted(text.value)} does not say what this chart receives",
                "write e.g. 'response INVITE', 'request BYE INFO' or 'request * except ACK CANCEL'",
            )
            continue
        found.append(Domain("request" if kind == "request" else "response", tuple(methods), tuple(excluded), text.span))
    return tuple(found)


def conditions(reader: Reader, node: Node | None, what: str) -> tuple[Condition, ...]:
    """`guard`, `not guard`, or a list of them that must all hold."""
    found = []
    for text in reader.texts(node, what):
        words_ = text.value.split()
        negated = words_[0] == "not" and len(words_) == 2
        if len(words_) > 1 and not negated:
            reader.findings.add(
                "SC104",
                text.span,
                f"{quoted(text.value)} is not a condition",
                "write 'guard', 'not guard' or a list of these",
            )
            continue
        found.append(Condition(Ref(words_[-1], text.span), negated))
    return tuple(found)


def payload(reader: Reader, node: Node | None, what: str) -> tuple[Field, ...]:
    """Fields of an event or signal: name and Python type."""
    found = []
    for key, value in reader.table(node, f"the payload of {what}").entries:
        if not reader.name(key, "field", builtins=True):
            continue
        if not isinstance(value, Text) or not is_type(value.value):
            reader.findings.add(
                "SC110",
                value.span,
                f"the type of {quoted(key.value)} is not a Python type name",
                "write a dotted name such as sessioncore.wire.sip.Request, or int, or 'str | None'",
            )
            continue
        found.append(Field(key.value, " ".join(value.value.split()), key.span))
    return tuple(found)


def is_type(text: str) -> bool:
    """Whether a text is a type: dotted names, subscripts in square brackets, `|` and `None`; no calls, no strings."""
    if len(text) > _MOST_TYPE:
        return False
    position, words_ = 0, []
    stripped = text.rstrip()
    while position < len(stripped):
        match = _TYPE_WORD.match(stripped, position)
        if match is None:
            return False
        words_.append(match[0].strip())
        position = match.end()
    if any(keyword.iskeyword(part) and part != "None" for word in words_ for part in word.split(".") if part):
        return False
    return _type_end([*words_, ""], 0, 0) == len(words_)


def _type_end(words_: list[str], at: int, depth: int) -> int:
    """Index after the type that begins at `at`; -1 when there is none."""
    while True:
        word = words_[at]
        if depth > 4 or not (word[:1].isalpha() or word[:1] == "_"):
            return -1
        at += 1
        if words_[at] == "[":
            at = _arguments_end(words_, at + 1, depth + 1)
            if at < 0:
                return -1
        if words_[at] != "|":
            return at
        at += 1


def _arguments_end(words_: list[str], at: int, depth: int) -> int:
    """Index after the bracket that closes the arguments beginning at `at`; -1 when malformed."""
    while True:
        at = _type_end(words_, at, depth)
        if at < 0:
            return -1
        if words_[at] == "," and words_[at + 1] == "...":
            at += 2
        if words_[at] == "]":
            return at + 1
        if words_[at] != ",":
            return -1
        at += 1
