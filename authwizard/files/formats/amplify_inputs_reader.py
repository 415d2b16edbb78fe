"""Amplify CLI's own cli-inputs.json (the whole file, or its cognitoConfig) into a draft.

Sources: CognitoCLIInputs in packages/amplify-category-auth of aws-amplify/amplify-cli (types in
service-walkthrough-types, what writes them in auth-request-adaptors.ts and auth-questions.ts).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from authwizard.request import choices
from authwizard.request.draft import Draft, in_api_order
from authwizard.request.operation import Operation
from authwizard.request.places import (
    AUTH_RESOURCES,
    CONSTRAINTS,
    DELIVERY,
    EMAIL_MESSAGE,
    EMAIL_SUBJECT,
    GUEST_ACCESS,
    IDENTITY_POOL_NAME,
    MFA_MODE,
    MFA_SMS,
    MFA_TYPES,
    MINIMUM_LENGTH,
    SERVICE,
    SIGN_IN_METHOD,
    SIGN_UP_ATTRIBUTES,
    SMS_MESSAGE,
    USER_POOL_NAME,
)
from authwizard.request.tree import ABSENT, pool

from ..carry_over import CarryOver, Part, each, mapped
from ..loaded import Loaded
from ..updating import as_update
from .amplify_headless_reader import service_of
from .amplify_inputs_oauth import read_oauth
from .amplify_inputs_unused import leave_out_unused

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


def from_cli_inputs(tree: dict[str, Any], operation: Operation | None) -> Loaded:
    """Read cli-inputs.json. Values that have no counterpart come over as they are, for check to report."""
    carried, root = CarryOver(), Part(tree)
    if isinstance(tree.get("cognitoConfig"), dict):
        root.take("version")
        part = root.part("cognitoConfig")
        part.name = ""
    else:
        part = root
    _resources(carried, part)
    carried.set(pool(), {})
    carried.set(USER_POOL_NAME, part.take("userPoolName"))
    _sign_in(carried, part.take("usernameAttributes"), operation)
    carried.set(SIGN_UP_ATTRIBUTES, each(part.take("requiredAttributes"), _attribute))
    _mfa(carried, part)
    _password_policy(carried, part)
    _verification(carried, part)
    read_oauth(carried, part)
    leave_out_unused(carried, part)
    notes, dropped = carried.finish(root)
    draft = Draft.from_tree("create", in_api_order(carried.tree))
    loaded = Loaded(
        draft=replace(draft, left_out=carried.left_out(root)),
        format="amplify-inputs",
        reason="you asked for it"
        if operation
        else "it is a record of what Amplify created (cli-inputs.json)",
        notes=notes,
        hints=tuple(carried.hints),
        dropped=dropped,
        added=tuple(carried.added),
    )
    return as_update(loaded) if operation == "update" else loaded


def _resources(carried: CarryOver, part: Part) -> None:
    carried.set(("ResourceName",), part.take("resourceName"))
    service = service_of(part.take("serviceName"))
    if service is ABSENT:
        carried.notes.append("serviceName is not given, as in old files: it was taken for Cognito.")
        carried.add(SERVICE, "COGNITO")
    else:
        carried.set(SERVICE, service)
    resources = part.take("authSelections")
    if resources == "identityPoolOnly":
        carried.notes.append(
            "authSelections is identityPoolOnly, but this API always makes a user pool: choose "
            "IDENTITY_POOL_AND_USER_POOL to have both."
        )
    carried.set(AUTH_RESOURCES, mapped(resources, _AUTH_RESOURCES))
    if part.take("serviceType") == "imported":
        carried.notes.append(
            'serviceType is "imported": the resource was not made by Amplify. A creation would make a new '
            "user pool, without the users of the imported one."
        )
    carried.set(IDENTITY_POOL_NAME, part.take("identityPoolName"))
    guests = part.take("allowUnauthenticatedIdentities")
    carried.set(GUEST_ACCESS, guests)


def _sign_in(carried: CarryOver, attributes: Any, operation: Operation | None) -> None:
    """Amplify writes both attributes as two items or as one text with a comma; none mean a username."""
    if attributes is not ABSENT and attributes != []:
        carried.set(SIGN_IN_METHOD, _method(attributes))
    elif operation != "update":
        carried.notes.append(
            "No usernameAttributes are given: in Amplify, users then sign in with a username."
        )
        carried.add(SIGN_IN_METHOD, "USERNAME")


def _method(attributes: Any) -> Any:
    if not isinstance(attributes, list) or not all(isinstance(item, str) for item in attributes):
        return attributes
    names = tuple(sorted(name.strip() for item in attributes for name in item.split(",")))
    return _SIGN_IN.get(names, ", ".join(names))


def _attribute(name: Any) -> Any:
    """Amplify has Cognito's names, such as zoneinfo, or its own in lower case, such as zone_info."""
    if not isinstance(name, str):
        return name
    choice = "ZONE_INFO" if name == "zoneinfo" else name.upper()
    return choice if choice in choices.SIGN_UP_ATTRIBUTES.values else name


def _mfa(carried: CarryOver, part: Part) -> None:
    carried.set(MFA_MODE, part.take("mfaConfiguration"))
    types = each(part.take("mfaTypes"), lambda value: mapped(value, _MFA_TYPES))
    carried.set(MFA_TYPES, types)
    carried.set(MFA_SMS, part.take("smsAuthenticationMessage"))


def _password_policy(carried: CarryOver, part: Part) -> None:
    length = part.take("passwordPolicyMinLength")
    if isinstance(length, str) and length.isdecimal() and length.isascii():
        length = int(length)  # Amplify has it as a number or as a text
    carried.set(MINIMUM_LENGTH, length)
    characters = each(part.take("passwordPolicyCharacters"), lambda value: mapped(value, _CHARACTERS))
    carried.set(CONSTRAINTS, characters)


def _verification(carried: CarryOver, part: Part) -> None:
    verified = part.take("autoVerifiedAttributes")
    message = part.take("emailVerificationMessage")
    subject = part.take("emailVerificationSubject")
    sms = part.take("smsVerificationMessage")
    if verified is ABSENT or verified == []:
        if verified == []:
            why = "it is empty, and the API cannot say that nothing is verified"
            carried.drop("autoVerifiedAttributes", why)
        return  # the texts alone say nothing
    first = verified[0] if isinstance(verified, list) else verified
    carried.set(DELIVERY, mapped(first, _METHODS))
    carried.set(EMAIL_MESSAGE, message)
    carried.set(EMAIL_SUBJECT, subject)
    carried.set(SMS_MESSAGE, sms)
    for index in range(1, len(verified) if isinstance(verified, list) else 0):
        why = "the API has one delivery method, and the first one was kept"
        carried.drop(f"autoVerifiedAttributes[{index}]", why)
