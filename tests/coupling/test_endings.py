"""What one side says with the end of its leg, and what the other hears of it (B11.13, B11.14)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.coupling.conftest import CALLEE_SDP, House, desk, told

Make = Callable[..., House]

WHY = 'SIP;cause=200;text="Call completed elsewhere"'
Q850 = 'Q.850;cause=16;text="Terminated"'
READ = ['SIP;cause=200;text="Call completed elsewhere"', 'Q.850;cause=16;text="Terminated"']


class TestReason:
    @pytest.mark.parametrize("by_caller", [True, False])
    @pytest.mark.parametrize("lines", [[f"Reason: {WHY}", f"Reason: {Q850}"], [f"Reason: {WHY} , {Q850}"]])
    def test_b11_13_that_of_a_bye_goes_on(self, house: Make, by_caller: bool, lines: list[str]) -> None:
        made = house(1.0)
        made.talk()
        one, other = (made.call, made[0]) if by_caller else (made[0], made.call)
        one.request("BYE", headers=lines)
        bye = next(seen for seen in made.peer.take() if seen.label == "BYE")
        assert (bye["call-id"], bye["reason"]) == (other.call_id, ", ".join(READ))
        other.respond(200, to=bye)

    def test_b11_13_that_of_a_cancel_goes_to_every_callee(self, house: Make) -> None:
        made = house(1.0, 1.0)
        for callee in made.callees:
            callee.respond(180)
        made.peer.take()
        made.call.cancel(headers=[f"Reason: {WHY}"])
        seen = made.peer.take()
        cancels = [one for one in seen if one.label == "CANCEL"]
        assert [one["reason"] for one in cancels] == [READ[0], READ[0]]
        made.call.ack_failure(next(one for one in seen if one.label == "487 INVITE"))
        for callee, cancel in zip(made.callees, cancels, strict=True):
            callee.respond(200, to=cancel)
            callee.respond(487)

    def test_b11_13_a_callee_that_answers_the_cancelled_call_hears_it_in_the_bye(self, house: Make) -> None:
        made = house(1.0)
        made[0].respond(180)
        made.call.cancel(headers=[f"Reason: {WHY}"])
        made.call.ack_failure(made.peer.take()[-1])
        made[0].respond(200, sdp=CALLEE_SDP, contact=f"<{desk(0)}>")
        ack, bye = made.peer.take()
        assert (told(ack), told(bye), bye["reason"]) == ("ACK to 192.0.2.10", "BYE to 192.0.2.10", READ[0])
        made[0].respond(200, to=bye)

    @pytest.mark.parametrize(
        ("lines", "passed"),
        [
            ([], []),
            (["Reason: no token at all;cause=1"], []),
            (["Reason: SIP;cause=abc"], []),
            (["Reason: Q.850;cause=16;location=LN"], ["Q.850;cause=16"]),
            ([f'Reason: X{number};text="{"x" * 200}"' for number in range(8)], None),
        ],
    )
    def test_b11_13_what_cannot_be_read_or_is_too_much_stays_here(
        self, house: Make, lines: list[str], passed: list[str] | None
    ) -> None:
        made = house(1.0)
        made.talk()
        made.call.request("BYE", headers=lines)
        bye = next(seen for seen in made.peer.take() if seen.label == "BYE")
        if passed is None:
            assert len(bye["reason"]) <= 512
            assert bye["reason"].startswith("X0;text=")
        else:
            assert bye.all("reason") == passed
        made[0].respond(200, to=bye)

    def test_b11_13_byes_that_cross(self, house: Make) -> None:
        made = house(1.0)
        made.talk()
        made.call.request("BYE", headers=[f"Reason: {WHY}"])
        bye = next(seen for seen in made.peer.take() if seen.label == "BYE")
        made[0].request("BYE", headers=[f"Reason: {Q850}"])
        assert made.labels() == ["200 BYE to caller"], "nobody is told twice"
        made[0].respond(200, to=bye)


class TestRefusal:
    HEADERS = (
        "Retry-After: 120 (at lunch);duration=60",
        'Warning: 399 phone.example "busy on another line"',
        "Error-Info: <sip:not-in-service@example.com>",
        "Reason: Q.850;cause=17",
    )

    def test_b11_14_the_caller_reads_what_the_callee_wrote(self, house: Make) -> None:
        made = house(1.0)
        made[0].respond(486, headers=self.HEADERS)
        refused = made.one("486 INVITE")
        assert refused.start == "SIP/2.0 486 Whatever"
        for line in self.HEADERS:
            name, _, value = line.partition(": ")
            assert refused[name] == value
        made.call.ack_failure(refused)

    def test_b11_14_of_several_the_one_that_counts_speaks(self, house: Make) -> None:
        made = house(1.0, 1.0, 0.5)
        made[0].respond(500, headers=['Warning: 399 a.example "first"'])
        made[1].respond(480, headers=["Retry-After: 7"])
        (third,) = made.take_callees()
        third.respond(486, headers=["Retry-After: 9"])
        refused = made.one("480 INVITE")
        assert (refused["retry-after"], refused.has("warning")) == ("7", False)
        made.call.ack_failure(refused)

    @pytest.mark.parametrize(
        ("status", "told_caller", "phrase"), [(503, 500, "Server Internal Error"), (407, 500, "Server Internal Error")]
    )
    def test_b11_14_a_status_that_is_not_passed_on_has_its_own_phrase(
        self, house: Make, status: int, told_caller: int, phrase: str
    ) -> None:
        made = house(1.0)
        challenge = [
            'Proxy-Authenticate: Digest realm="theirs", nonce="x"',
            'WWW-Authenticate: Digest realm="t", nonce="y"',
        ]
        made[0].respond(status, headers=[*challenge, "Retry-After: 3600"])
        refused = made.one(f"{told_caller} INVITE")
        assert refused.start == f"SIP/2.0 {told_caller} {phrase}"
        assert refused["retry-after"] == "3600"
        assert not refused.has("proxy-authenticate")
        assert not refused.has("www-authenticate"), "the caller has no credentials for who asks us"
        made.call.ack_failure(refused)

    def test_b11_14_a_redirection_that_we_cannot_follow_is_the_caller_s(self, house: Make) -> None:
        made = house(1.0)
        contacts = "<tel:+4930123>;q=0.7, <mailto:bob@example.com>"
        made[0].respond(302, headers=[f"Contact: {contacts}"])
        refused = made.one("302 INVITE")
        assert (refused.start, refused["contact"]) == ("SIP/2.0 302 Whatever", contacts)
        made.call.ack_failure(refused)

    @pytest.mark.parametrize("contact", ["", "<tel:+49>, ", f"<tel:{'1' * 600}>"])
    def test_b11_14_a_redirection_to_nowhere_is_480(self, house: Make, contact: str) -> None:
        made = house(1.0)
        made[0].respond(300, headers=[f"Contact: {contact}"] if contact else [])
        seen = made.peer.take()[-1]
        assert seen.label == ("300 INVITE" if contact.endswith(", ") else "480 INVITE")
        made.call.ack_failure(seen)

    def test_b11_14_what_is_too_long_or_cannot_be_printed_stays_here(self, house: Make) -> None:
        made = house(1.0)
        made[0].respond(486, headers=[f'Warning: 399 a "{"x" * 600}"', "Error-Info: <sip:a@b>\x07", "Retry-After: 5"])
        refused = made.one("486 INVITE")
        assert (refused.has("warning"), refused.has("error-info"), refused["retry-after"]) == (False, False, "5")
        made.call.ack_failure(refused)

    def test_b11_14_who_says_nothing_is_408(self, house: Make) -> None:
        made = house(1.0)
        made.peer.advance(33.0)
        refused = made.peer.take()[-1]
        assert refused.start == "SIP/2.0 408 Request Timeout"
        made.call.ack_failure(refused)
