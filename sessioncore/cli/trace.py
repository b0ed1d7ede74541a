"""`sessioncore trace FILE|ID`: the calls of a journal as ladders, as a page, as a capture."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from sessioncore.base.errors import ConfigError, SessionCoreError
from sessioncore.cli.common import complain, parse, write_private
from sessioncore.cli.page.html import page
from sessioncore.cli.page.journals import OURSELVES, JournalCalls, read_calls
from sessioncore.cli.page.recording import Call
from sessioncore.cli.page.shown import plain_text
from sessioncore.core.ladder import Ladder
from sessioncore.effects import Address
from sessioncore.io.pcap import PcapWriter

SHOWN = 0
PEER = "peer"


def run(arguments: Sequence[str]) -> int:
    """Exit status 0, or 2 when there is no such journal or session, or a file cannot be written."""
    parser = argparse.ArgumentParser(
        prog="sessioncore trace",
        description="Run a journal again and show each call: messages, commands and timers with the transitions of the"
        " charts. The page is one file that needs no network; the capture holds the SIP messages with their times.",
    )
    parser.add_argument("what", metavar="FILE|ID", help="a journal, or with --journal the id of one session in it")
    parser.add_argument("--journal", metavar="FILE", type=Path, help="the journal to find the session ID in")
    parser.add_argument("--html", metavar="F", type=Path, help="write a page with ladder, messages and lit charts")
    parser.add_argument("--pcap", metavar="F", type=Path, help="write the SIP messages for Wireshark")
    parsed = parse(parser, arguments)
    if isinstance(parsed, int):
        return parsed
    path = Path(parsed.what) if parsed.journal is None else parsed.journal
    try:
        found = read_calls(path, session=None if parsed.journal is None else parsed.what)
        print("\n".join(text_of(found)))
        if parsed.html is not None:
            write_private(parsed.html, page(found.calls, path.name))
        if parsed.pcap is not None:
            write_capture(parsed.pcap, found)
    except SessionCoreError as error:
        return complain("trace", str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        hint = "; to show one session, say: --journal FILE" if parsed.journal is None and not path.exists() else ""
        return complain("trace", f"{path}: {error.strerror or error}{hint}")
    return SHOWN


def text_of(found: JournalCalls) -> list[str]:
    """A ladder for each call, and what is to be known of the journal."""
    lines = [text for call in found.calls for text in (_heading(call), str(ladder(call)))]
    if not found.calls:
        lines.append("the journal holds no call")
    if found.truncated:
        lines.append("the journal ends within an input: the program ended there")
    if found.changed:
        lines.append(f"changed since, so that today's transitions may be others: {', '.join(found.changed)}")
    return lines


def _heading(call: Call) -> str:
    peers = ", ".join(call.lifelines[1:]) or "nobody"
    state = f", {call.outcome}" if call.outcome else ""
    return plain_text(f"{call.name} with {peers}{state}, {call.end - call.begin:.3f} s")


def ladder(call: Call) -> Ladder:
    """The text ladder of a call that one side tells of; all peers stand at one lifeline."""
    drawn = Ladder(OURSELVES, PEER)
    several = len(call.lifelines) > 2
    for step in call.steps:
        records = [move.record for move in step.moves]
        label = plain_text(step.label)
        if step.kind != "message":
            drawn.happened(step.at, OURSELVES, label if step.kind == "restored" else f"{step.kind} {label}", records)
        elif step.origin == 0:
            drawn.sent(step.at, OURSELVES, label, f"to {step.address}" if several else "")
        else:
            drawn.passed(step.at, OURSELVES, label, records)
    return drawn


def write_capture(path: Path, found: JournalCalls) -> None:
    """The messages of all calls in order of time. Raises ConfigError when the file cannot be written."""
    steps = [step for call in found.calls for step in call.steps]
    messages = [(step.at, step.origin == 0, step.address, step.raw) for step in steps if step.raw is not None]
    messages.sort(key=lambda entry: entry[0])
    try:
        with PcapWriter.create(path) as writer:
            for at, sent, address, raw in messages:
                ends = (found.local, _address(address))
                writer.write(at, *(ends if sent else ends[::-1]), raw)
    except OSError as error:
        raise ConfigError(f"cannot write {path}: {error.strerror or error}") from None


def _address(text: str) -> Address:
    host, _, port = text.rpartition(":")
    return host.strip("[]"), int(port)
