"""The user pool in Terraform, and the role with which Cognito sends text messages.

Source: hashicorp/aws 6.66.0, website/docs/r/cognito_user_pool.html.markdown.
"""

from __future__ import annotations

from typing import Final

from authwizard.request.resources import PasswordPolicy, UserPool

from .hcl import arguments, block, flag, items, text, texts
from .terraform_names import external_id, role_prefix

POOL_ID: Final = "aws_cognito_user_pool.main.id"
_STRING: Final = ("String", "string_attribute_constraints", {"min_length": "0", "max_length": "2048"})
_KINDS: Final = {
    "birthdate": ("String", "string_attribute_constraints", {"min_length": "10", "max_length": "10"}),
    "updated_at": ("Number", "number_attribute_constraints", {"min_value": "0"}),
}
"""Of each attribute that is no text of any length: its type, and Cognito's own constraints of it."""


def user_pool(pool: UserPool) -> list[str]:
    """Return the block of the user pool."""
    return block(
        'resource "aws_cognito_user_pool" "main"',
        _identity(pool),
        block("username_configuration", arguments({"case_sensitive": "false"})),
        *_schema(pool),
        _password(pool.password),
        *_factors(pool),
        *_sms(pool),
        *_verification(pool),
        [
            "# Changing what is immutable would replace the pool, and lose its users.",
            *block("lifecycle", arguments({"prevent_destroy": "true"})),
        ],
        ["depends_on = [aws_iam_role_policy.sms]"] if pool.has_sms else [],
    )


def sms_role(pool: UserPool) -> list[list[str]]:
    """Return the blocks of the role for text messages; none where there are none."""
    if not pool.has_sms:
        return []
    principal = {"type": text("Service"), "identifiers": texts(["cognito-idp.amazonaws.com"])}
    condition = {
        "test": text("StringEquals"),
        "variable": text("sts:ExternalId"),
        "values": items(["local.sms_external_id"]),
    }
    trust = block(
        "statement",
        arguments({"actions": texts(["sts:AssumeRole"])}),
        block("principals", arguments(principal)),
        block("condition", arguments(condition)),
    )
    send = block("statement", arguments({"actions": texts(["sns:Publish"]), "resources": texts(["*"])}))
    return [
        [
            "# With this role Cognito sends text messages.",
            *block("locals", arguments({"sms_external_id": text(external_id(pool.name))})),
        ],
        block('data "aws_iam_policy_document" "sms_trust"', trust),
        block('data "aws_iam_policy_document" "sms"', send),
        block(
            'resource "aws_iam_role" "sms"',
            arguments(
                {
                    "name_prefix": text(role_prefix(pool.name, "sms") + "-sms-"),
                    "assume_role_policy": "data.aws_iam_policy_document.sms_trust.json",
                }
            ),
        ),
        block(
            'resource "aws_iam_role_policy" "sms"',
            arguments(
                {
                    "name": text("send-text-messages"),
                    "role": "aws_iam_role.sms.id",
                    "policy": "data.aws_iam_policy_document.sms.json",
                }
            ),
        ),
    ]


def _identity(pool: UserPool) -> list[str]:
    lines = arguments({"name": text(pool.name)})
    lists = {"username_attributes": pool.sign_in, "auto_verified_attributes": pool.verified}
    given = {name: texts(values) for name, values in lists.items() if values}
    return [*lines, *([""] if given else []), *arguments(given)]


def _schema(pool: UserPool) -> list[list[str]]:
    """Return a block for each required attribute, with the constraints without which every plan makes a new pool."""
    blocks = []
    for name in pool.required:
        kind, constraints, values = _KINDS.get(name, _STRING)
        about = {
            "name": text(name),
            "attribute_data_type": text(kind),
            "required": "true",
            "mutable": "true",
        }
        limits = arguments({each: text(value) for each, value in values.items()})
        blocks.append(block("schema", arguments(about), block(constraints, limits)))
    return blocks


def _password(policy: PasswordPolicy) -> list[str]:
    given = {
        "minimum_length": str(policy.minimum_length),
        "require_lowercase": flag(policy.lowercase),
        "require_numbers": flag(policy.numbers),
        "require_symbols": flag(policy.symbols),
        "require_uppercase": flag(policy.uppercase),
    }
    return block("password_policy", arguments(given))


def _factors(pool: UserPool) -> list[list[str]]:
    told = "# SMS is one of the second factors: with MFA it is, wherever sms_configuration stands."
    comments = [told] if "SMS_MFA" in pool.factors else []
    parts = [[*comments, *arguments({"mfa_configuration": text(pool.mfa)})]]
    if "SOFTWARE_TOKEN_MFA" in pool.factors:
        parts.append(block("software_token_mfa_configuration", arguments({"enabled": "true"})))
    return parts


def _verification(pool: UserPool) -> list[list[str]]:
    parts = []
    if pool.verified:
        asked = {"attributes_require_verification_before_update": texts(pool.verified)}
        parts.append(block("user_attribute_update_settings", arguments(asked)))
    messages = {
        "email_subject": pool.email_subject,
        "email_message": pool.email_message,
        "sms_message": pool.sms_verification,
    }
    given = {name: text(message) for name, message in messages.items() if message is not None}
    if given:
        parts.append(block("verification_message_template", arguments(given)))
    return parts


def _sms(pool: UserPool) -> list[list[str]]:
    if not pool.has_sms:
        return []
    role = {"external_id": "local.sms_external_id", "sns_caller_arn": "aws_iam_role.sms.arn"}
    parts = [block("sms_configuration", arguments(role))]
    if pool.sms_authentication is not None:
        parts.insert(0, arguments({"sms_authentication_message": text(pool.sms_authentication)}))
    return parts
