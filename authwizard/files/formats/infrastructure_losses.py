"""What is to be said of every way out of Amplify Gen 1, whatever the target."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from authwizard.request import places
from authwizard.request.fields import SECRET_PATHS
from authwizard.request.hosted_ui import REGION, redirect_uri_of
from authwizard.request.resources import Resources, verification_of
from authwizard.request.tree import ABSENT, CONFIG, POOL, MemberPath, format_path, get
from authwizard.terminal_text import quoted

from .infrastructure import Setup
from .loss import Loss

_NAMES: Final = {"email": "e-mail address", "phone_number": "phone number"}


def common_losses(setup: Setup, road: str, mapped: Collection[str] = ()) -> tuple[Loss, ...]:
    """Return what is true of the request for every target.

    Args:
        setup: What is set up.
        road: How what is deployed already can be taken along, as the end of a sentence.
        mapped: Attributes that the target fills from every provider by itself.
    """
    return (
        *(Loss("lost", "Source", _shortly(sentence)) for sentence in setup.draft.left_out),
        *_environment(setup),
        *_unused(setup),
        *_made_up(setup.resources),
        *_deprecated(setup),
        *_messages(setup.resources),
        *_factors(setup),
        *_time_zone(setup.resources),
        *_permanent(setup.resources),
        *_moving(setup, road),
        *_unmapped(setup.resources, mapped),
        *_left(setup),
    )


def no_domain(resources: Resources) -> Iterator[Loss]:
    """Yield what a target lacks that makes a domain only where the request names one."""
    if resources.oauth is not None and resources.oauth.domain is None:
        yield Loss(
            "todo",
            "OAuth.DomainPrefix",
            "None is given, so that there is no sign-in page, as in Gen 1: nobody can sign in through OAuth before "
            "there is a domain.",
        )


def mfa_is_final(resources: Resources) -> Iterator[Loss]:
    """Yield what CloudFormation refuses to change later (aws-cdk #21284), which Gen 2 deploys with, too."""
    if resources.user_pool.mfa != "ON":
        yield Loss(
            "permanent",
            "Mfa.MFAMode",
            "CloudFormation cannot turn it ON for a pool that exists; `aws cognito-idp set-user-pool-mfa-config` can.",
        )


def ids_in_file(setup: Setup) -> Iterator[Loss]:
    """Yield where the identifiers of social providers stand, if any is given: in the file, for they are no secrets."""
    given = [
        name
        for provider in setup.resources.providers
        for name in provider.details.values()
        if (path := (*provider.path, name)) not in SECRET_PATHS and get(setup.tree, path) is not ABSENT
    ]
    if given:
        names = ", ".join(dict.fromkeys(given))
        yield Loss(
            "added",
            "SocialProviderSettings",
            f"{names}: defaults of their parameters, since they are no secrets.",
        )


def other_client_name(resources: Resources) -> Iterator[Loss]:
    """Yield what becomes of a name that cannot stand in those of the app clients."""
    name = resources.client_names["web"]
    if not name.startswith(f"{resources.resource_name}_"):
        yield Loss(
            "caught",
            "ResourceName",
            f"Cognito refuses it in the name of an app client, which is {quoted(name)} here.",
        )


def short_name(path: MemberPath) -> str:
    """Return a member's name without the structures that tell nothing: a provider's begins with the provider."""
    for above in (places.SOCIAL, POOL, CONFIG):
        if path[: len(above)] == above:
            return format_path(path[len(above) :])
    return format_path(path)


def _shortly(sentence: str) -> str:
    """Return what a source lost, without saying once more that it did."""
    rest = sentence.removeprefix("Not carried over, ")
    return f"{rest[:1].upper()}{rest[1:]}"


def _environment(setup: Setup) -> Iterator[Loss]:
    name = "BackendEnvironmentName"
    if setup.plain_names:
        yield Loss(
            "lost", name, "It is not in the files: names are as they were given, in every environment."
        )
    elif not setup.resources.environment:
        yield Loss(
            "lost",
            name,
            "It is not known, so that names do not end with it, as Gen 1's do: give it to have them so.",
        )


def _unused(setup: Setup) -> Iterator[Loss]:
    """Yield each block or text of the request that Gen 1 does not use, and why."""
    user_pool, block = setup.resources.user_pool, verification_of(setup.tree)
    by_sms = get(setup.tree, (*block, "DeliveryMethod"), None) == "SMS"
    unused = [
        (places.IDENTITY_POOL, setup.resources.identity_pool is None, "there is no identity pool"),
        (places.FORGOT_PASSWORD, block != places.FORGOT_PASSWORD, "VerificationMessage stands in its place"),
        (
            (*block, "EmailSettings"),
            user_pool.email_message is None,
            "verification codes do not go by e-mail",
        ),
        ((*block, "SmsSettings"), not by_sms, "verification codes do not go by SMS"),
        (places.MFA_TYPES, user_pool.mfa == "OFF", "MFA is OFF"),
        (places.MFA_SMS, not user_pool.has_sms, "nothing sends SMS"),
    ]
    for path, is_unused, why in unused:
        if is_unused and get(setup.tree, path) is not ABSENT:
            yield Loss("lost", short_name(path), f"It has no effect, in Gen 1 as here: {why}.")


def _made_up(resources: Resources) -> Iterator[Loss]:
    if not resources.user_pool.is_named:
        yield _none_given("UserPoolName", resources.user_pool.name)
    pool = resources.identity_pool
    if pool is not None and not pool.is_named:
        yield _none_given("IdentityPoolConfigs.IdentityPoolName", pool.name)


def _none_given(about: str, name: str) -> Loss:
    return Loss("added", about, f"None is given: it is {quoted(name)}. Gen 1 makes one up, too.")


def _deprecated(setup: Setup) -> Iterator[Loss]:
    block = verification_of(setup.tree)
    if block == places.FORGOT_PASSWORD and get(setup.tree, block) is not ABSENT:
        yield Loss(
            "added",
            "ForgotPassword",
            "It is taken for VerificationMessage, which has come in its place: so we infer.",
        )


def _messages(resources: Resources) -> Iterator[Loss]:
    user_pool = resources.user_pool
    if user_pool.email_message is not None or user_pool.sms_verification is not None:
        yield Loss(
            "added",
            "VerificationMessageTemplate",
            "The texts for verification stand there: Cognito no longer uses the members in which Gen 1 writes them.",
        )


def _factors(setup: Setup) -> Iterator[Loss]:
    if "SMS_MFA" in setup.resources.user_pool.factors and "SMS" not in get(setup.tree, places.MFA_TYPES, []):
        yield Loss(
            "added",
            "Mfa.Settings.MfaTypes",
            "SMS is a second factor, too: Gen 1 makes it one wherever SMS is set up.",
        )


def _time_zone(resources: Resources) -> Iterator[Loss]:
    if "zoneinfo" in resources.user_pool.required:
        yield Loss(
            "caught",
            "RequiredSignUpAttributes.ZONE_INFO",
            "Gen 1 writes zone_info, which Cognito refuses; here it is zoneinfo.",
        )


def _permanent(resources: Resources) -> Iterator[Loss]:
    user_pool = resources.user_pool
    sign_in = " or ".join(_NAMES[name] for name in user_pool.sign_in) or "user name"
    yield Loss("permanent", "SignInMethod", f"Users sign in with their {sign_in}; a change makes a new pool.")
    names = ", ".join(user_pool.required)
    required = f"These are required: {names}." if names else "None is required."
    yield Loss("permanent", "RequiredSignUpAttributes", required)
    yield Loss(
        "permanent",
        "UsernameConfiguration",
        "Upper and lower case are the same in user names, as in a new Gen 1 project; in an old one they may differ.",
    )
    if resources.oauth is not None and resources.oauth.domain is not None:
        yield Loss(
            "permanent",
            "OAuth.DomainPrefix",
            "It can only be replaced: another one takes its place, and its sign-in page is gone.",
        )


def _moving(setup: Setup, road: str) -> Iterator[Loss]:
    who = "Neither the users nor the identities" if setup.resources.identity_pool else "The users"
    are = "are" if setup.resources.identity_pool else "are not"
    yield Loss(
        "todo",
        "",
        f"This makes new resources. {who} of an existing Gen 1 backend {are} in them, and passwords cannot be "
        f"exported: {road}.",
    )
    oauth = setup.resources.oauth
    if oauth is None or oauth.domain is None or setup.plain_names or not setup.resources.environment:
        return
    yield Loss(
        "todo",
        "OAuth.DomainPrefix",
        f"{oauth.domain} is taken as long as a Gen 1 backend has it: take another, or delete that backend first.",
    )


def _unmapped(resources: Resources, mapped: Collection[str]) -> Iterator[Loss]:
    """Yield each provider that lacks an attribute that Cognito demands of its mapping; the deployment would stop at it.

    Source: amplify-backend #963, amplify-cli PR 14983.
    """
    user_pool = resources.user_pool
    # Of two attributes to sign in with it is the phone number that counts (amplify-cli PR 14983).
    sign_in = user_pool.sign_in[-1:]
    for provider in resources.providers:
        known = {*provider.mapping, *mapped}
        required = [name for name in user_pool.required if name not in known]
        if required:
            yield Loss(
                "todo",
                provider.name,
                "Cognito refuses a provider whose mapping lacks a required attribute: map "
                f"{', '.join(required)}, or do not require it.",
            )
        for name in sign_in:
            if name not in {*known, *required}:
                yield Loss(
                    "todo",
                    provider.name,
                    f"Cognito refuses a provider whose mapping lacks the attribute to sign in with: map {name}, from "
                    "itself if nothing else gives it, or sign in with something else.",
                )


def _left(setup: Setup) -> Iterator[Loss]:
    resources = setup.resources
    if resources.providers and resources.oauth is not None and resources.oauth.domain is not None:
        uri = redirect_uri_of(resources.oauth.domain)
        yield Loss(
            "todo",
            "SocialProviderSettings",
            f"Each provider has to know the redirect address: {uri}, with your region for {REGION}.",
        )
    if resources.identity_pool is not None:
        yield Loss(
            "todo",
            "IdentityPoolRoles",
            "The identity pool's roles are new, and allow nothing: what those of Gen 1 were allowed has to be allowed "
            "again.",
        )
    if get(setup.tree, verification_of(setup.tree)) is ABSENT:
        yield Loss(
            "todo",
            "VerificationMessage",
            "The request does not say what is verified, so that nothing is, as Gen 1's own code takes it: an "
            "administrator has to confirm every new user, and nobody can reset a forgotten password.",
        )
