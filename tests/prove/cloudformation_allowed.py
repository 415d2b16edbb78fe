"""How a CloudFormation template may differ from what Gen 1 makes: each difference with its reason."""

import re
from collections.abc import Callable, Mapping
from typing import Any, Final

from authwizard.request.tree import ABSENT, get, pool

from .pairs import Allowed, Difference, Pair

CREDENTIALS: Final = {
    "client_id": "ClientId",
    "client_secret": "ClientSecret",
    "team_id": "TeamId",
    "key_id": "KeyId",
    "private_key": "PrivateKey",
}
_SECRETS: Final = ("client_secret", "private_key")
CLIENTS: Final = {"UserPoolClientWeb": "_app_clientWeb", "UserPoolClient": "_app_client"}


def _is(resource: str, name: str, value: Any) -> Callable[[Difference, Pair], bool]:
    """Return what covers one property that Gen 1 does not have, with one value."""

    def covers(found: Difference, pair: Pair) -> bool:
        return (found.resource, found.name, found.gen1, found.target) == (resource, name, ABSENT, value)

    return covers


def _is_empty_mapping(found: Difference, pair: Pair) -> bool:
    is_mapping = found.resource.startswith("IdP.") and found.name == "AttributeMapping"
    return is_mapping and found.gen1 == {} and found.target is ABSENT


def _is_name_of_clients(found: Difference, pair: Pair) -> bool:
    # What a client's name cannot have is replaced (cognito-idp ClientNameType).
    start = re.sub(r"[^\w\s+=,.@-]", "_", pair.request["ResourceName"], flags=re.ASCII)
    names = tuple(f"{start}{ending}" for ending in CLIENTS.values())
    return (found.resource, found.name, found.target) == ("Client", "ClientNames", names)


def _is_provider_name(found: Difference, pair: Pair) -> bool:
    kind, _, provider = found.resource.partition(".")
    return kind == "IdP" and found.name in ("ProviderName", "ProviderType") and found.target == provider


def _is_credential(found: Difference, pair: Pair) -> bool:
    """Whether it is the right parameter: a secret has no echo and no value, the others have the request's."""
    kind, _, provider = found.resource.partition(".")
    member = CREDENTIALS.get(found.name)
    given = get(pair.request, pool("OAuth", "SocialProviderSettings", provider, member or ""))
    if kind != "IdP" or given is ABSENT or not isinstance(found.target, Mapping):
        return False
    value = {"NoEcho": True} if found.name in _SECRETS else {"Default": given}
    told = {name: each for name, each in found.target.items() if name != "Description"}
    return told == {"Name": f"{provider}{member}", "Type": "String", **value}


def _trust(principal: Any, action: str, condition: Any) -> Any:
    statement = {"Effect": "Allow", "Principal": principal, "Action": action, "Condition": condition}
    return {"Version": "2012-10-17", "Statement": [statement]}


def _identity_trust(who: str) -> Any:
    condition = {
        "StringEquals": {"cognito-identity.amazonaws.com:aud": {"Ref": "IdentityPool"}},
        "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": who},
    }
    return _trust({"Federated": "cognito-identity.amazonaws.com"}, "sts:AssumeRoleWithWebIdentity", condition)


EXTERNAL: Final = {"StringEquals": {"sts:ExternalId": {"Fn::Sub": "${AWS::StackName}-cognito-sms"}}}
_PUBLISH: Final = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "sns:Publish", "Resource": "*"}],
}
SMS_ROLE: Final = {
    "AssumeRolePolicyDocument": _trust({"Service": "cognito-idp.amazonaws.com"}, "sts:AssumeRole", EXTERNAL),
    "Policies": [{"PolicyName": "SendTextMessages", "PolicyDocument": _PUBLISH}],
}
_ROLES: Final = {
    "authenticated": {"Fn::GetAtt": ["AuthenticatedRole", "Arn"]},
    "unauthenticated": {"Fn::GetAtt": ["UnauthenticatedRole", "Arn"]},
}
_OUTPUTS: Final[Mapping[str, tuple[str, Any]]] = {
    "UserPoolId": ("UserPool", {"Ref": "UserPool"}),
    "UserPoolClientWebId": ("Client", {"Ref": "UserPoolClientWeb"}),
    "UserPoolClientId": ("Client", {"Ref": "UserPoolClient"}),
    "SignInDomain": ("Domain", {"Fn::Sub": "${UserPoolDomain}.auth.${AWS::Region}.amazoncognito.com"}),
    "IdentityPoolId": ("IdentityPool", {"Ref": "IdentityPool"}),
}
"""Each output with the resource that makes it be there."""


def _is_sms_role(found: Difference, pair: Pair) -> bool:
    is_needed = pair.expected["UserPool"].get("SmsConfiguration") is True
    return found.resource == "SmsRole" and is_needed and found.target == SMS_ROLE.get(found.name)


def _is_identity_role(found: Difference, pair: Pair) -> bool:
    who = {"AuthenticatedRole": "authenticated", "UnauthenticatedRole": "unauthenticated"}.get(found.resource)
    is_trust = found.name == "AssumeRolePolicyDocument" and "IdentityPool" in pair.expected
    return who is not None and is_trust and found.target == _identity_trust(who)


def _is_attachment(found: Difference, pair: Pair) -> bool:
    wanted: Mapping[str, Any] = {"IdentityPoolId": {"Ref": "IdentityPool"}, "Roles": _ROLES}
    is_there = found.resource == "IdentityPoolRoles" and "IdentityPool" in pair.expected
    return is_there and found.target == wanted.get(found.name)


def _is_output(found: Difference, pair: Pair) -> bool:
    wanted = {name: {"Value": value} for name, (source, value) in _OUTPUTS.items() if source in pair.expected}
    return (found.resource, found.name, found.target) == ("Template", "Outputs", wanted)


def _is_description(found: Difference, pair: Pair) -> bool:
    is_text = isinstance(found.target, str) and found.target.startswith("Cognito user pool")
    return (found.resource, found.name) == ("Template", "Description") and is_text


ALLOWED: Final = (
    Allowed(
        "plan",
        "Stated, so that everybody sees it; it is the service's default, which Gen 1 leaves to it.",
        _is("UserPool", "UserPoolTier", "ESSENTIALS"),
    ),
    Allowed(
        "kept",
        "The users outlive the stack: the pool is kept when the stack is deleted.",
        _is("UserPool", "DeletionPolicy", "Retain"),
    ),
    Allowed(
        "kept when replaced",
        "Likewise when a change replaces the pool.",
        _is("UserPool", "UpdateReplacePolicy", "Retain"),
    ),
    Allowed(
        "message template",
        "It takes the place of three members that Cognito no longer uses. Its texts are compared with theirs; what is "
        "left is its default option, a code.",
        _is("UserPool", "VerificationMessageTemplate", {"DefaultEmailOption": "CONFIRM_WITH_CODE"}),
    ),
    Allowed("client names", "The pairs leave them out; they are as Gen 1 makes them.", _is_name_of_clients),
    Allowed("provider name", "Its name and its type, which are the name of the pair.", _is_provider_name),
    Allowed(
        "credentials",
        "Parameters: secrets without echo and without a value, the rest with the request's value.",
        _is_credential,
    ),
    Allowed("no mapping", "Gen 1 writes an empty mapping for Apple; it is left out.", _is_empty_mapping),
    Allowed("SMS role", "SmsConfiguration: true stands for it in the pairs.", _is_sms_role),
    Allowed("identity roles", "Gen 1 has them in the stack of the whole app.", _is_identity_role),
    Allowed("roles of the identity pool", "The pairs leave it out; Gen 1 attaches both.", _is_attachment),
    Allowed(
        "format", "The version of the format.", _is("Template", "AWSTemplateFormatVersion", "2010-09-09")
    ),
    Allowed("description", "What the template makes, for a person.", _is_description),
    Allowed("outputs", "What an app's configuration needs: exactly one for each thing.", _is_output),
)
