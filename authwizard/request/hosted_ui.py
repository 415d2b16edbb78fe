"""Where Cognito's hosted sign-in pages are."""

from __future__ import annotations

import re
from typing import Any, Final

REGION: Final = "<region>"
"""Stands in an address for the region where that is not known."""
REGION_MEANS: Final = "your backend's region, such as eu-west-1"


def address_of(whole_prefix: str, region: str = REGION) -> str:
    """Return the domain of the sign-in pages with a whole prefix, the environment's name in it or not."""
    return f"{whole_prefix}.auth.{region}.amazoncognito.com"


def redirect_uri_of(whole_prefix: str, region: str = REGION) -> str:
    """Return the URI to which a social provider sends users back, of a domain with a whole prefix."""
    return f"https://{address_of(whole_prefix, region)}/oauth2/idpresponse"


def domain(prefix: str, environment: str, region: str = REGION) -> str:
    """Return the domain of the sign-in pages: Amplify writes the environment's name behind the prefix."""
    return address_of(f"{prefix}-{environment}", region)


def redirect_uri(prefix: str, environment: str, region: str = REGION) -> str:
    """Return the URI to which a social provider sends users back, and which it has to know.

    Args:
        prefix: The domain's prefix; Amplify writes the environment's name behind it.
        environment: The environment's name.
        region: The region.
    """
    return redirect_uri_of(f"{prefix}-{environment}", region)


def redirect_uri_so_far(prefix: Any, environment: Any) -> str:
    """Return the redirect URI as far as it is known: what is no part of an address yet is named in angle brackets."""
    return redirect_uri(_part(prefix, "prefix"), _part(environment, "environment"))


def _part(value: Any, name: str) -> str:
    fits = isinstance(value, str) and re.fullmatch("[A-Za-z0-9-]{1,63}", value)
    return value if fits else f"<{name}>"
