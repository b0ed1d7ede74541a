"""Charts out: SCXML that is read back, Mermaid, the table, JSON by the schema; of every shipped chart and samples."""

from __future__ import annotations

import json
import random
import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import attrs
import jsonschema
import pytest

from sessioncore.codegen.backends.mermaid import chart_mermaid, label
from sessioncore.codegen.cli import main
from sessioncore.codegen.diagnostics import Findings
from sessioncore.codegen.exporting import FORMATS, exported
from sessioncore.codegen.load import load_library
from sessioncore.codegen.load_chart import load_chart_document
from sessioncore.codegen.model import Chart, Span
from sessioncore.codegen.plain import chart_value
from sessioncore.codegen.reading import Reader
from sessioncore.codegen.reference import Reference
from sessioncore.codegen.scxml.export import chart_scxml
from sessioncore.codegen.scxml.importing import Imported, import_document
from sessioncore.codegen.source import parse
from sessioncore.codegen.written import chart_text
from tests.support.libraries import MACHINES, SAMPLES, WIRED
from tests.support.libraries import loaded as loaded_library
from tests.support.scxml_documents import document

ROOT = Path(__file__).resolve().parents[2]
LIBRARIES = {
    "shipped": loaded_library(MACHINES)[0],
    "sample": loaded_library(SAMPLES)[0],
    "wired": loaded_library(WIRED)[0],
}
CHARTS = {f"{kind}:{name}": chart for kind, library in LIBRARIES.items() for name, chart in library.charts.items()}
STEPS = 300


def bare(value: object) -> object:
    """A model without the places where it is written."""
    if attrs.has(type(value)):
        fields = attrs.fields(type(value))
        return {
            field.name: bare(getattr(value, field.name))
            for field in fields
            if field.type is not Span and field.name not in ("span", "digest", "file")
        }
    if isinstance(value, dict):
        return [(key, bare(each)) for key, each in value.items()]
    return [bare(each) for each in value] if isinstance(value, tuple) else value


def loaded(text: str, name: str) -> Chart:
    findings = Findings()
    source = parse(text.encode(), f"machines/{name}.yaml", findings)
    assert source is not None, findings.items
    chart = load_chart_document(Reader(findings), source, f"machines/{name}.yaml", name)
    assert not findings.items, findings.items
    return chart


@cache
def back(key: str) -> Imported:
    """A chart written as SCXML and read again."""
    made, found = import_document(chart_scxml(CHARTS[key]).encode(), "back.scxml", CHARTS[key].name)
    assert made is not None, found
    return made


@pytest.mark.parametrize("key", CHARTS)
def test_scxml_comes_back_as_the_same_chart(key: str) -> None:
    chart, made = CHARTS[key], back(key)
    assert bare(made.chart) == bare(chart)
    assert made.actions == "", "its actions are where they were"


@pytest.mark.parametrize("key", CHARTS)
def test_what_came_back_takes_the_same_steps(key: str) -> None:
    done = []
    for each in (CHARTS[key], back(key).chart):
        chance = random.Random(key)
        reference = Reference(each, lambda name, chance=chance: chance.random() < 0.5)
        reference.start()
        events = [event.name for event in each.events.values() if event.source not in ("timer", "internal", "done")]
        for _ in range(STEPS):
            if reference.running and chance.random() < 0.3:
                reference.fire(chance.choice(sorted(reference.running)))
            elif events:
                reference.send(chance.choice(events))
        done.append((reference.done, reference.leaf))
    assert done[0] == done[1]
    assert done[0][0]


def test_regions_history_done_and_raised_events_come_back_too() -> None:
    texts = ""
    for seed in range(25):
        first, _ = import_document(document(random.Random(seed)).encode(), "first.scxml", "imported/first")
        if first is None:
            continue
        text = chart_scxml(first.chart)
        second, found = import_document(text.encode(), "second.scxml", "imported/first")
        assert second is not None, found
        assert bare(second.chart) == bare(first.chart)
        assert bare(loaded(json.dumps(chart_value(first.chart)), "imported/first")) == bare(first.chart)
        borders = sum(
            len(first.chart.inside(state.path)) - 1 for state in first.chart.states.values() if state.kind == "parallel"
        )
        assert len(re.findall(r"^ +--$", chart_mermaid(first.chart), re.MULTILINE)) == borders
        texts += text
    for construct in (
        "<parallel",
        'type="deep"',
        'type="shallow"',
        "<raise",
        'sc:done="',
        'type="internal"',
        "<cancel",
    ):
        assert construct in texts, construct


@pytest.mark.parametrize("key", CHARTS)
def test_json_is_valid_by_the_schema_and_is_the_same_chart(key: str) -> None:
    chart, (kind, _, _) = CHARTS[key], key.partition(":")
    text = exported(chart, LIBRARIES[kind], "json")
    schema = json.loads((ROOT / "machines" / "chart.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(json.loads(text), schema)
    assert bare(loaded(text, chart.name)) == bare(chart)
    assert bare(loaded(chart_text(chart_value(chart), f"machines/{chart.name}.yaml"), chart.name)) == bare(chart)


_EDGE = re.compile(r"(?:\[\*\]|s_\w*) --> (?:\[\*\]|s_\w+)(?: : (.+))?")
_LABEL = re.compile(r"(?:[A-Za-z0-9 .,/*+=()\[\]^_-]|#\d+;|<br/>)+")


@pytest.mark.parametrize("key", CHARTS)
def test_mermaid_declares_every_state_once_and_says_nothing_else(key: str) -> None:
    chart = CHARTS[key]
    lines = chart_mermaid(chart).splitlines()
    assert lines[:4] == ["---", f"title: {chart.name}", "---", "stateDiagram-v2"]
    declared: list[str] = []
    used: set[str] = set()
    depth = 0
    for line in (line.strip() for line in lines[4:]):
        state = re.fullmatch(r'state "([^"]*)" as (s_\w*)( \{)?', line)
        edge = _EDGE.fullmatch(line)
        said = re.fullmatch(r"(s_\w*) : (.+)", line)
        if state is not None:
            declared.append(state[2])
            depth += state[3] is not None
            assert _LABEL.fullmatch(state[1])
        elif edge is not None:
            used |= set(re.findall(r"s_\w*", line.partition(" : ")[0]))
            assert edge[1] is None or _LABEL.fullmatch(edge[1])
        elif said is not None:
            used.add(said[1])
            assert _LABEL.fullmatch(said[2])
        elif line == "}":
            depth -= 1
        else:
            assert line == "--", line
    assert depth == 0
    assert len(declared) == len(set(declared))
    assert used <= set(declared)
    assert {f"s_{path.replace('.', '__')}" for path in chart.states if path} <= set(declared)
    for row in (row for state in chart.states.values() for row in state.rows):
        assert row.event.name in "\n".join(lines)


def test_labels_hold_nothing_that_mermaid_obeys() -> None:
    assert label('a:b;c#d"e%%f{g}<h>\n') == "a#58;b#59;c#35;d#34;e#37;#37;f#123;g#125;#60;h#62; "


@pytest.mark.parametrize("key", [key for key in CHARTS if key.startswith("shipped:")])
def test_the_table_is_the_one_among_the_diagrams(key: str) -> None:
    name = key.partition(":")[2]
    text = exported(CHARTS[key], LIBRARIES["shipped"], "markdown")
    assert text == (ROOT / "diagrams" / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_chart_gives_the_same_bytes(form: str) -> None:
    again = load_library(ROOT / "machines")[0]
    for name, chart in LIBRARIES["shipped"].charts.items():
        assert exported(chart, LIBRARIES["shipped"], form) == exported(again.charts[name], again, form)


@pytest.mark.parametrize("key", CHARTS)
def test_scxml_is_what_other_tools_read(key: str) -> None:
    chart = CHARTS[key]
    space = "{http://www.w3.org/2005/07/scxml}"
    root = ElementTree.fromstring(chart_scxml(chart))
    states = [each for each in root.iter() if each.tag in (space + "state", space + "final", space + "history")]
    states += list(root.iter(f"{space}parallel"))
    ids = [each.get("id") for each in states]
    assert sorted(map(str, ids)) == sorted(path or "_chart" for path in chart.states)
    for each in root.iter(f"{space}transition"):
        assert set((each.get("target") or "").split()) <= set(ids)
    assert not [each for final in root.iter(f"{space}final") for each in final if each.tag == f"{space}transition"]


def test_the_command_writes_every_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    small = str(ROOT / "tests/codegen/charts/small/passage.yaml")
    for form in FORMATS:
        assert main(["export", small, "--format", form]) == 0
        shown = capsys.readouterr().out
        file = tmp_path / form
        assert main(["export", small, "--format", form, "-o", str(file)]) == 0
        assert file.read_text(encoding="utf-8") == shown
    assert main(["export", "transaction/invite_client", "--format", "mermaid"]) == 0
    assert "title: transaction/invite_client" in capsys.readouterr().out
    assert main(["export", "transaction/no_such", "--format", "json"]) == 2
    assert "invite_client" in capsys.readouterr().err
    assert main(["export", "transaction/invite_client", "--format", "pdf"]) == 2


IMPORTED = b"""<scxml xmlns="http://www.w3.org/2005/07/scxml" version="1.0"><state id="a">
<onentry><log label="here"/></onentry><transition event="go" target="b"/></state><final id="b"/></scxml>"""


def test_the_command_imports_into_a_project_and_generates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "pyproject.toml").write_text(
        '[tool.sessioncore]\nmachines = "m"\nhandlers = "mine/handlers"\nactions = "mine.actions"\ndiagrams = "d"\n'
    )
    (tmp_path / "m").mkdir()
    sending = IMPORTED.replace(b'<log label="here"/>', b'<send event="go" delay="1s"/>')
    (tmp_path / "Door-Bell.scxml").write_bytes(sending)
    monkeypatch.chdir(tmp_path)
    assert main(["import", "Door-Bell.scxml"]) == 0, capsys.readouterr().err
    assert capsys.readouterr().out.splitlines()[:2] == [
        "m/imported/door_bell.yaml",
        "mine/actions/imported/door_bell.py",
    ]
    assert (tmp_path / "mine" / "handlers" / "imported" / "door_bell.py").is_file()
    assert (tmp_path / "mine" / "actions" / "imported" / "__init__.py").is_file()
    assert main(["check", "m"]) == 0, capsys.readouterr().err
    assert main(["import", "Door-Bell.scxml"]) == 2, "nothing is written over"
    assert "is there already" in capsys.readouterr().err


def test_the_command_says_what_is_refused_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "bad.scxml"
    file.write_bytes(IMPORTED.replace(b"<onentry>", b"<onentry><script>1</script>"))
    assert main(["import", str(file), "-o", str(tmp_path / "out")]) == 1
    assert ":2:10: SC904 error: <script> is not taken over" in capsys.readouterr().err
    assert main(["import", str(tmp_path / "absent.scxml"), "-o", str(tmp_path / "out")]) == 2
    assert main(["import", str(file), "--name", "../x", "-o", str(tmp_path / "out")]) == 2
    assert not (tmp_path / "out").exists()
