"""Rules of who calls, with SIPp being called, over UDP and TCP: copies, losses, races, redirections, challenges."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import attrs
import pytest

from sessioncore.api import Credentials, SessionManager
from sessioncore.base.errors import CallRejected, NoAnswer, SessionCoreError
from sessioncore.base.settings import Settings
from sessioncore.events import ServerDisproven
from sessioncore.handlers.limits import Limits
from tests.interop.patient import PATIENT
from tests.interop.sipp import Sipp, until
from tests.interop.sipp_rows import PATIENCE, branch, header, manager, uri

pytestmark = [pytest.mark.peers, pytest.mark.usefixtures("sipp_is_there")]

BOTH = pytest.mark.parametrize("tcp", [False, True], ids=["UDP", "TCP"])
QUICK = Limits(T1=0.05, T2=0.4, T4=0.4)


async def ended(sipp: Sipp, here: SessionManager) -> None:
    """All went as the scenario says."""
    outcome = await sipp.finished()
    assert outcome.complete(1), (outcome, sipp.messages)
    await until(lambda: not here.sessions(), "the end of the session")


@BOTH
async def test_b1_1_b1_6_what_is_not_answered_at_once(tmp_path: Path, tcp: bool) -> None:
    """It is repeated as it is over UDP, and never over TCP."""
    sipp = Sipp("uas_late.xml", tmp_path, tcp=tcp, copies=not tcp, options=("-nr",))
    async with manager(tcp, limits=Limits(T1=0.2)) as here:
        session = await here.call(uri(sipp, tcp))
        await session.hang_up()
        await ended(sipp, here)
    for method in ("INVITE", "BYE"):
        assert len(set(sipp.got(method))) == 1
        assert len(sipp.got(method)) == (1 if tcp else 3)


@BOTH
@pytest.mark.parametrize("status", [200, 486])
async def test_b1_2_b1_3_b1_4_b1_8_b3_2_whose_ack_it_is(tmp_path: Path, tcp: bool, status: int) -> None:
    """That of a refusal has the branch of its INVITE, that of a 2xx its own; a strange branch is nobody's answer."""
    copies = status == 200 or not tcp
    sipp = Sipp("uas_copies.xml", tmp_path, tcp=tcp, status=status, copies=copies, options=("-nr",))
    async with manager(tcp) as here:
        if status == 200:
            session = await here.call(uri(sipp, tcp))
            await until(lambda: len(sipp.got("ACK")) == 2, "both ACKs")
            await session.hang_up()
        else:
            with pytest.raises(CallRejected) as refused:
                await here.call(uri(sipp, tcp))
            assert refused.value.status == status
        await ended(sipp, here)
    (invite,) = sipp.got("INVITE")
    acks = sipp.got("ACK")
    assert len(acks) == 1 + copies
    assert {branch(ack) == branch(invite) for ack in acks} == {status == 486}


async def test_b1_1_b1_6_b1_7_b1_11_nobody_says_a_word_in_time(tmp_path: Path) -> None:
    """408 after 64*T1 over both transports, until then copies over UDP only, at intervals that are bounded for OPTIONS;
    an answer that comes later changes nothing. All at once, for it takes its time.
    """

    async def tried(tcp: bool, method: str) -> None:
        quiet = 4000 if tcp else {"INVITE": 2200, "OPTIONS": 1000}[method]
        sipp = Sipp("uas_silent.xml", tmp_path, tcp=tcp, method=method, quiet=quiet, options=("-nr",))
        async with manager(tcp, limits=QUICK) as here:
            if method == "INVITE":
                with pytest.raises((NoAnswer, CallRejected)):
                    await here.call(uri(sipp, tcp))
            else:
                with pytest.raises(SessionCoreError):
                    await here.options(uri(sipp, tcp))
            outcome = await sipp.finished()
            assert outcome.complete(1), (outcome, sipp.messages)
        sent = len(sipp.got(method))
        assert sent == 1 if tcp else sent in (range(4, 8) if method == "INVITE" else range(6, 12))

    await asyncio.gather(*(tried(tcp, method) for tcp in (False, True) for method in ("INVITE", "OPTIONS")))


@pytest.mark.parametrize("tcp", [False, True], ids=["UDP", "TCP"])
async def test_b1_13_a_large_request_leaves_udp(tmp_path: Path, tcp: bool) -> None:
    """For TCP; and back where nobody takes the connection (T1)."""
    sipp = Sipp("uas.xml", tmp_path, tcp=tcp)
    listens = ["udp:127.0.0.1:0", "tcp:127.0.0.1:0"]
    async with SessionManager(listen=listens, limits=PATIENT, media_ports=2) as here, asyncio.timeout(PATIENCE):
        session = await here.call(uri(sipp, False), headers={"X-Long": "x" * 1200})
        await session.hang_up()
        await ended(sipp, here)
    assert header(sipp.got("INVITE")[0], "Via").startswith(f"SIP/2.0/{'TCP' if tcp else 'UDP'} ")


@BOTH
async def test_b2_10_b3_5_b3_6_b3_20_a_hang_up_before_any_response(tmp_path: Path, tcp: bool) -> None:
    """CANCEL waits for the 180; the 200 that crosses it is acknowledged and ended."""
    sipp = Sipp("uas_cancel_crossed.xml", tmp_path, tcp=tcp)
    async with manager(tcp) as here:
        calling = asyncio.create_task(here.call(uri(sipp, tcp)))
        await until(lambda: sipp.got("INVITE") != [], "the INVITE")
        (session,) = here.sessions()
        await session.hang_up()
        with pytest.raises(SessionCoreError):
            await calling
        await ended(sipp, here)
        contact = "sip:{}:{}".format(*here.local_address)
    assert header(sipp.got("INVITE")[0], "Contact") == f"<{contact}{';transport=tcp' if tcp else ''}>"
    assert [one.split()[0] for one in sipp.got("")] == ["INVITE", "CANCEL", "ACK", "BYE"]


@BOTH
async def test_b3_10_nobody_answers(tmp_path: Path, tcp: bool) -> None:
    sipp = Sipp("uas_rings.xml", tmp_path, tcp=tcp)
    async with manager(tcp, limits=attrs.evolve(PATIENT, no_answer=1.0)) as here:
        with pytest.raises((NoAnswer, CallRejected)):
            await here.call(uri(sipp, tcp))
        await ended(sipp, here)


@BOTH
@pytest.mark.parametrize("secure", [False, True], ids=["b4_15", "b4_13"])
async def test_b4_13_b4_15_an_answer_that_does_not_fit(tmp_path: Path, tcp: bool, secure: bool) -> None:
    checks, codecs = ([("body", "RTP/SAVP ")], "0 101") if secure else ([("body", "RTP/AVP ")], "18")
    sipp = Sipp("uas_plain.xml", tmp_path, tcp=tcp, checks=checks, codecs=codecs)
    guarded = Settings(media_security="required", media_keying="sdes", sdes_over_clear_transport=True)
    async with manager(tcp, settings=guarded if secure else Settings()) as here:
        session = await here.call(uri(sipp, tcp))
        await session.wait_over()
        await ended(sipp, here)


@BOTH
async def test_b3_18_b9_2_a_redirection_back_makes_no_loop(tmp_path: Path, tcp: bool) -> None:
    sipp = Sipp("uas_redirects.xml", tmp_path, tcp=tcp, parameters=";transport=tcp" if tcp else "")
    async with manager(tcp) as here:
        with pytest.raises(CallRejected):
            await here.call(uri(sipp, tcp))
        await ended(sipp, here)


@BOTH
@pytest.mark.parametrize(
    ("scenario", "options"),
    [("uas_refuses_hold.xml", {}), ("uas_challenges.xml", {"credentials": Credentials("alice", "secret")})],
    ids=["b3_7", "b7_1"],
)
async def test_b3_7_b7_1_b7_4_a_call(tmp_path: Path, tcp: bool, scenario: str, options: dict[str, Any]) -> None:
    sipp = Sipp(scenario, tmp_path, tcp=tcp)
    async with manager(tcp, **options) as here:
        session = await here.call(uri(sipp, tcp))
        if not options:
            with pytest.raises(CallRejected):
                await session.hold()
        await session.hang_up()
        await ended(sipp, here)


@BOTH
@pytest.mark.parametrize(
    "info", ['nextnonce="s3"', 'rspauth="00", cnonce="x", nc=00000001, qop=auth'], ids=["b7_9", "b7_11"]
)
async def test_b7_2_b7_3_b7_4_b7_5_b7_9_b7_11_every_challenge(tmp_path: Path, tcp: bool, info: str) -> None:
    """Two realms, a stale nonce, and at last the next nonce, or the proof of somebody who does not know the secret."""
    sipp = Sipp("uas_challenges_twice.xml", tmp_path, tcp=tcp, info=info)
    async with manager(tcp, credentials=Credentials("alice", "secret")) as here:
        told = here.events(ServerDisproven)
        session = await here.call(uri(sipp, tcp))
        if "rspauth" in info:
            assert (await anext(told)).method == "INVITE"
        await session.hang_up()
        await ended(sipp, here)


@BOTH
async def test_b7_7_refused_credentials_make_no_loop(tmp_path: Path, tcp: bool) -> None:
    sipp = Sipp("uas_never_satisfied.xml", tmp_path, tcp=tcp)
    async with manager(tcp, credentials=Credentials("alice", "guessed")) as here:
        with pytest.raises(CallRejected) as refused:
            await here.call(uri(sipp, tcp))
        assert refused.value.status == 401
        await ended(sipp, here)
