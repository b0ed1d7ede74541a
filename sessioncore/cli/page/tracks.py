"""The time line of a call: a tick for each step, and how loud each end was (the first upwards, the other downwards)."""

from __future__ import annotations

from html import escape

from sessioncore.cli.page.recording import Call
from sessioncore.cli.page.shown import plain_text

WIDTH, HALF = 1000, 32
FLOOR_DBOV = -60.0
"""What is quieter is drawn as silence."""
GAP_S = 0.1
"""A longer pause between two points ends the shape."""


def tracks(call: Call) -> str:
    """The strip as an SVG that stretches to any width."""
    span = max(call.end - call.begin, 0.001)

    def x(at: float) -> str:
        return f"{min(max((at - call.begin) / span, 0.0), 1.0) * WIDTH:.1f}"

    shapes = "".join(
        f'<path class="level side-{side}" d="{_shape(points, x, -1 if side == 0 else 1)}"/>'
        for side, points in sorted(call.levels.items())
        if points
    )
    ticks = "".join(
        f'<line class="tick {step.kind} side-{min(step.origin, 2)}" x1="{x(step.order)}" x2="{x(step.order)}"'
        f' y1="{HALF - 4}" y2="{HALF + 4}"/>'
        for step in call.steps
    )
    names = ", ".join(call.lifelines[side] for side in sorted(call.levels))
    about = f"level of the sound that {names} sent, over {span:.1f} s" if names else f"steps over {span:.1f} s"
    return (
        f'<svg class="tracks" viewBox="0 0 {WIDTH} {2 * HALF}" preserveAspectRatio="none" role="img"'
        f' aria-label="{escape(plain_text(about))}"><line class="axis" x2="{WIDTH}" y1="{HALF}" y2="{HALF}"/>{shapes}'
        f'{ticks}<line class="cursor" x1="0" x2="0" y2="{2 * HALF}"/></svg>'
    )


def _shape(points: list[tuple[float, float]], x: object, direction: int) -> str:
    """Closed areas over the axis, one for each stretch without a gap."""
    assert callable(x)
    stretches: list[list[tuple[float, float]]] = []
    for point in points:
        if not stretches or point[0] - stretches[-1][-1][0] > GAP_S:
            stretches.append([])
        stretches[-1].append(point)
    parts = []
    for stretch in stretches:
        line = "".join(f"L{x(at)} {HALF + direction * _height(level):.1f}" for at, level in stretch)
        parts.append(f"M{x(stretch[0][0])} {HALF}{line}L{x(stretch[-1][0])} {HALF}Z")
    return "".join(parts)


def _height(level: float) -> float:
    return max(0.0, (level - FLOOR_DBOV) / -FLOOR_DBOV) * (HALF - 2)
