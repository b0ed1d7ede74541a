"""What SIPp has to show: every rule in both roles and over both transports, or the reason why it cannot."""

from __future__ import annotations

import pytest

from tools.wire import ROOT, Shows, concerned, findings, played, roles, shows

ROLES = {"a.xml": ("call",), "b.xml": ("call", "called")}


def test_every_rule_has_a_scenario_or_a_reason() -> None:
    assert len(concerned()) > 75
    assert list(findings(shows(), concerned(), played())) == []


def test_roles_follow_from_the_scenarios() -> None:
    assert roles()["uas_late.xml"] == ("call",)
    assert roles()["slow.xml"] == ("called",)
    assert roles()["inside.xml"] == ("call", "called")


def test_transports_follow_from_the_tests() -> None:
    both = {"UDP", "TCP"}
    assert played()["inside.xml"] == both
    assert played()["copied_info.xml"] == {"UDP"}
    assert played()["uas_silent.xml"] == both


@pytest.mark.parametrize(
    ("shown", "cannot", "found"),
    [
        ({"a.xml": ["B1.1"]}, {"B1.1": {"called": "no"}}, []),
        ({"a.xml": ["B1.1"]}, {}, ["B1.1, we are called, over UDP: neither", "B1.1, we are called, over TCP: neither"]),
        ({"b.xml": ["B1.1"]}, {"B1.1": {"call TCP": "no"}}, ["B1.1, we call, over TCP: a reason why not, and b.xml"]),
        ({"b.xml": ["B1.1 UDP"]}, {"B1.1": {"call TCP": "no", "called TCP": "no"}}, []),
        ({"b.xml UDP": ["B1.1"]}, {"B1.1": {"call TCP": "no"}}, ["B1.1, we are called, over TCP: neither"]),
        ({"b.xml": ["B1.1", "B5.1"]}, {}, ["B5.1 is no rule"]),
    ],
)
def test_gaps_and_contradictions_are_found(
    shown: dict[str, object], cannot: dict[str, object], found: list[str]
) -> None:
    said = Shows.of({"shown": shown, "cannot": cannot}, ROLES)
    over = {name: frozenset({"UDP", "TCP"}) for name in ROLES}
    complaints = [one for one in findings(said, ["B1.1"], over) if ".xml is " not in one]
    assert len(complaints) == len(found)
    assert all(one.startswith(start) for one, start in zip(complaints, found, strict=True)), complaints


def test_scenarios_that_nobody_plays_are_found() -> None:
    said = Shows.of({"shown": {"slow.xml": ["B1.5"], "gone_away.xml": []}, "cannot": {}}, {"slow.xml": ("called",)})
    complaints = list(findings(said, ["B1.5"], {"slow.xml": frozenset({"UDP"})}))
    assert "slow.xml is listed for TCP, and no test plays it over that" in complaints
    assert "gone_away.xml is listed, and there is none" in complaints
    assert "uas_late.xml is not listed" in complaints


@pytest.mark.parametrize(
    "document", [{"shown": {"a.xml SCTP": []}, "cannot": {}}, {"shown": {}, "cannot": {"B1.1": {"caller": "no"}}}]
)
def test_words_that_mean_nothing_are_refused(document: dict[str, dict[str, object]]) -> None:
    with pytest.raises(ValueError, match="is none of"):
        Shows.of(document, ROLES)


def test_the_table_tells_scenarios_and_reasons() -> None:
    """On the page, of which another test says that it is fresh."""
    text = (ROOT / "docs" / "wire.md").read_text(encoding="utf-8")
    lines = {line.split("|")[1].strip(): line for line in text.splitlines() if line.startswith("| [B")}
    assert set(lines) == {f"[{rule}](rules.md#{rule.lower().replace('.', '')})" for rule in concerned()}
    assert "(UDP)" in lines["[B1.3](rules.md#b13)"]
    assert "*TCP: Timer D is zero" in lines["[B1.3](rules.md#b13)"]
