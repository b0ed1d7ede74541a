"""OPTIONS and MESSAGE outside calls, on real sockets."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from typing import Any

import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager
from sessioncore.api.requests import RequestAnswer
from sessioncore.base.errors import LocalProtocolError, NoAnswer, TransportError
from sessioncore.base.settings import Settings
from sessioncore.events import MessageReceived
from sessioncore.handlers.limits import Limits

PATIENCE = 30.0
ECHO = AnsweringTable(default=AnsweringRule("echo", "echo"))


@pytest.fixture
async def silent() -> AsyncIterator[str]:
    """The URI of somebody who never answers."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as held:
        held.bind(("127.0.0.1", 0))
        yield f"sip:nobody@127.0.0.1:{held.getsockname()[1]}"


async def test_b10_8_options_tells_what_the_other_end_can_do(ends: Any) -> None:
    answer = await ends.here.options(ends.target())
    assert (answer.status, answer.accepted) == (200, True)
    assert {"INVITE", "ACK", "CANCEL", "BYE", "OPTIONS"} <= set(answer.methods)
    assert "application/sdp" in answer.content_types
    assert "timer" in answer.extensions
    assert answer.header("allow") == ", ".join(answer.methods)
    assert ends.here.engine.cells == {}


async def test_options_over_tcp() -> None:
    async with (
        SessionManager(listen="tcp:127.0.0.1:0", media_ports=4) as there,
        SessionManager(listen="tcp:127.0.0.1:0", media_ports=4) as here,
    ):
        host, port = there.local_address
        answer = await here.options(f"sip:bob@{host}:{port};transport=tcp")
        assert answer.status == 200


async def test_b1_11_nobody_answers_in_time(ends: Any, silent: str) -> None:
    async with asyncio.timeout(PATIENCE):
        with pytest.raises(NoAnswer):
            await ends.here.options(silent, patience=0.2)


async def test_b1_11_nobody_answers_at_all(silent: str) -> None:
    async with SessionManager(listen="udp:127.0.0.1:0", limits=Limits(T1=0.05), media_ports=4) as here:
        async with asyncio.timeout(4 * PATIENCE):
            with pytest.raises(NoAnswer):
                await here.message(silent, "is anybody there?")


async def test_b1_11_there_is_no_way(ends: Any) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    async with asyncio.timeout(PATIENCE):
        with pytest.raises(TransportError):
            await ends.here.options(f"sip:bob@127.0.0.1:{port}")


async def test_b10_9_a_large_message_is_refused_before_it_leaves(ends: Any) -> None:
    with pytest.raises(LocalProtocolError, match="1300 octets"):
        await ends.here.message(ends.target(), "x" * 1300)


@pytest.mark.parametrize("content_type", ["", "text", "text/plain\r\nX: y"])
async def test_content_types_are_looked_at(ends: Any, content_type: str) -> None:
    with pytest.raises(LocalProtocolError, match="no content type"):
        await ends.here.message(ends.target(), "hi", content_type=content_type)


async def test_a_bad_uri_is_explained(ends: Any) -> None:
    with pytest.raises(LocalProtocolError, match="one is sip:bob"):
        await ends.here.options("bob")
    with pytest.raises(LocalProtocolError):
        await ends.here.options(ends.target(), caller="me")


async def test_a_waiting_request_ends_with_its_manager(silent: str) -> None:
    manager = SessionManager(listen="udp:127.0.0.1:0", media_ports=4)
    await manager.start()
    asking = asyncio.create_task(manager.options(silent))
    await asyncio.sleep(0)
    await manager.close()
    with pytest.raises(Exception, match="ended"):
        await asking


def test_lists_may_stand_in_several_lines() -> None:
    answer = RequestAnswer(200, "OK", (("Allow", "INVITE,ack"), ("Allow", "BYE"), ("Supported", "")), b"")
    assert (answer.methods, answer.extensions, answer.content_types) == (("INVITE", "ACK", "BYE"), (), ())
    assert answer.header("missing") is None


class TestMessages:
    async def test_b10_10_the_application_answers(self) -> None:
        asking = Settings(messages="ask")
        async with (
            SessionManager(listen="udp:127.0.0.1:0", settings=asking, media_ports=4) as there,
            SessionManager(listen="udp:127.0.0.1:0", media_ports=4) as here,
        ):
            host, port = there.local_address
            sending = asyncio.create_task(here.message(f"sip:bob@{host}:{port}", "Grüße", caller="sip:al@example.org"))
            async with asyncio.timeout(PATIENCE):
                message = await anext(there.messages())
            assert (message.text, message.sender, message.recipient) == (
                "Grüße", "sip:al@example.org", f"sip:bob@{host}:{port}",
            )  # fmt: skip
            assert message.content_type == "text/plain;charset=utf-8"
            with pytest.raises(ValueError, match="200 or 202"):
                await message.accept(183)
            with pytest.raises(ValueError, match="300 to 699"):
                await message.refuse(200)
            await message.accept(202)
            answer = await sending
            assert (answer.status, answer.accepted) == (202, True)
            with pytest.raises(LocalProtocolError):
                await message.refuse()

    async def test_b10_10_refused(self) -> None:
        async with (
            SessionManager(listen="udp:127.0.0.1:0", settings=Settings(messages="ask"), media_ports=4) as there,
            SessionManager(listen="udp:127.0.0.1:0", media_ports=4) as here,
        ):
            host, port = there.local_address
            sending = asyncio.create_task(
                here.message(f"sip:bob@{host}:{port}", b"\x00\xff", content_type="text/plain")
            )
            async with asyncio.timeout(PATIENCE):
                message = await anext(there.messages())
            assert message.content == b"\x00\xff"
            await message.refuse(486)
            assert not (await sending).accepted

    async def test_b10_10_events_tell_of_messages(self, ends: Any) -> None:
        async with (
            SessionManager(listen="tcp:127.0.0.1:0", settings=Settings(messages="take"), media_ports=4) as there,
            SessionManager(listen="tcp:127.0.0.1:0", media_ports=4) as here,
        ):
            host, port = there.local_address
            async with there.events(MessageReceived) as stream:
                answer = await here.message(f"sip:bob@{host}:{port};transport=tcp", "x" * 5000)
                assert answer.status == 200
                async with asyncio.timeout(PATIENCE):
                    event = await anext(aiter(stream))
                assert isinstance(event, MessageReceived)
                assert len(event.content) == 5000

    async def test_who_takes_none_says_405(self, ends: Any) -> None:
        answer = await ends.here.message(ends.target(), "hi")
        assert (answer.status, answer.accepted) == (405, False)
        assert "MESSAGE" not in answer.methods

    async def test_messages_end_with_the_manager(self) -> None:
        async with SessionManager(listen="udp:127.0.0.1:0", media_ports=4) as there:
            waiting = asyncio.ensure_future(anext(there.messages(), None))
            await asyncio.sleep(0)
        assert await waiting is None


class TestInCalls:
    async def test_b10_11_info_and_message_in_a_call(self) -> None:
        asking = Settings(messages="ask", infos="ask", info_packages=("foo",))
        async with (
            SessionManager(listen="udp:127.0.0.1:0", settings=asking, answering=ECHO, media_ports=4) as there,
            SessionManager(listen="udp:127.0.0.1:0", media_ports=4) as here,
        ):
            host, port = there.local_address
            session = await here.call(f"sip:echo@{host}:{port}")
            telling = asyncio.create_task(session.info("Signal=1", content_type="application/x-lamp"))
            async with asyncio.timeout(PATIENCE):
                info = await anext(there.infos())
            assert (info.text, info.package, info.content_type) == ("Signal=1", "", "application/x-lamp")
            assert info.session == there.sessions()[0].id
            await info.accept()
            assert (await telling).status == 200

            writing = asyncio.create_task(session.message("Grüße"))
            async with asyncio.timeout(PATIENCE):
                message = await anext(there.messages())
            assert (message.text, message.session) == ("Grüße", info.session)
            await message.refuse(488)
            assert (await writing).status == 488
            with pytest.raises(LocalProtocolError):
                await message.accept()

            refused = await session.info("x", package="bar")
            assert (refused.status, refused.header("Recv-Info")) == (469, "foo")
            await session.hang_up()
            with pytest.raises(LocalProtocolError):
                await session.info()
