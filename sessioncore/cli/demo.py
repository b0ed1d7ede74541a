"""`sessioncore demo`: two endpoints on loopback place a whole call; ladder, journal, capture and page show it."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import attrs

from sessioncore.api import Account, Accounts, Credentials, Gatekeeper, Session, SessionManager, SipAccount
from sessioncore.base.errors import ConfigError, SessionCoreError
from sessioncore.base.media import StreamStatistics
from sessioncore.base.settings import Settings
from sessioncore.cli.common import parse, run_loop, write_private
from sessioncore.cli.page.html import page as page_text
from sessioncore.cli.page.journals import read_calls
from sessioncore.cli.page.levels import levels
from sessioncore.cli.page.recording import meet
from sessioncore.core.ladder import Ladder, describe
from sessioncore.core.replay import replay
from sessioncore.core.trace import TraceRecord
from sessioncore.effects import Address
from sessioncore.io.pcap import PcapWriter

WORKED, WENT_WRONG = 0, 1
HOST = "127.0.0.1"
USER, PASSWORD = "alice", "secret"
CALLER_HZ, CALLEE_HZ = 440.0, 660.0
TOLERANCE_HZ = 5.0
RINGING_S = 0.3
TALKING_S = 1.4
"""Long enough for a whole second of tone to be measured."""
HOLDING_S = 0.5
LOOK_EVERY_S = 0.005
IN_FLIGHT = 3
"""Packets that may still arrive when a hold is agreed."""


def run(arguments: Sequence[str]) -> int:
    """Exit status 0 when everything that was measured is right, 1 when not, 2 when the demo could not run."""
    parser = argparse.ArgumentParser(
        prog="sessioncore demo",
        description="Two endpoints on loopback: one registers with the other (digest), calls with a tone both ways,"
        " holds, resumes, says BYE, and ends its registration. Prints the ladder"
        " and writes demo.journal (the caller's), demo.pcap (SIP and RTP) and demo.html (ladder, messages, charts).",
    )
    parser.add_argument("--folder", metavar="DIR", type=Path, default=Path(), help="where the files go (default: .)")
    parsed = parse(parser, arguments)
    return parsed if isinstance(parsed, int) else run_loop("demo", lambda: _demo(parsed.folder))


class Watcher:
    """Puts what one endpoint sends, receives and decides into the ladder, and its datagrams into the capture's list."""

    def __init__(self, name: str, ladder: Ladder, captured: list[tuple[float, Address, Address, bytes]]) -> None:
        self.name = name
        self._ladder = ladder
        self._captured = captured
        self._manager: SessionManager | None = None
        self._seen = 0
        self._arrived: tuple[float, str] | None = None
        self.spoken: list[tuple[float, bytes]] = []
        """RTP that this endpoint sent, with its time."""

    def watch(self, manager: SessionManager) -> None:
        """From now on `manager` is whose trace is read."""
        self._manager = manager

    def message(self, at: float, sent: bool, remote: Address, data: bytes) -> None:
        """A SIP datagram, before it is fed to the engine or when it leaves."""
        self.flush(at)
        if not sent:
            self._arrived = at, describe(data)
            asyncio.get_running_loop().call_soon(self.flush, at)
        elif self._manager is not None:
            self._ladder.sent(at, self.name, describe(data))
            self._captured.append((time.time(), self._manager.local_address, remote, data))

    def packet(self, _at: float, sent: bool, port: int, remote: Address, data: bytes) -> None:
        """An RTP datagram; called in the media thread."""
        if sent:
            now = time.time()
            self._captured.append((now, (HOST, port), remote, data))
            self.spoken.append((now, data))

    def flush(self, at: float) -> None:
        """Show the transitions since the last look: those of the message that came last, then what else happened."""
        records = self._manager.trace[self._seen :] if self._manager is not None else []
        self._seen += len(records)
        arrived, self._arrived = self._arrived, None
        steps: dict[int, list[TraceRecord]] = {}
        for record in records:
            steps.setdefault(record.macrostep, []).append(record)
        for step in steps.values():
            cause = step[0].cause
            if arrived is not None and not cause.startswith(("command", "timer", "media")):
                self._ladder.received(*_labelled(arrived, self.name), step)
                arrived = None
            else:
                self._ladder.happened(at, self.name, cause, step)
        if arrived is not None:
            self._ladder.received(*_labelled(arrived, self.name))


def _labelled(arrived: tuple[float, str], name: str) -> tuple[float, str, str]:
    at, text = arrived
    return at, name, text


@attrs.define
class Findings:
    """What was measured, a line each, and what is wrong."""

    lines: list[str] = attrs.field(factory=list)
    wrong: list[str] = attrs.field(factory=list)

    def check(self, right: bool, line: str) -> None:
        self.lines.append(f"{'ok ' if right else 'BAD'}  {line}")
        if not right:
            self.wrong.append(line)


async def _demo(folder: Path) -> int:
    started = time.monotonic()
    ladder, findings = Ladder("caller", "callee"), Findings()
    captured: list[tuple[float, Address, Address, bytes]] = []
    caller_watch, callee_watch = (Watcher(name, ladder, captured) for name in ("caller", "callee"))
    journal, capture, page = (folder / f"demo.{kind}" for kind in ("journal", "pcap", "html"))
    try:
        writer = PcapWriter.create(capture)
    except OSError as error:
        raise ConfigError(f"cannot write {capture}: {error.strerror}") from None
    with tempfile.TemporaryDirectory(prefix="sessioncore-") as private:
        # Only for the page: what the callee's charts did.
        theirs = Path(private, "callee.journal")
        with writer:
            caller = _manager(caller_watch, journal)
            callee = _manager(callee_watch, theirs, settings=Settings(registrar="accounts"), authentication=_accounts())
            async with callee, caller:
                callee_watch.watch(callee)
                caller_watch.watch(caller)
                looking = asyncio.create_task(_look(caller_watch, callee_watch))
                await _call(caller, callee, findings)
                looking.cancel()
            for watch in (caller_watch, callee_watch):
                watch.flush(time.time())
            for entry in sorted(captured, key=lambda entry: entry[0]):
                writer.write(*entry)
        print(ladder)
        result = await asyncio.to_thread(replay, journal)
        findings.check(result.same, f"{journal}: {result.inputs} inputs replayed with the same effects")
        findings.check(capture.stat().st_size > 0, f"{capture}: {len(captured)} datagrams")
        spoken = (caller_watch.spoken, callee_watch.spoken)
        steps = await asyncio.to_thread(_write_page, page, (journal, theirs), spoken)
        findings.check(steps > 0, f"{page}: {steps} steps; open it in a browser")
    print("\n".join(findings.lines))
    print(f"{time.monotonic() - started:.1f} s")
    return WENT_WRONG if findings.wrong else WORKED


def _write_page(path: Path, journals: Sequence[Path], spoken: Sequence[list[tuple[float, bytes]]]) -> int:
    """Write the page of the registration and the call that both journals tell of; the number of their steps."""
    caller, callee = (
        read_calls(journal, name=name).calls for journal, name in zip(journals, ("caller", "callee"), strict=True)
    )
    registration, call = sorted(meet(caller, callee), key=lambda met: met.outcome != "")
    registration.name, call.name = "The registration", "The call"
    call.levels = {side: levels(packets) for side, packets in enumerate(spoken)}
    write_private(path, page_text([call, registration], "a call on loopback"))
    return len(call.steps) + len(registration.steps)


async def _look(*watches: Watcher) -> None:
    """Show soon what happens between messages: timers, and what the media plane reports."""
    while True:
        await asyncio.sleep(LOOK_EVERY_S)
        for watch in watches:
            watch.flush(time.time())


def _accounts() -> Gatekeeper:
    """Those of examples/answering.toml."""
    return Gatekeeper(Accounts([Account.with_password(USER, PASSWORD)]))


def _manager(watch: Watcher, journal: Path, **options: Any) -> SessionManager:
    return SessionManager(
        **options,
        listen=f"udp:{HOST}:0",
        journal=journal,
        media_ports=1,
        traced=True,
        on_message=watch.message,
        on_packet=watch.packet,
    )


async def _call(caller: SessionManager, callee: SessionManager, findings: Findings) -> None:
    answering = asyncio.create_task(_answer(callee))
    _, port = callee.local_address
    registrar = f"sip:{HOST}:{port}"
    account = SipAccount(f"sip:{USER}@{HOST}", Credentials(USER, PASSWORD), registrar, "sessioncore demo")
    registration = await caller.register(account)
    bound = [location.binding.contact for location in callee.locations(USER)]
    findings.check(len(bound) == 1, f"registered with digest: {', '.join(bound)} for {registration.seconds_left:.0f} s")
    ours = await caller.call(f"sip:demo@{HOST}:{port}", source=f"tone:{CALLER_HZ:g}", account=registration)
    theirs = await answering
    await asyncio.sleep(TALKING_S)
    await _check_tones("talking", ours, theirs, findings)
    await ours.hold()
    before = await _heard(ours)
    await asyncio.sleep(HOLDING_S)
    more = (await _heard(ours)).received_packets - before.received_packets
    findings.check(more <= IN_FLIGHT, f"on hold: {more} packets came in {HOLDING_S} s; state {ours.state.value}")
    await ours.resume()
    await asyncio.sleep(TALKING_S)
    await _check_tones("resumed", ours, theirs, findings)
    await ours.hang_up()
    state = await theirs.wait_over()
    findings.check(state.is_final, f"hung up: the callee's session is {state.value}")
    await registration.unregister()
    findings.check(not callee.locations(USER), f"unregistered: the registration is {registration.state.value}")


async def _answer(callee: SessionManager) -> Session:
    async for session in callee.incoming():
        await session.ring()
        await asyncio.sleep(RINGING_S)
        await session.answer(source=f"tone:{CALLEE_HZ:g}")
        return session
    raise SessionCoreError("no call came in")


async def _heard(session: Session) -> StreamStatistics:
    (statistics,) = await session.statistics()
    return statistics


async def _check_tones(when: str, ours: Session, theirs: Session, findings: Findings) -> None:
    for name, session, wanted in (("caller", ours, CALLEE_HZ), ("callee", theirs, CALLER_HZ)):
        heard = await _heard(session)
        line = f"{when}: the {name} hears {heard.tone_hz:.0f} Hz at {heard.level_dbov:.0f} dBov"
        line += f", {heard.received_packets} packets, {heard.lost} lost"
        findings.check(abs(heard.tone_hz - wanted) <= TOLERANCE_HZ and heard.lost == 0, line)
