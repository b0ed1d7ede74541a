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
from tests.interop.pjsip import Pjsip, built_pjsip
from tests.interop.sipp import until
from tests.interop.sound import check_heard, heard, is_about, until_heard
from tests.interop.tones import parts

pytestmark = pytest.mark.peers

OUR_HZ = 440
OUR_DBOV = -10.0
TONE_HZ, TONE_DBOV = pjsip_peer.TONE_HZ, pjsip_peer.TONE_DBOV
ANSWERS = AnsweringTable({"echo": AnsweringRule("echo", "echo"), "tone": AnsweringRule("tone", f"tone:{OUR_HZ}")})
PJSIP_GAIN = {"G722": 6.02}
"""In dB: PJSIP's G.722 takes 14 of 16 bits where FFmpeg's and that of baresip (spandsp) take 15."""

OURS = ("opus", "G722", "L16/16000", "L16/8000", "AMR", "AMR/octet-align", "PCMA", "PCMU")

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


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path | None], Pjsip]]:
    """Gives PJSIP of the wheel, or the one that was built; each is started once for these tests."""
    made: dict[Path | None, Pjsip] = {}

    def get(built: Path | None) -> Pjsip:
        if built not in made:
            made[built] = Pjsip(tmp_path_factory.mktemp("pjsip"), built=built)
        return made[built]

    yield get
    for peer in made.values():
        peer.program.kill()


@pytest.mark.parametrize("role", ["we call", "it calls"])
@pytest.mark.parametrize("codec", ["PCMU", "PCMA", "G722", "opus", "L16/8000", "L16/16000", "AMR"])
async def test_m7_pjsip(
    require_peer: Callable[[str], str], kept: Callable[[Path | None], Pjsip], codec: str, role: str
) -> None:
    """Each hears the other's tone, whoever calls; it hangs up where it has called. The wheel has not all of these."""
    require_peer("pjsua2")
    pjsip = kept(None if codec in ("PCMU", "PCMA", "G722") else built_pjsip())
    await pjsip.ready()
    await limit(pjsip, codec)
    gain = PJSIP_GAIN.get(codec, 0.0)
    async with ours("127.0.0.1") as manager:
        if role == "we call":
            session = await manager.call(pjsip.uri, source=f"tone:{OUR_HZ}")
        else:
            pjsip.do("call", uri=f"sip:tone@127.0.0.1:{manager.local_address[1]}")
            await pjsip.event("state", state="CONFIRMED")
            session = await only(manager)
        assert codec_of(session) == codec
        await until_it_is_heard(session, TONE_DBOV - gain)
        await pjsip.until_it_hears(OUR_HZ, OUR_DBOV + gain)
        if role == "we call":
            await session.hang_up()
        else:
            pjsip.do("hang_up")
        await pjsip.event("state", state="DISCONNECTED")
        await until(lambda: not manager.sessions(), "the end of the session")


async def test_m7_pjsip_calls_the_echo_in_g722(pjsip: Pjsip) -> None:
    """What is coded anew for the echo comes back at its level."""
    async with ours("127.0.0.1") as manager:
        await limit(pjsip, "G722")
        pjsip.do("call", uri=f"sip:echo@127.0.0.1:{manager.local_address[1]}")
        await pjsip.event("state", state="CONFIRMED")
        await until_it_is_heard(await only(manager), TONE_DBOV - PJSIP_GAIN["G722"])
        await pjsip.until_it_hears(TONE_HZ, TONE_DBOV)


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


BARESIP = {
    "PCMU": ("PCMU/8000/1", "g711"),
    "PCMA": ("PCMA/8000/1", "g711"),
    "G722": ("G722/16000/1", "g722"),
    "opus": ("opus/48000/2", "opus"),
    "L16/8000": ("L16/8000/1", "l16"),
    "L16/16000": ("L16/16000/1", "l16"),
    "AMR/octet-align": ("AMR/8000/1", "amr"),
}
"""What it calls them, and the module that brings them."""


def tones_in(path: Path) -> Iterator[tuple[float, float]]:
    """Frequency and level of each 0.4 s of a recording, of its first channel; the last first."""
    with wave.open(str(path), "rb") as file:
        rate, channels = file.getframerate(), file.getnchannels()
        samples = np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(float)[::channels]
    for part in parts(samples, int(rate * 0.4)):  # type: ignore[arg-type]
        spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part))))
        level = float(20 * np.log10(np.sqrt(np.mean(np.square(part))) / 32768 + 1e-9))
        yield float(np.argmax(spectrum)) * rate / len(part), level


@pytest.mark.parametrize("role", ["we call", "it calls"])
@pytest.mark.parametrize("codec", BARESIP)
async def test_m7_baresip(require_peer: Callable[[str], str], tmp_path: Path, codec: str, role: str) -> None:
    """Called by it, or calling it: both tones are measured at the other's end."""
    theirs, module = BARESIP[codec]
    peer = Baresip(require_peer("baresip"), tmp_path, codec=theirs, module=module)
    try:
        await peer.ready()
        async with ours(peer.host) as manager:
            if role == "it calls":
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
