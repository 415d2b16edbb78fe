"""What is to be said of a CloudFormation template beside what holds for every target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from authwizard.request.resources import Resources

from .cloudformation_template import TIER, makes_roles, variables_of
from .infrastructure import Setup
from .infrastructure_losses import common_losses, ids_in_file, mfa_is_final, no_domain, other_client_name
from .loss import Loss

INLINE_BYTES: Final = 51_200
"""The longest template that CloudFormation takes within a call; a longer one goes through S3."""
MOST_BYTES: Final = 1_000_000
"""The longest template that it takes at all: 1 MB, whichever way that is counted."""


_ROAD: Final = (
    "an existing user pool can be imported (a change set of type IMPORT, with a template of it alone)"
)
_APP: Final = Loss(
    "lost",
    "AppId",
    "The stack belongs to no Amplify app. An app's configuration is made by hand from the stack's outputs.",
)


def losses(setup: Setup) -> tuple[Loss, ...]:
    """Return what differs between a request and its template, and what is left to the user."""
    made = setup.resources
    return (
        _APP,
        *common_losses(setup, _ROAD),
        *no_domain(made),
        *_added(made),
        *other_client_name(made),
        *mfa_is_final(made),
        *ids_in_file(setup),
        *_todo(setup),
    )


def size_losses(text: str) -> tuple[Loss, ...]:
    """Return what is to be said of a template that is too long."""
    size = len(text)
    if size <= INLINE_BYTES:
        return ()
    if size <= MOST_BYTES:
        how = f"more than the {INLINE_BYTES:,} that a call takes: add --s3-bucket with a bucket of yours."
        return (Loss("todo", "", f"The template has about {size:,} bytes, {how}"),)
    how = "more than the 1 MB that CloudFormation takes: shorten the texts or the lists of addresses."
    return (Loss("todo", "", f"The template has about {size:,} bytes, {how}"),)


def _added(made: Resources) -> Iterator[Loss]:
    users = made.user_pool
    yield Loss(
        "added",
        "UserPoolTier",
        f"{TIER} is stated, the service's default. Gen 1 leaves it out. LITE has fewer features and costs less.",
    )
    yield Loss(
        "added",
        "DeletionPolicy",
        "The user pool stays when the stack is deleted or replaces it (Retain), and also after a first deployment that "
        "failed: then it is empty, and to be deleted. In Gen 1 it goes with the backend.",
    )
    if users.factors:
        told = "Write-only: drift detection and import do not see which second factors are on."
        yield Loss("added", "EnabledMfas", told)
    if made.oauth and made.oauth.domain:
        told = (
            "It is a resource of the stack. In Gen 1 a Lambda function makes it, and nothing of that is here."
        )
        yield Loss("added", "OAuth.DomainPrefix", told)
    if made.providers:
        told = "They are resources of the stack, which in Gen 1 a Lambda function makes."
        yield Loss("added", "SocialProviderSettings", told)


def _todo(setup: Setup) -> Iterator[Loss]:
    made = setup.resources
    wanted = variables_of(setup)
    if wanted:
        given = ", ".join(f"{name} ({variable})" for name, variable in wanted.items())
        yield Loss(
            "todo",
            "Parameters",
            "The template has no value for these. The command that deploys takes them from environment variables, "
            f"here behind each, which leaves no secret in the shell's history: {given}.",
        )
    if makes_roles(made):
        yield Loss(
            "todo", "Roles", "Deploy with `--capabilities CAPABILITY_IAM`, since the stack makes roles."
        )
