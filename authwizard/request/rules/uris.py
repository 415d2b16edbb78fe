"""Rules for the addresses that the hosted sign-in page sends users back to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from ..operation import BOTH
from ..places import SIGN_IN_URIS, SIGN_OUT_URIS
from ..shapes import MAX_REDIRECT_URIS
from ..tree import MemberPath
from .catalogue import ERROR_COGNITO, ERROR_INPUT, NOTE, WARNING, Finding, declare, rule
from .pools import repeated
from .view import View

_BOTH: Final = (SIGN_IN_URIS, SIGN_OUT_URIS)
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_HOST_AND_PORT: Final = re.compile(r"[A-Za-z0-9.-]+:\d+(?:[/?#]|$)")
# Not by a parser of URLs: they differ on what a backslash or an @ does to the host.
_LOOPBACK: Final = re.compile(
    r"http://(?:localhost|127\.0\.0\.1|\[::1\])(?::[0-9]*)?(?:[/?#].*)?", re.ASCII | re.DOTALL | re.IGNORECASE
)

declare(
    "uri-length", ERROR_COGNITO, BOTH,
    "The address is empty or too long.",
    "Use 1 to 1024 characters.",
    source="IDP RedirectUrlType",
)  # fmt: skip


def scheme_of(uri: str) -> str:
    """Return the address's scheme in lower case; empty where it has none (`localhost:3000` has none)."""
    match = _SCHEME.match(uri)
    return "" if match is None or _HOST_AND_PORT.match(uri) else match[1].lower()


def is_loopback(uri: str) -> bool:
    """Whether an http address has exactly localhost, 127.0.0.1 or [::1] as its host, on any port."""
    return _LOOPBACK.fullmatch(uri) is not None


def has_good_characters(text: str, more: str = "") -> bool:
    """Whether a text has only letters, marks, symbols, numbers and punctuation, or characters of `more`.

    Cognito's patterns name these Unicode categories; white space and control characters are in none of them. A
    character that this Python's Unicode data does not know yet, such as a new emoji, is let through.
    """
    return all(_category(character) in "LMSNP" or character in more for character in text)


def _category(character: str) -> str:
    category = unicodedata.category(character)
    return "S" if category == "Cn" else category[0]


_JOINED: Final = re.compile(r"(?<=\S)[,;\s]\s*[A-Za-z][A-Za-z0-9+.-]*://")
_UNSAFE: Final = frozenset({"javascript", "data", "vbscript", "file", "blob", "about"})


def _host_of(uri: str) -> str:
    match = re.match(r"https?://(?:[^/?#@]*@)?([^/?#]*)", uri, re.IGNORECASE)
    return match[1] if match else ""


def _each(view: View) -> list[tuple[MemberPath, str]]:
    return [item for path in _BOTH for item in view.items(path)]


@rule(
    "signin-uri-empty", ERROR_COGNITO, BOTH,
    "There is no sign-in address.",
    "Add at least one.",
    source="CDG cognito-user-pools-app-idp-settings; error text in cisagov/crossfeed PR #440",
)  # fmt: skip
def signin_uri_empty(view: View) -> Iterator[Finding]:
    if view.get(SIGN_IN_URIS) == []:
        yield SIGN_IN_URIS


@rule(
    "uri-count", ERROR_COGNITO, BOTH,
    "There are too many addresses.",
    "Keep at most 100 in each list.",
    source="IDP CallbackURLsListType, LogoutURLsListType; CDG limits",
)  # fmt: skip
def uri_count(view: View) -> Iterator[Finding]:
    for path in _BOTH:
        uris = view.get(path)
        if isinstance(uris, list) and len(uris) > MAX_REDIRECT_URIS:
            yield path


@rule(
    "uri-joined", ERROR_INPUT, BOTH,
    "These are several addresses in one entry, so that nobody can sign in.",
    "Make one entry of each.",
    source="amplify-js #3884; amplify-cli #2115, #2792, #5127 (aws-exports.js joins them with commas)",
    instead_of=(
        "uri-absolute", "uri-chars", "uri-custom-scheme", "uri-fragment", "uri-http", "uri-idn", "uri-length",
        "uri-loopback", "uri-trailing-slash", "uri-wildcard",
    ),
)  # fmt: skip
def uri_joined(view: View) -> Iterator[Finding]:
    # Behind the scheme data: and its like a comma parts no addresses; `uri-unsafe-scheme` says what is wrong.
    yield from (
        path
        for path, uri in view.items(SIGN_IN_URIS)
        if _JOINED.search(uri) and scheme_of(uri) not in _UNSAFE
    )


@rule(
    "uri-wildcard", WARNING, BOTH,
    "The address has a * in it, which stands for nothing: Cognito compares addresses to the letter.",
    "List each address in full.",
    source="next-auth #8043; amplify-hosting #2108; IDP CreateUserPoolClientRequest.CallbackURLs",
)  # fmt: skip
def uri_wildcard(view: View) -> Iterator[Finding]:
    yield from (path for path, uri in view.items(SIGN_IN_URIS) if "*" in uri)


@rule(
    "uri-idn", WARNING, BOTH,
    "The host has letters outside ASCII, and browsers send it in another spelling, which does not match.",
    "Write the host as xn--…, the way browsers send it.",
    source="WHATWG URL, host parsing; IDP CreateUserPoolClientRequest.CallbackURLs",
)  # fmt: skip
def uri_idn(view: View) -> Iterator[Finding]:
    # A character that cannot be seen is what `uri-chars` reports: in another spelling it would be no better.
    for path, uri in view.items(SIGN_IN_URIS):
        host = _host_of(uri)
        if not host.isascii() and has_good_characters(host):
            yield path


@rule(
    "uri-unsafe-scheme", WARNING, BOTH,
    "No app can be reached at an address of this scheme.",
    "Use https://, or your app's own scheme.",
    source="RFC 6749 section 3.1.2; RFC 8252 section 7.1",
    instead_of=("uri-custom-scheme", "uri-trailing-slash"),
)  # fmt: skip
def uri_unsafe_scheme(view: View) -> Iterator[Finding]:
    yield from (path for path, uri in view.items(SIGN_IN_URIS) if scheme_of(uri) in _UNSAFE)


@rule(
    "uri-chars", ERROR_COGNITO, BOTH,
    "The address has a space, a tab or a control character.",
    "Remove it, or write it percent-encoded.",
    source="IDP RedirectUrlType",
)  # fmt: skip
def uri_chars(view: View) -> Iterator[Finding]:
    yield from (path for path, uri in _each(view) if not has_good_characters(uri))


@rule(
    "uri-absolute", ERROR_COGNITO, BOTH,
    "The address has no scheme.",
    "Give the full address, e.g. https://app.example.com/.",
    source="IDP CreateUserPoolClientRequest.CallbackURLs; RFC 6749 section 3.1.2",
)  # fmt: skip
def uri_absolute(view: View) -> Iterator[Finding]:
    yield from (path for path, uri in view.items(SIGN_IN_URIS) if uri and not scheme_of(uri))


@rule(
    "uri-fragment", ERROR_COGNITO, BOTH,
    "The address has a fragment.",
    "Remove the # and what follows it.",
    source="IDP CreateUserPoolClientRequest.CallbackURLs; RFC 6749 section 3.1.2",
)  # fmt: skip
def uri_fragment(view: View) -> Iterator[Finding]:
    yield from (path for path, uri in view.items(SIGN_IN_URIS) if "#" in uri)


@rule(
    "uri-http", ERROR_COGNITO, BOTH,
    "The address uses http.",
    "Use https://. Plain http is allowed for localhost, 127.0.0.1 and [::1] only.",
    source="IDP CreateUserPoolClientRequest.CallbackURLs; amplify-cli #5419",
)  # fmt: skip
def uri_http(view: View) -> Iterator[Finding]:
    yield from (
        path for path, uri in view.items(SIGN_IN_URIS) if scheme_of(uri) == "http" and not is_loopback(uri)
    )


@rule(
    "uri-loopback", WARNING, BOTH,
    "The address is your own machine's.",
    "That is for testing: remove it before you go live.",
    source="IDP CreateUserPoolClientRequest.CallbackURLs",
)  # fmt: skip
def uri_loopback(view: View) -> Iterator[Finding]:
    yield from (
        path for path, uri in view.items(SIGN_IN_URIS) if scheme_of(uri) == "http" and is_loopback(uri)
    )


@rule(
    "uri-custom-scheme", NOTE, BOTH,
    "The address is an app link.",
    "That is accepted; make sure that your app registers its scheme.",
    source="IDP CreateUserPoolClientRequest.CallbackURLs", told=True,
)  # fmt: skip
def uri_custom_scheme(view: View) -> Iterator[Finding]:
    yield from (path for path, uri in _each(view) if scheme_of(uri) not in ("", "http", "https"))


@rule(
    "uri-trailing-slash", WARNING, BOTH,
    "The address does not end in a slash.",
    "The Amplify CLI wants one; either way it must match your app's setting to the letter.",
    source="CLI supported-services.ts newCallbackURLs, newLogoutURLs; the API documents no limit",
)  # fmt: skip
def uri_trailing_slash(view: View) -> Iterator[Finding]:
    yield from (path for path, uri in _each(view) if uri and not uri.endswith("/"))


@rule(
    "signout-uri-scheme", WARNING, BOTH,
    "The sign-out address is not of the form that sign-in addresses have.",
    "Use a full https address without a # part.",
    source="CLI newLogoutURLs; Cognito documents only length, characters and count",
)  # fmt: skip
def signout_uri_scheme(view: View) -> Iterator[Finding]:
    for path, uri in view.items(SIGN_OUT_URIS):
        scheme = scheme_of(uri)
        if uri and (not scheme or "#" in uri or (scheme == "http" and not is_loopback(uri))):
            yield path


@rule(
    "signout-uri-empty", NOTE, BOTH,
    "There is no sign-out address: signing out cannot lead back to your app.",
    "Add one if your app signs users out through the hosted page.",
    source="IDP LogoutURLsListType; CDG logout-endpoint",
)  # fmt: skip
def signout_uri_empty(view: View) -> Iterator[Finding]:
    if view.get(SIGN_OUT_URIS) == []:
        yield SIGN_OUT_URIS


@rule(
    "uri-duplicate", NOTE, BOTH,
    "The address is listed twice.",
    "Remove the copy.",
    source="no documented limit",
)  # fmt: skip
def uri_duplicate(view: View) -> Iterator[Finding]:
    for path in _BOTH:
        yield from repeated(view.items(path))
