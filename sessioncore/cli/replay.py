"""`sessioncore replay FILE`: run a journal on today's code and name the first effect that differs."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from sessioncore.base.errors import SessionCoreError
from sessioncore.cli.common import complain, parse, read_wiring
from sessioncore.core.replay import replay

SAME, DIFFERS = 0, 1


def run(arguments: Sequence[str]) -> int:
    """Exit status 0 when every effect is the same, 1 when one differs, 2 when the file cannot be read."""
    parser = argparse.ArgumentParser(
        prog="sessioncore replay", description="Run a journal on today's code and name the first effect that differs."
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="what serve --journal or demo has written")
    parser.add_argument("--engine", choices=("generated", "statemachine", "transitions"), help="default: the journal's")
    parser.add_argument("--wiring", metavar="MODULE:NAME", help="the charts of your own that the calls were made with")
    parsed = parse(parser, arguments)
    if isinstance(parsed, int):
        return parsed
    try:
        result = replay(parsed.file, engine=parsed.engine, wiring=read_wiring(parsed.wiring))
    except SessionCoreError as error:
        return complain("replay", str(error))
    except OSError as error:
        return complain("replay", f"{parsed.file}: {error.strerror or error}")
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        return complain("replay", f"{parsed.file}: not a journal that can be run: {type(error).__name__}: {error}")
    if result.truncated:
        print("the journal ends within an input: the program ended there")
    if result.changed:
        print(f"changed since: {', '.join(result.changed)}")
    if result.difference is not None:
        print(result.difference)
        return DIFFERS
    print(f"{result.inputs} inputs: the same effects")
    return SAME
