"""Calls of a session manager: those that we place, those that come in, and the changes that peers ask for in them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from sessioncore.api.codecs import chosen
from sessioncore.api.placing import dial_arguments, leading_to, read_target, replaced_dialog, with_headers
from sessioncore.api.questions import Questions
from sessioncore.api.registering import Location, Registering, Registration, SipAccount, speak_for
from sessioncore.api.results import raise_for
from sessioncore.api.state import SessionState
from sessioncore.api.streams import check_playable
from sessioncore.api.wallet import Credentials, listed
from sessioncore.base.errors import TransportError

if TYPE_CHECKING:
    from sessioncore.api.session import Session
    from sessioncore.effects import Ask
    from sessioncore.wire.sip.replaces import Replaces

END_PATIENCE: Final = 5.0
"""Seconds that the end of a call is waited for before the program goes on without it."""

UNAVAILABLE: Final = 503
NOT_ACCEPTABLE_HERE: Final = 488


class Calling(Registering):
    """The part of `SessionManager` that is about calls."""

    def _open_questions(self) -> None:
        self._questions = Questions(self._is_undecided, self._refuse)
        self._changes = Questions(self._is_up, self._refuse_change)

    def _close_questions(self) -> None:
        self._questions.close()
        self._changes.close()

    def state_of(self, session: str) -> SessionState:
        """The state of a session; TERMINATED when it is forgotten."""
        state = self._engine.state(session)
        return SessionState(state) if state else SessionState.TERMINATED

    def _handle(self, session: str, ask: Ask | None = None) -> Session:
        """What the application gets of a session; `ask` is how it came in."""
        raise NotImplementedError

    async def call(
        self,
        target: str | Location,
        *,
        source: str = "silence",
        caller: str | None = None,
        display: str | None = None,
        credentials: Credentials | Iterable[Credentials] = (),
        headers: Mapping[str, str] | None = None,
        privacy: str | None = None,
        preferred_identity: str | None = None,
        asserted_identity: str | None = None,
        codecs: Sequence[str] = (),
        account: SipAccount | Registration | None = None,
        replaces: Session | Replaces | None = None,
    ) -> Session:
        """Call a SIP URI, or a user of our registrar in one of its `locations`; return the session once answered (2xx).

        `source` is what the callee hears (`silence`, `echo`, `tone:HZ`, `file:PATH`); `caller` and `display` are the
        URI and the name in From; `credentials` are this call's, before the manager's; `headers` go into the INVITE.
        `privacy` (`id`, `header`, ...; RFC 3323) makes From anonymous; the identities are URIs (RFC 3325), the asserted
        one for `Settings.trusted_peers` alone; `codecs` is all it may use. An `account` lends its address, name,
        credentials and, where it is a registration, its route. The call takes the place of the dialog that `replaces`
        names (RFC 3891): that of a session of ours, or another's. Cancelling a waiting call sends CANCEL, or BYE where
        the answer crossed it, before the cancellation goes on.

        Raises LocalProtocolError for a bad URI, name or header, ConfigError for a codec, MediaError for a source that
        cannot be played, TransportError for a transport or connection that we lack, CallRejected with the refusal's
        status, NoAnswer.
        """
        self._check_open()
        uri = read_target(target if isinstance(target, str) else target.binding.contact)
        own, identities = listed(credentials), {"preferred": preferred_identity, "asserted": asserted_identity}
        arguments = dial_arguments(source, caller=caller, display=display, privacy=privacy, **identities)
        arguments |= chosen(codecs) | replaced_dialog(replaces)
        flow = 0
        if not isinstance(target, str):
            arguments |= leading_to(target.binding)
            flow = target.binding.flow
        more = with_headers({}, headers)
        _held = await check_playable(source)
        own = speak_for(account, arguments, own)
        if not flow:
            self._check_call(uri, arguments)
        elif not self._engine.flows.stands(flow):
            raise TransportError("the connection that this location was registered over is gone")
        session = self._ids.session_id()
        if own:
            self._wallet.give(session, own)
        waiting = self._driver.command(session, "dial", {"target": str(uri), "arguments": arguments, **more})
        try:
            reply = await waiting
        except asyncio.CancelledError:
            if self.state_of(session).is_final:
                raise
            # Not awaited itself: a second cancellation must not leave the hang-up half done.
            await asyncio.wait({self._driver.command(session, "hang_up")}, timeout=END_PATIENCE)
            raise
        raise_for(reply, "dial", session)
        return self._handle(session)

    async def incoming(self) -> AsyncIterator[Session]:
        """Incoming calls that no answering rule takes; each wants `ring`, `answer` or `decline` before its time is up.

        Several readers share the calls. Ends when the manager is closed.
        """
        self._check_open()
        while (ask := await self._questions.get()) is not None:
            yield self._handle(ask.session, ask)

    async def changes(self) -> AsyncIterator[Session]:
        """Sessions whose peer asks for a change (re-INVITE), where `Settings.ask_modifications` says so.

        Each wants `accept_modify` or `decline_modify` before its time is up. Ends when the manager is closed.
        """
        self._check_open()
        while (ask := await self._changes.get()) is not None:
            yield self._handle(ask.session)

    def _is_undecided(self, session: str) -> bool:
        return self.state_of(session) in (SessionState.INITIALIZING, SessionState.RINGING)

    def _is_up(self, session: str) -> bool:
        return self.state_of(session) in (SessionState.CONNECTED, SessionState.ON_HOLD)

    def _refuse_change(self, session: str) -> None:
        self._driver.command(session, "decline_modify", {"status": NOT_ACCEPTABLE_HERE})

    def _refuse(self, session: str) -> None:
        self._driver.command(session, "decline", {"status": UNAVAILABLE})
