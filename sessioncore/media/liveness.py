"""Whether the peer of a stream is still there, and is somebody else than we are."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sessioncore.media.limits import Address
    from sessioncore.media.stream import MediaStream


def alive_at(state: MediaStream) -> float:
    """When the peer was last known to be there: while it pauses, RTCP counts as well.

    It pauses after comfort noise, which may be all for long, and where its own reports say that it sends nothing: who
    suppresses silence need not send noise (RFC 3551 section 4.1). Reports that it sends are no sound.
    """
    kind = state.last_payload_type
    control = state.control
    pausing = control.peer_pauses or (kind not in state.event_clocks and state.laws.get(kind) == "")
    return max(state.last_heard, control.heard_at) if pausing else state.last_heard


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


def resolve_collision(state: MediaStream) -> int | None:
    """Take another SSRC where the peer has ours; return the one to say goodbye for (RFC 3550 section 8.2).

    Once for each address of a peer: who then has our new one as well sends back what we send, as echoes do. Such a loop
    of two has no other remedy, and what comes back is counted and heard.
    """
    if state.ssrc not in (state.reception.ssrc, state.control.met) or state.collided_with == state.peer:
        return None
    old, state.collided_with = state.ssrc, state.peer
    digest = hashlib.blake2b(f"{old} {state.name} again".encode(errors="backslashreplace"), digest_size=4).digest()
    state.ssrc = int.from_bytes(digest) or 1
    return old
