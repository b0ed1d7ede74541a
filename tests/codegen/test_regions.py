"""Parallel and history states, `done` and `raise`: each case of SCXML's algorithm by hand, on all that runs charts.

What is expected comes from the W3C Recommendation of 2015 (appendix D), not from what the code did. `Four` compares the
generated class, the reference, python-statemachine and transitions at every step.
"""

from __future__ import annotations

import re
import textwrap

import pytest

from sessioncore.codegen.backends import python
from sessioncore.codegen.backends.dot import chart_dot
from sessioncore.codegen.backends.matrix import chart_matrix
from sessioncore.codegen.backends.svg import render
from sessioncore.codegen.backends.wired import leaves_of
from sessioncore.codegen.checks import check_chart
from sessioncore.codegen.model import Chart
from sessioncore.codegen.plan import plan_chart
from sessioncore.statechart import MOST_RAISED, EndlessError
from tests.codegen.test_engines_agree import ENGINES, Chance, Run, made_modules
from tests.codegen.test_random_charts import Four, loaded

HEAD = "chart: random/made\ndoc: d\n"


class Told(Chance):
    """Guards and failures as the test says: what is named holds, or fails with `fail NAME`; the rest does not."""

    def __init__(self, *holding: str) -> None:
        super().__init__(0)
        self.holding = set(holding)

    def of(self, name: str) -> float:
        return 0.0 if name in self.holding else 1.0


class Case(Four):
    """A chart of a test; `seen` is what it did since the last question."""

    def __init__(self, text: str, *holding: str) -> None:
        self.seen: list[str] = []
        chance = Told(*holding)
        self.told = chance
        super().__init__(plan_chart(chart_of(text)), chance)

    def agree(self, said: str) -> None:
        for kind, *rest in self.reference.done:
            if kind in ("action", "failed"):
                self.seen.append(rest[0] if kind == "action" else f"{rest[0]} failed")
            elif kind == "signal":
                self.seen.append(f"»{rest[0]}")
            elif kind == "row":
                self.seen.append(f"[{rest[0]}]")
            elif kind in ("start", "stop", "recall", "ignore", "reject", "defer"):
                self.seen.append(f"{kind} {' '.join(rest)}")
        super().agree(said)

    def on(self, *events: str) -> list[str]:
        """What these events do, everywhere alike."""
        self.seen.clear()
        for event in events:
            assert not self.step(event, timer=False)
        return list(self.seen)

    def due(self, timer: str) -> list[str]:
        self.seen.clear()
        self.step(timer, timer=True)
        return list(self.seen)

    @property
    def stands(self) -> str:
        return self.reference.leaf


def chart_of(text: str) -> Chart:
    return loaded(HEAD + textwrap.dedent(text))


def work(*names: str) -> str:
    """Declares actions."""
    return f"actions: {{{', '.join(f'{name}: d' for name in names)}}}"


BLOCKS = [f"{kind}_{name}" for kind in ("in", "out") for name in ("p", "l", "l1", "l2", "r", "r1", "r2", "o")]
BOTH = f"""
    events:
      go: {{from: neighbour}}
      one: {{from: neighbour}}
      two: {{from: neighbour}}
      leave: {{from: neighbour}}
      back: {{from: neighbour}}
      action_failed: {{from: failure}}
    {work(*BLOCKS, "do_l", "do_r")}
    initial: p
    states:
      p:
        parallel: true
        enter: in_p
        exit: out_p
        when: {{leave: {{to: away}}}}
        states:
          l:
            initial: l1
            enter: in_l
            exit: out_l
            states:
              l1: {{enter: in_l1, exit: out_l1, when: {{go: {{to: l2, do: do_l}}, one: {{to: l2}}, two: {{do: do_l}}}}}}
              l2: {{enter: in_l2, exit: out_l2, when: {{one: {{to: away}}, go: {{to: l1}}}}}}
          r:
            initial: r1
            enter: in_r
            exit: out_r
            states:
              r1: {{enter: in_r1, exit: out_r1, when: {{go: {{to: r2, do: do_r}}, two: {{to: away}}}}}}
              r2: {{enter: in_r2, exit: out_r2, when: {{one: {{to: r1, do: do_r}}}}}}
      away: {{final: true, enter: in_o, exit: out_o, when: {{back: {{to: p}}, go: {{to: r2}}}}}}
    ignore: {{"go, one, two, leave, back, action_failed": d}}
"""


def test_all_regions_are_entered_in_document_order_outer_first() -> None:
    case = Case(BOTH)
    assert case.seen == ["in_p", "in_l", "in_l1", "in_r", "in_r1"]
    assert case.stands == "p.l.l1+p.r.r1"


def test_all_regions_are_left_in_reverse_document_order() -> None:
    case = Case(BOTH)
    assert case.on("leave") == ["[p.leave]", "out_r1", "out_r", "out_l1", "out_l", "out_p", "in_o"]


def test_rows_of_several_regions_are_one_microstep() -> None:
    """Exits of both (the later first), then what both do, then the entries of both."""
    case = Case(BOTH)
    rows = ["[p.l.l1.go]", "[p.r.r1.go]"]
    assert case.on("go") == [*rows, "out_r1", "out_l1", "do_l", "do_r", "in_l2", "in_r2"]
    assert case.stands == "p.l.l2+p.r.r2"


def test_of_two_rows_that_leave_the_same_the_first_in_the_document_is_taken() -> None:
    """l2 leaves everything; the row of r2, later in the document, is preempted."""
    case = Case(BOTH)
    case.on("go")
    assert case.on("one") == ["[p.l.l2.one]", "out_r2", "out_r", "out_l2", "out_l", "out_p", "in_o"]


def test_a_row_that_would_leave_everything_is_preempted_by_an_earlier_one_inside() -> None:
    text = BOTH.replace("two: {do: do_l}", "two: {to: l2}")
    assert Case(text).on("two") == ["[p.l.l1.two]", "out_l1", "in_l2"]


def test_a_row_without_target_preempts_nothing() -> None:
    """Nothing is left by it, so the row of the other region leaves everything beside it."""
    expected = ["[p.l.l1.two]", "[p.r.r1.two]", "out_r1", "out_r", "out_l1", "out_l", "out_p", "do_l", "in_o"]
    assert Case(BOTH).on("two") == expected


def test_a_target_in_one_region_enters_the_others_by_default() -> None:
    case = Case(BOTH)
    case.on("leave")
    assert case.on("go") == ["[away.go]", "out_o", "in_p", "in_l", "in_l1", "in_r", "in_r2"]


def test_a_row_inside_is_taken_before_that_of_the_parallel_state() -> None:
    """The row of p is chosen for the other region, and preempted by the one inside, whichever region comes first."""
    inner = BOTH.replace("when: {leave: {to: away}}", "when: {leave: {to: away}, back: {to: away}}")
    for region, before, after in (("l", "l1", "l2"), ("r", "r1", "r2")):
        text = inner.replace(f"exit: out_{before}, when: {{", f"exit: out_{before}, when: {{back: {{to: {after}}}, ")
        assert Case(text).on("back") == [f"[p.{region}.{before}.back]", f"out_{before}", f"in_{after}"]


def test_a_region_that_ignores_an_event_does_not_hold_up_the_state_around() -> None:
    text = BOTH.replace("exit: out_l1,", "exit: out_l1, ignore: {leave: d},")
    assert Case(text).on("leave")[:2] == ["[p.leave]", "out_r1"]


def test_a_row_of_the_parallel_state_to_itself_restarts_all_regions() -> None:
    text = BOTH.replace("when: {leave: {to: away}}", "when: {leave: {to: p}}")
    case = Case(text)
    case.on("go")
    left = ["out_r2", "out_r", "out_l2", "out_l", "out_p"]
    assert case.on("leave") == ["[p.leave]", *left, "in_p", "in_l", "in_l1", "in_r", "in_r1"]


def test_what_fails_in_one_region_does_not_stop_the_other() -> None:
    case = Case(BOTH, "fail do_l")
    case.told.holding.add("fail out_r1")
    seen = case.on("go")
    assert seen[2:] == ["out_r1", "out_r1 failed", "out_l1", "do_l", "do_l failed", "do_r", "in_l2", "in_r2"]


def test_guards_of_regions_are_asked_before_anything_is_done() -> None:
    text = BOTH.replace("go: {to: l2, do: do_l}", "go: [{if: up, to: l2, do: do_l}, {do: do_l}]")
    text = text.replace("go: {to: r2, do: do_r}", "go: [{if: not up, to: r2}, {do: do_r}]")
    text = text.replace("    initial: p\n", "    guards: {up: d}\n    initial: p\n", 1)
    assert Case(text).on("go") == ["[p.l.l1.go#1]", "[p.r.r1.go]", "out_r1", "do_l", "in_r2"]
    assert Case(text, "up").on("go") == ["[p.l.l1.go]", "[p.r.r1.go#1]", "out_l1", "do_l", "do_r", "in_l2"]


DONE = """
    events:
      left: {from: neighbour}
      right: {from: neighbour}
      both: {from: neighbour}
      left_done: {from: done}
      right_done: {from: done}
      all_done: {from: done}
      action_failed: {from: failure}
    actions: {in_l: d, in_r: d, heard_l: d, heard_r: d, heard_all: d, in_o: d}
    initial: p
    states:
      p:
        parallel: true
        done: all_done
        when: {all_done: {to: away, do: heard_all}, left_done: {do: heard_l}, right_done: {do: heard_r}}
        states:
          l:
            initial: l1
            done: left_done
            states:
              l1: {when: {left: {to: l2}, both: {to: l2}}}
              l2: {final: true, enter: in_l}
          r:
            initial: r1
            done: right_done
            states:
              r1: {when: {right: {to: r2}, both: {to: r2}}}
              r2: {final: true, enter: in_r}
      away: {final: true, enter: in_o}
    ignore: {"left, right, both, action_failed": d}
"""


def test_a_compound_state_is_done_when_its_final_child_is_entered() -> None:
    case = Case(DONE)
    assert case.on("left") == ["[p.l.l1.left]", "in_l", "[p.left_done]", "heard_l"]
    assert case.stands == "p.l.l2+p.r.r1"


def test_a_parallel_state_is_done_when_every_region_is() -> None:
    case = Case(DONE)
    case.on("left")
    rows = ["[p.r.r1.right]", "in_r", "[p.right_done]", "heard_r", "[p.all_done]", "heard_all", "in_o"]
    assert case.on("right") == rows


def test_it_is_done_once_when_all_regions_end_in_one_microstep() -> None:
    """The first final state does not yet find the second: only its entry completes the parallel state."""
    heard = ["[p.left_done]", "heard_l", "[p.right_done]", "heard_r", "[p.all_done]", "heard_all", "in_o"]
    assert Case(DONE).on("both") == ["[p.l.l1.both]", "[p.r.r1.both]", "in_l", "in_r", *heard]


def test_where_a_final_state_is_still_to_be_told_nothing_may_be_collected() -> None:
    plan = plan_chart(chart_of(DONE))
    assert [leaf.path for leaf in plan.leaves if leaf.final] == ["away"]
    silent = DONE.replace("done: all_done", "").replace("all_done: {to: away, do: heard_all}, ", "")
    silent = silent.replace("done: left_done", "").replace("done: right_done", "")
    plan = plan_chart(chart_of(silent))
    assert [leaf.path for leaf in plan.leaves if leaf.final] == ["p.l.l2+p.r.r2"]


RAISED = """
    events:
      go: {from: neighbour}
      first: {from: internal}
      second: {from: internal}
      third: {from: internal}
      action_failed: {from: failure}
    guards: {on_the_way: d}
    actions: {out_a: d, do_a: d, in_b: d, took_first: d, took_second: d, took_third: d, went: d}
    signals: {told: {}}
    initial: a
    states:
      a: {exit: {do: out_a, raise: first}, when: {go: {to: b, do: do_a, raise: second, signal: told}}}
      b:
        enter: {do: in_b, raise: third}
        always: {if: on_the_way, to: c, do: went}
        when: {first: {do: took_first}, second: {do: took_second, raise: first}, third: {do: took_third}, go: {to: a}}
      c: {when: {first: {to: d, do: took_first}, go: {to: a}}, ignore: {"second, third": d}}
      d: {final: true, ignore: {"first, second, third": d}}
    ignore: {"go, action_failed": d}
"""


def test_raised_events_come_in_order_before_anything_else() -> None:
    taken = ["[a.go]", "out_a", "do_a", "»told", "in_b", "[b.first]", "took_first", "[b.second]", "took_second"]
    assert Case(RAISED).on("go") == [*taken, "[b.third]", "took_third", "[b.first]", "took_first"]


def test_eventless_transitions_come_before_raised_events() -> None:
    taken = ["[a.go]", "out_a", "do_a", "»told", "in_b", "[b.always]", "went", "[c.first]", "took_first"]
    assert Case(RAISED, "on_the_way").on("go") == [*taken, "ignore second", "ignore third"]


def test_when_an_action_fails_the_rest_of_its_block_is_not_raised() -> None:
    case = Case(RAISED, "fail out_a", "fail in_b")
    assert case.on("go")[-4:] == ["[b.second]", "took_second", "[b.first]", "took_first"]


def test_what_is_raised_without_end_is_an_error() -> None:
    text = """
        events: {go: {from: neighbour}, again: {from: internal}}
        guards: {more: d}
        initial: a
        states:
          a: {when: {go: {raise: again}, again: [{if: more, raise: again}, {to: b}]}}
          b: {final: true}
        ignore: {"go, again": d}
    """
    case = Case(text, "more")
    assert case.step("go", timer=False), "all of them notice"
    case.told.holding.clear()
    assert case.on("go") == ["[a.go]", "[a.again#1]"], "and go on, with an empty queue"
    plan = case.plan
    machine = Run(plan, made_modules("endless", plan), "generated", Told("more")).machine
    with pytest.raises(EndlessError, match="random/made raises events without end in a"):
        machine.dispatch(case.events["go"])
    assert MOST_RAISED == 1_000


HISTORY = """
    events:
      go: {from: neighbour}
      step: {from: neighbour}
      shut: {from: neighbour}
      shallow: {from: neighbour}
      deep: {from: neighbour}
      inside: {from: neighbour}
      action_failed: {from: failure}
    actions: {in_w: d, in_u: d, in_v: d, in_u1: d, in_u2: d, out_u2: d, once: d, looked: d}
    initial: out
    states:
      out: {when: {shallow: {to: w.s}, deep: {to: w.d, do: looked}, go: {to: w}}}
      w:
        initial: u
        enter: in_w
        when: {shut: {to: out}}
        states:
          s: {history: shallow, to: v, do: once}
          d: {history: deep, to: u.u2, do: once}
          u:
            initial: u1
            enter: in_u
            when: {inside: {to: w.s}}
            states:
              u1: {enter: in_u1, when: {step: {to: u2}}}
              u2: {enter: in_u2, exit: out_u2, when: {step: {to: v}}}
          v: {enter: in_v, when: {step: {to: u}}}
    ignore: {"go, step, shut, shallow, deep, inside, action_failed": d}
"""


def test_history_leads_to_its_default_as_long_as_nothing_was_left() -> None:
    """Its actions run after the entry of its parent and before that of its target."""
    assert Case(HISTORY).on("shallow") == ["[out.shallow]", "in_w", "once", "in_v"]
    assert Case(HISTORY).on("deep") == ["[out.deep]", "looked", "in_w", "once", "in_u", "in_u2"]


def test_shallow_history_goes_back_to_the_child_deep_history_to_the_leaf() -> None:
    case = Case(HISTORY)
    case.on("go", "step", "shut")
    assert case.on("shallow") == ["[out.shallow]", "in_w", "in_u", "in_u1"]
    case = Case(HISTORY)
    case.on("go", "step", "shut")
    assert case.on("deep") == ["[out.deep]", "looked", "in_w", "in_u", "in_u2"]


def test_history_keeps_what_was_left_last() -> None:
    case = Case(HISTORY)
    case.on("go", "step", "step", "shut")
    assert case.on("deep") == ["[out.deep]", "looked", "in_w", "in_v"]
    case.on("step", "shut")
    assert case.on("deep") == ["[out.deep]", "looked", "in_w", "in_u", "in_u1"]


def test_from_inside_history_is_what_it_was_before() -> None:
    """The parent is not left, so nothing is written: the default counts, or what an earlier exit kept."""
    case = Case(HISTORY)
    case.on("go")
    assert case.on("inside") == ["[w.u.inside]", "in_v"], "the parent is not entered, so no default content"
    case.on("shut")
    case.on("go", "step")
    assert case.stands == "w.u.u2"
    assert case.on("inside") == ["[w.u.inside]", "out_u2", "in_v"], "left from v the time before"


def test_what_history_keeps_is_written_before_the_exits() -> None:
    """An exit that raises an event which leads elsewhere cannot change it."""
    case = Case(HISTORY)
    case.on("go", "step")
    assert case.on("shut") == ["[w.shut]", "out_u2"]
    assert case.reference.kept == {"w.s": ["w.u"], "w.d": ["w.u.u2"]}


def test_deep_history_of_a_parallel_state_goes_back_in_every_region() -> None:
    text = BOTH.replace("back: {to: p}", "back: {to: p.again}").replace(
        "        states:\n          l:", "        states:\n          again: {history: deep, to: l}\n          l:", 1
    )
    case = Case(text)
    case.on("go", "leave")
    assert case.on("back") == ["[away.back]", "out_o", "in_p", "in_l", "in_l2", "in_r", "in_r2"]
    shallow = Case(text.replace("history: deep", "history: shallow"))
    shallow.on("go", "leave")
    assert shallow.on("back") == ["[away.back]", "out_o", "in_p", "in_l", "in_l1", "in_r", "in_r1"]


def test_history_in_one_region_leaves_the_others_to_their_defaults() -> None:
    text = BOTH.replace("back: {to: p}", "back: {to: p.l.again}").replace(
        "              l1: {", "              again: {history: shallow, to: l1}\n              l1: {", 1
    )
    case = Case(text)
    case.on("go", "leave")
    assert case.on("back") == ["[away.back]", "out_o", "in_p", "in_l", "in_l2", "in_r", "in_r1"]


TIMED = """
    events:
      left: {from: neighbour}
      leave: {from: neighbour}
      held: {from: neighbour}
      action_failed: {from: failure}
    timers: {quick: {after: 1, event: quick_due}, slow: {after: 2, repeat: {factor: 1}, event: slow_due}}
    actions: {late: d, tick: d, took: d}
    initial: p
    states:
      p:
        parallel: true
        timer: slow
        when: {leave: {to: away}, slow_due: {do: tick}}
        states:
          l:
            initial: l1
            states:
              l1: {timer: quick, when: {left: {to: l2}, quick_due: {to: l2, do: late}}, defer: {held: later}}
              l2: {when: {held: {do: took}}}
          r: {when: {slow_due: {do: late}}}
      away: {final: true, when: {held: {do: took}}, ignore: {slow_due: d, quick_due: d}}
    ignore: {"left, leave, held, action_failed": d}
"""


def test_a_timer_stops_with_its_region_or_with_the_whole() -> None:
    case = Case(TIMED)
    assert case.seen == ["start slow", "start quick"]
    assert case.on("left") == ["[p.l.l1.left]", "stop quick"]
    assert case.reference.running == ["slow"]
    assert case.on("leave") == ["[p.leave]", "stop slow"]


def test_a_timer_that_is_due_is_heard_in_every_region_that_waits_for_it() -> None:
    """r has a row of its own; for l that of p holds, which has no target and so disturbs nothing."""
    case = Case(TIMED)
    assert case.due("slow") == ["[p.slow_due]", "[p.r.slow_due]", "tick", "late"]
    assert case.due("quick") == ["[p.l.l1.quick_due]", "late"]


def test_what_a_region_holds_back_comes_when_it_is_left() -> None:
    case = Case(TIMED)
    assert case.on("held") == ["defer held"]
    assert case.on("left") == ["[p.l.l1.left]", "stop quick", "recall held"]


def test_a_row_in_another_region_does_not_bring_back_what_is_held() -> None:
    text = TIMED.replace(
        "r: {when: {slow_due: {do: late}}}", "r: {initial: r1, states: {r1: {when: {left: {to: r2}}}, r2: {}}}"
    )
    text = text.replace("left: {to: l2}, ", "")
    case = Case(text)
    case.on("held")
    assert case.on("left") == ["[p.r.r1.left]"]
    assert case.reference.held == ["held"]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_machine_comes_back_from_a_snapshot_with_its_history(engine: str) -> None:
    """The name of a state is all that a snapshot keeps of where a machine stands."""
    plan = plan_chart(chart_of(HISTORY))
    modules = made_modules("restored", plan)
    run = Run(plan, modules, engine, Told())
    events = {name: event() for name, event in run.make.EVENTS.items() if not event.FIELDS}
    for name in ("go", "step", "shut"):
        run.machine.dispatch(events[name])
    kept = run.machine.state_name
    assert kept == "out~w.s=w.u~w.d=w.u.u2"
    run.start(reliable=False, state=kept)
    assert run.machine.state_name == kept
    run.machine.dispatch(events["deep"])
    assert run.machine.state_name.partition("~")[0] == "w.u.u2"


@pytest.mark.parametrize("engine", ENGINES)
def test_a_machine_comes_back_into_all_of_its_regions(engine: str) -> None:
    plan = plan_chart(chart_of(BOTH))
    run = Run(plan, made_modules("restored_regions", plan), engine, Told())
    run.start(reliable=False, state="p.l.l2+p.r.r1")
    run.seen()
    run.machine.dispatch(run.make.EVENTS["leave"]())
    done = [entry[1] for entry in run.seen()[2] if entry[0] == "action"]
    assert done == ["out_r1", "out_r", "out_l2", "out_l", "out_p", "in_o"]


def test_history_that_nobody_can_ask_any_more_is_no_state_of_its_own() -> None:
    text = HISTORY.replace("shut: {to: out}", "shut: {to: over}").replace(
        "    ignore:", "      over: {final: true}\n    ignore:"
    )
    plan = plan_chart(chart_of(text))
    assert [leaf.path for leaf in plan.leaves if leaf.atoms == ("over",)] == ["over"]


def test_configurations_are_told_apart_by_what_is_active_and_remembered() -> None:
    plan = plan_chart(chart_of(BOTH))
    pairs = [f"p.l.{left}+p.r.{right}" for left in ("l1", "l2") for right in ("r1", "r2")]
    assert [leaf.path for leaf in plan.leaves] == [*pairs, "away"]
    assert all(plan.reachable)
    assert plan.leaves[0].active == ("", "p", "p.l", "p.l.l1", "p.r", "p.r.r1")


SWITCHES = """
    events: {left: {from: neighbour}, right: {from: neighbour}, leave: {from: neighbour}}
    initial: p
    states:
      p:
        parallel: true
        when: {leave: {to: away}}
        states:
          l: {initial: l1, states: {l1: {when: {left: {to: l2}}}, l2: {when: {left: {to: l1}}}}}
          r: {initial: r1, states: {r1: {when: {right: {to: r2}}}, r2: {when: {right: {to: r1}}}}}
      away: {final: true}
    ignore: {"left, right, leave": d}
"""


def test_configurations_that_do_the_same_share_their_statements() -> None:
    """A table says where each leads; without it every event would be written once for each of the other regions."""
    source = python.render(plan_chart(chart_of(SWITCHES)))
    body = source[source.index("def left(") : source.index("def right(")]
    assert body.count("trace.row(") == 2, "from on to off and back, wherever the other switch stands"
    assert body.count("after = _AFTER_") == 2
    assert "_AFTER_1: Final = {P_L_L1__P_R_R1: P_L_L2__P_R_R1, P_L_L1__P_R_R2: P_L_L2__P_R_R2}" in source


def test_a_finding_about_regions_is_told_once_and_can_be_waived_in_any() -> None:
    _, found = check_chart(chart_of(SWITCHES))
    assert [item.rule for item in found if item.rule == "SC503"] == ["SC503"], "four configurations wait, one is named"
    text = SWITCHES.replace("l: {initial: l1,", "l: {waits: {SC503: people}, initial: l1,")
    assert "SC503" not in {item.rule for item in check_chart(chart_of(text))[1]}


def test_a_part_is_in_a_state_wherever_its_other_regions_stand() -> None:
    """What the wiring asks (`in(part.state)`) is a list of configurations."""
    chart = chart_of(BOTH)
    names = [leaf.path for leaf in plan_chart(chart).leaves]
    assert leaves_of(chart, ("l2",)) == [(2, names[2]), (3, names[3])]
    assert [path for _, path in leaves_of(chart, ("p",))] == names[:4]
    assert leaves_of(chart, ("p.l.l1", "away")) == [(0, names[0]), (1, names[1]), (4, "away")]


def test_too_many_alternatives_that_meet_are_refused() -> None:
    """Eight regions of seventeen alternatives each: nobody reads the 17**8 combinations, and nobody tries them."""
    guards = ", ".join(f"g{number}: d" for number in range(16))
    rows = ", ".join(f"{{if: g{number}}}" for number in range(16))
    regions = ", ".join(f"r{number}: {{when: {{go: [{rows}, {{}}]}}}}" for number in range(8))
    text = f"""
        events: {{go: {{from: neighbour}}}}
        guards: {{{guards}}}
        initial: p
        states: {{p: {{parallel: true, states: {{{regions}}}}}}}
    """
    plan, found = check_chart(chart_of(text))
    assert plan is None
    assert [item.rule for item in found] == ["SC123"]


def test_what_cannot_be_followed_may_come_everywhere() -> None:
    """A queue that grows without a bound that shows: then every state has to decide what the chart raises."""
    text = """
        events: {go: {from: neighbour}, first: {from: internal}, second: {from: internal}}
        guards: {more: d}
        initial: a
        states:
          a: {when: {go: {raise: first}, first: [{if: more, raise: [first, first]}, {}]}, ignore: {second: d}}
          b: {ignore: {"go, second": d}}
    """
    plan = plan_chart(chart_of(text))
    assert plan.cell(plan.leaf("b").index, "first").kind == "undecided"
    calm = plan_chart(chart_of(text.replace("raise: [first, first]", "raise: second")))
    assert calm.cell(calm.leaf("b").index, "first").kind == "dropped"
    assert calm.cell(calm.leaf("a").index, "second").kind == "ignore"


def test_pictures_show_regions_history_and_done() -> None:
    """Regions are dashed clusters, history is a circle with its letter, `done` stands in the box and on its edge."""
    drawn = chart_dot(plan_chart(chart_of(DONE)))
    assert set(re.findall(r'id="state-([\w.]+)" class="state compound region"', drawn)) == {"p.l", "p.r"}
    assert drawn.count('style="rounded,filled,dashed" fillcolor') == 2
    boxes = re.findall(r"<I>done</I></FONT> <FONT COLOR=\"#\w+\">→ (\w+)", drawn)
    assert boxes == ["all_done", "left_done", "right_done"]
    assert re.search(r'id="edge-p-away" class="transition done"', drawn)
    kept = chart_dot(plan_chart(chart_of(HISTORY)))
    circles = dict(re.findall(r'"(w\.[sd])" \[.*?label="(H\*?)"', kept))
    assert circles == {"w.s": "H", "w.d": "H*"}
    assert '"w.s" -> "w.v"' in kept, "where it leads at first"
    assert render(drawn).startswith("<?xml")


def test_the_table_names_configurations() -> None:
    page = chart_matrix(plan_chart(chart_of(BOTH)), {})
    assert "| p.l.l1<br>p.r.r1 |" in page
    assert "→ p.l.l2 + p.r.r2" in page
