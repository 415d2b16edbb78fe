"""Rules for the messages that carry a code: VerificationMessage and the deprecated ForgotPassword."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..operation import BOTH, CREATE, UPDATE
from ..places import DELIVERY, FORGOT_PASSWORD, SIGN_UP_ATTRIBUTES, VERIFICATION_MESSAGE
from ..tree import ABSENT, MemberPath
from .catalogue import ERROR_API, ERROR_COGNITO, NOTE, WARNING, Finding, declare, rule
from .mfa import has_line_break
from .pools import signs_in_with
from .uris import has_good_characters
from .view import View

_BLOCKS: Final = (VERIFICATION_MESSAGE, FORGOT_PASSWORD)
# The first character inside is no mark and no blank, so that a long text is read once and not over and over.
_LINK: Final = re.compile(r"\{##\s*[^#{}\s][^{}]*##\}")
_EMAILS: Final = tuple((*block, "EmailSettings", "EmailMessage") for block in _BLOCKS)
_SUBJECTS: Final = tuple((*block, "EmailSettings", "EmailSubject") for block in _BLOCKS)
_SMS: Final = tuple((*block, "SmsSettings", "SmsMessage") for block in _BLOCKS)
_MATCHING: Final = {
    "EMAIL": ("EmailSettings", "EmailMessage", "SmsSettings"),
    "SMS": ("SmsSettings", "SmsMessage", "EmailSettings"),
}

declare(
    "vm-delivery-required", ERROR_API, BOTH,
    "The verification message has no delivery method.",
    "Choose @EMAIL or SMS.",
    source="AB Create/UpdateBackendAuthVerificationMessageConfig.required",
)  # fmt: skip
declare(
    "fp-delivery-required", ERROR_API, CREATE,
    "The forgot-password message has no delivery method.",
    "Choose @EMAIL or SMS, or better move to @VerificationMessage.",
    source="AB CreateBackendAuthForgotPasswordConfig.required",
)  # fmt: skip
declare(
    "email-length", ERROR_COGNITO, BOTH,
    "The e-mail's text is too short or too long.",
    "Use 6 to 20,000 characters.",
    source="IDP EmailVerificationMessageType; CDG limits",
)  # fmt: skip
declare(
    "subject-length", ERROR_COGNITO, BOTH,
    "The subject is empty or too long.",
    "Use 1 to 140 characters, or leave the subject out.",
    source="IDP EmailVerificationSubjectType; CDG limits",
)  # fmt: skip
declare(
    "sms-length", ERROR_COGNITO, BOTH,
    "The SMS text is too short or too long.",
    "Use 6 to 140 characters, the code included.",
    source="IDP SmsVerificationMessageType; CDG limits",
)  # fmt: skip


def _texts(view: View, paths: tuple[MemberPath, ...]) -> Iterator[tuple[MemberPath, str]]:
    for path in paths:
        text = view.text(path)
        if text is not None:
            yield path, text


@rule(
    "fp-deprecated", WARNING, BOTH,
    "@ForgotPassword is out of use, and never was a message of its own.",
    "Use @VerificationMessage.",
    source="AB documentation since botocore 1.24.21; CLI authVersionUpgrades.ts",
)  # fmt: skip
def fp_deprecated(view: View) -> Iterator[Finding]:
    if view.has(FORGOT_PASSWORD):
        yield FORGOT_PASSWORD


@rule(
    "fp-and-vm", WARNING, BOTH,
    "@ForgotPassword and @VerificationMessage set the same text.",
    "Keep @VerificationMessage alone.",
    source="AB documentation since botocore 1.24.21; CLI authVersionUpgrades.ts",
)  # fmt: skip
def fp_and_vm(view: View) -> Iterator[Finding]:
    if view.has(FORGOT_PASSWORD) and view.has(VERIFICATION_MESSAGE):
        yield FORGOT_PASSWORD


@rule(
    "email-placeholder", ERROR_COGNITO, BOTH,
    "The e-mail does not say where the code goes.",
    "Put {####} where the code goes; the link form {##…##} is not accepted here.",
    source="IDP EmailVerificationMessageType; amplify-studio #876",
)  # fmt: skip
def email_placeholder(view: View) -> Iterator[Finding]:
    yield from (path for path, text in _texts(view, _EMAILS) if text and "{####}" not in text)


@rule(
    "email-chars", ERROR_COGNITO, BOTH,
    "There is a control or invisible character in it.",
    "Remove it; line breaks, HTML and plain emoji are fine, joined emoji are not.",
    source="IDP EmailVerificationMessageType, EmailVerificationSubjectType",
)  # fmt: skip
def email_chars(view: View) -> Iterator[Finding]:
    for path, text in _texts(view, _EMAILS + _SUBJECTS):
        if not has_good_characters(text, " \t\n\r\f\v"):
            yield path


@rule(
    "sms-placeholder", ERROR_COGNITO, BOTH,
    "The SMS does not say where the code goes.",
    "Put {####} where the code goes.",
    source="IDP SmsVerificationMessageType",
)  # fmt: skip
def sms_placeholder(view: View) -> Iterator[Finding]:
    yield from (path for path, text in _texts(view, _SMS) if text and "{####}" not in text)


@rule(
    "sms-one-line", WARNING, BOTH,
    "The SMS text has a line break.",
    "Keep it on one line: Cognito's pattern for it does not match a line break.",
    source="IDP SmsVerificationMessageType (inferred from its pattern)",
)  # fmt: skip
def sms_one_line(view: View) -> Iterator[Finding]:
    yield from (path for path, text in _texts(view, _SMS) if has_line_break(text))


@rule(
    "msg-username", WARNING, BOTH,
    "{username} is not filled in in verification messages.",
    "Remove it.",
    source="CDG cognito-user-pool-settings-message-templates",
)  # fmt: skip
def msg_username(view: View) -> Iterator[Finding]:
    yield from (path for path, text in _texts(view, _EMAILS + _SMS) if "{username}" in text)


@rule(
    "msg-link", WARNING, BOTH,
    "The text has a link form {##…##}, which would be sent as it stands: this API sends a code.",
    "Use {####} alone.",
    source="amplify-cli #5907; aws-cdk #6705",
)  # fmt: skip
def msg_link(view: View) -> Iterator[Finding]:
    # Without the code the text is refused, and `email-placeholder` says so.
    yield from (path for path, text in _texts(view, _EMAILS) if _LINK.search(text) and "{####}" in text)


@rule(
    "vm-absent", WARNING, CREATE,
    "No address or number is verified, and nobody can reset a forgotten password.",
    "Turn the verification message on, and choose @EMAIL or SMS.",
    source="CLI auth-request-adaptors.ts autoVerifiedAttributesMap; 3,000 requests run through Amplify's own code",
)  # fmt: skip
def vm_absent(view: View) -> Iterator[Finding]:
    # The deprecated block sets the same.
    if view.get(VERIFICATION_MESSAGE) is ABSENT and view.get(FORGOT_PASSWORD) is ABSENT:
        yield VERIFICATION_MESSAGE


@rule(
    "vm-unused-settings", WARNING, BOTH,
    "These settings are not used with this delivery method.",
    "Remove them, or choose the other method.",
    source="CLI authVersionUpgrades.ts",
)  # fmt: skip
def vm_unused_settings(view: View) -> Iterator[Finding]:
    matching = _MATCHING.get(str(view.get(DELIVERY)))
    if matching and view.has((*VERIFICATION_MESSAGE, matching[2])):
        yield (*VERIFICATION_MESSAGE, matching[2])


@rule(
    "vm-default", NOTE, BOTH,
    "No text is given, so Cognito sends its own.",
    "Write one if you want another.",
    source="CLI cognito-defaults.js; IDP VerificationMessageTemplateType", told=True,
)  # fmt: skip
def vm_default(view: View) -> Iterator[Finding]:
    matching = _MATCHING.get(str(view.get(DELIVERY)))
    if matching and view.get((*VERIFICATION_MESSAGE, *matching[:2])) is ABSENT:
        yield (*VERIFICATION_MESSAGE, *matching[:2])


def _unreachable(view: View, method: str, attribute: str) -> bool:
    """Whether codes go to an address that users need not have."""
    optional = signs_in_with(view, attribute) is False and view.lacks(SIGN_UP_ATTRIBUTES, attribute)
    return view.get(DELIVERY) == method and optional


@rule(
    "update-resets-verification", WARNING, UPDATE,
    "The update says nothing of verification, and in Amplify's own code it then verifies nothing any more.",
    "Pull the backend first, or state the verification message.",
    source="CLI auth-request-adaptors.ts autoVerifiedAttributesMap. That the service runs this code is an inference",
)  # fmt: skip
def update_resets_verification(view: View) -> Iterator[Finding]:
    if (
        view.baseline is None
        and view.get(VERIFICATION_MESSAGE) is ABSENT
        and view.get(FORGOT_PASSWORD) is ABSENT
    ):
        yield VERIFICATION_MESSAGE


@rule(
    "vm-sms-phone", WARNING, CREATE,
    "Users without a phone number get no code.",
    "Require @RequiredSignUpAttributes.PHONE_NUMBER, or deliver by @EMAIL.",
    source="CDG user-pool-settings-email-phone-verification",
)  # fmt: skip
def vm_sms_phone(view: View) -> Iterator[Finding]:
    if _unreachable(view, "SMS", "PHONE_NUMBER"):
        yield DELIVERY


@rule(
    "vm-email-email", WARNING, CREATE,
    "Users without an e-mail address get no code.",
    "Require @RequiredSignUpAttributes.EMAIL, or deliver by SMS.",
    source="CDG user-pool-settings-email-phone-verification",
)  # fmt: skip
def vm_email_email(view: View) -> Iterator[Finding]:
    if _unreachable(view, "EMAIL", "EMAIL"):
        yield DELIVERY


@rule(
    "email-quota", NOTE, BOTH,
    "Cognito's own sender is limited to 50 e-mails a day in an account.",
    "Use Amazon SES before you go live.",
    source="CDG limits, user-pool-email", told=True,
)  # fmt: skip
def email_quota(view: View) -> Iterator[Finding]:
    if view.get(DELIVERY) == "EMAIL":
        yield DELIVERY


@rule(
    "email-custom-ses", NOTE, BOTH,
    "Cognito documents e-mail texts of your own only for pools that send through your Amazon SES.",
    "This API cannot set that up: check after the deployment which text is sent.",
    source="IDP VerificationMessageTemplateType.EmailMessage",
)  # fmt: skip
def email_custom_ses(view: View) -> Iterator[Finding]:
    first = next(
        ((*block, "EmailSettings") for block in _BLOCKS if view.has((*block, "EmailSettings"))), None
    )
    if first:
        yield first
