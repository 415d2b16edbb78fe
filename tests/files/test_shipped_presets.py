"""The presets that ship, as the wizard judges them once they are completed."""

from dataclasses import replace
from typing import Final

import pytest

from authwizard.files.presets import shipped_folder
from authwizard.files.source import load
from authwizard.files.updating import updatable
from authwizard.request.draft import Draft
from authwizard.request.places import AUTH_RESOURCES
from authwizard.request.target import Target
from authwizard.request.tree import merge
from authwizard.session import Session

NAMES: Final = [path.stem for path in sorted(shipped_folder().glob("*.toml"))]
WARNED: Final = {"mobile-guest-access": {"guest-access"}, "phone-sms": {"sms-sandbox"}}
"""Warnings of the very thing that a preset is for; its description says why."""


def completed(name: str) -> Draft:
    """Return a preset with its target; one that updates, on the known state of a backend."""
    draft = load(name).draft
    for member, value in Target("d1a2b3c4d5", "dev", "myauth").members.items():
        draft = draft.with_value((member,), value)
    if draft.operation == "create":
        return draft
    pulled = load("email-optional-totp").draft.tree
    known = merge(updatable(pulled), draft.tree)
    return replace(draft, tree=known, baseline=pulled).with_value(AUTH_RESOURCES, "USER_POOL_ONLY")


@pytest.mark.parametrize("name", NAMES)
def test_a_completed_preset_warns_of_nothing_but_what_it_is_for(name: str) -> None:
    session = Session(completed(name))

    assert session.report.errors == ()
    warnings = {problem.rule for problem in session.problems if problem.severity == "warning"}
    assert warnings == WARNED.get(name, set())
    assert session.report.count("note") <= 2


@pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("update-")])
def test_an_update_on_an_unknown_state_warns_of_what_it_may_reset_alone(name: str) -> None:
    draft = replace(completed(name), tree=load(name).draft.tree, baseline=None)

    warnings = {problem.rule for problem in Session(draft).problems if problem.severity == "warning"}

    assert warnings <= {"update-resets-mfa", "update-resets-verification"}
