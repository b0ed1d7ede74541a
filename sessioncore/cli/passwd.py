"""`sessioncore passwd USER`: the lines of an account, with digests in place of the password."""

from __future__ import annotations

import argparse
import getpass
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from sessioncore.api.accounts import DEFAULT_REALM, Account
from sessioncore.base.errors import ConfigError
from sessioncore.cli.common import complain, parse
from sessioncore.cli.secret_files import read_password


def run(arguments: Sequence[str]) -> int:
    """Print the lines; exit status 2 when name, realm or password cannot be used."""
    parsed = parse(_parser(), arguments)
    if isinstance(parsed, int):
        return parsed
    try:
        for what, text in (("user", parsed.user), ("realm", parsed.realm)):
            if not text or not text.isprintable() or ":" in text:
                raise ConfigError(f"the {what} must be text without colons")
        password = read_password(parsed.password_file) if parsed.password_file is not None else ask_password()
        print(lines(Account.with_password(parsed.user, password, parsed.realm)), end="")
    except ConfigError as error:
        return complain("passwd", str(error))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sessioncore passwd",
        description="Print the lines of an account for the file of `sessioncore serve -c`; the password is asked for.",
        epilog="The digests are as secret as the password where this realm is served: keep the file private.",
    )
    parser.add_argument("user", metavar="USER", help="the name of the account")
    parser.add_argument("--realm", metavar="R", default=DEFAULT_REALM, help=f"default {DEFAULT_REALM}")
    parser.add_argument(
        "--password-file", metavar="FILE", type=Path, help="its first line is the password; nobody else may read it"
    )
    return parser


def ask_password() -> str:
    """The password: asked for twice on a terminal, else the first line of standard input. Raises ConfigError."""
    if sys.stdin.isatty():
        password = getpass.getpass("password: ")
        if getpass.getpass("once more: ") != password:
            raise ConfigError("these were two passwords")
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        raise ConfigError("the password is empty")
    return password


def lines(account: Account) -> str:
    """An `[[accounts]]` table."""
    digests = ", ".join(f'{algorithm} = "{secret}"' for algorithm, secret in account.secrets.items())
    name, realm = (json.dumps(text, ensure_ascii=False) for text in (account.user, account.realm))
    return f"[[accounts]]\nuser = {name}\nrealm = {realm}\nha1 = {{ {digests} }}\n"
