"""The hosted sign-in page and the social providers of a cli-inputs.json."""

from __future__ import annotations

from typing import Any, Final

from authwizard.request.choices import SCOPES
from authwizard.request.fields import members
from authwizard.request.places import DOMAIN_PREFIX, SOCIAL
from authwizard.request.tree import ABSENT, get, pool

from ..carry_over import CarryOver, Part, each, mapped
from ..unreadable import UnreadableError
from .json_reader import parse_json

_FLOWS: Final = {"code": "CODE", "implicit": "IMPLICIT"}
_OAUTH: Final = {
    "CallbackURLs": ("newCallbackURLs", "RedirectSignInURIs"),
    "LogoutURLs": ("newLogoutURLs", "RedirectSignOutURIs"),
    "AllowedOAuthFlows": ("AllowedOAuthFlows", "OAuthGrantType"),
    "AllowedOAuthScopes": ("AllowedOAuthScopes", "OAuthScopes"),
}
"""Name in the oAuthMetadata, name beside it, name in the API."""

_CREDENTIALS: Final = {
    "client_id": ("AppId", "ClientId"),
    "client_secret": ("AppSecret", "ClientSecret"),
}
_APPLE: Final = {
    "client_id": ("ClientId", "ClientId"),
    "team_id": ("TeamId", "TeamId"),
    "key_id": ("KeyId", "KeyId"),
    "private_key": ("PrivateKey", "PrivateKey"),
}
_PROVIDERS: Final = {
    "Facebook": _CREDENTIALS,
    "Google": _CREDENTIALS,
    "LoginWithAmazon": _CREDENTIALS,
    "SignInWithApple": _APPLE,
}


def read_oauth(carried: CarryOver, part: Part) -> None:
    """Read the hosted sign-in page and its social providers; Amplify keeps both as JSON in a text."""
    if part.take("hostedUI") is False:
        carried.notes.append("hostedUI is false, so nothing of the hosted sign-in page was carried over.")
        return
    carried.set(DOMAIN_PREFIX, part.take("hostedUIDomainName"))
    stored = _parsed(carried, part, "oAuthMetadata", dict)
    metadata = Part(stored, "oAuthMetadata")
    for own, (beside, theirs) in _OAUTH.items():
        value = _one_of(carried, metadata.take(own), part, beside)
        if own == "AllowedOAuthFlows":
            value = _grant(carried, value)
        carried.set(pool("OAuth", theirs), each(value, _scope) if own == "AllowedOAuthScopes" else value)
    carried.left |= metadata.left()
    _providers(carried, part)


def _parsed(carried: CarryOver, part: Part, name: str, kind: type) -> Any:
    """Return a structure that Amplify keeps as JSON in a text; one that is a structure already stays."""
    value = part.members.get(name, ABSENT)
    if isinstance(value, str):
        try:
            value = parse_json(value)
        except UnreadableError:
            value = None
    if isinstance(value, kind):
        part.take(name)
        return value
    if value is not ABSENT:
        part.take(name)
        carried.drop(name, "it cannot be read")
    return kind()


def _one_of(carried: CarryOver, stored: Any, part: Part, beside: str) -> Any:
    """Return what is stored; the answer beside it counts where nothing is stored."""
    given = part.take(beside)
    if stored is ABSENT:
        return given
    same = given in (stored, ABSENT) or [given] == stored
    if not same:
        carried.drop(beside, "oAuthMetadata says otherwise, and that is what Amplify deploys")
    return stored


def _grant(carried: CarryOver, flows: Any) -> Any:
    if not isinstance(flows, list):
        return mapped(flows, _FLOWS)
    for index in range(1, len(flows)):
        carried.drop(f"AllowedOAuthFlows[{index}]", "the API has one grant type, and the first one was kept")
    return mapped(flows[0], _FLOWS) if flows else ABSENT


def _providers(carried: CarryOver, part: Part) -> None:
    stored = {}
    for index, item in enumerate(_parsed(carried, part, "hostedUIProviderCreds", list)):
        name = item.get("ProviderName") if isinstance(item, dict) else None
        if isinstance(name, str) and name in _PROVIDERS and name not in stored:
            stored[name] = item
        else:
            carried.drop(
                f"hostedUIProviderCreds[{index}]", "it names no provider, or one that stands there already"
            )
    listed = part.take("authProvidersUserPool")
    named = [name for name in listed if isinstance(name, str)] if isinstance(listed, list) else []
    providers = list(dict.fromkeys([*named, *stored]))
    settings = {name: _provider(carried, part, name, stored.get(name, {})) for name in providers}
    if settings:
        carried.set(SOCIAL, settings)
    _tell_of_credentials(carried, [name for name in providers if name in _PROVIDERS])


def _provider(carried: CarryOver, part: Part, name: str, stored: dict[str, Any]) -> dict[str, Any]:
    """Return the settings of one provider."""
    settings = {}
    credentials = Part(stored, f"hostedUIProviderCreds.{name}")
    credentials.take("ProviderName")
    for own, (beside, theirs) in _PROVIDERS.get(name, {}).items():
        answer = f"{name.lower()}{beside}UserPool"
        value = credentials.take(own)
        given = part.take(answer)
        if value is not ABSENT and given not in (ABSENT, value):
            carried.drop(answer, "hostedUIProviderCreds says otherwise, and that is what Amplify deploys")
        settings[theirs] = given if value is ABSENT else value
    carried.left |= credentials.left()
    return {theirs: value for theirs, value in settings.items() if value is not ABSENT}


def _tell_of_credentials(carried: CarryOver, providers: list[str]) -> None:
    """Say why providers have no credentials: that is so in every file that Amplify itself wrote."""
    lacking = [
        name
        for name in providers
        if any(
            get(carried.tree, (*SOCIAL, name, member)) in (ABSENT, "") for member in members((*SOCIAL, name))
        )
    ]
    if lacking:
        carried.notes.append(
            f"Credentials are lacking for {', '.join(lacking)}: Amplify keeps them elsewhere, outside of this file."
        )
        carried.hints.append(
            "There are two ways on. `authwizard presets save` makes a preset of the file, and there you write "
            'each ID, and each secret as a reference such as { env = "GOOGLE_SECRET" }. Or open the file in the '
            "wizard, where these fields wait for you."
        )


def _scope(name: Any) -> Any:
    if not isinstance(name, str):
        return name
    choice = name.upper().replace(".", "_")
    return choice if choice in SCOPES.values else name
