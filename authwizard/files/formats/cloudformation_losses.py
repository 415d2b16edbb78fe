"""What is to be said of a CloudFormation template beside what holds for every target."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from authwizard.request.resources import Resources

from .cloudformation_template import TIER, parameters_to_give
from .infrastructure import Setup
from .infrastructure_losses import common_losses, mfa_is_final, other_client_name
from .loss import Loss

INLINE_BYTES: Final = 51_200
"""The longest template that CloudFormation takes within a call; a longer one goes through S3."""
MOST_BYTES: Final = 1_000_000
"""The longest template that it takes at all: 1 MB, whichever way that is counted."""


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
        *common_losses(setup),
        *_added(made),
        *other_client_name(made),
        *mfa_is_final(made),
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
        f"{TIER} is stated, the service's default. Gen 1 leaves it out. LITE has fewer features and another price.",
    )
    yield Loss(
        "added",
        "DeletionPolicy",
        "The user pool stays when the stack is deleted or replaces it (Retain). In Gen 1 it goes with the backend.",
    )
    if users.email_message is not None or users.sms_verification is not None:
        told = (
            "It has the texts, since Cognito no longer uses the members that Gen 1 writes. They are the same."
        )
        yield Loss("added", "VerificationMessageTemplate", told)
    if made.oauth and made.oauth.domain:
        told = (
            "It is a resource of the stack. In Gen 1 a Lambda function makes it, and nothing of that is here."
        )
        yield Loss("added", "OAuth.DomainPrefix", told)
    if made.providers:
        told = "They are resources of the stack. In Gen 1 a Lambda function makes them, and nothing of that is here."
        yield Loss("added", "SocialProviderSettings", told)


def _todo(setup: Setup) -> Iterator[Loss]:
    made = setup.resources
    wanted = [*parameters_to_give(setup)]
    if wanted:
        yield Loss(
            "todo",
            "Parameters",
            f"Give these when you deploy, since the template has no value for them: {', '.join(wanted)}. "
            "`--parameter-overrides NAME=VALUE` does, or a file (file://parameters.json), which leaves no secret in "
            "the shell's history.",
        )
    if made.user_pool.has_sms or made.identity_pool is not None:
        yield Loss(
            "todo", "Roles", "Deploy with `--capabilities CAPABILITY_IAM`, since the stack makes roles."
        )
