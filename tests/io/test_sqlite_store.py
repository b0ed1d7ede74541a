from __future__ import annotations

import os
import sqlite3
import stat
import threading
from pathlib import Path

import pytest

from sessioncore.base.errors import ConfigError
from sessioncore.io.sqlite_store import SqliteStore, open_store
from sessioncore.io.store import MAX_SNAPSHOT, FileStore


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "calls.db"


def test_what_is_written_is_loaded_again(path: Path) -> None:
    store = SqliteStore(path)
    store.write({"s1": {"state": "connected", "cseq": 7}, "s2": {"state": "ringing"}, "s3": None})
    store.write({"s1": {"state": "on_hold"}, "s2": None})
    store.close()
    store.close()
    again = SqliteStore(path)
    assert again.load() == ({"s1": {"state": "on_hold"}}, [])
    again.close()


def test_what_a_killed_process_wrote_is_there(path: Path) -> None:
    """Without a close: the log is all there is."""
    child = os.fork()
    if not child:
        SqliteStore(path).write({"s1": {"n": 1}})
        os._exit(0)
    os.waitpid(child, 0)
    store = SqliteStore(path)
    assert store.load() == ({"s1": {"n": 1}}, [])
    store.close()


def test_it_is_written_in_another_thread_and_all_at_once(path: Path) -> None:
    store = SqliteStore(path)
    statements: list[str] = []
    store._database.set_trace_callback(statements.append)
    thread = threading.Thread(target=store.write, args=({f"s{n}": {"n": n} for n in range(100)},))
    thread.start()
    thread.join()
    assert len(store.load()[0]) == 100
    assert [statements.count(word) for word in ("BEGIN IMMEDIATE", "COMMIT")] == [1, 1]
    assert store._database.execute("PRAGMA synchronous").fetchone() == (2,)
    assert store._database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    store.close()


def test_only_the_owner_may_read_file_and_log(path: Path) -> None:
    before = os.umask(0)
    try:
        path.touch(0o666)
        store = SqliteStore(path)
        store.write({"s1": {"caller": "sip:alice@example.com"}})
        files = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    finally:
        os.umask(before)
    assert files == {"calls.db": 0o600, "calls.db-wal": 0o600}
    store.close()


def test_a_full_disk_is_an_error_that_leaves_the_old_snapshot(path: Path) -> None:
    store = SqliteStore(path)
    store.write({"s1": {"n": 1}})
    pages = store._database.execute("PRAGMA page_count").fetchone()[0]
    store._database.execute(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(OSError, match=r"calls\.db: database or disk is full"):
        store.write({"s1": {"n": 2}, "s2": {"text": "x" * 100_000}})
    assert store.load() == ({"s1": {"n": 1}}, [])
    store.write({"s1": {"n": 3}})
    assert store.load() == ({"s1": {"n": 3}}, [])
    store.close()
    with pytest.raises(OSError, match="closed"):
        store.write({"s1": None})


def test_a_file_that_another_process_has_is_refused(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sessioncore.io.sqlite_store._LOCK_WAIT", 0.0)
    store = SqliteStore(path)
    with pytest.raises(ConfigError, match=r"calls\.db: database is locked: another process has it"):
        SqliteStore(path)
    store.close()
    SqliteStore(path).close()


def test_damaged_and_foreign_files_are_refused(path: Path, tmp_path: Path) -> None:
    path.write_bytes(b"no database at all, but long enough to be looked at" * 100)
    with pytest.raises(ConfigError, match="file is not a database; move the file away"):
        SqliteStore(path)
    other = tmp_path / "other.db"
    with sqlite3.connect(other) as database:
        database.execute("CREATE TABLE accounts (name TEXT)")
    database.close()
    with pytest.raises(ConfigError, match="another program's database"):
        SqliteStore(other)


def test_a_damaged_page_is_found_when_it_is_opened(path: Path) -> None:
    store = SqliteStore(path)
    store.write({f"s{n}": {"text": "x" * 3_000} for n in range(200)})
    store.close()
    data = bytearray(path.read_bytes())
    data[4_096:-4_096:512] = b"\xff" * len(data[4_096:-4_096:512])
    path.write_bytes(data)
    with pytest.raises(ConfigError, match="malformed"):
        SqliteStore(path)


def test_another_form_is_refused(path: Path) -> None:
    SqliteStore(path).close()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 9")
    database.close()
    with pytest.raises(ConfigError, match="its form is 9, this program writes 1"):
        SqliteStore(path)


def test_unreadable_snapshots_are_named_and_kept(path: Path) -> None:
    store = SqliteStore(path)
    store.write({"good": {"state": "connected"}})
    rows = [
        ("cut", '{"state'),
        ("list", "[]"),
        ("deep", "[" * 100_000),
        ("huge", " " * (MAX_SNAPSHOT + 1)),
        ("blob", b"\xff"),
    ]
    store._database.executemany("INSERT INTO sessions VALUES (?, ?)", rows)
    found, problems = store.load()
    assert found == {"good": {"state": "connected"}}
    assert [problem.split(": ")[1] for problem in problems] == [f"session {name}" for name, _ in sorted(rows)]
    assert store._database.execute("SELECT count(*) FROM sessions").fetchone() == (6,)
    store.close()


def test_a_place_where_no_file_can_be_is_a_configuration_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot keep snapshots in .*: No such file or directory"):
        SqliteStore(tmp_path / "nowhere" / "calls.db")
    (tmp_path / "link.db").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(ConfigError, match="it is no file"):
        SqliteStore(tmp_path / "link.db")


def test_a_path_says_which_store_is_meant(tmp_path: Path) -> None:
    (tmp_path / "folder.db").mkdir()
    (tmp_path / "file").touch()
    made = [open_store(tmp_path / name) for name in ("a.db", "a.sqlite3", "file", "b", "folder.db")]
    assert [type(store) for store in made] == [SqliteStore, SqliteStore, SqliteStore, FileStore, FileStore]
    for store in made:
        store.close()
