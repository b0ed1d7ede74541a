"""What the actions of a part see beside their own slice: the scopes of a cell, and the slices in them, read-only.

The actions of a chart write its slice and nobody else does. A view names what neighbours read of it; all members are
read-only, so that the type checker refuses a write. Nothing here exists when a call runs: the scopes are the generated
`handlers.leg`, the slices those of the action modules themselves.

A part that stands in its scope from the beginning has its slice there from the beginning, `setup` first of all; so no
slice here is None. The alternatives of a part (`setup`) show one view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sessioncore.actions.context import CellContext, Scope

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sessioncore.statechart import Machine
    from sessioncore.wire.sdp import AgreedStream, SessionDescription
    from sessioncore.wire.sip import Request


class SetupView(Protocol):
    """Of setup/outgoing and setup/incoming: the INVITE of this leg, and its media port."""

    @property
    def request(self) -> Request | None: ...

    @property
    def local_tag(self) -> str: ...

    @property
    def front(self) -> str:
        """Key of the dialog whose media is heard: all dialogs of a leg share its port. "" while there is none."""

    @property
    def spoken_tag(self) -> str:
        """Key of the dialog whose session the application means; "" while there is none."""

    @property
    def offer(self) -> SessionDescription | None: ...

    @property
    def proofs(self) -> Sequence[tuple[str, str]]: ...

    @property
    def answered(self) -> list[tuple[str, str]] | None:
        """The challenges that our INVITE answered, as its 2xx leaves them; None while there was none."""

    @property
    def least_interval(self) -> float:
        """The Min-SE that a 422 to the INVITE has taught, 0 without one (RFC 4028 7.3)."""

    @property
    def reason(self) -> str:
        """Why the application hung up (RFC 3326), or ""."""

    @property
    def source(self) -> str: ...

    @property
    def media_port(self) -> int: ...

    @property
    def guarded(self) -> bool:
        """Whether it takes the place of a call whose media is protected, and so must be as well."""

    @property
    def codecs(self) -> tuple[str, ...]:
        """The codecs of this call by name; none: the configured ones."""


class DialogView(Protocol):
    """Of dialog/dialog."""

    @property
    def local_tag(self) -> str: ...

    @property
    def initiator(self) -> bool: ...

    @property
    def remote_cseq(self) -> int | None:
        """The highest number of the peer's requests."""

    @property
    def takes_info(self) -> bool:
        """Whether the peer allows INFO."""

    @property
    def takes_update(self) -> bool: ...

    @property
    def request_uri(self) -> str:
        """The Request-URI of the requests that `new_request` makes."""

    def new_request(
        self,
        method: str,
        *,
        cseq: int | None = None,
        body: bytes = b"",
        content_type: str = "",
        more: Sequence[tuple[str, str]] = (),
    ) -> Request:
        """A request inside the dialog; for actions of the same scope. The one way to advance the local CSeq."""


class OfferAnswerView(Protocol):
    """Of negotiation/offer_answer."""

    @property
    def local(self) -> SessionDescription | None:
        """Our side of what is agreed; None while nothing is."""

    @property
    def open_local(self) -> SessionDescription | None: ...

    @property
    def open_remote(self) -> SessionDescription | None: ...

    @property
    def sent(self) -> SessionDescription | None: ...

    @property
    def streams(self) -> tuple[AgreedStream, ...]: ...

    @property
    def owed_answer(self) -> bytes: ...


class ModifyOutView(Protocol):
    """Of negotiation/modify_out: the wishes, and whether the next offer repeats the last, or restarts ICE."""

    @property
    def direction(self) -> str: ...

    @property
    def codecs(self) -> tuple[str, ...]:
        """The codecs that were asked for in mid-call; none: those that the call began with."""

    @property
    def repeats(self) -> bool: ...

    @property
    def restarts(self) -> bool:
        """Whether ICE shall begin anew."""


class SessionTimerView(Protocol):
    """Of dialog/session_timer: what is agreed."""

    @property
    def interval(self) -> int: ...

    @property
    def ours(self) -> bool: ...


class CallerView(Protocol):
    """Of authentication/caller."""

    @property
    def user(self) -> str:
        """Who calls, "" while that is not proven."""

    @property
    def info(self) -> str:
        """What proves to the caller that we know its secret (Authentication-Info, RFC 7616 3.5), or ""."""


class LinkView(Protocol):
    """Of coupling/link."""

    @property
    def coupling(self) -> str: ...

    @property
    def body(self) -> bytes: ...

    @property
    def joined(self) -> bool: ...


class LegCell(CellContext, Protocol):
    """The cell of a leg."""

    @property
    def dialogs(self) -> Mapping[str, DialogScope]:
        """The dialogs of the leg by remote tag."""


class LegScope(Scope, Protocol):
    """The leg."""

    @property
    def cell(self) -> LegCell: ...

    @property
    def setup_slice(self) -> SetupView: ...

    @property
    def answering(self) -> Machine | None: ...

    @property
    def authentication(self) -> Machine | None:
        """None where callers are not asked who they are."""

    @property
    def authentication_slice(self) -> CallerView: ...

    @property
    def link(self) -> Machine | None: ...

    @property
    def link_slice(self) -> LinkView | None:
        """None where the leg belongs to no coupling."""

    def drop(self, machine: Machine) -> None:
        """Take a machine, and its slice, out of its place."""

    @property
    def session(self) -> Machine | None: ...


class DialogScope(Scope, Protocol):
    """One dialog of the leg; `key` is the remote tag."""

    @property
    def key(self) -> str: ...

    @property
    def leg(self) -> LegScope: ...

    @property
    def dialog_slice(self) -> DialogView: ...

    @property
    def offer_answer_slice(self) -> OfferAnswerView: ...

    @property
    def reliable_provisional(self) -> Mapping[int, Machine]:
        """Our reliable provisional responses by their numbers."""

    @property
    def connectivity(self) -> Mapping[int, Machine]:
        """The ways to the peer that full ICE has found or looks for, by the numbers of the lines."""

    @property
    def notifier(self) -> Mapping[int, Machine]:
        """Subscriptions inside the dialog by the CSeq of the SUBSCRIBE that began each."""

    @property
    def within(self) -> Mapping[int, Machine]:
        """Subscriptions of ours inside the dialog by their numbers."""

    @property
    def session_timer_slice(self) -> SessionTimerView: ...

    @property
    def modify_out_slice(self) -> ModifyOutView: ...


class SubscriptionView(Protocol):
    """Of subscription/subscriber and subscription/notifier: the SUBSCRIBE that makes the dialog, and our tag in it."""

    @property
    def request(self) -> Request | None: ...

    @property
    def local_tag(self) -> str: ...


class SubscriptionScope(Scope, Protocol):
    """One subscription outside calls."""

    @property
    def usage_slice(self) -> SubscriptionView: ...

    @property
    def dialog(self) -> Machine | None: ...

    @property
    def dialog_slice(self) -> DialogView: ...
