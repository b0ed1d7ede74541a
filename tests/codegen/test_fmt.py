"""`fmt`: one order of keys, comments kept, idempotent, and never another model."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessioncore.codegen import fmt
from sessioncore.codegen.cli import main
from sessioncore.codegen.diagnostics import Findings
from sessioncore.codegen.grammar import Keyed, Shape, shape_of
from sessioncore.codegen.load_chart import load_chart_document
from sessioncore.codegen.load_tables import load_limits, load_rules
from sessioncore.codegen.load_wiring import load_wiring_document
from sessioncore.codegen.model import Span
from sessioncore.codegen.reading import Reader
from sessioncore.codegen.source import Items, Node, Table, Text, parse

HERE = Path(__file__).parent
MACHINES = HERE.parent.parent / "machines"
FILES = sorted(path for root in (MACHINES, HERE / "charts", HERE / "wired") for path in root.rglob("*.yaml"))
BROKEN = sorted((HERE / "broken" / "broken").glob("*.yaml"))


def bare(value: object) -> object:
    """A model without positions and digests, order of mappings and lists kept."""
    if isinstance(value, Span):
        return None
    if attrs.has(type(value)):
        fields = [field.name for field in attrs.fields(type(value)) if field.name != "digest"]
        return (type(value).__name__, [(name, bare(getattr(value, name))) for name in fields])
    if isinstance(value, Mapping):
        return [(key, bare(each)) for key, each in value.items()]
    if isinstance(value, tuple):
        return [bare(each) for each in value]
    return value


def model(text: str, file: str) -> object:
    """What a text says, and what is wrong with it, both without positions."""
    findings = Findings()
    document = parse(text.encode(), file, findings)
    assert document is not None
    reader, name = Reader(findings), "family/chart"
    load: object
    if file.endswith(".wiring.yaml"):
        load = load_wiring_document(reader, document, "file", name)
    elif file.endswith("limits.yaml"):
        load = load_limits(reader, document)
    elif file.endswith("rules.yaml"):
        load = load_rules(reader, document)
    else:
        load = load_chart_document(reader, document, "file", name)
    return bare(load), sorted(item.rule for item in findings.items)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_is_shipped_says_the_same_afterwards_and_stays_so(path: Path) -> None:
    text = path.read_text()
    made = fmt.formatted(text, path.name)
    assert model(made, path.name) == model(text, path.name)
    assert fmt.formatted(made, path.name) == made
    assert comments(made) == comments(text)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
def test_a_broken_chart_is_left_as_broken_as_it_was(path: Path) -> None:
    text = path.read_text()
    try:
        made = fmt.formatted(text, path.name)
    except fmt.FormatError as refused:
        said = str(refused)
    else:
        assert model(made, path.name) == model(text, path.name)
        assert fmt.formatted(made, path.name) == made
        return
    assert path.name in said
    assert "SC0" in said or "SC101" in said


def comments(text: str) -> list[str]:
    """The comments that stand on lines of their own, and the tails of those behind something."""
    return sorted(line.split("#", 1)[1].strip() for line in text.split("\n") if "#" in line)


class Writer:
    """Writes a document as somebody else might have: keys in another order, other brackets, quotes and comments."""

    def __init__(self, draw: st.DrawFn) -> None:
        self.draw = draw
        self.count = 0

    def chance(self, of: int) -> bool:
        return self.draw(st.integers(0, of - 1)) == 0

    def scalar(self, text: Text) -> str:
        plain = text.plain and self.chance(2) and text.value == text.value.strip()
        return text.value if plain else '"' + text.value.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def entries(self, node: Table, shape: Shape) -> list[tuple[Text, Node]]:
        entries = list(node.entries)
        return self.draw(st.permutations(entries)) if isinstance(shape, Keyed) else entries

    def flow(self, node: Node, shape: Shape) -> str:
        shape = fmt._chosen(shape, node)
        if isinstance(node, Text):
            if not node.value and node.plain:
                return "{}"
            return '"' + node.value.replace("\\", "\\\\").replace('"', '\\"') + '"'
        if isinstance(node, Items):
            return f"[{', '.join(self.flow(value, shape) for value in node.values)}]"
        inside = (
            f'"{key.value}": {self.flow(value, fmt._inside(shape, key.value))}'
            for key, value in self.entries(node, shape)
        )
        return "{" + ", ".join(inside) + "}"

    def block(self, node: Table, shape: Shape, indent: int) -> list[str]:
        shape = fmt._chosen(shape, node)
        lines: list[str] = []
        for key, value in self.entries(node, shape):
            inner = fmt._inside(shape, key.value)
            if self.chance(8):
                lines += [""] * self.draw(st.integers(0, 2))
                self.count += 1
                lines.append(" " * (indent + self.draw(st.sampled_from((0, 0, 2)))) + f"# remark {self.count}")
            head = " " * indent + (f'"{key.value}"' if "," in key.value or "." in key.value else key.value) + ":"
            if isinstance(value, Table) and value.entries and not self.chance(3):
                lines += [head, *self.block(value, inner, indent + 2)]
            elif isinstance(value, Items) and value.values and self.chance(2):
                lines += [head, *(" " * (indent + 2) + "- " + self.flow(item, inner) for item in value.values)]
            elif isinstance(value, Text) and not (value.plain and not value.value):
                lines.append(f"{head} {self.scalar(value)}")
            else:
                lines.append(f"{head} {self.flow(value, inner)}")
            if self.chance(10):
                self.count += 1
                lines[-1] += f"  # tail {self.count}  "
        return lines


@st.composite
def rewritten(draw: st.DrawFn) -> tuple[str, str]:
    """A shipped file, written differently: its name and text."""
    path = draw(st.sampled_from(FILES))
    document = parse(path.read_bytes(), path.name, Findings())
    assert document is not None
    head = draw(st.sampled_from(("", "# yaml-language-server: $schema=../chart.schema.json\n", "# a title\n\n")))
    lines = Writer(draw).block(document.root, shape_of(path.name), 0)
    return path.name, head + "\n".join(lines) + draw(st.sampled_from(("", "\n", "\n\n\n")))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(rewritten())
def test_however_a_chart_is_written_it_says_the_same_in_order(made: tuple[str, str]) -> None:
    name, text = made
    result = fmt.formatted(text, name)
    assert model(result, name) == model(text, name)
    assert fmt.formatted(result, name) == result
    assert comments(result) == comments(text)
    assert result.split("\n", 1)[0] == text.split("\n", 1)[0] or not text.startswith("#")
    document = parse(result.encode(), name, Findings())
    assert document is not None
    assert disorder(document.root, shape_of(name)) == []


def disorder(node: Node, shape: Shape) -> list[str]:
    """Mappings whose keys are not in the order of the grammar."""
    shape = fmt._chosen(shape, node)
    if isinstance(node, Items):
        return [each for value in node.values for each in disorder(value, shape)]
    if not isinstance(node, Table):
        return []
    keys = [key.value for key, _ in node.entries]
    wrong = []
    if isinstance(shape, Keyed):
        wanted = [name for name in shape.keys if name in keys]
        wrong = [str(node.span)] if [key for key in keys if key in shape.keys] != wanted else []
    return wrong + [each for key, value in node.entries for each in disorder(value, fmt._inside(shape, key.value))]


MESSY = """\
# yaml-language-server: $schema=../chart.schema.json

doc: d   # what it is
# the name
chart: family/chart
states:
  over: {final: true}
  here:
    waits: {SC503: "a reason, with: marks"}
    # what happens
    when:
      go: {do: [a, b], to: over}   # at once
        # indented, so it belongs above


      stay: [{to: here, if: ready}, {}]
    doc: first

initial: here
"""
TIDY = """\
# yaml-language-server: $schema=../chart.schema.json

# the name
chart: family/chart
doc: d   # what it is

initial: here
states:
  over: {final: true}
  here:
    doc: first
    # what happens
    when:
      go: {to: over, do: [a, b]}   # at once
        # indented, so it belongs above

      stay: [{if: ready, to: here}, {}]
    waits: {SC503: "a reason, with: marks"}
"""


def test_entries_move_with_their_comments() -> None:
    assert fmt.formatted(MESSY, "chart.yaml") == TIDY


@pytest.mark.parametrize(
    "text",
    [
        "doc: {  # a comment in braces\n  doc: d, payload: {}}\n",
        "actions:\n  a: {doc: d,  # why\n      emits: X}\n",
    ],
)
def test_what_cannot_be_moved_with_its_comment_stays(text: str) -> None:
    assert fmt.formatted(text, "chart.yaml") == text


def test_the_command_writes_checks_and_refuses(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "family").mkdir()
    chart = tmp_path / "family" / "chart.yaml"
    chart.write_text(MESSY)
    assert main(["fmt", "--check", str(tmp_path)]) == fmt.CHANGED
    assert chart.read_text() == MESSY
    assert f"{chart} is not in order; mend it with: sessioncore fmt {chart}" in capsys.readouterr().err
    assert main(["fmt", str(chart)]) == fmt.CLEAN
    assert chart.read_text() == TIDY
    assert main(["fmt", "--check", str(tmp_path)]) == fmt.CLEAN
    chart.write_text("a: [\n")
    assert main(["fmt", str(tmp_path)]) == fmt.REFUSED
    assert "SC001" in capsys.readouterr().err
    assert chart.read_text() == "a: [\n"
    assert main(["fmt", str(tmp_path / "absent.yaml")]) == fmt.REFUSED
    chart.write_bytes(b"doc: a\rchart: b\n")
    assert main(["fmt", str(chart)]) == fmt.REFUSED
    assert chart.read_bytes() == b"doc: a\rchart: b\n"
