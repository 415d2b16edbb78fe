"""What a confirmation shows."""

from dataclasses import replace

import pytest

from authwizard.aws.backend import Backend
from authwizard.aws.changes import change_lines, changed_blocks
from authwizard.aws.connection import Connection
from authwizard.aws.failures import CallError
from authwizard.aws.preview import preview
from authwizard.aws.pull import pull
from authwizard.request.compare import Difference
from authwizard.request.edit import set_value
from authwizard.request.tree import ABSENT, pool
from tests.aws.calls import SECRETS, TARGET, Time, backend_of, create, planted, sandbox, update


@pytest.fixture(autouse=True)
def _one_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")


def test_it_names_account_caller_region_and_target_and_sends_nothing() -> None:
    with sandbox() as running:
        shown = preview(planted(), backend_of(running))
        assert running.writes == []
    assert (shown.account, shown.caller) == ("000000000000", "arn:aws:iam::000000000000:user/practice")
    assert (shown.region, shown.profile) == ("us-east-1", "practice")
    assert (shown.operation, shown.target) == ("create", TARGET)
    assert shown.differences is None
    assert not [secret for secret in SECRETS if secret in repr(vars(shown))]
    assert "mfa-sms-phone" in [problem.rule for problem in shown.warnings]


def test_an_update_shows_old_and_new_also_where_it_was_not_pulled() -> None:
    with sandbox(seeded=planted()) as running:
        shown = preview(update(), backend_of(running))
    found = {item.path[-1]: (item.old, item.new) for item in shown.differences or ()}
    assert found == {
        "AuthResources": ("IDENTITY_POOL_AND_USER_POOL", "USER_POOL_ONLY"),
        "MinimumLength": (12, 14),
        "AdditionalConstraints": (["REQUIRE_DIGIT"], []),
    }
    assert "idpool-removal" in [problem.rule for problem in shown.warnings]


def test_what_a_block_leaves_out_is_shown_as_gone() -> None:
    with sandbox(seeded=planted()) as running:
        shown = preview(update(OAuth={"DomainPrefix": "other"}), backend_of(running))
    found = {item.path[-1]: item.new for item in shown.differences or ()}
    assert found["DomainPrefix"] == "other"
    assert found["OAuthScopes"] is ABSENT


def test_unsigned_takes_the_place_of_the_caller() -> None:
    with sandbox() as running:
        connection = Connection(region="us-east-1", endpoint_url=running.endpoint_url, sign_request=False)
        shown = preview(create(), Backend(connection))
        assert "caller-identity" not in [request.operation for request in running.requests]
    assert (shown.account, shown.caller) == ("", "unsigned")


def test_a_caller_or_state_that_may_not_be_looked_at_is_remarked_and_no_obstacle() -> None:
    with sandbox(None, "caller-identity=403", "get=403", seeded=create()) as running:
        shown = preview(update(), backend_of(running))
    assert (shown.account, shown.caller, shown.differences) == ("", "", None)
    assert "sts:GetCallerIdentity" in shown.remarks[0]
    assert "amplifybackend:GetBackendAuth" in shown.remarks[1]


def test_expired_credentials_end_it() -> None:
    with sandbox(None, "all=expired") as running, pytest.raises(CallError) as caught:
        preview(create(), backend_of(running))
    assert caught.value.name == "expired-credentials"


def test_a_create_of_what_is_there_and_an_update_of_what_is_not_are_remarked() -> None:
    with sandbox(seeded=create()) as running:
        assert "already" in " ".join(preview(create(), backend_of(running)).remarks)
    with sandbox() as running:
        assert "no such resource" in " ".join(preview(update(), backend_of(running)).remarks)


def test_a_state_that_somebody_else_changed_meanwhile_is_remarked_and_compared_with() -> None:

    time = Time()
    with sandbox(time, seeded=create()) as running:
        backend = backend_of(running)
        mine = set_value(pull(backend, TARGET).draft, pool("PasswordPolicy", "MinimumLength"), 30).draft
        assert preview(mine, backend).remarks == ()
        backend.write(update())
        time.now += 4
        shown = preview(mine, backend)
    assert "changed since its state was pulled" in " ".join(shown.remarks)
    assert (14, 30) in [(item.old, item.new) for item in shown.differences or ()]


def test_what_only_goes_along_is_as_the_backend_has_it_now() -> None:
    time = Time()
    with sandbox(time, seeded=planted()) as running:
        backend = backend_of(running)
        mine = set_value(pull(backend, TARGET).draft, pool("PasswordPolicy", "MinimumLength"), 30).draft
        factor = {"MFAMode": "ON", "Settings": {"MfaTypes": ["TOTP"]}}
        backend.write(update(Mfa=factor))
        time.now += 4
        shown = preview(mine, backend)
    assert changed_blocks(shown.draft).get(pool("Mfa")) == factor
    assert [path[-1] for path in shown.along] == ["Mfa", "VerificationMessage"]
    assert "Mfa" not in str([item.path for item in shown.differences or ()])


def test_a_region_without_an_endpoint_is_a_warning_and_an_endpoint_in_clear_a_remark() -> None:
    from authwizard.aws.preview import _about_connection

    far = Backend(Connection(region="af-south-1"))
    assert [problem.rule for problem in _about_connection(far, [])] == ["region-unsupported"]
    remarks: list[str] = []
    in_clear = Backend(Connection(region="af-south-1", endpoint_url="http://example.com"))
    assert _about_connection(in_clear, remarks) == []
    assert "not encrypted" in remarks[0]


def test_its_facts_name_what_is_not_known_and_whose_the_endpoint_is() -> None:
    with sandbox() as running:
        shown = preview(create(), backend_of(running))
    told = dict(shown.facts())
    assert list(told) == [
        "Account", "Caller", "Profile", "Region", "Endpoint", "Operation", "App", "Environment", "Resource",
    ]  # fmt: skip
    assert told["Endpoint"].startswith("http://127.0.0.1:")
    assert (told["Operation"], told["App"]) == ("create-backend-auth", TARGET.app_id)
    told = dict(replace(shown, account="", caller="", endpoint="").facts())
    assert (told["Account"], told["Caller"], told["Endpoint"]) == ("not known", "not known", "AWS")


def test_the_heading_of_the_changes_says_whether_there_are_any_and_a_create_has_none() -> None:
    with sandbox(seeded=create()) as running:
        shown = preview(update(), backend_of(running))
    assert shown.changes_heading() == "Changes:"
    assert replace(shown, differences=()).changes_heading() == "Changes: none in what is sent."
    assert "no state to compare with" in replace(shown, differences=None).changes_heading()
    assert replace(shown, operation="create", differences=None).changes_heading() == ""


def test_what_an_update_leaves_out_and_what_stays_in_a_long_list_is_remarked() -> None:
    def lines(old: object, new: object) -> list[str]:
        return [f"{line.sign} {line.text}" for line in change_lines(Difference(("AppId",), old, new))]

    assert lines(3, ABSENT) == ["- 3", "  (left out: it may be reset)"]
    short, long = ["a", "b", "c"], ["a", "b", "c", "d"]
    assert lines(short, [*short, "x"]) == ['  "a"', '  "b"', '  "c"', '+ "x"']
    assert lines(long, [*long, "x"]) == ["  (4 unchanged)", '+ "x"']
