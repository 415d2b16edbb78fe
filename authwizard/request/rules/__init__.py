"""The validation rules: each with an id, a severity, a message with the fix, and a source."""

from . import apple, general, messages, mfa, oauth, password, pools, social, target, uris
from .catalogue import JUDGES, RULES, SOURCES, Finding, Rule, Severity
from .view import WRONG, View

__all__ = ["JUDGES", "RULES", "SOURCES", "WRONG", "Finding", "Rule", "Severity", "View"]

# The rooms register their rules on import.
_ROOMS = (target, general, pools, password, mfa, oauth, uris, social, apple, messages)
