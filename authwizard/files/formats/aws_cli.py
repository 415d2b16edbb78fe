"""What JSON and YAML have in common: the AWS CLI reads them."""

from __future__ import annotations

from typing import Final

from authwizard.request.check import Problem
from authwizard.request.draft import Draft
from authwizard.request.places import VERIFICATION_MESSAGE
from authwizard.request.tree import ABSENT, MemberPath, pool

_SINCE: Final[dict[str, MemberPath]] = {
    "ver-verificationmessage": VERIFICATION_MESSAGE,
    "ver-apple": pool("OAuth", "SocialProviderSettings", "SignInWithApple"),
    "ver-cli-v1": (),
}
"""The rules about versions of the AWS CLI, and the member that each is about."""


def advice(draft: Draft) -> tuple[Problem, ...]:
    """Return what is to be known of the versions of the AWS CLI that will read the file."""
    return tuple(Problem.of(rule, ()) for rule, member in _SINCE.items() if draft.get(member) is not ABSENT)
