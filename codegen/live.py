"""A page on 127.0.0.1 that shows a picture and some lines, and follows them as they change.

The page asks for the next version and the server answers when there is one (long poll). Nothing of it comes from
elsewhere: the content policy allows this server's own files and no inline script.
"""

from __future__ import annotations

import errno
import json
import re
import sys
import threading
from collections.abc import Iterable, Mapping, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType

import attrs

ADDRESS = "127.0.0.1"
MOST_PORT = 65_535
PATIENCE_S = 20.0
"""How long a page waits for the next version before it is told that there is none yet."""
FILES = Path(__file__).parent / "templates" / "live"
# A picture in an `object` is a frame, too, for some browsers.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; object-src 'self'; frame-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
PICTURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'"
_TYPES: Mapping[str, str] = {
    "/": "text/html; charset=utf-8",
    "/page.css": "text/css; charset=utf-8",
    "/page.js": "text/javascript; charset=utf-8",
}
_EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>'


@attrs.frozen
class Shown:
    """What the page shows. `picture` counts the pictures, so that an unchanged one is not loaded again."""

    version: int
    title: str
    status: str
    wrong: bool
    heading: str
    lines: tuple[str, ...]
    picture: int
    svg: str = attrs.field(repr=False)


class LivePage:
    """The page and its server; `show` gives it something new. Closed by `with` or `close`.

    port  0 for any free one; raises OSError when it is taken, or is none
    """

    def __init__(self, title: str, port: int = 0) -> None:
        self._changed = threading.Condition()
        self._closed = False
        self._shown = Shown(0, title, "", False, "", (), 0, _EMPTY)
        if not 0 <= port <= MOST_PORT:
            raise OSError(errno.EINVAL, f"a port is a number from 0 to {MOST_PORT}")
        self._server = _Server((ADDRESS, port), _Handler)
        self._server.page = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.1}, name="sessioncore-page", daemon=True
        )
        self._thread.start()

    @property
    def port(self) -> int:
        port: int = self._server.server_address[1]
        return port

    @property
    def url(self) -> str:
        return f"http://{ADDRESS}:{self.port}/"

    def show(
        self,
        *,
        svg: str | None = None,
        status: str = "",
        wrong: bool = False,
        heading: str = "Findings",
        lines: Iterable[str] = (),
    ) -> None:
        """Show something else; without `svg` the picture stays."""
        with self._changed:
            before = self._shown
            new = svg is not None and svg != before.svg
            self._shown = attrs.evolve(
                before,
                version=before.version + 1,
                status=status,
                wrong=wrong,
                heading=heading,
                lines=tuple(lines),
                picture=before.picture + new,
                svg=svg if svg is not None else before.svg,
            )
            self._changed.notify_all()

    def after(self, version: int, patience: float = PATIENCE_S) -> Shown | None:
        """What is shown, as soon as it is later than `version`; None after `patience` seconds, or at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._shown.version > version or self._closed, patience)
            return self._shown if self._shown.version > version else None

    @property
    def shown(self) -> Shown:
        return self._shown

    def close(self) -> None:
        """Stop the server."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def __enter__(self) -> LivePage:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    page: LivePage

    def handle_error(self, request: object, client_address: object) -> None:
        """Nothing of a page that was closed or loaded again while it waited for an answer."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # typeshed names the socket types


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 60

    def do_GET(self) -> None:
        """The page, its parts, the picture, and `next?after=N`."""
        # Another site's name that resolves to this address is not ours (DNS rebinding).
        if self.headers.get("Host", "") not in {f"{name}:{self.server.page.port}" for name in (ADDRESS, "localhost")}:
            self._answer(421, "text/plain; charset=utf-8", b"this page is for this machine only\n")
            return
        path, _, query = self.path.partition("?")
        if path in _TYPES:
            name = "page.html" if path == "/" else path[1:]
            self._answer(200, _TYPES[path], (FILES / name).read_bytes())
        elif path == "/picture.svg":
            self._answer(200, "image/svg+xml", self.server.page.shown.svg.encode(), PICTURE_POLICY)
        elif path == "/next":
            self._next(query)
        else:
            self._answer(404, "text/plain; charset=utf-8", b"there is nothing here\n")

    def _next(self, query: str) -> None:
        asked = re.fullmatch(r"after=([0-9]{1,9})", query)
        shown = self.server.page.after(int(asked[1]) if asked else 0)
        if shown is None:
            self._answer(204, "application/json", b"")
            return
        told = attrs.asdict(shown, filter=lambda field, _: field.name != "svg")
        self._answer(200, "application/json", json.dumps(told).encode())

    def _answer(self, status: int, kind: str, body: bytes, policy: str = POLICY) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the terminal belongs to the program."""


def unlinked(svg: str) -> str:
    """A picture without links, which lead nowhere from the page; what they say when pointed at stays."""
    svg = re.sub(r'<a\b[^>]*?xlink:title="([^"]*)"[^>]*>', r"<g><title>\1</title>", svg)
    return re.sub(r"<a\b[^>]*>", "<g>", svg).replace("</a>", "</g>")


def lit(svg: str, states: Sequence[str], rows: Sequence[str] = (), edges: Sequence[tuple[str, str]] = ()) -> str:
    """A picture in which the active states are framed, and the rows and edges taken last are bold."""
    now = [f'[id="state-{path}"] {shape}' for path in states for shape in ("path", "polygon")]
    taken = [f'[id="a_row-{row}"] text' for row in rows] + [f'[id="row-{row}"] text' for row in rows]
    arrows = [f'[id="edge-{source}-{target}"] {shape}' for source, target in edges for shape in ("path", "polygon")]
    styles = [
        f"{', '.join(chosen)} {{ {look} }}"
        for chosen, look in (
            (now, "stroke: #b45309; stroke-width: 3"),
            (taken, "font-weight: bold; fill: #b45309"),
            (arrows, "stroke: #b45309; stroke-width: 3"),
        )
        if chosen
    ]
    start = svg.find(">", svg.find("<svg")) + 1
    return f"{svg[:start]}\n<style>{' '.join(styles)}</style>{svg[start:]}" if styles else svg
