"""`sessioncore diff`: what a change means, told by meaning, in a text that cannot do anything, and in pictures."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import HealthCheck, assume, given, settings

from sessioncore.codegen.backends.overlay import AMBER, FAINT, GREEN, RED
from sessioncore.codegen.backends.svg import render
from sessioncore.codegen.diagnostics import Diagnostic
from sessioncore.codegen.examine import examine
from sessioncore.codegen.load import load_chart, load_library
from sessioncore.codegen.model import Chart, Library
from sessioncore.codegen.review.charts import ChartChanges, compare_charts
from sessioncore.codegen.review.command import diff
from sessioncore.codegen.review.library import compare
from sessioncore.codegen.review.markdown import code, fitted
from sessioncore.codegen.review.page import page
from sessioncore.codegen.review.picture import change_picture
from sessioncore.codegen.review.renames import KINDS, find_renames, translated
from tests.support.libraries import loaded
from tests.support.random_charts import charts as random_charts

ROOT = Path(__file__).resolve().parents[2]
SHIPPED, _ = loaded(ROOT / "machines")
CLIENT = "transaction/invite_client"
SVG = "{http://www.w3.org/2000/svg}"


def few(folder: Path) -> Path:
    """Some of the shipped charts: what is read twice in every test should be little."""
    for name in (f"{CLIENT}.yaml", "session/session.yaml", "limits.yaml", "rules.yaml"):
        (folder / "machines" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "machines" / name, folder / "machines" / name)
    return folder / "machines"


@pytest.fixture
def machines(tmp_path: Path) -> Path:
    return few(tmp_path)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> tuple[Library, list[Diagnostic]]:
    return examine(few(tmp_path_factory.mktemp("before")))


def edited(machines: Path, chart: str, *edits: tuple[str, str]) -> Library:
    """The library after replacing texts in one chart, each of which must be there."""
    file = machines / f"{chart}.yaml"
    text = file.read_text()
    for old, new in edits:
        assert re.search(old, text), old
        text = re.sub(old, new, text)
    file.write_text(text)
    return load_library(machines)[0]


def changed(machines: Path, *edits: tuple[str, str], chart: str = CLIENT) -> ChartChanges:
    library = edited(machines, chart, *edits)
    return compare_charts(SHIPPED.charts[chart], library.charts[chart])


def told(changes: ChartChanges) -> list[tuple[str, str]]:
    return [(change.kind, change.text) for change in changes.changes]


@pytest.mark.parametrize("name", SHIPPED.charts)
def test_a_chart_is_like_itself(name: str) -> None:
    changes = compare_charts(SHIPPED.charts[name], SHIPPED.charts[name])
    assert changes.changes == ()
    assert changes.cells is None or changes.cells[0] == 0


def test_order_comments_and_layout_of_the_file_are_no_change(machines: Path) -> None:
    changes = changed(machines, (r"initial: calling\n", "initial:   calling   # where it begins\n\n"))
    assert changes.changes == ()


def test_transitions(machines: Path) -> None:
    changes = changed(
        machines,
        (r"      trying:  .*\n", ""),
        (r"timed_out:           \{to: terminated,", "timed_out:           {to: completed, do: resend,"),
        (r"      resend_due:  .*\n", "      resend_due: [{if: hopeless}, {do: resend, rule: B1.1}]\n"),
        (r"(actions:\n)", r"guards: {hopeless: nobody answers}\n\1"),
    )
    assert sorted(told(changes)) == [
        ("added", "guard `hopeless`: `nobody answers`"),
        ("added", "in `calling`: `resend_due [hopeless]`"),
        ("changed", "in `calling`, `timed_out`: goes to `completed` (was `terminated`); does `resend` (was nothing)"),
        ("removed", "in `calling`: `trying → proceeding`"),
        ("removed", "in `proceeding`: `ignore trying`"),
    ]
    assert changes.cells is not None
    assert changes.cells[0] == 5, "three of one state, and one that two states inherit"


def test_the_order_of_alternatives_has_a_meaning(machines: Path) -> None:
    guards = (r"(actions:\n)", r"guards: {hopeless: no, late: no}\n\1")
    first = edited(machines, CLIENT, guards, (r"      resend_due:  .*\n",
                   "      resend_due: [{if: hopeless}, {if: late, do: resend}, {do: resend}]\n"))  # fmt: skip
    second = edited(machines, CLIENT, (r"\{if: hopeless\}, \{if: late, do: resend\}",
                    "{if: late, do: resend}, {if: hopeless}"))  # fmt: skip
    changes = compare_charts(first.charts[CLIENT], second.charts[CLIENT])
    assert told(changes) == [("changed", "in `calling`: the alternatives of `resend_due` are asked in another order")]


def test_decisions_timers_states_and_declarations(machines: Path) -> None:
    changes = changed(
        machines,
        (r"timer_m: \{after: 64\*T1", "timer_m: {after: 32*T1"),
        (r"timer: timer_x\n", "waits: {SC503: the test}\n"),
        (r'(ignore:\n      )trying:( +)\{why: "proceeding already"', r'\1trying:\2{why: "known"'),
        (r"    doc: INVITE sent, nothing heard yet\n", "    doc: nothing yet\n"),
        (r"    defer:\n      cancel: .*\n", "    ignore: {cancel: too early}\n"),
    )
    told_now = told(changes)
    assert ("changed", "timer `timer_m`: after `32*T1` (was `64*T1`)") in told_now
    assert ("removed", "timer `timer_x` ran in `proceeding.cancelling`") in told_now
    assert ("changed", "in `proceeding`, `ignore trying`: because `known` (was `proceeding already`)") in told_now
    assert ("changed", "state `calling`: says `nothing yet` (was `INVITE sent, nothing heard yet`)") in told_now
    assert ("changed", "in `calling`: `ignore cancel` (was `defer cancel`)") in told_now


def test_renames_are_renames(machines: Path) -> None:
    renamed = {"proceeding": "waiting", "resend": "send_again", "progress": "rings", "timer_d": "copies",
               "copies_ended": "copies_over", "success": "accepted_by_peer"}  # fmt: skip
    changes = changed(machines, *((rf"\b{old}\b(?! already)", new) for old, new in renamed.items()))
    assert {kind for kind, _ in told(changes)} == {"renamed"}
    assert {(dict(pairs)[old]) for pairs in changes.names.values() for old in pairs if old in renamed} == {
        *renamed.values()
    }
    assert changes.cells is not None
    assert changes.cells[0] == 0


def test_everything_renamed_at_once_is_still_known() -> None:
    old = SHIPPED.charts["dialog/invite_usage"]
    names = {
        "state": {path: f"s_{path}" for path in old.states if path},
        "event": {name: f"e_{name}" for name in old.events},
        "signal": {name: f"g_{name}" for name in old.signals},
    }
    new = translated(old, {**names, "guard": {}, "action": {}, "timer": {}})
    found = find_renames(old, new)
    for kind, pairs in names.items():
        right = sum(found[kind].get(was) == now for was, now in pairs.items())
        assert right >= 0.9 * len(pairs), (kind, dict(found[kind]))
        wrong = {was: now for was, now in found[kind].items() if pairs[was] != now}
        assert not wrong, f"a wrong rename is worse than none: {wrong}"


def test_another_state_of_the_same_place_is_no_rename(machines: Path) -> None:
    changes = changed(
        machines,
        (r"\bcompleted\b", "elsewhere"),
        (r"    doc: 3xx-6xx acknowledged.*\n", "    doc: quite another\n"),
        (r"(?s)(  elsewhere:\n    doc: quite another\n).*?(  accepted:)", r"\1    final: true\n\n\2"),
    )
    kinds = [(change.kind, change.text) for change in changes.changes if change.topic == "States"]
    assert ("added", "state `elsewhere`, final: `quite another`") in kinds
    assert any(kind == "removed" and "`completed`" in text for kind, text in kinds)


def colours(svg: ElementTree.Element) -> set[str]:
    return {element.attrib[name] for element in svg.iter() for name in ("fill", "stroke") if name in element.attrib}


def test_the_picture_shows_all_four_in_colour_and_without(machines: Path) -> None:
    changes = changed(
        machines,
        (r"timed_out:           \{to: terminated,", "timed_out:           {to: completed,"),
        (r"(    when:\n      resend_due:)", r"    when:\n      action_failed: {to: accepted}\n      resend_due:"),
        (r"      action_failed:       \{to: terminated, signal: failed, doc: the INVITE could not be sent\}\n", ""),
        (r"(?s)  accepted:\n.*?\n\n", ""),
        (r"to: accepted", "to: completed"),
        (r"(?m)^states:\n", "states:\n  fresh: {final: true, waits: {SC503: x}}\n"),
    )
    dot = change_picture(changes)
    assert dot is not None
    svg = ElementTree.fromstring(render(dot))
    assert {GREEN, RED, AMBER, FAINT} <= colours(svg)
    found = {element.attrib["id"]: element for element in svg.iter() if "id" in element.attrib}
    assert "removed" in found["state-accepted"].attrib["class"].split()
    assert "added" in found["state-fresh"].attrib["class"].split()
    assert any("stroke-dasharray" in path.attrib for path in found["state-accepted"].iter(f"{SVG}path"))
    first = ["".join(text.text or "" for text in found[f"state-{name}"].iter(f"{SVG}text")) for name in ("accepted",
             "fresh", "completed")]  # fmt: skip
    assert (first[0][0], first[1][0]) == ("−", "+")
    assert first[2].startswith("completed")
    old = next(name for name in found if name.startswith("a_row-old calling.timed_out"))
    signs = ("−", "")
    written = [text for text in found[old].iter(f"{SVG}text") if (text.text or "").strip() not in signs]
    assert {text.attrib.get("text-decoration") for text in written} == {"line-through"}
    assert (next(found["a_row-calling.timed_out"].iter(f"{SVG}text")).text or "").strip() == "~"


def test_every_shipped_chart_can_lose_and_gain_a_state(tmp_path: Path) -> None:
    """The picture of old and new in one is always drawn: here each chart against one with everything else renamed."""
    for name, chart in SHIPPED.charts.items():
        path = next(path for path in reversed(chart.states) if chart.states[path].leaf)
        names: dict[str, dict[str, str]] = {kind: {} for kind in KINDS}
        other = translated(chart, {**names, "state": {path: f"{path}_x"}})
        dot = change_picture(compare_charts(chart, other))
        assert dot is not None, name
        assert "~" in dot or "+" in dot


def test_whole_charts_wirings_limits_and_rules(tmp_path: Path) -> None:
    machines = Path(shutil.copytree(ROOT / "machines", tmp_path / "machines"))
    (machines / "session" / "session.yaml").rename(machines / "session" / "projection.yaml")
    edited(machines, "session/projection", (r"chart: session/session", "chart: session/projection"))
    (machines / "answering" / "busy.yaml").unlink()
    edited(machines, "leg.wiring", (r"session/session", "session/projection"), (r"answering/busy, ", ""))
    edited(machines, "limits", (r"(?m)^T1:( +)\{unit: s, default: 0\.5", r"T1:\1{unit: s, default: 0.6"))
    review = compare((SHIPPED, []), (load_library(machines)[0], []))
    assert dict(review.renamed) == {"session/session": "session/projection"}
    assert [chart.name for chart in review.removed] == ["answering/busy"]
    assert review.added == ()
    text = page(review, "a", "b", {})
    assert "- 🏷️ `session/session` is now `session/projection`" in text
    assert "- ✏️ part `answering`: no longer `answering/busy`" in text
    assert "limit `T1`: `0.6 s, from" in text
    assert text.count("wire `") == 0, "what only has another name is no change of a wire"


def test_what_the_checks_say_now(machines: Path, before: tuple[Library, list[Diagnostic]]) -> None:
    edited(machines, CLIENT, (r"      action_failed:       \{to: terminated, .*\n", ""))
    review = compare(before, examine(machines))
    assert [item.rule for item in review.new_findings] == ["SC401"]
    assert review.old_findings == ()
    text = page(review, "a", "b", {})
    assert "**The checks now find 1 error:**\n\n- ➕ SC401 `machines/transaction/invite_client.yaml:" in text
    back = compare(examine(machines), before)
    assert [item.rule for item in back.old_findings] == ["SC401"]


def test_a_chart_that_cannot_be_read_is_said_and_not_gone(
    machines: Path, before: tuple[Library, list[Diagnostic]]
) -> None:
    (machines / f"{CLIENT}.yaml").write_text("chart: [\n")
    review = compare(before, examine(machines))
    assert review.broken == (CLIENT,)
    assert CLIENT not in [chart.name for chart in review.removed]
    assert f"**Cannot be read now:** `{CLIENT}`" in page(review, "a", "b", {})


HOSTILE = "@octocat #1 <img src=x onerror=alert(1)> [a](javascript:x) ``` | **b** \u202e ![](http://x) GH-1"


def test_nothing_that_a_chart_says_can_do_anything(machines: Path, before: tuple[Library, list[Diagnostic]]) -> None:
    safe = HOSTILE.replace("\u202e", "")  # the loader refuses it
    edited(machines, CLIENT, (r"    doc: INVITE sent, nothing heard yet\n", f'    doc: "{safe}"\n'),
           (r"doc: INVITE client transaction\.", f'doc: "{safe}"'))  # fmt: skip
    review = compare(before, examine(machines))
    text = page(review, HOSTILE, HOSTILE, {})
    assert text.count("octocat") >= 4
    outside = re.sub(r"`[^`\n]*`", "", text)
    assert "`" not in outside
    for part in ("octocat", "<", "onerror", "javascript", "](", "\u202e"):
        assert part not in outside, part


def test_code_spans_cannot_be_left() -> None:
    assert code("a`b``c\n d") == "`a'b''c d`"
    assert code("") == "` `"
    assert len(code("x" * 10_000)) < 310


def test_the_text_is_bounded() -> None:
    text = fitted([f"- {code('x' * 200)}" for _ in range(1_000)], 5_000)
    assert len(text) <= 5_000
    said = re.search(r"\*\*(\d+) more lines do not fit here", text)
    assert said is not None
    assert int(said[1]) + text.count("- `") == 1_000
    assert fitted(["a", "b"], 5_000) == "a\nb\n"


def test_a_huge_change_fits_into_a_comment(tmp_path: Path) -> None:
    """Every chart gone, each with all that it says, and the same again as new ones."""
    empty = tmp_path / "machines"
    empty.mkdir()
    review = compare(examine(empty), (SHIPPED, []))
    assert len(review.added) == len(SHIPPED.charts)
    assert len(page(review, "a" * 10_000, "b", {}, 3_000)) <= 3_000


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    done = subprocess.run(["git", *who, *arguments], cwd=folder, capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.fixture
def project(tmp_path: Path, machines: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "pyproject.toml").write_text("[tool.sessioncore]\nhandlers = 'handlers'\n")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-q", "-m", "first")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_revisions_and_the_working_tree(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff([]) == 0
    assert "nothing changes in meaning" in capsys.readouterr().out
    edited(project / "machines", CLIENT, (r"timer_m: \{after: 64\*T1", "timer_m: {after: 32*T1"))
    assert diff(["-o", "out"]) == 0
    text = capsys.readouterr().out
    assert "timer `timer_m`: after `32*T1` (was `64*T1`)" in text
    assert (project / "out" / "changes.md").read_text() == text
    assert (project / "out" / f"{CLIENT}.svg").read_text().startswith("<?xml")
    assert [path.name for path in (project / "out").rglob("*.svg")] == ["invite_client.svg"]
    git(project, "commit", "-q", "-a", "-m", "second")
    assert diff(["HEAD~1", "HEAD", "-o", "again"]) == 0
    assert capsys.readouterr().out.splitlines()[4:] == text.splitlines()[4:], "the same from revisions"
    assert diff(["HEAD"]) == 0
    assert "nothing changes in meaning" in capsys.readouterr().out


def test_one_file_against_head_and_two_files(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = project / "mine.yaml"
    shutil.copy(project / "machines" / f"{CLIENT}.yaml", other)
    edited(project / "machines", CLIENT, (r"timer_m: \{after: 64\*T1", "timer_m: {after: 32*T1"))
    edited(project / "machines", "session/session", (r"(?m)^doc: .*$", "doc: another"))
    assert diff([f"machines/{CLIENT}.yaml"]) == 0
    out = capsys.readouterr().out
    assert "timer_m" in out
    assert "session/session" not in out
    assert diff(["mine.yaml", f"machines/{CLIENT}.yaml"]) == 0
    assert "after `32*T1` (was `64*T1`)" in capsys.readouterr().out


def test_new_errors_give_exit_status_1(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edited(project / "machines", CLIENT, (r"      action_failed:       \{to: terminated, .*\n", ""))
    assert diff([]) == 1
    assert "SC401" in capsys.readouterr().out


@pytest.mark.parametrize("given", ["nowhere", "--upload-pack=x", "HEAD:machines", "-", "a" * 5_000, "HEAD\n"])
def test_what_is_neither_file_nor_revision(project: Path, given: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert diff([given]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_of_a_revision_only_chart_files_are_read(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Links lead out of the repository, huge files cost memory: neither is taken from what somebody proposes."""
    secret = project.parent / "secret.yaml"
    secret.write_text("chart: secret/secret\ndoc: hush\n")
    family = project / "machines" / "secret"
    family.mkdir()
    (family / "secret.yaml").symlink_to(secret)
    (family / "huge.yaml").write_bytes(b"#" * 3_000_000)
    (project / "machines" / "session" / "note.txt").write_text("hush")
    git(project, "add", ".")
    git(project, "commit", "-q", "-m", "hostile")
    assert diff(["HEAD~1", "HEAD"]) == 1
    out = capsys.readouterr().out
    assert "hush" not in out
    assert "secret/secret" not in out
    assert "SC002 `machines/secret/huge.yaml" in out


REGIONS = """
chart: toy/phone
doc: Two regions and a memory.
events:
  go: {from: application, payload: {command: int}}
  tick: {from: media}
  finished: {from: done}
  mine: {from: internal}
initial: idle
states:
  idle: {when: {go: {to: busy, raise: mine}}, ignore: {"tick, mine": not yet}, waits: {SC503: people}}
  busy:
    parallel: true
    done: finished
    when: {finished: {to: over}}
    ignore: {"go, mine": busy}
    waits: {SC503: people}
    states:
      left: {initial: a, states: {a: {when: {tick: {to: b}}}, b: {final: true, ignore: {tick: over}}}}
      right: {initial: c, states: {c: {when: {tick: {to: d}}}, d: {final: true, ignore: {tick: over}}}}
  over: {final: true, ignore: {"go, tick, mine": over}}
"""


def test_charts_with_regions_are_compared_and_drawn(tmp_path: Path) -> None:
    charts = []
    for number, text in enumerate((REGIONS, re.sub(r"\bd\b", "e", REGIONS).replace(", raise: mine", ""))):
        file = tmp_path / str(number) / "toy" / "phone.yaml"
        file.parent.mkdir(parents=True)
        file.write_text(text)
        chart, found = load_chart(file)
        assert chart is not None, found
        charts.append(chart)
    changes = compare_charts(charts[0], charts[1])
    assert told(changes) == [
        ("renamed", "state `busy.right.d` is now `busy.right.e`"),
        ("changed", "in `idle`, `go`: raises nothing (was `mine`)"),
    ]
    assert changes.cells is not None
    assert changes.cells[0] == 2, "the transition, and where its event now never comes"
    dot = change_picture(changes)
    assert dot is not None
    assert 'lhead="cluster-busy"' in dot, "all regions are entered together"


def made(text: str) -> Chart:
    """A chart made by Hypothesis; those that the loader refuses are no matter of this test."""
    with tempfile.TemporaryDirectory() as folder:
        name = yaml.safe_load(text)["chart"]
        file = Path(folder, f"{name}.yaml")
        file.parent.mkdir(parents=True)
        file.write_text(text)
        chart, _ = load_chart(file, Path(folder))
    assume(chart is not None)
    assert chart is not None
    return chart


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(random_charts(), random_charts())
def test_any_two_charts_can_be_compared_and_drawn(one: str, other: str) -> None:
    """Whatever both say: nothing differs from itself, the list is bounded, and old and new stand in one picture."""
    old, new = made(one), made(other)
    assert compare_charts(old, old).changes == ()
    there, back = compare_charts(old, new), compare_charts(new, old)
    assert bool(there.changes) == bool(back.changes)
    dot = change_picture(there)
    if dot is not None:
        ElementTree.fromstring(render(dot))
    library = [(Library({chart.name: chart}, {}, {}, {}), []) for chart in (old, new)]
    text = page(compare(library[0], library[1]), "old", "new", {}, 5_000)
    assert len(text) <= 5_000
    assert "`" not in re.sub(r"`[^`\n]*`", "", text)
