"""The file variables.tf: the credentials of the social providers; the secret ones have no value in it."""

from __future__ import annotations

from authwizard.request.fields import FIELDS, PROVIDERS
from authwizard.request.resources import IdentityProvider
from authwizard.request.tree import get, member_path

from .hcl import arguments, block, document, text
from .infrastructure import Setup
from .terraform_names import is_secret, member, to_give, variable


def variables(setup: Setup) -> str | None:
    """Return the text of variables.tf; None where nothing needs a variable."""
    blocks = [
        _variable(setup, provider, detail)
        for provider in setup.resources.providers
        for detail in provider.details
    ]
    return document(*blocks) if blocks else None


def _variable(setup: Setup, provider: IdentityProvider, detail: str) -> list[str]:
    name, path = variable(provider, detail), member(provider, detail)
    title = f"{PROVIDERS[provider.name].title}: {FIELDS[member_path(path)].title}"
    if detail == "private_key":
        title += ", the text between its BEGIN and END lines, on one line"
    given = {"description": text(title), "type": "string"}
    if is_secret(provider, detail):
        given["sensitive"] = "true"
    elif name not in to_give(setup, provider):
        given["default"] = text(get(setup.tree, path))
    return block(f'variable "{name}"', arguments(given))
