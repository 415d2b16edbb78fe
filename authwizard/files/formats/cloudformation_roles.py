"""The roles in a CloudFormation template."""

from __future__ import annotations

from typing import Any, Final

from .cloudformation_yaml import Ref, Sub

Node = dict[str, Any]

EXTERNAL_ID: Final = Sub("${AWS::StackName}-cognito-sms")
"""What Cognito says of itself when it takes the role for text messages: another one in each stack."""


def sms_role() -> Node:
    """Return the role with which Cognito sends text messages, as Gen 1 has it."""
    publish = {"Effect": "Allow", "Action": "sns:Publish", "Resource": "*"}
    return _role(
        {
            "Principal": {"Service": "cognito-idp.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"sts:ExternalId": EXTERNAL_ID}},
        },
        Policies=[
            {
                "PolicyName": "SendTextMessages",
                "PolicyDocument": {"Version": "2012-10-17", "Statement": [publish]},
            }
        ],
    )


def identity_role(who: str) -> Node:
    """Return the role of the identity pool's "authenticated" or "unauthenticated" users, without policies."""
    return _role(
        {
            "Principal": {"Federated": "cognito-identity.amazonaws.com"},
            "Action": "sts:AssumeRoleWithWebIdentity",
            "Condition": {
                "StringEquals": {"cognito-identity.amazonaws.com:aud": Ref("IdentityPool")},
                "ForAnyValue:StringLike": {"cognito-identity.amazonaws.com:amr": who},
            },
        }
    )


def _role(statement: Node, **more: Any) -> Node:
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]}
    return {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": document, **more}}
