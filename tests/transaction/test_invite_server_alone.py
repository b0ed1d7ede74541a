"""transaction/invite_server by itself: a CANCEL that comes too late."""

from __future__ import annotations

import pytest

from sessioncore.handlers.transaction.invite_server import InviteServer
from tests.support.alone import Alone


@pytest.mark.parametrize("state", ["completed", "confirmed", "accepted"])
def test_b1_10_a_late_cancel_gets_200_with_the_tag_of_the_invites_responses(state: str) -> None:
    """RFC 3261 9.2: the To tag of both should be the same; the transaction stays as it is."""
    assert Alone(InviteServer, state).on("cancel") == (state, ["choose_tag", "accept_cancel"], [])
