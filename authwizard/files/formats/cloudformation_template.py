"""What a setup is as a CloudFormation template: a plain tree, and the comments in it.

The properties have Cognito's own names; what Gen 1 writes in another way stands in the losses.
"""

from __future__ import annotations

from typing import Any, Final

from authwizard.request.fields import FIELDS, SECRET_PATHS
from authwizard.request.resources import (
    REFRESH_TOKEN_DAYS,
    IdentityPool,
    IdentityProvider,
    OAuth,
    Resources,
    UserPool,
)
from authwizard.request.secrets import EnvRef
from authwizard.request.tree import ABSENT, MemberPath, get, member_path

from .cloudformation_roles import EXTERNAL_ID, identity_role, sms_role
from .cloudformation_yaml import Comments, GetAtt, Place, Ref, Sub
from .infrastructure import DYNAMIC, Setup, refuse_marks

Node = dict[str, Any]

CLIENTS: Final = {"UserPoolClientWeb": "web", "UserPoolClient": "native"}
"""The logical ids of the app clients, and which one each is."""
TIER: Final = "ESSENTIALS"
"""The feature plan that Cognito gives a pool that states none (cognito-idp CreateUserPool)."""
_DESCRIBED: Final = {
    "ClientId": "Client ID for {}",
    "ClientSecret": "Client secret for {}",
    "TeamId": "Team ID for {}",
    "KeyId": "Key ID for {}",
    "PrivateKey": "Private key for {}, the text between the BEGIN and END lines of its .p8 file, on one line",
}


def template_of(setup: Setup) -> Node:
    """Return the template, without comments.

    Raises:
        UnwritableError: A text has what CloudFormation takes for a dynamic reference.
    """
    made = setup.resources
    template = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": _description(setup),
        "Parameters": _parameters(setup),
        "Resources": {
            **_user_pool(made.user_pool),
            **_domain(made.oauth),
            **{provider_id(each): _provider(each) for each in made.providers},
            **_clients(setup),
            **_identity_pool(made.identity_pool),
        },
        "Outputs": _outputs(setup),
    }
    refuse_marks(setup, (DYNAMIC,))
    return {name: part for name, part in template.items() if part}


def comments_of(setup: Setup) -> Comments:
    """Return the comments in the template: what its reader would ask."""
    made = setup.resources
    said: dict[Place, str] = {
        ("UserPool", "DeletionPolicy"): "The users outlive the stack.",
        ("UserPool", "Properties", "UserPoolTier"): "The service's default. Gen 1 leaves it out.",
        ("UserPoolClientWeb",): "For the web. Gen 1 makes two clients, which differ in their names alone.",
        ("UserPoolClient",): "For native apps.",
        ("AuthenticatedRole",): "What signed-in users may do with AWS: nothing, until policies are attached.",
    }
    guests = made.identity_pool is not None and made.identity_pool.guests
    said["UnauthenticatedRole",] = (
        "What guests may do with AWS: nothing, until policies are attached."
        if guests
        else "For guests, whom the identity pool does not let in."
    )
    said["SmsRole",] = "Lets Cognito send text messages. A phone number is no resource, hence the *."
    said["UserPoolClientWeb", "DependsOn"] = "A client can name only providers that are there."
    return {("Resources", *place): text for place, text in said.items()}


def parameter(provider: IdentityProvider, member: str) -> str:
    """Return the name of the parameter for a credential of a provider."""
    return f"{provider.name}{member}"


def parameters_to_give(setup: Setup) -> dict[str, MemberPath]:
    """Return the parameters without a default, each with the member that it stands for."""
    return {
        parameter(provider, member): (*provider.path, member)
        for provider in setup.resources.providers
        for member in provider.details.values()
        if _value(setup, (*provider.path, member)) is None
    }


def variables_of(setup: Setup) -> dict[str, str]:
    """Return the environment variable from which each parameter without a default can be taken.

    It is the one that the request names for a secret, else the usual one.
    """
    found = {}
    for name, path in parameters_to_give(setup).items():
        secret, usual = setup.draft.secrets.get(path), FIELDS[member_path(path)].stands.variable
        found[name] = (
            secret.name if isinstance(secret, EnvRef) and secret.name.isidentifier() else usual or name
        )
    return found


def makes_roles(resources: Resources) -> bool:
    """Return whether the stack makes roles, which has to be allowed when it is deployed."""
    return resources.user_pool.has_sms or resources.identity_pool is not None


def provider_id(provider: IdentityProvider) -> str:
    """Return the logical id of a provider."""
    return f"{provider.name}Provider"


def _description(setup: Setup) -> str:
    made = setup.resources
    parts = ["Cognito user pool"]
    parts += ["app clients"] if made.identity_pool or made.oauth else []
    parts += ["hosted sign-in"] if made.oauth and made.oauth.domain else []
    parts += ["social providers"] if made.providers else []
    parts += ["identity pool"] if made.identity_pool else ["app clients"] if len(parts) == 1 else []
    return f"{', '.join(parts[:-1])} and {parts[-1]}"


def _value(setup: Setup, path: MemberPath) -> str | None:
    """Return a credential's value where it is known and no secret."""
    value = get(setup.tree, path)
    return None if path in SECRET_PATHS or value is ABSENT else str(value)


def _parameters(setup: Setup) -> Node:
    made: Node = {}
    for provider in setup.resources.providers:
        title = FIELDS[member_path(provider.path)].title
        for member in provider.details.values():
            path = (*provider.path, member)
            value = _value(setup, path)
            made[parameter(provider, member)] = {
                "Type": "String",
                **({"NoEcho": True} if path in SECRET_PATHS else {}),
                **({} if value is None else {"Default": value}),
                "Description": _DESCRIBED[member].format(title),
            }
    return made


def _user_pool(pool: UserPool) -> Node:
    password = pool.password
    properties: Node = {
        "UserPoolName": pool.name,
        "UserPoolTier": TIER,
        "UsernameAttributes": list(pool.sign_in),
        "UsernameConfiguration": {"CaseSensitive": False},
        "Schema": [{"Name": name, "Required": True, "Mutable": True} for name in pool.required],
        "AutoVerifiedAttributes": list(pool.verified),
        "UserAttributeUpdateSettings": (
            {"AttributesRequireVerificationBeforeUpdate": list(pool.verified)} if pool.verified else {}
        ),
        "Policies": {
            "PasswordPolicy": {
                "MinimumLength": password.minimum_length,
                "RequireLowercase": password.lowercase,
                "RequireNumbers": password.numbers,
                "RequireSymbols": password.symbols,
                "RequireUppercase": password.uppercase,
            }
        },
        "MfaConfiguration": pool.mfa,
        "EnabledMfas": list(pool.factors),
        "VerificationMessageTemplate": _messages(pool),
        "SmsAuthenticationMessage": pool.sms_authentication,
        "SmsConfiguration": (
            {"ExternalId": EXTERNAL_ID, "SnsCallerArn": GetAtt("SmsRole", "Arn")} if pool.has_sms else {}
        ),
    }
    given = {name: value for name, value in properties.items() if value not in (None, [], {})}
    retained = {"DeletionPolicy": "Retain", "UpdateReplacePolicy": "Retain"}
    made: Node = {"UserPool": {"Type": "AWS::Cognito::UserPool", **retained, "Properties": given}}
    return {**made, "SmsRole": sms_role()} if pool.has_sms else made


def _messages(pool: UserPool) -> Node:
    texts = {
        "EmailSubject": pool.email_subject,
        "EmailMessage": pool.email_message,
        "SmsMessage": pool.sms_verification,
    }
    given = {name: text for name, text in texts.items() if text is not None}
    return {"DefaultEmailOption": "CONFIRM_WITH_CODE", **given} if given else {}


def _domain(oauth: OAuth | None) -> Node:
    if oauth is None or oauth.domain is None:
        return {}
    properties = {"Domain": oauth.domain, "UserPoolId": Ref("UserPool")}
    return {"UserPoolDomain": {"Type": "AWS::Cognito::UserPoolDomain", "Properties": properties}}


def _provider(provider: IdentityProvider) -> Node:
    details = {name: Ref(parameter(provider, member)) for name, member in provider.details.items()}
    return {
        "Type": "AWS::Cognito::UserPoolIdentityProvider",
        "Properties": {
            "UserPoolId": Ref("UserPool"),
            "ProviderName": provider.name,
            "ProviderType": provider.name,
            "ProviderDetails": {**details, "authorize_scopes": provider.authorize_scopes},
            **({"AttributeMapping": dict(provider.mapping)} if provider.mapping else {}),
        },
    }


def _clients(setup: Setup) -> Node:
    made = setup.resources
    after = [provider_id(each) for each in made.providers]
    oauth: Node = {}
    if made.oauth:
        oauth = {
            "SupportedIdentityProviders": list(made.supported_providers),
            "AllowedOAuthFlowsUserPoolClient": True,
            "AllowedOAuthFlows": [made.oauth.flow],
            "AllowedOAuthScopes": list(made.oauth.scopes),
            "CallbackURLs": list(made.oauth.callback_urls),
            "LogoutURLs": list(made.oauth.logout_urls),
        }
    return {
        client: {
            "Type": "AWS::Cognito::UserPoolClient",
            **({"DependsOn": after} if after else {}),
            "Properties": {
                "ClientName": made.client_names[kind],
                "UserPoolId": Ref("UserPool"),
                "RefreshTokenValidity": REFRESH_TOKEN_DAYS,
                "TokenValidityUnits": {"RefreshToken": "days"},
                **oauth,
            },
        }
        for client, kind in CLIENTS.items()
    }


def _identity_pool(pool: IdentityPool | None) -> Node:
    if pool is None:
        return {}
    source = GetAtt("UserPool", "ProviderName")
    properties = {
        "IdentityPoolName": pool.name,
        "AllowUnauthenticatedIdentities": pool.guests,
        "CognitoIdentityProviders": [{"ClientId": Ref(name), "ProviderName": source} for name in CLIENTS],
    }
    roles = {
        "authenticated": GetAtt("AuthenticatedRole", "Arn"),
        "unauthenticated": GetAtt("UnauthenticatedRole", "Arn"),
    }
    return {
        "IdentityPool": {"Type": "AWS::Cognito::IdentityPool", "Properties": properties},
        "AuthenticatedRole": identity_role("authenticated"),
        "UnauthenticatedRole": identity_role("unauthenticated"),
        "IdentityPoolRoles": {
            "Type": "AWS::Cognito::IdentityPoolRoleAttachment",
            "Properties": {"IdentityPoolId": Ref("IdentityPool"), "Roles": roles},
        },
    }


def _outputs(setup: Setup) -> Node:
    made = setup.resources
    values: dict[str, Ref | Sub] = {
        "UserPoolId": Ref("UserPool"),
        "UserPoolClientWebId": Ref("UserPoolClientWeb"),
        "UserPoolClientId": Ref("UserPoolClient"),
    }
    if made.oauth and made.oauth.domain:
        values["SignInDomain"] = Sub("${UserPoolDomain}.auth.${AWS::Region}.amazoncognito.com")
    if made.identity_pool:
        values["IdentityPoolId"] = Ref("IdentityPool")
    return {name: {"Value": value} for name, value in values.items()}
