"""`sessioncore explore`: every order of messages, timers and decisions, within bounds that are said."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sessioncore.cli.common import complain, parse, write_private
from sessioncore.codegen.locate import NotFoundError, find_chart
from sessioncore.core.journal import Journal
from sessioncore.exploration.pair import pair_models
from sessioncore.exploration.script import play, scenario
from sessioncore.exploration.search import MOST_STATES, Finding, Model, Progress, Result, explore
from sessioncore.exploration.usage import CallModel, call_models

NOTHING_FOUND, FOUND, INCOMPLETE = 0, 1, 3

PAIRS = {"invite": "INVITE", "non_invite": "BYE"}
USAGE = ("dialog", "negotiation", "setup", "session", "media")
"""Families of charts that the model of the INVITE usage runs."""


def run(arguments: Sequence[str]) -> int:
    """Exit status 0 complete and nothing found, 1 something found, 2 a usage error, 3 not complete."""
    parser = argparse.ArgumentParser(
        prog="sessioncore explore",
        description="Look at every state that two sides, their users and the network can reach, and tell what is wrong"
        " with a shortest way to it. Says complete only where nothing was left to be looked at.",
        epilog="exit status: 0 complete, nothing found; 1 something found; 2 usage; 3 not complete",
    )
    parser.add_argument(
        "target",
        metavar="CHART|PAIR",
        nargs="?",
        help="invite, non_invite (transaction pairs), usage (calls), or a chart of them; default: all",
    )
    parser.add_argument("--in-flight", type=int, default=1, metavar="N", help="messages under way each way (default 1)")
    parser.add_argument("--channel", choices=("lossy", "fifo"), help="only over UDP, or only over TCP")
    parser.add_argument("--states", type=int, default=MOST_STATES, metavar="N", help="look at so many states at most")
    parser.add_argument("--strangers", action="store_true", help="calls: also with peers whose SDP answers do not fit")
    parser.add_argument("--late-offer", action="store_true", help="calls: also those whose INVITE carries no offer")
    parser.add_argument("--journal", type=Path, metavar="F", help="write what was found first as a journal for replay")
    parser.add_argument("--scenario", type=Path, metavar="F", help="write what was found first as a test in Python")
    parser.add_argument("--durations", action="store_true", help="the longest stay in each state by its timers")
    parsed = parse(parser, arguments)
    if isinstance(parsed, int):
        return parsed
    if parsed.durations:
        return _durations(parsed.target)
    if parsed.in_flight < 1 or parsed.states < 1:
        return complain("explore", "--in-flight and --states are numbers from 1")
    more: list[dict[str, Any]] = [{"open_sdp": True}] if parsed.strangers else []
    more += [{"open_sdp": False, "late_offer": True}] if parsed.late_offer else []
    models = _models(_full_name(parsed.target), parsed.in_flight, parsed.channel, more)
    if not models:
        return complain("explore", f"{parsed.target}: no such pair or chart; try invite, non_invite or usage")
    status = NOTHING_FOUND
    first = True
    for model in models:
        result = explore(model, most_states=parsed.states, progress=_bar(model.name))
        _tell(result)
        if result.findings and first:
            first = False
            try:
                _write(model.name, result.findings[0], parsed.journal, parsed.scenario)
            except OSError as error:
                return complain("explore", f"{error.filename}: {error.strerror}")
        if result.findings:
            status = FOUND
        elif not result.complete and status == NOTHING_FOUND:
            status = INCOMPLETE
    return status


def _full_name(target: str | None) -> str | None:
    """The name of the chart that is meant by its last part; all else as it is."""
    if target is None or "/" in target or target in PAIRS or target == "usage":
        return target
    try:
        return find_chart(target)[2].name
    except NotFoundError:
        return target


def _models(target: str | None, in_flight: int, channel: str | None, more: list[dict[str, Any]]) -> list[Model]:
    """The models of a target, with `more` of calls; none where there is no such thing."""
    found: list[Model] = []
    family, _, name = (target or "").rpartition("/")
    for pair, method in PAIRS.items():
        if target in (None, pair) or (family == "transaction" and name in (f"{pair}_client", f"{pair}_server")):
            found += pair_models(method, in_flight)
    if target in (None, "usage") or _in_usage(family, name):
        found += call_models(in_flight)
        found += [CallModel(in_flight=in_flight, channel="fifo", refreshes=False, **each) for each in more]
    return [model for model in found if channel is None or f", {channel}" in model.bounds]


def _in_usage(family: str, name: str) -> bool:
    from sessioncore.exploration.actions import ACTIONS

    return family in USAGE and f"{family}/{name}" in ACTIONS


def _tell(result: Result) -> None:
    print(result.summary)
    for sight in result.sights:
        print(f"  met: {sight.what}, first after {len(sight.steps)} steps")
    for finding in result.findings:
        print(finding)
        played = play(result.name, finding)
        print(f"\nThe same with whole messages{f', up to where {played.missed}' if played.missed else ''}:\n")
        print(played.stage.ladder)


def _write(model: str, finding: Finding, journal: Path | None, script: Path | None) -> None:
    """Write the files that were asked for; the journal is that of the side at which it went wrong."""
    if journal is not None:
        side = finding.steps[-1].side if finding.steps else "alice"
        with Journal.create(journal) as made:
            play(model, finding, journals={side: made})
        print(f"{journal}: the journal of {side}; sessioncore replay {journal}")
    if script is not None:
        write_private(script, scenario(model, finding, play(model, finding).steps))
        print(f"{script}: a test that takes the same steps")


def _bar(name: str) -> Progress | None:
    """A line that is written over again while states are looked at; None where nobody sits at a terminal."""
    if not sys.stderr.isatty():
        return None

    def show(looked: int, waiting: int, depth: int) -> None:
        done = 20 * looked // max(1, looked + waiting)
        print(
            f"\r{name} [{'#' * done}{'.' * (20 - done)}] {looked} looked at, {waiting} waiting, depth {depth}  ",
            end="\r" if waiting else "\r\033[K",
            file=sys.stderr,
            flush=True,
        )

    return show


def _durations(target: str | None) -> int:
    """Print the longest stay in each state of a chart, or of all."""
    from sessioncore.codegen.durations import table
    from sessioncore.codegen.load import load_library
    from sessioncore.codegen.plan import plan_chart

    library, _ = load_library(Path(__file__).resolve().parent.parent / "machines")
    charts = [chart for name, chart in sorted(library.charts.items()) if target in (None, name)]
    if not charts:
        return complain("explore", f"{target}: no such chart")
    print(table([plan_chart(chart) for chart in charts], library.limits), end="")
    return NOTHING_FOUND
