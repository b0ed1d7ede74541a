"""A server that couples calls to whoever has registered, as `sessioncore serve` does, but asks nobody for a password.

python tests/bench/coupling_program.py
"""

from __future__ import annotations

import asyncio
import gc

from sessioncore.api import SessionManager
from sessioncore.base.settings import Settings
from sessioncore.cli.common import run_loop
from sessioncore.cli.serve import GC_THRESHOLDS


async def main() -> int:
    settings = Settings(registrar="open", media=False)
    async with SessionManager(listen="udp:127.0.0.1:0", settings=settings) as manager:
        print(f"listening on {manager.listening[0]}", flush=True)
        gc.collect()
        gc.freeze()
        gc.set_threshold(*GC_THRESHOLDS)
        await asyncio.Event().wait()
    return 0


if __name__ == "__main__":
    run_loop("coupling", main)
