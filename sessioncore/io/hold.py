"""Keeps effects back until the snapshot that precedes them is stored (invariant 10), call by call.

A slow store delays nobody but the calls that wait for it: every effect belongs to a call, by its session or by the
Call-ID of its message, and only the effects of a call with an unfinished write are held. Writes that come while one is
under way are made together as the next one. Nor does a store that fails or hangs stop a call: it goes on, and what is
lost is its recovery.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from sessioncore.effects import (
    Ask,
    Connect,
    Disconnect,
    Effect,
    KeepAlive,
    Locate,
    Media,
    Order,
    Persist,
    Probe,
    Publish,
    Relay,
    Reply,
    Send,
    Tell,
)
from sessioncore.io.store import Snapshot, Store

WRITE_PATIENCE: Final = 2.0
"""Seconds that the calls wait for a write; after that they go on without it."""

MAX_WAITING: Final = 20_000
"""Sessions whose snapshots wait for the write that is under way; those of more are lost."""

_log = logging.getLogger(__name__)
_call_id = re.compile(rb"\r\n(?:call-id|i)[ \t]*:[ \t]*([^\r\n]*)", re.IGNORECASE).search


class Hold:
    """`admit` takes an outbox and returns what may be performed now; the rest goes to `release` later, in order.

    `session_of` names the session of a command that is still open. A snapshot that cannot be stored is logged, counted
    and told to `on_lost` with the reason, and tried again with the next write that is made; the effects behind it are
    released.
    """

    def __init__(
        self,
        store: Store,
        release: Callable[[Sequence[Effect]], None],
        session_of: Callable[[int], str | None],
        on_lost: Callable[[str, str], None] = lambda session, reason: None,
        *,
        patience: float = WRITE_PATIENCE,
    ) -> None:
        self._store = store
        self._release = release
        self._session_of = session_of
        self._on_lost = on_lost
        self._patience = patience
        self._executor = ThreadPoolExecutor(1, thread_name_prefix="sessioncore-store")
        self._lanes: dict[str | bytes, _Batch] = {}
        """Session or Call-ID to the batch that its next effect joins."""
        self._next = _Batch()
        self._unsaved: dict[str, Snapshot | None] = {}
        """What a write could not store."""
        self._writing: asyncio.Future[None] | None = None
        self._hangs = self._closed = False
        self.failed_writes = 0
        self.lost = 0
        """Snapshots that were not stored when their turn came."""

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
                if self._hangs or len(self._next.changes) >= MAX_WAITING:
                    self._lose({effect.session: effect.snapshot}, "the store does not keep up")
                    continue
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
                # A retransmission is the same object: held once.
                waiting.effects.append(effect)
        if batch is not None and self._writing is None:
            self._write()
        return free

    async def close(self, patience: float) -> None:
        """Write what is left and close the store, within `patience` seconds; may be repeated."""
        if self._closed:
            return
        self._closed = True
        if self._writing is None and self._unsaved:
            self._write()
        while self._writing is not None:
            done, _ = await asyncio.wait({self._writing}, timeout=patience)
            if not done:
                _log.error("the store did not finish within %.1f s", patience)
                break
            await asyncio.sleep(0)
        else:
            await asyncio.get_running_loop().run_in_executor(self._executor, self._store.close)
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
            case Relay():
                return effect.command.relay
            case Publish():
                return effect.event.session
            case Ask() | Persist() | Tell() | Order():
                return effect.session
            case Probe():
                return f"probe {effect.remote}"
            case Locate():
                return f"lookup {effect.lookup}"
            case Connect() | KeepAlive() | Disconnect():
                return f"flow {effect.flow}"

    def _join(self, lane: str | bytes, batch: _Batch) -> None:
        self._lanes[lane] = batch
        batch.lanes.add(lane)

    def _write(self) -> None:
        batch, self._next = self._next, _Batch()
        unsaved, self._unsaved = self._unsaved, {}
        changes = {**unsaved, **batch.changes}
        loop = asyncio.get_running_loop()
        writing = self._writing = loop.run_in_executor(self._executor, self._store.write, changes)
        timer = loop.call_later(self._patience, self._give_up, batch)

        def written(done: asyncio.Future[None]) -> None:
            timer.cancel()
            self._written(batch, changes, done)

        writing.add_done_callback(written)

    def _give_up(self, batch: _Batch) -> None:
        """The store hangs: calls go on, and nothing waits for it until it is back."""
        self._hangs = True
        _log.error("the store did not answer within %g s; calls go on without it", self._patience)
        batches, self._next = (batch, self._next), _Batch()
        self._lanes.clear()
        for one in batches:
            self._lose(one.changes, f"the store did not answer within {self._patience:g} s")
            held, one.effects = one.effects, []
            self._release(held)

    def _written(self, batch: _Batch, changes: dict[str, Snapshot | None], done: asyncio.Future[None]) -> None:
        self._writing = None
        hung, self._hangs = self._hangs, False
        error = None if done.cancelled() else done.exception()
        if error is not None:
            self.failed_writes += 1
            _log.error("%d snapshots could not be stored: %s", len(changes), error)
            if not hung:
                self._lose(batch.changes, str(error))
            self._remember({**changes, **self._unsaved})
        elif hung:
            _log.warning("the store works again")
            for session, snapshot in changes.items():
                if self._unsaved.get(session, ...) is snapshot:
                    del self._unsaved[session]
        for lane in batch.lanes:
            # A newer write of the same call keeps its lane.
            if self._lanes.get(lane) is batch:
                del self._lanes[lane]
        if self._next.changes or (hung and self._unsaved and error is None):
            self._write()
        self._release(batch.effects)

    def _lose(self, changes: dict[str, Snapshot | None], reason: str) -> None:
        """Tell that these are not stored. What is only to be forgotten is not told: its call is over."""
        self.lost += len(changes)
        self._remember({**self._unsaved, **changes})
        for session, snapshot in changes.items():
            if snapshot is not None:
                self._on_lost(session, reason)

    def _remember(self, changes: dict[str, Snapshot | None]) -> None:
        """Keep what is to be tried again, as many as may wait."""
        self._unsaved = changes
        while len(changes) > MAX_WAITING:
            del changes[next(iter(changes))]


class _Batch:
    """One write and what waits for it."""

    __slots__ = ("changes", "effects", "lanes")

    def __init__(self) -> None:
        self.changes: dict[str, Snapshot | None] = {}
        self.effects: list[Effect] = []
        self.lanes: set[str | bytes] = set()
