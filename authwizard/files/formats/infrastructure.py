"""What the formats for other tools than Amplify Gen 1 have in common: the whole request, its resources, their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from authwizard.request.check import Problem, check
from authwizard.request.draft import Draft
from authwizard.request.fields import field_at
from authwizard.request.places import IDENTITY_POOL_NAME, SOCIAL, USER_POOL_NAME
from authwizard.request.resources import Resources, resources_of
from authwizard.request.secrets import Typed
from authwizard.request.shapes.shape import POOL_NAME
from authwizard.request.target import APP_ID, ENVIRONMENT, RESOURCE_NAME
from authwizard.request.tree import Tree, drop, format_path, get, leaves
from authwizard.terminal_text import quoted

from ..unwritable import UnwritableError
from ..whole import whole
from .format import Loss, Writing
from .loss import KINDS, in_order

_MADE_UP: Final = (ENVIRONMENT, RESOURCE_NAME, USER_POOL_NAME, IDENTITY_POOL_NAME)
"""What may be missing: a name is made up, or stays without an ending."""
_SECRET_MARKS: Final = ("PRIVATE KEY", "GOCSPX-")
"""What a key in PEM and a client secret of Google have in them, and no identifier has."""
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


class Mark(NamedTuple):
    """What a target replaces in any text, and who takes it for what."""

    text: str
    means: str


DYNAMIC: Final = Mark("{{resolve:", "CloudFormation takes for a reference to a stored value")
"""A dynamic reference of CloudFormation, which looks for it in what functions make, too."""


Losses = Callable[[Setup], tuple[Loss, ...]]


def waives(problem: Problem) -> bool:
    """Whether an error is no obstacle: the value has no place in the files, or one is made up where there is none.

    The app is chosen at the deployment, and credentials are given there; without an environment, names stay plain.
    So the files of a project that Amplify keeps its secrets of (cli-inputs.json) are made in one go.
    """
    path, field = problem.path, field_at(problem.path)
    if field is None:
        return False
    is_credential = path[: len(SOCIAL)] == SOCIAL and len(path) == len(SOCIAL) + 2
    return path == APP_ID or is_credential or (path in _MADE_UP and problem.rule == field.required_rule)


def setup_of(draft: Draft, writing: Writing) -> Setup:
    """Return what a draft sets up that has no errors but those that are waived.

    Raises:
        UnwritableError: It is an update whose backend's state is not known, or a name would be refused.
    """
    made = _without_unusable(whole(draft, waives))
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
        is_known = draft.operation == "create" or draft.baseline is not None
        if is_known and not all(map(waives, check(draft).errors)):
            return ()
        try:
            return in_order(losses(setup_of(draft, writing)))
        except UnwritableError as error:
            why = error.message.removeprefix(f"{KINDS['refused']}: ")
            return (Loss("refused", "", f"{why[:1].upper()}{why[1:]}"),)

    return lost


def refuse_marks(setup: Setup, marks: Iterable[Mark]) -> None:
    """Refuse a text that a target would replace, wherever it stands: no way of quoting keeps it.

    Raises:
        UnwritableError: A member has such a text.
    """
    texts = [(path, text) for path, text in leaves(setup.tree) if isinstance(text, str)]
    for mark in marks:
        held = [format_path(path) for path, text in texts if mark.text in text]
        if held:
            raise UnwritableError(
                f"Not written: {', '.join(held)} has the text {mark.text}, which {mark.means} and replaces, wherever "
                "it stands. Change the text."
            )


def _without_unusable(draft: Draft) -> Draft:
    """Return a request without the credentials that are none: a placeholder, or a secret in an identifier's place."""
    wrong = {problem.path for problem in check(draft).errors if waives(problem)}
    secrets = {str(secret.value) for secret in draft.secrets.values() if isinstance(secret, Typed)}
    for path, value in leaves(get(draft.tree, SOCIAL, {})):
        whole = (*SOCIAL, *path)
        text = str(value)
        if whole in wrong or text in secrets or any(mark in text for mark in _SECRET_MARKS):
            draft = draft.with_tree(drop(draft.tree, whole))
    return draft


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
