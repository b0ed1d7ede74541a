"""Digest: the examples of the RFCs, what is read and refused, and what every value must hold to."""

from __future__ import annotations

import contextlib
import hashlib
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sessioncore.wire.sip import SipParseError
from sessioncore.wire.sip.digest import (
    ALGORITHMS,
    MAX_CHALLENGES,
    Authorization,
    Challenge,
    answer_to,
    base_of,
    hashed_username,
    is_answered_by,
    parse_authorization,
    parse_challenges,
    response_to,
    secret_of,
)

RFC7616 = {
    "username": "Mufasa",
    "password": "Circle of Life",
    "realm": "http-auth@example.org",
    "nonce": "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v",
    "cnonce": "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
    "uri": "/dir/index.html",
}


def answered(algorithm: str, vector: dict[str, str], **more: Any) -> Authorization:
    challenge = Challenge(vector["realm"], vector["nonce"], algorithm, ("auth", "auth-int"), "FQhe", **more)
    secret = secret_of(algorithm, vector["username"], vector["realm"], vector["password"])
    return answer_to(
        challenge,
        username=vector["username"],
        secret=secret,
        method="GET",
        uri=vector["uri"],
        nc=1,
        cnonce=vector["cnonce"],
    )


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_rfc7616_3_9_1(algorithm: str, response: str) -> None:
    assert answered(algorithm, RFC7616).response == response


def test_rfc7616_3_9_2_as_its_errata_have_it() -> None:
    """SHA-512/256 and a hashed name; the text of the RFC used the first half of SHA-512 (erratum 4897)."""
    vector = {
        "username": "J\u00e4s\u00f8n Doe",
        "password": "Secret, or not?",
        "realm": "api@example.org",
        "nonce": "5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK",
        "cnonce": "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v",
        "uri": "/doe.json",
    }
    made = answered("SHA-512-256", vector, userhash=True)
    assert made.username == "793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b"
    assert made.response == "3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5"
    assert made.username == hashed_username("SHA-512-256", vector["username"], vector["realm"])


def test_rfc2617_3_5_with_and_without_qop() -> None:
    secret = secret_of("MD5", "Mufasa", "testrealm@host.com", "Circle Of Life")
    vector: dict[str, Any] = {
        "algorithm": "MD5",
        "nonce": "dcd98b7102dd2f0e8b11d0f600bfb0c093",
        "method": "GET",
        "uri": "/dir/index.html",
    }
    assert response_to(secret, **vector, qop="auth", nc=1, cnonce="0a4f113b") == "6629fae49393a05397450978507c4ef1"
    assert response_to(secret, **vector) == "670fd8c2df070c60b045671b8b24ff02"  # RFC 2069, computed for this secret


def test_auth_int_covers_the_body_and_sess_both_nonces() -> None:
    """By RFC 7616 3.4.2 and 3.4.3, written out with hashlib."""

    def h(text: str) -> str:
        return hashlib.sha256(text.encode()).hexdigest()

    challenge = Challenge("r", "n", "SHA-256-sess", ("auth-int",))
    secret = secret_of("SHA-256", "u", "r", "p")
    made = answer_to(
        challenge, username="u", secret=secret, method="INVITE", uri="sip:b@c", nc=17, cnonce="c", body=b"v=0\r\n"
    )
    first, second = h(f"{h('u:r:p')}:n:c"), h(f"INVITE:sip:b@c:{hashlib.sha256(b'v=0' + bytes([13, 10])).hexdigest()}")
    assert made.response == h(f"{first}:n:00000011:c:auth-int:{second}")
    assert is_answered_by(made, secret, "INVITE", b"v=0\r\n")
    assert not is_answered_by(made, secret, "INVITE", b"v=1\r\n")
    assert not is_answered_by(made, secret, "BYE", b"v=0\r\n")


def test_several_challenges_in_one_value_and_other_schemes_between() -> None:
    text = (
        'Basic realm="x", Bearer a/b+c==, Digest realm="a \\"b\\"" , nonce = "n,1",qop="auth, AUTH-INT"'
        ',algorithm=sha-256,stale=TRUE, Digest nonce=n2, realm="c", algorithm=SHA-3, opaque=""'
    )
    first, second = parse_challenges(text)
    assert first == Challenge('a "b"', "n,1", "SHA-256", ("auth", "auth-int"), stale=True)
    assert second == Challenge("c", "n2", "SHA-3", (), "")
    assert first.is_supported
    assert not second.is_supported
    assert base_of("md5-SESS") == "MD5"
    assert parse_challenges("Basic YWxhZGRpbjpvcGVu/c2VzYW1l") == []


@pytest.mark.parametrize(
    "text",
    [
        'Digest realm="a"',
        "Digest nonce=1",
        'Digest realm="a, nonce=1',
        'Digest realm="a"b, nonce=1',
        "Digest realm=a, realm=b, nonce=1",
        "realm=a, nonce=1",
        "Digest realm=a, nonce=1, @",
        f'Digest realm="{"x" * 9000}", nonce=1',
        "Digest realm=a, nonce=1, " + ", ".join(f"x{at}=1" for at in range(40)),
        ", ".join(["Digest realm=a, nonce=1"] * (MAX_CHALLENGES + 1)),
        'Digest realm=a nonce=1 "',
    ],
)
def test_malformed_challenges_are_refused(text: str) -> None:
    with pytest.raises(SipParseError) as caught:
        parse_challenges(text)
    assert caught.value.reason == "bad_challenge"


GOOD = 'Digest username="u", realm="r", nonce="n", uri="sip:a@b", response="00"'


@pytest.mark.parametrize(
    "text",
    [
        "Digest",
        "",
        GOOD.replace(', response="00"', ""),
        GOOD + ", qop=auth",
        GOOD + ", nc=00000001, cnonce=c",
        GOOD + ", qop=auth, nc=1, cnonce=c",
        GOOD + ", qop=auth, nc=0000000g, cnonce=c",
        GOOD + ", qop=auth, nc=00000001",
        GOOD + ", username*=UTF-8''u",
        GOOD.replace('username="u"', "username*=latin1''u"),
        GOOD + ", " + GOOD,
    ],
)
def test_malformed_credentials_are_refused(text: str) -> None:
    with pytest.raises(SipParseError) as caught:
        parse_authorization(text)
    assert caught.value.reason == "bad_credentials"


def test_what_is_no_token_in_the_place_of_one_is_written_in_quotes() -> None:
    (challenge,) = parse_challenges('Digest realm="a", nonce="n", algorithm="x, qop"')
    assert not challenge.is_supported
    assert parse_challenges(challenge.encode()) == [challenge]


def test_credentials_as_they_come() -> None:
    made = parse_authorization(
        GOOD.replace('username="u"', "username*=UTF-8''J%c3%a4s") + ", qop=AUTH, nc=0000000a, cnonce=c"
    )
    assert made is not None
    assert (made.username, made.qop, made.nc, made.algorithm) == ("J\u00e4s", "auth", 10, "MD5")
    assert parse_authorization("Basic dTpw") is None
    assert "00" not in repr(attrs.evolve(made, response="00"))


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"), max_size=40)


ALGORITHM = st.builds(str.__add__, st.sampled_from(ALGORITHMS), st.sampled_from(["", "-sess"]))
QOP = st.sampled_from([(), ("auth",), ("auth-int",)])


@given(TEXT, TEXT, TEXT, TEXT, ALGORITHM, QOP)
def test_what_is_answered_is_accepted_and_nothing_else(
    realm: str, nonce: str, username: str, password: str, algorithm: str, qop: tuple[str, ...]
) -> None:
    challenge = Challenge(realm, nonce, algorithm, qop, opaque=None if not realm else nonce)
    assert parse_challenges(challenge.encode()) == [challenge]
    secret = secret_of(algorithm, username, realm, password)
    made = answer_to(
        challenge, username=username, secret=secret, method="BYE", uri="sip:a@b", nc=3, cnonce="cn", body=b"x"
    )
    read = parse_authorization(made.encode())
    assert read == made
    assert read is not None
    assert is_answered_by(read, secret, "BYE", b"x")
    other = secret_of(algorithm, username, realm, password + "!")
    assert not is_answered_by(read, other, "BYE", b"x")


@given(st.text(alphabet=' ,="\\Digestrealmnoce1qpauth-\u00e4', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    for parse in (parse_challenges, parse_authorization):
        with contextlib.suppress(SipParseError):
            parse(text)
