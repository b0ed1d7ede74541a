"""Plain SIP messages for tests."""

from __future__ import annotations

from sessioncore.wire.sip import Request, Response, parse

BRANCH = "z9hG4bKtest1"
LOCAL_TAG = "local-tag"
REMOTE_TAG = "remote-tag"


def make_request(
    method: str = "INVITE",
    *,
    branch: str = BRANCH,
    to_tag: str | None = None,
    headers: tuple[tuple[str, str], ...] = (),
) -> Request:
    """A request from sip:alice@192.0.2.1 to sip:bob@192.0.2.2, as it is after parsing."""
    to = "<sip:bob@192.0.2.2>" + (f";tag={to_tag}" if to_tag else "")
    request = Request(
        method,
        "sip:bob@192.0.2.2:5080",
        [
            ("Via", f"SIP/2.0/UDP 192.0.2.1:5060;branch={branch};rport"),
            *headers,
            ("Max-Forwards", "70"),
            ("From", f"<sip:alice@192.0.2.1>;tag={LOCAL_TAG}"),
            ("To", to),
            ("Call-ID", "call-1"),
            ("CSeq", f"7 {method}"),
            ("Contact", "<sip:alice@192.0.2.1:5060>"),
        ],
    )
    parsed = parse(request.encode())
    assert isinstance(parsed, Request)
    return parsed


def make_response(request: Request, status: int, *, to_tag: str | None = REMOTE_TAG) -> Response:
    """The peer's response, as it is after parsing; a 100 has no To tag."""
    tag = None if status == 100 else to_tag
    parsed = parse(request.reply(status, to_tag=tag).encode())
    assert isinstance(parsed, Response)
    return parsed
