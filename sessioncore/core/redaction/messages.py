"""SIP messages and SDP with placeholders: what belongs to the protocols stays, every other word is replaced."""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

from sessioncore.base.protection import KEY_SIZES
from sessioncore.core.redaction.placeholders import Placeholders
from sessioncore.wire.sip.names import METHODS, SPELLINGS, canonical_name, reason_phrase

_ADDRESSES: Final = frozenset({
    "From", "To", "Contact", "Route", "Record-Route", "Refer-To", "Referred-By", "Reply-To", "P-Asserted-Identity",
    "P-Preferred-Identity", "Path", "Service-Route", "Diversion", "History-Info", "Remote-Party-ID", "Alert-Info",
    "Call-Info", "Error-Info",
})  # fmt: skip
_NUMBERS: Final = {
    "CSeq": r"\d+\s+(?P<method>[A-Z]+)", "Max-Forwards": r"\d+", "Content-Length": r"\d+", "Expires": r"\d+",
    "Min-SE": r"\d+", "Min-Expires": r"\d+", "RSeq": r"\d+", "RAck": r"\d+\s+\d+\s+(?P<method>[A-Z]+)",
    "Retry-After": r"\d+", "Max-Breadth": r"\d+", "Session-Expires": r"\d+\s*(;\s*refresher=(uac|uas))?",
    "MIME-Version": r"\d+\.\d+",
}  # fmt: skip
"""Headers that stay where they are exactly this."""
_WORDS: Final = frozenset({
    "Allow", "Allow-Events", "Supported", "Require", "Proxy-Require", "Unsupported", "Event", "Accept", "Content-Type",
    "Content-Disposition", "Content-Encoding", "Accept-Encoding", "Accept-Language", "Subscription-State", "Priority",
    "Privacy", "P-Early-Media", "Recv-Info", "Info-Package", "Session-Expires", "Min-SE",
})  # fmt: skip
"""Headers whose words stay where they are of the vocabulary."""
_CREDENTIALS: Final = frozenset({
    "Authorization", "Proxy-Authorization", "WWW-Authenticate", "Proxy-Authenticate", "Authentication-Info",
    "Proxy-Authentication-Info",
})  # fmt: skip
_VOCABULARY: Final = frozenset(method.lower() for method in METHODS) | frozenset({
    "100rel", "timer", "replaces", "norefersub", "path", "outbound", "gruu", "ice", "tdialog", "histinfo",
    "precondition",
    "eventlist", "from-change", "refer", "presence", "dialog", "message-summary", "conference", "reg", "application",
    "sdp", "text", "plain", "multipart", "mixed", "message", "sip", "sipfrag", "pidf", "xml", "session", "render",
    "early-session", "handling", "optional", "required", "refresher", "uac", "uas", "active", "pending", "terminated",
    "identity", "gzip", "en", "udp", "tcp", "tls", "sctp", "ws", "wss", "phone", "ip", "urgent", "normal", "none", "id",
    "deactivated", "probation", "rejected", "timeout", "giveup", "noresource", "invariant",
    "header", "user", "critical", "sendrecv", "sendonly", "recvonly", "inactive", "supported", "dtmf-relay", "dtmf",
})  # fmt: skip
_PARAMETERS: Final = frozenset({
    "tag", "branch", "received", "rport", "ttl", "maddr", "lr", "transport", "expires", "q", "user", "method",
    "refresher",
})  # fmt: skip
_CREDENTIAL_NAMES: Final = frozenset({
    "realm", "nonce", "opaque", "algorithm", "qop", "username", "uri", "response", "cnonce", "nc", "stale", "domain",
    "userhash", "rspauth", "nextnonce",
})  # fmt: skip
_CREDENTIAL_VALUES: Final = {
    "algorithm": r'"?(MD5|SHA-256|SHA-512-256)(-sess)?"?', "qop": r'"?[ ,]*(auth(-int)?[ ,]*)+"?', "nc": r"[0-9a-f]{8}",
    "stale": r'"?(true|false)"?', "userhash": r'"?(true|false)"?',
}  # fmt: skip
"""Parameters that decide how a challenge is answered; they stay where they are exactly this."""
_CODECS: Final = frozenset({
    "pcmu", "pcma", "telephone-event", "g722", "g729", "g723", "gsm", "ilbc", "opus", "speex", "l16", "cn", "amr",
    "amr-wb",
    "red", "h264", "vp8",
})  # fmt: skip
_FLAGS: Final = frozenset({"sendrecv", "sendonly", "recvonly", "inactive", "rtcp-mux", "ice-lite", "end-of-candidates"})
_ATTRIBUTES: Final = _FLAGS | {
    "rtpmap", "fmtp", "ptime", "maxptime", "rtcp", "candidate", "crypto", "fingerprint", "setup", "mid", "ssrc",
    "label",
    "ice-ufrag", "ice-pwd", "ice-options", "tls-id", "tool", "group",
}  # fmt: skip

_CRYPTO: Final = re.compile(r"(\d+ +)(\w+)( +inline:)([A-Za-z0-9+/]+={0,2})((?:\|2\^\d+|\|\d+)?)(.*)")
_FINGERPRINT: Final = re.compile(r"(sha-\d+ )((?:[0-9A-Fa-f]{2}:)*[0-9A-Fa-f]{2})")
_CANDIDATE: Final = re.compile(
    r"([A-Za-z0-9+/]{1,32} \d{1,3} (?:udp|tcp) \d{1,10} )(\S+)( \d{1,5} typ (?:host|srflx|prflx|relay))"
    r"(?:( raddr )(\S+)( rport \d{1,5}))?(.*)",
    re.IGNORECASE,
)
_MOST_OCTETS: Final = 64
"""Of a key or a digest that others of its length can stand for."""

_START: Final = re.compile(r"(\S+)( +)(\S+)( +)(SIP/2\.0)")
_STATUS: Final = re.compile(r"(SIP/2\.0 +)(\d{3})( *)(.*)")
_HEADER: Final = re.compile(r"([^:\s]+)(\s*:\s*)(.*)")
_QUOTED: Final = re.compile(r'("(?:[^"\\]|\\.)*"|<[^>]*>)')
_LOOSE: Final = re.compile(
    r"(?P<uri>[A-Za-z][A-Za-z0-9+.-]*:[^;,\s<>\"]+)|;(?P<space>\s*)(?P<name>[^=;,\s]+)(?P<is>\s*=\s*)?(?P<value>[^;,\s]*)"
    r"|(?P<rest>[^;,\s]+)"
)
_URI: Final = re.compile(
    r"(sips?:)(?:([^@]*)@)?(\[[^\]]*\]|[^:;?]*)(:\d+)?((?:;[^?]*)?)(\?.*)?", re.IGNORECASE | re.DOTALL
)
_VIA: Final = re.compile(
    r"(\s*SIP\s*/\s*2\.0\s*/\s*)([A-Za-z-]+)(\s+)(\[[^\]]*\]|[^:;,\s]+)(\s*(?::\s*\d+)?)(.*)", re.DOTALL
)
_LINES: Final = re.compile(r"(\r\n|\n|\r)")
_DIALED: Final = re.compile(
    r"(\s*(?:duration *= *[0-9]+\s+)?(?:signal *= *)?)([0-9*#a-d!]|1[0-6])((?:\s+duration *= *[0-9]+)?\s*)",
    re.IGNORECASE,
)
_TOKEN: Final = re.compile(r"[A-Za-z0-9.-]+")
_MEDIA: Final = re.compile(
    r"(audio|video|text|application|image|message)( \d+(?:/\d+)? )(RTP/S?AVPF?|UDP/TLS/RTP/SAVPF?|udptl)((?: \d+)*)"
)


class MessageRedactor:
    """Puts placeholders into messages. The result has the same number of octets."""

    def __init__(self, words: Placeholders) -> None:
        self._words = words

    def datagram(self, data: bytes) -> bytes:
        """A SIP message, or anything else that came as a datagram."""
        text = data.decode("utf-8", "surrogateescape")
        head, gap, body = _parted(text)
        if not head.strip():
            return self._words.text(text).encode("utf-8", "surrogateescape")
        pieces = _LINES.split(head)
        lines = [self._start(pieces[0])]
        for at in range(1, len(pieces), 2):
            lines += [pieces[at], self._line(pieces[at + 1])]
        made = "".join(lines) + gap + self.body(body)
        return made.encode("utf-8", "surrogateescape")

    def body(self, body: str) -> str:
        """SDP line by line, digits as others, anything else word by word."""
        if found := _DIALED.fullmatch(body):
            return found[1] + (found[2] if len(found[2]) > 1 else self.dialed(found[2])) + found[3]
        if not body.startswith("v=0"):
            return self._words.text(body)
        return "".join([part if at % 2 else self._sdp(part) for at, part in enumerate(_LINES.split(body))])

    def dialed(self, digits: str) -> str:
        """Other digits of as many; what is none of 0 to 9 stays, so that they travel as they did."""
        return re.sub("[0-9]", lambda found: self._words.text(found[0]), digits)

    def uri(self, uri: str) -> str:
        """A URI: scheme, port and known parameters stay."""
        found = _URI.fullmatch(uri)
        if found is None:
            scheme, colon, rest = uri.partition(":")
            return (
                scheme + colon + self._words.text(rest)
                if scheme.lower() in ("tel", "urn", "http", "https")
                else self._words.text(uri)
            )
        scheme, user, host, port, parameters, headers = found.groups()
        made = scheme + (f"{self._words.text(user)}@" if user is not None else "") + self._words.host(host)
        return made + (port or "") + self._loose(parameters or "") + self._words.text(headers or "")

    def header(self, name: str, value: str) -> str:
        """The value of a header."""
        name = canonical_name(name)
        pattern = _NUMBERS.get(name)
        if pattern is not None and (found := re.fullmatch(pattern, value)):
            method = found.groupdict().get("method")
            if method is None or method in METHODS:
                return value
        if name in _WORDS:
            return _TOKEN.sub(lambda m: m[0] if _plain(m[0]) else self._words.text(m[0]), value)
        if name in _ADDRESSES:
            return self.addresses(value)
        if name == "Via":
            return ",".join([self._via(part) for part in value.split(",")])
        if name in _CREDENTIALS:
            return self._credentials(value)
        return self._words.text(value)

    def addresses(self, value: str) -> str:
        """One name-addr or addr-spec, or several with commas, with their parameters."""
        if value == "*":
            return value
        made = []
        for at, part in enumerate(_QUOTED.split(value)):
            if at % 2 == 0:
                made.append(self._loose(part))
            elif part.startswith("<"):
                made.append(f"<{self.uri(part[1:-1])}>")
            else:
                made.append(self._words.text(part))
        return "".join(made)

    def _start(self, line: str) -> str:
        if found := _STATUS.fullmatch(line):
            version, status, gap, reason = found.groups()
            kept = reason == reason_phrase(int(status))
            return version + status + gap + (reason if kept else self._words.text(reason))
        if found := _START.fullmatch(line):
            method, one, uri, two, version = found.groups()
            return (method if method in METHODS else self._words.text(method)) + one + self.uri(uri) + two + version
        return self._words.text(line)

    def _line(self, line: str) -> str:
        found = None if line[:1] in (" ", "\t") else _HEADER.fullmatch(line)
        if found is None:
            return self._words.text(line)
        name, colon, value = found.groups()
        kept = name in SPELLINGS or name.lower() in SPELLINGS
        return (name if kept else self._words.text(name)) + colon + self.header(name, value)

    def _loose(self, text: str) -> str:
        return _LOOSE.sub(self._piece, text)

    def _piece(self, found: re.Match[str]) -> str:
        if found["uri"]:
            return self.uri(found["uri"])
        if found["name"] is None:
            return self._words.text(found["rest"])
        name, value = found["name"], found["value"]
        lower = name.lower()
        if lower not in _PARAMETERS:
            name, value = self._words.text(name), self._words.text(value)
        elif lower in ("received", "maddr"):
            value = self._words.host(value)
        elif lower in ("tag", "branch") or not (re.fullmatch(r"[0-9.]*", value) or value.lower() in _VOCABULARY):
            value = self._words.text(value)
        return f";{found['space']}{name}{found['is'] or ''}{value}"

    def _via(self, value: str) -> str:
        found = _VIA.fullmatch(value)
        if found is None:
            return self._words.text(value)
        protocol, transport, gap, host, port, parameters = found.groups()
        transport = transport if transport.lower() in _VOCABULARY else self._words.text(transport)
        return protocol + transport + gap + self._words.host(host) + port + self._loose(parameters)

    def _credentials(self, value: str) -> str:
        scheme, gap, rest = value.partition(" ")
        if scheme not in ("Digest", "Basic"):
            scheme = self._words.text(scheme)

        def one(found: re.Match[str]) -> str:
            name = found[1] if found[1].lower() in _CREDENTIAL_NAMES else self._words.text(found[1])
            kept = _CREDENTIAL_VALUES.get(found[1].lower())
            plain = kept is not None and re.fullmatch(kept, found[2], re.IGNORECASE)
            return f"{name}={found[2] if plain else self._words.text(found[2])}"

        pattern = re.compile(r'([A-Za-z]+)=("(?:[^"\\]|\\.)*"|[^,\s]*)')
        made, at = [], 0
        for found in pattern.finditer(rest):
            made += [self._words.text(rest[at : found.start()]), one(found)]
            at = found.end()
        return scheme + gap + "".join(made) + self._words.text(rest[at:])

    def _sdp(self, line: str) -> str:
        kind, equals, value = line[:1], line[1:2], line[2:]
        if equals != "=":
            return self._words.text(line)
        return f"{kind}={self._sdp_value(kind, value)}"

    def _sdp_value(self, kind: str, value: str) -> str:
        text = self._words.text
        if kind in "vt" and re.fullmatch(r"[\d ]+", value):
            return value
        if kind == "b" and re.fullmatch(r"(AS|CT|TIAS|RS|RR):\d+", value):
            return value
        if kind == "s" and value in ("-", " "):
            return value
        if kind == "o" and (found := re.fullmatch(r"(\S+)( \d+ \d+ IN IP[46] )(\S+)", value)):
            return text(found[1]) + found[2] + self._words.host(found[3])
        if kind == "c" and (found := re.fullmatch(r"(IN IP[46] )([^/\s]+)((?:/\d+)*)", value)):
            return found[1] + self._words.host(found[2]) + found[3]
        if kind == "m" and _MEDIA.fullmatch(value):
            return value
        if kind == "a":
            return self._attribute(value)
        return text(value)

    def _attribute(self, value: str) -> str:
        name, colon, rest = value.partition(":")
        text = self._words.text
        if name not in _ATTRIBUTES:
            return text(value)
        if (name in _FLAGS and not colon) or (name == "setup" and rest in ("actpass", "active", "passive")):
            return value
        if name == "crypto" and (found := _CRYPTO.fullmatch(rest)):
            suite = found[2] if found[2] in KEY_SIZES else text(found[2])
            return f"crypto:{found[1]}{suite}{found[3]}{self._key(found[4])}{found[5]}{text(found[6])}"
        if name == "fingerprint":
            return f"fingerprint:{self.fingerprint(rest)}"
        if name == "candidate":
            return f"candidate:{self.candidate(rest)}"
        if value == "ice-options:ice2":
            return value
        if name == "rtpmap" and (found := re.fullmatch(r"(\d+ )([^/\s]+)(/\d+(?:/\d+)?)", rest)):
            codec = found[2] if found[2].lower() in _CODECS else text(found[2])
            return f"rtpmap:{found[1]}{codec}{found[3]}"
        if name in ("fmtp", "ptime", "maxptime") and re.fullmatch(r"[\d ,-]+", rest):
            return value
        if name == "fmtp" and (found := re.fullmatch(r"(\d+ )(.*)", rest)):
            return f"fmtp:{found[1]}{text(found[2])}"
        return name + colon + text(rest)

    def fingerprint(self, value: str) -> str:
        """Another digest of the same hash."""
        found = _FINGERPRINT.fullmatch(value)
        if found is None or len(found[2]) > 3 * _MOST_OCTETS:
            return self._words.text(value)
        return found[1] + self._words.octets(bytes.fromhex(found[2].replace(":", ""))).hex(":").upper()

    def candidate(self, value: str) -> str:
        """A candidate of ICE at other addresses."""
        found = _CANDIDATE.fullmatch(value)
        if found is None:
            return self._words.text(value)
        host = self._words.host
        related = f"{found[4]}{host(found[5])}{found[6]}" if found[4] else ""
        return f"{found[1]}{host(found[2])}{found[3]}{related}{self._words.text(found[7])}"

    def _key(self, text: str) -> str:
        """Another key of the same length."""
        try:
            key = base64.b64decode(text)
        except binascii.Error:
            return self._words.text(text)
        fits = 0 < len(key) <= _MOST_OCTETS
        return base64.b64encode(self._words.octets(key)).decode() if fits else self._words.text(text)


def _plain(token: str) -> bool:
    return token.lower() in _VOCABULARY or token.isdigit()


def _parted(text: str) -> tuple[str, str, str]:
    """Head, the empty line with the line end before it, and body."""
    found = re.search(r"\r\n\r\n|\n\n|\r\r", text)
    return (text, "", "") if found is None else (text[: found.start()], found[0], text[found.end() :])
