"""dialog/inquiry: the peer's INFO and MESSAGE inside a dialog (RFC 6086 4.2.2, RFC 3428 7)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore.events import InfoReceived, MessageReceived
from sessioncore.handlers.dialog.inquiry import Inquiry
from tests.support.alone import Alone
from tests.support.peer import Call, Peer, Seen

Make = Callable[..., Peer]


def ask(call: Call, method: str, *headers: str, body: str = "") -> list[Seen]:
    """A request in the dialog with a body of any kind."""
    call.cseq += 1
    lines = [f"{method} {call.target} SIP/2.0", f"Via: SIP/2.0/UDP 192.0.2.2:5080;branch={call.peer.branch()};rport"]
    lines += [f"From: {call.uri};tag={call.tag}", f"To: {call.engine.partition(';tag=')[0]};tag={call.engine_tag}"]
    lines += [f"Call-ID: {call.call_id}", f"CSeq: {call.cseq} {method}", "Max-Forwards: 70", *headers]
    return call.peer.send("\r\n".join([*lines, f"Content-Length: {len(body)}"]) + "\r\n\r\n" + body)


@pytest.mark.parametrize("ours", [True, False])
def test_b10_11_an_info_as_of_old_is_taken_and_told(peer: Peer, ours: bool) -> None:
    """RFC 6086 9.1: without a package; the dialog is not touched."""
    call = peer.answered() if ours else peer.called()
    (answer,) = ask(call, "INFO", "Content-Type: application/x-lamp", body="on\r\n")
    assert answer.label == "200 INFO"
    assert not answer.has("contact")
    (told,) = peer.published(InfoReceived)
    assert (told.session, told.package, told.content_type) == (call.session, "", "application/x-lamp")
    assert told.content == b"on\r\n"
    assert peer.engine.state(call.session) == "connected"


def test_b10_11_a_package_that_we_do_not_have_is_469_with_ours(make_peer: Make) -> None:
    peer = make_peer(info_packages=("foo", "bar"))
    call = peer.answered()
    (answer,) = ask(call, "INFO", "Info-Package: nada")
    assert (answer.label, answer["recv-info"]) == ("469 INFO", "foo, bar")
    assert peer.published(InfoReceived) == []
    (answer,) = ask(call, "INFO", "Info-Package: bar;v=2", "Content-Type: text/plain", body="x")
    assert answer.label == "200 INFO"
    (told,) = peer.published(InfoReceived)
    assert (told.package, told.content) == ("bar", b"x")


def test_b10_11_who_takes_no_package_says_so(peer: Peer) -> None:
    """An empty Recv-Info names none (RFC 6086 5.2)."""
    call = peer.answered()
    (answer,) = ask(call, "INFO", "Info-Package: nada")
    assert (answer.label, answer["recv-info"]) == ("469 INFO", "")


def test_b10_5_an_encoded_info_is_415(peer: Peer) -> None:
    call = peer.answered()
    (answer,) = ask(call, "INFO", "Content-Encoding: gzip", "Content-Type: text/plain", body="x")
    assert (answer.label, answer["accept-encoding"]) == ("415 INFO", "identity")


def test_b10_2_a_message_is_405_where_none_is_taken(peer: Peer) -> None:
    call = peer.answered()
    (answer,) = ask(call, "MESSAGE", "Content-Type: text/plain", body="hi")
    assert answer.label == "405 MESSAGE"
    assert "MESSAGE" not in answer["allow"]
    assert peer.published(MessageReceived) == []


@pytest.mark.parametrize(("messages", "status"), [("take", 200), ("store", 202)])
def test_b10_10_a_message_in_a_call_is_told_as_the_calls(make_peer: Make, messages: str, status: int) -> None:
    peer = make_peer(messages=messages)
    call = peer.answered()
    (answer,) = ask(call, "MESSAGE", "Content-Type: text/plain", body="hi")
    assert answer.label == f"{status} MESSAGE"
    (told,) = peer.published(MessageReceived)
    assert (told.session, told.content, told.sender) == (call.session, b"hi", "sip:peer@192.0.2.2")
    (answer,) = ask(call, "MESSAGE", "Content-Type: text/html", body="<p>")
    assert answer.label == "415 MESSAGE"


@pytest.mark.parametrize("status", [200, 415, 603])
def test_b10_11_the_application_decides(make_peer: Make, status: int) -> None:
    peer = make_peer(infos="ask", messages="ask")
    call = peer.answered()
    assert ask(call, "INFO", "Content-Type: text/plain", body="a") == []
    first = call.cseq
    assert ask(call, "MESSAGE", "Content-Type: text/plain", body="b") == []
    info, letter = peer.asks()
    assert (info.question, info.details["content"], info.details["cseq"]) == ("info", b"a", first)
    assert (letter.question, letter.details["content"], letter.details["cseq"]) == ("message", b"b", first + 1)
    assert [event.content for event in peer.published(InfoReceived)] == [b"a"]
    assert [event.content for event in peer.published(MessageReceived)] == [b"b"]
    second = peer.command("conclude", call.session, cseq=first + 1, status=200)
    assert peer.one("200 MESSAGE").cseq == first + 1
    done = peer.command("conclude", call.session, cseq=first, status=status)
    assert peer.one(f"{status} INFO").cseq == first
    assert (peer.outcome(done), peer.outcome(second)) == (("done", None), ("done", None))
    late = peer.command("conclude", call.session, cseq=first, status=200)
    assert peer.outcome(late) == ("refused", 481)
    never = peer.command("conclude", call.session, cseq=99999, status=200)
    assert peer.outcome(never) == ("refused", 481)


def test_b10_10_nobody_decides_in_time(make_peer: Make) -> None:
    peer = make_peer(infos="ask")
    call = peer.answered()
    ask(call, "INFO")
    peer.advance(9.9)
    assert peer.labels() == []
    peer.advance(0.2)
    assert peer.labels() == ["480 INFO"]
    assert peer.engine.state(call.session) == "connected"


def test_a_call_that_ends_meanwhile_leaves_the_question_answered(make_peer: Make) -> None:
    peer = make_peer(infos="ask")
    call = peer.answered()
    ask(call, "INFO")
    call.request("BYE")
    assert peer.labels()[-1] == "200 BYE"
    done = peer.command("conclude", call.session, cseq=call.cseq - 1, status=200)
    assert peer.outcome(done) == ("done", None)
    assert peer.labels() == ["200 INFO"]


def test_b2_8_after_the_end_it_is_481(peer: Peer) -> None:
    call = peer.answered()
    call.request("BYE")
    peer.take()
    (answer,) = ask(call, "INFO")
    assert answer.label == "481 INFO"


def test_b2_5_a_stale_one_is_500(peer: Peer) -> None:
    call = peer.answered()
    ask(call, "INFO")
    call.cseq -= 2
    (answer,) = ask(call, "INFO")
    assert answer.label == "500 INFO"
    assert len(peer.published(InfoReceived)) == 1


def test_many_in_a_row_leave_nothing(peer: Peer) -> None:
    call = peer.answered()
    for _ in range(40):
        (answer,) = ask(call, "INFO")
        assert answer.label == "200 INFO"
    (scope,) = peer.engine.cells[call.session].dialogs.values()
    assert len(scope.inquiry) <= 16


def test_what_fails_is_answered_500() -> None:
    """Property: every request gets an answer."""
    for state in ("arriving", "deciding"):
        assert Alone(Inquiry, state).on("action_failed") == ("answered", [], ["respond"])
    assert Alone(Inquiry, "answered").on("action_failed") == ("answered", [], [])
    arriving = Alone(Inquiry, "arriving")
    arriving.on("conclude")
    assert arriving.rejected == [("conclude", 481)]
