"""The targets file: what is read of it, what it puts in place of a request's members, and what is refused."""

from pathlib import Path

import pytest

from authwizard.files.targets import Override, drafts_for, read_targets
from authwizard.files.unreadable import UnreadableError
from authwizard.request.draft import Draft
from authwizard.request.places import APPLE_KEY, OAUTH, SCOPES, SIGN_IN_URIS, SIGN_OUT_URIS
from authwizard.request.secrets import EnvRef, FileRef
from authwizard.request.target import Target
from authwizard.request.tree import put
from tests.request.requests import SECRETS, full

ONE = '[[target]]\napp = "d1"\nenv = "dev"\n'
OAUTH_TABLE = "[target.request.ResourceConfig.UserPoolConfigs.OAuth]\n"
GOOGLE = SECRETS[1]
GOOGLE_TABLE = (
    "[target.request.ResourceConfig.UserPoolConfigs.OAuth.SocialProviderSettings.Google]\nClientSecret = "
)


def targets(folder: Path, text: str) -> tuple[Override, ...]:
    file = folder / "targets.toml"
    file.write_text(text, encoding="utf-8")
    return read_targets(file)


def refusal(folder: Path, text: str) -> str:
    with pytest.raises(UnreadableError) as error:
        drafts_for(targets(folder, text), Draft.from_tree("create", full()))
    return f"{error.value.message} {error.value.fix}"


def test_each_target_has_its_own_names_and_the_source_gives_what_is_left_out(tmp_path: Path) -> None:
    text = f'{ONE}\n[[target]]\napp = "d2"\nenv = "prod"\nresource = "other"\n'
    drafts = drafts_for(targets(tmp_path, text), Draft.from_tree("create", full()))
    assert [Target.of(draft) for draft in drafts] == [("d1", "dev", "myauth"), ("d2", "prod", "other")]
    rest = {"AppId": "d1", "BackendEnvironmentName": "dev"}
    assert drafts[0].body("real") == full() | rest


def test_structures_grow_together_and_lists_and_values_are_replaced(tmp_path: Path) -> None:
    source = Draft.from_tree("create", full())
    override = f'{ONE}{OAUTH_TABLE}RedirectSignInURIs = ["https://b.example.com/"]\nDomainPrefix = "b"\n'
    (draft,) = drafts_for(targets(tmp_path, override), source)
    assert draft.get(SIGN_IN_URIS) == ["https://b.example.com/"]
    assert draft.get((*OAUTH, "DomainPrefix")) == "b"
    assert draft.get(SIGN_OUT_URIS) == source.get(SIGN_OUT_URIS)
    assert draft.get(SCOPES) == source.get(SCOPES)
    assert draft.secrets == source.secrets
    assert source.body("real") == full()


@pytest.mark.parametrize("wrong", [None, "a text", ["a list"]])
def test_a_structure_replaces_what_is_none(tmp_path: Path, wrong: object) -> None:
    source = Draft.from_tree("create", put(full(), OAUTH, wrong))
    (draft,) = drafts_for(targets(tmp_path, f'{ONE}{OAUTH_TABLE}DomainPrefix = "b"\n'), source)
    assert draft.get(OAUTH) == {"DomainPrefix": "b"}


def test_a_secret_is_replaced_by_a_reference_from_the_folder_of_the_file(tmp_path: Path) -> None:
    text = f'{ONE}{GOOGLE_TABLE}{{ env = "GOOGLE_PROD" }}\n'
    text += f"{GOOGLE_TABLE.replace('Google', 'SignInWithApple').replace('ClientSecret', 'PrivateKey')}"
    text += '{ file = "keys/a.p8" }\n'
    source = Draft.from_tree("create", full())
    (draft,) = drafts_for(targets(tmp_path, text), source)
    key = draft.secrets[APPLE_KEY]
    assert draft.secrets[GOOGLE] == EnvRef("GOOGLE_PROD")
    assert isinstance(key, FileRef)
    assert (key.path, key.base) == ("keys/a.p8", str(tmp_path))
    assert draft.secrets[SECRETS[0]] == source.secrets[SECRETS[0]]


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    assert len(targets(tmp_path, f"\ufeff{ONE}")) == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "It has no target. Begin each target with a line [[target]]."),
        ("target = []", "It has no target."),
        ('[target]\napp = "d1"', "target is not a list of tables."),
        ("target = [1]", "target is not a list of tables."),
        ("[[targets]]", 'A targets file has no key "targets".'),
        (f"format = 1\n{ONE}", 'A targets file has no key "format".'),
        ("[[target]", "Line 1, column"),
        ('[[target]]\nenv = "dev"', 'Target 1: app is missing. Write app = "…".'),
        (f'{ONE}[[target]]\napp = "d2"', "Target 2: env is missing."),
        ('[[target]]\napp = 1\nenv = "dev"', "Target 1: app is no text."),
        ('[[target]]\napp = "d1"\nenv = ""', "Target 1: env is empty."),
        (f"{ONE}resource = []", "Target 1: resource is no text."),
        (f'{ONE}app-id = "d1"', 'Target 1: there is no key "app-id". Did you mean app?'),
        (f'{ONE}BackendEnvironmentName = "d1"', "Did you mean env?"),
        (f'{ONE}resource-name = "d1"', "Did you mean resource?"),
        (f'{ONE}reqest = "d1"', "Did you mean request?"),
        (f"{ONE}zzz = 1", 'no key "zzz". There are app, env, resource and request.'),
        (f"{ONE}request = 1", "Target 1: request is no table."),
        (
            f"{ONE}{OAUTH_TABLE}RedirectSignInUris = []",
            "OAuth.RedirectSignInUris is no member of a request. Did you mean RedirectSignInURIs?",
        ),
        (f"{ONE}[target.request.OAuth]", "Target 1: request.OAuth is no member of a request."),
        (f'{ONE}[target.request]\nAppId = "d2"', "request.AppId stands in the wrong place. Write app below"),
        (f'{ONE}{OAUTH_TABLE}RedirectSignInURIs = "https://b/"', "OAuth.RedirectSignInURIs is not a list."),
        (f"{ONE}{OAUTH_TABLE}DomainPrefix = true", "OAuth.DomainPrefix is not a text."),
        (f"{ONE}{OAUTH_TABLE}DomainPrefix = 2026-01-01", "DomainPrefix holds a value that a request cannot"),
        (f"{ONE}[target.request]\nResourceConfig = 1", "request.ResourceConfig is not a table."),
        (
            f"{ONE}[target.request.ResourceConfig.UserPoolConfigs.PasswordPolicy]\nMinimumLength = true",
            "MinimumLength is not a number.",
        ),
        (f'{ONE}{GOOGLE_TABLE}"invented"', "Google.ClientSecret is no reference to a secret. Name where"),
        (f'{ONE}{GOOGLE_TABLE}{{ env = "A", file = "b" }}', "Google.ClientSecret is no reference"),
        (f"{ONE}{ONE}", "Target 2: it is the same backend as target 1."),
        (f'{ONE}{ONE}resource = "myauth"', "Target 2: it is the same backend as target 1."),
    ],
)
def test_what_is_wrong_is_said_with_its_target_and_key(tmp_path: Path, text: str, said: str) -> None:
    assert said in refusal(tmp_path, text)


def test_a_secret_that_stands_in_the_file_is_not_repeated(tmp_path: Path) -> None:
    for table in (GOOGLE_TABLE, GOOGLE_TABLE.replace("ClientSecret", "client_secret")):
        assert "invented" not in refusal(tmp_path, f'{ONE}{table}"invented"')


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="There is no file"):
        read_targets(tmp_path / "none.toml")
