"""What the actions of all parts have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sessioncore.actions.context import CellContext, Scope
    from sessioncore.actions.views import DialogScope, LegScope


class PartActions:
    """Base of the actions of a part: its cell and its scope. Through the scope it reads the slices of the charts
    beside it (`actions.views`); it writes none of them. Parts that every call has begin it by name: `super()` costs
    more than all the rest of the constructor.
    """

    __slots__ = ("cell", "scope")

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.cell: CellContext = scope.cell

    def restored(self) -> None:
        """The part was restored from a snapshot: bring back what it has in the world outside, as its slice tells."""


class LegPartActions(PartActions):
    """Base of the actions of a part of the leg."""

    __slots__ = ()
    scope: LegScope


class DialogPartActions(PartActions):
    """Base of the actions of a part of a dialog."""

    __slots__ = ()
    scope: DialogScope
