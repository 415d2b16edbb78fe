"""What the formats for other tools than Amplify Gen 1 have in common: the whole request, its resources, their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.resources import Resources, resources_of
from authwizard.request.shapes.shape import POOL_NAME
from authwizard.request.tree import Tree
from authwizard.terminal_text import quoted

from ..unwritable import UnwritableError
from ..whole import whole
from .format import Loss, Writing
from .loss import in_order

_DOMAIN: Final = "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
"""A domain's prefix (cognito-idp DomainType)."""


@dataclass(frozen=True)
class Setup:
    """What is to be set up elsewhere.

    Attributes:
        draft: The request of a creation.
        resources: What Gen 1 makes of it: what the target has to make, too.
        plain_names: Whether names have no environment behind them.
    """

    draft: Draft
    resources: Resources
    plain_names: bool

    @property
    def tree(self) -> Tree:
        """The request without its secrets."""
        return self.draft.tree


Losses = Callable[[Setup], tuple[Loss, ...]]


def setup_of(draft: Draft, writing: Writing) -> Setup:
    """Return what a draft without errors sets up.

    Raises:
        UnwritableError: It is an update whose backend's state is not known, or a name would be refused.
    """
    made = whole(draft)
    resources = resources_of(made.tree, plain_names=writing.plain_names)
    for what, name in _refused_names(resources):
        raise UnwritableError(
            f"Not written: the name of the {what} would be {quoted(name)}, which Cognito refuses. Choose another "
            "environment's name, or names without it (--plain-names)."
        )
    return Setup(made, resources, writing.plain_names)


def said_of(losses: Losses) -> Callable[[Draft, Writing], tuple[Loss, ...]]:
    """Return a format's `lost` that asks a function about what a draft sets up; it is silent on a draft with errors."""

    def lost(draft: Draft, writing: Writing) -> tuple[Loss, ...]:
        if check(draft).errors:
            return ()
        try:
            return in_order(losses(setup_of(draft, writing)))
        except UnwritableError as error:
            return (Loss("refused", "", error.message),)

    return lost


def _refused_names(resources: Resources) -> Iterator[tuple[str, str]]:
    """Yield each name that Cognito would refuse, with what it is the name of."""
    pool, oauth = resources.identity_pool, resources.oauth
    named = [
        ("user pool", resources.user_pool.name, POOL_NAME),
        ("identity pool", pool.name if pool else None, POOL_NAME),
        ("domain", oauth.domain if oauth else None, _DOMAIN),
    ]
    for what, name, allowed in named:
        if name is not None and not re.fullmatch(allowed, name):
            yield what, name
