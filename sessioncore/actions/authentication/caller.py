"""Actions of authentication/caller: the question whether credentials are good, and what its verdict comes to.

Secrets and nonces stay outside the engine, with whoever answers `Ask("authenticate")` by the command `verdict`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from sessioncore.actions.context import Scope
from sessioncore.actions.part import PartActions
from sessioncore.effects import Ask
from sessioncore.events import Authenticated, AuthenticationChallenged, AuthenticationRefused
from sessioncore.handlers.authentication import caller as chart

if TYPE_CHECKING:
    from sessioncore.effects import Outcome
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import Request

GENUINE = "genuine"
ABSENT = "absent"
"""The outcome where no credentials were given at all, which is no failure."""

SERVER_ERROR = 500


@attrs.define
class Slice:
    """The command that waits, and the verdict: `user` is who calls, "" while that is not proven.

    `claimed` is the name that the credentials give, which may be anybody's; `wait` the penalty in seconds. `info` is
    the Authentication-Info of our 2xx (RFC 7616 3.5).
    """

    command: int | None = None
    outcome: str = ""
    user: str = ""
    claimed: str = ""
    challenges: list[str] = attrs.field(factory=list)
    wait: float = 0.0
    info: str = ""


class JudgedView(Protocol):
    """Of the chart whose request is judged."""

    @property
    def request(self) -> Request | None: ...


class JudgedScope(Scope, Protocol):
    """A leg, or one request outside every dialog."""

    @property
    def setup_slice(self) -> JudgedView: ...


class Actions(PartActions):
    """Asks, and tells."""

    __slots__ = ("slice",)
    scope: JudgedScope

    def __init__(self, scope: JudgedScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    def impatient(self, event: chart.Verdict) -> bool:
        return event.wait > 0

    def genuine(self, event: chart.Verdict | chart.PenaltyOver) -> bool:
        """Anything else than a whole verdict is none."""
        if isinstance(event, chart.PenaltyOver):
            return self.slice.outcome == GENUINE
        return event.outcome == GENUINE and isinstance(event.user, str) and isinstance(event.challenges, list)

    def delay_penalty_time(self, event: chart.Verdict) -> float:
        return event.wait

    def ask_verdict(self, event: chart.Wanted | chart.Authenticate) -> None:
        cell, request = self.cell, self.scope.setup_slice.request
        assert request is not None, "an INVITE makes the leg, and is kept until its ACK"
        given = [*request.get_all("Authorization"), *request.get_all("Proxy-Authorization")]
        details = {"source": self._source, "method": request.method, "uri": request.uri, "credentials": given}
        cell.emit(Ask(cell.session, "authenticate", {**details, "body": request.body}))

    @property
    def _source(self) -> str:
        return self.cell.peer[0] if self.cell.peer is not None else ""

    def note_command(self, event: chart.Authenticate) -> None:
        self.slice.command = event.command

    def note_verdict(self, event: chart.Verdict) -> None:
        data = self.slice
        data.outcome, data.claimed, data.wait = event.outcome, event.user, float(event.wait)
        data.challenges = list(event.challenges)
        data.info = event.info or ""
        self.cell.reply(event.command, "done")

    def note_user(self, event: chart.Verdict | chart.PenaltyOver) -> None:
        cell, user, source = self.cell, self.slice.claimed, self._source
        cell.publish(Authenticated, lambda: Authenticated(session=cell.session, at=cell.now, user=user, source=source))
        self.slice.user = user

    def tell_refused(self, event: chart.Verdict | chart.PenaltyOver) -> None:
        cell, data, source = self.cell, self.slice, self._source
        if data.outcome == ABSENT:
            return
        cell.publish(
            AuthenticationRefused,
            lambda: AuthenticationRefused(
                session=cell.session, at=cell.now, claimed=data.claimed, source=source, reason=data.outcome
            ),
        )

    def tell_challenged(self, event: chart.Challenge | chart.ToldToChallenge) -> None:
        cell, status, source = self.cell, self._status(event), self._source
        cell.publish(
            AuthenticationChallenged,
            lambda: AuthenticationChallenged(session=cell.session, at=cell.now, source=source, status=status),
        )

    def reply_proven(self, event: chart.Authenticate | chart.Verdict | chart.PenaltyOver) -> None:
        self._reply("done")

    def reply_unproven(self, event: Event) -> None:
        self._reply("failed", 401, self.slice.outcome or "nobody judged")

    def reply_challenged(self, event: chart.Challenge) -> None:
        self.cell.reply(event.command, "done")

    def _reply(self, outcome: Outcome, status: int | None = None, reason: str = "") -> None:
        command, self.slice.command = self.slice.command, None
        if command is not None:
            self.cell.reply(command, outcome, status, reason)

    def payload_challenged(self, event: chart.Challenge | chart.ToldToChallenge) -> chart.Challenged:
        return chart.Challenged(self._status(event), self.slice.challenges)

    def _status(self, event: chart.Challenge | chart.ToldToChallenge) -> int:
        """What was asked for; where nobody judged there is no nonce to give either, and the call fails closed."""
        return event.status if self.slice.challenges and event.status in (401, 407) else SERVER_ERROR
