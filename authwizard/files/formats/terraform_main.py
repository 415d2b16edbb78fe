"""The file main.tf: everything that is made, and what an app's configuration asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from authwizard.request.resources import Resources

from .hcl import arguments, block, comment, document, mapping, text
from .infrastructure import Setup
from .loss import KINDS, Loss
from .terraform_identity_pool import identity_pool
from .terraform_pool import POOL_ID, sms_role, user_pool
from .terraform_sign_in import clients, domain, provider

PROVIDER_VERSION: Final = "~> 6.66"
"""The versions of hashicorp/aws that the files are for: from 6.66.0 on, whose names and types prove them."""
_TERRAFORM: Final = ">= 1.5"


def main(setup: Setup, losses: Sequence[Loss]) -> str:
    """Return the text of main.tf."""
    resources = setup.resources
    return document(
        _head(setup, losses),
        _versions(),
        user_pool(resources.user_pool),
        *sms_role(resources.user_pool),
        clients(resources),
        domain(resources.oauth),
        *(provider(each) for each in resources.providers),
        *identity_pool(resources.identity_pool),
        *_outputs(resources),
    )


def _head(setup: Setup, losses: Sequence[Loss]) -> list[str]:
    resources = setup.resources
    what = f"Amazon Cognito as Amplify Gen 1 sets up {resources.resource_name} in {resources.environment}"
    lines = comment(f"{what}. Written by authwizard.")
    for kind, heading in KINDS.items():
        told = [loss for loss in losses if loss.kind == kind]
        if told:
            lines += ["#", *comment(f"{heading}:")]
        for loss in told:
            lines += comment(str(loss), first="* ", later="  ")
    return lines


def _versions() -> list[str]:
    aws = {"source": text("hashicorp/aws"), "version": text(PROVIDER_VERSION)}
    return block(
        "terraform",
        arguments({"required_version": text(_TERRAFORM)}),
        block("required_providers", arguments({"aws": mapping(aws)})),
    )


def _outputs(resources: Resources) -> list[list[str]]:
    client = "aws_cognito_user_pool_client.main"
    values = {
        "region": "aws_cognito_user_pool.main.region",
        "user_pool_id": POOL_ID,
        "web_client_id": f'{client}["web"].id',
        "native_client_id": f'{client}["native"].id',
    }
    if resources.oauth and resources.oauth.domain:
        made = "aws_cognito_user_pool_domain.main"
        values["oauth_domain"] = f'"${{{made}.domain}}.auth.${{{made}.region}}.amazoncognito.com"'
    if resources.identity_pool:
        values["identity_pool_id"] = "aws_cognito_identity_pool.main.id"
    return [block(f'output "{name}"', arguments({"value": value})) for name, value in values.items()]
