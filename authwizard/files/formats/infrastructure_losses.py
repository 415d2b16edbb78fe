"""What is to be said of every way out of Amplify Gen 1, whatever the target."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

from authwizard.request import places
from authwizard.request.resources import Resources, verification_of
from authwizard.request.tree import ABSENT, CONFIG, POOL, MemberPath, format_path, get

from .infrastructure import Setup
from .loss import Loss

_NAMES: Final = {"email": "e-mail address", "phone_number": "phone number"}


def common_losses(setup: Setup) -> tuple[Loss, ...]:
    """Return what is true of the request for every target."""
    return (
        *_clients(),
        *_unused(setup),
        *_factors(setup),
        *_permanent(setup.resources),
        *_caught(setup),
        *_left(setup),
    )


def unmapped(resources: Resources, given: Collection[str] = ()) -> Iterator[Loss]:
    """Yield each provider that lacks an attribute that Cognito demands of its mapping; the deployment would stop at it.

    Args:
        resources: What is made.
        given: Attributes that the target fills from every provider by itself.
    """
    user_pool = resources.user_pool
    # Of two attributes to sign in with it is the phone number that counts (amplify-cli PR 14983).
    sign_in = user_pool.sign_in[-1:]
    for provider in resources.providers:
        known = {*provider.mapping, *given}
        missing = [name for name in dict.fromkeys([*user_pool.required, *sign_in]) if name not in known]
        if missing:
            yield Loss(
                "todo",
                f"SocialProviderSettings.{provider.name}",
                f"Cognito refuses a provider whose mapping lacks a required attribute or the one to sign in with: "
                f"add {_listed(missing)}, or require less.",
            )


def _clients() -> Iterator[Loss]:
    yield Loss(
        "lost",
        "UserPoolClient",
        "Gen 1 makes two app clients, for the web and native, equal but for their names. Here is one, for both.",
    )


def _unused(setup: Setup) -> Iterator[Loss]:
    """Yield each block or text of the request that Gen 1 does not use, since another member says so."""
    user_pool, block = setup.resources.user_pool, verification_of(setup.tree)
    by_sms = get(setup.tree, (*block, "DeliveryMethod"), None) == "SMS"
    unused = [
        (places.IDENTITY_POOL, setup.resources.identity_pool is None),
        (places.FORGOT_PASSWORD, block != places.FORGOT_PASSWORD),
        ((*block, "EmailSettings"), user_pool.email_message is None),
        ((*block, "SmsSettings"), not by_sms),
        (places.MFA_SETTINGS, user_pool.mfa == "OFF"),
        (places.MFA_SMS, user_pool.mfa != "OFF" and not user_pool.has_sms),
    ]
    for path, is_unused in unused:
        if is_unused and get(setup.tree, path) is not ABSENT:
            yield Loss(
                "lost", _short(path), "Gen 1 does not use it beside the other answers, nor do these files."
            )


def _factors(setup: Setup) -> Iterator[Loss]:
    if "SMS_MFA" in setup.resources.user_pool.factors and "SMS" not in get(setup.tree, places.MFA_TYPES, []):
        yield Loss(
            "added",
            "Mfa.Settings.MfaTypes",
            "SMS is a second factor, too: Gen 1 makes it one wherever SMS is set up.",
        )


def _permanent(resources: Resources) -> Iterator[Loss]:
    user_pool = resources.user_pool
    sign_in = " or ".join(_NAMES[name] for name in user_pool.sign_in) or "user name"
    yield Loss("permanent", "SignInMethod", f"Users sign in with their {sign_in}.")
    required = _listed(user_pool.required) if user_pool.required else "none"
    yield Loss("permanent", "RequiredSignUpAttributes", f"Which attributes are required: {required}.")
    yield Loss(
        "permanent",
        "UsernameConfiguration",
        "Upper and lower case are the same in user names, as in a new Gen 1 project; in an old one they may differ.",
    )


def _caught(setup: Setup) -> Iterator[Loss]:
    if "zoneinfo" in setup.resources.user_pool.required:
        yield Loss(
            "caught",
            "RequiredSignUpAttributes.ZONE_INFO",
            "Gen 1 writes zone_info, which Cognito refuses; here it is zoneinfo.",
        )


def _left(setup: Setup) -> Iterator[Loss]:
    yield Loss(
        "todo",
        "",
        "This makes new resources. The users of an existing Gen 1 pool are not in them, and Cognito hands out no "
        "passwords; a deployed app moves with `amplify gen2-migration`.",
    )
    oauth = setup.resources.oauth
    if oauth is not None and oauth.domain is not None and not setup.plain_names:
        yield Loss(
            "todo",
            "OAuth.DomainPrefix",
            f"{oauth.domain} is taken as long as a Gen 1 backend has it: take another, or delete that backend first.",
        )
    if get(setup.tree, verification_of(setup.tree)) is ABSENT:
        yield Loss(
            "todo",
            "VerificationMessage",
            "The request does not say what is verified, so that nothing is, as in Gen 1: an administrator has to "
            "confirm every new user.",
        )


def _short(path: MemberPath) -> str:
    """Return a member's name without the structures that every member stands in."""
    top = POOL if path[: len(POOL)] == POOL else CONFIG
    return format_path(path[len(top) :])


def _listed(names: Collection[str]) -> str:
    return ", ".join(names)
