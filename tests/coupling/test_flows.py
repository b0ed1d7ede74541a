"""Telephones that have registered over several flows (RFC 5626 7)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.coupling.conftest import CALLEE_SDP, House, desk, told
from tests.support.registering import register
from tests.support.streams import StreamPeer

Make = Callable[..., House]

OUTBOUND = ["Supported: outbound, path"]


def flow(number: int, reg_id: int, instance: str = "1", q: float = 1.0) -> str:
    return f'<{desk(number)}>;+sip.instance="<urn:uuid:{instance}>";reg-id={reg_id};q={q}'


def house_of(house: Make, *contacts: str) -> House:
    """Bob has registered these Contacts, the first one first, and is called."""
    made = house(call=False)
    for number, contact in enumerate(contacts):
        register(made.peer, contact, to="sip:bob@x", uri="sip:x", headers=OUTBOUND, call_id=f"flow-{number}")
        made.peer.advance(1.0)
    made.peer.take()
    made.call = made.peer.calling("bob")
    made.take_callees()
    return made


def called(made: House) -> list[str]:
    return [callee.invite.remote[0] for callee in made.callees if callee.invite]


def test_b11_12_of_one_telephone_the_newest_flow_is_called(house: Make) -> None:
    made = house_of(house, flow(0, 1), flow(1, 2))
    assert called(made) == ["192.0.2.11"]
    made[0].respond(486)
    made.call.ack_failure(made.one("486 INVITE"))


def test_b11_12_a_refreshed_flow_is_the_newest(house: Make) -> None:
    made = house(call=False)
    for number, (place, cseq) in enumerate([(0, 1), (1, 1), (0, 2)]):
        contact = flow(place, place + 1)
        register(made.peer, contact, to="sip:bob@x", uri="sip:x", headers=OUTBOUND, call_id=f"flow-{place}", cseq=cseq)
        made.peer.advance(1.0 + number)
    made.peer.take()
    made.call = made.peer.calling("bob")
    made.take_callees()
    assert called(made) == ["192.0.2.10"]
    made[0].respond(486)
    made.call.ack_failure(made.one("486 INVITE"))


@pytest.mark.parametrize("status", [430, 408])
def test_b11_12_a_flow_that_failed_gives_way_to_the_next(house: Make, status: int) -> None:
    made = house_of(house, flow(0, 1), flow(1, 2), flow(2, 3))
    assert called(made) == ["192.0.2.12"]
    made[0].respond(status)
    assert [told(seen) for seen in made.peer.log[-2:]] == ["ACK to 192.0.2.12", "INVITE to 192.0.2.11"]
    made.take_callees()
    made[0].respond(430)
    made.take_callees()
    assert called(made) == ["192.0.2.10"]
    made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
    made.call.accept(next(seen for seen in made.peer.take() if seen.label == "200 INVITE"))
    made.hang_up()


def test_b11_12_when_no_flow_is_left_the_caller_hears_of_the_failure(house: Make) -> None:
    made = house_of(house, flow(0, 1), flow(1, 2))
    made[0].respond(430)
    made.take_callees()
    made[0].respond(430)
    made.call.ack_failure(made.one("430 INVITE"))


@pytest.mark.parametrize("status", [486, 503, 480])
def test_b11_12_any_other_answer_is_that_of_the_telephone(house: Make, status: int) -> None:
    made = house_of(house, flow(0, 1), flow(1, 2))
    made[0].respond(status)
    refused = next(seen for seen in made.peer.take() if seen.status and seen.method == "INVITE")
    assert refused.status == (500 if status == 503 else status)
    made.call.ack_failure(refused)


def test_b11_12_two_telephones_ring_both_each_over_one_flow(house: Make) -> None:
    made = house_of(house, flow(0, 1), flow(1, 2), flow(2, 1, instance="2"))
    assert sorted(called(made)) == ["192.0.2.11", "192.0.2.12"]
    first = next(callee for callee in made.callees if callee.invite and callee.invite.remote[0] == "192.0.2.11")
    other = next(callee for callee in made.callees if callee is not first)
    first.respond(430)
    (third,) = [made.called(seen) for seen in made.peer.take() if seen.label == "INVITE"]
    assert third.invite is not None
    assert third.invite.remote[0] == "192.0.2.10"
    third.respond(486)
    other.respond(486)
    made.call.ack_failure(made.one("486 INVITE"))


def test_b11_12_b6_6_the_connection_breaks_while_the_telephone_is_called() -> None:
    """Over TCP: each flow is a connection of the telephone's, the newest breaks before it says anything."""
    peer = StreamPeer(registrar="open")
    flows = []
    for number in (1, 2):
        flows.append(peer.open(50000 + number))
        contact = f'<sip:bob@phone.invalid;transport=tcp>;+sip.instance="<urn:uuid:1>";reg-id={number}'
        register(peer, contact, to="sip:bob@x", uri="sip:x", headers=OUTBOUND, call_id=f"flow-{number}")
        peer.advance(1.0)
    peer.take()
    callers = peer.open(50009)
    call = peer.calling("bob")
    made = House(peer, call, [])
    made.take_callees()
    assert peer.flows()[-1] == flows[1] != callers
    peer.lose(flows[1])
    (again,) = [made.called(seen) for seen in peer.take() if seen.label == "INVITE"]
    assert peer.flows()[-1] == flows[0]
    peer.flow = flows[0]
    again.respond(486)
    peer.flow = callers
    call.ack_failure(next(seen for seen in peer.take() if seen.label == "486 INVITE"))
    peer.check_over()


def test_b11_12_whom_the_invite_has_reached_is_not_called_again() -> None:
    """It rings: its answer comes over another connection (RFC 3261 18.2.2)."""
    peer = StreamPeer(registrar="open")
    flows = []
    for number in (1, 2):
        flows.append(peer.open(50000 + number))
        contact = f'<sip:bob@phone.invalid;transport=tcp>;+sip.instance="<urn:uuid:1>";reg-id={number}'
        register(peer, contact, to="sip:bob@x", uri="sip:x", headers=OUTBOUND, call_id=f"flow-{number}")
        peer.advance(1.0)
    peer.take()
    callers = peer.open(50009)
    call = peer.calling("bob")
    made = House(peer, call, [])
    made.take_callees()
    peer.flow = flows[1]
    made[0].respond(180)
    peer.take()
    peer.lose(flows[1])
    assert [seen for seen in peer.take() if seen.label == "INVITE"] == []
    peer.flow = callers
    made[0].respond(486)
    call.ack_failure(next(seen for seen in peer.take() if seen.label == "486 INVITE"))
    peer.check_over()
