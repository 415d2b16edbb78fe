"""Amplify CLI's own cli-inputs.json (the whole file, or its cognitoConfig) into a draft.

Sources: CognitoCLIInputs in packages/amplify-category-auth of aws-amplify/amplify-cli (types in
service-walkthrough-types, what writes them in auth-request-adaptors.ts and auth-questions.ts).
"""

from __future__ import annotations

from typing import Any, Final

from authwizard.request.choices import SCOPES, SIGN_UP_ATTRIBUTES
from authwizard.request.draft import Draft, in_api_order
from authwizard.request.markers import Operation
from authwizard.request.paths import ABSENT, config, pool

from .headless_in import service_of
from .intake import Intake, Part, mapped
from .json_text import parse_json
from .loaded import Loaded, choose_operation
from .unreadable import Unreadable

_AUTH_RESOURCES: Final = {
    "identityPoolAndUserPool": "IDENTITY_POOL_AND_USER_POOL",
    "userPoolOnly": "USER_POOL_ONLY",
}
_SIGN_IN: Final = {
    ("email",): "EMAIL",
    ("phone_number",): "PHONE_NUMBER",
    ("email", "phone_number"): "EMAIL_AND_PHONE_NUMBER",
}
_MFA_TYPES: Final = {"SMS Text Message": "SMS", "TOTP": "TOTP"}
_CHARACTERS: Final = {
    "Requires Lowercase": "REQUIRE_LOWERCASE",
    "Requires Uppercase": "REQUIRE_UPPERCASE",
    "Requires Numbers": "REQUIRE_DIGIT",
    "Requires Symbols": "REQUIRE_SYMBOL",
}
_METHODS: Final = {"email": "EMAIL", "phone_number": "SMS"}
_FLOWS: Final = {"code": "CODE", "implicit": "IMPLICIT"}
_OAUTH: Final = {
    "CallbackURLs": ("newCallbackURLs", "RedirectSignInURIs"),
    "LogoutURLs": ("newLogoutURLs", "RedirectSignOutURIs"),
    "AllowedOAuthFlows": ("AllowedOAuthFlows", "OAuthGrantType"),
    "AllowedOAuthScopes": ("AllowedOAuthScopes", "OAuthScopes"),
}
"""Name in the oAuthMetadata, name beside it, name in the API."""

_CREDENTIALS: Final = {
    "client_id": ("AppId", "ClientId"),
    "client_secret": ("AppSecret", "ClientSecret"),
}
_APPLE: Final = {
    "client_id": ("ClientId", "ClientId"),
    "team_id": ("TeamId", "TeamId"),
    "key_id": ("KeyId", "KeyId"),
    "private_key": ("PrivateKey", "PrivateKey"),
}
_PROVIDERS: Final = {
    "Facebook": _CREDENTIALS,
    "Google": _CREDENTIALS,
    "LoginWithAmazon": _CREDENTIALS,
    "SignInWithApple": _APPLE,
}


def from_cli_inputs(tree: dict[str, Any], operation: Operation | None) -> Loaded:
    """Read cli-inputs.json. Values that have no counterpart come over as they are, for check to report."""
    intake, root = Intake(), Part(tree)
    if isinstance(tree.get("cognitoConfig"), dict):
        root.take("version")
        part = root.part("cognitoConfig")
        part.name = ""
    else:
        part = root
    intake.set(("ResourceName",), part.take("resourceName"))
    intake.set(config("Service"), service_of(part.take("serviceName")))
    intake.set(config("AuthResources"), mapped(part.take("authSelections"), _AUTH_RESOURCES))
    intake.set(config("IdentityPoolConfigs", "IdentityPoolName"), part.take("identityPoolName"))
    guests = part.take("allowUnauthenticatedIdentities")
    intake.set(config("IdentityPoolConfigs", "UnauthenticatedLogin"), guests)
    intake.set(pool(), {})
    intake.set(pool("UserPoolName"), part.take("userPoolName"))
    intake.set(pool("SignInMethod"), _sign_in(intake, part.take("usernameAttributes")))
    intake.set(pool("RequiredSignUpAttributes"), _each(part.take("requiredAttributes"), _attribute))
    _mfa(intake, part)
    _password_policy(intake, part)
    _verification(intake, part)
    _oauth(intake, part)
    notes, dropped = intake.finish(root)
    request = in_api_order(intake.tree)
    chosen, reason = choose_operation(request, operation)
    return Loaded(Draft.from_tree(chosen, request), "amplify-inputs", reason, notes, dropped)


def _each(values: Any, translate: Any) -> Any:
    return [translate(value) for value in values] if isinstance(values, list) else values


def _sign_in(intake: Intake, attributes: Any) -> Any:
    """Amplify writes both attributes as two items or as one text with a comma; none mean a username."""
    if attributes is ABSENT or attributes == []:
        intake.notes.append(
            "No usernameAttributes are given: in Amplify, users then sign in with a username."
        )
        return "USERNAME"
    if not isinstance(attributes, list) or not all(isinstance(item, str) for item in attributes):
        return attributes
    names = tuple(sorted(name.strip() for item in attributes for name in item.split(",")))
    return _SIGN_IN.get(names, ", ".join(names))


def _attribute(name: Any) -> Any:
    """Amplify has Cognito's names, such as zoneinfo, or its own in lower case, such as zone_info."""
    choice = "ZONE_INFO" if name == "zoneinfo" else name.upper() if isinstance(name, str) else name
    return choice if choice in SIGN_UP_ATTRIBUTES.values else name


def _scope(name: Any) -> Any:
    choice = name.upper().replace(".", "_") if isinstance(name, str) else name
    return choice if choice in SCOPES.values else name


def _mfa(intake: Intake, part: Part) -> None:
    intake.set(pool("Mfa", "MFAMode"), part.take("mfaConfiguration"))
    types = _each(part.take("mfaTypes"), lambda value: mapped(value, _MFA_TYPES))
    intake.set(pool("Mfa", "Settings", "MfaTypes"), types)
    intake.set(pool("Mfa", "Settings", "SmsMessage"), part.take("smsAuthenticationMessage"))


def _password_policy(intake: Intake, part: Part) -> None:
    length = part.take("passwordPolicyMinLength")
    if isinstance(length, str) and length.isdecimal() and length.isascii():
        length = int(length)  # Amplify has it as a number or as a text
    intake.set(pool("PasswordPolicy", "MinimumLength"), length)
    characters = _each(part.take("passwordPolicyCharacters"), lambda value: mapped(value, _CHARACTERS))
    intake.set(pool("PasswordPolicy", "AdditionalConstraints"), characters)


def _verification(intake: Intake, part: Part) -> None:
    verified = part.take("autoVerifiedAttributes")
    if verified is ABSENT or verified == []:
        if verified == []:
            why = "it is empty, and the API cannot say that nothing is verified"
            intake.drop("autoVerifiedAttributes", why)
        return  # the texts alone say nothing, and are listed as left out
    first = verified[0] if isinstance(verified, list) else verified
    path = pool("VerificationMessage")
    intake.set((*path, "DeliveryMethod"), mapped(first, _METHODS))
    intake.set((*path, "EmailSettings", "EmailMessage"), part.take("emailVerificationMessage"))
    intake.set((*path, "EmailSettings", "EmailSubject"), part.take("emailVerificationSubject"))
    intake.set((*path, "SmsSettings", "SmsMessage"), part.take("smsVerificationMessage"))
    for index in range(1, len(verified) if isinstance(verified, list) else 0):
        why = "the API has one delivery method, and the first one was kept"
        intake.drop(f"autoVerifiedAttributes[{index}]", why)


def _oauth(intake: Intake, part: Part) -> None:
    if part.take("hostedUI") is False:
        intake.notes.append("hostedUI is false, so nothing of the hosted sign-in page was carried over.")
        return
    intake.set(pool("OAuth", "DomainPrefix"), part.take("hostedUIDomainName"))
    stored = _parsed(intake, part, "oAuthMetadata", dict)
    metadata = Part(stored, "oAuthMetadata")
    for own, (beside, theirs) in _OAUTH.items():
        value = _one_of(intake, metadata.take(own), part, beside)
        if own == "AllowedOAuthFlows":
            value = _grant(intake, value)
        intake.set(pool("OAuth", theirs), _each(value, _scope) if own == "AllowedOAuthScopes" else value)
    intake.left += metadata.left()
    _providers(intake, part)


def _parsed(intake: Intake, part: Part, name: str, kind: type) -> Any:
    """Return a structure that Amplify keeps as JSON in a text; one that is a structure already stays."""
    value = part.members.get(name, ABSENT)
    if isinstance(value, str):
        try:
            value = parse_json(value)
        except Unreadable:
            value = None
    if isinstance(value, kind):
        part.take(name)
        return value
    if value is not ABSENT:
        part.take(name)
        intake.drop(name, "it cannot be read")
    return kind()


def _one_of(intake: Intake, stored: Any, part: Part, beside: str) -> Any:
    """Return what is stored; the answer beside it counts where nothing is stored."""
    given = part.take(beside)
    if stored is ABSENT:
        return given
    same = given in (stored, ABSENT) or [given] == stored
    if not same:
        intake.drop(beside, "oAuthMetadata says otherwise, and that is what Amplify deploys")
    return stored


def _grant(intake: Intake, flows: Any) -> Any:
    if not isinstance(flows, list):
        return mapped(flows, _FLOWS)
    for index in range(1, len(flows)):
        intake.drop(f"AllowedOAuthFlows[{index}]", "the API has one grant type, and the first one was kept")
    return mapped(flows[0], _FLOWS) if flows else ABSENT


def _providers(intake: Intake, part: Part) -> None:
    stored = {}
    for index, item in enumerate(_parsed(intake, part, "hostedUIProviderCreds", list)):
        name = item.get("ProviderName") if isinstance(item, dict) else None
        if isinstance(name, str) and name in _PROVIDERS and name not in stored:
            stored[name] = item
        else:
            intake.drop(
                f"hostedUIProviderCreds[{index}]", "it names no provider, or one that stands there already"
            )
    listed = part.take("authProvidersUserPool")
    named = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    for name in dict.fromkeys([*named, *stored]):
        path = pool("OAuth", "SocialProviderSettings", name)
        intake.set(path, {})
        credentials = Part(stored.get(name, {}), f"hostedUIProviderCreds.{name}")
        credentials.take("ProviderName")
        for own, (beside, theirs) in _PROVIDERS.get(name, {}).items():
            answer = f"{name.lower()}{beside}UserPool"
            value = credentials.take(own)
            given = part.take(answer)
            if value is not ABSENT and given not in (ABSENT, value):
                intake.drop(answer, "hostedUIProviderCreds says otherwise, and that is what Amplify deploys")
            intake.set((*path, theirs), given if value is ABSENT else value)
        intake.left += credentials.left()
