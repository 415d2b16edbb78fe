"""How AWS is reached: the connection options of the AWS CLI, and what the AWS configuration offers."""

from __future__ import annotations

from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Final, NamedTuple, Self
from urllib.parse import urlsplit

from authwizard.files.state_file import state_path
from authwizard.request.check import Problem

from .failures import explained

SERVICE: Final = "amplifybackend"
PRACTICE_REGION: Final = "us-east-1"


@dataclass(frozen=True)
class Connection:
    """The options of the AWS CLI that say which account is reached, and how.

    Attributes:
        profile: A profile of the AWS configuration; empty takes what the environment says.
        region: A region's code; empty takes the environment's or the profile's.
        endpoint_url: Where AmplifyBackend is; empty for AWS itself. One on this machine serves all services.
        ca_bundle: A file of CA certificates; empty takes the environment's or botocore's own.
        verify_ssl: Whether the server's certificate is verified.
        sign_request: Whether requests are signed; False needs no credentials.
        read_timeout: Seconds to wait for an answer; 0 waits for ever, None takes the default.
        connect_timeout: Seconds to wait for a connection, likewise.
        practice: Whether this is the sandbox, which gets invented credentials and never the user's.
    """

    profile: str = ""
    region: str = ""
    endpoint_url: str = ""
    ca_bundle: str = ""
    verify_ssl: bool = True
    sign_request: bool = True
    read_timeout: float | None = None
    connect_timeout: float | None = None
    practice: bool = False

    @classmethod
    def for_practice(cls, endpoint_url: str, region: str = "") -> Self:
        """Return the connection to a sandbox."""
        return cls(region=region or PRACTICE_REGION, endpoint_url=endpoint_url, practice=True)

    @property
    def is_local(self) -> bool:
        """Whether the endpoint is on this machine."""
        host = urlsplit(self.endpoint_url).hostname or "" if self.endpoint_url else ""
        try:
            return host == "localhost" or ip_address(host).is_loopback
        except ValueError:
            return False

    @property
    def is_in_clear(self) -> bool:
        """Whether secrets would cross a network unencrypted."""
        return self.endpoint_url.lower().startswith("http://") and not self.is_local


class Profile(NamedTuple):
    """A profile of the AWS configuration, and its region, which may be empty."""

    name: str
    region: str


def profiles() -> list[Profile]:
    """Return the profiles of the AWS configuration in the order of its files.

    Raises:
        CallError: The AWS configuration cannot be read.
    """
    from botocore.session import Session

    try:
        configured = Session().full_config["profiles"]
        return [Profile(name, str(settings.get("region", ""))) for name, settings in configured.items()]
    except Exception as error:
        failure = explained(error)
    raise failure


def regions() -> list[str]:
    """Return the regions in which botocore knows an endpoint of AmplifyBackend."""
    from botocore.loaders import create_loader
    from botocore.regions import EndpointResolver

    # Not of a session, which would read the user's configuration, and fail where that is broken.
    resolver = EndpointResolver(create_loader().load_data("endpoints"))
    return sorted(resolver.get_available_endpoints(SERVICE))


def practice_state() -> Path:
    """Return the file in which the sandbox of `--sandbox` and of the wizard's Practice keeps its state."""
    return state_path("sandbox.json")


def region_problem(region: str) -> Problem | None:
    """Return the warning `region-unsupported` for a region in which botocore knows no endpoint."""
    known = regions()
    if region in known:
        return None
    fix = f"Choose one of {', '.join(known)}."
    return Problem.of("region-unsupported", (), fix=fix)


def endpoint_problem(url: str) -> str:
    """Say why a text cannot be an endpoint's URL; empty where it can."""
    try:
        parts = urlsplit(url)
        port_is_wrong = parts.port == 0
    except ValueError:
        return "it is no URL"
    if parts.scheme not in ("http", "https"):
        return "it begins with neither https:// nor http://"
    if not parts.hostname or port_is_wrong:
        return "it names no host"
    if parts.username or parts.password:
        return "it holds a user's name or password"
    return ""
