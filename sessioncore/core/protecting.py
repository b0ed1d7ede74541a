"""Tells how the sound of a session is protected, as the chart media/keying knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.base.protection import Keying

if TYPE_CHECKING:
    from sessioncore.core.engine import Engine


@attrs.frozen
class MediaSecurity:
    """`keying` is how the keys came about, `suite` the crypto suite, "" while there are no keys (yet)."""

    keying: Keying
    suite: str


def protection_of(engine: Engine, session: str) -> MediaSecurity | None:
    """The protection of a session's stream; None where it has none, and when it is over."""
    cell = engine.cells.get(session)
    if cell is None or cell.wiring is not engine.leg_wiring:
        return None
    scope = cell.dialogs.get(cell.leg.setup_slice.confirmed_tag)
    for machine in () if scope is None else scope.keying.values():
        data = machine.actions.slice
        if data.protection is not None:
            return MediaSecurity(data.protection.keying, data.suite if machine.state_name == "keyed" else "")
    return None
