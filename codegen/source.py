"""YAML text as plain nodes with positions: mappings, sequences and text, nothing else.

Charts come from strangers, so the reader is bounded (size, depth, number of nodes) and has no YAML traps: every scalar
is text (`on` is the word on); duplicate keys, anchors, aliases, merge keys, tags and further documents are refused. The
tree is built from parser events rather than by `compose`, because the C composer recurses once per level of nesting.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import attrs
import yaml

from .diagnostics import Findings, quoted
from .model import Span

MOST_BYTES = 262_144
MOST_DEPTH = 24
MOST_NODES = 20_000
MOST_TEXT = 2_000
"""Characters of one scalar: documentation and reasons are sentences."""

# Characters that make a text read other than it is: bidirectional overrides and isolates (CVE-2021-42574), zero width.
_DECEPTIVE = frozenset("\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff")

_Loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


@attrs.frozen
class Text:
    """A scalar. `plain` is False when it was quoted or a block."""

    value: str
    plain: bool
    span: Span


@attrs.frozen
class Items:
    """A sequence."""

    values: tuple[Node, ...]
    span: Span


@attrs.frozen
class Table:
    """A mapping; its keys are text and unique."""

    entries: tuple[tuple[Text, Node], ...]
    span: Span

    def find(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.value == key), None)


Node = Text | Items | Table


@attrs.frozen
class Document:
    """A readable file: its root and the SHA-256 of its text (line ends normalised)."""

    root: Table
    digest: str


def _invisible(char: str) -> bool:
    """Controls, format characters, surrogates, unassigned and line separators; line feed, tab and blanks are text."""
    return char not in "\n\t" and unicodedata.category(char) != "Zs"


class _Refused(Exception):
    """The rest of the document is not worth reading."""


def read(path: Path, file: str, findings: Findings) -> Document | None:
    """Read a file; `file` is its name in diagnostics. None, with a finding SC0xx, when it cannot be read."""
    start = Span(file, 1, 1)
    try:
        if path.exists() and not path.is_file():
            findings.add("SC001", start, "it is not a file", "put a file there, or rename it")
            return None
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        findings.add(
            "SC001",
            start,
            f"the file cannot be read: {error.strerror or 'input error'}",
            "mend its permissions or its name",
        )
        return None
    except ValueError:
        findings.add("SC001", start, "the file name is not a name that a file can have", "rename it")
        return None
    return parse(data, file, findings)


def parse(data: bytes, file: str, findings: Findings) -> Document | None:
    """Parse UTF-8 YAML. None, with a finding SC0xx, when it cannot be read."""
    start = Span(file, 1, 1)
    if len(data) > MOST_BYTES:
        findings.add("SC002", start, f"the file is larger than {MOST_BYTES} bytes", "split it into several charts")
        return None
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        findings.add("SC001", Span(file, line, 1), "the file is not UTF-8 text", "save it as UTF-8")
        return None
    deceptive = next((index for index, char in enumerate(text) if char in _DECEPTIVE), None)
    if deceptive is not None:
        line = text.count("\n", 0, deceptive) + 1
        column = deceptive - text.rfind("\n", 0, deceptive)
        findings.add(
            "SC003",
            Span(file, line, column),
            f"invisible character U+{ord(text[deceptive]):04X}, which makes a text read other than it is",
            "delete the character",
        )
        return None
    before = len(findings.items)
    try:
        root = _Builder(file, findings).build(text)
    except _Refused:
        return None
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = Span(file, mark.line + 1, mark.column + 1) if mark is not None else start
        problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "malformed"
        findings.add("SC001", where, f"not YAML: {quoted(str(problem), 120)}", "look at this line and those above it")
        return None
    if any(item.unreadable for item in findings.items[before:]):
        return None
    return Document(root, hashlib.sha256(text.encode()).hexdigest())


class _Builder:
    """Builds nodes from parser events, iteratively."""

    def __init__(self, file: str, findings: Findings) -> None:
        self._file = file
        self._findings = findings
        self._nodes = 0

    def build(self, text: str) -> Table:
        events = iter(yaml.parse(text, Loader=_Loader))
        root = self._document(events)
        if isinstance(root, Table):
            return root
        span = root.span if root is not None else Span(self._file, 1, 1)
        raise self._refuse(
            "SC004",
            span,
            "a chart, wiring or table is a mapping of keys to values",
            "begin the file with a line 'key: ...'",
        )

    def _document(self, events: Iterator[yaml.Event]) -> Node | None:
        root: Node | None = None
        open_nodes: list[tuple[Span, bool, list[Node]]] = []
        documents = 0
        for event in events:
            node: Node | None = None
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(
                        "SC005", self._span(event), "a second document in the same file", "use one file each"
                    )
            elif isinstance(event, yaml.AliasEvent):
                raise self._refuse(
                    "SC006", self._span(event), "aliases (*name) are not used here", "write the value out"
                )
            elif isinstance(event, yaml.ScalarEvent):
                node = self._scalar(event)
            elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                span = self._checked(event)
                if len(open_nodes) >= MOST_DEPTH:
                    raise self._refuse("SC002", span, f"nested deeper than {MOST_DEPTH} levels", "flatten it")
                open_nodes.append((span, isinstance(event, yaml.MappingStartEvent), []))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                span, mapping, values = open_nodes.pop()
                node = self._table(span, values) if mapping else Items(tuple(values), span)
            if node is not None:
                if open_nodes:
                    open_nodes[-1][2].append(node)
                else:
                    root = node
        return root

    def _scalar(self, event: yaml.ScalarEvent) -> Text:
        span = self._checked(event)
        if len(event.value) > MOST_TEXT:
            raise self._refuse("SC002", span, f"a text longer than {MOST_TEXT} characters", "shorten it")
        # An escape (`"\\e"`, `"\\u202e"`) brings in what the raw text may not hold.
        odd = next((char for char in event.value if not char.isprintable() and _invisible(char)), None)
        if odd is not None:
            raise self._refuse(
                "SC003", span, f"a text with the invisible character U+{ord(odd):04X}", "delete the character"
            )
        return Text(event.value, not event.style, span)

    def _table(self, span: Span, values: list[Node]) -> Table:
        entries: list[tuple[Text, Node]] = []
        seen: dict[str, Span] = {}
        for key, value in zip(values[::2], values[1::2], strict=True):
            if not isinstance(key, Text):
                self._findings.add("SC004", key.span, "a key is a word, not a list or mapping", "quote the key")
            elif key.value == "<<":
                self._findings.add("SC006", key.span, "merge keys (<<) are not used here", "write the entries out")
            elif key.value in seen:
                first = seen[key.value]
                self._findings.add(
                    "SC101",
                    key.span,
                    f"key {quoted(key.value)} stands twice; the first is in line {first.line}",
                    "join the two entries, or rename one",
                )
            else:
                seen[key.value] = key.span
                entries.append((key, value))
        return Table(tuple(entries), span)

    def _checked(self, event: yaml.ScalarEvent | yaml.MappingStartEvent | yaml.SequenceStartEvent) -> Span:
        span = self._span(event)
        self._nodes += 1
        if self._nodes > MOST_NODES:
            raise self._refuse("SC002", span, f"more than {MOST_NODES} entries", "split it into several charts")
        if event.anchor is not None:
            raise self._refuse("SC006", span, "anchors (&name) are not used here", "delete the anchor")
        if event.tag is not None:
            raise self._refuse("SC006", span, "tags (!name) are not used here", "delete the tag")
        return span

    def _span(self, event: yaml.Event) -> Span:
        mark = event.start_mark
        return Span(self._file, mark.line + 1, mark.column + 1) if mark is not None else Span(self._file, 1, 1)

    def _refuse(self, rule: str, span: Span, message: str, *fixes: str) -> _Refused:
        self._findings.add(rule, span, message, *fixes)
        return _Refused()
