"""Agents of aioice on ports that are not theirs: what they send and hear goes through the test's hands."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import attrs
import pytest

from sessioncore.base.connectivity import (
    BeginChecks,
    Checks,
    ChecksFailed,
    ConsentLost,
    EndChecks,
    PairNominated,
    SendCheck,
)
from sessioncore.base.media import CloseStream
from sessioncore.io.ice import IceAgents
from sessioncore.wire.sdp.ice import candidate

HERE, THERE, MAPPED = ("192.0.2.1", 4000), ("192.0.2.2", 5000), ("198.51.100.9", 40_000)
PASSWORDS = "p" * 22, "q" * 22


def of(address: tuple[str, int]) -> str:
    return candidate("host", *address)


def checks_of(here: bool, theirs: tuple[str, ...] | None = None, **more: Any) -> Checks:
    """What one side knows; the one that is `here` controls."""
    ours, peer = (HERE, THERE) if here else (THERE, HERE)
    names = ("here", PASSWORDS[0], "there", PASSWORDS[1])
    fragments = names if here else names[2:] + names[:2]
    return Checks(*fragments, (of(ours),), (of(peer),) if theirs is None else theirs, here, **more)


class Network:
    """Two sides; `through` says where what one sends arrives, and from where."""

    def __init__(self) -> None:
        self.told: dict[bool, list[Any]] = {True: [], False: []}
        self.passed_on: list[Any] = []
        self.sent = 0
        self.open = True
        self.through: Callable[[bool, tuple[str, int]], tuple[str, int] | None] = self._direct
        self.agents = {
            side: IceAgents(lambda command, side=side: self._submit(side, command), self.told[side].append)
            for side in (True, False)
        }

    def _direct(self, here: bool, remote: tuple[str, int]) -> tuple[str, int] | None:
        """From which address it comes to the other side; None: it is lost."""
        return (HERE if here else THERE) if remote == (THERE if here else HERE) else None

    def _submit(self, here: bool, command: Any) -> None:
        if not isinstance(command, SendCheck):
            self.passed_on.append(command)
            return
        self.sent += 1
        source = self.through(here, command.remote) if self.open else None
        if source is not None:
            asyncio.get_running_loop().call_soon(self.agents[not here].heard, "a", command.data, source)

    async def until(self, condition: Callable[[], bool]) -> None:
        async with asyncio.timeout(20):
            while not condition():  # noqa: ASYNC110  aioice has no event for what is waited for
                await asyncio.sleep(0.01)

    async def close(self) -> None:
        for agents in self.agents.values():
            await agents.close()


@pytest.fixture
async def network() -> Any:
    made = Network()
    yield made
    await made.close()
    assert [agents.streams for agents in made.agents.values()] == [(), ()]


async def test_b5_24_both_find_the_way(network: Network) -> None:
    for side in (True, False):
        network.agents[side].submit(BeginChecks("a", checks_of(side)))
    await network.until(lambda: all(network.told.values()))
    assert network.told[True] == [PairNominated("a", *THERE, mapped=HERE)]
    assert network.told[False] == [PairNominated("a", *HERE, mapped=THERE)]
    network.agents[True].submit(CloseStream("a"))
    assert network.passed_on == [CloseStream("a")]
    assert network.agents[True].streams == ()


async def test_b5_24_an_address_that_no_description_names_is_found_by_its_checks(network: Network) -> None:
    """As behind a NAT, or of a browser that hides its addresses in names."""
    network.through = lambda here, remote: MAPPED if here else THERE if remote == MAPPED else None
    network.agents[False].submit(BeginChecks("a", checks_of(False, theirs=())))
    network.agents[True].submit(BeginChecks("a", checks_of(True)))
    await network.until(lambda: all(network.told.values()))
    assert network.told[True] == [PairNominated("a", *THERE, mapped=MAPPED)]
    assert network.told[False] == [PairNominated("a", *MAPPED, "host", "prflx", mapped=THERE)]


async def test_b5_24_two_that_both_want_to_control_agree(network: Network) -> None:
    network.agents[True].submit(BeginChecks("a", checks_of(True)))
    network.agents[False].submit(BeginChecks("a", attrs.evolve(checks_of(False), controlling=True)))
    await network.until(lambda: all(network.told.values()))


async def test_b5_26_a_peer_that_falls_silent_does_not_consent(
    network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aioice.ice.CONSENT_INTERVAL", 0.02)
    monkeypatch.setattr("aioice.stun.RETRY_RTO", 0.02)
    for side in (True, False):
        network.agents[side].submit(BeginChecks("a", checks_of(side)))
    await network.until(lambda: all(network.told.values()))
    network.open = False
    await network.until(lambda: network.told[True][-1] == ConsentLost("a"))
    sent = network.sent
    network.agents[False].submit(CloseStream("a"))
    await asyncio.sleep(0.1)
    assert network.sent == sent  # nothing leaves any more


async def test_b5_28_an_agent_that_is_not_wanted_any_more_falls_silent(network: Network) -> None:
    for side in (True, False):
        network.agents[side].submit(BeginChecks("a", checks_of(side)))
    await network.until(lambda: all(network.told.values()))
    told = len(network.told[True])
    network.agents[True].submit(EndChecks("a"))
    assert (network.agents[True].streams, network.passed_on) == ((), [])
    assert len(network.told[True]) == told


async def test_b5_25_a_restart_takes_the_place_of_what_was(network: Network) -> None:
    for side in (True, False):
        network.agents[side].submit(BeginChecks("a", checks_of(side)))
    await network.until(lambda: all(network.told.values()))
    for side in (True, False):
        network.told[side].clear()
        anew = attrs.evolve(checks_of(side), our_fragment="new" + "ab"[side], their_fragment="new" + "ba"[side])
        network.agents[side].submit(BeginChecks("a", anew))
    await network.until(lambda: all(network.told.values()))


async def test_b5_24_what_cannot_be_checked_fails(network: Network) -> None:
    network.agents[True].submit(BeginChecks("a", attrs.evolve(checks_of(True), theirs=("1 1 udp x y z typ host",))))
    await network.until(lambda: bool(network.told[True]))
    assert isinstance(network.told[True][0], ChecksFailed)


TORN = b"\0\1\0\4\x21\x12\xa4\x42" + bytes(12) + b"\0\6\0\7"


@pytest.mark.parametrize("data", [b"", b"\0", b"\0\1" + bytes(18), TORN])
async def test_rubbish_harms_nobody(network: Network, data: bytes) -> None:
    network.agents[True].submit(BeginChecks("a", checks_of(True)))
    network.agents[True].heard("a", data, THERE)
    network.agents[True].heard("gone", data, THERE)
    network.agents[False].submit(BeginChecks("a", checks_of(False)))
    await network.until(lambda: all(network.told.values()))
