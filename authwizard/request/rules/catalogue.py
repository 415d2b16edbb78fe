"""What a rule is, and the register of all of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from ..operation import Operation
from ..tree import MemberPath
from ..wording import Wording, wording

if TYPE_CHECKING:
    from .view import View

Category = Literal["ERROR-API", "ERROR-COGNITO", "ERROR-INPUT", "WARNING", "NOTE"]
ERROR_API: Final = "ERROR-API"
ERROR_COGNITO: Final = "ERROR-COGNITO"
ERROR_INPUT: Final = "ERROR-INPUT"
WARNING: Final = "WARNING"
NOTE: Final = "NOTE"

Severity = Literal["error", "warning", "note"]
Where = Literal["check", "export", "call"]


class Said(NamedTuple):
    """Where a rule is broken, and a message that says more than the rule's own; perhaps also another fix."""

    path: MemberPath
    message: str
    fix: str = ""


Finding = MemberPath | Said
"""What a judge yields: where the rule is broken, with a message of its own or without."""
Judge = Callable[["View"], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """One validation rule.

    Attributes:
        id: Its name, never changed or used again once shipped.
        category: Who says so: the API's model, Cognito's limits, we, or a caution or note.
        operations: The operations that it holds for.
        message: What is wrong, in one sentence, with references to members and choices.
        fix: What to do about it.
        source: Where the rule is stated; `SOURCES` explains the short names.
        where: What reports it: a check of the request, an export, or a call to the service.
        instead_of: The rules that it takes the place of where it is broken: it says why they are.
        told: Whether a form says it beside the choice itself, so that the wizard does not list it again.
    """

    id: str
    category: Category
    operations: tuple[Operation, ...]
    message: Wording
    fix: Wording
    source: str
    where: Where = "check"
    instead_of: tuple[str, ...] = ()
    told: bool = False

    @property
    def severity(self) -> Severity:
        """What the rule means for the user: errors block export and submit."""
        if self.category == WARNING:
            return "warning"
        return "note" if self.category == NOTE else "error"


RULES: Final[dict[str, Rule]] = {}
"""Every rule by id."""
JUDGES: Final[list[tuple[Rule, Judge]]] = []
"""The rules that look at several members, or at more than a limit, each with its function."""

SOURCES: Final = {
    "AB": "botocore's service model for amplifybackend, 2020-08-11",
    "IDP": "botocore's service model for cognito-idp, 2016-04-18",
    "IDN": "botocore's service model for cognito-identity, 2014-06-30",
    "AMP": "botocore's service model for amplify, 2017-07-25",
    "REST": "AWS Amplify Admin UI API reference, https://docs.aws.amazon.com/amplify-admin-ui/latest/APIReference/",
    "CDG": "Amazon Cognito Developer Guide, https://docs.aws.amazon.com/cognito/latest/developerguide/",
    "CLI": "aws-amplify/amplify-cli, commit 70049be",
    "AD": "aws-amplify/docs, commit 6cf6e76, Gen 1 pages",
    "SH": "AWS Security Hub controls for Amazon Cognito, "
    "https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html",
    "RFC 6749": "The OAuth 2.0 Authorization Framework",
    "RFC 8252": "OAuth 2.0 for Native Apps",
    "RFC 9700": "Best Current Practice for OAuth 2.0 Security",
}
"""What the short names in a rule's source stand for."""

SOURCE_LABELS: Final = {
    "AB": "AWS service model (amplifybackend)",
    "IDP": "AWS service model (cognito-idp)",
    "IDN": "AWS service model (cognito-identity)",
    "AMP": "AWS service model (amplify)",
    "REST": "Amplify Admin UI API reference",
    "CDG": "Cognito Developer Guide",
    "CLI": "Amplify CLI's code",
    "AD": "Amplify's documentation",
    "SH": "AWS Security Hub control",
    "RFC 6749": "OAuth 2.0 (RFC 6749)",
    "RFC 8252": "OAuth 2.0 for native apps (RFC 8252)",
    "RFC 9700": "OAuth 2.0 security (RFC 9700)",
}
"""The short names in words, for a text that is read beside a question."""


def declare(
    id: str,
    category: Category,
    operations: tuple[Operation, ...],
    message: str,
    fix: str,
    *,
    source: str,
    where: Where = "check",
    instead_of: tuple[str, ...] = (),
) -> Rule:
    """Register a rule; `message` and `fix` are templates of `wording`.

    Raises:
        ValueError: Where the id is taken.
    """
    if id in RULES:
        raise ValueError(f"rule {id} is declared twice")
    rule = RULES[id] = Rule(
        id, category, operations, wording(message), wording(fix), source, where, instead_of
    )
    return rule


def rule(
    id: str,
    category: Category,
    operations: tuple[Operation, ...],
    message: str,
    fix: str,
    *,
    source: str,
    instead_of: tuple[str, ...] = (),
    told: bool = False,
) -> Callable[[Judge], Judge]:
    """Register a rule with the function that finds where a request breaks it."""

    def register(judge: Judge) -> Judge:
        known = declare(id, category, operations, message, fix, source=source, instead_of=instead_of)
        known = RULES[id] = replace(known, told=told)
        JUDGES.append((known, judge))
        return judge

    return register
