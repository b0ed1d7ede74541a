"""Pictures are legible on light and dark backgrounds: every colour is known, and every pair has enough contrast."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sessioncore.codegen.backends import palette
from sessioncore.codegen.backends.palette import BACKGROUNDS, DARK, INKS, LINES

ROOT = Path(__file__).resolve().parents[2]
PICTURES = sorted((ROOT / "diagrams").rglob("*.svg"))


def luminance(colour: str) -> float:
    """Relative luminance of `#rrggbb`, WCAG 2.1."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_measure() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ink", dict.fromkeys(INKS))
def test_every_ink_is_legible_on_every_background(ink: str) -> None:
    assert min(contrast(ink, ground) for ground in BACKGROUNDS) >= 4.5
    assert min(contrast(DARK[ink], DARK[ground]) for ground in BACKGROUNDS) >= 4.5


@pytest.mark.parametrize("line", LINES)
def test_every_line_can_be_seen(line: str) -> None:
    assert min(contrast(line, ground) for ground in BACKGROUNDS) >= 3
    assert min(contrast(DARK[line], DARK[ground]) for ground in BACKGROUNDS) >= 3


def test_every_colour_has_its_dark_one() -> None:
    written = set(re.findall(r'"(#[0-9a-f]{6})"', Path(palette.__file__).read_text().split("DARK:")[0]))
    assert written == set(DARK)


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.stem)
def test_a_picture_uses_only_known_colours_and_turns_each(picture: Path) -> None:
    svg = picture.read_text()
    style = re.search(r"<style>(.*?)</style>", svg)
    assert style is not None
    assert style[1].startswith("@media (prefers-color-scheme:dark){")
    used = set(re.findall(r'(fill|stroke)="([^"]+)"', svg[style.end() :])) - {
        (attribute, word) for attribute in ("fill", "stroke") for word in ("none", "transparent")
    }
    turned = set(re.findall(r'\[(fill|stroke)="([^"]+)"\]', style[1]))
    assert used == turned


def test_the_page_of_the_demo_knows_the_colours() -> None:
    """demo.html turns the same colours by its own theme; those of marks do not occur there."""
    css = (ROOT / "sessioncore" / "cli" / "page" / "page.css").read_text()
    marks = {palette.GREEN, palette.RED, palette.AMBER, palette.FAINT}
    wiring = {palette.TRANSACTION, palette.TRANSACTION_BOX}
    assert {colour for colour in DARK if colour not in css} <= marks | wiring
