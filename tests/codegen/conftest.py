"""The project that `sessioncore new` makes, for the tests of people's own charts."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.support.own_project import run


@pytest.fixture(scope="session")
def scaffolded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("own") / "lobby"
    folder.mkdir()
    done = run(folder, "-m", "sessioncore.cli", "new", "doorman")
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture
def lobby(scaffolded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the scaffolded project, which is the current folder."""
    shutil.copytree(scaffolded, tmp_path / "lobby")
    monkeypatch.chdir(tmp_path / "lobby")
    return tmp_path / "lobby"
