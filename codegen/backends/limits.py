"""`handlers/limits.py`: the configured names of `machines/limits.yaml` as one attrs class with checked bounds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ..model import Limit
from ..names import comment
from . import layout
from .clocks import number
from .python import environment


def render(limits: Mapping[str, Limit], base: str = "") -> str:
    """The module; `limits` in the order of the document. `base`: the module of the limits that these are added to."""
    fields = [_field(limit) for limit in limits.values()]
    return environment().get_template("limits.py.jinja").render(fields=fields, base=base)


def _field(limit: Limit) -> list[str]:
    bounds = [_float(limit.low), _float(limit.high), layout.quoted(comment(limit.unit, 20))]
    options = [f"default={_float(limit.default)}", f"validator=_Within({', '.join(bounds)})"]
    field = layout.bracketed(f"{limit.name}: float = attrs.field(", options, ")", 1)
    return [*field, *layout.docstring(" ".join(_said(limit)), 1)]


def _said(limit: Limit) -> Iterable[str]:
    doc = comment(limit.doc).rstrip(".")
    if doc:
        yield f"{doc[:1].upper()}{doc[1:]};"
    source = f" ({comment(limit.source, 80)})" if limit.source else ""
    yield f"{number(limit.low)} to {number(limit.high)} {comment(limit.unit, 20)}{source}."


def _float(value: float) -> str:
    return repr(float(value))
