"""`sessioncore simulate CHART`: step a chart in the terminal, or by a script on standard input.

Guards are asked for when they decide; timers run on a virtual clock. With `--svg` or `--live` the picture shows where
the chart stands and which rows were taken last.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TextIO

from .backends.dot import chart_dot
from .backends.svg import RenderError, render
from .checks import check_chart
from .diagnostics import reason
from .live import LivePage, lit, unlinked
from .locate import NotFoundError, find_chart
from .model import Chart, Library
from .plan import PlanError, plan_chart
from .stepping import Step, StepError, Stepper, around

STEPPED, WRONG, UNREADABLE = 0, 1, 2
HELP = """EVENT [FIELD=VALUE ...]   let an event happen (send EVENT where a command has its name)
advance SECONDS           let time pass; next: until the next timer is due
guard NAME yes|no|ask     answer a guard or ask from now on, or be asked again
delay TIMER SECONDS       how long a timer runs that actions or chance decide
fail ACTION               let an action raise when it runs next
allowed, state, timers, history, restart, help, quit"""
_COMMANDS = (
    *("send", "advance", "next", "guard", "delay", "fail", "allowed", "state", "timers", "history", "restart"),
    *("help", "quit"),
)
_YES = ("y", "yes", "true", "1")
_NO = ("n", "no", "false", "0")
_QUIT = ("quit", "exit")


class _QuitError(Exception):
    """`quit` in place of an answer."""


def main(arguments: Sequence[str]) -> int:
    """`simulate CHART`; returns 0, 1 when a line could not be done, 2 when the chart has errors or is not there."""
    parser = argparse.ArgumentParser(
        prog="sessioncore simulate",
        description="Step a chart: type events, see what it does and what may come next.",
        epilog=HELP,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("chart", metavar="CHART", help="its name (invite_client is enough) or its file")
    parser.add_argument("--svg", metavar="FILE", type=Path, help="write the lit picture at each step")
    parser.add_argument("--live", action="store_true", help="show the picture in the browser, on 127.0.0.1")
    parser.add_argument("--port", type=int, default=0, help="of that page (default: any free one)")
    try:
        parsed = parser.parse_args(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    try:
        _, library, chart = find_chart(parsed.chart)
    except NotFoundError as error:
        print(f"sessioncore simulate: {error}", file=sys.stderr)
        return UNREADABLE
    if chart.name not in library.shipped and (found := check_chart(chart)[1]):
        for item in found:
            print(item, file=sys.stderr)
        return UNREADABLE
    try:
        picture = _picture(chart) if parsed.svg is not None or parsed.live else ""
        page = LivePage(chart.name, parsed.port) if parsed.live else None
    except (PlanError, RenderError, OSError) as error:
        print(f"sessioncore simulate: {reason(error)}", file=sys.stderr)
        return UNREADABLE
    if sys.stdin.isatty():
        _edited_lines([*_COMMANDS, *chart.events, *chart.guards, *chart.timers, *chart.actions])
    session = Session(chart, library, sys.stdin, sys.stdout, _shows(picture, parsed.svg, page))
    try:
        if page is not None:
            print(f"picture at {page.url}", file=sys.stderr, flush=True)
        return session.run()
    except KeyboardInterrupt:
        return STEPPED
    except OSError as error:
        print(f"sessioncore simulate: {reason(error)}", file=sys.stderr)
        return UNREADABLE
    finally:
        if page is not None:
            page.close()


def _picture(chart: Chart) -> str:
    return unlinked(render(chart_dot(plan_chart(chart))))


def _shows(picture: str, file: Path | None, page: LivePage | None) -> Callable[[Stepper, Sequence[Step]], None]:
    """What is done with the picture after each step."""

    def show(stepper: Stepper, steps: Sequence[Step]) -> None:
        if not picture:
            return
        rows = [row.id for step in steps for row in step.rows]
        edges = [edge for step in steps for edge in stepper.edges(step)]
        states = [state.path for state in around(stepper.chart, stepper.leaves)]
        svg = lit(picture, states, rows, edges)
        if file is not None:
            file.write_text(svg, encoding="utf-8")
        if page is not None:
            status = f"{' and '.join(stepper.leaves)} at {stepper.now:g} s"
            page.show(svg=svg, status=status, heading="History", lines=[step.line for step in stepper.history[-50:]])

    return show


def _seconds(text: str) -> bool:
    return re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", text, re.ASCII) is not None


def _edited_lines(words: Sequence[str]) -> None:
    """Let `input` edit its lines, and complete these words, where the terminal can."""
    try:
        import readline
    except ImportError:
        return

    def complete(begun: str, number: int) -> str | None:
        fitting = [f"{word} " for word in words if word.startswith(begun)]
        return fitting[number] if number < len(fitting) else None

    readline.set_completer(complete)
    readline.set_completer_delims(" ")
    readline.parse_and_bind("tab: complete")


class Session:
    """The dialogue: lines in, what happened out. `show` is called after each step."""

    def __init__(
        self,
        chart: Chart,
        library: Library,
        lines: TextIO,
        out: TextIO,
        show: Callable[[Stepper, Sequence[Step]], None],
    ) -> None:
        self.chart = chart
        self._library = library
        self._lines = lines
        self._out = out
        self._show = show
        self._given: dict[str, bool] = {}
        self._once: dict[str, bool] = {}
        self.wrong = False
        self.stepper = self._new()

    def _new(self) -> Stepper:
        return Stepper(self.chart, self._library.limits, self._asked)

    def run(self) -> int:
        """Until the lines end or `quit`; returns the exit status."""
        self._say(f"{self.chart.name}: {self.chart.doc}")
        try:
            self._told(self.stepper.start())
            for line in self._read():
                if not self._interactive:
                    self._say(f"> {line}")
                if line in _QUIT:
                    break
                try:
                    self._do(line)
                except StepError as error:
                    self.wrong = True
                    self._say(f"  {error}")
        except _QuitError:
            pass
        except EOFError:
            self.wrong = True
            self._say("  no answer; the lines have ended")
        return WRONG if self.wrong else STEPPED

    @property
    def _interactive(self) -> bool:
        return self._lines.isatty()

    def _read(self) -> Iterator[str]:
        while True:
            line = self._line("> " if self._interactive else "")
            if not line:
                return
            if line.strip() and not line.lstrip().startswith("#"):
                yield line.strip()

    def _line(self, prompt: str) -> str:
        """The next line, empty at their end; in a terminal it can be edited, and earlier ones come back."""
        if self._interactive and self._lines is sys.stdin and self._out is sys.stdout:
            try:
                return input(prompt) + "\n"
            except EOFError:
                self._say("")
                return ""
        self._out.write(prompt)
        self._out.flush()
        return self._lines.readline()

    def _say(self, text: str) -> None:
        print(text, file=self._out, flush=True)

    def _asked(self, name: str) -> bool:
        """The answer to a guard: given for this line, given before, or asked for now."""
        for given in (self._once, self._given):
            if name in given:
                return given[name]
        doc = self.chart.guards[name].doc
        while True:
            line = self._line(f"  {name}" + (f" ({doc})" if doc else "") + "? [y/n] ")
            if not line:
                self._say("")
                raise EOFError
            word = line.strip().lower()
            if not self._interactive:
                self._say(word)
            if word in (*_YES, *_NO):
                return word in _YES
            if word in _QUIT:
                raise _QuitError
            self._say(f"  y or n answers for now; quit, then 'guard {name} yes' before the event answers from then on")

    # -- the commands ---

    def _do(self, line: str) -> None:
        words = line.split()
        command, rest = words[0], words[1:]
        verbs: dict[str, Callable[[list[str]], None]] = {
            "send": self._send,
            "advance": self._advance,
            "next": self._next,
            "guard": self._guard,
            "delay": self._delay,
            "fail": self._fail,
            "allowed": lambda rest: self._allowed(),
            "state": lambda rest: self._state(),
            "timers": lambda rest: self._timers(),
            "history": lambda rest: self._history(),
            "restart": lambda rest: self._restart(),
            "help": lambda rest: self._say(HELP),
        }
        if command in verbs:
            verbs[command](rest)
        else:
            self._send(words)

    def _send(self, words: list[str]) -> None:
        if not words:
            raise StepError("send what? an event")
        payload: dict[str, str] = {}
        self._once.clear()
        for word in words[1:]:
            name, equals, value = word.partition("=")
            if not equals:
                raise StepError(f"{word!r} is not FIELD=VALUE")
            if name in self.chart.guards and value.lower() in (*_YES, *_NO):
                self._once[name] = value.lower() in _YES
            else:
                payload[name] = value
        self._told(self.stepper.send(words[0], payload))
        self._once.clear()

    def _advance(self, rest: list[str]) -> None:
        if len(rest) != 1 or not _seconds(rest[0]):
            raise StepError("advance how long? e.g. advance 0.5")
        steps = self.stepper.advance(float(rest[0]))
        self._told(steps)

    def _next(self, rest: list[str]) -> None:
        due = self.stepper.next_deadline()
        if due is None:
            raise StepError("no timer runs")
        self._told(self.stepper.advance(due - self.stepper.now))

    def _guard(self, rest: list[str]) -> None:
        if len(rest) != 2 or rest[0] not in self.chart.guards or rest[1] not in (*_YES, *_NO, "ask"):
            raise StepError(f"guard NAME yes|no|ask; there are: {', '.join(self.chart.guards) or 'none'}")
        self._given.pop(rest[0], None)
        if rest[1] != "ask":
            self._given[rest[0]] = rest[1] in _YES

    def _delay(self, rest: list[str]) -> None:
        if len(rest) != 2 or rest[0] not in self.chart.timers or not _seconds(rest[1]):
            raise StepError(f"delay TIMER SECONDS; there are: {', '.join(self.chart.timers) or 'none'}")
        self.stepper.delays[rest[0]] = float(rest[1])

    def _fail(self, rest: list[str]) -> None:
        if len(rest) != 1 or rest[0] not in self.chart.actions:
            raise StepError(f"fail ACTION; there are: {', '.join(self.chart.actions) or 'none'}")
        self.stepper.failing.add(rest[0])

    def _restart(self) -> None:
        delays = self.stepper.delays
        self.stepper = self._new()
        self.stepper.delays = delays
        self._told(self.stepper.start())

    # -- what is said ---

    def _told(self, steps: Sequence[Step]) -> None:
        for step in steps:
            move = f"{step.before} -> {step.after}" if step.before and step.before != step.after else step.after
            self._say(f"  {step.at:g} s {step.event}: {move}")
            for text in step.did:
                self._say(f"      {text}")
        self._state()
        self._show(self.stepper, steps)

    def _state(self) -> None:
        docs = [self.chart.states[leaf].doc for leaf in self.stepper.leaves]
        doc = "; ".join(text for text in docs if text)
        final = " (final)" if self.stepper.over else ""
        self._say(
            f"  now {' and '.join(self.stepper.leaves)}{final} at {self.stepper.now:g} s" + (f": {doc}" if doc else "")
        )
        if self.stepper.running:
            self._timers()
        if self.stepper.held:
            self._say(f"  held back: {', '.join(self.stepper.held)}")

    def _timers(self) -> None:
        running = sorted(self.stepper.running.values(), key=lambda each: (each.deadline, each.order))
        said = [f"{each.timer.name} in {each.deadline - self.stepper.now:g} s" for each in running]
        self._say(f"  timers: {', '.join(said) or 'none'}")

    def _allowed(self) -> None:
        for event, texts in self.stepper.allowed():
            self._say(f"  {' '.join([event, self.stepper.fields(event)]).rstrip()}")
            for text in texts:
                self._say(f"      {text}")

    def _history(self) -> None:
        for step in self.stepper.history:
            self._say(f"  {step.line}")
