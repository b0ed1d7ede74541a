"""Findings for readers other than a terminal: annotations of GitHub Actions, and JSON by a schema.

The schema is `docs/diagnostics.schema.json`; `version` in a document grows when a field changes its meaning.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from .diagnostics import Diagnostic

FORMATS = ("text", "github", "json")
VERSION = 1


def github(found: Iterable[Diagnostic]) -> str:
    """One workflow command for each finding, which GitHub shows at its line of the changed file.

    https://docs.github.com/actions/reference/workflow-commands-for-github-actions: what a chart says is escaped, so
    that it can neither end the command nor begin another.
    """
    return "".join(_annotation(item) + "\n" for item in found)


def _annotation(item: Diagnostic) -> str:
    where = {"file": item.span.file, "line": str(item.span.line), "col": str(item.span.column), "title": item.rule}
    properties = ",".join(f"{name}={_property(value)}" for name, value in where.items())
    lines = [item.message]
    lines += [f"It may mean: {text}" for text in item.interpretations]
    lines += [f"To mend it: {text}" for text in item.fixes]
    return f"::error {properties}::{_data(chr(10).join(lines))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_json(found: Sequence[Diagnostic]) -> str:
    """A JSON document with every finding, in the order of the files."""
    findings = [
        {
            "rule": item.rule,
            "severity": "error",
            "unreadable": item.unreadable,
            "file": item.span.file,
            "line": item.span.line,
            "column": item.span.column,
            "message": item.message,
            "interpretations": list(item.interpretations),
            "fixes": list(item.fixes),
        }
        for item in found
    ]
    return json.dumps({"version": VERSION, "findings": findings}, indent=2, ensure_ascii=True) + "\n"
