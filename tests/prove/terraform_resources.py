"""What parsed HCL sets up, in Cognito's own names: argument by argument, and whatever is left under its own name."""

from collections.abc import Mapping
from typing import Any, Final

from authwizard.request.tree import Tree

from .pairs import Resources
from .terraform_types import Expression, blocks, shown

POOL: Final = Expression("aws_cognito_user_pool.main.id")
SECRET: Final = "a sensitive variable without a value"
SMS: Final = {
    "trust": {
        "actions": ["sts:AssumeRole"],
        "principals": [{"type": "Service", "identifiers": ["cognito-idp.amazonaws.com"]}],
        "condition": [
            {
                "test": "StringEquals",
                "variable": "sts:ExternalId",
                "values": [Expression("local.sms_external_id")],
            }
        ],
    },
    "allows": {"actions": ["sns:Publish"], "resources": ["*"]},
}
IDENTITY: Final = {
    "for_each": Expression('toset(["authenticated", "unauthenticated"])'),
    "statement": [
        {
            "actions": ["sts:AssumeRoleWithWebIdentity"],
            "principals": [{"type": "Federated", "identifiers": ["cognito-identity.amazonaws.com"]}],
            "condition": [
                {
                    "test": "StringEquals",
                    "variable": "cognito-identity.amazonaws.com:aud",
                    "values": [Expression("aws_cognito_identity_pool.main.id")],
                },
                {
                    "test": "ForAnyValue:StringLike",
                    "variable": "cognito-identity.amazonaws.com:amr",
                    "values": [Expression("each.key")],
                },
            ],
        }
    ],
}
"""What the roles must be, word by word."""
_POOL: Final = {
    "name": "UserPoolName",
    "username_attributes": "UsernameAttributes",
    "auto_verified_attributes": "AutoVerifiedAttributes",
    "mfa_configuration": "MfaConfiguration",
    "sms_authentication_message": "SmsAuthenticationMessage",
}
_PASSWORD: Final = {
    "minimum_length": "MinimumLength",
    "require_lowercase": "RequireLowercase",
    "require_numbers": "RequireNumbers",
    "require_symbols": "RequireSymbols",
    "require_uppercase": "RequireUppercase",
}
_MESSAGES: Final = {
    "email_message": "EmailVerificationMessage",
    "email_subject": "EmailVerificationSubject",
    "sms_message": "SmsVerificationMessage",
}
_CLIENT: Final = {
    "allowed_oauth_flows_user_pool_client": "AllowedOAuthFlowsUserPoolClient",
    "allowed_oauth_flows": "AllowedOAuthFlows",
    "allowed_oauth_scopes": "AllowedOAuthScopes",
    "callback_urls": "CallbackURLs",
    "logout_urls": "LogoutURLs",
    "refresh_token_validity": "RefreshTokenValidity",
}
_IDENTITY_POOL: Final = {
    "identity_pool_name": "IdentityPoolName",
    "allow_unauthenticated_identities": "AllowUnauthenticatedIdentities",
}


class WrongError(Exception):
    """The files are not what they have to be, whatever was asked for."""


def resources_in(tree: Tree) -> Resources:
    """Return what the files of a folder set up; an argument without a counterpart keeps its own name.

    Raises:
        WrongError: Two resources do not fit together.
    """
    found = {(kind, name): dict(body) for kind, name, body in blocks(tree)}
    made: dict[str, Mapping[str, Any]] = {"UserPool": _user_pool(found, tree)}
    made["Client"] = _client(found)
    if ("aws_cognito_user_pool_domain", "main") in found:
        body = _take(found, "aws_cognito_user_pool_domain", "main")
        made["Domain"] = {"Domain": body.pop("domain"), **body}
    for label in [name for kind, name in found if kind == "aws_cognito_identity_provider"]:
        body = _take(found, "aws_cognito_identity_provider", label)
        name = body.pop("provider_name")
        _must(body.pop("provider_type") == name, "a provider's name is not its type")
        made[f"IdP.{name}"] = _provider(body, tree)
    if ("aws_cognito_identity_pool", "main") in found:
        made["IdentityPool"] = _identity_pool(found)
    _must(not found, f"more than is needed: {sorted(found)}")
    return {name: shown(dict(body)) for name, body in made.items()}


def _must(holds: bool, what: str) -> None:
    if not holds:
        raise WrongError(what)


def _take(found: dict[tuple[str, str], Tree], kind: str, name: str) -> Tree:
    """Take a block out; one of a user pool has to be of this one."""
    _must((kind, name) in found, f"{kind}.{name} is missing")
    body = found.pop((kind, name))
    if kind.startswith("aws_cognito_") and "pool_id" not in kind and "user_pool_id" in body:
        _must(body.pop("user_pool_id") == POOL, f"{kind}.{name} is of another user pool")
    return body


def _only(body: Tree, name: str) -> Tree:
    """Take out a block that may stand once; an empty one where it does not stand."""
    (only,) = body.pop(name, [{}])
    return dict(only)


def _named(body: Tree, names: Mapping[str, str]) -> Tree:
    """Return what is there of some arguments, in Cognito's names."""
    return {cognito: body.pop(name) for name, cognito in names.items() if name in body}


def _user_pool(found: dict[tuple[str, str], Tree], tree: Tree) -> Mapping[str, Any]:
    body = _take(found, "aws_cognito_user_pool", "main")
    for argument in ("name", "mfa_configuration"):
        _must(argument in body, f"the user pool has no {argument}")
    made = _named(body, _POOL)
    policy = _only(body, "password_policy")
    made["Policies"] = {"PasswordPolicy": _named(policy, _PASSWORD) | policy}
    case = _only(body, "username_configuration")
    made["UsernameConfiguration"] = {"CaseSensitive": case.pop("case_sensitive"), **case}
    if "user_attribute_update_settings" in body:
        settings = _only(body, "user_attribute_update_settings")
        asked = settings.pop("attributes_require_verification_before_update")
        made["UserAttributeUpdateSettings"] = {"AttributesRequireVerificationBeforeUpdate": asked, **settings}
    if "schema" in body:
        made |= _schema(body.pop("schema"))
    if "verification_message_template" in body:
        template = _only(body, "verification_message_template")
        made |= _named(template, _MESSAGES)
        made["VerificationMessageTemplate"] = template
    if "sms_configuration" in body:
        made["SmsConfiguration"] = _sms(body, found, tree)
        made["depends_on"] = body.pop("depends_on", "missing")
    made["lifecycle"] = body.pop("lifecycle", "missing")
    return made | _factors(body, made) | body


def _factors(body: Tree, made: Tree) -> Tree:
    """Return the second factors, as the provider's resourceUserPoolCreate puts them into SetUserPoolMfaConfig."""
    token = _only(body, "software_token_mfa_configuration").get("enabled", False)
    if made["MfaConfiguration"] == "OFF":
        _must(not token, "an authenticator app without MFA")
        return {}
    factors = ["SMS_MFA"] if "SmsConfiguration" in made else []
    factors += ["SOFTWARE_TOKEN_MFA"] if token else []
    _must(bool(factors), "MFA without a second factor")
    return {"EnabledMfas": factors}


def _schema(entries: list[Tree]) -> Tree:
    attributes, limits = [], {}
    for entry in map(dict, entries):
        name = entry.pop("name")
        attributes.append({"Name": name, "Required": entry.pop("required"), "Mutable": entry.pop("mutable")})
        limits[name] = entry
    return {"Schema": attributes, "schema limits": limits}


def _sms(body: Tree, found: dict[tuple[str, str], Tree], tree: Tree) -> bool:
    """Return that there is a role for text messages, once it is one."""
    wanted = {
        "external_id": Expression("local.sms_external_id"),
        "sns_caller_arn": Expression("aws_iam_role.sms.arn"),
    }
    _must(_only(body, "sms_configuration") == wanted, "sms_configuration names another role")
    _must(bool(tree["locals"][0]["sms_external_id"]), "there is no external id")
    role, policy = _take(found, "aws_iam_role", "sms"), _take(found, "aws_iam_role_policy", "sms")
    trust = _take(found, "data.aws_iam_policy_document", "sms_trust")
    allows = _take(found, "data.aws_iam_policy_document", "sms")
    _must(trust == {"statement": [SMS["trust"]]}, "the role for text messages is trusted otherwise")
    _must(allows == {"statement": [SMS["allows"]]}, "the role for text messages allows something else")
    json_of = "data.aws_iam_policy_document.{}.json".format
    _must(role.get("assume_role_policy") == Expression(json_of("sms_trust")), "the role has another trust")
    _must(policy.get("policy") == Expression(json_of("sms")), "the role has another policy")
    _must(policy.get("role") == Expression("aws_iam_role.sms.id"), "another role has the policy")
    return True


def _client(found: dict[tuple[str, str], Tree]) -> Mapping[str, Any]:
    """Return what both clients have: they are made of one block, for each of two names."""
    body = _take(found, "aws_cognito_user_pool_client", "main")
    names = body.pop("for_each")
    _must(set(names) == {"web", "native"} and len(set(names.values())) == 2, f"clients {names}")
    _must(body.pop("name") == Expression("each.value"), "the clients' names are not those of for_each")
    made = _named(body, _CLIENT)
    units = _only(body, "token_validity_units")
    made["TokenValidityUnits"] = {"RefreshToken": units.pop("refresh_token"), **units}
    if "supported_identity_providers" in body:
        listed = body.pop("supported_identity_providers")
        made["SupportedIdentityProviders"] = [_provider_name(each, found) for each in listed]
    return {**made, "names": names, **body}


def _provider_name(each: Any, found: dict[tuple[str, str], Tree]) -> Any:
    if not isinstance(each, Expression):
        return each
    kind, name, attribute = each.source.split(".")
    _must(attribute == "provider_name", f"{each.source} is no name of a provider")
    return found[kind, name]["provider_name"]


def _provider(body: Tree, tree: Tree) -> Mapping[str, Any]:
    details = dict(body.pop("provider_details"))
    made = {"authorize_scopes": details.pop("authorize_scopes")}
    if "attribute_mapping" in body:
        made["AttributeMapping"] = body.pop("attribute_mapping")
    made["lifecycle"] = body.pop("lifecycle", "missing")
    made["credentials"] = {name: _credential(each, tree) for name, each in details.items()}
    return made | body


def _credential(each: Any, tree: Tree) -> Any:
    """Return the value of a variable, or that it is a secret one; a literal as it is."""
    if not isinstance(each, Expression):
        return each
    (declared,) = tree["variable"][each.source.removeprefix("var.")]
    given = {name: value for name, value in declared.items() if name != "description"}
    _must(given.pop("type") == Expression("string"), f"{each.source} is no text")
    if given == {"sensitive": True}:
        return SECRET
    _must(set(given) == {"default"}, f"{each.source} has {sorted(given)}")
    return given["default"]


def _identity_pool(found: dict[tuple[str, str], Tree]) -> Mapping[str, Any]:
    body = _take(found, "aws_cognito_identity_pool", "main")
    made = _named(body, _IDENTITY_POOL)
    endpoint = Expression("aws_cognito_user_pool.main.endpoint")
    wanted = [
        {
            "client_id": Expression(f'aws_cognito_user_pool_client.main["{key}"].id'),
            "provider_name": endpoint,
        }
        for key in ("web", "native")
    ]
    clients = body.pop("cognito_identity_providers")
    _must(clients == wanted, "the identity pool does not know both clients")
    roles = _take(found, "aws_cognito_identity_pool_roles_attachment", "main")
    _must(roles.get("identity_pool_id") == Expression("aws_cognito_identity_pool.main.id"), "other roles")
    arns = {
        name: Expression(f'aws_iam_role.identity["{name}"].arn')
        for name in ("authenticated", "unauthenticated")
    }
    _must(roles.get("roles") == arns, "the identity pool has other roles")
    role = _take(found, "aws_iam_role", "identity")
    documents = Expression("data.aws_iam_policy_document.identity")
    _must(role.get("for_each") == documents, "the roles are not those of the documents")
    _must(role.get("assume_role_policy") == Expression("each.value.json"), "the roles have another trust")
    trust = _take(found, "data.aws_iam_policy_document", "identity")
    _must(trust == IDENTITY, "the roles are trusted otherwise")
    return {**made, "clients": len(clients), **body}
