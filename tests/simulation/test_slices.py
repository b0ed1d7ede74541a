"""Over whole calls: a slice is written by the actions of its own chart and by nobody else (composition.md)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sessioncore.actions.dialog import invite_usage
from sessioncore.actions.setup import outgoing
from sessioncore.core.cell import Cell
from sessioncore.testing.behaviour import Plan
from tests.support.ownership import Ownership

pytestmark = [pytest.mark.simulation, pytest.mark.golden]

SEEDS = range(40)

WRITING = {
    *("dialog/dialog", "dialog/invite_usage", "dialog/reliable_answer", "dialog/session_timer", "media/stream"),
    *("dialog/prack", "dialog/reliable_provisional"),
    *(
        "negotiation/modify_in",
        "negotiation/modify_out",
        "negotiation/offer_answer",
        "setup/incoming",
        "setup/outgoing",
    ),
    "negotiation/update_in",
    *("transaction/invite_client", "transaction/invite_server"),
    *("transaction/non_invite_client", "transaction/non_invite_server"),
}
"""The charts of a leg that have something to remember."""


def played(seed: int) -> Ownership:
    ownership = Ownership()
    simulation = Plan.of(seed).begin(wrap=ownership.wrap)
    simulation.run()
    assert ownership.faults or not simulation.errors, simulation.errors
    return ownership


def test_a_slice_is_written_by_its_own_actions_alone() -> None:
    written = set()
    for seed in SEEDS:
        ownership = played(seed)
        assert ownership.faults == [], f"seed {seed}"
        written |= ownership.written
    assert written == WRITING


def count(actions: Any) -> None:
    actions.scope.dialog_slice.local_cseq += 1


def append(actions: Any) -> None:
    actions.scope.dialog_slice.route_set += ("<sip:192.0.2.9;lr>",)


def overwrite(actions: Any) -> None:
    actions.scope.leg.setup_slice.source = "none"


@pytest.mark.parametrize(
    ("write", "fault"),
    [
        (count, "dialog/invite_usage writes local_cseq of dialog/dialog"),
        (append, "dialog/invite_usage writes route_set of dialog/dialog"),
        (overwrite, "dialog/invite_usage writes source of setup/outgoing"),
    ],
)
def test_a_write_by_a_neighbour_fails(
    write: Callable[[Any], None], fault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    send_ack = invite_usage.Actions.send_ack

    def rogue(actions: Any, event: Any) -> None:
        send_ack(actions, event)
        write(actions)

    monkeypatch.setattr(invite_usage.Actions, "send_ack", rogue)
    assert fault in played(0).faults


def test_a_request_made_from_another_scope_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def rogue(actions: Any, event: Any) -> bool:
        for dialog in actions.scope.cell.dialogs.values():
            dialog.dialog_slice.new_request("INFO")
        return False

    monkeypatch.setattr(outgoing.Actions, "last_fork", rogue)
    assert "setup/outgoing writes new_request of dialog/dialog" in played(0).faults


def test_a_write_by_the_core_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    handle = Cell.handle

    def rogue(cell: Cell, *arguments: Any) -> None:
        handle(cell, *arguments)
        for dialog in cell.dialogs.values():
            dialog.dialog_slice.retry_after = 1

    monkeypatch.setattr(Cell, "handle", rogue)
    ownership = Ownership()
    simulation = Plan.of(0).begin(wrap=ownership.wrap)
    with pytest.raises(Exception, match="nobody's action writes retry_after of dialog/dialog"):
        simulation.run()
