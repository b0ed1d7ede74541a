"""The chart media/keying, decided by statemachine.

Generated from machines/media/keying.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=9dcd0b1da420850ed7c27202eeac9cfec4cf0b94d0ecccd85931ca08e6b30821 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_statemachine import Chart, Node, Way, send
from sessioncore.handlers.media import keying as default
from sessioncore.handlers.media.keying import FAILED, REKEY
from sessioncore.statechart import require_abi

if TYPE_CHECKING:
    from sessioncore.handlers.media.keying import (
        Agreed,
        Down,
        MediaKeysLost,
        MediaSecured,
        MediaUnsecured,
        Overdue,
        Unrenewed,
        Up,
    )
    from sessioncore.statechart import ActionFailed, Event

require_abi(__name__, 1)


class Keying(default.Keying):
    """media/keying on statemachine; each method below is called by name from the table at the end."""

    __slots__ = ("_chart",)

    def start(self) -> None:
        """Enter unkeyed."""
        self._chart = CHART.begin(self)

    def restore(self, state: str) -> None:
        super().restore(state)
        self._chart = CHART.resume(self, state)

    def agreed(self, event: Agreed) -> None:
        send(self._chart, event)

    def media_secured(self, event: MediaSecured) -> None:
        send(self._chart, event)

    def media_unsecured(self, event: MediaUnsecured) -> None:
        send(self._chart, event)

    def media_keys_lost(self, event: MediaKeysLost) -> None:
        send(self._chart, event)

    def up(self, event: Up) -> None:
        send(self._chart, event)

    def down(self, event: Down) -> None:
        send(self._chart, event)

    def action_failed(self, event: ActionFailed) -> None:
        send(self._chart, event)

    def unrenewed(self, event: Unrenewed) -> None:
        send(self._chart, event)

    def overdue(self, event: Overdue) -> None:
        send(self._chart, event)

    def _if_by_handshake(self, event: Agreed) -> bool:
        """Whether by_handshake."""
        return self.actions.by_handshake(event)

    def _if_answered(self, event: Event) -> bool:
        """Whether answered."""
        return self.asks.answered(self)

    def _do_unkeyed_agreed(self, event: Agreed) -> None:
        """Row unkeyed.agreed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _do_unkeyed_agreed_1(self, event: Agreed) -> None:
        """Row unkeyed.agreed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _do_unkeyed_agreed_2(self, event: Agreed) -> None:
        """Row unkeyed.agreed#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "publish_keys"
            self.actions.publish_keys(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

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
        cell.never(self, event, "it is agreed in the macrostep that makes it")

    def _dropped(self, event: Event) -> None:
        """Decided: dropped."""
        trace = self.cell.trace
        if trace is not None:
            trace.decided(self, event, "dropped")

    def _do_greeting_media_secured(self, event: MediaSecured) -> None:
        """Row greeting.media_secured."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_secured(event)
        except Exception as error:
            cell.action_failed(self, "publish_secured", error, mark)

    def _do_greeting_media_unsecured(self, event: MediaUnsecured) -> None:
        """Row greeting.media_unsecured."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)
        else:
            cell.raise_signal(self, FAILED)

    def _do_greeting_agreed(self, event: Agreed) -> None:
        """Row greeting.agreed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _do_greeting_agreed_1(self, event: Agreed) -> None:
        """Row greeting.agreed#1."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "publish_keys"
            self.actions.publish_keys(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _enter_shaking_hands(self, event: Agreed | Up) -> None:
        """Entry of shaking_hands."""
        cell = self.cell
        self._handshake = cell.arm(self, 1, cell.limits.keying)

    def _exit_shaking_hands(
        self, event: Agreed | MediaSecured | MediaUnsecured | MediaKeysLost | Down | Overdue
    ) -> None:
        """Exit of shaking_hands."""
        cell = self.cell
        if self._handshake is not None:
            cell.cancel(self._handshake)
            self._handshake = None

    def _do_shaking_hands_media_secured(self, event: MediaSecured) -> None:
        """Row shaking_hands.media_secured."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_secured(event)
        except Exception as error:
            cell.action_failed(self, "publish_secured", error, mark)

    def _do_shaking_hands_media_unsecured(self, event: MediaUnsecured) -> None:
        """Row shaking_hands.media_unsecured."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)
        else:
            cell.raise_signal(self, FAILED)

    def _do_shaking_hands_overdue(self, event: Overdue) -> None:
        """Row shaking_hands.overdue."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)
        else:
            cell.raise_signal(self, FAILED)

    def _if_unchanged(self, event: Agreed) -> bool:
        """Whether unchanged."""
        return self.actions.unchanged(event)

    def _do_shaking_hands_agreed(self, event: Agreed) -> None:
        """Row shaking_hands.agreed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _do_shaking_hands_agreed_1(self, event: Agreed) -> None:
        """Row shaking_hands.agreed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _do_shaking_hands_agreed_2(self, event: Agreed) -> None:
        """Row shaking_hands.agreed#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "publish_keys"
            self.actions.publish_keys(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_shaking_hands_media_keys_lost(self, event: MediaKeysLost) -> None:
        """Row shaking_hands.media_keys_lost."""
        cell = self.cell
        cell.raise_signal(self, REKEY)

    def _do_keyed_agreed(self, event: Agreed) -> None:
        """Row keyed.agreed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _do_keyed_agreed_1(self, event: Agreed) -> None:
        """Row keyed.agreed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _do_keyed_agreed_2(self, event: Agreed) -> None:
        """Row keyed.agreed#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "publish_keys"
            self.actions.publish_keys(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_keyed_media_unsecured(self, event: MediaUnsecured) -> None:
        """Row keyed.media_unsecured."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)
        else:
            cell.raise_signal(self, FAILED)

    def _do_keyed_media_keys_lost(self, event: MediaKeysLost) -> None:
        """Row keyed.media_keys_lost."""
        cell = self.cell
        cell.raise_signal(self, REKEY)

    def _enter_renewing(self, event: MediaKeysLost) -> None:
        """Entry of renewing."""
        cell = self.cell
        self._renewal = cell.arm(self, 0, cell.limits.offer_limit + cell.limits.keying)

    def _exit_renewing(self, event: Agreed | Down | Unrenewed) -> None:
        """Exit of renewing."""
        cell = self.cell
        if self._renewal is not None:
            cell.cancel(self._renewal)
            self._renewal = None

    def _do_renewing_agreed(self, event: Agreed) -> None:
        """Row renewing.agreed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _do_renewing_agreed_1(self, event: Agreed) -> None:
        """Row renewing.agreed#1."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _do_renewing_agreed_2(self, event: Agreed) -> None:
        """Row renewing.agreed#2."""
        cell = self.cell
        mark, step = len(cell.outbox), "note"
        try:
            self.actions.note(event)
            mark, step = len(cell.outbox), "publish_keys"
            self.actions.publish_keys(event)
        except Exception as error:
            cell.action_failed(self, step, error, mark)

    def _do_renewing_unrenewed(self, event: Unrenewed) -> None:
        """Row renewing.unrenewed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.publish_failed(event)
        except Exception as error:
            cell.action_failed(self, "publish_failed", error, mark)
        else:
            cell.raise_signal(self, FAILED)


CHART = Chart("MediaKeyingChart", Keying, [
    Node("", initial=True),
    Node("unkeyed", initial=True, ways=(
        Way(
            "agreed",
            "shaking_hands",
            leaf="shaking_hands",
            row="unkeyed.agreed",
            conditions=("_if_by_handshake", "_if_answered"),
            on="_do_unkeyed_agreed",
        ),
        Way(
            "agreed",
            "greeting",
            leaf="greeting",
            row="unkeyed.agreed#1",
            conditions=("_if_by_handshake",),
            on="_do_unkeyed_agreed_1",
        ),
        Way("agreed", "keyed", leaf="keyed", row="unkeyed.agreed#2", on="_do_unkeyed_agreed_2"),
        Way("media_secured", on="_ignored"),
        Way("media_unsecured", on="_ignored"),
        Way("media_keys_lost", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("up", on="_never_1"),
        Way("down", on="_never_1"),
        Way("unrenewed", on="_dropped"),
        Way("overdue", on="_dropped"),
    )),
    Node("greeting", ways=(
        Way("up", "shaking_hands", leaf="shaking_hands", row="greeting.up"),
        Way("media_secured", "keyed", leaf="keyed", row="greeting.media_secured", on="_do_greeting_media_secured"),
        Way(
            "media_unsecured",
            "broken",
            leaf="broken",
            row="greeting.media_unsecured",
            on="_do_greeting_media_unsecured",
        ),
        Way("agreed", row="greeting.agreed", conditions=("_if_by_handshake",), on="_do_greeting_agreed"),
        Way("agreed", "keyed", leaf="keyed", row="greeting.agreed#1", on="_do_greeting_agreed_1"),
        Way("down", "closed", leaf="closed", row="greeting.down"),
        Way("media_keys_lost", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("unrenewed", on="_dropped"),
        Way("overdue", on="_dropped"),
    )),
    Node("shaking_hands", enter="_enter_shaking_hands", exit="_exit_shaking_hands", ways=(
        Way(
            "media_secured",
            "keyed",
            leaf="keyed",
            row="shaking_hands.media_secured",
            on="_do_shaking_hands_media_secured",
        ),
        Way(
            "media_unsecured",
            "broken",
            leaf="broken",
            row="shaking_hands.media_unsecured",
            on="_do_shaking_hands_media_unsecured",
        ),
        Way("overdue", "broken", leaf="broken", row="shaking_hands.overdue", on="_do_shaking_hands_overdue"),
        Way("agreed", row="shaking_hands.agreed", conditions=("_if_unchanged",), on="_do_shaking_hands_agreed"),
        Way(
            "agreed",
            "shaking_hands",
            leaf="shaking_hands",
            row="shaking_hands.agreed#1",
            conditions=("_if_by_handshake",),
            on="_do_shaking_hands_agreed_1",
        ),
        Way("agreed", "keyed", leaf="keyed", row="shaking_hands.agreed#2", on="_do_shaking_hands_agreed_2"),
        Way(
            "media_keys_lost",
            "renewing",
            leaf="renewing",
            row="shaking_hands.media_keys_lost",
            on="_do_shaking_hands_media_keys_lost",
        ),
        Way("down", "closed", leaf="closed", row="shaking_hands.down"),
        Way("action_failed", on="_ignored"),
        Way("up", on="_ignored"),
        Way("unrenewed", on="_dropped"),
    )),
    Node("keyed", ways=(
        Way("agreed", row="keyed.agreed", conditions=("_if_unchanged",), on="_do_keyed_agreed"),
        Way(
            "agreed",
            "shaking_hands",
            leaf="shaking_hands",
            row="keyed.agreed#1",
            conditions=("_if_by_handshake",),
            on="_do_keyed_agreed_1",
        ),
        Way("agreed", row="keyed.agreed#2", on="_do_keyed_agreed_2"),
        Way("media_unsecured", "broken", leaf="broken", row="keyed.media_unsecured", on="_do_keyed_media_unsecured"),
        Way(
            "media_keys_lost", "renewing", leaf="renewing", row="keyed.media_keys_lost", on="_do_keyed_media_keys_lost"
        ),
        Way("down", "closed", leaf="closed", row="keyed.down"),
        Way("media_secured", on="_ignored"),
        Way("up", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("unrenewed", on="_dropped"),
        Way("overdue", on="_dropped"),
    )),
    Node("renewing", enter="_enter_renewing", exit="_exit_renewing", ways=(
        Way("agreed", row="renewing.agreed", conditions=("_if_unchanged",), on="_do_renewing_agreed"),
        Way(
            "agreed",
            "shaking_hands",
            leaf="shaking_hands",
            row="renewing.agreed#1",
            conditions=("_if_by_handshake",),
            on="_do_renewing_agreed_1",
        ),
        Way("agreed", "keyed", leaf="keyed", row="renewing.agreed#2", on="_do_renewing_agreed_2"),
        Way("unrenewed", "broken", leaf="broken", row="renewing.unrenewed", on="_do_renewing_unrenewed"),
        Way("down", "closed", leaf="closed", row="renewing.down"),
        Way("media_secured", on="_ignored"),
        Way("media_unsecured", on="_ignored"),
        Way("media_keys_lost", on="_ignored"),
        Way("up", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("overdue", on="_dropped"),
    )),
    Node("broken", ways=(
        Way("down", "closed", leaf="closed", row="broken.down"),
        Way("agreed", on="_ignored"),
        Way("media_secured", on="_ignored"),
        Way("media_unsecured", on="_ignored"),
        Way("media_keys_lost", on="_ignored"),
        Way("up", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("unrenewed", on="_dropped"),
        Way("overdue", on="_dropped"),
    )),
    Node("closed", ways=(
        Way("agreed", on="_ignored"),
        Way("media_secured", on="_ignored"),
        Way("media_unsecured", on="_ignored"),
        Way("media_keys_lost", on="_ignored"),
        Way("up", on="_ignored"),
        Way("down", on="_ignored"),
        Way("action_failed", on="_ignored"),
        Way("unrenewed", on="_dropped"),
        Way("overdue", on="_dropped"),
    )),
])
