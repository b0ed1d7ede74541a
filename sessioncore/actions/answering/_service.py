"""What the answering charts share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.part import LegPartActions

if TYPE_CHECKING:
    from sessioncore.actions.views import LegScope


@attrs.define(weakref_slot=False)
class Slice:
    """Whoever answers keeps nothing: what the caller hears is the media source of the leg."""


class AnsweringActions(LegPartActions):
    """Base of the actions of all answering charts."""

    __slots__ = ("slice",)

    def __init__(self, scope: LegScope) -> None:
        LegPartActions.__init__(self, scope)
        self.slice = Slice()
