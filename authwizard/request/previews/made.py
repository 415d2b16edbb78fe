"""What will be made in the account, by name, and the pages that it brings.

Names are put together as amplify-cli does it (amplify-category-auth: auth-cognito-stack-builder.ts, hostedUILambda.js).
"""

from __future__ import annotations

from ..draft import Draft
from ..fields import FIELDS, Field
from ..hosted_ui import REGION, REGION_MEANS, domain, redirect_uri
from ..places import (
    AUTH_RESOURCES,
    DOMAIN_PREFIX,
    GRANT_TYPE,
    GUEST_ACCESS,
    IDENTITY_POOL_NAME,
    OAUTH,
    SIGN_IN_URIS,
    SIGN_OUT_URIS,
    SOCIAL,
    USER_POOL_NAME,
)
from ..target import ENVIRONMENT
from ..tree import ABSENT, MemberPath
from .line import Line, Preview

_REGION = Line(f"{REGION} is {REGION_MEANS}", "note")
_MOST_URIS = 5
"""How many addresses are shown, of a hundred that there may be."""


def _said(draft: Draft, path: MemberPath, otherwise: str) -> str:
    """Return a text of the draft, or what stands for it where it is not given."""
    value = draft.get(path)
    return value if isinstance(value, str) and value else otherwise


def environment_of(draft: Draft) -> str:
    """Return the environment's name, or a mark for it."""
    return _said(draft, ENVIRONMENT, "<environment>")


def providers_of(draft: Draft) -> tuple[Field, ...]:
    """Return the social providers that a draft turns on, in the order of the form."""
    return tuple(
        field
        for path, field in FIELDS.items()
        if path[:-1] == SOCIAL and field.provider is not None and draft.get(path) is not ABSENT
    )


def resources(draft: Draft) -> Preview:
    """Say what will be made, by name."""
    environment = environment_of(draft)
    lines = [
        Line("What will be made" if draft.operation == "create" else "What the request is about", "heading")
    ]
    pool = draft.get(USER_POOL_NAME)
    if draft.operation == "create":
        name = f"{pool}-{environment}" if isinstance(pool, str) and pool else f"<name>-{environment}"
        lines.append(Line(f"User pool {name}"))
        lines.append(Line("Two app clients, …_app_clientWeb and …_app_client (native)"))
    if draft.get(AUTH_RESOURCES) == "IDENTITY_POOL_AND_USER_POOL":
        name = _said(draft, IDENTITY_POOL_NAME, "")
        lines.append(
            Line(f"Identity pool {name}__{environment}" if name else "An identity pool, named by Amplify")
        )
        guests = "a role for guests too" if draft.get(GUEST_ACCESS) is True else "none for guests"
        lines.append(Line(f"A role for signed-in users, {guests}"))
    if draft.get(DOMAIN_PREFIX) is not ABSENT:
        lines.append(Line(f"Domain {domain(_said(draft, DOMAIN_PREFIX, '<prefix>'), environment)}"))
    lines += [Line(f"Identity provider {provider.title}") for provider in providers_of(draft)]
    return tuple(lines)


def hosted_page(draft: Draft) -> Preview:
    """Say where the sign-in page will be, and the way round for each address of the app."""
    if draft.get(OAUTH) is ABSENT:
        return (Line("There is no hosted sign-in page: the app has a sign-in form of its own."),)
    prefix = draft.get(DOMAIN_PREFIX)
    if prefix is ABSENT:
        return (Line("The page has no address without a domain prefix."),)
    address = f"https://{domain(_said(draft, DOMAIN_PREFIX, '<prefix>'), environment_of(draft))}"
    lines = [Line("Sign-in page", "heading"), Line(address, "quote"), _REGION]
    answer = "#access_token=…" if draft.get(GRANT_TYPE) == "IMPLICIT" else "?code=…"
    for title, path, behind in (
        ("After sign-in", SIGN_IN_URIS, answer),
        ("After sign-out", SIGN_OUT_URIS, ""),
    ):
        uris = draft.get(path)
        if not isinstance(uris, list) or not uris:
            continue
        lines.append(Line(title, "heading"))
        lines += [Line(f"{uri}{behind}", "quote") for uri in uris[:_MOST_URIS]]
        if len(uris) > _MOST_URIS:
            lines.append(Line(f"and {len(uris) - _MOST_URIS} more", "note"))
    return tuple(lines)


def social_buttons(draft: Draft) -> Preview:
    """Show the buttons of the sign-in page, and what each provider has to be told."""
    providers = providers_of(draft)
    if not providers:
        return (Line("No social provider is turned on: the page asks for the password alone."),)
    lines = [Line("On the sign-in page", "heading")]
    lines += [Line(f"Continue with {provider.title}", "quote") for provider in providers]
    uri = redirect_uri(_said(draft, DOMAIN_PREFIX, "<prefix>"), environment_of(draft))
    lines += [Line("Register at each provider", "heading"), Line(uri, "quote"), _REGION]
    lines += [Line(f"{provider.title}: {provider.help}", "note") for provider in providers]
    return tuple(lines)
