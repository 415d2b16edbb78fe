"""What every structure is: a strict TypedDict."""

from __future__ import annotations

from typing import Final, TypeVar

POOL_NAME: Final = r"[\w\s+=,.@-]{1,128}"
"""The name of a user pool or an identity pool (cognito-idp UserPoolNameType, cognito-identity IdentityPoolName)."""

_Shape = TypeVar("_Shape", bound=type)


def shape(structure: _Shape) -> _Shape:
    """Let pydantic take a structure strictly: no unknown members, no conversions.

    `pydantic.with_config` does the same; this way the declarations can be read without importing pydantic, so that
    the wizard's first screen does not wait for it.
    """
    structure.__pydantic_config__ = {"extra": "forbid", "strict": True}  # type: ignore[attr-defined]  # as with_config
    return structure
