"""Rules for multi-factor authentication and for what SMS costs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..operation import BOTH, CREATE, UPDATE
from ..places import (
    DELIVERY,
    FORGOT_PASSWORD_DELIVERY,
    MFA,
    MFA_MODE,
    MFA_SETTINGS,
    MFA_SMS,
    MFA_TYPES,
    SIGN_IN_METHOD,
    SIGN_UP_ATTRIBUTES,
)
from ..tree import ABSENT
from .catalogue import ERROR_API, ERROR_COGNITO, NOTE, WARNING, Finding, declare, rule
from .pools import signs_in_with
from .view import View

_USED: Final = ("ON", "OPTIONAL")
_WITHOUT_PHONE: Final = ("EMAIL", "EMAIL_AND_PHONE_NUMBER", "USERNAME")
"""Sign-in methods that let users in without a phone number, at least those who choose so."""

declare(
    "mfa-mode-required", ERROR_API, CREATE,
    "The MFA settings have no mode.",
    "Choose @OFF, @OPTIONAL or @ON.",
    source="AB CreateBackendAuthMFAConfig.required",
)  # fmt: skip
declare(
    "mfa-type-email", ERROR_API, BOTH,
    "This API does not offer e-mail as a second factor.",
    "Choose TOTP or SMS.",
    source="AB MfaTypesElement",
)  # fmt: skip
declare(
    "mfa-sms-length", ERROR_COGNITO, BOTH,
    "The SMS text is too short or too long.",
    "Use 6 to 140 characters, the code included.",
    source="IDP SmsVerificationMessageType; CDG limits",
)  # fmt: skip


@rule(
    "mfa-types-required", ERROR_COGNITO, BOTH,
    "MFA is on, and no second factor is chosen.",
    "Choose at least one of TOTP and SMS.",
    source="IDP CreateUserPoolRequest.MfaConfiguration; CLI supported-services.ts mfaTypes",
    instead_of=("mfa-sms-removed",),
)  # fmt: skip
def mfa_types_required(view: View) -> Iterator[Finding]:
    if view.get(MFA_MODE) in _USED and view.get(MFA_TYPES) in (ABSENT, []):
        yield MFA_TYPES


@rule(
    "mfa-off-settings", WARNING, BOTH,
    "MFA settings are ignored while MFA is off.",
    "Remove them, or choose @OPTIONAL or @ON.",
    source="CLI auth-request-adaptors.ts mfaMap",
)  # fmt: skip
def mfa_off_settings(view: View) -> Iterator[Finding]:
    if view.get(MFA_MODE) == "OFF" and view.has(MFA_SETTINGS):
        yield MFA_SETTINGS


@rule(
    "mfa-off", WARNING, CREATE,
    "Multi-factor authentication is off.",
    "@OPTIONAL with TOTP is recommended: it costs nothing, and users choose.",
    source="SH Cognito.5; AD gen1 manage-mfa",
)  # fmt: skip
def mfa_off(view: View) -> Iterator[Finding]:
    if view.get(MFA_MODE) == "OFF" or view.get(MFA) is ABSENT:
        yield MFA_MODE


@rule(
    "mfa-sms-placeholder", ERROR_COGNITO, BOTH,
    "The SMS text does not say where the code goes.",
    "Put {####} where the code goes.",
    source="IDP SmsVerificationMessageType, SmsMfaConfigType; CLI smsAuthenticationMessage",
)  # fmt: skip
def mfa_sms_placeholder(view: View) -> Iterator[Finding]:
    text = view.text(MFA_SMS)
    if text and "{####}" not in text:
        yield MFA_SMS


@rule(
    "mfa-sms-one-line", WARNING, BOTH,
    "The SMS text has a line break.",
    "Keep it on one line: Cognito's pattern for it does not match a line break.",
    source="IDP SmsVerificationMessageType (inferred from its pattern)",
)  # fmt: skip
def mfa_sms_one_line(view: View) -> Iterator[Finding]:
    if has_line_break(view.text(MFA_SMS)):
        yield MFA_SMS


def has_line_break(text: str | None) -> bool:
    """Whether a text has a line break."""
    return text is not None and any(character in text for character in "\n\r\u0085\u2028\u2029")


@rule(
    "mfa-sms-unused", WARNING, BOTH,
    "This text is used only with SMS as a second factor.",
    "Add SMS to the second factors, or remove the text.",
    source="CLI headless add.ts; IDP SmsMfaConfigType",
)  # fmt: skip
def mfa_sms_unused(view: View) -> Iterator[Finding]:
    without = (view.is_create and view.get(MFA_TYPES) is ABSENT) or view.lacks(MFA_TYPES, "SMS")
    if view.has(MFA_SMS) and view.get(MFA_MODE) != "OFF" and without:
        yield MFA_SMS


def _phone_is_optional(view: View) -> bool:
    """Whether the pool lets users in without a phone number: neither required nor a sign-in name."""
    pool_view = view.founded()
    return (
        pool_view is not None
        and signs_in_with(pool_view, "PHONE_NUMBER") is False
        and pool_view.lacks(SIGN_UP_ATTRIBUTES, "PHONE_NUMBER")
    )


@rule(
    "mfa-sms-phone", WARNING, BOTH,
    "SMS as a second factor needs a phone number of every user.",
    "Require @RequiredSignUpAttributes.PHONE_NUMBER in the sign-in step, or keep TOTP alone.",
    source="CDG user-pool-settings-mfa; AD gen1 manage-mfa",
)  # fmt: skip
def mfa_sms_phone(view: View) -> Iterator[Finding]:
    if view.get(MFA_MODE) in _USED and view.holds(MFA_TYPES, "SMS") and _phone_is_optional(view):
        yield MFA_TYPES


@rule(
    "mfa-sms-only-on", WARNING, BOTH,
    "Users without a phone number will not be able to sign in.",
    "Add TOTP to the second factors, or require @RequiredSignUpAttributes.PHONE_NUMBER.",
    source="CDG user-pool-settings-mfa",
)  # fmt: skip
def mfa_sms_only_on(view: View) -> Iterator[Finding]:
    pool_view = view.founded()
    only_sms = view.holds(MFA_TYPES, "SMS") and view.lacks(MFA_TYPES, "TOTP")
    if pool_view is None or view.get(MFA_MODE) != "ON" or not only_sms:
        return
    if pool_view.get(SIGN_IN_METHOD) in _WITHOUT_PHONE and pool_view.lacks(
        SIGN_UP_ATTRIBUTES, "PHONE_NUMBER"
    ):
        yield MFA_TYPES


@rule(
    "mfa-sms-recovery", WARNING, BOTH,
    "A phone number that serves as second factor cannot receive the password-reset code too.",
    "Also require @RequiredSignUpAttributes.EMAIL, or use TOTP instead of SMS.",
    source="CDG user-pool-settings-mfa; IDP AccountRecoverySetting",
)  # fmt: skip
def mfa_sms_recovery(view: View) -> Iterator[Finding]:
    pool_view = view.founded()
    if pool_view is None or view.get(MFA_MODE) not in _USED or not view.holds(MFA_TYPES, "SMS"):
        return
    phone_alone = pool_view.get(SIGN_IN_METHOD) == "PHONE_NUMBER" or _delivers_by_sms(view, pool_view)
    if phone_alone and pool_view.lacks(SIGN_UP_ATTRIBUTES, "EMAIL"):
        yield MFA_TYPES


def _delivers_by_sms(view: View, before: View) -> bool:
    """Whether codes go out by SMS: as the request says, or as it is already where the request says nothing."""
    methods = (
        before.get(path) if view.get(path) is ABSENT else view.get(path)
        for path in (DELIVERY, FORGOT_PASSWORD_DELIVERY)
    )
    return "SMS" in methods


@rule(
    "mfa-prefer-totp", NOTE, BOTH,
    "TOTP is stronger than SMS, costs nothing and leaves SMS for recovery.",
    "Offer TOTP too.",
    source="CDG user-pool-settings-mfa; AD gen1 manage-mfa",
)  # fmt: skip
def mfa_prefer_totp(view: View) -> Iterator[Finding]:
    if view.get(MFA_MODE) != "OFF" and view.holds(MFA_TYPES, "SMS") and view.lacks(MFA_TYPES, "TOTP"):
        yield MFA_TYPES


@rule(
    "mfa-sms-too", NOTE, CREATE,
    "Amplify turns SMS on as a second factor, too, wherever SMS is set up at all.",
    "Expect it, or use no SMS for sign-in, verification and required attributes either.",
    source="CLI auth-cognito-stack-builder.ts EnabledMfas",
)  # fmt: skip
def mfa_sms_too(view: View) -> Iterator[Finding]:
    totp_alone = view.holds(MFA_TYPES, "TOTP") and view.lacks(MFA_TYPES, "SMS")
    for_another_cause = (
        signs_in_with(view, "PHONE_NUMBER")
        or view.holds(SIGN_UP_ATTRIBUTES, "PHONE_NUMBER")
        or "SMS" in (view.get(DELIVERY), view.get(FORGOT_PASSWORD_DELIVERY))
    )
    if view.get(MFA_MODE) in _USED and totp_alone and for_another_cause:
        yield MFA_TYPES


@rule(
    "mfa-sms-removed", WARNING, UPDATE,
    "The backend has SMS as a second factor, and this update takes it away.",
    "Keep SMS, or see that those users set up another factor; where SMS serves sign-in, the change may be refused.",
    source="amplify-backend #1481",
)  # fmt: skip
def mfa_sms_removed(view: View) -> Iterator[Finding]:
    before = view.founded()
    had = before is not None and before.get(MFA_MODE) in _USED and before.holds(MFA_TYPES, "SMS")
    if had and (view.lacks(MFA_TYPES, "SMS") or view.get(MFA_MODE) == "OFF"):
        yield MFA_TYPES if view.has(MFA_TYPES) else MFA_MODE


@rule(
    "update-resets-mfa", WARNING, UPDATE,
    "The update says nothing of MFA, and in Amplify's own code it then switches MFA off.",
    "Pull the backend first, or state the MFA block.",
    source="CLI auth-request-adaptors.ts mfaMap; amplify-cli #5947. That the service runs this code is an inference",
)  # fmt: skip
def update_resets_mfa(view: View) -> Iterator[Finding]:
    if view.baseline is None and view.get(MFA) is ABSENT:
        yield MFA


@rule(
    "mfa-on-after-create", WARNING, UPDATE,
    "MFA can hardly be required of a pool that exists: the job may fail.",
    "It works only where MFA is @ON already. Use @OPTIONAL, or set-user-pool-mfa-config of cognito-idp.",
    source="amplify-studio #482; amplify-cli #5063; AD gen1 manage-mfa",
)  # fmt: skip
def mfa_on_after_create(view: View) -> Iterator[Finding]:
    before = view.founded()
    if view.get(MFA_MODE) == "ON" and (before is None or before.get(MFA_MODE) != "ON"):
        yield MFA_MODE


@rule(
    "mfa-off-after-create", WARNING, UPDATE,
    "Amplify does not let you switch MFA off once it is on.",
    "Leave the MFA block out of the update, or choose @OPTIONAL.",
    source="AD gen1 manage-mfa; CLI supported-services.ts mfaConfiguration",
)  # fmt: skip
def mfa_off_after_create(view: View) -> Iterator[Finding]:
    before = view.founded()
    if view.get(MFA_MODE) == "OFF" and (before is None or before.get(MFA_MODE) in _USED):
        yield MFA_MODE


@rule(
    "mfa-on-onboarding", NOTE, BOTH,
    "Every user must set up a second factor.",
    "Build that step into your app.",
    source="CDG user-pool-settings-mfa", told=True,
)  # fmt: skip
def mfa_on_onboarding(view: View) -> Iterator[Finding]:
    if view.get(MFA_MODE) == "ON":
        yield MFA_MODE


@rule(
    "mfa-optional-prompt", NOTE, BOTH,
    "The hosted sign-in page does not offer to set up an optional second factor.",
    "Offer it in your app.",
    source="IDP SetUserPoolMfaConfigRequest.MfaConfiguration", told=True,
)  # fmt: skip
def mfa_optional_prompt(view: View) -> Iterator[Finding]:
    if view.get(MFA_MODE) == "OPTIONAL":
        yield MFA_MODE


@rule(
    "mfa-passwordless", NOTE, BOTH,
    "Required MFA rules out passkeys and one-time passwords as a first factor in this pool.",
    "Choose @OPTIONAL if you want them later.",
    source="CDG user-pool-settings-mfa", told=True,
)  # fmt: skip
def mfa_passwordless(view: View) -> Iterator[Finding]:
    if view.get(MFA_MODE) == "ON":
        yield MFA_MODE


@rule(
    "mfa-federated", NOTE, BOTH,
    "MFA applies to users with a password, not to social sign-in.",
    "Rely on the provider's own second factor there.",
    source="CDG user-pool-settings-mfa", told=True,
)  # fmt: skip
def mfa_federated(view: View) -> Iterator[Finding]:
    if view.get(MFA_MODE) in _USED and view.providers():
        yield MFA_MODE


@rule(
    "sms-sandbox", WARNING, BOTH,
    "SMS costs money, and a new account reaches verified numbers only.",
    "Leave the SNS sandbox before you go live; US numbers need an origination identity.",
    source="CDG user-pool-sms-settings; CLI utils/configure-sms.ts",
)  # fmt: skip
def sms_sandbox(view: View) -> Iterator[Finding]:
    if signs_in_with(view, "PHONE_NUMBER"):
        yield SIGN_IN_METHOD
    elif view.holds(SIGN_UP_ATTRIBUTES, "PHONE_NUMBER"):
        yield SIGN_UP_ATTRIBUTES
    elif view.get(MFA_MODE) != "OFF" and view.holds(MFA_TYPES, "SMS"):
        yield MFA_TYPES
    elif view.get(DELIVERY) == "SMS":
        yield DELIVERY
    elif view.get(FORGOT_PASSWORD_DELIVERY) == "SMS":
        yield FORGOT_PASSWORD_DELIVERY
