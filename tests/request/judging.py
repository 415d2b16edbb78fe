"""Judging a tree as the tests do, and a request in which nearly everything is worth a word."""

from typing import Any, Final

from authwizard.request.check import Report, check
from authwizard.request.draft import Draft
from authwizard.request.operation import Operation
from authwizard.request.tree import MemberPath, Tree, pool

from .requests import full

GOOGLE: Final = pool("OAuth", "SocialProviderSettings", "Google")
APPLE: Final = pool("OAuth", "SocialProviderSettings", "SignInWithApple")


def judged(tree: Any, operation: Operation = "create") -> Report:
    return check(Draft.from_tree(operation, tree))


def rules(report: Report) -> list[str]:
    return [problem.rule for problem in report.problems]


def errors(tree: Tree, operation: Operation = "create") -> list[tuple[str, MemberPath]]:
    return [(problem.rule, problem.path) for problem in judged(tree, operation).errors]


def noisy() -> Tree:
    """Return a request in which every value has its type and nearly every rule finds something to say."""
    tree = full()
    tree["AppId"] = "${APP}"
    tree["BackendEnvironmentName"] = "e" * 60
    tree["ResourceName"] = "my-auth"
    tree["ResourceConfig"]["AuthResources"] = "USER_POOL_ONLY"
    tree["ResourceConfig"]["IdentityPoolConfigs"] = {
        "IdentityPoolName": "n-" * 60,
        "UnauthenticatedLogin": True,
    }
    users = tree["ResourceConfig"]["UserPoolConfigs"]
    users["UserPoolName"] = "u" * 120
    users["SignInMethod"] = "USERNAME"
    users["RequiredSignUpAttributes"] = ["NAME", "ZONE_INFO", "NAME", "UPDATED_AT"]
    users["Mfa"] = {"MFAMode": "ON", "Settings": {"MfaTypes": ["SMS"], "SmsMessage": "a\nb"}}
    users["OAuth"] |= {
        "DomainPrefix": "aws-" + "x" * 50,
        "RedirectSignInURIs": [
            "http://a.example/",
            "/x",
            "https://a.example/#b",
            "http://localhost",
            "/x",
            "",
        ],
        "RedirectSignOutURIs": ["http://a.example", "my app://", "my app://"],
        "OAuthGrantType": "IMPLICIT",
        "OAuthScopes": ["EMAIL"],
    }
    social = users["OAuth"]["SocialProviderSettings"]
    social["Facebook"] = {"ClientId": "abc"}
    social["Google"]["ClientId"] = "1"
    social["LoginWithAmazon"]["ClientId"] = "1"
    social["SignInWithApple"] = {"ClientId": "1", "TeamId": "1", "KeyId": "1", "PrivateKey": "/key.p8"}
    users["PasswordPolicy"] = {"MinimumLength": 5.5, "AdditionalConstraints": []}
    for block in ("VerificationMessage", "ForgotPassword"):
        users[block] = {
            "DeliveryMethod": "SMS",
            "EmailSettings": {"EmailSubject": "", "EmailMessage": "{username}\u200d"},
            "SmsSettings": {"SmsMessage": "a\nb"},
        }
    return tree
