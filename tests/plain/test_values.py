"""What is typed for a member, taken as in the wizard."""

from __future__ import annotations

from authwizard.request.draft import Draft
from authwizard.request.tree import pool, put
from tests.plain.answering import Talk, talk
from tests.request.requests import full

LENGTH = pool("PasswordPolicy", "MinimumLength")
SIGN_IN = pool("OAuth", "RedirectSignInURIs")
FIRST, SECOND = "https://app.example.com/", "myapp://home/"
NEW, OTHER = "https://new.example.com/", "https://other.example.com/?list=1,2"


def answered(step: int, *answers: str) -> Talk:
    """Answer questions of a step on a request that has all answers."""
    return talk(f">{step}", *answers, start=Draft.from_tree("create", put(full(), SIGN_IN, [FIRST, SECOND])))


def uris_of(done: Talk) -> object:
    assert done.draft is not None
    return done.draft.get(SIGN_IN)


def test_an_arn_gives_the_app_id_and_that_is_said() -> None:
    done = talk("1", "arn:aws:amplify:eu-west-1:123456789012:apps/d1a2b3c4d5", start=Draft.new("create"))
    assert done.draft is not None
    assert done.draft.get(("AppId",)) == "d1a2b3c4d5"
    assert "Taken as d1a2b3c4d5." in done.text


def test_a_length_in_other_digits_is_refused_with_the_way_to_write_it() -> None:
    for typed in ("008", "+8", "\uff18", "\u0668"):
        done = answered(8, "yes", typed)
        assert done.draft is not None
        assert done.draft.get(LENGTH) == typed
        assert f'"{typed}" is not a number in plain digits. Write 8.' in done.prose
        assert done.prompts[-1].startswith("Minimum length")


def test_addresses_that_are_joined_or_listed_become_entries() -> None:
    for line in (f"{NEW}, {OTHER}", f'["{NEW}", "{OTHER}"]', f"{NEW} {OTHER}"):
        done = answered(6, "yes", "", line)
        assert uris_of(done) == [FIRST, SECOND, NEW, OTHER]
        assert "4 now." in done.text
    assert uris_of(answered(6, "yes", "", f"1 {NEW},{OTHER}")) == [NEW, OTHER, SECOND]


def test_a_json_list_is_pasted_line_by_line() -> None:
    done = answered(6, "yes", "", "[", f'  "{NEW}",', f'  "{OTHER}"', "],", "")
    assert uris_of(done) == [FIRST, SECOND, NEW, OTHER]
    assert done.text.count("There is no address in this line.") == 2
