"""Where a registered user can be called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from sessioncore.actions.coupling.coupling import PairCell
    from sessioncore.base.registration import Binding


class Known(Protocol):
    """A binding that stands."""

    @property
    def binding(self) -> Binding: ...

    @property
    def until(self) -> float:
        """When it expires, in seconds."""


def places_of(cell: PairCell, user: str) -> tuple[tuple[Binding, ...], tuple[Binding, ...]]:
    """Where the user can be reached, best first, of equals the one that registered first; of the flows of one telephone
    only the newest. And the others, the newest first.
    """
    known = [one for one in cell.bound(user) if cell.reaches(one.binding)]
    newest: dict[str, Known] = {}
    for one in sorted(known, key=_told_at):
        if one.binding.is_outbound:
            newest[one.binding.instance] = one
    places = [one for one in known if newest.get(one.binding.instance, one) is one]
    flows = sorted([one for one in known if one not in places], key=_told_at, reverse=True)
    places.sort(key=lambda one: -one.binding.q)
    return tuple([one.binding for one in places]), tuple([one.binding for one in flows])


def _told_at(known: Known) -> float:
    """When the registrar was told of a binding last."""
    return known.until - known.binding.interval
