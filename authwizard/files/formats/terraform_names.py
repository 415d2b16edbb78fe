"""The names of what the Terraform files declare, and the names of IAM, which takes fewer characters than Cognito."""

from __future__ import annotations

import re
from typing import Final

from authwizard.request.fields import SECRET_PATHS
from authwizard.request.resources import IdentityProvider
from authwizard.request.tree import MemberPath, get

from .infrastructure import Setup

_MOST_OF_A_PREFIX: Final = 38
"""The longest name_prefix of a role: IAM's 64 characters less the 26 that the provider puts behind it."""


def label(provider: IdentityProvider) -> str:
    """Return what a provider is called in the files: `sign_in_with_apple`."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", provider.name).lower()


def variable(provider: IdentityProvider, detail: str) -> str:
    """Return the name of the variable for one of a provider's credentials, by Cognito's name of it."""
    return f"{label(provider)}_{detail}"


def member(provider: IdentityProvider, detail: str) -> MemberPath:
    """Return where the request has one of a provider's credentials."""
    return (*provider.path, provider.details[detail])


def to_give(setup: Setup, provider: IdentityProvider) -> tuple[str, ...]:
    """Return the variables of a provider that have no value in the files: the secrets, and what is not given."""
    return tuple(
        variable(provider, detail)
        for detail in provider.details
        if is_secret(provider, detail) or get(setup.tree, member(provider, detail), None) is None
    )


def is_secret(provider: IdentityProvider, detail: str) -> bool:
    """Return whether one of a provider's credentials is a secret."""
    return member(provider, detail) in SECRET_PATHS


def external_id(pool: str) -> str:
    r"""Return what Cognito names to IAM when it takes the role for text messages (STS: `[\w+=,.@:/-]`)."""
    return f"{_plain(pool)}-sms"


def role_prefix(pool: str, what: str) -> str:
    """Return how the name of a role begins, to which `-<what>-` can be added."""
    return _plain(pool)[: _MOST_OF_A_PREFIX - len(what) - 2]


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9_+=,.@-]", "-", name)
