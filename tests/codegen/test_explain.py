"""Every rule of the checks is explained, its sample breaks it, and a state is told with everything around it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sessioncore.codegen.cli import main
from sessioncore.codegen.examine import examine
from sessioncore.codegen.explain import explained, rules
from sessioncore.codegen.locate import NotFoundError
from tests.support.libraries import loaded

ROOT = Path(__file__).resolve().parents[2]
IN_CODE = sorted(
    {rule for path in (ROOT / "codegen").rglob("*.py") for rule in re.findall(r'"(SC[0-7]\d\d)"', path.read_text())}
)
"""The checks; SC8 and SC9 belong to exploration and import, which explain theirs themselves."""
SAMPLE = re.compile(r"^```yaml\n(.*?)^```$", re.DOTALL | re.MULTILINE)
CHARTS = {
    rule: found[1]
    for rule, text in rules().items()
    if (found := SAMPLE.search(text)) is not None and found[1].startswith("chart: sample/")
}


def test_every_rule_of_the_code_is_explained() -> None:
    assert len(IN_CODE) > 50
    assert sorted(rules()) == IN_CODE


@pytest.mark.parametrize("rule", IN_CODE)
def test_it_says_what_it_means_shows_a_sample_and_how_to_mend_it(rule: str) -> None:
    text = rules()[rule]
    title, meaning = text.split("\n")[0], text.split("\n")[2]
    assert len(title) > len(rule) + 5
    assert len(meaning) > 20
    assert SAMPLE.search(text)
    assert re.search(r"^To mend it: .{10,}", text, re.MULTILINE)


def test_most_samples_are_whole_charts() -> None:
    assert len(CHARTS) >= 45


@pytest.mark.parametrize("rule", sorted(CHARTS))
def test_the_sample_breaks_the_rule(rule: str, tmp_path: Path) -> None:
    machines = tmp_path / "machines"
    text = CHARTS[rule]
    name = text.partition("\n")[0].partition(":")[2].strip()
    if rule == "SC111":
        name = "sample/another_name"
    (machines / f"{name}.yaml").parent.mkdir(parents=True)
    (machines / f"{name}.yaml").write_text(text, encoding="utf-8")
    for table in ("limits.yaml", "rules.yaml"):
        (machines / table).write_text((ROOT / "tests/codegen/charts" / table).read_text(encoding="utf-8"))
    _, found = examine(machines)
    assert rule in {item.rule for item in found}


def test_a_state_is_told_with_rows_timers_raisers_and_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = explained("invite_client.proceeding.cancelling")
    assert "transaction/invite_client.proceeding.cancelling (machines/transaction/invite_client.yaml:" in text
    assert "timer timer_x: after 64*T1; raises cancel_timed_out" in text
    assert "proceeding.plain on cancel: " in text
    assert "success (from peer) [as proceeding says]" in text
    assert "raised by outgoing.cancel (machines/leg.wiring.yaml:" in text
    library, _ = loaded(ROOT / "machines")
    assert f"B1.10 ({', '.join(library.rules['B1.10'].sections)}): {library.rules['B1.10'].text}" in text


def test_every_shipped_state_can_be_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    library, _ = loaded(ROOT / "machines")
    chart = library.charts["setup/incoming"]
    others = [event.name for event in chart.events.values() if event.source != "timer"]
    for leaf in chart.leaves:
        text = explained(f"setup/incoming.{leaf.path}")
        assert [event for event in others if f"  {event} (from " not in text] == []


def test_a_chart_alone_is_told_as_its_states(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    text = explained("setup/incoming")
    assert "    ringing: 180 sent" in text
    assert "stands in: leg.incoming, leg.setup" in text


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("SC999", "there is no rule SC999"),
        ("invite_clent.calling", "write 'transaction/invite_client'"),
        ("invite_client.caling", "write 'calling'"),
    ],
)
def test_what_is_not_there_is_guessed(
    what: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    with pytest.raises(NotFoundError):
        explained(what)
    assert main(["explain", what]) == 2
    assert said in capsys.readouterr().err


def test_the_command_tells_a_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "sc402"]) == 0
    assert capsys.readouterr().out.startswith("SC402 ")


def test_regions_history_and_events_of_the_chart_itself_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT / "tests/codegen/regions")
    text = explained("home/player.yaml.on_air")
    assert "regions, all active at once: on_air.deck, on_air.volume" in text
    assert "done: raises all_over" in text
    assert "on entry: beep, then takes its own tuned" in text
    text = explained("home/player.yaml.on_air.deck.back")
    assert "history: enters the state inside that on_air.deck was last left from" in text
    assert "at first: cold; goes to on_air.deck.one" in text
