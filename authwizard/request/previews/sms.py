"""An SMS as it goes through the network: its encoding, and the segments that are sent and paid for.

The alphabet and its extension table are those of 3GPP TS 23.038 (formerly GSM 03.38), section 6.2.1; the lengths of
parts follow from the header of TS 23.040, section 9.2.3.24.1, in 140 bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Literal

from .line import Line

_BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_EXTENDED: Final = frozenset("\f^{}\\[~]|€")
"""Each of these takes two places: an escape and itself."""

Encoding = Literal["GSM-7", "UCS-2"]

_ROOM: Final[dict[Encoding, tuple[int, int]]] = {"GSM-7": (160, 153), "UCS-2": (70, 67)}
"""How many units a text alone has, and each part of a longer one, which carries a header of six bytes."""


@dataclass(frozen=True)
class Sms:
    """A text message.

    Attributes:
        encoding: GSM-7 where its alphabet has every character, else UCS-2.
        units: Its length in the encoding's units: septets, or UTF-16 code units.
        parts: Its text, cut as it is sent; one for an empty text.
        outside: The characters that GSM-7 does not have, each once, in the text's order.
    """

    encoding: Encoding
    units: int
    parts: tuple[str, ...]
    outside: str

    @classmethod
    def of(cls, text: str) -> Sms:
        """Return how a text is sent."""
        outside = "".join(dict.fromkeys(c for c in text if c not in _BASIC and c not in _EXTENDED))
        encoding: Encoding = "UCS-2" if outside else "GSM-7"
        size = _utf16 if outside else _septets
        units = sum(map(size, text))
        alone, part = _ROOM[encoding]
        parts = (text,) if units <= alone else tuple(_cut(text, size, part))
        return cls(encoding, units, parts, outside)

    @property
    def room(self) -> int:
        """How many units fit into as many parts as it has."""
        alone, part = _ROOM[self.encoding]
        return alone if len(self.parts) == 1 else part * len(self.parts)


def _septets(character: str) -> int:
    return 2 if character in _EXTENDED else 1


def _utf16(character: str) -> int:
    return 2 if ord(character) > 0xFFFF else 1


def _cut(text: str, size: Callable[[str], int], room: int) -> list[str]:
    """Cut a text into parts of at most `room` units; no character is cut in two."""
    parts, used = [""], 0
    for character in text:
        if used + size(character) > room:
            parts.append("")
            used = 0
        parts[-1] += character
        used += size(character)
    return parts


def sms_lines(text: str) -> list[Line]:
    """Show a text message, with the code in its place, and what it costs."""
    sms = Sms.of(text)
    count = len(sms.parts)
    lines = [Line(part, "quote") for part in sms.parts]
    segments = "1 segment" if count == 1 else f"{count} segments, each paid for"
    lines.append(Line(f"{segments}: {sms.units} of {sms.room} in {sms.encoding}", "note"))
    if sms.outside:
        shown = " ".join(sms.outside[:8]) + (" …" if len(sms.outside) > 8 else "")
        lines.append(
            Line(f"Outside the SMS alphabet, so that 70 characters fit in place of 160: {shown}", "note")
        )
    return lines
