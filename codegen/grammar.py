"""The shape of charts, wirings and tables: which keys stand where, in the order in which `fmt` writes them.

The loader takes its keys from here, the JSON Schema for editors is made from it, and `fmt` orders by it, so the three
cannot disagree. Keys of a `Keyed` mapping may stand in any order; the order of a `Named` one is part of the meaning.
"""

from __future__ import annotations

from collections.abc import Mapping

import attrs

NAME = "[a-z][a-z0-9_]{0,63}"
"""A declared name."""
RULE = r"[A-Z][A-Za-z]{0,7}[0-9]{1,4}(\.[0-9]{1,4}){0,3}"
_PATH = rf"{NAME}(\.{NAME})*"
_NAMES = rf"\s*{NAME}(\s*,\s*{NAME})*\s*"
_CONDITION = rf"\s*(not\s+)?{NAME}\s*"


@attrs.frozen
class Word:
    """A scalar. `pattern` must match all of its text, `choices` are all there are, `kind` is what YAML takes it for.

    `least` and `most` bound a number; `filled` says that there is a text.
    """

    doc: str = ""
    pattern: str = ""
    choices: tuple[str, ...] = ()
    kind: str = "string"
    least: int = 0
    most: int = 0
    filled: bool = False


@attrs.frozen
class Keyed:
    """A mapping with fixed keys, in the order of `fmt`. `needs`: a key, and another that it does not stand without."""

    keys: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    doc: str = ""
    needs: tuple[tuple[str, str], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self.keys)


@attrs.frozen
class Named:
    """A mapping from names to things of one shape, whose order means something."""

    of: Shape
    pattern: str = NAME
    doc: str = ""


@attrs.frozen
class Many:
    """One thing, or a list of them."""

    of: Shape
    doc: str = ""


@attrs.frozen
class Either:
    """One of several shapes that differ in what YAML makes of them: text, list or mapping."""

    shapes: tuple[Shape, ...]
    doc: str = ""


@attrs.frozen
class Link:
    """The definition of that name in `DEFINITIONS`."""

    name: str


Shape = Word | Keyed | Named | Many | Either | Link

_DOC = Word("a sentence")
_WHY = Word("the reason", filled=True)
_RULES = Many(Word(pattern=RULE), "ids of rules.yaml that say so")
_NAME = Word(pattern=NAME)
_NUMBER = r"[0-9]{1,9}(\.[0-9]{1,9})?"
_LIMIT = r"[A-Za-z][A-Za-z0-9_]{0,63}"
_TERM = rf"\s*({_NUMBER}(\s*\*\s*{_LIMIT})?|{_LIMIT}(\s*\*\s*{_NUMBER})?)\s*"
_TIME = Word("seconds, or e.g. 64*T1", rf"{_TERM}(\+{_TERM})*", kind="number")
_METHODS = r"(\*|[A-Z]{2,20}([\s|]+[A-Z]{2,20})*)"
_STATUSES = r"[1-6](xx|[0-9]{2})(-[1-6](xx|[0-9]{2}))?"
_MESSAGE = rf"\s*({_STATUSES}\s+)?{_METHODS}\s*"
_MESSAGES = rf"{_MESSAGE}(,{_MESSAGE})*"
_RECEIVES = rf"\s*(request|response)\s+(\*\s+except\s+)?{_METHODS}\s*"
_TYPE = r"[A-Za-z_][A-Za-z0-9_.,|\[\]\s]*"
_STATUS = Word("a SIP status code", "[3-6][0-9]{2}", kind="number", least=300, most=699)
_FLAG = Word(choices=("true", "false"), kind="boolean")
_CONDITIONS = Many(Word(pattern=_CONDITION), "guards or asks that must all hold; 'not GUARD' must not")
_ACTIONS = Many(_NAME, "actions, in order")
_SIGNALS = Many(_NAME, "signals raised after the actions")
_RAISES = Many(_NAME, "events of this chart itself, taken before any other")
_WAIVERS = Named(_WHY, "SC[2-9][0-9]{2}", "findings that are right here, and why")
_PAYLOAD = Named(Word("a Python type", _TYPE), doc="field: type")
_EXPLAINED = Either((_DOC, Keyed({"doc": _DOC})))

EVENT = Keyed(
    {
        "from": Word(
            "who raises it",
            choices=(
                *("peer", "application", "neighbour", "origin", "cell", "media", "host", "failure", "internal", "done"),
            ),
        ),
        "message": Many(Word("e.g. 2xx INVITE, 3xx-6xx INVITE, BYE, INFO|OPTIONS", _MESSAGES)),
        "where": _CONDITIONS,
        "payload": _PAYLOAD,
        "rule": _RULES,
        "doc": _DOC,
    },
    ("from",),
)
ACTION = Keyed(
    {
        "emits": Many(Word("a kind of message or effect", "[A-Za-z0-9][A-Za-z0-9_-]{0,63}", kind="number")),
        "creates": Word("a kind of transaction: the method returns its request", NAME),
        "opens": Many(Word("a bracket, to be closed before the end", "[A-Za-z0-9][A-Za-z0-9_-]{0,63}", kind="number")),
        "closes": Many(Word("a bracket", "[A-Za-z0-9][A-Za-z0-9_-]{0,63}", kind="number")),
        "doc": _DOC,
    }
)
SIGNAL = Keyed({"doc": _DOC, "payload": _PAYLOAD})
UNIFORM = Keyed({"uniform": Many(_TIME, "lowest, highest, step")}, ("uniform",))
COMPUTED = Keyed({"from": _NAME, "min": _TIME, "max": _TIME}, ("from", "min", "max"))
REPEAT = Keyed({"factor": Word(pattern=r"[0-9.]+", kind="number"), "cap": _TIME})
TIMER = Keyed(
    {
        "after": Either((_TIME, UNIFORM, COMPUTED), "how long it runs"),
        "repeat": REPEAT,
        "reliable": Either((_TIME, UNIFORM, COMPUTED), "how long on reliable transports; 'none': not at all"),
        "event": Word("the event that it raises; declared by this", NAME),
        "rule": _RULES,
        "doc": _DOC,
    },
    ("after", "event"),
)
ROW = Keyed(
    {
        "if": _CONDITIONS,
        "to": Word("a state; without it no state is left", _PATH),
        "internal": _FLAG,
        "do": _ACTIONS,
        "signal": _SIGNALS,
        "raise": _RAISES,
        "rule": _RULES,
        "doc": _DOC,
    },
    needs=(("internal", "to"),),
)
EVENTLESS = Keyed(ROW.keys, ("to",))
BLOCK = Keyed({"do": _ACTIONS, "signal": _SIGNALS, "raise": _RAISES})
IGNORE = Keyed({"why": _WHY, "rule": _RULES}, ("why",))
REJECT = Keyed({"status": _STATUS, "why": _WHY, "rule": _RULES}, ("status", "why"))
BEYOND = Keyed({"status": _STATUS, "why": _WHY}, ("status", "why"))
DEFER = Keyed(
    {
        "why": _WHY,
        "limit": Word("how many are held back", "[1-8]", kind="number", least=1, most=8),
        "beyond": Either((Word(choices=("drop",)), BEYOND), "what becomes of a further one"),
        "rule": _RULES,
    },
    ("why",),
    needs=(("limit", "beyond"), ("beyond", "limit")),
)
DECISIONS: Mapping[str, Keyed] = {"ignore": IGNORE, "reject": REJECT, "defer": DEFER, "never": IGNORE}
_DECIDED: Mapping[str, Shape] = {
    "when": Named(Many(ROW), _NAMES, "what happens on an event; alternatives are tried in order"),
    "always": Many(EVENTLESS, "eventless: taken after an entry or a row, if the conditions hold"),
    "reject": Named(REJECT, _NAMES, "requests and commands that are refused"),
    "defer": Named(Either((_WHY, DEFER)), _NAMES, "events held back until the state is left"),
    "ignore": Named(Either((_WHY, IGNORE)), _NAMES, "events that change nothing, and why"),
    "never": Named(Either((_WHY, IGNORE)), _NAMES, "signals that nobody can raise here"),
    "waits": _WAIVERS,
}
_DONE = Word("the event raised when a final state inside is entered; of parallel regions in each", NAME)
_STANDING: Mapping[str, Shape] = {
    "enter": Either((Many(_NAME), BLOCK), "actions on entry"),
    "exit": Either((Many(_NAME), BLOCK), "actions on exit"),
    "timer": Many(_NAME, "timers that run while here"),
    **_DECIDED,
    "states": Named(Link("state"), doc="states inside"),
}
STATE = Keyed(
    {
        "doc": _DOC,
        "initial": Word("the state inside that is entered first", NAME),
        "done": _DONE,
        "final": _FLAG,
        **_STANDING,
    },
    needs=(("initial", "states"), ("states", "initial"), ("done", "states")),
)
PARALLEL = Keyed(
    {
        "doc": _DOC,
        "parallel": Word("its states are regions, all active at once", choices=("true",), kind="boolean"),
        "done": _DONE,
        **_STANDING,
    },
    ("parallel", "states"),
)
HISTORY = Keyed(
    {
        "doc": _DOC,
        "history": Word("how much of where its parent was last left", choices=("shallow", "deep")),
        "to": Word("the state to enter as long as the parent was never left", _PATH),
        "do": _ACTIONS,
        "signal": _SIGNALS,
        "raise": _RAISES,
    },
    ("history", "to"),
)
CHART = Keyed(
    {
        "chart": Word("the path of the file", rf"{NAME}(/{NAME})+"),
        "doc": _DOC,
        "spec": Many(Word("what it follows, e.g. RFC3261 17.1.1")),
        "receives": Many(Word("what it gets from the wire, e.g. response INVITE, request * except ACK", _RECEIVES)),
        "events": Named(EVENT),
        "guards": Named(_EXPLAINED, doc="claims that its own actions answer"),
        "asks": Named(_EXPLAINED, doc="claims that the wiring answers"),
        "actions": Named(Either((_DOC, ACTION))),
        "signals": Named(Either((SIGNAL, _PAYLOAD)), doc="what it tells the charts beside it"),
        "timers": Named(TIMER),
        "initial": Word("the state that is entered first", NAME),
        "when": _DECIDED["when"],
        "always": _DECIDED["always"],
        "states": Named(Link("state")),
        **{name: shape for name, shape in _DECIDED.items() if name not in ("when", "always")},
    },
    ("chart", "doc", "initial", "states"),
    "One chart.",
)

PART = Keyed(
    {
        "one": Word("a chart"),
        "one_of": Many(Word("a chart")),
        "many": Word("a chart"),
        "also": Many(Word("a chart"), "further alternatives of a part of the extended wiring"),
        "key": _NAME,
        "limit": Word(pattern="[0-9]{1,9}", kind="number"),
        "optional": _FLAG,
    }
)
SCOPE = Keyed(
    {
        "key": _NAME,
        "limit": Word(pattern="[0-9]{1,9}", kind="number"),
        "closed_when": _DOC,
        "parts": Named(Either((Word("a chart"), PART))),
    },
    ("parts",),
)
TRANSACTION = Keyed({"chart": Word("a chart"), "rejects": _NAME}, ("chart",))
_PLACE = Word("PART.EVENT", rf"\s*{NAME}\.{NAME}\s*")
RECEIVER = Keyed(
    {
        "for_each": _NAME,
        "dialog": Word("field that is the key of the inner scope", NAME),
        "part": _PLACE,
        "leg": _PLACE,
        "each": _PLACE,
        "origin": Named(_NAME),
        "current": Named(_NAME),
        "key": _NAME,
        "create": _FLAG,
        "optional": _FLAG,
        "hand": Word(choices=("current",)),
        "with": Named(_NAME, doc="field of the event: field of the signal"),
        "waive": _WAIVERS,
    }
)
_MEMBER = rf"{NAME}\.{NAME}"
WIRING = Keyed(
    {
        "cell": _NAME,
        "doc": _DOC,
        "extends": Word("another wiring, e.g. leg", NAME),
        "replaces": Named(Word("a chart"), ".*", "chart of the extended wiring: chart that stands there instead"),
        "scopes": Named(SCOPE),
        "transactions": Named(TRANSACTION),
        "wires": Named(
            Many(Either((Word("those of the extended wiring", choices=("base",)), RECEIVER))),
            _MEMBER,
            "sender.signal: receivers, in order",
        ),
        "silent": Named(_WHY, _MEMBER, "signals that nobody receives, and why"),
        "unwired": Named(_WHY, _MEMBER, "events that nobody raises, and why"),
        "asks": Named(Word("in(PART.STATE, ...) or not in(...)"), _MEMBER),
        "commands": Named(Word("PART.EVENT, or dialog[PART.FIELD].PART.EVENT")),
        "actions": Named(Word("a Python module"), ".*"),
    },
    ("cell", "doc"),
    "The wiring of one cell.",
    needs=(("replaces", "extends"),),
)
LIMIT = Keyed(
    {
        name: Word(kind="number") if name in ("default", "min", "max") else Word()
        for name in ("unit", "default", "min", "max", "source", "doc")
    },
    ("unit", "default", "min", "max", "source", "doc"),
)
LIMITS = Named(LIMIT, ".*")
CITED = Keyed({"sections": Many(Word()), "rule": Word()}, ("sections", "rule"))
RULES = Named(CITED, ".*")

DEFINITIONS: Mapping[str, Shape] = {"state": Either((STATE, PARALLEL, HISTORY))}


def shape_of(file: str) -> Shape:
    """The shape of a file of a machines folder, by its name."""
    if file.endswith(".wiring.yaml"):
        return WIRING
    return {"limits.yaml": LIMITS, "rules.yaml": RULES}.get(file.rpartition("/")[2], CHART)


def resolved(shape: Shape) -> Shape:
    """The shape itself, where another one is named."""
    return DEFINITIONS[shape.name] if isinstance(shape, Link) else shape
