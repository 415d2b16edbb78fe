"""Draw the screenshots in screenshots/ from the running app: python -m tests.screenshots."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot
from textual.widgets import Input

from authwizard.files.source import load
from authwizard.request.steps import STEPS
from authwizard.session import Session
from authwizard.tui.app import WizardApp
from authwizard.tui.screens.wizard import WizardScreen
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

_SVG: Final = "{http://www.w3.org/2000/svg}"
_CELL: Final = 12.2
"""Width of a cell in rich's SVG, in its own units."""
_LINE: Final = 24.4
"""Height of a cell."""
_RANDOM_ID: Final = re.compile(r"terminal-\d+")
_FONT_FACE: Final = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)
_BLANK: Final = "\N{NO-BREAK SPACE}"


async def draw(columns: int, rows: int) -> AsyncIterator[tuple[str, str]]:
    """Yield file name and SVG of the start screen and of every step, in a terminal of the given size."""
    size = f"{columns}x{rows}"
    async with _started(WizardApp(), columns, rows) as pilot:
        yield f"{size}-00-start.svg", await _drawn(pilot)
    app = WizardApp(_session())
    async with _started(app, columns, rows) as pilot:
        screen = app.screen
        assert isinstance(screen, WizardScreen)
        for number, step in enumerate(STEPS, 1):
            await screen.go(step, _FOCUS.get(step.id))
            yield f"{size}-{number:02}-{step.id}.svg", await _drawn(pilot)


def _session() -> Session:
    """Return a session on a shipped preset with the target filled in."""
    loaded = load(PRESET)
    draft = loaded.draft
    for name, value in TARGET.items():
        draft = draft.with_value((name,), value)
    return Session.of(replace(loaded, draft=draft))


@asynccontextmanager
async def _started(app: App[int], columns: int, rows: int) -> AsyncIterator[Pilot[int]]:
    """Run an app without a terminal, with nothing on its screen that moves by itself."""
    async with app.run_test(size=(columns, rows), notifications=True) as pilot:
        app.animation_level = "none"
        yield pilot


async def _drawn(pilot: Pilot[int]) -> str:
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


def main() -> None:
    """Draw all screenshots anew, in a home directory of their own."""
    for name in filter(is_foreign, list(os.environ)):
        del os.environ[name]
    with tempfile.TemporaryDirectory() as home:
        os.environ.update(home_variables(Path(home)))
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
