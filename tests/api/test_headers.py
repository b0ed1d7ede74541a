"""Headers, identities and reasons as embedders give and see them."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from sessioncore.api import ANSWERED_ELSEWHERE, Reason, SessionManager, SessionState
from sessioncore.base.errors import CallRejected, LocalProtocolError, Recovery
from sessioncore.base.settings import Settings
from sessioncore.events import CallReplaced, EndReason

LOOPBACK = "udp:127.0.0.1:0"


async def test_i3_headers_of_a_call_and_of_its_answer(ends: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target(), headers={"X-Case": "4711"}))
    called = await ends.next_incoming()
    assert called.request_headers.get("x-case") == "4711"
    assert called.request_headers.get_all("X-CASE") == ["4711"]
    assert "X-Case" in called.request_headers
    assert "X-Other" not in called.request_headers
    assert ("X-Case", "4711") in list(called.request_headers)
    assert len(called.request_headers) > 8
    await called.answer(headers={"X-Agent": "7"})
    session = await calling
    assert len(session.request_headers) == 0, "of a call of ours there are none"
    assert called.request_headers.get("X-Case") == "4711", "they stay with this handle"
    await session.hang_up()


@pytest.mark.parametrize("headers", [{"Via": "x"}, {"X": "a\r\nb"}, {"X Y": "z"}])
async def test_i3_headers_that_cannot_be_sent_are_refused_at_once(ends: Any, headers: dict[str, str]) -> None:
    with pytest.raises(LocalProtocolError):
        await ends.here.call(ends.target(), headers=headers)
    calling = asyncio.create_task(ends.here.call(ends.target()))
    called = await ends.next_incoming()
    with pytest.raises(LocalProtocolError):
        await called.answer(headers=headers)
    with pytest.raises(LocalProtocolError):
        await called.decline(headers=headers)
    await called.answer()
    await (await calling).hang_up()


async def test_a_refusal_that_asks_for_patience_says_for_how_long(ends: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target()))
    await (await ends.next_incoming()).decline(480, headers={"Retry-After": "30"})
    with pytest.raises(CallRejected) as caught:
        await calling
    assert (caught.value.status, caught.value.retry_after) == (480, 30)
    assert caught.value.recovery is Recovery.RETRY_AFTER


async def test_b3_19_a_call_that_was_answered_elsewhere(ends: Any) -> None:
    calling = asyncio.create_task(ends.here.call(ends.target()))
    called = await ends.next_incoming()
    over = asyncio.create_task(called.wait_over())
    await called.ring()
    (ours,) = ends.here.sessions()
    await ours.hang_up(ANSWERED_ELSEWHERE)
    with pytest.raises(CallRejected):
        await calling
    assert await over is SessionState.TERMINATED
    assert called.end_reason is not None
    assert called.end_reason.is_answered_elsewhere


async def test_b3_19_why_the_peer_hangs_up(ends: Any) -> None:
    here, there = await ends.connected()
    async with there.events(EndReason) as reasons:
        over = asyncio.create_task(there.wait_over())
        await asyncio.sleep(0)
        await here.hang_up(Reason("Q.850", 16, "Normal call clearing"))
        await over
        told = [event async for event in reasons]
    assert [(event.method, event.protocol, event.cause) for event in told] == [("BYE", "Q.850", 16)]
    assert there.end_reason == Reason("Q.850", 16, "Normal call clearing")
    assert here.end_reason is None


@pytest.mark.parametrize("trusted", [(), ("127.0.0.0/8",)])
async def test_i1_i2_an_identity_counts_from_those_that_we_trust(trusted: tuple[str, ...]) -> None:
    async with (
        SessionManager(listen=LOOPBACK, settings=Settings(trusted_peers=trusted)) as there,
        SessionManager(listen=LOOPBACK, settings=Settings(trusted_peers=("127.0.0.1",))) as here,
    ):
        target = "sip:bob@{}:{}".format(*there.local_address)
        options = {"privacy": "id", "asserted_identity": "sip:alice@example.com"}
        calling = asyncio.create_task(here.call(target, caller="sip:alice@example.com", **options))
        called = await anext(there.incoming())
        assert called.caller == "sip:anonymous@anonymous.invalid"
        assert called.privacy == ("id",)
        assert called.asserted_identity == ("sip:alice@example.com" if trusted else "")
        assert ("P-Asserted-Identity" in called.request_headers) is bool(trusted)
        await called.answer()
        await (await calling).hang_up()


@pytest.mark.parametrize(
    "options",
    [
        {"privacy": "id;none"},
        {"privacy": "secret"},
        {"privacy": ""},
        {"preferred_identity": "mailto:a@b"},
        {"asserted_identity": "nobody"},
    ],
)
async def test_i1_i2_what_is_no_identity_or_privacy_is_refused(ends: Any, options: dict[str, str]) -> None:
    with pytest.raises(LocalProtocolError):
        await ends.here.call(ends.target(), **options)


async def test_b8_5_a_call_takes_the_place_of_another(ends: Any) -> None:
    """The callee is asked; the call of before ends at both ends, and each is told by whom it was replaced."""
    async with SessionManager(listen=LOOPBACK, settings=Settings(replaces="any")) as there:
        target = "sip:bob@{}:{}".format(*there.local_address)
        calling = asyncio.create_task(ends.here.call(target))
        called = await anext(there.incoming())
        await called.answer()
        old = await calling
        assert called.replaces is None
        assert old.dialog.to_tag == called.dialog.from_tag
        async with there.events(CallReplaced) as replaced:
            calling = asyncio.create_task(ends.here.call(target, replaces=old))
            second = await anext(there.incoming())
            assert second.replaces == called
            await second.answer()
            new = await calling
            event = await anext(replaced)
        assert (event.session, event.by) == (called.id, second.id)
        assert await old.wait_over() is SessionState.TERMINATED
        assert new.state is SessionState.CONNECTED
        with pytest.raises(LocalProtocolError):
            _ = old.dialog
        with pytest.raises(LocalProtocolError):
            await ends.here.call(target, replaces=old)
        await new.hang_up()
