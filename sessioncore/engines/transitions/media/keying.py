"""The chart media/keying, decided by transitions.

Generated from machines/media/keying.yaml; do not edit. Change the chart, then: sessioncore generate
"""
# sessioncore: chart sha256=9dcd0b1da420850ed7c27202eeac9cfec4cf0b94d0ecccd85931ca08e6b30821 abi=1

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.engines.on_transitions import FlatMachine, Way
from sessioncore.handlers.media import keying as default
from sessioncore.handlers.media.keying import FAILED, REKEY, UNKEYED
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
    """media/keying on transitions; each method below is called by name from the table at the end."""

    __slots__ = ()

    def start(self) -> None:
        """Enter unkeyed."""
        self.state = UNKEYED

    def agreed(self, event: Agreed) -> None:
        MACHINE.fire(self, event)

    def media_secured(self, event: MediaSecured) -> None:
        MACHINE.fire(self, event)

    def media_unsecured(self, event: MediaUnsecured) -> None:
        MACHINE.fire(self, event)

    def media_keys_lost(self, event: MediaKeysLost) -> None:
        MACHINE.fire(self, event)

    def up(self, event: Up) -> None:
        MACHINE.fire(self, event)

    def down(self, event: Down) -> None:
        MACHINE.fire(self, event)

    def action_failed(self, event: ActionFailed) -> None:
        MACHINE.fire(self, event)

    def unrenewed(self, event: Unrenewed) -> None:
        MACHINE.fire(self, event)

    def overdue(self, event: Overdue) -> None:
        MACHINE.fire(self, event)

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

    def _enter_shaking_hands(self, event: Agreed | Up) -> None:
        """Entry of shaking_hands."""
        cell = self.cell
        self._handshake = cell.arm(self, 1, cell.limits.keying)

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

    def _exit_shaking_hands(
        self, event: Agreed | MediaSecured | MediaUnsecured | MediaKeysLost | Down | Overdue
    ) -> None:
        """Exit of shaking_hands."""
        cell = self.cell
        if self._handshake is not None:
            cell.cancel(self._handshake)
            self._handshake = None

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

    def _do_shaking_hands_media_keys_lost(self, event: MediaKeysLost) -> None:
        """Row shaking_hands.media_keys_lost."""
        cell = self.cell
        cell.raise_signal(self, REKEY)

    def _enter_renewing(self, event: MediaKeysLost) -> None:
        """Entry of renewing."""
        cell = self.cell
        self._renewal = cell.arm(self, 0, cell.limits.offer_limit + cell.limits.keying)

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

    def _do_renewing_agreed(self, event: Agreed) -> None:
        """Row renewing.agreed."""
        cell = self.cell
        mark = len(cell.outbox)
        try:
            self.actions.note(event)
        except Exception as error:
            cell.action_failed(self, "note", error, mark)

    def _exit_renewing(self, event: Agreed | Down | Unrenewed) -> None:
        """Exit of renewing."""
        cell = self.cell
        if self._renewal is not None:
            cell.cancel(self._renewal)
            self._renewal = None

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


MACHINE = FlatMachine(Keying, [
    Way(
        "agreed",
        "unkeyed",
        "shaking_hands",
        row="unkeyed.agreed",
        conditions=("_if_by_handshake", "_if_answered"),
        before=("_do_unkeyed_agreed",),
        after=("_enter_shaking_hands",),
    ),
    Way(
        "agreed",
        "unkeyed",
        "greeting",
        row="unkeyed.agreed#1",
        conditions=("_if_by_handshake",),
        before=("_do_unkeyed_agreed_1",),
    ),
    Way("agreed", "unkeyed", "keyed", row="unkeyed.agreed#2", before=("_do_unkeyed_agreed_2",)),
    Way("media_secured", "unkeyed", before=("_ignored",)),
    Way("media_unsecured", "unkeyed", before=("_ignored",)),
    Way("media_keys_lost", "unkeyed", before=("_ignored",)),
    Way("up", "unkeyed", before=("_never_1",)),
    Way("down", "unkeyed", before=("_never_1",)),
    Way("action_failed", "unkeyed", before=("_ignored",)),
    Way("unrenewed", "unkeyed", before=("_dropped",)),
    Way("overdue", "unkeyed", before=("_dropped",)),
    Way("agreed", "greeting", row="greeting.agreed", conditions=("_if_by_handshake",), before=("_do_greeting_agreed",)),
    Way("agreed", "greeting", "keyed", row="greeting.agreed#1", before=("_do_greeting_agreed_1",)),
    Way("media_secured", "greeting", "keyed", row="greeting.media_secured", before=("_do_greeting_media_secured",)),
    Way(
        "media_unsecured",
        "greeting",
        "broken",
        row="greeting.media_unsecured",
        before=("_do_greeting_media_unsecured",),
    ),
    Way("media_keys_lost", "greeting", before=("_ignored",)),
    Way("up", "greeting", "shaking_hands", row="greeting.up", after=("_enter_shaking_hands",)),
    Way("down", "greeting", "closed", row="greeting.down"),
    Way("action_failed", "greeting", before=("_ignored",)),
    Way("unrenewed", "greeting", before=("_dropped",)),
    Way("overdue", "greeting", before=("_dropped",)),
    Way(
        "agreed",
        "shaking_hands",
        row="shaking_hands.agreed",
        conditions=("_if_unchanged",),
        before=("_do_shaking_hands_agreed",),
    ),
    Way(
        "agreed",
        "shaking_hands",
        "shaking_hands",
        row="shaking_hands.agreed#1",
        conditions=("_if_by_handshake",),
        before=("_exit_shaking_hands", "_do_shaking_hands_agreed_1"),
        after=("_enter_shaking_hands",),
    ),
    Way(
        "agreed",
        "shaking_hands",
        "keyed",
        row="shaking_hands.agreed#2",
        before=("_exit_shaking_hands", "_do_shaking_hands_agreed_2"),
    ),
    Way(
        "media_secured",
        "shaking_hands",
        "keyed",
        row="shaking_hands.media_secured",
        before=("_exit_shaking_hands", "_do_shaking_hands_media_secured"),
    ),
    Way(
        "media_unsecured",
        "shaking_hands",
        "broken",
        row="shaking_hands.media_unsecured",
        before=("_exit_shaking_hands", "_do_shaking_hands_media_unsecured"),
    ),
    Way(
        "media_keys_lost",
        "shaking_hands",
        "renewing",
        row="shaking_hands.media_keys_lost",
        before=("_exit_shaking_hands", "_do_shaking_hands_media_keys_lost"),
        after=("_enter_renewing",),
    ),
    Way("up", "shaking_hands", before=("_ignored",)),
    Way("down", "shaking_hands", "closed", row="shaking_hands.down", before=("_exit_shaking_hands",)),
    Way("action_failed", "shaking_hands", before=("_ignored",)),
    Way("unrenewed", "shaking_hands", before=("_dropped",)),
    Way(
        "overdue",
        "shaking_hands",
        "broken",
        row="shaking_hands.overdue",
        before=("_exit_shaking_hands", "_do_shaking_hands_overdue"),
    ),
    Way("agreed", "keyed", row="keyed.agreed", conditions=("_if_unchanged",), before=("_do_keyed_agreed",)),
    Way(
        "agreed",
        "keyed",
        "shaking_hands",
        row="keyed.agreed#1",
        conditions=("_if_by_handshake",),
        before=("_do_keyed_agreed_1",),
        after=("_enter_shaking_hands",),
    ),
    Way("agreed", "keyed", row="keyed.agreed#2", before=("_do_keyed_agreed_2",)),
    Way("media_secured", "keyed", before=("_ignored",)),
    Way("media_unsecured", "keyed", "broken", row="keyed.media_unsecured", before=("_do_keyed_media_unsecured",)),
    Way(
        "media_keys_lost",
        "keyed",
        "renewing",
        row="keyed.media_keys_lost",
        before=("_do_keyed_media_keys_lost",),
        after=("_enter_renewing",),
    ),
    Way("up", "keyed", before=("_ignored",)),
    Way("down", "keyed", "closed", row="keyed.down"),
    Way("action_failed", "keyed", before=("_ignored",)),
    Way("unrenewed", "keyed", before=("_dropped",)),
    Way("overdue", "keyed", before=("_dropped",)),
    Way("agreed", "renewing", row="renewing.agreed", conditions=("_if_unchanged",), before=("_do_renewing_agreed",)),
    Way(
        "agreed",
        "renewing",
        "shaking_hands",
        row="renewing.agreed#1",
        conditions=("_if_by_handshake",),
        before=("_exit_renewing", "_do_renewing_agreed_1"),
        after=("_enter_shaking_hands",),
    ),
    Way("agreed", "renewing", "keyed", row="renewing.agreed#2", before=("_exit_renewing", "_do_renewing_agreed_2")),
    Way("media_secured", "renewing", before=("_ignored",)),
    Way("media_unsecured", "renewing", before=("_ignored",)),
    Way("media_keys_lost", "renewing", before=("_ignored",)),
    Way("up", "renewing", before=("_ignored",)),
    Way("down", "renewing", "closed", row="renewing.down", before=("_exit_renewing",)),
    Way("action_failed", "renewing", before=("_ignored",)),
    Way(
        "unrenewed", "renewing", "broken", row="renewing.unrenewed", before=("_exit_renewing", "_do_renewing_unrenewed")
    ),
    Way("overdue", "renewing", before=("_dropped",)),
    Way("agreed", "broken", before=("_ignored",)),
    Way("media_secured", "broken", before=("_ignored",)),
    Way("media_unsecured", "broken", before=("_ignored",)),
    Way("media_keys_lost", "broken", before=("_ignored",)),
    Way("up", "broken", before=("_ignored",)),
    Way("down", "broken", "closed", row="broken.down"),
    Way("action_failed", "broken", before=("_ignored",)),
    Way("unrenewed", "broken", before=("_dropped",)),
    Way("overdue", "broken", before=("_dropped",)),
    Way("agreed", "closed", before=("_ignored",)),
    Way("media_secured", "closed", before=("_ignored",)),
    Way("media_unsecured", "closed", before=("_ignored",)),
    Way("media_keys_lost", "closed", before=("_ignored",)),
    Way("up", "closed", before=("_ignored",)),
    Way("down", "closed", before=("_ignored",)),
    Way("action_failed", "closed", before=("_ignored",)),
    Way("unrenewed", "closed", before=("_dropped",)),
    Way("overdue", "closed", before=("_dropped",)),
])
