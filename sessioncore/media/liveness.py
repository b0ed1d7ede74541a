"""Whether the peer of a stream is still there: what it sends, and what the network says of what we send."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sessioncore.media.limits import Address
    from sessioncore.media.stream import MediaStream


def alive_at(state: MediaStream) -> float:
    """When the peer was last known to be there: after comfort noise, which may be all for long, RTCP counts as well."""
    kind = state.last_payload_type
    pausing = kind != state.event_type and state.laws.get(kind) == ""
    return max(state.last_heard, state.control.heard_at) if pausing else state.last_heard


def is_unreachable(state: MediaStream, remote: Address, now: float) -> bool:
    """A packet to `remote` did not arrive; return whether that has lasted too long, once until something is heard."""
    if remote != state.peer:
        return False
    if state.refused_at < state.last_heard:
        # The first one since something came.
        state.refused_at, state.refused = now, False
        return False
    if state.refused or now - state.refused_at < state.limits.unreachable_seconds:
        return False
    state.refused = True
    # What comes after that is told as a beginning.
    state.started = False
    return True
