"""In every theme a field can be seen, and the line under the cursor can be read."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from authwizard.request.draft import Draft
from authwizard.session import Session
from authwizard.tui.app import WizardApp
from authwizard.tui.themes import DARK, LIGHT, THEMES, first_theme
from tests.request.requests import plain
from tests.tui.driving import SMALL, Hand, draft_of, running

OURS = (DARK.name, LIGHT.name, "textual-dark", "textual-light")
ANSI = [name for name in BUILTIN_THEMES if name.endswith("ansi") or name.startswith("ansi")]
SHADED = [name for name in (*BUILTIN_THEMES, DARK.name, LIGHT.name) if name not in ANSI]

TABS = ("JSON", "Preview", "Problems", "Help")


def luminance(color: Color) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [channel / 255 for channel in (color.r, color.g, color.b)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: Color, other: Color) -> float:
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2)."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def drawn(hand: Hand, row: int) -> list[tuple[str, Color, Color]]:
    """Return the texts of a row of the screen with their colour and the one behind it."""
    found = []
    for segment in hand.app.screen._compositor.render_strips()[row]:
        style = segment.style
        if segment.text.strip() and style and style.color and style.bgcolor:
            found.append(
                (segment.text, Color.from_rich_color(style.color), Color.from_rich_color(style.bgcolor))
            )
    return found


@pytest.mark.parametrize("theme", SHADED)
async def test_a_field_differs_from_the_form_and_the_line_under_the_cursor_can_be_read(theme: str) -> None:
    async with running(WizardApp(Session(Draft.new("create"))), SMALL) as hand:
        hand.app.theme = theme
        await hand.settle()
        focused, field = hand.input(("AppId",)), hand.input(("BackendEnvironmentName",))
        form = field.background_colors[0]
        assert contrast(form, field.background_colors[1]) >= 1.07
        assert contrast(form, focused.background_colors[1]) > contrast(form, field.background_colors[1])
        await hand.press("shift+tab")
        row = hand.app.screen.focused.region.y if hand.app.screen.focused else 0
        least = 4.5 if theme in OURS else 3
        assert [text for text, color, behind in drawn(hand, row) if contrast(color, behind) < least] == []


@pytest.mark.parametrize("theme", ANSI)
async def test_in_the_terminal_s_own_colours_a_field_has_an_edge_and_the_line_under_the_cursor_a_ground(
    theme: str,
) -> None:
    async with running(WizardApp(Session(Draft.new("create"))), SMALL) as hand:
        hand.app.theme = theme
        await hand.settle()
        focused, field = hand.input(("AppId",)), hand.input(("BackendEnvironmentName",))
        edges = [hand.lines()[of.region.y][of.region.x] for of in (focused, field)]
        assert " " not in edges
        assert edges[0] != edges[1]
        await hand.press("shift+tab")
        row = hand.app.screen.focused.region.y if hand.app.screen.focused else 0
        strip = hand.app.screen._compositor.render_strips()[row]
        styles = {str(part.style) for part in strip if "Create" in part.text}
        assert styles == {"bold color(15) on color(4)"}, "bright white on blue"


@pytest.mark.parametrize("name", ["authwizard-dark", "authwizard-light"])
async def test_our_own_texts_can_be_read_in_our_own_themes(name: str) -> None:
    async with running(WizardApp(Session(Draft.new("create"))), SMALL) as hand:
        hand.app.theme = name
        await hand.settle()
        weak = [
            (row, text)
            for row in range(SMALL[1])
            for text, color, behind in drawn(hand, row)
            if text.strip(" ▌█▇▁▂▃▄▅▆▐") and contrast(color, behind) < 4.5 and "Back" not in text
        ]
        assert weak == []


def test_the_theme_is_the_one_chosen_last_or_ours_or_the_terminal_s_own_where_it_has_sixteen_colours() -> (
    None
):
    themes = {theme.name: theme for theme in THEMES} | BUILTIN_THEMES
    assert first_theme("truecolor", "", themes) == "authwizard-dark"
    assert first_theme("standard", "", themes) == "ansi-dark"
    assert first_theme("standard", "nord", themes) == "ansi-dark"
    assert first_theme("standard", "ansi-light", themes) == "ansi-light"
    assert first_theme("truecolor", "nord", themes) == "nord"
    assert first_theme("truecolor", "gone", themes) == "authwizard-dark"
    assert first_theme(None, "", themes) == "authwizard-dark"


@pytest.mark.parametrize("theme", SHADED)
async def test_what_stands_around_the_form_can_be_read(theme: str) -> None:
    async with running(WizardApp(Session(draft_of(plain()))), (120, 40)) as hand:
        hand.app.theme = theme
        await hand.go("review")
        rows = [0, next(at for at, line in enumerate(hand.lines()) if "─Send it─" in line), 39]
        read = [part for row in rows for part in drawn(hand, row)]
        read += [part for part in drawn(hand, 1) if part[0].strip(" []").split(" ")[0] in TABS]
        await hand.press("ctrl+s")
        title = next(at for at, line in enumerate(hand.lines()) if "Save as preset ─" in line)
        read += [part for part in drawn(hand, title) if "Save as preset" in part[0]]
        told = " ".join(text for text, _, _ in read)
        assert all(
            part in told for part in ("d1a2b3c4d5", "Send it", "Commands", "^q", *TABS, "Save as preset")
        )
        least = 4.5 if theme in OURS else 3
        lines = " ▏─╭╮│"
        assert [
            text for text, color, behind in read if text.strip(lines) and contrast(color, behind) < least
        ] == []
