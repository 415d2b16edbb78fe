"""The segments of a text message, against 3GPP TS 23.038 and what gateways document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.request.previews.sms import Sms

GSM, UCS = "GSM-7", "UCS-2"


@pytest.mark.parametrize(
    ("text", "encoding", "units", "parts"),
    [
        ("", GSM, 0, 1),
        ("Your code is 123456", GSM, 19, 1),
        ("a" * 160, GSM, 160, 1),
        ("a" * 161, GSM, 161, 2),
        ("a" * 306, GSM, 306, 2),
        ("a" * 307, GSM, 307, 3),
        ("äöüßÄÖÜñàèéìòùåøæÅØÆÇÉ", GSM, 22, 1),
        ("ΔΦΓΛΩΠΨΣΘΞ", GSM, 10, 1),
        ("@£$¥¤¡¿§_\n\r", GSM, 11, 1),
        ("€", GSM, 2, 1),
        ("^{}\\[~]|€\f", GSM, 20, 1),
        ("€" * 80, GSM, 160, 1),
        ("€" * 81, GSM, 162, 2),
        ("a" * 152 + "€" + "b" * 10, GSM, 164, 2),
        ("{" * 76 + "a" + "{" * 76 + "a", GSM, 306, 2),
        ("{" * 153, GSM, 306, 3),  # 76 in each part: no character is cut in two
        ("ç", UCS, 1, 1),
        ("`", UCS, 1, 1),
        ("Ваш код 123456", UCS, 14, 1),
        ("я" * 70, UCS, 70, 1),
        ("я" * 71, UCS, 71, 2),
        ("я" * 134, UCS, 134, 2),
        ("я" * 135, UCS, 135, 3),
        ("您的验证码是123456", UCS, 12, 1),
        ("😀", UCS, 2, 1),
        ("😀" * 35, UCS, 70, 1),
        ("😀" * 36, UCS, 72, 2),
        ("😀" * 67, UCS, 134, 3),  # 33 in each part: no pair is cut in two
        ("a" * 69 + "’", UCS, 70, 1),
        ("a" * 70 + "’", UCS, 71, 2),
        ("\u03b1", UCS, 1, 1),  # of Greek, only capitals that Latin has not
    ],
)
def test_encoding_length_and_parts(text: str, encoding: str, units: int, parts: int) -> None:
    sms = Sms.of(text)
    assert (sms.encoding, sms.units, len(sms.parts)) == (encoding, units, parts)
    assert "".join(sms.parts) == text


def test_what_makes_it_ucs_2_is_named_once() -> None:
    assert Sms.of("“a” ’b’ €").outside == "“”’"


@given(st.text(max_size=1000))
def test_no_part_is_too_long_and_nothing_is_lost(text: str) -> None:
    sms = Sms.of(text)
    assert "".join(sms.parts) == text
    assert sms.units <= sms.room
    for part in sms.parts:
        assert len(part.encode("utf-16-le", "surrogatepass")) // 2 <= 160
        if sms.encoding == "UCS-2":
            assert len(part.encode("utf-16-le", "surrogatepass")) <= 140
