"""A gatekeeper that believes every password: for tests of programs that have callers prove who they are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs

from sessioncore.api.accounts import Accounts
from sessioncore.api.gatekeeper import Gatekeeper, Verdict


class TrustingGatekeeper(Gatekeeper):
    """Challenges like any other, then takes whoever answers for who it says it is. Never outside tests."""

    def __init__(self) -> None:
        super().__init__(Accounts())

    async def judge(self, asked: Mapping[str, Any], now: float) -> Verdict:
        """`genuine` for all credentials that can be read and are for our realm."""
        verdict = await super().judge(asked, now)
        return attrs.evolve(verdict, outcome="genuine", wait=0.0) if verdict.user else verdict
