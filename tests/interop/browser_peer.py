"""SIP.js in headless Chromium: a page of the test's own server calls us over secure WebSocket and tells what came.

The package comes from the npm registry (`tools/setup.sh --peers` puts it below `.venv/peers`); nothing is bundled, the
browser loads its modules as they are.
"""

from __future__ import annotations

import base64
import functools
import hashlib
import json
import queue
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import absent, find_peer

LIBRARY = Path(sys.prefix) / "peers" / "sip.js" / "package" / "lib"
PAGES = Path(__file__).parent / "browser"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
    "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
    # Of its media: sound without anybody who presses a button, and the loopback network.
    "--autoplay-policy=no-user-gesture-required", "--allow-loopback-in-peer-connection", "--mute-audio",
]  # fmt: skip
_TYPES = {".js": "text/javascript", ".html": "text/html"}


@functools.cache
def chromium() -> str:
    """The browser's path. Skips where it is not installed (under CI it must be), and where it does not start."""
    found = find_peer("chromium")
    try:
        subprocess.run([found, *FLAGS, "--dump-dom", "about:blank"], capture_output=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError) as error:
        pytest.skip(f"chromium is installed but does not start here: {type(error).__name__}")
    return found


def library() -> Path:
    """The folder of SIP.js's modules; skips where npm was not there to fetch it."""
    if not (LIBRARY / "index.js").is_file():
        if shutil.which("npm") is None:
            pytest.skip("SIP.js is not here, and without npm it cannot be fetched; CI does not promise npm")
        absent("peer SIP.js is not installed (npm package sip.js; tools/setup.sh --peers)")
    return LIBRARY


class Browser:
    """One page at work, `name`. `trusts` is the certificate of the server that it is to take, in PEM."""

    def __init__(self, folder: Path, wanted: dict[str, Any], trusts: Path, name: str = "page") -> None:
        program, modules = chromium(), library()
        self._steps: queue.Queue[str] = queue.Queue()
        self._outcome: queue.Queue[dict[str, Any]] = queue.Queue()
        outcome, steps = self._outcome, self._steps

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                path = self.path.partition("?")[0]
                if path == "/go":
                    self._answer(steps.get().encode(), "text/plain")
                    return
                if path == "/wanted":
                    self._answer(json.dumps(wanted).encode(), "application/json")
                    return
                base, rest = (modules, path[8:]) if path.startswith("/sip.js/") else (PAGES, path[1:])
                file = (base / rest).resolve()
                if not file.is_relative_to(base.resolve()) or not file.is_file():
                    self.send_error(404)
                    return
                self._answer(file.read_bytes(), _TYPES.get(file.suffix, "application/octet-stream"))

            def do_POST(self) -> None:
                outcome.put(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                self._answer(b"", "text/plain")

            def _answer(self, body: bytes, kind: str) -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:
                """Nothing: what matters comes as the outcome."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        page = f"http://127.0.0.1:{self._server.server_address[1]}/{name}.html"
        known = f"--ignore-certificate-errors-spki-list={public_key_hash(trusts)}"
        self._log = open(folder / "chromium.log", "wb")  # noqa: SIM115  (closed with the process)
        self._process = subprocess.Popen(
            [program, *FLAGS, known, f"--user-data-dir={folder / 'profile'}", "--remote-debugging-port=0", page],
            stdout=self._log,
            stderr=self._log,
        )

    def result(self, limit: float = 60.0) -> dict[str, Any]:
        """What each step came to; raises queue.Empty when the page does not tell in time."""
        return self._outcome.get(timeout=limit)

    def step(self, name: str, limit: float = 60.0) -> dict[str, Any]:
        """Let a page that waits for it take a step; what came of it."""
        self._steps.put(name)
        outcome = self.result(limit)
        assert outcome.pop("step", None) == name, outcome
        return outcome

    def tell(self, name: str) -> None:
        """Let a page take a step that nothing comes of."""
        self._steps.put(name)

    def close(self) -> None:
        """End browser and server."""
        self._steps.put("leave")
        self._process.kill()
        self._process.wait()
        self._server.shutdown()
        self._server.server_close()
        self._log.close()


def public_key_hash(certificate: Path) -> str:
    """SHA-256 of a certificate's public key in Base64, by which Chromium may be told to take it."""
    shown = subprocess.run(
        ["openssl", "x509", "-in", str(certificate), "-noout", "-pubkey"], capture_output=True, check=True
    )
    der = subprocess.run(
        ["openssl", "pkey", "-pubin", "-outform", "der"], input=shown.stdout, capture_output=True, check=True
    )
    return base64.b64encode(hashlib.sha256(der.stdout).digest()).decode()
