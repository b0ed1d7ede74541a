"""XML text as elements with positions, read for strangers: no DTD, no entities, nothing from outside, bounded.

expat of the standard library does the reading. Every construct that could fetch, expand or hide something (document
type, entity, processing instruction, CDATA beyond text) is refused before anything is built, so there is nothing to
resolve. SCXML's own names stand as they are, those of our namespace as `sc:NAME`, those of others with their whole
namespace; attributes of others are left out.
"""

from __future__ import annotations

from pathlib import Path
from xml.parsers import expat

import attrs

from ..diagnostics import Findings, quoted
from ..model import Span

SCXML = "http://www.w3.org/2005/07/scxml"
OURS = "urn:sessioncore:chart"
"""The namespace of what SCXML has no word for, in charts that were exported."""
MOST_BYTES = 262_144
MOST_DEPTH = 48
MOST_ELEMENTS = 5_000
MOST_TEXT = 2_000
"""Characters of one attribute, or of all text directly inside an element."""
MOST_ATTRIBUTES = 24
_SEPARATOR = "\n"
"""Between namespace and name in what expat tells; it cannot stand in either."""


@attrs.define
class Element:
    """One element; `text` is what stands directly inside, in one piece."""

    name: str
    attributes: dict[str, str]
    span: Span
    children: list[Element] = attrs.Factory(list)
    text: str = ""

    def get(self, name: str, default: str = "") -> str:
        return self.attributes.get(name, default)

    def named(self, *names: str) -> list[Element]:
        """The children of these names, in document order."""
        return [child for child in self.children if child.name in names]


class _Refused(Exception):
    """The rest of the document is not worth reading."""


def read(path: Path, file: str, findings: Findings) -> Element | None:
    """The root element of a file; None, with a finding SC901 or SC902, when it cannot be read."""
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        reason = error.strerror or "input error"
        findings.add(
            "SC901", Span(file, 1, 1), f"the file cannot be read: {reason}", "mend its permissions or its name"
        )
        return None
    return parse(data, file, findings)


def parse(data: bytes, file: str, findings: Findings) -> Element | None:
    """The root element of a text; None, with a finding SC901 or SC902, when it cannot be read."""
    start = Span(file, 1, 1)
    if len(data) > MOST_BYTES:
        findings.add("SC901", start, f"the file is larger than {MOST_BYTES} bytes", "split the machine")
        return None
    builder = _Builder(file, findings)
    try:
        builder.parser.Parse(data, True)
    except _Refused:
        return None
    except expat.ExpatError as error:
        where = Span(file, error.lineno, error.offset + 1)
        findings.add(
            "SC901", where, f"not XML: {expat.ErrorString(error.code)}", "look at this line and those above it"
        )
        return None
    except (ValueError, LookupError):
        findings.add("SC901", start, "the text is in no encoding that is known", "save it as UTF-8")
        return None
    return builder.root


class _Builder:
    """Builds elements from what expat tells."""

    def __init__(self, file: str, findings: Findings) -> None:
        self._file = file
        self._findings = findings
        self._open: list[Element] = []
        self._elements = 0
        self.root: Element | None = None
        parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
        parser.buffer_text = True
        parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartDoctypeDeclHandler = self._doctype
        parser.EntityDeclHandler = self._entity
        parser.UnparsedEntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._outside
        parser.SkippedEntityHandler = self._entity
        self.parser = parser

    def _span(self) -> Span:
        return Span(self._file, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def _start(self, name: str, given: dict[str, str]) -> None:
        span = self._span()
        self._elements += 1
        if self._elements > MOST_ELEMENTS:
            raise self._refuse("SC901", f"more than {MOST_ELEMENTS} elements", "split the machine")
        if len(self._open) >= MOST_DEPTH:
            raise self._refuse("SC901", f"nested deeper than {MOST_DEPTH} elements", "flatten it")
        if len(given) > MOST_ATTRIBUTES:
            raise self._refuse("SC901", f"an element with more than {MOST_ATTRIBUTES} attributes", "delete some")
        ours = f"{OURS}{_SEPARATOR}"
        named = (
            (f"sc:{key.removeprefix(ours)}" if key.startswith(ours) else key, value) for key, value in given.items()
        )
        attributes = {key: value for key, value in named if _SEPARATOR not in key}
        if any(len(value) > MOST_TEXT for value in attributes.values()):
            raise self._refuse("SC901", f"an attribute longer than {MOST_TEXT} characters", "shorten it")
        space, _, local = name.rpartition(_SEPARATOR)
        prefix = {"": "", SCXML: "", OURS: "sc:"}.get(space, f"{space} ")
        element = Element(prefix + local, attributes, span)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, name: str) -> None:
        self._open.pop()

    def _characters(self, text: str) -> None:
        element = self._open[-1]
        if text.strip():
            element.text += text
            if len(element.text) > MOST_TEXT:
                raise self._refuse("SC901", f"a text longer than {MOST_TEXT} characters", "shorten it")

    def _doctype(self, name: str, *_: object) -> None:
        raise self._refuse("SC902", f"a document type ({quoted(name)}): documents of strangers have none", "delete it")

    def _entity(self, name: str, *_: object) -> None:
        raise self._refuse("SC902", f"an entity of its own ({quoted(name)})", "write the text out")

    def _outside(self, *_: object) -> int:
        raise self._refuse("SC902", "a reference to another file", "write the text out")

    def _refuse(self, rule: str, message: str, *fixes: str) -> _Refused:
        self._findings.add(rule, self._span(), message, *fixes)
        return _Refused()
