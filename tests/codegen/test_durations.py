"""The longest stay in each state, against what the RFCs say of the timers."""

from __future__ import annotations

from pathlib import Path

import pytest

from sessioncore.codegen.durations import durations, table
from sessioncore.codegen.plan import plan_chart
from tests.support.generated import plan_of
from tests.support.libraries import MACHINES, loaded

LIBRARY = loaded(MACHINES)[0]

T1, T4 = 0.5, 5.0

KNOWN = [
    ("transaction/invite_client", "calling", 64 * T1),  # timer B, RFC 3261 17.1.1.2
    ("transaction/invite_client", "completed", 32.0),  # timer D
    ("transaction/invite_client", "accepted", 64 * T1),  # timer M, RFC 6026 8.4
    ("transaction/invite_client", "proceeding.cancelling", 64 * T1),  # RFC 3261 9.1
    ("transaction/invite_client", "proceeding.plain", None),  # no timer in the RFC
    ("transaction/invite_server", "completed", 64 * T1),  # timer H, 17.2.1
    ("transaction/invite_server", "confirmed", T4),  # timer I
    ("transaction/invite_server", "proceeding.trying", 0.2),  # 100 within 200 ms
    ("transaction/non_invite_client", "waiting", 64 * T1),  # timer F, 17.1.2.2
    ("transaction/non_invite_client", "completed", T4),  # timer K
    ("transaction/non_invite_server", "completed", 64 * T1),  # timer J, 17.2.2
    ("dialog/reliable_answer", "sending", 64 * T1),  # 13.3.1.4
    ("negotiation/modify_out", "glare", 4.0),  # 14.1
    ("negotiation/modify_out", "offering", None),
    ("setup/outgoing", "setup", 180.0),
    ("dialog/invite_usage", "established", None),
    ("transaction/invite_client", "terminated", None),
]


@pytest.mark.parametrize(("chart", "state", "seconds"), KNOWN)
def test_known_values(chart: str, state: str, seconds: float | None) -> None:
    found = {each.state: each for each in durations(plan_chart(LIBRARY.charts[chart]), LIBRARY.limits)}
    assert found[state].seconds == seconds
    assert found[state].bound


CHART = """
events: {go: {from: neighbour}}
guards: {ready: it is}
timers:
  short: {after: 1, event: short_due}
  long: {after: {uniform: [2, 9, 1]}, event: long_due}
  beat: {after: 0.1, repeat: {factor: 2}, event: beat_due}
  outer: {after: 5, reliable: 7, event: outer_due}
initial: guarded
states:
  around:
    initial: inside
    timer: outer
    when: {outer_due: {to: end}, go: {to: around.inside}}
    states:
      inside: {timer: beat, when: {beat_due: {}}}
      other: {timer: short, when: {short_due: {to: inside}}}
  guarded:
    timer: [short, long]
    when:
      short_due: [{if: ready, to: end}, {}]
      long_due: {to: around}
      go: {to: guarded}
  end: {final: true, ignore: {go: over}}
"""


def test_what_bounds_a_stay(tmp_path: Path) -> None:
    found = {each.state: each for each in durations(plan_of(tmp_path, CHART), {})}
    assert found["guarded"].seconds == 9.0, "a timer whose row may stay bounds nothing"
    assert found["around"].seconds == 7.0, "the longer of after and reliable"
    assert found["around.inside"].seconds == 7.0, "a timer around bounds what is inside; one that repeats does not"
    assert found["around.other"].seconds == 1.0, "the shortest counts"
    assert (found["end"].seconds, found["end"].bound) == (None, "final")
    assert found["guarded"].bound == "long (at most 9 s)"


def test_the_table_is_markdown_and_the_same_each_time() -> None:
    plans = [plan_chart(chart) for chart in LIBRARY.charts.values()]
    text = table(plans, LIBRARY.limits)
    assert text == table(plans, LIBRARY.limits)
    assert "| calling | 32 s | timer_b (64*T1) |" in text
    for chart in LIBRARY.charts:
        assert f"## {chart}\n" in text
