"""Seeded calls in which everything is mixed: UDP and TCP, challenges, holds, UPDATE, PRACK, glare, timers, CANCEL.

python -m tests.simulation.mixed SEED     the ladder of one seed
"""

from __future__ import annotations

import asyncio
import random
import sys
from itertools import count

import attrs

from sessioncore.api.accounts import Account, Accounts
from sessioncore.api.gatekeeper import Gatekeeper
from sessioncore.api.wallet import Credentials, CredentialWallet
from sessioncore.effects import Ask
from sessioncore.testing.behaviour import END, Plan
from sessioncore.testing.harness import Simulation
from tests.simulation.calls import Call, play_out

SEEDS = range(1_000)
LONG_RUN = range(1_000, 20_000)
"""Seeds of `make test-full` beyond those."""

APART = 10_000_000
"""These seeds make other calls than those of `tests.simulation.calls`."""


@attrs.frozen
class Mix:
    """A plan and what is added to it."""

    plan: Plan
    challenged: bool
    """Bob's side asks who calls."""
    password: str

    @classmethod
    def of(cls, seed: int) -> Mix:
        """The mix of a seed: always the same."""
        rng = random.Random(f"mix {seed}")
        plan = Plan.of(APART + seed)
        settings = {**plan.settings, "tcp_port": 5060, "keep_alive": rng.random() < 0.3}
        transport = rng.choice(("udp", "tcp"))
        cuts: tuple[float, ...] = ()
        if transport == "tcp" and rng.random() < 0.3:
            cuts = tuple(sorted(rng.uniform(0, END + 5) for _ in range(rng.choice((1, 1, 3)))))
        challenged = rng.random() < 0.3
        if challenged:
            settings["authenticate"] = True
        together = rng.uniform(2, 40)
        glare = rng.random() < 0.4
        alice, bob = list(plan.alice), list(plan.bob)
        if glare:
            alice.append((together, rng.choice(("hold", "resume"))))
            bob.append((max(0.0, together + rng.uniform(-3, 0.2)), rng.choice(("hold", "resume"))))
        settings["reliable_provisionals"] = rng.choice(("off", "supported", "required"))
        return cls(
            attrs.evolve(
                plan,
                settings=settings,
                transport=transport,
                cuts=cuts,
                answering="auth" if challenged and rng.random() < 0.5 else plan.answering,
                alice=sorted(alice),
                bob=sorted(bob),
            ),
            challenged or plan.answering == "auth",
            "secret" if rng.random() < 0.85 else "wrong",
        )

    def play(self) -> Call:
        """Play and check it."""
        return play_out(self.plan, begun=self._begun)

    def _begun(self, simulation: Simulation) -> None:
        if not self.challenged:
            return
        salts, tokens = count(1), count(1)
        wallet = CredentialWallet([Credentials("alice", self.password)], token=lambda: f"c{next(tokens)}")
        simulation.alice.engine.env.wallet = wallet
        keeper = Gatekeeper(
            Accounts([Account.with_password("alice", "secret")]),
            key=bytes(32),
            token=lambda size: next(salts).to_bytes(size, "big"),
        )
        others = simulation.bob.on_ask

        def asked(ask: Ask) -> None:
            if ask.question != "authenticate":
                assert others is not None, "the players are there"
                others(ask)
                return
            verdict = asyncio.run(keeper.judge(ask.details, simulation.now))
            arguments = {
                "outcome": verdict.outcome,
                "user": verdict.user,
                "challenges": list(verdict.challenges),
                "wait": verdict.wait,
            }
            simulation.after(0.01, lambda: simulation.bob.command(ask.session, "verdict", **arguments))

        simulation.bob.on_ask = asked


def main() -> None:
    call = Mix.of(int(sys.argv[1])).play()
    print(call.ladder)
    print(*call.faults, sep="\n")


if __name__ == "__main__":
    main()
