"""To AWS: pulling, changing, sending and following, on a sandbox of this machine."""

from __future__ import annotations

import json
import re
import threading

import pytest

from authwizard.aws.attempts import unfinished
from authwizard.aws.pace import Pace
from authwizard.files.autosave import list_autosaves
from authwizard.request.draft import Draft
from authwizard.sandbox import Sandbox
from tests.aws.calls import SECRETS, TARGET, Time, create, planted, sandbox, update
from tests.cli.submitting import give_credentials
from tests.plain.answering import Talk, talk

TO_DEFAULT = ("2", "")
"""Default credentials, and the region that they have."""


@pytest.fixture(autouse=True)
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have invented credentials."""
    give_credentials(monkeypatch)


def at(running: Sandbox, time: Time, *answers: str, start: Draft | None = None) -> Talk:
    """Answer a run whose AWS is a sandbox."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("AWS_ENDPOINT_URL", running.endpoint_url)
        return talk(*answers, start=start, pace=time.pace())


def submit(draft: Draft, *faults: str, seeded: Draft | None = None, answer: str = "yes") -> tuple[Talk, int]:
    """Send a draft; return the writes, too."""
    time = Time()
    with sandbox(time, *faults, seeded=seeded) as running:
        done = at(running, time, ">10", "2", *TO_DEFAULT, answer, "7", "", start=draft)
        return done, len(running.writes)


def test_a_create_is_confirmed_sent_once_and_followed_to_its_end() -> None:
    done, writes = submit(create())
    for fact in (
        "Account: 000000000000",
        "Region: us-east-1",
        "Operation: create-backend-auth",
        f"App: {TARGET.app_id}",
    ):
        assert fact in done.prose
    assert writes == 1
    assert "is COMPLETED." in done.prose
    assert "Left to do:" in done.prose
    assert done.status == 0
    assert unfinished() == []


@pytest.mark.parametrize("answer", ["", "no"])
def test_nothing_is_sent_without_a_yes(answer: str) -> None:
    done, writes = submit(create(), answer=answer)
    assert "Nothing was sent." in done.prose
    assert writes == 0
    assert done.status == 1


def test_signs_work_before_it_is_sent_and_where_it_goes_to() -> None:
    time = Time()
    with sandbox(time) as running:
        done = at(
            running, time, ">10", "2", "?", "2", "?", "<", *TO_DEFAULT, "?", "<", "<", "7", start=create()
        )
        assert running.writes == []
    assert "Practice behaves as AWS does" in done.prose
    assert "The regions are " in done.prose
    assert done.text.count("Send it? Yes or no") == 2
    assert done.prompts[-1].startswith("Number, or Enter to hear")


def test_an_update_says_what_it_changes_before() -> None:
    done, writes = submit(update(), seeded=create())
    assert writes == 1
    assert "Operation: update-backend-auth" in done.prose
    assert "Changes: Minimum length: was not set, becomes 14" in done.prose


@pytest.mark.parametrize(
    ("fault", "status"),
    [
        ("create=job-failed", 5),
        ("create=400", 3),
        ("create=504", 4),
        ("create=applied-504", 0),
        ("caller-identity=expired", 3),
    ],
)
def test_the_status_is_what_became_of_it(fault: str, status: int) -> None:
    done, writes = submit(create(), fault)
    assert done.status == status
    assert writes <= 1


def test_no_secret_is_said() -> None:
    done, writes = submit(planted())
    assert writes == 1
    assert not any(secret in done.text for secret in SECRETS)


def test_a_pull_is_changed_and_only_what_was_touched_is_sent() -> None:
    time = Time()
    seed = update(Mfa={"MFAMode": "OPTIONAL", "Settings": {"MfaTypes": ["TOTP"]}}).tree
    state = Draft.from_tree("create", create().tree)
    pool = state.tree["ResourceConfig"]["UserPoolConfigs"] | seed["ResourceConfig"]["UserPoolConfigs"]
    state = state.with_value(("ResourceConfig", "UserPoolConfigs"), pool)
    with sandbox(time, seeded=state) as running:
        done = at(
            running, time, "3", *TO_DEFAULT, *TARGET, ">8", "", "16", ">10", "2", *TO_DEFAULT, "yes", "7"
        )
        (sent,) = running.writes
    assert "What changes: Minimum length: was 14, becomes 16" in done.prose
    assert "Sent along, unchanged: Multi-factor authentication." in done.prose
    pool = json.loads(sent.body)["resourceConfig"]["userPoolConfigs"]
    assert pool["passwordPolicy"]["minimumLength"] == 16
    assert set(pool) == {"mfa", "passwordPolicy"}
    assert done.status == 0
    assert list_autosaves() == []


def test_a_pull_of_what_is_not_there_asks_again_with_what_was_given_kept() -> None:
    time = Time()
    with sandbox(time, seeded=create()) as running:
        wrong = (TARGET.app_id, TARGET.environment, "wrong")
        done = at(running, time, "3", *TO_DEFAULT, *wrong, "", "", "1")
    assert "The service does not find what the request names." in done.prose
    assert f"1 {TARGET.resource}" in done.text, "the resources of the environment are listed"
    assert f"App ID, or its number, Enter for {TARGET.app_id}" in done.prose
    assert done.draft is not None
    assert done.draft.tree["ResourceName"] == TARGET.resource


def test_a_pull_that_is_given_up_leads_back_to_the_start() -> None:
    time = Time()
    with sandbox(time) as running:
        done = at(running, time, "3", *TO_DEFAULT, TARGET.app_id, "<", "<", "<", "1")
    assert "There is no such app in this account and region." in done.prose
    assert done.draft == Draft.new("create")


def test_a_pull_goes_back_question_by_question_and_takes_no_number_out_of_its_list() -> None:
    time = Time()
    with sandbox(time, seeded=create()) as running:
        arn = f"arn:aws:amplify:us-east-1:000000000000:apps/{TARGET.app_id}"
        done = at(running, time, "3", *TO_DEFAULT, "9", "?", arn, "1", "<", "<", "1", "1", "1")
    assert "Type a number from 1 to 2, or an app ID (d…)." in done.prose
    asked = [prompt.split(",")[0] for prompt in done.prompts[3:11]]
    assert asked == ["App ID"] * 3 + ["Environment", "Resource name", "Environment", "App ID", "Environment"]
    assert done.draft is not None
    assert done.draft.get(("AppId",)) == TARGET.app_id


def test_after_a_submit_it_goes_on_as_an_update_of_what_the_backend_has() -> None:
    time = Time()
    with sandbox(time) as running:
        done = at(running, time, ">10", "2", *TO_DEFAULT, "yes", "1", "<", "7", start=create())
    assert "From here on, what you change is an update of what the backend has now." in done.prose
    assert "This holds no change: no answer differs from what the backend has." in done.prose
    assert done.draft is not None
    assert done.draft.operation == "update"
    assert done.draft.baseline is not None
    assert list_autosaves() == []


class _Interrupt(threading.Event):
    def wait(self, timeout: float | None = None) -> bool:
        raise KeyboardInterrupt


def test_an_interrupt_says_what_is_known_of_the_request() -> None:
    time = Time()
    with sandbox(time) as running, pytest.MonkeyPatch.context() as patched:
        patched.setenv("AWS_ENDPOINT_URL", running.endpoint_url)
        answers = (">10", "2", *TO_DEFAULT, "yes")
        done = talk(*answers, start=create(), pace=Pace(time, _Interrupt()))
        assert len(running.writes) == 1
    assert "The request was accepted as the job" in done.prose
    assert "It goes on without you." in done.prose
    assert done.status == 130
    assert len(unfinished()) == 1


def test_a_submit_whose_fate_is_open_is_looked_after_at_the_next_start() -> None:
    time = Time()
    with sandbox(time, "create=504") as running:
        lost = at(running, time, ">10", "2", *TO_DEFAULT, "yes", "7", "no", start=create())
        assert re.search(r"Looking for \d+ seconds, no sign yet\.", lost.prose)
        assert len(unfinished()) == 1
        done = at(running, time, "?1", "1")
        forgotten = at(running, time, "-1")
    assert f"Interrupted: 1 Submit to {TARGET}" in done.prose
    assert "Looking what became of the submit to " in done.prose
    assert "There is no sign of it" in done.prose
    assert "Interrupted:" in forgotten.prose
    assert unfinished() == []


def test_the_draft_of_a_submit_that_is_found_carried_out_is_not_offered_any_more() -> None:
    time = Time()
    with sandbox(time) as running, pytest.MonkeyPatch.context() as patched:
        patched.setenv("AWS_ENDPOINT_URL", running.endpoint_url)
        changed = ("", "", "", "mine", ">10")
        talk(*changed, "2", *TO_DEFAULT, "yes", start=create(), pace=Pace(time, _Interrupt()))
        assert len(list_autosaves()) == 1
        time.now += 60
        done = at(running, time, "1")
    assert "was accepted as the job" in done.prose
    assert "its end was not seen" not in done.prose
    assert done.prose.count("COMPLETED") == 1
    assert "Its draft is done, and is not offered any more" in done.prose
    assert "Continue:" in done.prose.split("Its draft is done")[0]
    assert "Continue:" not in done.prose.split("Its draft is done")[1]
    assert list_autosaves() == []


def test_a_create_where_a_sign_in_system_is_says_so() -> None:
    done, _ = submit(create(), seeded=create())
    assert "This environment has a sign-in system already." in done.prose
    assert "already. Update it, or delete it first (BadRequestException). Update it instead" in done.prose
    assert "authwizard check" not in done.prose


def test_an_earlier_submit_is_told_of_before_the_next() -> None:
    time = Time()
    with sandbox(time, "create=504:1") as running:
        at(running, time, ">10", "2", *TO_DEFAULT, "yes", "7", "no", start=create())
        done = at(running, time, ">10", "2", *TO_DEFAULT, "no", start=create())
    assert "Earlier: The create of" in done.prose
