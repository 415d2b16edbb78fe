"""Drafts for the tests of edits, and whether two hold the same."""

from typing import Any, Final

from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS
from authwizard.request.operation import Operation
from authwizard.request.tree import Tree, config, pool

BLOCKS: Final = sorted(path for path, field in FIELDS.items() if field.block)
GOOGLE: Final = pool("OAuth", "SocialProviderSettings", "Google")
MODE: Final = pool("Mfa", "MFAMode")
RESOURCES: Final = config("AuthResources")
SUBJECT: Final = pool("VerificationMessage", "EmailSettings", "EmailSubject")


def loaded(tree: Tree, operation: Operation = "create") -> Draft:
    """Return the draft of a loaded request."""
    return Draft.from_tree(operation, tree)


def same(one: Draft, other: Draft) -> bool:
    """Whether two drafts hold the same answers, each of the same type and spelling."""
    return contents(one) == contents(other)


def contents(draft: Draft) -> tuple[object, ...]:
    """Return what a draft holds, in a form that tells 8 from 8.0 and true from 1."""
    parked = {path: (_sorted(answer.value), dict(answer.secrets)) for path, answer in draft.parked.items()}
    return draft.operation, repr(_sorted(draft.tree)), dict(draft.secrets), repr(sorted(parked.items()))


def _sorted(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {name: _sorted(tree[name]) for name in sorted(tree)}
    return [_sorted(item) for item in tree] if isinstance(tree, list) else tree
