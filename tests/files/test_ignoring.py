"""Which comments of a text say that problems are meant to be, and which lines they are about."""

from __future__ import annotations

import pytest

from authwizard.files.formats.yaml_text import parse_yaml
from authwizard.files.ignoring import MOST_WRONG, Ignored, ignored_lines
from authwizard.files.places.json_places import json_places
from authwizard.files.places.node import Extent, Node
from authwizard.files.places.toml_places import toml_places
from authwizard.files.places.yaml_places import yaml_places

# Each line says which rules are ignored there: nothing, or the letters behind §: a gen1-eol, b domain-suffix.
TOML = '''\
# authwizard: ignore[a]
\t#authwizard:ignore[ b ] and why

# another comment
title = "x" §ab
a = "# authwizard: ignore[a]" # authwizard: ignore[b] §b
b = """ # authwizard: ignore[a]
# authwizard: ignore[a]
 """ # authwizard: ignore[a] §a
c = 'x' # see there # authwizard: ignore[a,b] §ab
[t."# authwizard: ignore[a]"] # authwizard: ignore[b] §b
"# authwizard: ignore[a]" = 1
"😀 é" = "😀 # authwizard: ignore[a]" # 😀 authwizard: ignore[a]
"😀" = ["😀", # authwizard: ignore[a] §a
  # authwizard: ignore[b]
  "# authwizard: ignore[a]", 2, §b
  [ # authwizard: ignore[a] §a
  ]]
d = { a = 1, b = '# authwizard: ignore[a]' } # authwizard: ignore[a] # authwizard: ignore[b] §ab
e = """
# """ # authwizard: ignore[b] §b
[[u]] # authwizard: ignore[a] §a
[[u]]
f = 1 # Authwizard: ignore[a]
g = 1 # authwizard ignore[a]
h = 1 # authwizard: ignored[a]
# authwizard: ignore[a]
'''
YAML = """\
# authwizard: ignore[a]
# authwizard: ignore[b]

a: b # authwizard: ignore[ a , b ] §ab
b: "x # authwizard: ignore[a]" # authwizard: ignore[b] §b
c: | # authwizard: ignore[a] §a
  # authwizard: ignore[a]
  😀 # authwizard: ignore[a]

  # authwizard: ignore[a]
# authwizard: ignore[b]
d: 'x §b
  # authwizard: ignore[a]
  x' # authwizard: ignore[a] §a
"# authwizard: ignore[a]": 1
😀: [😀, "# authwizard: ignore[a]", # authwizard: ignore[a] §a
  # authwizard: ignore[b]
  x] §b
e: # authwizard: ignore[a] §a
  - x#y # authwizard: ignore[a] §a
  - !!str >- # authwizard: ignore[b] §b
    x # authwizard: ignore[a]
  # authwizard: ignore[a]
  - &z {k: "# authwizard: ignore[a]", # authwizard: ignore[b] §ab
     l: m} # authwizard: ignore[b] §b
f: *z # authwizard: ignore[b] §b
g: # authwizard: ignore[a] §a
h: &y [ # authwizard: ignore[a] §a
  ]
i: x
   y # authwizard: ignore[a] §a
j:
  # authwizard: ignore[a]
  <<: *z §a
"""
RULES = {"a": "gen1-eol", "b": "domain-suffix"}


def parted(marked: str) -> tuple[str, dict[int, set[str]]]:
    """Return a text without its marks, and what they say of each line."""
    wanted, rows = {}, []
    for number, row in enumerate(marked.split("\n"), 1):
        written, _, letters = row.partition(" §")
        for letter, rule in RULES.items():
            for before, after in (("[", "]"), ("[", ","), (",", "]"), ("[ ", " "), (", ", " ")):
                written = written.replace(f"{before}{letter}{after}", f"{before}{rule}{after}")
        rows.append(written)
        if letters:
            wanted[number] = {RULES[letter] for letter in letters}
    return "\n".join(rows), wanted


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(("format", "start"), [("toml", ""), ("yaml", ""), ("yaml", "\ufeff")])
def test_a_comment_counts_for_its_line_or_the_next(format: str, start: str, end: str) -> None:
    text, wanted = parted(TOML if format == "toml" else YAML)
    text = start + text.replace("\n", end)
    found = ignored_lines(
        text, lambda: toml_places(text) if format == "toml" else yaml_places(text, parse_yaml(text).root)
    )
    assert {line: set(rules) for line, rules in found.lines.items()} == wanted
    assert found.wrong == ()


@pytest.mark.parametrize(
    ("comment", "lines", "wrong"),
    [
        ("ignore[gen1-eof]", {}, [("gen1-eof", 'There is no rule "gen1-eof". Did you mean gen1-eol?')]),
        (
            "ignore[gen1-eol, x, domain-suffix]",
            {1: {"gen1-eol", "domain-suffix"}},
            [("x", 'There is no rule "x". authwizard rules lists them.')],
        ),
        ("ignore[unreadable]", {}, [("unreadable", "What is unreadable cannot be checked, so ")]),
        ("ignore[]", {}, [("", "The comment names no rule. Write # authwizard: ignore[")]),
        ("ignore", {}, [("", "The comment names no rule.")]),
        ("ignore gen1-eol", {}, [("", "The comment names no rule.")]),
        ("ignore[gen1-eol", {}, [("", "The comment names no rule.")]),
        ("ignore[gen1-eol,]", {1: {"gen1-eol"}}, [("", "The comment names no rule.")]),
    ],
)
def test_what_no_rule_has_is_told(
    comment: str, lines: dict[int, set[str]], wrong: list[tuple[str, str]]
) -> None:
    text = f"a = 1 # authwizard: {comment}\n"
    found = ignored_lines(text, lambda: toml_places(text))
    assert found.lines == lines
    assert [(item.line, item.rule) for item in found.wrong] == [(1, rule) for rule, _ in wrong]
    assert all(item.message.startswith(told) for item, (_, told) in zip(found.wrong, wrong, strict=True))


def test_of_very_many_wrong_ones_some_are_told() -> None:
    text = "# authwizard: ignore[nothing-of-ours]\n" * 20_000
    assert [item.line for item in ignored_lines(text, lambda: Node(Extent(0, 0))).wrong] == [
        *range(1, MOST_WRONG + 1)
    ]


def test_very_many_comments_one_below_the_other_take_no_long_time() -> None:
    text = "# authwizard: ignore[gen1-eol]\n" * 100_000 + "a = 1\n"
    assert ignored_lines(text, lambda: toml_places(text)).lines == {100_001: {"gen1-eol"}}


def test_json_has_no_comments() -> None:
    text = '{"a # authwizard: ignore[gen1-eol]": "# authwizard: ignore[gen1-eol]",\n"b": [{}, []]}'
    assert ignored_lines(text, lambda: json_places(text)) == Ignored({}, ())


@pytest.mark.parametrize("start", ["", "# first\n\n"])
def test_above_the_first_line_it_counts_for_the_whole(start: str) -> None:
    text = f"{start}# authwizard: ignore[gen1-eol]\n\na = 1  # authwizard: ignore[mfa-off]\nb = 2"
    assert ignored_lines(text, lambda: toml_places(text)).whole == {"gen1-eol", "mfa-off"}
