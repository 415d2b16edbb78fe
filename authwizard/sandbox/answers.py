"""The words of answers: JSON as the REST services write it, XML as STS does."""

from __future__ import annotations

import json
import uuid
from typing import Final
from urllib.parse import parse_qs
from xml.sax.saxutils import escape

from aiohttp import web

from authwizard.sandbox.descriptions import ACCOUNT, CALLER
from authwizard.sandbox.errors import ServiceError

STS_NAMESPACE: Final = "https://sts.amazonaws.com/doc/2011-06-15/"


def respond(status: int, text: str, content_type: str) -> web.Response:
    """Return an answer with an ID of its request."""
    headers = {"x-amzn-RequestId": str(uuid.uuid4())}
    return web.Response(status=status, text=text, content_type=content_type, headers=headers)


def refused(error: ServiceError, query_protocol: bool) -> web.Response:
    """Return a refusal: in XML where the service speaks the query protocol, as STS does, else in JSON."""
    if query_protocol:
        return _refused_in_xml(error)
    text = json.dumps({"message": error.message, **error.members})
    response = respond(error.status, text, "application/json")
    response.headers["x-amzn-ErrorType"] = error.code
    return response


def _refused_in_xml(error: ServiceError) -> web.Response:
    code = error.code.removesuffix("Exception")  # STS says AccessDenied and ExpiredToken
    side = "Sender" if error.status < 500 else "Receiver"
    text = (
        f'<ErrorResponse xmlns="{STS_NAMESPACE}"><Error><Type>{side}</Type><Code>{code}</Code>'
        f"<Message>{escape(error.message)}</Message></Error></ErrorResponse>"
    )
    return respond(error.status, text, "text/xml")


def caller_identity(body: bytes) -> web.Response:
    """Return STS's answer to a body that asks for the caller.

    Raises:
        ServiceError: The body asks for something else.
    """
    if parse_qs(body.decode(errors="replace")).get("Action") != ["GetCallerIdentity"]:
        raise ServiceError(400, "InvalidAction", "The sandbox does not have this operation.")
    text = (
        f'<GetCallerIdentityResponse xmlns="{STS_NAMESPACE}"><GetCallerIdentityResult>'
        f"<Arn>{CALLER}</Arn><UserId>PRACTICE</UserId><Account>{ACCOUNT}</Account>"
        "</GetCallerIdentityResult></GetCallerIdentityResponse>"
    )
    return respond(200, text, "text/xml")
