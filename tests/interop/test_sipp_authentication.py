"""Digest with SIPp (MD5 is all it has): it is challenged by `serve`, and it challenges `call`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.interop.patient import PATIENTLY
from tests.interop.programs import NOTED, Program, serve
from tests.interop.sipp import Sipp

pytestmark = pytest.mark.peers

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "answering.toml"


@pytest.fixture(autouse=True)
def _sipp(require_peer: Callable[[str], str]) -> None:
    require_peer("sipp")


@pytest.mark.parametrize(
    ("username", "password", "refused"),
    [("alice", "secret", False), ("alice", "wrong", True), ("nobody", "secret", True)],
)
def test_b7_8_sipp_is_challenged(tmp_path: Path, username: str, password: str, refused: bool) -> None:
    server = serve(tmp_path, *PATIENTLY, "-c", str(EXAMPLE))
    try:
        sipp = Sipp(
            "authenticated.xml",
            tmp_path,
            target=server.listening_port(),
            user="auth",
            username=username,
            password=password,
            refused=refused,
        )
        outcome = sipp.wait()
        assert outcome.clean(1), outcome
        assert server.stop() == 0
    finally:
        server.kill()
    assert server.errors == ""


def test_b7_1_sipp_challenges_invite_and_bye(tmp_path: Path) -> None:
    password = tmp_path / "password"
    password.write_text("secret\n")
    password.chmod(0o600)
    sipp = Sipp("uas_challenges.xml", tmp_path)
    options = ("--user", "alice", "--password-file", str(password), "--hangup-after", "0.2")
    program = Program(*NOTED, "call", sipp.uri, *PATIENTLY, *options, folder=tmp_path, name="call")
    status = program.wait()
    outcome = sipp.wait()
    assert outcome.clean(1), outcome
    assert (status, program.errors) == (0, "")
