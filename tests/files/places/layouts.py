"""Trees as people and tools lay them out: the same request in JSON, YAML and TOML, with comments, tabs and the like."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, Final, TypeVar

from hypothesis import strategies as st

Draw = Callable[..., Any]
T = TypeVar("T")

_COMMENTS: Final = ("# plain", "# with : and [brackets]", "# \U0001f600 \u00e9", '# "quoted" {}', "#")
_NAMES: Final = st.sampled_from(
    (
        "AppId",
        "Mfa",
        "a",
        "two words",
        "dotted.name",
        "\u00e9\U0001f600",
        "'",
        '"',
        "-",
        "0",
        "#",
        "a:b",
        "yes",
        "",
    )
)
_TEXTS: Final = st.text(
    st.one_of(
        st.sampled_from(list("ab #:,[]{}\"'\\=\n\t-\U0001f600\u00e9")),
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")),
    ),
    max_size=12,
)


@st.composite
def trees(draw: Draw, levels: int = 3) -> dict[str, Any]:
    """A structure each of whose texts and numbers is there but once, so that it can be told by its value."""
    count = [100]

    def value(level: int) -> Any:
        count[0] += 1
        kinds = ["text", "number", "list", "structure"] if level else ["text", "number"]
        kind = draw(st.sampled_from(kinds))
        if kind == "text":
            return f"{draw(_TEXTS)}{count[0]}{draw(_TEXTS)}"
        if kind == "number":
            return count[0] * 7919
        if kind == "list":
            return [value(level - 1) for _ in range(draw(st.integers(0, 3)))]
        return structure(level - 1)

    def structure(level: int) -> dict[str, Any]:
        return {name: value(level) for name in draw(st.lists(_NAMES, max_size=4, unique=True))}

    return structure(levels)


class _Writer:
    """Writes a tree with what may stand around its values chosen anew each time."""

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.end: str = draw(st.sampled_from(("\n", "\r\n")))

    def choose(self, *options: T) -> T:
        chosen: T = self.draw(st.sampled_from(options))
        return chosen

    def comment(self) -> str:
        return self.choose(*_COMMENTS)

    def escaped(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=self.choose(True, False))


@st.composite
def json_texts(draw: Draw) -> tuple[str, dict[str, Any]]:
    """A JSON text and its tree."""
    tree, writer = draw(trees()), _Writer(draw)

    def blank() -> str:
        return writer.choose("", "", " ", "\t", writer.end, f"{writer.end}\t  ")

    def written(value: Any) -> str:
        if isinstance(value, dict):
            members = (
                f"{blank()}{text(name)}{blank()}:{blank()}{written(item)}{blank()}"
                for name, item in value.items()
            )
            return "{" + (",".join(members) or blank()) + "}"
        if isinstance(value, list):
            return "[" + (",".join(f"{blank()}{written(item)}{blank()}" for item in value) or blank()) + "]"
        return text(value)

    def text(value: Any) -> str:
        return writer.escaped(value)

    return f"{blank()}{written(tree)}{blank()}", tree


@st.composite
def yaml_texts(draw: Draw) -> tuple[str, dict[str, Any]]:
    """A YAML text and its tree, in block and in flow style."""
    tree, writer = draw(trees()), _Writer(draw)

    def scalar(value: Any, *, in_block: bool = True) -> str:
        if isinstance(value, str):
            plain = (
                in_block and value.isascii() and value.replace("_", "").isalnum() and not value[0].isdigit()
            )
            if plain and writer.choose(True, False):
                return value
            single = "'" + value.replace("'", "''") + "'"
            if not set(value) & set("\n\t\r") and value.isprintable() and writer.choose(True, False):
                return single
        return writer.escaped(value)

    def flow(value: Any) -> str:
        if isinstance(value, dict):
            return "{" + ", ".join(f"{name_of(name)}: {flow(item)}" for name, item in value.items()) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(flow(item) for item in value) + "]"
        return scalar(value, in_block=False)

    def name_of(name: str) -> str:
        return writer.escaped(name)

    def rest() -> str:
        return writer.choose("", "", f"  {writer.comment()}") + writer.end

    def block(value: Any, indent: str, lead: str) -> str:
        """Write what follows a name or a dash: from behind it to the end of its last line."""
        if value in ({}, []) or not isinstance(value, (dict, list)) or writer.choose(True, False, False):
            written = flow(value) if isinstance(value, (dict, list)) else scalar(value)
            return f"{lead}{written}{rest()}"
        inner = f"{indent}{writer.choose(' ', '  ', '   ')}"
        gap = writer.choose("", "", f"{inner}{writer.comment()}{writer.end}", writer.end)
        if isinstance(value, dict):
            lines = (f"{inner}{name_of(name)}:{block(item, inner, ' ')}" for name, item in value.items())
        else:
            lines = (f"{inner}-{block(item, inner, ' ')}" for item in value)
        return rest() + gap + "".join(lines)

    head = writer.choose("", f"---{writer.end}", f"{writer.comment()}{writer.end}")
    if not tree or writer.choose(True, False, False, False):
        return f"{head}{flow(tree)}{rest()}", tree
    lines = (f"{name_of(name)}:{block(item, '', ' ')}" for name, item in tree.items())
    return head + "".join(lines), tree


@st.composite
def toml_texts(draw: Draw) -> tuple[str, dict[str, Any]]:
    """A TOML text and its tree: headers, dotted names, inline tables, texts in all four forms."""
    tree, writer = draw(trees()), _Writer(draw)

    def name_of(name: str) -> str:
        bare = bool(name) and name.isascii() and name.replace("-", "").replace("_", "").isalnum()
        return name if bare and writer.choose(True, False) else json.dumps(name, ensure_ascii=False)

    def text(value: str) -> str:
        forms = [json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")]
        if value.isprintable() and "'" not in value:
            forms.append(f"'{value}'")
        if (
            "'''" not in value
            and not value.startswith("\n")
            and not value.endswith("'")
            and value.replace("\n", "").replace("\t", "").isprintable()
        ):
            forms.append(f"'''{value}'''" if writer.end == "\n" or "\n" not in value else forms[0])
        if '"' not in value and "\\" not in value and "\n" not in value and value.isprintable():
            forms.append(f'"""{writer.end}{value}"""')
        return writer.choose(*forms)

    def inline(value: Any) -> str:
        space = writer.choose("", " ", "\t")
        if isinstance(value, dict):
            members = (
                f"{space}{name_of(name)}{space}={space}{inline(item)}{space}" for name, item in value.items()
            )
            return "{" + ",".join(members) + "}"
        if isinstance(value, list):
            gap = writer.choose("", " ", f" {writer.comment()}{writer.end}\t")
            return "[" + ",".join(f"{gap}{inline(item)}{space}" for item in value) + gap + "]"
        return text(value) if isinstance(value, str) else str(value)

    def rest() -> str:
        return writer.choose("", " ", f"  {writer.comment()}") + writer.end

    def members(value: dict[str, Any], above: str, dotted: str = "") -> tuple[str, str]:
        """Write what stands below a header, and the tables that come behind it with their own."""
        own, later = "", ""
        for name, item in value.items():
            written = name_of(name)
            place = f"{above}.{written}" if above else written
            way = writer.choose("header", "dotted", "inline") if isinstance(item, dict) and item else "inline"
            if way == "dotted":
                more, tables = members(item, place, f"{dotted}{written}.")
                # A table that dotted names have made has no header of its own, nor have those below it.
                own += more if not tables else f"{dotted}{written} = {inline(item)}{rest()}"
            elif way == "header" and not dotted:
                more, tables = members(item, place)
                space = writer.choose("", " ")
                later += f"{writer.choose('', writer.end)}[{space}{place}{space}]{rest()}{more}{tables}"
            else:
                own += f"{writer.choose('', '', '  ')}{dotted}{written} = {inline(item)}{rest()}"
        return own, later

    own, later = members(tree, "")
    return f"{writer.choose('', writer.comment() + writer.end)}{own}{later}", tree
