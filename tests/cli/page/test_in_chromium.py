"""The page in a real browser: its script runs under its own policy, and lights what the steps say."""

from __future__ import annotations

import re
import subprocess

import pytest

from sessioncore.cli.page.html import page
from sessioncore.cli.page.journals import read_calls
from tests.interop.browser_peer import FLAGS, chromium
from tests.support.journals import Script

pytestmark = pytest.mark.peers

MORE = ["--dump-dom", "--virtual-time-budget=2000", "--enable-logging=stderr"]


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    """The document as it stands at the fifth step, and what the browser complained about."""
    browser = chromium()
    folder = tmp_path_factory.mktemp("page")
    script = Script(folder / "x.journal")
    script.incoming(
        caller='"<img src=x onerror=document.body.id=1>" <sip:a@203.0.113.77>', headers="Subject: </script><script>x"
    )
    script.close()
    (folder / "x.html").write_text(page(read_calls(folder / "x.journal").calls, "x"))
    done = subprocess.run(
        [browser, *FLAGS, *MORE, f"--user-data-dir={folder / 'browser'}", f"file://{folder / 'x.html'}#step=1"],
        capture_output=True,
        text=True,
        timeout=90,
        check=True,
    )
    return done.stdout, done.stderr


def test_the_script_runs_and_the_policy_refuses_nothing(document: tuple[str, str]) -> None:
    dom, complaints = document
    assert '<body class="scripted">' in dom
    assert not re.search(r"CONSOLE|Content Security Policy|Uncaught", complaints), complaints


def test_state_row_and_edge_are_lit(document: tuple[str, str]) -> None:
    panels = document[0].partition('id="panels"')[2].partition("<footer")[0]
    assert 'class="lit-box"' in panels
    assert "lit-row taken" in panels
    assert "lit-edge" in panels
    assert re.search(r'<span class="state"><b>[a-z_.]+</b><i> +[a-z_.#0-9]+</i></span>', panels)


def test_the_message_is_shown_as_text(document: tuple[str, str]) -> None:
    raw = document[0].partition('id="raw"')[2].partition("</pre>")[0]
    assert "INVITE sip:echo@198.51.100.20 SIP/2.0" in raw
    assert "&lt;img src=x onerror=document.body.id=1&gt;" in raw
    assert "<img" not in document[0]


def test_the_time_line_stands_at_the_step(document: tuple[str, str]) -> None:
    dom = document[0]
    assert re.search(r'<li class="step message side-1 active" data-step="0" aria-current="step">', dom)
    assert 'aria-valuetext="0.000 s, INVITE 1 SDP sendrecv"' in dom
