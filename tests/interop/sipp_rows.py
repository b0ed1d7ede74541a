"""What tests of single rules with SIPp share: our end, and what SIPp got from it."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sessioncore.api import SessionManager
from tests.interop.patient import PATIENT
from tests.interop.sipp import Sipp

PATIENCE = 60.0


@asynccontextmanager
async def manager(tcp: bool, **options: Any) -> AsyncIterator[SessionManager]:
    """Our end on loopback; when it is closed it must have nothing to complain about."""
    listen = "tcp:127.0.0.1:0" if tcp else "udp:127.0.0.1:0"
    options = {"media_ports": 2, "limits": PATIENT} | options
    async with SessionManager(listen=listen, **options) as made, asyncio.timeout(PATIENCE):
        yield made
        assert not [key for key in made.counters if key.startswith(("error", "action failed"))]


def uri(sipp: Sipp, tcp: bool) -> str:
    """Where SIPp waits to be called."""
    return f"{sipp.uri.partition(';')[0]}{';transport=tcp' if tcp else ''}"


def headers(message: str, name: str) -> list[str]:
    """The values of all lines of a header."""
    return re.findall(rf"^{name}: *(.*?)\s*$", message.partition("\n\n")[0].replace("\r", ""), re.MULTILINE)


def header(message: str, name: str) -> str:
    """The value of the only line of a header."""
    (found,) = headers(message, name)
    return found


def branch(message: str) -> str:
    """The branch of the topmost Via."""
    return re.search(r"branch=([^;,\s]+)", headers(message, "Via")[0])[1]  # type: ignore[index]


def version(message: str) -> int:
    """The version in the o= line of the description."""
    return int(re.search(r"^o=\S+ \d+ (\d+) ", message, re.MULTILINE)[1])  # type: ignore[index]
