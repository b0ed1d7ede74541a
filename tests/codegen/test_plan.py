"""The plan: SCXML order, innermost first, initial states, payloads, reach, classifier, detachable leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from sessioncore.codegen.classify import Gap, Overlap, Pick, Question
from sessioncore.codegen.load import load_chart
from sessioncore.codegen.plan import (
    Branch,
    Enter,
    Exit,
    Plan,
    PlanError,
    Raise,
    Run,
    SetState,
    StartTimer,
    StopTimer,
    plan_chart,
)
from tests.support.generated import plan_of

MACHINES = Path(__file__).resolve().parents[2] / "machines"

NESTED = """
    events:
      go: {from: neighbour}
      deep: {from: neighbour}
      again: {from: neighbour}
      stay: {from: neighbour}
      within: {from: neighbour}
      action_failed: {from: failure}
    actions: {in_a: "", out_a: "", in_b: "", out_b: "", in_c: "", out_c: "", in_e: "", row_1: "", row_2: ""}
    signals: {s_out_b: {}, s_row: {}, s_in_e: {}}
    timers: {t_a: {after: 1, event: a_due}, t_c: {after: 2, event: c_due}}
    initial: a
    ignore: {"action_failed, a_due, c_due": nothing to do}
    states:
      a:
        initial: b
        timer: t_a
        enter: in_a
        exit: out_a
        when:
          go: {to: e, do: [row_1, row_2], signal: s_row}
          again: {to: a}
          within: {to: d, internal: true}
          stay: {to: d}
        states:
          b:
            initial: c
            enter: in_b
            exit: {do: out_b, signal: s_out_b}
            states:
              c: {timer: t_c, enter: in_c, exit: out_c, when: {stay: {do: row_1}, deep: {to: c}}}
          d: {ignore: {deep: not here}}
      e: {enter: {do: in_e, signal: s_in_e}, final: true, ignore: {"go, deep, again, stay, within": over}}
"""


def branch_of(plan: Plan, leaf: str, event: str, number: int = 0) -> Branch:
    return plan.cell(plan.leaf(leaf).index, event).branches[number]


def steps_of(plan: Plan, leaf: str, event: str) -> list[str]:
    """The steps of a row in short: `-a` and `+a` leave and enter, `!x` runs, `^x` raises, `=a` sets the state."""
    return [short(plan, step) for step in branch_of(plan, leaf, event).steps]


def short(plan: Plan, step: object) -> str:
    match step:
        case Exit(state):
            return f"-{state}"
        case Enter(state):
            return f"+{state}"
        case StopTimer(timer):
            return f"stop {timer}"
        case StartTimer(timer):
            return f"start {timer}"
        case Run(action):
            return f"!{action}"
        case Raise(signal):
            return f"^{signal}"
        case SetState(leaf):
            return f"={plan.leaves[leaf].path}"
    raise AssertionError(step)


def test_exits_inner_to_outer_then_the_row_then_state_and_entries(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, NESTED)
    assert steps_of(plan, "a.b.c", "go") == [
        *("-a.b.c", "stop t_c", "!out_c"),
        *("-a.b", "!out_b", "^s_out_b"),
        *("-a", "stop t_a", "!out_a"),
        *("!row_1", "!row_2", "^s_row"),
        *("=e", "+e", "!in_e", "^s_in_e"),
    ]


def test_start_enters_the_initial_states_outer_to_inner(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, NESTED)
    steps = [short(plan, step) for block in plan.start for step in block.steps]
    assert steps == ["=a.b.c", "+a", "start t_a", "!in_a", "+a.b", "!in_b", "+a.b.c", "start t_c", "!in_c"]
    assert plan.leaves[plan.start_leaf].path == "a.b.c"


def test_a_self_transition_of_a_compound_state_leaves_and_enters_it(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, NESTED)
    branch = branch_of(plan, "a.b.c", "again")
    assert branch.exits == ("a.b.c", "a.b", "a")
    assert branch.entries == ("a", "a.b", "a.b.c")


def test_a_self_transition_of_a_leaf_leaves_only_that_leaf(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, NESTED)
    assert steps_of(plan, "a.b.c", "deep") == [
        *("-a.b.c", "stop t_c", "!out_c"),
        *("=a.b.c", "+a.b.c", "start t_c", "!in_c"),
    ]


def test_an_internal_transition_keeps_its_compound_source(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, NESTED)
    assert branch_of(plan, "a.b.c", "within").exits == ("a.b.c", "a.b")
    assert branch_of(plan, "a.b.c", "within").entries == ("a.d",)
    # The same target without `internal` leaves the source, too (SCXML 3.13).
    assert branch_of(plan, "a.d", "stay").exits == ("a.d", "a")
    assert branch_of(plan, "a.d", "stay").entries == ("a", "a.d")


def test_the_innermost_state_decides(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, NESTED)
    assert branch_of(plan, "a.b.c", "stay").declared_in == "a.b.c"
    assert branch_of(plan, "a.d", "stay").declared_in == "a"
    assert plan.cell(plan.leaf("a.d").index, "deep").kind == "ignore"


def test_a_row_without_target_leaves_nothing(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, NESTED)
    branch = branch_of(plan, "a.b.c", "stay")
    assert not branch.external
    assert branch.source == branch.target
    assert steps_of(plan, "a.b.c", "stay") == ["!row_1"]


def test_a_timers_event_is_dropped_where_it_does_not_run(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, NESTED)
    kinds = {leaf.path: plan.cell(leaf.index, "c_due").kind for leaf in plan.leaves}
    assert kinds == {"a.b.c": "ignore", "a.d": "dropped", "e": "dropped"}
    assert plan.leaf("a.b.c").timers == ("t_a", "t_c")
    assert [timer.states for timer in plan.timers] == [("a",), ("a.b.c",)]


def test_alternatives_keep_the_order_of_the_document(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        """
        events: {tried: {from: neighbour}}
        guards: {second: "", first: ""}
        initial: a
        states:
          a: {when: {tried: [{if: first, to: b}, {if: [second, not first], to: a}, {}]}}
          b: {when: {tried: [{if: second, to: a}]}}
        """,
    )
    cell = plan.cell(plan.leaf("a").index, "tried")
    assert [branch.row.id for branch in cell.branches] == ["a.tried", "a.tried#1", "a.tried#2"]
    assert [[str(c) for c in branch.row.conditions] for branch in cell.branches] == [
        ["first"],
        ["second", "not first"],
        [],
    ]
    assert cell.complete
    assert not plan.cell(plan.leaf("b").index, "tried").complete


def test_an_event_that_nobody_decides_is_undecided(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, "events: {asked: {from: neighbour}}\ninitial: a\nstates: {a: {}}")
    assert plan.cell(0, "asked").kind == "undecided"
    assert not plan.cell(0, "asked").complete


PAYLOADS = """
    events:
      rich: {from: neighbour, payload: {status: int, text: str}}
      poor: {from: neighbour, payload: {text: str}}
      bare: {from: neighbour}
    signals: {told: {status: int, text: str}, over: {}}
    initial: a
    states:
      a: {when: {rich: {to: b, signal: told}, "poor, bare": {to: b, signal: told}}}
      b: {enter: {signal: [told, over]}, when: {rich: {to: c}}, ignore: {"poor, bare": ""}}
      c: {enter: {signal: told}, ignore: {"rich, poor, bare": ""}}
"""


def test_a_signal_takes_its_fields_by_name_where_every_event_has_them(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, PAYLOADS.replace('""', "why"))
    sources = {
        (event, step.signal, block.place): step.source
        for (_, event), cell in plan.cells.items()
        for branch in cell.branches
        for block in branch.blocks
        for step in block.steps
        if isinstance(step, Raise)
    }
    assert sources["rich", "told", "a.rich"] == "fields"
    assert sources["poor", "told", "a.poor"] == "method"
    assert sources["bare", "told", "a.bare"] == "method"
    # The entry of b is reached by all three, that of c only by `rich`.
    assert sources["rich", "told", "b"] == "method"
    assert sources["rich", "told", "c"] == "fields"
    assert sources["bare", "over", "b"] == "constant"
    assert plan.reach.payloads == {"told": ("rich", "poor", "bare")}


def test_reach_is_exactly_the_events_that_come_by(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, NESTED)
    assert plan.reach.actions["in_c"] == ("start", "deep", "again")
    assert plan.reach.actions["out_a"] == ("go", "again", "stay")
    assert plan.reach.actions["in_e"] == ("go",)
    assert plan.reach.actions["row_1"] == ("go", "stay")


DEFERRING = """
    events: {held: {from: neighbour}, go: {from: neighbour}, swap: {from: neighbour}, again: {from: neighbour}}
    initial: a
    states:
      a:
        initial: b
        defer: {held: "not yet"}
        when: {go: {to: d}, again: {to: b, internal: true}}
        states:
          b: {when: {swap: {to: c}}}
          c: {when: {held: {}, swap: {to: b}}}
      d: {ignore: {"held, go, swap, again": over}}
"""


def test_held_back_events_return_when_the_deferring_state_is_left_or_no_longer_defers(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, DEFERRING)
    assert plan.leaf("a.b").defers == ("held",)
    assert plan.leaf("a.c").defers == ()
    assert branch_of(plan, "a.b", "go").recall
    assert branch_of(plan, "a.b", "swap").recall
    # Still inside the state that holds it back.
    assert not branch_of(plan, "a.b", "again").recall
    assert not branch_of(plan, "a.c", "go").recall


def test_detachable_is_where_nothing_can_be_told_any_more(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        """
        events: {answered: {from: neighbour}, action_failed: {from: failure}}
        actions: {resend: ""}
        signals: {over: {}}
        timers: {gone: {after: 1, event: quiet}}
        initial: trying
        ignore: {action_failed: bounded by its timer}
        states:
          trying: {when: {answered: {to: told}}}
          told: {when: {answered: {to: lingering, signal: over}}}
          lingering: {timer: gone, when: {answered: {do: resend}, quiet: {to: ended}}}
          ended: {final: true, ignore: {answered: over}}
        """,
    )
    assert plan.detachable == (False, False, True, True)
    assert plan.reachable == (True, True, True, True)


def test_a_state_that_no_row_leads_to_is_not_reachable(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "events: {asked: {from: neighbour}}\ninitial: a\nstates: {a: {when: {asked: {}}}, b: {when: {asked: {to: a}}}}",
    )
    assert plan.reachable == (True, False)


def test_commands_are_what_the_application_may_say(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        """
        events:
          hold: {from: application, payload: {command: int}}
          hang_up: {from: application, payload: {command: int}}
          other: {from: neighbour}
        initial: a
        states:
          a: {when: {hang_up: {to: b}, other: {}}, reject: {hold: {status: 403, why: not now}}}
          b: {ignore: {"hold, hang_up, other": over}}
        """,
    )
    assert plan.commands == (("hang_up",), ("hold", "hang_up"))


# --- the classifier

REQUESTS = """
    receives: [request * except ACK]
    events:
      in_order_bye: {from: peer, message: BYE, where: in_order, payload: {request: app.Request}}
      late_bye: {from: peer, message: BYE, where: not in_order, payload: {request: app.Request}}
      asked: {from: peer, message: "INFO, OPTIONS", payload: {request: app.Request}}
      crossing: {from: peer, message: INVITE, where: [in_order, free], payload: {request: app.Request}}
      other_request: {from: peer, payload: {request: app.Request}}
    guards: {in_order: ""}
    asks: {free: ""}
    initial: a
    states: {a: {ignore: {"in_order_bye, late_bye, asked, crossing, other_request": nothing}}}
"""


def test_requests_are_partitioned_by_method_then_guards(tmp_path: Path) -> None:
    plan = plan_of(tmp_path, REQUESTS)
    (classifier,) = plan.classifiers
    nodes = {case.methods: case.statuses[0].node for case in classifier.cases}
    assert nodes["BYE",] == Question("in_order", False, "in_order_bye", Pick("in_order_bye"), Pick("late_bye"))
    assert nodes["INFO", "OPTIONS"] == Pick("asked")
    assert nodes["INVITE",] == Question(
        "in_order", False, "crossing", Question("free", True, "crossing", Pick("crossing"), Pick("other_request")),
        Pick("other_request"),
    )  # fmt: skip
    assert nodes["*",] == Pick("other_request")
    assert classifier.cases[-1].methods == ("*",)
    assert classifier.rest_used
    assert plan.reach.guards["in_order"] == ("in_order_bye", "crossing")


def test_gaps_overlaps_and_what_lies_outside_are_in_the_plan(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        """
        receives: [response INVITE]
        events:
          ringing: {from: peer, message: "1xx INVITE", payload: {response: app.Response}}
          busy: {from: peer, message: "486 INVITE", payload: {response: app.Response}}
          failed: {from: peer, message: "4xx-6xx INVITE", payload: {response: app.Response}}
          bye_done: {from: peer, message: "2xx BYE", payload: {response: app.Response}}
        initial: a
        states: {a: {ignore: {"ringing, busy, failed, bye_done": nothing}}}
        """,
    )
    (classifier,) = plan.classifiers
    (case,) = classifier.cases
    assert [(status.low, status.high, status.node) for status in case.statuses] == [
        (100, 199, Pick("ringing")),
        (200, 399, Gap()),
        (400, 485, Pick("failed")),
        (486, 486, Overlap(("busy", "failed"))),
        (487, 699, Pick("failed")),
    ]
    assert [event for event, _ in classifier.outside] == ["bye_done"]


def test_a_chart_that_receives_nothing_has_no_classifier(tmp_path: Path) -> None:
    assert plan_of(tmp_path, NESTED).classifiers == ()


# --- what cannot be planned


def test_too_many_configurations_are_refused_with_their_place(tmp_path: Path) -> None:
    region = "{{initial: a, states: {{a: {{when: {{go: {{to: r{0}.b}}}}}}, b: {{}}}}}}"
    regions = ", ".join(f"r{number}: {region.format(number)}" for number in range(2))
    text = f"events: {{go: {{from: neighbour}}}}\ninitial: p\nstates: {{p: {{parallel: true, states: {{{regions}}}}}}}"
    plan = plan_of(tmp_path, text)
    assert [leaf.path for leaf in plan.leaves] == ["p.r0.a+p.r1.a", "p.r0.b+p.r1.b"], "both at once, never one alone"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sessioncore.codegen.ways.MOST_CONFIGURATIONS", 1)
        with pytest.raises(PlanError, match=r"machines/family/chart.yaml:\d+:\d+: .* more than 1 configurations"):
            plan_chart(plan.chart)


@pytest.mark.parametrize("path", sorted(MACHINES.glob("*/*.yaml")), ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_shipped_chart_is_planned_whole(path: Path) -> None:
    chart, found = load_chart(path, MACHINES)
    assert chart is not None, found
    plan = plan_chart(chart)
    assert all(cell.complete for cell in plan.cells.values())
    assert all(plan.reachable)
