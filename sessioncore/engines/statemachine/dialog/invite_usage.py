"""The chart dialog/invite_usage, decided by statemachine.

Generated from machines/dialog/invite_usage.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=36938d3bbc2d7be4f0495643dfc269992d9617ed01ea59ba2e1bc2bbd789c689 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.dialog import invite_usage as default
from sessioncore.handlers.dialog.invite_usage import BYE_EARLY, DOWN, FAILING, UP, Telling
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.dialog.invite_usage import (
        Accepted,
        Acked,
        AckReady,
        Again,
        Answered,
        Bye,
        ByeDone,
        DialogGone,
        Dropped,
        Expired,
        HangUp,
        MediaGivenUp,
        MediaLost,
        NoAck,
        Tell,
        Unanswerable,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class InviteUsage(default.InviteUsage):
    """dialog/invite_usage on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter early."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def answered(self, event: Answered) -> None:
        send(self._chart, event)

    def again(self, event: Again) -> None:
        send(self._chart, event)

    def accepted(self, event: Accepted) -> None:
        send(self._chart, event)

    def acked(self, event: Acked) -> None:
        send(self._chart, event)

    def no_ack(self, event: NoAck) -> None:
        send(self._chart, event)

    def hang_up(self, event: HangUp) -> None:
        send(self._chart, event)

    def dropped(self, event: Dropped) -> None:
        send(self._chart, event)

    def bye(self, event: Bye) -> None:
        send(self._chart, event)

    def bye_done(self, event: ByeDone) -> None:
        send(self._chart, event)

    def unanswerable(self, event: Unanswerable) -> None:
        send(self._chart, event)

    def expired(self, event: Expired) -> None:
        send(self._chart, event)

    def media_lost(self, event: MediaLost) -> None:
        send(self._chart, event)

    def media_given_up(self, event: MediaGivenUp) -> None:
        send(self._chart, event)

    def dialog_gone(self, event: DialogGone) -> None:
        send(self._chart, event)

    def ack_ready(self, event: AckReady) -> None:
        send(self._chart, event)

    def tell(self, event: Tell) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        cell.raise_signal(self, DOWN)
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_ended(event))
        except Exception as error:
            cell.action_failed(self, "payload_ended", error, mark)

    def _if_agreed(self, event: Event) -> bool:
        """Whether agreed."""
        return self.asks.agreed(self)

    def _do_early_answered(self, event: Answered) -> None:
        """Row early.answered."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.send_ack(event)
        except Exception as error:
            cell.action_failed(self, "send_ack", error, mark)
        else:
            cell.raise_signal(self, UP)

    def _if_solicited(self, event: Event) -> bool:
        """Whether solicited."""
        return self.asks.solicited(self)

    def _do_early_answered_2(self, event: Answered) -> None:
        """Row early.answered#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "send_bye"
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DOWN)
            cell.raise_signal(self, FAILING)

    def _do_early_again(self, event: Again) -> None:
        """Row early.again."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "send_bye"
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DOWN)

    def _do_early_bye(self, event: Bye) -> None:
        """Row early.bye."""
        cell = self.cell
        mark, step = len(cell.outbox), "payload_respond"
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
            cell.raise_signal(self, DOWN)
            cell.raise_signal(self, BYE_EARLY)
            mark, step = len(cell.outbox), "payload_ended"
            cell.raise_signal(self, self.actions.payload_ended(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_early_dropped(self, event: Dropped) -> None:
        """Row early.dropped."""
        cell = self.cell
        cell.raise_signal(self, DOWN)
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_ended(event))
        except Exception as error:
            cell.action_failed(self, "payload_ended", error, mark)

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "the INVITE has no answer yet")

    def _deferred(self, event: Event) -> None:
        """Decided: defer."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "defer")
        cell.defer(self, event)

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was answered or sent here yet")

    def _do_moratorium_tell(self, event: Tell) -> None:
        """Row moratorium.tell."""
        cell = self.cell
        cell.raise_signal(self, Telling(event.command, event.method, event.arguments))

    def _do_moratorium_acked(self, event: Acked) -> None:
        """Row moratorium.acked."""
        cell = self.cell
        cell.raise_signal(self, UP)

    def _do_moratorium_no_ack(self, event: NoAck) -> None:
        """Row moratorium.no_ack."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, "send_bye", error, mark)
        else:
            cell.raise_signal(self, DOWN)
            cell.raise_signal(self, FAILING)

    def _do_moratorium_bye(self, event: Bye) -> None:
        """Row moratorium.bye."""
        cell = self.cell
        mark, step = len(cell.outbox), "payload_respond"
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
            cell.raise_signal(self, DOWN)
            mark, step = len(cell.outbox), "payload_ended"
            cell.raise_signal(self, self.actions.payload_ended(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "we are called and have sent one 2xx")

    def _do_owing_ack_ready(self, event: AckReady) -> None:
        """Row owing.ack_ready."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.send_ack(event)
        except Exception as error:
            cell.action_failed(self, "send_ack", error, mark)
        else:
            cell.raise_signal(self, UP)

    def _do_owing_hang_up(self, event: HangUp) -> None:
        """Row owing.hang_up."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "send_bye"
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DOWN)
            cell.raise_signal(self, FAILING)

    def _do_owing_expired(self, event: Expired) -> None:
        """Row owing.expired."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "send_bye"
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DOWN)
            cell.raise_signal(self, FAILING)

    def _do_owing_dialog_gone(self, event: DialogGone) -> None:
        """Row owing.dialog_gone."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "send_bye"
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DOWN)
            cell.raise_signal(self, FAILING)

    def _do_owing_unanswerable(self, event: Unanswerable) -> None:
        """Row owing.unanswerable."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "send_bye"
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)
        else:
            cell.raise_signal(self, DOWN)
            cell.raise_signal(self, FAILING)

    def _do_owing_bye(self, event: Bye) -> None:
        """Row owing.bye."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "payload_respond"
            cell.raise_signal(self, self.actions.payload_respond(event))
            cell.raise_signal(self, DOWN)
            mark, step = len(cell.outbox), "payload_ended"
            cell.raise_signal(self, self.actions.payload_ended(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "the session is not agreed yet")

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the INVITE was answered and no BYE was sent")

    def _do_established_tell(self, event: Tell) -> None:
        """Row established.tell."""
        cell = self.cell
        cell.raise_signal(self, Telling(event.command, event.method, event.arguments))

    def _do_established_again(self, event: Again) -> None:
        """Row established.again."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)

    def _do_established_no_ack(self, event: NoAck) -> None:
        """Row established.no_ack."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, "send_bye", error, mark)
        else:
            cell.raise_signal(self, DOWN)
            cell.raise_signal(self, FAILING)

    def _do_established_hang_up(self, event: HangUp) -> None:
        """Row established.hang_up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, "send_bye", error, mark)
        else:
            cell.raise_signal(self, DOWN)

    def _do_established_dialog_gone(self, event: DialogGone) -> None:
        """Row established.dialog_gone."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, "send_bye", error, mark)
        else:
            cell.raise_signal(self, DOWN)
            cell.raise_signal(self, FAILING)

    def _do_established_unanswerable(self, event: Unanswerable) -> None:
        """Row established.unanswerable."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, "send_bye", error, mark)
        else:
            cell.raise_signal(self, DOWN)
            cell.raise_signal(self, FAILING)

    def _do_established_expired(self, event: Expired) -> None:
        """Row established.expired."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, "send_bye", error, mark)
        else:
            cell.raise_signal(self, DOWN)
            cell.raise_signal(self, FAILING)

    def _if_ends_without_media(self, event: MediaLost) -> bool:
        """Whether ends_without_media."""
        return self.actions.ends_without_media(event)

    def _do_established_media_lost(self, event: MediaLost) -> None:
        """Row established.media_lost."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, "send_bye", error, mark)
        else:
            cell.raise_signal(self, DOWN)
            cell.raise_signal(self, FAILING)

    def _if_gives_up_without_media(self, event: MediaGivenUp) -> bool:
        """Whether gives_up_without_media."""
        return self.actions.gives_up_without_media(event)

    def _do_established_media_given_up(self, event: MediaGivenUp) -> None:
        """Row established.media_given_up."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, "send_bye", error, mark)
        else:
            cell.raise_signal(self, DOWN)
            cell.raise_signal(self, FAILING)

    def _do_established_bye(self, event: Bye) -> None:
        """Row established.bye."""
        cell = self.cell
        mark, step = len(cell.outbox), "payload_respond"
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
            cell.raise_signal(self, DOWN)
            mark, step = len(cell.outbox), "payload_ended"
            cell.raise_signal(self, self.actions.payload_ended(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _if_challenged(self, event: ByeDone) -> bool:
        """Whether challenged."""
        return self.actions.challenged(event)

    def _do_mortal_bye_done(self, event: ByeDone) -> None:
        """Row mortal.bye_done."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye_answered(event))
        except Exception as error:
            cell.action_failed(self, "send_bye_answered", error, mark)

    def _do_mortal_bye_done_1(self, event: ByeDone) -> None:
        """Row mortal.bye_done#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_ended(event))
        except Exception as error:
            cell.action_failed(self, "payload_ended", error, mark)

    def _do_mortal_again(self, event: Again) -> None:
        """Row mortal.again."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)

    def _do_mortal_bye(self, event: Bye) -> None:
        """Row mortal.bye."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_respond(event))
        except Exception as error:
            cell.action_failed(self, "payload_respond", error, mark)

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is being ended")

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the INVITE was answered")

    def _do_abandoned_answered(self, event: Answered) -> None:
        """Row abandoned.answered."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "send_bye"
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_abandoned_again(self, event: Again) -> None:
        """Row abandoned.again."""
        cell = self.cell
        mark, step = len(cell.outbox), "send_ack"
        try:
            self.actions.send_ack(event)
            mark, step = len(cell.outbox), "send_bye"
            cell.create_transaction(self, "non_invite_client", self.actions.send_bye(event))
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "nothing was answered here")

    def _never_5(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the leg gave this dialog up")

    def _never_6(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the dialog has ended and answers by itself")

    def _do_morgue_again(self, event: Again) -> None:
        """Row morgue.again."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.resend_ack(event)
        except Exception as error:
            cell.action_failed(self, "resend_ack", error, mark)

    def _reject_5(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the session has ended")


CHART = Chart("DialogInviteUsageChart", InviteUsage, [
    Node("", initial=True, ways=(
        Way(
            "action_failed",
            "morgue",
            leaf="morgue",
            internal=True,
            row="action_failed",
            on="_do_action_failed",
            recall=("early", "moratorium"),
        ),
    )),
    Node("early", initial=True, ways=(
        Way(
            "answered",
            "established",
            leaf="established",
            row="early.answered",
            conditions=("_if_agreed",),
            on="_do_early_answered",
            recall=("early",),
        ),
        Way(
            "answered", "owing", leaf="owing", row="early.answered#1", conditions=("_if_solicited",), recall=("early",)
        ),
        Way("answered", "mortal", leaf="mortal", row="early.answered#2", on="_do_early_answered_2", recall=("early",)),
        Way("again", "mortal", leaf="mortal", row="early.again", on="_do_early_again", recall=("early",)),
        Way("accepted", "moratorium", leaf="moratorium", row="early.accepted", recall=("early",)),
        Way("bye", "abandoned", leaf="abandoned", row="early.bye", on="_do_early_bye", recall=("early",)),
        Way("dropped", "abandoned", leaf="abandoned", row="early.dropped", on="_do_early_dropped", recall=("early",)),
        Way("hang_up", on="_ignored"),
        Way("media_lost", on="_ignored"),
        Way("media_given_up", on="_ignored"),
        Way("dialog_gone", on="_ignored"),
        Way("tell", on="_reject_1"),
        Way("unanswerable", on="_deferred"),
        Way("acked", on="_never_1"),
        Way("no_ack", on="_never_1"),
        Way("ack_ready", on="_never_1"),
        Way("bye_done", on="_never_1"),
        Way("expired", on="_never_1"),
    )),
    Node("moratorium", ways=(
        Way("tell", row="moratorium.tell", on="_do_moratorium_tell"),
        Way(
            "acked",
            "established",
            leaf="established",
            row="moratorium.acked",
            on="_do_moratorium_acked",
            recall=("moratorium",),
        ),
        Way(
            "no_ack",
            "mortal",
            leaf="mortal",
            row="moratorium.no_ack",
            on="_do_moratorium_no_ack",
            recall=("moratorium",),
        ),
        Way("bye", "morgue", leaf="morgue", row="moratorium.bye", on="_do_moratorium_bye", recall=("moratorium",)),
        Way("dropped", on="_ignored"),
        Way("media_lost", on="_ignored"),
        Way("media_given_up", on="_ignored"),
        Way("hang_up", on="_deferred"),
        Way("expired", on="_deferred"),
        Way("dialog_gone", on="_deferred"),
        Way("unanswerable", on="_deferred"),
        Way("answered", on="_never_2"),
        Way("again", on="_never_2"),
        Way("accepted", on="_never_2"),
        Way("ack_ready", on="_never_2"),
        Way("bye_done", on="_never_2"),
    )),
    Node("owing", ways=(
        Way("ack_ready", "established", leaf="established", row="owing.ack_ready", on="_do_owing_ack_ready"),
        Way("hang_up", "mortal", leaf="mortal", row="owing.hang_up", on="_do_owing_hang_up"),
        Way("expired", "mortal", leaf="mortal", row="owing.expired", on="_do_owing_expired"),
        Way("dialog_gone", "mortal", leaf="mortal", row="owing.dialog_gone", on="_do_owing_dialog_gone"),
        Way("unanswerable", "mortal", leaf="mortal", row="owing.unanswerable", on="_do_owing_unanswerable"),
        Way("bye", "morgue", leaf="morgue", row="owing.bye", on="_do_owing_bye"),
        Way("again", on="_ignored"),
        Way("dropped", on="_ignored"),
        Way("media_lost", on="_ignored"),
        Way("media_given_up", on="_ignored"),
        Way("tell", on="_reject_2"),
        Way("answered", on="_never_3"),
        Way("accepted", on="_never_3"),
        Way("acked", on="_never_3"),
        Way("no_ack", on="_never_3"),
        Way("bye_done", on="_never_3"),
    )),
    Node("established", ways=(
        Way("tell", row="established.tell", on="_do_established_tell"),
        Way("again", row="established.again", on="_do_established_again"),
        Way("no_ack", "mortal", leaf="mortal", row="established.no_ack", on="_do_established_no_ack"),
        Way("hang_up", "mortal", leaf="mortal", row="established.hang_up", on="_do_established_hang_up"),
        Way("dialog_gone", "mortal", leaf="mortal", row="established.dialog_gone", on="_do_established_dialog_gone"),
        Way("unanswerable", "mortal", leaf="mortal", row="established.unanswerable", on="_do_established_unanswerable"),
        Way("expired", "mortal", leaf="mortal", row="established.expired", on="_do_established_expired"),
        Way(
            "media_lost",
            "mortal",
            leaf="mortal",
            row="established.media_lost",
            conditions=("_if_ends_without_media",),
            on="_do_established_media_lost",
        ),
        Way("media_lost", row="established.media_lost#1"),
        Way(
            "media_given_up",
            "mortal",
            leaf="mortal",
            row="established.media_given_up",
            conditions=("_if_gives_up_without_media",),
            on="_do_established_media_given_up",
        ),
        Way("media_given_up", row="established.media_given_up#1"),
        Way("bye", "morgue", leaf="morgue", row="established.bye", on="_do_established_bye"),
        Way("acked", on="_ignored"),
        Way("ack_ready", on="_ignored"),
        Way("dropped", on="_ignored"),
        Way("answered", on="_never_3"),
        Way("accepted", on="_never_3"),
        Way("bye_done", on="_never_3"),
    )),
    Node("mortal", ways=(
        Way("bye_done", row="mortal.bye_done", conditions=("_if_challenged",), on="_do_mortal_bye_done"),
        Way("bye_done", "morgue", leaf="morgue", row="mortal.bye_done#1", on="_do_mortal_bye_done_1"),
        Way("again", row="mortal.again", on="_do_mortal_again"),
        Way("bye", row="mortal.bye", on="_do_mortal_bye"),
        Way("hang_up", on="_ignored"),
        Way("dropped", on="_ignored"),
        Way("dialog_gone", on="_ignored"),
        Way("unanswerable", on="_ignored"),
        Way("expired", on="_ignored"),
        Way("media_lost", on="_ignored"),
        Way("media_given_up", on="_ignored"),
        Way("acked", on="_ignored"),
        Way("no_ack", on="_ignored"),
        Way("ack_ready", on="_ignored"),
        Way("tell", on="_reject_3"),
        Way("answered", on="_never_4"),
        Way("accepted", on="_never_4"),
    )),
    Node("abandoned", ways=(
        Way("answered", "mortal", leaf="mortal", row="abandoned.answered", on="_do_abandoned_answered"),
        Way("again", "mortal", leaf="mortal", row="abandoned.again", on="_do_abandoned_again"),
        Way("hang_up", on="_ignored"),
        Way("dropped", on="_ignored"),
        Way("dialog_gone", on="_ignored"),
        Way("unanswerable", on="_ignored"),
        Way("expired", on="_ignored"),
        Way("media_lost", on="_ignored"),
        Way("media_given_up", on="_ignored"),
        Way("bye_done", on="_ignored"),
        Way("acked", on="_ignored"),
        Way("no_ack", on="_ignored"),
        Way("ack_ready", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("tell", on="_reject_4"),
        Way("accepted", on="_never_5"),
        Way("bye", on="_never_6"),
    )),
    Node("morgue", ways=(
        Way("again", row="morgue.again", on="_do_morgue_again"),
        Way("hang_up", on="_ignored"),
        Way("dropped", on="_ignored"),
        Way("dialog_gone", on="_ignored"),
        Way("unanswerable", on="_ignored"),
        Way("expired", on="_ignored"),
        Way("media_lost", on="_ignored"),
        Way("media_given_up", on="_ignored"),
        Way("bye_done", on="_ignored"),
        Way("acked", on="_ignored"),
        Way("no_ack", on="_ignored"),
        Way("ack_ready", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("tell", on="_reject_5"),
        Way("answered", on="_never_4"),
        Way("accepted", on="_never_4"),
        Way("bye", on="_never_6"),
    )),
])
