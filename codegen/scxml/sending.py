"""<send> and <cancel>: what waits is data, and a region beside the machine has the one timer that it needs.

In SCXML an event that was sent comes when its delay is over, in whatever state the machine is then, and many may wait.
A timer of ours belongs to a state. So a machine that sends becomes one region of a parallel state, the second one waits
for what is due first and raises it. Final states of the machine stand outside, so that nothing waits there.
"""

from __future__ import annotations

from collections.abc import Sequence

from .actions import Code
from .draft import ChartDraft, RowDraft, StateDraft
from .naming import Names

_NEXT, _NOTHING, _SENT = "next_to_send", "nothing_to_send", "just_sent"
RESERVED = ("running", "main", "sends", _NEXT, _NOTHING, _SENT)
"""States that are added; those of a document are called otherwise."""


def add_sends(chart: ChartDraft, code: Code, events: Sequence[tuple[str, str]], methods: Names) -> None:
    """Give a chart its region of sends. `events`: what is sent, by its names in the document and in the chart."""
    code.sends = True
    some = "something_to_send"
    code.guards[some] = ("self.slice.sends.first() != ''", "an event waits to be sent")
    code.actions["take_next_send"] = (["self.slice.sends.take()"], "the event that was due is sent")
    chart.events["sends_changed"] = ("internal", "what waits to be sent is not what it was")
    chart.timers["next_send"] = {
        "after": {"from": "next_send", "min": "0", "max": "604800"},
        "event": "send_due",
        "doc": "the event that is due first",
    }
    due: list[RowDraft] = []
    for at, (event, name) in enumerate(events):
        row = RowDraft(to=_SENT, do=["take_next_send"], raises=[name])
        if at < len(events) - 1:
            guard = methods.new(f"due_is_{name}")
            code.guards[guard] = (f"self.slice.sends.first() == {event!r}", f"the event due first is {name}")
            row.conditions = [guard]
        due.append(row)
    if not due:
        due = [RowDraft(to=_SENT, do=["take_next_send"])]
    again = [RowDraft([some], _NEXT), RowDraft(to=_NOTHING)]
    sends = StateDraft("sends", doc="what the machine has sent to itself and is not due yet", initial=_NOTHING)
    sends.states = [
        StateDraft(_NOTHING, rows={"sends_changed": [RowDraft([some], _NEXT), RowDraft(doc="nothing to wait for")]}),
        StateDraft(_NEXT, timers=["next_send"], rows={"sends_changed": again, "send_due": due}),
        StateDraft(_SENT, always=[RowDraft([some], _NEXT), RowDraft(to=_NOTHING)]),
    ]
    root = chart.root
    finals = [state for state in root.states if state.kind == "final"]
    main = StateDraft("main", initial=root.initial, states=[state for state in root.states if state.kind != "final"])
    main.doc = "the machine"
    running = StateDraft("running", "parallel", states=[main, sends])
    root.states = [running, *finals]
    root.initial = "running"
    chart.ignored["sends_changed"] = "only the region sends listens"
