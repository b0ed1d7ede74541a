"""coupling/link: what a coupled leg tells, and that it costs other legs nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore import events
from sessioncore.effects import Ask, Persist
from sessioncore.handlers.coupling.link import Link
from tests.coupling.conftest import CALLEE_SDP, House
from tests.support.alone import Alone
from tests.support.peer import Peer


@pytest.mark.parametrize(
    "event", ["progress", "offered", "answered", "changed", "acknowledged", "withdrawn", "flow_failed"]
)
def test_b11_2_what_the_peer_says_is_told(event: str) -> None:
    assert Alone(Link, "linked").on(event) == ("linked", [f"tell_{event}"], [])


@pytest.mark.parametrize("event", ["failed", "refused", "over"])
def test_b11_3_its_end_is_told_once(event: str) -> None:
    alone = Alone(Link, "linked")
    assert alone.on(event) == ("loose", [f"tell_{event}"], [])
    assert alone.on("over") == ("loose", [], [])


def test_b11_13_why_the_peer_ends_it_is_kept() -> None:
    alone = Alone(Link, "linked")
    assert alone.on("told_why") == ("linked", ["keep_reason"], [])
    alone.on("over")
    assert alone.on("told_why") == ("loose", [], [])


def test_b11_1_what_is_carried_is_kept() -> None:
    assert Alone(Link, "linked").on("carry") == ("linked", ["keep"], [])


def test_a_failure_leaves_the_leg_linked() -> None:
    assert Alone(Link, "linked").on("action_failed") == ("linked", [], [])


def test_other_calls_have_no_link(peer: Peer) -> None:
    call = peer.called()
    assert peer.engine.cells[call.session].leg.link is None
    call.request("BYE")


def test_the_application_is_asked_nothing_and_nothing_is_stored(house: Callable[..., House]) -> None:
    """A coupling does not outlive its process, and so its legs must not either."""
    made = house(1.0, persist=True, ask_modifications=True)
    before = len(made.peer.effects)
    made.talk()
    made.hang_up()
    kinds = [type(effect) for effect in made.peer.effects[before:]]
    assert Ask not in kinds
    assert Persist not in kinds
    assert made.peer.published(events.IncomingCall) == []


def test_a_body_that_is_no_description_does_not_go_on(house: Callable[..., House]) -> None:
    made = house(1.0)
    made[0].respond(183, sdp="<pidf/>", headers=["Content-Type: application/pidf+xml"])
    assert made.labels() == ["180 INVITE to caller"]
    made[0].respond(183, sdp=CALLEE_SDP)
    assert made.one("183 INVITE").body == CALLEE_SDP
    made.talk()
    made.hang_up()
