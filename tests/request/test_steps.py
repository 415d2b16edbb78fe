"""The steps of the wizard: every member belongs to one, in an order that a person can follow."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS
from authwizard.request.operation import CREATE, Operation
from authwizard.request.secrets import EnvRef
from authwizard.request.steps import STEPS, Step, fields_of, offered, order_of, step_of
from authwizard.request.tree import MemberPath, config, format_path, pool, put

from .requests import NAMES, full, plain, requests
from .service import OPERATIONS

BY_ID = {step.id: step for step in STEPS}


def names(step: str, draft: Draft) -> list[str]:
    """Return the members that a step offers, by the part of the path that its structures leave over."""
    return [field.name for field in offered(BY_ID[step], draft)]


def test_there_are_ten_steps_in_the_order_of_the_design() -> None:
    assert [step.title for step in STEPS] == [
        "Target",
        "Auth resources",
        "Identity pool",
        "Sign-in",
        "MFA",
        "OAuth",
        "Social providers",
        "Password policy",
        "Messages",
        "Review",
    ]
    assert len(BY_ID) == 10
    assert all(step.heading and step.intro for step in STEPS)


def test_every_member_belongs_to_exactly_one_step() -> None:
    owners = Counter(field.path for step in STEPS for field in fields_of(step))

    assert {format_path(path): owners[path] for path in FIELDS if owners[path] != 1} == {}
    assert owners.keys() == FIELDS.keys()


def test_a_step_holds_what_its_structures_hold() -> None:
    assert [field.name for field in fields_of(BY_ID["target"])][:3] == [
        "AppId",
        "BackendEnvironmentName",
        "ResourceName",
    ]
    assert [field.name for field in fields_of(BY_ID["auth-resources"])] == [
        "ResourceConfig",
        "AuthResources",
        "Service",
    ]
    assert {field.name for field in fields_of(BY_ID["sign-in"])} == {
        "UserPoolConfigs",
        "SignInMethod",
        "RequiredSignUpAttributes",
        "UserPoolName",
    }
    assert fields_of(BY_ID["review"]) == ()


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.id)
def test_the_members_of_a_step_stand_in_the_order_of_the_form(step: Step) -> None:
    order = list(FIELDS)
    positions = [order.index(field.path) for field in fields_of(step)]

    assert positions == sorted(positions)
    orders = [order_of(field.path) for field in fields_of(step)]
    assert orders == sorted(orders)


@given(path=st.lists(st.one_of(NAMES, st.integers(0, 3)), max_size=6).map(tuple))
def test_any_place_has_a_step(path: MemberPath) -> None:
    assert step_of(path) in STEPS
    assert order_of(path)[0] == STEPS.index(step_of(path))


@pytest.mark.parametrize(
    ("path", "step"),
    [
        ((), "target"),
        (("Stray",), "target"),
        (config("Stray"), "auth-resources"),
        (pool("Stray", "Deep"), "sign-in"),
        ((*pool("OAuth", "RedirectSignInURIs"), 0), "oauth"),
        (pool("OAuth", "SocialProviderSettings", "Google", "Stray"), "social"),
        (pool("ForgotPassword", "SmsSettings"), "messages"),
    ],
)
def test_a_stray_member_belongs_to_the_step_around_it(path: MemberPath, step: str) -> None:
    assert step_of(path).id == step


class TestIdleSteps:
    def test_without_an_identity_pool_its_step_says_why(self) -> None:
        step = BY_ID["identity-pool"]

        assert "user pool only" in (step.idle(Draft.from_tree("create", plain())) or "")
        assert step.idle(Draft.from_tree("create", full())) is None
        assert step.idle(Draft.new("create")) is None

    def test_settings_that_are_there_are_shown_all_the_same(self) -> None:
        tree = put(full(), config("AuthResources"), "USER_POOL_ONLY")

        assert BY_ID["identity-pool"].idle(Draft.from_tree("create", tree)) is None

    def test_without_oauth_social_sign_in_says_why(self) -> None:
        step = BY_ID["social"]

        assert "OAuth" in (step.idle(Draft.from_tree("create", plain())) or "")
        assert step.idle(Draft.from_tree("create", full())) is None

    @pytest.mark.parametrize(
        ("operation", "idle"),
        [("create", ["identity-pool", "social"]), ("update", ["identity-pool", "sign-in", "social"])],
    )
    def test_the_other_steps_apply(self, operation: Operation, idle: list[str]) -> None:
        draft = Draft.from_tree(operation, plain(operation))

        assert [step.id for step in STEPS if step.idle(draft)] == idle

    def test_only_steps_with_members_of_a_creation_alone_say_that_they_are_fixed(self) -> None:
        assert [step.id for step in STEPS if step.fixed] == [
            step.id for step in STEPS if any(field.only == CREATE for field in fields_of(step))
        ]


class TestOffered:
    def test_an_update_offers_nothing_that_only_a_creation_can_set(self) -> None:
        tree = full("create")

        shown = [field for step in STEPS for field in offered(step, Draft.from_tree("update", tree))]

        assert [field.path for field in shown if "update" not in field.only] == []

    def test_a_block_that_is_off_offers_its_switch_alone(self) -> None:
        draft = Draft.from_tree("create", plain())

        assert names("mfa", draft) == ["Mfa"]
        assert names("oauth", draft) == ["OAuth"]
        assert names("password", draft) == ["PasswordPolicy"]
        assert names("social", draft) == []

    def test_a_block_that_is_on_offers_its_members(self) -> None:
        draft = Draft.from_tree("create", put(plain(), pool("PasswordPolicy"), {}))

        assert names("password", draft) == ["PasswordPolicy", "MinimumLength", "AdditionalConstraints"]

    def test_second_factors_are_asked_for_once_mfa_is_on(self) -> None:
        def with_mfa(value: Any) -> list[str]:
            return names("mfa", Draft.from_tree("create", put(plain(), pool("Mfa"), value)))

        assert with_mfa({}) == ["Mfa", "MFAMode"]
        assert with_mfa({"MFAMode": "OFF"}) == ["Mfa", "MFAMode"]
        assert with_mfa({"MFAMode": "ON"}) == ["Mfa", "MFAMode", "MfaTypes"]
        assert with_mfa({"MFAMode": "ON", "Settings": {"MfaTypes": ["TOTP"]}})[-1] == "MfaTypes"
        assert with_mfa({"MFAMode": "ON", "Settings": {"MfaTypes": ["SMS"]}})[-1] == "SmsMessage"

    def test_what_a_file_holds_is_offered_even_where_nothing_asks_for_it(self) -> None:
        tree = put(plain(), pool("Mfa"), {"MFAMode": "OFF", "Settings": {"SmsMessage": "x"}})

        assert "SmsMessage" in names("mfa", Draft.from_tree("create", tree))

    def test_a_secret_that_is_there_is_offered(self) -> None:
        google = pool("OAuth", "SocialProviderSettings", "Google")
        tree = put(put(plain(), pool("OAuth"), {}), google, {})
        draft = Draft.from_tree("create", tree).with_secret((*google, "ClientSecret"), EnvRef("NAME"))

        assert names("social", draft) == [
            "Facebook",
            "Google",
            "ClientId",
            "ClientSecret",
            "LoginWithAmazon",
            "SignInWithApple",
        ]

    def test_the_message_of_the_chosen_method_is_asked_for(self) -> None:
        def with_message(value: Any) -> list[str]:
            draft = Draft.from_tree("create", put(plain(), pool("VerificationMessage"), value))
            return names("messages", draft)

        assert with_message({}) == ["VerificationMessage", "DeliveryMethod"]
        assert with_message({"DeliveryMethod": "EMAIL"})[2:] == ["EmailSubject", "EmailMessage"]
        assert with_message({"DeliveryMethod": "SMS"})[2:] == ["SmsMessage"]

    def test_a_block_that_another_answer_decides_has_no_switch(self) -> None:
        draft = Draft.from_tree("create", full())
        off = Draft.from_tree("create", put(full(), config("AuthResources"), "USER_POOL_ONLY"))
        absent = Draft.from_tree(
            "create", put(plain(), config("AuthResources"), "IDENTITY_POOL_AND_USER_POOL")
        )

        assert names("identity-pool", draft) == ["IdentityPoolName", "UnauthenticatedLogin"]
        assert names("identity-pool", off)[0] == "IdentityPoolConfigs"
        assert names("identity-pool", absent) == ["IdentityPoolConfigs"]
        assert names("identity-pool", Draft.from_tree("update", full("update")))[0] == "IdentityPoolConfigs"

    def test_the_deprecated_message_is_offered_only_where_a_file_has_it(self) -> None:
        assert "ForgotPassword" not in names("messages", Draft.from_tree("create", plain()))
        assert "ForgotPassword" in names("messages", Draft.from_tree("create", full()))

    def test_nothing_is_offered_below_a_structure_that_is_none(self) -> None:
        draft = Draft.from_tree("create", put(plain(), pool("Mfa"), "ON"))

        assert names("mfa", draft) == ["Mfa"]

    @given(tree=requests("create") | requests("update"), operation=st.sampled_from(OPERATIONS))
    def test_what_is_offered_is_known_and_fits_the_operation(self, tree: Any, operation: Operation) -> None:
        draft = Draft.from_tree(operation, tree)
        for step in STEPS:
            shown = offered(step, draft)
            assert [field for field in shown if field not in fields_of(step)] == []
            assert [field for field in shown if operation not in field.only] == []
            assert [field for field in shown if field.kind == "structure" and not field.block] == []
