"""`sessioncore journal redact FILE`: a journal to give away, without secrets and identities, that still replays."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Sequence
from pathlib import Path

from sessioncore.base.errors import SessionCoreError
from sessioncore.cli.common import complain, open_private, parse
from sessioncore.core.redaction import Redaction, redact
from sessioncore.core.replay import replay

CLEAN, NOT_CLEAN = 0, 1


def run(arguments: Sequence[str]) -> int:
    """Exit status 0; 1 when the result tells of another run or does not replay; 2 when there is no result."""
    parser = argparse.ArgumentParser(prog="sessioncore journal", description="Work on journals.")
    actions = parser.add_subparsers(dest="action", required=True, metavar="redact")
    action = actions.add_parser(
        "redact",
        help="replace secrets and identities",
        description="Replace users, names, hosts, addresses, credentials, Call-IDs, tags and free text by placeholders"
        " of the same shape, the same ones for the same words, and leave out the seed. Loopback addresses, ports and"
        " times stay. The effects are made anew from the redacted inputs, and the result is replayed.",
    )
    action.add_argument("file", metavar="FILE", type=Path, help="what serve --journal or demo has written")
    action.add_argument("-o", dest="out", metavar="OUT", type=Path, help="default: FILE with .redacted before its end")
    parsed = parse(parser, arguments)
    if isinstance(parsed, int):
        return parsed
    path: Path = parsed.file
    out: Path = parsed.out or path.with_name(f"{path.stem}.redacted{path.suffix}")
    try:
        if out.exists() and path.samefile(out):
            return complain("journal", f"{out} is the journal itself; say with -o where the result goes")
        done = _redacted(path, out)
        result = replay(out)
    except SessionCoreError as error:
        return complain("journal", str(error))
    except OSError as error:
        return complain("journal", f"{path}: {error.strerror or error}")
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        return complain("journal", f"{path}: not a journal that can be run: {type(error).__name__}: {error}")
    if done.diverged is not None:
        print(f"from input {done.diverged} on the redacted journal tells of another run")
    if result.difference is not None:
        print(result.difference)
    clean = done.diverged is None and result.same
    print(f"{out}: {done.inputs} inputs" + (", replayed with the same effects" if result.same else ""))
    return CLEAN if clean else NOT_CLEAN


def _redacted(path: Path, out: Path) -> Redaction:
    """Write `out`; what was not finished is not left behind."""
    with path.open("rb"), open_private(out) as target:
        try:
            return redact(path, target, secrets.token_bytes(32))
        except BaseException:
            out.unlink(missing_ok=True)
            raise
