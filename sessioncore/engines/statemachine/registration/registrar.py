"""The chart registration/registrar, decided by statemachine.

Generated from machines/registration/registrar.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=55e1e236bb3811456da2db6fdb7b91acb47a00a85713ab92a3fc07ec7bb7ec61 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.registration import registrar as default
from sessioncore.handlers.registration.registrar import DECIDE_NOW, WANTS_PROOF, WEIGH_NOW
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.registration.registrar import (
        Applied,
        Decide,
        Proven,
        Register,
        ToldToChallenge,
        Unproven,
        Weigh,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Registrar(default.Registrar):
    """registration/registrar on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter reading."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def register(self, event: Register) -> None:
        send(self._chart, event)

    def proven(self, event: Proven) -> None:
        send(self._chart, event)

    def unproven(self, event: Unproven) -> None:
        send(self._chart, event)

    def told_to_challenge(self, event: ToldToChallenge) -> None:
        send(self._chart, event)

    def decide(self, event: Decide) -> None:
        send(self._chart, event)

    def weigh(self, event: Weigh) -> None:
        send(self._chart, event)

    def applied(self, event: Applied) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _if_demanding(self, event: Register) -> bool:
        """Whether demanding."""
        return self.actions.demanding(event)

    def _do_reading_register(self, event: Register) -> None:
        """Row reading.register."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_request"
        try:
            self.actions.note_request(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_public(self, event: Register) -> bool:
        """Whether public."""
        return self.actions.public(event)

    def _do_reading_register_1(self, event: Register) -> None:
        """Row reading.register#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_request(event)
        except Exception as error:
            cell.action_failed(self, "note_request", error, mark)
        else:
            cell.raise_signal(self, DECIDE_NOW)

    def _do_reading_register_2(self, event: Register) -> None:
        """Row reading.register#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_request(event)
        except Exception as error:
            cell.action_failed(self, "note_request", error, mark)
        else:
            cell.raise_signal(self, WANTS_PROOF)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was read yet")

    def _do_asking_proven(self, event: Proven) -> None:
        """Row asking.proven."""
        cell = self.cell
        cell.raise_signal(self, DECIDE_NOW)

    def _do_asking_unproven(self, event: Unproven) -> None:
        """Row asking.unproven."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_challenges(event))
        except Exception as error:
            cell.action_failed(self, "payload_challenges", error, mark)

    def _do_asking_told_to_challenge(self, event: ToldToChallenge) -> None:
        """Row asking.told_to_challenge."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it is not known who registers")

    def _if_foreign(self, event: Decide) -> bool:
        """Whether foreign."""
        return self.actions.foreign(event)

    def _do_deciding_decide(self, event: Decide) -> None:
        """Row deciding.decide."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _if_stranger(self, event: Decide) -> bool:
        """Whether stranger."""
        return self.actions.stranger(event)

    def _do_deciding_decide_1(self, event: Decide) -> None:
        """Row deciding.decide#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _if_inquiring(self, event: Decide) -> bool:
        """Whether inquiring."""
        return self.actions.inquiring(event)

    def _do_deciding_decide_2(self, event: Decide) -> None:
        """Row deciding.decide#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _if_senseless(self, event: Decide) -> bool:
        """Whether senseless."""
        return self.actions.senseless(event)

    def _do_deciding_decide_3(self, event: Decide) -> None:
        """Row deciding.decide#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_deciding_decide_4(self, event: Decide) -> None:
        """Row deciding.decide#4."""
        cell = self.cell
        cell.raise_signal(self, WEIGH_NOW)

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nobody is asked")

    def _if_too_brief(self, event: Weigh) -> bool:
        """Whether too_brief."""
        return self.actions.too_brief(event)

    def _do_weighing_weigh(self, event: Weigh) -> None:
        """Row weighing.weigh."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _if_outdated(self, event: Weigh) -> bool:
        """Whether outdated."""
        return self.actions.outdated(event)

    def _do_weighing_weigh_1(self, event: Weigh) -> None:
        """Row weighing.weigh#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _if_flowless(self, event: Weigh) -> bool:
        """Whether flowless."""
        return self.actions.flowless(event)

    def _do_weighing_weigh_2(self, event: Weigh) -> None:
        """Row weighing.weigh#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _if_crowded(self, event: Weigh) -> bool:
        """Whether crowded."""
        return self.actions.crowded(event)

    def _do_weighing_weigh_3(self, event: Weigh) -> None:
        """Row weighing.weigh#3."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _if_exhausted(self, event: Weigh) -> bool:
        """Whether exhausted."""
        return self.actions.exhausted(event)

    def _do_weighing_weigh_4(self, event: Weigh) -> None:
        """Row weighing.weigh#4."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _do_weighing_weigh_5(self, event: Weigh) -> None:
        """Row weighing.weigh#5."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.apply(event)
        except Exception as error:
            cell.action_failed(self, "apply", error, mark)

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "it was decided")

    def _do_updating_applied(self, event: Applied) -> None:
        """Row updating.applied."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)


CHART = Chart("RegistrationRegistrarChart", Registrar, [
    Node("", initial=True, ways=(
        Way("action_failed", "answered", leaf="answered", internal=True, row="action_failed", on="_do_action_failed"),
    )),
    Node("reading", initial=True, ways=(
        Way(
            "register",
            "answered",
            leaf="answered",
            row="reading.register",
            conditions=("_if_demanding",),
            on="_do_reading_register",
        ),
        Way(
            "register",
            "deciding",
            leaf="deciding",
            row="reading.register#1",
            conditions=("_if_public",),
            on="_do_reading_register_1",
        ),
        Way("register", "asking", leaf="asking", row="reading.register#2", on="_do_reading_register_2"),
        Way("applied", on="_ignored"),
        Way("proven", on="_never_1"),
        Way("unproven", on="_never_1"),
        Way("told_to_challenge", on="_never_1"),
        Way("decide", on="_never_1"),
        Way("weigh", on="_never_1"),
    )),
    Node("asking", ways=(
        Way("proven", "deciding", leaf="deciding", row="asking.proven", on="_do_asking_proven"),
        Way("unproven", row="asking.unproven", on="_do_asking_unproven"),
        Way(
            "told_to_challenge",
            "answered",
            leaf="answered",
            row="asking.told_to_challenge",
            on="_do_asking_told_to_challenge",
        ),
        Way("register", on="_ignored"),
        Way("applied", on="_ignored"),
        Way("decide", on="_never_2"),
        Way("weigh", on="_never_2"),
    )),
    Node("deciding", ways=(
        Way(
            "decide",
            "answered",
            leaf="answered",
            row="deciding.decide",
            conditions=("_if_foreign",),
            on="_do_deciding_decide",
        ),
        Way(
            "decide",
            "answered",
            leaf="answered",
            row="deciding.decide#1",
            conditions=("_if_stranger",),
            on="_do_deciding_decide_1",
        ),
        Way(
            "decide",
            "answered",
            leaf="answered",
            row="deciding.decide#2",
            conditions=("_if_inquiring",),
            on="_do_deciding_decide_2",
        ),
        Way(
            "decide",
            "answered",
            leaf="answered",
            row="deciding.decide#3",
            conditions=("_if_senseless",),
            on="_do_deciding_decide_3",
        ),
        Way("decide", "weighing", leaf="weighing", row="deciding.decide#4", on="_do_deciding_decide_4"),
        Way("register", on="_ignored"),
        Way("applied", on="_ignored"),
        Way("proven", on="_never_3"),
        Way("unproven", on="_never_3"),
        Way("told_to_challenge", on="_never_3"),
        Way("weigh", on="_never_3"),
    )),
    Node("weighing", ways=(
        Way(
            "weigh",
            "answered",
            leaf="answered",
            row="weighing.weigh",
            conditions=("_if_too_brief",),
            on="_do_weighing_weigh",
        ),
        Way(
            "weigh",
            "answered",
            leaf="answered",
            row="weighing.weigh#1",
            conditions=("_if_outdated",),
            on="_do_weighing_weigh_1",
        ),
        Way(
            "weigh",
            "answered",
            leaf="answered",
            row="weighing.weigh#2",
            conditions=("_if_flowless",),
            on="_do_weighing_weigh_2",
        ),
        Way(
            "weigh",
            "answered",
            leaf="answered",
            row="weighing.weigh#3",
            conditions=("_if_crowded",),
            on="_do_weighing_weigh_3",
        ),
        Way(
            "weigh",
            "answered",
            leaf="answered",
            row="weighing.weigh#4",
            conditions=("_if_exhausted",),
            on="_do_weighing_weigh_4",
        ),
        Way("weigh", "updating", leaf="updating", row="weighing.weigh#5", on="_do_weighing_weigh_5"),
        Way("register", on="_ignored"),
        Way("applied", on="_ignored"),
        Way("proven", on="_never_4"),
        Way("unproven", on="_never_4"),
        Way("told_to_challenge", on="_never_4"),
        Way("decide", on="_never_4"),
    )),
    Node("updating", ways=(
        Way("applied", "answered", leaf="answered", row="updating.applied", on="_do_updating_applied"),
        Way("register", on="_ignored"),
        Way("proven", on="_never_4"),
        Way("unproven", on="_never_4"),
        Way("told_to_challenge", on="_never_4"),
        Way("decide", on="_never_4"),
        Way("weigh", on="_never_4"),
    )),
    Node("answered", ways=(
        Way("register", on="_ignored"),
        Way("proven", on="_ignored"),
        Way("unproven", on="_ignored"),
        Way("told_to_challenge", on="_ignored"),
        Way("decide", on="_ignored"),
        Way("weigh", on="_ignored"),
        Way("applied", on="_ignored"),
        Way("action_failed", on="_ignored"),
    )),
])
