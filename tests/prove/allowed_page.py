"""The differences that the proof allows, as docs/leaving-gen1.md lists them: `python -m tests.prove.allowed_page`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from . import gen2, terraform
from .cloudformation_allowed import ALLOWED
from .pairs import Allowed

PAGE: Final = Path(__file__).parents[2] / "docs" / "leaving-gen1.md"
_TARGETS: Final[Mapping[str, Sequence[Allowed]]] = {
    "Gen 2": gen2.ALLOWED,
    "CloudFormation": ALLOWED,
    "Terraform": terraform.ALLOWED,
}
_PLACE: Final = re.compile(r"(<!-- allowed -->\n).*?(<!-- /allowed -->)", re.DOTALL)


def page() -> str:
    """Return the page with the list as it is now."""
    rows = [
        f"| {target} | {each.name} | {each.why.removesuffix('.')} |"
        for target, allowed in _TARGETS.items()
        for each in allowed
    ]
    table = "\n".join(["", "| Target | Difference | Why |", "|---|---|---|", *rows, "", ""])
    return _PLACE.sub(lambda found: f"{found[1]}{table}{found[2]}", PAGE.read_text(encoding="utf-8"))


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
