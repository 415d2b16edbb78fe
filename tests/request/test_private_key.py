"""What a text is, told by the DER inside: the key of a .p8 file, or which other thing."""

import base64
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.request.private_key import is_wrapped, key_text, other_than_key, sent_key
from authwizard.request.rules.examples import examples

from .requests import KEY

DER = base64.b64decode(KEY)
SCALAR = DER.index(b"\x02\x01\x01\x04\x20") + 5
"""Where the private number begins."""


def pem(text: str, label: str = "PRIVATE KEY") -> str:
    lines = "".join(f"{text[at : at + 64]}\n" for at in range(0, len(text), 64))
    return f"-----BEGIN {label}-----\n{lines}-----END {label}-----\n"


@pytest.mark.parametrize(
    "text", [KEY, pem(KEY), pem(KEY).replace("\n", "\r\n"), pem(KEY).replace("\n", "\\n")]
)
def test_the_key_of_a_p8_file_is_one_in_each_of_its_forms(text: str) -> None:
    assert other_than_key(text) == ""
    assert key_text(text) == KEY


@pytest.mark.parametrize(
    "text",
    [
        f"\ufeff{pem(KEY)}",
        pem(KEY).replace("\n", "\\r\\n"),
        pem(KEY).replace("\n", "\\\\n"),
        pem(KEY).replace("\n", ""),
        pem(KEY).replace("\n", " "),
        "".join(f"    {line}\r\n" for line in pem(KEY).splitlines()),
        '"' + pem(KEY).replace("\n", "\\n") + '",',
        f"'{KEY}'",
        pem(KEY).replace("-----", "\u2014\u2013"),
        f"{KEY[:40]}\n\t{KEY[40:]}\n",
    ],
)
def test_a_key_that_was_copied_from_elsewhere_is_taken_as_it_is_sent(text: str) -> None:
    assert sent_key(text) == KEY
    assert is_wrapped(text)
    assert not is_wrapped(KEY)


@pytest.mark.parametrize("text", ["keys/AuthKey.p8", pem(KEY[:80]), pem(KEY, "X") + pem(KEY), " a secret "])
def test_what_is_no_key_stays_whole_to_be_told_what_it_is(text: str) -> None:
    assert sent_key(text) == text


def key_examples() -> Iterator[str]:
    for example in examples("apple-key-not-key").bad:
        apple = example.tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["SocialProviderSettings"]
        yield apple["SignInWithApple"]["PrivateKey"]


SAID = {
    "the path of a file": 6,
    "a public key": 1,
    "an EC PRIVATE KEY (SEC 1), which `openssl pkcs8 -topk8 -nocrypt` turns into the right form": 1,
    "a private key on another curve than P-256": 1,
    "a private key of another kind": 1,
    "an RSA key": 1,
    "a key that was cut off, or is damaged": 1,
    "some other text": 3,
}


def test_it_is_said_which_other_thing_it_is() -> None:
    told = [other_than_key(text) for text in key_examples()]
    assert {what: told.count(what) for what in told} == SAID


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (
            "MIHsMFcGCSqGSIb3DQEFDTBKMCkGCSqGSIb3DQEFDDAcBAicJs0UUCjUdgICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoE"
            "EBVS75ICJ5W8l55HBBGwq4gEgZD0KL+ChKkHjCJoAPFWxnCBtk9vHsWidcVUJpjG0oxAL5FZbaglbvsvD2YuS8dP9qHxyfLlaUS8"
            "oFHZHzIONFH/dmlB+9ZXX3dnnTVy+9M4zIF60+NadpETdIMv+xiuxjxitKwn4fc1t8p0+ZUcUktcCJ7YD3ILDDPbsC5GfD2vkHIF"
            "v2Pvr+bYdgy5HiC8Cdo=",
            "a key that is locked with a password",
        ),
        (
            "MIIBbTCCAROgAwIBAgIUQZNxb0mIPreckCHyGOWa68M9G+kwCgYIKoZIzj0EAwIwDDEKMAgGA1UEAwwBeDAeFw0yNjExMjYwMDA2"
            "MTVaFw0yNjExMjcwMDA2MTVaMAwxCjAIBgNVBAMMAXgwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAAQQNDJV2OSOtkeORMtuOIwX"
            "pODXewd/p595vk4F5DmvG9Jt0SbZOEChhi8OCoL+faP1dzKBRFz9jBddSduZyPtjo1MwUTAdBgNVHQ4EFgQUiTMLjeVaUm8i3c6J"
            "IorDlC0Aoz8wHwYDVR0jBBgwFoAUiTMLjeVaUm8i3c6JIorDlC0Aoz8wDwYDVR0TAQH/BAUwAwEB/zAKBggqhkjOPQQDAgNIADBF"
            "AiEA6Ft+yYUBeq8yL9tOHDb0RSVAIPIJ8wXK2MJdR0UvNvcCIA7593ShW+WjATHWAxhlMe/Qc++xIUAokOT/2yrQNt4X",
            "a certificate",
        ),
        (KEY + KEY, "a key that was cut off, or is damaged"),
        ("MA==", "a key that was cut off, or is damaged"),
        ("MAA=", "some other text"),
        ("MIAAAA==", "a key that was cut off, or is damaged"),
        (r"keys\AuthKey.p8", "the path of a file"),
        (
            "MEgCQQDExzN3lg5WP2/nc/tRxnuLtIZ7/6NGtmrEQuIZWld+DxRG+N4YjfsG+0CuTcDlNmo/y7Icc5Id9wfa/oTl4fsrAgMBAAE=",
            "a public key",
        ),
        (
            "-----BEGIN EC PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: x\n\nabcd\n",
            "a key that is locked with a password",
        ),
        (
            "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n",
            "an EC PRIVATE KEY (SEC 1), which `openssl pkcs8 -topk8 -nocrypt` turns into the right form",
        ),
    ],
)
def test_other_things_are_told_apart(text: str, what: str) -> None:
    assert other_than_key(text) == what


@pytest.mark.parametrize(
    ("at", "other"),
    [
        (SCALAR - 7, b"\x31"),  # the structure around the number is no SEQUENCE
        (SCALAR - 5, b"\x0c"),  # its version is no number
        (SCALAR - 3, b"\x07"),  # its version is not 1
        (SCALAR, b"\x00" * 32),
        (SCALAR, b"\xff" * 32),
    ],
)
def test_a_key_whose_inside_is_none_is_damaged(at: int, other: bytes) -> None:
    changed = DER[:at] + other + DER[at + len(other) :]
    assert other_than_key(base64.b64encode(changed).decode()) == "a key that was cut off, or is damaged"


def test_a_length_that_is_not_written_the_shortest_way_is_no_der() -> None:
    longer = b"\x30\x82" + (len(DER) - 3).to_bytes(2, "big") + DER[3:]
    assert other_than_key(base64.b64encode(longer).decode()) == "a key that was cut off, or is damaged"


@pytest.mark.parametrize("length", range(1, len(KEY)))
def test_a_key_is_none_any_more_wherever_it_is_cut(length: int) -> None:
    assert other_than_key(KEY[:length])


@pytest.mark.parametrize("at", range(27))
def test_a_key_is_none_with_another_byte_in_its_head(at: int) -> None:
    changed = bytearray(DER)
    changed[at] ^= 0x41
    # The version alone, at place 5, is free.
    assert bool(other_than_key(base64.b64encode(changed).decode())) is (at != 5)


@given(
    st.binary()
    | st.binary().map(lambda more: DER[:40] + more)
    | st.binary().map(lambda more: b"0\x10" + more)
)
def test_no_bytes_are_too_much_for_it(data: bytes) -> None:
    assert isinstance(other_than_key(base64.b64encode(data).decode()), str)


@given(st.text())
def test_no_text_is_too_much_for_it(text: str) -> None:
    assert isinstance(other_than_key(text), str)
