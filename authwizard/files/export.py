"""Writing a draft out: the formats of `authwizard export` and of the wizard's Review step."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final, Literal

from authwizard.request.draft import Draft
from authwizard.request.paths import format_path
from authwizard.request.secrets import Typed

ExportFormat = Literal["json", "yaml", "preset", "amplify-headless", "rest"]


def render(draft: Draft, format: ExportFormat, *, redact: bool = False) -> str:
    """Return the draft in one of the formats, with a newline at its end.

    Args:
        draft: The draft. Its secrets are resolved, unless `redact` is set or the format is "preset".
        format: "json" and "yaml" are for the AWS CLI's --cli-input-json and --cli-input-yaml, "rest" is the
            service's own call, "amplify-headless" the line that `amplify add auth --headless` (or `update`)
            reads, "preset" a preset without its secrets.
        redact: Whether marks stand for the secrets, which `check` reports as `placeholder`.

    Raises:
        ValueError: A secret is not resolved, or the format cannot hold a value (Unwritable).
    """
    return _WRITERS[format](draft, redact)


def left_out(draft: Draft, format: ExportFormat, *, redact: bool = False) -> tuple[str, ...]:
    """Return, as sentences, what an export does not hold, and what it adds that the request does not say.

    Args:
        draft: The draft; its secrets need not be resolved.
        format: The format that it is exported to.
        redact: Whether marks take the place of secrets.
    """
    told: list[str] = []
    if format == "amplify-headless":
        from .headless_out import to_headless

        told += to_headless(draft.operation, _body(draft, redact=True))[1]
    secrets = draft.secrets.items()
    if format == "preset":
        gone = [format_path(path) for path, secret in secrets if isinstance(secret, Typed)]
        told += [f"{path} was left out: a preset holds no secret, only a reference to it." for path in gone]
    elif redact and secrets:
        names = ", ".join(format_path(path) for path, _ in secrets)
        told.append(f"A mark stands for each secret, which `authwizard check` reports: {names}.")
    return tuple(told)


def is_private(draft: Draft) -> bool:
    """Return whether an export of the draft holds a secret, so that only its owner may read it."""
    return bool(draft.secrets)


def json_text(value: Any) -> str:
    """Return a tree as JSON in pure ASCII, since AWS CLI v1 reads files in the locale's encoding."""
    return json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def _body(draft: Draft, redact: bool) -> dict[str, Any]:
    return draft.body("redacted" if redact else "real")


def _json(draft: Draft, redact: bool) -> str:
    return json_text(_body(draft, redact))


def _yaml(draft: Draft, redact: bool) -> str:
    from .yaml_text import yaml_text

    return yaml_text(_body(draft, redact))


def _preset(draft: Draft, redact: bool) -> str:
    from .preset_file import preset_text

    return preset_text(draft, title="", description="", with_target=True)


def _headless(draft: Draft, redact: bool) -> str:
    from .headless_out import refusal, to_headless
    from .unwritable import UnwritableError

    reason = refusal(draft)
    if reason:
        raise UnwritableError(reason)
    request, _ = to_headless(draft.operation, _body(draft, redact))
    return json.dumps(request, ensure_ascii=True, allow_nan=False) + "\n"


def _rest(draft: Draft, redact: bool) -> str:
    from .wire import to_wire

    return json_text(to_wire(draft.operation, _body(draft, redact)))


_WRITERS: Final[dict[ExportFormat, Callable[[Draft, bool], str]]] = {
    "json": _json,
    "yaml": _yaml,
    "preset": _preset,
    "amplify-headless": _headless,
    "rest": _rest,
}
