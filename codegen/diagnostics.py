"""What is wrong with a chart or a wiring, where, and how to mend it.

Rule ids: SC0xx the file cannot be read, SC1xx structure and names, SC2xx reachability, SC3xx determinism, SC4xx
undecided events, SC5xx timers, SC6xx composition and brackets, SC7xx liveness.
"""

from __future__ import annotations

import difflib
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

import attrs

from .model import Span

MOST_FINDINGS = 200
"""A file with more findings than this is broken as a whole; the rest is counted, not listed."""


@attrs.frozen
class Diagnostic:
    """One finding: the situation, what may be meant by it, and what to do; all in plain words."""

    rule: str
    span: Span
    message: str
    interpretations: tuple[str, ...] = ()
    fixes: tuple[str, ...] = ()

    @property
    def unreadable(self) -> bool:
        """True when the file could not be read at all, so nothing else is known about it."""
        return self.rule.startswith("SC0")

    def __str__(self) -> str:
        lines = [f"{self.span}: {self.rule} error: {self.message}"]
        if self.interpretations:
            lines.append("  it may mean:")
            lines += [f"    {number}. {text}" for number, text in enumerate(self.interpretations, 1)]
        if self.fixes:
            lines.append("  to mend it:")
            lines += [f"    {number}. {text}" for number, text in enumerate(self.fixes, 1)]
        return "\n".join(lines)


class Findings:
    """Collects diagnostics, each at most once, at most `MOST_FINDINGS` of a file; `total` counts the rest, too."""

    def __init__(self) -> None:
        self.items: list[Diagnostic] = []
        self.total = 0
        self._of_file: Counter[str] = Counter()
        self._seen: set[tuple[str, Span, str]] = set()

    def add(self, rule: str, span: Span, message: str, *fixes: str, interpretations: Sequence[str] = ()) -> None:
        key = (rule, span, message)
        if key in self._seen:
            return
        if len(self._seen) < 10 * MOST_FINDINGS:
            self._seen.add(key)
        self.total += 1
        self._of_file[span.file] += 1
        if self._of_file[span.file] <= MOST_FINDINGS:
            self.items.append(Diagnostic(rule, span, message, tuple(interpretations), fixes))

    def unknown(self, rule: str, span: Span, what: str, name: str, known: Iterable[str], *fixes: str) -> None:
        """An unknown name, with what was probably meant."""
        if self._of_file[span.file] >= MOST_FINDINGS:
            self.total += 1  # not listed, so nothing is guessed
            return
        mend = (*did_you_mean(name, known), *fixes) or ("correct the name, or declare it",)
        self.add(rule, span, f"unknown {what} {quoted(name)}", *mend)


def quoted(text: str, most: int = 60) -> str:
    """A piece of the document for a message: on one line, shortened, nothing that a terminal would obey."""
    shown = text if len(text) <= most else text[: most - 1] + "…"
    return "'" + "".join(char if char.isprintable() else f"\\u{{{ord(char):x}}}" for char in shown) + "'"


def reason(error: Exception) -> str:
    """An error of ours or of the operating system on one line: which file, and what is the matter with it."""
    if not isinstance(error, OSError) or error.strerror is None:
        return str(error)
    return f"{error.filename}: {error.strerror}" if error.filename is not None else error.strerror


def a(noun: str) -> str:
    """The noun with its article."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def did_you_mean(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Fixes for a mistyped name: the nearest known ones, or all of them where there are few."""
    names = list(dict.fromkeys(itertools.islice(known, 500)))
    near = difflib.get_close_matches(name[:80], names, n=3, cutoff=0.6)
    if near:
        return ("write " + " or ".join(quoted(item) for item in near),)
    if 0 < len(names) <= 12:
        return ("known here: " + ", ".join(names),)
    return ()


def ordered(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """By file, position and rule."""
    return sorted(
        diagnostics, key=lambda item: (item.span.file, item.span.line, item.span.column, item.rule, item.message)
    )
