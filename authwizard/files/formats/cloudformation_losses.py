"""What is to be said of a CloudFormation template beside what holds for every target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from authwizard.request import places
from authwizard.request.fields import SECRET_PATHS
from authwizard.request.resources import IdentityPool, Resources, verification_of
from authwizard.request.tree import ABSENT, CONFIG, POOL, MemberPath, format_path, get
from authwizard.terminal_text import quoted

from .cloudformation_template import CLIENTS, TIER, client_name, parameters_to_give
from .infrastructure import Setup
from .loss import Loss

INLINE_BYTES: Final = 51_200
"""The longest template that CloudFormation takes within a call; a longer one goes through S3."""
MOST_BYTES: Final = 1_000_000
"""The longest template that it takes at all: 1 MB, whichever way that is counted."""


def losses(setup: Setup) -> tuple[Loss, ...]:
    """Return what differs between a request and its template, and what is left to the user."""
    return (*_lost(setup), *_added(setup), *_caught(setup), *_permanent(setup.resources), *_todo(setup))


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


def _lost(setup: Setup) -> Iterator[Loss]:
    yield Loss(
        "lost",
        "AppId",
        "The stack belongs to no Amplify app. An app's configuration is made by hand from the stack's outputs.",
    )
    if setup.plain_names:
        told = (
            "It is nowhere in the template: the names are as they were given, the same for every environment."
        )
        yield Loss("lost", "BackendEnvironmentName", told)
    for path, why in _unused(setup):
        if get(setup.tree, path) is not ABSENT:
            yield Loss("lost", _about(path), f"It has no effect, in Gen 1 as here: {why}.")


def _unused(setup: Setup) -> Iterator[tuple[MemberPath, str]]:
    """Yield the members that nothing would use, and why; they may be absent."""
    tree, users = setup.tree, setup.resources.user_pool
    block = verification_of(tree)
    if block == places.VERIFICATION_MESSAGE:
        yield places.FORGOT_PASSWORD, "VerificationMessage stands in its place"
    if users.email_message is None:
        yield (*block, "EmailSettings"), "codes do not go by e-mail"
    if get(tree, (*block, "DeliveryMethod"), None) != "SMS":
        yield (*block, "SmsSettings"), "codes do not go by SMS"
    if users.mfa == "OFF":
        yield places.MFA_TYPES, "MFA is off"
    if not users.has_sms:
        yield places.MFA_SMS, "no SMS is sent"
    if setup.resources.identity_pool is None:
        yield places.IDENTITY_POOL, "there is no identity pool"


def _added(setup: Setup) -> Iterator[Loss]:
    made = setup.resources
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
        yield Loss("added", "OAuth.SocialProviderSettings", told)
    if "zoneinfo" in users.required:
        told = (
            "ZONE_INFO is written as zoneinfo, Cognito's name. Gen 1 writes zone_info, which Cognito refuses."
        )
        yield Loss("added", "RequiredSignUpAttributes", told)
    if made.identity_pool:
        yield from _added_identities(made.identity_pool)


def _added_identities(pool: IdentityPool) -> Iterator[Loss]:
    if not pool.is_named:
        told = (
            f"The name is {quoted(pool.name)}. Gen 1 puts eight random digits into the one that it makes up."
        )
        yield Loss("added", "IdentityPoolConfigs.IdentityPoolName", told)
    told = "The two roles are new, with no policies. Gen 1 has them in the stack of the whole app."
    yield Loss("added", "IdentityPoolRoles", told)


def _caught(setup: Setup) -> Iterator[Loss]:
    name = setup.resources.resource_name
    if any(client_name(name, ending) != name + ending for ending in CLIENTS.values()):
        told = "Cognito refuses it in the names of the app clients. There it is cut, or has _ for other characters."
        yield Loss("caught", "ResourceName", told)


def _permanent(made: Resources) -> Iterator[Loss]:
    if made.user_pool.mfa != "ON":
        told = "CloudFormation cannot set it to ON once the pool is there: Cognito refuses that as an update."
        yield Loss("permanent", "Mfa.MFAMode", told)
    if made.oauth and made.oauth.domain:
        told = "Another domain later on is a replacement: the old one is deleted, with its sign-in page."
        yield Loss("permanent", "OAuth.DomainPrefix", told)


def _todo(setup: Setup) -> Iterator[Loss]:
    made = setup.resources
    wanted = parameters_to_give(setup)
    needs_roles = made.user_pool.has_sms or made.identity_pool is not None
    for name, path in wanted.items():
        kind = "parameter without echo" if path in SECRET_PATHS else "parameter"
        yield Loss("todo", _about(path), f"Its value is not in the template: give it as {name}, a {kind}.")
    if wanted or needs_roles:
        yield Loss("todo", "", f"Deploy with {_options(wanted, needs_roles=needs_roles)}")
    if made.identity_pool:
        roles = ["AuthenticatedRole"] + ["UnauthenticatedRole"] * made.identity_pool.guests
        told = "Attach the policies that the app needs: until then it gets credentials that allow nothing."
        yield Loss("todo", " and ".join(roles), told)
    if made.oauth and made.oauth.domain and made.providers:
        told = (
            "Register https://DOMAIN/oauth2/idpresponse with each of them; DOMAIN is the output SignInDomain."
        )
        yield Loss("todo", "OAuth.SocialProviderSettings", told)


def _options(wanted: Iterable[str], *, needs_roles: bool) -> str:
    roles = ["--capabilities CAPABILITY_IAM"] if needs_roles else []
    values = " ".join(f"{name}=VALUE" for name in wanted)
    if not values:
        return f"{roles[0]}."
    where = "A file does as well (file://parameters.json), and leaves no secret in the shell's history."
    return f"{' '.join([*roles, '--parameter-overrides', values])}. {where}"


def _about(path: MemberPath) -> str:
    """Return the name of a member below the structures that every request has."""
    for above in (POOL, CONFIG):
        if path[: len(above)] == above:
            return format_path(path[len(above) :])
    return format_path(path)
