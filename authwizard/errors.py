"""What authwizard itself raises, as one tree.

    AuthwizardError
    ├── CallError                    aws.failures        a call to AWS did not succeed
    ├── UnreadableError              files.unreadable    a source cannot be opened or parsed
    ├── UnwritableError              files.unwritable    a draft holds what a format has no way to write
    ├── UnknownPresetError           files.presets       there is no preset of a name
    ├── PresetNameError              files.presets       a preset cannot have a name
    ├── RepositorySettingsError      files.repository_tables  a repository's settings cannot be used
    └── SandboxError                 sandbox.errors      the sandbox cannot do its work
        ├── SandboxMissingError                          its HTTP library is not installed
        ├── StateUnreadableError                         its state file cannot be read
        └── StateLockedError                             another process holds its state file

UnwritableError and PresetNameError are ValueErrors, too: who writes a file meets other ones of these. Some errors have
only the base that their callers catch: NotRegularError and TooLargeError (files.reading) are OSErrors, and
CannotWriteError (cli.output) is one of click's. Some never leave their package, and so have none: TooLongError
(aws.bounds), ServiceError (sandbox.errors), NoTextError, BackError and NotUnderstoodError (plain), and those whose
names begin with an underscore.
"""

from __future__ import annotations


class AuthwizardError(Exception):
    """Something cannot be done, for a reason that the user is told. Nothing in it holds a secret.

    Attributes:
        message: What is wrong, in a sentence or two; so is the error's text.
        fix: What to do about it; empty where the message says all.
    """

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix
