from __future__ import annotations

import pytest

from sessioncore.base import errors
from sessioncore.base.errors import (
    CallRejected,
    CallTimeout,
    ConfigError,
    LocalProtocolError,
    MediaError,
    NoAnswer,
    Recovery,
    RemoteProtocolError,
    SessionCoreError,
    TransportError,
)


def test_everything_in_the_tree_hangs_on_one_root() -> None:
    found = [thing for thing in vars(errors).values() if isinstance(thing, type) and issubclass(thing, Exception)]
    assert len(found) == 10
    assert all(issubclass(thing, SessionCoreError) for thing in found)


@pytest.mark.parametrize("kind", [SessionCoreError, MediaError, ConfigError, LocalProtocolError, RemoteProtocolError])
def test_message_session_and_recovery_are_kept(kind: type[SessionCoreError]) -> None:
    error = kind("what happened", session="s-1", recovery=Recovery.RETRY)
    assert (str(error), error.message, error.session, error.recovery) == (
        "what happened",
        "what happened",
        "s-1",
        Recovery.RETRY,
    )
    assert kind("x").recovery is Recovery.END


def test_local_error_lists_what_is_allowed() -> None:
    assert LocalProtocolError("not now", allowed=("answer", "reject")).allowed == ("answer", "reject")


def test_remote_error_carries_status_and_counter_key() -> None:
    error = RemoteProtocolError("bad", status=400, reason="bad_cseq")
    assert (error.status, error.reason) == (400, "bad_cseq")
    assert RemoteProtocolError("bad").status is None


def test_what_may_succeed_elsewhere_says_so() -> None:
    assert TransportError("refused").recovery is Recovery.RETRY
    assert NoAnswer("rang out").recovery is Recovery.RETRY
    assert issubclass(NoAnswer, CallTimeout)


@pytest.mark.parametrize(
    ("status", "retry_after", "recovery"),
    [
        (401, None, Recovery.REAUTHENTICATE),
        (407, 5.0, Recovery.REAUTHENTICATE),
        (503, 30.0, Recovery.RETRY_AFTER),
        (486, None, Recovery.END),
    ],
)
def test_rejection_derives_what_to_do(status: int, retry_after: float | None, recovery: Recovery) -> None:
    error = CallRejected(status, "Why", retry_after=retry_after)
    assert (str(error), error.recovery) == (f"{status} Why", recovery)
    assert CallRejected(status, "Why", recovery=Recovery.REREGISTER).recovery is Recovery.REREGISTER
