"""What is to be said before a request is written as Gen 2's files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from authwizard.request import places
from authwizard.request.resources import Resources
from authwizard.request.tree import get

from .gen2_choices import (
    adds_email,
    asks_for_email,
    keeps_recovery,
    maps_email,
    named_secrets,
    needs_sms_role,
    uses_email,
)
from .infrastructure import DYNAMIC, Mark, Setup, refuse_marks
from .infrastructure_losses import common_losses, mfa_is_final
from .loss import Loss, in_order

SECRETS: Final = "Secrets"
"""What the loss is about that names them."""
_TOKENS: Final = tuple(
    Mark(begin, "the AWS CDK takes for a value that is not known yet") for begin in ("${Token[", "#{Token[")
)


def losses_of(setup: Setup) -> tuple[Loss, ...]:
    """Return all that is to be said of a request, kind by kind.

    Raises:
        UnwritableError: A text has what would be replaced when it is deployed.
    """
    refuse_marks(setup, (DYNAMIC, *_TOKENS))
    resources = setup.resources
    given = ("email",) if maps_email(resources.user_pool) else ()
    return in_order(
        (
            *_lost(setup),
            *common_losses(setup, "a deployed app moves with `amplify gen2-migration`", given),
            *_added(resources),
            *_caught(setup),
            *mfa_is_final(resources),
            *_left(setup),
        )
    )


def _lost(setup: Setup) -> Iterator[Loss]:
    pool, made = setup.resources.identity_pool, setup.resources
    # A name that is made up has the resource's in it.
    unnamed = not made.user_pool.is_named or (pool is not None and not pool.is_named)
    name = "" if unnamed else ", nor is ResourceName"
    yield Loss("lost", "AppId", f"It is not in the files{name}: app and branch are chosen when you deploy.")
    yield Loss(
        "lost",
        "UserPoolClient",
        "Gen 1 makes two app clients, for the web and native, equal but for their names. Here is one, for both.",
    )
    if setup.resources.identity_pool is None:
        yield Loss(
            "lost",
            "AuthResources",
            "Gen 2 makes an identity pool and two roles even for USER_POOL_ONLY: without them its outputs cannot be "
            "made. It lets no guests in.",
        )


def _added(resources: Resources) -> Iterator[Loss]:
    user_pool = resources.user_pool
    yield Loss(
        "added",
        "DeletionPolicy",
        "The user pool of a branch stays when its stack is deleted or it is replaced; Gen 1 deletes it, as a sandbox "
        "does.",
    )
    if keeps_recovery(user_pool):
        yield Loss(
            "added",
            "AccountRecoverySetting",
            "Passwords are recovered by e-mail alone. Gen 1 leaves it to Cognito, which prefers SMS.",
        )
    if needs_sms_role(user_pool):
        yield Loss(
            "added",
            "SmsConfiguration",
            "backend.ts makes a role for SMS: Gen 2 does so only with phone login or SMS as second factor.",
        )
    if not user_pool.has_sms:
        yield Loss(
            "added",
            "SmsVerificationMessage",
            "No SMS is sent, but Gen 2 writes a text of its own for it; Gen 1 writes none.",
        )
    yield from _added_to_client(resources)
    yield Loss(
        "added",
        "RoleMappings",
        "Gen 2 lets the group that a user is in choose the role; a request has no groups.",
    )
    yield Loss(
        "added",
        "AdminCreateUserConfig",
        "Gen 2 states this and ExplicitAuthFlows, as Cognito's defaults are, and adds its tags.",
    )


def _added_to_client(resources: Resources) -> Iterator[Loss]:
    oauth = resources.oauth
    yield Loss(
        "added",
        "PreventUserExistenceErrors",
        "ENABLED: a failed sign-in does not tell whether the user exists. Gen 1 leaves Cognito's default.",
    )
    filled = [each for each in resources.providers if adds_email(resources.user_pool, each)]
    if filled:
        names = ", ".join(each.name for each in filled)
        yield Loss("added", "AttributeMapping", f"The e-mail address is taken over from {names}, too.")
    for each in filled:
        if not asks_for_email(each):
            yield Loss(
                "todo",
                each.name,
                "Its scopes are those of Gen 1 and do not give the e-mail address that Gen 2 maps: add email.",
            )
    if oauth is not None and oauth.domain is None:
        yield Loss(
            "added",
            "OAuth.DomainPrefix",
            "None is given: Gen 2 makes a domain all the same, with a name of its own.",
        )


def _caught(setup: Setup) -> Iterator[Loss]:
    user_pool, oauth = setup.resources.user_pool, setup.resources.oauth
    types = get(setup.tree, places.MFA_TYPES, [])
    if not user_pool.sign_in:
        login = "E-mail" if uses_email(user_pool) else "Phone"
        yield Loss(
            "caught",
            "SignInMethod",
            f"defineAuth refuses USERNAME alone. {login} login is written, and backend.ts turns it into user names.",
        )
    if "SMS" not in types and user_pool.factors and "phone_number" in user_pool.sign_in:
        yield Loss(
            "caught",
            "Mfa.Settings.MfaTypes",
            "defineAuth refuses phone login with TOTP alone: SMS is written, too.",
        )
    if oauth is not None and not oauth.logout_urls:
        yield Loss(
            "caught",
            "OAuth.RedirectSignOutURIs",
            "defineAuth refuses an empty list: the sign-in addresses stand there, and backend.ts empties it.",
        )


def _left(setup: Setup) -> Iterator[Loss]:
    resources = setup.resources
    yield Loss(
        "todo",
        "amplify/backend.ts",
        "The files belong into an Amplify Gen 2 project; `npm create amplify@latest` makes one. If that has a "
        "backend.ts, add what is in this one; there can be only one defineAuth.",
    )
    yield Loss(
        "todo",
        "amplify_outputs.json",
        "The app has to read its configuration from there, which Gen 2 writes in place of Gen 1's aws-exports.js or "
        "amplifyconfiguration.json.",
    )
    if secrets := list(named_secrets(resources, setup.tree)):
        names = ", ".join(each.name for each in secrets)
        ids = "The IDs stand" if any(each.value is not None for each in secrets) else "The commands stand"
        yield Loss(
            "todo",
            SECRETS,
            f"Set them before you deploy, for a branch in Amplify's console, for a sandbox with `npx ampx sandbox "
            f"secret set NAME`: {names}. {ids} at the head of amplify/auth/resource.ts.",
        )
    if resources.oauth is not None and resources.oauth.domain is not None:
        yield Loss(
            "todo",
            "OAuth.DomainPrefix",
            "Every branch and sandbox asks for this domain, and only one gets it: the others fail. Let it depend on "
            "the branch (process.env.AWS_BRANCH in backend.ts).",
        )
