"""The chart dialog/invite_usage, decided by transitions.

Generated from machines/dialog/invite_usage.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=36938d3bbc2d7be4f0495643dfc269992d9617ed01ea59ba2e1bc2bbd789c689 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.dialog import invite_usage as default
from sessioncore.handlers.dialog.invite_usage import BYE_EARLY, DOWN, EARLY, FAILING, UP, Telling
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
    """dialog/invite_usage on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter early."""
        self.state = EARLY

    def answered(self, event: Answered) -> None:
        MACHINE.fire(self, event)

    def again(self, event: Again) -> None:
        MACHINE.fire(self, event)

    def accepted(self, event: Accepted) -> None:
        MACHINE.fire(self, event)

    def acked(self, event: Acked) -> None:
        MACHINE.fire(self, event)

    def no_ack(self, event: NoAck) -> None:
        MACHINE.fire(self, event)

    def hang_up(self, event: HangUp) -> None:
        MACHINE.fire(self, event)

    def dropped(self, event: Dropped) -> None:
        MACHINE.fire(self, event)

    def bye(self, event: Bye) -> None:
        MACHINE.fire(self, event)

    def bye_done(self, event: ByeDone) -> None:
        MACHINE.fire(self, event)

    def unanswerable(self, event: Unanswerable) -> None:
        MACHINE.fire(self, event)

    def expired(self, event: Expired) -> None:
        MACHINE.fire(self, event)

    def media_lost(self, event: MediaLost) -> None:
        MACHINE.fire(self, event)

    def media_given_up(self, event: MediaGivenUp) -> None:
        MACHINE.fire(self, event)

    def dialog_gone(self, event: DialogGone) -> None:
        MACHINE.fire(self, event)

    def ack_ready(self, event: AckReady) -> None:
        MACHINE.fire(self, event)

    def tell(self, event: Tell) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

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

    def _never_1(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "nothing was answered or sent here yet")

    def _ignored(self, event: Event) -> None:
        """Decided: ignore."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "ignore")

    def _do_early_dropped(self, event: Dropped) -> None:
        """Row early.dropped."""
        cell = self.cell
        cell.raise_signal(self, DOWN)
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_ended(event))
        except Exception as error:
            cell.action_failed(self, "payload_ended", error, mark)

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

    def _deferred(self, event: Event) -> None:
        """Decided: defer."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "defer")
        cell.defer(self, event)

    def _reject_1(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "the INVITE has no answer yet")

    def _do_action_failed(self, event: ActionFailed) -> None:
        """Row action_failed."""
        cell = self.cell
        cell.raise_signal(self, DOWN)
        mark = len(cell.outbox)
        try:
            cell.raise_signal(self, self.actions.payload_ended(event))
        except Exception as error:
            cell.action_failed(self, "payload_ended", error, mark)

    def _never_2(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "we are called and have sent one 2xx")

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

    def _do_moratorium_tell(self, event: Tell) -> None:
        """Row moratorium.tell."""
        cell = self.cell
        cell.raise_signal(self, Telling(event.command, event.method, event.arguments))

    def _never_3(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the INVITE was answered and no BYE was sent")

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

    def _reject_2(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 491, "the session is not agreed yet")

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

    def _do_established_tell(self, event: Tell) -> None:
        """Row established.tell."""
        cell = self.cell
        cell.raise_signal(self, Telling(event.command, event.method, event.arguments))

    def _never_4(self, event: Event) -> None:
        """Decided: never."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "never")
        cell.never(self, event, "the INVITE was answered")

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

    def _reject_3(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "the call is being ended")

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

    def _reject_4(self, event: Event) -> None:
        """Decided: reject."""
        cell = self.cell
        trace = cell.trace
        if trace is not None:
            trace.decided(self, event, "reject")
        cell.reject(self, event, 481, "nothing was answered here")

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


MACHINE = FlatMachine(InviteUsage, [
    Way(
        "answered",
        "early",
        "established",
        row="early.answered",
        conditions=("_if_agreed",),
        before=("_do_early_answered",),
        recall=True,
    ),
    Way("answered", "early", "owing", row="early.answered#1", conditions=("_if_solicited",), recall=True),
    Way("answered", "early", "mortal", row="early.answered#2", before=("_do_early_answered_2",), recall=True),
    Way("again", "early", "mortal", row="early.again", before=("_do_early_again",), recall=True),
    Way("accepted", "early", "moratorium", row="early.accepted", recall=True),
    Way("acked", "early", before=("_never_1",)),
    Way("no_ack", "early", before=("_never_1",)),
    Way("hang_up", "early", before=("_ignored",)),
    Way("dropped", "early", "abandoned", row="early.dropped", before=("_do_early_dropped",), recall=True),
    Way("bye", "early", "abandoned", row="early.bye", before=("_do_early_bye",), recall=True),
    Way("bye_done", "early", before=("_never_1",)),
    Way("unanswerable", "early", before=("_deferred",)),
    Way("expired", "early", before=("_never_1",)),
    Way("media_lost", "early", before=("_ignored",)),
    Way("media_given_up", "early", before=("_ignored",)),
    Way("dialog_gone", "early", before=("_ignored",)),
    Way("ack_ready", "early", before=("_never_1",)),
    Way("tell", "early", before=("_reject_1",)),
    Way("action_failed", "early", "morgue", row="action_failed", before=("_do_action_failed",), recall=True),
    Way("answered", "moratorium", before=("_never_2",)),
    Way("again", "moratorium", before=("_never_2",)),
    Way("accepted", "moratorium", before=("_never_2",)),
    Way("acked", "moratorium", "established", row="moratorium.acked", before=("_do_moratorium_acked",), recall=True),
    Way("no_ack", "moratorium", "mortal", row="moratorium.no_ack", before=("_do_moratorium_no_ack",), recall=True),
    Way("hang_up", "moratorium", before=("_deferred",)),
    Way("dropped", "moratorium", before=("_ignored",)),
    Way("bye", "moratorium", "morgue", row="moratorium.bye", before=("_do_moratorium_bye",), recall=True),
    Way("bye_done", "moratorium", before=("_never_2",)),
    Way("unanswerable", "moratorium", before=("_deferred",)),
    Way("expired", "moratorium", before=("_deferred",)),
    Way("media_lost", "moratorium", before=("_ignored",)),
    Way("media_given_up", "moratorium", before=("_ignored",)),
    Way("dialog_gone", "moratorium", before=("_deferred",)),
    Way("ack_ready", "moratorium", before=("_never_2",)),
    Way("tell", "moratorium", row="moratorium.tell", before=("_do_moratorium_tell",)),
    Way("action_failed", "moratorium", "morgue", row="action_failed", before=("_do_action_failed",), recall=True),
    Way("answered", "owing", before=("_never_3",)),
    Way("again", "owing", before=("_ignored",)),
    Way("accepted", "owing", before=("_never_3",)),
    Way("acked", "owing", before=("_never_3",)),
    Way("no_ack", "owing", before=("_never_3",)),
    Way("hang_up", "owing", "mortal", row="owing.hang_up", before=("_do_owing_hang_up",)),
    Way("dropped", "owing", before=("_ignored",)),
    Way("bye", "owing", "morgue", row="owing.bye", before=("_do_owing_bye",)),
    Way("bye_done", "owing", before=("_never_3",)),
    Way("unanswerable", "owing", "mortal", row="owing.unanswerable", before=("_do_owing_unanswerable",)),
    Way("expired", "owing", "mortal", row="owing.expired", before=("_do_owing_expired",)),
    Way("media_lost", "owing", before=("_ignored",)),
    Way("media_given_up", "owing", before=("_ignored",)),
    Way("dialog_gone", "owing", "mortal", row="owing.dialog_gone", before=("_do_owing_dialog_gone",)),
    Way("ack_ready", "owing", "established", row="owing.ack_ready", before=("_do_owing_ack_ready",)),
    Way("tell", "owing", before=("_reject_2",)),
    Way("action_failed", "owing", "morgue", row="action_failed", before=("_do_action_failed",)),
    Way("answered", "established", before=("_never_3",)),
    Way("again", "established", row="established.again", before=("_do_established_again",)),
    Way("accepted", "established", before=("_never_3",)),
    Way("acked", "established", before=("_ignored",)),
    Way("no_ack", "established", "mortal", row="established.no_ack", before=("_do_established_no_ack",)),
    Way("hang_up", "established", "mortal", row="established.hang_up", before=("_do_established_hang_up",)),
    Way("dropped", "established", before=("_ignored",)),
    Way("bye", "established", "morgue", row="established.bye", before=("_do_established_bye",)),
    Way("bye_done", "established", before=("_never_3",)),
    Way(
        "unanswerable",
        "established",
        "mortal",
        row="established.unanswerable",
        before=("_do_established_unanswerable",),
    ),
    Way("expired", "established", "mortal", row="established.expired", before=("_do_established_expired",)),
    Way(
        "media_lost",
        "established",
        "mortal",
        row="established.media_lost",
        conditions=("_if_ends_without_media",),
        before=("_do_established_media_lost",),
    ),
    Way("media_lost", "established", row="established.media_lost#1"),
    Way(
        "media_given_up",
        "established",
        "mortal",
        row="established.media_given_up",
        conditions=("_if_gives_up_without_media",),
        before=("_do_established_media_given_up",),
    ),
    Way("media_given_up", "established", row="established.media_given_up#1"),
    Way("dialog_gone", "established", "mortal", row="established.dialog_gone", before=("_do_established_dialog_gone",)),
    Way("ack_ready", "established", before=("_ignored",)),
    Way("tell", "established", row="established.tell", before=("_do_established_tell",)),
    Way("action_failed", "established", "morgue", row="action_failed", before=("_do_action_failed",)),
    Way("answered", "mortal", before=("_never_4",)),
    Way("again", "mortal", row="mortal.again", before=("_do_mortal_again",)),
    Way("accepted", "mortal", before=("_never_4",)),
    Way("acked", "mortal", before=("_ignored",)),
    Way("no_ack", "mortal", before=("_ignored",)),
    Way("hang_up", "mortal", before=("_ignored",)),
    Way("dropped", "mortal", before=("_ignored",)),
    Way("bye", "mortal", row="mortal.bye", before=("_do_mortal_bye",)),
    Way("bye_done", "mortal", row="mortal.bye_done", conditions=("_if_challenged",), before=("_do_mortal_bye_done",)),
    Way("bye_done", "mortal", "morgue", row="mortal.bye_done#1", before=("_do_mortal_bye_done_1",)),
    Way("unanswerable", "mortal", before=("_ignored",)),
    Way("expired", "mortal", before=("_ignored",)),
    Way("media_lost", "mortal", before=("_ignored",)),
    Way("media_given_up", "mortal", before=("_ignored",)),
    Way("dialog_gone", "mortal", before=("_ignored",)),
    Way("ack_ready", "mortal", before=("_ignored",)),
    Way("tell", "mortal", before=("_reject_3",)),
    Way("action_failed", "mortal", "morgue", row="action_failed", before=("_do_action_failed",)),
    Way("answered", "abandoned", "mortal", row="abandoned.answered", before=("_do_abandoned_answered",)),
    Way("again", "abandoned", "mortal", row="abandoned.again", before=("_do_abandoned_again",)),
    Way("accepted", "abandoned", before=("_never_5",)),
    Way("acked", "abandoned", before=("_ignored",)),
    Way("no_ack", "abandoned", before=("_ignored",)),
    Way("hang_up", "abandoned", before=("_ignored",)),
    Way("dropped", "abandoned", before=("_ignored",)),
    Way("bye", "abandoned", before=("_never_6",)),
    Way("bye_done", "abandoned", before=("_ignored",)),
    Way("unanswerable", "abandoned", before=("_ignored",)),
    Way("expired", "abandoned", before=("_ignored",)),
    Way("media_lost", "abandoned", before=("_ignored",)),
    Way("media_given_up", "abandoned", before=("_ignored",)),
    Way("dialog_gone", "abandoned", before=("_ignored",)),
    Way("ack_ready", "abandoned", before=("_ignored",)),
    Way("tell", "abandoned", before=("_reject_4",)),
    Way("action_failed", "abandoned", before=("_ignored",)),
    Way("answered", "morgue", before=("_never_4",)),
    Way("again", "morgue", row="morgue.again", before=("_do_morgue_again",)),
    Way("accepted", "morgue", before=("_never_4",)),
    Way("acked", "morgue", before=("_ignored",)),
    Way("no_ack", "morgue", before=("_ignored",)),
    Way("hang_up", "morgue", before=("_ignored",)),
    Way("dropped", "morgue", before=("_ignored",)),
    Way("bye", "morgue", before=("_never_6",)),
    Way("bye_done", "morgue", before=("_ignored",)),
    Way("unanswerable", "morgue", before=("_ignored",)),
    Way("expired", "morgue", before=("_ignored",)),
    Way("media_lost", "morgue", before=("_ignored",)),
    Way("media_given_up", "morgue", before=("_ignored",)),
    Way("dialog_gone", "morgue", before=("_ignored",)),
    Way("ack_ready", "morgue", before=("_ignored",)),
    Way("tell", "morgue", before=("_reject_5",)),
    Way("action_failed", "morgue", before=("_ignored",)),
])
