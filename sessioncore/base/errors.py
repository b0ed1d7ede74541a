"""Every error that SessionCore raises, in one tree.

`SessionCoreError` is the root; an embedder that catches it has caught everything of ours. Each error says what the
caller may do about it (`recovery`) and, where known, which session it belongs to. Messages never carry secrets.
"""

from __future__ import annotations

import enum


class Recovery(enum.Enum):
    """What a caller may sensibly do after an error."""

    RETRY = "retry"  # the same request may succeed at once, or at the next target
    RETRY_AFTER = "retry_after"  # the same request may succeed later; see the error's retry_after where it has one
    REAUTHENTICATE = "reauthenticate"  # fresh credentials are needed
    REREGISTER = "reregister"  # the registration or flow is gone; register first
    END = "end"  # nothing to be done; the session, or the attempt, is over


class SessionCoreError(Exception):
    """Root of all our errors.

    `session` is the id of the session concerned, or None; `recovery` says what the caller may do.
    """

    def __init__(self, message: str, *, session: str | None = None, recovery: Recovery = Recovery.END) -> None:
        super().__init__(message)
        self.message = message
        self.session = session
        self.recovery = recovery


class LocalProtocolError(SessionCoreError):
    """Our own side asked for something the protocol state forbids; `allowed` lists what is allowed now."""

    def __init__(
        self,
        message: str,
        *,
        allowed: tuple[str, ...] = (),
        session: str | None = None,
        recovery: Recovery = Recovery.END,
    ) -> None:
        super().__init__(message, session=session, recovery=recovery)
        self.allowed = allowed


class RemoteProtocolError(SessionCoreError):
    """The peer broke the protocol.

    `status` is the SIP status to answer with (None: stay silent); `reason` a short stable key for counters.
    """

    def __init__(
        self,
        message: str,
        *,
        status: int | None = None,
        reason: str = "protocol_error",
        session: str | None = None,
        recovery: Recovery = Recovery.END,
    ) -> None:
        super().__init__(message, session=session, recovery=recovery)
        self.status = status
        self.reason = reason


class TransportError(SessionCoreError):
    """A message could not be sent, or a connection broke; the next target may work (RFC 3261 8.1.3.1, RFC 3263 4.3)."""

    def __init__(self, message: str, *, session: str | None = None, recovery: Recovery = Recovery.RETRY) -> None:
        super().__init__(message, session=session, recovery=recovery)


class MediaError(SessionCoreError):
    """Media could not be set up, encoded, decoded or sent."""


class ConfigError(SessionCoreError):
    """A setting is missing, malformed or contradicts another one."""


class SnapshotError(SessionCoreError, ValueError):
    """A snapshot is not one that these charts could have made; the session it holds is not brought back."""


class CallTimeout(SessionCoreError):
    """Something that had to happen within a deadline did not."""

    def __init__(self, message: str, *, session: str | None = None, recovery: Recovery = Recovery.RETRY) -> None:
        super().__init__(message, session=session, recovery=recovery)


class NoAnswer(CallTimeout):
    """The called party was reached but did not answer in time."""


class CallRejected(SessionCoreError):
    """The peer refused the call with a final response.

    `status` and `reason` are the response's code and phrase; `retry_after` the seconds of its Retry-After, if any.
    Unless told otherwise, `recovery` follows from them: 401/407 want credentials, a Retry-After a later attempt.
    """

    def __init__(
        self,
        status: int,
        reason: str,
        *,
        retry_after: float | None = None,
        session: str | None = None,
        recovery: Recovery | None = None,
    ) -> None:
        if recovery is None:
            if status in (401, 407):
                recovery = Recovery.REAUTHENTICATE
            elif retry_after is not None:
                recovery = Recovery.RETRY_AFTER
            else:
                recovery = Recovery.END
        super().__init__(f"{status} {reason}", session=session, recovery=recovery)
        self.status = status
        self.reason = reason
        self.retry_after = retry_after
