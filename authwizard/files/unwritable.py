"""The one way in which a draft cannot be written in a format."""

from __future__ import annotations

from authwizard.errors import AuthwizardError


class UnwritableError(AuthwizardError, ValueError):
    """The draft holds something that the format has no way to write; the message says what and where."""
