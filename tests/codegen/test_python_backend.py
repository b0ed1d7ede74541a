"""The default target: what generated classes do, step by step; their text is clean, typed and always the same."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from sessioncore.codegen.backends import layout, python
from sessioncore.codegen.names import ABI
from sessioncore.codegen.plan import PlanError
from sessioncore.statechart import START, ActionFailed, StaleHandlersError
from tests.codegen.test_regions import BOTH, DONE, HISTORY, RAISED, SWITCHES, TIMED
from tests.support.generated import machine_of, module_of, plan_of

ROOT = Path(__file__).resolve().parents[2]

NESTED = """
    events:
      go: {from: neighbour}
      stay: {from: neighbour}
      within: {from: neighbour}
      action_failed: {from: failure}
    actions: {in_a: "", out_a: "", in_b: "", out_b: "", in_c: "", out_c: "", in_e: "", row_1: "", row_2: ""}
    signals: {s_out_b: {}, s_row: {}, s_in_e: {}}
    initial: a
    states:
      a:
        initial: b
        enter: in_a
        exit: out_a
        when: {go: {to: e, do: [row_1, row_2], signal: s_row}, stay: {to: a}, within: {to: d, internal: true}}
        ignore: {action_failed: bounded elsewhere}
        states:
          b:
            initial: c
            enter: in_b
            exit: {do: out_b, signal: s_out_b}
            states: {c: {enter: in_c, exit: out_c, when: {within: {do: row_1}}}}
          d: {}
      e: {final: true, enter: {do: in_e, signal: s_in_e}, ignore: {"go, stay, within, action_failed": over}}
"""


def test_start_runs_entries_outer_to_inner_in_the_new_state(tmp_path: Path) -> None:
    machine, cell, _ = machine_of(tmp_path, NESTED, start=False)
    machine.start()
    assert cell.take() == ["in_a in a.b.c", "in_b in a.b.c", "in_c in a.b.c"]
    assert all(event is START for _, event in cell.events)
    assert machine.state_name == "a.b.c"


def test_exits_run_in_the_old_state_entries_in_the_new(tmp_path: Path) -> None:
    machine, cell, module = machine_of(tmp_path, NESTED)
    machine.go(module.GO)
    assert cell.take() == [
        "row a.go: a.b.c -> e",
        *("out_c in a.b.c", "out_b in a.b.c", "signal s_out_b", "out_a in a.b.c"),
        *("row_1 in a.b.c", "row_2 in a.b.c", "signal s_row"),
        *("in_e in e", "signal s_in_e"),
    ]
    assert machine.final


def test_a_self_transition_of_a_compound_state_restarts_it(tmp_path: Path) -> None:
    machine, cell, module = machine_of(tmp_path, NESTED)
    machine.stay(module.STAY)
    assert [line.split()[0] for line in cell.take()] == [
        *("row", "out_c", "out_b", "signal", "out_a", "in_a", "in_b", "in_c"),
    ]
    assert machine.state_name == "a.b.c"


def test_an_inner_row_hides_the_outer_one_and_leaves_nothing(tmp_path: Path) -> None:
    machine, cell, module = machine_of(tmp_path, NESTED)
    machine.within(module.WITHIN)
    assert cell.take() == ["row a.b.c.within: a.b.c -> a.b.c", "row_1 in a.b.c"]


def test_an_internal_row_of_a_compound_state_leaves_only_what_is_inside(tmp_path: Path) -> None:
    text = NESTED.replace(", when: {within: {do: row_1}}", "")
    machine, cell, module = machine_of(tmp_path, text)
    machine.within(module.WITHIN)
    assert cell.take() == ["row a.within: a.b.c -> a.d", "out_c in a.b.c", "out_b in a.b.c", "signal s_out_b"]


def test_decisions_are_traced_and_do_nothing_else(tmp_path: Path) -> None:
    machine, cell, module = machine_of(tmp_path, NESTED)
    machine.action_failed(ActionFailed("row_1", RuntimeError()))
    assert cell.take() == ["ignore: action_failed"]
    machine.go(module.GO)
    cell.take()
    machine.go(module.GO)
    assert cell.take() == ["ignore: go"]


def test_without_a_trace_nothing_but_the_work_is_done(tmp_path: Path) -> None:
    machine, cell, module = machine_of(tmp_path, NESTED, trace=False)
    machine.within(module.WITHIN)
    machine.action_failed(ActionFailed("row_1", RuntimeError()))
    assert cell.take() == ["row_1 in a.b.c"]


DECISIONS = """
    events:
      hold: {from: application, payload: {command: int}}
      told: {from: neighbour}
      held: {from: neighbour}
    asks: {free: ""}
    guards: {first: "", second: ""}
    signals: {took: {command: int}, other: {}}
    initial: a
    states:
      a:
        reject: {hold: {status: 491, why: 'a "quoted" reason \\ of ours'}}
        never: {told: nobody is there yet}
        defer: {held: "not yet"}
        states: {}
        when: {}
      b:
        when:
          hold:
            - {if: [first, not second], signal: took}
            - {if: free, to: a}
            - {signal: other}
          held: {to: c}
          told: {to: b}
      c: {ignore: {"hold, told, held": over}}
"""


def decisions(tmp_path: Path, state: str) -> tuple[Any, Any, Any]:
    text = DECISIONS.replace("        states: {}\n        when: {}\n", "")
    text = text.replace("a:\n        reject", "a:\n        reject", 1)
    machine, cell, module = machine_of(tmp_path, text)
    machine.restore(state)
    return machine, cell, module


def test_reject_never_and_defer_are_handed_to_the_cell(tmp_path: Path) -> None:
    machine, cell, module = decisions(tmp_path, "a")
    machine.hold(module.Hold(7))
    machine.told(module.TOLD)
    machine.held(module.HELD)
    assert cell.take() == [
        *("reject: hold", 'reject hold 491 a "quoted" reason / of ours'),
        *("never: told", "never told nobody is there yet"),
        *("defer: held", "defer held"),
    ]
    assert module.Chart.COMMANDS == ((), ("hold",), ("hold",))
    assert module.Chart.DEFERS == (True, False, False)


@pytest.mark.parametrize(
    ("first", "second", "free", "expected"),
    [
        (True, False, True, ["row b.hold: b -> b", "signal took 7"]),
        (True, True, True, ["row b.hold#1: b -> a"]),
        (False, False, False, ["row b.hold#2: b -> b", "signal other"]),
    ],
)
def test_the_first_alternative_that_holds_wins(
    tmp_path: Path, first: bool, second: bool, free: bool, expected: list[str]
) -> None:
    machine, cell, module = decisions(tmp_path, "b")
    cell.answers |= {"first": first, "second": second, "free": free}
    machine.hold(module.Hold(7))
    assert cell.take() == expected


def test_a_deferring_state_that_is_left_recalls_at_the_end(tmp_path: Path) -> None:
    machine, cell, module = machine_of(
        tmp_path,
        """
        events: {held: {from: neighbour}, go: {from: neighbour}, action_failed: {from: failure}}
        actions: {enter_b: ""}
        initial: a
        ignore: {action_failed: nothing}
        states:
          a: {defer: {held: "not yet"}, when: {go: {to: b}}}
          b: {enter: enter_b, ignore: {"held, go": nothing}}
        """,
    )
    machine.go(module.GO)
    assert cell.take() == ["row a.go: a -> b", "enter_b in b", "recall"]


# --- timers

TIMERS = """
    events: {go: {from: neighbour}, swap: {from: neighbour}, again: {from: neighbour}}
    timers:
      resend: {after: T1, repeat: {factor: 2, cap: T2}, reliable: none, event: resend_due}
      linger: {after: 64*T1, reliable: "0", event: lingered}
      glare: {after: {uniform: [2.1, 4.0, 0.01]}, event: glared}
      refresh: {after: {from: interval, min: 32, max: 86400}, event: refresh_due}
      whole: {after: T1 + 2*T2 + 1.5, event: expired}
    initial: a
    states:
      a:
        initial: b
        timer: whole
        when: {expired: {to: c}}
        states:
          b: {timer: [resend, linger], when: {resend_due: {}, lingered: {to: c}, swap: {to: d}, go: {}, again: {to: b}}}
          d: {timer: [glare, refresh], when: {glared: {}, refresh_due: {}, swap: {to: b}, "go, again": {to: c}}}
      c: {final: true, ignore: {"go, swap, again": over}}
"""


def fire(machine: Any, name: str) -> None:
    machine.timer_fired(dict(machine.armed_timers())[name])


def test_timers_start_with_their_state_and_stop_when_it_is_left(tmp_path: Path) -> None:
    machine, cell, module = machine_of(tmp_path, TIMERS, start=False)
    cell.answers["delay_interval"] = 100.0
    machine.start()
    assert cell.take() == ["arm whole 10", "arm resend 0.5", "arm linger 32"]
    machine.swap(module.SWAP)
    assert cell.take() == [
        *("row a.b.swap: a.b -> a.d", "cancel resend", "cancel linger"),
        *("uniform 2.1 4 0.01", "arm glare 2.1", "arm refresh 100"),
    ]
    assert [name for name, _ in machine.armed_timers()] == ["glare", "refresh", "whole"]


def test_an_internal_row_leaves_timers_alone_and_a_self_transition_restarts_them(tmp_path: Path) -> None:
    machine, cell, module = machine_of(tmp_path, TIMERS)
    machine.go(module.GO)
    assert cell.take() == ["row a.b.go: a.b -> a.b"]
    machine.again(module.AGAIN)
    assert cell.take() == [
        "row a.b.again: a.b -> a.b",
        "cancel resend",
        "cancel linger",
        "arm resend 0.5",
        "arm linger 32",
    ]


def test_a_repeating_timer_keeps_its_identity_and_doubles_to_its_cap(tmp_path: Path) -> None:
    machine, cell, _ = machine_of(tmp_path, TIMERS)
    timer = dict(machine.armed_timers())["resend"]
    for interval in ("1", "2", "4", "4"):
        machine.timer_fired(timer)
        assert cell.take() == [f"rearm resend {interval}", "row a.b.resend_due: a.b -> a.b"]
    assert dict(machine.armed_timers())["resend"] is timer


def test_a_timer_that_fired_is_neither_cancelled_nor_armed(tmp_path: Path) -> None:
    machine, cell, _ = machine_of(tmp_path, TIMERS)
    fire(machine, "linger")
    assert cell.take() == ["row a.b.lingered: a.b -> c", "cancel resend", "cancel whole"]
    assert machine.armed_timers() == ()


def test_a_stale_firing_is_dropped(tmp_path: Path) -> None:
    machine, cell, module = machine_of(tmp_path, TIMERS)
    stopped = dict(machine.armed_timers())["resend"]
    machine.again(module.AGAIN)
    cell.take()
    machine.timer_fired(stopped)
    assert cell.take() == []
    machine.swap(module.SWAP)
    cell.take()
    machine.timer_fired(stopped)
    assert cell.take() == []


def test_a_timers_event_without_its_timer_is_dropped(tmp_path: Path) -> None:
    machine, cell, module = machine_of(tmp_path, TIMERS)
    machine.glared(module.GLARED)
    assert cell.take() == ["dropped: glared"]


def test_reliable_transports_have_other_delays_or_no_timer(tmp_path: Path) -> None:
    machine, cell, _ = machine_of(tmp_path, TIMERS, start=False)
    machine.reliable = True
    machine.start()
    assert cell.take() == ["arm whole 10", "arm linger 0"]


@pytest.mark.parametrize(("given", "armed"), [(1.0, "32"), (90_000.0, "86400"), (float("nan"), "32"), (33, "33")])
def test_a_computed_delay_stays_within_its_bounds(tmp_path: Path, given: float, armed: str) -> None:
    machine, cell, module = machine_of(tmp_path, TIMERS)
    cell.answers["delay_interval"] = given
    machine.swap(module.SWAP)
    assert cell.take()[-1] == f"arm refresh {armed}"


def test_a_delay_method_that_raises_gives_the_shortest_delay_and_a_failure(tmp_path: Path) -> None:
    machine, cell, module = machine_of(tmp_path, TIMERS)
    cell.failing.add("delay_interval")
    machine.swap(module.SWAP)
    assert cell.take()[-3:] == ["delay_interval in a.d", "failed delay_interval", "arm refresh 32"]
    assert cell.outbox == []


def test_running_timers_survive_a_snapshot(tmp_path: Path) -> None:
    machine, cell, _ = machine_of(tmp_path, TIMERS)
    other, _, _ = machine_of(tmp_path, TIMERS, start=False)
    other.restore(machine.state_name)
    for name, timer in machine.armed_timers():
        other.restore_timer(name, timer)
    assert other.armed_timers() == machine.armed_timers()
    assert other.state == machine.state
    with pytest.raises(ValueError, match="no timer 'unknown'"):
        other.restore_timer("unknown", machine.armed_timers()[0][1])
    assert cell.take() == []


def test_leaving_everything_stops_whatever_runs(tmp_path: Path) -> None:
    """A row that several states share stops the timers of the one that is left, and only those that run."""
    machine, cell, _ = machine_of(tmp_path, TIMERS)
    fire(machine, "whole")
    assert cell.take() == ["row a.expired: a.b -> c", "cancel resend", "cancel linger"]


# --- actions that raise

FAILING = """
    events: {go: {from: neighbour, payload: {text: str}}, bare: {from: neighbour}, action_failed: {from: failure}}
    actions: {out_1: "", out_2: "", row_1: "", row_2: "", row_3: "", in_1: "", send: {creates: bye}}
    signals: {left: {}, told: {text: str}, counted: {number: int}, entered: {}}
    initial: a
    states:
      a:
        exit: {do: [out_1, out_2], signal: left}
        when: {go: {to: b, do: [row_1, row_2, row_3], signal: [told, counted, entered]}, bare: {do: send}}
        ignore: {action_failed: seen}
      b: {enter: {do: in_1, signal: entered}, ignore: {"go, bare, action_failed": over}}
"""


def went(tmp_path: Path, *failing: str) -> tuple[list[str], list[str], list[str]]:
    """What happened on `go`, the effects that stayed, and what failed, when some actions raise."""
    machine, cell, module = machine_of(tmp_path, FAILING)
    cell.answers["payload_counted"] = module.Counted(3)
    cell.failing |= set(failing)
    if "payload_counted" in failing:
        del cell.answers["payload_counted"]
    machine.go(module.Go("x"))
    assert machine.state_name == "b"
    log = [line.removesuffix(" in a").removesuffix(" in b") for line in cell.take()[1:]]
    return log, cell.outbox, [name for name, _ in cell.failed]


def test_nothing_fails(tmp_path: Path) -> None:
    log, outbox, failed = went(tmp_path)
    assert log == [
        *("out_1", "out_2", "signal left", "row_1", "row_2", "row_3", "signal told 'x'", "signal counted 3"),
        *("signal entered", "in_1", "signal entered"),
    ]
    assert outbox == ["out_1", "out_2", "row_1", "row_2", "row_3", "in_1"]
    assert failed == []


def test_the_effects_of_a_failing_action_are_dropped_those_before_it_stay(tmp_path: Path) -> None:
    log, outbox, failed = went(tmp_path, "row_2")
    assert outbox == ["out_1", "out_2", "row_1", "in_1"]
    assert failed == ["row_2"]
    # The rest of the row is skipped, signals too; the entry still runs.
    assert log[log.index("row_2") + 1 :] == ["failed row_2", "in_1", "signal entered"]


def test_a_failing_exit_skips_the_rest_of_that_exit_only(tmp_path: Path) -> None:
    log, outbox, failed = went(tmp_path, "out_1")
    assert log[:3] == ["out_1", "failed out_1", "row_1"]
    assert outbox == ["row_1", "row_2", "row_3", "in_1"]
    assert failed == ["out_1"]


def test_every_block_may_fail_once(tmp_path: Path) -> None:
    log, outbox, failed = went(tmp_path, "out_2", "row_1", "in_1")
    assert outbox == ["out_1"]
    assert failed == ["out_2", "row_1", "in_1"]
    assert not [line for line in log if line.startswith("signal")]


def test_a_failing_payload_skips_its_signal_and_those_after_it(tmp_path: Path) -> None:
    log, outbox, failed = went(tmp_path, "payload_counted")
    assert failed == ["payload_counted"]
    assert outbox == ["out_1", "out_2", "row_1", "row_2", "row_3", "in_1"]
    assert log[log.index("signal told 'x'") + 1 :] == [
        *("payload_counted", "failed payload_counted", "in_1", "signal entered"),
    ]


def test_a_creating_action_hands_over_its_request(tmp_path: Path) -> None:
    machine, cell, module = machine_of(tmp_path, FAILING)
    cell.answers["send"] = "BYE"
    machine.bare(module.BARE)
    assert cell.take() == ["row a.bare: a -> a", "create bye BYE"]
    del cell.answers["send"]
    cell.failing.add("send")
    machine.bare(module.BARE)
    assert cell.take() == ["row a.bare: a -> a", "send in a", "failed send"]


# --- the classifier

CLASSIFIED = """
    receives: [request * except ACK, response INVITE BYE]
    events:
      in_order_bye: {from: peer, message: BYE, where: in_order, payload: {request: sessioncore.wire.sip.Request}}
      late_bye: {from: peer, message: BYE, where: not in_order, payload: {request: sessioncore.wire.sip.Request}}
      asked: {from: peer, message: "INFO, OPTIONS"}
      crossing: {from: peer, message: INVITE, where: [in_order, free], payload: {request: sessioncore.wire.sip.Request}}
      other_request: {from: peer, payload: {request: sessioncore.wire.sip.Request}}
      ringing: {from: peer, message: "1xx INVITE", payload: {response: sessioncore.wire.sip.Response}}
      challenged: {from: peer, message: "401 INVITE, 407 INVITE", payload: {response: sessioncore.wire.sip.Response}}
      other_response: {from: peer, payload: {response: sessioncore.wire.sip.Response}}
    guards: {in_order: ""}
    asks: {free: ""}
    initial: a
    states:
      a: {ignore: {"in_order_bye, late_bye, asked, crossing, other_request, ringing, challenged, other_response": none}}
"""


class Message:
    """As much of a message as a classifier may look at."""

    def __init__(self, method: str, status: int = 0) -> None:
        self.method = method
        self.status = status
        self.cseq = self


@pytest.mark.parametrize(
    ("method", "in_order", "free", "expected"),
    [
        ("BYE", True, False, "in_order_bye"),
        ("BYE", False, False, "late_bye"),
        ("INVITE", True, True, "crossing"),
        ("INVITE", True, False, "other_request"),
        ("INVITE", False, True, "other_request"),
        ("OPTIONS", False, False, "asked"),
        ("INFO", True, True, "asked"),
        ("CANCEL", True, True, "other_request"),
        ("bye", True, True, "other_request"),
    ],
)
def test_a_request_is_exactly_one_event(tmp_path: Path, method: str, in_order: bool, free: bool, expected: str) -> None:
    machine, cell, _ = machine_of(tmp_path, CLASSIFIED)
    cell.answers |= {"in_order": in_order, "free": free}
    request = Message(method)
    event = machine.classify_request(request)
    assert expected == event.NAME
    assert [getattr(event, name) for name in event.FIELDS] == ([] if expected == "asked" else [request])
    machine.receive_request(request)
    assert cell.take() == [f"ignore: {expected}"]


@pytest.mark.parametrize(
    ("method", "status", "expected"),
    [
        ("INVITE", 100, "ringing"),
        ("INVITE", 199, "ringing"),
        ("INVITE", 200, "other_response"),
        ("INVITE", 401, "challenged"),
        ("INVITE", 403, "other_response"),
        ("INVITE", 407, "challenged"),
        ("INVITE", 699, "other_response"),
        ("BYE", 183, "other_response"),
        ("BYE", 401, "other_response"),
    ],
)
def test_a_response_is_exactly_one_event(tmp_path: Path, method: str, status: int, expected: str) -> None:
    machine, cell, _ = machine_of(tmp_path, CLASSIFIED)
    machine.receive_response(Message(method, status))
    assert cell.take() == [f"ignore: {expected}"]


# --- the text


def test_a_chart_with_open_cells_or_a_gap_is_refused(tmp_path: Path) -> None:
    undecided = plan_of(tmp_path, "events: {asked: {from: neighbour}}\ninitial: a\nstates: {a: {}}")
    with pytest.raises(PlanError, match="a does not decide asked"):
        python.render(undecided)
    guarded = plan_of(
        tmp_path,
        "events: {asked: {from: neighbour}}\nguards: {free: ''}\ninitial: a\nstates: {a: {when: {asked: {if: free}}}}",
    )
    with pytest.raises(PlanError, match="a does not decide asked in every case"):
        python.render(guarded)
    text = CLASSIFIED.replace("other_response: {from: peer", "other_reply: {from: neighbour")
    gap = plan_of(tmp_path, text.replace("other_response", "other_reply"))
    with pytest.raises(PlanError, match="no event takes some responses"):
        python.render(gap)


def test_an_event_and_a_signal_of_one_name_are_told_apart(tmp_path: Path) -> None:
    module = module_of(
        plan_of(
            tmp_path,
            """
            events: {answered: {from: neighbour}, ended: {from: neighbour}}
            signals: {answered: {}, ended: {}}
            initial: ended
            states: {ended: {when: {answered: {signal: answered}, ended: {signal: ended}}}}
            """,
        )
    )
    assert module.Answered.NAME == module.AnsweredSignal.NAME == "answered"
    assert module.ENDED == 0
    assert isinstance(module.ENDED_EVENT, module.Ended)
    assert isinstance(module.ENDED_SIGNAL, module.EndedSignal)


def test_names_that_generated_code_needs_itself_stay_free(tmp_path: Path) -> None:
    """An event `exception` must not replace what `except Exception` catches."""
    machine, cell, module = machine_of(
        tmp_path,
        """
        events: {exception: {from: neighbour}, value_error: {from: neighbour}, action_failed: {from: failure}}
        actions: {note: ""}
        timers: {wait: {after: 1, event: waited}}
        initial: a
        states:
          a: {timer: wait, when: {exception: {do: note}}, ignore: {"value_error, waited, action_failed": nothing}}
        """,
    )
    cell.failing.add("note")
    machine.exception(module.EXCEPTION)
    assert cell.take() == ["row a.exception: a -> a", "note in a", "failed note"]
    with pytest.raises(ValueError, match="no timer"):
        machine.restore_timer("other", machine.armed_timers()[0][1])
    plan = plan_of(
        tmp_path,
        "timers: {stop_timers: {after: 1, event: due}}\ninitial: a\nstates: {a: {timer: stop_timers, when: {due: {}}}}",
    )
    with pytest.raises(PlanError, match="rename the timer"):
        python.render(plan)


HOSTILE = 'x""" + __import__("os").system("true") + """\\\n# {{ 7*7 }} {% raw %} \\N{BEL} '


def test_free_text_stays_text(tmp_path: Path) -> None:
    """Docs and reasons reach the module only as one comment, docstring or literal."""
    hostile = repr(HOSTILE)[1:-1].replace('\\"', '"').replace('"', '\\"')
    text = f"""
        spec: ["{hostile}"]
        events: {{hold: {{from: application, payload: {{command: int}}, doc: "{hostile}"}}, told: {{from: neighbour}}}}
        guards: {{free: "{hostile}"}}
        signals: {{over: {{doc: "{hostile}", payload: {{}}}}}}
        initial: a
        states:
          a:
            doc: "{hostile}"
            when: {{hold: [{{if: free, signal: over, doc: "{hostile}"}}, {{to: b}}]}}
            never: {{told: "{hostile}"}}
          b: {{reject: {{hold: {{status: 403, why: "{hostile}"}}}}, ignore: {{told: "{hostile}"}}}}
    """
    plan = plan_of(tmp_path, text)
    tree = ast.parse(python.render(plan))
    calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    assert not {call for call in calls if "system" in call or "import" in call}
    machine, cell, module = machine_of(tmp_path, text)
    machine.told(module.TOLD)
    assert "__import__" in cell.take()[1]
    assert module.Chart.CHART == "family/chart"


LONG = """
    events:
{events}
      action_failed: {{from: failure}}
    actions: {{note: "", send: {{creates: invite_client}}}}
    guards: {{a_guard_with_quite_a_long_name: "", another_guard_with_quite_a_long_name: "", third_guard_with_a_long_name: ""}}
    signals: {{told: {{first_number: int, second_number: int, message: "sessioncore.wire.sip.Request | None"}}, over: {{}}}}
    timers:
      wait: {{after: {{from: wait, min: 1, max: 64*T1}}, reliable: 3, event: waited}}
      other_wait: {{after: T1, event: other_waited}}
    initial: a
    states:
      a:
        initial: b
        when: {{action_failed: {{to: z}}}}
        states:
          b:
            timer: wait
            when:
              "{names}": {{do: [note, send], signal: [told, over], to: z}}
              waited: [{{if: [a_guard_with_quite_a_long_name, not another_guard_with_quite_a_long_name, third_guard_with_a_long_name], to: c}}, {{do: note}}]
          c: {{timer: other_wait, when: {{other_waited: {{to: d}}}}, never: {{"{names}": "{why}"}}}}
          d: {{ignore: {{"{names}": "{why}"}}}}
      z: {{final: true, ignore: {{"{names}, action_failed": over}}}}
"""  # noqa: E501


def long_chart() -> str:
    """A chart whose unions, conditions and reasons are too long for a line."""
    names = [f"an_event_with_quite_a_long_name_{number}" for number in range(12)]
    fields = "first_number: int, message: sessioncore.wire.sip.Request"
    events = "\n".join(f"      {name}: {{from: neighbour, payload: {{{fields}}}}}" for name in names)
    return LONG.format(events=events, names=", ".join(names), why="a reason that is told at length " * 5)


def scattered_chart() -> str:
    """A chart whose states treat an event alike here and there, so that the tests of the state are long."""
    names = [f"a_state_with_quite_a_long_name_{number}" for number in range(16)]
    odd = "{never: {said: not here}, ignore: {asked: so}}"
    states = [f"  {name}: {odd if number % 2 else '{doc: inherits}'}" for number, name in enumerate(names)]
    head = ["events: {asked: {from: neighbour}, said: {from: neighbour}}", f"initial: {names[0]}"]
    return "\n".join([*head, "when: {asked: {}, said: {}}", "states:", *states])


@pytest.fixture(scope="module")
def typed_package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generated modules of test charts with every feature, as a package for the tools."""
    folder = tmp_path_factory.mktemp("typed")
    package = folder / "generated_by_tests"
    package.mkdir()
    (package / "__init__.py").write_text('"""Generated."""\n')
    charts = {"nested": NESTED, "timers": TIMERS, "failing": FAILING, "classified": CLASSIFIED, "long": long_chart()}
    charts["scattered"] = scattered_chart()
    charts |= {"both": BOTH, "completed": DONE, "kept": HISTORY, "raised": RAISED, "switches": SWITCHES, "timed": TIMED}
    for name, text in charts.items():
        (package / f"{name}.py").write_text(python.render(plan_of(folder, text, f"family/{name}")))
    return package


def test_generated_modules_are_strictly_typed(typed_package: Path, tmp_path: Path) -> None:
    # Only what generated code may import, so that nothing above it is read along.
    (tmp_path / "sessioncore").mkdir()
    (tmp_path / "sessioncore" / "__init__.py").touch()
    shutil.copy(ROOT / "sessioncore" / "statechart.py", tmp_path / "sessioncore")
    for package in ("base", "wire"):
        shutil.copytree(ROOT / "sessioncore" / package, tmp_path / "sessioncore" / package)
    tool = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--follow-imports=silent"]
    run = subprocess.run(
        [*tool, f"--cache-dir={tmp_path / 'cache'}", "-p", typed_package.name],
        cwd=typed_package.parent,
        env=os.environ | {"MYPYPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("verb", [["check"], ["format", "--check", "--diff"]], ids=["lint", "layout"])
def test_generated_modules_are_as_ruff_would_write_them(typed_package: Path, verb: list[str]) -> None:
    tool = [sys.executable, "-m", "ruff", *verb, "--no-cache", "--config", str(ROOT / "pyproject.toml")]
    run = subprocess.run([*tool, str(typed_package)], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_lines_are_at_most_120_long(typed_package: Path) -> None:
    for module in sorted(typed_package.glob("*.py")):
        long = [line for line in module.read_text().splitlines() if len(line) > layout.WIDTH]
        assert long == [], module.name


def test_the_header_names_chart_digest_and_abi(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, NESTED)
    text = python.render(plan)
    assert f"# sessioncore: chart sha256={plan.chart.digest} abi={ABI}" in text
    assert "Generated from machines/family/chart.yaml; do not edit." in text
    row = plan.cells[0, "within"].branches[0].row
    assert f"        if state == A_B_C:  # {row.span.file}:{row.span.line}\n" in text


def test_another_abi_is_refused_with_the_command_that_mends_it(tmp_path: Path) -> None:
    text = python.render(plan_of(tmp_path, NESTED)).replace(
        f"require_abi(__name__, {ABI})", f"require_abi(__name__, {ABI + 1})"
    )
    with pytest.raises(StaleHandlersError, match="sessioncore generate"):
        exec(compile(text, "chart.py", "exec"), {"__name__": "chart"})


# --- the shipped charts

DIGEST = """
import hashlib, sys
from pathlib import Path
from sessioncore.codegen import generate
from sessioncore.codegen.project import find_project
project = find_project(Path(sys.argv[1]))
files, _ = generate.outputs(project, list(generate.TARGETS))
text = "".join(f"{path.relative_to(project.root)}\\n{text}" for path, text in files.items())
print(len(files), hashlib.sha256(text.encode()).hexdigest())
"""


def test_same_charts_same_files_whatever_the_hash_seed() -> None:
    def digest(seed: str) -> str:
        run = subprocess.run(
            [sys.executable, "-c", DIGEST, str(ROOT)],
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
        assert run.returncode == 0, run.stderr
        return run.stdout

    first = digest("1")
    assert int(first.split()[0]) > 10
    assert digest("2") == first


IMPORT = """
import sys, time
import sessioncore.statechart
before = set(sys.modules)
start = time.process_time()
import sessioncore.handlers.transaction.invite_client
spent = time.process_time() - start
print(spent * 1000, *sorted(set(sys.modules) - before))
"""


def test_a_handler_module_is_imported_quickly_and_alone(tmp_path: Path) -> None:
    # As installed: with byte code, which the first of the runs writes.
    cached = {"PYTHONPYCACHEPREFIX": str(tmp_path), "PYTHONDONTWRITEBYTECODE": ""}
    spent = []
    for _ in range(3):
        run = subprocess.run(
            [sys.executable, "-c", IMPORT],
            env=os.environ | cached | {"PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        )
        milliseconds, *modules = run.stdout.split()
        spent.append(float(milliseconds))
        assert modules == [
            "sessioncore.handlers",
            "sessioncore.handlers.transaction",
            "sessioncore.handlers.transaction.invite_client",
        ]
    assert min(spent) < 5.0
