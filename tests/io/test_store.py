from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sessioncore.base.errors import ConfigError
from sessioncore.io.store import MAX_SNAPSHOT, FileStore


def test_what_is_written_is_loaded_again(tmp_path: Path) -> None:
    store = FileStore(tmp_path / "calls")
    store.write({"s1": {"state": "connected", "cseq": 7}, "s2": {"state": "ringing"}})
    store.write({"s1": {"state": "on_hold"}, "s2": None})
    assert FileStore(tmp_path / "calls").load() == ({"s1": {"state": "on_hold"}}, [])


def test_forgetting_what_was_never_kept_is_harmless(tmp_path: Path) -> None:
    store = FileStore(tmp_path)
    store.write({"s1": None})
    assert store.load() == ({}, [])
    assert list(tmp_path.iterdir()) == []


def test_only_the_owner_may_read(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        store = FileStore(tmp_path / "calls")
        store.write({"s1": {"caller": "sip:alice@example.com"}})
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "calls").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "calls" / "s1.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("broken", ["fsync", "replace"])
def test_a_failing_write_leaves_the_old_snapshot(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, broken: str) -> None:
    store = FileStore(tmp_path)
    store.write({"s1": {"state": "connected"}})

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, broken, fail)
        with pytest.raises(OSError, match="No space left"):
            store.write({"s1": {"state": "on_hold"}})
    assert store.load() == ({"s1": {"state": "connected"}}, [])
    assert [path.name for path in tmp_path.iterdir()] == ["s1.json"]


def test_data_and_name_are_on_the_disk_before_write_returns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[str] = []
    fsync, replace = os.fsync, os.replace

    def noted_fsync(descriptor: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        fsync(descriptor)

    def noted_replace(old: Path, new: Path) -> None:
        steps.append("rename")
        replace(old, new)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    FileStore(tmp_path).write({"s1": {}, "s2": {}})
    assert steps == ["file", "rename", "file", "rename", "folder"]


def test_unreadable_snapshots_are_named_and_kept(tmp_path: Path) -> None:
    (tmp_path / "good.json").write_text('{"state": "connected"}')
    (tmp_path / "cut.json").write_text('{"state": "conn')
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "deep.json").write_text("[" * 100_000)
    (tmp_path / "huge.json").write_bytes(b" " * (MAX_SNAPSHOT + 1))
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00")
    found, problems = FileStore(tmp_path).load()
    assert found == {"good": {"state": "connected"}}
    assert [Path(problem.split(":")[0]).name for problem in problems] == [
        "binary.json",
        "cut.json",
        "deep.json",
        "huge.json",
        "list.json",
    ]
    assert len(list(tmp_path.iterdir())) == 6


def test_what_a_killed_process_left_half_written_goes(tmp_path: Path) -> None:
    (tmp_path / "s1.json.new").write_text('{"sta')
    FileStore(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("session", ["../escape", "a/b", "", "x" * 65, "s1\0"])
def test_only_session_ids_become_file_names(tmp_path: Path, session: str) -> None:
    store = FileStore(tmp_path / "calls")
    with pytest.raises(OSError, match="no session id"):
        store.write({session: {}})
    assert list((tmp_path / "calls").iterdir()) == []
    assert [path.name for path in tmp_path.iterdir()] == ["calls"]


def test_a_folder_that_cannot_be_made_is_a_configuration_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot keep snapshots in"):
        FileStore(tmp_path / "file" / "calls")
