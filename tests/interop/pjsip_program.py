"""PJSIP (pjsua2) as a peer in a process of its own: JSON lines in are commands, JSON lines out are events.

    python tests/interop/pjsip_program.py TONE_HZ [--user USER PASSWORD] [--tcp | --tls CERTIFICATE KEY AUTHORITIES]
        [--prack] [--register URI] [--srtp]

With `--srtp` its media is SRTP keyed by SDES, or there is no call. With `--prack` it calls with `Require: 100rel`, and
rings reliably; with `--register URI` it registers there as USER. It answers every call (180, 200), plays a tone of
TONE_HZ in every call, and has no sound device; with USER and PASSWORD it answers challenges of every realm. Commands:
{"do": "call", "uri": URI}, hold, resume, update, hang_up, {"do": "record", "path": PATH, "seconds": S}, quit, and
{"do": "codecs", "names": NAMES} in order of preference (at the start it has PCMU alone),
{"do": "protect", "with": W} for calls to come, where W is a crypto suite of SDES, or dtls, and
{"do": "dial", "digits": DIGITS, "method": M} where M is rfc4733 or info.
"""

from __future__ import annotations

import argparse
import json
import os
import select
import time
from typing import Any

import pjsua2

POLL_MS = 10

# PJSIP says its own name on standard output; that goes to standard error, and events alone go to the reader.
EVENTS = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def tell(event: str, **details: Any) -> None:
    """Print one event."""
    print(json.dumps({"event": event, **details}), file=EVENTS, flush=True)


class Call(pjsua2.Call):  # type: ignore[misc]
    """One call; it says what becomes of it."""

    def __init__(self, peer: Peer, number: int = pjsua2.PJSUA_INVALID_ID) -> None:
        super().__init__(peer, number)
        self.peer = peer

    def onCallState(self, prm: Any) -> None:
        info = self.getInfo()
        # The text of this one is not the same in all versions.
        state = "DISCONNECTED" if info.state == pjsua2.PJSIP_INV_STATE_DISCONNECTED else info.stateText
        tell("state", state=state, status=info.lastStatusCode, reason=info.lastReason)

    def onDtmfDigit(self, prm: Any) -> None:
        method = "info" if prm.method == pjsua2.PJSUA_DTMF_METHOD_SIP_INFO else "rfc4733"
        tell("digit", digit=prm.digit, method=method)

    def onCallMediaState(self, prm: Any) -> None:
        info = self.getInfo()  # has to outlive the loop: it owns the memory behind `media`
        for number, media in enumerate(info.media):
            names = {
                pjsua2.PJSUA_CALL_MEDIA_ACTIVE: "active",
                pjsua2.PJSUA_CALL_MEDIA_LOCAL_HOLD: "local_hold",
                pjsua2.PJSUA_CALL_MEDIA_REMOTE_HOLD: "remote_hold",
            }
            tell("media", status=names.get(media.status, str(media.status)), direction=media.dir)
            if media.status == pjsua2.PJSUA_CALL_MEDIA_ACTIVE:
                self.peer.sound = self.getAudioMedia(number)
                self.peer.tone.startTransmit(self.peer.sound)


class Peer(pjsua2.Account):  # type: ignore[misc]
    """The account, with the one call that is up."""

    def __init__(self, tone: Any) -> None:
        super().__init__()
        self.tone = tone
        self.calls: list[Call] = []  # kept: a call that is deleted inside its own callback ends the process
        self.sound: Any = None

    def onRegState(self, prm: Any) -> None:
        tell("registration", status=prm.code, seconds=prm.expiration)

    def onIncomingCall(self, prm: Any) -> None:
        call = Call(self, prm.callId)
        self.calls.append(call)
        for status in (180, 200):
            answer = pjsua2.CallOpParam()
            answer.statusCode = status
            call.answer(answer)

    def do(self, command: dict[str, Any]) -> None:
        """Carry out a command other than record and quit."""
        operation = pjsua2.CallOpParam(True)
        match command["do"]:
            case "call":
                self.calls.append(Call(self))
                self.calls[-1].makeCall(command["uri"], operation)
            case "hold":
                self.calls[-1].setHold(operation)
            case "resume":
                operation.opt.flag = pjsua2.PJSUA_CALL_UNHOLD
                self.calls[-1].reinvite(operation)
            case "update":
                self.calls[-1].update(operation)
            case "dial":
                digits = pjsua2.CallSendDtmfParam()
                digits.digits = command["digits"]
                methods = {"info": pjsua2.PJSUA_DTMF_METHOD_SIP_INFO, "rfc4733": pjsua2.PJSUA_DTMF_METHOD_RFC2833}
                digits.method = methods[command["method"]]
                self.calls[-1].sendDtmf(digits)
            case "hang_up":
                self.calls[-1].hangup(pjsua2.CallOpParam())


TYPES = {
    "udp": pjsua2.PJSIP_TRANSPORT_UDP,
    "tcp": pjsua2.PJSIP_TRANSPORT_TCP,
    "tls": pjsua2.PJSIP_TRANSPORT_TLS,
}


def endpoint(kind: str, *files: str) -> tuple[Any, int]:
    """PJSIP on a free port of loopback; without threads of its own for SIP, and without a sound device.

    With TLS it checks certificates, those of clients as well.
    """
    made = pjsua2.Endpoint()
    made.libCreate()
    config = pjsua2.EpConfig()
    config.logConfig.level = config.logConfig.consoleLevel = 0
    config.uaConfig.threadCnt = 0
    config.uaConfig.mainThreadOnly = True
    config.medConfig.clockRate = config.medConfig.sndClockRate = 8000
    config.medConfig.noVad = True
    config.medConfig.ecTailLen = 0
    made.libInit(config)
    transport = pjsua2.TransportConfig()
    transport.boundAddress = "127.0.0.1"
    if files:
        tls = transport.tlsConfig
        tls.certFile, tls.privKeyFile, tls.CaListFile = files
        tls.verifyServer = tls.verifyClient = tls.requireClientCert = True
    number = made.transportCreate(TYPES[kind], transport)
    made.libStart()
    made.audDevManager().setNullDev()
    prefer(made, ["PCMU"])
    return made, int(made.transportGetInfo(number).localName.rpartition(":")[2])


def prefer(made: Any, names: list[str]) -> None:
    """Have these codecs, and no others, for calls to come; a name may have a rate, as in L16/16000."""
    for codec in made.codecEnum2():
        name, with_rate = codec.codecId.partition("/")[0], codec.codecId.rpartition("/")[0]
        name = with_rate if with_rate in names else name
        made.codecSetPriority(codec.codecId, 255 - names.index(name) if name in names else 0)


def steady_tone(hz: int) -> Any:
    """A tone that never stops."""
    description = pjsua2.ToneDesc()
    description.freq1, description.freq2 = hz, 0
    description.on_msec, description.off_msec = 1000, 0
    tones = pjsua2.ToneDescVector()
    tones.append(description)
    generator = pjsua2.ToneGenerator()
    generator.createToneGenerator(8000, 1)
    generator.play(tones, True)
    return generator


def protection(config: Any, way: str) -> None:
    """Its media is SRTP, or there is no call: with one suite of SDES, with any ("sdes"), or keyed by DTLS ("dtls")."""
    config.mediaConfig.srtpUse = pjsua2.PJMEDIA_SRTP_MANDATORY
    config.mediaConfig.srtpSecureSignaling = 0
    keyings = pjsua2.IntVector()
    keyings.append(pjsua2.PJMEDIA_SRTP_KEYING_DTLS_SRTP if way == "dtls" else pjsua2.PJMEDIA_SRTP_KEYING_SDES)
    suites = pjsua2.SrtpCryptoVector()
    if way not in ("sdes", "dtls"):
        suite = pjsua2.SrtpCrypto()
        suite.name = way
        suites.append(suite)
    config.mediaConfig.srtpOpt.keyings = keyings
    config.mediaConfig.srtpOpt.cryptos = suites


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("hz", type=int)
    parser.add_argument("--user", nargs=2, default=())
    parser.add_argument("--tcp", action="store_true")
    parser.add_argument("--tls", nargs=3, default=())
    parser.add_argument("--prack", action="store_true")
    parser.add_argument("--srtp", action="store_true")
    parser.add_argument("--register", default="")
    return parser.parse_args()


def main() -> None:
    given = arguments()
    kind = "tls" if given.tls else "tcp" if given.tcp else "udp"
    made, port = endpoint(kind, *given.tls)
    peer = Peer(steady_tone(given.hz))
    config = pjsua2.AccountConfig()
    config.idUri = f"sip:pjsip@127.0.0.1:{port}" + (f";transport={kind}" if kind != "udp" else "")
    config.mediaConfig.transportConfig.boundAddress = "127.0.0.1"
    if given.register:
        config.idUri = f"sip:{given.user[0]}@{given.register.partition(':')[2]}"
        config.regConfig.registrarUri = given.register
        config.regConfig.timeoutSec = 120
    if given.srtp:
        protection(config, "sdes")
    if given.prack:
        config.callConfig.prackUse = pjsua2.PJSUA_100REL_MANDATORY
    if given.user:
        user, password = given.user
        config.sipConfig.authCreds.append(pjsua2.AuthCredInfo("digest", "*", user, 0, password))
    peer.create(config)
    tell("ready", port=port)
    waiting = b""
    recorder: Any = None
    recorded_at = 0.0
    while True:
        made.libHandleEvents(POLL_MS)
        if recorder is not None and time.monotonic() >= recorded_at:
            recorder = None  # deleting it completes the file
            tell("recorded")
        if not select.select([0], [], [], 0)[0]:
            continue
        data = os.read(0, 4096)
        waiting += data
        *lines, waiting = waiting.split(b"\n")
        for command in map(json.loads, lines):
            if command["do"] == "record":
                recorder = pjsua2.AudioMediaRecorder()
                recorder.createRecorder(command["path"])
                peer.sound.startTransmit(recorder)
                recorded_at = time.monotonic() + command["seconds"]
            elif command["do"] == "codecs":
                prefer(made, command["names"])
                tell("codecs")
            elif command["do"] == "protect":
                protection(config, command["with"])
                peer.modify(config)
                tell("protected")
            elif command["do"] != "quit":
                peer.do(command)
        if not data or any(b'"quit"' in line for line in lines):
            # PJSIP's own clean-up order does not matter here, and destructors at exit may crash.
            os._exit(0)


if __name__ == "__main__":
    main()
