"""Gen 2's amplify/auth/resource.ts: what defineAuth has a member for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from authwizard.request.resources import IdentityProvider, OAuth, Resources, UserPool

from .gen2_choices import SECRET_NAMES, logins_of, uses_email, uses_phone, verifies_email
from .typescript import Code, Value, WithCode, expression, inline, literal

ATTRIBUTES: Final[Mapping[str, str]] = {
    "address": "address",
    "birthdate": "birthdate",
    "email": "email",
    "family_name": "familyName",
    "gender": "gender",
    "given_name": "givenName",
    "locale": "locale",
    "middle_name": "middleName",
    "name": "fullname",
    "nickname": "nickname",
    "phone_number": "phoneNumber",
    "picture": "profilePicture",
    "preferred_username": "preferredUsername",
    "profile": "profilePage",
    "updated_at": "lastUpdateTime",
    "website": "website",
    "zoneinfo": "timezone",
}
"""defineAuth's names of Cognito's standard attributes (aws-cdk-lib StandardAttributes)."""
_SCOPES: Final = {"aws.cognito.signin.user.admin": "COGNITO_ADMIN"}
_MODES: Final = {"OFF": "OFF", "OPTIONAL": "OPTIONAL", "ON": "REQUIRED"}
_PROVIDERS: Final = {
    "Facebook": "facebook",
    "Google": "google",
    "LoginWithAmazon": "loginWithAmazon",
    "SignInWithApple": "signInWithApple",
}


def resource_file(resources: Resources) -> str:
    """Return the file without its head comment."""
    user_pool = resources.user_pool
    settings: dict[str, Value] = {
        "loginWith": _log_in(resources),
        "userAttributes": _attributes(user_pool),
        "multifactor": _multifactor(user_pool),
    }
    names = "defineAuth, secret" if resources.providers else "defineAuth"
    return (
        f"import {{ {names} }} from '@aws-amplify/backend';\n\n"
        f"export const auth = defineAuth({expression(settings)});\n"
    )


def _log_in(resources: Resources) -> dict[str, Value]:
    user_pool = resources.user_pool
    log_in: dict[str, Value] = {}
    if uses_email(user_pool):
        log_in["email"] = _email(user_pool)
    if uses_phone(user_pool):
        log_in["phone"] = {"verificationMessage": WithCode(user_pool.sms_verification or "")}
    if resources.oauth is not None:
        log_in["externalProviders"] = _external(resources.oauth, resources.providers)
    return log_in


def _email(user_pool: UserPool) -> Value:
    if not verifies_email(user_pool):
        return True
    return {
        "verificationEmailStyle": "CODE",
        "verificationEmailSubject": user_pool.email_subject or "",
        "verificationEmailBody": WithCode(user_pool.email_message or ""),
    }


def _external(oauth: OAuth, providers: tuple[IdentityProvider, ...]) -> dict[str, Value]:
    # defineAuth refuses an empty list of sign-out addresses: backend.ts empties it again.
    return {
        **{_PROVIDERS[provider.name]: _provider(provider) for provider in providers},
        "scopes": [_SCOPES.get(scope, scope.upper()) for scope in oauth.scopes],
        "callbackUrls": oauth.callback_urls,
        "logoutUrls": oauth.logout_urls or oauth.callback_urls,
    }


def _provider(provider: IdentityProvider) -> dict[str, Value]:
    credentials = SECRET_NAMES[provider.name]
    written: dict[str, Value] = {
        member[0].lower() + member[1:]: Code(f"secret({literal(name)})")
        for member, name in credentials.items()
    }
    written["scopes"] = provider.scopes
    mapping: dict[str, Value] = {
        ATTRIBUTES[name]: claim for name, claim in provider.mapping.items() if name != "username"
    }
    if "username" in provider.mapping:
        mapping["custom"] = inline({"username": provider.mapping["username"]})
    if mapping:
        written["attributeMapping"] = mapping
    return written


def _attributes(user_pool: UserPool) -> dict[str, Value]:
    """Return the attributes; those to log in with are named even if they are not required, or they become so."""
    names = dict.fromkeys([*user_pool.required, *logins_of(user_pool)])
    return {
        ATTRIBUTES[name]: inline({"required": name in user_pool.required, "mutable": True}) for name in names
    }


def _multifactor(user_pool: UserPool) -> Value:
    settings: dict[str, Value] = {"mode": _MODES[user_pool.mfa]}
    if "SOFTWARE_TOKEN_MFA" in user_pool.factors:
        settings["totp"] = True
    if "SMS_MFA" in user_pool.factors:
        settings["sms"] = {"smsMessage": WithCode(user_pool.sms_authentication or "")}
        return settings
    return inline(settings)
