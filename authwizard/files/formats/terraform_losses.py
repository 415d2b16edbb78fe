"""What is to be said before a request is written as Terraform: only what is true of this request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from authwizard.request.tree import get

from .hcl import kept
from .infrastructure import Setup
from .infrastructure_losses import common_losses, ids_in_file, no_domain, other_client_name
from .loss import Loss
from .terraform_names import member, to_give

_ROAD: Final = "an existing user pool can be imported (`import` blocks; not tried here)"
_APP: Final = Loss(
    "lost",
    "AppId",
    "Terraform knows no Amplify app: `amplify pull` and the console do not see what it makes, and the app's "
    "configuration is made by hand from the outputs.",
)


_UPDATED_AT: Final = " Those of updated_at are from its type, and not verified: look at the second plan."


def losses(setup: Setup) -> tuple[Loss, ...]:
    """Return what differs between what Gen 1 makes of a request and what the Terraform files make."""
    judges = (_texts, _pool, _sms, _providers, _running)
    told = [loss for judge in judges for loss in judge(setup)]
    made = setup.resources
    return (_APP, *common_losses(setup, _ROAD), *no_domain(made), *other_client_name(made), *told)


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
            f"user pool.{_UPDATED_AT if 'updated_at' in setup.resources.user_pool.required else ''}",
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
        "Once applied, text messages cannot be taken out of the user pool without making a new one.",
    )


def _providers(setup: Setup) -> Iterator[Loss]:
    providers = setup.resources.providers
    if not providers:
        return
    yield Loss(
        "added",
        "ignore_changes",
        "Terraform does not look at what Cognito adds to a social provider by itself; else each plan would take it "
        "away.",
    )
    yield from ids_in_file(setup)
    names = [name for provider in providers for name in to_give(setup, provider)]
    if names:
        yield Loss(
            "todo",
            "variables.tf",
            f"These have no value in the files: give {', '.join(names)}, for example as environment variables "
            f"(TF_VAR_{names[0]}). Terraform stores them in its state in plain text: keep that where few can read it.",
        )
    if any("private_key" in provider.details for provider in providers):
        yield Loss(
            "todo",
            "SignInWithApple.PrivateKey",
            "Give the text between its BEGIN and END lines, on one line. Cognito never shows it again, so that each "
            "plan sets it anew; to apply that does no harm.",
        )


def _running(setup: Setup) -> Iterator[Loss]:
    yield Loss(
        "todo",
        "provider",
        "The files name neither account nor region: they come from the environment (AWS_PROFILE, AWS_REGION) or from "
        'a block `provider "aws"` of yours. Where the state is kept is yours to say, too (a block `backend`).',
    )
