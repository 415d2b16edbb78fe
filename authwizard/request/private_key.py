"""The private key of Sign in with Apple: what a .p8 file holds, told by the DER inside and not by its looks.

Apple gives out a PKCS#8 private key on the curve P-256 (RFC 5208, RFC 5915), and what is sent is the text between
the BEGIN and END lines of its PEM form.
"""

from __future__ import annotations

import base64
import binascii
import re
from typing import Final

_ARMOUR: Final = re.compile(r"[-–—]{2,}(?:BEGIN|END)[A-Z0-9 ]*[-–—]{2,}")
"""Also as a word processor rewrites its hyphens."""
_ESCAPED: Final = re.compile(r"\\+[rn]")
_AROUND: Final = "\"'`,\ufeff\u200b"
"""What may be left around a key of the file or the table that it was copied from."""
_PATH: Final = re.compile(r"(?:file:|~|\.{0,2}[/\\]|[A-Za-z]:\\).*|[^\n]*\.(?:p8|pem|key|txt)", re.IGNORECASE)

_INTEGER, _BITS, _OCTETS, _OID, _SEQUENCE = 0x02, 0x03, 0x04, 0x06, 0x30
_EC: Final = bytes.fromhex("2a8648ce3d0201")  # 1.2.840.10045.2.1, id-ecPublicKey
_P256: Final = bytes.fromhex("2a8648ce3d030107")  # 1.2.840.10045.3.1.7, prime256v1
_RSA: Final = bytes.fromhex("2a864886f70d010101")  # 1.2.840.113549.1.1.1, rsaEncryption
_SCALAR: Final = 32
"""Bytes of a private key on P-256."""

_ORDER: Final = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
"""Of P-256: a private key is a number from 1 to one less."""

_CUT: Final = "a key that was cut off, or is damaged"
_LOCKED: Final = "a key that is locked with a password"
_SEC1: Final = "an EC PRIVATE KEY (SEC 1), which `openssl pkcs8 -topk8 -nocrypt` turns into the right form"
_OTHER: Final = "some other text"

_Items = list[tuple[int, bytes]]


def key_text(pem: str) -> str:
    r"""Return the key without its BEGIN and END lines and without white space, `\n` as two characters included."""
    return "".join(_ARMOUR.sub("", _ESCAPED.sub("\n", pem)).split()).strip(_AROUND)


def sent_key(text: str) -> str:
    """Return a key as it is sent, from any of its forms; a text that is none stays whole, to be told what it is."""
    key = key_text(text)
    return text if key and other_than_key(text) else key


def is_wrapped(key: str) -> bool:
    r"""Whether a key still has the BEGIN and END lines or line breaks, also written as `\n`, or marks around it."""
    return key_text(key) != key


def other_than_key(text: str) -> str:
    """Say what a text is, as the end of "This is …", where it is no key of a .p8 file; empty where it is one."""
    if _PATH.fullmatch(text.strip()):
        return "the path of a file"
    if "-----BEGIN EC PARAMETERS-----" in text:
        return _SEC1  # as openssl writes it, with the curve in a block of its own before the key
    if "Proc-Type: 4,ENCRYPTED" in text:
        return _LOCKED
    try:
        der = base64.b64decode(key_text(text), validate=True)
    except (binascii.Error, ValueError):
        return _CUT if "PRIVATE KEY" in text or text.startswith("MI") else _OTHER
    if not der or der[0] != _SEQUENCE:
        return _OTHER
    try:
        ((_, content),) = _items(der)
        return _kind(_items(content))
    except ValueError:
        return _CUT


def _kind(items: _Items) -> str:
    """Tell by the types of its members what a structure is."""
    tags = [tag for tag, _ in items]
    if tags[:3] == [_INTEGER, _SEQUENCE, _OCTETS]:
        return _pkcs8(_items(items[1][1]), items[2][1])
    if tags[:2] == [_INTEGER, _OCTETS]:
        return _SEC1
    if tags in ([_SEQUENCE, _BITS], [_INTEGER, _INTEGER]):
        return "a public key"
    if tags == [_SEQUENCE, _OCTETS]:
        return _LOCKED
    if tags == [_SEQUENCE, _SEQUENCE, _BITS]:
        return "a certificate"
    return "an RSA key" if len(tags) == 9 and set(tags) == {_INTEGER} else _OTHER


def _pkcs8(algorithm: _Items, key: bytes) -> str:
    kind = algorithm[0] if algorithm else (0, b"")
    if kind == (_OID, _RSA):
        return "an RSA key"
    if kind != (_OID, _EC):
        return "a private key of another kind"
    if algorithm[1:] != [(_OID, _P256)]:
        return "a private key on another curve than P-256"
    ((tag, content),) = _items(key)
    version, (kind_of_scalar, scalar) = _items(content)[:2]
    whole = (
        tag == _SEQUENCE
        and version == (_INTEGER, b"\x01")
        and kind_of_scalar == _OCTETS
        and len(scalar) == _SCALAR
        and 0 < int.from_bytes(scalar, "big") < _ORDER
    )
    return "" if whole else _CUT


def _items(der: bytes) -> _Items:
    """Read DER values that stand one after another, each with its tag.

    Raises:
        ValueError: They do not end where the text does, or a length is written in another way than DER's.
    """
    found, at = _Items(), 0
    while at < len(der):
        tag, at = der[at], at + 1
        length, at = _length(der, at)
        if at + length > len(der):
            raise ValueError("cut")
        found.append((tag, der[at : at + length]))
        at += length
    return found


def _length(der: bytes, at: int) -> tuple[int, int]:
    """Read a length; return it and where it ends."""
    if at >= len(der):
        raise ValueError("cut")
    first = der[at]
    if first < 0x80:
        return first, at + 1
    size = first & 0x7F
    if not 0 < size <= 4 or at + 1 + size > len(der):
        raise ValueError("no length")
    length = int.from_bytes(der[at + 1 : at + 1 + size], "big")
    if length < 0x80 or der[at + 1] == 0:
        raise ValueError("not the shortest form")
    return length, at + 1 + size
