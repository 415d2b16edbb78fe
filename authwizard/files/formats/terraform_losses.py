"""What is to be said before a request is written as Terraform: only what is true of this request."""

from __future__ import annotations

from collections.abc import Iterator

from authwizard.request import places
from authwizard.request.resources import verification_of
from authwizard.request.tree import ABSENT, get
from authwizard.terminal_text import quoted

from .hcl import kept
from .infrastructure import Setup
from .loss import Loss
from .terraform_names import client_names, member, secrets


def losses(setup: Setup) -> tuple[Loss, ...]:
    """Return what differs between what Gen 1 makes of a request and what the Terraform files make."""
    judges = (_amplify, _unused, _names, _texts, _pool, _sms, _providers, _identity_pool, _running)
    return tuple(loss for judge in judges for loss in judge(setup))


def _amplify(setup: Setup) -> Iterator[Loss]:
    yield Loss(
        "lost",
        "AppId",
        "Terraform knows no Amplify app: `amplify pull` and the Amplify console do not see what it makes.",
    )
    if setup.plain_names:
        yield Loss(
            "lost", "BackendEnvironmentName", "No name has it: an environment of its own needs other names."
        )


def _unused(setup: Setup) -> Iterator[Loss]:
    """Yield what Gen 1 does not use either."""
    tree, pool = setup.tree, setup.resources.user_pool
    block = verification_of(tree)
    if block == places.VERIFICATION_MESSAGE and get(tree, places.FORGOT_PASSWORD) is not ABSENT:
        yield _not_used("ForgotPassword", "VerificationMessage takes its place")
    if pool.email_message is None and get(tree, (*block, "EmailSettings")) is not ABSENT:
        yield _not_used(f"{block[-1]}.EmailSettings", "codes are not sent by e-mail")
    if (
        get(tree, (*block, "DeliveryMethod"), None) != "SMS"
        and get(tree, (*block, "SmsSettings")) is not ABSENT
    ):
        yield _not_used(f"{block[-1]}.SmsSettings", "codes are not sent as text messages")
    if pool.mfa == "OFF" and get(tree, places.MFA_TYPES, None):
        yield _not_used("Mfa.Settings.MfaTypes", "MFA is OFF")
    if not pool.has_sms and get(tree, places.MFA_SMS) is not ABSENT:
        yield _not_used("Mfa.Settings.SmsMessage", "nothing sends text messages")


def _not_used(about: str, why: str) -> Loss:
    return Loss("lost", about, f"It is not used, and Gen 1 does not use it either: {why}.")


def _names(setup: Setup) -> Iterator[Loss]:
    resources = setup.resources
    if not client_names(resources.resource_name)["web"].startswith(f"{resources.resource_name}_"):
        name = quoted(client_names(resources.resource_name)["web"])
        yield Loss(
            "caught", "ResourceName", f"Cognito refuses it in an app client's name, which is {name} here."
        )
    pool = resources.identity_pool
    if pool and not pool.is_named:
        yield Loss(
            "added",
            "IdentityPoolConfigs.IdentityPoolName",
            f"It is not given: the identity pool is called {quoted(pool.name)}; Gen 1 makes up a name, too.",
        )
    if "zoneinfo" in resources.user_pool.required:
        yield Loss(
            "added",
            "RequiredSignUpAttributes",
            "ZONE_INFO is written as Cognito has it, zoneinfo; Gen 1 writes zone_info, which Cognito refuses.",
        )


def _texts(setup: Setup) -> Iterator[Loss]:
    for about, texts in _written(setup):
        if not all(kept(each) for each in texts if each is not None):
            yield Loss(
                "caught",
                about,
                "Terraform puts letters and accents together (Unicode NFC), so that some characters of the text "
                "become others.",
            )


def _written(setup: Setup) -> Iterator[tuple[str, tuple[str | None, ...]]]:
    """Yield the texts of people's own that the files hold, with the members that they come from."""
    resources = setup.resources
    pool, oauth, identity = resources.user_pool, resources.oauth, resources.identity_pool
    yield "UserPoolName", (pool.name,)
    yield "VerificationMessage", (pool.email_subject, pool.email_message, pool.sms_verification)
    yield "Mfa.Settings.SmsMessage", (pool.sms_authentication,)
    if oauth:
        yield "OAuth.RedirectSignInURIs", oauth.callback_urls
        yield "OAuth.RedirectSignOutURIs", oauth.logout_urls
    if identity:
        yield "IdentityPoolConfigs.IdentityPoolName", (identity.name,)
    for provider in resources.providers:
        for detail, name in provider.details.items():
            given = get(setup.tree, member(provider, detail), None)
            yield f"{provider.name}.{name}", (given,)


def _pool(setup: Setup) -> Iterator[Loss]:
    if setup.resources.user_pool.required:
        yield Loss(
            "added",
            "schema",
            "Cognito's own limits of each required attribute are stated: without them each plan would make a new "
            "user pool.",
        )
    yield Loss(
        "added",
        "prevent_destroy",
        "A plan that would delete the user pool is refused; Gen 1 deletes it together with the app. Take the line "
        "out to delete it.",
    )


def _sms(setup: Setup) -> Iterator[Loss]:
    pool = setup.resources.user_pool
    if not pool.has_sms:
        return
    yield Loss(
        "permanent",
        "sms_configuration",
        "Once applied, text messages cannot be taken out of the user pool: the provider ignores that the block is "
        "gone.",
    )
    if "SMS_MFA" in pool.factors and "SMS" not in get(setup.tree, places.MFA_TYPES, []):
        yield Loss(
            "added",
            "Mfa.Settings.MfaTypes",
            "SMS is a second factor, too, as in Gen 1: with MFA the provider turns it on wherever text messages are "
            "set up.",
        )


def _providers(setup: Setup) -> Iterator[Loss]:
    providers, oauth = setup.resources.providers, setup.resources.oauth
    if not providers:
        return
    yield Loss(
        "added",
        "ignore_changes",
        "Terraform does not look at the addresses that Cognito adds to a social provider by itself; else each plan "
        "would take them away.",
    )
    names = [name for provider in providers for name in secrets(provider)]
    if names:
        yield Loss(
            "todo",
            "variables.tf",
            f"No secret is in the files: give {', '.join(names)}, for example as environment variables "
            f"(TF_VAR_{names[0]}). Terraform stores them in its state in clear: keep that where few can read it.",
        )
    if any("private_key" in provider.details for provider in providers):
        yield Loss(
            "todo",
            "SignInWithApple.PrivateKey",
            "Give the text between its BEGIN and END lines, on one line. Cognito never shows it again, so that each "
            "plan sets it anew; to apply that does no harm.",
        )
    if oauth and oauth.domain:
        yield Loss(
            "todo",
            "SocialProviderSettings",
            "Register https://<oauth_domain>/oauth2/idpresponse with each provider; oauth_domain is an output.",
        )


def _identity_pool(setup: Setup) -> Iterator[Loss]:
    if setup.resources.identity_pool:
        yield Loss(
            "todo",
            "AuthResources",
            "The roles of users and guests are new and allow nothing: what the app's other categories allowed Gen 1's "
            "roles has to be attached to them.",
        )


def _running(setup: Setup) -> Iterator[Loss]:
    yield Loss(
        "todo",
        "provider",
        "The files name neither account nor region: they come from the environment (AWS_PROFILE, AWS_REGION) or from "
        'a block `provider "aws"` of yours. Where the state is kept is yours to say, too (a block `backend`).',
    )
