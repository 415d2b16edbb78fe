"""Profile, credentials, region, endpoint: nothing is sent where one is missing, and each is named."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from authwizard.aws.attempts import unfinished
from authwizard.sandbox import Sandbox
from authwizard.tui.cloud.connect import Connect
from authwizard.tui.cloud.progress import Progress
from authwizard.tui.screens.dialogs import Confirm
from tests.aws.calls import create
from tests.tui.cloud import (
    SIZE,
    ask_to_submit,
    aws,
    check_usable,
    choose_line,
    connect,
    ended,
    press_button,
    refusal,
    shows,
    submit,
)
from tests.tui.driving import Hand, wizard

NOWHERE: Final = "http://127.0.0.1:9"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        (
            {"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""},
            ("There are no AWS credentials.", "aws configure"),
        ),
        ({"AWS_SECRET_ACCESS_KEY": ""}, ("The AWS credentials are incomplete", "aws configure")),
        ({"AWS_PROFILE": "nobody"}, ("There is no such profile", "aws configure list-profiles")),
        ({"AWS_DEFAULT_REGION": ""}, ("No region is set.",)),
        ({"AWS_ENDPOINT_URL": NOWHERE}, ("refuses the connection",)),
    ],
    ids=["no credentials", "half credentials", "unknown profile", "no region", "connection refused"],
)
async def test_nothing_is_sent_where_nothing_can_be(
    changed: dict[str, str], said: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with aws(monkeypatch) as server:
        for name, value in changed.items():
            monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name)
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: complaint(hand))
            told = complaint(hand)
            assert [text for text in said if text not in told] == [], told
            assert server.writes == []
            await check_usable(hand, create())
    assert unfinished() == []


def complaint(hand: Hand) -> str:
    """Return what the dialog that asks where to complains of, or why Review says that nothing was sent."""
    if shows(hand, Connect):
        return hand.prose("#error")
    return refusal(hand)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("caller-identity=expired", ("The AWS credentials have expired.", "Get new ones")),
        ("get=expired", ("The AWS credentials have expired.", "Get new ones")),
    ],
)
async def test_credentials_that_have_expired_are_told_before_anything_is_sent(
    fault: str, said: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    with aws(monkeypatch, fault) as server:
        async with wizard(create(), size=SIZE) as hand:
            told = await submit(hand)
            assert told.startswith("! Nothing was sent.")
            assert [text for text in said if text not in told] == [], told
            assert server.writes == []
            await check_usable(hand, create())


async def test_an_expired_sso_session_is_told_with_the_command_that_begins_one(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with aws(monkeypatch) as server:
        for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
            monkeypatch.delenv(name)
        (home / "aws-config").write_text(
            '[profile "work team"]\nregion = eu-west-1\nsso_start_url = https://example.com/start\n'
            "sso_region = eu-west-1\nsso_account_id = 000000000000\nsso_role_name = practice\n"
        )
        async with wizard(create(), size=SIZE) as hand:
            told = await submit(hand, "work team")
            assert "aws sso login --profile 'work team'" in told
            assert server.writes == []
            await check_usable(hand, create())


async def test_a_profile_of_the_aws_configuration_gives_region_credentials_and_endpoint(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Sandbox(job_seconds=0) as server:
        (home / "aws-config").write_text(
            f"[profile work]\nregion = ap-south-1\nendpoint_url = {server.endpoint_url}\n"
        )
        (home / "aws-credentials").write_text(
            "[work]\naws_access_key_id = invented-key-of-work\naws_secret_access_key = invented-secret\n"
        )
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand, "work")
            await hand.until(lambda: shows(hand, Confirm) and "Profile: work" in hand.prose())
            assert "Region: ap-south-1" in hand.prose()
            assert server.endpoint_url in hand.prose(), "the endpoint that is really used"
            await press_button(hand, "#submit")
            await hand.until(lambda: shows(hand, Progress) and ended(hand))
        (write,) = server.writes
        signed = write.headers["Authorization"]
        assert "Credential=invented-key-of-work/" in signed
        assert "/ap-south-1/" in signed


async def test_without_a_region_one_can_be_chosen_in_the_same_dialog(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch) as server:
        monkeypatch.delenv("AWS_DEFAULT_REGION")
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand)
            await hand.until(lambda: "No region is set." in complaint(hand))
            await choose_line(hand, "#regions", "eu-central-1")
            await press_button(hand, "#continue")
            await hand.until(lambda: shows(hand, Confirm) and "Region: eu-central-1" in hand.prose())
        assert server.writes == []


async def test_a_broken_aws_configuration_leaves_practice(home: Path) -> None:
    (home / "aws-config").write_text("[profile work\nregion")
    async with wizard(create(), size=SIZE) as hand:
        await ask_to_submit(hand)
        await hand.until(lambda: "AWS configuration" in complaint(hand))
        await connect(hand, "Practice")
        await hand.until(lambda: shows(hand, Confirm) and "Profile: practice" in hand.prose())
