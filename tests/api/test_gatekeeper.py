"""Judging callers: what is accepted once, what is stale, replayed or wrong, how it is slowed down (behaviours B7.8)."""

from __future__ import annotations

import asyncio
import hashlib
import inspect
from itertools import count
from typing import Any

import attrs
import pytest

from sessioncore.api import gatekeeper as module
from sessioncore.api import nonces, penalties
from sessioncore.api.accounts import Account, Accounts, read_account
from sessioncore.api.gatekeeper import Gatekeeper, Verdict
from sessioncore.api.nonces import Nonces
from sessioncore.api.penalties import FREE_FAILURES, LONGEST_WAIT, Penalties
from sessioncore.base.errors import ConfigError
from sessioncore.testing.trusting import TrustingGatekeeper
from sessioncore.wire.sip.digest import Challenge, answer_to, parse_challenges, secret_of

NOW = 1_000.0
URI = "sip:auth@192.0.2.1:5060"
ALICE = Account.with_password("alice", "secret")


def gatekeeper(**options: Any) -> Gatekeeper:
    numbers = count(1)
    return Gatekeeper(
        Accounts([ALICE]), key=b"k" * 32, token=lambda size: next(numbers).to_bytes(size, "big"), **options
    )


def judge(keeper: Gatekeeper, *credentials: str, now: float = NOW, source: str = "192.0.2.9", **more: Any) -> Verdict:
    asked = {"source": source, "method": "INVITE", "uri": URI, "credentials": list(credentials), "body": b"v=0"} | more
    return asyncio.run(keeper.judge(asked, now))


def challenge(keeper: Gatekeeper, now: float = NOW, at: int = 0) -> Challenge:
    verdict = judge(keeper, now=now)
    assert verdict.outcome == "absent"
    return parse_challenges(verdict.challenges[at])[0]


def answer(asked: Challenge, *, user: str = "alice", password: str = "secret", nc: int = 1, uri: str = URI) -> str:
    secret = secret_of(asked.algorithm, user, asked.realm, password)
    made = answer_to(asked, username=user, secret=secret, method="INVITE", uri=uri, nc=nc, cnonce="c", body=b"v=0")
    return made.encode()


def test_b7_8_the_right_password_once() -> None:
    keeper = gatekeeper()
    asked = challenge(keeper)
    verdict = judge(keeper, answer(asked))
    assert (verdict.outcome, verdict.user, verdict.wait) == ("genuine", "alice", 0.0)
    again = judge(keeper, answer(asked))
    assert again.outcome == "replayed"
    (fresh, *_) = parse_challenges(again.challenges[0])
    assert fresh.stale
    assert fresh.nonce != asked.nonce
    assert judge(keeper, answer(asked, nc=2)).outcome == "genuine", "nc goes on with the nonce"
    assert judge(keeper, answer(fresh)).outcome == "genuine"


def test_every_algorithm_that_is_offered_best_first() -> None:
    keeper = gatekeeper(algorithms=("SHA-512-256", "SHA-256", "MD5"), qop=("auth", "auth-int"))
    offered = [parse_challenges(value)[0] for value in judge(keeper).challenges]
    assert [one.algorithm for one in offered] == ["SHA-512-256", "SHA-256", "MD5"]
    for at in range(3):
        assert judge(keeper, answer(challenge(keeper, at=at))).outcome == "genuine"
    bodied = attrs.evolve(challenge(keeper), qop=("auth-int",))
    assert judge(keeper, answer(bodied), body=b"v=1").outcome == "wrong"
    assert judge(keeper, answer(challenge(keeper)), method="BYE").outcome == "wrong"


@pytest.mark.parametrize(
    "changed",
    [
        {"algorithm": "SHA-512-256"},
        {"algorithm": "SHA-256-sess"},
        {"qop": ("auth-int",)},
        {"qop": ()},
        {"userhash": True},
    ],
)
def test_what_was_not_offered_is_malformed(changed: dict[str, Any]) -> None:
    keeper = gatekeeper()
    assert judge(keeper, answer(attrs.evolve(challenge(keeper), **changed))).outcome == "malformed"


@pytest.mark.parametrize("value", ["Digest username", 'Digest username="u"', "@"])
def test_what_cannot_be_read_is_malformed(value: str) -> None:
    assert judge(gatekeeper(), value).outcome == "malformed"


def test_credentials_for_others_are_none_for_us() -> None:
    keeper = gatekeeper()
    asked = challenge(keeper)
    other = answer(attrs.evolve(asked, realm="elsewhere"))
    assert judge(keeper, other, "Basic dTpw").outcome == "absent"
    assert judge(keeper, other, answer(asked)).outcome == "genuine"


@pytest.mark.parametrize(
    ("uri", "outcome"),
    [
        (URI, "genuine"),
        ("sip:192.0.2.1:5060", "genuine"),
        ("SIP:192.0.2.1", "genuine"),
        ("sip:bob@192.0.2.1:5060", "malformed"),
        ("sip:192.0.2.2", "malformed"),
        ("no uri", "malformed"),
    ],
)
def test_they_are_for_what_is_requested(uri: str, outcome: str) -> None:
    keeper = gatekeeper()
    assert judge(keeper, answer(challenge(keeper), uri=uri)).outcome == outcome


def test_without_qop_only_where_that_is_allowed_and_once() -> None:
    keeper = gatekeeper(without_qop=True, algorithms=("MD5",))
    old = attrs.evolve(challenge(keeper), qop=())
    assert judge(keeper, answer(old)).outcome == "genuine"
    assert judge(keeper, answer(old)).outcome == "replayed"


def test_b7_8_a_nonce_has_its_time_and_is_ours() -> None:
    keeper = gatekeeper(nonce_life=60.0)
    asked = challenge(keeper)
    for given, now in (
        (answer(asked), NOW + 60.1),
        (answer(asked), NOW - 5),
        (answer(attrs.evolve(asked, nonce="made-up")), NOW),
        (answer(attrs.evolve(asked, nonce="A" * 40)), NOW),
        (answer(challenge(Gatekeeper(Accounts()))), NOW),
        (answer(attrs.evolve(asked, nonce="A" * 40), password="no"), NOW),
    ):
        verdict = judge(keeper, given, now=now)
        assert verdict.outcome == "stale", "and nothing is said about the password"
        assert all(parse_challenges(value)[0].stale for value in verdict.challenges)
    assert judge(keeper, answer(asked), now=NOW + 59.9).outcome == "genuine"


def test_b7_8_who_does_not_exist_costs_as_much_and_is_told_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Any] = []
    original = module.is_answered_by

    def counted(given: Any, secret: str, *rest: Any) -> bool:
        calls.append((given.username, len(secret)))
        return original(given, secret, *rest)

    monkeypatch.setattr(module, "is_answered_by", counted)
    keeper = gatekeeper()
    wrong = judge(keeper, answer(challenge(keeper), password="wrong"))
    nobody = judge(keeper, answer(challenge(keeper), user="nobody"))
    assert (wrong.outcome, nobody.outcome) == ("wrong", "wrong")
    assert calls == [("alice", 64), ("nobody", 64)]
    assert not any(parse_challenges(value)[0].stale for value in wrong.challenges)


def test_an_account_by_one_algorithm_is_nobody_by_the_others() -> None:
    only = Account("bob", "sessioncore", {"MD5": secret_of("MD5", "bob", "sessioncore", "b")})
    keeper = Gatekeeper(Accounts([only]))
    assert judge(keeper, answer(challenge(keeper), user="bob", password="b")).outcome == "wrong"
    assert judge(keeper, answer(challenge(keeper, at=1), user="bob", password="b")).outcome == "genuine"
    assert Accounts([only, ALICE]).algorithms() == ("MD5",)


def test_b7_8_guessing_takes_longer_and_longer_and_nobody_is_locked_out() -> None:
    keeper, now, waits = gatekeeper(), NOW, []
    for _ in range(12):
        verdict = judge(keeper, answer(challenge(keeper, now), password="guess"), now=now)
        assert verdict.outcome == "wrong"
        waits.append(verdict.wait)
        now += verdict.wait
    assert waits[:FREE_FAILURES] == [0.0] * FREE_FAILURES
    assert waits[FREE_FAILURES : FREE_FAILURES + 4] == [0.25, 0.5, 1.0, 2.0]
    assert max(waits) == LONGEST_WAIT
    elsewhere = judge(keeper, answer(challenge(keeper, now)), now=now, source="203.0.113.5")
    assert elsewhere.outcome == "genuine"
    assert elsewhere.wait <= LONGEST_WAIT


def test_b7_8_haste_gains_nothing() -> None:
    keeper = gatekeeper()
    outcomes = [judge(keeper, answer(challenge(keeper), password="guess")).outcome for _ in range(40)]
    assert outcomes[-1] == "hasty"
    assert judge(keeper, answer(challenge(keeper))).outcome == "hasty", "not even the right one is tried"
    other = judge(keeper, answer(challenge(keeper)), source="203.0.113.5")
    assert other.outcome == "genuine", "from elsewhere it is"


def test_failures_are_forgotten_and_the_table_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(penalties, "MAX_KEYS", 30)
    counts = Penalties()
    for number in range(100):
        counts.failed(f"192.0.2.{number}", "alice", NOW)
    assert len(counts) == 30
    assert 0 < counts.wait("198.51.100.1", "alice", NOW) <= LONGEST_WAIT
    counts.succeeded("198.51.100.1", "alice")
    assert counts.wait("198.51.100.1", "alice", NOW) == 0.0
    for _ in range(9):
        counts.failed("203.0.113.1", "bob", NOW)
    assert counts.wait("203.0.113.1", "bob", NOW + 700) == 0.0
    counts.failed("203.0.113.1", "bob", NOW + 700)
    assert counts.wait("203.0.113.1", "bob", NOW + 700) == 0.0


def test_counts_may_overtake_each_other_within_a_window() -> None:
    store = Nonces("r", 60, b"k" * 32, lambda size: bytes(size))
    nonce = store.make(NOW)
    assert [store.take(nonce, one) for one in (3, 1, 2, 2, 3, 1, 0, 70, 6, 7, 70, 5)] == [
        True, True, True, False, False, False, False, True, False, True, False, False,
    ]  # fmt: skip


def test_a_nonce_whose_count_is_forgotten_is_stale_and_so_is_what_is_older(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nonces, "MAX_ANSWERED", 2)
    salts = count(1)
    store = Nonces("r", 60, b"k" * 32, lambda size: next(salts).to_bytes(size, "big"))
    made = [store.make(NOW + number) for number in range(5)]
    for nonce in made[1:4]:
        assert store.take(nonce, 1)
    assert len(store) == 2
    assert [store.is_fresh(nonce, NOW + 5) for nonce in made] == [False, False, True, True, True]


def test_no_repr_shows_a_secret() -> None:
    text = repr([ALICE, Accounts([ALICE]), gatekeeper()])
    assert "secret" not in text.replace("secrets", "")
    assert not any(value in text for value in ALICE.secrets.values())


@pytest.mark.parametrize("options", [{"algorithms": ()}, {"algorithms": ("SHA-1",)}, {"qop": ()}, {"qop": ("none",)}])
def test_what_there_is_none_of_is_refused(options: dict[str, Any]) -> None:
    with pytest.raises(ConfigError):
        gatekeeper(**options)


def test_an_account_from_a_table() -> None:
    account, plain = read_account("accounts.1", {"user": "alice", "password": "secret"})
    assert plain
    assert account == ALICE
    same, plain = read_account("accounts.1", {"user": "alice", "ha1": dict(ALICE.secrets)})
    assert (same, plain) == (ALICE, False)


@pytest.mark.parametrize(
    "table",
    [
        7,
        {"user": "alice"},
        {"user": "al:ice", "password": "hunter2"},
        {"user": "", "password": "hunter2"},
        {"user": "alice", "password": ""},
        {"user": "alice", "password": "hunter2", "ha1": {}},
        {"user": "alice", "ha1": {}},
        {"user": "alice", "ha1": {"SHA-1": "0" * 40}},
        {"user": "alice", "ha1": {"MD5": "hunter2"}},
        {"user": "alice", "ha1": {"MD5": "G" * 32}},
        {"user": "alice", "realm": 7, "password": "hunter2"},
        {"user": "alice", "passwort": "hunter2", "password": "hunter2"},
    ],
)
def test_what_is_no_account_is_refused_without_its_secret(table: Any) -> None:
    with pytest.raises(ConfigError) as caught:
        read_account("accounts.1", table)
    assert "hunter2" not in str(caught.value)


def test_trust_is_only_for_tests() -> None:
    keeper = TrustingGatekeeper()
    asked = challenge(keeper)
    assert judge(keeper, answer(asked, user="who", password="ever")).user == "who"
    assert not [name for name in vars(module) if "rust" in name]
    assert inspect.getmodule(TrustingGatekeeper).__name__ == "sessioncore.testing.trusting"  # type: ignore[union-attr]


def h(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def parts(info: str) -> dict[str, str]:
    return {name: value.strip('"') for name, _, value in (part.partition("=") for part in info.split(", "))}


def test_b7_9_the_2xx_proves_that_we_know_the_secret() -> None:
    """RFC 7616 3.5: as the response of the client, but A2 is ":" and the URI."""
    keeper = gatekeeper(algorithms=("SHA-256",))
    asked = challenge(keeper)
    verdict = judge(keeper, answer(asked, nc=1))
    info = parts(verdict.info)
    first = h(f"alice:{asked.realm}:secret")
    proof = h(f"{first}:{asked.nonce}:00000001:c:auth:{h(f':{URI}')}")
    assert info == {"rspauth": proof, "qop": "auth", "cnonce": "c", "nc": "00000001"}


def test_b7_9_who_comes_late_gets_the_next_nonce() -> None:
    keeper = gatekeeper(nonce_life=100.0)
    asked = challenge(keeper)
    assert "nextnonce" not in judge(keeper, answer(asked), now=NOW + 49).info
    late = parts(judge(keeper, answer(asked, nc=2), now=NOW + 51).info)["nextnonce"]
    fresh = attrs.evolve(asked, nonce=late)
    assert judge(keeper, answer(fresh), now=NOW + 140).outcome == "genuine"
    assert judge(keeper, answer(asked, nc=3), now=NOW + 140).outcome == "stale"


def test_b7_9_with_auth_int_the_body_of_the_2xx_is_not_known_yet() -> None:
    keeper = gatekeeper(qop=("auth-int",), nonce_life=100.0)
    asked = challenge(keeper)
    assert judge(keeper, answer(asked)).info == ""
    assert list(parts(judge(keeper, answer(asked, nc=2), now=NOW + 60).info)) == ["nextnonce"]


@pytest.mark.parametrize("credentials", ["wrong", "stale", "nobody"])
def test_b7_9_who_has_proven_nothing_learns_nothing(credentials: str) -> None:
    keeper = gatekeeper(nonce_life=100.0)
    asked = challenge(keeper)
    user, password = ("nobody", "secret") if credentials == "nobody" else ("alice", credentials)
    now = NOW + 1_000 if credentials == "stale" else NOW
    assert judge(keeper, answer(asked, user=user, password=password), now=now).info == ""


@pytest.mark.parametrize("algorithm", ["MD5", "SHA-256", "SHA-512-256"])
def test_b7_10_a_name_may_come_hashed(algorithm: str) -> None:
    keeper = gatekeeper(algorithms=(algorithm,), userhash=True)
    asked = challenge(keeper)
    assert asked.userhash
    made = answer(asked)
    assert "alice" not in made
    assert "userhash=true" in made
    verdict = judge(keeper, made)
    assert (verdict.outcome, verdict.user) == ("genuine", "alice")
    assert judge(keeper, answer(asked, user="nobody", nc=2)).outcome == "wrong"
    assert judge(keeper, answer(asked, password="wrong", nc=3)).outcome == "wrong"
    plain = attrs.evolve(asked, userhash=False)
    assert judge(keeper, answer(plain, nc=4)).outcome == "genuine", "nobody has to hide"


def test_b7_10_b7_8_a_hashed_name_is_slowed_down_as_the_name_that_it_hides() -> None:
    keeper = gatekeeper(algorithms=("SHA-256",), userhash=True)
    asked = challenge(keeper)
    plain = attrs.evolve(asked, userhash=False)
    waits = [judge(keeper, answer(plain if nc % 2 else asked, password="no", nc=nc)).wait for nc in range(1, 6)]
    assert waits == sorted(waits)
    assert waits[-1] > 0


def test_b7_10_where_it_is_not_offered_a_hash_is_no_name() -> None:
    keeper = gatekeeper()
    asked = attrs.evolve(challenge(keeper), userhash=True)
    assert judge(keeper, answer(asked)).outcome == "malformed"


def test_b7_10_a_store_that_cannot_find_names_cannot_offer_it() -> None:
    class Bare:
        async def secret(self, realm: str, username: str, algorithm: str) -> str | None:
            return None

    with pytest.raises(ConfigError, match="userhash"):
        Gatekeeper(Bare(), userhash=True)


def refusal(keeper: Gatekeeper, given: str | None, *, cseq: int, session: str = "s") -> list[Challenge]:
    values = [] if given is None else [given]
    found = keeper.refusal(session, "INVITE", URI, values, b"v=0", cseq=cseq, now=NOW)
    return [parse_challenges(one)[0] for one in found]


def test_b7_12_inside_a_call_the_same_secret_counts() -> None:
    """The store is not asked again."""
    keeper = gatekeeper(algorithms=("SHA-256", "MD5"))
    asked = challenge(keeper)
    assert refusal(keeper, None, cseq=1) == [], "nobody is known to have proven anything"
    given = answer(asked, nc=1)
    assert judge(keeper, given, session="s").outcome == "genuine"
    (first,) = refusal(keeper, None, cseq=2)
    assert (first.algorithm, first.stale) == ("SHA-256", False), "what the caller has answered before"
    assert refusal(keeper, answer(first, nc=1), cseq=3) == []


def test_b7_12_a_replay_inside_a_call_is_stale_and_a_guess_is_not() -> None:
    keeper = gatekeeper()
    assert judge(keeper, answer(challenge(keeper), nc=1), session="s").outcome == "genuine"
    (asked,) = refusal(keeper, None, cseq=2)
    good = answer(asked, nc=1)
    assert refusal(keeper, good, cseq=3) == []
    assert refusal(keeper, good, cseq=3) == [], "the same request, judged once"
    assert [one.stale for one in refusal(keeper, good, cseq=4)] == [True]
    wrong = answer(asked, nc=2, password="guess")
    assert [one.stale for one in refusal(keeper, wrong, cseq=5)] == [False]
    assert [one.stale for one in refusal(keeper, "Digest nonsense", cseq=6)] == [False]
    assert refusal(keeper, None, cseq=7, session="another") == []


def test_b7_12_calls_that_are_long_gone_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MAX_ADMITTED", 1)
    keeper = gatekeeper()
    for session in ("old", "new"):
        assert judge(keeper, answer(challenge(keeper), nc=1), session=session).outcome == "genuine"
        assert len(refusal(keeper, None, cseq=1, session=session)) == 1
    assert refusal(keeper, None, cseq=2, session="old") == []
    assert (len(keeper._admitted), len(keeper._last)) == (1, 1)


def test_b7_12_who_was_let_in_before_a_restart_is_judged_again() -> None:
    before, keeper = gatekeeper(), gatekeeper(algorithms=("SHA-256", "MD5"))
    assert judge(before, answer(challenge(before), nc=1), session="s").outcome == "genuine"
    for session, user in (("s", "alice"), ("t", "nobody")):
        keeper.bar(session)
        asyncio.run(keeper.readmit(session, user))
    asked = refusal(keeper, None, cseq=2)
    assert [one.algorithm for one in asked] == ["SHA-256", "MD5"]
    for number, one in enumerate(asked):
        assert refusal(keeper, answer(one, nc=number + 1), cseq=3 + number) == []
    assert len(refusal(keeper, answer(asked[0], nc=9, password="guess"), cseq=9)) == 2
    (first, _) = refusal(keeper, None, cseq=2, session="t")
    assert refusal(keeper, answer(first, nc=1), cseq=3, session="t") != [], "whose account is gone proves nothing"
