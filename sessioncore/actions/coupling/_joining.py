"""Of coupling/coupling: two sessions that are joined by a relay, and that go back to themselves (RFC 3725 4.1)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sessioncore.actions.part import PartActions
from sessioncore.effects import Order, Tell
from sessioncore.handlers.coupling import coupling as chart
from sessioncore.handlers.coupling import link as link_chart

if TYPE_CHECKING:
    from sessioncore.actions.coupling.coupling import PairCell, Slice
    from sessioncore.statechart import Event

DECLINE: Final = {"INVITE": "decline_modify", "UPDATE": "decline_update", "PRACK": "decline_update"}
_CHANGES: Final = ("solicit", "modify")


class Joining(PartActions):
    """Joins and lets go."""

    __slots__ = ()
    cell: PairCell
    slice: Slice

    # -- guards ---

    def joinable(self, event: chart.Join) -> bool:
        return event.first != event.second and all(self.cell.is_free(leg) for leg in (event.first, event.second))

    def joined(self, event: Event) -> bool:
        return self.slice.is_joined

    def busy(self, event: Event) -> bool:
        return bool(self.slice.busy)

    # -- two sessions become one call ---

    def note_joined(self, event: chart.Join) -> None:
        data = self.slice
        data.is_joined, data.commands = True, (event.command,)
        data.caller, data.callees, data.asker = event.first, [event.second], event.second
        for leg in (event.first, event.second):
            self._pass(leg, b"")

    def payload_joining(self, event: Event) -> chart.Joining:
        return chart.Joining(self.slice.caller, self.slice.callees[0])

    def refuse_join(self, event: chart.Join) -> None:
        why = "only two sessions that are up, and in no other call, can be joined"
        self.cell.reply(event.command, "refused", 481, why)

    def ask_first(self, event: Event) -> None:
        self._order(self.slice.caller, "solicit", about=0)

    def offer_second(self, event: Event) -> None:
        data = self.slice
        data.asker, data.said[data.caller] = data.caller, data.answer
        self._offer(data.callees[0], data.answer, "")

    def settle_first(self, event: chart.Fulfilled) -> None:
        data = self.slice
        data.said[event.leg], data.answer = data.answer, b""
        self._pass(data.caller, data.said[event.leg])
        self._order(data.caller, "acknowledge")

    def reply_joined(self, event: chart.Fulfilled) -> None:
        self._reply("done")

    # -- and two again ---

    def note_refused(self, event: chart.Unfulfilled) -> None:
        self.slice.best, self.slice.why = event.status, "the peer does not take the other one's description"

    def note_failed(self, event: chart.Unrelayed) -> None:
        self.slice.best, self.slice.why = 503, "the media relay is gone, or cannot take the call"

    def note_gone(self, event: chart.Failed | chart.Over) -> None:
        data = self.slice
        data.best, data.why = 481, "one of the sessions has ended"
        data.gone = (*data.gone, event.leg)
        data.busy.discard(event.leg)

    def note_separate(self, event: chart.Separate) -> None:
        data = self.slice
        data.best, data.why = data.best or 487, data.why or "the sessions were separated"
        data.separating = (*data.separating, event.command)

    def break_off(self, event: Event) -> None:
        data = self.slice
        data.busy = {leg for leg in self.cell.changing(_CHANGES) if leg not in data.gone}
        if data.asker not in data.gone and data.method:
            self._order(data.asker, DECLINE[data.method], status=488)

    def note_done(self, event: chart.Fulfilled | chart.Unfulfilled) -> None:
        if event.order in _CHANGES:
            self.slice.busy.discard(event.leg)

    def let_go(self, event: Event) -> None:
        data, cell = self.slice, self.cell
        for leg in (data.caller, *data.callees):
            if leg in data.gone:
                continue
            owes, speaks = cell.owes_answer(leg), cell.speaks_for_another(leg)
            cell.tell(Tell(leg, "link", link_chart.Released()))
            if owes:
                self._order(leg, "acknowledge")
            elif speaks:
                self._offer_own(leg)

    def _offer_own(self, leg: str) -> None:
        self.slice.busy.add(leg)
        self._order(leg, "modify", about=0, codecs=[], direction="", method="")

    def reply_separate(self, event: Event) -> None:
        data = self.slice
        self._reply("failed", data.best, data.why)
        for command in data.separating:
            self.cell.reply(command, "done")

    def _reply(self, outcome: Any, status: int | None = None, why: str = "") -> None:
        commands, self.slice.commands = self.slice.commands, ()
        for command in commands:
            self.cell.reply(command, outcome, status, why)

    # -- what legs are told ---

    def _pass(self, leg: str, body: bytes) -> None:
        self.cell.tell(Tell(leg, "link", link_chart.Carry(self.cell.session, body, 0)))

    def _offer(self, leg: str, body: bytes, method: str) -> None:
        self._pass(leg, body)
        self._order(leg, "modify", about=0, codecs=[], direction="", method=method)

    def _order(self, leg: str, name: str, *, about: int = -1, **arguments: Any) -> None:
        self.cell.tell(Order(leg, name, arguments, self.cell.session, about))
