"""What each failure means and what to do about it, by the failure's name."""

from __future__ import annotations

from typing import Final

from authwizard.request.rules import RULES

_GET_CREDENTIALS: Final = (
    "Set up credentials with `aws configure` or `aws configure sso`, or name another profile with --profile."
)

REMEDIES: Final[dict[str, tuple[str, str]]] = {
    "no-credentials": ("There are no AWS credentials.", _GET_CREDENTIALS),
    "partial-credentials": (
        "The AWS credentials are incomplete: an access key needs its secret key.",
        _GET_CREDENTIALS,
    ),
    "expired-credentials": (
        "The AWS credentials have expired.",
        "Get new ones where these came from, then try again.",
    ),
    "expired-sso": (
        "The SSO session of the profile {profile} has expired or was never begun.",
        "Run `aws sso login --profile {profile_word}`, then try again.",
    ),
    "expired-login": (
        "The login session of the profile {profile} has expired or was never begun.",
        "Run `aws login --profile {profile_word}`, then try again.",
    ),
    "bad-credentials": (
        "AWS does not know these credentials, or their secret key is wrong.",
        "Look at the credentials of the profile {profile}, or name another one with --profile.",
    ),
    "credentials-unavailable": (
        "The credentials of the profile {profile} could not be fetched.",
        "Try `aws sts get-caller-identity --profile {profile_word}`: it says where they should come from.",
    ),
    "missing-dependency": (
        "The profile {profile} needs a part of the AWS SDK that is not installed.",
        "Install it with: pip install 'botocore[crt]'",
    ),
    "unsigned": (
        "The service answers to signed requests only.",
        "Leave --no-sign-request out.",
    ),
    "unknown-profile": (
        "There is no such profile in the AWS configuration.",
        "`aws configure list-profiles` shows which there are; `aws configure --profile NAME` makes one.",
    ),
    "aws-config": (
        "The AWS configuration, or an option of the connection, cannot be used.",
        "`aws configure list` shows what it says and where it stands.",
    ),
    "no-region": (
        "No region is set.",
        "Give --region, set AWS_DEFAULT_REGION, or set one with `aws configure set region REGION`.",
    ),
    "bad-region": ("{region} is not the name of a region.", "A region is named like eu-west-1."),
    "region-unsupported": (
        "There is no AmplifyBackend endpoint in the region {region}.",
        "Choose a region that has AmplifyBackend: the one where your Amplify app is.",
    ),
    "no-such-host": (
        "The host {host} is not found.",
        "Look at the network connection, at --endpoint-url, and at the region.",
    ),
    "connection-refused": (
        "{host} refuses the connection.",
        "Look at --endpoint-url (AWS_ENDPOINT_URL): does the server run, and is the port right?",
    ),
    "no-route": (
        "{host} cannot be reached.",
        "Look at the network connection, the VPN and the proxy.",
    ),
    "connect-timeout": (
        "{host} did not take the connection in time.",
        "Look at the network connection, the VPN and the proxy; --cli-connect-timeout waits longer.",
    ),
    "proxy": (
        "The proxy cannot be reached.",
        "Look at HTTPS_PROXY and HTTP_PROXY; NO_PROXY names hosts that need none.",
    ),
    "tls": (
        "The certificate of {host} cannot be trusted, or it does not speak TLS.",
        "Behind a proxy that inspects TLS, name its CA certificates with --ca-bundle (AWS_CA_BUNDLE).",
    ),
    "tls-broken": (
        "The TLS connection with {host} broke.",
        "Look at the network connection and the proxy.",
    ),
    "ca-bundle": (
        "The file of CA certificates is not there or holds none.",
        "Look at --ca-bundle, AWS_CA_BUNDLE and `ca_bundle` in the AWS configuration.",
    ),
    "clock-skew": (
        "AWS refuses the signature because of its time.",
        "Set this machine's clock: it may be off by five minutes at most.",
    ),
    "access-denied": (
        "The caller may not do this: the action {action} is not allowed.",
        "Have {action} allowed by the caller's IAM policies, or name another profile with --profile.",
    ),
    "auth-already": (
        "This environment has a sign-in system already.",
        "Update it instead of creating one, or pull first: that shows what is there.",
    ),
    "bad-request": (
        "The service refuses the request as not formed properly.",
        "`authwizard check` shows what may be wrong with it. What it cannot see: does the app take this request now?",
    ),
    "not-found": (
        "The service does not find what the request names.",
        "Look at app ID, environment and resource name, and whether account and region are those of the app.",
    ),
    "pending-job": (RULES["pending-job"].message, RULES["pending-job"].fix),
    "too-many-requests": (
        "The service takes no more requests now, or a limit of the account is reached.",
        "Wait a minute, then send it again.",
    ),
    "service-error": (
        "The service failed (HTTP {status}).",
        "Look at what the backend has before you send it again.",
    ),
    "read-timeout": (
        "{host} did not answer in time.",
        "Look at what the backend has before you send it again; --cli-read-timeout waits longer.",
    ),
    "connection-dropped": (
        "The connection to {host} broke before the answer was there.",
        "Look at what the backend has before you send it again.",
    ),
    "not-json": (
        "The answer of {host} is not one of this service.",
        "Is there a proxy or a login page in between? Look at --endpoint-url and the network.",
    ),
    "refused": (
        "The service refuses the request (HTTP {status}).",
        "Look at what it says, and at account and region.",
    ),
    "answer-error": ("The answer carries an error.", "Look at what it says."),
    "another-submit": (
        "Another authwizard is sending a request to this environment now.",
        "Wait until it is done. A second request would start a second job.",
    ),
}
"""Message and fix of each failure. The words in braces come from the call."""
