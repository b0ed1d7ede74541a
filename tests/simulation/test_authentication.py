"""Two whole engines, one asks who calls: right and wrong passwords, stale and replayed nonces, bad networks."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from sessioncore.api.accounts import Account, Accounts
from sessioncore.api.gatekeeper import Gatekeeper
from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.effects import Ask
from sessioncore.events import Authenticated, AuthenticationChallenged, AuthenticationRefused
from sessioncore.testing.harness import ALICE, Simulation
from sessioncore.testing.network import LinkProfile
from sessioncore.wire.sip import parse
from sessioncore.wire.sip.digest import parse_authorization
from tests.simulation.calls import check

pytestmark = pytest.mark.simulation

AUTH = AnsweringTable(default=AnsweringRule("auth", "echo"))
TOLD = (Authenticated, AuthenticationChallenged, AuthenticationRefused)


class Scene:
    """Alice calls bob's user `auth`, with a password; bob's gatekeeper knows `secret`."""

    def __init__(self, *, password: str = "secret", seed: int = 1, judging: float = 0.0, **options: Any) -> None:
        settings = {"authenticate": True}
        self.simulation = Simulation(seed, answering=AUTH, settings=settings, subscribed=TOLD, **options)
        self.alice, self.bob = self.simulation.endpoints
        tokens, salts = count(1), count(1)
        wallet = CredentialWallet([Credentials("alice", password)], token=lambda: f"c{next(tokens)}")
        self.alice.engine.env.wallet = wallet
        accounts = Accounts([Account.with_password("alice", "secret")])
        self.gatekeeper = Gatekeeper(
            accounts, nonce_life=60.0, key=bytes(32), token=lambda size: next(salts).to_bytes(size, "big")
        )
        self.judging = judging
        self.bob.on_ask = self._asked
        self.session = self.alice.dial("auth")

    def _asked(self, ask: Ask) -> None:
        verdict = asyncio.run(self.gatekeeper.judge(ask.details, self.simulation.now))
        arguments = {
            "outcome": verdict.outcome,
            "user": verdict.user,
            "challenges": list(verdict.challenges),
            "wait": verdict.wait,
        }
        self.simulation.after(self.judging, lambda: self.bob.command(ask.session, "verdict", **arguments))

    def hang_up(self, when: float) -> Scene:
        self.simulation.at(when, lambda: self.alice.command(self.session, "hang_up"))
        return self

    def run(self, until: float | None = None) -> Scene:
        self.simulation.run(until)
        return self

    def told(self) -> list[str]:
        return [type(event).__name__ for event in self.bob.published]

    @property
    def dial(self) -> tuple[str | None, int | None]:
        return self.alice.commands[0].outcome, self.alice.commands[0].status

    def invites(self) -> list[bytes]:
        """The INVITEs that alice sent, copies left out."""
        return list(dict.fromkeys(packet.data for packet in self.alice.sent if packet.name == "INVITE"))


@pytest.fixture
def scenes() -> Iterator[list[Scene]]:
    """Scenes that are checked at the end: nothing is left, and nothing happened that must not."""
    made: list[Scene] = []
    yield made
    for scene in made:
        scene.run()
        faults = check(scene.simulation)
        assert not faults, f"{faults}\n{scene.simulation.ladder}"


def test_b7_1_the_right_password(scenes: list[Scene]) -> None:
    scene = Scene().hang_up(5.0)
    scenes.append(scene)
    scene.run(until=2.0)
    assert scene.dial == ("done", 200)
    assert scene.told() == ["AuthenticationChallenged", "Authenticated"]
    assert len(scene.invites()) == 2
    (session,) = scene.bob.engine.sessions()
    assert scene.bob.engine.caller(session) == "alice"


def test_b7_7_the_wrong_password_is_refused_once(scenes: list[Scene]) -> None:
    scene = Scene(password="wrong").run()
    scenes.append(scene)
    assert scene.dial == ("failed", 407)
    assert len(scene.invites()) == 2
    assert scene.told() == ["AuthenticationChallenged", "AuthenticationRefused", "AuthenticationChallenged"]


def test_b7_2_a_nonce_that_has_gone_stale(scenes: list[Scene], monkeypatch: pytest.MonkeyPatch) -> None:
    """The gatekeeper finds the first credentials 61 s late; a third INVITE has a fresh nonce."""
    original, judged = Gatekeeper.judge, count(1)

    async def late(keeper: Gatekeeper, asked: Any, now: float) -> Any:
        return await original(keeper, asked, now if next(judged) == 1 else now + 61.0)

    monkeypatch.setattr(Gatekeeper, "judge", late)
    scene = Scene().hang_up(5.0)
    scenes.append(scene)
    scene.run(until=2.0)
    assert scene.dial == ("done", 200)
    first, second = (given(data) for data in scene.invites()[1:])
    assert (first.nc, second.nc) == (1, 1)
    assert first.nonce != second.nonce
    (refused,) = [event for event in scene.bob.published if isinstance(event, AuthenticationRefused)]
    assert refused.reason == "stale"


def given(data: bytes) -> Any:
    """The credentials of a message."""
    (value,) = parse(data).get_all("Proxy-Authorization")
    return parse_authorization(value)


def test_b7_8_who_replays_what_it_heard_is_not_let_in(scenes: list[Scene]) -> None:
    """Mallory sends alice's second INVITE again as a call of her own."""
    scene = Scene().hang_up(5.0)
    scenes.append(scene)
    scene.run(until=2.0)
    heard = scene.invites()[1]
    copy = heard.replace(b"branch=z9hG4bK", b"branch=z9hG4bKmallory").replace(b";tag=", b";tag=m")
    copy = copy.replace(ALICE[0].encode(), b"192.0.2.66")
    before = len(scene.bob.engine.sessions())
    scene.simulation.inject(scene.bob, copy, ("192.0.2.66", 5060))
    scene.run(until=3.0)
    (refused,) = [event for event in scene.bob.published if isinstance(event, AuthenticationRefused)]
    assert (refused.reason, refused.source) == ("replayed", "192.0.2.66")
    assert len(scene.bob.engine.sessions()) == before


def test_b7_4_a_call_given_up_while_it_is_being_judged(scenes: list[Scene]) -> None:
    scene = Scene(judging=2.0).hang_up(1.0).run()
    scenes.append(scene)
    assert scene.dial == ("failed", 487)
    assert scene.told() == []
    sent = [parse(packet.data) for packet in scene.alice.sent if packet.name == "CANCEL"]
    assert not sent[0].has("Proxy-Authorization")


@pytest.mark.parametrize("seed", range(100))
def test_in_a_bad_network(scenes: list[Scene], seed: int) -> None:
    """Loss, copies and reordering: the call comes up with the right password, and never with a wrong one."""
    profile = LinkProfile(loss=0.2, duplication=0.2, reordering=0.2)
    password = "wrong" if seed % 4 == 0 else "secret"
    scene = Scene(profile=profile, seed=seed, password=password, judging=0.1 * (seed % 3)).hang_up(40.0)
    scenes.append(scene)
    scene.run(until=39.0)
    if password == "wrong":
        assert "Authenticated" not in scene.told()
        assert scene.dial[0] == "failed"
    else:
        assert scene.dial == ("done", 200), scene.simulation.ladder
        assert scene.told().count("Authenticated") == 1
