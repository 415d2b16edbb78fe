"""The card beside the entries of the start screen: drawn for its width, and scrolled from the list."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ..content import MUTED, failed, literal
from .start_entries import Card

_WIDE: Final = 44
"""From this many columns on a card shows what is set of each step, and not only of which."""


class CardView(Vertical):
    """Shows a card; where it is longer than its room, a line at its foot says how to read on."""

    def __init__(self) -> None:
        super().__init__(id="card")
        self._card = Card("")
        self._text = Static("", id="about")
        self._box = VerticalScroll(self._text, can_focus=False, id="about-box")
        self._more = Static("", id="more")

    def compose(self) -> ComposeResult:
        """Lay out the text and the line below it."""
        yield self._box
        yield self._more

    def show(self, card: Card) -> None:
        """Show a card from its beginning."""
        self._card = card
        self._draw()
        self._box.scroll_home(animate=False)

    def on_resize(self, event: events.Resize) -> None:
        """Draw it for its width."""
        self._draw()

    def on_mount(self) -> None:
        """Keep the line at the foot true."""
        self.watch(self._box, "scroll_y", self._say_more, init=False)
        self.watch(self._box, "virtual_size", self._say_more, init=False)

    def scroll_pages(self, pages: int) -> None:
        """Go on in the card, or back where that is negative, by what is seen of it less a line."""
        self._box.scroll_relative(y=pages * max(1, self._box.size.height - 1), animate=False)

    def _draw(self) -> None:
        width = self._box.size.width - 2
        is_framed = bool(self.styles.border_top[0])
        if width > 0:
            self._text.update(card_content(self._card, width, is_framed=is_framed))
        self.border_title = _frame_title(self._card, self.size.width) if is_framed else None
        self.border_subtitle = literal(self._card.source, most=100) if is_framed else None
        self.call_after_refresh(self._say_more)

    def _say_more(self) -> None:
        rest = self._box.max_scroll_y - self._box.scroll_offset.y
        above = self._box.scroll_offset.y > 0
        told = "PgDn more ↓" if rest > 0 else "PgUp back ↑" if above else ""
        self._more.update(Content.styled(told, MUTED))


def card_content(card: Card, width: int, *, is_framed: bool = False) -> Content:
    """Draw a card for a number of columns; the frame, where there is one, has its title."""
    parts = [] if is_framed else [Content("\n").join(_head(card, width))]
    if card.error:
        parts.append(failed(card.error))
    parts += [Content("\n").join(_wrapped(paragraph, width)) for paragraph in card.about]
    is_wide = width >= _WIDE
    groups = _wide_facts(card, width) if is_wide else _narrow_facts(card, width)
    parts += [Content("\n").join(lines) for lines in groups if lines]
    return Content("\n\n").join(parts)


def _frame_title(card: Card, width: int) -> Content:
    """Draw the upper edge: the title at the left, what it makes at the right."""
    kind = f" {card.kind}" if card.kind else ""
    title = _cut(card.title, width - len(kind) - 6)
    rest = width - len(title) - len(kind) - 5
    return Content.assemble((title, "bold"), f" {'─' * rest}" if kind else "", (kind, MUTED))


def _head(card: Card, width: int) -> Iterator[Content]:
    for line in _wrapped(card.title, width):
        yield line.stylize("bold")
    told = " · ".join(text for text in (card.kind, card.source) if text)
    for line in _wrapped(told, width):
        yield line.stylize(MUTED)


def _wide_facts(card: Card, width: int) -> Iterator[list[Content]]:
    yield [
        Content.assemble(
            ("✓ ", "$text-success") if held else ("– ", MUTED),
            (f"{title:<18}", "" if held else MUTED),
            _cut(held, width - 20),
        )
        for title, held in card.steps
    ]
    facts = (
        ("You still give", ", ".join(card.asks)),
        ("You replace", card.replace),
        ("Afterwards", card.then),
    )
    yield [line for name, text in facts if text for line in _fact(name, text, 17, width)]


def _narrow_facts(card: Card, width: int) -> Iterator[list[Content]]:
    sets = ", ".join(title for title, held in card.steps if held)
    facts = (("Sets", sets), ("Asks", ", ".join(card.asks)), ("Replace", card.replace))
    yield [line for name, text in facts if text for line in _fact(name, text, 8, width)]
    yield list(_fact("Then", card.then, 8, width)) if card.then else []


def _fact(name: str, text: str, indent: int, width: int) -> Iterator[Content]:
    """Draw a name and its text, whose lines start below one another."""
    for at, line in enumerate(_wrapped(text, width - indent)):
        yield Content.assemble((f"{'' if at else name:<{indent}}", MUTED), line)


def _wrapped(text: str, width: int) -> list[Content]:
    shown = literal(text, most=2000).plain
    return [Content(line) for line in textwrap.wrap(shown, max(8, width), break_on_hyphens=False)]


def _cut(text: str, width: int) -> str:
    shown = literal(text, most=200).plain
    return shown if len(shown) <= width else f"{shown[: max(0, width - 1)]}…"
