"""What happens inside a call, with SIPp in both roles over UDP and TCP: each scenario serves both."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import attrs
import pytest

from sessioncore.api import Session, SessionManager, SessionState
from sessioncore.base.errors import CallRejected
from sessioncore.base.settings import Settings
from tests.interop.patient import PATIENT
from tests.interop.sipp import Sipp, until
from tests.interop.sipp_rows import header, headers, manager, uri, version

pytestmark = [
    pytest.mark.peers,
    pytest.mark.parametrize("tcp", [False, True], ids=["UDP", "TCP"]),
    pytest.mark.parametrize("we_call", [True, False], ids=["we call", "SIPp calls"]),
    pytest.mark.usefixtures("sipp_is_there"),
]

QUICK = attrs.evolve(
    PATIENT, glare_owner_low=0.1, glare_owner_high=0.2, glare_other_low=0.1, glare_other_high=0.2, min_se=2.0
)


@asynccontextmanager
async def in_call(
    scenario: str, folder: Path, we_call: bool, tcp: bool, settings: Settings | None = None, **values: Any
) -> AsyncIterator[tuple[SessionManager, Session, Sipp]]:
    """A call that is up; at the end all went as the scenario says, and nothing is left."""
    async with manager(tcp, limits=QUICK, settings=settings) as here:
        notifier = await here.notifier("presence", "text/plain")
        await notifier.publish("online")
        if we_call:
            sipp = Sipp(scenario, folder, tcp=tcp, we_call=True, **values)
            session = await here.call(uri(sipp, tcp))
        else:
            target = here.local_address[1]
            sipp = Sipp(scenario, folder, target=target, user="bob", tcp=tcp, we_call=False, **values)
            session = await anext(here.incoming())
            await session.ring()
            await session.answer()
        yield here, session, sipp
        outcome = await sipp.finished()
        assert outcome.complete(1), (outcome, sipp.messages)
        await until(lambda: not here.sessions(), "the end of the session")


async def test_b2_1_b2_3_b2_5_b2_12_b4_5_b4_6_b4_9_b4_10_sipp_asks(tmp_path: Path, we_call: bool, tcp: bool) -> None:
    async with in_call("inside.xml", tmp_path, we_call, tcp) as (_, session, sipp):
        await until(lambda: "INFO sip:" in sipp.messages and len(sipp.got("SIP/2.0 200")) >= 6, "the INFO")
        await session.hang_up()


async def test_b2_10_b4_4_b3_7_b3_14_b4_11_b4_12_b3_16_we_ask(tmp_path: Path, we_call: bool, tcp: bool) -> None:
    """The version of our description rises exactly when it changed; what is refused counts for nothing."""
    async with in_call("holds.xml", tmp_path, we_call, tcp) as (here, session, sipp):
        await session.hold()
        await session.modify()
        await until(lambda: "CSeq: 12 ACK" in sipp.messages, "the hold of SIPp")
        with pytest.raises(CallRejected):
            await session.resume()
        assert session.state is SessionState.ON_HOLD
        await session.resume()
        await session.hang_up()
        contact = "sip:{}:{}".format(*here.local_address)
    first = sipp.got("INVITE")[0] if we_call else sipp.got("SIP/2.0 200")[0]
    asked = [one for one in sipp.got("INVITE") if ";tag=" in header(one, "To")]
    (inactive,) = [one for one in sipp.got("SIP/2.0 200") if "12 INVITE" in header(one, "CSeq")]
    assert header(first, "Contact") == f"<{contact}{';transport=tcp' if tcp else ''}>", "B2.10"
    held, same, refused, resumed = asked
    start = version(first)
    assert [version(one) - start for one in (held, same, inactive)] == [1, 1, 2]
    assert "a=sendonly" in held
    assert "a=sendonly" in same
    assert "a=sendrecv" in refused
    assert "a=sendrecv" in resumed
    assert (version(refused) - start, version(resumed) - start) in {(3, 3), (3, 4)}


async def test_b3_8_b3_9_b4_1_one_offer_at_a_time(tmp_path: Path, we_call: bool, tcp: bool) -> None:
    async with in_call("glares.xml", tmp_path, we_call, tcp) as (_, session, _):
        await session.hold()
        assert session.state is SessionState.ON_HOLD
        await session.hang_up()


async def test_b3_4_b3_20_byes_cross(tmp_path: Path, we_call: bool, tcp: bool) -> None:
    async with in_call("byes_cross.xml", tmp_path, we_call, tcp) as (_, session, _):
        await session.hang_up()


@pytest.mark.parametrize("scenario", ["gone.xml", "misfit.xml"], ids=["b2_8", "b4_15"])
async def test_b2_8_b4_15_a_reinvite_ends_the_call(tmp_path: Path, we_call: bool, tcp: bool, scenario: str) -> None:
    """481 to a re-INVITE, and an answer that does not fit."""
    async with in_call(scenario, tmp_path, we_call, tcp) as (_, session, _):
        with pytest.raises(CallRejected):
            await session.hold()
        await session.wait_over()


@pytest.mark.parametrize("strict", [False, True], ids=["loose", "strict"])
async def test_b2_2_b2_4_a_route_set(tmp_path: Path, we_call: bool, tcp: bool, strict: bool) -> None:
    """As its 2xx or its INVITE said, the router next to us first."""
    async with in_call("routed.xml", tmp_path, we_call, tcp, strict=strict) as (_, session, sipp):
        await until(lambda: "\nACK " in sipp.messages, "the ACK")
        await session.hang_up()
    (bye,) = sipp.got("BYE")
    near, far = f"sip:near@127.0.0.1:{sipp.port}", f"<sip:far@127.0.0.1:{sipp.port};lr>"
    target = f"sip:{'peer' if we_call else 'sipp'}@127.0.0.1:{sipp.port}"
    for request in [bye, *sipp.got("ACK")] if we_call else [bye]:
        routes = re.split(r",\s*", ", ".join(headers(request, "Route")))
        assert routes == ([far, f"<{target}>"] if strict else [f"<{near};lr>", far])
        assert request.split()[1] == (near if strict else target)


async def test_b2_7_a_subscription_in_a_call_outlives_it(tmp_path: Path, we_call: bool, tcp: bool) -> None:
    async with in_call("outlived.xml", tmp_path, we_call, tcp) as (_, session, sipp):
        await until(lambda: "NOTIFY sip:" in sipp.messages, "the first NOTIFY")
        await session.hang_up()


async def test_b3_16_b3_15_a_refresh_by_reinvite_says_the_same(tmp_path: Path, we_call: bool, tcp: bool) -> None:
    settings = Settings(session_refresh_method="invite")
    async with in_call("refreshed.xml", tmp_path, we_call, tcp, settings) as (_, session, sipp):
        await until(lambda: sum(";tag=" in header(one, "To") for one in sipp.got("INVITE")) == 1, "a refresh")
        await until(lambda: sipp.got("ACK")[1:] != [] or (not we_call and sipp.got("ACK") != []), "its ACK")
        await session.hang_up()
    first = sipp.got("INVITE")[0] if we_call else sipp.got("SIP/2.0 200")[0]
    refresh = sipp.got("INVITE")[-1]
    assert refresh.partition("\n\n")[2].strip() == first.partition("\n\n")[2].strip()
