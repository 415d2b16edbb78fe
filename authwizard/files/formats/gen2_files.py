"""Amplify Gen 2's two files for authentication, and what stands at their heads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from .gen2_backend import backend_file
from .gen2_choices import NamedSecret, named_secrets
from .gen2_losses import SECRETS, losses_of
from .gen2_resource import resource_file
from .infrastructure import Setup
from .infrastructure_head import head

RESOURCE: Final = "amplify/auth/resource.ts"
BACKEND: Final = "amplify/backend.ts"

_MADE: Final = "Made by authwizard from a CreateBackendAuth request of Amplify Gen 1."
_SET: Final = "Secrets to set before you deploy, for a branch in Amplify's console, for a sandbox so:"
_BESIDE: Final = "Made by authwizard; the head of auth/resource.ts says what differs from Amplify Gen 1."


def files_of(setup: Setup) -> Mapping[str, str]:
    """Return the files, by their paths in the project.

    Raises:
        UnwritableError: A text has what would be replaced when it is deployed.
    """
    # The commands that set the secrets name them, too.
    told = [loss for loss in losses_of(setup) if loss.about != SECRETS]
    secrets = _commands(list(named_secrets(setup.resources, setup.tree)))
    return {
        RESOURCE: f"{head('//', _MADE, told, secrets)}\n{resource_file(setup.resources)}",
        BACKEND: f"{head('//', _BESIDE, ())}\n{backend_file(setup.resources)}",
    }


def _commands(secrets: Sequence[NamedSecret]) -> Iterator[str]:
    """Yield the commands that set the secrets, and below them what is known of the values: identifiers are none."""
    if not secrets:
        return
    yield from ("", _SET)
    yield from (f"  npx ampx sandbox secret set {secret.name}" for secret in secrets)
    known = [secret for secret in secrets if secret.value is not None]
    yield from ("", "What they are:") if known else ()
    yield from (f"  {secret.name}: {secret.value}" for secret in known)
