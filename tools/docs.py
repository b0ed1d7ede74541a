"""Write those parts of the documents that show the code itself, so that they cannot drift from it.

    python tools/docs.py [--check]

A part stands between `<!-- NAME: written by tools/docs.py -->` and `<!-- NAME: end -->`. With ``--check`` nothing is
written, and the exit status is 1 when a part is stale.
"""

from __future__ import annotations

import argparse
import sys
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import tools.rules  # noqa: E402
import tools.wire  # noqa: E402
from sessioncore.core.answering import AnsweringRule, AnsweringTable  # noqa: E402
from sessioncore.core.engine import Engine  # noqa: E402
from sessioncore.core.trace import TraceRecord  # noqa: E402
from sessioncore.handlers.leg import LegScope  # noqa: E402
from sessioncore.inputs import Command, Datagram, MediaReported  # noqa: E402
from sessioncore.statechart import Machine  # noqa: E402
from sessioncore.testing.harness import BOB, Simulation, Step  # noqa: E402

MEND = "python tools/docs.py"
EXAMPLE = "examples/first_call.py"

ROW: tuple[tuple[str, str], ...] = (
    ("machines/dialog/invite_usage.yaml", "send_bye:"),
    ("machines/dialog/invite_usage.yaml", "hang_up: {to: mortal"),
    ("sessioncore/handlers/dialog/invite_usage.py", "def send_bye("),
    ("sessioncore/handlers/dialog/invite_usage.py", "def hang_up(self, event: HangUp)"),
    ("sessioncore/handlers/dialog/invite_usage.py", "state == ESTABLISHED:"),
    ("sessioncore/handlers/dialog/invite_usage.py", "self.actions.send_bye(event)"),
    ("sessioncore/handlers/dialog/invite_usage.py", "raise_signal(self, DOWN)"),
    ("sessioncore/handlers/dialog/invite_usage.py", "self.state = MORTAL"),
    ("sessioncore/actions/dialog/invite_usage.py", "def send_bye("),
    ("sessioncore/actions/dialog/invite_usage.py", 'new_request("BYE"'),
    ("machines/leg.wiring.yaml", "usage.down:"),
    ("sessioncore/handlers/leg.py", "offer_answer.down("),
)
"""One row from the chart to its action, and to the neighbour that hears of it: file and a piece of the line.

In each file it is the next line, after the one before, that holds the piece.
"""


def path_of_a_row() -> str:
    """The lines of `ROW` with their numbers, as a block of text."""
    lines: dict[str, list[str]] = {}
    last: dict[str, int] = {}
    found = []
    for file, piece in ROW:
        if file not in lines:
            lines[file] = (ROOT / file).read_text(encoding="utf-8").splitlines()
        start = last.get(file, 0)
        number = next((n for n, line in enumerate(lines[file][start:], start + 1) if piece in line), None)
        if number is None:
            raise LookupError(f"{file}: no line with {piece!r} after line {start}; mend ROW in tools/docs.py")
        last[file] = number
        found.append((f"{file}:{number}", lines[file][number - 1].strip()))
    width = max(len(place) for place, _ in found)
    return "```text\n" + "\n".join(f"{place:{width}}  {text}" for place, text in found) + "\n```"


def example() -> str:
    """The program that the README shows."""
    return "```python\n" + (ROOT / EXAMPLE).read_text(encoding="utf-8").rstrip() + "\n```"


class _Signals(deque[tuple[Machine, Any]]):
    """The engine's queue of signals; notes each as it is taken out."""

    def __init__(self, note: Callable[[str], None]) -> None:
        super().__init__()
        self._note = note

    def popleft(self) -> tuple[Machine, Any]:
        machine, signal = super().popleft()
        self._note(f"`{_called(machine.part, machine.CHART)}.{signal.NAME}`")
        return machine, signal


class Watch:
    """What happens in one engine beside its trace: signals as they are taken, parts and transactions as they are made.

    `notes` holds (how many trace records were there before, what happened).
    """

    def __init__(self) -> None:
        self.notes: list[tuple[int, str, str]] = []

    def __call__(self, engine: Engine) -> Engine:
        def note(kind: str) -> Callable[[str], None]:
            return lambda what: self.notes.append((len(engine.trace), kind, what))

        engine.signals = engine.lingering.signals = _Signals(note("signal"))
        bindings = engine.leg_bindings
        engine.leg_bindings = SimpleNamespace(
            parts={key: _noted(note("part"), key[0], make) for key, make in bindings.parts.items()},
            transactions={
                kind: _noted(note("transaction"), kind, make) for kind, make in bindings.transactions.items()
            },
        )
        return engine


def _noted(note: Callable[[str], None], name: str, make: Callable[..., Machine]) -> Callable[..., Machine]:
    def made(*arguments: Any) -> Machine:
        note(name)
        return make(*arguments)

    return made


def _called(part: str, chart: str) -> str:
    """A part as its wiring names it: where there is a choice of charts, by its chart."""
    return chart.rpartition("/")[2] if part in LegScope.CHOICES else part


def the_call(simulation: Callable[..., Simulation], wrap: Callable[[Engine], Engine] | None = None) -> Simulation:
    """The call that is worked through, over."""
    rules = AnsweringTable({"answer": AnsweringRule("answer", "silence")})
    call = simulation(1, answering=rules, wrap=wrap)
    call.at(0.0, lambda: call.alice.dial("answer", BOB, source="silence"))
    call.at(1.0, lambda: call.alice.command(call.alice.engine.sessions()[0], "hang_up"))
    call.run()
    return call


def worked_call() -> str:
    """INVITE, 200, ACK, BYE between two engines as a table: every mailbox entry, signal, row and effect, in order."""
    watches: list[Watch] = []

    def wrap(engine: Engine) -> Engine:
        watches.append(Watch())
        return watches[-1](engine)

    call = the_call(Simulation, wrap)
    if call.errors:
        raise AssertionError(f"the worked call went wrong: {call.errors}")
    notes = {"alice": watches[0].notes, "bob": watches[1].notes}
    seen = {"alice": 0, "bob": 0}
    table = [
        "| # | s | at | entry or signal | part | row | state | effects, parts made |",
        "|--:|--:|---|---|---|---|---|---|",
    ]
    number = 0
    for step in call.steps:
        name = step.endpoint.name
        first, seen[name] = seen[name], seen[name] + len(step.records)
        if isinstance(step.input, MediaReported) or not step.records:
            continue  # what the media plane tells is no part of this story
        number += 1
        mine = [(at - first, kind, what) for at, kind, what in notes[name] if first <= at < seen[name]]
        table += _rows(number, f"{step.at - call.start:.2f}", step, mine)
    return "\n".join(table)


def _rows(number: int, at: str, step: Step, notes: list[tuple[int, str, str]]) -> list[str]:
    """A line for each record. Routes make parts before a receiver's row is taken, rows make transactions after it."""
    head = (str(number), at, step.endpoint.name)
    rows = []
    for index, record in enumerate(step.records):
        heard = " ".join([what for place, kind, what in notes if kind == "signal" and place == index])
        made = [
            what
            for place, kind, what in notes
            if kind != "signal" and index == (max(place - 1, 0) if kind == "transaction" else place)
        ]
        cells = [*head, f"**{_entry(step)}**" if index == 0 else heard, _part(record), *_decided(record)]
        cells.append(", ".join([*record.effects, *(f"+{what}" for what in made)]))
        rows.append(f"| {' | '.join(cells)} |")
        head = ("", "", "")
    return rows


def _part(record: TraceRecord) -> str:
    name, _, key = record.part.partition("[")
    named = _called(name, record.chart)
    return f"{named}[{key}" if key[:-1].isdigit() else named


def _decided(record: TraceRecord) -> tuple[str, str]:
    state = record.source if record.source == record.target else f"{record.source} → {record.target}"
    return record.row if record.decision == "row" else f"{record.row} ({record.decision})", state


def _entry(step: Step) -> str:
    if isinstance(step.input, Command):
        return f"command {step.input.name}"
    if isinstance(step.input, Datagram):
        return step.records[0].cause
    return "tick"


PARTS: Mapping[str, Mapping[str, Callable[[], str]]] = {
    "README.md": {"example": example, "path of a row": path_of_a_row},
    "docs/architecture.md": {"worked call": worked_call},
    "docs/rules.md": {"mutation": tools.rules.mutation, "rules": tools.rules.trace},
    "docs/wire.md": {"wire": tools.wire.table},
}


def written(file: str) -> str:
    """The file as it has to be."""
    text = (ROOT / file).read_text(encoding="utf-8")
    for name, make in PARTS[file].items():
        begin, end = f"<!-- {name}: written by tools/docs.py -->\n", f"\n<!-- {name}: end -->"
        if text.count(begin) != 1 or text.count(end) != 1:
            raise LookupError(f"{file}: the marks around {name!r} are not there exactly once")
        before, _, rest = text.partition(begin)
        text = before + begin + make() + end + rest.partition(end)[2]
    return text


def main() -> int:
    """Exit status 1 when ``--check`` finds something stale."""
    parser = argparse.ArgumentParser(description="Write the parts of the documents that show the code itself.")
    parser.add_argument("--check", action="store_true", help="write nothing")
    check = parser.parse_args().check
    stale = [file for file in PARTS if written(file) != (ROOT / file).read_text(encoding="utf-8")]
    for file in stale:
        if check:
            print(f"{file} is stale; mend it with: {MEND}", file=sys.stderr)
        else:
            (ROOT / file).write_text(written(file), encoding="utf-8")
    return int(check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
