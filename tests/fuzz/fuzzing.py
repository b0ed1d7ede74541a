"""Fuzz one target with atheris (libFuzzer for Python), guided by the coverage of what is under test.

    python -m tests.fuzz.fuzzing TARGET [CORPUS] [-max_total_time=60 ...]

TARGET is sip, sdp, stream, digest, feed, media, secured, sound, relay or ng; all else is libFuzzer's. A find ends the
program, its input stays in a file.
"""

from __future__ import annotations

import importlib
import sys


def main(arguments: list[str]) -> None:
    """Fuzz for ever, or as long as the arguments say; ends the process, with a status other than 0 for a find."""
    import atheris

    with atheris.instrument_imports(include=["sessioncore"]):
        target = importlib.import_module(f"tests.fuzz.fuzz_{arguments[1]}")
    atheris.Setup([arguments[0], *arguments[2:]], target.one)
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv)
