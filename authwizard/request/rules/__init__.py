"""The validation rules: each with an id, a severity, a message with the fix, and a source."""

# The rooms register their rules on import: in the order of the form, which is that of `RULES` and of every list.
# isort: off
from . import target, general, pools, password, mfa, oauth, uris, social, apple, messages

# isort: on
from .catalogue import JUDGES, RULES, SOURCES, Finding, Rule, Said, Severity
from .view import WRONG, View

__all__ = ["JUDGES", "RULES", "SOURCES", "WRONG", "Finding", "Rule", "Said", "Severity", "View"]

_ROOMS = (target, general, pools, password, mfa, oauth, uris, social, apple, messages)
