"""The wizard: a Textual app that shows a draft, and never decides what is right."""

from __future__ import annotations

from collections.abc import Mapping

from authwizard.request.markers import Operation


def run(
    source: str | None = None, operation: Operation | None = None, overrides: Mapping[str, str] | None = None
) -> int:
    """Open the wizard and return its exit status.

    Args:
        source: What to work on, as `authwizard.files.source.load` takes it; None for the start screen.
        operation: The operation, where the source does not state its own.
        overrides: Values of AppId, BackendEnvironmentName and ResourceName that replace the source's.

    Raises:
        Unreadable: The source cannot be read.
    """
    from .app import WizardApp
    from .session import Session

    session = None
    if source is not None:
        from authwizard.files.source import load

        session = Session.of(load(source, operation=operation))
        for name, value in (overrides or {}).items():
            session.draft = session.draft.with_value((name,), value)
        session.recheck()
    app = WizardApp(session)
    app.run()
    return app.return_code or 0
