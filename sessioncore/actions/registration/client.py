"""Actions of registration/client: the REGISTERs that we send, and what their answers grant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

import attrs

from sessioncore.actions.context import CellContext, Scope
from sessioncore.actions.dialog._challenges import Answered, worth_answering
from sessioncore.actions.dialog._requests import again, first_request
from sessioncore.actions.part import PartActions
from sessioncore.events import RegistrationStateChanged
from sessioncore.handlers.registration import client as chart
from sessioncore.wire.sip import Request, SipParseError, parse_uri, quote, same_uri, unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sessioncore.effects import Outcome
    from sessioncore.statechart import Event
    from sessioncore.wire.sip import NameAddr, Response

_TRANSIENT: Final = frozenset({408, 429, 430, 480, 500, 502, 503, 504, 580, 600})
"""Failures that may be over the next time."""
_ENDED = 487
MAX_ROUTE = 16
"""URIs of a Service-Route that are kept."""


@attrs.define(weakref_slot=False)
class Slice:
    """One registration.

    address    the address of record; `registrar` whom it is registered with; both URIs
    contact    where we are reached; `former` the Contact that the next REGISTER ends, "" for none
    instance, reg_id   of the outbound flow (RFC 5626); "" and 0 where none is asked for
    interval   seconds that are asked for; `until` when what was granted ends
    route      the Service-Route: values of Route for the requests of this account (RFC 3608)
    failures   in a row; `wait` and `next_refresh` in seconds, as they were drawn
    answered   the challenges of the REGISTER under way
    """

    address: str = ""
    registrar: str = ""
    contact: str = ""
    former: str = ""
    instance: str = ""
    reg_id: int = 0
    interval: int = 0
    until: float = 0.0
    route: list[str] = attrs.field(factory=list)
    failures: int = 0
    wait: float = 0.0
    next_refresh: float = 0.0
    request: Request | None = None
    answered: Answered = None
    status: int = 0
    commands: list[int] = attrs.field(factory=list)
    unregister_commands: list[int] = attrs.field(factory=list)

    def is_up(self, now: float) -> bool:
        """Whether the registrar leads calls to us, and nothing has failed since."""
        return self.until > now and not self.failures


class AccountCell(CellContext, Protocol):
    """The cell of a registration of ours."""

    def registrations(self) -> Iterable[Slice]:
        """What is known of every registration of ours."""


class AccountScope(Scope, Protocol):
    """The registration's scope."""

    @property
    def cell(self) -> AccountCell: ...


class Actions(PartActions):
    """Builds REGISTERs and keeps what was granted."""

    __slots__ = ("slice",)
    cell: AccountCell

    def __init__(self, scope: AccountScope) -> None:
        super().__init__(scope)
        self.slice = Slice()

    # -- requests ---

    def send_register(self, event: chart.Register) -> Request:
        cell, data, arguments = self.cell, self.slice, event.arguments
        data.commands.append(event.command)
        data.address, data.registrar = str(parse_uri(event.address)), str(parse_uri(event.registrar))
        data.contact = str(parse_uri(arguments["contact"]))
        data.interval = int(arguments.get("expires") or cell.limits.registration_default)
        instance = arguments.get("instance", "").strip("<>")
        data.instance, data.reg_id = f"<{instance}>" if instance else "", int(arguments.get("reg_id", 0))
        route = [("Route", arguments["route"])] if "route" in arguments else ()
        made = first_request(cell, "REGISTER", data.registrar, {**arguments, "from": data.address}, more=route)
        made = made.replaced("To", f"<{data.address}>")
        data.request = self._saying(made, data.interval)
        return data.request

    def send_refresh(self, event: Event) -> Request:
        cell = self.cell
        cell.peer = None  # the server of the last time may be gone: DNS is asked anew (RFC 3263 4.3)
        cell.peer = cell.known_hop(self._request)
        return self._next(self.slice.interval)

    def send_renewed(self, event: chart.Renew) -> Request:
        data = self.slice
        data.former, data.contact = data.contact, str(parse_uri(event.contact))
        return self._next(data.interval)

    def send_removal(self, event: chart.Unregister) -> Request:
        return self._next(0)

    def send_longer(self, event: chart.Finished) -> Request:
        data = self.slice
        data.interval = _least(event.response)
        return self._next(data.interval)

    def send_plain(self, event: chart.Finished) -> Request:
        self.slice.instance, self.slice.reg_id = "", 0
        return self._next(self.slice.interval)

    def send_answered(self, event: chart.Finished) -> Request:
        data = self.slice
        found = worth_answering(self.cell, event.status, event.response, data.answered)
        data.answered = [*(data.answered or ()), *found]
        data.request = again(self.cell, self._request, data.registrar, data.answered)
        return data.request

    def _next(self, interval: int) -> Request:
        """The next REGISTER of the same Call-ID, without the credentials of the one before: nonces grow old."""
        data = self.slice
        data.answered = None
        request = self._request
        for name in ("Contact", "Supported"):
            request = request.without(name)
        data.request = again(self.cell, self._saying(request, interval), data.registrar, None)
        return data.request

    def _saying(self, request: Request, interval: int) -> Request:
        data = self.slice
        params = ""
        supported = "path"
        if data.instance and data.reg_id:
            params, supported = f";+sip.instance={quote(data.instance)};reg-id={data.reg_id}", "path, outbound"
        request = request.with_header("Contact", f"<{data.contact}>{params};expires={interval}")
        if data.former and not params:
            request = request.with_header("Contact", f"<{data.former}>;expires=0")
        return request.with_header("Supported", supported)

    @property
    def _request(self) -> Request:
        request = self.slice.request
        assert request is not None, "a REGISTER was sent"
        return request

    # -- guards ---

    def challenged(self, event: chart.Finished) -> bool:
        return bool(worth_answering(self.cell, event.status, event.response, self.slice.answered))

    def granted(self, event: chart.Finished) -> bool:
        response = event.response
        return response is not None and 200 <= event.status < 300 and self._interval(response) > 0

    def too_brief(self, event: chart.Finished) -> bool:
        return event.status == 423 and self.slice.interval < _least(event.response) <= 2**31

    def flowless(self, event: chart.Finished) -> bool:
        return event.status == 439 and bool(self.slice.reg_id)

    def hopeless(self, event: chart.Finished) -> bool:
        return event.status >= 300 and event.status not in _TRANSIENT

    def bound(self, event: chart.Unregister) -> bool:
        return self.slice.until > self.cell.now

    # -- what was granted ---

    def _interval(self, response: Response) -> int:
        """What our own Contact was granted, in seconds; 0 where it is not listed (RFC 3261 10.2.4)."""
        for address in response.contacts:
            if self._is_ours(address):
                text = address.params.get("expires") or ""
                return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else _expires(response)
        return 0

    def _is_ours(self, address: NameAddr) -> bool:
        data = self.slice
        instance = address.params.get("+sip.instance") or ""
        if data.instance and instance and unquote(instance) == data.instance:
            return address.params.get("reg-id") in (None, str(data.reg_id))
        return same_uri(address.uri, parse_uri(data.contact))

    def note_granted(self, event: chart.Finished) -> None:
        cell, data, response = self.cell, self.slice, event.response
        assert response is not None, "the guard has seen it"
        lasts = min(float(self._interval(response)), cell.limits.registration_longest)
        data.status, data.failures, data.former = event.status, 0, ""
        data.until = cell.now + lasts
        latest = max(lasts / 2, min(0.9 * lasts, lasts - cell.limits.registration_margin))
        data.next_refresh = cell.env.uniform(0.8 * latest, latest, 0.01)
        if (asked := flow_timer(response)) is not None:
            cell.keep_flow(asked)
        try:
            data.route = [f"<{hop.uri}>" for hop in response.addresses("Service-Route")[:MAX_ROUTE]]
        except SipParseError:
            data.route = []

    def note_failure(self, event: chart.Finished) -> None:
        """RFC 5626 4.5: twice as long for each failure in a row; at least half of it, up to all of it.

        It begins longer where another flow of the same instance stands.
        """
        cell, data = self.cell, self.slice
        data.status = event.status
        data.failures = min(data.failures + 1, 32)
        base = cell.limits.registration_base_up if self._is_up_elsewhere() else cell.limits.registration_base
        most = min(cell.limits.registration_retry_most, base * 2**data.failures)
        data.wait = max(cell.env.uniform(most / 2, most, 0.01), _retry_after(event.response))

    def _is_up_elsewhere(self) -> bool:
        cell, data = self.cell, self.slice
        if not data.instance:
            return False
        others = [other for other in cell.registrations() if other is not data and other.address == data.address]
        return any(other.instance == data.instance and other.is_up(cell.now) for other in others)

    def delay_refresh_time(self, event: Event) -> float:
        return self.slice.next_refresh

    def delay_retry_time(self, event: Event) -> float:
        return self.slice.wait

    # -- commands ---

    def note_renewal(self, event: chart.Renew) -> None:
        self.slice.commands.append(event.command)

    def note_unregister(self, event: chart.Unregister) -> None:
        self.slice.unregister_commands.append(event.command)

    def reply_registered(self, event: chart.Finished) -> None:
        self._reply("done", event.status, "")

    def reply_refused(self, event: Event) -> None:
        if isinstance(event, chart.Finished):
            self.slice.status = event.status
            reason = event.response.reason if event.response is not None else "no final response"
            self._reply("failed", event.status, reason)
        else:
            self._reply("failed", 500, "the REGISTER could not be made")

    def _reply(self, outcome: Outcome, status: int, reason: str) -> None:
        commands, self.slice.commands = self.slice.commands, []
        for command in commands:
            self.cell.reply(command, outcome, status, reason)

    def reply_unregistered(self, event: Event) -> None:
        self._reply("failed", _ENDED, "unregistered before it was registered")
        commands, self.slice.unregister_commands = self.slice.unregister_commands, []
        for command in commands:
            self.cell.reply(command, "done")

    # -- events ---

    def tell_registered(self, event: chart.Finished) -> None:
        self._tell("registered")

    def tell_waiting(self, event: chart.Finished) -> None:
        self._tell("waiting")

    def tell_ended(self, event: Event) -> None:
        self._tell("ended")

    def _tell(self, state: str) -> None:
        cell, data = self.cell, self.slice
        cell.publish(
            RegistrationStateChanged,
            lambda: RegistrationStateChanged(
                session=cell.session, at=cell.now, address=data.address, state=state, status=data.status
            ),
        )


def _least(response: Response | None) -> int:
    """Min-Expires of a 423, 0 where there is none that can be read (RFC 3261 20.23)."""
    text = (response.get("Min-Expires") or "").strip() if response is not None else ""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 10 else 0


def _expires(response: Response) -> int:
    try:
        return response.expires or 0
    except SipParseError:
        return 0


def _retry_after(response: Response | None) -> float:
    try:
        return float((response.retry_after if response is not None else 0) or 0)
    except SipParseError:
        return 0.0


def flow_timer(response: Response) -> float | None:
    """How often the flow of a REGISTER is to be pinged (RFC 5626 4.4): seconds of Flow-Timer, 0 where it has none but
    is kept, None where the registrar does not keep it.
    """
    text = (response.get("Flow-Timer") or "").strip()
    if text.isascii() and text.isdigit() and len(text) <= 6:
        return float(text)
    return 0.0 if "outbound" in response.get_all("Require") else None
