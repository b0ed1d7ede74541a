"""The chart transaction/request_hop, decided by statemachine.

Generated from machines/transaction/request_hop.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=c5267f27eceaed48cf9cfe86412bd6a9fae1884253f0d63aa98df004864cb61b abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.transaction import request_hop as default
from sessioncore.handlers.transaction.request_hop import Finished
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.transaction.request_hop import Located, LookupMissed, Settled
    from sessioncore.statechart import ActionFailed, Event, Start

require_abi(__name__, 1)


class RequestHop(default.RequestHop):
    """transaction/request_hop on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter locating."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def located(self, event: Located) -> None:
        send(self._chart, event)

    def settled(self, event: Settled) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def lookup_missed(self, event: LookupMissed) -> None:
        send(self._chart, event)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_finished(event))
        except Exception as error:
            cell.action_failed(self, "payload_finished", error, mark)

    def _enter_locating(self, event: Start) -> None:
        """Entry of locating."""
        cell = self.cell
        self._lookup = cell.arm(self, 0, cell.limits.lookup_time)
        mark = len(cell.outbox)
        try:
            self.actions.look_up(event)
        except Exception as error:
            cell.action_failed(self, "look_up", error, mark)

    def _exit_locating(self, event: Located | ActionFailed | LookupMissed) -> None:
        """Exit of locating."""
        cell = self.cell
        if self._lookup is not None:
            cell.cancel(self._lookup)
            self._lookup = None

    def _if_reachable(self, event: Located) -> bool:
        """Whether reachable."""
        return self.actions.reachable(event)

    def _do_locating_located(self, event: Located) -> None:
        """Row locating.located."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_servers"
        try:
            self.actions.note_servers(event)
            mark, step = len(cell.outbox), "send_request"
            cell.create_transaction(self, "non_invite_client", self.actions.send_request(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_locating_located_1(self, event: Located) -> None:
        """Row locating.located#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_finished(event))
        except Exception as error:
            cell.action_failed(self, "payload_finished", error, mark)

    def _do_locating_lookup_missed(self, event: LookupMissed) -> None:
        """Row locating.lookup_missed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_finished(event))
        except Exception as error:
            cell.action_failed(self, "payload_finished", error, mark)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was sent yet")

    def _if_out_of_order(self, event: Settled) -> bool:
        """Whether out_of_order."""
        return self.actions.out_of_order(event)

    def _if_another(self, event: Settled) -> bool:
        """Whether another."""
        return self.actions.another(event)

    def _do_requesting_settled(self, event: Settled) -> None:
        """Row requesting.settled."""
        cell = self.cell
        mark, step = len(cell.outbox), "note_failure"
        try:
            self.actions.note_failure(event)
            mark, step = len(cell.outbox), "send_request"
            cell.create_transaction(self, "non_invite_client", self.actions.send_request(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_requesting_settled_1(self, event: Settled) -> None:
        """Row requesting.settled#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_failure(event)
        except Exception as error:
            cell.action_failed(self, "note_failure", error, mark)
        else:
            cell.raise_signal(self, Finished(event.status, event.response))

    def _do_requesting_settled_2(self, event: Settled) -> None:
        """Row requesting.settled#2."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note_answer(event)
        except Exception as error:
            cell.action_failed(self, "note_answer", error, mark)
        else:
            cell.raise_signal(self, Finished(event.status, event.response))

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")


CHART = Chart("TransactionRequestHopChart", RequestHop, [
    Node("", initial=True, ways=(
        Way("action_failed", "ended", leaf="ended", internal=True, row="action_failed", on="_do_action_failed"),
    )),
    Node("locating", initial=True, enter="_enter_locating", exit="_exit_locating", ways=(
        Way(
            "located",
            "requesting",
            leaf="requesting",
            row="locating.located",
            conditions=("_if_reachable",),
            on="_do_locating_located",
        ),
        Way("located", "ended", leaf="ended", row="locating.located#1", on="_do_locating_located_1"),
        Way("lookup_missed", "ended", leaf="ended", row="locating.lookup_missed", on="_do_locating_lookup_missed"),
        Way("settled", on="_never_1"),
    )),
    Node("requesting", ways=(
        Way(
            "settled",
            "requesting",
            leaf="requesting",
            row="requesting.settled",
            conditions=("_if_out_of_order", "_if_another"),
            on="_do_requesting_settled",
        ),
        Way(
            "settled",
            "ended",
            leaf="ended",
            row="requesting.settled#1",
            conditions=("_if_out_of_order",),
            on="_do_requesting_settled_1",
        ),
        Way("settled", "ended", leaf="ended", row="requesting.settled#2", on="_do_requesting_settled_2"),
        Way("located", on="_ignored"),
        Way("lookup_missed", on="_dropped"),
    )),
    Node("ended", ways=(
        Way("located", on="_ignored"),
        Way("settled", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("lookup_missed", on="_dropped"),
    )),
])
