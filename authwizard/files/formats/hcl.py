r"""HCL, Terraform's language, in the form that `terraform fmt` leaves alone.

Sources: the native syntax's specification (hashicorp/hcl, hclsyntax/spec.md) and hclwrite's format.go. A text is always
in quotes, never a heredoc: that is a template as well, knows no escapes, and ends in a line break. Terraform composes
every text (cty's StringVal: Unicode NFC), which nothing that could be written here prevents: see `kept`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby, pairwise
from textwrap import wrap
from typing import Final
from unicodedata import is_normalized, normalize

from authwizard.terminal_text import visible

from ..unwritable import UnwritableError

WIDTH: Final = 100
"""How long a line of a comment or of a list may be."""

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")


def text(value: str) -> str:
    r"""Return a text as an expression: in quotes, on one line, and no template.

    A doubled `$` or `%` before a brace is all that HCL needs, whatever stands before it; characters that nobody sees
    are written as `\u001b`.

    Raises:
        UnwritableError: It has half of a character.
    """
    if any("\ud800" <= character <= "\udfff" for character in value):
        what = "A text has half of a character (a lone surrogate), which Terraform cannot hold."
        raise UnwritableError(f"Not written: {what}")
    inside = visible(value.translate(_ESCAPES)).replace("${", "$${").replace("%{", "%%{")
    return f'"{inside}"'


def kept(value: str) -> bool:
    """Return whether Terraform keeps a text as it is: it composes letters and accents to one character (Unicode NFC).

    Its tables look at 16 bits (x/text/unicode/norm of Go, combine), so that a character beyond U+FFFF before an
    accent can become a letter with one.
    """
    return is_normalized("NFC", value) and not any(
        first > "\uffff" and len(normalize("NFC", chr(ord(first) & 0xFFFF) + accent)) == 1
        for first, accent in pairwise(value)
    )


def texts(values: Iterable[str]) -> str:
    """Return a list of texts as an expression."""
    return items([text(value) for value in values])


def items(expressions: Sequence[str]) -> str:
    """Return a list of expressions: on one line where that is short, else one below the other."""
    line = f"[{', '.join(expressions)}]"
    return line if len(line) <= WIDTH // 2 or len(expressions) < 2 else upright(expressions)


def upright(expressions: Iterable[str]) -> str:
    """Return a list of expressions, one below the other."""
    return "\n".join(["[", *(f"  {expression}," for expression in expressions), "]"])


def mapping(pairs: Mapping[str, str]) -> str:
    """Return a map of expressions, one below the other."""
    named = {name if _NAME.fullmatch(name) else text(name): value for name, value in pairs.items()}
    return "\n".join(["{", *_indented(arguments(named)), "}"])


def flag(value: bool) -> str:
    """Return a truth value as an expression."""
    return "true" if value else "false"


def arguments(pairs: Mapping[str, str]) -> list[str]:
    """Return the lines of arguments, with their equals signs aligned where they stand together on one line each."""
    lines: list[str] = []
    for short, run in groupby(pairs.items(), key=lambda pair: "\n" not in pair[1]):
        group = list(run)
        width = max(len(name) for name, _ in group) if short else 0
        for name, value in group:
            lines += f"{name:<{width}} = {value}".split("\n")
    return lines


def block(header: str, *parts: Sequence[str]) -> list[str]:
    """Return the lines of a block: its parts, which are lines of arguments or of blocks, with a blank line between."""
    body: list[str] = []
    for part in parts:
        if part:
            body += [*([""] if body else []), *part]
    return [f"{header} {{", *_indented(body), "}"]


def comment(sentence: str, *, first: str = "", later: str = "") -> list[str]:
    """Return the lines of a comment, wrapped; what could end the comment or hide in it is made visible.

    Args:
        sentence: What to say.
        first: What stands before its first line.
        later: What stands before the others.
    """
    return wrap(
        visible(sentence),
        WIDTH,
        initial_indent=f"# {first}",
        subsequent_indent=f"# {later}",
        break_long_words=False,
        break_on_hyphens=False,
    )


def document(*parts: Sequence[str]) -> str:
    """Return the text of a file: its parts, with a blank line between."""
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def _indented(lines: Iterable[str]) -> list[str]:
    return [f"  {line}" if line else line for line in lines]
