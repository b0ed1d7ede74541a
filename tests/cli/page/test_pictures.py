from __future__ import annotations

import re

import pytest

from sessioncore.cli.page.pictures import fitted, picture
from sessioncore.core.journal import chart_hashes

CHARTS = sorted(name for name in chart_hashes() if not name.endswith(".wiring"))


@pytest.mark.parametrize("chart", CHARTS)
def test_every_chart_has_a_picture_that_can_be_lit(chart: str) -> None:
    svg = picture(chart)
    assert svg.startswith("<svg ")
    assert svg.endswith("</svg>")
    assert 'data-id="state&#45;' in svg
    assert 'data-id="row&#45;' in svg
    assert not re.search(r" id=|href|<a\b|<!--|xmlns:xlink| style=", svg)


def test_tooltips_become_titles() -> None:
    svg = fitted('<?xml?><svg><g id="n"><title>x</title><a xlink:href="u" xlink:title="say &lt;b&gt;">t</a></g></svg>')
    assert '<g data-id="n"><g><title>say &lt;b&gt;</title>t</g></g>' in svg


@pytest.mark.parametrize(
    "name", ["", "nosuch/chart", "../leg", "setup/../leg", "/etc/passwd", "a/b/c", "setup/Incoming"]
)
def test_there_is_no_picture_of_anything_else(name: str) -> None:
    assert picture(name) == ""
