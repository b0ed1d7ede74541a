"""INVITE client transaction: RFC 3261 17.1.1 and 9.1, RFC 6026 8.4."""

from __future__ import annotations

import pytest

from sessioncore.actions.transaction.invite_client import Actions
from sessioncore.base.errors import LocalProtocolError
from sessioncore.handlers.transaction import invite_client as chart
from sessioncore.handlers.transaction.invite_client import InviteClient
from sessioncore.wire.sip import Request, parse
from tests.support.fake_cell import PEER, FakeCell
from tests.support.messages import LOCAL_TAG, REMOTE_TAG, make_request, make_response

INVITE = make_request("INVITE", headers=(("Route", "<sip:proxy.example.org;lr>"),))


def make(*, reliable: bool = False) -> tuple[FakeCell, InviteClient]:
    cell = FakeCell()
    machine = InviteClient(Actions(cell, INVITE), None, cell)
    machine.reliable = reliable
    return cell, machine


def calling(*, reliable: bool = False) -> tuple[FakeCell, InviteClient]:
    cell, machine = make(reliable=reliable)
    cell.begin(machine)
    return cell, machine


def proceeding() -> tuple[FakeCell, InviteClient]:
    cell, machine = calling()
    cell.receive(machine, make_response(INVITE, 180))
    return cell, machine


def cancelling() -> tuple[FakeCell, InviteClient]:
    cell, machine = proceeding()
    cell.feed(machine, chart.Cancel(""))
    return cell, machine


def completed(*, reliable: bool = False) -> tuple[FakeCell, InviteClient]:
    cell, machine = calling(reliable=reliable)
    cell.receive(machine, make_response(INVITE, 486))
    return cell, machine


def accepted() -> tuple[FakeCell, InviteClient]:
    cell, machine = proceeding()
    cell.receive(machine, make_response(INVITE, 200))
    return cell, machine


class TestCalling:
    def test_b1_1_timer_a_doubles_without_cap(self) -> None:
        cell, machine = calling()
        cell.advance(31.9)
        assert cell.sent_at("INVITE") == [0.0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5]
        assert machine.state_name == "calling"

    def test_b1_1_copies_are_the_same_effect_again(self) -> None:
        cell, _ = calling()
        cell.advance(4)
        assert {id(send) for _, send in cell.sent} == {id(cell.sent[0][1])}
        assert cell.sent[0][1].data == INVITE.encode()
        assert cell.sent[0][1].remote == PEER

    def test_b1_1_timer_b_gives_up_after_64_t1(self) -> None:
        cell, machine = calling()
        cell.advance(31.999)
        assert cell.signals == []
        cell.advance(0.001)
        assert machine.final
        (failed,) = cell.signals
        assert (type(failed), failed.status, failed.response) == (chart.Failed, 408, None)
        assert cell.running == []

    def test_b1_1_no_timer_a_but_timer_b_on_a_reliable_transport(self) -> None:
        cell, machine = calling(reliable=True)
        assert cell.running == ["timer_b"]
        cell.advance(32)
        assert cell.sent_at("INVITE") == [0.0]
        assert machine.final
        assert [signal.status for signal in cell.signals_of(chart.Failed)] == [408]

    def test_b1_1_a_provisional_response_stops_the_copies_and_goes_up(self) -> None:
        cell, machine = calling()
        cell.advance(0.6)
        ringing = make_response(INVITE, 183)
        cell.receive(machine, ringing)
        assert machine.state_name == "proceeding.plain"
        assert cell.running == []
        assert [signal.response for signal in cell.signals_of(chart.Progress)] == [ringing]
        cell.advance(100)
        assert cell.sent_at("INVITE") == [0.0, 0.5]

    def test_b1_1_100_stops_the_copies_and_concerns_nobody_else(self) -> None:
        cell, machine = calling()
        cell.receive(machine, make_response(INVITE, 100))
        assert machine.state_name == "proceeding.plain"
        assert cell.running == []
        assert cell.signals == []

    def test_b1_4_a_2xx_without_any_1xx_is_answered(self) -> None:
        cell, machine = calling()
        answer = make_response(INVITE, 200)
        cell.receive(machine, answer)
        assert machine.state_name == "accepted"
        assert [signal.response for signal in cell.signals_of(chart.Answered)] == [answer]
        assert cell.sent_at("ACK") == []

    def test_b1_11_a_transport_error_is_503(self) -> None:
        cell, machine = calling()
        cell.feed(machine, chart.TRANSPORT_FAILED)
        assert machine.final
        (failed,) = cell.signals
        assert (failed.status, failed.response) == (503, None)
        assert cell.running == []

    def test_an_invite_that_cannot_be_sent_fails_at_once(self) -> None:
        cell, machine = make()
        cell.fail_sending = True
        cell.begin(machine)
        assert machine.final
        assert [action for action, _ in cell.failures] == ["send_invite"]
        assert [signal.status for signal in cell.signals_of(chart.Failed)] == [500]
        assert cell.running == []

    def test_nothing_is_sent_again_that_was_never_sent(self) -> None:
        with pytest.raises(LocalProtocolError):
            Actions(FakeCell(), INVITE).resend(chart.RESEND_DUE)


class TestFailure:
    def test_b1_2_the_ack_of_a_failure_is_of_the_same_transaction(self) -> None:
        cell, machine = completed()
        assert machine.state_name == "completed"
        ack = parse(cell.sent[-1][1].data)
        assert isinstance(ack, Request)
        assert ack.method == "ACK"
        assert ack.uri == INVITE.uri
        assert ack.via.branch == INVITE.via.branch
        assert ack.get_all("Route") == INVITE.get_all("Route")
        assert (ack.cseq.number, ack.cseq.method) == (INVITE.cseq.number, "ACK")
        assert (ack.from_.tag, ack.to.tag) == (LOCAL_TAG, REMOTE_TAG)
        assert ack.call_id == INVITE.call_id

    def test_b1_2_the_ack_goes_to_where_the_invite_went(self) -> None:
        cell, machine = calling()
        cell.peer = ("198.51.100.9", 5060)
        cell.receive(machine, make_response(INVITE, 500))
        assert cell.sent[-1][1].label == "ACK"
        assert cell.sent[-1][1].remote == PEER

    def test_b1_3_every_copy_is_acknowledged_and_told_once(self) -> None:
        cell, machine = completed()
        for _ in range(3):
            cell.advance(4)
            cell.receive(machine, make_response(INVITE, 486))
        assert cell.sent_at("ACK") == [0.0, 4.0, 8.0, 12.0]
        (failed,) = cell.signals
        assert failed.status == 486
        assert failed.response.status == 486

    def test_b1_3_timer_d_ends_it_after_32_seconds_whatever_t1_is(self) -> None:
        cell, machine = completed()
        cell.advance(31.999)
        assert not machine.final
        cell.advance(0.001)
        assert machine.final
        assert len(cell.signals) == 1

    def test_b1_3_timer_d_is_zero_on_a_reliable_transport(self) -> None:
        cell, machine = completed(reliable=True)
        assert cell.sent_at("ACK") == [0.0]
        cell.advance(0)
        assert machine.final

    def test_b1_3_a_failure_after_ringing(self) -> None:
        cell, machine = proceeding()
        cell.receive(machine, make_response(INVITE, 603))
        assert machine.state_name == "completed"
        assert cell.sent_at("ACK") == [0.0]
        assert [signal.status for signal in cell.signals_of(chart.Failed)] == [603]

    def test_b1_11_a_transport_error_of_the_ack_ends_it_silently(self) -> None:
        cell, machine = completed()
        cell.feed(machine, chart.TRANSPORT_FAILED)
        assert machine.final
        assert len(cell.signals) == 1

    def test_an_ack_that_cannot_be_made_does_not_hide_the_outcome(self) -> None:
        cell, machine = calling()
        machine.actions.slice.sent = None  # type: ignore[attr-defined]
        cell.receive(machine, make_response(INVITE, 404))
        assert [action for action, _ in cell.failures] == ["send_ack"]
        assert machine.state_name == "completed"
        assert [signal.status for signal in cell.signals_of(chart.Failed)] == [404]

    def test_b1_3_late_responses_change_nothing(self) -> None:
        cell, machine = completed()
        before = len(cell.sent)
        for status in (100, 180, 200):
            cell.receive(machine, make_response(INVITE, status))
        cell.feed(machine, chart.Cancel(""))
        assert machine.state_name == "completed"
        assert len(cell.sent) == before
        assert len(cell.signals) == 1


class TestCancel:
    def test_b1_10_cancel_is_sent_after_a_provisional_response(self) -> None:
        cell, machine = cancelling()
        assert machine.state_name == "proceeding.cancelling"
        ((kind, cancel),) = cell.created
        assert kind == "non_invite_client"
        assert cancel.method == "CANCEL"
        assert cancel.via.branch == INVITE.via.branch
        assert cancel.uri == INVITE.uri
        assert cancel.get_all("Route") == INVITE.get_all("Route")
        assert (cancel.cseq.number, cancel.cseq.method) == (INVITE.cseq.number, "CANCEL")
        assert cancel.to.tag is None

    def test_b3_6_cancel_before_any_response_waits_for_one(self) -> None:
        cell, machine = calling()
        cell.feed(machine, chart.Cancel(""))
        cell.advance(3)
        assert cell.created == []
        assert ("cancel", "defer") in cell.decisions
        cell.receive(machine, make_response(INVITE, 100))
        assert machine.state_name == "proceeding.cancelling"
        assert [request.method for _, request in cell.created] == ["CANCEL"]

    @pytest.mark.parametrize(("status", "state"), [(200, "accepted"), (486, "completed")])
    def test_b1_10_a_deferred_cancel_is_void_after_a_final_response(self, status: int, state: str) -> None:
        cell, machine = calling()
        cell.feed(machine, chart.Cancel(""))
        cell.receive(machine, make_response(INVITE, status))
        assert machine.state_name == state
        assert cell.created == []
        assert cell.decisions[-1] == ("cancel", "ignore")

    def test_b1_10_a_deferred_cancel_is_void_after_the_time_out(self) -> None:
        cell, machine = calling()
        cell.feed(machine, chart.Cancel(""))
        cell.advance(32)
        assert machine.final
        assert cell.created == []

    def test_b1_10_a_second_cancel_sends_nothing(self) -> None:
        cell, machine = cancelling()
        cell.feed(machine, chart.Cancel(""))
        assert len(cell.created) == 1

    def test_b1_10_487_ends_a_cancelled_invite(self) -> None:
        cell, machine = cancelling()
        cell.receive(machine, make_response(INVITE, 487))
        assert machine.state_name == "completed"
        assert cell.running == ["timer_d"]
        assert cell.sent_at("ACK") == [0.0]
        assert [signal.status for signal in cell.signals_of(chart.Failed)] == [487]

    def test_b1_10_timer_x_gives_up_64_t1_after_cancel(self) -> None:
        cell, machine = cancelling()
        cell.advance(31.999)
        assert not machine.final
        cell.advance(0.001)
        assert machine.final
        assert [signal.status for signal in cell.signals_of(chart.Failed)] == [408]

    def test_b1_10_the_answer_to_cancel_decides_nothing(self) -> None:
        cell, machine = cancelling()
        cell.feed(machine, chart.CANCEL_FINISHED)
        assert machine.state_name == "proceeding.cancelling"
        assert cell.running == ["timer_x"]

    def test_b3_5_a_2xx_that_crosses_cancel_is_answered(self) -> None:
        cell, machine = cancelling()
        cell.receive(machine, make_response(INVITE, 200))
        assert machine.state_name == "accepted"
        assert cell.running == ["timer_m"]
        assert len(cell.signals_of(chart.Answered)) == 1

    def test_b1_1_ringing_still_goes_up_while_cancelling(self) -> None:
        cell, machine = cancelling()
        cell.receive(machine, make_response(INVITE, 183))
        assert len(cell.signals_of(chart.Progress)) == 2
        assert machine.state_name == "proceeding.cancelling"

    def test_a_cancel_that_cannot_be_made_leaves_the_call_to_timer_x(self) -> None:
        class Failing(Actions):
            def send_cancel(self, event: chart.Cancel) -> Request:
                raise ValueError("the test lets it fail")

        cell, machine = proceeding()
        machine.actions = Failing(cell, INVITE)
        cell.feed(machine, chart.Cancel(""))
        assert [action for action, _ in cell.failures] == ["send_cancel"]
        assert machine.state_name == "proceeding.cancelling"
        assert cell.running == ["timer_x"]


class TestAccepted:
    def test_b1_4_nothing_of_an_answered_invite_is_kept(self) -> None:
        _, machine = accepted()
        kept = machine.actions.slice  # type: ignore[attr-defined]
        assert (kept.request, kept.sent) == (None, None)

    def test_b1_4_every_later_2xx_goes_up_as_a_copy(self) -> None:
        cell, machine = accepted()
        again = make_response(INVITE, 200)
        other_fork = make_response(INVITE, 200, to_tag="other-fork")
        cell.receive(machine, again)
        cell.receive(machine, other_fork)
        assert len(cell.signals_of(chart.Answered)) == 1
        assert [signal.response for signal in cell.signals_of(chart.Copy)] == [again, other_fork]

    def test_b1_4_timer_m_ends_it_64_t1_after_the_first_2xx(self) -> None:
        cell, machine = accepted()
        cell.advance(20)
        cell.receive(machine, make_response(INVITE, 200))
        cell.advance(11.999)
        assert not machine.final
        cell.advance(0.001)
        assert machine.final
        assert type(cell.signals[-1]) is chart.Over

    def test_b1_4_timer_m_runs_on_a_reliable_transport_too(self) -> None:
        cell, machine = calling(reliable=True)
        cell.receive(machine, make_response(INVITE, 200))
        cell.advance(31.999)
        assert not machine.final
        cell.advance(0.001)
        assert machine.final

    def test_b1_4_other_forks_that_ring_or_fail_change_nothing(self) -> None:
        cell, machine = accepted()
        before = len(cell.signals)
        for status in (100, 180, 486):
            cell.receive(machine, make_response(INVITE, status, to_tag="other-fork"))
        for event in (chart.Cancel(""), chart.CANCEL_FINISHED, chart.TRANSPORT_FAILED):
            cell.feed(machine, event)
        assert machine.state_name == "accepted"
        assert len(cell.signals) == before
        assert cell.sent_at("ACK") == []

    def test_b1_8_a_terminated_transaction_drops_responses(self) -> None:
        cell, machine = accepted()
        cell.advance(32)
        before = len(cell.signals)
        for status in (100, 180, 200, 486):
            cell.receive(machine, make_response(INVITE, status))
        assert machine.final
        assert len(cell.signals) == before


def test_a_proceeding_invite_waits_without_a_timer_and_without_copies() -> None:
    """RFC 3261 has no timer there; the origin bounds it."""
    cell, machine = proceeding()
    cell.feed(machine, chart.TRANSPORT_FAILED)
    cell.receive(machine, make_response(INVITE, 100))
    cell.advance(600)
    assert machine.state_name == "proceeding.plain"
    assert cell.sent_at("INVITE") == [0.0]


def test_only_states_without_signals_are_detachable() -> None:
    detachable = {name for name, yes in zip(InviteClient.STATES, InviteClient.DETACHABLE, strict=True) if yes}
    assert detachable == {"completed", "terminated"}
