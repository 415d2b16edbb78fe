"""What is to be known of a block at its switch, beside what its fields and the rules say."""

from __future__ import annotations

from .draft import Draft
from .fields import field_at
from .hosted_ui import REGION, REGION_MEANS, redirect_uri_so_far
from .places import DOMAIN_PREFIX
from .target import ENVIRONMENT
from .tree import ABSENT, MemberPath


def notes_of_block(draft: Draft, path: MemberPath) -> tuple[str, ...]:
    """Return lines to stand under the switch of the block at `path` while it is on; often there are none.

    A provider's say which redirect URI is to be registered there, and where, as far as the address is known. The
    address has a line of its own.
    """
    field = field_at(path)
    if field is None or field.provider is None or draft.get(path) is ABSENT:
        return ()
    uri = redirect_uri_so_far(draft.get(DOMAIN_PREFIX), draft.get(ENVIRONMENT))
    return (f"Register there, under {field.provider.redirects}:", uri, f"{REGION} is {REGION_MEANS}.")
