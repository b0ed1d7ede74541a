"""`python -m tests.simulation.play SEED [ENGINE]`: play one seed, print its ladder and what is wrong with it."""

from __future__ import annotations

import sys

from tests.simulation.calls import play


def main(arguments: list[str]) -> int:
    call = play(int(arguments[0]), engine=arguments[1] if len(arguments) > 1 else "generated")
    print(call.plan)
    print(call.ladder)
    for endpoint in call.simulation.endpoints:
        for log in endpoint.commands:
            results = [(reply.outcome, reply.status, reply.reason) for _, reply in log.replies]
            print(f"{endpoint.name:6}{log.at - call.simulation.start:9.3f}  {log.name:15}{results}")
    for fault in call.faults:
        print("FAULT", fault)
    if call.disagreement:
        print("the sides disagree:", call.disagreement)
    return int(bool(call.faults))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
