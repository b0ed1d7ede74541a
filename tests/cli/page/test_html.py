"""The page: one file, a strict policy, and nothing that a peer wrote is more than text."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sessioncore.cli.page.html import MAX_CALLS, page
from sessioncore.cli.page.journals import read_calls
from sessioncore.cli.page.recording import Call, Step, message
from tests.support.journals import Script

HOSTILE = '"</pre></script><script>alert(1)</script><img src=x onerror=alert(2)><!--" <sip:a@203.0.113.77>'
VOID = {"meta", "input", "link", "img", "base", "br"}


class Reader(HTMLParser):
    """Every element with its attributes, and the text inside each kind of element."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == [], "an element stays open"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)
            self.texts.setdefault(tag, []).append("")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self._open:
            self.texts[self._open[-1]][-1] += data


@pytest.fixture
def hostile(tmp_path: Path) -> str:
    script = Script(tmp_path / "x.journal")
    script.incoming(
        caller=HOSTILE,
        call_id="</script><b>@x",
        headers="Subject: \u202ereversed\x07 </template></svg><script>alert(3)</script>",
        sdp="v=0\r\no=- 1 1 IN IP4 203.0.113.77\r\ns=</pre><script>alert(4)</script>\r\n"
        "c=IN IP4 203.0.113.77\r\nt=0 0\r\nm=audio 4000 RTP/AVP 0\r\n",
    )
    script.datagram(b"</script><script>alert(5)</script> \x1b[2J")
    script.close()
    return page(read_calls(tmp_path / "x.journal").calls, "x</title><script>alert(6)</script>")


def test_what_a_peer_wrote_stays_text(hostile: str) -> None:
    reader = Reader(hostile)
    tags = [tag for tag, _ in reader.elements]
    assert tags.count("script") == 2
    assert not {"img", "iframe", "object", "link", "base", "b>"} & set(tags)
    raw = "".join(reader.texts["pre"])
    assert "<img src=x onerror=alert(2)>" in raw
    assert "s=</pre><script>alert(4)</script>" in raw
    assert "alert(6)" in reader.texts["title"][0]


def test_controls_and_turned_text_are_shown_as_escapes(hostile: str) -> None:
    assert "\\u{202e}reversed\\x07" in hostile
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]", hostile)


def test_the_policy_lets_only_our_script_and_style_run(hostile: str) -> None:
    reader = Reader(hostile)
    [policy] = [
        attributes["content"] or ""
        for tag, attributes in reader.elements
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    directives = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert directives["default-src"] == "'none'"
    assert directives["base-uri"] == directives["form-action"] == "'none'"
    assert "unsafe" not in policy
    code = re.search(r"<script>(.*?)</script>", hostile, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", hostile, re.DOTALL)
    assert code
    assert style
    for directive, text in (("script-src", code[1]), ("style-src", style[1])):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert directives[directive] == f"'sha256-{digest}'"
    # The policy stands before everything that it is to hold.
    assert hostile.index("Content-Security-Policy") < hostile.index("<style>") < hostile.index("<script>")


def test_it_loads_nothing_and_has_no_code_in_attributes(hostile: str) -> None:
    names = {name for _, attributes in Reader(hostile).elements for name in attributes}
    assert not {name for name in names if name.startswith("on")}
    assert not names & {"src", "href", "xlink:href", "style", "srcset", "data", "action", "formaction"}
    code = re.search(r"<script>(.*?)</script>", hostile, re.DOTALL)
    style = re.search(r"<style>(.*?)</style>", hostile, re.DOTALL)
    assert code
    assert style
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|fetch\(|XMLHttp", code[1])
    assert "url(" not in style[1]
    assert "@import" not in style[1]


def test_the_data_are_json_without_markup(hostile: str) -> None:
    text = re.search(r'<script type="application/json" id="data">(.*?)</script>', hostile, re.DOTALL)
    assert text
    assert not set(text[1]) & set("<>&")
    calls = json.loads(text[1])
    assert [step["kind"] for step in calls[0]["steps"]][:3] == ["message", "message", "message"]


def test_the_ladder_needs_no_script(hostile: str) -> None:
    body = re.sub(r"<(script|style|template)\b.*?</\1>", "", hostile, flags=re.DOTALL)
    rows = re.findall(r'<li class="step ', body)
    assert len(rows) >= 6
    assert "INVITE 1 SDP sendrecv" in body
    assert "200 BYE 2" in body
    # What is of no use without it is hidden until it runs.
    assert all("hidden" in tag for tag in re.findall(r"<[^>]*needs-script[^>]*>", body))


def test_every_chart_that_moved_is_there_once(hostile: str) -> None:
    charts = re.findall(r'<template data-chart="([^"]*)"><svg', hostile)
    assert len(charts) == len(set(charts))
    assert {"setup/incoming", "answering/echo", "transaction/invite_server", "session/session"} <= set(charts)


def test_a_page_is_bounded_and_says_so() -> None:
    steps = [message(float(number), 0, 1, b"OPTIONS sip:a SIP/2.0\r\n\r\n", "192.0.2.1:1") for number in range(2_001)]
    calls = [Call(str(number), ["us", "them"], steps=[steps[0]]) for number in range(MAX_CALLS + 2)]
    text = page([Call("long", ["us", "them"], steps=steps), *calls], "many")
    assert text.count('<article class="call"') == MAX_CALLS
    assert text.count('data-step="1999"') == 1
    assert 'data-step="2000"' not in text
    assert "3 more calls are not in this page" in text
    assert "Only the first 2000 steps" in text


def test_a_call_without_messages_has_a_page() -> None:
    text = page([Call("s1", ["us"], steps=[Step(1.0, "command", 0, "dial")])], "one")
    assert 'aria-label="us: dial"' in text
    assert page([], "none").count("<article") == 0


def test_lifelines_beyond_the_bound_share_the_last() -> None:
    call = Call("s1", ["us"])
    numbers = [call.lifeline(f"192.0.2.{number}:5060") for number in range(20)]
    assert numbers[:6] == [1, 2, 3, 4, 5, 5]
    assert len(call.lifelines) == 6
