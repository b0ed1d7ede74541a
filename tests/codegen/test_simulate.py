"""Stepping a chart by a script: events, guards, the virtual clock, failures of actions, history and the lit picture."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from sessioncore.codegen.cli import main

ROOT = Path(__file__).resolve().parents[2]
CHART = """chart: sample/door
doc: A door.
events:
  knock: {from: neighbour, payload: {name: str}}
  later: {from: neighbour}
  action_failed: {from: failure}
guards: {known: we know the name}
actions: {note: {emits: [Publish], doc: keeps the name}}
signals: {opened: {name: str}}
timers: {shut: {after: 3, event: shut_due}, tick: {after: 1, repeat: {factor: 2, cap: 4}, event: tick_due}}
initial: closed
states:
  closed:
    timer: tick
    when:
      knock: [{if: known, to: open, do: note, signal: opened}, {doc: not for strangers}]
      tick_due: {}
      action_failed: {to: broken}
    defer: {later: the door is closed}
    waits: {SC701: a door waits as long as it likes}
  open:
    timer: shut
    when: {shut_due: {to: closed}, later: {to: broken}, action_failed: {to: broken}}
    ignore: {knock: it is open}
  broken: {final: true, ignore: {"knock, later, action_failed": over}}
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "machines/sample").mkdir(parents=True)
    (tmp_path / "machines/sample/door.yaml").write_text(CHART, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stepped(
    script: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *more: str, chart: str = "door"
) -> tuple[int, list[str]]:
    monkeypatch.setattr("sys.stdin", io.StringIO(script))
    status = main(["simulate", chart, *more])
    return status, capsys.readouterr().out.splitlines()


@pytest.mark.usefixtures("folder")
def test_a_guard_is_asked_for_and_its_row_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, lines = stepped("knock name=eve\nn\nknock name=bob\ny\n", monkeypatch, capsys)
    assert status == 0
    assert "  known (we know the name)? [y/n] n" in lines
    assert "      row closed.knock#1 (machines/sample/door.yaml:16)" in lines
    assert "  0 s knock: closed -> open" in lines
    assert "      action note: Publish" in lines
    assert "      signal opened name=bob" in lines
    assert "  now open at 0 s" in lines


@pytest.mark.usefixtures("folder")
def test_timers_run_on_the_virtual_clock_and_repeat(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, lines = stepped("advance 8\nguard known yes\nknock\nadvance 2.5\nnext\n", monkeypatch, capsys)
    assert status == 0
    ticks = [line for line in lines if line.endswith("s tick_due: closed")]
    assert [line.split()[0] for line in ticks] == ["1", "3", "7"]  # after 1, then 2, then 4 at most
    assert "  timers: shut in 0.5 s" in lines
    assert "  11 s shut_due: open -> closed" in lines


@pytest.mark.usefixtures("folder")
def test_what_was_held_back_comes_when_the_state_is_left(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, lines = stepped("later\nstate\nknock known=yes\n", monkeypatch, capsys)
    assert status == 0
    assert "      held back later: the door is closed" in lines
    assert "  held back: later" in lines
    assert lines.index("  0 s knock: closed -> open") < lines.index("  0 s later: open -> broken")
    assert "  now broken (final) at 0 s" in lines


@pytest.mark.usefixtures("folder")
def test_an_action_fails_on_demand(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = stepped("fail note\nknock known=yes\n", monkeypatch, capsys)
    assert status == 0
    assert "      action note fails; the rest of its block is skipped" in lines
    assert "  0 s action_failed: open -> broken" in lines
    assert not any("signal opened" in line for line in lines)


@pytest.mark.usefixtures("folder")
def test_it_tells_what_may_come_and_the_history(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, lines = stepped("allowed\nguard known yes\nknock\nallowed\nhistory\nrestart\n", monkeypatch, capsys)
    assert status == 0
    first = lines.index("  knock name=str")
    assert lines[first + 1] == "      if known: note; raises opened; goes to open"
    assert "      ignored: it is open" in lines
    assert "  shut_due" in lines
    assert [line for line in lines if re.match(r"  \d+\.\d{3} s ", line)] == [
        "  0.000 s start: closed",
        "  0.000 s knock: closed -> open",
    ]
    assert lines[-2] == "  now closed at 0 s"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("nock", "has no event nock"),
        ("knock colour=red", "knock has no field colour; it has: name"),
        ("knock red", "'red' is not FIELD=VALUE"),
        ("shut_due", "no timer that raises shut_due runs"),
        ("advance soon", "advance how long?"),
        ("guard knwon yes", "there are: known"),
        ("fail open", "there are: note"),
        ("delay shut soon", "there are: shut, tick"),
        ("knock", "no answer; the lines have ended"),
    ],
)
def test_a_line_that_cannot_be_done_is_told_and_the_status_is_one(
    line: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    status, lines = stepped(f"{line}\n", monkeypatch, capsys)
    assert status == 1
    assert any(said in each for each in lines)


def test_the_picture_shows_where_it_stands(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    svg = folder / "door.svg"
    status, _ = stepped("guard known yes\nknock\n", monkeypatch, capsys, "--svg", str(svg))
    assert status == 0
    [style] = re.findall(r"<style>(.*?)</style>", svg.read_text(encoding="utf-8"))[:1]
    assert '[id="state-open"]' in style
    assert '[id="state-closed"]' not in style
    assert '[id="edge-closed-open"]' in style
    assert '[id="a_row-closed.knock"]' in style


@pytest.mark.usefixtures("folder")
def test_a_chart_with_errors_is_not_stepped(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "machines/sample/door.yaml").write_text(CHART.replace("    ignore: {knock: it is open}\n", ""))
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["simulate", "door"]) == 2
    assert "SC401" in capsys.readouterr().err


def test_a_shipped_chart_is_stepped_by_its_limits(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    script = "advance 31.9\nprovisional response=180\ncancel\nnext\n"
    status, lines = stepped(script, monkeypatch, capsys, chart="transaction/invite_client")
    assert status == 0
    resent = [line.split()[0] for line in lines if "resend_due" in line and line.endswith("calling")]
    assert resent == ["0.5", "1.5", "3.5", "7.5", "15.5", "31.5"]
    assert "  63.9 s cancel_timed_out: proceeding.cancelling -> terminated" in lines


def test_regions_and_history_are_stepped(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(ROOT / "tests/codegen/regions")
    script = "play\nskip many=no\nlouder\npause\nplay\nallowed\ntuned\n"
    status, lines = stepped(script, monkeypatch, capsys, chart="home/player.yaml")
    assert status == 1
    assert "  0 s play: stopped -> on_air.deck.one+on_air.volume.low" in lines
    assert "  0 s play: stopped -> on_air.deck.two.b+on_air.volume.low" in lines, "deck has a history, volume has none"
    assert "  tuned" not in lines
    assert "  tuned is raised by the chart itself" in lines


@pytest.mark.usefixtures("folder")
def test_a_question_can_be_left(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    status, lines = stepped("knock\nperhaps\nquit\nknock\n", monkeypatch, capsys)
    assert status == 0
    assert lines[-1].endswith("[y/n] quit")
    assert any("y or n answers" in line for line in lines)


@pytest.mark.usefixtures("folder")
def test_a_time_that_is_none_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    for time in (".", "1.2.3", "-1", "nan", "1e9"):
        status, lines = stepped(f"delay shut {time}\n", monkeypatch, capsys)
        assert status == 1
        assert "delay TIMER SECONDS" in lines[-1]


@pytest.mark.usefixtures("folder")
def test_a_picture_that_cannot_be_written_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], folder: Path
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("quit\n"))
    assert main(["simulate", "door", "--svg", str(folder / "nowhere" / "x.svg")]) == 2
    assert "x.svg: No such file or directory" in capsys.readouterr().err
