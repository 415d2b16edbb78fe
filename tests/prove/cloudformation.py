"""CloudFormation templates against the golden pairs: cfn-lint reads and judges them, and each property is compared.

How they hang together (references, dependencies, roles) is checked as it is read: BrokenError says what is wrong.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, Final

from cfnlint.config import ConfigMixIn  # type: ignore[import-untyped]  # it has no types
from cfnlint.decode import decode_str  # type: ignore[import-untyped]  # it has no types
from cfnlint.runner import Runner  # type: ignore[import-untyped]  # it has no types

from authwizard.files.formats.table import FORMATS, Writing
from authwizard.request.tree import ABSENT, get, pool

from .pairs import Allowed, Difference, Pair, Resources, Verdict, judge

REGION: Final = "us-east-1"
TEXTS: Final = {
    "EmailMessage": "EmailVerificationMessage",
    "EmailSubject": "EmailVerificationSubject",
    "SmsMessage": "SmsVerificationMessage",
}
"""What the template of messages has in place of members that Cognito no longer uses."""
_CREDENTIALS: Final = {
    "client_id": "ClientId",
    "client_secret": "ClientSecret",
    "team_id": "TeamId",
    "key_id": "KeyId",
    "private_key": "PrivateKey",
}
_SECRETS: Final = ("client_secret", "private_key")
_CLIENTS: Final = {"UserPoolClientWeb": "_app_clientWeb", "UserPoolClient": "_app_client"}
_COGNITO: Final = "AWS::Cognito::"
_ROLE: Final = "AWS::IAM::Role"


class BrokenError(Exception):
    """What hangs together wrongly in a template."""


def template_of(pair: Pair) -> str:
    """Return the template that is written for a pair's request."""
    return FORMATS["cloudformation"].files(pair.draft, Writing())[""]


def decoded(text: str) -> Any:
    """Read a template as cfn-lint does.

    Raises:
        BrokenError: It is none.
    """
    template, errors = decode_str(text)
    if errors or template is None:
        raise BrokenError(f"cfn-lint cannot read it: {[error.message for error in errors]}")
    return template


def findings(text: str) -> list[str]:
    """Return what cfn-lint says of a template, informational findings too."""
    return [f"{match.rule.id} {match.message}" for match in _linter().validate_template(decoded(text))]


@cache
def _linter() -> Runner:
    """Return a cfn-lint whose hundreds of rules are loaded once for all templates."""
    return Runner(ConfigMixIn(regions=[REGION], include_checks=["I"]))


def made_of(template: Any) -> Resources:
    """Return a decoded template's resources in the shape in which they are compared.

    Raises:
        BrokenError: Something hangs together wrongly, or is there that nobody knows.
    """
    resources, parameters = template["Resources"], template.get("Parameters", {})
    made: dict[str, dict[str, Any]] = {
        "Template": {
            name: value for name, value in template.items() if name not in ("Parameters", "Resources")
        }
    }
    clients: dict[str, dict[str, Any]] = {}
    used: set[str] = set()
    for name, resource in resources.items():
        kind = resource["Type"]
        properties = dict(resource["Properties"])
        rest = {key: each for key, each in resource.items() if key not in ("Type", "Properties")}
        if kind == f"{_COGNITO}UserPoolClient":
            clients[name] = {**rest, **properties}
        elif kind == f"{_COGNITO}UserPool" and name == "UserPool":
            made["UserPool"] = {**rest, **_user_pool(properties, resources)}
        elif kind == f"{_COGNITO}UserPoolDomain" and name == "UserPoolDomain":
            made["Domain"] = {**rest, **_in_pool(name, properties)}
        elif kind == f"{_COGNITO}UserPoolIdentityProvider":
            provider = _provider(name, properties, parameters, used)
            made[f"IdP.{name.removesuffix('Provider')}"] = {**rest, **provider}
        elif kind == f"{_COGNITO}IdentityPool" and name == "IdentityPool":
            made["IdentityPool"] = {**rest, **_identity_pool(properties)}
        elif kind in (_ROLE, f"{_COGNITO}IdentityPoolRoleAttachment"):
            made[name] = {**rest, **properties}
        else:
            raise BrokenError(f"{name} is a {kind}, which nobody expects")
    made["Client"] = _client(clients, resources)
    if used != set(parameters):
        raise BrokenError(f"parameters without use: {sorted(set(parameters) - used)}")
    return made


def _in_pool(name: str, properties: dict[str, Any]) -> dict[str, Any]:
    if properties.pop("UserPoolId", None) != {"Ref": "UserPool"}:
        raise BrokenError(f"{name} is of no pool")
    return properties


def _user_pool(properties: dict[str, Any], resources: Mapping[str, Any]) -> dict[str, Any]:
    """Put the texts under the names that Gen 1 has for them; true stands for SMS that are set up rightly."""
    old = [name for name in TEXTS.values() if name in properties]
    if old:
        raise BrokenError(f"{', '.join(old)}: Cognito no longer uses it")
    messages = dict(properties.pop("VerificationMessageTemplate", {}))
    texts = {TEXTS[name]: messages.pop(name) for name in TEXTS if name in messages}
    if messages or texts:
        properties["VerificationMessageTemplate"] = messages
    if "SmsConfiguration" in properties:
        _check_sms(properties["SmsConfiguration"], resources)
        properties["SmsConfiguration"] = True
    return {**properties, **texts}


def _check_sms(given: Any, resources: Mapping[str, Any]) -> None:
    external = {"Fn::Sub": "${AWS::StackName}-cognito-sms"}
    if given != {"ExternalId": external, "SnsCallerArn": {"Fn::GetAtt": ["SmsRole", "Arn"]}}:
        raise BrokenError(f"SmsConfiguration: {given}")
    if "SmsRole" not in resources:
        raise BrokenError("SmsRole is not there")


def _provider(
    name: str, properties: dict[str, Any], parameters: Mapping[str, Any], used: set[str]
) -> dict[str, Any]:
    """Bring the details up to the top; a credential is what its parameter is."""
    properties = _in_pool(name, properties)
    for detail, value in properties.pop("ProviderDetails").items():
        if detail in _CREDENTIALS:
            parameter = value["Ref"]
            if value != {"Ref": parameter}:
                raise BrokenError(f"{name}.{detail} is no parameter alone")
            used.add(parameter)
            value = {"Name": parameter, **parameters[parameter]}  # noqa: PLW2901  # it is what the reference stands for
        properties[detail] = value
    return properties


def _client(clients: Mapping[str, dict[str, Any]], resources: Mapping[str, Any]) -> dict[str, Any]:
    """Return what both clients have; they may differ in their names alone."""
    if set(clients) != set(_CLIENTS):
        raise BrokenError(f"clients: {sorted(clients)}")
    web, native = (_in_pool(name, dict(clients[name])) for name in _CLIENTS)
    names = (web.pop("ClientName"), native.pop("ClientName"))
    if web != native:
        raise BrokenError("the two clients differ")
    providers = [
        name for name, each in resources.items() if each["Type"] == f"{_COGNITO}UserPoolIdentityProvider"
    ]
    if web.pop("DependsOn", []) != providers:
        raise BrokenError("the clients do not wait for the providers")
    return {**web, "ClientNames": names}


def _identity_pool(properties: dict[str, Any]) -> dict[str, Any]:
    name = {"Fn::GetAtt": ["UserPool", "ProviderName"]}
    if properties.pop("CognitoIdentityProviders") != [
        {"ClientId": {"Ref": client}, "ProviderName": name} for client in _CLIENTS
    ]:
        raise BrokenError("IdentityPool does not know the two clients")
    return {**properties, "clients": len(_CLIENTS)}


def _is(resource: str, name: str, value: Any) -> Any:
    """Return what covers one property that Gen 1 does not have, with one value."""

    def covers(found: Difference, pair: Pair) -> bool:
        return (found.resource, found.name, found.gen1, found.target) == (resource, name, ABSENT, value)

    return covers


def _is_empty_mapping(found: Difference, pair: Pair) -> bool:
    is_mapping = found.resource.startswith("IdP.") and found.name == "AttributeMapping"
    return is_mapping and found.gen1 == {} and found.target is ABSENT


def _is_name_of_clients(found: Difference, pair: Pair) -> bool:
    names = tuple(f"{pair.request['ResourceName']}{ending}" for ending in _CLIENTS.values())
    return (found.resource, found.name, found.target) == ("Client", "ClientNames", names)


def _is_provider_name(found: Difference, pair: Pair) -> bool:
    kind, _, provider = found.resource.partition(".")
    return kind == "IdP" and found.name in ("ProviderName", "ProviderType") and found.target == provider


def _is_credential(found: Difference, pair: Pair) -> bool:
    """Whether it is the right parameter: a secret has no echo and no value, the others have the request's."""
    kind, _, provider = found.resource.partition(".")
    member = _CREDENTIALS.get(found.name)
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


_EXTERNAL: Final = {"StringEquals": {"sts:ExternalId": {"Fn::Sub": "${AWS::StackName}-cognito-sms"}}}
_PUBLISH: Final = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Action": "sns:Publish", "Resource": "*"}],
}
_SMS_ROLE: Final = {
    "AssumeRolePolicyDocument": _trust({"Service": "cognito-idp.amazonaws.com"}, "sts:AssumeRole", _EXTERNAL),
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
    return found.resource == "SmsRole" and is_needed and found.target == _SMS_ROLE.get(found.name)


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


def compared(pairs: Sequence[Pair], texts: Sequence[str]) -> Verdict:
    """Compare templates with what Gen 1 makes, property by property."""
    return judge(
        pairs, [_made_or_wrong(pair, text) for pair, text in zip(pairs, texts, strict=True)], ALLOWED
    )


def _made_or_wrong(pair: Pair, text: str) -> Resources | str:
    try:
        made = made_of(text)
    except (BrokenError, KeyError, TypeError) as error:
        return f"{type(error).__name__}: {error}"
    missing = ", ".join(_missing(pair, made))
    return f"missing: {missing}" if missing else made


def _missing(pair: Pair, made: Resources) -> Iterator[str]:
    """Yield what Gen 1's side of a pair does not have, and the template must have."""
    for name in pair.expected:
        if name.startswith("IdP."):
            wanted = [detail for detail, member in _CREDENTIALS.items() if member in _settings(pair, name)]
            yield from (
                f"{name}.{each}"
                for each in ("ProviderName", "ProviderType", *wanted)
                if each not in made.get(name, {})
            )
    if "IdentityPool" in pair.expected:
        for role in ("AuthenticatedRole", "UnauthenticatedRole"):
            yield from () if "AssumeRolePolicyDocument" in made.get(role, {}) else (role,)
        yield from (
            ()
            if made.get("IdentityPoolRoles", {}).keys() >= {"IdentityPoolId", "Roles"}
            else ("IdentityPoolRoles",)
        )
    if pair.expected["UserPool"].get("SmsConfiguration") and made.get("SmsRole") != _SMS_ROLE:
        yield "SmsRole"
    for name, properties in {
        "UserPool": ("UserPoolTier", "DeletionPolicy", "UpdateReplacePolicy"),
        "Template": ("AWSTemplateFormatVersion", "Outputs"),
    }.items():
        yield from (f"{name}.{each}" for each in properties if each not in made.get(name, {}))
    texts = pair.expected["UserPool"].keys() & TEXTS.values()
    if texts and "VerificationMessageTemplate" not in made.get("UserPool", {}):
        yield "UserPool.VerificationMessageTemplate"


def _settings(pair: Pair, name: str) -> Mapping[str, Any]:
    given = get(pair.request, pool("OAuth", "SocialProviderSettings", name.removeprefix("IdP.")), {})
    return given if isinstance(given, Mapping) else {}


def prove(pairs: Sequence[Pair]) -> Verdict:
    """Compare the templates of all pairs with what Gen 1 makes, and have cfn-lint judge each."""
    texts = [template_of(pair) for pair in pairs]
    verdict = compared(pairs, [decoded(text) for text in texts])
    for pair, text in zip(pairs, texts, strict=True):
        found = findings(text)
        if found:
            verdict.wrong.append(f"pair {pair.number}: cfn-lint: {'; '.join(found)}")
    return verdict
