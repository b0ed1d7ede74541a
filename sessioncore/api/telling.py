"""Requests of ours inside a call: INFO, MESSAGE, and subscriptions, as methods of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sessioncore.api.requests import RequestAnswer, answer_of, body_arguments

if TYPE_CHECKING:
    from sessioncore.api.manager import SessionManager
    from sessioncore.api.watching import Subscription


class Telling:
    """The part of `Session` that sends other requests than those that change the call."""

    __slots__ = ()
    _manager: SessionManager
    id: str

    async def info(
        self, content: str | bytes = "", *, content_type: str = "text/plain", package: str | None = None
    ) -> RequestAnswer:
        """Send an INFO in the call (RFC 6086), of an Info Package that the peer has asked for, or of none.

        Returns the final response, whatever its status. Raises LocalProtocolError while the call is not up, NoAnswer or
        TransportError when there is none.
        """
        arguments = body_arguments(content, content_type) if content else {}
        if package is not None:
            arguments["package"] = package
        return await self._tell("INFO", arguments)

    async def message(self, content: str | bytes, *, content_type: str = "text/plain;charset=utf-8") -> RequestAnswer:
        """Send an instant message (RFC 3428) in the call; see `info`."""
        return await self._tell("MESSAGE", body_arguments(content, content_type))

    async def _tell(self, method: str, arguments: dict[str, str]) -> RequestAnswer:
        given = {"method": method, "arguments": arguments}
        return answer_of(await self._manager.command(self.id, "tell", given), method)

    async def subscribe(
        self, package: str, *, expires: int | None = None, accept: str = "", queue: int = 256
    ) -> Subscription:
        """Subscribe to an event package of the peer inside the call (a second usage of its dialog, RFC 5057): for peers
        that know it only there. It may outlive the call; `SessionManager.subscribe` is better where the peer takes it
        (RFC 6665 4.5.2). `package` may have an id (`presence;id=2`), which tells several of one package apart.

        Returns with the first NOTIFY; arguments and errors as there. LocalProtocolError while the call is not up.
        """
        return await self._manager.subscribe_within(self.id, package, expires=expires, accept=accept, queue=queue)
