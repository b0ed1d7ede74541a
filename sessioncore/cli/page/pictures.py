"""The generated pictures of charts, made fit to stand in a page: no links, no foreign colours, ids of their own."""

from __future__ import annotations

import re
from importlib import resources

_CHART = re.compile(r"[a-z_]+(?:/[a-z_][a-z0-9_]*)?")


def picture(chart: str) -> str:
    """The SVG of `family/chart` as a piece of HTML, "" when there is none.

    What lights states and rows finds them by `data-id`, since several pictures in one page must not share an `id`.
    """
    if not _CHART.fullmatch(chart):
        return ""
    file = resources.files("sessioncore").joinpath("diagrams", f"{chart}.svg")
    try:
        text = file.read_text(encoding="utf-8")
    except OSError:
        return ""
    return fitted(text[text.index("<svg") :])


def fitted(svg: str) -> str:
    """An SVG of `sessioncore generate` without comments, links and namespaces; tooltips become titles.

    Its rules for dark backgrounds go, too: here they would hold for the whole page, which has its own.
    """
    svg = re.sub(r"<!--.*?-->\n?|<style>.*?</style>\n?", "", svg, flags=re.DOTALL)
    # The title of a node is its name, which its tooltip says better.
    svg = re.sub(r"<title>[^<]*</title>\n?", "", svg)
    svg = re.sub(r'<a\b[^>]*?xlink:title="([^"]*)"[^>]*>', r"<g><title>\1</title>", svg)
    svg = re.sub(r"<a\b[^>]*>", "<g>", svg).replace("</a>", "</g>")
    svg = re.sub(r' (?:xml:space="preserve"|xmlns:xlink="[^"]*"|font-family="[^"]*")', "", svg)
    svg = re.sub(r'\bid="(?:a_)?([^"]*)"', r'data-id="\1"', svg)
    return svg.strip()
