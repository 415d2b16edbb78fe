"""The command palette: what can be done here with its keys, then every step and field, then the themes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import Final, NamedTuple

from textual.command import DiscoveryHit, Hit, Hits, Provider

from authwizard.request.fields import FIELDS, block_of
from authwizard.request.steps import STEPS, step_of

from . import keymap
from .keymap import Command
from .screens.wizard import WizardScreen
from .themes import THEMES

_CONTAINED: Final = 100.0
"""What is added to the score where the words stand in a name as they were typed, and not only letter by letter."""
_ACTION: Final = 10.0
"""What is added to the score of an action, so that it stands before the fields."""

_OURS: Final = frozenset(theme.name for theme in THEMES)


class _Offer(NamedTuple):
    name: str
    about: str
    work: Callable[[], Awaitable[object] | object]
    is_action: bool = False


class Commands(Provider):
    """Finds what can be done by its name: actions first, then steps and fields, then themes."""

    async def discover(self) -> Hits:
        """Offer everything before anything is typed."""
        for offer in self._offers():
            yield DiscoveryHit(offer.name, offer.work, help=_as_text(offer.about))

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for offer in self._offers():
            score = matcher.match(offer.name)
            if score > 0:
                score += _CONTAINED * (query.casefold() in offer.name.casefold()) + _ACTION * offer.is_action
                yield Hit(score, matcher.highlight(offer.name), offer.work, help=_as_text(offer.about))

    def _offers(self) -> Iterator[_Offer]:
        for command in self._commands():
            if command.title:
                keys = ", ".join(map(keymap.key_name, command.keys))
                about = f"{command.help} ({keys})" if keys else command.help
                yield _Offer(command.title, about, partial(self.screen.run_action, command.action), True)
        if isinstance(self.screen, WizardScreen):
            yield from _places(self.screen)
        ours_first = sorted(self.app.available_themes, key=lambda name: (name not in _OURS, name))
        for name in ours_first:
            about = "The theme that is in use." if name == self.app.theme else "Change the colours."
            yield _Offer(f"Theme: {name}", about, partial(self.app.run_action, f"choose_theme({name!r})"))

    def _commands(self) -> Sequence[Command]:
        if isinstance(self.screen, WizardScreen):
            return (*keymap.WIZARD, *keymap.APP)
        from .screens.start import StartScreen  # which a wizard that was given its draft never shows

        return (*keymap.START, *keymap.APP) if isinstance(self.screen, StartScreen) else keymap.APP


def _places(screen: WizardScreen) -> Iterator[_Offer]:
    for step in STEPS:
        yield _Offer(f"Go to: {step.label}", step.intro, partial(screen.go, step))
    for path, field in FIELDS.items():
        if field.kind != "structure":
            block = block_of(field)
            yield _Offer(
                f"Go to: {block.title}: {field.title}" if block else f"Go to: {field.title}",
                f"{step_of(path).title}: {field.help}",
                partial(screen.go_to_path, path),
            )


def _as_text(about: str) -> str:
    """Return a text as the palette shows it to the letter: it takes brackets for markup."""
    return about.replace("[", r"\[")
