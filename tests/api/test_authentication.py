"""Two managers: one asks who calls, the other has credentials, or not."""

from __future__ import annotations

import asyncio
import io
import logging
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from sessioncore import events
from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager, SessionState
from sessioncore.api.accounts import Account, Accounts
from sessioncore.api.client import authenticate_session, challenge_session, require_authentication
from sessioncore.api.gatekeeper import Gatekeeper
from sessioncore.api.wallet import Credentials
from sessioncore.base.errors import CallRejected, ConfigError, LocalProtocolError, Recovery
from sessioncore.base.settings import Settings
from sessioncore.core.redaction import redact
from sessioncore.core.replay import replay
from sessioncore.io.store import FileStore

ALICE = Credentials("alice", "secret")
AUTH = AnsweringTable({"auth": AnsweringRule("auth")})
PATIENCE = 30.0


def keeper(**options: Any) -> Gatekeeper:
    return Gatekeeper(Accounts([Account.with_password("alice", "secret")]), **options)


def manager(**options: Any) -> SessionManager:
    return SessionManager(**{"listen": "udp:127.0.0.1:0", "media_ports": 4} | options)


def uri(there: SessionManager, user: str = "auth") -> str:
    host, port = there.local_address
    return f"sip:{user}@{host}:{port}"


@pytest.fixture
async def there() -> AsyncIterator[SessionManager]:
    async with manager(authentication=keeper(), answering=AUTH) as made:
        yield made


async def test_credentials_of_the_program_or_of_the_call(there: SessionManager) -> None:
    async with manager(credentials=ALICE) as here, manager() as bare:
        told = there.events(events.Authenticated, events.AuthenticationChallenged)
        for caller, own in ((here, ()), (bare, ALICE), (bare, [ALICE])):
            session = await caller.call(uri(there), credentials=own)
            assert session.state is SessionState.CONNECTED
            (called,) = there.sessions()
            assert (called.is_authenticated, called.user) == (True, "alice")
            assert not session.is_authenticated, "the callee has proven nothing"
            challenged, proven = await anext(told), await anext(told)
            assert isinstance(challenged, events.AuthenticationChallenged)
            assert isinstance(proven, events.Authenticated)
            assert (challenged.status, proven.user, proven.source) == (407, "alice", "127.0.0.1")
            await session.hang_up()
            await called.wait_over()
        assert not called.is_authenticated, "the session is forgotten"


@pytest.mark.parametrize("credentials", [(), Credentials("alice", "wrong"), Credentials("bob", "secret")])
async def test_nobody_is_refused_and_may_try_again(there: SessionManager, credentials: Any) -> None:
    async with manager() as here:
        with pytest.raises(CallRejected) as caught:
            await here.call(uri(there), credentials=credentials)
        assert (caught.value.status, caught.value.recovery) == (407, Recovery.REAUTHENTICATE)


async def test_the_application_requires_it(there: SessionManager) -> None:
    async with manager(credentials=ALICE) as here:
        calling = asyncio.create_task(here.call(uri(there, "app")))
        async with asyncio.timeout(PATIENCE):
            calls = there.incoming()
            first = await anext(calls)
            assert not await require_authentication(first)
            assert first.is_over
            second = await anext(calls)
            assert await authenticate_session(second)
            assert await second.require_authentication()
            assert second.user == "alice"
            await second.answer()
            assert (await calling).state is SessionState.CONNECTED


async def test_the_application_challenges_as_it_likes(there: SessionManager) -> None:
    async with manager() as here:
        calling = asyncio.create_task(here.call(uri(there, "app")))
        async with asyncio.timeout(PATIENCE):
            session = await anext(there.incoming())
            with pytest.raises(LocalProtocolError, match="authenticate comes first"):
                await challenge_session(session)
            assert not await session.authenticate()
            with pytest.raises(ValueError, match="401 or 407"):
                await session.challenge(486)
            await session.challenge(407)
            with pytest.raises(CallRejected) as caught:
                await calling
        assert caught.value.status == 407


class Broken:
    """A data base that is down, or hangs."""

    def __init__(self, hangs: bool) -> None:
        self.hangs = hangs

    async def secret(self, realm: str, username: str, algorithm: str) -> str | None:
        if self.hangs:
            await asyncio.Event().wait()
        raise OSError("password=hunter2")


async def test_b7_8_a_store_that_fails_refuses(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    judging = manager(authentication=Gatekeeper(Broken(False)), answering=AUTH)
    async with judging as there, manager(credentials=ALICE) as here:
        refused = there.events(events.AuthenticationRefused)
        with pytest.raises(CallRejected) as caught:
            await here.call(uri(there))
        assert caught.value.status == 500
        event = await anext(refused)
        assert isinstance(event, events.AuthenticationRefused)
        assert event.reason == "unavailable"
    assert "could not be asked" in caplog.text
    assert "hunter2" not in caplog.text


async def test_a_store_that_hangs_holds_up_no_end() -> None:
    judging = manager(authentication=Gatekeeper(Broken(True)), answering=AUTH)
    async with judging as there, manager(credentials=ALICE) as here:
        calling = asyncio.create_task(here.call(uri(there)))
        async with there.events(events.AuthenticationChallenged) as told:
            await anext(told)
        async with there.events(events.SessionStateChanged) as states:
            await anext(states)
        calling.cancel()
        await asyncio.wait({calling})


async def test_a_journal_of_both_sides_has_no_password_and_replays(tmp_path: Any) -> None:
    mine, theirs = tmp_path / "here", tmp_path / "there"
    judging = manager(authentication=keeper(), answering=AUTH, journal=theirs)
    async with judging as there, manager(credentials=ALICE, journal=mine) as here:
        session = await here.call(uri(there))
        await session.hang_up()
    digest = Account.with_password("alice", "secret").secrets["SHA-256"]
    for path in (mine, theirs):
        text = path.read_text()
        assert "alice" in text
        assert '"secret"' not in text
        assert digest not in text
        assert replay(path).same
        redacted, out = path.with_suffix(".redacted"), io.StringIO()
        assert redact(path, out, bytes(range(32))).diverged is None
        assert "alice" not in out.getvalue()
        redacted.write_text(out.getvalue())
        assert replay(redacted).same


def test_the_chart_needs_somebody_who_judges() -> None:
    with pytest.raises(ConfigError, match="needs accounts"):
        manager(answering=AUTH)
    with pytest.raises(ConfigError, match="needs accounts"):
        manager(answering=AnsweringTable({}, AnsweringRule("auth")))


async def test_b7_12_a_call_that_has_to_prove_every_request() -> None:
    """Ours does so unasked, or when it is asked, and its journal replays without anybody who could judge."""
    judging = manager(
        authentication=Gatekeeper(Accounts([Account.with_password("alice", "secret")])),
        answering=AUTH,
        settings=Settings(authenticate_inside=True),
    )
    async with judging as there, manager(credentials=ALICE) as here:
        session = await here.call(uri(there))
        (called,) = there.sessions()
        await session.hold()
        await session.resume()
        assert (await session.info("lamp=on")).status != 401
        await session.hang_up()
        async with asyncio.timeout(PATIENCE):
            await called.wait_over()


async def test_b7_12_after_a_restart_it_still_has_to(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """The store says again by what: a snapshot has no secret. Where it cannot be asked, nobody is let in."""
    inside = {"answering": AUTH, "settings": Settings(authenticate_inside=True)}
    running = tmp_path / "running"
    judging = manager(authentication=keeper(), store=FileStore(running), **inside)
    async with judging as there, manager(credentials=ALICE) as here:
        session = await here.call(uri(there))
        (called,) = there.sessions()
        await called.info("it is up, and stored")
        for copy in ("asked", "broken"):
            shutil.copytree(running, tmp_path / copy)  # as it stands when the process is killed
        await session.hang_up()
    assert b"secret" not in b"".join(path.read_bytes() for path in (tmp_path / "asked").iterdir())
    for copy, again in (("asked", keeper()), ("broken", Gatekeeper(Broken(False)))):
        async with manager(authentication=again, store=FileStore(tmp_path / copy), **inside) as restarted:
            assert [restored.id for restored in restarted.sessions()] == [called.id]
            found = again.refusal(called.id, "INFO", "sip:auth@127.0.0.1", [], b"", cseq=9, now=0.0)
        assert len(found) == 2, "one for each algorithm: which one was used is not known any more"
    assert "requests of restored calls are refused" in caplog.text
