"""`python -m tests.simulation.record`: keep the stories of all seeds as they are now; refuses while one has faults."""

from __future__ import annotations

import json
import sys

from tests.simulation.calls import DISAGREEMENTS, FULL, HASHES, LADDERS, SEEDS, full_text, play


def main() -> int:
    hashes, differing = {}, {}
    for seed in SEEDS:
        call = play(seed)
        if call.faults:
            print(f"seed {seed} is faulty: {call.faults}; nothing was written", file=sys.stderr)
            return 1
        hashes[str(seed)] = call.hash()
        if call.disagreement:
            differing[str(seed)] = call.disagreement
        if seed in FULL:
            LADDERS.mkdir(exist_ok=True)
            (LADDERS / f"{seed:03}.txt").write_text(full_text(call), encoding="utf-8")
    HASHES.write_text(json.dumps(hashes, indent=0) + "\n", encoding="utf-8")
    DISAGREEMENTS.write_text(json.dumps(differing, indent=1) + "\n", encoding="utf-8")
    print(f"{len(hashes)} seeds, {len(differing)} of them with two opinions")
    return 0


if __name__ == "__main__":
    sys.exit(main())
