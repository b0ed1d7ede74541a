"""What a coupling knows of the call that it leads on, as a value."""

from __future__ import annotations

import attrs


@attrs.frozen
class Invitation:
    """An INVITE as the caller's leg tells of it: whom it is for (the user part), From, description, Max-Forwards."""

    user: str
    caller: str
    display: str
    body: bytes
    hops: int
