"""Where snapshots of sessions are kept so that a call outlives its process (invariant 10)."""

from __future__ import annotations

import contextlib
import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, Protocol, TypeAlias

from sessioncore.base.errors import ConfigError

Snapshot: TypeAlias = dict[str, Any]
Changes: TypeAlias = Mapping[str, "Snapshot | None"]
"""Session id to its newest snapshot, None to forget it."""

MAX_SNAPSHOT: Final = 1 << 20
"""Octets; a larger file is not one of ours."""

_is_session_id = re.compile(r"[A-Za-z0-9_-]{1,64}").fullmatch


class Store(Protocol):
    """A place for snapshots. `write` runs in a thread of its own, one call at a time; `load` before any of them."""

    def load(self) -> tuple[dict[str, Snapshot], list[str]]:
        """Everything that is kept, and a sentence about each entry that cannot be read."""

    def write(self, changes: Changes) -> None:
        """Keep the changes so that they survive the process and the machine; raises OSError when it cannot."""

    def close(self) -> None:
        """Nothing is written any more; give files and locks back."""


class FileStore:
    """A folder with one JSON file per session, readable by its owner alone: snapshots hold addresses and identities.

    A file is replaced as a whole, or not at all. Raises ConfigError when the folder cannot be made or used.
    """

    def __init__(self, folder: str | os.PathLike[str]) -> None:
        self.folder = Path(folder)
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for leftover in self.folder.glob("*.json.new"):
                leftover.unlink()
            if not os.access(self.folder, os.R_OK | os.W_OK | os.X_OK):
                raise PermissionError(0, "not allowed")
        except OSError as error:
            raise ConfigError(f"cannot keep snapshots in {self.folder}: {error.strerror or error}") from None

    def load(self) -> tuple[dict[str, Snapshot], list[str]]:
        """Read every snapshot; an unreadable one stays where it is and is named."""
        found: dict[str, Snapshot] = {}
        problems: list[str] = []
        for path in sorted(self.folder.glob("*.json")):
            try:
                if path.stat().st_size > MAX_SNAPSHOT:
                    raise ValueError(f"larger than {MAX_SNAPSHOT} octets")
                snapshot = json.loads(path.read_bytes())
                if not isinstance(snapshot, dict):
                    raise ValueError("not a JSON object")
            except (OSError, ValueError, RecursionError) as error:
                problems.append(f"{path}: {error}")
            else:
                found[path.stem] = snapshot
        return found, problems

    def write(self, changes: Changes) -> None:
        """Write or remove one file per change; on return all of them are on the disk."""
        changed = False
        for session, snapshot in changes.items():
            if _is_session_id(session) is None:
                raise OSError(f"{session[:80]!r} is no session id")
            path = self.folder / f"{session}.json"
            if snapshot is not None:
                self._replace(path, json.dumps(snapshot, separators=(",", ":")).encode())
            elif path.exists():
                path.unlink()
            else:
                continue
            changed = True
        if not changed:
            return
        # The names are on the disk only when the folder is.
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def close(self) -> None:
        """Nothing stays open between two writes."""

    def _replace(self, path: Path, data: bytes) -> None:
        new = path.with_name(path.name + ".new")
        try:
            descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            with open(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(new, path)
        except OSError:
            with contextlib.suppress(OSError):
                new.unlink()
            raise
