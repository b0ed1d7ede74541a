"""Nonces that need no memory until they were answered rightly, and the counts of those that were (RFC 7616)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from collections import OrderedDict
from collections.abc import Callable
from typing import Final

MAX_ANSWERED: Final = 10_000
"""Nonces whose counts are kept. Who uses one that had to be forgotten is given another (stale)."""
WINDOW: Final = 64
"""Counts below the highest one that may still come, since messages overtake each other."""

_STAMP, _SALT, _MAC = 6, 8, 16
_SIZE = _STAMP + _SALT + _MAC


class Nonces:
    """Makes and judges the nonces of one realm.

    realm, life    the realm, and how many seconds a nonce is good for
    key            signs them; a program that begins anew with another key calls those of before stale
    token          random octets, so many
    """

    def __init__(self, realm: str, life: float, key: bytes, token: Callable[[int], bytes]) -> None:
        self._realm = realm.encode("utf-8", "surrogateescape")
        self._life = life
        self._key = key
        self._token = token
        self._answered: OrderedDict[str, tuple[int, int]] = OrderedDict()
        self._forgotten_until = -1.0

    def __len__(self) -> int:
        return len(self._answered)

    def make(self, now: float) -> str:
        """A new nonce: when it was made, salt, and our signature."""
        head = int(now * 1000).to_bytes(_STAMP, "big") + self._token(_SALT)
        return base64.urlsafe_b64encode(head + self._sign(head)).decode("ascii")

    def is_fresh(self, nonce: str, now: float) -> bool:
        """Whether it is ours and young enough, and its counts are not forgotten."""
        made = self._made(nonce)
        if made is None or not -0.001 <= now - made <= self._life:
            return False
        return nonce in self._answered or made > self._forgotten_until

    def age(self, nonce: str, now: float) -> float:
        """Seconds since a nonce of ours was made; 0 for others."""
        made = self._made(nonce)
        return 0.0 if made is None else now - made

    def take(self, nonce: str, count: int) -> bool:
        """Note a fresh nonce's count, which has to be at least 1; False when it was used before (a replay)."""
        highest, seen = self._answered.pop(nonce, (0, 0))
        ahead = count - highest
        if count < 1 or ahead <= -WINDOW or (ahead <= 0 and seen >> -ahead & 1):
            self._answered[nonce] = highest, seen
            return False
        if ahead > 0:
            highest, seen = count, (seen << min(ahead, WINDOW) | 1) & ((1 << WINDOW) - 1)
        else:
            seen |= 1 << -ahead
        self._answered[nonce] = highest, seen
        while len(self._answered) > MAX_ANSWERED:
            # What is forgotten could be replayed: so could whatever is older, and none of it is fresh any more.
            oldest, _ = self._answered.popitem(last=False)
            self._forgotten_until = max(self._forgotten_until, self._made(oldest) or 0.0)
        return True

    def _made(self, nonce: str) -> float | None:
        """When one of ours was made; None for others."""
        try:
            data = base64.b64decode(nonce.encode("ascii"), altchars=b"-_", validate=True)
        except (binascii.Error, ValueError):
            return None
        head, mac = data[: _STAMP + _SALT], data[_STAMP + _SALT :]
        if len(data) != _SIZE or not hmac.compare_digest(mac, self._sign(head)):
            return None
        return int.from_bytes(head[:_STAMP], "big") / 1000

    def _sign(self, head: bytes) -> bytes:
        return hmac.digest(self._key, head + self._realm, hashlib.sha256)[:_MAC]
