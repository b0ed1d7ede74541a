"""The torture messages of RFC 4475 and RFC 5118, and what an engine answers them: the table of docs/torture.md.

    python -m tests.support.torture      writes the table again

The octets of RFC 4475 are data that does not stand in the repository; the messages of RFC 5118 are built here from
what its sections say of them, each header by itself.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import attrs

from sessioncore.base.environment import Environment
from sessioncore.base.settings import Settings
from sessioncore.core.answering import AnsweringRule, AnsweringTable
from sessioncore.core.engine import Engine
from sessioncore.effects import Send
from sessioncore.inputs import Datagram

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "torture.md"
MEND = "python -m tests.support.torture"
SOURCE = ("2001:db8::9:1", 5060)


@attrs.frozen
class Torture:
    """One message: `allowed` are the final statuses that its RFC lets an endpoint answer, `none` for silence."""

    name: str
    section: str
    data: bytes
    allowed: tuple[str, ...]
    says: str

    def allows(self, verdict: str) -> bool:
        return any(fits(verdict, word) for word in self.allowed)


def fits(verdict: str, word: str) -> bool:
    """Whether what was answered (`405`, or `none`) is what a word of the table allows (`405`, `4xx`, `none`, ...)."""
    if word == "none" or verdict == "none":
        return word == verdict
    if word == "4xx-not-400":
        return verdict[0] == "4" and verdict != "400"
    return verdict[0] == word[0] if word.endswith("xx") else verdict == word


def message(method: str, uri: str, *headers: str, to: str, via: Sequence[str], cseq: int, body: str = "") -> bytes:
    """A request with what all of RFC 5118 have in common."""
    lines = [f"{method} {uri} SIP/2.0", f"To: {to}", "From: sip:user@example.com;tag=81x2"]
    lines += [f"Via: SIP/2.0/UDP {one}" for one in via]
    lines += [f"Call-ID: SSG95523997077{cseq}@hlau_4100", "Max-Forwards: 70", f"CSeq: {cseq} {method}", *headers]
    if body:
        lines.append("Content-Type: application/sdp")
    return ("\r\n".join([*lines, f"Content-Length: {len(body)}"]) + "\r\n\r\n" + body).encode()


def sdp(*lines: str) -> str:
    return "".join(f"{line}\r\n" for line in lines)


VIA = "[2001:db8::9:1];branch=z9hG4bKas3-111"
CALLER = 'Contact: "Caller" <sip:caller@[2001:db8::9:1]>'
AOR = "sip:user@example.com"
VIDEO = ("m=video 6024 RTP/AVP 107", "a=rtpmap:107 H263-1998/90000")
AUDIO = ("t=0 0", "m=audio 6000 RTP/AVP 2", "a=rtpmap:2 G726-32/8000", *VIDEO)
SIX = sdp("v=0", "o=user 97173171 0 IN IP6 2001:db8::20", "s=Call me soon", "c=IN IP6 2001:db8::20", *AUDIO)
MIXED = sdp(
    "v=0", "o=bob 280744730 28977631 IN IP4 host.example.com", "s=-", "t=0 0", "m=audio 22334 RTP/AVP 0",
    "c=IN IP4 192.0.2.1", "m=video 6024 RTP/AVP 107", "c=IN IP6 2001:db8::1", "a=rtpmap:107 H263-1998/90000",
)  # fmt: skip
MAPPED = sdp("v=0", "o=user 97173172 0 IN IP6 ::ffff:192.0.2.2", "s=Call me", "c=IN IP6 ::ffff:192.0.2.2", *AUDIO)
TAKEN = ("2xx", "401", "403", "404", "405", "501")
CALLED = ("2xx", "404", "486", "488")


def rfc5118() -> list[Torture]:
    """RFC 5118 4, in its order."""

    def made(name: str, section: str, data: bytes, allowed: Iterable[str], says: str) -> Torture:
        return Torture(name, section, data, tuple(allowed), says)

    def register(uri: str, cseq: int) -> bytes:
        return message("REGISTER", uri, CALLER, to=AOR, via=[VIA], cseq=cseq)

    def invite(body: str, cseq: int, *via: str) -> bytes:
        return message("INVITE", "sip:user@[2001:db8::10]", CALLER, to=AOR, via=via or [VIA], cseq=cseq, body=body)

    bracketed = "[2001:db8::9:1];received=[2001:db8::9:255];branch=z9hG4bKas3-112"
    plain = "[2001:db8::9:1];received=2001:db8::9:255;branch=z9hG4bKas3-113"
    mapped = ("[::ffff:192.0.2.10]:19823;branch=z9hG4bKbh19", "[::ffff:192.0.2.2];branch=z9hG4bKas3-114")
    several = (
        "[2001:db8::9:1]:6050;branch=z9hG4bKas3-115", "192.0.2.1;branch=z9hG4bKjhja8781hjuaij65144",
        "[2001:db8::9:255];branch=z9hG4bK451jj;received=192.0.2.200",
    )  # fmt: skip
    tagged = f"{AOR};tag=bd76ya"
    odd, right = "sip:user@[2001:db8:::192.0.2.1]", "sip:user@[2001:db8::192.0.2.1]"
    return [
        made("ipv6-good", "4.1", register("sip:[2001:db8::10]", 1), TAKEN, "an address in brackets"),
        made("ipv6-bad", "4.2", register("sip:2001:db8::10", 2), ["400"], "without brackets it is none"),
        made("port-ambiguous", "4.3", register("sip:[2001:db8::10:5070]", 3), TAKEN, "no port: all is the address"),
        made("port-unambiguous", "4.4", register("sip:[2001:db8::10]:5070", 4), TAKEN, "the port behind it"),
        made(
            "via-received-param-with-delim", "4.5",
            message("BYE", "sip:[2001:db8::10]", to=tagged, via=[bracketed], cseq=5), ["481"],
            "no such grammar, but to be taken",
        ),
        made(
            "via-received-param-no-delim", "4.5",
            message("OPTIONS", "sip:[2001:db8::10]", CALLER, to=AOR, via=[plain], cseq=6), ["2xx", "404"],
            "as the grammar has it",
        ),
        made("ipv6-in-sdp", "4.6", invite(SIX, 7), CALLED, "addresses of IPv6 in the body"),
        made(
            "mult-ip-in-header", "4.7", message("BYE", "sip:user@[2001:db8::10]", to=tagged, via=several, cseq=8),
            ["481"], "IPv4 and IPv6 in one message",
        ),
        made("mult-ip-in-sdp", "4.8", invite(MIXED, 9), CALLED, "one stream over IPv4, one over IPv6"),
        made("ipv4-mapped-ipv6", "4.9", invite(MAPPED, 10, *mapped), CALLED, "an IPv4 address mapped into IPv6"),
        made(
            "ipv6-bug-abnf-3-colons", "4.10", message("OPTIONS", odd, CALLER, to=odd, via=[VIA], cseq=11),
            ["2xx", "404"], "a fault of the old grammar, to be borne",
        ),
        made(
            "ipv6-correct-abnf-2-colons", "4.10", message("OPTIONS", right, CALLER, to=right, via=[VIA], cseq=12),
            ["2xx", "404"], "as it should be",
        ),
    ]  # fmt: skip


def rfc4475(folder: Path) -> list[Torture]:
    """RFC 4475 with the octets and verdicts of the test data (`folder`)."""
    with (folder / "expected.csv").open(newline="", encoding="utf-8") as file:
        return [
            Torture(
                row["name"],
                row["rfc_section"],
                (folder / f"{row['name']}.dat").read_bytes(),
                tuple(row["uas_response"].split("|")),
                "valid" if row["parse"] == "valid" else row["parse"],
            )
            for row in csv.DictReader(file)
        ]


def answers(data: bytes, source: tuple[str, int] = SOURCE, **settings: object) -> list[Send]:
    """What a fresh engine sends in turn; it answers every call."""
    own = {"media": False, "address": "2001:db8::10"} | settings
    table = AnsweringTable(default=AnsweringRule("answer", "none"))
    engine = Engine(Settings(**own), Environment(b"torture messages"), answering=table)  # type: ignore[arg-type]
    effects = engine.feed(Datagram(data, source), 1000.0)
    assert not [key for key in engine.counters if key.startswith(("error", "action failed"))], engine.counters
    return [effect for effect in effects if isinstance(effect, Send)]


def verdict(data: bytes, source: tuple[str, int] = SOURCE, **settings: object) -> str:
    """The one final status that a fresh engine answers, `none` where there is none."""
    found = {one.data.split(b" ")[1].decode() for one in answers(data, source, **settings)} - {"100", "180"}
    assert len(found) <= 1, found
    return found.pop() if found else "none"


def table(messages: Iterable[Torture], **settings: object) -> list[str]:
    """The rows of the page."""
    source = ("192.0.2.9", 5060) if settings else SOURCE
    lines = ["| message | section | | may be answered | we answer |", "|---|---|---|---|---|"]
    for one in messages:
        may = ", ".join(one.allowed)
        lines.append(f"| {one.name} | {one.section} | {one.says} | {may} | {verdict(one.data, source, **settings)} |")
    return lines


def page(folder: Path | None) -> str:
    """docs/torture.md; the part about RFC 4475 stays as it is where its messages are not at hand."""
    text = PAGE.read_text(encoding="utf-8")
    if folder is not None:
        text = _between(text, "RFC 4475", table(rfc4475(folder), address="192.0.2.10"))
    return _between(text, "RFC 5118", table(rfc5118()))


def _between(text: str, name: str, lines: list[str]) -> str:
    begin, end = f"<!-- {name}: written by {MEND} -->\n", f"\n<!-- {name}: end -->"
    before, _, rest = text.partition(begin)
    return before + begin + "\n".join(lines) + end + rest.partition(end)[2]


if __name__ == "__main__":
    given = Path(os.environ.get("SESSIONCORE_TEST_DATA") or ROOT.parent / "shared" / "data") / "rfc4475"
    PAGE.write_text(page(given if given.is_dir() else None), encoding="utf-8")
