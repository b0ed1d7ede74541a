"""What a coupling knows of the call that it leads on, as a value."""

from __future__ import annotations

import attrs


@attrs.frozen
class Invitation:
    """An INVITE as the caller's leg tells of it: whom it is for (the user part), From, description, Max-Forwards.

    `reliable`: it requires that its provisional responses be acknowledged (RFC 3262).
    """

    user: str
    caller: str
    display: str
    body: bytes
    hops: int
    reliable: bool = False
