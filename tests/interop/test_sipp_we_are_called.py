"""Rules of who is called, with SIPp calling, over UDP and TCP: copies, what is too late, descriptions, challenges."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from sessioncore.api import Account, Accounts, AnsweringRule, AnsweringTable, Gatekeeper, SessionManager
from sessioncore.base.settings import Settings
from sessioncore.handlers.limits import Limits
from tests.interop.sipp import Sipp, until
from tests.interop.sipp_rows import manager

BOTH = pytest.mark.parametrize("tcp", [False, True], ids=["UDP", "TCP"])
pytestmark = [pytest.mark.peers, pytest.mark.usefixtures("sipp_is_there")]

QUICK = Limits(T1=0.05, T2=0.4, T4=0.4)
ANSWERS = AnsweringTable({"ring": AnsweringRule("ring")}, AnsweringRule("answer"))
AUTH = AnsweringTable({"auth": AnsweringRule("auth")})


def calls(scenario: str, folder: Path, there: SessionManager, tcp: bool, user: str = "bob", **values: Any) -> Sipp:
    return Sipp(scenario, folder, target=there.local_address[1], user=user, tcp=tcp, **values)


async def ended(sipp: Sipp, there: SessionManager) -> None:
    """All went as the scenario says."""
    outcome = await sipp.finished()
    assert outcome.complete(1), (outcome, sipp.messages)
    await until(lambda: not there.sessions(), "the end of the session")


@BOTH
async def test_b1_5_who_decides_slowly(tmp_path: Path, tcp: bool) -> None:
    """100, its copy for a copy, and over UDP the 486 until it is acknowledged."""
    async with manager(tcp, limits=QUICK) as there:
        sipp = calls("slow.xml", tmp_path, there, tcp, copies=not tcp, options=("-nr",))
        session = await anext(there.incoming())
        await until(lambda: len(sipp.got("SIP/2.0 100")) == (1 if tcp else 2), "100")
        await session.decline(486)
        await ended(sipp, there)
    assert len(set(sipp.got("SIP/2.0 486"))) == 1
    if tcp:
        assert len(sipp.got("SIP/2.0 486")) == 1


async def test_b1_6_a_copy_of_a_request_gets_the_same_response(tmp_path: Path) -> None:
    async with manager(False, answering=ANSWERS) as there:
        sipp = calls("copied_info.xml", tmp_path, there, False, options=("-nr",))
        await ended(sipp, there)
        assert len(set(sipp.got("SIP/2.0 200")[1:3])) == 1


@BOTH
@pytest.mark.parametrize(
    ("via", "merged", "checks"),
    [
        ("[local_ip]:[local_port];branch=old-[call_number]", False, []),
        ("[local_ip]:[local_port];branch=z9hG4bK-[pid]-[call_number]", True, []),
        ("nowhere.invalid:9;rport;branch=z9hG4bK-[pid]-[call_number]", False, [("Via", "received=127.0.0.1")]),
    ],
    ids=["b1_8", "b1_9", "b1_12"],
)
async def test_b1_8_b1_9_b1_12_which_transaction(
    tmp_path: Path, tcp: bool, via: str, merged: bool, checks: list[tuple[str, str]]
) -> None:
    """By the older comparison; the same request on two ways; and an answer to where the request came from."""
    checks = [*checks, ("Via", "rport=[0-9]+")] if checks else [("CSeq", "1 INVITE")]
    async with manager(tcp, answering=ANSWERS) as there:
        why = "one transaction by hand"
        sipp = calls(
            "by_hand.xml", tmp_path, there, tcp, "ring", via=via, merged=merged, checks=checks, why=why
        )  # fmt: skip
        await ended(sipp, there)


@BOTH
async def test_b3_3_no_bye_before_the_ack(tmp_path: Path, tcp: bool) -> None:
    async with manager(tcp) as there:
        sipp = calls("late_ack.xml", tmp_path, there, tcp)
        session = await anext(there.incoming())
        await session.ring()
        await session.answer()
        await session.hang_up()
        await ended(sipp, there)


async def test_b3_1_without_an_ack_over_both_transports(tmp_path: Path) -> None:
    """BYE after the 200 and its copies, however reliable the transport; at once, for 64*T1 take their time."""

    async def tried(tcp: bool) -> None:
        async with manager(tcp, limits=QUICK, answering=ANSWERS) as there:
            sipp = calls("lost_ack.xml", tmp_path, there, tcp)
            await ended(sipp, there)
            assert len(sipp.got("SIP/2.0 200")) >= 5

    await asyncio.gather(tried(False), tried(True))


@BOTH
async def test_b3_10_an_invite_expires(tmp_path: Path, tcp: bool) -> None:
    async with manager(tcp, answering=ANSWERS) as there:
        await ended(calls("expires.xml", tmp_path, there, tcp, "ring"), there)


@BOTH
async def test_b4_3_the_200_repeats_the_preview(tmp_path: Path, tcp: bool) -> None:
    async with manager(tcp) as there:
        sipp = calls("previewed.xml", tmp_path, there, tcp)
        session = await anext(there.incoming())
        await session.ring()
        await session.progress("tone:440")
        await until(lambda: sipp.got("SIP/2.0 183") != [], "a 183")
        await session.answer()
        await ended(sipp, there)
    preview, answer = sipp.got("SIP/2.0 183")[0], sipp.got("SIP/2.0 200")[0]
    assert preview.partition("\n\n")[2].strip() == answer.partition("\n\n")[2].strip()


@BOTH
async def test_b3_18_we_redirect(tmp_path: Path, tcp: bool) -> None:
    async with manager(tcp) as there:
        sipp = calls("redirected.xml", tmp_path, there, tcp)
        session = await anext(there.incoming())
        await session.redirect("sip:one@example.com", "sip:two@example.com")
        await ended(sipp, there)


@BOTH
@pytest.mark.parametrize(
    ("values", "checks"),
    [
        ({"codecs": "8 97"}, [("body", "RTP/AVP 8 97[^0-9 ]"), ("body", "!rtcp-mux")]),
        ({"codecs": "8 97", "lines": ["rtcp-mux"]}, [("body", "a=rtcp-mux")]),
        ({"codecs": "0", "profile": "RTP/SAVP", "status": 488}, [("Warning", "3[0-9][0-9] ")]),
    ],
    ids=["b4_7", "b4_14", "b4_13"],
)
async def test_b4_7_b4_13_b4_14_an_offer(
    tmp_path: Path, tcp: bool, values: dict[str, Any], checks: list[tuple[str, str]]
) -> None:
    """The offer's payload numbers; one port for RTCP only where it is offered; SAVP is never answered with AVP."""
    full: dict[str, Any] = {"profile": "RTP/AVP", "status": 200, "lines": [], "checks": checks} | values
    async with manager(tcp, answering=ANSWERS) as there:
        await ended(calls("described.xml", tmp_path, there, tcp, **full), there)


@BOTH
async def test_b2_9_dialogs_are_published(tmp_path: Path, tcp: bool) -> None:
    async with manager(tcp) as there:
        await there.publish_dialogs(lambda one: True)
        await ended(calls("watches_dialogs.xml", tmp_path, there, tcp), there)


@BOTH
@pytest.mark.parametrize("cancelled", [False, True], ids=["ACK", "CANCEL"])
async def test_b7_4_b7_9_b7_8_neither_ack_nor_cancel_is_challenged(tmp_path: Path, tcp: bool, cancelled: bool) -> None:
    keeper = Gatekeeper(Accounts([Account.with_password("alice", "secret")]), algorithms=("MD5",))
    async with manager(tcp, authentication=keeper, settings=Settings(authenticate=True)) as there:
        sipp = calls("challenged_once.xml", tmp_path, there, tcp, cancelled=cancelled)
        assert not await (await anext(there.incoming())).require_authentication(407)
        session = await anext(there.incoming())
        assert await session.require_authentication(407)
        await session.ring()
        if not cancelled:
            await session.answer()
        await ended(sipp, there)


@BOTH
@pytest.mark.parametrize("password", ["secret", "wrong"])
async def test_b7_7_b7_8_sipp_is_challenged(tmp_path: Path, tcp: bool, password: str) -> None:
    keeper = Gatekeeper(Accounts([Account.with_password("alice", "secret")]), algorithms=("MD5",))
    async with manager(tcp, authentication=keeper, answering=AUTH) as there:
        values = {"username": "alice", "password": password, "refused": password == "wrong"}
        await ended(calls("authenticated.xml", tmp_path, there, tcp, "auth", **values), there)


@pytest.mark.parametrize(
    ("scenario", "user"),
    [
        ("outside.xml", "answer"),
        ("late_cancel.xml", "answer"),
        ("copied_invite.xml", "answer"),
        ("early_bye.xml", "ring"),
        ("overlap.xml", "ring"),
    ],
    ids=["b1_10", "b3_5", "b1_4", "b3_4", "b3_9"],
)
async def test_b1_4_b1_10_b3_4_b3_5_b3_9_over_tcp_as_well(tmp_path: Path, scenario: str, user: str) -> None:
    """What `test_sipp_calls` does over UDP."""
    async with manager(True, answering=ANSWERS) as there:
        await ended(calls(scenario, tmp_path, there, True, user), there)
