"""What users sign in with in Terraform: the app clients, the domain of the hosted page, the social providers.

Sources: hashicorp/aws 6.66.0, website/docs/r/cognito_user_pool_client, cognito_user_pool_domain and
cognito_identity_provider; for what Cognito fills in, cognito-idp CreateIdentityProvider, ProviderDetails.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from authwizard.request.resources import REFRESH_TOKEN_DAYS, IdentityProvider, OAuth, Resources

from .hcl import arguments, block, items, mapping, text, texts, upright
from .terraform_names import client_names, label, variable
from .terraform_pool import POOL_ID

_ADDRESSES: Final = (
    "attributes_url",
    "attributes_url_add_attributes",
    "authorize_url",
    "token_request_method",
    "token_url",
)
_FILLED_IN: Final[Mapping[str, Sequence[str]]] = {
    "Facebook": ("api_version", *_ADDRESSES),
    "LoginWithAmazon": _ADDRESSES,
    "SignInWithApple": (
        "attributes_url_add_attributes",
        "authorize_url",
        "oidc_issuer",
        "token_request_method",
        "token_url",
    ),
}
"""The details that Cognito answers with although nobody gave them."""
_FILLED_IN_ELSE: Final = (*_ADDRESSES[:3], "oidc_issuer", *_ADDRESSES[3:])


def clients(resources: Resources) -> list[str]:
    """Return the block of both app clients."""
    names = {key: text(name) for key, name in client_names(resources.resource_name).items()}
    oauth = resources.oauth
    return [
        "# Two app clients, which differ in nothing but their names.",
        *block(
            'resource "aws_cognito_user_pool_client" "main"',
            arguments({"for_each": mapping(names)}),
            arguments({"name": "each.value", "user_pool_id": POOL_ID}),
            _oauth(oauth, resources) if oauth else [],
            arguments({"refresh_token_validity": str(REFRESH_TOKEN_DAYS)}),
            block("token_validity_units", arguments({"refresh_token": text("days")})),
        ),
    ]


def domain(oauth: OAuth | None) -> list[str]:
    """Return the block of the domain; nothing where there is none."""
    if oauth is None or oauth.domain is None:
        return []
    given = {"domain": text(oauth.domain), "user_pool_id": POOL_ID}
    return block('resource "aws_cognito_user_pool_domain" "main"', arguments(given))


def provider(each: IdentityProvider) -> list[str]:
    """Return the block of a social provider."""
    details = {name: f"var.{variable(each, name)}" for name in each.details}
    named = {
        "user_pool_id": POOL_ID,
        "provider_name": text(each.name),
        "provider_type": text(each.name),
    }
    claims = {attribute: text(claim) for attribute, claim in each.mapping.items()}
    scopes = {"authorize_scopes": text(each.authorize_scopes)}
    return block(
        f'resource "aws_cognito_identity_provider" "{label(each)}"',
        arguments(named),
        arguments({"provider_details": mapping(details | scopes)}),
        arguments({"attribute_mapping": mapping(claims)}) if claims else [],
        _filled_in(each),
    )


def _oauth(oauth: OAuth, resources: Resources) -> list[str]:
    names = [f"aws_cognito_identity_provider.{label(each)}.provider_name" for each in resources.providers]
    given = {
        "allowed_oauth_flows_user_pool_client": "true",
        "allowed_oauth_flows": texts([oauth.flow]),
        "allowed_oauth_scopes": texts(oauth.scopes),
        "callback_urls": texts(oauth.callback_urls),
        **({"logout_urls": texts(oauth.logout_urls)} if oauth.logout_urls else {}),
        "supported_identity_providers": items([*names, text("COGNITO")]),
    }
    return arguments(given)


def _filled_in(each: IdentityProvider) -> list[str]:
    """Return a block for what Cognito adds by itself, which every plan would else take away again."""
    keys = [f'provider_details["{key}"]' for key in _FILLED_IN.get(each.name, _FILLED_IN_ELSE)]
    if each.mapping and "username" not in each.mapping:
        keys.append('attribute_mapping["username"]')
    return [
        "# Cognito fills these in by itself.",
        *block("lifecycle", arguments({"ignore_changes": upright(keys)})),
    ]
