"""`sessioncore call URI`: place one call."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import math
import signal
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from sessioncore.api import Session, SessionManager
from sessioncore.api.placing import read_proxy, read_target
from sessioncore.api.wallet import Credentials
from sessioncore.base.errors import CallRejected, ConfigError, NoAnswer, TransportError
from sessioncore.cli.common import add_dns, add_tls, parse, read_dns, read_tls, read_wiring, run_loop
from sessioncore.cli.secret_files import read_password
from sessioncore.effects import Locate
from sessioncore.events import MediaStopped
from sessioncore.io.dns import DnsOptions, Locator
from sessioncore.io.resolve import is_numeric, local_address_towards
from sessioncore.io.udp import ListenAddress
from sessioncore.wire.sip import SipUri

ANSWERED, REJECTED, NO_ANSWER = 0, 1, 3
TONE = "tone:440"
MEDIA_PATIENCE = 2.0
"""Seconds that the last figures of the media plane are waited for."""


def run(arguments: Sequence[str]) -> int:
    """Exit status 0 answered, 1 rejected, 2 the call could not be placed, 3 no answer."""
    parsed = parse(_parser(), arguments)
    return parsed if isinstance(parsed, int) else run_loop("call", lambda: _call(parsed))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sessioncore call",
        description="Place one call; Ctrl-C hangs up.",
        epilog="exit status: 0 answered, 1 rejected, 2 the call could not be placed, 3 no answer",
    )
    parser.add_argument("uri", metavar="URI", help="whom to call, e.g. sip:echo@127.0.0.1:5060")
    parser.add_argument(
        "--play",
        metavar="tone|FILE",
        default="silence",
        help="a sound file, tone, tone:HZ, echo, or another source of docs/audio.md",
    )
    parser.add_argument("--hangup-after", metavar="S", type=_seconds, help="seconds from the answer to our BYE")
    parser.add_argument("--ring-for", metavar="S", type=_seconds, help="seconds to wait for an answer (default 180)")
    parser.add_argument("--from", dest="caller", metavar="URI", help="our own URI")
    parser.add_argument(
        "--listen",
        metavar="udp|tcp|tls|ws|wss:ADDR:PORT",
        help="our own address (default: any port on the way there, for the transport of the URI)",
    )
    parser.add_argument("--advertise", metavar="ADDR[:PORT]", help="where the callee reaches us, if not there")
    parser.add_argument("--outbound-proxy", metavar="URI", help="through which the call leaves")
    add_dns(parser)
    add_tls(parser)
    parser.add_argument("--user", metavar="NAME", help="who we are, where a server asks (needs --password-file)")
    parser.add_argument(
        "--password-file", metavar="FILE", type=Path, help="its first line is the password; nobody else may read it"
    )
    parser.add_argument("--wiring", metavar="MODULE:NAME", help="charts of your own, e.g. house.bindings:house")
    parser.add_argument("--json", action="store_true", help="print one JSON object at the end instead of lines")
    return parser


def _seconds(text: str) -> float:
    value = float(text)
    if not (math.isfinite(value) and value >= 0):
        raise ValueError
    return value


def source_of(play: str) -> str:
    """The media source that `--play` names."""
    if play == "tone":
        return TONE
    if play in ("silence", "echo") or play.startswith(("tone:", "file:", "signal:", "list:")):
        return play
    return f"file:{play}"


def read_credentials(user: str | None, password_file: Path | None) -> tuple[Credentials, ...]:
    """What we call with; raises ConfigError when half of it is missing or the file cannot be used."""
    if user is None and password_file is None:
        return ()
    if user is None or password_file is None:
        raise ConfigError("--user and --password-file come together")
    return (Credentials(user, read_password(password_file)),)


@attrs.define
class Report:
    """What became of the call; times in seconds."""

    uri: str
    outcome: str = "answered"
    status: int | None = None
    reason: str = ""
    session: str | None = None
    setup_s: float | None = None
    talk_s: float | None = None
    ended_by: str | None = None
    media: list[dict[str, Any]] = attrs.field(factory=list)


async def _call(parsed: argparse.Namespace) -> int:
    task = asyncio.current_task()
    if task is not None:
        # As Ctrl-C does: a call that is being placed is cancelled, and one that is up is hung up.
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    wiring = read_wiring(parsed.wiring)
    uri = read_target(parsed.uri)
    tls = read_tls(parsed)
    credentials = read_credentials(parsed.user, parsed.password_file)
    dns = read_dns(parsed.dns)
    listen = parsed.listen
    if listen is None:
        hop = read_target(read_proxy(parsed.outbound_proxy)[1:-1]) if parsed.outbound_proxy is not None else uri
        transport = hop.transport or "udp"
        if hop.scheme == "sips":
            transport = "wss" if transport in ("ws", "wss") else "tls"
        listen = ListenAddress(await local_address(hop, transport, dns), 0, transport)
    limits = None
    if parsed.ring_for is not None:
        limits = wiring.checked_limits(None)
        limits = attrs.evolve(limits, no_answer=max(1.0, min(parsed.ring_for, 3600.0)))
    report = Report(parsed.uri)
    async with SessionManager(
        listen=str(listen),
        tls=tls,
        advertise=parsed.advertise,
        outbound_proxy=parsed.outbound_proxy,
        dns=dns,
        limits=limits,
        media_ports=1,
        credentials=credentials,
        wiring=wiring,
    ) as manager:
        status = await _place(manager, parsed, report)
    if parsed.json:
        print(json.dumps(attrs.asdict(report)))
    return status


async def local_address(hop: SipUri, transport: str, dns: DnsOptions) -> str:
    """Our address on the way to the next hop; raises TransportError when it has none that we could reach."""
    host = hop.host.strip("[]")
    if is_numeric(host):
        return local_address_towards((host, hop.port or 5060))
    wanted = Locate("", host, hop.port, hop.transport or "", hop.scheme == "sips", (transport,))
    for v6 in (False, True):
        for record in await Locator(dns, lambda _: None, v6=v6).servers(wanted):
            return local_address_towards((record.addresses[0], record.port))
    raise TransportError(f"no address found for {host[:255]!r}")


async def _place(manager: SessionManager, parsed: argparse.Namespace, report: Report) -> int:
    say = _silent if parsed.json else _say
    started = time.monotonic()
    try:
        session = await manager.call(parsed.uri, source=source_of(parsed.play), caller=parsed.caller)
    except NoAnswer as error:
        report.outcome, report.session, report.reason = "no_answer", error.session, error.message
        say("no answer")
        return NO_ANSWER
    except CallRejected as error:
        report.outcome, report.session = "rejected", error.session
        report.status, report.reason = error.status, error.reason
        say(f"rejected: {error.status} {error.reason}")
        return REJECTED
    answered = time.monotonic()
    report.session, report.setup_s = session.id, round(answered - started, 3)
    stopped = _signals()
    say(f"answered after {report.setup_s:.3f} s")
    await _talk(session, parsed.hangup_after, stopped, report)
    report.talk_s = round(time.monotonic() - answered, 3)
    say(f"ended by {report.ended_by} after {report.talk_s:.3f} s")
    return ANSWERED


def _signals() -> asyncio.Future[None]:
    """A future that is cancelled by SIGINT and SIGTERM from now on."""
    loop = asyncio.get_running_loop()
    stopped = loop.create_future()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.cancel)
    return stopped


async def _talk(session: Session, seconds: float | None, stopped: asyncio.Future[None], report: Report) -> None:
    """Stay until the peer hangs up, `seconds` have passed, or a signal comes; hang up then, and note what was heard."""
    ends = session.events(MediaStopped)
    over = asyncio.ensure_future(session.wait_over())
    ending: set[asyncio.Future[Any]] = {over, stopped}
    await asyncio.wait(ending, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    report.ended_by = "peer" if over.done() else "us"
    # Measured while the call is up where that is still possible: at its end there is a moment of silence.
    heard = list(await session.statistics())
    await session.hang_up()
    await over
    if not heard:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(MEDIA_PATIENCE):
                heard = [event.statistics async for event in ends if isinstance(event, MediaStopped)]
    report.media = [attrs.asdict(one) for one in heard]


def _say(line: str) -> None:
    print(line, flush=True)


def _silent(line: str) -> None:
    """With --json, the object at the end says it all."""
