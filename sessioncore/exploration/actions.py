"""The actions of a leg as the explorer uses them: the shipped ones, but for what builds or reads a whole message.

Overridden is only what the abstract messages do not have: identities, octets, codecs. Each class says what it leaves
out; `tests/exploration/test_faithful.py` takes the same steps on real engines and compares every state.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import attrs

from sessioncore.actions.dialog import dialog, invite_usage, prack, reliable_answer, reliable_provisional, session_timer
from sessioncore.actions.dialog._session_timer import request_headers
from sessioncore.actions.media import stream
from sessioncore.actions.negotiation import modify_in, modify_out, offer_answer, update_in
from sessioncore.actions.session import session
from sessioncore.actions.setup import incoming, outgoing
from sessioncore.exploration.messages import Message, Sdp, mark_of, timer_of
from sessioncore.handlers.negotiation import offer_answer as offer_answer_chart
from sessioncore.wire.sdp import PCMU, AgreedStream


class Outgoing(outgoing.Actions):
    """Without addresses, identities, and the `Expires` of the INVITE."""

    __slots__ = ()

    def send_invite(self, event: Any) -> Any:
        data: Any = self.slice
        late = event.arguments.get("offer") == "late"
        data.offer = None if late else Sdp("sendrecv")
        data.interval = self.cell.limits.session_expires
        timer = timer_of(request_headers(self.cell, data.interval, ""))
        data.request = Message("INVITE", 0, "" if late else "sendrecv", timer)
        return data.request

    def shorten_invite(self) -> None:
        """Messages have no headers here."""


class Session(session.Actions):
    """Messages have no headers here, so no Reason."""

    __slots__ = ()

    def publish_reasons(self, event: Any) -> None:
        """Nothing to tell."""


LAST = 9
"""Number of a side's BYE, of which there is one in a dialog."""


@attrs.define
class DialogSlice:
    """A dialog without identities. The BYE is a side's last request: what its CSeq order says is whether it came.

    `number` of the next request is the cell's to choose.
    """

    cell: Any = attrs.field(repr=False, eq=False)
    local_tag: str = "me"
    initiator: bool = False
    takes_update: bool = True
    bye_came: bool = False
    retry_after: int = 0

    def new_request(
        self, method: str, *, cseq: int | None = None, body: bytes = b"", content_type: str = "", more: Any = ()
    ) -> Message:
        if method == "BYE":
            cseq = LAST
        number = self.cell.new_number() if cseq is None else cseq
        return Message(method, number, body.decode(), timer_of(more), mark_of(more))


class Dialog(dialog.Actions):
    """Without identities, route set and target; CSeq numbers only as far as a BYE makes what comes after it stale."""

    __slots__ = ()
    slice: Any

    def __init__(self, scope: Any) -> None:
        super().__init__(scope)
        self.slice = DialogSlice(self.cell)

    def stale(self, event: Any) -> bool:
        return bool(self.slice.bye_came)

    def learn_invite(self, event: Any) -> None:
        self.slice.initiator = False

    def learn_response(self, event: Any) -> None:
        self.slice.initiator = True

    def learn_target(self, event: Any) -> None:
        """Targets do not change here."""

    def note_request(self, event: Any) -> None:
        self.slice.bye_came = self.slice.bye_came or event.request.method == "BYE"

    def draw_retry_after(self, event: Any) -> None:
        self.slice.retry_after = 0


class ReliableAnswer(reliable_answer.Actions):
    """Keeps the message instead of its octets."""

    __slots__ = ()

    def keep(self, event: Any) -> None:
        self.slice.cseq = event.response.number
        self.slice.sent = event.response


class ReliableProvisional(reliable_provisional.Actions):
    """Keeps the message instead of its octets."""

    __slots__ = ()

    def keep(self, event: Any) -> None:
        self.slice.cseq = event.response.number
        self.slice.sent = event.response


class OfferAnswer(offer_answer.Actions):
    """Descriptions are directions. Whether an offer can be answered, or an answer fits, is left open (`choose`)."""

    __slots__ = ()
    slice: Any

    def acceptable(self, event: Any) -> bool:
        message = event.response if hasattr(event, "response") else event.request
        return bool(message.body) and self._suits("offer")

    def previewing(self, event: Any) -> bool:
        return bool(event.response.body) and self.slice.open_local is not None

    def fitting(self, event: Any) -> bool:
        message = event.response if hasattr(event, "response") else event.request
        return self.slice.open_local is not None and bool(message.body) and self._suits("answer")

    def _suits(self, what: str) -> bool:
        cell: Any = self.cell
        return not cell.choose(f"the {what} does not suit")

    def _description(self, message: Any) -> Any:
        return Sdp(message.body)

    def make_offer(self, event: Any) -> None:
        self.slice.open_local = self.slice.sent = Sdp(self.scope.modify_out_slice.direction)

    def note_offer(self, event: Any) -> None:
        self.slice.open_remote = Sdp(event.request.body)

    def make_preview(self, event: Any) -> None:
        data, offer = self.slice, self.slice.open_remote
        data.open_local = self._answer(offer)
        data.streams = streams(data.open_local, offer, local_offered=False)

    def take_preview(self, event: Any) -> None:
        data = self.slice
        data.streams = streams(data.open_local, event.response.body, local_offered=True)

    def _insecure(self, message: Any) -> str:
        return ""  # descriptions say nothing of protection here

    def payload_refused(self, event: Any) -> Any:
        return offer_answer_chart.Refused(488 if event.NAME == "offer_in" else 500, "")

    def payload_expecting(self, event: Any) -> Any:
        return offer_answer_chart.Expecting(())

    def payload_update_refused(self, event: Any) -> Any:
        return offer_answer_chart.UpdateRefused(488, "")

    def _answer(self, offer: Any, message: Any = None) -> Any:
        sends, receives = ways(self.scope.modify_out_slice.direction)
        peer_sends, peer_receives = ways(offer)
        self.slice.sent = Sdp(direction(sends and peer_receives, receives and peer_sends))
        return self.slice.sent

    def _agree(self, local: Any, remote: Any, *, local_offered: bool) -> None:
        data = self.slice
        data.streams = streams(local, remote, local_offered=local_offered)
        data.local = data.remote = Sdp("agreed")  # only whether there was an agreement is read
        data.open_local = data.open_remote = data.debt = None


ACTIONS: dict[str, type[Any]] = {
    "setup/outgoing": Outgoing,
    "setup/incoming": incoming.Actions,
    "session/session": Session,
    "dialog/dialog": Dialog,
    "negotiation/offer_answer": OfferAnswer,
    "dialog/invite_usage": invite_usage.Actions,
    "dialog/session_timer": session_timer.Actions,
    "negotiation/modify_out": modify_out.Actions,
    "negotiation/modify_in": modify_in.Actions,
    "negotiation/update_in": update_in.Actions,
    "media/stream": stream.Actions,
    "dialog/reliable_answer": ReliableAnswer,
    "dialog/reliable_provisional": ReliableProvisional,
    "dialog/prack": prack.Actions,
}
"""By chart."""


def ways(text: str) -> tuple[bool, bool]:
    """(sends, receives) of whoever wrote this direction."""
    return text in ("sendrecv", "sendonly"), text in ("sendrecv", "recvonly")


def direction(send: bool, receive: bool) -> str:
    """The direction of who sends and receives so."""
    return {(True, True): "sendrecv", (True, False): "sendonly", (False, True): "recvonly"}.get(
        (send, receive), "inactive"
    )


@cache
def streams(local: str, remote: str, *, local_offered: bool) -> tuple[AgreedStream, ...]:
    """The one audio stream of two descriptions, as `wire.sdp.agreed` tells it."""
    sends, receives = ways(local)
    peer_sends, peer_receives = ways(remote)
    return (
        AgreedStream(
            index=0,
            codec=PCMU,
            send_payload_type=0,
            receive_payload_types=(0,),
            telephone_event=None,
            receive_telephone_event=None,
            local_port=20000,
            remote_address="192.0.2.9",
            remote_port=20000,
            send=sends and peer_receives,
            receive=receives and peer_sends,
            held_by_remote=not peer_receives and (sends or not local_offered),
            held_by_local=not receives and (peer_sends or local_offered is not False),
        ),
    )
