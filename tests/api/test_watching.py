"""Subscriptions on real sockets, both ends ours (RFC 6665)."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api import SessionManager, Subscription, SubscriptionRequest
from sessioncore.api.wallet import Credentials
from sessioncore.base.errors import CallRejected, LocalProtocolError
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.replay import replay
from sessioncore.events import Notified, SubscriberLeft
from sessioncore.handlers.limits import Limits

PATIENCE = 30.0
ANSWER = AnsweringTable({"bob": AnsweringRule("answer")})
KIND = "application/simple-message-summary"


@contextlib.asynccontextmanager
async def two(
    transport: str = "udp", answering: Any = None, **limits: float
) -> AsyncIterator[tuple[SessionManager, SessionManager, str]]:
    """Who is told, who tells, and the URI of bob there."""
    listen = f"{transport}:127.0.0.1:0"
    made = Limits(notify_pace=0.05, **limits)
    async with (
        SessionManager(listen=listen, limits=made, media_ports=4, answering=answering) as there,
        SessionManager(listen=listen, limits=made, media_ports=4) as here,
    ):
        host, port = there.local_address
        yield here, there, f"sip:bob@{host}:{port};transport={transport}"


async def told(subscription: Subscription) -> Notified:
    async with asyncio.timeout(PATIENCE):
        async for notified in subscription:
            return notified
    raise AssertionError("the subscription has ended")


@pytest.mark.parametrize("transport", ["udp", "tcp"])
async def test_b8_2_b8_8_who_subscribes_is_told_at_once_and_of_every_change(transport: str) -> None:
    async with two(transport) as (here, there, bob):
        notifier = await there.notifier("message-summary", KIND)
        await notifier.publish("Messages-Waiting: no\r\n", "bob")
        subscription = await here.subscribe(bob, "message-summary")
        assert subscription.state == "active"
        first = await told(subscription)
        assert (first.state, first.content, first.content_type) == ("active", b"Messages-Waiting: no\r\n", KIND)
        (one,) = notifier.subscribers
        assert (one.resource, one.package) == ("bob", "message-summary")
        await notifier.publish("Messages-Waiting: yes\r\n", "bob")
        assert (await told(subscription)).content == b"Messages-Waiting: yes\r\n"
        async with there.events(SubscriberLeft) as left:
            await subscription.unsubscribe()
            async with asyncio.timeout(PATIENCE):
                assert (await anext(left)).session == one.id
        last = await told(subscription)
        assert (last.state, last.reason) == ("terminated", "timeout")
        assert subscription.state == "ended"
        assert [event async for event in subscription] == []
        assert notifier.subscribers == []
        await subscription.unsubscribe()


async def test_one_look() -> None:
    async with two() as (here, there, bob):
        notifier = await there.notifier("presence", "application/pidf+xml")
        await notifier.publish(b"<presence/>")
        subscription = await here.subscribe(bob, "presence", expires=0)
        seen = [event async for event in subscription]
        assert [(one.state, one.content) for one in seen] == [("terminated", b"<presence/>")]
        assert notifier.subscribers == []


async def test_b8_10_nobody_knows_the_event() -> None:
    async with two() as (here, there, bob):
        with pytest.raises(CallRejected, match="405"):
            await here.subscribe(bob, "presence")
        await there.notifier("dialog", "application/dialog-info+xml")
        with pytest.raises(CallRejected) as caught:
            await here.subscribe(bob, "presence")
        assert caught.value.status == 489
        answer = await here.options(bob)
        assert "SUBSCRIBE" in answer.methods
        assert answer.header("Allow-Events") == "dialog"


async def test_the_application_admits_refuses_and_decides_later() -> None:
    asked: list[SubscriptionRequest] = []

    def admit(one: SubscriptionRequest) -> bool | None:
        asked.append(one)
        return {"sip:friend@example.org": True, "sip:foe@example.org": False}.get(one.subscriber)

    async with two() as (here, there, bob):
        notifier = await there.notifier("presence", "text/plain", admit)
        await notifier.publish("here", "bob")
        friend = await here.subscribe(bob, "presence", caller="sip:friend@example.org")
        assert friend.state == "active"
        with pytest.raises(CallRejected, match="403"):
            await here.subscribe(bob, "presence", caller="sip:foe@example.org")
        someone = await here.subscribe(bob, "presence", caller="sip:someone@example.org")
        other = await here.subscribe(bob, "presence", caller="sip:other@example.org")
        assert (someone.state, other.state) == ("pending", "pending")
        assert (await told(someone)).content == b""
        await notifier.accept(asked[2])
        assert (await told(someone)).content == b"here"
        await notifier.reject(asked[3])
        assert [(one.state, one.reason) async for one in other] == [("pending", ""), ("terminated", "rejected")]
        assert other.state == "ended"
        await notifier.finish(asked[0], "noresource")
        assert [one.reason async for one in friend] == ["", "noresource"]
        with pytest.raises(LocalProtocolError):
            await notifier.finish(asked[0], "no token")


async def test_b8_9_a_deactivated_subscription_comes_back() -> None:
    async with two() as (here, there, bob):
        notifier = await there.notifier("presence", "text/plain")
        await notifier.publish("one")
        subscription = await here.subscribe(bob, "presence")
        assert (await told(subscription)).content == b"one"
        (one,) = notifier.subscribers
        await notifier.finish(one, "deactivated")
        assert (await told(subscription)).reason == "deactivated"
        again = await told(subscription)
        assert (again.state, again.content) == ("active", b"one")
        assert [other.id for other in notifier.subscribers] != [one.id]


async def test_b8_8_nobody_answers_or_the_words_are_wrong() -> None:
    async with two(T1=0.05) as (here, there, bob):
        for package in ("", "two words"):
            with pytest.raises(LocalProtocolError, match="no event package"):
                await here.subscribe(bob, package)
            with pytest.raises(LocalProtocolError, match="no event package"):
                await there.notifier(package, "text/plain")
        with pytest.raises(LocalProtocolError, match="no content type"):
            await there.notifier("presence", "text")
        with pytest.raises(LocalProtocolError, match="control characters"):
            await here.subscribe(bob, "presence", accept="a\r\nb")
        await there.close()
        async with asyncio.timeout(4 * PATIENCE):
            with pytest.raises(CallRejected):
                await here.subscribe(bob, "presence", credentials=Credentials("a", "b"))
        assert here.engine.cells == {}


async def test_b8_2_a_journal_of_a_subscription_replays(tmp_path: Path) -> None:
    """Both sides; what the notifier serves is an input as well."""
    ours, theirs = tmp_path / "ours.journal", tmp_path / "theirs.journal"
    async with (
        SessionManager(listen="udp:127.0.0.1:0", journal=theirs, media_ports=4) as there,
        SessionManager(listen="udp:127.0.0.1:0", journal=ours, media_ports=4) as here,
    ):
        notifier = await there.notifier("presence", "text/plain")
        await notifier.publish("here")
        host, port = there.local_address
        subscription = await here.subscribe(f"sip:bob@{host}:{port}", "presence")
        await here.options(f"sip:bob@{host}:{port}")
        await subscription.unsubscribe()
    for path in (ours, theirs):
        result = replay(path)
        assert result.difference is None, str(result.difference)
        assert result.inputs > 4


async def test_b2_7_a_subscription_inside_a_call_outlives_it() -> None:
    async with two(answering=ANSWER) as (here, there, bob):
        notifier = await there.notifier("message-summary", KIND)
        await notifier.publish("Messages-Waiting: no\r\n")
        session = await here.call(bob)
        with pytest.raises(LocalProtocolError):
            await session.subscribe("no package")
        with pytest.raises(CallRejected) as refused:
            await session.subscribe("presence")
        assert refused.value.status == 489
        subscription = await session.subscribe("message-summary", accept=KIND)
        assert (await told(subscription)).content == b"Messages-Waiting: no\r\n"
        await session.hang_up()
        await notifier.publish("Messages-Waiting: yes\r\n")
        assert (await told(subscription)).content == b"Messages-Waiting: yes\r\n"
        assert subscription.state == "active"
        await subscription.unsubscribe()
        assert [notified.state async for notified in subscription] == ["terminated"]
        assert subscription.state == "ended"
        with pytest.raises(LocalProtocolError):
            await session.subscribe("message-summary")
