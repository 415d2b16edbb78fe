"""The ids of rules in files: which of them a file may speak of."""

from __future__ import annotations

from authwizard.request.rules import RULES
from authwizard.request.words import nearest
from authwizard.terminal_text import quoted


def unfit(rule: str) -> str:
    """Say why the problems of a rule cannot be left out; "" where they can."""
    if rule == "unreadable":
        return "What is unreadable cannot be checked, so unreadable cannot be ignored."
    return unknown(rule)


def unknown(rule: str) -> str:
    """Say that no rule has an id, and which one may be meant; "" where one has it."""
    if rule in RULES:
        return ""
    near = nearest(rule, RULES)
    hint = f"Did you mean {near}?" if near else "authwizard rules lists them."
    return f"There is no rule {quoted(rule)}. {hint}"
