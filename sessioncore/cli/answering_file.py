"""The TOML file that says who answers for a called user."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from importlib import resources
from pathlib import Path

from sessioncore.base.errors import ConfigError, MediaError
from sessioncore.core.answering import CHARTS, AnsweringTable
from sessioncore.media.sources import check_source

DEFAULT_NAME = "answering.toml"
NO_MEDIA = "none"
MAX_SIZE = 1 << 20
"""Octets; a larger file is a mistake."""

_KEYS = ("users", "default")
_EXAMPLE = 'a user looks like this: [users.bob] chart = "echo", media = "echo"'


def default_text() -> str:
    """The users that `serve` answers for when no file is given."""
    return resources.files("sessioncore.cli").joinpath(DEFAULT_NAME).read_text(encoding="utf-8")


def default_table() -> AnsweringTable:
    """The rules of `default_text`."""
    return parse_answering(default_text(), DEFAULT_NAME)


def read_answering(path: Path, charts: Collection[str] = CHARTS) -> AnsweringTable:
    """Read a file; raises ConfigError with file and line, and a way to mend what is wrong.

    `charts` are those that may answer.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MAX_SIZE + 1)
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror or error}") from None
    if len(data) > MAX_SIZE:
        raise ConfigError(f"{path}: larger than {MAX_SIZE} octets; this is no table of users")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}:{line}: not UTF-8; save the file in that encoding") from None
    return parse_answering(text, str(path), charts)


def parse_answering(text: str, name: str, charts: Collection[str] = CHARTS) -> AnsweringTable:
    """Read the text of a file called `name`; raises ConfigError as `read_answering` does."""
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        # A document that ends too soon has no position of its own: its last line is the place.
        where = f"{found[1]}:{found[2]}" if found else str(max(1, len(text.splitlines())))
        what = re.sub(r" \(at .*\)$", "", str(error))
        raise ConfigError(f"{name}:{where}: not TOML: {what}; {_EXAMPLE}") from None
    for key in document:
        if key not in _KEYS:
            line = line_of(text, key)
            raise ConfigError(f"{name}:{line}: {key!r} is unknown; only [users.NAME] and [default] are; {_EXAMPLE}")
    try:
        table = AnsweringTable.from_toml(document, charts)
        rules = {f"users.{user}": rule for user, rule in table.users.items()}
        if table.default is not None:
            rules["default"] = table.default
        for header, rule in rules.items():
            if rule.media != NO_MEDIA:
                _check_media(header, rule.media)
        return table
    except ConfigError as error:
        named = re.match(r"\[([^\]]*)\]", error.message)
        line = line_of(text, named[1]) if named else 1
        raise ConfigError(f"{name}:{line}: {error.message}") from None


def _check_media(header: str, media: str) -> None:
    try:
        check_source(media)
    except MediaError as error:
        raise ConfigError(f"[{header}] media: {error.message}; {NO_MEDIA!r} opens no stream") from None


def line_of(text: str, table: str) -> int:
    """The line (from 1) where a table or key begins, as well as a look at the text can tell; 1 when it cannot."""
    names = table.split(".")
    header = r"\s*\.\s*".join(rf"[\"']?{re.escape(name)}[\"']?" for name in names)
    last = rf"[\"']?{re.escape(names[-1])}[\"']?"
    for pattern in (rf"\s*\[\[?\s*{header}\s*[\].]", rf"\s*(?:{header}|{last})\s*[=.]"):
        for number, line in enumerate(text.splitlines(), 1):
            if re.match(pattern, line):
                return number
    return 1
