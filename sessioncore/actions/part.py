"""What the actions of all parts have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sessioncore.actions.context import CellContext


class PartActions:
    """Base of the actions of a part: its cell and its scope. Through the scope it reads the slices of the charts
    beside it.

    The scope is one of `handlers.leg`.
    """

    __slots__ = ("cell", "scope")

    def __init__(self, scope: Any) -> None:
        self.scope = scope
        self.cell: CellContext = scope.cell

    def restored(self) -> None:
        """The part was restored from a snapshot: bring back what it has in the world outside, as its slice tells."""
