"""Replaces: which dialog a new one takes the place of (RFC 3891 6.1)."""

from __future__ import annotations

import re
from typing import Final

import attrs

from sessioncore.base.errors import LocalProtocolError
from sessioncore.wire.sip.headers import bad_header, parse_value_params
from sessioncore.wire.sip.names import TOKEN

REASON: Final = "bad_replaces"
MAX_CALL_ID: Final = 1_024
_is_call_id = re.compile(r"[\w.!%*+`'~()<>:\\\"/\[\]?{}-]+(@[\w.!%*+`'~()<>:\\\"/\[\]?{}-]+)?", re.ASCII).fullmatch


@attrs.frozen
class Replaces:
    """A dialog as its other end knows it: `to_tag` is that end's own tag, `from_tag` that of whom it talks to.

    `early_only`: it is not to be replaced once it is answered. Raises LocalProtocolError for what no header can hold.
    """

    call_id: str
    to_tag: str
    from_tag: str
    early_only: bool = False

    def __attrs_post_init__(self) -> None:
        tags = TOKEN.fullmatch(self.to_tag) and TOKEN.fullmatch(self.from_tag)
        if not tags or len(self.call_id) > MAX_CALL_ID or _is_call_id(self.call_id) is None:
            raise LocalProtocolError("a dialog is named by a Call-ID and two tags")

    def encode(self) -> str:
        """The value as it stands in the header."""
        end = ";early-only" if self.early_only else ""
        return f"{self.call_id};to-tag={self.to_tag};from-tag={self.from_tag}{end}"


def parse_replaces(value: str) -> Replaces:
    """Read a value of Replaces; raises SipParseError (400) for one that cannot be read or names no dialog."""
    call_id, params = parse_value_params(value)
    to_tag, from_tag = params.get("to-tag"), params.get("from-tag")
    if not to_tag or not from_tag:
        raise bad_header(REASON, "Replaces without a tag")
    try:
        return Replaces(call_id.strip(), to_tag, from_tag, "early-only" in params)
    except LocalProtocolError:
        raise bad_header(REASON, "Replaces names no dialog") from None
