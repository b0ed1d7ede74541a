"""Calls in every codec that the other program has, both ways: each end measures the other's tone."""

from __future__ import annotations

import wave
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

import numpy as np
import pytest

from sessioncore.api import AnsweringRule, AnsweringTable, Session, SessionManager
from sessioncore.base.media import StreamStatistics
from sessioncore.base.settings import Settings
from tests.interop import baresip as baresip_peer
from tests.interop import pjsip as pjsip_peer
from tests.interop.baresip import Baresip
from tests.interop.pjsip import Pjsip
from tests.interop.sipp import until
from tests.interop.sound import check_heard, heard, is_about, until_heard
from tests.interop.tones import parts

pytestmark = pytest.mark.peers

OUR_HZ = 440
OUR_DBOV = -10.0
TONE_HZ, TONE_DBOV = pjsip_peer.TONE_HZ, pjsip_peer.TONE_DBOV
ANSWERS = AnsweringTable({"echo": AnsweringRule("echo", "echo"), "tone": AnsweringRule("tone", f"tone:{OUR_HZ}")})
PJSIP_GAIN = {"PCMA": 0.0, "G722": 6.02}
"""In dB: PJSIP's G.722 takes 14 of 16 bits where FFmpeg's and that of baresip (spandsp) take 15."""

OURS = ("opus", "G722", "L16/16000", "AMR", "AMR/octet-align", "PCMA", "PCMU")

assert (TONE_HZ, TONE_DBOV) == (baresip_peer.TONE_HZ, baresip_peer.TONE_DBOV)


def ours(host: str) -> SessionManager:
    return SessionManager(listen=f"udp:{host}:0", answering=ANSWERS, media_ports=4, settings=Settings(codecs=OURS))


@pytest.fixture
async def pjsip(require_peer: Callable[[str], str], tmp_path: Path) -> AsyncIterator[Pjsip]:
    require_peer("pjsua2")
    peer = Pjsip(tmp_path)
    try:
        await peer.ready()
        yield peer
    finally:
        peer.program.kill()


async def only(manager: SessionManager) -> Session:
    await until(lambda: len(manager.sessions()) == 1, "the session")
    return manager.sessions()[0]


async def limit(pjsip: Pjsip, *codecs: str) -> None:
    """PJSIP has these codecs alone."""
    pjsip.do("codecs", names=codecs)
    await pjsip.event("codecs")


async def until_it_is_heard(session: Session, dbov: float = TONE_DBOV) -> None:
    """Our end measures the peer's tone, in packets of a second that come from now on."""
    before = (await heard(session)).received_packets

    def measured(now: StreamStatistics) -> bool:
        return now.received_packets > before + 50 and is_about(now.tone_hz, now.level_dbov, TONE_HZ, dbov)

    await until_heard(session, measured)
    now = await heard(session)
    assert (now.malformed, now.wrong_payload_type) == (0, 0)


def codec_of(session: Session) -> str:
    config = session.get_media_config()
    assert config is not None
    return config.codec


@pytest.mark.parametrize("codec", ["PCMA", "G722"])
async def test_m7_pjsip_calls_the_echo(pjsip: Pjsip, codec: str) -> None:
    async with ours("127.0.0.1") as manager:
        await limit(pjsip, codec)
        pjsip.do("call", uri=f"sip:echo@127.0.0.1:{manager.local_address[1]}")
        await pjsip.event("state", state="CONFIRMED")
        session = await only(manager)
        assert codec_of(session) == codec
        await until_it_is_heard(session, TONE_DBOV - PJSIP_GAIN[codec])
        await pjsip.until_it_hears(TONE_HZ, TONE_DBOV)


@pytest.mark.parametrize("codec", ["PCMA", "G722"])
async def test_m7_pjsip_is_called(pjsip: Pjsip, codec: str) -> None:
    async with ours("127.0.0.1") as manager:
        await limit(pjsip, codec)
        session = await manager.call(pjsip.uri, source=f"tone:{OUR_HZ}")
        assert codec_of(session) == codec
        await until_it_is_heard(session, TONE_DBOV - PJSIP_GAIN[codec])
        await pjsip.until_it_hears(OUR_HZ, OUR_DBOV + PJSIP_GAIN[codec])


async def test_m7_pjsip_follows_a_change_in_mid_call_and_makes_one(pjsip: Pjsip) -> None:
    """PCMU, then G.722 by our re-INVITE; after a hold by PJSIP the codec is what we wished."""
    async with ours("127.0.0.1") as manager:
        await limit(pjsip, "PCMU", "G722")
        session = await manager.call(pjsip.uri, source=f"tone:{OUR_HZ}", codecs=("PCMU",))
        await pjsip.event("media", status="active")
        assert codec_of(session) == "PCMU"
        await session.change_codecs("G722")
        assert codec_of(session) == "G722"
        await until_it_is_heard(session, TONE_DBOV - PJSIP_GAIN["G722"])
        await pjsip.until_it_hears(OUR_HZ, OUR_DBOV + PJSIP_GAIN["G722"])
        pjsip.do("hold")
        await pjsip.event("media", status="local_hold")
        pjsip.do("resume")
        await pjsip.event("media", status="active")
        await until(lambda: session.state.value == "connected", "the resumed call")
        assert codec_of(session) == "G722"
        await until_it_is_heard(session, TONE_DBOV - PJSIP_GAIN["G722"])


BARESIP = [
    ("PCMA", "PCMA/8000/1", "g711"),
    ("G722", "G722/16000/1", "g722"),
    ("opus", "opus/48000/2", "opus"),
    ("L16/16000", "L16/16000/1", "l16"),
    ("AMR/octet-align", "AMR/8000/1", "amr"),
]


def tones_in(path: Path) -> Iterator[tuple[float, float]]:
    """Frequency and level of each 0.4 s of a recording, of its first channel; the last first."""
    with wave.open(str(path), "rb") as file:
        rate, channels = file.getframerate(), file.getnchannels()
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(float)[::channels]
    for part in parts(samples, int(rate * 0.4)):  # type: ignore[arg-type]
        spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part))))
        level = float(20 * np.log10(np.sqrt(np.mean(np.square(part))) / 32768 + 1e-9))
        yield float(np.argmax(spectrum)) * rate / len(part), level


@pytest.mark.parametrize(("codec", "theirs", "module"), BARESIP)
@pytest.mark.parametrize("calls", [True, False], ids=["calls", "is called"])
async def test_m7_baresip(
    require_peer: Callable[[str], str], tmp_path: Path, codec: str, theirs: str, module: str, calls: bool
) -> None:
    """Called by it, or calling it: both tones are measured at the other's end."""
    peer = Baresip(require_peer("baresip"), tmp_path, codec=theirs, module=module)
    try:
        await peer.ready()
        async with ours(peer.host) as manager:
            if calls:
                peer.do("dial", "sip:tone@{}:{}".format(*manager.local_address))
                await peer.event("CALL_ESTABLISHED")
                session = await only(manager)
            else:
                session = await manager.call(peer.uri, source=f"tone:{OUR_HZ}")
                await peer.event("CALL_ESTABLISHED")
            assert codec_of(session) == codec
            await until_it_is_heard(session)
            await session.hang_up()
            await peer.event("CALL_CLOSED")
            check_heard(tones_in(await peer.recording()), OUR_HZ, OUR_DBOV)
    finally:
        peer.close()
