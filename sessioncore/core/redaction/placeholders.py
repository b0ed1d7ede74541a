"""Placeholders: for each word its own, always the same, of the same length and the same kinds of characters.

So a redacted message keeps its size, its Content-Length, its syntax, and what in it is equal. Only who holds the key,
which is thrown away, could tell which word a placeholder stands for; lengths are left to guess from.
"""

from __future__ import annotations

import hashlib
import ipaddress
import itertools
import re
from collections.abc import Iterator
from typing import Final

from sessioncore.base.environment import MAGIC_COOKIE

_IPV4: Final = r"(?<![0-9.])(?:[0-9]{1,3}\.){3}[0-9]{1,3}(?![0-9.])"
_TEXT: Final = re.compile(
    rf"(?P<ipv4>{_IPV4})|\[(?P<ipv6>[0-9A-Fa-f:.]+)\]|%(?P<escape>[0-9A-Fa-f]{{2}})|(?P<word>[A-Za-z0-9]+|[^\x00-\x7f]+)"
)
_KEPT_HOSTS: Final = frozenset({"localhost", "invalid"})
_TRIES: Final = 64
_ADDRESS_TRIES: Final = 10_000
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_DIGITS: Final = "0123456789"
_WIDE: Final = {2: (0x3B1, 24), 3: (0x4E00, 4096), 4: (0x10400, 40)}
"""Characters of so many octets in UTF-8: Greek, Chinese, Deseret."""


class Placeholders:
    """The placeholders of one journal; `key` is 16 to 64 random octets that are kept nowhere."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._words: dict[str, str] = {}
        self._given: set[str] = set()

    def octets(self, value: bytes) -> bytes:
        """As many other octets."""
        return hashlib.blake2b(value, digest_size=len(value), key=self._key).digest()

    def know(self, word: str, placeholder: str) -> None:
        """From now on `word` is replaced by this."""
        self._words[word.lower()] = placeholder.lower()
        self._given.add(placeholder.lower())

    def known(self) -> list[str]:
        """The words that were replaced, in lower case."""
        return list(self._words)

    def text(self, text: str) -> str:
        """Every word, number, address and escaped letter replaced; the signs between them stay."""
        return _TEXT.sub(self._part, text)

    def host(self, text: str) -> str:
        """A host name or an address, the latter by one of its family; loopback and unspecified name nobody and stay."""
        bare = text[1:-1] if text.startswith("[") and text.endswith("]") else text
        try:
            address = ipaddress.ip_address(bare)
        except ValueError:
            return "".join(
                [part if part.lower() in _KEPT_HOSTS else self.text(part) for part in re.split(r"(\.)", text)]
            )
        if address.is_loopback or address.is_unspecified:
            return text
        return text.replace(bare, self._address(bare))

    def _part(self, found: re.Match[str]) -> str:
        if found["ipv4"]:
            return self.host(found["ipv4"])
        if found["ipv6"]:
            inside = found["ipv6"]
            return f"[{self.host(inside) if ':' in inside else self._word(inside)}]"
        if found["escape"]:
            character = chr(int(found["escape"], 16))
            plain = character.isascii() and character.isalnum()
            return f"%{ord(self._word(character)):02X}" if plain else found[0]
        return self._word(found["word"])

    def _word(self, word: str) -> str:
        if word.startswith(MAGIC_COOKIE) and len(word) > len(MAGIC_COOKIE):
            return MAGIC_COOKIE + self._word(word[len(MAGIC_COOKIE) :])
        lower = "".join([character.lower() if character.isascii() else character for character in word])
        placeholder = self._words.get(lower)
        if placeholder is None:
            placeholder = self._new(lower, self._candidates(lower))
        return "".join(
            [
                new.upper() if old.isascii() and old.isupper() else new
                for old, new in zip(word, placeholder, strict=True)
            ]
        )

    def _address(self, text: str) -> str:
        lower = text.lower()
        return self._words.get(lower) or self._new(lower, self._addresses(lower))

    def _new(self, word: str, candidates: Iterator[str]) -> str:
        """The first candidate that stands for nothing yet: different words stay different."""
        free = (made for made in candidates if made not in self._given)
        first = next(free, word)
        # Rather not the word itself, nor another one that was met, where the words of this shape do not run out.
        placeholder = next(
            (
                made
                for made in itertools.chain([first], itertools.islice(free, 8))
                if made != word and made not in self._words
            ),
            first,
        )
        self._words[word] = placeholder
        self._given.add(placeholder)
        return placeholder

    def _stream(self, word: str, attempt: int) -> Iterator[int]:
        for block in itertools.count():
            data = b"%d %d " % (attempt, block) + word.encode("utf-8", "surrogatepass")
            digest = hashlib.blake2b(data, key=self._key).digest()
            yield from (int.from_bytes(digest[at : at + 2], "big") for at in range(0, len(digest), 2))

    def _candidates(self, word: str) -> Iterator[str]:
        """Words of the same shape, by chance at first; the short ones all, in the end."""
        for attempt in range(_TRIES):
            numbers = self._stream(word, attempt)
            yield "".join([_like(character, next(numbers), at == 0) for at, character in enumerate(word)])
        choices = [_DIGITS if c in _DIGITS else _LETTERS if c in _LETTERS else c for c in word]
        yield from map("".join, itertools.product(*choices))

    def _addresses(self, address: str) -> Iterator[str]:
        hexadecimal = ":" in address
        groups = re.compile(r"[0-9a-f]+" if hexadecimal else r"[0-9]+")
        for attempt in range(_ADDRESS_TRIES):
            numbers = self._stream(address, attempt)
            parts = [_group(part, numbers, hexadecimal) for part in groups.findall(address)]
            signs = groups.split(address)
            made = signs[0] + "".join([part + sign for part, sign in zip(parts, signs[1:], strict=True)])
            # Neither loopback nor multicast.
            if hexadecimal or not (parts[0] == "127" or int(parts[0]) >= 224):
                yield made


def _group(group: str, numbers: Iterator[int], hexadecimal: bool) -> str:
    number = next(numbers)
    if not group.strip("0"):
        return group
    if hexadecimal:
        return "".join(["23456789abcde"[(number + next(numbers)) % 13] for _ in group])
    low, high = {1: (1, 9), 2: (10, 99), 3: (100, 223)}.get(len(group), (1, 9))
    return str(low + number % (high - low + 1))


def _like(character: str, number: int, first: bool) -> str:
    if character in _DIGITS:
        return "123456789"[number % 9] if first and character != "0" else _DIGITS[number % 10]
    if character in _LETTERS:
        return _LETTERS[number % 26]
    if "\udc80" <= character <= "\udcff":
        return "\udcff"  # an octet that is no UTF-8: 255 is none anywhere
    start, count = _WIDE[len(character.encode("utf-8", "surrogatepass"))]
    return chr(start + number % count)
