"""Requests for the tests: two good ones, and hypothesis strategies for valid and broken ones."""

import copy
from collections.abc import Iterator
from functools import cache
from typing import Any, Final

from botocore.model import ListShape, Shape, StringShape, StructureShape
from hypothesis import strategies as st

from authwizard.request.fields import FIELDS
from authwizard.request.operation import Operation
from authwizard.request.tree import MemberPath, Tree

from .service import input_shape

_CREATE: Final[Tree] = {
    "AppId": "d1a2b3c4d5",
    "BackendEnvironmentName": "dev",
    "ResourceName": "myauth",
    "ResourceConfig": {
        "AuthResources": "USER_POOL_ONLY",
        "Service": "COGNITO",
        "UserPoolConfigs": {
            "UserPoolName": "my_users",
            "SignInMethod": "EMAIL",
            "RequiredSignUpAttributes": ["EMAIL"],
        },
    },
}
KEY: Final = (
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgm3a3TGS9YYM0WCBYiJ7fiRNW19bnjjgYsS1qOpXUG62hRANC"
    "AAQQNDJV2OSOtkeORMtuOIwXpODXewd/p595vk4F5DmvG9Jt0SbZOEChhi8OCoL+faP1dzKBRFz9jBddSduZyPtj"
)
"""A key as a .p8 file holds it, invented for the tests and used nowhere else."""

SECRETS: Final[tuple[MemberPath, ...]] = tuple(
    ("ResourceConfig", "UserPoolConfigs", "OAuth", "SocialProviderSettings", *names)
    for names in (
        ("Facebook", "ClientSecret"),
        ("Google", "ClientSecret"),
        ("LoginWithAmazon", "ClientSecret"),
        ("SignInWithApple", "PrivateKey"),
    )
)


def plain(operation: Operation = "create") -> Tree:
    """Return a request that is good and says little; each call returns another copy."""
    tree = copy.deepcopy(_CREATE)
    if operation == "update":
        tree["ResourceConfig"]["UserPoolConfigs"] = {}
    return tree


def full(operation: Operation = "create") -> Tree:
    """Return a request with every member of the operation, good but for the rules of style."""
    tree = plain(operation)
    tree["ResourceConfig"]["AuthResources"] = "IDENTITY_POOL_AND_USER_POOL"
    tree["ResourceConfig"]["IdentityPoolConfigs"] = {"UnauthenticatedLogin": False}
    if operation == "create":
        tree["ResourceConfig"]["IdentityPoolConfigs"]["IdentityPoolName"] = "my_identities"
    message = {
        "DeliveryMethod": "EMAIL",
        "EmailSettings": {"EmailSubject": "Your code", "EmailMessage": "Your code is {####}"},
        "SmsSettings": {"SmsMessage": "Your code is {####}"},
    }
    tree["ResourceConfig"]["UserPoolConfigs"] |= {
        "Mfa": {
            "MFAMode": "OPTIONAL",
            "Settings": {"MfaTypes": ["TOTP", "SMS"], "SmsMessage": "Your code is {####}"},
        },
        "OAuth": {
            "DomainPrefix": "myapp-login",
            "RedirectSignInURIs": ["https://app.example.com/", "myapp://home/"],
            "RedirectSignOutURIs": ["https://app.example.com/"],
            "OAuthGrantType": "CODE",
            "OAuthScopes": ["OPENID", "EMAIL"],
            "SocialProviderSettings": {
                "Facebook": {"ClientId": "1234567890", "ClientSecret": "invented-secret"},
                "Google": {"ClientId": "1.apps.googleusercontent.com", "ClientSecret": "invented-secret"},
                "LoginWithAmazon": {
                    "ClientId": "amzn1.application-oa2-client.1",
                    "ClientSecret": "invented-secret",
                },
                "SignInWithApple": {
                    "ClientId": "com.example.signin",
                    "TeamId": "A1B2C3D4E5",
                    "KeyId": "ABCDE12345",
                    "PrivateKey": KEY,
                },
            },
        },
        "PasswordPolicy": {"MinimumLength": 12, "AdditionalConstraints": ["REQUIRE_DIGIT"]},
        "VerificationMessage": message,
        "ForgotPassword": copy.deepcopy(message),
    }
    return tree


TEXTS: Final = st.one_of(
    st.sampled_from(
        ["", "EMAIL", "SMS", "OFF", "email", "Email ", "${NAME}", "dev", "8", "true", "\ud800", "null"]
    ),
    st.text(max_size=6),
)
NUMBERS: Final = st.one_of(
    st.sampled_from([0, 6, 8, 99, -1, 8.0, 8.5, 10**30, -(10**400), 1e308, float("inf"), float("nan")]),
    st.integers(),
    st.floats(),
)
LEAVES: Final = st.one_of(st.none(), st.booleans(), NUMBERS, TEXTS)
JSON: Final[st.SearchStrategy[Any]] = st.recursive(
    LEAVES,
    lambda below: st.lists(below, max_size=3) | st.dictionaries(TEXTS, below, max_size=3),
    max_leaves=6,
)
_EMPTY_VALUES: Final[tuple[Any, ...]] = ([], {}, [None], {"": {}}, [[]], [{}], {"env": "NAME"})
_EMPTY: Final = st.sampled_from(_EMPTY_VALUES).map(copy.deepcopy)
ANYTHING: Final = st.one_of(LEAVES, _EMPTY, JSON)
"""Any JSON value; small, since what counts is its type."""

_NAMES: Final = sorted({name for path in FIELDS for name in path} | {field.wire for field in FIELDS.values()})
NAMES: Final = st.one_of(
    st.sampled_from(_NAMES),
    st.sampled_from(
        ["", ".", "a.b", "a[0]", "[0]", "\u202e", "\x1b[31m", "\x00", "\ud800", "__class__", "appid"]
    ),
    st.text(max_size=5),
)
"""Names of members: of the API anywhere, on the wire, and such as no API has."""


@cache
def _valid(shape: Shape) -> st.SearchStrategy[Any]:
    if isinstance(shape, StructureShape):
        members = {name: _valid(below) for name, below in shape.members.items()}
        required = {name: members.pop(name) for name in shape.required_members}
        return st.fixed_dictionaries(required, optional=members)
    if isinstance(shape, ListShape):
        return st.lists(_valid(shape.member), max_size=3)
    if isinstance(shape, StringShape):
        return st.sampled_from(shape.enum) if shape.enum else TEXTS
    return st.booleans() if shape.type_name == "boolean" else NUMBERS


def places(tree: Any, path: MemberPath = ()) -> Iterator[MemberPath]:
    """Yield the path of every value below the top, structures and lists too."""
    below = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for part, value in below:
        yield (*path, part)
        yield from places(value, (*path, part))


def _holder(tree: Any, path: MemberPath) -> Any:
    for part in path[:-1]:
        tree = tree[part]
    return tree


def replaced(tree: Any, path: MemberPath, value: Any) -> Any:
    """Return a copy of a tree with another value at a path that it has."""
    tree = copy.deepcopy(tree)
    _holder(tree, path)[path[-1]] = value
    return tree


@st.composite
def requests(draw: st.DrawFn, operation: Operation, most_mistakes: int = 8) -> Tree:
    """A request that the service's model takes, then broken in up to `most_mistakes` places."""
    tree: Tree = draw(_valid(input_shape(operation)))
    for _ in range(draw(st.sampled_from(range(most_mistakes + 1)))):
        _break(draw, tree)
    return tree


def _break(draw: st.DrawFn, tree: Tree) -> None:
    """Make one mistake, in place: a value, a missing member, a stray one, or one level too many."""
    at = draw(st.sampled_from([(), *places(tree)]))
    holder = _holder(tree, at)
    value = holder[at[-1]] if at else tree
    mistake = draw(st.sampled_from(["replace", "text", "drop", "add", "add", "wrap"]))
    if mistake == "add" and isinstance(value, dict):
        value[draw(NAMES)] = draw(ANYTHING)
    elif mistake == "add" and isinstance(value, list):
        value.append(draw(ANYTHING))
    elif not at:
        return
    elif mistake == "drop":
        del holder[at[-1]]
    elif mistake == "wrap":
        holder[at[-1]] = [value] if draw(st.booleans()) else {str(at[-1]): value}
    else:
        holder[at[-1]] = draw(TEXTS if mistake == "text" else ANYTHING)
