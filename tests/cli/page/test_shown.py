from __future__ import annotations

import pytest

from sessioncore.cli.page.shown import MAX_SHOWN, message_text, plain_text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Alice", "Alice"),
        ("Zoë 日本", "Zoë 日本"),
        ("\x1b[2J", "\\x1b[2J"),
        ("a\u202eb", "a\\u{202e}b"),
        ("a\nb", "a\\x0ab"),
        ("\u2028\u200b\ue000", "\\u{2028}\\u{200b}\\u{e000}"),
    ],
)
def test_only_what_can_be_seen_is_written(text: str, shown: str) -> None:
    assert plain_text(text) == shown


def test_a_message_keeps_its_lines_and_has_an_end() -> None:
    assert message_text(b"A: b\r\n\r\nc\xff\x00\td") == "A: b\n\nc\\xff\\x00\td"
    assert message_text(b"x" * (MAX_SHOWN + 5)).endswith("x\n... 5 more characters")
