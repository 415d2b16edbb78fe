"""Rules for social providers and their credentials."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fields import PROVIDERS, members
from ..hosted_ui import redirect_uri_so_far
from ..operation import BOTH, CREATE, UPDATE
from ..places import (
    AMAZON_ID,
    DOMAIN_PREFIX,
    FACEBOOK_ID,
    GOOGLE_ID,
    OAUTH,
    SCOPES,
    SIGN_IN_METHOD,
    SIGN_UP_ATTRIBUTES,
    SOCIAL,
)
from ..target import ENVIRONMENT
from ..tree import ABSENT
from ..wording import wording
from .catalogue import ERROR_COGNITO, NOTE, WARNING, Finding, Said, rule
from .view import View


def _gaps(view: View, fix: str) -> Iterator[Finding]:
    """Yield the credentials that are missing or empty; `fix` goes on from "Give it"."""
    for provider in view.providers():
        for credential in members(PROVIDERS[provider].path).values():
            if credential.needed and view.get(credential.path) in (ABSENT, ""):
                missing = wording(f"@{credential.name} of @{provider} is missing.", form="")
                yield Said(
                    credential.path, missing, wording(f"Give the @{credential.name}{fix.format(provider)}")
                )


@rule(
    "social-incomplete", ERROR_COGNITO, CREATE,
    "The provider lacks this credential.",
    "Fill in every credential of the provider, or turn it off.",
    source="amplify-cli #8266, #11986; amplify-studio #472; IDP CreateIdentityProvider ProviderDetails",
)  # fmt: skip
def social_incomplete(view: View) -> Iterator[Finding]:
    yield from _gaps(view, ", or turn @{} off.")


@rule(
    "social-incomplete-update", WARNING, UPDATE,
    "The provider lacks this credential and is skipped.",
    "Fill it in. Apple's private key may be left out only if the service keeps it, which is not documented.",
    source="CLI hostedUIProviderLambda.js; headless add.ts",
)  # fmt: skip
def social_incomplete_update(view: View) -> Iterator[Finding]:
    yield from _gaps(view, ": without it the update skips @{}.")


@rule(
    "social-needs-oauth-domain", WARNING, CREATE,
    "Social sign-in works only through the hosted sign-in page, which needs a domain.",
    "Set the domain prefix in the OAuth step.",
    source="CDG cognito-user-pools-social-idp",
)  # fmt: skip
def social_needs_oauth_domain(view: View) -> Iterator[Finding]:
    if view.providers() and view.get(DOMAIN_PREFIX) is ABSENT:
        yield SOCIAL


@rule(
    "social-openid", NOTE, BOTH,
    "Social providers are set up without the scope @OPENID.",
    "Add @OPENID if your app wants an ID token.",
    source="no documented limit beyond scopes-openid",
)  # fmt: skip
def social_openid(view: View) -> Iterator[Finding]:
    if view.providers() and view.lacks(SCOPES, "OPENID"):
        yield SCOPES


@rule(
    "social-attr-missing", ERROR_COGNITO, CREATE,
    "The provider has no claim for a required attribute, which stops the deployment.",
    "Do not require the attribute, or turn the provider off.",
    source='error text "The attribute mapping is missing required attributes": amplify-backend #963; '
    "CLI string-maps.js attributeProviderMap; none of 91 deployed Amplify projects breaks it",
)  # fmt: skip
def social_attr_missing(view: View) -> Iterator[Finding]:
    for provider in view.providers():
        declared = PROVIDERS[provider].provider
        supplied = declared.claims if declared else {}
        missing = [name for _, name in view.items(SIGN_UP_ATTRIBUTES) if name not in supplied]
        if missing:
            names = ", ".join(f"@RequiredSignUpAttributes.{name}" for name in dict.fromkeys(missing))
            yield Said(
                (*SOCIAL, provider),
                wording(f"@{provider} has no claim for {names}, which stops the deployment."),
            )


@rule(
    "social-attr-unsupplied", WARNING, CREATE,
    "Google gives no phone number with the scope that Amplify asks for, so nobody can sign up through it.",
    "Do not require @RequiredSignUpAttributes.PHONE_NUMBER, or turn Google off.",
    source="amplify-js #11623, #14191; amazon-cognito-auth-js #54; CLI string-maps.js maps it with the scope profile",
)  # fmt: skip
def social_attr_unsupplied(view: View) -> Iterator[Finding]:
    if "Google" in view.providers() and view.holds(SIGN_UP_ATTRIBUTES, "PHONE_NUMBER"):
        yield SIGN_UP_ATTRIBUTES


@rule(
    "social-facebook-email", NOTE, CREATE,
    "Facebook accounts that were made with a phone number have no e-mail address: those people cannot sign in.",
    "Expect it, or do not require @RequiredSignUpAttributes.EMAIL.",
    source="amplify-js #7240; amplify-cli #5472",
)  # fmt: skip
def social_facebook_email(view: View) -> Iterator[Finding]:
    if "Facebook" in view.providers() and view.holds(SIGN_UP_ATTRIBUTES, "EMAIL"):
        yield SIGN_UP_ATTRIBUTES


@rule(
    "social-signin-phone", WARNING, CREATE,
    "The sign-in name is a phone number, which the provider does not give: it may be refused at deployment.",
    "Choose another sign-in method, or turn the provider off.",
    source="amplify-cli pull request #14983; 91 deployed Amplify projects",
)  # fmt: skip
def social_signin_phone(view: View) -> Iterator[Finding]:
    if view.get(SIGN_IN_METHOD) != "PHONE_NUMBER":
        return
    mapped = ("Google",) if view.holds(SIGN_UP_ATTRIBUTES, "PHONE_NUMBER") else ()
    names = ", ".join(f"@{name}" for name in view.providers() if name not in mapped)
    if names:
        yield Said(
            SIGN_IN_METHOD,
            wording(
                f"The sign-in name is a phone number, which {names} does not give: the deployment may fail."
            ),
        )


@rule(
    "social-update-removes", WARNING, UPDATE,
    "A provider that the backend has is left out, and an update deletes it.",
    "Add the provider with its credentials, unless you want it gone.",
    source="CLI hostedUIProviderLambda.js handleEvent",
)  # fmt: skip
def social_update_removes(view: View) -> Iterator[Finding]:
    before = view.founded()
    if before is None or not view.has(OAUTH):
        return
    gone = [name for name in before.providers() if view.get((*SOCIAL, name)) is ABSENT]
    if gone:
        names = ", ".join(f"@{name}" for name in gone)
        yield Said(SOCIAL, wording(f"The backend has {names}, which this update leaves out and so deletes."))


@rule(
    "google-client-id", WARNING, BOTH,
    "This does not look like a Google client ID.",
    "Google's IDs for web applications end in .apps.googleusercontent.com.",
    source="IDP CreateIdentityProviderRequest.ProviderDetails",
)  # fmt: skip
def google_client_id(view: View) -> Iterator[Finding]:
    identifier = view.text(GOOGLE_ID)
    if identifier and not identifier.endswith(".apps.googleusercontent.com"):
        yield GOOGLE_ID


@rule(
    "amazon-client-id", WARNING, BOTH,
    "This does not look like a client ID of Login with Amazon.",
    "Its IDs start with amzn1.application-oa2-client.",
    source="IDP CreateIdentityProviderRequest.ProviderDetails",
)  # fmt: skip
def amazon_client_id(view: View) -> Iterator[Finding]:
    identifier = view.text(AMAZON_ID)
    if identifier and not identifier.startswith("amzn1.application-oa2-client."):
        yield AMAZON_ID


@rule(
    "facebook-app-id", NOTE, BOTH,
    "Facebook App IDs are usually digits alone.",
    "Compare it with your app's dashboard; no limit is documented.",
    source="no documented limit",
)  # fmt: skip
def facebook_app_id(view: View) -> Iterator[Finding]:
    identifier = view.text(FACEBOOK_ID)
    if identifier and not re.fullmatch("[0-9]+", identifier):
        yield FACEBOOK_ID


@rule(
    "idp-redirect", NOTE, BOTH,
    "Each provider must know Cognito's redirect URI.",
    "Register https://<prefix>-<environment>.auth.<region>.amazoncognito.com/oauth2/idpresponse there.",
    source="CDG cognito-user-pools-social-idp; the suffix from CLI auth-cognito-stack-builder.ts", told=True,
)  # fmt: skip
def idp_redirect(view: View) -> Iterator[Finding]:
    if view.providers():
        uri = redirect_uri_so_far(view.get(DOMAIN_PREFIX), view.get(ENVIRONMENT))
        yield Said(SOCIAL, f"Each provider must know Cognito's redirect URI, {uri}.")
