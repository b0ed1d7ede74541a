"""Snapshots in one SQLite file: whatever waits for the disk goes there in one transaction."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
import stat
from pathlib import Path
from typing import Final

from sessioncore.base.errors import ConfigError
from sessioncore.io.store import MAX_SNAPSHOT, Changes, FileStore, Snapshot, Store

SUFFIXES: Final = (".db", ".sqlite", ".sqlite3")
"""What the name of a new database ends in, where a path alone says which store is meant."""

_APPLICATION: Final = 0x53435331
"""Marks a file as ours (`PRAGMA application_id`)."""
_FORM: Final = 1
_LOCK_WAIT: Final = 2.0
"""Seconds: a process that was just killed may still have the file."""


def open_store(path: str | os.PathLike[str]) -> Store:
    """The store that a path means: a database for a file or a name in `.db`, `.sqlite`, `.sqlite3`, else a folder.

    Raises ConfigError when it cannot be made or used.
    """
    path = Path(path)
    is_database = path.is_file() or (path.suffix in SUFFIXES and not path.is_dir())
    return SqliteStore(path) if is_database else FileStore(path)


class SqliteStore:
    """One file with a row per session, readable by its owner alone, for one process at a time.

    A `write` is one transaction and one `fsync` however many sessions it is about (write-ahead log, synchronous=FULL):
    what it wrote survives a loss of power. Raises ConfigError for a file that is not ours, is damaged or is in use.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self.path = Path(path)
        try:
            self._make()
            # The writer's thread is another one than that which opens and loads; never both at once.
            self._database = sqlite3.connect(
                self.path, timeout=_LOCK_WAIT, isolation_level=None, check_same_thread=False
            )
        except (OSError, sqlite3.Error) as error:
            said = error.strerror if isinstance(error, OSError) and error.strerror else error
            raise ConfigError(f"cannot keep snapshots in {self.path}: {said}") from None
        try:
            self._prepare()
        except sqlite3.Error as error:
            self._database.close()
            raise ConfigError(f"cannot keep snapshots in {self.path}: {_advice(error)}") from None
        except ConfigError:
            self._database.close()
            raise

    def _make(self) -> None:
        """Make the file before SQLite does, so that nobody else can ever read it; its log gets the same mode."""
        try:
            os.close(os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600))
        except FileExistsError:
            if not stat.S_ISREG(self.path.lstat().st_mode):
                raise OSError(0, "it is no file") from None
            self.path.chmod(0o600)

    def _prepare(self) -> None:
        run = self._database.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA journal_mode = WAL")
        run("PRAGMA synchronous = FULL")
        run("BEGIN IMMEDIATE")
        (application,), (form,) = run("PRAGMA application_id").fetchone(), run("PRAGMA user_version").fetchone()
        if application != _APPLICATION and (application or run("SELECT 1 FROM sqlite_master").fetchone()):
            raise ConfigError(f"cannot keep snapshots in {self.path}: it is another program's database")
        if application and form != _FORM:
            raise ConfigError(f"cannot keep snapshots in {self.path}: its form is {form}, this program writes {_FORM}")
        if (said := run("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise sqlite3.DatabaseError(f"malformed: {said}")
        run(f"PRAGMA application_id = {_APPLICATION}")
        run(f"PRAGMA user_version = {_FORM}")
        run("CREATE TABLE IF NOT EXISTS sessions (session TEXT PRIMARY KEY, snapshot TEXT NOT NULL) WITHOUT ROWID")
        run("COMMIT")

    def load(self) -> tuple[dict[str, Snapshot], list[str]]:
        """Read every snapshot; an unreadable one stays where it is and is named. Raises ConfigError for a bad file."""
        found: dict[str, Snapshot] = {}
        problems: list[str] = []
        try:
            for session, text in self._database.execute("SELECT session, snapshot FROM sessions ORDER BY session"):
                try:
                    if len(text) > MAX_SNAPSHOT:
                        raise ValueError(f"larger than {MAX_SNAPSHOT} octets")
                    snapshot = json.loads(text)
                    if not isinstance(snapshot, dict):
                        raise ValueError("not a JSON object")
                except (ValueError, TypeError, RecursionError) as error:
                    problems.append(f"{self.path}: session {session}: {error}")
                else:
                    found[session] = snapshot
        except sqlite3.Error as error:
            raise ConfigError(f"cannot read snapshots from {self.path}: {_advice(error)}") from None
        return found, problems

    def write(self, changes: Changes) -> None:
        """Make all changes or none; on return they are on the disk. Raises OSError that says what SQLite said."""
        kept = [
            (session, json.dumps(snapshot, separators=(",", ":")))
            for session, snapshot in changes.items()
            if snapshot is not None
        ]
        over = [(session,) for session, snapshot in changes.items() if snapshot is None]
        database = self._database
        try:
            database.execute("BEGIN IMMEDIATE")
            database.executemany("INSERT OR REPLACE INTO sessions VALUES (?, ?)", kept)
            database.executemany("DELETE FROM sessions WHERE session = ?", over)
            database.execute("COMMIT")
        except sqlite3.Error as error:
            with contextlib.suppress(sqlite3.Error):
                database.execute("ROLLBACK")
            raise OSError(f"{self.path}: {_advice(error)}") from None

    def close(self) -> None:
        """Give the file back; everything that was written is in it. May be repeated."""
        self._database.close()


def _advice(error: sqlite3.Error) -> str:
    """What SQLite says, and what can be done about it."""
    said = str(error)
    if "malformed" in said or "not a database" in said:
        return f"{said}; move the file away to start without the calls in it"
    if "locked" in said:
        return f"{said}: another process has it"
    return said
