"""From the one reply of a command to a value or an error."""

from __future__ import annotations

from sessioncore.base.errors import CallRejected, LocalProtocolError, MediaError, NoAnswer, Recovery, SessionCoreError
from sessioncore.effects import Reply

_TIMED_OUT = 408
_UNAVAILABLE = 503


def raise_for(reply: Reply, name: str, session: str) -> None:
    """Raise what the reply of command `name` stands for, nothing when it is done.

    refused            LocalProtocolError, which lists what is allowed now
    failed             CallRejected with the peer's status; NoAnswer when nobody answered in time (408); MediaError
                       without a status: no media port is left for the call
    superseded, ended  SessionCoreError: a newer command took over; the call ended first
    """
    match reply.outcome:
        case "done":
            return
        case "refused":
            why = f": {reply.reason}" if reply.reason else ""
            allowed = f"; allowed now: {', '.join(reply.allowed)}" if reply.allowed else ""
            raise LocalProtocolError(f"{name} was refused{why}{allowed}", allowed=reply.allowed, session=session)
        case "superseded":
            raise SessionCoreError(f"{name} was superseded by a newer command", session=session)
        case "ended":
            raise SessionCoreError(f"the call ended before {name} was done", session=session)
        case "failed":
            raise _failure(reply, name, session)


def _failure(reply: Reply, name: str, session: str) -> SessionCoreError:
    status = reply.status
    if status is None:
        return MediaError(reply.reason, session=session, recovery=Recovery.RETRY_AFTER)
    if status == _TIMED_OUT and name == "dial":
        return NoAnswer(f"{status} {reply.reason or 'no answer'}", session=session)
    # 503 also stands for a message that could not be sent (RFC 3261 8.1.3.1): the next try, or target, may do better.
    recovery = Recovery.RETRY if status == _UNAVAILABLE and reply.retry_after is None else None
    return CallRejected(status, reply.reason, retry_after=reply.retry_after, session=session, recovery=recovery)
