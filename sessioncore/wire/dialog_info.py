"""Dialog information as others publish it (RFC 4235): documents read, and put together to what is known of a user.

expat of the standard library does the reading. A document type, and with it every entity, is refused before anything is
built; size, depth and number are bounded.
"""

from __future__ import annotations

from typing import Final
from xml.parsers import expat

import attrs

from sessioncore.base.errors import RemoteProtocolError

NAMESPACE: Final = "urn:ietf:params:xml:ns:dialog-info"
STATES: Final = ("trying", "proceeding", "early", "confirmed", "terminated")
"""The states of RFC 4235 3.7.1."""
MAX_BYTES: Final = 65_536
MAX_DEPTH: Final = 16
MAX_DIALOGS: Final = 256
MAX_TEXT: Final = 1_024
_SEPARATOR: Final = "\n"


@attrs.frozen
class DialogInfo:
    """One dialog of a user, in the words of who published it: "" for what is not said.

    `event` and `code` tell why a dialog ended; `local` is the user's side, `remote` the other.
    """

    id: str
    state: str = ""
    event: str = ""
    code: int | None = None
    direction: str = ""
    call_id: str = ""
    local_tag: str = ""
    remote_tag: str = ""
    local: str = ""
    remote: str = ""
    remote_target: str = ""


@attrs.frozen
class DialogDocument:
    """One document: `full` where it lists all there is."""

    version: int
    full: bool
    entity: str
    dialogs: tuple[DialogInfo, ...]


def parse_dialog_info(content: bytes) -> DialogDocument:
    """Read a document. Raises RemoteProtocolError for what is none, or goes beyond a limit."""
    if len(content) > MAX_BYTES:
        raise _bad("larger than 64 KiB")
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_type
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise _bad(f"no XML: {expat.ErrorString(error.code)}") from None
    return reader.document()


def _refuse_type(*_: object) -> None:
    raise _bad("a document type")


def _bad(what: str) -> RemoteProtocolError:
    return RemoteProtocolError(f"dialog information: {what}")


class _Reader:
    """Keeps what is known of the way to where expat stands."""

    def __init__(self) -> None:
        self._path: list[str] = []
        self._root: dict[str, str] | None = None
        self._dialogs: list[dict[str, str]] = []
        self._text = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        space, _, local = name.rpartition(_SEPARATOR)
        self._path.append(local if space == NAMESPACE else "")
        if len(self._path) > MAX_DEPTH:
            raise _bad("too deep")
        self._text = ""
        path = "/".join(self._path)
        if path == "dialog-info":
            self._root = attributes
        elif path == "dialog-info/dialog":
            if len(self._dialogs) >= MAX_DIALOGS:
                raise _bad(f"more than {MAX_DIALOGS} dialogs")
            self._dialogs.append(dict(attributes))
        elif path == "dialog-info/dialog/state":
            self._dialogs[-1] |= {"event": attributes.get("event", ""), "code": attributes.get("code", "")}
        elif path == "dialog-info/dialog/remote/target":
            self._dialogs[-1]["target"] = attributes.get("uri", "")

    def text(self, data: str) -> None:
        self._text = (self._text + data)[:MAX_TEXT]

    def end(self, name: str) -> None:
        path = "/".join(self._path)
        self._path.pop()
        field = {
            "dialog-info/dialog/state": "state",
            "dialog-info/dialog/local/identity": "local",
            "dialog-info/dialog/remote/identity": "remote",
        }.get(path)
        if field is not None:
            self._dialogs[-1][field] = self._text.strip()

    def document(self) -> DialogDocument:
        root = self._root
        if root is None:
            raise _bad("the root is not dialog-info")
        version = root.get("version", "")
        if not (version.isascii() and version.isdigit() and len(version) <= 10):
            raise _bad("no version")
        if root.get("state") not in ("full", "partial"):
            raise _bad("neither full nor partial")
        found = tuple([_dialog(fields) for fields in self._dialogs])
        return DialogDocument(int(version), root["state"] == "full", root.get("entity", "")[:MAX_TEXT], found)


def _dialog(fields: dict[str, str]) -> DialogInfo:
    if not fields.get("id") or fields.get("state") not in STATES:
        raise _bad("a dialog without id or state")
    code = fields.get("code", "")
    names = ("id", "state", "event", "direction", "call-id", "local-tag", "remote-tag", "local", "remote")
    known = {name.replace("-", "_"): fields.get(name, "")[:MAX_TEXT] for name in names}
    number = int(code) if code.isascii() and code.isdigit() and len(code) == 3 else None
    return DialogInfo(**known, code=number, remote_target=fields.get("target", "")[:MAX_TEXT])


class DialogTable:
    """What is known of a user's dialogs, put together from documents in the order of their versions (RFC 4235 4.3)."""

    def __init__(self) -> None:
        self._version = -1
        self._dialogs: dict[str, DialogInfo] = {}

    @property
    def dialogs(self) -> list[DialogInfo]:
        """The dialogs as the last document has left them; those that have just ended are among them once."""
        return list(self._dialogs.values())

    def take(self, content: bytes) -> bool:
        """Take a document; False where one before it is missing, so that only a full one can help (subscribe anew).
        A full one with version 0 begins another subscription.

        Raises RemoteProtocolError as `parse_dialog_info` does, and for more dialogs than a table keeps.
        """
        found = parse_dialog_info(content)
        begins = found.full and found.version == 0
        if found.version <= self._version and not begins:
            return True  # it was overtaken, and says nothing new
        if not found.full and (self._version < 0 or found.version != self._version + 1):
            return False
        kept = {} if found.full else {key: one for key, one in self._dialogs.items() if one.state != "terminated"}
        kept |= {one.id: one for one in found.dialogs}
        if len(kept) > MAX_DIALOGS:
            raise _bad(f"more than {MAX_DIALOGS} dialogs")
        self._version, self._dialogs = found.version, kept
        return True
