"""One wrong value hides nothing elsewhere, and no rule guesses what it might have been."""

from dataclasses import dataclass, field
from typing import Any, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, field_at
from authwizard.request.rules import JUDGES, View
from authwizard.request.tree import ABSENT, MemberPath, Tree, config, get, pool, put

from .judging import GOOGLE, judged, noisy, rules
from .requests import ANYTHING, NAMES, full, places, plain, replaced

MISTAKES: Final = {"type-mismatch", "null-member", "bad-enum", "mfa-type-email", "minlength-bool"}
"""What there is to say of a value that is wrong in itself."""


@dataclass(frozen=True, slots=True)
class Reading(View):
    """A view that notes what a rule looks at."""

    looked_at: set[MemberPath] = field(default_factory=set)

    def get(self, path: MemberPath) -> Any:
        self.looked_at.add(path)
        return View.get(self, path)


def _one_in_the_other(one: MemberPath, other: MemberPath) -> bool:
    shorter = min(len(one), len(other))
    return one[:shorter] == other[:shorter]


def _looked_at(tree: Tree) -> dict[str, set[MemberPath]]:
    """Return the places that each rule looks at in a request."""
    looked_at = {}
    for rule, judge in JUDGES:
        view = Reading("create", Draft.from_tree("create", tree).body("judged"))
        list(judge(view))
        looked_at[rule.id] = view.looked_at
    return looked_at


NOISY: Final = noisy()
LOOKED_AT: Final = _looked_at(NOISY)
BEFORE: Final = judged(NOISY).problems
PLACES: Final = sorted(places(NOISY), key=str)


def wrong_for(path: MemberPath) -> st.SearchStrategy[Any]:
    """Values that a member cannot have: of other types, and outside its enum."""
    value = get(NOISY, path)
    known = field_at(path)
    kinds = int | float if isinstance(value, int | float) and not isinstance(value, bool) else type(value)
    wrong = st.sampled_from([None, 5, True, "abc", [], {}, ["abc"], [5], {"a": 1}]).filter(
        lambda other: not isinstance(other, kinds) or (isinstance(other, bool) and kinds is not bool)
    )
    if known and known.choices and isinstance(value, str):
        return wrong | st.sampled_from(["", "email", "NONE"])
    return wrong


@settings(max_examples=400)
@given(data=st.data())
def test_one_wrong_value_hides_no_problem_elsewhere(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(PLACES))
    after = judged(replaced(NOISY, path, data.draw(wrong_for(path)))).problems

    hidden = [
        problem
        for problem in BEFORE
        if problem not in after
        and not _one_in_the_other(problem.path, path)
        and not any(_one_in_the_other(seen, path) for seen in LOOKED_AT.get(problem.rule, ()))
    ]

    assert hidden == []


@settings(max_examples=400)
@given(data=st.data())
def test_the_rules_are_silent_on_a_wrong_value(data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(PLACES))
    after = judged(replaced(NOISY, path, data.draw(wrong_for(path))))

    here = {problem.rule for problem in after.at(path)} - {"signin-permanent"}

    assert here
    assert here <= MISTAKES


@pytest.mark.parametrize("wrong", [None, 5, True, {}, []])
def test_a_wrong_item_hides_nothing_about_the_other_items(wrong: Any) -> None:
    uris = pool("OAuth", "RedirectSignInURIs")
    before = [found for found in BEFORE if _one_in_the_other(found.path, uris)]
    for index in range(len(get(NOISY, uris))):
        after = judged(replaced(NOISY, (*uris, index), wrong)).problems
        missing = [found for found in before if found not in after and found.path != (*uris, index)]
        # The fifth address repeats the second: with one of them gone, nothing is listed twice.
        assert [found for found in missing if found.rule != "uri-duplicate"] == []


@given(name=NAMES.filter(lambda name: name not in FIELDS[("ResourceConfig",)].path), value=ANYTHING)
def test_a_stray_member_hides_nothing(name: str, value: Any) -> None:
    structures = [(), *(path for path in PLACES if isinstance(get(NOISY, path), dict))]
    for path in structures:
        if get(NOISY, (*path, name)) is not ABSENT or (*path, name) in FIELDS:
            continue
        after = judged(put(NOISY, (*path, name), value)).problems
        assert [found for found in BEFORE if found not in after] == []
        assert ("unknown-member", (*path, name)) in [(found.rule, found.path) for found in after]


@pytest.mark.parametrize("name", ["\ud800", "\x00", "", "a.b[0]", "\u202eNAME", "x" * 100_000])
def test_a_name_that_is_no_text_at_all_hides_nothing(name: str) -> None:
    after = judged(put(NOISY, (*pool("OAuth"), name), 1)).problems

    assert [found for found in BEFORE if found not in after] == []


@pytest.mark.parametrize(
    ("path", "wrong", "silent"),
    [
        (config("AuthResources"), "BOTH", ["idpool-config-missing", "idpool-config-unused"]),
        (config("IdentityPoolConfigs"), "none", ["idpool-config-unused", "idpool-config-missing"]),
        (pool("SignInMethod"), "email", ["attrs-signin-missing", "attrs-no-contact", "vm-email-email"]),
        (pool("RequiredSignUpAttributes"), ["NAME", 5], ["attrs-no-contact", "attrs-signin-missing"]),
        (pool("RequiredSignUpAttributes"), "NAME", ["attrs-empty", "attrs-permanent", "mfa-sms-phone"]),
        (pool("Mfa"), "OFF", ["mfa-off", "mfa-types-required"]),
        (pool("Mfa", "MFAMode"), "YES", ["mfa-off", "mfa-types-required", "mfa-on-onboarding"]),
        (pool("Mfa", "Settings"), None, ["mfa-types-required"]),
        (pool("Mfa", "Settings", "MfaTypes"), ["SMS", 5], ["mfa-prefer-totp", "mfa-sms-only-on"]),
        (pool("PasswordPolicy"), [], ["pw-default", "pw-weak", "pw-min-required"]),
        (pool("PasswordPolicy", "MinimumLength"), "5", ["pw-min-range", "pw-min-integer"]),
        (pool("PasswordPolicy", "MinimumLength"), True, ["pw-min-range", "pw-min-integer"]),
        (pool("PasswordPolicy", "AdditionalConstraints"), ["DIGIT"], []),
        (pool("OAuth"), "yes", ["domain-missing", "oauth-required", "social-needs-oauth-domain"]),
        (
            pool("OAuth", "DomainPrefix"),
            5,
            ["domain-missing", "domain-unique", "social-needs-oauth-domain"],
        ),
        (pool("OAuth", "OAuthScopes"), ["openid"], ["scopes-openid", "scopes-admin", "social-openid"]),
        (pool("OAuth", "RedirectSignInURIs"), {}, ["signin-uri-empty"]),
        (GOOGLE, "on", ["social-incomplete"]),
        ((*GOOGLE, "ClientSecret"), 5, ["social-incomplete"]),
        (pool("VerificationMessage", "DeliveryMethod"), "MAIL", ["vm-default", "vm-unused-settings"]),
        (pool("VerificationMessage", "EmailSettings"), "text", ["vm-default", "email-custom-ses"]),
    ],
)
def test_no_rule_guesses_what_a_wrong_value_might_have_been(
    path: MemberPath, wrong: Any, silent: list[str]
) -> None:
    tree = full()
    del tree["ResourceConfig"]["UserPoolConfigs"]["ForgotPassword"]

    found = judged(put(tree, path, wrong))

    assert found.errors
    assert set(rules(found)).isdisjoint(silent)


def test_sensitive_texts_that_are_none_expose_nothing() -> None:
    tree = put(plain(), pool("OAuth", "SocialProviderSettings", "Google"), "on")

    assert "secret-exposure" not in rules(judged(tree))
