"""Brings generated handlers and hand-written actions together: a factory for every part and transaction of every cell.

Generated from machines/account.wiring.yaml, machines/binding.wiring.yaml, machines/connection.wiring.yaml,
machines/leg.wiring.yaml, machines/outside.wiring.yaml, machines/pair.wiring.yaml, machines/probe.wiring.yaml,
machines/registrar.wiring.yaml, machines/request.wiring.yaml, machines/trunk.wiring.yaml, machines/watch.wiring.yaml; do
not edit.
Change the wiring, then: sessioncore generate

A factory makes a machine that is *not started*: scope, part and key are set and it stands in its scope's slots; the
cell then starts it, or restores it from a snapshot. The type checker finds a missing method of the actions here.
"""
# sessioncore: wiring account sha256=c5eb46caaf47a878c41af888b53ccda70037b737f45ea4a516497030fb198d4a abi=1
# sessioncore: wiring binding sha256=9ec50808a675bfe5eb0e207937712aa3d6f3d29cf14b1e8b0d49a181c777dfae abi=1
# sessioncore: wiring connection sha256=df52bf535c63e6fdb3eca958996e6d97ffc47c3d40914f84face542c2fdf095a abi=1
# sessioncore: wiring leg sha256=4f5330df369d3cab72fa3328abdb1d4a883ec2b5d50a63bc44474e14a6955abe abi=1
# sessioncore: wiring outside sha256=f0a23d918cec3d5bd5ab7ce7cb3208d4dd2eee395a0c5ca240416580f7a3b4fe abi=1
# sessioncore: wiring pair sha256=73626bb3ae06f6c7dc1928a17be5982f6176e46e38687edf07f91d909471d40f abi=1
# sessioncore: wiring probe sha256=b3e2cb32ddea45484f8b44faf02c8bb574989b400735788fd5c775280873c8f1 abi=1
# sessioncore: wiring registrar sha256=80fd5e3b76b7f46ec2095218b505093c486245dcb474b5710087976afba3f354 abi=1
# sessioncore: wiring request sha256=09594f297e1e772f47acec84aa82e1c9540bea3fed6c0cae3c46bc101abc9641 abi=1
# sessioncore: wiring trunk sha256=340b456257b1e05ef068bff01cd308dfbec4f7bbb42fcdff0a35d40b8734aba3 abi=1
# sessioncore: wiring watch sha256=e0031e4104fa7c295f72173412bbaaa387fedafeda9495a374a5e4ecd1379f1b abi=1

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, TypeVar

from sessioncore.actions.answering import answer as answering_answer_actions
from sessioncore.actions.answering import auth as answering_auth_actions
from sessioncore.actions.answering import busy as answering_busy_actions
from sessioncore.actions.answering import decline as answering_decline_actions
from sessioncore.actions.answering import early as answering_early_actions
from sessioncore.actions.answering import echo as answering_echo_actions
from sessioncore.actions.answering import fork as answering_fork_actions
from sessioncore.actions.answering import hangup as answering_hangup_actions
from sessioncore.actions.answering import holder as answering_holder_actions
from sessioncore.actions.answering import redirect as answering_redirect_actions
from sessioncore.actions.answering import reinviter as answering_reinviter_actions
from sessioncore.actions.answering import reinviter_bye as answering_reinviter_bye_actions
from sessioncore.actions.answering import rel as answering_rel_actions
from sessioncore.actions.answering import rel183 as answering_rel183_actions
from sessioncore.actions.answering import ring as answering_ring_actions
from sessioncore.actions.answering import tone as answering_tone_actions
from sessioncore.actions.answering import unknown as answering_unknown_actions
from sessioncore.actions.authentication import caller as authentication_caller_actions
from sessioncore.actions.coupling import coupling as coupling_coupling_actions
from sessioncore.actions.coupling import link as coupling_link_actions
from sessioncore.actions.coupling import relay as coupling_relay_actions
from sessioncore.actions.dialog import dialog as dialog_dialog_actions
from sessioncore.actions.dialog import exchange as dialog_exchange_actions
from sessioncore.actions.dialog import inquiry as dialog_inquiry_actions
from sessioncore.actions.dialog import invite_usage as dialog_invite_usage_actions
from sessioncore.actions.dialog import outside as dialog_outside_actions
from sessioncore.actions.dialog import prack as dialog_prack_actions
from sessioncore.actions.dialog import reliable_answer as dialog_reliable_answer_actions
from sessioncore.actions.dialog import reliable_provisional as dialog_reliable_provisional_actions
from sessioncore.actions.dialog import request_out as dialog_request_out_actions
from sessioncore.actions.dialog import session_timer as dialog_session_timer_actions
from sessioncore.actions.media import connectivity as media_connectivity_actions
from sessioncore.actions.media import digits as media_digits_actions
from sessioncore.actions.media import keying as media_keying_actions
from sessioncore.actions.media import stream as media_stream_actions
from sessioncore.actions.negotiation import modify_in as negotiation_modify_in_actions
from sessioncore.actions.negotiation import modify_out as negotiation_modify_out_actions
from sessioncore.actions.negotiation import offer_answer as negotiation_offer_answer_actions
from sessioncore.actions.negotiation import update_in as negotiation_update_in_actions
from sessioncore.actions.registration import binding as registration_binding_actions
from sessioncore.actions.registration import client as registration_client_actions
from sessioncore.actions.registration import registrar as registration_registrar_actions
from sessioncore.actions.session import session as session_session_actions
from sessioncore.actions.setup import incoming as setup_incoming_actions
from sessioncore.actions.setup import outgoing as setup_outgoing_actions
from sessioncore.actions.subscription import dialog as subscription_dialog_actions
from sessioncore.actions.subscription import notifier as subscription_notifier_actions
from sessioncore.actions.subscription import subscriber as subscription_subscriber_actions
from sessioncore.actions.subscription import within as subscription_within_actions
from sessioncore.actions.transaction import invite_client as transaction_invite_client_actions
from sessioncore.actions.transaction import invite_hop as transaction_invite_hop_actions
from sessioncore.actions.transaction import invite_server as transaction_invite_server_actions
from sessioncore.actions.transaction import non_invite_client as transaction_non_invite_client_actions
from sessioncore.actions.transaction import non_invite_server as transaction_non_invite_server_actions
from sessioncore.actions.transaction import request_hop as transaction_request_hop_actions
from sessioncore.actions.transport import connection as transport_connection_actions
from sessioncore.actions.transport import probe as transport_probe_actions
from sessioncore.actions.transport import trunk as transport_trunk_actions
from sessioncore.handlers import account as account_cell
from sessioncore.handlers import binding as binding_cell
from sessioncore.handlers import connection as connection_cell
from sessioncore.handlers import leg as leg_cell
from sessioncore.handlers import outside as outside_cell
from sessioncore.handlers import pair as pair_cell
from sessioncore.handlers import probe as probe_cell
from sessioncore.handlers import registrar as registrar_cell
from sessioncore.handlers import request as request_cell
from sessioncore.handlers import trunk as trunk_cell
from sessioncore.handlers import watch as watch_cell
from sessioncore.handlers.answering import answer as answering_answer
from sessioncore.handlers.answering import auth as answering_auth
from sessioncore.handlers.answering import busy as answering_busy
from sessioncore.handlers.answering import decline as answering_decline
from sessioncore.handlers.answering import early as answering_early
from sessioncore.handlers.answering import echo as answering_echo
from sessioncore.handlers.answering import fork as answering_fork
from sessioncore.handlers.answering import hangup as answering_hangup
from sessioncore.handlers.answering import holder as answering_holder
from sessioncore.handlers.answering import redirect as answering_redirect
from sessioncore.handlers.answering import reinviter as answering_reinviter
from sessioncore.handlers.answering import reinviter_bye as answering_reinviter_bye
from sessioncore.handlers.answering import rel as answering_rel
from sessioncore.handlers.answering import rel183 as answering_rel183
from sessioncore.handlers.answering import ring as answering_ring
from sessioncore.handlers.answering import tone as answering_tone
from sessioncore.handlers.answering import unknown as answering_unknown
from sessioncore.handlers.authentication import caller as authentication_caller
from sessioncore.handlers.coupling import coupling as coupling_coupling
from sessioncore.handlers.coupling import link as coupling_link
from sessioncore.handlers.coupling import relay as coupling_relay
from sessioncore.handlers.dialog import dialog as dialog_dialog
from sessioncore.handlers.dialog import exchange as dialog_exchange
from sessioncore.handlers.dialog import inquiry as dialog_inquiry
from sessioncore.handlers.dialog import invite_usage as dialog_invite_usage
from sessioncore.handlers.dialog import outside as dialog_outside
from sessioncore.handlers.dialog import prack as dialog_prack
from sessioncore.handlers.dialog import reliable_answer as dialog_reliable_answer
from sessioncore.handlers.dialog import reliable_provisional as dialog_reliable_provisional
from sessioncore.handlers.dialog import request_out as dialog_request_out
from sessioncore.handlers.dialog import session_timer as dialog_session_timer
from sessioncore.handlers.media import connectivity as media_connectivity
from sessioncore.handlers.media import digits as media_digits
from sessioncore.handlers.media import keying as media_keying
from sessioncore.handlers.media import stream as media_stream
from sessioncore.handlers.negotiation import modify_in as negotiation_modify_in
from sessioncore.handlers.negotiation import modify_out as negotiation_modify_out
from sessioncore.handlers.negotiation import offer_answer as negotiation_offer_answer
from sessioncore.handlers.negotiation import update_in as negotiation_update_in
from sessioncore.handlers.registration import binding as registration_binding
from sessioncore.handlers.registration import client as registration_client
from sessioncore.handlers.registration import registrar as registration_registrar
from sessioncore.handlers.session import session as session_session
from sessioncore.handlers.setup import incoming as setup_incoming
from sessioncore.handlers.setup import outgoing as setup_outgoing
from sessioncore.handlers.subscription import dialog as subscription_dialog
from sessioncore.handlers.subscription import notifier as subscription_notifier
from sessioncore.handlers.subscription import subscriber as subscription_subscriber
from sessioncore.handlers.subscription import within as subscription_within
from sessioncore.handlers.transaction import invite_client as transaction_invite_client
from sessioncore.handlers.transaction import invite_hop as transaction_invite_hop
from sessioncore.handlers.transaction import invite_server as transaction_invite_server
from sessioncore.handlers.transaction import non_invite_client as transaction_non_invite_client
from sessioncore.handlers.transaction import non_invite_server as transaction_non_invite_server
from sessioncore.handlers.transaction import request_hop as transaction_request_hop
from sessioncore.handlers.transport import connection as transport_connection
from sessioncore.handlers.transport import probe as transport_probe
from sessioncore.handlers.transport import trunk as transport_trunk
from sessioncore.statechart import Machine, require_abi

if TYPE_CHECKING:
    from sessioncore.wire.sip import Request

require_abi(__name__, 1)

ENGINES = ("generated", "statemachine", "transitions")

M = TypeVar("M", bound=Machine)


def machine_class(engine: str, chart: str, default: type[M]) -> type[M]:
    """The class of a chart in an engine; only `statemachine` and `transitions` import anything for it."""
    if engine == "generated":
        return default
    module = import_module(f"sessioncore.engines.{engine}.{chart.replace('/', '.')}")
    found: type[M] = getattr(module, default.__name__)
    return found


class AccountBindings:
    """Factories of the cell `account`: `parts[part, chart](scope, key)`, `transactions[kind](scope, request)`."""

    __slots__ = (
        "_registration_client",
        "_transaction_non_invite_client",
        "_transaction_request_hop",
        "parts",
        "transactions",
    )

    def __init__(self, engine: str) -> None:
        self._registration_client = machine_class(engine, "registration/client", registration_client.Client)
        self._transaction_non_invite_client = machine_class(
            engine, "transaction/non_invite_client", transaction_non_invite_client.NonInviteClient
        )
        self._transaction_request_hop = machine_class(
            engine, "transaction/request_hop", transaction_request_hop.RequestHop
        )
        self.parts: dict[tuple[str, str], Callable[[Any, Any], Machine]] = {
            ("client", "registration/client"): self.make_client,
        }
        self.transactions: dict[str, Callable[[Any, Any], Machine]] = {
            "non_invite_client": self.make_non_invite_client,
            "request_hop": self.make_request_hop,
        }

    def make_client(self, scope: account_cell.AccountScope, key: object = None) -> Machine:
        """Part `client` as registration/client."""
        actions = registration_client_actions.Actions(scope)
        typed: registration_client.ClientActions = actions
        machine = self._registration_client(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "client"
        scope.client = machine
        scope.client_slice = actions.slice
        return machine

    def make_non_invite_client(self, scope: account_cell.AccountScope, request: Request) -> Machine:
        """Transaction `non_invite_client` as transaction/non_invite_client."""
        actions = transaction_non_invite_client_actions.Actions(scope, request)
        typed: transaction_non_invite_client.NonInviteClientActions = actions
        machine = self._transaction_non_invite_client(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "non_invite_client"
        return machine

    def make_request_hop(self, scope: account_cell.AccountScope, request: Request) -> Machine:
        """Transaction `request_hop` as transaction/request_hop."""
        actions = transaction_request_hop_actions.Actions(scope, request)
        typed: transaction_request_hop.RequestHopActions = actions
        machine = self._transaction_request_hop(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "request_hop"
        return machine


class BindingBindings:
    """Factories of the cell `binding`: `parts[part, chart](scope, key)`, `transactions[kind](scope, request)`."""

    __slots__ = ("_registration_binding", "parts", "transactions")

    def __init__(self, engine: str) -> None:
        self._registration_binding = machine_class(engine, "registration/binding", registration_binding.Binding)
        self.parts: dict[tuple[str, str], Callable[[Any, Any], Machine]] = {
            ("binding", "registration/binding"): self.make_binding,
        }
        self.transactions: dict[str, Callable[[Any, Any], Machine]] = {}

    def make_binding(self, scope: binding_cell.BindingScope, key: object = None) -> Machine:
        """Part `binding` as registration/binding."""
        actions = registration_binding_actions.Actions(scope)
        typed: registration_binding.BindingActions = actions
        machine = self._registration_binding(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "binding"
        scope.binding = machine
        scope.binding_slice = actions.slice
        return machine


class ConnectionBindings:
    """Factories of the cell `connection`: `parts[part, chart](scope, key)`, `transactions[kind](scope, request)`."""

    __slots__ = ("_transport_connection", "parts", "transactions")

    def __init__(self, engine: str) -> None:
        self._transport_connection = machine_class(engine, "transport/connection", transport_connection.Connection)
        self.parts: dict[tuple[str, str], Callable[[Any, Any], Machine]] = {
            ("connection", "transport/connection"): self.make_connection,
        }
        self.transactions: dict[str, Callable[[Any, Any], Machine]] = {}

    def make_connection(self, scope: connection_cell.ConnectionScope, key: object = None) -> Machine:
        """Part `connection` as transport/connection."""
        actions = transport_connection_actions.Actions(scope)
        typed: transport_connection.ConnectionActions = actions
        machine = self._transport_connection(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "connection"
        scope.connection = machine
        scope.connection_slice = actions.slice
        return machine


class LegBindings:
    """Factories of the cell `leg`: `parts[part, chart](scope, key)`, `transactions[kind](scope, request)`."""

    __slots__ = (
        "_answering_answer",
        "_answering_auth",
        "_answering_busy",
        "_answering_decline",
        "_answering_early",
        "_answering_echo",
        "_answering_fork",
        "_answering_hangup",
        "_answering_holder",
        "_answering_redirect",
        "_answering_reinviter",
        "_answering_reinviter_bye",
        "_answering_rel",
        "_answering_rel183",
        "_answering_ring",
        "_answering_tone",
        "_answering_unknown",
        "_authentication_caller",
        "_coupling_link",
        "_dialog_dialog",
        "_dialog_exchange",
        "_dialog_inquiry",
        "_dialog_invite_usage",
        "_dialog_prack",
        "_dialog_reliable_answer",
        "_dialog_reliable_provisional",
        "_dialog_session_timer",
        "_media_connectivity",
        "_media_digits",
        "_media_keying",
        "_media_stream",
        "_negotiation_modify_in",
        "_negotiation_modify_out",
        "_negotiation_offer_answer",
        "_negotiation_update_in",
        "_session_session",
        "_setup_incoming",
        "_setup_outgoing",
        "_subscription_notifier",
        "_subscription_within",
        "_transaction_invite_client",
        "_transaction_invite_hop",
        "_transaction_invite_server",
        "_transaction_non_invite_client",
        "_transaction_non_invite_server",
        "_transaction_request_hop",
        "parts",
        "transactions",
    )

    def __init__(self, engine: str) -> None:
        self._answering_answer = machine_class(engine, "answering/answer", answering_answer.Answer)
        self._answering_auth = machine_class(engine, "answering/auth", answering_auth.Auth)
        self._answering_busy = machine_class(engine, "answering/busy", answering_busy.Busy)
        self._answering_decline = machine_class(engine, "answering/decline", answering_decline.Decline)
        self._answering_early = machine_class(engine, "answering/early", answering_early.Early)
        self._answering_echo = machine_class(engine, "answering/echo", answering_echo.Echo)
        self._answering_fork = machine_class(engine, "answering/fork", answering_fork.Fork)
        self._answering_hangup = machine_class(engine, "answering/hangup", answering_hangup.Hangup)
        self._answering_holder = machine_class(engine, "answering/holder", answering_holder.Holder)
        self._answering_redirect = machine_class(engine, "answering/redirect", answering_redirect.Redirect)
        self._answering_reinviter = machine_class(engine, "answering/reinviter", answering_reinviter.Reinviter)
        self._answering_reinviter_bye = machine_class(
            engine, "answering/reinviter_bye", answering_reinviter_bye.ReinviterBye
        )
        self._answering_rel = machine_class(engine, "answering/rel", answering_rel.Rel)
        self._answering_rel183 = machine_class(engine, "answering/rel183", answering_rel183.Rel183)
        self._answering_ring = machine_class(engine, "answering/ring", answering_ring.Ring)
        self._answering_tone = machine_class(engine, "answering/tone", answering_tone.Tone)
        self._answering_unknown = machine_class(engine, "answering/unknown", answering_unknown.Unknown)
        self._authentication_caller = machine_class(engine, "authentication/caller", authentication_caller.Caller)
        self._coupling_link = machine_class(engine, "coupling/link", coupling_link.Link)
        self._dialog_dialog = machine_class(engine, "dialog/dialog", dialog_dialog.Dialog)
        self._dialog_exchange = machine_class(engine, "dialog/exchange", dialog_exchange.Exchange)
        self._dialog_inquiry = machine_class(engine, "dialog/inquiry", dialog_inquiry.Inquiry)
        self._dialog_invite_usage = machine_class(engine, "dialog/invite_usage", dialog_invite_usage.InviteUsage)
        self._dialog_prack = machine_class(engine, "dialog/prack", dialog_prack.Prack)
        self._dialog_reliable_answer = machine_class(
            engine, "dialog/reliable_answer", dialog_reliable_answer.ReliableAnswer
        )
        self._dialog_reliable_provisional = machine_class(
            engine, "dialog/reliable_provisional", dialog_reliable_provisional.ReliableProvisional
        )
        self._dialog_session_timer = machine_class(engine, "dialog/session_timer", dialog_session_timer.SessionTimer)
        self._media_connectivity = machine_class(engine, "media/connectivity", media_connectivity.Connectivity)
        self._media_digits = machine_class(engine, "media/digits", media_digits.Digits)
        self._media_keying = machine_class(engine, "media/keying", media_keying.Keying)
        self._media_stream = machine_class(engine, "media/stream", media_stream.Stream)
        self._negotiation_modify_in = machine_class(engine, "negotiation/modify_in", negotiation_modify_in.ModifyIn)
        self._negotiation_modify_out = machine_class(engine, "negotiation/modify_out", negotiation_modify_out.ModifyOut)
        self._negotiation_offer_answer = machine_class(
            engine, "negotiation/offer_answer", negotiation_offer_answer.OfferAnswer
        )
        self._negotiation_update_in = machine_class(engine, "negotiation/update_in", negotiation_update_in.UpdateIn)
        self._session_session = machine_class(engine, "session/session", session_session.Session)
        self._setup_incoming = machine_class(engine, "setup/incoming", setup_incoming.Incoming)
        self._setup_outgoing = machine_class(engine, "setup/outgoing", setup_outgoing.Outgoing)
        self._subscription_notifier = machine_class(engine, "subscription/notifier", subscription_notifier.Notifier)
        self._subscription_within = machine_class(engine, "subscription/within", subscription_within.Within)
        self._transaction_invite_client = machine_class(
            engine, "transaction/invite_client", transaction_invite_client.InviteClient
        )
        self._transaction_invite_hop = machine_class(engine, "transaction/invite_hop", transaction_invite_hop.InviteHop)
        self._transaction_invite_server = machine_class(
            engine, "transaction/invite_server", transaction_invite_server.InviteServer
        )
        self._transaction_non_invite_client = machine_class(
            engine, "transaction/non_invite_client", transaction_non_invite_client.NonInviteClient
        )
        self._transaction_non_invite_server = machine_class(
            engine, "transaction/non_invite_server", transaction_non_invite_server.NonInviteServer
        )
        self._transaction_request_hop = machine_class(
            engine, "transaction/request_hop", transaction_request_hop.RequestHop
        )
        self.parts: dict[tuple[str, str], Callable[[Any, Any], Machine]] = {
            ("setup", "setup/outgoing"): self.make_setup_outgoing,
            ("setup", "setup/incoming"): self.make_setup_incoming,
            ("answering", "answering/echo"): self.make_answering_echo,
            ("answering", "answering/answer"): self.make_answering_answer,
            ("answering", "answering/tone"): self.make_answering_tone,
            ("answering", "answering/ring"): self.make_answering_ring,
            ("answering", "answering/busy"): self.make_answering_busy,
            ("answering", "answering/decline"): self.make_answering_decline,
            ("answering", "answering/unknown"): self.make_answering_unknown,
            ("answering", "answering/hangup"): self.make_answering_hangup,
            ("answering", "answering/redirect"): self.make_answering_redirect,
            ("answering", "answering/early"): self.make_answering_early,
            ("answering", "answering/holder"): self.make_answering_holder,
            ("answering", "answering/reinviter"): self.make_answering_reinviter,
            ("answering", "answering/reinviter_bye"): self.make_answering_reinviter_bye,
            ("answering", "answering/auth"): self.make_answering_auth,
            ("answering", "answering/rel"): self.make_answering_rel,
            ("answering", "answering/rel183"): self.make_answering_rel183,
            ("answering", "answering/fork"): self.make_answering_fork,
            ("authentication", "authentication/caller"): self.make_authentication,
            ("link", "coupling/link"): self.make_link,
            ("session", "session/session"): self.make_session,
            ("dialog", "dialog/dialog"): self.make_dialog,
            ("offer_answer", "negotiation/offer_answer"): self.make_offer_answer,
            ("usage", "dialog/invite_usage"): self.make_usage,
            ("session_timer", "dialog/session_timer"): self.make_session_timer,
            ("modify_out", "negotiation/modify_out"): self.make_modify_out,
            ("modify_in", "negotiation/modify_in"): self.make_modify_in,
            ("update_in", "negotiation/update_in"): self.make_update_in,
            ("stream", "media/stream"): self.make_stream,
            ("keying", "media/keying"): self.make_keying,
            ("connectivity", "media/connectivity"): self.make_connectivity,
            ("digits", "media/digits"): self.make_digits,
            ("reliable_answer", "dialog/reliable_answer"): self.make_reliable_answer,
            ("inquiry", "dialog/inquiry"): self.make_inquiry,
            ("exchange", "dialog/exchange"): self.make_exchange,
            ("reliable_provisional", "dialog/reliable_provisional"): self.make_reliable_provisional,
            ("prack", "dialog/prack"): self.make_prack,
            ("notifier", "subscription/notifier"): self.make_notifier,
            ("within", "subscription/within"): self.make_within,
        }
        self.transactions: dict[str, Callable[[Any, Any], Machine]] = {
            "invite_client": self.make_invite_client,
            "invite_server": self.make_invite_server,
            "non_invite_client": self.make_non_invite_client,
            "non_invite_server": self.make_non_invite_server,
            "invite_hop": self.make_invite_hop,
            "request_hop": self.make_request_hop,
        }

    def make_setup_outgoing(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `setup` as setup/outgoing."""
        actions = setup_outgoing_actions.Actions(scope)
        typed: setup_outgoing.OutgoingActions = actions
        machine = self._setup_outgoing(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "setup"
        scope.setup = machine
        scope.setup_slice = actions.slice
        return machine

    def make_setup_incoming(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `setup` as setup/incoming."""
        actions = setup_incoming_actions.Actions(scope)
        typed: setup_incoming.IncomingActions = actions
        machine = self._setup_incoming(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "setup"
        scope.setup = machine
        scope.setup_slice = actions.slice
        return machine

    def make_answering_echo(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/echo."""
        actions = answering_echo_actions.Actions(scope)
        typed: answering_echo.EchoActions = actions
        machine = self._answering_echo(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_answer(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/answer."""
        actions = answering_answer_actions.Actions(scope)
        typed: answering_answer.AnswerActions = actions
        machine = self._answering_answer(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_tone(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/tone."""
        actions = answering_tone_actions.Actions(scope)
        typed: answering_tone.ToneActions = actions
        machine = self._answering_tone(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_ring(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/ring."""
        actions = answering_ring_actions.Actions(scope)
        typed: answering_ring.RingActions = actions
        machine = self._answering_ring(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_busy(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/busy."""
        actions = answering_busy_actions.Actions(scope)
        typed: answering_busy.BusyActions = actions
        machine = self._answering_busy(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_decline(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/decline."""
        actions = answering_decline_actions.Actions(scope)
        typed: answering_decline.DeclineActions = actions
        machine = self._answering_decline(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_unknown(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/unknown."""
        actions = answering_unknown_actions.Actions(scope)
        typed: answering_unknown.UnknownActions = actions
        machine = self._answering_unknown(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_hangup(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/hangup."""
        actions = answering_hangup_actions.Actions(scope)
        typed: answering_hangup.HangupActions = actions
        machine = self._answering_hangup(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_redirect(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/redirect."""
        actions = answering_redirect_actions.Actions(scope)
        typed: answering_redirect.RedirectActions = actions
        machine = self._answering_redirect(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_early(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/early."""
        actions = answering_early_actions.Actions(scope)
        typed: answering_early.EarlyActions = actions
        machine = self._answering_early(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_holder(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/holder."""
        actions = answering_holder_actions.Actions(scope)
        typed: answering_holder.HolderActions = actions
        machine = self._answering_holder(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_reinviter(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/reinviter."""
        actions = answering_reinviter_actions.Actions(scope)
        typed: answering_reinviter.ReinviterActions = actions
        machine = self._answering_reinviter(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_reinviter_bye(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/reinviter_bye."""
        actions = answering_reinviter_bye_actions.Actions(scope)
        typed: answering_reinviter_bye.ReinviterByeActions = actions
        machine = self._answering_reinviter_bye(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_auth(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/auth."""
        actions = answering_auth_actions.Actions(scope)
        typed: answering_auth.AuthActions = actions
        machine = self._answering_auth(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_rel(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/rel."""
        actions = answering_rel_actions.Actions(scope)
        typed: answering_rel.RelActions = actions
        machine = self._answering_rel(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_rel183(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/rel183."""
        actions = answering_rel183_actions.Actions(scope)
        typed: answering_rel183.Rel183Actions = actions
        machine = self._answering_rel183(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_answering_fork(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `answering` as answering/fork."""
        actions = answering_fork_actions.Actions(scope)
        typed: answering_fork.ForkActions = actions
        machine = self._answering_fork(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "answering"
        scope.answering = machine
        scope.answering_slice = actions.slice
        return machine

    def make_authentication(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `authentication` as authentication/caller."""
        actions = authentication_caller_actions.Actions(scope)
        typed: authentication_caller.CallerActions = actions
        machine = self._authentication_caller(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "authentication"
        scope.authentication = machine
        scope.authentication_slice = actions.slice
        return machine

    def make_link(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `link` as coupling/link."""
        actions = coupling_link_actions.Actions(scope)
        typed: coupling_link.LinkActions = actions
        machine = self._coupling_link(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "link"
        scope.link = machine
        scope.link_slice = actions.slice
        return machine

    def make_session(self, scope: leg_cell.LegScope, key: object = None) -> Machine:
        """Part `session` as session/session."""
        actions = session_session_actions.Actions(scope)
        typed: session_session.SessionActions = actions
        machine = self._session_session(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "session"
        scope.session = machine
        scope.session_slice = actions.slice
        return machine

    def make_dialog(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `dialog` as dialog/dialog."""
        actions = dialog_dialog_actions.Actions(scope)
        typed: dialog_dialog.DialogActions = actions
        machine = self._dialog_dialog(typed, leg_cell.DIALOG_ASKS, scope.cell)
        machine.scope = scope
        machine.part = "dialog"
        scope.dialog = machine
        scope.dialog_slice = actions.slice
        return machine

    def make_offer_answer(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `offer_answer` as negotiation/offer_answer."""
        actions = negotiation_offer_answer_actions.Actions(scope)
        typed: negotiation_offer_answer.OfferAnswerActions = actions
        machine = self._negotiation_offer_answer(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "offer_answer"
        scope.offer_answer = machine
        scope.offer_answer_slice = actions.slice
        return machine

    def make_usage(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `usage` as dialog/invite_usage."""
        actions = dialog_invite_usage_actions.Actions(scope)
        typed: dialog_invite_usage.InviteUsageActions = actions
        machine = self._dialog_invite_usage(typed, leg_cell.USAGE_ASKS, scope.cell)
        machine.scope = scope
        machine.part = "usage"
        scope.usage = machine
        scope.usage_slice = actions.slice
        return machine

    def make_session_timer(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `session_timer` as dialog/session_timer."""
        actions = dialog_session_timer_actions.Actions(scope)
        typed: dialog_session_timer.SessionTimerActions = actions
        machine = self._dialog_session_timer(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "session_timer"
        scope.session_timer = machine
        scope.session_timer_slice = actions.slice
        return machine

    def make_modify_out(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `modify_out` as negotiation/modify_out."""
        actions = negotiation_modify_out_actions.Actions(scope)
        typed: negotiation_modify_out.ModifyOutActions = actions
        machine = self._negotiation_modify_out(typed, leg_cell.MODIFY_OUT_ASKS, scope.cell)
        machine.scope = scope
        machine.part = "modify_out"
        scope.modify_out = machine
        scope.modify_out_slice = actions.slice
        return machine

    def make_modify_in(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `modify_in` as negotiation/modify_in."""
        actions = negotiation_modify_in_actions.Actions(scope)
        typed: negotiation_modify_in.ModifyInActions = actions
        machine = self._negotiation_modify_in(typed, leg_cell.MODIFY_IN_ASKS, scope.cell)
        machine.scope = scope
        machine.part = "modify_in"
        scope.modify_in = machine
        scope.modify_in_slice = actions.slice
        return machine

    def make_update_in(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `update_in` as negotiation/update_in."""
        actions = negotiation_update_in_actions.Actions(scope)
        typed: negotiation_update_in.UpdateInActions = actions
        machine = self._negotiation_update_in(typed, leg_cell.UPDATE_IN_ASKS, scope.cell)
        machine.scope = scope
        machine.part = "update_in"
        scope.update_in = machine
        scope.update_in_slice = actions.slice
        return machine

    def make_stream(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `stream` as media/stream."""
        actions = media_stream_actions.Actions(scope)
        typed: media_stream.StreamActions = actions
        machine = self._media_stream(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "stream"
        machine.key = key
        scope.place(machine)
        return machine

    def make_keying(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `keying` as media/keying."""
        actions = media_keying_actions.Actions(scope)
        typed: media_keying.KeyingActions = actions
        machine = self._media_keying(typed, leg_cell.KEYING_ASKS, scope.cell)
        machine.scope = scope
        machine.part = "keying"
        machine.key = key
        scope.place(machine)
        return machine

    def make_connectivity(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `connectivity` as media/connectivity."""
        actions = media_connectivity_actions.Actions(scope)
        typed: media_connectivity.ConnectivityActions = actions
        machine = self._media_connectivity(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "connectivity"
        machine.key = key
        scope.place(machine)
        return machine

    def make_digits(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `digits` as media/digits."""
        actions = media_digits_actions.Actions(scope)
        typed: media_digits.DigitsActions = actions
        machine = self._media_digits(typed, leg_cell.DIGITS_ASKS, scope.cell)
        machine.scope = scope
        machine.part = "digits"
        scope.digits = machine
        scope.digits_slice = actions.slice
        return machine

    def make_reliable_answer(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `reliable_answer` as dialog/reliable_answer."""
        actions = dialog_reliable_answer_actions.Actions(scope)
        typed: dialog_reliable_answer.ReliableAnswerActions = actions
        machine = self._dialog_reliable_answer(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "reliable_answer"
        machine.key = key
        scope.place(machine)
        return machine

    def make_inquiry(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `inquiry` as dialog/inquiry."""
        actions = dialog_inquiry_actions.Actions(scope)
        typed: dialog_inquiry.InquiryActions = actions
        machine = self._dialog_inquiry(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "inquiry"
        machine.key = key
        scope.place(machine)
        return machine

    def make_exchange(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `exchange` as dialog/exchange."""
        actions = dialog_exchange_actions.Actions(scope)
        typed: dialog_exchange.ExchangeActions = actions
        machine = self._dialog_exchange(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "exchange"
        machine.key = key
        scope.place(machine)
        return machine

    def make_reliable_provisional(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `reliable_provisional` as dialog/reliable_provisional."""
        actions = dialog_reliable_provisional_actions.Actions(scope)
        typed: dialog_reliable_provisional.ReliableProvisionalActions = actions
        machine = self._dialog_reliable_provisional(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "reliable_provisional"
        machine.key = key
        scope.place(machine)
        return machine

    def make_prack(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `prack` as dialog/prack."""
        actions = dialog_prack_actions.Actions(scope)
        typed: dialog_prack.PrackActions = actions
        machine = self._dialog_prack(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "prack"
        scope.prack = machine
        scope.prack_slice = actions.slice
        return machine

    def make_notifier(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `notifier` as subscription/notifier."""
        actions = subscription_notifier_actions.Actions(scope)
        typed: subscription_notifier.NotifierActions = actions
        machine = self._subscription_notifier(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "notifier"
        machine.key = key
        scope.place(machine)
        return machine

    def make_within(self, scope: leg_cell.DialogScope, key: object = None) -> Machine:
        """Part `within` as subscription/within."""
        actions = subscription_within_actions.Actions(scope)
        typed: subscription_within.WithinActions = actions
        machine = self._subscription_within(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "within"
        machine.key = key
        scope.place(machine)
        return machine

    def make_invite_client(self, scope: leg_cell.LegScope | leg_cell.DialogScope, request: Request) -> Machine:
        """Transaction `invite_client` as transaction/invite_client."""
        actions = transaction_invite_client_actions.Actions(scope, request)
        typed: transaction_invite_client.InviteClientActions = actions
        machine = self._transaction_invite_client(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "invite_client"
        return machine

    def make_invite_server(self, scope: leg_cell.LegScope | leg_cell.DialogScope, request: Request) -> Machine:
        """Transaction `invite_server` as transaction/invite_server."""
        actions = transaction_invite_server_actions.Actions(scope, request)
        typed: transaction_invite_server.InviteServerActions = actions
        machine = self._transaction_invite_server(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "invite_server"
        return machine

    def make_non_invite_client(self, scope: leg_cell.LegScope | leg_cell.DialogScope, request: Request) -> Machine:
        """Transaction `non_invite_client` as transaction/non_invite_client."""
        actions = transaction_non_invite_client_actions.Actions(scope, request)
        typed: transaction_non_invite_client.NonInviteClientActions = actions
        machine = self._transaction_non_invite_client(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "non_invite_client"
        return machine

    def make_non_invite_server(self, scope: leg_cell.LegScope | leg_cell.DialogScope, request: Request) -> Machine:
        """Transaction `non_invite_server` as transaction/non_invite_server."""
        actions = transaction_non_invite_server_actions.Actions(scope, request)
        typed: transaction_non_invite_server.NonInviteServerActions = actions
        machine = self._transaction_non_invite_server(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "non_invite_server"
        return machine

    def make_invite_hop(self, scope: leg_cell.LegScope | leg_cell.DialogScope, request: Request) -> Machine:
        """Transaction `invite_hop` as transaction/invite_hop."""
        actions = transaction_invite_hop_actions.Actions(scope, request)
        typed: transaction_invite_hop.InviteHopActions = actions
        machine = self._transaction_invite_hop(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "invite_hop"
        return machine

    def make_request_hop(self, scope: leg_cell.LegScope | leg_cell.DialogScope, request: Request) -> Machine:
        """Transaction `request_hop` as transaction/request_hop."""
        actions = transaction_request_hop_actions.Actions(scope, request)
        typed: transaction_request_hop.RequestHopActions = actions
        machine = self._transaction_request_hop(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "request_hop"
        return machine


class OutsideBindings:
    """Factories of the cell `outside`: `parts[part, chart](scope, key)`, `transactions[kind](scope, request)`."""

    __slots__ = (
        "_dialog_outside",
        "_transaction_invite_server",
        "_transaction_non_invite_server",
        "parts",
        "transactions",
    )

    def __init__(self, engine: str) -> None:
        self._dialog_outside = machine_class(engine, "dialog/outside", dialog_outside.Outside)
        self._transaction_invite_server = machine_class(
            engine, "transaction/invite_server", transaction_invite_server.InviteServer
        )
        self._transaction_non_invite_server = machine_class(
            engine, "transaction/non_invite_server", transaction_non_invite_server.NonInviteServer
        )
        self.parts: dict[tuple[str, str], Callable[[Any, Any], Machine]] = {
            ("outside", "dialog/outside"): self.make_outside,
        }
        self.transactions: dict[str, Callable[[Any, Any], Machine]] = {
            "invite_server": self.make_invite_server,
            "non_invite_server": self.make_non_invite_server,
        }

    def make_outside(self, scope: outside_cell.OutsideScope, key: object = None) -> Machine:
        """Part `outside` as dialog/outside."""
        actions = dialog_outside_actions.Actions(scope)
        typed: dialog_outside.OutsideActions = actions
        machine = self._dialog_outside(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "outside"
        scope.outside = machine
        scope.outside_slice = actions.slice
        return machine

    def make_invite_server(self, scope: outside_cell.OutsideScope, request: Request) -> Machine:
        """Transaction `invite_server` as transaction/invite_server."""
        actions = transaction_invite_server_actions.Actions(scope, request)
        typed: transaction_invite_server.InviteServerActions = actions
        machine = self._transaction_invite_server(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "invite_server"
        return machine

    def make_non_invite_server(self, scope: outside_cell.OutsideScope, request: Request) -> Machine:
        """Transaction `non_invite_server` as transaction/non_invite_server."""
        actions = transaction_non_invite_server_actions.Actions(scope, request)
        typed: transaction_non_invite_server.NonInviteServerActions = actions
        machine = self._transaction_non_invite_server(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "non_invite_server"
        return machine


class PairBindings:
    """Factories of the cell `pair`: `parts[part, chart](scope, key)`, `transactions[kind](scope, request)`."""

    __slots__ = ("_coupling_coupling", "_coupling_relay", "parts", "transactions")

    def __init__(self, engine: str) -> None:
        self._coupling_coupling = machine_class(engine, "coupling/coupling", coupling_coupling.Coupling)
        self._coupling_relay = machine_class(engine, "coupling/relay", coupling_relay.Relay)
        self.parts: dict[tuple[str, str], Callable[[Any, Any], Machine]] = {
            ("coupling", "coupling/coupling"): self.make_coupling,
            ("relay", "coupling/relay"): self.make_relay,
        }
        self.transactions: dict[str, Callable[[Any, Any], Machine]] = {}

    def make_coupling(self, scope: pair_cell.PairScope, key: object = None) -> Machine:
        """Part `coupling` as coupling/coupling."""
        actions = coupling_coupling_actions.Actions(scope)
        typed: coupling_coupling.CouplingActions = actions
        machine = self._coupling_coupling(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "coupling"
        scope.coupling = machine
        scope.coupling_slice = actions.slice
        return machine

    def make_relay(self, scope: pair_cell.PairScope, key: object = None) -> Machine:
        """Part `relay` as coupling/relay."""
        actions = coupling_relay_actions.Actions(scope)
        typed: coupling_relay.RelayActions = actions
        machine = self._coupling_relay(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "relay"
        scope.relay = machine
        scope.relay_slice = actions.slice
        return machine


class ProbeBindings:
    """Factories of the cell `probe`: `parts[part, chart](scope, key)`, `transactions[kind](scope, request)`."""

    __slots__ = ("_transport_probe", "parts", "transactions")

    def __init__(self, engine: str) -> None:
        self._transport_probe = machine_class(engine, "transport/probe", transport_probe.Probe)
        self.parts: dict[tuple[str, str], Callable[[Any, Any], Machine]] = {
            ("probe", "transport/probe"): self.make_probe,
        }
        self.transactions: dict[str, Callable[[Any, Any], Machine]] = {}

    def make_probe(self, scope: probe_cell.ProbeScope, key: object = None) -> Machine:
        """Part `probe` as transport/probe."""
        actions = transport_probe_actions.Actions(scope)
        typed: transport_probe.ProbeActions = actions
        machine = self._transport_probe(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "probe"
        scope.probe = machine
        scope.probe_slice = actions.slice
        return machine


class RegistrarBindings:
    """Factories of the cell `registrar`: `parts[part, chart](scope, key)`, `transactions[kind](scope, request)`."""

    __slots__ = (
        "_authentication_caller",
        "_registration_registrar",
        "_transaction_non_invite_server",
        "parts",
        "transactions",
    )

    def __init__(self, engine: str) -> None:
        self._authentication_caller = machine_class(engine, "authentication/caller", authentication_caller.Caller)
        self._registration_registrar = machine_class(engine, "registration/registrar", registration_registrar.Registrar)
        self._transaction_non_invite_server = machine_class(
            engine, "transaction/non_invite_server", transaction_non_invite_server.NonInviteServer
        )
        self.parts: dict[tuple[str, str], Callable[[Any, Any], Machine]] = {
            ("setup", "registration/registrar"): self.make_setup,
            ("authentication", "authentication/caller"): self.make_authentication,
        }
        self.transactions: dict[str, Callable[[Any, Any], Machine]] = {
            "non_invite_server": self.make_non_invite_server,
        }

    def make_setup(self, scope: registrar_cell.RegistrarScope, key: object = None) -> Machine:
        """Part `setup` as registration/registrar."""
        actions = registration_registrar_actions.Actions(scope)
        typed: registration_registrar.RegistrarActions = actions
        machine = self._registration_registrar(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "setup"
        scope.setup = machine
        scope.setup_slice = actions.slice
        return machine

    def make_authentication(self, scope: registrar_cell.RegistrarScope, key: object = None) -> Machine:
        """Part `authentication` as authentication/caller."""
        actions = authentication_caller_actions.Actions(scope)
        typed: authentication_caller.CallerActions = actions
        machine = self._authentication_caller(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "authentication"
        scope.authentication = machine
        scope.authentication_slice = actions.slice
        return machine

    def make_non_invite_server(self, scope: registrar_cell.RegistrarScope, request: Request) -> Machine:
        """Transaction `non_invite_server` as transaction/non_invite_server."""
        actions = transaction_non_invite_server_actions.Actions(scope, request)
        typed: transaction_non_invite_server.NonInviteServerActions = actions
        machine = self._transaction_non_invite_server(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "non_invite_server"
        return machine


class RequestBindings:
    """Factories of the cell `request`: `parts[part, chart](scope, key)`, `transactions[kind](scope, request)`."""

    __slots__ = (
        "_dialog_request_out",
        "_transaction_non_invite_client",
        "_transaction_request_hop",
        "parts",
        "transactions",
    )

    def __init__(self, engine: str) -> None:
        self._dialog_request_out = machine_class(engine, "dialog/request_out", dialog_request_out.RequestOut)
        self._transaction_non_invite_client = machine_class(
            engine, "transaction/non_invite_client", transaction_non_invite_client.NonInviteClient
        )
        self._transaction_request_hop = machine_class(
            engine, "transaction/request_hop", transaction_request_hop.RequestHop
        )
        self.parts: dict[tuple[str, str], Callable[[Any, Any], Machine]] = {
            ("request", "dialog/request_out"): self.make_request,
        }
        self.transactions: dict[str, Callable[[Any, Any], Machine]] = {
            "non_invite_client": self.make_non_invite_client,
            "request_hop": self.make_request_hop,
        }

    def make_request(self, scope: request_cell.RequestScope, key: object = None) -> Machine:
        """Part `request` as dialog/request_out."""
        actions = dialog_request_out_actions.Actions(scope)
        typed: dialog_request_out.RequestOutActions = actions
        machine = self._dialog_request_out(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "request"
        scope.request = machine
        scope.request_slice = actions.slice
        return machine

    def make_non_invite_client(self, scope: request_cell.RequestScope, request: Request) -> Machine:
        """Transaction `non_invite_client` as transaction/non_invite_client."""
        actions = transaction_non_invite_client_actions.Actions(scope, request)
        typed: transaction_non_invite_client.NonInviteClientActions = actions
        machine = self._transaction_non_invite_client(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "non_invite_client"
        return machine

    def make_request_hop(self, scope: request_cell.RequestScope, request: Request) -> Machine:
        """Transaction `request_hop` as transaction/request_hop."""
        actions = transaction_request_hop_actions.Actions(scope, request)
        typed: transaction_request_hop.RequestHopActions = actions
        machine = self._transaction_request_hop(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "request_hop"
        return machine


class TrunkBindings:
    """Factories of the cell `trunk`: `parts[part, chart](scope, key)`, `transactions[kind](scope, request)`."""

    __slots__ = (
        "_transaction_non_invite_client",
        "_transaction_request_hop",
        "_transport_trunk",
        "parts",
        "transactions",
    )

    def __init__(self, engine: str) -> None:
        self._transaction_non_invite_client = machine_class(
            engine, "transaction/non_invite_client", transaction_non_invite_client.NonInviteClient
        )
        self._transaction_request_hop = machine_class(
            engine, "transaction/request_hop", transaction_request_hop.RequestHop
        )
        self._transport_trunk = machine_class(engine, "transport/trunk", transport_trunk.Trunk)
        self.parts: dict[tuple[str, str], Callable[[Any, Any], Machine]] = {
            ("trunk", "transport/trunk"): self.make_trunk,
        }
        self.transactions: dict[str, Callable[[Any, Any], Machine]] = {
            "non_invite_client": self.make_non_invite_client,
            "request_hop": self.make_request_hop,
        }

    def make_trunk(self, scope: trunk_cell.TrunkScope, key: object = None) -> Machine:
        """Part `trunk` as transport/trunk."""
        actions = transport_trunk_actions.Actions(scope)
        typed: transport_trunk.TrunkActions = actions
        machine = self._transport_trunk(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "trunk"
        scope.trunk = machine
        scope.trunk_slice = actions.slice
        return machine

    def make_non_invite_client(self, scope: trunk_cell.TrunkScope, request: Request) -> Machine:
        """Transaction `non_invite_client` as transaction/non_invite_client."""
        actions = transaction_non_invite_client_actions.Actions(scope, request)
        typed: transaction_non_invite_client.NonInviteClientActions = actions
        machine = self._transaction_non_invite_client(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "non_invite_client"
        return machine

    def make_request_hop(self, scope: trunk_cell.TrunkScope, request: Request) -> Machine:
        """Transaction `request_hop` as transaction/request_hop."""
        actions = transaction_request_hop_actions.Actions(scope, request)
        typed: transaction_request_hop.RequestHopActions = actions
        machine = self._transaction_request_hop(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "request_hop"
        return machine


class WatchBindings:
    """Factories of the cell `watch`: `parts[part, chart](scope, key)`, `transactions[kind](scope, request)`."""

    __slots__ = (
        "_subscription_dialog",
        "_subscription_notifier",
        "_subscription_subscriber",
        "_transaction_non_invite_client",
        "_transaction_non_invite_server",
        "_transaction_request_hop",
        "parts",
        "transactions",
    )

    def __init__(self, engine: str) -> None:
        self._subscription_dialog = machine_class(engine, "subscription/dialog", subscription_dialog.Dialog)
        self._subscription_notifier = machine_class(engine, "subscription/notifier", subscription_notifier.Notifier)
        self._subscription_subscriber = machine_class(
            engine, "subscription/subscriber", subscription_subscriber.Subscriber
        )
        self._transaction_non_invite_client = machine_class(
            engine, "transaction/non_invite_client", transaction_non_invite_client.NonInviteClient
        )
        self._transaction_non_invite_server = machine_class(
            engine, "transaction/non_invite_server", transaction_non_invite_server.NonInviteServer
        )
        self._transaction_request_hop = machine_class(
            engine, "transaction/request_hop", transaction_request_hop.RequestHop
        )
        self.parts: dict[tuple[str, str], Callable[[Any, Any], Machine]] = {
            ("usage", "subscription/subscriber"): self.make_usage_subscriber,
            ("usage", "subscription/notifier"): self.make_usage_notifier,
            ("dialog", "subscription/dialog"): self.make_dialog,
        }
        self.transactions: dict[str, Callable[[Any, Any], Machine]] = {
            "non_invite_client": self.make_non_invite_client,
            "request_hop": self.make_request_hop,
            "non_invite_server": self.make_non_invite_server,
        }

    def make_usage_subscriber(self, scope: watch_cell.WatchScope, key: object = None) -> Machine:
        """Part `usage` as subscription/subscriber."""
        actions = subscription_subscriber_actions.Actions(scope)
        typed: subscription_subscriber.SubscriberActions = actions
        machine = self._subscription_subscriber(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "usage"
        scope.usage = machine
        scope.usage_slice = actions.slice
        return machine

    def make_usage_notifier(self, scope: watch_cell.WatchScope, key: object = None) -> Machine:
        """Part `usage` as subscription/notifier."""
        actions = subscription_notifier_actions.Actions(scope)
        typed: subscription_notifier.NotifierActions = actions
        machine = self._subscription_notifier(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "usage"
        scope.usage = machine
        scope.usage_slice = actions.slice
        return machine

    def make_dialog(self, scope: watch_cell.WatchScope, key: object = None) -> Machine:
        """Part `dialog` as subscription/dialog."""
        actions = subscription_dialog_actions.Actions(scope)
        typed: subscription_dialog.DialogActions = actions
        machine = self._subscription_dialog(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "dialog"
        scope.dialog = machine
        scope.dialog_slice = actions.slice
        return machine

    def make_non_invite_client(self, scope: watch_cell.WatchScope, request: Request) -> Machine:
        """Transaction `non_invite_client` as transaction/non_invite_client."""
        actions = transaction_non_invite_client_actions.Actions(scope, request)
        typed: transaction_non_invite_client.NonInviteClientActions = actions
        machine = self._transaction_non_invite_client(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "non_invite_client"
        return machine

    def make_request_hop(self, scope: watch_cell.WatchScope, request: Request) -> Machine:
        """Transaction `request_hop` as transaction/request_hop."""
        actions = transaction_request_hop_actions.Actions(scope, request)
        typed: transaction_request_hop.RequestHopActions = actions
        machine = self._transaction_request_hop(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "request_hop"
        return machine

    def make_non_invite_server(self, scope: watch_cell.WatchScope, request: Request) -> Machine:
        """Transaction `non_invite_server` as transaction/non_invite_server."""
        actions = transaction_non_invite_server_actions.Actions(scope, request)
        typed: transaction_non_invite_server.NonInviteServerActions = actions
        machine = self._transaction_non_invite_server(typed, None, scope.cell)
        machine.scope = scope
        machine.part = "non_invite_server"
        return machine


class Bindings:
    """The cells of one engine."""

    __slots__ = (
        "account",
        "binding",
        "connection",
        "engine",
        "leg",
        "outside",
        "pair",
        "probe",
        "registrar",
        "request",
        "trunk",
        "watch",
    )

    def __init__(self, engine: str) -> None:
        self.engine = engine
        self.account = AccountBindings(engine)
        self.binding = BindingBindings(engine)
        self.connection = ConnectionBindings(engine)
        self.leg = LegBindings(engine)
        self.outside = OutsideBindings(engine)
        self.pair = PairBindings(engine)
        self.probe = ProbeBindings(engine)
        self.registrar = RegistrarBindings(engine)
        self.request = RequestBindings(engine)
        self.trunk = TrunkBindings(engine)
        self.watch = WatchBindings(engine)


_LOADED: dict[str, Bindings] = {}


def load(engine: str = "generated") -> Bindings:
    """The bindings of an engine, made once. Raises `ValueError` for an unknown engine, `ImportError` if missing."""
    if engine not in ENGINES:
        raise ValueError(f"unknown engine {engine!r}; known: {', '.join(ENGINES)}")
    found = _LOADED.get(engine)
    if found is None:
        found = _LOADED[engine] = Bindings(engine)
    return found
