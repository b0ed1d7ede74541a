"""Finds the dialog that an INVITE wants to take the place of, and names one of ours for others (RFC 3891 3)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from sessioncore.base.replacing import Replaced
from sessioncore.wire.sip import SipParseError, parse_name_addr
from sessioncore.wire.sip.replaces import Replaces, parse_replaces

if TYPE_CHECKING:
    from sessioncore.core.engine import Engine
    from sessioncore.wire.sip import Request

_STATES: Final = {"early": "early", "moratorium": "confirmed", "established": "confirmed"}
"""What the state of a session inside a dialog (dialog/invite_usage) means here; any other: it ends or has ended."""


def replaced_by(engine: Engine, request: Request) -> Replaced | None:
    """What is known of the dialog that the Replaces of an INVITE names; None without Replaces, or where we do not care.

    Its to-tag is our tag, its from-tag the peer's. Raises SipParseError (400) for a Replaces that cannot be read.
    """
    value = request.get("Replaces")
    if value is None or engine.settings.replaces == "off":
        return None
    try:
        wanted = parse_replaces(value)
    except SipParseError as error:
        error.partial = request
        raise
    cell = engine.legs.get((wanted.call_id, wanted.to_tag))
    if cell is None or cell.wiring is not engine.leg_wiring:
        return Replaced(early_only=wanted.early_only)
    for scope in cell.dialogs.values():
        dialog = scope.dialog_slice
        if dialog.local_tag == wanted.to_tag and _tag(dialog.remote) == wanted.from_tag:
            state = _STATES.get(scope.usage.state_name, "ended")
            ours, user = dialog.initiator, engine.caller(cell.session)
            protected = any(stream.protection is not None for stream in scope.offer_answer_slice.streams)
            return Replaced(cell.session, state, ours, user, wanted.early_only, protected)
    return Replaced(early_only=wanted.early_only)


def name_of(engine: Engine, session: str) -> Replaces | None:
    """The dialog of a session as its other end knows it; None while it has none, or several, and when it ends."""
    cell = engine.cells.get(session)
    if cell is None or cell.wiring is not engine.leg_wiring:
        return None
    scope = cell.dialogs.get(cell.leg.setup_slice.confirmed_tag)
    if scope is None or scope.usage.state_name not in _STATES:
        return None
    dialog = scope.dialog_slice
    return Replaces(dialog.call_id, _tag(dialog.remote), dialog.local_tag)


def _tag(address: str) -> str:
    """The tag of a raw From or To."""
    return parse_name_addr(address).tag or ""
