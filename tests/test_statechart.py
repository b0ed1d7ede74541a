"""The support of generated handlers."""

from __future__ import annotations

import pytest

from sessioncore.handlers.dialog.reliable_answer import Ack, ReliableAnswer, Sent
from sessioncore.statechart import ABI, START, ActionFailed, Event, Machine, StaleHandlersError, Timer, require_abi
from tests.support.fake_cell import FakeCell
from tests.support.messages import make_request, make_response


class Actions:
    """The least that the chart asks for."""

    def keep(self, event: Sent) -> None: ...

    def resend(self, event: object) -> None: ...


def machine() -> tuple[FakeCell, ReliableAnswer]:
    cell = FakeCell()
    return cell, ReliableAnswer(Actions(), None, cell)  # type: ignore[arg-type]


def test_generated_code_of_another_contract_is_refused() -> None:
    require_abi("some.module", ABI)
    with pytest.raises(StaleHandlersError, match=r"some\.module.*sessioncore generate"):
        require_abi("some.module", ABI + 1)
    assert issubclass(StaleHandlersError, ImportError)


def test_an_event_shows_types_and_no_values() -> None:
    """Messages may hold credentials."""
    request = make_request("ACK", headers=(("Authorization", "Digest secret"),))
    text = repr(Ack(request))
    assert text == "Ack(request=Request)"
    assert repr(START) == "Start()"
    assert "secret" not in repr(ActionFailed("send", ValueError("secret")))


def test_a_machine_before_its_start() -> None:
    _, made = machine()
    assert (made.state, made.state_name, made.final) == (-1, "", False)
    assert made.armed_timers() == ()
    assert (made.key, made.origin, made.current, made.reliable) == (None, None, None, False)


def test_a_machine_knows_its_state_and_its_timers() -> None:
    cell, made = machine()
    cell.begin(made)
    assert (made.state_name, made.final) == ("sending", False)
    assert [name for name, _ in made.armed_timers()] == ["resend", "give_up"]


def test_dispatch_calls_the_method_of_the_event() -> None:
    cell, made = machine()
    cell.begin(made)
    cell.feed(made, Sent(make_response(make_request(), 200)))
    assert cell.rows[-1].endswith("sent")


def test_restore_runs_nothing() -> None:
    cell, made = machine()
    made.restore("done")
    assert made.final
    assert (cell.rows, cell.running, cell.signals) == ([], [], [])
    with pytest.raises(ValueError, match="not in tuple"):
        made.restore("nowhere")


def test_a_restored_timer_fires_as_the_one_before() -> None:
    cell, made = machine()
    made.restore("sending")
    timer = cell.arm(made, made.TIMERS.index("resend"), 0.25)
    made.restore_timer("resend", timer)
    assert [name for name, _ in made.armed_timers()] == ["resend"]
    cell.advance(0.25)
    assert cell.rows[-1].endswith("resend_due")


def test_a_stale_timer_is_dropped() -> None:
    cell, made = machine()
    cell.begin(made)
    rows = len(cell.rows)
    made.timer_fired(Timer(made, 0, 0.5, 1000.5, 99))
    assert len(cell.rows) == rows


def test_the_base_class_leaves_the_rest_to_generated_code() -> None:
    bare = Machine(None, None, None)
    with pytest.raises(NotImplementedError):
        bare.start()
    timer = Timer(bare, 0, 1.0, 1.0, 1)
    with pytest.raises(NotImplementedError):
        bare.timer_fired(timer)
    with pytest.raises(NotImplementedError):
        bare.restore_timer("x", timer)
    assert Event().FIELDS == ()
