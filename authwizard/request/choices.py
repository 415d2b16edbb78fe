"""The enums of the API: each value with the words that a person chooses by.

Values are those of the service's model (botocore, amplifybackend); a test compares them.
"""

from __future__ import annotations

from .markers import Choice, Choices

SERVICES = Choices({"COGNITO": Choice("Amazon Cognito", "the only one that the API offers")})

AUTH_RESOURCES = Choices(
    {
        "USER_POOL_ONLY": Choice("User pool only", "users sign in to your app"),
        "IDENTITY_POOL_AND_USER_POOL": Choice(
            "User pool and identity pool", "they also get AWS credentials, e.g. for S3"
        ),
    }
)

SIGN_IN_METHODS = Choices(
    {
        "EMAIL": Choice("E-mail", "users sign in with their e-mail address"),
        "PHONE_NUMBER": Choice("Phone number", "users sign in with it; SMS costs money"),
        "EMAIL_AND_PHONE_NUMBER": Choice("E-mail or phone number", "each user chooses one"),
        "USERNAME": Choice("Username", "users make up a name"),
    }
)

SIGN_UP_ATTRIBUTES = Choices(
    {
        "EMAIL": Choice("E-mail", "where verification and password-reset codes go"),
        "PHONE_NUMBER": Choice("Phone number", "written as +14325551212"),
        "NAME": Choice("Name", "the full name"),
        "GIVEN_NAME": Choice("Given name", "the first name"),
        "FAMILY_NAME": Choice("Family name", "the last name"),
        "MIDDLE_NAME": Choice("Middle name", "names between first and last"),
        "NICKNAME": Choice("Nickname", "a casual name"),
        "PREFERRED_USERNAME": Choice("Preferred username", "the name to show, which users may change"),
        "BIRTHDATE": Choice("Birthdate", "YYYY-MM-DD"),
        "GENDER": Choice("Gender", "free text"),
        "ADDRESS": Choice("Address", "the postal address"),
        "LOCALE": Choice("Locale", "language and country, e.g. en-GB"),
        "PICTURE": Choice("Picture", "the address of a portrait"),
        "PROFILE": Choice("Profile", "the address of a profile page"),
        "WEBSITE": Choice("Website", "the address of a web page"),
        "UPDATED_AT": Choice("Updated at", "a number: the time of the last change"),
        "ZONE_INFO": Choice("Time zone", "fails in Amplify: better left out"),
    }
)

MFA_MODES = Choices(
    {
        "OFF": Choice("Off", "password alone, and says so"),
        "OPTIONAL": Choice("Optional", "users may set it up; your app has to offer it"),
        "ON": Choice("On", "everybody must; rules out passkeys as first factor"),
    }
)

MFA_TYPES = Choices(
    {
        "TOTP": Choice("TOTP", "authenticator app; free"),
        "SMS": Choice("SMS", "costs money per message"),
    },
    refused={"EMAIL": "mfa-type-email"},
)

GRANT_TYPES = Choices(
    {
        "CODE": Choice("Authorization code", "recommended, with PKCE; gives refresh tokens"),
        "IMPLICIT": Choice("Implicit", "tokens in the address bar; for old apps only"),
    }
)

SCOPES = Choices(
    {
        "OPENID": Choice("openid", "an ID token; the other three need it"),
        "EMAIL": Choice("email", "e-mail address, and whether it is verified"),
        "PHONE": Choice("phone", "phone number, and whether it is verified"),
        "PROFILE": Choice("profile", "all attributes that the app may read"),
        "AWS_COGNITO_SIGNIN_USER_ADMIN": Choice(
            "aws.cognito.signin.user.admin", "users may change their own attributes"
        ),
    }
)

CONSTRAINTS = Choices(
    {
        "REQUIRE_LOWERCASE": Choice("Lower-case letter", "a to z"),
        "REQUIRE_UPPERCASE": Choice("Upper-case letter", "A to Z"),
        "REQUIRE_DIGIT": Choice("Digit", "0 to 9"),
        "REQUIRE_SYMBOL": Choice("Symbol", "such as ! ? # % ="),
    }
)

DELIVERY = Choices(
    {
        "EMAIL": Choice("E-mail", "up to 50 a day from Cognito's own sender"),
        "SMS": Choice("SMS", "costs money per message"),
    }
)
