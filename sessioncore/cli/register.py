"""`sessioncore register`: register an account and keep it up."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import signal
from collections.abc import Sequence
from pathlib import Path

from sessioncore.api import RegistrationState, SessionManager, SipAccount
from sessioncore.api.placing import read_target
from sessioncore.base.errors import CallRejected
from sessioncore.cli.call import read_credentials
from sessioncore.cli.common import add_tls, parse, read_tls, run_loop
from sessioncore.events import RegistrationStateChanged
from sessioncore.io.resolve import local_address_towards, resolve
from sessioncore.io.udp import ListenAddress

ENDED, REFUSED = 0, 1


def run(arguments: Sequence[str]) -> int:
    """Exit status 0 ended by us, 1 refused, 2 it could not be tried."""
    parsed = parse(_parser(), arguments)
    return parsed if isinstance(parsed, int) else run_loop("register", lambda: _register(parsed))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sessioncore register",
        description="Register an address of record and keep it up; Ctrl-C ends the registration.",
        epilog="exit status: 0 ended by us, 1 refused, 2 it could not be tried",
    )
    parser.add_argument("address", metavar="ADDRESS", help="e.g. sip:alice@example.com")
    parser.add_argument("--registrar", metavar="URI", default="", help="default: the host of the address")
    parser.add_argument("--user", metavar="NAME", help="who we are, where the registrar asks (needs --password-file)")
    parser.add_argument(
        "--password-file", metavar="FILE", type=Path, help="its first line is the password; nobody else may read it"
    )
    parser.add_argument("--expires", metavar="S", type=int, default=0, help="seconds to ask for (default 3600)")
    parser.add_argument("--instance", metavar="URN", default="", help="ask for an outbound flow, e.g. urn:uuid:...")
    parser.add_argument(
        "--proxy",
        metavar="URI",
        action="append",
        default=[],
        help="register through this outbound proxy; several: a flow over each (RFC 5626), wants --instance",
    )
    parser.add_argument(
        "--listen",
        metavar="udp|tcp|tls:ADDR:PORT",
        help="our own address (default: any port on the way there, for the transport of the registrar)",
    )
    parser.add_argument("--advertise", metavar="ADDR[:PORT]", help="where we are reached, if not there")
    parser.add_argument("--once", action="store_true", help="end the registration as soon as it stands")
    add_tls(parser)
    return parser


async def _register(parsed: argparse.Namespace) -> int:
    credentials = read_credentials(parsed.user, parsed.password_file)
    account = SipAccount(
        parsed.address,
        credentials,
        parsed.registrar,
        expires=parsed.expires,
        instance=parsed.instance,
        proxies=tuple(parsed.proxy),
    )
    tls, listen = read_tls(parsed), parsed.listen
    if listen is None:
        there = read_target(next(iter(parsed.proxy), parsed.registrar or parsed.address))
        remote = await resolve(there.host, there.port)
        transport = "tls" if there.scheme == "sips" else there.transport or "udp"
        listen = ListenAddress(local_address_towards(remote), 0, transport)
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopped.set)
    async with SessionManager(listen=str(listen), tls=tls, advertise=parsed.advertise, media_ports=1) as manager:
        showing = asyncio.ensure_future(_show(manager))
        try:
            return await _keep(manager, account, stopped, parsed.once)
        except CallRejected as error:
            print(f"refused: {error.status} {error.reason}")
            return REFUSED
        finally:
            showing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await showing


async def _keep(manager: SessionManager, account: SipAccount, stopped: asyncio.Event, once: bool) -> int:
    """Register, and stay registered until a signal comes or the registrar refuses."""
    events = manager.events(RegistrationStateChanged)
    stopping = asyncio.ensure_future(stopped.wait())
    registering = asyncio.ensure_future(manager.register(account))
    await asyncio.wait({stopping, registering}, return_when=asyncio.FIRST_COMPLETED)
    if not registering.done():
        registering.cancel()
        await asyncio.wait({registering})
        return ENDED
    registration = await registering
    print(f"registered for {registration.seconds_left:.0f} s", flush=True)
    while not once and not stopped.is_set() and registration.state is not RegistrationState.ENDED:
        told = asyncio.ensure_future(anext(events))
        await asyncio.wait({stopping, told}, return_when=asyncio.FIRST_COMPLETED)
        told.cancel()
    stopping.cancel()
    if registration.state is RegistrationState.ENDED:
        return REFUSED
    await registration.unregister()
    print("unregistered", flush=True)
    return ENDED


async def _show(manager: SessionManager) -> None:
    """A line for each time that something goes wrong."""
    async for event in manager.events(RegistrationStateChanged):
        if isinstance(event, RegistrationStateChanged) and event.state != "registered" and event.status >= 300:
            print(f"{event.state} after {event.status}", flush=True)
