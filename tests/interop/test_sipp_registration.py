"""REGISTER with SIPp in both roles: it registers with `serve`, and `register` registers with it."""

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


@pytest.mark.parametrize("user", ["alice", "bob"])
def test_b6_9_sipp_registers(tmp_path: Path, user: str) -> None:
    """The account of the example, challenged each time; of somebody else's address it gets 403."""
    server = serve(tmp_path, *PATIENTLY, "-c", str(EXAMPLE))
    try:
        outcome = Sipp("registers.xml", tmp_path, target=server.listening_port(), who=user).wait()
        assert outcome.clean(1), outcome
        assert server.stop() == 0
    finally:
        server.kill()
    assert server.errors == ""


def test_b6_1_b6_2_sipp_is_the_registrar(tmp_path: Path) -> None:
    """Digest checked by SIPp, 423 obeyed, and the end of the registration."""
    password = tmp_path / "password"
    password.write_text("secret\n")
    password.chmod(0o600)
    sipp = Sipp("registrar.xml", tmp_path)
    options = (
        "--registrar",
        sipp.uri,
        "--expires",
        "60",
        "--user",
        "alice",
        "--password-file",
        str(password),
        "--once",
    )
    program = Program(*NOTED, "register", "sip:alice@127.0.0.1", *options, folder=tmp_path, name="register")
    status = program.wait()
    outcome = sipp.wait()
    assert outcome.complete(1), outcome
    assert (status, program.errors) == (0, "")
    assert "registered for 900 s" in program.output
