"""Non-INVITE server transaction: RFC 3261 17.2.2, RFC 4320 4.1."""

from __future__ import annotations

import pytest

from sessioncore.actions.transaction.non_invite_server import Actions
from sessioncore.handlers.transaction import non_invite_server as chart
from sessioncore.handlers.transaction.non_invite_server import NonInviteServer
from sessioncore.wire.sip import Request
from tests.support.fake_cell import FakeCell
from tests.support.messages import make_request

BYE = make_request("BYE", to_tag="mine")


def trying(*, reliable: bool = False, request: Request = BYE) -> tuple[FakeCell, NonInviteServer]:
    cell = FakeCell()
    machine = NonInviteServer(Actions(cell, request), None, cell)
    machine.reliable = reliable
    cell.begin(machine)
    return cell, machine


def completed(*, reliable: bool = False) -> tuple[FakeCell, NonInviteServer]:
    cell, machine = trying(reliable=reliable)
    cell.feed(machine, chart.Respond(BYE.reply(200)))
    return cell, machine


@pytest.mark.parametrize("method", ["BYE", "CANCEL", "INFO", "OPTIONS", "FROBNICATE"])
def test_b1_6_a_copy_before_the_response_gets_nothing(method: str) -> None:
    request = make_request(method)
    cell, machine = trying(request=request)
    cell.receive(machine, request)
    assert cell.sent == []
    assert machine.state_name == "trying"
    assert cell.decisions == [("copy", "ignore")]


def test_b1_6_the_response_is_sent_once_and_again_for_each_copy() -> None:
    cell, machine = completed()
    assert machine.state_name == "completed"
    assert cell.sent_at("2xx") == [0.0]
    cell.advance(0.5)
    cell.receive(machine, BYE)
    cell.advance(1)
    cell.receive(machine, BYE)
    assert cell.sent_at("2xx") == [0.0, 0.5, 1.5]
    assert len({id(send) for _, send in cell.sent}) == 1
    assert cell.sent[0][1].data == BYE.reply(200).encode()
    assert cell.sent[0][1].remote == ("192.0.2.1", 5060)


def test_b1_6_timer_j_ends_it_after_64_t1() -> None:
    cell, machine = completed()
    assert cell.running == ["timer_j"]
    cell.advance(31.999)
    assert not machine.final
    cell.advance(0.001)
    assert machine.final


def test_b1_6_timer_j_is_zero_on_a_reliable_transport() -> None:
    cell, machine = completed(reliable=True)
    cell.advance(0)
    assert machine.final


def test_b1_6_a_second_final_response_is_dropped() -> None:
    cell, machine = completed()
    cell.feed(machine, chart.Respond(BYE.reply(500)))
    cell.receive(machine, BYE)
    assert cell.sent_at("5xx") == []
    assert cell.sent_at("2xx") == [0.0, 0.0]


def test_b1_7_without_a_response_it_ends_after_64_t1_and_sends_no_408() -> None:
    cell, machine = trying()
    cell.advance(31.999)
    assert machine.state_name == "trying"
    cell.advance(0.001)
    assert machine.final
    assert cell.sent == []


def test_b1_7_a_late_response_is_not_sent() -> None:
    cell, machine = trying()
    cell.advance(32)
    cell.feed(machine, chart.Respond(BYE.reply(200)))
    assert cell.sent == []
    assert machine.final


def test_b1_8_a_terminated_transaction_answers_no_copy() -> None:
    cell, machine = completed()
    cell.advance(32)
    cell.receive(machine, BYE)
    assert cell.sent_at("2xx") == [0.0]


def test_b1_11_a_transport_error_leaves_the_transaction_where_it_is() -> None:
    cell, machine = completed()
    cell.feed(machine, chart.TRANSPORT_FAILED)
    assert machine.state_name == "completed"
    cell.receive(machine, BYE)
    assert len(cell.sent) == 2


def test_a_response_that_cannot_be_sent_counts_as_lost() -> None:
    cell, machine = trying()
    cell.fail_sending = True
    cell.feed(machine, chart.Respond(BYE.reply(200)))
    cell.receive(machine, BYE)
    assert machine.state_name == "completed"
    assert [action for action, _ in cell.failures] == ["send_response", "resend"]


def test_no_state_has_anything_to_tell() -> None:
    assert all(NonInviteServer.DETACHABLE)
