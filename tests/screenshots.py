"""Draw the screenshots in screenshots/ from the running app: python -m tests.screenshots.

`python -m tests.screenshots --all FOLDER` draws every step and dialog in every size and palette, to be looked at; where
cairosvg is installed as PNG too.
"""

from __future__ import annotations

import asyncio
import importlib
import os
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from authwizard.files.formats.gen2 import GEN2
from authwizard.files.source import load
from authwizard.request.draft import Draft
from authwizard.request.steps import REVIEW, STEPS
from authwizard.session import Session
from authwizard.tui.app import WizardApp
from authwizard.tui.screens.wizard import WizardScreen
from authwizard.tui.themes import DARK, LIGHT
from tests.support.environment import home_variables, is_foreign

FOLDER: Final = Path(__file__).parents[1] / "screenshots"
SIZES: Final = ((120, 40), (80, 24))
PRESET: Final = "social-all-providers"
TARGET: Final = {"AppId": "d1a2b3c4d5", "BackendEnvironmentName": "dev", "ResourceName": "myauth"}
# A step is drawn with a field in focus that shows what the side pane can do.
_FOCUS: Final[Mapping[str, tuple[str, ...]]] = {
    "target": ("AppId",),
    "sign-in": ("ResourceConfig", "UserPoolConfigs", "SignInMethod"),
    "mfa": ("ResourceConfig", "UserPoolConfigs", "Mfa", "MFAMode"),
    "password": ("ResourceConfig", "UserPoolConfigs", "PasswordPolicy", "MinimumLength"),
}

_PALETTES: Final[Mapping[str, str]] = {
    "dark": DARK.name,
    "light": LIGHT.name,
    "no-color": DARK.name,
    "16-colors": "ansi-dark",
}
"""The theme of each palette; without colours, Textual's own filter takes them out of ours."""
_BESIDE: Final = (
    ("json", "mfa", ("f2",)),
    ("problems", "mfa", ("f3",)),
    ("help", "mfa", ("f1",)),
    ("preview-mfa", "mfa", ("f4",)),
    ("preview-password", "password", ("f4", *"abc7")),
    ("save-preset", "mfa", ("ctrl+s",)),
    ("commands", "mfa", ("ctrl+p",)),
    ("submit", "review", ("tab", "tab", "enter")),
    ("social-scrolled", "social", tuple(["tab"] * 14)),
)
"""A name, a step, and the keys that lead to what is drawn."""

_SVG: Final = "{http://www.w3.org/2000/svg}"
_CELL: Final = 12.2
"""Width of a cell in rich's SVG, in its own units."""
_LINE: Final = 24.4
"""Height of a cell."""
_RANDOM_ID: Final = re.compile(r"terminal-\d+")
_FONT_FACE: Final = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_BLANK: Final = "\N{NO-BREAK SPACE}"


async def draw(columns: int, rows: int, theme: str = DARK.name) -> AsyncIterator[tuple[str, str]]:
    """Yield file name and SVG of the start screen, of every step and of a way out, in a terminal of the given size."""
    size = f"{columns}x{rows}"
    async with _started(WizardApp(), columns, rows, theme) as pilot:
        yield f"{size}-00-start.svg", await _drawn(pilot)
    app = WizardApp(_session())
    async with _started(app, columns, rows, theme) as pilot:
        screen = app.screen
        assert isinstance(screen, WizardScreen)
        for number, step in enumerate(STEPS, 1):
            await screen.go(step, _FOCUS.get(step.id))
            yield f"{size}-{number:02}-{step.id}.svg", await _drawn(pilot)
        screen.session.outlet = screen.session.outlet.with_format(GEN2)
        await screen.go(STEPS[0])
        await screen.go(REVIEW)
        if columns >= 100:  # else the pane would take the whole screen
            await pilot.press("f4")
        yield f"{size}-{len(STEPS) + 1}-gen2.svg", await _drawn(pilot)


async def draw_beside(columns: int, rows: int, theme: str) -> AsyncIterator[tuple[str, str]]:
    """Yield name and SVG of what lies over the steps or beside them: tabs, dialogs, the palette, problems."""
    size = f"{columns}x{rows}"
    async with _started(WizardApp(_session()), columns, rows, theme) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, WizardScreen)
        for number, (name, step, keys) in enumerate(_BESIDE, 11):
            await screen.go(next(found for found in STEPS if found.id == step))
            await pilot.press(*keys)
            await pilot.pause()
            yield f"{size}-{number}-{name}.svg", await _drawn(pilot)
            while len(pilot.app.screen_stack) > 1:
                await pilot.press("escape")
                await pilot.pause()
            await pilot.press("escape")
    async with _started(WizardApp(Session(Draft.new("create"))), columns, rows, theme) as pilot:
        await pilot.press("X", "tab", "tab", "tab", "f3")
        yield f"{size}-20-errors.svg", await _drawn(pilot)
        await pilot.press("escape", "shift+tab")
        yield f"{size}-21-errors-in-the-form.svg", await _drawn(pilot)
        await pilot.press("ctrl+r")
        yield f"{size}-22-review-blocked.svg", await _drawn(pilot)


def _session() -> Session:
    """Return a session on a shipped preset with the target filled in."""
    loaded = load(PRESET)
    draft = loaded.draft
    for name, value in TARGET.items():
        draft = draft.with_value((name,), value)
    return Session.of(replace(loaded, draft=draft))


@asynccontextmanager
async def _started(
    app: App[int], columns: int, rows: int, theme: str = DARK.name
) -> AsyncIterator[Pilot[int]]:
    """Run an app without a terminal, with nothing on its screen that moves by itself."""
    # Without a terminal the app takes itself to have sixteen colours.
    app.theme = theme
    async with app.run_test(size=(columns, rows), notifications=True) as pilot:
        app.animation_level = "none"
        yield pilot


async def _drawn(pilot: Pilot[int]) -> str:
    await pilot.pause()
    # What is seen of secrets' references comes a moment later.
    looks = [worker for worker in pilot.app.workers if worker.group == "look"]
    await pilot.app.workers.wait_for_complete(looks)
    await pilot.pause()
    for widget in pilot.app.screen.query(Input):
        widget.cursor_blink = False
    await pilot.pause()
    return _plain(pilot.app.export_screenshot(title="authwizard", simplify=True))


def _plain(svg: str) -> str:
    """Return an SVG of rich's that is the same on every run, and a quarter of the size.

    Random ids, web fonts and the clip of each line go; neighbours of one colour become one rectangle; blanks at
    the edges of a text become its place, since not every viewer draws them.
    """
    ElementTree.register_namespace("", _SVG.strip("{}"))
    root = ElementTree.fromstring(_FONT_FACE.sub("", _RANDOM_ID.sub("t", svg)))  # noqa: S314  # made by ourselves
    for parent in root.iter():
        cells = [node for node in parent if node.tag == f"{_SVG}rect" and node.get("shape-rendering")]
        _merge(_merge(cells, "x", "width"), "y", "height")
        for node in list(parent):
            if node.tag == f"{_SVG}text" and node.get("clip-path"):
                _trim(node)
            is_line = node.tag == f"{_SVG}clipPath" and "-line-" in node.get("id", "")
            is_blank = node.tag == f"{_SVG}text" and not (node.text or "").strip()
            if is_line or is_blank or node.get("width") == "0":
                parent.remove(node)
    text = ElementTree.tostring(root, encoding="unicode")
    lines = (line.strip() for line in text.replace("><", ">\n<").splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def _number(node: ElementTree.Element, name: str) -> float:
    return float(node.get(name, "0"))


def _merge(cells: list[ElementTree.Element], place: str, extent: str) -> list[ElementTree.Element]:
    """Let each rectangle swallow those of its colour that follow it; what was swallowed gets the width 0."""
    open_ones: dict[tuple[str | None, ...], ElementTree.Element] = {}
    kept = []
    for cell in cells:
        if cell.get("width") == "0":
            continue
        key = tuple(
            cell.get(name) for name in ("fill", "x", "y", "width", "height") if name not in (place, extent)
        )
        before = open_ones.get(key)
        if (
            before is not None
            and abs(_number(before, place) + _number(before, extent) - _number(cell, place)) < 0.5
        ):
            before.set(extent, f"{_number(cell, place) + _number(cell, extent) - _number(before, place):g}")
            cell.set("width", "0")
            continue
        open_ones[key] = cell
        kept.append(cell)
    return kept


def _trim(node: ElementTree.Element) -> None:
    """Take the blanks at the edges of a text out, and the clip of its line."""
    text = (node.text or "").rstrip(_BLANK)
    blanks = len(text) - len(text.lstrip(_BLANK))
    node.text = text[blanks:]
    node.set("x", f"{_number(node, 'x') + blanks * _CELL:g}")
    node.set("textLength", f"{(cell_len(text) - blanks) * _CELL:g}")
    del node.attrib["clip-path"]


def shown_text(svg: str) -> list[str]:
    """Return the lines of text that a screenshot shows, without trailing blanks."""
    lines: dict[int, list[tuple[float, str]]] = {}
    for node in ElementTree.fromstring(svg).iter(f"{_SVG}text"):  # noqa: S314  # made by ourselves
        if node.get("textLength"):
            line = int(_number(node, "y") // _LINE)
            lines.setdefault(line, []).append((_number(node, "x"), node.text or ""))
    return [_joined(lines.get(number, [])) for number in range(max(lines, default=-1) + 1)]


def _joined(parts: list[tuple[float, str]]) -> str:
    text = ""
    for x, part in sorted(parts):
        # Blanks have no node of their own: what is missing up to here are blanks.
        text += " " * (round(x / _CELL) - cell_len(text)) + part.replace(_BLANK, " ")
    return text.rstrip()


async def draw_all() -> dict[str, str]:
    """Return every screenshot, by file name."""
    return {name: svg for columns, rows in SIZES async for name, svg in draw(columns, rows)}


async def _draw_everything() -> AsyncIterator[tuple[str, str]]:
    """Yield path and SVG of every step and dialog, in every size and palette."""
    for palette, theme in _PALETTES.items():
        if palette == "no-color":
            os.environ["NO_COLOR"] = "1"
        for columns, rows in (*SIZES, (200, 60)):
            for drawing in (draw(columns, rows, theme), draw_beside(columns, rows, theme)):
                async for name, svg in drawing:
                    yield f"{palette}/{name}", svg
        os.environ.pop("NO_COLOR", None)


async def _write_everything(folder: Path) -> None:
    to_png = _converter()
    async for name, svg in _draw_everything():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(svg, encoding="utf-8")
        if to_png is not None:
            to_png(
                bytestring=svg.replace("Fira Code", "DejaVu Sans Mono").encode(),
                write_to=str(path.with_suffix(".png")),
            )


def _converter() -> Callable[..., object] | None:
    """Return what makes a PNG of an SVG, where it is installed; it is no dependency."""
    try:
        converter: Callable[..., object] = importlib.import_module("cairosvg").svg2png
    except ImportError:
        return None
    return converter


def main() -> None:
    """Draw all screenshots anew, in a home directory of their own."""
    arguments = sys.argv[1:]
    if arguments and (arguments[0] != "--all" or len(arguments) != 2):
        sys.exit("python -m tests.screenshots [--all FOLDER]")
    for name in filter(is_foreign, list(os.environ)):
        del os.environ[name]
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(home_variables(Path(home)))
        if arguments:
            asyncio.run(_write_everything(Path(arguments[1])))
            return
        drawn = asyncio.run(draw_all())
    FOLDER.mkdir(exist_ok=True)
    for name, svg in drawn.items():
        (FOLDER / name).write_text(svg, encoding="utf-8")
    for old in FOLDER.glob("*.svg"):
        if old.name not in drawn:
            old.unlink()
    print(f"{len(drawn)} screenshots, {sum(map(len, drawn.values())) // 1024} KiB, in {FOLDER.name}/")


if __name__ == "__main__":
    main()
