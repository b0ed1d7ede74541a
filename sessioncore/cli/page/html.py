"""Calls as one HTML file that loads nothing: ladder, messages, lit charts, and levels on one time line.

Everything that a peer wrote is escaped, and the page's policy lets only this module's own script and style run.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Sequence
from html import escape
from importlib import resources
from typing import Any

from sessioncore.cli.page.ladder import row, scene_names
from sessioncore.cli.page.pictures import picture
from sessioncore.cli.page.recording import Call
from sessioncore.cli.page.shown import plain_text
from sessioncore.cli.page.tracks import tracks

MAX_CALLS = 20
MAX_STEPS = 2_000
"""Of one call; what a page shows is bounded, the text is not."""


def page(calls: Sequence[Call], title: str) -> str:
    """The whole file as text. Of more calls or steps than the bounds above it shows the first, and says so."""
    shown = [_bounded(call) for call in calls[:MAX_CALLS]]
    style, script = _asset("page.css"), _asset("page.js")
    policy = (
        f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; base-uri 'none';"
        " form-action 'none'"
    )
    charts = dict.fromkeys(chart for call in shown for _, _, chart in call.charts())
    pictures = {chart: picture(chart) for chart in charts}
    templates = [f'<template data-chart="{_text(chart)}">{svg}</template>' for chart, svg in pictures.items() if svg]
    rest = len(calls) - len(shown)
    more = f'<p class="note">{rest} more calls are not in this page; name one: sessioncore trace ID</p>' if rest else ""
    cut = [call for call, whole in zip(shown, calls, strict=False) if len(call.steps) < len(whole.steps)]
    if cut:
        more += f'<p class="note">Only the first {MAX_STEPS} steps of a call are shown.</p>'
    return "\n".join(
        [
            "<!doctype html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f"<title>{_text(title)}</title>",
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            _filled(_resource_text("page.html"), {"title": _text(title), "calls": _calls(shown) + more}),
            *templates,
            f'<script type="application/json" id="data">{_json([_data(call) for call in shown])}</script>',
            f"<script>{script}</script>",
            "</body>",
            "</html>",
            "",
        ]
    )


def _filled(template: str, values: dict[str, str]) -> str:
    """The template with its places filled, all at once: what is put in is not looked at again."""
    return re.sub(r"\{\{(\w+)\}\}", lambda found: values[found[1]], template)


def _bounded(call: Call) -> Call:
    if len(call.steps) <= MAX_STEPS:
        return call
    return Call(call.name, call.lifelines, call.sides, call.steps[:MAX_STEPS], call.levels)


def _calls(calls: Sequence[Call]) -> str:
    parts = []
    for number, call in enumerate(calls):
        names = scene_names(call)
        head = f"<h2>{_text(call.name)}</h2>" if len(calls) > 1 else ""
        rows = "\n".join(row(call, step, index) for index, step in enumerate(call.steps))
        parts.append(
            f'<article class="call" data-call="{number}">{head}{names}\n<ol class="ladder">\n{rows}\n</ol>\n'
            f"{tracks(call)}</article>"
        )
    return "\n".join(parts)


def _data(call: Call) -> dict[str, Any]:
    """What the script knows of a call; messages it reads from the ladder."""
    return {
        "name": plain_text(call.name),
        "lifelines": [plain_text(name) for name in call.lifelines],
        "sides": call.sides,
        "duration": call.end - call.begin,
        "steps": [
            {
                "at": round(step.order - call.begin, 6),
                "kind": step.kind,
                "origin": step.origin,
                "target": step.target,
                "label": plain_text(step.label),
                "moves": [
                    {
                        "side": move.side,
                        "part": move.record.part,
                        "chart": move.record.chart,
                        "row": move.record.row,
                        "source": move.record.source,
                        "target": move.record.target,
                        "decision": move.record.decision,
                        "effects": list(move.record.effects),
                    }
                    for move in step.moves
                ],
            }
            for step in call.steps
        ],
        "charts": [{"side": side, "part": part, "chart": chart} for side, part, chart in call.charts()],
        "levels": {
            side: [[round(at - call.begin, 3), level] for at, level in points] for side, points in call.levels.items()
        },
    }


def _json(value: Any) -> str:
    """JSON that no HTML parser takes for anything else."""
    text = json.dumps(value, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _asset(name: str) -> str:
    return "\n" + _resource_text(name).strip() + "\n"


def _resource_text(name: str) -> str:
    return resources.files("sessioncore.cli.page").joinpath(name).read_text(encoding="utf-8")


def _text(text: str) -> str:
    return escape(plain_text(text))
