"""PJSIP and baresip, registered with us by digest: alice and bob."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import attrs

from sessioncore.api import Account, Accounts, Gatekeeper, SessionManager
from sessioncore.base.settings import Settings
from tests.interop.baresip import Baresip, interface_address
from tests.interop.pjsip import Pjsip
from tests.interop.sipp import until

USERS = {"alice": "secret", "bob": "hidden"}


@attrs.define
class House:
    """Both are registered: PJSIP as alice, baresip as bob."""

    manager: SessionManager
    pjsip: Pjsip
    baresip: Baresip

    def uri(self, user: str) -> str:
        host, port = self.manager.local_address
        return f"sip:{user}@{host}:{port}"

    async def over(self) -> None:
        await until(lambda: not self.manager.sessions(), "the end of every session")


@asynccontextmanager
async def registered(
    baresip_path: str, tmp_path: Path, *, relayed: bool = False, srtp: tuple[bool, str] = (False, ""), **options: Any
) -> AsyncIterator[House]:
    """A manager with both; `options` are the manager's, `srtp` whether PJSIP wants it and how baresip does."""
    (tmp_path / "baresip").mkdir()
    keeper = Gatekeeper(Accounts([Account.with_password(*one) for one in USERS.items()]), algorithms=("MD5",))
    settings = Settings(registrar="accounts", media=False, coupled_media="relay" if relayed else "pass")
    settings = attrs.evolve(settings, sdes_over_clear_transport=any(srtp))
    listen = f"udp:{interface_address()}:0"
    async with SessionManager(listen=listen, settings=settings, authentication=keeper, **options) as manager:
        place = "{}:{}".format(*manager.local_address)
        pjsip = Pjsip(tmp_path, "alice", USERS["alice"], registrar=f"sip:{place}", srtp=srtp[0])
        account = {"registrar": place, "user": "bob", "password": USERS["bob"], "encryption": srtp[1]}
        baresip = Baresip(baresip_path, tmp_path / "baresip", **account)
        try:
            await pjsip.ready()
            await baresip.ready()
            answered = await pjsip.event("registration", status=200)
            assert 0 < answered["seconds"] <= 120
            await until(lambda: bool(manager.locations("bob")), "baresip's registration")
            yield House(manager, pjsip, baresip)
            assert {key for key in manager.counters if key.startswith(("error", "action failed"))} == set()
        finally:
            pjsip.program.kill()
            baresip.close()
