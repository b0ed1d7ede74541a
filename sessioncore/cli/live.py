"""`serve --live`: the calls as a table in the terminal, or as plain lines where there is none.

It looks on from outside: it reads what the engine has committed, and a thread of its own does the writing, so that a
terminal that stands still holds up nothing but the picture.
"""

from __future__ import annotations

import asyncio
import contextlib
import queue
import threading
import time
from collections.abc import Callable
from typing import Any, Final

import attrs
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.live import Live
from rich.table import Table
from rich.text import Text

from sessioncore.api import SessionManager
from sessioncore.base.errors import SessionCoreError
from sessioncore.base.media import StreamStatistics
from sessioncore.cli.page.shown import plain_text
from sessioncore.core.overview import CallView, overview, view
from sessioncore.events import EventsLost, IncomingCall, SessionStateChanged

EVERY_S: Final = 0.25
STAY_S: Final = 4.0
"""A call that is over is shown so much longer."""
MOST_ROWS: Final = 100
END_PATIENCE: Final = 1.0
OVER: Final = ("terminated", "failed")
COLOURS: Final = {"connected": "green", "on_hold": "yellow", "failed": "red", "terminated": "bright_black"}
DIRECTIONS: Final = {
    (True, True): "sends, hears",
    (True, False): "sends",
    (False, True): "hears",
    (False, False): "none",
}


class Writer:
    """A thread that writes what it is given, and drops what comes while it cannot keep up."""

    def __init__(self, write: Callable[[Any], object], waiting: int) -> None:
        self._write = write
        self._queue: queue.Queue[Any] = queue.Queue(waiting)
        self._thread = threading.Thread(target=self._run, name="sessioncore-live", daemon=True)
        self._thread.start()
        self.dropped = 0

    def put(self, what: Any) -> None:
        """Have it written soon, or not at all."""
        try:
            self._queue.put_nowait(what)
        except queue.Full:
            self.dropped += 1

    def close(self) -> None:
        """Write what waits, if that goes soon."""
        with contextlib.suppress(queue.Full):
            self._queue.put(None, timeout=END_PATIENCE)
            self._thread.join(END_PATIENCE)

    def _run(self) -> None:
        # Whoever read our output may be gone; the calls go on.
        with contextlib.suppress(OSError, ValueError):
            while (what := self._queue.get()) is not None:
                self._write(what)


@attrs.define
class Seen:
    """A call as it was seen last; times of the loop's clock."""

    view: CallView
    since: float
    ended: float | None = None
    statistics: tuple[StreamStatistics, ...] = ()

    def lasted(self, now: float) -> float:
        return (now if self.ended is None else self.ended) - self.since


async def show(manager: SessionManager, heading: str) -> None:
    """Show the calls of `manager` until cancelled: a table on a terminal, else a line for every change of state."""
    console = Console()
    await (_table(manager, console, heading) if console.is_terminal else _lines(manager))


async def _lines(manager: SessionManager) -> None:
    writer = Writer(lambda line: print(line, flush=True), 1_000)
    seen: dict[str, Seen] = {}
    try:
        async for event in manager.events(IncomingCall, SessionStateChanged):
            if isinstance(event, EventsLost):
                writer.put(f"{event.count} changes were not seen")
            elif isinstance(event, IncomingCall):
                said = CallView(event.session, "", event.caller, event.called)
                seen.setdefault(event.session, Seen(said, event.at)).view = said
            elif isinstance(event, SessionStateChanged):
                writer.put(line_of(manager, event, seen))
    finally:
        writer.close()


def line_of(manager: SessionManager, event: SessionStateChanged, seen: dict[str, Seen]) -> str:
    """A change of state as a line; `seen` are the calls that are not over."""
    known = seen.setdefault(event.session, Seen(CallView(event.session, event.state), event.at))
    current = view(manager.engine, event.session)
    if current is not None and current.caller:
        known.view = current
    if event.state in OVER:
        del seen[event.session]
    parts = [event.session, event.state, f"{known.view.caller or '-'} -> {known.view.called or '-'}"]
    if known.view.codec and event.state not in OVER:
        parts.append(f"{known.view.codec} {DIRECTIONS[known.view.sends, known.view.receives]}")
    parts.append(f"{event.at - known.since:.1f} s")
    return plain_text("  ".join(parts))


async def _table(manager: SessionManager, console: Console, heading: str) -> None:
    live = Live(console=console, auto_refresh=False, screen=False)
    live.start()
    writer = Writer(lambda table: live.update(table, refresh=True), 2)
    seen: dict[str, Seen] = {}
    try:
        while True:
            rows = max(3, min(console.height - 6, MOST_ROWS))
            await look(manager, seen, rows)
            writer.put(table_of(seen, heading, len(manager.engine.sessions()), rows, time.monotonic()))
            await asyncio.sleep(EVERY_S)
    finally:
        writer.close()
        with contextlib.suppress(OSError):
            live.stop()


async def look(manager: SessionManager, seen: dict[str, Seen], rows: int) -> None:
    """Bring `seen` up to date with the calls that have room in the table."""
    now = time.monotonic()
    current = {one.session: one for one in overview(manager.engine, rows)}
    for session, one in current.items():
        known = seen.setdefault(session, Seen(one, now))
        known.view = one
        if one.state in OVER and known.ended is None:
            known.ended = now
    for session, known in list(seen.items()):
        if session not in current and known.ended is None:
            known.ended, known.view = now, attrs.evolve(known.view, state="terminated")
        if known.ended is not None and now - known.ended > STAY_S:
            del seen[session]
    await asyncio.gather(*(_measure(manager, known) for known in seen.values() if known.ended is None))


async def _measure(manager: SessionManager, known: Seen) -> None:
    media = manager.media
    if media is None:
        return
    # A stream may close while it is asked.
    with contextlib.suppress(SessionCoreError):
        known.statistics = tuple([await media.statistics(stream) for stream in media.streams(known.view.session)])


def table_of(seen: dict[str, Seen], heading: str, count: int, rows: int, now: float) -> Table:
    """The table of what was seen."""
    up = sum(known.ended is None for known in seen.values())
    more = f"; {count - up} more are not shown" if count > up >= rows else ""
    table = Table(title=Text(heading, style="bold"), title_justify="left", expand=True, box=SIMPLE_HEAD)
    table.caption = Text(f"{up} of {count} sessions{more}; Ctrl-C ends them", style="bright_black")
    table.caption_justify = "left"
    table.add_column("session", no_wrap=True, max_width=18)
    for name in ("caller", "called"):
        table.add_column(name, no_wrap=True, overflow="ellipsis", ratio=1)
    table.add_column("state", no_wrap=True)
    table.add_column("for", justify="right", no_wrap=True)
    table.add_column("codec", no_wrap=True)
    table.add_column("media", no_wrap=True)
    for name in ("sent", "heard", "lost"):
        table.add_column(name, justify="right", no_wrap=True)
    for known in list(seen.values())[-rows:]:
        table.add_row(*_cells(known, now), style="dim" if known.ended is not None else "")
    return table


def _cells(known: Seen, now: float) -> list[Text]:
    """Texts, not markup: brackets in what a peer wrote mean nothing."""
    one = known.view
    sent = sum(each.sent_packets for each in known.statistics)
    heard = sum(each.received_packets for each in known.statistics)
    lost = sum(each.lost for each in known.statistics)
    numbers = [str(sent), str(heard), f"{lost} ({lost / (heard + lost):.1%})" if lost else "0"]
    return [
        Text(one.session),
        Text(plain_text(one.caller.removeprefix("sip:"))),
        Text(plain_text(one.called.removeprefix("sip:"))),
        Text(one.state, style=COLOURS.get(one.state, "cyan")),
        Text(duration(known.lasted(now))),
        Text(one.codec or "-"),
        Text(DIRECTIONS[one.sends, one.receives] if one.codec else "-"),
        *[Text(number, style="red" if at == 2 and lost else "") for at, number in enumerate(numbers)],
    ]


def duration(seconds: float) -> str:
    """Minutes and seconds, with hours where there are any."""
    whole = int(max(0.0, seconds))
    hours, rest = divmod(whole, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60}:{rest % 60:02}"
