"""What a shell completes. Imported when a shell asks: it reads the presets, and no other command needs any of it."""

from __future__ import annotations

from collections.abc import Mapping

from click.shell_completion import CompletionItem

from authwizard.files.presets import list_presets
from authwizard.request.rules import RULES
from authwizard.terminal_text import visible


def files(incomplete: str) -> list[CompletionItem]:
    """Let the shell complete the names of files."""
    return [CompletionItem(incomplete, type="file")]


def words(incomplete: str, known: Mapping[str, str]) -> list[CompletionItem]:
    """Return those of the known words that begin so, each with what is said of it."""
    return [CompletionItem(word, help=told) for word, told in known.items() if word.startswith(incomplete)]


def presets(incomplete: str, *, own: bool = False) -> list[CompletionItem]:
    """Return the presets whose names begin so; with `own`, those that can be deleted."""
    found = {preset.name: visible(preset.title) for preset in list_presets() if not (own and preset.shipped)}
    return words(incomplete, found)


def rules(incomplete: str) -> list[CompletionItem]:
    """Return the rules whose ids begin so, each with its message."""
    return words(incomplete, {id: rule.message for id, rule in RULES.items()})
