"""HCL: texts in quotes, and the form of `terraform fmt`.

What HashiCorp's own parser reads of each text, and that its formatter changes nothing, is in `tests/prove`.
"""

import pytest
from hypothesis import given

from authwizard.files.formats.hcl import arguments, block, comment, document, items, kept, mapping, text
from authwizard.files.unwritable import UnwritableError

from ..strategies import TEXTS

QUOTED = {
    "": '""',
    "{####} is your code": '"{####} is your code"',
    "${x}": '"$${x}"',
    "%{x}": '"%%{x}"',
    "$${x}": '"$$${x}"',
    "%%{x}": '"%%%{x}"',
    "$%{x}": '"$%%{x}"',
    "$": '"$"',
    "$ {": '"$ {"',
    "100 %": '"100 %"',
    "\\": '"\\\\"',
    "\\n": '"\\\\n"',
    "\\${x}": '"\\\\$${x}"',
    'say "hi"': '"say \\"hi\\""',
    "a\nb\r\n\tc": '"a\\nb\\r\\n\\tc"',
    "\x00\x07\x1b\x7f\x85": '"\\u0000\\u0007\\u001b\\u007f\\u0085"',
    "\u2028\u2029\ufeff\u202e": '"\\u2028\\u2029\\ufeff\\u202e"',
    "<<-EOT": '"<<-EOT"',
    "# */ -->": '"# */ -->"',
    "é 日本 \U0001f600": '"é 日本 \U0001f600"',
    "\U000e0041": '"\\U000e0041"',
}
"""Each of these was read back by HashiCorp's parser."""


@pytest.mark.parametrize("plain", QUOTED)
def test_a_text_is_quoted(plain: str) -> None:
    assert text(plain) == QUOTED[plain]


@given(TEXTS)
def test_any_text_is_one_line_and_no_template(plain: str) -> None:
    inside = text(plain)[1:-1]
    assert inside.isprintable() or "\xa0" in inside or not plain.isprintable()
    assert "\n" not in inside
    assert "\r" not in inside
    assert "${" not in inside.replace("$${", "")
    assert "%{" not in inside.replace("%%{", "")
    assert '"' not in inside.replace("\\\\", "").replace('\\"', "")


def test_half_a_character_is_refused() -> None:
    with pytest.raises(UnwritableError, match="lone surrogate"):
        text("a\ud83d")


@pytest.mark.parametrize(
    ("plain", "stays"),
    [
        ("Grüße, \U0001f600", True),
        ("\U0001f3f3\ufe0f\u200d\U0001f308", True),
        ("u\u0308", False),
        ("\u2126", False),
        ("\U000e0041\u0308", False),
    ],
)
def test_terraform_composes_letters_and_accents(plain: str, *, stays: bool) -> None:
    assert kept(plain) is stays


def test_equals_signs_are_aligned_where_lines_stand_together() -> None:
    lines = arguments(
        {"a": "1", "long": "2", "map": mapping({"x": "1", "long one": "2"}), "b": "3", "cc": "4"}
    )
    assert lines == [
        "a    = 1",
        "long = 2",
        "map = {",
        "  x          = 1",
        '  "long one" = 2',
        "}",
        "b  = 3",
        "cc = 4",
    ]


def test_a_block_has_blank_lines_between_its_parts() -> None:
    lines = block('resource "a" "b"', arguments({"x": "1"}), [], block("y", arguments({"z": "2"})))
    assert "\n".join(lines) == 'resource "a" "b" {\n  x = 1\n\n  y {\n    z = 2\n  }\n}'


def test_a_long_list_is_one_below_the_other() -> None:
    assert items(["a", "b"]) == "[a, b]"
    assert items(["a" * 30, "b" * 30]) == f"[\n  {'a' * 30},\n  {'b' * 30},\n]"
    assert items(["a" * 200]) == f"[{'a' * 200}]"


def test_nothing_ends_a_comment_or_hides_in_it() -> None:
    assert comment("a\nresource \u202e \x00") == ["# a\\u000aresource \\u202e \\u0000"]
    lines = comment("word " * 60, first="* ", later="  ")
    assert all(len(line) <= 100 for line in lines)
    assert [line[:4] for line in lines] == ["# * ", "#   ", "#   ", "#   "]


def test_a_document_ends_in_one_line_break() -> None:
    assert document(["a"], [], ["b", "c"]) == "a\n\nb\nc\n"
