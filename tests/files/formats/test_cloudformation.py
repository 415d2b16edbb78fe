"""CloudFormation templates: what is written, what is said of it, and that any text comes back from any reader."""

import shlex
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # comes with awscli, without types
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from authwizard.files.formats.cloudformation_losses import INLINE_BYTES
from authwizard.files.formats.cloudformation_yaml import scalar, template_yaml
from authwizard.files.formats.table import FORMATS, Loss, Writing
from authwizard.files.unwritable import UnwritableError
from authwizard.request import places
from authwizard.request.check import check
from authwizard.request.draft import Draft
from authwizard.request.secrets import EnvRef
from authwizard.request.tree import Tree, drop, get, pool, put
from tests.prove.cloudformation import decoded, findings
from tests.request.requests import SECRETS, full, plain

from ..strategies import TEXTS, valid_requests
from ..test_shipped_presets import NAMES, completed

CLOUDFORMATION = FORMATS["cloudformation"]
TOLD = drop(full(), pool("ForgotPassword"))


def written(draft: Draft | Tree, writing: Writing | None = None) -> str:
    draft = draft if isinstance(draft, Draft) else Draft.from_tree("create", draft)
    (text,) = CLOUDFORMATION.files(draft, writing or Writing()).values()
    return text


def said(draft: Draft | Tree, writing: Writing | None = None) -> tuple[Loss, ...]:
    draft = draft if isinstance(draft, Draft) else Draft.from_tree("create", draft)
    return CLOUDFORMATION.losses(draft, writing or Writing())


def sentences(draft: Draft | Tree, about: str) -> list[str]:
    return [loss.message for loss in said(draft) if loss.about == about]


def properties(template: Any, name: str) -> Any:
    return template["Resources"][name]["Properties"]


def by_ruamel(text: str) -> Any:
    """Read a template with a reader of YAML 1.2, which the tags of CloudFormation say nothing to."""
    return YAML(typ="rt", pure=True).load(StringIO(text))


@pytest.mark.parametrize("name", NAMES)
def test_cfn_lint_finds_nothing_in_a_shipped_preset(name: str) -> None:
    text = written(completed(name))
    assert findings(text) == []
    for line in text.splitlines():
        assert line == line.rstrip()
        assert line.isascii()


def test_a_secret_stands_nowhere_and_is_a_parameter_without_echo() -> None:
    tree = TOLD
    for path in SECRETS[:-1]:
        tree = put(tree, path, "planted-secret")
    text = written(tree)
    for secret in ("planted-secret", get(tree, SECRETS[-1])):
        assert secret not in text + str(said(tree))
    hidden = [name for name, each in decoded(text)["Parameters"].items() if each.get("NoEcho")]
    assert hidden == [f"{path[-2]}{path[-1]}" for path in SECRETS]
    for name in hidden:
        assert "Default" not in decoded(text)["Parameters"][name]
        assert any(name in loss.message for loss in said(tree))


@settings(max_examples=200)
@given(TEXTS)
def test_any_text_comes_back_from_readers_of_both_versions(text: str) -> None:
    for value in (text, f"{text}\n{text}", f"a\n{text}\n"):
        out = template_yaml({"Resources": {"a": {"b": value, "c": [value, {"d": value}]}}}, {})
        wanted = {"Resources": {"a": {"b": value, "c": [value, {"d": value}]}}}
        assert decoded(out) == wanted
        assert by_ruamel(out) == wanted
        assert yaml.safe_load(out) == wanted
        assert out.isascii()


@example("a\n b\n\n\n c: # d\n")
@example("a\nb\n\n")
@example(" a\nb")
@example("\n a\nb")
@example("a \nb")
@example("a\n\tb")
@example("--- a\n...\n%b\n")
@given(st.text("ab \n#:-|>%'\"{", max_size=20))
def test_a_block_of_lines_is_the_same_text(text: str) -> None:
    out = template_yaml({"Resources": {"a": {"b": {"c": text}}, "d": {"e": text}}}, {})
    assert decoded(out) == by_ruamel(out) == {"Resources": {"a": {"b": {"c": text}}, "d": {"e": text}}}


def test_an_e_mail_of_several_lines_reads_as_it_will_be_sent() -> None:
    text = "<p>Hello,</p>\n\n<p>  {####} is your code: ${NAME} #1</p>\n"
    out = written(put(TOLD, places.EMAIL_MESSAGE, text))
    assert "        EmailMessage: |\n          <p>Hello,</p>\n\n          <p>  {####}" in out
    assert properties(decoded(out), "UserPool")["VerificationMessageTemplate"]["EmailMessage"] == text


@pytest.mark.parametrize(
    "word", ["ON", "off", "y", "NO", "null", "TRUE", "1e5", "012", "1:30", "~", "", "=", "a:"]
)
def test_what_a_reader_takes_for_something_else_is_in_quotes(word: str) -> None:
    assert scalar(word) == f'"{word}"'


@pytest.mark.parametrize(
    "word", ["AWS::Cognito::UserPool", "https://a.example/?b=1", "openid email", "OPTIONAL"]
)
def test_what_no_reader_mistakes_is_plain(word: str) -> None:
    assert scalar(word) == word


@settings(max_examples=50)
@given(
    before=TEXTS,
    after=TEXTS | st.sampled_from(["${AWS::StackName}", "!Ref UserPool", "{{resolve", "*/", "-->", "%{a}"]),
)
def test_hostile_texts_of_a_request_come_back(before: str, after: str) -> None:
    text = f"{before}{{####}}{after}"
    assume("{{resolve:" not in text)  # which is refused; hypothesis takes it from the code
    tree = put(put(TOLD, places.EMAIL_MESSAGE, text), places.MFA_SMS, text)
    tree = put(put(tree, places.EMAIL_SUBJECT, text), places.GOOGLE_ID, text)
    tree = put(put(tree, places.SIGN_IN_URIS, [text]), places.SIGN_OUT_URIS, [text, text])
    tree = put(tree, ("ResourceName",), text)
    out, wrong = written(tree), check(Draft.from_tree("create", tree)).errors
    client_id = None if any(each.path == places.GOOGLE_ID for each in wrong) else text
    for template in (decoded(out), by_ruamel(out)):
        users, client = properties(template, "UserPool"), properties(template, "UserPoolClient")
        messages = users["VerificationMessageTemplate"]
        assert (messages["EmailMessage"], messages["EmailSubject"]) == (text, text)
        assert users["SmsAuthenticationMessage"] == text
        assert (client["CallbackURLs"], client["LogoutURLs"]) == ([text], [text])
        assert template["Parameters"]["GoogleClientId"].get("Default") == client_id
        assert len(client["ClientName"]) <= 128


@given(valid_requests("create"))
def test_any_valid_request_is_written_and_its_losses_are_once_and_of_this_request(tree: Tree) -> None:
    draft = Draft.from_tree("create", tree)
    assert check(draft).errors == ()
    losses = said(draft)
    if [loss.kind for loss in losses] == ["refused"]:
        return
    assert len({(loss.about, loss.message) for loss in losses}) == len(losses)
    text = written(draft)
    names = set(decoded(text)["Resources"])
    assert text.isascii()
    assert ("IdentityPool" in names) == any(loss.about == "IdentityPoolRoles" for loss in losses)
    head = " ".join(line.removeprefix("#").strip() for line in text.partition("\n\n")[0].splitlines())
    for loss in losses:
        assert loss.message.encode("ascii", "backslashreplace").decode() in head


def test_a_name_cannot_end_the_comment_at_the_head() -> None:
    tree = put(TOLD, places.AUTH_RESOURCES, "IDENTITY_POOL_AND_USER_POOL")
    tree = drop(put(tree, ("ResourceName",), "a\nb \u2028x"), places.IDENTITY_POOL_NAME)
    assert "a_b_identitypool__dev" in written(put(tree, ("ResourceName",), "a:b"))
    text = written(tree)
    head = text.partition("\n\n")[0]
    assert all(line.startswith("#") for line in head.splitlines())
    assert r"a\u000ab _x_identitypool__dev" in head
    assert decoded(text)["Resources"]


def test_names_of_clients_are_as_cognito_takes_them() -> None:
    draft = put(TOLD, ("ResourceName",), "é/" * 100)
    web, native = (
        properties(decoded(written(draft)), name)["ClientName"]
        for name in ("UserPoolClientWeb", "UserPoolClient")
    )
    assert (len(web), web[-15:]) == (128, "__app_clientWeb")
    assert (len(native), native[-12:]) == (128, "__app_client")
    assert "caught" in {loss.kind for loss in said(draft) if loss.about == "ResourceName"}
    assert sentences(TOLD, "ResourceName") == []


@pytest.mark.parametrize("path", [places.EMAIL_MESSAGE, places.EMAIL_SUBJECT, places.MFA_SMS])
def test_a_text_that_cloudformation_would_replace_is_refused(path: Any) -> None:
    tree = put(TOLD, path, "{####} {{resolve:ssm:/a:1}}")
    with pytest.raises(UnwritableError, match=f"{path[-1]} has the text {{{{resolve:"):
        written(tree)
    assert [loss.kind for loss in said(tree)] == ["refused"]


def test_other_braces_are_no_reference() -> None:
    text = "{{name}} {{ resolve: {####} ${AWS::Region}"
    template = decoded(written(put(TOLD, places.EMAIL_MESSAGE, text)))
    assert properties(template, "UserPool")["VerificationMessageTemplate"]["EmailMessage"] == text


def test_a_template_that_a_call_does_not_take_is_told_of() -> None:
    assert INLINE_BYTES == 51_200
    long = put(TOLD, places.EMAIL_MESSAGE, "é" * 15_000 + "{####}")
    assert any("--s3-bucket" in loss.message for loss in said(long))
    assert "--s3-bucket" in written(long)
    assert not any("--s3-bucket" in loss.message for loss in said(TOLD))
    uris = [f"https://a.example/{'é' * 1000}{number}" for number in range(100)]
    huge = put(put(TOLD, places.SIGN_IN_URIS, uris), places.SIGN_OUT_URIS, uris)
    assert any("1 MB" in loss.message for loss in said(huge))


def test_an_update_is_written_from_what_the_backend_has() -> None:
    draft = completed("update-offer-totp")
    template = decoded(written(draft))
    assert properties(template, "UserPool")["EnabledMfas"] == ["SOFTWARE_TOKEN_MFA"]
    unknown = replace(draft, baseline=None)
    with pytest.raises(UnwritableError, match="pull"):
        written(unknown)
    assert [loss.kind for loss in said(unknown)] == ["refused"]


def test_names_can_be_plain() -> None:
    text = written(TOLD, Writing(plain_names=True))
    template = decoded(text)
    assert properties(template, "UserPool")["UserPoolName"] == get(TOLD, places.USER_POOL_NAME)
    assert properties(template, "UserPoolDomain")["Domain"] == get(TOLD, places.DOMAIN_PREFIX)
    assert any(loss.about == "BackendEnvironmentName" for loss in said(TOLD, Writing(plain_names=True)))
    assert sentences(TOLD, "BackendEnvironmentName") == []


def test_what_has_no_effect_is_told_of() -> None:
    unused = full()
    unused = put(unused, places.AUTH_RESOURCES, "USER_POOL_ONLY")
    unused = put(
        unused, places.MFA, {"MFAMode": "OFF", "Settings": {"MfaTypes": ["TOTP"], "SmsMessage": "{####}!"}}
    )
    told = {loss.about: loss.message for loss in said(unused) if loss.kind == "lost"}
    assert told.keys() == {
        "AppId",
        "ForgotPassword",
        "VerificationMessage.SmsSettings",
        "Mfa.Settings.MfaTypes",
        "Mfa.Settings.SmsMessage",
        "IdentityPoolConfigs",
    }
    assert {loss.about for loss in said(plain()) if loss.kind == "lost"} == {"AppId"}


def test_the_time_zone_has_cognitos_name() -> None:
    tree = put(plain(), places.SIGN_UP_ATTRIBUTES, ["EMAIL", "ZONE_INFO"])
    names = [each["Name"] for each in properties(decoded(written(tree)), "UserPool")["Schema"]]
    assert names == ["email", "zoneinfo"]
    assert "zone_info" in sentences(tree, "RequiredSignUpAttributes.ZONE_INFO")[0]


def test_a_request_of_one_pool_needs_no_value_from_its_user() -> None:
    assert {loss.about for loss in said(plain()) if loss.kind == "todo"} == {"", "VerificationMessage"}
    template = decoded(written(plain()))
    assert list(template["Resources"]) == ["UserPool", "UserPoolClientWeb", "UserPoolClient"]
    assert "Parameters" not in template


def test_the_command_deploys_the_file_with_what_it_needs() -> None:
    assert CLOUDFORMATION.command is not None
    alone = CLOUDFORMATION.command(Draft.from_tree("create", plain()), "our files/it's.yaml")
    words = [
        "aws",
        "cloudformation",
        "deploy",
        "--template-file",
        "our files/it's.yaml",
        "--stack-name",
        "my-auth",
    ]
    assert shlex.split(alone) == words
    assert (
        shlex.split(CLOUDFORMATION.command(Draft.from_tree("create", plain()), "~/a.yaml"))[4] == "./~/a.yaml"
    )
    secret = (*places.SOCIAL, "Google", "ClientSecret")
    draft = Draft.from_tree("create", drop(TOLD, places.FACEBOOK_ID)).with_secret(secret, EnvRef("OURS"))
    line = CLOUDFORMATION.command(draft, "a.yaml")
    assert "--capabilities CAPABILITY_IAM" in line
    for parameter in ('FacebookClientId="${FacebookClientId:?}"', 'GoogleClientSecret="${OURS:?}"'):
        assert parameter in line
    assert 'FacebookClientSecret="${FACEBOOK_APP_SECRET:?}"' in line
    (told,) = sentences(draft.tree, "Parameters")
    assert "FacebookClientId (FacebookClientId)" in told
