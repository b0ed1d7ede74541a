"""One call in the place of another (RFC 3891), in both roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.effects import Tell
from sessioncore.events import CallReplaced
from sessioncore.handlers.setup import incoming, outgoing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sessioncore.actions.context import CellContext
    from sessioncore.base.replacing import Replaced


def replacing_headers(arguments: Mapping[str, str]) -> list[tuple[str, str]]:
    """What names the dialog whose place our call takes; who does not know Replaces shall not ring instead."""
    value = arguments.get("replaces")
    return [("Replaces", value), ("Require", "replaces")] if value else []


def told(replaced: Replaced, by: str) -> Tell:
    """What the leg of the dialog is told whose place the session `by` takes."""
    chart = outgoing if replaced.ours else incoming
    return Tell(replaced.session, "setup", chart.Replaced(by))


def publish_replaced(cell: CellContext, by: str) -> None:
    """Tell the application that another session has taken the place of this one."""
    cell.publish(CallReplaced, lambda: CallReplaced(session=cell.session, at=cell.now, by=by))
