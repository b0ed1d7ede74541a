"""Our side with a long T1, for calls whose SIPp has to see no message twice: so a copy says that something is wrong.

With T1 as RFC 3261 has it, half a second in which a machine with much to do lets one of both stand still says it, too.
"""

from __future__ import annotations

import attrs

from sessioncore.core.wiring import SHIPPED
from sessioncore.handlers.limits import Limits

T1_S = 4.0


@attrs.frozen(kw_only=True)
class PatientLimits(Limits):
    """The limits as they come, but for T1."""

    T1: float = T1_S


PATIENT = PatientLimits()
"""For an embedder: `SessionManager(limits=PATIENT)`."""

patient = attrs.evolve(SHIPPED, limits=PatientLimits)
PATIENTLY = ("--wiring", f"{__name__}:patient")
"""For our programs."""
