"""Files that hold secrets: read only where their mode keeps others out."""

from __future__ import annotations

import os
import shlex
import stat
from pathlib import Path
from typing import Final

from sessioncore.base.errors import ConfigError

MAX_PASSWORD_FILE: Final = 4_096
"""Octets; a larger file holds no password."""


def check_private(descriptor: int, path: Path) -> None:
    """Raise ConfigError, with the command that mends it, when everybody may read an open file that holds secrets."""
    if os.fstat(descriptor).st_mode & stat.S_IROTH:
        raise not_private(path)


def not_private(path: Path) -> ConfigError:
    """The error for a file with secrets that everybody may read, with the command that mends it."""
    return ConfigError(
        f"{path} holds secrets and everybody may read it; mend that with: chmod 600 {shlex.quote(str(path))}"
    )


def read_password(path: Path) -> str:
    """The first line of a file; raises ConfigError when it cannot be read, is not private, or has no password."""
    try:
        with path.open("rb") as file:
            check_private(file.fileno(), path)
            data = file.read(MAX_PASSWORD_FILE + 1)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from None
    if len(data) > MAX_PASSWORD_FILE:
        raise ConfigError(f"{path}: larger than {MAX_PASSWORD_FILE} octets; its first line shall be a password")
    try:
        password = data.decode("utf-8").partition("\n")[0].rstrip("\r")
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not UTF-8; save the file in that encoding") from None
    if not password:
        raise ConfigError(f"{path}: its first line is empty; it shall be the password")
    return password
