"""Subscriptions outside calls (RFC 6665), from either side, as methods of the session manager."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from typing import TYPE_CHECKING, Any

import attrs

from sessioncore.api.placing import check_way, first_hop, read_target
from sessioncore.api.requests import Requests
from sessioncore.api.results import raise_for
from sessioncore.api.wallet import Credentials, listed
from sessioncore.base.errors import LocalProtocolError
from sessioncore.core.configuring import SERVE_EVENT
from sessioncore.events import Notified, SubscriptionEnded
from sessioncore.wire.sip import SipParseError, parse_uri
from sessioncore.wire.sip.names import TOKEN

if TYPE_CHECKING:
    from sessioncore.api.subscriptions import EventStream, Subscriptions
    from sessioncore.effects import Ask, Reply

_FORBIDDEN = 403
Admit = Callable[["SubscriptionRequest"], "bool | None"]
"""Whether somebody may subscribe; None: not decided yet."""


class Subscription:
    """Our subscription to what happens elsewhere; it is kept up until `unsubscribe`, or until the other side ends it
    for good. `async for` gives every NOTIFY, the first of them included.
    """

    __slots__ = ("_manager", "_number", "_stream", "id", "package", "target")

    def __init__(
        self,
        manager: Watching,
        session: str,
        target: str,
        package: str,
        stream: EventStream,
        number: int | None = None,
    ) -> None:
        """`number` tells one inside the call `session` from others there; None for one with a dialog of its own."""
        self._number = number
        self._manager = manager
        self._stream = stream
        self.id = session
        self.target = target
        self.package = package

    def __repr__(self) -> str:
        return f"<Subscription {self.package} of {self.target} {self.state}>"

    @property
    def state(self) -> str:
        """`notify_wait`, `pending`, `active`, `waiting`, `unsubscribing` or `ended`: the states of the chart."""
        if self._number is not None:
            return self._manager.within_state(self.id, self._number)
        return self._manager.watch_state(self.id)

    async def unsubscribe(self) -> None:
        """End the subscription; done when the last NOTIFY is here, or did not come in time. May be repeated."""
        if self.state == "ended":
            return
        if self._number is not None:
            raise_for(await self._manager.watch_command(self.id, "unwatch", number=self._number), "unwatch", self.id)
        else:
            raise_for(await self._manager.watch_command(self.id, "unsubscribe"), "unsubscribe", self.id)

    async def __aiter__(self) -> AsyncIterator[Notified]:
        async for event in self._stream:
            if not isinstance(event, Notified | SubscriptionEnded) or event.package != self.package:
                continue  # of another one in the same call
            if isinstance(event, Notified):
                yield event
            else:
                self._stream.close()
                return


@attrs.frozen
class SubscriptionRequest:
    """Somebody wants to know; all that stands here is the peer's word. `resource` is the user of the Request-URI.

    `id` is the subscription's own, or, where it was begun inside a call, that of the call; `cseq` tells it from others
    there. It may outlive the call, whose dialog it keeps (RFC 5057).
    """

    id: str
    package: str
    subscriber: str
    resource: str
    cseq: int | None = None

    @property
    def where(self) -> dict[str, int]:
        """What commands for it carry."""
        return {} if self.cseq is None else {"cseq": self.cseq}


class Notifier:
    """Tells whoever subscribed to one event package (RFC 6665 4.2).

    What was published last for a resource is what a new subscriber gets at once. NOTIFYs keep a distance
    (`Limits.notify_pace`): of what is published faster only the newest is sent.
    """

    def __init__(self, manager: Watching, package: str, content_type: str, admit: Admit | None) -> None:
        self._manager = manager
        self._admit = admit
        self._contents: dict[str | None, bytes] = {}
        self._subscribers: dict[tuple[str, int | None], SubscriptionRequest] = {}
        self.package = package
        self.content_type = content_type

    @property
    def subscribers(self) -> list[SubscriptionRequest]:
        """Who is subscribed now, undecided ones included."""
        self._forget()
        return list(self._subscribers.values())

    async def publish(self, content: str | bytes, resource: str | None = None) -> None:
        """Something has happened: tell the subscribers of `resource`, or (None) of everything, and those to come."""
        data = content if isinstance(content, bytes) else content.encode()
        if resource is None:
            self._contents.clear()
        self._contents[resource] = data
        for one in self.subscribers:
            if resource is None or one.resource == resource:
                await self._manager.watch_command(one.id, "update", content=_text(data), **one.where)

    async def accept(self, one: SubscriptionRequest) -> None:
        """Grant what was not decided yet."""
        fields = {"content": self._content(one), **one.where}
        raise_for(await self._manager.watch_command(one.id, "grant", **fields), "accept", one.id)

    async def reject(self, one: SubscriptionRequest) -> None:
        """Refuse, or end what was granted: the subscriber hears `rejected` and does not come back."""
        fields = {"status": _FORBIDDEN, **one.where}
        raise_for(await self._manager.watch_command(one.id, "refuse", **fields), "reject", one.id)

    async def finish(self, one: SubscriptionRequest, reason: str = "deactivated", retry_after: int = 0) -> None:
        """End a subscription for a reason of RFC 6665 4.1.3, with seconds after which it may be begun again."""
        if not TOKEN.fullmatch(reason):
            raise LocalProtocolError(f"{reason[:40]!r} is no reason; one is deactivated")
        fields = {"reason": reason, "retry_after": retry_after, **one.where}
        raise_for(await self._manager.watch_command(one.id, "finish", **fields), "finish", one.id)

    def asked(self, ask: Ask) -> None:
        """Somebody subscribes; called by the manager."""
        details = ask.details
        user, cseq = _user(details["resource"]), details.get("cseq")
        one = SubscriptionRequest(ask.session, details["package"], details["subscriber"], user, cseq)
        admitted = True if self._admit is None else self._admit(one)
        if admitted is False:
            self._manager.watch_tell(one.id, "refuse", status=_FORBIDDEN, **one.where)
            return
        self._forget()
        self._subscribers[one.id, one.cseq] = one
        if admitted:
            self._manager.watch_tell(one.id, "grant", content=self._content(one), **one.where)
        else:
            self._manager.watch_tell(one.id, "suspend", **one.where)

    def _content(self, one: SubscriptionRequest) -> str:
        return _text(self._contents.get(one.resource, self._contents.get(None, b"")))

    def _forget(self) -> None:
        self._subscribers = {key: one for key, one in self._subscribers.items() if self._manager.is_watched(*key)}


def _text(data: bytes) -> str:
    return data.decode("utf-8", "surrogateescape")


def _user(uri: str) -> str:
    try:
        return parse_uri(uri).username or ""
    except SipParseError:
        return ""


def _arguments(package: str, expires: int | None, accept: str) -> dict[str, str]:
    """Of a SUBSCRIBE; LocalProtocolError where something in it cannot be sent."""
    name, given, number = package.partition(";id=")
    if not TOKEN.fullmatch(name) or (given and not TOKEN.fullmatch(number)):
        raise LocalProtocolError(f"{package[:40]!r} is no event package; one is presence")
    if not accept.isprintable():
        raise LocalProtocolError("the content types hold control characters")
    arguments = {} if expires is None else {"expires": str(int(expires))}
    return {**arguments, "accept": accept} if accept else arguments


class Watching(Requests):
    """The part of `SessionManager` that is about what stands outside calls: single requests, and subscriptions."""

    _subscriptions: Subscriptions

    def _open_mailbox(self) -> None:
        super()._open_mailbox()
        self._notifiers: dict[str, Notifier] = {}

    def _told(self, ask: Ask) -> None:
        if ask.question != "subscription":
            super()._told(ask)
            return
        notifier = self._notifiers.get(ask.details["package"])
        if notifier is None:
            where = {"cseq": ask.details["cseq"]} if "cseq" in ask.details else {}
            self.watch_tell(ask.session, "refuse", status=_FORBIDDEN, **where)
        else:
            notifier.asked(ask)

    async def subscribe(
        self,
        target: str,
        package: str,
        *,
        expires: int | None = None,
        accept: str = "",
        caller: str | None = None,
        credentials: Credentials | Iterable[Credentials] = (),
        queue: int = 256,
    ) -> Subscription:
        """Subscribe to an event package (`presence`, `dialog`, ...) of a SIP URI; returns with the first NOTIFY.

        `expires` is how long to ask for in seconds, `Limits.subscription_default` without it, 0 for one look; `accept`
        the content types that we understand; at most `queue` NOTIFYs wait for their reader.

        Raises CallRejected with the status of a refusal (489: nobody there knows the event) or 408 where no NOTIFY
        came; LocalProtocolError for a bad URI or package; TransportError for a transport that we do not have.
        """
        self._check_open()
        uri = read_target(target)
        arguments = _arguments(package, expires, accept)
        if caller is not None:
            arguments["from"] = str(read_target(caller))
        check_way(first_hop(uri, self.settings), self.settings, v6=":" in self._listen.host)
        session = self._ids.session_id()
        if own := listed(credentials):
            self._wallet.give(session, own)
        stream = self._subscriptions.open(session, (Notified, SubscriptionEnded), queue)
        fields = {"target": str(uri), "package": package, "arguments": arguments}
        try:
            raise_for(await self._driver.command(session, "subscribe", fields), "subscribe", session)
        except BaseException:
            stream.close()
            if self.is_watched(session):
                self._driver.command(session, "unsubscribe")
            raise
        return Subscription(self, session, str(uri), package, stream)

    async def subscribe_within(
        self, session: str, package: str, *, expires: int | None, accept: str, queue: int
    ) -> Subscription:
        """See `Session.subscribe`."""
        self._check_open()
        arguments = _arguments(package, expires, accept)
        cell = self._engine.cells.get(session)
        taken = [number for scope in cell.dialogs.values() for number in scope.within] if cell is not None else []
        number = max(taken, default=0) + 1
        stream = self._subscriptions.open(session, (Notified, SubscriptionEnded), queue, outlives=True)
        fields = {"number": number, "package": package, "arguments": arguments}
        try:
            raise_for(await self._driver.command(session, "watch", fields), "watch", session)
        except BaseException:
            stream.close()
            if self.within_state(session, number) != "ended":
                self._driver.command(session, "unwatch", {"number": number})
            raise
        return Subscription(self, session, "", package, stream, number)

    async def notifier(self, package: str, content_type: str, admit: Admit | None = None) -> Notifier:
        """Serve an event package from now on: whoever subscribes to it is told what the notifier publishes.

        `admit` decides about each subscriber at once (True, False, or None: later, by `accept` and `reject`).
        """
        self._check_open()
        if not TOKEN.fullmatch(package):
            raise LocalProtocolError(f"{package[:40]!r} is no event package; one is presence")
        if not content_type.isprintable() or "/" not in content_type:
            raise LocalProtocolError(f"{content_type[:80]!r} is no content type; one is text/plain")
        made = Notifier(self, package, content_type, admit)
        await self._serve(made)
        return made

    async def _serve(self, made: Notifier) -> None:
        self._notifiers[made.package] = made
        fields = {"package": made.package, "content_type": made.content_type}
        raise_for(await self._driver.command("", SERVE_EVENT, fields), SERVE_EVENT, "")

    # -- for the classes above

    def is_watched(self, session: str, cseq: int | None = None) -> bool:
        """Whether a subscription has not ended."""
        return self.watch_state(session, cseq) != "ended"

    def watch_state(self, session: str, cseq: int | None = None) -> str:
        """The state of a subscription, with `cseq` of one in a call; `ended` as well when it is forgotten."""
        cell = self._engine.cells.get(session)
        if cell is None:
            return "ended"
        if cseq is None:
            state: str = cell.leg.usage.state_name
            return state
        found = [scope.notifier[cseq].state_name for scope in cell.dialogs.values() if cseq in scope.notifier]
        return found[0] if found else "ended"

    def within_state(self, session: str, number: int) -> str:
        """The state of a subscription of ours inside a call; `ended` as well when it is forgotten."""
        cell = self._engine.cells.get(session)
        scopes = cell.dialogs.values() if cell is not None else ()
        found = [scope.within[number].state_name for scope in scopes if number in scope.within]
        return found[0] if found else "ended"

    async def watch_command(self, session: str, name: str, **fields: Any) -> Reply:
        """Give a command and wait for its result."""
        return await self._driver.command(session, name, fields)

    def watch_tell(self, session: str, name: str, **fields: Any) -> None:
        """Give a command whose result nobody waits for."""
        self._driver.command(session, name, fields)
