"""Tells subscribers of the calls of a user: the dialog event package (RFC 4235). Nobody is told unless admitted."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

import attrs

from sessioncore.api.watching import Admit, Notifier, SubscriptionRequest, Watching
from sessioncore.base.watching import VERSION
from sessioncore.events import CallFailed, CallReplaced, EventsLost, PublicEvent, SessionStateChanged
from sessioncore.wire.sip import SipParseError, parse_name_addr

if TYPE_CHECKING:
    from sessioncore.api.subscriptions import EventStream
    from sessioncore.core.engine import Engine

PACKAGE: Final = "dialog"
CONTENT_TYPE: Final = "application/dialog-info+xml"
NAMESPACE: Final = "urn:ietf:params:xml:ns:dialog-info"
MAX_DIALOGS: Final = 32
"""Calls of one user that a document lists, the newest; more would not fit into a message."""
MAX_TEXT: Final = 256
"""Characters of a peer's word in a document."""

FOLLOWED: Final = (SessionStateChanged, CallFailed, CallReplaced)
_STATES: Final = {
    "dialing": "trying",
    "ringing": "early",
    "early_media": "early",
    "connected": "confirmed",
    "on_hold": "confirmed",
    "terminated": "terminated",
    "failed": "terminated",
}
"""The states of RFC 4235 3.7.1 by those of `session/session`; `terminating` is as before."""
_NO_XML: Final = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@attrs.define
class Dialog:
    """One call as RFC 4235 shows it. `number` names it in documents; the details are the peer's words."""

    number: int
    user: str
    initiator: bool
    state: str = "trying"
    event: str = ""
    code: int | None = None
    held: bool = False
    releasing: bool = False
    call_id: str = ""
    local_tag: str = ""
    remote_tag: str = ""
    local: str = ""
    remote: str = ""
    target: str = ""

    def enter(self, state: str) -> bool:
        """Take a state of the session; returns whether a document would look different."""
        before = self.state, self.held, self.event
        self.releasing = self.releasing or state == "terminating"
        found = _STATES.get(state, self.state)
        if found == "terminated":
            self.event = self.event or self._ended()
        self.state, self.held = found, state == "on_hold"
        return (self.state, self.held, self.event) != before

    def _ended(self) -> str:
        """Why it ended (RFC 4235 4.1.2), "" where we cannot tell a CANCEL from a refusal of ours."""
        if self.state == "confirmed":
            return "local-bye" if self.releasing else "remote-bye"
        if self.code is not None:
            return {487: "cancelled", 408: "timeout"}.get(self.code, "rejected")
        return "cancelled" if self.initiator else ""


def document(user: str, host: str, dialogs: list[Dialog], *, details: bool) -> str:
    """A full dialog-info document of a user's calls; `VERSION` stands where its number comes."""
    entity = f"sip:{user}@{host}" if user else f"sip:{host}"
    root = _element("dialog-info", xmlns=NAMESPACE, version="0", state="full", entity=entity)
    for dialog in dialogs[-MAX_DIALOGS:]:
        root.append(_described(dialog, entity, details))
    text = ElementTree.tostring(root, encoding="unicode")
    return '<?xml version="1.0"?>\n' + text.replace('version="0"', f'version="{VERSION}"', 1)


def _described(dialog: Dialog, entity: str, details: bool) -> ElementTree.Element:
    names = {"call-id": dialog.call_id, "local-tag": dialog.local_tag, "remote-tag": dialog.remote_tag}
    shown = {name: value for name, value in names.items() if value and details}
    direction = "initiator" if dialog.initiator else "recipient"
    made = _element("dialog", id=str(dialog.number), direction=direction, **shown)
    why = {"event": dialog.event} if dialog.event else {}
    if dialog.event and dialog.code is not None:
        why["code"] = str(dialog.code)
    state = _element("state", **why)
    state.text = dialog.state
    made.append(state)
    if details or dialog.held:
        local = _element("local")
        if details and dialog.local:
            local.append(_identity(dialog.local))
        if dialog.held:
            target = _element("target", uri=entity)
            target.append(_element("param", pname="+sip.rendering", pval="no"))
            local.append(target)
        made.append(local)
    if details and dialog.remote:
        remote = _element("remote")
        remote.append(_identity(dialog.remote))
        if dialog.target:
            remote.append(_element("target", uri=dialog.target))
        made.append(remote)
    return made


def _identity(value: str) -> ElementTree.Element:
    """Of a name-addr as it stands in From or To."""
    try:
        found = parse_name_addr(value)
    except SipParseError:
        return _element("identity")
    made = _element("identity", **({"display": found.display} if found.display else {}))
    made.text = _clean(str(found.uri))
    return made


def _element(name: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.Element(name, {key: _clean(value) for key, value in attributes.items()})


def _clean(text: str) -> str:
    """What XML may hold, and not too much of it."""
    return _NO_XML.sub("?", text[:MAX_TEXT])


class DialogNotifier(Notifier):
    """What `SessionManager.publish_dialogs` makes; it lives until the manager is closed.

    A document is always whole (`state="full"`), so a subscriber that missed one knows everything again with the next.
    """

    def __init__(self, manager: Watching, admit: Admit, *, details: bool, host: str) -> None:
        super().__init__(manager, PACKAGE, CONTENT_TYPE, admit)
        self._details = details
        self._host = host
        self._dialogs: dict[str, Dialog] = {}
        self._count = 0
        self._task: asyncio.Task[None] | None = None

    def begin(self, engine: Engine, stream: EventStream) -> None:
        """Follow the calls from now on, those that are up included."""
        for session in engine.sessions():
            self._take(engine, session, engine.state(session) or "")
        self._task = asyncio.get_running_loop().create_task(self._follow(engine, stream))

    async def _follow(self, engine: Engine, stream: EventStream) -> None:
        async for event in stream:
            for user in dict.fromkeys(self._changed(engine, event)):
                await self._tell(user)
            over = [session for session, dialog in self._dialogs.items() if dialog.state == "terminated"]
            for session in over:
                del self._dialogs[session]

    async def _tell(self, user: str) -> None:
        for one in self.subscribers:
            if one.resource == user:
                await self._manager.watch_command(one.id, "update", content=self._content(one), **one.where)

    def _content(self, one: SubscriptionRequest) -> str:
        found = [dialog for dialog in self._dialogs.values() if dialog.user == one.resource]
        return document(one.resource, self._host, found, details=self._details)

    def _changed(self, engine: Engine, event: PublicEvent) -> Iterator[str]:
        """The users whose calls look different after an event."""
        if isinstance(event, EventsLost):
            yield from self._again(engine)
            return
        known = self._dialogs.get(event.session)
        if isinstance(event, CallFailed) and known is not None:
            known.code = event.status
        elif isinstance(event, CallReplaced) and known is not None:
            known.event = "replaced"
        elif isinstance(event, SessionStateChanged) and self._take(engine, event.session, event.state):
            yield self._dialogs[event.session].user

    def _again(self, engine: Engine) -> Iterator[str]:
        """Events were lost: look at every call."""
        for session, dialog in self._dialogs.items():
            if engine.state(session) is None and dialog.enter("terminated"):
                yield dialog.user
        for session in engine.sessions():
            if self._take(engine, session, engine.state(session) or ""):
                yield self._dialogs[session].user

    def _take(self, engine: Engine, session: str, state: str) -> bool:
        dialog, cell = self._dialogs.get(session), engine.cells.get(session)
        if dialog is None:
            if cell is None or _STATES.get(state) in (None, "terminated"):
                return False
            self._count += 1
            initiator = cell.leg.setup.CHART == "setup/outgoing"
            dialog = self._dialogs[session] = Dialog(self._count, "", initiator)
            _look(dialog, cell)
            dialog.enter(state)
            return True
        if cell is not None:
            _look(dialog, cell)
        return dialog.enter(state)


def _look(dialog: Dialog, cell: Any) -> None:
    """Learn what there is to know of a call: from its dialog, before there is one from its INVITE."""
    setup = cell.leg.setup_slice
    scope = cell.dialogs.get(setup.front) or next(iter(cell.dialogs.values()), None)
    if scope is not None:
        data = scope.dialog_slice
        dialog.call_id, dialog.local_tag, dialog.remote_tag = data.call_id, data.local_tag, scope.key.partition(";")[0]
        dialog.local, dialog.remote, dialog.target = data.local, data.remote, data.remote_target
    elif setup.request is not None:
        invite = setup.request
        dialog.call_id, dialog.local_tag = invite.call_id, setup.local_tag
        dialog.local, dialog.remote = invite.get("From") or "", invite.get("To") or ""
    try:
        dialog.user = parse_name_addr(dialog.local).uri.username or ""
    except SipParseError:
        dialog.user = ""


class DialogWatching(Watching):
    """The part of `SessionManager` that tells of its calls."""

    async def publish_dialogs(self, admit: Admit, *, details: bool = False) -> DialogNotifier:
        """Serve the event package `dialog` from now on (RFC 4235): who subscribes to a user is told of its calls.

        `admit` decides about each subscriber, as in `notifier`; there is no default, since calls are nobody else's
        business. Without `details` a document has direction and state of each call, which is what lamps need; with
        them also who talks to whom, and Call-ID and tags, which let a subscriber take a call over (RFC 3891).
        """
        self._check_open()
        made = DialogNotifier(self, admit, details=details, host=self.settings.host_port)
        await self._serve(made)
        made.begin(self._engine, self._subscriptions.open(None, FOLLOWED))
        return made
