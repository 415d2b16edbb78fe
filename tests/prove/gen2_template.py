"""The shape in which a template that Gen 2's constructs make is compared with Gen 1's resources."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from authwizard.request.tree import get

from .pairs import Resources

Template = Mapping[str, Mapping[str, Any]]
"""The resources of one or several templates by their ids."""

_POOL: Final = "AWS::Cognito::UserPool"
_CLIENT: Final = "AWS::Cognito::UserPoolClient"
_DOMAIN: Final = "AWS::Cognito::UserPoolDomain"
_PROVIDER: Final = "AWS::Cognito::UserPoolIdentityProvider"
_IDENTITIES: Final = "AWS::Cognito::IdentityPool"
_ATTACHMENT: Final = "AWS::Cognito::IdentityPoolRoleAttachment"
_ROLE: Final = "AWS::IAM::Role"
_COMPARED: Final = frozenset({_POOL, _CLIENT, _DOMAIN, _PROVIDER, _IDENTITIES, _ATTACHMENT, _ROLE})


def resources_in(template: Template) -> Resources:
    """Return the resources of a template in the shape of the golden pairs.

    References between them are followed and left out where they lead to what they have to; one that leads elsewhere
    stays, and so do a second resource of a kind that there is one of and a resource that nobody expects: each is then a
    difference.
    """
    made = dict(_named(template))
    for kind in sorted({each["Type"] for each in template.values()} - _COMPARED):
        made[f"Other.{kind}"] = {"count": len(list(_of(template, kind)))}
    return made


def _named(template: Template) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for number, (_, properties) in enumerate(_of(template, _POOL)):
        yield _numbered("UserPool", number), _user_pool(properties, template)
    clients = [_client(properties, template) for _, properties in _of(template, _CLIENT)]
    for number, client in enumerate(clients):
        # The native client has to be what the web client is, but for its name.
        if number == 0 or client != clients[0]:
            yield _numbered("Client", number), client
    for number, (_, properties) in enumerate(_of(template, _DOMAIN)):
        yield _numbered("Domain", number), _in_pool(properties, template)
    for _, properties in _of(template, _PROVIDER):
        yield f"IdP.{properties['ProviderName']}", _provider(properties, template)
    for number, (name, properties) in enumerate(_of(template, _IDENTITIES)):
        yield _numbered("IdentityPool", number), _identity_pool(name, properties, template)


def _numbered(name: str, number: int) -> str:
    return f"{name}.{number + 1}" if number else name


def _of(template: Template, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, each in template.items():
        if each["Type"] == kind:
            yield name, dict(each.get("Properties", {}))


def _refers_to(value: Any, kind: str, template: Template) -> bool:
    """Tell whether a value is a reference to a resource of a kind."""
    return isinstance(value, dict) and template.get(value.get("Ref", ""), {}).get("Type") == kind


def _in_pool(properties: dict[str, Any], template: Template) -> dict[str, Any]:
    if _refers_to(properties.get("UserPoolId"), _POOL, template):
        del properties["UserPoolId"]
    return properties


def _user_pool(properties: dict[str, Any], template: Template) -> dict[str, Any]:
    """Put true for a role with which Cognito can send text messages, as the golden pairs do."""
    sms = properties.get("SmsConfiguration", {})
    role_id = next(iter(get(sms, ("SnsCallerArn", "Fn::GetAtt"), [])), "")
    role = dict(_of(template, _ROLE)).get(role_id, {})
    trust = get(role, ("AssumeRolePolicyDocument", "Statement", 0))
    sends = get(role, ("Policies", 0, "PolicyDocument", "Statement", 0))
    if (
        get(trust, ("Action",)) == "sts:AssumeRole"
        and get(trust, ("Principal", "Service")) == "cognito-idp.amazonaws.com"
        and get(trust, ("Condition", "StringEquals", "sts:ExternalId")) == sms.get("ExternalId")
        and sends == {"Action": "sns:Publish", "Effect": "Allow", "Resource": "*"}
    ):
        properties["SmsConfiguration"] = True
    return properties


def _client(properties: dict[str, Any], template: Template) -> dict[str, Any]:
    names = [
        template[each["Ref"]]["Properties"]["ProviderName"] if _refers_to(each, _PROVIDER, template) else each
        for each in properties.get("SupportedIdentityProviders", [])
    ]
    if names:
        properties["SupportedIdentityProviders"] = names
    properties.pop("ClientName", None)
    return _in_pool(properties, template)


def _provider(properties: dict[str, Any], template: Template) -> dict[str, Any]:
    properties = _in_pool(properties, template)
    name, kind = properties.pop("ProviderName"), properties.pop("ProviderType", None)
    if name != kind:
        properties["ProviderType"] = kind
    credentials = dict(properties.pop("ProviderDetails", {}))
    scopes = credentials.pop("authorize_scopes", None)
    return {**properties, "authorize_scopes": scopes, "credentials": _by_name(credentials)}


def _identity_pool(name: str, properties: dict[str, Any], template: Template) -> dict[str, Any]:
    """Count the clients that it trusts, and look for the roles that it hands out."""
    trusted = properties.pop("CognitoIdentityProviders", [])
    clients = {
        each["ClientId"]["Ref"]
        for each in trusted
        if _refers_to(each.get("ClientId"), _CLIENT, template)
        and _is_pool_name(each.get("ProviderName"), template)
    }
    properties["clients"] = len(clients) if len(clients) == len(trusted) else trusted
    if not _has_roles(name, template):
        properties["roles"] = "missing"
    logins = properties.get("SupportedLoginProviders")
    if logins:
        properties["SupportedLoginProviders"] = _by_name(logins)
    return properties


def _is_pool_name(value: Any, template: Template) -> bool:
    """Tell whether a value is the user pool's name as an identity pool knows it."""
    parts = get(value, ("Fn::Join", 1))
    if isinstance(parts, list):
        start = ["cognito-idp.", {"Ref": "AWS::Region"}, ".amazonaws.com/"]
        return parts[:-1] == start and _refers_to(parts[-1], _POOL, template)
    pool, name = get(value, ("Fn::GetAtt",), ["", ""])
    return name == "ProviderName" and _refers_to({"Ref": pool}, _POOL, template)


def _has_roles(name: str, template: Template) -> bool:
    """Tell whether one attachment gives an identity pool two roles, each for its kind of user."""
    attached = [each for _, each in _of(template, _ATTACHMENT) if each.get("IdentityPoolId") == {"Ref": name}]
    if len(attached) != 1:
        return False
    roles = dict(_of(template, _ROLE))
    for kind in ("authenticated", "unauthenticated"):
        role = roles.get(next(iter(get(attached[0], ("Roles", kind, "Fn::GetAtt"), [])), ""), {})
        condition = get(role, ("AssumeRolePolicyDocument", "Statement", 0, "Condition"), {})
        if get(condition, ("ForAnyValue:StringLike", "cognito-identity.amazonaws.com:amr")) != kind:
            return False
    return True


def _by_name(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return secrets by their names: as the proof's own stand-in has them, and as a deployment fetches them."""
    return {key: _secret_name(value) for key, value in values.items()}


def _secret_name(value: Any) -> Any:
    fetched = get(value, ("Fn::GetAtt",))
    return f"secret:{fetched[1]}" if isinstance(fetched, list) and len(fetched) == 2 else value
