"""What the verbs that run calls share: the loop, arguments, errors."""

from __future__ import annotations

import argparse
import asyncio
import importlib
import importlib.util
import logging
import os
import sys
from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import IO, Any

from sessioncore.base.errors import ConfigError, SessionCoreError
from sessioncore.cli import INTERRUPTED
from sessioncore.core.wiring import SHIPPED, CallWiring
from sessioncore.io.dns import DnsOptions
from sessioncore.io.tls import TlsFiles
from sessioncore.wire.sip import SipParseError
from sessioncore.wire.sip.uri import parse_hostport

FAILED = 2


def parse(parser: argparse.ArgumentParser, arguments: Sequence[str]) -> argparse.Namespace | int:
    """The parsed arguments, or the exit status where argparse has said all that is to be said."""
    try:
        return parser.parse_args(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)


def run_loop(verb: str, main: Callable[[], Coroutine[Any, Any, int]]) -> int:
    """Run `main` on uvloop where it is installed, else on asyncio; an error of ours is one line and exit status 2."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        with asyncio.Runner(loop_factory=_loop_factory()) as runner:
            return runner.run(main())
    except asyncio.CancelledError:
        return INTERRUPTED
    except SessionCoreError as error:
        return complain(verb, str(error))


def read_wiring(text: str | None) -> CallWiring:
    """The wiring that `MODULE:NAME` names, e.g. `house.bindings:house`; that of sessioncore for None.

    Modules of the current folder are found. Raises ConfigError.
    """
    if text is None:
        return SHIPPED
    module, _, name = text.partition(":")
    if "" not in sys.path and os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    try:
        found = getattr(importlib.import_module(module), name or module.rpartition(".")[2])
    except (ImportError, AttributeError, ValueError) as error:
        raise ConfigError(f"--wiring {text[:80]!r}: {error}; write MODULE:NAME, e.g. house.bindings:house") from None
    if not isinstance(found, CallWiring):
        raise ConfigError(f"--wiring {text[:80]!r} is no wiring; the bindings that sessioncore generates hold some")
    return found.whole()


def add_tls(parser: argparse.ArgumentParser) -> None:
    """The options about certificates."""
    parser.add_argument("--tls-certificate", metavar="FILE", type=Path, help="our certificate chain (PEM)")
    parser.add_argument("--tls-key", metavar="FILE", type=Path, help="its private key, if it is in a file of its own")
    parser.add_argument(
        "--tls-authorities", metavar="FILE", type=Path, help="whose signatures we trust (default: those of the system)"
    )
    parser.add_argument(
        "--tls-verify-clients", action="store_true", help="take no connection without a certificate that they signed"
    )
    parser.add_argument("--tls-minimum", choices=("1.2", "1.3"), default="1.2", help="oldest version (default 1.2)")


def add_dns(parser: argparse.ArgumentParser) -> None:
    """The option about name servers."""
    parser.add_argument("--dns", metavar="ADDR[:PORT]", help="the name server to ask (default: those of the system)")


def read_dns(text: str | None) -> DnsOptions:
    """What `add_dns` took; raises ConfigError for what is no address."""
    if text is None:
        return DnsOptions()
    try:
        host, port = parse_hostport(text)
    except SipParseError:
        raise ConfigError(f"--dns {text[:80]!r} is no address; write 192.0.2.1 or 192.0.2.1:53") from None
    return DnsOptions((host.strip("[]"),), port or 53)


def read_tls(parsed: argparse.Namespace) -> TlsFiles | None:
    """What `add_tls` took; None when nothing was said."""
    if parsed.tls_certificate is None and parsed.tls_authorities is None:
        return None
    return TlsFiles(
        certificate=parsed.tls_certificate,
        key=parsed.tls_key,
        authorities=parsed.tls_authorities,
        verify_clients=parsed.tls_verify_clients,
        minimum=parsed.tls_minimum,
    )


def open_private(path: Path) -> IO[str]:
    """A new file that only its owner may read, since it will hold what was said. Raises ConfigError."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    try:
        descriptor = os.open(path, flags, 0o600)
        os.fchmod(descriptor, 0o600)  # a file that was there keeps its mode otherwise
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror}") from None
    return os.fdopen(descriptor, "w", encoding="utf-8", newline="\n")


def write_private(path: Path, text: str) -> None:
    """Write a file as `open_private` makes it."""
    with open_private(path) as file:
        file.write(text)


def complain(verb: str, text: str) -> int:
    """Say what is wrong; returns the exit status for it."""
    print(f"sessioncore {verb}: {text}", file=sys.stderr)
    return FAILED


def _loop_factory() -> Callable[[], asyncio.AbstractEventLoop] | None:
    if importlib.util.find_spec("uvloop") is None:
        return None
    import uvloop

    factory: Callable[[], asyncio.AbstractEventLoop] = uvloop.new_event_loop
    return factory
