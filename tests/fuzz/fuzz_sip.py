"""Fuzz target: the SIP parser. `python -m tests.fuzz.fuzzing sip`."""

from __future__ import annotations

from sessioncore.wire.sip import Request, SipParseError, parse, validate


def one(data: bytes) -> None:
    """Any octets are a message or a SipParseError; what was read can be written and read again."""
    try:
        message = parse(data)
        validate(message)
    except SipParseError as error:
        if error.status is not None and isinstance(error.partial, Request):
            parse(error.partial.reply(error.status, to_tag="t").encode(), strict=False)
        return
    again = parse(message.encode())
    assert again.encode() == message.encode()
    assert (again.via, again.from_, again.to, again.cseq) == (message.via, message.from_, message.to, message.cseq)
    if isinstance(message, Request):
        parse(message.reply(200, to_tag="t").encode(), strict=False)
