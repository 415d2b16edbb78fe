"""The files that a few requests become, as they stand in `data/<format>/<request>/`.

`python -m tests.files.formats.expected` writes them anew, to be read as a diff.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from authwizard.files.formats.table import FORMATS, Writing
from authwizard.request.draft import Draft
from authwizard.request.tree import MemberPath, pool, put_all
from tests.files.test_shipped_presets import completed
from tests.request.requests import plain

DATA: Final = Path(__file__).with_name("data")
WAYS_OUT: Final = tuple(name for name, format in FORMATS.items() if format.puts_names)
_PRESETS: Final = ("social-all-providers", "phone-sms", "mobile-guest-access")
_USER_NAMES: Final[Mapping[MemberPath, object]] = {
    pool("SignInMethod"): "USERNAME",
    pool("RequiredSignUpAttributes"): ["ZONE_INFO", "UPDATED_AT", "PHONE_NUMBER"],
    pool("VerificationMessage", "DeliveryMethod"): "EMAIL",
    pool("VerificationMessage", "EmailSettings", "EmailMessage"): "Hello,\n\nyour code is `{####}`.\n",
}
"""User names, e-mail verified, and SMS set up without being used."""


def user_names() -> Draft:
    """Return a request of user names, whose SMS nothing but a required phone number asks for."""
    return Draft.from_tree("create", put_all(plain(), _USER_NAMES))


def drafts() -> dict[str, Draft]:
    """Return the requests, by name."""
    return {**{name: completed(name) for name in _PRESETS}, "user-names": user_names()}


def path_of(format: str, request: str, name: str) -> Path:
    """Return where a file of a format stands (template.yaml of a single one)."""
    return DATA / format / request / (name or "template.yaml")


def write() -> None:
    """Write all of them anew."""
    shutil.rmtree(DATA, ignore_errors=True)
    for request, draft in drafts().items():
        for format in WAYS_OUT:
            for name, text in FORMATS[format].files(draft, Writing()).items():
                path = path_of(format, request, name)
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write()
