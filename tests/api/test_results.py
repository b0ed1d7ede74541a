from __future__ import annotations

import pytest

from sessioncore.api.results import raise_for
from sessioncore.base.errors import CallRejected, LocalProtocolError, NoAnswer, Recovery, SessionCoreError
from sessioncore.effects import Reply


def test_done_is_no_error() -> None:
    raise_for(Reply(1, "done", 200, "OK"), "dial", "s1")


def test_refused_lists_what_is_allowed() -> None:
    reply = Reply(1, "refused", 481, "the call is over", ("hang_up", "hold"))
    with pytest.raises(
        LocalProtocolError, match="answer was refused: the call is over; allowed now: hang_up, hold"
    ) as c:
        raise_for(reply, "answer", "s1")
    assert c.value.allowed == ("hang_up", "hold")
    assert c.value.session == "s1"


@pytest.mark.parametrize(
    ("status", "recovery"),
    [(486, Recovery.END), (401, Recovery.REAUTHENTICATE), (503, Recovery.RETRY), (603, Recovery.END)],
)
def test_failed_carries_status_and_recovery(status: int, recovery: Recovery) -> None:
    with pytest.raises(CallRejected, match=f"{status} Because") as caught:
        raise_for(Reply(1, "failed", status, "Because"), "dial", "s1")
    assert (caught.value.status, caught.value.reason) == (status, "Because")
    assert (caught.value.session, caught.value.recovery) == ("s1", recovery)


def test_nobody_answered() -> None:
    with pytest.raises(NoAnswer, match="408 no answer") as caught:
        raise_for(Reply(1, "failed", 408, ""), "dial", "s1")
    assert (caught.value.session, caught.value.recovery) == ("s1", Recovery.RETRY)
    with pytest.raises(CallRejected):
        raise_for(Reply(1, "failed", 408, ""), "hold", "s1")


@pytest.mark.parametrize(("outcome", "words"), [("superseded", "newer command"), ("ended", "the call ended before")])
def test_commands_that_came_to_nothing(outcome: str, words: str) -> None:
    with pytest.raises(SessionCoreError, match=words) as caught:
        raise_for(Reply(1, outcome), "hold", "s1")  # type: ignore[arg-type]
    assert caught.value.session == "s1"
