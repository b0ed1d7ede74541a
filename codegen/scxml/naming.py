"""Names of our language for the ids and event names of a document, each its own."""

from __future__ import annotations

import builtins
import keyword
import re
from collections.abc import Iterable

from ..clashes import MACHINE_NAMES
from ..model import ALWAYS
from ..names import class_name
from ..reading import YAML_WORDS

_KEPT = frozenset(
    {*MACHINE_NAMES, *dir(builtins), *YAML_WORDS, ALWAYS, "self", "match", "case", "type", "action_failed", "scope",
     "restored", "stop_timers"}
)  # fmt: skip
_OPERATORS = (
    ("===", " is "), ("==", " is "), ("!==", " is not "), ("!=", " is not "), ("<=", " at most "), (">=", " at least "),
    ("<", " below "), (">", " above "), ("&&", " and "), ("||", " or "), ("!", " not "), ("+", " plus "),
    ("-", " minus "), ("*", " times "), ("/", " by "),
)  # fmt: skip


class Names:
    """Hands out names; two that Python would spell alike count as one."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {_folded(name) for name in taken}

    def new(self, text: str, prefix: str = "n") -> str:
        """A name for a text: lower case, words by underscores, no word of Python, YAML or ours, not given before."""
        name = re.sub(r"[^a-z0-9]+", "_", text.lower(), flags=re.ASCII).strip("_")[:50].rstrip("_")
        if not name[:1].isalpha():
            name = f"{prefix}_{name}".rstrip("_")
        if keyword.iskeyword(name) or name in _KEPT or name.startswith(("payload_", "delay_")):
            name += "_"
        if prefix == "event" and name.upper() == class_name(name):
            name = f"{prefix}_{name}"  # its class and its constant would be one
        found, number = name, 2
        while _folded(found) in self._taken:
            found, number = f"{name.rstrip('_')}_{number}", number + 1
        self._taken.add(_folded(found))
        return found

    def condition(self, text: str) -> str:
        """A name that reads as the condition does: `Var1==2` -> `var1_is_2`."""
        for operator, word in _OPERATORS:
            text = text.replace(operator, word)
        return self.new(text.replace("In(", "in "), "that")


def _folded(name: str) -> str:
    return class_name(name.rstrip("_")).lower()
