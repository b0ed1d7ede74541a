"""`fmt`: charts, wirings and tables in one order of keys, comments kept, the meaning untouched.

Only the order of fixed keys is changed (`{do: a, to: b}` becomes `{to: b, do: a}`); names of events, states and the
like stay in their order, which means something. Entries are moved as they are written, with their quotes, alignment and
comments: a comment line belongs to the key below it, one that is indented deeper to the entry above it. Where a comment
stands inside braces, or two keys share a line outside of them, nothing is moved. Besides, blanks at line ends and
repeated blank lines go. What was written is read again and compared before it replaces anything.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import attrs
import yaml

from .diagnostics import Findings
from .grammar import Either, Keyed, Many, Named, Shape, Word, resolved, shape_of
from .locate import charts_here
from .project import write
from .source import Items, Node, Table, Text, parse

CLEAN, CHANGED, REFUSED = 0, 1, 2
_OTHER_BREAKS = "\r\x85\u2028\u2029"
"""What YAML takes for line ends besides line feeds."""
_Loader = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader


class FormatError(Exception):
    """A text that cannot be formatted; the message says why."""


def formatted(text: str, file: str) -> str:
    """The text of a file in its stable order; `file` is its name, which says what it is. Raises `FormatError`."""
    before = _read(text, file)
    if any(char in text for char in _OTHER_BREAKS):
        raise FormatError(f"{file}: line ends other than line feeds; write them as line feeds")
    shape = shape_of(file)
    # The raw bytes were bounded and found free of anchors, so composing them again is safe.
    text = _braces(text, shape)
    text = _blocks(text, shape)
    text = _tidied(text)
    if _meaning(_read(text, file), shape) != _meaning(before, shape):
        raise FormatError(f"{file}: formatting would change what it says; nothing was written")
    return text


def _read(text: str, file: str) -> Table:
    findings = Findings()
    document = parse(text.encode(), file, findings)
    if document is None or findings.items:
        raise FormatError("\n".join(str(item) for item in findings.items))
    return document.root


def _meaning(node: Node, shape: Shape) -> object:
    """What a node says: texts without the way they are written, fixed keys in any order, all else in its order."""
    shape = _chosen(shape, node)
    if isinstance(node, Text):
        return " ".join(node.value.split())
    if isinstance(node, Items):
        return [_meaning(value, shape) for value in node.values]
    entries = [(key.value, _meaning(value, _inside(shape, key.value))) for key, value in node.entries]
    return dict(entries) if isinstance(shape, Keyed) else entries


def _chosen(shape: Shape, node: Node | yaml.Node) -> Shape:
    """The one shape that a node has: of several the mapping whose keys it uses, of one or many the one."""
    shape = resolved(shape)
    while isinstance(shape, Many):
        shape = resolved(shape.of)
    if not isinstance(shape, Either):
        return shape
    shapes = [_chosen(each, node) for each in shape.shapes]
    names = _names(node)
    keyed = [each for each in shapes if isinstance(each, Keyed)]
    free: list[Shape] = [each for each in shapes if isinstance(each, Named)]
    suiting = sorted((each for each in keyed if set(each.keys) & names), key=lambda each: len(names - set(each.keys)))
    return [*suiting, *free, *keyed, Word()][0]


def _names(node: Node | yaml.Node) -> set[str]:
    if isinstance(node, Table):
        return {key.value for key, _ in node.entries}
    return {key.value for key, _ in node.value} if isinstance(node, yaml.MappingNode) else set()


def _inside(shape: Shape, key: str) -> Shape:
    """The shape of what stands under a key."""
    if isinstance(shape, Keyed):
        return shape.keys.get(key, Word())
    return shape.of if isinstance(shape, Named) else Word()


def _rank(shape: Keyed, keys: Sequence[str]) -> list[int]:
    """Positions of keys in the order of the shape; unknown ones stay behind, in their order."""
    order = {name: number for number, name in enumerate(shape.keys)}
    return sorted(range(len(keys)), key=lambda at: (order.get(keys[at], len(order)), at))


@attrs.frozen
class _Text:
    """A text with the offsets of its lines."""

    text: str
    starts: tuple[int, ...]

    def at(self, mark: yaml.Mark) -> int:
        return (
            min(self.starts[mark.line] + mark.column, len(self.text))
            if mark.line < len(self.starts)
            else len(self.text)
        )


def _composed(text: str) -> tuple[_Text, yaml.Node | None]:
    starts = (0, *(match.end() for match in re.finditer("\n", text)))
    root: yaml.Node | None = yaml.compose(text, Loader=_Loader)
    return _Text(text, starts), root


def _braces(text: str, shape: Shape) -> str:
    """Order the entries of mappings in braces."""
    source, root = _composed(text)
    if root is None:
        return text
    return text[: source.at(root.start_mark)] + _brace(source, root, shape) + text[source.at(root.end_mark) :]


def _brace(source: _Text, node: yaml.Node, shape: Shape) -> str:
    """The text of a node with what is inside it in order."""
    start, end = source.at(node.start_mark), source.at(node.end_mark)
    shape = _chosen(shape, node)
    pieces: list[tuple[int, int, str]] = []
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            pieces.append((source.at(item.start_mark), source.at(item.end_mark), _brace(source, item, shape)))
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            first, middle, last = source.at(key.start_mark), source.at(value.start_mark), source.at(value.end_mark)
            made = source.text[first:middle] + _brace(source, value, _inside(shape, key.value))
            pieces.append((first, max(last, source.at(key.end_mark)), made))
    gaps = [source.text[a:b] for a, b in _between(start, end, pieces)]
    texts = [made for _, _, made in pieces]
    braces = isinstance(node, yaml.MappingNode) and node.flow_style
    if braces and isinstance(shape, Keyed) and not any("#" in gap for gap in gaps):
        texts = [texts[at] for at in _rank(shape, [key.value for key, _ in node.value])]
    if not texts:
        return source.text[start:end]
    return gaps[0] + "".join(made + gap for made, gap in zip(texts, gaps[1:], strict=True))


def _between(start: int, end: int, pieces: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int]]:
    """The stretches before, between and after pieces."""
    for first, last, _ in pieces:
        yield start, first
        start = last
    yield start, max(start, end)


def _blocks(text: str, shape: Shape) -> str:
    """Order the entries of mappings that are written line by line."""
    _, root = _composed(text)
    lines = text.split("\n")
    if root is None:
        return text
    first, last = root.start_mark.line, _last_line(root, lines)
    return "\n".join([*lines[:first], *_block(lines, root, shape, last), *lines[last + 1 :]])


def _last_line(node: yaml.Node, lines: Sequence[str]) -> int:
    """The line in which a node's text ends; the end that YAML gives to a block is where the next thing begins."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = (
            last[1]
            if isinstance(node, yaml.MappingNode) and not _empty(last[1])
            else last[0]
            if isinstance(last, tuple)
            else last
        )
    end: int = node.end_mark.line
    if node.end_mark.column == 0 and end > node.start_mark.line:
        end -= 1
    while end > node.start_mark.line and not lines[min(end, len(lines) - 1)].strip():
        end -= 1
    return min(end, len(lines) - 1)


def _empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and not node.value and node.style is None


def _block(lines: Sequence[str], node: yaml.Node, shape: Shape, last: int) -> list[str]:
    """The lines from a node's first to `last`, in order."""
    first = node.start_mark.line
    shape = _chosen(shape, node)
    whole = list(lines[first : last + 1])
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return whole
    mapping = isinstance(node, yaml.MappingNode)
    keys = [entry[0] if mapping else entry for entry in node.value]
    values = [entry[1] if mapping else entry for entry in node.value]
    begins = [key.start_mark.line for key in keys]
    if len(set(begins)) < len(begins):
        return whole
    ends = [
        max(begin, _last_line(value, lines)) if not _empty(value) else begin
        for begin, value in zip(begins, values, strict=True)
    ]
    heads = [
        first,
        *(_lead(lines, end + 1, begin, node.start_mark.column) for end, begin in zip(ends, begins[1:], strict=False)),
    ]
    parts: list[list[str]] = []
    for number, (key, value) in enumerate(zip(keys, values, strict=True)):
        until = heads[number + 1] if number + 1 < len(heads) else last + 1
        inner = _inside(shape, key.value) if mapping and isinstance(key, yaml.ScalarNode) else shape
        part = list(lines[heads[number] : until])
        begin, end = value.start_mark.line - heads[number], ends[number] - heads[number]
        if isinstance(value, yaml.CollectionNode) and not value.flow_style and begin >= 0:
            part[begin : end + 1] = _block(lines, value, inner, ends[number])
        parts.append(part)
    alone = all(not lines[key.start_mark.line][: key.start_mark.column].strip() for key in keys)
    if isinstance(shape, Keyed) and mapping and alone:
        order = _rank(shape, [key.value for key in keys])
        if order != sorted(order):
            return _joined([parts[at] for at in order])
    return [line for part in parts for line in part]


def _lead(lines: Sequence[str], after: int, begin: int, column: int) -> int:
    """The line from which comments and blanks before an entry belong to it, and not to the one above."""
    at = after
    for number in range(after, begin):
        stripped = lines[number].lstrip()
        if stripped.startswith("#") and len(lines[number]) - len(stripped) > column:
            at = number + 1
    return at


def _joined(parts: Sequence[Sequence[str]]) -> list[str]:
    """Moved entries one after another; blank lines at the very top would part them from what they belong to."""
    joined = [line for part in parts for line in part]
    while joined and not joined[0].strip():
        joined.append(joined.pop(0))
    return joined


def _tidied(text: str) -> str:
    """No blanks at line ends, one blank line at most, one line feed at the end."""
    lines = [line.rstrip() for line in text.split("\n")]
    kept = [line for number, line in enumerate(lines) if line or (number and lines[number - 1])]
    return "\n".join(kept).strip("\n") + "\n"


def main(arguments: Sequence[str]) -> int:
    """`fmt [--check] [PATH...]`: files, or folders of charts (default: machines).

    Returns 0 when everything is (now) in order, 1 when `--check` found what is not, 2 when something cannot be read.
    """
    parser = argparse.ArgumentParser(
        prog="sessioncore fmt", description="Write charts, wirings and tables in one order of keys; comments stay."
    )
    parser.add_argument("paths", nargs="*", type=Path, help="files or folders (default: machines)")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when something is not in order")
    try:
        parsed = parser.parse_args(arguments)
    except SystemExit as stopped:
        return int(stopped.code or 0)
    status = CLEAN
    for path in parsed.paths or [charts_here()]:
        files = sorted(path.rglob("*.yaml")) if path.is_dir() else [path]
        if not files:
            print(f"{path}: there are no charts in this folder", file=sys.stderr)
            status = REFUSED
        for file in files:
            status = max(status, _file(file, parsed.check))
    return status


def _file(path: Path, check: bool) -> int:
    try:
        data = path.read_bytes()
        text = data.decode()
        wanted = formatted(text.replace("\r\n", "\n"), path.as_posix())
    except OSError as error:
        print(f"{path}: {error.strerror}", file=sys.stderr)
        return REFUSED
    except UnicodeDecodeError:
        print(f"{path}: the file is not UTF-8 text; save it as UTF-8", file=sys.stderr)
        return REFUSED
    except FormatError as error:
        print(error, file=sys.stderr)
        return REFUSED
    if wanted.encode() == data:
        return CLEAN
    if check:
        print(f"{path} is not in order; mend it with: sessioncore fmt {path}", file=sys.stderr)
        return CHANGED
    write(path.resolve(), wanted)
    print(f"{path} put in order", file=sys.stderr)
    return CLEAN
