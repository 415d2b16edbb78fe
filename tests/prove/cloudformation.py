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
from authwizard.request.tree import get, pool

from .cloudformation_allowed import ALLOWED, CLIENTS, CREDENTIALS, SMS_ROLE
from .pairs import Pair, Resources, Verdict, judge

REGION: Final = "us-east-1"
TEXTS: Final = {
    "EmailMessage": "EmailVerificationMessage",
    "EmailSubject": "EmailVerificationSubject",
    "SmsMessage": "SmsVerificationMessage",
}
"""What the template of messages has in place of members that Cognito no longer uses."""
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
        if detail in CREDENTIALS:
            parameter = value["Ref"]
            if value != {"Ref": parameter}:
                raise BrokenError(f"{name}.{detail} is no parameter alone")
            used.add(parameter)
            value = {"Name": parameter, **parameters[parameter]}  # noqa: PLW2901  # it is what the reference stands for
        properties[detail] = value
    return properties


def _client(clients: Mapping[str, dict[str, Any]], resources: Mapping[str, Any]) -> dict[str, Any]:
    """Return what both clients have; they may differ in their names alone."""
    if set(clients) != set(CLIENTS):
        raise BrokenError(f"clients: {sorted(clients)}")
    web, native = (_in_pool(name, dict(clients[name])) for name in CLIENTS)
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
        {"ClientId": {"Ref": client}, "ProviderName": name} for client in CLIENTS
    ]:
        raise BrokenError("IdentityPool does not know the two clients")
    return {**properties, "clients": len(CLIENTS)}


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
            wanted = [detail for detail, member in CREDENTIALS.items() if member in _settings(pair, name)]
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
    if pair.expected["UserPool"].get("SmsConfiguration") and made.get("SmsRole") != SMS_ROLE:
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
