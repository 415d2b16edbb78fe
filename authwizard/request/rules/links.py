"""Where the source of a rule can be read on the web."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from .catalogue import SOURCE_LABELS, Rule

_AWS: Final = "https://docs.aws.amazon.com"
_PAGES: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...]] = (
    (
        re.compile(r"\bCDG ([a-z][a-z-]+)"),
        lambda found: f"{_AWS}/cognito/latest/developerguide/{found[1]}.html",
    ),
    (
        re.compile(r"\bREST ([a-z-]+\.html)"),
        lambda found: f"{_AWS}/amplify-admin-ui/latest/APIReference/{found[1]}",
    ),
    (
        re.compile(r"\bAB\b"),
        lambda found: f"{_AWS}/amplify-admin-ui/latest/APIReference/",
    ),
    (
        re.compile(r"\bSH (Cognito\.\d)"),
        lambda found: f"{_AWS}/securityhub/latest/userguide/cognito-controls.html",
    ),
    (
        re.compile(r"\bRFC (\d{4})(?: section ([\d.]+\d))?"),
        lambda found: (
            f"https://www.rfc-editor.org/rfc/rfc{found[1]}" + (f"#section-{found[2]}" if found[2] else "")
        ),
    ),
    (
        re.compile(r"\b(amplify-cli|amplify-studio) #(\d+)"),
        lambda found: f"https://github.com/aws-amplify/{found[1]}/issues/{found[2]}",
    ),
    (
        re.compile(r"\b(terraform-provider-aws) #(\d+)"),
        lambda found: f"https://github.com/hashicorp/{found[1]}/issues/{found[2]}",
    ),
)
"""How the sources name what is on the web, and its address."""

_SHORT: Final = re.compile(rf"(?<!AWS )\b({'|'.join(SOURCE_LABELS)})\b(?! v\d)")
"""A short name; the AWS CLI and its versions are none."""


class Part(NamedTuple):
    """A part of a rule's source, and the address where it can be read; "" where it has none."""

    text: str
    address: str


def linked(rule: Rule) -> Iterator[Part]:
    """Yield the source of a rule, split where a link begins and ends."""
    found = sorted(
        (
            (match.span(), address(match))
            for pattern, address in _PAGES
            for match in pattern.finditer(rule.source)
        ),
        key=lambda item: item[0],
    )
    at = 0
    for (start, end), address in found:
        if start < at:
            continue
        if start > at:
            yield Part(rule.source[at:start], "")
        yield Part(rule.source[start:end], address)
        at = end
    if at < len(rule.source):
        yield Part(rule.source[at:], "")


def spelled_out(source: str) -> str:
    """Return a source, or a part of one, with words for its short names."""
    return _SHORT.sub(lambda found: SOURCE_LABELS[found[1]], source)
