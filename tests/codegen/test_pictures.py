"""The pictures and matrices of charts: complete, linked, deterministic, and nothing in a text gets out of its place."""

from __future__ import annotations

import itertools
import re
from html import unescape
from pathlib import Path
from xml.etree import ElementTree

import attrs
import pytest

from sessioncore.codegen.backends.dot import chart_dot
from sessioncore.codegen.backends.dotsyntax import one_line
from sessioncore.codegen.backends.index import index_page
from sessioncore.codegen.backends.matrix import chart_matrix, counts
from sessioncore.codegen.backends.pictures import pictures
from sessioncore.codegen.backends.ranks import backward
from sessioncore.codegen.backends.svg import RenderError, dot_digest, drawn_digest, render, render_all
from sessioncore.codegen.diagram import diagram
from sessioncore.codegen.load import load_library
from sessioncore.codegen.model import Action, Chart, Condition, Guard, Library, Ref, Row
from sessioncore.codegen.plan import plan_chart
from tests.support import libraries

ROOT = libraries.ROOT
SHIPPED, _ = libraries.loaded(libraries.MACHINES)
SAMPLES, _ = libraries.loaded(libraries.SAMPLES)
LIBRARIES = {f"{library}:{name}": (source, chart)
             for library, source in (("shipped", SHIPPED), ("sample", SAMPLES))
             for name, chart in source.charts.items()}  # fmt: skip
SVG = "{http://www.w3.org/2000/svg}"
HREF = "{http://www.w3.org/1999/xlink}href"
HOSTILE = (
    '"]; x -> y [URL="javascript:alert(1)"]\\N \\G <script>alert(1)</script> &lt;b&gt;'
    " --> ]]> | `code` [a](b) \x07\u202e$\\"
)


@pytest.fixture(params=LIBRARIES.values(), ids=LIBRARIES.keys())
def chart(request: pytest.FixtureRequest) -> tuple[Library, Chart]:
    found: tuple[Library, Chart] = request.param
    return found


DRAWN: dict[str, str] = {}


def picture_of(chart: Chart) -> ElementTree.Element:
    """The picture of a chart as its file has it, which is drawn once for all that look at it."""
    if chart.digest not in DRAWN:
        DRAWN[chart.digest] = render(chart_dot(plan_chart(chart)))
    return ElementTree.fromstring(DRAWN[chart.digest])


def ids(svg: ElementTree.Element) -> list[str]:
    return [element.attrib["id"] for element in svg.iter() if "id" in element.attrib]


def test_shows_every_state_row_and_timer(chart: tuple[Library, Chart]) -> None:
    plan = plan_chart(chart[1])
    svg = picture_of(plan.chart)
    shown = ids(svg)
    assert len(shown) == len(set(shown)), "an id stands twice"
    states = [state for state in plan.chart.states.values() if state.path]
    assert {f"state-{state.path}" for state in states} <= set(shown)
    assert {f"a_row-{row.id}" for state in plan.chart.states.values() for row in state.rows} <= set(shown)
    timers = {
        f"a_timer-{state.path or 'chart'}-{ref.name}" for state in plan.chart.states.values() for ref in state.timers
    }
    assert timers <= set(shown)
    for group in svg.iter(f"{SVG}g"):
        if group.attrib.get("class", "").split(" ")[0] in ("node", "edge", "cluster"):
            assert "id" in group.attrib
            assert len(group.attrib["class"].split(" ")) >= 2, group.attrib


def test_links_lead_to_lines_of_the_chart(chart: tuple[Library, Chart]) -> None:
    plan = plan_chart(chart[1])
    svg = picture_of(plan.chart)
    links = [element.attrib[HREF] for element in svg.iter(f"{SVG}a") if HREF in element.attrib]
    assert len(links) > len(plan.leaves)
    prefix = "../" * (plan.chart.name.count("/") + 1) + plan.chart.file
    assert {link.partition("#")[0] for link in links} == {prefix}
    lines = {int(re.fullmatch(r".*#L(\d+)", link)[1]) for link in links}  # type: ignore[index]
    assert {row.span.line for state in plan.chart.states.values() for row in state.rows} <= lines


def test_svg_names_its_dot_and_is_stable(chart: tuple[Library, Chart]) -> None:
    library, one = chart
    first = pictures([plan_chart(one)], [], library.charts, library.rules)
    assert first == pictures([plan_chart(one)], [], library.charts, library.rules)
    assert drawn_digest(first[f"{one.name}.svg"]) == dot_digest(first[f"{one.name}.dot"])
    assert sorted(first) == [f"{one.name}.{ending}" for ending in ("dot", "md", "svg")]


def test_many_are_drawn_at_once_as_they_are_one_by_one() -> None:
    dots = [chart_dot(plan_chart(chart)) for chart in itertools.islice(SHIPPED.charts.values(), 5)]
    assert render_all(dots) == [render(dot) for dot in dots]
    assert render_all([]) == []


def test_one_of_many_that_cannot_be_drawn() -> None:
    with pytest.raises(RenderError, match="syntax error in line 1 near 'nonsense'"):
        render_all(["digraph {a}", "nonsense", "digraph {b}"])


def test_everything_lies_inside_the_picture(chart: tuple[Library, Chart]) -> None:
    """Texts begin inside the drawing, and those of a compound state's own edges do not stick out of it."""
    svg = picture_of(chart[1])
    width, height = (float(number) for number in svg.attrib["viewBox"].split()[2:])
    moved = re.search(r"translate\(([\d.]+) ([\d.]+)\)", svg.find(f"{SVG}g").attrib["transform"])  # type: ignore[union-attr]
    assert moved is not None
    for text in svg.iter(f"{SVG}text"):
        assert 0 <= float(text.attrib["x"]) + float(moved[1]) <= width
        assert 0 <= float(text.attrib["y"]) + float(moved[2]) <= height


def boxes(svg: ElementTree.Element) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right and bottom of every state's box (not of compound states)."""
    found = {}
    for group in svg.iter(f"{SVG}g"):
        if group.attrib.get("class", "").startswith("node "):
            paths = " ".join(path.attrib["d"] for path in group.iter(f"{SVG}path"))
            numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", paths)]
            if numbers:
                found[group.attrib["id"]] = (
                    min(numbers[::2]),
                    min(numbers[1::2]),
                    max(numbers[::2]),
                    max(numbers[1::2]),
                )
    return found


def test_reads_from_the_top_down(chart: tuple[Library, Chart]) -> None:
    plan = plan_chart(chart[1])
    svg = picture_of(plan.chart)
    mark = next(float(each.attrib["cy"]) for each in svg.iter(f"{SVG}ellipse"))
    states = {name: box for name, box in boxes(svg).items() if name.startswith("state-")}
    assert len(states) == len(plan.leaves)
    assert all(top > mark for _, top, _, _ in states.values())
    start = states[f"state-{plan.leaves[plan.start_leaf].path}"]
    assert not any(bottom < start[1] for _, _, _, bottom in states.values()), "a state stands above the first one"


@pytest.mark.parametrize("name", SHIPPED.charts)
def test_no_label_lies_on_a_state(name: str) -> None:
    svg = picture_of(SHIPPED.charts[name])
    states = boxes(svg)
    for edge in svg.iter(f"{SVG}g"):
        if edge.attrib.get("class", "").startswith("edge "):
            for text in (text for text in edge.iter(f"{SVG}text") if (text.text or "").strip()):
                x, y = float(text.attrib["x"]), float(text.attrib["y"])
                end = x + 0.4 * float(text.attrib["font-size"]) * len(text.text or "")  # narrower than any real text
                hit = [
                    each
                    for each, (left, top, right, low) in states.items()
                    if x < right and end > left and top < y < low
                ]
                assert hit == [], f"{text.text!r} of {edge.attrib['id']}"


def test_an_end_that_many_states_lead_to_has_its_ways_in_their_boxes() -> None:
    """Their lines would cross the whole picture; where there are few edges, or few ways, they are drawn."""
    for name in ("negotiation/modify_out", "negotiation/offer_answer"):
        chart = SHIPPED.charts[name]
        svg = picture_of(chart)
        shown = ids(svg)
        assert not [each for each in shown if each.startswith("edge-") and each.endswith("-closed")]
        rows = [
            row for state in chart.states.values() for row in state.rows if row.target and row.target.name == "closed"
        ]
        assert len(rows) > 4
        assert {f"a_row-{row.id}" for row in rows} <= set(shown)
        said = "".join(svg.itertext())
        assert said.count("→") >= len(rows) / 2
    few = ids(picture_of(SHIPPED.charts["transaction/invite_client"]))
    assert sum(each.startswith("edge-") and each.endswith("-terminated") for each in few) == 4


def test_edges_that_lead_back_are_laid_out_the_other_way() -> None:
    chart = SAMPLES.charts["engines/nested"]
    edges = {
        ("rest", "work.deep.left"), ("rest", "over"), ("", "over"), ("over", "rest"), ("work", "rest"),
        ("work", "work.pause"), ("work.deep.left", "work.pause"), ("work.pause", "work.deep.right"),
        ("work.deep.left", "work.deep.right"), ("work.deep.right", "work.deep.left"),
    }  # fmt: skip
    initial = {"rest", "work.deep", "work.deep.left"}
    turned = {
        ("work", "rest"),
        ("work.pause", "work.deep.right"),
        ("work.deep.right", "work.deep.left"),
        ("over", "rest"),
    }
    assert backward(chart, edges, initial) == turned


def test_who_goes_to_a_history_leads_to_it_and_out_of_regions_upwards(tmp_path: Path) -> None:
    """Not to the border around it, which means the initial states; and the label stands beside its line."""
    file = tmp_path / "machines/sample/player.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(
        """chart: sample/player
doc: Two regions and what they remember.
events: {power: {from: neighbour}, play: {from: neighbour}}
initial: standby
states:
  standby: {when: {power: {to: back}}}
  running:
    parallel: true
    when: {power: {to: standby}}
    states:
      back: {history: deep, to: playing}
      audio: {initial: stopped, states: {stopped: {when: {play: {to: playing}}}, playing: {}}}
      light: {initial: dim, states: {dim: {when: {play: {to: bright}}}, bright: {}}}
"""
    )
    chart = load_library(file.parents[1])[0].charts["sample/player"]
    dot = chart_dot(plan_chart(chart))
    [there] = re.findall(r'edge-standby-running.back".*', dot)
    assert "lhead" not in there
    [back] = re.findall(r'(.*)\[id="edge-running-standby"', dot)
    assert back.split() == ['"standby"', "->", '"running.back"']


def test_matrix_counts_every_cell(chart: tuple[Library, Chart]) -> None:
    library, one = chart
    plan = plan_chart(one)
    assert sum(counts(plan).values()) == len(plan.leaves) * len(plan.events)
    page = chart_matrix(plan, library.rules)
    table = [line for line in page.splitlines() if line.startswith("| **") and line.count("|") == len(plan.leaves) + 2]
    assert len(table) == len(plan.events)
    for decision in (decision for state in one.states.values() for decision in state.decisions):
        assert f"| {decision.event.name} | " in page


def hostile(chart: Chart) -> Chart:
    """The chart with a hostile text wherever its author may write freely."""
    states = {
        path: attrs.evolve(
            state,
            doc=HOSTILE,
            rows=tuple(attrs.evolve(row, doc=HOSTILE) for row in state.rows),
            decisions=tuple(attrs.evolve(decision, why=HOSTILE) for decision in state.decisions),
        )
        for path, state in chart.states.items()
    }
    timers = {name: attrs.evolve(timer, doc=HOSTILE) for name, timer in chart.timers.items()}
    guards = {name: attrs.evolve(guard, doc=HOSTILE) for name, guard in chart.guards.items()}
    return attrs.evolve(
        chart,
        doc=HOSTILE,
        spec=(HOSTILE,),
        states=states,
        timers=timers,
        guards=guards,
        file=f"machines/{HOSTILE}.yaml",
    )


def test_hostile_texts_stay_texts() -> None:
    plain = SAMPLES.charts["transaction/invite_client"]
    svg = ElementTree.fromstring(render(chart_dot(plan_chart(hostile(plain)))))
    before = ElementTree.fromstring(render(chart_dot(plan_chart(plain))))
    assert {element.tag for element in svg.iter()} == {element.tag for element in before.iter()}
    assert sorted(ids(svg)) == sorted(ids(before))
    assert all(element.attrib.get(HREF, "../").startswith("../") for element in svg.iter(f"{SVG}a"))
    titles = {value for element in svg.iter() for name, value in element.attrib.items() if name.endswith("title")}
    assert f"completed: {one_line(HOSTILE)}" in titles, "a tooltip shows the text as it was written"
    drawn = "".join(text.text or "" for text in svg.iter(f"{SVG}text"))
    assert "\\N \\G <script>alert(1)</script> &lt;b&gt;" in drawn


def test_hostile_texts_stay_in_their_cell_of_the_matrix() -> None:
    plain = SAMPLES.charts["transaction/invite_client"]
    page, before = (chart_matrix(plan_chart(one), SAMPLES.rules) for one in (hostile(plain), plain))
    assert "<script>" not in page
    for line, other in zip(page.splitlines()[10:], before.splitlines()[10:], strict=True):
        assert len(re.findall(r"(?<!\\)\|", line)) == len(re.findall(r"(?<!\\)\|", other))


def test_very_long_texts_are_cut() -> None:
    chart = attrs.evolve(SAMPLES.charts["transaction/invite_client"], doc="word " * 10_000)
    assert len(chart_dot(plan_chart(chart))) < len(chart_dot(plan_chart(SAMPLES.charts[chart.name]))) + 5_000


def test_diagram_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    file = Path(__file__).parent / "charts" / "transaction" / "invite_client.yaml"
    assert diagram([str(file)]) == 0
    assert capsys.readouterr().out == chart_dot(plan_chart(SAMPLES.charts["transaction/invite_client"]))
    for ending in ("svg", "md", "dot"):
        assert diagram([str(file), "-o", str(tmp_path / f"picture.{ending}")]) == 0
    assert drawn_digest((tmp_path / "picture.svg").read_text()) == dot_digest((tmp_path / "picture.dot").read_text())


def test_diagram_command_draws_wirings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert diagram(["leg", "-o", str(tmp_path / "leg.svg")]) == 0
    assert diagram(["machines/leg.wiring.yaml", "-o", str(tmp_path / "leg.dot")]) == 0
    assert drawn_digest((tmp_path / "leg.svg").read_text()) == dot_digest((tmp_path / "leg.dot").read_text())


def test_diagram_command_says_what_is_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert diagram(["transaction/no_such"]) == 2
    assert "transaction/invite_client" in capsys.readouterr().err
    broken = tmp_path / "charts" / "family" / "broken.yaml"
    broken.parent.mkdir(parents=True)
    broken.write_text("chart: family/broken\nstates: [\n")
    assert diagram([str(broken)]) == 2
    broken.write_text("chart: family/broken\ninitial: nowhere\nstates: {a: {}}\n")
    assert diagram([str(broken)]) == 1
    assert "broken.yaml:2" in capsys.readouterr().err
    assert diagram(["transaction/invite_client", "-o", str(tmp_path / "x.nonsense")]) == 2
    assert diagram(["transaction/invite_client", "-o", str(tmp_path / "missing" / "x.dot")]) == 2
    assert diagram([]) == 2


def test_eventless_transitions_and_bounds_stand_in_the_matrix() -> None:
    page = chart_matrix(plan_chart(SAMPLES.charts["small/passage"]), {})
    [line] = [line for line in page.split("\n") if line.startswith("| *always* |")]
    assert line.count("→ house") == 3, "from the junction, and from both states of the way"
    assert "[steep and not tired] → way.climb" in line
    assert "defer, at most 2, beyond: reject 486 (too many wish to stop)" in page
    assert "defer, at most 1, beyond: drop" in page
    assert "nothing stays" in page
    assert "*always*" not in chart_matrix(plan_chart(SAMPLES.charts["small/sleeper"]), {})


def test_eventless_transitions_are_edges_of_the_picture() -> None:
    svg = ElementTree.fromstring(render(chart_dot(plan_chart(SAMPLES.charts["small/passage"]))))
    assert {"a_row-junction.always", "a_row-junction.always#1", "a_row-junction.always#2", "a_row-way.always"} <= set(
        ids(svg)
    )


def order(svg: ElementTree.Element) -> dict[tuple[str, str], str]:
    """How each pair of states stands: above, below, or side by side left or right."""
    states = {name: box for name, box in boxes(svg).items() if name.startswith("state-")}
    found = {}
    for (one, first), (other, second) in itertools.combinations(sorted(states.items()), 2):
        if first[3] <= second[1] or second[3] <= first[1]:
            found[one, other] = "above" if first[3] <= second[1] else "below"
        else:
            found[one, other] = "left" if first[2] <= second[0] else "right"
    return found


def with_row(chart: Chart, path: str, target: str | None) -> Chart:
    """The chart with one more transition in a state, with a guard and an action of its own."""
    state, here = chart.states[path], chart.span
    row = Row(
        id=f"{path}.added", event=Ref(next(iter(chart.events)), here), target=Ref(target, here) if target else None,
        conditions=(Condition(Ref("some_guard", here), False),), internal=False, actions=(Ref("some_action", here),),
        signals=(), rules=(), doc="", span=here,
    )  # fmt: skip
    return attrs.evolve(
        chart,
        states={**chart.states, path: attrs.evolve(state, rows=(*state.rows, row))},
        guards={**chart.guards, "some_guard": Guard("some_guard", "", False, here)},
        actions={**chart.actions, "some_action": Action("some_action", "", (), (), (), None, here)},
    )


def drawn(chart: Chart) -> dict[tuple[str, str], str]:
    return order(ElementTree.fromstring(render(chart_dot(plan_chart(chart)))))


@pytest.mark.parametrize("name", SHIPPED.charts)
def test_a_row_more_moves_no_other_state(name: str) -> None:
    """Inside a state, or on a way that is there already: every two states stand to each other as before."""
    chart = SHIPPED.charts[name]
    before = drawn(chart)
    ways = [(state.path, row.target.name) for state in chart.states.values() if state.path
            for row in state.rows if row.target is not None]  # fmt: skip
    assert drawn(with_row(chart, chart.leaves[0].path, None)) == before
    for path, target in dict.fromkeys((*ways[:1], *ways[-1:])):
        assert drawn(with_row(chart, path, target)) == before, (path, target)


def test_a_new_way_leaves_most_of_the_picture_as_it_is() -> None:
    """A way between two states that had none may pull one of them: of all pairs at most one in twenty changes sides."""
    pairs = turned = 0
    opposite = {"above": "below", "below": "above", "left": "right", "right": "left"}
    for name in ("transaction/invite_client", "dialog/invite_usage", "negotiation/offer_answer", "setup/outgoing"):
        chart = SHIPPED.charts[name]
        before = drawn(chart)
        there = {(state.path, row.target.name) for state in chart.states.values() for row in state.rows if row.target}
        leaves = [leaf.path for leaf in chart.leaves]
        fresh = [way for way in itertools.permutations(leaves, 2) if way not in there]
        for path, target in fresh[:: len(fresh) // 4]:
            after = drawn(with_row(chart, path, target))
            pairs += len(before)
            turned += sum(after[pair] == opposite[side] for pair, side in before.items())
    assert pairs > 200
    assert turned <= pairs / 20, f"{turned} of {pairs}"


def test_the_index_shows_every_picture() -> None:
    plans = {name: plan_chart(chart) for name, chart in SHIPPED.charts.items()}
    page = index_page(plans, SHIPPED.wirings.values())
    assert page == (ROOT / "diagrams" / "README.md").read_text()
    shown = re.findall(r'<img src="([^"]+)\.svg" width="270" alt="[^"]+">', page)
    assert sorted(shown) == sorted([*SHIPPED.charts, *SHIPPED.wirings])
    for target in re.findall(r'(?:href|src)="([^"]+)"', page):
        assert (ROOT / "diagrams" / target).is_file(), target


def test_the_index_shows_a_text_as_it_is_written() -> None:
    doc = """The peer's "INVITE" & <ACK> *of* #1"""
    page = index_page({"x": plan_chart(attrs.evolve(SAMPLES.charts["transaction/invite_client"], doc=doc))}, ())
    assert f"<br>{doc}<br>" in unescape(page)
    assert doc not in page


def test_hostile_texts_stay_texts_in_the_index() -> None:
    plain = SAMPLES.charts["transaction/invite_client"]
    pages = [index_page({one.name: plan_chart(one)}, ()) for one in (plain, hostile(plain))]
    tags = [re.findall(r"<\W?\w+", page) for page in pages]
    assert tags[0] == tags[1]
    for char in "`@$":
        assert char not in pages[1], char
