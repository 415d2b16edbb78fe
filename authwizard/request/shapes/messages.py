"""The messages that carry a code."""

from typing import Annotated

from typing_extensions import TypedDict  # pydantic wants this one before Python 3.12

from ..choices import DELIVERY
from ..markers import About, Length, Required, Sensitive, UsedWith
from ..operation import CREATE
from .shape import shape


@shape
class EmailSettings(TypedDict, total=False):
    """The e-mail that carries the code."""

    EmailSubject: Annotated[
        str,
        About(
            "E-mail subject",
            "The subject line of the e-mail with the code.",
            example="Your verification code",
            unset="Amplify's own subject",
        ),
        Length(1, 140, "subject-length"),
    ]
    EmailMessage: Annotated[
        str,
        About(
            "E-mail text",
            "The text of the e-mail; {####} stands for the code.",
            "Put {####} where the code goes. Line breaks and HTML are allowed. Cognito documents its own texts "
            "only for pools that send through your own Amazon SES, which this API cannot set.",
            "Welcome! Your verification code is {####}.",
            kind="message",
            unset="Amplify's own text",
        ),
        Length(6, 20_000, "email-length"),
    ]


@shape
class SmsSettings(TypedDict, total=False):
    """The text message that carries the code."""

    SmsMessage: Annotated[
        str,
        About(
            "SMS text",
            "The text message that users get; {####} stands for the code.",
            "Put {####} where the code goes, and keep it on one line.",
            "Your verification code is {####}",
            kind="message",
            unset="Amplify's own text",
        ),
        Length(6, 140, "sms-length"),
    ]


@shape
class VerificationMessage(TypedDict, total=False):
    """How users get the code that verifies their account and resets their password, and what it says."""

    DeliveryMethod: Annotated[
        str,
        DELIVERY,
        About(
            "Delivery method",
            "Whether codes are sent by e-mail or as a text message.",
            "Codes go to an address that the user has given: choose what your sign-in step asks for.",
            "EMAIL",
        ),
        Required("vm-delivery-required"),
    ]
    EmailSettings: Annotated[
        EmailSettings,
        About("E-mail message", "Subject and text of the e-mail."),
        UsedWith("DeliveryMethod", ("EMAIL",)),
        Sensitive(),
    ]
    SmsSettings: Annotated[
        SmsSettings,
        About("SMS message", "Text of the SMS."),
        UsedWith("DeliveryMethod", ("SMS",)),
        Sensitive(),
    ]


@shape
class ForgotPassword(TypedDict, total=False):
    """The deprecated twin of VerificationMessage; it never was a message of its own."""

    DeliveryMethod: Annotated[
        str,
        DELIVERY,
        About("Delivery method", "Whether codes are sent by e-mail or as a text message.", example="EMAIL"),
        Required("fp-delivery-required", CREATE),
    ]
    EmailSettings: Annotated[
        EmailSettings, About("E-mail message", "Subject and text of the e-mail."), Sensitive()
    ]
    SmsSettings: Annotated[SmsSettings, About("SMS message", "Text of the SMS."), Sensitive()]
