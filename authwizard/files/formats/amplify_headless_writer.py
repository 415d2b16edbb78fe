"""A request as the line that `amplify add auth --headless` or `amplify update auth --headless` reads.

Source: the schemas of version 2 in packages/amplify-headless-interface of aws-amplify/amplify-cli.
"""

from __future__ import annotations

from typing import Any, Final

from authwizard.request.draft import Draft
from authwizard.request.operation import Operation
from authwizard.request.places import MFA_MODE
from authwizard.request.tree import ABSENT, MemberPath, get, pool
from authwizard.terminal_text import visible

from ..carry_over import Part, mapped
from .amplify_headless_reader import ADMIN_SCOPE, CREDENTIALS, METHODS, OAUTH_MEMBERS, PROVIDERS
from .loss import Loss

DEFAULT_SMS: Final = "Your authentication code is {####}"
"""Amplify's own default (cognito-defaults.js), which it writes where nobody says otherwise."""

_VERIFICATION: Final = ("VerificationMessage", "ForgotPassword")
_METHODS_BACK: Final = {method: kind for kind, method in METHODS.items()}


def refusal(draft: Draft) -> str:
    """Say why a request cannot be written for Amplify; empty where it can.

    Amplify's own code takes an update that says nothing of MFA for one that switches it off, and likewise
    verification (auth-request-adaptors.ts, mfaMap and autoVerifiedAttributesMap): the rules `update-resets-mfa` and
    `update-resets-verification`. A known state has them carried along.
    """
    if draft.operation != "update":
        return ""
    methods = [pool(name, "DeliveryMethod") for name in _VERIFICATION]
    missing = []
    if _is_lost(draft, [MFA_MODE]):
        missing.append("switch MFA off")
    if _is_lost(draft, methods):
        missing.append("verify nothing any more")
    if not missing:
        return ""
    return (
        f"Not written: `amplify update auth --headless` would {' and '.join(missing)}, since the update says nothing "
        "of it. Start from `authwizard pull`, or state Mfa and VerificationMessage."
    )


def _is_lost(draft: Draft, paths: list[MemberPath]) -> bool:
    """Whether an update has none of these members while the backend has one in use, as far as anybody knows."""
    if any(draft.get(path) is not ABSENT for path in paths):
        return False
    return draft.baseline is None or any(get(draft.baseline, path) not in (ABSENT, "OFF") for path in paths)


def to_headless(operation: Operation, body: dict[str, Any]) -> tuple[dict[str, Any], tuple[Loss, ...]]:
    """Return the headless request, and what it does not hold or what had to be added.

    Args:
        operation: "create" makes an AddAuthRequest, "update" an UpdateAuthRequest.
        body: A request without errors, its secrets in place.
    """
    root, notes = Part(body), list[Loss]()
    resource = root.part("ResourceConfig")
    resource.take("Service")
    users = _user_pool(resource.part("UserPoolConfigs"), operation, notes)
    suffix = "Configuration" if operation == "create" else "Modification"
    service = {"serviceName": "Cognito", f"userPool{suffix}": users, **_identity_pool(resource, operation)}
    request: dict[str, Any] = {"version": 2}
    if operation == "create":
        request["resourceName"] = root.take("ResourceName")
    request[f"service{suffix}"] = service
    notes += [
        Loss("lost", visible(name), "The format of Amplify has no place for it.") for name in root.left()
    ]
    return _present(request), tuple(notes)


def _present(value: Any) -> Any:
    """Return a structure without its absent members."""
    if isinstance(value, dict):
        return {name: _present(item) for name, item in value.items() if item is not ABSENT}
    return [_present(item) for item in value] if isinstance(value, list) else value


def _identity_pool(resource: Part, operation: Operation) -> dict[str, Any]:
    if resource.take("AuthResources") != "IDENTITY_POOL_AND_USER_POOL":
        return {"includeIdentityPool": False}
    part = resource.part("IdentityPoolConfigs")
    guests = {"unauthenticatedLogin": part.take("UnauthenticatedLogin")}
    if operation == "update":
        return {"includeIdentityPool": True, "identityPoolModification": guests}
    pool = {"identityPoolName": part.take("IdentityPoolName"), **guests}
    return {"includeIdentityPool": True, "identityPoolConfiguration": pool if part.members else ABSENT}


def _user_pool(part: Part, operation: Operation, notes: list[Loss]) -> dict[str, Any]:
    fixed = {
        "signinMethod": part.take("SignInMethod"),
        "requiredSignupAttributes": part.take("RequiredSignUpAttributes"),
        "userPoolName": part.take("UserPoolName"),
    }
    return {
        **(fixed if operation == "create" else {}),
        "mfa": _mfa(part, notes),
        "passwordPolicy": _password_policy(part),
        "oAuth": _oauth(part),
        "autoVerifiedAttributes": _verification(part, notes),
    }


def _mfa(users: Part, notes: list[Loss]) -> Any:
    if "MFAMode" not in Part(users.members.get("Mfa")):
        return ABSENT  # Amplify wants the mode; without it the block is listed as left out
    part = users.part("Mfa")
    mode = part.take("MFAMode")
    if mode == "OFF":
        return {"mode": mode}
    settings = part.part("Settings")
    message = settings.take("SmsMessage")
    if message is ABSENT:
        message = DEFAULT_SMS
        text = f"Amplify wants a text for SMS with MFA, so its own default was written: {DEFAULT_SMS}"
        notes.append(Loss("added", "", text))
    return {"mode": mode, "mfaTypes": settings.take("MfaTypes"), "smsMessage": message}


def _password_policy(users: Part) -> Any:
    if "PasswordPolicy" not in users:
        return ABSENT
    part = users.part("PasswordPolicy")
    return {
        "minimumLength": part.take("MinimumLength"),
        "additionalConstraints": part.take("AdditionalConstraints"),
    }


def _oauth(users: Part) -> Any:
    if "OAuth" not in users:
        return ABSENT
    part = users.part("OAuth")
    block = {theirs: part.take(own) for theirs, own in OAUTH_MEMBERS.items()}
    scopes = part.take("OAuthScopes")
    if isinstance(scopes, list):
        scopes = [ADMIN_SCOPE[0] if scope == ADMIN_SCOPE[1] else scope for scope in scopes]
    return {**block, "oAuthScopes": scopes, "socialProviderConfigurations": _providers(part)}


def _providers(oauth: Part) -> Any:
    if "SocialProviderSettings" not in oauth:
        return ABSENT
    part = oauth.part("SocialProviderSettings")
    found = []
    for kind, name in PROVIDERS.items():
        if name in part:
            provider = part.part(name)
            found.append(
                {"provider": kind} | {own: provider.take(theirs) for own, theirs in CREDENTIALS.items()}
            )
    return found


def _verification(users: Part, notes: list[Loss]) -> Any:
    name = next((name for name in _VERIFICATION if name in users), _VERIFICATION[-1])
    if "DeliveryMethod" not in Part(users.members.get(name)):
        return ABSENT
    part = users.part(name)
    method = part.take("DeliveryMethod")
    if name == "ForgotPassword":
        notes.append(
            Loss("added", "", "ForgotPassword became autoVerifiedAttributes, as Amplify itself does.")
        )
    if method == "SMS":
        texts = {"verificationMessage": part.part("SmsSettings").take("SmsMessage")}
    else:
        settings = part.part("EmailSettings")
        texts = {
            "verificationMessage": settings.take("EmailMessage"),
            "verificationSubject": settings.take("EmailSubject"),
        }
    return [{"type": mapped(method, _METHODS_BACK), **texts}]
