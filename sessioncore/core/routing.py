"""From a datagram to the machine that names its event (composition.md, "Who names the event").

A response goes to its client transaction; a request that matches a server transaction to that one; an ACK that
matches a 2xx
of ours to `reliable_answer[CSeq]`. Any other request first makes its server transaction, then exactly one classifier
names it: `dialog/dialog` (known tags), `setup/incoming` (a new INVITE) or `dialog/outside` (all else).
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from sessioncore.actions.messages import encoded, of_foreign_scheme, takes_sdp, unsupported
from sessioncore.base.connectivity import ChecksFailed, ConsentLost, PairNominated
from sessioncore.base.media import (
    DigitsSent,
    MediaAudio,
    MediaEvent,
    MediaFailed,
    MediaReport,
    MediaSilent,
    MediaStarted,
    MediaStopped,
)
from sessioncore.base.protection import MediaKeysLost, MediaSecured, MediaUnsecured
from sessioncore.base.sound import (
    MixLevels,
)
from sessioncore.core.admission import Admission
from sessioncore.core.hops import answer_to
from sessioncore.core.making import link, make_outside, make_pair, make_registrar, make_watch
from sessioncore.core.replacing import replaced_by
from sessioncore.effects import Send
from sessioncore.events import MessageDropped
from sessioncore.handlers import watch as watch_wiring
from sessioncore.handlers.media import connectivity as connectivity_chart
from sessioncore.handlers.media import keying as keying_chart
from sessioncore.handlers.media import stream as stream_chart
from sessioncore.inputs import Datagram, Located, StreamMessage
from sessioncore.wire.sip import Request, Response, SipParseError, Via, parse, response_target, validate
from sessioncore.wire.stun import binding_response

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sessioncore.base.replacing import Replaced
    from sessioncore.base.settings import Settings
    from sessioncore.core.cell import Cell
    from sessioncore.core.engine import Engine
    from sessioncore.core.wiring import CallWiring
    from sessioncore.inputs import SendFailed
    from sessioncore.statechart import Machine

Key = tuple[str, ...]

_HASTY: Final = "told: source_too_fast"

FOREIGN = 416
"""The status of what `validate` finds in a Request-URI of an unknown scheme; `dialog/outside` answers it."""

UNAVAILABLE = 503


def server_key(request: Request) -> Key:
    """What a request is matched to its server transaction by (RFC 3261 17.2.3); ACK and CANCEL match as their INVITE
    would.

    Without the magic cookie the branch says nothing: then everything that a copy repeats is compared.
    """
    via = request.via
    method = "INVITE" if request.method == "ACK" else request.method
    if via.has_cookie:
        return via.branch or "", via.sent_by, method
    sequence = request.cseq.number
    return request.call_id, request.from_.tag or "", str(sequence), str(via), request.uri, method


def came_over(via: Via, message: Datagram) -> Via:
    """The Via of a request, with the connection that it came over; its responses keep it."""
    assert isinstance(message, StreamMessage)
    return Via(message.transport.upper(), via.host, via.port, via.params, message.flow)


def direct_flow(request: Request) -> int:
    """The connection of a request that its sender itself has, for requests the other way; 0 where a proxy sent it."""
    flow = request.via.flow
    return flow if flow and len(request.get_all("Via")) == 1 else 0


def _answerable(settings: Settings, request: Request) -> bool:
    """Whether an INVITE can become a call: `dialog/outside` refuses the others."""
    if not takes_sdp(request) or unsupported(settings, request):
        return False
    return not encoded(request) and not of_foreign_scheme(request)


def _charts_that_ask(wiring: CallWiring) -> frozenset[str]:
    """The answering charts that want to know who calls: those with a signal `wants_proof`."""
    charts = wiring.answering.items()
    return frozenset(name for name, chart in charts if hasattr(wiring.handlers(chart), "WantsProof"))


def _charts_that_refuse(wiring: CallWiring) -> Mapping[str, int]:
    """The answering charts that refuse every call, with the status: their actions say which."""
    charts = wiring.answering.items()
    found = {name: getattr(wiring.actions(chart), "STATUS", 0) for name, chart in charts}
    return MappingProxyType({name: status for name, status in found.items() if status})


class Router:
    """Finds the owner of each input. It knows keys, never states."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        # Hashes, not the values: there is one for each INVITE of the last 64*T1. Nobody outside can make two alike.
        self._merged: set[int] = set()
        self._identities: dict[Key, int] = {}
        self._admission = Admission(engine.settings.max_new_per_source)
        self._asking = _charts_that_ask(engine.wiring)
        self._refusing = _charts_that_refuse(engine.wiring)

    def datagram(self, datagram: Datagram) -> None:
        """Route one datagram; a malformed one gets 400 or silence, is counted and published."""
        engine = self._engine
        try:
            message = parse(datagram.data, source=datagram.source)
            if isinstance(message, Request):
                if type(datagram) is not Datagram:
                    via = message.via
                    message = message.with_top_via(came_over(via, datagram))
                    if "alias" in via.params and len(message.get_all("Via")) == 1:
                        engine.flows.alias(message.via.flow, via, datagram.source[0])
                if message.method == "ACK":
                    self._ack(message)
                else:
                    self._request(message, datagram)
            else:
                self._response(message)
        except SipParseError as error:
            self._drop(error, datagram)
        except Exception as error:  # invariant 1: nothing that a peer sends may end the engine
            engine.count(f"error: {type(error).__name__} while routing")
            if engine.on_error is not None:
                engine.on_error("", "routing failed", type(error).__name__, error)

    def _drop(self, error: SipParseError, datagram: Datagram) -> None:
        engine = self._engine
        if type(datagram) is Datagram and engine.probes.answered(datagram.data):
            return
        answer_of_stun = binding_response(datagram.data, datagram.source) if type(datagram) is Datagram else None
        if answer_of_stun is not None:
            if self._admission.admits(datagram.source[0], engine.now):
                engine.outbox.append(Send(answer_of_stun, datagram.source))
            return
        engine.count(f"dropped: {error.reason}")
        reason = error.reason
        if MessageDropped in engine.subscribed:
            engine.lingering.publish(
                MessageDropped, lambda: MessageDropped(session="", at=engine.now, reason=str(reason))
            )
        partial = error.partial
        if error.status is None or not isinstance(partial, Request) or partial.method == "ACK":
            return
        try:
            answer = partial.reply(error.status, to_tag=engine.env.tag())
            target = response_target(partial.via.with_received(*datagram.source))
            engine.outbox.append(answer_to(datagram, answer.encode(), target))
        except SipParseError:
            return  # not even good enough to be answered

    # -- requests ---

    def _ack(self, request: Request) -> None:
        engine = self._engine
        scope = self._dialog(request)
        if scope is not None:
            answer = scope.reliable_answer.get(request.cseq.number)
            if answer is not None:
                answer.cell.handle(answer.receive_request, request, "ACK")
                if answer.final and scope.reliable_answer.get(answer.key) is answer:
                    scope.drop(answer)  # nothing that comes is for it any more: a copy of the ACK has no receiver
                return
        transaction = engine.transaction(server_key(request))
        if transaction is not None:
            transaction.cell.handle(transaction.receive_request, request, "ACK")
        else:
            engine.count("dropped: stray_ack")

    def _request(self, request: Request, datagram: Datagram) -> None:
        engine = self._engine
        key = server_key(request)
        transaction = engine.transaction(key)
        method = request.method
        if transaction is not None:
            transaction.cell.handle(transaction.receive_request, request, f"{method} again")
            return
        try:
            validate(request, routable=True)
        except SipParseError as error:
            if error.status != FOREIGN:
                error.partial = request
                raise
            self._elsewhere(request, key, datagram)
            return
        if method == "CANCEL":
            invite = engine.transaction((*key[:-1], "INVITE"))
            if invite is not None:
                if not invite.DETACHABLE[invite.state]:  # else it signals nobody and answers each copy itself
                    invite.cell.serve(invite, request, key)
                invite.cell.handle(invite.receive_request, request, method)
                return
        scope = self._dialog(request) or self._subscription(request)
        if scope is not None:
            dialog = scope.dialog
            cell: Cell = scope.cell
            if request.via.flow:
                cell.flow = direct_flow(request)
            cell.serve(dialog, request, key)
            cell.handle(dialog.receive_request, request, method)
            return
        self._elsewhere(request, key, datagram)

    def _elsewhere(self, request: Request, key: Key, datagram: Datagram) -> None:
        """A request that belongs to nothing that is here."""
        engine = self._engine
        refused = self._refused(datagram)
        if refused == _HASTY:
            engine.count(refused)
            self._outside(request, key, merged=False, crowded=True, hasty=True)
            return
        if refused:
            engine.count(f"dropped: {refused}")
            return
        replaced = replaced_by(engine, request) if request.method == "INVITE" else None
        sequence = request.cseq
        identity = hash((request.call_id, request.from_.tag, sequence.number, sequence.method))
        untagged = request.to.tag is None
        merged = untagged and identity in self._merged
        crowded = len(engine.cells) >= engine.settings.max_sessions
        if untagged and not merged:
            self._merged.add(identity)  # until the transaction is forgotten, which may be at once
            self._identities[key] = identity
        welcome = untagged and not merged and not crowded
        if welcome and request.method == "INVITE" and _answerable(engine.settings, request):
            self._invite(request, key, datagram, replaced)
        elif welcome and request.method == "REGISTER" and engine.settings.registrar != "off":
            self._register(request, key, datagram)
        elif welcome and request.method == "SUBSCRIBE" and engine.settings.event_packages:
            self._subscribe(request, key, datagram)
        else:
            self._outside(request, key, merged, crowded)

    def _refused(self, datagram: Datagram) -> str:
        """Why nobody has time for a request that belongs to nothing; "" when there is time (invariant 9).

        Such a request is told so (`_HASTY`), or dropped in silence, which RFC 3261 21.5.4 allows: an answer would cost
        state or be a reflection.
        """
        engine = self._engine
        if engine.transaction_count >= engine.settings.max_transactions:
            return "too_many_transactions"
        verdict = self._admission.judge(datagram.source[0], engine.now)
        return "" if verdict == "welcome" else _HASTY if verdict == "hasty" else "source_too_fast"

    def _invite(self, request: Request, key: Key, datagram: Datagram, replaced: Replaced | None) -> None:
        engine = self._engine
        cell = engine.make_leg(engine.env.session_id(), "setup/incoming")
        cell.peer = datagram.source
        cell.flow = direct_flow(request)
        uri = request.request_uri
        user = (uri.username or "") if uri.is_sip else ""
        rule = engine.answering.rule(user)
        incoming = cell.leg.setup
        if replaced is not None:
            incoming.actions.note_replaced(replaced)
        if replaced is None and user not in engine.answering.users and engine.locations.of(user):
            link(engine, cell, make_pair(engine).session)
        elif rule is not None:
            cell.create_part(cell.leg, "answering", None, engine.wiring.answering[rule.chart])
            incoming.actions.attend(rule.media)
        if engine.settings.authenticate if rule is None else rule.chart in self._asking:
            cell.create_part(cell.leg, "authentication", None, engine.wiring.chart("authentication/caller"))
        cell.serve(incoming, request, key)
        cell.handle(incoming.receive_request, request, "INVITE")

    def _register(self, request: Request, key: Key, datagram: Datagram) -> None:
        engine = self._engine
        cell = make_registrar(engine)
        cell.peer = datagram.source
        if engine.settings.registrar == "accounts":
            cell.create_part(cell.leg, "authentication", None, "authentication/caller")
        registrar = cell.leg.setup
        cell.serve(registrar, request, key)
        cell.handle(registrar.receive_request, request, "REGISTER")

    def _subscribe(self, request: Request, key: Key, datagram: Datagram) -> None:
        engine = self._engine
        cell = make_watch(engine, engine.env.session_id(), "subscription/notifier")
        cell.peer = datagram.source
        cell.flow = direct_flow(request)
        dialog = cell.leg.dialog
        cell.serve(dialog, request, key)
        cell.handle(dialog.receive_request, request, "SUBSCRIBE")

    def _outside(self, request: Request, key: Key, merged: bool, crowded: bool, hasty: bool = False) -> None:
        cell = make_outside(self._engine)
        outside = cell.leg.outside
        if hasty:
            outside.actions.note_hasty()
        if merged:
            outside.actions.note_merged()
        if request.method == "OPTIONS":
            outside.actions.note_refusal(UNAVAILABLE if crowded else self._refusal(request))
        cell.serve(outside, request, key)
        cell.handle(outside.receive_request, request, request.method)

    def _refusal(self, request: Request) -> int:
        """The status that an INVITE for this user would get at once from who answers; 0 where it would be a call."""
        uri = request.request_uri
        rule = self._engine.answering.rule((uri.username or "") if uri.is_sip else "")
        return 0 if rule is None else self._refusing.get(rule.chart, 0)

    def _dialog(self, request: Request) -> Any:
        tag = request.to.tag
        if tag is None:
            return None
        cell = self._engine.legs.get((request.call_id, tag))
        if cell is None:
            return None
        if len(cell.names) > 1:  # we rang in several early dialogs of one INVITE: they share the caller's tag
            return next((scope for scope in cell.dialogs.values() if scope.dialog_slice.local_tag == tag), None)
        return cell.dialogs.get(request.from_.tag or "")

    def _subscription(self, request: Request) -> Any:
        """The scope of a subscription outside calls; its chart looks at the other tag itself."""
        tag = request.to.tag
        cell = self._engine.legs.get((request.call_id, tag)) if tag is not None else None
        return cell.leg if cell is not None and cell.wiring is watch_wiring else None

    def forget(self, transaction: Machine) -> None:
        """A transaction is over: its request may come again as a new one."""
        identity = self._identities.pop(transaction.key, None)
        if identity is not None:
            self._merged.discard(identity)

    def identity(self, key: Key) -> int | None:
        """What tells that a request came a second way (RFC 3261 8.2.2.2); None where nothing does."""
        return self._identities.get(key)

    def identify(self, key: Key, identity: int) -> None:
        """A transaction woke."""
        self._identities[key] = identity

    def part_from(self, key: Key) -> None:
        """A transaction fell asleep and keeps its identity itself."""
        self._identities.pop(key, None)

    def forget_identity(self, identity: int) -> None:
        """A transaction ended in its sleep."""
        self._merged.discard(identity)

    # -- responses, media, errors ---

    def _response(self, response: Response) -> None:
        engine = self._engine
        via = response.via
        transaction = engine.transaction((via.branch or "", response.cseq.method, "client"))
        if transaction is None:
            engine.count("dropped: stray_response")
            return
        if 100 < response.status < 300:
            response.contacts, response.record_routes  # noqa: B018  they may make a dialog: unreadable ones raise
        transaction.cell.handle(transaction.receive_response, response, f"{response.status} {response.cseq.method}")

    def media(self, cell: Cell, event: MediaEvent) -> None:
        """Hand a report of the media plane to the stream that is heard, or to every one while none is."""
        part = "stream"
        made: Any
        if isinstance(event, MediaStarted):
            made = stream_chart.MediaStarted(event.stream)
        elif isinstance(event, MediaSilent):
            made = stream_chart.MediaSilent(event.stream, event.seconds)
        elif isinstance(event, MediaStopped):
            made = stream_chart.MediaStopped(event.stream, event.statistics)
        elif isinstance(event, MediaFailed):
            made = stream_chart.MediaFailed(event.stream, event.reason, event.what)
        elif isinstance(event, DigitsSent):
            made = stream_chart.DigitsSent(event.stream)
        elif isinstance(event, MediaSecured):
            part, made = "keying", keying_chart.MediaSecured(event.suite)
        elif isinstance(event, MediaUnsecured):
            part, made = "keying", keying_chart.MediaUnsecured(event.reason)
        elif isinstance(event, MediaKeysLost):
            part, made = "keying", keying_chart.MediaKeysLost()
        elif isinstance(event, (PairNominated, ChecksFailed, ConsentLost)):
            part, made = "connectivity", _of_checks(event)
        elif isinstance(event, (MediaAudio, MixLevels)) or (isinstance(event, MediaReport) and not event.periodic):
            return  # what the shell asked for itself
        else:
            made = stream_chart.MediaTold(event)
        chosen = cell.dialogs.get(cell.leg.setup_slice.front)
        for scope in [chosen] if chosen is not None else list(cell.dialogs.values()):
            for machine in list(getattr(scope, part).values()):
                cell.handle(machine.dispatch, made, f"media {made.NAME}")
                if cell.closed:
                    return

    def located(self, located: Located) -> None:
        """DNS has answered; nobody waits any more where the request was given up meanwhile."""
        waiting = self._engine.transaction((located.lookup, "", "hop"))
        if waiting is not None:
            made = waiting.EVENTS["located"](located.records)  # type: ignore[call-arg]
            waiting.cell.handle(waiting.dispatch, made, "located")

    def send_failed(self, failed: SendFailed) -> None:
        """Tell the client transaction whose request could not be sent (RFC 3261 17.1.4)."""
        engine = self._engine
        engine.count("send failed")
        if engine.probes.failed(failed.data):
            return
        try:
            request: Request | Response | None = parse(failed.data)
        except SipParseError as error:
            request = error.partial  # the network quotes only the beginning of what it could not deliver
        if not isinstance(request, Request):
            return
        transaction = engine.transaction((request.via.branch or "", request.method, "client"))
        if transaction is not None:
            made = transaction.EVENTS["transport_failed"]()
            transaction.cell.handle(transaction.dispatch, made, "send failed")


def _of_checks(event: PairNominated | ChecksFailed | ConsentLost) -> Any:
    """What connectivity checks tell, as an event of media/connectivity."""
    if isinstance(event, PairNominated):
        return connectivity_chart.PairNominated(event.host, event.port, event.relay, event.mapped)
    if isinstance(event, ChecksFailed):
        return connectivity_chart.ChecksFailed(event.reason)
    return connectivity_chart.ConsentLost()
