"""How the sandbox's tests call it, and what they send."""

import http.client
import json
from typing import Any
from urllib.parse import urlsplit

import boto3
from botocore.config import Config

from authwizard.sandbox import Sandbox

APP = "d1practice0001"
CLIENT_SECRET = "invented-client-secret"
PRIVATE_KEY = "inventedprivatekey"

TARGET: dict[str, Any] = {"AppId": APP, "BackendEnvironmentName": "dev", "ResourceName": "practiceauth"}

SMALL: dict[str, Any] = {
    "AuthResources": "USER_POOL_ONLY",
    "Service": "COGNITO",
    "UserPoolConfigs": {
        "PasswordPolicy": {"MinimumLength": 8, "AdditionalConstraints": ["REQUIRE_DIGIT"]},
        "RequiredSignUpAttributes": ["EMAIL"],
        "SignInMethod": "EMAIL",
        "UserPoolName": "practice pool",
    },
}

OAUTH: dict[str, Any] = {
    "DomainPrefix": "practice",
    "OAuthGrantType": "CODE",
    "OAuthScopes": ["OPENID", "AWS_COGNITO_SIGNIN_USER_ADMIN"],
    "RedirectSignInURIs": ["https://example.com/"],
    "RedirectSignOutURIs": ["https://example.com/ö"],
    "SocialProviderSettings": {
        "Google": {"ClientId": "1234.apps.googleusercontent.com", "ClientSecret": CLIENT_SECRET},
        "SignInWithApple": {
            "ClientId": "com.example.signin",
            "KeyId": "AB12CD34EF",
            "PrivateKey": PRIVATE_KEY,
            "TeamId": "AB12CD34EF",
        },
    },
}

FULL: dict[str, Any] = {
    "AuthResources": "IDENTITY_POOL_AND_USER_POOL",
    "IdentityPoolConfigs": {"IdentityPoolName": "practice_identities", "UnauthenticatedLogin": True},
    "Service": "COGNITO",
    "UserPoolConfigs": {
        **SMALL["UserPoolConfigs"],
        "ForgotPassword": {"DeliveryMethod": "SMS", "SmsSettings": {"SmsMessage": "Code {####}"}},
        "Mfa": {"MFAMode": "ON", "Settings": {"MfaTypes": ["SMS", "TOTP"], "SmsMessage": "Code {####}"}},
        "OAuth": OAUTH,
        "VerificationMessage": {
            "DeliveryMethod": "EMAIL",
            "EmailSettings": {"EmailMessage": "Code {####}\nBye", "EmailSubject": "Code"},
        },
    },
}


class Clock:
    """A clock that stands still until it is told."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


def client(sandbox: Sandbox | str, service: str = "amplifybackend", **settings: Any) -> Any:
    """Return a real boto3 client for a sandbox, or for its URL, that sends each call once."""
    return boto3.client(
        service,  # type: ignore[call-overload]  # the stubs know only the services that they carry
        endpoint_url=sandbox if isinstance(sandbox, str) else sandbox.endpoint_url,
        region_name="eu-west-1",
        aws_access_key_id="invented-key-id",
        aws_secret_access_key="invented-secret",
        config=Config(retries={"total_max_attempts": 1}, **settings),
    )


def raw(
    sandbox: Sandbox,
    path: str,
    body: bytes = b"{}",
    *,
    method: str = "POST",
    headers: dict[str, str] | None = None,
) -> tuple[int, http.client.HTTPMessage, bytes]:
    """Send a request as it stands and return the status, the headers and the body."""
    connection = http.client.HTTPConnection(urlsplit(sandbox.endpoint_url).netloc, timeout=60)
    try:
        connection.request(method, path, body, headers or {})
        response = connection.getresponse()
        return response.status, response.headers, response.read()
    finally:
        connection.close()


def message(body: bytes) -> str:
    """Return the text of a REST-JSON refusal."""
    return str(json.loads(body)["message"])
