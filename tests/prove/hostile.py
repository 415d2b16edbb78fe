"""Random requests whose texts are hostile to every language that they could be written in."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Any, Final

from authwizard.files.formats.format import Writing
from authwizard.files.formats.infrastructure import setup_of
from authwizard.files.unwritable import UnwritableError
from authwizard.request import places
from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.target import ENVIRONMENT, RESOURCE_NAME
from authwizard.request.tree import MemberPath, Tree, drop, get, put

from ..request.requests import KEY
from .pairs import read_pairs

SECRETS: Final[tuple[MemberPath, ...]] = (
    (*places.SOCIAL, "Facebook", "ClientSecret"),
    (*places.SOCIAL, "Google", "ClientSecret"),
    (*places.SOCIAL, "LoginWithAmazon", "ClientSecret"),
    places.APPLE_KEY,
)

# What ends a text, a template, a comment or a document, begins an expression, or is lost on the way. A text of a single
# one of them is often refused, so they stand in the middle of others. `{{resolve:` is not among them: CloudFormation
# replaces it in any text, so no template can hold it.
_PIECES: Final = (
    *(
        "${",
        "}",
        "${x}",
        "${createCode()}",
        "$${",
        "$",
        "%{",
        "%%{",
        "%{ if true }",
        "{",
        "{{",
        "}}",
    ),
    *(
        "`",
        "\\",
        "\\\\",
        "\\n",
        "\\`",
        "\\${",
        "\\u0041",
        "\\x41",
        "'",
        '"',
        "'''",
        '"""',
        "''",
        "</script>",
        "<b>",
    ),
    *(
        "*/",
        "/*",
        "//",
        "-->",
        "<!--",
        "#",
        "# ",
        "- ",
        ": ",
        "---",
        "...",
        "<<EOT",
        "EOT",
        "&a",
        "*a",
        "!Ref a",
        "%",
    ),
    *(
        "\n",
        "\r\n",
        "\r",
        "\t",
        "\n\n",
        "\n  ",
        "  ",
        "\u00a0",
        "\ufeff",
        "\u200b",
        "\u202e",
        "\u2028",
        "\u2029",
    ),
    *(
        "\x00",
        "\x07",
        "\x08",
        "\x0b",
        "\x0c",
        "\x1b[31m",
        "\x7f",
        "\x85",
        "\x9b",
        "\ufffe",
        "\U0001f600",
        "é",
        "字",
    ),
    *("{####}", "{###}", "####", "{username}", "null", "true", "on", "012", "1e5", "a", "Z", "Your code is "),
)
_TAILS: Final = (
    "'",
    '"',
    "`",
    "\\",
    "${",
    "%{",
    "(",
    "*/",
    "!",
    "~",
    ";",
    "&b=%7B",
    "$$",
    "{",
    "}",
    "\U0001f600",
)
_NAME: Final = " +=,.@-_a1\téß"
_ENVIRONMENTS: Final = ("dev", "prod", "a1", "d+e", "x@y", "d ev", "e=f", "T.1,2")


def requests(count: int, seed: int) -> Iterator[Tree]:
    """Yield requests of creations, the same ones for the same seed, each valid by our rules and writable in every way.

    Their structures are those of the golden pairs, as far as our rules take them. Free texts are replaced: messages
    and subject, names, addresses, ids and secrets. Where our rules refuse a text another one is tried, and after some
    the old one stays.
    """
    chance = random.Random(seed)  # noqa: S311  # nothing is kept secret with it
    models = [_mended(pair.request) for pair in read_pairs()]
    for _ in range(count):
        tree = chance.choice(models)
        for path in _texts(tree, chance):
            tree = _planted(tree, path, chance)
        yield tree


def _mended(tree: Tree) -> Tree:
    """Return a golden request without what our rules find wrong in some: keys that are none, attributes nobody maps."""
    if get(tree, places.APPLE, None):
        tree = put(tree, places.APPLE_KEY, KEY)
    candidates = (
        tree,
        *(
            put(tree, places.SIGN_UP_ATTRIBUTES, attributes)
            for attributes in (["NAME", "EMAIL"], ["EMAIL"], [])
        ),
        drop(tree, places.SOCIAL),
    )
    return next(candidate for candidate in candidates if _is_taken(candidate))


def _texts(tree: Tree, chance: random.Random) -> Iterator[MemberPath]:
    """Yield where a free text stands or can stand."""
    yield from (places.USER_POOL_NAME, RESOURCE_NAME, ENVIRONMENT)
    settings = {
        places.IDENTITY_POOL: (places.IDENTITY_POOL_NAME,),
        places.MFA_SETTINGS: (places.MFA_SMS,),
        places.VERIFICATION_MESSAGE: (places.EMAIL_SUBJECT, places.EMAIL_MESSAGE, places.SMS_MESSAGE),
    }
    for block, members in settings.items():
        if get(tree, block, None):
            yield from (member for member in members if chance.random() < 0.8)
    for uris in (places.SIGN_IN_URIS, places.SIGN_OUT_URIS):
        yield from ((*uris, index) for index in range(len(get(tree, uris, []))))
    for provider, credentials in get(tree, places.SOCIAL, {}).items():
        yield from ((*places.SOCIAL, provider, name) for name in credentials)


def _planted(tree: Tree, path: MemberPath, chance: random.Random) -> Tree:
    """Return the tree with a hostile text at a place, if one of a few is taken."""
    for _ in range(4):
        changed: Tree = put(tree, path, _text(path, chance))
        if _is_taken(changed):
            return changed
    return tree


def _is_taken(tree: Tree) -> bool:
    draft = Draft.from_tree("create", tree)
    if check(draft).errors:
        return False
    try:
        setup_of(draft, Writing())
    except UnwritableError:
        return False
    return True


def _text(path: MemberPath, chance: random.Random) -> Any:
    if path == ENVIRONMENT:
        return chance.choice(_ENVIRONMENTS)
    if path in (places.USER_POOL_NAME, places.IDENTITY_POOL_NAME):
        return "p" + "".join(chance.choices(_NAME, k=chance.randint(1, 12)))
    if isinstance(path[-1], int):
        start = chance.choice(("https://a.example/", "myapp://", "http://localhost:3000/?q="))
        return start + "".join(chance.choices(_TAILS, k=chance.randint(1, 4)))
    pieces = chance.choices(_PIECES, k=chance.randint(1, 8))
    if path in (places.EMAIL_MESSAGE, places.SMS_MESSAGE, places.MFA_SMS):
        pieces.insert(chance.randint(0, len(pieces)), "{####}")
    return "".join(pieces)
