from __future__ import annotations

from pathlib import Path

import pytest

from sessioncore.api.wallet import Credentials
from sessioncore.base.errors import ConfigError
from sessioncore.cli.call import read_credentials
from sessioncore.cli.secret_files import read_password


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "password"
    path.write_text("s3cret word\r\nnot this\n", encoding="utf-8")
    path.chmod(0o600)
    return path


def test_the_first_line_is_the_password(file: Path) -> None:
    assert read_password(file) == "s3cret word"
    assert read_credentials("alice", file) == (Credentials("alice", "s3cret word"),)
    assert read_credentials(None, None) == ()


@pytest.mark.parametrize("mode", [0o644, 0o604])
def test_what_everybody_may_read_is_refused_with_the_command_that_mends_it(file: Path, mode: int) -> None:
    file.chmod(mode)
    with pytest.raises(ConfigError, match=f"chmod 600 {file}"):
        read_password(file)


@pytest.mark.parametrize("text", [b"", b"\nsecret", b"\xff\n", b"x" * 5000])
def test_what_is_no_password_is_refused(file: Path, text: bytes) -> None:
    file.write_bytes(text)
    with pytest.raises(ConfigError) as caught:
        read_password(file)
    assert "xxxx" not in str(caught.value)


def test_half_of_it_is_refused(file: Path) -> None:
    for user, path in ((None, file), ("alice", None)):
        with pytest.raises(ConfigError, match="come together"):
            read_credentials(user, path)
    with pytest.raises(ConfigError, match="No such file"):
        read_password(file.with_name("other"))
