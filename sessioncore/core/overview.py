"""What the calls of an engine look like from outside, read between two inputs; nothing is changed or kept."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import attrs

from sessioncore.wire.sip import SipParseError, parse_name_addr

if TYPE_CHECKING:
    from sessioncore.core.cell import Cell
    from sessioncore.core.engine import Engine


@attrs.frozen
class CallView:
    """One session. `caller` and `called` are URIs as they were said (do not trust them), "" while nothing is known.

    `codec` is "" where no stream is configured; `sends` and `receives` say what media may do now.
    """

    session: str
    state: str
    caller: str = ""
    called: str = ""
    codec: str = ""
    sends: bool = False
    receives: bool = False


def view(engine: Engine, session: str) -> CallView | None:
    """One session as it stands, None when there is none (any more)."""
    cell = engine.cells.get(session)
    state = engine.state(session)
    return None if cell is None or state is None or cell.wiring is not engine.leg_wiring else _view(cell, state)


def overview(engine: Engine, limit: int) -> list[CallView]:
    """The first `limit` sessions in the order in which they came."""
    views = (view(engine, session) for session in engine.sessions())
    return list(islice((one for one in views if one is not None), limit))


def _view(cell: Cell, state: str) -> CallView:
    caller, called = _parties(cell)
    for dialog in cell.dialogs.values():
        for stream in (machine.actions.slice for machine in dialog.stream.values()):
            if (told := stream.configured) is not None:
                return CallView(cell.session, state, caller, called, told.codec, told.send, told.receive)
    return CallView(cell.session, state, caller, called)


def _parties(cell: Cell) -> tuple[str, str]:
    request = getattr(cell.leg.setup_slice, "request", None)
    if request is not None:
        return str(request.from_.uri), str(request.to.uri)
    for dialog in cell.dialogs.values():
        known = dialog.dialog_slice
        if known is not None and known.local:
            ends = _uri(known.local), _uri(known.remote)
            return ends if known.initiator else ends[::-1]
    return "", ""


def _uri(address: str) -> str:
    """The URI of a name-addr, without name and parameters."""
    try:
        return str(parse_name_addr(address).uri)
    except SipParseError:
        return address
