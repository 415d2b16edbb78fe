"""What Gen 1 makes of a request, beside what its own code made of 150 requests."""

from typing import Any

import pytest

from authwizard.request.resources import CODE, Resources, resources_of
from authwizard.request.tree import config, drop, pool, put
from tests.prove.pairs import Pair, compare, read_pairs

from .requests import full, plain


def as_gen1(made: Resources) -> dict[str, dict[str, Any]]:
    """Return resources under Cognito's names, as the golden pairs have them."""
    return {
        "UserPool": _user_pool(made),
        "Client": _client(made),
        **({"Domain": {"Domain": made.oauth.domain}} if made.oauth and made.oauth.domain else {}),
        **{
            f"IdP.{each.name}": {
                "authorize_scopes": each.authorize_scopes,
                "AttributeMapping": dict(each.mapping),
            }
            for each in made.providers
        },
        **(
            {
                "IdentityPool": {
                    "IdentityPoolName": made.identity_pool.name,
                    "AllowUnauthenticatedIdentities": made.identity_pool.guests,
                    "clients": 2,
                }
            }
            if made.identity_pool
            else {}
        ),
    }


def _user_pool(made: Resources) -> dict[str, Any]:
    pool, password = made.user_pool, made.user_pool.password
    properties: dict[str, Any] = {
        "UserPoolName": pool.name,
        "UsernameAttributes": [*pool.sign_in],
        "UsernameConfiguration": {"CaseSensitive": False},
        "Schema": [{"Name": name, "Required": True, "Mutable": True} for name in pool.required],
        "Policies": {
            "PasswordPolicy": {
                "MinimumLength": password.minimum_length,
                "RequireLowercase": password.lowercase,
                "RequireNumbers": password.numbers,
                "RequireSymbols": password.symbols,
                "RequireUppercase": password.uppercase,
            }
        },
        "MfaConfiguration": pool.mfa,
        "EnabledMfas": [*pool.factors],
        "AutoVerifiedAttributes": [*pool.verified],
        "EmailVerificationSubject": pool.email_subject,
        "EmailVerificationMessage": pool.email_message,
        "SmsConfiguration": pool.has_sms,
        "SmsVerificationMessage": pool.sms_verification,
        "SmsAuthenticationMessage": pool.sms_authentication,
    }
    if pool.verified:
        properties["UserAttributeUpdateSettings"] = {
            "AttributesRequireVerificationBeforeUpdate": [*pool.verified]
        }
    return {name: value for name, value in properties.items() if value}


def _client(made: Resources) -> dict[str, Any]:
    properties: dict[str, Any] = {
        "RefreshTokenValidity": 30,
        "TokenValidityUnits": {"RefreshToken": "days"},
    }
    if made.oauth:
        properties |= {
            "AllowedOAuthFlowsUserPoolClient": True,
            "AllowedOAuthFlows": [made.oauth.flow],
            "AllowedOAuthScopes": [*made.oauth.scopes],
            "CallbackURLs": [*made.oauth.callback_urls],
            "LogoutURLs": [*made.oauth.logout_urls],
            "SupportedIdentityProviders": [*made.supported_providers],
        }
    return properties


@pytest.mark.parametrize("pair", read_pairs(), ids=lambda pair: str(pair.number))
def test_it_is_what_gen_1_made(pair: Pair) -> None:
    assert [str(each) for each in compare(pair, as_gen1(resources_of(pair.request)))] == []


def test_names_are_put_together_or_left_as_they_are() -> None:
    request = put(full(), config("IdentityPoolConfigs"), {"IdentityPoolName": "ids"})
    request = put(request, pool("OAuth", "DomainPrefix"), "shop")

    def names(made: Resources) -> tuple[str, ...]:
        assert made.identity_pool
        assert made.oauth
        assert made.oauth.domain
        return made.user_pool.name, made.identity_pool.name, made.oauth.domain

    assert names(resources_of(request)) == ("my_users-dev", "ids__dev", "shop-dev")
    assert names(resources_of(request, plain_names=True)) == ("my_users", "ids", "shop")


def test_an_identity_pool_without_a_name_gets_one_of_the_resource() -> None:
    request = put(plain(), config("AuthResources"), "IDENTITY_POOL_AND_USER_POOL")
    made = resources_of(request).identity_pool
    assert made
    assert (made.name, made.is_named, made.guests) == ("myauth_identitypool__dev", False, False)


def test_the_deprecated_block_counts_where_the_other_is_not_given() -> None:
    block = {"DeliveryMethod": "SMS", "SmsSettings": {"SmsMessage": f"old {CODE}"}}
    request = put(drop(plain(), pool("VerificationMessage")), pool("ForgotPassword"), block)
    assert resources_of(request).user_pool.sms_verification == f"old {CODE}"
    request = put(request, pool("VerificationMessage"), {"DeliveryMethod": "EMAIL"})
    assert resources_of(request).user_pool.verified == ("email",)


def test_the_time_zone_has_the_name_that_cognito_knows() -> None:
    request = put(plain(), pool("RequiredSignUpAttributes"), ["ZONE_INFO", "UPDATED_AT"])
    assert resources_of(request).user_pool.required == ("zoneinfo", "updated_at")


def test_an_empty_oauth_block_is_none() -> None:
    assert resources_of(put(plain(), pool("OAuth"), {})).oauth is None
