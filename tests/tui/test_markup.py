"""No text that is put together reaches a widget that would read markup in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import authwizard.tui

PARSE_MARKUP = frozenset(
    {
        "notify", "Label", "Static", "Option", "Button", "Checkbox", "RadioButton", "Collapsible", "TabPane",
        "update", "add_option", "replace_option_prompt_at_index", "from_markup", "with_tooltip",
    }
)  # fmt: skip
SOURCES = sorted(Path(authwizard.tui.__file__).parent.rglob("*.py"))


def name_of(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def is_put_together(node: ast.expr) -> bool:
    """Tell whether an argument is an f-string or another text made of parts, and no Content."""
    if isinstance(node, ast.JoinedStr):
        return True
    if isinstance(node, ast.BinOp):
        return is_put_together(node.left) or is_put_together(node.right)
    if isinstance(node, ast.IfExp):
        return is_put_together(node.body) or is_put_together(node.orelse)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr == "format" or (
            node.func.attr == "join" and isinstance(node.func.value, ast.Constant)
        )
    return False


def unsafe_calls(source: str) -> Iterator[int]:
    """Yield the lines of calls that would read markup in a text that is put together."""
    for call in ast.walk(ast.parse(source)):
        if not isinstance(call, ast.Call) or name_of(call) not in PARSE_MARKUP:
            continue
        without_markup = any(
            word.arg == "markup" and isinstance(word.value, ast.Constant) and word.value.value is False
            for word in call.keywords
        )
        given = [*call.args, *(word.value for word in call.keywords if word.arg not in ("id", "classes"))]
        is_message = name_of(call) == "notify" and not isinstance(call.args[0], ast.Constant)
        if not without_markup and (is_message or any(map(is_put_together, given))):
            yield call.lineno


def test_no_text_that_is_put_together_is_read_as_markup() -> None:
    found = [
        f"{path.name}:{line}" for path in SOURCES for line in unsafe_calls(path.read_text(encoding="utf-8"))
    ]
    assert len(SOURCES) > 20
    assert not found


def test_such_calls_would_be_found() -> None:
    for unsafe in (
        'Static(f"{x}")',
        'self.notify(f"{x}", severity="error")',
        "self.notify(text)",
        'Button("a" + f"{x}")',
        'Option("{}".format(x))',
        'Label(f"{x}" if y else "b")',
        'textual.widgets.Static(", ".join(x))',
        'widget.update(f"{x}")',
    ):
        assert list(unsafe_calls(unsafe)) == [1], unsafe
    for safe in (
        'Static("a", id=f"{x}")',
        'Static(Content(f"{x}"))',
        "self.notify(f'{x}', markup=False)",
        'self.notify("done")',
        'Static(Content("\\n").join(x))',
    ):
        assert not list(unsafe_calls(safe)), safe


def test_no_title_or_tooltip_is_put_together() -> None:
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Assign) and is_put_together(node.value):
                names = {target.attr for target in node.targets if isinstance(target, ast.Attribute)}
                assert not names & {"border_title", "border_subtitle", "tooltip", "label", "title"}, path.name
