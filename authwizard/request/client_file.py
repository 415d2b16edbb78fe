"""The client's file that Google gives out, pasted where its ID or its secret belongs: both are taken from it."""

from __future__ import annotations

import json
import re
from functools import partial
from typing import Final

from .draft import Draft
from .edit import Edit, set_secret, set_value
from .fields import Field, block_of, members
from .secrets import Typed

_MEMBER: Final = re.compile(r"""["“](\w+)["”]\s*:\s*("(?:[^"\\]|\\.)*")""")
"""A text in JSON, which need not be whole: of a file's few lines somebody may have copied some."""


def holds_client_secret(text: str) -> bool:
    """Whether a text is, or begins like, such a file: then nothing of it may be shown."""
    return '"client_secret"' in text


def fill_from_client_file(field: Field, text: str, draft: Draft) -> Edit | None:
    """Fill in a provider's ID and secret from its file, in one edit; None where the text is none.

    Args:
        field: The member for which the text was given.
        text: What was given.
        draft: The draft.
    """
    provider = block_of(field)
    if provider is None or provider.provider is None:
        return None
    found = {}
    for name, quoted in _MEMBER.findall(text):
        try:
            found[name] = json.loads(quoted)
        except ValueError:
            continue
    own = [own for own in members(provider.path).values() if found.get(own.wire)]
    if not own:
        return None
    titles = []
    for member in own:
        value = found[member.wire]
        give = partial(set_secret, secret=Typed(value)) if member.secret else partial(set_value, value=value)
        draft = give(draft, member.path).draft
        titles.append(member.title)
    kept = " The secret is never saved." if any(member.secret for member in own) else ""
    return Edit(
        draft, (f"{' and '.join(titles)} of {provider.title} were taken from the client file.{kept}",)
    )
