"""What a coupling knows of the call that it leads on, as a value."""

from __future__ import annotations

from typing import Final

import attrs


@attrs.frozen
class Invitation:
    """An INVITE as the caller's leg tells of it: whom it is for (the user part), From, description, Max-Forwards.

    `reliable`: it requires that its provisional responses be acknowledged (RFC 3262); `acknowledges`: it can do so.
    """

    user: str
    caller: str
    display: str
    body: bytes
    hops: int
    reliable: bool = False
    acknowledges: bool = False


@attrs.frozen
class Ending:
    """What a leg's peer says with the end of a call, as far as it is for the other side.

    `reason` is what Reason says (RFC 3326); of a refusal `phrase` is its reason phrase, `headers` are others of it, and
    `contacts` those of a redirection.
    """

    reason: str = ""
    phrase: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    contacts: str = ""


SILENT: Final = Ending()
"""Of who has said nothing, or nothing that is for the other side."""
