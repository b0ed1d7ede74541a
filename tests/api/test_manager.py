from __future__ import annotations

import asyncio
import gc
import socket
import threading
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager, SessionState
from sessioncore.base.errors import (
    CallRejected,
    ConfigError,
    LocalProtocolError,
    MediaError,
    Recovery,
    SessionCoreError,
    TransportError,
)
from sessioncore.base.settings import Settings
from sessioncore.core.replay import replay
from sessioncore.effects import Address
from sessioncore.events import IncomingCall, SessionStateChanged

PATIENCE = 30.0
LOOPBACK = "udp:127.0.0.1:0"
ECHO = AnsweringTable({"echo": AnsweringRule("echo", "echo")}, AnsweringRule("unknown"))


def uri(manager: SessionManager, user: str) -> str:
    host, port = manager.local_address
    return f"sip:{user}@{host}:{port}"


def media_threads() -> list[threading.Thread]:
    """The media threads that run now."""
    return [thread for thread in threading.enumerate() if thread.name == "sessioncore-media"]


# --- calls


async def test_a_call_is_up_at_both_ends_and_over_at_both_ends(ends: Any) -> None:
    here, there = await ends.connected()
    assert here.state is SessionState.CONNECTED
    assert await there.wait_until(SessionState.CONNECTED) is SessionState.CONNECTED
    assert ends.here.sessions() == [here]
    assert ends.there.sessions() == [there]
    await there.hang_up()
    assert await here.wait_over() is SessionState.TERMINATED
    assert ends.here.sessions() == ends.there.sessions() == []


async def test_an_incoming_call_says_who_calls_whom(ends: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target(), caller="sip:alice@example.com", display='A "B"'))
    called = await ends.next_incoming()
    assert called.caller == "sip:alice@example.com"
    assert called.called == ends.target()
    assert called.state is SessionState.RINGING
    await called.answer()
    await (await calling).hang_up()


async def test_a_refusal_carries_status_session_and_recovery(ends: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target()))
    called = await ends.next_incoming()
    await called.decline(486)
    with pytest.raises(CallRejected, match="486 Busy Here") as caught:
        await calling
    assert (caught.value.status, caught.value.recovery) == (486, Recovery.END)
    assert caught.value.session is not None
    assert ends.here.sessions() == []


async def test_rules_answer_before_the_application_is_asked() -> None:
    async with SessionManager(listen=LOOPBACK, answering=ECHO) as there, SessionManager(listen=LOOPBACK) as here:
        session = await here.call(uri(there, "echo"))
        assert session.state is SessionState.CONNECTED
        with pytest.raises(CallRejected, match="404"):
            await here.call(uri(there, "nobody"))


async def test_nobody_listens_there(ends: Any) -> None:
    """The network says so at once (RFC 3261 8.1.3.1: treated as 503)."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    async with asyncio.timeout(PATIENCE):
        with pytest.raises(CallRejected) as caught:
            await ends.here.call(f"sip:bob@127.0.0.1:{port}")
    assert (caught.value.status, caught.value.recovery) == (503, Recovery.RETRY)


async def test_a_call_over_ipv6(until: Any) -> None:
    try:
        with socket.socket(socket.AF_INET6, socket.SOCK_DGRAM) as probe:
            probe.bind(("::1", 0))
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    async with (
        SessionManager(listen="udp:[::1]:0", answering=ECHO) as there,
        SessionManager(listen="udp:[::1]:0") as here,
    ):
        session = await here.call(f"sip:echo@[::1]:{there.local_address[1]}", source="tone:440")

        async def it_is_heard() -> bool:
            return (await session.statistics())[0].received_packets > 3

        await until(it_is_heard)
        await session.hang_up()
        with pytest.raises(TransportError, match="cannot be reached from an IPv6 socket"):
            await here.call("sip:bob@127.0.0.1")


async def test_a_host_name_is_resolved_before_the_call(ends: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    host, port = ends.there.local_address

    async def lookup(name: str, number: int, *, family: int, type: int) -> list[Any]:
        assert (name, number, family) == ("pbx.example", None, socket.AF_INET)
        return [(family, type, 17, "", (host, number))]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", lookup, raising=False)
    calling = asyncio.create_task(ends.here.call(f"sip:bob@pbx.example:{port}"))
    called = await ends.next_incoming()
    assert called.called == f"sip:bob@pbx.example:{port}"
    await called.answer()
    session = await calling
    await session.hang_up()
    assert await called.wait_over() is SessionState.TERMINATED


@pytest.mark.parametrize(
    ("options", "error"),
    [
        ({"target": "bob"}, LocalProtocolError),
        ({"caller": "alice"}, LocalProtocolError),
        ({"display": "a\r\nX-Evil: b"}, LocalProtocolError),
        ({"source": "tone:x"}, MediaError),
        ({"source": "file:/nowhere/sound.wav"}, MediaError),
        ({"target": "sip:bob@127.0.0.1;transport=tcp"}, TransportError),
    ],
)
async def test_what_cannot_be_called_leaves_nothing_behind(
    ends: Any, options: dict[str, str], error: type[Exception]
) -> None:
    with pytest.raises(error):
        await ends.here.call(**({"target": ends.target()} | options))
    assert ends.here.engine.session_count == 0


# --- cancelling


async def test_cancelling_a_waiting_call_sends_cancel(ends: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target()))
    called = await ends.next_incoming()
    await called.ring()
    calling.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(asyncio.shield(calling), PATIENCE)
    # The callee's end came first: our own command is done when the peer has confirmed.
    assert called.is_over
    assert ends.here.sessions() == []


async def test_cancelling_a_call_whose_answer_is_here_sends_bye() -> None:
    sent: list[bytes] = []
    calling: list[asyncio.Task[Any]] = []

    def see(at: float, outward: bool, address: Address, data: bytes) -> None:
        if outward:
            sent.append(data.split(b" ")[0])
        elif data.startswith(b"SIP/2.0 200") and b"INVITE" in data and not calling[0].done():
            calling[0].cancel()

    async with (
        SessionManager(listen=LOOPBACK, answering=ECHO) as there,
        SessionManager(listen=LOOPBACK, on_message=see) as here,
    ):
        calling.append(asyncio.create_task(here.call(uri(there, "echo"))))
        async with asyncio.timeout(PATIENCE):
            with pytest.raises(asyncio.CancelledError):
                await calling[0]
        assert sent == [b"INVITE", b"ACK", b"BYE"]
        assert here.sessions() == there.sessions() == []


async def test_a_timeout_around_a_call_ends_it(ends: Any) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await ends.here.call(ends.target())
    assert ends.here.sessions() == []


# --- beginning and end


async def test_closing_says_bye_and_leaves_nothing() -> None:
    tasks = len(asyncio.all_tasks())
    async with SessionManager(listen=LOOPBACK, answering=ECHO) as there:
        here = SessionManager(listen=LOOPBACK)
        await here.start()
        for _ in range(5):
            await here.call(uri(there, "echo"), source="tone:440")
        assert len(there.sessions()) == 5
        assert there.media is not None
        assert len(there.media.streams()) == 5
        await here.close()
        await here.close()
        assert there.sessions() == []
        assert (there.media.streams(), there.media.pool.taken) == ((), 0)
        assert here.media is not None
        assert (here.media.running, here.media.pool.open_sockets, here.media.pool.taken) == (False, 0, 0)
        assert here._driver.open_commands == 0
    assert not media_threads()
    assert len(asyncio.all_tasks()) == tasks


async def test_closing_waits_for_a_silent_peer_only_so_long(caplog: pytest.LogCaptureFixture) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        here = SessionManager(listen=LOOPBACK)
        await here.start()
        calling = asyncio.create_task(here.call(f"sip:bob@127.0.0.1:{silent.getsockname()[1]}"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert len(here.sessions()) == 1
        async with asyncio.timeout(PATIENCE):
            await here.close(patience=0.05)
            with pytest.raises(SessionCoreError, match="the call ended before dial was done"):
                await calling
    assert "1 calls did not end" in caplog.text


async def test_readers_of_incoming_calls_and_events_end_with_the_manager() -> None:
    manager = SessionManager(listen=LOOPBACK)
    await manager.start()
    stream = manager.events()

    async def read() -> list[Any]:
        return [session async for session in manager.incoming()]

    reading = asyncio.create_task(read())
    await asyncio.sleep(0)
    await manager.close()
    assert await asyncio.wait_for(reading, PATIENCE) == []
    assert [event async for event in stream] == []


async def test_a_manager_that_is_not_open_says_so() -> None:
    manager = SessionManager(listen=LOOPBACK)
    await manager.close()
    for use in (manager.sessions, manager.events, lambda: manager.find("s1"), lambda: manager.local_address):
        with pytest.raises(LocalProtocolError, match="not open"):
            use()
    with pytest.raises(LocalProtocolError, match="not open"):
        await manager.call("sip:bob@127.0.0.1")
    async with manager:
        pass
    with pytest.raises(LocalProtocolError, match="starts once"):
        await manager.start()


async def test_a_port_in_use_leaves_nothing_behind(ends: Any) -> None:
    host, port = ends.there.local_address
    threads = media_threads()
    with pytest.raises(TransportError, match="another program does already"):
        await SessionManager(listen=f"udp:{host}:{port}").start()
    assert media_threads() == threads


async def test_no_media_port_leaves_nothing_behind(ends: Any) -> None:
    port = ends.there.media.pool.take()
    manager = SessionManager(listen=LOOPBACK, media_ports=(port, port))
    with pytest.raises(MediaError, match="is free"):
        await manager.start()
    assert manager._transport.closed
    await manager.close()
    ends.there.media.pool.give_back(port)


# --- configuration


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"listen": "sctp:127.0.0.1:5060"}, "only udp, tcp, tls, ws and wss"),
        ({"listen": "udp:0.0.0.0:5060"}, "say which with `advertise`"),
        ({"listen": "udp:[::]:5060"}, "say which with `advertise`"),
        ({"advertise": "pbx.example"}, "no IP address"),
    ],
)
def test_bad_options_are_explained(options: dict[str, Any], why: str) -> None:
    with pytest.raises(ConfigError, match=why):
        SessionManager(**options)


async def test_an_unknown_engine_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SESSIONCORE_ENGINE", "steam")
    with pytest.raises(ConfigError, match="engine 'steam'"):
        await SessionManager(listen=LOOPBACK).start()


@pytest.mark.parametrize("name", ["generated", "statemachine", "transitions"])
async def test_calls_run_on_every_engine(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SESSIONCORE_ENGINE", name)
    async with SessionManager(listen=LOOPBACK, answering=ECHO) as there, SessionManager(listen=LOOPBACK) as here:
        assert here.engine.bindings.engine == name
        session = await here.call(uri(there, "echo"))
        await session.hold()
        assert session.state is SessionState.ON_HOLD
        await session.resume()
        await session.hang_up()
        assert there.sessions() == []


async def test_the_advertised_address_is_what_peers_read() -> None:
    seen: list[bytes] = []
    manager = SessionManager(
        listen="udp:0.0.0.0:0",
        advertise="192.0.2.9:5070",
        on_message=lambda at, sent, address, data: seen.append(data),
    )
    async with manager, SessionManager(listen=LOOPBACK) as peer:
        assert (manager.settings.address, manager.settings.port) == ("192.0.2.9", 5070)
        calling = asyncio.create_task(manager.call(uri(peer, "bob")))
        async with asyncio.timeout(PATIENCE):
            called = await anext(peer.incoming())
        assert b"Contact: <sip:192.0.2.9:5070>" in seen[0]
        assert b"c=IN IP4 192.0.2.9" in seen[0]
        await called.decline()
        with pytest.raises(CallRejected, match="603"):
            await calling


async def test_without_media_no_thread_and_no_port() -> None:
    async with (
        SessionManager(listen=LOOPBACK, settings=Settings(media=False), answering=ECHO) as there,
        SessionManager(listen=LOOPBACK, settings=Settings(media=False)) as here,
    ):
        assert (here.media, there.media) == (None, None)
        assert not media_threads()
        session = await here.call(uri(there, "echo"))
        assert await session.statistics() == ()
        await session.hang_up()


async def test_a_journal_of_both_ends_replays(tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours.journal", tmp_path / "theirs.journal"
    async with (
        SessionManager(listen=LOOPBACK, answering=ECHO, journal=theirs) as there,
        SessionManager(listen=LOOPBACK, journal=ours) as here,
    ):
        for _ in range(2):
            session = await here.call(uri(there, "echo"))
            async with session.events() as stream:
                await session.hold()
                await session.hang_up()
                assert [event async for event in stream]
    assert ours.stat().st_mode & 0o777 == 0o600
    for path in (ours, theirs):
        result = replay(path)
        assert result.difference is None, str(result.difference)
        assert result.inputs > 8


async def test_a_journal_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot write a journal"):
        await SessionManager(listen=LOOPBACK, journal=tmp_path / "no" / "such" / "folder").start()


# --- events and handles


async def test_find_and_handles(ends: Any) -> None:
    here, _ = await ends.connected()
    found = ends.here.find(here.id)
    assert found == here
    assert {found: 1}[here] == 1
    assert found != ends.there.sessions()[0]
    assert ends.here.find("s0") is None
    assert repr(here) == f"<Session {here.id} connected>"


async def test_events_of_all_sessions(ends: Any) -> None:
    async with ends.there.events(IncomingCall, SessionStateChanged) as stream:
        calling = asyncio.create_task(ends.here.call(ends.target(), caller="sip:alice@example.com"))
        called = await ends.next_incoming()
        await called.decline()
        with pytest.raises(CallRejected):
            await calling
        async with asyncio.timeout(PATIENCE):
            kinds = [await anext(stream) for _ in range(3)]
    assert {event.session for event in kinds} == {called.id}
    [asked] = [event for event in kinds if isinstance(event, IncomingCall)]
    assert (asked.caller, asked.called) == ("sip:alice@example.com", ends.target())
    states = [event.state for event in kinds if isinstance(event, SessionStateChanged)]
    assert states == ["ringing", "terminated"]


async def test_a_session_costs_no_task_and_no_event_until_asked(ends: Any) -> None:
    """Invariant 11."""
    tasks = len(asyncio.all_tasks())
    here, _ = await ends.connected()
    assert len(asyncio.all_tasks()) == tasks
    assert ends.here.engine.subscribed == set()
    assert len(ends.here._subscriptions) == 0
    stream = here.events(SessionStateChanged)
    assert ends.here.engine.subscribed == {SessionStateChanged}
    del stream
    assert ends.here.engine.subscribed == set()


async def test_calls_that_are_over_leave_nothing_to_the_collector(ends: Any) -> None:
    """Invariant 8: what a call owned goes with it, by reference counts alone."""

    async def whole_call() -> None:
        here, there = await ends.connected()
        async with here.events() as stream:
            await here.hold()
            await here.hang_up()
            assert await there.wait_over() is SessionState.TERMINATED
            assert [event async for event in stream]

    await whole_call()
    gc.collect()
    gc.disable()
    gc.set_debug(gc.DEBUG_SAVEALL)
    try:
        for _ in range(10):
            await whole_call()
        gc.collect()
        garbage = [item for item in gc.garbage if type(item).__module__.startswith("sessioncore")]
        assert garbage == []
    finally:
        gc.set_debug(0)
        gc.garbage.clear()
        gc.enable()
    assert ends.here._driver.open_commands == ends.there._driver.open_commands == 0
    assert (ends.here.media.streams(), ends.here.media.pool.taken) == ((), 0)
