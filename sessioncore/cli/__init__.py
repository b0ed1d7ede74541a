"""The program `sessioncore`: one module per verb, loaded only when its verb is used."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Sequence
from typing import Final

USAGE_ERROR: Final = 2
INTERRUPTED: Final = 130

VERBS: Final[dict[str, str]] = {
    "serve": "answer calls, by called user",
    "call": "place one call",
    "register": "register an account with a registrar and keep it up",
    "demo": "a whole call on loopback, with a ladder, a journal and a capture",
    "passwd": "the lines of an account, with digests in place of the password",
    "replay": "run a journal on today's code and name the first effect that differs",
    "trace": "show what a journal tells: ladder with transitions, page, capture",
    "journal": "redact: secrets and identities of a journal replaced, still replayable",
    "explore": "look at every order of messages, timers and decisions, and tell what goes wrong",
    "check": "check charts and wirings",
    "fmt": "write charts in one order of keys, comments kept",
    "generate": "write handlers, bindings and diagrams from the charts",
    "diagram": "draw one chart",
    "coverage": "which rows the tests take, over the pictures, and those that none takes",
    "mutate": "do the tests notice mistakes in the charts?",
    "new": "a chart of your own: chart, wiring, actions, test",
    "simulate": "step a chart in the terminal: events, guards, timers on a virtual clock",
    "rename": "rename a state, event, guard, action, signal or timer everywhere",
    "explain": "what a rule of check means (SC402), or all about a state (CHART.STATE)",
    "import": "take over an SCXML document as a chart",
    "export": "write a chart as SCXML, Mermaid, Markdown or JSON",
    "diff": "tell what a change of charts means, as a list and as pictures",
}
"""Verb to what it does. The module of the same name has `run(arguments) -> exit status`."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit status; 2 for a usage error."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    verb = given[0] if given else ""
    if verb in ("-h", "--help"):
        print(usage())
        return 0
    if verb in ("-V", "--version"):
        from importlib.metadata import version

        print(f"sessioncore {version('sessioncore')}")
        return 0
    if verb not in VERBS:
        if verb:
            print(f"sessioncore: there is no verb {verb[:40]!r}", file=sys.stderr)
        print(usage(), file=sys.stderr)
        return USAGE_ERROR
    try:
        status: int = importlib.import_module(f"sessioncore.cli.{verb}").run(given[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has seen enough.
        _discard_output()
        return 1
    except OSError as error:
        _discard_output()
        where = f"{error.filename}: " if error.filename is not None else ""
        print(f"sessioncore {verb}: {where}{error.strerror or error}", file=sys.stderr)
        return USAGE_ERROR
    return status


def _discard_output() -> None:
    """What is still to be written goes nowhere, so that the end of the program does not try it again."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def usage() -> str:
    """What the program can do, one line a verb."""
    verbs = "\n".join(f"  {verb:9} {what}" for verb, what in VERBS.items())
    return f"usage: sessioncore VERB [ARGUMENTS]; sessioncore VERB --help says more\n\n{verbs}"
