"""The dialog event package (RFC 4235): what subscribers are told of our calls, on real sockets, both ends ours."""

from __future__ import annotations

import asyncio
from xml.etree import ElementTree

import attrs
import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, SessionManager, Subscription
from sessioncore.api.dialog_information import MAX_DIALOGS, Dialog, document
from sessioncore.base.errors import CallRejected
from sessioncore.base.settings import Settings
from sessioncore.base.watching import VERSION
from sessioncore.events import EventsLost, SessionStateChanged
from sessioncore.handlers.limits import Limits

PATIENCE = 30.0
SPACE = "{urn:ietf:params:xml:ns:dialog-info}"
RULES = AnsweringTable({"bob": AnsweringRule("answer"), "busy": AnsweringRule("busy")}, AnsweringRule("ring"))
QUIET = Settings(media="none")


@attrs.frozen
class Told:
    """A document as a subscriber reads it: attributes of its root, and (direction, state, event, code) of each call."""

    version: int
    entity: str
    calls: list[tuple[str | None, str | None, str | None, str | None]]
    root: ElementTree.Element

    @classmethod
    def read(cls, content: bytes | str) -> Told:
        root = ElementTree.fromstring(content)
        assert (root.tag, root.get("state")) == (f"{SPACE}dialog-info", "full")
        calls = []
        for one in root:
            state = one.find(f"{SPACE}state")
            assert one.tag == f"{SPACE}dialog"
            assert one.get("id")
            assert state is not None
            calls.append((one.get("direction"), state.text, state.get("event"), state.get("code")))
        return cls(int(root.get("version", "")), root.get("entity", ""), calls, root)


async def told(subscription: Subscription) -> Told:
    async with asyncio.timeout(PATIENCE):
        async for notified in subscription:
            return Told.read(notified.content)
    raise AssertionError("the subscription has ended")


async def until(subscription: Subscription, *states: str) -> Told:
    """The first document whose calls are in these states."""
    while True:
        found = await told(subscription)
        if tuple(state for _, state, _, _ in found.calls) == states:
            return found


def manager(**limits: float) -> SessionManager:
    listen, made = "udp:127.0.0.1:0", Limits(notify_pace=0.05, **limits)
    return SessionManager(listen=listen, limits=made, settings=QUIET, answering=RULES)


async def test_b2_9_a_lamp_follows_the_calls_of_a_user() -> None:
    async with manager() as there, manager() as caller, manager() as lamp:
        await there.publish_dialogs(lambda one: True)
        host = "{}:{}".format(*there.local_address)
        subscription = await lamp.subscribe(f"sip:bob@{host}", "dialog")
        first = await told(subscription)
        assert (first.version, first.entity, first.calls) == (0, f"sip:bob@{host}", [])
        session = await caller.call(f"sip:bob@{host}")
        up = await until(subscription, "confirmed")
        assert up.calls == [("recipient", "confirmed", None, None)]
        assert not list(up.root.iter(f"{SPACE}identity")), "who talks to whom is nobody's business"
        assert set(up.root[0].keys()) == {"id", "direction"}
        await session.hold()
        held = await until(subscription, "confirmed")
        assert [one.attrib for one in held.root.iter(f"{SPACE}param")] == [{"pname": "+sip.rendering", "pval": "no"}]
        await session.hang_up()
        over = await until(subscription, "terminated")
        assert over.calls == [("recipient", "terminated", "remote-bye", None)]
        assert first.version < up.version < held.version < over.version
        await caller.call(f"sip:bob@{host}")
        again = await until(subscription, "confirmed")
        assert again.root[0].get("id") != over.root[0].get("id"), "the call that ended is not listed any more"


async def test_b2_9_versions_count_for_each_subscriber() -> None:
    async with manager() as there, manager() as lamp:
        await there.publish_dialogs(lambda one: True)
        uri = "sip:bob@{}:{}".format(*there.local_address)
        one, two = [await lamp.subscribe(uri, "dialog") for _ in range(2)]
        assert [(await told(each)).version for each in (one, two)] == [0, 0]
        await one.unsubscribe()
        assert (await told(one)).version == 1
        await lamp.call(uri)
        assert (await told(two)).version == 1


async def test_b2_9_details_name_the_dialog_as_both_ends_know_it() -> None:
    async with manager() as there, manager() as caller, manager() as lamp:
        await caller.publish_dialogs(lambda one: True, details=True)
        host = "{}:{}".format(*there.local_address)
        session = await caller.call(f"sip:bob@{host}", caller="sip:al@example.org")
        uri = "sip:al@{}:{}".format(*caller.local_address)
        seen = await told(await lamp.subscribe(uri, "dialog"))
        assert seen.calls == [("initiator", "confirmed", None, None)]
        call_id, local, remote = [seen.root[0].get(name) for name in ("call-id", "local-tag", "remote-tag")]
        (their,) = there.sessions()
        name = their.dialog
        assert (call_id, local, remote) == (name.call_id, name.to_tag, name.from_tag)
        identities = [one.text for one in seen.root.iter(f"{SPACE}identity")]
        assert identities == ["sip:al@example.org", f"sip:bob@{host}"]
        await session.hang_up()


async def test_b2_9_why_a_call_ended() -> None:
    async with manager() as there, manager() as caller, manager() as lamp:
        await caller.publish_dialogs(lambda one: True)
        host = "{}:{}".format(*there.local_address)
        subscription = await lamp.subscribe("sip:sessioncore@{}:{}".format(*caller.local_address), "dialog")
        with pytest.raises(CallRejected):
            await caller.call(f"sip:busy@{host}")
        assert (await until(subscription, "terminated")).calls == [("initiator", "terminated", "rejected", "486")]
        session = await caller.call(f"sip:bob@{host}")
        await session.hang_up()
        assert (await until(subscription, "terminated")).calls == [("initiator", "terminated", "local-bye", None)]
        ringing = asyncio.create_task(caller.call(f"sip:ring@{host}"))
        assert (await until(subscription, "early")).calls == [("initiator", "early", None, None)]
        ringing.cancel()
        seen = await until(subscription, "terminated")
        assert [(state, event) for _, state, event, _ in seen.calls] == [("terminated", "cancelled")]


async def test_b2_9_nobody_is_told_who_is_not_admitted() -> None:
    async with manager() as there, manager() as lamp:
        uri = "sip:bob@{}:{}".format(*there.local_address)
        with pytest.raises(CallRejected, match="405"):
            await lamp.subscribe(uri, "dialog")
        notifier = await there.publish_dialogs(lambda one: one.resource == "lobby")
        with pytest.raises(CallRejected, match="403"):
            await lamp.subscribe(uri, "dialog")
        assert notifier.subscribers == []


def test_b2_9_what_a_peer_writes_stays_text_and_is_bounded() -> None:
    hostile = Dialog(1, "bob", True, remote='"<!-- \x01 &amp;" <sip:x@' + "y" * 500 + ">", call_id="<\x00>\"'&")
    hostile.target = "sip:" + "z" * 500
    text = document("bob", "192.0.2.1:5060", [hostile], details=True)
    assert text.count(VERSION) == 1
    root = ElementTree.fromstring(text.replace(VERSION, "7"))
    assert root[0].get("call-id") == "<?>\"'&"
    (identity,) = root.iter(f"{SPACE}identity")
    assert len(identity.text or "") == 256
    assert identity.get("display") == "<!-- ? &amp;"


async def test_b2_9_after_lost_events_every_call_is_looked_at() -> None:
    async with manager() as there, manager() as caller, manager() as lamp:
        notifier = await there.publish_dialogs(lambda one: True)
        uri = "sip:bob@{}:{}".format(*there.local_address)
        subscription = await lamp.subscribe(uri, "dialog")
        await told(subscription)
        stream = there.events(SessionStateChanged, queue=1)
        session = await caller.call(uri)
        await until(subscription, "confirmed")
        lost = await anext(stream)
        assert isinstance(lost, EventsLost)
        assert list(notifier._changed(there._engine, lost)) == [], "nothing looks different"
        next(iter(notifier._dialogs.values())).state = "early"
        assert list(notifier._changed(there._engine, lost)) == ["bob"]
        await session.hang_up()
        assert (await until(subscription, "terminated")).calls[0][2] == "remote-bye"


def test_b2_9_no_more_calls_than_a_message_can_hold() -> None:
    many = [Dialog(number, "bob", True) for number in range(100)]
    root = ElementTree.fromstring(document("", "h", many, details=False).replace(VERSION, "0"))
    assert [one.get("id") for one in root] == [str(number) for number in range(100 - MAX_DIALOGS, 100)]
    assert root.get("entity") == "sip:h"
