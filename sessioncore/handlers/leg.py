"""A call leg - one INVITE, its dialogs, and what is negotiated in them.

Generated from machines/leg.wiring.yaml; do not edit. Change the wiring, then: sessioncore generate

What the cell that runs this offers (`CellRuntime`), and what it may rely on:

* Raised signals stand in one FIFO; the cell drains it with `ROUTES[type(signal)](cell, sender, signal)`. A route calls
  the event methods of its receivers at once, in wiring order; routes never nest.
* `cell.leg` is the outermost scope.
* `cell.dialogs` holds the inner scopes by key; routes only read it. `cell.create_dialog(key)` makes one and starts its
  `WITH_SCOPE` parts in order; None when `LIMIT` is reached, which the cell has then reported.
* `cell.create_part(scope, part, key, chart)` makes and starts one part; None when `MANY[part]` is reached, which the
  cell has then reported. The origin of what is created is the sender of the signal being routed.
* `cell.receiver_missing(sender, signal, receiver)` is an error event; the route goes on with its next receiver.
* `cell.hand_current(sender, receiver)` comes before the event: the sender's current transaction becomes the receiver's,
  and the receiver that transaction's origin.
* A command is a function that finds who takes it and builds its event, or returns None when nobody is there.
"""
# sessioncore: wiring sha256=4f5330df369d3cab72fa3328abdb1d4a883ec2b5d50a63bc44474e14a6955abe abi=1

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

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
from sessioncore.handlers.coupling import link as coupling_link
from sessioncore.handlers.dialog import dialog as dialog_dialog
from sessioncore.handlers.dialog import exchange as dialog_exchange
from sessioncore.handlers.dialog import inquiry as dialog_inquiry
from sessioncore.handlers.dialog import invite_usage as dialog_invite_usage
from sessioncore.handlers.dialog import prack as dialog_prack
from sessioncore.handlers.dialog import reliable_answer as dialog_reliable_answer
from sessioncore.handlers.dialog import reliable_provisional as dialog_reliable_provisional
from sessioncore.handlers.dialog import session_timer as dialog_session_timer
from sessioncore.handlers.media import connectivity as media_connectivity
from sessioncore.handlers.media import digits as media_digits
from sessioncore.handlers.media import keying as media_keying
from sessioncore.handlers.media import stream as media_stream
from sessioncore.handlers.negotiation import modify_in as negotiation_modify_in
from sessioncore.handlers.negotiation import modify_out as negotiation_modify_out
from sessioncore.handlers.negotiation import offer_answer as negotiation_offer_answer
from sessioncore.handlers.negotiation import update_in as negotiation_update_in
from sessioncore.handlers.session import session as session_session
from sessioncore.handlers.setup import incoming as setup_incoming
from sessioncore.handlers.setup import outgoing as setup_outgoing
from sessioncore.handlers.subscription import notifier as subscription_notifier
from sessioncore.handlers.subscription import within as subscription_within
from sessioncore.handlers.transaction import invite_client as transaction_invite_client
from sessioncore.handlers.transaction import invite_hop as transaction_invite_hop
from sessioncore.handlers.transaction import invite_server as transaction_invite_server
from sessioncore.handlers.transaction import non_invite_client as transaction_non_invite_client
from sessioncore.handlers.transaction import non_invite_server as transaction_non_invite_server
from sessioncore.handlers.transaction import request_hop as transaction_request_hop
from sessioncore.statechart import NOBODY, Cell, Event, Machine, Signal, require_abi

if TYPE_CHECKING:
    from sessioncore.base.coupling import Ending

require_abi(__name__, 1)

DIGEST = "4f5330df369d3cab72fa3328abdb1d4a883ec2b5d50a63bc44474e14a6955abe"
"""Hash of the wiring; snapshots carry it."""


class CellRuntime(Cell, Protocol):
    """What the functions below ask of the cell."""

    leg: LegScope
    dialogs: dict[str, DialogScope]

    def create_dialog(self, key: str) -> DialogScope | None: ...

    def create_part(self, scope: Any, part: str, key: Any, chart: str) -> Any: ...

    def receiver_missing(self, sender: Machine, signal: Signal, receiver: str) -> None: ...

    def hand_current(self, sender: Machine, receiver: Machine) -> None: ...


class LegScope:
    """Scope `leg`: its parts (a machine or None; of many a mapping by key), and the slice of each single one."""

    __slots__ = (
        "answering",
        "answering_slice",
        "authentication",
        "authentication_slice",
        "cell",
        "key",
        "link",
        "link_slice",
        "session",
        "session_slice",
        "setup",
        "setup_slice",
    )
    NAME: ClassVar[str] = "leg"
    PARTS: ClassVar[tuple[str, ...]] = ("setup", "answering", "authentication", "link", "session")
    WITH_SCOPE: ClassVar[tuple[tuple[str, str], ...]] = (("session", "session/session"),)
    CHOICES: ClassVar[dict[str, tuple[str, ...]]] = {
        "setup": ("setup/outgoing", "setup/incoming"),
        "answering": (
            "answering/echo",
            "answering/answer",
            "answering/tone",
            "answering/ring",
            "answering/busy",
            "answering/decline",
            "answering/unknown",
            "answering/hangup",
            "answering/redirect",
            "answering/early",
            "answering/holder",
            "answering/reinviter",
            "answering/reinviter_bye",
            "answering/auth",
            "answering/rel",
            "answering/rel183",
            "answering/fork",
        ),
    }
    MANY: ClassVar[dict[str, int | None]] = {}
    LIMIT: ClassVar[int | None] = None

    def __init__(self, cell: Any) -> None:
        self.cell = cell
        self.key: str | None = None
        self.setup: setup_outgoing.Outgoing | setup_incoming.Incoming | None = None
        self.setup_slice: Any = None
        self.answering: (
            answering_echo.Echo
            | answering_answer.Answer
            | answering_tone.Tone
            | answering_ring.Ring
            | answering_busy.Busy
            | answering_decline.Decline
            | answering_unknown.Unknown
            | answering_hangup.Hangup
            | answering_redirect.Redirect
            | answering_early.Early
            | answering_holder.Holder
            | answering_reinviter.Reinviter
            | answering_reinviter_bye.ReinviterBye
            | answering_auth.Auth
            | answering_rel.Rel
            | answering_rel183.Rel183
            | answering_fork.Fork
            | None
        ) = None
        self.answering_slice: Any = None
        self.authentication: authentication_caller.Caller | None = None
        self.authentication_slice: Any = None
        self.link: coupling_link.Link | None = None
        self.link_slice: Any = None
        self.session: session_session.Session | None = None
        self.session_slice: Any = None

    @property
    def leg(self) -> LegScope:
        """The outermost scope, from any scope."""
        return self

    def parts(self) -> Iterator[Machine]:
        """Every machine of the scope, in wiring order."""
        if self.setup is not None:
            yield self.setup
        if self.answering is not None:
            yield self.answering
        if self.authentication is not None:
            yield self.authentication
        if self.link is not None:
            yield self.link
        if self.session is not None:
            yield self.session

    def place(self, machine: Machine) -> None:
        """Put a machine into its place; its slice, too, where it is the only one of its part."""
        setattr(self, machine.part, machine)
        setattr(self, machine.part + "_slice", machine.actions.slice)

    def drop(self, machine: Machine) -> None:
        """Take a machine, and its slice, out of its place."""
        setattr(self, machine.part, None)
        setattr(self, machine.part + "_slice", None)


class DialogScope:
    """Scope `dialog`, one for each remote_tag: its parts (a machine or None; of many a mapping by key), and the
    slice of each single one. Closed when: all parts are final and no transaction may still address it.
    """

    __slots__ = (
        "cell",
        "connectivity",
        "dialog",
        "dialog_slice",
        "digits",
        "digits_slice",
        "exchange",
        "inquiry",
        "key",
        "keying",
        "leg",
        "modify_in",
        "modify_in_slice",
        "modify_out",
        "modify_out_slice",
        "notifier",
        "offer_answer",
        "offer_answer_slice",
        "prack",
        "prack_slice",
        "reliable_answer",
        "reliable_provisional",
        "session_timer",
        "session_timer_slice",
        "stream",
        "update_in",
        "update_in_slice",
        "usage",
        "usage_slice",
        "within",
    )
    NAME: ClassVar[str] = "dialog"
    PARTS: ClassVar[tuple[str, ...]] = (
        "dialog",
        "offer_answer",
        "usage",
        "session_timer",
        "modify_out",
        "modify_in",
        "update_in",
        "stream",
        "keying",
        "connectivity",
        "digits",
        "reliable_answer",
        "inquiry",
        "exchange",
        "reliable_provisional",
        "prack",
        "notifier",
        "within",
    )
    WITH_SCOPE: ClassVar[tuple[tuple[str, str], ...]] = (
        ("dialog", "dialog/dialog"),
        ("offer_answer", "negotiation/offer_answer"),
        ("usage", "dialog/invite_usage"),
        ("session_timer", "dialog/session_timer"),
        ("modify_out", "negotiation/modify_out"),
        ("modify_in", "negotiation/modify_in"),
    )
    CHOICES: ClassVar[dict[str, tuple[str, ...]]] = {}
    MANY: ClassVar[dict[str, int | None]] = {
        "stream": 8,
        "keying": 8,
        "connectivity": 8,
        "reliable_answer": 16,
        "inquiry": 16,
        "exchange": 64,
        "reliable_provisional": 8,
        "notifier": 8,
        "within": 8,
    }
    LIMIT: ClassVar[int | None] = 32

    def __init__(self, cell: Any, key: str, leg: LegScope) -> None:
        self.cell = cell
        self.key = key
        self.leg = leg
        self.dialog: dialog_dialog.Dialog | None = None
        self.dialog_slice: Any = None
        self.offer_answer: negotiation_offer_answer.OfferAnswer | None = None
        self.offer_answer_slice: Any = None
        self.usage: dialog_invite_usage.InviteUsage | None = None
        self.usage_slice: Any = None
        self.session_timer: dialog_session_timer.SessionTimer | None = None
        self.session_timer_slice: Any = None
        self.modify_out: negotiation_modify_out.ModifyOut | None = None
        self.modify_out_slice: Any = None
        self.modify_in: negotiation_modify_in.ModifyIn | None = None
        self.modify_in_slice: Any = None
        self.update_in: negotiation_update_in.UpdateIn | None = None
        self.update_in_slice: Any = None
        self.stream: Mapping[Any, media_stream.Stream] = NOBODY
        self.keying: Mapping[Any, media_keying.Keying] = NOBODY
        self.connectivity: Mapping[Any, media_connectivity.Connectivity] = NOBODY
        self.digits: media_digits.Digits | None = None
        self.digits_slice: Any = None
        self.reliable_answer: Mapping[Any, dialog_reliable_answer.ReliableAnswer] = NOBODY
        self.inquiry: Mapping[Any, dialog_inquiry.Inquiry] = NOBODY
        self.exchange: Mapping[Any, dialog_exchange.Exchange] = NOBODY
        self.reliable_provisional: Mapping[Any, dialog_reliable_provisional.ReliableProvisional] = NOBODY
        self.prack: dialog_prack.Prack | None = None
        self.prack_slice: Any = None
        self.notifier: Mapping[Any, subscription_notifier.Notifier] = NOBODY
        self.within: Mapping[Any, subscription_within.Within] = NOBODY

    def parts(self) -> Iterator[Machine]:
        """Every machine of the scope, in wiring order."""
        if self.dialog is not None:
            yield self.dialog
        if self.offer_answer is not None:
            yield self.offer_answer
        if self.usage is not None:
            yield self.usage
        if self.session_timer is not None:
            yield self.session_timer
        if self.modify_out is not None:
            yield self.modify_out
        if self.modify_in is not None:
            yield self.modify_in
        if self.update_in is not None:
            yield self.update_in
        yield from self.stream.values()
        yield from self.keying.values()
        yield from self.connectivity.values()
        if self.digits is not None:
            yield self.digits
        yield from self.reliable_answer.values()
        yield from self.inquiry.values()
        yield from self.exchange.values()
        yield from self.reliable_provisional.values()
        if self.prack is not None:
            yield self.prack
        yield from self.notifier.values()
        yield from self.within.values()

    def place(self, machine: Machine) -> None:
        """Put a machine into its place; its slice, too, where it is the only one of its part."""
        if machine.part in self.MANY:
            many = getattr(self, machine.part)
            if many is NOBODY:
                many = {}
                setattr(self, machine.part, many)
            many[machine.key] = machine
            return
        setattr(self, machine.part, machine)
        setattr(self, machine.part + "_slice", machine.actions.slice)

    def drop(self, machine: Machine) -> None:
        """Take a machine, and its slice, out of its place."""
        if machine.part in self.MANY:
            many = getattr(self, machine.part)
            del many[machine.key]
            if not many:
                setattr(self, machine.part, NOBODY)
            return
        setattr(self, machine.part, None)
        setattr(self, machine.part + "_slice", None)


def outgoing_dialing(cell: CellRuntime, sender: setup_outgoing.Outgoing, signal: setup_outgoing.Dialing) -> None:
    """outgoing.dialing -> leg.session.dialing."""
    # machines/leg.wiring.yaml:44
    session = cell.leg.session
    if session is not None:
        session.dialing(session_session.DIALING_EVENT)
    else:
        cell.receiver_missing(sender, signal, "leg.session.dialing")


def outgoing_cancel(cell: CellRuntime, sender: setup_outgoing.Outgoing, signal: setup_outgoing.Cancel) -> None:
    """outgoing.cancel -> current: invite_client.cancel, invite_hop.cancel (optional), leg.session.releasing."""
    # machines/leg.wiring.yaml:45
    current: Any = sender.current
    kind = current.CHART if current is not None else ""
    if kind == "transaction/invite_client":
        current.cancel(transaction_invite_client.Cancel(signal.why))
    elif kind == "transaction/invite_hop":
        current.cancel(transaction_invite_hop.Cancel(signal.why))
    session = cell.leg.session
    if session is not None:
        session.releasing(session_session.RELEASING)
    else:
        cell.receiver_missing(sender, signal, "leg.session.releasing")


def outgoing_fork_progress(
    cell: CellRuntime, sender: setup_outgoing.Outgoing, signal: setup_outgoing.ForkProgress
) -> None:
    """outgoing.fork_progress -> dialog[remote_tag].dialog.progress (create),
    dialog[remote_tag].offer_answer.offer_out, dialog[remote_tag].offer_answer.preview_in, leg.session.ringing,
    leg.link.progress (optional).
    """
    # machines/leg.wiring.yaml:46
    target = cell.dialogs.get(signal.remote_tag)
    if target is None:
        target = cell.create_dialog(signal.remote_tag)
    if target is not None:
        dialog = target.dialog
        if dialog is not None:
            dialog.progress(dialog_dialog.Progress(signal.response))
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].dialog.progress")
        offer_answer = target.offer_answer
        if offer_answer is not None:
            offer_answer.offer_out(negotiation_offer_answer.OFFER_OUT)
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.offer_out")
        offer_answer = target.offer_answer
        if offer_answer is not None:
            offer_answer.preview_in(negotiation_offer_answer.PreviewIn(signal.response))
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.preview_in")
    session = cell.leg.session
    if session is not None:
        session.ringing(session_session.RINGING_EVENT)
    else:
        cell.receiver_missing(sender, signal, "leg.session.ringing")
    link = cell.leg.link
    if link is not None:
        link.progress(coupling_link.Progress(signal.response))


def outgoing_fork_reliable(
    cell: CellRuntime, sender: setup_outgoing.Outgoing, signal: setup_outgoing.ForkReliable
) -> None:
    """outgoing.fork_reliable -> dialog[remote_tag].dialog.progress (create),
    dialog[remote_tag].offer_answer.offer_out, dialog[remote_tag].prack.received (create), leg.session.ringing,
    leg.link.progress (optional).
    """
    # machines/leg.wiring.yaml:52
    target = cell.dialogs.get(signal.remote_tag)
    if target is None:
        target = cell.create_dialog(signal.remote_tag)
    if target is not None:
        dialog = target.dialog
        if dialog is not None:
            dialog.progress(dialog_dialog.Progress(signal.response))
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].dialog.progress")
        offer_answer = target.offer_answer
        if offer_answer is not None:
            offer_answer.offer_out(negotiation_offer_answer.OFFER_OUT)
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.offer_out")
        prack = target.prack
        if prack is None:
            prack = cell.create_part(target, "prack", None, "dialog/prack")
        if prack is not None:
            prack.received(dialog_prack.Received(signal.response))
    session = cell.leg.session
    if session is not None:
        session.ringing(session_session.RINGING_EVENT)
    else:
        cell.receiver_missing(sender, signal, "leg.session.ringing")
    link = cell.leg.link
    if link is not None:
        link.progress(coupling_link.Progress(signal.response))


def outgoing_fork_gone(cell: CellRuntime, sender: setup_outgoing.Outgoing, signal: setup_outgoing.ForkGone) -> None:
    """outgoing.fork_gone -> dialog[remote_tag].usage.dropped (optional)."""
    # machines/leg.wiring.yaml:58
    target = cell.dialogs.get(signal.remote_tag)
    if target is not None:
        usage = target.usage
        if usage is not None:
            usage.dropped(dialog_invite_usage.DROPPED)


def outgoing_front_changed(
    cell: CellRuntime, sender: setup_outgoing.Outgoing, signal: setup_outgoing.FrontChanged
) -> None:
    """outgoing.front_changed -> dialog[front].stream.shown (optional), each digits.moved (optional),
    dialog[front].connectivity.shown (optional).
    """
    # machines/leg.wiring.yaml:59
    target = cell.dialogs.get(signal.front)
    if target is not None:
        for stream in tuple(target.stream.values()):
            stream.shown(media_stream.SHOWN)
    for each in tuple(cell.dialogs.values()):
        digits = each.digits
        if digits is not None:
            digits.moved(media_digits.MOVED)
    target = cell.dialogs.get(signal.front)
    if target is not None:
        for connectivity in tuple(target.connectivity.values()):
            connectivity.shown(media_connectivity.SHOWN)


def outgoing_fork_answered(
    cell: CellRuntime, sender: setup_outgoing.Outgoing, signal: setup_outgoing.ForkAnswered
) -> None:
    """outgoing.fork_answered -> dialog[remote_tag].dialog.confirm (create),
    dialog[remote_tag].offer_answer.offer_out, dialog[remote_tag].offer_answer.answer_in,
    dialog[remote_tag].usage.answered, dialog[remote_tag].session_timer.asked, leg.link.answered (optional).
    """
    # machines/leg.wiring.yaml:60
    target = cell.dialogs.get(signal.remote_tag)
    if target is None:
        target = cell.create_dialog(signal.remote_tag)
    if target is not None:
        dialog = target.dialog
        if dialog is not None:
            dialog.confirm(dialog_dialog.Confirm(signal.response))
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].dialog.confirm")
        offer_answer = target.offer_answer
        if offer_answer is not None:
            offer_answer.offer_out(negotiation_offer_answer.OFFER_OUT)
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.offer_out")
        offer_answer = target.offer_answer
        if offer_answer is not None:
            offer_answer.answer_in(negotiation_offer_answer.AnswerIn(signal.response))
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.answer_in")
        usage = target.usage
        if usage is not None:
            usage.answered(dialog_invite_usage.Answered(signal.response))
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].usage.answered")
        session_timer = target.session_timer
        if session_timer is not None:
            session_timer.asked(dialog_session_timer.Asked(signal.response))
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].session_timer.asked")
    link = cell.leg.link
    if link is not None:
        link.answered(coupling_link.Answered(signal.response))


def outgoing_fork_again(cell: CellRuntime, sender: setup_outgoing.Outgoing, signal: setup_outgoing.ForkAgain) -> None:
    """outgoing.fork_again -> dialog[remote_tag].dialog.confirm (create), dialog[remote_tag].offer_answer.late_in,
    dialog[remote_tag].usage.again.
    """
    # machines/leg.wiring.yaml:67
    target = cell.dialogs.get(signal.remote_tag)
    if target is None:
        target = cell.create_dialog(signal.remote_tag)
    if target is not None:
        dialog = target.dialog
        if dialog is not None:
            dialog.confirm(dialog_dialog.Confirm(signal.response))
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].dialog.confirm")
        offer_answer = target.offer_answer
        if offer_answer is not None:
            offer_answer.late_in(negotiation_offer_answer.LateIn(signal.response))
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.late_in")
        usage = target.usage
        if usage is not None:
            usage.again(dialog_invite_usage.Again(signal.response))
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].usage.again")


def outgoing_forks_dropped(
    cell: CellRuntime, sender: setup_outgoing.Outgoing, signal: setup_outgoing.ForksDropped
) -> None:
    """outgoing.forks_dropped -> each usage.dropped."""
    # machines/leg.wiring.yaml:71
    for each in tuple(cell.dialogs.values()):
        usage = each.usage
        if usage is not None:
            usage.dropped(dialog_invite_usage.DROPPED)
        else:
            cell.receiver_missing(sender, signal, "each usage.dropped")


def outgoing_forks_released(
    cell: CellRuntime, sender: setup_outgoing.Outgoing, signal: setup_outgoing.ForksReleased
) -> None:
    """outgoing.forks_released -> each usage.hang_up, leg.session.releasing."""
    # machines/leg.wiring.yaml:72
    for each in tuple(cell.dialogs.values()):
        usage = each.usage
        if usage is not None:
            usage.hang_up(dialog_invite_usage.HANG_UP)
        else:
            cell.receiver_missing(sender, signal, "each usage.hang_up")
    session = cell.leg.session
    if session is not None:
        session.releasing(session_session.RELEASING)
    else:
        cell.receiver_missing(sender, signal, "leg.session.releasing")


def outgoing_call_failed(cell: CellRuntime, sender: setup_outgoing.Outgoing, signal: setup_outgoing.CallFailed) -> None:
    """outgoing.call_failed -> leg.session.call_failed, leg.link.refused (optional)."""
    # machines/leg.wiring.yaml:73
    session = cell.leg.session
    if session is not None:
        session.call_failed(session_session.CallFailed(signal.status))
    else:
        cell.receiver_missing(sender, signal, "leg.session.call_failed")
    link = cell.leg.link
    if link is not None:
        link.refused(coupling_link.Refused(signal.status, signal.response))


def outgoing_call_over(cell: CellRuntime, sender: setup_outgoing.Outgoing, signal: setup_outgoing.CallOver) -> None:
    """outgoing.call_over -> leg.session.call_over, leg.link.over (optional)."""
    # machines/leg.wiring.yaml:74
    session = cell.leg.session
    if session is not None:
        session.call_over(session_session.CALL_OVER)
    else:
        cell.receiver_missing(sender, signal, "leg.session.call_over")
    link = cell.leg.link
    if link is not None:
        link.over(coupling_link.OVER)


def incoming_started(cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.Started) -> None:
    """incoming.started -> dialog[remote_tag].dialog.started (create), dialog[remote_tag].offer_answer.offer_in."""
    # machines/leg.wiring.yaml:76
    target = cell.dialogs.get(signal.remote_tag)
    if target is None:
        target = cell.create_dialog(signal.remote_tag)
    if target is not None:
        dialog = target.dialog
        if dialog is not None:
            dialog.started(dialog_dialog.Started(signal.request))
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].dialog.started")
        offer_answer = target.offer_answer
        if offer_answer is not None:
            offer_answer.offer_in(negotiation_offer_answer.OfferIn(signal.request))
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.offer_in")


def incoming_asked(cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.Asked) -> None:
    """incoming.asked -> leg.session.asked, leg.answering.invited (optional)."""
    # machines/leg.wiring.yaml:79
    session = cell.leg.session
    if session is not None:
        session.asked(session_session.ASKED)
    else:
        cell.receiver_missing(sender, signal, "leg.session.asked")
    answering: Any = cell.leg.answering
    if answering is not None:
        answering.invited(answering.EVENTS["invited"]())


def incoming_answer_wanted(
    cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.AnswerWanted
) -> None:
    """incoming.answer_wanted -> dialog[remote_tag].offer_answer.answer_wanted."""
    # machines/leg.wiring.yaml:80
    target = cell.dialogs.get(signal.remote_tag)
    if target is not None:
        offer_answer = target.offer_answer
        if offer_answer is not None:
            offer_answer.answer_wanted(negotiation_offer_answer.ANSWER_WANTED)
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.answer_wanted")
    else:
        cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.answer_wanted")


def incoming_preview_wanted(
    cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.PreviewWanted
) -> None:
    """incoming.preview_wanted -> dialog[remote_tag].offer_answer.preview_wanted."""
    # machines/leg.wiring.yaml:81
    target = cell.dialogs.get(signal.remote_tag)
    if target is not None:
        offer_answer = target.offer_answer
        if offer_answer is not None:
            offer_answer.preview_wanted(negotiation_offer_answer.PREVIEW_WANTED)
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.preview_wanted")
    else:
        cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.preview_wanted")


def incoming_early_wanted(
    cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.EarlyWanted
) -> None:
    """incoming.early_wanted -> dialog[remote_tag].offer_answer.early_wanted."""
    # machines/leg.wiring.yaml:82
    target = cell.dialogs.get(signal.remote_tag)
    if target is not None:
        offer_answer = target.offer_answer
        if offer_answer is not None:
            offer_answer.early_wanted(negotiation_offer_answer.EARLY_WANTED)
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.early_wanted")
    else:
        cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.early_wanted")


def incoming_ring_wanted(cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.RingWanted) -> None:
    """incoming.ring_wanted -> dialog[remote_tag].offer_answer.ring_wanted."""
    # machines/leg.wiring.yaml:83
    target = cell.dialogs.get(signal.remote_tag)
    if target is not None:
        offer_answer = target.offer_answer
        if offer_answer is not None:
            offer_answer.ring_wanted(negotiation_offer_answer.RING_WANTED)
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.ring_wanted")
    else:
        cell.receiver_missing(sender, signal, "dialog[remote_tag].offer_answer.ring_wanted")


def incoming_sent_reliably(
    cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.SentReliably
) -> None:
    """incoming.sent_reliably -> dialog[remote_tag].reliable_provisional[rseq].sent (create)."""
    # machines/leg.wiring.yaml:84
    target = cell.dialogs.get(signal.remote_tag)
    if target is None:
        target = cell.create_dialog(signal.remote_tag)
    if target is not None:
        reliable_provisional = target.reliable_provisional.get(signal.rseq)
        if reliable_provisional is None:
            reliable_provisional = cell.create_part(
                target, "reliable_provisional", signal.rseq, "dialog/reliable_provisional"
            )
        if reliable_provisional is not None:
            reliable_provisional.sent(dialog_reliable_provisional.Sent(signal.response))


def incoming_accepted(cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.Accepted) -> None:
    """incoming.accepted -> dialog[remote_tag].dialog.accepted, dialog[remote_tag].usage.accepted,
    dialog[remote_tag].session_timer.answered, dialog[remote_tag].reliable_answer[cseq].sent (create).
    """
    # machines/leg.wiring.yaml:85
    target = cell.dialogs.get(signal.remote_tag)
    if target is not None:
        dialog = target.dialog
        if dialog is not None:
            dialog.accepted(dialog_dialog.ACCEPTED)
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].dialog.accepted")
        usage = target.usage
        if usage is not None:
            usage.accepted(dialog_invite_usage.ACCEPTED)
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].usage.accepted")
        session_timer = target.session_timer
        if session_timer is not None:
            session_timer.answered(dialog_session_timer.Answered(signal.response))
        else:
            cell.receiver_missing(sender, signal, "dialog[remote_tag].session_timer.answered")
    else:
        cell.receiver_missing(sender, signal, "dialog[remote_tag].dialog.accepted")
        cell.receiver_missing(sender, signal, "dialog[remote_tag].usage.accepted")
        cell.receiver_missing(sender, signal, "dialog[remote_tag].session_timer.answered")
    if target is None:
        target = cell.create_dialog(signal.remote_tag)
    if target is not None:
        reliable_answer = target.reliable_answer.get(signal.cseq)
        if reliable_answer is None:
            reliable_answer = cell.create_part(target, "reliable_answer", signal.cseq, "dialog/reliable_answer")
        if reliable_answer is not None:
            reliable_answer.sent(dialog_reliable_answer.Sent(signal.response))


def incoming_respond_provisional(
    cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.RespondProvisional
) -> None:
    """incoming.respond_provisional -> current: invite_server.respond_provisional."""
    # machines/leg.wiring.yaml:90
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/invite_server":
        current.respond_provisional(transaction_invite_server.RespondProvisional(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: invite_server.respond_provisional")


def incoming_respond_success(
    cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.RespondSuccess
) -> None:
    """incoming.respond_success -> current: invite_server.respond_success."""
    # machines/leg.wiring.yaml:91
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/invite_server":
        current.respond_success(transaction_invite_server.RespondSuccess(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: invite_server.respond_success")


def incoming_respond_failure(
    cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.RespondFailure
) -> None:
    """incoming.respond_failure -> current: invite_server.respond_failure."""
    # machines/leg.wiring.yaml:92
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/invite_server":
        current.respond_failure(transaction_invite_server.RespondFailure(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: invite_server.respond_failure")


def incoming_dropped(cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.Dropped) -> None:
    """incoming.dropped -> each usage.dropped."""
    # machines/leg.wiring.yaml:93
    for each in tuple(cell.dialogs.values()):
        usage = each.usage
        if usage is not None:
            usage.dropped(dialog_invite_usage.DROPPED)
        else:
            cell.receiver_missing(sender, signal, "each usage.dropped")


def incoming_released(cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.Released) -> None:
    """incoming.released -> each usage.hang_up, leg.session.releasing."""
    # machines/leg.wiring.yaml:94
    for each in tuple(cell.dialogs.values()):
        usage = each.usage
        if usage is not None:
            usage.hang_up(dialog_invite_usage.HANG_UP)
        else:
            cell.receiver_missing(sender, signal, "each usage.hang_up")
    session = cell.leg.session
    if session is not None:
        session.releasing(session_session.RELEASING)
    else:
        cell.receiver_missing(sender, signal, "leg.session.releasing")


def incoming_call_failed(cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.CallFailed) -> None:
    """incoming.call_failed -> leg.session.call_failed, leg.answering.ended (optional), leg.link.failed (optional)."""
    # machines/leg.wiring.yaml:95
    session = cell.leg.session
    if session is not None:
        session.call_failed(session_session.CallFailed(signal.status))
    else:
        cell.receiver_missing(sender, signal, "leg.session.call_failed")
    answering: Any = cell.leg.answering
    if answering is not None:
        answering.ended(answering.EVENTS["ended"]())
    link = cell.leg.link
    if link is not None:
        link.failed(coupling_link.Failed(signal.status))


def incoming_call_over(cell: CellRuntime, sender: setup_incoming.Incoming, signal: setup_incoming.CallOver) -> None:
    """incoming.call_over -> leg.session.call_over, leg.answering.ended (optional), leg.link.over (optional)."""
    # machines/leg.wiring.yaml:96
    session = cell.leg.session
    if session is not None:
        session.call_over(session_session.CALL_OVER)
    else:
        cell.receiver_missing(sender, signal, "leg.session.call_over")
    answering: Any = cell.leg.answering
    if answering is not None:
        answering.ended(answering.EVENTS["ended"]())
    link = cell.leg.link
    if link is not None:
        link.over(coupling_link.OVER)


def dialog_bye_received(cell: CellRuntime, sender: dialog_dialog.Dialog, signal: dialog_dialog.ByeReceived) -> None:
    """dialog.bye_received -> usage.bye (hands over current), leg.session.told_why, leg.link.told_why (optional)."""
    # machines/leg.wiring.yaml:98
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        cell.hand_current(sender, usage)
        usage.bye(dialog_invite_usage.Bye(signal.request))
    else:
        cell.receiver_missing(sender, signal, "usage.bye")
    session = cell.leg.session
    if session is not None:
        session.told_why(session_session.ToldWhy(signal.request))
    else:
        cell.receiver_missing(sender, signal, "leg.session.told_why")
    link = cell.leg.link
    if link is not None:
        link.told_why(coupling_link.ToldWhy(signal.request))


def dialog_reinvite_received(
    cell: CellRuntime, sender: dialog_dialog.Dialog, signal: dialog_dialog.ReinviteReceived
) -> None:
    """dialog.reinvite_received -> modify_in.reinvite (hands over current)."""
    # machines/leg.wiring.yaml:99
    scope: DialogScope = sender.scope
    modify_in = scope.modify_in
    if modify_in is not None:
        cell.hand_current(sender, modify_in)
        modify_in.reinvite(negotiation_modify_in.Reinvite(signal.request))
    else:
        cell.receiver_missing(sender, signal, "modify_in.reinvite")


def dialog_update_received(
    cell: CellRuntime, sender: dialog_dialog.Dialog, signal: dialog_dialog.UpdateReceived
) -> None:
    """dialog.update_received -> update_in.update (create, hands over current)."""
    # machines/leg.wiring.yaml:100
    scope: DialogScope = sender.scope
    update_in = scope.update_in
    if update_in is None:
        update_in = cell.create_part(scope, "update_in", None, "negotiation/update_in")
    if update_in is not None:
        cell.hand_current(sender, update_in)
        update_in.update(negotiation_update_in.Update(signal.request))


def dialog_digits_wanted(cell: CellRuntime, sender: dialog_dialog.Dialog, signal: dialog_dialog.DigitsWanted) -> None:
    """dialog.digits_wanted -> digits.wanted (create)."""
    # machines/leg.wiring.yaml:101
    scope: DialogScope = sender.scope
    digits = scope.digits
    if digits is None:
        digits = cell.create_part(scope, "digits", None, "media/digits")
    if digits is not None:
        digits.wanted(media_digits.Wanted(signal.command, signal.digits, signal.method, signal.seconds, signal.pause))


def dialog_inquiry_received(
    cell: CellRuntime, sender: dialog_dialog.Dialog, signal: dialog_dialog.InquiryReceived
) -> None:
    """dialog.inquiry_received -> inquiry[cseq].received (create, hands over current)."""
    # machines/leg.wiring.yaml:102
    scope: DialogScope = sender.scope
    inquiry = scope.inquiry.get(signal.cseq)
    if inquiry is None:
        inquiry = cell.create_part(scope, "inquiry", signal.cseq, "dialog/inquiry")
    if inquiry is not None:
        cell.hand_current(sender, inquiry)
        inquiry.received(dialog_inquiry.Received(signal.request))


def inquiry_respond(cell: CellRuntime, sender: dialog_inquiry.Inquiry, signal: dialog_inquiry.Respond) -> None:
    """inquiry.respond -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:103
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def dialog_subscribe_received(
    cell: CellRuntime, sender: dialog_dialog.Dialog, signal: dialog_dialog.SubscribeReceived
) -> None:
    """dialog.subscribe_received -> notifier[cseq].arrived (create, hands over current)."""
    # machines/leg.wiring.yaml:104
    scope: DialogScope = sender.scope
    notifier = scope.notifier.get(signal.cseq)
    if notifier is None:
        notifier = cell.create_part(scope, "notifier", signal.cseq, "subscription/notifier")
    if notifier is not None:
        cell.hand_current(sender, notifier)
        notifier.arrived(subscription_notifier.Arrived(signal.request))


def dialog_resubscribe_received(
    cell: CellRuntime, sender: dialog_dialog.Dialog, signal: dialog_dialog.ResubscribeReceived
) -> None:
    """dialog.resubscribe_received -> notifier[cseq].resubscribed (hands over current)."""
    # machines/leg.wiring.yaml:105
    scope: DialogScope = sender.scope
    notifier = scope.notifier.get(signal.cseq)
    if notifier is not None:
        cell.hand_current(sender, notifier)
        notifier.resubscribed(subscription_notifier.Resubscribed(signal.request))
    else:
        cell.receiver_missing(sender, signal, "notifier[cseq].resubscribed")


def dialog_watch_wanted(cell: CellRuntime, sender: dialog_dialog.Dialog, signal: dialog_dialog.WatchWanted) -> None:
    """dialog.watch_wanted -> within[number].wanted (create)."""
    # machines/leg.wiring.yaml:106
    scope: DialogScope = sender.scope
    within = scope.within.get(signal.number)
    if within is None:
        within = cell.create_part(scope, "within", signal.number, "subscription/within")
    if within is not None:
        within.wanted(subscription_within.Wanted(signal.command, signal.number, signal.package, signal.arguments))


def dialog_notify_received(
    cell: CellRuntime, sender: dialog_dialog.Dialog, signal: dialog_dialog.NotifyReceived
) -> None:
    """dialog.notify_received -> within[number].notified (hands over current)."""
    # machines/leg.wiring.yaml:107
    scope: DialogScope = sender.scope
    within = scope.within.get(signal.number)
    if within is not None:
        cell.hand_current(sender, within)
        within.notified(subscription_within.Notified(signal.request))
    else:
        cell.receiver_missing(sender, signal, "within[number].notified")


def dialog_prack_received(cell: CellRuntime, sender: dialog_dialog.Dialog, signal: dialog_dialog.PrackReceived) -> None:
    """dialog.prack_received -> reliable_provisional[rseq].prack (hands over current)."""
    # machines/leg.wiring.yaml:108
    scope: DialogScope = sender.scope
    reliable_provisional = scope.reliable_provisional.get(signal.rseq)
    if reliable_provisional is not None:
        cell.hand_current(sender, reliable_provisional)
        reliable_provisional.prack(dialog_reliable_provisional.Prack(signal.request))
    else:
        cell.receiver_missing(sender, signal, "reliable_provisional[rseq].prack")


def dialog_respond(cell: CellRuntime, sender: dialog_dialog.Dialog, signal: dialog_dialog.Respond) -> None:
    """dialog.respond -> current: non_invite_server.respond, invite_server.respond_failure."""
    # machines/leg.wiring.yaml:109
    current: Any = sender.current
    kind = current.CHART if current is not None else ""
    if kind == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    elif kind == "transaction/invite_server":
        current.respond_failure(transaction_invite_server.RespondFailure(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond, invite_server.respond_failure")


def dialog_respond_overlap(
    cell: CellRuntime, sender: dialog_dialog.Dialog, signal: dialog_dialog.RespondOverlap
) -> None:
    """dialog.respond_overlap -> current: non_invite_server.respond, invite_server.respond_failure."""
    # machines/leg.wiring.yaml:110
    current: Any = sender.current
    kind = current.CHART if current is not None else ""
    if kind == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    elif kind == "transaction/invite_server":
        current.respond_failure(transaction_invite_server.RespondFailure(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond, invite_server.respond_failure")


def dialog_respond_gone(cell: CellRuntime, sender: dialog_dialog.Dialog, signal: dialog_dialog.RespondGone) -> None:
    """dialog.respond_gone -> current: non_invite_server.respond, invite_server.respond_failure."""
    # machines/leg.wiring.yaml:111
    current: Any = sender.current
    kind = current.CHART if current is not None else ""
    if kind == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    elif kind == "transaction/invite_server":
        current.respond_failure(transaction_invite_server.RespondFailure(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond, invite_server.respond_failure")


def offer_answer_configure(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.Configure
) -> None:
    """offer_answer.configure -> stream[index].configure (create, for each of streams), keying[index].agreed (create,
    for each of protected), connectivity[index].agreed (create, for each of checked), connectivity[index].waived
    (for each of unchecked).
    """
    # machines/leg.wiring.yaml:113
    scope: DialogScope = sender.scope
    for item in signal.streams:
        stream = scope.stream.get(item.index)
        if stream is None:
            stream = cell.create_part(scope, "stream", item.index, "media/stream")
        if stream is not None:
            stream.configure(media_stream.Configure(
                item.index,
                item.codec,
                item.send_payload_type,
                item.receive_payload_types,
                item.telephone_event,
                item.receive_telephone_event,
                item.formats,
                item.comfort_noise,
                item.ptime,
                item.rtcp_mux,
                item.rtcp_port,
                item.rtcp_xr,
                item.rtcp_reduced,
                item.protection,
                item.remote_address,
                item.remote_port,
                item.send,
                item.receive,
                item.held_by_remote,
                item.held_by_local,
                item.early,
            ))
    for item_of_protected in signal.protected:
        keying = scope.keying.get(item_of_protected.index)
        if keying is None:
            keying = cell.create_part(scope, "keying", item_of_protected.index, "media/keying")
        if keying is not None:
            keying.agreed(media_keying.Agreed(item_of_protected.index, item_of_protected.protection))
    for item_of_checked in signal.checked:
        connectivity = scope.connectivity.get(item_of_checked.index)
        if connectivity is None:
            connectivity = cell.create_part(scope, "connectivity", item_of_checked.index, "media/connectivity")
        if connectivity is not None:
            connectivity.agreed(media_connectivity.Agreed(item_of_checked.index, item_of_checked.checks))
    for item_of_unchecked in signal.unchecked:
        connectivity = scope.connectivity.get(item_of_unchecked.index)
        if connectivity is not None:
            connectivity.waived(media_connectivity.WAIVED_EVENT)
        else:
            cell.receiver_missing(sender, signal, "connectivity[index].waived")


def offer_answer_expecting(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.Expecting
) -> None:
    """offer_answer.expecting -> stream.expect."""
    # machines/leg.wiring.yaml:118
    scope: DialogScope = sender.scope
    for stream in tuple(scope.stream.values()):
        stream.expect(media_stream.Expect(signal.formats))


def offer_answer_offer_ready(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.OfferReady
) -> None:
    """offer_answer.offer_ready -> modify_out.offer_ready."""
    # machines/leg.wiring.yaml:119
    scope: DialogScope = sender.scope
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.offer_ready(negotiation_modify_out.OFFER_READY)
    else:
        cell.receiver_missing(sender, signal, "modify_out.offer_ready")


def offer_answer_offer_taken(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.OfferTaken
) -> None:
    """offer_answer.offer_taken -> leg.incoming.offer_taken (optional), modify_in.offer_taken."""
    # machines/leg.wiring.yaml:120
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.offer_taken(setup_incoming.OFFER_TAKEN)
    scope: DialogScope = sender.scope
    modify_in = scope.modify_in
    if modify_in is not None:
        modify_in.offer_taken(negotiation_modify_in.OFFER_TAKEN)
    else:
        cell.receiver_missing(sender, signal, "modify_in.offer_taken")


def offer_answer_answer_ready(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.AnswerReady
) -> None:
    """offer_answer.answer_ready -> leg.incoming.answer_ready (optional), modify_in.answer_ready."""
    # machines/leg.wiring.yaml:121
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.answer_ready(setup_incoming.ANSWER_READY)
    scope: DialogScope = sender.scope
    modify_in = scope.modify_in
    if modify_in is not None:
        modify_in.answer_ready(negotiation_modify_in.ANSWER_READY)
    else:
        cell.receiver_missing(sender, signal, "modify_in.answer_ready")


def offer_answer_answer_given(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.AnswerGiven
) -> None:
    """offer_answer.answer_given -> leg.incoming.answer_given (optional)."""
    # machines/leg.wiring.yaml:122
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.answer_given(setup_incoming.ANSWER_GIVEN)


def offer_answer_preview_ready(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.PreviewReady
) -> None:
    """offer_answer.preview_ready -> leg.incoming.preview_ready (optional)."""
    # machines/leg.wiring.yaml:123
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.preview_ready(setup_incoming.PREVIEW_READY)


def offer_answer_early_ready(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.EarlyReady
) -> None:
    """offer_answer.early_ready -> leg.incoming.early_ready (optional)."""
    # machines/leg.wiring.yaml:124
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.early_ready(setup_incoming.EARLY_READY)


def offer_answer_early_bare(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.EarlyBare
) -> None:
    """offer_answer.early_bare -> leg.incoming.early_bare (optional)."""
    # machines/leg.wiring.yaml:125
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.early_bare(setup_incoming.EARLY_BARE)


def offer_answer_prack_due(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.PrackDue
) -> None:
    """offer_answer.prack_due -> prack.due (optional)."""
    # machines/leg.wiring.yaml:126
    scope: DialogScope = sender.scope
    prack = scope.prack
    if prack is not None:
        prack.due(dialog_prack.DUE)


def offer_answer_prack_taken(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.PrackTaken
) -> None:
    """offer_answer.prack_taken -> reliable_provisional.taken."""
    # machines/leg.wiring.yaml:127
    scope: DialogScope = sender.scope
    for reliable_provisional in tuple(scope.reliable_provisional.values()):
        reliable_provisional.taken(dialog_reliable_provisional.TAKEN)


def offer_answer_prack_answered(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.PrackAnswered
) -> None:
    """offer_answer.prack_answered -> reliable_provisional.answered."""
    # machines/leg.wiring.yaml:128
    scope: DialogScope = sender.scope
    for reliable_provisional in tuple(scope.reliable_provisional.values()):
        reliable_provisional.answered(dialog_reliable_provisional.ANSWERED)


def offer_answer_previewed(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.Previewed
) -> None:
    """offer_answer.previewed -> leg.session.early, leg.outgoing.previewed (optional)."""
    # machines/leg.wiring.yaml:129
    session = cell.leg.session
    if session is not None:
        session.early(session_session.EARLY)
    else:
        cell.receiver_missing(sender, signal, "leg.session.early")
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/outgoing":
        setup.previewed(setup_outgoing.Previewed(signal.remote_tag))


def offer_answer_settled(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.Settled
) -> None:
    """offer_answer.settled -> modify_out.settled."""
    # machines/leg.wiring.yaml:130
    scope: DialogScope = sender.scope
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.settled(negotiation_modify_out.SETTLED)
    else:
        cell.receiver_missing(sender, signal, "modify_out.settled")


def offer_answer_offered_early(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.OfferedEarly
) -> None:
    """offer_answer.offered_early -> leg.link.offered."""
    # machines/leg.wiring.yaml:131
    link = cell.leg.link
    if link is not None:
        link.offered(coupling_link.Offered(signal.response))
    else:
        cell.receiver_missing(sender, signal, "leg.link.offered")


def offer_answer_solicited(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.Solicited
) -> None:
    """offer_answer.solicited -> modify_out.solicited."""
    # machines/leg.wiring.yaml:132
    scope: DialogScope = sender.scope
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.solicited(negotiation_modify_out.SOLICITED)
    else:
        cell.receiver_missing(sender, signal, "modify_out.solicited")


def offer_answer_ack_ready(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.AckReady
) -> None:
    """offer_answer.ack_ready -> usage.ack_ready, modify_out.ack_ready."""
    # machines/leg.wiring.yaml:133
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.ack_ready(dialog_invite_usage.ACK_READY)
    else:
        cell.receiver_missing(sender, signal, "usage.ack_ready")
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.ack_ready(negotiation_modify_out.ACK_READY)
    else:
        cell.receiver_missing(sender, signal, "modify_out.ack_ready")


def offer_answer_ack_answered(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.AckAnswered
) -> None:
    """offer_answer.ack_answered -> leg.link.acknowledged (optional)."""
    # machines/leg.wiring.yaml:134
    link = cell.leg.link
    if link is not None:
        link.acknowledged(coupling_link.Acknowledged(signal.request))


def offer_answer_refused(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.Refused
) -> None:
    """offer_answer.refused -> leg.incoming.refused (optional), modify_in.refused, modify_out.refused,
    update_in.refused (optional).
    """
    # machines/leg.wiring.yaml:135
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.refused(setup_incoming.Refused(signal.status, signal.warning))
    scope: DialogScope = sender.scope
    modify_in = scope.modify_in
    if modify_in is not None:
        modify_in.refused(negotiation_modify_in.Refused(signal.status, signal.warning))
    else:
        cell.receiver_missing(sender, signal, "modify_in.refused")
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.refused(negotiation_modify_out.REFUSED)
    else:
        cell.receiver_missing(sender, signal, "modify_out.refused")
    update_in = scope.update_in
    if update_in is not None:
        update_in.refused(negotiation_update_in.Refused(signal.status, signal.warning))


def offer_answer_update_taken(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.UpdateTaken
) -> None:
    """offer_answer.update_taken -> update_in.offer_taken."""
    # machines/leg.wiring.yaml:136
    scope: DialogScope = sender.scope
    update_in = scope.update_in
    if update_in is not None:
        update_in.offer_taken(negotiation_update_in.OFFER_TAKEN)
    else:
        cell.receiver_missing(sender, signal, "update_in.offer_taken")


def offer_answer_update_answered(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.UpdateAnswered
) -> None:
    """offer_answer.update_answered -> update_in.answered."""
    # machines/leg.wiring.yaml:137
    scope: DialogScope = sender.scope
    update_in = scope.update_in
    if update_in is not None:
        update_in.answered(negotiation_update_in.ANSWERED)
    else:
        cell.receiver_missing(sender, signal, "update_in.answered")


def offer_answer_update_refused(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.UpdateRefused
) -> None:
    """offer_answer.update_refused -> update_in.refused."""
    # machines/leg.wiring.yaml:138
    scope: DialogScope = sender.scope
    update_in = scope.update_in
    if update_in is not None:
        update_in.refused(negotiation_update_in.Refused(signal.status, signal.warning))
    else:
        cell.receiver_missing(sender, signal, "update_in.refused")


def offer_answer_answer_refused(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.AnswerRefused
) -> None:
    """offer_answer.answer_refused -> modify_out.answer_refused."""
    # machines/leg.wiring.yaml:139
    scope: DialogScope = sender.scope
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.answer_refused(negotiation_modify_out.ANSWER_REFUSED)
    else:
        cell.receiver_missing(sender, signal, "modify_out.answer_refused")


def offer_answer_first_answer_refused(
    cell: CellRuntime, sender: negotiation_offer_answer.OfferAnswer, signal: negotiation_offer_answer.FirstAnswerRefused
) -> None:
    """offer_answer.first_answer_refused -> usage.unanswerable."""
    # machines/leg.wiring.yaml:140
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.unanswerable(dialog_invite_usage.UNANSWERABLE)
    else:
        cell.receiver_missing(sender, signal, "usage.unanswerable")


def usage_respond(
    cell: CellRuntime, sender: dialog_invite_usage.InviteUsage, signal: dialog_invite_usage.Respond
) -> None:
    """usage.respond -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:142
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def usage_bye_early(
    cell: CellRuntime, sender: dialog_invite_usage.InviteUsage, signal: dialog_invite_usage.ByeEarly
) -> None:
    """usage.bye_early -> leg.setup.bye_early."""
    # machines/leg.wiring.yaml:143
    setup: Any = cell.leg.setup
    if setup is not None:
        if setup.CHART == "setup/outgoing":
            setup.bye_early(setup_outgoing.BYE_EARLY)
        else:
            setup.bye_early(setup_incoming.BYE_EARLY)
    else:
        cell.receiver_missing(sender, signal, "leg.setup.bye_early")


def usage_up(cell: CellRuntime, sender: dialog_invite_usage.InviteUsage, signal: dialog_invite_usage.Up) -> None:
    """usage.up -> modify_out.freed, leg.session.up, stream.up, keying.up, leg.answering.connected (optional)."""
    # machines/leg.wiring.yaml:144
    scope: DialogScope = sender.scope
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.freed(negotiation_modify_out.FREED)
    else:
        cell.receiver_missing(sender, signal, "modify_out.freed")
    session = cell.leg.session
    if session is not None:
        session.up(session_session.UP)
    else:
        cell.receiver_missing(sender, signal, "leg.session.up")
    for stream in tuple(scope.stream.values()):
        stream.up(media_stream.UP)
    for keying in tuple(scope.keying.values()):
        keying.up(media_keying.UP)
    answering: Any = cell.leg.answering
    if answering is not None:
        answering.connected(answering.EVENTS["connected"]())


def usage_down(cell: CellRuntime, sender: dialog_invite_usage.InviteUsage, signal: dialog_invite_usage.Down) -> None:
    """usage.down -> offer_answer.down, modify_out.down, modify_in.down, update_in.down (optional),
    session_timer.down, reliable_provisional.down, stream.down, keying.down, connectivity.down, digits.down
    (optional).
    """
    # machines/leg.wiring.yaml:145
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.down(negotiation_offer_answer.DOWN)
    else:
        cell.receiver_missing(sender, signal, "offer_answer.down")
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.down(negotiation_modify_out.DOWN)
    else:
        cell.receiver_missing(sender, signal, "modify_out.down")
    modify_in = scope.modify_in
    if modify_in is not None:
        modify_in.down(negotiation_modify_in.DOWN)
    else:
        cell.receiver_missing(sender, signal, "modify_in.down")
    update_in = scope.update_in
    if update_in is not None:
        update_in.down(negotiation_update_in.DOWN)
    session_timer = scope.session_timer
    if session_timer is not None:
        session_timer.down(dialog_session_timer.DOWN)
    else:
        cell.receiver_missing(sender, signal, "session_timer.down")
    for reliable_provisional in tuple(scope.reliable_provisional.values()):
        reliable_provisional.down(dialog_reliable_provisional.DOWN)
    for stream in tuple(scope.stream.values()):
        stream.down(media_stream.DOWN)
    for keying in tuple(scope.keying.values()):
        keying.down(media_keying.DOWN)
    for connectivity in tuple(scope.connectivity.values()):
        connectivity.down(media_connectivity.DOWN)
    digits = scope.digits
    if digits is not None:
        digits.down(media_digits.DOWN)


def usage_failing(
    cell: CellRuntime, sender: dialog_invite_usage.InviteUsage, signal: dialog_invite_usage.Failing
) -> None:
    """usage.failing -> leg.session.releasing, leg.link.over (optional)."""
    # machines/leg.wiring.yaml:146
    session = cell.leg.session
    if session is not None:
        session.releasing(session_session.RELEASING)
    else:
        cell.receiver_missing(sender, signal, "leg.session.releasing")
    link = cell.leg.link
    if link is not None:
        link.over(coupling_link.OVER)


def usage_telling(
    cell: CellRuntime, sender: dialog_invite_usage.InviteUsage, signal: dialog_invite_usage.Telling
) -> None:
    """usage.telling -> exchange[command].wanted (create)."""
    # machines/leg.wiring.yaml:147
    scope: DialogScope = sender.scope
    exchange = scope.exchange.get(signal.command)
    if exchange is None:
        exchange = cell.create_part(scope, "exchange", signal.command, "dialog/exchange")
    if exchange is not None:
        exchange.wanted(dialog_exchange.Wanted(signal.command, signal.method, signal.arguments))


def exchange_dialog_gone(
    cell: CellRuntime, sender: dialog_exchange.Exchange, signal: dialog_exchange.DialogGone
) -> None:
    """exchange.dialog_gone -> usage.dialog_gone."""
    # machines/leg.wiring.yaml:148
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.dialog_gone(dialog_invite_usage.DIALOG_GONE)
    else:
        cell.receiver_missing(sender, signal, "usage.dialog_gone")


def notifier_respond(
    cell: CellRuntime, sender: subscription_notifier.Notifier, signal: subscription_notifier.Respond
) -> None:
    """notifier.respond -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:149
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def notifier_proceed(
    cell: CellRuntime, sender: subscription_notifier.Notifier, signal: subscription_notifier.Proceed
) -> None:
    """notifier.proceed -> notifier[number].due."""
    # machines/leg.wiring.yaml:150
    scope: DialogScope = sender.scope
    notifier = scope.notifier.get(signal.number)
    if notifier is not None:
        notifier.due(subscription_notifier.DUE)
    else:
        cell.receiver_missing(sender, signal, "notifier[number].due")


def notifier_over(
    cell: CellRuntime, sender: subscription_notifier.Notifier, signal: subscription_notifier.Over
) -> None:
    """notifier.over -> dialog.usage_over."""
    # machines/leg.wiring.yaml:151
    scope: DialogScope = sender.scope
    dialog = scope.dialog
    if dialog is not None:
        dialog.usage_over(dialog_dialog.USAGE_OVER)
    else:
        cell.receiver_missing(sender, signal, "dialog.usage_over")


def notifier_dialog_gone(
    cell: CellRuntime, sender: subscription_notifier.Notifier, signal: subscription_notifier.DialogGone
) -> None:
    """notifier.dialog_gone -> usage.dialog_gone."""
    # machines/leg.wiring.yaml:152
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.dialog_gone(dialog_invite_usage.DIALOG_GONE)
    else:
        cell.receiver_missing(sender, signal, "usage.dialog_gone")


def within_respond(cell: CellRuntime, sender: subscription_within.Within, signal: subscription_within.Respond) -> None:
    """within.respond -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:153
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def within_refreshed(
    cell: CellRuntime, sender: subscription_within.Within, signal: subscription_within.Refreshed
) -> None:
    """within.refreshed -> dialog.refreshed (response from accepted)."""
    # machines/leg.wiring.yaml:154
    scope: DialogScope = sender.scope
    dialog = scope.dialog
    if dialog is not None:
        dialog.refreshed(dialog_dialog.Refreshed(signal.accepted))
    else:
        cell.receiver_missing(sender, signal, "dialog.refreshed")


def within_over(cell: CellRuntime, sender: subscription_within.Within, signal: subscription_within.Over) -> None:
    """within.over -> dialog.usage_over."""
    # machines/leg.wiring.yaml:155
    scope: DialogScope = sender.scope
    dialog = scope.dialog
    if dialog is not None:
        dialog.usage_over(dialog_dialog.USAGE_OVER)
    else:
        cell.receiver_missing(sender, signal, "dialog.usage_over")


def within_dialog_gone(
    cell: CellRuntime, sender: subscription_within.Within, signal: subscription_within.DialogGone
) -> None:
    """within.dialog_gone -> usage.dialog_gone."""
    # machines/leg.wiring.yaml:156
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.dialog_gone(dialog_invite_usage.DIALOG_GONE)
    else:
        cell.receiver_missing(sender, signal, "usage.dialog_gone")


def usage_ended(cell: CellRuntime, sender: dialog_invite_usage.InviteUsage, signal: dialog_invite_usage.Ended) -> None:
    """usage.ended -> dialog.ended, leg.setup.usage_ended."""
    # machines/leg.wiring.yaml:157
    scope: DialogScope = sender.scope
    dialog = scope.dialog
    if dialog is not None:
        dialog.ended(dialog_dialog.ENDED)
    else:
        cell.receiver_missing(sender, signal, "dialog.ended")
    setup: Any = cell.leg.setup
    if setup is not None:
        if setup.CHART == "setup/outgoing":
            setup.usage_ended(setup_outgoing.UsageEnded(signal.remote_tag))
        else:
            setup.usage_ended(setup_incoming.UsageEnded(signal.remote_tag))
    else:
        cell.receiver_missing(sender, signal, "leg.setup.usage_ended")


def reliable_answer_acked(
    cell: CellRuntime, sender: dialog_reliable_answer.ReliableAnswer, signal: dialog_reliable_answer.Acked
) -> None:
    """reliable_answer.acked -> offer_answer.answer_in_ack, usage.acked, origin: incoming.acked, modify_in.acked."""
    # machines/leg.wiring.yaml:158
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.answer_in_ack(negotiation_offer_answer.AnswerInAck(signal.request))
    else:
        cell.receiver_missing(sender, signal, "offer_answer.answer_in_ack")
    usage = scope.usage
    if usage is not None:
        usage.acked(dialog_invite_usage.ACKED)
    else:
        cell.receiver_missing(sender, signal, "usage.acked")
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "setup/incoming":
        origin.acked(setup_incoming.ACKED)
    elif kind == "negotiation/modify_in":
        origin.acked(negotiation_modify_in.Acked(signal.cseq))
    else:
        cell.receiver_missing(sender, signal, "origin: incoming.acked, modify_in.acked")


def reliable_answer_no_ack(
    cell: CellRuntime, sender: dialog_reliable_answer.ReliableAnswer, signal: dialog_reliable_answer.NoAck
) -> None:
    """reliable_answer.no_ack -> usage.no_ack, origin: incoming.no_ack, modify_in.no_ack."""
    # machines/leg.wiring.yaml:159
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.no_ack(dialog_invite_usage.NO_ACK)
    else:
        cell.receiver_missing(sender, signal, "usage.no_ack")
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "setup/incoming":
        origin.no_ack(setup_incoming.NO_ACK)
    elif kind == "negotiation/modify_in":
        origin.no_ack(negotiation_modify_in.NoAck(signal.cseq))
    else:
        cell.receiver_missing(sender, signal, "origin: incoming.no_ack, modify_in.no_ack")


def reliable_provisional_described(
    cell: CellRuntime,
    sender: dialog_reliable_provisional.ReliableProvisional,
    signal: dialog_reliable_provisional.Described,
) -> None:
    """reliable_provisional.described -> offer_answer.prack_in."""
    # machines/leg.wiring.yaml:161
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.prack_in(negotiation_offer_answer.PrackIn(signal.request))
    else:
        cell.receiver_missing(sender, signal, "offer_answer.prack_in")


def reliable_provisional_respond(
    cell: CellRuntime,
    sender: dialog_reliable_provisional.ReliableProvisional,
    signal: dialog_reliable_provisional.Respond,
) -> None:
    """reliable_provisional.respond -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:162
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def reliable_provisional_respond_gone(
    cell: CellRuntime,
    sender: dialog_reliable_provisional.ReliableProvisional,
    signal: dialog_reliable_provisional.RespondGone,
) -> None:
    """reliable_provisional.respond_gone -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:163
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def reliable_provisional_passed_on(
    cell: CellRuntime,
    sender: dialog_reliable_provisional.ReliableProvisional,
    signal: dialog_reliable_provisional.PassedOn,
) -> None:
    """reliable_provisional.passed_on -> update_in.update (create, hands over current)."""
    # machines/leg.wiring.yaml:164
    scope: DialogScope = sender.scope
    update_in = scope.update_in
    if update_in is None:
        update_in = cell.create_part(scope, "update_in", None, "negotiation/update_in")
    if update_in is not None:
        cell.hand_current(sender, update_in)
        update_in.update(negotiation_update_in.Update(signal.request))


def reliable_provisional_acknowledged(
    cell: CellRuntime,
    sender: dialog_reliable_provisional.ReliableProvisional,
    signal: dialog_reliable_provisional.Acknowledged,
) -> None:
    """reliable_provisional.acknowledged -> leg.incoming.pracked (optional), modify_out.freed."""
    # machines/leg.wiring.yaml:165
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.pracked(setup_incoming.PRACKED)
    scope: DialogScope = sender.scope
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.freed(negotiation_modify_out.FREED)
    else:
        cell.receiver_missing(sender, signal, "modify_out.freed")


def reliable_provisional_given_up(
    cell: CellRuntime,
    sender: dialog_reliable_provisional.ReliableProvisional,
    signal: dialog_reliable_provisional.GivenUp,
) -> None:
    """reliable_provisional.given_up -> leg.incoming.not_pracked (optional)."""
    # machines/leg.wiring.yaml:166
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.not_pracked(setup_incoming.NOT_PRACKED)


def prack_fresh(cell: CellRuntime, sender: dialog_prack.Prack, signal: dialog_prack.Fresh) -> None:
    """prack.fresh -> offer_answer.reliable_in."""
    # machines/leg.wiring.yaml:167
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.reliable_in(negotiation_offer_answer.ReliableIn(signal.response))
    else:
        cell.receiver_missing(sender, signal, "offer_answer.reliable_in")


def modify_out_offer_wanted(
    cell: CellRuntime, sender: negotiation_modify_out.ModifyOut, signal: negotiation_modify_out.OfferWanted
) -> None:
    """modify_out.offer_wanted -> offer_answer.offer_wanted."""
    # machines/leg.wiring.yaml:169
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.offer_wanted(negotiation_offer_answer.OFFER_WANTED)
    else:
        cell.receiver_missing(sender, signal, "offer_answer.offer_wanted")


def modify_out_soliciting(
    cell: CellRuntime, sender: negotiation_modify_out.ModifyOut, signal: negotiation_modify_out.Soliciting
) -> None:
    """modify_out.soliciting -> offer_answer.soliciting."""
    # machines/leg.wiring.yaml:170
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.soliciting(negotiation_offer_answer.SOLICITING_EVENT)
    else:
        cell.receiver_missing(sender, signal, "offer_answer.soliciting")


def modify_out_refreshed(
    cell: CellRuntime, sender: negotiation_modify_out.ModifyOut, signal: negotiation_modify_out.Refreshed
) -> None:
    """modify_out.refreshed -> dialog.refreshed (response from accepted), session_timer.asked (response from
    accepted), leg.link.changed (optional, response from accepted).
    """
    # machines/leg.wiring.yaml:171
    scope: DialogScope = sender.scope
    dialog = scope.dialog
    if dialog is not None:
        dialog.refreshed(dialog_dialog.Refreshed(signal.accepted))
    else:
        cell.receiver_missing(sender, signal, "dialog.refreshed")
    session_timer = scope.session_timer
    if session_timer is not None:
        session_timer.asked(dialog_session_timer.Asked(signal.accepted))
    else:
        cell.receiver_missing(sender, signal, "session_timer.asked")
    link = cell.leg.link
    if link is not None:
        link.changed(coupling_link.Changed(signal.accepted))


def modify_out_answer_in(
    cell: CellRuntime, sender: negotiation_modify_out.ModifyOut, signal: negotiation_modify_out.AnswerIn
) -> None:
    """modify_out.answer_in -> offer_answer.answer_in (response from accepted)."""
    # machines/leg.wiring.yaml:172
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.answer_in(negotiation_offer_answer.AnswerIn(signal.accepted))
    else:
        cell.receiver_missing(sender, signal, "offer_answer.answer_in")


def modify_out_rollback(
    cell: CellRuntime, sender: negotiation_modify_out.ModifyOut, signal: negotiation_modify_out.Rollback
) -> None:
    """modify_out.rollback -> offer_answer.rollback."""
    # machines/leg.wiring.yaml:173
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.rollback(negotiation_offer_answer.ROLLBACK)
    else:
        cell.receiver_missing(sender, signal, "offer_answer.rollback")


def modify_out_dialog_gone(
    cell: CellRuntime, sender: negotiation_modify_out.ModifyOut, signal: negotiation_modify_out.DialogGone
) -> None:
    """modify_out.dialog_gone -> usage.dialog_gone."""
    # machines/leg.wiring.yaml:174
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.dialog_gone(dialog_invite_usage.DIALOG_GONE)
    else:
        cell.receiver_missing(sender, signal, "usage.dialog_gone")


def modify_out_misunderstood(
    cell: CellRuntime, sender: negotiation_modify_out.ModifyOut, signal: negotiation_modify_out.Misunderstood
) -> None:
    """modify_out.misunderstood -> usage.unanswerable."""
    # machines/leg.wiring.yaml:175
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.unanswerable(dialog_invite_usage.UNANSWERABLE)
    else:
        cell.receiver_missing(sender, signal, "usage.unanswerable")


def modify_out_declined(
    cell: CellRuntime, sender: negotiation_modify_out.ModifyOut, signal: negotiation_modify_out.Declined
) -> None:
    """modify_out.declined -> stream.declined."""
    # machines/leg.wiring.yaml:176
    scope: DialogScope = sender.scope
    for stream in tuple(scope.stream.values()):
        stream.declined(media_stream.DECLINED)


def modify_out_reinvited(
    cell: CellRuntime, sender: negotiation_modify_out.ModifyOut, signal: negotiation_modify_out.Reinvited
) -> None:
    """modify_out.reinvited -> leg.reinviter_bye.reinvited (optional)."""
    # machines/leg.wiring.yaml:177
    answering: Any = cell.leg.answering
    if answering is not None and answering.CHART == "answering/reinviter_bye":
        answering.reinvited(answering_reinviter_bye.REINVITED)


def modify_out_cancel(
    cell: CellRuntime, sender: negotiation_modify_out.ModifyOut, signal: negotiation_modify_out.Cancel
) -> None:
    """modify_out.cancel -> current: invite_client.cancel, invite_hop.cancel (optional)."""
    # machines/leg.wiring.yaml:178
    current: Any = sender.current
    kind = current.CHART if current is not None else ""
    if kind == "transaction/invite_client":
        current.cancel(transaction_invite_client.Cancel(signal.why))
    elif kind == "transaction/invite_hop":
        current.cancel(transaction_invite_hop.Cancel(signal.why))


def modify_in_offer_in(
    cell: CellRuntime, sender: negotiation_modify_in.ModifyIn, signal: negotiation_modify_in.OfferIn
) -> None:
    """modify_in.offer_in -> offer_answer.offer_in."""
    # machines/leg.wiring.yaml:179
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.offer_in(negotiation_offer_answer.OfferIn(signal.request))
    else:
        cell.receiver_missing(sender, signal, "offer_answer.offer_in")


def modify_in_answer_wanted(
    cell: CellRuntime, sender: negotiation_modify_in.ModifyIn, signal: negotiation_modify_in.AnswerWanted
) -> None:
    """modify_in.answer_wanted -> offer_answer.answer_wanted."""
    # machines/leg.wiring.yaml:180
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.answer_wanted(negotiation_offer_answer.ANSWER_WANTED)
    else:
        cell.receiver_missing(sender, signal, "offer_answer.answer_wanted")


def modify_in_accepted(
    cell: CellRuntime, sender: negotiation_modify_in.ModifyIn, signal: negotiation_modify_in.Accepted
) -> None:
    """modify_in.accepted -> dialog.target_refreshed, session_timer.answered, reliable_answer[cseq].sent (create)."""
    # machines/leg.wiring.yaml:181
    scope: DialogScope = sender.scope
    dialog = scope.dialog
    if dialog is not None:
        dialog.target_refreshed(dialog_dialog.TargetRefreshed(signal.request))
    else:
        cell.receiver_missing(sender, signal, "dialog.target_refreshed")
    session_timer = scope.session_timer
    if session_timer is not None:
        session_timer.answered(dialog_session_timer.Answered(signal.response))
    else:
        cell.receiver_missing(sender, signal, "session_timer.answered")
    reliable_answer = scope.reliable_answer.get(signal.cseq)
    if reliable_answer is None:
        reliable_answer = cell.create_part(scope, "reliable_answer", signal.cseq, "dialog/reliable_answer")
    if reliable_answer is not None:
        reliable_answer.sent(dialog_reliable_answer.Sent(signal.response))


def modify_in_respond_success(
    cell: CellRuntime, sender: negotiation_modify_in.ModifyIn, signal: negotiation_modify_in.RespondSuccess
) -> None:
    """modify_in.respond_success -> current: invite_server.respond_success."""
    # machines/leg.wiring.yaml:185
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/invite_server":
        current.respond_success(transaction_invite_server.RespondSuccess(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: invite_server.respond_success")


def modify_in_respond_failure(
    cell: CellRuntime, sender: negotiation_modify_in.ModifyIn, signal: negotiation_modify_in.RespondFailure
) -> None:
    """modify_in.respond_failure -> current: invite_server.respond_failure."""
    # machines/leg.wiring.yaml:186
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/invite_server":
        current.respond_failure(transaction_invite_server.RespondFailure(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: invite_server.respond_failure")


def modify_in_respond_too_brief(
    cell: CellRuntime, sender: negotiation_modify_in.ModifyIn, signal: negotiation_modify_in.RespondTooBrief
) -> None:
    """modify_in.respond_too_brief -> current: invite_server.respond_failure."""
    # machines/leg.wiring.yaml:187
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/invite_server":
        current.respond_failure(transaction_invite_server.RespondFailure(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: invite_server.respond_failure")


def modify_in_respond_gone(
    cell: CellRuntime, sender: negotiation_modify_in.ModifyIn, signal: negotiation_modify_in.RespondGone
) -> None:
    """modify_in.respond_gone -> current: invite_server.respond_failure."""
    # machines/leg.wiring.yaml:188
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/invite_server":
        current.respond_failure(transaction_invite_server.RespondFailure(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: invite_server.respond_failure")


def modify_in_rollback(
    cell: CellRuntime, sender: negotiation_modify_in.ModifyIn, signal: negotiation_modify_in.Rollback
) -> None:
    """modify_in.rollback -> offer_answer.rollback."""
    # machines/leg.wiring.yaml:189
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.rollback(negotiation_offer_answer.ROLLBACK)
    else:
        cell.receiver_missing(sender, signal, "offer_answer.rollback")


def modify_in_freed(
    cell: CellRuntime, sender: negotiation_modify_in.ModifyIn, signal: negotiation_modify_in.Freed
) -> None:
    """modify_in.freed -> modify_out.freed."""
    # machines/leg.wiring.yaml:190
    scope: DialogScope = sender.scope
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.freed(negotiation_modify_out.FREED)
    else:
        cell.receiver_missing(sender, signal, "modify_out.freed")


def modify_in_withdrawn(
    cell: CellRuntime, sender: negotiation_modify_in.ModifyIn, signal: negotiation_modify_in.Withdrawn
) -> None:
    """modify_in.withdrawn -> leg.link.withdrawn."""
    # machines/leg.wiring.yaml:191
    link = cell.leg.link
    if link is not None:
        link.withdrawn(coupling_link.Withdrawn(signal.request))
    else:
        cell.receiver_missing(sender, signal, "leg.link.withdrawn")


def update_in_offer_in(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.OfferIn
) -> None:
    """update_in.offer_in -> offer_answer.update_in."""
    # machines/leg.wiring.yaml:192
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.update_in(negotiation_offer_answer.UpdateIn(signal.request))
    else:
        cell.receiver_missing(sender, signal, "offer_answer.update_in")


def update_in_accepted(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.Accepted
) -> None:
    """update_in.accepted -> dialog.target_refreshed."""
    # machines/leg.wiring.yaml:193
    scope: DialogScope = sender.scope
    dialog = scope.dialog
    if dialog is not None:
        dialog.target_refreshed(dialog_dialog.TargetRefreshed(signal.request))
    else:
        cell.receiver_missing(sender, signal, "dialog.target_refreshed")


def update_in_renewed(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.Renewed
) -> None:
    """update_in.renewed -> session_timer.answered."""
    # machines/leg.wiring.yaml:194
    scope: DialogScope = sender.scope
    session_timer = scope.session_timer
    if session_timer is not None:
        session_timer.answered(dialog_session_timer.Answered(signal.response))
    else:
        cell.receiver_missing(sender, signal, "session_timer.answered")


def update_in_respond(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.Respond
) -> None:
    """update_in.respond -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:195
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def update_in_respond_early(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.RespondEarly
) -> None:
    """update_in.respond_early -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:196
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def update_in_respond_gone(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.RespondGone
) -> None:
    """update_in.respond_gone -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:197
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def update_in_respond_too_brief(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.RespondTooBrief
) -> None:
    """update_in.respond_too_brief -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:198
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def update_in_respond_crossed(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.RespondCrossed
) -> None:
    """update_in.respond_crossed -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:199
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def update_in_respond_overlap(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.RespondOverlap
) -> None:
    """update_in.respond_overlap -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:200
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def update_in_respond_unasked(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.RespondUnasked
) -> None:
    """update_in.respond_unasked -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:201
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def update_in_respond_failure(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.RespondFailure
) -> None:
    """update_in.respond_failure -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:202
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def update_in_answer_wanted(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.AnswerWanted
) -> None:
    """update_in.answer_wanted -> offer_answer.update_wanted."""
    # machines/leg.wiring.yaml:203
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.update_wanted(negotiation_offer_answer.UPDATE_WANTED)
    else:
        cell.receiver_missing(sender, signal, "offer_answer.update_wanted")


def update_in_rollback(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.Rollback
) -> None:
    """update_in.rollback -> offer_answer.rollback."""
    # machines/leg.wiring.yaml:204
    scope: DialogScope = sender.scope
    offer_answer = scope.offer_answer
    if offer_answer is not None:
        offer_answer.rollback(negotiation_offer_answer.ROLLBACK)
    else:
        cell.receiver_missing(sender, signal, "offer_answer.rollback")


def update_in_freed(
    cell: CellRuntime, sender: negotiation_update_in.UpdateIn, signal: negotiation_update_in.Freed
) -> None:
    """update_in.freed -> modify_out.freed."""
    # machines/leg.wiring.yaml:205
    scope: DialogScope = sender.scope
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.freed(negotiation_modify_out.FREED)
    else:
        cell.receiver_missing(sender, signal, "modify_out.freed")


def stream_lost(cell: CellRuntime, sender: media_stream.Stream, signal: media_stream.Lost) -> None:
    """stream.lost -> usage.media_lost, modify_out.media_lost."""
    # machines/leg.wiring.yaml:206
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.media_lost(dialog_invite_usage.MEDIA_LOST)
    else:
        cell.receiver_missing(sender, signal, "usage.media_lost")
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.media_lost(negotiation_modify_out.MEDIA_LOST)
    else:
        cell.receiver_missing(sender, signal, "modify_out.media_lost")


def stream_given_up(cell: CellRuntime, sender: media_stream.Stream, signal: media_stream.GivenUp) -> None:
    """stream.given_up -> usage.media_given_up."""
    # machines/leg.wiring.yaml:207
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.media_given_up(dialog_invite_usage.MEDIA_GIVEN_UP)
    else:
        cell.receiver_missing(sender, signal, "usage.media_given_up")


def keying_failed(cell: CellRuntime, sender: media_keying.Keying, signal: media_keying.Failed) -> None:
    """keying.failed -> usage.unanswerable."""
    # machines/leg.wiring.yaml:208
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.unanswerable(dialog_invite_usage.UNANSWERABLE)
    else:
        cell.receiver_missing(sender, signal, "usage.unanswerable")


def keying_rekey(cell: CellRuntime, sender: media_keying.Keying, signal: media_keying.Rekey) -> None:
    """keying.rekey -> modify_out.rekey."""
    # machines/leg.wiring.yaml:209
    scope: DialogScope = sender.scope
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.rekey(negotiation_modify_out.REKEY)
    else:
        cell.receiver_missing(sender, signal, "modify_out.rekey")


def connectivity_failed(
    cell: CellRuntime, sender: media_connectivity.Connectivity, signal: media_connectivity.Failed
) -> None:
    """connectivity.failed -> usage.unanswerable."""
    # machines/leg.wiring.yaml:210
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.unanswerable(dialog_invite_usage.UNANSWERABLE)
    else:
        cell.receiver_missing(sender, signal, "usage.unanswerable")


def connectivity_lost(
    cell: CellRuntime, sender: media_connectivity.Connectivity, signal: media_connectivity.Lost
) -> None:
    """connectivity.lost -> usage.media_lost, modify_out.media_lost."""
    # machines/leg.wiring.yaml:211
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.media_lost(dialog_invite_usage.MEDIA_LOST)
    else:
        cell.receiver_missing(sender, signal, "usage.media_lost")
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.media_lost(negotiation_modify_out.MEDIA_LOST)
    else:
        cell.receiver_missing(sender, signal, "modify_out.media_lost")


def connectivity_given_up(
    cell: CellRuntime, sender: media_connectivity.Connectivity, signal: media_connectivity.GivenUp
) -> None:
    """connectivity.given_up -> usage.media_given_up."""
    # machines/leg.wiring.yaml:212
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.media_given_up(dialog_invite_usage.MEDIA_GIVEN_UP)
    else:
        cell.receiver_missing(sender, signal, "usage.media_given_up")


def session_timer_refresh(
    cell: CellRuntime, sender: dialog_session_timer.SessionTimer, signal: dialog_session_timer.Refresh
) -> None:
    """session_timer.refresh -> modify_out.refresh."""
    # machines/leg.wiring.yaml:213
    scope: DialogScope = sender.scope
    modify_out = scope.modify_out
    if modify_out is not None:
        modify_out.refresh(negotiation_modify_out.REFRESH)
    else:
        cell.receiver_missing(sender, signal, "modify_out.refresh")


def session_timer_expired(
    cell: CellRuntime, sender: dialog_session_timer.SessionTimer, signal: dialog_session_timer.Expired
) -> None:
    """session_timer.expired -> usage.expired."""
    # machines/leg.wiring.yaml:214
    scope: DialogScope = sender.scope
    usage = scope.usage
    if usage is not None:
        usage.expired(dialog_invite_usage.EXPIRED)
    else:
        cell.receiver_missing(sender, signal, "usage.expired")


def stream_dialed(cell: CellRuntime, sender: media_stream.Stream, signal: media_stream.Dialed) -> None:
    """stream.dialed -> digits.sent (optional)."""
    # machines/leg.wiring.yaml:215
    scope: DialogScope = sender.scope
    digits = scope.digits
    if digits is not None:
        digits.sent(media_digits.SENT)


def stream_undialed(cell: CellRuntime, sender: media_stream.Stream, signal: media_stream.Undialed) -> None:
    """stream.undialed -> digits.unsent (optional)."""
    # machines/leg.wiring.yaml:216
    scope: DialogScope = sender.scope
    digits = scope.digits
    if digits is not None:
        digits.unsent(media_digits.Unsent(signal.reason))


def stream_flows(cell: CellRuntime, sender: media_stream.Stream, signal: media_stream.Flows) -> None:
    """stream.flows -> leg.session.flows."""
    # machines/leg.wiring.yaml:217
    session = cell.leg.session
    if session is not None:
        session.flows(session_session.FLOWS)
    else:
        cell.receiver_missing(sender, signal, "leg.session.flows")


def stream_stands(cell: CellRuntime, sender: media_stream.Stream, signal: media_stream.Stands) -> None:
    """stream.stands -> leg.session.stands."""
    # machines/leg.wiring.yaml:218
    session = cell.leg.session
    if session is not None:
        session.stands(session_session.STANDS)
    else:
        cell.receiver_missing(sender, signal, "leg.session.stands")


def echo_rings(cell: CellRuntime, sender: answering_echo.Echo, signal: answering_echo.Rings) -> None:
    """echo.rings -> leg.incoming.told_to_ring."""
    # machines/leg.wiring.yaml:220
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_ring(setup_incoming.TOLD_TO_RING)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_ring")


def echo_answers(cell: CellRuntime, sender: answering_echo.Echo, signal: answering_echo.Answers) -> None:
    """echo.answers -> leg.incoming.told_to_answer."""
    # machines/leg.wiring.yaml:221
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_answer(setup_incoming.TOLD_TO_ANSWER)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_answer")


def answer_rings(cell: CellRuntime, sender: answering_answer.Answer, signal: answering_answer.Rings) -> None:
    """answer.rings -> leg.incoming.told_to_ring."""
    # machines/leg.wiring.yaml:222
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_ring(setup_incoming.TOLD_TO_RING)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_ring")


def answer_answers(cell: CellRuntime, sender: answering_answer.Answer, signal: answering_answer.Answers) -> None:
    """answer.answers -> leg.incoming.told_to_answer."""
    # machines/leg.wiring.yaml:223
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_answer(setup_incoming.TOLD_TO_ANSWER)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_answer")


def tone_rings(cell: CellRuntime, sender: answering_tone.Tone, signal: answering_tone.Rings) -> None:
    """tone.rings -> leg.incoming.told_to_ring."""
    # machines/leg.wiring.yaml:224
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_ring(setup_incoming.TOLD_TO_RING)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_ring")


def tone_answers(cell: CellRuntime, sender: answering_tone.Tone, signal: answering_tone.Answers) -> None:
    """tone.answers -> leg.incoming.told_to_answer."""
    # machines/leg.wiring.yaml:225
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_answer(setup_incoming.TOLD_TO_ANSWER)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_answer")


def ring_rings(cell: CellRuntime, sender: answering_ring.Ring, signal: answering_ring.Rings) -> None:
    """ring.rings -> leg.incoming.told_to_ring."""
    # machines/leg.wiring.yaml:226
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_ring(setup_incoming.TOLD_TO_RING)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_ring")


def busy_declines(cell: CellRuntime, sender: answering_busy.Busy, signal: answering_busy.Declines) -> None:
    """busy.declines -> leg.incoming.told_to_decline."""
    # machines/leg.wiring.yaml:227
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_decline(setup_incoming.ToldToDecline(signal.status))
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_decline")


def decline_declines(cell: CellRuntime, sender: answering_decline.Decline, signal: answering_decline.Declines) -> None:
    """decline.declines -> leg.incoming.told_to_decline."""
    # machines/leg.wiring.yaml:228
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_decline(setup_incoming.ToldToDecline(signal.status))
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_decline")


def unknown_declines(cell: CellRuntime, sender: answering_unknown.Unknown, signal: answering_unknown.Declines) -> None:
    """unknown.declines -> leg.incoming.told_to_decline."""
    # machines/leg.wiring.yaml:229
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_decline(setup_incoming.ToldToDecline(signal.status))
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_decline")


def hangup_rings(cell: CellRuntime, sender: answering_hangup.Hangup, signal: answering_hangup.Rings) -> None:
    """hangup.rings -> leg.incoming.told_to_ring."""
    # machines/leg.wiring.yaml:230
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_ring(setup_incoming.TOLD_TO_RING)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_ring")


def hangup_answers(cell: CellRuntime, sender: answering_hangup.Hangup, signal: answering_hangup.Answers) -> None:
    """hangup.answers -> leg.incoming.told_to_answer."""
    # machines/leg.wiring.yaml:231
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_answer(setup_incoming.TOLD_TO_ANSWER)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_answer")


def redirect_redirects(
    cell: CellRuntime, sender: answering_redirect.Redirect, signal: answering_redirect.Redirects
) -> None:
    """redirect.redirects -> leg.incoming.told_to_redirect."""
    # machines/leg.wiring.yaml:232
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_redirect(setup_incoming.ToldToRedirect(signal.contact))
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_redirect")


def early_progresses(cell: CellRuntime, sender: answering_early.Early, signal: answering_early.Progresses) -> None:
    """early.progresses -> leg.incoming.told_to_progress."""
    # machines/leg.wiring.yaml:233
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_progress(setup_incoming.TOLD_TO_PROGRESS)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_progress")


def early_answers(cell: CellRuntime, sender: answering_early.Early, signal: answering_early.Answers) -> None:
    """early.answers -> leg.incoming.told_to_answer."""
    # machines/leg.wiring.yaml:234
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_answer(setup_incoming.TOLD_TO_ANSWER)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_answer")


def holder_rings(cell: CellRuntime, sender: answering_holder.Holder, signal: answering_holder.Rings) -> None:
    """holder.rings -> leg.incoming.told_to_ring."""
    # machines/leg.wiring.yaml:235
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_ring(setup_incoming.TOLD_TO_RING)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_ring")


def holder_answers(cell: CellRuntime, sender: answering_holder.Holder, signal: answering_holder.Answers) -> None:
    """holder.answers -> leg.incoming.told_to_answer."""
    # machines/leg.wiring.yaml:236
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_answer(setup_incoming.TOLD_TO_ANSWER)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_answer")


def holder_holds(cell: CellRuntime, sender: answering_holder.Holder, signal: answering_holder.Holds) -> None:
    """holder.holds -> each modify_out.told_to_hold."""
    # machines/leg.wiring.yaml:237
    for each in tuple(cell.dialogs.values()):
        modify_out = each.modify_out
        if modify_out is not None:
            modify_out.told_to_hold(negotiation_modify_out.TOLD_TO_HOLD)
        else:
            cell.receiver_missing(sender, signal, "each modify_out.told_to_hold")


def holder_resumes(cell: CellRuntime, sender: answering_holder.Holder, signal: answering_holder.Resumes) -> None:
    """holder.resumes -> each modify_out.told_to_resume."""
    # machines/leg.wiring.yaml:238
    for each in tuple(cell.dialogs.values()):
        modify_out = each.modify_out
        if modify_out is not None:
            modify_out.told_to_resume(negotiation_modify_out.TOLD_TO_RESUME)
        else:
            cell.receiver_missing(sender, signal, "each modify_out.told_to_resume")


def reinviter_rings(
    cell: CellRuntime, sender: answering_reinviter.Reinviter, signal: answering_reinviter.Rings
) -> None:
    """reinviter.rings -> leg.incoming.told_to_ring."""
    # machines/leg.wiring.yaml:239
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_ring(setup_incoming.TOLD_TO_RING)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_ring")


def reinviter_answers(
    cell: CellRuntime, sender: answering_reinviter.Reinviter, signal: answering_reinviter.Answers
) -> None:
    """reinviter.answers -> leg.incoming.told_to_answer."""
    # machines/leg.wiring.yaml:240
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_answer(setup_incoming.TOLD_TO_ANSWER)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_answer")


def reinviter_reinvites(
    cell: CellRuntime, sender: answering_reinviter.Reinviter, signal: answering_reinviter.Reinvites
) -> None:
    """reinviter.reinvites -> each modify_out.told_to_modify."""
    # machines/leg.wiring.yaml:241
    for each in tuple(cell.dialogs.values()):
        modify_out = each.modify_out
        if modify_out is not None:
            modify_out.told_to_modify(negotiation_modify_out.TOLD_TO_MODIFY)
        else:
            cell.receiver_missing(sender, signal, "each modify_out.told_to_modify")


def reinviter_bye_rings(
    cell: CellRuntime, sender: answering_reinviter_bye.ReinviterBye, signal: answering_reinviter_bye.Rings
) -> None:
    """reinviter_bye.rings -> leg.incoming.told_to_ring."""
    # machines/leg.wiring.yaml:242
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_ring(setup_incoming.TOLD_TO_RING)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_ring")


def reinviter_bye_answers(
    cell: CellRuntime, sender: answering_reinviter_bye.ReinviterBye, signal: answering_reinviter_bye.Answers
) -> None:
    """reinviter_bye.answers -> leg.incoming.told_to_answer."""
    # machines/leg.wiring.yaml:243
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_answer(setup_incoming.TOLD_TO_ANSWER)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_answer")


def reinviter_bye_reinvites(
    cell: CellRuntime, sender: answering_reinviter_bye.ReinviterBye, signal: answering_reinviter_bye.Reinvites
) -> None:
    """reinviter_bye.reinvites -> each modify_out.told_to_modify."""
    # machines/leg.wiring.yaml:244
    for each in tuple(cell.dialogs.values()):
        modify_out = each.modify_out
        if modify_out is not None:
            modify_out.told_to_modify(negotiation_modify_out.TOLD_TO_MODIFY)
        else:
            cell.receiver_missing(sender, signal, "each modify_out.told_to_modify")


def reinviter_bye_hangs_up(
    cell: CellRuntime, sender: answering_reinviter_bye.ReinviterBye, signal: answering_reinviter_bye.HangsUp
) -> None:
    """reinviter_bye.hangs_up -> leg.incoming.told_to_hang_up."""
    # machines/leg.wiring.yaml:245
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_hang_up(setup_incoming.TOLD_TO_HANG_UP)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_hang_up")


def auth_wants_proof(cell: CellRuntime, sender: answering_auth.Auth, signal: answering_auth.WantsProof) -> None:
    """auth.wants_proof -> leg.authentication.wanted."""
    # machines/leg.wiring.yaml:246
    authentication = cell.leg.authentication
    if authentication is not None:
        authentication.wanted(authentication_caller.WANTED)
    else:
        cell.receiver_missing(sender, signal, "leg.authentication.wanted")


def auth_challenges(cell: CellRuntime, sender: answering_auth.Auth, signal: answering_auth.Challenges) -> None:
    """auth.challenges -> leg.authentication.told_to_challenge."""
    # machines/leg.wiring.yaml:247
    authentication = cell.leg.authentication
    if authentication is not None:
        authentication.told_to_challenge(authentication_caller.ToldToChallenge(signal.status))
    else:
        cell.receiver_missing(sender, signal, "leg.authentication.told_to_challenge")


def auth_rings(cell: CellRuntime, sender: answering_auth.Auth, signal: answering_auth.Rings) -> None:
    """auth.rings -> leg.incoming.told_to_ring."""
    # machines/leg.wiring.yaml:248
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_ring(setup_incoming.TOLD_TO_RING)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_ring")


def auth_answers(cell: CellRuntime, sender: answering_auth.Auth, signal: answering_auth.Answers) -> None:
    """auth.answers -> leg.incoming.told_to_answer."""
    # machines/leg.wiring.yaml:249
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_answer(setup_incoming.TOLD_TO_ANSWER)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_answer")


def rel_rings(cell: CellRuntime, sender: answering_rel.Rel, signal: answering_rel.Rings) -> None:
    """rel.rings -> leg.incoming.told_to_ring_reliably."""
    # machines/leg.wiring.yaml:250
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_ring_reliably(setup_incoming.TOLD_TO_RING_RELIABLY)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_ring_reliably")


def rel_answers(cell: CellRuntime, sender: answering_rel.Rel, signal: answering_rel.Answers) -> None:
    """rel.answers -> leg.incoming.told_to_answer."""
    # machines/leg.wiring.yaml:251
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_answer(setup_incoming.TOLD_TO_ANSWER)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_answer")


def rel183_progresses(cell: CellRuntime, sender: answering_rel183.Rel183, signal: answering_rel183.Progresses) -> None:
    """rel183.progresses -> leg.incoming.told_to_progress."""
    # machines/leg.wiring.yaml:252
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_progress(setup_incoming.TOLD_TO_PROGRESS)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_progress")


def rel183_answers(cell: CellRuntime, sender: answering_rel183.Rel183, signal: answering_rel183.Answers) -> None:
    """rel183.answers -> leg.incoming.told_to_answer."""
    # machines/leg.wiring.yaml:253
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_answer(setup_incoming.TOLD_TO_ANSWER)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_answer")


def fork_rings(cell: CellRuntime, sender: answering_fork.Fork, signal: answering_fork.Rings) -> None:
    """fork.rings -> leg.incoming.told_to_ring."""
    # machines/leg.wiring.yaml:254
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_ring(setup_incoming.TOLD_TO_RING)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_ring")


def fork_forks(cell: CellRuntime, sender: answering_fork.Fork, signal: answering_fork.Forks) -> None:
    """fork.forks -> leg.incoming.told_to_fork."""
    # machines/leg.wiring.yaml:255
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_fork(setup_incoming.TOLD_TO_FORK)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_fork")


def fork_answers(cell: CellRuntime, sender: answering_fork.Fork, signal: answering_fork.Answers) -> None:
    """fork.answers -> leg.incoming.told_to_answer."""
    # machines/leg.wiring.yaml:256
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_answer(setup_incoming.TOLD_TO_ANSWER)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_answer")


def hangup_hangs_up(cell: CellRuntime, sender: answering_hangup.Hangup, signal: answering_hangup.HangsUp) -> None:
    """hangup.hangs_up -> leg.incoming.told_to_hang_up."""
    # machines/leg.wiring.yaml:257
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_hang_up(setup_incoming.TOLD_TO_HANG_UP)
    else:
        cell.receiver_missing(sender, signal, "leg.incoming.told_to_hang_up")


def link_freed(cell: CellRuntime, sender: coupling_link.Link, signal: coupling_link.Freed) -> None:
    """link.freed -> each offer_answer.freed."""
    # machines/leg.wiring.yaml:258
    for each in tuple(cell.dialogs.values()):
        offer_answer = each.offer_answer
        if offer_answer is not None:
            offer_answer.freed(negotiation_offer_answer.FREED)
        else:
            cell.receiver_missing(sender, signal, "each offer_answer.freed")


def authentication_proven(
    cell: CellRuntime, sender: authentication_caller.Caller, signal: authentication_caller.Proven
) -> None:
    """authentication.proven -> leg.auth.proven (optional)."""
    # machines/leg.wiring.yaml:260
    answering: Any = cell.leg.answering
    if answering is not None and answering.CHART == "answering/auth":
        answering.proven(answering_auth.PROVEN)


def authentication_unproven(
    cell: CellRuntime, sender: authentication_caller.Caller, signal: authentication_caller.Unproven
) -> None:
    """authentication.unproven -> leg.auth.unproven (optional)."""
    # machines/leg.wiring.yaml:261
    answering: Any = cell.leg.answering
    if answering is not None and answering.CHART == "answering/auth":
        answering.unproven(answering_auth.UNPROVEN)


def authentication_challenged(
    cell: CellRuntime, sender: authentication_caller.Caller, signal: authentication_caller.Challenged
) -> None:
    """authentication.challenged -> leg.incoming.told_to_challenge (optional)."""
    # machines/leg.wiring.yaml:262
    setup: Any = cell.leg.setup
    if setup is not None and setup.CHART == "setup/incoming":
        setup.told_to_challenge(setup_incoming.ToldToChallenge(signal.status, signal.challenges))


def invite_client_progress(
    cell: CellRuntime, sender: transaction_invite_client.InviteClient, signal: transaction_invite_client.Progress
) -> None:
    """invite_client.progress -> origin: outgoing.progress, modify_out.progress, invite_hop.provisional."""
    # machines/leg.wiring.yaml:264
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "setup/outgoing":
        origin.progress(setup_outgoing.Progress(signal.response))
    elif kind == "negotiation/modify_out":
        origin.progress(negotiation_modify_out.PROGRESS)
    elif kind == "transaction/invite_hop":
        origin.provisional(transaction_invite_hop.Provisional(signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: outgoing.progress, modify_out.progress, invite_hop.provisional")


def invite_client_answered(
    cell: CellRuntime, sender: transaction_invite_client.InviteClient, signal: transaction_invite_client.Answered
) -> None:
    """invite_client.answered -> origin: outgoing.answered, modify_out.answered, invite_hop.accepted."""
    # machines/leg.wiring.yaml:265
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "setup/outgoing":
        origin.answered(setup_outgoing.Answered(signal.response))
    elif kind == "negotiation/modify_out":
        origin.answered(negotiation_modify_out.Answered(signal.response))
    elif kind == "transaction/invite_hop":
        origin.accepted(transaction_invite_hop.Accepted(signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: outgoing.answered, modify_out.answered, invite_hop.accepted")


def invite_client_copy(
    cell: CellRuntime, sender: transaction_invite_client.InviteClient, signal: transaction_invite_client.Copy
) -> None:
    """invite_client.copy -> origin: outgoing.copy, modify_out.copy, invite_hop.accepted_again."""
    # machines/leg.wiring.yaml:266
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "setup/outgoing":
        origin.copy(setup_outgoing.Copy(signal.response))
    elif kind == "negotiation/modify_out":
        origin.copy(negotiation_modify_out.Copy(signal.response))
    elif kind == "transaction/invite_hop":
        origin.accepted_again(transaction_invite_hop.AcceptedAgain(signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: outgoing.copy, modify_out.copy, invite_hop.accepted_again")


def invite_client_failed(
    cell: CellRuntime, sender: transaction_invite_client.InviteClient, signal: transaction_invite_client.Failed
) -> None:
    """invite_client.failed -> origin: outgoing.failed, modify_out.failed, invite_hop.refused."""
    # machines/leg.wiring.yaml:267
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "setup/outgoing":
        origin.failed(setup_outgoing.Failed(signal.status, signal.response))
    elif kind == "negotiation/modify_out":
        origin.failed(negotiation_modify_out.Failed(signal.status, signal.response))
    elif kind == "transaction/invite_hop":
        origin.refused(transaction_invite_hop.Refused(signal.status, signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: outgoing.failed, modify_out.failed, invite_hop.refused")


def invite_client_over(
    cell: CellRuntime, sender: transaction_invite_client.InviteClient, signal: transaction_invite_client.Over
) -> None:
    """invite_client.over -> origin: outgoing.over, modify_out.over, invite_hop.forks_over."""
    # machines/leg.wiring.yaml:268
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "setup/outgoing":
        origin.over(setup_outgoing.OVER)
    elif kind == "negotiation/modify_out":
        origin.over(negotiation_modify_out.OVER)
    elif kind == "transaction/invite_hop":
        origin.forks_over(transaction_invite_hop.FORKS_OVER)
    else:
        cell.receiver_missing(sender, signal, "origin: outgoing.over, modify_out.over, invite_hop.forks_over")


def invite_server_cancelled(
    cell: CellRuntime, sender: transaction_invite_server.InviteServer, signal: transaction_invite_server.Cancelled
) -> None:
    """invite_server.cancelled -> origin: incoming.cancelled, modify_in.cancelled, leg.session.told_why,
    leg.link.told_why (optional).
    """
    # machines/leg.wiring.yaml:269
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "setup/incoming":
        origin.cancelled(setup_incoming.CANCELLED)
    elif kind == "negotiation/modify_in":
        origin.cancelled(negotiation_modify_in.Cancelled(signal.request))
    else:
        cell.receiver_missing(sender, signal, "origin: incoming.cancelled, modify_in.cancelled")
    session = cell.leg.session
    if session is not None:
        session.told_why(session_session.ToldWhy(signal.request))
    else:
        cell.receiver_missing(sender, signal, "leg.session.told_why")
    link = cell.leg.link
    if link is not None:
        link.told_why(coupling_link.ToldWhy(signal.request))


def invite_server_cancel_answered(
    cell: CellRuntime, sender: transaction_invite_server.InviteServer, signal: transaction_invite_server.CancelAnswered
) -> None:
    """invite_server.cancel_answered -> current: non_invite_server.respond."""
    # machines/leg.wiring.yaml:270
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/non_invite_server":
        current.respond(transaction_non_invite_server.Respond(signal.response))
    else:
        cell.receiver_missing(sender, signal, "current: non_invite_server.respond")


def non_invite_client_finished(
    cell: CellRuntime,
    sender: transaction_non_invite_client.NonInviteClient,
    signal: transaction_non_invite_client.Finished,
) -> None:
    """non_invite_client.finished -> origin: usage.bye_done, digits.finished, exchange.finished,
    invite_client.cancel_finished, request_hop.settled, prack.finished, modify_out.update_done, notifier.finished,
    within.finished.
    """
    # machines/leg.wiring.yaml:271
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "dialog/invite_usage":
        origin.bye_done(dialog_invite_usage.ByeDone(signal.status, signal.response))
    elif kind == "media/digits":
        origin.finished(media_digits.Finished(signal.status, signal.response))
    elif kind == "dialog/exchange":
        origin.finished(dialog_exchange.Finished(signal.status, signal.response))
    elif kind == "transaction/invite_client":
        origin.cancel_finished(transaction_invite_client.CANCEL_FINISHED)
    elif kind == "transaction/request_hop":
        origin.settled(transaction_request_hop.Settled(signal.status, signal.response))
    elif kind == "dialog/prack":
        origin.finished(dialog_prack.Finished(signal.status, signal.response))
    elif kind == "negotiation/modify_out":
        origin.update_done(negotiation_modify_out.UpdateDone(signal.status, signal.response))
    elif kind == "subscription/notifier":
        origin.finished(subscription_notifier.Finished(signal.status, signal.response))
    elif kind == "subscription/within":
        origin.finished(subscription_within.Finished(signal.status, signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: usage.bye_done, digits.finished, exchange.finished, invite_client.cancel_finished, request_hop.settled, prack.finished, modify_out.update_done, notifier.finished, within.finished")


def invite_hop_progress(
    cell: CellRuntime, sender: transaction_invite_hop.InviteHop, signal: transaction_invite_hop.Progress
) -> None:
    """invite_hop.progress -> origin: outgoing.progress, modify_out.progress."""
    # machines/leg.wiring.yaml:272
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "setup/outgoing":
        origin.progress(setup_outgoing.Progress(signal.response))
    elif kind == "negotiation/modify_out":
        origin.progress(negotiation_modify_out.PROGRESS)
    else:
        cell.receiver_missing(sender, signal, "origin: outgoing.progress, modify_out.progress")


def invite_hop_answered(
    cell: CellRuntime, sender: transaction_invite_hop.InviteHop, signal: transaction_invite_hop.Answered
) -> None:
    """invite_hop.answered -> origin: outgoing.answered, modify_out.answered."""
    # machines/leg.wiring.yaml:273
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "setup/outgoing":
        origin.answered(setup_outgoing.Answered(signal.response))
    elif kind == "negotiation/modify_out":
        origin.answered(negotiation_modify_out.Answered(signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: outgoing.answered, modify_out.answered")


def invite_hop_copy(
    cell: CellRuntime, sender: transaction_invite_hop.InviteHop, signal: transaction_invite_hop.Copy
) -> None:
    """invite_hop.copy -> origin: outgoing.copy, modify_out.copy."""
    # machines/leg.wiring.yaml:274
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "setup/outgoing":
        origin.copy(setup_outgoing.Copy(signal.response))
    elif kind == "negotiation/modify_out":
        origin.copy(negotiation_modify_out.Copy(signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: outgoing.copy, modify_out.copy")


def invite_hop_failed(
    cell: CellRuntime, sender: transaction_invite_hop.InviteHop, signal: transaction_invite_hop.Failed
) -> None:
    """invite_hop.failed -> origin: outgoing.failed, modify_out.failed."""
    # machines/leg.wiring.yaml:275
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "setup/outgoing":
        origin.failed(setup_outgoing.Failed(signal.status, signal.response))
    elif kind == "negotiation/modify_out":
        origin.failed(negotiation_modify_out.Failed(signal.status, signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: outgoing.failed, modify_out.failed")


def invite_hop_over(
    cell: CellRuntime, sender: transaction_invite_hop.InviteHop, signal: transaction_invite_hop.Over
) -> None:
    """invite_hop.over -> origin: outgoing.over, modify_out.over."""
    # machines/leg.wiring.yaml:276
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "setup/outgoing":
        origin.over(setup_outgoing.OVER)
    elif kind == "negotiation/modify_out":
        origin.over(negotiation_modify_out.OVER)
    else:
        cell.receiver_missing(sender, signal, "origin: outgoing.over, modify_out.over")


def request_hop_finished(
    cell: CellRuntime, sender: transaction_request_hop.RequestHop, signal: transaction_request_hop.Finished
) -> None:
    """request_hop.finished -> origin: usage.bye_done, digits.finished, exchange.finished, prack.finished,
    modify_out.update_done, notifier.finished, within.finished.
    """
    # machines/leg.wiring.yaml:277
    origin: Any = sender.origin
    kind = origin.CHART if origin is not None else ""
    if kind == "dialog/invite_usage":
        origin.bye_done(dialog_invite_usage.ByeDone(signal.status, signal.response))
    elif kind == "media/digits":
        origin.finished(media_digits.Finished(signal.status, signal.response))
    elif kind == "dialog/exchange":
        origin.finished(dialog_exchange.Finished(signal.status, signal.response))
    elif kind == "dialog/prack":
        origin.finished(dialog_prack.Finished(signal.status, signal.response))
    elif kind == "negotiation/modify_out":
        origin.update_done(negotiation_modify_out.UpdateDone(signal.status, signal.response))
    elif kind == "subscription/notifier":
        origin.finished(subscription_notifier.Finished(signal.status, signal.response))
    elif kind == "subscription/within":
        origin.finished(subscription_within.Finished(signal.status, signal.response))
    else:
        cell.receiver_missing(sender, signal, "origin: usage.bye_done, digits.finished, exchange.finished, prack.finished, modify_out.update_done, notifier.finished, within.finished")


def invite_hop_cancelled(
    cell: CellRuntime, sender: transaction_invite_hop.InviteHop, signal: transaction_invite_hop.Cancelled
) -> None:
    """invite_hop.cancelled -> current: invite_client.cancel."""
    # machines/leg.wiring.yaml:278
    current: Any = sender.current
    if current is not None and current.CHART == "transaction/invite_client":
        current.cancel(transaction_invite_client.Cancel(signal.why))
    else:
        cell.receiver_missing(sender, signal, "current: invite_client.cancel")


def unheard(cell: CellRuntime, sender: Machine, signal: Signal) -> None:
    """A signal that nobody in this cell receives, on purpose."""


ROUTES: dict[type[Signal], Callable[[Any, Any, Any], None]] = {
    setup_outgoing.Dialing: outgoing_dialing,
    setup_outgoing.Cancel: outgoing_cancel,
    setup_outgoing.ForkProgress: outgoing_fork_progress,
    setup_outgoing.ForkReliable: outgoing_fork_reliable,
    setup_outgoing.ForkGone: outgoing_fork_gone,
    setup_outgoing.FrontChanged: outgoing_front_changed,
    setup_outgoing.ForkAnswered: outgoing_fork_answered,
    setup_outgoing.ForkAgain: outgoing_fork_again,
    setup_outgoing.ForksDropped: outgoing_forks_dropped,
    setup_outgoing.ForksReleased: outgoing_forks_released,
    setup_outgoing.CallFailed: outgoing_call_failed,
    setup_outgoing.CallOver: outgoing_call_over,
    setup_incoming.Started: incoming_started,
    setup_incoming.Asked: incoming_asked,
    setup_incoming.AnswerWanted: incoming_answer_wanted,
    setup_incoming.PreviewWanted: incoming_preview_wanted,
    setup_incoming.EarlyWanted: incoming_early_wanted,
    setup_incoming.RingWanted: incoming_ring_wanted,
    setup_incoming.SentReliably: incoming_sent_reliably,
    setup_incoming.Accepted: incoming_accepted,
    setup_incoming.RespondProvisional: incoming_respond_provisional,
    setup_incoming.RespondSuccess: incoming_respond_success,
    setup_incoming.RespondFailure: incoming_respond_failure,
    setup_incoming.Dropped: incoming_dropped,
    setup_incoming.Released: incoming_released,
    setup_incoming.CallFailed: incoming_call_failed,
    setup_incoming.CallOver: incoming_call_over,
    dialog_dialog.ByeReceived: dialog_bye_received,
    dialog_dialog.ReinviteReceived: dialog_reinvite_received,
    dialog_dialog.UpdateReceived: dialog_update_received,
    dialog_dialog.DigitsWanted: dialog_digits_wanted,
    dialog_dialog.InquiryReceived: dialog_inquiry_received,
    dialog_inquiry.Respond: inquiry_respond,
    dialog_dialog.SubscribeReceived: dialog_subscribe_received,
    dialog_dialog.ResubscribeReceived: dialog_resubscribe_received,
    dialog_dialog.WatchWanted: dialog_watch_wanted,
    dialog_dialog.NotifyReceived: dialog_notify_received,
    dialog_dialog.PrackReceived: dialog_prack_received,
    dialog_dialog.Respond: dialog_respond,
    dialog_dialog.RespondOverlap: dialog_respond_overlap,
    dialog_dialog.RespondGone: dialog_respond_gone,
    negotiation_offer_answer.Configure: offer_answer_configure,
    negotiation_offer_answer.Expecting: offer_answer_expecting,
    negotiation_offer_answer.OfferReady: offer_answer_offer_ready,
    negotiation_offer_answer.OfferTaken: offer_answer_offer_taken,
    negotiation_offer_answer.AnswerReady: offer_answer_answer_ready,
    negotiation_offer_answer.AnswerGiven: offer_answer_answer_given,
    negotiation_offer_answer.PreviewReady: offer_answer_preview_ready,
    negotiation_offer_answer.EarlyReady: offer_answer_early_ready,
    negotiation_offer_answer.EarlyBare: offer_answer_early_bare,
    negotiation_offer_answer.PrackDue: offer_answer_prack_due,
    negotiation_offer_answer.PrackTaken: offer_answer_prack_taken,
    negotiation_offer_answer.PrackAnswered: offer_answer_prack_answered,
    negotiation_offer_answer.Previewed: offer_answer_previewed,
    negotiation_offer_answer.Settled: offer_answer_settled,
    negotiation_offer_answer.OfferedEarly: offer_answer_offered_early,
    negotiation_offer_answer.Solicited: offer_answer_solicited,
    negotiation_offer_answer.AckReady: offer_answer_ack_ready,
    negotiation_offer_answer.AckAnswered: offer_answer_ack_answered,
    negotiation_offer_answer.Refused: offer_answer_refused,
    negotiation_offer_answer.UpdateTaken: offer_answer_update_taken,
    negotiation_offer_answer.UpdateAnswered: offer_answer_update_answered,
    negotiation_offer_answer.UpdateRefused: offer_answer_update_refused,
    negotiation_offer_answer.AnswerRefused: offer_answer_answer_refused,
    negotiation_offer_answer.FirstAnswerRefused: offer_answer_first_answer_refused,
    dialog_invite_usage.Respond: usage_respond,
    dialog_invite_usage.ByeEarly: usage_bye_early,
    dialog_invite_usage.Up: usage_up,
    dialog_invite_usage.Down: usage_down,
    dialog_invite_usage.Failing: usage_failing,
    dialog_invite_usage.Telling: usage_telling,
    dialog_exchange.DialogGone: exchange_dialog_gone,
    subscription_notifier.Respond: notifier_respond,
    subscription_notifier.Proceed: notifier_proceed,
    subscription_notifier.Over: notifier_over,
    subscription_notifier.DialogGone: notifier_dialog_gone,
    subscription_within.Respond: within_respond,
    subscription_within.Refreshed: within_refreshed,
    subscription_within.Over: within_over,
    subscription_within.DialogGone: within_dialog_gone,
    dialog_invite_usage.Ended: usage_ended,
    dialog_reliable_answer.Acked: reliable_answer_acked,
    dialog_reliable_answer.NoAck: reliable_answer_no_ack,
    dialog_reliable_provisional.Described: reliable_provisional_described,
    dialog_reliable_provisional.Respond: reliable_provisional_respond,
    dialog_reliable_provisional.RespondGone: reliable_provisional_respond_gone,
    dialog_reliable_provisional.PassedOn: reliable_provisional_passed_on,
    dialog_reliable_provisional.Acknowledged: reliable_provisional_acknowledged,
    dialog_reliable_provisional.GivenUp: reliable_provisional_given_up,
    dialog_prack.Fresh: prack_fresh,
    negotiation_modify_out.OfferWanted: modify_out_offer_wanted,
    negotiation_modify_out.Soliciting: modify_out_soliciting,
    negotiation_modify_out.Refreshed: modify_out_refreshed,
    negotiation_modify_out.AnswerIn: modify_out_answer_in,
    negotiation_modify_out.Rollback: modify_out_rollback,
    negotiation_modify_out.DialogGone: modify_out_dialog_gone,
    negotiation_modify_out.Misunderstood: modify_out_misunderstood,
    negotiation_modify_out.Declined: modify_out_declined,
    negotiation_modify_out.Reinvited: modify_out_reinvited,
    negotiation_modify_out.Cancel: modify_out_cancel,
    negotiation_modify_in.OfferIn: modify_in_offer_in,
    negotiation_modify_in.AnswerWanted: modify_in_answer_wanted,
    negotiation_modify_in.Accepted: modify_in_accepted,
    negotiation_modify_in.RespondSuccess: modify_in_respond_success,
    negotiation_modify_in.RespondFailure: modify_in_respond_failure,
    negotiation_modify_in.RespondTooBrief: modify_in_respond_too_brief,
    negotiation_modify_in.RespondGone: modify_in_respond_gone,
    negotiation_modify_in.Rollback: modify_in_rollback,
    negotiation_modify_in.Freed: modify_in_freed,
    negotiation_modify_in.Withdrawn: modify_in_withdrawn,
    negotiation_update_in.OfferIn: update_in_offer_in,
    negotiation_update_in.Accepted: update_in_accepted,
    negotiation_update_in.Renewed: update_in_renewed,
    negotiation_update_in.Respond: update_in_respond,
    negotiation_update_in.RespondEarly: update_in_respond_early,
    negotiation_update_in.RespondGone: update_in_respond_gone,
    negotiation_update_in.RespondTooBrief: update_in_respond_too_brief,
    negotiation_update_in.RespondCrossed: update_in_respond_crossed,
    negotiation_update_in.RespondOverlap: update_in_respond_overlap,
    negotiation_update_in.RespondUnasked: update_in_respond_unasked,
    negotiation_update_in.RespondFailure: update_in_respond_failure,
    negotiation_update_in.AnswerWanted: update_in_answer_wanted,
    negotiation_update_in.Rollback: update_in_rollback,
    negotiation_update_in.Freed: update_in_freed,
    media_stream.Lost: stream_lost,
    media_stream.GivenUp: stream_given_up,
    media_keying.Failed: keying_failed,
    media_keying.Rekey: keying_rekey,
    media_connectivity.Failed: connectivity_failed,
    media_connectivity.Lost: connectivity_lost,
    media_connectivity.GivenUp: connectivity_given_up,
    dialog_session_timer.Refresh: session_timer_refresh,
    dialog_session_timer.Expired: session_timer_expired,
    media_stream.Dialed: stream_dialed,
    media_stream.Undialed: stream_undialed,
    media_stream.Flows: stream_flows,
    media_stream.Stands: stream_stands,
    answering_echo.Rings: echo_rings,
    answering_echo.Answers: echo_answers,
    answering_answer.Rings: answer_rings,
    answering_answer.Answers: answer_answers,
    answering_tone.Rings: tone_rings,
    answering_tone.Answers: tone_answers,
    answering_ring.Rings: ring_rings,
    answering_busy.Declines: busy_declines,
    answering_decline.Declines: decline_declines,
    answering_unknown.Declines: unknown_declines,
    answering_hangup.Rings: hangup_rings,
    answering_hangup.Answers: hangup_answers,
    answering_redirect.Redirects: redirect_redirects,
    answering_early.Progresses: early_progresses,
    answering_early.Answers: early_answers,
    answering_holder.Rings: holder_rings,
    answering_holder.Answers: holder_answers,
    answering_holder.Holds: holder_holds,
    answering_holder.Resumes: holder_resumes,
    answering_reinviter.Rings: reinviter_rings,
    answering_reinviter.Answers: reinviter_answers,
    answering_reinviter.Reinvites: reinviter_reinvites,
    answering_reinviter_bye.Rings: reinviter_bye_rings,
    answering_reinviter_bye.Answers: reinviter_bye_answers,
    answering_reinviter_bye.Reinvites: reinviter_bye_reinvites,
    answering_reinviter_bye.HangsUp: reinviter_bye_hangs_up,
    answering_auth.WantsProof: auth_wants_proof,
    answering_auth.Challenges: auth_challenges,
    answering_auth.Rings: auth_rings,
    answering_auth.Answers: auth_answers,
    answering_rel.Rings: rel_rings,
    answering_rel.Answers: rel_answers,
    answering_rel183.Progresses: rel183_progresses,
    answering_rel183.Answers: rel183_answers,
    answering_fork.Rings: fork_rings,
    answering_fork.Forks: fork_forks,
    answering_fork.Answers: fork_answers,
    answering_hangup.HangsUp: hangup_hangs_up,
    coupling_link.Freed: link_freed,
    authentication_caller.Proven: authentication_proven,
    authentication_caller.Unproven: authentication_unproven,
    authentication_caller.Challenged: authentication_challenged,
    transaction_invite_client.Progress: invite_client_progress,
    transaction_invite_client.Answered: invite_client_answered,
    transaction_invite_client.Copy: invite_client_copy,
    transaction_invite_client.Failed: invite_client_failed,
    transaction_invite_client.Over: invite_client_over,
    transaction_invite_server.Cancelled: invite_server_cancelled,
    transaction_invite_server.CancelAnswered: invite_server_cancel_answered,
    transaction_non_invite_client.Finished: non_invite_client_finished,
    transaction_invite_hop.Progress: invite_hop_progress,
    transaction_invite_hop.Answered: invite_hop_answered,
    transaction_invite_hop.Copy: invite_hop_copy,
    transaction_invite_hop.Failed: invite_hop_failed,
    transaction_invite_hop.Over: invite_hop_over,
    transaction_request_hop.Finished: request_hop_finished,
    transaction_invite_hop.Cancelled: invite_hop_cancelled,
    # the dialog is there before the subscription
    subscription_notifier.Subscribed: unheard,
}
"""The function that takes a signal to its receivers."""


class DialogAsks:
    """What dialog asks of the parts beside it."""

    __slots__ = ()

    def occupied(self, machine: Machine) -> bool:
        """in(offer_answer.owing, offer_answer.offer_received)."""
        # machines/leg.wiring.yaml:282
        scope: DialogScope = machine.scope
        offer_answer = scope.offer_answer
        return offer_answer is not None and offer_answer.state in (2, 3, 4, 5)  # owing, offer_received.unanswered, offer_received.previewed, offer_received.updated

    def updating(self, machine: Machine) -> bool:
        """in(update_in.deciding)."""
        # machines/leg.wiring.yaml:283
        scope: DialogScope = machine.scope
        update_in = scope.update_in
        return update_in is not None and update_in.state == 2  # deciding


DIALOG_ASKS = DialogAsks()


class UsageAsks:
    """What usage asks of the parts beside it."""

    __slots__ = ()

    def agreed(self, machine: Machine) -> bool:
        """in(offer_answer.complete, offer_answer.offer_sent, offer_answer.offer_received.updated)."""
        # machines/leg.wiring.yaml:284
        scope: DialogScope = machine.scope
        offer_answer = scope.offer_answer
        return offer_answer is not None and offer_answer.state in (1, 5, 9)  # offer_sent, offer_received.updated, complete

    def solicited(self, machine: Machine) -> bool:
        """in(offer_answer.solicited)."""
        # machines/leg.wiring.yaml:285
        scope: DialogScope = machine.scope
        offer_answer = scope.offer_answer
        return offer_answer is not None and offer_answer.state == 7  # solicited


USAGE_ASKS = UsageAsks()


class ModifyOutAsks:
    """What modify_out asks of the parts beside it."""

    __slots__ = ()

    def up(self, machine: Machine) -> bool:
        """in(usage.established)."""
        # machines/leg.wiring.yaml:287
        scope: DialogScope = machine.scope
        usage = scope.usage
        return usage is not None and usage.state == 3  # established

    def early(self, machine: Machine) -> bool:
        """in(usage.early)."""
        # machines/leg.wiring.yaml:289
        scope: DialogScope = machine.scope
        usage = scope.usage
        return usage is not None and usage.state == 0  # early

    def pracked(self, machine: Machine) -> bool:
        """not in(setup.setup.unacknowledged)."""
        # machines/leg.wiring.yaml:290
        scope: LegScope = machine.scope.leg
        setup = scope.setup
        return setup is None or setup.state_name != "setup.unacknowledged"

    def stable(self, machine: Machine) -> bool:
        """in(offer_answer.complete)."""
        # machines/leg.wiring.yaml:291
        scope: DialogScope = machine.scope
        offer_answer = scope.offer_answer
        return offer_answer is not None and offer_answer.state == 9  # complete

    def undisturbed(self, machine: Machine) -> bool:
        """in(modify_in.idle)."""
        # machines/leg.wiring.yaml:292
        scope: DialogScope = machine.scope
        modify_in = scope.modify_in
        return modify_in is not None and modify_in.state == 0  # idle

    def offered(self, machine: Machine) -> bool:
        """in(offer_answer.offer_sent)."""
        # machines/leg.wiring.yaml:293
        scope: DialogScope = machine.scope
        offer_answer = scope.offer_answer
        return offer_answer is not None and offer_answer.state == 1  # offer_sent


MODIFY_OUT_ASKS = ModifyOutAsks()


class ModifyInAsks:
    """What modify_in asks of the parts beside it."""

    __slots__ = ()

    def we_offer(self, machine: Machine) -> bool:
        """in(offer_answer.offer_sent, offer_answer.soliciting, offer_answer.solicited)."""
        # machines/leg.wiring.yaml:294
        scope: DialogScope = machine.scope
        offer_answer = scope.offer_answer
        return offer_answer is not None and offer_answer.state in (1, 6, 7)  # offer_sent, soliciting, solicited


MODIFY_IN_ASKS = ModifyInAsks()


class UpdateInAsks:
    """What update_in asks of the parts beside it."""

    __slots__ = ()

    def over(self, machine: Machine) -> bool:
        """in(offer_answer.closed)."""
        # machines/leg.wiring.yaml:295
        scope: DialogScope = machine.scope
        offer_answer = scope.offer_answer
        return offer_answer is not None and offer_answer.state == 10  # closed

    def confirmed(self, machine: Machine) -> bool:
        """in(usage.moratorium, usage.established)."""
        # machines/leg.wiring.yaml:296
        scope: DialogScope = machine.scope
        usage = scope.usage
        return usage is not None and usage.state in (1, 3)  # moratorium, established

    def we_offer(self, machine: Machine) -> bool:
        """in(offer_answer.offer_sent, offer_answer.soliciting, offer_answer.solicited)."""
        # machines/leg.wiring.yaml:297
        scope: DialogScope = machine.scope
        offer_answer = scope.offer_answer
        return offer_answer is not None and offer_answer.state in (1, 6, 7)  # offer_sent, soliciting, solicited

    def settled(self, machine: Machine) -> bool:
        """in(offer_answer.complete)."""
        # machines/leg.wiring.yaml:298
        scope: DialogScope = machine.scope
        offer_answer = scope.offer_answer
        return offer_answer is not None and offer_answer.state == 9  # complete


UPDATE_IN_ASKS = UpdateInAsks()


class KeyingAsks:
    """What keying asks of the parts beside it."""

    __slots__ = ()

    def answered(self, machine: Machine) -> bool:
        """in(usage.established)."""
        # machines/leg.wiring.yaml:288
        scope: DialogScope = machine.scope
        usage = scope.usage
        return usage is not None and usage.state == 3  # established


KEYING_ASKS = KeyingAsks()


class DigitsAsks:
    """What digits asks of the parts beside it."""

    __slots__ = ()

    def early(self, machine: Machine) -> bool:
        """in(dialog.early)."""
        # machines/leg.wiring.yaml:286
        scope: DialogScope = machine.scope
        dialog = scope.dialog
        return dialog is not None and dialog.state == 0  # early


DIGITS_ASKS = DigitsAsks()


def dial(
    cell: CellRuntime, command: int, target: str, arguments: dict[str, str], headers: dict[str, str] | None = None
) -> tuple[Machine, Event] | None:
    """Command dial: outgoing.dial."""
    # machines/leg.wiring.yaml:300
    setup: Any = cell.leg.setup
    if setup is None:
        return None
    if setup.CHART == "setup/outgoing":
        return setup, setup_outgoing.Dial(command, target, arguments, headers)
    return None


def ring(cell: CellRuntime, command: int) -> tuple[Machine, Event] | None:
    """Command ring: incoming.ring."""
    # machines/leg.wiring.yaml:301
    setup: Any = cell.leg.setup
    if setup is None:
        return None
    if setup.CHART == "setup/incoming":
        return setup, setup_incoming.Ring(command)
    return None


def answer(
    cell: CellRuntime, command: int, source: str, headers: dict[str, str] | None = None, codecs: list[str] | None = None
) -> tuple[Machine, Event] | None:
    """Command answer: incoming.answer."""
    # machines/leg.wiring.yaml:302
    setup: Any = cell.leg.setup
    if setup is None:
        return None
    if setup.CHART == "setup/incoming":
        return setup, setup_incoming.Answer(command, source, headers, codecs)
    return None


def progress(cell: CellRuntime, command: int, source: str) -> tuple[Machine, Event] | None:
    """Command progress: incoming.progress."""
    # machines/leg.wiring.yaml:303
    setup: Any = cell.leg.setup
    if setup is None:
        return None
    if setup.CHART == "setup/incoming":
        return setup, setup_incoming.Progress(command, source)
    return None


def decline(
    cell: CellRuntime, command: int, status: int, headers: dict[str, str] | None = None, said: Ending | None = None
) -> tuple[Machine, Event] | None:
    """Command decline: incoming.decline."""
    # machines/leg.wiring.yaml:304
    setup: Any = cell.leg.setup
    if setup is None:
        return None
    if setup.CHART == "setup/incoming":
        return setup, setup_incoming.Decline(command, status, headers, said)
    return None


def fork(cell: CellRuntime, command: int) -> tuple[Machine, Event] | None:
    """Command fork: incoming.fork."""
    # machines/leg.wiring.yaml:305
    setup: Any = cell.leg.setup
    if setup is None:
        return None
    if setup.CHART == "setup/incoming":
        return setup, setup_incoming.Fork(command)
    return None


def redirect(
    cell: CellRuntime, command: int, contact: str, others: list[str] | None = None
) -> tuple[Machine, Event] | None:
    """Command redirect: incoming.redirect."""
    # machines/leg.wiring.yaml:306
    setup: Any = cell.leg.setup
    if setup is None:
        return None
    if setup.CHART == "setup/incoming":
        return setup, setup_incoming.Redirect(command, contact, others)
    return None


def authenticate(cell: CellRuntime, command: int) -> tuple[Machine, Event] | None:
    """Command authenticate: authentication.authenticate."""
    # machines/leg.wiring.yaml:307
    authentication = cell.leg.authentication
    if authentication is None:
        return None
    return authentication, authentication_caller.Authenticate(command)


def challenge(cell: CellRuntime, command: int, status: int) -> tuple[Machine, Event] | None:
    """Command challenge: authentication.challenge."""
    # machines/leg.wiring.yaml:308
    authentication = cell.leg.authentication
    if authentication is None:
        return None
    return authentication, authentication_caller.Challenge(command, status)


def verdict(
    cell: CellRuntime,
    command: int,
    outcome: str,
    user: str,
    challenges: list[str],
    wait: float,
    info: str | None = None,
) -> tuple[Machine, Event] | None:
    """Command verdict: authentication.verdict."""
    # machines/leg.wiring.yaml:309
    authentication = cell.leg.authentication
    if authentication is None:
        return None
    return authentication, authentication_caller.Verdict(command, outcome, user, challenges, wait, info)


def hang_up(cell: CellRuntime, command: int, reason: str | None = None) -> tuple[Machine, Event] | None:
    """Command hang_up: setup.hang_up."""
    # machines/leg.wiring.yaml:310
    setup: Any = cell.leg.setup
    if setup is None:
        return None
    if setup.CHART == "setup/outgoing":
        return setup, setup_outgoing.HangUp(command, reason)
    return setup, setup_incoming.HangUp(command, reason)


def hold(cell: CellRuntime, command: int) -> tuple[Machine, Event] | None:
    """Command hold: dialog[setup.spoken_tag].modify_out.hold."""
    # machines/leg.wiring.yaml:311
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.spoken_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    modify_out = dialog_scope.modify_out
    if modify_out is None:
        return None
    return modify_out, negotiation_modify_out.Hold(command)


def resume(cell: CellRuntime, command: int) -> tuple[Machine, Event] | None:
    """Command resume: dialog[setup.spoken_tag].modify_out.resume."""
    # machines/leg.wiring.yaml:312
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.spoken_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    modify_out = dialog_scope.modify_out
    if modify_out is None:
        return None
    return modify_out, negotiation_modify_out.Resume(command)


def modify(
    cell: CellRuntime,
    command: int,
    codecs: list[str],
    direction: str,
    method: str | None = None,
    restart: bool | None = None,
) -> tuple[Machine, Event] | None:
    """Command modify: dialog[setup.spoken_tag].modify_out.modify."""
    # machines/leg.wiring.yaml:313
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.spoken_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    modify_out = dialog_scope.modify_out
    if modify_out is None:
        return None
    return modify_out, negotiation_modify_out.Modify(command, codecs, direction, method, restart)


def solicit(cell: CellRuntime, command: int) -> tuple[Machine, Event] | None:
    """Command solicit: dialog[setup.confirmed_tag].modify_out.solicit."""
    # machines/leg.wiring.yaml:314
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.confirmed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    modify_out = dialog_scope.modify_out
    if modify_out is None:
        return None
    return modify_out, negotiation_modify_out.Solicit(command)


def withdraw(cell: CellRuntime, command: int, reason: str | None = None) -> tuple[Machine, Event] | None:
    """Command withdraw: dialog[setup.confirmed_tag].modify_out.withdraw."""
    # machines/leg.wiring.yaml:315
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.confirmed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    modify_out = dialog_scope.modify_out
    if modify_out is None:
        return None
    return modify_out, negotiation_modify_out.Withdraw(command, reason)


def acknowledge(cell: CellRuntime, command: int) -> tuple[Machine, Event] | None:
    """Command acknowledge: dialog[setup.spoken_tag].offer_answer.acknowledge."""
    # machines/leg.wiring.yaml:316
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.spoken_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    offer_answer = dialog_scope.offer_answer
    if offer_answer is None:
        return None
    return offer_answer, negotiation_offer_answer.Acknowledge(command)


def send_dtmf(
    cell: CellRuntime, command: int, digits: str, method: str, seconds: float, pause: float
) -> tuple[Machine, Event] | None:
    """Command send_dtmf: dialog[setup.dialed_tag].dialog.send_dtmf."""
    # machines/leg.wiring.yaml:317
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.dialed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    dialog = dialog_scope.dialog
    if dialog is None:
        return None
    return dialog, dialog_dialog.SendDtmf(command, digits, method, seconds, pause)


def accept_modify(cell: CellRuntime, command: int) -> tuple[Machine, Event] | None:
    """Command accept_modify: dialog[setup.confirmed_tag].modify_in.accept_modify."""
    # machines/leg.wiring.yaml:318
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.confirmed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    modify_in = dialog_scope.modify_in
    if modify_in is None:
        return None
    return modify_in, negotiation_modify_in.AcceptModify(command)


def decline_modify(cell: CellRuntime, command: int, status: int) -> tuple[Machine, Event] | None:
    """Command decline_modify: dialog[setup.confirmed_tag].modify_in.decline_modify."""
    # machines/leg.wiring.yaml:319
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.confirmed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    modify_in = dialog_scope.modify_in
    if modify_in is None:
        return None
    return modify_in, negotiation_modify_in.DeclineModify(command, status)


def accept_update(cell: CellRuntime, command: int) -> tuple[Machine, Event] | None:
    """Command accept_update: dialog[setup.spoken_tag].update_in.accept_update."""
    # machines/leg.wiring.yaml:320
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.spoken_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    update_in = dialog_scope.update_in
    if update_in is None:
        return None
    return update_in, negotiation_update_in.AcceptUpdate(command)


def decline_update(cell: CellRuntime, command: int, status: int) -> tuple[Machine, Event] | None:
    """Command decline_update: dialog[setup.spoken_tag].update_in.decline_update."""
    # machines/leg.wiring.yaml:321
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.spoken_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    update_in = dialog_scope.update_in
    if update_in is None:
        return None
    return update_in, negotiation_update_in.DeclineUpdate(command, status)


def tell(cell: CellRuntime, command: int, method: str, arguments: dict[str, str]) -> tuple[Machine, Event] | None:
    """Command tell: dialog[setup.confirmed_tag].usage.tell."""
    # machines/leg.wiring.yaml:322
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.confirmed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    usage = dialog_scope.usage
    if usage is None:
        return None
    return usage, dialog_invite_usage.Tell(command, method, arguments)


def conclude(cell: CellRuntime, command: int, cseq: int, status: int) -> tuple[Machine, Event] | None:
    """Command conclude: dialog[setup.confirmed_tag].inquiry[cseq].conclude."""
    # machines/leg.wiring.yaml:323
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.confirmed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    inquiry = dialog_scope.inquiry.get(cseq)
    if inquiry is None:
        return None
    return inquiry, dialog_inquiry.Conclude(command, cseq, status)


def grant(cell: CellRuntime, command: int, content: str, cseq: int | None = None) -> tuple[Machine, Event] | None:
    """Command grant: dialog[setup.confirmed_tag].notifier[cseq].grant."""
    # machines/leg.wiring.yaml:324
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.confirmed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    notifier = dialog_scope.notifier.get(cseq)
    if notifier is None:
        return None
    return notifier, subscription_notifier.Grant(command, content, cseq)


def suspend(cell: CellRuntime, command: int, cseq: int | None = None) -> tuple[Machine, Event] | None:
    """Command suspend: dialog[setup.confirmed_tag].notifier[cseq].suspend."""
    # machines/leg.wiring.yaml:325
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.confirmed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    notifier = dialog_scope.notifier.get(cseq)
    if notifier is None:
        return None
    return notifier, subscription_notifier.Suspend(command, cseq)


def refuse(cell: CellRuntime, command: int, status: int, cseq: int | None = None) -> tuple[Machine, Event] | None:
    """Command refuse: dialog[setup.confirmed_tag].notifier[cseq].refuse."""
    # machines/leg.wiring.yaml:326
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.confirmed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    notifier = dialog_scope.notifier.get(cseq)
    if notifier is None:
        return None
    return notifier, subscription_notifier.Refuse(command, status, cseq)


def update(cell: CellRuntime, command: int, content: str, cseq: int | None = None) -> tuple[Machine, Event] | None:
    """Command update: dialog[setup.confirmed_tag].notifier[cseq].update."""
    # machines/leg.wiring.yaml:327
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.confirmed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    notifier = dialog_scope.notifier.get(cseq)
    if notifier is None:
        return None
    return notifier, subscription_notifier.Update(command, content, cseq)


def watch(
    cell: CellRuntime, command: int, number: int, package: str, arguments: dict[str, str]
) -> tuple[Machine, Event] | None:
    """Command watch: dialog[setup.confirmed_tag].dialog.watch."""
    # machines/leg.wiring.yaml:328
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.confirmed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    dialog = dialog_scope.dialog
    if dialog is None:
        return None
    return dialog, dialog_dialog.Watch(command, number, package, arguments)


def unwatch(cell: CellRuntime, command: int, number: int) -> tuple[Machine, Event] | None:
    """Command unwatch: dialog[setup.confirmed_tag].within[number].unwatch."""
    # machines/leg.wiring.yaml:329
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.confirmed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    within = dialog_scope.within.get(number)
    if within is None:
        return None
    return within, subscription_within.Unwatch(command, number)


def finish(
    cell: CellRuntime, command: int, reason: str, retry_after: int, cseq: int | None = None
) -> tuple[Machine, Event] | None:
    """Command finish: dialog[setup.confirmed_tag].notifier[cseq].finish."""
    # machines/leg.wiring.yaml:330
    setup_slice = cell.leg.setup_slice
    dialog_scope = cell.dialogs.get(setup_slice.confirmed_tag) if setup_slice is not None else None
    if dialog_scope is None:
        return None
    notifier = dialog_scope.notifier.get(cseq)
    if notifier is None:
        return None
    return notifier, subscription_notifier.Finish(command, reason, retry_after, cseq)


COMMANDS: dict[str, Callable[..., tuple[Machine, Event] | None]] = {
    "dial": dial,
    "ring": ring,
    "answer": answer,
    "progress": progress,
    "decline": decline,
    "fork": fork,
    "redirect": redirect,
    "authenticate": authenticate,
    "challenge": challenge,
    "verdict": verdict,
    "hang_up": hang_up,
    "hold": hold,
    "resume": resume,
    "modify": modify,
    "solicit": solicit,
    "withdraw": withdraw,
    "acknowledge": acknowledge,
    "send_dtmf": send_dtmf,
    "accept_modify": accept_modify,
    "decline_modify": decline_modify,
    "accept_update": accept_update,
    "decline_update": decline_update,
    "tell": tell,
    "conclude": conclude,
    "grant": grant,
    "suspend": suspend,
    "refuse": refuse,
    "update": update,
    "watch": watch,
    "unwatch": unwatch,
    "finish": finish,
}
"""Who takes a command of the application, and the event it becomes; None when nobody is there."""

TRANSACTIONS: dict[str, str] = {
    "invite_client": "transaction/invite_client",
    "invite_server": "transaction/invite_server",
    "non_invite_client": "transaction/non_invite_client",
    "non_invite_server": "transaction/non_invite_server",
    "invite_hop": "transaction/invite_hop",
    "request_hop": "transaction/request_hop",
}
"""Chart of each kind of transaction."""

REJECTS: dict[str, Callable[[Any], Event]] = {
    "invite_server": transaction_invite_server.RespondFailure,
    "non_invite_server": transaction_non_invite_server.Respond,
}
"""The event that gives a server transaction the response with which a request is rejected, by kind."""

CHARTS: dict[str, str] = {
    "answering/answer": answering_answer.Answer.DIGEST,
    "answering/auth": answering_auth.Auth.DIGEST,
    "answering/busy": answering_busy.Busy.DIGEST,
    "answering/decline": answering_decline.Decline.DIGEST,
    "answering/early": answering_early.Early.DIGEST,
    "answering/echo": answering_echo.Echo.DIGEST,
    "answering/fork": answering_fork.Fork.DIGEST,
    "answering/hangup": answering_hangup.Hangup.DIGEST,
    "answering/holder": answering_holder.Holder.DIGEST,
    "answering/redirect": answering_redirect.Redirect.DIGEST,
    "answering/reinviter": answering_reinviter.Reinviter.DIGEST,
    "answering/reinviter_bye": answering_reinviter_bye.ReinviterBye.DIGEST,
    "answering/rel": answering_rel.Rel.DIGEST,
    "answering/rel183": answering_rel183.Rel183.DIGEST,
    "answering/ring": answering_ring.Ring.DIGEST,
    "answering/tone": answering_tone.Tone.DIGEST,
    "answering/unknown": answering_unknown.Unknown.DIGEST,
    "authentication/caller": authentication_caller.Caller.DIGEST,
    "coupling/link": coupling_link.Link.DIGEST,
    "dialog/dialog": dialog_dialog.Dialog.DIGEST,
    "dialog/exchange": dialog_exchange.Exchange.DIGEST,
    "dialog/inquiry": dialog_inquiry.Inquiry.DIGEST,
    "dialog/invite_usage": dialog_invite_usage.InviteUsage.DIGEST,
    "dialog/prack": dialog_prack.Prack.DIGEST,
    "dialog/reliable_answer": dialog_reliable_answer.ReliableAnswer.DIGEST,
    "dialog/reliable_provisional": dialog_reliable_provisional.ReliableProvisional.DIGEST,
    "dialog/session_timer": dialog_session_timer.SessionTimer.DIGEST,
    "media/connectivity": media_connectivity.Connectivity.DIGEST,
    "media/digits": media_digits.Digits.DIGEST,
    "media/keying": media_keying.Keying.DIGEST,
    "media/stream": media_stream.Stream.DIGEST,
    "negotiation/modify_in": negotiation_modify_in.ModifyIn.DIGEST,
    "negotiation/modify_out": negotiation_modify_out.ModifyOut.DIGEST,
    "negotiation/offer_answer": negotiation_offer_answer.OfferAnswer.DIGEST,
    "negotiation/update_in": negotiation_update_in.UpdateIn.DIGEST,
    "session/session": session_session.Session.DIGEST,
    "setup/incoming": setup_incoming.Incoming.DIGEST,
    "setup/outgoing": setup_outgoing.Outgoing.DIGEST,
    "subscription/notifier": subscription_notifier.Notifier.DIGEST,
    "subscription/within": subscription_within.Within.DIGEST,
    "transaction/invite_client": transaction_invite_client.InviteClient.DIGEST,
    "transaction/invite_hop": transaction_invite_hop.InviteHop.DIGEST,
    "transaction/invite_server": transaction_invite_server.InviteServer.DIGEST,
    "transaction/non_invite_client": transaction_non_invite_client.NonInviteClient.DIGEST,
    "transaction/non_invite_server": transaction_non_invite_server.NonInviteServer.DIGEST,
    "transaction/request_hop": transaction_request_hop.RequestHop.DIGEST,
}
"""Hash of every chart in the cell; snapshots carry it."""
