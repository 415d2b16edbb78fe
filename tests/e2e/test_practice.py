"""The whole way without an AWS account, and what is left of a submit that is cut off."""

from __future__ import annotations

import http.client
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import pytest

from authwizard.sandbox import Fault, Sandbox
from tests.e2e.practice import TARGET, Pilot, begin, hang_up, interrupt, let_a_minute_pass, states
from tests.support.keys import DOWN, ENTER, ESC, F2, RIGHT, TAB, ctrl
from tests.support.terminal import Terminal

COMPLETED: Final = re.compile(r"✓ The job [0-9a-f-]{36} is COMPLETED\.")
PLACE: Final = str(TARGET)


def create(hands: Pilot) -> None:
    """Fill in a create from a preset, and go to Review."""
    hands.open("Single-page app")
    hands.name_target()
    hands.review()


def pull(hands: Pilot) -> None:
    """Fetch what the practice backend has: app and environment from lists; the one resource is filled in."""
    terminal = hands.terminal
    terminal.wait_for("SHIPPED PRESETS")
    hands.press("Pull from a backend", key=DOWN)
    hands.connect("Practice")
    terminal.wait_for(f"{TARGET.app_id}  practice")
    terminal.send(TAB, ENTER)
    terminal.wait_for(lambda text: "staging" in text and "█ e.g. dev" in text)
    terminal.send(TAB, ENTER)
    terminal.wait_for(f"█ {TARGET.resource}")
    terminal.send(ENTER)
    hands.wait_for_step(1)


def practise_a_create(home: Path) -> None:
    """Send a create to the practice server, see its job end and what is left to do, and leave."""
    with begin(home) as terminal:
        hands = Pilot(terminal)
        create(hands)
        hands.press("Submit", beside="Save as preset…")
        hands.connect("Practice")
        shown = terminal.wait_for("Submit this request?")
        for fact in ("000000000000", "user/practice", "us-east-1", "create-backend-auth", *TARGET):
            assert fact in shown
        hands.confirm()
        terminal.wait_for(re.compile(r"Job [0-9a-f-]{36}: (PENDING|RUNNING)"))
        terminal.wait_for(COMPLETED)
        terminal.wait_for("This was practice: nothing has changed at AWS.")
        hands.close_progress()
        hands.quit()


def pull_and_change_the_password(hands: Pilot) -> None:
    """Pull what was created, and make passwords longer: the field says so, and can be reset."""
    terminal = hands.terminal
    pull(hands)
    terminal.wait_for("● Update")
    hands.walk(1, 2, 5, 6, 7, 8)
    assert "Reset" not in terminal.screen_text()
    hands.replace("12", "16", tabs=1)
    terminal.wait_for("≠ was 12")
    hands.press("Reset")
    terminal.wait_for(lambda text: "≠" not in text and "Reset" not in text)
    hands.reach("Set a password policy")
    hands.replace("12", "14", tabs=1)
    terminal.wait_for("≠ was 12")


def jobs(home: Path) -> list[dict[str, Any]]:
    """Return the jobs of the practice server, each with what it sets up."""
    stored = json.loads((home / "state/authwizard/sandbox.json").read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = stored["jobs"]
    return found


def test_practice_goes_the_whole_way_from_a_preset_to_an_update(home: Path) -> None:
    practise_a_create(home)
    assert states(home) == []

    with begin(home) as terminal:
        hands = Pilot(terminal)
        pull_and_change_the_password(hands)
        hands.review()
        shown = terminal.wait_for("≠ Minimum length: 12 → 14")
        assert "Sent along, unchanged: Multi-factor authentication, Verification message." in prose(shown)
        terminal.send(F2)
        body = terminal.wait_for('"PasswordPolicy": {')
        assert '"MFAMode": "OPTIONAL"' in body
        for block in ("OAuth", "UserPoolName"):
            assert block not in body
        terminal.send(ESC)
        terminal.wait_for("What changes")
        hands.press("Submit", beside="Save as preset…")
        hands.connect("Practice")
        shown = terminal.wait_for("Submit this request?")
        assert "update-backend-auth" in shown
        assert "≠ Minimum length: 12 → 14" in shown
        assert "Sent along, unchanged" in shown
        hands.confirm()
        terminal.wait_for(COMPLETED)
        hands.close_progress()
        hands.quit()

    assert [job["operation"] for job in jobs(home)] == ["CreateBackendAuth", "UpdateBackendAuth"]
    pool = jobs(home)[-1]["auth"]["config"]["UserPoolConfigs"]
    assert pool["PasswordPolicy"]["MinimumLength"] == 14
    assert pool["UserPoolName"] == "myapp_users"


def prose(text: str) -> str:
    """Return a screen as running text."""
    return " ".join(text.replace("│", " ").split())


def in_dialog(terminal: Terminal) -> str:
    """Return what stands in the dialog as running text."""
    lines = (line.partition("│")[2].partition("│")[0] for line in terminal.screen.display)
    return " ".join(" ".join(lines).split())


def carry_out(server: Sandbox, body: dict[str, Any]) -> None:
    """Let a server carry out a create that it has left without an answer."""
    server.faults.clear()
    connection = http.client.HTTPConnection(urlsplit(server.endpoint_url).netloc, timeout=60)
    headers = {"Content-Type": "application/json"}
    connection.request("POST", f"/backend/{TARGET.app_id}/auth", json.dumps(body), headers)
    assert connection.getresponse().status == 200
    connection.close()


def reaching(server: Sandbox) -> Mapping[str, str]:
    """Return the environment of a program whose AWS is a server of the test."""
    return {"AWS_ENDPOINT_URL": server.endpoint_url}


def submit_and_lose(server: Sandbox, home: Path, cut: Callable[[Terminal], None]) -> Terminal:
    """Submit, and cut the program off when the server has the request and does not answer."""
    with begin(home, reaching(server)) as terminal:
        hands = Pilot(terminal)
        create(hands)
        hands.submit("Default credentials")
        terminal.wait_for("Sending the request, once")
        terminal.wait_for(lambda _: len(server.writes) == 1)
        cut(terminal)
    return terminal


def look_after(terminal: Terminal, *, is_settled: bool = True) -> str:
    """Look, on the start screen, what became of the submit that is offered first; return what is said.

    It stays there to be looked after again, unless the look settles what became of it.
    """
    hands = Pilot(terminal)
    shown = terminal.wait_for("INTERRUPTED")
    assert f"Submit to {PLACE}" in about(terminal)
    assert "has had no clear answer" in about(terminal)
    assert "CONTINUE" in shown, "the answers are offered again, too"
    terminal.wait_for(lambda _: "Submit to" in hands.stands_out())
    terminal.send(ENTER)
    terminal.wait_for(lambda _: "Enter looks" not in about(terminal))
    terminal.wait_for(lambda text: ("INTERRUPTED" in text) is not is_settled and "Looking…" not in text)
    # What is said stays until the user goes on.
    terminal.wait_quiet(0.3)
    return about(terminal)


def about(terminal: Terminal) -> str:
    """Return the card of the start screen as running text."""
    return " ".join(" ".join(line.partition("│")[2].strip(" │") for line in terminal.screen.display).split())


CUTS: Final[dict[str, Callable[[Terminal], None]]] = {
    "kill -9": Terminal.kill,
    "kill": Terminal.terminate,
    "the terminal is closed": hang_up,
}


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS.keys())
def test_a_submit_that_is_cut_off_is_looked_after_at_the_next_start(
    home: Path, cut: Callable[[Terminal], None]
) -> None:
    def cut_off(terminal: Terminal) -> None:
        cut(terminal)
        assert terminal.exit_status() != 0

    with Sandbox(faults=[Fault.parse("create=hang")], job_seconds=0) as server:
        submit_and_lose(server, home, cut_off)
        assert len(states(home)) == 1
        let_a_minute_pass(home)
        with begin(home, reaching(server)) as terminal:
            told = look_after(terminal, is_settled=False)
        assert "There is no sign of it: no job was started" in told
        assert "it may still be carried out" in told
        assert len(server.writes) == 1, "looking sends nothing again"
    assert len(states(home)) == 1, "no sign is no proof"


def test_a_request_that_is_carried_out_late_is_found_at_the_next_start(home: Path) -> None:
    with Sandbox(faults=[Fault.parse("create=hang")], job_seconds=0) as server:
        submit_and_lose(server, home, Terminal.kill)
        body = json.loads(server.writes[0].body)
        with begin(home, reaching(server)) as terminal:
            terminal.wait_for("INTERRUPTED")
            terminal.send(ENTER)
            terminal.wait_for("Looking…")
            terminal.wait_for(re.compile(r"Looking… [1-9]"))
            # Only now does the service begin what it was asked for before.
            carry_out(server, body)
            terminal.wait_for(lambda text: "INTERRUPTED" not in text and "is COMPLETED." in about(terminal))
    assert states(home) == []


def test_a_submit_whose_request_was_applied_is_found_applied(home: Path) -> None:
    with Sandbox(faults=[Fault.parse("create=applied-hang")], job_seconds=0) as server:
        submit_and_lose(server, home, Terminal.kill)
        with begin(home, reaching(server)) as terminal:
            told = look_after(terminal)
        assert "is COMPLETED." in told
        assert len(server.writes) == 1
    assert states(home) == []


def test_a_submit_that_cannot_be_looked_after_stays_offered(home: Path) -> None:
    with Sandbox(faults=[Fault.parse("create=hang")]) as server:
        submit_and_lose(server, home, Terminal.kill)
        gone = reaching(server)
    with begin(home, gone) as terminal:
        terminal.wait_for("INTERRUPTED")
        terminal.send(ENTER)
        terminal.wait_for("refuses the")
        assert "INTERRUPTED" in terminal.screen_text()
    assert len(states(home)) == 1


def test_ctrl_c_during_a_submit_stops_nothing(home: Path) -> None:
    with Sandbox(faults=[Fault.parse("create=applied-hang")], job_seconds=0) as server:

        def press_ctrl_c(terminal: Terminal) -> None:
            terminal.send(ctrl("c"))
            terminal.wait_quiet(0.3)
            assert "Sending the request, once" in terminal.screen_text()
            assert len(states(home)) == 1
            # The way out says what goes on.
            terminal.send(ctrl("q"))
            terminal.wait_for("Quit while a submit runs?")
            terminal.send(ENTER)
            terminal.wait_for(lambda text: "Quit while" not in text)
            Pilot(terminal).quit("Quit")

        submit_and_lose(server, home, press_ctrl_c)
        with begin(home, reaching(server)) as terminal:
            assert "is COMPLETED." in look_after(terminal)


def test_an_interrupt_from_outside_loses_nothing_and_shows_no_traceback(home: Path) -> None:
    with Sandbox(faults=[Fault.parse("create=hang")], job_seconds=0) as server:

        def send_sigint(terminal: Terminal) -> None:
            interrupt(terminal)
            assert terminal.exit_status() == 130
            assert b"Traceback" not in terminal.raw

        submit_and_lose(server, home, send_sigint)
        assert len(states(home)) == 1
        let_a_minute_pass(home)
        with begin(home, reaching(server)) as terminal:
            look_after(terminal, is_settled=False)


def test_two_quick_enters_on_submit_send_one_request(home: Path) -> None:
    with Sandbox(job_seconds=0) as server, begin(home, reaching(server)) as terminal:
        hands = Pilot(terminal)
        create(hands)
        hands.reach("Submit", beside="Save as preset…")
        terminal.send(ENTER + ENTER)
        hands.connect("Default credentials")
        terminal.wait_for("Submit this request?")
        hands.reach("Submit", RIGHT, beside="Cancel")
        terminal.send(ENTER + ENTER)
        terminal.wait_for(COMPLETED)
        terminal.wait_for("Left to do:")
        left = f"amplify pull --appId {TARGET.app_id} --envName dev"
        terminal.wait_for(lambda _: left in in_dialog(terminal))
        assert len(server.writes) == 1


def test_a_practice_job_that_was_left_is_found_completed(home: Path) -> None:
    with begin(home) as terminal:
        hands = Pilot(terminal)
        create(hands)
        hands.submit()
        terminal.wait_for(re.compile(r"Job [0-9a-f-]{36}: "))
        terminal.kill()
        assert terminal.exit_status() < 0
    assert len(states(home)) == 1
    with begin(home) as terminal:
        terminal.wait_for("INTERRUPTED")
        assert "in Practice" in about(terminal)
        assert re.search("was accepted as the job [0-9a-f- ]{36}", about(terminal))
        # The job goes on by the clock while nobody looks.
        while "INTERRUPTED" in terminal.screen_text():
            terminal.send(ENTER)
            terminal.wait_for(lambda _: "Looking" not in about(terminal))
            terminal.wait_quiet(0.3)
        terminal.wait_for(lambda _: "is COMPLETED." in about(terminal))
    assert states(home) == []


def test_a_submit_that_is_left_running_is_found_again(home: Path) -> None:
    with begin(home) as terminal:
        hands = Pilot(terminal)
        create(hands)
        hands.submit()
        hands.press("Leave it running", beside="Copy job ID")
        terminal.wait_for(lambda text: "Leave it running" not in text)
        hands.press("Submit", beside="Save as preset…")
        terminal.wait_for("Submit: create-backend-auth")
        terminal.wait_for(COMPLETED)
    assert len(jobs(home)) == 1
