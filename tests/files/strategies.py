"""Requests for hypothesis: any tree that JSON can hold, and requests that AWS would take."""

import io
import json
from collections.abc import Container
from typing import Any, Final

from hypothesis import strategies as st

from authwizard.files.loaded import Loaded
from authwizard.files.source import load
from authwizard.request.draft import Draft
from authwizard.request.fields import FIELDS, PROVIDERS, SECRET_PATHS
from authwizard.request.operation import Operation
from authwizard.request.secrets import EnvRef, FileRef, Secret
from authwizard.request.tree import MemberPath, Tree, get, put

AMBIGUOUS: Final = [
    "", " ", "on", "ON", "off", "yes", "No", "y", "n", "true", "False", "null", "Null", "~", "none",
    "12E4567890", "1e5", "1E5", ".5", "5.", "+1", "-0", "0x1F", "012", "08", "0o17", "0b11", "1_000", "1:30",
    "190:20:30", "2024-01-01", "2024-01-01T10:00:00Z", ".inf", "-.INF", ".nan", "=", "<<", "*a", "&a", "!a",
    "!!str a", "%a", "@a", "`a", "- a", "-", "? a", ": a", "a: b", "a:", "a #b", "#a", "[a", "{a", "]", "}",
    ",", "|", ">", "|-", "'", '"', "'a'", '"a"', "\\", "\\n", "--- a", "---", "...", "a\nb", "a\n", "\na",
    "a\r\nb", "a\rb", "\t", "\ta", "a ", " a", "{####} is your code", "\x00", "\x07", "\x1b[31m", "\x7f",
    "\x80", "\x85", "a\x85b", "\xa0", "\u2028", "\u2029", "\ufeff", "\ufeffa", "\u202e", "\ufffe", "\uffff",
    "\U0001f600", "\U0010ffff", "é", "e\u0301", "日本", '"""', "'''", "\\u0041", "${NAME}", "x" * 200,
]  # fmt: skip
"""Texts that a reader of YAML or TOML may take for something else."""

_CHARACTERS: Final = st.characters(exclude_categories=["Cs"])
TEXTS: Final = st.sampled_from(AMBIGUOUS) | st.text(_CHARACTERS, max_size=30)
NUMBERS: Final = (
    st.integers()
    | st.integers(-(10**40), 10**40)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([0, 8, 8.0, -0.0, 1e300, 1e-300, 1e16, 123456789012345678])
)
LEAVES: Final = st.booleans() | NUMBERS | TEXTS


def supplied_by(provider: str) -> Container[str]:
    """The sign-up attributes that a social provider has a claim for."""
    declared = PROVIDERS[provider].provider
    assert declared is not None
    return declared.claims


_NAMES: Final = st.sampled_from(sorted({name for path in FIELDS for name in path})) | TEXTS


def trees(leaves: st.SearchStrategy[Any]) -> st.SearchStrategy[Tree]:
    """Any structure that JSON can hold, under names of the API and others."""
    values = st.recursive(
        leaves,
        lambda below: st.lists(below, max_size=4) | st.dictionaries(_NAMES, below, max_size=4),
        max_leaves=12,
    )
    return st.dictionaries(_NAMES, values, max_size=5)


REFERENCES: Final[st.SearchStrategy[Secret]] = st.builds(
    EnvRef, st.text(_CHARACTERS, min_size=1, max_size=10)
) | st.builds(FileRef, st.text(_CHARACTERS, min_size=1, max_size=10))


def _without_secrets(tree: Tree) -> Tree:
    draft = Draft.from_tree("create", tree)
    return draft.tree


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A draft of any values that TOML can hold, wrong ones too; its secrets are references."""
    tree = _without_secrets(draw(trees(LEAVES)))
    for path, field in FIELDS.items():
        if field.kind != "structure" and not field.secret and draw(st.integers(0, 3)) == 0:
            tree = put(tree, path, draw(LEAVES | st.lists(LEAVES, max_size=3)))
    secrets: dict[MemberPath, Secret] = {}
    for path in sorted(SECRET_PATHS):
        if draw(st.booleans()) and isinstance(get(tree, path[:-1], {}), dict):
            secrets[path] = draw(REFERENCES)
            tree = put(tree, path[:-1], get(tree, path[:-1], {}))
    return Draft(draw(st.sampled_from(["create", "update"])), tree, secrets)


_WORDS: Final = st.sampled_from(
    [
        "12E4567890",
        "1e5",
        "0o17",
        "on",
        "null",
        "2024-01-01",
        "012",
        "1_000",
        "yes",
        "0x1F",
        "1.5",
        "true",
        "my pool",
    ]
)
_MESSAGES: Final = st.builds(
    "{}{{####}}{}".format,
    st.sampled_from(
        ["", "on ", "Dein Code – ", "コード", "<b>", "~ ", "# ", "- ", "'", '"', "\U0001f600", "\\n"]
    ),
    st.sampled_from(["", " is your code", ": ", "\n", "</b>\n", " #", "'", '"', "\\", "é"]),
)
_SHORT: Final = st.sampled_from(["{####} is your code", "on {####}", "'{####}'", "{####}: ", "~ {####} ~"])


def _some(field_path: tuple[str, ...], least: int = 1) -> st.SearchStrategy[list[str]]:
    choices = sorted(FIELDS[field_path].choices)
    return st.lists(st.sampled_from(choices), min_size=least, max_size=4, unique=True)


def _one(field_path: tuple[str, ...]) -> st.SearchStrategy[str]:
    return st.sampled_from(sorted(FIELDS[field_path].choices))


@st.composite
def valid_requests(draw: st.DrawFn, operation: Operation) -> Tree:
    """A request without errors, whose texts are hard for readers of YAML."""
    values: dict[tuple[str, ...], Any] = {
        ("AppId",): draw(st.sampled_from(["d1a2b3c4d5", "d012", "d1e5"])),
        ("BackendEnvironmentName",): draw(_WORDS | st.sampled_from(["~", "dev"])),
        ("ResourceName",): draw(_WORDS | st.sampled_from(["~", "{####} is your code", "myauth"])),
        ("ResourceConfig", "AuthResources"): draw(_one(("ResourceConfig", "AuthResources"))),
        ("ResourceConfig", "Service"): "COGNITO",
    }
    if operation == "create":
        values[_names("UserPoolName")] = draw(_WORDS)
        values[_names("SignInMethod")] = draw(_one(_names("SignInMethod")))
        values[_names("RequiredSignUpAttributes")] = draw(_some(_names("RequiredSignUpAttributes"), 0))
    for block in (_mfa, _oauth, _password_policy, _verification):
        if draw(st.booleans()):
            values |= draw(block())
    attributes = _names("RequiredSignUpAttributes")
    if attributes in values and any("Google" in path for path in values):
        # The deployment stops at an attribute that Google has no claim for: the rule social-attr-missing.
        values[attributes] = [name for name in values[attributes] if name in supplied_by("Google")]
    tree: Tree = {"ResourceConfig": {"UserPoolConfigs": {}}}
    for path, value in values.items():
        tree = put(tree, path, value)
    return tree


def _names(*names: str) -> tuple[str, ...]:
    return ("ResourceConfig", "UserPoolConfigs", *names)


_Values = st.SearchStrategy[dict[tuple[str, ...], Any]]
_Members = dict[tuple[str, ...], st.SearchStrategy[Any]]


def _mfa() -> _Values:
    members: _Members = {
        _names("Mfa", "MFAMode"): st.sampled_from(["ON", "OPTIONAL"]),
        _names("Mfa", "Settings", "MfaTypes"): _some(_names("Mfa", "Settings", "MfaTypes")),
    }
    return st.fixed_dictionaries(members, optional={_names("Mfa", "Settings", "SmsMessage"): _SHORT})


def _oauth() -> _Values:
    uris = st.lists(
        st.sampled_from(["https://on.example/", "myapp://~/", "https://a.example/?a=1e5&b=%20/"]), min_size=1
    )
    members: _Members = {
        _names("OAuth", "RedirectSignInURIs"): uris,
        _names("OAuth", "RedirectSignOutURIs"): uris,
        _names("OAuth", "OAuthGrantType"): _one(_names("OAuth", "OAuthGrantType")),
        _names("OAuth", "OAuthScopes"): _some(_names("OAuth", "OAuthScopes")),
    }
    google = _names("OAuth", "SocialProviderSettings", "Google")
    secret: _Members = {
        **members,
        _names("OAuth", "DomainPrefix"): st.sampled_from(["0x1f", "1e5", "on", "null", "012"]),
        (*google, "ClientId"): _WORDS,
        (*google, "ClientSecret"): st.sampled_from(["0123456789e1", "=invented", "~", "on"]),
    }
    return st.fixed_dictionaries(members) | st.fixed_dictionaries(secret)


def _password_policy() -> _Values:
    members: _Members = {
        _names("PasswordPolicy", "MinimumLength"): st.integers(6, 99) | st.sampled_from([8.0])
    }
    constraints = _names("PasswordPolicy", "AdditionalConstraints")
    return st.fixed_dictionaries(members, optional={constraints: _some(constraints, 0)})


def _verification() -> _Values:
    members: _Members = {_names("VerificationMessage", "DeliveryMethod"): st.sampled_from(["EMAIL", "SMS"])}
    optional: _Members = {
        _names("VerificationMessage", "EmailSettings", "EmailMessage"): _MESSAGES,
        _names("VerificationMessage", "EmailSettings", "EmailSubject"): _WORDS,
        _names("VerificationMessage", "SmsSettings", "SmsMessage"): _SHORT,
    }
    return st.fixed_dictionaries(members, optional=optional)


def read(text: str | bytes, operation: Operation | None = None) -> Loaded:
    """Load a source from standard input."""
    return load("-", operation=operation, stdin=io.BytesIO(text.encode() if isinstance(text, str) else text))


def exact(tree: Any) -> str:
    """Return a text that is the same for trees of the same values and types: 1, 1.0 and true all differ."""
    return json.dumps(tree, sort_keys=True)
