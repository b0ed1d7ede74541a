"""baresip as a peer in a process of its own, with a folder of its own, told what to do over TCP.

Commands and events are netstrings of JSON (its module ctrl_tcp). It writes the address of a network interface into its
SDP whatever it listens on, so both sides talk over that address and not over 127.0.0.1. What it hears is recorded by
its module sndfile up to the first re-INVITE, and complete when the call is over.
"""

from __future__ import annotations

import array
import json
import math
import socket
import wave
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.interop.programs import Program
from tests.interop.sipp import PATIENCE_S, until
from tests.interop.tones import is_complete, parts, read_wave, tone
from tests.support.ports import free_port, media_ports

TONE_HZ = 600
TONE_DBOV = -11.5
"""A sine with an amplitude of 12288, 16 bit."""

TONE_S = 60
LIFE_S = 120
MODULES = Path("/usr/lib/baresip/modules")

CONFIG = """\
poll_method epoll
sip_listen {host}:{port}
rtp_ports {media.start}-{media.stop}
call_max_calls 4
audio_source aufile,{folder}/tone.wav
ausrc_srate 8000
auplay_srate 8000
ausrc_channels 1
auplay_channels 1
module_path {modules}
{coders}
module aufile.so
module sndfile.so
snd_path {folder}
module_tmp account.so
module_app menu.so
module ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:{control}
"""


_ENCRYPTIONS = {"srtp": ["srtp"], "srtp-mand": ["srtp"], "srtp-mandf": ["srtp"], "dtls_srtp": ["dtls_srtp"]}
"""Kinds of media encryption, and the modules that bring them."""


def interface_address() -> str:
    """The address that this machine would call the world from, which is the one that baresip takes."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("203.0.113.1", 9))  # sends nothing
        except OSError:
            return "127.0.0.1"
        host: str = probe.getsockname()[0]
    return host


def write_tone(path: Path) -> None:
    """16 bit, 8 kHz, mono: what its module aufile reads."""
    step = 2 * math.pi * TONE_HZ / 8000
    second = array.array("h", [round(12288 * math.sin(step * n)) for n in range(8000)])
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(second.tobytes() * TONE_S)


class Baresip:
    """It answers every call by itself, over `transport`; `files` are its certificate, the key, and whom it trusts;
    `encryption` is what it wants for media: `srtp` (RTP/AVP with keys), `srtp-mand`, `srtp-mandf` or `dtls_srtp`.

    Events are read in order; `event` skips to the one wanted. `close` ends it.
    """

    def __init__(
        self,
        path: str,
        folder: Path,
        *,
        registrar: str = "",
        user: str = "",
        password: str = "",
        codec: str = "PCMU/8000/1",
        module: str = "g711",
        transport: str = "udp",
        files: tuple[Path, ...] = (),
        encryption: str = "",
    ) -> None:
        self.host = interface_address()
        self._folder = folder
        self._port, self._control = free_port(), free_port()
        self._received = b""
        self._events: list[dict[str, Any]] = []
        self._socket: socket.socket | None = None
        # With TLS it listens on the port after the one that it is told.
        parameter = f";transport={transport}" if transport != "udp" else ""
        self.uri = f"sip:baresip@{self.host}:{self._port + (transport == 'tls')}{parameter}"
        write_tone(folder / "tone.wav")
        config = CONFIG.format(
            host=self.host,
            port=self._port,
            control=self._control,
            media=media_ports(),
            folder=folder,
            modules=MODULES,
            coders="\n".join([f"module {name}.so" for name in (module, *_ENCRYPTIONS.get(encryption, ()))]),
        )
        if files:
            certificate, key, authorities = files
            both = folder / "both.pem"
            both.write_text(key.read_text() + certificate.read_text())
            config += f"sip_certificate {both}\nsip_cafile {authorities}\nsip_verify_server yes\n"
        aor, registers = self.uri, "regint=0"
        if registrar:
            aor, registers = f"sip:{user}@{registrar}", f"auth_user={user};auth_pass={password};regint=60"
        account = f"<{aor}>;{registers};answermode=auto;audio_codecs={codec}"
        account += f";mediaenc={encryption}" if encryption else ""
        for name, text in (("config", config), ("accounts", account + "\n"), ("contacts", "")):
            (folder / name).write_text(text, encoding="utf-8")
        # `-t`: it ends by itself, whatever becomes of the test.
        self.program = Program(path, "-4", "-f", str(folder), "-t", str(LIFE_S), folder=folder, name="baresip")

    def _connect(self) -> bool:
        if self.program.process.poll() is not None:
            raise AssertionError(f"baresip ended: {self.program.output}{self.program.errors}")
        try:
            self._socket = socket.create_connection(("127.0.0.1", self._control), timeout=1.0)
        except OSError:
            return False
        self._socket.setblocking(False)
        return True

    async def ready(self) -> None:
        """Wait until it takes commands, which is after it listens."""
        await until(self._connect, "baresip's start")

    def do(self, command: str, argument: str = "") -> None:
        """Give a command: dial URI, hold, resume, hangup."""
        assert self._socket is not None
        text = json.dumps({"command": command, "params": argument}).encode()
        self._socket.sendall(b"%d:%s," % (len(text), text))

    async def event(self, kind: str, limit: float = PATIENCE_S) -> dict[str, Any]:
        """Wait for the next event of this type; what came before it is passed over."""
        found: list[dict[str, Any]] = []

        def look() -> bool:
            self._read()
            while self._events and not found:
                event = self._events.pop(0)
                if event.get("type") == kind:
                    found.append(event)
            return bool(found) or self.program.process.poll() is not None

        await until(look, f"baresip's event {kind}", limit)
        assert found, f"baresip ended while {kind} was waited for: {self.program.errors}"
        return found[0]

    def _read(self) -> None:
        assert self._socket is not None
        try:
            while data := self._socket.recv(65536):
                self._received += data
        except BlockingIOError:
            pass
        while True:
            size, colon, rest = self._received.partition(b":")
            if not colon or len(rest) <= int(size):
                return
            self._events.append(json.loads(rest[: int(size)]))
            self._received = rest[int(size) + 1 :]

    async def recording(self) -> Path:
        """What it heard in a call that is over, half a second at least."""

        def found() -> Path | None:
            """The file gets its samples after CALL_CLOSED, as the last thing of the call."""
            every = self._folder.glob("dump-*-dec.wav")
            return next((path for path in every if path.stat().st_size > 8_000 and is_complete(path)), None)

        await until(lambda: found() is not None, "half a second of baresip's recording")
        path = found()
        assert path is not None
        return path

    async def heard(self) -> Iterator[tuple[float, float]]:
        """What it heard in each 0.4 s of a call that is over, the last first: the tone in Hz (0: none), its level."""
        return map(tone, parts(read_wave(await self.recording()), 3_200))

    def close(self) -> None:
        """End it at once."""
        if self._socket is not None:
            self._socket.close()
        self.program.kill()
