"""Rules for the hosted sign-in page: domain, grant type and scopes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..operation import BOTH, CREATE, UPDATE
from ..places import DOMAIN_PREFIX, GRANT_TYPE, OAUTH, SCOPES, SIGN_IN_URIS, SIGN_OUT_URIS
from ..target import ENVIRONMENT
from ..tree import ABSENT
from .catalogue import ERROR_API, ERROR_COGNITO, NOTE, WARNING, Finding, Said, declare, rule
from .view import View

_WHOLE: Final = (SIGN_IN_URIS, SIGN_OUT_URIS, GRANT_TYPE, SCOPES)

declare(
    "oauth-required", ERROR_API, CREATE,
    "The OAuth block is not complete.",
    "Give what is missing of grant type, scopes, sign-in and sign-out addresses.",
    source="AB CreateBackendAuthOAuthConfig.required",
)  # fmt: skip
declare(
    "domain-format", ERROR_COGNITO, BOTH,
    "This is not a prefix that a domain can have.",
    "Use lower-case letters, digits and hyphens, no hyphen first or last, at most 63.",
    source="IDP DomainType",
)  # fmt: skip


@rule(
    "oauth-empty-update", WARNING, UPDATE,
    "An empty OAuth block may remove OAuth from the backend.",
    "Leave the block out to keep what is there.",
    source="CLI headless update.ts. Not documented for AmplifyBackend itself",
)  # fmt: skip
def oauth_empty_update(view: View) -> Iterator[Finding]:
    if view.get(OAUTH) == {}:
        yield OAUTH


@rule(
    "domain-missing", WARNING, CREATE,
    "Without a domain there is no sign-in page.",
    "Give a domain prefix.",
    source="CLI auth-cognito-stack-builder.ts; CDG cognito-user-pools-social-idp",
)  # fmt: skip
def domain_missing(view: View) -> Iterator[Finding]:
    if view.has(OAUTH) and view.get(DOMAIN_PREFIX) is ABSENT:
        yield DOMAIN_PREFIX


@rule(
    "domain-own", ERROR_COGNITO, BOTH,
    "This is a domain, and the API takes a prefix of amazoncognito.com.",
    "Give a prefix such as myapp; a domain of your own is set up in Cognito after the deployment.",
    source="amplify-cli #4705; amplify-js #6186", instead_of=("domain-format", "domain-reserved"),
)  # fmt: skip
def domain_own(view: View) -> Iterator[Finding]:
    prefix = view.text(DOMAIN_PREFIX)
    if prefix and ("." in prefix or "://" in prefix):
        yield DOMAIN_PREFIX


def _reserved_word(text: str) -> str:
    """Return the reserved word that a part of a domain has in it; empty where it has none."""
    return next((word for word in ("aws", "amazon", "cognito") if word in text.lower()), "")


@rule(
    "domain-reserved", ERROR_COGNITO, BOTH,
    "The prefix has a reserved word in it.",
    "The letters aws, amazon or cognito may not stand in it, not even inside a word.",
    source="CDG cognito-user-pools-assign-domain; CLI supported-services.ts hostedUIDomainName",
)  # fmt: skip
def domain_reserved(view: View) -> Iterator[Finding]:
    prefix = view.text(DOMAIN_PREFIX)
    if prefix and _reserved_word(prefix):
        yield DOMAIN_PREFIX


@rule(
    "domain-env-reserved", ERROR_COGNITO, BOTH,
    "With the environment's name behind it, the domain has a reserved word in it.",
    "Amplify deploys <prefix>-<environment>: choose another environment or another prefix.",
    source="amplify-cli #3854; CLI auth-cognito-stack-builder.ts",
)  # fmt: skip
def domain_env_reserved(view: View) -> Iterator[Finding]:
    prefix, environment = view.sound(DOMAIN_PREFIX), view.text(ENVIRONMENT)
    if not prefix or not environment or _reserved_word(prefix):
        return
    word = _reserved_word(f"{prefix}-{environment}")
    if word:
        yield Said(
            ENVIRONMENT,
            f"The domain becomes <prefix>-<environment>, which has the reserved word {word} in it.",
        )


@rule(
    "domain-suffix", WARNING, BOTH,
    "With the environment's name behind it, the prefix is too long.",
    "Amplify deploys <prefix>-<environment>: keep that within 63 characters.",
    source="CLI auth-cognito-stack-builder.ts HostedUICustomResourceInputs",
)  # fmt: skip
def domain_suffix(view: View) -> Iterator[Finding]:
    prefix, environment = view.sound(DOMAIN_PREFIX), view.text(ENVIRONMENT)
    if prefix and environment and len(prefix) + 1 + len(environment) > 63:
        yield DOMAIN_PREFIX


@rule(
    "domain-unique", NOTE, BOTH,
    "The domain must be free in its region, or the job fails.",
    "Choose a prefix that nobody else is likely to have.",
    source="CLI hostedUILambda.js; CDG cognito-user-pools-assign-domain-prefix", told=True,
)  # fmt: skip
def domain_unique(view: View) -> Iterator[Finding]:
    if view.has(DOMAIN_PREFIX):
        yield DOMAIN_PREFIX


@rule(
    "domain-change", WARNING, UPDATE,
    "Another prefix deletes the old domain: sign-in links and the providers' redirect URIs break.",
    "Keep the prefix that the backend has, or plan for the change.",
    source="CLI hostedUILambda.js createOrUpdateDomain",
)  # fmt: skip
def domain_change(view: View) -> Iterator[Finding]:
    before = view.founded()
    old = before.text(DOMAIN_PREFIX) if before else None
    if old and view.text(DOMAIN_PREFIX) not in (None, old):
        yield DOMAIN_PREFIX


@rule(
    "scopes-empty", ERROR_COGNITO, BOTH,
    "No scope is chosen.",
    "Choose at least one.",
    source="IDP CreateUserPoolClientRequest.AllowedOAuthFlowsUserPoolClient",
)  # fmt: skip
def scopes_empty(view: View) -> Iterator[Finding]:
    if view.get(SCOPES) == []:
        yield SCOPES


@rule(
    "scopes-openid", WARNING, BOTH,
    "@PHONE, @EMAIL and @PROFILE can be asked for only together with @OPENID.",
    "Add @OPENID: without it there is no ID token either.",
    source="CDG cognito-user-pools-app-idp-settings, authorization-endpoint",
)  # fmt: skip
def scopes_openid(view: View) -> Iterator[Finding]:
    if view.lacks(SCOPES, "OPENID") and any(
        view.holds(SCOPES, name) for name in ("PHONE", "EMAIL", "PROFILE")
    ):
        yield SCOPES


@rule(
    "scopes-admin", NOTE, BOTH,
    "Users who sign in through the page cannot read or change their own attributes through Cognito.",
    "Add @AWS_COGNITO_SIGNIN_USER_ADMIN if they should.",
    source="CDG cognito-user-pools-app-idp-settings",
)  # fmt: skip
def scopes_admin(view: View) -> Iterator[Finding]:
    if view.lacks(SCOPES, "AWS_COGNITO_SIGNIN_USER_ADMIN"):
        yield SCOPES


@rule(
    "grant-implicit", WARNING, BOTH,
    "The implicit grant puts tokens in the address bar and gives no refresh token.",
    "Choose @CODE, and use PKCE in your app.",
    source="CDG authorization-endpoint; RFC 9700 section 2.1.2",
)  # fmt: skip
def grant_implicit(view: View) -> Iterator[Finding]:
    if view.get(GRANT_TYPE) == "IMPLICIT":
        yield GRANT_TYPE


@rule(
    "oauth-update-full", WARNING, UPDATE,
    "An update may overwrite the whole OAuth block, and a part of it is missing.",
    "Give it too: grant type, scopes, sign-in and sign-out addresses go together.",
    source="CLI headless update.ts. Not documented for AmplifyBackend itself",
)  # fmt: skip
def oauth_update_full(view: View) -> Iterator[Finding]:
    if isinstance(view.get(OAUTH), dict) and view.get(OAUTH) != {}:
        yield from (path for path in _WHOLE if view.get(path) is ABSENT)
