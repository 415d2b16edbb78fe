"""Files that are no auth request: what they seem to be, so that they are refused and not opened as an update."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from itertools import islice
from typing import Any, Final

from authwizard.request.fields import members
from authwizard.request.tree import CONFIG, POOL, get
from authwizard.request.words import LONGEST, nearest

from .formats.rest_call import API_NAMES, WIRE_NAMES
from .unreadable import UnreadableError

_GIVE: Final = (
    "Give a request, a preset, or a file of the Amplify CLI: cli-inputs.json, a headless request or an old "
    "parameters.json."
)
_AMPLIFY: Final = "The Amplify CLI's record of the sign-in is amplify/backend/auth/NAME/cli-inputs.json."
_PULL: Final = "`authwizard pull` fetches what a backend has now."

_PARTS: Final = ("AuthResources", "UserPoolConfigs")
"""The members that tell a ResourceConfig."""

_EXPORTS: Final = "what the Amplify CLI writes for an app's front end (aws-exports, amplifyconfiguration)"
_SIGNS: Final[tuple[tuple[tuple[str, ...], str, str], ...]] = (
    (("lockfileVersion",), "an npm package-lock.json", _GIVE),
    (("name", "version", "dependencies"), "an npm package.json", _GIVE),
    (("name", "version", "scripts"), "an npm package.json", _GIVE),
    (("name", "dependencies"), "an npm package.json", _GIVE),
    (("devDependencies",), "an npm package.json", _GIVE),
    (("scripts",), "an npm package.json", _GIVE),
    (("compilerOptions",), "a tsconfig.json", _GIVE),
    (("AWSTemplateFormatVersion",), "a CloudFormation template", _AMPLIFY),
    (("aws_project_region",), _EXPORTS, _AMPLIFY),
    (("UserAgent", "Version", "auth"), _EXPORTS, _AMPLIFY),
    (("providers", "auth"), "the Amplify CLI's amplify-meta.json", _AMPLIFY),
    (("projectName", "frontend"), "the Amplify CLI's project-config.json", _AMPLIFY),
    (("projectPath", "envName"), "the Amplify CLI's local-env-info.json", _AMPLIFY),
    (("UserPool",), "the answer of cognito-idp describe-user-pool", _PULL),
    (("UserPoolClient",), "the answer of cognito-idp describe-user-pool-client", _PULL),
    (("IdentityPoolId", "IdentityPoolName"), "the answer of cognito-identity describe-identity-pool", _PULL),
    (("terraform_version",), "a Terraform state or plan", _GIVE),
    (("resource", "provider"), "a Terraform configuration", _GIVE),
    (("openapi",), "an OpenAPI document", _GIVE),
    (("swagger",), "an OpenAPI document", _GIVE),
    (("apiVersion", "kind"), "a Kubernetes manifest", _GIVE),
    (("on", "jobs"), "a GitHub workflow", _GIVE),
    (("iss", "sub"), "the content of a token", _GIVE),
    (("type", "private_key_id"), "the key of a Google service account", _GIVE),
)
"""Names that stand together at the top of a file, what it then is, and what to give instead."""

_SIGNS_BESIDE: Final[tuple[tuple[tuple[str, ...], str, str], ...]] = (
    (("JobId", "Status"), "the answer of create-backend-auth, update-backend-auth or a job", _PULL),
    (("jobId", "status"), "the answer of create-backend-auth, update-backend-auth or a job", _PULL),
    (("UserPoolId", "WebClientId"), "a request of import-backend-auth", _GIVE),
    (("bucketName",), "the Amplify CLI's cli-inputs.json of a storage", _AMPLIFY),
    (("tableName",), "the Amplify CLI's cli-inputs.json of a storage", _AMPLIFY),
)
"""The same for files that have a name of a request too."""

_SIGNS_OF_TOML: Final[tuple[tuple[tuple[str, ...], str, str], ...]] = (
    (("build-system",), "a pyproject.toml", _GIVE),
    (("project",), "a pyproject.toml", _GIVE),
    (("tool",), "a pyproject.toml", _GIVE),
    (("package",), "a Cargo.toml or a lock file", _GIVE),
    (("workspace",), "a Cargo.toml", _GIVE),
)

_SCRIPT: Final = re.compile(
    r"^[ \t]*(?:export )?const (?:awsmobile|awsExports|amplifyconfig)\b", re.MULTILINE
)
_BEGINS_JSON: Final = ("{", "[", '"', "//", "/*")
_MEMBER: Final = re.compile(
    r"""^[ \t]*(?:- +)?(?:[\w."'-]+[ \t]*(?:=|:(?=[ \t]|$))|\[[\w. "'\[-]+\][\]]*[ \t]*$|[{"])""",
    re.MULTILINE,
)
"""A line that begins like a member, or a table, of YAML, TOML or JSON."""
_OTHER_SERVICES: Final = frozenset({"AppSync", "S3", "DynamoDB", "LocationService", "API Gateway"})


def is_resource_config(tree: dict[str, Any]) -> bool:
    """Whether a tree is a ResourceConfig alone, under the API's names."""
    return any(name in tree for name in _PARTS) and not (API_NAMES | WIRE_NAMES) & tree.keys()


def is_wire_config(tree: dict[str, Any]) -> bool:
    """Whether a tree is a ResourceConfig alone, under the wire's names."""
    known = members(CONFIG)
    return any(known[name].wire in tree for name in _PARTS) and not (API_NAMES | WIRE_NAMES) & tree.keys()


def refuse_foreign(tree: dict[str, Any]) -> None:
    """Refuse a tree that has nothing of a request.

    Misspelt names count as a request's: it is to be reported, and not refused. So is an empty tree.

    Raises:
        UnreadableError: Says what it seems to be.
    """
    _refuse(_of_names(tree, _SIGNS_BESIDE))
    if not tree or (API_NAMES | WIRE_NAMES) & tree.keys():
        return
    _refuse(_of_names(tree, _SIGNS) or next(filter(None, (judge(tree) for judge in _JUDGES)), None))
    if not _resembles(tree, API_NAMES):
        raise UnreadableError("This is no auth request: it has none of a request's members.", _GIVE)


def refuse_script(text: str) -> None:
    """Refuse aws-exports.js and its like, whose text is no format that a request can have.

    Raises:
        UnreadableError: Says what it seems to be.
    """
    if _SCRIPT.search(text, 0, 4_000):
        _refuse((_EXPORTS, _AMPLIFY))


def refuse_prose(text: str) -> None:
    """Refuse a text in which nothing looks like JSON, a mapping of YAML or TOML.

    Raises:
        UnreadableError: Says so.
    """
    begin = text[:4_000].removeprefix("\ufeff").lstrip()
    if begin and not begin.startswith(_BEGINS_JSON) and not _MEMBER.search(begin):
        what = "This looks like no request: nothing in it is JSON, YAML or the TOML of a preset."
        raise UnreadableError(what, _GIVE)


def refuse_other_category(tree: dict[str, Any]) -> None:
    """Refuse a headless request of the Amplify CLI that is not about auth.

    Raises:
        UnreadableError: Says what it is.
    """
    for kind in ("serviceConfiguration", "serviceModification"):
        service = tree.get(kind)
        if isinstance(service, dict) and "userPoolConfiguration" not in service:
            name = service.get("serviceName")
            if (isinstance(name, str) and name in _OTHER_SERVICES) or "apiName" in service:
                _refuse(("a headless request of the Amplify CLI for another category", _GIVE))


def refuse_foreign_toml(tree: dict[str, Any], own: Iterable[str]) -> None:
    """Refuse a TOML file that has nothing of a preset, nor members of a request that are only misplaced.

    Args:
        tree: The file's content.
        own: The names that stand at the top of a preset.

    Raises:
        UnreadableError: Says what it seems to be.
    """
    names = {*own, *API_NAMES}
    if not tree or names & tree.keys():
        return
    _refuse(_of_names(tree, _SIGNS_OF_TOML))
    if not _resembles(tree, names):
        raise UnreadableError("This is no preset: it has none of a preset's members.", _GIVE)


def _refuse(found: tuple[str, str] | None) -> None:
    if found:
        what, fix = found
        raise UnreadableError(f"This seems to be {what}, not an auth request.", fix)


def _of_names(
    tree: dict[str, Any], signs: tuple[tuple[tuple[str, ...], str, str], ...]
) -> tuple[str, str] | None:
    return next(((what, fix) for names, what, fix in signs if tree.keys() >= set(names)), None)


def _resembles(tree: dict[str, Any], names: Iterable[str]) -> bool:
    """Whether any name in a tree is one of `names`, misspelt."""
    known = [_bare(name) for name in names]
    # Comparing takes long, and no request has hundreds of members at its top.
    tried = islice((name for name in tree if len(name) <= LONGEST), 100)
    return any(nearest(_bare(name), known, likeness=0.8) for name in tried)


def _bare(name: str) -> str:
    return name.lower().replace("_", "").replace("-", "")


def _template(tree: dict[str, Any]) -> tuple[str, str] | None:
    resources = tree.get("Resources")
    kinds = [get(item, ("Type",), None) for item in resources.values()] if isinstance(resources, dict) else []
    if any(isinstance(kind, str) and kind.startswith(("AWS::", "Custom::")) for kind in kinds):
        return "a CloudFormation template", _AMPLIFY
    return None


def _environments(tree: dict[str, Any]) -> tuple[str, str] | None:
    if any(isinstance(item, dict) and "awscloudformation" in item for item in tree.values()):
        return "the Amplify CLI's team-provider-info.json", _AMPLIFY
    return None


def _categories(tree: dict[str, Any]) -> tuple[str, str] | None:
    resources = tree.get("auth")
    if not isinstance(resources, dict):
        return None
    if {"user_pool_id", "aws_region"} & resources.keys():
        return "Amplify's amplify_outputs.json, which an app's front end reads", _AMPLIFY
    if any(isinstance(item, dict) and "service" in item for item in resources.values()):
        return "the Amplify CLI's backend-config.json", _AMPLIFY
    return None


def _compose(tree: dict[str, Any]) -> tuple[str, str] | None:
    services = tree.get("services")
    items = services.values() if isinstance(services, dict) else ()
    if any(isinstance(item, dict) and {"image", "build"} & item.keys() for item in items):
        return "a Docker Compose file", _GIVE
    return None


def _keys(tree: dict[str, Any]) -> tuple[str, str] | None:
    keys = tree.get("keys")
    if isinstance(keys, list) and any(isinstance(key, dict) and "kty" in key for key in keys):
        return "a set of public keys (JWKS)", _GIVE
    return None


def _google(tree: dict[str, Any]) -> tuple[str, str] | None:
    if any(isinstance(tree.get(kind), dict) and "client_id" in tree[kind] for kind in ("web", "installed")):
        return "the client's file that Google gives out", "Put its client ID and secret into a request."
    return None


def _user_pool(tree: dict[str, Any]) -> tuple[str, str] | None:
    if members(POOL).keys() >= tree.keys():
        return "the UserPoolConfigs of a request alone", "Give the whole ResourceConfig, or the request."
    return None


_JUDGES: Final[tuple[Callable[[dict[str, Any]], tuple[str, str] | None], ...]] = (
    _template, _environments, _categories, _compose, _keys, _google, _user_pool,
)  # fmt: skip
