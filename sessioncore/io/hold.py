"""Keeps effects back until the snapshot that precedes them is stored (invariant 10), call by call.

A slow store delays nobody but the calls that wait for it: every effect belongs to a call, by its session or by the
Call-ID of its message, and only the effects of a call with an unfinished write are held. Writes that come while one is
under way are made together as the next one.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from sessioncore.effects import Ask, Effect, Media, Persist, Publish, Reply, Send
from sessioncore.io.store import Snapshot, Store

_log = logging.getLogger(__name__)
_call_id = re.compile(rb"\r\n(?:call-id|i)[ \t]*:[ \t]*([^\r\n]*)", re.IGNORECASE).search


class Hold:
    """`admit` takes an outbox and returns what may be performed now; the rest goes to `release` later, in order.

    `session_of` names the session of a command that is still open. A write that fails is logged and counted, and the
    call goes on: it is better to lose a recovery than a call.
    """

    def __init__(
        self, store: Store, release: Callable[[Sequence[Effect]], None], session_of: Callable[[int], str | None]
    ) -> None:
        self._store = store
        self._release = release
        self._session_of = session_of
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="sessioncore-store")
        self._lanes: dict[str | bytes, _Batch] = {}
        """Session or Call-ID to the batch that its next effect joins."""
        self._next = _Batch()
        self._writing: asyncio.Future[None] | None = None
        self.failed_writes = 0

    @property
    def idle(self) -> bool:
        """Nothing is being written or waits to be."""
        return self._writing is None and not self._next.changes

    def admit(self, effects: list[Effect]) -> list[Effect]:
        """The effects that need not wait, in their order."""
        if not self._lanes and not any(type(effect) is Persist for effect in effects):
            return effects
        free: list[Effect] = []
        batch: _Batch | None = None
        for effect in effects:
            if type(effect) is Persist:
                batch = self._next
                batch.changes[effect.session] = effect.snapshot
                self._join(effect.session, batch)
                continue
            lane = self._lane(effect)
            if batch is not None:
                self._join(lane, batch)
                batch.effects.append(effect)
            elif (waiting := self._lanes.get(lane)) is None:
                free.append(effect)
            elif not any(held is effect for held in waiting.effects):
                # A retransmission is the same object: held once, so a store that hangs does not fill the memory.
                waiting.effects.append(effect)
        if batch is not None and self._writing is None:
            self._write()
        return free

    async def close(self, patience: float) -> None:
        """Wait at most `patience` seconds for what is being written, and end the thread."""
        while self._writing is not None:
            done, _ = await asyncio.wait({self._writing}, timeout=patience)
            if not done:
                _log.error("the store did not finish within %.1f s", patience)
                break
            await asyncio.sleep(0)
        self._executor.shutdown(wait=False)

    def _lane(self, effect: Effect) -> str | bytes:
        match effect:
            case Send():
                found = _call_id(effect.data)
                return found.group(1).rstrip() if found is not None else b""
            case Reply():
                return self._session_of(effect.command) or ""
            case Media():
                return effect.command.stream.rpartition("/")[0]
            case Publish():
                return effect.event.session
            case Ask() | Persist():
                return effect.session

    def _join(self, lane: str | bytes, batch: _Batch) -> None:
        self._lanes[lane] = batch
        batch.lanes.add(lane)

    def _write(self) -> None:
        batch, self._next = self._next, _Batch()
        loop = asyncio.get_running_loop()
        self._writing = loop.run_in_executor(self._executor, self._store.write, batch.changes)
        self._writing.add_done_callback(lambda done: self._written(batch, done))

    def _written(self, batch: _Batch, done: asyncio.Future[None]) -> None:
        if not done.cancelled() and (error := done.exception()) is not None:
            self.failed_writes += 1
            _log.error("%d snapshots could not be stored: %s", len(batch.changes), error)
        self._writing = None
        for lane in batch.lanes:
            # A newer write of the same call keeps its lane.
            if self._lanes.get(lane) is batch:
                del self._lanes[lane]
        if self._next.changes:
            self._write()
        self._release(batch.effects)


class _Batch:
    """One write and what waits for it."""

    __slots__ = ("changes", "effects", "lanes")

    def __init__(self) -> None:
        self.changes: dict[str, Snapshot | None] = {}
        self.effects: list[Effect] = []
        self.lanes: set[str | bytes] = set()
