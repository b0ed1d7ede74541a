"""INVITE server transaction: RFC 3261 17.2.1 and 9.2, RFC 6026 8.5 and 8.7."""

from __future__ import annotations

import pytest

from sessioncore.actions.transaction.invite_server import Actions
from sessioncore.handlers.transaction import invite_server as chart
from sessioncore.handlers.transaction.invite_server import InviteServer
from sessioncore.wire.sip import Response, parse
from tests.support.fake_cell import FakeCell
from tests.support.messages import make_request

INVITE = make_request("INVITE")
ACK = make_request("ACK", to_tag="mine")
CANCEL = make_request("CANCEL")


def reply(status: int) -> Response:
    return INVITE.reply(status, to_tag="mine")


def trying(*, reliable: bool = False) -> tuple[FakeCell, InviteServer]:
    cell = FakeCell()
    machine = InviteServer(Actions(cell, INVITE), None, cell)
    machine.reliable = reliable
    cell.begin(machine)
    return cell, machine


def informed() -> tuple[FakeCell, InviteServer]:
    cell, machine = trying()
    cell.feed(machine, chart.RespondProvisional(reply(180)))
    return cell, machine


def completed(*, reliable: bool = False) -> tuple[FakeCell, InviteServer]:
    cell, machine = trying(reliable=reliable)
    cell.feed(machine, chart.RespondFailure(reply(486)))
    return cell, machine


def confirmed(*, reliable: bool = False) -> tuple[FakeCell, InviteServer]:
    cell, machine = completed(reliable=reliable)
    cell.receive(machine, ACK)
    return cell, machine


def accepted(*, reliable: bool = False) -> tuple[FakeCell, InviteServer]:
    cell, machine = trying(reliable=reliable)
    cell.feed(machine, chart.RespondSuccess(reply(200)))
    return cell, machine


class TestProceeding:
    def test_b1_5_100_leaves_after_200_ms_without_another_response(self) -> None:
        cell, machine = trying()
        cell.advance(0.199)
        assert cell.sent == []
        cell.advance(10)
        assert cell.sent_at("1xx") == [0.2]
        assert machine.state_name == "proceeding.informed"
        sent = parse(cell.sent[0][1].data)
        assert isinstance(sent, Response)
        assert (sent.status, sent.to.tag) == (100, None)
        assert cell.sent[0][1].remote == ("192.0.2.1", 5060)

    @pytest.mark.parametrize("status", [180, 200, 486])
    def test_b1_5_no_100_after_another_response(self, status: int) -> None:
        cell, machine = trying()
        event = {1: chart.RespondProvisional, 2: chart.RespondSuccess, 4: chart.RespondFailure}[status // 100]
        cell.feed(machine, event(reply(status)))
        cell.advance(0.4)
        assert [send.data for _, send in cell.sent] == [reply(status).encode()]

    def test_b1_5_a_copy_before_any_response_gets_nothing_yet(self) -> None:
        cell, machine = trying()
        cell.receive(machine, INVITE)
        assert cell.sent == []
        assert machine.state_name == "proceeding.trying"

    def test_b1_5_a_copy_gets_the_last_provisional_response(self) -> None:
        cell, machine = informed()
        cell.feed(machine, chart.RespondProvisional(reply(183)))
        cell.receive(machine, INVITE)
        assert [send.data for _, send in cell.sent] == [reply(180).encode(), reply(183).encode(), reply(183).encode()]
        assert cell.sent[1][1] is cell.sent[2][1]

    def test_b1_5_a_copy_after_100_gets_100(self) -> None:
        cell, machine = trying()
        cell.advance(0.3)
        cell.receive(machine, INVITE)
        assert cell.sent_at("1xx") == [0.2, 0.3]

    def test_b1_2_an_ack_before_the_final_response_means_nothing(self) -> None:
        cell, machine = informed()
        cell.receive(machine, ACK)
        assert machine.state_name == "proceeding.informed"

    def test_proceeding_waits_for_the_origin_alone(self) -> None:
        """The RFC has no timer there; the origin bounds it, and a last one ends what a failed origin left."""
        cell, machine = informed()
        cell.feed(machine, chart.TRANSPORT_FAILED)
        sent = len(cell.sent)
        cell.advance(3600)
        assert machine.state_name == "proceeding.informed"
        cell.advance(3600)
        assert machine.final
        assert (cell.running, len(cell.sent), cell.signals) == ([], sent, [])

    def test_a_response_that_cannot_be_sent_counts_as_lost(self) -> None:
        cell, machine = trying()
        cell.fail_sending = True
        cell.feed(machine, chart.RespondFailure(reply(500)))
        assert machine.state_name == "completed"
        cell.advance(32)
        assert machine.final
        assert {action for action, _ in cell.failures} == {"send_response", "resend"}


class TestCancel:
    def test_b1_10_cancel_is_answered_200_and_the_origin_is_told(self) -> None:
        cell, machine = informed()
        cell.receive(machine, CANCEL)
        answered, cancelled = cell.signals
        assert type(answered) is chart.CancelAnswered
        assert (answered.response.status, answered.response.cseq.method) == (200, "CANCEL")
        assert answered.response.to.tag == "mine"
        assert type(cancelled) is chart.Cancelled
        assert cancelled.request is CANCEL
        assert machine.state_name == "proceeding.informed"

    def test_b1_10_the_answer_to_an_early_cancel_has_a_tag_of_its_own(self) -> None:
        cell, machine = trying()
        cell.receive(machine, CANCEL)
        tag = cell.signals_of(chart.CancelAnswered)[0].response.to.tag
        assert tag
        assert machine.state_name == "proceeding.trying"

    def test_b1_10_the_answer_to_the_cancel_of_a_reinvite_has_the_dialogs_tag(self) -> None:
        cell = FakeCell()
        machine = InviteServer(Actions(cell, make_request("INVITE", to_tag="dialog-tag")), None, cell)
        cell.begin(machine)
        cell.receive(machine, make_request("CANCEL", to_tag="dialog-tag"))
        assert cell.signals_of(chart.CancelAnswered)[0].response.to.tag == "dialog-tag"

    @pytest.mark.parametrize("status", [200, 486])
    def test_b1_10_a_late_cancel_gets_200_and_changes_nothing(self, status: int) -> None:
        cell, machine = accepted() if status == 200 else completed()
        state = machine.state_name
        cell.receive(machine, CANCEL)
        last = parse(cell.sent[-1][1].data)
        assert isinstance(last, Response)
        assert (last.status, last.cseq.method, last.to.tag) == (200, "CANCEL", "mine")
        assert cell.signals == []
        assert machine.state_name == state

    def test_b1_10_487_and_200_are_two_responses(self) -> None:
        cell, machine = informed()
        cell.receive(machine, CANCEL)
        cell.feed(machine, chart.RespondFailure(reply(487)))
        assert machine.state_name == "completed"
        assert cell.sent[-1][1].data == reply(487).encode()


class TestFailure:
    def test_b1_5_timer_g_repeats_the_response_up_to_t2(self) -> None:
        cell, machine = completed()
        cell.advance(31.999)
        assert cell.sent_at("4xx") == [0.0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]
        assert len({id(send) for _, send in cell.sent}) == 1
        assert machine.state_name == "completed"

    def test_b1_5_timer_h_gives_up_after_64_t1(self) -> None:
        cell, machine = completed()
        cell.advance(32)
        assert machine.final
        assert cell.running == []
        assert cell.signals == []

    def test_b1_5_no_timer_g_but_timer_h_on_a_reliable_transport(self) -> None:
        cell, machine = completed(reliable=True)
        cell.advance(31.999)
        assert cell.sent_at("4xx") == [0.0]
        assert not machine.final
        cell.advance(0.001)
        assert machine.final

    def test_b1_5_a_copy_of_the_invite_gets_the_response_again(self) -> None:
        cell, machine = completed()
        cell.advance(0.1)
        cell.receive(machine, INVITE)
        assert cell.sent_at("4xx") == [0.0, 0.1]

    def test_b1_5_ack_stops_the_copies(self) -> None:
        cell, machine = completed()
        cell.advance(0.6)
        cell.receive(machine, ACK)
        assert machine.state_name == "confirmed"
        assert cell.running == ["timer_i"]
        cell.advance(4)
        assert cell.sent_at("4xx") == [0.0, 0.5]

    def test_b1_5_timer_i_absorbs_late_copies_for_t4(self) -> None:
        cell, machine = confirmed()
        cell.advance(4.999)
        cell.receive(machine, ACK)
        cell.receive(machine, INVITE)
        assert machine.state_name == "confirmed"
        assert len(cell.sent) == 1
        cell.advance(0.001)
        assert machine.final

    def test_b1_5_timer_i_is_zero_on_a_reliable_transport(self) -> None:
        cell, machine = confirmed(reliable=True)
        cell.advance(0)
        assert machine.final

    def test_b1_11_a_transport_error_leaves_the_transaction_where_it_is(self) -> None:
        cell, machine = completed()
        cell.feed(machine, chart.TRANSPORT_FAILED)
        assert machine.state_name == "completed"
        cell.advance(0.5)
        assert cell.sent_at("4xx") == [0.0, 0.5]


class TestAccepted:
    def test_b1_4_copies_of_the_invite_are_absorbed_and_the_2xx_is_not_repeated_here(self) -> None:
        cell, machine = accepted()
        for _ in range(3):
            cell.advance(5)
            cell.receive(machine, INVITE)
        assert cell.sent_at("2xx") == [0.0]
        assert machine.state_name == "accepted"
        assert cell.signals == []

    def test_b1_2_the_ack_of_a_2xx_is_not_this_transactions(self) -> None:
        cell, machine = accepted()
        cell.receive(machine, ACK)
        assert machine.state_name == "accepted"

    @pytest.mark.parametrize("reliable", [False, True])
    def test_b1_4_timer_l_ends_it_after_64_t1(self, reliable: bool) -> None:
        cell, machine = accepted(reliable=reliable)
        cell.advance(31.999)
        assert not machine.final
        cell.advance(0.001)
        assert machine.final
        assert cell.running == []

    def test_b1_4_a_2xx_after_ringing(self) -> None:
        cell, machine = informed()
        cell.feed(machine, chart.RespondSuccess(reply(200)))
        assert machine.state_name == "accepted"
        assert cell.running == ["timer_l"]


def test_b1_8_a_terminated_transaction_answers_no_copy() -> None:
    cell, machine = accepted()
    cell.advance(32)
    cell.receive(machine, INVITE)
    cell.receive(machine, ACK)
    assert cell.sent_at("2xx") == [0.0]
    assert machine.final


def test_b1_5_a_second_final_response_is_not_sent_and_an_error_where_no_failed_action_explains_it() -> None:
    for cell, machine in (completed(), confirmed(), accepted()):
        before = len(cell.sent)
        cell.feed(machine, chart.RespondSuccess(reply(200)))
        cell.feed(machine, chart.RespondFailure(reply(500)))
        cell.feed(machine, chart.RespondProvisional(reply(180)))
        assert cell.nevers == ["respond_success", "respond_provisional"]
        assert len(cell.sent) == before


def test_only_states_without_signals_are_detachable() -> None:
    detachable = {name for name, yes in zip(InviteServer.STATES, InviteServer.DETACHABLE, strict=True) if yes}
    assert detachable == {"completed", "confirmed", "accepted", "terminated"}
