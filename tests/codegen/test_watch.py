"""`check --watch`: what was saved is checked again at once, and only that; the live page follows."""

from __future__ import annotations

import http.client
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from sessioncore.codegen import checks, load
from sessioncore.codegen.cli import main
from sessioncore.codegen.live import PICTURE_POLICY, POLICY, LivePage, lit, unlinked
from sessioncore.codegen.live_diagram import redraw
from sessioncore.codegen.watch import Watched, changes

ROOT = Path(__file__).resolve().parents[2]
INCOMING = "setup/incoming.yaml"


@pytest.fixture
def machines(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "machines", tmp_path / "machines")
    return tmp_path / "machines"


def save(path: Path, old: str, new: str) -> None:
    """Save as an editor does, at another time than before."""
    before = path.stat().st_mtime_ns
    text = path.read_text(encoding="utf-8")
    assert old in text
    beside = path.with_suffix(".saved")
    beside.write_text(text.replace(old, new, 1), encoding="utf-8")
    os.utime(beside, ns=(before + 1_000_000, before + 1_000_000))
    beside.replace(path)  # never seen half written


def test_a_save_is_noticed_once_and_its_errors_come_and_go(machines: Path) -> None:
    watched = Watched(machines)
    assert watched.changed()
    assert watched.found == []
    assert not watched.changed()
    save(machines / INCOMING, "to: answered, do: make_answer", "to: answred, do: make_answer")
    assert watched.changed()
    assert [item.rule for item in watched.found][:1] == ["SC112"]
    assert not watched.changed()
    save(machines / INCOMING, "to: answred, do: make_answer", "to: answered, do: make_answer")
    assert watched.changed()
    assert watched.found == []


def test_only_what_was_saved_is_read_and_checked_again(machines: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    watched = Watched(machines)
    watched.changed()
    loaded: list[str] = []
    checked: list[str] = []
    load_one, check_one = load.load_chart_document, checks.check_chart
    monkeypatch.setattr(load, "load_chart_document", lambda *given: (loaded.append(given[3]), load_one(*given))[1])
    monkeypatch.setattr(checks, "check_chart", lambda chart: (checked.append(chart.name), check_one(chart))[1])
    save(machines / INCOMING, "doc: 2xx sent", "doc: our 2xx was sent")
    assert watched.changed()
    assert (loaded, checked) == (["setup/incoming"], ["setup/incoming"])


def test_a_file_that_is_just_being_written_is_waited_for(machines: Path) -> None:
    watched = Watched(machines)
    watched.changed()
    text = (machines / INCOMING).read_text(encoding="utf-8")
    (machines / INCOMING).write_text("", encoding="utf-8")
    assert not watched.changed()
    (machines / INCOMING).write_text(text + "# more\n", encoding="utf-8")
    assert watched.changed()
    assert watched.found == []
    (machines / INCOMING).write_text("", encoding="utf-8")
    assert not watched.changed()
    assert watched.changed()
    assert watched.found, "it stays empty"


def test_files_that_come_and_go_are_noticed(machines: Path) -> None:
    watched = Watched(machines)
    watched.changed()
    (machines / "setup" / "another.yaml").write_text("chart: setup/another\n", encoding="utf-8")
    assert watched.changed()
    assert watched.found
    (machines / "setup" / "another.yaml").unlink()
    assert watched.changed()
    assert watched.found == []


def test_the_loop_checks_at_once_and_then_waits_for_saves(machines: Path) -> None:
    naps: list[float] = []

    def sleep(seconds: float) -> None:
        naps.append(seconds)
        if len(naps) == 3:
            save(machines / INCOMING, "doc: 2xx sent", "doc: our 2xx was sent")

    loop = changes(machines, sleep)
    next(loop)
    assert naps == []
    next(loop)
    assert naps == [0.05] * 3


def test_a_save_is_told_within_the_time_that_people_notice(machines: Path) -> None:
    """0.3 s; measured 0.08 to 0.23 s in 24 of 25 saves, two cores with five times their load. Here three times that."""
    process = subprocess.Popen(
        [sys.executable, "-m", "sessioncore.codegen", "check", "--watch", str(machines)],
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert process.stderr is not None
    try:
        assert "all is well" in process.stderr.readline()
        took = []
        for old, new in (("doc: 2xx sent", "doc: one"), ("doc: one", "doc: two"), ("doc: two", "doc: three")):
            begin = time.monotonic()
            save(machines / INCOMING, old, new)
            assert "all is well" in process.stderr.readline()
            took.append(time.monotonic() - begin)
        assert min(took) < 0.9
    finally:
        process.terminate()
        process.wait(60)
        process.stderr.close()


# -- the page


@pytest.fixture
def page() -> Iterator[LivePage]:
    with LivePage("a chart") as page:
        yield page


def get(page: LivePage, path: str, host: str | None = None) -> tuple[int, dict[str, str], bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", page.port, timeout=60)
    try:
        connection.request("GET", path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()
    finally:
        connection.close()


def test_the_page_is_for_this_machine_and_brings_all_it_needs(page: LivePage) -> None:
    assert page.url.startswith("http://127.0.0.1:")
    for path in ("/", "/page.css", "/page.js"):
        status, headers, body = get(page, path)
        assert (status, headers["Content-Security-Policy"]) == (200, POLICY)
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert b"http:" not in body.replace(b"http-equiv", b"")
        assert b"https:" not in body
    assert "unsafe" not in POLICY
    assert b"<script>" not in get(page, "/")[2]
    assert get(page, "/etc/passwd")[0] == 404
    assert get(page, "/", host=f"evil.example:{page.port}")[0] == 421


def test_the_page_may_hold_the_picture() -> None:
    """A browser asks for both: an `object` that shows a document is a plugin for the one and a frame for the other."""
    allowed = dict(each.strip().split(" ", 1) for each in POLICY.split(";"))
    assert (allowed["object-src"], allowed["frame-src"]) == ("'self'", "'self'")


def test_a_page_that_is_closed_while_it_waits_is_not_told(page: LivePage, capsys: pytest.CaptureFixture[str]) -> None:
    for error in (BrokenPipeError(), ConnectionResetError(), ValueError("a fault of ours")):
        try:
            raise error
        except (OSError, ValueError):
            page._server.handle_error(None, ("127.0.0.1", 1))
    shown = capsys.readouterr().err
    assert "a fault of ours" in shown
    assert "BrokenPipe" not in shown
    assert "ConnectionReset" not in shown


def test_a_port_that_is_none_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diagram", "transaction/invite_client", "--live", "--port", "99999"]) == 2
    assert "port 99999: a port is a number from 0 to 65535" in capsys.readouterr().err


def test_the_picture_may_run_nothing(page: LivePage) -> None:
    page.show(svg="<svg><text>one</text></svg>")
    status, headers, body = get(page, "/picture.svg?1")
    assert (status, body) == (200, b"<svg><text>one</text></svg>")
    assert headers["Content-Security-Policy"] == PICTURE_POLICY
    assert "script" not in PICTURE_POLICY


def test_who_asks_for_the_next_version_waits_for_it(page: LivePage) -> None:
    page.show(svg="<svg/>", lines=["<b>first</b>"])
    assert json.loads(get(page, "/next?after=0")[2])["version"] == 1
    told: list[dict[str, object]] = []
    reader = threading.Thread(target=lambda: told.append(json.loads(get(page, "/next?after=1")[2])))
    reader.start()
    page.show(status="second", wrong=True, lines=["<b>second</b>"])
    reader.join(60)
    assert [(each["version"], each["status"], each["picture"], each["lines"]) for each in told] == [
        (2, "second", 1, ["<b>second</b>"])
    ]


def test_nobody_waits_for_ever(page: LivePage) -> None:
    assert page.after(0, patience=0.01) is None


def test_a_picture_is_drawn_again_and_stays_while_the_chart_is_wrong(machines: Path, page: LivePage) -> None:
    watched = Watched(machines)
    watched.changed()
    redraw(watched, "setup/incoming", page)
    first = page.shown
    assert "2xx sent" in first.svg
    assert (first.status, first.wrong) == ("all is well", False)
    save(machines / INCOMING, "to: answered, do: make_answer", "to: answred, do: make_answer")
    watched.changed()
    redraw(watched, "setup/incoming", page)
    assert page.shown.picture == first.picture
    assert page.shown.wrong
    assert "SC112" in page.shown.lines[0]
    save(machines / INCOMING, "to: answred, do: make_answer", "to: answered, do: make_answer")
    save(machines / INCOMING, "doc: 2xx sent", "doc: our 2xx was sent")
    watched.changed()
    redraw(watched, "setup/incoming", page)
    assert page.shown.picture == first.picture + 1
    assert "our 2xx was sent" in page.shown.svg


def test_links_go_and_what_they_say_stays() -> None:
    linked = '<svg><a xlink:href="x.yaml" xlink:title="a row"><text>t</text></a></svg>'
    assert unlinked(linked) == "<svg><g><title>a row</title><text>t</text></g></svg>"


def test_what_is_active_is_framed() -> None:
    svg = lit("<svg><g/></svg>", ["a.b"], ["a.b.go"], [("a.b", "c")])
    assert svg.startswith("<svg>\n<style>")
    for element in ("state-a.b", "row-a.b.go", "edge-a.b-c"):
        assert f'[id="{element}"]' in svg
