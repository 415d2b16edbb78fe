"""Gen 2's amplify/backend.ts: what Gen 1 makes otherwise than defineAuth, and defineAuth has no member for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from authwizard.request.resources import REFRESH_TOKEN_DAYS, OAuth, PasswordPolicy, Resources, UserPool

from .gen2_choices import (
    GEN2_PASSWORD,
    adds_openid,
    keeps_recovery,
    logins_of,
    needs_sms_role,
    uses_email,
    uses_phone,
    verifies_email,
)
from .typescript import UNDEFINED, Code, Value, assignment, comment, inline


@dataclass(frozen=True, slots=True)
class _Group:
    """Statements that belong together, and the comment that says why they are there."""

    why: str
    statements: tuple[str, ...]

    def __str__(self) -> str:
        return comment(self.why) + "\n".join(self.statements) + "\n"


def backend_file(resources: Resources) -> str:
    """Return the file without its head comment."""
    user_pool, oauth = resources.user_pool, resources.oauth
    groups = [
        *_user_pool(user_pool),
        *_texts(user_pool),
        *_client(oauth),
        *_domain(oauth),
        _identity_pool(resources),
        *_identity_providers(resources),
    ]
    has_domain = oauth is not None and oauth.domain is not None
    with_role = needs_sms_role(user_pool)
    cdk = "Names, RemovalPolicy" if with_role else "RemovalPolicy"
    imports = [
        "import { defineBackend } from '@aws-amplify/backend';",
        f"import {{ {cdk} }} from 'aws-cdk-lib';",
    ]
    if has_domain:
        imports.append("import type { CfnUserPoolDomain } from 'aws-cdk-lib/aws-cognito';")
    if with_role:
        imports.append(_IAM)
    imports.append("import { auth } from './auth/resource';")
    start = "const backend = defineBackend({ auth });\n"
    if has_domain or with_role:
        start += "const { userPool } = backend.auth.resources;\n"
    start += "const { cfnUserPool, cfnUserPoolClient, cfnIdentityPool } =\n  backend.auth.resources.cfnResources;\n"
    return "\n".join(["\n".join(imports) + "\n", start, *map(str, groups)])


_IAM: Final = """\
import {
  PolicyDocument,
  PolicyStatement,
  Role,
  ServicePrincipal,
} from 'aws-cdk-lib/aws-iam';"""
_ROLE: Final = """\
const smsExternalId = Names.uniqueId(userPool);
const smsRole = new Role(userPool, 'SmsRole', {
  assumedBy: new ServicePrincipal('cognito-idp.amazonaws.com', {
    conditions: { StringEquals: { 'sts:ExternalId': smsExternalId } },
  }),
  inlinePolicies: {
    'sns-publish': new PolicyDocument({
      statements: [
        new PolicyStatement({ actions: ['sns:Publish'], resources: ['*'] }),
      ],
    }),
  },
});
cfnUserPool.smsConfiguration = {
  externalId: smsExternalId,
  snsCallerArn: smsRole.roleArn,
};"""


def _user_pool(user_pool: UserPool) -> Iterator[_Group]:
    yield _Group(
        "Keep the users when a branch is deleted or the pool is replaced; a sandbox deletes them.",
        ("cfnUserPool.applyRemovalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);",),
    )
    yield _Group("Otherwise Gen 2 generates the name.", (_set("userPoolName", user_pool.name),))
    if not user_pool.sign_in:
        yield _Group(
            "Users sign in with a user name, which defineAuth does not support. Taking it out later replaces the pool.",
            (_set("usernameAttributes", UNDEFINED),),
        )
    if user_pool.password != GEN2_PASSWORD:
        yield _password(user_pool.password)
    if set(user_pool.verified) != set(logins_of(user_pool)):
        yield _verified(user_pool)
    if not keeps_recovery(user_pool):
        yield _Group(
            "As in Gen 1, how passwords are recovered is left to Cognito.",
            (_set("accountRecoverySetting", UNDEFINED),),
        )


def _password(password: PasswordPolicy) -> _Group:
    policy: dict[str, Value] = {
        "minimumLength": password.minimum_length,
        "requireLowercase": password.lowercase,
        "requireNumbers": password.numbers,
        "requireSymbols": password.symbols,
        "requireUppercase": password.uppercase,
    }
    # Spread, so that a sign-in policy that is added to defineAuth later on is not lost.
    statement = _set("policies", {"passwordPolicy": policy}).replace(
        "{\n", "{\n  ...cfnUserPool.policies,\n", 1
    )
    return _Group("Instead of Gen 2's 8 characters of all four kinds.", (statement,))


def _verified(user_pool: UserPool) -> _Group:
    if not user_pool.verified:
        return _Group(
            "Nothing is verified; Gen 2 verifies what users log in with.",
            (_set("autoVerifiedAttributes", UNDEFINED), _set("userAttributeUpdateSettings", UNDEFINED)),
        )
    what = "e-mail address" if verifies_email(user_pool) else "phone number"
    return _Group(
        f"The {what} is verified; Gen 2 verifies all that users log in with.",
        (
            _set("autoVerifiedAttributes", user_pool.verified),
            _set(
                "userAttributeUpdateSettings",
                {"attributesRequireVerificationBeforeUpdate": user_pool.verified},
            ),
        ),
    )


def _texts(user_pool: UserPool) -> Iterator[_Group]:
    if needs_sms_role(user_pool):
        yield _Group(
            "Gen 2 makes a role for SMS only with phone login or SMS as second factor.",
            tuple(_ROLE.split("\n")),
        )
    statements = [*_email_texts(user_pool), *_sms_text(user_pool)]
    if statements:
        why = (
            "defineAuth takes only texts for what users log in with."
            if verifies_email(user_pool)
            else "E-mail is not verified: no text but Cognito's own, as in Gen 1."
        )
        yield _Group(why, (*statements, _set("verificationMessageTemplate", _template(user_pool))))
    if user_pool.has_sms and "SMS_MFA" not in user_pool.factors:
        yield _Group(
            "defineAuth takes this text only with SMS as second factor.",
            (_set("smsAuthenticationMessage", user_pool.sms_authentication or ""),),
        )


def _email_texts(user_pool: UserPool) -> Iterator[str]:
    """Yield the statements for the e-mail: where defineAuth does not know of it, and where Gen 1 has no text."""
    if not verifies_email(user_pool):
        yield _set("emailVerificationSubject", UNDEFINED)
        yield _set("emailVerificationMessage", UNDEFINED)
    elif not uses_email(user_pool):
        yield _set("emailVerificationSubject", user_pool.email_subject or "")
        yield _set("emailVerificationMessage", user_pool.email_message or "")


def _sms_text(user_pool: UserPool) -> Iterator[str]:
    if user_pool.sms_verification is not None and not uses_phone(user_pool):
        yield _set("smsVerificationMessage", user_pool.sms_verification)


def _template(user_pool: UserPool) -> Value:
    """Return the template of messages, which is what counts for Cognito: the same texts a second time."""
    template: dict[str, Value] = {"defaultEmailOption": "CONFIRM_WITH_CODE"}
    if verifies_email(user_pool):
        template["emailSubject"] = Code("cfnUserPool.emailVerificationSubject")
        template["emailMessage"] = Code("cfnUserPool.emailVerificationMessage")
    return template | {"smsMessage": Code("cfnUserPool.smsVerificationMessage")}


_OAUTH: Final = (
    "allowedOAuthFlowsUserPoolClient",
    "allowedOAuthFlows",
    "allowedOAuthScopes",
    "callbackUrLs",
    "supportedIdentityProviders",
)


def _client(oauth: OAuth | None) -> Iterator[_Group]:
    yield _Group(
        "Cognito's default, stated as in Gen 1.",
        (
            assignment("cfnUserPoolClient.refreshTokenValidity", REFRESH_TOKEN_DAYS),
            assignment("cfnUserPoolClient.tokenValidityUnits", inline({"refreshToken": "days"})),
        ),
    )
    if oauth is None:
        yield _Group(
            "No OAuth; Gen 2 would turn it on, with https://example.com as callback URL. Remove this when you add "
            "externalProviders.",
            tuple(assignment(f"cfnUserPoolClient.{name}", UNDEFINED) for name in _OAUTH),
        )
        return
    if oauth.flow != "code":
        yield _Group(
            "defineAuth has only the code grant.",
            (assignment("cfnUserPoolClient.allowedOAuthFlows", [oauth.flow]),),
        )
    if adds_openid(oauth):
        yield _Group(
            "Without openid, which Gen 2 adds.",
            (assignment("cfnUserPoolClient.allowedOAuthScopes", oauth.scopes),),
        )
    if not oauth.logout_urls:
        yield _Group(
            "No sign-out address; defineAuth refuses an empty list.",
            (assignment("cfnUserPoolClient.logoutUrLs", ()),),
        )


def _domain(oauth: OAuth | None) -> Iterator[_Group]:
    if oauth is None or oauth.domain is None:
        return
    yield _Group(
        "Otherwise Gen 2 generates the domain. Only one deployment can have this one. With a name in defineAuth the "
        "child has another.",
        (
            "const userPoolDomain = userPool.node.findChild('UserPoolDomain').node",
            "  .defaultChild as CfnUserPoolDomain;",
            assignment("userPoolDomain.domain", oauth.domain),
        ),
    )


def _identity_pool(resources: Resources) -> _Group:
    pool = resources.identity_pool
    if pool is None:
        return _Group(
            "Gen 2 always creates an identity pool: let no guests in.",
            (assignment("cfnIdentityPool.allowUnauthenticatedIdentities", value=False),),
        )
    name = assignment("cfnIdentityPool.identityPoolName", pool.name)
    if pool.guests:
        return _Group("Otherwise Gen 2 generates the name.", (name,))
    return _Group(
        "Otherwise Gen 2 generates the name, and lets guests in.",
        (name, assignment("cfnIdentityPool.allowUnauthenticatedIdentities", value=False)),
    )


def _identity_providers(resources: Resources) -> Iterator[_Group]:
    if resources.providers:
        yield _Group(
            "Only tokens of the user pool give credentials, not the social providers' own.",
            (assignment("cfnIdentityPool.supportedLoginProviders", UNDEFINED),),
        )


def _set(name: str, value: Value) -> str:
    return assignment(f"cfnUserPool.{name}", value)
