"""The service's answers as the AWS CLI prints them: --query and --output."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Final, Literal

import click
import jmespath  # type: ignore[import-untyped]

from authwizard.terminal_text import visible

from .output import emit, json_text

Output = Literal["json", "yaml", "text", "table"]


def compile_query(expression: str) -> Any:
    """Compile a JMESPath expression.

    Raises:
        ValueError: It is none.
    """
    return jmespath.compile(expression)


def print_answer(answer: Any, query: Any, output: Output | None) -> None:
    """Print an answer, or what a query chooses of it.

    Args:
        answer: A JSON tree under the API's names.
        query: What `compile_query` returned, or None.
        output: The format; JSON without one.
    """
    try:
        chosen = answer if query is None else query.search(answer)
    except jmespath.exceptions.JMESPathError:
        raise click.UsageError("--query: the expression does not fit the answer.") from None
    emit(_FORMATS[output or "json"](chosen))


def _json(value: Any) -> str:
    return json_text(value, indent=4) + "\n"


def _yaml(value: Any) -> str:
    from authwizard.files.formats.yaml_text import yaml_text

    # A document of one value ends with a mark that says so; the AWS CLI leaves it out.
    return yaml_text(value).removesuffix("...\n")


def _text(value: Any) -> str:
    return "".join(f"{line}\n" for line in _text_lines(value, "", None))


def _text_lines(value: Any, name: str, columns: list[str] | None) -> Iterator[str]:
    """Yield lines of fields with tabs between them; members of a structure come in the order of the alphabet."""
    if isinstance(value, dict):
        plain = columns or sorted(key for key, item in value.items() if _is_plain(item))
        fields = [_cell(value[key]) if key in value else "None" for key in plain]
        if fields:
            yield "\t".join([name.upper(), *fields] if name else fields)
        for key in sorted(value):
            if not _is_plain(value[key]):
                yield from _text_lines(value[key], key, None)
    elif isinstance(value, list):
        yield from _list_lines(value, name)
    else:
        yield _cell(value)


def _list_lines(items: list[Any], name: str) -> Iterator[str]:
    structures = [item for item in items if isinstance(item, dict)]
    plain = [item for item in items if _is_plain(item)]
    if name:
        yield from (f"{name.upper()}\t{_cell(item)}" for item in plain)
    elif plain:
        yield "\t".join(map(_cell, plain))
    columns = sorted({key for item in structures for key, below in item.items() if _is_plain(below)})
    for item in items:
        if not _is_plain(item):
            yield from _text_lines(item, name, columns)


def _table(value: Any) -> str:
    """Draw a list of structures with a column per member, and anything else with a line per member."""
    if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
        columns = sorted({key for item in value for key in item})
        rows = [columns, *([_whole(item.get(key)) for key in columns] for item in value)]
    elif isinstance(value, dict):
        rows = [[visible(path), _cell(item)] for path, item in _leaves(value, "")]
    else:
        rows = [[_whole(item)] for item in (value if isinstance(value, list) else [value])]
    return _drawn(rows)


def _drawn(rows: list[list[str]]) -> str:
    if not rows:
        return ""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    edge = "+" + "+".join("-" * (width + 2) for width in widths) + "+\n"
    lines = (
        "|" + "|".join(f" {cell:<{width}} " for cell, width in zip(row, widths, strict=True)) + "|\n"
        for row in rows
    )
    return edge + edge.join(lines) + edge


def _leaves(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for name, item in value.items():
            yield from _leaves(item, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _leaves(item, f"{path}[{index}]")
    else:
        yield path, value


def _is_plain(value: Any) -> bool:
    return not isinstance(value, dict | list)


def _cell(value: Any) -> str:
    return visible(str(value))


def _whole(value: Any) -> str:
    return _cell(value) if _is_plain(value) else json_text(value, indent=None)


_FORMATS: Final[dict[Output, Callable[[Any], str]]] = {
    "json": _json,
    "yaml": _yaml,
    "text": _text,
    "table": _table,
}
