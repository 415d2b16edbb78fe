"""Amplify CLI headless requests (AddAuthRequest and UpdateAuthRequest, versions 1 and 2) into a draft.

Sources: packages/amplify-headless-interface of aws-amplify/amplify-cli, and for version 1 what
packages/amplify-util-headless-input makes of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from authwizard.request.check import Problem
from authwizard.request.draft import Draft, in_api_order
from authwizard.request.operation import Operation
from authwizard.request.places import (
    AUTH_RESOURCES,
    DELIVERY,
    EMAIL_MESSAGE,
    EMAIL_SUBJECT,
    GUEST_ACCESS,
    IDENTITY_POOL_NAME,
    MFA,
    MFA_SMS,
    MFA_TYPES,
    OAUTH,
    PASSWORD_POLICY,
    SCOPES,
    SERVICE,
    SIGN_IN_METHOD,
    SIGN_UP_ATTRIBUTES,
    SMS_MESSAGE,
    SOCIAL,
    USER_POOL_NAME,
    VERIFICATION_MESSAGE,
)
from authwizard.request.tree import ABSENT, MemberPath, Tree, pool
from authwizard.terminal_text import quoted

from ..carry_over import CarryOver, Part, mapped
from ..loaded import Loaded
from ..not_ours import refuse_other_category
from ..updating import as_update

VERSIONS: Final = (1, 2)

OAUTH_MEMBERS: Final = {
    "domainPrefix": "DomainPrefix",
    "redirectSigninURIs": "RedirectSignInURIs",
    "redirectSignoutURIs": "RedirectSignOutURIs",
    "oAuthGrantType": "OAuthGrantType",
}
PROVIDERS: Final = {
    "FACEBOOK": "Facebook",
    "GOOGLE": "Google",
    "LOGIN_WITH_AMAZON": "LoginWithAmazon",
    "SIGN_IN_WITH_APPLE": "SignInWithApple",
}
CREDENTIALS: Final = {
    "clientId": "ClientId",
    "clientSecret": "ClientSecret",
    "teamId": "TeamId",
    "keyId": "KeyId",
    "privateKey": "PrivateKey",
}
METHODS: Final = {"EMAIL": "EMAIL", "PHONE_NUMBER": "SMS"}
"""What is verified, and how its code is delivered."""

ADMIN_SCOPE: Final = ("AWS.COGNITO.SIGNIN.USER.ADMIN", "AWS_COGNITO_SIGNIN_USER_ADMIN")


def from_headless(tree: dict[str, Any], operation: Operation | None) -> Loaded:
    """Read a headless request. Values of a wrong type or unknown choice come over as they are.

    Raises:
        UnreadableError: It is for another category than auth.
    """
    refuse_other_category(tree)
    carried, root = CarryOver(), Part(tree)
    kind: Operation = "create" if "serviceConfiguration" in tree else "update"
    suffix = "Configuration" if kind == "create" else "Modification"
    problems = _judge_version(root.take("version"))
    carried.set(("ResourceName",), root.take("resourceName"))
    service = root.part(f"service{suffix}")
    carried.set(SERVICE, service_of(service.take("serviceName")))
    carried.set(AUTH_RESOURCES, _auth_resources(service.take("includeIdentityPool")))
    identities = service.part(f"identityPool{suffix}")
    carried.set(IDENTITY_POOL_NAME, identities.take("identityPoolName"))
    carried.set(GUEST_ACCESS, identities.take("unauthenticatedLogin"))
    users = service.part(f"userPool{suffix}")
    carried.set(pool(), {})
    carried.set(SIGN_IN_METHOD, users.take("signinMethod"))
    carried.set(SIGN_UP_ATTRIBUTES, users.take("requiredSignupAttributes"))
    carried.set(USER_POOL_NAME, users.take("userPoolName"))
    _mfa(carried, users)
    _structure(carried, users, "passwordPolicy", PASSWORD_POLICY, _PASSWORD_POLICY)
    _oauth(carried, users)
    _verification(carried, users)
    notes, dropped = carried.finish(root)
    name = "AddAuthRequest" if kind == "create" else "UpdateAuthRequest"
    draft = Draft.from_tree(operation or kind, in_api_order(carried.tree))
    loaded = Loaded(
        draft=replace(draft, left_out=carried.left_out(root)),
        format="amplify-headless",
        reason="you asked for it" if operation else f"it is an {name}",
        notes=notes,
        dropped=dropped,
        problems=tuple(problems),
    )
    return as_update(loaded) if kind == "create" and operation == "update" else loaded


_PASSWORD_POLICY: Final = {"minimumLength": "MinimumLength", "additionalConstraints": "AdditionalConstraints"}


def _judge_version(version: Any) -> list[Problem]:
    if version in VERSIONS and not isinstance(version, bool):
        return []
    what = "The version is neither 1 nor 2; the request was read as one of version 2."
    return [Problem.of("bad-enum", ("version",), what, "Write the version that the request has.")]


def service_of(name: Any) -> Any:
    """Return the API's name of the service; another one stays as it is."""
    return "COGNITO" if name == "Cognito" else name


def _auth_resources(include: Any) -> Any:
    if isinstance(include, bool):
        return "IDENTITY_POOL_AND_USER_POOL" if include else "USER_POOL_ONLY"
    return include


def _structure(carried: CarryOver, above: Part, name: str, path: MemberPath, names: dict[str, str]) -> Part:
    """Carry a structure over whose members only have other names."""
    if not isinstance(above.members.get(name, {}), dict):
        carried.set(path, above.take(name))
    part = above.part(name)
    if name in above and part.members == {}:
        carried.set(path, above.members[name])
    for own, theirs in names.items():
        carried.set((*path, theirs), part.take(own))
    return part


def _mfa(carried: CarryOver, users: Part) -> None:
    part = _structure(carried, users, "mfa", MFA, {"mode": "MFAMode"})
    carried.set(MFA_TYPES, part.take("mfaTypes"))
    carried.set(MFA_SMS, part.take("smsMessage"))


def _oauth(carried: CarryOver, users: Part) -> None:
    part = _structure(carried, users, "oAuth", OAUTH, OAUTH_MEMBERS)
    scopes = part.take("oAuthScopes")
    if isinstance(scopes, list):
        scopes = [ADMIN_SCOPE[1] if scope == ADMIN_SCOPE[0] else scope for scope in scopes]
    carried.set(SCOPES, scopes)
    providers = part.take("socialProviderConfigurations")
    if not isinstance(providers, list):
        carried.set(SOCIAL, providers)
        return
    settings: Tree = {}
    for index, provider in enumerate(providers):
        place = f"{part.place('socialProviderConfigurations')}[{index}]"
        _provider(carried, Part(provider, place), settings)
    if settings:
        carried.set(SOCIAL, settings)


def _provider(carried: CarryOver, part: Part, settings: Tree) -> None:
    kind = part.take("provider")
    if not isinstance(kind, str):
        carried.drop(part.name, "it names no provider")
        return
    name = PROVIDERS.get(kind, kind)
    if name in settings:
        carried.drop(part.name, f"{quoted(kind)} stands there already")
        return
    given = {theirs: part.take(own) for own, theirs in CREDENTIALS.items()}
    settings[name] = {theirs: value for theirs, value in given.items() if value is not ABSENT}
    carried.left |= part.left()


def _verification(carried: CarryOver, users: Part) -> None:
    attributes = users.take("autoVerifiedAttributes")
    if "passwordRecovery" in users:
        _password_recovery(carried, users)
        if attributes is not ABSENT:
            carried.drop(
                users.place("autoVerifiedAttributes"), "passwordRecovery takes its place, as in Amplify"
            )
        return
    place = users.place("autoVerifiedAttributes")
    if not isinstance(attributes, list):
        carried.set(VERIFICATION_MESSAGE, attributes)
    elif not attributes:
        carried.drop(place, "it is empty, and the API cannot say that nothing is verified")
    else:
        for index, attribute in enumerate(attributes):
            _attribute(carried, Part(attribute, f"{place}[{index}]"))


def _attribute(carried: CarryOver, part: Part) -> None:
    kind = part.take("type")
    if not isinstance(kind, str):
        carried.drop(part.name, "it names no attribute")
    elif carried.has(VERIFICATION_MESSAGE):
        carried.drop(part.name, "the API has one delivery method, and the first one was kept")
    else:
        message = part.take("verificationMessage")
        subject = ABSENT if kind == "PHONE_NUMBER" else part.take("verificationSubject")
        verification_message(carried, mapped(kind, METHODS), message, subject)
        carried.left |= part.left()


def verification_message(carried: CarryOver, method: Any, message: Any, subject: Any) -> None:
    """Set VerificationMessage: how codes are delivered, and the text that goes with them."""
    carried.set(DELIVERY, method)
    text = ("SmsSettings", "SmsMessage") if method == "SMS" else ("EmailSettings", "EmailMessage")
    carried.set((*VERIFICATION_MESSAGE, *text), message)
    carried.set(EMAIL_SUBJECT, subject)


def _password_recovery(carried: CarryOver, users: Part) -> None:
    """Carry version 1's own block over; Amplify makes autoVerifiedAttributes of it."""
    part = _structure(
        carried, users, "passwordRecovery", VERIFICATION_MESSAGE, {"deliveryMethod": "DeliveryMethod"}
    )
    carried.set(EMAIL_MESSAGE, part.take("emailMessage"))
    carried.set(EMAIL_SUBJECT, part.take("emailSubject"))
    carried.set(SMS_MESSAGE, part.take("smsMessage"))
    carried.notes.append(
        "passwordRecovery became VerificationMessage, as Amplify itself does with version 1."
    )
