"""What a confirmation shows before a request is sent."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Final, NamedTuple

from authwizard.request.check import Problem, check
from authwizard.request.compare import Difference
from authwizard.request.draft import Draft
from authwizard.request.operation import OPERATIONS, Operation
from authwizard.request.places import MFA_MODE
from authwizard.request.target import Target
from authwizard.request.tree import ABSENT, MemberPath, Tree, get

from .backend import Backend, Identity
from .changes import ALONG, brought_up_to_date, changed_blocks, differences, sent_along
from .connection import region_problem
from .failures import CallError
from .pull import current_state

_STOPS: Final = frozenset(
    {
        "aws-config",
        "bad-credentials",
        "bad-region",
        "ca-bundle",
        "clock-skew",
        "connect-timeout",
        "connection-refused",
        "credentials-unavailable",
        "expired-credentials",
        "expired-login",
        "expired-sso",
        "missing-dependency",
        "no-credentials",
        "no-route",
        "no-such-host",
        "partial-credentials",
        "proxy",
        "region-unsupported",
        "tls",
        "unsigned",
    }
)
"""Failures of a look that the request would meet, too. After any other one the request is still worth sending."""


class Fact(NamedTuple):
    """One thing that a confirmation tells: what it is, and what it is here. The text may come from a file."""

    label: str
    text: str


@dataclass(frozen=True)
class Preview:
    """Who sends what to where.

    Attributes:
        account: The account's ID; empty where nobody knows it.
        caller: The caller's ARN; "unsigned" where requests are not signed, empty where STS does not say.
        profile: The profile; region and endpoint likewise. An empty endpoint is AWS's own.
        operation: "create" or "update".
        target: App, environment and resource.
        draft: What to submit: the request, with what only goes along as the backend has it now.
        body: The request as it is sent, its secrets masked.
        warnings: What `check` warns of, with what the backend has now in view, and what the connection gives cause for.
        along: The blocks that an update carries along as they are, so that they are not reset.
        differences: For an update, what it changes of what the backend has now; None where that is not known.
        remarks: What could not be looked at, and what was found, in sentences.
    """

    account: str
    caller: str
    profile: str
    region: str
    endpoint: str
    operation: Operation
    target: Target
    draft: Draft = field(repr=False)
    body: Tree = field(repr=False)
    warnings: tuple[Problem, ...]
    along: tuple[MemberPath, ...]
    differences: tuple[Difference, ...] | None
    remarks: tuple[str, ...]

    def facts(self) -> tuple[Fact, ...]:
        """Return who sends what to where, in the order in which it is told."""
        return (
            Fact("Account", self.account or "not known"),
            Fact("Caller", self.caller or "not known"),
            Fact("Profile", self.profile),
            Fact("Region", self.region),
            Fact("Endpoint", self.endpoint or "AWS"),
            Fact("Operation", OPERATIONS[self.operation].command),
            Fact("App", self.target.app_id),
            Fact("Environment", self.target.environment),
            Fact("Resource", self.target.resource),
        )

    def changes_heading(self) -> str:
        """Return what stands above the differences, or in their place; empty for a create."""
        if self.operation == "create":
            return ""
        if self.differences is None:
            return "Changes: not known, since there is no state to compare with."
        return "Changes:" if self.differences else "Changes: none in what is sent."


def preview(draft: Draft, backend: Backend) -> Preview:
    """Find out what a confirmation shows. Nothing is sent but questions.

    Args:
        draft: The request, without errors. Of an update with a baseline the changed blocks are shown.
        backend: Where it would be sent.

    Raises:
        CallError: The request could not be sent: credentials, region, network.
    """
    target = Target.of(draft)
    remarks: list[str] = []
    identity = _identity(backend, remarks)
    state = _state(backend, target, draft, remarks)
    draft = draft if state is None else brought_up_to_date(draft, state)
    sent = changed_blocks(draft)
    compared = replace(sent, baseline=state) if state is not None and sent.operation == "update" else sent
    known = state if state is not None else sent.baseline
    changes = differences(sent, known) if sent.operation == "update" and known is not None else None
    along = sent_along(sent, known) if draft.baseline is not None and known is not None else ()
    caller = identity.arn if backend.connection.sign_request else "unsigned"
    return Preview(
        account=identity.account,
        caller=caller,
        profile="practice" if backend.connection.practice else backend.profile,
        region=backend.region,
        endpoint=backend.endpoint,
        operation=sent.operation,
        target=target,
        draft=draft,
        body=sent.body("masked"),
        warnings=(*_about_connection(backend, remarks), *_resets(draft, state), *_warnings(compared)),
        along=along,
        differences=changes,
        remarks=tuple(remarks),
    )


def _identity(backend: Backend, remarks: list[str]) -> Identity:
    try:
        return backend.identity()
    except CallError as failure:
        # STS being out of reach says nothing of AmplifyBackend, whose own endpoint may be reached.
        if failure.name in _STOPS and not (backend.place and _is_network(failure)):
            raise
        remarks.append(f"STS does not say who the caller is. {failure.message}")
    return Identity("", "")


def _state(backend: Backend, target: Target, draft: Draft, remarks: list[str]) -> Tree | None:
    """Return what the backend has now, and remark what the user should know of it."""
    try:
        state = current_state(backend, target)
    except CallError as failure:
        if failure.name in _STOPS:
            raise
        remarks.append(f"What the backend has now could not be looked at. {failure.message}")
        return None
    if draft.operation == "create":
        if state is not None:
            remarks.append("The backend has a resource of this name already: a create may be refused.")
    elif state is None:
        remarks.append("The backend has no such resource: an update may be refused.")
    elif draft.baseline is not None and state != draft.baseline:
        remarks.append("The backend has changed since its state was pulled.")
    return state


def _is_network(failure: CallError) -> bool:
    return failure.name in (
        "connect-timeout",
        "connection-refused",
        "no-route",
        "no-such-host",
        "proxy",
        "tls",
    )


def _about_connection(backend: Backend, remarks: list[str]) -> list[Problem]:
    if backend.connection.is_in_clear:
        remarks.append(
            "The endpoint is not encrypted (http): the request and its secrets can be read on the way."
        )
    warning = None if backend.place else region_problem(backend.region)
    return [warning] if warning else []


def _warnings(draft: Draft) -> list[Problem]:
    return [found for found in check(draft).problems if found.severity == "warning"]


def _resets(draft: Draft, state: Tree | None) -> list[Problem]:
    """Warn of what an update that was not pulled may reset: it leaves out a block that the backend has.

    `check` warns of it where nobody knows the state, and is silent where it is known.
    """
    if draft.operation != "update" or draft.baseline is not None or state is None:
        return []
    rules = ("update-resets-mfa", "update-resets-verification")
    return [
        Problem.of(rule, blocks[0])
        for rule, blocks in zip(rules, ALONG, strict=True)
        if all(draft.get(block) is ABSENT for block in blocks) and _is_in_use(state, blocks)
    ]


def _is_in_use(state: Tree, blocks: tuple[MemberPath, ...]) -> bool:
    return any(get(state, block) is not ABSENT for block in blocks) and (
        blocks != ALONG[0] or get(state, MFA_MODE) != "OFF"
    )
