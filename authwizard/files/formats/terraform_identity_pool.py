"""The identity pool in Terraform, and the roles of those whom it gives credentials.

Sources: hashicorp/aws 6.66.0, website/docs/r/cognito_identity_pool and cognito_identity_pool_roles_attachment.
"""

from __future__ import annotations

from typing import Final

from authwizard.request.resources import IdentityPool

from .hcl import arguments, block, flag, items, mapping, text, texts
from .terraform_names import role_prefix

_POOL_ID: Final = "aws_cognito_identity_pool.main.id"
_ROLES: Final = ("authenticated", "unauthenticated")


def identity_pool(pool: IdentityPool | None) -> list[list[str]]:
    """Return the blocks of the identity pool; none where there is none."""
    if pool is None:
        return []
    named = {
        "identity_pool_name": text(pool.name),
        "allow_unauthenticated_identities": flag(pool.guests),
    }
    made = block(
        'resource "aws_cognito_identity_pool" "main"',
        arguments(named),
        *(_client(key) for key in ("web", "native")),
    )
    return [made, *_roles(pool)]


def _client(key: str) -> list[str]:
    given = {
        "client_id": f'aws_cognito_user_pool_client.main["{key}"].id',
        "provider_name": "aws_cognito_user_pool.main.endpoint",
    }
    return block("cognito_identity_providers", arguments(given))


def _roles(pool: IdentityPool) -> list[list[str]]:
    prefix = role_prefix(pool.name, max(_ROLES, key=len))
    role = {"name_prefix": f'"{prefix}-${{each.key}}-"', "assume_role_policy": "each.value.json"}
    attached = {name: f'aws_iam_role.identity["{name}"].arn' for name in _ROLES}
    given = {"identity_pool_id": _POOL_ID, "roles": mapping(attached)}
    return [
        [
            "# The roles of users and of guests. They allow nothing yet: attach your policies to them.",
            *block('data "aws_iam_policy_document" "identity"', *_trust()),
        ],
        block(
            'resource "aws_iam_role" "identity"',
            arguments({"for_each": "data.aws_iam_policy_document.identity"}),
            arguments(role),
        ),
        block('resource "aws_cognito_identity_pool_roles_attachment" "main"', arguments(given)),
    ]


def _trust() -> list[list[str]]:
    principal = {"type": text("Federated"), "identifiers": texts(["cognito-identity.amazonaws.com"])}
    statement = block(
        "statement",
        arguments({"actions": texts(["sts:AssumeRoleWithWebIdentity"])}),
        block("principals", arguments(principal)),
        _condition("StringEquals", "aud", _POOL_ID),
        _condition("ForAnyValue:StringLike", "amr", "each.key"),
    )
    return [arguments({"for_each": f"toset({texts(_ROLES)})"}), statement]


def _condition(test: str, claim: str, value: str) -> list[str]:
    given = {
        "test": text(test),
        "variable": text(f"cognito-identity.amazonaws.com:{claim}"),
        "values": items([value]),
    }
    return block("condition", arguments(given))
