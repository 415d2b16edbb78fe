"""The proof that texts are quoted right: random hostile ones are written, and HashiCorp's parser reads the same."""

import random
from collections.abc import Iterator, Mapping
from typing import Any, Final
from unicodedata import is_normalized, normalize

from authwizard.files.formats.hcl import kept
from authwizard.files.formats.table import FORMATS, Writing
from authwizard.request.draft import Draft
from authwizard.request.resources import resources_of
from authwizard.request.rules.general import is_placeholder
from authwizard.request.tree import Tree, get, pool, put
from tests.request.requests import full

from .pairs import Resources, Verdict
from .terraform import Files, made_of

_PIECES: Final = (
    "$", "%", "{", "}", "${", "%{", "$${", "%%{", "$$${x}", "${var.google_client_id}", "%{if true}a%{endif}", "{####}",
    "~}", "\\", "\\\\", "\\n", "\\u0041", '"', '\\"', "'", "`", "\n", "\r", "\r\n", "\t", "\v", "\f", "\x00", "\x07",
    "\x1b[31m", "\x7f", "\x80", "\x85", "\xa0", "\u2028", "\u2029", "\ufeff", "\u202e", "\u200d", "\ufffe", "\uffff",
    "EOT", "<<EOT\n", "<<-EOT\n", "\nEOT\n", "#", "//", "/*", "*/", "-->", "<b>", "é", "e\u0301", "\u2126",
    "\u1e9b\u0323", "\uac00", "\u1100\u1161", "日本", "عر", "\U0001f600", "\U0001f469\u200d\U0001f4bb", "\U0010ffff",
    "\U000e0041", " ", "a", "",
)  # fmt: skip
_PLANTS: Final = (
    ("$${", "${"), ("%%{", "%{"), ("$${", "\\u0024${"), ("\\\\", "\\"), ('\\"', '"'), ("\\n", " "), ("\\r", ""),
    ("\\u0000", ""), ("日本", "日"),
)  # fmt: skip
"""Texts quoted wrongly, each of which has to be found."""
_MEMBERS: Final = (
    pool("VerificationMessage", "EmailSettings", "EmailMessage"),
    pool("VerificationMessage", "EmailSettings", "EmailSubject"),
    pool("Mfa", "Settings", "SmsMessage"),
    *(pool("OAuth", "SocialProviderSettings", name, "ClientId") for name in ("Facebook", "Google")),
    pool("OAuth", "SocialProviderSettings", "SignInWithApple", "TeamId"),
    ("ResourceName",),
)
_LISTS: Final = (pool("OAuth", "RedirectSignInURIs"), pool("OAuth", "RedirectSignOutURIs"))
_NAMES: Final = ("my pool", "a\tb", "a\nb", "\u2003x", "日本", "p=+,.@-", "é", "\ufb01")


def prove_texts(count: int = 1_000, seed: int = 1) -> Verdict:
    """Write so many random requests, read them with the real parser, and compare every text with the request's.

    Those that Terraform does not keep are the one difference, which the format says as a loss.
    """
    chosen = random.Random(seed)  # noqa: S311  # which texts are tried is no secret
    requests = {f"request {number}": _request(chosen) for number in range(1, count + 1)}
    written = {
        name: FORMATS["terraform"].files(Draft.from_tree("create", tree), Writing())
        for name, tree in requests.items()
    }
    planted = {f"{what} for {for_what}": _planted(written, for_what, what) for for_what, what in _PLANTS}
    made = made_of(written | {name: files for name, (_, files) in planted.items()})
    verdict = Verdict(count)
    for name, tree in requests.items():
        wrong = next(_differences(made[name], tree), None)
        if wrong:
            verdict.wrong.append(f"{name} of seed {seed}: {wrong}")
    for name, (where, _) in planted.items():
        if where and next(_differences(made[name], requests[where]), None) is None:
            verdict.wrong.append(f"the proof itself: {name} was planted, and not found")
    return verdict


def _planted(written: Mapping[str, Files], old: str, new: str) -> tuple[str, Files]:
    """Return the first request with something in a line of code of main.tf, and its files with another thing there."""
    for name, files in written.items():
        lines = files["main.tf"].split("\n")
        for number, line in enumerate(lines):
            if old in line and not line.lstrip().startswith("#"):
                lines[number] = line.replace(old, new, 1)
                return name, {**files, "main.tf": "\n".join(lines)}
    return "", {}


def _request(chosen: random.Random) -> Tree:
    tree: Tree = put(full(), pool("UserPoolName"), chosen.choice(_NAMES))
    for path in _MEMBERS:
        tree = put(tree, path, _value(chosen))
    for path in _LISTS:
        tree = put(tree, path, [_text(chosen) for _ in range(chosen.randint(1, 4))])
    if chosen.random() < 0.3:
        tree = put(tree, pool("VerificationMessage", "DeliveryMethod"), "SMS")
        tree = put(tree, pool("VerificationMessage", "SmsSettings", "SmsMessage"), _text(chosen))
    return tree


def _value(chosen: random.Random) -> str:
    """Return a text that is none of those that are left out, as a credential that nobody has filled in."""
    text = _text(chosen) or "x"
    return _value(chosen) if is_placeholder(text) else text


def _text(chosen: random.Random) -> str:
    """Return a text of hostile pieces, among them any character that there is."""
    return "".join(
        chosen.choice(_PIECES) if chosen.random() < 0.8 else _character(chosen)
        for _ in range(chosen.randint(0, 9))
    )


def _character(chosen: random.Random) -> str:
    code = chosen.choice([chosen.randrange(0x100), chosen.randrange(0x3000), chosen.randrange(0x110000)])
    return "\ufffd" if 0xD800 <= code <= 0xDFFF else chr(code)


def _differences(made: Resources | str, tree: Tree) -> Iterator[str]:
    if isinstance(made, str):
        yield made
        return
    for (resource, *names), wanted in _wanted(tree).items():
        found: Any = made[resource]
        for name in names:
            found = found.get(name)
        if not _same(found, wanted):
            yield f"{'.'.join([resource, *names])} is {found!a}, not {wanted!a}"


def _same(found: Any, wanted: Any) -> bool:
    """Whether a text was read as it was given; one of those that Terraform does not keep, as it composes it."""
    if isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(_same, found, wanted))
    if wanted is None or kept(wanted):
        return bool(found == wanted)
    return is_normalized("NFC", wanted) or bool(found == normalize("NFC", wanted))


def _wanted(tree: Tree) -> Mapping[tuple[str, ...], Any]:
    """Return every text of a request's own, by where Cognito has it."""
    user_pool = resources_of(tree).user_pool
    wanted: dict[tuple[str, ...], Any] = {
        ("UserPool", "UserPoolName"): user_pool.name,
        ("UserPool", "EmailVerificationMessage"): user_pool.email_message,
        ("UserPool", "EmailVerificationSubject"): user_pool.email_subject,
        ("UserPool", "SmsVerificationMessage"): user_pool.sms_verification,
        ("UserPool", "SmsAuthenticationMessage"): user_pool.sms_authentication,
        ("Client", "CallbackURLs"): [*dict.fromkeys(get(tree, _LISTS[0]))],
        ("Client", "LogoutURLs"): [*dict.fromkeys(get(tree, _LISTS[1]))],
        ("IdP.SignInWithApple", "credentials", "team_id"): get(tree, _MEMBERS[5]),
    }
    for name in ("Facebook", "Google"):
        path = pool("OAuth", "SocialProviderSettings", name, "ClientId")
        wanted[f"IdP.{name}", "credentials", "client_id"] = get(tree, path)
    return wanted
