"""Actions of media/digits: what the media plane is told to dial, and INFO requests with digits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import attrs

from sessioncore.actions.dialog._challenges import Answered, credentials, worth_answering
from sessioncore.actions.media._info import PLAIN, RELAY, write_digit
from sessioncore.actions.part import DialogPartActions
from sessioncore.actions.setup._media import stream_id
from sessioncore.base.digits import DIGITS
from sessioncore.base.media import DropDigits, SendDigits
from sessioncore.effects import Media
from sessioncore.handlers.media import digits as chart
from sessioncore.wire.sdp.formats import event_codes

if TYPE_CHECKING:
    from sessioncore.actions.views import DialogScope
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request

_SPARE_SECONDS = 5.0


@attrs.define(weakref_slot=False)
class Slice:
    """The command that is carried out. `digits` are those whose INFO was not answered yet, `plain` the kind of body.

    `answered` are the challenges of the INFO under way that were answered.
    """

    command: int | None = None
    digits: str = ""
    seconds: float = 0.0
    plain: bool = False
    answered: Answered = None


class Actions(DialogPartActions):
    """Chooses how digits travel, and sends them."""

    __slots__ = ("slice",)

    def __init__(self, scope: DialogScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    # -- guards and delays ---

    def as_info(self, event: chart.Wanted) -> bool:
        if event.method:
            return event.method == "info"
        return not self._as_events(event.digits) and self.scope.dialog_slice.takes_info

    def _as_events(self, digits: str) -> bool:
        """Whether the peer takes all of them as telephone events (RFC 4733 2.4.1)."""
        wanted = {DIGITS.find(digit) for digit in digits}
        return any(
            stream.telephone_event is not None and wanted <= event_codes(stream.events)
            for stream in self.scope.offer_answer_slice.streams
        )

    def challenged(self, event: chart.Finished) -> bool:
        return bool(worth_answering(self.cell, event.status, event.response, self.slice.answered))

    def unreadable(self, event: chart.Finished) -> bool:
        return event.status == 415 and not self.slice.plain

    def taken(self, event: chart.Finished) -> bool:
        return 200 <= event.status < 300

    def more(self, event: chart.Finished) -> bool:
        return len(self.slice.digits) > 1

    def unsure(self, event: chart.Wanted) -> bool:
        """A provisional response may have been lost, and with it the dialog, until a request (PRACK) comes in it."""
        dialog, invite = self.scope.dialog_slice, self.scope.leg.setup_slice.request
        return not dialog.initiator and invite is not None and dialog.remote_cseq == invite.cseq.number

    def bare(self, event: chart.Wanted) -> bool:
        return not self.scope.offer_answer_slice.streams

    def heard(self, event: chart.Moved | chart.Stuck) -> bool:
        return self.scope.leg.setup_slice.front in ("", self.scope.key)

    def delay_playing_time(self, event: chart.Wanted) -> float:
        return len(event.digits) * (event.seconds + event.pause) + _SPARE_SECONDS

    # -- actions ---

    def note_digits(self, event: chart.Wanted) -> None:
        data = self.slice
        data.command, data.digits, data.seconds = event.command, event.digits, event.seconds

    def play(self, event: chart.Wanted) -> None:
        method: Any = event.method or ("rfc4733" if self._as_events(event.digits) else "inband")
        stream = stream_id(self.cell, 0)
        self.cell.emit(Media(SendDigits(stream, event.digits, method, event.seconds, event.pause)))

    def give_up(self, event: chart.Stuck) -> None:
        self.cell.emit(Media(DropDigits(stream_id(self.cell, 0))))

    def send_info(self, event: chart.Wanted | chart.Finished) -> Request:
        data = self.slice
        if isinstance(event, chart.Finished):
            data.digits = data.digits[1:]
        data.answered = None
        return self._info()

    def send_plain(self, event: chart.Finished) -> Request:
        self.slice.plain = True
        self.slice.answered = None
        return self._info()

    def send_answered(self, event: chart.Finished) -> Request:
        data = self.slice
        found = worth_answering(self.cell, event.status, event.response, data.answered)
        data.answered = [*(data.answered or ()), *found]
        proofs = credentials(self.cell, data.answered, "INFO", self.scope.dialog_slice.request_uri, self._body())
        return self._info(proofs)

    def _info(self, proofs: list[tuple[str, str]] | None = None) -> Request:
        kind = PLAIN if self.slice.plain else RELAY
        return self.scope.dialog_slice.new_request("INFO", body=self._body(), content_type=kind, more=proofs or ())

    def _body(self) -> bytes:
        data = self.slice
        digit = data.digits[:1]
        return digit.encode() if data.plain else write_digit(digit, data.seconds)

    def reply_done(self, event: Event) -> None:
        self._reply("done")

    def reply_failed(self, event: chart.Unsent | chart.Finished | chart.Stuck | chart.Moved | Event) -> None:
        if isinstance(event, chart.Finished):
            self._reply("failed", event.status, "the peer does not take the digit")
        elif isinstance(event, chart.Unsent):
            self._reply("failed", 488, event.reason)
        elif isinstance(event, chart.Moved):
            self._reply("failed", 480, "another fork is heard now")
        else:
            self._reply("failed", 500, event.NAME.replace("_", " "))

    def reply_ended(self, event: chart.Down) -> None:
        self._reply("ended", None, "the call is over")

    def refuse(self, event: chart.Wanted) -> None:
        self.cell.reply(event.command, "ended", None, "the call is over")

    def refuse_unsure(self, event: chart.Wanted) -> None:
        self.cell.reply(event.command, "failed", 481, "the caller may not know this dialog yet")

    def refuse_bare(self, event: chart.Wanted) -> None:
        self.cell.reply(event.command, "failed", 488, "no sound is agreed yet")

    def _reply(self, outcome: Any, status: int | None = None, reason: str = "") -> None:
        data = self.slice
        command, data.command = data.command, None
        data.digits = ""
        if command is not None:
            self.cell.reply(command, outcome, status, reason)
