"""Marks laid over a picture: on the element that they name and on nothing else, and never by colour alone."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from sessioncore.codegen.backends.dot import chart_dot
from sessioncore.codegen.backends.overlay import AMBER, FAINT, GREEN, RED, USUAL, Mark, Overlay, agreed
from sessioncore.codegen.backends.svg import render
from sessioncore.codegen.plan import Plan, plan_chart
from tests.support.libraries import SAMPLES, loaded

LIBRARY, _ = loaded(SAMPLES)
SVG = "{http://www.w3.org/2000/svg}"
ADDED = Mark(GREEN, "bold", 2.0, "+", name="added", note="added:")
REMOVED = Mark(RED, "dashed", 1.4, "−", struck=True, name="removed")


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_chart(LIBRARY.charts["transaction/invite_client"])


def drawn(plan: Plan, overlay: Overlay) -> dict[str, ElementTree.Element]:
    svg = ElementTree.fromstring(render(chart_dot(plan, overlay)))
    return {element.attrib["id"]: element for element in svg.iter() if "id" in element.attrib}


def texts(element: ElementTree.Element) -> list[ElementTree.Element]:
    """Those that show something, without the space that keeps a sign with its word."""
    found = [text for text in element.iter(f"{SVG}text") if (text.text or "").strip()]
    for text in found:
        text.text = (text.text or "").strip()
    return found


def test_without_marks_the_picture_is_the_usual_one(plan: Plan) -> None:
    assert chart_dot(plan, Overlay()) == chart_dot(plan)


def test_a_marked_state_has_colour_sign_and_line(plan: Plan) -> None:
    state = drawn(plan, Overlay({"state-completed": REMOVED}))["state-completed"]
    assert "removed" in state.attrib["class"].split()
    name = texts(state)
    assert [text.text for text in name[:2]] == ["−", "completed"]
    assert name[0].attrib["fill"] == name[1].attrib["fill"] == RED
    assert name[1].attrib["text-decoration"] == "line-through"
    assert any("stroke-dasharray" in path.attrib for path in state.iter(f"{SVG}path"))


def test_a_marked_row_leaves_its_neighbours_alone(plan: Plan) -> None:
    found = drawn(plan, Overlay({"row-calling.timed_out": ADDED}))
    row = found["a_row-calling.timed_out"]
    assert (texts(row)[0].text, texts(row)[0].attrib["fill"]) == ("+", GREEN)
    assert not any(text.attrib.get("fill") == GREEN for text in texts(found["a_row-calling.provisional"]))
    titles = [link.attrib["{http://www.w3.org/1999/xlink}title"] for link in row.iter(f"{SVG}a")]
    assert titles[0].startswith("added: calling.timed_out.")


def test_an_edge_looks_as_its_rows_agree(plan: Plan) -> None:
    rows = {f"row-{row.id}": ADDED for row in plan.chart.states["calling"].rows if row.target}
    edge = drawn(plan, Overlay(rows))["edge-calling-completed"]
    assert edge.attrib["class"].split()[-1] == "added"
    line = next(path for path in edge.iter(f"{SVG}path") if path.attrib.get("fill") == "none")
    assert (line.attrib["stroke"], line.attrib["stroke-width"]) == (GREEN, "2")
    assert agreed([ADDED, REMOVED]) == Mark(width=2.0)
    assert agreed([USUAL]) == USUAL


def test_others_and_legend(plan: Plan) -> None:
    overlay = Overlay({"timer-calling-timer_b": Mark(AMBER, sign="~")}, Mark(FAINT), legend=[(ADDED, "added")])
    found = drawn(plan, overlay)
    assert texts(found["a_timer-calling-timer_b"])[0].text == "~"
    assert {text.attrib["fill"] for text in texts(found["a_row-calling.provisional"])} == {FAINT}
    [added] = [text for text in texts(found["chart"]) if text.text == "added"]
    assert added.attrib["fill"] == GREEN


def test_decided_events_are_marked_one_by_one(plan: Plan) -> None:
    decision = plan.chart.states["completed"].decisions[0]
    found = drawn(plan, Overlay({f"decided-completed-{decision.kind}-{decision.event.name}": ADDED}))
    line = texts(found[f"a_decided-completed-{decision.kind}"])
    green = [text.text or "" for text in line if text.attrib.get("fill") == GREEN]
    assert green == ["+", decision.event.name]
    assert len(line) > len(green)
