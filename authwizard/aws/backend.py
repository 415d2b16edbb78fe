"""Calls to AWS: one session, with the credentials that the confirmation shows and the request is sent with."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from copy import copy
from functools import cached_property
from typing import Any, Final, NamedTuple
from urllib.parse import urlsplit

from authwizard.request.draft import Draft
from authwizard.request.operation import OPERATIONS
from authwizard.terminal_text import visible

from .bounds import BoundedSession
from .connection import PRACTICE_REGION, SERVICE, Connection, regions
from .failures import Call, CallError, explained, failure
from .scrub import NOTHING, Scrubber

CONNECT_TIMEOUT: Final = 10.0
READ_TIMEOUT: Final = 60.0
GLANCE_TIMEOUT: Final = 15.0
WRITE_TIMEOUT: Final = 120.0
"""Seconds. A write waits longer: while there is hope for an answer, waiting beats guessing."""

MOST_PAGES: Final = 100
"""How many pages of a list are asked for: a server may give empty ones without end."""
MOST_SHOWN: Final = 600
"""Most characters of a text of the service that are shown."""

_NEEDS: Final = {
    "CreateBackendAuth": "AppId",
    "UpdateBackendAuth": "AppId",
    "GetBackend": "AppId",
    "GetBackendAuth": "AppId",
    "GetBackendJob": "AppId",
    "ListBackendJobs": "Jobs",
    "ListApps": "apps",
    "ListBackendEnvironments": "backendEnvironments",
    "GetCallerIdentity": "Arn",
}
"""What an answer must hold; botocore reads a page of HTML as an answer that holds nothing."""


class Identity(NamedTuple):
    """Who the caller is, as STS says; both are empty where requests are not signed."""

    account: str
    arn: str


class Backend:
    """AWS over one connection. All of its methods raise CallError and nothing else.

    It can be used from any thread; making it reads the AWS configuration and sends nothing.
    """

    def __init__(self, connection: Connection) -> None:
        """Open a session.

        Raises:
            CallError: There is no such profile, no region, or the AWS configuration cannot be read.
        """
        self.connection = connection
        self.scrubber = NOTHING
        """Takes the secrets of the request that is sent here out of what the service says of it."""
        self.profile = connection.profile or "default"
        self.region = connection.region
        try:
            self._session = _session(connection)
            self.profile = self._session.profile_name
            self.region = connection.region or self._session.region_name or ""
        except Exception as error:
            problem = explained(error, self._call())
        else:
            if connection.practice:
                self.region = self.region or PRACTICE_REGION
            if self.region:
                return
            problem = failure("no-region", self._call())
        raise problem

    @property
    def place(self) -> str:
        """The endpoint, where it is not AWS's own for the region; else empty."""
        return self.connection.endpoint_url

    @property
    def endpoint(self) -> str:
        """The endpoint that is really used, where it is not AWS's own: a profile or the environment may name one."""
        url = self.place or str(self._reader.meta.endpoint_url)
        host = urlsplit(url).hostname or ""
        return "" if host.endswith((".amazonaws.com", ".amazonaws.com.cn", ".api.aws")) else url

    def identity(self) -> Identity:
        """Ask STS who the caller is."""
        if not self.connection.sign_request:
            return Identity("", "")
        answer = self._read("sts", "GetCallerIdentity", {})
        return Identity(str(answer.get("Account", "")), str(answer["Arn"]))

    def read(self, operation: str, **parameters: Any) -> dict[str, Any]:
        """Call a reading operation of AmplifyBackend, with botocore's retries, and return its members."""
        answer = self._read(SERVICE, operation, parameters)
        if answer.get("Error") and "Status" not in answer:
            raise failure("answer-error", self._call(SERVICE, operation), said=self.shown(answer["Error"]))
        return answer

    def write(self, draft: Draft) -> dict[str, Any]:
        """Send a request, exactly once, and return the answer's members.

        A CallError has the effect "none" where the request was surely not carried out: it was not sent, or the answer
        is a refusal (4xx). Whatever else goes wrong once it is on its way leaves that open.

        Args:
            draft: The request; its secrets are resolved. `scrubber` knows them from here on.
        """
        self.scrubber = Scrubber.of(draft)
        return self._perform(SERVICE, OPERATIONS[draft.operation].name, lambda: draft.body("real"), "_writer")

    def shown(self, value: Any) -> str:
        """Return a text of the service as it may be shown: without the request's secrets, and not at any length."""
        text = visible(self.scrubber.scrub(str(value)))
        return text if len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}…"

    def pages(self, service: str, operation: str, key: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        """Yield the items of a list that comes in pages; `key` is the answer's member that holds them."""
        token = "nextToken" if service == "amplify" else "NextToken"
        for _ in range(MOST_PAGES):
            answer = self._read(service, operation, parameters)
            items = answer[key] if isinstance(answer[key], list) else ()
            yield from (item for item in items if isinstance(item, dict))
            following = answer.get(token)
            if not following or following == parameters.get(token):
                return
            parameters = {**parameters, token: following}

    def failure(self, name: str, operation: str) -> CallError:
        """Return a failure of an operation of AmplifyBackend by its name."""
        return failure(name, self._call(SERVICE, operation))

    def _read(self, service: str, operation: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        client = {"sts": "_sts", "amplify": "_amplify", SERVICE: "_reader"}[service]
        return self._perform(service, operation, lambda: parameters, client)

    def _perform(
        self, service: str, operation: str, parameters: Callable[[], Mapping[str, Any]], client: str
    ) -> dict[str, Any]:
        call = self._call(service, operation)
        answer = self._attempt(client, operation, parameters, call)
        if isinstance(answer, CallError):
            raise answer
        if _NEEDS[operation] not in answer:
            raise failure("not-json", call, effect="unknown")
        return answer

    def _attempt(
        self, client: str, operation: str, parameters: Callable[[], Mapping[str, Any]], call: Call
    ) -> dict[str, Any] | CallError:
        """Make the call. The request stands in no frame but this one, which raises nothing.

        A traceback that shows variables, as Textual's does, would show its secrets.
        """
        from botocore import xform_name

        session: BoundedSession | None = None
        try:
            caller = getattr(self, client)
            session = caller._endpoint.http_session
            session.handed_over = False
            answer: dict[str, Any] = getattr(caller, xform_name(operation))(**parameters())
        except Exception as error:
            return explained(error, call, sent=session is not None and session.handed_over)
        answer.pop("ResponseMetadata", None)
        return answer

    def _call(self, service: str = "", operation: str = "") -> Call:
        url = self._url(service)
        return Call(
            service,
            operation,
            self.profile,
            self.region,
            urlsplit(url).netloc if url else f"{service}.{self.region}.amazonaws.com",
            self._uses_sso,
            bool(url) or not self.region or service != SERVICE or self.region in regions(),
            self.shown,
        )

    def _url(self, service: str) -> str:
        """Return the endpoint's URL for a service; empty for AWS's own."""
        local = self.connection.is_local
        return self.connection.endpoint_url if service == SERVICE or local else ""

    @property
    def _uses_sso(self) -> bool:
        session = getattr(self, "_session", None)
        try:
            settings = session._session.get_scoped_config() if session else {}
        except Exception:  # the configuration that cannot be read is the failure in hand
            return False
        return "sso_session" in settings or "sso_start_url" in settings

    @cached_property
    def glance(self) -> Backend:
        """The same with reads that are tried once and not waited for long: for one who looks again soon anyway."""
        quick = copy(self)
        quick._reader = self._client(
            SERVICE, retries={"mode": "standard", "total_max_attempts": 1}, patience=GLANCE_TIMEOUT
        )
        return quick

    @cached_property
    def _reader(self) -> Any:
        return self._client(SERVICE, retries={"mode": "standard"}, patience=READ_TIMEOUT)

    @cached_property
    def _writer(self) -> Any:
        # Beside these, nothing in botocore or urllib3 sends a request again.
        once = {"mode": "standard", "total_max_attempts": 1}
        return self._client(SERVICE, retries=once, patience=WRITE_TIMEOUT)

    @cached_property
    def _sts(self) -> Any:
        return self._client("sts", retries={"mode": "standard"}, patience=READ_TIMEOUT)

    @cached_property
    def _amplify(self) -> Any:
        return self._client("amplify", retries={"mode": "standard"}, patience=READ_TIMEOUT)

    def _client(self, service: str, *, retries: dict[str, Any], patience: float) -> Any:
        from botocore import UNSIGNED
        from botocore.config import Config

        asked = self.connection
        options: dict[str, Any] = {
            "retries": retries,
            "connect_timeout": _seconds(asked.connect_timeout, CONNECT_TIMEOUT),
            "read_timeout": _seconds(asked.read_timeout, patience),
        }
        if not asked.sign_request:
            options["signature_version"] = UNSIGNED
        if asked.is_local:
            options["proxies"] = {}  # a proxy could not reach this machine's own address
        client = self._session.client(
            service,
            region_name=self.region,
            endpoint_url=self._url(service) or None,
            verify=(asked.ca_bundle or None) if asked.verify_ssl else False,
            config=Config(**options),
        )
        # No longer than a connection and one silence may take; 0 of either means no bound.
        longest = [options["connect_timeout"], options["read_timeout"]]
        whole = None if None in longest else sum(longest)
        # botocore has no public place for a session of one's own.
        client._endpoint.http_session = BoundedSession(client._endpoint.http_session, whole)
        return client


def _session(connection: Connection) -> Any:
    import boto3

    if connection.practice:
        from botocore.session import Session

        # Nothing of the user's configuration concerns the sandbox, least of all what is wrong with it.
        nowhere = {"profile": (None, None, None, None), "config_file": (None, None, os.devnull, None)}
        alone = Session(session_vars=nowhere)
        alone.set_credentials("practice", "practice")
        return boto3.Session(botocore_session=alone)
    return boto3.Session(profile_name=connection.profile or None)


def _seconds(asked: float | None, default: float) -> float | None:
    """Return a time-out for botocore; 0 means none, as in the AWS CLI."""
    return default if asked is None else asked or None
