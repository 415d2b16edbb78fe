"""Which backend a request is for: an app, an environment of its backend, and the auth resource in it."""

from __future__ import annotations

from typing import Final, NamedTuple, Self

from .draft import Draft
from .tree import MemberPath

APP_ID: Final[MemberPath] = ("AppId",)
ENVIRONMENT: Final[MemberPath] = ("BackendEnvironmentName",)
RESOURCE_NAME: Final[MemberPath] = ("ResourceName",)
TARGET: Final = ("AppId", "BackendEnvironmentName", "ResourceName")
"""The names of the members that say so."""


class Target(NamedTuple):
    """An auth resource: the app's ID, the backend environment's name, the resource's name; "" for what is not said."""

    app_id: str
    environment: str
    resource: str

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """Return the target of a request."""
        return cls(*(str(draft.get((name,), "")) for name in TARGET))

    @property
    def members(self) -> dict[str, str]:
        """The target under the API's names."""
        return dict(zip(TARGET, self, strict=True))

    def __str__(self) -> str:
        return " / ".join(self)
