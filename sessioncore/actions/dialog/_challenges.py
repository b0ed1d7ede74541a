"""How a request that was challenged (401, 407) is answered (RFC 3261 22, RFC 8760 2.4).

The secrets are the environment's (`env.wallet`); here are only challenges, which the peer may see.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.events import ServerDisproven
from sessioncore.wire.sip import SipParseError
from sessioncore.wire.sip.digest import Challenge, parse_challenges
from sessioncore.wire.sip.proof import next_nonce_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sessioncore.actions.context import CellContext
    from sessioncore.wire.sip import Request, Response

Answered = list[tuple[str, str]] | None
"""The challenges of one request that were answered, in order: header of the answer, challenge. None: there was none."""

PAIRS: Final = (("WWW-Authenticate", "Authorization"), ("Proxy-Authenticate", "Proxy-Authorization"))
MAX_ANSWERS: Final = 8
"""Challenges of one request that are answered; a chain of proxies is shorter, and realms made up on the way are not."""


def worth_answering(
    cell: CellContext, status: int, response: Response | None, answered: Answered
) -> list[tuple[str, str]]:
    """The challenges of a 401 or 407 that credentials may satisfy; none where that was tried.

    Of each realm the first challenge that we support counts (RFC 8760 2.4). A realm that refused our credentials ends
    it all, but for a nonce that was only stale, which may be replaced once (RFC 7616 3.3).
    """
    if response is None or status not in (401, 407):
        return []
    before: dict[tuple[str, str], list[str]] = {}
    for header, text in answered or ():
        (known,) = parse_challenges(text)
        before.setdefault((header, known.realm), []).append(known.nonce)
    found: list[tuple[str, str]] = []
    for (header, realm), challenge in _offered(response).items():
        nonces = before.get((header, realm))
        if nonces is None:
            if cell.env.wallet.knows(cell.session, realm):
                found.append((header, challenge.encode()))
        elif challenge.stale and len(nonces) == 1 and challenge.nonce not in nonces:
            found.append((header, challenge.encode()))
        else:
            return []
    return found if len(found) + len(answered or ()) <= MAX_ANSWERS else []


def _offered(response: Response) -> dict[tuple[str, str], Challenge]:
    """The first supported challenge of each realm, by the header of its answer; both may stand in 401 and 407."""
    found: dict[tuple[str, str], Challenge] = {}
    for asks, answers in PAIRS:
        for value in response.get_all(asks):
            try:
                challenges = parse_challenges(value)
            except SipParseError:
                continue  # one that cannot be read cannot be answered; another may be
            for challenge in challenges:
                if challenge.is_supported:
                    found.setdefault((answers, challenge.realm), challenge)
    return found


def credentials(cell: CellContext, answered: Answered, method: str, uri: str, body: bytes) -> list[tuple[str, str]]:
    """The credentials of a request: for every realm that asked, by its latest challenge (RFC 3261 22.3)."""
    if not answered:
        return []
    latest: dict[tuple[str, str], str] = {}
    for header, text in answered:
        (known,) = parse_challenges(text)
        latest[header, known.realm] = text
    wallet, session = cell.env.wallet, cell.session
    return [(header, wallet.answer(session, text, method, uri, body)) for (header, _), text in latest.items()]


def unasked(cell: CellContext, answered: Answered, method: str, uri: str, body: bytes) -> list[tuple[str, str]]:
    """Credentials of a request inside a call before anybody asks: for the realms that the INVITE answered (RFC 3261
    22.3). A call that was brought back by a program without these credentials waits to be asked.
    """
    if not answered:
        return []
    known = [pair for pair in answered if cell.env.wallet.knows(cell.session, parse_challenges(pair[1])[0].realm)]
    return credentials(cell, known, method, uri, body)


INFOS: Final = (("Authentication-Info", "Authorization"), ("Proxy-Authentication-Info", "Proxy-Authorization"))


def renewed(answered: Answered, response: Response) -> Answered:
    """The challenges with the nonces that a 2xx wants to be used from now on (RFC 7616 3.5).

    The header names no realm, so it counts where there is only one.
    """
    if not answered:
        return answered
    for info, header in INFOS:
        value = response.get(info)
        nonce = next_nonce_of(value) if value is not None else None
        known = [parse_challenges(text)[0] for name, text in answered if name == header]
        if nonce is not None and len({one.realm for one in known}) == 1:
            fresh = attrs.evolve(known[-1], nonce=nonce, stale=False)
            answered = [pair for pair in answered if pair[0] != header] + [(header, fresh.encode())]
    return answered


def judge_server(cell: CellContext, method: str, headers: Iterable[tuple[str, str]], response: Response) -> bool:
    """False, and told, where a 2xx to a request of ours has a wrong `rspauth`: who sent it does not know our secret
    (RFC 7616 3.5). Most have none, which says nothing. `headers` are those of the request, its credentials among them.
    """
    wallet, session = cell.env.wallet, cell.session
    for info, header in INFOS:
        value = response.get(info)
        sent = [] if value is None else [text for name, text in headers if name == header]
        if value is None or not sent or not all(wallet.disproves(session, one, value, response.body) for one in sent):
            continue
        source = cell.peer[0] if cell.peer is not None else ""
        told = ServerDisproven(session=session, at=cell.now, source=source, method=method)
        cell.publish(ServerDisproven, lambda: told)  # noqa: B023  it is called at once, or never
        return False
    return True


def credentials_of(request: Request) -> list[tuple[str, str]]:
    """The credentials that a request carries."""
    return [pair for pair in request.headers if pair[0] in ("Authorization", "Proxy-Authorization")]
