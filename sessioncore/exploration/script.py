"""What was found, told three ways: a ladder of real messages, a scenario for the tests, journals to replay."""

from __future__ import annotations

from collections.abc import Mapping

import attrs

from sessioncore.core.journal import Journal
from sessioncore.exploration.search import Finding, Step
from sessioncore.exploration.stage import NotPlayableError, Stage
from sessioncore.exploration.transaction import Classes

BEFORE_BYE = (
    Step("command", "alice", "dial"),
    Step("deliver", "bob", "INVITE"),
    Step("command", "bob", "answer"),
    Step("deliver", "alice", "200 INVITE"),
    Step("deliver", "bob", "ACK"),
    Step("command", "alice", "hang_up"),
)
"""A call that comes to its BYE, for what was found of the transactions of a BYE."""

BEFORE: dict[str, tuple[Step, ...]] = {
    "invite_client x invite_server": (Step("command", "alice", "dial"),),
    "non_invite_client x non_invite_server": BEFORE_BYE,
}
"""Steps that lead to where a model begins."""


@attrs.frozen
class Played:
    """A finding played on real engines.

    stage   after the last step that could be taken
    steps   those that were taken, from the beginning of the call
    missed  the first that could not, with the reason; "" when all were taken
    """

    stage: Stage
    steps: tuple[Step, ...]
    missed: str


def play(
    model: str,
    finding: Finding,
    *,
    classes: Classes | None = None,
    journals: Mapping[str, Journal] | None = None,
) -> Played:
    """Take the steps of a finding with two real engines. `model` is the name of the model that found it."""
    before = BEFORE.get(model, ())
    stage = Stage(classes=classes, journals=journals, whole_hop=not before)
    taken: list[Step] = []
    for step in (*before, *finding.steps):
        if step.what == "respond":
            continue  # a leg answers a BYE by itself
        try:
            stage.step(step)
        except NotPlayableError as error:
            return Played(stage, tuple(taken), str(error))
        taken.append(step)
    return Played(stage, tuple(taken), "")


def scenario(model: str, finding: Finding, steps: tuple[Step, ...]) -> str:
    """A test in Python that takes the steps and fails as long as they lead to what was found."""
    whole_hop = "" if BEFORE.get(model) else "whole_hop=True"
    lines = [
        '"""Found by `sessioncore explore`."""',
        "",
        "from sessioncore.testing.script import Stage",
        "",
        "",
        "def test_found_by_exploration() -> None:",
        f"    # {model}: {finding.what}",
        f"    stage = Stage({whole_hop})",
        *(f"    {_call(step)}" for step in steps),
        *_outcome(finding.what),
    ]
    return "\n".join(lines) + "\n"


def _call(step: Step) -> str:
    what, _, choice = step.what.partition(" (")
    more = ", unfit=True" if choice else ""
    if step.kind == "command" and choice:
        more = ', arguments={"offer": "late"}'
    return f'stage.{step.kind}("{step.side}", "{what}"{more})'


def _outcome(what: str) -> list[str]:
    """What must be true after the steps, and is not."""
    if what.startswith(("no final", "deadlock", "with a dead network")):
        return ["    stage.run_out()", '    assert stage.quiet("alice") and stage.quiet("bob"), stage.ladder']
    return ["    assert not stage.wrong(), stage.ladder"]
