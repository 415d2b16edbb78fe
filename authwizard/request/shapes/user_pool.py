"""The user pool: sign-in, MFA, passwords, and what other modules hold of it."""

from typing import Annotated

from typing_extensions import TypedDict  # pydantic wants this one before Python 3.12

from ..choices import CONSTRAINTS, MFA_MODES, MFA_TYPES, SIGN_IN_METHODS, SIGN_UP_ATTRIBUTES
from ..markers import About, Between, Block, Length, Number, Only, Pattern, Required, UsedWith
from ..operation import CREATE
from .messages import ForgotPassword, VerificationMessage
from .oauth import OAuth
from .shape import POOL_NAME, shape


@shape
class MfaSettings(TypedDict, total=False):
    """The second factors and the text of the SMS that carries a code."""

    MfaTypes: Annotated[
        list[Annotated[str, MFA_TYPES]],
        About(
            "Second factors",
            "How users prove themselves after the password.",
            "A phone number that serves as second factor cannot also receive the code for a password reset.",
            ["TOTP"],
            needed="required unless MFA is Off",
            unset="MFA needs at least one",
        ),
    ]
    SmsMessage: Annotated[
        str,
        About(
            "SMS text",
            "The text message with the sign-in code; {####} stands for the code.",
            "Used only when SMS is one of the second factors. Keep it on one line.",
            "Your authentication code is {####}",
            kind="message",
            unset="Amplify's own text is sent",
        ),
        UsedWith("MfaTypes", ("SMS",)),
        Length(6, 140, "mfa-sms-length"),
    ]


@shape
class Mfa(TypedDict, total=False):
    """Whether users confirm their sign-in with a second factor."""

    MFAMode: Annotated[
        str,
        MFA_MODES,
        About(
            "MFA mode",
            "In an existing pool, a change to On may fail. Once MFA is in use, it cannot be switched off.",
            "MFA protects users who sign in with a password; social sign-in goes past it. Required MFA also rules out "
            "passkeys and one-time passwords as a first factor. The sign-in page does not offer to set up an optional "
            "factor: your app has to.",
            "OPTIONAL",
            wire="MFAMode",
        ),
        Required("mfa-mode-required", CREATE),
    ]
    Settings: Annotated[
        MfaSettings,
        About("MFA settings", "Second factors and the SMS text."),
        UsedWith("MFAMode", ("OPTIONAL", "ON"), set_aside=True),
    ]


@shape
class PasswordPolicy(TypedDict, total=False):
    """What a password must have."""

    MinimumLength: Annotated[
        float,
        Number(bool_rule="minlength-bool"),
        About(
            "Minimum length",
            "The fewest characters that a password may have.",
            "Twelve or more is better; Cognito's own default is 8.",
            8,
            needed="needed with the rest of the policy",
        ),
        Between(6, 99, "pw-min-range"),
        Required("pw-min-required", CREATE),
    ]
    AdditionalConstraints: Annotated[
        list[Annotated[str, CONSTRAINTS]],
        About(
            "Required characters",
            "Kinds of character that every password must contain.",
            example=["REQUIRE_LOWERCASE", "REQUIRE_DIGIT"],
            needed="recommended: all four",
            needed_update="needed with the rest of the policy",
            unset="characters of any kind will do",
        ),
    ]


@shape
class UserPoolConfigs(TypedDict, total=False):
    """The Amazon Cognito user pool: the directory of your users."""

    SignInMethod: Annotated[
        str,
        SIGN_IN_METHODS,
        About(
            "Sign-in method",
            "What users type to say who they are.",
            "It can never be changed on an existing pool.",
            "EMAIL",
        ),
        Required(
            "userpool-create-required",
            CREATE,
            "Choose @EMAIL, @PHONE_NUMBER, @EMAIL_AND_PHONE_NUMBER or @USERNAME.",
        ),
        Only("userpool-create-only"),
    ]
    RequiredSignUpAttributes: Annotated[
        list[Annotated[str, SIGN_UP_ATTRIBUTES]],
        About(
            "Required sign-up attributes",
            "What every user must give when signing up; an empty list is allowed.",
            "They can never be changed on an existing pool: require only what you cannot do without.",
            ["EMAIL"],
        ),
        Required(
            "userpool-create-required",
            CREATE,
            "Choose what every user must give; none is an answer too (an empty list).",
        ),
        Only("userpool-create-only"),
    ]
    UserPoolName: Annotated[
        str,
        About(
            "User pool name",
            "The name of the user pool in the Cognito console.",
            "Amplify adds a hyphen and the environment's name.",
            "myapp_users",
        ),
        Required("userpool-create-required", CREATE, "Give the user pool's name."),
        Only("userpool-create-only"),
        Pattern(POOL_NAME, "pool-name-format", 128),
    ]
    Mfa: Annotated[
        Mfa,
        About(
            "Multi-factor authentication",
            "Whether users confirm their sign-in with a second factor.",
            unset="no second factor",
            unset_update="an update may switch MFA off",
        ),
        Block("Set multi-factor authentication"),
    ]
    OAuth: Annotated[
        OAuth,
        About(
            "OAuth",
            "The hosted sign-in page and what your app may get from it.",
            wire="oAuth",
            unset="no hosted sign-in page",
            unset_update="what the backend has stays",
        ),
        Block("Set up the hosted sign-in page (OAuth)"),
    ]
    PasswordPolicy: Annotated[
        PasswordPolicy,
        About(
            "Password policy",
            "What a password must have.",
            unset="Amplify's default, 8 characters of any kind",
            unset_update="what the backend has stays",
        ),
        Block("Set a password policy"),
    ]
    VerificationMessage: Annotated[
        VerificationMessage,
        About(
            "Verification message",
            "How users get verification and password-reset codes, and what the message says.",
            unset="no codes are sent",
            unset_update="an update may then verify nothing",
        ),
        Block("Set the verification message"),
    ]
    ForgotPassword: Annotated[
        ForgotPassword,
        About(
            "Forgot password (deprecated)",
            "Deprecated: the verification message took its place.",
            unset="the verification message says it all",
        ),
        Block("Set the deprecated forgot-password message", deprecated=True),
    ]
