"""Profile, region, app and environment: picked where they can be listed, typed where not."""

from __future__ import annotations

import json
import threading
from pathlib import Path
from typing import Any, Final

import pytest
from textual.widgets import Input, OptionList

from authwizard.aws.connection import practice_state, regions
from authwizard.sandbox import Sandbox
from authwizard.tui.app import WizardApp
from authwizard.tui.cloud.connect import Connect
from authwizard.tui.cloud.pick_target import PickTarget
from authwizard.tui.screens.dialogs import Confirm
from authwizard.tui.screens.start import StartScreen
from authwizard.tui.screens.wizard import WizardScreen
from authwizard.tui.widgets.picker import Picker
from tests.aws.calls import TARGET, backend_of, create
from tests.tui.cloud import (
    PRACTICE,
    SIZE,
    ask_to_submit,
    aws,
    aws_environment,
    choose_line,
    connect,
    focus,
    press_button,
    shows,
    submit,
)
from tests.tui.driving import Hand, running, wizard

APP_ID: Final = ("AppId",)
ENVIRONMENT: Final = ("BackendEnvironmentName",)
SANDBOX_APP: Final = "d1practice0001"


async def ask_to_pick(hand: Hand) -> None:
    """On the first step: ask for the account's apps, over the default credentials."""
    await press_button(hand, "#pick-target")
    await connect(hand)
    await hand.until(lambda: shows(hand, PickTarget) and hand.app.screen.query("#use"))


async def choose_first(hand: Hand, selector: str) -> None:
    """Choose the first line of a list, once it has one."""
    found = hand.app.screen.query_one(selector, OptionList)
    await hand.until(lambda: found.option_count)
    await focus(hand, selector)
    await hand.press("enter")


def typed(hand: Hand, selector: str) -> str:
    return hand.app.screen.query_one(selector, Input).value


async def type_into(hand: Hand, selector: str, text: str) -> None:
    """Type a text, and press Enter."""
    await focus(hand, selector)
    await hand.paste(text)
    await hand.press("enter")


async def test_app_and_environment_are_picked_from_the_account(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch):
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_pick(hand)
            await choose_first(hand, "#app-list")
            await hand.until(lambda: typed(hand, "#app") == SANDBOX_APP)
            await choose_first(hand, "#environment-list")
            await hand.until(lambda: typed(hand, "#environment") == "dev")
            assert not hand.app.screen.query("#resource")
            await press_button(hand, "#use")
            await hand.until(lambda: shows(hand, WizardScreen))
            assert hand.answer(APP_ID) == SANDBOX_APP
            assert hand.answer(ENVIRONMENT) == "dev"
            assert SANDBOX_APP in hand.row_text(APP_ID)
            assert hand.session.is_dirty


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("list-apps=403", "amplify:ListApps is not allowed"),
        ("list-apps=500", "The apps cannot be listed, so type the ID."),
        ("list-apps=garbage", "The apps cannot be listed, so type the ID."),
    ],
)
async def test_where_apps_cannot_be_listed_they_are_typed(
    fault: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with aws(monkeypatch, fault):
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_pick(hand)
            await hand.until(lambda: why in hand.prose("#error"))
            assert "so type the ID" in hand.prose("#error")
            await hand.press("escape")
            await hand.until(lambda: shows(hand, WizardScreen))
            assert hand.draft == create()
            await ask_to_pick(hand)
            hand.app.screen.query_one("#app", Input).value = ""
            hand.app.screen.query_one("#environment", Input).value = ""
            await type_into(hand, "#app", "d9z8y7x6")
            await hand.until(lambda: hand.focused_id == "environment")
            await type_into(hand, "#environment", "prod")
            await hand.until(lambda: shows(hand, WizardScreen))
            assert (hand.answer(APP_ID), hand.answer(ENVIRONMENT)) == ("d9z8y7x6", "prod")


async def test_where_environments_cannot_be_listed_they_are_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch, "list-environments=403"):
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_pick(hand)
            await choose_first(hand, "#app-list")
            await hand.until(lambda: "ListBackendEnvironments is not allowed" in hand.prose("#error"))
            assert "so type the name" in hand.prose("#error")
            hand.app.screen.query_one("#environment", Input).value = ""
            await type_into(hand, "#environment", "prod")
            await hand.until(lambda: shows(hand, WizardScreen))
            assert (hand.answer(APP_ID), hand.answer(ENVIRONMENT)) == (SANDBOX_APP, "prod")


async def test_an_empty_field_is_asked_for_also_once_the_list_has_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    may_answer = threading.Event()

    def hold_back(line: str) -> None:
        may_answer.wait(60)

    with aws(monkeypatch, log=hold_back):
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_pick(hand)
            hand.app.screen.query_one("#environment", Input).value = " "
            await press_button(hand, "#use")
            await hand.until(lambda: "Environment is needed: type it, or" in hand.prose("#error"))
            await hand.until(lambda: hand.focused_id == "environment")
            apps = hand.app.screen.query_one("#app-list", OptionList)
            assert not apps.option_count
            may_answer.set()
            await hand.until(lambda: apps.option_count)
            assert shows(hand, PickTarget)
            assert "Environment is needed: type it, or choose one from the list." in hand.prose("#error")


def stored(*names: str) -> dict[str, Any]:
    """Return a sandbox's state with apps of these names."""
    apps = [
        {
            "app_id": f"d{at}",
            "name": name,
            "created": 0.0,
            "environments": [{"name": name, "created": 0.0, "auth": None}],
        }
        for at, name in enumerate(names)
    ]
    return {"format": 1, "apps": apps, "jobs": []}


async def test_names_from_the_account_are_shown_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = ("a\x1b]52;c;aGk=\x07", "b\u202eevil", "c [red]not markup[/] [@click=app.bell]x[/]")
    (tmp_path / "state.json").write_text(json.dumps(stored(*names)))
    with Sandbox(state=tmp_path / "state.json") as server:
        aws_environment(monkeypatch, server.endpoint_url)
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_pick(hand)
            await hand.until(lambda: "\\u001b]52" in hand.text("#app-list"))
            shown = hand.text("#app-list")
            assert "\\u202e" in shown
            assert "[red]not markup[/] [@click" in shown
            assert not set("\x1b\x07\u202e") & set(hand.text())
            await choose_first(hand, "#app-list")
            await hand.until(lambda: typed(hand, "#environment") == names[0])
            assert not set("\x1b\x07") & set(hand.text())


async def test_an_account_without_apps_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "state.json").write_text(json.dumps(stored()))
    with Sandbox(state=tmp_path / "state.json") as server:
        aws_environment(monkeypatch, server.endpoint_url)
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_pick(hand)
            await hand.until(lambda: "no Amplify app in this region" in hand.prose("#error"))


async def test_down_leads_to_the_list_and_up_back_and_an_app_that_is_not_there_is_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with aws(monkeypatch):
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_pick(hand)
            apps = hand.app.screen.query_one("#app-list", OptionList)
            await hand.until(lambda: apps.option_count)
            await focus(hand, "#app")
            await hand.press("down")
            await hand.until(lambda: hand.focused_id == "app-list")
            await hand.press("up")
            await hand.until(lambda: hand.focused_id == "app")
            hand.app.screen.query_one("#app", Input).value = ""
            await type_into(hand, "#app", f"arn:aws:amplify:eu-west-1:000000000000:apps/{SANDBOX_APP}")
            environments = hand.app.screen.query_one("#environment-list", OptionList)
            await hand.until(lambda: environments.option_count)
            hand.app.screen.query_one("#app", Input).value = ""
            await type_into(hand, "#app", "d9nowhere")
            await hand.until(lambda: "There is no such app" in hand.prose("#error"))
            assert not environments.display
            await hand.press("tab")
            assert hand.focused_id != "environment-list"


async def test_the_regions_are_those_of_the_service(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch) as server:
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await hand.until(lambda: hand.app.screen.query("#regions"))
            listed = hand.app.screen.query_one("#regions", Picker)
            shown = [str(option.prompt).lstrip("●○ ").strip() for option in listed.options]
            assert shown[1:] == regions()
            await connect(hand, region="sa-east-1")
            await hand.until(lambda: shows(hand, Confirm) and "Region: sa-east-1" in hand.prose())
        assert all("/sa-east-1/" in request.headers["Authorization"] for request in server.requests)


async def test_profiles_stand_in_the_list_with_their_regions(home: Path) -> None:
    (home / "aws-config").write_text("[default]\nregion = eu-west-3\n[profile w[red]x]\nregion = us-east-2\n")
    async with wizard(create(), size=SIZE) as hand:
        await ask_to_submit(hand)
        await hand.until(lambda: hand.app.screen.query("#profiles") and "us-east-2" in hand.text("#profiles"))
        await hand.until(lambda: "●" in hand.text("#profiles"))
        lines = [" ".join(line.split()) for line in hand.lines("#profiles")]
        assert "○ Practice a server on this machine; needs no AWS account" in " ".join(lines)
        assert "● Default credentials what the environment says" in lines
        assert "○ default eu-west-3" in lines
        assert "○ w[red]x us-east-2" in lines


async def test_practice_asks_for_no_region() -> None:
    async with wizard(create(), size=SIZE) as hand:
        await ask_to_submit(hand)
        await hand.until(lambda: shows(hand, Connect) and hand.app.screen.query("#continue:enabled"))
        await choose_line(hand, "#profiles", PRACTICE)
        await hand.until(lambda: hand.focused_id == "continue")
        assert "Region" not in hand.text(".dialog")
        await choose_line(hand, "#profiles", "Default credentials")
        await hand.until(lambda: hand.focused_id == "regions")
        assert "Region" in hand.text(".dialog")


async def test_practice_without_its_library_tells_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch) as server:
        monkeypatch.setattr("authwizard.sandbox.find_spec", lambda name: None)
        async with wizard(create(), size=SIZE) as hand:
            await ask_to_submit(hand)
            await connect(hand, PRACTICE)
            await hand.until(lambda: "aiohttp" in hand.prose("#error"))
            assert "pip install 'authwizard[sandbox]'" in hand.prose("#error")
            assert shows(hand, Connect)
            # AWS can be chosen all the same.
            await connect(hand)
            await hand.until(lambda: shows(hand, Confirm))
        assert server.writes == []


async def test_a_practice_state_that_cannot_be_read_is_told_with_its_place() -> None:
    practice_state().parent.mkdir(parents=True)
    practice_state().write_text("{}")
    async with wizard(create(), size=SIZE) as hand:
        await ask_to_submit(hand)
        await connect(hand, PRACTICE)
        await hand.until(lambda: "Not a state of the sandbox" in hand.prose("#error"))
        assert "sandbox.json" in hand.prose("#error").replace(" ", "")
        await hand.press("escape")
        await hand.until(lambda: shows(hand, WizardScreen))


async def ask_for_a_pull(hand: Hand) -> None:
    """From the start screen: come to the question which backend to pull."""
    start = hand.app.screen
    assert isinstance(start, StartScreen)
    entries = start.query_one("#entries", OptionList)
    prompts = [str(option.prompt).lstrip("▌ ") for option in entries.options]
    entries.highlighted = next(at for at, prompt in enumerate(prompts) if prompt.startswith("Pull from"))
    await focus(hand, "#entries")
    await hand.press("enter")
    await connect(hand)
    await hand.until(lambda: shows(hand, PickTarget) and hand.app.screen.query("#use"))


async def pull(hand: Hand, resource: str = TARGET.resource) -> None:
    """From the start screen: pull the test's backend."""
    await ask_for_a_pull(hand)
    for selector, text in (
        ("#app", TARGET.app_id),
        ("#environment", TARGET.environment),
        ("#resource", resource),
    ):
        hand.app.screen.query_one(selector, Input).value = text
    await press_button(hand, "#use")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("", "Look at"),  # of the pull itself, or of the list of resources: whichever came last
        ("get=403", "amplifybackend:GetBackendAuth is not allowed"),
        ("get=expired", "The AWS credentials have expired."),
        ("get=500", "! "),
        ("get=garbage", "is not one of this service"),
        ("get=reset", "broke before the answer was there"),
        ("get=error", "The sandbox was asked to answer with Error."),
    ],
)
async def test_a_pull_that_fails_is_told_in_its_dialog_with_everything_kept(
    fault: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with aws(monkeypatch, *filter(None, [fault])) as server:
        async with running(WizardApp(), SIZE) as hand:
            await pull(hand)
            # What is said of the list of resources, which is fetched too, may come first.
            await hand.until(lambda: shows(hand, PickTarget) and said in hand.prose("#error"))
            fields = [typed(hand, selector) for selector in ("#app", "#environment", "#resource")]
            assert fields == list(TARGET)
            await hand.press("escape")
            await hand.until(lambda: shows(hand, StartScreen))
        assert server.writes == []


async def test_a_wrong_resource_name_is_asked_for_again_and_the_right_one_pulls(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with aws(monkeypatch) as server:
        backend_of(server).write(create())
        async with running(WizardApp(), SIZE) as hand:
            await pull(hand, "wrong")
            await hand.until(lambda: "does not find" in hand.prose("#error"))
            assert hand.focused_id == "resource"
            hand.app.screen.query_one("#resource", Input).value = TARGET.resource
            await hand.press("enter")
            await hand.until(lambda: shows(hand, WizardScreen))
            assert hand.answer(APP_ID) == TARGET.app_id


async def test_the_resource_is_offered_where_the_environment_names_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with aws(monkeypatch) as server:
        backend_of(server).write(create())
        async with running(WizardApp(), SIZE) as hand:
            await ask_for_a_pull(hand)
            await type_into(hand, "#app", TARGET.app_id)
            await type_into(hand, "#environment", TARGET.environment)
            await hand.until(lambda: TARGET.resource in hand.text("#resource-list"))
            await hand.until(lambda: typed(hand, "#resource") == TARGET.resource)
            await press_button(hand, "#use")
            await hand.until(lambda: shows(hand, WizardScreen))


@pytest.mark.parametrize(
    ("fault", "why"),
    [
        ("get-backend=403", "The resources cannot be listed, so type the name."),
        ("", "names no auth resource, so type its name."),
    ],
)
async def test_where_no_resource_can_be_offered_it_says_why(
    fault: str, why: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with aws(monkeypatch, *filter(None, [fault])):
        async with running(WizardApp(), SIZE) as hand:
            await ask_for_a_pull(hand)
            await type_into(hand, "#app", SANDBOX_APP)
            await type_into(hand, "#environment", "dev")
            await hand.until(lambda: why in hand.prose("#error"))


async def test_a_pull_shows_what_the_backend_has(monkeypatch: pytest.MonkeyPatch) -> None:
    with aws(monkeypatch):
        async with wizard(create(), size=SIZE) as hand:
            assert "is COMPLETED." in await submit(hand)
        async with running(WizardApp(), SIZE) as hand:
            await pull(hand)
            await hand.until(lambda: shows(hand, WizardScreen))
            assert hand.draft.operation == "update"
            assert hand.answer(APP_ID) == TARGET.app_id
            assert not hand.session.is_dirty
