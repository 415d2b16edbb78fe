"""The structures of CreateBackendAuth and UpdateBackendAuth: every member, declared once.

Both operations share every structure; a marker says where they differ. Each is a TypedDict that pydantic validates:
an absent member is not null, and the API's names need no aliases. Names, types, enums and required members are those
of the service's model (botocore, amplifybackend 2020-08-11), and a test compares them. Members stand in the order in
which a form asks for them.
"""

from .oauth import MAX_REDIRECT_URIS
from .request import BackendAuthRequest

__all__ = ["MAX_REDIRECT_URIS", "BackendAuthRequest"]
