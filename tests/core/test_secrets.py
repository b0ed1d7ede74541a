"""No key of media is in any text that the program makes of its values, its errors or its logs."""

from __future__ import annotations

import base64
import gc
import logging
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from sessioncore.actions.media import stream
from sessioncore.inputs import Datagram, FlowBroken, SendFailed, StreamMessage
from sessioncore.wire.sdp import SdpError, parse_sdp
from tests.media.test_keying import CRYPTO, KEY, NEW_KEY, PRINT, called, savp
from tests.support.peer import Peer, audio

PASSWORD = "pass/word+of/the+peer0"
ICE = "a=ice-ufrag:abcd\r\na=ice-pwd:" + PASSWORD


def spellings(key: bytes) -> list[str]:
    """As it could come into a text: whole, and the first half of it."""
    text, digits = base64.b64encode(key).decode(), key.hex()
    return [text[: len(text) // 2], digits[: len(digits) // 2], repr(key)[2:-1][:40]]


def texts(*roots: Any) -> dict[str, str]:
    """What `repr` and `str` make of every value of ours that can be reached, by its type."""
    seen: set[int] = set()
    found: dict[str, str] = {}
    waiting = list(roots)
    while waiting:
        value = waiting.pop()
        if id(value) in seen or isinstance(value, type) or callable(value):
            continue
        seen.add(id(value))
        kind = type(value)
        if kind.__module__.partition(".")[0] == "sessioncore":
            found[kind.__name__] = found.get(kind.__name__, "") + repr(value) + str(value)
        elif not isinstance(value, list | tuple | dict | set | frozenset):
            continue
        waiting += gc.get_referents(value)
    return found


@pytest.fixture
def secure(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(sdes_over_clear_transport=True, media_keying="sdes", media_fingerprint=PRINT)


def test_no_key_is_in_a_text_of_any_value(secure: Peer, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    call = called(secure, savp())
    secure.command("hold", call.session)
    invite = secure.one("INVITE")
    call.respond(200, to=invite, sdp=savp(direction="recvonly", version=2))
    call.reinvite(savp(CRYPTO.replace(KEY, NEW_KEY), version=3))
    secure.take()
    protection = secure.configured().protection
    assert protection is not None
    secrets = [*spellings(protection.our_key), *spellings(protection.their_key), *spellings(base64.b64decode(KEY))]
    found = texts(secure.engine, secure.effects)
    assert {"Send", "Attribute", "Protection", "ConfigureStream", "Slice", "AgreedStream"} <= set(found)
    assert [kind for kind, text in found.items() for secret in secrets if secret in text] == []
    told = caplog.text + repr(secure.engine.counters) + repr([record.line for record in secure.engine.trace])
    assert not any(secret in told for secret in secrets)
    stored = repr(secure.engine.snapshot(call.session))
    assert any(secret in stored for secret in secrets), "a snapshot is as secret as they are, or this test is blind"


def test_nor_is_a_password_of_checks(secure: Peer) -> None:
    role = f"a=fingerprint:{PRINT.replace('AB', 'CD')}\r\na=setup:actpass\r\na=rtcp-mux"
    call = called(secure, audio(more=[role, ICE]).replace("RTP/AVP", "UDP/TLS/RTP/SAVP"))
    protection = secure.configured().protection
    assert protection is not None
    assert protection.our_password
    found = texts(secure.engine, secure.effects)
    assert "Attribute" in found
    for secret in (PASSWORD, protection.our_password):
        assert [kind for kind, text in found.items() if secret in text] == []
    call.request("BYE")


def test_nor_in_the_report_of_an_action_that_fails(secure: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(self: Any, event: Any) -> None:
        raise ValueError(f"cannot apply {event!r} of {self.slice!r}")

    secure.expected_failures = 1
    monkeypatch.setattr(stream.Actions, "apply", broken)
    call = called(secure, savp())
    ((_, _, _, error),) = secure.errors
    text = "".join(traceback.format_exception(error))
    assert "cannot apply Configure" in text
    assert not any(secret in text for secret in spellings(base64.b64decode(KEY)))
    monkeypatch.undo()
    call.request("BYE")


def test_nor_in_what_a_broken_description_is_refused_with() -> None:
    text = savp().encode()
    refused = 0
    for at in range(len(text)):
        for octets in (b"\r\n", b"\0", b"\xff", b" "):
            try:
                parse_sdp(text[:at] + octets + text[at + 1 :])
            except SdpError as error:
                refused += 1
                said = f"{error} {error!r} {vars(error)}"
                assert KEY[:12] not in said
                assert KEY[-12:] not in said
    assert refused > 100


def test_messages_are_told_by_how_they_begin() -> None:
    message = b"INVITE sip:bob@example.com SIP/2.0\r\n\r\n" + CRYPTO.encode()
    said = repr(
        [
            Datagram(message, ("192.0.2.2", 5060)),
            StreamMessage(b"SIP/2.0 200 OK\r\n\r\n" + CRYPTO.encode(), ("192.0.2.2", 5060), "tls", 1),
            FlowBroken(1, "broken", CRYPTO.encode()),
            SendFailed(("192.0.2.2", 5060), "unreachable", message),
        ]
    )
    assert KEY not in said
    assert f"<INVITE, {len(message)} octets>" in said
    assert "<200, " in said
    assert "<?, " in said
