"""Actions of registration/binding: what is kept of one Contact, and who hears of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import attrs

from sessioncore.actions.part import PartActions
from sessioncore.base.registration import Binding
from sessioncore.events import Registered, RegistrationExpired, Unregistered
from sessioncore.handlers.registration import binding as chart

if TYPE_CHECKING:
    from sessioncore.actions.context import Scope

LOST_FLOW = -3
"""`Binding.flow` of one that came over a connection of the process before."""


@attrs.define(weakref_slot=False)
class Slice:
    """What the last REGISTER said, and until when that holds (seconds)."""

    binding: Binding | None = None
    until: float = 0.0


class Actions(PartActions):
    """Keeps one binding."""

    __slots__ = ("slice",)

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def restored(self) -> None:
        binding = self.slice.binding
        if binding is not None and binding.flow:
            self.slice.binding = attrs.evolve(binding, flow=LOST_FLOW)

    def delay_granted(self, event: chart.Bind) -> float:
        return event.binding.interval

    def note(self, event: chart.Bind) -> None:
        self.slice.binding = event.binding
        self.slice.until = self.cell.now + event.binding.interval
        self.cell.persist()

    @property
    def _binding(self) -> Binding:
        binding = self.slice.binding
        assert binding is not None, "note comes first"
        return binding

    def tell_bound(self, event: chart.Bind) -> None:
        cell, bound = self.cell, self._binding
        cell.publish(
            Registered,
            lambda: Registered(
                session="", at=cell.now, user=bound.user, contact=bound.contact, interval=bound.interval
            ),
        )

    def tell_unbound(self, event: chart.Unbind) -> None:
        self._tell_unbound(event.reason)

    def tell_failed(self, event: chart.FlowFailed) -> None:
        self._tell_unbound("flow failed")

    def _tell_unbound(self, reason: str) -> None:
        cell, bound = self.cell, self._binding
        cell.publish(
            Unregistered,
            lambda: Unregistered(session="", at=cell.now, user=bound.user, contact=bound.contact, reason=reason),
        )

    def tell_expired(self, event: chart.Expired) -> None:
        cell, bound = self.cell, self._binding
        cell.publish(
            RegistrationExpired,
            lambda: RegistrationExpired(session="", at=cell.now, user=bound.user, contact=bound.contact),
        )
