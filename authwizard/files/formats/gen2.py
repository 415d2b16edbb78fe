"""The format gen2: Amplify Gen 2's two files for authentication, and what stands at their heads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from authwizard.request.draft import Draft
from authwizard.terminal_text import visible

from .format import Format, Loss, Writing
from .gen2_backend import backend_file
from .gen2_choices import NamedSecret, named_secrets
from .gen2_losses import losses_of
from .gen2_resource import resource_file
from .infrastructure import said_of, setup_of
from .loss import KINDS
from .typescript import COMMENT_WIDTH, comment

RESOURCE: Final = "amplify/auth/resource.ts"
BACKEND: Final = "amplify/backend.ts"

_MADE: Final = "Made by authwizard from a CreateBackendAuth request of Amplify Gen 1."
_BESIDE: Final = "Made by authwizard; the head of auth/resource.ts says what differs from Amplify Gen 1."


def _write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    setup = setup_of(draft, writing)
    head = _head(losses_of(setup), list(named_secrets(setup.resources, setup.tree)))
    return {
        RESOURCE: f"{head}\n{resource_file(setup.resources)}",
        BACKEND: f"{comment(_BESIDE, COMMENT_WIDTH)}\n{backend_file(setup.resources)}",
    }


def _head(losses: tuple[Loss, ...], secrets: list[NamedSecret]) -> str:
    """Return the comment at the head: what is to be said, kind by kind, and the commands that set the secrets."""
    parts = [comment(_MADE, COMMENT_WIDTH)]
    for kind, heading in KINDS.items():
        said = [str(loss) for loss in losses if loss.kind == kind]
        if said:
            parts.append(f"// {heading}:\n" + "".join(_items(said)))
    if secrets:
        parts.append("// Secrets to set before the first deployment:\n" + "".join(map(_command, secrets)))
    return "//\n".join(parts)


def _items(said: Iterable[str]) -> Iterator[str]:
    for each in said:
        first, *others = comment(each, COMMENT_WIDTH - 2).splitlines()
        yield first.replace("// ", "// - ", 1) + "\n"
        yield from (line.replace("// ", "//   ", 1) + "\n" for line in others)


def _command(secret: NamedSecret) -> str:
    """Return the command that sets a secret; an identifier, which is none, stands below it, outside of the command."""
    value = f"//     {secret.member}: {visible(str(secret.value))}\n" if secret.value is not None else ""
    return f"//   npx ampx sandbox secret set {secret.name}\n{value}"


GEN2: Final = Format(
    name="gen2",
    suffixes=(),
    title="Amplify Gen 2",
    help="Amplify Gen 2: `amplify/auth/resource.ts` and `amplify/backend.ts`",
    write=_write,
    lost=said_of(losses_of),
    puts_names=True,
    own_names=True,
    holds_secrets=False,
    is_folder=True,
)
