"""Charts come from strangers: no name, text or YAML construct gets through that is not plain, and nothing raises."""

from __future__ import annotations

from pathlib import Path
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sessioncore.codegen import source
from sessioncore.codegen.checks import check_chart, check_library
from sessioncore.codegen.diagnostics import Diagnostic, Findings
from sessioncore.codegen.load import load_chart, load_library
from sessioncore.codegen.model import Chart

CHARTS = Path(__file__).parent / "charts"

CHART = """\
chart: family/chart
doc: {doc}
events:
  {event}: {{from: neighbour, payload: {{{field}: {type}}}}}
guards: {{{guard}: is so}}
signals: {{{signal}: {{}}}}
initial: {state}
states:
  {state}:
    final: true
    when:
      {event}: [{{if: {guard}, signal: {signal}}}, {{}}]
"""
PLAIN = {
    "doc": "plain", "event": "told", "field": "text", "type": "str", "guard": "free", "signal": "over", "state": "here",
}  # fmt: skip
NAMES = [
    "class", "None", "lambda", "__init__", "_private", "Told", "told-you", "told you", '"told\\nyou"', "'told\"'",
    '"\\""', '"\\"\\"\\""', "\"'''\"", '"{{ told }}"', '"{% raw %}"', '"<script>"', '"told; import os"', '"told)"',
    "täuschung", "а_cyrillic", "1told", '""', "told.you", '"../../etc"', "a" * 65, "on", "off", "yes", "no",
    "null", "true", "~", "self", "print", "match", "type", '"told\\0"', '"told\\e[31m"', '"\\u202etold"',
]  # fmt: skip
SLOTS = ["event", "guard", "signal", "state", "field"]
HARMLESS = {("print", "state"), ("print", "field")}


def load(tmp_path: Path, text: str | bytes) -> tuple[Chart | None, list[Diagnostic]]:
    path = tmp_path / "machines" / "family" / "chart.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
    return load_chart(path)


def assert_printable(found: list[Diagnostic]) -> None:
    for item in found:
        assert all(line.isprintable() for line in str(item).split("\n"))
        assert len(item.message) < 400
        assert item.fixes


def test_the_plain_chart_is_clean(tmp_path: Path) -> None:
    chart, found = load(tmp_path, CHART.format(**PLAIN))
    assert found == []
    assert chart is not None
    assert check_chart(chart)[1] == []


@pytest.mark.parametrize("slot", SLOTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_name_that_is_no_plain_name_is_refused(name: str, slot: str, tmp_path: Path) -> None:
    chart, found = load(tmp_path, CHART.format(**{**PLAIN, slot: name}))
    if (name, slot) in HARMLESS:
        assert found == []
        return
    assert chart is None
    assert found[0].rule in ("SC001", "SC003", "SC103", "SC104", "SC105", "SC107", "SC113")
    assert_printable(found)


@pytest.mark.parametrize(
    "type_name",
    [
        "os.system('x')", "'str'", "str; import os", "str]", "tuple[str", "lambda", "a.class.b", "str ||", "| str",
        "tuple[]", "a..b", "1", "str = 1", "{{ x }}", "tuple[...]", "x[" * 40 + "]" * 40, "a" * 300,
        "str\\nint", "...", "list[str,]",
    ],
)  # fmt: skip
def test_a_type_that_is_no_type_is_refused(type_name: str, tmp_path: Path) -> None:
    chart, found = load(tmp_path, CHART.format(**{**PLAIN, "type": f'"{type_name}"'}))
    assert chart is None
    assert [item.rule for item in found] == ["SC110"]
    assert_printable(found)


@pytest.mark.parametrize(
    "type_name",
    [
        "str",
        "str | None",
        "tuple[int, ...]",
        "dict[str, tuple[a.b.C, ...]]",
        "sessioncore.wire.sip.Request",
        "list[int] | None",
    ],
)
def test_a_type_is_taken_as_it_stands(type_name: str, tmp_path: Path) -> None:
    chart, found = load(tmp_path, CHART.format(**{**PLAIN, "type": f'"{type_name}"'}))
    assert found == []
    assert chart is not None
    assert chart.events["told"].payload[0].type == type_name


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ('"a\\nb"', "a b"),
        ('\'a"""b\'', 'a"""b'),
        ('"{{ x }} {% y %} <script>"', "{{ x }} {% y %} <script>"),
        ("on", "on"),
        ("0x10", "0x10"),
        ("2001-01-01", "2001-01-01"),
        ("|\n    one\n    two", "one two"),
        ('"a\\tb   c"', "a b c"),
        ("größer → ja", "größer → ja"),
    ],
)
def test_a_text_is_kept_on_one_line(text: str, kept: str, tmp_path: Path) -> None:
    chart, found = load(tmp_path, CHART.format(**{**PLAIN, "doc": text}))
    assert found == []
    assert chart is not None
    assert chart.doc == kept


@pytest.mark.parametrize(
    "text",
    ['"\\e[2J"', '"a\\0"', '"\\u202e"', '"\\u2028"', '"\\x7f"', '"\\u200b"', "a\u202eb", "a b # \u2066", "a\u00adb"],
)
def test_a_text_that_deceives_is_refused(text: str, tmp_path: Path) -> None:
    chart, found = load(tmp_path, CHART.format(**{**PLAIN, "doc": text}))
    assert chart is None
    assert [item.rule for item in found] == ["SC003"]
    assert_printable(found)


LAUGHS = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        (LAUGHS, "SC006"),
        ("a: &b c", "SC006"),
        ("a: *b", "SC006"),
        ("? *b\n: c", "SC006"),
        ("a: !!python/name:os.system", "SC006"),
        ("a: !tag {b: c}", "SC006"),
        ("a: !!set {b}", "SC006"),
        ("<<: {a: b}", "SC006"),
        ("a: " + "[" * 100_000, "SC002"),
        ("{" * 100_000, "SC002"),
        ("".join(f"{' ' * n}a:\n" for n in range(60)), "SC002"),
        ("a: [" + "b, " * 50_000 + "]", "SC002"),
        ("a: " + "b" * 5_000, "SC002"),
        ("a: b\n" * 100_000, "SC002"),
        ("#" * 300_000, "SC002"),
        ("? [a, b]\n: c", "SC004"),
        ("? {a: b}\n: c", "SC004"),
        ("", "SC004"),
        ("- a", "SC004"),
        ("word", "SC004"),
        ("a: b\n---\na: b", "SC005"),
        ("%YAML 9.9\n---\na: b", "SC001"),
        ("a: 'b", "SC001"),
        ("a: \tb\n\tc: d", "SC001"),
        ("a: b: c", "SC001"),
        ("a: @b", "SC001"),
    ],
)
def test_a_yaml_trap_is_refused_at_once(text: str, rule: str, tmp_path: Path) -> None:
    begun = process_time()
    chart, found = load(tmp_path, text)
    assert chart is None
    assert [item.rule for item in found if item.unreadable] == [rule]
    assert_printable(found)
    assert process_time() - begun < 2.0, "a hostile file costs no more than reading it"


@pytest.mark.parametrize("data", [b"\xff\xfe", b"a: \xc3", b"\x00\x01", b"a: \xed\xa0\x80", "a: b".encode("utf-16")])
def test_bytes_that_are_no_text_are_refused(data: bytes, tmp_path: Path) -> None:
    chart, found = load(tmp_path, data)
    assert chart is None
    assert [item.rule for item in found] == ["SC001"]
    assert_printable(found)


def test_a_byte_order_mark_and_foreign_line_ends_change_nothing(tmp_path: Path) -> None:
    text = CHART.format(**PLAIN)
    first, _ = load(tmp_path, text)
    second, found = load(tmp_path, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert found == []
    assert first == second


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "machines" / "family" / "folder.yaml").mkdir(parents=True)
    library, found = load_library(tmp_path / "machines")
    assert [item.rule for item in found] == ["SC001"]
    assert library.broken == {"family/folder"}
    assert load_chart(tmp_path / "family" / "missing.yaml")[1][0].rule == "SC001"


@pytest.mark.parametrize(
    "name", ["class/x", "family/Import", "family/in", "a b/c", "a/b/c/d/e", "limits/x", "family/x-y"]
)
def test_a_file_that_would_be_no_module_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "machines" / f"{name}.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(f"chart: {name}\ndoc: d\ninitial: here\nstates: {{here: {{final: true}}}}\n")
    _, found = load_library(tmp_path / "machines")
    assert [item.rule for item in found] == ["SC106" if name == "limits/x" else "SC105"]
    assert_printable(found)


def test_two_charts_of_one_python_name_are_refused(tmp_path: Path) -> None:
    for name in ("a/b_c", "a_b/c"):
        path = tmp_path / "machines" / f"{name}.yaml"
        path.parent.mkdir(parents=True)
        path.write_text(f"chart: {name}\ndoc: d\ninitial: here\nstates: {{here: {{final: true}}}}\n")
    _, found = load_library(tmp_path / "machines")
    assert [item.rule for item in found] == ["SC106"]


def test_a_thousand_mistakes_are_not_all_listed(tmp_path: Path) -> None:
    rows = "\n".join(f"  Bad{number}: {{final: true}}" for number in range(1_000))
    chart, found = load(
        tmp_path, f"chart: family/chart\ndoc: d\ninitial: here\nstates:\n  here: {{final: true}}\n{rows}\n"
    )
    assert chart is None
    assert len(found) == 200


def many(text: str, count: int) -> str:
    return ", ".join(text.replace("#", str(number)) for number in range(count))


LARGE = {
    "events": f"events: {{{many('told_#: {from: origin}', 121)}}}",
    "guards": f"guards: {{{many('free_#: is so', 241)}}}",
    "classifier": (
        f"receives: request *\nguards: {{{many('free_#: is so', 11)}}}\n"
        f'events: {{{many("told_#: {from: peer, message: %*%, where: free_#}", 11)}}}'.replace("%", '"')
    ),
    "rows": f"events: {{told: {{from: origin}}}}\nwhen: {{told: [{many('{}', 2_001)}]}}",
    "rows of lists": (
        f"events: {{{many('told_#: {from: origin}', 100)}}}\n"
        f'when: {{"{many("told_#", 100)}": [{many("{}", 100)}]}}'
    ),
    "brackets": (
        "events: {told: {from: origin}, action_failed: {from: failure}}\n"
        f"actions: {{{many('open_#: {opens: port_#}', 5)}}}"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", LARGE)
def test_a_chart_that_nobody_could_read_is_refused(what: str, tmp_path: Path) -> None:
    chart, found = load(
        tmp_path, f"chart: family/chart\ndoc: d\ninitial: here\nstates: {{here: {{}}}}\n{LARGE[what]}\n"
    )
    assert chart is None
    assert [item.rule for item in found] == ["SC117"]
    assert_printable(found)


def test_two_hundred_states_are_the_most(tmp_path: Path) -> None:
    text = "chart: family/chart\ndoc: d\ninitial: here_0\nstates: "
    _, found = load(tmp_path, text + f"{{{many('here_#: {}', 201)}}}")
    assert [item.rule for item in found] == ["SC117"]


def test_the_largest_chart_is_checked_in_time(tmp_path: Path) -> None:
    events, states = many("t_#: {from: origin}", 120), many("here_#: {waits: {SC503: so}}", 190)
    rows = f'when: {{"{many("t_#", 120)}": {{to: here_0}}}}'
    text = f"chart: family/chart\ndoc: d\nevents: {{{events}}}\ninitial: here_0\n{rows}\nstates: {{{states}}}\n"
    chart, _ = load(tmp_path, text)
    assert chart is not None
    begun = process_time()
    assert {item.rule for item in check_chart(chart)[1]} == {"SC201", "SC204"}
    assert process_time() - begun < 20.0


WORDS = st.sampled_from(
    [
        *(
            "chart",
            "doc",
            "events",
            "from",
            "peer",
            "message",
            "guards",
            "actions",
            "signals",
            "timers",
            "after",
            "states",
        ),
        *(
            "initial",
            "when",
            "ignore",
            "reject",
            "defer",
            "never",
            "waits",
            "to",
            "do",
            "if",
            "signal",
            "final",
            "true",
        ),
        *("family/chart", "here", "there", "bye", "64*T1", "2xx INVITE", "SC503", "a reason", "", "1", "not x", "x, y"),
        *(
            "uniform",
            "repeat",
            "factor",
            "cap",
            "event",
            "payload",
            "rule",
            "B1.1",
            "receives",
            "request *",
            "enter",
            "exit",
        ),
        *("scopes", "parts", "wires", "cell", "part", "leg", "dialog", "each", "origin", "current", "asks", "commands"),
        *(
            "one_of",
            "many",
            "key",
            "limit",
            "transactions",
            "in(a.b)",
            "a.b",
            "key: [",
            "&x",
            "*x",
            "!t",
            "<<",
            "{",
            "- ",
        ),
    ]
)
TREES = st.recursive(
    WORDS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(WORDS, inner, max_size=5),
    ),
    max_leaves=30,
)


def yaml_ish(tree: object) -> str:
    """Flow style, mostly well formed: what is quoted badly is the point."""
    if isinstance(tree, dict):
        return "{" + ", ".join(f"{yaml_ish(key)}: {yaml_ish(value)}" for key, value in tree.items()) + "}"
    if isinstance(tree, list):
        return "[" + ", ".join(yaml_ish(item) for item in tree) + "]"
    return str(tree) if str(tree).isidentifier() else f'"{tree}"'


def block(tree: object) -> str:
    if not isinstance(tree, dict):
        return yaml_ish(tree)
    return "\n".join(f"{yaml_ish(key)}: {yaml_ish(value)}" for key, value in tree.items())


def assert_only_diagnoses(machines: Path) -> None:
    library, found = load_library(machines)
    assert_printable([*found, *check_library(library)])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=TREES, name=st.sampled_from(["family/chart.yaml", "cell.wiring.yaml", "limits.yaml", "rules.yaml"]))
def test_any_tree_is_diagnosed_not_raised(tree: object, name: str, tmp_path: Path) -> None:
    path = tmp_path / "machines" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(block(tree))
    assert_only_diagnoses(tmp_path / "machines")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=200))
def test_any_text_is_diagnosed_not_raised(text: str, tmp_path: Path) -> None:
    _, found = load(tmp_path, text)
    assert_printable(found)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    data=st.data(),
    name=st.sampled_from(["transaction/invite_client.yaml", "small/caller.yaml", "pair.wiring.yaml", "limits.yaml"]),
)
def test_a_damaged_file_is_diagnosed_not_raised(data: st.DataObject, name: str, tmp_path: Path) -> None:
    """A word of a good file becomes another one, or is lost."""
    machines = tmp_path / "machines"
    for path in CHARTS.rglob("*.yaml"):
        target = machines / path.relative_to(CHARTS)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    pieces = (CHARTS / name).read_text().split(" ")
    where = data.draw(st.integers(0, len(pieces) - 1))
    pieces[where] = data.draw(st.one_of(WORDS, st.just(""), st.sampled_from(pieces)))
    (machines / name).write_text(" ".join(pieces))
    assert_only_diagnoses(machines)


def test_the_reader_counts_lines_and_columns_from_one() -> None:
    findings = Findings()
    document = source.parse("a: b\nç:   {d: e}\n".encode(), "x.yaml", findings)
    assert document is not None
    (first, _), (second, value) = document.root.entries
    assert (first.span.line, first.span.column) == (1, 1)
    assert (second.span.line, second.span.column) == (2, 1)
    assert isinstance(value, source.Table)
    assert (value.entries[0][0].span.line, value.entries[0][0].span.column) == (2, 7)
