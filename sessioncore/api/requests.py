"""Requests outside calls, as methods of the session manager: OPTIONS and MESSAGE."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from typing import TYPE_CHECKING, Final

import attrs

from sessioncore.api.codecs import codecs_in
from sessioncore.api.placing import check_way, first_hop, read_target
from sessioncore.api.questions import Questions
from sessioncore.api.results import raise_for
from sessioncore.api.wallet import Credentials, CredentialWallet, listed
from sessioncore.base.errors import LocalProtocolError, NoAnswer, TransportError
from sessioncore.effects import Ask, Reply, ResponseReply
from sessioncore.wire.sip import Response, parse

if TYPE_CHECKING:
    from sessioncore.base.environment import Environment
    from sessioncore.base.settings import Settings
    from sessioncore.core.engine import Engine
    from sessioncore.io.driver import Driver
    from sessioncore.io.udp import ListenAddress

_TIMED_OUT: Final = 408
_UNAVAILABLE: Final = 503


@attrs.frozen
class RequestAnswer:
    """The final response to a request outside a call; what stands in it is the peer's word.

    `headers` are (canonical name, value) in the order of the response.
    """

    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def accepted(self) -> bool:
        """Whether the request was taken (2xx)."""
        return 200 <= self.status < 300

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods of Allow (RFC 3261 20.5)."""
        return tuple([value.upper() for value in self._listed("Allow")])

    @property
    def content_types(self) -> tuple[str, ...]:
        """The bodies of Accept (RFC 3261 20.1)."""
        return self._listed("Accept")

    @property
    def codecs(self) -> tuple[str, ...]:
        """The audio codecs that its description names, in its order (RFC 3264 9); empty where it has none.

        Our own managers answer OPTIONS with one, for whoever accepts it; names are those of `wire.sdp.FORMATS`.
        """
        is_sdp = (self.header("Content-Type") or "").partition(";")[0].strip().lower() == "application/sdp"
        return codecs_in(self.body) if is_sdp else ()

    @property
    def extensions(self) -> tuple[str, ...]:
        """The option tags of Supported (RFC 3261 20.37)."""
        return self._listed("Supported")

    def header(self, name: str) -> str | None:
        """The first value of a header, by its full name in any spelling."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def _listed(self, name: str) -> tuple[str, ...]:
        values = ",".join(value for key, value in self.headers if key == name)
        return tuple([part.strip() for part in values.split(",") if part.strip()])


def answer_of(reply: Reply, name: str) -> RequestAnswer:
    """What the reply of the command `request` stands for; raises NoAnswer, TransportError or LocalProtocolError."""
    if isinstance(reply, ResponseReply):
        response = parse(reply.response)
        assert isinstance(response, Response), "the engine gives back what it has taken for a response"
        return RequestAnswer(response.status, response.reason, tuple(response.headers), response.body)
    if reply.outcome == "failed" and reply.status == _TIMED_OUT:
        raise NoAnswer(f"nobody answered {name} in time")
    if reply.outcome == "failed" and reply.status == _UNAVAILABLE:
        raise TransportError(f"{name} could not be sent")
    raise_for(reply, name, "")
    raise AssertionError("a request that is done has a response")


def body_arguments(content: str | bytes, content_type: str) -> dict[str, str]:
    """A body as an argument of a command; raises LocalProtocolError for what is no content type."""
    if not content_type.isprintable() or "/" not in content_type:
        raise LocalProtocolError(f"{content_type[:80]!r} is no content type; one is text/plain")
    text = content if isinstance(content, str) else content.decode("utf-8", "surrogateescape")
    return {"content_type": content_type, "body": text}


class IncomingRequest:
    """A request that waits for our answer; all that stands in it is the peer's word.

    `session` is the id of the call that it came in, "" outside calls; `content` is of type `content_type`.
    """

    __slots__ = ("_driver", "_id", "_number", "content", "content_type", "session")

    def __init__(self, driver: Driver, ask: Ask) -> None:
        self._driver = driver
        self._id = ask.session
        self._number: int | None = ask.details.get("cseq")
        self.session = "" if self._number is None else ask.session
        self.content_type: str = ask.details["content_type"]
        self.content: bytes = ask.details["content"]

    @property
    def text(self) -> str:
        """The content as text; octets that are no UTF-8 are replaced."""
        return self.content.decode("utf-8", "replace")

    async def accept(self, status: int = 200) -> None:
        """Say that it has arrived (200), or, of a message, that it is passed on (202)."""
        if status not in (200, 202):
            raise ValueError(f"a request is accepted with 200 or 202, not {status}")
        await self._conclude(status)

    async def refuse(self, status: int = 603) -> None:
        """Refuse it with a final response from 300 to 699."""
        if not 300 <= status <= 699:
            raise ValueError(f"a refusal has a status from 300 to 699, not {status}")
        await self._conclude(status)

    async def _conclude(self, status: int) -> None:
        arguments = {"status": status} | ({} if self._number is None else {"cseq": self._number})
        raise_for(await self._driver.command(self._id, "conclude", arguments), "the answer", "")


class IncomingMessage(IncomingRequest):
    """An instant message that waits for our answer (RFC 3428 7). `sender` and `recipient` are URIs."""

    __slots__ = ("recipient", "sender")

    def __init__(self, driver: Driver, ask: Ask) -> None:
        super().__init__(driver, ask)
        self.sender: str = ask.details["sender"]
        self.recipient: str = ask.details["recipient"]


class IncomingInfo(IncomingRequest):
    """An INFO in a call that waits for our answer (RFC 6086); `package` is its Info Package, "" without one."""

    __slots__ = ("package",)

    def __init__(self, driver: Driver, ask: Ask) -> None:
        super().__init__(driver, ask)
        self.package: str = ask.details["package"]


class Requests:
    """The part of `SessionManager` that has to do with requests outside calls."""

    _driver: Driver
    _ids: Environment
    _wallet: CredentialWallet
    _listen: ListenAddress
    _engine: Engine
    settings: Settings

    def _open_mailbox(self) -> None:
        self._letters = Questions(self._is_there, self._refuse_message)
        self._infos = Questions(self._is_there, self._refuse_message)

    def _close_mailbox(self) -> None:
        self._letters.close()
        self._infos.close()

    def _told(self, ask: Ask) -> None:
        (self._letters if ask.question == "message" else self._infos).put(ask)

    def _is_there(self, asked: str) -> bool:
        return asked in self._engine.cells

    def _refuse_message(self, asked: str) -> None:
        """Nobody has time for what stands outside calls; what came in one runs into its time limit."""
        if self._engine.state(asked) is None:
            self._driver.command(asked, "conclude", {"status": _UNAVAILABLE})

    def _check_open(self) -> None:
        raise NotImplementedError

    async def options(
        self,
        target: str,
        *,
        caller: str | None = None,
        patience: float = 32.0,
        credentials: Credentials | Iterable[Credentials] = (),
    ) -> RequestAnswer:
        """Ask a SIP URI what it can do (RFC 3261 11), or only whether it is there.

        Returns the final response, whatever its status: a busy phone says 486. `caller` is the URI in From;
        `credentials` go before the manager's where the peer challenges; `patience` is in seconds.

        Raises NoAnswer when there was no final response in time, TransportError when the request could not be sent or
        the host has no address, LocalProtocolError for a bad URI.
        """
        return await self._request("OPTIONS", target, caller, patience, credentials, {})

    async def message(
        self,
        target: str,
        content: str | bytes,
        *,
        content_type: str = "text/plain;charset=utf-8",
        caller: str | None = None,
        patience: float = 32.0,
        credentials: Credentials | Iterable[Credentials] = (),
    ) -> RequestAnswer:
        """Send an instant message (RFC 3428) to a SIP URI, outside every call.

        Returns the final response, whatever its status; `accepted` says whether the message was taken: 200 by a user
        agent, 202 by what delivers it later. See `options` for the rest.

        Raises LocalProtocolError also for a message that is too large: 1300 octets with its headers, where neither side
        is known to speak TCP (RFC 3428 8).
        """
        more = body_arguments(content, content_type)
        return await self._request("MESSAGE", target, caller, patience, credentials, more)

    async def messages(self) -> AsyncIterator[IncomingMessage]:
        """Instant messages, outside calls and in them, where `Settings.messages` is `ask`; each wants `accept` or
        `refuse` before its time is up (`Limits.message_decision`). Ends when the manager is closed.
        """
        self._check_open()
        while (ask := await self._letters.get()) is not None:
            yield IncomingMessage(self._driver, ask)

    async def infos(self) -> AsyncIterator[IncomingInfo]:
        """INFO requests in calls, where `Settings.infos` is `ask`; each wants an answer as `messages` says."""
        self._check_open()
        while (ask := await self._infos.get()) is not None:
            yield IncomingInfo(self._driver, ask)

    async def _request(
        self,
        method: str,
        target: str,
        caller: str | None,
        patience: float,
        credentials: Credentials | Iterable[Credentials],
        more: dict[str, str],
    ) -> RequestAnswer:
        self._check_open()
        uri = read_target(target)
        arguments = {**more, "patience": str(float(patience))}
        if caller is not None:
            arguments["from"] = str(read_target(caller))
        check_way(first_hop(uri, self.settings), self.settings, v6=":" in self._listen.host)
        session = self._ids.session_id()
        if own := listed(credentials):
            self._wallet.give(session, own)
        fields = {"method": method, "target": str(uri), "arguments": arguments}
        return answer_of(await self._driver.command(session, "request", fields), method)
