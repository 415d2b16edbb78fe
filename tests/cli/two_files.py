"""authwizard with one format more, which writes two files: `python -m tests.cli.two_files export … --format two`."""

from collections.abc import Mapping
from typing import Final, cast

from authwizard.cli import main
from authwizard.files.formats.json import json_text
from authwizard.files.formats.table import FORMATS, Format, Loss, Writing
from authwizard.files.unwritable import UnwritableError
from authwizard.request.draft import Draft

FIRST, SECOND = "app.json", "auth/resource.json"


def write(draft: Draft, writing: Writing) -> Mapping[str, str]:
    """Write the names into one file, and the configuration into one below it."""
    body = draft.body("redacted" if writing.redact else "real")
    if body["AppId"] == "d0":
        raise UnwritableError("Two files cannot hold this app.")
    return {FIRST: json_text(body["AppId"]), SECOND: json_text(body["ResourceConfig"])}


def lost(draft: Draft, writing: Writing) -> tuple[Loss, ...]:
    """Say what neither of them holds."""
    return (Loss("lost", "ResourceName", "It is left out."),)


TWO: Final = Format(
    name="two",
    suffixes=(),
    title="Two files",
    help="two files",
    write=write,
    lost=lost,
    is_folder=True,
)

if __name__ == "__main__":
    cast("dict[str, Format]", FORMATS)["two"] = TWO
    main()
