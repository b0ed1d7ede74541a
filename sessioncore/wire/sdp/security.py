"""Which protection an offer asks for, what an answer grants, and what two descriptions agree on.

SDES (RFC 4568) and DTLS-SRTP (RFC 5763, RFC 8842), in the secure profiles, and SDES also as RFC 8643 has it: asked for
beside RTP/AVP. A line that was protected by its profile stays so. For DTLS alone there is ICE (`wire.sdp.ice`).
"""

from __future__ import annotations

import re
from typing import Final

import attrs

from sessioncore.base.protection import KEY_SIZES, Keying, Protection
from sessioncore.wire.sdp.crypto import Crypto, chosen, cryptos
from sessioncore.wire.sdp.errors import SdpError
from sessioncore.wire.sdp.ice import LITE, Draw, IceTerms, checks_of, fragment_of, mismatched, own_lines, said
from sessioncore.wire.sdp.model import Attribute, MediaDescription, SessionDescription

PLAIN: Final = "RTP/AVP"
_OWN_KEYS: Final = ("RTP/SAVP", "RTP/SAVPF")
_HANDSHAKE: Final = ("UDP/TLS/RTP/SAVP", "UDP/TLS/RTP/SAVPF")
SECURE: Final = (*_OWN_KEYS, *_HANDSHAKE)

_MOST_FINGERPRINTS: Final = 8
_FINGERPRINT: Final = re.compile(
    "(sha-(?:256(?= .{95}$)|384(?= .{143}$)|512(?= .{191}$))) ((?:[0-9A-F]{2}:)+[0-9A-F]{2})", re.IGNORECASE
)
_TLS_ID: Final = re.compile(r"[A-Za-z0-9+/_-]{20,255}")
_MID: Final = re.compile(r"[!-~]{1,32}")
_ROLES: Final = ("actpass", "active", "passive")
_NO_ICE: Final = IceTerms("none")


@attrs.frozen(cache_hash=True)
class Security:
    """What our side takes, and asks for.

    With `required` a plain offer is refused. `sdes` says that keys may stand in this description, which goes where
    nobody else reads it; `suites` are ours in the order of our offers. `fingerprint` is that of our certificate, "":
    no DTLS. `offers` is what our offers ask for, "": plain RTP. `ice` is how we do ICE.
    """

    required: bool = False
    sdes: bool = False
    fingerprint: str = ""
    offers: Keying | None = None
    suites: tuple[str, ...] = tuple(KEY_SIZES)
    ice: IceTerms = _NO_ICE


@attrs.frozen
class ProtectedStream:
    """A live stream, by the number of its line, that is protected."""

    index: int
    protection: Protection


def keying_of(offer: SessionDescription, index: int, security: Security | None) -> Keying | None:
    """How an offered line would be protected: None for not at all. Raises SdpError (488) where it cannot be taken."""
    media = offer.media[index]
    plain = media.protocol == PLAIN
    if security is None:
        if plain:
            return None
        raise _refused("profile", "no protected media")
    if not plain and media.protocol not in SECURE:
        raise _refused("profile", "no such profile")
    if not plain and security.fingerprint and _offers_dtls(offer, index):
        return "dtls"
    if media.terms.keyed and media.protocol not in _HANDSHAKE and (offered := cryptos(media)):
        if not security.sdes:
            if not plain:
                raise _refused("keys_in_clear", "keys came over a transport that others can read")
        elif chosen(offered, security.suites) is not None:
            return "sdes"
    if not plain:
        raise _refused("keying", "no common way to protect the media")
    if security.required:
        raise _refused("unprotected", "the media would not be protected")
    return None


def check_kept(offer: SessionDescription, security: Security | None) -> None:
    """Raise SdpError (488) for an offer that would make a session plain, on whatever line, which was protected."""
    for index, media in enumerate(offer.media):
        if media.kind != "audio" or media.rejected or media.protocol != PLAIN:
            continue
        if security is None or keying_of(offer, index, attrs.evolve(security, required=False)) is None:
            raise _refused("downgrade", "the media would not be protected any more")


def offered_lines(
    security: Security | None,
    protocol: str | None,
    before: MediaDescription | None,
    agreed: Protection | None,
    address: str,
    port: int,
    draw: Draw | None,
) -> tuple[str, tuple[Attribute, ...]]:
    """Profile and attributes of a line that we offer; `before` is our line of before, where there was one.

    Keys in use stay (RFC 4568 7.1.4: unless they are to change); a setup role is the peer's choice each time, which
    keeps what it is (RFC 8842 5.2). Another certificate than before, of a new process, is another association, under
    new names. Raises SdpError where keys would be seen.
    """
    keying = agreed.keying if agreed is not None else None if security is None else security.offers
    if security is not None and keying is None and security.required:
        raise _refused("unprotected", "the media would not be protected")
    if security is None or keying is None or draw is None:
        return PLAIN, ()
    if keying == "dtls":
        lines = [Attribute("setup", "actpass"), Attribute("fingerprint", security.fingerprint)]
        same = _kept_association(before, security)
        name = _kept(same, "tls-id")
        if name is not None or same is None or agreed is None:
            lines.append(name or Attribute("tls-id", draw(24).hex()))
        if mid := _kept(before, "mid"):
            lines.append(mid)
        ice = security.ice.role != "none" and (agreed is None or agreed.has_ice or security.ice.restarts)
        if ice:
            anew = None if security.ice.restarts else same
            lines += own_lines(security.ice, anew, agreed, address, port, draw, offers=True)
        return protocol or _HANDSHAKE[ice], tuple(lines)
    kept = () if before is None else tuple([line for line in before.attributes if line.name == "crypto"])
    if not security.sdes:
        raise _refused("keys_in_clear", "keys would go over a transport that others can read")
    if agreed is not None:
        if not any(line.key == agreed.our_key for line in (cryptos(before) if before is not None else ())):
            kept = (Attribute("crypto", Crypto(1, agreed.suite, agreed.our_key).encode()),)
        return protocol or _OWN_KEYS[0], kept
    made = [Crypto(tag, suite, draw(KEY_SIZES[suite])) for tag, suite in enumerate(security.suites, 1)]
    return protocol or _OWN_KEYS[0], kept or tuple([Attribute("crypto", line.encode()) for line in made])


def granted_lines(
    offer: SessionDescription,
    index: int,
    security: Security | None,
    agreed: Protection | None,
    address: str,
    port: int,
    before: MediaDescription | None,
    draw: Draw | None,
) -> tuple[Attribute, ...]:
    """The attributes of our answer to an offered line.

    A key of the peer's that changed brings a new one of ours; one that stays keeps ours, counters included. Of an
    association that stays the role stays (RFC 8842 5.3); else we are the DTLS client where we may be (RFC 5763 5).
    """
    keying = keying_of(offer, index, security)
    if keying is None or security is None or draw is None:
        return ()
    media = offer.media[index]
    if keying == "sdes":
        line = chosen(cryptos(media), security.suites)
        assert line is not None, "keying_of has seen it"
        same = agreed is not None and (agreed.suite, agreed.their_key) == (line.suite, line.key)
        key = agreed.our_key if agreed is not None and same else draw(KEY_SIZES[line.suite])
        return (Attribute("crypto", Crypto(line.tag, line.suite, key).encode()),)
    tls_id, before = _tls_id(offer, index), _kept_association(before, security)
    if before is None:
        agreed = None
    fresh = agreed is None or (agreed.fingerprints, agreed.association) != (_fingerprints(offer, index), tls_id)
    setup = said(offer, index, "setup")
    active = setup == "passive" or (setup == "actpass" and (fresh or agreed is None or agreed.active))
    fresh = fresh or agreed is None or active != agreed.active
    lines = [Attribute("setup", "active" if active else "passive"), Attribute("fingerprint", security.fingerprint)]
    if tls_id:
        kept = None if fresh else _kept(before, "tls-id")
        lines.append(kept or Attribute("tls-id", draw(24).hex()))
    if mid := media.attribute("mid"):
        lines += [Attribute("mid", mid)] if _MID.fullmatch(mid) else []
    if security.ice.role != "none" and media.terms.rtcp_mux and (fragment := fragment_of(offer, index)):
        if mismatched(offer, index):
            return (*lines, Attribute("ice-mismatch"))
        again = agreed is not None and agreed.their_fragment == fragment
        lines += own_lines(security.ice, before if again else None, agreed, address, port, draw)
    return tuple(lines)


def check_answered(offer: SessionDescription, answer: SessionDescription, index: int) -> None:
    """Raise SdpError (488) where an answer does not say how the line is protected that we offered protected.

    Beside RTP/AVP our offers only say it where it was agreed before.
    """
    ours = offer.media[index]
    if (ours.protocol in SECURE or ours.terms.keyed) and protection_of(offer, answer, index, offered=True) is None:
        raise SdpError("answer does not fit the keys or the certificate", reason="answer_protection", status=488)


def protection_of(
    local: SessionDescription, remote: SessionDescription, index: int, *, offered: bool
) -> Protection | None:
    """What two descriptions, ours and the peer's, agree on for a line; None where it is not protected.

    `offered` says whether ours was the offer.
    """
    mine, theirs = local.media[index], remote.media[index]
    if mine.protocol == PLAIN and not mine.terms.keyed:
        return None
    if said(local, index, "fingerprint"):
        return _handshake(local, remote, index, offered=offered)
    ours = {(line.tag, line.suite): line.key for line in cryptos(mine)}
    for line in cryptos(theirs) if ours else ():
        # Who gives our key back as its own has none: what we send could be sent back to us.
        if ours.get((line.tag, line.suite), line.key) != line.key:
            return Protection("sdes", line.suite, ours[line.tag, line.suite], line.key)
    return None


def uses_ice(description: SessionDescription, index: int) -> bool:
    """Whether the address in the description is not the one that counts (RFC 8839 4.3.1)."""
    return bool(fragment_of(description, index))


def _handshake(
    local: SessionDescription, remote: SessionDescription, index: int, *, offered: bool
) -> Protection | None:
    fingerprints = _fingerprints(remote, index)
    roles = said(local, index, "setup"), said(remote, index, "setup")
    if roles == ("actpass", "actpass"):
        roles = "actpass", "passive"  # baresip answers so where it has once offered; the choice is ours then, as it was
    active = roles[0] == "active" or (roles[0] == "actpass" and roles[1] == "passive")
    passive = roles[0] == "passive" or (roles[0] == "actpass" and roles[1] == "active")
    if not fingerprints or not (active or passive) or roles[0] == roles[1]:
        return None
    fragment, media = fragment_of(remote, index), local.media[index]
    # Of two lite agents none makes checks: the addresses in the descriptions count.
    checkable = fragment and not (LITE in local.attributes and LITE in remote.attributes)
    own = media.attribute("ice-ufrag") or "" if checkable else ""
    return Protection(
        "dtls",
        active=active,
        our_fingerprint=_fingerprints(local, index)[0],
        fingerprints=fingerprints,
        association=_tls_id(remote, index),
        our_fragment=own,
        our_password=(media.attribute("ice-pwd") or "") if own else "",
        their_fragment=fragment if own else "",
        checks=checks_of(local, remote, index, offered=offered) if own else None,
    )


def _offers_dtls(offer: SessionDescription, index: int) -> bool:
    return bool(_fingerprints(offer, index)) and said(offer, index, "setup") in _ROLES


def _fingerprints(description: SessionDescription, index: int) -> tuple[str, ...]:
    """Those of hashes that are good enough, in one spelling (RFC 8122 5)."""
    of_line = [line.value or "" for line in description.media[index].attributes if line.name == "fingerprint"]
    of_all = [line.value or "" for line in description.attributes if line.name == "fingerprint"]
    made = [_FINGERPRINT.fullmatch(value) for value in (of_line or of_all)[:_MOST_FINGERPRINTS]]
    return tuple([f"{found[1].lower()} {found[2].upper()}" for found in made if found is not None])


def _tls_id(description: SessionDescription, index: int) -> str:
    value = said(description, index, "tls-id")
    return value if _TLS_ID.fullmatch(value) else ""


def _kept_association(before: MediaDescription | None, security: Security) -> MediaDescription | None:
    """Our line of before, unless it names the certificate of a process that has ended."""
    return before if before is not None and before.attribute("fingerprint") == security.fingerprint else None


def _kept(before: MediaDescription | None, name: str) -> Attribute | None:
    if before is None:
        return None
    return next((line for line in before.attributes if line.name == name), None)


def _refused(reason: str, why: str) -> SdpError:
    return SdpError(why, reason=f"media_{reason}", status=488)
