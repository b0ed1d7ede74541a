"""rtpengine as the media relay: a plain process that passes packets on in user space."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.interop.programs import Program
from tests.interop.sipp import wait_for
from tests.support.ports import free_port, is_listening, media_ports


class Rtpengine:
    """One running engine, whose media is at `address`; `control` is where its ng protocol is spoken."""

    def __init__(self, folder: Path, address: str) -> None:
        binary = shutil.which("rtpengine")
        assert binary is not None, "the test asks for its peer first (require_peer)"
        port = free_port()
        self.control = f"127.0.0.1:{port}"
        ports = media_ports()
        command = [binary, "--config-file=none", "--table=-1", "--foreground", "--log-stderr", "--log-level=4"]
        command += [f"--interface={address}", f"--listen-ng={self.control}", f"--pidfile={folder / 'rtpengine.pid'}"]
        command += [f"--port-min={ports[0]}", f"--port-max={ports[-1]}"]
        self.program = Program(*command, folder=folder, name="rtpengine")
        wait_for(lambda: is_listening(port) or self.program.process.poll() is not None, "rtpengine's start")
        assert self.program.process.poll() is None, self.program.errors

    def close(self) -> None:
        """End it; harmless when it has ended."""
        self.program.kill()
