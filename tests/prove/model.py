"""Our own model of Gen 1 in the form of a golden pair, for requests that Gen 1's code has not seen."""

from __future__ import annotations

from typing import Any

from authwizard.request.resources import REFRESH_TOKEN_DAYS, OAuth, Resources, UserPool, resources_of
from authwizard.request.tree import Tree

from .pairs import Pair


def modelled(number: int, request: Tree) -> Pair:
    """Return a request with what the model makes of it; the model equals every golden pair."""
    resources = resources_of(request)
    return Pair(number, request, _without_nothing(_made(resources)))


def _made(resources: Resources) -> Tree:
    pool = resources.identity_pool
    providers = {
        each.name: {"scopes": each.authorize_scopes, "map": dict(each.mapping)}
        for each in resources.providers
    }
    return {
        "UserPool": _without_nothing(_user_pool(resources.user_pool)),
        "Client": _without_nothing(_client(resources.oauth, resources.supported_providers)),
        "Domain": resources.oauth.domain if resources.oauth else None,
        "IdPs": providers or None,
        "IdentityPool": pool
        and {"IdentityPoolName": pool.name, "AllowUnauthenticatedIdentities": pool.guests, "clients": 2},
    }


def _user_pool(pool: UserPool) -> Tree:
    password = pool.password
    schema = [{"Mutable": True, "Name": name, "Required": True} for name in pool.required]
    return {
        "AutoVerifiedAttributes": list(pool.verified) or None,
        "EmailVerificationMessage": pool.email_message,
        "EmailVerificationSubject": pool.email_subject,
        "EnabledMfas": list(pool.factors) or None,
        "MfaConfiguration": pool.mfa,
        "Policies": {
            "PasswordPolicy": {
                "MinimumLength": password.minimum_length,
                "RequireLowercase": password.lowercase,
                "RequireNumbers": password.numbers,
                "RequireSymbols": password.symbols,
                "RequireUppercase": password.uppercase,
            }
        },
        "Schema": schema or None,
        "SmsAuthenticationMessage": pool.sms_authentication,
        "SmsConfiguration": pool.has_sms or None,
        "SmsVerificationMessage": pool.sms_verification,
        "UserAttributeUpdateSettings": {"AttributesRequireVerificationBeforeUpdate": list(pool.verified)}
        if pool.verified
        else None,
        "UserPoolName": pool.name,
        "UsernameAttributes": list(pool.sign_in) or None,
        "UsernameConfiguration": {"CaseSensitive": False},
    }


def _client(oauth: OAuth | None, providers: tuple[str, ...]) -> Tree:
    tokens: dict[str, Any] = {
        "RefreshTokenValidity": REFRESH_TOKEN_DAYS,
        "TokenValidityUnits": {"RefreshToken": "days"},
    }
    if oauth is None:
        return tokens
    return {
        **tokens,
        "AllowedOAuthFlows": [oauth.flow],
        "AllowedOAuthFlowsUserPoolClient": True,
        "AllowedOAuthScopes": list(oauth.scopes),
        "CallbackURLs": list(oauth.callback_urls),
        "LogoutURLs": list(oauth.logout_urls),
        "SupportedIdentityProviders": list(providers),
    }


def _without_nothing(tree: Tree) -> Tree:
    return {name: value for name, value in tree.items() if value is not None}
