"""registration/registrar: a REGISTER is done as a whole or not at all (RFC 3261 10.3)."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sessioncore import events
from sessioncore.handlers.limits import Limits
from sessioncore.handlers.registration.registrar import Registrar
from tests.support.alone import Alone
from tests.support.peer import PEER, Peer
from tests.support.registering import CHALLENGE, PHONE, answer, bound, register, verdict
from tests.support.streams import StreamPeer

URI = PHONE.strip("<>")
OTHER = f"sip:alice@{PEER[0]}:5099"
OUTBOUND = (';+sip.instance="<urn:uuid:1>"', "Supported: path, outbound")


@pytest.fixture
def peer(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(registrar="open")


@pytest.fixture
def guarded(make_peer: Callable[..., Peer]) -> Peer:
    return make_peer(registrar="accounts")


class TestBindings:
    def test_b6_9_a_contact_is_bound_for_what_was_granted(self, peer: Peer) -> None:
        assert bound(answer(peer, f"{PHONE};expires=600")) == {URI: 600}
        peer.advance(100)
        assert bound(answer(peer)) == {URI: 500}, "10.3 step 8: the time that is left"
        peer.advance(500.5)
        assert bound(answer(peer)) == {}

    @pytest.mark.parametrize(
        ("contact", "headers", "granted"),
        [
            (PHONE, [], 3600),
            (PHONE, ["Expires: 120"], 120),
            (f"{PHONE};expires=90", ["Expires: 120"], 90),
            (f"{PHONE};expires=soon", [], 3600),
            (PHONE, ["Expires: 1000000"], 7200),
        ],
    )
    def test_b6_9_the_interval(self, peer: Peer, contact: str, headers: list[str], granted: int) -> None:
        """10.2.1.1: the parameter before the header; 10.3: one that cannot be read is an hour; the registrar's most."""
        assert bound(answer(peer, contact, headers=headers)) == {URI: granted}

    def test_b6_9_several_contacts_with_what_was_said_of_them(self, peer: Peer) -> None:
        seen = answer(peer, f'{PHONE};q=0.5;methods="INVITE"', f"<{OTHER}>;q=1.0")
        assert list(bound(seen)) == [URI, OTHER]
        assert ";q=0.5" in seen.all("contact")[0]
        assert 'methods="INVITE"' in seen.all("contact")[0]

    def test_b6_9_a_refresh_takes_the_place_of_what_was(self, peer: Peer) -> None:
        answer(peer, f"{PHONE};expires=600")
        assert bound(answer(peer, f"{PHONE};expires=900", cseq=2)) == {URI: 900}
        peer.advance(700)
        assert bound(answer(peer)) == {URI: 200}

    def test_b6_9_another_call_id_may_change_it_whatever_its_number(self, peer: Peer) -> None:
        answer(peer, f"{PHONE};expires=600", cseq=50)
        assert bound(answer(peer, f"{PHONE};expires=700", cseq=1, call_id="reg-2")) == {URI: 700}

    @pytest.mark.parametrize("cseq", [4, 5])
    def test_b6_9_of_one_call_id_only_a_higher_number_counts(self, peer: Peer, cseq: int) -> None:
        answer(peer, f"{PHONE};expires=600", cseq=5)
        assert answer(peer, f"{PHONE};expires=0", cseq=cseq).status == 500
        assert answer(peer, f"<{OTHER}>", PHONE, cseq=cseq).status == 500
        assert bound(answer(peer)) == {URI: 600}, "all or nothing: the new one is not there either"

    def test_b6_9_uris_are_compared_as_uris(self, peer: Peer) -> None:
        """RFC 3261 19.1.4: case of the host and the order of parameters do not matter, a port does."""
        answer(peer, "<sip:alice@Phone.Example:5070;transport=tcp;foo=1>")
        assert len(bound(answer(peer, "<sip:alice@phone.example:5070;foo=1;transport=TCP>", cseq=2))) == 1
        assert len(bound(answer(peer, "<sip:alice@phone.example;foo=1;transport=TCP>", cseq=3))) == 2

    def test_b6_9_removal_of_one(self, peer: Peer) -> None:
        answer(peer, PHONE, f"<{OTHER}>")
        assert list(bound(answer(peer, f"{PHONE};expires=0", cseq=2))) == [OTHER]
        assert [event.reason for event in peer.published(events.Unregistered)] == ["unregistered"]
        assert bound(answer(peer, f"{PHONE};expires=0", cseq=3)), "what is not there may be removed"

    def test_b6_9_each_user_has_its_own(self, peer: Peer) -> None:
        answer(peer, PHONE)
        bob = "sip:bob@example.com"
        assert list(bound(answer(peer, f"<{OTHER}>", to=bob, call_id="reg-bob"))) == [OTHER]
        assert list(bound(answer(peer))) == [URI]

    def test_events_tell_of_it(self, peer: Peer) -> None:
        answer(peer, f"{PHONE};expires=60")
        peer.advance(61)
        (told,) = peer.published(events.Registered)
        assert (told.user, told.contact, told.interval) == ("alice", URI, 60.0)
        (gone,) = peer.published(events.RegistrationExpired)
        assert (gone.user, gone.contact) == ("alice", URI)


class TestEverything:
    def test_b6_4_a_star_takes_every_binding_away(self, peer: Peer) -> None:
        answer(peer, PHONE, f"<{OTHER}>")
        answer(peer, "<sip:bob@h>", to="sip:bob@example.com", call_id="bob")
        assert bound(answer(peer, "*", headers=["Expires: 0"], cseq=2)) == {}
        assert len(bound(answer(peer, to="sip:bob@example.com"))) == 1

    @pytest.mark.parametrize(
        ("contacts", "headers"),
        [(["*"], []), (["*"], ["Expires: 60"]), (["*", PHONE], ["Expires: 0"]), ([PHONE, "*"], ["Expires: 0"])],
    )
    def test_b6_4_it_stands_alone_and_with_expires_0(self, peer: Peer, contacts: list[str], headers: list[str]) -> None:
        answer(peer, f"<{OTHER}>")
        assert answer(peer, *contacts, headers=headers, cseq=2).status == 400
        assert list(bound(answer(peer))) == [OTHER]

    def test_b6_4_not_with_an_old_number(self, peer: Peer) -> None:
        answer(peer, PHONE, cseq=5)
        assert answer(peer, "*", headers=["Expires: 0"], cseq=5).status == 500


class TestRefusals:
    @pytest.mark.parametrize(
        "contact", ["<tel:+123>", "<sip:a@b?Subject=x>", "<sip:a@", f"<sip:{'a' * 2000}@b>", f"{PHONE};reg-id=none"]
    )
    def test_a_contact_that_nobody_could_be_reached_at_is_400(self, peer: Peer, contact: str) -> None:
        assert answer(peer, contact).status == 400

    def test_b6_2_too_brief_is_423_with_min_expires(self, peer: Peer) -> None:
        seen = answer(peer, f"{PHONE};expires=59")
        assert (seen.status, seen["min-expires"]) == (423, "60")
        assert bound(answer(peer, f"{PHONE};expires=60", cseq=2)) == {URI: 60}

    def test_b6_2_an_hour_is_never_too_brief(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(registrar="open", limits=Limits(registration_least=3600))
        assert bound(answer(peer, f"{PHONE};expires=3600")) == {URI: 3600}

    @pytest.mark.parametrize("to", ["sip:alice@other.example", "sip:example.com", "tel:+123"])
    def test_b6_9_not_a_user_of_ours_is_404(self, peer: Peer, to: str) -> None:
        assert answer(peer, PHONE, to=to).status == 404

    def test_b6_9_an_extension_that_we_do_not_have_is_420(self, peer: Peer) -> None:
        seen = answer(peer, PHONE, headers=["Require: path, gruu"])
        assert (seen.status, seen["unsupported"]) == (420, "gruu")
        assert answer(peer, PHONE, headers=["Require: path"], cseq=2).status == 200

    def test_one_user_has_so_many_and_no_more(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(registrar="open", max_contacts=2)
        assert len(bound(answer(peer, PHONE, f"<{OTHER}>"))) == 2
        assert answer(peer, "<sip:third@h>", cseq=2).status == 403
        swapped = answer(peer, "<sip:third@h>", f"{PHONE};expires=0", cseq=3)
        assert list(bound(swapped)) == [OTHER, "sip:third@h"]
        assert len(bound(answer(peer, f"<{OTHER}>", cseq=4))) == 2, "a refresh is no growth"

    def test_all_users_have_so_many_and_no_more(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(registrar="open", max_bindings=1)
        answer(peer, PHONE)
        seen = answer(peer, PHONE, to="sip:bob@example.com", call_id="bob")
        assert (seen.status, seen["retry-after"]) == (503, "60")

    def test_without_a_registrar_it_is_405(self, make_peer: Callable[..., Peer]) -> None:
        assert answer(make_peer(), PHONE).status == 405

    def test_b1_9_merged_is_482_and_b2_8_a_tag_of_nobody_481(self, peer: Peer) -> None:
        both = register(peer, PHONE, tag="one") + register(peer, PHONE, tag="one")
        assert [seen.status for seen in both] == [200, 482]
        tagged = register(peer, PHONE, cseq=2, to_tag="gone")
        assert [seen.status for seen in tagged] == [481]

    def test_b1_8_a_copy_gets_the_same_answer(self, peer: Peer) -> None:
        first = answer(peer, PHONE, branch="z9hG4bKcopy")
        assert answer(peer, PHONE, branch="z9hG4bKcopy").data == first.data
        assert len(peer.published(events.Registered)) == 1


class TestWhoRegisters:
    def test_b7_8_nobody_is_challenged(self, guarded: Peer) -> None:
        assert register(guarded, PHONE) == []
        (ask,) = guarded.asks()
        assert (ask.question, ask.details["method"], ask.details["uri"]) == (
            "authenticate", "REGISTER", "sip:example.com",
        )  # fmt: skip
        verdict(guarded, "absent")
        refused = guarded.one("401 REGISTER")
        assert refused["www-authenticate"] == CHALLENGE
        assert guarded.published(events.Registered) == []

    def test_b6_9_who_proves_it_is_bound(self, guarded: Peer) -> None:
        register(guarded, PHONE)
        verdict(guarded, "genuine")
        assert list(bound(guarded.one("200 REGISTER"))) == [URI]

    def test_b6_9_nobody_registers_somebody_else(self, guarded: Peer) -> None:
        register(guarded, PHONE)
        verdict(guarded, "genuine", "mallory")
        assert guarded.one("403 REGISTER").status == 403

    def test_b6_9_nor_looks_at_what_others_have(self, guarded: Peer) -> None:
        register(guarded)
        verdict(guarded, "genuine", "mallory")
        refused = guarded.one("403 REGISTER")
        assert not refused.has("contact")

    def test_nobody_judges(self, guarded: Peer) -> None:
        register(guarded, PHONE)
        guarded.run_out()
        assert guarded.one("500 REGISTER").status == 500


class TestPath:
    def test_b6_5_the_path_is_kept_and_shown_to_who_knows_it(self, peer: Peer) -> None:
        path = ["Path: <sip:edge@192.0.2.9;lr>, <sip:core@192.0.2.10;lr>", "Supported: path"]
        seen = answer(peer, PHONE, headers=path)
        assert seen.all("path") == ["<sip:edge@192.0.2.9;lr>", "<sip:core@192.0.2.10;lr>"]
        (found,) = peer.engine.locations.of("alice")
        assert found.binding.path == ("<sip:edge@192.0.2.9;lr>", "<sip:core@192.0.2.10;lr>")
        assert not answer(peer, PHONE, headers=path[:1], cseq=2).has("path")

    def test_one_that_is_too_long_is_400(self, peer: Peer) -> None:
        assert answer(peer, PHONE, headers=[f"Path: <sip:{'p' * 2000}@h;lr>"]).status == 400

    def test_b6_5_the_service_route_is_told(self, make_peer: Callable[..., Peer]) -> None:
        peer = make_peer(registrar="open", service_route=("sip:edge.example;lr",))
        assert answer(peer, PHONE)["service-route"] == "<sip:edge.example;lr>"


class TestOutbound:
    def test_b6_6_a_newer_registration_of_a_flow_takes_its_place(self, peer: Peer) -> None:
        instance, supported = OUTBOUND
        seen = answer(peer, f"{PHONE}{instance};reg-id=1", headers=[supported])
        assert seen["require"] == "outbound"
        moved = answer(peer, f"<{OTHER}>{instance};reg-id=1", headers=[supported], call_id="reg-2")
        assert list(bound(moved)) == [OTHER]
        second = answer(peer, f"<{OTHER}>{instance};reg-id=2", headers=[supported], call_id="reg-3")
        assert len(second.all("contact")) == 2, "another number is another flow, even to the same URI"

    def test_t3_over_a_connection_it_is_told_how_often_to_ping_and_its_pings_keep_the_flow(self) -> None:
        """RFC 5626 4.4, 5.4: a flow that somebody is registered over stays, however long it is silent otherwise."""
        peer = StreamPeer(registrar="open")
        instance, supported = OUTBOUND
        seen = answer(peer, f"{PHONE}{instance};reg-id=1", headers=[supported])
        assert seen["flow-timer"] == "120"
        flow = peer.flow
        peer.advance(1000)
        assert peer.state(flow) == "open.idle"
        assert "flow-timer" not in [name for name, _ in answer(peer, f"<{OTHER}>", cseq=2).lines]

    def test_b6_6_it_takes_the_place_of_a_plain_one_of_the_same_uri(self, peer: Peer) -> None:
        instance, supported = OUTBOUND
        answer(peer, PHONE)
        seen = answer(peer, f"{PHONE}{instance};reg-id=1", headers=[supported], cseq=2)
        assert len(seen.all("contact")) == 1
        both = answer(peer, f"<{OTHER}>", cseq=3)
        assert len(both.all("contact")) == 2
        replaced = answer(peer, f"<{OTHER}>{instance};reg-id=1", headers=[supported], cseq=4)
        assert [event.reason for event in peer.published(events.Unregistered)] == ["replaced"]
        assert list(bound(replaced)) == [OTHER]

    def test_b6_6_without_the_option_tag_the_number_says_nothing(self, peer: Peer) -> None:
        seen = answer(peer, f"{PHONE}{OUTBOUND[0]};reg-id=1")
        assert not seen.has("require")
        (found,) = peer.engine.locations.of("alice")
        assert not found.binding.is_outbound

    def test_b6_6_a_first_hop_that_keeps_no_flow_is_439(self, peer: Peer) -> None:
        instance, supported = OUTBOUND
        behind = ["SIP/2.0/UDP 10.0.0.1;branch=z9hG4bKphone"]
        contact = f"{PHONE}{instance};reg-id=1"
        assert answer(peer, contact, headers=[supported], vias=behind).status == 439
        plain_edge = [supported, "Path: <sip:edge;lr>"]
        assert answer(peer, contact, headers=plain_edge, vias=behind, cseq=2).status == 439
        edge = [supported, "Path: <sip:edge;lr;ob>"]
        assert answer(peer, contact, headers=edge, vias=behind, cseq=3).status == 200
        assert answer(peer, PHONE, headers=["Supported: outbound"], vias=behind, cseq=4).status == 200


class TestAlone:
    @pytest.mark.parametrize("state", ["reading", "asking", "deciding", "weighing", "updating"])
    def test_an_action_that_fails_still_answers(self, state: str) -> None:
        assert Alone(Registrar, state).on("action_failed") == ("answered", [], ["respond"])

    def test_a_failure_when_it_was_answered_changes_nothing(self) -> None:
        assert Alone(Registrar, "answered").on("action_failed") == ("answered", [], [])

    def test_an_action_that_fails_is_500(self, peer: Peer, monkeypatch: pytest.MonkeyPatch) -> None:
        def broken(*_: object) -> None:
            raise RuntimeError("made to fail by the test")

        monkeypatch.setattr("sessioncore.actions.registration.registrar.Actions.apply", broken)
        peer.expected_failures = 1
        assert answer(peer, PHONE).status == 500
        assert bound(answer(peer)) == {}
