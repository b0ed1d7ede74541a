"""The handle of a PJSIP peer in another process (`pjsip_program`)."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import absent
from tests.interop.programs import ROOT, Program
from tests.interop.sipp import PATIENCE_S, until
from tests.interop.sound import is_about
from tests.interop.tones import is_complete, parts, read_wave, tone

TONE_HZ = 600
TONE_DBOV = -11.5
"""PJSIP's generator: a sine with an amplitude of 12288."""

RECORDED_S = 0.6
PART = 1_600
"""Samples: a machine with much to do makes holes into sound, but not into every 0.2 s."""

MOST_RECORDINGS = 12


BUILT = Path(sys.prefix) / "peers" / "pjsip"
"""PJSIP with opus, L16, AES-GCM and DTLS-SRTP (`tools/pjsip.sh`)."""


def built_pjsip() -> Path:
    """The folder of the PJSIP that has all; skips where it cannot be built."""
    if not (BUILT / "_pjsua2.so").is_file():
        if os.geteuid() != 0 or shutil.which("apt-get") is None:
            pytest.skip("PJSIP with opus and DTLS-SRTP is not here, and without root and apt it is not built")
        absent("PJSIP with opus and DTLS-SRTP is not built (tools/setup.sh --peers)")
    return BUILT


class Pjsip:
    """`async with`-less on purpose: the fixture ends it. Events are read in order; `event` skips to the one wanted.

    It is the wheel's PJSIP, or that of the folder `built`.
    """

    def __init__(
        self,
        folder: Path,
        *credentials: str,
        transport: str = "udp",
        files: tuple[Path, ...] = (),
        prack: bool = False,
        registrar: str = "",
        srtp: bool = False,
        built: Path | None = None,
    ) -> None:
        self._folder = folder
        self._transport = transport
        more = ["--user", *credentials] if credentials else []
        more += [f"--{transport}", *map(str, files)] if transport != "udp" else []
        more += ["--prack"] if prack else []
        more += ["--srtp"] if srtp else []
        more += ["--register", registrar] if registrar else []
        script = ROOT / "tests" / "interop" / "pjsip_program.py"
        command = [sys.executable, str(script), str(TONE_HZ), *more]
        if built is not None:
            command = ["env", f"PYTHONPATH={built}", *command]
        self.program = Program(*command, folder=folder, name="pjsip")
        self._seen = 0
        self._files = 0
        self.uri = ""

    async def ready(self) -> None:
        """Wait until it listens; `uri` is then what to call. Harmless when it listens already."""
        if self.uri:
            return
        parameter = f";transport={self._transport}" if self._transport != "udp" else ""
        self.uri = f"sip:pjsip@127.0.0.1:{(await self.event('ready'))['port']}{parameter}"

    def do(self, command: str, **details: Any) -> None:
        """Give a command."""
        self.program.tell(json.dumps({"do": command, **details}))

    async def event(self, name: str, limit: float = PATIENCE_S, **wanted: Any) -> dict[str, Any]:
        """Wait for the next event of this name and with these details; what came before it is passed over."""
        found: list[dict[str, Any]] = []

        def look() -> bool:
            lines = self.program.output.splitlines(keepends=True)
            while self._seen < len(lines) and lines[self._seen].endswith("\n"):
                event = json.loads(lines[self._seen])
                self._seen += 1
                if event["event"] == name and wanted.items() <= event.items():
                    found.append(event)
                    return True
            return self.program.process.poll() is not None

        await until(look, f"PJSIP's event {name} {wanted}", limit)
        assert found, f"PJSIP ended while {name} {wanted} was waited for: {self.program.errors}"
        return found[0]

    async def hears(self, hz: float, dbov: float) -> list[tuple[float, float]]:
        """Record for a moment: tone in Hz (0: none) and level in dBov of each part up to the first that is this one."""
        self._files += 1
        path = self._folder / f"heard{self._files}.wav"
        self.do("record", path=str(path), seconds=RECORDED_S)
        await self.event("recorded")
        # PJSIP completes the file's header from its media thread, a little later.
        await until(lambda: is_complete(path), "the recording")
        found = []
        for part in parts(read_wave(path), PART):
            found.append(tone(part))
            if is_about(*found[-1], hz, dbov):
                break
        return found

    async def until_it_hears(self, hz: float, dbov: float) -> None:
        """It measures this tone in one of some recordings.

        In the first its jitter buffer may still be settling, and a machine with much to do makes holes into sound.
        """
        measured: list[tuple[float, float]] = []
        for _ in range(MOST_RECORDINGS):
            measured += await self.hears(hz, dbov)
            if measured and is_about(*measured[-1], hz, dbov):
                return
        raise AssertionError(measured)
