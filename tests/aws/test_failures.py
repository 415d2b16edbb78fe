"""Each failure has a name, says what to do, and sends nothing it should not."""

import re
import socket
import ssl
import subprocess
from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from authwizard.aws.backend import Backend
from authwizard.aws.connection import Connection
from authwizard.aws.failures import Call, CallError, explained
from authwizard.aws.preview import preview
from authwizard.aws.remedies import REMEDIES
from authwizard.aws.submit import Looking, submit
from tests.aws.calls import TARGET, Time, create, sandbox, server


@pytest.fixture
def credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "invented-key-id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented-secret")
    monkeypatch.setenv("AWS_MAX_ATTEMPTS", "1")


def failing(connection: Connection) -> CallError:
    """Go the way of a submit and return what stops it; nothing is sent."""
    with pytest.raises(CallError) as caught:
        preview(create(), Backend(connection))
    assert caught.value.exit_status == 3
    assert caught.value.effect == "none"
    return caught.value


def configure(home: Path, text: str) -> None:
    (home / "aws-config").write_text(text, encoding="utf-8")


def test_no_credentials() -> None:
    with sandbox() as running:
        found = failing(Connection(region="us-east-1", endpoint_url=running.endpoint_url))
        assert running.requests == []
    assert found.name == "no-credentials"
    assert "aws configure" in found.fix


def test_half_of_the_credentials(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "invented-key-id")
    with sandbox() as running:
        found = failing(Connection(region="us-east-1", endpoint_url=running.endpoint_url))
    assert found.name == "partial-credentials"


def test_credentials_that_a_program_does_not_hand_out(home: Path) -> None:
    configure(home, "[profile p]\nregion=us-east-1\ncredential_process = false\n")
    with sandbox() as running:
        found = failing(Connection(profile="p", endpoint_url=running.endpoint_url))
    assert found.name == "credentials-unavailable"
    assert "--profile p" in found.fix


def test_an_sso_session_that_was_never_begun_or_has_expired(home: Path) -> None:
    sso = "sso_start_url=https://example.com/start\nsso_region=us-east-1\nsso_account_id=000000000000\nsso_role_name=r"
    configure(home, f'[profile "my shop"]\nregion=us-east-1\n{sso}\n')
    with sandbox() as running:
        found = failing(Connection(profile="my shop", endpoint_url=running.endpoint_url))
    assert found.name == "expired-sso"
    assert "aws sso login --profile 'my shop'" in found.fix


def test_expired_credentials_of_an_sso_profile_ask_for_the_login_too() -> None:
    error = ClientError(
        {"Error": {"Code": "ExpiredTokenException"}, "ResponseMetadata": {"HTTPStatusCode": 403}},  # type: ignore[typeddict-item]  # the stubs want every member
        "GetCallerIdentity",
    )
    found = explained(error, Call("sts", "GetCallerIdentity", "shop", uses_sso=True))
    assert found.name == "expired-credentials"
    assert "aws sso login --profile shop" in found.fix


@pytest.mark.usefixtures("credentials")
def test_expired_credentials() -> None:
    with sandbox(None, "caller-identity=expired") as running:
        found = failing(Connection(region="us-east-1", endpoint_url=running.endpoint_url))
        assert running.writes == []
    assert found.name == "expired-credentials"


def test_an_unknown_profile(monkeypatch: pytest.MonkeyPatch) -> None:
    assert failing(Connection(profile="nobody", region="us-east-1")).name == "unknown-profile"
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    assert failing(Connection(region="us-east-1")).name == "unknown-profile"


def test_practice_needs_nothing_of_the_configuration(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(home, "this is no configuration")
    monkeypatch.setenv("AWS_PROFILE", "nobody")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "real-key-id")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "real-secret")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with sandbox() as running:
        preview(create(), Backend(Connection.for_practice(running.endpoint_url)))
        sent = str([dict(request.headers) for request in running.requests])
    assert "real-key-id" not in sent


def test_a_configuration_that_cannot_be_read(home: Path) -> None:
    configure(home, "secret = [ not a configuration")
    found = failing(Connection(region="us-east-1"))
    assert found.name == "aws-config"
    assert "secret" not in found.message


@pytest.mark.usefixtures("credentials")
def test_no_region_and_no_name_of_a_region() -> None:
    assert failing(Connection()).name == "no-region"
    assert failing(Connection(region="no region!")).name == "bad-region"


@pytest.mark.usefixtures("credentials")
def test_a_region_without_an_endpoint_is_told_from_a_host_that_is_not_found(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    backend = Backend(Connection(region="af-south-1"))
    with pytest.raises(CallError) as caught:
        backend.read("GetBackendAuth", AppId="d1", BackendEnvironmentName="dev", ResourceName="x")
    assert caught.value.name == "region-unsupported"
    assert "af-south-1" in caught.value.message
    elsewhere = Backend(Connection(region="us-east-1", endpoint_url="https://nowhere.example"))
    with pytest.raises(CallError) as caught:
        elsewhere.read("GetBackendAuth", AppId="d1", BackendEnvironmentName="dev", ResourceName="x")
    assert (caught.value.name, caught.value.effect) == ("no-such-host", "none")


@pytest.mark.usefixtures("credentials")
def test_a_refused_connection_names_the_host() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
    found = failing(Connection(region="us-east-1", endpoint_url=f"http://127.0.0.1:{port}"))
    assert found.name == "connection-refused"
    assert f"127.0.0.1:{port}" in found.message


@pytest.mark.usefixtures("credentials")
def test_a_proxy_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://user:proxy-password@127.0.0.1:9")
    outcome = submit(create(), Backend(Connection(region="us-east-1")), looking=Looking(Time().pace()))
    assert outcome.failure is not None
    assert (outcome.status, outcome.failure.name) == ("refused", "proxy")
    assert "proxy-password" not in outcome.message


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """A certificate that nobody trusts, with its key, for 127.0.0.1."""
    file = tmp_path / "certificate.pem"
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"),
            *("-keyout", str(tmp_path / "key.pem"), "-out", str(file)),
        ],
        check=True,
        capture_output=True,
    )
    file.write_text(file.read_text() + (tmp_path / "key.pem").read_text())
    return file


@pytest.mark.usefixtures("credentials")
def test_a_certificate_that_nobody_trusts_and_a_server_without_tls(certificate: Path) -> None:
    import threading

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)

    def shake(listening: socket.socket) -> None:
        connection, _ = listening.accept()
        with connection, pytest.raises(ssl.SSLError):
            context.wrap_socket(connection, server_side=True)

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=shake, args=(listening,))
        thread.start()
        url = f"https://127.0.0.1:{listening.getsockname()[1]}"
        found = failing(Connection(region="us-east-1", endpoint_url=url, sign_request=False))
        thread.join()
    assert found.name == "tls"
    assert "--ca-bundle" in found.fix
    with server(400, b"no TLS here") as url:
        plain = url.replace("http:", "https:")
        assert failing(Connection(region="us-east-1", endpoint_url=plain)).name == "tls"


@pytest.mark.usefixtures("credentials")
@pytest.mark.parametrize("content", [None, "", "no certificate"])
def test_a_bundle_of_certificates_that_is_not_there_or_holds_none(
    tmp_path: Path, content: str | None
) -> None:
    bundle = tmp_path / "bundle.pem"
    if content is not None:
        bundle.write_text(content)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        url = f"https://127.0.0.1:{listening.getsockname()[1]}"
        found = failing(Connection(region="us-east-1", endpoint_url=url, ca_bundle=str(bundle)))
    assert found.name == "ca-bundle"


@pytest.mark.parametrize(
    ("code", "status", "said", "name"),
    [
        ("SignatureDoesNotMatch", 403, "Signature expired: 2026 is now earlier than", "clock-skew"),
        ("InvalidSignatureException", 403, "Signature not yet current", "clock-skew"),
        ("RequestTimeTooSkewed", 403, "", "clock-skew"),
        ("RequestExpired", 400, "", "clock-skew"),
        ("SignatureDoesNotMatch", 403, "The request signature we calculated", "bad-credentials"),
        ("UnrecognizedClientException", 403, "", "bad-credentials"),
        ("InvalidClientTokenId", 403, "", "bad-credentials"),
        ("ExpiredToken", 400, "", "expired-credentials"),
        ("MissingAuthenticationTokenException", 403, "", "unsigned"),
        ("AccessDeniedException", 400, "", "access-denied"),
        ("AccessDenied", 403, "", "access-denied"),
        ("Anything", 403, "", "access-denied"),
        ("BadRequestException", 400, "", "bad-request"),
        ("ValidationException", 400, "null", "bad-request"),
        ("ValidationException", 400, "There is already a pending job for the requested appId", "pending-job"),
        ("NotFoundException", 404, "", "not-found"),
        ("TooManyRequestsException", 429, "", "too-many-requests"),
        ("LimitExceededException", 429, "", "too-many-requests"),
        ("ThrottlingException", 400, "", "too-many-requests"),
        ("GatewayTimeoutException", 504, "", "service-error"),
        ("InternalServiceException", 504, "", "service-error"),
        ("503", 503, "", "service-error"),
        ("RequestTimeout", 408, "", "service-error"),
        ("418", 418, "", "refused"),
        ("InternalServiceException", 400, "", "service-error"),
        ("x", 503, "There is already a pending job for the requested appId", "service-error"),
        ("301", 301, "", "not-json"),
        ("", None, "", "not-json"),
    ],
)
def test_the_service_is_read_by_code_and_status(code: str, status: int | None, said: str, name: str) -> None:
    answer = {"Error": {"Code": code, "Message": said}, "ResponseMetadata": {"HTTPStatusCode": status}}
    error = ClientError(answer, "CreateBackendAuth")  # type: ignore[arg-type]  # the stubs want every member
    found = explained(error, Call("amplifybackend", "CreateBackendAuth"))
    assert found.name == name
    assert found.effect == ("unknown" if name in ("service-error", "not-json") else "none")
    assert found.message.isprintable()
    assert said in found.message


def test_the_missing_action_is_named() -> None:

    with sandbox(None, "create=403") as running:
        backend = Backend(Connection.for_practice(running.endpoint_url))
        with pytest.raises(CallError) as caught:
            backend.write(create())
    assert caught.value.name == "access-denied"
    assert "amplifybackend:CreateBackendAuth" in caught.value.message
    assert "amplifybackend:CreateBackendAuth" in caught.value.fix


def test_every_failure_has_words_that_can_be_filled_in() -> None:
    from authwizard.aws.failures import failure

    for name, (what, fix) in REMEDIES.items():
        made = failure(name, Call("sts", "GetCallerIdentity", "p", "eu-west-1", "host"), status=500)
        assert made.message.endswith(".")
        assert made.fix.strip()
        assert not re.search(r"[{}]", made.message + made.fix), (what, fix)


def test_names_of_the_configuration_cannot_steer_a_terminal() -> None:
    found = explained(RuntimeError("x"), Call(profile="p\x1b[31m\u202e"))
    assert "\x1b" not in found.message + found.fix
    assert str(TARGET) == "d1a2b3c4d5 / dev / myauth"
