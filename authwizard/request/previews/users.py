"""What users meet: the sign-up form, the way through a sign-in, and what they get by e-mail and SMS."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from ..draft import Draft
from ..fields import FIELDS
from ..places import (
    DELIVERY,
    EMAIL_MESSAGE,
    EMAIL_SUBJECT,
    FORGOT_PASSWORD,
    FORGOT_PASSWORD_DELIVERY,
    MFA_MODE,
    MFA_SMS,
    MFA_TYPES,
    SIGN_IN_METHOD,
    SIGN_UP_ATTRIBUTES,
    SMS_MESSAGE,
    VERIFICATION_MESSAGE,
)
from ..tree import ABSENT, MemberPath, member_path
from . import password
from .line import Line, Preview
from .sms import sms_lines

CODE: Final = "123456"
"""Stands for the code in samples; Cognito's have six digits."""

_SIGN_IN: Final = {
    "EMAIL": ("EMAIL",),
    "PHONE_NUMBER": ("PHONE_NUMBER",),
    "EMAIL_AND_PHONE_NUMBER": (),
    "USERNAME": (),
}
"""The attributes that a sign-in method asks for by itself."""

_METHODS: Final = FIELDS[member_path(SIGN_IN_METHOD)].choices

_EMAIL: Final = "Your verification code is {####}"
_SUBJECT: Final = "Your verification code"
_SMS: Final = "Your verification code is {####}"
_MFA_SMS: Final = "Your authentication code is {####}"
"""Amplify's own texts (amplify-cli, cognito-defaults.js)."""


def _labels(draft: Draft, path: MemberPath, but: tuple[str, ...] = ()) -> list[str]:
    """Return the labels of the choices that a draft holds at a list; what is none of them is left out."""
    held, choices = draft.get(path, []), FIELDS[member_path(path)].choices
    known = (
        [item for item in held if isinstance(item, str) and item in choices] if isinstance(held, list) else []
    )
    return [choices[item].label for item in known if item not in but]


def _method(draft: Draft) -> str:
    """Return the sign-in method, or "" where none of them is chosen."""
    method = draft.get(SIGN_IN_METHOD)
    return method if isinstance(method, str) and method in _SIGN_IN else ""


def sign_up(draft: Draft) -> Preview:
    """Draw the form that people sign up with."""
    method = _method(draft)
    if not method:
        return (Line("Choose how users sign in, and their form is drawn here."),)
    asked = (
        _METHODS[method].label,
        "Password",
        *_labels(draft, SIGN_UP_ATTRIBUTES, _SIGN_IN[method]),
    )
    lines = [Line("Create your account", "heading")]
    lines += [Line(f"{label}: ____________", "quote") for label in asked]
    lines.append(Line("What they sign in with and what is required can never be changed.", "note"))
    return tuple(lines)


def sign_in(draft: Draft) -> Preview:
    """Tell the way through a sign-in, with the SMS where one comes."""
    mode, factors, method = draft.get(MFA_MODE), _labels(draft, MFA_TYPES), _method(draft)
    name = _METHODS[method].label if method else "Name"
    lines = [Line("A user signs in", "heading"), Line(f"1. {name} and password")]
    if mode not in ("OPTIONAL", "ON"):
        return (*lines, Line("2. Signed in; there is no second factor."))
    code = f"a code: {' or '.join(factors)}" if factors else "a second factor, which is not chosen yet"
    if mode == "ON":
        lines.append(Line(f"2. The first time, everybody sets it up; then always {code}"))
    else:
        lines.append(Line(f"2. Who has set it up: {code}. All others are signed in at once."))
    lines.append(Line("Social sign-in goes past this: the provider asks for its own.", "note"))
    if "SMS" in factors:
        lines += [Line("The SMS", "heading"), *sms_lines(_sample(draft, MFA_SMS, _MFA_SMS))]
    return tuple(lines)


def passwords(draft: Draft, tried: str = "") -> Preview:
    """Say what a password must have, of one that is tried also what it has, with an example that has all of it."""
    lines = [Line("A password must have", "heading")]
    for demand, met in password.try_out(draft, tried):
        lines.append(Line(demand, ("kept" if met else "broken") if tried else "text"))
    if not password.is_set(draft):
        kept = "what the backend has stays" if draft.operation == "update" else "this is Amplify's own"
        lines.append(Line(f"No policy is set: {kept}.", "note"))
    return (*lines, Line("For example", "heading"), Line(password.example(draft), "quote"))


def messages(draft: Draft) -> Preview:
    """Show the message that carries a code, as it arrives."""
    delivery = draft.get(DELIVERY)
    settings = VERIFICATION_MESSAGE
    if draft.get(VERIFICATION_MESSAGE) is ABSENT and draft.get(FORGOT_PASSWORD) is not ABSENT:
        delivery, settings = draft.get(FORGOT_PASSWORD_DELIVERY), FORGOT_PASSWORD
    if delivery == "EMAIL":
        subject = _sample(draft, (*settings, *EMAIL_SUBJECT[-2:]), _SUBJECT)
        text = _sample(draft, (*settings, *EMAIL_MESSAGE[-2:]), _EMAIL)
        return (
            Line("The e-mail", "heading"),
            Line(f"Subject: {subject}", "quote"),
            Line(readable(text), "quote"),
        )
    if delivery == "SMS":
        text = _sample(draft, (*settings, *SMS_MESSAGE[-2:]), _SMS)
        return (Line("The SMS", "heading"), *sms_lines(text))
    unset = (
        "the backend keeps what it has" if draft.operation == "update" else "no address or number is verified"
    )
    return (Line(f"No message is set: {unset}."),)


def _sample(draft: Draft, path: MemberPath, default: str) -> str:
    """Return a message with a code in its place."""
    text = draft.get(path)
    return (text if isinstance(text, str) and text else default).replace("{####}", CODE)


_BLOCKS: Final = frozenset(
    {"p", "div", "br", "tr", "li", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"}
)


class _Text(HTMLParser):
    """Collects the text of a page, with line breaks where its blocks begin and end."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Break the line at a block; what is in a style or script is no text."""
        self._hidden += tag in ("style", "script", "head")
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """See `handle_starttag`."""
        if tag in ("style", "script", "head"):
            self._hidden = max(0, self._hidden - 1)
        if tag in _BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Take a text."""
        if not self._hidden:
            self.parts.append(data)


def readable(text: str) -> str:
    """Return an e-mail's text as it is read: without its tags, if it is HTML."""
    if not re.search("<[a-zA-Z!/]", text):
        return text
    page = _Text()
    page.feed(text)
    page.close()
    lines = [" ".join(line.split()) for line in "".join(page.parts).split("\n")]
    return re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
