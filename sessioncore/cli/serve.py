"""`sessioncore serve`: answer calls, by called user."""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import Sequence
from pathlib import Path

from sessioncore.api import SessionManager
from sessioncore.base.errors import ConfigError
from sessioncore.cli.answering_file import default_configuration, read_configuration
from sessioncore.cli.common import add_dns, add_tls, parse, read_dns, read_tls, read_wiring, run_loop
from sessioncore.io.sqlite_store import open_store

_log = logging.getLogger(__name__)

DEFAULT_LISTEN = "udp:127.0.0.1:5060"
DEFAULT_MEDIA_PORTS = 1000
GC_THRESHOLDS = (700, 2, 1_000_000_000)
"""Calls leave no reference cycles, so that collections find nothing. Nobody is answered meanwhile, so each is kept
short (those of 3,000 allocations take 0.5 ms, of 100,000 up to 40), and the one that would look at every call that is
up (a second for 50,000 of them) never comes."""


def run(arguments: Sequence[str]) -> int:
    """Serve until SIGTERM or SIGINT, which end the calls with BYE; exit status 0 then, 2 when it could not begin."""
    parsed = parse(_parser(), arguments)
    return parsed if isinstance(parsed, int) else run_loop("serve", lambda: _serve(parsed))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sessioncore serve",
        description="Answer calls, by called user: echo, answer, tone, ring, busy, decline, hangup, auth; else 404."
        " Users with accounts may register.",
    )
    parser.add_argument("-c", dest="config", metavar="FILE", type=Path, help="users, as in examples/answering.toml")
    parser.add_argument(
        "--listen",
        metavar="udp|tcp|tls|ws|wss:ADDR:PORT",
        action="append",
        help=f"default {DEFAULT_LISTEN}; once for each transport, all at one address",
    )
    add_dns(parser)
    add_tls(parser)
    parser.add_argument("--advertise", metavar="ADDR[:PORT]", help="where peers reach us, if not where we listen")
    parser.add_argument("--outbound-proxy", metavar="URI", help="through which requests of ours leave")
    parser.add_argument(
        "--media-ports",
        metavar="N|LOW-HIGH",
        default=str(DEFAULT_MEDIA_PORTS),
        help=f"how many RTP ports, or which (default {DEFAULT_MEDIA_PORTS}, chosen by the system)",
    )
    parser.add_argument(
        "--store",
        metavar="FILE.db|FOLDER",
        type=Path,
        help="keep calls over a restart: in a SQLite database (.db, .sqlite), or in a folder with a file for each call",
    )
    parser.add_argument(
        "--live", action="store_true", help="show the calls: a table, or lines where there is no terminal"
    )
    parser.add_argument(
        "--record", metavar="FOLDER", type=Path, help="write each call to a WAV file: callers left, ourselves right"
    )
    parser.add_argument("--wiring", metavar="MODULE:NAME", help="charts of your own, e.g. house.bindings:house")
    parser.add_argument("--journal", metavar="FILE", type=Path, help="write everything down for sessioncore replay")
    return parser


async def _serve(parsed: argparse.Namespace) -> int:
    wiring = read_wiring(parsed.wiring)
    configuration = (
        read_configuration(parsed.config, wiring.answering, wiring.limits)
        if parsed.config is not None
        else default_configuration()
    )
    tls = read_tls(parsed)
    secure = [one for one in parsed.listen or () if one.lower().startswith(("tls:", "wss:"))]
    if secure and (tls is None or tls.certificate is None):
        raise ConfigError("to take TLS connections a certificate is needed: --tls-certificate FILE")
    _allow_many_files()
    manager = SessionManager(
        listen=parsed.listen or DEFAULT_LISTEN,
        tls=tls,
        advertise=parsed.advertise,
        trunks=configuration.network.trunks,
        outbound_proxy=parsed.outbound_proxy or configuration.network.outbound_proxy,
        dns=read_dns(parsed.dns) if parsed.dns else configuration.network.dns,
        settings=configuration.settings,
        limits=configuration.bounds.limits_of(wiring.limits),
        answering=configuration.answering,
        authentication=configuration.gatekeeper,
        store=open_store(parsed.store) if parsed.store is not None else None,
        journal=parsed.journal,
        media_ports=read_ports(parsed.media_ports),
        relay=configuration.relayed.options,
        ice=configuration.protected.servers,
        wiring=wiring,
    )
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    async with manager:
        if parsed.record is not None and manager.media is not None:
            manager.media.record_all(parsed.record)
        for one in manager.listening:
            print(f"listening on {one}", flush=True)
        loop.add_signal_handler(signal.SIGHUP, _reload, manager)
        # What exists now lives as long as the program.
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GC_THRESHOLDS)
        looking = asyncio.create_task(_show(manager)) if parsed.live else None
        await stopped.wait()
        if looking is not None:
            looking.cancel()
            await asyncio.wait({looking})
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.remove_signal_handler(number)  # a second one ends the program at once
    return 0


def _reload(manager: SessionManager) -> None:
    """SIGHUP: certificates that were renewed are used from now on; bad ones change nothing."""
    try:
        manager.reload_certificates()
    except ConfigError as error:
        _log.error("the certificates stay as they were: %s", error)


async def _show(manager: SessionManager) -> None:
    # Loaded here: nobody else needs the terminal library.
    from sessioncore.cli.live import show

    try:
        await show(manager, f"sessioncore on {manager.listening[0]}")
    except Exception:
        # The calls go on, whatever became of the picture.
        _log.exception("the calls are not shown any more")


def read_ports(text: str) -> int | tuple[int, int]:
    """Read `N` or `LOW-HIGH`; raises ConfigError."""
    low, dash, high = text.partition("-")
    parts = [low, high] if dash else [low]
    if not all(part.isascii() and part.isdigit() and len(part) <= 5 for part in parts):
        raise ConfigError(f"media ports {text[:40]!r} are neither a number (1000) nor a range (20000-20998)")
    return (int(low), int(high)) if dash else int(low)


def _allow_many_files() -> None:
    """A media port is an open file: take as many as the system's hard limit allows."""
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
