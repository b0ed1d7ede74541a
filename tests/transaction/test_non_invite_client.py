"""Non-INVITE client transaction: RFC 3261 17.1.2, RFC 4320 4.1."""

from __future__ import annotations

import pytest

from sessioncore.actions.transaction.non_invite_client import Actions
from sessioncore.handlers.transaction import non_invite_client as chart
from sessioncore.handlers.transaction.non_invite_client import NonInviteClient
from tests.support.fake_cell import PEER, FakeCell
from tests.support.messages import make_request, make_response

BYE = make_request("BYE", to_tag="theirs")
EVERY_COPY = [0.0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]


def make(*, reliable: bool = False) -> tuple[FakeCell, NonInviteClient]:
    cell = FakeCell()
    machine = NonInviteClient(Actions(cell, BYE), None, cell)
    machine.reliable = reliable
    return cell, machine


def trying(*, reliable: bool = False) -> tuple[FakeCell, NonInviteClient]:
    cell, machine = make(reliable=reliable)
    cell.begin(machine)
    return cell, machine


def completed(*, reliable: bool = False) -> tuple[FakeCell, NonInviteClient]:
    cell, machine = trying(reliable=reliable)
    cell.receive(machine, make_response(BYE, 200))
    return cell, machine


def test_b1_6_timer_e_doubles_up_to_t2() -> None:
    cell, machine = trying()
    cell.advance(31.999)
    assert cell.sent_at("BYE") == EVERY_COPY
    assert len({id(send) for _, send in cell.sent}) == 1
    assert cell.sent[0][1].remote == PEER
    assert not machine.final


def test_b1_6_timer_f_gives_up_after_64_t1() -> None:
    cell, machine = trying()
    cell.advance(32)
    assert machine.final
    assert cell.running == []
    (finished,) = cell.signals
    assert (finished.status, finished.response) == (408, None)


def test_b1_6_no_timer_e_but_timer_f_on_a_reliable_transport() -> None:
    cell, machine = trying(reliable=True)
    assert cell.running == ["timer_f"]
    cell.advance(31.999)
    assert cell.sent_at("BYE") == [0.0]
    assert not machine.final
    cell.advance(0.001)
    assert machine.final


def test_b1_6_after_a_provisional_response_copies_go_every_t2() -> None:
    cell, machine = trying()
    cell.advance(1.0)
    cell.receive(machine, make_response(BYE, 100))
    assert machine.state_name == "waiting.proceeding"
    cell.advance(9)
    cell.receive(machine, make_response(BYE, 100))
    cell.advance(21.999)
    assert cell.sent_at("BYE") == [0.0, 0.5, 5.0, 9.0, 13.0, 17.0, 21.0, 25.0, 29.0]
    assert cell.signals == []


def test_b1_6_no_copies_after_a_provisional_response_on_a_reliable_transport() -> None:
    cell, machine = trying(reliable=True)
    cell.receive(machine, make_response(BYE, 100))
    assert cell.running == ["timer_f"]
    cell.advance(31)
    assert cell.sent_at("BYE") == [0.0]


def test_b1_6_timer_f_is_not_prolonged_by_a_provisional_response() -> None:
    cell, machine = trying()
    cell.advance(20)
    cell.receive(machine, make_response(BYE, 100))
    cell.advance(11.999)
    assert not machine.final
    cell.advance(0.001)
    assert machine.final
    assert [signal.status for signal in cell.signals_of(chart.Finished)] == [408]


@pytest.mark.parametrize("status", [200, 302, 481, 503, 603])
def test_b1_6_every_final_response_finishes_it(status: int) -> None:
    cell, machine = trying()
    response = make_response(BYE, status)
    cell.receive(machine, response)
    assert machine.state_name == "completed"
    assert cell.running == ["timer_k"]
    (finished,) = cell.signals
    assert (finished.status, finished.response) == (status, response)


def test_b1_6_a_final_response_after_a_provisional_one() -> None:
    cell, machine = trying()
    cell.receive(machine, make_response(BYE, 100))
    cell.receive(machine, make_response(BYE, 200))
    assert machine.state_name == "completed"
    assert cell.running == ["timer_k"]


def test_b1_6_timer_k_absorbs_copies_for_t4() -> None:
    cell, machine = completed()
    cell.advance(4.999)
    cell.receive(machine, make_response(BYE, 200))
    cell.receive(machine, make_response(BYE, 100))
    assert machine.state_name == "completed"
    cell.advance(0.001)
    assert machine.final
    assert len(cell.signals) == 1
    assert cell.sent_at("BYE") == [0.0]


def test_b1_6_timer_k_is_zero_on_a_reliable_transport() -> None:
    cell, machine = completed(reliable=True)
    cell.advance(0)
    assert machine.final


def test_b1_7_a_late_response_is_dropped() -> None:
    cell, machine = trying()
    cell.advance(32)
    cell.receive(machine, make_response(BYE, 100))
    cell.receive(machine, make_response(BYE, 200))
    assert machine.final
    assert [signal.status for signal in cell.signals_of(chart.Finished)] == [408]


@pytest.mark.parametrize("provisional", [False, True])
def test_b1_11_a_transport_error_is_503(provisional: bool) -> None:
    cell, machine = trying()
    if provisional:
        cell.receive(machine, make_response(BYE, 100))
    cell.feed(machine, chart.TRANSPORT_FAILED)
    assert machine.final
    (finished,) = cell.signals
    assert (finished.status, finished.response) == (503, None)


def test_b1_11_a_transport_error_after_the_answer_changes_nothing() -> None:
    cell, machine = completed()
    cell.feed(machine, chart.TRANSPORT_FAILED)
    assert machine.state_name == "completed"
    cell.advance(5)
    cell.feed(machine, chart.TRANSPORT_FAILED)
    assert len(cell.signals) == 1


def test_a_request_that_cannot_be_sent_finishes_at_once() -> None:
    cell, machine = make()
    cell.fail_sending = True
    cell.begin(machine)
    assert machine.final
    assert cell.running == []
    assert [signal.status for signal in cell.signals_of(chart.Finished)] == [500]


def test_only_states_without_signals_are_detachable() -> None:
    detachable = {name for name, yes in zip(NonInviteClient.STATES, NonInviteClient.DETACHABLE, strict=True) if yes}
    assert detachable == {"completed", "terminated"}
