from __future__ import annotations

from sessioncore.api import SessionState
from sessioncore.handlers.session import session as chart


def test_states_are_those_of_the_chart_and_no_others() -> None:
    assert [state.value for state in SessionState] == list(chart.Session.STATES)
    assert [state.name for state in SessionState] == [name.upper() for name in chart.Session.STATES]


def test_final_states() -> None:
    assert {state for state in SessionState if state.is_final} == {SessionState.TERMINATED, SessionState.FAILED}
