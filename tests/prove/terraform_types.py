"""Whether parsed HCL uses the names and types of the provider, and names nothing that is not declared."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from authwizard.request.tree import Tree

NAMES: Final = Path(__file__).with_name("terraform-aws-6.66.0-cognito.json")
_IAM: Final[Mapping[str, Any]] = {
    "aws_iam_role": {"name_prefix": "string", "assume_role_policy": "string"},
    "aws_iam_role_policy": {"name": "string", "role": "string", "policy": "string"},
    "data.aws_iam_policy_document": {
        "statement": {
            "actions": "listMapper",
            "resources": "listMapper",
            "principals": {"type": "string", "identifiers": "listMapper"},
            "condition": {"test": "string", "variable": "string", "values": "listMapper"},
        }
    },
}
"""Those of IAM that the files use, by its documentation (hashicorp/aws 6.66.0, website/docs)."""
_META: Final = frozenset({"for_each", "depends_on", "lifecycle"})
"""What Terraform itself takes in every resource."""
_TYPES: Final = {"string": str, "number": int, "boolean": bool, "listMapper": list, "hashMapper": dict}
_COMPUTED: Final = {
    "aws_cognito_user_pool": {"id", "region", "endpoint"},
    "aws_cognito_user_pool_client": {"id"},
    "aws_cognito_user_pool_domain": {"domain", "region"},
    "aws_cognito_identity_provider": {"provider_name"},
    "aws_cognito_identity_pool": {"id"},
    "aws_iam_role": {"id", "arn"},
    "data.aws_iam_policy_document": {"json"},
}
"""What other blocks may ask of each."""
_TOP: Final = frozenset({"terraform", "locals", "resource", "data", "output", "variable"})
_REFERENCE: Final = re.compile(
    r"(?P<kind>data\.aws_\w+|aws_\w+)\.(?P<name>\w+)(?P<key>\[\"\w+\"\])?(?:\.(?P<attribute>\w+))?"
    r"|(?P<other>var|local)\.(?P<of>\w+)"
)


@dataclass(frozen=True)
class Expression:
    """An expression that is no literal: its source."""

    source: str


def value_of(raw: Any) -> Any:
    """Return what hcl2json printed with its texts as they are, and with its expressions told from them."""
    if isinstance(raw, dict):
        return {name: value_of(each) for name, each in raw.items()}
    if isinstance(raw, list):
        return [value_of(each) for each in raw]
    if not isinstance(raw, str):
        return raw
    if raw.startswith("${") and raw.endswith("}"):
        return Expression(raw[2:-1])
    return raw.replace("$${", "${").replace("%%{", "%{")


def shown(value: Any) -> Any:
    """Return a value as JSON can hold it: an expression is a mapping of one, which no value of Cognito's is."""
    if isinstance(value, Expression):
        return {"expression": value.source}
    if isinstance(value, dict):
        return {name: shown(each) for name, each in value.items()}
    return [shown(each) for each in value] if isinstance(value, list) else value


def blocks(tree: Tree) -> Iterator[tuple[str, str, Tree]]:
    """Yield each resource and each data source: its type, its name, its body."""
    for section, prefix in (("resource", ""), ("data", "data.")):
        for kind, named in tree.get(section, {}).items():
            for name, bodies in named.items():
                for body in bodies:
                    yield f"{prefix}{kind}", name, body


def faults(tree: Tree, templates: Iterable[str]) -> Iterator[str]:
    """Yield what Terraform would refuse in the files of a folder, read as one tree; templates are texts with names."""
    known = json.loads(NAMES.read_text(encoding="utf-8")) | _IAM
    yield from (f"unknown block {name}" for name in tree if name not in _TOP)
    for kind, name, body in blocks(tree):
        place = f"{kind}.{name}"
        if kind not in known:
            yield f"unknown resource {place}"
            continue
        yield from _misfits(place, {key: each for key, each in body.items() if key not in _META}, known[kind])
    for source in (*_sources(tree), *templates):
        yield from _missing(source, tree)


def _misfits(place: str, body: Tree, known: Mapping[str, Any]) -> Iterator[str]:
    for name, value in body.items():
        wanted, here = known.get(name), f"{place}.{name}"
        if wanted is None:
            yield f"{here} is no argument of the provider's"
        elif isinstance(wanted, dict):
            if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
                yield f"{here} has to be a block"
                continue
            for each in value:
                yield from _misfits(here, each, wanted)
        elif not isinstance(value, Expression) and type(value) is not _TYPES[wanted]:
            yield f"{here} has to be a {wanted}, not {value!r}"
        elif isinstance(value, list | dict):
            parts = value.values() if isinstance(value, dict) else value
            yield from (f"{here} holds {each!r}" for each in parts if not isinstance(each, str | Expression))


def _sources(value: Any) -> Iterator[str]:
    if isinstance(value, Expression):
        yield value.source
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _sources(each)


def _missing(source: str, tree: Tree) -> Iterator[str]:
    """Yield what an expression names and nothing declares."""
    declared = {(kind, name) for kind, name, _ in blocks(tree)}
    locals_ = {name for body in tree.get("locals", []) for name in body}
    for match in _REFERENCE.finditer(source):
        if match["other"]:
            names = tree.get("variable", {}) if match["other"] == "var" else locals_
            if match["of"] not in names:
                yield f"{match[0]} is not declared"
        elif (match["kind"], match["name"]) not in declared:
            yield f"{match[0]} is not declared"
        elif match["attribute"] and match["attribute"] not in _COMPUTED.get(match["kind"], ()):
            yield f"{match[0]} is nothing that the resource tells"
