"""Write docs/interop.md, the matrix of peers, from what the tests with peers came to on this machine.

    python tools/run_tests.py peers && python tools/interop.py

The peers stage leaves build/interop.json; a test that is not in it stands in the matrix as not run.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from importlib import metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "build" / "interop.json"
PAGE = ROOT / "docs" / "interop.md"

PEERS: dict[str, tuple[str, ...]] = {
    "SIPp": ("sipp", "-v"),
    "PJSIP": ("pjsua2-python",),
    "baresip": ("baresip", "-h"),
    "Kamailio": ("kamailio", "-v"),
    "rtpengine": ("rtpengine", "--version"),
    "aiosipua": ("aiosipua",),
    "SIP.js in Chromium": ("chromium", "--version"),
    "tshark": ("tshark", "--version"),
}
"""Each peer, and how its version is asked: a command, or the name of a Python distribution."""

_OF_PEER = {
    "SIPp": r"test_sipp|sipp_",
    "PJSIP": r"pjsip|relayed_calls|registered_calls",
    "baresip": r"baresip|relayed_calls|registered_calls",
    "Kamailio": r"kamailio",
    "rtpengine": r"rtpengine",
    "aiosipua": r"aiosipua",
    "SIP.js in Chromium": r"browser",
    "tshark": r"tshark",
}

FEATURES: tuple[tuple[str, str], ...] = (
    ("coupled calls, relay", r"coupled|relayed|registered_calls"),
    ("protected media", r"secure|srtp_flavours|browser_media"),
    ("registration", r"regist"),
    ("authentication", r"challeng|authenticat|asks_who"),
    ("TCP, TLS, WebSocket", r"tcp|transports|certificate|browser"),
    ("reliable provisional responses, forks", r"reliable|fork|branches"),
    ("UPDATE, session timers", r"update"),
    ("outside calls: OPTIONS, MESSAGE, SUBSCRIBE", r"outside"),
    ("headers, Reason, Replaces", r"headers"),
    ("digits", r"dtmf"),
    ("codecs", r"codecs"),
    ("RTCP", r"rtcp"),
    ("hold and resume", r"hold|resume"),
    ("calls, refusals, CANCEL, loss", r""),
)
"""What a test is about: the first whose expression is found in its module or its name."""

ROLES = ("we call", "it calls")

CODECS = ("PCMU", "PCMA", "G722", "opus", "L16/8000", "L16/16000", "AMR", "AMR/octet-align", "G723", "telephone-event")
FLAVOURS = (
    "AES_CM_128_HMAC_SHA1_80",
    "AES_CM_128_HMAC_SHA1_32",
    "AEAD_AES_128_GCM",
    "AEAD_AES_256_GCM",
    "dtls",
)
_MEDIA_PEERS = ("PJSIP", "baresip", "SIP.js in Chromium")
_ROLE = r"(?P<role>we call|it calls)"
_CELLS = (
    rf"test_codecs\.py::test_m7_(?P<peer>pjsip|baresip)\[(?P<what>\S+)-{_ROLE}\]",
    rf"test_srtp_flavours\.py::test_b5_8_b5_9_b5_10_(?P<peer>pjsip|baresip)\[(?P<what>\S+)-{_ROLE}\]",
    rf"test_dtmf\.py::test_b5_5_digits_both_ways_with_(?P<peer>\w+)\[(?P<what>rfc4733)-{_ROLE}\]",
    rf"test_browser_media\.py::test_b5_10_(?P<what>opus)_and_dtls_with_a_browser\[{_ROLE}-lite\]",
    rf"test_browser_media\.py::test_b5_10_opus_and_(?P<what>dtls)_with_a_browser\[{_ROLE}-lite\]",
)
"""Tests of one cell of the media matrix: with whom, what, and who calls."""

_BECAUSE = (
    (r"baresip: (AEAD|AES_CM_128_HMAC_SHA1_32).*it calls", "it offers the first suite alone; called, it takes each"),
    (r"Chromium: A", "a browser has no SDES (RFC 8827 6.5), and no AMR"),
    (r"Chromium: (L16|G723)", "no browser has it"),
    (r"PJSIP: AMR/octet-align|baresip: AMR:", "of the two layouts of AMR the other one is tried"),
    (r": G723:", "its coder is not free, or not there"),
    (r"Chromium: telephone-event", "a page can dial digits, and is not told of those that come"),
    (r"Chromium: (PCM|G722)", "with a browser, opus is tried, which it prefers"),
    (r"", "not tried"),
)
"""Why a cell has no test: the first whose expression is found in "peer: what: role"."""

_SAID = {"dtls": "DTLS-SRTP", "G722": "G.722", "G723": "G.723.1", "telephone-event": "telephone events (RFC 4733)"}

_NO_CALL = r"rfc4475|given_back|churn|recovery"
"""Tests with peers that are about ourselves."""


def collected() -> list[str]:
    """The node ids of all tests with peers, as pytest knows them."""
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "peers and not full", "tests/interop"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in run.stdout.splitlines() if "::" in line and not re.search(_NO_CALL, line)]


def peer_of(test: str) -> list[str]:
    """The peers that a test is with."""
    return [peer for peer, pattern in _OF_PEER.items() if re.search(pattern, test)]


def feature_of(test: str) -> str:
    """What a test is about."""
    return next(feature for feature, pattern in FEATURES if re.search(pattern, test))


def cells_of(test: str) -> list[tuple[str, str, str]]:
    """Peer, what and role of each cell of the media matrix that a test is for."""
    whats = {"rfc4733": "telephone-event"}
    found = [match for pattern in _CELLS if (match := re.search(pattern, test))]
    return [(peer_of(test)[0], whats.get(match["what"], match["what"]), match["role"]) for match in found]


def media_matrix(tests: list[str], came: dict[str, dict[str, str]]) -> list[str]:
    """Which codec and which protection of media was tried with whom, in which role; why not where it was not."""
    cells = {cell: test for test in tests for cell in cells_of(test)}
    reasons: list[str] = []
    lines = [
        "## Media",
        "",
        "Each codec and each way of protecting media, both ways in one call: either end measures the other's tone, or",
        "gets the other's digits. Protected calls speak the codecs in turn (`tests/interop/test_srtp_flavours.py`).",
        "PCMU, PCMA, G.722 and digits are with the PJSIP of the wheel, all else with the one that",
        "`tools/pjsip.sh` builds of Debian's sources.",
        "",
    ]
    heads = [f"{peer}, {role}" for peer in _MEDIA_PEERS for role in ROLES]
    lines += ["| | " + " | ".join(heads) + " | tests |", "|---|" + "---|" * len(heads) + "---|"]
    for what in (*CODECS, *FLAVOURS):
        fields, files = [], set()
        for peer, role in [(peer, role) for peer in _MEDIA_PEERS for role in ROLES]:
            test = cells.get((peer, what, role))
            if test is not None:
                fields.append(came.get(test, {}).get("outcome", "not run"))
                files.add(f"`{test.partition('::')[0].rpartition('/')[2]}`")
                continue
            why = next(why for pattern, why in _BECAUSE if re.search(pattern, f"{peer}: {what}: {role}"))
            if why not in reasons:
                reasons.append(why)
            fields.append(f"no ({reasons.index(why) + 1})")
        lines.append(f"| {_SAID.get(what, what)} | " + " | ".join(fields) + f" | {', '.join(sorted(files))} |")
    return [*lines, "", *[f"{number}. {why}" for number, why in enumerate(reasons, 1)], ""]


def version_of(peer: str) -> str:
    """The version of a peer as it is installed here, "not installed" where it is not."""
    command = PEERS[peer]
    if len(command) == 1:
        try:
            return metadata.version(command[0])
        except metadata.PackageNotFoundError:
            return "not installed"
    binary = shutil.which(command[0]) or shutil.which(command[0], path="/usr/sbin")
    if binary is None:
        return "not installed"
    run = subprocess.run([binary, *command[1:]], capture_output=True, text=True, check=False)
    found = re.search(r"\bv?(\d+\.\d+(?:\.\d+)*)", run.stdout + run.stderr)
    return found[1] if found else "unknown"


def page(tests: list[str], came: dict[str, dict[str, str]]) -> str:
    """The text of docs/interop.md."""
    cells: dict[tuple[str, str], list[str]] = defaultdict(list)
    for test in tests:
        for peer in peer_of(test):
            cells[feature_of(test), peer].append(test)
    dates = sorted({entry["date"] for test, entry in came.items() if test in tests})
    peers = list(PEERS)
    lines = [
        "# With whom it was tried",
        "",
        "Written by `tools/interop.py` from what the tests with peers (`tests/interop/`) came to; run them with",
        "`make test STAGES=peers`. A number is that of the tests that passed; an empty field was never tried.",
        "",
        f"Run on {' and '.join(dict.fromkeys((dates[0], dates[-1])))}." if dates else "Not run yet.",
        "",
        "| | " + " | ".join(peers) + " |",
        "|---|" + "---:|" * len(peers),
        "| version | " + " | ".join(version_of(peer) for peer in peers) + " |",
    ]
    for feature, _ in reversed(FEATURES):
        fields = []
        for peer in peers:
            named = cells[feature, peer]
            passed = sum(came.get(test, {}).get("outcome") == "passed" for test in named)
            whole = str(passed) if passed == len(named) else f"{passed} of {len(named)}"
            fields.append(whole if named else "")
        if any(fields):
            lines.append(f"| {feature} | " + " | ".join(fields) + " |")
    lines += ["", *media_matrix(tests, came), "## The tests", ""]
    for peer in peers:
        lines += [f"### {peer}", ""]
        for feature, _ in reversed(FEATURES):
            for test in cells[feature, peer]:
                entry = came.get(test)
                said = f"{entry['outcome']}, {entry['date']}" if entry else "not run"
                lines.append(f"- {feature}: `{test}`: {said}")
        lines.append("")
    return "\n".join(lines)


def main() -> int:
    """Write the page; 1 when a test that was run has failed."""
    came: dict[str, dict[str, str]] = json.loads(RECORD.read_text(encoding="utf-8")) if RECORD.is_file() else {}
    tests = collected()
    PAGE.write_text(page(tests, came), encoding="utf-8")
    return int(any(came.get(test, {}).get("outcome") == "failed" for test in tests))


if __name__ == "__main__":
    sys.exit(main())
