"""Actions of registration/registrar: what a REGISTER may do, and what it is answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import attrs

from sessioncore.actions.context import CellContext, Scope
from sessioncore.actions.part import PartActions
from sessioncore.actions.registration._reading import Reading, Wanted, read
from sessioncore.base.registration import Binding
from sessioncore.effects import Tell
from sessioncore.handlers.registration import binding as binding_chart
from sessioncore.handlers.registration import registrar as chart
from sessioncore.wire.sip import Request, Response, parse_uri, same_uri

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sessioncore.statechart import Event

SUPPORTED = ("path", "outbound")
"""What a REGISTER may require of us."""

_REFUSALS = (
    ("foreign", 404),
    ("stranger", 403),
    ("senseless", 400),
    ("too_brief", 423),
    ("outdated", 500),
    ("flowless", 439),
    ("crowded", 403),
    ("exhausted", 503),
)
"""What is wrong with a REGISTER, in the order of the chart's rows, and the status of its answer."""

_RETRY_AFTER = "60"
_HOUR = 3600


class Known(Protocol):
    """A binding that stands, as `core.locations` finds it: the session that it is told by, and what is known of it."""

    @property
    def session(self) -> str: ...

    @property
    def binding(self) -> Binding: ...

    @property
    def until(self) -> float: ...


class RegistrarCell(CellContext, Protocol):
    """The cell of a REGISTER."""

    @property
    def bound_count(self) -> int:
        """How many there are, of all users."""

    def bound(self, user: str) -> Sequence[Known]:
        """The bindings of a user, the oldest first."""


class CallerView(Protocol):
    """Of authentication/caller."""

    @property
    def user(self) -> str: ...


class RegistrarScope(Scope, Protocol):
    """The request's scope."""

    @property
    def cell(self) -> RegistrarCell: ...

    @property
    def authentication_slice(self) -> CallerView | None: ...


@attrs.define(weakref_slot=False)
class Slice:
    """The request."""

    request: Request | None = None


class Actions(PartActions):
    """Reads one REGISTER."""

    __slots__ = ("_reading", "slice")
    cell: RegistrarCell
    scope: RegistrarScope

    def __init__(self, scope: RegistrarScope) -> None:
        super().__init__(scope)
        self.slice = Slice()
        self._reading = Reading()

    def note_request(self, event: chart.Register) -> None:
        self.slice.request = event.request
        self._reading = read(event.request)

    # -- guards ---

    def demanding(self, event: chart.Register) -> bool:
        return bool(_unsupported(event.request))

    def public(self, event: chart.Register) -> bool:
        return self.cell.settings.registrar == "open"

    def foreign(self, event: Event) -> bool:
        return self._reading.foreign

    def stranger(self, event: Event) -> bool:
        caller = self.scope.authentication_slice
        return caller is not None and caller.user != self._reading.user

    def inquiring(self, event: Event) -> bool:
        return self._reading.is_inquiry

    def senseless(self, event: Event) -> bool:
        return self._reading.senseless

    def too_brief(self, event: Event) -> bool:
        least = self.cell.limits.registration_least
        return any(one.expires and one.expires < min(least, _HOUR) for one in self._reading.contacts)

    def outdated(self, event: Event) -> bool:
        """RFC 3261 10.3: of the same Call-ID, a binding is changed by a higher CSeq only."""
        request = self._request
        return any(
            known.binding.call_id == request.call_id and known.binding.cseq >= request.cseq.number
            for known in self._concerned
        )

    def flowless(self, event: Event) -> bool:
        """RFC 5626 6: the first hop is known to keep the flow where it is us, or where its Path says so."""
        request = self._request
        direct = len(request.get_all("Via")) == 1
        first = request.addresses("Path")[:1]
        return self._reading.wants_outbound and not direct and not (first and "ob" in first[0].uri.params)

    def crowded(self, event: Event) -> bool:
        return self._growth > 0 and len(self._known) + self._growth > self.cell.settings.max_contacts

    def exhausted(self, event: Event) -> bool:
        return self._growth > 0 and self.cell.bound_count + self._growth > self.cell.settings.max_bindings

    @property
    def _growth(self) -> int:
        """How many bindings more there would be."""
        made = 0
        gone: set[str] = set()
        for one in self._reading.contacts:
            same = self._same(one)
            if one.expires == 0:
                gone.update(known.session for known in same)
            else:
                made += not same
        return made - len(gone)

    @property
    def _known(self) -> Sequence[Known]:
        return self.cell.bound(self._reading.user)

    @property
    def _concerned(self) -> list[Known]:
        if self._reading.everything:
            return list(self._known)
        return [known for one in self._reading.contacts for known in self._same(one)]

    def _same(self, wanted: Wanted) -> list[Known]:
        """The bindings that a Contact means: those of its flow (RFC 5626 6), and the one of its URI (RFC 3261 10.3)."""
        flow = (wanted.instance, wanted.reg_id) if wanted.instance and wanted.reg_id else None
        found = []
        for known in self._known:
            bound = known.binding
            if flow is not None and bound.is_outbound:
                is_same = (bound.instance, bound.reg_id) == flow
            else:
                is_same = same_uri(parse_uri(bound.contact), wanted.uri)
            if is_same:
                found.append(known)
        return found

    # -- actions ---

    def apply(self, event: chart.Weigh) -> None:
        cell = self.cell
        if self._reading.everything:
            for known in self._known:
                self._tell_unbound(known, "unregistered")
        for wanted in self._reading.contacts:
            same = self._same(wanted)
            if wanted.expires == 0:
                for known in same:
                    self._tell_unbound(known, "unregistered")
            else:
                for known in same[1:]:
                    self._tell_unbound(known, "replaced")
                session = same[0].session if same else cell.env.session_id()
                cell.tell(Tell(session, "binding", binding_chart.Bind(self._bound(wanted))))
        cell.tell(Tell(cell.session, "setup", chart.Applied()))

    def _tell_unbound(self, known: Known, reason: str) -> None:
        self.cell.tell(Tell(known.session, "binding", binding_chart.Unbind(reason)))

    def _bound(self, wanted: Wanted) -> Binding:
        cell, request, limits = self.cell, self._request, self.cell.limits
        expires = limits.registration_default if wanted.expires is None else wanted.expires
        return Binding(
            self._reading.user,
            str(wanted.uri),
            wanted.params,
            request.call_id,
            request.cseq.number,
            float(min(expires, limits.registration_most)),
            wanted.q,
            wanted.instance if wanted.reg_id else "",
            wanted.reg_id if wanted.instance else 0,
            self._reading.path,
            cell.peer or ("", 0),
            request.via.flow if len(request.get_all("Via")) == 1 else 0,
        )

    @property
    def _request(self) -> Request:
        request = self.slice.request
        assert request is not None, "the REGISTER is noted before anything else"
        return request

    # -- payloads ---

    def payload_challenges(self, event: chart.Unproven) -> chart.Challenges:
        return chart.Challenges(401)

    def payload_respond(self, event: Event) -> chart.Respond:
        return chart.Respond(self._response(event))

    def _response(self, event: Event) -> Response:
        request, more = self._request, []
        if isinstance(event, chart.Applied):
            return self._reply(200, self._bindings())
        if isinstance(event, chart.ToldToChallenge):
            return self._reply(event.status, [("WWW-Authenticate", one) for one in event.challenges])
        if isinstance(event, chart.Register):
            return self._reply(420, [("Unsupported", ", ".join(_unsupported(request)))])
        if not isinstance(event, chart.Decide | chart.Weigh):
            return self._reply(500)
        if self._reading.is_inquiry and not (self.foreign(event) or self.stranger(event)):
            return self._reply(200, self._bindings())
        status = next(status for name, status in _REFUSALS if getattr(self, name)(event))
        if status == 423:
            more = [("Min-Expires", str(int(self.cell.limits.registration_least)))]
        if status == 503:
            more = [("Retry-After", _RETRY_AFTER)]
        return self._reply(status, more)

    def _bindings(self) -> list[tuple[str, str]]:
        """Every binding with the seconds it has left (10.3 step 8), and what RFC 3327, 3608 and 5626 add."""
        cell, request, reading = self.cell, self._request, self._reading
        listed = []
        for known in self._known:
            bound = known.binding
            left = max(0, round(known.until - cell.now))
            listed.append(("Contact", f"<{bound.contact}>{bound.params};expires={left}"))
        if reading.path and "path" in request.supported:
            listed += [("Path", value) for value in reading.path]
        listed += [("Service-Route", f"<{uri}>") for uri in cell.settings.service_route]
        if reading.wants_outbound:
            listed.append(("Require", "outbound"))
            if self._request.via.flow:
                listed.append(("Flow-Timer", str(int(self.cell.limits.flow_timer))))
        return listed

    def _reply(self, status: int, more: list[tuple[str, str]] | None = None) -> Response:
        return self._request.reply(status, to_tag=self.cell.env.tag(), headers=more or [])


def _unsupported(request: Request) -> list[str]:
    return [tag for tag in request.require if tag not in SUPPORTED]
