"""Rules for any member, and those about reading, sending and the reader's own tools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..fields import FIELDS
from ..operation import BOTH, CREATE
from ..secrets import Unresolved
from ..tree import leaves
from .catalogue import ERROR_API, ERROR_INPUT, NOTE, WARNING, Finding, declare, rule
from .view import View

declare(
    "unknown-member", ERROR_API, BOTH,
    "The API has no such member here.",
    "Remove it or mend its spelling; names are case sensitive, PascalCase in the AWS CLI and the SDKs.",
    source="AB shapes; botocore validate.py ParamValidator",
)  # fmt: skip
declare(
    "type-mismatch", ERROR_API, BOTH,
    "The value has the wrong type.",
    "Give the type that the member has: a text in quotes, true or false, a number, or a list.",
    source="AB shapes",
)  # fmt: skip
declare(
    "null-member", ERROR_API, BOTH,
    "null is not a value.",
    "Leave the member out.",
    source="AB; botocore's ParamValidator rejects None, and so do AWS CLI v1 and v2",
)  # fmt: skip
declare(
    "bad-enum", ERROR_API, BOTH,
    "The value is not one of the choices.",
    "Use one of the listed values, in upper case. The AWS CLI does not check them.",
    source="AB enums",
)  # fmt: skip
declare(
    "secret-unresolved", ERROR_INPUT, BOTH,
    "The secret's reference cannot be resolved.",
    "Set the environment variable, or make the file readable.",
    source="ours", where="export",
)  # fmt: skip
declare(
    "unreadable", ERROR_INPUT, BOTH,
    "The source cannot be read.",
    "Mend the file at the line and column that the message names.",
    source="ours",
    where="export",
)  # fmt: skip
declare(
    "ver-verificationmessage", WARNING, BOTH,
    "AWS CLI before v1 1.22.76 or v2 2.4.28 (botocore 1.24.21) does not know @VerificationMessage.",
    "Upgrade the AWS CLI where the file is used.",
    source="botocore .changes/1.24.21.json; aws-cli CHANGELOG", where="export",
)  # fmt: skip
declare(
    "ver-apple", WARNING, BOTH,
    "AWS CLI before v1 1.19.111 or v2 2.2.19 (botocore 1.20.111) does not know @SignInWithApple.",
    "Upgrade the AWS CLI where the file is used.",
    source="botocore .changes/1.20.111.json; aws-cli CHANGELOG", where="export",
)  # fmt: skip
declare(
    "ver-cli-v1", NOTE, BOTH,
    "AWS CLI v1 has been in maintenance since 5 August 2026; its support ends on 15 July 2027.",
    "Use AWS CLI v2.",
    source="banner of the AWS CLI v1 reference", where="export",
)  # fmt: skip
declare(
    "region-unsupported", WARNING, BOTH,
    "botocore knows no AmplifyBackend endpoint in this region.",
    "Choose one of the regions that are listed.",
    source="botocore 1.44.5 endpoints.json", where="call",
)  # fmt: skip
declare(
    "not-idempotent", NOTE, CREATE,
    "The call has no client token: sent again after a time-out, it may start a second creation.",
    "Send it once; after a time-out or a 5xx, look with GetBackendAuth and ListBackendJobs first.",
    source="AB has no idempotencyToken; botocore resends a POST", where="call",
)  # fmt: skip
declare(
    "pending-job", NOTE, BOTH,
    "Another job is running on this environment.",
    "Wait until it is done, then send the request again.",
    source="amplify-cli #9295; amplify-studio #417, #336", where="call",
)  # fmt: skip
declare(
    "poll-job", NOTE, BOTH,
    "An answer of 200 means accepted, not done.",
    "Look at its Error member, then follow the job with GetBackendJob.",
    source="REST backend-appid-auth-backendenvironmentname.html, BackendAuthRespObj", where="call",
)  # fmt: skip
declare(
    "job-status", NOTE, BOTH,
    "COMPLETED is success and FAILED is failure; the values are not documented.",
    "Take any other status as still running, within a time limit.",
    source="CLI packages/amplify-e2e-core/src/init/adminUI.ts", where="call",
)  # fmt: skip
declare(
    "job-operation", NOTE, BOTH,
    "A job's operation is free text.",
    "Show it as it is; do not compare it.",
    source="AB __string; amplify-studio #354", where="call",
)  # fmt: skip

# Not with a #: "${####}" is a dollar sign before Cognito's own mark for the code.
_PLACEHOLDER: Final = re.compile(r"\$\{[^{}#]*\}")
_SHELL_NAME: Final = re.compile(r"\$[A-Za-z_][A-Za-z0-9_]*")


def is_placeholder(text: str) -> bool:
    """Whether a text has `${NAME}` in it, or is `$NAME` alone."""
    return bool(_PLACEHOLDER.search(text) or _SHELL_NAME.fullmatch(text))


@rule(
    "placeholder", ERROR_INPUT, BOTH,
    "A placeholder stands where a value belongs.",
    "Fill the value in.",
    source="ours; headless files in public scripts hold such marks",
)  # fmt: skip
def placeholder(view: View) -> Iterator[Finding]:
    for path, value in leaves(view.tree):
        if isinstance(value, str) and not isinstance(value, Unresolved) and is_placeholder(value):
            yield path


@rule(
    "secret-exposure", NOTE, BOTH,
    "The request holds secrets or texts that the service marks as sensitive.",
    "Do not print or store them: `aws --debug` logs them in clear, and a shell keeps --resource-config in its history.",
    source="AB sensitive shapes, since botocore 1.31.25",
)  # fmt: skip
def secret_exposure(view: View) -> Iterator[Finding]:
    first = next((path for path in _SENSITIVE if view.has(path) and view.get(path) != {}), None)
    if first:
        yield first


_SENSITIVE: Final = tuple(
    path for path, field in FIELDS.items() if field.sensitive and not FIELDS[path[:-1]].sensitive
)
"""The structures that the service's model marks as sensitive."""
