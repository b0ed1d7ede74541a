"""What is known of the dialog that an INVITE wants to take the place of (RFC 3891 3)."""

from __future__ import annotations

import attrs


@attrs.define
class Replaced:
    """The facts when the INVITE came.

    session     the session that has the dialog, "" where there is none
    state       `unknown`, `early`, `confirmed`, or `ended` for one that has ended or is being ended
    ours        whether we sent the INVITE that made it
    user        who is proven to be at its other end, "" for nobody
    early_only  it is not to be replaced once it is answered
    protected   its media is protected
    """

    session: str = ""
    state: str = "unknown"
    ours: bool = False
    user: str = ""
    early_only: bool = False
    protected: bool = False
