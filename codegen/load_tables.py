"""`limits.yaml` and `rules.yaml` from YAML nodes."""

from __future__ import annotations

import keyword
import re

from .diagnostics import quoted
from .grammar import CITED, LIMIT
from .model import Limit, Rule
from .reading import RULE_ID, Reader
from .source import Document

_LIMIT_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}", re.ASCII)
LARGEST = 1e9


def load_limits(reader: Reader, document: Document) -> dict[str, Limit]:
    """Configured names: value, unit and bounds."""
    found: dict[str, Limit] = {}
    for key, value in document.root.entries:
        what = f"limit {key.value}"
        if not _LIMIT_NAME.fullmatch(key.value) or keyword.iskeyword(key.value):
            reader.findings.add(
                "SC105", key.span, f"{quoted(key.value)} is not a name for a limit", "use letters and digits"
            )
            continue
        entries = reader.keys(
            reader.table(value, what),
            what,
            LIMIT.names,
            LIMIT.required,
        )
        low = reader.number(entries.get("min"), "min", 0, LARGEST, 0)
        high = reader.number(entries.get("max"), "max", 0, LARGEST, LARGEST)
        default = reader.number(entries.get("default"), "default", 0, LARGEST, low)
        if low > high or not low <= default <= high:
            reader.findings.add(
                "SC108",
                key.span,
                f"{what}: not min <= default <= max ({low:g}, {default:g}, {high:g})",
                "mend the bounds",
            )
            continue
        unit = reader.text(entries.get("unit"), "unit", required=True)
        source = reader.text(entries.get("source"), "source", required=True)
        doc = reader.text(entries.get("doc"), "doc", required=True)
        found[key.value] = Limit(key.value, unit, default, low, high, source, doc, key.span)
    return found


def load_rules(reader: Reader, document: Document) -> dict[str, Rule]:
    """The rules that rows cite."""
    found: dict[str, Rule] = {}
    for key, value in document.root.entries:
        what = f"rule {key.value}"
        if not RULE_ID.fullmatch(key.value):
            reader.findings.add("SC105", key.span, f"{quoted(key.value)} is not the id of a rule", "ids look like B3.8")
            continue
        entries = reader.keys(reader.table(value, what), what, CITED.names, CITED.required)
        sections = tuple(" ".join(text.value.split()) for text in reader.texts(entries.get("sections"), "sections"))
        found[key.value] = Rule(key.value, sections, reader.text(entries.get("rule"), "rule", required=True), key.span)
    return found
