"""What stands in the content of a NOTIFY for what only its subscription knows."""

from __future__ import annotations

from typing import Final

VERSION: Final = "\0version\0"
"""In its place comes how many documents the subscription was sent before this one: 0 in the first (RFC 4235 4.1).

No text of any content can be mistaken for it: neither XML nor a header has the character NUL.
"""
