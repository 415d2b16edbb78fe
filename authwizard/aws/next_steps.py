"""What is left to do once a request is done."""

from __future__ import annotations

from authwizard.request.draft import Draft
from authwizard.request.hosted_ui import redirect_uri
from authwizard.request.places import DELIVERY, DOMAIN_PREFIX, MFA_TYPES, SIGN_IN_METHOD, SOCIAL
from authwizard.request.target import Target
from authwizard.request.tree import Tree, get
from authwizard.terminal_text import visible


def _redirect_uri(draft: Draft, region: str) -> str:
    """Return the URI to register at each social provider, as the rule `idp-redirect` says; empty without one."""
    prefix = get(draft.tree, DOMAIN_PREFIX, "") or get(draft.baseline or {}, DOMAIN_PREFIX, "")
    if not get(draft.tree, SOCIAL, None) or not isinstance(prefix, str) or not prefix:
        return ""
    return visible(redirect_uri(prefix, Target.of(draft).environment, region))


def left_to_do(draft: Draft, region: str) -> tuple[str, ...]:
    """Return what the user has to do after a request is done, as sentences."""
    found = []
    providers = get(draft.tree, SOCIAL, None)
    uri = _redirect_uri(draft, region)
    if uri and isinstance(providers, dict):
        names = ", ".join(visible(str(name)) for name in providers)
        found.append(f"Register this redirect URI at each social provider ({names}): {uri}")
    target = Target.of(draft)
    app, environment = visible(target.app_id), visible(target.environment)
    found.append(f"Bring your local project up to date: amplify pull --appId {app} --envName {environment}")
    if _uses_sms(draft.tree):
        found.append(
            "A new account sends SMS to verified numbers only: leave the SMS sandbox in the Amazon SNS console."
        )
    return tuple(found)


def _uses_sms(tree: Tree) -> bool:
    factors = get(tree, MFA_TYPES, ())
    sign_in = get(tree, SIGN_IN_METHOD, "")
    return (
        (isinstance(factors, list) and "SMS" in factors)
        or get(tree, DELIVERY, "") == "SMS"
        or (isinstance(sign_in, str) and "PHONE" in sign_in)
    )
