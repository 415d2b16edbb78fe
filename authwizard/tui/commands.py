"""The command palette's "Go to": every step and every field."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterator
from functools import partial
from typing import Any

from textual.command import DiscoveryHit, Hit, Hits, Provider

from authwizard.request.fields import FIELDS, block_of
from authwizard.request.steps import STEPS, step_of

from .screens.wizard import WizardScreen

Action = Callable[[], Coroutine[Any, Any, None]]


class GoToProvider(Provider):
    """Finds steps and fields by name."""

    def _targets(self) -> Iterator[tuple[str, str, Action]]:
        screen = self.screen
        if not isinstance(screen, WizardScreen):
            return
        for number, step in enumerate(STEPS, 1):
            yield f"Go to: {number} {step.title}", step.intro, partial(screen.go, step)
        for path, field in FIELDS.items():
            if field.kind != "structure":
                block = block_of(field)
                where = f"{block.title}: {field.title}" if block else field.title
                yield (
                    f"Go to: {where}",
                    f"{step_of(path).title}: {field.help}",
                    partial(screen.go_to_path, path),
                )

    async def discover(self) -> Hits:
        """Offer the steps before anything is typed."""
        for text, about, action in list(self._targets())[: len(STEPS)]:
            yield DiscoveryHit(text, action, help=about)

    async def search(self, query: str) -> Hits:
        """Offer what matches."""
        matcher = self.matcher(query)
        for text, about, action in self._targets():
            score = matcher.match(text)
            if score > 0:
                yield Hit(score, matcher.highlight(text), action, help=about)
