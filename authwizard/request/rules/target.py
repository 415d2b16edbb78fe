"""Rules for the target and for the request as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..operation import BOTH, UPDATE
from ..target import ENVIRONMENT, RESOURCE_NAME
from ..tree import CONFIG
from .catalogue import ERROR_API, ERROR_COGNITO, NOTE, WARNING, Finding, declare, rule
from .view import View

declare(
    "app-required", ERROR_API, BOTH,
    "@AppId is missing.",
    "Give the app ID: it starts with d, and stands in the Amplify console.",
    source="AB Create/UpdateBackendAuthRequest.required",
)  # fmt: skip
declare(
    "env-required", ERROR_API, BOTH,
    "@BackendEnvironmentName is missing.",
    "Give the environment, e.g. dev.",
    source="AB Create/UpdateBackendAuthRequest.required",
)  # fmt: skip
declare(
    "resource-name-required", ERROR_API, BOTH,
    "@ResourceName is missing.",
    "Give the name of the auth resource; in an update, of the one that exists.",
    source="AB Create/UpdateBackendAuthRequest.required",
)  # fmt: skip
declare(
    "config-required", ERROR_API, BOTH,
    "@ResourceConfig is missing.",
    "Add @ResourceConfig with @AuthResources, Service and @UserPoolConfigs.",
    source="AB Create/UpdateBackendAuthRequest.required",
)  # fmt: skip
declare(
    "empty-id", ERROR_COGNITO, BOTH,
    "The value is empty and would be sent so.",
    "Fill it in.",
    source="AB has no least length; botocore sends it, and the address becomes /backend//auth",
)  # fmt: skip
declare(
    "app-id-format", ERROR_COGNITO, BOTH,
    "This is not an Amplify app ID.",
    "App IDs are d followed by lower-case letters and digits, at most 20 characters in all.",
    source="AMP AppId",
)  # fmt: skip
declare(
    "env-name-length", ERROR_COGNITO, BOTH,
    "The environment's name is too long.",
    "Use 1 to 255 characters.",
    source="AMP EnvironmentName",
)  # fmt: skip


@rule(
    "env-name-cli", WARNING, BOTH,
    "The Amplify CLI does not allow this environment name.",
    "Amplify's names are 2 to 10 lower-case letters without digits, e.g. dev or staging.",
    source="CLI packages/amplify-cli/src/init-steps/s0-analyzeProject.ts",
)  # fmt: skip
def env_name_cli(view: View) -> Iterator[Finding]:
    name = view.text(ENVIRONMENT)
    if name and len(name) <= 255 and not re.fullmatch("[a-z]{2,10}", name):
        yield ENVIRONMENT


@rule(
    "resource-name-cli", WARNING, BOTH,
    "The Amplify CLI takes no such name.",
    "Use 1 to 128 letters and digits only.",
    source="CLI packages/amplify-category-auth/src/provider-utils/supported-services.ts; the API documents no limit",
)  # fmt: skip
def resource_name_cli(view: View) -> Iterator[Finding]:
    name = view.text(RESOURCE_NAME)
    if name and not re.fullmatch("[a-zA-Z0-9]{1,128}", name):
        yield RESOURCE_NAME


@rule(
    "gen1-eol", NOTE, BOTH,
    "This API manages Amplify Gen 1 backends, whose life ends on 1 May 2027.",
    "Prefer Amplify Gen 2 for a new app.",
    source="AD src/components/Gen1Banner/Gen1Banner.tsx; amplify-cli #14881", told=True,
)  # fmt: skip
def gen1_eol(view: View) -> Iterator[Finding]:
    yield ()


@rule(
    "update-defaults", NOTE, UPDATE,
    "An update that leaves MFA or verification out may reset them; other blocks that it leaves out are kept.",
    "Pull the current state first: MFA and verification then go along as they are.",
    source="CLI auth-request-adaptors.ts, auth-defaults-appliers.ts. That the service runs this code is an inference",
    told=True,
)  # fmt: skip
def update_defaults(view: View) -> Iterator[Finding]:
    yield CONFIG
