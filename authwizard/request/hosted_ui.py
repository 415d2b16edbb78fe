"""Where Cognito's hosted sign-in pages are."""

from __future__ import annotations


def domain(prefix: str, environment: str, region: str = "<region>") -> str:
    """Return the domain of the sign-in pages: Amplify writes the environment's name behind the prefix."""
    return f"{prefix}-{environment}.auth.{region}.amazoncognito.com"


def redirect_uri(prefix: str, environment: str, region: str = "<region>") -> str:
    """Return the URI to which a social provider sends users back, and which it has to know.

    Args:
        prefix: The domain's prefix; Amplify writes the environment's name behind it.
        environment: The environment's name.
        region: The region.
    """
    return f"https://{domain(prefix, environment, region)}/oauth2/idpresponse"
