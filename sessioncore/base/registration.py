"""What a registrar knows of one address of a user, as a value."""

from __future__ import annotations

import attrs


@attrs.frozen
class Binding:
    """One Contact of a user as the last REGISTER told of it (RFC 3261 10.3, RFC 3327, RFC 5626).

    user        of whom it is an address: the user part of the address of record
    contact     the URI as text; `params` its parameters as they are listed again, `;name=value` each, without expires
    call_id, cseq   of that REGISTER
    interval    seconds that were granted
    q           0 to 1, how much it is preferred
    instance, reg_id   of an outbound flow; "" and 0 where it is none
    path        the route to it, outermost proxy first
    source      where the REGISTER came from
    flow        the connection that it came over, 0 where none did
    """

    user: str
    contact: str
    params: str
    call_id: str
    cseq: int
    interval: float
    q: float = 1.0
    instance: str = ""
    reg_id: int = 0
    path: tuple[str, ...] = ()
    source: tuple[str, int] = ("", 0)
    flow: int = 0

    @property
    def is_outbound(self) -> bool:
        """Whether requests must take the flow that it was registered over (RFC 5626 6)."""
        return bool(self.instance and self.reg_id)
