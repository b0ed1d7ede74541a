"""Session descriptions as values (RFC 8866). Treat every one as immutable; change by `attrs.evolve`.

Lines without a meaning here are kept in `other`, so a foreign description survives parse and encode.
"""

from __future__ import annotations

import functools
from typing import Final

import attrs

DIRECTIONS: Final = ("sendrecv", "sendonly", "recvonly", "inactive")

BEFORE_CONNECTION: Final = ("i", "u", "e", "p")
AFTER_TIMES: Final = ("r", "z")


@attrs.frozen(cache_hash=True, weakref_slot=False)
class Codec:
    """One RTP payload format: `name` as registered (compared without case), clock rate in Hz, `fmtp` raw."""

    name: str
    payload_type: int
    clock_rate: int = 8000
    fmtp: str | None = None
    channels: int = 1
    key: tuple[str, int, int] = attrs.field(init=False, eq=False, repr=False)
    """What makes two formats the same codec whatever their numbers."""
    is_audio: bool = attrs.field(init=False, eq=False, repr=False)
    """Whether this carries sound by itself: neither telephone events nor comfort noise (RFC 3389) do."""

    @key.default
    def _read_key(self) -> tuple[str, int, int]:
        name = self.name.lower()
        return (name if name != "amr" else name + _layout(self.fmtp)), self.clock_rate, self.channels

    @is_audio.default
    def _has_sound(self) -> bool:
        return self.key[0] not in ("telephone-event", "cn")

    def renumbered(self, payload_type: int, fmtp: str | None) -> Codec:
        """The same codec under another number and with other parameters."""
        return Codec(self.name, payload_type, self.clock_rate, fmtp, self.channels)

    @property
    def is_telephone_event(self) -> bool:
        """Whether this carries DTMF (RFC 4733) and therefore rides beside an audio codec."""
        return self.key[0] == "telephone-event"


def _layout(fmtp: str | None) -> str:
    """What parameters of AMR make of its payload: the same on both sides, or another format (RFC 4867 8.3.1)."""
    given = [part.strip().lower() for part in (fmtp or "").split(";")[:32]]
    if any(part.startswith("interleaving=") or part in ("crc=1", "robust-sorting=1") for part in given):
        return ";else"
    return ";octet-align" if "octet-align=1" in given else ""


PCMU: Final = Codec("PCMU", 0)
PCMA: Final = Codec("PCMA", 8)
TELEPHONE_EVENT: Final = Codec("telephone-event", 101, 8000, "0-16")
COMFORT_NOISE: Final = Codec("CN", 13)

STATIC_CODECS: Final = {
    codec.payload_type: codec
    for codec in (
        PCMU,
        PCMA,
        Codec("GSM", 3),
        Codec("G723", 4),
        Codec("LPC", 7),
        Codec("G722", 9),
        Codec("L16", 10, 44100, None, 2),
        Codec("L16", 11, 44100),
        COMFORT_NOISE,
        Codec("G728", 15),
        Codec("G729", 18),
    )
}
"""Audio payload types that need no rtpmap (RFC 3551 6)."""


@attrs.define(weakref_slot=False, repr=False)
class Attribute:
    """An `a=` line: `name` alone (value None) or `name:value`."""

    name: str
    value: str | None = None

    def __repr__(self) -> str:
        """Without the keys that some carry."""
        shown = "..." if self.name in _SECRETS and self.value else self.value
        return f"Attribute(name={self.name!r}, value={shown!r})"


_SECRETS: Final = frozenset({"crypto", "ice-pwd"})


@attrs.define(weakref_slot=False)
class Origin:
    """The `o=` line (RFC 8866 5.2); the address type is filled in from the address unless given."""

    username: str
    session_id: int
    version: int
    address: str
    address_type: str = ""

    def __attrs_post_init__(self) -> None:
        self.address_type = self.address_type or _address_type(self.address)

    def __str__(self) -> str:
        return f"{self.username} {self.session_id} {self.version} IN {self.address_type} {self.address}"


@attrs.define(weakref_slot=False)
class Connection:
    """A `c=` line (RFC 8866 5.7); `address` is raw, with TTL or count where the peer sent them."""

    address: str
    address_type: str = ""
    is_null: bool = attrs.field(init=False, eq=False, repr=False)
    """Whether this stands for no address: 0.0.0.0 (the hold of RFC 2543, RFC 3264 8.4), its IPv6 counterpart `::`,
    or a name under .invalid, which never resolves (RFC 6761 6.4).
    """

    def __attrs_post_init__(self) -> None:
        address = self.address
        self.address_type = self.address_type or _address_type(address)
        self.is_null = (
            not address.strip("0:.") if ":" in address else address == "0.0.0.0" or address.endswith(".invalid")
        )

    def __str__(self) -> str:
        return f"IN {self.address_type} {self.address}"


def _address_type(address: str) -> str:
    # Filled in at once, so that what was built equals what was read back from it: versions depend on that.
    return "IP6" if ":" in address else "IP4"


def _first_direction(attributes: tuple[Attribute, ...]) -> str | None:
    for attribute in attributes:
        if attribute.value is None and attribute.name in DIRECTIONS:
            return attribute.name
    return None


@attrs.frozen(eq=False, weakref_slot=False)
class Terms:
    """What the formats and attributes of an `m=` section come to: read in one pass, shared by all that say the same."""

    codecs: tuple[Codec, ...]
    """The formats in the peer's order of preference, static ones without rtpmap included, unknown ones left out."""
    direction: str | None
    """The direction attribute of the section, None where it has none."""
    ptime: int | None
    """Milliseconds of media in a packet that the peer wants to receive, None where absent or no number."""
    maxptime: int | None
    """The most milliseconds of media in a packet that the peer can take (RFC 8866 6.4.2)."""
    rtcp_mux: bool
    """Whether RTCP may share the port of RTP (RFC 5761 5.1.1)."""
    rtcp_rsize: bool
    """Whether RTCP packets of reduced size may be sent (RFC 5506 5)."""
    voip_metrics: bool
    """Whether VoIP metrics in RTCP are wanted (RFC 3611 5.1)."""
    rtcp_port: int
    """The port of `a=rtcp` (RFC 3605), 0 where absent: then it is the one after RTP's."""
    keyed: bool
    """Whether there are keys (RFC 4568)."""


@attrs.define(weakref_slot=False)
class MediaDescription:
    """One `m=` section (RFC 8866 5.14). `port` 0 means rejected or removed; `formats` are as on the wire."""

    kind: str
    port: int
    protocol: str
    formats: tuple[str, ...]
    connection: Connection | None = None
    attributes: tuple[Attribute, ...] = ()
    bandwidth: tuple[str, ...] = ()
    other: tuple[tuple[str, str], ...] = ()
    port_count: int = 1
    _terms: Terms | None = attrs.field(init=False, default=None, eq=False, repr=False)
    _text: str | None = attrs.field(init=False, default=None, eq=False, repr=False)

    @property
    def terms(self) -> Terms:
        """What formats and attributes come to."""
        found = self._terms
        if found is None:
            found = self._terms = _read_terms(self.formats, self.attributes)
        return found

    def at(self, port: int, port_count: int = 1) -> MediaDescription:
        """The same section with another port; they share what they say."""
        moved = MediaDescription(
            self.kind, port, self.protocol, self.formats, self.connection, self.attributes, self.bandwidth, self.other,
            port_count,
        )  # fmt: skip
        moved._terms, moved._text = self.terms, self._behind_port()
        return moved

    @property
    def own_port(self) -> int:
        """Where the packets of a section of ours come in, whatever its peer is told."""
        return self.port

    @property
    def rejected(self) -> bool:
        """Whether the stream is not wanted (RFC 3264 5.1, 6)."""
        return self.port == 0

    @property
    def fmtp(self) -> dict[int, str]:
        """Format parameters by payload type; malformed lines are left out."""
        found: dict[int, str] = {}
        for attribute in self.attributes:
            if attribute.name == "fmtp" and attribute.value:
                pair = _read_fmtp(attribute.value)
                if pair is not None:
                    found.setdefault(*pair)
        return found

    @property
    def rtpmaps(self) -> dict[int, Codec]:
        """Payload types with an rtpmap, without their fmtp; malformed lines are left out (RFC 8866 6.6)."""
        found: dict[int, Codec] = {}
        for attribute in self.attributes:
            if attribute.name == "rtpmap" and attribute.value:
                codec = _read_rtpmap(attribute.value)
                if codec is not None:
                    found.setdefault(codec.payload_type, codec)
        return found

    def codecs(self) -> tuple[Codec, ...]:
        """The formats that we can name, in the peer's order of preference."""
        return self.terms.codecs

    def attribute(self, name: str) -> str | None:
        """The value of the first attribute of that name ("" for a flag), None where absent."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute.value or ""
        return None

    def text(self) -> str:
        """The section as it is written, without its last line end."""
        count = f"/{self.port_count}" if self.port_count != 1 else ""
        return f"m={self.kind} {self.port}{count}{self._behind_port()}"

    def _behind_port(self) -> str:
        text = self._text
        if text is None:
            out = [f" {' '.join((self.protocol, *self.formats))}"]
            out += [f"{letter}={value}" for letter, value in self.other if letter in BEFORE_CONNECTION]
            if self.connection is not None:
                out.append(f"c={self.connection}")
            out += [f"b={value}" for value in self.bandwidth]
            out += [f"{letter}={value}" for letter, value in self.other if letter not in BEFORE_CONNECTION]
            _attribute_lines(self.attributes, out)
            text = self._text = "\r\n".join(out)
        return text


@attrs.define(weakref_slot=False)
class AnnouncedDescription(MediaDescription):
    """A section of ours that names another default destination than its port (RFC 8839 4.2.1.2)."""

    at_port: int = 0

    @property
    def own_port(self) -> int:
        return self.at_port


def _read_terms(formats: tuple[str, ...], attributes: tuple[Attribute, ...]) -> Terms:
    first: dict[str, str] = {}
    lines: list[tuple[str, str]] = []
    for attribute in attributes:
        name, value = attribute.name, attribute.value or ""
        if value and name in ("rtpmap", "fmtp"):
            lines.append((name, value))
        first.setdefault(name, value)
    rtcp = first.get("rtcp", "").partition(" ")[0]
    return Terms(
        codecs=_read_codecs(formats, tuple(lines)),
        direction=_first_direction(attributes),
        ptime=_milliseconds(first.get("ptime")),
        maxptime=_milliseconds(first.get("maxptime")),
        rtcp_mux="rtcp-mux" in first,
        rtcp_rsize="rtcp-rsize" in first,
        voip_metrics="voip-metrics" in first.get("rtcp-xr", "").split(),
        rtcp_port=int(rtcp) if _small(rtcp) and int(rtcp) < 65536 else 0,
        keyed="crypto" in first,
    )


def _milliseconds(value: str | None) -> int | None:
    return int(value) if value and len(value) < 6 and value.isascii() and value.isdigit() else None


@functools.lru_cache(maxsize=64)  # a peer offers the same codecs in every call
def _read_codecs(formats: tuple[str, ...], lines: tuple[tuple[str, str], ...]) -> tuple[Codec, ...]:
    maps: dict[int, Codec] = {}
    parameters: dict[int, str] = {}
    for name, value in lines:
        if name == "rtpmap":
            mapped = _read_rtpmap(value)
            if mapped is not None:
                maps.setdefault(mapped.payload_type, mapped)
        else:
            pair = _read_fmtp(value)
            if pair is not None:
                parameters.setdefault(*pair)
    found: list[Codec] = []
    for text in formats:
        payload_type = _payload_type(text)
        if payload_type is None:
            continue
        codec = maps.get(payload_type) or STATIC_CODECS.get(payload_type)
        if codec is None:
            continue
        if payload_type in parameters:
            codec = codec.renumbered(payload_type, parameters[payload_type])
        found.append(codec)
    return tuple(found)


@functools.lru_cache(maxsize=512)  # the world uses a few dozen rtpmaps; each call repeats three of them
def _read_rtpmap(value: str) -> Codec | None:
    number, _, encoding = value.partition(" ")
    payload_type = _payload_type(number)
    name, _, rate = encoding.strip().partition("/")
    clock, _, count = rate.partition("/")
    if payload_type is None or not name or not _small(clock) or (count and not _small(count)):
        return None
    return Codec(name, payload_type, int(clock), None, int(count or 1))


def _read_fmtp(value: str) -> tuple[int, str] | None:
    number, _, parameters = value.partition(" ")
    payload_type = _payload_type(number)
    return (payload_type, parameters.strip()) if payload_type is not None and parameters else None


def _payload_type(text: str) -> int | None:
    return int(text) if _small(text) and int(text) < 128 else None


def _small(text: str) -> bool:
    return 0 < len(text) < 10 and text.isascii() and text.isdigit()


def _attribute_lines(attributes: tuple[Attribute, ...], out: list[str]) -> None:
    for attribute in attributes:
        value = attribute.value
        out.append(f"a={attribute.name}" if value is None else f"a={attribute.name}:{value}")


@attrs.define(weakref_slot=False)
class SessionDescription:
    """A whole description. `times` and `bandwidth` hold the raw values of `t=` and `b=` lines."""

    origin: Origin
    name: str = "-"
    connection: Connection | None = None
    bandwidth: tuple[str, ...] = ()
    times: tuple[str, ...] = ("0 0",)
    attributes: tuple[Attribute, ...] = ()
    media: tuple[MediaDescription, ...] = ()
    other: tuple[tuple[str, str], ...] = ()

    def direction_of(self, index: int) -> str:
        """The direction of a stream: its own, else the session's, else sendrecv (RFC 3264 5.1)."""
        return self.media[index].terms.direction or _first_direction(self.attributes) or "sendrecv"

    def connection_of(self, index: int) -> Connection | None:
        """The connection data of a stream: its own, else the session's."""
        return self.media[index].connection or self.connection

    def same_content(self, other: SessionDescription) -> bool:
        """Whether nothing but the origin differs, so the version must stay (RFC 3264 8)."""
        return (
            self.media == other.media
            and self.connection == other.connection
            and self.attributes == other.attributes
            and self.name == other.name
            and self.bandwidth == other.bandwidth
            and self.times == other.times
            and self.other == other.other
        )

    def encode(self) -> bytes:
        """The description as octets, lines in the order of RFC 8866 5."""
        out = ["v=0", f"o={self.origin}", f"s={self.name}"]
        out += [f"{letter}={value}" for letter, value in self.other if letter in BEFORE_CONNECTION]
        if self.connection is not None:
            out.append(f"c={self.connection}")
        out += [f"b={value}" for value in self.bandwidth]
        out += [f"t={value}" for value in self.times]
        out += [f"{letter}={value}" for letter, value in self.other if letter not in BEFORE_CONNECTION]
        _attribute_lines(self.attributes, out)
        out += [media.text() for media in self.media]
        out.append("")
        return "\r\n".join(out).encode("utf-8", "surrogateescape")
