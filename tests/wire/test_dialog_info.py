"""Dialog information of others (RFC 4235): what is read, refused, and put together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.api.dialog_information import Dialog, document
from sessioncore.base.errors import RemoteProtocolError
from sessioncore.base.watching import VERSION
from sessioncore.wire.dialog_info import MAX_DIALOGS, DialogInfo, DialogTable, parse_dialog_info

HEAD = '<?xml version="1.0"?><dialog-info xmlns="urn:ietf:params:xml:ns:dialog-info" entity="sip:al@example.com" '


def made(version: int, *dialogs: str, state: str = "partial") -> bytes:
    return f'{HEAD}version="{version}" state="{state}">{"".join(dialogs)}</dialog-info>'.encode()


def dialog(name: str, state: str, more: str = "") -> str:
    return f'<dialog id="{name}"><state{more}>{state}</state></dialog>'


def test_b2_9_a_document_with_all_that_we_read() -> None:
    """After the examples of RFC 4235 6; elements of other namespaces are passed over."""
    text = (
        '<dialog id="as7d900as8" call-id="a84b4c76e66710" local-tag="1928301774" remote-tag="456887766"'
        ' direction="initiator"><state event="rejected" code="486">terminated</state><duration>274</duration>'
        "<x:local xmlns:x='urn:x'><identity>sip:mallory@example.com</identity></x:local>"
        '<local><identity display="Al">sip:al@example.com</identity><target uri="sip:al@pc33.example.com"/></local>'
        '<remote><identity display="Bob">\n sip:bob@example.org </identity><target uri="sip:bobster@phone21"/></remote>'
        "</dialog>"
    )
    found = parse_dialog_info(made(3, text, state="full"))
    assert (found.version, found.full, found.entity) == (3, True, "sip:al@example.com")
    (one,) = found.dialogs
    assert one == DialogInfo(
        id="as7d900as8",
        state="terminated",
        event="rejected",
        code=486,
        direction="initiator",
        call_id="a84b4c76e66710",
        local_tag="1928301774",
        remote_tag="456887766",
        local="sip:al@example.com",
        remote="sip:bob@example.org",
        remote_target="sip:bobster@phone21",
    )


def test_b2_9_what_we_publish_is_what_we_read() -> None:
    ours = Dialog(7, "al", True, "confirmed", call_id="c", local_tag="l", remote_tag="r", local="<sip:al@h>;tag=l")
    ours.remote, ours.target = '"B & <Co>" <sip:b@h>;tag=r', "sip:b@1.2.3.4"
    (one,) = parse_dialog_info(document("al", "h", [ours], details=True).replace(VERSION, "0").encode()).dialogs
    assert (one.id, one.state, one.direction) == ("7", "confirmed", "initiator")
    assert (one.call_id, one.local_tag, one.remote_tag) == ("c", "l", "r")
    assert (one.local, one.remote, one.remote_target) == ("sip:al@h", "sip:b@h", "sip:b@1.2.3.4")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no XML"),
        (b"<a/>", "the root"),
        (b"<dialog-info version='0' state='full'/>", "the root"),
        (made(0, state="half"), "neither"),
        (made(0).replace(b'version="0"', b'version="x"'), "no version"),
        (made(0).replace(b'version="0"', b""), "no version"),
        (made(0, "<dialog><state>early</state></dialog>"), "without id"),
        (made(0, dialog("a", "ringing")), "without id or state"),
        (made(0, *["<x>"] * 16, *["</x>"] * 16), "too deep"),
        (made(0, *[dialog(str(number), "early") for number in range(MAX_DIALOGS + 1)]), "more than 256"),
        (made(0, " " * 65_536), "larger"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a document type"),
        (b'<!DOCTYPE a SYSTEM "http://192.0.2.1/"><a/>', "a document type"),
    ],
)
def test_b2_9_what_is_none_is_refused(content: bytes, why: str) -> None:
    with pytest.raises(RemoteProtocolError, match=why):
        parse_dialog_info(content)


@given(st.binary(max_size=300))
def test_any_octets_are_read_or_refused(content: bytes) -> None:
    for text in (content, made(1).replace(b"</", content + b"</")):
        try:
            parse_dialog_info(text)
        except RemoteProtocolError:
            continue


def states(table: DialogTable) -> dict[str, str]:
    return {one.id: one.state for one in table.dialogs}


def test_b2_9_documents_are_put_together_by_their_versions() -> None:
    """RFC 4235 4.3: a full one replaces everything, a partial one what it names, and a gap is told."""
    table = DialogTable()
    for version in (0, 1):
        assert not table.take(made(version, dialog("a", "early"))), "nothing is known before the first full one"
    assert table.take(made(0, dialog("a", "early"), dialog("b", "confirmed"), state="full"))
    assert table.take(made(1, dialog("a", "confirmed")))
    assert states(table) == {"a": "confirmed", "b": "confirmed"}
    assert table.take(made(1, dialog("b", "terminated"))), "a copy"
    assert states(table) == {"a": "confirmed", "b": "confirmed"}
    assert table.take(made(2, dialog("b", "terminated")))
    assert states(table) == {"a": "confirmed", "b": "terminated"}
    assert table.take(made(3))
    assert states(table) == {"a": "confirmed"}
    assert not table.take(made(5, dialog("c", "early"))), "4 is missing"
    assert states(table) == {"a": "confirmed"}
    assert table.take(made(6, dialog("c", "early"), state="full"))
    assert states(table) == {"c": "early"}
    assert table.take(made(0, dialog("d", "trying"), state="full"))
    assert states(table) == {"d": "trying"}, "another subscription"


def test_b2_9_a_table_does_not_grow_without_end() -> None:
    table = DialogTable()
    assert table.take(made(0, *[dialog(f"a{number}", "early") for number in range(MAX_DIALOGS)], state="full"))
    with pytest.raises(RemoteProtocolError, match="more than 256"):
        table.take(made(1, dialog("b", "early")))
    assert len(table.dialogs) == MAX_DIALOGS
