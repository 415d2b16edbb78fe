"""The steps of the wizard, as data: what each owns, and when it has nothing to ask.

A step owns structures, so that it lists no fields: a member belongs to the step that owns the nearest
structure above it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from .draft import Draft
from .fields import FIELDS, Field, position
from .places import AUTH_RESOURCES, IDENTITY_POOL, OAUTH
from .tree import ABSENT, MemberPath, member_path


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the wizard.

    Attributes:
        id: A short name, stable, for commands and links.
        title: Its name in the list of steps.
        heading: Its name over the form.
        intro: What is decided here, in a sentence or two.
        owns: The structures that it asks for.
        idle: Says why the step does not apply to a draft; None where it does.
        fixed: What to say in an update about members that only a creation has; empty where it has none.
    """

    id: str
    title: str
    heading: str
    intro: str
    owns: tuple[tuple[str, ...], ...]
    idle: Callable[[Draft], str | None] = lambda draft: None
    fixed: str = ""

    @property
    def label(self) -> str:
        """Its number and its name, as a sentence speaks of it."""
        return f"{STEPS.index(self) + 1} {self.title}"


def _no_identity_pool(draft: Draft) -> str | None:
    """An identity pool is set up only where AuthResources says so; settings that are there are shown all the same."""
    if draft.get(AUTH_RESOURCES) == "USER_POOL_ONLY" and draft.get(IDENTITY_POOL) is ABSENT:
        return "Auth resources is set to the user pool only, so there is no identity pool to set up."
    return None


def _no_oauth(draft: Draft) -> str | None:
    """Social providers sign in through the hosted page, which the OAuth block sets up."""
    if draft.get(OAUTH) is ABSENT:
        return "Social sign-in goes through the hosted sign-in page: turn on OAuth in the step before."
    return None


GEN_1_ENDS: Final = "It is for Amplify Gen 1, which ends on 1 May 2027: prefer Gen 2 for a new app."
"""What is to be known before anything is begun (the rule gen1-eol names its source)."""

_FIXED_SIGN_IN: Final = (
    "Pool name, sign-in method and required attributes were fixed when the pool was created."
)

STEPS: Final = (
    Step(
        "target",
        "Target",
        "Target",
        f"Which backend this request is for. {GEN_1_ENDS} Nothing is sent before the last step.",
        ((),),
    ),
    Step(
        "auth-resources",
        "Auth resources",
        "Auth resources",
        "A user pool holds your users. An identity pool gives them AWS credentials, for an app that calls AWS itself.",
        (("ResourceConfig",),),
    ),
    Step(
        "identity-pool",
        "Identity pool",
        "Identity pool",
        "Who gets AWS credentials.",
        (("ResourceConfig", "IdentityPoolConfigs"),),
        _no_identity_pool,
        "The name of an identity pool is fixed when it is created.",
    ),
    Step(
        "sign-in",
        "Sign-in",
        "Sign-in and required attributes",
        "How users sign in and what they must tell you. All of it is permanent once the pool exists.",
        (("ResourceConfig", "UserPoolConfigs"),),
        lambda draft: _FIXED_SIGN_IN if draft.operation == "update" else None,
        _FIXED_SIGN_IN,
    ),
    Step(
        "mfa",
        "MFA",
        "Multi-factor authentication",
        "Whether users confirm their sign-in with a second factor. Social sign-in goes past it.",
        (("ResourceConfig", "UserPoolConfigs", "Mfa"),),
    ),
    Step(
        "oauth",
        "OAuth",
        "OAuth",
        "The hosted sign-in page (managed login). Social sign-in needs it; an app with its own sign-in form may not.",
        (("ResourceConfig", "UserPoolConfigs", "OAuth"),),
    ),
    Step(
        "social",
        "Social providers",
        "Social providers",
        "Sign-in with accounts that people have already. Each provider gives you an ID and a secret for your app.",
        (("ResourceConfig", "UserPoolConfigs", "OAuth", "SocialProviderSettings"),),
        _no_oauth,
    ),
    Step(
        "password",
        "Password policy",
        "Password policy",
        "What a password must have.",
        (("ResourceConfig", "UserPoolConfigs", "PasswordPolicy"),),
    ),
    Step(
        "messages",
        "Messages",
        "Verification messages",
        "How users get the codes that verify an account or reset a password, and what the message says.",
        (
            ("ResourceConfig", "UserPoolConfigs", "VerificationMessage"),
            ("ResourceConfig", "UserPoolConfigs", "ForgotPassword"),
        ),
    ),
    Step(
        "review",
        "Review",
        "Review",
        "What will be sent, and the ways out: write it to a file in a format that you choose, save it as a preset, or "
        "submit it. Nothing leaves this machine until you submit or run the command yourself.",
        (),
    ),
)
"""The ten steps, in order."""

TARGET_STEP: Final = STEPS[0]
REVIEW: Final = STEPS[-1]

_OWNER: Final = {structure: step for step in STEPS for structure in step.owns}


def step_of(path: MemberPath) -> Step:
    """Return the step that asks for the member at `path`, or the one that is nearest to it."""
    names = member_path(path)
    while names not in _OWNER:
        names = names[:-1]
    return _OWNER[names]


@cache
def fields_of(step: Step) -> tuple[Field, ...]:
    """Return the members that a step asks for, structures and leaves, in the order of the form."""
    return tuple(field for path, field in FIELDS.items() if step_of(path) is step)


def offered(step: Step, draft: Draft) -> tuple[Field, ...]:
    """Return what a step asks for now: blocks with their switch, and the members that can be answered.

    Members that the operation does not have, those in a block that is off and those that no answer calls for
    are left out; a member that holds something is offered all the same, so that it can be changed, unless it holds the
    one value that there is, or is a block that another answer has turned on. The deprecated ForgotPassword is offered
    only where the draft has it.
    """
    return tuple(field for field in fields_of(step) if _is_offered(field, draft))


def first_unanswered(draft: Draft) -> MemberPath | None:
    """Return the first member, in the order of the form, that must be answered and is not."""
    return next(unanswered(draft), None)


def unanswered(draft: Draft) -> Iterator[MemberPath]:
    """Yield the members, in the order of the form, that must be answered and are not."""
    asked = (field for step in STEPS if not step.idle(draft) for field in offered(step, draft))
    for field in asked:
        given = draft.get(field.path) is not ABSENT or field.path in draft.secrets
        if draft.operation in field.required and not given:
            yield field.path


def _is_offered(field: Field, draft: Draft) -> bool:
    here = draft.get(field.path)
    if draft.operation not in field.only or (field.kind == "structure" and not field.block):
        return False
    if field.deprecated and here is ABSENT:
        return False
    for length in range(1, len(field.path)):
        above = draft.get(field.path[:length])
        if above is not ABSENT and not isinstance(above, dict):
            return False
        if above is ABSENT and FIELDS[field.path[:length]].block:
            return False
    if [here] == list(field.choices):
        return False
    if isinstance(here, dict) and field.is_decided_by(draft.get(field.question), draft.operation):
        return False
    return here is not ABSENT or field.path in draft.secrets or _is_called_for(field, draft)


def _is_called_for(field: Field, draft: Draft) -> bool:
    """Whether the answers so far leave it, and each structure around it in its block, a use."""
    while not field.block:
        if field.used_with and not field.used_with.fits(draft.get(field.question)):
            return False
        if len(field.path) == 1:
            break
        field = FIELDS[field.path[:-1]]
    return True


def order_of(path: MemberPath) -> tuple[int, int]:
    """Return where a problem at `path` stands among others: by step, then in the order of the form."""
    return _order_of(member_path(path))


@lru_cache(maxsize=1_000)  # the items of a list have one place, and a file may have names without end
def _order_of(names: tuple[str, ...]) -> tuple[int, int]:
    return STEPS.index(step_of(names)), position(names)
