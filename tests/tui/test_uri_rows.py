"""The list editor for addresses."""

from __future__ import annotations

import json

import pytest

from authwizard.request.tree import ABSENT, pool, put
from authwizard.tui.rows.uris import Entries
from tests.request.requests import full
from tests.tui.driving import SMALL, Hand, draft_of, wizard

SIGN_IN = pool("OAuth", "RedirectSignInURIs")
SIGN_OUT = pool("OAuth", "RedirectSignOutURIs")
FIRST, SECOND = "https://app.example.com/", "myapp://home/"
NEW = "https://new.example.com/"
OTHER = "https://other.example.com/"


async def highlight(hand: Hand, index: int) -> None:
    entries = hand.row(SIGN_IN).query_one(Entries)
    entries.focus()
    entries.highlighted = index
    await hand.settle()


async def test_enter_adds_an_address_and_the_input_is_free_for_the_next() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        for text in (NEW, OTHER):
            await hand.fill(SIGN_IN, text)
            await hand.press("enter")
            assert hand.input(SIGN_IN).value == ""
            assert hand.focused_path == SIGN_IN
        assert hand.answer(SIGN_IN) == [FIRST, SECOND, NEW, OTHER]
        assert f"✓ {NEW}" in hand.row_text(SIGN_IN)
        assert "4 of 100" in hand.row_text(SIGN_IN)


async def test_the_add_button_adds_and_enter_on_an_empty_input_goes_on() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        await hand.fill(SIGN_IN, NEW)
        await hand.click("Add", "#form")
        assert hand.answer(SIGN_IN) == [FIRST, SECOND, NEW]
        await hand.focus(SIGN_IN)
        await hand.press("enter")
        assert hand.answer(SIGN_IN) == [FIRST, SECOND, NEW]
        assert hand.focused_path == SIGN_OUT


async def test_an_address_is_changed_in_its_place() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        await highlight(hand, 0)
        await hand.press("enter")
        assert hand.input(SIGN_IN).value == FIRST
        assert "Change" in hand.row_text(SIGN_IN)
        hand.input(SIGN_IN).value = NEW
        await hand.press("enter")
        assert hand.answer(SIGN_IN) == [NEW, SECOND]
        assert "Change" not in hand.row_text(SIGN_IN)


async def test_escape_gives_up_a_change() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        await highlight(hand, 1)
        await hand.press("enter")
        hand.input(SIGN_IN).value = NEW
        await hand.press("escape")
        assert hand.input(SIGN_IN).value == ""
        assert hand.answer(SIGN_IN) == [FIRST, SECOND]
        assert hand.asks(SIGN_IN)


async def test_an_address_is_deleted_by_key_and_by_button() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        await highlight(hand, 0)
        await hand.press("delete")
        assert hand.answer(SIGN_IN) == [SECOND]
        await hand.click(SECOND, "#form")
        await hand.click("Delete", "#form")
        assert hand.answer(SIGN_IN) == []
        assert "the list is empty, and sent so" in hand.row_text(SIGN_IN)


async def test_an_emptied_list_of_an_update_can_be_left_out_and_an_untouched_one_is_absent() -> None:
    tree = put(full("update"), SIGN_IN, [])
    async with wizard(draft_of(tree, "update"), "oauth") as hand:
        assert hand.answer(SIGN_IN) == []
        await hand.click("Leave out", "#form")
        assert hand.answer(SIGN_IN) is ABSENT
        await hand.go("password")
        await hand.go("oauth")
        assert hand.answer(SIGN_IN) is ABSENT


async def test_a_required_list_can_be_sent_empty() -> None:
    tree = full()
    del tree["ResourceConfig"]["UserPoolConfigs"]["OAuth"]["RedirectSignOutURIs"]
    async with wizard(draft_of(tree), "oauth") as hand:
        assert hand.answer(SIGN_OUT) is ABSENT
        await hand.click("Empty list", "#form")
        assert hand.answer(SIGN_OUT) == []


async def test_many_lines_are_pasted_at_once_into_the_input_and_into_the_list() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        await hand.focus(SIGN_IN)
        await hand.paste("https://a.example.com/\r\n\r\n  https://b.example.com/  \r\n")
        assert hand.answer(SIGN_IN)[2:] == ["https://a.example.com/", "https://b.example.com/"]
        assert "2 addresses were added." in hand.toasts()
        await highlight(hand, 0)
        await hand.paste(NEW)
        assert hand.answer(SIGN_IN)[-1] == NEW


@pytest.mark.parametrize("form", ["json", "joined", "lines"])
async def test_a_list_is_pasted_as_entries_into_the_input_and_into_the_list(form: str) -> None:
    one, other = "https://a.example.com/?list=1,2", "https://b.example.com/"
    pasted = {
        "json": json.dumps([one, other], indent=1),
        "joined": f"{one}, {other}",
        "lines": f'"{one}",\n"{other}"',
    }
    async with wizard(draft_of(full()), "oauth") as hand:
        await hand.focus(SIGN_IN)
        await hand.paste(pasted[form])
        assert hand.answer(SIGN_IN) == [FIRST, SECOND, one, other]
        await highlight(hand, 0)
        await hand.paste(pasted[form])
        assert hand.answer(SIGN_IN) == [FIRST, SECOND, one, other, one, other]


async def test_a_list_that_is_typed_on_one_line_becomes_entries_with_enter() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        await hand.fill(SIGN_IN, f"{NEW},{OTHER}")
        await hand.press("enter")
        assert hand.answer(SIGN_IN) == [FIRST, SECOND, NEW, OTHER]
        await highlight(hand, 0)
        await hand.press("enter")
        hand.input(SIGN_IN).value = f"{OTHER} {NEW}"
        await hand.press("enter")
        assert hand.answer(SIGN_IN) == [OTHER, NEW, SECOND, NEW, OTHER]


async def test_one_address_is_pasted_into_the_input_without_the_marks_of_its_list() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        await hand.focus(SIGN_IN)
        await hand.paste(f'  "{NEW}",')
        assert hand.input(SIGN_IN).value == NEW
        assert hand.answer(SIGN_IN) == [FIRST, SECOND]


async def test_add_stands_beside_the_input() -> None:
    async with wizard(draft_of(full()), "oauth", SMALL) as hand:
        await hand.fill(SIGN_IN, NEW)
        assert any(NEW in line and "Add" in line for line in hand.lines("#form"))


async def test_what_is_being_typed_stays_in_the_input_while_the_list_changes() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        await hand.fill(SIGN_IN, "https://half")
        await hand.paste("https://a.example.com/\nhttps://b.example.com/")
        assert hand.input(SIGN_IN).value == "https://half"
        await highlight(hand, 0)
        await hand.press("delete")
        assert hand.input(SIGN_IN).value == "https://half"


async def test_each_entry_has_its_own_problems_on_its_own_line() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        await hand.focus(SIGN_IN)
        await hand.paste(f"{NEW}\nhttp://app.example.com/\n{OTHER}")
        lines = [line.strip(" ▁▂▃▄▅▆▇█▏▎▍▌▋▊▉▐│┃") for line in hand.lines("#form")]
        for text, mark in ((NEW, "✓"), ("http://app.example.com/", "!"), (OTHER, "✓")):
            below = lines[lines.index(f"{mark} {text}") + 1]
            assert below.startswith("! The address uses http.") == (mark == "!"), below


async def test_a_value_of_a_file_that_is_no_text_is_shown_with_its_problem() -> None:
    async with wizard(draft_of(put(full(), SIGN_IN, [FIRST, 7, None, "", {"a": 1}])), "oauth") as hand:
        shown = hand.row_text(SIGN_IN)
        for text in ("! 7 ", "! null ", "! (empty)", '! {"a": 1}'):
            assert text in shown
        await highlight(hand, 3)
        await hand.press("delete", "delete")
        assert hand.answer(SIGN_IN) == [FIRST, 7, None]


async def test_the_list_keeps_the_focus_when_a_null_is_deleted_from_it() -> None:
    async with wizard(draft_of(put(full(), SIGN_IN, [FIRST, None, 7, SECOND])), "oauth") as hand:
        await highlight(hand, 1)
        await hand.press("delete", "delete")
        assert hand.answer(SIGN_IN) == [FIRST, SECOND]


async def test_what_was_typed_and_not_added_is_taken_when_the_form_is_laid_out_anew() -> None:
    async with wizard(draft_of(put(full(), SIGN_OUT, None)), "oauth") as hand:
        await hand.fill(SIGN_IN, NEW)
        await hand.click("Set aside", "#form")
        assert hand.asks(SIGN_OUT)
        assert hand.answer(SIGN_IN) == [FIRST, SECOND, NEW] or hand.input(SIGN_IN).value == NEW


async def test_what_was_typed_and_not_added_is_taken_when_the_step_is_left() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        await hand.fill(SIGN_IN, NEW)
        await hand.press("ctrl+n")
        assert hand.answer(SIGN_IN) == [FIRST, SECOND, NEW]


async def test_what_was_typed_and_not_added_is_taken_on_quit() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        await hand.fill(SIGN_IN, NEW)
        assert not hand.session.is_dirty
        await hand.press("ctrl+q")
        assert hand.answer(SIGN_IN) == [FIRST, SECOND, NEW]
        assert "Quit?" in hand.text()


async def test_a_change_that_was_not_confirmed_is_taken_when_another_entry_is_edited() -> None:
    async with wizard(draft_of(full()), "oauth") as hand:
        await highlight(hand, 0)
        await hand.press("enter")
        hand.input(SIGN_IN).value = NEW
        await highlight(hand, 1)
        await hand.press("enter")
        assert hand.answer(SIGN_IN) == [NEW, SECOND]
        assert hand.input(SIGN_IN).value == SECOND


async def test_an_address_that_stands_there_twice_says_so_at_the_second() -> None:
    async with wizard(draft_of(put(full(), SIGN_IN, [FIRST])), "oauth") as hand:
        await hand.fill(SIGN_IN, FIRST)
        await hand.press("enter")
        assert f"✓ {FIRST} ✓ {FIRST} i The address is listed twice. Remove the copy." in hand.row_text(
            SIGN_IN
        )
