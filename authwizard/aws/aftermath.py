"""What is left to do once a request is done."""

from __future__ import annotations

from authwizard.request.draft import Draft
from authwizard.request.hosted_ui import redirect_uri
from authwizard.request.paths import Path, Tree, get, pool
from authwizard.terminal_text import visible

_DOMAIN: Path = pool("OAuth", "DomainPrefix")
_PROVIDERS: Path = pool("OAuth", "SocialProviderSettings")


def _redirect_uri(draft: Draft, region: str) -> str:
    """Return the URI to register at each social provider, as the rule `idp-redirect` says; empty without one."""
    prefix = get(draft.tree, _DOMAIN, "") or get(draft.baseline or {}, _DOMAIN, "")
    if not get(draft.tree, _PROVIDERS, None) or not isinstance(prefix, str) or not prefix:
        return ""
    return visible(redirect_uri(prefix, str(draft.get(("BackendEnvironmentName",), "")), region))


def left_to_do(draft: Draft, region: str) -> tuple[str, ...]:
    """Return what the user has to do after a request is done, as sentences."""
    found = []
    providers = get(draft.tree, _PROVIDERS, None)
    uri = _redirect_uri(draft, region)
    if uri and isinstance(providers, dict):
        names = ", ".join(visible(str(name)) for name in providers)
        found.append(f"Register this redirect URI at each social provider ({names}): {uri}")
    app, environment = (visible(str(draft.get((name,), ""))) for name in ("AppId", "BackendEnvironmentName"))
    found.append(f"Bring your local project up to date: amplify pull --appId {app} --envName {environment}")
    if _uses_sms(draft.tree):
        found.append(
            "A new account sends SMS to verified numbers only: leave the SMS sandbox in the Amazon SNS console."
        )
    return tuple(found)


def _uses_sms(tree: Tree) -> bool:
    factors = get(tree, pool("Mfa", "Settings", "MfaTypes"), ())
    sign_in = get(tree, pool("SignInMethod"), "")
    return (
        (isinstance(factors, list) and "SMS" in factors)
        or get(tree, pool("VerificationMessage", "DeliveryMethod"), "") == "SMS"
        or (isinstance(sign_in, str) and "PHONE" in sign_in)
    )
